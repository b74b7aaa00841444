// The units that a scenario may use, and what each quantity is called in a message.
#include <cmath>

#include <fmt/format.h>

#include "sim/scenario/grouped.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {

std::string grouped(long number) {
  std::string digits = std::to_string(number);
  const std::size_t first = digits[0] == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, ",");
  return digits;
}

namespace {

constexpr double boundless = 1e300;

std::string limit(double value) {
  const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
  return whole ? grouped(static_cast<long>(value)) : fmt::format("{}", value);
}

std::string from_to(double least, double most, const std::string& unit) {
  const std::string from = "from " + limit(least) + unit;
  return most < boundless ? from + " to " + limit(most) + unit : from;
}

/// "persons" may be written "person" too.
// What may stand for a unit: "person" for "persons"; and where people are counted, vehicles may be.
std::vector<std::string> also_called(const std::string& plural) {
  if (plural.size() < 2 || plural.back() != 's') return {};
  std::vector<std::string> others{plural.substr(0, plural.size() - 1)};
  if (plural == "persons") others.insert(others.end(), {"vehicles", "vehicle"});
  return others;
}

double identity(double value) {
  return value;
}
long to_long(double value) {
  return static_cast<long>(value);
}

TypePtr<double> real(QuantityRule rule) {
  return std::make_shared<Quantity<double>>(std::move(rule), identity);
}

}  // namespace

namespace rules {

QuantityRule whole(long least, long most, const std::string& unit) {
  QuantityRule rule;
  rule.what = "a whole number";
  if (!unit.empty()) {
    rule.what = "a number of " + unit;
    rule.example = grouped(least > 1 ? least : most < 10 ? most : 10) + " " + unit;
    rule.units = {{unit, 1, also_called(unit), {}}};
  }
  rule.bare = unit.empty();
  rule.whole = true;
  rule.least = static_cast<double>(least);
  rule.most = static_cast<double>(most);
  rule.limits = "from " + grouped(least) + " to " + grouped(most);
  return rule;
}

QuantityRule number(double least, double most) {
  QuantityRule rule;
  rule.what = "a number";
  rule.least = least;
  rule.most = most;
  rule.limits = from_to(least, most, "");
  return rule;
}

QuantityRule percent(double least, double most) {
  QuantityRule rule;
  rule.what = "a percentage";
  rule.example = "35%";
  rule.units = {{"%", 0.01, {}, {"percent", "per cent", "pct"}}};
  rule.bare = false;
  rule.least = least;
  rule.most = most;
  rule.limits = from_to(least * 100, most * 100, "%");
  return rule;
}

QuantityRule duration(Tick least, Tick most) {
  QuantityRule rule;
  rule.what = "a duration";
  rule.example = "45 s or 12 min";
  rule.units = {{"us", 1e-6, {"µs"}, {}},
                {"ms", 1e-3, {}, {}},
                {"s", 1, {}, {"sec", "secs", "second", "seconds"}},
                {"min", 60, {}, {"m", "mins", "minute", "minutes"}},
                {"h", 3600, {}, {"hr", "hrs", "hour", "hours"}},
                {"day", 86400, {"days"}, {"d"}}};
  rule.bare = false;
  rule.compound = true;
  rule.least = to_seconds(least);
  rule.most = to_seconds(most);
  if (least > 0) rule.limits = "at least " + duration_text(least);
  if (most < 366 * day) rule.limits += (rule.limits.empty() ? "at most " : " and at most ") + duration_text(most);
  return rule;
}

QuantityRule speed() {
  QuantityRule rule;
  rule.what = "a speed";
  rule.example = "1.3 m/s";
  rule.units = {{"m/s", 1, {}, {}}, {"km/h", 1 / 3.6, {}, {"kmh", "kph"}}};
  rule.bare = false;
  rule.least = 0.05;
  rule.most = 50;
  rule.limits = from_to(rule.least, rule.most, " m/s");
  return rule;
}

QuantityRule length() {
  QuantityRule rule;
  rule.what = "a length";
  rule.example = "80 m";
  rule.units = {{"m", 1, {}, {"metre", "metres", "meter", "meters"}}, {"km", 1000, {}, {}}, {"cm", 0.01, {}, {}}};
  rule.bare = false;
  rule.most = 1e5;
  rule.limits = "at most 100 km";
  return rule;
}

QuantityRule area() {
  QuantityRule rule;
  rule.what = "an area";
  rule.example = "1,200 m2";
  rule.units = {{"m2", 1, {"m²"}, {"sqm", "sq m", "m^2"}}};
  rule.bare = false;
  rule.least = 0.1;
  rule.most = 1e9;
  rule.limits = from_to(rule.least, rule.most, " m2");
  return rule;
}

QuantityRule factor() {
  QuantityRule rule = number(0.01, 100);
  rule.what = "a number or a percentage";
  rule.units = {{"%", 0.01, {}, {}}};
  rule.limits = from_to(100 * rule.least, 100 * rule.most, "%");
  return rule;
}

QuantityRule rate(const std::string& unit, double least_an_hour) {
  constexpr double most_an_hour = 360e6;
  constexpr double slack = 1e-9;  // one an hour is also 24 a day
  QuantityRule rule;
  rule.what = "a rate";
  rule.example = "6,000 " + unit + "/h";
  rule.bare = false;
  rule.least = least_an_hour / 3600 * (1 - slack);
  rule.most = most_an_hour / 3600 * (1 + slack);
  rule.limits = from_to(least_an_hour, most_an_hour, "") + " " + unit + "/h";
  const std::vector<std::pair<std::string, double>> per = {{"h", 3600.0}, {"min", 60.0}, {"s", 1.0}, {"day", 86400.0}};
  for (const auto& [name, seconds] : per) {
    Unit one{unit + "/" + name, 1 / seconds, {}, {}};
    for (const auto& single : also_called(unit)) one.also.push_back(single + "/" + name);
    one.hints = {unit + " per " + name};
    if (name == "h") one.hints.insert(one.hints.end(), {unit + "/hour", unit + " per hour", unit + " an hour"});
    rule.units.push_back(std::move(one));
  }
  return rule;
}

}  // namespace rules

namespace types {

TypePtr<long> whole(long least, long most, std::string unit) {
  return std::make_shared<Quantity<long>>(rules::whole(least, most, unit), to_long);
}
TypePtr<double> number(double least, double most) {
  return real(rules::number(least, most));
}
TypePtr<double> share() {
  return real(rules::percent(0, 1));
}
TypePtr<double> percent(double least, double most) {
  return real(rules::percent(least, most));
}
TypePtr<Tick> duration(Tick least, Tick most) {
  return std::make_shared<Quantity<Tick>>(rules::duration(least, most), ticks_from_seconds);
}
TypePtr<double> length() {
  return real(rules::length());
}
TypePtr<double> area() {
  return real(rules::area());
}
TypePtr<double> speed() {
  return real(rules::speed());
}
TypePtr<double> rate(std::string unit, double least_an_hour) {
  return real(rules::rate(unit, least_an_hour));
}
TypePtr<double> factor() {
  return real(rules::factor());
}

}  // namespace types
}  // namespace crossflow
