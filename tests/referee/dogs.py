"""Detector dog teams and the bays to which they are called: docs/model.md, "Detector dogs", and docs/kinds/dog-search.md."""
from fractions import Fraction
from math import floor

from people import PLAN, TIME
from places import FAILED, Server
from vehicles import VehicleBank
from words import DAY, as_list, count, hours, metres, speed


class Team:
    """A dog and its handler. All places lie on one line."""

    def __init__(self, port, name, keys, walking):
        self.port, self.clock, self.name, self.walking = port, port.clock, name, walking
        self.kennel = metres(keys["kennel"][0])
        self.on_duty = hours(keys["on duty"])
        self.stations = as_list(keys["on call at"])
        self.until = None  # on duty
        self.call = None  # the station that has called it
        self.there = self.rung = False
        self.starts = self.ends = self.kennel  # of its way
        self.left = self.arrives = 0
        self.turn = self.waits_until = 0

    # --- waking up

    def begin(self):
        self.process = self.life()
        self.clock.at(0, lambda: next(self.process))

    def wake(self, turn):
        if self.turn == turn:
            self.turn += 1
            try:
                next(self.process)
            except StopIteration:
                pass

    def ring(self):
        self.rung = True
        if self.waits_until > self.clock.now:
            turn = self.turn
            self.clock.soon(lambda: self.wake(turn))
            self.waits_until = 0

    def wait(self, until):
        """Until then, or until the bell rings."""
        if not self.rung and until > self.clock.now:
            self.waits_until, turn = until, self.turn
            if until < float("inf"):
                self.clock.at(until, lambda: self.wake(turn), PLAN)
            yield
        self.waits_until, self.rung = 0, False

    # --- where it is

    def here(self):
        if self.clock.now >= self.arrives:
            return self.ends
        return self.starts + (self.ends - self.starts) * Fraction(self.clock.now - self.left, self.arrives - self.left)

    def way_to(self, place):
        return floor(abs(place - self.here()) / self.walking + Fraction(1, 2))

    def walk(self, place, may_be_called):
        """Says whether it came there."""
        self.starts, self.left, self.arrives = self.here(), self.clock.now, self.clock.now + self.way_to(place)
        self.ends = place
        while self.clock.now < self.arrives:
            if may_be_called:
                yield from self.wait(self.arrives)
                if self.call:
                    self.starts = self.ends = self.here()
                    self.arrives = self.clock.now
                    return False
            else:
                turn = self.turn
                self.clock.at(self.arrives, lambda: self.wake(turn), PLAN)
                yield
        return True

    # --- what it does

    def answers(self, bays):
        """Whether it would come if it were called there."""
        return (self.until is not None and not self.call and bays.name in self.stations and
                self.clock.now + self.way_to(bays.at) < self.until)

    def life(self):
        for day in range(-1, self.port.days + 1):
            begin, end = (day * DAY + at for at in self.on_duty)
            if end <= self.clock.now:
                continue
            if begin > self.clock.now:
                turn = self.turn
                self.clock.at(begin, lambda: self.wake(turn), PLAN)
                yield
            yield from self.duty(end)

    def duty(self, until):
        self.until = until
        while self.clock.now < until:
            if not self.call:
                calls = [bays for bays in self.port.dog_bays() if self.answers(bays) and bays.wants_one_more()]
                if calls:
                    self.call = min(calls, key=lambda bays: self.way_to(bays.at))
            if self.call:
                yield from self.answer(self.call)
            elif self.here() != self.kennel:
                yield from self.walk(self.kennel, True)
            else:
                yield from self.wait(until)
        self.until = self.call = None
        yield from self.walk(self.kennel, False)

    def answer(self, bays):
        yield from self.walk(bays.at, False)
        if not bays.calls():
            self.call = None  # nobody is left
            return
        self.there = True
        bays.team_comes(self)
        while self.there:
            yield from self.wait(float("inf"))

    def done(self):
        self.there, self.call = False, None
        self.ring()


class DogBays(VehicleBank):
    """Its servers are the teams that it may call."""

    time_key = "search"

    def __init__(self, port, name, keys):
        super().__init__(port, name, keys | {"patience": None})
        self.at = metres(keys["place"]["at"][0]) + metres(keys["place"]["size"][0]) / 2
        self.bays = count(keys.get("bays", 1000))
        self.servers = []
        self.teams = []

    def add_teams(self, teams):
        self.teams = [team for team in teams if self.name in team.stations]
        self.servers = [Server(i) for i in range(len(self.teams))]

    def begin(self):
        """They open when teams come."""

    def patience_of(self, company):
        return self.keys.get("longest wait", "1 h")

    # --- calls

    def calls(self):
        """Those whom no team that has come at this very instant is about to take."""
        return self.waiting - (len(self.free()) if self.port.acts() else 0)

    def wants_one_more(self):
        coming = sum(team.call is self and not team.there for team in self.port.teams)
        there = sum(team.call is self and team.there for team in self.port.teams)
        return self.calls() > coming and there + coming < self.bays

    def call(self):
        while self.wants_one_more():
            teams = [team for team in self.port.teams if team.answers(self)]
            if not teams:
                return
            nearest = min(teams, key=lambda team: team.way_to(self.at))  # of equals the first by name
            nearest.call = self
            nearest.ring()

    def team_comes(self, team):
        self.servers[self.teams.index(team)].open = True
        self.call_all()
        self.let_in()

    def take(self, company):
        super().take(company)
        self.call()

    def visit(self, company):
        word = yield
        if word == TIME:
            self.lines[0].remove(company)  # it waits no longer, also while the next place is full
            self.let_in()
            company.checked = True
            company.tell("started", self.name)
            company.tell(FAILED, self.name)
            return FAILED
        server = company.server
        team = self.teams[server.number]
        company.checked, company.served = True, False
        company.tell("ended", self.name)
        server.open = bool(self.waiting) and self.clock.now < team.until

    def leave(self, company, server):
        if server and self.clock.now >= self.teams[server.number].until:
            server.open = False  # it was held, and its team begins no other search now
        super().leave(company, server)
        if server and not server.guests:
            server.open = False
            self.teams[server.number].done()
            self.call()
