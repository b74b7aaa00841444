// What somebody in a meeting asks first: pledges, the longest wait now, the worst places of the day, hours waited. Each
// row leads to its place and time.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <imgui.h>

#include "viz/app/calendar.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/panels.hpp"
#include "viz/panels/pledge_lines.hpp"
#include "viz/replay/worst.hpp"

namespace crossflow::viz {
namespace {

constexpr std::size_t most_places = 5;

/// What takes a while to be found, made anew when a half-hour more is known.
struct KeptOverview {
  std::uint64_t recording = 0;
  std::size_t half_hours = 0;
  bool complete = false;
  std::vector<WorstPlace> places;
  std::vector<double> days_s;
};

const KeptOverview& kept_of(const Run& run) {
  static std::array<KeptOverview, 2> of_runs;
  KeptOverview& kept = of_runs[run.number];
  const std::size_t half_hours = run.overview->minutes() / 30;
  const bool complete = run.recording->complete() && run.overview->folded() == run.recording->size();
  if (kept.recording == run.recording->serial() && kept.half_hours == half_hours && kept.complete == complete)
    return kept;
  const std::uint32_t replication = run.live != nullptr ? 0 : run.days.with_trace[run.day].replication;
  const std::vector<LedgerRow> live = run.live != nullptr ? run.overview->ledger() : std::vector<LedgerRow>();
  kept = {run.recording->serial(), half_hours, complete,
          worst_places(*run.overview, run.live != nullptr ? live : run.all_ledger, replication, most_places),
          waiting_by_day(run.all_series)};
  return kept;
}

void heading(Word word) {
  ImGui::Spacing();
  ImGui::TextUnformatted(text(word));
}

void draw_pledges(const Run& run) {
  const std::vector<PledgeLine> lines = pledge_lines(run);
  if (lines.empty()) return;
  heading(Word::pledges);
  const bool several = run.days.days > 1;
  if (!ImGui::BeginTable("pledges", several ? 4 : 3, ImGuiTableFlags_SizingFixedFit | ImGuiTableFlags_RowBg)) return;
  ImGui::TableSetupColumn("who", ImGuiTableColumnFlags_WidthStretch);
  for (const PledgeLine& line : lines) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    swatch(line.kept() ? pledge_colour(1) : pledge_colour(3));
    const std::string name = group_name(run.recording->directory(), line.traveller_class, line.direction);
    ImGui::TextUnformatted(shortened(name, ImGui::GetContentRegionAvail().x).c_str());
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", name.c_str());
    ImGui::TableNextColumn();
    ImGui::PushStyleColor(ImGuiCol_Text, line.kept() ? theme().text : theme().pledge);
    ImGui::TextUnformatted(text(line.kept() ? Word::pledge_kept : Word::pledge_not_kept));
    ImGui::PopStyleColor();
    ImGui::TableNextColumn();
    ImGui::TextUnformatted((share_text(line.share()) + fmt::format(" / {:.0f}%", 100 * line.promised)).c_str());
    if (!several) continue;
    ImGui::TableNextColumn();
    const PledgeOfDays& days = line.of_days;
    ImGui::TextDisabled("%s", say(Word::kept_on_days, days.days - days.broken, days.days).c_str());
  }
  ImGui::EndTable();
}

void draw_now(Session& session, const Run& run) {
  heading(Word::longest_wait_now);
  const std::uint16_t worst = run.queues.longest();
  if (worst == no_station) return faint(text(Word::nobody_waits_now));
  const QueueNow queue = run.queues.of(worst);
  ImGui::TextUnformatted(duration(queue.longest / second * second).c_str());
  ImGui::SameLine();
  if (link(shortened(station_name(run.recording->directory(), worst), ImGui::GetContentRegionAvail().x), 77)) {
    session.selected = {Subject::What::station, worst, 0, run.number};
    session.bring_in = session.selected;
  }
  link_to(session, {Subject::What::entity, queue.entity, 0, run.number}, entity_name(*run.recording, queue.entity), 78);
}

void draw_places(Session& session, const Run& run) {
  const KeptOverview& kept = kept_of(run);
  heading(several_days() ? Word::worst_places_of_days : Word::worst_places);
  if (kept.places.empty()) return faint(text(Word::nobody_waited));
  for (std::size_t i = 0; i < kept.places.size(); ++i) {
    const WorstPlace& place = kept.places[i];
    const Directory& d = run.recording->directory();
    ImGui::PushID(static_cast<int>(i));
    if (link(shortened(fmt::format("{}. {}", i + 1, station_name(d, place.station)),
                       ImGui::GetContentRegionAvail().x))) {
      session.selected = {Subject::What::station, place.station, 0, run.number};
      session.bring_in = session.selected;
      session.time.pause();
      session.time.go_to(place.most_at);
    }
    if (place.cause) {
      std::string why = std::string(text(*place.cause)) + fmt::format(" {:.0f}%", 100 * place.share);
      if (place.full != no_station) why += ": " + station_name(d, place.full);
      const float right = ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x;
      const float em = ImGui::GetFontSize();
      const bool beside = ImGui::GetItemRectMax().x + ImGui::CalcTextSize(why.c_str()).x + 3 * em < right;
      beside ? ImGui::SameLine(0, em) : ImGui::Indent(em);
      swatch(cause_colour(*place.cause));
      ImGui::TextDisabled("%s", shortened(why, ImGui::GetContentRegionAvail().x).c_str());
      if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", why.c_str());
      if (!beside) ImGui::Unindent(em);
    }
    const std::string words = say(Word::place_line, number_text(place.most), moment_text(place.most_at),
                                  minutes(to_seconds(place.longest_wait)), person_hours(place.waiting_s));
    ImGui::Indent(ImGui::GetFontSize());
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(words.c_str());
    ImGui::PopTextWrapPos();
    ImGui::Unindent(ImGui::GetFontSize());
    ImGui::PopID();
  }
}

void draw_hours(const Run& run) {
  const KeptOverview& kept = kept_of(run);
  double today = 0;
  for (const StationCourse& course : run.overview->stations())
    today += std::accumulate(course.waiting_s.begin(), course.waiting_s.end(), 0.0);
  heading(Word::hours_waited);
  ImGui::TextUnformatted(say(Word::hours_this_day, person_hours(today)).c_str());
  if (kept.days_s.size() < 2) return;
  const auto [least, most] = std::minmax_element(kept.days_s.begin(), kept.days_s.end());
  const double mean =
      std::accumulate(kept.days_s.begin(), kept.days_s.end(), 0.0) / static_cast<double>(kept.days_s.size());
  faint(say(Word::hours_all_days, kept.days_s.size(), person_hours(mean), person_hours(*least), person_hours(*most)));
}

}  // namespace

void draw_overview(Session& session) {
  for (const Run& run : session.runs) {
    ImGui::PushID(run.number);
    if (session.runs.size() > 1) {
      if (run.number > 0) ImGui::Separator();
      ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(run_colour(run.number)), "%s", run.name.c_str());
    }
    draw_pledges(run);
    draw_now(session, run);
    draw_places(session, run);
    draw_hours(run);
    ImGui::PopID();
  }
}

}  // namespace crossflow::viz
