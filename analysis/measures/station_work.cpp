#include <algorithm>
#include <vector>

#include "analysis/measures.hpp"

namespace crossflow {
namespace {

// A part of the time can be told only where no bin lies across its beginning or end.
std::string without_bins(const Directory& directory, const Selection& selection) {
  const auto between = [&](Tick at) { return at != never && at % directory.bin != 0; };
  if (selection.day && between(day))
    return "'results.bin' is " + duration_text(directory.bin) + ", which divides no day";
  for (const Tick at : {selection.from, selection.until})
    if (between(at) || (at != 0 && at != never && between(day)))
      return "'results.bin' is " + duration_text(directory.bin) + ", so that nothing ends at " + clock_text(at);
  return "";
}

std::string without_servers(const Directory& directory, const Selection& selection) {
  const StationEntry& station = directory.stations[*selection.station];
  return station.servers > 0 ? without_bins(directory, selection) : "'" + station.name + "' has no servers";
}

bool takes(const SeriesRow& row, const Directory& directory, const Selection& selection) {
  return selection.station ? row.station == *selection.station
                           : directory.stations[row.station].unit == EntityKind::traveller;
}

}  // namespace

const ResultMeasure& longest_queue_measure() {
  static const ResultMeasure measure{
      {.name = "longest queue",
       .help =
           "The most people, or vehicles, in a station's queue at once: the mean over days of each day's most. Unless "
           "a station is given, in any one queue of people, lines outside the doors included.",
       .station = Asks::may,
       .when = When::half_hours},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        std::vector<std::int64_t> most(selection.days_of(directory));
        for (const SeriesRow& r : rows.of<SeriesRow>()) {
          if (!takes(r, directory, selection)) continue;
          if (const auto d = selection.day_of(directory, r.from_s)) most[*d] = std::max(most[*d], r.waiting_max);
        }
        Observation out{0, static_cast<double>(most.size()), {}};
        for (const std::int64_t n : most) out.sum += static_cast<double>(n);
        return out;
      },
      without_bins,
      Usual::yes};
  return measure;
}

const ResultMeasure& throughput_measure() {
  static const ResultMeasure measure{
      {.name = "throughput",
       .help = "How many a station served, a day: at a search station those searched, at an X-ray those scanned.",
       .station = Asks::must,
       .when = When::half_hours},
      MeasureUnit::count,
      Together::mean,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out{0, static_cast<double>(selection.days_of(directory)), {}};
        for (const SeriesRow& r : rows.of<SeriesRow>())
          if (r.station == *selection.station && selection.day_of(directory, r.from_s))
            out.sum += static_cast<double>(r.served);
        return out;
      },
      without_servers};
  return measure;
}

const ResultMeasure& utilisation_measure() {
  static const ResultMeasure measure{
      {.name = "utilisation",
       .help = "The share of the time for which a station's servers were open in the port's hours that they were at "
               "work. Being blocked is no work; a server that is down, unmanned or not opened is not open.",
       .station = Asks::must,
       .when = When::half_hours},
      MeasureUnit::share,
      Together::ratio,
      [](const ResultRows& rows, const Directory& directory, const Selection& selection) {
        Observation out;
        for (const SeriesRow& r : rows.of<SeriesRow>()) {
          if (r.station != *selection.station || !selection.day_of(directory, r.from_s)) continue;
          out.sum += r.busy_in_hours_s;
          out.of += r.open_in_hours_s;
        }
        return out;
      },
      without_servers};
  return measure;
}

}  // namespace crossflow
