#include "tests/kernel/toy_port.hpp"

#include <algorithm>

namespace crossflow::test {

class ToyPort::Door : public Node {
 public:
  explicit Door(ToyPort& port) : port_(port) {}
  bool admits(const Entity&) const override { return false; }
  void enter(Slot) override { CROSSFLOW_CHECK(false, "nobody goes back to the door"); }
  void released(std::uint16_t, std::uint16_t) override {}

  void expect(std::uint32_t number) {
    const Person& person = port_.people_[number];
    const Slot slot = flow().make();
    Entity& e = flow().entity(slot);
    e.number = number;
    e.phase = Entity::Phase::coming;
    e.node = id();
    e.persons = person.persons;
    e.level = person.level;
    flow().schedule(slot, person.comes);
  }

  void due(Slot leader) override {
    std::vector<Slot> members{leader};
    while (members.size() < flow().entity(leader).persons) {
      const Slot slot = flow().make();
      const std::uint32_t generation = flow().entity(slot).generation;
      flow().entity(slot) = flow().entity(leader);
      flow().entity(slot).generation = generation;
      flow().entity(slot).companion = no_slot;
      flow().entity(slot).persons = 1;
      flow().entity(members.back()).companion = slot;
      members.push_back(slot);
    }
    for (const Slot slot : members) {
      flow().arrived();
      flow().emit(EventKind::arrived, slot, id(), 0, static_cast<std::int32_t>(flow().entity(slot).number));
    }
    flow().entity(leader).phase = Entity::Phase::outside;
    flow().go_on(leader);
  }

 private:
  ToyPort& port_;
};

class ToyPort::ToyBank : public Bank {
 public:
  ToyBank(ToyPort& port, std::uint32_t servers, QueueRules rules) : Bank(servers, rules), port_(port) {}

 protected:
  double need(const Entity& e) override { return to_seconds(port_.stop(e).takes); }
  std::uint8_t level(const Entity& e) const override { return port_.people_[e.number].level; }
  Tick patience(const Entity& e) override { return port_.people_[e.number].patience; }
  bool balks(const Entity& e, std::int64_t queue) override { return port_.people_[e.number].balks && queue > 0; }

 private:
  ToyPort& port_;
};

class ToyPort::Room : public Node {
 public:
  Room(ToyPort& port, std::int64_t space) : port_(port), space_(space) {}
  bool admits(const Entity& e) const override { return space_ < 0 || inside_ + e.persons <= space_; }
  void enter(Slot slot) override {
    Entity& e = flow().entity(slot);
    e.phase = Entity::Phase::serving;
    e.server = no_server;
    inside_ += e.persons;
    for (Slot s = slot; s != no_slot; s = flow().entity(s).companion) flow().emit(EventKind::started, s, id());
    flow().schedule(slot, flow().now() + port_.stop(e).takes);
  }
  void due(Slot slot) override {
    flow().entity(slot).phase = Entity::Phase::held;
    for (Slot s = slot; s != no_slot; s = flow().entity(s).companion) flow().emit(EventKind::ended, s, id());
    flow().go_on(slot);
  }
  void released(std::uint16_t, std::uint16_t persons) override {
    inside_ -= persons;
    room_again();
  }

 private:
  ToyPort& port_;
  std::int64_t space_;
  std::int64_t inside_ = 0;
};

class ToyPort::Clockwork : public Node {
 public:
  explicit Clockwork(ToyPort& port) : port_(port) {}
  bool admits(const Entity&) const override { return false; }
  void enter(Slot) override {}
  void due(Slot) override {}
  void released(std::uint16_t, std::uint16_t) override {}
  void wake() override {
    const auto first = port_.works_.begin();
    const std::function<void()> work = std::move(first->second);
    port_.works_.erase(first);
    work();
  }

 private:
  ToyPort& port_;
};

NodeId ToyPort::Ways::next(Slot slot, Leaving&) {
  Entity& e = port_.flow.entity(slot);
  const std::vector<Stop>& way = port_.people_[e.number].way;
  if (e.step == way.size()) return no_node;
  e.ordinal = static_cast<std::uint16_t>(e.step + 1);
  return way[e.step++].at;
}

ToyPort::ToyPort() : ways_(*this) {
  flow.set_router(ways_);
  flow.log().add_sink(tape);
  flow.add(std::make_unique<Door>(*this));
  flow.add(std::make_unique<Clockwork>(*this));
  cast_.stations = {"door", "clockwork"};
}

NodeId ToyPort::bank(const std::string& name, std::uint32_t servers, const Rules& rules) {
  cast_.stations.push_back(name);
  QueueRules all{rules.line_per_server, rules.space, rules.levels, rules.jockeying};
  all.asks_patience = true;
  all.asks_balking = true;
  all.may_interrupt = rules.may_interrupt;
  return flow.add(std::make_unique<ToyBank>(*this, servers, all));
}

NodeId ToyPort::room(const std::string& name, std::int64_t space) {
  cast_.stations.push_back(name);
  return flow.add(std::make_unique<Room>(*this, space));
}

void ToyPort::come(Person person) {
  people_.push_back(std::move(person));
  dynamic_cast<Door&>(flow.node(0)).expect(static_cast<std::uint32_t>(people_.size() - 1));
}

void ToyPort::at(Tick tick, std::function<void()> work) {
  works_.emplace(tick, std::move(work));
  flow.wake_node(1, tick);
}

std::uint32_t ToyPort::run() {
  const std::uint32_t actor = flow.run();
  flow.log().flush();
  return actor;
}

}  // namespace crossflow::test
