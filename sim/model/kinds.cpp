#include "sim/model/kinds.hpp"

namespace crossflow {

const Kinds& all_kinds() {
  static const Kinds kinds{{&hall_kind(), &corridor_kind(), &counter_kind(), &e_channel_kind(), &red_channel_kind(),
                            &green_channel_kind(), &baggage_scanner_kind(), &search_kind(), &regroup_kind()},
                           {&total_kind(), &typical_day_kind(), &rate_kind(), &groups_kind(), &recorded_kind()}};
  return kinds;
}

}  // namespace crossflow
