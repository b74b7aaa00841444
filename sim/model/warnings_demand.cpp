#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/model/bank_keys.hpp"
#include "sim/model/port_hours.hpp"
#include "sim/model/sources/on_average.hpp"
#include "sim/model/station_kind.hpp"
#include "sim/model/warnings_parts.hpp"
#include "sim/scenario/grouped.hpp"

namespace crossflow {
namespace {

constexpr Tick bin = 30 * minute;
constexpr Tick slot = 5 * minute;         // in which people come at one instant
constexpr std::size_t least_bins = 5;     // more than two hours
constexpr double least_load = 1.02;       // below that it may be rounding, or luck
constexpr double least_share = 0.01;      // of people before closed doors
constexpr double enough_people = 20'000;  // where days are drawn: so many that there are so many people, and
constexpr int most_days_drawn = 30;       // no more than these
constexpr int days_looked_at = 31;

using Flow = std::vector<double>;  // persons, or vehicles, by bin

/// Whom a source brings on average.
struct Brought {
  std::vector<Flow> of_class;
  double all = 0, long_before = 0, never_in = 0;
  Tick first_opening = never;  // for which somebody waits
};

class Demand {
 public:
  Demand(const Scenario& scenario, std::size_t port)
      : scenario_(scenario),
        port_(scenario.ports[port]),
        index_(port),
        days_(std::min(scenario.days, days_looked_at)),
        bins_(static_cast<std::size_t>((days_ + 1) * day / bin)),
        hours_(port_, scenario.days) {}

  void look(Problems& warnings) {
    for (const Source& source : port_.sources) {
      // Who waits elsewhere comes at other times; of those in vehicles only the vehicles are followed.
      if (source.option != nullptr) continue;
      brought_.emplace_back(&source, bring(source));
      warn_of_doors(source, brought_.back().second, warnings);
    }
    find_capacities();
    // Who waits at one station comes to the next one later, no more than the first one serves.
    for (int pass = 0; pass < 4; ++pass) {
      work_.assign(port_.stations.size(), Flow(bins_, 0.0));
      came_ = work_;
      for (const auto& [source, brought] : brought_)
        for (std::size_t c = 0; c < brought.of_class.size(); ++c)
          if (!brought.of_class[c].empty()) {
            of_ = {source, c, kind_of(*source).groups};
            walk(port_.routes[source->route].steps, brought.of_class[c]);
          }
      for (std::size_t s = 0; s < passes_.size(); ++s)
        for (std::size_t b = 0; b < bins_; ++b)
          passes_[s][b] = work_[s][b] > capacity_[s][b] ? capacity_[s][b] / work_[s][b] : 1.0;
    }
    const auto opens = [](const Flow& capacity) {
      return std::any_of(capacity.begin(), capacity.end(), [](double some) { return some > 0; });
    };
    for (std::size_t s = 0; s < port_.stations.size(); ++s)
      if (opens(capacity_[s])) warn_of_load(s, warnings);  // of who never opens it is told elsewhere
  }

 private:
  struct Who {
    const Source* source = nullptr;
    std::size_t of_class = 0;
    bool grouped = false;
  };

  /// Lets people in at a door, in order of time.
  struct Door {
    Tick spacing = 0;
    Tick next = 0;
  };

  Brought bring(const Source& source) const {
    Brought out;
    out.of_class.resize(scenario_.classes.size());
    if (expect(source, out)) return out;
    int draws = 1;
    for (int draw = 0; draw < draws; ++draw) {
      draw_people(source, {1, static_cast<std::uint32_t>(draw)}, out);
      if (draw == 0)
        draws =
            static_cast<int>(std::clamp<double>(std::ceil(enough_people / std::max(out.all, 1.0)), 1, most_days_drawn));
    }
    for (Flow& flow : out.of_class)
      for (double& persons : flow) persons /= draws;
    return out;
  }

  // Without drawing anybody, if the kind of source can say whom it brings on average.
  bool expect(const Source& source, Brought& out) const {
    const auto* kind = dynamic_cast<const KnownOnAverage*>(&kind_of(source));
    if (kind == nullptr) return false;
    Door door = door_of(source);
    for (int d = 0; d < days_; ++d) {
      const SourceBuild build{scenario_, port_, source, {}};
      const std::vector<std::int64_t> taken = taken_from(build.on(d), d);
      std::vector<std::pair<double, ProfileQuantile>> classes;
      std::vector<std::size_t> which;
      Tick end = 0;
      for (std::size_t c = 0; c < scenario_.classes.size(); ++c) {
        const auto expected = kind->on_average(build, c, d);
        if (!expected) return false;
        const double left = expected->number - static_cast<double>(taken[c]);
        if (left <= 0 || expected->when.bins.empty()) continue;
        classes.emplace_back(left, ProfileQuantile(expected->when));
        which.push_back(c);
        end = std::max(end, classes.back().second.end());
      }
      for (Tick t = 0; t < end; t += slot)
        for (std::size_t i = 0; i < classes.size(); ++i) {
          const auto& [number, when] = classes[i];
          come(d * day + t, number * (when.share_before(t + slot) - when.share_before(t)), which[i], door, out);
        }
    }
    return true;
  }

  void draw_people(const Source& source, const RunKey& run, Brought& out) const {
    const auto arrivals = kind_of(source).make({scenario_, port_, source, run});
    Door door = door_of(source);
    for (auto some = arrivals->more(); !some.empty(); some = arrivals->more())
      for (const Arrival& arrival : some) {
        if (arrival.at >= days_ * day + day) return;
        come(arrival.at, source.carries.empty() ? arrival.persons : 1.0, arrival.traveller_class, door, out);
      }
  }

  static Door door_of(const Source& source) {
    return {source.maximum_flow ? ticks_from_seconds(1.0 / *source.maximum_flow) : 0};
  }

  void come(Tick at, double persons, std::size_t of_class, Door& door, Brought& out) const {
    if (persons <= 0) return;
    out.all += persons;
    const auto opens = hours_.next_open(at);
    if (!opens) {
      out.never_in += persons;
      return;
    }
    if (*opens - at > hour) {
      out.long_before += persons;
      out.first_opening = std::min(out.first_opening, *opens);
    }
    const auto let_in = hours_.next_open(std::max(*opens, door.next));
    if (!let_in) return;
    door.next = *let_in + std::llround(static_cast<double>(door.spacing) * persons);
    Flow& flow = out.of_class[of_class];
    flow.resize(bins_, 0.0);
    if (const auto b = static_cast<std::size_t>(*let_in / bin); b < bins_) flow[b] += persons;
  }

  void warn_of_doors(const Source& source, const Brought& brought, Problems& warnings) const {
    if (!closes(port_.hours) || brought.all <= 0) return;
    const auto warn = [&](double some, const std::string& when) {
      if (some >= least_share * brought.all)
        warnings.add(source.place, fmt::format("{:.0f}% of the {} of '{}' come {}", 100 * some / brought.all,
                                               source.carries.empty() ? "people" : "vehicles", source.name, when));
    };
    const std::string closing = clock_text((scenario_.days - 1) * day + port_.hours.close);
    warn(brought.never_in, "after the doors have closed at " + closing + ": they stay outside");
    warn(brought.long_before, fmt::format("more than an hour before the doors open at {}: they wait outside",
                                          clock_text(brought.first_opening)));
  }

  // Seconds of service in each bin, by what is open at every fifth minute. What somebody may order counts as open.
  void find_capacities() {
    constexpr int looks = 6;
    capacity_.assign(port_.stations.size(), Flow(bins_, 0.0));
    passes_.assign(port_.stations.size(), Flow(bins_, 1.0));
    for (std::size_t s = 0; s < port_.stations.size(); ++s)
      for (std::size_t b = 0; b < bins_; ++b)
        for (int i = 0; i < looks; ++i)
          capacity_[s][b] += to_seconds(bin) / looks * open_at(s, static_cast<Tick>(b) * bin + i * bin / looks);
  }

  // Servers of the usual pace.
  double open_at(std::size_t index, Tick t) const {
    const int d = static_cast<int>(t / day);
    const Station& station = scenario_.on(d).ports[index_].stations[index];
    const auto* kind = dynamic_cast<const BankKind*>(&kind_of(station));
    if (kind == nullptr) return 0;
    const BankKeys& keys = kind->bank(station);
    long open = keys.servers;
    if (!may_open_otherwise(port_, index)) {
      if (const Schedule<long> plan = kind->plan(station); !plan.empty()) open = value_at(plan, t % day);
      if (station.hours && !is_within(*station.hours, t)) open = 0;
    }
    if (!keys.paces) return static_cast<double>(open) / (keys.pace ? keys.pace->mean() : 1.0);
    double sum = 0;
    for (long server = 0; server < open; ++server) sum += 1 / (*keys.paces)[static_cast<std::size_t>(server)];
    return sum;
  }

  static bool is_within(const Hours& hours, Tick t) {
    return (t % day >= hours.open && t % day < hours.close) || t % day + day < hours.close;
  }

  // Those who go on behind the steps. Of whom it cannot be told which way they take, nobody is followed.
  Flow walk(const std::vector<Step>& steps, Flow flow) {
    for (const Step& step : steps) {
      switch (step.kind) {
        case Step::Kind::leave:
          return Flow(bins_, 0.0);
        case Step::Kind::visit:
          flow = visit(step.stations.front(), flow);
          break;
        case Step::Kind::shortest:
          flow = shortest(step.stations, flow);
          break;
        case Step::Kind::choose:
          flow = choose(step.rows, flow);
          break;
      }
    }
    return flow;
  }

  Flow visit(std::size_t s, Flow flow) {
    const Station& station = port_.stations[s];
    const auto* kind = dynamic_cast<const BankKind*>(&kind_of(station));
    if (kind_of(station).sets_down) return Flow(bins_, 0.0);
    if (kind == nullptr) return flow;
    if (const auto mean = kind->mean_service(station, of_.of_class, of_.grouped)) {
      for (std::size_t b = 0; b < bins_; ++b) {
        came_[s][b] += flow[b];
        work_[s][b] += flow[b] * *mean;
        flow[b] *= passes_[s][b];
      }
    }
    const auto to = kind->fails_to(station);
    if (!to || kind->failing(station) <= 0 || *to == s) return flow;
    Flow failed = flow;
    for (std::size_t b = 0; b < bins_; ++b) flow[b] -= failed[b] *= kind->failing(station);
    failed = visit(*to, failed);
    for (std::size_t b = 0; b < bins_; ++b) flow[b] += failed[b];
    return flow;
  }

  // In proportion to what each can do.
  Flow shortest(const std::vector<std::size_t>& stations, const Flow& flow) {
    Flow after(bins_, 0.0);
    for (const std::size_t s : stations) {
      Flow share = flow;
      for (std::size_t b = 0; b < bins_; ++b) {
        double all = 0;
        for (const std::size_t other : stations) all += capacity_[other][b];
        share[b] *= all > 0 ? capacity_[s][b] / all : 0;
      }
      share = visit(s, share);
      for (std::size_t b = 0; b < bins_; ++b) after[b] += share[b];
    }
    return after;
  }

  Flow choose(const std::vector<ChoiceRow>& rows, const Flow& flow) {
    Flow after(bins_, 0.0);
    double left = 1;
    for (const ChoiceRow& row : rows) {
      const Condition& asked = row.condition;
      if (!asked.may_hold(of_.of_class, of_.source->direction)) continue;
      if (asked.in_group && *asked.in_group != of_.grouped) continue;
      const double share = std::min(left, row.share.value_or(left));
      left -= share;
      if (asked.failed_at || asked.hangs_on_state()) continue;
      Flow some = flow;
      for (double& persons : some) persons *= share;
      some = walk(row.steps, std::move(some));
      for (std::size_t b = 0; b < bins_; ++b) after[b] += some[b];
    }
    return after;
  }

  // The stretch with most work that is not done.
  void warn_of_load(std::size_t s, Problems& warnings) const {
    std::size_t from = 0, until = 0;
    double most = 0;
    for (std::size_t b = 0; b < bins_;) {
      std::size_t end = b;
      double excess = 0;
      for (; end < bins_ && work_[s][end] > least_load * capacity_[s][end]; ++end)
        excess += work_[s][end] - capacity_[s][end];
      if (end - b >= least_bins && excess > most) {
        most = excess;
        from = b;
        until = end;
      }
      b = end + 1;
    }
    if (until > from) tell(s, from, until, warnings);
  }

  void tell(std::size_t s, std::size_t from, std::size_t until, Problems& warnings) const {
    const Station& station = port_.stations[s];
    double work = 0, capacity = 0, came = 0, needed = 0;
    for (std::size_t b = from; b < until; ++b) {
      work += work_[s][b];
      capacity += capacity_[s][b];
      came += came_[s][b];
      needed = std::max(needed, work_[s][b] / to_seconds(bin));
    }
    const std::string who = kind_of(station).unit == EntityKind::vehicle ? "vehicles" : "people";
    const Tick end = static_cast<Tick>(until) * bin;
    const std::string when =
        "from " + clock_text(static_cast<Tick>(from) * bin) + " to " + (end == day ? "24:00" : clock_text(end));
    const std::string many = grouped(std::lround(came)) + " " + who;
    if (capacity <= 0) {
      warnings.add(station.place,
                   when + " " + many + " come to '" + station.name + "', and none of its servers is open");
      return;
    }
    warnings.add(
        station.place,
        when + " '" + station.name + "' has " +
            fmt::format("{:.0f}% of the work that its open servers can do: {} come, who take {:.3g} s on average",
                        100 * work / capacity, many, work / came),
        grouped(std::lround(std::ceil(needed))) + " servers open in the fullest half-hour, or fewer " + who);
  }

  const Scenario& scenario_;
  const Port& port_;
  std::size_t index_;
  int days_;
  std::size_t bins_;
  PortHours hours_;
  std::vector<std::pair<const Source*, Brought>> brought_;
  std::vector<Flow> capacity_, work_, came_, passes_;  // by station: what it can do, is to do, in seconds; who comes
  Who of_;                                             // are followed
};

}  // namespace

void warn_of_demand(const Scenario& scenario, std::size_t port, Problems& warnings) {
  Demand(scenario, port).look(warnings);
}

}  // namespace crossflow
