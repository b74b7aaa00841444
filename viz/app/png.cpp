// The one place that contains stb_image_write, which is not written to our warnings.
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

void write_png(const Picture& picture, const std::string& path) {
  stbi_write_png_compression_level = 9;
  std::string bytes;
  const auto keep = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
  };
  CROSSFLOW_CHECK(stbi_write_png_to_func(keep, &bytes, picture.width, picture.height, 3, picture.rgb.data(),
                                         picture.width * 3) != 0,
                  "a picture of no size");
  write_whole(path, bytes);
}

}  // namespace crossflow::viz
