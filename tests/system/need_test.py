"""The servers needed come out of a congested run as out of the same one with room and servers for all, and each
authority's are told apart."""
import csv
import unittest

import program

# People come by two doors, through a small hall, to counters and then to customs. With few counters their line fills, the
# hall fills behind it, and people are held outside.
JAMMED = """\
crossflow: 1
title: {en: A jam}
date: 2024-10-20
port: {name: p, hours: "08:00-22:00"}
classes: {resident: {pledge: 95% within 15 min}, visitor: {pledge: 95% within 15 min}}
demand:
  trains:
    direction: arrival
    route: arrival
    total: {people: {resident: 3000, visitor: 1500}, profile: {"06:30-08:00": 15%, "09:00-10:30": 45%, "12:00-15:00": 40%}}
  coaches:
    direction: arrival
    route: arrival
    total: {people: {visitor: 900}, profile: {"09:30-10:00": 50%, "13:00-13:30": 50%}}
stations:
  hall: {kind: hall, walk: {distance: 60 m}, space: 80 persons}
  counters: {kind: counter, servers: 9, service: {lognormal: {mean: 40 s, cv: 30%}}, queue: {space: 60 persons}}
  customs: {kind: red-channel, servers: 6, service: 20 s, queue: {space: 40 persons}}
routes:
  arrival: [hall, counters, {choose: [{share: 60%, to: customs}, {to: leave}]}, leave]
"""
ROOM = ["--set", "stations.hall.space=100000 persons", "--set", "stations.counters.servers=150",
        "--set", "stations.counters.queue.space=100000 persons", "--set", "stations.customs.servers=60",
        "--set", "stations.customs.queue.space=100000 persons"]


class NeedTest(program.ProgramTest):

    def need(self, scenario, *arguments):
        self.crossflow("run", scenario, "-q", "-o", "out.h5", "--requirement", "need.csv", *arguments)
        with open(self.folder / "need.csv", encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        (self.folder / "out.h5").unlink()
        return rows

    @staticmethod
    def of_station(rows, station):
        return {r["half_hour"]: r for r in rows if r["level"] == "station" and r["station"] == "p/" + station}

    def same_need(self, scenario, stations, room, *arguments, within=1):
        congested, free = self.need(scenario, *arguments), self.need(scenario, *arguments, *room)
        marked = 0
        for station in stations:
            here, there = self.of_station(congested, station), self.of_station(free, station)
            self.assertGreater(len(there), 4, station)
            for half_hour in here.keys() | there.keys():
                needs = [int(n[half_hour]["needed"]) if half_hour in n else 0 for n in (here, there)]
                # Where nobody would have come any more, one still serves who is late.
                self.assertLessEqual(abs(needs[0] - needs[1]), within, f"{station} {half_hour}: {needs}")
            marked += sum(int(r["at_least"]) for r in here.values())
            self.assertEqual(sum(int(r["at_least"]) for r in there.values()), 0, station)
        return marked

    def test_a_jam_hides_no_need(self):
        jam = self.write("jam.yaml", JAMMED)
        self.assertGreater(self.same_need(jam, ("counters", "customs"), ROOM), 3)

    def test_people_who_never_get_in_are_marked(self):
        jam = self.write("jam.yaml", JAMMED)
        rows = self.need(jam, "--set", "port.hours=08:00-14:00", "--set", "stations.counters.servers=5")
        for station in ("counters", "customs"):
            here = self.of_station(rows, station)
            self.assertTrue(any(r["at_least"] == "1" for r in here.values()), station)

    def test_before_the_opening_nothing_is_needed(self):
        early = self.of_station(self.need(self.write("jam.yaml", JAMMED)), "counters")
        self.assertEqual(min(early), "08:00")

    def test_those_who_turn_away_need_servers(self):
        away = self.write("away.yaml", JAMMED.replace("queue: {space: 60 persons}",
                                                      "queue: {balking: {over: 20 persons, share: 50%}}"))
        self.same_need(away, ("counters",), ROOM[2:4])

    def test_a_supervisor_who_holds_the_crowd_hides_no_need(self):
        held = JAMMED.replace(", space: 80 persons", "").replace(", queue: {space: 60 persons}", "") + """\
supervisors:
  duty: {over: [counters], looks every: 1 min, acts after: 1 min, policy: hold the crowd, hold above: 80 persons,
         let in below: 40 persons}
"""
        self.same_need(self.write("held.yaml", held), ("counters",), ROOM[2:4] + ROOM[6:])

    def test_kiosks_count_the_move_up(self):
        lorries = self.write("lorries.yaml", """\
crossflow: 1
title: {en: Lorries before lanes}
date: 2024-01-01
port: {name: p, hours: "00:00-24:00"}
classes: {lorry: {kind: vehicle, length: 16 m}}
demand: {lorries: {rate: {mean: 384 vehicles/h, mix: {lorry: 1}}, direction: arrival, route: goods}}
stations: {lanes: {kind: kiosk-lanes, authority: customs, servers: 8, length: 40 m, move up: 10 s, service: 20 s}}
routes: {goods: [lanes, leave]}
""")
        rows = self.need(lorries, "-R", "3")
        lanes = [r for r in self.of_station(rows, "lanes").values() if "00:30" < r["half_hour"] < "24:00"]
        self.assertAlmostEqual(sum(float(r["load"]) for r in lanes) / len(lanes), 3.2, delta=0.05)
        self.assertGreaterEqual(min(int(r["needed"]) for r in lanes), 4)
        # The lanes are the limit: 8 of them carry it, and 3 do not, as the same run says with either.
        few = self.need(lorries, "-R", "3", "--set", "stations.lanes.servers=4", "--set", "stations.lanes.length=400 m")
        for r in (r for r in few if r["level"] == "station" and "00:30" < r["half_hour"] < "24:00"):
            self.assertGreaterEqual(int(r["needed"]), 4)

    def test_each_authority_has_its_own(self):
        rows = self.need(program.ROOT / "docs/kinds/two-sides.yaml")
        for level in ("direction", "port"):
            what = {r["what"] for r in rows if r["level"] == level}
            self.assertLessEqual({"immigration gates", "mainland immigration gates"}, what)
        at = {r["what"]: int(r["needed"]) for r in rows if r["level"] == "port" and r["half_hour"] == "09:00"}
        stations = {r["station"]: r for r in rows if r["level"] == "station" and r["half_hour"] == "09:00"}
        for gates in ("immigration gates", "mainland immigration gates"):
            self.assertIn(at[gates], [int(s["needed"]) for s in stations.values() if s["what"] == "gates"])


if __name__ == "__main__":
    unittest.main()
