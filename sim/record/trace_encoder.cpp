#include "sim/record/trace_encoder.hpp"

#include <atomic>
#include <cstring>
#include <future>

#include "sim/base/check.hpp"
#include "sim/record/trace_names.hpp"

namespace crossflow::h5 {
namespace {

std::string make_group(OutputFile& file, std::uint32_t replication) {
  std::string group = trace_group(replication);
  file.make_group(group, "the event log of one replication");
  return group;
}

template <std::size_t bytes>
void gather_bytes(std::span<const Event> events, std::size_t offset, std::byte* to) {
  for (const Event& event : events) {
    std::memcpy(to, reinterpret_cast<const std::byte*>(&event) + offset, bytes);
    to += bytes;
  }
}

}  // namespace

TraceEncoder::TraceEncoder(OutputFile& file, const Directory& directory, std::uint32_t replication)
    : file_(file),
      group_(make_group(file, replication)),
      state_(directory),
      snapshots_(file, group_, directory),
      blocks_(file, group_, blocks_layout().columns(), TableWriter::Form::table),
      entities_(file, group_, entities_layout().columns(), TableWriter::Form::table),
      naming_(directory) {
  for (const EventColumn& column : event_columns()) {
    columns_.emplace_back(file, group_, column.columns, TableWriter::Form::plain_column, events_in_block);
  }
  gathered_.resize(columns_.size());
}

void TraceEncoder::take_snapshot(Tick tick, std::uint64_t event_offset) {
  std::erase_if(alive_, [this](std::uint32_t row) { return state_.entities()[row].phase == Phase::gone; });
  snapshots_.take(tick, event_offset, state_, alive_);
}

std::span<const std::byte> TraceEncoder::gather(std::span<const Event> events, std::size_t column) {
  const EventColumn& from = event_columns()[column];
  std::vector<std::byte>& to = gathered_[column];
  to.resize(events.size() * from.columns.row_bytes);
  switch (from.columns.row_bytes) {
    case 1:
      gather_bytes<1>(events, from.offset, to.data());
      break;
    case 2:
      gather_bytes<2>(events, from.offset, to.data());
      break;
    case 4:
      gather_bytes<4>(events, from.offset, to.data());
      break;
    default:
      gather_bytes<8>(events, from.offset, to.data());
      break;
  }
  return to;
}

void TraceEncoder::write_columns(std::span<const Event> events) {
  if (events.size() < events_in_block) {
    for (std::size_t c = 0; c < columns_.size(); ++c) columns_[c].append(gather(events, c));
    return;
  }
  // Compressing is most of the work, and what the end of a run waits for: two threads take column after column.
  std::vector<std::span<const std::byte>> encoded(columns_.size());
  std::atomic<std::size_t> next = 0;
  const auto encode = [&] {
    for (std::size_t c = next++; c < columns_.size(); c = next++) encoded[c] = columns_[c].encode(gather(events, c));
  };
  auto helper = std::async(std::launch::async, encode);
  encode();
  helper.get();
  for (std::size_t c = 0; c < columns_.size(); ++c) columns_[c].append_encoded(encoded[c]);
}

void TraceEncoder::add(std::span<Event> events) {
  if (events.empty()) return;
  const BlockRow block{events[0].tick, events_};
  blocks_.append(blocks_layout().pack({&block, 1}, blocks_.columns()));
  NoWatcher nobody;
  for (Event& event : events) {
    if (event.tick >= next_snapshot_) [[unlikely]] {
      const Tick boundary = event.tick - event.tick % snapshot_every;
      if (events_ > 0 && boundary > 0) take_snapshot(boundary, events_);
      next_snapshot_ = boundary + snapshot_every;
    }
    naming_.name(event);
    if (event.kind == EventKind::arrived) alive_.push_back(event.entity);
    state_.apply(event, nobody);
    ++events_;
  }
  // The source of the last one may be told by the event that comes next.
  const std::size_t fresh = naming_.fresh().size();
  append_entities(fresh == 0 ? 0 : fresh - 1);
  write_columns(events);
}

void TraceEncoder::append_entities(std::size_t count) {
  auto& fresh = naming_.fresh();
  entities_.append(entities_layout().pack(std::span(fresh).first(count), entities_.columns()));
  fresh.erase(fresh.begin(), fresh.begin() + static_cast<std::ptrdiff_t>(count));
}

void TraceEncoder::finish(Tick end) {
  append_entities(naming_.fresh().size());
  for (TableWriter& column : columns_) column.finish();
  blocks_.finish();
  entities_.finish();
  snapshots_.finish();
  file_.write_attribute(group_, "end_us", std::int64_t{end});
}

}  // namespace crossflow::h5
