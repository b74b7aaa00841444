// `crossflow report`: results as a page for those who decide.
#pragma once

#include <string>
#include <vector>

namespace crossflow {

struct ReportOptions {
  std::vector<std::string> results;
  std::string output;  ///< ends with .html or .pdf
  std::string language = "both";
};

/// A page that opens anywhere; as PDF by Chromium, where there is one. Several results are compared.
void report(const ReportOptions& options);

}  // namespace crossflow
