// Words, dates and times of day.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/base/foreign_text.hpp"
#include "sim/scenario/dates.hpp"
#include "sim/scenario/source_lines.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr std::size_t longest_name = 80;

class TextType final : public Type<std::string> {
 public:
  bool read(const Value& value, Reader& reader, std::string& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    out = value.scalar;
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"type", {"string", "number"}}}; }
  std::string expected() const override { return "a text"; }
};

class NameType final : public Type<std::string> {
 public:
  bool read(const Value& value, Reader& reader, std::string& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    if (const std::string wrong = why_no_name(value.scalar); !wrong.empty())
      return reader.problem(value, reader.subject() + " is " + describe(value) + ", which " + wrong, expected());
    out = value.scalar;
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", {"string", "integer"}}, {"pattern", "^[^/]+$"}, {"maxLength", longest_name}};
  }
  std::string expected() const override { return name_expected; }
};

class YesNoType final : public Type<bool> {
 public:
  bool read(const Value& value, Reader& reader, bool& out) const override {
    const std::string& word = value.scalar;
    const bool yes = word == "yes" || word == "true";
    if (!value.is_scalar() || (!yes && word != "no" && word != "false")) return reader.refuse(value, *this);
    out = yes;
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"enum", {"yes", "no", true, false}}}; }
  std::string expected() const override { return "yes or no"; }
};

class LabelType final : public Type<Label> {
 public:
  bool read(const Value& value, Reader& reader, Label& out) const override {
    out = {};
    if (value.is_scalar()) {
      out.en = value.scalar;
      return true;
    }
    if (!value.is_map()) return reader.refuse(value, *this);
    if (!refuse_unknown_keys(value, {"en", "zh"}, "a label", reader)) return false;
    for (const auto& entry : value.entries) {
      const Reader::Scope scope(reader, entry.key);
      if (!types::text()->read(entry.value, reader, entry.key == "en" ? out.en : out.zh)) return false;
    }
    return !out.en.empty() ||
           reader.problem(value, reader.subject() + " says nothing in English", "'en' too, as in {en: ..., zh: ...}");
  }
  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json text = types::text()->schema();
    const nlohmann::json both = {{"type", "object"},
                                 {"required", {"en"}},
                                 {"additionalProperties", false},
                                 {"properties", {{"en", text}, {"zh", text}}}};
    out = {{"anyOf", {text, both}}};
  }
  std::string expected() const override { return "a text, or {en: ..., zh: ...}"; }
};

class DateType final : public Type<Date> {
 public:
  bool read(const Value& value, Reader& reader, Date& out) const override {
    if (!value.is_scalar()) return reader.refuse(value, *this);
    if (parse_date(value.scalar, out)) return true;
    const OtherDate other = other_date(value.scalar);
    return reader.problem(
        value, reader.subject() + " is " + describe(value) + (other.is == "is no date" ? "" : ", which " + other.is),
        expected(), other.iso);
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
  }
  std::string expected() const override { return date_form; }
};

class ClockType final : public Type<Tick> {
 public:
  explicit ClockType(Tick most) : most_(most) {}
  bool read(const Value& value, Reader& reader, Tick& out) const override {
    const auto time = value.is_scalar() ? compound::parse_clock(value.scalar) : std::nullopt;
    if (!time || *time > most_) return reader.refuse(value, *this);
    out = *time;
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "string"}, {"pattern", "^[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$"}};
  }
  std::string expected() const override {
    return std::string("a time of day such as 17:40, from 00:00 to ") + (most_ > day ? "48:00" : "24:00");
  }

 private:
  Tick most_;
};

class HoursType final : public Type<Hours> {
 public:
  explicit HoursType(Tick latest_close) : latest_close_(latest_close) {}
  bool read(const Value& value, Reader& reader, Hours& out) const override {
    const auto hours = value.is_scalar() ? parse_hours(value.scalar) : std::nullopt;
    if (!hours || hours->close > latest_close_) return reader.refuse(value, *this);
    out = *hours;
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "string"}, {"pattern", "^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}$"}};
  }
  std::string expected() const override {
    const std::string latest = " and by " + std::to_string(latest_close_ / hour) + ":00, " +
                               clock_text(latest_close_ % day) + " of the next day";
    return "opening hours such as 07:00-22:00, which close at most 24 h after they open" +
           (latest_close_ < 2 * day ? latest : "");
  }

 private:
  Tick latest_close_;
};

}  // namespace

const std::string name_expected =
    "a name without '/' or line breaks, of at most 80 characters, that does not begin with =, +, - or @";

std::string why_no_name(std::string_view text) {
  if (text.empty()) return "is empty";
  if (text.front() == ' ') return "begins with a space";
  if (text.back() == ' ') return "ends in a space";
  if (text.size() > longest_name) return "is too long";
  if (std::string_view("=+-@").find(text.front()) != std::string_view::npos)
    return std::string("begins with '") + text.front() + "', as what spreadsheets run";
  if (text.find('/') != std::string_view::npos) return "holds a '/'";
  if (text.find('\n') != std::string_view::npos) return "has more than one line";
  if (!is_harmless(text)) return "holds characters that are not seen";
  return {};
}

std::optional<Hours> parse_hours(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return {};
  const auto bare = [](std::string_view part) {
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    return part;
  };
  const auto open = compound::parse_clock(bare(text.substr(0, dash)));
  const auto close = compound::parse_clock(bare(text.substr(dash + 1)));
  if (!open || !close || *open == *close || *open >= day) return {};
  const Hours hours{*open, *close > *open ? *close : *close + day};
  return hours.close - hours.open <= day ? std::optional(hours) : std::nullopt;
}

namespace compound {
std::optional<Tick> parse_clock(std::string_view text) {
  std::vector<Tick> parts;
  while (parts.size() < 3) {
    const std::size_t colon = text.find(':');
    const std::string_view digits = text.substr(0, colon);
    if (digits.empty() || digits.size() > 2 || (!parts.empty() && digits.size() != 2)) return {};
    Tick number = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return {};
      number = 10 * number + (c - '0');
    }
    parts.push_back(number);
    if (colon == std::string_view::npos) break;
    text = text.substr(colon + 1);
    if (parts.size() == 3) return {};
  }
  if (parts.size() < 2 || parts[1] > 59 || (parts.size() == 3 && parts[2] > 59)) return {};
  const Tick time = parts[0] * hour + parts[1] * minute + (parts.size() == 3 ? parts[2] * second : 0);
  return time <= 2 * day ? std::optional(time) : std::nullopt;
}
}  // namespace compound

namespace types {
TypePtr<std::string> text() {
  return std::make_shared<TextType>();
}
TypePtr<std::string> name() {
  return std::make_shared<NameType>();
}
TypePtr<bool> yes_no() {
  return std::make_shared<YesNoType>();
}
TypePtr<Label> label() {
  return std::make_shared<LabelType>();
}
TypePtr<Date> date() {
  return std::make_shared<DateType>();
}
TypePtr<Tick> clock(Tick most) {
  return std::make_shared<ClockType>(most);
}
TypePtr<Hours> hours(Tick latest_close) {
  return std::make_shared<HoursType>(latest_close);
}
}  // namespace types

}  // namespace crossflow
