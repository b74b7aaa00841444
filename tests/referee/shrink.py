"""Makes a port on which the two disagree as small as it gets while they still do."""
import copy
import json

import yaml

from match import Refused, disagreements

AT_ONCE = 60  # trials in one run of Crossflow
NEEDED = {"kind", "service", "route", "walk", "distance", "speed", "recorded", "table", "to", "from", "until", "takes", "length",
          "timetable", "people", "profile", "local", "guest", "times", "every", "first", "last"}


def parts(tree, path=()):
    """Paths to all that might be left out, the large ones first: halves of lists, keys of maps, items of lists."""
    if isinstance(tree, list):
        if len(tree) > 3:
            half = len(tree) // 2
            yield path + (slice(0, half),)
            yield path + (slice(half, None),)
        for i, value in enumerate(tree):
            yield path + (i,)
            if not isinstance(value, list) or isinstance(value[0], (list, dict)):
                yield from parts(value, path + (i,))
    elif isinstance(tree, dict):
        for key in tree:
            if key not in NEEDED and path:
                yield path + (key,)
        for key, value in tree.items():
            yield from parts(value, path + (key,))


def without(tree, path):
    tree = copy.deepcopy(tree)
    at = tree
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return tree


def those_that_disagree(scenario, trials):
    """Which of these trials, each a port and its lists, still disagree. Crossflow may refuse some."""
    ports, tables = {}, {}
    for i, trial in enumerate(trials):
        port = copy.deepcopy(trial["port"])
        for source in port["demand"].values():
            if "recorded" in source:
                table = source["recorded"]["table"]
                source["recorded"]["table"] = f"{i}-{table}"
                tables[f"{i}-{table}"] = trial["tables"][table]
        ports[f"port {i}"] = port
    try:
        differ = disagreements(scenario | {"ports": ports}, tables, skip_errors=True)
        return [trial | {"name": f"port {i}"} for i, trial in enumerate(trials) if f"port {i}" in differ]
    except Refused as refused:
        taken = [trial for i, trial in enumerate(trials) if f"port {i}" not in refused.ports]
        return those_that_disagree(scenario, taken) if 0 < len(taken) < len(trials) else []


def shrink(scenario, tables, name):
    """The scenario with that port alone, its lists, and its name, since draws hang on that."""
    port = scenario["ports"][name]
    used = [source["recorded"]["table"] for source in port["demand"].values() if "recorded" in source]
    case = {"tables": {table: tables[table] for table in used}, "port": port, "name": name}
    while True:
        trials = [without(case, path) for path in parts(case)
                  if len(path) > 2 or len(path) == 2 and path[0] == "port" and path[-1] not in ("demand", "stations", "routes")]
        for i in range(0, len(trials), AT_ONCE):
            smaller = those_that_disagree(scenario, trials[i:i + AT_ONCE])
            if smaller:
                case = min(smaller, key=lambda trial: len(json.dumps(trial)))
                break
        else:
            return scenario | {"ports": {case["name"]: case["port"]}}, case["tables"], case["name"]


def text_of(scenario, tables):
    out = yaml.safe_dump(scenario, sort_keys=False, default_flow_style=None, width=120)
    for name, rows in tables.items():
        out += f"# {name}\n" + "".join(f"#   {','.join(map(str, row))}\n" for row in rows)
    return out
