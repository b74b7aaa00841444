#include "sim/model/people/roster.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/base/sampler.hpp"

namespace crossflow {
namespace {

/// The officers of one pool, without what is drawn.
class PoolRoster {
 public:
  PoolRoster(const Scenario& scenario, std::size_t port, std::size_t pool, std::vector<Officer>& out)
      : scenario_(scenario),
        port_(port),
        days_(scenario.days),
        pool_(scenario.ports[port].pools[pool]),
        index_(pool),
        out_(out) {}

  void add_all() {
    for (std::size_t s = 0; s < pool_.shifts.size(); ++s)
      for (long i = 0; i < most_in_shift(scenario_, port_, index_, s); ++i) add_of_shift(s, i);
    for (std::size_t i = 0; i < pool_.roster.size(); ++i) {
      const bool same = i > 0 && pool_.roster[i - 1].officer == pool_.roster[i].officer;
      if (!same) add(pool_.roster[i].officer);
      add_of_line(pool_.roster[i]);
      std::sort(out_.back().duties.begin(), out_.back().duties.end(),
                [](const Duty& a, const Duty& b) { return a.from < b.from; });
    }
    const long reserves = pool_.reserves ? pool_.reserves->officers : 0;
    for (long i = 0; i < reserves; ++i) {
      add(fmt::format("reserve/{:02}", i + 1));
      out_.back().reserve = true;
    }
  }

 private:
  void add(const std::string& name) {
    Officer& officer = out_.emplace_back();
    officer.name = pool_.name + "/" + name;
    officer.pool = index_;
  }

  // Groups are dealt out in turn, so that another officer changes nothing for those before him.
  void add_of_shift(std::size_t shift, long i) {
    add(fmt::format("{}/{:02}", pool_.shifts[shift].name, i + 1));
    for (int d = -1; d <= days_; ++d) {
      const Shift& today = on_duty_day(scenario_, d).ports[port_].pools[index_].shifts[shift];
      if (i < today.officers) add_on(d, duty_of(today, i));
    }
  }

  static Duty duty_of(const Shift& shift, long i) {
    const Tick later = (i % shift.groups) * shift.stagger;
    Duty duty;
    duty.from = shift.from + later;
    duty.until = shift.until + later;
    for (const BreakRule& rule : shift.breaks) {
      const Tick at = rule.at + (i % rule.groups) * rule.takes;
      duty.breaks.emplace_back(at, at + rule.takes);
    }
    duty.at = shift.at;
    return duty;
  }

  void add_of_line(const RosterLine& line) {
    const Duty duty{0, line.from, line.until, line.breaks, line.at};
    if (line.day) {
      if (*line.day >= -1 && *line.day <= days_) add_on(*line.day, duty);
      return;
    }
    for (int d = -1; d <= days_; ++d) add_on(d, duty);
  }

  /// `duty` has times of the day.
  void add_on(int d, Duty duty) {
    duty.day = d;
    duty.from = std::max<Tick>(0, duty.from + d * day);
    duty.until += d * day;
    if (duty.until <= 0) return;
    for (auto& [from, until] : duty.breaks) {
      from = std::max<Tick>(0, from + d * day);
      until += d * day;
    }
    std::erase_if(duty.breaks, [](const auto& one) { return one.second <= 0; });
    std::sort(duty.breaks.begin(), duty.breaks.end());
    std::sort(duty.at.begin(), duty.at.end());
    out_.back().duties.push_back(std::move(duty));
  }

  const Scenario& scenario_;
  std::size_t port_;
  int days_;
  const Pool& pool_;
  std::size_t index_;
  std::vector<Officer>& out_;
};

}  // namespace

const Scenario& on_duty_day(const Scenario& scenario, int day_index) {
  return scenario.on(day_index < 0 ? scenario.days + 1 : day_index);
}

long most_in_shift(const Scenario& scenario, std::size_t port, std::size_t pool, std::size_t shift) {
  long most = scenario.ports[port].pools[pool].shifts[shift].officers;
  for (const auto& variant : scenario.variants)
    most = std::max(most, variant->ports[port].pools[pool].shifts[shift].officers);
  return most;
}

std::vector<Officer> officers_of(const Scenario& scenario, std::size_t port) {
  std::vector<Officer> out;
  const Port& of = scenario.ports[port];
  for (std::size_t p = 0; p < of.pools.size(); ++p) PoolRoster(scenario, port, p, out).add_all();
  return out;
}

std::vector<Officer> make_roster(const Scenario& scenario, std::size_t port, const RunKey& run) {
  std::vector<Officer> officers = officers_of(scenario, port);
  const Port& of = scenario.ports[port];
  for (Officer& officer : officers) {
    const Pool& pool = of.pools[officer.pool];
    const std::string element = of.name + "/" + officer.name;
    if (pool.pace) officer.pace = Sampler(*pool.pace)(Stream(run, element, "officer's pace").uniform(0));
    const Stream absence(run, element, "absence");
    for (Duty& duty : officer.duties)
      duty.absent = absence.uniform(static_cast<std::uint64_t>(duty.day + 1)) < pool.absence;
  }
  return officers;
}

}  // namespace crossflow
