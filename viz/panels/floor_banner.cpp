#include "viz/panels/floor_banner.hpp"

#include <algorithm>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/app/fonts.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/marks.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/pledge_lines.hpp"

namespace crossflow::viz {
namespace {

/// "282 wait at Arrival counters, up to 14 min; 391 in all".
std::string worst_now_text(const Run& run) {
  const std::uint16_t worst = run.queues.worst();
  if (worst == no_station) return text(Word::nobody_waits_now);
  const QueueNow queue = run.queues.of(worst);
  std::string words = say(Word::worst_now, number_text(queue.waiting), station_name(run.recording->directory(), worst),
                          minutes(to_seconds(queue.longest)));
  std::int64_t all = 0;
  for (const StationStatus& station : run.cursor->state().stations()) all += station.waiting;
  if (all > queue.waiting) words += say(Word::in_all, number_text(static_cast<double>(all)));
  return words;
}

void line(const std::string& words, Colour colour, float width) {
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  const std::string shown = shortened(words, width);
  ImGui::TextUnformatted(shown.c_str());
  ImGui::PopStyleColor();
  if (shown != words && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", words.c_str());
}

/// Where it is worst; a click leads there.
void draw_worst(Session& session, const Run& run, float width) {
  line(worst_now_text(run), theme().text, width);
  const std::uint16_t worst = run.queues.worst();
  if (worst == no_station || !ImGui::IsItemHovered()) return;
  ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return;
  session.selected = {Subject::What::station, worst, 0, run.number};
  session.bring_in = session.selected;
}

void draw_clock(const Session& session) {
  ImGui::PushFont(large_font());
  ImGui::TextUnformatted(clock_text(session.time.now() % day, true).c_str());
  ImGui::PopFont();
  ImGui::PushStyleColor(ImGuiCol_Text, theme().faint_text);
  ImGui::TextUnformatted(date_text(session.time.now()).c_str());
  ImGui::PopStyleColor();
}

}  // namespace

void draw_floor_banner(Session& session, float width) {
  const float em = ImGui::GetFontSize(), row = ImGui::GetTextLineHeightWithSpacing();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushFont(large_font());
  const float clock_width = ImGui::CalcTextSize("00:00:00").x, clock_height = ImGui::GetTextLineHeightWithSpacing();
  ImGui::PopFont();
  ImGui::BeginGroup();
  draw_clock(session);
  ImGui::EndGroup();
  const float left = std::max(clock_width, ImGui::CalcTextSize(date_text(session.time.now()).c_str()).x) + 1.2F * em;
  const float room = width - left - 0.6F * em;
  ImGui::SetCursorScreenPos({at.x + left, at.y});
  ImGui::BeginGroup();
  for (const Run& run : session.runs) {
    bool missed = false;
    const std::string pledges = pledges_text(run, missed);
    const Colour colour = missed ? theme().pledge : theme().accent;
    if (session.runs.size() == 1) {
      draw_worst(session, run, room);
      line(pledges.empty() ? text(Word::no_pledge_made) : pledges, pledges.empty() ? theme().faint_text : colour, room);
      continue;
    }
    line(run.name, run_colour(run.number), room);
    ImGui::SameLine(0, 0.5F * em);
    draw_worst(session, run, std::min(0.55F * room, ImGui::CalcTextSize(worst_now_text(run).c_str()).x + 1));
    ImGui::SameLine(0, 1.2F * em);
    line(pledges, colour, at.x + left + room - ImGui::GetCursorScreenPos().x);
  }
  if (const std::string notice = notice_text(session); !notice.empty()) {
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const std::string shown = shortened(notice, room - em);
    const float wide = ImGui::CalcTextSize(shown.c_str()).x + 0.8F * em;
    ImGui::GetWindowDrawList()->AddRectFilled({from.x - 0.4F * em, from.y}, {from.x + wide, from.y + row - 2},
                                              theme().selection, 4);
    line(shown, IM_COL32_WHITE, wide);
    if (shown != notice && ImGui::IsItemHovered()) ImGui::SetTooltip("%s", notice.c_str());
  }
  ImGui::EndGroup();
  ImGui::SetCursorScreenPos({at.x, at.y + std::max(clock_height + row, 3 * row)});
}

}  // namespace crossflow::viz
