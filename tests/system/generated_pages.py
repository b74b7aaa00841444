"""Checks that what the program generates is up to date in the tree; with CROSSFLOW_UPDATE=1 writes it anew."""
import difflib
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = {
    "docs/reference.md": ["schema", "--reference"],
    "scenarios/crossflow.schema.json": ["schema"],
}

failed = False
for name, arguments in PAGES.items():
    made = subprocess.run([os.environ["CROSSFLOW"], *arguments], check=True, capture_output=True).stdout.decode("utf-8")
    file = ROOT / name
    if os.environ.get("CROSSFLOW_UPDATE"):
        file.write_text(made, encoding="utf-8")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if made != kept:
        failed = True
        print(f"{name} is out of date. To update it: CROSSFLOW_UPDATE=1 ctest --preset release -R generated_pages")
        changes = difflib.unified_diff(kept.splitlines(), made.splitlines(), name, "crossflow " + " ".join(arguments), lineterm="", n=1)
        print("\n".join(list(changes)[:40]))
sys.exit(1 if failed else 0)
