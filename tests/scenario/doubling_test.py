"""An input of twice the size is loaded with at most 2.5 times the work, whatever its shape: instructions are counted.

    doubling_test.py PROGRAM
"""
import pathlib
import re
import subprocess
import sys
import tempfile

MOST = 2.5


def counts(program):
    """Instructions of each shape by size, as valgrind has them."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        ran = subprocess.run(["valgrind", "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=out", "-q", program],
                             cwd=folder, check=True, env={"TMPDIR": folder, "PATH": "/usr/bin:/bin"}, text=True,
                             stdout=subprocess.PIPE)
        for number, line in enumerate(ran.stdout.splitlines(), 1):
            dump = pathlib.Path(folder, f"out.{number}").read_text(errors="replace")
            name, size = line.split("|")
            found.setdefault(name, {})[int(size)] = int(re.search(r"^totals: (\d+)", dump, re.M)[1])
    return found


def main():
    wrong = 0
    shapes = counts(sys.argv[1])
    for name, work in shapes.items():
        small, middle, large = (work[n] for n in sorted(work))
        ratio = (large - middle) / (middle - small)  # what does not grow is in none of the two
        print(f"{name:30} {small:12,} {middle:12,} {large:12,}   {ratio:.2f}")
        wrong += not 0 < ratio <= MOST
    print(f"{len(shapes)} shapes, {wrong} of which take more than {MOST} times the work for twice the size")
    return wrong > 0 or len(shapes) < 10


if __name__ == "__main__":
    sys.exit(main())
