#include "cli/export.hpp"

#include "analysis/requirement_csv.hpp"
#include "analysis/summary.hpp"
#include "cli/output.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

void export_tables(const ExportOptions& options) {
  check_csv(options.requirement, {options.result}, requirement_header);
  const ResultReader reader(options.result);
  const Directory& directory = reader.directory();
  write_whole(options.requirement, requirement_csv(directory, summarise(directory, reader.rows())));
}

}  // namespace crossflow
