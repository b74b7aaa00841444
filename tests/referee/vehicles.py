"""Places of vehicles: docs/kinds/kiosk-lanes.md, docs/kinds/road.md, docs/kinds/coach.md."""
from people import TIME
from places import Bank, Place
from words import by_class, duration, metres, speed


class KioskLanes(Bank):
    """A lane before each kiosk, with room for so many metres."""

    def __init__(self, port, name, keys):
        super().__init__(port, name, keys)
        self.lines = [[] for _ in self.servers]
        self.metres = metres(keys["length"]) if "length" in keys else None
        self.gap = metres(keys.get("gap", "2 m"))
        self.move_up = duration(keys.get("move up", "10 s"))

    @property
    def waiting(self):
        return sum(len(line) for line in self.lines)

    def in_lane(self, server):
        return self.lines[server.number] + server.guests

    def length(self, server):
        return len(self.in_lane(server))

    def fits(self, company, server):
        if self.metres is None or not self.in_lane(server):
            return True
        takes = sum(self.port.length_of(c) + self.gap for c in self.in_lane(server) + [company])
        return takes <= self.metres

    def has_room(self, company):
        company.held_up = company.held_by is self
        return any(s.open and self.fits(company, s) for s in self.servers)

    def choice(self, company):
        """The shortest of the open lanes with room."""
        servers = [s for s in self.servers if s.open]
        fitting = [s for s in servers if self.fits(company, s)]
        return min(fitting or servers, key=lambda s: (self.length(s), s.number)).number

    def needs(self, company):
        vehicle, *aboard = company.members
        service = self.keys["service"]
        named = [person for person in aboard if isinstance(service, dict) and person.cls in service]
        return [duration(by_class(service, vehicle.cls))] + [duration(service[person.cls]) for person in named]

    def length_of_service(self, company):
        drives_up = company.waited or company.held_up
        return super().length_of_service(company) + (self.move_up if drives_up else 0)


class Road(Place):
    """Lanes in which nobody overtakes. A vehicle leaves when it is the first, the headway is over and there is room."""

    def __init__(self, port, name, keys):
        super().__init__(port, name, keys)
        self.lanes = [[] for _ in range(int(keys.get("lanes", 1)))]
        self.last_left = [None] * len(self.lanes)
        self.metres = metres(keys["length"])
        self.gap = metres(keys.get("gap", "2 m"))
        self.drive = round(self.metres / speed(keys.get("speed", "30 km/h")))
        self.headway = duration(keys.get("headway", "2 s"))

    def taken(self, lane):
        return sum(self.port.length_of(c) + self.gap for c in self.lanes[lane])

    def emptiest(self):
        return min(range(len(self.lanes)), key=lambda lane: (self.taken(lane), lane))

    def has_room(self, company):
        lane = self.emptiest()
        return not self.lanes[lane] or self.taken(lane) + self.port.length_of(company) + self.gap <= self.metres

    def take(self, company):
        company.lane = self.emptiest()
        self.lanes[company.lane].append(company)
        company.tell("started", self.name)
        company.wake_at(self.clock.now + self.drive, TIME)

    def visit(self, company):
        yield
        company.tell("ended", self.name)
        lane = self.lanes[company.lane]
        while lane[0] is not company:
            yield
        last = self.last_left[company.lane]
        if last is not None and last + self.headway > self.clock.now:
            yield from company.until(last + self.headway)

    def leave(self, company):
        lane = self.lanes[company.lane]
        lane.remove(company)
        self.last_left[company.lane] = self.clock.now
        if lane:
            first = lane[0]
            self.clock.soon(lambda: first.stands and lane and lane[0] is first and first.wake(None))
        self.let_in()
