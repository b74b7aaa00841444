#include "sim/model/people/entries.hpp"

#include <set>

#include <fmt/format.h>

#include "sim/scenario/kinds.hpp"

namespace crossflow {
namespace {

Label label_of(const Label& label, const std::string& name) {
  return label.en.empty() ? Label{name, label.zh} : label;
}

}  // namespace

void add_people(const Port& port, std::uint16_t port_index, Directory& directory) {
  for (const Pool& pool : port.pools) {
    const auto row = static_cast<std::uint16_t>(directory.pools.size());
    const std::string name = port.name + "/" + pool.name;
    std::string skills;
    for (const std::string& skill : pool.skills) skills += (skills.empty() ? "" : ", ") + skill;
    directory.pools.push_back({name, label_of(pool.label, pool.name), port_index, skills});
    const auto add = [&](const std::string& group, long officers) {
      for (long i = 1; i <= officers; ++i)
        directory.officers.push_back({fmt::format("{}/{}/{:02}", name, group, i), row});
    };
    for (const Shift& shift : pool.shifts) add(shift.name, shift.officers);
    std::set<std::string> named;
    for (const RosterLine& line : pool.roster) named.insert(line.officer);
    for (const std::string& officer : named) directory.officers.push_back({name + "/" + officer, row});
    if (pool.reserves) add("reserve", pool.reserves->officers);
  }
  for (const Supervisor& supervisor : port.supervisors)
    directory.supervisors.push_back({port.name + "/" + supervisor.name, label_of(supervisor.label, supervisor.name),
                                     port_index, supervisor.kind == nullptr ? "" : supervisor.kind->name});
}

}  // namespace crossflow
