"""Studies: what `crossflow sweep` says, and that every study is right."""
import csv
import io
import json
import os
import pathlib
import unittest

from program import NIGHT, ROOT, SCENARIOS, ProgramTest

BAD = ROOT / "tests/system/bad_studies"
STUDIES = SCENARIOS / "studies"

# Ten people come at once and each is served for a minute: with one counter they are through after 1, 2, ... 10 min.
QUEUE = """\
crossflow: 1
date: 2024-10-20
port: {name: small}
classes: {local: {pledge: 98% within 5 min}}
demand:
  people: {recorded: {table: people.csv}, route: way, direction: in}
stations:
  counters: {kind: counter, authority: immigration, servers: 1, service: 1 min}
routes: {way: [counters, leave]}
"""
STUDY = """\
crossflow study: 1
title: Ten people and their counters
base: queue.yaml
replications: 3
axes:
  counters:
    - {name: one}
    - {name: two, with: two.yaml}
    - {name: five, scenario: {stations: {counters: {servers: 5}}}}
  service:
    - {name: 1 min}
    - {name: 2 min, scenario: {stations: {counters: {service: 2 min}}}}
measures:
  - {measure: waiting, station: counters, as: mean wait}
  - {measure: waiting, station: counters, percentile: 95, as: "95% wait at most"}
  - {measure: clearance time, percentile: 50, as: half through in}
  - {measure: kept, as: in time}
  - {measure: longest queue, station: counters, as: longest queue}
  - {measure: throughput, station: counters, as: served}
  - {measure: minutes beyond the pledge, as: minutes beyond}
decide: {between: counters, by: mean wait, best: least, whatever: service}
"""

class Sweep(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("people.csv", "time,class\n" + 10 * "08:00,local\n")
        self.write("queue.yaml", QUEUE)
        self.write("two.yaml", "stations: {counters: {servers: 2}}\n")
        self.study = self.write("study.yaml", STUDY)

    def numbers(self, *arguments):
        """Each measure's values by level of both axes."""
        said = json.loads(self.crossflow("sweep", self.study, "--json", *arguments))
        return said, {tuple(v["levels"].values()): {name: e and e["value"] for name, e in v["values"].items()}
                      for v in said["variants"]}

    def test_the_values_of_a_queue_without_chance(self):
        said, values = self.numbers()
        self.assertEqual(values["one", "1 min"], {
            "mean wait": 270, "95% wait at most": 540, "half through in": 300, "in time": 0.5, "longest queue": 9,
            "served": 10, "minutes beyond": 1 + 2 + 3 + 4 + 5})
        self.assertEqual(values["two", "2 min"], {
            "mean wait": 240, "95% wait at most": 480, "half through in": 360, "in time": 0.4, "longest queue": 8,
            "served": 10, "minutes beyond": 2 * (1 + 3 + 5)})
        self.assertEqual(values["five", "1 min"]["in time"], 1)
        change = said["differences"][0]
        self.assertEqual((change["axis"], change["from"], change["to"]),
                         ("counters", {"counters": "one", "service": "1 min"}, {"counters": "two", "service": "1 min"}))
        self.assertEqual(change["changes"]["mean wait"], {"value": -150, "interval_95": {"low": -150, "high": -150}})
        self.assertEqual(said["decide"]["choices"], [
            {"at": {}, "choice": "one",
             "best": [{"under": under, "levels": ["five"], "meets": {"one": [], "two": [], "five": []}}
                      for under in ("1 min", "2 min")]}])

    def test_the_table(self):
        expected = pathlib.Path(__file__).with_name("sweep_table.txt")
        said = self.crossflow("sweep", self.study)
        if os.environ.get("CROSSFLOW_UPDATE"):
            expected.write_text(said, encoding="utf-8")
        self.assertEqual(said, expected.read_text(encoding="utf-8"))

    def test_the_csv(self):
        self.assertEqual(self.crossflow("sweep", self.study, "-q", "--csv", "out.csv"), "")
        rows = list(csv.DictReader(io.StringIO((self.folder / "out.csv").read_text(encoding="utf-8"))))
        self.assertEqual(len(rows), 7 * (6 + 4 + 3))
        self.assertEqual(rows[0], {"variant": "1", "counters": "one", "service": "1 min", "differs in": "", "from": "",
                                   "measure": "mean wait", "unit": "s", "value": "270", "low": "270", "high": "270"})
        last = rows[-1]
        self.assertEqual((last["differs in"], last["from"], last["measure"]), ("service", "1 min", "minutes beyond"))

    def test_results_are_kept_and_the_same_whatever_the_number_of_jobs(self):
        small = self.write("chance.yaml", STUDY.replace("queue.yaml", "small.yaml").replace("counters, as", "desks, as")
                           .replace("counters, per", "desks, per").replace("{counters: {", "{desks: {"))
        self.write("two.yaml", "stations: {desks: {servers: 2}}\n")
        text = small.read_text(encoding="utf-8")
        small.write_text(text.replace("service: 2 min", "service: 90 s"), encoding="utf-8")
        said = {jobs: self.crossflow("sweep", small, "-j", jobs, "-o", f"jobs{jobs}", "--json") for jobs in (1, 3)}
        self.assertEqual(said[1], said[3])
        for variant in range(1, 7):
            name = f"variant-{variant}.h5"
            self.assertEqual(self.differences(self.folder / "jobs1" / name, self.folder / "jobs3" / name, "/run"), "")
        # Each is what `run` makes of the same overlay.
        alone = self.run_to("two.h5", self.small, "--with", "two.yaml", "-R", 3)
        self.assertEqual(self.differences(self.folder / "jobs1/variant-3.h5", alone, path="/results"), "")

    def test_the_command_line_wins_over_the_file(self):
        said, _ = self.numbers("-R", 2, "--seed", 7)
        self.assertEqual((said["replications"], said["seed"]), (2, 7))

    def test_a_station_that_only_some_variants_have(self):
        self.study.write_text(STUDY.replace("{name: two, with: two.yaml}", """
      name: two
      scenario:
        stations: {counters: ~, desks: {kind: counter, authority: immigration, servers: 2, service: 1 min}}
        routes: {way: [desks, leave]}""").replace("{stations: {counters: {service: 2 min}}}", "{days: 2}"),
                              encoding="utf-8")
        self.crossflow("sweep", self.study, "--json", expect=0)
        _, values = self.numbers()
        self.assertIsNone(values["two", "1 min"]["mean wait"])
        self.assertEqual(values["two", "1 min"]["half through in"], 180)

    def test_nothing_is_left_behind(self):
        temporary = self.folder / "tmp"
        temporary.mkdir()
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = str(temporary)
        try:
            self.crossflow("sweep", self.study, "-q")
        finally:
            os.environ.pop("TMPDIR") if before is None else os.environ.update(TMPDIR=before)
        self.assertEqual(list(temporary.iterdir()), [])

    def test_wrong_outputs(self):
        (self.folder / "taken").mkdir()
        (self.folder / "taken/variant-2.h5").write_text("mine", encoding="utf-8")
        said = self.crossflow("sweep", self.study, "-o", "taken", expect=2)
        self.assertIn("variant-2.h5: this file exists and is no result file", said)
        self.assertEqual(len(list((self.folder / "taken").iterdir())), 1)
        self.assertIn("this is no folder", self.crossflow("sweep", self.study, "-o", "two.yaml", expect=2))
        self.assertIn("this file is used for something else", self.crossflow("sweep", self.study, "--csv", "study.yaml", expect=2))
        self.assertIn("--seed", self.crossflow("sweep", self.study, "--seed", "x", expect=2))

    def test_a_variant_that_fails_ends_the_sweep_and_says_which(self):
        said = self.crossflow("sweep", self.study, "-o", "out", "-R", 2, limit=8, expect=3)
        self.assertIn("crossflow: counters one, service 1 min: ", said)
        self.assertEqual([f for f in os.listdir(self.folder / "out") if not f.endswith(".h5")], [])


class EveryStudy(ProgramTest):
    """In two halves, so that they can be tested at once. By day a variant has one replication."""

    def check(self, half):
        studies = sorted(STUDIES.glob("*.yaml"))
        self.assertGreater(len(studies), 1)
        for study in studies[half::2]:
            with self.subTest(study.name):
                self.assertIn("nothing wrong found", self.crossflow("validate", study))
                year = "from: 2024-01-01, to: 2024-12-31"
                if year in (text := study.read_text(encoding="utf-8")) and not NIGHT:  # by day the days around a festival
                    study = self.write(study.name, text.replace(year, "from: 2024-02-08, to: 2024-02-16")
                                       .replace("base: ../", f"base: {STUDIES.parent}/"))
                # Of the one replication of the dogs' study a variant checks no lorry.
                replications = 2 if NIGHT or study.stem == "bridge-dog-teams" else 1
                said = json.loads(self.crossflow("sweep", study, "-R", replications, "-j", 2, "--json"))
                for variant in said["variants"]:
                    for name, value in variant["values"].items():
                        self.assertIsNotNone(value, f"{variant['levels']}: {name}")


class FirstHalf(EveryStudy):
    def test_every_study_is_right_and_runs(self):
        self.check(0)


class SecondHalf(EveryStudy):
    def test_every_study_is_right_and_runs(self):
        self.check(1)


class Guide(ProgramTest):
    def test_the_guide_shows_a_study_that_is_shipped(self):
        shipped = (STUDIES / "heung-yuen-wai-gates-or-officers.yaml").read_text(encoding="utf-8")
        self.assertIn(shipped[shipped.index("crossflow study: 1"):], (ROOT / "docs/studies.md").read_text(encoding="utf-8"))


class BadStudies(ProgramTest):
    def test_every_mistake_has_its_message(self):
        for study in sorted(BAD.glob("*.yaml")):
            if study.name == "port.yaml":
                continue
            with self.subTest(study.name):
                said = self.crossflow("validate", study.name, cwd=BAD, expect=2)
                self.assertEqual(self.crossflow("sweep", study.name, cwd=BAD, expect=2), said)
                expected = study.with_suffix(".txt")
                if os.environ.get("CROSSFLOW_UPDATE"):
                    expected.write_text(said, encoding="utf-8")
                self.assertEqual(said, expected.read_text(encoding="utf-8"))

    def test_a_study_is_no_scenario_and_a_scenario_no_study(self):
        study = STUDIES / "heung-yuen-wai-cliff.yaml"
        self.assertIn("crossflow sweep", self.crossflow("run", study, expect=2))
        self.assertIn("crossflow run", self.crossflow("sweep", self.small, expect=2))


if __name__ == "__main__":
    unittest.main()
