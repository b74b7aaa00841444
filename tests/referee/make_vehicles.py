"""Ports of vehicles, made at random: roads and kiosk lanes."""
from make import Maker


class VehicleMaker(Maker):
    def road(self):
        keys = {"kind": "road", "length": f"{self.between(1, 8) * 15} m", "speed": self.pick("0.25 m/s", "0.5 m/s", "1 m/s")}
        if self.chance(40):
            keys["lanes"] = 2
        if self.chance(50):
            keys["gap"] = self.pick("1 m", "2.5 m", "3 m")
        keys["headway"] = self.pick("0 s", "30 s", "1 min") if self.round else self.pick("2 s", "17 s")
        return keys

    def kiosks(self):
        keys = self.desks("kiosk-lanes")
        queue = keys.get("queue", {})
        queue.pop("space", None)
        queue.pop("shape", None)
        if self.chance(60):
            keys["length"] = f"{self.between(3, 30)} m"
        if self.chance(30):
            keys["gap"] = self.pick("1 m", "3 m")
        if self.chance(70):
            keys["move up"] = self.pick("0 s", "1 min") if self.round else self.pick("5 s", "20 s")
        if self.chance(30):
            keys["queue"] = queue | {"first": [{"class": self.pick("car", "lorry")}]}
        keys["service"] = self.by_vehicle()
        return keys

    def by_vehicle(self):
        times = {"car": self.time(1, 4), "otherwise": self.time(1, 6)}
        if self.chance(40):
            times[self.pick("local", "guest")] = self.time(1, 2)
        return times if self.chance(50) else self.time(1, 5)

    def vehicles(self, name):
        rows = [[self.arrival(470, 590), self.pick("car", "car", "lorry"), 1] for _ in range(self.between(2, 25))]
        self.tables[name] = rows
        source = {"recorded": {"table": name}}
        if self.chance(50):
            source["carries"] = {"number": self.between(1, 3), "mix": {"local": 1, "guest": self.pick(0, 1)}}
        return source

    def port(self, name):
        stations = {}
        for i in range(self.between(1, 4)):
            kind = self.pick("road", "kiosks")
            stations[f"{kind} {i + 1}"] = self.road() if kind == "road" else self.kiosks()
        port = {"demand": {}, "stations": stations, "routes": {}}
        banks = [name for name in stations if "kiosks" in name]
        for i in range(self.pick(1, 1, 2)):
            steps = [name for name in stations if self.chance(85)] or list(stations)[:1]
            if len(steps) > 1 and self.chance(20):
                cut = self.between(0, len(steps) - 2)
                steps[cut:cut + 2] = [{"choose": [{"class": "car", "to": steps[cut]}, {"to": steps[cut + 1]}]}]
            if len(banks) > 1 and self.chance(15):
                steps.append({"shortest of": banks[:2]})
            port["routes"][f"way {i}"] = steps + ["leave"]
            port["demand"][f"people {i}"] = self.vehicles(f"{name}-{i}.csv") | {"route": f"way {i}", "direction": "in"}
        if banks and self.chance(40):
            self.add_posts(port)
            for station in banks:  # where who is broken off then stands is not said for several lines
                if stations[station].get("post", {}).get("at shift end") == "stop":
                    stations[station]["post"]["at shift end"] = "finish"
        self.add_hours(port)
        return port
