#include "cli/svg.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/whole_file.hpp"

namespace crossflow {

void check_chart(const std::string& file, std::string_view begins, const std::vector<std::string>& inputs) {
  if (file.empty()) return;
  if (!file.ends_with(".svg"))
    throw InputError({"--chart"}, fmt::format("the name '{}' says no kind of picture that is drawn", file),
                     "a name that ends with .svg");
  if (first_bytes(file, begins.size()) == begins) return;
  check_new_file(file, inputs, "a name that ends with .svg");
}

std::string svg_begins(double width, double height) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "font-family=\"sans-serif\" font-size=\"13\">\n<style>.title{{font-weight:bold}} "
      ".grid{{stroke:#d8dee6}}</style>\n<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n",
      width, height);
}

std::string svg_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return out;
}

std::string svg_text(double x, double y, const std::string& text, const std::string& more) {
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" {}>{}</text>\n", x, y, more, svg_escaped(text));
}

}  // namespace crossflow
