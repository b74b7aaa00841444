// The reference page: one table for each group of keys, and what the values look like.
#include <fmt/format.h>

#include "sim/scenario/distribution_type.hpp"
#include "sim/scenario/dog_keys.hpp"
#include "sim/scenario/people_keys.hpp"
#include "sim/scenario/port_keys.hpp"
#include "sim/scenario/schema.hpp"

namespace crossflow {
namespace {

/// Text for a cell of a Markdown table.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : c == '\n' ? std::string(" ") : std::string(1, c);
  return out;
}

void append_keys(const KeysBase& keys, std::string& out) {
  if (!keys.short_form().empty()) out += fmt::format("In place of the map: {}.\n\n", keys.short_form());
  const auto lines = keys.help();
  if (lines.empty()) return;
  out += "| key | value | unless given | |\n| --- | --- | --- | --- |\n";
  for (const auto& line : lines) {
    const std::string unless = line.required               ? "**needed**"
                               : line.default_text.empty() ? ""
                                                           : "`" + line.default_text + "`";
    out += fmt::format("| `{}` | {} | {} | {} |\n", line.name, cell(line.type), unless, cell(line.help));
  }
  out += "\n";
}

void append_section(const std::string& heading, const std::string& about, const KeysBase& keys, std::string& out) {
  out += heading + "\n\n" + (about.empty() ? "" : about + "\n\n");
  append_keys(keys, out);
}

constexpr char values_text[] = R"(## Values

Every quantity has its unit; what one means never depends on how YAML would read it.

| | |
| --- | --- |
| durations | `45 s`, `12 min`, `1 h 30 min`; us, ms, s, min, h, day |
| times of day | `17:40`; opening hours `07:00-22:00`, and `22:00-06:00` passes midnight |
| numbers | `14`, `60,122`; in `{ }` and `[ ]` a comma ends a value, so write `60122` or `"60,122"` there |
| persons | `600 persons`; rates `6,000 persons/h` |
| shares | `85%` |
| lengths, areas, speeds | `80 m`, `1,200 m2`, `1.3 m/s` |
| words | `yes` or `no`; labels are a text or `{en: ..., zh: ...}` |

**Over the day.** Where a value may change, `{"07:00": 10, "09:00": 18}` stands for 10 from 07:00 and 18 from 09:00. It
repeats every day.

**By class.** Where it may differ by class, `{resident: 16 s, in a group: 20 s, otherwise: 30 s}`. A tour group goes
before its class.

**Distributions.** A value alone is constant. Otherwise one of:

| | |
| --- | --- |
| `{uniform: [10 s, 20 s]}` | least, most |
| `{triangular: [10 s, 12 s, 20 s]}` | least, likeliest, most |
| `{exponential: 12 s}` | mean |
| `{erlang: {mean: 12 s, shape: 3}}` | |
| `{lognormal: {mean: 12 s, cv: 35%}}` | also gamma and weibull; cv is the standard deviation over the mean |
| `{normal: {mean: 12 s, cv: 20%, least: 5 s, most: 30 s}}` | mean and cv are those before it is cut, at 0 unless given |
| `{empirical: {"10 s": 30%, "20 s": 70%}}` | values and shares |
| `{empirical: {table: FILE, value: COLUMN, weight: COLUMN, where: {...}, unit: s}}` | from a CSV table |

**Figures.** Beside any quantity may stand where it comes from and how far it may be off:
`{value: 18, mark: observed, source: "S13", range: [14, 18], note: ...}`, or
`{lognormal: {mean: 16 s, cv: 50%}, range: ±25%, mark: assumption}`. Marks are observed, design, pledge, assumption,
adjusted and calibrated. A range surrounds the figure, of a distribution its mean; runs with drawn inputs draw from it.

**People of a day.** `{resident: 47658, mainland: 12272}`, or
`{table: FILE, where: {control_point: Lo Wu, direction: arrival}, columns: {resident: COLUMN, ...}}`. Of a table with a
column `date` the row of the scenario's date counts, or of the date that `where` gives; or
`days: {weekday: sunday, from: 2024-09-01, to: 2024-12-15}` takes the mean over such days.

**Profiles.** `{"07:00-08:00": 2%, "08:00-09:00": 6%}`, weights that need not sum to 100%; or
`{table: FILE, column: NAME, where: {...}}` of a table with columns `from` and `to`. Of a table with a column `date` the rows
of the scenario's date count, or of the date that `where` gives: a profile is one for all days.

**Tables.** CSV in UTF-8: a line of headings, cells parted by commas, lines that end with LF or CR LF. A byte order mark,
quoted cells and empty lines are as spreadsheets write them. Headings stand in any order and letter case; two of one name are
refused. Columns that nothing asks for are left unread, which is noted where the headings are ours (lists, rosters). Dates are
written as 2024-10-20; any other form is refused, and no row is passed over for one. People are whole numbers. What is wrong
in many rows of a column is told once, with their number.

)";

constexpr char variants_text[] = R"(## Variants

A file with `extends: FILE` says only what differs; so does an overlay (`--with FILE`), and `--set` for a single value
(`--set "stations.arrival counters.servers=14"`; a key that holds a dot stands in quotes, items of lists are counted from 1).
Maps merge key by key, scalars and lists replace, and `~` takes a key away. What is said by time of the day (`open`, a
profile, a rate, facings) replaces all that was said before, and so does a distribution of another family, or a table in
place of written figures: `{"08:00": 5}` is 5 all day, whatever stood there from 09:00 on. A single time is set by its own
key: `--set 'stations.counters.open."09:00"=7'`. Of a station or source whose kind changes only the keys that all have are
kept.

)";

}  // namespace

std::string keys_table(const KeysBase& keys) {
  std::string out;
  append_keys(keys, out);
  return out;
}

std::string reference_page(const Kinds& kinds) {
  std::string out = "# Keys of a scenario\n\nMade from the descriptions that the loader itself reads by.\n\n";
  append_section("## At the top", "", *document_record(kinds), out);
  append_section("## Classes", "Under `classes`, by name.", *class_record(), out);
  append_section("## Demand", "Under `demand`, by name. Beside these keys each source has one of the kinds below.",
                 *source_record(), out);
  for (const auto* kind : kinds.sources) append_section("### `" + kind->name + "`", kind->help, *kind->keys, out);
  for (const auto* option : kinds.source_options)
    append_section("### `" + option->name + "`, with any kind", option->help, *option->keys, out);
  append_section("## Stations", "Under `stations`, by name. Beside these keys each has those of its kind.",
                 *station_record(kinds), out);
  for (const auto* kind : kinds.stations)
    append_section("### `kind: " + kind->name + "`", kind->help, *kind->keys, out);
  append_section("## Contraband",
                 "Under `contraband`, by kind: drugs, explosives, banknotes, firearms, tobacco, other.",
                 contraband_keys(), out);
  append_section("## Targeting", "Under `targeting`, by name. Rows of choices name such a profile with `targeted by`.",
                 *targeting_record(), out);
  append_section("## Dog teams", "Under `dog teams`, by name.", *dog_team_record(kinds), out);
  for (const auto* policy : kinds.rest_policies)
    append_section("### `rest: {policy: " + policy->name + "}`", policy->help, *policy->keys, out);
  append_section("## Officers", "Under `officers`, by name: pools of officers.", *pool_record(), out);
  append_section("### `shifts`", "Under `shifts` of a pool, by name.", *shift_record(), out);
  append_section("### `roster`",
                 "In place of shifts: a list of lines, or `{table: FILE}`, whose columns have the names of these keys.",
                 *roster_line_record(), out);
  append_section("### `officers walk`", "A list.", *officer_walk_record(), out);
  append_section("### `contra-flow`", "By name.", *contra_flow_record(), out);
  append_section("## Supervisors", "Under `supervisors`, by name. Beside these keys each has those of his policy.",
                 *supervisor_record(kinds), out);
  for (const auto* policy : kinds.supervisor_policies)
    append_section("### `policy: " + policy->name + "`", policy->help, *policy->keys, out);
  out +=
      "## Routes\n\nUnder `routes`, by name: a list of steps. A step is the name of a station (or `{visit: NAME}`), "
      "`leave`, "
      "`{shortest of: [NAME, NAME]}`, a choice `{choose: [rows], purpose: TEXT}`, or one row alone, which the others "
      "pass by. "
      "Rows are taken in order; each has\n\n";
  append_keys(row_keys(), out);
  out +=
      "The last row of a choice has neither share nor conditions and takes the rest. Every path ends in `leave`.\n\n";
  append_section("## Disruptions",
                 "Under `disruptions`, by name. Beside these keys each has one or more of the effects below.",
                 disruption_keys(), out);
  for (const auto* kind : kinds.effects) append_section("### `" + kind->name + "`", kind->help, *kind->keys, out);
  return out + values_text + variants_text;
}

}  // namespace crossflow
