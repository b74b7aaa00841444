#include "sim/scenario/network_keys.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

using Named = NetworkKeys::Named;

/// What three bands are taken for: three durations, none shorter than the one before.
class BandWaitsType final : public Type<std::vector<Tick>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<Tick>& out) const override {
    if (!value.is_list() || value.items.size() != Network::bands) return reader.refuse_length(value, expected());
    if (!list_->read(value, reader, out)) return false;
    return std::is_sorted(out.begin(), out.end()) ||
           reader.problem(value, reader.subject() + " has a busier band with a shorter wait", expected());
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "array"}, {"items", types::duration()->schema()}, {"minItems", 3}, {"maxItems", 3}};
  }
  std::string expected() const override {
    return "three durations, of normal, busy and very busy, such as [8 min, 22 min, 45 min]";
  }

 private:
  TypePtr<std::vector<Tick>> list_ = types::list_of(types::duration(0, day));
};

class StreamsType final : public Type<std::vector<NetworkKeys::Stream>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<NetworkKeys::Stream>& out) const override {
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    bool good = true;
    for (const auto& entry : value.entries) {
      const Reader::Scope scope(reader, entry.key);
      NetworkKeys::Stream stream{{entry.key, entry.place}, {}};
      if (!entry.value.is_list() || entry.value.items.size() < 2) {
        good = reader.refuse_length(entry.value, "a list of two or more sources, each as port/source");
        continue;
      }
      for (const Value& item : entry.value.items) {
        if (!item.is_scalar()) good = reader.refuse(item, "a source as port/source");
        stream.sources.push_back({item.scalar, item.place});
      }
      out.push_back(std::move(stream));
    }
    return good;
  }
  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json text = {{"type", "string"}};
    out = {{"type", "object"},
           {"minProperties", 1},
           {"additionalProperties", {{"type", "array"}, {"items", text}, {"minItems", 2}}}};
  }
  std::string expected() const override {
    return "a map from names to sources that can stand for one another, such as {on foot out: [lo-wu/trains, "
           "heung-yuen-wai/departing]}";
  }
};

class DetoursType final : public Type<std::vector<NetworkKeys::Detour>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<NetworkKeys::Detour>& out) const override {
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    bool good = true;
    for (const auto& from : value.entries) {
      const Reader::Scope scope(reader, from.key);
      if (!from.value.is_map() || from.value.entries.empty()) {
        good = reader.refuse(from.value, "the extra time to other ports, such as {lo-wu: 40 min}");
        continue;
      }
      for (const auto& to : from.value.entries) {
        const Reader::Scope inner(reader, to.key);
        NetworkKeys::Detour detour{{from.key, from.place}, {to.key, to.place}, 0};
        good = extra_->read(to.value, reader, detour.extra) && good;
        out.push_back(std::move(detour));
      }
    }
    return good;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "object"},
           {"minProperties", 1},
           {"additionalProperties",
            {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", extra_->schema()}}}};
  }
  std::string expected() const override { return "a map such as {heung-yuen-wai: {lo-wu: 40 min}}"; }

 private:
  TypePtr<Tick> extra_ = types::duration(second, day);
};

std::vector<std::string> names_of_ports(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Port& port : scenario.ports) names.push_back(port.name);
  return names;
}

/// The port or the source of this name among all; nothing after adding a problem.
std::optional<std::size_t> find_name(const std::vector<std::string>& names, const Named& name, const std::string& what,
                                     Problems& problems) {
  const auto found = std::find(names.begin(), names.end(), name.name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  problems.add(name.place, "there is no " + what + " '" + name.name + "'",
               names.size() > 12 ? "" : "one of " + listed(names, ", "), nearest_word(name.name, names));
  return {};
}

void add_streams(const NetworkKeys& keys, const Scenario& scenario, Network& out, Problems& problems) {
  std::vector<std::string> names;
  std::vector<std::pair<std::size_t, std::size_t>> sources;
  for (std::size_t p = 0; p < scenario.ports.size(); ++p)
    for (std::size_t s = 0; s < scenario.ports[p].sources.size(); ++s) {
      names.push_back(scenario.ports[p].name + "/" + scenario.ports[p].sources[s].name);
      sources.emplace_back(p, s);
    }
  const auto direction = [&scenario](std::pair<std::size_t, std::size_t> of) {
    return scenario.ports[of.first].sources[of.second].direction;
  };
  std::set<std::size_t> used;
  for (const auto& stream : keys.streams) {
    CrossingStream made{stream.name.name, stream.name.place, {}};
    for (const Named& name : stream.sources) {
      const auto at = find_name(names, name, "source", problems);
      if (!at) continue;
      if (!used.insert(*at).second)
        problems.add(name.place, "the source '" + name.name + "' stands in the streams twice");
      if (!made.sources.empty() && direction(made.sources.front()) != direction(sources[*at]))
        problems.add(name.place, "'" + name.name + "' does not go the way of the sources before it",
                     "sources of one direction");
      made.sources.push_back(sources[*at]);
    }
    out.streams.push_back(std::move(made));
  }
}

void add_detours(const NetworkKeys& keys, const Scenario& scenario, Network& out, Problems& problems) {
  const auto names = names_of_ports(scenario);
  out.detour.assign(names.size(), std::vector<std::optional<Tick>>(names.size()));
  for (const auto& detour : keys.detours) {
    const auto from = find_name(names, detour.from, "port", problems);
    const auto to = find_name(names, detour.to, "port", problems);
    if (!from || !to) continue;
    if (from == to) problems.add(detour.to.place, "a detour from '" + detour.to.name + "' to itself", "another port");
    out.detour[*from][*to] = detour.extra;
  }
  const auto said = out.detour;
  for (std::size_t from = 0; from < names.size(); ++from)
    for (std::size_t to = 0; to < names.size(); ++to)
      if (!said[from][to]) out.detour[from][to] = said[to][from];
}

}  // namespace

std::shared_ptr<const Record<NetworkKeys>> network_record() {
  auto expected = std::make_shared<Record<NetworkKeys::Expected>>("wait of bands", "What a band is taken for.");
  expected
      ->key("residents", &NetworkKeys::Expected::residents, std::make_shared<BandWaitsType>(),
            "[8 min, 22 min, 45 min]",
            "Of residents: normal is under 15 min, busy under 30 min, very busy 30 min and more.")
      .key("visitors", &NetworkKeys::Expected::visitors, std::make_shared<BandWaitsType>(), "[15 min, 38 min, 60 min]",
           "Of visitors: normal is under 30 min, busy under 45 min, very busy 45 min and more.");
  auto feed = std::make_shared<Record<NetworkKeys::Feed>>("feed", "The published waits.");
  feed->key("every", &NetworkKeys::Feed::every, types::duration(minute, day), "15 min",
            "How often they are published: by port, direction, residents and visitors, as normal, busy or very busy.")
      .key("taken as", &NetworkKeys::Feed::taken_as, expected, "{}",
           "The wait that somebody expects who knows the band alone.");
  auto made = std::make_shared<Record<NetworkKeys>>("network", "How people choose where to cross.");
  made->key("feed", &NetworkKeys::feed, feed, "{}", "The waits that are published.")
      .required("follows the feed", &NetworkKeys::follows, types::by_class(types::share(), Cover::all),
                "The share of people, parties or vehicles who look at the published waits before they set out.")
      .key("worth it", &NetworkKeys::worth_it, types::duration(0, day), "20 min",
           "They go elsewhere only if they expect to gain at least this, the detour subtracted.")
      .required(
          "residents", &NetworkKeys::residents, types::list_of(types::class_name(), 1),
          "Classes that read the waits of residents; all others read those of visitors. Of people these decide too "
          "which of the two published waits theirs counts to.")
      .required(
          "streams", &NetworkKeys::streams, std::make_shared<StreamsType>(),
          "Sources that can stand for one another: of one direction, and all on foot or all in vehicles. A source "
          "that is in none keeps to its port. Of several of one port, the first takes in those who come from "
          "elsewhere.")
      .required("detour", &NetworkKeys::detours, std::make_shared<DetoursType>(),
                "The extra time from door to door for who meant to cross at the first port and goes to the other; the "
                "same both ways unless both are given. No entry: no way.");
  return made;
}

Network make_network(const NetworkKeys& keys, const Scenario& scenario, Problems& problems) {
  Network out;
  out.every = keys.feed.every;
  out.worth_it = keys.worth_it;
  out.resident.resize(scenario.classes.size());
  for (const std::size_t c : keys.residents) out.resident[c] = true;
  for (std::size_t c = 0; c < scenario.classes.size(); ++c) out.looks.push_back(*keys.follows.find(c, false));
  std::copy_n(keys.feed.taken_as.residents.begin(), Network::bands, out.residents_expect.begin());
  std::copy_n(keys.feed.taken_as.visitors.begin(), Network::bands, out.visitors_expect.begin());
  if (scenario.ports.size() < 2 && !keys.streams.empty())
    problems.add(keys.streams.front().name.place, "a network of one port", "several ports, under 'ports'");
  add_streams(keys, scenario, out, problems);
  add_detours(keys, scenario, out, problems);
  return out;
}

}  // namespace crossflow
