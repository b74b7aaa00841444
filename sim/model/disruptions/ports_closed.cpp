// Ports that close beside their hours, as before a typhoon.
#include "sim/model/disruptions/yes.hpp"
#include "sim/model/kinds.hpp"

namespace crossflow {
namespace {

class PortsClosed : public ModelEffectKind {
 public:
  PortsClosed() {
    name = "ports closed";
    help =
        "The doors are shut. Those inside are cleared; whoever comes waits outside, or turns back. When it is over the "
        "doors open again, if the port is then open by its hours.";
    auto r = std::make_shared<Record<Keys>>(name, help);
    r->key("who comes", &Keys::turns_back,
           types::one_of<bool>({{"waits outside", false, "in the line outside, until the doors open"},
                                {"turns back", true, "and so do those who stand outside when the doors shut"}}),
           "waits outside", "What those do who find the doors shut.");
    takes_yes(*r);
    keys = r;
  }

  bool finds(const Effect& /*effect*/, const PortView& view) const override { return !view.port().sources.empty(); }
  std::string looks_for(const Effect& /*effect*/) const override { return "port"; }
  bool shuts_doors() const override { return true; }
  void set(const Effect& effect, PortControls& port, bool on) const override {
    shut_doors(*port.flow, *port.doors, on, static_cast<const Keys*>(effect.keys.get())->turns_back);
  }

 private:
  struct Keys {
    bool turns_back = false;
  };
};

}  // namespace

const ModelEffectKind& ports_closed_effect() {
  static const PortsClosed kind;
  return kind;
}

}  // namespace crossflow
