// Hours that go on past midnight hold in the night before the first date and in that after the last one, whoever says
// them. Times are seconds; 24:30 is 88200.
#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

// One comes at 00:30 of the first date, one at 24:30, one at 30:30, when nothing is open any more.
Small two_nights(const std::string& desk, const std::string& head = "", const std::string& port = "") {
  Small small;
  small.head = head;
  small.stations = "  desk: {kind: counter, service: 1 min" + desk + "}\n";
  small.way = "[desk, leave]";
  small.people = {"1800 local", "88200 local"};
  small.port = port;
  return small;
}

const std::string at_once = lines("1800 a starts desk/0\n88200 b starts desk/0");

TEST(Nights, OfAPort) {
  const Replay run = two_nights("", "", ", hours: \"22:00-06:00\"").run();
  EXPECT_EQ(run.told({"starts", "opens", "closes"}), lines(R"(
    0 port opens
    1800 a starts desk/0
    21600 port closes
    79200 port opens
    88200 b starts desk/0
    108000 port closes
  )"));
}

TEST(Nights, OfAPortOverSeveralDates) {
  Small small = two_nights("", "days: 2\n", ", hours: \"22:00-06:00\"");
  small.people = {"1800 local", "25000 local", "88200 local", "172000 local"};
  const Replay run = small.run();
  EXPECT_EQ(run.told({"starts"}), lines(R"(
    1800 a starts desk/0
    79200 b starts desk/0
    88200 c starts desk/0
    172000 d starts desk/0
  )"));
  EXPECT_EQ(run.count(EventKind::port), 6U);
}

TEST(Nights, OfAPortTurnBackItsQueue) {
  Small small = two_nights("", "", ", hours: \"22:00-06:00\", at closing: turn back the queue");
  small.people = {"21570 local", "21580 local"};
  EXPECT_EQ(small.run().told({"starts", "turned"}), lines("21570 a starts desk/0\n21600 b turned back"));
}

TEST(Nights, OfAStation) {
  EXPECT_EQ(two_nights(", hours: \"22:00-06:00\"").run().told({"starts"}), at_once);
}

TEST(Nights, OfAPlan) {
  EXPECT_EQ(two_nights(", open: {\"06:00\": 0, \"22:00\": 1}").run().told({"starts"}), at_once);
}

TEST(Nights, OfAShift) {
  EXPECT_EQ(two_nights(", post: {skill: x}",
                       "officers: {x: {shifts: {night: {from: \"22:00\", until: \"30:00\", officers: 1}}}}\n")
                .run()
                .told({"starts"}),
            at_once);
}

TEST(Nights, OfARoster) {
  EXPECT_EQ(
      two_nights(", post: {skill: x}", "officers: {x: {roster: [{officer: one, from: \"22:00\", until: \"30:00\"}]}}\n")
          .run()
          .told({"starts"}),
      at_once);
}

// Monday 1 January; its table of holidays begins on 1 December, or with the date itself.
std::string starts_on_monday(Small small, const std::string& from = "2023-12-01",
                             const std::string& until = "2024-01-31") {
  small.head = "calendar: holidays.csv\n" + small.head;
  Files files = small.files();
  files["holidays.csv"] =
      "date,place,day,festival\n" + from + ",Hong Kong,named,First\n" + until + ",Hong Kong,named,Last\n";
  return run_text(small.yaml(), files).told({"starts"});
}

// Of Sunday's night shift one is on duty until 06:00, of Monday's three.
TEST(Nights, OfAShiftOfAnotherKindOfDay) {
  Small small = two_nights(", servers: 3, post: {skill: x}",
                           "officers: {x: {shifts: {night: {from: \"22:00\", until: \"30:00\", officers: {by day: "
                           "{Sunday: 1, otherwise: 3}}}}}}\n");
  small.people = {"1800 local", "1800 local", "88200 local", "88200 local"};
  const std::string monday = lines("88200 c starts desk/0\n88200 d starts desk/1");
  EXPECT_EQ(starts_on_monday(small), lines("1800 a starts desk/0\n1860 b starts desk/0") + monday);
  const std::string alike = lines("1800 a starts desk/0\n1800 b starts desk/1") + monday;
  EXPECT_EQ(starts_on_monday(small, "2024-01-01"), alike) << "the calendar does not know Sunday";
  small.head.replace(small.head.find("Sunday: 1, otherwise"), 20, "Monday");
  EXPECT_EQ(starts_on_monday(small), alike) << "nothing is said of Sunday";
}

// On Tuesday two are open: from 86400 on for those who are still there.
TEST(Nights, OfAPlanOfAnotherKindOfDay) {
  for (const std::string& two_on_tuesday : {std::string(", servers: 2, open: {by day: {Tuesday: 2, otherwise: 1}}"),
                                            std::string(", servers: 2, post: {skill: x}")}) {
    Small small = two_nights(two_on_tuesday);
    small.people = {"86370 local", "86370 local", "86370 local"};
    if (two_on_tuesday.find("post") != std::string::npos)
      small.head =
          "officers: {x: {shifts: {all: {from: \"00:00\", until: \"24:00\", officers: {by day: {Tuesday: 2, "
          "otherwise: 1}}}}}}\n";
    EXPECT_EQ(starts_on_monday(small), lines("86370 a starts desk/0\n86400 b starts desk/1\n86430 c starts desk/0"))
        << two_on_tuesday;
    EXPECT_EQ(starts_on_monday(small, "2023-12-01", "2024-01-01"),
              lines("86370 a starts desk/0\n86430 b starts desk/0\n86490 c starts desk/0"))
        << two_on_tuesday;
  }
}

TEST(Nights, OfASupervisor) {
  // He opens the desk at his first look, in the night before too.
  EXPECT_EQ(two_nights(", open: 0",
                       "supervisors: {hall: {looks every: 10 min, acts after: 0 s, policy: fixed plan, servers: "
                       "{desk: 1}}}\n",
                       ", hours: \"22:00-06:00\"")
                .run()
                .told({"starts"}),
            at_once);
}

TEST(Nights, OfAnOutageOfEveryDay) {
  const auto ends = [](const std::string& more) {
    return two_nights(", outage: [{from: \"22:00\", until: \"30:00\", pace: 200%" + more + "}]").run().told({"leaves"});
  };
  EXPECT_EQ(ends(", every day: yes"), lines("1920 a leaves\n88320 b leaves"));
  EXPECT_EQ(ends(""), lines("1860 a leaves\n88320 b leaves")) << "begins on the first date";
}

TEST(Nights, OfBookings) {
  // Slots of an hour of the night before: 00:00 to 06:00.
  Small small = two_nights("", "", ", hours: \"22:00-06:00\"");
  small.source = ", booking: {slot: 1 h, places: 1 persons}";
  small.people = {"1800 local", "1800 local", "88200 local"};
  const Replay run = small.run();
  EXPECT_EQ(run.count(EventKind::stayed_away), 0U);
  std::vector<Tick> came;
  for (const Event& e : run.events)
    if (e.kind == EventKind::arrived) came.push_back(e.tick / hour);
  EXPECT_EQ(came, (std::vector<Tick>{0, 1, 24}));
}

}  // namespace
}  // namespace crossflow::test
