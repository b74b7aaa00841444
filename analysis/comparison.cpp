#include "analysis/comparison.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analysis/measures.hpp"
#include "analysis/pairing.hpp"
#include "analysis/sections/sections.hpp"

namespace crossflow {
namespace {

bool answers(const Directory& directory, const MeasureRequest& request) {
  const auto selection = select(directory, request);
  if (!selection) return false;
  return refusal(measure_of(request), directory, *selection).empty();
}

// Of each class in each direction, so far as it is promised anything.
void add_by_class_and_direction(const MeasureKind& kind, const Directory& directory, std::vector<MeasureRequest>& out) {
  for (std::size_t d = 0; d < directory.directions.size(); ++d)
    for (std::size_t c = 0; c < directory.classes.size(); ++c) {
      MeasureRequest request;
      request.kind = &kind;
      request.traveller_class = directory.classes[c].name;
      request.direction = directory.directions[d];
      request.name = fmt::format("{} within {}",
                                 class_label(directory, static_cast<std::uint8_t>(c), static_cast<std::uint8_t>(d)),
                                 limit_text(directory.classes[c].pledge_limit));
      const bool there = std::any_of(out.begin(), out.end(), [&](const MeasureRequest& other) {
        return other.kind == &kind && other.traveller_class == request.traveller_class &&
               other.direction == request.direction;
      });
      if (!there && answers(directory, request)) out.push_back(std::move(request));
    }
}

// The days of `mine` that are also among `theirs`, as indices.
std::vector<std::pair<std::size_t, std::size_t>> same_days(const Compared& mine, const Compared& theirs) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  if (mine.seed != theirs.seed) return out;
  for (std::size_t i = 0; i < mine.replications.size(); ++i) {
    const auto at = std::find(theirs.replications.begin(), theirs.replications.end(), mine.replications[i]);
    if (at != theirs.replications.end()) out.emplace_back(i, at - theirs.replications.begin());
  }
  return out;
}

Against against(const std::vector<MeasureRequest>& measures, const Compared& a, const Compared& b) {
  Against out;
  const auto days = same_days(a, b);
  out.paired = !days.empty();
  out.days = out.paired ? days.size() : a.replications.size() + b.replications.size();
  out.some_left = out.paired && days.size() < std::max(a.replications.size(), b.replications.size());
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const auto& of_a = a.seen.of_measures[m];
    const auto& of_b = b.seen.of_measures[m];
    Change& change = out.changes.emplace_back();
    if (of_a.empty() || of_b.empty()) continue;
    if (!out.paired) {
      change.difference = unpaired_difference(measures[m], of_a, of_b);
      continue;
    }
    std::vector<Observation> x, y;
    for (const auto& [i, j] : days) {
      x.push_back(of_a[i]);
      y.push_back(of_b[j]);
    }
    change.difference = difference(measures[m], x, y);
    if (change.difference && is_no_difference(measure_of(measures[m]).unit, *change.difference)) continue;
    const auto from_a = contributions(measures[m], x);
    const auto from_b = contributions(measures[m], y);
    if (!from_a.empty() && !from_b.empty()) change.variance_ratio = variance_ratio(from_a, from_b);
  }
  return out;
}

Estimates values_of(const std::vector<MeasureRequest>& measures, const Compared& one) {
  Estimates out;
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const auto& observed = one.seen.of_measures[m];
    out.push_back(observed.empty() ? std::nullopt : estimate(measures[m], observed));
  }
  return out;
}

// A class that goes one way in each of them, and not the same way, needs its direction after all.
void tell_apart(std::vector<MeasureRequest>& requests) {
  std::map<std::string, int> named;
  for (const MeasureRequest& request : requests) ++named[request.name];
  for (MeasureRequest& request : requests)
    if (named[request.name] > 1) request.name += ", " + request.direction;
}

}  // namespace

std::vector<MeasureRequest> usual_requests(std::span<const Directory> directories) {
  std::vector<MeasureRequest> pledges, others;
  for (const MeasureKind* kind : all_measures()) {
    const Usual usual = static_cast<const ResultMeasure*>(kind)->usual;
    if (usual == Usual::by_class_and_direction)
      for (const Directory& directory : directories) add_by_class_and_direction(*kind, directory, pledges);
    if (usual != Usual::yes) continue;
    MeasureRequest request;
    request.kind = kind;
    request.name = kind->name + (kind->times ? ", mean" : "");
    if (std::any_of(directories.begin(), directories.end(), [&](const Directory& d) { return answers(d, request); }))
      others.push_back(std::move(request));
  }
  tell_apart(pledges);
  pledges.insert(pledges.end(), others.begin(), others.end());
  return pledges;
}

Compared compared_of(const std::string& name, std::uint64_t seed, const StudyDesign& design, const Directory& directory,
                     const ResultRows& rows) {
  Compared out{name, seed, {}, observe(design, directory, rows)};
  for (const ReplicationRow& r : rows.of<ReplicationRow>()) out.replications.push_back(r.replication);
  return out;
}

Comparison compare(std::vector<MeasureRequest> measures, std::vector<Compared> compared, bool drop) {
  for (std::size_t m = measures.size(); drop && m-- > 0;) {
    const bool says = std::any_of(compared.begin(), compared.end(), [&](const Compared& one) {
      const auto found = values_of({measures[m]}, {"", 0, {}, {{one.seen.of_measures[m]}, {}}}).front();
      return found && found->value != 0;
    });
    if (says) continue;
    measures.erase(measures.begin() + static_cast<std::ptrdiff_t>(m));
    for (Compared& one : compared)
      one.seen.of_measures.erase(one.seen.of_measures.begin() + static_cast<std::ptrdiff_t>(m));
  }
  Comparison out{std::move(measures), std::move(compared), {}, {}};
  for (const Compared& one : out.compared) out.values.push_back(values_of(out.measures, one));
  for (std::size_t i = 1; i < out.compared.size(); ++i)
    out.against.push_back(against(out.measures, out.compared.front(), out.compared[i]));
  return out;
}

}  // namespace crossflow
