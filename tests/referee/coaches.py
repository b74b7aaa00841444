"""Coaches set people down and take them up again: docs/model.md, "Coaches", and docs/kinds/coach.md."""
from fractions import Fraction
from math import floor

from people import TIME
from places import GAVE_UP, Bank
from words import by_class, duration

PARTED, LEFT_BEHIND, TAKEN_ALONG = "parted", "left behind", "taken along"  # how a visit may end


class Bays(Bank):
    """A coach is one in the queue, whoever is aboard; taking a bay takes no time."""

    def units(self, company):
        return 1

    def needs(self, company):
        return []


class SetDown(Bays):
    def visit(self, company):
        if (yield) == TIME:
            return GAVE_UP
        parts = company.part()
        on_foot = [part for part in parts if self.port.goes_on_foot(part)]
        off = self.clock.now
        self.port.inside.remove(company)
        for part in self.port.in_order_of_getting_off(on_foot) + [part for part in parts if part not in on_foot]:
            part.served = True
            if part in on_foot:
                each = duration(by_class(self.keys.get("alight", "3 s"), part.cls)) / Fraction(self.keys.get("doors", 1))
                for factor in self.factors(company.server):
                    each *= factor
                off += floor(each + Fraction(1, 2))
            else:
                part.checked = True  # it waits for those who came in it
            self.port.inside.append(part)
            part.begin(self.port.way(part, self, self.get_off(part, off)))
        return PARTED

    def get_off(self, part, when):
        yield from part.until(when)
        part.served = False
        part.tell("ended", self.name)


class Trip:
    """A coach and its people at the place where they meet again."""

    def __init__(self):
        self.coach = None  # once it has a bay
        self.back = []
        self.gone = False


class PickUp(Bays):
    def __init__(self, port, name, keys):
        super().__init__(port, name, keys)
        self.trips = {}

    def trip(self, company):
        return self.trips.setdefault(company.members[0].party, Trip())

    def take(self, company):
        if not self.port.goes_on_foot(company):
            super().take(company)
            return
        company.turns_away = False
        trip = self.trip(company)
        if trip.gone:
            return
        company.served = True
        company.tell("started", self.name)
        trip.back.append(company)
        if trip.coach:
            self.board(trip, company)
            self.plan_departure(trip)

    def visit(self, company):
        trip = self.trip(company)
        if self.port.goes_on_foot(company):
            if trip.gone:
                return LEFT_BEHIND
            yield  # the coach takes it along
        if (yield) == TIME:
            return GAVE_UP
        trip.coach, trip.on_board = company, self.clock.now
        trip.latest = self.clock.now + duration(self.keys.get("grace", "30 min"))
        for person in trip.back:
            self.board(trip, person)
        self.plan_departure(trip)
        yield
        trip.gone, company.served = True, False
        for person in trip.back:
            person.process.close()
            self.port.inside.remove(person)
            company.members += person.members
        company.tell("ended", self.name)

    def board(self, trip, company):
        """One after the other, in the order in which they come back."""
        takes = duration(by_class(self.keys.get("board", "4 s"), company.cls))
        trip.on_board = max(trip.on_board, self.clock.now) + takes

    def plan_departure(self, trip):
        party = trip.coach.members[0].party
        complete = len(trip.back) + trip.coach.size == len(party)
        trip.coach.turn += 1
        trip.coach.wake_at(trip.on_board if complete else max(trip.on_board, trip.latest), TIME)
