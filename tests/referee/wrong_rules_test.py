#!/usr/bin/python3
"""Breaks one rule of the referee at a time: it must then disagree with Crossflow, or nobody would notice a wrong one."""
import sys
from unittest import mock

from coaches import PickUp
from dogs import DogBays, Team
from match import compare, run_crossflow
from officers import DutyRoom, Officer, Post
from people import COMING, TIME
from places import Bank, Hall, Place
from port import Port
from referee import batches
from vehicles import Lanes, Road, Takes
from words import DAY

FIRST, PORTS = 1, 150


def last_come_first_served(bank, company):
    TAKE(bank, company)
    for line in bank.lines:
        if company in line:
            line.insert(0, line.pop(line.index(company)))


def goes_at_once(place, company):
    """Who is done leaves his server although the next place is full."""
    if company.place:
        before, server, company.place, company.server = company.place, company.server, None, None
        before.leave(company, server)
    return (yield from ENTER(place, company))


def stay_in_line(bank):
    bank.choosing = False


def begins_anew(bank, server):
    company = server.guests[0]
    needs = list(company.needs)
    BREAK_OFF(bank, server)
    company.needs = needs


def by_name(port):
    places, port.with_room = port.with_room, []
    for place in sorted(places, key=lambda place: place.name):
        place.settle()


TAKE, BREAK_OFF = Bank.take, Bank.break_off
ENTER = Place.enter
WRONG = {
    "who came last is served first": mock.patch.object(Bank, "take", last_come_first_served),
    "nobody goes before others": mock.patch.object(Bank, "rank", lambda bank, company: 0),
    "a queue has no end": mock.patch.object(Bank, "has_room", lambda bank, company: True),
    "who is done does not keep his server": mock.patch.object(Place, "enter", goes_at_once),
    "a hall has no end": mock.patch.object(Hall, "has_room", lambda hall, company: True),
    "nobody loses patience": mock.patch.object(Bank, "patience_of", lambda bank, company: None),
    "nobody is turned away by a long queue": mock.patch.object(Bank, "is_too_long", lambda bank: False),
    "a port that shuts at an instant takes whoever comes then": mock.patch("port.SHUT", COMING),
    "a plan changes after what else happens at that instant": mock.patch("people.PLAN", COMING),
    "who stands in a line that closes stays there": mock.patch.object(Bank, "leave_closed_lines", stay_in_line),
    "one server more is open than the plan says": mock.patch.object(
        Bank, "wanted", lambda bank: range(int(bank.plan.at(bank.clock.now)) + 1)),
    "officers have no breaks": mock.patch.object(Officer, "goes", lambda officer: officer.duties[0][1]),
    "officers walk in no time": mock.patch.object(DutyRoom, "walk", lambda room, officer, post: 0),
    "who is merely held needs an officer": mock.patch.object(
        Post, "at_work", lambda post: [server for server in post.servers if server.guests]),
    "what was broken off begins anew": mock.patch.object(Bank, "break_off", begins_anew),
    "what goes on past midnight does not begin before the first date": mock.patch.object(
        Port, "each_date", lambda port, hours: [tuple(day * DAY + at for at in hours) for day in range(port.days)]),
    "no server ever fails": mock.patch.object(Bank, "fail_or_work", lambda bank: None),
    "trains take all who come": mock.patch("timetable.count", lambda capacity: float("inf")),
    "lanes and roads have no end": mock.patch.object(Takes, "has_space", lambda *_: True),
    "vehicles follow one another from a road without a headway": mock.patch.object(
        Road, "headway", property(lambda road: 0, lambda road, headway: None), create=True),
    "who was held is at the kiosk at once": mock.patch.object(Lanes, "comes_up", lambda lanes, company: 0),
    "all of a coach get off and on at one instant": mock.patch("coaches.by_class", lambda times, cls: "0 s"),
    "a coach does not wait for its people": mock.patch.object(
        PickUp, "plan_departure", lambda bays, trip: trip.coach.wake_at(trip.on_board, TIME)),
    "dogs are where they are called at once": mock.patch.object(Team, "way_to", lambda team, place: 0),
    "vehicles wait for dogs as long as it takes": mock.patch.object(DogBays, "patience_of", lambda bays, company: None),
    "of what opens at one instant the first by name comes first": mock.patch.object(Port, "settle", by_name),
    "the port never closes": mock.patch.object(Port, "closes", lambda port: None),
}


def main():
    """How many ports of the sample each wrong rule makes them disagree on; with the right rules on none."""
    runs = [(scenario, tables, *run_crossflow(scenario, tables)) for scenario, tables in batches(FIRST, PORTS)]

    def disagree():
        return sum(len(compare(*run, skip_errors=True)) for run in runs)

    with_right_rules = disagree()
    print(f"{with_right_rules:3} of {PORTS} ports: with the right rules")
    unnoticed = []
    for rule, broken in WRONG.items():
        with broken:
            number = disagree()
        print(f"{number:3} of {PORTS} ports: {rule}")
        if number == 0:
            unnoticed.append(rule)
    return bool(unnoticed or with_right_rules)


if __name__ == "__main__":
    sys.exit(main())
