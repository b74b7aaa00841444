#include "viz/floor/floor_plan.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "viz/floor/layout_by_links.hpp"

namespace crossflow::viz {
namespace {

constexpr float gap = 3;              // between what is laid out here
constexpr float below = 6;            // what is placed, with room for names
constexpr float kiosk = 4;            // metres of a lane that are its kiosk's
constexpr float least_server = 0.9F;  // a desk or gate is at least so wide where there is room

// `count` boxes that fill so much of their share of `area`, column by column.
std::vector<Rect> grid(const Rect& area, std::size_t count, std::size_t columns, float fill) {
  std::vector<Rect> boxes;
  const std::size_t rows = (count + columns - 1) / columns;
  const float w = area.width / static_cast<float>(columns), h = area.height / static_cast<float>(rows);
  for (std::size_t i = 0; i < count; ++i) {
    const auto column = static_cast<float>(i / rows), row = static_cast<float>(i % rows);
    boxes.push_back(
        {area.x + column * w + w * (1 - fill) / 2, area.y + row * h + h * (1 - fill) / 2, w * fill, h * fill});
  }
  return boxes;
}

void furnish(const StationEntry& entry, StationPlan& plan) {
  const Rect& b = plan.box;
  const std::size_t servers = entry.servers;
  plan.upright = true;
  if (entry.shape == Shape::outside) {
    plan.queue = b;
    return;
  }
  if (servers == 0) {
    plan.queue = entry.shape == Shape::lane ? b : Rect{};
    return;
  }
  if (entry.shape == Shape::lane) {
    const float desk = std::min(kiosk, b.width * 0.3F);
    plan.servers = grid({b.right() - desk, b.y, desk, b.height}, servers, 1, 0.86F);
    plan.queue = {b.x, b.y, b.width - desk, b.height};
  } else if (entry.shape == Shape::bay) {
    plan.queue = {b.x, b.y, b.width * 0.28F, b.height};
    const Rect area{plan.queue.right(), b.y, b.width - plan.queue.width, b.height};
    const auto columns = static_cast<std::size_t>(
        std::max(1.0F, std::round(std::sqrt(static_cast<float>(servers) * area.width / area.height / 2))));
    plan.servers = grid(area, servers, std::min(columns, servers), 0.84F);
  } else {
    const auto in_a_column = static_cast<std::size_t>(std::max(1.0F, b.height / least_server));
    const std::size_t columns = (servers + in_a_column - 1) / in_a_column;
    const float desks = std::min(b.width * 0.45F, 2.2F * static_cast<float>(columns));
    plan.servers = grid({b.right() - desks, b.y, desks, b.height}, servers, columns, 0.8F);
    plan.queue = {b.x, b.y, b.width - desks - std::min(1.2F, b.width * 0.1F), b.height};
  }
}

Rect size_of(const StationEntry& entry) {
  const auto servers = static_cast<float>(entry.servers);
  switch (entry.shape) {
    case Shape::bank:
      return {0, 0, 14, std::clamp(servers * 1.2F, 6.0F, 30.0F)};
    case Shape::lane:
      return {0, 0, 34, std::clamp(servers * 3.2F, 6.0F, 60.0F)};
    case Shape::bay:
      return {0, 0, 24, std::clamp(servers * 2.5F, 8.0F, 40.0F)};
    case Shape::area: {
      const float side = entry.area_m2 > 0 ? static_cast<float>(std::sqrt(entry.area_m2)) : 24;
      return {0, 0, std::clamp(side, 8.0F, 80.0F), std::clamp(side, 8.0F, 80.0F)};
    }
    case Shape::path:
    case Shape::outside:
      return {0, 0, 24, 6};
  }
  return {0, 0, 14, 8};
}

// The stations of a port that match, by the ways between them; below what is placed. Returns what they take.
template <class Wanted>
Rect lay_out(const Directory& d, std::size_t port, Point corner, FloorPlan& plan, Wanted wanted) {
  constexpr std::size_t none = SIZE_MAX;
  std::vector<std::size_t> stations, box_of(d.stations.size(), none);
  std::vector<LinkedBox> boxes;
  for (std::size_t s = 0; s < d.stations.size(); ++s) {
    const StationEntry& entry = d.stations[s];
    if (entry.port != port || !wanted(entry)) continue;
    const Rect size = size_of(entry);
    box_of[s] = boxes.size();
    stations.push_back(s);
    boxes.push_back({size.width, size.height,
                     entry.direction < 0 ? d.directions.size() : static_cast<std::size_t>(entry.direction)});
  }
  std::vector<BoxLink> links;
  for (const LinkEntry& link : d.links)
    if (box_of[link.from] != none && box_of[link.to] != none) links.emplace_back(box_of[link.from], box_of[link.to]);
  const std::vector<Rect> laid = layout_by_links(boxes, links);
  Rect all{};
  for (std::size_t box = 0; box < boxes.size(); ++box) {
    StationPlan& station = plan.stations[stations[box]];
    station.box = {laid[box].x + corner.x, laid[box].y + corner.y, laid[box].width, laid[box].height};
    station.placed = false;
    all = around(all, station.box);
  }
  return all;
}

// The stations to which those of a source go first; of an older file, which does not say, all of its port.
Rect met_by(const Directory& d, const FloorPlan& plan, std::size_t source_station) {
  Rect area{}, any{};
  for (const LinkEntry& link : d.links)
    if (link.from == source_station) area = around(area, plan.stations[link.to].box);
  for (std::size_t s = 0; s < d.stations.size(); ++s)
    if (d.stations[s].port == d.stations[source_station].port && d.stations[s].shape != Shape::outside)
      any = around(any, plan.stations[s].box);
  return area.width > 0 ? area : any;
}

// The lines outside, on the left, beside what their people come to; those who come to the same share its height.
void lay_out_sources(const Directory& d, std::size_t port, Rect& placed, FloorPlan& plan) {
  constexpr float width = 16, least = 3, most = 30, apart = 1;
  struct Line {
    std::size_t station;
    Rect met;
  };
  std::vector<Line> lines;
  for (std::size_t s = 0; s < d.stations.size(); ++s)
    if (d.stations[s].port == port && d.stations[s].shape == Shape::outside) lines.push_back({s, met_by(d, plan, s)});
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.met.y < b.met.y; });
  const float x = placed.x - gap - width;
  float free_from = placed.y;
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t last = first + 1;
    while (last < lines.size() && lines[last].met.y <= lines[first].met.y + 1) ++last;
    const Rect& met = lines[first].met;
    const float until = last < lines.size() ? std::min(met.bottom(), lines[last].met.y) : met.bottom();
    float y = std::max(met.y, free_from);
    const float share = (until - y + apart) / static_cast<float>(last - first);
    const float height = std::clamp(share - apart, least, most);
    for (std::size_t i = first; i < last; ++i, y += height + apart)
      plan.stations[lines[i].station].box = {x, y, width, height};
    free_from = y;
    first = last;
  }
  for (const Line& line : lines) placed = around(placed, plan.stations[line.station].box);
}

void move_port(const Directory& d, std::size_t port, float right, float down, FloorPlan& plan) {
  const auto move = [&](Rect& r) {
    r.x += right;
    r.y += down;
  };
  for (std::size_t s = 0; s < d.stations.size(); ++s)
    if (d.stations[s].port == port) move(plan.stations[s].box);
  move(plan.kennels[port]);
  move(plan.officers_rooms[port]);
  move(plan.ports[port]);
}

// Ports of a network each have a corner of their own at 0, 0: set into rows, so that the whole is about as wide as a
// screen.
void set_side_by_side(const Directory& d, FloorPlan& plan) {
  constexpr float between = 24;
  constexpr float wide = 1.5F;
  const std::size_t ports = d.ports.size();
  if (ports < 2) return;
  float width = 0, height = 0;
  for (const Rect& port : plan.ports) {
    width = std::max(width, port.width + between);
    height = std::max(height, port.height + between);
  }
  const float ideal = std::sqrt(static_cast<float>(ports) * wide * height / width);
  const auto across = static_cast<std::size_t>(std::clamp(std::round(ideal), 1.0F, static_cast<float>(ports)));
  float y = 0;
  for (std::size_t first = 0; first < ports; first += across) {
    float row = 0;
    for (std::size_t port = first; port < std::min(first + across, ports); ++port) {
      const Rect at = plan.ports[port];
      move_port(d, port, static_cast<float>(port - first) * width - at.x, y - at.y, plan);
      row = std::max(row, at.height + between);
    }
    y += row;
  }
}

}  // namespace

FloorPlan floor_plan(const Directory& d) {
  FloorPlan plan;
  plan.stations.resize(d.stations.size());
  plan.ports.resize(d.ports.size());
  plan.kennels.resize(d.ports.size());
  plan.officers_rooms.resize(d.ports.size());
  for (std::size_t port = 0; port < d.ports.size(); ++port) {
    Rect placed{};
    for (std::size_t s = 0; s < d.stations.size(); ++s) {
      const StationEntry& e = d.stations[s];
      if (e.port != port || e.width <= 0 || e.shape == Shape::outside) continue;
      plan.stations[s].box = {static_cast<float>(e.x), static_cast<float>(e.y), static_cast<float>(e.width),
                              static_cast<float>(std::max(e.height, 1.0))};
      placed = around(placed, plan.stations[s].box);
    }
    if (placed.width <= 0) {
      placed = lay_out(d, port, {0, 0}, plan, [](const StationEntry&) { return true; });
    } else {
      const auto rest = [](const StationEntry& e) { return e.width <= 0 && e.shape != Shape::outside; };
      placed = around(placed, lay_out(d, port, {placed.x, placed.bottom() + below}, plan, rest));
      lay_out_sources(d, port, placed, plan);
    }
    float x = placed.x;
    const auto room = [&](bool wanted, Rect& to) {
      if (!wanted) return;
      to = {x, placed.bottom() + gap, 24, 6};
      x += 27;
    };
    const float bottom = placed.bottom() + gap + 6;
    const auto of_port = [port](const auto& entry) { return entry.port == port; };
    const bool dogs = std::any_of(d.teams.begin(), d.teams.end(), of_port);
    const bool officers = std::any_of(d.pools.begin(), d.pools.end(), of_port);
    room(dogs, plan.kennels[port]);
    room(officers, plan.officers_rooms[port]);
    if (dogs || officers) placed.height = bottom - placed.y;
    plan.ports[port] = placed;
  }
  set_side_by_side(d, plan);
  for (const Rect& port : plan.ports) plan.all = around(plan.all, port);
  for (std::size_t s = 0; s < d.stations.size(); ++s) furnish(d.stations[s], plan.stations[s]);
  return plan;
}

}  // namespace crossflow::viz
