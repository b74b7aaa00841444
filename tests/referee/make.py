"""Makes small ports at random, as scenarios. A seed always makes the same port."""
import random

CLASSES = {"local": {}, "guest": {}, "car": {"kind": "vehicle", "length": "5 m"},
           "lorry": {"kind": "vehicle", "length": "12 m"}}


def renamed(thing, names):
    """The same with other names, wherever they stand."""
    if isinstance(thing, dict):
        return {names.get(key, key): renamed(value, names) for key, value in thing.items()}
    if isinstance(thing, list):
        return [renamed(item, names) for item in thing]
    return names.get(thing, thing) if isinstance(thing, str) else thing


class Maker:
    def __init__(self, seed, days=1):
        self.days = days
        self.random = random.Random(seed)
        self.by_night = self.chance(20)  # what is else said of 08:00 and the like is said of nine hours before
        self.round = self.chance(60)  # all on round minutes, so that much happens at one instant
        self.tables = {}

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def between(self, least, most):
        return self.random.randint(least, most)

    def pick(self, *things):
        return self.random.choice(things)

    def with_other_names(self, port):
        """So that the order by name is no longer that in which they were made, nor that in which people meet them."""
        named = [name for keys in ("stations", "demand", "routes", "dog teams", "officers") for name in port.get(keys, {})]
        return renamed(port, {name: f"{self.pick(*'abcd')} {name}" for name in named})

    # --- quantities

    def time(self, least, most):
        """A duration in minutes."""
        if self.round:
            return f"{self.between(least, most)} min"
        return f"{1600 * self.between(least * 37_500, most * 37_500)} us"  # so that paces leave no halves

    def clock(self, least, most):
        """A time of day, in minutes after midnight."""
        minutes = self.between(least, most)
        if self.round:
            minutes -= minutes % 5
        return self.hour(minutes)

    def hour(self, minutes):
        minutes = (minutes - 540 * self.by_night) % 1440
        return f"{minutes // 60:02}:{minutes % 60:02}"

    def arrival(self, least, most):
        seconds = self.between(least * 60, most * 60) + self.between(0, self.days - 1) * 86_400
        if self.by_night:  # from 22:50 in the night before the first date on
            seconds = max(0, seconds - 9 * 3600)
        if self.round:
            seconds -= seconds % self.pick(60, 300)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    def by_class(self, value):
        if self.chance(30):
            return {"local": value(), "otherwise": value()}
        return value()

    # --- stations

    def hall(self):
        keys = {"kind": "hall", "walk": {"distance": f"{self.between(1, 6) * 60} m", "speed": "1 m/s"}}
        if not self.round:
            keys["walk"]["speed"] = self.pick("0.8 m/s", "1.25 m/s", "1.6 m/s")
        if self.chance(40):
            keys["space"] = f"{self.between(1, 6)} persons"
        return keys

    def desks(self, kind):
        servers = self.between(1, 3)
        keys = {"kind": kind, "servers": servers, "service": self.by_class(lambda: self.time(1, 8))}
        queue = {}
        if self.chance(30):
            queue["shape"] = "one per server"
        if self.chance(40):
            queue["space"] = f"{self.between(0, 5)} persons"
        if self.chance(25):
            queue["first"] = [{"class": self.pick("local", "guest")}]
        if self.chance(15):
            queue["balking"] = {"over": f"{self.between(0, 6)} persons"}
        if self.chance(25):
            queue["patience"] = self.by_class(lambda: self.time(3, 30))
        if queue:
            keys["queue"] = queue
        if self.chance(40):
            keys["open"] = {self.clock(480 + 60 * i, 540 + 60 * i): self.between(0, servers)
                            for i in range(self.between(1, 3))}
        if self.chance(15):
            keys["hours"] = f"{self.clock(450, 520)}-{self.clock(560, 700)}"
        if self.chance(10):
            keys["breakdowns"] = {"every": self.time(20, 120), "repair": self.time(2, 15)}
        if self.chance(20):
            keys["paces"] = [self.pick("50%", "100%", "200%", "150%") for _ in range(servers)]
        if self.chance(15):
            until = self.between(526, 600) + 900 * self.by_night
            keys["outage"] = {"from": self.clock(480, 520), "until": f"{until // 60:02}:{until % 60:02}", "pace": "200%"}
            if self.chance(50):
                keys["outage"]["every day"] = "yes"
        return keys

    def add_posts(self, port):
        """Officers for some stations, in one pool or two."""
        pools = ["pool 1", "pool 2"][:self.pick(1, 1, 2)]
        names = [name for name, keys in port["stations"].items() if "servers" in keys and self.chance(80)]
        for name in names:
            keys = port["stations"][name]
            post = {"skill": self.pick(*pools)}
            if self.chance(30):
                post["servers"] = self.between(1, keys["servers"])
            if self.chance(10):
                post["officers"] = 2
            if self.chance(60):
                post["hall"] = self.pick("north", "south")
            if self.chance(30):
                post["rank"] = self.between(3, 6)
            if self.chance(15):
                post["opens in"] = self.time(1, 5)
            if self.chance(15):
                post["handover"] = self.time(1, 3)
            one_line = "shape" not in keys.get("queue", {})  # where who is broken off then stands is not said for several
            post["at shift end"] = self.pick("finish", "hand over", *["stop"] * one_line)
            if self.chance(15):
                post["last start"] = self.time(1, 6)
            keys["post"] = post
        if not names:
            return
        needed = {name: port["stations"][name]["post"]["skill"] for name in names}
        port["officers"] = {}
        for pool in sorted(set(needed.values())):
            skills = sorted(set(needed.values())) if self.chance(30) else [pool]
            theirs = [name for name in names if needed[name] in skills]
            shifts = {f"shift {i}": self.shift(theirs) for i in range(self.between(1, 3))}
            port["officers"][pool] = {"skills": skills, "shifts": shifts}
        halls = {port["stations"][name]["post"].get("hall") for name in names}
        if {"north", "south"} <= halls:
            port["officers walk"] = [{"between": ["north", "south"], "takes": self.time(1, 6)}]

    def shift(self, names):
        step = 5 if self.round else 1

        def clock(minutes):
            """Past midnight if they come before it."""
            minutes -= 540 * self.by_night
            minutes += 1440 * (begin < 540 and self.by_night)
            return f"{minutes // 60:02}:{minutes % 60:02}"

        begin, length = self.between(94, 115) * 5 // step * step, self.between(20, 150) // step * step
        keys = {"from": clock(begin), "until": clock(begin + length), "officers": self.between(1, 3)}
        free = begin  # from then on all are there, and nobody is on a break
        if keys["officers"] > 1 and self.chance(30):
            stagger = self.between(1, 4) * step
            keys |= {"groups": 2, "stagger": f"{stagger} min"}
            free += stagger
        breaks = []
        for _ in range(self.pick(0, 1, 1, 2)):
            takes = self.between(1, 4) * step
            groups = self.between(1, min(2, keys["officers"]))
            last = begin + length - groups * takes
            if free > last:
                break
            at = self.between(free // step, last // step) * step
            if at < free:
                break
            breaks.append({"at": clock(at), "takes": f"{takes} min", "groups": groups})
            free = at + groups * takes
        if breaks:
            keys["breaks"] = breaks
        if self.chance(20):
            keys["at"] = self.pick(*names)
        return keys

    def timetable(self):
        """The people of each class would come in a time between two trains that is theirs alone."""
        clock = self.hour
        at = self.between(470, 500)
        step, later = self.between(4, 15), self.between(3, 15)
        changes = at + step * self.between(1, 3)
        trains = [at]
        while len(trains) < 6:
            trains.append(trains[-1] + (step if trains[-1] < changes else later))
        if self.chance(50):
            keys = {"first": clock(trains[0]), "last": clock(trains[-1] + self.between(0, 2)),
                    "every": {"00:00": f"{step} min", clock(changes): f"{later} min"}}
        else:
            keys = {"times": [clock(train) for train in trains]}
        gaps = self.random.sample(range(5), 2)
        keys["people"] = {"local": self.between(1, 12), "guest": self.between(1, 12)}
        keys["profile"] = {cls: {f"{clock(trains[gap] + 1)}-{clock(trains[gap + 1] - 1)}": "100%"}
                           for cls, gap in zip(("local", "guest"), gaps)}
        if self.chance(60):
            keys["capacity"] = f"{self.between(1, 8)} persons"
        if self.chance(40):
            keys["spread"] = self.time(1, 4)
        return {"timetable": keys}

    def people(self, name):
        if self.chance(15) and not self.by_night:
            return self.timetable()
        rows = [[self.arrival(470, 590), self.pick("local", "guest"), self.pick(1, 1, 1, 2, 3)]
                for _ in range(self.between(2, 25))]
        self.tables[name] = rows
        return {"recorded": {"table": name}}

    def port(self, name):
        stations = {}
        for i in range(self.between(1, 4)):
            kind = self.pick("hall", "counter", "counter", "counter", "e-channel", "search")
            stations[f"{kind} {i + 1}"] = self.hall() if kind == "hall" else self.desks(kind)
        names = list(stations)
        for station in list(stations):
            if stations[station]["kind"] == "e-channel" and self.chance(40):
                stations[station]["fails"] = {"share": "100%", "to": "desk for failed"}
                stations["desk for failed"] = self.desks("counter")
        demand = {}
        routes = {}
        for i in range(self.pick(1, 1, 2)):
            steps = [name for name in names if self.chance(80)] or names[:1]
            if len(steps) > 1 and self.chance(20):
                cut = self.between(0, len(steps) - 2)
                steps[cut:cut + 2] = [{"choose": [{"class": "local", "to": steps[cut]}, {"to": steps[cut + 1]}]}]
            banks = [name for name in names if stations[name]["kind"] != "hall"]
            if len(banks) > 1 and self.chance(15):
                steps.append({"shortest of": banks[:2]})
            routes[f"way {i}"] = steps + ["leave"]
            source = self.people(f"{name}-{i}.csv")
            if self.chance(15):
                source["maximum flow"] = self.pick("30 persons/h", "60 persons/h", "120 persons/h")
            demand[f"people {i}"] = source | {"route": f"way {i}", "direction": "in"}
        port = {"demand": demand, "stations": stations, "routes": routes}
        if self.chance(50):
            self.add_posts(port)
        self.add_hours(port)
        return port

    def add_hours(self, port):
        if self.chance(50):
            trains = any("timetable" in source for source in port["demand"].values())  # who come while it is open
            port["hours"] = f"{self.clock(470, 510)}-{self.clock(610, 660) if trains else self.clock(540, 600)}"
            port["at closing"] = self.pick("clear those inside", "turn back the queue", "extend until empty")
