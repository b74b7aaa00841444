#include "viz/floor/scene.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/replay/port_hours.hpp"

namespace crossflow::viz {
namespace {

constexpr float person_spacing = 0.8F;             // metres in a queue
constexpr float dog_spacing = 4, dog_rows = 2.8F;  // metres between dog teams: they are drawn larger than they are
constexpr float vehicle_gap = 2;                   // metres between bumpers
constexpr float least_pixels = 2;                  // a dot smaller than this is drawn as part of a crowd
constexpr double whole_scale = 30 * 60;            // seconds of waiting at the end of the scale of colours
constexpr double about_to_be_missed = 0.8;         // of the pledge's limit

// The same for one entity at all times, and spread evenly.
float scatter(std::uint32_t entity, std::uint32_t salt) {
  std::uint32_t h = (entity + salt * 0x9e3779b9U) * 0x85ebca6bU;
  h = (h ^ h >> 13U) * 0xc2b2ae35U;
  return static_cast<float>((h ^ h >> 16U) & 0xffffU) / 65536.0F;
}

std::uint8_t colour_of(const EntityState& e, const Directory& d, ColourBy by, Tick now) {
  switch (by) {
    case ColourBy::traveller_class:
      return e.traveller_class;
    case ColourBy::wait: {
      const bool waits = e.phase == Phase::waiting || e.phase == Phase::blocked;
      return wait_level(waits ? now - e.since : 0);
    }
    case ColourBy::pledge: {
      const ClassEntry& of = d.classes[e.traveller_class];
      if (e.clock_authority == no_authority || of.pledge_limit <= 0 ||
          d.authorities[e.clock_authority] != pledge_authority)
        return 0;
      // If it ends when somebody is called, it stands still while he is served; should he wait again, it has run on.
      const bool called = of.pledge_ends_called && (e.phase == Phase::serving || e.phase == Phase::held);
      if (called && e.since - e.clock_start <= of.pledge_limit) return 0;
      const Tick ran = now - e.clock_start;
      if (ran > of.pledge_limit) return 3;
      return static_cast<double>(ran) > about_to_be_missed * static_cast<double>(of.pledge_limit) ? 2 : 1;
    }
  }
  return 0;
}

float length_of(const ClassEntry& of) {
  return of.length > 0 ? static_cast<float>(of.length) : of.kind == EntityKind::vehicle ? 5.0F : 0.5F;
}

std::vector<Crowd::Part> parts_of(const std::array<std::int32_t, 256>& people) {
  std::vector<Crowd::Part> parts;
  for (std::size_t colour = 0; colour < people.size(); ++colour)
    if (people[colour] > 0) parts.push_back({static_cast<std::uint8_t>(colour), people[colour]});
  return parts;
}

}  // namespace

std::uint8_t wait_level(Tick waited) {
  return static_cast<std::uint8_t>(std::clamp(to_seconds(waited) / whole_scale, 0.0, 1.0) * 255);
}

ServerLook look_of(const ServerStatus& server, bool port_is_shut) {
  if (server.blocked > 0) return ServerLook::blocked;
  if (server.serving > 0) return ServerLook::busy;
  switch (server.state) {
    case ServerState::open:
      return server.staying > 0 ? ServerLook::busy : port_is_shut ? ServerLook::closed : ServerLook::idle;
    case ServerState::closed_by_hours:
      return ServerLook::closed;
    case ServerState::device_down:
      return ServerLook::down;
    case ServerState::no_officer:
      return ServerLook::no_officer;
    case ServerState::not_opened:
      return ServerLook::not_opened;
    case ServerState::changing_over:
      return ServerLook::changing_over;
  }
  return ServerLook::idle;
}

void Scene::clear() {
  closed.clear();
  dots.clear();
  crowds.clear();
  servers.clear();
  officers.clear();
  teams.clear();
}

Point place_in_snake(const Rect& area, std::size_t place, std::size_t people, float spacing, bool upright) {
  const float w = upright ? area.width : area.height, h = upright ? area.height : area.width;
  // As far apart as they like, or as all of them find room.
  const float room = std::sqrt(std::max(w * h, 0.01F) / static_cast<float>(std::max<std::size_t>(people, 1)));
  float apart = std::min(spacing, room);
  const auto holds = [&](float a) {
    return static_cast<std::size_t>(std::max(1.0F, h / a)) * static_cast<std::size_t>(std::max(1.0F, w / a));
  };
  while (holds(apart) < people && apart > 0.01F) apart *= 0.97F;
  const auto in_a_row = static_cast<std::size_t>(std::max(1.0F, h / apart));
  const std::size_t row = place / in_a_row, along = place % in_a_row;
  const float across = (static_cast<float>(row) + 0.5F) * apart;
  const auto step = static_cast<float>(row % 2 == 0 ? along : in_a_row - 1 - along);
  const float length = (step + 0.5F) * h / static_cast<float>(in_a_row);
  if (upright) return {std::max(area.right() - across, area.x), area.y + length};
  return {area.x + length, std::max(area.bottom() - across, area.y)};
}

SceneBuilder::SceneBuilder(const Recording& recording, const FloorPlan& plan)
    : recording_(recording), plan_(plan), at_(recording.directory().stations.size()) {}

// Who is where, without those who are carried along by a vehicle. Rows are in order of arrival, so all before the first
// one alive are gone for good, as long as time goes on.
void SceneBuilder::gather(const PortState& state, Tick now) {
  for (auto& each : at_) each.clear();
  if (now < gathered_at_) first_alive_ = 0;
  gathered_at_ = now;
  const auto& entities = state.entities();
  const auto& who = recording_.entities();
  const std::size_t known = std::min(entities.size(), who.size());
  while (first_alive_ < known && entities[first_alive_].phase == Phase::gone) ++first_alive_;
  load_.assign(known - std::min(first_alive_, known), 0);
  for (std::size_t i = first_alive_; i < known; ++i) {
    const EntityState& e = entities[i];
    if (e.phase == Phase::gone || e.station >= at_.size()) continue;
    const std::uint32_t vehicle = who[i].carrier;
    if (vehicle < known && vehicle >= first_alive_ && vehicle != i && e.kind != EntityKind::vehicle &&
        entities[vehicle].phase != Phase::gone && entities[vehicle].station == e.station &&
        e.kind != state.unit_of(e.station)) {
      ++load_[vehicle - first_alive_];
      continue;
    }
    at_[e.station].push_back(static_cast<std::uint32_t>(i));
  }
}

void SceneBuilder::add(std::uint32_t entity, Point at, const SceneOptions& options, Scene& scene, Room room) {
  const EntityState& e = (*state_).entities()[entity];
  const ClassEntry& of = recording_.directory().classes[e.traveller_class];
  Dot dot;
  dot.at = at;
  dot.entity = entity;
  dot.phase = e.phase;
  dot.vehicle = of.kind == EntityKind::vehicle;
  dot.length = length_of(of);
  dot.width = dot.vehicle ? std::min(2.5F, dot.length * 0.42F) : dot.length;
  if (dot.vehicle) {  // a place may be drawn smaller than it is
    dot.length = std::min(dot.length, room.length);
    dot.width = std::min(dot.width, room.width);
  }
  dot.load = load_[entity - first_alive_];
  dot.colour = colour_of(e, recording_.directory(), options.colour_by, gathered_at_);
  if (options.visible.touches({at.x - dot.length, at.y - dot.length, 2 * dot.length, 2 * dot.length}))
    scene.dots.push_back(dot);
}

// A queue in one piece, its first at the head; or as a crowd where its people would be too small to be seen.
void SceneBuilder::add_queue(const std::vector<std::uint32_t>& line, const Rect& area, bool in_file,
                             const SceneOptions& options, Scene& scene) {
  if (line.empty() || !options.visible.touches(area)) return;
  const auto& classes = recording_.directory().classes;
  const auto& entities = state_->entities();
  const bool vehicles = classes[entities[line.front()].traveller_class].kind == EntityKind::vehicle;
  const float spacing = vehicles ? 7 : person_spacing;
  const bool too_small = (vehicles ? 2.0F : 0.5F) * options.pixels_a_metre < least_pixels;
  if (too_small || scene.dots.size() + line.size() > options.most_dots) {
    const float holds = area.width * area.height / (spacing * spacing);
    const float part = std::clamp(static_cast<float>(line.size()) / std::max(holds, 1.0F), 0.02F, 1.0F);
    const float width = area.width * part;
    std::array<std::int32_t, 256> people{};
    for (const std::uint32_t i : line) {
      const std::uint8_t colour = colour_of(entities[i], recording_.directory(), options.colour_by, gathered_at_);
      ++people[options.colour_by == ColourBy::wait ? colour / 32 * 32 : colour];
    }
    scene.crowds.push_back(
        {{area.right() - width, area.y, width, area.height}, static_cast<std::int32_t>(line.size()), parts_of(people)});
    return;
  }
  if (!vehicles && !in_file) {
    for (std::size_t i = 0; i < line.size(); ++i)
      add(line[i], place_in_snake(area, i, line.size(), person_spacing, true), options, scene);
    return;
  }
  // One behind the other; where they have no room for their length they stand closer.
  float length = 0;
  for (const std::uint32_t i : line)
    length += length_of(classes[entities[i].traveller_class]) + (vehicles ? vehicle_gap : 0.3F);
  const auto files = vehicles && !in_file ? std::max(1.0F, std::floor(area.height / 3.5F)) : 1.0F;
  const float squeeze = std::min(1.0F, area.width * files / std::max(length, 0.1F));
  std::vector<float> used(static_cast<std::size_t>(files), 0.0F);
  for (const std::uint32_t i : line) {
    const auto file = static_cast<std::size_t>(std::min_element(used.begin(), used.end()) - used.begin());
    const float own = length_of(classes[entities[i].traveller_class]);
    const Point at{area.right() - used[file] - own * squeeze / 2,
                   area.y + area.height * (static_cast<float>(file) + 0.5F) / files};
    used[file] += (own + (vehicles ? vehicle_gap : 0.3F)) * squeeze;
    add(i, at, options, scene, {own * squeeze, 0.85F * area.height / files});
  }
}

// On a road each is as far as it is likely to have come, but behind who drives in front of it.
void SceneBuilder::add_road(const Rect& box, double mean_s, const SceneOptions& options, Scene& scene) {
  const auto& entities = state_->entities();
  auto& vehicles = lines_[0];
  std::stable_sort(vehicles.begin(), vehicles.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return entities[a].since < entities[b].since; });
  const auto files = static_cast<std::size_t>(std::max(1.0F, std::floor(box.height / 3.5F)));
  std::vector<float> rear(files, box.right());
  for (const std::uint32_t i : vehicles) {
    const EntityState& e = entities[i];
    const std::size_t file = recording_.entities()[i].number % files;
    const float own = length_of(recording_.directory().classes[e.traveller_class]);
    const double share = mean_s > 0 ? to_seconds(gathered_at_ - e.since) / mean_s : 0.5;
    const float on = e.phase == Phase::serving ? static_cast<float>(std::clamp(share, 0.0, 1.0)) : 1.0F;
    const float front = std::max(std::min(box.x + own + on * (box.width - own), rear[file]), box.x + own);
    rear[file] = front - own - vehicle_gap;
    add(i, {front - own / 2, box.y + box.height * (static_cast<float>(file) + 0.5F) / static_cast<float>(files)},
        options, scene);
  }
}

void SceneBuilder::add_station(std::uint16_t s, const Overview& overview, const SceneOptions& options, Scene& scene) {
  const StationEntry& entry = recording_.directory().stations[s];
  const StationPlan& plan = plan_.stations[s];
  const auto& entities = state_->entities();
  lines_.resize(std::max<std::size_t>(lines_.size(), entry.line_per_server ? entry.servers : 1));
  for (auto& line : lines_) line.clear();
  const double mean_s = overview.stations()[s].mean_service_s;
  std::vector<std::uint16_t>& at_server = at_server_;
  at_server.assign(entry.servers, 0);
  const bool road = entry.shape == Shape::lane && entry.servers == 0;
  for (const std::uint32_t i : at_[s]) {
    const EntityState& e = entities[i];
    if (road) {
      lines_[0].push_back(i);
      continue;
    }
    const bool at_a_server = e.server < plan.servers.size() && e.phase != Phase::waiting;
    if (e.phase == Phase::waiting || e.phase == Phase::outside || (entry.shape == Shape::outside)) {
      const bool own = entry.line_per_server && e.server < entry.servers;
      lines_[own ? e.server : 0].push_back(i);
    } else if (at_a_server) {
      const Rect& desk = plan.servers[e.server];
      const auto nth = static_cast<float>(at_server[e.server]++);
      const bool inside = entry.shape == Shape::lane || entry.shape == Shape::bay;
      const bool done = e.phase != Phase::serving;
      Point at = desk.middle();
      if (!inside) at.x = done ? desk.right() + 0.4F + 0.5F * nth : desk.x - 0.4F - 0.5F * nth;
      if (inside && nth > 0) at = {desk.x + scatter(i, 1) * desk.width, desk.y + scatter(i, 2) * desk.height};
      add(i, at, options, scene, {std::max(0.5F, desk.width), 0.92F * desk.height});
    } else {
      // Those who walk or drive through, as far as they are likely to have come by now.
      const double share = mean_s > 0 ? to_seconds(gathered_at_ - e.since) / mean_s : 0.5;
      const auto on = e.phase == Phase::serving ? static_cast<float>(std::clamp(share, 0.0, 1.0)) : 1.0F;
      const Rect& b = plan.box;
      add(i, {b.x + (0.03F + 0.94F * on) * b.width, b.y + (0.06F + 0.88F * scatter(i, 3)) * b.height}, options, scene);
    }
  }
  if (road) return add_road(plan.box, mean_s, options, scene);
  const std::size_t lines = entry.line_per_server ? entry.servers : 1;
  for (std::size_t line = 0; line < lines; ++line) {
    auto& waiting = lines_[line];
    std::stable_sort(waiting.begin(), waiting.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return entities[a].since < entities[b].since; });
    Rect area = plan.queue;
    const bool in_file = entry.line_per_server && line < plan.servers.size();
    if (in_file) area = {area.x, plan.servers[line].y, area.width, plan.servers[line].height};
    if (area.width <= 0) area = plan.box;
    add_queue(waiting, area, in_file, options, scene);
  }
  for (std::size_t server = 0; server < plan.servers.size(); ++server) {
    if (!options.visible.touches(plan.servers[server])) continue;
    const auto number = static_cast<std::uint16_t>(server);
    const bool shut = shut_[entry.port] != 0;
    scene.servers.push_back({plan.servers[server], s, number, look_of(state_->server(s, number), shut)});
  }
}

void SceneBuilder::add_people_on_duty(const SceneOptions& options, Scene& scene) {
  const Directory& d = recording_.directory();
  const auto place = [&](const Rect& room, std::size_t nth) {
    return Point{room.x + 0.8F + static_cast<float>(nth % 20) * 1.15F,
                 room.y + 0.9F + static_cast<float>(nth / 20) * 1.2F};
  };
  const auto seen = [&](Point at) { return options.visible.touches({at.x - 1, at.y - 1, 2, 2}); };
  std::vector<std::size_t> in_room(d.ports.size());
  for (std::size_t i = 0; i < state_->officers().size(); ++i) {
    const OfficerStatus& officer = state_->officers()[i];
    if (officer.state == OfficerState::off_duty) continue;
    const std::uint16_t port = d.pools[d.officers[i].pool].port;
    Point at = place(plan_.officers_rooms[port], in_room[port]);
    const bool posted = officer.station < plan_.stations.size() && officer.value >= 0 &&
                        static_cast<std::size_t>(officer.value) < plan_.stations[officer.station].servers.size();
    if (posted) {
      // A post of several servers stands for them all at its first; several officers of one side by side.
      const Rect& desk = plan_.stations[officer.station].servers[static_cast<std::size_t>(officer.value)];
      at = {desk.right() - 0.35F - 0.7F * scatter(static_cast<std::uint32_t>(i), 7), desk.middle().y};
    } else if (officer.station < plan_.stations.size() && officer.state == OfficerState::walking) {
      at = plan_.stations[officer.station].box.middle();
    } else {
      ++in_room[port];
    }
    if (seen(at)) scene.officers.push_back({at, static_cast<std::uint16_t>(i), officer.state});
  }
  std::vector<std::size_t> in_kennel(d.ports.size()), at_station(d.stations.size());
  for (std::size_t i = 0; i < state_->teams().size(); ++i) {
    const TeamStatus& team = state_->teams()[i];
    if (team.state == TeamState::off_duty) continue;
    const std::uint16_t port = d.teams[i].port;
    Point at;
    if (team.station < plan_.stations.size()) {
      const Rect& box = plan_.stations[team.station].box;
      const auto in_a_row = static_cast<std::size_t>(std::max(1.0F, box.width / dog_spacing));
      const std::size_t nth = at_station[team.station]++;
      at = {box.x + 1.2F + dog_spacing * static_cast<float>(nth % in_a_row),
            box.bottom() - 1.0F - dog_rows * static_cast<float>(nth / in_a_row)};
    } else {
      const std::size_t nth = in_kennel[port]++;
      constexpr std::size_t in_a_row = 6;
      at = {plan_.kennels[port].x + 2.0F + dog_spacing * static_cast<float>(nth % in_a_row),
            plan_.kennels[port].y + 1.6F + dog_rows * static_cast<float>(nth / in_a_row)};
    }
    if (seen(at)) scene.teams.push_back({at, static_cast<std::uint16_t>(i), team.state});
  }
}

void SceneBuilder::build(const PortState& state, const Overview& overview, Tick now, const SceneOptions& options,
                         Scene& scene) {
  scene.clear();
  state_ = &state;
  gather(state, now);
  const Directory& d = recording_.directory();
  shut_.clear();
  for (std::size_t port = 0; port < d.ports.size(); ++port) {
    shut_.push_back(is_shut(d, overview, state, port, now) ? 1 : 0);
    if (!lets_in(d, overview, port, now))
      scene.closed.push_back({static_cast<std::uint16_t>(port), opens_next(d, overview, port, now)});
  }
  for (std::size_t s = 0; s < at_.size(); ++s)
    if (options.visible.touches(plan_.stations[s].box))
      add_station(static_cast<std::uint16_t>(s), overview, options, scene);
  add_people_on_duty(options, scene);
}

}  // namespace crossflow::viz
