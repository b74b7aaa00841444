"""With officers enough, nobody's day differs from that without a roster."""
import unittest

import h5py
import numpy as np

from program import SUNDAY, ProgramTest

OFFICER, NO_ENTITY = 20, 0xFFFFFFFF

# More officers than all posts need, at all hours, who are everywhere at once.
ENOUGH = """\
officers:
  immigration: {shifts: {all: {from: "00:00", until: "24:00", officers: 60}}}
  customs: {shifts: {all: {from: "00:00", until: "24:00", officers: 60}}}
stations:
  arrival e-Channels: {post: {skill: immigration, servers: 6, hall: arrival hall}}
  arrival counters: {post: {skill: immigration, hall: arrival hall}, open: {"00:00": 4, "09:30": 9, "11:00": 6, "18:00": 9}}
  arrival red channel: {post: customs}
  arrival baggage scanners: {post: {skill: customs, servers: 2, hall: arrival hall}}
  arrival search tables: {post: {skill: customs, officers: 2, hall: arrival hall}}
  departure e-Channels: {post: {skill: immigration, servers: 6, hall: departure hall}}
  departure counters: {post: {skill: immigration, hall: departure hall, at shift end: stop}, open: {"00:00": 9, "12:00": 3, "13:00": 8}}
  departure baggage scanners: {post: {skill: customs, hall: departure hall}}
  departure search tables: {post: {skill: customs, officers: 2, at shift end: hand over}}
"""


class Staffed(ProgramTest):
    def events(self, name, *arguments):
        path = self.run_to(name, SUNDAY, "--trace", *arguments)
        with h5py.File(path) as file:
            trace = file["trace/0000"]
            events = {c: trace[c][:] for c in ("tick_us", "kind", "entity", "station", "server", "value", "aux")}
        others = events["kind"] != OFFICER
        kept = {c: v[others] for c, v in events.items()}
        # What is staffed opens when the duty officer says so, after all that the clock opens at that instant.
        order = np.lexsort([kept[c] for c in ("aux", "value", "server", "station", "entity", "kind", "tick_us")])
        return {c: v[order] for c, v in kept.items()}, int((~others).sum())

    def overlay(self, name, text):
        return self.write(name, text)

    def test_officers_enough_are_as_no_roster(self):
        staffed = self.overlay("staffed.yaml", ENOUGH)
        plain = self.overlay("plain.yaml", "stations:\n" + "".join(
            f'  {station}: {{open: {plan}}}\n' for station, plan in (
                ("arrival counters", '{"00:00": 4, "09:30": 9, "11:00": 6, "18:00": 9}'),
                ("departure counters", '{"00:00": 9, "12:00": 3, "13:00": 8}'))))
        a, officers = self.events("a.h5", "--with", staffed)
        b, none = self.events("b.h5", "--with", plain)
        self.assertGreater(officers, 60)
        self.assertEqual(none, 0)
        self.assertGreater(len(b["kind"]), 1_000_000)
        for column in b:
            self.assertEqual(len(a[column]), len(b[column]), column)
            differ = np.flatnonzero(a[column] != b[column])
            first = int(differ[0]) if len(differ) else 0
            self.assertEqual(len(differ), 0, [(c, a[c][first], b[c][first]) for c in a])

    def test_too_few_are_told_apart(self):
        """The test above can fail: fifteen officers cannot man 20 posts."""
        few = self.overlay("few.yaml", ENOUGH.replace('officers: 60', 'officers: 15', 1))
        a, _ = self.events("a.h5", "--with", few)
        b, _ = self.events("b.h5", "--with", self.overlay("enough.yaml", ENOUGH))
        self.assertFalse(len(a["kind"]) == len(b["kind"]) and np.array_equal(a["tick_us"], b["tick_us"]))


if __name__ == "__main__":
    unittest.main()
