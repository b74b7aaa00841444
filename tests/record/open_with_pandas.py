"""Opens a result file as a user of pandas would, without any code of ours, and checks what it finds."""

import sys

import h5py
import pandas as pd


def frame(file, path):
    """A table as a DataFrame, its texts decoded."""
    table = pd.DataFrame(file[path][:])
    for name in table.columns[table.dtypes == object]:
        table[name] = table[name].str.decode("utf-8")
    return table


def attribute(thing, name):
    return thing.attrs[name].decode("utf-8")


def check_results(file):
    assert attribute(file, "crossflow_format") == "2.1"
    assert attribute(file, "status") == "complete"
    assert attribute(file["directory"], "title_zh") == "小口岸"
    stations = frame(file, "directory/stations")
    assert list(stations["name"])[:3] == ["port/residents", "port/visitors", "port/hall"]
    assert stations["label_zh"][3] == "櫃位"
    causes = frame(file, "directory/ledger_causes").set_index("number")["label_en"]
    assert causes[6] == "next place full"

    series = frame(file, "results/series")
    series["name"] = series["station"].map(stations["name"])
    assert len(series) == 2 * 6 * 288
    assert set(series["replication"]) == {0, 1}
    assert (series.groupby("name").size() == 2 * 288).all()
    assert attribute(file["results/series"], "units_waiting_person_s") == "person-s"
    assert attribute(file["results/series"], "description_joined") == "joined the queue"
    for name in file["results"]:
        table = file["results"][name]
        assert attribute(table, "description"), name
        for column in table.dtype.names:
            assert f"description_{column}" in table.attrs, (name, column)
            assert f"units_{column}" in table.attrs, (name, column)
            assert h5py.check_dtype(vlen=table.dtype[column]) is None, (name, column)

    resolved = file["scenario/resolved"][()].decode("utf-8")
    assert resolved.startswith("crossflow: 1\n") and "小口岸" in resolved
    assert file["scenario"].attrs["seed"] == 0xFEDCBA9876543210
    figures = frame(file, "scenario/figures")
    assert figures["low"].isna().tolist() == [False, True]
    assert attribute(file["run"], "host") == "planner-1"


def check_trace(group):
    columns = ["tick_us", "kind", "entity", "station", "server", "value", "aux"]
    events = pd.DataFrame({name: group[name][:] for name in columns})
    assert len(events) > 0
    assert events["tick_us"].is_monotonic_increasing
    assert attribute(group["tick_us"], "units") == "us"
    entities = frame(group, "entities")
    arrived = events[events["kind"] == 1]
    assert arrived["entity"].tolist() == list(range(len(entities)))
    assert arrived["value"].tolist() == entities["number"].tolist()
    index = frame(group, "snapshots/index")
    assert (index["tick_us"] % 300_000_000 == 0).all()
    alive = frame(group, "snapshots/entities")
    assert index["entities"].sum() == len(alive)


def main():
    with h5py.File(sys.argv[1], "r") as file:
        check_results(file)
        for name in sys.argv[2:]:
            check_trace(file["trace"][name])


if __name__ == "__main__":
    main()
