#include "analysis/report/report_page.hpp"

#include <string_view>

#include <nlohmann/json.hpp>

#include "analysis/report/assets.hpp"

namespace crossflow {
namespace {

// No text in it can end the script that it stands in.
std::string for_script(const nlohmann::ordered_json& data) {
  std::string out;
  for (const char c : data.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace))
    out += c == '<' ? std::string("\\u003c") : std::string(1, c);
  return out;
}

std::string for_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

std::string report_page(const nlohmann::ordered_json& runs, const nlohmann::ordered_json& comparison,
                        const std::string& title, ReportLanguage language) {
  const bool zh = language == ReportLanguage::zh;
  const nlohmann::ordered_json data = {{"language", zh ? "zh" : "en"},
                                       {"switch", language == ReportLanguage::both},
                                       {"runs", runs},
                                       {"comparison", comparison}};
  std::string out = report_begins;
  out += std::string("<html lang=\"") + (zh ? "zh-Hant" : "en") + "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; "
      "style-src "
      "'unsafe-inline'\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<title>" + for_html(title) + "</title>\n<style>\n";
  out += report_assets::style;
  out += "</style>\n</head>\n<body>\n<main id=\"report\"></main>\n<script type=\"application/json\" id=\"data\">";
  out += for_script(data);
  out += "</script>\n<script>\n";
  out += report_assets::charts;
  out += "\n</script>\n<script>\n";
  out += report_assets::words;
  out += report_assets::script;
  out += "</script>\n</body>\n</html>\n";
  return out;
}

}  // namespace crossflow
