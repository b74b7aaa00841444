"""What a scenario gives beside what was observed of it: lines that pass and fail, exit codes, and tables that are wrong."""
import json
import os
import subprocess
import unittest

from program import NIGHT, SCENARIOS, ProgramTest

HEAD = "measure,least,most,tolerance\n"


class Check(ProgramTest):
    def observed(self, *lines):
        return self.write("observed.csv", HEAD + "".join(line + "\n" for line in lines))

    def check(self, *more, expect=0, scenario=None):
        return self.crossflow("check", scenario or self.small, "--observed", "observed.csv", "-R", 3, *more, expect=expect)

    def plain(self, *arguments):
        return subprocess.run([os.environ["CROSSFLOW"], *map(str, arguments)], cwd=self.folder, capture_output=True, text=True,
                              timeout=300, check=False)

    def lines(self, *lines):
        self.observed(*lines)
        return json.loads(self.crossflow("check", self.small, "--observed", "observed.csv", "-R", 3, "--json"))["lines"]

    def figure(self):
        return self.lines("clearance time,,24 h,")[0]["simulated"]

    def test_a_line_passes_by_its_figure_and_its_tolerance(self):
        s = self.figure()
        passes = self.lines(f"clearance time,{s - 1} s,{s + 1} s,", f'"clearance time, as: near",{s + 2} s,{s + 3} s,3 s')
        self.assertEqual([line["verdict"] for line in passes], ["pass", "pass"])
        self.assertEqual(passes[1]["tolerance"], 3)

    def test_a_line_that_fails_is_an_exit_code(self):
        s = self.figure()
        self.observed(f"clearance time,{10 * s + 1000} s,,", '"clearance time, as: good",,24 h,')
        command = ["check", self.small, "--observed", "observed.csv", "-R", "3"]
        done = self.plain(*command)
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertIn("1 of 2 lines pass, 1 fail", done.stdout)
        self.assertRegex(done.stdout, r"clearance time, mean .*FAIL")
        self.assertEqual(self.plain(*command, "-q").returncode, 1)
        self.observed('"clearance time, as: good",,24 h,')
        self.assertEqual(self.plain(*command, "-q").stdout, "")

    def test_of_one_replication_chance_may_be_all(self):
        self.observed('"clearance time, as: slow",1000 min,,')
        lines = json.loads(self.crossflow("check", self.small, "--observed", "observed.csv", "-R", 1, "--json"))["lines"]
        self.assertEqual([(line["verdict"], "interval" in line) for line in lines], [("cannot_be_told", False)])

    def test_shares_by_clock_time(self):
        lines = self.lines('"share of the day, until: 09:00, as: a",0%,100%,', '"share of the day, from: 09:00, as: b",0%,100%,')
        self.assertAlmostEqual(lines[0]["simulated"] + lines[1]["simulated"], 1, delta=1e-9)
        self.assertGreater(lines[0]["simulated"], 0)

    def test_what_is_wrong_is_told_with_its_place(self):
        for line, said in (("clearence time,,5 min,", r"observed\.csv:2:1: .*clearence"),
                           ('"kept, class: residnt",98%,,', r"observed\.csv:2:1: .*residnt"),
                           ("clearance time,,5,", r"observed\.csv:2:17: .*no bound.*10 min"),
                           ("clearance time,,,", r"observed\.csv:2:16: neither the least nor the most"),
                           ('"days over, class: resident",,3,', r"observed\.csv:2:1: .*needs the key 'limit'"),
                           ("clearance time,6 min,5 min,", r"observed\.csv:2:22: .*below the least"),
                           ("clearance time,,5 min,2%", r"observed\.csv:2:23: .*no bound")):
            with self.subTest(line=line):
                self.observed(line)
                self.assertRegex(self.check(expect=2), said)
        self.observed('"kept, as: a",98%,,', '"kept, as: a",98%,,')
        self.assertRegex(self.check(expect=2), r"observed\.csv:3:1: 'a' is the name of an earlier line")
        self.write("observed.csv", HEAD)
        self.assertIn("nothing was observed", self.check(expect=2))
        self.write("observed.csv", "measure,least,most\nkept,98%,\n")
        self.assertIn("observed.csv:1:1: the column 'tolerance' is missing", self.check(expect=2))

    def test_each_shipped_line_passes_or_is_named(self):
        named = (SCENARIOS / "README.md").read_text(encoding="utf-8")
        for table in sorted((SCENARIOS / "checks").glob("*.csv")):
            if not NIGHT and table.stem == "land-crossings-national-day":
                continue  # eight crossings
            scenario = next(file for file in (table.with_suffix(".yaml"), SCENARIOS / f"{table.stem}.yaml") if file.exists())
            done = self.plain("check", scenario, "--observed", table, "-R", "2" if NIGHT else "1", "--json")
            self.assertIn(done.returncode, (0, 1), done.stderr)
            for line in json.loads(done.stdout)["lines"]:
                with self.subTest(table=table.stem, line=line["measure"]):
                    self.assertTrue(line["verdict"] == "pass" or f"| {table.stem} | {line['measure']} |" in named, line)


if __name__ == "__main__":
    unittest.main()
