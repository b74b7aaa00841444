// What the numbers of results are called, in English and Traditional Chinese: the one wording of result files, the
// front page and the viewer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/contraband.hpp"
#include "sim/base/label.hpp"

namespace crossflow {

enum class LedgerCause : std::uint8_t;
enum class ServerState : std::uint8_t;
enum class OfficerState : std::uint8_t;
enum class TeamState : std::uint8_t;
enum class Order : std::uint8_t;
enum class Leaving : std::uint8_t;

/// What a number of an enumeration means.
struct EnumerationRow {
  std::uint8_t number = 0;
  std::string name;
  Label label;
};

struct Enumeration {
  std::string table;
  std::string description;
  std::vector<EnumerationRow> rows;
};

/// In /directory of a result file.
const std::vector<Enumeration>& enumerations();

const Label& label_of(LedgerCause);
const Label& label_of(ServerState);
const Label& label_of(OfficerState);
const Label& label_of(TeamState);
const Label& label_of(Order);
const Label& label_of(Leaving);
const Label& label_of(Contraband);

/// A direction, or what kinds of station call a server ("officer" is at a counter), in the field's words; itself where
/// it is none of them.
Label direction_label(const std::string& name);
Label server_label(const std::string& word);

}  // namespace crossflow
