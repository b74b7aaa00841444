#include "sim/record/tables/rings.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

h5::Layout<RingRow> RingRow::layout() {
  auto l = h5::results<RingRow>("rings", "rings of places that wait for each other, in which nothing moves");
  l.column("position", &RingRow::position, "1",
           "in the ring, from 0; each place waits for the next, the last for the first")
      .column("station", &RingRow::station, "index", "row of stations")
      .column("from_s", &RingRow::from_s, "s",
              "of a stand-still of places that wait for officers: from when; -1: full places at the end")
      .column("until_s", &RingRow::until_s, "s", "the same, until when");
  return l;
}

}  // namespace crossflow
