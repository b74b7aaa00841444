// Who is to man which post: one decision, from what is known at an instant. A pure function, so that it can be checked
// by hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/tick.hpp"

namespace crossflow {

inline constexpr std::size_t no_post = std::numeric_limits<std::size_t>::max();
inline constexpr std::size_t anywhere = std::numeric_limits<std::size_t>::max();

/// A post as the duty officer sees it. Officers are numbers.
struct PostNeed {
  bool wanted = false;
  long rank = 5;
  std::uint32_t skill = 0;
  std::size_t hall = 0;
  std::size_t station = anywhere;   ///< anywhere: none, as of a dog handler
  std::size_t officers = 1;         ///< that it needs
  Tick stays = 0;                   ///< who comes must have more time left than that, once he is there
  std::vector<std::size_t> crew;    ///< who is there, or on the way, and stays
  std::vector<std::size_t> ending;  ///< who is there and should be relieved, if anybody can
};

/// An officer who can be sent somewhere.
struct OfficerView {
  bool available = false;  ///< on duty, and not about to go
  bool serves = false;     ///< somebody, whom he has to finish first
  std::uint64_t skills = 0;
  std::size_t hall = anywhere;        ///< anywhere: has just come, and is where he is needed
  std::size_t post = no_post;         ///< his, no_post: none
  Tick goes = 0;                      ///< to his next break, or home
  std::vector<std::size_t> stations;  ///< where he works; empty: wherever he has the skill
};

/// Walking times between halls, by number; symmetric.
using HallWalks = std::vector<std::vector<Tick>>;

/// The post of each officer from now on. `posts` stand in the order in which they are filled: by rank, then by their
/// place within their station, so that halls of equal rank get officers in turn, then by station.
///
/// A post that lacks somebody gets whoever is free and is there soonest (who must first finish whom he serves, after
/// all others); of equals who has fewer skills, then the first by number. Where too few are free it gets officers from
/// posts of a higher rank number, the last post first. If even so it cannot have all that it needs, nobody stays there
/// (but those who are ending, who then go when their time comes): half a crew does nothing. This goes on until nothing
/// changes.
std::vector<std::size_t> assign(std::vector<PostNeed> posts, std::vector<OfficerView> officers, const HallWalks& walks,
                                Tick now);

/// How long an officer walks to a post.
Tick walk_time(std::size_t from, std::size_t to, const HallWalks& walks);

}  // namespace crossflow
