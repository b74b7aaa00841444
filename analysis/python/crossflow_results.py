"""Results of Crossflow as tables of pandas and arrays of xarray.

A result describes itself: each column says of which table of /directory it holds rows or numbers. So the functions here
know no table by name, but for those that they say.
"""
import re

import h5py
import numpy as np
import pandas as pd

NONE = 65535  # as a row: of no table


def table(path, name):
    """A table of a result, such as "series" or "directory/stations", with names in the place of rows of /directory.

    Times keep the unit that their names end with: `from_s` is seconds since the first midnight.
    """
    with h5py.File(path) as file:
        found = file[name if "/" in name else f"results/{name}"]
        frame = pd.DataFrame(found[:])
        for column in frame.columns[frame.dtypes == object]:
            frame[column] = frame[column].str.decode("utf-8")
        for column in frame.columns:
            said = found.attrs.get(f"description_{column}", b"")
            points = re.match(r"(row of|number in) /directory/(\w+)", said.decode() if isinstance(said, bytes) else said)
            if points and "name" in file["directory"][points[2]].dtype.names:
                frame[column] = names(file["directory"][points[2]][:], frame[column], by_number=points[1] == "number in")
        return frame


def clearance(path):
    """The clock of the pledge, immigration's, by class, direction and half-hour of joining."""
    pledges = table(path, "pledges")
    return pledges[pledges["authority"] == "immigration"]


def names(directory, rows, by_number):
    """A column of rows of a directory as their names."""
    known = directory["name"].astype("U") if directory["name"].dtype.kind == "S" else directory["name"]
    numbers = directory["number"] if by_number else np.arange(len(known))
    by_row = dict(zip(numbers.tolist(), known))
    return pd.Categorical(rows.map(by_row), categories=list(dict.fromkeys(known)))


def first_midnight(path):
    """From which all times of a result count."""
    with h5py.File(path) as file:
        date = file["directory"].attrs["date"]
        return pd.Timestamp(date.decode() if isinstance(date, bytes) else date)


def series(path, *columns):
    """What was counted at each station in each bin, as an xarray.Dataset by replication, station and time."""
    frame = table(path, "series")
    frame["time"] = first_midnight(path) + pd.to_timedelta(frame.pop("from_s"), unit="s")
    frame["station"] = frame["station"].astype(str)
    columns = list(columns) or [c for c in frame if c not in ("replication", "station", "time")]
    return frame.set_index(["replication", "station", "time"])[columns].to_xarray()


def percentile(histogram, share):
    """The least time within which so large a share lies, of a table with `up_to_s` and `count`: the upper edge of a bin,
    as on the program's pages."""
    by_time = histogram.groupby("up_to_s")["count"].sum().sort_index()
    reached = by_time.cumsum() >= share * by_time.sum()
    return by_time.index[reached.to_numpy().argmax()] if len(by_time) else float("nan")


def by_half_hour(sums, people="cleared", by=()):
    """Mean times in minutes by half-hour of joining, a column for each replication: of `pledges` (clearance; people:
    "cleared") or of `wait_sums` (waiting at a station; people: "count"). `by`: more columns to tell apart."""
    keys = [*by, "from_s", "replication"]
    all_ = sums.groupby(keys, observed=True)[["wait_s", people]].sum()
    return (all_["wait_s"] / all_[people].where(all_[people] > 0) / 60).unstack("replication")
