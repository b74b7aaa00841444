#include "tests/model/run_text.hpp"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <type_traits>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "sim/model/directory.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/simulation.hpp"
#include "sim/record/statistics.hpp"
#include "sim/scenario/load.hpp"
#include "tests/kernel/in_child.hpp"
#include "tests/kernel/story.hpp"
#include "tests/model/run_checks.hpp"

namespace crossflow::test {
namespace {

// From the child to here as plain bytes: both are one program.
class Parcel {
 public:
  explicit Parcel(std::string bytes = {}) : bytes_(std::move(bytes)) {}
  template <class T>
  void put(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::size_t n = items.size();
    bytes_.append(reinterpret_cast<const char*>(&n), sizeof n);
    bytes_.append(reinterpret_cast<const char*>(items.data()), n * sizeof(T));
  }
  template <class T>
  void get(std::vector<T>& items) {
    std::size_t n = 0;
    take(&n, sizeof n);
    items.resize(n);
    take(items.data(), n * sizeof(T));
  }
  const std::string& bytes() const { return bytes_; }

 private:
  void take(void* to, std::size_t n) {
    if (n == 0) return;
    if (at_ + n > bytes_.size()) throw std::runtime_error("the child said too little");
    std::memcpy(to, bytes_.data() + at_, n);
    at_ += n;
  }
  std::string bytes_;
  std::size_t at_ = 0;
};

// Tables with texts are for drawn inputs alone.
template <class Action>
void each_table(ResultRows& rows, const Action& action) {
  AllTables::for_each([&]<class Row>() {
    if constexpr (std::is_trivially_copyable_v<Row>) action(rows.of<Row>());
  });
}

std::string simulate(const Scenario& scenario, std::uint64_t seed, const std::function<void(Simulation&)>& prepare) {
  Simulation simulation(scenario, {seed, 0, 0});
  Statistics statistics(simulation.directory());
  Tape tape;
  simulation.add_sink(statistics);
  simulation.add_sink(tape);
  if (prepare) prepare(simulation);
  simulation.run();
  ResultRows rows;
  statistics.add_rows(0, 0, rows);
  Parcel parcel;
  parcel.put(tape.events);
  parcel.put(std::vector<Tick>{tape.end});
  each_table(rows, [&parcel](const auto& table) { parcel.put(table); });
  return parcel.bytes();
}

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "crossflow-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for a test");
    path_ = pattern;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

std::string without_port(const std::string& name) {
  return name.substr(name.find('/') + 1);
}

}  // namespace

Replay run_text(const std::string& yaml, const Files& files, std::uint64_t seed,
                const std::function<void(Simulation&)>& prepare) {
  const Folder folder;
  for (const auto& [name, text] : files) folder.write(name, text);
  const Scenario scenario = load_scenario(folder.write("scenario.yaml", yaml), all_kinds());
  if (const Problems problems = validate(scenario); !problems.empty()) throw InputError(problems);
  const ChildEnd child = in_child([&] { return simulate(scenario, seed, prepare); });
  if (!child.well) throw std::runtime_error("the run failed: " + child.said);
  Replay run;
  run.directory = make_directory(scenario);
  Parcel parcel(child.said);
  parcel.get(run.events);
  std::vector<Tick> end;
  parcel.get(end);
  run.end = end.at(0);
  each_table(run.rows, [&parcel](auto& table) { parcel.get(table); });
  check_run(run);
  return run;
}

std::string Replay::told(const std::set<std::string>& verbs) const {
  Cast cast;
  for (const StationEntry& entry : directory.stations) cast.stations.push_back(without_port(entry.name));
  cast.authorities = directory.authorities;
  cast.unit = second;
  cast.name = [](std::uint16_t source, std::uint8_t, std::int32_t number) {
    if (number < 0) return std::to_string(number & 0xffffff) + "+";  // brought by a disruption
    return std::string(1, static_cast<char>((source == 0 ? 'a' : 'A') + number));
  };
  const bool never_closes = directory.ports.at(0).close - directory.ports.at(0).open >= day;
  const bool empty = all().inside + all().outside == 0;
  std::vector<Event> shown = events;
  if (never_closes && empty) std::erase_if(shown, [until = over()](const Event& e) { return e.tick > until; });
  return lines(story(shown, cast, verbs));
}

Tick Replay::over() const {
  Tick last = 0;
  for (const Event& e : events)
    if (e.entity != no_entity || e.kind == EventKind::disruption) last = e.tick;
  return last;
}

std::uint16_t Replay::station(const std::string& name) const {
  for (std::size_t i = 0; i < directory.stations.size(); ++i)
    if (without_port(directory.stations[i].name) == name) return static_cast<std::uint16_t>(i);
  throw std::runtime_error("no station " + name);
}

std::size_t Replay::count(EventKind kind, const std::string& name) const {
  std::size_t n = 0;
  for (const Event& e : events)
    if (e.kind == kind && (name.empty() || e.station == station(name))) ++n;
  return n;
}

std::string recorded(const std::vector<std::string>& people) {
  std::string csv = "time,class,persons\n";
  for (const std::string& person : people) {
    std::istringstream in(person);
    double at = 0;
    std::string of_class;
    int persons = 1;
    in >> at >> of_class >> persons;
    const auto seconds = static_cast<int>(at);
    csv += fmt::format("{:02}:{:02}:{:02},{},{}\n", seconds / 3600, seconds / 60 % 60, seconds % 60, of_class,
                       persons == 0 ? 1 : persons);
  }
  return csv;
}

std::string Small::yaml() const {
  return "crossflow: 1\ndate: 2024-01-01\n" + head + "classes: {local: Locals, visitor: Visitors}\nport: {name: p" +
         port + "}\ndemand:\n  people: {recorded: {table: people.csv}, direction: in, route: way" + source + "}\n" +
         demand + "\nstations:\n" + stations + "\nroutes:\n  way: " + way + "\n" + routes;
}

Files Small::files() const {
  return {{"people.csv", recorded(people)}};
}

Needs needs_of(const Replay& run) {
  Needs out;
  std::map<std::uint32_t, Needs::key_type> who;
  std::map<std::uint32_t, Tick> since;
  for (std::size_t i = 0; i < run.events.size(); ++i) {
    const Event& e = run.events[i];
    if (e.kind == EventKind::arrived) {
      const bool chose = i + 1 < run.events.size() && run.events[i + 1].kind == EventKind::chose_port;
      const auto of = chose ? static_cast<std::uint16_t>(run.events[i + 1].value) : e.station;
      who[e.entity] = {run.directory.stations[of].name, run.directory.classes[e.aux].name, e.value};
      out[who[e.entity]].arrival = e.tick;
    }
    if (e.kind == EventKind::started) since[e.entity] = e.tick;
    if (e.kind == EventKind::ended)
      out[who[e.entity]].services.emplace_back(run.directory.stations[e.station].name, e.tick - since[e.entity]);
  }
  return out;
}

double charged(const Replay& run, LedgerCause cause) {
  double sum = 0;
  for (const LedgerRow& row : run.rows.of<LedgerRow>())
    if (row.cause == static_cast<std::uint8_t>(cause)) sum += row.waiting_person_s;
  return sum;
}

}  // namespace crossflow::test
