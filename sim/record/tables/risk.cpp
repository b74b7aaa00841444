#include "sim/record/tables/risk.hpp"

#include "sim/record/tables/columns.hpp"

namespace crossflow {

using namespace h5;

Layout<RiskRow> RiskRow::layout() {
  auto l = results<RiskRow>("risk", "what checks found and missed, by class, direction and kind of contraband");
  add_class(l);
  add_direction(l);
  l.column("contraband", &RiskRow::contraband, number_in("contraband").none(0, "all kinds together"))
      .column("entities", &RiskRow::entities, "entities", "came: clean + carriers")
      .column("clean", &RiskRow::clean, "entities", "carried nothing")
      .column("carriers", &RiskRow::carriers, "entities", "carried contraband of this kind")
      .column("found", &RiskRow::found, "entities", "of the carriers, found")
      .column("selected", &RiskRow::selected, "entities",
              "of the carriers, or of all where contraband is 0: had at least one check")
      .column("searched", &RiskRow::searched, "entities", "the same: had at least one search")
      .column("chance_sum", &RiskRow::chance_sum, "1",
              "sum over the clean; over clean it is the probability that a carrier of this kind is found");
  return l;
}

Layout<CheckRow> CheckRow::layout() {
  auto l = results<CheckRow>("checks", "the checks of each station");
  add_station(l);
  add_class(l);
  l.column("contraband", &CheckRow::contraband, number_in("contraband").none(0, "nothing"),
           "what those checked carried")
      .column("checked", &CheckRow::checked, "entities", "were checked")
      .column("alarms", &CheckRow::alarms, "entities", "of these, raised an alarm, or were found with something")
      .column("found", &CheckRow::found, "entities", "of these, were found with something");
  return l;
}

}  // namespace crossflow
