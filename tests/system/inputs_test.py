"""Scenarios of others: what they may have read, what of them reaches a terminal or a spreadsheet, and what is kept."""
import json
import os
import re
import subprocess
import unittest

import h5py
import numpy as np

from program import SMALL, ProgramTest

SECRET = "root:$y$j9T$mine:20228:0:99999:7:::\nbackup:*:20228:0:99999:7:::\n"
STUDY = """\
crossflow study: 1
base: {base}
axes: {{desks: [{{name: four, with: {overlay}}}]}}
measures: [{{measure: kept}}]
"""
# Whatever a terminal obeys instead of showing it.
OBEYED = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
EVIL = "Evil\\e]0;owned\\a\\e[2J\\u202eback\\x9b31m"


def with_table(file):
    """SMALL with a table of people."""
    return SMALL.replace("{resident: 300, visitor: 200}",
                         f"{{table: {file}, columns: {{resident: res, visitor: vis}}}}")


class InputsTest(ProgramTest):
    def refused(self, *arguments):
        done = subprocess.run([os.environ["CROSSFLOW"], *map(str, arguments)], cwd=self.folder, capture_output=True,
                              text=True, timeout=20)
        self.assertEqual(done.returncode, 2, done.stderr)
        return done.stderr

    def named_by_files(self, file):
        """Commands in which a file names another one, as each of the ways to do so."""
        self.write("extends.yaml", f"crossflow: 1\nextends: {file}\n")
        self.write("port.yaml", f"crossflow: 1\nports: {{small: {{extends: {file}}}}}\n")
        self.write("table.yaml", with_table(file))
        self.write("base.yaml", STUDY.format(base=file, overlay="small.yaml"))
        self.write("with.yaml", STUDY.format(base="small.yaml", overlay=file))
        return {"extends": ["validate", "extends.yaml"], "a port": ["validate", "port.yaml"],
                "a table": ["validate", "table.yaml"], "the base of a study": ["sweep", "base.yaml"],
                "an overlay of a study": ["sweep", "with.yaml"]}


class Opened(InputsTest):
    def test_what_makes_one_wait_is_not_waited_for(self):
        os.mkfifo(self.folder / "pipe")
        for file in ("pipe", "/dev/zero", "/dev/tty", "/proc/kmsg", "/proc/self/mem", "."):
            for way, command in self.named_by_files(file).items():
                with self.subTest(file=file, named_as=way):
                    self.assertIn(file, self.refused(*command))
            with self.subTest(file=file, named_as="arguments"):
                self.refused("run", file)
                self.refused("run", self.small, "--with", file)
                self.refused("sweep", file)
                self.refused("compare", self.small, file)
                self.refused("export", file, "--requirement", "t.csv")

    def test_a_file_that_is_no_input_is_not_quoted(self):
        secrets = {"secret.txt": SECRET, "config.txt": "password: hunter2\nhost: db\nport-forward: yes\n",
                   "words.txt": "hunter2\nhunter3\n", "half.txt": "password: {hunter2\n", "twice.txt": "hunter2: 1\nhunter2: 1\n"}
        for file, text in secrets.items():
            self.write(file, text)
            for way, command in self.named_by_files(file).items():
                with self.subTest(file=file, named_as=way):
                    said = self.refused(*command)
                    for word in ("hunter", "password", "root", "mine", "20228", "db"):
                        self.assertNotIn(word, said)
                    self.assertIn(file, said)

    def test_a_scenario_that_is_named_keeps_its_good_messages(self):
        self.write("typo.yaml", "statons: {desks: {servers: 5}}\n")
        self.assertIn("did you mean 'stations'?", self.refused("sweep", self.write(
            "study.yaml", STUDY.format(base="small.yaml", overlay="typo.yaml"))))


class Below(InputsTest):
    def setUp(self):
        super().setUp()
        self.theirs = self.folder / "theirs"
        (self.theirs / "data").mkdir(parents=True)
        self.write("theirs/own.yaml", SMALL)
        self.write("people.csv", "res,vis\n300,200\n")
        self.write("theirs/data/people.csv", "res,vis\n300,200\n")
        (self.theirs / "link.yaml").symlink_to(self.small)
        (self.theirs / "link.csv").symlink_to("../people.csv")
        (self.theirs / "out").symlink_to(self.folder)

    def test_what_lies_there_is_read(self):
        self.write("theirs/good.yaml", with_table("data/../data/people.csv"))
        (self.theirs / "same.yaml").symlink_to("good.yaml")
        for name in ("good.yaml", "same.yaml", "out/theirs/good.yaml"):
            self.crossflow("validate", f"theirs/{name}", "--inputs-below", "theirs")
        self.crossflow("run", "theirs/good.yaml", "-q", "--inputs-below", self.theirs, "-o", "out.h5")
        self.crossflow("compare", "theirs/good.yaml", "theirs/own.yaml", "-q", "-R", 2, "--inputs-below", self.theirs)

    def test_nothing_else_is(self):
        outside = [str(self.small), "../small.yaml", "link.yaml", "out/small.yaml"]
        for file in outside:
            for name, text in (("extends.yaml", f"crossflow: 1\nextends: {file}\n"),
                               ("port.yaml", f"crossflow: 1\nports: {{small: {{extends: {file}}}}}\n")):
                self.write(f"theirs/{name}", text)
                self.check("validate", f"theirs/{name}")
            self.write("theirs/study.yaml", STUDY.format(base=file, overlay="own.yaml"))
            self.check("sweep", "theirs/study.yaml")
            self.write("theirs/study.yaml", STUDY.format(base="own.yaml", overlay=file))
            self.check("sweep", "theirs/study.yaml")
        for file in (self.folder / "people.csv", "../people.csv", "link.csv", "out/people.csv"):
            self.write("theirs/table.yaml", with_table(file))
            self.check("validate", "theirs/table.yaml")
        self.check("run", self.small)
        self.check("run", "theirs/own.yaml", "--with", self.small)
        self.check("select", "theirs/own.yaml", "theirs/link.yaml", "--by", "kept", "--best", "most", "--indifference", "1%")
        self.run_to("out.h5", self.small)
        self.check("compare", "theirs/own.yaml", "out.h5")

    def check(self, *command):
        self.assertIn(f"does not lie in '{self.theirs}'", self.refused(*command, "--inputs-below", "theirs"))

    def test_nobody_learns_what_is_there(self):
        said = set()
        for file in ("/etc/passwd", "/etc/nothing-of-the-sort", "/etc", "/dev/null"):
            self.write("theirs/extends.yaml", f"crossflow: 1\nextends: {file}\n")
            said.add(self.refused("validate", "theirs/extends.yaml", "--inputs-below", "theirs").replace(file, "FILE"))
        self.assertEqual(len(said), 1, said)

    def test_the_folder_must_be_there(self):
        self.assertIn("--inputs-below", self.refused("run", self.small, "--inputs-below", "nowhere"))


class Shown(InputsTest):
    def shown(self, *arguments):
        """All that is printed, of which a terminal obeys nothing."""
        done = subprocess.run([os.environ["CROSSFLOW"], *map(str, arguments)], cwd=self.folder, capture_output=True,
                              timeout=60)
        for text in (done.stdout, done.stderr):
            self.assertIsNone(OBEYED.search(text.decode("utf-8")), arguments)
        return done.stdout.decode("utf-8") + done.stderr.decode("utf-8")

    def test_titles_and_labels(self):
        text = SMALL.replace("{en: A small port}", f'{{en: "{EVIL}"}}')
        text = text.replace("resident: {pledge", f'resident: {{label: {{en: "{EVIL}"}}, pledge')
        text = text.replace("{kind: hall,", f'{{kind: hall, label: {{en: "{EVIL}"}},')
        self.small.write_text(text, encoding="utf-8")
        said = self.shown("run", self.small)
        self.assertIn("Evil\\u001b]0;owned\\u0007", said)
        self.assertIn("\\u202eback\\u009b31m", said)
        self.assertEqual(json.loads(self.shown("run", self.small, "--json", "-o", "other.h5"))["title"]["en"],
                         "Evil\x1b]0;owned\a\x1b[2J\u202eback\x9b31m")
        self.write("other.yaml", text)
        for command in (["compare", self.small, "other.yaml", "-R", 2], ["compare", "small.h5", "other.h5"],
                        ["select", self.small, "other.yaml", "--by", "kept", "--best", "most", "--indifference", "1%"]):
            self.shown(*command)

    def test_keys_names_and_files(self):
        for wrong, right in (("servers: 4", f'"{EVIL}": 4'), ("way out:", f'"{EVIL}":'), ("kind: hall", f'kind: "{EVIL}"'),
                             ("60 m", f'"{EVIL}"'), ("- leave", f'- "{EVIL}"')):
            self.small.write_text(SMALL.replace(wrong, right), encoding="utf-8")
            self.assertIn("\\u202eback", self.shown("validate", self.small))
        self.small.write_text(SMALL, encoding="utf-8")
        name = "\x1b]0;owned\a\u202e.yaml"
        self.write(name, SMALL)
        self.shown("run", name, "-R", 2)
        self.shown("run", name + "x")
        self.shown("run", self.small, "--set", "title.en=\x1b[2J")
        self.shown("run", self.small, "--\x1b[2J")
        self.shown("\x1b[2J")
        done = subprocess.run([os.environ["CROSSFLOW"], "run", b"\x9b31m\xff.yaml"], cwd=self.folder, capture_output=True)
        self.assertEqual(done.stderr.decode("ascii").count("\\u009b31m\\u00ff.yaml"), 2)

    def test_the_creator_of_a_newer_file(self):
        # In the form in which results are written: what is in another is of another program.
        with h5py.File(self.folder / "newer.h5", "w", libver=("v110", "v110")) as file:
            for name, text in (("crossflow_format", b"9.0"), ("creator", b"\x1b]0;owned\a")):
                file.attrs.create(name, np.array(text), dtype=h5py.string_dtype("utf-8", len(text)))
        self.assertIn("\\u001b]0;owned", self.shown("export", "newer.h5", "--requirement", "t.csv"))

    def test_names_that_spreadsheets_run(self):
        for name in ("=1+1", "+1", "-1", "@x", '=HYPERLINK("x")', "a\u202eb", "a\x9bb"):
            quoted = json.dumps(name)
            for right in ("way out", "desks", "small", "resident"):
                text = re.sub(rf"(?<![a-z]){right}(?![a-z])", lambda _: quoted, SMALL.replace("A small port", "A port"))
                self.small.write_text(text, encoding="utf-8")
                with self.subTest(name=name, of=right):
                    self.assertIn("that does not begin with =, +, - or @", self.refused("validate", self.small))
            self.write("small.yaml", SMALL)
            study = STUDY.format(base="small.yaml", overlay="small.yaml").replace("four", quoted)
            self.assertIn("that does not begin with", self.refused("validate", self.write("study.yaml", study)))
        self.write("=1+1.yaml", SMALL)
        self.assertIn("=1+1", self.refused("compare", "small.yaml", "=1+1.yaml", "-R", 2))


class Kept(InputsTest):
    def test_what_was_read_is_told(self):
        self.write("people.csv", "day,res,vis\nmon,300,200\ntue,1,1\n")
        self.write("base.yaml", with_table("people.csv, where: {day: mon}"))
        self.write("day.yaml", "crossflow: 1\nextends: base.yaml\n")
        said = self.crossflow("run", "day.yaml", "--with", self.write("more.yaml", "stations: {desks: {servers: 5}}\n"))
        foot = said[said.index("Read, and kept in the results:"):].replace("\n", " ")
        for word in ("day.yaml", "base.yaml", "more.yaml", "1 row of people.csv"):
            self.assertIn(word, foot)
        inputs = json.loads(self.crossflow("run", "day.yaml", "--json"))["inputs"]
        self.assertEqual(sorted(inputs["files"]), ["base.yaml", "day.yaml"])
        self.assertEqual(inputs["tables"], [{"file": "people.csv", "rows": 1}])
        with h5py.File(self.folder / "day.h5") as file:
            self.assertEqual([row["text"].decode() for row in file["scenario/tables"][:]], ["day,res,vis\nmon,300,200\n"])


if __name__ == "__main__":
    unittest.main()
