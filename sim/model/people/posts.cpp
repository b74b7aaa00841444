#include "sim/model/people/posts.hpp"

namespace crossflow {

bool ServersOfPost::wanted() const {
  for (std::uint16_t s = first_; s < last_; ++s)
    if (states_.wanted(s)) return true;
  return false;
}

void ServersOfPost::set(Manning manning) {
  for (std::uint16_t s = first_; s < last_; ++s) states_.set_manning(s, manning);
}

std::vector<std::uint16_t> ServersOfPost::serving() const {
  std::vector<std::uint16_t> out;
  for (std::uint16_t s = first_; s < last_; ++s)
    if (states_.bank().serves(s)) out.push_back(s);
  return out;
}

std::vector<std::uint16_t> ServersOfPost::interrupt() {
  std::vector<std::uint16_t> out;
  for (const std::uint16_t s : serving())
    if (!states_.bank().interrupt(s)) out.push_back(s);
  return out;
}

void ServersOfPost::manned_by(double pace, Tick now) {
  if (bank_ == nullptr) return;
  for (std::uint16_t s = first_; s < last_; ++s) bank_->set_officer(s, last_ - first_ == 1 ? pace : 1.0, now);
}

std::vector<std::uint16_t> DogOfPost::serving() const {
  return team_.out() ? std::vector<std::uint16_t>{0} : std::vector<std::uint16_t>{};
}

void DogOfPost::set(Manning manning) {
  team_.set_handler(manning == Manning::manned);
}

}  // namespace crossflow
