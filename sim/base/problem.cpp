#include "sim/base/problem.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace crossflow {

namespace {

Problems single(Place place, std::string what, std::string expected, std::string nearest) {
  Problems problems;
  problems.add(std::move(place), std::move(what), std::move(expected), std::move(nearest));
  return problems;
}

/// The characters of a UTF-8 text with ASCII letters in lower case; a byte that is not UTF-8 stands for itself.
std::u32string folded(std::string_view text) {
  std::u32string out;
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i++]);
    char32_t c = lead;
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (more != 0) {
      c = lead & (0x3FU >> more);
      for (std::size_t k = 0; k < more && i < text.size(); ++k)
        c = (c << 6U) | (static_cast<unsigned char>(text[i++]) & 0x3FU);
    }
    if (c >= U'A' && c <= U'Z') c += U'a' - U'A';
    out.push_back(c);
  }
  return out;
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  const std::size_t columns = b.size() + 1;
  std::vector<std::size_t> before(columns);
  std::vector<std::size_t> above(columns);
  std::vector<std::size_t> row(columns);
  for (std::size_t j = 0; j < columns; ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j < columns; ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above.back();
}

bool one_begins_the_other(const std::u32string& a, const std::u32string& b) {
  const std::size_t shared = std::min(a.size(), b.size());
  return shared >= 3 && a.compare(0, shared, b, 0, shared) == 0;
}

}  // namespace

std::string Place::text() const {
  if (line <= 0) return file;
  if (column <= 0) return fmt::format("{}:{}", file, line);
  return fmt::format("{}:{}:{}", file, line, column);
}

std::string Problem::text() const {
  std::string out = place.text();
  if (!out.empty()) out += ": ";
  out += what;
  if (!expected.empty()) out += "; expected " + expected;
  if (!nearest.empty()) out += "; did you mean '" + nearest + "'?";
  return out;
}

void Problems::add(Problem problem) {
  items_.push_back(std::move(problem));
}

void Problems::add(Place place, std::string what, std::string expected, std::string nearest) {
  add(Problem{std::move(place), std::move(what), std::move(expected), std::move(nearest)});
}

std::string Problems::text() const {
  std::vector<std::string> files;
  std::vector<std::tuple<std::size_t, int, int, std::size_t>> order;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const Place& place = items_[i].place;
    const auto file = std::find(files.begin(), files.end(), place.file);
    order.emplace_back(static_cast<std::size_t>(file - files.begin()), place.line, place.column, i);
    if (file == files.end()) files.push_back(place.file);
  }
  std::sort(order.begin(), order.end());
  std::string out;
  for (const auto& entry : order) {
    if (!out.empty()) out += '\n';
    out += items_[std::get<3>(entry)].text();
  }
  return out;
}

InputError::InputError(Problems problems) : std::runtime_error(problems.text()), problems_(std::move(problems)) {}

InputError::InputError(Place place, std::string what, std::string expected, std::string nearest)
    : InputError(single(std::move(place), std::move(what), std::move(expected), std::move(nearest))) {}

std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates) {
  const std::u32string wanted = folded(word);
  const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
  const std::string* best = nullptr;
  std::size_t best_distance = std::numeric_limits<std::size_t>::max();
  for (const std::string& candidate : candidates) {
    const std::u32string other = folded(candidate);
    const std::size_t distance = edit_distance(wanted, other);
    const bool something_shared = distance < std::max(wanted.size(), other.size()) || distance == 0;
    const bool near = (distance <= limit && something_shared) || one_begins_the_other(wanted, other);
    if (near && distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best == nullptr ? std::string{} : *best;
}

}  // namespace crossflow
