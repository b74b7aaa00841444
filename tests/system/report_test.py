"""Reports: their figures are those of the result, and the page draws itself without a fault at every width."""
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import unittest

from program import SUNDAY, ProgramTest

CHROMIUM = shutil.which("chromium")
# Hears what goes wrong from the first script on, and says at the end how the page came out.
LISTENER = """<script>window.wrong = [];
addEventListener("error", (e) => wrong.push(String(e.message)));
const said = console.error; console.error = (...all) => wrong.push(all.join(" "));</script>"""
TELLER = """<script>addEventListener("load", () => {
  const empty = (canvas) => { const d = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data; return !d.some((x) => x !== 0); };
  const text = document.querySelector("main").innerText, clocks = [];
  for (const slider of document.querySelectorAll("input[type=range]"))
    for (slider.value = 0; ; slider.value = Number(slider.value) + 1) {
      slider.dispatchEvent(new Event("input"));
      clocks.push(slider.parentElement.querySelector(".clock").textContent);
      if (slider.value === slider.max) break;
    }
  for (let twice = 0; twice < 2; ++twice) DATA.switch ? document.querySelector("button.no-print").click() : page();
  const again = document.querySelector("main").innerText;
  const of_words = [...document.querySelectorAll("main *")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && /undefined|NaN|\\{\\d\\}/.test(n.textContent)));
  document.documentElement.setAttribute("data-told", JSON.stringify({wrong, inner: innerWidth,
    wide: document.documentElement.scrollWidth, charts: charts.length, empty: charts.filter((c) => empty(c.canvas)).length,
    unnamed: [...document.querySelectorAll("canvas, svg")].filter((e) => !e.getAttribute("aria-label")).length,
    tables: document.querySelectorAll("figure table").length, images: document.images.length,
    half_said: of_words.map((e) => e.textContent), text, clocks, same_again: again === text}));
});</script>"""


class Data(html.parser.HTMLParser):
    """The data of a page, and whatever it would fetch."""

    def __init__(self, page):
        super().__init__()
        self.inside, self.data, self.fetched = False, "", []
        self.feed(page)
        self.told = json.loads(self.data)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.inside = attributes.get("id") == "data"
        self.fetched += [value for name, value in attributes.items() if name in ("src", "href")]

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.data += data


class ReportTest(ProgramTest):
    def report(self, *results, **options):
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        self.crossflow("report", *results, "-o", "report.html", *words)
        return (self.folder / "report.html").read_text(encoding="utf-8")

    def drawn(self, page, width):
        """What the page says of itself in a window of that width."""
        told = self.write("told.html", page.replace("<head>", "<head>" + LISTENER).replace("</body>", TELLER + "</body>"))
        frame = self.write("frame.html", f"<body style='margin:0'><iframe id=f src={told.name} width={width} height=800 style='border:0'></iframe>"
                           "<script>addEventListener('load', () => document.body.setAttribute('data-told', "
                           "document.getElementById('f').contentDocument.documentElement.getAttribute('data-told')))</script>")
        said = subprocess.run([CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                               "--virtual-time-budget=10000", "--window-size=1400,900", f"--user-data-dir={self.folder}/browser",
                               "--dump-dom", f"file://{frame}"], capture_output=True, text=True, timeout=240, check=True)
        # The words stand in an attribute: the parser undoes what it escapes.
        parser = html.parser.HTMLParser()
        found = []
        parser.handle_starttag = lambda tag, attributes: found.extend(v for n, v in attributes if n == "data-told")
        parser.feed(said.stdout)
        return json.loads(found[0])


class Figures(ReportTest):
    def test_are_those_of_the_summary(self):
        self.crossflow("run", self.small, "-R", 5, "-o", "small.h5")
        page = Data(self.report("small.h5"))
        self.assertEqual(page.fetched, [])
        (run,) = page.told["runs"]
        told = json.loads(self.crossflow("show", "small.h5", "--json"))
        self.assertEqual(run["run"]["warnings"], told.pop("warnings"))
        del told["inputs"]
        self.assertEqual(run["summary"], told)
        self.assertIsNone(page.told["comparison"])

    def test_the_course_of_the_day_is_that_of_the_series(self):
        import h5py
        self.crossflow("run", self.small, "-R", 5, "-o", "small.h5")
        (run,) = Data(self.report("small.h5")).told["runs"]
        with h5py.File(self.folder / "small.h5") as file:
            series = file["results/series"][()]
            names = [name.decode() for name in file["directory/stations"]["name"]]
        course = run["course"]
        self.assertFalse(course["folded"])
        self.assertGreaterEqual(len(course["stations"]), 2)
        for station in course["stations"]:
            rows = series[series["station"] == names.index(station["station"])]
            for i, mean in enumerate(station["waiting"]):
                here = rows[rows["from_s"] == course["from_s"] + i * course["step_s"]]["waiting_person_s"]
                self.assertAlmostEqual(mean, sum(here) / max(1, len(here)) / course["step_s"], delta=0.0051)
        floor = run["floor"]
        waited = [sum(r["waiting_person_s"] + r["held_person_s"] for r in series[series["replication"] == n]) for n in range(5)]
        self.assertEqual(floor["replication"], sorted(range(5), key=lambda n: waited[n])[2])

    def test_what_the_warm_up_leaves_out_is_left_out(self):
        self.crossflow("run", self.small, "--set", "days=3", "--set", "results.warm-up=24 h", "-R", 3, "--seed", 2**64 - 59, "-o", "three.h5")
        (run,) = Data(self.report("three.h5")).told["runs"]
        self.assertGreaterEqual(run["course"]["from_s"], 86400)
        self.assertGreaterEqual(run["floor"]["day"], 1)
        self.assertEqual(run["run"]["seed"], str(2**64 - 59))

    def test_the_spread_of_waits_meets_the_pledge(self):
        self.crossflow("run", self.small, "-R", 5, "-o", "small.h5")
        (run,) = Data(self.report("small.h5")).told["runs"]
        for one in run["distribution"]:
            pledge = next(p for p in run["summary"]["pledges"] if p["class"] == one["class"] and p["direction"] == one["direction"])
            within = [share for seconds, share in one["points"] if seconds <= pledge["limit_s"]][-1]
            self.assertAlmostEqual(within, pledge["share_of_people"]["value"], delta=0.0011)
            self.assertEqual(one["points"][-1][1], 1 if pledge["cleared"] == pledge["joined"] else one["points"][-1][1])

    def test_a_name_that_is_no_text(self):
        self.crossflow("run", self.small, "-o", "small.h5")
        strange = os.fsdecode(b"caf\xe9.h5")
        (self.folder / "small.h5").rename(self.folder / strange)
        self.assertEqual(len(Data(self.report(strange)).told["runs"]), 1)

    def test_of_several_are_those_of_compare(self):
        for name, servers in (("four", 4), ("five", 5)):
            self.crossflow("run", self.small, "-R", 5, "-o", f"{name}.h5", "--set", f"stations.desks.servers={servers}")
        told = Data(self.report("four.h5", "five.h5")).told
        self.assertEqual([run["name"] for run in told["runs"]], ["four", "five"])
        compared = json.loads(self.crossflow("compare", "four.h5", "five.h5", "--json"))
        for side in (told["comparison"], compared):
            for one in side["compared"]:
                one["name"] = one["name"].removesuffix(".h5")
            for one in side["differences"]:
                one["name"], one["from"] = one["name"].removesuffix(".h5"), one["from"].removesuffix(".h5")
        self.assertEqual(compared.pop("warnings"), [])
        self.assertEqual(told["comparison"], compared)


class Refused(ReportTest):
    def test_what_is_no_result_and_no_place_for_a_report(self):
        self.crossflow("run", self.small, "-o", "small.h5")
        before = (self.folder / "small.h5").read_bytes()
        mine = self.write("mine.html", "<html>mine</html>")
        for results, output, expected in (
                (["small.h5"], "small.h5", "a report is written as HTML or PDF"),
                (["small.h5"], "report.txt", "a report is written as HTML or PDF"),
                (["small.h5"], "mine.html", "this file exists"),
                (["small.h5"], "none/report.html", ""),
                (["small.yaml"], "report.html", ""),
                (["none.h5"], "report.html", "")):
            with self.subTest(results=results, output=output):
                self.assertIn(expected, self.crossflow("report", *results, "-o", output, expect=2))
        cut = self.folder / "cut.h5"
        cut.write_bytes(before[: len(before) // 2])
        self.crossflow("report", "cut.h5", "-o", "report.html", expect=2)
        self.assertEqual((self.folder / "small.h5").read_bytes(), before)
        self.assertEqual(mine.read_text(), "<html>mine</html>")
        self.assertFalse((self.folder / "report.html").exists())
        self.report("small.h5")
        self.report("small.h5", language="zh")  # an older report may be written over

    def test_without_a_browser(self):
        self.crossflow("run", self.small, "-o", "small.h5")
        path = os.environ["PATH"]
        self.addCleanup(os.environ.__setitem__, "PATH", path)
        os.environ["PATH"] = str(self.folder)
        self.assertIn("a name that ends with .html", self.crossflow("report", "small.h5", "-o", "report.pdf", expect=2))


@unittest.skipUnless(CHROMIUM, "there is no Chromium here")
class Drawn(ReportTest):
    def check(self, page, width):
        told = self.drawn(page, width)
        self.assertEqual(told["wrong"], [])
        self.assertEqual(told["inner"], width)
        self.assertLessEqual(told["wide"], width)
        self.assertGreater(told["charts"], 1)
        self.assertEqual((told["empty"], told["unnamed"]), (0, 0))
        self.assertEqual(told["tables"], told["charts"])  # each chart has its figures beside it
        self.assertEqual(told["half_said"], [])
        self.assertTrue(told["same_again"])  # when the language was switched to and fro
        self.assertGreater(len(told["clocks"]), 5)
        for clock in told["clocks"]:
            self.assertRegex(clock, r"^\d\d:\d\d$")
        return told["text"]

    def test_at_every_width_in_both_languages(self):
        self.crossflow("run", self.small, "-R", 5, "-o", "small.h5")
        for width, language in ((1280, "en"), (800, "zh"), (400, "en"), (400, "zh")):
            with self.subTest(width=width, language=language):
                self.check(self.report("small.h5", language=language), width)

    def test_the_sunday_with_officers_over_two_days(self):
        self.crossflow("run", SUNDAY.with_stem("heung-yuen-wai-sunday-staffed"), "--set", "days=2", "-R", 2, "-o", "two.h5")
        text = self.check(self.report("two.h5"), 1280)
        summary = json.loads(self.crossflow("show", "two.h5", "--json"))
        promised = [p for p in summary["pledges"] if p["promised_share"] is not None]
        told = {"kept": "kept", "not_kept": "not kept", "cannot_tell": "cannot be told yet", "not_cleared": "not cleared"}
        broken = sum(p["verdict"] in ("not_kept", "not_cleared") for p in promised)
        doubtful = sum(p["verdict"] == "cannot_tell" for p in promised)
        self.assertIn(f"{broken} of {len(promised)} pledges are not kept" if broken else
                      f"Of {doubtful} of {len(promised)} pledges it cannot be told yet" if doubtful else
                      f"All {len(promised)} pledges are kept", text)
        for p in promised:
            self.assertRegex(text, re.escape(p["label"]["en"]) + ", " + p["direction"] + r"\s+" + told[p["verdict"]])

    def test_what_is_probably_not_meant(self):
        self.crossflow("run", self.small, "--set", "title.en=A Monday", "-o", "small.h5")
        self.assertIn("the title speaks of a Monday, while 2024-10-20 is none", self.check(self.report("small.h5", language="en"), 1280))

    def test_more_than_a_week(self):
        self.crossflow("run", self.small, "--set", "days=9", "-R", 2, "-o", "nine.h5")
        self.assertIn("These 9 days", self.check(self.report("nine.h5"), 1280))

    def test_several_compared(self):
        for name, servers in (("four", 4), ("five", 5)):
            self.crossflow("run", self.small, "-R", 3, "-o", f"{name}.h5", "--set", f"stations.desks.servers={servers}")
        text = self.check(self.report("four.h5", "five.h5"), 800)
        self.assertRegex(text, r"stations\.desks\.servers\s+4\s+5\s")

    def test_labels_are_text(self):
        evil = "<img src=x onerror=alert(1)></script><script>wrong.push(1)</script>"
        scenario = self.small.read_text(encoding="utf-8").replace("{en: A small port}", f"{{en: '{evil}', zh: '{evil}'}}")
        scenario = scenario.replace("  visitor: {pledge", f"  visitor: {{label: {{en: '{evil}', zh: '{evil}'}}, pledge")
        self.write("evil.yaml", scenario)
        self.crossflow("run", "evil.yaml", "-R", 2, "-o", "evil.h5")
        for language in ("en", "zh"):
            told = self.drawn(self.report("evil.h5", language=language), 1280)
            self.assertIn(evil, told["text"])
            self.assertEqual((told["wrong"], told["images"]), ([], 0))

    def test_as_pdf(self):
        self.crossflow("run", self.small, "-R", 2, "-o", "small.h5")
        self.crossflow("report", "small.h5", "-o", "report.pdf")
        self.assertTrue((self.folder / "report.pdf").read_bytes().startswith(b"%PDF-"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv)
