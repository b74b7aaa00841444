#include "sim/record/statistics.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace crossflow {

Statistics::Statistics(const Directory& directory)
    : state_(directory),
      releases_(directory),
      risk_(directory),
      disruptions_(directory),
      passages_(directory),
      virtual_queues_(directory),
      port_choices_(directory),
      teams_(directory),
      officers_(directory),
      stand_stills_(directory),
      offered_(directory),
      classes_(directory.classes.size()),
      directions_(directory.directions.size()),
      bin_(directory.bin),
      folds_(directory.stations.size()),
      clocks_(directory.authorities.size() * directory.sources.size() * classes_),
      flows_(directory.sources.size() * classes_),
      inside_at_closing_(directory.ports.size(), -1),
      last_midnight_(directory.days * day),
      dates_until_(last_midnight_),
      sources_(directory.sources) {
  for (const PortEntry& port : directory.ports) round_the_clock_.push_back(port.close - port.open >= day);
  const bool none_closes = std::find(round_the_clock_.begin(), round_the_clock_.end(), false) == round_the_clock_.end();
  in_hours_ = round_the_clock_;
  if (day < dates_until_) next_midnight_ = day;
  for (std::size_t a = 0; a < directory.authorities.size(); ++a)
    if (directory.authorities[a] == pledge_authority) pledge_authority_ = static_cast<std::uint8_t>(a);
  for (std::size_t i = 0; i < folds_.size(); ++i) {
    const StationEntry& station = directory.stations[i];
    folds_[i].bin_end = bin_;
    folds_[i].tells_closing = none_closes || !round_the_clock_[station.port];
    folds_[i].clears = folds_[i].tells_closing && station.authority >= 0 && station.authority == pledge_authority_;
    folds_[i].posts = !station.post_skill.empty();
    folds_[i].waits = HalfHours<Waits>(Waits{std::vector<Durations>(classes_)});
    folds_[i].open_time = OpenTime(station.servers, round_the_clock_[station.port]);
    port_of_.push_back(station.port);
  }
  for (const ClassEntry& c : directory.classes) {
    pledge_.emplace_back(c.pledge_share > 0 ? c.pledge_limit : never, c.pledge_ends_called);
    any_called_ = any_called_ || c.pledge_ends_called;
  }
  special_ = releases_.any() || passages_.any() || any_called_;
}

// What a blocked server is charged to may lie several places down the stream: those are charged whose way down leads
// past this station.
void Statistics::before_root_changes(std::uint16_t station, Tick now) {
  held_up_.assign(1, station);
  while (!held_up_.empty()) {
    const std::uint16_t place = held_up_.back();
    held_up_.pop_back();
    for (const std::uint16_t i : state_.stations()[place].blocks) {
      touch(i, now);
      charge(i, now);
      if (i != station && state_.mostly_blocked_by(i) == place) held_up_.push_back(i);
    }
  }
}

template <Count count>
std::int64_t Statistics::integral(std::uint16_t station, Tick now) const {
  const StationFold& f = folds_[station];
  return value<count>(state_.stations()[station]) * (now - f.bin.from) -
         f.courses[static_cast<std::size_t>(count)].moment;
}

// The integral over the bin that ends; the standing value counts towards the most in it if it has lasted.
template <Count count>
std::int64_t Statistics::end_course(std::uint16_t station, Tick at) {
  const std::int64_t sum = integral<count>(station, at);
  Course& c = folds_[station].courses[static_cast<std::size_t>(count)];
  if (at > c.changed) c.lasted(value<count>(state_.stations()[station]));
  return sum;
}

void Statistics::charge(std::uint16_t station, Tick now) {
  StationFold& f = folds_[station];
  const Tick since = std::exchange(f.charged_until, now);
  const std::int64_t waiting = integral<Count::waiting>(station, now);
  if (waiting == f.charged) return;
  const StationStatus& s = state_.stations()[station];
  if (state_.is_road(station)) {
    f.bin.ledger.charge_road(waiting - f.charged, now - since, s, state_);
  } else {
    f.bin.ledger.charge(waiting - f.charged, s, state_);
  }
  f.charged = waiting;
}

void Statistics::end_bin(std::uint16_t station, Tick at) {
  StationFold& f = folds_[station];
  const StationStatus& s = state_.stations()[station];
  charge(station, at);
  f.charged = 0;
  StationBin& bin = f.bin;
  bin.waiting = end_course<Count::waiting>(station, at);
  bin.held = end_course<Count::held>(station, at);
  bin.busy = end_course<Count::busy>(station, at);
  bin.blocked = end_course<Count::blocked>(station, at);
  bin.open = end_course<Count::open>(station, at);
  bin.in_hours = f.open_time.end_bin(at, bin.busy);
  const auto& waiting = f.courses[static_cast<std::size_t>(Count::waiting)];
  bin.waiting_max = waiting.most;
  bin.waiting_max_at = waiting.most_at;
  const auto& held = f.courses[static_cast<std::size_t>(Count::held)];
  bin.held_max = held.most;
  bin.held_max_at = held.most_at;
  if (s.inside() > bin.inside_max) {
    bin.inside_max = s.inside();
    bin.inside_max_at = at;
  }
  for (Course& c : f.courses) c = Course{.changed = at};
  f.bins.add(bin);
  f.bin = StationBin{};
  f.bin.from = at;
  f.bin.inside_max = s.inside();
  f.bin.inside_max_at = f.bin.inside_max > 0 ? at : -1;
  f.bin_end = at + bin_;
}

void Statistics::end_bins(std::uint16_t station, Tick now) {
  while (now >= folds_[station].bin_end) end_bin(station, folds_[station].bin_end);
}

inline Statistics::Clocks& Statistics::clocks_of(const EntityState& entity) {
  const std::size_t of_source = entity.clock_authority * sources_.size() + entity.source;
  return clocks_[of_source * classes_ + entity.traveller_class].at(
      static_cast<std::size_t>(entity.clock_start / half_hour));
}

inline void Statistics::clock_started(const EntityState& entity) {
  ++clocks_of(entity).joined;
}

void Statistics::find_half_hour(StationFold& f, std::uint16_t index) {
  f.half_hour_index = index;
  f.waits_in_it = f.waits.at(index).of_class.data();
}

void Statistics::Waits::settle() {
  for (Durations& waits : of_class) waits.pack();
}

void Statistics::Waits::pack(NumberWriter& writer) const {
  for (const Durations& waits : of_class) waits.write(writer);
}

void Statistics::Waits::unpack(NumberReader& reader) {
  for (Durations& waits : of_class) waits.read(reader);
}

void Statistics::Clocks::pack(NumberWriter& writer) const {
  for (const std::int64_t number : {joined, kept, cleared, beyond}) writer.put_signed(number);
  wait.write(writer);
}

void Statistics::Clocks::unpack(NumberReader& reader) {
  for (std::int64_t* number : {&joined, &kept, &cleared, &beyond}) *number = reader.take_signed();
  wait.read(reader);
}

inline void Statistics::arrived(const Event& event) {
  offered_.arrived(event.entity);
  ++flow(state_.source_at(event.station), event.aux).generated;
  if (special_) [[unlikely]]
    arrived_specially(event);
}

void Statistics::arrived_specially(const Event& event) {
  if (releases_.any() && state_.kind_of(event.aux) == EntityKind::consignment)
    releases_.arrived(event, sources_[state_.source_at(event.station)].direction);
  if (passages_.any()) passages_.arrived(event);
}

inline void Statistics::goes_on(const Event& event, const EntityState& entity) {
  offered_.goes_on(event.entity, entity, event.tick, state_);
  offered_.joined(event.entity, event.station, event.tick);
}

inline void Statistics::joined(const Event& event, std::uint16_t /*half_hour_index*/, bool counts) {
  StationFold& f = folds_[event.station];
  f.bin.joined += counts;
  if (f.posts) [[unlikely]]
    forget_wait(event.entity);
  if (special_) [[unlikely]] {
    if (!counts) note_release(event, state_.entities()[event.entity]);
    if (passages_.any()) passages_.at(event);
  }
}

inline void Statistics::started(const Event& event, const EntityState& entity, bool counts) {
  offered_.goes_on(event.entity, entity, event.tick, state_);
  StationFold& f = folds_[event.station];
  f.bin.started += counts;
  if (!counts) {
    note_release(event, entity);  // only its vehicle is counted here
  } else if (event.server != no_server && entity.phase == Phase::waiting && entity.station == event.station) {
    if (f.posts) [[unlikely]] {
      note_wait(event, entity);
    } else {
      waits_of(f, entity).add(event.tick - entity.since);
    }
  } else {
    const std::int32_t inside = state_.stations()[event.station].inside() + 1;
    if (inside > f.bin.inside_max) {
      f.bin.inside_max = inside;
      f.bin.inside_max_at = event.tick;
    }
  }
  if (f.clears) last_check_ = event.tick;
  if (special_) [[unlikely]]
    started_specially(event);
}

void Statistics::started_specially(const Event& event) {
  if (passages_.any()) passages_.at(event);
  if (any_called_) {
    if (event.entity >= last_started_.size()) last_started_.resize(event.entity * std::size_t{2} + 1);
    last_started_[event.entity] = event.tick;
  }
}

// Whose service is broken off waits again, and has one wait all the same: it is counted when the service has ended.
void Statistics::note_wait(const Event& event, const EntityState& entity) {
  if (event.entity >= waited_.size()) waited_.resize(event.entity * std::size_t{2} + 1, 0);
  waited_[event.entity] += event.tick - entity.since;
}

void Statistics::end_wait(std::uint32_t entity, const EntityState& state) {
  waits_of(folds_[state.station], state).add(std::exchange(waited_[entity], 0));
}

[[gnu::always_inline]] inline void Statistics::ended(const Event& event, const EntityState& entity, bool counts,
                                                     bool last) {
  StationFold& f = folds_[event.station];
  f.bin.served += counts;
  if (event.server == no_server) {
    f.bin.joined += counts && state_.is_road(event.station);
    return;
  }
  if (f.posts && counts) [[unlikely]]
    end_wait(event.entity, entity);
  // A party's transaction takes its server once, however many are in it: charged to the last to end.
  offered_.worked(event, entity, counts, last);
  if (last && f.open_time.any_finishing()) [[unlikely]]
    f.open_time.ended(event.server, event.tick);
}

// Zero, if it did not wait.
void Statistics::left_road(const EntityState& entity, Tick now, bool counts) {
  if (counts) waits_of(folds_[entity.station], entity).add(now - entity.since);
}

// What was done of it is work.
void Statistics::interrupted(const Event& event, const EntityState& entity, bool counts) {
  StationFold& f = folds_[event.station];
  f.bin.broken_off += counts;
  const bool last = state_.server(event.station, event.server).serving == 1;
  offered_.interrupted(event, entity, last);
  if (last && f.open_time.any_finishing()) f.open_time.ended(event.server, event.tick);
}

void Statistics::order(const Event& event) {
  officers_.ordered(event);
  offered_.ordered(event);
}

inline void Statistics::cleared(const Event& event, const EntityState& entity) {
  note_release(event, entity);
  if (event.aux == pledge_authority_ && folds_[event.station].tells_closing) last_clearance_ = event.tick;
  if (entity.clock_authority != event.aux) return;
  const auto [limit, called] = pledge_[entity.traveller_class];
  const Tick end = called ? last_started_[event.entity] : event.tick;
  const Tick wait = std::max<Tick>(0, end - entity.clock_start);
  Clocks& cell = clocks_of(entity);
  ++cell.cleared;
  cell.wait.add(wait);
  if (wait <= limit) ++cell.kept;
  cell.beyond += std::max<Tick>(0, wait - limit);
}

// Of somebody whom that authority has not cleared and no longer will.
void Statistics::stop_clock(const EntityState& entity, Tick now) {
  clocks_of(entity).beyond += std::max<Tick>(0, now - entity.clock_start - pledge_[entity.traveller_class].first);
}

[[gnu::always_inline]] inline void Statistics::left(const Event& event, const EntityState& entity) {
  if (entity.clock_authority != no_authority) [[unlikely]]
    stop_clock(entity, event.tick);
  if (static_cast<Leaving>(event.aux) == Leaving::done && !special_ && state_.has_entered(entity)) [[likely]] {
    ++flow(entity).left[event.aux];
  } else {
    left_otherwise(event, entity);
  }
}

void Statistics::left_otherwise(const Event& event, const EntityState& entity) {
  note_release(event, entity);
  const auto how = static_cast<Leaving>(event.aux);
  offered_.goes_on(event.entity, entity, event.tick, state_);
  offered_.left(event, entity, state_);
  Flow& f = flow(entity);
  // Who balked was at the queue, who was sent back came to the door: both count as having entered. Who is sent to
  // another port does not stay outside of this one.
  if (!state_.has_entered(entity) && how != Leaving::balked && how != Leaving::turned_back &&
      how != Leaving::diverted) {
    ++f.never_entered;
    return;
  }
  ++f.left[event.aux];
  if (how == Leaving::turned_back && event.tick == midnight_)
    ++dates_.back()[entity.source * classes_ + entity.traveller_class].turned_back;
  if (how == Leaving::diverted) risk_.diverted(entity.traveller_class, state_.direction_of(entity), entity.risk);
  if (passages_.any()) passages_.left(event, entity, state_.direction_of(entity));
  if (how == Leaving::gave_up || how == Leaving::balked) {
    touch(event.station, event.tick);
    StationBin& bin = folds_[event.station].bin;
    (how == Leaving::balked ? bin.balked : bin.gave_up) += entity.kind == state_.unit_of(event.station);
  }
}

void Statistics::chose_port(const Event& event, const EntityState& entity) {
  port_choices_.note(event, entity.traveller_class);
}

std::int64_t Statistics::count_inside(std::size_t port) const {
  return std::count_if(state_.entities().begin(), state_.entities().end(), [&](const EntityState& e) {
    return e.phase != Phase::gone && state_.has_entered(e) && e.kind == EntityKind::traveller &&
           port_of_[e.station] == port;
  });
}

inline void Statistics::port(const Event& event) {
  const auto index = static_cast<std::size_t>(event.value);
  in_hours_[index] = event.aux != 0;
  if (event.aux == 0) {
    inside_at_closing_[index] = count_inside(index);
    if (event.tick == midnight_) count_left_outside(index, dates_.back());
  }
  const bool is_over = round_the_clock_[index] && last_midnight_ == never;
  if (!is_over) set_in_hours(index, event.aux != 0, event.tick);
}

void Statistics::server(const Event& event) {
  folds_[event.station].open_time.change(event.server, static_cast<ServerState>(event.value),
                                         state_.server(event.station, event.server).serving > 0, event.tick);
}

void Statistics::set_in_hours(std::size_t port, bool in_hours, Tick now) {
  for (std::size_t i = 0; i < folds_.size(); ++i) {
    if (port_of_[i] != port) continue;
    const auto station = static_cast<std::uint16_t>(i);
    touch(station, now);
    folds_[i].open_time.set_in_hours(in_hours, now, integral<Count::busy>(station, now));
  }
}

// At an instant between two events, or ahead of all events of a tick.
void Statistics::stop(Tick now) {
  if (now == next_midnight_) {
    std::vector<Date>& date = end_date();
    for (std::size_t port = 0; port < in_hours_.size(); ++port)
      if (!in_hours_[port]) count_left_outside(port, date);
    midnight_ = now;
    next_midnight_ = now + day < dates_until_ ? now + day : never;
  }
  if (now == last_midnight_) end_round_the_clock();
  if (now == stand_stills_.next()) stand_stills_.look(now, state_);
}

std::vector<Statistics::Date>& Statistics::end_date() {
  std::vector<Date>& date = dates_.emplace_back(flows_.size());
  for (std::size_t i = 0; i < flows_.size(); ++i) {
    date[i].came = flows_[i].generated;
    date[i].turned_back = flows_[i].left[static_cast<std::size_t>(Leaving::turned_back)];
  }
  return date;
}

// Of a port that is closed: whoever stands before an open door is being let in, but for whom the port has closed he was
// not served on this date. A port that closes at midnight does so behind the end of the date.
void Statistics::count_left_outside(std::size_t port, std::vector<Date>& date) const {
  for (const EntityState& e : state_.entities())
    if (e.phase != Phase::gone && !state_.has_entered(e) && port_of_[e.station] == port)
      ++date[e.source * classes_ + e.traveller_class].left_outside;
}

// Ports without hours are open until the last midnight, which no event tells.
void Statistics::end_round_the_clock() {
  const Tick at = std::exchange(last_midnight_, never);
  for (std::size_t port = 0; port < round_the_clock_.size(); ++port)
    if (round_the_clock_[port]) set_in_hours(port, false, at);
}

void Statistics::note_if_goods(const Event& event, const EntityState& entity) {
  if (entity.kind == EntityKind::consignment)
    releases_.note(event, entity.traveller_class, state_.direction_of(entity));
}

void Statistics::consume(std::span<const Event> block) {
  events_ += static_cast<std::int64_t>(block.size());
  while (!block.empty() && block.back().tick >= next_stop()) [[unlikely]] {
      const Tick at = next_stop();
      const auto after =
          std::partition_point(block.begin(), block.end(), [at](const Event& event) { return event.tick < at; });
      const auto before = static_cast<std::size_t>(after - block.begin());
      take(block.first(before));
      stop(at);
      block = block.subspan(before);
    }
  take(block);
}

void Statistics::take(std::span<const Event> block) {
  if (!disruptions_.any()) [[likely]]
    return fold(block);
  for (const Event& event : block) {
    disruptions_.note(event, state_);
    fold({&event, 1});
  }
}

// The one place where `apply` stands, in one piece: a call for each event would save and restore seven registers.
void Statistics::fold(std::span<const Event> events) {
  state_.apply_all(events, *this);
}

void Statistics::end_bins_until(Tick now) {
  while (now >= next_stop()) stop(next_stop());
  for (std::size_t i = 0; i < folds_.size(); ++i) touch(static_cast<std::uint16_t>(i), now);
}

void Statistics::finish(Tick end) {
  end_ = end;
  while (end >= next_stop()) stop(next_stop());
  teams_.finish(end);
  officers_.finish(end);
  for (std::size_t i = 0; i < folds_.size(); ++i) {
    const auto station = static_cast<std::uint16_t>(i);
    touch(station, end);
    const StationBin& last = folds_[i].bin;  // may have no length, and yet something that happened at the very end
    const bool counted = last.joined + last.started + last.served + last.gave_up + last.balked > 0;
    if (last.from < end || counted || folds_[i].bins.empty()) end_bin(station, end);
  }
  for (Flow& f : flows_) f.outside = f.never_entered;
  for (const EntityState& e : state_.entities()) {
    if (e.phase == Phase::gone) continue;
    ++(state_.has_entered(e) ? flow(e).inside : flow(e).outside);
    const bool served = e.phase == Phase::serving && e.server != no_server;
    if (served && folds_[e.station].posts && e.kind == state_.unit_of(e.station))
      end_wait(static_cast<std::uint32_t>(&e - state_.entities().data()), e);
    if (e.clock_authority != no_authority) stop_clock(e, end);
  }
  std::vector<Date>& last = end_date();
  for (std::size_t i = 0; i < flows_.size(); ++i) {
    last[i].left_outside = flows_[i].outside;
    last[i].left_inside = flows_[i].inside;
  }
  offered_.finish(end, state_);
  disruptions_.finish(end);
  for (const Flow& f : flows_)
    CROSSFLOW_CHECK(f.entered() == std::accumulate(f.left.begin(), f.left.end(), f.inside),
                    "travellers were lost or made: entered = all who left, each in his way, + inside");
}

}  // namespace crossflow
