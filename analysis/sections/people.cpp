// How many came, and where they ended up: travellers, vehicles and consignments apart.
#include <map>
#include <utility>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

PeopleSummary added(PeopleSummary a, const PeopleSummary& b) {
  a.generated += b.generated;
  a.outside += b.outside;
  a.entered += b.entered;
  a.left += b.left;
  a.diverted += b.diverted;
  a.gave_up += b.gave_up;
  a.balked += b.balked;
  a.turned_back += b.turned_back;
  a.left_behind += b.left_behind;
  a.inside += b.inside;
  return a;
}

// Turned away, diverted or left behind are those of few ports: elsewhere the page says nothing of it.
struct PeopleColumns {
  bool turned_away, elsewhere, left_behind;
};

void add_people_row(TextTable& table, const std::string& label, const PeopleSummary& p, int replications,
                    const PeopleColumns& columns) {
  const auto mean = [&](std::int64_t n) { return mean_count_text(static_cast<double>(n) / replications); };
  std::vector<std::string> cells{label, mean(p.generated), mean(p.left)};
  if (columns.turned_away) cells.push_back(mean(p.balked));
  cells.insert(cells.end(), {mean(p.gave_up), mean(p.turned_back)});
  if (columns.elsewhere) cells.push_back(mean(p.diverted));
  if (columns.left_behind) cells.push_back(mean(p.left_behind));
  cells.insert(cells.end(), {mean(p.inside), mean(p.outside)});
  table.add(std::move(cells));
}

// The table of one kind of entity; nothing if none came.
std::string counted_text(const Page& page, EntityKind kind, const PeopleSummary& all) {
  const Summary& s = page.summary;
  // A port of vehicles alone has no travellers to tell of.
  const bool others = s.vehicles.generated + s.consignments.generated > 0;
  if (all.generated == 0 && (kind != EntityKind::traveller || others)) return {};
  std::map<std::uint8_t, PeopleSummary> by_direction;
  for (const FlowSummary& f : s.flows)
    if (page.directory.classes.at(f.traveller_class).kind == kind &&
        (kind == EntityKind::traveller || f.people.generated > 0))
      by_direction[f.direction] = added(by_direction[f.direction], f.people);
  const PeopleColumns few{all.balked > 0, all.diverted > 0, all.left_behind > 0};
  const std::string word = kind == EntityKind::traveller ? page.say("PEOPLE")
                           : kind == EntityKind::vehicle ? page.say("VEHICLES")
                                                         : page.say("CONSIGNMENTS");
  std::vector<std::string> head{several(s) ? page.say("{}, mean", word) : word, page.say("came"),
                                page.say("went through")};
  if (few.turned_away) head.push_back(page.say("turned away"));
  head.insert(head.end(), {page.say("gave up"), page.say("turned back")});
  if (few.elsewhere) head.push_back(page.say("elsewhere"));
  if (few.left_behind) head.push_back(page.say("left behind"));
  head.insert(head.end(), {page.say("still inside"), page.say("still outside")});
  std::vector<Align> columns(head.size(), Align::right);
  columns.front() = Align::left;
  TextTable table(columns);
  table.add(std::move(head));
  for (const auto& [direction, people] : by_direction)
    add_people_row(table, direction_label(page, direction), people, s.replications, few);
  if (by_direction.size() != 1) add_people_row(table, page.say("all"), all, s.replications, few);
  std::string text = table.text(page.width);
  if (!all.balanced()) text += page.note("These do not add up: this result is not to be trusted.");
  return text;
}

}  // namespace

std::string people_text(const Page& page) {
  const Summary& s = page.summary;
  std::string text;
  for (const auto& [kind, all] : {std::pair{EntityKind::traveller, &s.people},
                                  {EntityKind::vehicle, &s.vehicles},
                                  {EntityKind::consignment, &s.consignments}}) {
    const std::string table = counted_text(page, kind, *all);
    if (!table.empty()) text += (text.empty() ? "" : "\n") + table;
  }
  return text;
}

}  // namespace crossflow
