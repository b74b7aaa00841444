"""What must never change results, and what must: seeds, traces, the order of keys, things beside the point."""
import random
import unittest

import h5py
import yaml

from program import SUNDAY, ProgramTest, Trace, length, number_of, same, take


class SameResults(ProgramTest):
    def test_one_seed_gives_the_same_bits(self):
        first = self.run_to("first.h5", SUNDAY)
        again = self.run_to("again.h5", SUNDAY)
        self.assertEqual(self.differences(first, again, "/run"), "")
        other = self.run_to("other.h5", SUNDAY, "--seed", 2)
        self.assertNotEqual(self.differences(first, other, "/run"), "")

    def test_one_seed_gives_the_same_trace(self):
        first = self.run_to("first.h5", self.small, "--trace", "-R", 2)
        again = self.run_to("again.h5", self.small, "--trace", "-R", 2)
        self.assertEqual(self.differences(first, again, "/run"), "")
        with h5py.File(first) as file:
            self.assertEqual(list(file["trace"]), ["0000", "0001"])

    def test_a_trace_changes_no_result(self):
        with_trace = self.run_to("with.h5", SUNDAY, "--trace")
        without = self.run_to("without.h5", SUNDAY)
        self.assertEqual(self.differences(with_trace, without, "/run", "/trace"), "")

    def test_replications_are_the_same_alone_and_among_others(self):
        files = {n: self.run_to(f"{n}.h5", SUNDAY, "-R", n) for n in (1, 3, 5)}
        tables = {}
        for n, path in files.items():
            with h5py.File(path) as file:
                tables[n] = {name: table[:] for name, table in file["results"].items() if "replication" in table.dtype.names}
        self.assertGreaterEqual(len(tables[3]), 7)
        for name, three in tables[3].items():
            order = three["replication"].tolist()
            self.assertEqual(order, sorted(order), name)
            if name not in ("inputs", "rings", "releases", "release_times", "risk", "checks", "disruptions", "passages", "passage_times", "virtual_queues",
                            "virtual_queue_times", "port_choices", "teams", "officers", "officer_hours", "post_hours", "orders"):  # of some scenarios only
                self.assertEqual(set(order), {0, 1, 2}, name)
            self.assertTrue((tables[1][name] == three[three["replication"] == 0]).all(), name)
            five = tables[5][name]
            self.assertTrue((five[five["replication"] < 3] == three).all(), name)
        days = tables[5]["replications"]
        self.assertEqual(len(set(days["last_clearance_s"])), 5)

    def test_the_order_of_keys_changes_nothing(self):
        as_written = self.run_to("as-written.h5", SUNDAY, "--trace")
        luck = random.Random(1)
        tree = yaml.compose(SUNDAY.read_text(encoding="utf-8"))
        before = [key.value for key, _ in tree.value]
        shuffle_keys(tree, luck)
        self.assertNotEqual([key.value for key, _ in tree.value], before)
        text = yaml.serialize(tree, allow_unicode=True).replace("data/", f"{SUNDAY.parent}/data/")
        shuffled = self.run_to("shuffled.h5", self.write("shuffled.yaml", text), "--trace")
        self.assertEqual(self.differences(as_written, shuffled, "/run", "/scenario"), "")


def shuffle_keys(node, luck):
    if isinstance(node, yaml.MappingNode):
        luck.shuffle(node.value)
        for _, value in node.value:
            shuffle_keys(value, luck)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            shuffle_keys(value, luck)


EVERYBODY = ("heung-yuen-wai/arriving", "heung-yuen-wai/tour groups", "heung-yuen-wai/departing")


class NobodyElse(ProgramTest):
    """Adding something that people do not use changes nobody's day; adding people changes no one's needs."""

    def traces(self, *changes, scenario=SUNDAY):
        overlay = "\n".join(changes) + "\n"
        before = Trace(self.run_to("before.h5", scenario, "--trace"))
        after = Trace(self.run_to("after.h5", scenario, "--with", self.write("more.yaml", overlay), "--trace"))
        return before, after

    def test_an_unused_station(self):
        before, after = self.traces("stations:", "  a spare hall: {kind: hall, walk: {distance: 9 m}}",
                                    "  more counters: {kind: counter, servers: 7, service: 30 s}")
        self.assertEqual(length(before.arrivals(*EVERYBODY)), 104_267)
        self.assertTrue(same(before.of(*EVERYBODY), after.of(*EVERYBODY)))

    def test_a_stream_through_places_of_its_own(self):
        before, after = self.traces(
            "stations: {a hall of their own: {kind: hall, walk: {distance: 50 m}}}",
            "routes: {a way of their own: [a hall of their own, leave]}",
            "demand:", "  a stream of their own:", "    direction: arrival", "    route: a way of their own",
            '    total: {people: {resident: 5000}, profile: {"07:00-22:00": 1}}')
        self.assertTrue(same(before.of(*EVERYBODY), after.of(*EVERYBODY)))
        self.assertEqual(length(after.arrivals("heung-yuen-wai/a stream of their own")), 5000)

    def test_a_disruption(self):
        """Whom it brings bears numbers of their own; the others come when they came and need what they needed."""
        before, after = self.traces(
            "disruptions:", "  storm:", '    from: "12:00"', "    lasts: 1 h", "    servers down: {kind: e-channel}",
            "    ports closed: yes", "    demand: {factor: 120%}",
            "    extra people: {direction: departure, number: 2000 persons, mix: {resident: 100%}}")
        for what in ("arrivals", "services"):
            old, new = getattr(before, what)(*EVERYBODY), getattr(after, what)(*EVERYBODY)
            self.assertTrue(same(old, take(new, new["number"] < 2**31, new)), what)
        self.assertGreater(length(after.arrivals(*EVERYBODY)), 104_267 + 2000)
        self.assertFalse(same(before.of(*EVERYBODY), after.of(*EVERYBODY)))

    def test_a_stream_through_the_same_places(self):
        """They wait longer, but come when they came and need what they needed."""
        before, after = self.traces(
            "demand:", "  another stream:", "    direction: arrival", "    route: arrival",
            '    total: {people: {resident: 3000}, profile: {"07:00-22:00": 1}}')
        self.assertGreater(length(before.services(*EVERYBODY)), 300_000)
        self.assertTrue(same(before.arrivals(*EVERYBODY), after.arrivals(*EVERYBODY)))
        self.assertTrue(same(before.services(*EVERYBODY), after.services(*EVERYBODY)))
        self.assertFalse(same(before.of(*EVERYBODY), after.of(*EVERYBODY)))
        untouched = "heung-yuen-wai/departing"
        self.assertTrue(same(before.of(untouched), after.of(untouched)))

    def test_a_class_that_nobody_is_of(self):
        before, after = self.traces("classes: {a new class: {}}",
                                    "stations: {desks: {service: {a new class: 10 s}}}", scenario=self.small)
        sources = ("small/people", "small/tours")
        self.assertEqual(length(before.arrivals(*sources)), 500)
        self.assertTrue(same(before.of(*sources), after.of(*sources)))

    def test_more_demand_keeps_the_needs_of_the_first(self):
        before, after = self.traces("demand: {people: {total: {factor: 120%}}}", scenario=self.small)
        needs = {row[:2]: row for row in self.at_gates(after)}
        first = self.at_gates(before)
        self.assertGreater(len(first), 100)
        self.assertLess(len(first), len(needs))
        self.assertEqual([needs.get(row[:2]) for row in first], first)

    @staticmethod
    def at_gates(trace):
        rows = trace.services("small/people")
        there = rows["station"] == number_of("small/gates")
        return list(zip(*(rows[column][there].tolist() for column in ("traveller_class", "number", "took"))))


class Damaged(ProgramTest):
    def test_a_row_of_no_replication(self):
        result = self.run_to("out.h5", self.small)
        with h5py.File(result, "r+") as file:
            row = file["results/series"][0]
            row["replication"] = 4_000_000_000
            file["results/series"][0] = row
        said = self.crossflow("export", result, "--requirement", "needed.csv", expect=2)
        self.assertIn("a replication that is not there", said)
        self.assertEqual(self.files(), ["out.h5", "small.yaml"])


class DrawnInputs(ProgramTest):
    def test_each_range_is_drawn_once_a_replication_and_evenly(self):
        replications = 5
        path = self.run_to("out.h5", SUNDAY, "-R", replications, "--inputs", "drawn")
        with h5py.File(path) as file:
            figures = file["scenario/figures"][:]
            inputs = file["results/inputs"][:]
        ranges = {row["path"].decode(): (row["low"], row["high"]) for row in figures if row["low"] == row["low"]}
        self.assertGreater(len(ranges), 10)
        self.assertEqual(len(inputs), replications * len(ranges))
        for name, (low, high) in ranges.items():
            drawn = inputs[inputs["path"] == name.encode()]
            self.assertEqual(sorted(drawn["replication"]), list(range(replications)))
            if name.rsplit(".", 1)[-1] in ("servers", "number"):
                # Whole numbers: rounded, so that each has its share, the ends too.
                self.assertTrue(all(value == int(value) and low <= value <= high for value in drawn["value"]), name)
                self.assertGreaterEqual(len(set(drawn["value"])), 4, name)
                continue
            # A Latin hypercube: one value from each fifth of the range.
            fifths = sorted(int((value - low) / (high - low) * replications) for value in drawn["value"])
            self.assertEqual(fifths, list(range(replications)), name)

    def test_the_same_draws_again_and_others_with_another_seed(self):
        arguments = (self.small, "-R", 3, "--inputs", "drawn")
        first, again = self.run_to("first.h5", *arguments), self.run_to("again.h5", *arguments)
        self.assertEqual(self.differences(first, again, "/run"), "")
        other = self.run_to("other.h5", *arguments, "--seed", 2)
        self.assertNotEqual(self.differences(first, other, path="/results/inputs"), "")

    def test_unless_asked_nothing_is_drawn(self):
        with h5py.File(self.run_to("out.h5", self.small)) as file:
            self.assertEqual(len(file["results/inputs"]), 0)


if __name__ == "__main__":
    unittest.main()
