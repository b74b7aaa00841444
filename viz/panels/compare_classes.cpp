#include "viz/panels/compare_classes.hpp"

#include <array>

#include <imgui.h>

#include "viz/panels/chart.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

struct GroupLine {
  std::string name;
  std::array<GroupSoFar, 2> so_far;
};

/// Those of A, with the same of B; then those that B alone has.
std::vector<GroupLine> groups(const Session& session, const Comparison& comparison, Tick now) {
  std::vector<GroupLine> lines;
  const SameNames& in_b = comparison.names_in_b();
  const std::array<const Directory*, 2> of = {&session.runs[0].recording->directory(),
                                              &session.runs[1].recording->directory()};
  const auto so_far = [&](std::size_t run, std::size_t traveller_class, std::size_t direction) {
    const WaitTotals& totals = comparison.run(run);
    return totals.so_far(
        totals.group_of(static_cast<std::uint8_t>(traveller_class), static_cast<std::uint8_t>(direction)), now);
  };
  std::vector<bool> in_a(of[1]->classes.size() * of[1]->directions.size());
  for (std::size_t c = 0; c < of[0]->classes.size(); ++c)
    for (std::size_t d = 0; d < of[0]->directions.size(); ++d) {
      GroupLine line{group_name(*of[0], c, d), {so_far(0, c, d), GroupSoFar{}}};
      if (in_b.classes[c] >= 0 && in_b.directions[d] >= 0) {
        const auto class_b = static_cast<std::size_t>(in_b.classes[c]);
        const auto direction_b = static_cast<std::size_t>(in_b.directions[d]);
        line.so_far[1] = so_far(1, class_b, direction_b);
        in_a[class_b * of[1]->directions.size() + direction_b] = true;
      }
      lines.push_back(std::move(line));
    }
  for (std::size_t c = 0; c < of[1]->classes.size(); ++c)
    for (std::size_t d = 0; d < of[1]->directions.size(); ++d)
      if (!in_a[c * of[1]->directions.size() + d])
        lines.push_back(GroupLine{group_name(*of[1], c, d), {GroupSoFar{}, so_far(1, c, d)}});
  std::erase_if(lines, [](const GroupLine& line) { return line.so_far[0].came + line.so_far[1].came == 0; });
  return lines;
}

/// `by` is more where it is worse.
void cell(const std::vector<std::string>& words, const std::string& difference, double by,
          const std::vector<double>& seconds = {}) {
  ImGui::TableNextColumn();
  draw_in_cell(words, difference, by, seconds);
}

void draw_line(const GroupLine& line) {
  const auto& [a, b] = line.so_far;
  const auto number = [](std::int64_t n) { return number_text(static_cast<double>(n)); };
  const auto mean = [](const GroupSoFar& g) { return g.came > 0 ? g.waited_s / static_cast<double>(g.came) : -1; };
  const auto share = [](const GroupSoFar& g) {
    const std::int64_t judged = g.in_time + g.late;
    return judged > 0 ? static_cast<double>(g.in_time) / static_cast<double>(judged) : -1;
  };
  const auto wait_text = [](double s) { return s < 0 ? std::string("-") : duration(ticks_from_seconds(s)); };
  const auto share_text = [](double s) { return s < 0 ? std::string("-") : fmt::format("{:.1f}%", 100 * s); };
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::TextWrapped("%s", line.name.c_str());
  cell({number(a.came), number(b.came)}, a.came == b.came ? "" : (b.came > a.came ? "+" : "") + number(b.came - a.came),
       0);
  cell({wait_text(mean(a)), wait_text(mean(b))},
       mean(a) < 0 || mean(b) < 0 ? "" : difference_of_durations(mean(a), mean(b)), mean(b) - mean(a),
       {mean(a), mean(b)});
  cell({share_text(share(a)), share_text(share(b))},
       share(a) < 0 || share(b) < 0 ? "" : difference_of_shares(share(a), share(b)), share(a) - share(b));
}

}  // namespace

void draw_compare_classes(const Session& session, const Comparison& comparison) {
  struct Remembered {
    std::array<std::uint64_t, 2> recordings{}, folded{};
    Tick at = -1;
    Language language = Language::en;
    std::vector<GroupLine> lines;
  };
  static Remembered r;
  const std::array<std::uint64_t, 2> recordings = {session.runs[0].recording->serial(),
                                                   session.runs[1].recording->serial()};
  const std::array<std::uint64_t, 2> folded = {comparison.run(0).folded(), comparison.run(1).folded()};
  const Tick now = session.time.now();
  if (r.recordings != recordings || r.folded != folded || r.at != now / minute || r.language != language())
    r = {recordings, folded, now / minute, language(), groups(session, comparison, now)};

  faint(text(Word::groups_explained));
  constexpr auto flags =
      ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_ScrollY | ImGuiTableFlags_SizingFixedFit;
  if (!ImGui::BeginTable("groups", 4, flags)) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn(text(Word::class_and_direction), ImGuiTableColumnFlags_WidthStretch);
  for (const Word word : {Word::came, Word::mean_wait, Word::in_time}) ImGui::TableSetupColumn(text(word));
  ImGui::TableHeadersRow();
  for (const GroupLine& line : r.lines) draw_line(line);
  ImGui::EndTable();
}

}  // namespace crossflow::viz
