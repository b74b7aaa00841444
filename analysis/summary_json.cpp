#include "analysis/summary_json.hpp"

#include <nlohmann/json.hpp>

#include "analysis/summary_days.hpp"
#include "analysis/summary_parts.hpp"
#include "sim/record/event.hpp"

namespace crossflow {

namespace {

using Json = nlohmann::ordered_json;

constexpr int json_version = 1;

template <class T>
Json json_or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json interval_of(const Estimate& e) {
  return e.interval ? Json{{"low", e.interval->low}, {"high", e.interval->high}} : Json(nullptr);
}

Json json_of(const std::optional<Estimate>& e) {
  return e ? Json{{"value", e->value}, {"interval_95", interval_of(*e)}} : Json(nullptr);
}

Json json_of(const std::optional<TimeTaken>& t) {
  if (!t) return nullptr;
  return {{"typical_day_s", t->typical_day_s.value},
          {"typical_day_interval_95_s", interval_of(t->typical_day_s)},
          {"all_travellers_s", t->all_travellers_s}};
}

Json json_of(const PeopleSummary& p) {
  return {{"generated", p.generated}, {"outside", p.outside},         {"entered", p.entered},
          {"left", p.left},           {"diverted", p.diverted},       {"gave_up", p.gave_up},
          {"balked", p.balked},       {"turned_back", p.turned_back}, {"left_behind", p.left_behind},
          {"inside", p.inside}};
}

Json json_of(const Peak& p) {
  return {{"most", p.most},
          {"at_s", p.most > 0 ? Json(to_seconds(p.at)) : Json(nullptr)},
          {"daily_most_mean", p.daily_most}};
}

class Writer {
 public:
  Writer(const Directory& directory, const Summary& summary) : directory_(directory), summary_(summary) {}

  Json who(std::uint8_t traveller_class, std::uint8_t direction) const {
    const ClassEntry& c = directory_.classes.at(traveller_class);
    return {{"class", c.name}, {"label", json_of(c.label)}, {"direction", directory_.directions.at(direction)}};
  }

  Json where(std::uint16_t station) const {
    const StationEntry& s = directory_.stations.at(station);
    return {{"station", s.name}, {"label", json_of(s.label)}};
  }

  Json pledge(const PledgeSummary& p) const {
    Json j = who(p.traveller_class, p.direction);
    const bool promised = p.promised > 0;
    j["promised_share"] = promised ? Json(p.promised) : Json(nullptr);
    j["limit_s"] = promised ? Json(to_seconds(p.limit)) : Json(nullptr);
    j["clock_ends"] = directory_.classes.at(p.traveller_class).pledge_ends_called ? "called" : "cleared";
    j["verdict"] = key_of(p.verdict);
    j["joined"] = p.people.joined;
    j["kept"] = promised ? Json(p.people.kept) : Json(nullptr);
    j["cleared"] = p.cleared;
    j["not_cleared"] = {{"people", p.not_cleared.sum()},
                        {"outside", p.not_cleared.outside},
                        {"inside", p.not_cleared.inside},
                        {"turned_back", p.not_cleared.turned_back},
                        {"outside_overnight", p.not_cleared.overnight},
                        {"replications", p.not_cleared_replications}};
    j["share_of_people"] = json_of(p.share);
    j["share_of_days"] = json_of(p.share_of_days);
    j["days"] = promised ? Json(p.days.joined) : Json(nullptr);
    j["days_kept"] = promised ? Json(p.days.kept) : Json(nullptr);
    j["worst_half_hour"] = half_hour(p.worst);
    const auto worst = worst_day(p);
    j["worst_day"] = worst ? Json(date_text(date_of(directory_, summary_, *worst))) : Json(nullptr);
    j["beyond_limit_person_s"] = p.promised > 0 ? json_of(std::optional(p.beyond_s)) : Json(nullptr);
    j["mean"] = json_of(p.mean);
    j["percentile_95"] = json_of(p.percentile_95);
    return j;
  }

  static Json half_hour(const std::optional<HalfHour>& worst) {
    if (!worst) return nullptr;
    const Tally& t = worst->people;
    return {{"from_s", to_seconds(worst->from)},
            {"joined", t.joined},
            {"kept", t.kept},
            {"share", static_cast<double>(t.kept) / static_cast<double>(t.joined)}};
  }

  /// One of several dates, with all pledges on it.
  Json day(std::size_t number) const {
    const Date date = date_of(directory_, summary_, number);
    Json j{{"date", date_text(date)},
           {"weekday", weekday_name(date)},
           {"verdict", key_of(verdict_of_day(summary_, number))},
           {"pledges", Json::array()}};
    for (const PledgeSummary& p : summary_.pledges) {
      if (p.by_day.empty()) continue;
      const PledgeDay& of = p.by_day[number];
      j["pledges"].push_back({{"class", directory_.classes.at(p.traveller_class).name},
                              {"direction", directory_.directions.at(p.direction)},
                              {"verdict", key_of(of.verdict)},
                              {"came", of.came},
                              {"joined", of.people.joined},
                              {"kept", of.people.kept},
                              {"share_of_people", json_of(of.share)},
                              {"not_cleared", of.not_cleared},
                              {"worst_half_hour", half_hour(of.worst)}});
    }
    return j;
  }

  Json flow(const FlowSummary& f) const {
    Json j = who(f.traveller_class, f.direction);
    j.update(json_of(f.people));
    return j;
  }

  Json charges(const std::vector<Charge>& charges, double all_person_s) const {
    Json list = Json::array();
    for (const Charge& c : charges) {
      const bool full = c.cause == LedgerCause::next_place_full && c.place < directory_.stations.size();
      list.push_back({{"cause", cause_text(c)},
                      {"place", full ? Json(directory_.stations[c.place].name) : Json(nullptr)},
                      {"person_s", c.person_s},
                      {"share", c.person_s / all_person_s}});
    }
    return list;
  }

  Json queue(const QueueSummary& q) const {
    Json j = where(q.station);
    const std::int64_t space = directory_.stations.at(q.station).space;
    j["space"] = space < 0 ? Json(nullptr) : Json(space);
    j["longest"] = json_of(q.queue);
    j["held_upstream"] = json_of(q.held);
    j["held_person_s"] = q.held_person_s;
    j["waited_person_s"] = q.waited_person_s;
    j["charged_to"] = charges(q.charges, q.waited_person_s);
    return j;
  }

  Json hall(const HallSummary& h) const {
    Json j = where(h.station);
    const double area = directory_.stations.at(h.station).area_m2;
    j["area_m2"] = area > 0 ? Json(area) : Json(nullptr);
    j["inside"] = json_of(h.inside);
    j["least_m2_per_person"] = h.m2_per_person ? Json(*h.m2_per_person) : Json(nullptr);
    return j;
  }

  Json crowded(const CrowdedSummary& c) const {
    Json j = where(c.station);
    j["area_m2"] = directory_.stations.at(c.station).area_m2;
    j["people"] = json_of(c.people);
    j["room"] = c.room;
    j["replications"] = c.replications;
    return j;
  }

  Json not_cleared(const NotCleared& n) const {
    return {{"replications", n.replications},
            {"people", n.people.sum()},
            {"inside", n.people.inside},
            {"outside", n.people.outside},
            {"turned_back", n.people.turned_back},
            {"outside_overnight", n.people.overnight},
            {"most", n.most},
            {"latest_end_s", to_seconds(n.latest_end)},
            {"station", n.station ? Json(directory_.stations.at(*n.station).name) : Json(nullptr)},
            {"ring", ring(n.ring)}};
  }

  Json stand_still(const StandStill& s) const {
    return {{"places", ring(s.places)},
            {"times", s.times},
            {"lasted_s", to_seconds(s.lasted)},
            {"longest_from_s", to_seconds(s.from)},
            {"longest_until_s", to_seconds(s.until)}};
  }

  Json ring(const std::vector<std::uint16_t>& places) const {
    Json j = Json::array();
    for (const std::uint16_t place : places) j.push_back(directory_.stations.at(place).name);
    return j;
  }

  Json release(const ReleaseSummary& r) const {
    const ClassEntry& c = directory_.classes.at(r.traveller_class);
    return {{"class", c.name},
            {"label", json_of(c.label)},
            {"direction", directory_.directions.at(r.direction)},
            {"arrived", r.arrived},
            {"presented", r.presented},
            {"selected", r.selected},
            {"released", r.released},
            {"unfinished", r.unfinished},
            {"lodged", r.lodged},
            {"lodged_before_mean_s", json_or_null(r.lodged_before_s)},
            {"to_presented_mean_s", json_or_null(r.to_presented_s)},
            {"to_released_mean_s", json_or_null(r.to_released_s)},
            {"in_all_median_s", json_or_null(r.median_s)},
            {"in_all_95_s", json_or_null(r.percentile_95_s)},
            {"selected_median_s", json_or_null(r.selected_median_s)}};
  }

  Json finding(const FindingSummary& f) const {
    return {{"contraband", contraband_words[static_cast<std::size_t>(f.contraband)]},
            {"expected_carriers_mean", f.expected},
            {"carriers", f.carriers},
            {"found", f.found},
            {"chance", json_of(f.chance)},
            {"counted", json_of(f.counted)}};
  }

  Json risk(const RiskSummary& r) const {
    Json j = {
        {"checked", Json::array()}, {"found", Json::array()}, {"found_all", Json::array()}, {"checks", Json::array()}};
    for (const CheckedSummary& c : r.checked)
      j["checked"].push_back({{"class", directory_.classes.at(c.traveller_class).name},
                              {"direction", directory_.directions.at(c.direction)},
                              {"came", c.entities},
                              {"selected", c.selected},
                              {"searched", c.searched}});
    for (const FindingSummary& f : r.by_direction) {
      Json one = finding(f);
      one["class"] = directory_.classes.at(f.traveller_class).name;
      one["direction"] = directory_.directions.at(f.direction);
      j["found"].push_back(std::move(one));
    }
    for (const FindingSummary& f : r.all) j["found_all"].push_back(finding(f));
    for (const CheckSummary& c : r.checks) {
      Json one = where(c.station);
      one["search"] = c.search;
      one["checked"] = c.checked;
      one["alarms"] = c.alarms;
      one["false_alarms"] = c.false_alarms;
      one["found"] = c.found;
      j["checks"].push_back(std::move(one));
    }
    return j;
  }

  /// A disruption with all its ports.
  Json disruption(std::size_t number, const std::vector<DisruptionSummary>& all) const {
    const DisruptionEntry& entry = directory_.disruptions.at(number);
    Json j{{"name", entry.name},
           {"label", json_of(entry.label)},
           {"from_s", to_seconds(entry.from)},
           {"until_s", to_seconds(entry.until)},
           {"effects", entry.effects},
           {"does_nothing_here", entry.idle.empty() ? Json(nullptr) : Json(entry.idle)}};
    j["backlogs"] = Json::array();
    constexpr const char* kinds[] = {"traveller", "vehicle", "consignment"};
    for (const DisruptionSummary& d : all)
      if (d.disruption == number)
        j["backlogs"].push_back({{"port", directory_.ports.at(d.port).name},
                                 {"kind", kinds[static_cast<std::size_t>(d.kind)]},
                                 {"before", json_of(std::optional(d.before))},
                                 {"most", json_of(std::optional(d.most))},
                                 {"at_end", json_of(std::optional(d.at_end))},
                                 {"cleared_replications", d.cleared},
                                 {"cleared_s", json_of(d.cleared_s)}});
    return j;
  }

  static Json side_time(const SideTime& t) {
    return {
        {"people", t.people}, {"mean_s", json_or_null(t.mean_s)}, {"percentile_95_s", json_or_null(t.percentile_95_s)}};
  }

  Json sides(const SidesSummary& s) const {
    Json j = {{"direction", directory_.directions.at(s.direction)},
              {"door_to_door", side_time(s.inside)},
              {"outside_mean_s", json_or_null(s.outside_mean_s)},
              {"authorities", Json::array()}};
    for (const auto& [row, time] : s.authorities) {
      Json one = {{"authority", directory_.authorities.at(row)}};
      one.update(side_time(time));
      j["authorities"].push_back(one);
    }
    return j;
  }

  Json virtual_queue(const VirtualQueueSummary& q) const {
    const SourceEntry& source = directory_.sources.at(q.source);
    return {{"source", source.name},
            {"label", json_of(directory_.stations.at(source.station).label)},
            {"option", source.option},
            {"wanted", q.wanted()},
            {"came", q.came},
            {"no_slot", q.no_slot},
            {"no_show", q.no_show},
            {"not_called", q.not_called},
            {"waited_mean_s", json_or_null(q.waited_mean_s)},
            {"early_mean_s", json_or_null(q.early_mean_s)},
            {"waited_95_s", json_or_null(q.waited_95_s)}};
  }

  Json port(const PortSummary& p) const {
    Json j = {{"port", directory_.ports.at(p.port).name}, {"direction", directory_.directions.at(p.direction)}};
    j.update(json_of(p.people));
    j["from_elsewhere"] = p.from_elsewhere;
    j["to_elsewhere"] = p.to_elsewhere;
    j["promised_joined"] = p.promised.joined;
    j["promised_kept"] = p.promised.kept;
    j["to_clearance_mean_s"] = json_or_null(p.mean_s);
    return j;
  }

  Json move(const PortMove& m) const {
    return {{"from", directory_.ports.at(m.from).name},
            {"to", directory_.ports.at(m.to).name},
            {"direction", directory_.directions.at(m.direction)},
            {"wait", m.people[0]},
            {"closed", m.people[1]},
            {"closing", m.people[2]}};
  }

  Json team(const TeamSummary& t) const {
    const TeamEntry& entry = directory_.teams.at(t.team);
    return {{"team", entry.name},
            {"label", json_of(entry.label)},
            {"scents", entry.scents},
            {"searches", t.searches},
            {"screened", t.screened},
            {"alerts", t.alerts},
            {"on_duty_s", t.on_duty_s},
            {"worked_s", t.worked_s},
            {"walked_s", t.walked_s},
            {"rested_s", t.rested_s},
            {"longest_work_s", t.longest_work_s},
            {"rest_kept", t.worked_s > 0 ? Json(t.rest_kept_s / t.worked_s) : Json(nullptr)}};
  }

  Json pool(const PoolSummary& p) const {
    const PoolEntry& entry = directory_.pools.at(p.pool);
    Json j = {{"pool", entry.name}, {"label", json_of(entry.label)}, {"skills", entry.skills}};
    j["officers"] = p.officers;
    j["most_on_duty"] = p.most_on_duty;
    j.update(hours(p));
    return j;
  }

  static Json of_skill(const PoolSummary& p) {
    Json j = {{"skill", p.skill}, {"officers", p.officers}};
    j.update(hours(p));
    return j;
  }

  static Json hours(const PoolSummary& p) {
    return {{"rostered_s", p.rostered_s}, {"overtime_s", p.overtime_s}, {"on_duty_s", p.on_duty_s},
            {"at_post_s", p.at_post_s},   {"spare_s", p.spare_s},       {"walking_and_changing_over_s", p.moving_s},
            {"breaks", p.breaks},         {"break_s", p.break_s}};
  }

  Json orders(const OrdersSummary& o) const {
    const SupervisorEntry& entry = directory_.supervisors.at(o.supervisor);
    constexpr const char* words[] = {"open_servers", "face", "call_reserves", "hold", "let_in", "extend_hours"};
    Json j{{"supervisor", entry.name}, {"label", json_of(entry.label)}, {"policy", entry.policy}};
    for (std::size_t k = 0; k < o.count.size(); ++k) j[words[k]] = o.count[k];
    j["first_s"] = o.first ? Json(to_seconds(*o.first)) : Json(nullptr);
    j["last_s"] = o.last ? Json(to_seconds(*o.last)) : Json(nullptr);
    return j;
  }

  Json waits(const WaitsSummary& w) const {
    const auto [of, name, direction] = name_of(directory_, w);
    Json j{{"of", of}, {"name", name}, {"direction", direction}, {"half_hours", Json::array()}};
    for (const WaitsRow& row : w.half_hours)
      j["half_hours"].push_back({{"from_s", to_seconds(row.from)},
                                 {"people", row.people},
                                 {"mean_s", json_or_null(row.mean_s)},
                                 {"percentile_95_s", json_or_null(row.percentile_95_s)},
                                 {"longest_s", json_or_null(row.longest_s)},
                                 {"in_time", json_or_null(row.in_time)}});
    return j;
  }

  Json staff_need(const StaffNeed& n) const {
    Json j{{"port", directory_.ports.at(n.port).name},
           {"direction", n.direction >= 0 ? Json(directory_.directions.at(static_cast<std::size_t>(n.direction)))
                                          : Json(n.direction == StaffNeed::all_directions ? "all" : "both")},
           {"what", n.what},
           {"half_hours", Json::array()}};
    for (const StaffRow& row : n.rows)
      j["half_hours"].push_back({{"from_s", to_seconds(row.from)},
                                 {"needed", json_or_null(row.needed)},
                                 {"needed_90", json_or_null(row.busy_needed)},
                                 {"there", json_or_null(row.there)},
                                 {"at_least", row.at_least}});
    return j;
  }

  Json requirement(const RequirementSummary& r) const {
    Json j = where(r.station);
    j["installed"] = r.installed;
    j["limit_s"] = to_seconds(r.limit);
    j["share"] = r.share;
    j["mean_service_s"] = json_or_null(r.mean_service_s);
    j["half_hours"] = Json::array();
    for (const RequirementRow& row : r.rows)
      j["half_hours"].push_back({{"from_s", to_seconds(row.from)},
                                 {"load", json_or_null(row.load)},
                                 {"load_90", json_or_null(row.busy_load)},
                                 {"needed", json_or_null(row.needed)},
                                 {"needed_90", json_or_null(row.busy_needed)},
                                 {"open", json_or_null(row.open)},
                                 {"at_least", row.at_least}});
    return j;
  }

 private:
  const Directory& directory_;
  const Summary& summary_;
};

Json json_of(const std::optional<LastTime>& t) {
  return t ? Json{{"latest_s", to_seconds(t->latest)}, {"median_s", to_seconds(t->median)}} : Json(nullptr);
}

}  // namespace

Json json_of(const Label& label) {
  return {{"en", label.en}, {"zh", label.zh}};
}

const char* key_of(Verdict v) {
  switch (v) {
    case Verdict::no_pledge:
      return "no_pledge";
    case Verdict::nobody:
      return "nobody";
    case Verdict::not_cleared:
      return "not_cleared";
    case Verdict::kept:
      return "kept";
    case Verdict::not_kept:
      return "not_kept";
    case Verdict::cannot_tell:
      return "cannot_tell";
    case Verdict::one_day_kept:
      return "one_day_kept";
    case Verdict::one_day_not_kept:
      return "one_day_not_kept";
  }
  return "unknown";
}

Json json_of(const Directory& directory, const Summary& s) {
  const Writer writer(directory, s);
  Json j;
  j["crossflow_summary"] = json_version;
  j["title"] = json_of(directory.title);
  j["date"] = date_text(directory.date);
  j["days"] = s.days;
  j["warm_up_s"] = to_seconds(s.warm_up);
  j["start_up"] = nullptr;
  if (s.start_up)
    j["start_up"] = {{"waiting_at_midnight_mean", s.start_up->waiting},
                     {"suggested_s", s.start_up->suggested ? Json(to_seconds(*s.start_up->suggested)) : Json(nullptr)}};
  j["replications"] = s.replications;
  j["replications_asked"] = json_or_null(s.replications_asked);
  j["inputs_drawn"] = s.inputs_drawn;
  for (const char* list : {"pledges", "flows"}) j[list] = Json::array();
  for (const PledgeSummary& p : s.pledges) j["pledges"].push_back(writer.pledge(p));
  j["by_day"] = Json::array();
  for (std::size_t d = 0; s.days > 1 && d < static_cast<std::size_t>(s.days); ++d) j["by_day"].push_back(writer.day(d));
  for (const FlowSummary& f : s.flows) j["flows"].push_back(writer.flow(f));
  for (const auto& [key, counted] :
       {std::pair{"people", &s.people}, {"vehicles", &s.vehicles}, {"consignments", &s.consignments}}) {
    j[key] = json_of(*counted);
    j[key]["balanced"] = counted->balanced();
  }
  j["not_cleared"] = s.not_cleared ? writer.not_cleared(*s.not_cleared) : Json(nullptr);
  for (const char* list : {"crowded", "queues", "charged_to", "halls", "releases", "disruptions", "both_sides",
                           "virtual_queues", "requirements"})
    j[list] = Json::array();
  j["waits_by_half_hour"] = Json::array();
  for (const WaitsSummary& w : s.waits) j["waits_by_half_hour"].push_back(writer.waits(w));
  for (const CrowdedSummary& c : s.crowded) j["crowded"].push_back(writer.crowded(c));
  for (const QueueSummary& q : s.queues) j["queues"].push_back(writer.queue(q));
  j["charged_to"] = writer.charges(s.charges, s.waited_person_s());
  for (const HallSummary& h : s.halls) j["halls"].push_back(writer.hall(h));
  j["closing"] = {{"last_check", json_of(s.closing.last_check)},
                  {"last_clearance", json_of(s.closing.last_clearance)},
                  {"inside_mean", s.closing.inside_mean ? Json(*s.closing.inside_mean) : Json(nullptr)},
                  {"inside_most", s.closing.inside_mean ? Json(s.closing.inside_most) : Json(nullptr)}};
  for (const ReleaseSummary& r : s.releases) j["releases"].push_back(writer.release(r));
  j["risk"] = writer.risk(s.risk);
  for (std::size_t d = 0; d < directory.disruptions.size(); ++d)
    j["disruptions"].push_back(writer.disruption(d, s.disruptions));
  for (const SidesSummary& of : s.sides) j["both_sides"].push_back(writer.sides(of));
  for (const VirtualQueueSummary& q : s.virtual_queues) j["virtual_queues"].push_back(writer.virtual_queue(q));
  j["dog_teams"] = Json::array();
  for (const TeamSummary& t : s.teams) j["dog_teams"].push_back(writer.team(t));
  for (const RequirementSummary& r : s.requirements) j["requirements"].push_back(writer.requirement(r));
  for (const char* list : {"officers_and_devices", "officers", "officers_by_skill", "orders"}) j[list] = Json::array();
  for (const StaffNeed& n : s.staff_needs) j["officers_and_devices"].push_back(writer.staff_need(n));
  for (const PoolSummary& p : s.pools) j["officers"].push_back(writer.pool(p));
  for (const PoolSummary& p : s.skills) j["officers_by_skill"].push_back(Writer::of_skill(p));
  j["broken_off"] = s.broken_off;
  j["stand_stills"] = Json::array();
  for (const StandStill& one : s.stand_stills) j["stand_stills"].push_back(writer.stand_still(one));
  for (const OrdersSummary& o : s.orders) j["orders"].push_back(writer.orders(o));
  for (const char* list : {"ports", "port_moves"}) j[list] = Json::array();
  for (const PortSummary& p : s.ports) j["ports"].push_back(writer.port(p));
  for (const PortMove& m : s.moves) j["port_moves"].push_back(writer.move(m));
  return j;
}

}  // namespace crossflow
