#include "sim/record/station_bin.hpp"

namespace crossflow {
namespace {

// All numbers of a bin but where it begins and who held up whom: the same order for writing and reading.
template <class Bin, class F>
void for_each_number(Bin& bin, F f) {
  f(bin.joined), f(bin.started), f(bin.served), f(bin.gave_up), f(bin.broken_off), f(bin.balked);
  f(bin.waiting), f(bin.held), f(bin.open), f(bin.busy), f(bin.blocked);
  f(bin.waiting_max), f(bin.held_max), f(bin.inside_max);
  for (auto& time : bin.in_hours.time) f(time);
  f(bin.in_hours.busy);
  for (auto& charged : bin.ledger.charged) f(charged);
}

template <class Bin, class F>
void for_each_instant(Bin& bin, F f) {
  f(bin.waiting_max_at), f(bin.held_max_at), f(bin.inside_max_at);
}

}  // namespace

// A bit for each number that is not 0, then those numbers. Instants count from the bin's beginning; never is 0.
void EndedBins::add(const StationBin& bin) {
  std::uint64_t there = 0, bit = 1;
  const auto mark = [&](bool is_there) {
    if (is_there) there |= bit;
    bit <<= 1;
  };
  for_each_number(bin, [&](auto number) { mark(number != 0); });
  for_each_instant(bin, [&](Tick at) { mark(at >= 0); });
  mark(!bin.ledger.by_place.empty());

  NumberWriter writer(bytes_);
  writer.put(there);
  for_each_number(bin, [&](auto number) {
    if (number != 0) writer.put_signed(number);
  });
  for_each_instant(bin, [&](Tick at) {
    if (at >= 0) writer.put_signed(at - bin.from);
  });
  if (bin.ledger.by_place.empty()) return;
  writer.put(bin.ledger.by_place.size());
  for (const auto& [place, waiting] : bin.ledger.by_place) {
    writer.put(place);
    writer.put_signed(waiting);
  }
}

StationBin EndedBins::next(NumberReader& reader, Tick from) {
  StationBin bin;
  bin.from = from;
  std::uint64_t there = reader.take();
  const auto is_next_there = [&there] {
    const bool is_there = (there & 1) != 0;
    there >>= 1;
    return is_there;
  };
  for_each_number(bin, [&]<class Number>(Number& number) {
    if (is_next_there()) number = static_cast<Number>(reader.take_signed());
  });
  for_each_instant(bin, [&](Tick& at) {
    if (is_next_there()) at = from + reader.take_signed();
  });
  if (!is_next_there()) return bin;
  for (std::uint64_t left = reader.take(); left > 0; --left) {
    const auto place = static_cast<std::uint16_t>(reader.take());
    bin.ledger.by_place.emplace_back(place, reader.take_signed());
  }
  return bin;
}

}  // namespace crossflow
