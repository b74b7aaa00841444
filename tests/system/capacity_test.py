"""`crossflow capacity`: the largest demand at which all still holds."""
import csv
import json
import math
import os
import signal
import subprocess
import time
import unittest
import xml.dom.minidom

from program import NIGHT, SCENARIOS, ProgramTest

DESKS = SCENARIOS / "studies/capacity/ten-desks.yaml"
SUNDAY = SCENARIOS / "heung-yuen-wai-sunday.yaml"

# Officers of two shifts; the second is short of one.
SHIFTS = """\
crossflow: 1
title: {en: Two shifts}
date: 2024-10-20
port: {name: desks, hours: "08:00-12:00"}
classes: {resident: {pledge: 95% within 5 min}}
demand: {people: {direction: arrival, route: way, total: {people: {resident: 800}, profile: {"08:00-11:30": 1}}}}
stations: {desks: {kind: counter, authority: immigration, servers: 10, service: {exponential: 60 s}, post: officer}}
routes: {way: [desks, leave]}
officers: {officer: {shifts: {early: {from: "08:00", until: "10:00", officers: 7}, late: {from: "10:00", until: "14:00", officers: 5}}}}
"""


def waiting_longer(load, servers, wait):
    """Erlang: the share that waits longer than so many mean services."""
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    return servers * blocked / (servers - load * (1 - blocked)) * math.exp(-(servers - load) * wait)


def breaking_load(servers, share, wait):
    low, high = 0.0, float(servers)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if waiting_longer(middle, servers, wait) <= 1 - share else (low, middle)
    return low


class Capacity(ProgramTest):
    def capacity(self, scenario, *arguments):
        return json.loads(self.crossflow("capacity", scenario, "--json", *arguments))


class Theory(Capacity):
    def test_it_is_what_theory_says(self):
        breaks = breaking_load(10, 0.9, 1) / 5
        within = 0
        seeds = 20 if NIGHT else 1
        for seed in range(1, seeds + 1):
            said = self.capacity(DESKS, "-R", 20 if NIGHT else 6, "--seed", seed)
            low, high = said["interval_95"]
            self.assertTrue(low <= said["holds_up_to"] <= high)
            self.assertLess(high - low, 0.25 if NIGHT else 0.5)
            within += low - 1e-9 <= breaks <= high + 1e-9
            self.assertEqual(said["breaks_first"], ["resident, arrival: 90% within 1 min"])
            self.assertEqual([one["what"] for one in said["one_more"]], ["desks: 11 officers"])
            # Eleven desks carry 22 points more by theory; read off a curve of few days.
            self.assertAlmostEqual(said["one_more"][0]["worth"], (breaking_load(11, 0.9, 1) - breaking_load(10, 0.9, 1)) / 5, delta=0.1)
            # Half as many again: fifteen desks.
            self.assertEqual(said["next"]["with"], "desks: 15 officers")
            self.assertAlmostEqual(said["next"]["holds_up_to"], breaking_load(15, 0.9, 1) / 5, delta=0.12)
        self.assertGreaterEqual(within, seeds - 1)


class Sunday(Capacity):
    def test_it_agrees_with_how_near_the_cliff_is(self):
        said = self.capacity(SUNDAY, "-R", 20 if NIGHT else 3, "--precision", "4%", "--most", "116%")
        # scenarios/README.md: all is kept at 108%, and at 116% residents' pledge is broken, who come in by the gates.
        self.assertGreaterEqual(said["holds_up_to"], 1.08)
        self.assertLess(said["holds_up_to"], 1.16)
        self.assertTrue(all(what.startswith("resident, arrival") for what in said["breaks_first"]))
        most = said["levels"][-1]
        self.assertAlmostEqual(most["scale"], 1.16)
        self.assertAlmostEqual(most["people_a_day"], 1.16 * (60122 + 44145), delta=5)
        residents = next(f for f in most["figures"] if f["what"].startswith("resident, arrival"))
        self.assertAlmostEqual(residents["value"], 0.854, delta=0.03)
        self.assertEqual(residents["waited_at"][0]["station"], "arrival e-Channels")


class Page(Capacity):
    def test_what_it_says(self):
        page = self.crossflow("capacity", DESKS, "-R", 4, "--growth", "5%", "--precision", "5%")
        for word in ("HOLDS UP TO", "reached in", "BREAKS FIRST", "desks (all in use)", "NEXT, with desks: 15 officers",
                     "CURVE", "ONE MORE", "desks: 11 officers"):
            self.assertIn(word, page)
        self.assertEqual(page, self.crossflow("capacity", DESKS, "-R", 4, "--growth", "5%", "--precision", "5%", "-j", 3))
        within = self.crossflow("capacity", DESKS, "-R", 4, "--most", "100%", "--growth", "5%")
        self.assertIn("HOLDS AT 100%, the most", within)
        self.assertNotIn("a year", within)  # it is not known when
        self.assertRegex(within, r"busiest hour +resident, arrival +95% within")

    def test_room_in_a_queue(self):
        """The gates before it are held up by those who find no room."""
        self.write("room.yaml", SHIFTS.split("officers:")[0].replace(", post: officer", ", queue: {space: 20 persons}")
                   .replace("[desks", "[gates, desks").replace("stations: {", "stations: {gates: {kind: e-channel, authority: immigration, servers: 9, service: 20 s}, ")
                   .replace("authority: immigration, servers: 10", "servers: 8"))
        said = self.capacity("room.yaml", "-R", 3, "--precision", "20%")
        self.assertIn("desks: room for 22 persons", [one["what"] for one in said["one_more"]])

    def test_the_scenarios_own_scale_counts(self):
        once = self.capacity(DESKS, "-R", 4, "--precision", "5%")
        half = self.capacity(DESKS, "-R", 4, "--precision", "10%", "--set", "demand.scale=50%", "--set", "stations.desks.servers=9")
        self.assertLess(abs(half["holds_up_to"] / 2 - breaking_load(9, 0.9, 1) / 5), 0.1)
        self.assertLess(half["holds_up_to"] / 2, once["holds_up_to"])
        self.assertEqual([one["what"] for one in half["one_more"]], ["desks: 10 officers"])

    def test_officers_shift_by_shift(self):
        said = self.capacity(self.write("shifts.yaml", SHIFTS), "-R", 5, "--precision", "5%")
        more = {one["what"]: one for one in said["one_more"]}
        self.assertIn("officer: 6 officers in shift late", more)
        late, early = more["officer: 6 officers in shift late"], more.get("officer: 8 officers in shift early")
        self.assertGreater(late["worth"], 0.03)
        self.assertTrue(early is None or early["worth"] < late["worth"])
        self.assertEqual(said["next"]["with"], "half as many officers again for desks")

    def test_files(self):
        self.crossflow("capacity", DESKS, "-R", 2, "--precision", "10%", "--csv", "curve.csv", "--chart", "curve.svg", "-q")
        with open(self.folder / "curve.csv", encoding="utf-8") as file:
            lines = list(csv.DictReader(file))
        kept = [line for line in lines if line["what"] == "resident, arrival: 90% within 1 min"]
        self.assertEqual([line["scale"] for line in kept], sorted((line["scale"] for line in kept), key=float))
        self.assertEqual({line["holds"] for line in kept}, {"yes", "no"})
        picture = xml.dom.minidom.parse(str(self.folder / "curve.svg"))
        self.assertEqual(len(picture.getElementsByTagName("polyline")), 2)
        self.crossflow("capacity", DESKS, "-R", 2, "--most", "100%", "--chart", "curve.svg", "-q")  # over its own
        self.write("mine.svg", "<svg/>")
        self.assertIn("mine.svg", self.crossflow("capacity", DESKS, "--chart", "mine.svg", expect=2))
        self.assertIn("used for something else", self.crossflow("capacity", DESKS, "--csv", "one.svg", "--chart", "one.svg", expect=2))

    def test_what_is_wrong_is_told(self):
        days = self.write("days.yaml", "crossflow: 1\ntitle: Who came\ndate: 2024-10-20\nport: {name: p}\n"
                          "classes: {resident: {pledge: 90% within 1 min}}\n"
                          "demand: {people: {direction: arrival, route: way, recorded: {table: who.csv}}}\n"
                          "stations: {desks: {kind: counter, authority: immigration, service: 10 s}}\n"
                          "routes: {way: [desks, leave]}\n")
        self.write("who.csv", "time,class\n08:00:05,resident\n")
        self.assertIn("which 'scale' and 'growth' cannot scale", self.crossflow("capacity", days, expect=2))
        for arguments, said in (
                (["--precision", "0"], "--precision: '0' will not do; expected a percentage"),
                (["--growth", "fast"], "--growth: 'fast' will not do; expected a percentage"),
                (["--where", "longest queue, station: desk, at most: 5"], "the scenario has no station 'desk'"),
                (["--where", "longest queue, station: desks, at most: 5%"], "is no bound of"),
                (["--mots", "200%"], "did you mean '--most'")):
            self.assertIn(said, self.crossflow("capacity", DESKS, *arguments, expect=2))

    def test_ctrl_c_tells_what_is_known(self):
        run = subprocess.Popen([os.environ["CROSSFLOW"], "capacity", str(DESKS), "-R", "200", "--precision", "0.1%"],
                               cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)
        time.sleep(4)
        os.killpg(run.pid, signal.SIGINT)
        said, complaint = run.communicate(timeout=120)
        self.assertEqual(run.returncode, 130, complaint)
        self.assertIn("what was known so far is told" if "CURVE" in said else "no level was simulated yet", complaint)
        self.assertEqual("CURVE" in said, said != "")


if __name__ == "__main__":
    unittest.main()
