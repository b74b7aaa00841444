#include "viz/replay/comparison.hpp"

#include <algorithm>

#include "viz/replay/checked_fold.hpp"

namespace crossflow::viz {
namespace {

template <class Number>
Number& at(std::vector<Number>& numbers, Tick tick, Tick bin) {
  const auto i = static_cast<std::size_t>(std::max<Tick>(0, tick) / bin);
  if (i >= numbers.size()) numbers.resize(i + 1);
  return numbers[i];
}

/// Divides what lies between two instants among the bins that it touches.
template <class Number>
void spread(std::vector<Number>& numbers, Tick from, Tick until, Tick bin) {
  for (Tick t = from; t < until;) {
    const Tick next = std::min(until, (t / bin + 1) * bin);
    at(numbers, t, bin) += static_cast<Number>(to_seconds(next - t));
    t = next;
  }
}

template <class Number>
auto sum_before(const std::vector<Number>& numbers, Tick now) {
  const auto n = std::min(numbers.size(), static_cast<std::size_t>(std::max<Tick>(0, now / minute)));
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += static_cast<double>(numbers[i]);
  return sum;
}

std::uint64_t key_of(std::uint64_t source, std::uint64_t traveller_class, std::uint64_t number) {
  return source << 48U | traveller_class << 40U | number;
}

}  // namespace

/// Hears the clocks of the pledge.
struct WaitTotalsWatcher : NoWatcher {
  WaitTotals& totals;
  explicit WaitTotalsWatcher(WaitTotals& t) : totals(t) {}

  bool of_pledge(const EntityState& e) const {
    const Directory& directory = totals.recording_.directory();
    return e.clock_authority != no_authority && directory.authorities[e.clock_authority] == pledge_authority &&
           directory.classes[e.traveller_class].pledge_share > 0;
  }
  void late(const EntityState& e, Tick until) const {
    const Tick limit = totals.recording_.directory().classes[e.traveller_class].pledge_limit;
    if (of_pledge(e) && until - e.clock_start > limit)
      ++at(totals.groups_[totals.group_of(e.traveller_class, totals.state_.direction_of(e))].late,
           e.clock_start + limit, minute);
  }
  void cleared(const Event& event, const EntityState& e) const {
    if (e.clock_authority != event.aux || !of_pledge(e)) return;
    const ClassEntry& entry = totals.recording_.directory().classes[e.traveller_class];
    const Tick end = entry.pledge_ends_called ? totals.last_started_[event.entity] : event.tick;
    if (end - e.clock_start > entry.pledge_limit) return late(e, end);
    ++at(totals.groups_[totals.group_of(e.traveller_class, totals.state_.direction_of(e))].in_time, event.tick, minute);
  }
  void started(const Event& event, const EntityState&, bool) const { totals.last_started_[event.entity] = event.tick; }
  void left(const Event& event, const EntityState& e) const { late(e, event.tick); }
};

WaitTotals::WaitTotals(Recording& recording)
    : recording_(recording),
      state_(recording.directory()),
      directions_(std::max<std::size_t>(1, recording.directory().directions.size())),
      groups_(recording.directory().classes.size() * directions_),
      waiting_s_(recording.directory().stations.size()) {}

void WaitTotals::waited(std::uint32_t entity, const EntityState& state, Tick until) {
  entities_[entity].waited += until - state.since;
  spread(groups_[group_of(state.traveller_class, state_.direction_of(state))].waited_s, state.since, until, minute);
  if (state.kind == state_.unit_of(state.station)) spread(waiting_s_[state.station], state.since, until, half_hour);
}

void WaitTotals::take(const Event& event) {
  WaitTotalsWatcher watcher(*this);
  check_follows(event, state_);
  until_ = event.tick;
  if (event.entity == no_entity) return state_.apply(event, watcher);
  EntityState before;
  if (event.kind == EventKind::arrived) {
    if (event.entity >= entities_.size()) {
      entities_.resize(event.entity + std::size_t{1});
      last_started_.resize(entities_.size());
    }
    entities_[event.entity].arrived = event.tick;
  } else {
    before = state_.entities()[event.entity];
  }
  state_.apply(event, watcher);
  const EntityState& after = state_.entities()[event.entity];
  if (event.kind == EventKind::arrived)
    ++at(groups_[group_of(after.traveller_class, state_.direction_of(after))].came, event.tick, minute);
  if (state_.waits(before) && (!state_.waits(after) || after.since != before.since || after.station != before.station))
    waited(event.entity, before, event.tick);
  entities_[event.entity].waits = state_.waits(after) ? after.since : -1;
  if (event.kind == EventKind::left) entities_[event.entity].left = event.tick;
}

bool WaitTotals::advance(std::uint64_t events) {
  const std::uint64_t until = std::min(recording_.size(), folded_ + events);
  if (until > folded_) {
    for (const Event& event : recording_.events(folded_, until)) take(event);
    folded_ = until;
  }
  if (folded_ != recording_.size()) return false;
  if (recording_.complete() && !finished_) finish();
  return true;
}

// Whoever still waits when the run ends has waited until then.
void WaitTotals::finish() {
  finished_ = true;
  until_ = recording_.known_until();
  const WaitTotalsWatcher watcher(*this);
  for (std::uint32_t i = 0; i < entities_.size(); ++i) {
    const EntityState& e = state_.entities()[i];
    if (e.phase == Phase::gone) continue;
    watcher.late(e, until_);
    if (state_.waits(e)) waited(i, e, until_);
    entities_[i].waits = -1;
  }
}

GroupSoFar WaitTotals::so_far(std::size_t group, Tick now) const {
  const Course& course = groups_[group];
  const auto count = [now](const std::vector<std::int32_t>& n) {
    return static_cast<std::int64_t>(sum_before(n, now));
  };
  return {count(course.came), sum_before(course.waited_s, now), count(course.in_time), count(course.late)};
}

Comparison::Comparison(Recording& a, Recording& b)
    : a_(a), b_(b), runs_{WaitTotals(a), WaitTotals(b)}, in_b_(a.directory(), b.directory()) {}

bool Comparison::advance(std::uint64_t events) {
  const std::uint64_t before = runs_[0].folded() + runs_[1].folded();
  const bool a = runs_[0].advance(events), b = runs_[1].advance(events);
  const auto& known = b_.entities();
  for (; known_of_b_ < known.size(); ++known_of_b_) {
    const TraceEntity& e = known[known_of_b_];
    rows_of_b_.emplace(key_of(e.source, e.traveller_class, e.number), static_cast<std::uint32_t>(known_of_b_));
  }
  if (a && b && runs_[0].folded() + runs_[1].folded() != before) count_matches();
  return a && b;
}

std::uint32_t Comparison::in_b(std::uint32_t in_a) const {
  const TraceEntity& e = a_.entities()[in_a];
  const std::int32_t source = in_b_.sources[e.source], its_class = in_b_.classes[e.traveller_class];
  if (source < 0 || its_class < 0) return no_entity;
  const auto found =
      rows_of_b_.find(key_of(static_cast<std::uint64_t>(source), static_cast<std::uint64_t>(its_class), e.number));
  return found == rows_of_b_.end() ? no_entity : found->second;
}

void Comparison::count_matches() {
  matched_ = same_instant_ = 0;
  const auto& known_a = runs_[0].entities();
  const auto& known_b = runs_[1].entities();
  for (std::uint32_t i = 0; i < known_a.size(); ++i) {
    const std::uint32_t other = in_b(i);
    if (other == no_entity || other >= known_b.size()) continue;
    ++matched_;
    same_instant_ += known_a[i].arrived == known_b[other].arrived;
  }
}

std::size_t Comparison::stations_matched() const {
  return static_cast<std::size_t>(
      std::count_if(in_b_.stations.begin(), in_b_.stations.end(), [](std::int32_t s) { return s >= 0; }));
}

bool Comparison::same_people() const {
  return matched_ * 2 > runs_[0].entities().size() && same_instant_ * 2 > matched_;
}

std::vector<Change> Comparison::changes() const {
  std::vector<Change> out;
  const auto& known_a = runs_[0].entities();
  const auto& known_b = runs_[1].entities();
  for (std::uint32_t i = 0; i < known_a.size(); ++i) {
    if (known_a[i].left < 0) continue;
    const std::uint32_t other = in_b(i);
    if (other < known_b.size() && known_b[other].left >= 0)
      out.push_back({i, other, known_b[other].waited - known_a[i].waited});
  }
  return out;
}

std::vector<Change> Comparison::largest_gains(std::size_t most) const {
  std::vector<Change> all = changes();
  std::erase_if(all, [](const Change& c) { return c.by >= 0; });
  std::stable_sort(all.begin(), all.end(), [](const Change& x, const Change& y) { return x.by < y.by; });
  all.resize(std::min(all.size(), most));
  return all;
}

std::vector<Change> Comparison::largest_losses(std::size_t most) const {
  std::vector<Change> all = changes();
  std::erase_if(all, [](const Change& c) { return c.by <= 0; });
  std::stable_sort(all.begin(), all.end(), [](const Change& x, const Change& y) { return x.by > y.by; });
  all.resize(std::min(all.size(), most));
  return all;
}

std::vector<std::vector<double>> Comparison::difference_s() const {
  std::vector<std::vector<double>> out(in_b_.stations.size());
  for (std::size_t s = 0; s < out.size(); ++s) {
    if (in_b_.stations[s] < 0) continue;
    const auto& in_a = runs_[0].waiting_s()[s];
    const auto& in_b = runs_[1].waiting_s()[static_cast<std::size_t>(in_b_.stations[s])];
    out[s].resize(std::max(in_a.size(), in_b.size()));
    for (std::size_t i = 0; i < out[s].size(); ++i)
      out[s][i] = (i < in_b.size() ? in_b[i] : 0) - (i < in_a.size() ? in_a[i] : 0);
  }
  return out;
}

}  // namespace crossflow::viz
