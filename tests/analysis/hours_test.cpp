#include "analysis/calibrate/hours.hpp"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace crossflow {
namespace {

constexpr const char* port = "Some Port";

double up_to(const HalfHours& shares, int half_hour) {
  return std::accumulate(shares.begin(), shares.begin() + half_hour, 0.0);
}

Bulletin of_residents(Date date, const std::string& kind, int until, double share) {
  Bulletin out;
  out.date = date;
  out.kind = kind;
  out.people = {{{port, 0, 0}, 10'000}};
  out.until = until;
  out.low = out.high = share;
  return out;
}

std::vector<Bulletin> of_a_sunday(int days = 4) {
  std::vector<Bulletin> out;
  for (int d = 1; d <= days; ++d)
    for (const auto& [until, share] : {std::pair(20, 0.25), {32, 0.70}, {42, 0.95}})
      out.push_back(of_residents({2024, 6, d}, "Sunday", until, share));
  return out;
}

TEST(Hours, MeetWhatWasPublished) {
  const FittedHours hours(of_a_sunday(), {});
  const HalfHours profile = hours.profile({port, 0, 0}, "Sunday");
  EXPECT_NEAR(up_to(profile, 20), 0.25, 0.01);
  EXPECT_NEAR(up_to(profile, 32), 0.70, 0.01);
  EXPECT_NEAR(up_to(profile, 42), 0.95, 0.01);
  EXPECT_NEAR(up_to(profile, 48), 1, 1e-12);
}

TEST(Hours, ArePositiveInOpeningHoursAndNothingOutside) {
  const FittedHours hours(of_a_sunday(), {{port, {14, 44}}});
  const HalfHours profile = hours.profile({port, 0, 0}, "Sunday");
  for (std::size_t i = 0; i < profile.size(); ++i) {
    if (i >= 14 && i < 44) {
      EXPECT_GT(profile[i], 0) << i;
    } else {
      EXPECT_EQ(profile[i], 0) << i;
    }
  }
  EXPECT_NEAR(up_to(profile, 32), 0.70, 0.01);
}

// Without an observation nothing makes one half-hour more than another.
TEST(Hours, OfNothingAreLevel) {
  std::vector<Bulletin> nothing = {of_residents({2024, 6, 1}, "Sunday", 48, 1)};
  const HalfHours profile = FittedHours(nothing, {{port, {0, 48}}}).profile({port, 0, 0}, "Sunday");
  for (const double share : profile) EXPECT_NEAR(share, 1.0 / 48, 1e-6);
}

// A bulletin of all classes tells of their mix: with residents known, the rest must be the visitors.
TEST(Hours, OfTwoClassesComeApart) {
  std::vector<Bulletin> bulletins;
  for (int d = 1; d <= 6; ++d)
    for (const auto& [until, of_residents_alone, of_all] :
         {std::tuple(20, 0.4, 0.25), {32, 0.8, 0.55}, {42, 0.97, 0.9}}) {
      bulletins.push_back(of_residents({2024, 6, d}, "Sunday", until, of_residents_alone));
      Bulletin& all = bulletins.emplace_back(of_residents({2024, 6, d}, "Sunday", until, of_all));
      all.people[{port, 1, 0}] = 10'000;
    }
  const FittedHours hours(bulletins, {});
  const HalfHours visitors = hours.profile({port, 1, 0}, "Sunday");
  EXPECT_NEAR(up_to(visitors, 20), 0.10, 0.02);
  EXPECT_NEAR(up_to(visitors, 32), 0.30, 0.02);
}

TEST(Hours, ABusiestHourIsMet) {
  std::vector<Bulletin> bulletins = of_a_sunday();
  Bulletin peak = of_residents({2024, 6, 1}, "Sunday", 26, 0.16);
  peak.from = 14;
  peak.busiest = 2;
  for (int d = 1; d <= 4; ++d) bulletins.push_back((peak.date.day = d, peak));
  const HalfHours profile = FittedHours(bulletins, {{port, {14, 44}}}).profile({port, 0, 0}, "Sunday");
  double most = 0;
  for (std::size_t i = 14; i + 1 < 26; ++i) most = std::max(most, profile[i] + profile[i + 1]);
  EXPECT_NEAR(most, 0.16, 0.015);
}

// A date's own bulletins are not among those from which it is said beforehand: one day unlike the others is missed.
TEST(Hours, ADateIsLeftOut) {
  std::vector<Bulletin> bulletins = of_a_sunday(5);
  bulletins.push_back(of_residents({2024, 6, 30}, "Sunday", 32, 0.50));
  const FittedHours hours(bulletins, {});
  const std::vector<BulletinFit> fit = hours.fit();
  EXPECT_NEAR(fit.back().left_out, 0.70, 0.01);
  EXPECT_LT(fit.back().fitted, 0.69);
  EXPECT_NEAR(miss(bulletins.back(), fit.back().left_out), 0.20, 0.01);
}

// Of another kind of day nothing was seen on which to stand but the first.
TEST(Hours, KindsOfDayLeanOnOneAnother) {
  std::vector<Bulletin> bulletins = of_a_sunday();
  bulletins.push_back(of_residents({2024, 6, 20}, "Saturday", 20, 0.25));
  const FittedHours hours(bulletins, {});
  EXPECT_NEAR(up_to(hours.profile({port, 0, 0}, "Saturday"), 32), 0.70, 0.03);
  const Support support = support_of(hours.bulletins(), {port, 0, 0}, "Saturday");
  EXPECT_EQ(support.alone, std::vector<int>{20});
  EXPECT_EQ(support.days, 1);
}

}  // namespace
}  // namespace crossflow
