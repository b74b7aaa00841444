#include "sim/record/ledger.hpp"

#include <algorithm>

#include "sim/record/words.hpp"

namespace crossflow {
namespace {

std::int64_t part(std::int64_t whole, std::int64_t count, std::int64_t of) {
  return whole / of * count + whole % of * count / of;
}

void add_place(std::vector<std::pair<std::uint16_t, std::int64_t>>& by_place, std::uint16_t place,
               std::int64_t amount) {
  const auto where = std::lower_bound(by_place.begin(), by_place.end(), std::pair{place, INT64_MIN});
  if (where != by_place.end() && where->first == place) {
    where->second += amount;
  } else {
    by_place.insert(where, {place, amount});
  }
}

}  // namespace

void LedgerBin::charge_held(std::int64_t waiting, std::uint16_t place, const PortState& port) {
  charged[static_cast<std::size_t>(LedgerCause::next_place_full)] += waiting;
  add_place(by_place, port.root_of(place), waiting);
}

void LedgerBin::charge_road(std::int64_t waiting, Tick length, const StationStatus& road, const PortState& port) {
  for (const auto& [place, vehicles] : road.blocked_by) {
    charge_held(vehicles * length, place, port);
    waiting -= vehicles * length;
  }
  charged[static_cast<std::size_t>(LedgerCause::all_in_use)] += waiting;
}

void LedgerBin::charge(std::int64_t waiting, const StationStatus& station, const PortState& port) {
  struct Share {
    LedgerCause cause;
    std::uint16_t place;
    std::int64_t count;
  };
  std::vector<Share> shares;
  std::int64_t total = 0;
  for (int state = 1; state < server_states; ++state) {
    const std::int32_t count = station.servers[static_cast<std::size_t>(state)];
    if (count == 0) continue;
    shares.push_back({static_cast<LedgerCause>(state), no_station, count});
    total += count;
  }
  for (const auto& [by, count] : station.blocked_by) {
    shares.push_back({LedgerCause::next_place_full, port.root_of(by), count});
    total += count;
  }
  if (shares.empty()) {
    charged[static_cast<std::size_t>(LedgerCause::all_in_use)] += waiting;
    return;
  }
  const auto largest =
      std::max_element(shares.begin(), shares.end(), [](const Share& a, const Share& b) { return a.count < b.count; });
  std::int64_t remainder = waiting;
  for (const Share& share : shares) remainder -= part(waiting, share.count, total);
  for (const Share& share : shares) {
    const std::int64_t amount = part(waiting, share.count, total) + (&share == &*largest ? remainder : 0);
    charged[static_cast<std::size_t>(share.cause)] += amount;
    if (share.cause == LedgerCause::next_place_full) add_place(by_place, share.place, amount);
  }
}

const char* text_of(LedgerCause cause) {
  return label_of(cause).en.c_str();
}

}  // namespace crossflow
