// What somebody who stands at a station's queue counts.
#pragma once

#include <deque>

#include "sim/kernel/bank.hpp"
#include "sim/model/supervisors/view.hpp"

namespace crossflow {

/// Counts who comes to one bank from its making on; the rest is read off at each look. Banks that nobody oversees have
/// none.
class StationWatch final : private QueueWatcher {
 public:
  /// `usual_rate`: that a server clears in a second as far as those who work there know, until enough has been seen; 0:
  /// unknown.
  StationWatch(Bank& bank, bool counts_vehicles, double usual_rate, FlowPlane& flow);

  /// Notes what is to be seen now, as a base for later looks.
  void begin(Tick now);
  /// Fills what is seen of queue and servers.
  void look(Tick now, StationSight& out);

 private:
  struct Seen {
    Tick at = 0;
    long came = 0;  // in all
    long gone = 0;  // from the queue, in all
    long in_use = 0;
    double work = 0;  // server-seconds in all, as if between two looks servers in use were the mean of what both saw
  };
  static constexpr Tick remembered = 15 * minute;
  static constexpr long enough = 10;  // served, to tell how quick servers are

  void came(Slot leader) override;
  void fell() override {}
  void leaves(Slot /*leader*/) override {}
  Seen now_seen(Tick now) const;

  Bank& bank_;
  FlowPlane& flow_;
  bool counts_vehicles_;
  long came_ = 0;
  double rate_;
  std::deque<Seen> seen_;
};

}  // namespace crossflow
