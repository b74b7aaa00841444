// Who came to another port than he meant: a fold of `chose_port`.
#pragma once

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

#include "sim/record/directory.hpp"
#include "sim/record/event.hpp"
#include "sim/record/rows.hpp"

namespace crossflow {

class PortChoices {
 public:
  explicit PortChoices(const Directory& directory);

  void note(const Event& event, std::uint8_t traveller_class);
  /// In order of where from, where to, class and reason.
  void add_rows(std::uint32_t replication, ResultRows& rows) const;

 private:
  using Key = std::tuple<std::uint16_t, std::uint16_t, std::uint8_t, std::uint8_t>;  // sources, class, reason
  std::vector<std::uint16_t> source_at_;                                             // by station
  std::map<Key, std::int64_t> counts_;
};

}  // namespace crossflow
