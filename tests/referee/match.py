"""Runs Crossflow and the referee on the same ports, and says where they disagree."""
import csv
import json
import os
import pathlib
import re
import subprocess
import tempfile

import h5py

from port import simulate
from timetable import loads
from words import time_of_day

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOBODY = 0xFFFFFFFF
WORDS = {2: "joined", 3: "started", 4: "ended", 5: "blocked", 6: "moved", 21: "broken off"}
COMPARED = {"arrived", "joined", "started", "ended", "failed", "broken off", "left", "gave up", "balked",
            "turned back", "left behind"}


# Dogs that never tire, so that their searches are as long as is said.
DOGS = {"differ": 1, "rest": "none", "walking speed": "1 m/s", "condition": {"search time": {"0 min": "100%"}}, "most work": "24 h"}
LEAVINGS = {"done": "left"}


class Refused(Exception):
    """Crossflow does not take the scenario; `ports`: because of these."""

    def __init__(self, message, scenario_text):
        super().__init__(message)
        lines = scenario_text.splitlines()
        self.ports = set()
        for line in re.findall(r"ports.yaml:(\d+):", message):
            begins = [text for text in lines[:int(line)] if re.match(r'  "[^"]*": {', text)]
            self.ports |= {begins[-1].split('"')[1]} if begins else set()


def crossflow(scenario, tables, folder):
    """The trace of each port: arrivals in order, and what is told of everybody."""
    for name, rows in tables.items():
        with open(folder / name, "w", newline="") as file:
            csv.writer(file).writerows([["time", "class", "persons"]] + rows)
    text = json.dumps(scenario, indent=1)
    (folder / "ports.yaml").write_text(text)
    program = os.environ.get("CROSSFLOW", ROOT / "build/release/bin/crossflow")
    done = subprocess.run([program, "run", "ports.yaml", "--trace", "-q", "-o", "out.h5"], cwd=folder,
                          capture_output=True, text=True)
    if done.returncode:
        raise Refused(done.stderr, text)
    with h5py.File(folder / "out.h5") as file:
        return read_trace(file)


def read_trace(file):
    names = {table: [row["name"].decode() for row in file["directory"][table][:]]
             for table in ("stations", "sources", "classes", "leavings")}
    trace = file["trace/0000"]
    columns = [trace[column][:].tolist() for column in ("tick_us", "kind", "entity", "station", "server", "value", "aux")]
    entities = trace["entities"][:]
    arrivals, told = {}, {}
    for tick, kind, entity, station, server, value, aux in zip(*columns):
        if entity == NOBODY:
            continue
        who = entities[entity]
        port, source = names["sources"][who["source"]].split("/", 1)
        person = (source, names["classes"][who["traveller_class"]], int(who["number"]))
        story = told.setdefault(port, {}).setdefault(person, [])
        if kind == 1:
            if server == 0:
                arrivals.setdefault(port, []).append((tick, source, []))
            arrivals[port][-1][2].append(person[1:])
            story.append((tick, "arrived", source))
        elif kind in WORDS:
            place = names["stations"][value if kind == 5 else station].split("/", 1)[1]
            word = "failed" if kind == 4 and aux else WORDS[kind]
            story.append((tick, word, place))
        elif kind == 8:
            story.append((tick, LEAVINGS.get(names["leavings"][aux], names["leavings"][aux].replace("_", " ")), ""))
    return arrivals, told


def scenario_of(ports, classes, days):
    return {"crossflow": 1, "title": {"en": "Ports of the referee"}, "date": "2024-10-20", "days": days,
            "classes": classes, "dogs": DOGS, "ports": ports}


def run_crossflow(scenario, tables):
    with tempfile.TemporaryDirectory(prefix="crossflow-referee-") as folder:
        return crossflow(scenario, tables, pathlib.Path(folder))


def disagreements(scenario, tables, skip_errors=False):
    """For each port that the two tell differently: its name, and for each person what each says."""
    return compare(scenario, tables, *run_crossflow(scenario, tables), skip_errors)


def compare(scenario, tables, arrivals, told, skip_errors=False):
    out = {}
    for name, port in scenario["ports"].items():
        came = arrivals.get(name, [])
        listed = sorted(rows_that_came(port, tables, scenario["days"]))
        if listed != sorted((when, source, members[0][0], len(members)) for when, source, members in came):
            out[name] = {"who comes": (came, listed)}
            continue
        try:
            people = simulate(scenario, port, name, came, got_off(port, told.get(name, {})))
        except Exception:
            if skip_errors:
                continue  # what is left of it makes no sense to the referee
            raise
        ours = {p.key: told_of(p.told) for p in people}
        theirs = {who: told_of(story) for who, story in told.get(name, {}).items()}
        if ours != theirs:
            out[name] = {who: (theirs.get(who), ours.get(who)) for who in sorted(set(ours) | set(theirs))
                         if ours.get(who) != theirs.get(who)}
    return out


def got_off(port, told):
    """When each of them got off a coach, as Crossflow tells: the order is drawn."""
    set_downs = {name for name, keys in port["stations"].items() if keys["kind"] == "coach-set-down"}
    return {who: when for who, story in told.items() for when, word, place in reversed(story)
            if word == "ended" and place in set_downs}


def told_of(story):
    return [what for what in story if what[1] in COMPARED]


def rows_that_came(port, tables, days):
    """What lists of arrivals and timetables say: for each source the times, classes and numbers of persons."""
    for source, keys in port["demand"].items():
        if "timetable" in keys:
            yield from ((when, source, cls, 1) for when, cls in loads(keys["timetable"], days))
            continue
        for time, cls, persons in tables[keys["recorded"]["table"]]:
            aboard = int(keys["carries"]["number"]) if "carries" in keys else 0
            yield time_of_day(time), source, cls, int(persons) + aboard
