#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "analysis/start_up.hpp"
#include "analysis/summary.hpp"
#include "analysis/text_table.hpp"
#include "cli/amounts.hpp"
#include "cli/progress.hpp"
#include "cli/roster_search.hpp"
#include "cli/simulate.hpp"
#include "roster/test_plan.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {
namespace {

constexpr std::uint32_t most_days_doubled = 80;  // replications, where fewer do not tell what all officers keep

// Of a thing that even these keep only just it cannot be told whether a roster may.
Judged judged_with_everybody(const Demand& demand, const Seen& seen, std::uint32_t days, std::size_t things) {
  Judged out = judge(demand, seen, family_error / static_cast<double>(things));
  if (may_reach(demand, seen, days, {1, spare_days}))
    out.meets = Meets::yes;
  else if (out.meets == Meets::yes)
    out.meets = Meets::untold;
  return out;
}

}  // namespace

// What every post needs, from days on which nobody waits for an officer. Days are doubled until it can be told of each
// thing whether any roster may keep it: what these do not show of all officers, no other would show of fewer.
void RosterSearch::ask_all_manned() {
  all_manned_days = rules().replications;
  while (!ask_all_manned_on_days(all_manned_days) && 2 * all_manned_days <= most_days_doubled) all_manned_days *= 2;
}

// Whether these days are enough to tell.
bool RosterSearch::ask_all_manned_on_days(std::uint32_t replications) {
  const std::string overlay = folder_.file("all-manned.yaml");
  write_whole(overlay, all_manned_text(rules(), before_, directory_), "");
  std::vector<NamedExperiment> one(1);
  Experiment& e = one.front().experiment;
  one.front().name = "with every post manned";
  e.scenario = study_.base;
  e.load = study_.load_options();
  e.load.overlays.push_back(overlay);
  e.seed = rules().seed;
  e.replications = replications;
  e.output = folder_.file("all-manned.h5");
  simulate_all(one, folder_, {options_.at_once.value_or(processors()), options_.quiet, ""});
  const ResultReader reader(e.output);
  const ResultRows all_rows = reader.rows();
  ResultRows left;
  const ResultRows& rows = after_warm_up(reader.directory(), all_rows, left);
  needs_ = needs_of(rules(), reader.directory(), all_rows);
  if (needs_.empty())
    throw InputError(rules().pools.front().place, "nobody comes to a post that these pools could man",
                     "stations with the key 'post' and a skill of the pools");
  demands_ = demands_of(rules(), reader.directory(), rows);
  const std::vector<Seen> seen = see(demands_, reader.directory(), rows);
  all_manned.clear();
  for (std::size_t d = 0; d < demands_.size(); ++d)
    all_manned.push_back(judged_with_everybody(demands_[d], seen[d], replications, demands_.size()));
  const Meets all = all_of(meets_of(all_manned));
  possible = all == Meets::yes;
  if (all == Meets::no) say_what_stops_it(all_rows);
  std::filesystem::remove(e.output);
  return all != Meets::untold;
}

void RosterSearch::say_what_stops_it(const ResultRows& rows) {
  const Summary summary = summarise(directory_, rows);
  std::vector<Charge> charges = summary.charges;
  std::sort(charges.begin(), charges.end(), [](const Charge& a, const Charge& b) { return a.person_s > b.person_s; });
  const double all = summary.waited_person_s();
  for (const RequirementSummary& required : summary.requirements) {
    int most = 0;
    Tick at = 0;
    for (const RequirementRow& row : required.rows)
      if (row.needed.value_or(0) > most) {
        most = *row.needed;
        at = row.from;
      }
    const StationEntry& station = directory_.stations[required.station];
    if (most > static_cast<int>(required.installed))
      what_stops_it.push_back(fmt::format("{}: {} there, {} needed at {}", short_name(station.name), required.installed,
                                          most, clock_text(at % day)));
  }
  for (const Charge& charge : charges) {
    if (what_stops_it.size() >= 6 || charge.person_s < 0.1 * all) break;
    what_stops_it.push_back(
        fmt::format("{:.0f}% of all waiting is charged to \"{}\"", 100 * charge.person_s / all, text_of(charge.cause)));
  }
}

}  // namespace crossflow
