// Who is sent where: the pure decision.
#include <gtest/gtest.h>

#include "sim/model/people/assignment.hpp"

namespace crossflow {
namespace {

constexpr Tick late = hour;

OfficerView officer(std::uint64_t skills = 1, std::size_t hall = 0) {
  return {.available = true,
          .serves = false,
          .skills = skills,
          .hall = hall,
          .post = no_post,
          .goes = late,
          .stations = {}};
}
PostNeed post(long rank = 5, std::size_t hall = 0, std::size_t officers = 1) {
  return {.wanted = true,
          .rank = rank,
          .skill = 0,
          .hall = hall,
          .station = 0,
          .officers = officers,
          .stays = 0,
          .crew = {},
          .ending = {}};
}
const HallWalks halls = {{0, minute}, {minute, 0}};
using Posts = std::vector<std::size_t>;

TEST(Assignment, WhoeverIsThereSoonestThenTheLessVersatileThenTheFirst) {
  EXPECT_EQ(assign({post()}, {officer(1, 1), officer(3, 0), officer(1, 0), officer(1, 0)}, halls, 0),
            (Posts{no_post, no_post, 0, no_post}));
}

TEST(Assignment, TakesFromAPostOfAHigherNumberIfNobodyElseCan) {
  PostNeed held = post(7);
  held.crew = {0};
  OfficerView there = officer();
  there.post = 1;
  EXPECT_EQ(assign({post(1), held}, {there}, halls, 0), (Posts{0}));
  EXPECT_EQ(assign({post(7), held}, {there}, halls, 0), (Posts{1})) << "of equal rank he stays";
}

TEST(Assignment, HalfACrewIsNone) {
  EXPECT_EQ(assign({post(5, 0, 2), post()}, {officer()}, halls, 0), (Posts{1}));
  EXPECT_EQ(assign({post(5, 0, 2)}, {officer(), officer()}, halls, 0), (Posts{0, 0}));
}

TEST(Assignment, WhoGoesSoonIsNotSent) {
  PostNeed need = post(5, 1);
  need.stays = 10 * minute;
  OfficerView soon = officer();
  soon.goes = 11 * minute;
  EXPECT_EQ(assign({need}, {soon}, halls, 0), (Posts{no_post})) << "a minute's walk leaves ten";
  soon.goes += second;
  EXPECT_EQ(assign({need}, {soon}, halls, 0), (Posts{0}));
}

}  // namespace
}  // namespace crossflow
