#include "bench/measure.hpp"

#include <cmath>
#include <ctime>
#include <filesystem>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

#include "sim/experiment/replicate.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/statistics.hpp"
#include "tests/system/in_child.hpp"

namespace crossflow {
namespace {

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double size = 0, resident = 0;
  statm >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

Measured measured_in(Child child) {
  const std::vector<double> numbers = child.wait();
  Measured out{numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], {}};
  for (std::size_t i = 6; i < numbers.size(); ++i) out.waited.push_back(static_cast<Tick>(numbers[i]));
  return out;
}

std::vector<double> numbers_of_run(const Scenario& scenario) {
  const double start = cpu_seconds();
  Simulation simulation(scenario, bench_key);
  Statistics statistics(simulation.directory());
  simulation.add_sink(statistics);
  const double resident = resident_bytes();
  const double built = cpu_seconds();
  simulation.run();
  const double end = cpu_seconds();
  std::vector<double> out{end - built, built - start, 0, resident_bytes() - resident, peak_bytes() - resident, 0};

  ResultRows rows;
  statistics.add_rows(0, 0, rows);
  out[2] = static_cast<double>(rows.of<ReplicationRow>().front().events);
  out[5] = static_cast<double>(rows.of<ReplicationRow>().front().generated);
  std::vector<Tick> waited(simulation.directory().stations.size());
  for (const SeriesRow& row : rows.of<SeriesRow>()) waited[row.station] += std::llround(row.waiting_person_s * 1e6);
  for (std::size_t s = 0; s < waited.size(); ++s)
    if (simulation.directory().stations[s].shape != Shape::outside) out.push_back(static_cast<double>(waited[s]));
  return out;
}

}  // namespace

double cpu_seconds() {
  return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}
double wall_seconds() {
  return seconds_of(CLOCK_MONOTONIC);
}

Scenario bench_scenario(const std::string& file, const std::vector<std::string>& sets) {
  return load_checked(std::filesystem::path(CROSSFLOW_ROOT) / "scenarios" / file, {{}, sets}).scenario();
}

Measured run_ours(const Scenario& scenario) {
  return measured_in(Child([&scenario] { return numbers_of_run(scenario); }));
}

Measured run_hand_written(const HandWrittenQueue& queue, bool tuned) {
  return measured_in(Child([&queue, tuned] {
    const double start = cpu_seconds();
    HandWritten loop(queue, bench_key, tuned);
    const double built = cpu_seconds();
    loop.run();
    std::vector<double> out{cpu_seconds() - built, built - start, 0, 0, 0, 0};
    for (const auto& [station, waited] : loop.waited()) out.push_back(static_cast<double>(waited));
    return out;
  }));
}

}  // namespace crossflow
