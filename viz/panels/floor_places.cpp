#include "viz/panels/floor_places.hpp"

namespace crossflow::viz {
namespace {

// Of somebody on duty who is not on the part of the floor that is seen: his station or else his room.
template <class Statuses, class PortOf>
std::optional<Rect> whereabouts(const Run& run, const Statuses& all, std::uint32_t index,
                                const std::vector<Rect>& rooms, PortOf port_of) {
  using State = decltype(all[index].state);
  if (index >= all.size() || all[index].state == State::off_duty) return std::nullopt;
  if (all[index].station < run.plan.stations.size()) return run.plan.stations[all[index].station].box;
  return rooms[port_of(run.recording->directory())];
}

}  // namespace

std::optional<Rect> place_of(const Run& run, const Subject& subject) {
  const auto small = [](Point p, float size) { return Rect{p.x - size, p.y - size, 2 * size, 2 * size}; };
  switch (subject.what) {
    case Subject::What::entity:
      for (const Dot& dot : run.scene.dots)
        if (dot.entity == subject.index)
          return Rect{dot.at.x - dot.length / 2, dot.at.y - dot.width / 2, dot.length, dot.width};
      // Among a crowd, or aboard: where it is at least.
      if (subject.index < run.cursor->state().entities().size()) {
        const EntityState& e = run.cursor->state().entities()[subject.index];
        if (e.phase != Phase::gone && e.station < run.plan.stations.size()) return run.plan.stations[e.station].box;
      }
      return std::nullopt;
    case Subject::What::station:
      if (subject.index < run.plan.stations.size()) return run.plan.stations[subject.index].box;
      return std::nullopt;
    case Subject::What::server:
      if (subject.index < run.plan.stations.size() && subject.server < run.plan.stations[subject.index].servers.size())
        return run.plan.stations[subject.index].servers[subject.server];
      return std::nullopt;
    case Subject::What::officer:
      for (const OfficerGlyph& o : run.scene.officers)
        if (o.officer == subject.index) return small(o.at, 0.5F);
      return whereabouts(run, run.cursor->state().officers(), subject.index, run.plan.officers_rooms,
                         [&](auto& d) { return d.pools[d.officers[subject.index].pool].port; });
    case Subject::What::team:
      for (const TeamGlyph& g : run.scene.teams)
        if (g.team == subject.index) return small(g.at, 0.9F);
      return whereabouts(run, run.cursor->state().teams(), subject.index, run.plan.kennels,
                         [&](auto& d) { return d.teams[subject.index].port; });
    case Subject::What::none:
      break;
  }
  return std::nullopt;
}

Subject under_pointer(const Run& run, const FloorBrush& brush, ImVec2 pointer) {
  constexpr float reach = 8;
  Subject best;
  float nearest = reach * reach;
  const auto offer = [&](Point at, Subject subject) {
    const ImVec2 p = brush.at(at);
    const float distance = (p.x - pointer.x) * (p.x - pointer.x) + (p.y - pointer.y) * (p.y - pointer.y);
    if (distance >= nearest) return;
    nearest = distance;
    best = subject;
  };
  for (const TeamGlyph& g : run.scene.teams) offer(g.at, {Subject::What::team, g.team, 0, run.number});
  for (const OfficerGlyph& o : run.scene.officers) offer(o.at, {Subject::What::officer, o.officer, 0, run.number});
  const bool on_duty = best.what != Subject::What::none;  // drawn over vehicles
  const Point p = brush.floor_at(pointer);
  for (const Dot& dot : run.scene.dots) {
    offer(dot.at, {Subject::What::entity, dot.entity, 0, run.number});
    const Rect body{dot.at.x - dot.length / 2, dot.at.y - dot.width / 2, dot.length, dot.width};
    if (!on_duty && dot.vehicle && body.holds(p)) return {Subject::What::entity, dot.entity, 0, run.number};
  }
  if (best.what != Subject::What::none) return best;
  for (const ServerGlyph& g : run.scene.servers)
    if (g.box.holds(p)) return {Subject::What::server, g.station, g.server, run.number};
  for (std::size_t s = 0; s < run.plan.stations.size(); ++s)
    if (run.plan.stations[s].box.holds(p))
      return {Subject::What::station, static_cast<std::uint32_t>(s), 0, run.number};
  return {};
}

std::vector<FloorPlace> places_on_floor(const Session& session) {
  const FloorSeen& seen = floor_seen();
  std::vector<FloorPlace> places;
  for (const Run& run : session.runs) {
    const Rect& piece = seen.pieces[run.number];
    const FloorBrush brush(*ImGui::GetForegroundDrawList(), seen.view, {piece.x, piece.y},
                           {piece.right(), piece.bottom()});
    const auto add = [&](const Subject& subject) {
      const auto place = place_of(run, subject);
      if (!place) return;
      const ImVec2 a = brush.top_left(*place), b = brush.bottom_right(*place);
      const Rect box{a.x, a.y, b.x - a.x, b.y - a.y};
      if (piece.touches(box)) places.push_back({subject, box});
    };
    for (std::uint32_t s = 0; s < run.plan.stations.size(); ++s) add({Subject::What::station, s, 0, run.number});
    for (const ServerGlyph& g : run.scene.servers) add({Subject::What::server, g.station, g.server, run.number});
    for (const OfficerGlyph& o : run.scene.officers) add({Subject::What::officer, o.officer, 0, run.number});
    for (const TeamGlyph& g : run.scene.teams) add({Subject::What::team, g.team, 0, run.number});
  }
  return places;
}

}  // namespace crossflow::viz
