// What the range of time that was taken came to: who came in it, how long they waited, how many in time, and where most
// waited; of two runs A, B and the difference.
#include <algorithm>
#include <array>
#include <cmath>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/panels/pledge_lines.hpp"
#include "viz/replay/range_figures.hpp"

namespace crossflow::viz {
namespace {

constexpr std::size_t most_listed = 8;

/// Made anew when the range is another one, or more is known.
const RangeFigures& figures_of(const Run& run, const std::pair<Tick, Tick>& range) {
  struct Kept {
    std::uint64_t recording = 0, folded = 0;
    std::size_t minutes = 0;
    std::pair<Tick, Tick> range;
    RangeFigures figures;
  };
  static std::array<Kept, 2> of_runs;
  Kept& kept = of_runs[run.number];
  const Overview& overview = *run.overview;
  if (kept.recording != run.recording->serial() || kept.folded != overview.folded() ||
      kept.minutes != overview.minutes() || kept.range != range)
    kept = {run.recording->serial(), overview.folded(), overview.minutes(), range,
            range_figures(overview, run.recording->directory(), range.first, range.second)};
  return kept.figures;
}

/// A figure of each run that has this.
template <class Has, class Value>
std::array<std::optional<double>, 2> in_each(const std::array<std::optional<Has>, 2>& runs, Value value) {
  std::array<std::optional<double>, 2> out;
  for (std::size_t run = 0; run < runs.size(); ++run)
    if (runs[run]) out[run] = value(*runs[run]);
  return out;
}

/// A table of a name and figures, the last of them only where there is room. False: it is not drawn.
bool begin_table(const char* id, Word name, const std::array<Word, 3>& figures, bool wide) {
  constexpr auto flags = ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_SizingFixedFit;
  if (!ImGui::BeginTable(id, wide ? 5 : 4, flags)) return false;
  ImGui::TableSetupColumn(text(name), ImGuiTableColumnFlags_WidthStretch);
  for (const Word word : figures) ImGui::TableSetupColumn(text(word));
  if (wide) ImGui::TableSetupColumn(text(Word::longest));
  ImGui::TableHeadersRow();
  return true;
}

/// A cell: the figure of each run that has one, and B less A. `worse`: above 0 where more is worse, below 0 where less
/// is.
void cell(const Session& session, Unit unit, const std::array<std::optional<double>, 2>& values, int worse) {
  const Figure figure{"", unit, values, {}, 0};
  std::vector<std::string> words;
  std::vector<double> seconds;
  for (std::size_t i = 0; i < session.runs.size(); ++i) {
    const bool share = unit == Unit::share && values[i] && session.runs.size() == 1;
    words.push_back(share ? share_text(*values[i]) : figure_text(figure, i));
    seconds.push_back(unit == Unit::duration ? values[i].value_or(-1) : -1);
  }
  ImGui::TableNextColumn();
  const std::string difference = session.runs.size() > 1 ? difference_text(figure) : std::string();
  draw_in_cell(words, difference, difference.empty() ? 0 : worse * (*values[1] - *values[0]), seconds);
}

std::optional<double> mean_s(Tick waited, std::int64_t people) {
  if (people == 0) return std::nullopt;
  return to_seconds(waited) / static_cast<double>(people);
}
std::optional<double> share(std::int64_t part, std::int64_t of) {
  if (of == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(of);
}

/// Those of a class who go one way, in each run; or all.
struct GroupLine {
  std::string key, name;  // by what it is the same in both runs; as it is called
  bool promised = true;
  std::array<std::optional<Clocks>, 2> clocks, of_promised;
};

/// Those of A, with the same of B; then those that B alone has. All come first, where there are several.
std::vector<GroupLine> group_lines(const Session& session, const std::pair<Tick, Tick>& range) {
  std::vector<GroupLine> lines(1);
  lines[0].name = text(Word::all_of_them);
  lines[0].promised = false;
  for (const Run& run : session.runs) {
    const Directory& d = run.recording->directory();
    const RangeFigures& figures = figures_of(run, range);
    lines[0].clocks[run.number] = figures.all(d);
    lines[0].of_promised[run.number] = figures.promised(d);
    lines[0].promised = lines[0].promised || figures.promised(d).joined > 0;
    for (const RangeOfGroup& group : figures.groups) {
      const std::string key = d.classes[group.traveller_class].name + "/" + d.directions[group.direction];
      auto line = std::find_if(lines.begin() + 1, lines.end(), [&](const GroupLine& l) { return l.key == key; });
      if (line == lines.end())
        line = lines.insert(lines.end(),
                            GroupLine{key, group_name(d, group.traveller_class, group.direction), false, {}, {}});
      line->promised = line->promised || d.classes[group.traveller_class].pledge_share > 0;
      line->clocks[run.number] = line->of_promised[run.number] = group.clocks;
    }
  }
  if (lines.size() == 2) lines.erase(lines.begin());
  return lines;
}

void draw_groups(const Session& session, const std::pair<Tick, Tick>& range) {
  const std::vector<GroupLine> lines = group_lines(session, range);
  if (lines.size() == 1 && lines[0].clocks[0].value_or(Clocks()).joined == 0)
    return faint(text(Word::nobody_came_then));
  faint(text(Word::range_who));
  const bool wide = ImGui::GetContentRegionAvail().x > 30 * ImGui::GetFontSize();
  if (!begin_table("groups", Word::class_and_direction, {Word::came, Word::mean_wait, Word::in_time}, wide)) return;
  for (const GroupLine& line : lines) {
    const auto of = [&](auto value) { return in_each(line.clocks, value); };
    std::array<std::optional<double>, 2> in_time;
    for (const Run& run : session.runs)
      if (const auto& clocks = line.of_promised[run.number]; clocks && line.promised)
        in_time[run.number] = share(clocks->kept, clocks->joined);
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::TextWrapped("%s", line.name.c_str());
    cell(session, Unit::count, of([](const Clocks& c) { return static_cast<double>(c.joined); }), 0);
    cell(session, Unit::duration, of([](const Clocks& c) { return mean_s(c.waited, c.cleared); }), 1);
    cell(session, Unit::share, in_time, -1);
    if (wide)
      cell(session, Unit::duration, of([](const Clocks& c) { return mean_s(c.longest, c.cleared > 0 ? 1 : 0); }), 1);
  }
  ImGui::EndTable();
}

/// A place and what it came to in each run that has it.
struct PlaceLine {
  Subject place;
  std::array<std::optional<RangeOfPlace>, 2> in;
  double waiting_s = 0;  // in the run where that was longer
};

/// The selected one, if anybody came to it, and then those where most time was spent waiting.
std::vector<PlaceLine> place_lines(const Session& session, const std::pair<Tick, Tick>& range) {
  std::vector<PlaceLine> lines;
  for (const Run& run : session.runs)
    for (const RangeOfPlace& place : figures_of(run, range).places) {
      const Subject there{Subject::What::station, place.station, 0, run.number};
      auto line = std::find_if(lines.begin(), lines.end(),
                               [&](const PlaceLine& l) { return session.in_run(l.place, run.number) == there; });
      if (line == lines.end()) line = lines.insert(lines.end(), PlaceLine{there, {}, 0});
      line->in[run.number] = place;
      line->waiting_s = std::max(line->waiting_s, place.waiting_s);
    }
  const Subject& s = session.selected;
  const auto selected = [&](const PlaceLine& line) {
    return (s.what == Subject::What::station || s.what == Subject::What::server) &&
           session.in_run(line.place, s.run) == Subject{Subject::What::station, s.index, 0, s.run};
  };
  std::stable_sort(lines.begin(), lines.end(), [&](const PlaceLine& a, const PlaceLine& b) {
    if (selected(a) != selected(b)) return selected(a);
    return a.waiting_s > b.waiting_s;
  });
  lines.resize(std::min(lines.size(), most_listed));
  return lines;
}

void draw_places(Session& session, const std::pair<Tick, Tick>& range) {
  const std::vector<PlaceLine> lines = place_lines(session, range);
  if (lines.empty()) return faint(text(Word::nobody_waited));
  faint(text(Word::range_places));
  const bool wide = ImGui::GetContentRegionAvail().x > 30 * ImGui::GetFontSize();
  if (!begin_table("places", Word::station, {Word::most_at_once, Word::mean_wait, Word::called}, wide)) return;
  for (const PlaceLine& line : lines) {
    const auto of = [&](auto value) { return in_each(line.in, value); };
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushID(static_cast<int>(line.place.index + 100'000U * line.place.run));
    const Run& run = session.run_of(line.place);
    const std::string name = station_name(run.recording->directory(), static_cast<std::uint16_t>(line.place.index));
    if (link(shortened(name, ImGui::GetContentRegionAvail().x))) {
      session.selected = session.bring_in = line.place;
      session.time.pause();
      if (const auto& place = line.in[line.place.run]; place->most > 0) session.time.go_to(place->most_at);
    }
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", name.c_str());
    ImGui::PopID();
    cell(session, Unit::count, of([](const RangeOfPlace& p) { return static_cast<double>(p.most); }), 1);
    cell(session, Unit::duration, of([](const RangeOfPlace& p) { return mean_s(p.waits.waited, p.waits.people); }), 1);
    cell(session, Unit::count, of([](const RangeOfPlace& p) { return static_cast<double>(p.waits.people); }), 0);
    if (wide)
      cell(session, Unit::duration,
           of([](const RangeOfPlace& p) { return mean_s(p.waits.longest, p.waits.people > 0 ? 1 : 0); }), 1);
  }
  ImGui::EndTable();
}

}  // namespace

void draw_range(Session& session) {
  const std::pair<Tick, Tick> range = *session.axis.range();
  ImGui::TextUnformatted(span_text(range.first, range.second).c_str());
  ImGui::SameLine();
  ImGui::TextDisabled("%s", duration(range.second - range.first).c_str());
  if (ImGui::SmallButton(text(Word::show_alone))) session.axis.show(range.first, range.second);
  ImGui::SameLine();
  if (ImGui::SmallButton(text(Word::loop))) {
    session.time.loop(range.first, range.second);
    session.time.go_to(range.first);
  }
  ImGui::SameLine();
  if (ImGui::SmallButton(text(Word::drop_range_button))) return session.axis.drop();
  for (const Run& run : session.runs) {
    const std::string before = session.runs.size() > 1 ? run.name + ": " : std::string();
    ImGui::TextUnformatted((before + say(Word::waited_by_all, person_hours(figures_of(run, range).waiting_s))).c_str());
    if (!run.recording->complete()) faint(before + text(Word::range_so_far));
  }
  ImGui::Spacing();
  draw_groups(session, range);
  ImGui::Spacing();
  draw_places(session, range);
}

}  // namespace crossflow::viz
