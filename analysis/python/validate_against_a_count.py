#!/usr/bin/python3
"""Holds the people of a result beside a count by hour, and says how far apart they are.

    analysis/python/validate_against_a_count.py out.h5 count.csv [-o count.png]

The table has the columns `hour` (its beginning, HH:MM), `direction` and `people`. GEH is the statistic of traffic
engineers for hourly flows (Design Manual for Roads and Bridges, vol. 12a): below 5 in 85% of hours is called a good fit.
"""
import argparse
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

import crossflow_results as results  # noqa: E402


def simulated(path):
    """People who joined immigration's first queue, by direction and hour: the mean of replications."""
    pledges = results.clearance(path)
    hour = (pledges["from_s"] // 3600).astype(int)
    return pledges.groupby(["direction", hour], observed=True)["joined"].sum() / pledges["replication"].nunique()


def counted(path):
    count = pd.read_csv(path)
    missing = {"hour", "direction", "people"} - set(count.columns)
    if missing:
        sys.exit(f"{path} has no column {', '.join(sorted(missing))}; expected hour, direction, people")
    count["from_s"] = pd.to_datetime(count["hour"], format="%H:%M").dt.hour
    return count.groupby(["direction", "from_s"])["people"].sum()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("result")
    parser.add_argument("count")
    parser.add_argument("-o", "--output", default="count.png")
    options = parser.parse_args()
    both = pd.DataFrame({"counted": counted(options.count)})
    both["simulated"] = simulated(options.result).reindex(both.index).fillna(0)
    both["GEH"] = np.sqrt(2 * (both["simulated"] - both["counted"]) ** 2 / (both["simulated"] + both["counted"]).where(lambda n: n > 0))
    groups = both.groupby(level="direction")
    figure, axes = plt.subplots(len(groups), sharex=True, squeeze=False, figsize=(9, 1 + 2.4 * len(groups)), layout="constrained")
    for axis, (direction, people) in zip(axes[:, 0], groups):
        hours = people.index.get_level_values("from_s")
        axis.bar(hours, people["counted"], width=0.9, align="edge", alpha=0.4, label="counted")
        axis.hlines(people["simulated"], hours, hours + 1, linewidth=2, label="simulated")
        axis.set_title(direction, loc="left")
        axis.set_ylabel("people an hour")
        axis.grid(alpha=0.3)
    axes[0, 0].legend(loc="upper left")
    axes[-1, 0].set_xlabel("clock time, hours")
    figure.suptitle("People who joined immigration's first queue")
    figure.savefig(options.output, dpi=120)
    print(both.round({"simulated": 0, "GEH": 1}).to_string())
    print(f"GEH below 5 in {(both['GEH'].fillna(0) < 5).mean():.0%} of {len(both)} hours")


if __name__ == "__main__":
    main()
