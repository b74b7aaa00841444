#include "sim/model/supervisors/limits.hpp"

#include "sim/scenario/types.hpp"

namespace crossflow {

std::shared_ptr<const Record<ServerLimits>> server_limits_keys() {
  auto r = std::make_shared<Record<ServerLimits>>("limits of servers", "Between how many servers to choose.");
  r->key("least", &ServerLimits::least, types::whole(0, 50'000), "1", "Servers that are left open at each station.")
      .optional("most", &ServerLimits::most, types::whole(1, 50'000),
                "Servers opened at each station at most; unless given, all that are installed.")
      .check([](const ServerLimits& read, const Value& value, Reader& reader) {
        if (read.most && *read.most < read.least)
          reader.problem(*value.find("most"), "'most' is below 'least'", "at least " + std::to_string(read.least));
      });
  return r;
}

}  // namespace crossflow
