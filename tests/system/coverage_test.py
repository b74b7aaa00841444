"""What docs/coverage.md names exists: its scenarios as files, its tests among those that are run."""
import re
import unittest

from program import ROOT

PAGE = (ROOT / "docs/coverage.md").read_text(encoding="utf-8")


class Coverage(unittest.TestCase):
    def test_its_scenarios_are_there(self):
        links = re.findall(r"\]\(([^)]+\.yaml)\)", PAGE)
        self.assertGreater(len(links), 20)
        for link in links:
            self.assertTrue((ROOT / "docs" / link).resolve().is_file(), link)

    def test_its_tests_are_there(self):
        sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*_test.cpp"))
        system = (ROOT / "tests/system/CMakeLists.txt").read_text(encoding="utf-8")
        names = [name for row in PAGE.splitlines() if row.startswith("| ")
                 for name in re.findall(r"`([\w.]+)`", row.split("|")[-2])]
        self.assertGreater(len(names), 20)
        for name in names:
            if "." in name:
                suite, case = name.split(".")
                self.assertRegex(sources, rf"TEST(_F|_P)?\({suite}, *{case}\)")
            else:
                self.assertIn(f"NAME {name} ", system)


if __name__ == "__main__":
    unittest.main()
