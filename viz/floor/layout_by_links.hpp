// Boxes laid out by the ways between them, as one reads: from the left to the right.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "viz/floor/geometry.hpp"

namespace crossflow::viz {

struct LinkedBox {
  float width = 0, height = 0;  ///< metres
  std::size_t band = 0;         ///< bands lie one below the other: those who arrive, those who depart
};

using BoxLink = std::pair<std::size_t, std::size_t>;  // from, to: numbers of boxes

/// How many links lead to each box on the longest way from where no link leads to. Of a cycle the link that closes it
/// does not count: the one that leads back to where one has come from, seen from the first box without a link to it.
std::vector<std::size_t> columns_by_links(std::size_t boxes, const std::vector<BoxLink>& links);

/// Where the boxes stand; the corner is 0, 0. Each link that counts leads to the right, and as level as there is room
/// for. Boxes without any link come in rows at the bottom, in their order.
std::vector<Rect> layout_by_links(const std::vector<LinkedBox>& boxes, const std::vector<BoxLink>& links);

}  // namespace crossflow::viz
