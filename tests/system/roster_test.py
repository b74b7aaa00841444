"""`crossflow roster`: the cheapest roster that keeps what must hold."""
import csv
import itertools
import json
import math
import os
import signal
import subprocess
import time
import unittest

from program import NIGHT, ROOT, SCENARIOS, ProgramTest

BAD = ROOT / "tests/system/bad_rosters"
ROSTERS = SCENARIOS / "studies/rosters"
DESKS = ROSTERS / "desks-for-two-hours.yaml"

# A steady stream for which Erlang's formula is exact: eight erlangs, a minute each.
STEADY = """\
crossflow: 1
title: {en: A steady stream}
date: 2024-10-20
port: {name: desks, hours: "00:00-06:00"}
classes: {resident: {pledge: 90% within 1 min, pledge ends: called}}
demand: {people: {direction: arrival, route: way, rate: {mean: {"00:00": 480 persons/h, "06:00": 0 persons/h}, mix: {resident: 1}}}}
stations: {desks: {kind: counter, authority: immigration, servers: 20, service: {exponential: 60 s}, post: officer}}
routes: {way: [desks, leave]}
officers: {officer: {shifts: {night: {from: "00:00", until: "07:00", officers: 20}}}}
"""
STEADY_ROSTER = """\
crossflow roster: 1
base: steady.yaml
pools: {officer: {shifts: {night: {from: "00:00", lasts: 7 h}}}}
test: 40
"""


def erlang(load, share, wait):
    """The fewest servers with which so large a share waits no longer than `wait` mean services."""
    for servers in range(math.ceil(load), 100):
        blocked = 1.0
        for n in range(1, servers + 1):
            blocked = load * blocked / (n + load * blocked)
        if servers > load:
            delayed = servers * blocked / (servers - load * (1 - blocked))
            if delayed * math.exp(-(servers - load) * wait) <= 1 - share:
                return servers
    raise AssertionError


class Roster(ProgramTest):
    def desks(self, more):
        """The small question with more keys."""
        text = DESKS.read_text(encoding="utf-8").replace("../../theory", str(SCENARIOS / "theory"))
        return self.write("desks.yaml", text + more)

    def roster(self, question, *arguments):
        return json.loads(self.crossflow("roster", question, "--json", "--force", "-o", "found.csv", *arguments))


class Desks(Roster):
    """Three forms of duty and at most six officers: every roster can be tried."""

    def every_roster(self, replications, rosters):
        """The share in time of each on days that no search sees; 0 where somebody was left."""
        times = {"first": ("08:00", "09:00"), "second": ("09:00", "10:30"), "both": ("08:00", "10:30")}
        def level(roster):
            shifts = {form: {"from": times[form][0], "until": times[form][1], "officers": n}
                      for form, n in zip(times, roster)}
            return {"name": " ".join(map(str, roster)), "scenario": {"officers": {"officer": {"shifts": shifts}}}}
        self.write("all.yaml", json.dumps({
            "crossflow study": 1, "base": str(SCENARIOS / "theory/desks-for-two-hours.yaml"), "seed": 20241020,
            "replications": replications, "axes": {"roster": [level(r) for r in rosters]},
            "measures": [{"measure": "kept", "class": "resident", "as": "kept"}]}))
        said = json.loads(self.crossflow("sweep", "all.yaml", "--json"))
        return {roster: 0 if variant["not_cleared"] or variant["values"]["kept"] is None
                else variant["values"]["kept"]["value"]
                for roster, variant in zip(rosters, said["variants"])}

    @staticmethod
    def cost(first, second, both):
        return 1.5 * first + 2 * second + 3 * both

    @staticmethod
    def at_work(first, second, both):
        """In the first hour and after it: who has as many at both times has the same days."""
        return first + both, second + both

    def test_it_is_the_cheapest_of_all(self):
        every = sorted((r for r in itertools.product(range(7), repeat=3) if 0 < sum(r) <= 6), key=lambda r: self.cost(*r))
        first_of = {}  # the cheapest of those who have the same days
        for r in every:
            first_of.setdefault(self.at_work(*r), r)
        if NIGHT:
            kept = self.every_roster(400, list(first_of.values()))
            cheapest = min(self.cost(*r) for r, share in kept.items() if share >= 0.95)
        for seed in range(1, 21 if NIGHT else 3):
            with self.subTest(seed=seed):
                said = self.roster(DESKS, "--seed", seed)
                self.assertTrue(said["nothing_cheaper"])
                self.assertTrue(said["passed"])
                found = said["roster"]["cost"]
                if NIGHT:
                    self.assertAlmostEqual(found, cheapest)
                    continue
                # By day those that are cheaper and have at no time fewer officers than another of these: none keeps it.
                cheaper = [r for r in first_of.values() if self.cost(*r) < found - 1e-9]
                most = [r for r in cheaper if not any(
                    o != r and all(x >= y for x, y in zip(self.at_work(*o), self.at_work(*r))) for o in cheaper)]
                kept = self.every_roster(100, most)
                self.assertGreater(len(kept), 2)
                self.assertLess(max(kept.values()), 0.95, kept)

    def test_what_it_writes_is_read(self):
        question = self.desks("test: 40\n")
        said = self.roster(question, "--seed", 3, "-R", 10)
        self.assertEqual(said, self.roster(question, "--seed", 3, "-R", 10, "-j", 3))
        with open(self.folder / "found.csv", encoding="utf-8") as file:
            lines = list(csv.DictReader(file))
        self.assertEqual(len(lines), said["roster"]["officers"])
        hours = sum(int(l["until"][:2]) + int(l["until"][3:]) / 60 - int(l["from"][:2]) - int(l["from"][3:]) / 60 for l in lines)
        self.assertAlmostEqual(hours, said["roster"]["hours"])
        base = SCENARIOS / "theory/desks-for-two-hours.yaml"
        self.assertIn("nothing wrong", self.crossflow("validate", base, "--with", "found.yaml"))
        for edited in ("found.csv", "found.yaml"):
            self.assertIn(f"{edited}: this file exists, and may have been edited", self.crossflow("roster", question, "-o", "found.csv", expect=2))
            (self.folder / edited).unlink()
        page = self.crossflow("roster", question, "--seed", 3, "-R", 10, "-o", "found.csv")
        for word in ("ROSTER: ", "PLAN", "PRICES", "on new days", "found.yaml"):
            self.assertIn(word, page)


class Steady(Roster):
    def test_it_is_erlangs_number(self):
        self.write("steady.yaml", STEADY)
        said = self.roster(self.write("question.yaml", STEADY_ROSTER), "-R", 10)
        self.assertEqual(said["roster"]["officers"], erlang(8, 0.9, 1))
        # Of half-hours by themselves, some of which happen to have more to do.
        self.assertIn(said["erlang"]["officers"] - erlang(8, 0.9, 1), (0, 1))
        self.assertTrue(said["passed"])
        self.assertEqual([p["all_holds"] for p in said["prices"]], ["no", "yes"])

    def test_no_roster_can_do_it(self):
        self.write("steady.yaml", STEADY.replace("servers: 20", "servers: 8"))
        question = self.write("question.yaml", STEADY_ROSTER)
        said = self.roster(question, "-R", 4)
        self.assertEqual((said["possible"], said["roster"]), (False, None))
        self.assertFalse((self.folder / "found.csv").exists())
        page = self.crossflow("roster", question, "-R", 4)
        self.assertIn("NO ROSTER CAN DO IT", page)
        self.assertRegex(page, r"desks: 8 there, 1\d needed")

    def test_none_within_the_rules(self):
        self.write("steady.yaml", STEADY)
        few = STEADY_ROSTER.replace("pools: {officer: {", "pools: {officer: {most: 7, ")
        said = self.crossflow("roster", self.write("question.yaml", few), "-R", 4)
        self.assertIn("NONE FOUND", said)


# Five erlangs at most, around the clock.
ALL_DAY = """\
crossflow: 1
title: {en: Around the clock}
date: 2024-10-20
MORE
port: {name: desks, hours: "00:00-24:00"}
classes: {resident: {pledge: 90% within 5 min}, other: {pledge: 90% within 5 min}}
demand: {people: {direction: arrival, route: way, PEOPLE}}
stations: {desks: {kind: counter, authority: immigration, servers: 6, service: {exponential: 60 s}, post: officer}}
routes: {way: [desks, leave]}
officers: {officer: {shifts: {all: {from: "00:00", until: "24:00", officers: 6}}}}
"""
ALL_DAY_ROSTER = """\
crossflow roster: 1
base: all-day.yaml
pools:
  officer:
    shifts: {day: {from: "06:00", lasts: 16 h, breaks: {takes: 30 min, after: 4 h, by: 4 h}}, night: {from: "22:00", lasts: 8 h, breaks: {takes: 30 min, after: 2 h, by: 2 h}}}
test: 10
rosters: 12
"""


class Rules(Roster):
    def all_day(self, people="rate: {mean: 60 persons/h, mix: {resident: 1}}", more=""):
        self.write("all-day.yaml", ALL_DAY.replace("MORE", more).replace("PEOPLE", people))

    def test_a_duty_may_pass_midnight(self):
        self.all_day()
        said = self.roster(self.write("question.yaml", ALL_DAY_ROSTER), "-R", 4)
        self.assertEqual({d["form"] for d in said["roster"]["duties"]}, {"day", "night"})
        with open(self.folder / "found.csv", encoding="utf-8") as file:
            lines = {(l["from"], l["until"], l["breaks"]) for l in csv.DictReader(file)}
        self.assertEqual(lines, {("06:00", "22:00", "10:00-10:30"), ("22:00", "30:00", "24:00-24:30")})
        self.assertIn("nothing wrong", self.crossflow("validate", "all-day.yaml", "--with", "found.yaml"))

    def test_rules_are_kept(self):
        self.write("steady.yaml", STEADY.replace("480", "60"))
        needed = self.roster(self.write("question.yaml", STEADY_ROSTER), "-R", 4)["roster"]["officers"]
        self.assertLess(needed, 6)
        least = STEADY_ROSTER.replace("lasts: 7 h", "lasts: 7 h, least: 6")
        # Before the first time of a day holds what held last; and all of the quarter-hour in which more are wanted.
        at_least = [STEADY_ROSTER.replace("pools: {officer: {", "pools: {officer: {at least: {" + times + "}, ")
                    for times in ('"00:00": 6, "07:00": 0', '"06:50": 6, "06:55": 0', '"01:00": 0, "23:00": 6')]
        for question in [least, *at_least[:2]]:
            said = self.roster(self.write("question.yaml", question), "-R", 4)
            self.assertEqual(said["roster"]["officers"], 6)
            self.assertEqual([(p["officers"], p["within_rules"]) for p in said["prices"]], [(-1, False), (1, True)])
        self.assertIn("not within the rules", self.crossflow("roster", "question.yaml", "-R", 4, "--force", "-o", "found.csv"))
        # Nobody may work at 23:00, so no roster is within these.
        self.assertIn("NO ROSTER is within the rules",
                      self.crossflow("roster", self.write("question.yaml", at_least[2]), "-R", 4, "--force", "-o", "x.csv"))

    def test_dates_without_anybody_ask_for_nothing(self):
        question = self.write("question.yaml", ALL_DAY_ROSTER)
        holidays = SCENARIOS / "data/holidays.csv"
        self.all_day('total: {people: {by day: {Sunday: {resident: 400, other: 100}, otherwise: {resident: 400}}},'
                     ' profile: {"07:00-20:00": 1}}', f"days: 2\ncalendar: {holidays}")
        said = self.roster(question, "-R", 4)
        self.assertTrue(said["possible"])
        self.assertEqual(len(said["must_hold"]), 4)  # two classes on one day, one on the other, nobody left
        self.all_day(more="days: 2\nresults: {warm-up: 24 h}")
        said = self.roster(question, "-R", 4)
        self.assertTrue(said["possible"])
        self.assertEqual(len(said["must_hold"]), 2)


class Wrong(Roster):
    def test_every_mistake_has_its_message(self):
        for question in sorted(BAD.glob("*.yaml")):
            if question.name == "port.yaml":
                continue
            with self.subTest(question.name):
                said = self.crossflow("validate", question.name, cwd=BAD, expect=2)
                self.assertEqual(self.crossflow("roster", question.name, "-o", self.folder / "x.csv", cwd=BAD, expect=2), said)
                expected = question.with_suffix(".txt")
                if os.environ.get("CROSSFLOW_UPDATE"):
                    expected.write_text(said, encoding="utf-8")
                self.assertEqual(said, expected.read_text(encoding="utf-8"))

    def test_other_files_are_named(self):
        self.assertIn("this is a scenario, and asks for no roster; expected 'crossflow run'",
                      self.crossflow("roster", self.small, expect=2))
        self.assertIn("this is a study that asks for no roster; expected 'crossflow sweep'",
                      self.crossflow("roster", SCENARIOS / "studies/heung-yuen-wai-cliff.yaml", expect=2))

    def test_a_question_is_no_scenario(self):
        for verb in ("run", "capacity"):
            said = self.crossflow(verb, DESKS, expect=2)
            self.assertIn("this asks for a roster, and is no scenario; expected 'crossflow roster'", said)
            self.assertEqual(len(said.splitlines()), 1, said)

    def test_others_files_stay(self):
        self.write("found.csv", "name,hours\n")
        self.assertIn("no such table", self.crossflow("roster", DESKS, "-o", "found.csv", "--force", expect=2))
        self.write("found.svg", "<svg/>")
        self.assertIn("exists", self.crossflow("roster", DESKS, "-o", "new.csv", "--chart", "found.svg", expect=2))
        self.assertIn("used for something else", self.crossflow("roster", DESKS, "-o", "one.svg", "--chart", "one.svg", expect=2))
        self.write("other.yaml", "crossflow: 1\n")
        self.assertIn("no such overlay", self.crossflow("roster", DESKS, "-o", "other.csv", "--force", expect=2))

    def test_shipped_questions_are_right(self):
        questions = sorted(ROSTERS.glob("*.yaml"))
        self.assertGreater(len(questions), 2)
        for question in questions:
            self.assertIn("nothing wrong found", self.crossflow("validate", question))


class Stopped(Roster):
    def test_ctrl_c_gives_the_best_so_far(self):
        question = self.desks("test: 100000\n")
        command = [os.environ["CROSSFLOW"], "roster", str(question), "-o", "found.csv"]
        run = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)
        time.sleep(20 if NIGHT else 8)  # by then it is at the test, which never ends
        os.killpg(run.pid, signal.SIGINT)
        said, complaint = run.communicate(timeout=120)
        self.assertEqual(run.returncode, 130, complaint)
        self.assertIn("ROSTER, NOT TESTED", said)
        self.assertIn("so far", complaint)
        self.assertTrue((self.folder / "found.yaml").exists())


if __name__ == "__main__":
    unittest.main()
