// Orders that have been given and have not taken effect yet.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "sim/model/supervisors/view.hpp"

namespace crossflow {

/// Each order takes effect at a time of its own, in the order in which they were given. One that stands, or is under
/// way, is not given again; one that takes back what is under way withdraws it instead.
class OrderBook {
 public:
  /// `in_effect`: what holds now of that which is ordered.
  void give(const GivenOrder& order, long in_effect, Tick takes_effect) {
    if (order.what != Order::call_reserves) {
      if (order.value == stands(order.what, order.at).value_or(in_effect)) return;
      if (order.value == in_effect) return withdraw(order);
    }
    under_way_.push_back({order, takes_effect});
  }
  /// What will hold once all has taken effect; none if nothing is under way.
  std::optional<long> stands(Order what, std::size_t at) const {
    for (auto one = under_way_.rbegin(); one != under_way_.rend(); ++one)
      if (same_thing(one->order, {what, at})) return one->order.value;
    return {};
  }
  /// Officers called who do not know it yet.
  long called(std::size_t pool) const {
    long sum = 0;
    for (const UnderWay& one : under_way_)
      if (one.order.what == Order::call_reserves && one.order.at == pool) sum += one.order.value;
    return sum;
  }
  Tick next() const { return under_way_.empty() ? never : under_way_.front().takes_effect; }
  GivenOrder take() {
    const GivenOrder first = under_way_.front().order;
    under_way_.erase(under_way_.begin());
    return first;
  }
  void withdraw_all() { under_way_.clear(); }

 private:
  struct UnderWay {
    GivenOrder order;
    Tick takes_effect;
  };
  static Order thing(Order what) { return what == Order::let_in ? Order::hold : what; }
  static bool same_thing(const GivenOrder& a, const GivenOrder& b) {
    return thing(a.what) == thing(b.what) && a.at == b.at;
  }
  void withdraw(const GivenOrder& order) {
    std::erase_if(under_way_, [&order](const UnderWay& one) { return same_thing(one.order, order); });
  }

  std::vector<UnderWay> under_way_;  // in order of time
};

}  // namespace crossflow
