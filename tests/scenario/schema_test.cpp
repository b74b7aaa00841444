// The JSON Schema and the reference page tell the same truth as the loader.
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// The library's own headers do not meet our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Woverloaded-virtual"
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include "sim/scenario/schema.hpp"
#include "sim/scenario/study.hpp"
#include "sim/scenario/value.hpp"
#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

/// A tree as an editor sees it: scalars that look like whole numbers or numbers are such.
nlohmann::json json_of(const Value& value) {
  if (value.is_null()) return nullptr;
  if (value.is_list()) {
    nlohmann::json out = nlohmann::json::array();
    for (const auto& item : value.items) out.push_back(json_of(item));
    return out;
  }
  if (value.is_map()) {
    nlohmann::json out = nlohmann::json::object();
    for (const auto& entry : value.entries) out[entry.key] = json_of(entry.value);
    return out;
  }
  const nlohmann::json number = nlohmann::json::parse(value.scalar, nullptr, false);
  return number.is_number() ? number : nlohmann::json(value.scalar);
}

class Schema : public ::testing::Test {
 protected:
  Schema() : text_(json_schema(test_kinds())) {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text_), schema_);
  }
  bool accepts(const std::string& yaml) {
    Problems problems;
    const nlohmann::json document = json_of(parse_yaml(yaml, "f", problems));
    EXPECT_TRUE(problems.empty()) << problems.text();
    valijson::Validator validator;
    return validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
  }
  /// Whether the good scenario with one piece replaced is accepted; the loader must say the same.
  bool accepts_with(const std::string& from, const std::string& to) {
    std::string text = good_scenario();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const bool accepted = accepts(text);
    EXPECT_EQ(accepted, problems_of(text).empty()) << text << problems_of(text);
    return accepted;
  }

  nlohmann::json text_;
  valijson::Schema schema_;
};

TEST_F(Schema, AcceptsWhatTheLoaderAccepts) {
  EXPECT_TRUE(accepts(good_scenario()));
  EXPECT_TRUE(accepts_with("servers: 4", "servers: {value: 4, mark: observed, range: [3, 6], source: S1, note: n}"));
  EXPECT_TRUE(accepts_with("servers: 4", "servers: '4'"));
  EXPECT_TRUE(accepts_with("otherwise: 30 s", "otherwise: {triangular: [1 s, 2 s, 3 s], range: ±25%}"));
  EXPECT_TRUE(accepts_with("otherwise: 30 s", "otherwise: {empirical: {\"1 s\": 40%, \"2 s\": 60%}}"));
  EXPECT_TRUE(accepts_with("rate: 600 persons/h", "rate: {mean: {07:00: 600 persons/h, 09:00: 1200.5 persons/h}}"));
  EXPECT_TRUE(accepts_with(
      "rate: 600 persons/h",
      "total: {people: {visitor: 5}, profile: {resident: {07:00-08:00: 3}, otherwise: {07:00-08:00: 3%}}}"));
  EXPECT_TRUE(accepts_with("direction: arrival", "party: {1: 40%, 2: 60%}"));
  EXPECT_TRUE(accepts_with("direction: arrival", "party: {size: {1: 40%, 2: 60%}, moves: split}"));
  EXPECT_TRUE(
      accepts_with("hall: {kind: hall}", "hall: {kind: hall, area: 9 m2, place: {at: [1 m, 2 m], size: [3 m, 4 m]}}"));
  EXPECT_TRUE(accepts_with("visitor: {}", "visitor: Visitors"));
  EXPECT_TRUE(
      accepts_with("[hall, desks, leave]",
                   "[{choose: [{class: [resident], in a group: no, share: 3%, range: ±5%, to: hall}, {to: [desks]}]}, "
                   "{share: 4%, to: desks}, {shortest of: [hall, desks]}, leave]"));
}

TEST_F(Schema, RefusesWhatTheLoaderRefuses) {
  EXPECT_FALSE(accepts_with("servers: 4", "servrs: 4"));
  EXPECT_FALSE(accepts_with("servers: 4", "servers: 0"));
  EXPECT_FALSE(accepts_with("servers: 4", "servers: 4.5"));
  EXPECT_FALSE(accepts_with("    servers: 4\n", ""));
  EXPECT_FALSE(accepts_with("kind: hall", "kind: hal"));
  EXPECT_FALSE(accepts_with("kind: hall", "area: 9 m2"));
  EXPECT_FALSE(accepts_with("kind: hall", "kind: hall, servers: 4"));
  EXPECT_FALSE(accepts_with("otherwise: 30 s", "otherwise: 30"));
  EXPECT_FALSE(accepts_with("otherwise: 30 s", "otherwise: {exponential: 3 s, uniform: [1 s, 2 s]}"));
  EXPECT_FALSE(accepts_with("otherwise: 30 s", "otherwise: {lognormal: {mean: 3 s}}"));
  EXPECT_FALSE(accepts_with("200 persons", "200"));
  EXPECT_FALSE(accepts_with("    rate: 600 persons/h\n", ""));
  EXPECT_FALSE(accepts_with("rate: 600 persons/h",
                            "rate: 600 persons/h\n    total: {people: {visitor: 5}, profile: {07:00-08:00: 3}}"));
  EXPECT_FALSE(accepts_with("date: 2024-10-20", "date: tomorrow"));
  EXPECT_FALSE(accepts_with("hours: \"07:00-22:00\"", "hours: all day"));
  EXPECT_FALSE(accepts_with("crossflow: 1", "crossflow: 2"));
  EXPECT_FALSE(accepts_with("[hall, desks, leave]", "[{chose: []}, leave]"));
  EXPECT_FALSE(accepts_with("[hall, desks, leave]", "[{choose: [{share: 0.5, to: hall}, {to: desks}]}, leave]"));
}

TEST_F(Schema, AVariantSaysOnlyWhatDiffers) {
  EXPECT_TRUE(accepts("extends: base.yaml\nstations: {desks: {servers: 14}}\n"));
  EXPECT_TRUE(accepts("stations: {desks: {servers: 14}}\n"));
  EXPECT_FALSE(accepts("extends: base.yaml\nstatons: {desks: {servers: 14}}\n"));
}

TEST_F(Schema, EveryReferenceHasItsDefinition) {
  const std::function<void(const nlohmann::json&)> walk = [&](const nlohmann::json& part) {
    if (part.is_object() && part.contains("$ref")) {
      const std::string pointer = part["$ref"].get<std::string>().substr(1);
      EXPECT_TRUE(text_.contains(nlohmann::json::json_pointer(pointer))) << pointer;
    }
    if (part.is_structured()) {
      for (const auto& inner : part) walk(inner);
    }
  };
  walk(text_);
}

TEST_F(Schema, EveryKeyHasADescription) {
  const auto& stations = text_["definitions"]["stations"]["patternProperties"].front()["allOf"];
  ASSERT_EQ(stations.size(), 2U);
  for (const auto& kind : stations) {
    for (const auto& [key, value] : kind["then"]["properties"].items()) {
      EXPECT_FALSE(value.value("description", "").empty()) << key;
    }
  }
  const auto as_written = [](const nlohmann::json& key) -> const nlohmann::json& { return key["anyOf"][0]; };
  const auto& queue = as_written(stations[0]["then"]["properties"]["queue"]);
  EXPECT_EQ(as_written(queue["properties"]["space"])["default"], "100 persons");
}

TEST(Reference, NamesEveryKey) {
  const std::string page = reference_page(test_kinds());
  using ::testing::HasSubstr;
  EXPECT_THAT(page, HasSubstr("### `kind: counter`\n\nDesks with officers.\n"));
  EXPECT_THAT(page, HasSubstr("| `servers` | a whole number, from 1 to 500 | **needed** | Desks installed. |\n"));
  EXPECT_THAT(page,
              HasSubstr("| `queue.space` | a number of persons such as 10 persons, from 0 to 100,000 | `100 persons` | "
                        "How many it holds. |\n"));
  EXPECT_THAT(page, HasSubstr("`single`: one for all servers; `per server`: one for each server."));
  EXPECT_THAT(page, HasSubstr("### `rate`"));
  EXPECT_THAT(page, HasSubstr("In place of the map: a rate such as 600 persons/h."));
  for (const auto& key : {"crossflow", "port.at closing", "maximum flow", "place", "failed at", "longer than"}) {
    EXPECT_THAT(page, HasSubstr("| `" + std::string(key) + "` |"));
  }
}

TEST(StudySchema, AcceptsWhatAReaderWouldAndNothingElse) {
  static const MeasureKind kept{.name = "kept", .help = "h"};
  const nlohmann::json text = study_schema(test_kinds(), {&kept});
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema);
  const auto accepts = [&](const std::string& yaml) {
    Problems problems;
    const nlohmann::json document = json_of(parse_yaml(yaml, "f", problems));
    valijson::Validator validator;
    return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(document), nullptr);
  };
  const std::string head = "{crossflow study: 1, base: b.yaml, measures: [{measure: kept}], axes: ";
  EXPECT_TRUE(accepts(head + "{a: [{name: x}, {name: y, with: o.yaml, scenario: {days: 2}}]}}"));
  EXPECT_FALSE(accepts(head + "{a: [{nam: x}]}}"));
  EXPECT_FALSE(accepts(head + "{a: [{name: y, scenario: {dys: 2}}]}}"));
  EXPECT_FALSE(accepts(head + "{a: [{name: x}]}, dcide: 1}"));
  EXPECT_FALSE(accepts("{crossflow study: 1, base: b.yaml, measures: [{measure: keppt}], axes: {a: [{name: x}]}}"));
}

}  // namespace
}  // namespace crossflow::testing
