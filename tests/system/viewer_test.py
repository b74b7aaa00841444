"""The viewer as its users start it: pictures as they were approved, wrong input, and nothing left behind.

Pictures are compared 16 times smaller, as a whole and tile by tile, so that fonts and drivers may differ a little but no
panel may be empty. CROSSFLOW_UPDATE=1 accepts what is drawn now.
"""
import json
import math
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import unittest
import zlib

import numpy as np

from program import SMALL
from screen import Screen
from viewer_clicks import Window, click_both

HERE = pathlib.Path(__file__).resolve().parent
CROSSFLOW = pathlib.Path(os.environ["CROSSFLOW"]).resolve()
VIEWER = CROSSFLOW.parent / "crossflow-view"
SMALLER = 16
MOST = 1.5  # of 255, in the mean over all pixels
MOST_IN_TILE = 4  # in the mean over any tile of 10 by 10 of the smaller pixels


def read_png(path):
    """Pixels of a PNG of 8-bit RGB, as all of ours are."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack(">IIBB", body[:10])
            assert (depth, colours) == (8, 2), path
        if kind == b"IDAT":
            packed += body
        at += 12 + length
    raw = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + 3 * width)
    return unfiltered(raw[:, 0], raw[:, 1:].reshape(height, width, 3))


def unfiltered(kinds, rows):
    """Pixels of rows that say how each differs from what its left, upper and upper left neighbours let expect. All of a
    rising diagonal at once, as these are known by then: `line[x + y, y + 1]` is pixel x of row y."""
    height, width, _ = rows.shape
    line = np.zeros((width + height, height + 1, 3), np.int16)
    for y in range(height):
        line[y:y + width, y + 1] = rows[y]
    kinds = kinds[:, np.newaxis]
    for d in range(width + height - 1):
        first, end = max(0, d - width + 1), min(height, d + 1)
        left = line[d - 1, first + 1:end + 1] if d > 0 else np.zeros((1, 3), np.int16)
        above = line[d - 1, first:end] if d > 0 else left
        corner = line[d - 2, first:end] if d > 1 else np.zeros_like(left)
        if end == d + 1:  # the first pixel of its row has nothing to its left
            left, corner = left.copy(), corner.copy()
            left[-1] = corner[-1] = 0
        to_left, to_above = abs(above - corner), abs(left - corner)
        to_corner = abs(left + above - 2 * corner)
        nearest = np.where((to_left <= to_above) & (to_left <= to_corner), left,
                           np.where(to_above <= to_corner, above, corner))
        guess = np.select([kinds[first:end] == kind for kind in (1, 2, 3, 4)], [left, above, (left + above) // 2, nearest], 0)
        line[d, first + 1:end + 1] = (line[d, first + 1:end + 1] + guess) & 255
    return np.stack([line[y:y + width, y + 1] for y in range(height)]).astype(np.uint8)


def write_png(path, pixels):
    height, width, _ = pixels.shape
    raw = b"".join(b"\0" + pixels[y].tobytes() for y in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def smaller(pixels):
    height, width = pixels.shape[0] // SMALLER * SMALLER, pixels.shape[1] // SMALLER * SMALLER
    blocks = pixels[:height, :width].reshape(height // SMALLER, SMALLER, width // SMALLER, SMALLER, 3)
    return np.rint(blocks.mean(axis=(1, 3))).astype(np.uint8)


def differences(a, b):
    """In the mean over all pixels, and over the tile that differs most."""
    each = np.abs(a.astype(int) - b.astype(int)).mean(axis=2)
    tiles = [each[y:y + 10, x:x + 10].mean() for y in range(0, each.shape[0], 10) for x in range(0, each.shape[1], 10)]
    return each.mean(), max(tiles)


def simulators(folder):
    """Processes `crossflow live` that were started in this folder."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            there = os.readlink(process / "cwd")
        except OSError:
            continue
        if words[0] == str(CROSSFLOW).encode() and there == str(folder):
            found.append(int(process.name))
    return found


class ViewerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="crossflow-viewer-"))
        cls.screen = Screen()
        (cls.folder / "small.yaml").write_text(SMALL, encoding="utf-8")
        for name, more in (("a.h5", ["--trace"]), ("b.h5", ["--trace", "--set", "stations.desks.servers=6"]),
                           ("plain.h5", [])):
            subprocess.run([CROSSFLOW, "run", cls.folder / "small.yaml", "-R", "5", "-q", "-o", cls.folder / name, *more],
                           check=True)

    @classmethod
    def tearDownClass(cls):
        cls.screen.close()
        shutil.rmtree(cls.folder)

    def view(self, *arguments, screen=True, program=(VIEWER,)):
        return subprocess.run([str(c) for c in [*program, *arguments]], cwd=self.folder, env=self.screen.environment(screen),
                              text=True, capture_output=True, timeout=120)


class Pictures(ViewerTest):
    def check_picture(self, name, *arguments, at="08:50", size="1280x800"):
        path = self.folder / f"{name}.png"
        ran = self.view(*arguments, "--fresh", "--size", size, "--screenshot", at, path)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        drawn = smaller(read_png(path))
        approved = HERE / "pictures" / f"{name}.png"
        if os.environ.get("CROSSFLOW_UPDATE"):
            write_png(approved, drawn)
        whole, tile = differences(drawn, read_png(approved))
        advice = f"{name}: look at it, and if it is right, accept it with CROSSFLOW_UPDATE=1"
        self.assertLess(whole, MOST, advice)
        self.assertLess(tile, MOST_IN_TILE, advice)
        return drawn

    def test_floor(self):
        light = self.check_picture("floor", "a.h5")
        dark = self.check_picture("dark", "a.h5", "--dark")
        self.assertGreater(differences(light, dark)[0], 40 * MOST)

    def test_story_and_charts(self):
        story = self.check_picture("story", "a.h5", "--select", "desks", "--panel", "story")
        charts = self.check_picture("charts", "a.h5", "--select", "desks", "--panel", "charts")
        self.assertGreater(differences(story, charts)[1], 2 * MOST_IN_TILE, "a panel with other contents is noticed")

    def test_events_and_for_an_audience(self):
        self.check_picture("events", "a.h5", "--panel", "events")
        self.check_picture("present", "a.h5", "--present")

    def test_small_and_large(self):
        self.check_picture("small", "a.h5", size="800x500")
        self.check_picture("large", "a.h5", "--scale", "2", size="2560x1440")

    def test_a_range_and_several_days(self):
        self.check_picture("range", "a.h5", "--axis", "08:00", "10:00", "--range", "08:30", "09:15", "--select", "desks",
                           "--panel", "range", "--panel", "charts")
        (self.folder / "days.yaml").write_text(SMALL.replace("date: 2024-10-20", "date: 2024-10-18\ndays: 3"),
                                               encoding="utf-8")
        subprocess.run([CROSSFLOW, "run", "days.yaml", "-R", "1", "-q", "--trace", "-o", "days.h5"], cwd=self.folder,
                       check=True)
        self.check_picture("duties", "a.h5", "--axis", "08:00", "09:30", "--range", "08:30", "09:00", "--select", "desks",
                           "--panel", "duties")
        self.check_picture("several_days", "days.h5", "--zh", "--select", "desks", "--panel", "charts", at="08:50 +1")

    def test_two_runs(self):
        self.check_picture("compare", "a.h5", "b.h5", "--panel", "compare")

    def test_chinese(self):
        self.check_picture("chinese", "a.h5", "--zh", "--panel", "days")

    def test_live_as_in_replay_and_no_orphan(self):
        self.check_picture("live", "small.yaml")
        self.assertEqual(simulators(self.folder), [])

    def test_frames(self):
        ran = self.view("a.h5", "--fresh", "--frames", "08:10", "08:11", "video", "--speed", "60", "--fps", "4", "--size",
                        "640x400")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual(sorted(p.name for p in (self.folder / "video").iterdir()),
                         [f"{n:06}.png" for n in range(5)])

    def test_through_crossflow(self):
        ran = self.view("a.h5", "--fresh", "--screenshot", "worst", "through.png", program=(CROSSFLOW, "view"))
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertGreater((self.folder / "through.png").stat().st_size, 10_000)


# Another plan: what was first comes last, one place is new, one is gone, and there are other numbers of desks.
OTHER_PLAN = SMALL.replace("""  hall: {kind: hall, walk: {distance: 60 m}, area: 200 m2}
""", "").replace("""stations:
""", """stations:
  subway: {kind: hall, walk: {distance: 90 m}, area: 300 m2}
""").replace("    - hall\n", "    - subway\n").replace("servers: 2, service", "servers: 3, service")


class Clicks(ViewerTest):
    """With two runs in a real window each place of B is told as B alone tells it."""

    def check_clicks(self, b, stations, servers):
        wrong, things, figures = click_both(self.folder / "a.h5", self.folder / b, "08:50", self.screen.environment())
        self.assertEqual(wrong, [])
        self.assertEqual((things["station"], things["server"]), (stations, servers))
        self.assertGreater(figures["station"], 3 * stations)
        self.assertEqual(figures["server"], servers)

    def test_same_plan(self):
        self.check_clicks("b.h5", stations=6, servers=8)

    def test_other_plan(self):
        (self.folder / "other.yaml").write_text(OTHER_PLAN, encoding="utf-8")
        subprocess.run([CROSSFLOW, "run", "other.yaml", "-R", "5", "-q", "--trace", "-o", "other.h5"], cwd=self.folder,
                       check=True)
        self.check_clicks("other.h5", stations=6, servers=7)


class Cost(ViewerTest):
    """Of a window that shows what does not change, or that nobody sees; and what a slow one does with keys."""

    def open(self):
        window = Window([self.folder / "a.h5"], "08:50", self.screen.environment(), panels=("overview", "charts"))
        self.addCleanup(window.close)
        window.xdotool("windowfocus", "--sync", window.id)
        time.sleep(2)
        return window

    def share_of_a_core(self, window, seconds):
        def used():
            fields = pathlib.Path(f"/proc/{window.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

        before, since = used(), time.monotonic()
        time.sleep(seconds)
        return (used() - before) / (time.monotonic() - since)

    def test_nothing_is_drawn_while_nothing_changes(self):
        window = self.open()
        self.assertLess(self.share_of_a_core(window, 4), 0.03, "paused")
        window.xdotool("key", "space")
        time.sleep(1)
        self.assertGreater(self.share_of_a_core(window, 2), 0.03, "it plays")
        window.xdotool("windowunmap", "--sync", window.id)
        time.sleep(1)
        self.assertLess(self.share_of_a_core(window, 3), 0.03, "nobody sees it")

    def test_no_key_is_lost_between_two_frames(self):
        window = self.open()
        before = window.last.clock
        os.kill(window.process.pid, signal.SIGSTOP)
        window.xdotool("key", "--delay", 5, *["Right"] * 7, "shift+Right", "shift+Right")
        os.kill(window.process.pid, signal.SIGCONT)
        floor = window.last.floors["A"]
        window.click(floor.x + 4, floor.y + 4)
        self.assertEqual((before, window.last.clock), ("08:50:00", "08:57:02"))


class AxisOfTime(ViewerTest):
    """The strip under a real mouse: it goes nearer, moves along, and a range that is taken on it is told as the page has it."""

    FROM, UNTIL = 8 * 60, 9 * 60 + 40  # minutes that the strip shows
    LEFT, RIGHT, QUEUES, TIMES = 8, 1272, 650, 705  # where it lies in the window

    def setUp(self):
        # Some miss this pledge; one replication, so that the page is about the day on the screen.
        (self.folder / "strict.yaml").write_text(SMALL.replace("95% within 30 min", "95% within 3 min"), encoding="utf-8")
        subprocess.run([CROSSFLOW, "run", "strict.yaml", "-R", "1", "-q", "--trace", "-o", "strict.h5"], cwd=self.folder,
                       check=True)
        self.window = Window([self.folder / "strict.h5"], "08:50", self.screen.environment(), panels=("none",),
                             more=("--axis", "08:00", "09:40"))
        self.addCleanup(self.window.close)
        self.window.xdotool("windowfocus", "--sync", self.window.id)

    def x(self, minutes):
        return round(self.LEFT + (self.RIGHT - self.LEFT) * (minutes - self.FROM) / (self.UNTIL - self.FROM))

    def drag(self, start, end, height, button=1):
        where = ("mousemove", "--window", self.window.id)
        self.window.xdotool(*where, start, height, "sleep", 0.2, "mousedown", button, "sleep", 0.2, *where,
                            (start + end) // 2, height, "sleep", 0.2, *where, end, height, "sleep", 0.2, "mouseup", button)

    def told(self):
        floor = self.window.last.floors["A"]
        while not self.window.said.empty():  # of what was dragged
            self.window.hear(1)
        self.window.click(floor.x + 4, floor.y + 4)
        return self.window.last

    def test_a_range_is_told_as_the_page_tells_it(self):
        self.window.xdotool("keydown", "shift")
        self.drag(self.x(8 * 60 + 30), self.x(9 * 60), self.QUEUES)
        self.window.xdotool("keyup", "shift")
        told = self.told()
        self.assertTrue(any("08:30 - 09:00" in line for line in told.words), told.words)
        self.assertEqual(told.clock, "08:50:00", "time stands still")
        page = json.loads(subprocess.run([CROSSFLOW, "show", "strict.h5", "--json"], cwd=self.folder, check=True,
                                         capture_output=True, text=True).stdout)["waits_by_half_hour"]
        rows, compared = told.rows(3), 0
        for row in page:
            name = f"{row['name']}, {row['direction']}" if row["of"] == "class" else row["name"].split("/")[-1]
            for half_hour in row["half_hours"]:
                if half_hour["from_s"] != 8.5 * 3600 or row["of"] not in ("class", "station"):
                    continue
                first, mean, last = rows[name]
                self.assertIn(f"= {half_hour['mean_s']:.3f} s", mean, name)
                self.assertEqual(last if row["of"] == "station" else first, str(half_hour["people"]), name)
                if row["of"] == "class":
                    share = math.floor(1000 * half_hour["in_time"]) / 10
                    self.assertEqual(last, "100%" if share == 100 else f"{share}%", name)
                compared += 1
        self.assertEqual(compared, 4, "two classes and two queues")

    def test_it_goes_nearer_and_moves_along(self):
        at = ("mousemove", "--window", self.window.id, self.x(9 * 60), self.QUEUES, "sleep", 0.2)
        self.window.xdotool(*at, "click", 4, "sleep", 0.3)
        # A hundred minutes are eighty now, and nine o'clock stays where it is; half an hour beside it lies farther off.
        beside = self.x(9 * 60) - round(30 / 80 * (self.RIGHT - self.LEFT))
        self.window.xdotool("mousemove", "--window", self.window.id, beside, self.QUEUES, "sleep", 0.2, "click", 1)
        self.assertRegex(self.told().clock, r"08:(29:5\d|30:0\d)")
        # Moved to the right by a quarter hour, what is there came a quarter hour earlier.
        quarter = round(15 / 80 * (self.RIGHT - self.LEFT))
        self.drag(beside, beside + quarter, self.TIMES)
        self.window.xdotool("mousemove", "--window", self.window.id, beside, self.QUEUES, "sleep", 0.2, "click", 1)
        self.assertRegex(self.told().clock, r"08:1(4:5\d|5:0\d)")


class Killed(ViewerTest):
    """Neither of viewer and simulator takes the other with it, or outlives it, when it is killed with the window up."""

    def start(self):
        """A live run in a window, and the process of its simulator."""
        viewer = subprocess.Popen([str(VIEWER), "small.yaml", "--fresh"], cwd=self.folder, env=self.screen.environment(),
                                  text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(viewer.stderr.close)
        self.addCleanup(viewer.wait)
        self.addCleanup(viewer.kill)
        started = self.until(lambda: simulators(self.folder))
        self.assertTrue(started, "no simulator was started")
        time.sleep(1)  # the window is there by then, or soon: either way the same must hold
        self.assertIsNone(viewer.poll())
        return viewer, started[0]

    def until(self, true):
        for _ in range(100):
            if found := true():
                return found
            time.sleep(0.1)
        return true()

    def test_viewer(self):
        viewer, simulator = self.start()
        viewer.kill()
        self.assertTrue(self.until(lambda: simulator not in simulators(self.folder)), "the simulator outlives its viewer")

    def test_simulator(self):
        viewer, simulator = self.start()
        os.kill(simulator, signal.SIGKILL)
        self.assertTrue(self.until(lambda: simulator not in simulators(self.folder)))
        self.assertTrue(self.until(lambda: "broken off at " in self.title(viewer)), self.title(viewer))
        time.sleep(1)
        self.assertIn("broken off at ", self.title(viewer), "for good")
        self.assertIsNone(viewer.poll(), "the viewer went with its simulator")

    def title(self, viewer):
        # What follows --pid alone would be taken for a name to look for.
        return subprocess.run(["xdotool", "search", "--all", "--pid", str(viewer.pid), "--name", ".", "getwindowname"],
                              env=self.screen.environment(), text=True, capture_output=True).stdout


class WrongInput(ViewerTest):
    def check_wrong(self, words, *arguments, status=2):
        ran = self.view(*arguments, "--fresh", "--screenshot", "08:50", "never.png")
        self.assertEqual(ran.returncode, status, ran.stderr)
        for word in words:
            self.assertIn(word, ran.stderr)
        self.assertFalse((self.folder / "never.png").exists())

    def test_files(self):
        whole = (self.folder / "a.h5").read_bytes()
        (self.folder / "cut.h5").write_bytes(whole[:len(whole) // 2])
        (self.folder / "foreign.h5").write_text("not a result\n", encoding="utf-8")
        (self.folder / "empty.h5").write_bytes(b"")
        self.check_wrong(["plain.h5", "--trace"], "plain.h5")
        for name in ("cut.h5", "foreign.h5", "empty.h5", "nowhere.h5"):
            self.check_wrong([name], name)
        self.check_wrong(["plain.h5"], "a.h5", "plain.h5")

    def test_scenario(self):
        (self.folder / "wrong.yaml").write_text(SMALL.replace("servers: 4", "servrs: 4"), encoding="utf-8")
        self.check_wrong(["servrs", "servers"], "wrong.yaml")

    def test_arguments(self):
        self.check_wrong(["two result files"], "small.yaml", "a.h5")
        self.check_wrong(["--seed"], "a.h5", "--seed", "3")
        self.check_wrong(["no size"], "a.h5", "--size", "large")
        self.check_wrong(["nothing is called 'desk'", "did you mean 'desks'"], "a.h5", "--select", "desk")
        self.check_wrong(["replication 77"], "a.h5", "--replication", "77")
        ran = self.view("a.h5", "--fresh", "--screenshot", "half past", "never.png")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("17:40", ran.stderr)

    def test_an_instant_that_is_not_in_the_file(self):
        for when in ("25:45", "02:30 +1", "05:59"):
            ran = self.view("a.h5", "--fresh", "--screenshot", when, "never.png")
            self.assertEqual(ran.returncode, 2, when)
            for word in (when, "a.h5", "covers 07:00 to 10:"):
                self.assertIn(word, ran.stderr)
        for more in (["--frames", "08:00", "25:45", "video"], ["--at", "25:45"]):
            ran = self.view("a.h5", "--fresh", *more, screen="--at" not in more)
            self.assertEqual(ran.returncode, 2, more)
            self.assertIn("covers 07:00 to 10:", ran.stderr)
        self.assertFalse((self.folder / "never.png").exists())
        ran = self.view("small.yaml", "--fresh", "--screenshot", "25:45", "never.png")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("covers 07:00 to 10:", ran.stderr)

    def test_no_screen(self):
        ran = self.view("a.h5", "--fresh", "--screenshot", "08:50", "never.png", screen=False)
        self.assertEqual(ran.returncode, 3)
        self.assertIn("xvfb-run", ran.stderr)

    def test_pictures_take_no_other_file_s_place(self):
        (self.folder / "never.png").unlink(missing_ok=True)
        before = (self.folder / "a.h5").read_bytes()
        for name in ("a.h5", "picture.jpg"):
            ran = self.view("a.h5", "--fresh", "--screenshot", "08:50", name)
            self.assertEqual(ran.returncode, 2)
            self.assertIn(".png", ran.stderr)
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)
        (self.folder / "text.png").write_text("no picture\n", encoding="utf-8")
        self.assertEqual(self.view("a.h5", "--fresh", "--screenshot", "08:50", "text.png").returncode, 2)

    def test_a_picture_that_may_not_grow(self):
        ran = self.view("a.h5", "--fresh", "--screenshot", "08:50", "large.png",
                        program=("bash", "-c", 'ulimit -f 8; exec "$@"', "bash", VIEWER))
        self.assertEqual(ran.returncode, 3)
        self.assertIn("cannot write 'large.png': File too large", ran.stderr)
        self.assertEqual(list(self.folder.glob("large.png*")), [])

    def test_no_place_for_the_picture(self):
        ran = self.view("a.h5", "--fresh", "--screenshot", "08:50", "nowhere/never.png")
        self.assertEqual(ran.returncode, 3)
        self.assertIn("nowhere/never.png", ran.stderr)


if __name__ == "__main__":
    unittest.main()
