// Travellers who bring something that makes their service quicker. Times are seconds.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/kernel/story.hpp"
#include "tests/model/run_text.hpp"

namespace crossflow::test {
namespace {

// How long each was served at a station, by who it is.
std::map<Needs::key_type, Tick> services(const Replay& run, const std::string& station) {
  std::map<Needs::key_type, Tick> out;
  for (const auto& [who, need] : needs_of(run))
    for (const auto& [where, length] : need.services)
      if (where == "p/" + station) out[who] = length;
  return out;
}

// The share of people served for `length`.
double share_of(const std::map<Needs::key_type, Tick>& services, Tick length) {
  const auto n = std::count_if(services.begin(), services.end(), [&](const auto& s) { return s.second == length; });
  return static_cast<double>(n) / static_cast<double>(services.size());
}

std::string desk(const std::string& prepared, const std::string& kind = "counter") {
  return "{kind: " + kind + ", servers: 100, service: 30 s, prepared: " + prepared + "}";
}

std::string told(const std::string& prepared) {
  return Small{
      .stations = "  desk: " + desk(prepared), .way = "[desk, leave]", .people = {"0 local", "1 visitor", "2 local 2"}}
      .run()
      .told({"leaves"});
}

TEST(Prepared, AllOrNobody) {
  EXPECT_EQ(told("{by: QR code, share: 0%, service: 12 s}"),
            lines("30 a leaves\n31 b leaves\n62 c leaves\n62 d leaves"));
  EXPECT_EQ(told("{by: QR code, share: 100%, service: 12 s}"),
            lines("12 a leaves\n13 b leaves\n26 c leaves\n26 d leaves"));
}

TEST(Prepared, ByClass) {
  EXPECT_EQ(told("{by: QR code, share: {local: 100%}, service: {local: 5 s}}"),
            lines("5 a leaves\n12 c leaves\n12 d leaves\n31 b leaves"));
  EXPECT_EQ(told("{by: QR code, share: {otherwise: 100%, visitor: 0%}, service: {local: 5 s, otherwise: 1 s}}"),
            lines("5 a leaves\n12 c leaves\n12 d leaves\n31 b leaves"));
}

TEST(Prepared, TheFirstOfSeveralCounts) {
  EXPECT_EQ(told("[{by: plate, share: {visitor: 100%}, service: 3 s}, {by: QR code, share: 100%, service: 12 s}]"),
            lines("4 b leaves\n12 a leaves\n26 c leaves\n26 d leaves"));
}

TEST(Prepared, IsTheTravellersOwnAtEveryStation) {
  const Replay run = Small{.stations = "  one: " + desk("{by: plate, share: 60%, service: 12 s}") +
                                       "\n  two: " + desk("{by: plate, share: 60%, service: 7 s}", "red-channel") +
                                       "\n  less: " + desk("{by: plate, share: 40%, service: 5 s}") +
                                       "\n  other: " + desk("{by: form, share: 60%, service: 9 s}"),
                           .way = "[one, two, less, other, leave]",
                           .people = std::vector<std::string>(2000, "0 local")}
                         .run();
  const auto one = services(run, "one");
  const auto two = services(run, "two");
  const auto less = services(run, "less");
  const auto other = services(run, "other");
  EXPECT_NEAR(share_of(one, 12 * second), 0.6, 0.044) << "four standard errors";
  EXPECT_NEAR(share_of(less, 5 * second), 0.4, 0.044);
  int both = 0;
  for (const auto& [who, length] : one) {
    const bool prepared = length == 12 * second;
    EXPECT_EQ(two.at(who) == 7 * second, prepared);
    EXPECT_TRUE(prepared || less.at(who) == 30 * second) << "a smaller share is a part of a larger";
    both += static_cast<int>(prepared && other.at(who) == 9 * second);
  }
  EXPECT_NEAR(both / 2000.0, 0.36, 0.043) << "another thing is another draw";
}

TEST(Prepared, AChoiceOfThatPurposeTakesTheSame) {
  const Replay run = Small{.stations = "  quick: " + desk("{by: plate, share: 60%, service: 12 s}") +
                                       "\n  slow: " + desk("{by: plate, share: 60%, service: 12 s}"),
                           .way = "[{choose: [{share: 60%, to: quick}, {to: slow}], purpose: plate}, leave]",
                           .people = std::vector<std::string>(500, "0 local")}
                         .run();
  EXPECT_EQ(share_of(services(run, "quick"), 12 * second), 1);
  EXPECT_EQ(share_of(services(run, "slow"), 30 * second), 1);
}

TEST(Prepared, SomebodySlowIsSlowEitherWay) {
  const auto lengths = [](const std::string& share) {
    return services(Small{.stations = "  desk: {kind: counter, servers: 100, service: {uniform: [20 s, 40 s]}, "
                                      "prepared: {by: plate, share: " +
                                      share + ", service: {uniform: [2 s, 4 s]}}}",
                          .way = "[desk, leave]",
                          .people = std::vector<std::string>(50, "0 local")}
                        .run(),
                    "desk");
  };
  const auto quick = lengths("100%");
  for (const auto& [who, length] : lengths("0%"))
    EXPECT_NEAR(static_cast<double>(length), 10.0 * static_cast<double>(quick.at(who)), 10);
}

}  // namespace
}  // namespace crossflow::test
