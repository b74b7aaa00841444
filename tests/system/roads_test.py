"""A plaza whose lane lets off fewer cars than come: what they wait is told by all outputs, as the trace has it."""
import json
import sys
import unittest

import h5py

from program import ProgramTest

STARTED, LEFT = 3, 8
FREE_DRIVE_S = 1200

PLAZA = """\
crossflow: 1
title: {en: A plaza}
date: 2024-01-01
port: {name: example, hours: "00:00-24:00"}
classes: {car: {kind: vehicle, length: 5 m}}
demand:
  cars:
    rate: {mean: {"00:00": 1500 vehicles/h, "02:00": 0 vehicles/h}, mix: {car: 1}}
    direction: arrival
    route: cars
stations: {plaza: {kind: road, lanes: 1, length: 10 km, headway: 3.364 s}}
routes: {cars: [plaza, leave]}
"""


class Roads(ProgramTest):
    def setUp(self):
        super().setUp()
        self.scenario = self.write("plaza.yaml", PLAZA)
        self.summary = json.loads(self.crossflow("run", self.scenario, "--json", "--trace", "-o", "plaza.h5"))
        with h5py.File(self.folder / "plaza.h5") as file:
            trace = file["trace/0000"]
            events = [trace[c][:].tolist() for c in ("tick_us", "kind", "entity")]
            self.results = {name: table[:] for name, table in file["results"].items()}
            self.plaza = [row["name"] for row in file["directory/stations"]].index(b"example/plaza")
        began, self.waits = {}, []
        for tick, kind, entity in zip(*events):
            if kind == STARTED:
                began[entity] = tick
            elif kind == LEFT:
                self.waits.append(tick - began[entity] - FREE_DRIVE_S * 1_000_000)

    def of_plaza(self, table):
        return self.results[table][self.results[table]["station"] == self.plaza]

    def test_the_last_wait_three_quarters_of_an_hour(self):
        """Some 3,000 come in two hours, of whom the lane lets 1,070 off in one."""
        self.assertGreaterEqual(min(self.waits), 0)
        self.assertGreater(max(self.waits), 2400_000_000)
        self.assertLess(max(self.waits), 3400_000_000)

    def test_results_are_the_trace(self):
        total = sum(self.waits)
        self.assertEqual(round(self.of_plaza("series")["waiting_person_s"].sum() * 1e6), total)
        ledger = self.of_plaza("ledger")
        self.assertEqual(round(ledger["waiting_person_s"].sum() * 1e6), total)
        self.assertEqual(set(ledger["cause"].tolist()), {0}, "all of it is the road's own")
        self.assertEqual(self.of_plaza("waits")["count"].sum(), len(self.waits))

    def test_page_and_json_show_the_queue(self):
        [queue] = [q for q in self.summary["queues"] if q["station"].endswith("plaza")]
        self.assertAlmostEqual(queue["waited_person_s"], sum(self.waits) / 1e6, places=3)
        self.assertEqual([c["cause"] for c in queue["charged_to"]], ["headway on the road"])
        page = self.crossflow("run", self.scenario, "-o", "page.h5")
        [line] = [line for line in page.splitlines() if line.startswith("plaza")]
        self.assertIn("headway on the road 100%", line)

    def test_compare_asks_for_it(self):
        variant = ["compare", self.scenario, "-R", 2, "--variant", "stations.plaza.headway=2 s", "--measure"]
        changes = json.loads(self.crossflow(*variant, "waiting, station: plaza", "--json"))["differences"][0]["changes"]
        [change] = changes.values()
        self.assertLess(change["value"], -600, "ten minutes less for each on average")
        refused = self.crossflow(*variant, "utilisation, station: plaza", expect=2)
        self.assertIn("has no servers", refused)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + [f"Roads.{name}" for name in sys.argv[1:]])
