"""`crossflow sensitivity`: which of the figures that are not sure an answer hangs on."""
import csv
import json
import os
import random
import signal
import subprocess
import time
import unittest
import xml.dom.minidom

from program import NIGHT, SCENARIOS, SMALL, SUNDAY, ProgramTest

DESKS = SCENARIOS / "studies/sensitivity/three-desks.yaml"
TIME = ("--measure", "clearance time")


def rank_coefficients(halves, runs=20000):
    """Of a sum of uniform inputs that go so far to either side: how the sum's rank goes with each."""
    luck = random.Random(1)
    inputs = [[luck.uniform(-1, 1) for _ in range(runs)] for _ in halves]
    sums = [sum(half * x for half, x in zip(halves, row)) for row in zip(*inputs)]
    ranks = [0.0] * runs
    for rank, i in enumerate(sorted(range(runs), key=sums.__getitem__)):
        ranks[i] = rank - (runs - 1) / 2
    size = sum(rank * rank for rank in ranks) ** 0.5
    return [sum(a * b for a, b in zip(x, ranks)) / size / sum(a * a for a in x) ** 0.5 for x in inputs]


class Sensitivity(ProgramTest):
    def sensitivity(self, scenario, *arguments):
        return json.loads(self.crossflow("sensitivity", scenario, *arguments, "--json"))

    def holds(self, estimate, truth):
        low, high = estimate["interval_95"]["low"], estimate["interval_95"]["high"]
        return low - 1e-9 <= truth <= high + 1e-9


class Known(Sensitivity):
    """Three desks in a row at which nobody waits: the time is the sum of three that are known."""

    def test_the_tornado_is_exact(self):
        said = self.sensitivity(DESKS, *TIME, "-R", 4, "--drawn", 0)
        self.assertEqual([f["name"] for f in said["figures"]],
                         ["hall: walk, distance", "First desk: service", "Second desk: service", "Third desk: service"])
        self.assertEqual(said["figures"][1], {"name": "First desk: service", "path": "stations.first.service", "mark": "assumption",
                                              "as_written": "60 s", "low": "30 s", "high": "90 s"})
        time, = said["measures"]
        self.assertAlmostEqual(time["as_written"]["value"], 180, places=6)
        for figure, half in zip(time["figures"], (0, 30, 20, 10)):
            for end, difference in (("at_low", -half), ("at_high", half)):
                self.assertAlmostEqual(figure[end]["value"], difference, places=6)
                self.assertTrue(all(abs(x - difference) < 1e-6 for x in figure[end]["interval_95"].values()), figure)
                self.assertEqual(figure[end]["told"], half > 0)
            self.assertAlmostEqual(figure["swing"], 2 * half, places=6)
            self.assertNotIn("first_order", figure)
        for mark, share in (("assumption", 3 / 6), ("design", 2 / 6), ("observed", 1 / 6)):
            self.assertAlmostEqual(time["swing_by_mark"].pop(mark), share, places=6)
        self.assertEqual(time["swing_by_mark"], {})

    def test_indices_and_coefficients_hold_what_is_known(self):
        indices = (0, 9 / 14, 4 / 14, 1 / 14)
        coefficients = [0, *rank_coefficients((30, 20, 10))]
        seeds = 20 if NIGHT else 3
        held = total = 0
        for seed in range(1, seeds + 1):
            time, = self.sensitivity(DESKS, *TIME, "-R", 2, "--seed", seed)["measures"]
            self.assertGreater(time["drawn_together"]["ranks_explained"], 0.9)
            self.assertTrue(self.holds(time["drawn_together"]["mean"], 180))
            for figure, index, coefficient in zip(time["figures"], indices, coefficients):
                held += self.holds(figure["first_order"], index) + self.holds(figure["rank_coefficient"], coefficient)
                total += 2
                self.assertAlmostEqual(figure["first_order"]["value"], index, delta=0.12)
                self.assertAlmostEqual(figure["rank_coefficient"]["value"], coefficient, delta=0.08)
            # The walk before the clock begins to run does nothing.
            self.assertEqual(time["figures"][0]["first_order"]["interval_95"]["low"], 0)
        self.assertGreaterEqual(held, total - max(1, total // 20))

    def test_a_figure_that_does_nothing_has_intervals_that_hold_zero(self):
        text = DESKS.read_text(encoding="utf-8").replace("service: {value: 60 s, range: [50 s, 70 s], mark: observed}", "service: {exponential: 60 s}")
        time, = self.sensitivity(self.write("luck.yaml", text), *TIME)["measures"]
        self.assertEqual(len(time["figures"]), 3)
        walk = time["figures"][0]
        self.assertEqual((walk["at_low"]["value"], walk["at_high"]["value"], walk["swing"]), (0, 0, 0))
        self.assertTrue(self.holds(walk["first_order"], 0) and self.holds(walk["rank_coefficient"], 0), walk)


class Page(Sensitivity):
    def test_what_it_says(self):
        arguments = ("sensitivity", DESKS, *TIME, "--measure", "kept", "-R", 3)
        page = self.crossflow(*arguments)
        for text in ("4 figures have a range: each was moved alone to its ends, on the same 3 days.",
                     "CLEARANCE TIME, MEAN: 3 min ± 0 s as written",
                     "50% of the tornado's swing comes from assumptions, 33% from design figures, 17% from observed figures.",
                     "ASSUMPTIONS: 50%", "First desk: service", "30 s: -30 s", "llllll|hhhhhh", "1 makes no difference on any day.",
                     "ALL DRAWN TOGETHER on 200 days", "alone explains",
                     "KEPT: 100%", "No figure, moved alone within its range, changes it so that it can be told.",
                     "stations.third.service"):
            self.assertIn(text, page)
        self.assertTrue(all(len(line) <= 120 for line in page.splitlines()), page)
        self.assertEqual(page, self.crossflow(*arguments, "-j", 1))
        self.assertEqual(page, self.crossflow(*arguments, "-j", 3))

    def test_files(self):
        self.crossflow("sensitivity", DESKS, *TIME, "-R", 2, "--csv", "it.csv", "--chart", "it.svg", "-q")
        with open(self.folder / "it.csv", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        self.assertEqual(rows[0][:4], ["figure", "path", "known as", "as written"])
        self.assertEqual(rows[2][:10], ["First desk: service", "stations.first.service", "assumption", "60 s", "30 s", "90 s", "clearance time, mean", "s", "-30", "-30"])
        self.assertEqual({len(row) for row in rows}, {21})
        picture = xml.dom.minidom.parse(str(self.folder / "it.svg"))
        self.assertEqual(len(picture.getElementsByTagName("rect")), 1 + 6)  # the ground, and two ends of three figures
        self.crossflow("sensitivity", DESKS, *TIME, "-R", 2, "--drawn", 0, "--chart", "it.svg", "--csv", "it.csv", "-q")  # over its own
        self.write("mine.svg", "<svg/>")
        self.assertIn("mine.svg", self.crossflow("sensitivity", DESKS, *TIME, "--chart", "mine.svg", expect=2))
        self.assertIn("used for something else", self.crossflow("sensitivity", DESKS, *TIME, "--csv", "one.svg", "--chart", "./one.svg", expect=2))
        self.assertFalse((self.folder / "one.svg").exists())

    def test_keys_that_are_set_count(self):
        said = self.sensitivity(DESKS, *TIME, "-R", 2, "--drawn", 0, "--set", "stations.second.service=45 s")
        self.assertEqual(len(said["figures"]), 3)
        self.assertAlmostEqual(said["measures"][0]["as_written"]["value"], 165, places=6)

    def test_names_of_a_choice_and_of_whole_numbers(self):
        said = self.sensitivity(self.write("some.yaml", SMALL.replace("servers: 4", "servers: {value: 4, range: [2, 6]}").replace(
            "share: 80%, to: gates", "share: 80%, to: gates, range: [70%, 90%]")), "--measure", "waiting, station: desks", "-R", 5, "--drawn", 0)
        self.assertEqual([(f["name"], f["low"], f["high"]) for f in said["figures"]],
                         [("gates: service", "9 s", "15 s"), ("gates: fails, share", "2%", "8%"), ("desks: servers", "2", "6"),
                          ("gates: share of resident", "70%", "90%")])
        servers = next(f for f in said["measures"][0]["figures"] if f["path"] == "stations.desks.servers")
        self.assertGreater(servers["at_low"]["interval_95"]["low"], 0)  # fewer desks, longer waits
        self.assertLess(servers["at_high"]["interval_95"]["high"], 0)

    def test_one_name_for_two_rows_is_told_apart_by_the_route(self):
        row = "    - choose:\n        - {class: visitor, share: 50%, range: [40%, 60%], to: gates}\n        - {to: desks}\n    - leave\n"
        text = SMALL.replace("route: arrival\n    groups", "route: of a tour\n    groups").replace("routes:\n", "routes:\n  of a tour:\n" + row).replace(
            "        - {class: resident, share: 80%, to: gates}\n", "        - {class: visitor, share: 10%, range: [0%, 20%], to: gates}\n")
        said = self.sensitivity(self.write("two.yaml", text), *TIME, "-R", 2, "--drawn", 0)
        self.assertEqual([f["name"] for f in said["figures"]][2:], ["gates: share of visitor (of a tour)", "gates: share of visitor (arrival)"])

    def test_whoever_is_not_cleared_is_told(self):
        text = SMALL.replace("servers: 4", "servers: {value: 4, range: [1, 4]}").replace(
            'hours: "08:00-10:00"', 'hours: "08:00-10:00", at closing: turn back the queue')
        page = self.crossflow("sensitivity", self.write("few.yaml", text), "--measure", "kept", "-R", 2, "--drawn", 0)
        self.assertIn("NOT CLEARED, desks: servers at 1: on average", page)

    def test_ctrl_c(self):
        run = subprocess.Popen([os.environ["CROSSFLOW"], "sensitivity", str(SUNDAY), *TIME], cwd=self.folder, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)
        time.sleep(2)
        os.killpg(run.pid, signal.SIGINT)
        said, complaint = run.communicate(timeout=120)
        self.assertEqual((run.returncode, said), (130, ""), complaint)
        self.assertIn("nothing is kept; the same command begins anew", complaint)

    def test_what_is_wrong_is_told(self):
        self.assertIn("no figure of this scenario has a range, so there is nothing to move; expected a range beside",
                      self.crossflow("sensitivity", SCENARIOS / "studies/capacity/ten-desks.yaml", *TIME, expect=2))
        many = self.write("many.yaml", SMALL.replace("number: 2,", "number: {value: 2, range: [1, 60]},"))
        self.assertRegex(self.crossflow("sensitivity", many, *TIME, expect=2),
                         r"many.yaml:\d+:\d+: at 60, an end of its range, demand.tours.groups.number will not do: .*; expected")
        for arguments, said in (
                (["--measure", "clearance tiem"], "did you mean 'clearance time'"),
                (["--measure", "waiting, station: desk"], "the scenario has no station 'desk'"),
                ([*TIME, *TIME], "two measures are called 'clearance time, mean'"),
                ([*TIME, "--drawn", "12"], "--drawn: 12 days are too few to tell 4 figures apart; expected at least 18, or 0"),
                ([*TIME, "-R", "1"], "Value 1 not in range 2"),
                ([*TIME, "--chart", "it.png"], "a name that ends with .svg"),
                ([], "--measure is required")):
            self.assertIn(said, self.crossflow("sensitivity", DESKS, *arguments, expect=2))


class Sunday(Sensitivity):
    def test_it_agrees_with_what_stands_beside_it(self):
        """scenarios/README.md: residents' pledge hangs on how many of them use the gates, and all of it on assumptions."""
        said = self.sensitivity(SUNDAY, "--measure", "kept, class: resident, direction: arrival", "-R", 4 if NIGHT else 2,
                                "--drawn", 200 if NIGHT else 0)
        kept, = said["measures"]
        self.assertEqual(kept["swing_by_mark"], {"assumption": 1.0})
        order = sorted(kept["figures"], key=lambda f: -f["swing"])
        self.assertEqual([figure["path"] for figure in order[:2]],
                         ["routes.arrival.2.choose.1.share", "stations.arrival e-Channels.service"])
        self.assertAlmostEqual(order[0]["at_low"]["value"], -0.361, delta=0.05)
        self.assertAlmostEqual(order[1]["at_high"]["value"], -0.197, delta=0.05)
        for figure in kept["figures"]:
            if figure["path"].startswith("stations.departure"):  # the other hall
                self.assertEqual(figure["swing"], 0, figure)


if __name__ == "__main__":
    unittest.main()
