#include "tests/kernel/story.hpp"

#include <bit>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "sim/base/contraband.hpp"

namespace crossflow::test {
namespace {

std::string letter(std::uint16_t, std::uint8_t, std::int32_t number) {
  const auto n = static_cast<int>(number);
  const std::string one(1, static_cast<char>('a' + n % 26));
  return n < 26 ? one : one + std::to_string(n / 26);
}

std::string time_text(Tick tick, Tick unit) {
  if (tick % unit == 0) return std::to_string(tick / unit);
  return fmt::format("{:.6g}", static_cast<double>(tick) / static_cast<double>(unit));
}

const char* state_text(std::int32_t state) {
  switch (static_cast<ServerState>(state)) {
    case ServerState::open:
      return "open";
    case ServerState::closed_by_hours:
      return "closed by hours";
    case ServerState::device_down:
      return "down";
    case ServerState::no_officer:
      return "without officer";
    case ServerState::not_opened:
      return "not opened";
    case ServerState::changing_over:
      return "changing over";
  }
  return "in an unknown state";
}

const char* leaving_text(std::uint8_t how) {
  switch (static_cast<Leaving>(how)) {
    case Leaving::done:
      return "leaves";
    case Leaving::gave_up:
      return "gives up";
    case Leaving::balked:
      return "balks";
    case Leaving::turned_back:
      return "turned back";
    case Leaving::diverted:
      return "diverted";
    case Leaving::left_behind:
      return "left behind";
  }
  return "vanishes";
}

const char* because_text(std::uint8_t because) {
  switch (static_cast<ChoseBecause>(because)) {
    case ChoseBecause::wait:
      return "wait";
    case ChoseBecause::closed:
      return "closed";
    case ChoseBecause::closing:
      return "closing";
  }
  return "no reason";
}

std::string sentence(const Event& e, const Cast& cast) {
  const std::string place = e.station < cast.stations.size() ? cast.stations[e.station] : "nowhere";
  const std::string server = e.server == no_server ? place : place + "/" + std::to_string(e.server);
  switch (e.kind) {
    case EventKind::arrived:
      return "arrives";
    case EventKind::joined:
      return "joins " + server;
    case EventKind::started:
      return "starts " + server;
    case EventKind::ended:
      return (e.aux == 0 ? "ends " : "fails ") + server;
    case EventKind::blocked:
      return "blocked by " + cast.stations.at(static_cast<std::size_t>(e.value));
    case EventKind::moved:
      return "moves to " + server;
    case EventKind::cleared:
      return "cleared by " + cast.authorities.at(e.aux);
    case EventKind::left:
      return leaving_text(e.aux);
    case EventKind::server:
      return server + (e.aux == 0 ? " is " : " will be ") + state_text(e.value);
    case EventKind::carries:
      return std::string("carries ") + contraband_words[e.aux];
    case EventKind::checked:
      return ((e.aux & check_bits::search) != 0 ? "searched " : "checked ") + server + ": " +
             ((e.aux & check_bits::found) != 0   ? "found"
              : (e.aux & check_bits::alarm) != 0 ? "alarm"
                                                 : "nothing");
    case EventKind::chance:
      return "chance " + std::string(contraband_words[e.aux]) + " " +
             fmt::format("{:.4g}", std::bit_cast<float>(e.value));
    case EventKind::chose_port:
      return "chose " + place + " instead of " + cast.stations.at(e.server) + ": " + because_text(e.aux);
    case EventKind::team: {
      static const std::vector<std::string> states = {"off duty", "rests", "walks", "searches", "patrols", "stands by"};
      return "team " + std::to_string(e.server) + " " + states.at(e.aux);
    }
    case EventKind::lodged:
      return "lodged " + std::to_string(e.value) + " s before";
    case EventKind::disruption:
      return "disruption " + std::string(e.aux == 1 ? "begins" : "ends");
    case EventKind::elsewhere:
      return "elsewhere " + std::to_string(e.value) + " s before";
    case EventKind::stayed_away:
      return place + (e.value == 0 ? " noslot" : e.value == 1 ? " noshow" : " notcalled");
    case EventKind::interrupted:
      return "broken off at " + server;
    case EventKind::officer: {
      static const std::vector<std::string> states = {"off duty", "spare",    "walks",   "changes over",
                                                      "at post",  "on break", "finishes"};
      return "officer " + std::to_string(e.server) + " " + states.at(e.aux);
    }
    case EventKind::order: {
      static const std::vector<std::string> orders = {"open", "face", "reserves", "hold", "let in", "extend"};
      return "order " + orders.at(e.aux) + " " + std::to_string(e.value);
    }
    case EventKind::port:
      return "port " + std::string(e.aux == 1 ? "opens" : "closes");
  }
  return "does what nobody knows";
}

}  // namespace

std::vector<std::string> story(const std::vector<Event>& events, const Cast& cast, const std::set<std::string>& verbs) {
  const auto name = cast.name ? cast.name : letter;
  std::map<std::uint32_t, std::string> who;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& e = events[i];
    if (e.kind == EventKind::arrived) {
      // Who comes to another port than he meant keeps the name that his own source gives him.
      const bool chose = i + 1 < events.size() && events[i + 1].kind == EventKind::chose_port;
      who[e.entity] = name(chose ? static_cast<std::uint16_t>(events[i + 1].value) : e.station, e.aux, e.value);
    }
    const std::string said = sentence(e, cast);
    const bool of_nobody = e.entity == no_entity;
    const std::string verb = of_nobody && e.kind != EventKind::officer ? said.substr(said.find(' ') + 1) : said;
    if (!verbs.empty() && !verbs.contains(verb.substr(0, verb.find(' ')))) continue;
    out.push_back(time_text(e.tick, cast.unit) + " " + (of_nobody ? said : who[e.entity] + " " + said));
  }
  return out;
}

std::string lines(const std::string& text) {
  std::istringstream in(text);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    out += line.substr(first, line.find_last_not_of(' ') - first + 1) + "\n";
  }
  return out;
}

std::string lines(const std::vector<std::string>& story) {
  std::string out;
  for (const std::string& line : story) out += line + "\n";
  return out;
}

}  // namespace crossflow::test
