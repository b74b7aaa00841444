#include "sim/model/seats.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/check.hpp"
#include "sim/model/party.hpp"

namespace crossflow {
namespace {

/// A drawn order of the numbers from 0 to below n, in which each is found without the others: rounds of a Feistel
/// network, gone on with until the number is below n.
class DrawnOrder {
 public:
  DrawnOrder(const SourceBuild& of, int day_index, std::uint64_t n)
      : draws_(of.run, of.element(), "who comes in a vehicle"), day_(static_cast<std::uint32_t>(day_index)), n_(n) {
    while ((std::uint64_t{1} << (2 * half_bits_)) < n_) ++half_bits_;
  }
  std::uint64_t operator()(std::uint64_t i) const {
    do i = once(i);
    while (i >= n_);
    return i;
  }

 private:
  static constexpr std::uint32_t rounds = 4;
  std::uint64_t once(std::uint64_t i) const {
    const std::uint64_t mask = (std::uint64_t{1} << half_bits_) - 1;
    std::uint64_t left = i >> half_bits_;
    std::uint64_t right = i & mask;
    for (std::uint32_t round = 0; round < rounds; ++round) {
      const std::uint64_t mixed = left ^ (draws_.bits(right, day_, round) & mask);
      left = right;
      right = mixed;
    }
    return left << half_bits_ | right;
  }

  Stream draws_;
  std::uint32_t day_;
  std::uint64_t n_;
  std::uint32_t half_bits_ = 1;
};

SourceBuild build_of(const SourceBuild& build, const Source& source) {
  return {build.scenario, build.port, source, build.run};
}

/// People of the source on a day who walk, as far as vehicles leave them: without those in tour groups.
std::vector<std::int64_t> people_without_groups(const SourceBuild& of, int day_index) {
  std::vector<std::int64_t> people = kind_of(of.source).people_on(of, day_index);
  for (const Source& other : of.port.sources)
    for (const auto& [name, by_class] : kind_of(other).takes(build_of(of, other), day_index))
      if (name == of.source.name)
        for (std::size_t c = 0; c < people.size(); ++c) people[c] -= by_class[c];
  for (std::size_t c = 0; c < people.size(); ++c)
    people[c] = of.scenario.classes[c].kind == EntityKind::traveller ? std::max<std::int64_t>(0, people[c]) : 0;
  return people;
}

int drawn_number(const SourceBuild& build, std::size_t load, const Stream& draws, std::uint32_t number) {
  return drawn(build.source.carries[load].number_share, draws.uniform(number));
}

Stream draws_of(const SourceBuild& build, std::size_t load, std::size_t vehicle_class) {
  return {build.run, build.element(vehicle_class), "aboard " + std::to_string(load)};
}

/// Seats by class of vehicle and number: where those of each vehicle begin, and last where all end.
std::vector<std::vector<std::uint32_t>> seats_of(const SourceBuild& build, std::size_t load, int day_index,
                                                 std::uint32_t& next) {
  const std::vector<std::int64_t> vehicles = kind_of(build.source).people_on(build, day_index);
  std::vector<std::vector<std::uint32_t>> out(vehicles.size());
  for (std::size_t c = 0; c < vehicles.size(); ++c) {
    const Stream draws = draws_of(build, load, c);
    for (std::int64_t v = 0; v < vehicles[c]; ++v) {
      out[c].push_back(next);
      next += static_cast<std::uint32_t>(
          drawn_number(build, load, draws, first_number(day_index) + static_cast<std::uint32_t>(v)));
    }
    out[c].push_back(next);
  }
  return out;
}

}  // namespace

const Source* source_of(const Port& port, const Carried& carried) {
  if (carried.of.empty()) return nullptr;
  const auto found = std::find_if(port.sources.begin(), port.sources.end(),
                                  [&](const Source& source) { return source.name == carried.of; });
  return found == port.sources.end() ? nullptr : &*found;
}

double mean_number(const Carried& carried) {
  double mean = 0;
  for (const auto& [number, share] : carried.number_share) mean += number * share;
  return mean;
}

std::vector<std::size_t> classes_aboard(const Scenario& scenario, const Port& port, const Carried& carried) {
  std::vector<std::size_t> out;
  for (const auto& [c, share] : carried.mix) out.push_back(c);
  const Source* of = source_of(port, carried);
  for (std::size_t c = 0; of != nullptr && c < scenario.classes.size(); ++c)
    if (scenario.classes[c].kind == EntityKind::traveller && brings_on_any_day({scenario, port, *of, {}}, c))
      out.push_back(c);
  return out;
}

struct Seats::Day {
  std::vector<std::vector<std::uint32_t>> first;  // seats, as seats_of
  std::vector<std::uint64_t> until;               // people of the classes up to each one
  DrawnOrder order;

  std::uint8_t class_of(std::uint64_t person) const {
    return static_cast<std::uint8_t>(std::upper_bound(until.begin(), until.end(), person) - until.begin());
  }
  std::uint32_t people() const { return static_cast<std::uint32_t>(until.back()); }
};

const Seats::Day& Seats::day_of(std::uint32_t number) const {
  constexpr std::size_t kept = 3;  // around midnight those of two days are asked for
  const auto named = Numbers{build_.scenario.days}.index_of(number);
  const int day_index = named < build_.scenario.days ? named : 0;
  if (const auto found = days_.find(day_index); found != days_.end()) return *found->second;
  const SourceBuild today = build_.on(day_index);
  const Source* of = source_of(today.port, today.source.carries[load_]);
  CROSSFLOW_CHECK(of != nullptr, "seats for the people of no source");
  const SourceBuild of_source = build_of(today, *of);
  std::vector<std::uint64_t> until;
  std::uint64_t all = 0;
  for (const std::int64_t n : people_without_groups(of_source, day_index))
    until.push_back(all += static_cast<std::uint64_t>(n));
  // The seats of the port's sources follow each other, so that no two are given to one person.
  std::uint32_t next = 0;
  std::vector<std::vector<std::uint32_t>> first;
  for (const Source& source : today.port.sources)
    for (std::size_t i = 0; i < source.carries.size(); ++i) {
      if (source.carries[i].of != of->name) continue;
      auto seats = seats_of(build_of(today, source), i, day_index, next);
      if (&source == &today.source && i == load_) first = std::move(seats);
    }
  if (days_.size() >= kept) days_.erase(days_.begin());
  const auto made = std::make_shared<const Day>(Day{std::move(first), std::move(until), {of_source, day_index, all}});
  return *(days_[day_index] = made);
}

bool Seats::is_of_a_day(const Day& today, std::uint8_t vehicle_class, std::uint32_t number) const {
  return Numbers{build_.scenario.days}.index_of(number) < build_.scenario.days &&
         carried::within_day(number) + 1 < today.first[vehicle_class].size();
}

int Seats::drawn_count(std::uint8_t vehicle_class, std::uint32_t number) const {
  return drawn_number(build_, load_, draws_of(build_, load_, vehicle_class), number);
}

int Seats::count(std::uint8_t vehicle_class, std::uint32_t number) const {
  const Day& today = day_of(number);
  if (!is_of_a_day(today, vehicle_class, number)) return today.people() == 0 ? 0 : drawn_count(vehicle_class, number);
  const auto& first = today.first[vehicle_class];
  const std::uint32_t v = carried::within_day(number);
  return static_cast<int>(std::min(first[v + 1], today.people()) - std::min(first[v], today.people()));
}

std::uint8_t Seats::class_at(std::uint8_t vehicle_class, std::uint32_t number, int place, double u) const {
  const Day& today = day_of(number);
  if (!is_of_a_day(today, vehicle_class, number))
    return today.class_of(static_cast<std::uint64_t>(u * static_cast<double>(today.people())));
  const std::uint32_t seat =
      today.first[vehicle_class][carried::within_day(number)] + static_cast<std::uint32_t>(place);
  return today.class_of(today.order(seat));
}

std::vector<std::int64_t> taken_by_vehicles(const SourceBuild& of, int day_index) {
  std::vector<std::int64_t> taken(of.scenario.classes.size());
  for (const Source& source : of.port.sources)
    for (std::size_t i = 0; i < source.carries.size(); ++i) {
      if (source.carries[i].of != of.source.name) continue;
      const Seats seats(build_of(of, source), i);
      const Seats::Day& today = seats.day_of(first_number(day_index));
      for (const auto& first : today.first)
        if (!first.empty())
          for (std::uint32_t seat = first.front(); seat < std::min(first.back(), today.people()); ++seat)
            ++taken[today.class_of(today.order(seat))];
    }
  return taken;
}

}  // namespace crossflow
