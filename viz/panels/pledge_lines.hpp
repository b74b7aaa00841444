// Each pledge of a run, by class and direction, on the day that is shown and on all days of the file.
#pragma once

#include <string>
#include <vector>

#include "viz/app/session.hpp"
#include "viz/replay/worst.hpp"

namespace crossflow::viz {

struct PledgeLine {
  std::size_t traveller_class = 0, direction = 0;
  double promised = 0;
  PledgeSoFar so_far;
  PledgeOfDays of_days;  ///< of none, for a live run
  bool kept() const { return reaches(so_far.kept, so_far.joined, promised); }
  double share() const { return static_cast<double>(so_far.kept) / static_cast<double>(so_far.joined); }
};

/// Of those to whom anybody came; the worst first: how far they are from what was promised.
std::vector<PledgeLine> pledge_lines(const Run& run);
/// "All 6 pledges kept", "1 of 6 pledges missed: Mainland visitors, arrival 91.2% (95%)"; empty if nothing was
/// promised. `missed`: whether any was.
std::string pledges_text(const Run& run, bool& missed);
/// "91.2%"; never "100%" of what is not all, nor what was promised where that was not reached.
std::string share_text(double share);

}  // namespace crossflow::viz
