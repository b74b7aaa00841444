#include <filesystem>
#include <tuple>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/record/copy_group.hpp"
#include "sim/record/input_file.hpp"
#include "sim/record/layouts.hpp"
#include "sim/record/output_file.hpp"
#include "sim/record/packed_rows.hpp"
#include "sim/record/part_rows.hpp"
#include "sim/record/result_file.hpp"
#include "sim/record/trace_names.hpp"

namespace crossflow {
namespace {

constexpr const char* results_group = "/results";
constexpr const char* format_attribute = "crossflow_format";
constexpr std::string_view hdf5_begins = "\x89HDF\r\n\x1a\n";

void write_format(h5::OutputFile& file) {
  file.write_attribute("/", format_attribute, fmt::format("{}.{}", format_major, format_minor));
  file.write_attribute("/", "creator", std::string(creator));
  file.flush();  // should this process be killed, the next one knows by it what it left
}

void write_directory(h5::OutputFile& file, const Directory& d) {
  const std::string group = "/directory";
  file.make_group(group, "what the numbers in other tables mean");
  file.write_attribute(group, "title_en", d.title.en);
  file.write_attribute(group, "title_zh", d.title.zh);
  file.write_attribute(group, "date", date_text(d.date));
  file.write_attribute(group, "days", std::int64_t{d.days});
  file.write_attribute(group, "bin_us", std::int64_t{d.bin});
  file.write_attribute(group, "warm_up_us", std::int64_t{d.warm_up});
  const auto table = [&](const auto& layout, const auto& rows) {
    using Row = typename std::remove_cvref_t<decltype(rows)>::value_type;
    h5::write_table<Row>(file, group, layout, rows);
  };
  h5::for_each_table(d, table);
  for (const Enumeration& e : enumerations()) table(h5::enumeration_layout(e), e.rows);
}

void write_scenario(h5::OutputFile& file, const FileInfo& info) {
  const std::string group = "/scenario";
  file.make_group(group, "all that decides the results");
  file.write_attribute(group, "title", info.title);
  file.write_attribute(group, "seed", info.seed);
  file.write_text(group + "/resolved", info.resolved, "the whole scenario as one YAML text");
  h5::write_table<NamedText>(file, group, h5::originals_layout(), info.originals);
  h5::write_table<NamedText>(file, group, h5::tables_layout(), info.tables);
  h5::write_table<FigureEntry>(file, group, h5::figures_layout(), info.figures);
  h5::write_table<std::string>(file, group, h5::overrides_layout(), info.overrides);
  h5::write_table<std::string>(file, group, h5::warnings_layout(), info.warnings);
}

void write_run(h5::OutputFile& file, const RunInfo& run) {
  const std::string group = "/run";
  file.make_group(group, "what varies between runs of the same");
  file.write_attribute(group, "started_at", run.started_at);
  file.write_attribute(group, "wall_s", run.wall_s);
  file.write_attribute(group, "host", run.host);
  file.write_attribute(group, "scenario", run.scenario);
  file.write_text(group + "/command", run.command, "the command line");
  file.write_attribute(group, "version", run.version);
  file.write_attribute(group, "compiler", run.compiler);
  h5::write_table<NamedText>(file, group, h5::libraries_layout(), run.libraries);
}

}  // namespace

void check_output_path(const std::string& path) {
  const std::string wanted = "the name of the result file to write, such as out.h5";
  check_destination_path(path, wanted, false);
  const std::filesystem::path name(path);
  if (const auto ending = name.extension(); ending != ".h5" && ending != ".hdf5")
    throw InputError(Place{path}, "this is no name of a result file", "a name that ends in .h5");
  const std::filesystem::path folder = name.has_parent_path() ? name.parent_path() : std::filesystem::path(".");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) {
    throw InputError(Place{path}, "you may not write into '" + folder.string() + "'", "a folder that you may write to");
  }
}

bool is_hdf5(const std::string& path) {
  return first_bytes(path, hdf5_begins.size()) == hdf5_begins;
}

bool is_of_a_run(const std::string& path) {
  constexpr std::size_t begun = 512, looked_at = 4096;
  const std::string first = first_bytes(path, looked_at);
  const bool is_begun = first.starts_with(hdf5_begins);
  // HDF5 may write its first bytes later than the next ones.
  if (first.find(format_attribute) != std::string::npos) return is_begun || first.front() == '\0';
  return first.size() <= begun && (is_begun || first.find_first_not_of('\0') == std::string::npos);
}

void remove_unfinished(const std::string& path) {
  const std::string temporary = path + ".part";
  const std::optional<Claim> claim = Claim::existing_file(temporary);
  std::error_code ignored;
  if (claim && is_of_a_run(temporary)) std::filesystem::remove(temporary, ignored);
}

// Tables without texts go to the file as they come. Those with texts wait for the end, when it is known how wide they
// must be.
struct ResultWriter::Tables {
  template <class Row>
  struct Table {
    std::unique_ptr<h5::TableWriter> writer;
    std::vector<Row> waiting;
  };

  explicit Tables(h5::OutputFile& file) {
    AllTables::for_each([&]<class Row>() {
      const h5::Layout<Row>& layout = h5::result_layout<Row>();
      if (layout.has_text()) return;
      of<Row>().writer =
          std::make_unique<h5::TableWriter>(file, results_group, layout.columns(), h5::TableWriter::Form::table);
    });
  }

  template <class Row>
  Table<Row>& of() {
    return std::get<Table<Row>>(all);
  }

  template <class Row>
  void append(const std::vector<Row>& rows) {
    auto& table = of<Row>();
    if (table.writer) {
      table.writer->append(h5::result_layout<Row>().pack(rows, table.writer->columns()));
    } else {
      table.waiting.insert(table.waiting.end(), rows.begin(), rows.end());
    }
  }

  template <class Row>
  void append_next(h5::PackedPart& part) {
    auto& table = of<Row>();
    h5::Columns columns = h5::result_layout<Row>().columns();
    const std::span<const std::byte> packed = h5::take_rows(part, columns);
    if (table.writer) {
      table.writer->append(packed);
    } else {
      append(h5::result_layout<Row>().unpack(packed, columns));
    }
  }

  template <class Row>
  void finish(h5::OutputFile& file) {
    auto& table = of<Row>();
    if (table.writer) {
      table.writer->finish();
    } else {
      h5::write_table<Row>(file, results_group, h5::result_layout<Row>(), table.waiting);
    }
  }

  AllTables::Tuple<Table> all;
};

ResultWriter::ResultWriter(const std::string& path, const Directory& directory, const FileInfo& info)
    : output_(std::make_unique<h5::OutputFile>(path)), tables_(std::make_unique<Tables>(*output_)) {
  output_->guarded([&] {
    write_format(*output_);
    write_directory(*output_, directory);
    write_scenario(*output_, info);
    output_->make_group(results_group, "one table each; rows of all replications one after the other");
    output_->make_group(h5::traces_group, "the event logs of replications that keep one");
  });
}

ResultWriter::ResultWriter(const std::string& part) : output_(std::make_unique<h5::OutputFile>(part)) {
  output_->guarded([&] {
    write_format(*output_);
    output_->make_group(h5::traces_group);
  });
}

ResultWriter::~ResultWriter() = default;

void ResultWriter::append(const ResultRows& rows) {
  output_->guarded([&] { AllTables::for_each([&]<class Row>() { tables_->append(rows.of<Row>()); }); });
}

void ResultWriter::append_part(const std::string& path) {
  const h5::InputFile part(path, h5::InputFile::Sort::part);
  const auto copy = [&] {
    h5::PackedPart packed(part.bytes(h5::part_rows));
    AllTables::for_each([&]<class Row>() { tables_->append_next<Row>(packed); });
    const std::vector<std::string> traces = part.members(h5::traces_group);
    for (const std::string& name : traces) {
      if (name == traces.front()) output_->reserve(std::filesystem::file_size(path));
      h5::copy_group(part, *output_, std::string(h5::traces_group) + "/" + name);
    }
  };
  output_->guarded(copy);
}

void ResultWriter::finish_tables() {
  AllTables::for_each([&]<class Row>() { tables_->finish<Row>(*output_); });
}

void ResultWriter::finish_file(const std::string& status) {
  output_->guarded([&] { output_->write_attribute("/", "status", status); });
  output_->finish();
}

void ResultWriter::finish(const RunInfo& run, const std::string& status) {
  output_->guarded([&] {
    finish_tables();
    write_run(*output_, run);
  });
  finish_file(status);
}

void ResultWriter::finish_partial(const RunInfo& run, std::uint32_t replications_asked) {
  output_->guarded([&] { output_->write_attribute("/", "replications_asked", std::uint64_t{replications_asked}); });
  finish(run, status_partial);
}

void ResultWriter::finish_part(const ResultRows& rows) {
  output_->guarded([&] { output_->write_bytes(h5::part_rows, h5::pack_part(rows)); });
  finish_file(status_part);
}

}  // namespace crossflow
