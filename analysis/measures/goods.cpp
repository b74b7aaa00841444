#include <algorithm>

#include "analysis/measures.hpp"

namespace crossflow {
namespace {

std::string without_goods(const Directory& directory, const Selection& selection) {
  for (std::size_t c = 0; c < directory.classes.size(); ++c)
    if (directory.classes[c].kind == EntityKind::consignment &&
        (!selection.traveller_class || *selection.traveller_class == c))
      return "";
  return selection.traveller_class
             ? "the class '" + directory.classes[*selection.traveller_class].name + "' is no consignment"
             : "no class is a consignment";
}

}  // namespace

const ResultMeasure& release_time_measure() {
  static const ResultMeasure measure{
      {.name = "release time",
       .help = "How long consignments took from arriving until customs released them; of those released, by the "
               "replication instead of by the day.",
       .traveller_class = Asks::may,
       .direction = Asks::may,
       .times = true},
      MeasureUnit::seconds,
      Together::times,
      [](const ResultRows& rows, const Directory&, const Selection& selection) {
        Observation out;
        out.days.resize(1);
        for (const ReleaseTimeRow& r : rows.of<ReleaseTimeRow>())
          if (selection.takes(r.traveller_class, r.direction)) out.days[0].histogram.add(r.up_to_s, r.count);
        for (const ReleaseRow& r : rows.of<ReleaseRow>())
          if (selection.takes(r.traveller_class, r.direction)) out.days[0].sum_s += r.to_presented_s + r.to_released_s;
        return out;
      },
      without_goods,
      Usual::yes};
  return measure;
}

const ResultMeasure& selected_measure() {
  static const ResultMeasure measure{
      {.name = "selected",
       .help = "Consignments selected for a check, a day.",
       .traveller_class = Asks::may,
       .direction = Asks::may},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out{0, static_cast<double>(whole_days_of(directory)), {}};
        for (const ReleaseRow& r : rows.of<ReleaseRow>())
          if (selection.takes(r.traveller_class, r.direction)) out.sum += static_cast<double>(r.selected);
        return out;
      },
      without_goods};
  return measure;
}

}  // namespace crossflow
