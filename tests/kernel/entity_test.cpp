#include "sim/kernel/entity.hpp"

#include <deque>
#include <random>

#include <gtest/gtest.h>

namespace crossflow {
namespace {

TEST(EntityPool, AHandleDiesWithItsEntity) {
  EntityPool pool;
  const Slot slot = pool.make();
  pool[slot].phase = Entity::Phase::coming;
  const Handle first = pool.handle(slot);
  EXPECT_TRUE(pool.alive(first));
  pool.free(slot);
  EXPECT_FALSE(pool.alive(first));

  const Slot again = pool.make();
  pool[again].phase = Entity::Phase::coming;
  EXPECT_EQ(again, slot) << "slots are used again";
  EXPECT_FALSE(pool.alive(first));
  EXPECT_TRUE(pool.alive(pool.handle(again)));
  EXPECT_FALSE(pool.handle(again) == first);
  EXPECT_FALSE(pool.alive(Handle{})) << "no handle at all";
}

TEST(EntityPool, AFreshEntityHasNothingOfTheOneBefore) {
  EntityPool pool;
  const Slot slot = pool.make();
  pool[slot].phase = Entity::Phase::waiting;
  pool[slot].number = 7;
  pool[slot].timer = 99;
  pool[slot].companion = 3;
  pool[slot].persons = 4;
  pool[slot].checked = true;
  pool.free(slot);
  const Entity& fresh = pool[pool.make()];
  EXPECT_EQ(fresh.phase, Entity::Phase::free);
  EXPECT_EQ(fresh.number, 0U);
  EXPECT_EQ(fresh.timer, 0U);
  EXPECT_EQ(fresh.companion, no_slot);
  EXPECT_EQ(fresh.persons, 1);
  EXPECT_FALSE(fresh.checked);
}

TEST(EntityPool, HoldsAsManyAsWereEverAliveAtOnce) {
  EntityPool pool;
  std::deque<std::pair<Handle, std::uint32_t>> alive;
  std::mt19937 random(1);
  std::size_t most = 0;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    if (alive.size() < 500 && random() % 2 == 0) {
      const Slot slot = pool.make();
      pool[slot].phase = Entity::Phase::coming;
      pool[slot].number = i;
      alive.emplace_back(pool.handle(slot), i);
    } else if (!alive.empty()) {
      const auto [handle, number] = alive.front();
      alive.pop_front();
      ASSERT_TRUE(pool.alive(handle));
      ASSERT_EQ(pool[handle.slot].number, number) << "two entities share a slot";
      pool.free(handle.slot);
    }
    most = std::max(most, alive.size());
  }
  EXPECT_EQ(pool.capacity(), most);
}

TEST(Entity, IsOneCacheLine) {
  EXPECT_EQ(sizeof(Entity), 64U);
}

class FifoTest : public ::testing::Test {
 protected:
  std::vector<Slot> content() {
    std::vector<Slot> out;
    for (Slot slot = fifo.front(); slot != no_slot; slot = pool[slot].next) out.push_back(slot);
    return out;
  }
  EntityPool pool;
  Fifo fifo;
};

TEST_F(FifoTest, FirstInFirstOut) {
  for (int i = 0; i < 3; ++i) fifo.push(pool, pool.make());
  EXPECT_EQ(content(), (std::vector<Slot>{0, 1, 2}));
  EXPECT_EQ(fifo.back(), 2U);
  fifo.remove(pool, 0);
  EXPECT_EQ(fifo.front(), 1U);
}

TEST_F(FifoTest, TakesOutAnywhere) {
  for (int i = 0; i < 4; ++i) fifo.push(pool, pool.make());
  fifo.remove(pool, 1);
  EXPECT_EQ(content(), (std::vector<Slot>{0, 2, 3}));
  fifo.remove(pool, 3);
  EXPECT_EQ(content(), (std::vector<Slot>{0, 2}));
  EXPECT_EQ(fifo.back(), 2U);
  fifo.remove(pool, 0);
  fifo.remove(pool, 2);
  EXPECT_TRUE(fifo.empty());
  EXPECT_EQ(fifo.back(), no_slot);
  fifo.push(pool, 1);
  EXPECT_EQ(content(), (std::vector<Slot>{1}));
}

TEST_F(FifoTest, AgreesWithADeque) {
  std::mt19937 random(3);
  std::deque<Slot> reference;
  for (int i = 0; i < 3000; ++i) {
    if (reference.size() < 50 && random() % 2 == 0) {
      const Slot slot = pool.make();
      fifo.push(pool, slot);
      reference.push_back(slot);
    } else if (!reference.empty()) {
      const auto at = reference.begin() + static_cast<std::ptrdiff_t>(random() % reference.size());
      fifo.remove(pool, *at);
      pool.free(*at);
      reference.erase(at);
    }
    ASSERT_EQ(content(), std::vector<Slot>(reference.begin(), reference.end()));
  }
}

}  // namespace
}  // namespace crossflow
