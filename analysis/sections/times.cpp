// How long people take from queue to clearance.
#include <vector>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

// "98.9-99.4%"
std::string range_text(std::string low, const std::string& high) {
  low.pop_back();
  return low + "-" + high;
}

std::string share_interval_text(const PledgeSummary& p) {
  if (!p.share || !p.share->interval) return "-";
  return range_text(share_text(p.share->interval->low), share_text(p.share->interval->high));
}

// "29/30, 83-99%"
std::string days_text(const PledgeSummary& p) {
  if (!p.share_of_days) return "-";
  const std::string kept = fmt::format("{}/{}", p.days.kept, p.days.joined);
  if (!p.share_of_days->interval) return kept;
  const auto [low, high] = *p.share_of_days->interval;
  return fmt::format("{}, {:.0f}-{:.0f}%", kept, low * 100, high * 100);
}

}  // namespace

std::string times_text(const Page& page) {
  const Summary& s = page.summary;
  std::vector<const PledgeSummary*> joined;
  // Travellers, then vehicles; goods have a table of their own.
  for (const EntityKind kind : {EntityKind::traveller, EntityKind::vehicle})
    for (const PledgeSummary& p : s.pledges)
      if (p.people.joined > 0 && page.directory.classes.at(p.traveller_class).kind == kind) joined.push_back(&p);
  if (joined.empty()) return {};
  const auto time = [&](const std::optional<TimeTaken>& t, bool pooled) {
    return t ? page.seconds(pooled ? t->all_travellers_s : t->typical_day_s.value) : std::string("-");
  };
  const auto within = [&](const PledgeSummary& p, bool pooled) {
    const std::optional<TimeTaken>& t = p.percentile_95;
    const auto seconds = t ? std::optional(pooled ? t->all_travellers_s : t->typical_day_s.value) : std::nullopt;
    return within_95_text(page, seconds, pooled ? p.cleared : p.cleared / (s.replications * s.days));
  };
  if (!several(s)) {
    TextTable table({Align::left, Align::right, Align::right});
    table.add(page.heads({"FROM QUEUE TO CLEARANCE", "mean", "95% within"}));
    for (const PledgeSummary* p : joined)
      table.add({class_label(page, p->traveller_class, p->direction), time(p->mean, true), within(*p, true)});
    return table.text(page.width);
  }
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({"", "in time", "days kept", "average day", "average day", "all people"}));
  table.add(page.heads({"FROM QUEUE TO CLEARANCE", "interval", "interval", "mean", "95% within", "95% within"}));
  for (const PledgeSummary* p : joined)
    table.add({class_label(page, p->traveller_class, p->direction), share_interval_text(*p), days_text(*p),
               time(p->mean, false), within(*p, false), within(*p, true)});
  return table.text(page.width);
}

}  // namespace crossflow
