// Colours of classes can be told from one another and from what servers look like, by all kinds of sight.
#include <algorithm>
#include <array>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "viz/app/class_shade.hpp"
#include "viz/app/theme.hpp"

namespace crossflow::viz {
namespace {

using Three = std::array<double, 3>;

Three linear(Colour colour) {
  Three out{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = static_cast<double>(colour >> 8 * i & 255U) / 255;
    out[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return out;
}

Three times(const std::array<Three, 3>& m, const Three& v) {
  Three out{};
  for (std::size_t r = 0; r < 3; ++r) out[r] = m[r][0] * v[0] + m[r][1] * v[1] + m[r][2] * v[2];
  return out;
}

Three lab(const Three& rgb) {
  const Three xyz = times({{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}}, rgb);
  const Three white = {0.9505, 1, 1.089};
  Three f{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double t = xyz[i] / white[i];
    f[i] = t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double distance(const Three& a, const Three& b) {
  return std::sqrt(std::pow(a[0] - b[0], 2) + std::pow(a[1] - b[1], 2) + std::pow(a[2] - b[2], 2));
}

double apart(Colour a, Colour b) {
  return distance(lab(linear(a)), lab(linear(b)));
}

/// As deuteranopes and protanopes see them (Machado, Oliveira and Fernandes 2009), who are nine of ten colour-blind.
double apart_to_the_colour_blind(Colour a, Colour b) {
  const std::array<std::array<Three, 3>, 2> sights = {
      {{{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
       {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}}};
  double least = 1e9;
  for (const auto& sight : sights) {
    const auto seen = [&](Colour c) {
      Three rgb = times(sight, linear(c));
      for (double& x : rgb) x = std::clamp(x, 0.0, 1.0);
      return lab(rgb);
    };
    least = std::min(least, distance(seen(a), seen(b)));
  }
  return least;
}

TEST(Colours, OfClassesAreToldFromOneAnotherAndFromStates) {
  for (const bool dark : {false, true}) {
    use_theme(dark);
    const Theme& t = theme();
    for (std::size_t i = 0; i < class_shades; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        EXPECT_GT(apart(class_colour(i), class_colour(j)), 20) << i << " and " << j;
        EXPECT_GT(apart_to_the_colour_blind(class_colour(i), class_colour(j)), 12) << i << " and " << j;
      }
      for (const Colour state :
           {t.idle, t.busy, t.blocked, t.closed, t.down, t.no_officer, t.not_opened, t.changing_over})
        EXPECT_GT(apart(class_colour(i), state), 20) << i;
      for (const std::size_t direction : {0U, 1U}) EXPECT_GT(apart(class_colour(i), direction_colour(direction)), 10);
      EXPECT_GT(apart(class_colour(i), t.station), 25) << "on the ground";
    }
    EXPECT_GT(apart(direction_colour(0), direction_colour(1)), 20);
  }
  use_theme(false);
}

Directory with_classes(std::initializer_list<const char*> names) {
  Directory d;
  for (const char* name : names) d.classes.push_back({name, {}, 0, 0, false});
  return d;
}

TEST(ClassShades, AreTheNamesOwn) {
  const Directory sunday = with_classes({"resident", "mainland", "other"});
  const Directory bridge =
      with_classes({"driver", "private car", "northbound car", "coach", "laden lorry", "empty lorry", "e-lock lorry",
                    "consignment", "other", "mainland", "resident"});
  const auto alone = shades_of({&sunday}), both = shades_of({&sunday, &bridge}), only_bridge = shades_of({&bridge});
  EXPECT_EQ(both[0], alone[0]);
  EXPECT_EQ(both[1], only_bridge[0]);
  EXPECT_EQ(both[1][10], both[0][0]);
  auto sorted = both[1];
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(std::unique(sorted.begin(), sorted.end()), sorted.end()) << "each a shade of its own";
}

TEST(ClassShades, AreAllDifferentAsLongAsThereAreAny) {
  Directory many;
  for (std::size_t i = 0; i < class_shades + 3; ++i)
    many.classes.push_back({"class " + std::to_string(i), {}, 0, 0, false});
  const auto shades = shades_of({&many})[0];
  std::vector<std::size_t> first(shades.begin(), shades.begin() + class_shades);
  std::sort(first.begin(), first.end());
  EXPECT_EQ(std::unique(first.begin(), first.end()), first.end());
  for (const std::size_t shade : shades) EXPECT_LT(shade, class_shades);
}

}  // namespace
}  // namespace crossflow::viz
