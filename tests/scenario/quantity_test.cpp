// Numbers with units: what is taken, what is refused, and what the refusal says.
#include "sim/scenario/quantity.hpp"

#include <gtest/gtest.h>

#include "tests/scenario/read_value.hpp"

namespace crossflow::testing {
namespace {

TEST(Quantity, WholeNumbers) {
  const auto type = types::whole(1, 500'000);
  EXPECT_EQ(read_value(type, "14").value, 14);
  EXPECT_EQ(read_value(type, "60,122").value, 60'122);
  EXPECT_EQ(read_value(type, "'60,122'").value, 60'122);
  const std::string expected = "; expected a whole number, from 1 to 500,000";
  EXPECT_EQ(refused(type, "3.5"), "v:1:1: 'x' is '3.5'" + expected);
  EXPECT_EQ(refused(type, "0"), "v:1:1: 'x' is '0'" + expected);
  EXPECT_EQ(refused(type, "500001"), "v:1:1: 'x' is '500001'" + expected);
  EXPECT_EQ(refused(type, "60,12"), "v:1:1: 'x' is '60,12'" + expected);
  EXPECT_EQ(refused(type, "1_000"), "v:1:1: 'x' is '1_000'" + expected);
  EXPECT_EQ(refused(type, "0x10"), "v:1:1: 'x' is '0x10'" + expected);
  EXPECT_EQ(refused(type, "yes"), "v:1:1: 'x' is 'yes'" + expected);
  EXPECT_EQ(refused(type, "[1]"), "v:1:1: 'x' is a list" + expected);
  EXPECT_EQ(refused(type, "~"), "v:1:1: 'x' is nothing" + expected);
  EXPECT_EQ(refused(type, "12 persons"), "v:1:1: 'x' is '12 persons'" + expected);
}

TEST(Quantity, AUnitThatIsNamedMustBeWritten) {
  const auto type = types::whole(0, 10'000, "persons");
  EXPECT_EQ(read_value(type, "600 persons").value, 600);
  EXPECT_EQ(read_value(type, "1,600 persons").value, 1'600);
  EXPECT_EQ(read_value(type, "1 person").value, 1);
  EXPECT_EQ(refused(type, "600"),
            "v:1:1: 'x' is '600'; expected a number of persons such as 10 persons, from 0 to 10,000");
  EXPECT_EQ(
      refused(type, "600 pesrons"),
      "v:1:1: 'x' is '600 pesrons'; expected a number of persons such as 10 persons, from 0 to 10,000; did you mean "
      "'600 persons'?");
}

TEST(Quantity, SharesArePercentages) {
  EXPECT_EQ(read_value(types::share(), "85%").value, 0.85);
  EXPECT_EQ(read_value(types::share(), "7 %").value, 0.07);
  EXPECT_EQ(read_value(types::share(), "0.0128%").value, 0.000128);
  const std::string expected = "; expected a percentage such as 35%, from 0% to 100%";
  EXPECT_EQ(refused(types::share(), "0.85"), "v:1:1: 'x' is '0.85'" + expected + "; did you mean '85%'?");
  EXPECT_EQ(refused(types::share(), "85"), "v:1:1: 'x' is '85'" + expected + "; did you mean '85%'?");
  EXPECT_EQ(refused(types::share(), "101%"), "v:1:1: 'x' is '101%'" + expected);
  EXPECT_EQ(refused(types::share(), "-1%"), "v:1:1: 'x' is '-1%'" + expected);
  EXPECT_EQ(read_value(types::percent(0, 2), "150%").value, 1.5);
}

TEST(Quantity, Durations) {
  const auto type = types::duration();
  EXPECT_EQ(read_value(type, "45 s").value, 45 * second);
  EXPECT_EQ(read_value(type, "0.1 s").value, 100'000);
  EXPECT_EQ(read_value(type, "250 us").value, 250);
  EXPECT_EQ(read_value(type, "12min").value, 12 * minute);
  EXPECT_EQ(read_value(type, "1 h 30 min").value, 90 * minute);
  EXPECT_EQ(read_value(type, "2 days").value, 2 * day);
  EXPECT_EQ(read_value(type, "0 s").value, 0);
  const std::string expected = "; expected a duration such as 45 s or 12 min";
  EXPECT_EQ(refused(type, "12"), "v:1:1: 'x' is '12'" + expected);
  EXPECT_EQ(refused(type, "12 minutes"), "v:1:1: 'x' is '12 minutes'" + expected + "; did you mean '12 min'?");
  EXPECT_EQ(refused(type, "12 m"), "v:1:1: 'x' is '12 m'" + expected + "; did you mean '12 min'?");
  EXPECT_EQ(refused(type, "30 min 1 h"), "v:1:1: 'x' is '30 min 1 h'" + expected);
  EXPECT_EQ(refused(type, "-3 s"), "v:1:1: 'x' is '-3 s'" + expected);
  EXPECT_EQ(refused(type, "12:30"), "v:1:1: 'x' is '12:30'" + expected);
  EXPECT_EQ(refused(types::duration(second, hour), "2 h"),
            "v:1:1: 'x' is '2 h'" + expected + ", at least 1 s and at most 1 h");
  EXPECT_EQ(refused(type, "1e400 s"), "v:1:1: 'x' is '1e400 s'" + expected);
  EXPECT_EQ(refused(type, std::string(400, '9') + " s").substr(0, 10), "v:1:1: 'x'");
}

TEST(Quantity, LengthsAreasSpeedsRates) {
  EXPECT_EQ(read_value(types::length(), "1.5 km").value, 1500);
  EXPECT_EQ(read_value(types::area(), "1,200 m2").value, 1200);
  EXPECT_EQ(read_value(types::area(), "1,200 m²").value, 1200);
  EXPECT_DOUBLE_EQ(read_value(types::speed(), "3.6 km/h").value.value(), 1);
  EXPECT_DOUBLE_EQ(read_value(types::rate("persons"), "7,200 persons/h").value.value(), 2);
  EXPECT_EQ(read_value(types::rate("bags"), "3 bags/s").value, 3);
  EXPECT_EQ(refused(types::length(), "80"), "v:1:1: 'x' is '80'; expected a length such as 80 m, at most 100 km");
  EXPECT_EQ(refused(types::area(), "80 sqm"),
            "v:1:1: 'x' is '80 sqm'; expected an area such as 1,200 m2, from 0.1 m2 to 1,000,000,000 m2; did you mean "
            "'80 m2'?");
  EXPECT_EQ(refused(types::rate("persons"), "600 persons per hour"),
            "v:1:1: 'x' is '600 persons per hour'; expected a rate such as 6,000 persons/h, from 1 to 360,000,000 "
            "persons/h; did you mean '600 persons/h'?");
}

TEST(Quantity, NumbersSplitFromTheirUnits) {
  double number = 0;
  std::string_view unit;
  EXPECT_TRUE(split_amount(" 1,234,567.25 m2 ", number, unit));
  EXPECT_EQ(number, 1'234'567.25);
  EXPECT_EQ(unit, "m2");
  for (const char* bad : {"", " ", "m", "1,23", "1234,567", "1,234,56", ".5", "-", ",123", "12,"}) {
    EXPECT_FALSE(split_amount(bad, number, unit) && unit.empty()) << bad;
  }
}

}  // namespace
}  // namespace crossflow::testing
