"""Every scenario that is shipped runs, and its people, vehicles and goods add up.

`scenarios/theory` is left out: theory_test runs those, for as long as each needs.
"""
import unittest

import h5py

from program import NIGHT, ROOT, SCENARIOS, SUNDAY, ProgramTest

KINDS = ROOT / "docs/kinds"
OVERLAID = [SUNDAY, SCENARIOS / "hong-kong-zhuhai-macao-bridge-weekday.yaml", SCENARIOS / "lo-wu.yaml"]


class EveryScenario(ProgramTest):
    def check(self, scenarios, *arguments):
        self.assertGreater(len(scenarios), 0)
        for scenario in scenarios:
            with self.subTest(" ".join(map(str, (scenario.name, *arguments)))):
                with h5py.File(self.run_to(scenario.stem + ".h5", scenario, *arguments)) as file:
                    flows = file["results/flows"][:]
                    disruptions = file["directory/disruptions"][:]
                    backlogs = file["results/disruptions"][:]
                for row in backlogs:
                    self.assertGreaterEqual(row["most"], max(row["before"], row["at_end"]), row)
                if arguments and len(disruptions) and not disruptions["idle"][0]:
                    self.assertGreater(len(backlogs), 0)
                self.assertGreater(flows["generated"].sum(), 0)
                for f in flows:
                    self.assertEqual(f["generated"], f["outside"] + f["entered"], f)
                    gone = f["left"] + f["diverted"] + f["gave_up"] + f["balked"] + f["turned_back"] + f["left_behind"]
                    self.assertEqual(f["entered"], gone + f["inside"], f)
                    self.assertEqual(f["left_behind"], 0, f)

    def test_crossings(self):
        self.check(sorted(SCENARIOS.glob("*.yaml")))

    def test_overlays(self):
        """Each over halls alone, over roads and halls through the night, and over trains; by day over one of these."""
        overlays = sorted((SCENARIOS / "overlays").glob("*.yaml"))
        self.assertGreater(len(overlays), 0)
        for number, overlay in enumerate(overlays):
            for base in OVERLAID if NIGHT else [OVERLAID[number % len(OVERLAID)]]:
                self.check([base], "--with", overlay)

    def test_kinds(self):
        self.check(sorted(KINDS.glob("*.yaml")))

    def test_each_page_of_a_kind_has_its_scenario(self):
        pages = {page.stem for page in KINDS.glob("*.md")} - {"README"}
        self.assertEqual(pages, {scenario.stem for scenario in KINDS.glob("*.yaml")})
        index = (KINDS / "README.md").read_text(encoding="utf-8")
        for page in pages:
            self.assertIn(f"({page}.md)", index)


if __name__ == "__main__":
    unittest.main()
