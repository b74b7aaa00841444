#include "sim/model/outages.hpp"

#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

// It may have begun on the day before.
bool holds(const Outage& outage, Tick now, int days) {
  const auto today = static_cast<int>(now / day);
  for (const int d : {today - 1, today})
    if (d >= (outage.every_day ? -1 : 0) && d < (outage.every_day ? days : 1) && now - d * day >= outage.from &&
        now - d * day < outage.until)
      return true;
  return false;
}

}  // namespace

std::shared_ptr<const Record<Outage>> outage_keys() {
  auto r = std::make_shared<Record<Outage>>(
      "outage", "A time during which services take longer, such as when a computer system is down.");
  r->required("from", &Outage::from, types::clock(day), "When it begins, on the first date.")
      .required("until", &Outage::until, types::clock(), "When it is over; after 24:00 is on the next day.")
      .required("pace", &Outage::pace, types::factor(),
                "A factor on the time of every service that begins while it lasts: 200% is twice as long. Where two "
                "outages overlap, both factors hold.")
      .key("every day", &Outage::every_day, types::yes_no(), "no", "It comes on each of the scenario's dates.")
      .check([](const Outage& read, const Value& value, Reader& reader) {
        if (read.until <= read.from)
          reader.problem(*value.find("until"), "the outage ends before it begins",
                         "a later time, such as 25:00 for one hour after midnight");
        else if (read.until - read.from > day)
          reader.problem(*value.find("until"), "the outage is longer than a day", "at most 24 hours");
      });
  return r;
}

double outage_factor(const std::vector<Outage>& outages, Tick now, int days) {
  double factor = 1;
  for (const Outage& outage : outages)
    if (holds(outage, now, days)) factor *= outage.pace;
  return factor;
}

}  // namespace crossflow
