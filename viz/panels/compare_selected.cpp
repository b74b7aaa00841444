#include "viz/panels/compare_selected.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <imgui.h>

#include "viz/app/theme.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/replay/story.hpp"

namespace crossflow::viz {

void difference_text(double by, const std::string& words) {
  const Theme& t = theme();
  ImGui::PushStyleColor(ImGuiCol_Text, by < 0 ? t.accent : by > 0 ? t.pledge : t.text);
  ImGui::TextUnformatted(words.c_str());
  ImGui::PopStyleColor();
}

std::string signed_duration(Tick t) {
  return (t > 0 ? "+" : "") + duration(t);
}

namespace {

struct Known {
  std::uint32_t entity = no_entity;
  std::array<std::uint64_t, 2> recordings{}, folded{};
  bool operator==(const Known&) const = default;
};

/// The stories are made anew when somebody else is selected, another file is shown or more is known.
struct Remembered {
  Known of;
  std::array<Story, 2> stories;
};

Tick waited_until(const Visit& visit, Tick now) {
  if (visit.joined < 0) return 0;
  const Tick end = visit.started >= 0 ? visit.started : visit.gone >= 0 ? visit.gone : now;
  return std::max<Tick>(0, std::min(end, now) - visit.joined);
}

}  // namespace

void draw_selected_in_both(Session& session, const Comparison& comparison) {
  static Remembered r;
  Recording& a = *session.runs[0].recording;
  Recording& b = *session.runs[1].recording;
  if (session.selected.what != Subject::What::entity) return faint(text(Word::select_somebody));
  const std::uint32_t in_a = session.selected.index;
  const std::uint32_t in_b = comparison.in_b(in_a);
  const std::string name = entity_name(a, in_a);
  if (in_b == no_entity) return faint(say(Word::not_in_b, name));
  Overview& overview_a = *session.runs[0].overview;
  Overview& overview_b = *session.runs[1].overview;
  if (in_a >= overview_a.entities() || in_b >= overview_b.entities()) return faint(text(Word::not_yet_known));
  const Known known = {in_a, {a.serial(), b.serial()}, {overview_a.folded(), overview_b.folded()}};
  if (r.of != known) r = {known, {story_of(a, overview_a, in_a), story_of(b, overview_b, in_b)}};
  const Story& story_a = r.stories[0];
  const Story& story_b = r.stories[1];
  ImGui::TextWrapped("%s", say(Word::waited_a_b, name, duration(story_a.waited), duration(story_b.waited)).c_str());

  const Tick now = session.time.now();
  std::map<std::uint16_t, std::array<Tick, 2>> by_station;  // of A
  std::vector<std::uint16_t> order;
  std::array<Tick, 2> so_far{};
  for (const Visit& v : story_a.visits) {
    if (v.joined < 0) continue;
    if (!by_station.contains(v.station)) order.push_back(v.station);
    by_station[v.station][0] += waited_until(v, never);
    so_far[0] += waited_until(v, now);
  }
  Tick elsewhere = 0;  // in B, at stations that A has not or where it did not wait
  for (const Visit& v : story_b.visits) {
    if (v.joined < 0) continue;
    so_far[1] += waited_until(v, now);
    const auto same = std::find_if(order.begin(), order.end(),
                                   [&](std::uint16_t s) { return comparison.station_in_b(s) == v.station; });
    (same == order.end() ? elsewhere : by_station[*same][1]) += waited_until(v, never);
  }
  if (!ImGui::BeginTable("selected", 4, ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH)) return;
  ImGui::TableSetupColumn(text(Word::waited), ImGuiTableColumnFlags_WidthStretch);
  for (const char* column : {"A", "B", "B - A"})
    ImGui::TableSetupColumn(column, ImGuiTableColumnFlags_WidthFixed, 5 * ImGui::GetFontSize());
  ImGui::TableHeadersRow();
  const auto line = [](const std::string& what, Tick of_a, Tick of_b) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextWrapped("%s", what.c_str());
    for (const Tick t : {of_a, of_b}) {
      ImGui::TableNextColumn();
      ImGui::TextUnformatted(t < 0 ? "-" : duration(t).c_str());
    }
    ImGui::TableNextColumn();
    if (of_a >= 0 && of_b >= 0) difference_text(static_cast<double>(of_b - of_a), signed_duration(of_b - of_a));
  };
  line(text(Word::waited_so_far), so_far[0], so_far[1]);
  line(text(Word::waited_in_all), story_a.waited, story_b.waited);
  for (const std::uint16_t s : order)
    if (by_station[s][0] + by_station[s][1] >= second)
      line("   " + station_name(a.directory(), s), by_station[s][0], by_station[s][1]);
  if (elsewhere >= second) line(std::string("   ") + text(Word::elsewhere), 0, elsewhere);
  line(text(Word::immigration_clock), story_a.immigration_clock, story_b.immigration_clock);
  const auto inside = [](const Story& s) { return s.left < 0 ? -1 : s.left - s.arrived; };
  line(text(Word::arriving_to_leaving), inside(story_a), inside(story_b));
  ImGui::EndTable();
}

}  // namespace crossflow::viz
