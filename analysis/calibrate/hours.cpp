#include "analysis/calibrate/hours.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace crossflow {
namespace {

// Sizes of the effects, in logarithms: by how much, as a rule, one kind of day or control point differs from others.
constexpr double of_kind = 0.5;
constexpr double of_kind_elsewhere = 0.25;
constexpr double of_point = 0.4;
constexpr double of_class_at_point = 0.28;
constexpr double of_other_visitors = 0.3;
constexpr double day_to_day = 0.015;  // standard deviation of a share of the day, between days of a kind
constexpr double day_to_day_elsewhere = 0.03;
constexpr double nearly_all = 0.9;

const char* group(std::size_t class_index) {
  return class_index == 0 ? "residents" : "visitors";
}

double total(const Bulletin& bulletin) {
  return std::accumulate(bulletin.people.begin(), bulletin.people.end(), 0.0,
                         [](double sum, const auto& part) { return sum + part.second; });
}

bool only_elsewhere(const Bulletin& bulletin) {
  return std::all_of(bulletin.people.begin(), bulletin.people.end(),
                     [](const auto& part) { return part.first.control_point == elsewhere; });
}

}  // namespace

double miss(const Bulletin& bulletin, double share) {
  return std::max({0.0, bulletin.low - share, share - bulletin.high});
}

FittedHours::FittedHours(std::vector<Bulletin> bulletins, std::map<std::string, OpenHalfHours> open_hours)
    : bulletins_(std::move(bulletins)), open_(std::move(open_hours)) {
  for (const Bulletin& bulletin : bulletins_) {
    ShareObserved& out = observed_.emplace_back();
    out.from = bulletin.from;
    out.until = bulletin.until;
    out.busiest = bulletin.busiest;
    out.low = bulletin.low;
    out.high = bulletin.high;
    out.spread = only_elsewhere(bulletin) ? day_to_day_elsewhere : day_to_day;
    const double sum = total(bulletin);
    for (const auto& [stream, people] : bulletin.people)
      if (people > 0) out.of.emplace_back(curve(stream, bulletin.kind), people / sum);
  }
  // Profiles of all classes and directions on all kinds that were seen, wherever something was.
  std::set<std::string> points;
  for (const auto& [name, hours] : open_) points.insert(name);
  for (const Bulletin& bulletin : bulletins_)
    for (const auto& [stream, people] : bulletin.people) points.insert(stream.control_point);
  for (const std::string& point : points)
    for (const std::string& kind : kinds())
      for (std::size_t d = 0; d < hour_directions.size(); ++d)
        for (std::size_t c = 0; c < hour_classes.size(); ++c) curve({point, c, d}, kind);
  fitted_ = model_.fit(observed_);
}

OpenHalfHours FittedHours::open(const std::string& control_point) const {
  const auto found = open_.find(control_point);
  return found == open_.end() ? OpenHalfHours{} : found->second;
}

std::size_t FittedHours::effect(const Key& key, double size) {
  const auto [at, isnew] = effects_.emplace(key, 0);
  if (isnew) at->second = size > 0 ? model_.add_deviation(size) : model_.add_base();
  return at->second;
}

std::size_t FittedHours::curve(const WhoseDay& stream, const std::string& kind) {
  const auto found = curves_.find({stream, kind});
  if (found != curves_.end()) return found->second;
  const std::string direction = hour_directions[stream.direction];
  const std::string& point = stream.control_point;
  std::vector<std::size_t> effects;
  if (point == elsewhere) {
    effects = {effect({"base", elsewhere, direction}, 0),
               effect({"kind", elsewhere, direction, kind}, of_kind_elsewhere)};
  } else {
    const std::string who = group(stream.class_index);
    effects = {effect({"base", who, direction}, 0), effect({"kind", who, direction, kind}, of_kind),
               effect({"point", point, direction}, of_point),
               effect({"class at point", point, who, direction}, of_class_at_point)};
    if (stream.class_index == 2) effects.push_back(effect({"other visitors", direction}, of_other_visitors));
  }
  return curves_[{stream, kind}] = model_.add_curve(open(point), std::move(effects));
}

HalfHours FittedHours::profile(const WhoseDay& stream, const std::string& kind) const {
  return model_.shares(fitted_, curves_.at({stream, kind}));
}

std::vector<BulletinFit> FittedHours::fit() const {
  std::vector<BulletinFit> out;
  std::map<Date, std::vector<double>> without;
  for (std::size_t i = 0; i < bulletins_.size(); ++i) {
    const Date date = bulletins_[i].date;
    auto& effects = without[date];
    if (effects.empty()) {
      std::vector<ShareObserved> others;
      for (std::size_t k = 0; k < bulletins_.size(); ++k)
        if (bulletins_[k].date != date) others.push_back(observed_[k]);
      effects = model_.fit(others, fitted_);
    }
    out.push_back({model_.expected(fitted_, observed_[i]), model_.expected(effects, observed_[i])});
  }
  return out;
}

std::vector<std::string> FittedHours::kinds() const {
  std::set<std::string> out;
  for (const Bulletin& bulletin : bulletins_) out.insert(bulletin.kind);
  return {out.begin(), out.end()};
}

Support support_of(const std::vector<Bulletin>& bulletins, const WhoseDay& stream, const std::string& kind) {
  std::set<int> alone, in_sum;
  std::set<Date> days;
  for (const Bulletin& bulletin : bulletins) {
    const auto here = bulletin.people.find(stream);
    if (bulletin.kind != kind || here == bulletin.people.end() || here->second <= 0) continue;
    double mine = 0;
    for (const auto& [other, people] : bulletin.people)
      if (other.class_index == stream.class_index && other.direction == stream.direction &&
          other.control_point != elsewhere)
        mine += people;
    double land = 0;
    for (const auto& [other, people] : bulletin.people)
      if (other.control_point != elsewhere) land += people;
    auto& times = mine >= nearly_all * land ? alone : in_sum;
    if (bulletin.from > 0) times.insert(bulletin.from);
    times.insert(bulletin.until);
    days.insert(bulletin.date);
  }
  for (const int time : alone) in_sum.erase(time);
  return {{alone.begin(), alone.end()}, {in_sum.begin(), in_sum.end()}, static_cast<int>(days.size())};
}

}  // namespace crossflow
