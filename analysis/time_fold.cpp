#include "analysis/time_fold.hpp"

namespace crossflow {

TimeFold::TimeFold(const Directory& directory, const ResultRows& rows, const DayIndex& index)
    : directory_(directory),
      index_(index),
      pledge_authority_(pledge_authority_index(directory)),
      several_authorities_(!rows.of<PassageRow>().empty() || !rows.of<PassageTimeRow>().empty()) {}

std::vector<WaitHistogram>& TimeFold::by_day(std::uint8_t direction, std::uint8_t traveller_class) {
  return by_day_.try_emplace({direction, traveller_class}, index_.days()).first->second;
}

void TimeFold::find(const ClockRow& r) {
  into_.clear();
  const bool traveller = directory_.classes.at(r.traveller_class).kind == EntityKind::traveller;
  if (several_authorities_ && traveller) into_.push_back(&by_authority(r.direction, r.authority));
  if (r.authority != pledge_authority_) return;
  const Tick from = ticks_from_seconds(r.from_s);
  into_.push_back(&by_day(r.direction, r.traveller_class)[index_.day_of(r.replication, r.from_s)]);
  into_.push_back(&by_half_hour(WaitsOf::traveller_class, r.direction, r.traveller_class)[from]);
  if (traveller) into_.push_back(&by_half_hour(WaitsOf::source, 0, r.source)[from]);
}

void TimeFold::add(const ClockRow& r) {
  const Of of{r.replication, r.source, r.traveller_class, r.direction, r.authority, r.from_s};
  if (of != clock_) {
    clock_ = of;
    find(r);
  }
  const std::size_t bin = WaitHistogram::bin_of(r.up_to_s);
  for (WaitHistogram* histogram : into_) histogram->add_to(bin, r.count);
}

void TimeFold::add(const WaitRow& r) {
  const Of of{r.replication, r.station, 0, 0, 0, r.from_s};
  if (of != wait_) {
    wait_ = of;
    of_station_ = &by_half_hour(WaitsOf::station, 0, r.station)[ticks_from_seconds(r.from_s)];
  }
  of_station_->add(r.up_to_s, r.count);
}

}  // namespace crossflow
