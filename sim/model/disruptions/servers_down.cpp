// Servers that are down: gates whose system fails, a scanner that breaks, desks without power.
#include <algorithm>
#include <cmath>

#include "sim/model/disruptions/selectors.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct Down {
  StationSelector stations;
  std::optional<double> share;
  std::optional<long> number;
};

struct DownKeys {
  Down one;
  std::vector<Down> several;  // in place of one

  std::vector<Down> all() const { return several.empty() ? std::vector<Down>{one} : several; }
};

std::shared_ptr<Record<Down>> down_keys(const std::string& name, const std::string& help) {
  auto r = std::make_shared<Record<Down>>(name, help);
  r->include(&Down::stations, std::shared_ptr<const Record<StationSelector>>(station_selector_keys(true)))
      .optional("share", &Down::share, types::share(),
                "The share of each station's servers that are down, rounded up. All of them unless this or 'number' is "
                "given.")
      .optional("number", &Down::number, types::whole(1, 50'000), "So many of each station's servers.")
      .check([](const Down& read, const Value& value, Reader& reader) {
        if (read.share && read.number) reader.problem(value, "both 'share' and 'number'", "one of them");
        for (const StationKind* kind : read.stations.kinds)
          if (!static_cast<const ModelStationKind*>(kind)->has_bank())
            reader.problem(*value.find("kind"), "stations of kind '" + kind->name + "' have no servers that fail",
                           "a kind with a queue and servers, such as e-channel");
      });
  return r;
}

class ServersDown : public ModelEffectKind {
 public:
  ServersDown() {
    name = "servers down";
    help =
        "Servers fail: the first ones of each station, which a plan opens first. Whoever is being served is served to "
        "the end. Where the plan leaves others shut, it takes those instead; waiting is charged to 'device down' as "
        "well. A list stands for several such.";
    auto r = std::make_shared<Record<DownKeys>>(name, help);
    r->include(&DownKeys::one, std::shared_ptr<const Record<Down>>(down_keys(name, help)));
    const auto list = types::list_of(down_keys(name, help), 1);
    r->scalar(
        [list](const Value& value, Reader& reader, DownKeys& out) {
          if (!value.is_list()) return reader.refuse(value, "a map such as {kind: e-channel, share: 50%}, or a list");
          return list->read(value, reader, out.several);
        },
        "a list of such maps");
    keys = r;
  }

  bool finds(const Effect& effect, const PortView& view) const override {
    const auto all = keys_of(effect).all();
    return std::any_of(all.begin(), all.end(), [&](const Down& down) { return !banks(down, view).empty(); });
  }
  std::string looks_for(const Effect& effect) const override {
    std::string text;
    for (const Down& down : keys_of(effect).all()) text += (text.empty() ? "" : ", ") + text_of(down.stations);
    return text + " with servers";
  }
  void set(const Effect& effect, PortControls& port, bool on) const override {
    for (const Down& down : keys_of(effect).all()) {
      for (const std::size_t s : banks(down, port.view())) {
        ServerStates& states = *port.servers[s];
        states.set_disrupted(how_many(down, states.servers()), on);
      }
    }
  }

 private:
  static const DownKeys& keys_of(const Effect& effect) { return *static_cast<const DownKeys*>(effect.keys.get()); }

  static std::vector<std::size_t> banks(const Down& down, const PortView& view) {
    std::vector<std::size_t> out = selected(down.stations, view);
    // Where dog teams come there is nothing that could be down.
    std::erase_if(out, [&](std::size_t s) {
      const ModelStationKind& kind = kind_of(view.port().stations[s]);
      return !kind.has_bank() || &kind == &dog_search_kind();
    });
    return out;
  }
  static long how_many(const Down& down, long servers) {
    if (down.number) return std::min(*down.number, servers);
    constexpr double rounding = 1e-9;
    return std::lround(std::ceil(down.share.value_or(1.0) * static_cast<double>(servers) - rounding));
  }
};

}  // namespace

const ModelEffectKind& servers_down_effect() {
  static const ServersDown kind;
  return kind;
}

}  // namespace crossflow
