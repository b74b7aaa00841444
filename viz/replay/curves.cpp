#include "viz/replay/curves.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace crossflow::viz {

double nice_step(double range, int most) {
  if (!(range > 0) || most < 1) return 1;
  const double least = range / most;
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double times : {1.0, 2.0, 5.0})
    if (power * times >= least * (1 - 1e-9)) return power * times;
  return power * 10;
}

std::vector<double> nice_marks(double top, int most, bool whole) {
  double step = nice_step(std::max(top, 1e-9), most);
  if (whole) step = std::max(step, 1.0);
  std::vector<double> marks{0};
  while (marks.back() < top * (1 - 1e-9)) marks.push_back(step * static_cast<double>(marks.size()));
  if (marks.size() == 1) marks.push_back(step);
  return marks;
}

std::vector<Tick> time_marks(Tick from, Tick until, int most) {
  constexpr Tick steps[] = {minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                            hour,   2 * hour,   3 * hour,   6 * hour,    12 * hour,   day};
  Tick step = 0;
  const auto marks_of = [&](Tick s) { return until / s - (from + s - 1) / s + 1; };
  for (const Tick s : steps) {
    step = s;
    if (marks_of(s) <= most) break;
  }
  while (marks_of(step) > most) step *= 2;
  std::vector<Tick> marks;
  for (Tick t = (from + step - 1) / step * step; t <= until; t += step) marks.push_back(t);
  return marks;
}

std::vector<float> mean_wait_s(const StationCourse& course, std::size_t minutes, std::size_t over) {
  minutes = std::min({minutes, course.started.size(), course.waited_s.size()});
  const std::size_t half = over / 2;
  std::vector<float> means(minutes, -1);
  double waited = 0;
  std::int64_t started = 0;
  // What is in is [i - half, i + half], cut at both ends.
  for (std::size_t i = 0; i < std::min(half, minutes); ++i) {
    waited += course.waited_s[i];
    started += course.started[i];
  }
  for (std::size_t i = 0; i < minutes; ++i) {
    if (i + half < minutes) {
      waited += course.waited_s[i + half];
      started += course.started[i + half];
    }
    if (i > half) {
      waited -= course.waited_s[i - half - 1];
      started -= course.started[i - half - 1];
    }
    if (started > 0) means[i] = static_cast<float>(std::max(0.0, waited / static_cast<double>(started)));
    if (started == 0) waited = 0;  // leaves no dust of rounding behind
  }
  return means;
}

std::vector<double> moving_mean(const std::vector<std::int32_t>& numbers, std::size_t count, std::size_t over) {
  count = std::min(count, numbers.size());
  const std::size_t half = over / 2;
  std::vector<double> means;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < std::min(half, count); ++i) sum += numbers[i];
  for (std::size_t i = 0; i < count; ++i) {
    if (i + half < count) sum += numbers[i + half];
    if (i > half) sum -= numbers[i - half - 1];
    const std::size_t first = i > half ? i - half : 0, last = std::min(i + half + 1, count);
    means.push_back(static_cast<double>(sum) / static_cast<double>(last - first));
  }
  return means;
}

std::vector<double> LedgerStack::sums() const {
  std::vector<double> out(bins);
  for (const auto& cause : causes)
    for (std::size_t i = 0; i < cause.size(); ++i) out[i] += cause[i];
  return out;
}

LedgerStack ledger_stack(const std::vector<LedgerRow>& rows, std::uint32_t replication, std::uint16_t station,
                         Tick bin) {
  LedgerStack stack;
  stack.bin = bin;
  std::map<std::uint16_t, double> places;
  const auto ours = [&](const LedgerRow& r) { return r.replication == replication && r.station == station; };
  const auto bin_of = [&](const LedgerRow& r) { return static_cast<std::size_t>(ticks_from_seconds(r.from_s) / bin); };
  for (const LedgerRow& r : rows)
    if (ours(r)) stack.bins = std::max(stack.bins, bin_of(r) + 1);
  for (const LedgerRow& r : rows) {
    if (!ours(r) || r.cause >= ledger_causes || r.waiting_person_s <= 0) continue;
    auto& cause = stack.causes[r.cause];
    cause.resize(stack.bins);
    cause[bin_of(r)] += r.waiting_person_s / to_seconds(bin);
    if (static_cast<LedgerCause>(r.cause) == LedgerCause::next_place_full) places[r.place] += r.waiting_person_s;
  }
  for (const double sum : stack.sums()) stack.most = std::max(stack.most, sum);
  const auto most =
      std::max_element(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != places.end()) stack.fullest = most->first;
  return stack;
}

std::vector<std::pair<std::int32_t, std::uint16_t>> longest_queues(const std::vector<StationCourse>& stations,
                                                                   std::size_t most) {
  std::vector<std::pair<std::int32_t, std::uint16_t>> by_length;
  for (std::size_t s = 0; s < stations.size(); ++s) {
    const auto& waiting = stations[s].waiting;
    const auto longest = std::max_element(waiting.begin(), waiting.end());
    if (longest != waiting.end() && *longest > 0) by_length.emplace_back(*longest, static_cast<std::uint16_t>(s));
  }
  std::stable_sort(by_length.begin(), by_length.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  by_length.resize(std::min(most, by_length.size()));
  return by_length;
}

}  // namespace crossflow::viz
