// YAML text into a tree of values. Refused are: what is not UTF-8 text; files, trees and nesting beyond the limits (so
// that a few lines of aliases cannot grow to fill the memory); and whatever two readers of YAML may take for different
// things: duplicate keys, tags, merge keys, several documents, thousands parted off by commas inside { } and [ ].
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "sim/base/read_file.hpp"
#include "sim/base/whole_file.hpp"
#include "sim/scenario/yaml_builder.hpp"

namespace crossflow {
namespace {

constexpr std::size_t most_bytes = 8'000'000;

}  // namespace

Value parse_yaml(const std::string& whole, const std::string& file, Problems& problems) {
  const std::string_view text = without_bom(whole);
  SourceLines lines(text, file);
  if (text.size() > most_bytes) {
    problems.add({file}, "the file is too large", "at most 8 MB");
    return {};
  }
  if (const std::size_t at = first_not_text(text); at != std::string_view::npos) {
    const auto byte = static_cast<unsigned char>(text[at]);
    problems.add(lines.place_of(at), byte > 0 && byte < 0x80 ? fmt::format("a control character (U+{:04X})", byte)
                                                             : "this is not text in UTF-8");
    return {};
  }
  YamlBuilder builder(lines, problems);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return builder.take();
  } catch (const YamlStop& stop) {
    problems.add(stop.problem);
  } catch (const YAML::ParserException& error) {
    problems.add(builder.explain(error));
  } catch (const YAML::Exception& error) {
    problems.add(lines.place(error.mark.line, error.mark.column), "this is not YAML: " + error.msg);
  }
  return {};
}

Value load_yaml(const std::string& path, std::string& text, Problems& problems, const Place& asked_at) {
  text.clear();
  if (constexpr std::string_view hdf5 = "\x89HDF";
      why_no_input(path).empty() && first_bytes(path, hdf5.size()) == hdf5) {
    const bool here = asked_at.file.empty();  // the place is the file
    problems.add(here ? Place{path} : asked_at, (here ? "this" : "'" + path + "'") + " is a result, and no YAML",
                 "'crossflow show' for results");
    return {};
  }
  FileText file = read_input(path, most_bytes);
  if (!file.bytes) {
    const bool here = asked_at.file.empty();  // the place is the file
    const std::string what = file.wrong.starts_with("cannot") ? "the file '" + path + "' "
                             : here                           ? "this "
                                                              : "'" + path + "' ";
    problems.add(here ? Place{path} : asked_at, what + file.wrong,
                 file.expected + (file.expected == "a file" ? " of YAML" : ""));
    return {};
  }
  text = std::move(*file.bytes);
  return parse_yaml(text, path, problems);
}

}  // namespace crossflow
