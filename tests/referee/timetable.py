"""Who comes by which train: docs/model.md, "By timetable", and docs/kinds/timetable.md."""
from words import DAY, OverTheDay, by_class, count, duration, hours, time_of_day


def trains(keys):
    """When they come on a day."""
    if "times" in keys:
        return [time_of_day(at) for at in keys["times"]]
    intervals = OverTheDay(keys["every"])
    at, last = time_of_day(keys["first"]), time_of_day(keys["last"])
    out = []
    while at <= last:
        out.append(at)
        at += duration(intervals.at(at))
    return out


def loads(keys, days):
    """(time, class) of everybody. The people of a class would all come between two trains, and no two classes between the same."""
    all_trains = trains(keys)
    capacity = count(keys["capacity"]) if "capacity" in keys else float("inf")
    spread = duration(keys.get("spread", "0 s"))
    would_come = []
    for cls, people in keys["people"].items():
        (between,) = by_class(keys["profile"], cls)
        would_come += [(hours(between)[0], cls)] * int(people)
    of_day = []
    for at, cls in sorted(would_come):
        later = [train for train in all_trains if train > at and (not of_day or train >= of_day[-1][0])] or all_trains[-1:]
        train = later[0]
        while train < all_trains[-1] and sum(when == train for when, _ in of_day) >= capacity:
            train = all_trains[all_trains.index(train) + 1]
        of_day.append((train, cls))
    return [(day * DAY + train + spread, cls) for day in range(days) for train, cls in of_day]
