#!/usr/bin/python3
"""Draws how long people took to be cleared, by class, direction and half-hour of joining, with a band over the days.

    analysis/python/waits_by_half_hour.py out.h5 [-o waits.png]
"""
import argparse

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

import crossflow_results as results  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("result")
    parser.add_argument("-o", "--output", default="waits.png")
    options = parser.parse_args()
    means = results.by_half_hour(results.clearance(options.result), by=["traveller_class", "direction"])
    groups = means.groupby(level=["traveller_class", "direction"], observed=True)
    figure, axes = plt.subplots(len(groups), sharex=True, squeeze=False, figsize=(9, 1 + 1.9 * len(groups)), layout="constrained")
    for axis, (who, minutes) in zip(axes[:, 0], groups):
        hours = minutes.index.get_level_values("from_s") / 3600
        axis.fill_between(hours, minutes.quantile(0.05, axis=1), minutes.quantile(0.95, axis=1), step="post", alpha=0.25,
                          label="nine days of ten")
        axis.step(hours, minutes.mean(axis=1), where="post", label="mean of days")
        axis.set_title(", ".join(who), loc="left")
        axis.set_ylabel("minutes")
        axis.set_ylim(bottom=0)
        axis.grid(alpha=0.3)
    axes[0, 0].legend(loc="upper left")
    axes[-1, 0].set_xlabel("clock time of joining, hours since the first midnight")
    figure.suptitle("Time until immigration's clearance")
    figure.savefig(options.output, dpi=120)
    worst = means.mean(axis=1).groupby(level=["traveller_class", "direction"], observed=True).max()
    print("mean minutes of the worst half-hour")
    print(worst.round(1).to_string())


if __name__ == "__main__":
    main()
