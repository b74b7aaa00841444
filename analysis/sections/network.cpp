// Several ports: a line for each and direction, and who went elsewhere.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/sections/sections.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

std::string port_and_direction(const Page& page, std::uint16_t port, std::uint8_t direction) {
  const std::string name = port_label(page, port);
  return page.directory.directions.size() > 1 ? page.say("{}, {}", name, direction_label(page, direction)) : name;
}

std::string ports_text(const Page& page) {
  const Summary& s = page.summary;
  const auto mean = [&](std::int64_t n) { return mean_count_text(static_cast<double>(n) / s.replications); };
  const bool moved = !s.moves.empty();
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(s) ? "NETWORK, mean" : "NETWORK", "came", moved ? "moved in" : "",
                        moved ? "moved out" : "", "left over", "in time", "mean time"}));
  for (const PortSummary& p : s.ports) {
    const Tally& t = p.promised;
    table.add({port_and_direction(page, p.port, p.direction), mean(p.people.generated),
               moved ? mean(p.from_elsewhere) : "", moved ? mean(p.to_elsewhere) : "",
               mean(p.people.outside + p.people.inside),
               t.joined > 0 ? share_text(static_cast<double>(t.kept) / static_cast<double>(t.joined)) : "-",
               p.mean_s ? page.seconds(*p.mean_s) : "-"});
  }
  std::string text = table.text(page.width);
  std::string note = page.say(
      "In time: of all to whom something was promised. Mean time: from queue to clearance. Left over: inside or "
      "outside at the end.");
  if (s.people.diverted > 0)
    note += " " + page.say("Who was sent on from outside a port came there, and once more elsewhere.");
  text += page.wrapped(note);
  return text;
}

std::string moves_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.moves.empty()) return {};
  constexpr std::size_t most_rows = 12;
  std::vector<PortMove> moves = s.moves;
  std::stable_sort(moves.begin(), moves.end(), [](const PortMove& a, const PortMove& b) { return a.sum() > b.sum(); });
  const auto mean = [&](std::int64_t n) { return mean_count_text(static_cast<double>(n) / s.replications); };
  TextTable table({Align::left, Align::left, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(s) ? "WENT ELSEWHERE, mean" : "WENT ELSEWHERE", "to", "people", "for the wait",
                        "port closed", "at closing"}));
  const auto add = [&](const std::string& from, const std::string& to, const PortMove& m) {
    table.add({from, to, mean(m.sum()), mean(m.people[0]), mean(m.people[1]), mean(m.people[2])});
  };
  PortMove all, others;
  std::size_t row = 0;
  for (const PortMove& m : moves) {
    const bool shown = row++ < most_rows || moves.size() == most_rows + 1;
    if (shown) add(port_and_direction(page, m.from, m.direction), port_label(page, m.to), m);
    for (std::size_t r = 0; r < m.people.size(); ++r) {
      all.people[r] += m.people[r];
      if (!shown) others.people[r] += m.people[r];
    }
  }
  if (others.sum() > 0) add(page.say("others"), page.say("{} more ways", moves.size() - most_rows), others);
  if (moves.size() > 1) add(page.say("all"), "", all);
  return table.text(page.width);
}

}  // namespace

std::string network_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.ports.empty()) return {};
  const std::string moves = moves_text(page);
  return ports_text(page) + (moves.empty() ? "" : "\n" + moves);
}

}  // namespace crossflow
