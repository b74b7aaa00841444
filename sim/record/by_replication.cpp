#include "sim/record/by_replication.hpp"

#include <map>
#include <type_traits>

#include "sim/base/check.hpp"
#include "sim/record/layouts.hpp"

namespace crossflow {

std::vector<ResultRows> by_replication(const ResultRows& rows) {
  std::map<std::uint32_t, ResultRows> of;
  h5::for_each_table(rows, [&](const auto& table) {
    using Row = typename std::remove_cvref_t<decltype(table)>::value_type;
    for (const Row& row : table)
      h5::for_each_table(of[row.replication], [&](auto& own) {
        if constexpr (std::is_same_v<typename std::remove_cvref_t<decltype(own)>::value_type, Row>) own.push_back(row);
      });
  });
  std::vector<ResultRows> out;
  for (const ReplicationRow& r : rows.replications) out.push_back(std::move(of.at(r.replication)));
  CROSSFLOW_CHECK(out.size() == of.size(), "a row is of a replication that is not there");
  return out;
}

}  // namespace crossflow
