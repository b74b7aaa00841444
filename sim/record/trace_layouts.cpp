#include "sim/record/trace_layouts.hpp"

#include <cstddef>

#include <fmt/format.h>

namespace crossflow::h5 {

const std::vector<EventColumn>& event_columns() {
  const auto column = [](const char* name, ColumnType type, std::size_t bytes, std::size_t offset, Meaning meaning,
                         const char* about = "") {
    return EventColumn{{name, meaning.text(about), {{name, meaning, about, type, bytes}}, bytes}, offset};
  };
  static const std::vector<EventColumn> columns = {
      column("tick_us", ColumnType::i64, 8, offsetof(Event, tick), "us", "when, since the first midnight"),
      column("kind", ColumnType::u8, 1, offsetof(Event, kind), number_in("event_kinds")),
      column("entity", ColumnType::u32, 4, offsetof(Event, entity), "index", "row of entities; 4294967295: none"),
      column("station", ColumnType::u16, 2, offsetof(Event, station), row_of("stations")),
      column("server", ColumnType::u16, 2, offsetof(Event, server), "index",
             "server or line of the station; 65535: none; of arrived: members of the party before this one; of "
             "chose_port: "
             "the outside line of the source where it was before, or would have come"),
      column(
          "value", ColumnType::i32, 4, offsetof(Event, value), "1",
          "arrived: number within its source and class; started: persons in the transaction; blocked: the full place; "
          "server: its state; port: its number; chose_port: the outside line of the source that it is of"),
      column("aux", ColumnType::u8, 1, offsetof(Event, aux), "1",
             "arrived: class; ended: outcome; cleared: authority; left: leaving; port: 1 opened, 0 closed; chose_port: "
             "number in chose_because"),
  };
  return columns;
}

const Layout<BlockRow>& blocks_layout() {
  static const Layout<BlockRow> layout = [] {
    Layout<BlockRow> l("block_index", "the first event of each block, to find an instant without reading all");
    l.column("tick_us", &BlockRow::tick, "us", "its tick")
        .column("event_offset", &BlockRow::offset, "index", "its row in the columns of events");
    return l;
  }();
  return layout;
}

const Layout<TraceEntity>& entities_layout() {
  static const Layout<TraceEntity> layout = [] {
    Layout<TraceEntity> l("entities", "who is who, in order of arrival");
    l.column("source", &TraceEntity::source, row_of("sources"))
        .column("number", &TraceEntity::number, "1", "number within its source and class")
        .column("traveller_class", &TraceEntity::traveller_class, row_of("classes"))
        .column("direction", &TraceEntity::direction, row_of("directions"))
        .column("party", &TraceEntity::party, "index", "row of the first member of its party; its own if alone")
        .column("carrier", &TraceEntity::carrier, "index", "row of the vehicle that it is in; 4294967295: none");
    return l;
  }();
  return layout;
}

const Layout<SnapshotRow>& snapshot_index_layout() {
  static const Layout<SnapshotRow> layout = [] {
    Layout<SnapshotRow> l("index", "one row a snapshot: the state after all events before tick_us");
    l.column("tick_us", &SnapshotRow::tick, "us", "instant of the snapshot")
        .column("event_offset", &SnapshotRow::event_offset, "index", "first event that it does not hold")
        .column("first_entity", &SnapshotRow::first_entity, "index", "first of its rows of entities")
        .column("entities", &SnapshotRow::entities, "1", "number of them")
        .column("first_server", &SnapshotRow::first_server, "index", "first of its rows of servers")
        .column("servers", &SnapshotRow::servers, "1", "number of them")
        .column("first_blocking", &SnapshotRow::first_blocking, "index", "first of its rows of blockings")
        .column("blockings", &SnapshotRow::blockings, "1", "number of them")
        .column("first_officer", &SnapshotRow::first_officer, "index", "first of its rows of officers")
        .column("officers", &SnapshotRow::officers, "1", "number of them")
        .column("first_team", &SnapshotRow::first_team, "index", "first of its rows of teams")
        .column("teams", &SnapshotRow::teams, "1", "number of them");
    return l;
  }();
  return layout;
}

const Layout<AliveRow>& snapshot_entities_layout() {
  static const Layout<AliveRow> layout = [] {
    Layout<AliveRow> l("entities", "entities alive; class and source are in the trace's table of entities");
    const auto field = [&l](const char* name, auto member, Meaning meaning, const char* about = "") {
      l.column(
          name, [member](auto& row) -> auto& { return row.state.*member; }, std::move(meaning), about);
    };
    l.column("entity", &AliveRow::entity, "index", "row of the trace's entities");
    field("since_us", &EntityState::since, "us", "when its phase began");
    field("clock_start_us", &EntityState::clock_start, Meaning("us").from(-1),
          "when its authority's clock last started");
    field("station", &EntityState::station, row_of("stations"), "where it is");
    field("server", &EntityState::server, "index", "its server, or its line while waiting; 65535: none");
    field("target", &EntityState::target, row_of("stations").none(65535, "none"),
          "the full place that last blocked it");
    field("joined_half_hour", &EntityState::joined_half_hour, "1", "half-hour in which it last joined a queue");
    field("phase", &EntityState::phase, number_in("phases"));
    field("clock_authority", &EntityState::clock_authority, row_of("authorities").none(255, "none"),
          "whose clock is running");
    field("cleared_authorities", &EntityState::cleared_authorities, "1", "a bit for each that has cleared it");
    field("risk", &EntityState::risk, "1",
          "number in /directory/contraband that it carried, + 8: found, + 16: checked, + 32: searched");
    return l;
  }();
  return layout;
}

const Layout<ServerRow>& snapshot_servers_layout() {
  static const Layout<ServerRow> layout = [] {
    Layout<ServerRow> l("servers", "servers that are not both open and idle");
    const auto field = [&l](const char* name, auto member, Meaning meaning, const char* about = "") {
      l.column(
          name, [member](auto& row) -> auto& { return row.status.*member; }, std::move(meaning), about);
    };
    l.column("station", &ServerRow::station, row_of("stations"))
        .column("server", &ServerRow::server, "index", "server of the station");
    field("entity", &ServerStatus::entity, "index", "the entity that last started there; 4294967295: none");
    field("serving", &ServerStatus::serving, "persons", "persons in its transaction");
    field("staying", &ServerStatus::staying, "persons", "persons done who still hold it");
    field("state", &ServerStatus::state, number_in("server_states"));
    field("blocked", &ServerStatus::blocked, "persons", "of those staying: cannot go on");
    field("held_by", &ServerStatus::held_by, row_of("stations").none(65535, "none"),
          "the place that the first of these waits for");
    return l;
  }();
  return layout;
}

const Layout<StationStatus>& snapshot_stations_layout() {
  static const Layout<StationStatus> layout = [] {
    Layout<StationStatus> l("stations", "a row for each station of the directory, for each snapshot");
    l.column("waiting", &StationStatus::waiting, "persons", "in its queue, or in its line outside")
        .column("serving", &StationStatus::serving, "persons", "in service or walking")
        .column("staying", &StationStatus::staying, "persons", "done here, not gone on")
        .column("held", &StationStatus::held, "persons", "elsewhere, cannot go on because this place is full")
        .column("busy", &StationStatus::busy, "servers", "with somebody in service")
        .column("blocked", &StationStatus::blocked, "servers", "with somebody who cannot go on");
    for (std::size_t state = 0; state < server_states; ++state) {
      l.column(
          fmt::format("servers_{}", state), [state](auto& row) -> auto& { return row.servers[state]; }, "servers",
          "in this state; see /directory/server_states");
    }
    return l;
  }();
  return layout;
}

const Layout<BlockingRow>& snapshot_blockings_layout() {
  static const Layout<BlockingRow> layout = [] {
    Layout<BlockingRow> l("blockings", "which places block servers of which stations");
    l.column("station", &BlockingRow::station, row_of("stations"), "whose servers are blocked")
        .column("place", &BlockingRow::place, row_of("stations"), "the full place")
        .column("servers", &BlockingRow::servers, Meaning("servers").from(1), "how many");
    return l;
  }();
  return layout;
}

template <class Row>
Layout<Row> on_duty_layout(const char* table, const char* description, const char* who, const char* states,
                           Meaning value, const char* about) {
  Layout<Row> l(table, description);
  const auto field = [&l](const char* name, auto member, Meaning meaning, const char* about_it = "") {
    l.column(
        name, [member](auto& row) -> auto& { return row.status.*member; }, std::move(meaning), about_it);
  };
  using Status = decltype(Row::status);
  l.column(who, &Row::row, row_of(table));
  field("state", &Status::state, number_in(states));
  field("station", &Status::station, row_of("stations").none(65535, "none"), "where, or on the way there");
  field("value", &Status::value, std::move(value), about);
  return l;
}

const Layout<OfficerStateRow>& snapshot_officers_layout() {
  static const auto layout =
      on_duty_layout<OfficerStateRow>("officers", "officers on duty", "officer", "officer_states",
                                      Meaning("1").none(-1, "none"), "the first server of the post");
  return layout;
}

const Layout<TeamStateRow>& snapshot_teams_layout() {
  static const auto layout =
      on_duty_layout<TeamStateRow>("teams", "detector dog teams on duty", "team", "team_states", "1",
                                   "effective seconds of work since its dog was rested, when the state began");
  return layout;
}

}  // namespace crossflow::h5
