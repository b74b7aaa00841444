// The names of a request, looked up in directories; and figures as readers want them.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "analysis/measure.hpp"
#include "analysis/staffing.hpp"
#include "analysis/text_table.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {
namespace {

std::string short_name(const std::string& full) {
  return full.substr(full.rfind('/') + 1);
}

// By full name, or by its own where only one has it. A source's line outside gives way to a station of its name.
std::vector<std::uint16_t> stations_called(const Directory& directory, const std::string& name) {
  std::vector<std::uint16_t> found, outside;
  for (std::size_t s = 0; s < directory.stations.size(); ++s) {
    const StationEntry& entry = directory.stations[s];
    if (entry.name != name && short_name(entry.name) != name) continue;
    (entry.shape == Shape::outside ? outside : found).push_back(static_cast<std::uint16_t>(s));
  }
  return found.empty() ? outside : found;
}

template <class Entries, class NameOf>
std::optional<std::size_t> index_of(const Entries& entries, const std::string& name, NameOf name_of) {
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (name_of(entries[i]) == name) return i;
  return std::nullopt;
}

std::optional<std::size_t> class_index(const Directory& directory, const std::string& name) {
  return index_of(directory.classes, name, [](const ClassEntry& entry) { return entry.name; });
}

std::optional<std::size_t> direction_index(const Directory& directory, const std::string& name) {
  return index_of(directory.directions, name, [](const std::string& entry) { return entry; });
}

// By full name, or by its own where only one has it.
std::vector<std::uint16_t> pools_called(const Directory& directory, const std::string& name) {
  std::vector<std::uint16_t> found;
  for (std::size_t p = 0; p < directory.pools.size(); ++p)
    if (directory.pools[p].name == name || short_name(directory.pools[p].name) == name)
      found.push_back(static_cast<std::uint16_t>(p));
  return found;
}

std::vector<std::uint16_t> pools_with(const Directory& directory, const std::string& skill) {
  std::vector<std::uint16_t> found;
  for (std::size_t p = 0; p < directory.pools.size(); ++p)
    if (has_skill(directory.pools[p], skill)) found.push_back(static_cast<std::uint16_t>(p));
  return found;
}

// By full name, or by its own; of several ports all that are called so.
std::vector<std::uint16_t> sources_called(const Directory& directory, const std::string& name) {
  std::vector<std::uint16_t> found;
  for (std::size_t s = 0; s < directory.sources.size(); ++s)
    if (directory.sources[s].name == name || short_name(directory.sources[s].name) == name)
      found.push_back(static_cast<std::uint16_t>(s));
  return found;
}

std::vector<std::uint16_t> sources_in_groups(const Directory& directory, bool in_groups) {
  std::vector<std::uint16_t> found;
  for (std::size_t s = 0; s < directory.sources.size(); ++s)
    if (directory.sources[s].groups == in_groups) found.push_back(static_cast<std::uint16_t>(s));
  return found;
}

// Those in both, where something is asked of both. Nothing if there are none.
bool narrow(std::vector<std::uint16_t>& to, const std::vector<std::uint16_t>& found) {
  if (to.empty()) to = found;
  std::erase_if(to, [&](std::uint16_t i) { return std::find(found.begin(), found.end(), i) == found.end(); });
  return !to.empty();
}

// "the scenario has no station", of several "no variant has a station".
std::string nowhere(std::span<const Directory> directories, const std::string& article, const std::string& what) {
  return directories.size() > 1 ? fmt::format("no variant has {} {}", article, what)
                                : fmt::format("the scenario has no {}", what);
}

/// A problem if no directory has what is called so.
template <class Has, class Names>
bool refuse_unknown(const std::string& what, const std::string& name, const Place& place,
                    std::span<const Directory> directories, Has has, Names names, Problems& problems) {
  if (name.empty() || std::any_of(directories.begin(), directories.end(), has)) return false;
  std::set<std::string> known;
  for (const Directory& directory : directories) names(directory, known);
  std::string expected;
  if (known.size() <= 12)
    for (const std::string& one : known) expected += (expected.empty() ? "one of " : ", ") + one;
  problems.add(place, fmt::format("{} '{}'", nowhere(directories, "a", what), name), expected,
               nearest_word(name, {known.begin(), known.end()}));
  return true;
}

std::optional<std::size_t> day_index(const Directory& directory, const AskedDay& asked) {
  const int index = asked.number > 0 ? asked.number - 1 : days_between(directory.date, asked.date);
  return index >= 0 && static_cast<std::size_t>(index) < whole_days_of(directory)
             ? std::optional(static_cast<std::size_t>(index))
             : std::nullopt;
}

bool refuse_day(const MeasureRequest& request, std::span<const Directory> directories, Problems& problems) {
  if (!request.day) return false;
  const auto has = [&](const Directory& d) { return day_index(d, *request.day).has_value(); };
  if (std::any_of(directories.begin(), directories.end(), has)) return false;
  const Directory& first = directories.front();
  const auto days = static_cast<int>(whole_days_of(first));
  const std::string last = date_text(days_after(first.date, days - 1));
  problems.add(
      request.day_place,
      request.day->number > 0 ? fmt::format("{} {}", nowhere(directories, "a", "day"), request.day->number)
                              : fmt::format("{} {}", nowhere(directories, "the", "date"), date_text(request.day->date)),
      days == 1 ? "the one day, " + last : fmt::format("1 to {}, or {} to {}", days, date_text(first.date), last));
  return true;
}

bool refuse_names(const MeasureRequest& request, std::span<const Directory> directories, Problems& problems) {
  const auto station = [&](const Directory& d) { return !stations_called(d, request.station).empty(); };
  const auto stations = [](const Directory& d, std::set<std::string>& names) {
    for (const StationEntry& s : d.stations) names.insert(d.ports.size() > 1 ? s.name : short_name(s.name));
  };
  const auto of_class = [&](const Directory& d) { return class_index(d, request.traveller_class).has_value(); };
  const auto classes = [](const Directory& d, std::set<std::string>& names) {
    for (const ClassEntry& c : d.classes) names.insert(c.name);
  };
  const auto direction = [&](const Directory& d) { return direction_index(d, request.direction).has_value(); };
  const auto directions = [](const Directory& d, std::set<std::string>& names) {
    names.insert(d.directions.begin(), d.directions.end());
  };
  const bool a =
      refuse_unknown("station", request.station, request.station_place, directories, station, stations, problems);
  const bool b =
      refuse_unknown("class", request.traveller_class, request.class_place, directories, of_class, classes, problems);
  const bool c = refuse_unknown("direction", request.direction, request.direction_place, directories, direction,
                                directions, problems);
  const auto pool = [&](const Directory& directory) { return !pools_called(directory, request.pool).empty(); };
  const auto pools = [](const Directory& directory, std::set<std::string>& names) {
    for (const PoolEntry& p : directory.pools) names.insert(directory.ports.size() > 1 ? p.name : short_name(p.name));
  };
  const auto skill = [&](const Directory& directory) { return !pools_with(directory, request.skill).empty(); };
  const auto skills = [](const Directory& directory, std::set<std::string>& names) {
    for (const std::string& name : skills_of(directory)) names.insert(name);
  };
  const bool d = refuse_unknown("pool", request.pool, request.pool_place, directories, pool, pools, problems);
  const bool e = refuse_unknown("skill", request.skill, request.skill_place, directories, skill, skills, problems);
  const auto source = [&](const Directory& directory) { return !sources_called(directory, request.source).empty(); };
  const auto sources = [](const Directory& directory, std::set<std::string>& names) {
    for (const SourceEntry& s : directory.sources)
      names.insert(directory.ports.size() > 1 ? s.name : short_name(s.name));
  };
  const bool f = refuse_unknown("source", request.source, request.source_place, directories, source, sources, problems);
  const bool g = refuse_day(request, directories, problems);
  return a || b || c || d || e || f || g;
}

// Of counts and minutes: whole from 100 on.
std::string number_text(double value, double size) {
  return size >= 100 ? count_text(std::llround(value))
                     : fmt::format("{:.{}f}", value, size == std::floor(size) ? 0 : 1);
}

bool is_time(MeasureUnit unit) {
  return unit == MeasureUnit::seconds || unit == MeasureUnit::time_of_day;
}

std::string size_text(MeasureUnit unit, double size) {
  switch (unit) {
    case MeasureUnit::seconds:
    case MeasureUnit::time_of_day:
      return seconds_text(size);
    case MeasureUnit::share:
      return share_text(size);
    case MeasureUnit::minutes:
      return number_text(size, size) + " min";
    case MeasureUnit::count:
      break;
  }
  return number_text(size, size);
}

}  // namespace

std::optional<Selection> select(const Directory& directory, const MeasureRequest& request) {
  Selection out;
  if (!request.station.empty()) {
    const auto found = stations_called(directory, request.station);
    if (found.size() != 1) return std::nullopt;
    out.station = found.front();
  }
  if (!request.traveller_class.empty()) {
    const auto found = class_index(directory, request.traveller_class);
    if (!found) return std::nullopt;
    out.traveller_class = static_cast<std::uint8_t>(*found);
  }
  if (!request.direction.empty()) {
    const auto found = direction_index(directory, request.direction);
    if (!found) return std::nullopt;
    out.direction = static_cast<std::uint8_t>(*found);
  }
  if (request.day) {
    out.day = day_index(directory, *request.day);
    if (!out.day) return std::nullopt;
  }
  out.from = request.from.value_or(0);
  out.until = request.until.value_or(never);
  out.limit = request.limit.value_or(never);
  if (!request.pool.empty()) {
    out.pools = pools_called(directory, request.pool);
    if (out.pools.size() != 1) return std::nullopt;
  }
  if (!request.skill.empty()) {
    if (!narrow(out.pools, pools_with(directory, request.skill))) return std::nullopt;
  }
  if (!request.source.empty() && !narrow(out.sources, sources_called(directory, request.source))) return std::nullopt;
  if (request.in_group && !narrow(out.sources, sources_in_groups(directory, *request.in_group))) return std::nullopt;
  return out;
}

std::string refusal(const ResultMeasure& measure, const Directory& directory, const Selection& selection) {
  if (selection.day && *selection.day + days_of(directory) < whole_days_of(directory))
    return fmt::format("day {} is left out as warm-up", *selection.day + 1);
  return measure.refuses == nullptr ? "" : measure.refuses(directory, selection);
}

void check_requests(std::span<const MeasureRequest> requests, std::span<const Directory> directories,
                    Problems& problems) {
  for (const MeasureRequest& request : requests) {
    if (refuse_names(request, directories, problems)) continue;
    std::string why;
    bool answered = false;
    for (const Directory& directory : directories) {
      const auto selection = select(directory, request);
      if (!selection) {
        if (!request.station.empty() && stations_called(directory, request.station).size() > 1)
          why = fmt::format("several ports have a station '{}'", request.station);
        if (request.in_group && sources_in_groups(directory, *request.in_group).empty())
          why = *request.in_group ? "nobody comes in a tour group" : "everybody comes in a tour group";
        if (!request.pool.empty() && pools_called(directory, request.pool).size() > 1)
          why = fmt::format("several ports have a pool '{}'", request.pool);
        continue;
      }
      const ResultMeasure& measure = measure_of(request);
      const std::string refused = refusal(measure, directory, *selection);
      if (refused.empty()) {
        answered = true;
      } else {
        why = fmt::format("'{}' cannot be measured: {}", measure.name, refused);
      }
    }
    if (!answered && why.empty())
      why = directories.size() > 1 ? "no variant has all that is named here"
                                   : "what is named here is not to be had together";
    if (!answered) problems.add(request.station.empty() ? request.place : request.station_place, why);
  }
}

std::string measure_text(MeasureUnit unit, double value) {
  if (unit == MeasureUnit::time_of_day) return clock_text(ticks_from_seconds(value));
  return (value < 0 ? "-" : "") + size_text(unit, std::fabs(value));
}

std::string half_width_text(MeasureUnit unit, const Estimate& estimate) {
  if (!estimate.interval) return "";
  const double below = estimate.value - estimate.interval->low;
  const double above = estimate.interval->high - estimate.value;
  const double half = std::max(below, above);
  const int decimals = half > 0 && half < 0.0005 ? 2 : 1;
  const auto side = [&](double size) {
    if (unit == MeasureUnit::share) return fmt::format("{:.{}f}", size * 100, decimals);
    return is_time(unit) ? seconds_text(size) : number_text(size, std::max(half, std::fabs(estimate.value)));
  };
  const std::string down = side(below);
  const std::string up = side(above);
  return (down == up ? "± " + down : "-" + down + " +" + up) + (unit == MeasureUnit::share ? "%" : "");
}

bool is_no_difference(MeasureUnit unit, const Estimate& difference) {
  const double least = unit == MeasureUnit::share ? 0.00005 : 0.05;
  const auto shows = [least](double amount) { return std::fabs(amount) >= least; };
  return difference.interval && !shows(difference.value) && !shows(difference.interval->low) &&
         !shows(difference.interval->high);
}

std::string difference_text(MeasureUnit unit, const Estimate& difference) {
  if (is_no_difference(unit, difference)) return "no difference";
  const double half = difference.interval ? difference.interval->high - difference.value : 0;
  const double size = std::fabs(difference.value);
  if (unit == MeasureUnit::share) {
    const int decimals = size < 0.001 || (half > 0 && half < 0.001) ? 2 : 1;
    const std::string number = fmt::format("{:+.{}f}", difference.value * 100, decimals);
    return number + (difference.interval ? fmt::format(" ± {:.{}f}", half * 100, decimals) : "") + " points";
  }
  const std::string text = (difference.value < 0 ? "-" : "+") + size_text(unit, size);
  if (!difference.interval) return text;
  return text + " ± " + (is_time(unit) ? seconds_text(half) : number_text(half, std::max(half, size)));
}

const char* unit_name(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::seconds:
    case MeasureUnit::time_of_day:
      return "s";
    case MeasureUnit::share:
      return "share";
    case MeasureUnit::minutes:
      return "min";
    case MeasureUnit::count:
      break;
  }
  return "count";
}

}  // namespace crossflow
