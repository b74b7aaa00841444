#include "sim/model/router.hpp"

#include <algorithm>

#include "sim/model/risk.hpp"

namespace crossflow {

namespace {
constexpr std::int64_t closed_queue = INT64_MAX - 1;  // the last resort, but a resort

}  // namespace

RouteTable::RouteTable(FlowPlane& flow, const Directory& directory)
    : flow_(flow), turning_back_(directory.ports.size()) {
  for (const StationEntry& station : directory.stations) {
    NodeInfo info;
    info.port = station.port;
    info.queues = station.servers > 0;
    // Only where there is a check can somebody be cleared: walking through a customs hall is none.
    if (station.authority >= 0 && info.queues) {
      info.authority = static_cast<std::uint8_t>(station.authority);
      info.clears = static_cast<std::uint8_t>(station.also | 1U << info.authority);
    }
    nodes_.push_back(info);
  }
  for (const SourceEntry& source : directory.sources) direction_.push_back(source.direction);
}

std::uint16_t RouteTable::add(const Route& route, const Build& build) {
  Counts counts;
  std::vector<Open> open;
  const StepId first = add_list(route.steps, build, counts, open);
  CROSSFLOW_CHECK(open.empty(), "a route that does not end in leaving");
  return first;
}

RouteTable::StepId RouteTable::add_list(const std::vector<Step>& steps, const Build& build, Counts& counts,
                                        std::vector<Open>& open) {
  StepId first = nowhere;
  for (const Step& step : steps) {
    std::vector<Open> ends;
    const StepId id = add_step(step, build, counts, ends);
    if (first == nowhere) first = id;
    for (const Open& o : open)
      (o.row < 0 ? steps_[o.step].next : choices_[o.step].rows[static_cast<std::size_t>(o.row)].first) = id;
    open = std::move(ends);
  }
  return first;
}

RouteTable::StepId RouteTable::add_step(const Step& step, const Build& build, Counts& counts, std::vector<Open>& open) {
  CROSSFLOW_CHECK(steps_.size() < nowhere, "too many steps in all routes");
  const auto id = static_cast<StepId>(steps_.size());
  steps_.emplace_back();
  choices_.emplace_back();
  StepRow made;
  Choice choice;
  const auto& stations = build.scenario().ports[build.port].stations;
  switch (step.kind) {
    case Step::Kind::leave:
      break;
    case Step::Kind::visit:
    case Step::Kind::shortest:
      for (const std::size_t s : step.stations) {
        choice.shortest.push_back(build.node_of(s));
        made.ordinal = std::max(made.ordinal, counts[kind_of(stations[s]).task(stations[s])]);
      }
      for (const std::size_t s : step.stations)
        counts[kind_of(stations[s]).task(stations[s])] = static_cast<std::uint16_t>(made.ordinal + 1);
      made.node = choice.shortest.front();
      open.push_back({id, -1});
      break;
    case Step::Kind::choose: {
      const std::uint16_t ordinal = counts[step.purpose]++;
      made.ordinal = ordinal;
      choice.draws = build.draws(step.purpose);
      Counts after = counts;
      for (const ChoiceRow& row : step.rows) choice.rows.push_back(make_row(row, build));
      for (std::size_t r = 0; r < step.rows.size(); ++r) {
        Counts inside = counts;
        std::vector<Open> ends;
        choice.rows[r].first = add_list(step.rows[r].steps, build, inside, ends);
        if (step.rows[r].steps.empty()) ends.push_back({id, static_cast<int>(r)});
        open.insert(open.end(), ends.begin(), ends.end());
        for (const auto& [task, n] : inside) after[task] = std::max(after[task], n);
      }
      counts = std::move(after);
      break;
    }
  }
  made.plain = step.kind != Step::Kind::choose && choice.shortest.size() <= 1;
  if (step.kind == Step::Kind::leave) made.next = id;
  steps_[id] = made;
  choices_[id] = std::move(choice);
  return id;
}

const Bank* RouteTable::bank(std::size_t station, const Build& build) const {
  const auto* found = dynamic_cast<const Bank*>(&flow_.node(build.node_of(station)));
  CROSSFLOW_CHECK(found != nullptr, "a condition on a place without a queue");
  return found;
}

RouteTable::Row RouteTable::make_row(const ChoiceRow& from, const Build& build) const {
  Row row;
  const Condition& c = from.condition;
  if (!c.classes.empty()) {
    row.classes.resize(build.scenario().classes.size());
    for (const std::size_t i : c.classes) row.classes[i] = true;
  }
  if (!c.directions.empty())
    for (const std::string& direction : build.scenario().directions)
      row.sources.push_back(std::find(c.directions.begin(), c.directions.end(), direction) != c.directions.end());
  row.in_group = c.in_group;
  if (c.failed_at) row.failed_at = build.node_of(*c.failed_at);
  if (c.longer) {
    row.longer = bank(c.longer->first, build);
    row.longer_than = c.longer->second;
  }
  if (c.open) row.open = bank(*c.open, build);
  row.targeted_by = c.targeted_by;
  row.alarm = c.alarm;
  if (from.share) row.share = *from.share;
  return row;
}

bool RouteTable::holds(const Row& row, Slot slot) const {
  const Entity& e = flow_.entity(slot);
  if (!row.classes.empty() && !row.classes[e.traveller_class]) return false;
  if (!row.sources.empty() && !row.sources[direction_[e.source]]) return false;
  if (row.in_group && *row.in_group != e.grouped) return false;
  if (row.failed_at != no_node && row.failed_at != e.failed_at) return false;
  if (row.longer != nullptr && row.longer->waiting() <= row.longer_than) return false;
  if (row.open != nullptr && row.open->open_servers() == 0) return false;
  if (row.alarm && *row.alarm != (e.alarm != 0)) return false;
  return !row.targeted_by || risk_->targeted(slot, *row.targeted_by);
}

// One draw; shares add up over the rows whose conditions hold, so raising one share moves only that many people.
RouteTable::StepId RouteTable::choose(StepId step, Slot slot) const {
  const Entity& e = flow_.entity(slot);
  const double u = choices_[step].draws.uniform_at(e, steps_[step].ordinal);
  double so_far = 0;
  for (const Row& row : choices_[step].rows) {
    if (!holds(row, slot)) continue;
    so_far += row.share;
    if (u < so_far) return row.first;
  }
  CROSSFLOW_CHECK(false, "a choice without a row for the rest");
  return nowhere;
}

// A place without a queue counts as empty, one whose servers are all closed comes last.
NodeId RouteTable::shortest(StepId step) const {
  NodeId best = choices_[step].shortest.front();
  std::int64_t least = INT64_MAX;
  for (const NodeId id : choices_[step].shortest) {
    const auto* b = dynamic_cast<const Bank*>(&flow_.node(id));
    const std::int64_t length = b == nullptr ? 0 : b->open_servers() == 0 ? closed_queue : b->length();
    if (length < least) {
      least = length;
      best = id;
    }
  }
  return best;
}

NodeId RouteTable::take_step(Slot slot) {
  Entity& e = flow_.entity(slot);
  for (;;) {
    const StepRow& step = steps_[e.step];
    if (choices_[e.step].rows.empty()) {
      const NodeId to = step.plain ? step.node : shortest(e.step);
      e.step = step.next;
      e.ordinal = step.ordinal;
      return to;
    }
    e.step = choose(e.step, slot);
  }
}

NodeId RouteTable::next(Slot slot, Leaving& how) {
  Entity& e = flow_.entity(slot);
  NodeId to = no_node;
  const NodeInfo& here = nodes_[e.node];
  if (e.failed && here.fails_to != no_node) {
    e.ordinal = static_cast<std::uint16_t>(e.ordinal + after_failure);
    to = here.fails_to;
  } else {
    to = take_step(slot);
  }
  e.failed = false;
  if (here.authority != no_authority) note_cleared(slot, to);
  if (any_rule_) {
    if (to == no_node) return other_side(e);
    if (turning_back_[nodes_[to].port] && nodes_[to].queues && !e.checked) {
      how = Leaving::turned_back;
      return no_node;
    }
    while (nodes_[to].fallbacks > 0) {
      e.ordinal = static_cast<std::uint16_t>(e.ordinal + after_failure);
      to = nodes_[to].fails_to;
    }
  }
  return to;
}

NodeId RouteTable::other_side(const Entity& e) const {
  for (const OtherSide& o : stopped_)
    if (o.port == nodes_[e.node].port && o.direction == direction_[e.source]) return o.place;
  return no_node;
}

void RouteTable::set_other_side(std::uint16_t port, std::size_t direction, NodeId place, bool on) {
  const OtherSide side{port, static_cast<std::uint8_t>(direction), place};
  note_rule();
  if (on) {
    stopped_.push_back(side);
  } else {
    stopped_.erase(std::find(stopped_.begin(), stopped_.end(), side));
  }
}

void RouteTable::set_fallback(NodeId from, bool on) {
  note_rule();
  nodes_[from].fallbacks = static_cast<std::uint16_t>(nodes_[from].fallbacks + (on ? 1 : -1));
  if (on && nodes_[from].fallbacks == 1) begin_fallback(from);
  if (!on && nodes_[from].fallbacks == 0) end_fallback(from);
}

void RouteTable::begin_fallback(NodeId from) {
  NodeId to = nodes_[from].fails_to;
  std::uint16_t ordinals = after_failure;
  for (; nodes_[to].fallbacks > 0; to = nodes_[to].fails_to)
    ordinals = static_cast<std::uint16_t>(ordinals + after_failure);
  dynamic_cast<Bank&>(flow_.node(from)).hand_over_queue(to, ordinals);
}

// Who has failed there stays in the line for an officer.
void RouteTable::end_fallback(NodeId from) {
  const NodeId to = nodes_[from].fails_to;
  if (std::count_if(nodes_.begin(), nodes_.end(), [to](const NodeInfo& n) { return n.fails_to == to; }) > 1) return;
  flow_.node(to).divert_entrance(from, -int{after_failure},
                                 [from](const Entity& e) { return e.ordinal >= after_failure && e.failed_at != from; });
}

void RouteTable::note_cleared(Slot slot, NodeId to) {
  const NodeInfo& here = nodes_[flow_.entity(slot).node];
  const unsigned still = to == no_node ? 0U : nodes_[to].clears;
  const unsigned done = here.clears & ~still;
  const auto cleared = [&](Slot s, unsigned by) {
    if ((done >> by & 1U) != 0)
      flow_.emit(EventKind::cleared, s, flow_.entity(s).node, no_server, 0, static_cast<std::uint8_t>(by));
  };
  for (Slot s = slot; s != no_slot; s = flow_.entity(s).companion) {
    Entity& e = flow_.entity(s);
    e.checked = true;
    cleared(s, here.authority);
    for (unsigned by = 0; done >> by != 0; ++by)
      if (by != here.authority) cleared(s, by);
  }
}

}  // namespace crossflow
