// Several dates, one by one: how many kept all pledges, and which was the worst of each pledge that was broken.
#include <algorithm>

#include "analysis/sections/sections.hpp"
#include "analysis/summary_days.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::string share_cell(const PledgeDay& of, double promised) {
  return of.share ? share_text(of.share->value, promised) : "-";
}

// "02-10, 02-12": the dates of the page's head without their year. A long run's are cut.
std::string broken_text(const Page& page, const PledgeSummary& p) {
  constexpr std::size_t most_named = 7;
  std::string dates;
  std::size_t broken = 0;
  for (std::size_t d = 0; d < p.by_day.size(); ++d) {
    if (!is_broken(p.by_day[d].verdict) || broken++ >= most_named) continue;
    dates += (dates.empty() ? "" : page.say(", ")) + date_text(date_of(page.directory, page.summary, d)).substr(5);
  }
  const std::string of = page.say("{} of {}", broken, p.by_day.size());
  return broken > most_named ? page.say("{}: {} and later", of, dates) : page.say("{}: {}", of, dates);
}

std::string kept_text(const Page& page) {
  const auto days = static_cast<std::size_t>(page.summary.days);
  std::size_t kept = 0, untold = 0, nobody = 0;
  for (std::size_t d = 0; d < days; ++d) {
    const Verdict verdict = verdict_of_day(page.summary, d);
    kept += verdict == Verdict::kept || verdict == Verdict::one_day_kept;
    untold += verdict == Verdict::cannot_tell;
    nobody += verdict == Verdict::nobody;
  }
  std::string text = page.say("DAYS: {} of {} kept every pledge.", kept, days);
  if (untold > 0) text += " " + page.say("Of {} it cannot be told.", untold);
  if (nobody > 0) text += " " + page.say("On {} nobody came to whom anything was promised.", nobody);
  return page.wrapped(text);
}

// A line for each pledge that was broken, the worst first.
std::string broken_pledges_text(const Page& page) {
  std::vector<const PledgeSummary*> broken;
  for (const PledgeSummary& p : page.summary.pledges)
    if (worst_day(p)) broken.push_back(&p);
  if (broken.empty()) return {};
  const auto worst = [](const PledgeSummary* p) -> const PledgeDay& { return p->by_day[*worst_day(*p)]; };
  const auto shortfall = [&](const PledgeSummary* p) {
    const PledgeDay& of = worst(p);
    return of.share ? (1 - of.share->value) / std::max(1e-9, 1 - p->promised) : 0.0;
  };
  std::stable_sort(broken.begin(), broken.end(), [&](const PledgeSummary* a, const PledgeSummary* b) {
    if (worst(a).not_cleared != worst(b).not_cleared) return worst(a).not_cleared > worst(b).not_cleared;
    return shortfall(a) > shortfall(b);
  });
  TextTable table({Align::left, Align::left, Align::left, Align::left});
  table.add(page.heads({"BROKEN", "worst day", "people in time (promised)", "days"}));
  for (const PledgeSummary* p : broken) {
    const Date date = date_of(page.directory, page.summary, *worst_day(*p));
    const PledgeDay& of = worst(p);
    std::string share = page.say("{} ({})", share_cell(of, p->promised), round_share_text(p->promised));
    if (of.not_cleared > 0) share = page.say("{}, {}", not_cleared_cell(page, of.not_cleared), share);
    table.add({class_label(page, p->traveller_class, p->direction),
               page.say("{} {}", weekday_text(page, date), date_text(date)), share, broken_text(page, *p)});
  }
  return table.text(page.width);
}

std::string day_by_day_text(const Page& page) {
  std::string text;
  for (const PledgeSummary& p : page.summary.pledges) {
    if (p.by_day.empty()) continue;
    TextTable table({Align::left, Align::left, Align::right, Align::left, Align::right, Align::left});
    table.add({class_label(page, p.traveller_class, p.direction), "", page.say("came"), "",
               page.say("in time ({} within {})", round_share_text(p.promised), page.limit(p.limit)),
               page.say("worst half-hour")});
    for (std::size_t d = 0; d < p.by_day.size(); ++d) {
      const PledgeDay& of = p.by_day[d];
      const Date date = date_of(page.directory, page.summary, d);
      table.add({"  " + date_text(date), weekday_text(page, date),
                 mean_count_text(static_cast<double>(of.came) / page.summary.replications),
                 of.not_cleared > 0 ? not_cleared_cell(page, of.not_cleared) : verdict_cell(page, of.verdict),
                 share_cell(of, p.promised), worst_half_hour_cell(page, of.worst, p.promised)});
    }
    text += "\n" + table.text(page.width);
  }
  return text;
}

}  // namespace

std::string days_text(const Page& page) {
  const auto promised = [](const PledgeSummary& p) { return !p.by_day.empty(); };
  if (std::none_of(page.summary.pledges.begin(), page.summary.pledges.end(), promised)) return {};
  return kept_text(page) + broken_pledges_text(page) + (page.is_short() ? "" : day_by_day_text(page));
}

}  // namespace crossflow
