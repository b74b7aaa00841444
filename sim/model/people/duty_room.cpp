#include "sim/model/people/duty_room.hpp"

#include <algorithm>

namespace crossflow {

void DutyRoom::add_actor(ControlPlane& control) {
  control.add("duty room of " + port_.name, [this](Actor& self) { run(self); });
}

void DutyRoom::run(Actor& self) {
  begun_ = true;
  for (;;) {
    while (bell_.pending()) bell_.wait(self);
    settle();
    const bool rung = bell_.pending();
    const Tick due = next();
    const bool called = !rung && bell_.wait_until(self, due);
    // Whoever else has something to do at this tick does it first: those of the clock, or all that was settled when the
    // bell rang.
    if (plans_changed_ || (!rung && flow_.now() >= due)) {
      self.wait_for_other_actors();
    } else if (!called) {
      self.wait_until(flow_.now());
    }
  }
}

void DutyRoom::changed() {
  if (!begun_ || settling_ || plans_changed_) return;
  plans_changed_ = true;
  bell_.raise_by_clock(0);
}

// Again if somebody who left came anew at the same instant.
void DutyRoom::settle() {
  plans_changed_ = false;
  settling_ = true;
  do {
    for (std::size_t o = 0; o < officers_.size(); ++o) take_in(o);
  } while (dispatch());
  settling_ = false;
  say();
}

Tick DutyRoom::next() const {
  const Tick now = flow_.now();
  Tick next = never;
  for (const OfficerOnDuty& officer : officers_) next = std::min(next, officer.next());
  for (const Post& post : posts_) {
    next = std::min(next, post.ready);
    if (post.stays() == 0) continue;
    for (const std::size_t o : post.crew)
      if (const Tick closes = officers_[o].goes() - post.stays(); closes > now) next = std::min(next, closes);
  }
  return std::max(next, now);
}

void DutyRoom::free(std::size_t station, std::uint16_t server) {
  bool rings = false;
  for (OfficerOnDuty& officer : officers_) {
    if (officer.finishes == no_post || posts_[officer.finishes].station != station) continue;
    rings = std::erase(officer.serving, server) > 0 || rings;
  }
  if (rings) bell_.raise(0);
}

// What happens to him by itself: he comes, is back, arrives, has finished; without a post, or on the way to one, he
// goes when it is time. Whether he came, and stays.
bool DutyRoom::take_in(std::size_t number) {
  OfficerOnDuty& officer = officers_[number];
  const Tick now = flow_.now();
  for (bool came = false;;) {
    switch (officer.state) {
      case OfficerState::off_duty:
      case OfficerState::on_break:
        if (officer.next() > now) return false;
        officer.comes();
        came = true;
        break;
      case OfficerState::walking:
      case OfficerState::spare:
        if (officer.is_due(now)) {
          if (officer.post != no_post) std::erase(posts_[officer.post].crew, number);
          officer.post = no_post;
          officer.leaves(now);
          break;
        }
        if (officer.state == OfficerState::walking && officer.arrives <= now) {
          officer.state = OfficerState::changing_over;
          officer.hall = posts_[officer.post].hall;
        }
        return came;
      case OfficerState::finishing:
        if (!officer.serving.empty()) return false;
        officer.hall = posts_[officer.finishes].hall;
        officer.finishes = no_post;
        officer.state = OfficerState::spare;
        if (officer.is_due(now)) break;
        go_on(number);
        break;
      default:
        return came;
    }
  }
}

// A post holds no more officers than it needs: whoever takes it over from one who still finishes somebody there waits
// beside it until then.
std::vector<OfficerState> DutyRoom::seen() const {
  std::vector<OfficerState> out;
  std::vector<std::size_t> finishing(posts_.size(), 0);
  for (const OfficerOnDuty& officer : officers_) {
    out.push_back(officer.state);
    if (officer.finishes != no_post) ++finishing[officer.finishes];
  }
  for (std::size_t p = 0; p < posts_.size(); ++p)
    for (std::size_t i = 0; finishing[p] > 0 && i < posts_[p].crew.size(); ++i)
      if (OfficerState& state = out[posts_[p].crew[i]];
          state == OfficerState::at_post && i + finishing[p] >= static_cast<std::size_t>(posts_[p].keys.officers))
        state = OfficerState::changing_over;
  return out;
}

void DutyRoom::say() {
  const std::vector<OfficerState> states = seen();
  for (std::size_t o = 0; o < officers_.size(); ++o) {
    OfficerOnDuty& officer = officers_[o];
    const std::size_t at = officer.finishes != no_post ? officer.finishes : officer.post;
    const OfficerState state = states[o];
    if (state == officer.said && at == officer.said_post) continue;
    officer.said = state;
    officer.said_post = at;
    const PostPlace* place = at == no_post ? nullptr : posts_[at].place.get();
    const std::int32_t value = place != nullptr ? place->first_server()
                               : officer.state == OfficerState::off_duty
                                   ? static_cast<std::int32_t>(officer.overtime() / second)
                                   : -1;
    flow_.log().write({flow_.now(), no_entity, value, place == nullptr ? no_station : place->node(),
                       static_cast<std::uint16_t>(first_officer_ + o), EventKind::officer,
                       static_cast<std::uint8_t>(state)});
  }
}

long DutyRoom::call_reserves(std::size_t pool, long n) {
  const std::optional<Reserves>& reserves = port_.pools[pool].reserves;
  long called = 0;
  for (OfficerOnDuty& officer : officers_) {
    if (called >= n || !reserves || officer.pool != pool || !officer.reserve || !officer.at_home()) continue;
    const Tick comes = flow_.now() + reserves->come_after;
    officer.add({comes, comes + reserves->stay, {}, {}});
    ++called;
  }
  if (called > 0) bell_.raise(0);
  return called;
}

long DutyRoom::count(const std::string& skill, bool spare_only) const {
  const auto found = skills_.find(skill);
  if (found == skills_.end()) return 0;
  return std::count_if(officers_.begin(), officers_.end(), [&](const OfficerOnDuty& officer) {
    return (officer.skills >> found->second & 1U) != 0 &&
           (spare_only ? officer.state == OfficerState::spare : officer.on_duty());
  });
}

long DutyRoom::spare(const std::string& skill) const {
  return count(skill, true);
}

long DutyRoom::on_duty(const std::string& skill) const {
  return count(skill, false);
}

void DutyRoom::extend(Tick from, Tick until) {
  for (OfficerOnDuty& officer : officers_) officer.extend(from, until);
  bell_.raise(0);
}

}  // namespace crossflow
