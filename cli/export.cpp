#include "cli/export.hpp"

#include "analysis/requirement_csv.hpp"
#include "analysis/summary.hpp"
#include "cli/output.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

void export_tables(const ExportOptions& options) {
  if (!options.requirement.empty()) check_csv(options.requirement, {options.result}, requirement_header);
  if (!options.waits.empty()) check_csv(options.waits, {options.result, options.requirement}, waits_header);
  const ResultReader reader(options.result);
  const Directory& directory = reader.directory();
  const Summary summary = summarise(directory, reader.rows());
  if (!options.requirement.empty()) write_table(options.requirement, requirement_csv(directory, summary));
  if (!options.waits.empty()) write_table(options.waits, waits_csv(directory, summary.waits));
}

}  // namespace crossflow
