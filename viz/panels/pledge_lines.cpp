#include "viz/panels/pledge_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/panels/names.hpp"

namespace crossflow::viz {
namespace {

/// All days of a file, by class and direction; made once.
const std::vector<PledgeOfDays>& of_all_days(const Run& run) {
  struct KeptPledges {
    std::uint64_t recording = 0;
    std::vector<PledgeOfDays> pledges;
  };
  static std::array<KeptPledges, 2> of_runs;
  KeptPledges& kept = of_runs[run.number];
  if (kept.recording == run.recording->serial()) return kept.pledges;
  kept = {run.recording->serial(), {}};
  const Directory& d = run.recording->directory();
  for (std::size_t c = 0; c < d.classes.size(); ++c)
    for (std::size_t direction = 0; direction < d.directions.size(); ++direction)
      kept.pledges.push_back(pledge_of_days(run.all_pledges, d, c, direction));
  return kept.pledges;
}

}  // namespace

std::vector<PledgeLine> pledge_lines(const Run& run) {
  const Directory& d = run.recording->directory();
  const auto& days = of_all_days(run);
  std::vector<PledgeLine> lines;
  for (std::size_t c = 0; c < d.classes.size(); ++c)
    for (std::size_t direction = 0; direction < d.directions.size(); ++direction) {
      if (d.classes[c].pledge_share <= 0) continue;
      PledgeLine line{c, direction, d.classes[c].pledge_share, run.overview->pledge(c, direction),
                      days[c * d.directions.size() + direction]};
      if (line.so_far.joined > 0) lines.push_back(line);
    }
  std::stable_sort(lines.begin(), lines.end(), [](const PledgeLine& a, const PledgeLine& b) {
    return a.share() - a.promised < b.share() - b.promised;
  });
  return lines;
}

std::string share_text(double share) {
  if (share >= 1) return "100%";
  return fmt::format("{:.1f}%", std::floor(share * 1000) / 10);
}

std::string pledges_text(const Run& run, bool& missed) {
  const std::vector<PledgeLine> lines = pledge_lines(run);
  const auto broken = std::count_if(lines.begin(), lines.end(), [](const PledgeLine& l) { return !l.kept(); });
  missed = broken > 0;
  if (lines.empty()) return {};
  const bool over = run.recording->complete();
  const PledgeLine& worst = lines.front();
  const Directory& directory = run.recording->directory();
  const std::string all = missed
                              ? say(over ? Word::pledges_missed_of : Word::pledges_missed_so_far, broken, lines.size())
                              : say(over ? Word::all_pledges_kept : Word::all_pledges_kept_so_far, lines.size());
  return all + " " + group_name(directory, worst.traveller_class, worst.direction) + " " +
         say(Word::share_of_promised, share_text(worst.share()),
             duration(directory.classes[worst.traveller_class].pledge_limit),
             fmt::format("{:.0f}%", 100 * worst.promised));
}

}  // namespace crossflow::viz
