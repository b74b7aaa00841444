#include "sim/record/tables/rings.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<RingRow> RingRow::layout() {
  auto l = results<RingRow>("rings", "rings of places that wait for each other, in which nothing moves");
  l.column("position", &RingRow::position, Meaning("1").values(65'536),
           "in the ring, from 0; each place waits for the next, the last for the first")
      .column("station", &RingRow::station, row_of("stations"))
      .column("from_s", &RingRow::from_s, instant().none(-1, "full places at the end"),
              "of a stand-still of places that wait for officers: from when")
      .column("until_s", &RingRow::until_s, instant().none(-1, ""), "the same, until when");
  return l;
}

}  // namespace crossflow
