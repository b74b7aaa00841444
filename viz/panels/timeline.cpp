// The timeline: buttons that move time, and below them the strip of the day.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/app/theme.hpp"
#include "viz/panels/marks.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/panels/strip.hpp"

namespace crossflow::viz {
namespace {

enum class Sign : std::uint8_t { start, back, play, pause, on, end };

void draw_sign(ImDrawList& draw, Sign sign, ImVec2 at, float size, Colour colour) {
  const float l = at.x, t = at.y, r = at.x + size, b = at.y + size, m = at.y + size / 2, thick = size * 0.2F;
  const auto forward = [&](float x0, float x1) { draw.AddTriangleFilled({x0, t}, {x0, b}, {x1, m}, colour); };
  // A step is an open angle, so that it is not taken for play.
  const auto angle = [&](float x0, float x1) {
    const std::array<ImVec2, 3> corners{{{x0, t}, {x1, m}, {x0, b}}};
    draw.AddPolyline(corners.data(), 3, colour, 0, thick);
  };
  const auto backward = [&](float x0, float x1) { draw.AddTriangleFilled({x1, b}, {x1, t}, {x0, m}, colour); };
  switch (sign) {
    case Sign::start:
      draw.AddRectFilled({l, t}, {l + thick, b}, colour);
      backward(l + thick, r);
      break;
    case Sign::back:
      angle(r - thick, l + thick);
      break;
    case Sign::play:
      forward(l, r);
      break;
    case Sign::pause:
      draw.AddRectFilled({l, t}, {l + size * 0.35F, b}, colour);
      draw.AddRectFilled({r - size * 0.35F, t}, {r, b}, colour);
      break;
    case Sign::on:
      angle(l + thick, r - thick);
      break;
    case Sign::end:
      forward(l, r - thick);
      draw.AddRectFilled({r - thick, t}, {r, b}, colour);
      break;
  }
}

bool sign_button(const char* id, Sign sign, Word tip) {
  const float height = ImGui::GetFrameHeight();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::PushID(id);
  const bool pressed = ImGui::Button("##sign", {height * 1.4F, height});
  ImGui::PopID();
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", text(tip));
  const float size = height * 0.44F;
  draw_sign(*ImGui::GetWindowDrawList(), sign, {at.x + height * 0.7F - size / 2, at.y + (height - size) / 2}, size,
            theme().text);
  ImGui::SameLine(0, 3);
  return pressed;
}

bool word_button(const char* words, Word tip, bool on = false) {
  if (on) ImGui::PushStyleColor(ImGuiCol_Button, ImGui::GetStyleColorVec4(ImGuiCol_HeaderActive));
  const bool pressed = ImGui::Button(words);
  if (on) ImGui::PopStyleColor();
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", text(tip));
  ImGui::SameLine(0, 3);
  return pressed;
}

void draw_speed(Session& session) {
  TimeControl& time = session.time;
  if (word_button("-##slower", Word::slower_tip)) time.slower();
  ImGui::SetNextItemWidth(ImGui::GetFontSize() * 4.6F);
  std::array<char, 24> shown{};
  const std::string now = fmt::format("{:.0f} x", time.speed());
  std::copy_n(now.begin(), std::min(now.size(), shown.size() - 1), shown.begin());
  if (ImGui::BeginCombo("##speed", shown.data(), ImGuiComboFlags_HeightLarge)) {
    for (const double speed : {1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0})
      if (ImGui::Selectable(fmt::format("{:.0f} x", speed).c_str(), speed == time.speed())) time.set_speed(speed);
    ImGui::EndCombo();
  }
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", text(Word::speed));
  ImGui::SameLine(0, 3);
  if (word_button("+##faster", Word::faster_tip)) time.faster();
  if (session.runs.front().live != nullptr && word_button(text(Word::flat_out), Word::to_live_edge, session.flat_out))
    session.flat_out = !session.flat_out;
}

/// The time, large; typing another one goes there.
void draw_clock(TimeControl& time) {
  static std::array<char, 16> typed{};
  static bool typing = false;
  if (!typing) {
    typed.fill(0);
    const std::string now = clock_text(time.now(), true);
    std::copy_n(now.begin(), std::min(now.size(), typed.size() - 1), typed.begin());
  }
  ImGui::SetNextItemWidth(ImGui::CalcTextSize("00:00:00 +1").x + 14);
  if (ImGui::InputText("##clock", typed.data(), typed.size(),
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll))
    time.go_to(std::string(typed.data()));
  typing = ImGui::IsItemActive();
  if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", text(Word::type_a_time));
  if (several_days()) {
    ImGui::SameLine(0, 6);
    ImGui::TextUnformatted(day_text(time.now()).c_str());
  }
  ImGui::SameLine(0, 10);
}

/// All bookmarks, to go to, name and remove.
void draw_bookmark_list(TimeControl& time) {
  ImGui::BeginDisabled(time.bookmarks().empty());
  if (word_button(fmt::format("{}##bookmarks", time.bookmarks().size()).c_str(), Word::bookmark_list))
    ImGui::OpenPopup("bookmarks");
  ImGui::EndDisabled();
  if (!ImGui::BeginPopup("bookmarks")) return;
  if (time.bookmarks().empty()) ImGui::CloseCurrentPopup();
  for (std::size_t i = 0; i < time.bookmarks().size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const Bookmark& mark = time.bookmarks()[i];
    if (ImGui::Button(moment_text(mark.tick, true).c_str())) time.go_to(mark.tick);
    ImGui::SameLine();
    std::array<char, 80> name{};
    std::copy_n(mark.name.begin(), std::min(mark.name.size(), name.size() - 1), name.begin());
    ImGui::SetNextItemWidth(ImGui::GetFontSize() * 14);
    if (ImGui::InputText("##name", name.data(), name.size())) time.rename_bookmark(i, name.data());
    ImGui::SameLine();
    if (ImGui::Button("x")) time.remove_bookmark(i);
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", text(Word::remove_bookmark));
    ImGui::PopID();
  }
  ImGui::EndPopup();
}

/// What belongs together: on this line or, where that is full, on the next one.
template <class Draw>
void group(const char* id, Draw draw) {
  static std::map<std::string, float> widths;  // as of the last frame
  const float gap = 0.7F * ImGui::GetFontSize();
  const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
  const bool first = ImGui::GetCursorPosY() <= ImGui::GetCursorStartPos().y + 1;
  if (!first && ImGui::GetItemRectMax().x + gap + widths[id] <= right) ImGui::SameLine(0, gap);
  ImGui::BeginGroup();
  draw();
  ImGui::EndGroup();
  widths[id] = ImGui::GetItemRectSize().x;
}

void title(Word what) {
  ImGui::AlignTextToFramePadding();
  ImGui::TextDisabled("%s", text(what));
  ImGui::SameLine(0, 4);
}

/// Back to all of time, where not all is shown, and away with the range that was taken.
void draw_axis(TimeAxis& axis) {
  if (!axis.shows_all())
    group("axis", [&] {
      if (word_button(text(Word::show_all), Word::show_all_tip)) axis.show_all();
    });
  if (!axis.range()) return;
  group("range", [&] {
    title(Word::range);
    if (word_button("x##range", Word::drop_range)) axis.drop();
  });
}

void draw_marks(Session& session) {
  TimeControl& time = session.time;
  const auto none = [&](const auto& marks) {
    return std::all_of(session.runs.begin(), session.runs.end(),
                       [&](const Run& run) { return ((*run.overview).*marks)().empty(); });
  };
  group("breaches", [&] {
    title(Word::missed_pledges);
    ImGui::BeginDisabled(none(&Overview::breaches));
    if (word_button("<##breach", Word::previous_breach)) go_to_mark(session, MarkKind::breach, false);
    if (word_button(">##breach", Word::next_breach)) go_to_mark(session, MarkKind::breach, true);
    ImGui::EndDisabled();
  });
  group("incidents", [&] {
    title(Word::incidents);
    ImGui::BeginDisabled(none(&Overview::incidents));
    if (word_button(">##incident", Word::next_incident)) go_to_mark(session, MarkKind::incident, true);
    ImGui::EndDisabled();
  });
  group("bookmarks", [&] {
    title(Word::bookmark);
    if (word_button("+##bookmark", Word::add_bookmark)) time.add_bookmark(text(Word::bookmark));
    draw_bookmark_list(time);
  });
  group("loop", [&] {
    title(Word::loop);
    const bool looping = time.looping().has_value();
    if (word_button("[##from", Word::loop_from, looping)) loop_from_here(time);
    if (word_button("]##until", Word::loop_until, looping)) loop_until_here(time);
    if (looping && word_button("x##noloop", Word::no_loop)) time.no_loop();
  });
}

}  // namespace

void loop_from_here(TimeControl& time) {
  const Tick until = time.looping() ? time.looping()->second : time.until();
  if (time.now() < until)
    time.loop(time.now(), until);
  else
    time.loop(time.now(), time.until());
}

void loop_until_here(TimeControl& time) {
  const Tick from = time.looping() ? time.looping()->first : time.from();
  if (from < time.now()) time.loop(from, time.now());
}

void draw_timeline(Session& session) {
  TimeControl& time = session.time;
  group("time", [&] {
    draw_clock(time);
    if (sign_button("start", Sign::start, Word::to_start)) time.go_to(time.from());
    if (sign_button("back", Sign::back, Word::minute_back)) time.step(-minute);
    if (sign_button("play", time.playing() ? Sign::pause : Sign::play, time.playing() ? Word::pause : Word::play))
      time.toggle();
    if (sign_button("on", Sign::on, Word::minute_on)) time.step(minute);
    if (sign_button("end", Sign::end, time.growing() ? Word::to_live_edge : Word::to_end)) time.go_to(time.until());
  });
  group("speed", [&] { draw_speed(session); });
  draw_marks(session);
  draw_axis(session.axis);
  group("counted", [&] { draw_strip_choice(session); });
  draw_strip(session);
}

}  // namespace crossflow::viz
