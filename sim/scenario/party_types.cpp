// Parties of travellers, and what vehicles carry.
#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "sim/scenario/class_weights.hpp"
#include "sim/scenario/quantity.hpp"
#include "sim/scenario/record.hpp"
#include "sim/scenario/types.hpp"

namespace crossflow {
namespace {

constexpr double sum_tolerance = 0.005;

class SizesType final : public Type<std::vector<std::pair<int, double>>> {
 public:
  explicit SizesType(std::string what = "size of a party", long least = 1, long most = 100)
      : what_(std::move(what)), least_(least), most_(most) {}
  bool read(const Value& value, Reader& reader, std::vector<std::pair<int, double>>& out) const override {
    out.clear();
    if (!value.is_map() || value.entries.empty()) return reader.refuse(value, *this);
    bool good = true;
    double sum = 0;
    for (const auto& entry : value.entries) {
      const auto size = parse_amount(rules::whole(least_, most_, ""), entry.key);
      if (!size) {
        reader.problems().add(entry.place, "'" + entry.key + "' is no " + what_,
                              "a whole number from " + std::to_string(least_) + " to " + std::to_string(most_));
        good = false;
      }
      const Reader::Scope scope(reader, entry.key);
      const auto share = read_quantity(rules::percent(0, 1), entry.value, reader);
      if (!size || !share) {
        good = false;
        continue;
      }
      out.emplace_back(static_cast<int>(size->value), *share);
      sum += *share;
    }
    if (!good) return false;
    const bool whole = std::abs(sum - 1) <= sum_tolerance || !reader.drawn.empty();
    if (!whole) return refuse_sum(value, sum, "size", reader);
    std::sort(out.begin(), out.end());
    for (auto& [size, share] : out) share /= sum;
    return true;
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"type", "object"},
           {"minProperties", 1},
           {"patternProperties", {{"^[0-9]+$", types::share()->schema()}}},
           {"additionalProperties", false}};
  }
  std::string expected() const override { return "sizes and their shares such as {1: 55%, 2: 30%, 3: 15%}"; }

 private:
  std::string what_;
  long least_, most_;
};

const Record<Party>& party_record() {
  static const auto record = [] {
    auto made = std::make_shared<Record<Party>>("party", "How many travel with each other, and how they move.");
    made->required("size", &Party::size_share, std::make_shared<SizesType>(), "Sizes of parties and their shares.")
        .key("moves", &Party::moves,
             types::one_of<PartyMoves>(
                 {{"together", PartyMoves::together, "served in one transaction wherever a station serves parties"},
                  {"split", PartyMoves::split, "each goes alone; they may regroup at a station"}}),
             "together", "How the members of a party move.");
    return made;
  }();
  return *record;
}

/// {1: 55%, 2: 45%} is short for {size: {1: 55%, 2: 45%}}.
class PartyType final : public Type<Party> {
 public:
  bool read(const Value& value, Reader& reader, Party& out) const override {
    out = {};
    const bool brief = value.is_map() && value.find("size") == nullptr && value.find("moves") == nullptr;
    return brief ? SizesType().read(value, reader, out.size_share) : party_record().read(value, reader, out);
  }
  void write_schema(nlohmann::json& out) const override {
    out = {{"anyOf", {SizesType().schema(), party_record().schema()}}};
  }
  std::string expected() const override {
    return SizesType().expected() + ", or {size: {...}, moves: together or split}";
  }
};

/// A number with which every vehicle comes, or numbers and their shares.
class NumbersType final : public Type<std::vector<std::pair<int, double>>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<std::pair<int, double>>& out) const override {
    if (value.is_map()) return shares_.read(value, reader, out);
    long number = 0;
    if (!fixed_->read(value, reader, number)) return false;
    out = {{static_cast<int>(number), 1.0}};
    return true;
  }
  void write_schema(nlohmann::json& out) const override { out = {{"anyOf", {fixed_->schema(), shares_.schema()}}}; }
  std::string expected() const override { return "a number, or numbers and their shares such as {1: 40%, 2: 60%}"; }

 private:
  static constexpr long most = 63;  // aboard a vehicle, all in all
  SizesType shares_{"number of those aboard", 0, most};
  TypePtr<long> fixed_ = types::whole(0, most);
};

struct CarriedKeys {
  std::vector<std::pair<int, double>> number;
  std::optional<ClassTotals> mix;
  std::string of;
  std::optional<double> share;
  std::optional<Distribution> lodged;
};

const Record<CarriedKeys>& carried_record() {
  static const auto record = [] {
    auto made = std::make_shared<Record<CarriedKeys>>("load", "What every vehicle of the source has aboard.");
    made->required("number", &CarriedKeys::number, std::make_shared<NumbersType>(), "How many are aboard.")
        .optional("mix", &CarriedKeys::mix, types::class_weights(), "Their classes and the weights of these.")
        .optional("of", &CarriedKeys::of, types::name(),
                  "Instead of 'mix': the source out of whose people of the day they are taken, not on top of them, of "
                  "all its classes alike.")
        .optional("share", &CarriedKeys::share, types::share(),
                  "Goes with 'of': of those people, how many come in these vehicles. How many vehicles come on a day "
                  "then follows, and the source's 'people' are the weights of its classes of vehicles.")
        .optional("lodged", &CarriedKeys::lodged, types::distribution(Measure::span),
                  "Of consignments: how long before they arrive their data is lodged. Results tell it; what happens to "
                  "those whose data is late is for the route to say.")
        .check([](const CarriedKeys& read, const Value& value, Reader& reader) {
          if (read.mix && read.mix->sum() <= 0)
            reader.problem(*value.find("mix"), "no class has any weight", "a weight above 0");
          if (read.mix.has_value() != read.of.empty())
            reader.problem(value, read.mix ? "both 'mix' and 'of'" : "neither 'mix' nor 'of' says who is aboard",
                           "one of them");
          if (read.share && read.of.empty())
            reader.problem(*value.find("share"), "a share of nobody's people", "the source 'of' which they are");
          if (read.share && *read.share <= 0) reader.problem(*value.find("share"), "a share of nobody", "above 0%");
        });
    return made;
  }();
  return *record;
}

/// One of them, or a list.
class CarriesType final : public Type<std::vector<Carried>> {
 public:
  bool read(const Value& value, Reader& reader, std::vector<Carried>& out) const override {
    out.clear();
    if (value.is_map()) return read_one(value, reader, out);
    if (!value.is_list() || value.items.empty()) return reader.refuse(value, *this);
    bool good = true;
    for (const Value& item : value.items) good = read_one(item, reader, out) && good;
    return good;
  }
  void write_schema(nlohmann::json& out) const override {
    const nlohmann::json one = carried_record().schema();
    out = {{"anyOf", {one, {{"type", "array"}, {"items", one}, {"minItems", 1}}}}};
  }
  std::string expected() const override {
    return "such as {number: {1: 40%, 2: 60%}, mix: {resident: 80, mainland: 20}}, or a list of these";
  }
  const KeysBase* record() const override { return &carried_record(); }

 private:
  static bool read_one(const Value& value, Reader& reader, std::vector<Carried>& out) {
    CarriedKeys keys;
    if (!carried_record().read(value, reader, keys)) return false;
    Carried carried{std::move(keys.number), {}, std::move(keys.of), keys.share, std::move(keys.lodged)};
    const ClassTotals mix = keys.mix.value_or(ClassTotals{});
    const double sum = mix.sum();
    for (std::size_t c = 0; c < mix.of_class.size(); ++c)
      if (mix.of_class[c] > 0) carried.mix.emplace_back(c, mix.of_class[c] / sum);
    out.push_back(std::move(carried));
    return true;
  }
};

}  // namespace

namespace types {
TypePtr<Party> party() {
  return std::make_shared<PartyType>();
}
TypePtr<std::vector<Carried>> carries() {
  return std::make_shared<CarriesType>();
}
}  // namespace types

}  // namespace crossflow
