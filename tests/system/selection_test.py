"""Whom customs picks in the crossings: the same profiles and prevalences in all, and as many as are published."""
import importlib.machinery
import importlib.util
import os
import tempfile
import unittest

import yaml

from program import ROOT, SCENARIOS

loader = importlib.machinery.SourceFileLoader("selection_rates", str(ROOT / "scripts/selection-rates"))
selection = importlib.util.module_from_spec(importlib.util.spec_from_loader("selection_rates", loader))
loader.exec_module(selection)


# Studies of places that are not, or not yet, crossings: there, fixed shares of people and vehicles are checked.
SHARES = ["air-cargo.yaml", "huanggang-capacity.yaml"]


def plain(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


class SameEverywhere(unittest.TestCase):
    def test_one_threshold_and_one_score_for_each_class(self):
        seen = {}
        files = 0
        for path in sorted(SCENARIOS.glob("*.yaml")):
            scenario = plain(path)
            if "targeting" not in scenario:
                self.assertTrue("extends" in scenario or "ports" in scenario or path.name in SHARES, path.name)
                continue
            files += 1
            for name, profile in scenario["targeting"].items():
                for key, value in profile.items():
                    parts = value.items() if key == "score" else [("", value)]
                    for of, one in parts:
                        self.assertEqual(seen.setdefault((name, key, of), one), one, f"{path.name}: {name}, {key} {of}")
            for kind, who in scenario["contraband"].items():
                for of, one in who["carried by"].items():
                    self.assertEqual(seen.setdefault((kind, of), one), one, f"{path.name}: {kind} carried by {of}")
        self.assertEqual(files, 9)
        self.assertGreater(len(seen), 30)


class AsPublished(unittest.TestCase):
    def test_within_a_tenth_of_the_reference(self):
        with tempfile.TemporaryDirectory() as folder:
            found = selection.rates(4, folder, os.environ["CROSSFLOW"])
        print("\n" + selection.text(found))
        for name, (n, of) in found.items():
            luck = 3 / n ** 0.5  # of a count
            ratio = n / of / selection.REFERENCE[name]
            self.assertGreater(ratio, 0.9 * (1 - luck), name)
            self.assertLess(ratio, 1.1 * (1 + luck), name)


if __name__ == "__main__":
    unittest.main()
