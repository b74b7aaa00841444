// Manual fallback: officers take over from machines.
#include <algorithm>

#include "sim/model/disruptions/selectors.hpp"
#include "sim/model/disruptions/yes.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {
namespace {

class ManualFallback : public ModelEffectKind {
 public:
  ManualFallback() {
    name = "manual fallback";
    help =
        "Nobody uses machines whose failures are cleared elsewhere: whoever would go there goes where those go whom "
        "they cannot clear. So do those in the queue, at once and whether there is room or not; who is being served is "
        "served to the end. They join at the end of the line: none of them goes first for having failed. When it is "
        "over, those "
        "who are still held up before that station go back to the machines, unless other machines send people there "
        "too.";
    auto r = std::make_shared<Record<Keys>>(name, help);
    r->include(&Keys::stations, std::shared_ptr<const Record<StationSelector>>(station_selector_keys(true)));
    takes_yes(*r);
    keys = r;
  }

  bool finds(const Effect& effect, const PortView& view) const override { return !machines(effect, view).empty(); }
  std::string looks_for(const Effect& effect) const override {
    return text_of(keys_of(effect).stations) + " with the key 'fails'";
  }
  void set(const Effect& effect, PortControls& port, bool on) const override {
    const std::vector<std::size_t> all = machines(effect, port.view());
    for (const std::size_t s : all) port.routes->set_fallback(port.nodes[s], on);
  }

 private:
  struct Keys {
    StationSelector stations;
  };
  static const Keys& keys_of(const Effect& effect) { return *static_cast<const Keys*>(effect.keys.get()); }

  static std::vector<std::size_t> machines(const Effect& effect, const PortView& view) {
    std::vector<std::size_t> out = selected(keys_of(effect).stations, view);
    std::erase_if(out, [&](std::size_t s) {
      const Station& station = view.port().stations[s];
      return !kind_of(station).fails_to(station) || !kind_of(station).has_bank();
    });
    return out;
  }
};

}  // namespace

const ModelEffectKind& manual_fallback_effect() {
  static const ManualFallback kind;
  return kind;
}

}  // namespace crossflow
