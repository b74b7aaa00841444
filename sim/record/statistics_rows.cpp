// From the counters of one replication to the rows of the result tables.
#include <numeric>

#include "sim/record/statistics.hpp"

namespace crossflow {
namespace {

double half_hour_start(std::size_t index) {
  return to_seconds(static_cast<Tick>(index) * half_hour);
}
constexpr std::size_t many_rows = 20'000;

double instant(Tick t) {
  return t < 0 ? -1.0 : to_seconds(t);
}

}  // namespace

void Statistics::add_ledger_rows(std::uint32_t replication, std::vector<LedgerRow>& rows) const {
  for (std::size_t i = 0; i < folds_.size(); ++i) {
    const auto station = static_cast<std::uint16_t>(i);
    folds_[i].bins.for_each(bin_, [&](const StationBin& bin) {
      for (std::size_t cause = 0; cause + 1 < ledger_causes; ++cause)
        if (bin.ledger.charged[cause] != 0)
          rows.push_back({replication, station, to_seconds(bin.from), static_cast<std::uint8_t>(cause), no_station,
                          to_seconds(bin.ledger.charged[cause])});
      for (const auto& [place, amount] : bin.ledger.by_place)
        rows.push_back({replication, station, to_seconds(bin.from),
                        static_cast<std::uint8_t>(LedgerCause::next_place_full), place, to_seconds(amount)});
    });
  }
}

void Statistics::add_date_rows(std::uint32_t replication, ResultRows& rows) const {
  for (std::size_t i = 0; i < flows_.size(); ++i) {
    Date before;
    for (std::size_t d = 0; d < dates_.size(); ++d) {
      const Date& date = dates_[d][i];
      const auto source = static_cast<std::uint16_t>(i / classes_);
      const DateRow row{replication,
                        static_cast<std::uint8_t>(i % classes_),
                        sources_[source].direction,
                        source,
                        static_cast<std::uint16_t>(d),
                        date.came - before.came,
                        date.turned_back - before.turned_back,
                        date.left_outside,
                        date.left_inside};
      if (row.came + row.turned_back + row.left_outside + row.left_inside > 0) rows.of<DateRow>().push_back(row);
      before = date;
    }
  }
}

void Statistics::add_rows(std::uint32_t replication, std::uint32_t branch, ResultRows& rows,
                          const std::function<void(ResultRows&)>& spill) const {
  const auto spill_if_many = [&] {
    if (spill && rows.of<ClockRow>().size() + rows.of<WaitRow>().size() + rows.of<SeriesRow>().size() > many_rows)
      spill(rows);
  };
  ReplicationRow all{};
  all.replication = replication;
  all.branch = branch;
  all.events = events_;
  all.last_clearance_s = instant(last_clearance_);
  all.last_check_s = instant(last_check_);
  all.end_s = to_seconds(end_);
  all.inside_at_closing = -1;
  for (const std::int64_t n : inside_at_closing_)
    if (n >= 0) all.inside_at_closing = std::max<std::int64_t>(all.inside_at_closing, 0) + n;
  for (std::size_t i = 0; i < flows_.size(); ++i) {
    const Flow& f = flows_[i];
    if (f.generated == 0) continue;
    const auto source = static_cast<std::uint16_t>(i / classes_);
    const auto left = [&f](Leaving how) { return f.left[static_cast<std::size_t>(how)]; };
    const FlowRow row{replication,
                      static_cast<std::uint8_t>(i % classes_),
                      sources_[source].direction,
                      f.generated,
                      f.outside,
                      f.entered(),
                      left(Leaving::done),
                      left(Leaving::diverted),
                      left(Leaving::gave_up),
                      left(Leaving::turned_back),
                      left(Leaving::left_behind),
                      f.inside,
                      port_of_[sources_[source].station],
                      source,
                      left(Leaving::balked)};
    all.generated += row.generated;
    all.outside += row.outside;
    all.entered += row.entered;
    all.left += row.left;
    all.diverted += row.diverted;
    all.gave_up += row.gave_up;
    all.balked += row.balked;
    all.turned_back += row.turned_back;
    all.left_behind += row.left_behind;
    all.inside += row.inside;
    rows.of<FlowRow>().push_back(row);
  }
  add_date_rows(replication, rows);
  rows.of<ReplicationRow>().push_back(all);
  releases_.add_rows(replication, rows);
  // Over all ports; who was sent on to another one is counted there.
  std::vector<std::int64_t> came(directions_ * classes_);
  for (std::size_t i = 0; i < flows_.size(); ++i)
    came[sources_[i / classes_].direction * classes_ + i % classes_] +=
        flows_[i].generated - flows_[i].left[static_cast<std::size_t>(Leaving::diverted)];
  risk_.add_rows(replication, came, rows);
  disruptions_.add_rows(replication, rows);
  passages_.add_rows(replication, rows);
  virtual_queues_.add_rows(replication, rows);
  port_choices_.add_rows(replication, rows);
  teams_.add_rows(replication, rows);
  officers_.add_rows(replication, rows);
  offered_.add_rows(replication, rows);
  add_ledger_rows(replication, rows.of<LedgerRow>());
  std::uint16_t position = 0;
  for (const std::uint16_t station : state_.ring()) rows.of<RingRow>().push_back({replication, position++, station});
  stand_stills_.add_rows(replication, rows.of<RingRow>());

  for (std::size_t cell = 0; cell < clocks_.size(); ++cell) {
    const auto c = static_cast<std::uint8_t>(cell % classes_);
    const auto source = static_cast<std::uint16_t>(cell / classes_ % sources_.size());
    const auto a = static_cast<std::uint8_t>(cell / classes_ / sources_.size());
    const std::uint8_t d = sources_[source].direction;
    const std::uint16_t port = port_of_[sources_[source].station];
    clocks_[cell].for_each([&](std::size_t h, const Clocks& half) {
      if (half.joined == 0) return;
      rows.of<PledgeRow>().push_back({replication, c, d, a, half_hour_start(h), half.joined, half.kept, half.cleared,
                                      to_seconds(half.wait.sum()), to_seconds(half.beyond), port, source,
                                      to_seconds(half.wait.longest())});
      half.wait.for_each_bin([&](Tick up_to, std::uint32_t count) {
        rows.of<ClockRow>().push_back(
            {replication, c, d, a, half_hour_start(h), to_seconds(up_to), count, port, source});
      });
      spill_if_many();
    });
  }

  for (std::size_t i = 0; i < folds_.size(); ++i) {
    const auto station = static_cast<std::uint16_t>(i);
    const StationFold& f = folds_[i];
    f.bins.for_each(bin_, [&](const StationBin& bin) {
      const auto in_hours = [&bin](ServerState state) {
        return to_seconds(bin.in_hours.time[static_cast<std::size_t>(state)]);
      };
      rows.of<SeriesRow>().push_back({replication,
                                      station,
                                      to_seconds(bin.from),
                                      bin.joined,
                                      bin.started,
                                      bin.served,
                                      bin.gave_up,
                                      to_seconds(bin.waiting),
                                      bin.waiting_max,
                                      to_seconds(bin.held),
                                      bin.held_max,
                                      bin.inside_max,
                                      to_seconds(bin.open),
                                      to_seconds(bin.busy),
                                      to_seconds(bin.blocked),
                                      instant(bin.waiting_max_at),
                                      instant(bin.held_max_at),
                                      instant(bin.inside_max_at),
                                      in_hours(ServerState::open),
                                      to_seconds(bin.in_hours.busy),
                                      in_hours(ServerState::device_down),
                                      in_hours(ServerState::no_officer),
                                      in_hours(ServerState::not_opened),
                                      in_hours(ServerState::changing_over),
                                      bin.broken_off,
                                      bin.balked});
    });
    f.waits.for_each([&](std::size_t h, const Waits& half) {
      for (std::size_t c = 0; c < classes_; ++c) {
        const Durations& waits = half.of_class[c];
        const auto of_class = static_cast<std::uint8_t>(c);
        std::int64_t counted = 0;
        waits.for_each_bin([&](Tick up_to, std::uint32_t count) {
          rows.of<WaitRow>().push_back({replication, station, of_class, half_hour_start(h), to_seconds(up_to), count});
          counted += count;
        });
        if (counted > 0)
          rows.of<WaitSumRow>().push_back({replication, station, of_class, half_hour_start(h), counted,
                                           to_seconds(waits.sum()), to_seconds(waits.longest())});
      }
      spill_if_many();
    });
  }
}

}  // namespace crossflow
