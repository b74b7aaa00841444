// A small port, and replications without any figures yet.
#pragma once

#include <cstdint>
#include <initializer_list>

#include "analysis/summary.hpp"

namespace crossflow {

inline constexpr double seven = 7 * 3600;
inline constexpr double half = 1800;

// One port with a counter (4 officers, immigration), a scanner (2, no pledge), a hall of 100 m2 and a source.
inline Directory small() {
  Directory d;
  d.date = {2024, 10, 20};
  d.classes = {{"resident", {"Residents", ""}, 0.98, 15 * minute, false},
               {"visitor", {"Visitors", ""}, 0.95, 30 * minute, false},
               {"crew", {"Crew", ""}, 0, 0, false}};
  d.directions = {"arrival", "departure"};
  d.authorities = {"customs", "immigration"};
  d.ports.push_back({"p", {"P", ""}, 7 * hour, 22 * hour});
  const auto add = [&](const char* name, Shape shape, std::int16_t authority, std::uint32_t servers) {
    StationEntry s;
    s.name = name;
    s.shape = shape;
    s.authority = authority;
    s.servers = servers;
    d.stations.push_back(s);
  };
  add("p/counter", Shape::bank, 1, 4);
  add("p/scanner", Shape::bank, 0, 2);
  add("p/hall", Shape::area, -1, 0);
  add("p/source", Shape::outside, -1, 1);
  d.stations[2].area_m2 = 100;
  return d;
}

inline ReplicationRow replication(std::uint32_t number) {
  ReplicationRow r{};
  r.replication = number;
  r.inside_at_closing = -1;
  r.last_check_s = r.last_clearance_s = -1;
  return r;
}

inline ResultRows of_replications(std::initializer_list<std::uint32_t> numbers) {
  ResultRows rows;
  for (const std::uint32_t n : numbers) rows.of<ReplicationRow>().push_back(replication(n));
  return rows;
}

}  // namespace crossflow
