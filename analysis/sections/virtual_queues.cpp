// Those who waited elsewhere before they came, by booking or until they were called.
#include <map>

#include <fmt/format.h>

#include "analysis/histogram.hpp"
#include "analysis/sections/sections.hpp"
#include "analysis/summary_parts.hpp"
#include "analysis/text_table.hpp"

namespace crossflow {

std::vector<VirtualQueueSummary> summarise_virtual_queues(const ResultRows& rows) {
  std::map<std::uint16_t, VirtualQueueSummary> all;
  std::map<std::uint16_t, WaitHistogram> times;
  std::map<std::uint16_t, std::pair<double, double>> sums;  // waited, early
  for (const VirtualQueueRow& r : rows.of<VirtualQueueRow>()) {
    VirtualQueueSummary& s = all[r.source];
    s.source = r.source;
    s.came += r.came;
    s.no_slot += r.no_slot;
    s.no_show += r.no_show;
    s.not_called += r.not_called;
    sums[r.source].first += r.waited_s;
    sums[r.source].second += r.early_s;
  }
  for (const VirtualQueueTimeRow& r : rows.of<VirtualQueueTimeRow>()) times[r.source].add(r.up_to_s, r.count);
  std::vector<VirtualQueueSummary> out;
  for (auto& [source, s] : all) {
    if (s.came > 0) {
      s.waited_mean_s = sums[source].first / static_cast<double>(s.came);
      s.early_mean_s = sums[source].second / static_cast<double>(s.came);
    }
    s.waited_95_s = times[source].quantile_s(0.95);
    out.push_back(s);
  }
  return out;
}

std::string virtual_queues_text(const Page& page) {
  const Summary& s = page.summary;
  if (s.virtual_queues.empty()) return {};
  const auto time = [&](const auto& seconds) { return seconds ? page.seconds(*seconds) : std::string("-"); };
  const auto mean = [&](std::int64_t n) { return mean_count_text(static_cast<double>(n) / s.replications); };
  TextTable table(
      {Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.add(page.heads({several(s) ? "WAITED ELSEWHERE, mean" : "WAITED ELSEWHERE", "wanted", "came", "no slot",
                        "no-show", "not called", "mean", "95% within"}));
  bool booking = false;
  bool call = false;
  for (const VirtualQueueSummary& q : s.virtual_queues) {
    const SourceEntry& source = page.directory.sources.at(q.source);
    booking = booking || source.option == "booking";
    call = call || source.option == "call";
    table.add({station_label(page, source.station), mean(q.wanted()), mean(q.came), mean(q.no_slot), mean(q.no_show),
               mean(q.not_called), time(q.waited_mean_s), within_95_text(page, q.waited_95_s, q.came)});
  }
  std::string text = table.text(page.width);
  if (booking) text += page.note("By booking: from the time wanted to coming; who came sooner counts as 0.");
  if (call) text += page.note("By call: until called, without the way.");
  return text + page.note("Who did not come is counted nowhere else.");
}

}  // namespace crossflow
