#include "cli/report.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "analysis/comparison.hpp"
#include "analysis/report/report_data.hpp"
#include "analysis/report/report_page.hpp"
#include "cli/output.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/record/result_file.hpp"
#include "viz/floor/floor_plan.hpp"

namespace crossflow {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view pdf_begins = "%PDF-";

/// A result that was opened.
struct Read {
  std::string name;
  ResultReader reader;
};

// By their file names, or where two are alike by their paths.
std::string name_of(const std::vector<std::string>& files, std::size_t index) {
  const std::string stem = fs::path(files[index]).stem().string();
  for (std::size_t i = 0; i < files.size(); ++i)
    if (i != index && fs::path(files[i]).stem() == stem) return files[index];
  return stem;
}

std::vector<ReportPlace> places_of(const Directory& directory) {
  std::vector<ReportPlace> places;
  for (const viz::StationPlan& plan : viz::floor_plan(directory).stations)
    places.push_back({plan.box.x, plan.box.y, plan.box.width, plan.box.height});
  return places;
}

Json data_of(const Read& result) {
  const Directory& directory = result.reader.directory();
  const ResultRows rows = result.reader.short_rows();
  ReportSeries series(directory);
  Summary summary = summarise(result.reader, rows, [&series](const SeriesRow& row) { series.add(row); });
  summary.replications_asked = result.reader.replications_asked();
  return report_data({result.name, directory, result.reader, rows, series, summary, result.reader.info(),
                      result.reader.run(), places_of(directory)});
}

Json comparison_of(const std::vector<Read>& results) {
  if (results.size() < 2) return nullptr;
  std::vector<Directory> directories;
  for (const Read& one : results) directories.push_back(one.reader.directory());
  StudyDesign design;
  design.measures = usual_requests(directories);
  std::vector<Compared> compared;
  for (const Read& one : results)
    compared.push_back(
        compared_of(one.name, one.reader.info().seed, design, one.reader.directory(), one.reader.rows()));
  return json_of(compare(design.measures, std::move(compared), true));
}

std::string browser() {
  const char* path = std::getenv("PATH");
  for (const char* name : {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}) {
    std::string_view left = path == nullptr ? "" : path;
    while (!left.empty()) {
      const std::string file = std::string(left.substr(0, left.find(':'))) + "/" + name;
      if (access(file.c_str(), X_OK) == 0) return file;
      left.remove_prefix(std::min(left.size(), left.find(':') == left.npos ? left.size() : left.find(':') + 1));
    }
  }
  return {};
}

std::string pdf_of(const std::string& page, const std::string& program) {
  const Folder folder("", "report");
  const std::string html = folder.file("report.html"), pdf = folder.file("report.pdf");
  write_whole(html, page, "");
  // Without the sandbox, which root cannot have: the page is ours, and may fetch nothing.
  const std::vector<std::string> words{program,
                                       "--headless",
                                       "--no-sandbox",
                                       "--disable-gpu",
                                       "--no-pdf-header-footer",
                                       "--user-data-dir=" + folder.file("browser"),
                                       "--print-to-pdf=" + pdf,
                                       "file://" + fs::absolute(html).string()};
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    if (std::freopen("/dev/null", "w", stdout) == nullptr || std::freopen("/dev/null", "w", stderr) == nullptr)
      _exit(1);
    execv(program.c_str(), arguments.data());
    _exit(127);
  }
  int status = -1;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  std::ifstream file(pdf, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (child < 0 || status != 0 || !bytes.starts_with(pdf_begins))
    throw RunError(fmt::format("'{}' made no PDF of the page; '-o report.html' writes the page itself", program));
  return bytes;
}

}  // namespace

void report(const ReportOptions& options) {
  const bool as_pdf = options.output.ends_with(".pdf");
  if (!as_pdf && !options.output.ends_with(".html"))
    throw InputError({options.output, 0, 0}, "a report is written as HTML or PDF",
                     "a name that ends with .html or .pdf");
  // Of a page it can be told whether it is ours.
  const bool older =
      !as_pdf && what_is_at(options.output) == There::file && !begins_otherwise(options.output, report_begins);
  if (!older) check_new_file(options.output, options.results, "a name that ends with .html or .pdf");
  for (std::size_t i = 0; i < options.results.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (std::error_code none;
          fs::weakly_canonical(options.results[i], none) == fs::weakly_canonical(options.results[j], none))
        throw InputError({options.results[i], 0, 0}, "this result is named twice", "different results");
  const std::string program = as_pdf ? browser() : std::string();
  if (as_pdf && program.empty())
    throw InputError({options.output, 0, 0}, "there is no Chromium here that could make a PDF",
                     "a name that ends with .html, to be printed from any browser; or 'apt-get install chromium'");

  std::vector<Read> results;
  for (std::size_t i = 0; i < options.results.size(); ++i)
    results.push_back({name_of(options.results, i), ResultReader(options.results[i])});
  Json runs = Json::array();
  for (const Read& one : results) runs.push_back(data_of(one));
  const Label& title = results.front().reader.directory().title;
  const ReportLanguage language = options.language == "zh"   ? ReportLanguage::zh
                                  : options.language == "en" ? ReportLanguage::en
                                                             : ReportLanguage::both;
  const std::string named = language == ReportLanguage::zh && !title.zh.empty() ? title.zh : title.en;
  const std::string page = report_page(runs, comparison_of(results), named, language);
  write_whole(options.output, as_pdf ? pdf_of(page, program) : page,
              as_pdf ? pdf_begins : std::string_view(report_begins));
}

}  // namespace crossflow
