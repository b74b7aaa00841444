#include "cli/live.hpp"

#include <csignal>
#include <cstdlib>

#include <sys/prctl.h>
#include <sys/socket.h>

#include "cli/progress.hpp"
#include "sim/experiment/replicate.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/stream_writer.hpp"

namespace crossflow {
namespace {

void simulate(const LiveOptions& options, StreamWriter& viewer) {
  const std::uint64_t seed = seed_of(options.seed);
  const Draft draft = load_checked(options.scenario, options.load);
  const Scenario scenario = draft.scenario();
  Simulation simulation(scenario, {seed, 0, 0});
  viewer.open(simulation.directory());
  simulation.add_sink(viewer);
  simulation.pace([&viewer](Tick happened) { return viewer.more(happened); });
  simulation.run();
}

}  // namespace

bool live(const LiveOptions& options) {
  int kind = 0;
  socklen_t size = sizeof kind;
  if (::getsockopt(options.socket, SOL_SOCKET, SO_TYPE, &kind, &size) != 0 || kind != SOCK_STREAM)
    throw InputError({"--socket", 0, 0}, "this is no socket to a viewer", "the number of one that is open");
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // nothing goes on behind the back of a viewer that is gone
  StreamWriter viewer(options.socket, [] { std::_Exit(0); });
  try {
    simulate(options, viewer);
    return true;
  } catch (const InputError& error) {
    viewer.fail(error);
  } catch (const std::exception& error) {
    viewer.fail(error.what());
  }
  return false;
}

}  // namespace crossflow
