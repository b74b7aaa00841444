// Who sits in vehicles that take their people out of another source's: each seat of a day is given to another of that
// source's people of the day, in an order that is drawn. So a day keeps its people by class, whoever comes in what.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "sim/model/source_kind.hpp"

namespace crossflow {

/// Which source the people of one load are of, or none where the load has a mix of its own.
const Source* source_of(const Port& port, const Carried& carried);

/// Mean number aboard.
double mean_number(const Carried& carried);

/// The classes that may be aboard, in order.
std::vector<std::size_t> classes_aboard(const Scenario& scenario, const Port& port, const Carried& carried);

/// What all vehicles of the port's sources take out of one source on a day, by class.
std::vector<std::int64_t> taken_by_vehicles(const SourceBuild& of, int day_index);

/// The seats of one load of a source's vehicles.
class Seats {
 public:
  Seats(const SourceBuild& build, std::size_t load) : build_(build), load_(load) {}

  /// How many of this load a vehicle has: as drawn, or fewer where no more people are left. A vehicle that no day of
  /// the scenario brings (of a disruption) has them of its own.
  int count(std::uint8_t vehicle_class, std::uint32_t number) const;
  /// The class of the one at `place` (0 and on); `u` decides where the vehicle is of no day.
  std::uint8_t class_at(std::uint8_t vehicle_class, std::uint32_t number, int place, double u) const;

 private:
  struct Day;
  const Day& day_of(std::uint32_t number) const;
  int drawn_count(std::uint8_t vehicle_class, std::uint32_t number) const;
  bool is_of_a_day(const Day& today, std::uint8_t vehicle_class, std::uint32_t number) const;

  SourceBuild build_;
  std::size_t load_;
  mutable std::map<int, std::shared_ptr<const Day>> days_;  // the last few that were asked for

  friend std::vector<std::int64_t> taken_by_vehicles(const SourceBuild& of, int day_index);
};

}  // namespace crossflow
