// Where travellers come from, and the line outside in which they wait when they cannot be let in.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "sim/kernel/control_plane.hpp"
#include "sim/kernel/flow_plane.hpp"
#include "sim/model/aboard.hpp"
#include "sim/model/port_choice.hpp"
#include "sim/model/source_kind.hpp"
#include "sim/model/virtual_queue.hpp"

namespace crossflow {

class Risk;

/// A source and its door. Who arrives goes straight in if the door is open, nobody waits, the port's first place has
/// room and the source's maximum flow allows; else he waits outside, first come first in, without limit.
class SourceNode : public Node {
 public:
  struct Setup {
    std::uint16_t index = 0;  ///< of the source, over all ports
    bool groups = false;
    bool split = false;                       ///< parties part at once
    Tick spacing = 0;                         ///< between persons let in, by its maximum flow; 0: no limit
    std::shared_ptr<const Aboard> aboard;     ///< its vehicles; null: none carry anybody
    Risk* risk = nullptr;                     ///< null: nobody carries contraband
    std::unique_ptr<VirtualQueue> elsewhere;  ///< where they wait before they come; null: they come at once
  };

  SourceNode(std::unique_ptr<Arrivals> arrivals, Setup setup);

  /// Before the run, where people choose among ports.
  void set_choice(PortChoice& choice) {
    choice_ = &choice;
    special_ = true;
  }
  /// The port has closed: who stands outside and can cross elsewhere goes there.
  void send_line_elsewhere();
  /// The first step of the route that its travellers take.
  void set_first_step(std::uint16_t step) { first_step_ = step; }
  /// Schedules the first arrival. Once, before the run.
  void start();
  /// Whether people are let in, by hours and closures. Closed doors leave everybody outside.
  void set_open(bool open);
  /// The port has closed for the last time: the run does not wait for who stands outside, nor for who still comes.
  void close_for_good();
  /// While held, nobody is let in beside that: the line outside waits as before a closed door.
  void set_held(bool held);
  bool held() const { return held_; }
  /// Persons, or vehicles, who stand outside.
  std::int64_t outside() const;
  /// While on, whoever would join the line outside goes back instead, and so does who stands there.
  void set_turning_away(bool on);
  /// Once, after the run: says who has not come.
  void finish();
  bool line_empty() const { return line_.empty() && inside_door_ == 0; }
  /// Told once, when the line outside has emptied after this was asked.
  void when_line_empty(std::function<void()> tell);

  bool admits(const Entity&) const override { return false; }
  void enter(Slot slot) override;
  void due(Slot slot) override;
  void released(std::uint16_t server, std::uint16_t persons) override;
  void wake() override;
  std::uint64_t waits_since() const override { return line_.empty() ? 0 : flow().waits_as(line_.front()); }

 private:
  void prepare_next();
  [[gnu::noinline]] void due_specially(Slot slot);
  void note_elsewhere(Slot slot);
  void party_comes(Slot leader);
  std::vector<Slot> make_party(Slot leader) const;
  void announce(Slot slot, std::uint16_t before);
  void note_lodged(Slot slot, const Entity& vehicle);
  void guest_comes(Slot leader);
  void go_elsewhere(Slot leader, const PortChoice::Way& way);
  void divert(Slot leader, const PortChoice::Way& way);
  void come(Slot leader);
  bool may_let_in() const { return open_ && inside_door_ == 0 && flow().now() >= next_let_in_; }
  void let_in(Slot slot);
  void note_party_at_door(Slot leader);
  void tell_if_empty();
  void call_back();
  void apply_door();

  std::unique_ptr<Arrivals> arrivals_;
  std::span<const Arrival> coming_;  // of which the first is not yet scheduled
  Setup setup_;
  bool special_;  // risk, waits elsewhere or a choice of ports: one question for all three
  PortChoice* choice_ = nullptr;
  std::uint16_t first_step_ = 0;
  Fifo line_;
  std::function<void()> tell_;
  Tick next_let_in_ = 0;
  Handle at_door_;                     // who was let in last; may be gone
  std::vector<Handle> party_at_door_;  // and its companions, who may have to part
  std::uint16_t inside_door_ = 0;      // persons of them who have found the place full and are still here
  bool open_ = true;                   // the door: allowed and not held
  bool allowed_ = true;                // by hours and closures
  bool held_ = false;
  bool turning_away_ = false;
  bool wake_pending_ = false;
  bool closed_for_good_ = false;
};

}  // namespace crossflow
