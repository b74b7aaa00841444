#include "analysis/not_cleared.hpp"

#include "analysis/measures.hpp"

namespace crossflow {

const ResultMeasure& not_cleared_measure() {
  static const ResultMeasure measure{
      {.name = "not cleared",
       .help =
           "Those who were never served because of the port: left over inside or outside when a simulation ended, or "
           "turned back; unless a class is given, travellers.",
       .traveller_class = Asks::may,
       .direction = Asks::may},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out{0, 1, {}};
        for (const FlowRow& r : rows.flows) {
          if (!selection.takes(r.traveller_class, r.direction)) continue;
          if (!selection.traveller_class && directory.classes[r.traveller_class].kind != EntityKind::traveller)
            continue;
          out.sum += static_cast<double>(not_served(r).sum());
        }
        return out;
      },
      nullptr,
      Usual::yes};
  return measure;
}

}  // namespace crossflow
