// Coming by booking: a slot with so many places, at or after the time that somebody wants.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <unordered_map>

#include "sim/base/sampler.hpp"
#include "sim/model/kinds.hpp"
#include "sim/model/port_hours.hpp"
#include "sim/model/sources/arrival_times.hpp"

namespace crossflow {
namespace {

enum class Gets : std::uint8_t { at_or_after, nearest };

struct OffSlot {
  double share = 0;
  Distribution by = Distribution::constant(0);
};

struct BookingKeys {
  Tick slot = 0;
  Schedule<long> places;
  Gets gets = Gets::at_or_after;
  std::optional<OffSlot> early, late;
  double no_show = 0;
};

const BookingKeys& keys_of(const Source& s) {
  return *static_cast<const BookingKeys*>(s.option_keys.get());
}

struct BookedSlot {
  Tick from = 0, to = 0;
  long room = 0;
};

/// The slots of each day, from the port's opening on; one that would end after closing is none. In a night that has
/// begun before the first date there are those that begin in it.
std::vector<std::vector<BookedSlot>> slots_of(const BookingKeys& keys, const Hours& hours, int days) {
  std::vector<std::vector<BookedSlot>> out;
  for (int d = first_day(hours); d < days; ++d) {
    std::vector<BookedSlot>& slots = out.emplace_back();
    for (Tick t = hours.open; t + keys.slot <= hours.close; t += keys.slot)
      if (const Tick from = d * day + t; from >= 0)
        slots.push_back({from, from + keys.slot, value_at(keys.places, t % day)});
  }
  return out;
}

/// The slot that somebody gets; null if there is none with room on the day on which he wants to come. That is the day
/// whose last slot is not over yet.
BookedSlot* book(std::vector<std::vector<BookedSlot>>& days, Tick wanted, long units, Gets gets) {
  const auto today = std::find_if(days.begin(), days.end(),
                                  [wanted](const auto& slots) { return !slots.empty() && wanted < slots.back().to; });
  if (today == days.end() && gets == Gets::at_or_after) return nullptr;
  std::vector<BookedSlot>& slots = today == days.end() ? days.back() : *today;
  if (slots.empty()) return nullptr;
  const auto count = static_cast<std::ptrdiff_t>(slots.size());
  const auto first = std::min(count - 1, std::find_if(slots.begin(), slots.end(), [wanted](const BookedSlot& s) {
                                           return wanted < s.to;
                                         }) - slots.begin());
  const auto with_room = [&](std::ptrdiff_t i) {
    return i >= 0 && i < count && slots[static_cast<std::size_t>(i)].room >= units ? &slots[static_cast<std::size_t>(i)]
                                                                                   : nullptr;
  };
  for (std::ptrdiff_t away = 0; away < count; ++away) {
    if (BookedSlot* later = with_room(first + away)) return later;
    if (gets == Gets::nearest)
      if (BookedSlot* sooner = with_room(first - away)) return sooner;
  }
  return nullptr;
}

/// When each comes within, before or after his slot, and who does not come: his own draws, whatever slot it is.
class SlotDraws {
 public:
  SlotDraws(const BookingKeys& keys, const SourceBuild& build) : keys_(keys) {
    for (std::size_t c = 0; c < build.scenario.classes.size(); ++c) {
      const std::string element = build.element(c);
      of_class_.push_back({{build.run, element, "time in the slot"},
                           {build.run, element, "early or late"},
                           {build.run, element, "how early or late"},
                           {build.run, element, "no-show"}});
    }
    if (keys.early) early_.emplace(keys.early->by);
    if (keys.late) late_.emplace(keys.late->by);
  }
  bool shows_up(const Arrival& a) const { return streams(a).no_show.uniform(a.number) >= keys_.no_show; }
  Tick time(const Arrival& a, const BookedSlot& slot) const {
    const double u = streams(a).off.uniform(a.number);
    const double by = streams(a).by.uniform(a.number);
    if (early_ && u < keys_.early->share) return std::max<Tick>(0, slot.from - ticks_from_seconds((*early_)(by)));
    if (late_ && u >= 1 - keys_.late->share) return slot.to + ticks_from_seconds((*late_)(by));
    return slot.from +
           static_cast<Tick>(streams(a).within.uniform(a.number) * static_cast<double>(slot.to - slot.from));
  }

 private:
  struct Streams {
    Stream within, off, by, no_show;
  };
  const Streams& streams(const Arrival& a) const { return of_class_[a.traveller_class]; }
  const BookingKeys& keys_;
  std::vector<Streams> of_class_;
  std::optional<Sampler> early_, late_;
};

/// All is decided beforehand; in the run there is only to say who came by booking and who did not come.
class Bookings final : public VirtualQueue {
 public:
  Bookings(const SourceBuild& build, std::unique_ptr<Arrivals>& arrivals) {
    const BookingKeys& keys = keys_of(build.source);
    const SlotDraws draws(keys, build);
    auto slots = slots_of(keys, build.port.hours, build.scenario.days);
    const bool vehicles = !build.source.carries.empty();
    std::vector<Arrival> booked;
    for (auto more = arrivals->more(); !more.empty(); more = arrivals->more()) {
      for (Arrival a : more) {
        const std::uint16_t units = vehicles ? std::uint16_t{1} : a.persons;
        const Tick wanted = a.at;
        Booking booking{std::nullopt, units, 0};
        if (BookedSlot* slot = book(slots, wanted, units, keys.gets); slot == nullptr) {
          booking.absent = Absence::slots_full;
        } else {
          slot->room -= units;
          a.at = draws.shows_up(a) ? draws.time(a, *slot) : slot->from;
          if (!draws.shows_up(a)) booking.absent = Absence::no_show;
        }
        booking.elsewhere = a.at - wanted;
        bookings_.emplace(key(a.traveller_class, a.number), booking);
        booked.push_back(a);
      }
    }
    arrivals = std::make_unique<ListedArrivals>(std::move(booked), build);
  }

  void start(FlowPlane& flow, NodeId door, bool /*open*/) override {
    flow_ = &flow;
    door_ = door;
  }

  bool comes(Slot slot) override {
    Entity& e = flow_->entity(slot);
    const Booking& booking = bookings_.at(key(e.traveller_class, e.number));
    e.need = to_seconds(booking.elsewhere);
    if (!booking.absent) return true;
    flow_->log().write({flow_->now(), no_entity, static_cast<std::int32_t>(*booking.absent), door_, booking.units,
                        EventKind::stayed_away, e.traveller_class});
    flow_->pool().free(slot);
    return false;
  }

 private:
  struct Booking {
    std::optional<Absence> absent;
    std::uint16_t units = 1;
    Tick elsewhere = 0;
  };
  static std::uint64_t key(std::uint8_t traveller_class, std::uint32_t number) {
    return static_cast<std::uint64_t>(traveller_class) << 32U | number;
  }

  std::unordered_map<std::uint64_t, Booking> bookings_;  // asked, never gone through
  FlowPlane* flow_ = nullptr;
  NodeId door_ = no_node;
};

std::shared_ptr<const Type<OffSlot>> off_slot(const std::string& name, const std::string& help) {
  auto r = std::make_shared<Record<OffSlot>>(name, help);
  r->required("share", &OffSlot::share, types::share(), "The share of those who come so.")
      .required("by", &OffSlot::by, types::distribution(Measure::duration), "By how much.");
  return std::static_pointer_cast<const Type<OffSlot>>(std::shared_ptr<const Record<OffSlot>>(r));
}

struct BookingOption : ModelSourceOption {
  BookingOption() {
    name = "booking";
    help =
        "Virtual queueing by booking: everybody wants to come at the time that the source gives him and gets a slot "
        "with room, in the order of these times. Who finds none before closing does not come and is counted.";
    auto r = std::make_shared<Record<BookingKeys>>(name, help);
    r->required("slot", &BookingKeys::slot, types::duration(minute, day),
                "The length of a slot; the first begins when the port opens.")
        .required("places", &BookingKeys::places, types::schedule(types::whole(0, 1'000'000, "persons")),
                  "How many may come in a slot, always or for slots that begin from times of the day on: persons, or "
                  "vehicles. A party needs places for all its members.")
        .key("gets", &BookingKeys::gets,
             types::one_of<Gets>({{"at or after", Gets::at_or_after,
                                   "the slot of the time wanted, or the first with "
                                   "room after it"},
                                  {"nearest", Gets::nearest, "the nearest with room, of two as near the later"}}),
             "at or after", "Which slot somebody gets.")
        .optional("early", &BookingKeys::early, off_slot("early", "Those who come before their slot."),
                  "Who comes before the slot begins.")
        .optional("late", &BookingKeys::late, off_slot("late", "Those who come after their slot."),
                  "Who comes after the slot has ended. All others come at any time within it.")
        .key("no-show", &BookingKeys::no_show, types::share(), "0%",
             "The share of those with a slot who do not come; their places stay empty.")
        .check([](const BookingKeys& read, const Value& value, Reader& reader) {
          if ((read.early ? read.early->share : 0) + (read.late ? read.late->share : 0) > 1)
            reader.problem(value, "more than all come early or late", "shares that sum to at most 100%");
          if (std::all_of(read.places.begin(), read.places.end(), [](const auto& from) { return from.second == 0; }))
            reader.problem(*value.find("places"), "there are no places at any time", "at least one place");
        });
    keys = r;
  }

  std::unique_ptr<VirtualQueue> make(const SourceBuild& source, const Build& /*build*/,
                                     std::unique_ptr<Arrivals>& arrivals) const override {
    return std::make_unique<Bookings>(source, arrivals);
  }

  void validate(const Scenario& /*scenario*/, const Port& port, const Source& source,
                Problems& problems) const override {
    if (port.hours.open + keys_of(source).slot > port.hours.close)
      problems.add(source.place, "a slot of '" + source.name + "' is longer than the port is open", "a shorter slot");
  }
};

}  // namespace

const ModelSourceOption& booking_option() {
  static const BookingOption option;
  return option;
}

}  // namespace crossflow
