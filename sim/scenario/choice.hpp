// Choices in a route.
#pragma once

#include "sim/scenario/reader.hpp"

namespace crossflow {

/// {choose: [rows], purpose: text}
bool read_choice(const Value& map, Reader& reader, Step& out);

/// A row alone as a step: those who do not take it pass by.
bool read_single_row(const Value& row, Reader& reader, Step& out);

/// The last row, and no other, takes all the rest; and the shares that one person may meet sum to all at most.
bool rows_make_sense(const std::vector<ChoiceRow>& rows, Reader& reader);

/// Whether every path through the steps leaves the port. A step that can never be reached is a problem.
bool always_leaves(const std::vector<Step>& steps, Reader& reader);

}  // namespace crossflow
