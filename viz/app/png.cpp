// The one place that contains stb_image_write, which is not written to our warnings.
#include <string>
#include <string_view>

#include "sim/base/check.hpp"
#include "sim/base/whole_file.hpp"
#include "viz/app/window.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace crossflow::viz {
namespace {

// Length, kind, text and checksum of the chunk that follows the header of all our pictures.
constexpr std::string_view mark("\0\0\0\022tEXtSoftware\0crossflow\221\000\150\232", 30);
constexpr std::size_t header_bytes = 33;

}  // namespace

bool is_our_png(const std::string& path) {
  return first_bytes(path, header_bytes + mark.size()).ends_with(mark);
}

void write_png(const Picture& picture, const std::string& path) {
  stbi_write_png_compression_level = 9;
  std::string bytes;
  const auto keep = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  };
  CROSSFLOW_CHECK(stbi_write_png_to_func(keep, &bytes, picture.width, picture.height, 3, picture.rgb.data(),
                                         picture.width * 3) != 0,
                  "a picture of no size");
  bytes.insert(header_bytes, mark);
  write_whole(path, bytes, std::string_view(bytes).substr(0, header_bytes + mark.size()));
}

}  // namespace crossflow::viz
