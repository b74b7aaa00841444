#include "sim/model/breakdowns.hpp"

#include <queue>
#include <tuple>

#include "sim/model/opening.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr double shortest_s = 1;  // on average, so that a run cannot drown in failures

// What happens next to a server. Of one instant those who fail come first, the last of them ahead, so that no plan
// takes one in another's place that is about to fail itself.
struct Turn {
  Tick at = 0;
  std::uint16_t server = 0;
  std::uint32_t occurrence = 0;
  bool fails = true;
  // Of one instant failures come first, from the last server on, so that a plan takes none in place of another that is
  // about to fail too.
  std::tuple<Tick, bool, int> key() const { return {at, !fails, fails ? -int{server} : int{server}}; }
  friend bool operator>(const Turn& a, const Turn& b) { return a.key() > b.key(); }
};

void break_and_repair(Actor& actor, ServerStates& states, const Sampler& every, const Sampler& repair,
                      const Stream& stream, Tick last) {
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
  const auto add_failure = [&](std::uint16_t server, std::uint32_t occurrence, Tick from) {
    const Tick at = from + ticks_from_seconds(every(stream.uniform(server, occurrence, 0)));
    if (at < last) turns.push({at, server, occurrence, true});
  };
  for (std::uint16_t s = 0; s < states.servers(); ++s) add_failure(s, 0, 0);
  while (!turns.empty()) {
    const Turn turn = turns.top();
    turns.pop();
    wait_if_later(actor, turn.at);
    states.set_works(turn.server, !turn.fails);
    if (turn.fails) {
      const Tick length = ticks_from_seconds(repair(stream.uniform(turn.server, turn.occurrence, 1)));
      turns.push({turn.at + length, turn.server, turn.occurrence, false});
    } else {
      add_failure(turn.server, turn.occurrence + 1, turn.at);
    }
  }
}

}  // namespace

std::shared_ptr<const Record<Breakdowns>> breakdown_keys() {
  auto r =
      std::make_shared<Record<Breakdowns>>("breakdown rule", "How servers fail and are repaired, each for itself.");
  r->required("every", &Breakdowns::every, types::distribution(Measure::span),
              "How long a server works from 00:00 of the first date to its first failure, and then from each repair to "
              "the next failure. Time runs by the clock, also while the server is closed.")
      .required("repair", &Breakdowns::repair, types::distribution(Measure::duration),
                "How long a failure lasts. A server in use finishes whom it serves first; the repair begins with the "
                "failure all the same.")
      .check([](const Breakdowns& read, const Value& value, Reader& reader) {
        if (read.every.mean() < shortest_s)
          reader.problem(*value.find("every"), "a server that fails more than once a second",
                         "at least 1 s on average");
      });
  return r;
}

void add_breakdowns(ControlPlane& control, const std::shared_ptr<ServerStates>& states, const Breakdowns& breakdowns,
                    const Station& station, const Build& build) {
  const Sampler every(breakdowns.every);
  const Sampler repair(breakdowns.repair);
  const Stream stream = build.stream(build.scenario().ports[build.port].name + "/" + station.name, "breakdowns");
  const Tick last = (build.scenario().days + 1) * day;
  control.add("breakdowns of " + station.name, [states, every, repair, stream, last](Actor& actor) {
    break_and_repair(actor, *states, every, repair, stream, last);
  });
}

}  // namespace crossflow
