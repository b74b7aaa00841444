#include "cli/show.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/summary_json.hpp"
#include "cli/output.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/say.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

void check_sections(const PageOptions& page) {
  const std::vector<std::string> known = section_names();
  for (const std::string& name : page.sections)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw InputError({"--section", 0, 0}, "the page has no section '" + name + "'",
                       fmt::format("one of {}", fmt::join(known, ", ")), nearest_word(name, known));
}

void print_page(const Directory& directory, const Summary& summary, PageOptions page) {
  page.width = output_width().value_or(as_needed);
  say_on_output(text_of(directory, summary, page));
}

void show(const ShowOptions& options) {
  check_sections(options.page);
  const ResultReader reader(options.result);
  Summary summary = summarise(reader.directory(), reader.rows());
  summary.replications_asked = reader.replications_asked();
  if (options.json) {
    say_on_output(json_of(reader.directory(), summary).dump(2) + "\n");
  } else {
    print_page(reader.directory(), summary, options.page);
  }
}

}  // namespace crossflow
