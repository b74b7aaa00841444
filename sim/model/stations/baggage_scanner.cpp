// Baggage scanners: a belt carries bags one after the other, an officer reads each image.
#include <algorithm>
#include <cmath>

#include "sim/model/bank_keys.hpp"
#include "sim/model/kinds.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr double most_bags = 1000;
constexpr double hardly_never = 1 - 1e-12;  // of draws

struct ScannerKeys {
  BankKeys bank;
  double belt = 0;
  std::optional<Distribution> bags;
  Distribution reading = Distribution::constant(0);
};

/// A bag takes the machine for as long as the belt needs to bring it, or the officer to read its image, whichever is
/// longer: the belt stands still while an image is being read.
class Scanners : public KeyedBank {
 public:
  Scanners(const ScannerKeys& keys, const std::string& task, const Station& station, const Build& build)
      : KeyedBank(keys.bank, station, build),
        spacing_(1.0 / keys.belt),
        bags_(keys.bags.value_or(Distribution::constant(1))),
        reading_(keys.reading),
        draws_(build.draws(task)) {}

 protected:
  double need(const Entity& e) override {
    const auto bags = static_cast<std::uint32_t>(std::max(1.0, std::round(bags_(draws_.uniform(e, 0)))));
    double seconds = 0;
    for (std::uint32_t bag = 1; bag <= bags; ++bag) seconds += std::max(spacing_, reading_(draws_.uniform(e, bag)));
    return seconds;
  }

 private:
  double spacing_;  // seconds from bag to bag on the belt
  Sampler bags_;
  Sampler reading_;
  Draws draws_;
};

struct BaggageScanner : BankKind {
  BaggageScanner() {
    name = "baggage-scanner";
    help =
        "X-ray machines for baggage, each with a belt and an officer who reads the images. Authority unless given: "
        "customs.";
    shape = Shape::bank;
    authority = "customs";
    inspects = true;
    server_word = "machine";
    server_kind = ServerKind::device;
    auto r = std::make_shared<Record<ScannerKeys>>(name, help);
    r->include(&ScannerKeys::bank, bank_keys())
        .required("belt", &ScannerKeys::belt, types::rate("bags"), "Bags that the belt of one machine carries.")
        .optional("bags", &ScannerKeys::bags, types::distribution(Measure::count),
                  "Bags of one person, rounded to a whole number, at least one. Unless said otherwise: one.")
        .required("reading", &ScannerKeys::reading, types::distribution(Measure::duration),
                  "How long the officer reads the image of one bag. The belt waits for it.")
        .check([](const ScannerKeys& read, const Value& value, Reader& reader) {
          if (read.bags && read.bags->quantile(hardly_never) > most_bags)
            reader.problem(*value.find("bags"), "one person may have more than 1,000 bags",
                           "a distribution up to 1,000");
        });
    keys = r;
  }
  static const ScannerKeys& keys_of(const Station& s) { return *static_cast<const ScannerKeys*>(s.keys.get()); }
  const BankKeys& bank(const Station& station) const override { return keys_of(station).bank; }
  std::string task(const Station&) const override { return "baggage scan"; }
  std::unique_ptr<Node> make(const Station& station, const Build& build) const override {
    return std::make_unique<Scanners>(keys_of(station), task(station), station, build);
  }
};

}  // namespace

const ModelStationKind& baggage_scanner_kind() {
  static const BaggageScanner kind;
  return kind;
}

}  // namespace crossflow
