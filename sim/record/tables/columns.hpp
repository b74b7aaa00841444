// Columns that several tables of results have. Internal to sim/record.
#pragma once

#include "sim/record/table_layout.hpp"

namespace crossflow::h5 {

template <class Row>
Layout<Row> results(const char* table, const char* description) {
  Layout<Row> layout(table, description);
  layout.column("replication", &Row::replication, "1", "number of the replication");
  return layout;
}

template <class Row>
void add_class(Layout<Row>& layout) {
  layout.column("traveller_class", &Row::traveller_class, row_of("classes"));
}

template <class Row>
void add_direction(Layout<Row>& layout) {
  layout.column("direction", &Row::direction, row_of("directions"));
}

template <class Row>
void add_port(Layout<Row>& layout) {
  layout.column("port", &Row::port, row_of("ports"));
}

template <class Row>
void add_station(Layout<Row>& layout) {
  layout.column("station", &Row::station, row_of("stations"));
}

template <class Row>
void add_source(Layout<Row>& layout) {
  layout.column("source", &Row::source, row_of("sources"));
}

template <class Row>
void add_up_to(Layout<Row>& layout) {
  layout.column(
      "up_to_s", &Row::up_to_s, upper_edge(),
      "upper edge of the bin: as long at most; above the edge before it, which is 0.1 s less until 2 min, 1 s "
      "until 4 h, and then a hundredth of itself");
}

template <class Row>
void add_flow(Layout<Row>& layout) {
  layout.column("generated", &Row::generated, "persons", "came to the port: outside + entered")
      .column("outside", &Row::outside, "persons", "still outside at the end")
      .column("entered", &Row::entered, "persons",
              "let in: left + diverted + gave_up + balked + turned_back + left_behind + inside")
      .column("left", &Row::left, "persons", "went through")
      .column("diverted", &Row::diverted, "persons", "sent to another port")
      .column("gave_up", &Row::gave_up, "persons", "lost patience in a queue")
      .column("balked", &Row::balked, "persons", "turned away at the sight of a queue")
      .column("turned_back", &Row::turned_back, "persons", "sent back at closing")
      .column("left_behind", &Row::left_behind, "persons", "came after their coach had gone")
      .column("inside", &Row::inside, "persons", "still inside at the end");
}

inline constexpr const char* half_hour_of_joining = "start of the half-hour of joining, since the first midnight";
inline constexpr const char* reached = "when that many were first there, since the first midnight";
inline constexpr const char* bin_start = "start of the bin, since the first midnight";

}  // namespace crossflow::h5
