#include "viz/floor/layout_by_links.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/draws.hpp"

namespace crossflow::viz {
namespace {

using ::testing::ElementsAre;

std::vector<LinkedBox> alike(std::size_t count) {
  return std::vector<LinkedBox>(count, LinkedBox{10, 6, 0});
}

void expect_no_overlap(const std::vector<Rect>& placed) {
  for (std::size_t a = 0; a < placed.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) EXPECT_FALSE(placed[a].touches(placed[b])) << a << " and " << b;
}

TEST(Columns, AreTheLongestWaysFromTheBeginning) {
  // 0 leads to 3 directly and by 1 and 2; 4 stands alone.
  EXPECT_THAT(columns_by_links(5, {{0, 1}, {1, 2}, {2, 3}, {0, 3}}), ElementsAre(0, 1, 2, 3, 0));
}

TEST(Columns, LeaveOutWhatLeadsBack) {
  EXPECT_THAT(columns_by_links(4, {{0, 1}, {1, 2}, {2, 1}, {2, 3}}), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(columns_by_links(3, {{0, 1}, {1, 2}, {2, 0}}), ElementsAre(0, 1, 2)) << "nothing but a cycle";
  EXPECT_THAT(columns_by_links(2, {{0, 0}, {0, 1}}), ElementsAre(0, 1)) << "a link to itself";
  // The door is not the first box, and the cycle begins where it leads.
  EXPECT_THAT(columns_by_links(4, {{0, 1}, {1, 2}, {2, 0}, {3, 2}}), ElementsAre(2, 3, 1, 0));
}

TEST(LayoutByLinks, SetsAChainLevelFromLeftToRight) {
  auto boxes = alike(3);
  boxes[1].height = 30;
  const auto placed = layout_by_links(boxes, {{2, 0}, {0, 1}});
  EXPECT_LT(placed[2].right(), placed[0].x);
  EXPECT_LT(placed[0].right(), placed[1].x);
  EXPECT_FLOAT_EQ(placed[2].middle().y, placed[0].middle().y);
}

TEST(LayoutByLinks, OrdersAColumnByWhereItsPeopleComeFrom) {
  // Two doors, and what lies behind each beside it although it is named the other way round.
  const auto placed = layout_by_links(alike(4), {{0, 3}, {1, 2}});
  EXPECT_LT(placed[0].y, placed[1].y);
  EXPECT_LT(placed[3].y, placed[2].y);
  EXPECT_FLOAT_EQ(placed[1].y, placed[2].y);
}

TEST(LayoutByLinks, KeepsBandsApartAndTheUnlinkedBelow) {
  auto boxes = alike(7);
  for (const std::size_t departing : {0U, 2U, 4U}) boxes[departing].band = 1;
  const auto placed = layout_by_links(boxes, {{0, 2}, {2, 4}, {1, 3}, {1, 5}});
  float arriving = 0, departing = 1000, all = 0;
  for (const std::size_t i : {1U, 3U, 5U}) arriving = std::max(arriving, placed[i].bottom());
  for (const std::size_t i : {0U, 2U, 4U}) departing = std::min(departing, placed[i].y);
  for (std::size_t i = 0; i < 6; ++i) all = std::max(all, placed[i].bottom());
  EXPECT_LT(arriving, departing);
  EXPECT_LT(all, placed[6].y);
  expect_no_overlap(placed);
}

// Any number of boxes and links: nothing lies over anything, and only what closes a cycle leads back.
TEST(LayoutByLinks, HoldsForWhateverWays) {
  const Stream draws(RunKey{3, 0, 0}, "test", "links");
  std::uint64_t n = 0;
  const auto upto = [&](std::size_t most) { return static_cast<std::size_t>(draws.bits(n++) % most); };
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = 1 + upto(40);
    std::vector<LinkedBox> boxes;
    for (std::size_t i = 0; i < count; ++i)
      boxes.push_back({1.0F + static_cast<float>(upto(60)), 1.0F + static_cast<float>(upto(40)), upto(3)});
    std::vector<BoxLink> links;
    for (std::size_t i = upto(3 * count); i > 0; --i) links.emplace_back(upto(count), upto(count));
    const auto placed = layout_by_links(boxes, links);
    expect_no_overlap(placed);
    // What leads back does so to where it can be come back from.
    std::vector<std::vector<bool>> reaches(count, std::vector<bool>(count));
    for (const auto& [from, to] : links) reaches[from][to] = true;
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b < count; ++b)
          if (reaches[a][k] && reaches[k][b]) reaches[a][b] = true;
    for (const auto& [from, to] : links)
      EXPECT_TRUE(placed[from].right() <= placed[to].x || reaches[to][from]) << from << " to " << to;
    const auto again = layout_by_links(boxes, links);
    for (std::size_t i = 0; i < count; ++i) {
      EXPECT_EQ(placed[i].width, boxes[i].width);
      EXPECT_EQ(std::make_pair(placed[i].x, placed[i].y), std::make_pair(again[i].x, again[i].y));
    }
    // One more box without links moves none of the others.
    boxes.push_back({5, 5, 0});
    const auto more = layout_by_links(boxes, links);
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(placed[i].y, more[i].y);
  }
}

}  // namespace
}  // namespace crossflow::viz
