#include "analysis/summary_days.hpp"

#include <algorithm>
#include <array>

namespace crossflow {
namespace {

// The worse, the larger.
int badness(Verdict verdict) {
  switch (verdict) {
    case Verdict::no_pledge:
    case Verdict::nobody:
      return 0;
    case Verdict::kept:
    case Verdict::one_day_kept:
      return 1;
    case Verdict::cannot_tell:
      return 2;
    case Verdict::not_kept:
    case Verdict::one_day_not_kept:
      return 3;
    case Verdict::not_cleared:
      return 4;
  }
  return 0;
}

}  // namespace

Date date_of(const Directory& directory, const Summary& summary, std::size_t number) {
  return days_after(directory.date, static_cast<int>(summary.warm_up / day) + static_cast<int>(number));
}

const char* weekday_name(Date date) {
  constexpr std::array names{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return names.at(static_cast<std::size_t>(weekday(date)));
}

bool is_broken(Verdict verdict) {
  return badness(verdict) >= badness(Verdict::not_kept);
}

Verdict verdict_of_day(const Summary& summary, std::size_t number) {
  Verdict worst = Verdict::nobody;
  for (const PledgeSummary& p : summary.pledges)
    if (number < p.by_day.size() && badness(p.by_day[number].verdict) > badness(worst))
      worst = p.by_day[number].verdict;
  return worst;
}

std::optional<std::size_t> worst_day(const PledgeSummary& pledge) {
  std::optional<std::size_t> worst;
  const auto worse = [](const PledgeDay& a, const PledgeDay& b) {
    if (is_broken(a.verdict) != is_broken(b.verdict)) return is_broken(a.verdict);
    if (a.not_cleared != b.not_cleared) return a.not_cleared > b.not_cleared;
    return a.share && b.share && a.share->value < b.share->value;
  };
  for (std::size_t d = 0; d < pledge.by_day.size(); ++d)
    if (badness(pledge.by_day[d].verdict) >= badness(Verdict::cannot_tell) &&
        (!worst || worse(pledge.by_day[d], pledge.by_day[*worst])))
      worst = d;
  return worst;
}

}  // namespace crossflow
