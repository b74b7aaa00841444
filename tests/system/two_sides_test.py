"""Both sides, and those who wait elsewhere: the results worked out again from the events of a trace."""
import json
import sys
import unittest

import h5py
import numpy as np

from program import ROOT, ProgramTest

ARRIVED, JOINED, STARTED, LEFT, ELSEWHERE, STAYED_AWAY = 1, 2, 3, 8, 18, 19
KINDS = ROOT / "docs/kinds"


class TwoSides(ProgramTest):
    def run_kind(self, name, *arguments):
        path = self.run_to(name + ".h5", KINDS / f"{name}.yaml", "--trace", *arguments)
        with h5py.File(path) as file:
            trace = file["trace/0000"]
            events = {c: trace[c][:] for c in ("tick_us", "kind", "entity", "station", "server", "value", "aux")}
            results = {name: table[:] for name, table in file["results"].items()}
            directory = {name: table[:] for name, table in file["directory"].items()}
        return events, results, directory

    def test_the_way_from_door_to_door(self):
        events, results, directory = self.run_kind("two-sides")
        sources = set(directory["sources"]["station"].tolist())
        let_in, inside, people = {}, 0, 0
        for tick, kind, entity, station in zip(*(events[c].tolist() for c in ("tick_us", "kind", "entity", "station"))):
            if kind in (JOINED, STARTED) and station not in sources:
                let_in.setdefault(entity, tick)
            elif kind == LEFT:
                people += 1
                inside += tick - let_in[entity]
        self.assertGreater(people, 1000)
        self.assertEqual(results["passages"]["people"].sum(), people)
        self.assertEqual(round(results["passages"]["inside_s"].sum() * 1e6), inside)
        self.assertEqual(results["passage_times"]["count"].sum(), people)

    def test_a_stop_of_the_other_side_is_charged_to_it(self):
        _, results, directory = self.run_kind("two-sides")
        names = [row["name"].decode() for row in directory["stations"]]
        here, there = names.index("example/e-Channels"), names.index("example/Mainland gates")
        ledger = results["ledger"]
        charged = ledger[(ledger["station"] == here) & (ledger["place"] == there)]["waiting_person_s"].sum()
        self.assertGreater(charged, 3600)
        _, quick, _ = self.run_kind("two-sides", "--set", "stations.Mainland gates.outage.pace=100%")
        self.assertEqual((quick["ledger"]["place"] == there).sum(), 0)

    def count(self, name, *arguments):
        events, results, _ = self.run_kind(name, *arguments)
        away = events["kind"] == STAYED_AWAY
        row = results["virtual_queues"]
        self.assertEqual(len(row), 1)
        came = (events["kind"] == ELSEWHERE).sum()
        self.assertEqual(row["came"][0], came)
        for value, column in enumerate(("no_slot", "no_show", "not_called")):
            self.assertEqual(row[column][0], events["server"][away & (events["value"] == value)].sum(), column)
        waited = events["value"][events["kind"] == ELSEWHERE].astype(np.int64)
        self.assertEqual(row["waited_s"][0], waited[waited > 0].sum())
        self.assertEqual(row["early_s"][0], -waited[waited < 0].sum())
        self.assertTrue((events["entity"][away] == 0xFFFFFFFF).all())
        return row[0]

    def test_whoever_books_comes_or_is_counted(self):
        row = self.count("booking")
        self.assertGreater(row["no_slot"], 0)
        self.assertGreater(row["no_show"], 0)
        self.assertGreater(row["early_s"], 0)
        self.assertEqual(row["came"] + row["no_slot"] + row["no_show"], 400)

    def test_whoever_is_called_comes(self):
        row = self.count("call")
        self.assertEqual(row["came"], 150)
        few = self.count("call", "--set", "demand.lorries.call.fewer than=1 vehicle")
        self.assertGreater(few["not_called"], 0)
        self.assertEqual(few["came"] + few["not_called"], 150)

    def test_calling_moves_the_waiting_and_not_the_work(self):
        def day(*arguments):
            return json.loads(self.crossflow("run", KINDS / "call.yaml", "--json", "-o", "call.h5", *arguments))

        called, unannounced = day(), day("--set", "demand.lorries.call=~")
        at_port = [sum(q["waited_person_s"] for q in s["queues"]) for s in (called, unannounced)]
        self.assertLess(at_port[0], at_port[1] / 2)
        self.assertEqual(unannounced["virtual_queues"], [])
        self.assertEqual(called["releases"][0]["released"], unannounced["releases"][0]["released"])

    def test_the_bridges_jam_stands_at_the_plaza(self):
        more_cars = [part for way in ("arriving", "departing") for key in ("value=45%", "range=~") for part in
                     ("--set", f"demand.cars {way}.carries.share.{key}")]

        def most_waiting(*arguments):
            file = self.run_to("plaza.h5", ROOT / "scenarios/hong-kong-zhuhai-macao-bridge-plaza.yaml", "--force", *arguments)
            with h5py.File(file) as result:
                names = [name.decode().split("/")[1] for name in result["directory/stations"]["name"]]
                series = result["results/series"][:]
            most = {name: series["waiting_max"][series["station"] == s] for s, name in enumerate(names)}
            return {name: int(waiting.max(initial=0)) for name, waiting in most.items()}

        counted, more = most_waiting(), most_waiting(*more_cars)
        self.assertLess(counted["Zhuhai plaza"] + counted["arrival car kiosks"], 50)
        self.assertGreater(more["Zhuhai plaza"], 300)
        self.assertLess(more["arrival car kiosks"], 30)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + [f"TwoSides.{name}" for name in sys.argv[1:]])
