"""Comparing results and scenarios, and selecting the best: what `crossflow compare` and `crossflow select` say."""
import csv
import io
import json
import re
import unittest

from program import SCENARIOS, ProgramTest

THEORY = SCENARIOS / "theory"
FAST = "stations: {desks: {servers: 6}}\n"
SAME = "stations: {hall: {area: 400 m2}}\n"


class CompareTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.fast = self.write("fast.yaml", FAST)
        self.same = self.write("same.yaml", SAME)

    def compared(self, *arguments):
        return json.loads(self.crossflow("compare", *arguments, "--json"))

    def changes(self, *arguments):
        return self.compared(*arguments)["differences"][0]["changes"]


class Compare(CompareTest):
    def test_who_goes_another_way_is_told_apart(self):
        self.crossflow("run", self.small, "-q", "-o", "in.h5")
        self.crossflow("run", self.small, "-q", "-o", "out.h5", "--set", "demand.people.direction=departure")
        names = re.findall(r"^\S+ within .*?(?=  )", self.crossflow("compare", "in.h5", "out.h5"), re.MULTILINE)
        self.assertGreater(len(names), 1)
        self.assertEqual(len(names), len(set(names)), names)

    def test_two_counters_more_on_the_same_days(self):
        said = self.crossflow("compare", self.small, "--variant", self.fast, "-R", 10, "--set",
                              "classes.visitor.pledge=95% within 1 min")
        self.assertRegex(said, r"fast serves \d+\.\d ± \d+\.\d points more visitor within 1 min than small.")
        self.assertIn("No difference on any day: resident within 15 min", said)
        self.assertIn("the same 10 days of seed 1, day by day", said)
        self.assertIn("Pairing, comparing the same days, was worth as much as", said)

    def test_what_changes_nothing_is_no_difference(self):
        said = self.crossflow("compare", self.small, "--variant", self.same, "-R", 3)
        self.assertIn("same does not differ from small on any day.", said)
        for change in self.changes(self.small, "--variant", self.same, "-R", 3).values():
            self.assertEqual((change["value"], change["verdict"], change["variance_ratio"]), (0, "no_difference", None))

    def test_a_variant_is_what_run_makes_of_the_overlay(self):
        self.run_to("a.h5", self.small, "-R", 4, "--seed", 3)
        self.run_to("b.h5", self.small, "-R", 4, "--seed", 3, "--with", self.fast)
        of_files = self.compared("a.h5", "b.h5")
        simulated = self.compared(self.small, "--variant", self.fast, "-R", 4, "--seed", 3, "-j", 2, "-o", "kept")
        self.assertEqual(of_files["differences"][0]["changes"], simulated["differences"][0]["changes"])
        self.assertEqual(self.files()[-1], "small.yaml")
        self.assertEqual(self.differences(self.folder / "kept/fast.h5", self.folder / "b.h5", path="/results"), "")
        # What is simulated beside a file gets its days.
        mixed = self.compared("a.h5", self.fast_scenario())
        self.assertEqual(mixed["differences"][0]["changes"], of_files["differences"][0]["changes"])

    def fast_scenario(self):
        return self.write("quick.yaml", "crossflow: 1\nextends: small.yaml\n" + FAST)

    def test_sets_and_several_overlays(self):
        both = self.changes(self.small, "--variant", f"{self.fast}+{self.same}", "-R", 3)
        one = self.changes(self.small, "--variant", "stations.desks.servers=6", "-R", 3)
        self.assertEqual(both, one)
        # Laid over all, it is no difference any more.
        none = self.changes(self.small, "--variant", self.same, "--with", self.fast, "-R", 3)
        self.assertEqual({change["verdict"] for change in none.values()}, {"no_difference"})

    def test_days_that_are_not_the_same(self):
        self.run_to("a.h5", self.small, "-R", 6)
        self.run_to("b.h5", self.small, "-R", 4, "--with", self.fast)
        self.run_to("c.h5", self.small, "-R", 6, "--seed", 2, "--with", self.fast)
        said = self.crossflow("compare", "a.h5", "b.h5", "c.h5")
        self.assertIn("the same 4 days of seed 1, day by day (a has 6 and b has 4; the others are in no", said)
        self.assertIn("NOT the same days: 6 of seed 1, 6 of seed 2. Not paired", said)
        b, c = self.compared("a.h5", "b.h5", "c.h5")["differences"]
        self.assertEqual((b["paired"], b["days"], c["paired"], c["days"]), (True, 4, False, 12))
        self.assertIsNone(c["changes"]["clearance time, mean"]["variance_ratio"])
        self.assertGreater(b["changes"]["clearance time, mean"]["variance_ratio"], 0)

    def test_measures_and_the_csv(self):
        arguments = ["compare", self.small, "--variant", self.fast, "-R", 3, "-q", "--csv", "out.csv", "--measure",
                     "waiting, station: desks, percentile: 95, as: slowest", "--measure", "utilisation, station: desks"]
        self.assertEqual(self.crossflow(*arguments), "")
        rows = list(csv.DictReader(io.StringIO((self.folder / "out.csv").read_text(encoding="utf-8"))))
        self.assertEqual([(r["name"], r["against"], r["measure"], r["unit"]) for r in rows[2:5]],
                         [("fast", "", "slowest", "s"), ("fast", "", "utilisation, desks", "share"),
                          ("fast", "small", "slowest", "s")])
        self.assertLess(float(rows[4]["value"]), 0)
        self.assertEqual((rows[4]["paired"], rows[4]["days"]), ("yes", "3"))

    # M/M/20 and M/M/21 in a peak from empty: comparing the same days is worth at least five times the days. Of long runs
    # it is not: the longer of the two waits varies four times as much, and no more than two times can be had.
    def test_pairing_is_worth_five_times_the_days_in_theory(self):
        def ratio(*arguments):
            change = self.changes(THEORY / "mm20-load-95.yaml", THEORY / "mm21-load-95.yaml", "--measure",
                                  "waiting, station: counters, as: wait", "-j", 2, *arguments)["wait"]
            self.assertLess(change["interval_95"]["high"], 0)
            return change["variance_ratio"]
        self.assertGreater(ratio("-R", 200, "--seed", 1), 5)
        longer = ratio("-R", 60, "--seed", 1, "--set", "demand.customers.rate.number=20000 persons")
        self.assertGreater(longer, 1.2)
        self.assertLess(longer, 2.5)

    def test_wrong_input(self):
        def wrong(*arguments):
            return self.crossflow("compare", *arguments, expect=2)
        self.run_to("a.h5", self.small)
        self.assertIn("there is nothing to compare this with", wrong(self.small))
        self.assertIn("this is given twice", wrong(self.small, self.small))
        self.assertIn("a result file has no variants", wrong("a.h5", "--variant", self.fast))
        self.assertIn("this is a study", wrong(self.small, SCENARIOS / "studies/heung-yuen-wai-cliff.yaml"))
        self.assertIn("nowhere.yaml", wrong(self.small, "--variant", "nowhere.yaml"))
        self.assertIn("unknown key 'servrs'", wrong(self.small, "--variant", "stations.desks.servrs=6"))
        self.assertIn("did you mean 'waiting'", wrong(self.small, "a.h5", "--measure", "waitng"))
        self.assertIn("needs the key 'station'", wrong(self.small, "a.h5", "--measure", "waiting"))
        self.assertIn("did you mean 'desks'", wrong(self.small, "a.h5", "--measure", "waiting, station: deks"))
        self.assertIn("two measures are called", wrong(self.small, "a.h5", "--measure", "kept", "--measure", "kept"))
        self.assertIn("cannot be written to", wrong(self.small, "--variant", self.fast, "--csv", self.fast))
        self.assertIn("--seed", wrong(self.small, "a.h5", "--seed", "x"))
        (self.folder / "broken.h5").write_text("mine", encoding="utf-8")
        self.assertIn("broken.h5", wrong(self.small, "broken.h5"))
        self.assertEqual((self.folder / "small.yaml").read_text(encoding="utf-8")[:9], "crossflow")


class Select(CompareTest):
    # As long a service on average, but other people are slow.
    other = "stations.desks.service.visitor={uniform: [0 s, 102 s]}"

    def selected(self, *arguments):
        return json.loads(self.crossflow("select", self.small, "--json", *arguments))

    def test_the_most_counters_are_best_and_jobs_do_not_matter(self):
        arguments = ["--variant", "stations.desks.servers=5", "--variant", self.fast, "--by", "clearance time", "--best",
                     "least", "--indifference", "5 s"]
        said = self.selected(*arguments)
        self.assertEqual(said["best"], "fast")
        self.assertEqual(said, self.selected(*arguments, "-j", 3))
        self.assertEqual(said["candidates"][0]["days"], 20)
        self.assertFalse(said["candidates"][0]["in"])
        self.assertGreater(said["days_simulated"], 59)

    # What is still in after the first days goes on with the days that follow, as one long run has them.
    def test_goes_on_with_further_days(self):
        said = self.selected("--variant", self.other, "--by", "clearance time", "--best", "least", "--indifference",
                             "1 s", "-R", 60)
        days = said["candidates"][0]["days"]
        self.assertGreater(days, 20)
        self.run_to("long.h5", self.small, "-R", days)
        self.assertAlmostEqual(said["candidates"][0]["mean_day"], self.mean_of_days("long.h5"), places=6)

    def mean_of_days(self, name):
        # A measure over typical days is the mean of each day's figure, which is what a selection goes by.
        self.run_to("other.h5", self.small, "--seed", 9)
        said = json.loads(self.crossflow("compare", name, "other.h5", "--measure",
                                         "clearance time, over: typical day, as: mean", "--json"))
        return said["compared"][0]["values"]["mean"]["value"]

    def test_says_when_it_is_not_decided(self):
        arguments = ["--variant", self.other, "--by", "clearance time", "--best", "least", "--indifference", "0.1 s", "-R",
                     25]
        said = self.crossflow("select", self.small, *arguments)
        self.assertIn("NOT DECIDED after 25 days of each", said)
        self.assertIn("may be best", said)
        self.assertIsNone(self.selected(*arguments)["best"])

    def test_wrong_input(self):
        def wrong(*arguments):
            return self.crossflow("select", self.small, "--variant", self.fast, *arguments, expect=2)
        kept = ["--by", "kept", "--best", "most"]
        self.assertIn("0.5%", wrong(*kept, "--indifference", "0.5"))
        self.assertIn("a percentage", wrong(*kept, "--indifference", "5 s"))
        self.assertIn("a duration", wrong("--by", "clearance time", "--best", "least", "--indifference", "5%"))
        self.assertIn("will not do", wrong(*kept, "--indifference", "0%"))
        self.assertIn("--confidence", wrong(*kept, "--indifference", "1%", "--confidence", "40%"))
        self.assertIn("--best", wrong("--by", "kept", "--best", "highest", "--indifference", "1%"))
        self.assertIn("did you mean 'kept'", wrong("--by", "kpt", "--best", "most", "--indifference", "1%"))
        self.assertIn("20", wrong(*kept, "--indifference", "1%", "-R", 5))
        self.run_to("a.h5", self.small)
        self.assertIn("this is a result", wrong("a.h5", *kept, "--indifference", "1%"))
        # Nobody comes on any day: there is no share to go by.
        nobody = self.write("nobody.yaml", "demand: {people: {total: {people: {resident: 0, visitor: 200}}}}\n")
        self.assertIn("was observed of nobody on day 1", wrong("--with", nobody, "--by", "kept, class: resident", "--best",
                                                               "most", "--indifference", "1%"))


# Ten people come at 23:00 of the first day and are served by one counter for 29 minutes each: two until midnight.
NIGHT = """\
crossflow: 1
date: 2024-10-20
days: 2
port: {name: night}
classes: {local: {pledge: 98% within 1 h}}
demand: {people: {recorded: {table: people.csv}, route: way, direction: in}}
stations: {counters: {kind: counter, authority: immigration, servers: 1, service: 29 min}}
routes: {way: [counters, leave]}
"""


class WarmUp(CompareTest):
    def setUp(self):
        super().setUp()
        self.write("people.csv", "time,class\n" + 10 * "23:00,local\n")
        self.night = self.write("night.yaml", NIGHT)

    def summary(self, *arguments):
        return json.loads(self.crossflow("run", self.night, "--json", *arguments))

    def test_who_joined_before_is_left_out(self):
        whole, half, second = [self.summary("--set", f"results.warm-up={w}") for w in ("0 min", "23 h", "24 h")]
        self.assertEqual([s["days"] for s in (whole, half, second)], [2, 2, 1])
        self.assertEqual([s["warm_up_s"] for s in (whole, half, second)], [0, 82800, 86400])
        self.assertEqual([s["pledges"][0]["joined"] for s in (whole, half, second)], [10, 10, 0])
        self.assertEqual(half["pledges"][0]["kept"], 2)
        self.assertEqual([s["people"]["left"] for s in (whole, half, second)], [10, 10, 10])
        self.assertIn("Warm-up: the 24 h before are left out",
                      " ".join(self.crossflow("run", self.night, "--set", "results.warm-up=24 h").split()))

    def test_the_page_asks_for_it_where_people_wait_at_midnight(self):
        start = self.summary()["start_up"]
        # In the first day's last bin eight wait for 13 minutes and seven for 2, in the second's nobody.
        self.assertAlmostEqual(start["waiting_at_midnight_mean"], (8 * 13 + 7 * 2) / 15 / 2, places=9)
        self.assertIsNone(start["suggested_s"])
        self.assertIn("START-UP: the port never closes", self.crossflow("run", self.night))
        self.assertIsNone(self.summary("--set", "results.warm-up=24 h")["start_up"])
        self.assertIsNone(self.summary("--set", "port.hours=06:00-24:00")["start_up"])

    def test_measures_leave_it_out_too(self):
        for warm_up, served in (("0 min", 5), ("24 h", 8)):  # a day, of two days and of one
            said = self.compared(self.night, "--variant", "stations.counters.servers=2", "-R", 1, "--measure",
                                 "throughput, station: counters", "--set", f"results.warm-up={warm_up}")
            self.assertEqual(said["compared"][0]["values"]["throughput, counters"]["value"], served)

    def test_wrong_warm_ups(self):
        for wrong, message in (("45 min", "whole half-hours"), ("48 h", "leaves nothing"), ("5", "a duration")):
            said = self.crossflow("validate", self.night, "--set", f"results.warm-up={wrong}", expect=2)
            self.assertIn(message, said)


if __name__ == "__main__":
    unittest.main()
