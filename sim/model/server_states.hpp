// Why each server of a station is open or not: hours, plan and device each have a say, and so has whoever mans it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "sim/kernel/bank.hpp"
#include "sim/kernel/control_plane.hpp"
#include "sim/model/station_kind.hpp"

namespace crossflow {

/// Whether somebody mans a server. `undecided`: it has just become wanted, and stays as it is until the duty officer
/// has decided, at the same tick.
enum class Manning : std::uint8_t { undecided, vacant, changing, manned };

/// Where a desk faces that can turn.
enum class Facing : std::uint8_t { here, turning, away };

/// The servers of one bank. A plan of so many, or an order in its place, takes the first of them that work; where too
/// few do, of the others the first. A server is open if its hours, its device, the plan (or an order in its place), the
/// way it faces and whoever mans it all allow it; else its state names the first of them that does not, in that order.
class ServerStates {
 public:
  /// The last `shared` servers are another station's at other times: a plan takes them by their number alone, and never
  /// in the place of one that is down.
  explicit ServerStates(Bank& bank, long shared = 0)
      : bank_(bank), servers_(bank.servers()), own_(bank.servers() - shared), planned_(bank.servers()) {}

  std::uint16_t servers() const { return static_cast<std::uint16_t>(servers_.size()); }
  /// Hours and plan change at once, so that no server opens for an instant between the two.
  void set_planned(bool in_hours, long open);
  void set_works(std::uint16_t server, bool works);
  /// The first so many are down because of a disruption, of which there may be several at a time.
  void set_disrupted(long first, bool on);
  /// So many are opened, whatever the plan says; in their hours all the same. None: as planned.
  void set_ordered(std::optional<long> open);
  std::optional<long> ordered() const { return ordered_; }
  /// As planned for now, whatever is ordered.
  long planned() const { return planned_; }
  /// Of a desk that can turn; the others always face here.
  void set_facing(std::uint16_t server, Facing facing);

  /// From now on officers are needed: `changed` is told at once when a server becomes wanted, or no longer is.
  void set_posts(std::function<void()> changed);
  /// In hours, opened by plan or order, and faces here: whoever mans it has something to do, even if it is down.
  bool wanted(std::uint16_t server) const;
  void set_manning(std::uint16_t server, Manning manning);
  Bank& bank() { return bank_; }

 private:
  struct Reasons {
    bool in_hours = true;
    bool works = true;
    bool wanted = true;  // as last told
    bool opened = true;  // by plan or order
    Facing facing = Facing::here;
    Manning manning = Manning::undecided;  // of posts
    std::uint16_t disruptions = 0;
  };
  bool is_able(std::uint16_t server) const;
  void choose();
  void apply_all();
  ServerState state(std::uint16_t server) const;
  void apply(std::uint16_t server);

  Bank& bank_;
  std::vector<Reasons> servers_;
  long own_;
  long planned_;
  std::optional<long> ordered_;
  std::function<void()> changed_;  // none: nobody needs to man anything
};

/// Adds the actors that open and close the servers of one station of the port that is being built: one for the times of
/// its plan (of all days) and its hours, one for its breakdowns; each only if there is something for it to do. Returns
/// the states for others to act on.
std::shared_ptr<ServerStates> add_server_actors(ControlPlane& control, Bank& bank, const Station& station,
                                                const Build& build);

}  // namespace crossflow
