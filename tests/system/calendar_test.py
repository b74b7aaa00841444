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
        self.assertRegex(lines[1], r"^2024-02-09 Fri  day before +Lunar New Year's Eve, before 4 days off.* working day")
        self.assertRegex(lines[2], r"^2024-02-10 Sat  first day +Lunar New Year day 1, first of 4 days off.*  Saturday")
        self.assertRegex(lines[5], r"^2024-02-13 Tue  last day +Lunar New Year day 4, last of 4 days off.*  Sunday")
        self.assertRegex(lines[6], r"^2024-02-14 Wed  Mainland holiday +Lunar New Year day 5, off on the Mainland")
        self.assertRegex(lines[10], r"^2024-02-18 Sun  Mainland working weekend .*Sunday")

    def test_as_json(self):
        dates = json.loads(self.crossflow("calendar", SCENARIOS / "heung-yuen-wai.yaml", "--json", "--from", "2024-03-29"))
        self.assertEqual(len(dates), 1)
        self.assertEqual(dates[0]["kind"], "first day")
        self.assertEqual([kind["kind"] for kind in dates[0]["kinds"]], ["Good Friday", "first day", "Sunday"])
        self.assertEqual(dates[0]["values"]["demand.departing.total.profile.resident"], "first day")
        self.assertEqual(dates[0]["values"]["demand.arriving.total.profile.resident"], "Sunday")

    def test_wrong_dates(self):
        of = SCENARIOS / "heung-yuen-wai.yaml"
        self.assertEqual(self.crossflow("calendar", of, "--from", "9/2/2024", expect=2),
                         "--from: '9/2/2024' is a date as day/month/year, or month first; expected a date such as "
                         "2024-10-20\n")
        self.assertIn("the calendar knows nothing of 2028-01-01; expected dates from 2022-12-31 to 2027-01-01",
                      self.crossflow("calendar", of, "--from", "2028-01-01", expect=2))
        self.assertIn("the last date asked for, 2024-01-01, is before the first, 2024-02-01",
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
        # A quiet day of 2023 and a festival; by night sixty, each twelve days after the one before.
        first = datetime.date(2023, 1, 12)
        dates = [first + datetime.timedelta(12 * d) for d in range(60)] if NIGHT else [
            datetime.date(2023, 2, 15), datetime.date(2024, 2, 13)]
        for scenario, of_crossing in CROSSINGS.items():
            if not NIGHT and scenario in ("lo-wu.yaml", "lok-ma-chau-spur-line.yaml"):
                continue  # nobody comes there in groups or vehicles
            for date in dates:
                # Who comes after the last midnight, by the last bus, belongs to the last date: so each runs alone.
                file = self.run_to("of_date.h5", SCENARIOS / scenario, "--force", "--set", f"date={date}")
                came = {}
                with h5py.File(file) as result:
                    names = [name.decode() for name in result["directory/classes"]["name"]]
                    directions = [name.decode() for name in result["directory/directions"]["name"]]
                    for row in result["results/flows"][:]:
                        of = directions[row["direction"]], names[row["traveller_class"]]
                        came[of] = came.get(of, 0) + int(row["generated"])
                for direction in ("arrival", "departure"):
                    for of in CLASSES:
                        self.assertEqual(came.get((direction, of), 0), people[of_crossing, str(date), direction, of],
                                         f"{scenario}, {date}, {direction}, {of}")


HOLIDAYS = """\
date,place,day,festival
2024-10-01,Hong Kong,off,National Day
2024-10-28,Hong Kong,off,Long Day
2024-10-31,Hong Kong,named,Pumpkin Night
"""
# Friday to Sunday.
DAYS = "date,local,visitor,rare\n2024-10-18,400,123,1\n2024-10-19,50,0,2\n2024-10-20,7000,2500,3\n"
PEOPLE = "people: {table: days.csv, columns: {local: local, visitor: visitor, rare: rare}}"
ALL_DAY = '{"07:00-20:00": 1}'
TWO_AT_EIGHT = ('{train: {timetable: {people: {local: 2}, profile: {"07:00-08:00": 1}, times: ["08:00"]}, direction: in, '
                'route: way}}')


def port(demand, stations="{}", more="", way="[hall, leave]", dates="date: 2024-10-18\ndays: 3"):
    return f"""\
crossflow: 1
title: {{en: "A port, {{date}}", zh: "口岸 {{date}}"}}
{dates}
calendar: holidays.csv
classes:
  local: Locals
  visitor: Visitors
  rare: Rare ones
  car: {{kind: vehicle, length: 5 m}}
  coach: {{kind: vehicle, length: 12 m}}
port: {{name: p}}
demand: {demand}
stations:
  hall: {{kind: hall, walk: {{distance: 10 m, speed: 1 m/s}}}}
  down: {{kind: coach-set-down, servers: 500, alight: 0 s}}
  desk: {stations}
routes:
  way: {way}
  drive: [down, leave]
{more}"""


DESK = "{kind: counter, servers: 9, service: 10 min}"


class ByDay(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("holidays.csv", HOLIDAYS)
        self.write("days.csv", DAYS)

    def result(self, yaml, *more):
        """Tables of a run by name, and names of sources and classes."""
        file = self.run_to("r.h5", self.write("port.yaml", yaml), "--force", *more)
        with h5py.File(file) as result:
            tables = {name: result["results"][name][:] for name in ("dates", "wait_sums", "flows", "officers")}
            names = {name: [n.decode() for n in result["directory"][name]["name"]] for name in ("classes", "sources")
                     if name in result["directory"]}
        return tables, names

    def people(self, yaml, *more):
        """People by date (from 0) and class."""
        tables, names = self.result(yaml, *more)
        out = {}
        for row in tables["dates"]:
            of = int(row["date"]), names["classes"][row["traveller_class"]]
            out[of] = out.get(of, 0) + int(row["came"])
        return {of: n for of, n in out.items() if n > 0}

    def wrong(self, yaml, *sets):
        options = [part for one in sets for part in ("--set", one)]
        return self.crossflow("validate", self.write("port.yaml", yaml), *options, expect=2).replace(str(self.folder) + "/", "")

    TOTALS = {(0, "local"): 400, (0, "visitor"): 123, (0, "rare"): 1, (1, "local"): 50, (1, "rare"): 2,
              (2, "local"): 7000, (2, "visitor"): 2500, (2, "rare"): 3}

    def waits(self, yaml, *more):
        """Seconds waited by day: two come at 08:00, a service takes ten minutes."""
        tables, _ = self.result(yaml, *more)
        out = [0, 0, 0]
        for row in tables["wait_sums"]:
            out[int(row["from_s"]) // 86400] += float(row["wait_s"])
        return out

    def test_servers_open_by_the_plan_of_the_day(self):
        desk = "{kind: counter, servers: 3, service: 10 min, open: {by day: {Saturday: 2, otherwise: 1}}}"
        yaml = port(TWO_AT_EIGHT, desk, way="[desk, leave]")
        self.assertEqual(self.waits(yaml), [600, 0, 600])
        self.assertEqual(self.waits(yaml, "--set", "stations.desk.open.by day.Sunday=3"), [600, 0, 0])
        self.assertEqual(self.waits(yaml, "--set", "stations.desk.open=1"), [600, 600, 600])

    def test_officers_come_by_the_shifts_of_the_day(self):
        yaml = port(TWO_AT_EIGHT, "{kind: counter, servers: 2, service: 10 min, post: officer}", way="[desk, leave]",
                    more='officers: {officer: {shifts: {day: {officers: {by day: {Saturday: 2, otherwise: 1}}, from: '
                         '{by day: {Sunday: "09:00", otherwise: "07:00"}}, until: "18:00"}}}}\n')
        self.assertEqual(self.waits(yaml), [600, 0, 3600 + 4200])
        tables, _ = self.result(yaml)
        self.assertEqual([round(float(row["rostered_s"]) / 3600, 6) for row in tables["officers"]], [11 + 11 + 9, 11])

    def test_an_officers_days_do_not_overlap(self):
        yaml = port(TWO_AT_EIGHT, "{kind: counter, servers: 2, service: 10 min, post: officer}", way="[desk, leave]",
                    more='officers: {officer: {shifts: {night: {officers: 1, from: {by day: {Sunday: "05:00", otherwise: "22:00"}}, '
                         'until: {by day: {Sunday: "12:00", otherwise: "30:00"}}}}}}\n')
        self.assertRegex(self.wrong(yaml), r"shift 'night' of 2024-10-19 is on duty until 06:00 \+1, and that of the day after begins "
                                           r"at 05:00; expected one time on duty after the other")
        self.crossflow("validate", self.write("port.yaml", yaml.replace('"05:00"', '"06:00"')))

    def test_a_forecast_is_drawn_by_its_days(self):
        yaml = port(f"""
  day: {{total: {{{PEOPLE}, profile: {ALL_DAY}, spread: {{all ports: 10%, day: {{by day: {{Saturday: 100%, otherwise: 0%}}}}}}}},
        direction: in, route: way}}
  cars: {{total: {{people: {{car: 1}}, profile: {ALL_DAY}}}, carries: {{number: 2, of: day, share: 40%}}, direction: in,
         route: drive}}""", DESK)
        seen = [self.people(yaml, "--seed", seed) for seed in range(1, 6)]
        self.assertEqual(len({str(day) for day in seen}), 5)
        for people in seen:
            ratio = people[2, "local"] / 7000
            self.assertLess(abs(ratio - 1), 0.45)
            # Classes of a day differ by chance alone, and cars follow the people.
            self.assertLess(abs(people[2, "visitor"] / 2500 - ratio), 5 * (1 / 7000 + 1 / 2500) ** 0.5)
            self.assertLess(abs(people[2, "car"] - 0.2 * (people[2, "local"] + people[2, "visitor"] + people.get((2, "rare"), 0))), 1)

    def test_people_come_at_the_hours_of_their_day(self):
        profile = '{by day: {Saturday: {"09:00-10:00": 1}, otherwise: {"07:00-08:00": 1}}}'
        yaml = port(f"{{day: {{total: {{{PEOPLE}, profile: {profile}}}, direction: in, route: way}}}}",
                    "{kind: counter, servers: 9000, service: 1 s}", way="[desk, leave]")
        self.assertEqual(self.people(yaml), self.TOTALS)
        tables, _ = self.result(yaml)
        hours = sorted({int(row["from_s"]) // 3600 for row in tables["wait_sums"]})
        self.assertEqual(hours, [7, 24 + 9, 48 + 7])

    def test_groups_are_a_share_of_their_class(self):
        yaml = port(f"""
  day: {{total: {{{PEOPLE}, profile: {ALL_DAY}}}, direction: in, route: way}}
  tours: {{groups: {{of: day, class: visitor, share: 40%, size: 30, profile: {ALL_DAY}, spread: 0 s}}, direction: in,
          route: way}}""", DESK)
        self.assertEqual(self.people(yaml), self.TOTALS)
        tables, _ = self.result(yaml)
        tours = [int(row["generated"]) for row in tables["flows"] if row["source"] == 1 and row["generated"] > 0]
        self.assertEqual(tours, [60 + 990])  # of 49.2 and 1,000: the nearest numbers of thirties
        self.assertIn("both 'number' and 'share'", self.wrong(yaml, "demand.tours.groups.number=3"))
        self.assertIn("neither 'number' nor 'share' of groups", self.wrong(yaml.replace("share: 40%, ", "")))
        self.assertIn("'tours' may take 150 persons out of 'day', which has 123 of that class on 2024-10-18; expected "
                      "fewer or smaller groups, or 'share' in the place of 'number'",
                      self.wrong(yaml.replace("share: 40%", "number: 5")))

    def test_vehicles_take_their_people_out_of_the_days(self):
        yaml = port(f"""
  day: {{total: {{{PEOPLE}, profile: {ALL_DAY}}}, direction: in, route: way}}
  cars: {{total: {{people: {{car: 1}}, profile: {ALL_DAY}}}, carries: {{number: {{1: 40%, 3: 60%}}, of: day, share: 44%}},
         direction: in, route: drive}}
  coaches: {{total: {{people: {{coach: 1}}, profile: {ALL_DAY}}}, carries: {{number: 35, of: day, share: 45%}},
            direction: in, route: drive}}
  tours: {{groups: {{of: day, class: visitor, share: 10%, size: 10, profile: {ALL_DAY}, spread: 0 s}}, direction: in,
          route: way}}""", DESK)
        # 524 x 44% / 2.2 = 104.8 cars and 524 x 45% / 35 = 6.7 coaches; 52 and 9,503 people likewise.
        self.assertEqual(self.people(yaml), {**self.TOTALS, (0, "car"): 105, (1, "car"): 10, (2, "car"): 1901,
                                             (0, "coach"): 7, (1, "coach"): 1, (2, "coach"): 122})
        tables, names = self.result(yaml)
        # All classes ride alike, but for those in groups: 12 of 123 and 250 of 2,500 visitors.
        visitor = names["classes"].index("visitor")
        riding = sum(int(row["generated"]) for row in tables["flows"] if row["traveller_class"] == visitor
                     and row["source"] in (0, 1))
        share = (2016 * 2.2 + 130 * 35) / (10079 - 260)
        self.assertLess(abs(riding / 2363 - share), 4 * (share * (1 - share) / 2363) ** 0.5)
        self.assertIn("vehicles of 'cars' carry 9900 of 'day' on average, which has 524 on 2024-10-18; expected fewer "
                      "vehicles, or 'share', from which their number follows",
                      self.wrong(yaml.replace("of: day, share: 44%", "of: day").replace("{car: 1}", "{car: 4500}")))
        self.assertIn("people in vehicles of 'cars' are taken out of 'dya', which is no source of people on foot; expected "
                      "the name of another source; did you mean 'day'?", self.wrong(yaml.replace("of: day, share: 44%", "of: dya, share: 44%")))
        self.assertIn("which is no source of people on foot", self.wrong(yaml.replace("of: day, share: 44%", "of: coaches, share: 44%")))
        self.assertIn("both 'mix' and 'of'", self.wrong(yaml, "demand.cars.carries.mix={local: 1}"))
        self.assertIn("neither 'mix' nor 'of' says who is aboard", self.wrong(yaml.replace("of: day, share: 44%", "lodged: 1 h")))

    def test_demand_is_scaled_and_grows(self):
        yaml = port(f"""
  scale: 200%
  growth: {{per year: 50%, from: 2023}}
  day: {{total: {{{PEOPLE}, profile: {ALL_DAY}}}, direction: in, route: way}}""", DESK)
        self.assertEqual(self.people(yaml), {of: 3 * n for of, n in self.TOTALS.items()})
        self.assertEqual(self.people(yaml, "--set", "demand.scale={by day: {Sunday: 100%, otherwise: 200%}}")[2, "local"], 10500)
        self.assertIn("'per year' is '3'", self.wrong(yaml, "demand.growth.per year=3"))
        self.assertIn("unknown key 'form' of a growth", self.wrong(yaml.replace("from: 2023", "form: 2023")))

    def test_one_date_may_have_anything_by_kind(self):
        yaml = port(TWO_AT_EIGHT, "{kind: counter, servers: {by day: {Saturday: 6, Sunday: 9, Long Day: 5, 2024-10-22: 3, "
                    "otherwise: 4}}, service: 10 min}", way="[desk, leave]", dates="date: 2024-10-20")

        def servers(date):
            file = self.run_to("r.h5", self.write("port.yaml", yaml), "--force", "--set", f"date={date}")
            with h5py.File(file) as result:
                return [int(row["servers"]) for row in result["directory/stations"] if row["name"] == b"p/desk"][0]
        self.assertEqual([servers(f"2024-10-{d}") for d in (20, 26, 22, 28, 23)], [9, 6, 3, 5, 4])

    def test_what_is_wrong(self):
        def wrong(servers, dates="date: 2024-10-20"):
            return self.wrong(port(TWO_AT_EIGHT, f"{{kind: counter, servers: {servers}, service: 10 min}}", way="[desk, leave]",
                                   dates=dates))
        self.assertIn("'Saterday' is no kind of day; expected a kind such as working day, Saturday, last day; a festival such "
                      "as Good Friday; a date; or 'otherwise' ('crossflow calendar' prints which kinds a date is); did you "
                      "mean 'Saturday'?", wrong("{by day: {Saterday: 6, otherwise: 4}}"))
        self.assertIn("nothing is said here of 2024-10-20; expected Sunday, or 'otherwise'", wrong("{by day: {Saturday: 6}}"))
        self.assertIn("'note' stands beside 'by day'; expected it inside of each kind of day",
                      wrong("{by day: {otherwise: 6}, note: x}"))
        self.assertIn("'by day' is '6'; expected kinds of day such as {Saturday: ..., otherwise: ...}", wrong("{by day: 6}"))
        self.assertIn("the date 2025-10-20 is not in the calendar; expected from 2024-10-01 to 2024-10-31",
                      wrong("{by day: {2025-10-20: 5, otherwise: 6}}"))
        self.assertIn("'servers' is 'x'; expected a whole number, from 1 to 50,000", wrong("{by day: {otherwise: x}}"))
        self.assertIn("port.yaml:4:11: the calendar knows nothing of 2024-11-20, a date of the scenario; expected dates from "
                      "2024-10-01 to 2024-10-31", wrong("{by day: {otherwise: 6}}", "date: 2024-11-20"))
        self.assertIn("'stations.desk.servers' is another one on 2024-10-26 (Saturday) than on 2024-10-25 (otherwise), but "
                      "stands for all days of a run; expected days of one kind; in a run of several kinds only totals, "
                      "profiles, tour groups, servers open by plan and shifts follow the days",
                      wrong("{by day: {Saturday: 6, otherwise: 4}}", "date: 2024-10-25\ndays: 2"))
        self.assertIn("'date' cannot hang on the kind of day; expected one value",
                      wrong("{by day: {otherwise: 6}}", "date: {by day: {otherwise: 2024-10-20}}"))
        self.assertIn("values hang on the kind of day ('by day'), and no calendar says which kinds a date is; expected the "
                      "key 'calendar', such as calendar: data/holidays.csv",
                      self.wrong(port(TWO_AT_EIGHT, "{kind: counter, servers: {by day: {otherwise: 6}}, service: 1 s}")
                                 .replace("calendar: holidays.csv\n", "")))
        self.write("holidays.csv", HOLIDAYS.replace("off,National", "of,National"))
        self.assertIn("holidays.csv:2:22: 'of' in the column 'day'; expected 'off', 'work' or 'named'; did you mean 'off'?",
                      wrong("{by day: {otherwise: 6}}"))

    def test_titles_follow_the_dates(self):
        for dates, said in (("date: 2024-10-20", "A port, Sunday 20 October 2024"),
                            ("date: 2024-10-01\ndays: 7", "A port, 1 to 7 October 2024"),
                            ("date: 2024-09-28\ndays: 7", "A port, 28 September to 4 October 2024"),
                            ("date: 2023-12-30\ndays: 3", "A port, 30 December 2023 to 1 January 2024")):
            page = self.crossflow("run", self.write("port.yaml", port(TWO_AT_EIGHT, DESK, way="[desk, leave]", dates=dates)),
                                  "-o", "title.h5", "--force")
            self.assertEqual(page.splitlines()[0], said)

if __name__ == "__main__":
    unittest.main()
