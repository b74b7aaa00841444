// The dispatch of the duty room: who goes where, and what becomes of the servers because of that.
#include <algorithm>

#include "sim/model/people/duty_room.hpp"

namespace crossflow {

DutyRoom::Posts DutyRoom::decide() const {
  const Tick now = flow_.now();
  std::vector<PostNeed> needs;
  for (const Post& post : posts_) {
    PostNeed& need = needs.emplace_back();
    need.wanted = post.place->wanted();
    need.rank = post.keys.rank;
    need.skill = post.skill;
    need.hall = post.hall;
    need.station = post.station;
    need.officers = static_cast<std::size_t>(post.keys.officers);
    need.stays = post.stays();
    for (const std::size_t o : post.crew) {
      if (officers_[o].is_due(now)) continue;
      (officers_[o].goes() - now <= post.stays() ? need.ending : need.crew).push_back(o);
    }
  }
  std::vector<OfficerView> views;
  for (const OfficerOnDuty& officer : officers_) {
    OfficerView& view = views.emplace_back();
    if (!officer.on_duty()) continue;
    view.goes = officer.goes();
    view.available = officer.state != OfficerState::on_break && officer.finishes == no_post && !officer.is_due(now);
    view.skills = officer.skills;
    view.hall = officer.hall;
    view.stations = officer.stations();
    if (officer.post == no_post || officer.is_due(now)) continue;
    view.post = officer.post;
    view.serves = posts_[officer.post].manned && !posts_[officer.post].place->serving().empty();
  }
  return assign(std::move(needs), std::move(views), walks_, now);
}

bool DutyRoom::there_at_once(std::size_t number, const Post& post) const {
  const OfficerOnDuty& officer = officers_[number];
  if (walk_time(officer.hall, post.hall, walks_) > 0 || officer.finishes != no_post) return false;
  return officer.post == no_post || !posts_[officer.post].manned || posts_[officer.post].place->serving().empty();
}

// Posts that go on without a gap, though not all of their officers stay.
std::vector<bool> DutyRoom::relieved(const Posts& decided) const {
  std::vector<std::size_t> coming(posts_.size(), 0);
  std::vector<bool> at_once(posts_.size(), true);
  for (std::size_t o = 0; o < decided.size(); ++o) {
    const std::size_t p = decided[o];
    if (p == no_post) continue;
    ++coming[p];
    if (officers_[o].post != p && !there_at_once(o, posts_[p])) at_once[p] = false;
  }
  std::vector<bool> out;
  for (std::size_t p = 0; p < posts_.size(); ++p)
    out.push_back(posts_[p].manned && at_once[p] && coming[p] == static_cast<std::size_t>(posts_[p].keys.officers));
  return out;
}

// Whether it is to be done again, since somebody who left came anew.
bool DutyRoom::dispatch() {
  const Posts decided = decide();
  const std::vector<bool> goes_on = relieved(decided);
  std::vector<bool> changed(posts_.size(), false);
  std::vector<std::size_t> leaving;
  for (std::size_t o = 0; o < decided.size(); ++o) {
    if (decided[o] == officers_[o].post) continue;
    if (decided[o] != no_post) changed[decided[o]] = true;
    if (officers_[o].post != no_post) leaving.push_back(o);
  }
  // Nobody new is taken where nobody relieves, before anybody there lets go of what he does.
  std::vector<bool> left(posts_.size(), false);
  for (const std::size_t o : leaving) left[officers_[o].post] = true;
  for (std::size_t p = 0; p < posts_.size(); ++p)
    if (left[p] && !goes_on[p]) posts_[p].place->set(posts_[p].place->wanted() ? Manning::vacant : Manning::undecided);
  // What is broken off goes on with the first there who is free when all is decided: neither at the pace of who leaves,
  // nor with another who is due, nor with one who is free already before a relief at a post before his.
  std::vector<std::size_t> breaks_off;  // stations
  for (const std::size_t o : leaving)
    if (const Post& post = posts_[officers_[o].post]; stops(o) && !post.place->serving().empty())
      breaks_off.push_back(post.station);
  for (Post& post : posts_)
    if (post.manned && std::find(breaks_off.begin(), breaks_off.end(), post.station) != breaks_off.end())
      post.place->set(Manning::vacant);
  for (const std::size_t o : leaving) leave(o, goes_on[officers_[o].post]);
  for (const std::size_t o : leaving)
    if (officers_[o].finishes == no_post) officers_[o].serving.clear();
  for (std::size_t o = 0; o < decided.size(); ++o) {
    OfficerOnDuty& officer = officers_[o];
    if (decided[o] == officer.post) continue;
    officer.post = decided[o];
    if (officer.post == no_post) continue;
    posts_[officer.post].crew.push_back(o);
    if (officer.finishes == no_post) go_on(o);
  }
  for (std::size_t p = 0; p < posts_.size(); ++p) begin(p, goes_on[p], changed[p]);
  bool again = false;
  for (const std::size_t o : leaving) again = take_in(o) || again;
  return again;
}

bool DutyRoom::stops(std::size_t number) const {
  const OfficerOnDuty& officer = officers_[number];
  const Post& post = posts_[officer.post];
  return post.keys.at_shift_end == AtShiftEnd::stop && post.manned && officer.state == OfficerState::at_post &&
         officer.is_due(flow_.now());
}

// He lets go of his post: at once, or when whoever is served is served no longer.
void DutyRoom::leave(std::size_t number, bool relieved) {
  OfficerOnDuty& officer = officers_[number];
  Post& post = posts_[officer.post];
  // Who stands beside one that still finishes there serves nobody himself.
  const auto finishing = std::count_if(officers_.begin(), officers_.end(),
                                       [&](const OfficerOnDuty& other) { return other.finishes == officer.post; });
  const bool beside =
      std::find(post.crew.begin(), post.crew.end(), number) - post.crew.begin() + finishing >= post.keys.officers;
  const bool worked = post.manned && officer.state == OfficerState::at_post && !beside;
  const bool breaks_off = stops(number);
  std::erase(post.crew, number);
  if (officer.state == OfficerState::at_post || officer.state == OfficerState::changing_over) officer.hall = post.hall;
  if (officer.state != OfficerState::finishing) officer.state = OfficerState::spare;
  if (!worked) return;
  // Who watches several servers finishes nobody himself: his relief watches them from now on.
  const bool hands_over = relieved && (post.keys.at_shift_end == AtShiftEnd::hand_over || post.keys.servers > 1);
  officer.serving = breaks_off ? post.place->interrupt() : post.place->serving();
  if (officer.serving.empty() || hands_over) return;
  officer.state = OfficerState::finishing;
  officer.finishes = officer.post;
  for (const std::uint16_t server : officer.serving) post.place->tell_when_free(server);
}

// On to his post, if he has one.
void DutyRoom::go_on(std::size_t number) {
  OfficerOnDuty& officer = officers_[number];
  if (officer.post == no_post) return;
  const Tick walk = walk_time(officer.hall, posts_[officer.post].hall, walks_);
  officer.arrives = flow_.now() + walk;
  officer.state = walk > 0 ? OfficerState::walking : OfficerState::changing_over;
  if (walk == 0) officer.hall = posts_[officer.post].hall;
}

void DutyRoom::begin(std::size_t p, bool goes_on, bool changed) {
  Post& post = posts_[p];
  const Tick now = flow_.now();
  const auto there = [this](std::size_t o) {
    return officers_[o].state == OfficerState::changing_over || officers_[o].state == OfficerState::at_post;
  };
  const auto present = static_cast<std::size_t>(std::count_if(post.crew.begin(), post.crew.end(), there));
  if (post.crew.empty() || present < static_cast<std::size_t>(post.keys.officers)) {
    post.manned = post.closing = false;
    post.ready = never;
    post.place->set(!post.place->wanted() ? Manning::undecided : present > 0 ? Manning::changing : Manning::vacant);
    for (const std::size_t o : post.crew)
      if (there(o)) officers_[o].state = OfficerState::changing_over;
    return;
  }
  if (!post.manned && post.ready == never) post.ready = now + post.keys.opens_in;
  if (post.manned && changed) {
    post.manned = false;
    post.ready = now + (goes_on ? post.keys.handover : post.keys.opens_in);
  }
  if (!post.manned && post.ready <= now) man(post);
  if (!post.manned) {
    post.place->set(Manning::changing);
    for (const std::size_t o : post.crew) officers_[o].state = OfficerState::changing_over;
    return;
  }
  post.closing = std::any_of(post.crew.begin(), post.crew.end(), [&](std::size_t o) {
    return post.stays() > 0 && officers_[o].goes() - now <= post.stays();
  });
  post.place->set(post.closing ? Manning::vacant : Manning::manned);
}

void DutyRoom::man(Post& post) {
  double pace = 0;
  for (const std::size_t o : post.crew) {
    officers_[o].state = OfficerState::at_post;
    pace += officers_[o].pace / static_cast<double>(post.crew.size());
  }
  post.manned = true;
  post.ready = never;
  post.place->manned_by(pace, flow_.now());
}

}  // namespace crossflow
