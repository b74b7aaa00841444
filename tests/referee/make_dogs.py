"""Ports with detector dogs, made at random: vehicles wait for teams that walk to them."""
from make_vehicles import VehicleMaker


class DogMaker(VehicleMaker):
    def bays(self):
        keys = {"kind": "dog-search", "search": self.pick(self.time(1, 10), {"car": self.time(1, 5), "otherwise": self.time(2, 9)}),
                "place": {"at": [f"{self.metres()} m", "0 m"], "size": ["2 m", "2 m"]}}
        if self.chance(50):
            keys["bays"] = self.between(1, 2)
        if self.chance(60):
            keys["longest wait"] = self.time(5, 60)
        if self.chance(30):
            keys["queue"] = {"space": f"{self.between(1, 4)} persons"}
        if self.chance(25):
            keys["queue"] = keys.get("queue", {}) | {"first": [{"class": "lorry"}]}
        return keys

    def metres(self):
        """Walks of whole minutes, or any."""
        return 60 * self.between(0, 4) if self.round else self.between(0, 240)

    def team(self, bays):
        called = [name for name in bays if self.chance(80)] or bays[:1]
        return {"scents": "drugs", "on duty": f"{self.clock(460, 540)}-{self.clock(545, 660)}", "on call at": called,
                "kennel": [f"{self.metres() + 1} m", "1 m"]}

    def port(self, name):
        port = super().port(name)
        bays = [f"dogs {i}" for i in range(self.between(1, 2))]
        for station in bays:
            port["stations"][station] = self.bays()
            for steps in port["routes"].values():
                steps.insert(self.between(0, len(steps) - 1), station)
        if self.chance(50):
            port["stations"]["bay"] = self.desks("vehicle-search")
            for steps in port["routes"].values():
                steps.insert(len(steps) - 1, {"failed at": bays[0], "to": "bay"})
        port["dog teams"] = {f"team {i}": self.team(bays) for i in range(self.between(1, 3))}
        free = set(bays) - {station for team in port["dog teams"].values() for station in team["on call at"]}
        port["dog teams"]["team 0"]["on call at"] += sorted(free)
        return port
