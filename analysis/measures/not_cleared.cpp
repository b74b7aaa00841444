#include "analysis/measures.hpp"

namespace crossflow {

const ResultMeasure& not_cleared_measure() {
  static const ResultMeasure measure{
      {.name = "not cleared",
       .help = "Those left over, inside and outside, when a simulation ended; unless a class is given, travellers.",
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
          out.sum += static_cast<double>(r.inside + r.outside);
        }
        return out;
      },
      nullptr};
  return measure;
}

}  // namespace crossflow
