// X-ray scanners for vehicles: a gantry through which the vehicle drives, or a scanner on a lorry that drives past it.
#include "sim/model/kinds.hpp"
#include "sim/model/service_bank.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct VehicleScannerKeys {
  BankKeys bank;
  ByClass<Distribution> position;
  ByClass<Distribution> scan;
};

/// A vehicle holds the scanner while it gets into position and while it is scanned.
class VehicleScanners : public KeyedBank {
 public:
  VehicleScanners(const VehicleScannerKeys& keys, const std::string& task, const Station& station, const Build& build)
      : KeyedBank(keys.bank, station, build),
        position_(keys.position, classes_that_count({&keys.position, &keys.scan}, station, build)),
        scan_(keys.scan, classes_that_count({&keys.position, &keys.scan}, station, build)),
        draws_(build.draws(task)) {}

 protected:
  double need(const Entity& e) override {
    return position_.or_nothing(e, draws_.uniform(e, 0)) + scan_.or_nothing(e, draws_.uniform(e, 1));
  }

 private:
  SamplerByClass position_;
  SamplerByClass scan_;
  Draws draws_;
};

struct VehicleScanner : BankKind {
  VehicleScanner() {
    name = "vehicle-scanner";
    help =
        "X-ray scanners for vehicles, fixed or mobile, one vehicle at a time in each. The image is read here if the "
        "reading is part of 'scan', or else at a station of kind image-reading. Authority unless given: customs.";
    shape = Shape::bay;
    unit = EntityKind::vehicle;
    authority = "customs";
    inspects = true;
    server_word = "scanner";
    server_kind = ServerKind::device;
    auto r = std::make_shared<Record<VehicleScannerKeys>>(name, help);
    r->include(&VehicleScannerKeys::bank, bank_keys())
        .required("position", &VehicleScannerKeys::position, types::by_class(types::distribution(Measure::duration)),
                  "How long a vehicle takes to drive in and stand as it must, for all or by class.")
        .required("scan", &VehicleScannerKeys::scan, types::by_class(types::distribution(Measure::duration)),
                  "How long it is then scanned, until it has driven out, for all or by class.");
    keys = r;
  }
  static const VehicleScannerKeys& keys_of(const Station& s) {
    return *static_cast<const VehicleScannerKeys*>(s.keys.get());
  }
  const BankKeys& bank(const Station& station) const override { return keys_of(station).bank; }
  std::string task(const Station&) const override { return "vehicle scan"; }
  bool serves(const Station& station, std::size_t entity_class) const override {
    const VehicleScannerKeys& mine = keys_of(station);
    return mine.position.find(entity_class, false) != nullptr && mine.scan.find(entity_class, false) != nullptr;
  }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<VehicleScanners>(keys_of(station), task(station), station, build);
  }
};

}  // namespace

const ModelStationKind& vehicle_scanner_kind() {
  static const VehicleScanner kind;
  return kind;
}

}  // namespace crossflow
