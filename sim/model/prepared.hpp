// Travellers and vehicles that bring something which makes their service quicker: an RFID plate, a pre-filled form.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/model/station_kind.hpp"

namespace crossflow {

struct PreparedKeys {
  std::string by;
  ByClass<double> share;
  ByClass<Distribution> service;
};

/// `unit` is what the station counts: of these, every class that has a share needs a time.
std::shared_ptr<const Record<PreparedKeys>> prepared_keys(EntityKind unit);

/// Who is prepared, and how long their service takes. Being prepared is the traveller's own, whatever the station: it
/// is drawn for the purpose `by`, and the share of a station decides how far down that draw counts.
class Prepared {
 public:
  /// `counts`: the classes whose time counts at the station.
  Prepared(const PreparedKeys& keys, const std::vector<bool>& counts, const Build& build);

  bool has(const Entity& e) const { return draws_.uniform_at(e, 0) < share_[class_and_group(e)]; }
  double service(const Entity& e, double u) const { return service_(e, u); }

 private:
  std::vector<double> share_;  // by class_and_group
  SamplerByClass service_;
  Draws draws_;
};

}  // namespace crossflow
