// A bank: a queue and the servers that work it off. Every station where people wait is one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/kernel/flow_plane.hpp"
#include "sim/kernel/idle_set.hpp"

namespace crossflow {

/// How a bank's queue works.
struct QueueRules {
  bool line_per_server = false;
  std::int64_t space = -1;  ///< persons that may wait; those in service are not counted; -1: no limit
  std::uint8_t levels = 1;  ///< of priority; level 0 is served first, nobody in service is interrupted
  std::optional<std::int32_t>
      jockeying;  ///< with a line per server: the last of a line changes to one that is shorter by
                  ///< at least this many persons, those in service counted, if it gains by it
  // Which of the questions below a bank asks at all: a call for each traveller costs more than it seems.
  bool asks_patience = false;
  bool asks_balking = false;
  bool asks_outcome = false;
  bool asks_service_time = false;  ///< servers that differ
  bool parties_count_one = false;  ///< a party is a vehicle and what it carries: one, and not so many persons
  bool asks_longer = false;        ///< service may go on, as after a find
  bool may_interrupt = false;      ///< services may be broken off
};

/// Somebody who wants to know when a server is free of whom it served. Told before anybody else is called there: it
/// may note that, and act later from a timer of its own.
class ServerWatcher {
 public:
  virtual ~ServerWatcher() = default;
  /// A server that was to close has closed, or one of which `tell_when_free` asked serves nobody any more.
  virtual void free(std::uint16_t server) = 0;
};

/// A bank whose lines are lanes for vehicles, each with a length that those in it use up, the one being served
/// included.
struct LaneRules {
  std::int64_t length = -1;           ///< millimetres; -1: no limit
  std::vector<std::int32_t> extents;  ///< by class: millimetres that a vehicle takes, its distance to the next included
  Tick move_up = 0;                   ///< what the next in the lane takes to come up to the server
};

class Bank : public Node {
 public:
  Bank(std::uint32_t servers, QueueRules rules);

  bool admits(const Entity& entity) const override;
  void enter(Slot slot) override;
  void due(Slot slot) override;
  void released(std::uint16_t server, std::uint16_t persons) override;
  void cannot_go_on(std::uint16_t server) override;

  std::uint32_t servers() const { return static_cast<std::uint32_t>(server_.size()); }
  std::int64_t waiting() const { return waiting_; }
  /// How long the queue looks: persons (or vehicles) waiting, or less than none by the servers that are free.
  std::int64_t length() const { return waiting_ - idle_.count(); }
  /// Servers that are open and stay so; one that will close when it has finished no longer counts.
  std::uint32_t open_servers() const { return open_; }

  /// Opens or closes a server. One that is in use closes when its entity has gone on; the others in its line, if it has
  /// a line of its own, change to open lines when all that close at that instant have closed. While none is open nobody
  /// stands in a line: when one opens each, in the order of joining, chooses among all that open at that instant. One
  /// that opens takes somebody when all actors of the instant have done what they do (FlowPlane::acts).
  void set_server(std::uint16_t server, ServerState state);
  void wake() override;
  void settle() override;
  std::uint64_t waits_since() const override { return waiting_ > 0 ? since_ : Node::waits_since(); }
  /// Sends those who wait in the queue out of the port, if nobody has checked them yet.
  void turn_back_queue();
  /// The same for those who are held upstream because it is full. To be done when all queues have been turned back, so
  /// that whatever they held takes nobody who is to go too.
  void turn_back_held() { turn_back_entrance(); }
  /// Sends those who wait to another place: those in the queue at once, even if that has no room; those held upstream
  /// as if they had gone there in the first place. `ordinals` are added to the ordinals of their visits.
  void hand_over_queue(NodeId to, std::uint16_t ordinals);
  void watch(QueueWatcher& watcher) {
    watchers_.push_back(&watcher);
    asks_at_entry_ = true;
  }

  /// Tells this one when servers are free.
  void watch_servers(ServerWatcher& watcher) { server_watchers_.push_back(&watcher); }
  /// The server serves somebody: tells those who watch once when it no longer does, be it that whoever was served is
  /// held there because the next place is full.
  void tell_when_free(std::uint16_t server);
  /// Breaks off the service there: whoever is in it goes back to the head of the queue (of its level), behind those who
  /// joined before it and were broken off too, with its companions, for what is left of each one's need, and waits
  /// without limit of patience. Members are served one after the other, so what has passed counts for the first of
  /// them. With a line per server they go to the head of the shortest line that is open, if their own is not. Then the
  /// server is free, and closes if it was to. Returns whether there was such a service: not if nobody is there, or is
  /// done (at this very instant, or and cannot go on), or if a check goes on beyond its need (`longer`): these stay.
  bool interrupt(std::uint16_t server);
  /// Whether somebody is in service at the server, or done and not gone on.
  bool in_use(std::uint16_t server) const { return server_[server].persons > 0; }
  /// Whether it needs whoever mans it: in use, and not merely held by somebody who cannot go on.
  bool serves(std::uint16_t server) const { return in_use(server) && !server_[server].held; }

 protected:
  /// To be called before anybody comes. A lane for each server.
  void set_lanes(LaneRules lanes);
  /// Whoever was served here with the entity is done, and holds the server until it goes on.
  void end_service(Slot slot);
  /// How many servers have opened and take somebody when this instant is settled.
  std::int64_t about_to_take() const { return static_cast<std::int64_t>(opened_.size()); }
  /// Asked when a service is over: whether it goes on after all. Then `due` is to come again.
  bool still_serving(Slot slot) { return rules_.asks_longer && goes_on(slot); }
  /// How much longer the service takes; nothing if it is over. Asked again when that time is over.
  virtual Tick longer(Slot /*leader*/) { return 0; }
  /// Seconds that this traveller's service will take at a server of the usual pace. Asked once, when it joins: the
  /// answer is needed only when service begins, so the processor works it out beside other things.
  virtual double need(const Entity& entity) = 0;
  /// How long a need takes at this server.
  virtual Tick service_time(double need, std::uint16_t /*server*/) { return ticks_from_seconds(need); }
  /// Takes one that waits, with its companions, out of the queue; what becomes of it is the caller's care.
  void take_out(Slot slot);
  /// Whether the traveller passed. Asked when service ends.
  virtual Outcome outcome(const Entity& /*entity*/) { return Outcome::passed; }
  /// The traveller's level in the queue.
  virtual std::uint8_t level(const Entity& /*entity*/) const { return 0; }
  /// How long it waits before it gives up; `never` if it does not.
  virtual Tick patience(const Entity& /*entity*/) { return never; }
  /// Whether it turns away at the sight of the queue, `waiting` persons long, and leaves the port.
  virtual bool balks(const Entity& /*entity*/, std::int64_t /*waiting*/) { return false; }

 private:
  struct Line {
    std::vector<Fifo> levels;
    std::int64_t waiting = 0;  // persons, or vehicles
    std::int64_t used = 0;     // millimetres of a lane
  };
  struct Server {
    std::uint16_t persons = 0;  // in service, or done and not gone on
    ServerState state = ServerState::open;
    ServerState wanted = ServerState::open;
    bool attention = false;  // once it is free there is more to do than to call the next: it is to close, or to tell
    bool tell = false;
    bool held = false;        // whoever is there cannot go on
    std::int32_t extent = 0;  // of the vehicle in service, in its lane
  };
  // The service at a server, where it may be broken off.
  struct Transaction {
    Slot leader = no_slot;  // none: nobody, or what goes on there cannot be broken off
    Tick from = 0;          // past the way up to the server
    Tick until = 0;
  };

  /// Where they stand who have come while no line was open, behind the lines of all servers.
  std::uint16_t in_no_line() const { return static_cast<std::uint16_t>(server_.size()); }
  std::size_t line_of(std::uint16_t server) const { return rules_.line_per_server ? server : 0; }
  std::int64_t units(const Entity& e) const { return rules_.parties_count_one ? 1 : e.persons; }
  std::int32_t extent(const Entity& e) const { return lanes_.extents.empty() ? 0 : lanes_.extents[e.traveller_class]; }
  bool fits(const Entity& e, std::size_t line) const;
  bool any_lane_fits(const Entity& e) const;
  std::uint16_t choose_line(const Entity& e) const;
  std::int64_t length(std::size_t line) const {
    const std::uint16_t served = server_[line].persons;
    return lines_[line].waiting + (rules_.parties_count_one ? static_cast<std::int64_t>(served > 0) : served);
  }
  [[gnu::noinline]] bool stays(Slot slot);
  void join(Slot slot);
  void push(Slot slot, std::size_t line);
  Slot first_in(const Line& line) const;
  void companions_join(Slot leader, std::uint16_t line);
  [[gnu::noinline]] void note_order(Slot slot);
  [[gnu::always_inline]] void start(Slot slot, std::uint16_t server, Tick move_up);
  Tick start_one(Slot slot, std::uint16_t server, std::uint16_t persons);
  Tick start_companions(Slot leader, std::uint16_t server);
  bool goes_on(Slot slot);
  [[gnu::always_inline]] void end_at_once(Slot slot);
  void end_each(Slot leader_slot);
  void give_up(Slot slot);
  [[gnu::noinline]] void start_idle(Slot slot, std::uint16_t server, Tick move_up);
  [[gnu::always_inline]] void take_next(std::uint16_t server);
  void change_line(Slot slot, std::uint16_t to);
  void jockey(std::uint16_t shorter);
  void start_if_idle(Slot slot, std::uint16_t server);
  void leave_closed_lines();
  void leave_line(std::uint16_t line);
  void choose_lines();
  void apply_state(std::uint16_t server, ServerState state);
  bool attend(std::uint16_t server);
  void note_opened(std::uint16_t server);
  void note_attention(Server& s) { s.attention = s.wanted != s.state || s.tell || s.held; }
  void tell_free(std::uint16_t server);
  void leave_needs(const Transaction& broken_off);
  void push_back_in(Slot slot, std::uint16_t line);

  QueueRules rules_;
  LaneRules lanes_;
  std::vector<Line> lines_;  // one, or one for each server and that of those in no line
  std::vector<Server> server_;
  std::vector<Transaction> transactions_;  // by server; empty where nothing is broken off
  std::vector<std::uint64_t> came_;        // by slot: who joined as which; likewise, and where there are several lines
  std::uint64_t joined_ = 0;
  std::vector<QueueWatcher*> watchers_;
  std::vector<ServerWatcher*> server_watchers_;
  bool asks_at_entry_;  // balking, or watchers to be told
  IdleSet idle_;
  std::int64_t waiting_ = 0;
  std::uint64_t since_ = 0;            // the wait by which the queue was no longer empty
  std::vector<std::uint16_t> opened_;  // to be settled: servers that may take somebody
  std::uint32_t open_;
  bool choosing_ = false;      // who waits will choose a line when all have opened that open now
  Tick none_open_since_ = -1;  // while none is open
};

inline void Bank::push(Slot slot, std::size_t line) {
  Entity& e = flow().entity(slot);
  e.phase = Entity::Phase::waiting;
  e.server = static_cast<std::uint16_t>(line);
  lines_[line].levels[e.level].push(flow().pool(), slot);
  lines_[line].waiting += units(e);
  lines_[line].used += extent(e);
  waiting_ += units(e);
}

inline void Bank::take_out(Slot slot) {
  const Entity& e = flow().entity(slot);
  Line& line = lines_[e.server];
  line.levels[e.level].remove(flow().pool(), slot);
  line.waiting -= units(e);
  line.used -= extent(e);
  waiting_ -= units(e);
  for (QueueWatcher* watcher : watchers_) [[unlikely]] watcher->fell();
}

}  // namespace crossflow
