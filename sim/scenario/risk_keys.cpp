#include "sim/scenario/risk_keys.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "sim/scenario/named_type.hpp"
#include "sim/scenario/quantity.hpp"

namespace crossflow {
namespace {

constexpr double most_points = 1'000'000;

std::vector<std::string> kinds() {
  return {contraband_words.begin() + 1, contraband_words.end()};
}

class ByContrabandType final : public Type<ByContraband> {
 public:
  explicit ByContrabandType(TypePtr<double> item) : item_(std::move(item)) {}

  bool read(const Value& value, Reader& reader, ByContraband& out) const override {
    out.fill(0);
    const bool own = !value.is_map() || std::any_of(value.entries.begin(), value.entries.end(),
                                                    [&](const auto& entry) { return item_->owns(entry.key); });
    if (own) {
      double all = 0;
      if (!item_->read(value, reader, all)) return false;
      out.fill(all);
      return true;
    }
    auto words = kinds();
    words.push_back(compound::otherwise);
    if (value.entries.empty()) return reader.refuse(value, *this);
    if (!refuse_unknown_keys(value, words, "a value by kind of contraband", reader)) return false;
    bool good = true;
    const auto one = [&](const std::string& word, double& into) {
      const Value* of_word = value.find(word);
      if (of_word == nullptr) return false;
      const Reader::Scope scope(reader, word);
      good = item_->read(*of_word, reader, into) && good;
      return true;
    };
    double rest = 0;
    one(compound::otherwise, rest);
    for (std::size_t k = 0; k < contraband_kinds; ++k)
      if (!one(words[k], out[k])) out[k] = rest;
    return good;
  }
  void write_schema(nlohmann::json& out) const override {
    nlohmann::json map = {{"type", "object"}, {"additionalProperties", false}};
    for (const std::string& kind : kinds()) map["properties"][kind] = item_->schema();
    map["properties"][compound::otherwise] = item_->schema();
    out = {{"anyOf", {item_->schema(), map}}};
  }
  std::string expected() const override {
    return item_->expected() + ", for all or by kind of contraband (" + listed(kinds()) + ")";
  }
  std::vector<std::string> own_keys() const override { return item_->own_keys(); }

 private:
  TypePtr<double> item_;
};

struct Kind {
  ByClass<double> carried_by;
};

std::shared_ptr<const Record<Kind>> kind_record() {
  auto made = std::make_shared<Record<Kind>>("kind of contraband", "Who carries it.");
  made->required("carried by", &Kind::carried_by, types::by_class(types::share()),
                 "The share of those who come that carry it, for all or by class. Nobody carries two kinds.")
      .check([](const Kind& read, const Value& value, Reader& reader) {
        if (read.carried_by.in_group)
          reader.problem(*value.find("carried by"), "who carries contraband does not hang on tour groups",
                         "a share for each class");
      });
  return made;
}

class ContrabandType final : public Type<Prevalences> {
 public:
  bool read(const Value& value, Reader& reader, Prevalences& out) const override {
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    if (!refuse_unknown_keys(value, kinds(), "the contraband", reader)) return false;
    bool good = true;
    for (std::size_t k = 0; k < contraband_kinds; ++k) {
      const Value* of_kind = value.find(contraband_words[k + 1]);
      if (of_kind == nullptr) continue;
      const Reader::Scope scope(reader, contraband_words[k + 1]);
      Kind kind;
      good = record_->read(*of_kind, reader, kind) && good;
      out[k] = std::move(kind.carried_by);
    }
    return good && fits(value, reader, out);
  }
  void write_schema(nlohmann::json& out) const override {
    nlohmann::json map = {{"type", "object"}, {"additionalProperties", false}};
    for (const std::string& kind : kinds()) map["properties"][kind] = record_->schema();
    out = map;
  }
  std::string expected() const override {
    return "a map from a kind of contraband (" + listed(kinds()) + ") to who carries it";
  }

 private:
  static bool fits(const Value& value, Reader& reader, const Prevalences& out) {
    bool good = true;
    for (std::size_t c = 0; c < reader.names.classes.size(); ++c) {
      double sum = 0;
      for (const auto& of_kind : out)
        if (const double* share = of_kind.find(c, false)) sum += *share;
      if (sum > 1)
        good = reader.problem(value,
                              percent_text(sum) + " of the class '" + reader.names.classes[c] + "' carry contraband",
                              "at most 100%, since nobody carries two kinds");
    }
    return good;
  }

  std::shared_ptr<const Record<Kind>> record_ = kind_record();
};

class TargetingName final : public Type<std::size_t> {
 public:
  bool read(const Value& value, Reader& reader, std::size_t& out) const override {
    const auto& known = reader.names.targeting;
    const auto found = std::find(known.begin(), known.end(), value.scalar);
    if (!value.is_scalar() || found == known.end()) {
      const std::string expected =
          known.empty() ? "a profile under 'targeting', of which there is none" : "one of " + listed(known);
      return value.is_scalar() ? reader.problem(value, "there is no targeting '" + value.scalar + "'", expected,
                                                nearest_word(value.scalar, known))
                               : reader.refuse(value, expected);
    }
    out = static_cast<std::size_t>(found - known.begin());
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"type", "string"}}; }
  std::string expected() const override { return "the name of a profile under 'targeting'"; }
};

}  // namespace

namespace types {

TypePtr<ByContraband> by_contraband(TypePtr<double> item) {
  return std::make_shared<ByContrabandType>(std::move(item));
}
TypePtr<std::size_t> targeting_name() {
  return std::make_shared<TargetingName>();
}

}  // namespace types

const KeysBase& contraband_keys() {
  static const auto record = kind_record();
  return *record;
}

TypePtr<Prevalences> contraband_type() {
  return std::make_shared<ContrabandType>();
}

std::shared_ptr<const Record<TargetingProfile>> targeting_record() {
  auto made = std::make_shared<Record<TargetingProfile>>("targeting profile", "Who is picked for a check, by points.");
  made->required("threshold", &TargetingProfile::threshold, types::number(0, most_points),
                 "Who has so many points is picked.")
      .key("random", &TargetingProfile::random, types::share(), "0%", "The share picked of those who have fewer.")
      .required(
          "score", &TargetingProfile::score, types::by_class(types::distribution(Measure::count)),
          "The points of those who carry nothing, for all or by class. Each has points of its own, which it keeps. "
          "Of a party the leader's count. A class without points is never picked.")
      .optional("carriers", &TargetingProfile::carriers, types::by_contraband(types::number(0, most_points)),
                "How many more points a party has if one of it carries contraband, for all or by kind.");
  return made;
}

TypePtr<std::vector<TargetingProfile>> targeting_type() {
  return std::make_shared<NamedType<TargetingProfile>>(targeting_record(), "targeting profile");
}

}  // namespace crossflow
