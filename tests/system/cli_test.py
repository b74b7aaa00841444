"""What the program says and how it ends: exit code 0 done, 2 the user's input is wrong, 3 the run failed."""
import json
import os
import re
import shutil
import subprocess
import unittest

import h5py
import yaml

from program import NIGHT, SMALL, SUNDAY, ProgramTest


class ComplaintTest(ProgramTest):
    def complaint(self, *arguments, command="run"):
        said = self.crossflow(command, *arguments, expect=2)
        self.assertFalse([name for name in self.files() if ".h5" in name])
        return said


class WrongInput(ComplaintTest):
    def of_small(self, right, wrong):
        """The complaint about SMALL with something in it replaced."""
        self.assertEqual(SMALL.count(right), 1, right)
        self.small.write_text(SMALL.replace(right, wrong), encoding="utf-8")
        return self.complaint(self.small)

    def test_a_bad_key(self):
        self.assertIn("small.yaml:22:46: unknown key 'colour' of a hall", self.of_small("area:", "colour: red, area:"))

    def test_a_misspelt_key_and_the_nearest_right_word(self):
        said = self.of_small("servers: 4", "servrs: 4")
        self.assertIn("small.yaml:27:5: unknown key 'servrs' of a counter", said)
        self.assertIn("did you mean 'servers'?", said)

    def test_a_wrong_unit(self):
        said = self.of_small("distance: 60 m", "distance: 60 s")
        self.assertRegex(said, r"small\.yaml:22:39: 'distance' is '60 s'; expected a length")

    def test_no_unit(self):
        self.assertRegex(self.of_small("spread: 4 min", "spread: 4"), r"small\.yaml:20:22: 'spread' is '4'")

    def test_a_missing_file(self):
        self.assertIn("nowhere.yaml: the file 'nowhere.yaml' cannot be read", self.complaint("nowhere.yaml"))
        self.assertIn("this is a folder", self.complaint(self.folder))
        self.assertIn("nowhere.yaml", self.complaint(self.small, "--with", "nowhere.yaml"))
        self.assertIn("base.yaml", self.of_small("crossflow: 1\n", "crossflow: 1\nextends: base.yaml\n"))

    def test_a_route_through_no_station(self):
        said = self.of_small("- way out", "- way in")
        self.assertIn("small.yaml:38:7: there is no station 'way in'", said)
        self.assertIn("expected one of desks, gates, hall, way out", said)

    def test_a_route_that_never_leaves(self):
        self.assertRegex(self.of_small("    - leave\n", ""), r"small\.yaml:\d+:\d+: .*leave")

    def test_failures_without_end(self):
        self.assertRegex(self.of_small("to: desks}, authority", "to: gates}, authority"),
                         r"small\.yaml:23:3: who fails at 'gates' is sent back to it without end")

    def test_a_choice_without_a_row_for_the_rest(self):
        self.assertRegex(self.of_small("        - {to: desks}\n", ""), r"small\.yaml:36:\d+: ")

    def test_more_than_a_run_can_hold(self):
        self.assertIn("16,800,000 people of a day in all; expected at most 16,700,000",
                      self.of_small("{resident: 300, visitor: 200}", "{resident: 8400000, visitor: 8400000}"))
        for source in ("rate: {mean: 400 persons/s, mix: {resident: 1}}",
                       'typical day: {people: {resident: 15000000, visitor: 2000000}, profile: {"08:00-10:00": 1}}'):
            self.small.write_text(f"""{SMALL.split("demand:")[0]}demand: {{people: {{direction: arrival, route: arrival, {source}}}}}
stations: {SMALL.split("stations:")[1]}""", encoding="utf-8")
            self.assertRegex(self.complaint(self.small), "people of a day in all; expected at most 16,700,000")
        self.small.write_text(SMALL.replace("routes:\n", "routes:\n" + "".join(
            f"  r{n}: [{9000 * 'hall, '}leave]\n" for n in range(8))), encoding="utf-8")
        self.assertIn("steps of routes in all; expected at most 65,000", self.complaint(self.small, command="validate"))

    def test_all_problems_at_once(self):
        self.small.write_text(SMALL.replace("60 m", "60 s").replace("servers: 4", "servrs: 4"), encoding="utf-8")
        self.assertEqual(len(self.complaint(self.small).splitlines()), 2)
        self.assertEqual(len(self.complaint(self.small, command="validate").splitlines()), 2)

    def test_the_command_line(self):
        for wrong in (["--sed", "1"], ["-R", "0"], ["-R", "many"], ["--seed", "x"], ["--inputs", "guessed"]):
            self.complaint(self.small, *wrong)
        self.crossflow(expect=2)
        self.crossflow("runn", self.small, expect=2)
        self.crossflow("run", expect=2)

    def test_a_command_that_is_none(self):
        for word, meant in (("imprt", "export"), ("runn", "run"), ("simulate", "run"), ("valdate", "validate")):
            said = self.crossflow(word, self.small, expect=2)
            self.assertRegex(said, f"^there is no command '{word}'; expected one of run, show, validate, .*; "
                                   f"did you mean '{meant}'\\?\n$")

        self.assertIn("'crossflow calibrate' has no command 'hour'; expected one of hours, demand; did you mean 'hours'?",
                      self.crossflow("calibrate", "hour", expect=2))
        self.assertIn("'crossflow' has no option '--versoin'", self.crossflow("--versoin", expect=2))

    def test_a_factor_that_is_no_percentage(self):
        for scale, meant in (("1.16", "116%"), ("0.9", "90%"), ("35", "35%")):
            self.assertIn(f"did you mean '{meant}'", self.crossflow("validate", self.small, "--set", f"demand.scale={scale}", expect=2))
        self.assertNotIn("did you mean", self.crossflow("validate", self.small, "--set", "demand.people.rate=1e12 persons/h", expect=2))

    def test_what_goes_with_another_command(self):
        (self.folder / "study.yaml").write_text(
            "crossflow study: 1\nbase: small.yaml\nmeasures: [{kept, class: resident}]\nvary: []\n", encoding="utf-8")
        self.crossflow("run", self.small, "-q", "-o", "small.h5")
        for command, file, other in (("run", "study.yaml", "sweep"), ("sweep", "small.yaml", "run"),
                                     ("validate", "small.h5", "show"), ("run", "small.h5", "show"),
                                     ("sweep", "small.h5", "show")):
            said = self.crossflow(command, file, expect=2)
            self.assertRegex(said, rf"^{file}: this is a \w+, (not a \w+|and no YAML); expected 'crossflow {other}' for \w+\n$")
        # Likewise where another file is named.
        said = self.crossflow("run", self.small, "--with", "study.yaml", expect=2)
        self.assertIn("study.yaml: this is a study, not a scenario", said)
        for text, wrong in (("small.h5", "'small.h5' is a result, and no YAML"),
                            ("study.yaml", "'study.yaml' is a study, not a scenario"), ("", "'extends' is nothing")):
            self.write("on.yaml", f"extends: {text}\n")
            self.assertRegex(self.crossflow("run", "on.yaml", expect=2), rf"^on\.yaml:1:\d+: {wrong}")

    def test_an_option_that_is_none(self):
        said = self.crossflow("run", self.small, "--replicatons", 5, expect=2)
        self.assertRegex(said, "^'crossflow run' has no option '--replicatons'; expected one of .*; "
                               "did you mean '--replications'\\?\n$")

    def test_options_that_nothing_would_look_at(self):
        for command, options in (("run", ["--only", 3, "--resume"]), ("run", ["--json", "--language", "zh"]),
                                 ("run", ["-q", "--full"]), ("run", ["-q", "--section", "people"]),
                                 ("sweep", ["--force"]), ("sweep", ["--resume"])):
            self.assertIn(options[0] if command == "sweep" else "excludes",
                          self.crossflow(command, self.small, *options, expect=2))
        for name in ("a.h5", "b.h5"):
            self.crossflow("run", self.small, "-q", "-o", name)
        said = self.crossflow("compare", "a.h5", "b.h5", "-R", 50, "--seed", 3, expect=2)
        self.assertEqual(said, "".join(f"{option}: nothing is simulated here: all that is compared are results; expected "
                                       "scenarios, or no such option\n" for option in ("-R", "--seed")))
        self.assertIn("'extends' cannot be set", self.crossflow("run", self.small, "--set", "extends=nofile.yaml", expect=2))
        twice = ["--set", "stations.desks.servers=3", "--set", "stations.desks.servers=4"]
        for command in ("run", "compare", "capacity"):
            self.assertIn("'stations.desks.servers' is set twice", self.crossflow(command, self.small, *twice, expect=2))
        said = self.crossflow("compare", self.small, "--variant", "stations.desks.servers=x", expect=2)
        self.assertIn("--variant stations.desks.servers=x: ", said)
        self.assertNotIn("--set", said)
        self.assertIn("a result is an HDF5 file", self.crossflow("run", self.small, "-o", "x.csv", expect=2))

    def test_the_reason_and_not_the_pattern(self):
        for right, wrong, said in (
                ("date: 2024-10-20", "date: 2024-02-30", "'date' is '2024-02-30', which is a day that no calendar has"),
                ("date: 2024-10-20", "date: 20/10/2024", "as day/month/year; expected a date such as 2024-10-20; did you "
                                                         "mean '2024-10-20'?"),
                ("98% within 15 min", "110% within 15 min", "'110%' is no share of people: above 0%, up to 100%"),
                ("98% within 15 min", "98% within 0 min", "'0 min' is no time within which anybody can be served"),
                ("title: {en: A small port}", "title: {zh: 口岸}", "'title' says nothing in English; expected 'en' too"),
                ("name: small", 'name: ""', "'name' is '', which is empty"),
                ("name: small", 'name: "small "', "'name' is 'small ', which ends in a space"),
                ("60 m}, area", "60\u00a0m}, area", "with a space that is none of the keyboard's; expected a length such as "),
        ):
            with self.subTest(wrong):
                self.assertIn(said, self.of_small(right, wrong))
        # Of a list in place of a name nothing that is not there is missed.
        self.small.write_text("crossflow: 1\nextends: [a, b]\n", encoding="utf-8")
        self.assertEqual(self.complaint(self.small).count("\n"), 1)

    def test_an_output_that_is_no_ordinary_file(self):
        (self.folder / "folder").mkdir()
        for output in ("folder", "folder/", "/dev/null", "/dev/full", "nowhere/out.h5"):
            self.assertIn(f"{output}: ", self.complaint(self.small, "-o", output))


class AnyKey(ComplaintTest):
    """Of keys that are read alike, such as those of two counters or two classes, one is tried; by day one of five."""

    @classmethod
    def setUpClass(cls):
        cls.paths = list(different_keys(yaml.load(SUNDAY.read_text(encoding="utf-8"), yaml.BaseLoader)))
        assert len(cls.paths) > 150
        if not NIGHT:
            cls.paths = cls.paths[::5]

    def test_any_key_set_to_rubbish(self):
        """Whatever key of the Sunday is set to what it cannot be: exit code 2, and the message names its place."""
        for number, (path, is_map) in enumerate(self.paths):
            argument = f"{'.'.join(path)}={('{rubbish: 1}', '[[rubbish]]')[number % 2]}"
            said = self.complaint(SUNDAY, "--set", argument, command="validate")
            # A map is added to: where names are free, as those of classes are, what is missing elsewhere may be wrong.
            places = r"--set |.*\.yaml:\d+:\d+: " if is_map else re.escape(f"--set {argument}: ")
            self.assertTrue(any(re.match(places, line) for line in said.splitlines()), said)

    def test_any_key_set_to_a_strange_value_never_crashes(self):
        """Some keys may take these: then nothing is wrong. Never anything else than 0 or 2."""
        for number, (path, _) in enumerate(self.paths):
            strange = ("-1e308", "~", "99999999999999999999", "'\x01'", "{value: 1e9 s, mark: x}", "0")[number % 6]
            done = subprocess.run([os.environ["CROSSFLOW"], "validate", SUNDAY, "--set", f"{'.'.join(path)}={strange}"],
                                  capture_output=True, text=True, timeout=60)
            self.assertIn(done.returncode, (0, 2), (path, strange, done.stderr))
            self.assertEqual(done.returncode == 2, done.stderr != "", (path, strange, done.stderr))


def different_keys(scenario):
    """The path of every key of a scenario that --set can name (all that are in maps), and whether a map is there; the
    first of those that differ only in names that are free (of stations of one kind, of classes, of hours), or in whose
    label or figure it is part of."""
    of_any = ("label", "value", "range", "mark", "source", "note", "lognormal", "normal")
    alike = {name: "class" for name in scenario["classes"]}
    seen = set()

    def walk(tree, path, shape):
        for key, value in tree.items():
            what = alike.get(key, "hour" if key[:1].isdigit() else key)
            if len(path) == 1:
                what = value.get("kind", "any") if isinstance(value, dict) else what
            here = (*shape[:1], what) if key in of_any else (*shape, what)
            if here not in seen:
                seen.add(here)
                yield (*path, key), isinstance(value, dict)
            if isinstance(value, dict):
                yield from walk(value, (*path, key), here)

    return walk(scenario, (), ())


class NoRoom(ProgramTest):
    """A disk that fills: exit code 3, one clear message, nothing under the final name, no leftovers."""

    def check_full(self, output, *arguments, **options):
        said = self.crossflow("run", *arguments, "-q", "-o", output, expect=3, **options)
        self.assertEqual(len(said.splitlines()), 1, said)
        self.assertRegex(said, r"crossflow: .*cannot write '.*': .*(File too large|No space left on device)")

    def test_a_file_that_may_not_grow(self):
        for arguments in ([], ["--trace"], ["-R", "3"]):
            for limit in (0, 1, 8, 40):
                with self.subTest(arguments=arguments, limit=limit):
                    self.check_full("out.h5", SUNDAY, *arguments, limit=limit)
                    self.assertEqual(self.files(), ["small.yaml"])

    def test_parts_fit_and_the_whole_does_not(self):
        whole = self.run_to("whole.h5", SUNDAY, "-R", 16)  # 2.3 MB, and a part 1.6: not compressed
        self.check_full("out.h5", SUNDAY, "-R", 16, limit=whole.stat().st_size // 1024 - 100)
        self.assertEqual(self.files(), ["out.h5.parts", "small.yaml", "whole.h5"])
        self.assertEqual(len(list((self.folder / "out.h5.parts").glob("*.h5"))), 16)
        resumed = self.run_to("out.h5", SUNDAY, "-R", 16, "--resume")
        self.assertEqual(self.differences(resumed, self.folder / "whole.h5", "/run"), "")

    def test_a_trace_too_long(self):
        whole = self.run_to("whole.h5", SUNDAY, "--trace").stat().st_size // 1024
        for share in (0.3, 0.6, 0.99):
            self.check_full("out.h5", SUNDAY, "--trace", limit=int(whole * share))
            self.assertEqual(self.files(), ["small.yaml", "whole.h5"])

    def test_tables_are_whole_or_not_there(self):
        result = self.run_to("out.h5", self.small)
        table = self.folder / "needed.csv"
        self.crossflow("export", result, "--requirement", table, limit=1, expect=3)
        self.assertEqual(self.files(), ["out.h5", "small.yaml"])
        self.crossflow("export", result, "--requirement", table)
        whole = table.read_text(encoding="utf-8")
        self.assertGreater(len(whole), 1024)
        self.crossflow("export", result, "--requirement", table, limit=1, expect=3)
        self.assertEqual(table.read_text(encoding="utf-8"), whole)
        self.crossflow("export", result, "--requirement", table)
        self.assertEqual(self.files(), ["needed.csv", "out.h5", "small.yaml"])

    def test_nobody_hears_standard_error(self):
        for arguments, code in ((["run", "nowhere.yaml"], 2), (["validate", self.small], 0),
                                (["run", self.small, "-R", "2", "-o", "out.h5"], 0)):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([os.environ["CROSSFLOW"], *map(str, arguments)], cwd=self.folder, timeout=600,
                                      stdout=subprocess.DEVNULL, stderr=full)
            self.assertEqual(done.returncode, code, arguments)

    def test_an_earlier_file_stays(self):
        before = self.run_to("out.h5", self.small).read_bytes()
        self.check_full("out.h5", SUNDAY, "--force", limit=8)
        self.assertEqual((self.folder / "out.h5").read_bytes(), before)
        self.assertEqual(self.files(), ["out.h5", "small.yaml"])

    def test_a_small_disk(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True)
        if mounted.returncode:
            self.skipTest("may not mount a file system here")
        try:
            for arguments in ([], ["--trace"], ["-R", "3"]):
                self.check_full(disk / "out.h5", SUNDAY, *arguments)
                # What was finished of several stays, for --resume.
                self.assertLessEqual({f.name for f in disk.iterdir()}, {"out.h5.parts"} if "-R" in arguments else set())
                shutil.rmtree(disk / "out.h5.parts", ignore_errors=True)
        finally:
            subprocess.run(["umount", disk], check=True)


class Output(ProgramTest):
    def test_json_is_json(self):
        summary = json.loads(self.crossflow("run", self.small, "--json", "-R", 3, "-o", "out.h5"))
        self.assertEqual(summary["crossflow_summary"], 1)
        self.assertEqual(summary["replications"], 3)
        self.assertEqual(summary["people"]["generated"], 3 * 500)
        self.assertTrue(summary["people"]["balanced"])
        self.assertEqual(json.loads(self.crossflow("run", self.small, "--json", "-q", "-R", 3, "-o", "out.h5")), summary)

    def test_the_summary_ends_with_the_name_of_the_file_and_the_speed(self):
        said = self.crossflow("run", self.small)
        self.assertTrue(said.startswith("A small port\n"), said)
        self.assertRegex(said, r"\nResults: small\.h5\nSimulated [0-9,]+ events in [0-9.]+ s of processor time: "
                               r"[0-9.]+ million a second\.\n$")
        self.assertEqual(self.files(), ["small.h5", "small.yaml"])

    def test_what_is_probably_not_meant(self):
        self.small.write_text(SMALL.replace("A small port", "A small Monday"), encoding="utf-8")  # on a Sunday
        warning = "small.yaml:2:13: the title speaks of a Monday, while 2024-10-20 is none"
        self.assertIn(f"warning: {warning}\n", self.crossflow("validate", "small.yaml"))
        self.assertIn(f"\nWarning: {warning}\n", self.crossflow("run", "small.yaml"))
        self.assertEqual(json.loads(self.crossflow("run", "small.yaml", "--json"))["warnings"], [warning])
        # The result keeps it; who compares or sweeps is told once, and of which variant it is.
        self.assertIn(f"\nWarning: {warning}\n", self.crossflow("show", "small.h5"))
        self.assertEqual(json.loads(self.crossflow("show", "small.h5", "--json"))["warnings"], [warning])
        self.assertIn(f"warning: {warning}\n", self.crossflow("compare", "small.yaml", "--variant",
                                                              "stations.desks.servers=5", "-R", 2))
        self.write("right.yaml", SMALL)
        self.assertIn(f"warning: {warning} (in 'small')\n", self.crossflow("compare", "small.h5", "right.yaml"))
        self.write("study.yaml", "crossflow study: 1\nbase: small.yaml\nmeasures: [{measure: kept}]\n"
                                 "axes: {desks: [{name: 4}, {name: 5, scenario: {stations: {desks: {servers: 5}}}}]}\n")
        self.assertIn(f"warning: {warning}\n", self.crossflow("validate", "study.yaml"))
        self.assertEqual(self.crossflow("validate", self.small, "-q"), "")

    def test_the_page_is_short_whole_or_of_some_sections(self):
        short, whole = self.crossflow("run", self.small), self.crossflow("run", self.small, "--full")
        self.assertLessEqual(len(short.splitlines()), 60)
        self.assertNotIn("\nPEOPLE", short)
        self.assertIn("\nPEOPLE", whole)
        self.assertNotIn("--section", whole)
        some = self.crossflow("run", self.small, "--section", "people", "--section", "queues")
        self.assertEqual([block.split()[0] for block in some.split("\n\n")], ["A", "PEOPLE", "QUEUES", "Read,"])

    def test_a_section_that_is_not_there(self):
        said = self.crossflow("run", self.small, "--section", "queue", expect=2)
        self.assertRegex(said, r"^--section: the page has no section 'queue'; expected one of days, .*; "
                               r"did you mean 'queues'\?\n$")
        self.crossflow("run", self.small, "--section", "queues", "--json", expect=2)
        self.assertEqual(self.files(), ["small.yaml"])

    def test_quiet_says_nothing(self):
        self.assertEqual(self.crossflow("run", self.small, "-q"), "")
        self.assertEqual(self.crossflow("validate", self.small, "-q"), "")

    def test_the_schema_is_json_and_tells_of_every_kind(self):
        schema = self.crossflow("schema")
        json.loads(schema)
        for kind in ("e-channel", "baggage-scanner", "typical day", "regroup"):
            self.assertIn(f'"{kind}"', schema)

    def test_the_file_alone_reproduces_the_run(self):
        first = self.run_to("first.h5", self.small, "--seed", 7, "--set", "stations.desks.servers=3")
        with h5py.File(first) as file:
            resolved = file["scenario/resolved"][()].decode("utf-8")
            self.assertEqual(file["scenario"].attrs["seed"], 7)
        again = self.run_to("again.h5", self.write("resolved.yaml", resolved), "--seed", 7)
        self.assertEqual(self.differences(first, again, "/run", "/scenario"), "")


if __name__ == "__main__":
    unittest.main()
