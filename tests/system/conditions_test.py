"""Conditions: the best of those that meet them, or that none does, or that it cannot be told yet."""
import json
import unittest

from program import ProgramTest

# 300 people in an hour, a minute each: five officers are not enough, seven are, and six lie between. The more officers,
# the more hours are paid.
ROSTERS = """\
crossflow: 1
title: {en: Rosters}
date: 2024-10-20
port: {name: desks, hours: "08:00-09:00"}
classes: {resident: {pledge: 98% within 15 min}}
demand: {people: {direction: arrival, route: way, total: {people: {resident: 300}, profile: {"08:00-09:00": 1}}}}
stations:
  counters: {kind: counter, authority: immigration, servers: 12, service: {exponential: 60 s}, post: officer}
routes: {way: [counters, leave]}
officers: {officer: {shifts: {day: {from: "07:30", until: "11:30", officers: 4}}}}
"""
STUDY = """\
crossflow study: 1
base: rosters.yaml
replications: 20
axes:
  officers:
    - {name: "3", scenario: {officers: {officer: {shifts: {day: {officers: 3}}}}}}
    - {name: "4"}
    - {name: "8", scenario: {officers: {officer: {shifts: {day: {officers: 8}}}}}}
    - {name: "10", scenario: {officers: {officer: {shifts: {day: {officers: 10}}}}}}
measures:
  - {measure: kept, as: in time}
  - {measure: officer hours at post, as: hours}
decide:
  between: officers
  by: hours
  best: least
  where:
    - {measure: in time, at least: 98%}
    - {measure: not cleared, at most: 0}
"""
KEY = "officers.officer.shifts.day.officers="


class Conditions(ProgramTest):
    def setUp(self):
        super().setUp()
        self.base = self.write("rosters.yaml", ROSTERS)

    def select(self, variants, *arguments, said=True):
        command = ["select", self.base]
        for n in variants:
            command += ["--variant", f"{KEY}{n}"]
        command += ["--by", "officer hours at post", "--best", "least", "--indifference", "0.5", *arguments]
        return json.loads(self.crossflow(*command, "--json")) if said else self.crossflow(*command)

    def test_the_cheapest_that_keeps_the_pledge(self):
        where = ["--where", "kept, class: resident, at least: 98%", "--where", "not cleared, at most: 0"]
        self.assertEqual(self.select([8, 10], *where[2:])["best"], "rosters")  # four officers, who are late
        said = self.select([8, 10], *where)
        self.assertEqual(said["best"], f"{KEY}8")
        self.assertEqual([c["meets"] for c in said["candidates"]], [["no", "yes"], ["yes", "yes"], ["yes", "yes"]])
        self.assertEqual(said["where"], [{"measure": "kept, resident", "at_least": 0.98},
                                         {"measure": "not cleared", "at_most": 0}])
        self.assertEqual(said, self.select([8, 10], *where, "-j", 3))
        page = self.select([8, 10], *where, said=False)
        self.assertIn("of those that meet the conditions", " ".join(page.split()))
        self.assertRegex(page, r"rosters .*does not meet the conditions\n")

    def test_none_meets_them(self):
        where = ["--where", "kept, at least: 98%"]
        said = self.select([3, 2], *where)
        self.assertIsNone(said["best"])
        self.assertTrue(said["none_meets_the_conditions"])
        self.assertTrue(self.select([3, 2], *where, said=False).startswith("NONE MEETS the conditions"))

    def test_it_cannot_be_told_yet(self):
        # Whatever the share of four officers is, it is not told from itself in twenty days.
        self.run_to("days.h5", self.base, "-R", 20)
        day = json.loads(self.crossflow("run", self.base, "-R", 20, "--json", "-o", "again.h5"))
        share = day["pledges"][0]["share_of_people"]["value"]
        where = ["--where", f"kept, at least: {share:.4%}", "-R", 20]
        said = self.select([8], *where)
        self.assertIsNone(said["best"])
        self.assertFalse(said["none_meets_the_conditions"])
        self.assertEqual(said["candidates"][0]["meets"], ["cannot_be_told"])
        page = self.select([8], *where, said=False)
        self.assertIn("CANNOT BE TOLD YET after 20 days of each: whether rosters meets the conditions", page)
        self.assertIn("may be best, if it meets the conditions", page)

    def test_wrong_conditions(self):
        def wrong(text):
            return self.crossflow("select", self.base, "--variant", f"{KEY}8", "--by", "officer hours at post", "--best",
                                  "least", "--indifference", "1", "--where", text, expect=2)
        self.assertIn("a condition needs a bound; expected 'at least' or 'at most'", wrong("kept"))
        self.assertIn("has both", wrong("kept, at least: 98%, at most: 99%"))
        self.assertIn("'15 min' is no bound of 'kept'; expected a percentage", wrong("kept, at least: 15 min"))
        self.assertIn("did you mean 'kept'", wrong("kpt, at least: 98%"))
        self.assertIn("no variant has a class 'residnt'", wrong("kept, class: residnt, at least: 98%"))
        self.assertIn("is no bound of 'last clearance'", wrong("last clearance, at most: 98%"))

    def test_bounds_in_the_words_of_each_measure(self):
        for where in ("last clearance, at most: \"22:30\"", "clearance time, percentile: 95, at most: 10 h",
                      "minutes beyond the pledge, at most: 9000 h", "longest queue, at most: 1000",
                      "kept, from: \"08:00\", until: \"08:30\", at least: 0%"):
            said = self.select([8], "--where", where)
            self.assertEqual([c["meets"] for c in said["candidates"]], [["yes"], ["yes"]], where)

    def test_decide(self):
        study = self.write("study.yaml", STUDY)
        page = self.crossflow("sweep", study)
        said = json.loads(self.crossflow("sweep", study, "--json"))
        choice = said["decide"]["choices"][0]
        self.assertEqual(choice["choice"], "one")
        self.assertEqual(choice["best"][0]["levels"], ["8"])
        self.assertEqual(choice["best"][0]["meets"], {"3": ["no", "yes"], "4": ["no", "yes"], "8": ["yes", "yes"],
                                                      "10": ["yes", "yes"]})
        self.assertIn("where in time at least 98% and not cleared at most 0\n\n8\n", page)
        none = self.write("none.yaml", STUDY.replace("98%}\n    - {measure: not", "100%}\n    - {measure: not")
                          .replace('    - {name: "8"', '    #').replace('    - {name: "10"', '    #'))
        self.assertIn("\nnone meets the conditions\n", self.crossflow("sweep", none))


if __name__ == "__main__":
    unittest.main()
