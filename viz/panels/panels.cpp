#include "viz/panels/panels.hpp"

namespace crossflow::viz {
namespace {

bool always(const Session&) {
  return true;
}
bool two_runs(const Session& session) {
  return session.runs.size() > 1;
}
bool of_a_file(const Session& session) {
  return session.runs.front().live == nullptr;
}
bool help_asked(const Session& session) {
  return session.settings.show_help;
}
bool range_taken(const Session& session) {
  return session.axis.range().has_value();
}
bool in_trouble(const Session& session) {
  return !session.trouble.empty();
}

constexpr Panel panels[] = {
    {"overview", Word::overview, Dock::right, always, draw_overview},
    {"story", Word::story, Dock::right, always, draw_story},
    {"charts", Word::charts, Dock::right, always, draw_charts},
    {"compare", Word::compare, Dock::right, two_runs, draw_compare},
    {"days", Word::days, Dock::right, of_a_file, draw_days},
    {"search", Word::search, Dock::right, always, draw_search},
    {"legend", Word::legend, Dock::right, always, draw_legend},
    {"events", Word::events, Dock::right, always, draw_events},
    {"duties", Word::duties, Dock::right, always, draw_duties},
    {"range", Word::range_panel, Dock::right, range_taken, draw_range},
    {"floor", Word::floor, Dock::centre, always, draw_floor},
    {"timeline", Word::timeline, Dock::bottom, always, draw_timeline},
    {"help", Word::help, Dock::popup, help_asked, draw_help},
    {"trouble", Word::trouble, Dock::popup, in_trouble, draw_trouble},
};

}  // namespace

std::span<const Panel> all_panels() {
  return panels;
}

}  // namespace crossflow::viz
