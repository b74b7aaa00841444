"""Whoever is never served because of the port: no output calls a pledge kept, or a variant best, above their heads."""
import json
import unittest

from program import SUNDAY, ProgramTest, Trace

# One person at a time fits into the hall, so that of each party of five one gets in and the door is held for good.
BASE = """\
crossflow: 1
title: {en: A port}
date: 2024-10-20
port: {name: example, hours: "08:00-09:00"}
classes: {resident: {pledge: 98% within 15 min}, visitor: {pledge: 95% within 30 min}}
demand: {arriving: {direction: arrival, route: arrival,
  total: {people: {resident: 200, visitor: 100}, profile: {"08:00-09:00": 100%}}}}
stations: {counter: {kind: counter, servers: 2, service: {resident: 16 s, visitor: 30 s}}}
routes: {arrival: [counter, leave]}
"""
HELD_DOOR = """\
crossflow: 1
extends: base.yaml
demand: {arriving: {party: {5: 100%}}}
stations: {hall: {kind: hall, walk: {distance: 100 m}, space: 1 persons}}
routes: {arrival: [hall, counter, leave]}
"""
# Whoever comes in the second half-hour stands before a shut door.
SHUT = "port.hours=08:00-08:30"
SENT_AWAY = """\
port: {hours: "08:00-08:30"}
disruptions: {storm: {from: "08:30", lasts: 1 h, ports closed: {who comes: turns back}}}
"""
TWO_WAYS = """\
demand: {leaving: {direction: departure, route: departure, total: {people: {resident: 50}, profile: {"08:00-08:20": 1}}}}
stations: {desk: {kind: counter, servers: 9, service: 10 s}}
routes: {departure: [desk, leave]}
"""
STUDY = """\
crossflow study: 1
base: base.yaml
replications: 2
axes:
  hours: [{name: short, scenario: {port: {hours: "08:00-08:30"}}}, {name: long}]
measures: [{measure: kept, as: in time}]
decide: {between: hours, by: in time, best: most}
"""


class NotCleared(ProgramTest):
    def setUp(self):
        super().setUp()
        self.base = self.write("base.yaml", BASE)
        self.held = self.write("held.yaml", HELD_DOOR)
        self.write("sent-away.yaml", SENT_AWAY)
        self.write("two-ways.yaml", TWO_WAYS)

    def pledges(self, *arguments):
        """The page's pledges, and those of the JSON by class and direction, which must say the same."""
        page = self.crossflow("run", *arguments, "-o", "page.h5")
        said = json.loads(self.crossflow("run", *arguments, "--json", "-o", "json.h5"))
        return page, {(p["class"], p["direction"]): p for p in said["pledges"]}, said

    def assert_left(self, pledge, people, **parts):
        self.assertEqual(pledge["verdict"], "not_cleared")
        self.assertEqual(pledge["not_cleared"]["people"], people)
        for part, number in parts.items():
            self.assertEqual(pledge["not_cleared"][part], number)

    def test_a_full_hall_holds_the_door(self):
        page, of, said = self.pledges(self.held)
        self.assertEqual(sum(p["not_cleared"]["outside"] for p in of.values()), 125)
        self.assertEqual(said["people"]["outside"], 125)
        for pledge in of.values():
            self.assertEqual(pledge["verdict"], "not_cleared")
            self.assertEqual(pledge["share_of_people"]["value"], 1)  # of those who joined
        self.assertNotIn("KEPT", page)
        self.assertLess(page.index("NOT CLEARED"), page.index("within"))

    def test_a_port_that_closes_at_midnight(self):
        """Fifty come at 23:50 on the first of two dates, and one a minute is let in: ten are."""
        self.write("late.csv", "time,class,persons\n" + "23:50:00,resident,1\n" * 50)
        self.write("late.yaml", "crossflow: 1\ndate: 2024-10-20\ndays: 2\nclasses: {resident: {pledge: 90% within 10 min}}\n"
                   "port: {name: p, hours: \"06:00-24:00\"}\nroutes: {way: [desk, leave]}\n"
                   "demand: {people: {direction: arrival, route: way, maximum flow: 60 persons/h, recorded: {table: late.csv}}}\n"
                   "stations: {desk: {kind: counter, authority: immigration, servers: 9, service: 1 s}}\n")
        _, of, said = self.pledges("late.yaml")
        self.assert_left(of["resident", "arrival"], 40)
        self.assertEqual(said["people"]["outside"], 0)  # let in on the next date
        _, shut_before, _ = self.pledges("late.yaml", "--set", "port.hours=06:00-23:59:59")
        self.assert_left(shut_before["resident", "arrival"], 40)
        slow = ("--set", "demand.people.maximum flow=6000 persons/min", "--set", "stations.desk={servers: 1, service: 60 s}")
        _, away, _ = self.pledges("late.yaml", *slow, "--set", "port.at closing=turn back the queue")
        self.assert_left(away["resident", "arrival"], 40)
        page = self.crossflow("run", "late.yaml", *slow, "--set", "port.at closing=turn back the queue", "-o", "away.h5")
        self.assertRegex(page, r"resident +Sunday 2024-10-20 +NOT CLEARED 40, 20.0% \(90%\) +20\n")

    def test_a_door_that_shuts(self):
        page, of, said = self.pledges(self.base, "--set", SHUT)
        self.assertGreater(said["people"]["outside"], 100)
        self.assert_left(of["resident", "arrival"], of["resident", "arrival"]["not_cleared"]["outside"], inside=0)
        self.assertEqual(sum(p["not_cleared"]["people"] for p in of.values()), said["people"]["outside"])
        self.assertNotIn("KEPT", page)

    def test_whoever_is_sent_away(self):
        page, of, said = self.pledges(self.base, "--with", "sent-away.yaml")
        self.assertGreater(said["people"]["turned_back"], 100)
        self.assertEqual(said["people"]["outside"], 0)
        self.assertEqual(sum(p["not_cleared"]["turned_back"] for p in of.values()), said["people"]["turned_back"])
        self.assertEqual(of["visitor", "arrival"]["verdict"], "not_cleared")
        self.assertEqual(said["not_cleared"]["turned_back"], said["people"]["turned_back"])
        self.assertNotIn("KEPT", page)

    def test_the_other_direction_is_kept(self):
        page, of, _ = self.pledges(self.base, "--with", "two-ways.yaml", "--set", SHUT)
        self.assertEqual(of["resident", "arrival"]["verdict"], "not_cleared")
        self.assertEqual(of["resident", "departure"]["verdict"], "one_day_kept")
        self.assertEqual(of["resident", "departure"]["not_cleared"]["people"], 0)
        self.assertEqual(page.count(" KEPT"), 1)

    def test_everybody_is_cleared(self):
        page, of, said = self.pledges(self.base)
        self.assertIsNone(said["not_cleared"])
        self.assertEqual({p["verdict"] for p in of.values()}, {"one_day_kept"})
        self.assertNotIn("NOT CLEARED", page)

    def test_compare(self):
        told = ("compare", self.base, "--variant", SHUT, "-R", 3)
        page = self.crossflow(*told, "--csv", "numbers.csv")
        said = json.loads(self.crossflow(*told, "--json"))
        one = said["compared"][1]
        mean = one["not_cleared"] / 3
        self.assertGreater(mean, 100)
        self.assertEqual(sum(c["people"] for c in one["not_cleared_by_class"]), one["not_cleared"])
        self.assertAlmostEqual(one["values"]["not cleared"]["value"], mean, places=9)
        self.assertEqual(page.splitlines()[2][:12], "NOT CLEARED,")
        self.assertIn("resident ", page.split("\n\n")[1])
        rows = (self.folder / "numbers.csv").read_text(encoding="utf-8").splitlines()
        row = [line for line in rows if line.startswith("port.hours") and ",,not cleared," in line]
        self.assertEqual(len(row), 1, rows)
        self.assertAlmostEqual(float(row[0].split(",")[4]), mean, places=9)

    def test_select(self):
        told = ("select", self.base, "--variant", SHUT, "--by", "kept", "--best", "most", "--indifference", "0.5%")
        page = self.crossflow(*told)
        said = json.loads(self.crossflow(*told, "--json"))
        open_one, shut_one = said["candidates"]
        self.assertEqual(open_one["not_cleared"], 0)
        self.assertGreater(shut_one["not_cleared"] / shut_one["days_simulated"], 100)
        self.assertTrue(shut_one["in"])  # by the measure it is as good
        self.assertTrue(page.startswith("NOT CLEARED, port.hours"))
        self.assertRegex(page, r"port\.hours\S+ .*(best|as good), but [0-9.,]+ not cleared\n")

    def test_sweep_and_decide(self):
        study = self.write("study.yaml", STUDY)
        page = self.crossflow("sweep", study, "--csv", "numbers.csv")
        said = json.loads(self.crossflow("sweep", study, "--json"))
        short, long = said["variants"]
        self.assertEqual(long["not_cleared"], 0)
        mean = short["values"]["not cleared"]["value"]
        self.assertEqual(mean, short["not_cleared"] / 2)
        self.assertIn("NOT CLEARED, hours short", page)
        self.assertLess(page.index("NOT CLEARED"), page.index("in time"))
        self.assertRegex(page, r"short \([0-9.,]+ not cleared\) or long")
        text = (self.folder / "numbers.csv").read_text(encoding="utf-8")
        self.assertIn(f"1,short,,,not cleared,count,{mean:g},", text)
        # Where everybody is cleared the measure is not there.
        plain = self.write("plain.yaml", STUDY.replace("08:00-08:30", "08:00-09:30"))
        self.assertNotIn("not cleared", self.crossflow("sweep", plain))

    # Whoever comes after closing stands outside overnight, is let in on the next morning, and is in time by the pledge's
    # clock. On the date on which he came he was not served.
    def test_overnight_is_not_cleared_on_that_date(self):
        two = ["--set", "days=2", "--set", SHUT, "--trace"]
        page, of, said = self.pledges(self.base, *two)
        events = Trace(self.folder / "json.h5").columns
        came = events["tick"][events["kind"] == 1] / 3600e6
        late = [sum(1 for h in came if 24 * d + 8.5 <= h < 24 * d + 24) for d in (0, 1)]
        self.assertEqual([sum(p["not_cleared"] for p in d["pledges"]) for d in said["by_day"]], late)
        self.assertEqual(sum(p["not_cleared"]["outside_overnight"] for p in of.values()), late[0])
        self.assertEqual(sum(p["not_cleared"]["outside"] for p in of.values()), late[1])
        self.assertEqual({d["verdict"] for d in said["by_day"]}, {"not_cleared"})
        self.assertEqual([d["weekday"] for d in said["by_day"]], ["Sunday", "Monday"])
        self.assertEqual(sum(p["came"] for d in said["by_day"] for p in d["pledges"]), len(came))
        self.assertIn("DAYS: 0 of 2 kept every pledge ", page)
        # A measure by date; all together is their sum.
        asked = [x for day in ("1", "2024-10-21") for x in ("--measure", f"not cleared, day: {day}")]
        told = json.loads(self.crossflow("compare", "json.h5", "page.h5", *asked, "--measure", "not cleared", "--json"))
        values = told["compared"][0]["values"]
        self.assertEqual([values[name]["value"] for name in ("not cleared, day 1", "not cleared, 2024-10-21",
                                                             "not cleared")], [*late, sum(late)])

    def test_the_sunday_closed_at_five(self):
        _, of, said = self.pledges(SUNDAY, "--set", "port.hours=07:00-17:00")
        self.assertEqual(said["people"]["outside"], 47_160)
        self.assertEqual({p["verdict"] for p in of.values() if p["promised_share"]}, {"not_cleared"})
        self.assertEqual(sum(p["not_cleared"]["outside"] for p in of.values()), 47_160)


if __name__ == "__main__":
    unittest.main()
