"""Kiosk lanes and roads: docs/kinds/kiosk-lanes.md, docs/kinds/road.md, and docs/model.md, "Vehicles"."""
from people import TIME
from places import Bank, Place
from words import by_class, duration, metres, speed


class Lane:
    """A lane of a road: those on it, the first of them foremost."""

    def __init__(self):
        self.vehicles = []
        self.at_end = []  # of these
        self.next_exit = 0


class Takes:
    """What a vehicle takes of a lane: its length and the gap to the next."""

    def takes(self, company):
        return metres(self.port.classes[company.cls]["length"]) + metres(self.keys.get("gap", "2 m"))

    def has_space(self, company, others, length):
        """Whether there is room behind these; an empty lane takes any."""
        return not others or sum(map(self.takes, others)) + self.takes(company) <= length


class Road(Takes, Place):
    def __init__(self, port, name, keys):
        super().__init__(port, name, keys)
        self.length = metres(keys["length"])
        self.drive = round(self.length / speed(keys.get("speed", "30 km/h")))
        self.headway = duration(keys.get("headway", "2 s"))
        self.lanes = [Lane() for _ in range(int(keys.get("lanes", 1)))]

    def roomiest(self):
        return min(self.lanes, key=lambda lane: sum(map(self.takes, lane.vehicles)))  # of equals the first

    def lane_of(self, company):
        return next(lane for lane in self.lanes if company in lane.vehicles)

    def has_room(self, company):
        return self.has_space(company, self.roomiest().vehicles, self.length)

    def take(self, company):
        self.roomiest().vehicles.append(company)
        company.tell("started", self.name)
        company.wake_at(self.clock.now + self.drive, TIME)

    def visit(self, company):
        yield
        company.tell("ended", self.name)
        lane = self.lane_of(company)
        lane.at_end.append(company)
        while lane.vehicles[0] is not company or self.clock.now < lane.next_exit:
            if lane.vehicles[0] is company:
                company.wake_at(lane.next_exit, TIME)
            yield

    def leave(self, company, _):
        lane = self.lane_of(company)
        lane.vehicles.remove(company)
        lane.at_end.remove(company)
        lane.next_exit = self.clock.now + self.headway
        if lane.vehicles and lane.vehicles[0] in lane.at_end:
            lane.vehicles[0].wake_at(lane.next_exit, TIME)
        self.let_in()


class VehicleBank(Bank):
    """A vehicle is one, whoever is aboard; of these only those whose class is named add to the time."""

    time_key = "service"

    def units(self, company):
        return 1

    def needs(self, company):
        service = self.keys[self.time_key]
        vehicle, *aboard = company.members
        times = [by_class(service, vehicle.cls)]
        times += [service.get(person.cls) for person in aboard] if isinstance(service, dict) else []
        return [duration(time) for time in times if time]


class Lanes(Takes, VehicleBank):
    """A lane for each kiosk."""

    def __init__(self, port, name, keys):
        super().__init__(port, name, keys)
        self.line_each = True
        self.lines = [[] for _ in self.servers]
        self.lane = metres(keys["length"]) if "length" in keys else float("inf")
        self.move_up = duration(keys.get("move up", "10 s"))

    def in_lane(self, server):
        """Also those who will choose another lane, while they have not."""
        waiting = [c for c in self.nowhere if self.choosing and c.lane == server.number]
        return self.lines[server.number] + waiting + server.guests

    def fits(self, company, server):
        return self.has_space(company, self.in_lane(server), self.lane)

    def length(self, server):
        return len(self.in_lane(server))

    def stand_in_line(self, company):
        if self.is_open():
            company.lane = self.shortest(company)
        super().stand_in_line(company)

    def has_room(self, company):
        return self.lane == float("inf") or any(s.open and self.fits(company, s) for s in self.servers)

    def shortest(self, company):
        servers = [s for s in self.servers if s.open]
        return min(servers, key=lambda s: (not self.fits(company, s), self.length(s), s.number)).number

    def take(self, company):
        company.drives_up, company.lane = not company.was_held, 0
        super().take(company)
        company.drives_up = False

    def comes_up(self, company):
        return 0 if company.drives_up else self.move_up
