// The rows of who and what was at work when: servers of a place, officers, dog teams.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/app/session.hpp"
#include "viz/app/theme.hpp"

namespace crossflow::viz {

/// A row: a subject and what it did; or a heading.
struct DutyRow {
  Subject subject;
  std::string name, whole_name;
  const std::vector<Duty>* duties = nullptr;  // of a heading none
  std::uint8_t first = 0;                     // before the first of these
};

/// Servers of the station that is selected, if it has any; of those on duty the pool or teams of the one that is; else
/// all on duty, or the servers of the longest queue.
std::vector<DutyRow> duty_rows(Session& session, Run& run);

/// Of a state of a server, officer or dog team.
Colour duty_colour(Subject::What what, std::uint8_t state);
std::string duty_text(Subject::What what, std::uint8_t state);

/// How much of the time that somebody was there was work: of a server's, when it was open in its port's hours; of those
/// on duty, breaks included. Nothing, if it was not there at all.
std::optional<double> share_at_work(const Run& run, const DutyRow& row, Tick from, Tick until);

}  // namespace crossflow::viz
