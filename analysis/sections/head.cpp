// What the page is of: the title, the days, how many replications.
#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {

std::string head_text(const Page& page) {
  const Summary& s = page.summary;
  const Date first = days_after(page.directory.date, static_cast<int>(s.warm_up / day));
  std::string when = page.say("{} {}", weekday_text(page, first), date_text(first));
  if (s.days > 1) when += page.say(" to {}", date_text(days_after(first, s.days - 1)));
  std::string how;
  const std::string drawn = s.inputs_drawn == 1
                                ? page.say("with what we do not know (1 input drawn)")
                                : page.say("with what we do not know ({} inputs drawn)", s.inputs_drawn);
  if (several(s)) {
    const std::string n = count_text(s.replications);
    how = s.inputs_drawn > 0 ? page.say("{} replications. Intervals (95%) show chance, {}", n, drawn)
                             : page.say("{} replications. Intervals (95%) show chance alone", n);
  } else {
    how = s.days > 1 ? page.say("1 replication: no interval") : page.say("1 replication: one day, no interval");
    if (s.inputs_drawn > 0) how = page.say("{}; {}", how, drawn);
  }
  std::string text = page.label(page.directory.title) + "\n" + page.note("{}. {}.", when, how);
  if (s.replications_asked)
    text += page.note("NOT COMPLETE: the run was interrupted; these are the first {} of {} replications.",
                      count_text(s.replications), count_text(*s.replications_asked));
  if (s.warm_up > 0)
    text += page.note(
        "Warm-up: the {} before are left out, but for the numbers of people, vehicles and goods, which are "
        "of the whole time, and so are checks and finds.",
        page.time(s.warm_up));
  return text;
}

}  // namespace crossflow
