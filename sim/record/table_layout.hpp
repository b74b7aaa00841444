// How the rows of a table lie in a file: one description per struct, from which its HDF5 type, its documentation, its
// writing, its reading and the check of what was read are made. Knows no HDF5.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/foreign_text.hpp"
#include "sim/record/meaning.hpp"

namespace crossflow::h5 {

enum class ColumnType : std::uint8_t { u8, u16, u32, u64, i8, i16, i32, i64, f64, text };

/// A column as the file has it. Rows are packed: no gaps between columns.
struct Column {
  std::string name;
  Meaning meaning;    ///< its units: "s", "persons"; "index" for a row of another table, "1" for a plain number
  std::string about;  ///< what `meaning` does not say
  ColumnType type = ColumnType::u8;
  std::size_t bytes = 1;
  std::size_t offset = 0;
  bool is_there = true;  ///< in the file that is read

  std::string description() const { return meaning.text(about); }
};

struct Columns {
  std::string table;
  std::string description;
  std::vector<Column> columns;
  std::size_t row_bytes = 0;

  void place() {
    row_bytes = 0;
    for (Column& column : columns) {
      column.offset = row_bytes;
      row_bytes += column.bytes;
    }
  }
  /// How many rows one replication can make, or any number of them.
  double most_rows(const Directory& directory, double replications = 1) const {
    for (const Column& column : columns) replications *= column.meaning.values(directory);
    return replications;
  }
};

/// "waits: station in row 7 is 12; expected a row of /directory/stations". `number`: none of a text.
std::string wrong_value(const std::string& table, const Column& column, std::size_t row, std::optional<double> number,
                        const Directory& directory);

/// A type as it is stored: enumerations as their numbers, truth as 0 or 1.
template <class T>
struct Stored {
  using type = T;
};
template <>
struct Stored<bool> {
  using type = std::uint8_t;
};
template <class T>
requires std::is_enum_v<T>
struct Stored<T> {
  using type = std::underlying_type_t<T>;
};

template <class T>
constexpr ColumnType column_type() {
  if constexpr (std::is_same_v<T, std::string>) {
    return ColumnType::text;
  } else if constexpr (std::is_floating_point_v<T>) {
    static_assert(sizeof(T) == 8);
    return ColumnType::f64;
  } else {
    static_assert(std::is_integral_v<T>);
    constexpr int size = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
    return static_cast<ColumnType>(size + (std::is_signed_v<T> ? 4 : 0));
  }
}

/// The columns of a struct. `access` is a pointer to a member, or a function from Row& to a reference within it.
template <class Row>
class Layout {
 public:
  Layout(std::string table, std::string description) : columns_{std::move(table), std::move(description), {}, 0} {}

  template <class Access>
  Layout& column(std::string name, Access access, Meaning meaning, std::string about = {}) {
    using Value = std::remove_cvref_t<std::invoke_result_t<Access, Row&>>;
    using Kept = typename Stored<Value>::type;
    Column column{std::move(name), std::move(meaning), std::move(about), column_type<Kept>()};
    Codec codec;
    if constexpr (std::is_same_v<Value, std::string>) {
      has_text_ = true;
      codec.width = [access](std::span<const Row> rows) {
        std::size_t bytes = 1;
        for (const Row& row : rows) bytes = std::max(bytes, std::invoke(access, row).size());
        return bytes;
      };
      codec.pack = [access](std::span<const Row> rows, std::byte* at, std::size_t stride, std::size_t bytes) {
        for (const Row& row : rows) {
          const std::string& text = std::invoke(access, row);
          CROSSFLOW_CHECK(text.size() <= bytes, "a text is longer than its column");
          std::memcpy(at, text.data(), text.size());
          at += stride;
        }
      };
      codec.unpack = [access](const std::byte* at, std::size_t stride, std::size_t bytes, std::span<Row> rows) {
        for (Row& row : rows) {
          const char* text = reinterpret_cast<const char*>(at);
          std::invoke(access, row).assign(text, ::strnlen(text, bytes));
          at += stride;
        }
      };
      codec.first_wrong = [access](std::span<const Row> rows, const Bounds&) {
        return index_of(rows, [&](const Row& row) { return !is_utf8(std::invoke(access, row)); });
      };
    } else {
      column.bytes = sizeof(Kept);
      codec.pack = [access](std::span<const Row> rows, std::byte* at, std::size_t stride, std::size_t) {
        for (const Row& row : rows) {
          const Kept value = static_cast<Kept>(std::invoke(access, row));
          std::memcpy(at, &value, sizeof value);
          at += stride;
        }
      };
      codec.unpack = [access](const std::byte* at, std::size_t stride, std::size_t, std::span<Row> rows) {
        for (Row& row : rows) {
          Kept value;
          std::memcpy(&value, at, sizeof value);
          std::invoke(access, row) = static_cast<Value>(value);
          at += stride;
        }
      };
      const auto number = [access](const Row& row) {
        return static_cast<double>(static_cast<Kept>(std::invoke(access, row)));
      };
      codec.number = number;
      codec.first_wrong = [number](std::span<const Row> rows, const Bounds& bounds) {
        return index_of(rows, [&](const Row& row) { return !bounds.hold(number(row)); });
      };
    }
    columns_.columns.push_back(std::move(column));
    columns_.place();
    codecs_.push_back(std::move(codec));
    return *this;
  }

  /// Texts as narrow as can be; see `fitted`.
  const Columns& columns() const { return columns_; }
  bool has_text() const { return has_text_; }

  /// The columns with texts as wide as these rows need.
  Columns fitted(std::span<const Row> rows) const {
    Columns fitted = columns_;
    for (std::size_t i = 0; i < codecs_.size(); ++i) {
      if (codecs_[i].width) fitted.columns[i].bytes = codecs_[i].width(rows);
    }
    fitted.place();
    return fitted;
  }

  std::vector<std::byte> pack(std::span<const Row> rows, const Columns& as) const {
    std::vector<std::byte> packed(rows.size() * as.row_bytes);
    for (std::size_t i = 0; i < codecs_.size(); ++i) {
      codecs_[i].pack(rows, packed.data() + as.columns[i].offset, as.row_bytes, as.columns[i].bytes);
    }
    return packed;
  }

  /// A column that is not there has its default.
  std::vector<Row> unpack(std::span<const std::byte> packed, const Columns& as) const {
    std::vector<Row> rows(packed.size() / as.row_bytes);
    for (std::size_t i = 0; i < codecs_.size(); ++i) {
      if (!as.columns[i].is_there) continue;
      codecs_[i].unpack(packed.data() + as.columns[i].offset, as.row_bytes, as.columns[i].bytes, rows);
    }
    return rows;
  }

  /// What is wrong with rows that came from outside: the first value that its column cannot have. Empty if all is
  /// right. `first`: which row of the table the first of them is.
  std::string wrong_with(std::span<const Row> rows, const Directory& directory, std::size_t first = 0) const {
    for (std::size_t i = 0; i < codecs_.size(); ++i) {
      const Column& column = columns_.columns[i];
      if (column.meaning.is_any_bytes()) continue;
      const std::size_t row = codecs_[i].first_wrong(rows, column.meaning.bounds(directory));
      if (row == rows.size()) continue;
      const std::optional<double> number = codecs_[i].number ? codecs_[i].number(rows[row]) : std::optional<double>();
      return wrong_value(columns_.table, column, first + row, number, directory);
    }
    return {};
  }

 private:
  template <class Wrong>
  static std::size_t index_of(std::span<const Row> rows, Wrong wrong) {
    return static_cast<std::size_t>(std::find_if(rows.begin(), rows.end(), wrong) - rows.begin());
  }

  struct Codec {
    std::function<std::size_t(std::span<const Row>)> width;  // of texts only
    std::function<void(std::span<const Row>, std::byte*, std::size_t stride, std::size_t bytes)> pack;
    std::function<void(const std::byte*, std::size_t stride, std::size_t bytes, std::span<Row>)> unpack;
    std::function<std::size_t(std::span<const Row>, const Bounds&)> first_wrong;  // how many rows there are, if none is
    std::function<double(const Row&)> number;                                     // of all but texts
  };

  Columns columns_;
  std::vector<Codec> codecs_;
  bool has_text_ = false;
};

}  // namespace crossflow::h5
