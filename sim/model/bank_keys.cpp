#include "sim/model/bank_keys.hpp"

#include <algorithm>

#include "sim/scenario/people_keys.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

// Whether services hang on who mans the server.
bool officers_differ(const BankKeys& keys, const Build& build) {
  if (keys.effort) return true;
  if (!keys.post) return false;
  const std::vector<Pool>& pools = build.scenario().ports[build.port].pools;
  return std::any_of(pools.begin(), pools.end(), [&](const Pool& pool) {
    return pool.pace && std::find(pool.skills.begin(), pool.skills.end(), keys.post->skill) != pool.skills.end();
  });
}

std::shared_ptr<const Record<PriorityRule>> priority_keys() {
  auto r = std::make_shared<Record<PriorityRule>>("priority rule", "Who goes first; every condition given must hold.");
  r->optional("class", &PriorityRule::classes, types::list_of(types::class_name()), "These classes.")
      .optional("in a group", &PriorityRule::in_group, types::yes_no(), "Who travels in a tour group, or who does not.")
      .optional("failed at", &PriorityRule::failed_at, types::station_name(), "Who failed at this station before.");
  return r;
}

std::shared_ptr<const Record<Balking>> balking_keys() {
  auto r = std::make_shared<Record<Balking>>("balking rule", "Turning away at the sight of a long queue.");
  r->required("over", &Balking::over, types::whole(0, 1'000'000, "persons"), "The queue is longer than this.")
      .key("share", &Balking::share, types::share(), "100%", "The share of travellers who then turn away.");
  return r;
}

}  // namespace

std::shared_ptr<const Record<QueueKeys>> queue_keys() {
  auto r = std::make_shared<Record<QueueKeys>>("queue", "Where people wait for the station's servers.");
  r->key("shape", &QueueKeys::shape,
         types::one_of<QueueKeys::ShapeOf>(
             {{"single", QueueKeys::ShapeOf::single, "one line for all servers"},
              {"one per server", QueueKeys::ShapeOf::per_server, "people choose the shortest line when they come"}}),
         "single", "How people line up.")
      .optional("space", &QueueKeys::space, types::whole(0, 1'000'000, "persons"),
                "Persons that may wait here; those in service are not counted. When it is full, people are held where "
                "they come from. Without it there is no limit.")
      .optional("first", &QueueKeys::first, types::list_of<PriorityRule>(priority_keys()),
                "Who is served before all others, in this order. Nobody in service is interrupted.")
      .optional("jockeying", &QueueKeys::jockeying, types::whole(1, 1'000, "persons"),
                "With one line per server: the last of a line changes to one that is shorter by at least so many.")
      .optional("balking", &QueueKeys::balking, std::static_pointer_cast<const Type<Balking>>(balking_keys()),
                "Who turns away and leaves the port.")
      .optional("patience", &QueueKeys::patience, types::by_class(types::distribution(Measure::duration)),
                "How long people wait before they give up and leave the port. Without it they never do.");
  return r;
}

std::shared_ptr<const Record<BankKeys>> bank_keys() {
  auto r = std::make_shared<Record<BankKeys>>("station with servers", "Servers and their queue.");
  r->key("servers", &BankKeys::servers, types::whole(1, 50'000), "1", "Servers installed: counters, gates, machines.")
      .optional("open", &BankKeys::open, types::schedule(types::whole(0, 50'000)),
                "Servers open by plan at times of the day; from 00:00 all of them unless said otherwise.")
      .optional("queue", &BankKeys::queue, std::static_pointer_cast<const Type<QueueKeys>>(queue_keys()),
                "Where people wait.")
      .optional("pace", &BankKeys::pace, types::distribution(Measure::factor),
                "Servers that differ: a factor on the time of every service, drawn once for each server.")
      .optional("paces", &BankKeys::paces, types::list_of(types::factor()),
                "The same, given for each server from the first on.")
      .optional("breakdowns", &BankKeys::breakdowns, std::static_pointer_cast<const Type<Breakdowns>>(breakdown_keys()),
                "Servers that fail and are repaired. Unless given, none fails.")
      .optional("outage", &BankKeys::outages,
                types::list_of(std::static_pointer_cast<const Type<Outage>>(outage_keys())),
                "Times during which services take longer.")
      .optional("check", &BankKeys::check, std::static_pointer_cast<const Type<CheckKeys>>(check_keys()),
                "What is looked for here, at the end of each service.")
      .optional("post", &BankKeys::post, post_record(), "Officers without whom its servers are not open.")
      .optional("effort", &BankKeys::effort, effort_record(),
                "When officers are slower or quicker than the service time says.")
      .check([](const BankKeys& read, const Value& value, Reader& reader) {
        for (const auto& [at, n] : read.open)
          if (n > read.servers)
            reader.problem(*value.find("open"), "more servers open at " + clock_text(at) + " than are installed",
                           "at most " + std::to_string(read.servers));
        if (read.paces && static_cast<long>(read.paces->size()) != read.servers)
          reader.problem(*value.find("paces"),
                         std::to_string(read.paces->size()) + " paces for " + std::to_string(read.servers) + " servers",
                         "one for each server");
        if (read.queue.first.size() > 100)
          reader.problem(*value.find("queue"), std::to_string(read.queue.first.size()) + " rules of who goes first",
                         "at most 100");
        if (read.paces && read.pace) reader.problem(*value.find("pace"), "both 'pace' and 'paces'", "one of them");
        if (read.queue.jockeying && read.queue.shape == QueueKeys::ShapeOf::single)
          reader.problem(*value.find("queue"), "jockeying in a single line", "shape: one per server");
      });
  return r;
}

KeyedBank::KeyedBank(const BankKeys& keys, const Station& station, const Build& build, bool may_fail)
    : Bank(static_cast<std::uint32_t>(keys.servers),
           QueueRules{
               keys.queue.shape == QueueKeys::ShapeOf::per_server, keys.queue.space.value_or(-1),
               static_cast<std::uint8_t>(keys.queue.first.size() + 1),
               keys.queue.jockeying ? std::optional(static_cast<std::int32_t>(*keys.queue.jockeying)) : std::nullopt,
               keys.queue.patience.has_value(), keys.queue.balking.has_value(), may_fail,
               keys.pace || keys.paces || !keys.outages.empty() || officers_differ(keys, build),
               kind_of(station).unit == EntityKind::vehicle,
               keys.check.has_value() || DogPatrols::come_to(station, build),
               keys.post && keys.post->at_shift_end == AtShiftEnd::stop}),
      balking_(keys.queue.balking),
      outages_(keys.outages),
      days_(build.scenario().days) {
  const std::string full = build.scenario().ports[build.port].name + "/" + station.name;
  for (const PriorityRule& rule : keys.queue.first) {
    Priority p;
    if (!rule.classes.empty()) {
      p.classes.resize(build.scenario().classes.size());
      for (const std::size_t c : rule.classes) p.classes[c] = true;
    }
    p.in_group = rule.in_group;
    if (rule.failed_at) p.failed_at = build.node_of(*rule.failed_at);
    priorities_.push_back(std::move(p));
  }
  if (balking_) balking_draws_ = build.draws("balking at " + full);
  if (keys.queue.patience) {
    patience_.emplace(*keys.queue.patience, build.scenario().classes.size());
    patience_draws_ = build.draws("patience at " + full);
  }
  if (keys.check) check_ = std::make_unique<Check>(*keys.check, station, build);
  if (DogPatrols::come_to(station, build)) patrols_ = std::make_unique<DogPatrols>(station, build);
  if (officers_differ(keys, build))
    officers_ = std::make_unique<OfficersPace>(static_cast<std::size_t>(keys.servers), keys.effort);
  if (keys.paces) paces_ = *keys.paces;
  if (keys.pace) {
    const Sampler sampler(*keys.pace);
    const Stream stream = build.stream(full, "pace");
    for (long s = 0; s < keys.servers; ++s) paces_.push_back(sampler(stream.uniform(static_cast<std::uint64_t>(s))));
  }
}

std::uint8_t KeyedBank::level(const Entity& e) const {
  for (std::size_t i = 0; i < priorities_.size(); ++i) {
    const Priority& p = priorities_[i];
    if (!p.classes.empty() && !p.classes[e.traveller_class]) continue;
    if (p.in_group && *p.in_group != e.grouped) continue;
    if (p.failed_at != no_node && p.failed_at != e.failed_at) continue;
    return static_cast<std::uint8_t>(i);
  }
  return static_cast<std::uint8_t>(priorities_.size());
}

Tick KeyedBank::patience(const Entity& e) {
  if (!patience_ || !patience_->defined(e)) return never;
  return ticks_from_seconds((*patience_)(e, patience_draws_.uniform(e)));
}

bool KeyedBank::balks(const Entity& e, std::int64_t waiting) {
  return balking_ && waiting > balking_->over && balking_draws_.uniform(e) < balking_->share;
}

Tick KeyedBank::service_time(double need, std::uint16_t server) {
  const double pace = paces_.empty() ? 1.0 : paces_[server];
  const double officer = officers_ ? officers_->factor(server, Bank::waiting(), flow().now()) : 1.0;
  return ticks_from_seconds(need * pace * officer * outage_factor(outages_, flow().now(), days_));
}

void KeyedBank::set_officer(std::uint16_t server, double pace, Tick since) {
  if (officers_) officers_->set(server, pace, since);
}

Tick KeyedBank::longer(Slot leader) {
  if (check_)
    if (const Tick more = check_->made(leader, id(), flow().entity(leader)); more > 0) return more;
  if (patrols_) patrols_->screen(leader, id(), flow(), check_ != nullptr);
  return 0;
}

void BankKind::describe(const Station& station, StationEntry& entry) const {
  const BankKeys& mine = bank(station);
  entry.servers = static_cast<std::uint32_t>(mine.servers);
  entry.space = mine.queue.space.value_or(-1);
  if (mine.check) entry.checks = mine.check->finds ? CheckKind::search : CheckKind::alarm;
  entry.line_per_server = mine.queue.shape == QueueKeys::ShapeOf::per_server;
}

Schedule<long> BankKind::plan(const Station& station) const {
  const BankKeys& mine = bank(station);
  if (mine.open.empty()) return {};
  Schedule<long> plan = mine.open;
  if (plan.front().first > 0) plan.insert(plan.begin(), {Tick{0}, mine.servers});
  return plan;
}

}  // namespace crossflow
