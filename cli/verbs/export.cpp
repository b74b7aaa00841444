#include "cli/export.hpp"

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "sim/base/edge.hpp"

namespace crossflow {

Action export_verb(CLI::App& command) {
  const auto options = std::make_shared<ExportOptions>();
  command.add_option("result", options->result, "a result file of 'crossflow run'")->required();
  CLI::Option_group* tables = command.add_option_group("tables", "at least one of");
  tables
      ->add_option("--requirement", options->requirement,
                   "write the officers and gates needed by half-hour to this file")
      ->check(a_name())
      ->type_name("FILE");
  tables->add_option("--waits", options->waits, "write how long people waited in each half-hour to this file")
      ->check(a_name())
      ->type_name("FILE");
  tables
      ->add_option("-o,--output", options->workbook,
                   "write all of it as an Excel workbook: a name that ends with .xlsx")
      ->check(a_name())
      ->type_name("FILE");
  tables->add_option("--csv", options->folder, "write each table that has rows as a CSV file into this folder")
      ->check(a_name())
      ->type_name("FOLDER");
  tables->add_option("--table", options->tables, "this table alone, into the folder or printed; may be repeated")
      ->allow_extra_args(false)
      ->type_name("NAME");
  tables->add_flag("--list", options->list, "say which tables have rows, and what they hold");
  tables->require_option(1, 0);
  command
      .add_flag("--byte-order-mark", options->byte_order_mark, "begin the CSV files of --csv as Excel expects of UTF-8")
      ->needs("--csv");
  return [options](const std::string&) {
    export_tables(*options);
    return succeeded;
  };
}

}  // namespace crossflow
