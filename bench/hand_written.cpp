#include "bench/hand_written.hpp"

#include <deque>
#include <functional>
#include <queue>
#include <utility>

#include "sim/base/sampler.hpp"

namespace crossflow {
namespace {

__extension__ using Order = unsigned __int128;

// What happens: the customer arrives (station 0) or is done at a station (1 and on). Of what happens at one instant,
// what was scheduled first comes first.
struct Item {
  static constexpr unsigned number_bits = 24;
  static constexpr unsigned station_bits = 3;

  Tick tick;
  std::uint64_t key;  // sequence, station, number

  std::uint32_t number() const { return key & ((1U << number_bits) - 1); }
  std::size_t station() const { return key >> number_bits & ((1U << station_bits) - 1); }
  friend bool operator>(const Item& a, const Item& b) {
    return (static_cast<Order>(static_cast<std::uint64_t>(a.tick)) << 64U | a.key) >
           (static_cast<Order>(static_cast<std::uint64_t>(b.tick)) << 64U | b.key);
  }
};

// As most would write it: the standard library's heap.
class PlainEvents {
 public:
  bool empty() const { return items_.empty(); }
  Item take() {
    const Item item = items_.top();
    items_.pop();
    return item;
  }
  void push(const Item& item) { items_.push(item); }

 private:
  std::priority_queue<Item, std::vector<Item>, std::greater<>> items_;
};

// A binary heap of its own. What was taken leaves its place at the top to the next item pushed.
class TunedEvents {
 public:
  bool empty() const { return items_.size() == (hole_ ? 1U : 0U); }

  Item take() {
    if (hole_) {
      const Item last = items_.back();
      items_.pop_back();
      sift_down(last);
    }
    hole_ = true;
    return items_.front();
  }

  void push(const Item& item) {
    if (hole_) {
      hole_ = false;
      sift_down(item);
      return;
    }
    std::size_t at = items_.size();
    items_.push_back(item);
    for (; at > 0 && items_[(at - 1) / 2] > item; at = (at - 1) / 2) items_[at] = items_[(at - 1) / 2];
    items_[at] = item;
  }

 private:
  void sift_down(const Item& item) {
    const std::size_t size = items_.size();
    Item* const items = items_.data();
    std::size_t at = 0;
    for (std::size_t child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size) child += static_cast<std::size_t>(items[child] > items[child + 1]);
      if (!(item > items[child])) break;
      items[at] = items[child];
      at = child;
    }
    items[at] = item;
  }

  std::vector<Item> items_;
  bool hole_ = false;
};

// As most would write it: who waits, and since when.
class PlainLine {
 public:
  bool empty() const { return waiting_.empty(); }
  void push(std::uint32_t number, Tick now) { waiting_.emplace_back(number, now); }
  std::uint32_t pop(Tick now) {
    const auto [number, joined] = waiting_.front();
    waiting_.pop_front();
    waited_ += now - joined;
    return number;
  }
  Tick waited() const { return waited_; }

 private:
  std::deque<std::pair<std::uint32_t, Tick>> waiting_;
  Tick waited_ = 0;
};

// A ring of numbers that grows as needed. All waiting is the difference of two sums of instants.
class TunedLine {
 public:
  bool empty() const { return first_ == end_; }
  void push(std::uint32_t number, Tick now) {
    joined_ += now;
    if (end_ - first_ == numbers_.size()) grow();
    numbers_[end_++ & (numbers_.size() - 1)] = number;
  }
  std::uint32_t pop(Tick now) {
    started_ += now;
    return numbers_[first_++ & (numbers_.size() - 1)];
  }
  Tick waited() const { return started_ - joined_; }

 private:
  void grow() {
    std::vector<std::uint32_t> larger(2 * numbers_.size());
    for (std::size_t at = first_; at != end_; ++at)
      larger[at & (larger.size() - 1)] = numbers_[at & (numbers_.size() - 1)];
    numbers_ = std::move(larger);
  }
  std::vector<std::uint32_t> numbers_ = std::vector<std::uint32_t>(1024);
  std::size_t first_ = 0, end_ = 0;
  Tick joined_ = 0, started_ = 0;
};

constexpr const char* source = "theory/customers";
constexpr const char* customer = "theory/customers/customer";

template <class Line>
struct Bank {
  Bank(const HandWrittenStation& station, const RunKey& key)
      : name(station.name), idle(station.servers), service(station.service), services(key, customer, station.task) {}
  Tick service_of(std::uint32_t number) const { return ticks_from_seconds(service(services.uniform(number))); }

  std::string name;
  std::uint32_t idle;
  Line line;
  Sampler service;
  Stream services;
};

}  // namespace

class HandWritten::Loop {
 public:
  virtual ~Loop() = default;
  virtual void run() = 0;
  virtual std::map<std::string, Tick> waited() const = 0;
};

namespace {

template <class Events, class Line>
class LoopOf final : public HandWritten::Loop {
 public:
  LoopOf(const HandWrittenQueue& queue, const RunKey& key)
      : rate_(queue.rate),
        number_(queue.number),
        gap_(Distribution::exponential(1.0)),
        gaps_(key, source, "arrival gaps"),
        share_to_last_(queue.to_last ? queue.to_last->share : 1),
        choices_(queue.to_last ? Stream(key, customer, queue.to_last->purpose) : Stream()) {
    for (const HandWrittenStation& station : queue.stations) banks_.emplace_back(station, key);
  }

  void run() override {
    schedule_arrival();
    while (!events_.empty()) {
      const Item item = events_.take();
      const std::size_t station = item.station();
      if (station == 0) {
        schedule_arrival();
        join(1, item.number(), item.tick);
        continue;
      }
      if (goes_on(station, item.number())) join(station + 1, item.number(), item.tick);
      Bank<Line>& bank = banks_[station - 1];
      if (bank.line.empty()) {
        ++bank.idle;
      } else {
        start(station, bank.line.pop(item.tick), item.tick);
      }
    }
  }

  std::map<std::string, Tick> waited() const override {
    std::map<std::string, Tick> out;
    for (const Bank<Line>& bank : banks_) out[bank.name] = bank.line.waited();
    return out;
  }

 private:
  void schedule(Tick tick, std::size_t station, std::uint32_t customer_number) {
    events_.push({tick, (sequence_++ << Item::station_bits | station) << Item::number_bits | customer_number});
  }

  void schedule_arrival() {
    if (coming_ == number_) return;
    clock_ += gap_(gaps_.uniform(coming_)) / rate_;
    schedule(ticks_from_seconds(clock_), 0, coming_++);
  }

  void start(std::size_t station, std::uint32_t customer_number, Tick now) {
    schedule(now + banks_[station - 1].service_of(customer_number), station, customer_number);
  }

  void join(std::size_t station, std::uint32_t customer_number, Tick now) {
    Bank<Line>& bank = banks_[station - 1];
    if (bank.idle > 0) {
      --bank.idle;
      start(station, customer_number, now);
    } else {
      bank.line.push(customer_number, now);
    }
  }

  bool goes_on(std::size_t station, std::uint32_t customer_number) const {
    if (station + 1 < banks_.size()) return true;
    return station < banks_.size() && (share_to_last_ >= 1 || choices_.uniform(customer_number) < share_to_last_);
  }

  double rate_;
  std::uint32_t number_;
  Sampler gap_;
  Stream gaps_;
  double share_to_last_;
  Stream choices_;
  std::vector<Bank<Line>> banks_;
  Events events_;
  std::uint64_t sequence_ = 1;
  std::uint32_t coming_ = 0;
  double clock_ = 0;
};

}  // namespace

HandWritten::HandWritten(const HandWrittenQueue& queue, const RunKey& key, bool tuned) {
  if (tuned) {
    loop_ = std::make_unique<LoopOf<TunedEvents, TunedLine>>(queue, key);
  } else {
    loop_ = std::make_unique<LoopOf<PlainEvents, PlainLine>>(queue, key);
  }
}
HandWritten::~HandWritten() = default;
void HandWritten::run() {
  loop_->run();
}
std::map<std::string, Tick> HandWritten::waited() const {
  return loop_->waited();
}

}  // namespace crossflow
