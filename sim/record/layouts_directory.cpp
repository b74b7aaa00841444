#include "sim/record/layouts.hpp"

namespace crossflow::h5 {
namespace {

template <class Row>
void add_label(Layout<Row>& layout) {
  layout
      .column(
          "label_en", [](auto& row) -> auto& { return row.label.en; }, "", "name in English")
      .column(
          "label_zh", [](auto& row) -> auto& { return row.label.zh; }, "", "name in Traditional Chinese; may be empty");
}

Layout<std::string> names_layout(const char* table, const char* description) {
  Layout<std::string> layout(table, description);
  layout.column(
      "name", [](auto& row) -> auto& { return row; }, "", "name; its row is its number");
  return layout;
}

Layout<NamedText> texts_layout(const char* table, const char* description, const char* name, const char* text) {
  Layout<NamedText> layout(table, description);
  layout.column("name", &NamedText::name, Meaning("").any_bytes(), name)
      .column("text", &NamedText::text, Meaning("").any_bytes(), text);
  return layout;
}

Layout<std::string> lines_layout(const char* table, const char* description, const char* column, const char* about) {
  Layout<std::string> layout(table, description);
  layout.column(
      column, [](auto& row) -> auto& { return row; }, Meaning("").any_bytes(), about);
  return layout;
}

}  // namespace

Layout<EnumerationRow> enumeration_layout(const Enumeration& enumeration) {
  Layout<EnumerationRow> layout(enumeration.table, enumeration.description);
  layout.column("number", &EnumerationRow::number, "1", "as it stands in other tables")
      .column("name", &EnumerationRow::name, "", "name in programs");
  add_label(layout);
  return layout;
}

const Layout<PortEntry>& ports_layout() {
  static const Layout<PortEntry> layout = [] {
    Layout<PortEntry> l("ports", "control points");
    l.column("name", &PortEntry::name, "", "name; its row is its number");
    add_label(l);
    l.column("open_us", &PortEntry::open, "us", "opens, since midnight")
        .column("close_us", &PortEntry::close, "us", "closes, since the same midnight");
    return l;
  }();
  return layout;
}

const Layout<StationEntry>& stations_layout() {
  static const Layout<StationEntry> layout = [] {
    Layout<StationEntry> l("stations", "stations, and the outside lines of sources");
    l.column("name", &StationEntry::name, "", "port/station; its row is its number");
    add_label(l);
    l.column("port", &StationEntry::port, row_of("ports"))
        .column("kind", &StationEntry::kind, "", "kind as in the scenario")
        .column("shape", &StationEntry::shape, number_in("shapes"))
        .column("unit", &StationEntry::unit, number_in("entity_kinds"), "what is counted here")
        .column("rated", &StationEntry::rated, yes_no(), "1: servers needed can be told from the work that comes")
        .column("inspects", &StationEntry::inspects, yes_no(), "1: who comes here has been selected for a check")
        .column("authority", &StationEntry::authority, row_of("authorities").none(-1, "none"))
        .column("joint", &StationEntry::joint, yes_no(), "1: customs clears here too, at one stop with immigration")
        .column("also", &StationEntry::also, "1",
                "other authorities that clear here too, at one stop: bit n is row n of authorities")
        .column("direction", &StationEntry::direction, row_of("directions").none(-1, "mixed"))
        .column("servers", &StationEntry::servers, "1", "servers installed; 0: it has none")
        .column("line_per_server", &StationEntry::line_per_server, yes_no(), "1: a line for each server; 0: one line")
        .column("space", &StationEntry::space, Meaning("persons").none(-1, "unlimited"),
                "room to wait, or inside an area")
        .column("area_m2", &StationEntry::area_m2, "m2", "floor area; 0: not given")
        .column("server_word", &StationEntry::server_word, "", "what one server is called")
        .column("x", &StationEntry::x, Meaning("m").from(-1e6), "place of the left edge")
        .column("y", &StationEntry::y, Meaning("m").from(-1e6), "place of the top edge")
        .column("width", &StationEntry::width, "m", "width; 0: not placed")
        .column("height", &StationEntry::height, "m", "height")
        .column("checks", &StationEntry::checks, number_in("check_kinds"))
        .column("post_skill", &StationEntry::post_skill, "", "what its posts need officers for; empty: it has none")
        .column("post_officers", &StationEntry::post_officers, "1", "officers that each post needs")
        .column("post_servers", &StationEntry::post_servers, "1", "servers that depend on each post")
        .column("server_kind", &StationEntry::server_kind, number_in("server_kinds"), "what one server is")
        .column("move_up_us", &StationEntry::move_up, "us", "what the next who waits takes to come up to a server");
    return l;
  }();
  return layout;
}

const Layout<SourceEntry>& sources_layout() {
  static const Layout<SourceEntry> layout = [] {
    Layout<SourceEntry> l("sources", "sources of demand");
    l.column("name", &SourceEntry::name, "", "port/source; its row is its number")
        .column("station", &SourceEntry::station, row_of("stations"), "its line outside")
        .column("direction", &SourceEntry::direction, row_of("directions"))
        .column("groups", &SourceEntry::groups, yes_no(), "1: its travellers come in tour groups")
        .column("option", &SourceEntry::option, "",
                "booking or call: they wait elsewhere before they come; empty: they do not");
    return l;
  }();
  return layout;
}

const Layout<ClassEntry>& classes_layout() {
  static const Layout<ClassEntry> layout = [] {
    Layout<ClassEntry> l("classes", "classes of traveller");
    l.column("name", &ClassEntry::name, "", "name; its row is its number");
    add_label(l);
    l.column("length_m", &ClassEntry::length, "m", "of a vehicle, from bumper to bumper; 0: not known");
    l.column("kind", &ClassEntry::kind, number_in("entity_kinds"))
        .column("pledge_share", &ClassEntry::pledge_share, Meaning("1").to(1),
                "share promised within the limit; 0: no pledge")
        .column("pledge_limit_us", &ClassEntry::pledge_limit, "us", "time promised")
        .column("pledge_ends_called", &ClassEntry::pledge_ends_called, yes_no(),
                "1: the clock stops when the traveller is called; 0: when cleared");
    return l;
  }();
  return layout;
}

const Layout<std::string>& directions_layout() {
  static const Layout<std::string> layout = names_layout("directions", "directions of travel");
  return layout;
}

const Layout<std::string>& authorities_layout() {
  static const Layout<std::string> layout = names_layout("authorities", "authorities that clear travellers");
  return layout;
}

const Layout<PrevalenceEntry>& prevalences_layout() {
  static const Layout<PrevalenceEntry> layout = [] {
    Layout<PrevalenceEntry> l("prevalences", "who carries contraband; what is not here is carried by nobody");
    l.column("traveller_class", &PrevalenceEntry::traveller_class, row_of("classes"))
        .column("contraband", &PrevalenceEntry::contraband, number_in("contraband"))
        .column("share", &PrevalenceEntry::share, Meaning("1").to(1), "the share of those who come that carry it");
    return l;
  }();
  return layout;
}

const Layout<DisruptionEntry>& disruptions_layout() {
  static const Layout<DisruptionEntry> layout = [] {
    Layout<DisruptionEntry> l("disruptions", "what goes wrong, or is unusual, for a time");
    l.column("name", &DisruptionEntry::name, "", "name; its row is its number");
    add_label(l);
    l.column("from_us", &DisruptionEntry::from, "us", "when it begins, since the first midnight")
        .column("until_us", &DisruptionEntry::until, "us", "when it ends")
        .column("effects", &DisruptionEntry::effects, "", "what it does")
        .column("idle", &DisruptionEntry::idle, "", "what of it finds nothing to act on here; empty: it all does");
    return l;
  }();
  return layout;
}

const Layout<TeamEntry>& teams_layout() {
  static const Layout<TeamEntry> layout = [] {
    Layout<TeamEntry> l("teams", "detector dog teams");
    l.column("name", &TeamEntry::name, "", "port/team; its row is its number");
    add_label(l);
    l.column("port", &TeamEntry::port, row_of("ports"))
        .column("scents", &TeamEntry::scents, "", "kinds of contraband that the dog is trained for");
    return l;
  }();
  return layout;
}

const Layout<PoolEntry>& pools_layout() {
  static const Layout<PoolEntry> layout = [] {
    Layout<PoolEntry> l("pools", "officers with the same skills");
    l.column("name", &PoolEntry::name, "", "port/pool; its row is its number");
    add_label(l);
    l.column("port", &PoolEntry::port, row_of("ports"))
        .column("skills", &PoolEntry::skills, "", "skills, which posts need");
    return l;
  }();
  return layout;
}

const Layout<OfficerEntry>& officers_layout() {
  static const Layout<OfficerEntry> layout = [] {
    Layout<OfficerEntry> l("officers", "officers, reserves included");
    l.column("name", &OfficerEntry::name, "", "port/pool/shift/number; its row is its number")
        .column("pool", &OfficerEntry::pool, row_of("pools"))
        .column("stay_us", &OfficerEntry::stay, "us", "of a reserve: for how long it comes when called; 0: rostered");
    return l;
  }();
  return layout;
}

const Layout<DutyEntry>& duties_layout() {
  static const Layout<DutyEntry> layout = [] {
    Layout<DutyEntry> l("duties", "times on duty as rostered, absences included");
    l.column("officer", &DutyEntry::officer, row_of("officers"))
        .column("day", &DutyEntry::day, Meaning("1").none(-1, "the evening before the first date"),
                "day on which it begins, from 0")
        .column("from_us", &DutyEntry::from, "us", "from when, since the first midnight and not before it")
        .column("until_us", &DutyEntry::until, "us", "until when");
    return l;
  }();
  return layout;
}

const Layout<SupervisorEntry>& supervisors_layout() {
  static const Layout<SupervisorEntry> layout = [] {
    Layout<SupervisorEntry> l("supervisors", "who gives orders");
    l.column("name", &SupervisorEntry::name, "", "port/supervisor; its row is its number");
    add_label(l);
    l.column("port", &SupervisorEntry::port, row_of("ports"))
        .column("policy", &SupervisorEntry::policy, "", "by what policy");
    return l;
  }();
  return layout;
}

const Layout<LinkEntry>& links_layout() {
  static const Layout<LinkEntry> layout = [] {
    Layout<LinkEntry> l("links", "from which station somebody may come directly to which other");
    l.column("from", &LinkEntry::from, row_of("stations")).column("to", &LinkEntry::to, row_of("stations"));
    return l;
  }();
  return layout;
}

const Layout<NamedText>& originals_layout() {
  static const Layout<NamedText> layout =
      texts_layout("originals", "files that the scenario was read from", "file", "its text");
  return layout;
}

const Layout<NamedText>& tables_layout() {
  static const Layout<NamedText> layout =
      texts_layout("tables", "rows of tables that the scenario used", "file", "the rows as CSV with a header");
  return layout;
}

const Layout<NamedText>& libraries_layout() {
  static const Layout<NamedText> layout = texts_layout("libraries", "libraries that ran", "name", "version");
  return layout;
}

const Layout<FigureEntry>& figures_layout() {
  static const Layout<FigureEntry> layout = [] {
    Layout<FigureEntry> l("figures", "figures of the scenario, with where they come from");
    l.column("path", &FigureEntry::path, "", "where in the scenario")
        .column("text", &FigureEntry::text, "", "as written")
        .column("central", &FigureEntry::central, "", "the value that a drawn input replaces")
        .column("mark", &FigureEntry::mark, "",
                "observed, design, pledge, assumption, adjusted or calibrated; empty: not said")
        .column("source", &FigureEntry::source, "", "where it comes from")
        .column("note", &FigureEntry::note, "", "what its writer noted")
        .column("low", &FigureEntry::low, Meaning("as central").from(-1e15).to(1e15).or_nan(),
                "lower end of its range; NaN: none given")
        .column("high", &FigureEntry::high, Meaning("as central").from(-1e15).to(1e15).or_nan(),
                "upper end of its range; NaN: none given");
    return l;
  }();
  return layout;
}

const Layout<std::string>& overrides_layout() {
  static const Layout<std::string> layout =
      lines_layout("overrides", "what was set on the command line, in order", "set", "path=value");
  return layout;
}

const Layout<std::string>& warnings_layout() {
  static const Layout<std::string> layout =
      lines_layout("warnings", "what is probably not meant by the scenario", "warning", "with its place");
  return layout;
}

}  // namespace crossflow::h5
