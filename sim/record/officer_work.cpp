#include "sim/record/officer_work.hpp"

#include <algorithm>
#include <numeric>

#include "sim/record/port_state.hpp"

namespace crossflow {
namespace {

constexpr auto number(OfficerState state) {
  return static_cast<std::size_t>(state);
}

bool is_at_post(OfficerState state) {
  return state == OfficerState::at_post || state == OfficerState::finishing;
}

// Calls f(cell, part) for each half-hour that the time from `from` to `to` has a part of.
template <class Cell, class F>
void over_half_hours(std::vector<Cell>& cells, Tick from, Tick to, F f) {
  while (from < to) {
    const Tick next = std::min(to, (from / half_hour + 1) * half_hour);
    const auto index = static_cast<std::size_t>(from / half_hour);
    if (index >= cells.size()) cells.resize(index + 1);
    f(cells[index], next - from);
    from = next;
  }
}

double start_of(std::size_t index) {
  return to_seconds(static_cast<Tick>(index) * half_hour);
}

}  // namespace

Tick OfficerWork::on_duty(const Times& times) {
  return std::accumulate(times.begin(), times.end(), Tick{0}) - times[number(OfficerState::off_duty)];
}

OfficerWork::OfficerWork(const Directory& directory)
    : officers_(directory.officers.size()), pools_(directory.pools.size()) {
  for (std::size_t i = 0; i < officers_.size(); ++i) {
    officers_[i].pool = directory.officers[i].pool;
    officers_[i].stay = directory.officers[i].stay;
    // Ahead of the first time on duty nobody is there; where none is known, all that was worked was rostered.
    officers_[i].parts.push_back({0, officers_[i].stay == 0, false});
  }
  for (const DutyEntry& duty : directory.duties) add_duty(duty, directory.days);
  if (!officers_.empty()) posts_.resize(directory.stations.size());
}

void OfficerWork::add_duty(const DutyEntry& duty, int days) {
  Officer& officer = officers_[duty.officer];
  const bool of_other_dates = duty.day < 0 || duty.day >= days;
  std::erase_if(officer.parts, [&](const Part& part) { return part.from >= duty.from; });
  officer.parts.push_back({duty.from, true, of_other_dates});
  officer.parts.push_back({duty.until, false, of_other_dates});
  if (of_other_dates) return;
  officer.rostered += duty.until - duty.from;
  over_half_hours(pools_[officer.pool].half_hours, duty.from, duty.until,
                  [](PoolHalfHour& half, Tick part) { half.rostered += part; });
}

const OfficerWork::Part& OfficerWork::part_at(const Officer& officer, Tick now) {
  const auto after = std::upper_bound(officer.parts.begin(), officer.parts.end(), now,
                                      [](Tick tick, const Part& part) { return tick < part.from; });
  return after == officer.parts.begin() ? officer.parts.front() : *(after - 1);
}

void OfficerWork::add_overtime(Officer& officer, Tick from, Tick to) {
  officer.overtime += to - from;
  over_half_hours(pools_[officer.pool].half_hours, from, to,
                  [](PoolHalfHour& half, Tick part) { half.overtime += part; });
}

void OfficerWork::end_part(Officer& officer, const Part& part, Tick from, Tick to) {
  const OfficerState state = officer.state;
  over_half_hours(pools_[officer.pool].half_hours, from, to,
                  [&](PoolHalfHour& half, Tick of) { half.time[part.of_other_dates ? 1 : 0][number(state)] += of; });
  if (part.of_other_dates) return;
  officer.time[number(state)] += to - from;
  if (!part.rostered) add_overtime(officer, from, to);
}

void OfficerWork::end_state(Officer& officer, Tick now) {
  const OfficerState state = officer.state;
  const Tick from = officer.since;
  officer.since = now;
  if (state == OfficerState::off_duty) return;
  for (Tick at = from; at < now;) {
    const Part& part = part_at(officer, at);
    const bool last = &part == &officer.parts.back();
    const Tick to = last ? now : std::min(now, (&part + 1)->from);
    end_part(officer, part, at, to);
    at = to;
  }
  const bool at_post = is_at_post(state);
  if (officer.station == no_station || (!at_post && state != OfficerState::changing_over)) return;
  over_half_hours(posts_[officer.station], from, now,
                  [at_post](PostHalfHour& half, Tick part) { (at_post ? half.at_post : half.changing_over) += part; });
}

// A number of officers that lasted no time, as when one relieves another, is none.
void OfficerWork::end_count(Pool& pool, Tick now) {
  if (pool.on_duty > 0)
    over_half_hours(pool.half_hours, pool.since, now,
                    [&pool](PoolHalfHour& half, Tick) { half.most = std::max(half.most, pool.on_duty); });
  pool.since = now;
}

void OfficerWork::changed(const Event& event) {
  Officer& officer = officers_[event.server];
  const auto state = static_cast<OfficerState>(event.aux);
  end_state(officer, event.tick);
  const bool was = officer.state != OfficerState::off_duty, is = state != OfficerState::off_duty;
  if (was != is) {
    Pool& pool = pools_[officer.pool];
    end_count(pool, event.tick);
    pool.on_duty += is ? 1 : -1;
  }
  if (!was && is && officer.stay > 0) officer.stays_until = event.tick + officer.stay;
  const bool counts = !part_at(officer, event.tick).of_other_dates;
  officer.breaks += counts && state == OfficerState::on_break && officer.state != OfficerState::on_break;
  officer.state = state;
  officer.station = event.station;
}

void OfficerWork::finish(Tick end) {
  for (Officer& officer : officers_) {
    end_state(officer, end);
    const bool stays_on = officer.state != OfficerState::off_duty && officer.stays_until > end;
    if (stays_on) add_overtime(officer, end, officer.stays_until);
  }
  for (Pool& pool : pools_) end_count(pool, end);
}

void OfficerWork::add_rows(std::uint32_t replication, ResultRows& rows) const {
  for (std::size_t i = 0; i < officers_.size(); ++i) {
    const Officer& o = officers_[i];
    if (on_duty(o.time) + o.rostered == 0) continue;
    rows.of<OfficerRow>().push_back(
        {replication, static_cast<std::uint16_t>(i), to_seconds(on_duty(o.time)),
         to_seconds(o.time[number(OfficerState::at_post)] + o.time[number(OfficerState::finishing)]), o.breaks,
         to_seconds(o.time[number(OfficerState::on_break)]), to_seconds(o.overtime), to_seconds(o.rostered)});
  }
  for (std::size_t p = 0; p < pools_.size(); ++p) {
    for (std::size_t h = 0; h < pools_[p].half_hours.size(); ++h) {
      const PoolHalfHour& half = pools_[p].half_hours[h];
      for (std::size_t other = 0; other < half.time.size(); ++other) {
        const Tick rostered = other == 0 ? half.rostered : 0, overtime = other == 0 ? half.overtime : 0;
        if (on_duty(half.time[other]) + rostered + overtime == 0) continue;
        const auto seconds = [&](OfficerState state) { return to_seconds(half.time[other][number(state)]); };
        rows.of<OfficerHoursRow>().push_back(
            {replication, static_cast<std::uint16_t>(p), start_of(h), seconds(OfficerState::spare),
             seconds(OfficerState::walking), seconds(OfficerState::changing_over), seconds(OfficerState::at_post),
             seconds(OfficerState::on_break), seconds(OfficerState::finishing), half.most, to_seconds(rostered),
             to_seconds(overtime), static_cast<std::uint8_t>(other)});
      }
    }
  }
  for (std::size_t s = 0; s < posts_.size(); ++s) {
    for (std::size_t h = 0; h < posts_[s].size(); ++h) {
      const PostHalfHour& half = posts_[s][h];
      if (half.at_post + half.changing_over > 0)
        rows.of<PostHoursRow>().push_back({replication, static_cast<std::uint16_t>(s), start_of(h),
                                           to_seconds(half.at_post), to_seconds(half.changing_over)});
    }
  }
  for (const Event& e : orders_)
    rows.of<OrderRow>().push_back({replication, to_seconds(e.tick), e.server, e.aux, e.station, e.value});
}

}  // namespace crossflow
