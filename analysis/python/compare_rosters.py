#!/usr/bin/python3
"""Compares two results on the same days: what waits the second spares or costs in each half-hour, and officers' hours.

    analysis/python/compare_rosters.py a.h5 b.h5 [-o difference.png]

Intervals are those of `crossflow compare a.h5 b.h5`; this draws what lies behind them.
"""
import argparse
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

import crossflow_results as results  # noqa: E402


def minutes(path):
    """Mean clearance by half-hour and replication."""
    return results.by_half_hour(results.clearance(path))


def rostered_hours(path):
    hours = results.table(path, "officer_hours")
    hours = hours[hours["of_other_dates"] == 0]
    return hours.groupby("replication")["rostered_s"].sum().mean() / 3600 if len(hours) else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("a")
    parser.add_argument("b")
    parser.add_argument("-o", "--output", default="difference.png")
    options = parser.parse_args()
    a, b = minutes(options.a), minutes(options.b)
    if list(a.columns) != list(b.columns):
        sys.exit(f"{options.a} has other replications than {options.b}: days are compared with the same days")
    change = b - a
    hours = change.index / 3600
    figure, axis = plt.subplots(figsize=(9, 4), layout="constrained")
    axis.fill_between(hours, change.quantile(0.05, axis=1), change.quantile(0.95, axis=1), step="post", alpha=0.25, label="nine days of ten")
    axis.step(hours, change.mean(axis=1), where="post", label="mean of days")
    axis.axhline(0, color="black", linewidth=0.8)
    axis.set_title(f"Clearance of {options.b} less that of {options.a}", loc="left")
    axis.set_ylabel("minutes")
    axis.set_xlabel("clock time of joining, hours since the first midnight")
    axis.grid(alpha=0.3)
    axis.legend()
    figure.savefig(options.output, dpi=120)
    for path in (options.a, options.b):
        print(f"{path}: {rostered_hours(path):.1f} officer-hours rostered")
    mean = change.mean(axis=1)
    for word, most, at in (("spared", -mean.min(), mean.idxmin()), ("added", mean.max(), mean.idxmax())):
        print(f"most {word}: {most:.1f} minutes for those who join at {clock(at)}" if most > 0 else f"none {word}")


def clock(seconds):
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}"


if __name__ == "__main__":
    main()
