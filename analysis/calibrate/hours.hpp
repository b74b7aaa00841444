// The hours at which people come, by kind of day, class, direction and control point, from what was published of parts
// of days: "more than 46,000 Mainland visitors came in by 10:00".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "analysis/calibrate/share_model.hpp"
#include "sim/base/problem.hpp"
#include "sim/base/tick.hpp"

namespace crossflow {

/// Classes whose hours are told apart; the last two are visitors, of whom some bulletins tell together.
inline constexpr std::array<const char*, 3> hour_classes = {"resident", "mainland", "other"};
inline constexpr std::array<const char*, 2> hour_directions = {"departure", "arrival"};
/// Airport and ferries, of whom only the sum of "all control points" tells: one curve for all classes.
inline constexpr const char* elsewhere = "elsewhere";

/// Whose day: indexes into the lists above.
struct WhoseDay {
  std::string control_point;
  std::size_t class_index = 0;
  std::size_t direction = 0;
  friend auto operator<=>(const WhoseDay&, const WhoseDay&) = default;
};

/// A bulletin: of so many people of a day, this share came between two clock times.
struct Bulletin {
  Place place;  ///< where it is written
  Date date;
  std::string kind;                   ///< of the day
  std::map<WhoseDay, double> people;  ///< of the whole day
  int from = 0;
  int until = half_hours_a_day;
  int busiest = 0;  ///< as in ShareObserved
  double low = 0;
  double high = 1;
};

/// A bulletin beside what the profiles say.
struct BulletinFit {
  double fitted = 0;
  double left_out = 0;  ///< by profiles fitted without the bulletins of its date
};
/// How far outside the range that the printing allows.
double miss(const Bulletin& bulletin, double share);

class FittedHours {
 public:
  /// Fits them. Of a control point without hours all the day is open.
  FittedHours(std::vector<Bulletin> bulletins, std::map<std::string, OpenHalfHours> open);

  HalfHours profile(const WhoseDay& stream, const std::string& kind) const;
  const std::vector<Bulletin>& bulletins() const { return bulletins_; }
  std::vector<BulletinFit> fit() const;
  /// Kinds of day with a bulletin.
  std::vector<std::string> kinds() const;

 private:
  using Key = std::vector<std::string>;
  std::size_t effect(const Key& key, double size);
  std::size_t curve(const WhoseDay& stream, const std::string& kind);
  OpenHalfHours open(const std::string& control_point) const;

  std::vector<Bulletin> bulletins_;
  std::map<std::string, OpenHalfHours> open_;
  ShareModel model_;
  std::map<Key, std::size_t> effects_;
  std::map<std::pair<WhoseDay, std::string>, std::size_t> curves_;
  std::vector<ShareObserved> observed_;
  std::vector<double> fitted_;
};

/// What bulletins tell of a stream on a kind of day: at which clock times, and on how many days.
struct Support {
  std::vector<int> alone;   ///< half-hours: of this class at this control point, or of the class at all of them
  std::vector<int> in_sum;  ///< with other classes only
  int days = 0;
};
Support support_of(const std::vector<Bulletin>& bulletins, const WhoseDay& stream, const std::string& kind);

}  // namespace crossflow
