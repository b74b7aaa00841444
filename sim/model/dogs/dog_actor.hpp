// One handler with a dog: an actor of the control plane, and what the flow plane asks of it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/sampler.hpp"
#include "sim/kernel/control_plane.hpp"
#include "sim/model/dogs/condition.hpp"
#include "sim/model/dogs/rest_policy.hpp"
#include "sim/model/risk.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/record/event.hpp"

namespace crossflow {

class DogTeams;

/// On duty it answers calls, patrols while nobody calls, and else stands by at its kennel, which rests the dog. It
/// works no longer than its policy and the most work of one time on duty allow; a search that has begun it always
/// finishes.
class DogActor {
 public:
  DogActor(const DogTeam& described, std::uint16_t index, const Build& build, FlowPlane& flow, DogTeams& teams);

  const std::string& name() const { return described_.name; }
  std::uint16_t index() const { return index_; }  ///< in the directory
  std::size_t number() const { return number_; }  ///< among those of its port
  void run(Actor& self);

  // Its handler, where one must be free for it: it goes out only while he is.
  /// Before the run: `changed` is told when it begins or ceases to want one, and when it is back.
  void needs_handler(std::function<void()> changed) { changed_ = std::move(changed); }
  bool wants_handler() const { return wants_handler_; }
  void set_handler(bool there);
  /// Whether it is out: its handler stays until it is back.
  bool out() const { return out_; }

  // Calls.
  /// Whether it is on call there, and as which server.
  std::optional<std::uint16_t> server_at(std::size_t station) const;
  void set_server(std::size_t station, std::uint16_t server);
  /// Whether it would come if it were called to the station now: it is free, need not rest, and would be there before
  /// it goes off duty.
  bool answers(std::size_t station) const;
  Tick walk_to(std::size_t station) const;
  void called_to(std::size_t station);
  bool comes_to(std::size_t station) const { return call_ == station && !there_; }
  bool is_at(std::size_t station) const { return call_ == station && there_; }

  // Searches at the station that called.
  /// A factor on the time of the search that begins now.
  double begins_search();
  bool searches() const { return searches_; }
  void ends_search();
  /// Whether it searches the next one too.
  bool goes_on() const;
  /// Nobody is left for it there.
  void done();

  // Patrols.
  /// Whether it screens these persons, who go by now: it does if it is done with those before.
  bool screens(std::uint16_t persons);

  /// How likely it alerts now where it is.
  AlarmChance chance(DogTarget target) const;

 private:
  struct Point {
    double x = 0, y = 0;
  };
  struct Post {
    std::size_t station;
    std::uint16_t server = no_server;
  };
  static constexpr std::size_t nowhere = SIZE_MAX;

  void new_day(int day_number);
  void duty(Actor& self, Tick until);
  void duty_with_handler(Actor& self, Tick until);
  void answer(Actor& self);
  bool patrol(Actor& self);
  void walk_home(Actor& self, bool may_be_called);
  void rest(Actor& self, bool must);
  /// Whether it got there: it may be called away, if it may.
  bool walk(Actor& self, Point to, std::size_t station, bool may_be_called);
  void wait(Actor& self, Tick until);

  void begins(DogActivity activity);
  void say(TeamState state, std::size_t station);
  bool must_rest() const;
  Tick worked() const;
  Tick now() const { return flow_.now(); }
  Point place_of(std::size_t station) const;
  Point here() const;
  Tick walking_time(Point from, Point to) const;
  Heat heat_at(std::size_t station) const;
  NodeId node_of(std::size_t station) const;

  const DogTeam& described_;
  const Scenario& scenario_;
  const Port& port_;
  std::uint16_t index_;
  std::size_t number_;
  std::size_t first_node_;
  FlowPlane& flow_;
  DogTeams& teams_;
  Call bell_;
  DogCondition condition_;
  Sampler differ_;
  Stream rate_draws_, collar_draws_;
  Point kennel_;
  std::vector<Post> posts_;
  std::vector<Tick> patrol_due_;
  std::size_t next_patrol_ = 0;

  std::function<void()> changed_;  // none: its handler is always there
  bool wants_handler_ = false;
  bool handler_ = false;
  bool out_ = false;

  // While on duty.
  std::unique_ptr<RestPolicy> policy_;
  bool on_duty_ = false;
  Tick until_ = 0;
  double own_rate_ = 1;
  Tick worked_ = 0;  // before the present activity began
  DogActivity activity_ = DogActivity::rests;
  Tick since_ = 0;
  std::size_t call_ = nowhere;  // the station that has called it
  bool there_ = false;
  bool searches_ = false;
  std::size_t works_at_ = nowhere;
  Tick screens_from_ = 0;  // done with those before

  // Where it is: on its way, or there.
  Point from_, to_;
  Tick left_ = 0, arrives_ = 0;
};

}  // namespace crossflow
