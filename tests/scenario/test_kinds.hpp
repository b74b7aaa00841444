// A few kinds of station and source for tests of the scenario layer, which knows none of the model's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/kinds.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow::testing {

struct QueueKeys {
  long space = 0;
  bool single = true;
  std::vector<std::size_t> first;
};

struct CounterKeys {
  long servers = 0;
  ByClass<Distribution> service;
  QueueKeys queue;
  Schedule<long> open;
  std::optional<std::size_t> fails_to;
};

struct HallKeys {
  double area = 0;
  Distribution walk = Distribution::constant(0);
};

struct TotalKeys {
  ClassTotals people;
  ByClass<Profile> profile;
};

struct RateKeys {
  Schedule<double> mean;
};

/// Kinds `counter` and `hall` of station, `total` and `rate` of source.
const Kinds& test_kinds();

const CounterKeys& counter_keys(const Scenario& scenario, const std::string& station);
const HallKeys& hall_keys(const Scenario& scenario, const std::string& station);
const TotalKeys& total_keys(const Scenario& scenario, const std::string& source);
const RateKeys& rate_keys(const Scenario& scenario, const std::string& source);

/// A right scenario to vary.
std::string good_scenario();

/// A folder that is removed at the end, for files that a test writes.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  /// Writes a file and gives its path.
  std::string write(const std::string& name, const std::string& text) const;
  const std::string& path() const { return path_; }
  /// The text with the folder's own name taken out.
  std::string without_path(std::string text) const;

 private:
  std::string path_;
};

/// Loads a text as a scenario; the messages, without the folder's name, or "" if all is right.
std::string problems_of(const std::string& yaml, const LoadOptions& options = {});
Scenario scenario_of(const std::string& yaml, const LoadOptions& options = {});

}  // namespace crossflow::testing
