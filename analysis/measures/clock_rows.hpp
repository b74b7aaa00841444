// Whose clock a measure of clearance looks at.
#pragma once

#include "analysis/measure.hpp"
#include "analysis/summary_parts.hpp"

namespace crossflow {

/// Whether a row of the pledge's clock is of those selected: unless a class is given, of any traveller.
template <class Row>
bool is_clearance_of(const Row& row, const Directory& directory, const Selection& selection) {
  return row.authority == pledge_authority_index(directory) && selection.takes_row(row) &&
         (selection.traveller_class || directory.classes[row.traveller_class].kind == EntityKind::traveller);
}

}  // namespace crossflow
