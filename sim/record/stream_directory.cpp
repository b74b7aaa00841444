#include "sim/record/stream_directory.hpp"

#include <cmath>

#include "sim/record/directory_check.hpp"
#include "sim/record/layouts.hpp"
#include "sim/record/packed_rows.hpp"

namespace crossflow::stream {
namespace {

constexpr std::size_t most_rows = 1'000'000;

// All tables, for both ways.
template <class D, class F>
void for_each_table(D& d, F&& f) {
  f(h5::ports_layout(), d.ports);
  f(h5::stations_layout(), d.stations);
  f(h5::sources_layout(), d.sources);
  f(h5::classes_layout(), d.classes);
  f(h5::directions_layout(), d.directions);
  f(h5::authorities_layout(), d.authorities);
  f(h5::prevalences_layout(), d.prevalences);
  f(h5::disruptions_layout(), d.disruptions);
  f(h5::teams_layout(), d.teams);
  f(h5::pools_layout(), d.pools);
  f(h5::officers_layout(), d.officers);
  f(h5::duties_layout(), d.duties);
  f(h5::supervisors_layout(), d.supervisors);
  f(h5::links_layout(), d.links);
}

void require(bool right, const char* what) {
  if (!right) throw BadFrame(what);
}

}  // namespace

void put(const Directory& d, FrameBytes& frame) {
  frame.text(d.title.en).text(d.title.zh);
  frame.number(std::int32_t{d.date.year}).number(std::int32_t{d.date.month}).number(std::int32_t{d.date.day});
  frame.number(std::int32_t{d.days}).number(d.bin).number(d.warm_up);
  for_each_table(d, [&frame](const auto& layout, const auto& rows) { h5::put_rows(frame, layout, rows); });
}

Directory take_directory(FrameContent& content) {
  Directory d;
  d.title.en = content.text();
  d.title.zh = content.text();
  d.date.year = content.number<std::int32_t>();
  d.date.month = content.number<std::int32_t>();
  d.date.day = content.number<std::int32_t>();
  require(d.date.month >= 1 && d.date.month <= 12 && d.date.day >= 1 && d.date.day <= 31, "the directory's date");
  d.days = content.number<std::int32_t>();
  d.bin = content.number<Tick>();
  d.warm_up = content.number<Tick>();
  for_each_table(d, [&content](const auto& layout, auto& rows) {
    h5::Columns columns = layout.columns();
    const auto packed = h5::take_rows(content, columns, most_rows);
    rows = layout.unpack(packed, columns);
  });
  content.finish();
  if (const std::string wrong = wrong_with(d); !wrong.empty()) throw BadFrame(wrong);
  for (const StationEntry& s : d.stations) {
    for (const double metres : {s.x, s.y, s.width, s.height, s.area_m2})
      require(std::isfinite(metres), "a station of no size");
    require(s.shape <= Shape::outside && s.unit <= EntityKind::consignment && s.checks <= CheckKind::search &&
                s.server_kind <= ServerKind::bay,
            "a station of no shape, unit, check or kind of server");
  }
  for (const ClassEntry& c : d.classes)
    require(c.kind <= EntityKind::consignment && std::isfinite(c.length), "a class of no kind or length");
  return d;
}

}  // namespace crossflow::stream
