"""analysis/python and the lines of docs/python.md: what Python reads of a result is what the program says of it."""
import contextlib
import io
import json
import sys
import unittest

import pandas as pd

from program import ROOT, ProgramTest

sys.path.insert(0, str(ROOT / "analysis/python"))
import compare_rosters  # noqa: E402
import crossflow_results as results  # noqa: E402
import validate_against_a_count  # noqa: E402
import waits_by_half_hour  # noqa: E402

# One desk a minute: of ten who come at 08:00 the first does not wait, the last nine minutes.
PORT = """\
crossflow: 1
date: 2024-10-20
port: {name: small, hours: "08:00-10:00"}
classes: {local: {pledge: 98% within 5 min}}
demand: {people: {direction: arrival, route: way, recorded: {table: who.csv}}}
stations: {desk: {kind: counter, authority: immigration, service: 1 min, post: officer}}
routes: {way: [desk, leave]}
officers: {officer: {shifts: {day: {from: "08:00", until: "10:00", officers: 1}}}}
"""


class Python(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("who.csv", "time,class,persons\n" + "08:00:00,local,1\n" * 10 + "09:10:00,local,1\n")
        self.write("port.yaml", PORT)
        self.said = json.loads(self.crossflow("run", "port.yaml", "-R", "2", "--json", "-o", "a.h5"))
        self.crossflow("run", "port.yaml", "-R", "2", "-q", "--set", "stations.desk.service=2 min", "-o", "b.h5")
        self.a, self.b = str(self.folder / "a.h5"), str(self.folder / "b.h5")

    def script(self, of, *arguments):
        """What it prints; its picture is one."""
        told, before = io.StringIO(), sys.argv
        sys.argv = ["script", *arguments, "-o", str(self.folder / "it.png")]
        try:
            with contextlib.redirect_stdout(told):
                of.main()
        finally:
            sys.argv = before
        self.assertEqual((self.folder / "it.png").read_bytes()[:8], b"\x89PNG\r\n\x1a\n")
        return told.getvalue()

    def test_tables_have_names(self):
        pledges = results.table(self.a, "pledges")
        self.assertEqual(list(pledges["joined"]), [10, 1] * 2)
        self.assertEqual(set(pledges["traveller_class"]) | set(pledges["direction"]) | set(pledges["authority"]),
                         {"local", "arrival", "immigration"})
        self.assertEqual(set(results.table(self.a, "ledger")["cause"]), {"all_in_use"})
        self.assertEqual(list(results.table(self.a, "directory/stations")["name"]), ["small/people", "small/desk"])

    def test_series_is_an_array_of_replications_places_and_times(self):
        waiting = results.series(self.a, "waiting_person_s")["waiting_person_s"]
        self.assertEqual(waiting.dims, ("replication", "station", "time"))
        of_the_desk = waiting.sel(station="small/desk", time="2024-10-20T08:00")
        self.assertEqual(list(of_the_desk.values), [60 * sum(range(10))] * 2)

    def test_a_percentile_is_that_of_the_page(self):
        (pledge,) = self.said["pledges"]
        clocks = results.table(self.a, "clocks")
        self.assertEqual(results.percentile(clocks, 0.95), 600)
        self.assertEqual(results.percentile(clocks, 0.95), pledge["percentile_95"]["all_travellers_s"])

    def test_pandas_reads_a_table_in_one_line(self):
        self.assertEqual(pd.read_hdf(self.a, "results/series")["joined"].sum(), 2 * 11)

    def test_waits_by_half_hour(self):
        self.assertRegex(self.script(waits_by_half_hour, self.a), r"local +arrival +5\.5\n")

    def test_two_rosters_compared(self):
        told = self.script(compare_rosters, self.a, self.b)
        self.assertIn("a.h5: 2.0 officer-hours rostered", told)
        self.assertIn("none spared\nmost added: 5.5 minutes for those who join at 08:00", told)

    def test_beside_a_count(self):
        count = self.write("count.csv", "hour,direction,people\n08:00,arrival,10\n09:00,arrival,40\n")
        told = self.script(validate_against_a_count, self.a, str(count))
        self.assertRegex(told, r"arrival +8 +10 +10\.0 +0\.0\n +9 +40 +1\.0 +8\.6\n")
        self.assertIn("GEH below 5 in 50% of 2 hours", told)
        wrong = self.write("wrong.csv", "hour,people\n08:00,10\n")
        with self.assertRaisesRegex(SystemExit, "has no column direction; expected hour, direction, people"):
            self.script(validate_against_a_count, self.a, str(wrong))


if __name__ == "__main__":
    unittest.main()
