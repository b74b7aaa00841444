// The duty officer of a port: knows who is on duty, and says who mans which post.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/base/draws.hpp"
#include "sim/kernel/control_plane.hpp"
#include "sim/model/dogs/dog_teams.hpp"
#include "sim/model/people/officers.hpp"
#include "sim/model/people/posts.hpp"
#include "sim/model/server_states.hpp"
#include "sim/scenario/scenario.hpp"

namespace crossflow {

/// One port's. It acts at every instant at which something changed: an officer's time has come, a post is wanted or no
/// longer is, somebody has finished. All officers whose time has come are taken in first, then there is one dispatch
/// for all posts. It acts when all others whom the clock has woken at that tick have acted, so that it sees all plans
/// as they are then, and before anybody goes on; where somebody has finished, when all that is due at that tick is
/// done.
class DutyRoom {
 public:
  /// `servers` by station, null where there are none; `first_officer`: the number of the port's first officer in the
  /// log; `dogs`: null where there are no teams.
  DutyRoom(const Scenario& scenario, std::size_t port, const RunKey& run, std::size_t first_officer, FlowPlane& flow,
           const std::vector<std::shared_ptr<ServerStates>>& servers, DogTeams* dogs);

  /// Calls so many officers of the pool's reserves who are at home; says how many there were.
  long call_reserves(std::size_t pool, long n);
  /// Those with the skill who are on duty and have no post just now; on a break they do not count.
  long spare(const std::string& skill) const;
  /// Those with the skill who are on duty, breaks included.
  long on_duty(const std::string& skill) const;
  /// The port closes at `until` in place of `from`: whoever is on duty and would go in between stays until then.
  void extend(Tick from, Tick until);

  std::size_t officers() const { return officers_.size(); }
  /// To be added behind all actors that open and close servers, so that it knows at the start what they want.
  void add_actor(ControlPlane& control);

 private:
  // Tells of servers of one station, or of one dog team, that are free.
  class Watch : public ServerWatcher {
   public:
    Watch(DutyRoom& room, std::size_t station) : room_(room), station_(station) {}
    void free(std::uint16_t server) override { room_.free(station_, server); }

   private:
    DutyRoom& room_;
    std::size_t station_;
  };
  using Posts = std::vector<std::size_t>;

  // duty_room_set_up.cpp
  void add_officers(const Scenario& scenario, std::size_t port, const RunKey& run);
  void add_posts(const std::vector<std::shared_ptr<ServerStates>>& servers);
  void add_dogs(DogTeams& dogs);
  void add_walks();
  std::size_t hall(const std::string& name);
  std::uint32_t skill(const std::string& name);
  long count(const std::string& skill, bool spare_only) const;

  // duty_room.cpp
  void run(Actor& self);
  Tick next() const;
  void free(std::size_t station, std::uint16_t server);
  void changed();
  void settle();
  bool take_in(std::size_t officer);
  std::vector<OfficerState> seen() const;
  void say();

  // dispatch.cpp
  bool dispatch();
  Posts decide() const;
  std::vector<bool> relieved(const Posts& decided) const;
  bool there_at_once(std::size_t officer, const Post& post) const;
  /// Whether he breaks off what he does, if he leaves his post now.
  bool stops(std::size_t number) const;
  void leave(std::size_t officer, bool relieved);
  void go_on(std::size_t officer);
  void begin(std::size_t post, bool relieved, bool changed);
  void man(Post& post);

  FlowPlane& flow_;
  const Port& port_;
  std::size_t first_officer_;
  Call bell_;
  bool begun_ = false;          // servers stand as planned for the first midnight
  bool settling_ = false;       // what changes now is its own doing
  bool plans_changed_ = false;  // since it acted
  std::vector<OfficerOnDuty> officers_;
  std::vector<Post> posts_;  // in the order in which they are filled
  std::vector<std::unique_ptr<Watch>> watches_;
  std::map<std::string, std::uint32_t> skills_;
  std::map<std::string, std::size_t> halls_;
  HallWalks walks_;
};

}  // namespace crossflow
