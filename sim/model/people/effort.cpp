#include "sim/model/people/effort.hpp"

#include "sim/model/dogs/condition.hpp"

namespace crossflow {

namespace {

double factor(const FactorTable& points, double x) {
  return points.empty() ? 1.0 : factor_at(points, x);
}

}  // namespace

double OfficersPace::factor(std::uint16_t server, std::int64_t waiting, Tick now) const {
  const AtPost& officer = officers_[server];
  if (!effort_) return officer.pace;
  const double by_hour = effort_->by_hour.empty() ? 1.0 : value_at(effort_->by_hour, now % day);
  return officer.pace * by_hour * crossflow::factor(effort_->by_queue, static_cast<double>(waiting)) *
         crossflow::factor(effort_->time_on_task, to_seconds(now - officer.since) / 60);
}

}  // namespace crossflow
