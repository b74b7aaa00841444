"""Figures of a day, worked out of its stored trace alone: no code of ours, and none of its tables of results.

Whoever reads a result can check it in the same way. The rules are those of docs/model.md and docs/file-format.md.
"""
import math
from collections import defaultdict

import h5py
import numpy as np

ARRIVED, JOINED, STARTED, ENDED, BLOCKED, CLEARED, LEFT, INTERRUPTED = 1, 2, 3, 4, 5, 7, 8, 21
SECOND, HALF_HOUR = 1_000_000, 1_800_000_000
LEFT_DONE = 0


def texts(table, column):
    return [text.decode("utf-8") for text in table[column]]


def longest_of(sorted_values, share):
    """The least of the values that so many are not longer than."""
    return sorted_values[max(0, math.ceil(share * len(sorted_values) - 1e-9) - 1)]


class Waits:
    """Times in microseconds, as figures in seconds."""

    def __init__(self):
        self.times = []

    def mean(self):
        return sum(self.times) / len(self.times) / SECOND

    def within(self, share=0.95):
        return longest_of(sorted(self.times), share) / SECOND

    def longest(self):
        return max(self.times) / SECOND


class Queue:
    """How many wait at one place, and their longest line that lasted any time."""

    def __init__(self):
        self.now = self.since = self.person_us = self.longest = 0
        self.longest_at = None

    def change(self, tick, by):
        if tick > self.since:
            self.person_us += self.now * (tick - self.since)
            if self.now > self.longest:
                self.longest, self.longest_at = self.now, self.since
            self.since = tick
        self.now += by


class Day:
    """One replication, or what happened in it up to an instant. Keys are names: a class with its direction, a source,
    a station."""

    def __init__(self, path, replication=0, until=None):
        with h5py.File(path) as file:
            columns = self._read(file, replication)
        self.until = columns[0][-1] if until is None else until
        self.people = defaultdict(lambda: dict(came=0, left=0, in_time=0, clocks=0))  # by class and direction
        self.by_source = defaultdict(lambda: dict(came=0, clocks=0, in_time=0))
        self.clearance = defaultdict(Waits)  # by class and direction, and by these and the half-hour of joining
        self.waits = defaultdict(Waits)  # by station, and by station and half-hour of joining
        self.queues = defaultdict(Queue)
        self.served = defaultdict(int)
        self.started = defaultdict(list)  # by station: when services began, and how long those had waited
        self.waited_us = defaultdict(int)  # by class and direction, by all of them, in any queue
        self.last_clearance = None
        self._clocks, self._at, self._who, self._joined, self._in_service = {}, {}, {}, {}, {}
        for event in zip(*columns):
            if event[0] > self.until:
                break
            self._take(*event)
        for queue in self.queues.values():
            queue.change(self.until, 0)
        for entity, (_, tick, _) in self._at.items():
            self.waited_us[self._group(entity)] += self.until - tick

    def _read(self, file, replication):
        """Names and kinds of the directory; the columns of the events."""
        stations = file["directory/stations"][:]
        self.station = texts(stations, "name")
        self.unit = [int(unit) for unit in stations["unit"]]
        self.authority = [int(a) if servers > 0 else -1
                          for a, servers in zip(stations["authority"], stations["servers"])]
        classes = file["directory/classes"][:]
        self.cls = texts(classes, "name")
        self.kind = [int(kind) for kind in classes["kind"]]
        self.limit = [int(limit) if share > 0 else None
                      for limit, share in zip(classes["pledge_limit_us"], classes["pledge_share"])]
        directions = texts(file["directory/directions"][:], "name")
        self.pledged = texts(file["directory/authorities"][:], "name").index("immigration")
        self.source = {int(s["station"]): (s["name"].decode(), directions[s["direction"]])
                       for s in file["directory/sources"][:]}
        trace = file[f"trace/{replication:04}"]
        return [trace[name][:].tolist() for name in
                ("tick_us", "kind", "entity", "station", "server", "value", "aux")]

    def serving(self, station):
        """How many are being served at the end, and by how many servers."""
        there = [(entity, server) for entity, (where, server) in self._in_service.items()
                 if self.station[where] == station]
        return sum(self._counts(entity, self.station.index(station)) for entity, _ in there), len({s for _, s in there})

    def late(self, group):
        """Of a class and direction, how many have passed the limit of their pledge."""
        now = [(tick, *self._who[entity][:2]) for entity, tick in self._clocks.items() if tick is not None]
        limits = {self.cls[cls]: limit for cls, limit in enumerate(self.limit)}
        return (sum(time > limits[group[0]] for time in self.clearance[group].times) +
                sum(self.until - tick > limits[group[0]] for tick, cls, way in now if (self.cls[cls], way) == group))

    def _group(self, entity):
        cls, direction, _ = self._who[entity]
        return self.cls[cls], direction

    def _counts(self, entity, station):
        return self.kind[self._who[entity][0]] == self.unit[station]

    def _start_clock(self, entity, station, tick):
        if self.authority[station] == self.pledged and entity not in self._clocks:
            self._clocks[entity] = tick
            cls, direction, source = self._who[entity]
            self.people[self.cls[cls], direction]["clocks"] += 1
            self.by_source[source]["clocks"] += 1

    def _leave_queue(self, entity, tick):
        station, since, _ = self._at.pop(entity, (None, tick, None))
        self.waited_us[self._group(entity)] += tick - since
        if station is not None and self._counts(entity, station):
            self.queues[self.station[station]].change(tick, -1)

    def _take(self, tick, kind, entity, station, server, value, aux):
        if kind in (JOINED, STARTED, ENDED, LEFT, INTERRUPTED):
            self._in_service.pop(entity, None)
        if kind == ARRIVED:
            source, direction = self.source[station]
            self._who[entity] = (aux, direction, source)
            self._clocks.pop(entity, None)
            self.people[self.cls[aux], direction]["came"] += 1
            self.by_source[source]["came"] += 1
        elif kind in (JOINED, INTERRUPTED):
            self._leave_queue(entity, tick)
            if self._counts(entity, station):
                self.queues[self.station[station]].change(tick, 1)
            if kind == JOINED:
                self._joined[entity] = tick // HALF_HOUR
            self._at[entity] = (station, tick, self._joined[entity])
            self._start_clock(entity, station, tick)
        elif kind == STARTED:
            queued = self._at.get(entity)
            if queued and queued[0] == station and self._counts(entity, station):
                for key in (self.station[station], (self.station[station], queued[2])):
                    self.waits[key].times.append(tick - queued[1])
            if self._counts(entity, station):
                at_once = not queued or queued[0] != station
                self.started[self.station[station]].append((tick, 0 if at_once else tick - queued[1]))
            self._in_service[entity] = (station, server)
            self._leave_queue(entity, tick)
            self._start_clock(entity, station, tick)
        elif kind == ENDED:
            self.served[self.station[station]] += self._counts(entity, station)
        elif kind == BLOCKED:
            self._start_clock(entity, value, tick)
        elif kind == CLEARED and aux == self.pledged:
            self.last_clearance = tick / SECOND
            if entity in self._clocks and self._clocks[entity] is not None:
                self._clear(entity, tick)
        elif kind == LEFT:
            self._leave_queue(entity, tick)
            cls, direction, _ = self._who[entity]
            self.people[self.cls[cls], direction]["left"] += aux == LEFT_DONE

    def _clear(self, entity, tick):
        start = self._clocks[entity]
        self._clocks[entity] = None  # no second one
        cls, direction, source = self._who[entity]
        who = (self.cls[cls], direction)
        for key in (who, who + (start // HALF_HOUR,)):
            self.clearance[key].times.append(tick - start)
        if self.limit[cls] is not None and tick - start <= self.limit[cls]:
            self.people[who]["in_time"] += 1
            self.by_source[source]["in_time"] += 1
