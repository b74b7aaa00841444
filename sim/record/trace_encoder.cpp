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
      source_at_(directory.stations.size()) {
  for (const EventColumn& column : event_columns()) {
    columns_.emplace_back(file, group_, column.columns, TableWriter::Form::plain_column, events_in_block);
  }
  gathered_.resize(columns_.size());
  for (std::size_t i = 0; i < directory.sources.size(); ++i) {
    const SourceEntry& source = directory.sources[i];
    source_at_[source.station] = {static_cast<std::uint16_t>(i), source.direction, no_entity};
  }
}

void TraceEncoder::add_entity(const Event& event) {
  Source& source = source_at_[event.station];
  if (event.server == 0) source.party = rows_;
  CROSSFLOW_CHECK(source.party != no_entity, "a party without a first member");
  TraceEntity entity;
  entity.source = source.number;
  entity.number = static_cast<std::uint32_t>(event.value);
  entity.traveller_class = event.aux;
  entity.direction = source.direction;
  entity.party = source.party;
  new_entities_.push_back(entity);
  if (event.entity >= row_of_slot_.size()) row_of_slot_.resize(event.entity + std::size_t{1024}, no_entity);
  row_of_slot_[event.entity] = rows_;
  alive_.push_back(rows_++);
}

void TraceEncoder::name_entity(Event& event) {
  if (event.entity == no_entity) return;
  if (event.kind == EventKind::arrived) add_entity(event);
  if (event.kind == EventKind::chose_port)  // directly after: he is of the source that he was meant for
    new_entities_.back().source = source_at_[static_cast<std::size_t>(event.value)].number;
  std::uint32_t& row = row_of_slot_[event.entity];
  CROSSFLOW_CHECK(row != no_entity, "an event of somebody who never arrived");
  event.entity = row;
  if (event.kind == EventKind::left) row = no_entity;
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
    name_entity(event);
    state_.apply(event, nobody);
    ++events_;
  }
  // The source of the last one may be told by the event that comes next.
  const std::size_t told = new_entities_.empty() ? 0 : new_entities_.size() - 1;
  append_entities(told);
  write_columns(events);
}

void TraceEncoder::append_entities(std::size_t count) {
  entities_.append(entities_layout().pack(std::span(new_entities_).first(count), entities_.columns()));
  new_entities_.erase(new_entities_.begin(), new_entities_.begin() + static_cast<std::ptrdiff_t>(count));
}

void TraceEncoder::finish(Tick end) {
  append_entities(new_entities_.size());
  for (TableWriter& column : columns_) column.finish();
  blocks_.finish();
  entities_.finish();
  snapshots_.finish();
  file_.write_attribute(group_, "end_us", std::int64_t{end});
}

}  // namespace crossflow::h5
