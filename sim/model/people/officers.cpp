#include "sim/model/people/officers.hpp"

#include <algorithm>

namespace crossflow {

void OfficerOnDuty::add(const DutyTime& time) {
  if (times_.size() > duty_ && times_.back().until >= time.from && times_.back().stations == time.stations) {
    DutyTime& before = times_.back();
    before.until = std::max(before.until, time.until);
    before.breaks.insert(before.breaks.end(), time.breaks.begin(), time.breaks.end());
    std::sort(before.breaks.begin(), before.breaks.end());
    return;
  }
  times_.push_back(time);
}

Tick OfficerOnDuty::goes() const {
  const bool breaks = break_ < today().breaks.size() && today().breaks[break_].first < today().until;
  return breaks ? today().breaks[break_].first : today().until;
}

Tick OfficerOnDuty::next() const {
  if (state == OfficerState::off_duty) return duty_ < times_.size() ? today().from : never;
  if (state == OfficerState::on_break) return std::min(back_, today().until);
  if (state == OfficerState::walking) return std::min(arrives, goes());
  // Another must go to the post that he was to have, if he will not come in time.
  if (state == OfficerState::finishing) return post == no_post ? never : goes();
  return goes();
}

void OfficerOnDuty::comes() {
  state = OfficerState::spare;
}

// A break that begins late is as long as it should be, but ends with his time on duty.
void OfficerOnDuty::leaves(Tick now) {
  if (break_ < today().breaks.size() && now < today().until) {
    const auto [from, until] = today().breaks[break_++];
    back_ = now + (until - from);
    state = OfficerState::on_break;
    return;
  }
  overtime_ = std::max<Tick>(0, now - (today().until - put_off_));
  put_off_ = 0;
  ++duty_;
  break_ = 0;
  state = OfficerState::off_duty;
  hall = anywhere;
}

void OfficerOnDuty::extend(Tick from, Tick until) {
  if (!on_duty() || today().until < from || today().until >= until) return;
  put_off_ += until - today().until;
  times_[duty_].until = until;
}

}  // namespace crossflow
