#include "sim/model/people/roster.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "sim/base/sampler.hpp"

namespace crossflow {
namespace {

class Expansion {
 public:
  Expansion(const Scenario& scenario, std::size_t port, std::size_t pool, const RunKey& run, std::vector<Officer>& out)
      : days_(scenario.days),
        pool_index_(pool),
        pool_(scenario.ports[port].pools[pool]),
        port_(scenario.ports[port].name),
        run_(run),
        out_(out) {
    if (pool_.pace) pace_.emplace(*pool_.pace);
  }

  void add() {
    for (const Shift& shift : pool_.shifts)
      for (long n = 0; n < shift.officers; ++n) add(shift, n);
    std::map<std::string, std::vector<const RosterLine*>> by_name;
    for (const RosterLine& line : pool_.roster) by_name[line.officer].push_back(&line);
    for (const auto& [name, lines] : by_name) add(name, lines);
    for (long n = 0; pool_.reserves && n < pool_.reserves->officers; ++n) {
      start("reserves", n, "reserves/" + number(n));
      out_.back().reserve = true;
    }
  }

 private:
  static std::string number(long n) { return fmt::format("{:02}", n + 1); }

  void start(const std::string& group, long n, const std::string& name) {
    Officer& officer = out_.emplace_back();
    officer.name = pool_.name + "/" + name;
    officer.pool = pool_index_;
    const std::string element = port_ + "/" + pool_.name + "/" + group;
    absence_ = Stream(run_, element, "absence");
    n_ = static_cast<std::uint64_t>(n);
    if (pace_) officer.pace = (*pace_)(Stream(run_, element, "pace").uniform(n_));
  }

  void duty(int d, Duty duty) {
    if (duty.until <= 0) return;
    duty.absent = absence_.uniform(n_, static_cast<std::uint32_t>(d + 1)) < pool_.absence;
    out_.back().duties.push_back(std::move(duty));
  }

  void add(const Shift& shift, long n) {
    start(shift.name, n, shift.name + "/" + number(n));
    out_.back().stations = shift.at;
    for (int d = -1; d <= days_; ++d) {
      const Tick late = (n % shift.groups) * shift.stagger;
      Duty one{d * day + shift.from + late, d * day + shift.until + late, {}, false};
      for (const BreakRule& rule : shift.breaks) {
        const Tick at = d * day + rule.at + n % rule.groups * rule.takes;
        one.breaks.emplace_back(at, at + rule.takes);
      }
      std::sort(one.breaks.begin(), one.breaks.end());
      duty(d, std::move(one));
    }
  }

  void add(const std::string& name, const std::vector<const RosterLine*>& lines) {
    start("roster/" + name, 0, name);
    out_.back().stations = lines.front()->at;
    for (int d = -1; d <= days_; ++d) {
      for (const RosterLine* line : lines) {
        if (line->day && *line->day != d) continue;
        Duty one{d * day + line->from, d * day + line->until, {}, false};
        for (const auto& [from, until] : line->breaks) one.breaks.emplace_back(d * day + from, d * day + until);
        std::sort(one.breaks.begin(), one.breaks.end());
        duty(d, std::move(one));
      }
    }
  }

  int days_;
  std::size_t pool_index_;
  const Pool& pool_;
  std::string port_;
  RunKey run_;
  std::vector<Officer>& out_;
  std::optional<Sampler> pace_;
  Stream absence_;
  std::uint64_t n_ = 0;
};

}  // namespace

std::vector<Officer> make_roster(const Scenario& scenario, std::size_t port, const RunKey& run) {
  std::vector<Officer> out;
  for (std::size_t p = 0; p < scenario.ports[port].pools.size(); ++p) Expansion(scenario, port, p, run, out).add();
  for (Officer& officer : out)
    std::sort(officer.duties.begin(), officer.duties.end(),
              [](const Duty& a, const Duty& b) { return a.from < b.from; });
  return out;
}

}  // namespace crossflow
