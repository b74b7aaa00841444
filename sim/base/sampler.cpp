#include "sim/base/sampler.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/quantile.hpp"

namespace crossflow {

namespace {

using Table = std::vector<double>;

/// Tables that are in use or were lately: the next replication wants the same.
class SharedTables {
 public:
  /// The table of an equal distribution, or null.
  std::shared_ptr<const Table> find(const Distribution& distribution) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.first == distribution; });
    return found == entries_.end() ? nullptr : found->second;
  }

  void add(const Distribution& distribution, const std::shared_ptr<const Table>& table) {
    if (entries_.size() >= most_unused)
      std::erase_if(entries_, [](const Entry& e) { return e.second.use_count() == 1; });
    entries_.emplace_back(distribution, table);
  }

 private:
  static constexpr std::size_t most_unused = 64;
  using Entry = std::pair<Distribution, std::shared_ptr<const Table>>;
  std::vector<Entry> entries_;
};

SharedTables& shared_tables() {
  static SharedTables tables;
  return tables;
}

bool worth_a_table(Distribution::Family family) {
  return family != Distribution::Family::constant && family != Distribution::Family::uniform &&
         family != Distribution::Family::empirical;
}

}  // namespace

// Where cells begin and end: of u's, then of those of 1-u.
const std::vector<double>& Sampler::edges() {
  static const Table all = [] {
    Table u;
    for (std::uint64_t cell = 0; cell <= cells; ++cell)
      u.push_back(std::bit_cast<double>((first_cell + cell) << cell_shift));
    for (std::uint64_t cell = 0; cell <= cells; ++cell) u.push_back(1.0 - u[cell]);
    return u;
  }();
  return all;
}

const std::vector<double>& Sampler::normal_at_edges() {
  static const Table all = [] {
    Table z;
    for (const double u : edges()) z.push_back(standard_normal_quantile(u, 1.0 - u));
    return z;
  }();
  return all;
}

Sampler::Sampler(Distribution distribution) : distribution_(std::move(distribution)) {
  if (!worth_a_table(distribution_.family())) return;
  table_ = shared_tables().find(distribution_);
  if (table_ == nullptr) {
    auto table = std::make_shared<Table>();
    table->reserve(2 * (cells + 1));
    const bool by_normal = distribution_.bends_a_normal();
    for (std::size_t i = 0; i < edges().size(); ++i)
      table->push_back(by_normal ? distribution_.quantile_at_normal(normal_at_edges()[i])
                                 : distribution_.quantile(edges()[i]));
    // The last bits of a quantile found by iteration may be out of order.
    const auto middle = table->begin() + cells + 1;
    for (auto it = table->begin() + 1; it != middle; ++it) *it = std::max(*it, it[-1]);
    table->back() = middle[-1];
    for (auto it = table->end() - 1; it != middle; --it) it[-1] = std::max(it[-1], *it);
    shared_tables().add(distribution_, table);
    table_ = std::move(table);
  }
  values_ = table_->data();
}

double Sampler::slow(double u) const {
  const double value = distribution_.quantile(u);
  if (table_ == nullptr) return value;
  if (u < 0.25) return std::min(value, values_[0]);
  if (u > 0.75) return std::max(value, values_[cells + 1]);
  return values_[cells];
}

}  // namespace crossflow
