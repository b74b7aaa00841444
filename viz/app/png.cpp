// The one place that contains stb_image_write, which is not written to our warnings.
#include "sim/base/problem.hpp"
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
  if (stbi_write_png(path.c_str(), picture.width, picture.height, 3, picture.rgb.data(), picture.width * 3) == 0)
    throw RunError("cannot write the picture " + path);
}

}  // namespace crossflow::viz
