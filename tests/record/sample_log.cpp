#include "tests/record/sample_log.hpp"

#include <cmath>
#include <deque>
#include <functional>
#include <queue>

#include "sim/base/draws.hpp"

namespace crossflow::test {
namespace {

enum Station : std::uint16_t { residents = 0, visitors = 1, hall = 2, counters = 3, gates = 4, corridor = 5 };

class Maker {
 public:
  Maker(const Directory& directory, const LogOptions& options) : directory_(directory), options_(options) {
    for (const std::uint16_t s : {counters, gates}) {
      queues_[s - counters].resize(s == gates ? directory.stations[s].servers : 1);
      free_[s - counters].assign(directory.stations[s].servers, true);
    }
  }

  std::vector<Event> make() {
    put(options_.between, EventKind::port, no_entity, 0, no_station, no_server, 1);
    at(1 * second, [this] { arrive(); });
    at(3 * minute, [this] { change_server(); });
    at(10 * second, [this] { change_people(); });
    while (!agenda_.empty()) {
      const Due due = agenda_.top();
      agenda_.pop();
      now_ = due.tick;
      const auto work = std::move(work_[due.work]);
      unused_work_.push_back(due.work);
      work();
    }
    put(now_, EventKind::port, no_entity, 0, no_station, no_server, 0);
    return std::move(log_);
  }

 private:
  struct Due {
    Tick tick;
    std::uint64_t sequence;
    std::size_t work;
    bool operator<(const Due& other) const {
      return tick != other.tick ? tick > other.tick : sequence > other.sequence;
    }
  };
  struct Group {
    std::vector<std::uint32_t> slots;
    std::uint16_t line = 0;
  };

  double uniform() { return stream_.uniform(drawn_++); }
  bool odd() { return uniform() < options_.odd; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(uniform() * static_cast<double>(n)); }
  Tick about(Tick mean) { return ticks_from_seconds(-std::log(uniform()) * to_seconds(mean)); }

  void at(Tick tick, std::function<void()> work) {
    std::size_t number = work_.size();
    if (unused_work_.empty()) {
      work_.push_back(std::move(work));
    } else {
      number = unused_work_.back();
      unused_work_.pop_back();
      work_[number] = std::move(work);
    }
    agenda_.push({tick, sequence_++, number});
  }

  void put(Tick tick, EventKind kind, std::uint32_t entity, std::int32_t value, std::uint16_t station,
           std::uint16_t server, std::uint8_t aux = 0) {
    if (!log_.empty() && tick < log_.back().tick) tick = log_.back().tick;
    log_.push_back({tick, entity, value, station, server, kind, aux, 0});
  }

  std::uint32_t slot() {
    if (unused_.empty()) return slots_++;
    const std::uint32_t reused = unused_.back();
    unused_.pop_back();
    return reused;
  }

  void leave(std::uint32_t who, std::uint16_t from, Leaving why) {
    put(now_, EventKind::left, who, 0, from, no_server, static_cast<std::uint8_t>(why));
    unused_.push_back(who);
  }

  void arrive() {
    const std::uint16_t source = uniform() < 0.6 ? residents : visitors;
    const std::uint16_t members = odd() ? static_cast<std::uint16_t>(2 + below(4)) : 1;
    Group group;
    for (std::uint16_t i = 0; i < members; ++i) {
      group.slots.push_back(slot());
      put(now_, EventKind::arrived, group.slots[i], numbers_[source]++, source, i, static_cast<std::uint8_t>(below(2)));
    }
    persons_ += members;
    if (persons_ < options_.persons) at(now_ + about(options_.between), [this] { arrive(); });
    if (odd()) {
      const bool full = uniform() < 0.5;
      for (const std::uint32_t who : group.slots) {
        if (full) {
          put(now_, EventKind::blocked, who, corridor, source, 0);
        } else {
          put(now_, EventKind::joined, who, 0, source, no_server);
        }
      }
      at(now_ + about(30 * second), [this, group] { walk(group, corridor, 2 * minute); });
    } else {
      walk(group, corridor, 2 * minute);
    }
  }

  // All of a group go through a place without servers, and from there to the next.
  void walk(const Group& group, std::uint16_t place, Tick mean) {
    for (const std::uint32_t who : group.slots) put(now_, EventKind::started, who, 1, place, no_server);
    at(now_ + about(mean), [this, group, place] {
      for (const std::uint32_t who : group.slots) {
        put(now_, EventKind::ended, who, 0, place, no_server, static_cast<std::uint8_t>(Outcome::passed));
      }
      if (place == corridor) {
        join(group, uniform() < 0.5 ? counters : gates);
      } else {
        for (const std::uint32_t who : group.slots) leave(who, place, Leaving::done);
      }
    });
  }

  void join(Group group, std::uint16_t s) {
    auto& lines = queues_[s - counters];
    std::size_t line = below(lines.size());
    if (odd() && odd()) {
      for (const std::uint32_t who : group.slots) leave(who, corridor, Leaving::balked);
      return;
    }
    const auto number = [&](std::size_t l) { return s == gates ? static_cast<std::uint16_t>(l) : no_server; };
    for (const std::uint32_t who : group.slots) put(now_, EventKind::joined, who, 0, s, number(line));
    if (s == gates && odd()) {
      line = below(lines.size());
      for (const std::uint32_t who : group.slots) put(now_, EventKind::moved, who, 0, s, number(line));
    }
    group.line = static_cast<std::uint16_t>(line);
    lines[line].push_back(group);
    serve(s);
  }

  void serve(std::uint16_t s) {
    auto& lines = queues_[s - counters];
    auto& free = free_[s - counters];
    for (std::uint16_t server = 0; server < free.size(); ++server) {
      auto& line = lines[s == gates ? server : 0];
      while (free[server] && !line.empty()) {
        const Group group = line.front();
        line.pop_front();
        if (odd() && odd()) {
          for (const std::uint32_t who : group.slots) leave(who, s, Leaving::gave_up);
          continue;
        }
        free[server] = false;
        for (std::size_t i = 0; i < group.slots.size(); ++i) {
          put(now_, EventKind::started, group.slots[i], static_cast<std::int32_t>(i + 1), s, server);
        }
        at(now_ + about(options_.service), [this, group, s, server] { end_service(group, s, server); });
      }
    }
  }

  void end_service(const Group& group, std::uint16_t s, std::uint16_t server) {
    const bool failed = odd();
    for (const std::uint32_t who : group.slots) {
      put(now_, EventKind::ended, who, 0, s, server, static_cast<std::uint8_t>(failed));
      if (!failed) put(now_, EventKind::cleared, who, 0, s, server, 0);
    }
    if (odd()) {
      for (const std::uint32_t who : group.slots)
        put(now_, EventKind::blocked, who, failed ? counters : hall, s, server);
      at(now_ + about(minute), [this, group, s, server, failed] { go_on(group, s, server, failed); });
    } else {
      go_on(group, s, server, failed);
    }
  }

  void go_on(const Group& group, std::uint16_t s, std::uint16_t server, bool failed) {
    if (failed) {
      join(group, counters);
    } else {
      walk(group, hall, 8 * minute);
    }
    free_[s - counters][server] = true;
    serve(s);
  }

  // What its state is does not touch who is at a server: the log alone says both.
  void change_server() {
    const std::uint16_t s = uniform() < 0.5 ? counters : gates;
    const std::size_t server = below(directory_.stations[s].servers);
    put(now_, EventKind::server, no_entity, static_cast<std::int32_t>(below(server_states)), s,
        static_cast<std::uint16_t>(server));
    if (persons_ < options_.persons) at(now_ + about(3 * minute), [this] { change_server(); });
  }

  // Officers, dog teams and orders, which nobody here heeds.
  void change_people() {
    const std::uint16_t where = uniform() < 0.3 ? no_station : static_cast<std::uint16_t>(below(6));
    const double what = uniform();
    const EventKind kind = what < 0.5 ? EventKind::officer : what < 0.8 ? EventKind::team : EventKind::order;
    const std::size_t who = kind == EventKind::officer ? directory_.officers.size()
                            : kind == EventKind::team  ? directory_.teams.size()
                                                       : directory_.supervisors.size();
    const std::size_t states = kind == EventKind::officer ? officer_states : 6;
    put(now_, kind, no_entity, static_cast<std::int32_t>(below(4)), where, static_cast<std::uint16_t>(below(who)),
        static_cast<std::uint8_t>(below(states)));
    if (persons_ < options_.persons) at(now_ + about(20 * second), [this] { change_people(); });
  }

  const Directory& directory_;
  const LogOptions options_;
  const Stream stream_{RunKey{options_.seed, 0, 0}, "sample", "log"};
  std::uint64_t drawn_ = 0;
  Tick now_ = 0;
  std::uint64_t sequence_ = 0;
  std::priority_queue<Due> agenda_;
  std::vector<std::function<void()>> work_;
  std::vector<std::size_t> unused_work_;
  std::vector<std::uint32_t> unused_;
  std::uint32_t slots_ = 0;
  std::uint32_t persons_ = 0;
  std::int32_t numbers_[2] = {};
  std::vector<std::deque<Group>> queues_[2];
  std::vector<bool> free_[2];
  std::vector<Event> log_;
};

}  // namespace

std::vector<Event> sample_log(const Directory& directory, const LogOptions& options) {
  return Maker(directory, options).make();
}

std::vector<Event> with_rows(std::vector<Event> log) {
  std::vector<std::uint32_t> row_of;
  std::uint32_t rows = 0;
  for (Event& event : log) {
    if (event.entity == no_entity) continue;
    if (event.kind == EventKind::arrived) {
      if (event.entity >= row_of.size()) row_of.resize(event.entity + std::size_t{1});
      row_of[event.entity] = rows++;
    }
    event.entity = row_of[event.entity];
  }
  return log;
}

}  // namespace crossflow::test
