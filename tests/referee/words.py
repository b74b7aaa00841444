"""What a scenario's words mean, in whole microseconds: as docs/reference.md, "Values"."""
from fractions import Fraction

UNITS = {"us": 1, "ms": 1000, "s": 10**6, "min": 60 * 10**6, "h": 3600 * 10**6}
HOUR = UNITS["h"]
DAY = 24 * HOUR


def duration(text):
    """'1 h 30 min' and the like."""
    words = text.split()
    return sum(int(Fraction(number) * UNITS[unit]) for number, unit in zip(words[::2], words[1::2]))


def time_of_day(text):
    """'08:30', '08:30:15', '30:00'."""
    parts = [int(part) for part in text.split(":")] + [0]
    return (parts[0] * 3600 + parts[1] * 60 + parts[2]) * UNITS["s"]


def hours(text):
    """'22:00-06:00' is from 22:00 until 30:00."""
    begin, end = (time_of_day(part) for part in text.split("-"))
    return begin, end if end > begin else end + DAY


def count(value):
    """'3 persons', '3 vehicles' or 3."""
    return int(str(value).split()[0])


def number(value):
    """'120%' or 1.2."""
    text = str(value)
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def metres(text):
    return Fraction(text.split()[0])


def speed(text):
    """Metres in a microsecond."""
    value, unit = text.split()
    return Fraction(value) / (UNITS["s"] if unit == "m/s" else 3600 * UNITS["s"] // 1000)


def by_class(value, cls):
    """A value that is the same for all, or {resident: ..., otherwise: ...}; None where the class is not named."""
    return value.get(cls, value.get("otherwise")) if isinstance(value, dict) else value


def as_list(value):
    return value if isinstance(value, list) else [value]


class OverTheDay:
    """A value that may change with the time of day, and repeats every day."""

    def __init__(self, value, at_midnight=None):
        rows = value if isinstance(value, dict) else {"00:00": value}
        self.rows = sorted((time_of_day(at), what) for at, what in rows.items())
        if self.rows[0][0] > 0:
            self.rows.insert(0, (0, self.rows[-1][1] if at_midnight is None else at_midnight))

    def at(self, when):
        return [what for begin, what in self.rows if begin <= when % DAY][-1]

    def changes(self):
        return [begin for begin, _ in self.rows]
