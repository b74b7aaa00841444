"""Hours fitted to what was published: they meet it, lie in the opening hours, and may be used in a scenario."""
import csv
import re
import unittest

from program import SCENARIOS, ProgramTest

DATA = SCENARIOS / "data"
BULLETINS = DATA / "bulletins-2023-2024.csv"
TABLES = ["--daily", DATA / "daily-passengers-2023-2024.csv", "--holidays", DATA / "holidays.csv", "--opening",
          DATA / "opening-hours.csv"]


class Hours(ProgramTest):
    def hours(self, *more, bulletins=BULLETINS, expect=0):
        tables = TABLES[:-2] if "--opening" in more else TABLES
        return self.crossflow("calibrate", "hours", bulletins, *tables, *more, expect=expect)

    def test_they_meet_what_was_published(self):
        page = self.hours("--port", "Heung Yuen Wai", "-o", "hours.csv")
        last = re.search(r"^all +(\d+) +(\d+) +(\d+)% +\S+ +(\d+)%", page, re.M)
        days, rows, fitted, left_out = map(int, last.groups())
        with open(BULLETINS, encoding="utf-8") as file:
            table = list(csv.DictReader(file))
        self.assertEqual((days, rows), (len({row["date"] for row in table}), len(table)))
        self.assertGreaterEqual(fitted, 90)     # within 4 points
        self.assertGreaterEqual(left_out, 80)   # within 8 points, without the bulletins of that date
        with open(self.folder / "hours.csv", encoding="utf-8") as file:
            made = list(csv.DictReader(file))
        self.assertEqual((made[0]["from"], made[-1]["to"], len(made)), ("07:00", "22:00", 30))
        for column in made[0]:
            if column not in ("from", "to"):
                self.assertAlmostEqual(sum(float(row[column]) for row in made), 100, delta=0.03, msg=column)
                self.assertGreater(min(float(row[column]) for row in made), 0, column)
        self.assertIn("hours.csv: this file exists, and may have been edited", self.hours("--port", "Heung Yuen Wai", "-o", "hours.csv", expect=2))
        self.assertIn("Sunday arrival resident", made[0])
        self.assertNotIn("Friday arrival resident", made[0])  # of which nothing was ever published

    def test_the_shipped_profiles_are_these(self):
        for port, name in (("Heung Yuen Wai", "heung-yuen-wai"), ("Lo Wu", "lo-wu")):
            self.hours("-q", "--port", port, "--force", "-o", "hours.csv")
            with open(self.folder / "hours.csv", encoding="utf-8") as mine, open(DATA / f"hours-{name}.csv", encoding="utf-8") as shipped:
                for ours, theirs in zip(csv.DictReader(mine), csv.DictReader(shipped), strict=True):
                    for column, value in ours.items():
                        if column in ("from", "to"):
                            self.assertEqual(value, theirs[column])
                        else:
                            self.assertAlmostEqual(float(value), float(theirs[column]), delta=0.02, msg=column)

    def wrong(self, line, **cells):
        """What is said of the shipped bulletins with some cells of one line changed."""
        with open(BULLETINS, encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        table[line - 2].update(cells)
        with open(self.folder / "wrong.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(table)
        return self.hours("--port", "Lo Wu", bulletins="wrong.csv", expect=2)

    def test_what_is_wrong_is_told_with_its_place(self):
        for cells, said in (({"date": "22/12/2024"}, r"wrong\.csv:5:1: .*day/month/year.*2024-12-22"),
                            ({"date": "2031-12-22"}, r"wrong\.csv:5:1: .*no date of the table of holidays"),
                            ({"control_point": "Lo Woo"}, r"wrong\.csv:5:12: .*did you mean 'Lo Wu'"),
                            ({"direction": "arrivals"}, r"wrong\.csv:5:\d+: .*departure, arrival, both.*did you mean 'arrival'"),
                            ({"class": "residents"}, r"wrong\.csv:5:\d+: .*did you mean 'resident'"),
                            ({"until": "16:10"}, r"wrong\.csv:5:\d+: .*no half-hour"),
                            ({"from": "17:00", "until": "16:00"}, r"wrong\.csv:5:\d+: .*not after the beginning"),
                            ({"share_low": "44%"}, r"wrong\.csv:5:\d+: .*no number"),
                            ({"share_high": "1.2"}, r"wrong\.csv:5:\d+: .*out of range"),
                            ({"share_low": "0.5", "share_high": "0.4"}, r"wrong\.csv:5:\d+: .*less than 'share_low'"),
                            ({"busiest": "45"}, r"wrong\.csv:5:\d+: .*no whole half-hours.*30, 60 or 90"),
                            ({"control_point": "all", "full_day": "0"}, r"wrong\.csv:5:\d+: .*out of range.*whole day"),
                            ({"control_point": "all", "full_day": ""}, r"wrong\.csv:5:\d+: .*no number.*whole day")):
            with self.subTest(cells=cells):
                self.assertRegex(self.wrong(5, **cells), said)

    def test_other_names(self):
        self.assertIn("did you mean 'Lo Wu'", self.hours("--port", "Low Wu", expect=2))
        self.assertIn("did you mean '--opening'", self.hours("--port", "Lo Wu", "--opning", "a.csv", expect=2))
        self.write("few.csv", "date,control_point,direction,class,from,until,busiest,full_day,share_low\n")
        self.assertIn("few.csv:1:1: the column 'share_high' is missing", self.hours("--port", "Lo Wu", bulletins="few.csv", expect=2))

    def test_nothing_is_fitted_to_nothing_or_to_one_thing_twice(self):
        lines = BULLETINS.read_text(encoding="utf-8").splitlines(keepends=True)
        self.write("none.csv", lines[0])
        self.assertIn("none.csv:1:1: this table has columns and no rows", self.hours("--port", "Lo Wu", bulletins="none.csv", expect=2))
        self.write("twice.csv", "".join([*lines[:9], lines[4]]))
        self.assertRegex(self.hours("--port", "Lo Wu", bulletins="twice.csv", expect=2), r"twice\.csv:10:1: .*stands above.*count double")
        self.assertIn("mine.yaml: this name is that of a scenario", self.hours("--port", "Lo Wu", "-o", "mine.yaml", expect=2))

    def test_opening_hours_are_those_of_the_port(self):
        for row, said in (("Lo Woo,06:30,24:00", r"open\.csv:2:1: .*no control point.*did you mean 'Lo Wu'"),
                          ("Shenzhen Bay,06:30,24:00", r"open\.csv: this table has no row for 'Lo Wu'"),
                          ("Lo Wu,06:30,24:00\nLo Wu,07:00,24:00", r"open\.csv:3:1: .*has a row above")):
            self.write("open.csv", f"control_point,opens,closes\n{row}\n")
            self.assertRegex(self.hours("--port", "Lo Wu", "--opening", "open.csv", expect=2), said)


if __name__ == "__main__":
    unittest.main()
