#include "sim/record/trace_reader.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "sim/base/check.hpp"
#include "sim/base/problem.hpp"
#include "sim/record/directory_check.hpp"
#include "sim/record/event_check.hpp"
#include "sim/record/input_file.hpp"
#include "sim/record/snapshot.hpp"
#include "sim/record/trace_layouts.hpp"
#include "sim/record/trace_names.hpp"

namespace crossflow {
namespace {

using h5::Failure;

void check_entities(const std::vector<TraceEntity>& entities, const Directory& d) {
  for (const TraceEntity& e : entities)
    if (!is_within(e, d, entities.size())) throw Failure("an entity points to what does not exist");
}

}  // namespace

struct TraceReader::Parts {
  Parts(const h5::InputFile& in, const std::string& group, const Directory& directory,
        const std::vector<TraceEntity>& entities)
      : file(in), blocks(in.checked_rows(group, h5::blocks_layout(), directory)) {
    for (const h5::EventColumn& column : h5::event_columns()) columns.push_back(in.column(group, column.columns));
    events = columns[0].rows();
    for (const auto& column : columns) {
      if (column.rows() != events) throw Failure("the columns of events are not equally long");
    }
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const std::uint64_t before = i == 0 ? 0 : blocks[i - 1].offset + 1;
      if (blocks[i].offset < before || blocks[i].offset >= events || (i == 0 && blocks[i].offset != 0) ||
          (i > 0 && blocks[i].tick < blocks[i - 1].tick)) {
        throw Failure("the block index is out of order");
      }
    }
    if (blocks.empty() != (events == 0)) throw Failure("the block index does not fit the events");
    counted.resize(blocks.size());
    snapshots.emplace(in, group, directory, entities, events);
  }

  std::uint64_t end_of(std::size_t block) const {
    return block + 1 < blocks.size() ? blocks[block + 1].offset : events;
  }
  // The block that holds the event `number`.
  std::size_t block_of(std::uint64_t number) const {
    const auto after = std::upper_bound(blocks.begin(), blocks.end(), number,
                                        [](std::uint64_t n, const h5::BlockRow& row) { return n < row.offset; });
    return static_cast<std::size_t>(after - blocks.begin()) - 1;
  }

  const h5::InputFile& file;
  std::vector<h5::BlockRow> blocks;
  std::vector<h5::TableReader> columns;
  std::uint64_t events = 0;
  std::vector<bool> counted;  // blocks whose unknown events have been counted
  std::optional<h5::SnapshotReader> snapshots;

  // The blocks decoded last; playing on the border of two does not decode them again and again.
  struct Decoded {
    std::size_t block = ~std::size_t{0};
    std::vector<Event> events;
  };
  std::array<Decoded, 2> decoded;
  std::size_t latest = 0;
};

TraceReader::TraceReader(const std::string& path, std::uint32_t replication) : result_(path) {
  if (!result_.has_trace(replication)) {
    throw InputError(Place{path}, fmt::format("it has no trace of replication {}", replication),
                     "a replication with a trace: run again with --trace");
  }
  const h5::InputFile& file = result_.input();
  const std::string group = h5::trace_group(replication);
  file.guarded([&] {
    entities_ = file.checked_rows(group, h5::entities_layout(), directory());
    check_entities(entities_, directory());
    parts_ = std::make_unique<Parts>(file, group, directory(), entities_);
    end_ = file.whole_attribute(group, "end_us", 0, h5::longest_run(directory()));
  });
  size_ = parts_->events;
}

TraceReader::~TraceReader() = default;

std::vector<Event> TraceReader::decode(std::size_t number) {
  const std::uint64_t first = parts_->blocks[number].offset;
  const std::uint64_t count = parts_->end_of(number) - first;
  std::vector<Event> events(count);
  const auto& columns = h5::event_columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::vector<std::byte> column = parts_->columns[c].read(first, count);
    const std::size_t bytes = columns[c].columns.row_bytes;
    auto* to = reinterpret_cast<std::byte*>(events.data()) + columns[c].offset;
    for (std::uint64_t i = 0; i < count; ++i) {
      std::memcpy(to + i * sizeof(Event), column.data() + i * bytes, bytes);
    }
  }
  const auto entities = static_cast<std::uint32_t>(entities_.size());
  Tick before = parts_->blocks[number].tick;
  std::uint64_t unknown = 0;
  for (const Event& event : events) {
    if (event.tick < before) throw Failure("the events are out of order");
    before = event.tick;
    if (!is_known(event.kind)) {
      ++unknown;
    } else if (!is_within(event, directory(), entities)) {
      throw Failure("an event points to what does not exist");
    }
  }
  if (!parts_->counted[number]) unknown_ += unknown;
  parts_->counted[number] = true;
  return events;
}

const std::vector<Event>& TraceReader::block(std::size_t number) {
  for (std::size_t i = 0; i < parts_->decoded.size(); ++i) {
    if (parts_->decoded[i].block == number) {
      parts_->latest = i;
      return parts_->decoded[i].events;
    }
  }
  Parts::Decoded& oldest = parts_->decoded[1 - parts_->latest];
  oldest.block = ~std::size_t{0};
  oldest.events = parts_->file.guarded([&] { return decode(number); });
  oldest.block = number;
  parts_->latest = 1 - parts_->latest;
  return oldest.events;
}

std::vector<Event> TraceReader::events(std::uint64_t from, std::uint64_t to) {
  CROSSFLOW_CHECK(from <= to && to <= size_, "events that the trace does not have");
  std::vector<Event> taken;
  taken.reserve(to - from);
  while (from < to) {
    const std::size_t number = parts_->block_of(from);
    const std::uint64_t first = parts_->blocks[number].offset;
    const std::uint64_t stop = std::min(to, parts_->end_of(number));
    const std::vector<Event>& events = block(number);
    for (std::uint64_t i = from; i < stop; ++i) {
      if (is_known(events[i - first].kind)) taken.push_back(events[i - first]);
    }
    from = stop;
  }
  return taken;
}

std::uint64_t TraceReader::first_at_or_after(Tick tick) {
  const auto& blocks = parts_->blocks;
  // The last block that begins before the instant; what it does not hold is at the start of the next.
  const auto after =
      std::partition_point(blocks.begin(), blocks.end(), [&](const h5::BlockRow& row) { return row.tick < tick; });
  if (after == blocks.begin()) return 0;
  const auto number = static_cast<std::size_t>(after - blocks.begin()) - 1;
  const std::vector<Event>& events = block(number);
  const auto found =
      std::partition_point(events.begin(), events.end(), [&](const Event& event) { return event.tick < tick; });
  return blocks[number].offset + static_cast<std::uint64_t>(found - events.begin());
}

PortState TraceReader::state_at(Tick tick) {
  const auto& index = parts_->snapshots->index();
  const auto after =
      std::partition_point(index.begin(), index.end(), [&](const h5::SnapshotRow& row) { return row.tick <= tick; });
  std::uint64_t from = 0;
  PortState state(directory());
  if (after != index.begin()) {
    from = (after - 1)->event_offset;
    const auto snapshot = static_cast<std::size_t>(after - index.begin()) - 1;
    state = parts_->file.guarded([&] { return parts_->snapshots->restore(snapshot); });
  }
  const std::uint64_t to = tick == never ? size_ : first_at_or_after(tick + 1);
  NoWatcher nobody;
  for (const Event& event : events(from, std::max(from, to))) {
    if (!can_follow(event, state)) parts_->file.damaged("an event cannot follow the one before it");
    state.apply(event, nobody);
  }
  return state;
}

}  // namespace crossflow
