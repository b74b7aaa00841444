// The events of the day in a list, with filters, and where playing is to stop by itself.
#include <algorithm>
#include <array>
#include <vector>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/marks.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"

namespace crossflow::viz {
namespace {

enum class Filter : std::uint8_t { breaches, breakdowns, orders, finds, rings, stand_stills, others, count };
constexpr auto filters = static_cast<std::size_t>(Filter::count);
constexpr std::array<Word, filters> names = {Word::missed_pledges, Word::breakdowns,   Word::orders, Word::finds,
                                             Word::rings,          Word::stand_stills, Word::others};

Filter filter_of(IncidentKind kind) {
  switch (kind) {
    case IncidentKind::server_down:
    case IncidentKind::server_up:
    case IncidentKind::disruption_began:
    case IncidentKind::disruption_ended:
      return Filter::breakdowns;
    case IncidentKind::order:
      return Filter::orders;
    case IncidentKind::find:
      return Filter::finds;
    case IncidentKind::ring:
      return Filter::rings;
    case IncidentKind::stand_still:
      return Filter::stand_stills;
    default:
      return Filter::others;
  }
}

/// All marks of all runs that the filters let through, in order of time; made anew when there are more, or other
/// filters.
struct EventList {
  std::array<bool, filters> on{true, true, true, true, true, true, true};
  std::array<std::size_t, filters> counts{};
  std::vector<std::uint64_t> made_of;
  std::vector<Mark> marks;
};

void refresh(EventList& list, const Session& session) {
  std::vector<std::uint64_t> made_of;
  for (const Run& run : session.runs)
    made_of.insert(made_of.end(),
                   {run.recording->serial(), run.overview->breaches().size(), run.overview->incidents().size()});
  for (const bool on : list.on) made_of.push_back(on ? 1 : 0);
  if (made_of == list.made_of) return;
  list.made_of = std::move(made_of);
  list.marks.clear();
  list.counts = {};
  const auto add = [&](Filter filter, const Mark& mark) {
    ++list.counts[static_cast<std::size_t>(filter)];
    if (list.on[static_cast<std::size_t>(filter)]) list.marks.push_back(mark);
  };
  for (const Run& run : session.runs) {
    const auto& breaches = run.overview->breaches();
    for (std::size_t i = 0; i < breaches.size(); ++i)
      add(Filter::breaches, {run.number, MarkKind::breach, i, breaches[i].tick});
    const auto& incidents = run.overview->incidents();
    for (std::size_t i = 0; i < incidents.size(); ++i)
      add(filter_of(incidents[i].kind), {run.number, MarkKind::incident, i, incidents[i].tick});
  }
  std::stable_sort(list.marks.begin(), list.marks.end(), [](const Mark& a, const Mark& b) { return a.tick < b.tick; });
}

void draw_filters(EventList& list) {
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  bool first = true;
  for (std::size_t f = 0; f < filters; ++f) {
    const std::string words = std::string(text(names[f])) + " " + number_text(static_cast<double>(list.counts[f])) +
                              "###" + std::to_string(f);
    const float width = ImGui::CalcTextSize(words.c_str(), nullptr, true).x + ImGui::GetFrameHeight() +
                        2 * ImGui::GetStyle().ItemSpacing.x;
    if (!first && ImGui::GetItemRectMax().x + width < right) ImGui::SameLine();
    first = false;
    ImGui::Checkbox(words.c_str(), &list.on[f]);
  }
}

void draw_stops(Session& session) {
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted(text(Word::stop_when));
  ImGui::SameLine();
  ImGui::Checkbox(text(Word::stop_at_pledge), &session.stop.pledge);
  bool queue = session.stop.queue > 0;
  if (ImGui::Checkbox(text(Word::stop_at_queue), &queue)) session.stop.queue = queue ? 100 : 0;
  if (!queue) return;
  ImGui::SameLine();
  ImGui::SetNextItemWidth(ImGui::GetFontSize() * 6);
  ImGui::InputInt("##queue", &session.stop.queue, 10, 100);
  session.stop.queue = std::clamp(session.stop.queue, 1, 1'000'000);
}

std::string line_of(const Session& session, const Mark& mark) {
  const Run& run = session.runs[mark.run];
  const std::string before = session.runs.size() > 1 ? run.name + "  " : std::string();
  if (mark.kind == MarkKind::breach) return before + breach_text(run, run.overview->breaches()[mark.index]);
  return before + incident_text(run.recording->directory(), run.overview->incidents()[mark.index]);
}

}  // namespace

void draw_events(Session& session) {
  static EventList list;
  draw_stops(session);
  ImGui::Separator();
  refresh(list, session);
  draw_filters(list);
  ImGui::Separator();
  if (list.marks.empty()) return faint(text(Word::no_events));
  if (!ImGui::BeginChild("list", {0, std::max(ImGui::GetContentRegionAvail().y, 8 * ImGui::GetTextLineHeight())})) {
    ImGui::EndChild();
    return;
  }
  const auto next = std::upper_bound(list.marks.begin(), list.marks.end(), session.time.now(),
                                     [](Tick t, const Mark& m) { return t < m.tick; });
  const auto current = static_cast<int>(next - list.marks.begin()) - 1;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(list.marks.size()));
  while (clipper.Step())
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Mark& mark = list.marks[static_cast<std::size_t>(i)];
      const std::string words = moment_text(mark.tick, true) + "  " + line_of(session, mark);
      ImGui::PushID(i);
      if (ImGui::Selectable(words.c_str(), i == current)) show_mark(session, mark);
      if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", words.c_str());
      ImGui::PopID();
    }
  ImGui::EndChild();
}

}  // namespace crossflow::viz
