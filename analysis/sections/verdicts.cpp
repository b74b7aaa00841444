// Which pledges were kept.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "analysis/not_cleared.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::string capitals(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

std::string verdict_cell(const Page& page, Verdict verdict) {
  if (verdict == Verdict::one_day_kept) return page.say("KEPT");
  if (verdict == Verdict::one_day_not_kept) return page.say("NOT KEPT");
  return page.heads({capitals(text_of(verdict)).c_str()}).front();
}

std::string not_cleared_cell(const Page& page, std::int64_t people) {
  return page.say("NOT CLEARED {}",
                  mean_not_cleared_text(people, static_cast<std::uint32_t>(page.summary.replications)));
}

std::string worst_half_hour_cell(const Page& page, const std::optional<HalfHour>& worst, double promised) {
  if (!worst || worst->people.kept == worst->people.joined) return "-";
  const Tally& t = worst->people;
  const double share = static_cast<double>(t.kept) / static_cast<double>(t.joined);
  const std::string text = fmt::format("{}, {}", page.clock(worst->from), share_text(share, promised));
  // A share of a handful says little; let the reader see that it is one.
  return t.joined >= 20  ? text
         : t.joined == 1 ? page.say("{} of 1 person", text)
                         : page.say("{} of {} people", text, t.joined);
}

namespace {

std::string no_clock_text(const Page& page, const PledgeSummary& p) {
  const std::string who = class_label(page, p.traveller_class, p.direction);
  return page.summary.warm_up > 0
             ? page.note(
                   "{}: no pledge clock ran: nobody of this class came to an immigration queue after the warm-up.", who)
             : page.note("{}: no pledge clock ran: nobody of this class came to an immigration queue.", who);
}

// Who went without having been served, anywhere on the way: a pledge is about those who stayed.
std::string went_text(const Page& page, const PledgeSummary& p) {
  for (const FlowSummary& f : page.summary.flows) {
    if (f.traveller_class != p.traveller_class || f.direction != p.direction) continue;
    if (f.people.balked + f.people.gave_up == 0) return {};
    const auto mean = [&](std::int64_t n) {
      return mean_count_text(static_cast<double>(n) / page.summary.replications);
    };
    const std::string who = class_label(page, p.traveller_class, p.direction);
    if (f.people.balked == 0) return page.note("{}: {} gave up.", who, mean(f.people.gave_up));
    if (f.people.gave_up == 0)
      return page.note("{}: {} turned away at the sight of a queue.", who, mean(f.people.balked));
    return page.note("{}: {} turned away at the sight of a queue, and {} gave up.", who, mean(f.people.balked),
                     mean(f.people.gave_up));
  }
  return {};
}

}  // namespace

std::string verdicts_text(const Page& page) {
  const Summary& s = page.summary;
  std::size_t widest = 0;
  for (const PledgeSummary& p : s.pledges)
    if (p.share) widest = std::max(widest, text_width(share_text(p.share->value, p.promised)));
  TextTable table({Align::left, Align::left, Align::left, Align::left});
  table.add(page.heads({"PLEDGES",
                        several(s)   ? ""
                        : s.days > 1 ? "those days"
                                     : "that day",
                        "people in time (promised)", "worst half-hour"}));
  bool any = false;
  std::string called;
  std::string notes;
  for (const PledgeSummary& p : s.pledges) {
    if (p.promised <= 0) continue;
    notes += went_text(page, p);
    if (p.people.joined == 0 && p.verdict != Verdict::not_cleared) {
      notes += no_clock_text(page, p);
      continue;
    }
    any = true;
    const std::string share = p.share ? page.say("{:>{}} within {} ({})", share_text(p.share->value, p.promised),
                                                 widest, page.limit(p.limit), round_share_text(p.promised))
                                      : "-";
    const std::string label = class_label(page, p.traveller_class, p.direction);
    const bool all_cleared = p.verdict != Verdict::not_cleared;
    table.add({label, all_cleared ? verdict_cell(page, p.verdict) : not_cleared_cell(page, p.not_cleared.sum()), share,
               worst_half_hour_cell(page, p.worst, p.promised)});
    if (page.directory.classes.at(p.traveller_class).pledge_ends_called)
      called += (called.empty() ? "" : page.say("; ")) + label;
  }
  const auto undecided = [](const PledgeSummary& p) { return p.verdict == Verdict::cannot_tell; };
  if (std::any_of(s.pledges.begin(), s.pledges.end(), undecided))
    notes = (s.inputs_drawn > 0
                 ? page.note("CANNOT TELL YET: the intervals hold what is not known of the inputs, which more "
                             "replications do not remove.")
                 : page.note("CANNOT TELL YET: more replications would tell.")) +
            notes;
  if (!called.empty()) notes = page.note("In time means called, not cleared, for: {}.", called) + notes;
  return any ? table.text(page.width) + notes : notes.empty() ? notes : page.note("PLEDGES") + notes;
}

}  // namespace crossflow
