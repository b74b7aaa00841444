"""What a run says is possible, or it says that it is not: crowds, intervals, who went, the beginning."""
import csv
import json
import unittest

import program

DESK = """\
crossflow: 1
title: {en: One desk}
date: 2024-10-20
port: {name: p, hours: "%(hours)s"}
classes: {resident: {pledge: 95%% within 30 min}}
demand: {people: {direction: arrival, route: arrival, recorded: {table: people.csv}}}
stations: {%(stations)s}
routes: {arrival: [%(route)s, leave]}
"""


class PlausibleTest(program.ProgramTest):

    def desk(self, times, stations="desk: {kind: counter, servers: 1, service: 10 min}", route="desk",
             hours="08:00-22:00"):
        self.write("people.csv", "time,class\n" + "".join(f"{t},resident\n" for t in times))
        return self.write("desk.yaml", DESK % {"hours": hours, "stations": stations, "route": route})

    def page(self, scenario, *arguments):
        return self.crossflow("run", scenario, "-o", "out.h5", "--full", *arguments)

    def summary(self, scenario, *arguments):
        self.crossflow("run", scenario, "-q", "-o", "out.h5", *arguments)
        return json.loads(self.crossflow("show", "out.h5", "--json"))

    def test_more_than_can_stand_on_an_area_is_said_first(self):
        times = ["08:00"] * 30
        for kind in ("hall", "corridor"):
            crowd = self.desk(times, f"way: {{kind: {kind}, walk: {{distance: 60 m}}, area: 5 m2}}", "way")
            page = self.page(crowd)
            self.assertLess(page.index("FULLER THAN CAN BE"), page.index("PEOPLE"))
            self.assertIn("30 people on 5 m2 at 08:00; 20 can stand there", " ".join(page.split()))
            self.assertEqual(json.loads(self.crossflow("show", "out.h5", "--json"))["crowded"][0]["people"]["most"], 30)
            (self.folder / "out.h5").unlink()
        roomy = self.desk(times, "way: {kind: hall, walk: {distance: 60 m}, area: 8 m2}", "way")
        self.assertNotIn("FULLER", self.page(roomy))

    def test_who_turns_away_did_not_give_up(self):
        # Ten at once, of whom two find nobody ahead or one in service; the others see the queue and go.
        away = self.desk(["08:00"] * 10, "desk: {kind: counter, servers: 1, service: 10 min, "
                                         "queue: {balking: {over: 0 persons}}}")
        summary = self.summary(away)
        self.assertEqual([summary["people"][k] for k in ("left", "balked", "gave_up")], [2, 8, 0])
        self.assertTrue(summary["people"]["balanced"])
        page = " ".join(self.crossflow("show", "out.h5", "--full").split())
        self.assertIn("turned away", page)
        self.assertIn("8 turned away at the sight of a queue.", page)
        self.assertNotIn("8 gave up", page)
        with program.h5py.File(self.folder / "out.h5") as file:
            self.assertEqual(file["results/flows"]["balked"].sum(), 8)
            self.assertEqual(file["results/series"]["balked"].sum(), 8)
            self.assertEqual(file["results/replications"]["balked"].sum(), 8)

    def test_of_few_people_the_percentile_is_the_longest(self):
        page = " ".join(self.page(self.desk(["08:00"] * 19)).split())
        self.assertIn("(longest)", page)
        (self.folder / "out.h5").unlink()
        page = " ".join(self.page(self.desk(["08:00"] * 20, "desk: {kind: counter, servers: 20, service: 10 min}"))
                        .split())
        self.assertNotIn("(longest)", page)

    def test_one_person_is_one_person(self):
        page = " ".join(self.page(self.desk(["08:55"], hours="08:00-09:00")).split())
        self.assertIn("1 person inside", page)

    def test_a_night_without_officers_is_no_empty_beginning(self):
        night = self.desk(["23:00"] * 5, 'desk: {kind: counter, servers: 1, service: 1 min, hours: "06:00-22:00"}',
                          hours="00:00-24:00")
        self.assertNotIn("START-UP", self.page(night))
        (self.folder / "out.h5").unlink()
        open_all_night = self.desk(["23:30"] * 60, "desk: {kind: counter, servers: 1, service: 1 min}",
                                   hours="00:00-24:00")
        self.assertIn("START-UP", self.page(open_all_night))
        (self.folder / "out.h5").unlink()
        more_than_can_be_served = self.desk([f"{h:02}:00" for h in range(24) for _ in range(90)],
                                            "desk: {kind: counter, servers: 1, service: 1 min}", hours="00:00-24:00")
        self.assertNotIn("START-UP", self.page(more_than_can_be_served))

    def test_no_interval_holds_what_cannot_be(self):
        # Some days hardly anybody waits, on others many: a mean of few such days is known badly.
        text = (program.SMALL.replace("servers: 4", "servers: 2"))
        leaning = self.write("leaning.yaml", text)
        self.crossflow("compare", leaning, "--variant", "stations.desks.servers=3", "-R", "3", "--csv", "c.csv",
                       "--measure", "longest queue, station: desks", "--measure", "waiting, station: desks",
                       "--measure", "waiting, station: desks, percentile: 95", "--measure",
                       "utilisation, station: desks")
        checked = 0
        with open(self.folder / "c.csv", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                if row["against"]:
                    continue
                low, value, high = (float(row[k]) for k in ("low", "value", "high"))
                self.assertTrue(0 <= low <= value <= high, row)
                if row["unit"] == "share":
                    self.assertLessEqual(high, 1, row)
                checked += 1
        self.assertGreaterEqual(checked, 8)


if __name__ == "__main__":
    unittest.main()
