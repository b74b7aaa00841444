// What is told of a result: the front page, as it is after a run, or JSON.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "analysis/page.hpp"
#include "sim/record/result_file.hpp"

namespace crossflow {

struct ShowOptions {
  std::string result;  ///< a result file
  PageOptions page;
  bool json = false;
};

/// `crossflow show`: prints the page of a stored result again.
void show(const ShowOptions& options);

/// Throws an InputError of a section that the page does not have.
void check_sections(const PageOptions& page);

/// Below the page: which files were read, and what is probably not meant by the scenario.
void print_foot(const FileInfo& info, const PageOptions& page);

/// The summary, with what was read and the warnings.
nlohmann::ordered_json json_of_result(const ResultReader& reader, const Summary& summary);

/// The page as wide as it can be read where it is printed.
void print_page(const Directory& directory, const Summary& summary, PageOptions page);

}  // namespace crossflow
