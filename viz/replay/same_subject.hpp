// What of one recording is what of another: by names, never by numbers, which two plans give out differently.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/replay/recording.hpp"
#include "viz/replay/subject.hpp"

namespace crossflow::viz {

/// Rows of one directory as those of another; -1 where that one has nothing of the name.
struct SameNames {
  SameNames(const Directory& of, const Directory& in);
  std::vector<std::int32_t> stations, sources, classes, directions;
};

/// The entity with this source, class and number; no_entity if there is none yet.
std::uint32_t same_entity(const Recording& in, const Recording& of, std::uint32_t entity);
/// The person, station, server, officer or dog team that a subject of one recording is in another, whose run that is;
/// nothing if that one has none of it. A server is the one with its number, if the station has so many.
Subject same_subject(const Recording& in, std::uint8_t run, const Recording& of, const Subject& subject);

}  // namespace crossflow::viz
