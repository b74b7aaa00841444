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

    def test_whoever_is_sent_on_is_checked_and_carries_once(self):
        """A thousand people mean a port that lets in ten a minute and closes; all are searched in one port or the other."""
        port = ("demand: {{in {0}: {{total: {{people: {{local: {1}}}, profile: {{{2}: 1}}}}, route: way, direction: in{3}}}}}, "
                "stations: {{{0} desk: {{kind: counter, servers: 20, service: 1 s, check: {{finds: 50%}}}}}}, "
                "routes: {{way: [{0} desk, leave]}}")
        west = port.format("west", 1000, '"00:00-00:30"', ", maximum flow: 600 persons/h")
        east = port.format("east", 10, '"00:00-01:00"', "")
        (self.folder / "two.yaml").write_text(
            "crossflow: 1\ndate: 2024-01-01\nclasses: {local: Locals}\ncontraband: {drugs: {carried by: 20%}}\n"
            "network: {follows the feed: 0%, detour: {west: {east: 10 min}}, residents: [local],\n"
            "  streams: {in: [west/in west, east/in east]}}\n"
            f"ports:\n  west: {{hours: \"00:00-00:30\", {west}}}\n  east: {{{east}}}\n")
        summary = self.people(self.folder / "two.yaml")[0]
        self.assertGreater(sum(flow["diverted"] for flow in summary["flows"]), 500)
        (checked,) = summary["risk"]["checked"]
        self.assertEqual((checked["came"], checked["selected"], checked["searched"]), (1010, 1010, 1010))
        (found,) = summary["risk"]["found"]
        self.assertAlmostEqual(found["expected_carriers_mean"], 202)
        self.assertAlmostEqual(found["chance"]["value"], 0.5, places=6)
        self.assertLess(abs(found["carriers"] - 202), 4 * (1010 * 0.2 * 0.8) ** 0.5)

    def test_the_last_clearance_is_of_ports_that_close(self):
        port = ("{{{0}demand: {{p: {{route: way, direction: arrival, recorded: {{table: {1}.csv}}}}}}, routes: {{way: [desk, leave]}}, "
                "stations: {{desk: {{kind: counter, authority: immigration, service: 60 s}}}}}}")
        for name, time in (("early", "10:00:00"), ("late", "23:00:00")):
            (self.folder / f"{name}.csv").write_text(f"time,class,persons\n{time},local,1\n")
        shuts, never = port.format('hours: "08:00-20:00", ', "early"), port.format("", "late")
        for ports, at in ((f"{{a: {shuts}, b: {never}}}", 36060), (f"{{a: {never}, b: {never}}}", 82860)):
            (self.folder / "two.yaml").write_text("crossflow: 1\ndate: 2024-01-01\nclasses: {local: Locals}\nports: " + ports + "\n")
            self.assertEqual(self.people(self.folder / "two.yaml")[0]["closing"]["last_clearance"]["latest_s"], at, ports)

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
