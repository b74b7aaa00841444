"""Two runs in a real window: whatever is clicked in B is told as B alone tells it.

A window of both and one of B alone; each station, server, officer and dog team of B is clicked in either, with the
mouse, and the words of the two windows are compared. By hand, for any two results:
    CROSSFLOW=build/asan/bin/crossflow python3 tests/system/viewer_clicks.py a.h5 b.h5 18:30
"""
import collections
import math
import os
import pathlib
import queue
import re
import subprocess
import sys
import threading
import time

VIEWER = pathlib.Path(os.environ["CROSSFLOW"]).resolve().parent / "crossflow-view"
SIZE = (1280, 720)
LARGE_ENOUGH = 20  # pixels of a server: whoever stands beside it lies nearer to the mouse in a smaller one

# A coach fills its bay but for a rim.
RIM = [(0.5, 0.5), (0.5, 0.02), (0.5, 0.98), (0.02, 0.02), (0.98, 0.98), (0.02, 0.5), (0.98, 0.5)]
A_STEP, STEPS_NEARER = 6, 3  # turns of the wheel

Box = collections.namedtuple("Box", "x y width height")
Clicked = collections.namedtuple("Clicked", "x y at")
DOUBLE = collections.namedtuple("Double", "within seconds")(10, 0.5)  # pixels; two clicks that shall not be a double one


class Told:
    """What a window said once: of what, where all things stand, and its words."""

    def __init__(self, lines):
        self.of = lines[0].removeprefix("== ").split(":")[0]
        self.name = lines[0].split(": ", 1)[1]
        self.places, self.floors = {}, {}
        for line in lines:
            if found := re.fullmatch(r"floor (\S+) (-?\d+) (-?\d+) (\d+) (\d+)", line):
                self.floors[found[1]] = Box(*map(int, found.groups()[1:]))
            if found := re.fullmatch(r"at (-?\d+) (-?\d+) (-?\d+) (-?\d+) (.*?): .*", line):
                self.places[found[5]] = Box(*map(int, found.groups()[:4]))
        self.clock = next(found[1] for line in lines if (found := re.search(r"\{ (\d\d:\d\d:\d\d.*?) \}", line)))
        self.words = [line.strip() for line in lines if not line.startswith(("at ", "floor "))]

    def rows(self, values):
        """Rows of tables that have a name and so many values."""
        out = {}
        for line in self.words:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
            if values == 3 and len(cells) == 3:  # words in A and B, and no difference
                cells.append("")
            if len(cells) == values + 1:
                out.setdefault(cells[0], cells[1:])
        return out

    def waiting(self):
        """How many wait there, above the strip of the day; of two runs, in B."""
        for line in self.words:
            if found := re.search(r": +(?:A +(?:-|\d+) +B +(-|\d+)(?: +[+-]?\d+)?|(-|\d+)) +waiting", line):
                return found[1] or found[2]
        return None


class Window:
    """A viewer that says what it shows, and a mouse."""

    def __init__(self, files, at, environment, panels=("story",), more=()):
        self.environment = environment
        opened = [word for panel in panels for word in ("--panel", panel)]
        self.process = subprocess.Popen(
            [str(VIEWER), *map(str, files), "--fresh", "--tell", "--at", at, *opened, "--size", "{}x{}".format(*SIZE),
             *more],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.said = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.told = {}
        self.clicked = Clicked(0, 0, 0)
        self.last = self.hear(120)
        self.id = self.xdotool("search", "--sync", "--pid", self.process.pid).split()[-1]

    def listen(self):
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if lines[-1] == "== end":
                self.said.put(Told(lines))
                lines = []
        self.said.put(None)

    def hear(self, seconds):
        told = self.said.get(timeout=seconds)
        if told is None:
            raise AssertionError(f"the viewer ended: {self.process.wait()}\n{self.process.stderr.read()}")
        self.told.setdefault(told.of, told)
        return told

    def xdotool(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=self.environment, check=True, capture_output=True,
                              text=True, timeout=60).stdout

    def click(self, x, y):
        if abs(x - self.clicked.x) < DOUBLE.within and abs(y - self.clicked.y) < DOUBLE.within:
            time.sleep(max(0, self.clicked.at + DOUBLE.seconds - time.monotonic()))
        self.xdotool("mousemove", "--window", self.id, x, y, "sleep", 0.04, "click", 1)
        self.clicked = Clicked(x, y, time.monotonic())
        self.last = self.hear(120)

    def wheel(self, x, y, turns):
        """Zooms in, or out; whatever lies under the mouse stays there."""
        self.xdotool("mousemove", "--window", self.id, x, y, "click", "--repeat", abs(turns), "--delay", 40,
                     4 if turns > 0 else 5)
        self.click(x, y)

    def click_all(self, run):
        """Each thing of a run on its floor; of each what was told, by what it is within the run. Also what was not selected,
        however near one went to it."""
        things = [thing for thing in self.last.places if thing.startswith(run)]
        self.click_things(things)
        for station in [thing for thing in things if thing.startswith(f"{run} station ")]:
            servers = [thing for thing in things
                       if thing.startswith(f"{run} server {station.split()[2]} ") and thing not in self.told]
            if servers:
                self.click_together(servers)
        self.click_missed(things)
        return ({thing.removeprefix(run): told for thing, told in self.told.items() if thing.startswith(run)},
                [thing.removeprefix(run) for thing in things if thing not in self.told])

    def click_missed(self, things):
        for thing in things:
            if thing not in self.told:
                self.click_nearer(thing)

    def click_together(self, servers):
        """Once they are large enough, as many of a station as there is room for; then the others."""
        while servers:
            x, y, turns = self.way_to(servers[0])
            self.wheel(x, y, turns)
            seen = [thing for thing in servers
                    if thing == servers[0] or thing in self.last.places and self.seen_of(thing) == self.last.places[thing]]
            self.click_things(seen)
            self.wheel(x, y, -turns)
            servers = [thing for thing in servers if thing not in seen]

    def way_to(self, thing):
        """Where it is, and how far one must turn the wheel before it is large enough."""
        box, seen = self.last.places[thing], self.seen_of(thing)
        return (math.floor(seen.x + seen.width / 2), math.floor(seen.y + seen.height / 2),
                max(1, math.ceil(math.log(1.5 * LARGE_ENOUGH / max(1, min(box.width, box.height))) / math.log(1.18))))

    def click_things(self, things):
        for thing in things:
            box = self.last.places.get(thing)
            if box is None or "server" in thing and min(box.width, box.height) < LARGE_ENOUGH:
                continue
            shares = [(0.5, 0.5)]
            if min(box.width, box.height) >= 6:
                shares += [(0.08, 0.08), (0.92, 0.08), (0.08, 0.92), (0.92, 0.92), (0.25, 0.5), (0.5, 0.25)]
            self.click_in(thing, shares)

    def click_nearer(self, thing):
        """What is small, or full of people, or has much beside it: nearer and nearer, all over what is seen of it."""
        x, y, turns = self.way_to(thing)
        self.wheel(x, y, turns)
        for _ in range(STEPS_NEARER):
            if thing not in self.told:
                self.wheel(x, y, A_STEP)
                turns += A_STEP
                self.click_in(thing, RIM + [((i + 0.5) / 5, (j + 0.5) / 5) for i in range(5) for j in range(5)])
        self.wheel(x, y, -turns)

    def seen_of(self, thing):
        """What lies on the floor of its box."""
        box, floor = self.last.places[thing], self.last.floors[thing.split()[0]]
        x, y = max(box.x, floor.x + 1), max(box.y, floor.y + 1)
        return Box(x, y, min(box.x + box.width, floor.x + floor.width - 1) - x,
                   min(box.y + box.height, floor.y + floor.height - 1) - y)

    def click_in(self, thing, shares):
        """At these places of what is seen of it, until it is selected: beside what stands in it."""
        if thing not in self.last.places:  # went out of sight, as one went nearer
            return
        box = self.seen_of(thing)
        inside = [other for name, other in self.last.places.items()
                  if name != thing and thing.split()[1] == "station" and name.split()[1] != "station"]
        for across, down in shares:
            if thing in self.told:
                return
            x, y = round(box.x + across * box.width), round(box.y + down * box.height)
            covered = any(o.x - 1 <= x <= o.x + o.width + 1 and o.y - 1 <= y <= o.y + o.height + 1 for o in inside)
            if not covered and box.width > 0 and box.height > 0:
                self.click(x, y)

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process.stderr.close()


def number(text):
    return int(text.replace(",", "")) if re.fullmatch(r"[+-]?[\d,]+", text) else None


def same_words(a, b):
    """To the last digit where both say it, "19 s = 19.212 s"; else as they are shown."""
    return a == b or (" = " in a) != (" = " in b) and a.split(" = ")[0] == b.split(" = ")[0]


def compare(both, alone):
    """What differs between the words of B beside A and those of B alone; and how many figures were compared."""
    wrong, figures = [], 0
    beside, by_itself = both.rows(3), alone.rows(1)
    for name in beside.keys() & by_itself.keys():
        if re.match(r"\d\d:\d\d", name):  # a line of a traveller's way, which has cells of its own
            continue
        a, b, by = beside[name]
        figures += 1
        if not same_words(b, by_itself[name][0]):
            wrong.append(f"{both.name}: {name} is {by_itself[name][0]} of B alone, {b} beside A")
        if number(by) is not None and number(b) - number(a) != number(by):
            wrong.append(f"{both.name}: {name}: {b} - {a} is not {by}")
    if both.clock != alone.clock:
        wrong.append(f"{both.name}: {both.clock} beside A, {alone.clock} of B alone")
    for told in (both, alone):
        if told.name != both.name:
            wrong.append(f"{told.name} is not {both.name}")
    if both.of.split()[1] in ("station", "server") and (both.waiting() is None or both.waiting() != alone.waiting()):
        wrong.append(f"{both.name}: {alone.waiting()} wait of B alone, {both.waiting()} beside A, above the strip")
    return wrong, figures


def told_by(files, run, at, environment):
    """All that a window of these files tells of a run, and what it could not be made to tell of. One window at a time: they lie
    over one another."""
    window = Window(files, at, environment)
    try:
        return window.click_all(run)
    finally:
        window.close()


def click_both(a, b, at, environment):
    """Clicks all of B, beside A and alone. What is wrong; the things clicked and figures compared, by kind."""
    (both, missed_beside), (alone, missed_alone) = told_by([a, b], "B", at, environment), told_by([b], "A", at, environment)
    wrong, things, figures = [], collections.Counter(), collections.Counter()
    for missed, where in ((missed_beside, "beside A"), (missed_alone, "of B alone")):
        if missed:
            wrong.append(f"not selected {where}: {missed}")
    for thing in both.keys() & alone.keys():
        more, compared = compare(both[thing], alone[thing])
        wrong += more
        things[thing.split()[0]] += 1
        figures[thing.split()[0]] += compared
    return wrong, things, figures


def main(a, b, at):
    wrong, things, figures = click_both(a, b, at, dict(os.environ, LIBGL_ALWAYS_SOFTWARE="1"))
    print("clicked", dict(things), "figures", dict(figures))
    print("\n".join(wrong) or "all of B is told as by B alone")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
