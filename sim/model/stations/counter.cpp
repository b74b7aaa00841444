// Counters: an officer checks documents, one traveller or one party at a time. Also the desks of the customs red
// channel, search tables and interview rooms, which differ in their authority and task only.
#include "sim/model/kinds.hpp"
#include "sim/model/service_bank.hpp"

namespace crossflow {
namespace {

// An officer and a traveller: what differs is the name, the task, whose officer it is and how it is drawn.
struct Desk : ServiceKind {
  Desk(const std::string& kind, const std::string& about, Shape drawn_as, const std::string& by,
       const std::string& done_here, bool selected_for_it = false) {
    name = kind;
    help = about + " Authority unless given: " + by + ".";
    shape = drawn_as;
    authority = by;
    inspects = selected_for_it;
    server_word = "officer";
    server_kind = ServerKind::desk;
    default_task = done_here;
    keys = service_keys(name, help);
  }
};

}  // namespace

const ModelStationKind& counter_kind() {
  static const Desk kind("counter", "Counters with an officer each, who checks one traveller or one party at a time.",
                         Shape::bank, "immigration", "document check");
  return kind;
}
const ModelStationKind& red_channel_kind() {
  static const Desk kind("red-channel",
                         "The customs channel for those with something to declare: desks with an officer each.",
                         Shape::bank, "customs", "declaration");
  return kind;
}
const ModelStationKind& search_kind() {
  static const Desk kind("search",
                         "Search tables: an officer opens and searches the baggage of one traveller at a time.",
                         Shape::bay, "customs", "search", true);
  return kind;
}
const ModelStationKind& secondary_kind() {
  static const Desk kind("secondary", "Rooms in which an officer interviews those whom a counter could not clear.",
                         Shape::bay, "immigration", "interview");
  return kind;
}

}  // namespace crossflow
