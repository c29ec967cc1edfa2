"""One question over many settings and seeds: the table, its file, resuming, processes and a cluster."""

import contextlib
import functools
import importlib
import math
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

import mlpkit
from mlpkit._machinery.threads import one_thread
from mlpkit.datasets import make_moons
from mlpkit.studies.experiments import main, run
from mlpkit.studies.questions import fingerprint
from mlpkit.studies.sweep_file import SweepFile


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


@contextlib.contextmanager
def a_cluster(n_workers, *, processes):
    """Start a cluster on this machine. Here Dask gives up a run with the first worker that dies of it."""
    distributed = pytest.importorskip("distributed", reason="needs the extra 'scale'")
    dask = importlib.import_module("dask")
    # On a busy machine Dask warns after a second, drops a connection after thirty, and ends a worker for good (with the
    # run that it has just been given) that takes more than fifteen to start again: none of it is our business.
    settings = dict.fromkeys(["comm.timeouts.connect", "comm.timeouts.tcp", "deploy.lost-worker-timeout"], "600s")
    settings = {f"distributed.{name}": value for name, value in (settings | {"scheduler.allowed-failures": 0}).items()}
    with warnings.catch_warnings(), dask.config.set(settings):
        warnings.filterwarnings("ignore", "Creating scratch directories", UserWarning)
        with (
            distributed.LocalCluster(
                n_workers=n_workers,
                processes=processes,
                threads_per_worker=1,
                protocol="tcp",  # within a process it would be another, which asks for this machine's address
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",  # None would be port 8787, which somebody may have
                memory_limit=None,  # else a worker waits while the machine's memory is full
                silence_logs=50,
            ) as cluster,
            distributed.Client(cluster, timeout=600) as client,
        ):
            yield client


@pytest.fixture(scope="module")
def cluster():
    """Start two workers, each a process that is started again when it dies."""
    with a_cluster(2, processes=True) as client:
        yield client


def test_a_real_cluster_of_two_workers_gives_the_numbers_of_a_serial_run(cluster):
    serial = run(train, GRID, seeds=[0, 1], progress=False)
    assert len(cluster.scheduler_info()["workers"]) == 2
    with joblib.parallel_config(backend="dask", client=cluster):
        scaled = run(train, GRID, seeds=[0, 1], progress=False)
    pd.testing.assert_frame_equal(numbers(serial), numbers(scaled))


def die_with_seed_1(*, seed, n):
    """As the system does with who takes all of the memory."""
    if seed == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return {"value": n + seed, "process": os.getpid()}


DIED = "its worker died (killed, or out of memory), and again when it was asked alone"


def assert_only_the_deadly_runs_are_lost(table, path):
    assert list(table[["n", "seed"]].itertuples(index=False, name=None)) == [(10, seed) for seed in range(6)]
    assert list(table["error"]) == ["", DIED, *[""] * 4]
    alive = table["error"] == ""
    assert (table["value"] == table["n"] + table["seed"])[alive].all()
    written = pd.read_csv(path)
    assert sorted(written["seed"]) == [0, 1, 2, 3, 4, 5]  # every row is there once
    assert os.getpid() not in set(table["process"])


def test_a_worker_that_dies_takes_no_other_run_with_it(tmp_path):
    path = tmp_path / "sweep.csv"
    table = run(die_with_seed_1, {"n": [10]}, seeds=range(6), n_jobs=2, path=path, progress=False)
    assert_only_the_deadly_runs_are_lost(table, path)


def test_a_clusters_worker_that_dies_takes_no_other_run_with_it(cluster, tmp_path):
    path = tmp_path / "sweep.csv"
    with joblib.parallel_config(backend="dask", client=cluster):
        table = run(die_with_seed_1, {"n": [10]}, seeds=range(6), path=path, progress=False)
    assert_only_the_deadly_runs_are_lost(table, path)


def test_who_died_of_a_neighbor_is_asked_again(tmp_path):
    """The process dies of the other run, once; this one is asked alone then, and has its number."""

    def question(*, seed):
        started, once = tmp_path / f"started-{seed}", tmp_path / "once"
        started.touch()
        if not once.exists():
            while not (tmp_path / f"started-{1 - seed}").exists():  # until both are at work
                time.sleep(0.01)
            with contextlib.suppress(FileExistsError):
                once.touch(exist_ok=False)
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(600)  # one of them dies, and the other with it
        return {"value": seed}

    table = run(question, [{}], seeds=[0, 1], n_jobs=2, progress=False)
    assert list(table["error"]) == ["", ""]
    assert list(table["value"]) == [0, 1]


SCHEDULER = """
from distributed import LocalCluster
here = {"protocol": "tcp", "host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "memory_limit": None}
print(LocalCluster(n_workers=1, processes=False, threads_per_worker=1, **here).scheduler_address, flush=True)
input()
"""


def test_a_lost_scheduler_is_said_and_what_was_finished_is_kept(tmp_path):
    distributed = pytest.importorskip("distributed", reason="needs the extra 'scale'")
    path = tmp_path / "sweep.csv"

    def lose_the_scheduler(*, seed):
        if seed == 1 and not (tmp_path / "lost").exists():
            while not path.exists():  # until the first is written
                time.sleep(0.01)
            (tmp_path / "lost").touch()
            os.kill(os.getpid(), signal.SIGKILL)  # the process in which scheduler and worker are
        return {"value": seed}

    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", SCHEDULER], text=True, **pipes) as process:
        address = process.stdout.readline().strip()
        with distributed.Client(address, timeout=600) as client, joblib.parallel_config(backend="dask", client=client):
            client._timeout = 1  # for so long it would look for what is gone
            with pytest.raises(
                ConnectionError, match=r"the cluster is lost, and with it the 2 runs .* Hint: with path"
            ):
                run(lose_the_scheduler, [{}], seeds=[0, 1, 2], path=path, progress=False)
    assert list(pd.read_csv(path)["seed"]) == [0]
    again = run(lose_the_scheduler, [{}], seeds=[0, 1, 2], path=path, progress=False)  # the hint, followed
    assert list(again["value"]) == [0, 1, 2]


@pytest.mark.parametrize("n_workers", [0, 1])
def test_a_cluster_is_waited_for_unless_it_has_no_workers(monkeypatch, n_workers):
    monkeypatch.setattr("mlpkit.studies.workers.PATIENCE", 0.01)
    refused = pytest.raises(RuntimeError, match=r"the cluster has had no worker for 0\.01 s, and 20 runs are left")
    with (
        a_cluster(n_workers, processes=False) as client,
        joblib.parallel_config(backend="dask", client=client),
        contextlib.nullcontext() if n_workers else refused,
    ):
        table = run(fail_on_odd_seeds, [{}], seeds=range(20), progress=False)
        assert list(table["error"]) == ["", "ValueError: odd"] * 10


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


def test_what_cannot_be_written_is_kept_and_rescued_and_the_file_stays_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "sweep.csv"
    run(fail_on_odd_seeds, [{}], seeds=[0], path=path, progress=False)
    before = path.read_bytes()

    def no_space(descriptor):
        raise OSError("no space left on device")

    monkeypatch.setattr("mlpkit._machinery.files.os.fsync", no_space)
    with pytest.warns(UserWarning, match="no space left") as warned:
        table = run(fail_on_odd_seeds, [{}], seeds=[0, 2, 4, 6], path=path, progress=False)
    monkeypatch.undo()
    assert list(table["value"]) == [0, 2 / 3, 4 / 3, 2]
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    soon, last = (str(warning.message) for warning in warned)
    assert soon.endswith("trying again later")
    rescued = Path(re.search(r"the last 3 runs are in (.+?)\. Hint", last)[1])
    # The hint, followed: with its rows added, the sweep goes on after them.
    with path.open("a", encoding="utf-8") as file:
        file.writelines(rescued.read_text(encoding="utf-8").splitlines(keepends=True)[1:])
    again = run(fail_on_odd_seeds, [{}], seeds=[0, 2, 4, 6], path=path, progress=False)
    pd.testing.assert_frame_equal(again, table)
    shutil.rmtree(rescued.parent)


def test_what_could_not_be_written_is_written_with_the_next_run(tmp_path, monkeypatch):
    path = tmp_path / "sweep.csv"
    failing = iter([True, False])

    def fsync(descriptor):
        if next(failing):
            raise PermissionError("open in another program")

    monkeypatch.setattr("mlpkit._machinery.files.os.fsync", fsync)
    with pytest.warns(UserWarning, match=r"sweep\.csv cannot be written \(open in another program\); trying again"):
        run(fail_on_odd_seeds, [{}], seeds=[0, 2], path=path, progress=False)
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3


def test_two_sweeps_that_share_a_file_lose_nothing(tmp_path):
    ours, theirs = SweepFile(tmp_path / "sweep.csv"), SweepFile(tmp_path / "sweep.csv")
    for number, file in enumerate([ours, theirs, ours, theirs, theirs]):
        file.add({"run": f"run-{number}", "seed": number, "seconds": 0.0, "error": "", f"value_{number}": number})
    assert list(ours.rows()) == [f"run-{number}" for number in range(5)]
    assert [file.name for file in tmp_path.iterdir()] == ["sweep.csv"]


def train_or_be_interrupted(*, seed, folder):
    """Train for six epochs; with seed 1, and for the first time, Ctrl-C comes in the middle."""
    X, y = make_moons(20, rng=np.random.default_rng(0))
    once = Path(folder, "interrupted")

    def interrupt(network, history):
        if seed == 1 and history.n_epochs == 2 and not once.exists():
            once.touch()
            signal.raise_signal(signal.SIGINT)

    network = mlpkit.mlp([2, 3, 2], rng=np.random.default_rng(seed))
    recipe = {"n_epochs": 6, "batch_size": 8, "rng": np.random.default_rng(seed), "progress": False}
    history = mlpkit.fit(network, mlpkit.SoftmaxCrossEntropy(), mlpkit.SGD(0.1), X, y, callbacks=[interrupt], **recipe)
    return {"n_epochs": history.n_epochs}


def test_an_interrupt_inside_a_training_ends_the_sweep_and_keeps_nothing_of_that_run(tmp_path):
    path, settings = tmp_path / "sweep.csv", [{"folder": str(tmp_path)}]
    with pytest.raises(KeyboardInterrupt):
        run(train_or_be_interrupted, settings, seeds=range(3), path=path, progress=False)
    assert (tmp_path / "interrupted").exists()
    assert list(pd.read_csv(path)["seed"]) == [0]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    table = run(train_or_be_interrupted, settings, seeds=range(3), path=path, progress=False)
    assert list(table["n_epochs"]) == [6, 6, 6]


def times(factor):
    def question(*, seed):
        return {"value": factor * seed}

    return question


def plus_one():
    def question(*, seed):
        """Count from one."""
        return {"value": seed + 1}

    return question


def scaled(*, seed, factor):
    return {"value": factor * seed}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (times(2), times(3)),
        (times(2), plus_one()),
        (functools.partial(scaled, factor=2), functools.partial(scaled, factor=3)),
    ],
    ids=["closed over something else", "other code", "other arguments"],
)
def test_another_question_of_the_same_name_never_gets_these_rows(tmp_path, first, second):
    path = tmp_path / "sweep.csv"
    before = run(first, [{}], seeds=[1, 2], path=path, progress=False)
    with pytest.raises(ValueError, match=r"sweep\.csv holds 2 of these runs, but another question has measured them"):
        run(second, [{}], seeds=[1, 2, 3], path=path, progress=False)
    pd.testing.assert_frame_equal(run(first, [{}], seeds=[1, 2], path=path, progress=False), before)
    path.unlink()  # the hint, followed
    assert len(run(second, [{}], seeds=[1, 2, 3], path=path, progress=False)) == 3


def test_a_comment_or_a_docstring_makes_no_other_question(tmp_path):
    texts = [
        "    return {'value': seed}\n",
        "    '''Text.'''\n    # so\n    return {'value':seed}\n",
        "    return {}\n",
    ]
    marks = []
    for number, text in enumerate(texts):
        module = tmp_path / f"a_question_{number}.py"
        module.write_text(f"def question(*, seed):\n{text}", encoding="utf-8")
        marks.append(fingerprint(runpy.run_path(str(module))["question"]))
    assert marks[0] == marks[1] != marks[2]


class CallableObject:
    def __call__(self, *, seed):
        return {"value": seed}


@pytest.mark.parametrize("question", [lambda *, seed: {"value": seed}, CallableObject()], ids=["lambda", "object"])
def test_a_question_without_a_name_of_its_own_is_refused_with_a_path_only(tmp_path, question):
    with pytest.raises(TypeError, match=r"with path, question must be a function with a name.*Hint: write it with def"):
        run(question, [{}], seeds=[1], path=tmp_path / "sweep.csv", progress=False)
    assert list(run(question, [{}], seeds=[1], progress=False)["value"]) == [1]


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (
            0.93,
            "TypeError: the question returned 0.93 (float); expected its numbers by name, such as {'accuracy': 0.9}",
        ),
        (None, "TypeError: the question returned None (NoneType); expected its numbers by name"),
        ({"seconds": 1}, "ValueError: the question returned ['seconds']; expected other names"),
        ({"error": 1}, "ValueError: the question returned ['error']; expected other names"),
        ({"width": 1}, "ValueError: the question returned ['width']; expected other names"),
    ],
    ids=str,
)
def test_a_result_that_is_no_row_is_an_error_of_that_run_alone(result, words):
    table = run(lambda *, seed, width: result if seed else {"value": 1}, {"width": [5]}, seeds=[0, 1], progress=False)
    assert list(table["error"].str.startswith(words)) == [False, True]
    assert list(table["width"]) == [5, 5]
    assert table["value"][0] == 1


def test_a_question_that_wants_to_leave_python_is_an_error_of_that_run_alone():
    table = run(lambda *, seed: sys.exit("enough") if seed else {"value": 1}, [{}], seeds=[0, 1], progress=False)
    assert list(table["error"]) == ["", "SystemExit: enough"]


def multiply(*, seed, name, width, rate):
    return {"value": rate * width, "is_int": type(width) is int}


def test_settings_come_back_as_what_they_are_and_numpys_numbers_are_numbers(tmp_path):
    path = tmp_path / "sweep.csv"
    settings = {"name": ["1e3", "", "None", "True"], "width": 2 ** np.arange(4, 6), "rate": [np.float64(0.1)]}
    fresh = run(multiply, settings, seeds=[0], path=path, progress=False)
    resumed = run(multiply, settings, seeds=[0], path=path, progress=False)
    pd.testing.assert_frame_equal(fresh, resumed)
    assert list(resumed["name"][::2]) == ["1e3", "", "None", "True"]
    assert resumed["is_int"].all()
    n_bytes = path.stat().st_size
    run(multiply, {"name": ["1e3"], "width": [16], "rate": [0.1]}, seeds=[0], path=path, progress=False)
    assert path.stat().st_size == n_bytes  # the same run, in plain numbers: nothing was done again


def test_runs_in_threads_of_this_process_have_one_thread_each_and_leave_the_limit_as_it_was():
    with threadpool_limits(2):
        before = [pool["num_threads"] for pool in threadpool_info()]
        with joblib.parallel_config(backend="threading", n_jobs=3):
            table = run(count_threads, [{}], seeds=range(12), progress=False)
        assert set(table["threads"]) == {1}
        assert [pool["num_threads"] for pool in threadpool_info()] == before
        with one_thread():
            with one_thread():
                pass
            assert {pool["num_threads"] for pool in threadpool_info()} == {1}
        assert [pool["num_threads"] for pool in threadpool_info()] == before
