"""Each figure of a result is the same wherever it is told, and the same as a short script of its own finds in the trace.

Page, JSON, tables as CSV, `compare`, `sweep`, `select` and the viewer's window are asked; trace_figures.py reads nothing but
events. Times agree to a tenth of a second (to the second where histograms are that wide), counts to the person.
"""
import csv
import io
import json
import re
import unittest

from program import ROOT, SUNDAY, ProgramTest
from screen import Screen
from trace_figures import HALF_HOUR, SECOND, Day
from viewer_clicks import Window

TENTH = 0.1 + 1e-9
LONG_SERVICES = """\
crossflow: 1
title: {en: Services of ten hours}
date: 2024-10-20
port: {name: small}
classes: {visitor: {pledge: 95% within 15 h}}
demand: {people: {direction: arrival, route: arrival, recorded: {table: list.csv}}}
stations: {desk: {kind: counter, servers: 1, service: 10 h}}
routes: {arrival: [desk, leave]}
"""


def bin_width(seconds):
    """How much more than the time of a rank a percentile may say."""
    return 0.1 if seconds <= 120 else 1 if seconds <= 4 * 3600 else 0.01 * seconds + 1


def seconds_of(text):
    """Seconds of "1 min 05 s", and half of what its last unit may hide."""
    parts = [(float(n), {"h": 3600, "min": 60, "s": 1}[unit]) for n, unit in re.findall(r"([\d.]+) (h|min|s)\b", text)]
    last = parts[-1][1]
    if last == 1 and len(parts) == 1:
        last = 0.1
    elif last == 3600:
        last = 60
    elif last == 60 and len(parts) == 1:
        last = 1
    return sum(n * unit for n, unit in parts), last


class FiguresTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.screen = Screen()
        cls.addClassCleanup(cls.screen.close)

    def check(self, scenario, at):
        self.run_to("day.h5", scenario, "--trace", "-R", 1)
        self.day = Day(self.folder / "day.h5")
        self.said = json.loads(self.crossflow("show", "day.h5", "--json"))
        told = self.check_clearances() + self.check_queues() + self.check_half_hours() + self.check_viewer(at)
        self.assertGreaterEqual(told + 1, 10, "figures")
        self.assertAlmostEqual(self.said["closing"]["last_clearance"]["latest_s"], self.day.last_clearance, delta=TENTH)

    def within(self, told, exact, what, rounding=1e-6):
        self.assertGreaterEqual(told, exact - rounding, what)
        self.assertLessEqual(told, exact + bin_width(exact) + rounding, what)

    def measured(self, *measures):
        """What `compare` says of the day, beside itself under another name; by measure."""
        (self.folder / "twin.h5").write_bytes((self.folder / "day.h5").read_bytes())
        asked = [word for measure in measures for word in ("--measure", measure)]
        found = json.loads(self.crossflow("compare", "day.h5", "twin.h5", *asked, "--json"))
        values = found["compared"][0]["values"]
        return {asked: values[measure["name"]]["value"] for asked, measure in zip(measures, found["measures"])}

    def check_clearances(self):
        page = self.crossflow("show", "day.h5", "--section", "times")
        cleared = [p for p in self.said["pledges"] if self.day.clearance[p["class"], p["direction"]].times]
        measures = [f"{measure}, class: {p['class']}, direction: {p['direction']}{of}" for p in cleared
                    for measure, of in (("clearance time", ""), ("clearance time", ", percentile: 95"), ("kept", ""))
                    if measure != "kept" or p["kept"] is not None]
        compared = self.measured(*measures)
        told = 0
        for p in cleared:
            who = (p["class"], p["direction"])
            exact, people = self.day.clearance[who], self.day.people[who]
            told += 4
            self.assertEqual((p["joined"], p["cleared"]), (people["clocks"], len(exact.times)), who)
            self.assertAlmostEqual(p["mean"]["all_travellers_s"], exact.mean(), delta=TENTH, msg=who)
            self.within(p["percentile_95"]["all_travellers_s"], exact.within(), who)
            of = f"class: {who[0]}, direction: {who[1]}"
            self.assertAlmostEqual(compared[f"clearance time, {of}"], exact.mean(), delta=TENTH, msg=who)
            self.assertEqual(compared[f"clearance time, {of}, percentile: 95"], p["percentile_95"]["all_travellers_s"], who)
            if p["kept"] is not None:
                self.assertEqual(p["kept"], people["in_time"], who)
                self.assertAlmostEqual(compared[f"kept, {of}"], people["in_time"] / people["clocks"], places=9)
            label = p["label"]["en"] or who[0]
            line = next(line for line in page.splitlines() if line.startswith(label) and
                        (who[1] in line or len(self.said["pledges"]) == 1 or f", {who[1]}" not in page))
            shown = re.findall(r"(?:\d+ h(?: \d\d min)?|\d+ min(?: \d\d s)?|[\d.]+ s)", line)
            for text, value in zip(shown, (exact.mean(), exact.within()), strict=True):
                seconds, unit = seconds_of(text)
                self.assertAlmostEqual(seconds, value, delta=unit + bin_width(value), msg=(who, line))
        return told

    def check_queues(self):
        told = 0
        names = [q["station"].split("/")[1] for q in self.said["queues"] if self.day.waits[q["station"]].times]
        compared = self.measured(*(f"{measure}, station: {name}" for name in names
                                   for measure in ("waiting", "longest queue", "throughput")))
        for q in self.said["queues"]:
            exact = self.day.queues[q["station"]]
            told += 3
            self.assertEqual(q["longest"]["most"], exact.longest, q["station"])
            if exact.longest:
                self.assertAlmostEqual(q["longest"]["at_s"], exact.longest_at / SECOND, delta=TENTH, msg=q["station"])
            self.assertAlmostEqual(q["waited_person_s"], exact.person_us / SECOND, delta=TENTH, msg=q["station"])
            station = q["station"].split("/")[1]
            if station in names:
                mean, longest, served = (compared[f"{measure}, station: {station}"]
                                         for measure in ("waiting", "longest queue", "throughput"))
                self.assertAlmostEqual(mean, self.day.waits[q["station"]].mean(), delta=TENTH)
                self.assertEqual((longest, served), (exact.longest, self.day.served[q["station"]]), q["station"])
        return told

    def check_half_hours(self):
        self.crossflow("export", "day.h5", "--waits", "waits.csv")
        rows = list(csv.DictReader(io.StringIO((self.folder / "waits.csv").read_text())))
        told = 0
        for row in rows:
            hours, minutes = map(int, row["half_hour"].split(":"))
            days = int(row["date"][-2:]) - int(self.said["date"][-2:])
            half_hour = (days * 24 + hours) * 2 + minutes // 30
            if row["of"] == "station":
                exact = self.day.waits[row["name"], half_hour]
            elif row["of"] == "class":
                exact = self.day.clearance[row["name"], row["direction"], half_hour]
            else:
                continue
            if not row["mean_s"]:
                continue
            told += 1
            what = (row["of"], row["name"], row["half_hour"])
            self.assertAlmostEqual(float(row["mean_s"]), exact.mean(), delta=TENTH, msg=what)
            self.assertAlmostEqual(float(row["longest_s"]), exact.longest(), delta=TENTH, msg=what)
            self.within(float(row["percentile_95_s"]), exact.within(), what, rounding=0.051)
            of = {"station": "station", "class": "class"}[row["of"]]
            listed = next(w for w in self.said["waits_by_half_hour"]
                          if (w["of"], w["name"], w["direction"]) == (of, row["name"], row["direction"]))
            item = next(h for h in listed["half_hours"] if h["from_s"] == half_hour * HALF_HOUR / SECOND)
            self.assertAlmostEqual(item["mean_s"], exact.mean(), delta=TENTH, msg=what)
        return told

    def check_viewer(self, at):
        """Clicks every place in the viewer, which shows the day beside itself: what it says of the places at the instant,
        and of the classes up to then."""
        (self.folder / "twin.h5").write_bytes((self.folder / "day.h5").read_bytes())
        hours, minutes, seconds = map(int, at.split(":"))
        tick = (hours * 3600 + minutes * 60 + seconds) * SECOND
        before = Day(self.folder / "day.h5", until=tick)
        self.assertGreater(sum(queue.now for queue in before.queues.values()), 0, "nobody waits then")
        minute = tick // (60 * SECOND) * 60 * SECOND  # what is counted by minutes is told of whole ones
        so_far = Day(self.folder / "day.h5", until=minute - 1)
        window = Window([self.folder / "day.h5", self.folder / "twin.h5"], at, self.screen.environment(),
                        panels=["story", "classes"])
        try:
            stations = [thing for thing in window.last.places if thing.startswith("B station ")]
            window.click_things(stations)
            window.click_missed(stations)
            told = [told for of, told in window.told.items() if of.startswith("B station ")]
            while "Still being read ..." in window.last.words:
                window.click(1, 1)
            classes = window.last
        finally:
            window.close()
        self.assertEqual(len(told), len(before.station))
        return sum(self.check_place(each, before, so_far) for each in told) + self.check_classes(classes, so_far)

    def check_place(self, told, day, so_far):
        rows = {name: cells[:2] for name, cells in told.rows(3).items()}
        station = day.station[int(told.of.split()[2])]
        serving, servers = day.serving(station)
        started = so_far.started[station]
        lately = [wait for tick, wait in started if tick > so_far.until - HALF_HOUR]
        expected = {"Waiting": day.queues[station].now, "Being served": serving, "Walking": serving, "busy": servers,
                    "Served so far": len(started), "Entered so far": len(started)}
        figures = 0
        for name, exact in expected.items():
            if name in rows:
                self.assertEqual([int(cell.replace(",", "")) for cell in rows[name]], [exact] * 2, (station, name))
                figures += 1
        self.assertEqual("busy" in rows, servers > 0 and "Servers" in rows, station)
        if lately:
            for cell in rows["Mean wait, last 30 min"]:
                self.assertAlmostEqual(exact_seconds(cell), sum(lately) / len(lately) / SECOND, delta=TENTH, msg=station)
            figures += 1
        return figures

    def check_classes(self, told, so_far):
        figures = 0
        labels = {p["label"]["en"] or p["class"]: p["class"] for p in self.said["pledges"]}
        lines = told.words[told.words.index(next(w for w in told.words if w.startswith("| Class, direction"))):]
        for label, cls in labels.items():
            for direction in {p["direction"] for p in self.said["pledges"] if p["class"] == cls}:
                who, people = (cls, direction), so_far.people[cls, direction]
                if not people["came"]:
                    continue
                at = next(i for i, line in enumerate(lines) if line.startswith(f"| {label}, {direction} "))
                line = " ".join(lines[at:at + 12]).split(f"{label}, {direction} ", 1)[1]
                came, wait, in_time = ([re.search(run + r" +([^|]*?)(?= +[AB] |$)", cell)[1] for run in "AB"]
                                       for cell in line.split("|")[1:4])
                self.assertEqual([int(c.replace(",", "")) for c in came], [people["came"]] * 2, who)
                for cell in wait:
                    self.assertAlmostEqual(exact_seconds(cell), so_far.waited_us[who] / people["came"] / SECOND,
                                           delta=TENTH, msg=who)
                judged = people["in_time"] + so_far.late(who)
                share = f"{100 * people['in_time'] / judged:.1f}%" if judged else "-"
                self.assertEqual([cell.split()[0] for cell in in_time], [share] * 2, who)
                figures += 3
        self.assertGreater(figures, 0)
        return figures


def exact_seconds(cell):
    """Of a time that the viewer tells: "1 min 05 s = 64.812 s"."""
    return float(re.search(r"= ([\d.]+) s", cell)[1])


class Figures(FiguresTest):
    def test_a_busy_sunday(self):
        self.check(SUNDAY, "10:40:07")

    def test_a_small_port_of_everything(self):
        self.check(self.small, "08:33:07")

    def test_both_sides(self):
        self.check(ROOT / "docs/kinds/two-sides.yaml", "09:40:07")

    def test_services_of_ten_hours(self):
        self.write("list.csv", "time,class\n" + "00:00,visitor\n" * 3)
        self.check(self.write("long.yaml", LONG_SERVICES), "09:20:07")
        self.assertEqual(self.said["pledges"][0]["mean"]["all_travellers_s"], 72_000)
        self.assertEqual(self.said["pledges"][0]["percentile_95"]["all_travellers_s"], 108_000, "the longest")

    def test_sweep_and_select_say_what_run_says(self):
        self.write("study.yaml", """\
crossflow study: 1
title: {en: Desks}
base: small.yaml
replications: 3
axes: {desks: [{name: four}, {name: five, scenario: {stations: {desks: {servers: 5}}}}]}
measures: [{measure: clearance time, class: visitor}, {measure: kept, class: visitor}]
""")
        self.crossflow("sweep", "study.yaml", "--csv", "table.csv")
        rows = {(row["desks"], row["measure"]): float(row["value"]) for row in
                csv.DictReader(io.StringIO((self.folder / "table.csv").read_text())) if not row["from"]}
        self.run_to("four.h5", self.small, "-R", 3, "--trace")
        days = [Day(self.folder / "four.h5", replication) for replication in range(3)]
        exact = [day.clearance["visitor", "arrival"] for day in days]
        mean = sum(sum(waits.times) for waits in exact) / sum(len(waits.times) for waits in exact) / SECOND
        people = [day.people["visitor", "arrival"] for day in days]
        kept = sum(p["in_time"] for p in people) / sum(p["clocks"] for p in people)
        told = {measure: value for (desks, measure), value in rows.items() if desks == "four"}
        self.assertAlmostEqual(told[next(m for m in told if m.startswith("clearance"))], mean, delta=TENTH)
        self.assertAlmostEqual(told[next(m for m in told if m.startswith("kept"))], kept, places=6)
        found = json.loads(self.crossflow("select", self.small, "--variant", "stations.desks.servers=5", "--by",
                                          "clearance time, class: visitor", "--best", "least", "--indifference",
                                          "1000 s", "-R", 20, "--json"))
        of_four = next(c for c in found["candidates"] if c["name"] == "small")
        if of_four["days"] <= 3:
            days_exact = [waits.mean() for waits in exact[:of_four["days"]]]
            self.assertAlmostEqual(of_four["mean_day"], sum(days_exact) / len(days_exact), delta=TENTH)


if __name__ == "__main__":
    unittest.main()
