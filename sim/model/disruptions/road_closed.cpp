// Roads that are closed: an accident, flooding, a landslip.
#include <algorithm>

#include "sim/model/disruptions/selectors.hpp"
#include "sim/model/disruptions/yes.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {
namespace {

class RoadClosed : public ModelEffectKind {
 public:
  RoadClosed() {
    name = "road closed";
    help =
        "Nobody gets on to roads (stations of kind road): vehicles are held where they come from. Those on the road "
        "drive on.";
    auto r = std::make_shared<Record<Keys>>(name, help);
    r->include(&Keys::stations, std::shared_ptr<const Record<StationSelector>>(station_selector_keys(false)));
    takes_yes(*r);
    keys = r;
  }

  bool finds(const Effect& effect, const PortView& view) const override { return !roads(effect, view).empty(); }
  std::string looks_for(const Effect& effect) const override {
    return text_of(keys_of(effect).stations, "station of kind road");
  }
  void set(const Effect& effect, PortControls& port, bool on) const override {
    for (const std::size_t s : roads(effect, port.view())) port.flow->node(port.nodes[s]).set_shut(on);
  }

 private:
  struct Keys {
    StationSelector stations;
  };
  static const Keys& keys_of(const Effect& effect) { return *static_cast<const Keys*>(effect.keys.get()); }

  static std::vector<std::size_t> roads(const Effect& effect, const PortView& view) {
    std::vector<std::size_t> out = selected(keys_of(effect).stations, view);
    std::erase_if(out, [&](std::size_t s) { return view.port().stations[s].kind != &road_kind(); });
    return out;
  }
};

}  // namespace

const ModelEffectKind& road_closed_effect() {
  static const RoadClosed kind;
  return kind;
}

}  // namespace crossflow
