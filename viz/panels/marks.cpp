#include "viz/panels/marks.hpp"

#include <algorithm>
#include <optional>
#include <type_traits>

#include "viz/app/calendar.hpp"
#include "viz/panels/chart.hpp"
#include "viz/panels/names.hpp"
#include "viz/panels/subjects.hpp"

namespace crossflow::viz {
namespace {

const char* words_of(IncidentKind kind) {
  switch (kind) {
    case IncidentKind::port_opened:
      return text(Word::incident_port_opened);
    case IncidentKind::port_closed:
      return text(Word::incident_port_closed);
    case IncidentKind::server_down:
      return text(Word::incident_server_down);
    case IncidentKind::server_up:
      return text(Word::incident_server_up);
    case IncidentKind::disruption_began:
      return text(Word::incident_disruption_began);
    case IncidentKind::disruption_ended:
      return text(Word::incident_disruption_ended);
    case IncidentKind::order:
      return text(Word::incident_order);
    case IncidentKind::diverted:
      return text(Word::incident_diverted);
    case IncidentKind::find:
      return text(Word::incident_find);
    case IncidentKind::ring:
      return text(Word::incident_ring);
    case IncidentKind::stand_still:
      return text(Word::incident_stand_still);
  }
  return "";
}

template <class Entry>
std::optional<std::size_t> beside(const std::vector<Entry>& marks, Tick now, bool forward) {
  if (forward) {
    const auto next =
        std::upper_bound(marks.begin(), marks.end(), now, [](Tick t, const Entry& e) { return t < e.tick; });
    if (next == marks.end()) return std::nullopt;
    return static_cast<std::size_t>(next - marks.begin());
  }
  const auto next =
      std::lower_bound(marks.begin(), marks.end(), now, [](const Entry& e, Tick t) { return e.tick < t; });
  if (next == marks.begin()) return std::nullopt;
  // The first of its instant.
  const Tick tick = std::prev(next)->tick;
  const auto first =
      std::lower_bound(marks.begin(), marks.end(), tick, [](const Entry& e, Tick t) { return e.tick < t; });
  return static_cast<std::size_t>(first - marks.begin());
}

Subject subject_of(const Run& run, const Mark& mark) {
  if (mark.kind == MarkKind::breach)
    return {Subject::What::entity, run.overview->breaches()[mark.index].entity, 0, run.number};
  const Incident& incident = run.overview->incidents()[mark.index];
  if (incident.station == no_station) return {};
  const bool of_server = incident.server != no_server &&
                         (incident.kind == IncidentKind::server_down || incident.kind == IncidentKind::server_up);
  if (of_server) return {Subject::What::server, incident.station, incident.server, run.number};
  return {Subject::What::station, incident.station, 0, run.number};
}

/// "1 of 23".
std::string one_of(std::size_t index, std::size_t all) {
  return say(Word::one_of, number_text(static_cast<double>(index + 1)), number_text(static_cast<double>(all)));
}

/// By how much it was missed in the end, as far as that is known.
std::string missed_by(Run& run, const Breach& breach) {
  const Story& story = story_in(run, breach.entity);
  const Tick limit =
      run.recording->directory().classes[run.recording->entities()[breach.entity].traveller_class].pledge_limit;
  const Tick by = story.immigration_clock - limit;
  if (by <= 0) return {};
  return say(story.left >= 0 ? Word::missed_in_the_end_by : Word::missed_so_far_by, duration(by));
}

}  // namespace

std::string incident_text(const Directory& directory, const Incident& incident) {
  std::string line;
  const auto row = static_cast<std::size_t>(std::max(incident.value, 0));
  switch (incident.kind) {
    case IncidentKind::port_opened:
    case IncidentKind::port_closed:
      if (row < directory.ports.size()) line += text(directory.ports[row].label) + " ";
      break;
    case IncidentKind::disruption_began:
    case IncidentKind::disruption_ended:
      if (row < directory.disruptions.size()) line += text(directory.disruptions[row].label) + " ";
      break;
    default:
      break;
  }
  if (incident.station != no_station) line += station_name(directory, incident.station) + " ";
  if (incident.server != no_server && incident.station != no_station && incident.kind != IncidentKind::order)
    line += server_name(directory, incident.station, incident.server) + " ";
  line += words_of(incident.kind);
  if (incident.kind == IncidentKind::order) line += std::string(": ") + text(static_cast<Order>(incident.aux));
  return line;
}

std::string breach_text(const Run& run, const Breach& breach) {
  const Directory& d = run.recording->directory();
  const ClassEntry& of = d.classes[run.recording->entities()[breach.entity].traveller_class];
  return say(Word::pledge_missed_at, entity_name(*run.recording, breach.entity), station_name(d, breach.station),
             duration(of.pledge_limit));
}

void show_mark(Session& session, const Mark& mark) {
  const Run& run = session.runs[mark.run];
  session.time.pause();
  session.time.go_to(mark.tick);
  if (const Subject subject = subject_of(run, mark); subject.what != Subject::What::none) {
    session.selected = subject;
    session.bring_in = subject;
  }
}

void go_to_mark(Session& session, MarkKind kind, bool forward) {
  std::optional<Mark> best;
  for (const Run& run : session.runs) {
    const auto offer = [&](const auto& marks) {
      const auto at = beside(marks, session.time.now(), forward);
      if (!at) return;
      const Tick tick = marks[*at].tick;
      if (tick > session.time.until() || tick < session.time.from()) return;
      if (!best || (forward ? tick < best->tick : tick > best->tick)) best = Mark{run.number, kind, *at, tick};
    };
    kind == MarkKind::breach ? offer(run.overview->breaches()) : offer(run.overview->incidents());
  }
  if (best) show_mark(session, *best);
}

std::string notice_text(Session& session) {
  if (session.time.playing()) return {};
  const Tick now = session.time.now();
  std::string words;
  if (session.stopped && session.stopped->tick == now && session.stopped->station != no_station)
    words = say(Word::stopped_at_queue, session.stop.queue,
                station_name(session.runs.front().recording->directory(), session.stopped->station));
  for (Run& run : session.runs) {
    const std::string before = session.runs.size() > 1 ? run.name + ": " : std::string();
    const auto tell = [&](const auto& marks, const auto& line) {
      const auto first =
          std::lower_bound(marks.begin(), marks.end(), now, [](const auto& m, Tick t) { return m.tick < t; });
      if (first == marks.end() || first->tick != now) return;
      // The one that is selected, if it is one of several of this instant.
      auto told = first;
      for (auto m = first; m != marks.end() && m->tick == now; ++m)
        if (subject_of(run,
                       {run.number, std::is_same_v<decltype(*m), const Breach&> ? MarkKind::breach : MarkKind::incident,
                        static_cast<std::size_t>(m - marks.begin()), now}) == session.selected)
          told = m;
      if (!words.empty()) words += "  ·  ";
      words +=
          before + line(*told) + "  (" + one_of(static_cast<std::size_t>(told - marks.begin()), marks.size()) + ")";
    };
    tell(run.overview->breaches(), [&](const Breach& breach) {
      const std::string by = missed_by(run, breach);
      return breach_text(run, breach) + (by.empty() ? "" : "; " + by);
    });
    tell(run.overview->incidents(),
         [&](const Incident& incident) { return incident_text(run.recording->directory(), incident); });
  }
  return words;
}

}  // namespace crossflow::viz
