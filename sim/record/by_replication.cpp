#include "sim/record/by_replication.hpp"

#include <map>

#include "sim/base/check.hpp"

namespace crossflow {

std::vector<ResultRows> by_replication(const ResultRows& rows) {
  std::map<std::uint32_t, ResultRows> of;
  AllTables::for_each([&]<class Row>() {
    for (const Row& row : rows.of<Row>()) {
      ResultRows& own = of[row.replication];
      own.of<Row>().push_back(row);
    }
  });
  std::vector<ResultRows> out;
  for (const ReplicationRow& r : rows.of<ReplicationRow>()) out.push_back(std::move(of.at(r.replication)));
  CROSSFLOW_CHECK(out.size() == of.size(), "a row is of a replication that is not there");
  return out;
}

}  // namespace crossflow
