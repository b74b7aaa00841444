"""The front page as somebody reads it: in terminals of several widths, in a file, through `head`, and of a stored result."""
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
import unittest

import h5py

from program import NIGHT, ROOT, SCENARIOS, SMALL, SUNDAY, ProgramTest

KINDS = ROOT / "docs/kinds"
CUT = re.compile(r"\w\.\.\.")  # a name; "... 12 more lines" is none


def width(line):
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in line)
    return len(line) + wide - sum(unicodedata.combining(c) > 0 for c in line)


class PageTest(ProgramTest):
    def in_terminal(self, columns, *arguments, environment=None):
        """What the program prints in a terminal that is so wide."""
        parent, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        settings = termios.tcgetattr(child)
        settings[1] &= ~termios.OPOST  # line ends as they are written
        termios.tcsetattr(child, termios.TCSANOW, settings)
        process = subprocess.Popen([os.environ["CROSSFLOW"], *map(str, arguments)], cwd=self.folder, stdout=child,
                                   env={**os.environ, **(environment or {})})
        os.close(child)
        said = b""
        while True:
            try:
                part = os.read(parent, 65536)
            except OSError:  # the end, of a terminal
                break
            if not part:
                break
            said += part
        os.close(parent)
        self.assertEqual(process.wait(), 0)
        return said.decode("utf-8")


class Widths(PageTest):
    @classmethod
    def setUpClass(cls):
        os.environ.pop("COLUMNS", None)

    def setUp(self):
        super().setUp()
        self.result = self.run_to("bridge.h5", SCENARIOS / "hong-kong-zhuhai-macao-bridge-lunar-new-year.yaml", "-R", 2)

    def test_no_line_is_wider_than_the_terminal(self):
        for columns in (80, 100, 160):
            for how in ([], ["--full"]):
                page = self.in_terminal(columns, "show", self.result, *how)
                for line in page.splitlines():
                    self.assertLessEqual(width(line), columns, line)

    def test_columns_of_the_environment_come_before_the_terminal(self):
        page = self.in_terminal(80, "show", self.result, "--full", environment={"COLUMNS": "140"})
        self.assertEqual(page, self.in_terminal(140, "show", self.result, "--full"))
        self.assertEqual(self.in_terminal(80, "show", self.result, environment={"COLUMNS": "wide"}),
                         self.in_terminal(80, "show", self.result))
        self.assertEqual(self.in_terminal(0, "show", self.result), self.in_terminal(80, "show", self.result))

    def test_nothing_is_cut_in_a_file(self):
        page = self.crossflow("show", self.result, "--full")
        self.assertNotRegex(page, CUT)
        self.assertGreater(max(map(width, page.splitlines())), 100)
        self.assertRegex(self.in_terminal(80, "show", self.result, "--full"), CUT)

    def test_chinese_labels_do_not_shift_columns(self):
        self.small.write_text(SMALL.replace("kind: counter", "kind: counter\n    label: 入境及離境櫃位"), encoding="utf-8")
        page = self.crossflow("run", self.small, "--section", "queues")
        lines = page[page.index("QUEUES"):].splitlines()
        ends = {name: width(lines[0][:lines[0].index(name)]) + len(name) for name in ("longest", "room")}
        chinese = next(line for line in lines if "櫃位" in line)
        longest = re.match(r"\S+\s+[\d,]+", chinese).group()
        self.assertEqual(width(longest), ends["longest"], page)


class Show(PageTest):
    def test_the_page_of_a_stored_result_is_that_of_the_run(self):
        for options in ([], ["--full"], ["--section", "people"], ["--json"]):
            said = self.crossflow("run", self.small, "-R", 3, "-o", "out.h5", *options)
            again = self.crossflow("show", "out.h5", *options)
            self.assertEqual(said if "--json" in options else said[:said.index("Results: out.h5")], again)

    def test_what_is_no_result(self):
        self.assertIn("small.yaml", self.crossflow("show", self.small, expect=2))
        self.assertIn("nowhere.h5", self.crossflow("show", "nowhere.h5", expect=2))
        result = self.run_to("out.h5", self.small)
        self.assertIn("did you mean 'queues'?", self.crossflow("show", result, "--section", "Queue", expect=2))


class EveryPage(PageTest):
    """Pages of whatever is shipped: short unless asked, and Chinese throughout if that is asked."""

    # What stays: e-Channels as the department writes them, X-ray, names of methods, and what is typed.
    LATIN = re.compile(r"[A-Za-z]{2,}")
    TYPED = re.compile(r"--(full|section [a-zA-Z-]+|set\s+(\"[^\"]*\"|\S+))|\btimes, people, staff-needed|MSER-5")

    def check_short(self, result):
        for columns in (80, 160):
            page = self.in_terminal(columns, "show", result, environment={"COLUMNS": str(columns)})
            self.assertLessEqual(len(page.splitlines()), 58)  # `run` adds two lines
            self.assertTrue(all(width(line) <= columns for line in page.splitlines()), page)

    def check(self, scenario, *arguments):
        self.check_chinese(scenario, self.run_to(f"{scenario.stem}.h5", scenario, *arguments))

    def check_both(self, scenario, *arguments):
        result = self.run_to(f"{scenario.stem}.h5", scenario, *arguments)
        self.check_short(result)
        self.check_chinese(scenario, result)

    def check_chinese(self, scenario, result):
        with h5py.File(result) as file:
            directory = file["directory"]
            labels = " ".join(text.decode("utf-8") for table in (item[:] for item in directory.values() if hasattr(item, "dtype"))
                              for column in (table.dtype.names or ()) if column in ("label_zh", "label_en", "name", "idle")
                              for row, text in zip(table, table[column])
                              # English, and names, where there is no Chinese
                              if column in ("label_zh", "idle") or not row["label_zh" if "label_zh" in
                                                                           table.dtype.names else column])
        allowed = set(self.LATIN.findall(labels))
        for how in ([], ["--full"]):
            page = self.TYPED.sub("", self.crossflow("show", result, "--language", "zh", *how))
            page, foot = page.rsplit("\n\n", 1)  # which names files
            self.assertTrue(foot.startswith("已讀取並存於結果："), foot)
            title, rest = page.split("\n", 1)
            english = [word for word in self.LATIN.findall(rest) if word not in allowed]
            self.assertEqual(english, [], f"{scenario.name}: left in English\n{page}")


class Kinds(EveryPage):
    def test_each(self):
        for scenario in sorted(KINDS.glob("*.yaml")):
            for days in (1, 2) if NIGHT else (1,):
                with self.subTest(scenario.name, days=days):
                    self.check_both(scenario, "-R", days)


class Crossings(EveryPage):
    """In two halves, so that they can be tested at once."""

    def check_half(self, half):
        for scenario in sorted(SCENARIOS.glob("*.yaml"))[half::2]:
            for days in (1, 2) if scenario == SUNDAY else (2,):
                with self.subTest(scenario.name, days=days):
                    self.check_both(scenario, "-R", days)


class FirstHalf(Crossings):
    def test_each(self):
        self.check_half(0)


class SecondHalf(Crossings):
    def test_each(self):
        self.check_half(1)


class SeldomSaid(EveryPage):
    def test_pages_that_say_what_few_do(self):
        lo_wu = SCENARIOS / "lo-wu.yaml"
        for overlay in sorted((SCENARIOS / "overlays").glob("*.yaml")):
            with self.subTest(overlay.name):
                self.check(lo_wu, "--with", overlay, "-R", 2)
        self.check(SCENARIOS / "lok-ma-chau.yaml", "--set", "days=2", "--set", "results.warm-up=24 h")

    def test_dates_stay_iso_and_durations_do_not(self):
        page = self.crossflow("run", SUNDAY, "-o", "out.h5", "--full", "--language", "zh")
        self.assertIn("2024-10-20 星期日", page)
        self.assertRegex(page, r"\d+ 分( \d\d 秒)?")
        self.crossflow("show", "out.h5", "--language", "fr", expect=2)


class SeenEnough(PageTest):
    def through(self, reader, *arguments):
        """The exit codes of `crossflow ARGUMENTS | READER`, and what the program complained of."""
        done = subprocess.run(["bash", "-c", f'"$CROSSFLOW" "$@" | {reader} > /dev/null; echo "${{PIPESTATUS[@]}}"', "bash",
                               *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, timeout=600)
        return done.stdout.splitlines()[-1], done.stderr

    def test_a_reader_that_leaves_is_no_error(self):
        whole = self.run_to("whole.h5", SUNDAY)
        for reader in ("head -1", "true", "head -c 10"):
            for options in (["--full"], [], ["--json"]):
                self.assertEqual(self.through(reader, "run", SUNDAY, "-o", "out.h5", *options), ("0 0", ""))
                self.assertEqual(self.differences(whole, self.folder / "out.h5", "/run"), "")
                self.assertEqual(self.through(reader, "show", whole, *options), ("0 0", ""))
            self.assertEqual(self.through(reader, "schema"), ("0 0", ""))
            self.assertEqual(self.through(reader, "--help"), ("0 0", ""))

    def test_tables_are_written_though_nobody_reads_the_page(self):
        self.assertEqual(self.through("true", "compare", self.small, "--variant", "stations.desks.servers=3", "-R", 20,
                                      "--csv", "table.csv"), ("0 0", ""))
        self.assertIn("table.csv", self.files())

    def test_a_full_disk_is_one(self):
        result = self.run_to("out.h5", self.small)
        for arguments in (["show", result], ["--help"], ["schema"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([os.environ["CROSSFLOW"], *map(str, arguments)], stdout=full,
                                      stderr=subprocess.PIPE, text=True, timeout=600)
            self.assertEqual((done.returncode, done.stderr), (3, "crossflow: cannot write to standard output\n"))


if __name__ == "__main__":
    sys.exit(unittest.main())
