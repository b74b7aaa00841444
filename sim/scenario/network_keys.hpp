// The keys of `network`, as they are read: names of ports and sources are resolved once all ports are known.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/network.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/varying_types.hpp"

namespace crossflow {

struct NetworkKeys {
  struct Named {
    std::string name;
    Place place;
  };
  struct Stream {
    Named name;
    std::vector<Named> sources;  ///< "port/source"
  };
  struct Detour {
    Named from, to;
    Tick extra = 0;
  };
  struct Expected {
    std::vector<Tick> residents, visitors;
  };
  struct Feed {
    Tick every = 15 * minute;
    Expected taken_as;
  };

  Feed feed;
  ByClass<double> follows;
  Tick worth_it = 0;
  std::vector<std::size_t> residents;
  std::vector<Stream> streams;
  std::vector<Detour> detours;
};

std::shared_ptr<const Record<NetworkKeys>> network_record();

/// With the names resolved; problems are added.
Network make_network(const NetworkKeys& keys, const Scenario& scenario, Problems& problems);

}  // namespace crossflow
