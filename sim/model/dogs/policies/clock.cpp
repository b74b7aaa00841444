// By the clock: so much work, then so long a rest. A shorter rhythm for dogs that work all out, and a long one for the
// belief that they need less rest, are one policy with other figures.
#include <algorithm>

#include "sim/model/dogs/rest_policy.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct Rhythm {
  Tick work = 30 * minute;
  Tick rest = 30 * minute;
};

struct ClockKeys {
  Rhythm usual;
  Rhythm hot{20 * minute, 40 * minute};
};

/// Adds up work until it is enough; a stay at the kennel that is as long as the rest makes all of it undone, whether it
/// was taken as a rest or because nobody called.
class Clock : public RestPolicy {
 public:
  explicit Clock(const ClockKeys& keys) : keys_(keys) {}

  void begins(DogActivity activity, Tick now, Heat heat) override {
    look(now);
    activity_ = activity;
    since_ = now;
    if (activity == DogActivity::works) heat_ = heat;  // a rest is as long as the work before it asks for
  }

  bool must_rest(Tick now) override {
    look(now);
    return tired_;
  }

  Tick next_look(Tick now) override {
    look(now);
    if (activity_ == DogActivity::works && !tired_) return since_ + std::max<Tick>(0, rhythm().work - worked_);
    if (activity_ == DogActivity::rests && tired_) return since_ + rhythm().rest;
    return never;
  }

 private:
  const Rhythm& rhythm() const { return heat_ == Heat::hot_humid ? keys_.hot : keys_.usual; }

  void look(Tick now) {
    if (activity_ == DogActivity::works) {
      worked_ += now - since_;
      since_ = now;
      tired_ = tired_ || worked_ >= rhythm().work;
    } else if (activity_ == DogActivity::rests && now - since_ >= rhythm().rest) {
      worked_ = 0;
      tired_ = false;
    }
  }

  ClockKeys keys_;
  DogActivity activity_ = DogActivity::neither;
  Tick since_ = 0;
  Tick worked_ = 0;
  bool tired_ = false;
  Heat heat_ = Heat::mild;
};

std::shared_ptr<const Record<Rhythm>> rhythm_record(const std::string& name, const std::string& work,
                                                    const std::string& rest) {
  auto r = std::make_shared<Record<Rhythm>>(name, "Work and rest in turn.");
  r->key("work", &Rhythm::work, types::duration(minute, day), work, "Work between two rests.")
      .key("rest", &Rhythm::rest, types::duration(minute, day), rest, "Length of a rest.");
  return r;
}

struct ClockPolicy : ModelRestPolicy {
  ClockPolicy(const std::string& word, const std::string& about, const std::string& work, const std::string& rest,
              const std::string& hot_work, const std::string& hot_rest) {
    name = word;
    help = about;
    auto r = std::make_shared<Record<ClockKeys>>("rest policy '" + name + "'", help);
    r->include(&ClockKeys::usual, rhythm_record(name, work, rest))
        .key("when hot humid", &ClockKeys::hot,
             std::static_pointer_cast<const Type<Rhythm>>(rhythm_record("rhythm in the heat", hot_work, hot_rest)),
             "{work: " + hot_work + ", rest: " + hot_rest + "}", "The rhythm of work where it is hot and humid.");
    keys = r;
  }
  std::unique_ptr<RestPolicy> make(const void* read, RestPolicyBuild) const override {
    if (read == nullptr) return std::make_unique<Clock>(ClockKeys{});
    return std::make_unique<Clock>(*static_cast<const ClockKeys*>(read));
  }
};

}  // namespace

const ModelRestPolicy& clock_policy() {
  static const ClockPolicy policy("clock",
                                  "So much work, then so long a rest, by the handler's watch. A call that comes in the "
                                  "rest waits, or goes to another team.",
                                  "30 min", "30 min", "20 min", "40 min");
  return policy;
}
const ModelRestPolicy& long_clock_policy() {
  static const ClockPolicy policy("long clock", "The same, with more work between rests.", "90 min", "30 min", "90 min",
                                  "30 min");
  return policy;
}

}  // namespace crossflow
