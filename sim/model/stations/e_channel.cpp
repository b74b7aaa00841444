// e-Channels: gates that clear one person at a time, and send the few whom they cannot to a counter.
#include "sim/model/kinds.hpp"
#include "sim/model/service_bank.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct Fails {
  double share = 0;
  std::size_t to = 0;
};

struct EChannelKeys {
  ServiceKeys service;
  std::optional<Fails> fails;
};

class EChannels : public ServiceBank {
 public:
  EChannels(const EChannelKeys& keys, const std::string& task, const Station& station, const Build& build)
      : ServiceBank(keys.service, task, station, build, keys.fails.has_value()),
        failing_(keys.fails ? keys.fails->share : 0.0),
        draws_(build.draws("failure of " + task)) {}

  bool single_persons() const override { return true; }

 protected:
  Outcome outcome(const Entity& e) override { return draws_.uniform(e) < failing_ ? Outcome::failed : Outcome::passed; }

 private:
  double failing_;
  Draws draws_;
};

std::shared_ptr<const Record<Fails>> fails_keys() {
  auto r = std::make_shared<Record<Fails>>("failure", "What happens to those whom the gate cannot clear.");
  r->required("share", &Fails::share, types::share(), "The share of transactions that fail; each costs its time.")
      .required("to", &Fails::to, types::station_name(), "The station that clears them instead.");
  return r;
}

struct EChannel : BankKind {
  EChannel() {
    name = "e-channel";
    help =
        "Automated gates; each clears one person at a time, so a party parts here. Authority unless given: "
        "immigration.";
    shape = Shape::bank;
    authority = "immigration";
    server_word = "gate";
    server_kind = ServerKind::device;
    auto r = std::make_shared<Record<EChannelKeys>>(name, help);
    r->include(&EChannelKeys::service, std::shared_ptr<const Record<ServiceKeys>>(service_keys(name, help)))
        .optional("fails", &EChannelKeys::fails, std::static_pointer_cast<const Type<Fails>>(fails_keys()),
                  "Who fails here goes elsewhere, and then on as if cleared here.");
    keys = r;
  }
  static const EChannelKeys& keys_of(const Station& s) { return *static_cast<const EChannelKeys*>(s.keys.get()); }
  const BankKeys& bank(const Station& station) const override { return keys_of(station).service.bank; }
  std::string task(const Station& station) const override {
    const std::string own = keys_of(station).service.task.value_or("e-Channel clearance");
    const std::string by = authority_of(station);
    return by.empty() ? own : own + " by " + by;
  }
  bool serves(const Station& station, std::size_t entity_class) const override {
    return keys_of(station).service.service.find(entity_class, false) != nullptr;
  }
  std::optional<std::size_t> fails_to(const Station& station) const override {
    const auto& fails = keys_of(station).fails;
    return fails ? std::optional(fails->to) : std::nullopt;
  }
  std::optional<double> mean_service(const Station& station, std::size_t entity_class, bool grouped) const override {
    return crossflow::mean_service(keys_of(station).service, entity_class, grouped);
  }
  double failing(const Station& station) const override {
    const auto& fails = keys_of(station).fails;
    return fails ? fails->share : 0.0;
  }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<EChannels>(keys_of(station), task(station), station, build);
  }
};

}  // namespace

const ModelStationKind& e_channel_kind() {
  static const EChannel kind;
  return kind;
}

}  // namespace crossflow
