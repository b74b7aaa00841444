#include "sim/model/supervisors/station_watch.hpp"

namespace crossflow {

StationWatch::StationWatch(Bank& bank, bool counts_vehicles, double usual_rate, FlowPlane& flow)
    : bank_(bank), flow_(flow), counts_vehicles_(counts_vehicles), rate_(usual_rate) {
  bank.watch(*this);
}

void StationWatch::came(Slot leader) {
  came_ += counts_vehicles_ ? 1 : flow_.entity(leader).persons;
}

StationWatch::Seen StationWatch::now_seen(Tick now) const {
  // The queue looks shorter than it is by the servers that are free.
  const long free = bank_.waiting() - bank_.length();
  Seen seen{now, came_, came_ - bank_.waiting(), static_cast<long>(bank_.open_servers()) - free, 0};
  if (!seen_.empty())
    seen.work = seen_.back().work +
                static_cast<double>(seen_.back().in_use + seen.in_use) / 2 * to_seconds(now - seen_.back().at);
  return seen;
}

void StationWatch::begin(Tick now) {
  const Seen seen = now_seen(now);
  seen_.clear();
  seen_.push_back(seen);
}

void StationWatch::look(Tick now, StationSight& out) {
  if (seen_.empty()) begin(now);
  const Seen seen = now_seen(now);
  // The oldest look of the last quarter of an hour; the last one, if he looks more seldom.
  while (seen_.size() > 1 && seen_.front().at < now - remembered) seen_.pop_front();
  const Seen& since = seen_.front();
  out.waiting = bank_.waiting();
  out.held = bank_.in_entrance(counts_vehicles_);
  out.open = bank_.open_servers();
  out.in_use = seen.in_use;
  out.window = now - since.at;
  out.joined = seen.came - since.came;
  out.served = seen.gone - since.gone;
  const double work = seen.work - since.work;
  if (out.served >= enough && work > 0) rate_ = static_cast<double>(out.served) / work;
  out.rate = rate_;
  seen_.push_back(seen);
}

}  // namespace crossflow
