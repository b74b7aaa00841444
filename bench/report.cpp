#include "bench/report.hpp"

#include <fmt/format.h>

namespace crossflow {
namespace {

std::string at_most(double value, double aim) {
  return aim <= 0 ? "" : fmt::format("at most {:g}{}", aim, value <= aim ? "" : "  <- missed");
}

std::string at_least_millions(double value, double aim) {
  return aim <= 0 ? "" : fmt::format("at least {:g}{}", aim / 1e6, value >= aim ? "" : "  <- missed");
}

std::string text_of(const std::vector<Pairs>& pairs) {
  std::string out = "Beside a loop written by hand (best of all pairs; million customers a second)\n";
  out += fmt::format("  {:18} {:>8} {:>8} {:>7} {:>8} {:>7}   {:20} {}\n", "", "ours", "by hand", "ratio", "tuned",
                     "ratio", "aim: ratio", "aim: ours");
  for (const Pairs& p : pairs) {
    const double rate = p.customers / p.ours;
    const double ratio = p.ours / p.by_hand;
    out += fmt::format("  {:18} {:8.2f} {:8.2f} {:7.2f} {:8.2f} {:7.2f}   {:20} {}\n", p.name + " " + p.about,
                       rate / 1e6, p.customers / p.by_hand / 1e6, ratio, p.customers / p.tuned / 1e6, p.ours / p.tuned,
                       at_most(ratio, p.aim_ratio), at_least_millions(rate, p.aim_rate));
  }
  return out;
}

std::string text_of(const std::map<std::uint64_t, double>& costs) {
  std::string out = "Cost of an event in M2, beyond what starting a run costs\n";
  const double first = costs.begin()->second;
  for (const auto& [customers, ns] : costs)
    out += fmt::format("  {:>10} customers {:8.1f} ns {:7.2f} times the first   {}\n", customers, ns, ns / first,
                       at_most(ns / first, customers == costs.begin()->first ? 0 : 2));
  return out;
}

std::string text_of(const std::map<int, double>& chains) {
  std::string out = "Cost of an event in a chain of places that are blocked by the last\n";
  for (const auto& [places, ns] : chains)
    out += fmt::format("  {:>10} places {:12.1f} ns   {}\n", places, ns, at_most(ns, places == 200 ? 350 : 0));
  return out;
}

std::string text_of(const DayCost& d) {
  return fmt::format(
      "The Sunday at Heung Yuen Wai: {:.0f} travellers, {:.0f} events\n"
      "  {:.3f} s of processor time: loading {:.3f}, building {:.3f}, running {:.3f}   {}\n"
      "  {:.1f} million events a second\n",
      d.travellers, d.events, d.load + d.build + d.run, d.load, d.build, d.run, at_most(d.load + d.build + d.run, 0.3),
      d.events / d.run / 1e6);
}

std::string text_of(const EntityCost& e) {
  return fmt::format(
      "Memory for each entity alive\n"
      "  {:.0f} bytes in the pool, links included, and {:.0f} in the statistics\n"
      "  measured with 1,000,000 waiting: {:.1f} bytes at the end, {:.1f} at the peak   {}\n"
      "  {:.1f} ns an event while they come\n",
      e.entity, e.state, e.resident, e.peak, at_most(e.resident, 128), e.nanoseconds_per_event);
}

std::string text_of(const TraceCost& t) {
  const double rate = t.events / t.seconds;
  return fmt::format(
      "Storing a trace of that day's {:.0f} events\n"
      "  {:.2f} million events a second on the wall ({:.2f} of processor time)   {}\n"
      "  {:.2f} bytes an event   {}\n",
      t.events, rate / 1e6, t.events / t.cpu_seconds / 1e6, at_least_millions(rate, 4e6), t.bytes / t.events,
      at_most(t.bytes / t.events, 10));
}

}  // namespace

std::string Report::text() const {
  std::string out;
  const auto add = [&out](const std::string& part) { out += "\n" + part; };
  if (!pairs.empty()) add(text_of(pairs));
  if (!nanoseconds_per_event.empty()) add(text_of(nanoseconds_per_event));
  if (!chains.empty()) add(text_of(chains));
  if (day.run > 0) add(text_of(day));
  if (entity.entity > 0) add(text_of(entity));
  if (trace.seconds > 0) add(text_of(trace));
  for (const std::string& failure : failures) add("FAILED: " + failure + "\n");
  return out;
}

}  // namespace crossflow
