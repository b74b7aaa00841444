"""A clock, and people whose ways through the port are processes: generators that wait for the clock or for somebody."""
import heapq

SHUT, PLAN, DUTY, SETTLE, FOLLOWING, COMING = range(6)
TIME = "time is up"  # what a process hears that has waited until its time


class Clock:
    """What is to happen, in order of time; of one instant first what shuts a port, then what else the clock says, then
    who is taken where something opened, then what was settled, then who comes."""

    def __init__(self):
        self.now = 0
        self.due = []
        self.settled = 0
        self.group = SHUT  # of what is happening

    def at(self, when, what, group=FOLLOWING):
        self.settled += 1
        heapq.heappush(self.due, (when, group, self.settled, what))

    def soon(self, what):
        """At this instant, after all that is due already."""
        self.at(self.now, what)

    def one_by_one(self, times, what):
        """At all these times, in order; when it happens it is settled that it will again."""
        if times:
            self.at(times[0], lambda: (self.one_by_one(times[1:], what), what()), PLAN)

    def run(self, until):
        while self.due and self.due[0][0] <= until:
            self.now, self.group, _, what = heapq.heappop(self.due)
            what()


class Person:
    """A traveller or a vehicle; `told` is what happened to it: (time, word, station)."""

    def __init__(self, source, cls, number):
        self.source, self.cls, self.number = source, cls, number
        self.key = source, cls, number
        self.party = ()  # who came in one vehicle, that first
        self.told = []
        self.failed_at = set()

    def __repr__(self):
        return f"{self.source}/{self.cls}/{self.number}"


class Company:
    """Who moves as one: a person alone, a party, or a vehicle with all aboard. The first member leads."""

    def __init__(self, clock, members):
        self.clock, self.members = clock, members
        self.place = None  # where it is and takes room, until it has gone on
        self.held_by = None  # the full place that it waits for
        self.server = None  # that serves it, or is held by it
        self.checked = self.served = self.walks = False
        self.process = None
        self.turn = 0
        self.steps = []

    def part(self):
        """Each member goes on alone."""
        parts = [Company(self.clock, [person]) for person in self.members]
        for part in parts:
            part.place, part.server, part.checked, part.steps = self.place, self.server, self.checked, list(self.steps)
        if self.place:
            self.place.part(self, parts)
        return parts

    @property
    def size(self):
        return len(self.members)

    @property
    def cls(self):
        return self.members[0].cls

    def tell(self, word, station=""):
        for person in self.members:
            person.told.append((self.clock.now, word, station))

    def begin(self, process):
        self.process = process
        self.wake(None)

    def wake(self, word):
        """Goes on with what it is doing, having heard this."""
        self.turn += 1
        try:
            self.process.send(word)
        except StopIteration:
            pass

    def wake_at(self, when, word):
        """Unless something else wakes it before."""
        turn = self.turn
        self.clock.at(when, lambda: self.turn == turn and self.wake(word))

    def until(self, when):
        """To wait until then, or until somebody wakes it: 'yield from'; gives the word that woke it."""
        if when is not None:
            self.wake_at(when, TIME)
        return (yield)
