// What a kind of source is to the model: its keys and the arrivals that it makes, in one file of its own under
// sources/, and one row in kinds.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/draws.hpp"
#include "sim/base/tick.hpp"
#include "sim/scenario/kinds.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {

/// One person, or one party whose members bear the numbers from `number` on.
struct Arrival {
  Tick at = 0;
  std::uint32_t number = 0;  ///< within its source and class
  std::uint16_t persons = 1;
  std::uint8_t traveller_class = 0;
  std::uint32_t place = 0;       ///< among those of all sources who come at the same instant; put_in_order draws it
  std::uint16_t offset = 0;      ///< of one who comes by himself as a member of a party: how many are before him in it
  std::uint16_t party_size = 0;  ///< and how many it has; 0: as many as come here
};
static_assert(sizeof(Arrival) == 24);

/// The value whose share holds u; the last one takes what rounding leaves.
template <class T>
T drawn(const std::vector<std::pair<T, double>>& shares, double u) {
  double so_far = 0;
  for (const auto& [value, share] : shares) {
    so_far += share;
    if (u < so_far) return value;
  }
  return shares.back().first;
}

/// The arrivals of a source in order of time.
class Arrivals {
 public:
  virtual ~Arrivals() = default;
  /// The next few, valid until the next call; empty when no more will come.
  virtual std::span<const Arrival> more() = 0;
};

/// What a source needs to know in order to be built.
struct SourceBuild {
  const Scenario& scenario;
  const Port& port;
  const Source& source;
  RunKey run;

  /// "port/source", and with a class "port/source/class".
  std::string element() const { return port.name + "/" + source.name; }
  std::string element(std::size_t traveller_class) const {
    return element() + "/" + scenario.classes[traveller_class].name;
  }
  /// The same source in a variant of the scenario.
  SourceBuild in(const Scenario& variant) const {
    const Port& port_there = variant.ports[static_cast<std::size_t>(&port - scenario.ports.data())];
    return {variant, port_there, port_there.sources[static_cast<std::size_t>(&source - port.sources.data())], run};
  }
  /// The same source as it is on a day, where something hangs on the kind of day.
  SourceBuild on(int day_index) const {
    const Scenario& today = scenario.on(day_index);
    return &today == &scenario ? *this : in(today);
  }
  /// By how much more people come on a day than the source says.
  double scale_on(int day_index) const { return on(day_index).source.scale.on(days_after(scenario.date, day_index)); }
};

struct ModelSourceKind : SourceKind {
  bool groups = false;        ///< its travellers come in tour groups
  bool draws_people = false;  ///< how many come on a day is drawn

  virtual std::unique_ptr<Arrivals> make(const SourceBuild& build) const = 0;
  /// Persons of each class that this source takes out of another one on a day, by name of that source.
  virtual std::vector<std::pair<std::string, std::vector<std::int64_t>>> takes(const SourceBuild& /*build*/,
                                                                               int /*day_index*/) const {
    return {};
  }
  /// Persons of each class on a day, those whom other sources take out of them included, where that number hangs on the
  /// day alone (on its draws, of a typical day); else empty. `build` is of that day.
  virtual std::vector<std::int64_t> people_on(const SourceBuild& /*build*/, int /*day_index*/) const { return {}; }
  /// Persons on its fullest day, on average where their number is drawn; 0 of a kind that takes them out of other
  /// sources.
  virtual double people_of_a_day(const Scenario& /*scenario*/, const Source& /*source*/) const { return 0; }
  /// Whether somebody of this class comes by himself, or leads a party, on days on which the source is so. Of a whole
  /// run: brings_on_any_day.
  virtual bool brings(const Source& source, std::size_t traveller_class) const = 0;
  /// What is wrong with it beside the other sources of the port: adds problems.
  virtual void validate(const Scenario& /*scenario*/, const Port& /*port*/, const Source& /*source*/,
                        Problems& /*problems*/) const {}
  /// What is probably not meant.
  virtual void warn(const Source& /*source*/, Problems& /*warnings*/) const {}
};

inline const ModelSourceKind& kind_of(const Source& source) {
  return static_cast<const ModelSourceKind&>(*source.kind);
}

/// Whether somebody of this class comes by himself, or leads a party, on some day of the run.
inline bool brings_on_any_day(const SourceBuild& build, std::size_t traveller_class) {
  const auto brings = [traveller_class](const Source& source) {
    return kind_of(source).brings(source, traveller_class);
  };
  const auto& variants = build.scenario.variants;
  return brings(build.source) || std::any_of(variants.begin(), variants.end(),
                                             [&](const auto& variant) { return brings(build.in(*variant).source); });
}

}  // namespace crossflow
