// What the scenario layer knows of kinds of station and of source: a name, a description of keys, and a word of help.
// The tables of kinds are the model's and are handed to the loader.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/scenario/record.hpp"

namespace crossflow {

/// A kind of station: `kind: counter`. `keys` reads the keys that only this kind has; the model derives from it to add
/// the behaviour.
struct StationKind {
  std::string name;
  std::string help;
  std::shared_ptr<const KeysBase> keys;
  virtual ~StationKind() = default;
};

/// A kind of source, known by the key that holds its description: `total: ...`, `typical day: ...`, `groups: ...`.
struct SourceKind {
  std::string name;
  std::string help;
  std::shared_ptr<const KeysBase> keys;
  virtual ~SourceKind() = default;
};

/// A kind of effect that a disruption may have, known by the key that holds its description: `servers down: ...`.
struct EffectKind {
  std::string name;
  std::string help;
  std::shared_ptr<const KeysBase> keys;
  virtual ~EffectKind() = default;
};

/// What any source may have beside its kind, known by its key: `booking: ...`, `call: ...`. At most one of them.
struct SourceOption {
  std::string name;
  std::string help;
  std::shared_ptr<const KeysBase> keys;
  virtual ~SourceOption() = default;
};

/// A policy by which detector dog teams rest: `rest: {policy: clock}`.
struct RestPolicyKind {
  std::string name;
  std::string help;
  std::shared_ptr<const KeysBase> keys;
  virtual ~RestPolicyKind() = default;
};

/// A policy by which supervisors give orders: `{policy: thresholds, ...}`.
struct SupervisorPolicyKind {
  std::string name;
  std::string help;
  std::shared_ptr<const KeysBase> keys;
  virtual ~SupervisorPolicyKind() = default;
};

struct Kinds {
  std::vector<const StationKind*> stations;
  std::vector<const SourceKind*> sources;
  std::vector<const EffectKind*> effects = {};
  std::vector<const SourceOption*> source_options = {};
  std::vector<const RestPolicyKind*> rest_policies = {};
  std::vector<const SupervisorPolicyKind*> supervisor_policies = {};
};

}  // namespace crossflow
