#include "cli/demand_overlay.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "cli/demand_dates.hpp"
#include "cli/output.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/base/yaml_quoted.hpp"

namespace fs = std::filesystem;

namespace crossflow {
namespace {

constexpr const char* begins = "# A forecast: ";
constexpr const char* heading = "date,control_point,direction,resident,mainland,other\n";
constexpr const char* ending = ".yaml";

std::string per_cent(double share) {
  return fmt::format("{:.1f}%", 100 * share);
}

/// A spread that hangs on the kind of day.
template <class Part>
std::string by_day(const Forecast& forecast, Part part) {
  std::string out;
  for (const auto& [kind, spread] : forecast.spread)
    if (kind != other_days)
      for (const std::string& name : kinds_of(kind)) out += fmt::format("{}: {}, ", name, per_cent(part(spread)));
  const auto other = forecast.spread.find(other_days);
  return fmt::format("{{by day: {{{}otherwise: {}}}}}", out,
                     per_cent(other == forecast.spread.end() ? 0 : part(other->second)));
}

}  // namespace

std::string table_beside(const std::string& overlay) {
  return fs::path(overlay).replace_extension(".csv").string();
}

void check_overlay(const std::string& file, const std::vector<std::string>& used, bool force) {
  const std::string wanted = std::string("a name that ends with ") + ending;
  if (fs::path(file).extension() != ending)
    throw InputError({file, 0, 0}, "this name is not that of an overlay", wanted);
  const bool older = what_is_at(file) == There::file && !begins_otherwise(file, begins);
  if (!older) check_new_file(file, used, wanted);
  check_csv(table_beside(file), used, heading);
  for (const std::string& written : {file, table_beside(file)}) check_not_edited(written, force);
}

void write_overlay(const std::string& file, const Forecast& forecast) {
  std::string table = heading;
  for (const Forecast::Row& row : forecast.people)
    table += fmt::format("{},{},{},{:.0f},{:.0f},{:.0f}\n", date_text(row.date), forecast.port,
                         hour_directions[row.direction], row.people[0], row.people[1], row.people[2]);
  const std::string csv = fs::path(table_beside(file)).filename().string();
  const fs::path folder = fs::absolute(file).parent_path();
  std::string text =
      fmt::format("{}{} from {} to {}, made by `crossflow calibrate demand` of the counts of\n# {}.\n# {}\n", begins,
                  forecast.port, date_text(forecast.people.front().date), date_text(forecast.people.back().date),
                  forecast.made_of, forecast.quality);
  text += fmt::format("calendar: {}\ndate: {}\ndemand:\n",
                      yaml_quoted(fs::absolute(forecast.holidays).lexically_relative(folder).generic_string()),
                      date_text(forecast.people.front().date));
  for (std::size_t d = hour_directions.size(); d-- > 0;) {
    text += fmt::format(
        "  {}:\n    total:\n      people:\n        table: {}\n        where: {{control_point: {}, direction: {}}}\n"
        "        columns: {{resident: resident, mainland: mainland, other: other}}\n        mark: calibrated\n"
        "        note: {}\n      spread:\n",
        yaml_quoted(forecast.sources[d]), yaml_quoted(csv), yaml_quoted(forecast.port), hour_directions[d],
        yaml_quoted("fitted to " + forecast.made_of));
    text +=
        fmt::format("        all ports: {}\n", by_day(forecast, [](const ForecastSpread& s) { return s.all_ports; }));
    text += fmt::format("        day: {}\n", by_day(forecast, [](const ForecastSpread& s) { return s.day; }));
    text +=
        fmt::format("        direction: {}\n", by_day(forecast, [](const ForecastSpread& s) { return s.direction; }));
  }
  write_table(table_beside(file), table);
  write_whole(file, text, begins);
}

}  // namespace crossflow
