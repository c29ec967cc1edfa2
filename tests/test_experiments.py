"""One question over many settings and seeds: the table, its file, resuming, processes and a cluster."""

import math
import os
import subprocess
import sys

import joblib
import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

import mlpkit
from mlpkit.datasets import make_moons
from mlpkit.studies.experiments import main, run


def train(*, seed, n_hidden, learning_rate=0.1):
    """Train a small network; a real question, short enough for a test."""
    rng = np.random.default_rng(seed)
    X, y = make_moons(40, noise=0.2, rng=rng)
    network = mlpkit.mlp([2, n_hidden, 2], rng=rng)
    loss = mlpkit.SoftmaxCrossEntropy()
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate), X, y, n_epochs=3, batch_size=8, rng=rng, progress=False)
    return {"loss": mlpkit.evaluate(network, loss, X, y).loss, "n_params": network.n_params}


def fail_on_odd_seeds(*, seed):
    if seed % 2:
        raise ValueError("odd")
    return {"value": seed / 3}


def count_threads(*, seed):
    return {"threads": max(pool["num_threads"] for pool in threadpool_info())}


def remember_calls(path):
    """Return a question that notes each of its calls in a file."""

    def question(*, seed, size):
        with open(path, "a", encoding="utf-8") as file:
            file.write(f"{size} {seed}\n")
        return {"value": size + seed / 7}

    return question


GRID = {"n_hidden": [3, 5], "learning_rate": [0.1, 0.01]}


def numbers(table):
    return table.drop(columns="seconds")


def test_a_grid_gives_one_row_for_each_combination_and_seed_in_order():
    table = run(train, GRID, seeds=[0, 1, 2], progress=False)
    expected = [(n, rate, seed) for n in (3, 5) for rate in (0.1, 0.01) for seed in (0, 1, 2)]
    assert list(table[["n_hidden", "learning_rate", "seed"]].itertuples(index=False, name=None)) == expected
    assert list(table.columns) == ["n_hidden", "learning_rate", "seed", "loss", "n_params", "seconds", "error"]
    with threadpool_limits(1):  # as in every run: the last digits may depend on it
        assert table["loss"][4] == train(seed=1, n_hidden=3, learning_rate=0.01)["loss"]
    assert (table["error"] == "").all()
    assert (table["seconds"] >= 0).all()


def test_two_processes_give_the_numbers_of_one():
    serial = run(train, GRID, seeds=[0, 1], progress=False)
    parallel = run(train, GRID, seeds=[0, 1], n_jobs=2, progress=False)
    pd.testing.assert_frame_equal(numbers(serial), numbers(parallel))


def test_a_real_cluster_of_two_workers_gives_the_numbers_of_a_serial_run():
    distributed = pytest.importorskip("distributed", reason="needs the extra 'scale'")
    serial = run(train, GRID, seeds=[0, 1], progress=False)
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # None would be port 8787, which somebody may have
            memory_limit=None,  # else a worker waits while the machine's memory is full
            silence_logs=50,
        ) as cluster,
        distributed.Client(cluster, timeout=600) as client,
        joblib.parallel_config(backend="dask"),
    ):
        scaled = run(train, GRID, seeds=[0, 1], progress=False)
        n_workers = len(client.scheduler_info()["workers"])
    assert n_workers == 2
    pd.testing.assert_frame_equal(numbers(serial), numbers(scaled))


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_every_run_has_one_thread_for_its_mathematics(n_jobs):
    assert set(run(count_threads, [{}], seeds=[0, 1], n_jobs=n_jobs, progress=False)["threads"]) == {1}


def test_the_threads_of_everybody_else_stay_as_they_were():
    before = [pool["num_threads"] for pool in threadpool_info()]
    run(count_threads, [{}], seeds=[0], progress=False)
    assert [pool["num_threads"] for pool in threadpool_info()] == before


def test_a_failed_run_has_its_error_in_the_row_and_the_others_go_on():
    table = run(fail_on_odd_seeds, [{}], seeds=[0, 1, 2], progress=False)
    assert list(table["error"]) == ["", "ValueError: odd", ""]
    assert table["value"][2] == 2 / 3
    assert math.isnan(table["value"][1])


def test_failed_runs_are_tried_again_and_finished_ones_are_not(tmp_path):
    path, calls = tmp_path / "results" / "sweep.csv", tmp_path / "calls.txt"
    question = remember_calls(calls)
    settings = {"size": [10, 20]}
    run(question, settings, seeds=[0], path=path, progress=False)
    first = run(question, settings, seeds=[0, 1], path=path, progress=False)
    again = run(question, settings, seeds=[0, 1], path=path, progress=False)
    assert calls.read_text().split("\n")[:-1] == ["10 0", "20 0", "10 1", "20 1"]
    pd.testing.assert_frame_equal(first, again)
    fresh = run(question, settings, seeds=[0, 1], progress=False)
    pd.testing.assert_frame_equal(numbers(again), numbers(fresh))
    run(fail_on_odd_seeds, [{}], seeds=[1], path=path, progress=False)
    assert "ValueError: odd" in path.read_text()
    assert list(run(fail_on_odd_seeds, [{}], seeds=[1], path=path, progress=False)["error"]) == ["ValueError: odd"]


def test_an_interrupted_sweep_loses_nothing(tmp_path):
    path = tmp_path / "sweep.csv"

    def question(*, seed):
        if seed == 3 and not (tmp_path / "go").exists():
            raise KeyboardInterrupt
        return {"value": seed}

    with pytest.raises(KeyboardInterrupt):
        run(question, [{}], seeds=range(5), path=path, progress=False)
    assert [line.split(",")[1] for line in path.read_text().splitlines()] == ["seed", "0", "1", "2"]
    (tmp_path / "go").touch()
    assert list(run(question, [{}], seeds=range(5), path=path, progress=False)["value"]) == [0, 1, 2, 3, 4]
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_the_file_brings_back_every_kind_of_setting(tmp_path):
    path = tmp_path / "sweep.csv"
    settings = [{"sizes": [784, 10], "name": 'a, "b"', "rate": 0.1 + 0.2, "flag": True, "limit": None}]

    def question(*, seed, sizes, **_):
        return {"value": 1 / 3, "length": len(sizes)}

    fresh = run(question, settings, seeds=[0], path=path, progress=False)
    resumed = run(question, settings, seeds=[0], path=path, progress=False)
    pd.testing.assert_frame_equal(fresh, resumed)
    assert fresh.loc[0, ["sizes", "name", "rate", "limit", "value"]].tolist() == [
        "[784, 10]", "a, \"b\"", 0.1 + 0.2, "None", 1 / 3
    ]  # fmt: skip


def test_progress_is_shown_on_stdout_only(capsys):
    run(fail_on_odd_seeds, [{}], seeds=[0, 2])
    shown = capsys.readouterr()
    assert "2/2" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"question": 3}, TypeError, "question must be a function; got 3"),
        ({"settings": {"n_hidden": 3}}, TypeError, r"settings\['n_hidden'\] must be a list of values to try; got 3"),
        ({"settings": {"n_hidden": "35"}}, TypeError, "must be a list of values"),
        ({"settings": {"seed": [1]}}, ValueError, r"\['seed'\] cannot be the name of a setting"),
        ({"settings": [{"f": print}]}, TypeError, "a setting must be made of numbers, text, None and lists"),
        ({"settings": []}, ValueError, "nothing to run"),
        ({"seeds": []}, ValueError, "nothing to run"),
        ({"seeds": [1.5]}, TypeError, "seeds must be a whole number >= 0; got 1.5"),
    ],
)
def test_wrong_arguments_are_named(arguments, error, message):
    with pytest.raises(error, match=message):
        run(**{"question": train, "settings": GRID, "seeds": [0], "progress": False} | arguments)


def test_a_file_of_something_else_is_refused_and_stays(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.csv is not a table of earlier runs"):
        run(train, GRID, seeds=[0], path=path, progress=False)
    assert path.read_text(encoding="utf-8") == "a,b\n1,2\n"


def test_the_command_explains_itself():
    command = [sys.executable, "-m", "mlpkit.studies.experiments", "--help"]
    help_text = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ).stdout
    for word in ("with-augmentation", "without-augmentation", "--seeds", "--jobs", "--output"):
        assert word in help_text


def test_the_command_writes_the_table_of_its_experiment(tmp_path, monkeypatch, capsys):
    from mlpkit.studies.recipes import RECIPES, Recipe

    monkeypatch.setitem(RECIPES, "tiny", Recipe("a test", train, {"n_hidden": [3]}))
    path = tmp_path / "tiny.csv"
    main(["tiny", "--seeds", "2", "--output", str(path)])
    assert "n_hidden" in capsys.readouterr().out
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3
    monkeypatch.setitem(RECIPES, "tiny", Recipe("a test", fail_on_odd_seeds, {}))
    with pytest.raises(SystemExit, match="some runs failed"):
        main(["tiny", "--seeds", "2", "--output", str(tmp_path / "failing.csv")])


def test_a_write_that_fails_leaves_the_table_as_it_was_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "sweep.csv"
    run(fail_on_odd_seeds, [{}], seeds=[0], path=path, progress=False)
    before = path.read_bytes()

    def no_space(descriptor):
        raise OSError("no space left on device")

    monkeypatch.setattr("mlpkit._machinery.files.os.fsync", no_space)
    with pytest.raises(OSError, match="no space left"):
        run(fail_on_odd_seeds, [{}], seeds=[0, 2], path=path, progress=False)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
