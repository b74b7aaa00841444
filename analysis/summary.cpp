#include "analysis/summary.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "analysis/measure.hpp"
#include "analysis/not_cleared.hpp"
#include "analysis/series_fold.hpp"
#include "analysis/start_up.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/time_fold.hpp"
#include "sim/base/check.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

namespace {

std::optional<LastTime> last_time(const ResultRows& rows, double ReplicationRow::*time_s) {
  std::vector<double> times;
  for (const ReplicationRow& r : rows.of<ReplicationRow>())
    if (r.*time_s >= 0) times.push_back(r.*time_s);
  if (times.empty()) return std::nullopt;
  return LastTime{ticks_from_seconds(*std::max_element(times.begin(), times.end())),
                  ticks_from_seconds(median_of(times))};
}

ClosingSummary summarise_closing(const ResultRows& rows) {
  ClosingSummary closing;
  closing.last_check = last_time(rows, &ReplicationRow::last_check_s);
  closing.last_clearance = last_time(rows, &ReplicationRow::last_clearance_s);
  std::int64_t sum = 0;
  int closed = 0;
  for (const ReplicationRow& r : rows.of<ReplicationRow>()) {
    if (r.inside_at_closing < 0) continue;
    ++closed;
    sum += r.inside_at_closing;
    closing.inside_most = std::max(closing.inside_most, r.inside_at_closing);
  }
  if (closed > 0) closing.inside_mean = static_cast<double>(sum) / closed;
  return closing;
}

}  // namespace

DayIndex::DayIndex(const Directory& directory, const ResultRows& rows)
    : directory_(directory), days_each_(days_of(directory)) {
  for (const ReplicationRow& r : rows.of<ReplicationRow>()) numbers_.push_back(r.replication);
  std::sort(numbers_.begin(), numbers_.end());
  CROSSFLOW_CHECK(!numbers_.empty(), "a summary is of at least one replication");
  CROSSFLOW_CHECK(std::adjacent_find(numbers_.begin(), numbers_.end()) == numbers_.end(),
                  "a replication stands twice in the rows");
}

std::size_t DayIndex::replication_of(std::uint32_t number) const {
  if (number < numbers_.size() && numbers_[number] == number) return number;  // as in nearly all files
  const auto at = std::lower_bound(numbers_.begin(), numbers_.end(), number);
  CROSSFLOW_CHECK(at != numbers_.end() && *at == number, "a row is of a replication that is not there");
  return static_cast<std::size_t>(at - numbers_.begin());
}

std::size_t DayIndex::day_of(std::uint32_t replication_number, double from_s) const {
  return replication_of(replication_number) * days_each_ + crossflow::day_of(directory_, from_s);
}

std::size_t DayIndex::date_of(double from_s) const {
  return crossflow::day_of(directory_, from_s);
}

std::size_t DayIndex::of_date(std::uint16_t date) const {
  return date - (whole_days_of(directory_) - days_each_);
}

std::vector<double> DayIndex::by_replication(const std::vector<double>& by_day, const std::vector<bool>& has) const {
  std::vector<double> means;
  for (std::size_t r = 0; r < replications(); ++r) {
    double sum = 0;
    int n = 0;
    for (std::size_t d = r * days_each_; d < (r + 1) * days_each_; ++d) {
      if (!has[d]) continue;
      sum += by_day[d];
      ++n;
    }
    if (n > 0) means.push_back(sum / n);
  }
  return means;
}

int pledge_authority_index(const Directory& directory) {
  const auto& names = directory.authorities;
  const auto at = std::find(names.begin(), names.end(), pledge_authority);
  return at == names.end() ? -1 : static_cast<int>(at - names.begin());
}

const char* cause_text(const Charge& c) {
  switch (c.limit) {
    case Limit::maximum_flow:
      return "held back by maximum flow";
    case Limit::headway:
      return "headway on the road";
    case Limit::servers:
      break;
  }
  return text_of(c.cause);
}

std::vector<FlowSummary> summarise_flows(const Directory& directory, const ResultRows& rows) {
  std::map<std::pair<std::uint8_t, std::uint8_t>, FlowSummary> found;  // by direction and class
  const auto of = [&](std::uint8_t direction, std::uint8_t traveller_class) -> FlowSummary& {
    return found.try_emplace({direction, traveller_class}, FlowSummary{traveller_class, direction, {}, {}})
        .first->second;
  };
  for (const FlowRow& f : rows.of<FlowRow>()) add_people(of(f.direction, f.traveller_class).people, f);
  for_each_not_served(directory, rows,
                      [&](const NotServedOn& n) { of(n.direction, n.traveller_class).not_cleared += n.people; });
  std::vector<FlowSummary> flows;
  for (const auto& [who, flow] : found) flows.push_back(flow);
  return flows;
}

namespace {

/// The long tables of a result that lies in memory, as a reader has them.
struct InMemory {
  const ResultRows& rows;

  template <class Row, class F>
  void for_each(F&& f) const {
    for (const Row& row : rows.of<Row>()) f(row);
  }
};

template <class LongRows>
Summary summarise(const Directory& directory, const ResultRows& all, const LongRows& long_rows,
                  const std::function<void(const SeriesRow&)>& also) {
  ResultRows left;
  const ResultRows& rows = after_warm_up(directory, all, left);
  const DayIndex index(directory, rows);
  SeriesFold series(directory, rows, index);
  TimeFold times(directory, rows, index);
  const double begins_s = to_seconds(directory.warm_up);
  const auto add_to = [begins_s](auto& fold) {
    return [&fold, begins_s](const auto& row) {
      if (row.from_s >= begins_s) fold.add(row);
    };
  };
  long_rows.template for_each<ClockRow>(add_to(times));
  long_rows.template for_each<WaitRow>(add_to(times));
  long_rows.template for_each<SeriesRow>([&](const SeriesRow& row) {
    if (also) also(row);
    if (row.from_s >= begins_s) series.add(row);
  });
  Summary s;
  s.warm_up = directory.warm_up;
  s.start_up =
      summarise_start_up(directory, all, [&](const auto& each) { long_rows.template for_each<SeriesRow>(each); });
  s.replications = static_cast<int>(index.replications());
  s.days = static_cast<int>(index.days_each());
  std::set<std::string> drawn;
  for (const InputRow& i : rows.of<InputRow>()) drawn.insert(i.path);
  s.inputs_drawn = static_cast<int>(drawn.size());
  s.pledges = summarise_pledges(directory, rows, index, times);
  s.flows = summarise_flows(directory, rows);
  for (const FlowRow& f : rows.of<FlowRow>()) {
    const EntityKind kind = directory.classes.at(f.traveller_class).kind;
    add_people(kind == EntityKind::traveller ? s.people : kind == EntityKind::vehicle ? s.vehicles : s.consignments, f);
  }
  s.not_cleared = summarise_not_cleared(directory, rows, series);
  s.waits = summarise_waits(directory, rows, times);
  s.queues = summarise_queues(directory, rows, series);
  s.charges = total_charges(s.queues);
  s.halls = summarise_halls(directory, series);
  s.crowded = summarise_crowded(directory, series);
  s.closing = summarise_closing(rows);
  s.releases = summarise_releases(rows);
  s.teams = summarise_teams(directory, rows);
  s.risk = summarise_risk(directory, rows, index);
  s.disruptions = summarise_disruptions(rows);
  s.sides = summarise_sides(directory, rows, times);
  s.virtual_queues = summarise_virtual_queues(rows);
  s.requirements = summarise_requirements(directory, rows, index, series);
  s.staff_needs = summarise_staff_needs(directory, rows, s.requirements);
  s.pools = summarise_pools(directory, rows);
  s.skills = summarise_skills(directory, s.pools);
  s.stand_stills = summarise_stand_stills(rows);
  s.broken_off = series.broken_off();
  s.orders = summarise_orders(directory, rows);
  s.ports = summarise_ports(directory, rows);
  s.moves = summarise_moves(directory, rows);
  return s;
}

}  // namespace

Summary summarise(const Directory& directory, const ResultRows& rows) {
  return summarise(directory, rows, InMemory{rows}, {});
}

Summary summarise(const ResultReader& reader, const ResultRows& rows,
                  const std::function<void(const SeriesRow&)>& also) {
  return summarise(reader.directory(), rows, reader, also);
}

}  // namespace crossflow
