"""Halls and stations with servers: docs/kinds/hall.md, docs/kinds/servers.md."""
from fractions import Fraction
from math import floor, prod

from words import DAY, OverTheDay, as_list, by_class, count, duration, hours, metres, number, speed, time_of_day
from people import PLAN, TIME

SHUT = "the doors are shut"
BALKED, GAVE_UP, FAILED = "balked", "gave up", "failed"  # how a visit may end but by going on


class Place:
    """Somewhere with room for so many. Who finds no room is held where he comes from."""

    def __init__(self, port, name, keys):
        self.port, self.clock, self.name, self.keys = port, port.clock, name, keys
        self.held = []  # companies, in the order in which they were held
        self.looking = False
        self.looks_when_settled = False
        self.parts = False

    def has_room(self, company):
        return True

    def enter(self, company):
        """Goes in as soon as there is room, and leaves where it was. False if doors were shut before it was in."""
        company.was_held = bool(self.held) or not self.has_room(company)
        if company.was_held:
            company.tell("blocked", self.name)
            if company.server:
                company.server.serves_no_longer()
            company.held_by, company.waits_as = self, self.port.next_waiting()
            self.held.append(company)
            while self.held[0] is not company or not self.has_room(company):
                if (yield) == SHUT:
                    return False
            self.held.remove(company)
            company.held_by = None
        before, server = company.place, company.server
        company.place, company.server = self, None
        self.take(company)
        if before:
            before.leave(company, server)
        return True

    def part(self, company, parts):
        """They are in here together and go on one by one."""

    def shut_out(self):
        """Who stands in a door and is held is so no longer; a smaller party behind him may find room."""
        for company in [c for c in self.held if c.place is None]:
            self.held.remove(company)
            company.held_by = None
            company.wake(SHUT)
            self.let_in()

    def let_in(self):
        """There may be room: at this instant, after what is due already, all come in for whom there is."""
        if self.held and not self.looking:
            self.looking = True
            if self.port.acts():
                self.looks_when_settled = True
                self.port.opened(self)
            else:
                self.clock.soon(self.look)

    def waits_since(self):
        return self.held[0].waits_as if self.held else 0

    def settle(self):
        """All has been opened that opens at this instant."""
        if self.looks_when_settled:
            self.looks_when_settled = False
            self.clock.soon(self.look)

    def look(self):
        self.looking = False
        while self.held and self.has_room(self.held[0]):
            self.held[0].wake(None)


class Hall(Place):
    def __init__(self, port, name, keys):
        super().__init__(port, name, keys)
        walk = keys["walk"]
        self.walk = round(metres(walk["distance"]) / speed(walk["speed"]))
        self.space = count(keys["space"]) if "space" in keys else None
        self.inside = 0

    def has_room(self, company):
        return self.space is None or self.inside + company.size <= self.space or self.inside == 0

    def take(self, company):
        self.inside += company.size
        company.tell("started", self.name)
        company.wake_at(self.clock.now + self.walk, TIME)

    def leave(self, company, _):
        self.inside -= company.size
        self.let_in()

    def visit(self, company):
        company.walks = True
        yield
        company.walks = False
        company.tell("ended", self.name)


class Server:
    def __init__(self, number):
        self.number = number
        self.planned = False  # by plan and hours
        self.down = False
        self.open = False
        self.guests = []  # whom it serves, or who cannot go on and keep it
        self.at_work = False
        self.pace = 1
        self.post = None  # of officers without whom it is not open

    def may_open(self):
        return self.planned and not self.down and not (self.post and self.post.shut)

    def serves_no_longer(self):
        if self.at_work and self.post:
            self.post.room.is_free(self)
        self.at_work = False


class Bank(Place):
    """Servers and a queue before them; one line for all, or a line for each."""

    def __init__(self, port, name, keys):
        super().__init__(port, name, keys)
        self.servers = [Server(i) for i in range(int(keys.get("servers", 1)))]
        for server, pace in zip(self.servers, as_list(keys.get("paces", []))):
            server.pace = number(pace)
        queue = keys.get("queue", {})
        self.line_each = queue.get("shape") == "one per server"
        self.lines = [[] for _ in self.servers] if self.line_each else [[]]
        self.nowhere = []  # of several lines: who waits while none is open
        self.choosing = False  # they are about to take lines
        self.joined = 0
        self.shut_since = -1  # while no server is open
        self.since = 0  # the wait by which the queue was no longer empty
        self.space = count(queue["space"]) if "space" in queue else None
        self.first = as_list(queue.get("first", []))
        self.over = count(queue["balking"]["over"]) if "balking" in queue else None
        self.patience = queue.get("patience")
        self.plan = OverTheDay(keys.get("open", len(self.servers)), len(self.servers))
        self.hours = hours(keys["hours"]) if "hours" in keys else None
        self.outages = as_list(keys.get("outage", []))
        self.parts = keys["kind"] == "e-channel"
        self.posts = []

    # --- who is open

    def begin(self):
        of_day = {0} | set(self.plan.changes()) | {at % DAY for at in self.hours or ()}
        self.clock.one_by_one([day * DAY + at for day in range(self.port.days + 1) for at in sorted(of_day)],
                              self.set_servers)
        if "breakdowns" in self.keys:
            self.clock.one_by_one(self.failures_and_repairs(), self.fail_or_work)

    def failures_and_repairs(self):
        """All servers fail at the same times, since these are no distributions."""
        works, repair = (duration(self.keys["breakdowns"][key]) for key in ("every", "repair"))
        begins = range(works, (self.port.days + 1) * DAY, works + repair)
        return [at for begin in begins for at in (begin, begin + repair)]

    def fail_or_work(self):
        for server in self.servers:
            server.down = not server.down
            if server.post and server.may_open():
                server.post.room.plans_changed()
        self.open_and_close([s for s in self.servers if not s.post or not s.planned or s.down])

    def is_open_by_hours(self):
        return not self.hours or any(begin <= self.clock.now < end for begin, end in self.port.each_date(self.hours))

    def wanted(self):
        """The servers that are to be open, by number."""
        by_plan = int(self.plan.at(self.clock.now)) if self.is_open_by_hours() else 0
        return range(by_plan)

    def set_servers(self):
        wanted = self.wanted()
        for server in self.servers:
            changes = server.planned != (server.number in wanted)
            server.planned = server.number in wanted
            if server.post and (changes or server.may_open()):
                server.post.room.plans_changed()
        self.open_and_close([s for s in self.servers if not s.post or not s.planned])

    def open_and_close(self, servers):
        self.shut(servers)
        self.open_up(servers)

    def shut(self, servers):
        closing = [server for server in servers if server.open and not server.may_open()]
        for server in closing:
            server.open = False
        if closing and not self.is_open():
            self.shut_since = self.clock.now
        if closing and self.line_each:
            self.port.opened(self)

    def open_up(self, servers):
        opens = [server for server in servers if not server.open and server.may_open()]
        if not opens:
            return
        if not self.is_open() and self.waiting and self.line_each:
            self.choosing = self.shut_since < self.clock.now  # else the lines have not been left yet
        for server in opens:
            server.open = True
        self.call_all()
        self.let_in()

    def waits_since(self):
        return self.since if self.waiting else super().waits_since()

    def settle(self):
        self.call_all()
        if self.line_each and self.waiting:
            self.clock.soon(self.leave_closed_lines)
        super().settle()

    def is_open(self):
        return any(server.open for server in self.servers)

    def look(self):
        """Who waits here takes a line before somebody comes in."""
        if self.line_each and self.is_open():
            self.leave_closed_lines()
        super().look()

    def leave_closed_lines(self):
        """Each goes to the shortest that is open then. While none is, nobody stands in a line."""
        self.choosing = False
        for line in [self.nowhere] + [self.lines[s.number] for s in self.servers if not s.open]:
            for company in list(line):
                line.remove(company)
                self.stand_in_line(company)
                self.call_all()
        self.let_in()

    def stand_in_line(self, company):
        line = self.lines[0]
        if self.line_each:
            line = self.lines[self.shortest(company)] if self.is_open() and not self.choosing else self.nowhere
        line.append(company)
        # Who came first stays before others of his rank; but who comes from another line is behind those of this one.
        line.sort(key=lambda c: (self.rank(c), c.came) if line is self.nowhere else self.rank(c))

    # --- the queue

    @property
    def waiting(self):
        return sum(self.units(company) for line in self.lines + [self.nowhere] for company in line)

    def units(self, company):
        """What it counts as in a queue."""
        return company.size

    def free(self):
        return [s for s in self.servers if s.open and not s.guests]

    def has_room(self, company):
        if self.space is None or self.waiting + self.units(company) <= self.space:
            return True
        return self.waiting == 0 and bool(self.free())

    def rank(self, company):
        for rank, row in enumerate(self.first):
            if "class" in row and company.cls not in as_list(row["class"]):
                continue
            if "failed at" in row and row["failed at"] not in company.members[0].failed_at:
                continue
            return rank
        return len(self.first)

    def shortest(self, company):
        """The line to choose, of open servers."""
        servers = [s for s in self.servers if s.open]
        return min(servers, key=lambda s: (self.length(s), s.number)).number

    def length(self, server):
        return sum(self.units(c) for c in self.lines[server.number] + server.guests)

    def take(self, company):
        company.turns_away = self.is_too_long()
        if company.turns_away:
            return
        company.tell("joined", self.name)
        self.joined += 1
        company.came, company.needs = self.joined, self.needs(company)
        if not self.waiting:
            self.since = self.port.next_waiting()
        self.stand_in_line(company)
        limit = self.patience_of(company)
        if limit:
            company.wake_at(self.clock.now + duration(limit), TIME)
        self.call_all()

    def leave(self, company, server):
        """It has gone on from its server, or given up its place in a line."""
        if server:
            server.guests.remove(company)
            if server.guests:
                return  # others of its party: nothing is free
            server.serves_no_longer()
            if not server.open:
                return  # it shut behind it
        for line in self.lines + [self.nowhere] if not server else []:
            if company in line:
                line.remove(company)
        self.call_all()
        self.let_in()

    def call_all(self):
        """Every free server takes the next of its line; where something opens, when all has opened."""
        if self.port.acts():
            self.port.opened(self)
            return
        for server in self.free():
            line = self.lines[server.number if self.line_each else 0]
            if line:
                company = line.pop(0)
                server.guests, company.server = [company], server
                self.clock_in(company)

    def clock_in(self, company):
        company.tell("started", self.name)
        company.served = company.server.at_work = True
        company.turn += 1  # its patience is of no matter any more
        company.began, company.until = self.clock.now, self.clock.now + self.comes_up(company) + self.length_of_service(company)
        company.wake_at(company.until, "served")

    def comes_up(self, company):
        """How long it takes to the server."""
        return 0

    def break_off(self, server):
        """Whoever is served goes back to the head of the queue, for what is left of the needs, one after the other."""
        company = server.guests[0]
        if company.until <= self.clock.now:
            return  # done at this very instant
        done = sum(company.needs) * Fraction(self.clock.now - company.began, company.until - company.began)
        for i, need in enumerate(company.needs):
            company.needs[i] -= min(need, done)
            done -= min(need, done)
        company.tell("broken off", self.name)
        company.turn += 1
        company.served = False
        server.serves_no_longer()
        server.guests, company.server = [], None
        if not self.waiting:
            self.since = self.port.next_waiting()
        self.call_all()
        self.lines[0].append(company)
        self.lines[0].sort(key=lambda c: (self.rank(c), c.came))
        self.let_in()  # for whom there is room when another was taken

    def part(self, company, parts):
        """They have been served together and go on one by one: the server is free when all have gone."""
        if company.server:
            company.server.guests = list(parts)

    # --- a visit

    def needs(self, company):
        """What each of them needs, one after the other."""
        return [duration(by_class(self.keys["service"], person.cls)) for person in company.members]

    def factors(self, server):
        """On the times of services that begin now."""
        factors = [server.pace]
        for outage in self.outages:
            begin, end = time_of_day(outage["from"]), time_of_day(outage["until"])
            daily = outage.get("every day") == "yes"
            if any(begin <= self.clock.now - d * DAY < end for d in (range(-1, self.port.days) if daily else [0])):
                factors.append(number(outage["pace"]))
        return factors

    def length_of_service(self, company):
        factor = prod(self.factors(company.server))
        return sum(floor(time * factor + Fraction(1, 2)) for time in company.needs)

    def patience_of(self, company):
        return by_class(self.patience, company.cls) if self.patience else None

    def is_too_long(self):
        return self.over is not None and self.waiting > self.over

    def visit(self, company):
        if company.turns_away:
            return BALKED
        word = yield
        if word == TIME:
            return GAVE_UP
        company.checked = company.served or company.checked
        company.served = False
        fails = "fails" in self.keys
        company.tell(FAILED if fails else "ended", self.name)
        return FAILED if fails else None
