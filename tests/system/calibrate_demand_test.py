"""Daily people fitted to counts: they foretell days that were left out, and an overlay that a scenario takes."""
import csv
import datetime
import re
import unittest

from program import SCENARIOS, ProgramTest

DATA = SCENARIOS / "data"
COUNTS = DATA / "daily-passengers-2023-2024.csv"
HOLIDAYS = DATA / "holidays.csv"


class Demand(ProgramTest):
    def demand(self, *more, counts=COUNTS, expect=0):
        return self.crossflow("calibrate", "demand", counts, "--holidays", HOLIDAYS, *more, expect=expect)

    def errors(self, page):
        """By line: days, and the errors of arrivals, departures, both, and of single days, in per cent."""
        found = re.findall(r"^(.+?) +(\d+) +([+-]\S+)% +([+-]\S+)% +([+-]\S+)% +(\S+)%$", page, re.M)
        return {name: tuple(map(float, numbers)) for name, *numbers in found}

    def test_the_second_half_of_2024_is_foretold(self):
        for port in ("Heung Yuen Wai", "Hong Kong-Zhuhai-Macao Bridge"):
            page = self.demand("--port", port, "--since", "2023-03-01", "--test-from", "2024-07-01")
            errors = self.errors(page)
            self.assertEqual(errors["all"][0], 184)
            for day in ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"):
                self.assertLess(abs(errors[day][3]), 6, (port, day))
            for month in range(7, 13):
                self.assertLess(abs(errors[f"2024-{month:02}"][3]), 12, (port, month))

    def few(self):
        """The counts of two control points alone, which are fitted quickly."""
        with open(COUNTS, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return [row for row in rows if row["control_point"] in ("Heung Yuen Wai", "Lo Wu") and row["date"] >= "2023-07-01"]

    def written(self, rows, name="counts.csv"):
        with open(self.folder / name, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return name

    def test_a_year_that_planners_can_run(self):
        counts = self.written(self.few())
        self.assertIn("2025-01-01 to 2025-12-31 foretold", self.demand("--port", "Heung Yuen Wai", "-o", "2025.yaml", counts=counts))
        with open(self.folder / "2025.csv", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 2 * 365)
        by_day = {(row["date"], row["direction"]): row for row in rows}
        sunday, monday = (int(by_day[f"2025-03-{day}", "arrival"]["resident"]) for day in ("16", "17"))
        self.assertGreater(sunday, 1.2 * monday)
        overlay = (self.folder / "2025.yaml").read_text(encoding="utf-8")
        self.assertIn("mark: calibrated", overlay)
        self.assertIn("2023-07-01 to 2024-12-31", overlay)
        for date in ("2025-03-17", "2025-10-01"):
            people = self.people("2025.yaml", date)
            expected = sum(int(by_day[date, direction][who]) for direction in ("arrival", "departure") for who in ("resident", "mainland", "other"))
            self.assertNotEqual(people, expected)  # since the day is drawn
            self.assertLess(abs(people / expected - 1), 0.6)
            self.assertNotEqual(people, self.people("2025.yaml", date, "--seed", 2))
        self.demand("--port", "Heung Yuen Wai", "-o", "named.yaml", "-q", "--to", "2025-01-02", "--arriving", "a: b #c", "--departing", 'x"y', counts=counts)
        names = [line for line in (self.folder / "named.yaml").read_text(encoding="utf-8").splitlines() if re.match("  '", line)]
        self.assertEqual(names, ["  'a: b #c':", "  'x\"y':"])
        # Once more over the older one if that is wanted, but not over what is something else.
        again = ["--port", "Heung Yuen Wai", "-o", "2025.yaml", "-q", "--to", "2025-01-31"]
        edited = (self.folder / "2025.csv").read_text(encoding="utf-8") + "2026-01-01,Heung Yuen Wai,arrival,1,2,3\n"
        self.write("2025.csv", edited)
        self.assertIn("2025.yaml: this file exists, and may have been edited", self.demand(*again, counts=counts, expect=2))
        (self.folder / "2025.yaml").unlink()
        self.assertIn("2025.csv: this file exists, and may have been edited", self.demand(*again, counts=counts, expect=2))
        self.assertEqual((self.folder / "2025.csv").read_text(encoding="utf-8"), edited)
        self.demand(*again, "--force", counts=counts)
        self.assertNotIn("2026", (self.folder / "2025.csv").read_text(encoding="utf-8"))
        self.write("mine.yaml", "title: mine\n")
        self.assertIn("mine.yaml: this file exists", self.demand("--port", "Heung Yuen Wai", "-o", "mine.yaml", "--force", counts=counts, expect=2))

    def people(self, overlay, date, *more):
        page = self.crossflow("run", SCENARIOS / "heung-yuen-wai.yaml", "--with", overlay, "--set", f"date={date}", "-o", "out.h5",
                              "--force", "--section", "people", *more)
        return int(re.search(r"^all +([\d,]+)", page, re.M).group(1).replace(",", ""))

    def test_what_is_wrong_is_told(self):
        counts = self.written(self.few())
        for more, said in ((["--port", "Heung Yuen Way"], "did you mean 'Heung Yuen Wai'"),
                           (["--port", "Lo Wu", "--test-from", "2025-01-01"], "--test-from: no count is left"),
                           (["--port", "Lo Wu", "--test-from", "2023-08-01"], "--test-from: 31 days are too few"),
                           (["--port", "Lo Wu", "--since", "1/3/2024"], "--since: .*day/month"),
                           (["--port", "Lo Wu", "--to", "2031-01-01"], r"holidays\.csv: the table of holidays does not know 2031-01-01"),
                           (["--port", "Lo Wu", "--from", "2025-02-01", "--to", "2025-01-01"], "--to: 2025-01-01 is before"),
                           (["--port", "Lo Wu", "--from", "2023-06-30"], "--from: 2023-06-30 is before 2023-07-01, the first date"),
                           (["--port", "Lo Wu", "--arriving", "people", "--departing", "people"], "--departing: 'people' is the source of those who arrive, too"),
                           (["--port", "Lo Wu", "--arriving", ""], "--arriving: the name of a source is empty"),
                           (["--port", "Lo Wu", "-o", "a.csv"], r"a\.csv: .*\.yaml")):
            with self.subTest(more=more):
                self.assertRegex(self.demand(*more, counts=counts, expect=2), said)
        one_way = self.written([row for row in self.few() if row["direction"] == "departure" or row["control_point"] == "Lo Wu"], "one-way.csv")
        self.assertIn("one-way.csv: this table counts no arrivals of 'Heung Yuen Wai'; expected people of both directions",
                      self.demand("--port", "Heung Yuen Wai", counts=one_way, expect=2))
        late = self.written([row for row in self.few() if row["date"] >= "2024-06-01"], "late.csv")
        self.assertRegex(self.demand("--port", "Lo Wu", counts=late, expect=2), r"late\.csv: 30 days are too few.*unless '--test-from'")
        rows = self.few()
        rows[3]["mainland_visitors"] = "many"
        self.assertRegex(self.demand("--port", "Lo Wu", counts=self.written(rows, "wrong.csv"), expect=2), r"wrong\.csv:5:\d+: 'many'.*no number")


if __name__ == "__main__":
    unittest.main()
