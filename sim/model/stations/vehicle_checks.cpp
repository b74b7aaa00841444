// What customs does to vehicles, one at a time: reads their images, searches them, drives a robot under them, or holds
// them until their data is there. Like desks, they differ in who serves and in the task only.
#include "sim/model/kinds.hpp"
#include "sim/model/service_bank.hpp"

namespace crossflow {
namespace {

struct VehicleCheck : ServiceKind {
  VehicleCheck(const std::string& kind, const std::string& about, const std::string& server, ServerKind server_is,
               const std::string& done_here, bool selected_for_it = true) {
    name = kind;
    help = about + " Authority unless given: customs.";
    shape = Shape::bay;
    unit = EntityKind::vehicle;
    authority = "customs";
    inspects = selected_for_it;
    rated = selected_for_it;  // nobody serves where vehicles wait for their data
    server_word = server;
    server_kind = server_is;
    default_task = done_here;
    keys = service_keys(name, help, unit);
  }
};

}  // namespace

const ModelStationKind& image_reading_kind() {
  static const VehicleCheck kind(
      "image-reading",
      "Officers who read the X-ray images of vehicles, perhaps from afar, while each vehicle waits on a parking place: "
      "of these there are as many as officers and the queue's space together.",
      "officer", ServerKind::desk, "image reading");
  return kind;
}
const ModelStationKind& vehicle_search_kind() {
  static const VehicleCheck kind(
      "vehicle-search",
      "Bays in which officers search a vehicle. A full unload is a search that takes longer: let a choice send its "
      "share to a second station of this kind, with a service time of some hours and a task of its own.",
      "bay", ServerKind::bay, "vehicle search");
  return kind;
}
const ModelStationKind& under_vehicle_robot_kind() {
  static const VehicleCheck kind("under-vehicle-robot", "Robots that look at a vehicle from below.", "robot",
                                 ServerKind::device, "search from below");
  return kind;
}
const ModelStationKind& data_hold_kind() {
  static const VehicleCheck kind(
      "data-hold",
      "Bays where a vehicle stands whose cargo data is late or missing, until it is there: the service is the time "
      "that the data still needs, and nobody serves.",
      "bay", ServerKind::bay, "cargo data", false);
  return kind;
}

}  // namespace crossflow
