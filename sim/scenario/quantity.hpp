// Numbers with units. One rule describes a quantity; everything that is a number in a scenario is read by such a rule,
// and any of them may be annotated as a figure (see figure.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "sim/scenario/type.hpp"

namespace crossflow {

/// Whatever the system's language.
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct Unit {
  std::string name;
  double scale = 1;                ///< to the base unit
  std::vector<std::string> also;   ///< other spellings
  std::vector<std::string> hints;  ///< what users write for it and should not
  /// Divides where the unit is a part of the base unit, so that 7% is the double nearest to 0.07.
  double to_base(double number) const { return scale < 1 ? number / (1 / scale) : number * scale; }
};

struct QuantityRule {
  std::string what;         ///< "a duration"
  std::string example;      ///< "12 min"
  std::vector<Unit> units;  ///< none: a plain number
  bool bare = true;         ///< a number without a unit is taken, in the base unit
  bool compound = false;    ///< several may follow each other: "1 h 30 min"
  bool whole = false;
  double least = 0;  ///< in the base unit
  double most = 1e300;
  std::string limits;  ///< " from 0% to 100%"; for the message
  std::string expected() const;
  nlohmann::json schema() const;
  void write_schema(nlohmann::json& out) const;  ///< see TypeBase
};

/// A number as written, and what it means.
struct Amount {
  double value = 0;                             ///< in the base unit
  double number = 0;                            ///< as written
  Unit unit;                                    ///< that it was written in; for a compound, the last one
  std::string text(double other_number) const;  ///< another number in the same unit
};

/// "1,200.5 m2" into number and unit; false if it does not begin with a number. A comma must part off thousands.
bool split_amount(std::string_view text, double& number, std::string_view& unit);

/// Reads a text by a rule; without a value if it does not follow it. `nearest` may get a better spelling.
std::optional<Amount> parse_amount(const QuantityRule& rule, const std::string& text, std::string* nearest = nullptr);

/// No-break, thin and ideographic spaces, as texts copied from pages hold them, made plain ones.
std::string with_plain_spaces(std::string text);

/// A problem, and false, where a text has such spaces. `nearest`: what it is without them, if that may stand.
bool check_spaces(const Value& value, Reader& reader, const std::string& expected, const std::string& nearest);

/// Reads a scalar by a rule, or adds a problem.
std::optional<Amount> read_amount(const QuantityRule& rule, const Value& value, Reader& reader);

/// Reads a scalar, or a scalar with annotations ({value: 18, mark: observed, ...}), which is then noted as a figure;
/// gives the value in the base unit, drawn anew if the reader holds a draw for it.
std::optional<double> read_quantity(const QuantityRule& rule, const Value& value, Reader& reader);

/// 0.975 as "97.5%".
std::string percent_text(double share);

/// A rule together with what its number is made into.
template <class T>
class Quantity final : public Type<T> {
 public:
  Quantity(QuantityRule rule, T (*make)(double)) : rule_(std::move(rule)), make_(make) {}
  bool read(const Value& value, Reader& reader, T& out) const override {
    const auto number = read_quantity(rule_, value, reader);
    if (!number) return false;
    out = make_(*number);
    return true;
  }
  void write_schema(nlohmann::json& out) const override { rule_.write_schema(out); }
  std::string expected() const override { return rule_.expected(); }
  std::vector<std::string> own_keys() const override;

 private:
  QuantityRule rule_;
  T (*make_)(double);
};

/// The keys of an annotated quantity: value, mark, source, range, note.
const std::vector<std::string>& annotated_keys();

template <class T>
std::vector<std::string> Quantity<T>::own_keys() const {
  return annotated_keys();
}

/// The rules that more than one type needs.
namespace rules {
QuantityRule whole(long least, long most, const std::string& unit);
QuantityRule number(double least, double most);
QuantityRule percent(double least, double most);
QuantityRule duration(Tick least, Tick most);
QuantityRule speed();
QuantityRule length();
QuantityRule area();
/// From so many an hour on.
QuantityRule rate(const std::string& unit, double least_an_hour);
/// "120%" or "1.2": scales something else.
QuantityRule factor();
}  // namespace rules

}  // namespace crossflow
