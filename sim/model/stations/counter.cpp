// Counters: an officer checks documents, one traveller or one party at a time. Also the desks of the customs red
// channel, which differ in their authority and task only.
#include "sim/model/kinds.hpp"
#include "sim/model/service_bank.hpp"

namespace crossflow {
namespace {

struct Counter : ServiceKind {
  Counter() {
    name = "counter";
    help =
        "Counters with an officer each, who checks one traveller or one party at a time. Authority unless given: "
        "immigration.";
    shape = Shape::bank;
    authority = "immigration";
    server_word = "officer";
    default_task = "document check";
    keys = service_keys(name, help);
  }
};

struct RedChannel : ServiceKind {
  RedChannel() {
    name = "red-channel";
    help =
        "The customs channel for those with something to declare: desks with an officer each. Authority unless given: "
        "customs.";
    shape = Shape::bank;
    authority = "customs";
    server_word = "officer";
    default_task = "declaration";
    keys = service_keys(name, help);
  }
};

struct Search : ServiceKind {
  Search() {
    name = "search";
    help =
        "Search tables: an officer opens and searches the baggage of one traveller at a time. Authority unless given: "
        "customs.";
    shape = Shape::bay;
    authority = "customs";
    server_word = "officer";
    default_task = "search";
    keys = service_keys(name, help);
  }
};

}  // namespace

const ModelStationKind& counter_kind() {
  static const Counter kind;
  return kind;
}
const ModelStationKind& red_channel_kind() {
  static const RedChannel kind;
  return kind;
}
const ModelStationKind& search_kind() {
  static const Search kind;
  return kind;
}

}  // namespace crossflow
