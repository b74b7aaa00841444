#include "sim/scenario/quantity.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/scenario/figure.hpp"

namespace crossflow {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Takes "1,200.5" off the front as digits that from_chars reads; empty if there is no number, or thousands are parted
/// wrongly.
std::string take_number(std::string_view& text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  std::string digits(text[0] == '-' ? "-" : "");
  const std::size_t first = at;
  std::size_t last_comma = 0;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      digits += text[at++];
    } else if (text[at] == ',' && at + 1 < text.size() && is_digit(text[at + 1])) {
      const bool grouped = last_comma > 0 ? at - last_comma == 4 : at > first && at - first <= 3;
      if (!grouped) return {};
      last_comma = at++;
    } else {
      break;
    }
  }
  if (at == first || (last_comma > 0 && at - last_comma != 4)) return {};
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    digits += text[at++];
    while (at < text.size() && is_digit(text[at])) digits += text[at++];
  }
  text.remove_prefix(at);
  return digits;
}

const Unit* unit_named(const QuantityRule& rule, std::string_view name) {
  for (const auto& unit : rule.units) {
    if (unit.name == name || std::find(unit.also.begin(), unit.also.end(), name) != unit.also.end()) return &unit;
  }
  return nullptr;
}

/// What the user may have meant by a unit that is none.
std::string unit_meant(const QuantityRule& rule, std::string_view name) {
  std::vector<std::string> names;
  for (const auto& unit : rule.units) {
    if (std::find(unit.hints.begin(), unit.hints.end(), name) != unit.hints.end()) return unit.name;
    names.push_back(unit.name);
  }
  return nearest_word(name, names);
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(R"(\^$.|?*+()[]{}/)").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// "e12 persons": of a number that is written with one.
bool is_exponent(std::string_view unit_text) {
  return unit_text.size() > 1 && (unit_text[0] == 'e' || unit_text[0] == 'E') &&
         std::string_view("0123456789+-").find(unit_text[1]) != std::string_view::npos;
}

}  // namespace

std::string with_plain_spaces(std::string text) {
  for (const std::string_view other : {"\u00a0", "\u2009", "\u202f", "\u3000"})
    for (std::size_t at = 0; (at = text.find(other)) != std::string::npos;) text.replace(at, other.size(), " ");
  return text;
}

bool check_spaces(const Value& value, Reader& reader, const std::string& expected, const std::string& nearest) {
  if (with_plain_spaces(value.scalar) == value.scalar) return true;
  return reader.problem(value,
                        reader.subject() + " is " + describe(value) + ", with a space that is none of the keyboard's",
                        expected, nearest);
}

std::string Amount::text(double other_number) const {
  const std::string digits = fmt::format("{}", other_number);
  return unit.name.empty() ? digits : unit.name == "%" ? digits + "%" : digits + " " + unit.name;
}

bool split_amount(std::string_view text, double& number, std::string_view& unit) {
  std::string_view rest = trimmed(text);
  if (rest.empty()) return false;
  const std::string digits = take_number(rest);
  if (digits.empty()) return false;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  unit = trimmed(rest);
  return error == std::errc() && end == digits.data() + digits.size();
}

std::optional<Amount> parse_amount(const QuantityRule& rule, const std::string& text, std::string* nearest) {
  std::string_view rest = text;
  Amount sum;
  for (bool first = true; first || !rest.empty(); first = false) {
    double number = 0;
    std::string_view unit_text;
    if (!split_amount(rest, number, unit_text) || (!first && !rule.compound)) return {};
    rest = {};
    if (rule.compound) {  // "1 h 30 min": the unit ends where the next number begins
      const std::size_t next = unit_text.find_first_of("0123456789");
      if (next != std::string_view::npos) {
        rest = unit_text.substr(next);
        unit_text = trimmed(unit_text.substr(0, next));
      }
    }
    const Unit none;
    const Unit* unit = unit_text.empty() && rule.bare ? &none : unit_named(rule, unit_text);
    if (unit == nullptr) {
      const std::string meant = unit_text.empty() ? std::string() : unit_meant(rule, unit_text);
      if (nearest != nullptr && !meant.empty() && rest.empty() && first && !is_exponent(unit_text)) {
        *nearest = Amount{0, 0, {meant, 1, {}, {}}}.text(number);
      }
      return {};
    }
    if (!first && (number < 0 || unit->scale >= sum.unit.scale)) return {};  // larger units come first
    sum.value += unit->to_base(number);
    sum.number = first ? number : sum.value / unit->scale;
    sum.unit = *unit;
  }
  const bool within = sum.value >= rule.least && sum.value <= rule.most;
  if (!within || (rule.whole && sum.value != std::floor(sum.value))) return {};
  return sum;
}

std::optional<Amount> read_amount(const QuantityRule& rule, const Value& value, Reader& reader) {
  std::string nearest;
  if (value.is_scalar()) {
    auto amount = parse_amount(rule, value.scalar, &nearest);
    if (amount) return amount;
    if (const std::string plain = with_plain_spaces(value.scalar);
        !check_spaces(value, reader, rule.expected(), parse_amount(rule, plain) ? plain : ""))
      return {};
    double number = 0;
    std::string_view unit;
    const bool percent = rule.units.size() == 1 && rule.units[0].name == "%";
    if (percent && !rule.bare && split_amount(value.scalar, number, unit) && unit.empty()) {
      // A factor, where it may be above 1; else what stands there, unless that can only be a fraction.
      const bool factor = number <= 1 || (rule.most > 1 && number < 10);
      nearest = fmt::format("{:.10g}%", factor ? number * 100 : number);
    }
  }
  reader.refuse(value, rule.expected(), nearest);
  return {};
}

std::string percent_text(double share) {
  return fmt::format("{:.6g}%", 100 * share);
}

std::string QuantityRule::expected() const {
  return what + (example.empty() ? "" : " such as " + example) + (limits.empty() ? "" : ", " + limits);
}

void QuantityRule::write_schema(nlohmann::json& out) const {
  out = schema();
}

nlohmann::json QuantityRule::schema() const {
  const std::string digits = whole ? "[0-9][0-9,]*" : "[0-9][0-9,]*(\\.[0-9]+)?";
  std::string names;
  for (const auto& unit : units) {
    names += (names.empty() ? "" : "|") + escaped(unit.name);
    for (const auto& also : unit.also) names += "|" + escaped(also);
  }
  const std::string one = names.empty() ? digits : digits + " *(" + names + ")" + (bare ? "?" : "");
  const std::string pattern = compound ? "^" + one + "( +" + one + ")*$" : "^[-+]?" + one + "$";
  nlohmann::json any = nlohmann::json::array();
  any.push_back({{"type", "string"}, {"pattern", pattern}});
  if (bare) {
    nlohmann::json plain = {{"type", whole ? "integer" : "number"}, {"minimum", least}};
    if (most < 1e300) plain["maximum"] = most;
    any.push_back(plain);
  }
  nlohmann::json figure = annotated_schema({{"anyOf", any}});
  any.push_back(figure);
  return {{"anyOf", any}, {"description", expected()}};
}

}  // namespace crossflow
