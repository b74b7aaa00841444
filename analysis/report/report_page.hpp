// The report as one HTML file that needs nothing else: no network, no other file.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace crossflow {

/// How every report begins, by which one is known from another HTML file.
inline constexpr const char* report_begins = "<!DOCTYPE html>\n<!-- crossflow report -->\n";

enum class ReportLanguage { en, zh, both };

/// `runs`: what report_data made of each result; `comparison`: of several, else null. Texts of results are data for
/// the page's script, which shows them as text: nothing in them is HTML.
std::string report_page(const nlohmann::ordered_json& runs, const nlohmann::ordered_json& comparison,
                        const std::string& title, ReportLanguage language);

}  // namespace crossflow
