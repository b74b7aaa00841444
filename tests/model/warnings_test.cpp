// What is probably not meant is said before anything runs, and nothing is refused for it.
#include "sim/model/warnings.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "sim/model/kinds.hpp"
#include "sim/model/simulation.hpp"
#include "sim/scenario/load.hpp"

namespace crossflow::test {
namespace {

struct Port {
  std::string head = "date: 2024-10-20\n";  // a Sunday
  std::string source = "rate: {mean: 1 persons/min, mix: {local: 1}}";
  std::string desk = "kind: counter, service: 1 min";
  std::string stations;
  std::string routes = "way: [desk, leave]";
  std::string more;
};

/// All that is noted, of reading and of the model, without places.
std::string noted(const Port& port, const std::string& csv = "") {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("crossflow-warnings-{}", getpid());
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "holidays.csv") << "date,place,day,festival\n2024-10-01,Hong Kong,off,National Day\n"
                                            "2024-10-31,Hong Kong,named,End\n";
  std::ofstream(folder / "t.csv") << csv;
  std::ofstream(folder / "s.yaml") << "crossflow: 1\n" + port.head + "classes: {local: Locals}\n" +
                                          (port.head.find("port:") == std::string::npos ? "port: {name: p}\n" : "") +
                                          "demand: {people: {direction: in, route: way, " + port.source + "}}\n" +
                                          "stations: {desk: {" + port.desk + "}" + port.stations + "}\nroutes: {" +
                                          port.routes + "}\n" + port.more;
  std::string text;
  try {
    const Draft draft = Draft::read((folder / "s.yaml").string(), {}, all_kinds());
    const Scenario scenario = draft.scenario();
    EXPECT_EQ(validate(scenario).text(), "");
    for (const Problems& some : {draft.warnings(), warnings(scenario)})
      for (const Problem& one : some.items()) {
        EXPECT_GT(one.place.line, 0) << one.what;
        text += (text.empty() ? "" : "\n") + one.what;
      }
  } catch (const InputError& error) {
    text = std::string("refused: ") + error.what();
  }
  std::filesystem::remove_all(folder);
  return text;
}

TEST(Warnings, OfNothingWhereAllIsMeant) {
  EXPECT_EQ(noted({}), "");
}

TEST(Warnings, OfPostsThatAreNeverManned) {
  Port port;
  port.desk = "kind: counter, service: 1 min, post: {skill: a, officers: 3}";
  const auto with = [&](const std::string& officers) {
    port.more = "officers: {team: {skills: [a], " + officers + "}}\n";
    return noted(port);
  };
  const auto most = [](int n) {
    return fmt::format(
        "a post of 'desk' needs 3 officers, and at most {} with the skill 'a' are on duty at once: it never opens", n);
  };
  EXPECT_EQ(with("shifts: {early: {from: \"06:00\", until: \"14:00\", officers: 2}}"), most(2));
  EXPECT_EQ(with("shifts: {early: {from: \"06:00\", until: \"14:00\", officers: 0}}"), most(0));
  // Two and two are four, but never at one time.
  EXPECT_EQ(with("shifts: {early: {from: \"06:00\", until: \"14:00\", officers: 2}, "
                 "late: {from: \"14:00\", until: \"22:00\", officers: 2}}"),
            most(2));
  EXPECT_EQ(with("shifts: {early: {from: \"06:00\", until: \"14:00\", officers: 2}, "
                 "night: {from: \"22:00\", until: \"30:30\", officers: 1}}"),
            "");
  EXPECT_EQ(
      with(
          "roster: [{officer: A, from: \"06:00\", until: \"14:00\"}, {officer: B, from: \"06:00\", until: \"14:00\"}]"),
      most(2));
}

// Saturday to Monday. Whichever day comes first, it is told of the days on which it is so.
TEST(Warnings, OfPostsAndShiftsByTheDay) {
  Port port;
  port.head = "date: 2024-10-19\ndays: 3\ncalendar: holidays.csv\nport: {name: p, hours: \"07:00-22:00\"}\n";
  port.source = "total: {people: {local: 60}, profile: {\"08:00-20:00\": 1}}";
  port.desk = "kind: counter, service: 1 min, post: {skill: a, officers: 3}";
  const auto with = [&](const std::string& officers, const std::string& from = "\"07:00\"") {
    port.more = "officers: {team: {skills: [a], shifts: {early: {from: " + from +
                ", until: \"22:00\", officers: " + officers + "}}}}\n";
    return noted(port);
  };
  EXPECT_EQ(with("{by day: {Sunday: 3, otherwise: 4}}"), "");
  EXPECT_EQ(with("{by day: {Saturday: 0, otherwise: 3}}"),
            "a post of 'desk' needs 3 officers, and on 2024-10-19 at most 0 with the skill 'a' are on duty at once: it "
            "does not open then");
  EXPECT_EQ(with("{by day: {Monday: 3, otherwise: 2}}"),
            "a post of 'desk' needs 3 officers, and on 2024-10-19 and 1 day more at most 2 with the skill 'a' are on "
            "duty at once: it does not open then");
  EXPECT_EQ(with("{by day: {Monday: 1, otherwise: 2}}"),
            "a post of 'desk' needs 3 officers, and at most 2 with the skill 'a' are on duty at once: it never opens");
  // No officers where the plan opens nothing; of people who come all the same it is told.
  port.desk += ", open: {by day: {Saturday: 0, otherwise: 1}}";
  EXPECT_EQ(with("{by day: {Saturday: 0, otherwise: 3}}"),
            "from 08:00 to 20:00 60 people come to 'desk', and none of its servers is open");
  port.desk = "kind: counter, service: 1 min, post: a, open: {by day: {Saturday: 1, otherwise: 0}}";
  port.source =
      "total: {people: {by day: {Saturday: {local: 60}, otherwise: {local: 0}}}, profile: {\"08:00-20:00\": 1}}";
  EXPECT_EQ(with("3"), "");
  port.desk = "kind: counter, service: 1 min, post: a, open: {by day: {Saturday: 0, otherwise: {\"00:00\": 0}}}";
  EXPECT_EQ(with("3"), "'desk' opens none of its servers all day");
}

TEST(Warnings, OfShiftsOnDutyOnlyWhileThePortIsClosed) {
  Port port;
  port.source = "total: {people: {local: 60}, profile: {\"08:00-20:00\": 1}}";
  port.desk = "kind: counter, service: 1 min, post: {skill: a, officers: 3}";
  const auto with = [&](const std::string& hours, const std::string& from, const std::string& until) {
    port.head = "date: 2024-10-20\nport: {name: p, hours: " + hours + "}\n";
    port.more =
        "officers: {pool: {skills: [a], shifts: {all: {from: 00:00, until: 24:00, officers: 3}, early: {from: '" +
        from + "', until: '" + until + "', officers: 3}}}}\n";
    return noted(port);
  };
  const std::string closed = "the shift 'early' of 'pool' is on duty only while the port is closed";
  EXPECT_EQ(with("07:00-22:00", "03:00", "07:00"), closed);
  EXPECT_EQ(with("07:00-22:00", "22:00", "30:00"), closed);
  EXPECT_EQ(with("07:00-22:00", "22:00", "31:00"), closed);
  EXPECT_EQ(with("07:00-22:00", "22:00", "32:00"), "");
  EXPECT_EQ(with("07:00-26:00", "01:00", "05:00"), "");  // the night of the day before
  EXPECT_EQ(with("00:00-24:00", "03:00", "07:00"), "");
}

TEST(Warnings, OfShiftsWhileThePortIsClosedByTheDay) {
  Port port;
  port.head = "date: 2024-10-19\ndays: 3\ncalendar: holidays.csv\nport: {name: p, hours: \"07:00-22:00\"}\n";
  port.source = "total: {people: {local: 60}, profile: {\"08:00-20:00\": 1}}";
  port.desk = "kind: counter, service: 1 min, post: a";
  const auto with = [&](const std::string& officers) {
    port.more =
        "officers: {team: {skills: [a], shifts: {all: {from: \"00:00\", until: \"24:00\", officers: 1}, early: {from: "
        "{by day: {Sunday: \"03:00\", otherwise: \"06:00\"}}, "
        "until: {by day: {Sunday: \"06:00\", otherwise: \"12:00\"}}, officers: " +
        officers + "}}}}\n";
    return noted(port);
  };
  EXPECT_EQ(with("3"), "the shift 'early' of 'team' is on duty only while the port is closed on 2024-10-20");
  EXPECT_EQ(with("{by day: {Sunday: 3, otherwise: 0}}"),
            "the shift 'early' of 'team' is on duty only while the port is closed");
  EXPECT_EQ(with("{by day: {Sunday: 0, otherwise: 3}}"), "");
}

// Before the first time of its plan a station opens all servers: 10 do the work of five.
TEST(Warnings, OfServersBeforeTheFirstTimeOfAPlan) {
  Port port;
  port.source = "rate: {mean: {\"08:00\": 300 persons/h, \"20:00\": 0 persons/h}, mix: {local: 1}}";
  port.desk = "kind: counter, service: 1 min, servers: 10, open: {\"20:00\": 1}";
  EXPECT_EQ(noted(port), "");
  port.desk = "kind: counter, service: 1 min, servers: 10, open: {\"14:00\": 1}";
  EXPECT_EQ(
      noted(port),
      "from 14:00 to 20:00 'desk' has 500% of the work that its open servers can do: 1,800 people come, who take 60 s "
      "on average");
}

TEST(Warnings, OfServersThatNeverOpen) {
  Port port;
  port.desk = "kind: counter, service: 1 min, open: 0";
  EXPECT_EQ(noted(port), "'desk' opens none of its servers all day");
  port.desk = "kind: counter, service: 1 min, open: {\"00:00\": 0, \"08:00\": 1}";
  EXPECT_EQ(noted(port), "from 00:00 to 08:00 480 people come to 'desk', and none of its servers is open");
  port.source = "total: {people: {local: 60}, profile: {\"08:00-20:00\": 1}}";
  EXPECT_EQ(noted(port), "");
}

TEST(Warnings, OfPlacesAndWaysThatNothingLeadsTo) {
  Port port;
  port.stations = ", spare: {kind: counter, service: 1 min}";
  EXPECT_EQ(noted(port), "nobody comes to 'spare': no route that is taken leads there");
  port.routes = "way: [desk, leave], other: [spare, leave]";
  EXPECT_EQ(noted(port),
            "no source takes the route 'other'\nnobody comes to 'spare': no route that is taken leads there");
  port = {};
  port.routes = "way: [leave]";
  EXPECT_EQ(noted(port),
            "the route 'way' leads to no station: who takes it leaves at once\n"
            "nobody comes to 'desk': no route that is taken leads there");
}

TEST(Warnings, OfMoreWorkThanServersCanDo) {
  Port port;
  port.source = "total: {people: {local: 600}, profile: {\"08:00-13:00\": 100%}}";
  const std::string twice =
      " 'desk' has 200% of the work that its open servers can do: 600 people come, who take 60 s on average";
  EXPECT_EQ(noted(port), "from 08:00 to 13:00" + twice);
  port.desk = "kind: counter, service: 1 min, servers: 3, open: {\"00:00\": 3, \"07:00\": 1, \"10:00\": 3}";
  EXPECT_EQ(noted(port), "") << "for no more than two hours";
  port.desk = "kind: counter, service: 1 min, servers: 3, open: {\"00:00\": 3, \"07:00\": 1, \"10:30\": 3}";
  EXPECT_NE(noted(port).find("from 08:00 to 10:30"), std::string::npos);
  port.desk = "kind: counter, service: 1 min, servers: 3, hours: \"14:00-20:00\"";
  EXPECT_EQ(noted(port), "from 08:00 to 13:00 600 people come to 'desk', and none of its servers is open");
  port.desk = "kind: counter, service: {exponential: 1 min}, servers: 2, paces: [200%, 200%]";
  EXPECT_EQ(noted(port), "from 08:00 to 13:00" + twice);
}

TEST(Warnings, OfWorkByTheWaysThatPeopleTake) {
  Port port;
  port.source = "total: {people: {local: 600}, profile: {\"08:00-13:00\": 100%}}";
  port.stations = ", other: {kind: counter, service: 1 min, servers: 3}";
  port.routes = "way: [choose: [{share: 40%, to: desk}, {to: other}], leave]";
  EXPECT_EQ(noted(port), "");
  port.routes = "way: [choose: [{share: 80%, to: desk}, {to: other}], leave]";
  EXPECT_EQ(
      noted(port),
      "from 08:00 to 13:00 'desk' has 160% of the work that its open servers can do: 480 people come, who take 60 s "
      "on average");
  port.routes = "way: [shortest of: [desk, other], leave]";
  EXPECT_EQ(noted(port), "");
  // Those who fail at gates; and no more of them than the gates let through.
  port.stations = ", gates: {kind: e-channel, service: 1 min, servers: 2, fails: {share: 80%, to: desk}}";
  port.routes = "way: [gates, leave]";
  EXPECT_NE(noted(port).find("from 08:00 to 13:00 'desk' has"), std::string::npos);
  port.stations = ", gates: {kind: e-channel, service: 1 min, servers: 1, fails: {share: 80%, to: desk}}";
  EXPECT_EQ(noted(port).find("'desk'"), std::string::npos);
  EXPECT_NE(noted(port).find("'gates' has 200%"), std::string::npos);
}

TEST(Warnings, OfPeopleWhoComeWhileTheDoorsAreClosed) {
  Port port;
  port.source =
      "total: {people: {local: 600}, profile: {\"06:00-08:00\": 20%, \"08:00-20:00\": 70%, \"22:00-23:00\": 10%}}";
  port.head = "date: 2024-10-20\nport: {name: p, hours: \"08:00-22:00\"}\n";
  EXPECT_EQ(noted(port),
            "10% of the people of 'people' come after the doors have closed at 22:00: they stay outside\n"
            "10% of the people of 'people' come more than an hour before the doors open at 08:00: they wait outside");
  port.head = "date: 2024-10-20\nport: {name: p, hours: \"06:00-23:00\"}\n";
  EXPECT_EQ(noted(port), "");
  port.head = "date: 2024-10-20\ndays: 2\nport: {name: p, hours: \"06:00-22:00\"}\n";
  EXPECT_EQ(noted(port),
            "5% of the people of 'people' come after the doors have closed at 22:00 +1: they stay outside\n"
            "5% of the people of 'people' come more than an hour before the doors open at 06:00 +1: they wait outside");
  // Of a long run the first month is looked at; who comes on the next day comes while the doors are open.
  port.source =
      "rate: {mean: {\"00:00\": 0 persons/h, \"07:00\": 10 persons/h, \"20:00\": 0 persons/h}, mix: {local: 1}}, "
      "party: {2: 100%}";
  port.head = "date: 2024-10-20\ndays: 40\nport: {name: p, hours: \"06:00-22:00\"}\n";
  EXPECT_EQ(noted(port), "");
}

TEST(Warnings, OfFailuresThatOthersHide) {
  Port port;
  port.stations =
      ", gates: {kind: e-channel, service: 1 s, fails: {share: 1%, to: desk}}, others: {kind: e-channel, service: 1 s, "
      "fails: {share: 1%, to: desk}}, secondary: {kind: secondary, service: 1 s}";
  const std::string row = "{failed at: gates, to: secondary}";
  port.routes = "way: [gates, " + row + ", others, leave]";
  EXPECT_EQ(noted(port), "");
  port.routes = "way: [gates, others, " + row + ", leave]";
  EXPECT_EQ(noted(port),
            "'failed at: gates' asks for the last failure: who then fails at 'others' as well is not meant");
  port.routes = "way: [gates, others, gates, " + row + ", leave]";
  EXPECT_EQ(noted(port), "");
  port.desk += ", queue: {first: [{failed at: gates}]}";
  port.routes = "way: [gates, others, desk, secondary, leave]";
  EXPECT_EQ(noted(port),
            "'failed at: gates' asks for the last failure: who then fails at 'others' as well is not meant");
}

TEST(Warnings, OfLargePartiesInALists) {
  Port port;
  port.source = "recorded: {table: t.csv}";
  EXPECT_EQ(noted(port, "time,class,persons\n07:00,local,60\n"), "");
  EXPECT_EQ(noted(port, "time,class,persons\n07:00,local,61\n08:00,local,180\n"),
            "2 rows of the list of 'people' with more than 60 persons: one party each, which is served in one piece");
  port.source += ", party: {size: {1: 100%}, moves: split}";
  EXPECT_EQ(noted(port, "time,class,persons\n07:00,local,180\n"), "");
}

TEST(Warnings, OfANormalWhoseMeanMovesWhenItIsCut) {
  Port port;
  const auto of = [&](const std::string& normal) {
    port.desk = "kind: counter, service: {normal: " + normal + "}";
    return noted(port);
  };
  EXPECT_EQ(of("{mean: 16 s, cv: 30%}"), "");
  EXPECT_EQ(of("{mean: 16 s, cv: 300%}"), "cut at 0 s, the mean of 'normal' is 44.7 s, and not 16 s");
  EXPECT_EQ(of("{mean: 16 s, cv: 50%, most: 17 s}"),
            "cut at 'least' and 'most', the mean of 'normal' is 10.8 s, and not 16 s");
}

TEST(Warnings, OfDatesThatDoNotFit) {
  Port port;
  port.head = "date: 2024-10-20\ntitle: A busy Monday\n";
  EXPECT_EQ(noted(port), "the title speaks of a Monday, while 2024-10-20 is none");
  port.head = "date: 2024-10-20\ntitle: {en: A day, zh: 星期一}\n";
  EXPECT_EQ(noted(port), "the title speaks of a 星期一, while 2024-10-20 is none");
  port.head = "date: 2024-10-20\ndays: 2\ntitle: A busy Monday\n";
  EXPECT_EQ(noted(port), "");
  port.head = "date: 2024-10-21\ntitle: Monday, but no Sunday\n";
  EXPECT_EQ(noted(port), "");
  port.head = "date: 2024-10-21\n";
  port.source = "total: {people: {local: 5}, profile: {table: t.csv, column: sunday in}}";
  EXPECT_EQ(noted(port, "from,to,sunday in,weekday in\n07:00,08:00,1,1\n"),
            "the column 'sunday in' is of a sunday, while the scenario's date 2024-10-21 is none");
  port.source = "total: {people: {local: 5}, profile: {table: t.csv, column: weekday in}}";
  EXPECT_EQ(noted(port, "from,to,sunday in,weekday in\n07:00,08:00,1,1\n"), "");
}

}  // namespace
}  // namespace crossflow::test
