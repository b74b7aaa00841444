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

bool in_one_month(const Page& page) {
  const Date first = date_of(page.directory, page.summary, 0);
  const Date last = date_of(page.directory, page.summary, static_cast<std::size_t>(page.summary.days) - 1);
  return first.year == last.year && first.month == last.month;
}

// "2, 4-6" of one month, else "10-30, 11-01 to 11-03"; empty of none.
std::string dates_text(const Page& page, const PledgeSummary& p, bool (*chosen)(Verdict)) {
  const bool short_dates = in_one_month(page);
  const auto name = [&](std::size_t d) {
    const Date date = date_of(page.directory, page.summary, d);
    return short_dates ? std::to_string(date.day) : date_text(date).substr(5);
  };
  std::string dates;
  for (std::size_t d = 0; d < p.by_day.size(); ++d) {
    if (!chosen(p.by_day[d].verdict)) continue;
    const std::size_t first = d;
    while (d + 1 < p.by_day.size() && chosen(p.by_day[d + 1].verdict)) ++d;
    dates += (dates.empty() ? "" : page.say(", ")) + name(first);
    if (d > first) dates += short_dates ? "-" + name(d) : page.say(" to {}", name(d));
  }
  return dates;
}

bool cannot_be_told(Verdict verdict) {
  return verdict == Verdict::cannot_tell;
}

struct DaysTold {
  std::size_t kept = 0, untold = 0, nobody = 0;
};

DaysTold days_told(const Summary& summary) {
  DaysTold out;
  for (std::size_t d = 0; d < static_cast<std::size_t>(summary.days); ++d) {
    const Verdict verdict = verdict_of_day(summary, d);
    out.kept += verdict == Verdict::kept || verdict == Verdict::one_day_kept;
    out.untold += cannot_be_told(verdict);
    out.nobody += verdict == Verdict::nobody;
  }
  return out;
}

// A line for each pledge that was not kept for certain on every day, the worst first.
std::string kept_text(const Page& page) {
  std::vector<const PledgeSummary*> doubtful;
  for (const PledgeSummary& p : page.summary.pledges)
    if (worst_day(p)) doubtful.push_back(&p);
  const DaysTold told = days_told(page.summary);
  std::string head = page.say("DAYS: {} of {} kept every pledge", told.kept, page.summary.days);
  if (told.untold > 0) head = page.say("{}; of {} it cannot be told yet", head, told.untold);
  if (doubtful.empty()) return head + "\n";
  const auto worst = [](const PledgeSummary* p) -> const PledgeDay& { return p->by_day[*worst_day(*p)]; };
  const auto shortfall = [&](const PledgeSummary* p) {
    const PledgeDay& of = worst(p);
    return of.share ? (1 - of.share->value) / std::max(1e-9, 1 - p->promised) : 0.0;
  };
  std::stable_sort(doubtful.begin(), doubtful.end(), [&](const PledgeSummary* a, const PledgeSummary* b) {
    if (worst(a).not_cleared != worst(b).not_cleared) return worst(a).not_cleared > worst(b).not_cleared;
    return shortfall(a) > shortfall(b);
  });
  const auto any = [&](bool (*chosen)(Verdict)) {
    return std::any_of(doubtful.begin(), doubtful.end(),
                       [&](auto* p) { return !dates_text(page, *p, chosen).empty(); });
  };
  const std::string month = date_text(date_of(page.directory, page.summary, 0)).substr(0, 7);
  const auto dates_head = [&](const std::string& what) {
    return in_one_month(page) ? page.say("{}, {}", what, month) : what;
  };
  TextTable table(std::vector<Align>(5, Align::left));
  std::vector<std::string> heads{head, page.say("worst day"), page.say("people in time (promised)")};
  if (any(is_broken)) heads.push_back(dates_head(page.say("broken on")));
  if (any(cannot_be_told)) heads.push_back(dates_head(page.say("cannot tell yet on")));
  table.add(heads);
  for (const PledgeSummary* p : doubtful) {
    const Date date = date_of(page.directory, page.summary, *worst_day(*p));
    const PledgeDay& of = worst(p);
    std::string share = page.say("{} ({})", share_cell(of, p->promised), round_share_text(p->promised));
    if (of.not_cleared > 0) share = page.say("{}, {}", not_cleared_cell(page, of.not_cleared), share);
    std::vector<std::string> cells{class_label(page, p->traveller_class, p->direction),
                                   page.say("{} {}", weekday_text(page, date), date_text(date)), share};
    if (any(is_broken)) cells.push_back(dates_text(page, *p, is_broken));
    if (any(cannot_be_told)) cells.push_back(dates_text(page, *p, cannot_be_told));
    table.add(cells);
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
  const DaysTold told = days_told(page.summary);
  std::string text = kept_text(page);
  if (told.nobody > 0) text += page.note("On {} of the days nobody came to whom anything was promised.", told.nobody);
  return text + (page.is_short() ? "" : day_by_day_text(page));
}

}  // namespace crossflow
