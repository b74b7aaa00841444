#include "cli/figure_names.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/scenario/reader.hpp"

namespace crossflow {
namespace {

std::string shown(const Label& label, const std::string& name) {
  return label.en.empty() ? name : label.en;
}

template <class Thing>
std::string label_of(const std::vector<Thing>& things, const std::string& name) {
  for (const Thing& thing : things)
    if (thing.name == name) return shown(thing.label, name);
  return name;
}

bool is_at(const Place& a, const Place& b) {
  return std::tie(a.file, a.line, a.column) == std::tie(b.file, b.line, b.column);
}

const ChoiceRow* row_at(const std::vector<Step>& steps, const Place& place) {
  for (const Step& step : steps)
    for (const ChoiceRow& row : step.rows) {
      if (is_at(row.place, place)) return &row;
      if (const ChoiceRow* within = row_at(row.steps, place)) return within;
    }
  return nullptr;
}

// Where it leads, and whom: the row's own keys are numbers of items, which say nothing.
std::string row_text(const Scenario& scenario, const Port& port, const Route& route, const ChoiceRow& row) {
  std::vector<std::string> classes;
  for (const std::size_t c : row.condition.classes) classes.push_back(scenario.classes[c].name);
  std::string whom = classes.empty() ? "people" : fmt::format("{}", fmt::join(classes, ", "));
  if (row.condition.targeted_by) whom += " picked for a check";
  if (row.condition.in_group) whom += *row.condition.in_group ? " in a group" : " in no group";
  if (row.steps.empty() || row.steps.front().stations.empty()) return fmt::format("{}: share of {}", route.name, whom);
  const Station& to = port.stations[row.steps.front().stations.front()];
  return fmt::format("{}: share of {}", shown(to.label, to.name), whom);
}

// Six digits, and no power of ten: "0.00002".
std::string plain(double number) {
  std::string out = fmt::format("{:.6g}", number);
  if (out.find('e') == std::string::npos) return out;
  const int digits = std::max(0, 5 - static_cast<int>(std::floor(std::log10(std::fabs(number)))));
  out = fmt::format("{:.{}f}", number, digits);
  if (out.find('.') != std::string::npos) out.erase(out.find_last_not_of('0') + 1);
  return out.ends_with('.') ? out.substr(0, out.size() - 1) : out;
}

const Port* port_of(const Scenario& scenario, const std::string& name) {
  const auto found =
      std::find_if(scenario.ports.begin(), scenario.ports.end(), [&](const Port& port) { return port.name == name; });
  return found == scenario.ports.end() ? nullptr : &*found;
}

std::string name_of(const Scenario& scenario, const Figure& figure) {
  std::vector<std::string> keys = keys_of_path(figure.path);
  const Port* port = scenario.ports.empty() ? nullptr : &scenario.ports.front();
  std::string before;
  if (keys.size() > 2 && keys[0] == "ports" && port_of(scenario, keys[1]) != nullptr) {
    port = port_of(scenario, keys[1]);
    before = shown(port->label, port->name) + ", ";
    keys.erase(keys.begin(), keys.begin() + 2);
  }
  const auto rest = [&keys](std::size_t from) {
    return fmt::format(
        "{}", fmt::join(keys.begin() + static_cast<std::ptrdiff_t>(std::min(from, keys.size())), keys.end(), ", "));
  };
  if (keys.size() < 3 || port == nullptr) return before + rest(0);
  if (keys[0] == "stations") return fmt::format("{}{}: {}", before, label_of(port->stations, keys[1]), rest(2));
  if (keys[0] == "demand") return fmt::format("{}{}: {}", before, label_of(port->sources, keys[1]), rest(2));
  if (keys[0] == "classes") return fmt::format("{}{}: {}", before, label_of(scenario.classes, keys[1]), rest(2));
  if (keys[0] == "routes")
    for (const Route& route : port->routes)
      if (const ChoiceRow* row = route.name == keys[1] ? row_at(route.steps, figure.place) : nullptr)
        return before + row_text(scenario, *port, route, *row);
  return fmt::format("{}{}: {}", before, keys[0], rest(1));
}

std::string route_or_path(const std::string& path) {
  const std::vector<std::string> keys = keys_of_path(path);
  const auto routes = std::find(keys.begin(), keys.end(), "routes");
  return keys.end() - routes > 1 ? *(routes + 1) : path;
}

}  // namespace

std::vector<std::string> figure_names(const Scenario& scenario, const std::vector<Figure>& figures) {
  std::vector<std::string> out;
  for (const Figure& figure : figures) out.push_back(name_of(scenario, figure));
  const auto tell_apart = [&](const auto& by) {
    const std::vector<std::string> before = out;
    for (std::size_t i = 0; i < out.size(); ++i)
      if (std::count(before.begin(), before.end(), before[i]) > 1) out[i] += " (" + by(figures[i].path) + ")";
  };
  tell_apart(route_or_path);
  tell_apart([](const std::string& path) { return path; });
  return out;
}

std::string figure_text(const Figure& figure, double number) {
  const std::size_t unit = figure.central.find_first_not_of("+-0123456789.,e");
  return plain(number) + (unit == std::string::npos ? "" : figure.central.substr(unit));
}

std::string marked_text(Mark mark) {
  switch (mark) {
    case Mark::observed:
      return "observed figures";
    case Mark::design:
      return "design figures";
    case Mark::pledge:
      return "pledges";
    case Mark::assumption:
      return "assumptions";
    case Mark::adjusted:
      return "adjusted figures";
    case Mark::calibrated:
      return "calibrated figures";
    case Mark::none:
      break;
  }
  return "figures without a mark";
}

}  // namespace crossflow
