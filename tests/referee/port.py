"""A port: its doors, its hours and its ways, as docs/model.md says. `simulate` tells what happens to everybody."""
from people import COMING, PLAN, SETTLE, SHUT, Clock, Company, Person
from places import FAILED, GAVE_UP, BALKED, Bank, Hall
from vehicles import Lanes, Road, VehicleBank
from dogs import DogBays, Team
from coaches import LEFT_BEHIND, PARTED, PickUp, SetDown
from officers import DutyRoom
from words import DAY, UNITS, as_list, count, hours, speed

NEVER = float("inf")
PLACES = {"hall": Hall, "corridor": Hall, "green-channel": Hall, "kiosk-lanes": Lanes, "road": Road, "vehicle-search": VehicleBank,
          "coach-set-down": SetDown, "coach-pick-up": PickUp, "dog-search": DogBays}


class Door:
    """Where the people of one source come in, one after the other; the line outside has no end."""

    def __init__(self, port, name, keys):
        self.port, self.name, self.keys = port, name, keys
        self.line = []  # the first may stand in the door
        flow = keys.get("maximum flow")
        self.in_door = []  # those of the line who stand in the door
        self.spacing = round(UNITS["h"] / count(flow.replace("/h", ""))) if flow else 0
        self.next_entry = 0

    def may_come_in(self, company):
        if not self.port.open:
            return False
        if self.in_door:
            return company in self.in_door
        return self.line[0] is company and self.port.clock.now >= self.next_entry

    def pass_through(self, company, place):
        """Waits outside if need be. A party that parts at the first place comes to the door as one."""
        if company not in self.line:
            self.line.append(company)
            company.waits_as = self.port.next_waiting()
        outside = company in self.in_door
        while True:
            if not self.may_come_in(company) and not outside:
                company.tell("joined", self.name)
                self.call()
            while not self.may_come_in(company):
                yield
            if company not in self.in_door:
                self.next_entry = self.port.clock.now + self.spacing * company.size
                self.in_door = company.part() if place.parts else [company]
                self.line[0:1] = self.in_door
                if place.parts:
                    for part in list(self.in_door):
                        part.begin(self.port.way_in(part, self, place))
                    return
            if (yield from place.enter(company)):
                break
            outside = False
            self.in_door = []
        self.line.remove(company)
        self.in_door.remove(company)
        self.call()
        if self.port.extended:
            self.port.closes()

    def call(self):
        """The first in line may be able to come in."""
        clock = self.port.clock
        if not self.line or self.in_door:
            return
        first = self.line[0]

        def look():
            if self.line and self.line[0] is first and not first.held_by and first.place is None:
                first.wake(None)

        clock.at(max(clock.now, self.next_entry), look)

    def waits_since(self):
        return self.line[0].waits_as if self.line else 0

    def settle(self):
        self.call()


class Port:
    def __init__(self, scenario, port, name, got_off):
        self.got_off = got_off
        self.clock = Clock()
        self.days = int(scenario.get("days", 1))
        self.classes = scenario["classes"]
        self.routes = port["routes"]
        self.open = False
        self.at_closing = port.get("at closing", "clear those inside")
        self.hours = hours(port.get("hours", "00:00-24:00"))
        self.places = {}
        for station, keys in port["stations"].items():
            self.places[station] = PLACES.get(keys["kind"], Bank)(self, station, keys)
        self.doors = {source: Door(self, source, keys) for source, keys in port["demand"].items()}
        self.inside = []
        self.extended = self.turns_back = False
        self.acting, self.with_room, self.waits = False, [], 0
        self.duty_room = DutyRoom(self, port) if "officers" in port else None
        walking = speed(scenario["dogs"]["walking speed"])
        self.teams = [Team(self, team, keys, walking) for team, keys in sorted(port.get("dog teams", {}).items())]
        for bays in self.dog_bays():
            bays.add_teams(self.teams)

    def dog_bays(self):
        return [self.places[name] for name in sorted(self.places) if isinstance(self.places[name], DogBays)]

    # --- opening and closing

    def begin(self):
        self.open = self.hours == (0, DAY)  # such a port has no doors to shut
        for begin, end in [] if self.open else self.each_date(self.hours):
            self.clock.at(begin, self.opens, PLAN)
            self.clock.at(end, self.closes, SHUT)
        for place in self.places.values():
            if isinstance(place, Bank):
                place.begin()
        if self.duty_room:
            self.duty_room.begin()
        for team in self.teams:
            team.begin()

    def each_date(self, opening):
        """When opening hours begin and end: on each date, and in the night before the first."""
        begin, end = opening
        return [(max(0, day * DAY + begin), day * DAY + end) for day in range(-1, self.days) if day * DAY + end > 0]

    def opens(self):
        self.open = True
        self.extended = self.turns_back = False
        for door in self.doors.values():
            self.opened(door)

    def closes(self):
        if any(self.clock.now == begin for begin, _ in self.each_date(self.hours)):
            return  # it opens again at once
        self.extended = self.at_closing == "extend until empty" and any(door.line for door in self.doors.values())
        if self.extended:
            return
        self.open = False
        self.acting = True
        for place in self.places.values():
            place.shut_out()
        self.turns_back = self.at_closing == "turn back the queue"
        if self.turns_back:
            unchecked = [c for c in self.inside if not c.checked and not c.served]
            for company in [c for c in unchecked if not c.held_by and isinstance(c.place, Bank)]:
                self.turn_back(company)
            for company in sorted((c for c in unchecked if isinstance(c.held_by, Bank)), key=lambda c: c.waits_as):
                self.turn_back(company)
        self.acting = False

    # --- what opens, or is freed

    def acts(self):
        """Whether this is done by the clock or by somebody who decides. What it opens takes nobody before all is done."""
        return self.acting or bool(self.with_room) or self.clock.group < SETTLE

    def opened(self, place):
        if not self.with_room:
            self.clock.at(self.clock.now, self.settle, SETTLE)
        if place not in self.with_room:
            self.with_room.append(place)

    def next_waiting(self):
        self.waits += 1
        return self.waits

    def settle(self):
        """First where somebody has waited longest."""
        places, self.with_room = self.with_room, []
        for place in sorted(places, key=lambda place: place.waits_since()):
            place.settle()

    def turn_back(self, company):
        company.process.close()
        if company.held_by:
            company.held_by.held.remove(company)
            company.held_by.let_in()
        self.goes(company, "turned back")

    # --- ways

    def goes_on_foot(self, company):
        return "kind" not in self.classes[company.cls]

    def in_order_of_getting_off(self, people):
        """The order of classes is drawn, and taken from the other side; those of one class keep theirs."""
        drawn = sorted(people, key=lambda c: self.got_off.get(c.members[0].key, NEVER))
        of_class = {cls: [c for c in people if c.cls == cls] for cls in self.classes}
        return [of_class[company.cls].pop(0) for company in drawn]

    def come(self, source, members):
        company = Company(self.clock, members)
        company.steps = list(self.routes[self.doors[source].keys["route"]])
        company.tell("arrived", source)
        place = self.next_place(company)
        company.begin(self.way_in(company, self.doors[source], place))

    def way_in(self, company, door, place):
        yield from door.pass_through(company, place)
        if company.place is None:
            return  # it has parted
        self.inside.append(company)
        yield from self.way(company, place)

    def way(self, company, place, visit=None):
        """From having come into a place until it leaves the port."""
        while True:
            outcome = yield from visit or place.visit(company)
            visit = None
            if outcome == PARTED:
                return
            if outcome in (BALKED, GAVE_UP, LEFT_BEHIND):
                break
            if outcome == FAILED:
                for person in company.members:
                    person.failed_at = {place.name}  # the last counts
                place = self.places[place.keys["fails"]["to"]] if "fails" in place.keys else self.next_place(company)
            else:
                place = self.next_place(company)
            if place is None:
                outcome = "left"
                break
            if self.turns_back and not company.checked and isinstance(place, Bank):
                outcome = "turned back"
                break
            if place.parts and company.size > 1:
                self.inside.remove(company)
                for part in company.part():
                    self.inside.append(part)
                    part.begin(self.way_on(part, place))
                return
            yield from place.enter(company)
        self.goes(company, outcome)

    def way_on(self, company, place):
        yield from place.enter(company)
        yield from self.way(company, place)

    def goes(self, company, how):
        company.tell(how)
        self.inside.remove(company)
        if company.place:
            company.place.leave(company, company.server)

    def next_place(self, company):
        """The next station of the route; None where it leaves the port."""
        while True:
            step = company.steps.pop(0)
            if step == "leave":
                return None
            if isinstance(step, str):
                return self.places[step]
            if "visit" in step:
                return self.places[step["visit"]]
            if "shortest of" in step:
                return self.shortest_of([self.places[name] for name in step["shortest of"]])
            rows = step["choose"] if "choose" in step else [step]
            for row in rows:
                if self.meets(company, row):
                    company.steps = as_list(row["to"]) + row.get("then", []) + company.steps
                    break

    def meets(self, company, row):
        if "class" in row and company.cls not in as_list(row["class"]):
            return False
        if "failed at" in row and row["failed at"] not in company.members[0].failed_at:
            return False
        if "open" in row and not any(s.open for s in self.places[row["open"]].servers):
            return False
        if "queue" in row and self.places[row["queue"]].waiting <= count(row["longer than"]):
            return False
        return True

    def shortest_of(self, places):
        def length(place):
            if not any(s.open for s in place.servers):
                return float("inf")
            return place.waiting - len(place.free())

        return min(places, key=length)  # of equals the first that is named


def simulate(scenario, port, name, arrivals, got_off):
    """`arrivals`: (time, source, [(class, number), ...]) in the order in which they come; `got_off`: when each left a
    coach; gives all people."""
    it = Port(scenario, port, name, got_off)
    people = []
    for when, source, members in arrivals:
        party = [Person(source, cls, number) for cls, number in members]
        for person in party:
            person.party = tuple(party)
        people += party
        it.clock.at(when, lambda source=source, party=party: it.come(source, party), COMING)
    it.begin()
    it.clock.run(until=(it.days + 7) * DAY)
    return people
