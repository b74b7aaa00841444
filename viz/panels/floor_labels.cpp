#include "viz/panels/floor_labels.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "viz/app/fonts.hpp"
#include "viz/app/theme.hpp"
#include "viz/app/words.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/label_room.hpp"
#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

std::array<std::vector<FloorLabel>, 2> drawn;  // by run

void name_rooms(const Run& run, const FloorBrush& brush, Labels& labels) {
  const auto name = [&](const Rect& room, const char* words) {
    if (room.width <= 0 || brush.metres(room.width) < 60) return;
    const Rect at = labels.on_screen(room);
    const std::array<ImVec2, 3> places{ImVec2{at.x + 2, at.y - labels.size() - 3}, ImVec2{at.x + 2, at.bottom() + 2},
                                       ImVec2{at.right() + 4, at.y}};
    labels.put(places, words, labels.size(), theme().faint_text, no_station, Over::none);
  };
  for (const Rect& room : run.plan.kennels) name(room, text(Word::kennel));
  for (const Rect& room : run.plan.officers_rooms) name(room, text(Word::officers_room));
}

/// Of several ports what they are called, and of those that let nobody in that they are closed.
void name_ports(const Run& run, Labels& labels) {
  const Directory& d = run.recording->directory();
  for (std::size_t p = 0; p < d.ports.size(); ++p) {
    const Rect at = labels.on_screen(run.plan.ports[p]);
    const auto closed = std::find_if(run.scene.closed.begin(), run.scene.closed.end(),
                                     [p](const ClosedPort& each) { return each.port == p; });
    std::string name, state;
    if (d.ports.size() > 1) name = text(d.ports[p].label).empty() ? d.ports[p].name : text(d.ports[p].label);
    if (closed != run.scene.closed.end())
      state = closed->opens == never ? text(ServerState::closed_by_hours)
                                     : say(Word::closed_opens_at, clock_text(closed->opens % day));
    if (name.empty() && state.empty()) continue;
    const std::string between = name.empty() || state.empty() ? "" : ": ";
    const float above = at.y - 1.5F * labels.size();
    // Not over the next one's.
    float room = 1e6F;
    for (const Rect& port : run.plan.ports)
      if (const Rect other = labels.on_screen(port);
          other.x > at.x && other.y - 3 * labels.size() < at.y && other.bottom() > above)
        room = std::min(room, other.x - at.x - 8);
    std::string words = name + between + state;
    if (!name.empty() && ImGui::CalcTextSize(words.c_str()).x > room)
      words = shortened(name, std::max(3 * labels.size(), room - ImGui::CalcTextSize((between + state).c_str()).x)) +
              between + state;
    if (ImGui::CalcTextSize(words.c_str()).x > room) words = shortened(name.empty() ? state : name, room);
    const std::array<ImVec2, 3> places{ImVec2{at.x, above}, ImVec2{at.x, above - labels.size()},
                                       ImVec2{at.x + 4, at.y + 4}};
    labels.put(places, words, ImGui::GetFontSize(), theme().accent, no_station, Over::all, 0, true);
  }
}

/// The queue of a station of the run in each of the runs.
std::vector<QueueNow> queues_in_all(const Session& session, const Run& run, std::uint16_t station) {
  std::vector<QueueNow> queues;
  for (const Run& each : session.runs) {
    const Subject there = session.in_run({Subject::What::station, station, 0, run.number}, each.number);
    if (there.what != Subject::What::none) queues.push_back(each.queues.of(there.index));
  }
  return queues;
}

/// "337 · 19 min": how many wait, and how long whoever has waited longest.
std::string queue_text(const QueueNow& queue) {
  const std::string number = number_text(queue.waiting);
  return queue.waiting > 0 ? number + " · " + minutes(to_seconds(queue.longest)) : number;
}

}  // namespace

const std::vector<FloorLabel>& drawn_labels(const Run& run) {
  return drawn[run.number];
}

void draw_floor_labels(const Session& session, const Run& run, const FloorBrush& brush) {
  const Theme& t = theme();
  const Directory& d = run.recording->directory();
  const Rect visible = brush.visible();
  Labels labels(brush, run, drawn[run.number], session.settings.colour_by == ColourBy::wait);
  const float size = labels.size();
  if (session.runs.size() > 1) labels.reserve(run_badge(brush));
  // Where there is no room for all, the longest queues of either run and then the largest places have theirs.
  std::vector<std::int32_t> most(d.stations.size());
  std::vector<std::string> widest(d.stations.size());
  for (std::uint16_t s = 0; s < d.stations.size(); ++s)
    for (const QueueNow& queue : queues_in_all(session, run, s)) {
      most[s] = std::max(most[s], queue.waiting);
      if (labels.extent(queue_text(queue), size).x > labels.extent(widest[s], size).x) widest[s] = queue_text(queue);
    }
  std::vector<std::uint16_t> order(d.stations.size());
  std::iota(order.begin(), order.end(), std::uint16_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
    if (most[a] != most[b]) return most[a] > most[b];
    const Rect &x = run.plan.stations[a].box, &y = run.plan.stations[b].box;
    return x.width * x.height > y.width * y.height;
  });
  constexpr std::ptrdiff_t many = 100;
  const bool few = std::count_if(run.plan.stations.begin(), run.plan.stations.end(),
                                 [&](const StationPlan& plan) { return visible.touches(plan.box); }) < many;
  if (few) labels.look_closely();
  name_ports(run, labels);
  name_rooms(run, brush, labels);
  for (const std::uint16_t s : order) {
    const Rect& box = run.plan.stations[s].box;
    if (!visible.touches(box)) continue;
    const bool outside = d.stations[s].shape == Shape::outside;
    if (outside && most[s] == 0 && brush.metres(box.width) < 90) continue;
    const bool counts = most[s] > 0;
    const QueueNow queue = run.queues.of(s);
    const std::string number = counts ? queue_text(queue) : std::string();
    const std::int64_t space = d.stations[s].space;
    labels.fill(counts && space > 0 ? static_cast<float>(queue.waiting) / static_cast<float>(space) : -1,
                wait_colour(wait_level(queue.longest)));
    const Rect at = labels.on_screen(box);
    const auto places = [&](float width) {
      return std::array<ImVec2, 5>{ImVec2{at.x + 2, at.y - size - 3}, ImVec2{at.x + 4, at.y + 3},
                                   ImVec2{std::max(at.x, at.middle().x - width / 2), at.bottom() + 2},
                                   ImVec2{at.right() + 4, at.y + 2}, ImVec2{at.x - width - 6, at.y + 2}};
    };
    const Colour colour = counts ? t.text : t.faint_text;
    const float room_of_number = counts ? labels.extent("  " + widest[s], size).x : 0;
    // A name that finds no room is shortened, and again, rather than dropped.
    const std::vector<std::string> names = names_to_shorten(d, s);
    std::string before;
    const auto put = [&](const std::string& cut) {
      if (cut == before) return false;
      before = cut;
      const float room = labels.extent(cut, size).x + room_of_number;
      const std::string both = counts ? cut + "  " + number : cut;
      return labels.put(places(room), both, size, colour, s, Over::none, room) ||
             labels.put(places(room), both, size, colour, s, Over::own, room);
    };
    bool named = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return labels.extent(name, size).x + room_of_number <= at.width * 1.6F + 4 * size && put(name);
    });
    for (const float longest : {1.6F * at.width / size + 4, 8.0F, 5.0F, 3.0F})
      named = named || put(shortened(names.back(), longest * ImGui::GetFontSize()));
    if (named) continue;
    // Apart, then; where there are hundreds of places lines would be all that one sees.
    const std::string& brief = names[names.size() > 1 ? 1 : 0];
    const float em = ImGui::GetFontSize();
    const auto apart = [&](const std::string& name, float longest, float farthest, bool through = false) {
      const std::string cut = shortened(name, longest * em);
      return labels.put_apart(counts ? cut + "  " + number : cut, colour, s,
                              labels.extent(cut, size).x + room_of_number, farthest, through);
    };
    if (apart(brief, 6, 3)) continue;
    if (few && (apart(names.back(), 5, 6) || apart(names.back(), 3, 12) || apart(names.back(), 5, 15, true))) continue;
    if (!counts) continue;
    if (labels.put(places(room_of_number), number, size, t.text, s, Over::own, room_of_number)) continue;
    labels.put_apart(number, t.text, s, room_of_number, 8);
  }
  labels.draw();
}

}  // namespace crossflow::viz
