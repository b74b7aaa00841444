// Who and what is aboard the vehicles of a source.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/base/sampler.hpp"
#include "sim/model/party.hpp"
#include "sim/model/seats.hpp"
#include "sim/model/source_kind.hpp"

namespace crossflow {

/// All of it hangs on the vehicle's number alone, so a vehicle carries the same people whatever else comes.
class Aboard {
 public:
  explicit Aboard(const SourceBuild& build);

  /// How many the vehicle of this class and number carries.
  int count(std::uint8_t vehicle_class, std::uint32_t number) const;
  /// Makes `member` the one at `offset` (1 and on) of the vehicle's party: its class and its number.
  void seat(const Entity& vehicle, std::uint16_t offset, Entity& member) const;
  /// How many seconds before its arrival the data of the one at `offset` was lodged; none if that is not known.
  std::optional<std::int32_t> lodged(const Entity& vehicle, std::uint16_t offset) const;
  /// How many travellers are aboard the vehicle in which `member` came.
  int travellers(const Entity& member) const;
  /// Entity::vehicle_party of the vehicles of a class.
  std::uint8_t vehicle_party(std::uint8_t vehicle_class) const { return ranks_[vehicle_class]; }

 private:
  struct Seat {
    std::size_t which;  // of carries
    int place;          // among those
  };
  Seat seat_at(const Entity& vehicle, std::uint16_t offset) const;
  int count_of(std::size_t which, std::uint8_t vehicle_class, std::uint32_t number) const;

  Numbers numbers_;
  const std::vector<TravellerClass>* classes_;
  const std::vector<Carried>* carries_;
  std::vector<std::optional<Sampler>> lodged_;  // as carries_
  std::vector<std::optional<Seats>> seats_;     // likewise, of those that are another source's people
  std::vector<std::uint8_t> ranks_;             // by class; 0: not a vehicle of this source
  std::vector<std::vector<Stream>> streams_;    // by class of vehicle, then as carries_
};

}  // namespace crossflow
