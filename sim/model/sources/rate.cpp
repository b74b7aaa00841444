// A Poisson stream: people come independently of each other, at a rate that may change with the time of day.
#include <algorithm>
#include <array>
#include <cmath>

#include "sim/model/kinds.hpp"
#include "sim/model/sources/on_average.hpp"
#include "sim/scenario/class_weights.hpp"
#include "sim/scenario/grouped.hpp"

namespace crossflow {
namespace {

constexpr double most_persons = 1e9;
constexpr double rate_margin = 1.2;  // more come than on average

struct RateKeys {
  Schedule<double> mean;
  ClassTotals mix;
  std::optional<long> number;
};

const RateKeys& keys_of(const Source& s) {
  return *static_cast<const RateKeys*>(s.keys.get());
}

// After so many nobody comes any more.
void cut(double left, ExpectedPeople& people) {
  people.number = 0;
  for (Profile::Bin& bin : people.when.bins) {
    const double comes = std::clamp(left, 0.0, bin.weight);
    if (bin.weight > 0) bin.to = bin.from + std::llround(static_cast<double>(bin.to - bin.from) * comes / bin.weight);
    bin.weight = comes;
    left -= comes;
    people.number += comes;
  }
}

// The rates of a day from 00:00 on: before the first time what held last the day before.
Schedule<double> rates_of_a_day(const RateKeys& k) {
  Schedule<double> out = k.mean;
  if (out.front().first > 0) out.insert(out.begin(), {Tick{0}, value_at(k.mean, 0)});
  return out;
}

class PoissonArrivals : public Arrivals {
 public:
  /// At most so many persons. They bear the numbers from `first` on, by which all is drawn: so with others it is
  /// another such stream.
  PoissonArrivals(const SourceBuild& build, const RateKeys& keys, std::int64_t most, std::uint32_t first = 0)
      : gaps_(Distribution::exponential(1.0)),
        gap_stream_(build.run, build.element(), "arrival gaps"),
        class_stream_(build.run, build.element(), "class"),
        rates_(rates_of_a_day(keys)),
        has_parties_(build.source.party.has_value() || !build.source.carries.empty()),
        left_(most),
        end_(to_seconds(build.scenario.days * day)),
        number_(first) {
    const double total = keys.mix.sum();
    double so_far = 0;
    for (const double share : keys.mix.of_class) until_.push_back((so_far += share) / total);
    for (std::size_t c = 0; c < until_.size(); ++c) {
      parties_.emplace_back(build, c);
      if (keys.mix.of_class[c] > 0) only_ = only_ == none ? c : several;
    }
    rate_end_ = rates_.size() > 1 ? to_seconds(rates_[1].first) : end_;
  }

  std::span<const Arrival> more() override {
    std::size_t made = only_ < until_.size() && !has_parties_ ? single_persons() : 0;
    while (made < at_once && next(arrivals_[made])) ++made;
    return {arrivals_.data(), made};
  }

  /// One more, unless no more will come.
  bool next(Arrival& out) {
    if (left_ <= 0) return false;
    // The gap is an amount of hazard; time runs until the rate has used it up.
    double hazard = gap_before(number_);
    for (;;) {
      const double rate = rates_[at_rate_].second;
      const double needed = rate > 0 ? hazard / rate : INFINITY;
      if (now_ + needed < rate_end_) [[likely]] {
        now_ += needed;
        break;
      }
      if (!next_rate(hazard, rate)) return false;
    }
    out.at = ticks_from_seconds(now_);
    out.number = number_;
    out.traveller_class = static_cast<std::uint8_t>(only_ < until_.size() ? only_ : drawn_class());
    out.persons = 1;
    std::uint16_t counted = 1;
    if (has_parties_) {
      const PartySizes& parties = parties_[out.traveller_class];
      out.persons = parties.size(number_);
      counted = static_cast<std::uint16_t>(std::min<std::int64_t>(parties.counted(out.persons), left_));
      if (parties.counted(out.persons) == out.persons) out.persons = counted;
    }
    number_ += counted;
    left_ -= counted;
    return true;
  }

 private:
  static constexpr std::size_t none = SIZE_MAX;
  static constexpr std::size_t several = SIZE_MAX - 1;

  // The same as `next` one by one, as long as the rate stays, for one class without parties: most of what `next` asks
  // has one answer then.
  std::size_t single_persons() {
    const double rate = rates_[at_rate_].second;
    if (rate <= 0) return 0;
    const auto most = static_cast<std::size_t>(std::min<std::int64_t>(at_once, left_));
    const auto traveller_class = static_cast<std::uint8_t>(only_);
    double now = now_;
    std::size_t made = 0;
    for (; made < most; ++made) {
      const auto number = static_cast<std::uint32_t>(number_ + made);
      const double at = now + gap_before(number) / rate;
      if (at >= rate_end_) break;
      now = at;
      arrivals_[made] = {ticks_from_seconds(now), number, 1, traveller_class};
    }
    now_ = now;
    number_ += static_cast<std::uint32_t>(made);
    left_ -= static_cast<std::int64_t>(made);
    return made;
  }

  bool next_rate(double& hazard, double rate) {
    hazard -= rate * (rate_end_ - now_);
    now_ = rate_end_;
    if (now_ >= end_) return false;
    if (++at_rate_ == rates_.size()) {
      at_rate_ = 0;
      ++day_;
    }
    const bool last = at_rate_ + 1 == rates_.size();
    rate_end_ = std::min(end_, to_seconds((last ? day : rates_[at_rate_ + 1].first) + day_ * day));
    return true;
  }

  // Gaps hang on the numbers alone, so they are drawn many at a time: the processor then works on several at once,
  // while one by one each draw would wait for the event before it.
  double gap_before(std::uint32_t number) {
    if (number - first_gap_ >= at_once || number == 0) [[unlikely]] {
      first_gap_ = number;
      for (std::uint32_t i = 0; i < at_once; ++i) gap_[i] = gaps_(gap_stream_.uniform(std::uint64_t{first_gap_} + i));
    }
    return gap_[number - first_gap_];
  }

  std::size_t drawn_class() const {
    const double u = class_stream_.uniform(number_);
    std::size_t c = 0;
    while (c + 1 < until_.size() && u >= until_[c]) ++c;
    return c;
  }

  Sampler gaps_;
  Stream gap_stream_, class_stream_;
  Schedule<double> rates_;  // persons a second, or parties where there are any
  std::vector<double> until_;
  std::vector<PartySizes> parties_;
  bool has_parties_;
  std::size_t only_ = none;
  std::int64_t left_;
  double end_;
  double now_ = 0;
  double rate_end_ = 0;
  std::size_t at_rate_ = 0;
  int day_ = 0;
  std::uint32_t number_;
  static constexpr std::uint32_t at_once = 64;
  std::uint32_t first_gap_ = 0;
  std::array<double, at_once> gap_{};
  std::array<Arrival, at_once> arrivals_{};
};

// Persons, or parties where there are any.
double of_a_day(const RateKeys& k) {
  const Schedule<double> rates = rates_of_a_day(k);
  double all = 0;
  for (std::size_t i = 0; i < rates.size(); ++i)
    all += rates[i].second * to_seconds((i + 1 < rates.size() ? rates[i + 1].first : day) - rates[i].first);
  return all;
}

double mean_party(const Source& source) {
  if (!source.party) return 1;
  double mean = 0;
  for (const auto& [size, share] : source.party->size_share) mean += size * share;
  return mean;
}

/// By how much more people come than the source says, on each day.
struct Scales {
  explicit Scales(const SourceBuild& build) {
    for (int d = 0; d < build.scenario.days; ++d) of_day.push_back(build.scale_on(d));
    const auto [least, most] = std::minmax_element(of_day.begin(), of_day.end());
    smallest = *least;
    largest = *most;
  }
  int streams() const { return std::max(1, static_cast<int>(std::ceil(largest))); }
  double at(Tick t) const { return of_day[std::min(static_cast<std::size_t>(t / day), of_day.size() - 1)]; }

  std::vector<double> of_day;
  double smallest, largest;
};

// No more numbers than these are taken until 'number' of them have come: below 100% some stay away.
double numbers_until_it_stops(const RateKeys& k, const Scales& scales) {
  if (!k.number || scales.smallest <= 0) return INFINITY;
  const auto number = static_cast<double>(*k.number);
  return scales.smallest >= 1 ? number : (number + 10 * std::sqrt(number)) / scales.smallest;
}

// More than a stream at 100% takes: ten standard deviations beyond the mean.
double numbers_of_a_stream(const SourceBuild& build, const RateKeys& k, const Scales& scales) {
  const Source& source = build.source;
  const double largest = source.party ? source.party->size_share.back().first : 1;
  const double mean =
      std::min(of_a_day(k) * build.scenario.days * mean_party(source), numbers_until_it_stops(k, scales));
  return std::ceil(mean + largest * (64 + 10 * std::sqrt(mean)));
}

// More or fewer than the source says: another such stream on top for each 100%, and of the last one a share, by the
// scale of each date. So who comes at a smaller scale comes at a larger one too, at the same time.
class ScaledArrivals : public Arrivals {
 public:
  ScaledArrivals(const SourceBuild& build, const RateKeys& keys, Scales scales)
      : scales_(std::move(scales)),
        stays_(build.run, build.element(), "comes at this scale"),
        left_(keys.number.value_or(INT64_MAX)),
        vehicles_(!build.source.carries.empty()) {
    const int streams = scales_.streams();
    const auto apart = static_cast<std::uint32_t>(streams > 1 ? numbers_of_a_stream(build, keys, scales_) : 0);
    for (int i = 0; i < streams; ++i) {
      const std::uint32_t first = static_cast<std::uint32_t>(i) * apart;
      const std::uint64_t end = i + 1 < streams ? std::uint64_t{first} + apart : UINT64_MAX;
      streams_.push_back({PoissonArrivals(build, keys, INT64_MAX, first), i, end, {}});
      advance(streams_.back());
    }
  }

  std::span<const Arrival> more() override {
    std::size_t made = 0;
    while (made < arrivals_.size() && left_ > 0) {
      One& one = *std::min_element(streams_.begin(), streams_.end(),
                                   [](const One& a, const One& b) { return a.next.at < b.next.at; });
      if (one.next.at == never) break;
      Arrival& a = arrivals_[made++] = one.next;
      if (!vehicles_) a.persons = static_cast<std::uint16_t>(std::min<std::int64_t>(a.persons, left_));
      left_ -= vehicles_ ? 1 : a.persons;
      advance(one);
    }
    return {arrivals_.data(), made};
  }

 private:
  struct One {
    PoissonArrivals stream;
    int below;          // of its people a share comes: the scale less this, all from 1 on
    std::uint64_t end;  // of its numbers
    Arrival next;
  };

  void advance(One& one) {
    do {
      if (!one.stream.next(one.next)) {
        one.next.at = never;
        return;
      }
      CROSSFLOW_CHECK(one.next.number < one.end, "a stream ran out of numbers");
    } while (stays_.uniform(one.next.number) >= scales_.at(one.next.at) - one.below);
  }

  Scales scales_;
  Stream stays_;
  std::int64_t left_;
  bool vehicles_;
  std::vector<One> streams_;
  std::array<Arrival, 64> arrivals_{};
};

struct Rate : ModelSourceKind, KnownOnAverage {
  Rate() {
    name = "rate";
    help = "A Poisson stream: people (or parties, where the source has any) come independently of each other.";
    auto r = std::make_shared<Record<RateKeys>>(name, help);
    r->required("mean", &RateKeys::mean, types::schedule(types::rate("persons", 0)),
                "How many come on average, always or from times of the day on. Before the first of them it is what "
                "holds last.")
        .required("mix", &RateKeys::mix, types::class_weights(), "The classes and their weights.")
        .optional("number", &RateKeys::number, types::whole(1, 100'000'000, "persons"),
                  "No more than so many in all; without it until the last day ends.")
        .check([](const RateKeys& read, const Value& value, Reader& reader) {
          if (read.mix.sum() <= 0) reader.problem(*value.find("mix"), "no class has any weight", "a weight above 0");
        });
    keys = r;
  }
  std::optional<ExpectedPeople> on_average(const SourceBuild& build, std::size_t traveller_class,
                                           int day_index) const override {
    const RateKeys& k = keys_of(build.source);
    if (build.source.party || !build.source.carries.empty()) return {};
    ExpectedPeople out;
    const Schedule<double> rates = rates_of_a_day(k);
    const double scale = build.scale_on(day_index);
    for (std::size_t i = 0; i < rates.size(); ++i) {
      const Tick from = rates[i].first;
      const Tick to = i + 1 < rates.size() ? rates[i + 1].first : day;
      out.when.bins.push_back({from, to, rates[i].second * scale * to_seconds(to - from)});
      out.number += out.when.bins.back().weight;
    }
    if (k.number) {
      auto left = static_cast<double>(*k.number);
      for (int d = 0; d < day_index; ++d) left -= of_a_day(k) * build.scale_on(d);
      cut(left, out);
    }
    out.number *= k.mix.of_class[traveller_class] / k.mix.sum();
    return out;
  }
  bool brings(const Source& source, std::size_t traveller_class) const override {
    return keys_of(source).mix.of_class[traveller_class] > 0;
  }
  double people_of_a_day(const Scenario& scenario, const Source& source) const override {
    const auto most = static_cast<double>(keys_of(source).number.value_or(INT64_MAX));
    return std::min(most, of_a_day(keys_of(source)) * most_scale(scenario, source) * mean_party(source));
  }
  void validate(const Scenario& scenario, const Port& port, const Source& source, Problems& problems) const override {
    const RateKeys& k = keys_of(source);
    const SourceBuild build{scenario, port, source, {}};
    const Scales scales(build);
    const double persons = of_a_day(k) * mean_party(source) * scales.streams() * scenario.days;
    const double most = numbers_until_it_stops(k, scales);
    if (std::min(persons, most) > most_persons)
      problems.add(source.place, "more than 1,000,000,000 persons would come of '" + source.name + "'",
                   "a smaller rate, or 'number', which says when to stop");
    // Their numbers run through all days.
    const double vehicles = scales.streams() > 1 ? scales.streams() * numbers_of_a_stream(build, k, scales)
                                                 : std::min(persons * rate_margin, most);
    if (!source.carries.empty() && vehicles > carried::most_vehicles(scenario.days))
      problems.add(source.place, "too many vehicles would come of '" + source.name + "'",
                   "at most " + grouped(carried::most_vehicles(scenario.days)) +
                       " that carry somebody; 'number' says when to stop");
  }
  std::unique_ptr<Arrivals> make(const SourceBuild& build) const override {
    const RateKeys& k = keys_of(build.source);
    Scales scales(build);
    if (scales.smallest != 1 || scales.largest != 1)
      return std::make_unique<ScaledArrivals>(build, k, std::move(scales));
    return std::make_unique<PoissonArrivals>(build, k, k.number.value_or(INT64_MAX));
  }
};

}  // namespace

const ModelSourceKind& rate_kind() {
  static const Rate kind;
  return kind;
}

}  // namespace crossflow
