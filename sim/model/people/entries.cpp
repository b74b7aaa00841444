#include "sim/model/people/entries.hpp"

#include "sim/model/people/roster.hpp"
#include "sim/scenario/kinds.hpp"

namespace crossflow {
namespace {

Label label_of(const Label& label, const std::string& name) {
  return label.en.empty() ? Label{name, label.zh} : label;
}

}  // namespace

void add_people(const Scenario& scenario, std::size_t port_index, Directory& directory) {
  const Port& port = scenario.ports[port_index];
  const std::size_t first_pool = directory.pools.size();
  for (const Pool& pool : port.pools) {
    std::string skills;
    for (const std::string& skill : pool.skills) skills += (skills.empty() ? "" : ", ") + skill;
    directory.pools.push_back(
        {port.name + "/" + pool.name, label_of(pool.label, pool.name), static_cast<std::uint16_t>(port_index), skills});
  }
  for (const Officer& officer : officers_of(scenario, port_index)) {
    const auto number = static_cast<std::uint16_t>(directory.officers.size());
    for (const Duty& duty : officer.duties) directory.duties.push_back({number, duty.day, duty.from, duty.until});
    directory.officers.push_back({port.name + "/" + officer.name, static_cast<std::uint16_t>(first_pool + officer.pool),
                                  officer.reserve ? port.pools[officer.pool].reserves->stay : 0});
  }
  for (const Supervisor& supervisor : port.supervisors)
    directory.supervisors.push_back({port.name + "/" + supervisor.name, label_of(supervisor.label, supervisor.name),
                                     static_cast<std::uint16_t>(port_index),
                                     supervisor.kind == nullptr ? "" : supervisor.kind->name});
}

}  // namespace crossflow
