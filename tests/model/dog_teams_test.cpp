// Dog teams at work. Times are seconds; the kennel is 60 m from the bays: 50 s.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/base/problem.hpp"
#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

/// Cars that come, each source at one time with so many.
struct Cars {
  std::string name = "car";
  std::string at = "00:10";
  int number = 1;
};

struct Kennel {
  std::string teams;
  std::vector<Cars> cars = {};
  std::string bays = "search: 5 min";
  std::string way = "[bays, leave]";
  std::string head = "dogs: {differ: 1}\n";
  std::string stations = {};

  Replay run(std::uint64_t seed = 1) const {
    std::string demand;
    for (const Cars& c : cars)
      demand += fmt::format(
          "  {}: {{timetable: {{people: {{car: {}}}, profile: {{\"00:00-24:00\": 1}}, times: [\"{}\"]}}, carries: "
          "{{number: 1, mix: {{driver: 1}}}}, direction: in, route: way}}\n",
          c.name, c.number, c.at);
    return run_text("crossflow: 1\ndate: 2024-01-01\nport: {name: p}\n" + head +
                        "classes: {driver: Drivers, car: {kind: vehicle, length: 5 m}}\ndemand:\n" + demand +
                        "stations:\n  bays: {kind: dog-search, " + bays +
                        ", place: {at: [58 m, 0 m], size: [4 m, 4 m]}}\n" + stations + "dog teams:\n" + teams +
                        "routes:\n  way: " + way + "\n",
                    {}, seed);
  }
};

std::string team(const std::string& name, const std::string& rest, const std::string& duty = "00:00-08:00",
                 const std::string& more = ", on call at: bays") {
  return "  " + name + ": {scents: drugs, on duty: \"" + duty + "\", kennel: [0 m, 2 m], rest: " + rest + more + "}\n";
}

// What the teams do, and when cars are searched and leave.
std::string told(const Replay& run) {
  static const std::vector<std::string> states = {"is off duty", "rests", "walks", "searches", "patrols", "stands by"};
  std::string out;
  std::map<std::uint32_t, std::string> cars;
  for (const Event& e : run.events) {
    if (run.all().inside == 0 && e.tick > run.over()) break;  // then they rest until they go home
    if (e.kind == EventKind::team) {
      const std::string at = e.station == no_station ? "" : " at " + run.directory.stations[e.station].name.substr(2);
      out += fmt::format("{:g} {} {}{}\n", to_seconds(e.tick), run.directory.teams[e.server].name.substr(2),
                         states.at(e.aux), at);
    }
    if (e.kind == EventKind::arrived && run.directory.classes[e.aux].name == "car")
      cars[e.entity] = run.directory.stations[e.station].name.substr(2) + std::to_string(e.value & 0xffffff);
    else if (e.kind == EventKind::arrived)
      cars.erase(e.entity);
    if (!cars.contains(e.entity)) continue;
    if (e.kind == EventKind::left) out += fmt::format("{:g} {} leaves\n", to_seconds(e.tick), cars[e.entity]);
    if (e.kind == EventKind::ended && e.aux == 1)
      out += fmt::format("{:g} {} waited in vain\n", to_seconds(e.tick), cars[e.entity]);
  }
  return lines(out);
}

const std::string ten_and_twenty = "{policy: clock, work: 10 min, rest: 20 min}";

TEST(DogTeams, ADayOfOneTeam) {
  const Replay run =
      Kennel{.teams = team("rex", ten_and_twenty, "00:00-01:00"), .cars = {{"a", "00:10", 3}, {"b", "00:30", 1}}}.run();
  EXPECT_EQ(told(run), lines(R"(
    0 rex rests
    600 rex walks at bays
    650 rex searches at bays
    950 rex stands by at bays
    950 a0 leaves
    950 rex searches at bays
    1250 rex stands by at bays
    1250 a1 leaves
    1250 rex walks
    1300 rex rests
    2500 rex walks at bays
    2550 rex searches at bays
    2850 rex stands by at bays
    2850 a2 leaves
    2850 rex searches at bays
    3150 rex stands by at bays
    3150 b0 leaves
    3150 rex walks
  )")) << "ten minutes of work, twenty of rest, while two wait";
  const TeamRow& row = run.rows.of<TeamRow>().at(0);
  EXPECT_EQ(row.searches, 4);
  EXPECT_EQ(row.screened, 0);
  EXPECT_DOUBLE_EQ(row.worked_s, 1200);
  EXPECT_DOUBLE_EQ(row.walked_s, 150 + 50);
  EXPECT_DOUBLE_EQ(row.rested_s, 600 + 1200 + 400);
  EXPECT_DOUBLE_EQ(row.on_duty_s, 3600) << "whenever the last car has gone";
  EXPECT_DOUBLE_EQ(row.longest_work_s, 600);
  EXPECT_DOUBLE_EQ(row.rest_kept_s, 1200);
  EXPECT_DOUBLE_EQ(row.most_effective_s, 600);
  Tick charged = 0;
  for (const LedgerRow& l : run.rows.of<LedgerRow>())
    if (l.cause == static_cast<std::uint8_t>(LedgerCause::no_officer))
      charged += ticks_from_seconds(l.waiting_person_s);
  // Three for 50 s, then c from 1250 to 2550 and b from 1800; while rex searches, all is in use.
  EXPECT_EQ(charged, (3 * 50 + 1300 + 750) * second);
}

TEST(DogTeams, TheNearestFreeTeamIsCalledAndTheFirstOfEquals) {
  std::string teams = team("rex", "none") + team("asta", "none");
  teams += "  bello: {scents: tobacco, on duty: \"00:00-08:00\", kennel: [48 m, 2 m], rest: none, on call at: bays}\n";
  EXPECT_EQ(told(Kennel{.teams = teams, .cars = {{"a", "00:10", 2}}}.run()), lines(R"(
    0 asta rests
    0 bello rests
    0 rex rests
    600 bello walks at bays
    600 asta walks at bays
    610 bello searches at bays
    650 asta searches at bays
    910 bello stands by at bays
    910 a0 leaves
    910 bello walks
    920 bello rests
    950 asta stands by at bays
    950 a1 leaves
    950 asta walks
  )")) << "two call at one instant: the nearest comes for the first, and the first by name for the other";
}

TEST(DogTeams, NoMoreComeThanThereAreBays) {
  const std::string teams = team("rex", "none") + team("asta", "none");
  const Replay run = Kennel{.teams = teams, .cars = {{"a", "00:10", 2}}, .bays = "search: 5 min, bays: 1"}.run();
  EXPECT_EQ(run.rows.of<TeamRow>().at(0).searches, 2);
  EXPECT_EQ(run.rows.of<TeamRow>().at(1).walked_s, 0);
}

TEST(DogTeams, WhoTurnsRoundOnTheWayHomeIsAsNearAsHeIs) {
  const Replay run = Kennel{.teams = team("rex", "none"), .cars = {{"a", "00:10", 1}, {"b", "00:16", 1}}}.run();
  // Done at 950; at 960 it is 12 m on its way home.
  EXPECT_EQ(told(run), lines(R"(
    0 rex rests
    600 rex walks at bays
    650 rex searches at bays
    950 rex stands by at bays
    950 a0 leaves
    950 rex walks
    960 rex walks at bays
    970 rex searches at bays
    1270 rex stands by at bays
    1270 b0 leaves
    1270 rex walks
  )"));
}

TEST(DogTeams, ACallInTheLastMinuteOfTheDay) {
  const Replay run = Kennel{.teams = team("rex", "none", "16:00-24:00"), .cars = {{"a", "23:59", 1}}}.run();
  EXPECT_EQ(told(run), lines(R"(
    57600 rex rests
    86340 rex walks at bays
    86390 rex searches at bays
    86690 rex stands by at bays
    86690 a0 leaves
    86690 rex walks
  )")) << "it comes ten seconds before it goes off duty, and finishes";
}

TEST(DogTeams, WhoGoesOffDutyFinishesAndGoesHome) {
  const Replay run = Kennel{.teams = team("rex", "none", "00:00-00:12"),
                            .cars = {{"a", "00:10", 2}},
                            .bays = "search: 5 min, longest wait: 20 min"}
                         .run();
  EXPECT_EQ(told(run), lines(R"(
    0 rex rests
    600 rex walks at bays
    650 rex searches at bays
    950 rex stands by at bays
    950 a0 leaves
    950 rex walks
    1000 rex is off duty
    1800 a1 waited in vain
    1800 a1 leaves
  )")) << "off duty at 720, and the other car goes on after twenty minutes";
}

TEST(DogTeams, ANightShiftThatBeganTheDayBeforeIsThere) {
  const Replay run = Kennel{.teams = team("rex", "none", "23:00-07:00"), .cars = {{"a", "00:10", 1}}}.run();
  EXPECT_EQ(run.rows.of<TeamRow>().at(0).searches, 1);
  EXPECT_EQ(run.over(), 950 * second);
}

TEST(DogTeams, WhoWaitedInVainCanBeSentToOfficers) {
  const Replay run = Kennel{.teams = team("rex", "none", "08:00-09:00"),
                            .cars = {{"a", "00:10", 2}},
                            .bays = "search: 5 min, longest wait: 20 min",
                            .way = "[bays, {failed at: bays, to: officers}, leave]",
                            .stations = "  officers: {kind: vehicle-search, service: 10 min}\n"}
                         .run();
  EXPECT_EQ(run.count(EventKind::checked), 0U);
  EXPECT_EQ(run.over(), (1800 + 1200) * second) << "one after the other, from 00:30";
}

TEST(DogTeams, NobodyIsSearchedWhileTheTeamOnlyRests) {
  // The rest ends at 2500, before the longest wait of the car that came at 1400.
  const Replay run = Kennel{.teams = team("rex", ten_and_twenty), .cars = {{"a", "00:10", 2}, {"b", "00:25", 1}}}.run();
  EXPECT_NE(told(run).find("2500 rex walks at bays"), std::string::npos) << told(run);
}

TEST(DogTeams, MostWorkOfOneTimeOnDuty) {
  const Replay run = Kennel{.teams = team("rex", "none"),
                            .cars = {{"a", "00:10", 4}},
                            .bays = "search: 5 min, longest wait: 30 min",
                            .head = "dogs: {differ: 1, most work: 12 min}\n"}
                         .run();
  EXPECT_EQ(run.rows.of<TeamRow>().at(0).searches, 3) << "it stops after the search in which the twelve minutes ended";
  EXPECT_EQ(run.over(), (600 + 1800) * second);
}

TEST(DogTeams, ATiredDogSearchesLongerAndHeatTiresIt) {
  const std::string head = "dogs: {differ: 1, condition: {search time: {\"0 min\": 1, \"5 min\": 1, \"15 min\": 2}}}\n";
  const Kennel kennel{.teams = team("rex", "none"), .cars = {{"a", "00:10", 2}}, .head = head};
  EXPECT_EQ(kennel.run().over(), (650 + 300 + 300) * second) << "rested, and after five minutes";
  Kennel hot = kennel;
  hot.head += "weather: {heat: hot humid}\n";
  // 300 s x 1.2; then 12 effective minutes: 300 s x 1.7 x 1.2.
  EXPECT_EQ(hot.run().over(), (650 + 360 + 612) * second);
  Kennel shaded = hot;
  shaded.bays += ", indoors: yes";
  EXPECT_EQ(shaded.run().over(), kennel.run().over()) << "it is mild indoors";
  Kennel later = kennel;
  later.head += "weather: {heat: {\"00:00\": mild, \"06:00\": hot humid}}\n";
  EXPECT_EQ(later.run().over(), kennel.run().over());
}

TEST(DogTeams, ABlockedBayKeepsItsTeam) {
  const Replay run =
      Kennel{.teams = team("rex", "none"),
             .cars = {{"a", "00:10", 2}},
             .way = "[bays, officers, leave]",
             .stations = "  officers: {kind: vehicle-search, service: 30 min, queue: {space: 0 persons}}\n"}
          .run();
  EXPECT_EQ(told(run), lines(R"(
    0 rex rests
    600 rex walks at bays
    650 rex searches at bays
    950 rex stands by at bays
    950 rex searches at bays
    1250 rex stands by at bays
    2750 a0 leaves
    2750 rex walks
    2800 rex rests
    4550 a1 leaves
  )"));
}

TEST(DogTeams, AVehicleThatIsHeldIsTheLastOfATeamWhoseDutyIsOver) {
  const Replay run =
      Kennel{.teams = team("rex", "none", "00:00-00:30"),
             .cars = {{"a", "00:10", 3}},
             .way = "[bays, officers, leave]",
             .stations = "  officers: {kind: vehicle-search, service: 30 min, queue: {space: 0 persons}}\n"}
          .run();
  EXPECT_EQ(told(run), lines(R"(
    0 rex rests
    600 rex walks at bays
    650 rex searches at bays
    950 rex stands by at bays
    950 rex searches at bays
    1250 rex stands by at bays
    2750 a0 leaves
    2750 rex walks
    2800 rex is off duty
    4200 a2 waited in vain
    4550 a1 leaves
    6350 a2 leaves
  )"));
}

// --- patrols
// ----------------------------------------------------------------------------------------------------------

/// People who are served one a second, from the first second on, at a desk where rex patrols.
constexpr const char* tireless = "dogs: {differ: 1, condition: {search time: {\"0 min\": 1}}}\n";

Replay patrolled(const std::string& patrol, const std::string& head = tireless, const std::string& rest = "none",
                 int people = 3600, std::uint64_t seed = 1) {
  std::vector<std::string> come;
  for (int i = 0; i < people; ++i) come.push_back(std::to_string(i) + " local");
  Small small{.stations = "  desk: {kind: counter, service: 1 s, place: {at: [10 m, 0 m], size: [4 m, 4 m]}}",
              .way = "[desk, leave]",
              .people = come,
              .head = head};
  small.routes = "dog teams:\n  rex: {scents: drugs, on duty: \"00:00-08:00\", kennel: [12 m, 2 m], rest: " + rest +
                 ", patrols: " + patrol + "}\n";
  return small.run(seed);
}

TEST(DogPatrols, ScreenAtExactlyTheirPace) {
  const Replay run = patrolled("{at: desk, for: 8 h}");
  EXPECT_EQ(run.rows.of<TeamRow>().at(0).screened, 300) << "one in twelve seconds, of one a second for an hour";
  EXPECT_EQ(run.count(EventKind::checked, "desk"), 300U);
  EXPECT_EQ(run.count(EventKind::team), 4U) << "until midnight; no actor wakes for a person";
  Tick last = -1;
  for (const Event& e : run.events) {
    if (e.kind != EventKind::checked) continue;
    if (last >= 0) {
      EXPECT_EQ(e.tick - last, 12 * second);
    }
    last = e.tick;
    EXPECT_EQ(e.value, 1) << "by the first team";
  }
}

TEST(DogPatrols, ScreenNobodyWhileTheTeamIsElsewhere) {
  const Replay run = patrolled("{at: desk, for: 10 min, every: 20 min}", tireless, "none", 3500);
  EXPECT_EQ(run.rows.of<TeamRow>().at(0).screened, 3 * 50);
  EXPECT_DOUBLE_EQ(run.rows.of<TeamRow>().at(0).worked_s, 10'800) << "also when nobody is left";
  for (const Event& e : run.events)
    if (e.kind == EventKind::checked) {
      EXPECT_LE(e.tick % (20 * minute), 10 * minute);
    }
}

TEST(DogPatrols, RestAsThePolicySays) {
  const Replay run = patrolled("{at: desk, for: 8 h}", tireless, ten_and_twenty, 3500);
  EXPECT_DOUBLE_EQ(run.rows.of<TeamRow>().at(0).worked_s, 9600)
      << "00:00 to 00:10, 00:30 to 00:40 and so on until 08:00";
  EXPECT_EQ(run.rows.of<TeamRow>().at(0).screened, 100);
}

TEST(DogPatrols, ATiredDogIsSlower) {
  const std::string head = "dogs: {differ: 1, condition: {search time: {\"0 min\": 2}}}\n";
  EXPECT_EQ(patrolled("{at: desk, for: 8 h}", head).rows.of<TeamRow>().at(0).screened, 150);
}

TEST(DogPatrols, ACallEndsThem) {
  Kennel kennel{.teams = team("rex", "none", "00:00-08:00", ", on call at: bays, patrols: {at: officers, for: 1 h}"),
                .cars = {{"a", "00:10", 1}},
                .way = "[bays, officers, leave]",
                .stations =
                    "  officers: {kind: vehicle-search, service: 10 min, place: {at: [10 m, 0 m], size: [4 m, 4 "
                    "m]}}\n"};
  EXPECT_EQ(told(kennel.run()), lines(R"(
    0 rex walks at officers
    10 rex patrols at officers
    600 rex walks at bays
    640 rex searches at bays
    940 rex stands by at bays
    940 rex walks at officers
    980 rex patrols at officers
    1540 a0 leaves
  )"));
}

// --- detection
// --------------------------------------------------------------------------------------------------------

/// Many cars, some of which carry drugs or tobacco, searched by a dog and after an alarm by officers who find all.
Replay searched(const std::string& dogs, double share, std::uint64_t seed) {
  return run_text(
      "crossflow: 1\ndate: 2024-01-01\ndays: 20\nport: {name: p}\ndogs: " + dogs +
          "\nclasses: {car: {kind: vehicle, length: 5 m}}\n" +
          fmt::format("contraband: {{drugs: {{carried by: {{car: {0}%}}}}, tobacco: {{carried by: {{car: {0}%}}}}}}\n",
                      share * 100) +
          "demand:\n  cars: {rate: {mean: 40 persons/h, mix: {car: 1}}, direction: in, route: way}\n"
          "stations:\n  bays: {kind: dog-search, search: 1 min, place: {at: [0 m, 0 m], size: [4 m, 4 m]}}\n"
          "  officers: {kind: vehicle-search, servers: 100, service: 1 min, check: {finds: 100%}}\n"
          "dog teams:\n  rex: {scents: drugs, on duty: \"00:00-24:00\", kennel: [2 m, 2 m], rest: none, on call at: "
          "bays}\n"
          "routes:\n  way: [bays, {alarm: yes, to: officers}, leave]\n",
      {}, seed);
}

TEST(DogDetection, IsAsItIsSaid) {
  const Replay run = searched("{differ: 1, most work: 24 h, condition: {detection: {\"0 min\": 100%}}}", 0.1, 1);
  const auto rate = [&run](Contraband kind, double expected) {
    std::int64_t checked = 0, alarms = 0;
    for (const CheckRow& row : run.rows.of<CheckRow>())
      if (row.station == run.station("bays") && row.contraband == static_cast<std::uint8_t>(kind)) {
        checked += row.checked;
        alarms += row.alarms;
      }
    ASSERT_GT(checked, 1000);
    EXPECT_NEAR(static_cast<double>(alarms) / static_cast<double>(checked), expected,
                3 * std::sqrt(expected * (1 - expected) / static_cast<double>(checked)));
  };
  rate(Contraband::drugs, 0.6);
  rate(Contraband::tobacco, 0.03);  // which it does not know
  rate(Contraband::none, 0.03);
}

TEST(DogDetection, TheChanceOfFindingHoldsWhileTheDogTires) {
  // It works some 40 minutes of each hour, never rested for long: detection falls from 60% to 12% and comes back.
  const std::string dogs =
      "{differ: 1, most work: 24 h, condition: {recovery: 2, detection: {\"0 min\": 100%, \"20 min\": 20%}, "
      "search time: {\"0 min\": 100%}}}";
  double carriers = 0, found = 0, clean = 0, chance = 0;
  std::vector<double> per_run;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Replay run = searched(dogs, 0.05, seed);
    for (const RiskRow& row : run.rows.of<RiskRow>()) {
      if (row.contraband != static_cast<std::uint8_t>(Contraband::drugs)) continue;
      carriers += static_cast<double>(row.carriers);
      found += static_cast<double>(row.found);
      clean += static_cast<double>(row.clean);
      chance += row.chance_sum;
      per_run.push_back(row.chance_sum / static_cast<double>(row.clean));
    }
  }
  const double by_counting = found / carriers;
  const double by_chance = chance / clean;
  double spread = 0;
  for (const double p : per_run) spread += (p - by_chance) * (p - by_chance);
  spread /= static_cast<double>(per_run.size() * (per_run.size() - 1));
  const double error = std::sqrt(by_counting * (1 - by_counting) / carriers + spread);
  EXPECT_NEAR(by_counting, by_chance, 3 * error);
  EXPECT_LT(by_chance, 0.58) << "it does tire";
  EXPECT_GT(by_chance, 0.13);
  EXPECT_LT(error, 0.02) << "else this says nothing";
}

TEST(DogPatrols, AnAlertIsAnAlarmForTheRoute) {
  std::vector<std::string> come;
  for (int i = 0; i < 600; ++i) come.push_back(std::to_string(12 * i) + " local");
  Small small{
      .stations =
          "  desk: {kind: counter, service: 1 s, place: {at: [10 m, 0 m], size: [4 m, 4 m]}}\n"
          "  tables: {kind: search, servers: 50, service: 1 s, check: {finds: 100%}}",
      .way = "[desk, {alarm: yes, to: tables}, leave]",
      .people = come,
      .head = "dogs: {differ: 1, most work: 8 h}\ncontraband: {drugs: {carried by: {local: 20%, visitor: 0%}}}\n"};
  small.routes =
      "dog teams:\n  rex: {scents: drugs, on duty: \"00:00-08:00\", kennel: [12 m, 2 m], rest: none, patrols: {at: "
      "desk, "
      "for: 8 h}}\n";
  const Replay run = small.run();
  const TeamRow& row = run.rows.of<TeamRow>().at(0);
  EXPECT_GT(row.alerts, 40);
  EXPECT_EQ(static_cast<std::size_t>(row.alerts), run.count(EventKind::started, "tables"));
}

TEST(DogTeams, DrawNobodysNeedAnew) {
  const auto of_people = [](const std::string& head, const std::string& teams, const std::string& more) {
    std::vector<std::string> come;
    for (int i = 0; i < 200; ++i) come.push_back(std::to_string(7 * i) + " local");
    Small small{.stations =
                    "  desk: {kind: counter, service: {lognormal: {mean: 6 s, cv: 50%}}, place: {at: [10 m, 0 "
                    "m], size: [4 m, 4 m]}}" +
                    more,
                .way = "[desk, {share: 30%, to: desk}, leave]",
                .people = come,
                .head = head};
    small.routes = teams;
    return needs_of(small.run());
  };
  const Needs without = of_people("", "", "");
  EXPECT_EQ(without, of_people("dogs: {most work: 5 h}\n",
                               "dog teams:\n  rex: {scents: drugs, on duty: \"00:00-08:00\", kennel: [12 m, 2 m], "
                               "patrols: {at: desk, for: 8 h}}\n",
                               ""));
}

TEST(DogSearch, WhoGoesOnUnsearchedIsHeldIfTheNextPlaceIsFull) {
  const Replay run = Kennel{.teams = team("rex", "none", "10:00-11:00"),
                            .cars = {{.number = 2}},
                            .bays = "search: 5 min, longest wait: 20 min",
                            .way = "[bays, table, leave]",
                            .stations = "  table: {kind: vehicle-search, service: 10 min, queue: {space: 0 persons}}\n"}
                         .run();
  std::set<Tick> begun;
  for (const Event& e : run.events)
    if (e.kind == EventKind::started && e.station == run.station("table")) begun.insert(e.tick);
  EXPECT_EQ(begun, (std::set<Tick>{30 * minute, 40 * minute}));
}

}  // namespace
}  // namespace crossflow::test
