// How the rows of a table lie in a file: one description per struct, from which its HDF5 type, its documentation, its
// writing and its reading are made. Knows no HDF5.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"

namespace crossflow::h5 {

enum class ColumnType : std::uint8_t { u8, u16, u32, u64, i8, i16, i32, i64, f64, text };

/// A column as the file has it. Rows are packed: no gaps between columns.
struct Column {
  std::string name;
  std::string units;  ///< "s", "persons"; "index" for a row of another table, "1" for a plain number
  std::string description;
  ColumnType type = ColumnType::u8;
  std::size_t bytes = 1;
  std::size_t offset = 0;
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
};

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
  Layout& column(std::string name, Access access, std::string units, std::string description) {
    using Value = std::remove_cvref_t<std::invoke_result_t<Access, Row&>>;
    using Kept = typename Stored<Value>::type;
    Column column{std::move(name), std::move(units), std::move(description), column_type<Kept>(), 0, 0};
    Codec codec;
    if constexpr (std::is_same_v<Value, std::string>) {
      has_text_ = true;
      column.bytes = 1;
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

  std::vector<Row> unpack(std::span<const std::byte> packed, const Columns& as) const {
    std::vector<Row> rows(packed.size() / as.row_bytes);
    for (std::size_t i = 0; i < codecs_.size(); ++i) {
      codecs_[i].unpack(packed.data() + as.columns[i].offset, as.row_bytes, as.columns[i].bytes, rows);
    }
    return rows;
  }

 private:
  struct Codec {
    std::function<std::size_t(std::span<const Row>)> width;  // of texts only
    std::function<void(std::span<const Row>, std::byte*, std::size_t stride, std::size_t bytes)> pack;
    std::function<void(const std::byte*, std::size_t stride, std::size_t bytes, std::span<Row>)> unpack;
  };

  Columns columns_;
  std::vector<Codec> codecs_;
  bool has_text_ = false;
};

}  // namespace crossflow::h5
