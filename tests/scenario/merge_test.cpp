// One scenario over another.
#include "sim/scenario/merge.hpp"

#include <gtest/gtest.h>

#include "tests/scenario/test_kinds.hpp"

namespace crossflow::testing {
namespace {

struct Merged {
  std::string text;
  std::string problems;
};

Value parse(const std::string& text, const std::string& file) {
  Problems problems;
  Value value = parse_yaml(text, file, problems);
  EXPECT_TRUE(problems.empty()) << problems.text();
  return value;
}

Merged merged(const std::string& base, const std::string& over, const std::vector<std::string>& sets = {}) {
  Problems problems;
  const Merger merger(test_kinds(), {"kind", "label", "place"}, problems);
  Value root = parse(base, "base");
  merger.merge(root, parse(over, "over"));
  for (const auto& set : sets) merger.set(root, set);
  return {flow_text(root), problems.text()};
}

Merged set(const std::string& base, const std::string& assignment) {
  return merged(base, "{}", {assignment});
}

TEST(Merge, MapsKeyByKeyAndTheRestReplaces) {
  EXPECT_EQ(merged("{a: {b: 1, c: [1, 2]}, d: x}", "{a: {c: [3], e: 4}, d: {f: 5}}").text,
            "{a: {b: 1, c: [3], e: 4}, d: {f: 5}}");
}

TEST(Merge, NothingTakesAKeyAway) {
  EXPECT_EQ(merged("{a: {b: 1, c: 2}}", "{a: {b: ~}}").text, "{a: {c: 2}}");
  EXPECT_EQ(merged("{a: {b: 1, cat: 2}}", "{a: {cta: ~}}").problems,
            "over:1:6: there is no 'cta' here to take away; did you mean 'cat'?");
}

TEST(Merge, AnotherFamilyReplacesADistribution) {
  const std::string base = "{x: {lognormal: {mean: 16 s, cv: 50%}, range: ±25%, mark: assumption}}";
  EXPECT_EQ(merged(base, "{x: {exponential: 3 s}}").text, "{x: {exponential: 3 s}}");
  EXPECT_EQ(merged(base, "{x: {lognormal: {mean: 20 s}}}").text,
            "{x: {lognormal: {mean: 20 s, cv: 50%}, range: ±25%, mark: assumption}}");
  EXPECT_EQ(merged(base, "{x: {mark: observed}}").text,
            "{x: {lognormal: {mean: 16 s, cv: 50%}, range: ±25%, mark: observed}}");
  EXPECT_EQ(merged(base, "{x: {resident: 3 s}}").text, "{x: {resident: 3 s}}");
  EXPECT_EQ(merged("{x: {resident: 3 s}}", base).text, base.substr(0, base.size()));
  EXPECT_EQ(merged("{x: {value: 3 s, mark: observed}}", "{x: {value: 4 s}}").text, "{x: {value: 4 s, mark: observed}}");
}

TEST(Merge, ATableReplacesWrittenFigures) {
  EXPECT_EQ(merged("{x: {resident: 3}}", "{x: {table: t.csv, columns: {resident: r}}}").text,
            "{x: {table: t.csv, columns: {resident: r}}}");
  EXPECT_EQ(merged("{x: {table: t.csv, where: {a: 1}}}", "{x: {where: {a: 2}}}").text,
            "{x: {table: t.csv, where: {a: 2}}}");
  EXPECT_EQ(merged("{x: {table: t.csv, where: {a: 1}}}", "{x: {resident: 3}}").text, "{x: {resident: 3}}");
}

TEST(Merge, WhatIsSaidByTimeReplaces) {
  EXPECT_EQ(set("{stations: {a: {open: {08:00: 3, 09:00: 6}}}}", "stations.a.open={\"08:00\": 5}").text,
            "{stations: {a: {open: {\"08:00\": 5}}}}");
  EXPECT_EQ(merged("{x: {07:00-08:00: 1, 08:00-09:00: 2, mark: observed}}", "{x: {06:00-09:00: 1}}").text,
            "{x: {\"06:00-09:00\": 1}}");
  EXPECT_EQ(merged("{x: {07:00-08:00: 1}}", "{x: {mark: observed}}").text, "{x: {\"07:00-08:00\": 1, mark: observed}}");
  EXPECT_EQ(merged("{x: {07:00-08:00: 1}}", "{x: {resident: {07:00-08:00: 1}}}").text,
            "{x: {resident: {\"07:00-08:00\": 1}}}");
  EXPECT_EQ(
      merged("{x: {resident: {07:00-08:00: 1}, other: {08:00-09:00: 1}}}", "{x: {resident: {10:00-11:00: 1}}}").text,
      "{x: {resident: {\"10:00-11:00\": 1}, other: {\"08:00-09:00\": 1}}}");
  EXPECT_EQ(merged("{x: {table: t.csv, column: n}}", "{x: {07:00-08:00: 1}}").text, "{x: {\"07:00-08:00\": 1}}");
  EXPECT_EQ(merged("{x: {07:00-08:00: 1}}", "{x: {table: t.csv, column: n}}").text, "{x: {table: t.csv, column: n}}");
  // A time by its own key, and times that are taken away, change nothing else.
  EXPECT_EQ(set("{stations: {a: {open: {08:00: 3, 09:00: 6}}}}", "stations.a.open.\"09:00\"=7").text,
            "{stations: {a: {open: {\"08:00\": 3, \"09:00\": 7}}}}");
  EXPECT_EQ(merged("{x: {08:00: 3, 09:00: 6}}", "{x: {09:00: ~}}").text, "{x: {\"08:00\": 3}}");
}

TEST(Merge, ExtendsCannotBeSet) {
  EXPECT_EQ(
      set("{a: 1}", "extends=b.yaml").problems,
      "--set extends=b.yaml: 'extends' cannot be set; expected a scenario file that says it, or overlays by '--with'");
}

TEST(Merge, NamesThatLookLikeFamiliesAreNames) {
  EXPECT_EQ(merged("{stations: {normal: {kind: hall}}}", "{stations: {value: {kind: hall}}}").text,
            "{stations: {normal: {kind: hall}, value: {kind: hall}}}");
}

TEST(Merge, AnotherKindKeepsOnlyCommonKeys) {
  EXPECT_EQ(
      merged("{stations: {a: {kind: counter, label: A, servers: 3}}}", "{stations: {a: {kind: hall, area: 9 m2}}}")
          .text,
      "{stations: {a: {kind: hall, label: A, area: 9 m2}}}");
  EXPECT_EQ(merged("{demand: {a: {rate: 3 persons/h, route: r}}}", "{demand: {a: {total: {people: 3}}}}").text,
            "{demand: {a: {route: r, total: {people: 3}}}}");
  EXPECT_EQ(merged("{ports: {p: {stations: {a: {kind: counter, servers: 3}}}}}",
                   "{ports: {p: {stations: {a: {kind: hall}}}}}")
                .text,
            "{ports: {p: {stations: {a: {kind: hall}}}}}");
}

TEST(Merge, SetPutsOneValue) {
  const std::string base = "{stations: {arrival hall: {servers: {value: 3, mark: observed}}, b.c: {n: [1, {x: 2}]}}}";
  EXPECT_EQ(set(base, "stations.arrival hall.servers=14").text,
            "{stations: {arrival hall: {servers: 14}, b.c: {n: [1, {x: 2}]}}}");
  EXPECT_EQ(
      set(base, "stations.\"b.c\".n.2.x = {uniform: [1 s, 2 s]}").text,
      "{stations: {arrival hall: {servers: {value: 3, mark: observed}}, b.c: {n: [1, {x: {uniform: [1 s, 2 s]}}]}}}");
  EXPECT_EQ(set(base, "stations.\"b.c\".n.1=7").text,
            "{stations: {arrival hall: {servers: {value: 3, mark: observed}}, b.c: {n: [7, {x: 2}]}}}");
  EXPECT_EQ(set("{a: {b: 1, c: 2}}", "a.b=~").text, "{a: {c: 2}}");
  EXPECT_EQ(set("{a: {b: 1}}", "a.q.z=3").text, "{a: {b: 1, q: {z: 3}}}");
}

TEST(Merge, WhatCannotBeSetIsSaid) {
  const std::string base = "{stations: {hall: {servers: 3, n: [1]}}}";
  const std::string form =
      ": this sets nothing; expected KEY.KEY=VALUE such as stations.hall.area=900 m2; '~' takes a key away";
  for (const char* bad : {"stations", "=3", "a..b=3", "a=", "a.=3", "\"a=3"}) {
    EXPECT_EQ(set(base, bad).problems, "--set " + std::string(bad) + form);
  }
  EXPECT_EQ(set(base, "stations.hal.servers=3").problems,
            "--set stations.hal.servers=3: there is no 'hal'; did you mean 'hall'?");
  EXPECT_EQ(set(base, "stations.hall.servers.x=3").problems,
            "--set stations.hall.servers.x=3: 'servers' holds no further keys");
  EXPECT_EQ(set(base, "stations.hall.n.2=3").problems,
            "--set stations.hall.n.2=3: there is no item '2'; expected a number from 1 to 1");
  EXPECT_EQ(
      set(base, "stations.hall={}").problems,
      "--set stations.hall={}: an empty map changes nothing; expected keys to change, or '~', which takes the whole "
      "key away");
  EXPECT_EQ(set("{a: {open: {}}}", "a.open={}").problems, "") << "there is nothing to take away";
  EXPECT_EQ(set(base, "stations.hall.n={").problems,
            "--set stations.hall.n={: a key must be a word; is a '{' or '[' not closed?");
}

TEST(Merge, FilesExtendEachOther) {
  const Folder folder;
  folder.write("base/good.yaml", good_scenario());
  folder.write("base/more.yaml", "extends: good.yaml\nstations: {desks: {servers: 6}}\ntitle: More\n");
  const std::string top =
      folder.write("top.yaml", "extends: base/more.yaml\nstations: {desks: {queue: {space: 9 persons}}}\n");
  const std::string overlay = folder.write("over.yaml", "title: Over\nclasses: {visitor: ~}\n");
  const Scenario scenario = load_scenario(top, test_kinds(), {{overlay}, {"stations.desks.queue.space=11 persons"}});
  EXPECT_EQ(scenario.title.en, "Over");
  EXPECT_EQ(scenario.classes.size(), 1U);
  EXPECT_EQ(counter_keys(scenario, "desks").servers, 6);
  EXPECT_EQ(counter_keys(scenario, "desks").queue.space, 11);
  ASSERT_EQ(scenario.texts.size(), 4U);
  EXPECT_EQ(folder.without_path(scenario.texts[0].file), "top.yaml");
  EXPECT_EQ(folder.without_path(scenario.texts[1].file), "base/more.yaml");
  EXPECT_EQ(folder.without_path(scenario.texts[2].file), "base/good.yaml");
  EXPECT_EQ(scenario.texts[2].text, good_scenario());
  EXPECT_EQ(folder.without_path(scenario.texts[3].file), "over.yaml");
}

TEST(Merge, TheResolvedTextIsTheSameScenario) {
  const Scenario first = scenario_of(good_scenario(), {{}, {"stations.desks.servers=9"}});
  const Scenario again = scenario_of(first.resolved);
  EXPECT_EQ(again.resolved, first.resolved);
  EXPECT_EQ(counter_keys(again, "desks").servers, 9);
}

TEST(Merge, ProblemsOfFiles) {
  const Folder folder;
  const auto message = [&](const std::string& path, const LoadOptions& options = {}) -> std::string {
    try {
      load_scenario(path, test_kinds(), options);
    } catch (const InputError& error) {
      return folder.without_path(error.what());
    }
    return {};
  };
  folder.write("b.yaml", "extends: a.yaml\n");
  EXPECT_EQ(message(folder.write("a.yaml", "extends: b.yaml\n")), "b.yaml:1:10: 'a.yaml' extends itself in the end");
  EXPECT_EQ(message(folder.write("c.yaml", "extends: nowhere.yaml\n")),
            "c.yaml:1:10: the file 'nowhere.yaml' cannot be read");
  EXPECT_EQ(message(folder.path() + "/none.yaml"), "none.yaml: the file 'none.yaml' cannot be read");
  EXPECT_EQ(message(folder.write("empty.yaml", "")),
            "empty.yaml: the file holds no scenario; expected keys such as 'crossflow: 1'");
  EXPECT_EQ(message(folder.write("list.yaml", "- a\n")),
            "list.yaml: the file holds a list; expected keys such as 'crossflow: 1'");
  const std::string good = folder.write("good.yaml", good_scenario());
  EXPECT_EQ(message(good, {{folder.write("o.yaml", "extends: good.yaml\n")}, {}}),
            "o.yaml:1:10: an overlay cannot extend another file; expected several overlays, one after the other");
}

// A scenario of one port as a part of a network.
std::string network_of(const std::string& lake, const std::string& head = "") {
  return "crossflow: 1\ndate: 2024-10-21\n" + head + "ports:\n  lake:\n    extends: base/lake.yaml\n" + lake +
         "  hill:\n    demand: {s: {rate: 2 persons/s, route: r, direction: arrival}}\n    stations: {m: {kind: "
         "hall}}\n"
         "    routes: {r: [m, leave]}\n";
}

TEST(PortFiles, APortIsTakenFromAScenarioOfOnePort) {
  const Folder folder;
  folder.write("base/lake.yaml", good_scenario());
  const Scenario scenario = load_scenario(
      folder.write("top.yaml", network_of("    hours: \"08:00-20:00\"\n    stations: {desks: {servers: 6}}\n")),
      test_kinds(), {{}, {"ports.lake.stations.hall.area=700 m2"}});
  EXPECT_EQ(scenario.date, (Date{2024, 10, 21})) << "the network's own";
  ASSERT_EQ(scenario.ports.size(), 2U);
  const Port& lake = scenario.ports[1];
  EXPECT_EQ(lake.name, "lake");
  EXPECT_EQ(lake.hours, (Hours{8 * hour, 20 * hour}));
  ASSERT_EQ(lake.stations.size(), 2U);
  EXPECT_EQ(static_cast<const CounterKeys*>(lake.stations[0].keys.get())->servers, 6);
  EXPECT_EQ(static_cast<const CounterKeys*>(lake.stations[0].keys.get())->queue.space, 200);
  EXPECT_DOUBLE_EQ(static_cast<const HallKeys*>(lake.stations[1].keys.get())->area, 700);
  ASSERT_EQ(scenario.classes.size(), 2U) << "the file's";
  EXPECT_EQ(scenario.classes[0].label, (Label{"Residents", "居民"}));
  EXPECT_EQ(scenario.texts.size(), 2U);
  EXPECT_EQ(load_scenario(folder.write("again.yaml", scenario.resolved), test_kinds()).resolved, scenario.resolved);
}

TEST(PortFiles, ProblemsHavePlaces) {
  const Folder folder;
  folder.write("base/lake.yaml", good_scenario());
  std::string other = good_scenario();
  other.replace(other.find("98%"), 3, "90%");
  other.replace(other.find("lake"), 4, "pond");
  folder.write("base/pond.yaml", other);
  const auto message = [&](const std::string& text, const LoadOptions& options = {}) -> std::string {
    try {
      load_scenario(folder.write("top.yaml", text), test_kinds(), options);
    } catch (const InputError& error) {
      return folder.without_path(error.what());
    }
    return {};
  };
  const std::string head = "crossflow: 1\ndate: 2024-10-21\nports:\n";
  EXPECT_EQ(
      message(head + "  lak: {extends: base/lake.yaml}\n"),
      "top.yaml:4:3: the port of 'base/lake.yaml' is 'lake', not 'lak'; expected the same name, since draws hang on "
      "it; did you mean 'lake'?");
  EXPECT_EQ(message(head + "  lake: {extends: base/none.yaml}\n"),
            "top.yaml:4:19: the file 'base/none.yaml' cannot be read");
  EXPECT_EQ(message(head + "  lake: {extends: [a]}\n"),
            "top.yaml:4:19: 'extends' is a list; expected the name of one file");
  folder.write("base/both.yaml", network_of(""));
  const std::string two = head + "  lake: {extends: base/lake.yaml}\n  pond: {extends: base/pond.yaml}\n";
  EXPECT_NE(message(two).find("the class 'resident' is another one than that of base/lake.yaml"), std::string::npos)
      << message(two);
  EXPECT_EQ(message("classes: {resident: {pledge: 98% within 15 min}}\n" + two), "") << "the network settles it";
  EXPECT_NE(message(network_of(""), {{}, {"ports.hill.extends=base/lake.yaml"}}).find("cannot be taken"),
            std::string::npos);
  const std::string overlay = folder.write("over.yaml", "ports: {lake: {extends: base/lake.yaml}}\n");
  EXPECT_EQ(message(network_of(""), {{overlay}, {}}),
            "over.yaml:1:25: an overlay cannot extend another file; expected the port in the scenario itself");
}

TEST(PortFiles, SeveralPortsMayHaveOneBase) {
  const Folder folder;
  folder.write("base/lake.yaml", good_scenario());
  folder.write("pond.yaml", "extends: base/lake.yaml\nport: {name: pond}\n");
  const Scenario scenario = load_scenario(folder.write("top.yaml",
                                                       "crossflow: 1\ndate: 2024-10-21\nports:\n"
                                                       "  lake: {extends: base/lake.yaml}\n"
                                                       "  pond: {extends: pond.yaml}\n"),
                                          test_kinds());
  EXPECT_EQ(scenario.ports.size(), 2U);
  EXPECT_EQ(scenario.texts.size(), 3U) << "each file once";
}

}  // namespace
}  // namespace crossflow::testing
