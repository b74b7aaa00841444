#include "sim/record/stream_directory.hpp"

#include "sim/record/directory_check.hpp"
#include "sim/record/layouts.hpp"
#include "sim/record/packed_rows.hpp"

namespace crossflow::stream {
namespace {

constexpr std::size_t most_rows = 1'000'000;

void require(bool right, const char* what) {
  if (!right) throw BadFrame(what);
}

}  // namespace

void put(const Directory& d, FrameBytes& frame) {
  frame.text(d.title.en).text(d.title.zh);
  frame.number(std::int32_t{d.date.year}).number(std::int32_t{d.date.month}).number(std::int32_t{d.date.day});
  frame.number(std::int32_t{d.days}).number(d.bin).number(d.warm_up);
  h5::for_each_table(d, [&frame](const auto& layout, const auto& rows) { h5::put_rows(frame, layout, rows); });
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
  h5::for_each_table(d, [&content](const auto& layout, auto& rows) {
    h5::Columns columns = layout.columns();
    const auto packed = h5::take_rows(content, columns, most_rows);
    rows = layout.unpack(packed, columns);
  });
  content.finish();
  if (const std::string wrong = wrong_with(d); !wrong.empty()) throw BadFrame(wrong);
  return d;
}

}  // namespace crossflow::stream
