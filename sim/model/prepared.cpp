#include "sim/model/prepared.hpp"

#include "sim/scenario/types.hpp"

namespace crossflow {

std::shared_ptr<const Record<PreparedKeys>> prepared_keys(EntityKind unit) {
  auto r = std::make_shared<Record<PreparedKeys>>("preparation", "Who is served quicker because of what they bring.");
  r->required("by", &PreparedKeys::by, types::text(),
              "What they bring, such as an RFID plate or a filled-in QR code. Who has it is drawn once: the same "
              "travellers and vehicles have it at every station that names it, and in a choice whose purpose it is.")
      .required("share", &PreparedKeys::share, types::by_class(types::share()),
                "The share of those who have it, for all or by class; of a class that is not named nobody has.")
      .required("service", &PreparedKeys::service, types::by_class(types::distribution(Measure::duration)),
                "How long their service takes, in place of the station's own time.")
      .check([unit](const PreparedKeys& read, const Value& value, Reader& reader) {
        for (std::size_t c = 0; c < reader.names.classes.size(); ++c)
          for (const bool grouped : {false, true})
            if (reader.names.class_kinds[c] == unit && read.share.find(c, grouped) != nullptr &&
                read.service.find(c, grouped) == nullptr) {
              reader.problem(*value.find("service"),
                             "no service time for those of class '" + reader.names.classes[c] + "' who are prepared",
                             "a value for every class that has a share, or 'otherwise'");
              break;
            }
      });
  return r;
}

Prepared::Prepared(const PreparedKeys& keys, const std::vector<bool>& counts, const Build& build)
    : service_(keys.service, counts), draws_(build.draws(keys.by)) {
  for (std::size_t c = 0; c < counts.size(); ++c) {
    for (const bool grouped : {false, true}) {
      const double* share = keys.share.find(c, grouped);
      share_.push_back(!counts[c] || share == nullptr || keys.service.find(c, grouped) == nullptr ? 0.0 : *share);
    }
  }
}

}  // namespace crossflow
