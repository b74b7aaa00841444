"""Checks that what the program generates is up to date in the tree; with CROSSFLOW_UPDATE=1 writes it anew."""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = re.compile(r"(?<=<!-- sample -->\n).*?(?=<!-- end of sample -->)", re.DOTALL)
UPDATE = "CROSSFLOW_UPDATE=1 ctest --preset release -R generated_pages"


def crossflow(*arguments):
    done = subprocess.run([os.environ["CROSSFLOW"], *arguments], check=True, capture_output=True)
    return done.stdout.decode("utf-8")


def sample():
    """The demo's front page, without what the program says of the run below it."""
    with tempfile.TemporaryDirectory() as folder:
        said = crossflow("run", str(ROOT / "scenarios/heung-yuen-wai-sunday.yaml"), "-o", folder + "/sunday.h5")
    return "```\n" + said[:said.index("\nRead, and kept")] + "```\n"


def readme():
    return SAMPLE.sub(lambda _: sample(), (ROOT / "README.md").read_text(encoding="utf-8"))


PAGES = {
    "docs/reference.md": lambda: crossflow("schema", "--reference"),
    "scenarios/crossflow.schema.json": lambda: crossflow("schema"),
    "docs/studies-reference.md": lambda: crossflow("schema", "--study", "--reference"),
    "scenarios/studies/crossflow-study.schema.json": lambda: crossflow("schema", "--study"),
    "docs/roster-reference.md": lambda: crossflow("schema", "--roster", "--reference"),
    "scenarios/studies/rosters/crossflow-roster.schema.json": lambda: crossflow("schema", "--roster"),
    "README.md": readme,
}

failed = False
for name, make in PAGES.items():
    made = make()
    file = ROOT / name
    if os.environ.get("CROSSFLOW_UPDATE"):
        file.write_text(made, encoding="utf-8")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if made != kept:
        failed = True
        print(f"{name} is out of date. To write it anew: {UPDATE}")
        changes = difflib.unified_diff(kept.splitlines(), made.splitlines(), name, "the program's", lineterm="", n=1)
        print("\n".join(list(changes)[:40]))
assert SAMPLE.search((ROOT / "README.md").read_text(encoding="utf-8")), "README.md has no place for the sample"
sys.exit(1 if failed else 0)
