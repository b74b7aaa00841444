#include "sim/base/sampler.hpp"

#include <algorithm>
#include <utility>

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

Sampler::Sampler(Distribution distribution) : distribution_(std::move(distribution)) {
  if (!worth_a_table(distribution_.family())) return;
  table_ = shared_tables().find(distribution_);
  if (table_ == nullptr) {
    auto table = std::make_shared<Table>();
    table->reserve(2 * (cells + 1));
    const auto edge = [](std::uint64_t cell) { return std::bit_cast<double>((first_cell + cell) << cell_shift); };
    for (std::uint64_t cell = 0; cell <= cells; ++cell) table->push_back(distribution_.quantile(edge(cell)));
    for (std::uint64_t cell = 0; cell <= cells; ++cell) table->push_back(distribution_.quantile(1.0 - edge(cell)));
    // The last bits of a quantile found by iteration may be out of order.
    const auto middle = table->begin() + cells + 1;
    for (auto it = table->begin() + 1; it != middle; ++it) *it = std::max(*it, it[-1]);
    table->back() = middle[-1];
    for (auto it = table->end() - 1; it != middle; --it) it[-1] = std::max(it[-1], *it);
    shared_tables().add(distribution_, table);
    table_ = std::move(table);
  }
  edges_ = table_->data();
}

double Sampler::slow(double u) const {
  const double value = distribution_.quantile(u);
  if (table_ == nullptr) return value;
  if (u < 0.25) return std::min(value, edges_[0]);
  if (u > 0.75) return std::max(value, edges_[cells + 1]);
  return edges_[cells];
}

}  // namespace crossflow
