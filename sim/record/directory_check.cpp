#include "sim/record/directory_check.hpp"

#include <limits>
#include <stdexcept>
#include <type_traits>

#include "sim/base/foreign_text.hpp"
#include "sim/record/event.hpp"
#include "sim/record/layouts.hpp"

namespace crossflow {
namespace {

struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void require(bool right, const char* what) {
  if (!right) throw Wrong(what);
}

// What columns do not say for themselves.
void check(const Directory& d) {
  constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
  require(d.days >= 1 && d.days <= most_days && d.bin >= minute && d.bin <= day, "the directory's days or bin");
  require(d.warm_up >= 0 && d.warm_up < d.days * day, "the directory's warm-up");
  require(is_utf8(d.title.en) && is_utf8(d.title.zh), "the directory's title");
  require(d.classes.size() <= 255 && d.directions.size() <= 255 && d.authorities.size() <= 8,
          "the directory is too long");
  h5::for_each_table(d, [&](const auto& layout, const auto& rows) {
    using Row = typename std::remove_cvref_t<decltype(rows)>::value_type;
    const bool is_pointed_at = !std::is_same_v<Row, DutyEntry> && !std::is_same_v<Row, LinkEntry>;
    require(rows.size() < (is_pointed_at ? most : 1'000'000), "the directory is too long");
    if (const std::string wrong = layout.wrong_with(rows, d); !wrong.empty()) throw Wrong(wrong);
  });
  std::uint64_t servers = 0;
  for (const StationEntry& s : d.stations) servers += s.servers;
  require(servers <= 10'000'000, "the directory has too many servers");
  for (std::size_t i = 0; i < d.duties.size(); ++i) {
    const DutyEntry& duty = d.duties[i];
    require(duty.until > duty.from, "a time on duty of nobody");
    if (i == 0 || d.duties[i - 1].officer < duty.officer) continue;
    require(d.duties[i - 1].officer == duty.officer && d.duties[i - 1].until <= duty.from,
            "times on duty that are not in order");
  }
  for (const SourceEntry& s : d.sources) require(d.stations[s.station].servers >= 1, "a source has no door");
  for (const PrevalenceEntry& p : d.prevalences) require(p.contraband != Contraband::none, "contraband of no kind");
}

}  // namespace

std::string wrong_with(const Directory& directory) {
  try {
    check(directory);
  } catch (const Wrong& wrong) {
    return wrong.what();
  }
  return {};
}

bool is_within(const TraceEntity& e, const Directory& d, std::size_t entities) {
  return e.source < d.sources.size() && e.traveller_class < d.classes.size() && e.direction < d.directions.size() &&
         e.party < entities && (e.carrier < entities || e.carrier == no_entity);
}

}  // namespace crossflow
