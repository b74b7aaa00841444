// The other side takes nobody in, so nobody can leave the port that way.
#include <algorithm>

#include "sim/model/disruptions/other_side.hpp"
#include "sim/model/disruptions/yes.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {
namespace {

// Who is let in is gone.
class OtherSideNode : public Node {
 public:
  OtherSideNode() { set_always_admits(true); }
  bool admits(const Entity& /*entity*/) const override { return true; }
  void enter(Slot slot) override { flow().leave_queue(slot, Leaving::done); }
  void due(Slot /*slot*/) override { CROSSFLOW_CHECK(false, "nobody stays on the other side"); }
  void released(std::uint16_t /*server*/, std::uint16_t /*persons*/) override {}
};

struct Keys {
  std::string direction;
};

const Keys& keys_of(const Effect& effect) {
  return *static_cast<const Keys*>(effect.keys.get());
}

// Whether anybody goes that way through the port, and the effect is about that way.
bool stops(const Effect& effect, const PortView& view, std::size_t direction) {
  const std::string& name = view.scenario.directions[direction];
  const auto& sources = view.port().sources;
  return (keys_of(effect).direction.empty() || keys_of(effect).direction == name) &&
         std::any_of(sources.begin(), sources.end(), [&](const Source& source) { return source.direction == name; });
}

class OtherSideStops : public ModelEffectKind {
 public:
  OtherSideStops() {
    name = "other side stops";
    help =
        "The other side takes nobody in: whoever is done stays where he is, with the server or the place that he "
        "holds, "
        "and it blocks back. When it is over all who were held leave at once. Who gives up or is turned back still "
        "leaves.";
    auto r = std::make_shared<Record<Keys>>(name, help);
    r->optional("direction", &Keys::direction, types::name(), "Those who go this way; all unless given.");
    takes_yes(*r);
    keys = r;
  }

  bool finds(const Effect& effect, const PortView& view) const override {
    for (std::size_t d = 0; d < view.scenario.directions.size(); ++d)
      if (stops(effect, view, d)) return true;
    return false;
  }
  std::string looks_for(const Effect& effect) const override {
    return "source of direction " + keys_of(effect).direction;
  }
  void set(const Effect& effect, PortControls& port, bool on) const override {
    for (std::size_t d = 0; d < port.other_sides.size(); ++d) {
      if (!stops(effect, port.view(), d)) continue;
      port.routes->set_other_side(static_cast<std::uint16_t>(port.index), d, port.other_sides[d], on);
      port.flow->node(port.other_sides[d]).set_shut(on);
    }
  }
};

}  // namespace

const ModelEffectKind& other_side_stops_effect() {
  static const OtherSideStops kind;
  return kind;
}

std::vector<OtherSide> other_sides(const Scenario& scenario) {
  std::vector<OtherSide> out;
  for (std::size_t p = 0; p < scenario.ports.size(); ++p) {
    for (std::size_t d = 0; d < scenario.directions.size(); ++d) {
      bool stopped = false;
      for (const Disruption& disruption : scenario.disruptions)
        for (const Effect& effect : disruption.effects)
          stopped = stopped || (effect.kind == &other_side_stops_effect() && is_at(disruption, scenario.ports[p]) &&
                                stops(effect, {scenario, p}, d));
      if (stopped) out.push_back({static_cast<std::uint16_t>(p), static_cast<std::uint8_t>(d)});
    }
  }
  return out;
}

StationEntry other_side_entry(const OtherSide& side, const Scenario& scenario) {
  const std::string& direction = scenario.directions[side.direction];
  const std::string of = direction.empty() ? "" : ", " + direction;
  StationEntry entry;
  entry.name = scenario.ports[side.port].name + "/the other side" + of;
  entry.label = {"The other side" + of, "對方口岸"};
  entry.port = side.port;
  entry.kind = "other side";
  entry.shape = Shape::path;
  entry.direction = side.direction;
  return entry;
}

std::unique_ptr<Node> make_other_side() {
  return std::make_unique<OtherSideNode>();
}

}  // namespace crossflow
