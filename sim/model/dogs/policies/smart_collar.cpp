// By the dog's own state, as a collar tells it: with an error, and late.
#include <algorithm>
#include <cmath>

#include "sim/base/quantile.hpp"
#include "sim/model/dogs/rest_policy.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

struct CollarKeys {
  Tick rest_from = 0;
  Tick back_at = 0;
  Tick error = 0;
  Tick delay = 0;
  Tick every = 0;
};

double minutes_of(Tick t) {
  return to_seconds(t) / 60;
}

/// The reading of each interval, counted from midnight, has one error, whenever it is looked at.
class Collar : public RestPolicy {
 public:
  Collar(const CollarKeys& keys, RestPolicyBuild build) : keys_(keys), build_(std::move(build)) {}

  void begins(DogActivity, Tick, Heat) override {}

  bool must_rest(Tick now) override {
    const double reading = reading_of(now / keys_.every);
    tired_ = tired_ ? reading > minutes_of(keys_.back_at) : reading >= minutes_of(keys_.rest_from);
    return tired_;
  }

  Tick next_look(Tick now) override { return (now / keys_.every + 1) * keys_.every; }

 private:
  double reading_of(Tick number) const {
    const double truth = build_.effective_minutes(std::max<Tick>(0, number * keys_.every - keys_.delay));
    if (keys_.error == 0) return truth;
    const double u = build_.draws.uniform(static_cast<std::uint64_t>(number));
    return std::max(0.0, truth + minutes_of(keys_.error) * standard_normal_quantile(u, 1 - u));
  }

  CollarKeys keys_;
  RestPolicyBuild build_;
  bool tired_ = false;
};

struct CollarPolicy : ModelRestPolicy {
  CollarPolicy() {
    name = "smart collar";
    help =
        "By the dog's heart and breath, which a collar tells the handler: late and not exactly. It rests when its "
        "reading says so, and comes back when its reading does. A call that comes meanwhile waits, or goes to another "
        "team.";
    auto r = std::make_shared<Record<CollarKeys>>("rest policy '" + name + "'", help);
    r->key("rest from", &CollarKeys::rest_from, types::duration(minute, day), "30 min",
           "Effective minutes of work, as read, from which the dog rests.")
        .key("back at", &CollarKeys::back_at, types::duration(0, day), "5 min",
             "Effective minutes, as read, down to which it rests.")
        .key("error", &CollarKeys::error, types::duration(0, hour), "5 min",
             "Standard deviation of a reading, in effective minutes.")
        .key("delay", &CollarKeys::delay, types::duration(0, hour), "2 min", "How late a reading is.")
        .key("every", &CollarKeys::every, types::duration(10 * second, hour), "5 min",
             "How often the handler looks at it, from midnight on.")
        .check([](const CollarKeys& read, const Value& value, Reader& reader) {
          if (read.back_at >= read.rest_from)
            reader.problem(value, "a dog that comes back more tired than it went", "'back at' below 'rest from'");
        });
    keys = r;
  }
  std::unique_ptr<RestPolicy> make(const void* read, RestPolicyBuild build) const override {
    return std::make_unique<Collar>(*static_cast<const CollarKeys*>(read), std::move(build));
  }
};

}  // namespace

const ModelRestPolicy& smart_collar_policy() {
  static const CollarPolicy policy;
  return policy;
}

}  // namespace crossflow
