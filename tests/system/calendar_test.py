"""Kinds of day: what `crossflow calendar` prints, and that every date of 2023 and 2024 has its own people at every
crossing."""
import csv
import datetime
import json
import unittest

import h5py

from program import NIGHT, ProgramTest, SCENARIOS

CROSSINGS = {
    "heung-yuen-wai.yaml": "Heung Yuen Wai",
    "heung-yuen-wai-port.yaml": "Heung Yuen Wai",
    "hong-kong-zhuhai-macao-bridge-weekday.yaml": "Hong Kong-Zhuhai-Macao Bridge",
    "shenzhen-bay.yaml": "Shenzhen Bay",
    "lok-ma-chau.yaml": "Lok Ma Chau",
    "man-kam-to.yaml": "Man Kam To",
    "lo-wu.yaml": "Lo Wu",
    "lok-ma-chau-spur-line.yaml": "Lok Ma Chau Spur Line",
    "west-kowloon.yaml": "Express Rail Link West Kowloon",
}
CLASSES = {"resident": "hong_kong_residents", "mainland": "mainland_visitors", "other": "other_visitors"}
MOST_DAYS = 120


def observed():
    """Passengers by control point, date, direction and class."""
    out = {}
    with open(SCENARIOS / "data/daily-passengers-2023-2024.csv", encoding="utf-8") as table:
        for row in csv.DictReader(table):
            for of, column in CLASSES.items():
                out[row["control_point"], row["date"], row["direction"], of] = int(row[column])
    return out


class CalendarPage(ProgramTest):
    def test_a_line_for_each_date(self):
        page = self.crossflow("calendar", SCENARIOS / "heung-yuen-wai.yaml", "--from", "2024-02-09", "--to", "2024-02-18")
        lines = page.splitlines()
        self.assertEqual(len(lines), 11)
        self.assertRegex(lines[1], r"^2024-02-09 Fri day before +Lunar New Year's Eve, before 4 days off.* working day")
        self.assertRegex(lines[2], r"^2024-02-10 Sat first day +Lunar New Year day 1, first of 4 days off.*  Saturday")
        self.assertRegex(lines[5], r"^2024-02-13 Tue last day +Lunar New Year day 4, last of 4 days off.*  Sunday")
        self.assertRegex(lines[6], r"^2024-02-14 Wed Mainland holiday +Lunar New Year day 5, off on the Mainland")
        self.assertRegex(lines[10], r"^2024-02-18 Sun Mainland working weekend .*Sunday")

    def test_as_json(self):
        dates = json.loads(self.crossflow("calendar", SCENARIOS / "heung-yuen-wai.yaml", "--json", "--from", "2024-03-29"))
        self.assertEqual(len(dates), 1)
        self.assertEqual(dates[0]["kind"], "first day")
        self.assertEqual([kind["kind"] for kind in dates[0]["kinds"]], ["Good Friday", "first day", "Sunday"])
        self.assertEqual(dates[0]["values"]["demand.departing.total.profile"], "Sunday")

    def test_wrong_dates(self):
        of = SCENARIOS / "heung-yuen-wai.yaml"
        self.assertEqual(self.crossflow("calendar", of, "--from", "9/2/2024", expect=2),
                         "--from: '9/2/2024' is a date as day/month/year, or month first; expected a date such as "
                         "2024-10-20\n")
        self.assertIn("the calendar knows nothing of 2028-01-01; expected dates from 2022-12-31 to 2027-01-01",
                      self.crossflow("calendar", of, "--from", "2028-01-01", expect=2))
        self.assertIn("2024-01-01 is before 2024-02-01",
                      self.crossflow("calendar", of, "--from", "2024-02-01", "--to", "2024-01-01", expect=2))
        self.assertIn("the scenario has no calendar", self.crossflow("calendar", self.small, expect=2))


class EveryDate(ProgramTest):
    def test_validates_at_every_crossing(self):
        for scenario in CROSSINGS:
            first = datetime.date(2023, 1, 1)
            while first.year < 2025:
                days = min(MOST_DAYS, (datetime.date(2025, 1, 1) - first).days)
                with self.subTest(scenario=scenario, first=first):
                    self.crossflow("validate", SCENARIOS / scenario, "-q", "--set", f"date={first}", "--set", f"days={days}")
                first += datetime.timedelta(days)

    def test_has_its_own_people(self):
        people = observed()
        # A festival's block and the days beside it; by night two months at every crossing.
        first, days = ("2024-02-01", 60) if NIGHT else ("2024-02-12", 3)
        crossings = CROSSINGS if NIGHT else [c for c in CROSSINGS if c not in ("lo-wu.yaml", "shenzhen-bay.yaml")]
        for scenario in crossings:
            file = self.run_to("of_dates.h5", SCENARIOS / scenario, "--force", "--set", f"date={first}", "--set",
                               f"days={days}")
            came = {}
            with h5py.File(file) as result:
                names = [name.decode() for name in result["directory/classes"]["name"]]
                directions = [name.decode() for name in result["directory/directions"]["name"]]
                for row in result["results/dates"][:]:
                    date = datetime.date.fromisoformat(first) + datetime.timedelta(int(row["date"]))
                    of = str(date), directions[row["direction"]], names[row["traveller_class"]]
                    came[of] = came.get(of, 0) + int(row["came"])
            for (date, direction, of), number in came.items():
                if of in CLASSES:
                    self.assertEqual(number, people[CROSSINGS[scenario], date, direction, of],
                                     f"{scenario}, {date}, {direction}, {of}")
            self.assertEqual(sum(1 for _, _, of in came if of in CLASSES), 6 * days, scenario)


if __name__ == "__main__":
    unittest.main()
