// A file that asks for the cheapest roster: a scenario, what may be worked, what it costs and what must hold.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "sim/base/roster_rules.hpp"
#include "sim/scenario/study.hpp"

namespace crossflow {

struct RosterStudy {
  std::string file;
  RosterRules rules;
  std::string base;  ///< the scenario's file, as seen from where the program runs
  Place base_asked_at;
  std::vector<Layer> common;  ///< what differs from the base
  SourceText text;

  /// The scenario `base` with these is the one that is asked about.
  LoadOptions load_options() const;
};

/// Throws an InputError with all that is wrong in the file itself. Pools, classes and stations are not looked up.
RosterStudy read_roster_study(const std::string& file, const Kinds& kinds, const MeasureKinds& measures);

/// JSON Schema (draft 7).
nlohmann::json roster_study_schema(const Kinds& kinds, const MeasureKinds& measures);

/// Every key, as Markdown.
std::string roster_study_reference(const Kinds& kinds, const MeasureKinds& measures);

}  // namespace crossflow
