"""Greps the includes of a source tree and fails on one that its layer may not have.

    layers.py ROOT            checks the tree at ROOT
    layers.py --self-test     checks trees made up here, good and bad
"""
import pathlib
import re
import sys
import tempfile

# What each layer may include of ours: a folder, or a single header. Its own folder goes without saying.
EVERYTHING = ["sim/", "analysis/", "roster/", "viz/", "cli/", "bench/", "tests/"]
STATISTICS = ["analysis/stats.hpp", "analysis/erlang.hpp"]
LAYERS = {
    "sim/base/": [],
    "sim/scenario/": ["sim/base/"],
    "sim/record/": ["sim/base/"],
    "sim/kernel/": ["sim/base/", "sim/record/event.hpp"],
    "sim/model/": ["sim/base/", "sim/scenario/", "sim/record/", "sim/kernel/"],
    "sim/experiment/": ["sim/"] + STATISTICS,
    "analysis/": ["sim/base/", "sim/record/"],
    "roster/": ["sim/base/", "sim/record/", "analysis/"],
    "viz/": ["sim/base/", "sim/record/"],
    "cli/": EVERYTHING,
    "bench/": EVERYTHING,
    "tests/": EVERYTHING,
}
# Files that may include less than the rest of their layer: these go into layers that know no result file.
NARROWER = {
    "sim/record/event.hpp": ["sim/base/"],
    **{header[:-4] + ending: ["sim/base/"] + STATISTICS for header in STATISTICS for ending in (".hpp", ".cpp")},
}
# Libraries that only some folders may include; others of the same name under tests/ test just them.
LIBRARIES = {
    "SimGrid": (r"simgrid/|xbt", ["sim/kernel/"]),
    "yaml-cpp": (r"yaml-cpp/", ["sim/scenario/"]),
    "HDF5": (r"hdf5|H5|libdeflate", ["sim/record/"]),
    "CBC": (r"coin/", ["roster/"]),
    "JSON": (r"nlohmann/", ["sim/scenario/", "analysis/", "cli/", "tests/"]),
    "CLI11": (r"CLI/", ["cli/", "viz/app/"]),
    "Google Benchmark": (r"benchmark/", ["bench/"]),
    "Dear ImGui": (r"imgui|GLFW/|stb/|GL/", ["viz/app/", "viz/panels/", "bench/", "tests/viz/"]),
    "GoogleTest": (r"gtest/|gmock/", ["tests/"]),
    "Eigen": (r"Eigen/", ["analysis/calibrate/", "analysis/sensitivity/"]),
    "Boost": (r"boost/", ["sim/", "analysis/", "viz/", "bench/", "tests/"]),
}
BASE_BOOST = re.compile(r"boost/math/")  # the one part of Boost that base may include

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCES = {".cpp", ".hpp", ".h", ".c", ".cc", ".inc", ".ipp"}


def layer_of(path):
    return next((layer for layer in LAYERS if path.startswith(layer)), None)


def wrong_with_ours(root, path, layer, included):
    if layer == "tests/" and (root / path).parent.joinpath(included).is_file():
        return None  # beside it
    if not (root / included).is_file():
        return "no such file from the root of the tree"
    allowed = NARROWER.get(path, LAYERS[layer] + [layer])
    if not any(included == a or (a.endswith("/") and included.startswith(a)) for a in allowed):
        return f"{layer} may include of ours: {', '.join(a for a in allowed if a != layer) or 'nothing'}"
    return None


def wrong_with_library(path, layer, included):
    for name, (pattern, folders) in LIBRARIES.items():
        if not re.match(pattern, included):
            continue
        under_test = "sim/" + path[len("tests/"):] if layer == "tests/" else path
        if not any(path.startswith(f) or under_test.startswith(f) for f in folders):
            return f"{name} may be included under {', '.join(folders)} only"
        if layer == "sim/base/" and not BASE_BOOST.match(included):
            return "base may include Boost.Math only"
    return None


def stray_includes(root):
    """One line for each stray include, and the number of includes looked at."""
    root = pathlib.Path(root)
    strays, seen = [], 0
    top_folders = sorted({layer.split("/")[0] for layer in LAYERS})
    for folder in top_folders:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in SOURCES:
                continue
            path = file.relative_to(root).as_posix()
            layer = layer_of(path)
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                seen += 1
                quote, included = found.groups()
                if layer is None:
                    wrong = "this folder is in no row of the table of layers"
                else:
                    wrong = wrong_with_library(path, layer, included)
                    if wrong is None and (quote == '"' or layer_of(included)):
                        wrong = wrong_with_ours(root, path, layer, included)
                if wrong:
                    strays.append(f"{path}:{number}: stray include of {included}: {wrong}")
    return strays, seen


GOOD = {
    "sim/base/tick.hpp": "#include <cstdint>",
    "sim/base/quantile.cpp": "#include <boost/math/distributions/normal.hpp>",
    "sim/scenario/yaml.cpp": '#include <yaml-cpp/yaml.h>\n#include "sim/base/tick.hpp"',
    "sim/record/event.hpp": '#include "sim/base/tick.hpp"',
    "sim/record/file.hpp": "#include <hdf5.h>",
    "sim/kernel/plane.hpp": '#include <simgrid/s4u.hpp>\n#include "sim/record/event.hpp"',
    "sim/model/port.hpp": '#include "sim/kernel/plane.hpp"\n#include "sim/scenario/keys.hpp"\n#include "sim/record/file.hpp"',
    "sim/scenario/keys.hpp": "",
    "sim/experiment/run.hpp": '#include "analysis/stats.hpp"\n#include "sim/model/port.hpp"',
    "analysis/stats.hpp": '#include "sim/base/tick.hpp"',
    "analysis/summary.cpp": '#include "analysis/stats.hpp"\n#include "sim/record/file.hpp"',
    "viz/view.cpp": '#include "sim/record/file.hpp"',
    "cli/main.cpp": '#include "viz/view.hpp"\n#include "sim/experiment/run.hpp"\n#include <CLI/CLI.hpp>',
    "viz/view.hpp": "",
    "tests/record/file_test.cpp": '#include <gtest/gtest.h>\n#include <hdf5.h>\n#include "beside.hpp"',
    "tests/record/beside.hpp": "",
}
# Each, added to the good tree, is one stray include.
BAD = [
    ("sim/base/a.hpp", '#include "sim/record/event.hpp"'),
    ("sim/base/a.hpp", "#include <boost/heap/d_ary_heap.hpp>"),
    ("sim/base/a.hpp", "#include <sim/scenario/keys.hpp>"),
    ("sim/scenario/a.cpp", '#include "sim/model/port.hpp"'),
    ("sim/scenario/a.cpp", "  #  include <hdf5.h>"),
    ("sim/record/a.cpp", '#include "sim/scenario/keys.hpp"'),
    ("sim/record/a.cpp", "#include <simgrid/s4u.hpp>"),
    ("sim/kernel/a.cpp", '#include "sim/record/file.hpp"'),
    ("sim/kernel/a.cpp", '#include "sim/model/port.hpp"'),
    ("sim/model/a.cpp", "#include <yaml-cpp/yaml.h>"),
    ("sim/model/a.cpp", "#include <simgrid/s4u.hpp>"),
    ("sim/model/a.cpp", '#include "sim/experiment/run.hpp"'),
    ("sim/experiment/a.cpp", '#include "analysis/summary.hpp"'),
    ("sim/experiment/a.cpp", "#include <H5Cpp.h>"),
    ("analysis/a.cpp", '#include "sim/model/port.hpp"'),
    ("analysis/a.cpp", '#include "sim/scenario/keys.hpp"'),
    ("analysis/a.cpp", "#include <simgrid/Exception.hpp>"),
    ("analysis/stats.cpp", '#include "sim/record/file.hpp"'),
    ("viz/a.cpp", '#include "sim/scenario/keys.hpp"'),
    ("cli/a.cpp", "#include <simgrid/s4u.hpp>"),
    ("cli/a.cpp", '#include "tick.hpp"'),
    ("cli/a.cpp", "#include <hdf5.h>"),
    ("bench/a.cpp", "#include <yaml-cpp/yaml.h>"),
    ("tests/model/a.cpp", "#include <hdf5.h>"),
    ("tests/system/a.cpp", "#include <simgrid/s4u.hpp>"),
    ("sim/novelty/a.cpp", "#include <vector>"),
]


def strays_of(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            file = pathlib.Path(root, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text + "\n", encoding="utf-8")
        return stray_includes(root)[0]


def self_test():
    good = {"analysis/summary.hpp": "", **GOOD}
    failures = [f"a good tree: {line}" for line in strays_of(good)]
    for path, line in BAD:
        strays = strays_of({**good, path: line})
        if len(strays) != 1 or not strays[0].startswith(path + ":1: stray include of"):
            failures.append(f"{path} with {line}: found {strays}")
    return failures


def main(arguments):
    if arguments == ["--self-test"]:
        failures = self_test()
        print("\n".join(failures) or f"{len(BAD)} stray includes found, none in the good tree")
        return 1 if failures else 0
    strays, seen = stray_includes(arguments[0])
    if seen < 100:
        strays.append(f"only {seen} includes found under {arguments[0]}: is this the root of the tree?")
    print("\n".join(strays) or f"{seen} includes, none stray")
    return 1 if strays else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
