// What officers man: desks, gates, tables, dogs.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/model/bank_keys.hpp"
#include "sim/model/dogs/dog_actor.hpp"
#include "sim/model/people/assignment.hpp"
#include "sim/model/server_states.hpp"

namespace crossflow {

/// What becomes open when a post is manned.
class PostPlace {
 public:
  virtual ~PostPlace() = default;
  virtual bool wanted() const = 0;
  virtual void set(Manning manning) = 0;
  /// The servers that serve somebody. Whoever is served and merely held there, because the next place is full, needs no
  /// officer.
  virtual std::vector<std::uint16_t> serving() const = 0;
  /// Breaks off what can be broken off; the servers that still serve somebody.
  virtual std::vector<std::uint16_t> interrupt() = 0;
  /// Whoever watches this place is told once when that server no longer serves anybody.
  virtual void tell_when_free(std::uint16_t server) = 0;
  /// Who mans it from now on, at which pace.
  virtual void manned_by(double pace, Tick now) = 0;
  /// Events of its officers name these.
  virtual NodeId node() const = 0;
  virtual std::int32_t first_server() const = 0;
};

/// Servers of a station.
class ServersOfPost : public PostPlace {
 public:
  ServersOfPost(ServerStates& states, KeyedBank* bank, std::uint16_t first, std::uint16_t last)
      : states_(states), bank_(bank), first_(first), last_(last) {}
  bool wanted() const override;
  void set(Manning manning) override;
  std::vector<std::uint16_t> serving() const override;
  std::vector<std::uint16_t> interrupt() override;
  void tell_when_free(std::uint16_t server) override { states_.bank().tell_when_free(server); }
  void manned_by(double pace, Tick now) override;
  NodeId node() const override { return states_.bank().id(); }
  std::int32_t first_server() const override { return first_; }

 private:
  ServerStates& states_;
  KeyedBank* bank_;
  std::uint16_t first_, last_;  // up to but without the last
};

/// A dog, whose handler is an officer.
class DogOfPost : public PostPlace {
 public:
  explicit DogOfPost(DogActor& team) : team_(team) {}
  bool wanted() const override { return team_.wants_handler(); }
  void set(Manning manning) override;
  std::vector<std::uint16_t> serving() const override;
  std::vector<std::uint16_t> interrupt() override { return serving(); }
  void tell_when_free(std::uint16_t) override {}
  void manned_by(double, Tick) override {}
  NodeId node() const override { return no_node; }
  std::int32_t first_server() const override { return -1; }

 private:
  DogActor& team_;
};

/// One post and who is there.
struct Post {
  PostKeys keys;
  std::uint32_t skill = 0;
  std::size_t hall = 0;
  std::size_t station = anywhere;
  std::size_t index = 0;  ///< within its station
  std::unique_ptr<PostPlace> place;

  std::vector<std::size_t> crew;  ///< whose post it is: there, on the way, or about to come
  bool manned = false;            ///< all are there, and have changed over
  bool closing = false;           ///< manned, but nothing begins any more before they go
  Tick ready = never;             ///< while they change over: when they are done

  /// How much more time than this an officer must have to begin here.
  Tick stays() const { return keys.at_shift_end == AtShiftEnd::hand_over ? 0 : keys.last_start; }
};

}  // namespace crossflow
