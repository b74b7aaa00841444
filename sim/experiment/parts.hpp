// The folder OUTPUT.parts: the finished replications of a run that is not complete, one file each, and a manifest that
// says what they are replications of. A file that has its name there is whole and on the disk.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/replicate.hpp"

namespace crossflow {

class Parts {
 public:
  /// Makes the folder or takes the one that is there, for this process and its children alone. A RunError if it cannot.
  Parts(const Experiment& experiment, const Scenario& scenario);
  ~Parts();
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  std::string file(std::uint32_t replication) const;
  /// Those that are there, without any that cannot be read.
  const std::set<std::uint32_t>& found() const { return found_; }
  /// Takes away all files and the folder.
  void remove();
  const std::string& folder() const { return folder_; }

 private:
  void lock();
  void find();
  void write_manifest(const Experiment& experiment, const Scenario& scenario) const;

  std::string folder_;
  std::set<std::uint32_t> found_;
  int lock_ = -1;  // the folder's descriptor; children have it too, so it is free when the last of them is gone
};

/// Whether finished replications of an earlier run lie beside `output`.
bool has_parts(const std::string& output);

/// Parts that are there must be meant: an InputError unless there are none, or the experiment resumes and they are of
/// the same scenario, seed, draws, trace and program, and all of replications that it wants.
void check_parts(const Experiment& experiment, const Scenario& scenario);

}  // namespace crossflow
