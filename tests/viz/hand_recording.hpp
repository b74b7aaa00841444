// A log written by hand as a recording, which can also grow.
#pragma once

#include <algorithm>

#include "tests/record/fold_log.hpp"
#include "viz/replay/recording.hpp"

namespace crossflow::test {

class HandRecording : public viz::Recording {
 public:
  /// Numbers in the log are rows of the entities.
  HandRecording(Log log, double end, Directory directory = small_directory())
      : directory_(std::move(directory)), events_(std::move(log.events)), end_(ticks_from_seconds(end)) {
    for (const Event& e : events_) {
      if (e.kind != EventKind::arrived) continue;
      if (e.entity >= entities_.size()) entities_.resize(e.entity + std::size_t{1});
      TraceEntity& entity = entities_[e.entity];
      entity.number = static_cast<std::uint32_t>(e.value);
      entity.party = e.entity;
      entity.traveller_class = e.aux;
    }
    known_ = events_.size();
  }
  /// So far as it knows only what happens up to then.
  void know(double until) {
    known_until_ = ticks_from_seconds(until);
    known_ = number_of(known_until_ + 1);
  }

  const Directory& directory() const override { return directory_; }
  const std::vector<TraceEntity>& entities() const override { return entities_; }
  std::uint64_t size() const override { return known_; }
  std::vector<Event> events(std::uint64_t from, std::uint64_t to) override {
    return {events_.begin() + static_cast<std::ptrdiff_t>(from), events_.begin() + static_cast<std::ptrdiff_t>(to)};
  }
  std::uint64_t first_at_or_after(Tick tick) override { return std::min(number_of(tick), known_); }
  PortState state_at(Tick tick) override {
    PortState state(directory_);
    NoWatcher nobody;
    for (std::uint64_t i = 0; i < known_ && events_[i].tick <= tick; ++i) state.apply(events_[i], nobody);
    return state;
  }
  Tick known_until() const override { return known_until_ < 0 ? end_ : known_until_; }
  bool complete() const override { return known_until_ < 0; }

 private:
  std::uint64_t number_of(Tick tick) const {
    return static_cast<std::uint64_t>(
        std::partition_point(events_.begin(), events_.end(), [&](const Event& e) { return e.tick < tick; }) -
        events_.begin());
  }
  Directory directory_;
  std::vector<Event> events_;
  std::vector<TraceEntity> entities_;
  Tick end_, known_until_ = -1;
  std::uint64_t known_ = 0;
};

}  // namespace crossflow::test
