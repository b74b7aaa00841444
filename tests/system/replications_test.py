"""Replications in processes: the same bits however many at once, and nothing finished is lost whatever happens."""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import h5py

from program import NIGHT, SMALL, ProgramTest

REPLICATIONS = 8
DAY = SMALL.replace("{resident: 300, visitor: 200}", "{resident: 4000, visitor: 3000}")


class ReplicationsTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        """What an undisturbed run gives, and how long it takes."""
        home = pathlib.Path(tempfile.mkdtemp(prefix="crossflow-test-"))
        cls.addClassCleanup(shutil.rmtree, home)
        (home / "small.yaml").write_text(DAY, encoding="utf-8")
        began = time.monotonic()
        subprocess.run([os.environ["CROSSFLOW"], "run", "small.yaml", "-R", str(REPLICATIONS), "-j", "2", "-q", "-o",
                        "whole.h5"], cwd=home, check=True, timeout=60)
        cls.took = time.monotonic() - began
        cls.undisturbed = home / "whole.h5"

    def setUp(self):
        super().setUp()
        self.write("small.yaml", DAY)
        self.small = "small.yaml"  # as the undisturbed run was told: the name is in the result
        self.whole = shutil.copy(self.undisturbed, self.folder / "whole.h5")

    def assert_same(self, other):
        self.assertEqual(self.differences(self.whole, other, "/run"), "")


class SameBits(ReplicationsTest):
    def test_any_number_at_once(self):
        for jobs in (1, 4):
            self.assert_same(self.run_to(f"{jobs}.h5", self.small, "-R", REPLICATIONS, "-j", jobs))

    def test_one_alone(self):
        with h5py.File(self.run_to("one.h5", self.small, "--only", 7)) as one, h5py.File(self.whole) as whole:
            for name in ("replications", "pledges", "series", "ledger"):
                rows = whole["results"][name][:]
                self.assertEqual(one["results"][name][:].tobytes(), rows[rows["replication"] == 7].tobytes(), name)

    def test_stopping_when_sure_enough(self):
        a, b = (self.run_to(f"{j}.h5", self.small, "-R", 60, "--ci-width", "20%", "-j", j) for j in (1, 4))
        self.assertEqual(self.differences(a, b, "/run"), "")
        with h5py.File(a) as file:
            self.assertEqual(len(file["results/replications"]), 20)
        self.crossflow("run", self.small, "-R", 60, "--ci-width", "1%", "--inputs", "drawn", expect=2)


class NothingLost(ReplicationsTest):
    INSTANTS = 6 if NIGHT else 4

    def start(self):
        return subprocess.Popen([os.environ["CROSSFLOW"], "run", self.small, "-R", str(REPLICATIONS), "-j", "2", "-q",
                                 "-o", "out.h5"], cwd=self.folder, stderr=subprocess.PIPE, text=True)

    def finished(self):
        return {f.name: f.read_bytes() for f in (self.folder / "out.h5.parts").glob("replication-*.h5")}

    def at_instants(self, what, codes):
        luck = random.Random(1)
        for _ in range(self.INSTANTS):
            (self.folder / "out.h5").unlink(missing_ok=True)
            process = self.start()
            time.sleep(luck.uniform(0.05, 1) * self.took)
            what(process)
            said = process.communicate(timeout=60)[1]
            self.assertIn(process.returncode, codes, said)
            kept = self.finished()
            for name in kept:  # each is whole
                with h5py.File(self.folder / "out.h5.parts" / name) as part:
                    self.assertIn(part.attrs["status"], (b"part", "part"))
            self.assert_same(self.run_to("out.h5", self.small, "-R", REPLICATIONS, "--resume"))
            self.assertFalse((self.folder / "out.h5.parts").exists())

    def test_the_program_is_killed(self):
        self.at_instants(lambda process: process.kill(), (0, -signal.SIGKILL))

    def test_the_user_ends_it(self):
        self.at_instants(lambda process: process.send_signal(signal.SIGINT), (0, 130, -signal.SIGINT))

    def test_the_result_of_another_run(self):
        before = self.whole.read_bytes()
        self.crossflow("run", self.small, "--resume", "--seed", 2, "-o", self.whole, expect=2)
        self.assertEqual(self.whole.read_bytes(), before)

    def test_fewer_than_are_there(self):
        before = self.whole.read_bytes()
        said = self.crossflow("run", self.small, "--resume", "-R", 1, "-o", self.whole, expect=2)
        self.assertIn("more than the 1 asked for", said)
        self.assertEqual(self.whole.read_bytes(), before)

    def test_a_worker_is_killed(self):
        def kill_one(process):
            children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children")
            try:
                os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
            except (OSError, IndexError):
                pass  # the run was over, or between two
        self.at_instants(kill_one, (0, 3))

    def test_the_disk_fills(self):
        size = self.whole.stat().st_size // 1024
        luck = random.Random(2)
        for _ in range(self.INSTANTS):
            self.crossflow("run", self.small, "-R", REPLICATIONS, "-q", "-o", "out.h5", expect=3,
                           limit=luck.randrange(1, size - 1))
            self.assert_same(self.run_to("out.h5", self.small, "-R", REPLICATIONS, "--resume"))


if __name__ == "__main__":
    unittest.main()
