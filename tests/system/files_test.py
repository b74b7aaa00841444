"""What is in the way of a command stays as it is: every option that writes, over everything that may lie there."""
import contextlib
import os
import pathlib
import shutil
import signal
import stat
import subprocess
import time
import unittest

import h5py
import numpy as np

from program import SCENARIOS, SMALL, ProgramTest

VIEWER = pathlib.Path(os.environ["CROSSFLOW"]).resolve().parent / "crossflow-view"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xdesomebody's picture"
QUESTION = SCENARIOS / "studies/rosters/desks-for-two-hours.yaml"
COUNTS = SCENARIOS / "data/daily-passengers-2023-2024.csv"
BULLETINS = SCENARIOS / "data/bulletins-2023-2024.csv"
TABLES = ["--holidays", SCENARIOS / "data/holidays.csv", "--port", "Lo Wu"]
STUDY = """\
crossflow study: 1
base: small.yaml
replications: 1
axes: {desks: [{name: four}]}
measures: [{measure: kept}]
"""


def foreign_hdf5(path):
    with h5py.File(path, "w") as file:
        file["measured"] = [1, 2, 3]


def half_of_hdf5(path):
    """As a download that broke off: HDF5 cannot open it."""
    with h5py.File(path, "w") as file:
        file["measured"] = np.arange(10_000)
    path.write_bytes(path.read_bytes()[:20_000])


def netcdf4(path):
    foreign_hdf5(path)
    with h5py.File(path, "a") as file:
        file.attrs["_NCProperties"] = "version=2,netcdf=4.9"


def device(path):
    """A disk, which nobody has: only its name is looked at."""
    os.mknod(path, stat.S_IFBLK | 0o600, os.makedev(7, 250))


FOREIGN = {
    "HDF5": foreign_hdf5,
    "half of an HDF5": half_of_hdf5,
    "zeros": lambda path: path.write_bytes(bytes(5000)),
    "netCDF 4": netcdf4,
    "netCDF 3": lambda path: path.write_bytes(b"CDF\x01\0\0\0\0data"),
    "CSV": lambda path: path.write_text("level,date\n1,2\n"),
    "CSV of variants": lambda path: path.write_text("variant,gene,score\nrs1,BRCA2,1\n"),
    "PNG": lambda path: path.write_bytes(PNG),
    "text": lambda path: path.write_text("mine\n"),
    "one byte": lambda path: path.write_text("l"),
    "folder": lambda path: (path.mkdir(), (path / "mine.txt").write_text("mine\n")),
    "link": lambda path: path.symlink_to("mine.txt"),
    "link to nothing": lambda path: path.symlink_to("nowhere.txt"),
    "pipe": os.mkfifo,
    "disk": device,
}
STREAMS = {"pipe"}  # a table may go there


def look(path):
    """All that could change of a file, a link, a folder."""
    if path.is_symlink():
        return os.readlink(path), look(path.parent / os.readlink(path))
    if path.is_dir():
        return {p.name: look(p) for p in path.iterdir()}
    if path.is_file():
        return path.read_bytes()
    return path.exists() and (path.stat().st_mode, path.stat().st_rdev)


class FilesTest(ProgramTest):
    def refused(self, name, *arguments, program=None):
        """Nothing at this name changes, the exit code is 2, and the message begins with the name."""
        path = self.folder / name
        before = look(path)
        if program is None:
            said = self.crossflow(*arguments, expect=2)
        else:
            environment = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
            done = subprocess.run([program, *map(str, arguments)], cwd=self.folder, env=environment, text=True,
                                  capture_output=True, timeout=60)
            self.assertEqual(done.returncode, 2, done.stderr)
            said = done.stderr
        self.assertEqual(look(path), before, arguments)
        self.assertIn(str(name), said.split(": ")[0], said)
        return said


class NothingOfOthers(FilesTest):
    # The name that it writes, and the command. Nothing else may be written either.
    OPTIONS = {
        "-o": ("out.h5", ["run", "small.yaml", "-q", "-o", "out.h5"]),
        "-o in another folder": ("kept/out.h5", ["run", "small.yaml", "-q", "-o", "kept/out.h5"]),
        "-o --force": ("out.h5", ["run", "small.yaml", "-q", "--force", "-o", "out.h5"]),
        "-R -o": ("out.h5", ["run", "small.yaml", "-q", "-R", "3", "-o", "out.h5"]),
        "by default": ("small.h5", ["run", "small.yaml", "-q"]),
        "--only by default": ("small-replication-0007.h5", ["run", "small.yaml", "-q", "--only", "7"]),
        "sweep -o": ("kept/variant-1.h5", ["sweep", "study.yaml", "-q", "-o", "kept"]),
        "compare -o": ("kept/small.h5", ["compare", "small.yaml", "other.yaml", "-q", "-R", "2", "-o", "kept"]),
        "run --requirement": ("t.csv", ["run", "small.yaml", "-q", "-o", "new.h5", "--requirement", "t.csv"]),
        "export --requirement": ("t.csv", ["export", "old.h5", "--requirement", "t.csv"]),
        "report -o": ("r.html", ["report", "old.h5", "-o", "r.html"]),
        "report -o of a PDF": ("r.pdf", ["report", "old.h5", "-o", "r.pdf"]),
        "export -o": ("b.xlsx", ["export", "old.h5", "-o", "b.xlsx"]),
        "export --csv": ("tables/flows.csv", ["export", "old.h5", "--csv", "tables", "--table", "flows"]),
        "sweep --csv": ("t.csv", ["sweep", "study.yaml", "-q", "--csv", "t.csv"]),
        "compare --csv": ("t.csv", ["compare", "small.yaml", "other.yaml", "-q", "-R", "2", "--csv", "t.csv"]),
        "export --waits": ("t.csv", ["export", "old.h5", "--waits", "t.csv"]),
        "capacity --csv": ("t.csv", ["capacity", "small.yaml", "-q", "--csv", "t.csv"]),
        "capacity --chart": ("c.svg", ["capacity", "small.yaml", "-q", "--chart", "c.svg"]),
        "sensitivity --csv": ("t.csv", ["sensitivity", "small.yaml", "--measure", "kept", "-q", "--csv", "t.csv"]),
        "sensitivity --chart": ("c.svg", ["sensitivity", "small.yaml", "--measure", "kept", "-q", "--chart", "c.svg"]),
        "roster -o": ("t.csv", ["roster", QUESTION, "-q", "--force", "-o", "t.csv"]),
        "the overlay of a roster": ("r.yaml", ["roster", QUESTION, "-q", "--force", "-o", "r.csv"]),
        "roster --chart": ("c.svg", ["roster", QUESTION, "-q", "--chart", "c.svg"]),
        "calibrate hours -o": ("t.csv", ["calibrate", "hours", BULLETINS, *TABLES, "--daily", COUNTS, "-q", "--force", "-o", "t.csv"]),
        "calibrate demand -o": ("f.yaml", ["calibrate", "demand", COUNTS, *TABLES, "-q", "--force", "-o", "f.yaml"]),
        "the table of a forecast": ("f.csv", ["calibrate", "demand", COUNTS, *TABLES, "-q", "--force", "-o", "f.yaml"]),
        "the scratch file of -o": ("out.h5.part", ["run", "small.yaml", "-q", "-o", "out.h5"]),
        "the scratch file of a report": ("r.html.part", ["report", "old.h5", "-o", "r.html"]),
        "the scratch file of a table": ("t.csv.part", ["export", "old.h5", "--requirement", "t.csv"]),
    }
    PICTURES = {
        "--screenshot": ("a.png", ["trace.h5", "--fresh", "--screenshot", "08:30", "a.png"]),
        "--frames": ("film/000003.png", ["trace.h5", "--fresh", "--frames", "08:30", "08:31", "film"]),
    }

    def setUp(self):
        super().setUp()
        self.write("study.yaml", STUDY)
        self.write("other.yaml", SMALL)
        self.write("mine.txt", "mine\n")
        (self.folder / "kept").mkdir()
        (self.folder / "film").mkdir()
        (self.folder / "tables").mkdir()

    def over(self, name, what):
        path = self.folder / name
        try:
            FOREIGN[what](path)
        except PermissionError:
            return False  # who is not root makes no devices
        return True

    def clear(self, name):
        path = self.folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def test_every_option_over_everything(self):
        self.run_to("old.h5", self.small)
        for option, (name, command) in self.OPTIONS.items():
            for what in FOREIGN:
                if name in ("t.csv", "f.csv", "r.yaml", "r.html", "r.pdf", "b.xlsx", "tables/flows.csv") and what in STREAMS:
                    continue
                with self.subTest(option=option, over=what):
                    if self.over(name, what):
                        scratch = name.endswith(".part")
                        before = look(self.folder / name)
                        said = self.crossflow(*command, expect=3 if scratch else 2)
                        self.assertEqual(look(self.folder / name), before)
                        self.assertIn(name, said)
                    self.clear(name)
        self.assertEqual((self.folder / "mine.txt").read_text(), "mine\n")
        self.assertEqual(self.files(), ["film", "kept", "mine.txt", "old.h5", "other.yaml", "small.yaml", "study.yaml", "tables"])

    def test_pictures_over_everything(self):
        self.run_to("trace.h5", self.small, "--trace")
        for option, (name, command) in self.PICTURES.items():
            for what in FOREIGN:
                with self.subTest(option=option, over=what):
                    if self.over(name, what):
                        self.refused(name, *command, program=VIEWER)
                    self.clear(name)
        self.write("film2", "a file")
        self.refused("film2", "trace.h5", "--fresh", "--frames", "08:30", "08:31", "film2", program=VIEWER)

    def test_a_folder_of_parts_that_is_not_ours(self):
        parts = self.folder / "out.h5.parts"
        names = ("notes.txt", "manifest.txt", "manifest.txt.part", "replication-0001.csv", "replication-0001.h5",
                 "replication-0001.h5.part")
        for name in names:
            for what in ("text", "HDF5", "half of an HDF5", "zeros", "folder", "link"):
                with self.subTest(name=name, holds=what):
                    parts.mkdir()
                    FOREIGN[what](parts / name)
                    self.assertIn(name, self.refused("out.h5.parts", "run", self.small, "-q", "-R", 2, "-o", "out.h5"))
                    self.assertEqual([p.name for p in self.folder.glob("out.h5*")], ["out.h5.parts"])
                    self.clear("out.h5.parts")
        # Nothing of a run that was killed before it could write anything.
        parts.mkdir()
        (parts / "manifest.txt.part").touch()
        (parts / "replication-0001.h5.part").touch()
        self.run_to("out.h5", self.small, "-R", 2)
        self.assertFalse(parts.exists())

    def test_what_is_put_into_the_folder_of_parts_stays(self):
        self.small.write_text(SMALL.replace("resident: 300", "resident: 30000"), encoding="utf-8")
        run = subprocess.Popen([os.environ["CROSSFLOW"], "run", self.small, "-q", "-R", "4", "-o", "out.h5"],
                               cwd=self.folder)
        notes = self.folder / "out.h5.parts" / "notes.txt"
        while run.poll() is None and not (notes.parent / "manifest.txt").exists():  # it looked at the folder before
            time.sleep(0.001)
        notes.write_text("mine\n")
        (notes.parent / "replication-0099.h5").write_text("mine\n")
        self.assertEqual(run.wait(timeout=60), 0)
        self.assertEqual(look(notes.parent), {"notes.txt": b"mine\n", "replication-0099.h5": b"mine\n"})

    def test_a_file_that_comes_meanwhile(self):
        self.small.write_text(SMALL.replace("resident: 300", "resident: 30000"), encoding="utf-8")
        for replications in ("1", "3"):
            with self.subTest(replications=replications):
                run = subprocess.Popen([os.environ["CROSSFLOW"], "run", self.small, "-q", "-R", replications, "-o",
                                        "out.h5"], cwd=self.folder, stderr=subprocess.PIPE, text=True)
                while run.poll() is None and not list(self.folder.glob("out.h5.part*")):
                    time.sleep(0.001)
                foreign_hdf5(self.folder / "mine.h5")
                mine = (self.folder / "mine.h5").read_bytes()
                os.rename(self.folder / "mine.h5", self.folder / "out.h5")
                said = run.communicate(timeout=60)[1]
                self.assertEqual(run.returncode, 3, said)
                self.assertIn("not made by Crossflow", said)
                self.assertEqual((self.folder / "out.h5").read_bytes(), mine)
                (self.folder / "out.h5").unlink()
                if replications == "3":  # finished ones are kept
                    self.run_to("out.h5", self.small, "-R", 3, "--resume")

    def test_no_name_and_no_name_of_a_result(self):
        for command in (["run", self.small, "-o", ""], ["run", self.small, "-o", "out.h5", "--requirement", ""],
                        ["sweep", "study.yaml", "-o", ""], ["sweep", "study.yaml", "--csv", ""],
                        ["compare", self.small, "other.yaml", "-o", ""], ["export", "old.h5", "--requirement", ""]):
            self.assertIn("empty", self.crossflow(*command, expect=2))
        self.assertIn("a result is an HDF5 file, such as x.h5",
                      self.crossflow("run", self.small, "-o", "x.csv", expect=2))
        self.assertEqual(self.files(), ["film", "kept", "mine.txt", "other.yaml", "small.yaml", "study.yaml", "tables"])


class OlderResults(FilesTest):
    """Of our own: the everyday case is free, and what may be missed wants --force."""

    def days(self, name):
        with h5py.File(self.folder / name) as file:
            return len(file["results/replications"])

    def test_an_edited_scenario_runs_again(self):
        self.run_to("out.h5", self.small, "-R", 3)
        before = look(self.folder / "out.h5")
        self.small.write_text(SMALL.replace("servers: 4", "servers: 5"), encoding="utf-8")
        self.run_to("out.h5", self.small, "-R", 3)
        self.assertNotEqual(look(self.folder / "out.h5"), before)
        self.run_to("out.h5", self.small, "-R", 4, "--seed", 2, "--set", "stations.desks.servers=6")
        self.assertEqual(self.days("out.h5"), 4)
        # Moved or copied, it is the same as long as it says the same.
        self.run_to("out.h5", self.small, "-R", 4)
        moved = self.write("moved.yaml", self.small.read_text(encoding="utf-8"))
        self.run_to("out.h5", moved, "-R", 4)

    def test_a_longer_result(self):
        self.run_to("out.h5", self.small, "-R", 5)
        for arguments in (["-R", 4], [], ["--only", 2], ["--seed", 2], ["--resume"]):
            self.assertIn("5 replications are there", self.refused("out.h5", "run", self.small, *arguments, "-o", "out.h5"))
        self.run_to("out.h5", self.small, "-R", 2, "--force")
        self.assertEqual(self.days("out.h5"), 2)

    def test_a_longer_result_of_a_sweep_and_a_comparison(self):
        self.write("study.yaml", STUDY)
        self.crossflow("sweep", "study.yaml", "-q", "-R", 3, "-o", "kept")
        self.refused("kept/variant-1.h5", "sweep", "study.yaml", "-q", "-R", 2, "-o", "kept")
        self.refused("kept/variant-1.h5", "run", self.small, "-q", "-R", 3, "--set", "stations.desks.servers=7", "-o",
                     "kept/variant-1.h5")
        self.crossflow("sweep", "study.yaml", "-q", "-R", 2, "-o", "kept", "--force")
        self.assertEqual(self.days("kept/variant-1.h5"), 2)
        other = self.write("other.yaml", SMALL.replace("servers: 4", "servers: 3"))
        self.crossflow("compare", self.small, other, "-q", "-R", 3, "-o", "kept")
        self.refused("kept/small.h5", "compare", self.small, other, "-q", "-R", 2, "-o", "kept")
        self.crossflow("compare", self.small, other, "-q", "-R", 2, "-o", "kept", "--force")
        # Another study with the same base and folder.
        self.write("second.yaml", STUDY.replace(
            "{name: four}", "{name: five, scenario: {stations: {desks: {servers: 5}}}}"))
        self.refused("kept/variant-1.h5", "sweep", "second.yaml", "-q", "-R", 2, "-o", "kept")

    def test_another_scenario_of_the_same_name(self):
        for folder in ("one", "two"):
            (self.folder / folder).mkdir()
            self.write(f"{folder}/day.yaml", SMALL.replace("A small port", f"Day {folder}"))
        self.crossflow("run", "one/day.yaml", "-q")
        said = self.refused("day.h5", "run", "two/day.yaml", "-q")
        self.assertIn(f"the result of another scenario, '{self.folder}/one/day.yaml'", said)
        self.crossflow("run", "one/day.yaml", "-q", cwd=self.folder)
        self.crossflow("run", self.folder / "one/../one/day.yaml", "-q")
        self.crossflow("run", "two/day.yaml", "-q", "--force")
        self.refused("day.h5", "run", "one/day.yaml", "-q")

    def test_what_cannot_be_read_stays(self):
        whole = self.run_to("out.h5", self.small).read_bytes()
        flipped = bytearray(whole)
        for at in range(8, 300):
            flipped[at] ^= 0x55
        with h5py.File(self.folder / "newer.h5", "w", libver=("v110", "v110")) as file:
            for name, text in (("crossflow_format", b"99.0"), ("status", b"complete")):
                file.attrs.create(name, np.array(text), dtype=h5py.string_dtype("utf-8", len(text)))
        newer = (self.folder / "newer.h5").read_bytes()
        for name, data in (("cut", whole[:len(whole) // 2]), ("flipped", bytes(flipped)), ("newer", newer)):
            for force in ([], ["--force"]):
                with self.subTest(name, force=force):
                    (self.folder / "out.h5").write_bytes(data)
                    self.assertIn("this file exists and stays",
                                  self.refused("out.h5", "run", self.small, "-q", "-o", "out.h5", *force))
        # There is nothing to lose in an empty one.
        (self.folder / "out.h5").write_bytes(b"")
        self.run_to("out.h5", self.small)

    def test_what_a_killed_run_left_is_cleared(self):
        whole = self.run_to("whole.h5", self.small).read_bytes()
        for left in (b"", whole[:1000], whole[:48], bytes(48), bytes(48) + whole[48:5000]):
            (self.folder / "out.h5.part").write_bytes(left)
            self.run_to("out.h5", self.small)
            self.assertFalse((self.folder / "out.h5.part").exists())
        self.write("long.yaml", SMALL.replace("resident: 300", "resident: 400000"))
        for size in (1, 100_000):
            run = subprocess.Popen([os.environ["CROSSFLOW"], "run", "long.yaml", "-q", "--trace", "-o", "out.h5", "--force"],
                                   cwd=self.folder)
            part = self.folder / "out.h5.part"
            while run.poll() is None and not (part.exists() and part.stat().st_size >= size):
                time.sleep(0.001)
            run.kill()
            self.assertEqual(run.wait(timeout=60), -signal.SIGKILL)
            self.assertTrue(part.exists())
            self.run_to("out.h5", self.small)
            self.assertFalse(part.exists())
        (self.folder / "long.yaml").unlink()
        self.crossflow("export", "out.h5", "--requirement", "t.csv")
        table = (self.folder / "t.csv").read_bytes()
        (self.folder / "t.csv.part").write_bytes(table[:100])
        self.crossflow("export", "out.h5", "--requirement", "t.csv")
        self.assertEqual(self.files(), ["out.h5", "small.yaml", "t.csv", "whole.h5"])

    def test_a_table_that_somebody_worked_on(self):
        self.run_to("out.h5", self.small)
        self.crossflow("export", "out.h5", "--requirement", "t.csv")
        self.crossflow("export", "out.h5", "--requirement", "t.csv")
        header, rest = (self.folder / "t.csv").read_text().split("\n", 1)
        self.write("t.csv", f"{header},my notes\n{rest}")
        self.refused("t.csv", "export", "out.h5", "--requirement", "t.csv")


class OneAtATime(FilesTest):
    def setUp(self):
        super().setUp()
        self.small.write_text(SMALL.replace("resident: 300", "resident: 40000"), encoding="utf-8")

    def start(self, *arguments, wait_for="out.h5.parts/manifest.txt"):
        run = subprocess.Popen([os.environ["CROSSFLOW"], "run", self.small, "-q", "-o", "out.h5", *map(str, arguments)],
                               cwd=self.folder, stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.addCleanup(run.stderr.close)
        self.addCleanup(run.wait)
        self.addCleanup(run.kill)
        file = self.folder / wait_for
        while run.poll() is None and not (file.exists() and file.stat().st_size > 0):  # empty, it is not yet claimed
            time.sleep(0.001)
        return run

    @contextlib.contextmanager
    def stopped(self, run):
        """It and its workers stand still, so that it cannot be over meanwhile."""
        os.killpg(run.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(run.pid, signal.SIGCONT)

    def all_refused(self, *ways):
        """All at once: each is patient for some seconds before it gives up."""
        command = [os.environ["CROSSFLOW"], "run", self.small, "-q", "-o", "out.h5"]
        runs = [subprocess.Popen([*command, *map(str, way)], cwd=self.folder, stderr=subprocess.PIPE, text=True)
                for way in ways]
        for way, run in zip(ways, runs):
            with self.subTest(way):
                said = run.communicate(timeout=60)[1]
                self.assertEqual((run.returncode, said), (3, "crossflow: another run is writing 'out.h5'\n"))

    def test_a_second_run_of_many_days(self):
        first = self.start("-R", 200, wait_for="out.h5.parts/replication-0000.h5")
        with self.stopped(first):
            self.all_refused(["-R", 200], ["-R", 200, "--resume"], ["-R", 3, "--seed", 2], [], ["--force"])
        self.assertIsNone(first.poll())
        parts = list((self.folder / "out.h5.parts").glob("*.h5"))
        self.assertGreater(len(parts), 0)
        # A study and a comparison that would write there say the same.
        self.write("study.yaml", STUDY)
        (self.folder / "out.h5.parts").rename(self.folder / "variant-1.h5.parts")
        with self.stopped(first):
            said = self.crossflow("sweep", "study.yaml", "-q", "-o", ".", expect=3)
        self.assertIn("another run is writing", said)
        # Away from its name, the first keeps what it has, and touches nothing that takes the name.
        (self.folder / "out.h5.parts").mkdir()
        (self.folder / "out.h5.parts/replication-0000.h5").write_text("of another run")
        before = look(self.folder / "out.h5.parts")
        time.sleep(0.5)
        self.assertIsNone(first.poll())
        self.assertEqual(look(self.folder / "out.h5.parts"), before)
        self.assertGreaterEqual(len(list((self.folder / "variant-1.h5.parts").glob("*.h5"))), len(parts))

    def test_a_second_run_of_one_day(self):
        self.small.write_text(SMALL.replace("resident: 300", "resident: 400000"), encoding="utf-8")
        first = self.start(wait_for="out.h5.part")
        with self.stopped(first):
            self.all_refused([], ["-R", 3], ["--trace", "--force"])
        self.assertIsNone(first.poll())
        self.assertEqual(first.wait(timeout=60), 0)
        alone = self.run_to("alone.h5", self.small)
        self.assertEqual(self.differences(self.folder / "out.h5", alone, "/run"), "")

    def test_kept_is_said_of_what_is_there(self):
        first = self.start("-R", 200)
        while not list((self.folder / "out.h5.parts").glob("*.h5")):
            time.sleep(0.001)
        (self.folder / "out.h5.parts").rename(self.folder / "gone")
        while (self.folder / "gone").exists():
            shutil.rmtree(self.folder / "gone", ignore_errors=True)
        said = first.communicate(timeout=60)[1]
        self.assertEqual(first.returncode, 3, said)
        self.assertIn("out.h5.parts/replication-", said)
        self.assertIn("were taken away meanwhile, and none is kept", said)
        self.assertNotIn("/proc/self", said)


if __name__ == "__main__":
    unittest.main()
