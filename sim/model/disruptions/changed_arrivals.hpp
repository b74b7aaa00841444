// Arrivals of a source with some more, or without some.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "sim/model/sources/arrival_times.hpp"

namespace crossflow {

/// With others among them, in order of time and, at one instant, of places.
class MoreArrivals : public Arrivals {
 public:
  /// `others` in any order.
  MoreArrivals(std::unique_ptr<Arrivals> own, std::vector<Arrival> others, const SourceBuild& build);
  std::span<const Arrival> more() override;

 private:
  std::unique_ptr<Arrivals> own_;
  std::vector<Arrival> others_;
  std::size_t next_ = 0;  // of the others
  std::vector<Arrival> merged_;
};

/// Only those who come all the same.
class FewerArrivals : public Arrivals {
 public:
  using Comes = std::function<bool(const Arrival&)>;
  FewerArrivals(std::unique_ptr<Arrivals> own, Comes comes) : own_(std::move(own)), comes_(std::move(comes)) {}
  std::span<const Arrival> more() override;

 private:
  std::unique_ptr<Arrivals> own_;
  Comes comes_;
  std::vector<Arrival> kept_;
};

}  // namespace crossflow
