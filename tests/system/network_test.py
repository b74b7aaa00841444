"""Several ports as a user runs them: all land crossings on one day, and a trace in which somebody goes elsewhere."""
import json
import unittest

import numpy as np

from program import ROOT, SCENARIOS, ProgramTest, Trace

ALL = SCENARIOS / "land-crossings-national-day.yaml"
TWO = ROOT / "docs/kinds/network.yaml"


class Network(ProgramTest):
    def people(self, *arguments):
        """The summary, and by class how many people, vehicles and consignments there are, each counted once."""
        said = self.crossflow("run", *arguments, "--json", "-o", "out.h5")
        summary = json.JSONDecoder().raw_decode(said)[0]
        count = {}
        for flow in summary["flows"]:
            of = (flow["class"], flow["direction"])
            count[of] = count.get(of, 0) + flow["generated"] - flow["diverted"]
        return summary, count

    def test_a_crossing_that_closes_loses_nobody(self):
        usual, people = self.people(ALL)
        self.assertEqual(usual["people"]["left"], sum(n for (c, _), n in people.items() if self.walks(c)))
        closing, moved = self.people(ALL, "--set", "ports.lo-wu.hours=06:30-17:00")
        self.assertEqual(moved, people)
        gone = sum(m["closed"] + m["closing"] for m in closing["port_moves"] if m["from"] == "lo-wu")
        self.assertGreater(gone, 50_000)
        for before, after in zip(usual["ports"], closing["ports"]):
            self.assertEqual((before["port"], before["direction"]), (after["port"], after["direction"]))
            self.assertEqual(self.of_the_port(before), self.of_the_port(after), after)

    @staticmethod
    def of_the_port(p):
        """Who meant to cross here: who came, but from elsewhere, and who went elsewhere without coming."""
        return p["generated"] - p["from_elsewhere"] + p["to_elsewhere"] - p["diverted"]

    @staticmethod
    def walks(name):
        return name in ("resident", "mainland", "other", "driver")

    def test_a_trace_names_those_who_moved_by_their_own_source(self):
        moving = Trace(self.run_to("moving.h5", TWO, "--trace"))
        keeping = Trace(self.run_to("keeping.h5", TWO, "--set", "network=~", "--trace"))
        before, after = keeping.arrivals("west/people"), moving.arrivals("west/people")
        for column in ("traveller_class", "number"):
            self.assertTrue(np.array_equal(before[column], after[column]), column)
        later = after["tick"] - before["tick"]
        self.assertEqual(set(later.tolist()), {0, 30 * 60 * 1_000_000})
        chose = moving.of("west/people")
        self.assertEqual(int((chose["kind"] == 16).sum()), int((later > 0).sum()))


if __name__ == "__main__":
    unittest.main()
