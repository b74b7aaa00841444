#include "analysis/precision.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/page.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

double half_width_of(const Estimate& share) {
  return (share.interval->high - share.interval->low) / 2;
}

std::string points(double share) {
  return fmt::format("{:.2g}", share * 100);
}

}  // namespace

PrecisionRule::PrecisionRule(const Directory& directory, double half_width)
    : authority_(pledge_authority_index(directory)), from_s_(to_seconds(directory.warm_up)), half_width_(half_width) {
  for (const ClassEntry& c : directory.classes) promised_.push_back(c.pledge_share);
}

bool PrecisionRule::has_pledges() const {
  return std::any_of(promised_.begin(), promised_.end(), [](double p) { return p > 0; });
}

bool PrecisionRule::add(const ResultRows& one_replication) {
  std::map<std::pair<std::uint8_t, std::uint8_t>, Tally> here;
  for (const PledgeRow& row : one_replication.of<PledgeRow>()) {
    if (row.authority != authority_ || row.from_s < from_s_ || promised_.at(row.traveller_class) <= 0) continue;
    Tally& tally = here[{row.traveller_class, row.direction}];
    tally.kept += row.kept;
    tally.joined += row.joined;
  }
  for (const auto& [who, tally] : here) tallies_[who].push_back(tally);
  if (++replications_ < fewest || (replications_ - fewest) % batch != 0 || tallies_.empty()) return false;
  return std::all_of(tallies_.begin(), tallies_.end(), [this](const auto& of) {
    const auto share = share_estimate(of.second);
    return !share || (share->interval && half_width_of(*share) <= half_width_);
  });
}

std::optional<WidestInterval> widest_interval(const Summary& summary) {
  std::optional<WidestInterval> widest;
  for (const PledgeSummary& p : summary.pledges)
    if (p.share && p.share->interval && (!widest || half_width_of(*p.share) > widest->half_width))
      widest = {p.traveller_class, p.direction, half_width_of(*p.share)};
  return widest;
}

std::string precision_text(const Directory& directory, const Summary& summary, const PageOptions& options,
                           double half_width, std::uint32_t at_most) {
  const Page page = page_of(directory, summary, options);
  const auto widest = widest_interval(summary);
  const bool reached = widest && widest->half_width <= half_width;
  const std::string n = count_text(summary.replications), most = count_text(at_most);
  const std::string said = reached ? page.say("NARROW ENOUGH: {} of at most {} replications; ", n, most)
                                   : page.say("NOT NARROW ENOUGH: {} of at most {} replications; ", n, most);
  if (!widest) return page.wrapped(said + page.say("no pledge has an interval."));
  return page.wrapped(said +
                      page.say("the widest interval of people in time is ± {} points ({}), and ± {} was asked for.",
                               points(widest->half_width),
                               class_label(page, widest->traveller_class, widest->direction), points(half_width)));
}

}  // namespace crossflow
