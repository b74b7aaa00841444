#include "cli/roster_text.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/text_table.hpp"

namespace crossflow {
namespace {

constexpr std::size_t longest_bar = 40;

std::string duty_text(const Duty& duty) {
  return clock_text(duty.from) + "-" + clock_text(duty.until);
}

std::string breaks_text(const Duty& duty) {
  std::string out;
  for (const auto& [from, until] : duty.breaks)
    out += fmt::format("{}{}-{}", out.empty() ? "" : ", ", clock_text(from), clock_text(until));
  return out;
}

std::string word_of(Meets meets) {
  return meets == Meets::yes ? "yes" : meets == Meets::no ? "no" : "cannot be told";
}

std::string judged_text(const Demand& demand, const Judged& judged) {
  return fmt::format("{}: {}", word_of(judged.meets), value_text(demand, judged.value));
}

std::string roster_line(const RosterSearch& search, const Roster& roster) {
  return fmt::format("{} officers, {:.1f} h on duty a day, cost {:.1f}", roster.officers(),
                     roster.hours(search.duties()), roster.cost);
}

std::string duties_table(const RosterSearch& search, const Roster& roster, std::size_t width) {
  std::string out;
  for (std::size_t p = 0; p < search.rules().pools.size(); ++p) {
    const RosterPool& pool = search.rules().pools[p];
    TextTable table({Align::right, Align::left, Align::left, Align::left});
    table.add({"officers", "duty", "form", "breaks"});
    for (const auto& [d, officers] : roster.duties)
      if (const Duty& duty = search.duties()[d]; duty.pool == p)
        table.add({std::to_string(officers), duty_text(duty), pool.shifts[duty.form].label.en, breaks_text(duty)});
    out += fmt::format("{}\n{}", pool.label.en, table.text(width));
  }
  return out;
}

// By half-hour: who is at work, as a bar, and what is open.
std::string plan_table(const RosterSearch& search, const Roster& roster, std::size_t width) {
  std::vector<Align> columns{Align::left};
  std::vector<std::string> head{"half-hour"};
  for (const StationNeed& need : search.needs()) {
    columns.push_back(Align::right);
    head.push_back(short_name(search.directory().stations[need.station].name));
  }
  columns.push_back(Align::right);
  head.push_back("at work");
  columns.push_back(Align::left);
  head.push_back("");
  TextTable table(std::move(columns));
  table.add(std::move(head));
  const std::vector<int> at_work = at_work_by_half_hour(search, roster);
  const int most = std::max(1, *std::max_element(at_work.begin(), at_work.end()));
  std::vector<std::vector<int>> open;
  for (std::size_t n = 0; n < search.needs().size(); ++n)
    open.push_back(servers_open(search.needs()[n], roster.posts[n]));
  for (std::size_t k = 0; k < half_hours_a_day; ++k) {
    const bool anybody = at_work[k] > 0 || std::any_of(search.needs().begin(), search.needs().end(),
                                                       [k](const StationNeed& n) { return n.comes[k] != 0; });
    if (!anybody) continue;
    std::vector<std::string> cells{clock_text(static_cast<Tick>(k) * 30 * minute)};
    for (std::size_t n = 0; n < open.size(); ++n)  // where nobody comes yet, who is there waits at his post
      cells.push_back(search.needs()[n].comes[k] != 0 ? std::to_string(open[n][k]) : "-");
    cells.push_back(std::to_string(at_work[k]));
    const std::size_t bar = most <= static_cast<int>(longest_bar)
                                ? static_cast<std::size_t>(at_work[k])
                                : static_cast<std::size_t>(at_work[k]) * longest_bar / static_cast<std::size_t>(most);
    cells.push_back(std::string(bar, '#'));
    table.add(std::move(cells));
  }
  return table.text(width);
}

std::string demands_table(const RosterSearch& search, std::size_t width) {
  TextTable table({Align::left, Align::left, Align::left, Align::left});
  table.add({"what must hold", "every post manned", "in the search", search.found.tested.empty() ? "" : "on new days"});
  for (std::size_t d = 0; d < search.demands().size(); ++d) {
    const Demand& demand = search.demands()[d];
    const std::string wanted =
        demand.on_days ? fmt::format("{}, on {} of days", demand.text, round_share_text(*demand.on_days)) : demand.text;
    const auto& tried = search.found.best ? search.found.best : search.nearest;
    table.add({wanted, judged_text(demand, search.all_manned[d]), tried ? judged_text(demand, tried->judged[d]) : "",
               search.found.tested.empty() ? "" : judged_text(demand, search.found.tested[d])});
  }
  return table.text(width);
}

// Of each price the demands that it moves, and whether all holds.
std::string prices_table(const RosterSearch& search, std::size_t width) {
  TextTable table({Align::left, Align::left, Align::right, Align::left, Align::left});
  table.add({"duty", "officers", "cost", "all holds", "what it does"});
  for (const Price& price : search.prices) {
    const Duty& duty = search.duties()[price.duty];
    std::string what;
    for (std::size_t d = 0; d < search.demands().size(); ++d) {
      const Demand& demand = search.demands()[d];
      std::string change;
      const std::vector<Observation>& before = search.found.best->seen[d].front();
      if (demand.on_days) {
        const auto was = search.found.best->judged[d].value, is = price.judged[d].value;
        if (was && is && std::fabs(*is - *was) > 1e-9)
          change = fmt::format("{:+.1f} points of days", 100 * (*is - *was));
      } else if (const auto differs = difference(
                     demand.request(), std::span(before).first(price.seen[d].front().size()), price.seen[d].front());
                 differs && !cannot_be_told_apart(*differs)) {
        change = difference_text(measure_of(demand.request()).unit, *differs);
      }
      if (!change.empty()) what += fmt::format("{}{} {}", what.empty() ? "" : "; ", demand.request().name, change);
    }
    table.add({duty_text(duty), price.officers > 0 ? "one more" : "one less",
               fmt::format("{:+.1f}", price.roster.cost - search.found.best->roster.cost),
               word_of(all_of(meets_of(price.judged))) + (price.within_rules ? "" : ", but not within the rules"),
               what.empty() ? "nothing that can be told" : what});
  }
  return table.text(width);
}

std::string bound_text(const RosterSearch& search) {
  if (search.found.nothing_cheaper)
    return "No roster within the rules is cheaper and keeps all this on the days of the search: every other was tried, "
           "or "
           "has at no time more officers than one that failed.\n";
  std::string out;
  if (search.bound && *search.bound > 0)
    out += fmt::format(
        "The bound of the programme: with work as a steady fluid, of which none waits longer than its limit, no roster "
        "costs less than {:.1f}; this one costs {:.0f}% more. It is no proof for people, who come unevenly, and of "
        "whom "
        "some may be late.\n",
        *search.bound, 100 * (search.found.best->roster.cost / *search.bound - 1));
  if (search.erlang)
    out += fmt::format("Erlang's formula, each half-hour by itself, was the first answer: {}, {}.\n",
                       roster_line(search, search.erlang->roster),
                       search.erlang->good ? "which keeps all" : "which does not keep all");
  return out;
}

std::string not_found(const RosterSearch& search, std::size_t width) {
  std::string out;
  if (!search.possible && !search.all_manned.empty()) {
    const bool proven = all_of(meets_of(search.all_manned)) == Meets::no;
    out += proven ? "NO ROSTER CAN DO IT: with an officer at every post all the time not all holds\n\n"
                  : fmt::format(
                        "IT CANNOT BE TOLD whether any roster can do it: with an officer at every post all the "
                        "time {} days are too few\n\n",
                        search.all_manned_days);
    out += demands_table(search, width) + "\n";
    if (!search.what_stops_it.empty()) out += "What would have to change:\n";
    for (const std::string& line : search.what_stops_it) out += "  " + line + "\n";
    return out;
  }
  if (!search.nearest)
    return search.interrupted ? "stopped before any roster was simulated\n"
                              : "NO ROSTER is within the rules: see 'least', 'most' and 'at least'\n";
  out += fmt::format(
      "NONE FOUND among {} rosters within the rules keeps all on the days of the search. The dearest tried:\n\n{}\n",
      search.simulated, roster_line(search, search.nearest->roster));
  return out + "\n" + demands_table(search, width);
}

}  // namespace

std::vector<int> at_work_by_half_hour(const RosterSearch& search, const Roster& roster) {
  std::vector<int> out(half_hours_a_day);
  const DutyCover cover(search.rules(), search.duties(), search.needs());
  for (const auto& pool : cover.at_work(roster.duties))
    for (std::size_t k = 0; k < half_hours_a_day; ++k)
      out[k] += *std::min_element(pool.begin() + static_cast<std::ptrdiff_t>(k * cells_a_half_hour),
                                  pool.begin() + static_cast<std::ptrdiff_t>((k + 1) * cells_a_half_hour));
  return out;
}

std::string overlay_beside(const std::string& table) {
  return std::filesystem::path(table).replace_extension(".yaml").string();
}

std::string text_of(const RosterSearch& search, std::size_t width) {
  const RosterRules& rules = search.rules();
  std::string out = fmt::format("{}\n\n", rules.title.en);
  if (!search.found.best) return out + not_found(search, width);
  const Roster& roster = search.found.best->roster;
  out += fmt::format("{}: {}\n",
                     search.found.passed           ? "ROSTER"
                     : search.found.tested.empty() ? "ROSTER, NOT TESTED"
                                                   : "ROSTER, NOT PROVEN",
                     roster_line(search, roster));
  out += fmt::format("the cheapest of {} rosters simulated, at last on {} days each (seed {})", search.simulated,
                     search.found.days, search.found.seed);
  out += search.found.tested.empty() ? "; not tested on other days\n\n"
                                     : fmt::format("; tested on {} days never used before (seed {})\n\n",
                                                   search.found.tested_days, search.found.tested_seed);
  out += duties_table(search, roster, width) + "\n";
  out += demands_table(search, width);
  if (!search.found.tested.empty())
    out += fmt::format("All that is said of new days holds together at 95%{}.\n",
                       search.tests > 1 ? fmt::format("; {} rosters were tested", search.tests) : "");
  out += "\nPLAN: servers open, officers at work\n\n" + plan_table(search, roster, width) + "\n";
  out += bound_text(search);
  if (!search.prices.empty())
    out += "\nPRICES: one officer less or more, on the days of the search, with the best plan for them\n\n" +
           prices_table(search, width);
  return out;
}

nlohmann::ordered_json json_of(const RosterSearch& search) {
  nlohmann::ordered_json out;
  const RosterRules& rules = search.rules();
  out["crossflow_roster"] = 1;
  out["title"] = rules.title.en;
  out["rosters_simulated"] = search.simulated;
  out["replications"] = search.found.days;
  out["seed"] = search.found.seed;
  out["possible"] = search.possible;
  out["interrupted"] = search.interrupted;
  const auto number = [](const std::optional<double>& value) {
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
  };
  const auto of_roster = [&](const Roster& roster) {
    nlohmann::ordered_json one;
    one["officers"] = roster.officers();
    one["hours"] = roster.hours(search.duties());
    one["cost"] = roster.cost;
    one["duties"] = nlohmann::ordered_json::array();
    for (const auto& [d, officers] : roster.duties) {
      const Duty& duty = search.duties()[d];
      nlohmann::ordered_json line{{"pool", rules.pools[duty.pool].name},
                                  {"form", rules.pools[duty.pool].shifts[duty.form].name},
                                  {"from", clock_text(duty.from)},
                                  {"until", clock_text(duty.until)},
                                  {"breaks", nlohmann::ordered_json::array()},
                                  {"officers", officers}};
      for (const auto& [from, until] : duty.breaks)
        line["breaks"].push_back(clock_text(from) + "-" + clock_text(until));
      one["duties"].push_back(std::move(line));
    }
    return one;
  };
  out["roster"] = search.found.best ? of_roster(search.found.best->roster) : nlohmann::ordered_json();
  out["erlang"] = search.erlang ? of_roster(search.erlang->roster) : nlohmann::ordered_json();
  out["bound"] = number(search.bound);
  out["nothing_cheaper"] = search.found.nothing_cheaper;
  out["tested"] = search.found.tested_days;
  out["tested_seed"] = search.found.tested_seed;
  out["tests"] = search.tests;
  out["passed"] = search.found.passed;
  out["must_hold"] = nlohmann::ordered_json::array();
  const auto& tried = search.found.best ? search.found.best : search.nearest;
  for (std::size_t d = 0; d < search.demands().size(); ++d) {
    const auto judged = [&](const std::vector<Judged>& all) {
      return all.empty() ? nlohmann::ordered_json()
                         : nlohmann::ordered_json{{"meets", meets_key(all[d].meets)}, {"value", number(all[d].value)}};
    };
    out["must_hold"].push_back({{"what", search.demands()[d].text},
                                {"on_days", number(search.demands()[d].on_days)},
                                {"every_post_manned", judged(search.all_manned)},
                                {"in_the_search", judged(tried ? tried->judged : std::vector<Judged>())},
                                {"on_new_days", judged(search.found.tested)}});
  }
  out["prices"] = nlohmann::ordered_json::array();
  for (const Price& price : search.prices) {
    const Duty& duty = search.duties()[price.duty];
    nlohmann::ordered_json values = nlohmann::ordered_json::array();
    for (const Judged& judged : price.judged) values.push_back(number(judged.value));
    out["prices"].push_back({{"from", clock_text(duty.from)},
                             {"until", clock_text(duty.until)},
                             {"pool", rules.pools[duty.pool].name},
                             {"officers", price.officers},
                             {"cost", price.roster.cost},
                             {"within_rules", price.within_rules},
                             {"all_holds", meets_key(all_of(meets_of(price.judged)))},
                             {"values", std::move(values)}});
  }
  return out;
}

}  // namespace crossflow
