#include "sim/record/risk_counts.hpp"

#include <algorithm>
#include <bit>

namespace crossflow {
namespace {

constexpr std::size_t kinds_and_none = contraband_kinds + 1;

// What it carries still: what was found is gone.
std::uint8_t carried(std::uint8_t bits) {
  return (bits & risk_bits::found) != 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(bits & risk_bits::contraband);
}

}  // namespace

RiskCounts::RiskCounts(const Directory& directory)
    : classes_(directory.classes.size()),
      may_carry_(directory.classes.size()),
      cells_(directory.directions.size() * directory.classes.size()),
      checks_(directory.stations.size()) {
  for (const PrevalenceEntry& p : directory.prevalences)
    may_carry_[p.traveller_class] =
        static_cast<std::uint8_t>(may_carry_[p.traveller_class] | 1U << static_cast<unsigned>(p.contraband));
  any_ =
      !directory.prevalences.empty() || std::any_of(directory.stations.begin(), directory.stations.end(),
                                                    [](const StationEntry& s) { return s.checks != CheckKind::none; });
}

std::uint8_t RiskCounts::after_check(std::uint8_t bits, std::uint8_t check) {
  unsigned after = bits | risk_bits::checked;
  if ((check & check_bits::found) != 0) after |= risk_bits::found;
  if ((check & check_bits::search) != 0) after |= risk_bits::searched;
  return static_cast<std::uint8_t>(after);
}

void RiskCounts::checked(const Event& event, std::uint8_t traveller_class, std::uint8_t direction, std::uint8_t bits) {
  std::vector<CheckCounts>& here = checks_[event.station];
  if (here.empty()) here.resize(classes_ * kinds_and_none);
  CheckCounts& counts = here[traveller_class * kinds_and_none + carried(bits)];
  ++counts.checked;
  if ((event.aux & check_bits::alarm) != 0) ++counts.alarms;
  if ((event.aux & check_bits::found) != 0) ++counts.found;
  Counts& of = cell(traveller_class, direction).of[bits & risk_bits::contraband];
  if ((bits & risk_bits::checked) == 0) ++of.selected;
  if ((bits & risk_bits::searched) == 0 && (event.aux & check_bits::search) != 0) ++of.searched;
  if ((bits & risk_bits::found) == 0 && (event.aux & check_bits::found) != 0) ++of.found;
}

void RiskCounts::chance(const Event& event, std::uint8_t traveller_class, std::uint8_t direction, std::uint8_t bits) {
  if ((bits & risk_bits::contraband) != 0) return;
  cell(traveller_class, direction).of[event.aux].chance += std::bit_cast<float>(event.value);
}

void RiskCounts::add_rows(std::uint32_t replication, const std::vector<std::int64_t>& generated,
                          ResultRows& rows) const {
  if (!any_) return;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (generated[i] == 0) continue;
    const auto of_class = static_cast<std::uint8_t>(i % classes_);
    const auto direction = static_cast<std::uint8_t>(i / classes_);
    Counts all;
    for (const Counts& c : cells_[i].of) {
      all.carriers += c.carriers;
      all.found += c.found;
      all.selected += c.selected;
      all.searched += c.searched;
    }
    const std::int64_t clean = generated[i] - all.carriers;
    rows.of<RiskRow>().push_back({replication, of_class, direction, 0, generated[i], clean, all.carriers, all.found,
                                  all.selected, all.searched, 0});
    for (std::uint8_t k = 1; k <= contraband_kinds; ++k) {
      if ((static_cast<unsigned>(may_carry_[of_class]) >> k & 1U) == 0) continue;
      const Counts& c = cells_[i].of[k];
      rows.of<RiskRow>().push_back({replication, of_class, direction, k, clean + c.carriers, clean, c.carriers, c.found,
                                    c.selected, c.searched, c.chance});
    }
  }
  for (std::size_t station = 0; station < checks_.size(); ++station) {
    for (std::size_t i = 0; i < checks_[station].size(); ++i) {
      const CheckCounts& c = checks_[station][i];
      if (c.checked > 0)
        rows.of<CheckRow>().push_back({replication, static_cast<std::uint16_t>(station),
                                       static_cast<std::uint8_t>(i / kinds_and_none),
                                       static_cast<std::uint8_t>(i % kinds_and_none), c.checked, c.alarms, c.found});
    }
  }
}

}  // namespace crossflow
