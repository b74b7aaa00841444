// Charts of the selected station, or of the longest queues, on the clock of the picture.
#include <algorithm>
#include <array>

#include <imgui.h>

#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/panels/station_charts.hpp"
#include "viz/replay/curves.hpp"

namespace crossflow::viz {
namespace {

/// All four side by side where the panel is low or very wide, else in two rows, or one below the other.
int charts_across() {
  const float em = ImGui::GetFontSize();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  if (room.x > 64 * em && (room.y < 20 * em || room.x > 100 * em)) return 4;
  return room.x > 34 * em ? 2 : 1;
}

void header(const Session& session) {
  for (const Run& run : session.runs) {
    const std::string before = session.runs.size() > 1 ? run.name + ": " : std::string();
    if (run.live != nullptr) {
      faint(text(Word::live_one_day));
    } else if (run.day < run.days.with_trace.size()) {
      const DayChoice& day = run.days.with_trace[run.day];
      faint(before +
            (run.days.days > 1 ? say(Word::one_day_of, run.days.days, day.replication) : text(Word::only_day)));
    }
  }
}

/// Of a run, made anew when minutes have come in.
const std::vector<std::pair<std::int32_t, std::uint16_t>>& longest_of(const Run& run) {
  struct Remembered {
    std::uint64_t recording = 0;
    std::size_t minutes = 0;
    std::vector<std::pair<std::int32_t, std::uint16_t>> longest;
  };
  static std::array<Remembered, 2> of_runs;
  Remembered& r = of_runs[run.number];
  if (r.recording != run.recording->serial() || r.minutes != run.overview->minutes())
    r = {run.recording->serial(), run.overview->minutes(), longest_queues(run.overview->stations(), 4)};
  return r.longest;
}

/// Those of all runs, each place once, in the run where its queue was longest.
std::vector<Subject> longest(const Session& session) {
  std::vector<std::pair<std::int32_t, Subject>> all;
  for (const Run& run : session.runs)
    for (const auto& [length, station] : longest_of(run))
      all.emplace_back(length, Subject{Subject::What::station, station, 0, run.number});
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Subject> places;
  for (const auto& [length, place] : all) {
    const bool told = std::any_of(places.begin(), places.end(),
                                  [&, of = place](const Subject& p) { return session.in_run(of, p.run) == p; });
    if (!told && places.size() < 4) places.push_back(place);
  }
  return places;
}

}  // namespace

void draw_charts(Session& session) {
  if (session.runs.empty() || !session.runs[0].overview) return;
  header(session);
  const int across = charts_across();
  const Subject& s = session.selected;
  const bool place = s.what == Subject::What::station || s.what == Subject::What::server;
  if (place && s.index < session.run_of(s).overview->stations().size())
    return draw_station_charts(session, {Subject::What::station, s.index, 0, s.run}, across,
                               ImGui::GetContentRegionAvail().y);
  const std::vector<Subject> places = longest(session);
  if (places.empty()) return faint(text(Word::nobody_waited));
  if (across == 4) ImGui::SameLine();
  faint(text(Word::longest_queues));
  const float room = ImGui::GetContentRegionAvail().y;
  for (const Subject& each : places) draw_station_charts(session, each, across, room);
}

}  // namespace crossflow::viz
