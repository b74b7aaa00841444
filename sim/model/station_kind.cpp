#include "sim/model/station_kind.hpp"

#include <algorithm>

namespace crossflow {

Build::Build(const Scenario& scenario, const RunKey& run) : scenario_(scenario), run_(run) {
  for (const Port& p : scenario.ports)
    for (const Source& source : p.sources)
      for (const TravellerClass& c : scenario.classes)
        source_elements_.push_back(p.name + "/" + source.name + "/" + c.name);
}

void Build::begin_port(std::size_t index) {
  port = index;
  first_station_ = scenario_.ports[index].sources.size();
  for (std::size_t p = 0; p < index; ++p)
    first_station_ += scenario_.ports[p].sources.size() + scenario_.ports[p].stations.size();
}

Draws Build::draws(const std::string& purpose) const {
  std::vector<Stream> streams;
  streams.reserve(source_elements_.size());
  for (const std::string& element : source_elements_) streams.emplace_back(run_, element, purpose);
  return {std::move(streams), scenario_.classes.size()};
}

SamplerByClass::SamplerByClass(const ByClass<Distribution>& by_class, std::size_t classes)
    : SamplerByClass(by_class, std::vector<bool>(classes, true)) {}

SamplerByClass::SamplerByClass(const ByClass<Distribution>& by_class, const std::vector<bool>& counts) {
  std::vector<const Distribution*> seen;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    for (const bool grouped : {false, true}) {
      const Distribution* d = counts[c] ? by_class.find(c, grouped) : nullptr;
      std::size_t at = undefined;
      if (d != nullptr) {
        at = static_cast<std::size_t>(std::find(seen.begin(), seen.end(), d) - seen.begin());
        if (at == seen.size()) {
          seen.push_back(d);
          samplers_.emplace_back(*d);
        }
      }
      index_.push_back(static_cast<std::uint16_t>(at));
    }
  }
}

}  // namespace crossflow
