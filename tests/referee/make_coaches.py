"""Ports of coaches, made at random: people get off, go through halls and counters, and get on again."""
from make_vehicles import VehicleMaker


class CoachMaker(VehicleMaker):
    def set_down(self):
        keys = {"kind": "coach-set-down", "servers": self.between(1, 2)}
        if self.chance(70):
            keys["alight"] = self.by_class(lambda: self.time(1, 2))
        if self.chance(30):
            keys["doors"] = 2
        if self.chance(25):
            keys["paces"] = [self.pick("50%", "100%", "200%") for _ in range(keys["servers"])]
        if self.chance(25):
            keys["queue"] = {"space": "1 persons"}
        return keys

    def pick_up(self):
        keys = {"kind": "coach-pick-up", "servers": self.between(1, 2)}
        if self.chance(70):
            keys["board"] = self.by_class(lambda: self.time(1, 2))
        if self.chance(70):
            keys["grace"] = self.time(5, 40)
        return keys

    def port(self, name):
        stations = {"set-down": self.set_down()}
        on_foot, driving = [], []
        for i in range(self.between(1, 3)):
            kind = self.pick("hall", "counter", "counter", "e-channel")
            on_foot.append(f"{kind} {i + 1}")
            stations[on_foot[-1]] = self.hall() if kind == "hall" else self.desks(kind)
        for i in range(self.between(0, 2)):
            kind = self.pick("road", "kiosks")
            driving.append(f"{kind} {i + 4}")
            stations[driving[-1]] = self.road() if kind == "road" else self.kiosks()
        end = ["leave"]
        if self.chance(75):
            stations["pick-up"] = self.pick_up()
            end = ["pick-up"] + ["exit"] * self.chance(30) + end
            if "exit" in end:
                stations["exit"] = self.pick(self.road, self.kiosks)()
        before = ["approach"] * self.chance(30)
        if before:
            stations["approach"] = self.road()
        people = {"class": ["local", "guest"], "to": on_foot}
        parted = {"choose": [people, {"to": driving}]} if driving else people
        source = {"recorded": {"table": f"{name}-0.csv"}, "route": "way 0", "direction": "in"}
        self.tables[f"{name}-0.csv"] = [[self.arrival(470, 590), self.pick("car", "lorry"), 1]
                                        for _ in range(self.between(1, 8))]
        source["carries"] = {"number": self.between(1, 6), "mix": {"local": 1, "guest": self.pick(0, 1, 2)}}
        port = {"demand": {"coaches": source}, "stations": stations,
                "routes": {"way 0": before + ["set-down", parted] + end}}
        self.add_hours(port)
        return port
