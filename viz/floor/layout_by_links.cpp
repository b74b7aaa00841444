#include "viz/floor/layout_by_links.hpp"

#include <algorithm>
#include <cstdint>

namespace crossflow::viz {
namespace {

constexpr float across = 6, down = 5;  // metres between boxes; a name goes above each
constexpr float between_bands = 8;
constexpr float least_row = 110;  // metres of a row of boxes without links
constexpr int rounds = 4;         // of sorting, there and back

using Columns = std::vector<std::vector<std::size_t>>;  // boxes from top to bottom

struct Neighbours {
  Neighbours(std::size_t boxes, const std::vector<BoxLink>& links) : before(boxes), after(boxes) {
    for (const auto& [from, to] : links) {
      if (from == to) continue;
      after[from].push_back(to);
      before[to].push_back(from);
    }
  }
  bool any(std::size_t box) const { return !before[box].empty() || !after[box].empty(); }
  std::vector<std::vector<std::size_t>> before, after;
};

/// Finds an order in which each link that closes no cycle leads to a later box.
class Order {
 public:
  explicit Order(const Neighbours& near) : near_(near), state_(near.after.size(), State::unseen) {
    for (std::size_t box = 0; box < state_.size(); ++box)
      if (near.before[box].empty()) visit(box);
    for (std::size_t box = 0; box < state_.size(); ++box) visit(box);  // what only cycles lead to
    std::reverse(order_.begin(), order_.end());
  }
  const std::vector<std::size_t>& boxes() const { return order_; }

 private:
  enum class State : std::uint8_t { unseen, under_way, done };

  // Depth first, without recursion: a way may be as long as there are boxes.
  void visit(std::size_t root) {
    if (state_[root] != State::unseen) return;
    std::vector<std::pair<std::size_t, std::size_t>> way{{root, 0}};  // box, next of its links
    state_[root] = State::under_way;
    while (!way.empty()) {
      auto& [box, next] = way.back();
      if (next == near_.after[box].size()) {
        state_[box] = State::done;
        order_.push_back(box);
        way.pop_back();
        continue;
      }
      const std::size_t to = near_.after[box][next++];
      if (state_[to] != State::unseen) continue;
      state_[to] = State::under_way;
      way.emplace_back(to, 0);
    }
  }

  const Neighbours& near_;
  std::vector<State> state_;
  std::vector<std::size_t> order_;
};

// By the mean of where the neighbours on one side are, each in its column from 0 to 1.
void sort_column(std::vector<std::size_t>& column, const std::vector<LinkedBox>& boxes,
                 const std::vector<std::vector<std::size_t>>& neighbours, std::vector<float>& height_of) {
  std::vector<float> wanted = height_of;
  for (const std::size_t box : column) {
    if (neighbours[box].empty()) continue;
    float sum = 0;
    for (const std::size_t other : neighbours[box]) sum += height_of[other];
    wanted[box] = sum / static_cast<float>(neighbours[box].size());
  }
  std::stable_sort(column.begin(), column.end(), [&](std::size_t a, std::size_t b) {
    return boxes[a].band != boxes[b].band ? boxes[a].band < boxes[b].band : wanted[a] < wanted[b];
  });
  for (std::size_t i = 0; i < column.size(); ++i)
    height_of[column[i]] = (static_cast<float>(i) + 0.5F) / static_cast<float>(column.size());
}

void sort_columns(Columns& columns, const std::vector<LinkedBox>& boxes, const Neighbours& near) {
  std::vector<float> height_of(boxes.size(), 0.5F);
  const Neighbours none(boxes.size(), {});
  for (auto& column : columns) sort_column(column, boxes, none.before, height_of);
  for (int round = 0; round < rounds; ++round) {
    for (auto column = columns.begin(); column != columns.end(); ++column)
      sort_column(*column, boxes, near.before, height_of);
    for (auto column = columns.rbegin(); column != columns.rend(); ++column)
      sort_column(*column, boxes, near.after, height_of);
  }
}

// One band below what is there; each box beside the middle of those before it, but below the one above it.
float place_band(std::size_t band, float top, const Columns& columns, const std::vector<LinkedBox>& boxes,
                 const Neighbours& near, std::vector<Rect>& placed) {
  float bottom = top, x = 0;
  for (const auto& column : columns) {
    float width = 0, y = top;
    for (const std::size_t box : column) {
      width = std::max(width, boxes[box].width);
      if (boxes[box].band != band) continue;
      float sum = 0, count = 0;
      for (const std::size_t other : near.before[box])
        if (boxes[other].band == band && placed[other].width > 0 && placed[other].x < x)
          sum += placed[other].middle().y, ++count;
      const float level = count > 0 ? sum / count - boxes[box].height / 2 : y;
      placed[box] = {x, std::max(y, level), boxes[box].width, boxes[box].height};
      y = placed[box].bottom() + down;
      bottom = std::max(bottom, placed[box].bottom());
    }
    x += width + across;
  }
  return bottom;
}

void place_in_rows(float y, const std::vector<std::size_t>& which, const std::vector<LinkedBox>& boxes,
                   std::vector<Rect>& placed) {
  float width = least_row, x = 0, row = 0;
  for (const Rect& r : placed) width = std::max(width, r.right());
  for (const std::size_t box : which) {
    if (x > 0 && x + boxes[box].width > width) {
      x = 0;
      y += row + down;
      row = 0;
    }
    placed[box] = {x, y, boxes[box].width, boxes[box].height};
    x += boxes[box].width + across;
    row = std::max(row, boxes[box].height);
  }
}

}  // namespace

std::vector<std::size_t> columns_by_links(std::size_t boxes, const std::vector<BoxLink>& links) {
  const Neighbours near(boxes, links);
  const Order order(near);
  std::vector<std::size_t> rank(boxes), column(boxes, 0);
  for (std::size_t i = 0; i < boxes; ++i) rank[order.boxes()[i]] = i;
  for (const std::size_t box : order.boxes())
    for (const std::size_t to : near.after[box])
      if (rank[to] > rank[box]) column[to] = std::max(column[to], column[box] + 1);
  return column;
}

std::vector<Rect> layout_by_links(const std::vector<LinkedBox>& boxes, const std::vector<BoxLink>& links) {
  const Neighbours near(boxes.size(), links);
  const std::vector<std::size_t> column_of = columns_by_links(boxes.size(), links);
  Columns columns;
  std::vector<std::size_t> without;
  std::size_t bands = 0;
  for (std::size_t box = 0; box < boxes.size(); ++box) {
    if (!near.any(box)) {
      without.push_back(box);
      continue;
    }
    columns.resize(std::max(columns.size(), column_of[box] + 1));
    columns[column_of[box]].push_back(box);
    bands = std::max(bands, boxes[box].band + 1);
  }
  sort_columns(columns, boxes, near);
  std::vector<Rect> placed(boxes.size());
  float y = 0;
  for (std::size_t band = 0; band < bands; ++band) {
    const float bottom = place_band(band, y, columns, boxes, near, placed);
    if (bottom > y) y = bottom + between_bands;
  }
  place_in_rows(y, without, boxes, placed);
  return placed;
}

}  // namespace crossflow::viz
