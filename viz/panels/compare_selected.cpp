#include "viz/panels/compare_selected.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <imgui.h>

#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/subjects.hpp"

namespace crossflow::viz {
namespace {

Tick waited_until(const Visit& visit, Tick now) {
  if (visit.joined < 0) return 0;
  const Tick end = visit.started >= 0 ? visit.started : visit.gone >= 0 ? visit.gone : now;
  return std::max<Tick>(0, std::min(end, now) - visit.joined);
}

Tick waited_until(const Story& story, Tick now) {
  Tick sum = 0;
  for (const Visit& visit : story.visits) sum += waited_until(visit, now);
  return sum;
}

/// Where it waited in either run, by the name of the station, in the order of its way.
struct Place {
  std::string name;   // full, as in the directory
  std::string label;  // as on the screen
  std::array<Tick, 2> waited{};
};
std::vector<Place> places_of(const Session& session, const std::array<const Story*, 2>& stories) {
  std::vector<Place> places;
  for (const Run& run : session.runs) {
    const Directory& directory = run.recording->directory();
    for (const Visit& visit : stories[run.number]->visits) {
      if (visit.joined < 0) continue;
      const std::string& name = directory.stations[visit.station].name;
      auto at = std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.name == name; });
      if (at == places.end()) at = places.insert(at, Place{name, station_name(directory, visit.station), {}});
      at->waited[run.number] += waited_until(visit, run.recording->known_until());
    }
  }
  return places;
}

}  // namespace

void draw_selected_in_both(Session& session) {
  if (session.selected.what != Subject::What::entity) return faint(text(Word::select_somebody));
  const std::string name = name_of(session, session.selected);
  std::array<const Story*, 2> stories{};
  for (Run& run : session.runs) {
    const Subject there = session.in_run(session.selected, run.number);
    if (there.what == Subject::What::none) return faint(name + ": " + say(Word::not_in, run.name));
    if (there.index >= run.overview->entities()) return faint(text(Word::not_yet_known));
    stories[run.number] = &story_in(run, there.index);
  }
  ImGui::TextWrapped("%s",
                     say(Word::waited_a_b, name, duration(stories[0]->waited), duration(stories[1]->waited)).c_str());
  const Tick now = session.time.now();
  Figures figures(session, session.selected);
  const auto line = [&](const std::string& what, auto of) {
    figures.add(what, Unit::duration, [&](const Run& run, const Subject&) -> std::optional<double> {
      const Tick t = of(*stories[run.number], run.number);
      if (t < 0) return std::nullopt;
      return to_seconds(t);
    });
  };
  line(text(Word::waited_so_far), [now](const Story& s, std::size_t) { return waited_until(s, now); });
  line(text(Word::waited_in_all), [](const Story& s, std::size_t) { return s.waited; });
  for (const Place& place : places_of(session, stories))
    if (place.waited[0] + place.waited[1] >= second)
      line("   " + place.label, [&](const Story&, std::size_t run) { return place.waited[run]; });
  line(text(Word::immigration_clock), [](const Story& s, std::size_t) { return s.immigration_clock; });
  line(text(Word::arriving_to_leaving),
       [](const Story& s, std::size_t) { return s.left < 0 ? -1 : s.left - s.arrived; });
  figures.draw("selected");
}

}  // namespace crossflow::viz
