#!/usr/bin/python3
"""Runs random small ports through Crossflow and through the referee, which must agree to the microsecond.

    scripts/referee [-n PORTS] [--seed FIRST]         (300 ports from seed 1 on unless given)
"""
import argparse
import sys
import time

from make import CLASSES, Maker, renamed
from make_coaches import CoachMaker
from make_dogs import DogMaker
from make_vehicles import VehicleMaker
from match import disagreements, scenario_of
from shrink import shrink, text_of

AT_ONCE = 50  # ports in one run of Crossflow
NAMES = [("local", "guest", "car", "lorry"), ("b local", "a guest", "d car", "c lorry"),
         ("d local", "c guest", "a car", "b lorry")]  # of classes, in turn
KINDS = [Maker, VehicleMaker, Maker, CoachMaker, Maker, DogMaker]  # by seed


def batches(first, count):
    """Scenarios of some ports each, with the lists of who comes. A port hangs on its seed alone."""
    for block in range((first - 1) // AT_ONCE, (first + count - 2) // AT_ONCE + 1):
        begin = block * AT_ONCE + 1
        seeds = range(max(begin, first), min(begin + AT_ONCE, first + count))
        ports, tables = {}, {}
        days = 1 + block % 2
        for seed in seeds:
            maker = KINDS[seed % len(KINDS)](seed, days)
            ports[f"seed {seed}"] = maker.with_other_names(maker.port(f"{seed}"))
            tables |= maker.tables
        names = dict(zip(CLASSES, NAMES[block % len(NAMES)]))
        yield renamed(scenario_of(ports, CLASSES, days), names), renamed(tables, names)


def clock(us):
    seconds, us = divmod(us, 1_000_000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}" + (f".{us:06}" if us else "")


def tell(scenario, tables, differ):
    """The port as a scenario, and what each side says of those on whom they disagree."""
    print(text_of(scenario, tables))
    for who, (theirs, ours) in differ.items():
        print(" / ".join(map(str, who)))
        for i in range(max(len(theirs or []), len(ours or []))):
            sides = [(f"{clock(side[i][0])} {side[i][1]} {side[i][2]}" if side and i < len(side) else "-")
                     for side in (theirs, ours)]
            print(f"  {'  ' if sides[0] == sides[1] else '! '}{sides[0]:45}| {sides[1]}")
    print("(left Crossflow, right the referee)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep-going", action="store_true", help="count all disagreements, and shrink none")
    options = parser.parse_args()
    print(f"{options.n} ports, seeds {options.seed} to {options.seed + options.n - 1}", flush=True)
    started = time.time()
    bad = []
    for scenario, tables in batches(options.seed, options.n):
        differ = disagreements(scenario, tables)
        bad += differ
        if differ and not options.keep_going:
            name = next(iter(differ))
            print(f"They disagree on {name}. Made as small as it gets:\n")
            small, their_tables, name = shrink(scenario, tables, name)
            tell(small, their_tables, disagreements(small, their_tables)[name])
            return 1
    print(f"{len(bad)} disagreements in {time.time() - started:.1f} s", *bad[:20])
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
