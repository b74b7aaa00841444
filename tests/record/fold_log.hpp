// Logs written by hand, and what statistics make of them. Times are seconds unless said otherwise.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/record/statistics.hpp"

namespace crossflow::test {

inline constexpr std::uint16_t door = 0, desk = 1, second_desk = 2, table = 3, hall = 4, quad = 5, road = 6;
inline constexpr std::uint8_t customs = 0, immigration = 1;
inline constexpr std::uint8_t local = 0, visitor = 1;

inline Directory small_directory() {
  Directory d;
  d.bin = minute;
  d.ports = {{"p", {}, 0, day}};
  d.directions = {"in"};
  d.authorities = {"customs", "immigration"};
  d.classes = {{"local", {}, 0.9, 100 * second, false}, {"visitor", {}, 0.9, 100 * second, true}};
  const auto add = [&d](const std::string& name, Shape shape, std::int16_t authority, std::uint32_t servers) {
    StationEntry s;
    s.name = "p/" + name;
    s.shape = shape;
    s.authority = authority;
    s.servers = servers;
    d.stations.push_back(s);
  };
  add("people", Shape::outside, -1, 1);
  add("desk", Shape::bank, immigration, 1);
  add("second desk", Shape::bank, immigration, 1);
  add("table", Shape::bank, customs, 1);
  add("hall", Shape::area, -1, 0);
  add("quad", Shape::bank, -1, 4);
  add("road", Shape::lane, -1, 0);
  d.sources = {{"p/people", door, 0, false}};
  return d;
}

/// A log written event by event, at times in seconds.
class Log {
 public:
  using Who = std::uint32_t;
  Log& arrives(double t, Who who, std::uint8_t of_class = local) {
    return put(t, who, static_cast<std::int32_t>(who), door, 0, EventKind::arrived, of_class);
  }
  Log& joins(double t, Who who, std::uint16_t at) { return put(t, who, 0, at, no_server, EventKind::joined); }
  Log& starts(double t, Who who, std::uint16_t at, std::uint16_t server = 0, std::int32_t persons = 1) {
    return put(t, who, persons, at, server, EventKind::started);
  }
  Log& ends(double t, Who who, std::uint16_t at, std::uint16_t server = 0, Outcome outcome = Outcome::passed) {
    return put(t, who, 0, at, server, EventKind::ended, static_cast<std::uint8_t>(outcome));
  }
  Log& blocked(double t, Who who, std::uint16_t at, std::uint16_t by, std::uint16_t server = 0) {
    return put(t, who, by, at, server, EventKind::blocked);
  }
  Log& cleared(double t, Who who, std::uint16_t at, std::uint8_t authority) {
    return put(t, who, 0, at, no_server, EventKind::cleared, authority);
  }
  Log& leaves(double t, Who who, std::uint16_t from, Leaving how = Leaving::done) {
    return put(t, who, 0, from, no_server, EventKind::left, static_cast<std::uint8_t>(how));
  }
  Log& server(double t, std::uint16_t at, std::uint16_t number, ServerState state) {
    return put(t, no_entity, static_cast<std::int32_t>(state), at, number, EventKind::server);
  }
  Log& port(double t, bool opens) {
    return put(t, no_entity, 0, no_station, no_server, EventKind::port, opens ? 1 : 0);
  }
  /// Comes straight to a station and is served at once, without interruption, and leaves.
  Log& joins_and_starts(double t, Who who, std::uint16_t at, std::uint16_t number = 0) {
    return joins(t, who, at).starts(t, who, at, number);
  }

  ResultRows fold(double end, std::size_t block = 1000) const {
    Statistics statistics(small_directory());
    for (std::size_t i = 0; i < events.size(); i += block)
      statistics.consume({events.data() + i, std::min(block, events.size() - i)});
    statistics.finish(ticks_from_seconds(end));
    ResultRows rows;
    statistics.add_rows(0, 0, rows);
    return rows;
  }

  std::vector<Event> events;

 private:
  Log& put(double t, std::uint32_t who, std::int32_t value, std::uint16_t at, std::uint16_t number, EventKind kind,
           std::uint8_t aux = 0) {
    events.push_back({ticks_from_seconds(t), who, value, at, number, kind, aux});
    return *this;
  }
};

inline std::vector<SeriesRow> series(const ResultRows& rows, std::uint16_t station) {
  std::vector<SeriesRow> out;
  for (const SeriesRow& row : rows.of<SeriesRow>())
    if (row.station == station) out.push_back(row);
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace crossflow::test
