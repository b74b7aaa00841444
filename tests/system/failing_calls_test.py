"""What a run does when one call of the system fails: for the n-th of every call that matters, the exit code is not 0, or the
file is whole.

    failing_calls_test.py pwrite            # some n, spread over all: what the tests run
    CROSSFLOW_ALL=1 failing_calls_test.py pwrite   # every n
"""
import hashlib
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

import h5py

from program import NIGHT, SMALL

CALLS = ("write", "pwrite", "read", "pread", "fsync", "ftruncate", "rename", "open", "close", "mkdir", "fork", "pipe", "socketpair", "send", "recv",
         "malloc")
SOME = 12 if NIGHT else 7  # of one call in one command, unless all are asked for
ALL = "CROSSFLOW_ALL" in os.environ
TESTED = ("two days and a table",)  # unless all are asked for
COMMANDS = {
    "one day": ["run", "small.yaml", "-q", "-o", "out.h5"],
    "with a trace": ["run", "small.yaml", "-q", "--trace", "-o", "out.h5"],
    "two days": ["run", "small.yaml", "-q", "--trace", "-R", "2", "-j", "1", "-o", "out.h5"],
    "two days and a table": ["run", "small.yaml", "-q", "--trace", "-R", "2", "-j", "1", "-o", "out.h5", "--requirement", "t.csv"],
    "a study": ["sweep", "study.yaml", "-q", "-j", "1", "-o", "kept", "--csv", "t.csv"],
}
STUDY = """\
crossflow study: 1
base: small.yaml
replications: 2
axes: {desks: [{name: four}, {name: five, scenario: {stations: {desks: {servers: 5}}}}]}
measures: [{measure: kept}]
"""
# A day of few people, over in no time.
TINY = SMALL.replace("{resident: 300, visitor: 200}", "{resident: 30, visitor: 60}")


def contents(path):
    """All of a result file but what varies from run to run; that the rest is there."""
    whole = hashlib.sha256()

    def take(name, thing):
        if name == "run" or name.startswith("run/"):
            return
        whole.update(name.encode())
        for key in sorted(thing.attrs):
            whole.update(key.encode() + repr(thing.attrs[key]).encode())
        if isinstance(thing, h5py.Dataset):
            whole.update(repr(thing.dtype).encode() + thing[()].tobytes())

    with h5py.File(path) as file:
        status = file.attrs["status"]
        assert status in (b"complete", "complete"), status
        assert b"crossflow" in file["run/command"][()] and b"small" in file["scenario/resolved"][()], "no command"
        assert file["run"].attrs["scenario"] and file["run"].attrs["compiler"], "nothing said of the run"
        take("/", file)
        file.visititems(take)
    return whole.hexdigest()


class Place:
    """A folder with the inputs of the commands."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="crossflow-test-"))
        self.counter = self.folder.with_suffix(".count")
        self.inputs = {"small.yaml": TINY, "study.yaml": STUDY}

    def clear(self):
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        for name, text in self.inputs.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        self.counter.write_bytes(bytes(8))

    def run(self, command, call=None, n=0, from_then_on=False):
        environment = dict(os.environ)
        if call is not None:
            environment.update(FAIL_CALL=call, FAIL_NTH=str(n), FAIL_COUNTER=str(self.counter),
                               LD_PRELOAD=os.environ["CROSSFLOW_FAILING_CALLS"])
        if from_then_on:
            environment["FAIL_FROM_THEN_ON"] = "1"
        return subprocess.run([os.environ["CROSSFLOW"], *command], cwd=self.folder, env=environment, text=True,
                              capture_output=True, errors="replace", timeout=120)

    def counted(self):
        return struct.unpack("Q", self.counter.read_bytes())[0]

    def scratch(self):
        return list(self.folder.rglob("*.part"))

    def results(self):
        return {str(p.relative_to(self.folder)): contents(p) for p in sorted(self.folder.rglob("*.h5"))
                if ".parts" not in str(p)}

    def tables(self):
        return {p.name: p.read_bytes() for p in sorted(self.folder.glob("*.csv"))}


def spread(first, total, some):
    """`first` to `total`, or some of them with both ends."""
    if ALL:
        some = 5000 if total <= 5000 else 400
    if total - first < some:
        return range(first, total + 1)
    return sorted({round(first + (total - first) * (i / (some - 1)) ** 2) for i in range(some)})


def complaints(place, done, expected, tables, call, without_memory):
    """What was wrong with how a run ended. Without memory nothing is cleared, but by the next run."""
    try:
        there = place.results()
    except (OSError, KeyError, AssertionError) as why:
        return [f"a file is not whole: {why}"]
    out = [f"'{name}' has other contents" for name, value in there.items() if expected.get(name) != value]
    out += [f"'{name}' is not whole" for name, value in place.tables().items() if tables.get(name) != value]
    if done.returncode == 0 and (there != expected or place.tables() != tables):
        out.append("exit code 0, and not all is there")
    if done.returncode == 0:
        return out
    no_memory_to_load = done.returncode == 127 and call == "malloc"  # the system's loader ends a program so
    if done.returncode not in (2, 3) and not no_memory_to_load:
        out.append(f"exit code {done.returncode}")
    last = done.stderr.strip().split("\n")[-1]
    if call != "write" and not last:
        out.append("no message")
    for raw in ("terminate called", "std::", "basic_", "filesystem error", "assertion failed", "/proc/self/fd"):
        if raw in done.stderr:
            out.append(f"'{raw}' in the message")
    # HDF5 does not survive each of those; its replications are kept, and the message says how to go on.
    if "signal" in done.stderr and call not in ("malloc", "pread"):
        out.append("died of a signal")
    if not without_memory and place.scratch():
        out.append("a scratch file stays")
    return out


def complaints_of_next(place, command, expected, tables):
    """The same command again, undisturbed: all is there in the end, and nothing else."""
    more = ["--resume"] if list(place.folder.rglob("*.parts/manifest.txt")) else []
    done = place.run([*command, *more])
    if done.returncode != 0:
        return [f"cannot be gone on with: {done.stderr}"]
    if place.results() != expected or place.tables() != tables:
        return ["gone on with, another result"]
    left = place.scratch() or list(place.folder.rglob("*.parts"))
    return [f"gone on with, {left} stays"] if left else []


def check(place, call):
    wrong, tried = [], 0
    for name, command in COMMANDS.items():
        if not ALL and name not in TESTED:
            continue
        place.clear()
        assert place.run(command).returncode == 0
        expected, tables = place.results(), place.tables()
        place.clear()
        place.run(["--version"], call)
        first = place.counted() + 1 if call == "malloc" else 1  # before it begins, nobody is there to say anything
        place.clear()
        place.run(command, call)
        total = place.counted()
        for n in spread(first, total, SOME):
            for from_then_on in (False, True) if call in ("malloc", "pwrite") else (False,):
                place.clear()
                done = place.run(command, call, n, from_then_on)
                tried += 1
                found = complaints(place, done, expected, tables, call, call == "malloc" and from_then_on)
                if done.returncode != 0:
                    found += complaints_of_next(place, command, expected, tables)
                for what in found:
                    wrong.append(f"{name}, {call} {n} of {total}{' and all later' if from_then_on else ''}: {what}: "
                                 f"{done.stderr.strip()[-300:]}")
                    print(wrong[-1], flush=True)
    return wrong, tried


if __name__ == "__main__":
    here = Place()
    try:
        failed = 0
        for one in sys.argv[1:] or CALLS:
            found, number = check(here, one)
            print(f"{one}: {number} tried, {len(found)} wrong")
            failed += len(found)
    finally:
        shutil.rmtree(here.folder)
        here.counter.unlink(missing_ok=True)
    sys.exit(failed > 0)
