"""What tests of the program share: running it in a folder of its own, and reading what it wrote."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
SUNDAY = SCENARIOS / "heung-yuen-wai-sunday.yaml"
# `scripts/test night` asks for the long forms of tests, too long to be waited for.
NIGHT = os.environ.get("CROSSFLOW_NIGHT") == "1"

# A port with something of everything, over in an instant.
SMALL = """\
crossflow: 1
title: {en: A small port}
date: 2024-10-20
port: {name: small, hours: "08:00-10:00"}
classes:
  resident: {pledge: 98% within 15 min}
  visitor: {pledge: 95% within 30 min}
demand:
  people:
    direction: arrival
    route: arrival
    total:
      people: {resident: 300, visitor: 200}
      profile: {"08:00-09:00": 70%, "09:00-10:00": 30%}
    party: {1: 60%, 2: 25%, 4: 15%}
  tours:
    direction: arrival
    route: arrival
    groups: {of: people, class: visitor, number: 2, size: {uniform: [10, 20]}, profile: {"08:00-10:00": 1},
             spread: 4 min}
stations:
  hall: {kind: hall, walk: {distance: 60 m}, area: 200 m2}
  gates: {kind: e-channel, servers: 2, service: {lognormal: {mean: 12 s, cv: 40%}, range: [9 s, 15 s]},
          fails: {share: {value: 5%, range: [2%, 8%]}, to: desks}, authority: immigration}
  desks:
    kind: counter
    servers: 4
    authority: immigration
    service: {resident: {exponential: 20 s}, visitor: {exponential: 50 s}}
    queue: {space: 60 persons, first: [{failed at: gates}]}
  way out: {kind: green-channel, walk: {distance: 30 m}}
routes:
  arrival:
    - hall
    - choose:
        - {class: resident, share: 80%, to: gates}
        - {to: desks}
    - way out
    - leave
"""


class ProgramTest(unittest.TestCase):
    """Each test runs the program in an empty folder, with SMALL in `small`."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="crossflow-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.small = self.write("small.yaml", SMALL)

    def write(self, name, text):
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file

    def crossflow(self, *arguments, expect=0, limit=None, cwd=None):
        """Runs the program; `limit` in KiB is the size that no file may pass. Checks its exit code, returns its output."""
        command = [os.environ["CROSSFLOW"], *map(str, arguments)]
        if limit is not None:
            command = ["bash", "-c", f'ulimit -f {limit}; exec "$@"', "bash", *command]
        done = subprocess.run(command, cwd=cwd or self.folder, capture_output=True, text=True, timeout=600)
        self.assertEqual(done.returncode, expect, f"{arguments}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        self.assertEqual(done.stderr == "", expect == 0, f"{arguments}: {done.stderr}")
        self.assertTrue(done.stderr == "" or done.stderr.endswith("\n"), done.stderr)
        return done.stdout if expect == 0 else done.stderr

    def run_to(self, name, *arguments):
        self.crossflow("run", *arguments, "-q", "-o", name)
        return self.folder / name

    def files(self):
        return sorted(file.name for file in self.folder.iterdir())

    def differences(self, a, b, *excluded, path=None):
        """What h5diff says of two files, apart from the excluded groups; '' if there is nothing."""
        command = ["h5diff", "-r"]
        for group in excluded:
            command += ["--exclude-path", group]
        command += [str(a), str(b)] + ([path] if path else [])
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        self.assertIn(done.returncode, (0, 1), done.stdout + done.stderr)
        # h5diff ends with 0 when only one of them has some object: -v would tell, and so does this.
        named = [self.objects(file, excluded) for file in (a, b)] if path is None else [0, 0]
        if named[0] != named[1]:
            return f"objects: {sorted(named[0] ^ named[1])}"
        return done.stdout if done.returncode else ""

    @staticmethod
    def objects(path, excluded):
        names = set()
        with h5py.File(path) as file:
            file.visit(lambda name: names.add("/" + name))
        return {n for n in names if not any(n == e or n.startswith(e + "/") for e in excluded)}


# Names of places, sources and classes by a number that is the same for all traces: numbers are compared in no time.
NUMBERS = {}


def number_of(name):
    return NUMBERS.setdefault(name, len(NUMBERS))


class Trace:
    """The events of a trace, traveller by traveller, in terms that do not depend on how a file numbers things."""

    def __init__(self, path, replication="0000"):
        with h5py.File(path) as file:
            names = {table: [row["name"].decode() for row in file["directory"][table][:]]
                     for table in ("stations", "sources", "classes")}
            trace = file["trace"][replication]
            events = {column: trace[column][:] for column in
                      ("tick_us", "kind", "entity", "station", "server", "value", "aux")}
            people = trace["entities"][:]
        of_people = events["entity"] != 0xFFFFFFFF
        events = {column: values[of_people] for column, values in events.items()}
        who = people[events["entity"]]
        by_name = {table: np.argsort(np.argsort(list_)) for table, list_ in names.items()}
        names = {table: np.array([number_of(name) for name in [*list_, "-"]], dtype=np.int32)
                 for table, list_ in names.items()}
        kind = events["kind"]
        # What is a place's number, or a class's, in an event is left to the names beside it.
        columns = {
            "source": names["sources"][who["source"]],
            "traveller_class": names["classes"][who["traveller_class"]],
            "number": who["number"],
            "tick": events["tick_us"],
            "kind": kind,
            "station": names["stations"][events["station"]],
            "server": events["server"],
            "value": np.where(np.isin(kind, (1, 5)), 0, events["value"]),
            "aux": np.where(kind == 1, 0, events["aux"]),
            "blocked_by": names["stations"][np.where(kind == 5, events["value"], -1)],
        }
        order = np.lexsort((who["number"], by_name["classes"][who["traveller_class"]], by_name["sources"][who["source"]]))
        self.columns = {column: values[order] for column, values in columns.items()}

    def of(self, *sources):
        """The events of the travellers of some sources: an array for each column."""
        theirs = np.isin(self.columns["source"], [number_of(source) for source in sources])
        return {column: values[theirs] for column, values in self.columns.items()}

    def arrivals(self, *sources):
        rows = self.of(*sources)
        return take(rows, rows["kind"] == 1, ("source", "traveller_class", "number", "tick"))

    def services(self, *sources):
        """How long every service and walk took, and how it ended."""
        rows = self.of(*sources)
        started = np.flatnonzero((rows["kind"][:-1] == 3) & (rows["kind"][1:] == 4))
        services = take(rows, started, ("source", "traveller_class", "number", "station"))
        services["took"] = rows["tick"][started + 1] - rows["tick"][started]
        services["outcome"] = rows["aux"][started + 1]
        return services


def take(rows, which, columns):
    return {column: rows[column][which] for column in columns}


def same(a, b):
    """Whether two sets of columns hold the same."""
    return a.keys() == b.keys() and all(np.array_equal(a[column], b[column]) for column in a)


def length(rows):
    return len(next(iter(rows.values())))
