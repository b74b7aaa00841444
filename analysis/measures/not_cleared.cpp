#include "analysis/not_cleared.hpp"

#include "analysis/measures.hpp"

namespace crossflow {

const ResultMeasure& not_cleared_measure() {
  static const ResultMeasure measure{
      {.name = "not cleared",
       .help = "Those who were not served because of the port: left over inside or outside when a simulation ended, or "
               "turned back; and of several days those who stood outside when an earlier date ended with the port "
               "closed, each on each date. Unless a class is given, travellers.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .sources = true,
       .when = When::days},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out{0, 1, {}};
        for_each_not_served(directory, rows, [&](const NotServedOn& one) {
          if (!selection.takes_row(one) || (selection.day && *selection.day != one.date)) return;
          if (selection.traveller_class || directory.classes[one.traveller_class].kind == EntityKind::traveller)
            out.sum += static_cast<double>(one.people.sum());
        });
        return out;
      },
      nullptr,
      Usual::yes};
  return measure;
}

}  // namespace crossflow
