#include "bench/models.hpp"

namespace crossflow {

const std::vector<Model>& models() {
  static const std::vector<Model> all = {
      {"M1",
       "M/M/1",
       "theory/mm1.yaml",
       {18, 1'000'000, {{"counter", 1, Distribution::exponential(0.05), "document check"}}, {}},
       2,
       0},
      {"M2",
       "M/M/20",
       "theory/mm20.yaml",
       {18, 1'000'000, {{"counters", 20, Distribution::exponential(1), "document check"}}, {}},
       2,
       8e6},
      {"M3",
       "four stations",
       "theory/series.yaml",
       {10.0 / 60,
        100'000,
        {{"first", 20, Distribution::lognormal(102, 0.5), "first"},
         {"second", 10, Distribution::lognormal(51, 0.5), "second"},
         {"third", 30, Distribution::lognormal(153, 0.5), "third"},
         {"fourth", 3, Distribution::lognormal(270, 0.5), "fourth"}},
        HandWrittenQueue::Choice{0.05, "choice"}},
       2,
       2e6},
      {"M4",
       "M/M/20000",
       "theory/mm20000.yaml",
       {18'000, 1'000'000, {{"counters", 20'000, Distribution::exponential(1), "document check"}}, {}},
       0,
       4e6},
  };
  return all;
}

}  // namespace crossflow
