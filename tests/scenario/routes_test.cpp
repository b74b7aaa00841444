// Routes: steps, choices, and that every path ends.
#include <gtest/gtest.h>

#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

/// A port with the stations a, b, c, the classes mainland and resident, and one route.
std::string with_route(const std::string& steps) {
  return "crossflow: 1\ndate: 2024-10-20\nport: {name: p}\nclasses: {resident: {}, mainland: {}}\n"
         "demand:\n  s: {rate: 1 persons/s, route: r, direction: arrival}\n  t: {rate: 1 persons/s, route: r, "
         "direction: "
         "departure}\n"
         "stations: {a: {kind: hall}, b: {kind: hall}, c: {kind: hall}}\n"
         "routes:\n  r: " +
         steps + "\n";
}

Route route_of(const std::string& steps) {
  return scenario_of(with_route(steps)).ports[0].routes[0];
}

/// The problems of the route; its steps stand on line 10 from column 6.
std::string route_refused(const std::string& steps) {
  return problems_of(with_route(steps));
}

TEST(Routes, StepsInShort) {
  const Route route = route_of("[a, {visit: b}, {shortest of: [b, c]}, leave]");
  ASSERT_EQ(route.steps.size(), 4U);
  EXPECT_EQ(route.steps[0].kind, Step::Kind::visit);
  EXPECT_EQ(route.steps[1].stations, std::vector<std::size_t>{1});
  EXPECT_EQ(route.steps[2].kind, Step::Kind::shortest);
  EXPECT_EQ(route.steps[2].stations, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(route.steps[3].kind, Step::Kind::leave);
  EXPECT_EQ(route.steps[2].place.column, 22);
  EXPECT_EQ(route_of("leave").steps.size(), 1U);
}

TEST(Routes, RowsOfAChoice) {
  const Route route = route_of(
      "[{choose: [{class: resident, in a group: no, share: 90%, to: a, then: [b]}, {class: [resident, mainland], "
      "failed at: "
      "c, direction: arrival, share: 5%, to: [b, leave]}, {queue: a, longer than: 30 persons, open: b, to: leave}, "
      "{to: "
      "c}]}, leave]");
  ASSERT_EQ(route.steps[0].rows.size(), 4U);
  const auto& rows = route.steps[0].rows;
  EXPECT_EQ(rows[0].condition.classes, std::vector<std::size_t>{1});
  EXPECT_EQ(rows[0].condition.in_group, false);
  EXPECT_EQ(rows[0].share, 0.9);
  ASSERT_EQ(rows[0].steps.size(), 2U);
  EXPECT_EQ(rows[0].steps[1].stations, std::vector<std::size_t>{1});
  EXPECT_EQ(rows[1].condition.classes, (std::vector<std::size_t>{1, 0}));
  EXPECT_EQ(rows[1].condition.failed_at, 2U);
  EXPECT_EQ(rows[1].condition.directions, std::vector<std::string>{"arrival"});
  EXPECT_EQ(rows[2].condition.longer, (std::pair<std::size_t, int>{0, 30}));
  EXPECT_EQ(rows[2].condition.open, 1U);
  EXPECT_FALSE(rows[2].share.has_value());
  EXPECT_EQ(route.steps[0].purpose, "choice");
}

TEST(Routes, APurposeMayBeGiven) {
  EXPECT_EQ(route_of("[{choose: [{share: 9%, to: a}, {to: b}], purpose: documents}, leave]").steps[0].purpose,
            "documents");
}

TEST(Routes, OneRowAloneIsPassedByTheRest) {
  const Step step = route_of("[a, {share: 3%, to: b, then: [{share: 2%, to: c}]}, leave]").steps[1];
  EXPECT_EQ(step.kind, Step::Kind::choose);
  ASSERT_EQ(step.rows.size(), 2U);
  EXPECT_EQ(step.rows[0].share, 0.03);
  EXPECT_EQ(step.rows[0].steps[1].rows[0].share, 0.02);
  EXPECT_TRUE(step.rows[1].steps.empty());
  EXPECT_EQ(step.purpose, "choice");
}

TEST(Routes, EveryPathEnds) {
  EXPECT_EQ(route_refused("[a, b]"),
            "s.yaml:10:10: 'r' does not leave the port on every path; expected 'leave' as its last step");
  EXPECT_EQ(route_refused("[a, {choose: [{share: 3%, to: leave}, {to: b}]}]"),
            "s.yaml:10:10: 'r' does not leave the port on every path; expected 'leave' as its last step");
  EXPECT_EQ(route_refused("[a, {choose: [{share: 3%, to: leave}, {to: [b, leave]}]}]"), "");
  EXPECT_EQ(route_refused("[a, {share: 3%, to: leave}]"),
            "s.yaml:10:10: 'r' does not leave the port on every path; expected 'leave' as its last step");
}

TEST(Routes, NothingFollowsLeaving) {
  const std::string message = ": this step is never reached: everyone has left the port before it";
  EXPECT_EQ(route_refused("[a, leave, b, leave]"), "s.yaml:10:17" + message);
  EXPECT_EQ(route_refused("[{choose: [{share: 3%, to: leave}, {to: leave}]}, a, leave]"), "s.yaml:10:56" + message);
  EXPECT_EQ(route_refused("[{choose: [{share: 3%, to: leave, then: [a]}, {to: b}]}, leave]"), "s.yaml:10:47" + message);
}

TEST(Routes, SharesOfAClassSumToAllAtMost) {
  EXPECT_EQ(
      route_refused("[{choose: [{class: resident, share: 60%, to: a}, {share: 50%, to: b}, {to: c}]}, leave]"),
      "s.yaml:10:55: the shares for the class 'resident' can sum to 110% here; expected at most 100% for each class");
  EXPECT_EQ(
      route_refused(
          "[{choose: [{class: resident, share: 60%, to: a}, {class: mainland, share: 50%, to: b}, {to: c}]}, leave]"),
      "");
  EXPECT_EQ(
      route_refused(
          "[{choose: [{share: 60%, in a group: yes, to: a}, {share: 60%, in a group: no, to: b}, {to: c}]}, leave]"),
      "");
  EXPECT_EQ(route_refused(
                "[{choose: [{share: 60%, failed at: a, to: a}, {share: 60%, failed at: b, to: b}, {to: c}]}, leave]"),
            "");
  EXPECT_EQ(
      route_refused("[{choose: [{share: 60%, direction: arrival, to: a}, {share: 60%, direction: departure, to: b}, "
                    "{to: c}]}, leave]"),
      "");
  EXPECT_EQ(route_refused("[{choose: [{share: 33.4%, to: a}, {share: 66.6%, to: b}, {to: c}]}, leave]"), "");
  EXPECT_EQ(route_refused("[{choose: [{class: resident, to: a}, {share: 100%, to: b}, {to: c}]}, leave]"), "");
}

TEST(Routes, TheLastRowTakesTheRest) {
  EXPECT_EQ(route_refused("[{choose: [{share: 60%, to: a}]}, leave]"),
            "s.yaml:10:17: the last row of a choice must be for all the rest; expected a last row without a share and "
            "conditions, such as {to: STATION}");
  EXPECT_EQ(route_refused("[{choose: [{to: a}, {share: 3%, to: b}, {to: c}]}, leave]"),
            "s.yaml:10:17: this row takes everyone, so the rows after it are never reached");
}

TEST(Routes, WhatIsWrongIsSaid) {
  EXPECT_EQ(route_refused("[d, leave]"), "s.yaml:10:7: there is no station 'd'; expected one of a, b, c");
  const std::string step =
      "a step: the name of a station, 'leave', {visit: ...}, {shortest of: [...]}, {choose: [...]} or a row such as "
      "{share: "
      "3%, to: ...}";
  EXPECT_EQ(route_refused("[{shortest: [a, b]}, leave]"),
            "s.yaml:10:7: this is no step of a route; expected " + step + "; did you mean 'shortest of'?");
  EXPECT_EQ(route_refused("[{shortest of: [a]}, leave]"),
            "s.yaml:10:21: 'shortest of' has one item; expected a list of at least 2, each the name of a station");
  EXPECT_EQ(route_refused("[[a], leave]"), "s.yaml:10:7: item 1 of 'r' is a list; expected " + step);
  EXPECT_EQ(route_refused("[{choose: a}, leave]"),
            "s.yaml:10:16: 'choose' is 'a'; expected a list of rows such as {share: 3%, to: STATION}");
  EXPECT_EQ(route_refused("[{choose: [{share: 0.9, to: a}, {to: b}]}, leave]"),
            "s.yaml:10:25: 'share' is '0.9'; expected a percentage such as 35%, from 0% to 100%; did you mean '90%'?");
  EXPECT_EQ(route_refused("[{choose: [{class: residnt, share: 9%, to: a}, {to: b}]}, leave]"),
            "s.yaml:10:25: there is no class 'residnt'; expected one of mainland, resident; did you mean 'resident'?");
  EXPECT_EQ(route_refused("[{choose: [{direction: arival, to: a}, {to: b}]}, leave]"),
            "s.yaml:10:29: no source has the direction 'arival'; expected one of arrival, departure; did you mean "
            "'arrival'?");
  EXPECT_EQ(route_refused("[{choose: [{queue: a, to: a}, {to: b}]}, leave]"),
            "s.yaml:10:17: 'queue' needs 'longer than' beside it");
  EXPECT_EQ(route_refused("[{choose: [{shar: 9%, to: a}, {to: b}]}, leave]"),
            "s.yaml:10:18: unknown key 'shar' of a row of a choice; did you mean 'share'?");
  EXPECT_EQ(
      route_refused("[{choose: [{to: a, range: ±5%, share: 97%}, {to: b}]}, leave]"),
      "s.yaml:10:32: the range '±5%' of 97% goes beyond what the figure may be; expected a percentage such as 35%, "
      "from 0% to 100%");
}

}  // namespace
}  // namespace crossflow::testing
