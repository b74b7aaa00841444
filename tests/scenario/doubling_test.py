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
        subprocess.run(["valgrind", "--tool=callgrind", "--instr-atstart=no", "--callgrind-out-file=out", "-q", program],
                       cwd=folder, check=True, env={"TMPDIR": folder, "PATH": "/usr/bin:/bin"})
        for dump in pathlib.Path(folder).glob("out.*"):
            text = dump.read_text(errors="replace")
            trigger = re.search(r"^desc: Trigger: Client Request: (.*)\|(\d+)$", text, re.M)
            if trigger:
                total = re.search(r"^(?:totals|summary): (\d+)", text, re.M)
                found.setdefault(trigger[1], {})[int(trigger[2])] = int(total[1])
    return found


def main():
    wrong = 0
    shapes = counts(sys.argv[1])
    for name, work in shapes.items():
        small, middle, large = (work[n] for n in sorted(work))
        ratio = (large - middle) / (middle - small)  # what does not grow is in none of the two
        print(f"{name:30} {small:12,} {middle:12,} {large:12,}   {ratio:.2f}")
        wrong += ratio > MOST
    print(f"{len(shapes)} shapes, {wrong} of which take more than {MOST} times the work for twice the size")
    return wrong > 0 or len(shapes) < 10


if __name__ == "__main__":
    sys.exit(main())
