#include "sim/record/own_form.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sim/record/output_file.hpp"

namespace crossflow::h5 {
namespace {

constexpr std::size_t most_chunk_bytes = 1024 * 1024;  // or one row, if that is longer
constexpr std::size_t most_text_bytes = 256 * 1024 * 1024;
constexpr int most_columns = 1000;

[[noreturn]] void foreign(const std::string& what) {
  throw Failure(what + ": that is not as Crossflow writes it");
}

bool is_scalar(hid_t type) {
  static const std::array<hid_t, 9> ours = {H5T_STD_U8LE,  H5T_STD_U16LE, H5T_STD_U32LE, H5T_STD_U64LE, H5T_STD_I8LE,
                                            H5T_STD_I16LE, H5T_STD_I32LE, H5T_STD_I64LE, H5T_IEEE_F64LE};
  return std::any_of(ours.begin(), ours.end(), [type](hid_t each) { return H5Tequal(type, each) > 0; });
}

std::size_t checked_column(hid_t type, const Column* known, const std::string& name) {
  if (H5Tget_class(type) != H5T_STRING) {
    if (!is_scalar(type) || (known != nullptr && H5Tequal(type, column_type(*known).get()) <= 0))
      throw Failure(name + " has another type");
    return H5Tget_size(type);
  }
  if (known != nullptr && known->type != ColumnType::text) throw Failure(name + " has another type");
  return text_bytes(type, name);
}

// The members of a compound follow on each other without gaps. Returns the bytes of a row.
std::size_t checked_row(hid_t type, const Columns& columns) {
  if (H5Tget_class(type) != H5T_COMPOUND) throw Failure(columns.table + " is not a table");
  const int members = H5Tget_nmembers(type);
  if (members < 1 || members > most_columns) foreign(columns.table + " has no columns, or very many");
  std::size_t offset = 0;
  for (unsigned i = 0; i < static_cast<unsigned>(members); ++i) {
    char* raw = H5Tget_member_name(type, i);
    const std::string name = raw == nullptr ? "" : raw;
    H5free_memory(raw);
    const auto known = std::find_if(columns.columns.begin(), columns.columns.end(),
                                    [&](const Column& column) { return column.name == name; });
    const Handle member = own(H5Tget_member_type(type, i), name);
    if (H5Tget_member_offset(type, i) != offset) foreign(columns.table + " has gaps");
    offset +=
        checked_column(member.get(), known == columns.columns.end() ? nullptr : &*known, columns.table + "/" + name);
  }
  if (H5Tget_size(type) != offset) foreign(columns.table + " has gaps");
  return offset;
}

void check_filters(hid_t creation, const std::string& table) {
  const auto filter = [creation](unsigned number) {
    unsigned flags = 0, config = 0;
    std::size_t values = 0;
    return H5Pget_filter2(creation, number, &flags, &values, nullptr, 0, nullptr, &config);
  };
  if (H5Pget_nfilters(creation) != 2 || filter(0) != H5Z_FILTER_SHUFFLE || filter(1) != H5Z_FILTER_DEFLATE)
    foreign(table + " is compressed in another way");
}

}  // namespace

bool has_object(hid_t file, const std::string& path) {
  // HDF5 wants every group on the way asked for in turn.
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string head = path.substr(0, slash);
    if (ok(H5Lexists(file, head.c_str(), H5P_DEFAULT), head) == 0) return false;
    H5L_info_t link{};
    ok(H5Lget_info(file, head.c_str(), &link, H5P_DEFAULT), head);
    if (link.type != H5L_TYPE_HARD) foreign(head + " is a link to something else");
    if (slash == std::string::npos) return true;
  }
}

Handle open_object(hid_t file, const std::string& path) {
  if (path != "/" && !has_object(file, path)) throw Failure(path + " is missing");
  Handle object = own(H5Oopen(file, path.c_str(), H5P_DEFAULT), path);
  H5O_info_t info{};
  ok(H5Oget_info2(object.get(), &info, H5O_INFO_HDR), path);
  if (info.hdr.version != 2) foreign(path + " has a header of another version");
  return object;
}

void check_table(hid_t dataset, const Columns& columns, bool plain_column) {
  const std::string& name = columns.table;
  if (H5Iget_type(dataset) != H5I_DATASET) throw Failure(name + " is not a table");
  const Handle type = own(H5Dget_type(dataset), name);
  const std::size_t row_bytes =
      plain_column ? checked_column(type.get(), columns.columns.data(), name) : checked_row(type.get(), columns);
  const Handle space = own(H5Dget_space(dataset), name);
  if (H5Sget_simple_extent_ndims(space.get()) != 1) throw Failure(name + " has not one dimension");
  const Handle creation = own(H5Dget_create_plist(dataset), name);
  hsize_t chunk = 0;
  if (H5Pget_layout(creation.get()) != H5D_CHUNKED || H5Pget_chunk(creation.get(), 1, &chunk) != 1 || chunk == 0 ||
      chunk > std::max(std::size_t{1}, most_chunk_bytes / row_bytes))
    foreign(name + " is not in chunks of some thousand rows");
  check_filters(creation.get(), name);
}

void check_one_piece(hid_t dataset, const std::string& path) {
  if (H5Iget_type(dataset) != H5I_DATASET) throw Failure(path + " is not a text");
  const Handle creation = own(H5Dget_create_plist(dataset), path);
  if (H5Pget_layout(creation.get()) != H5D_CONTIGUOUS || H5Pget_external_count(creation.get()) != 0)
    foreign(path + " does not lie in this file in one piece");
}

void check_attribute(hid_t attribute, hid_t type, const char* name) {
  const Handle in_file = own(H5Aget_type(attribute), name);
  const Handle space = own(H5Aget_space(attribute), name);
  if (H5Sget_simple_extent_npoints(space.get()) != 1) throw Failure(std::string(name) + " is not one value");
  if (H5Tequal(in_file.get(), type) <= 0) throw Failure(std::string(name) + " has another type");
}

std::string read_text_attribute(hid_t object, const char* name) {
  const Handle attribute = own(H5Aopen(object, name, H5P_DEFAULT), name);
  const Handle type = own(H5Aget_type(attribute.get()), name);
  const Handle space = own(H5Aget_space(attribute.get()), name);
  if (H5Sget_simple_extent_npoints(space.get()) != 1) throw Failure(std::string(name) + " is not one text");
  std::string text(text_bytes(type.get(), name), '\0');
  ok(H5Aread(attribute.get(), type.get(), text.data()), name);
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

std::size_t text_bytes(hid_t type, const std::string& name) {
  if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) != 0 || H5Tget_cset(type) != H5T_CSET_UTF8 ||
      H5Tget_strpad(type) != H5T_STR_NULLPAD)
    throw Failure(name + " is not a text of fixed length");
  const std::size_t bytes = H5Tget_size(type);
  if (bytes == 0 || bytes > most_text_bytes) foreign(name + " is very long");
  return bytes;
}

}  // namespace crossflow::h5
