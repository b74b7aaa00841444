// The folder OUTPUT.parts: the finished replications of a run that is not complete, one file each, and a manifest that
// says what they are replications of. A file that has its name there is whole and on the disk.
//
// A run holds the folder by its descriptor and never by its name: should the name come to mean another folder, nothing
// of this run gets into that.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sim/base/claim.hpp"
#include "sim/experiment/replicate.hpp"

namespace crossflow {

class Parts {
 public:
  /// Makes the folder or takes the one that is there, for this process and its children alone. Throws as check_parts
  /// does, or a RunError if it cannot.
  Parts(const Experiment& experiment, const Scenario& scenario);

  /// For this process and its children.
  std::string file(std::uint32_t replication) const;
  /// Those that are there, without any that cannot be read.
  const std::set<std::uint32_t>& found() const { return found_; }
  /// How many finished replications can be found there now, under the folder's name.
  std::uint32_t kept() const;
  /// Takes away all of our files, and the folder if nothing else is in it.
  void remove();
  const std::string& folder() const { return folder_; }
  /// A message with the name of the folder in the place of how this process gets at it.
  std::string in_words(std::string message) const;

 private:
  void find();
  void write_manifest(const Experiment& experiment, const Scenario& scenario) const;

  std::string folder_;
  Claim claim_;
  std::set<std::uint32_t> found_;
};

/// Whether finished replications of an earlier run lie beside `output`.
bool has_parts(const std::string& output);

/// Parts that are there must be meant: an InputError unless there are none, or the experiment resumes and they are of
/// the same scenario, seed, draws, trace and program, and all of replications that it wants. A RunError if another run
/// is at work on them.
void check_parts(const Experiment& experiment, const Scenario& scenario);

}  // namespace crossflow
