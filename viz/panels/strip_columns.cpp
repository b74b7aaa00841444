#include "viz/panels/strip_columns.hpp"

#include <algorithm>
#include <array>

#include <imgui.h>

#include "viz/app/theme.hpp"

namespace crossflow::viz {
namespace {

std::int32_t at(const std::vector<std::int32_t>& minutes, std::size_t m) {
  return m < minutes.size() ? minutes[m] : 0;
}

/// What a run's strip shows, as long as nothing of this changes.
struct KeptStrip {
  std::uint64_t recording = 0;
  InFront place;
  MinuteSums sums;
  std::size_t minutes = 0, count = 0;  // of what the columns were made
  Tick from = 0, until = 0;
  Columns columns;
};

Colour faded(Colour colour, float by) {
  const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT & 255U) * by;
  return (colour & ~IM_COL32_A_MASK) | static_cast<Colour>(alpha) << IM_COL32_A_SHIFT;
}

void draw_line(ImDrawList& draw, const std::vector<float>& values, const TimeScale& scale, float top, float bottom,
               float most, Colour colour, float thick) {
  std::vector<ImVec2> points;
  for (std::size_t c = 0; c < values.size(); ++c)
    if (values[c] >= 0)
      points.push_back({scale.left + scale.width * (static_cast<float>(c) + 0.5F) / static_cast<float>(values.size()),
                        bottom - (bottom - top) * values[c] / most});
  draw.AddPolyline(points.data(), static_cast<int>(points.size()), colour, 0, thick);
}

}  // namespace

InFront in_front(const Session& session, const Run& run) {
  const Subject& s = session.selected;
  if (s.what != Subject::What::station && s.what != Subject::What::server) return {};
  const Subject place = session.in_run({Subject::What::station, s.index, 0, s.run}, run.number);
  if (place.what == Subject::What::none || place.index >= run.overview->stations().size()) return {true, no_station};
  return {true, static_cast<std::uint16_t>(place.index)};
}

WaitingAt waiting_at(const Overview& overview, std::size_t m, const InFront& place) {
  WaitingAt waiting;
  for (const StationCourse& station : overview.stations()) waiting.all += at(station.waiting, m);
  if (place.station < overview.stations().size()) waiting.place = at(overview.stations()[place.station].waiting, m);
  return waiting;
}

void MinuteSums::add(const Overview& overview, const Directory& directory, const InFront& of) {
  parts.resize(directory.directions.size() + 1);
  for (std::size_t m = place.size(); m < overview.minutes(); ++m) {
    for (auto& part : parts) part.push_back(0);
    for (std::size_t s = 0; s < directory.stations.size(); ++s)
      parts[static_cast<std::size_t>(directory.stations[s].direction + 1)].back() +=
          at(overview.stations()[s].waiting, m);
    place.push_back(of.station == no_station ? 0 : at(overview.stations()[of.station].waiting, m));
  }
}

Columns columns_of(const MinuteSums& sums, const TimeScale& scale, std::size_t count) {
  Columns columns;
  const float step = scale.width / static_cast<float>(count);
  const auto most_of = [&](const std::vector<std::int32_t>& minutes) {
    std::vector<float> out(count, -1.0F);
    for (std::size_t c = 0; c < count; ++c) {
      const auto minute_at = [&](std::size_t column) {
        return static_cast<std::size_t>(scale.tick(scale.left + step * static_cast<float>(column)) / minute);
      };
      const std::size_t first = minute_at(c), end = std::max(first + 1, minute_at(c + 1));
      for (std::size_t m = first; m < std::min(end, minutes.size()); ++m)
        out[c] = std::max(out[c], static_cast<float>(minutes[m]));
    }
    return out;
  };
  for (const auto& minutes : sums.parts) columns.parts.push_back(most_of(minutes));
  columns.place = most_of(sums.place);
  for (std::size_t c = 0; c < count; ++c) {
    float sum = columns.place[c] < 0 ? -1.0F : 0.0F;
    for (const auto& part : columns.parts) sum += std::max(part[c], 0.0F);
    columns.all.push_back(sum);
    columns.most = std::max(columns.most, sum);
    columns.most_of_place = std::max(columns.most_of_place, columns.place[c]);
  }
  return columns;
}

const Columns& columns_of(const Run& run, const TimeScale& scale, std::size_t count, const InFront& place) {
  static std::array<KeptStrip, 2> of_runs;
  KeptStrip& kept = of_runs[run.number];
  if (kept.recording != run.recording->serial() || kept.place != place) {
    kept = {};
    kept.recording = run.recording->serial();
    kept.place = place;
  }
  const std::size_t minutes = run.overview->minutes();
  if (kept.count == count && kept.minutes == minutes && kept.from == scale.from && kept.until == scale.until)
    return kept.columns;
  kept.sums.add(*run.overview, run.recording->directory(), place);
  kept.columns = columns_of(kept.sums, scale, count);
  kept.count = count;
  kept.minutes = minutes;
  kept.from = scale.from;
  kept.until = scale.until;
  return kept.columns;
}

void draw_columns(ImDrawList& draw, const Columns& columns, const InFront& place, const TimeScale& scale, float top,
                  float bottom, float most) {
  const std::size_t count = columns.all.size();
  const float step = scale.width / static_cast<float>(count);
  for (std::size_t c = 0; c < count; ++c) {
    const float x = scale.left + step * static_cast<float>(c);
    float base = bottom;
    const auto block = [&](float people, Colour colour) {
      if (people <= 0) return;
      const float height = (bottom - top) * people / most;
      draw.AddRectFilled({x, base - height}, {x + step, base}, colour);
      base -= height;
    };
    if (place.any) {
      block(columns.all[c], faded(theme().station_edge, 0.45F));
      base = bottom;
      block(columns.place[c], theme().accent);
      continue;
    }
    for (std::size_t p = 0; p < columns.parts.size(); ++p)
      block(columns.parts[p][c], p == 0 ? theme().station_edge : direction_colour(p - 1));
  }
}

void draw_lines(ImDrawList& draw, const Columns& columns, const InFront& place, const TimeScale& scale, float top,
                float bottom, float most, std::size_t run) {
  const Colour colour = run_colour(run);
  if (!place.any) return draw_line(draw, columns.all, scale, top, bottom, most, colour, 2);
  draw_line(draw, columns.all, scale, top, bottom, most, faded(colour, 0.4F), 1);
  if (place.station != no_station) draw_line(draw, columns.place, scale, top, bottom, most, colour, 2);
}

}  // namespace crossflow::viz
