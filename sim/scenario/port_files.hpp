// A port of a network taken from a scenario of one port: `ports: {lo-wu: {extends: lo-wu.yaml, ...}}`.
//
// Taken are all keys of the port itself and its demand, stations and routes; what stands beside `extends` is merged
// over them. The file's classes become the network's, and so does what it says of contraband, targeting, dogs and
// weather, and its calendar. Its date, days, title and results are its own business.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/scenario/merge.hpp"
#include "sim/scenario/value.hpp"

namespace crossflow {

class PortFiles {
 public:
  /// Reads a file with all that it extends; the value is null after a problem.
  using ReadFile = std::function<Value(const std::string& path, const Place& asked_at)>;

  /// `port_keys`: all keys of a port.
  PortFiles(const Merger& merger, const std::vector<std::string>& port_keys, ReadFile read, Problems& problems)
      : merger_(merger), port_keys_(port_keys), read_(std::move(read)), problems_(problems) {}

  /// Puts the files' ports in the place of all `extends` under `ports` of a file, and what the files share under its
  /// own. False after a problem.
  bool take(Value& root, const std::string& path);

  /// Problems for an overlay whose ports extend something.
  static void refuse(Value& root, Problems& problems);

 private:
  bool take_port(Value::Entry& port, const Value& extends, const std::string& path);
  bool take_shared(const Value& file);
  /// Adds to `sum` what it does not know; a problem where the two differ and `own` does not settle it. Maps inside of
  /// `deep` ones are gone through in the same way, else compared whole.
  bool add(Value& sum, const Value* own, const Value& more, const std::string& what, bool deep);

  const Merger& merger_;
  const std::vector<std::string>& port_keys_;
  ReadFile read_;
  Problems& problems_;
  const Value* own_ = nullptr;  // the network, which settles what files say differently
  Value shared_;                // sections of the files so far
};

}  // namespace crossflow
