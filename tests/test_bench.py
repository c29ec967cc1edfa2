"""The benchmark: that it runs, counts right, and gives everybody the same work. No test looks at a time."""

import json
import math
import os
import re
import sys
from dataclasses import replace
from itertools import count, pairwise
from pathlib import Path

import numpy as np
import pytest

from mlpkit import ConstantSchedule, CosineSchedule, SoftmaxCrossEntropy, evaluate
from mlpkit.bench import __main__ as command
from mlpkit.bench import contenders, fresh, growth, measure
from mlpkit.bench.contenders import (
    TRAINABLE,
    Contender,
    Floor,
    Mlpkit,
    StudentsLoop,
    Task,
    Trainable,
    unavoidable_products,
)
from mlpkit.bench.drawing import draw_steps
from mlpkit.bench.machine import describe_machine, thread_counts
from mlpkit.bench.measure import Spread, StepTimes, in_turns, ratios, spread, time_steps
from mlpkit.bench.race import SETTINGS, Race, median_or_none, train_until
from mlpkit.bench.report import Results, markdown, table
from mlpkit.datasets import make_spirals
from mlpkit.plots._axes import Figure as FigureShownOnce

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "notebooks" / "results"
TASK = Task((2, 16, 3), batch_size=10, optimizer="Adam", learning_rate=0.03, n_threads=1)


def spirals():
    X, y = make_spirals(30, rng=np.random.default_rng(0))
    return X.astype(np.float32), y


# The contenders


def test_the_floor_is_every_product_but_the_gradient_of_the_pixels():
    products = unavoidable_products((5, 4, 3), batch_size=7, rng=np.random.default_rng(0))
    forward = [((7, 5), (5, 4), (7, 4)), ((7, 4), (4, 3), (7, 3))]
    backward = [((4, 7), (7, 3), (4, 3)), ((7, 3), (3, 4), (7, 4)), ((5, 7), (7, 4), (5, 4))]
    assert [tuple(array.shape for array in product) for product in products] == forward + backward
    assert {array.dtype for product in products for array in product} == {np.dtype(np.float32)}


@pytest.mark.parametrize("n_hidden", [8, 520])  # 2**18 entries lie between
def test_the_floor_multiplies_one_sample_right(n_hidden):
    floor = Floor(replace(TASK, layer_sizes=(520, n_hidden, 3), batch_size=1))
    floor.epoch(np.zeros((1, 520), np.float32), np.zeros(1, int))
    for left, right, out in floor.products:
        np.testing.assert_allclose(out, left @ right, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(("n_samples", "n_steps"), [(30, 3), (31, 4)])
def test_the_floor_computes_as_many_steps_as_an_epoch_has(monkeypatch, n_samples, n_steps):
    outs = []
    floor = Floor(TASK)
    monkeypatch.setattr(np, "matmul", lambda left, right, out: outs.append(out))
    floor.epoch(np.zeros((n_samples, 2), np.float32), np.zeros(n_samples, int))
    assert [id(out) for out in outs] == n_steps * [id(out) for _, _, out in floor.products]


def test_the_floor_of_one_sample_has_no_product_that_numpy_is_slow_at(monkeypatch):
    floor, inner, real = Floor(replace(TASK, batch_size=1)), [], np.matmul
    monkeypatch.setattr(np, "matmul", lambda left, right, out: inner.append(left.shape[1]) or real(left, right, out))
    floor.epoch(np.zeros((1, 2), np.float32), np.zeros(1, int))
    assert inner == [2, 16, 3]
    left, right, out = floor.products[-1]
    np.testing.assert_array_equal(out, left @ right)


@pytest.mark.parametrize("kind", TRAINABLE)
def test_every_contender_learns_from_epoch_to_epoch(kind):
    X, y = spirals()
    model = kind(TASK)
    first = model.epoch(X, y)
    before = np.mean(model.predict(X) == y)
    model.train(X, y, n_epochs=80)
    assert first > 0
    assert np.mean(model.predict(X) == y) > max(before, 0.9)


def weights(model):
    """Return the model's own arrays, ``W, b`` of each layer."""
    if isinstance(model, Mlpkit):
        return model.network.params
    if isinstance(model, StudentsLoop):
        return model.params
    if model.name == "PyTorch":
        return [parameter.detach().numpy().T for parameter in model.network.parameters()]
    return [array for pair in zip(model.model.coefs_, model.model.intercepts_, strict=True) for array in pair]


@pytest.mark.parametrize("kind", TRAINABLE)
def test_everyone_computes_in_float32(kind):
    X, y = spirals()
    model = kind(TASK)
    model.epoch(X, y)
    assert {W.dtype for W in weights(model)} == {np.dtype(np.float32)}


def exact(model):
    """Return a model that was just made, to compute in float64, and with an epsilon in Adam that does not matter."""
    if isinstance(model, Mlpkit):
        model.network = model.network.astype(np.float64)
        model.optimizer.epsilon = 1e-15
    elif isinstance(model, StudentsLoop):
        for arrays in (model.params, model.m, model.s):
            arrays[:] = [W.astype(np.float64) for W in arrays]
        model.epsilon = 1e-15
    elif model.name == "PyTorch":
        model.network.double()
        model.optimizer.param_groups[0]["eps"] = 1e-15
    else:
        model.model.epsilon = 1e-15  # its dtype is that of the first samples
    return model


@pytest.mark.parametrize("optimizer", ["SGD", "Adam"])
@pytest.mark.parametrize("kind", [kind for kind in TRAINABLE if kind is not Mlpkit])
def test_the_peers_do_the_same_work(kind, optimizer):
    """But for Adam's epsilon: PyTorch adds it after the correction of the means, the others before."""
    X, y = spirals()
    X = X.astype(np.float64)
    task = Task((2, 16, 3), batch_size=len(X), optimizer=optimizer, learning_rate=0.02, n_threads=1)
    ours, theirs = exact(Mlpkit(task)), exact(kind(task))
    if kind.name == "scikit-learn":
        theirs.epoch(X, y)  # makes the weights,
        del theirs.model._optimizer  # and this makes a second first step possible
    for W, their_W in zip(weights(ours), weights(theirs), strict=True):
        their_W[...] = W
    start = [W.copy() for W in weights(ours)]
    for _ in range(3):
        ours.epoch(X, y)
        theirs.epoch(X, y)
    for W, their_W, old in zip(weights(ours), weights(theirs), start, strict=True):
        assert their_W.dtype == W.dtype == np.float64
        assert np.abs(W - old).max() > 0.005
        np.testing.assert_allclose(their_W, W, atol=1e-9)


def test_the_loop_keeps_the_history_that_fit_keeps():
    X, y = spirals()
    task = replace(TASK, batch_size=len(X))
    ours, loop = Mlpkit(task), StudentsLoop(task)
    loop.params = [W.copy() for W in ours.network.params]
    before = evaluate(ours.network, SoftmaxCrossEntropy(), X, y)
    loop.epoch(X, y)
    assert loop.history == [(pytest.approx(before.loss, rel=1e-5), before.accuracy)]


def test_the_learning_rate_of_a_task_stays_or_follows_a_cosine():
    assert replace(TASK, cosine_epochs=4).schedule(95) == CosineSchedule(0.03, n_steps=40, n_warmup_steps=4)
    assert TASK.schedule(95) == ConstantSchedule(0.03)


@pytest.mark.parametrize("kind", [kind for kind in TRAINABLE if kind.name in ("mlpkit", "PyTorch")])
def test_who_has_schedules_follows_the_one_of_the_task(kind):
    X, y = spirals()
    model = kind(replace(TASK, cosine_epochs=2))
    model.train(X, y, n_epochs=2)
    settled = [W.copy() for W in weights(model)]
    model.train(X, y, n_epochs=1)  # when the rate has fallen to 0
    for W, before in zip(weights(model), settled, strict=True):
        np.testing.assert_array_equal(W, before)
    steady = kind(TASK)
    steady.train(X, y, n_epochs=2)
    settled = [W.copy() for W in weights(steady)]
    steady.train(X, y, n_epochs=1)
    assert all((before != W).any() for W, before in zip(weights(steady), settled, strict=True))


@pytest.mark.parametrize("kind", TRAINABLE)
def test_a_whole_set_gets_the_labels_of_its_parts(kind):
    """mlpkit cuts it into thousands."""
    X, y = spirals()
    model = kind(TASK)
    model.epoch(X, y)
    many = np.random.default_rng(1).normal(size=(2_500, 2)).astype(np.float32)
    parts = [model.predict(many[start : start + 300]) for start in range(0, 2_500, 300)]
    assert np.mean(model.predict(many) == np.concatenate(parts)) > 0.999  # two scores may be all but equal


@pytest.mark.parametrize("kind", TRAINABLE)
def test_a_contender_trains_until_it_is_stopped(kind):
    X, y = spirals()
    answers = iter([False, False, True])
    kind(TASK).train(X, y, n_epochs=5, stop=lambda: next(answers))
    assert list(answers) == []


def test_mlpkit_is_timed_by_the_history_of_fit_with_the_threads_of_the_task(monkeypatch):
    seen = []

    def spy(*arguments, **settings):
        seen.append((settings, real_fit(*arguments, **settings)))
        return seen[-1][1]

    real_fit = contenders.fit
    monkeypatch.setattr(contenders, "fit", spy)
    seconds = Mlpkit(TASK).epoch(*spirals())
    [(given, history)] = seen
    assert seconds == history.seconds[0]
    assert (given["n_threads"], given["batch_size"], given["progress"]) == (1, 10, False)


# Times in turns


def test_the_contenders_take_turns_and_each_call_has_its_number():
    calls = []

    def run(name):
        return lambda n_calls: calls.append((name, n_calls)) or n_calls / 2

    measured = in_turns({"A": run("A"), "B": run("B")}, seconds=0.0)
    assert calls == [("A", 0), ("B", 1), ("A", 2), ("B", 3), ("A", 4), ("B", 5)]
    assert measured == {"A": [0, 1, 2], "B": [0.5, 1.5, 2.5]}


def test_rounds_go_on_until_the_time_is_up(monkeypatch):
    clock = count()
    monkeypatch.setattr(measure.time, "perf_counter", lambda: next(clock))
    measured = in_turns({"A": float}, seconds=3)
    assert len(measured["A"]) == 5  # the clock is not asked in the first three rounds


def test_minimum_median_and_their_ratios():
    assert spread([4.0, 1.0, 9.0, 6.0]) == Spread(1.0, 5.0)
    times = {"floor": Spread(2, 4), "mlpkit": Spread(3, 5), "student's loop": Spread(4, 5)}
    assert ratios(times | {"scikit-learn": Spread(6, 20), "PyTorch": Spread(1.5, 2.5)}) == {
        "mlpkit / floor": Spread(1.5, 1.25),
        "mlpkit / student's loop": Spread(0.75, 1),
        "scikit-learn / mlpkit": Spread(2, 4),
        "PyTorch / mlpkit": Spread(0.5, 0.5),
    }


class Recorder(Contender):
    """Notes what it gets, and claims to have needed half a second."""

    name = "mlpkit"

    def __init__(self, task):
        self.seen = []
        everyone.append(self)

    def epoch(self, X, y):
        self.seen.append((int(X[0, 0]), len(X), bool((X[:, 0] == y).all())))
        return 0.5


everyone: list[Recorder] = []


def test_a_row_takes_other_images_in_every_round_and_divides_by_the_steps(monkeypatch):
    everyone.clear()
    floor = type("RecordingFloor", (Recorder,), {"name": "floor"})
    monkeypatch.setattr(measure, "Floor", floor)
    X = np.repeat(np.arange(100.0)[:, np.newaxis], 2, axis=1)
    row = time_steps(TASK, X, np.arange(100), n_samples=25, seconds=0.0, kinds=[Recorder])
    warm_up = (0, 20, True)
    assert everyone[0].seen == [warm_up, (0, 25, True), (50, 25, True), (100 - 76, 25, True)]
    assert everyone[1].seen == [warm_up, (25, 25, True), (75, 25, True), (125 - 76, 25, True)]
    times = Spread(0.5 / 3 * 1e6, 0.5 / 3 * 1e6)
    assert row == StepTimes(
        "2-16-3", 10, "Adam", 1, 3, {"floor": times, "mlpkit": times}, {"mlpkit / floor": Spread(1, 1)}
    )


def test_small_batches_take_fewer_samples(monkeypatch):
    everyone.clear()
    monkeypatch.setattr(measure, "MAX_STEPS", 2)
    X = np.zeros((100, 2), np.float32)
    time_steps(TASK, X, np.zeros(100, int), n_samples=50, seconds=0.0, kinds=[Recorder])
    assert [n_samples for _, n_samples, _ in everyone[0].seen] == 4 * [20]


# What grows


def test_training_from_a_memory_map_is_measured_in_steps_and_in_what_fit_allocates(monkeypatch):
    seen = []

    class Hungry(Recorder):
        def epoch(self, X, y):
            seen.append((type(X).__name__, X.flags.writeable, X.shape, y.shape))
            np.ones((len(seen) > 2) * 10_000_000)  # 80 MB, and gone: only the peak tells
            return 0.5

    monkeypatch.setattr(growth, "Mlpkit", Hungry)
    measured = growth.train_from_maps(TASK, [25, 50])
    assert list(measured) == [25, 50]
    small, large = measured.values()
    assert seen == [("memmap", False, (n, 2), (n,)) for n in (25, 25, 50, 50)]
    assert (small[0], large[0]) == (0.5 / 3 * 1e6, 0.5 / 5 * 1e6)
    assert small[1] < 1
    assert 76 < large[1] < 80


def test_fit_copies_no_memory_map():
    [(_, megabytes)] = growth.train_from_maps(Task((784, 4, 3), 50, "SGD", 0.1, n_threads=1), [20_000]).values()
    assert megabytes < 20_000 * 784 * 4 / 2**20 / 4


def test_one_size_grows_and_the_others_stay():
    for cases in (growth.BATCHES, growth.WIDTHS, growth.DEPTHS):
        assert len(dict(cases)) in (1, len(cases))
        assert len({batch_size for _, batch_size in cases}) in (1, len(cases))


# The race


class Improver(Trainable):
    """Labels one sample more correctly after every epoch."""

    name = "improver"

    def __init__(self, task):
        self.n_epochs = 0

    def epoch(self, X, y):
        self.n_epochs += 1
        return 0.1

    def predict(self, X):
        return (np.arange(len(X)) >= self.n_epochs).astype(int)


def test_the_race_ends_at_the_target_or_never():
    split = np.zeros((4, 2)), np.zeros(4, int)
    seconds, epochs = train_until(Improver(TASK), split, split, target=0.75, max_epochs=9)
    assert epochs == 3
    assert 0 < seconds < math.inf
    assert train_until(Improver(TASK), split, split, target=0.75, max_epochs=2) == (math.inf, math.inf)


def test_the_median_counts_those_who_did_not_get_there():
    assert median_or_none([3.0, math.inf, 1.0]) == 3.0
    assert median_or_none([math.inf, math.inf, 1.0]) is None


def test_everyone_runs_the_race_with_the_same_net():
    assert {kind.name for kind in TRAINABLE} <= set(SETTINGS)
    assert len({task.layer_sizes for task in SETTINGS.values()}) == 1


# A fresh process


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such number within Python's reach")
def test_the_peak_memory_is_that_of_the_process_alone():
    mine = np.ones(40_000_000)  # 320 MB, which ru_maxrss of a child would count as its own on Linux
    program = "from mlpkit.bench.fresh import _peak_megabytes; {}; print(_peak_megabytes())"
    small, large = (
        float(fresh._run(program.format(line))) for line in ("pass", "b = bytes(b'1') * 100_000_000; del b")
    )
    assert 5 < small < mine.nbytes / 2**20
    assert 80 < large - small < 120


# The report


def test_a_table_lines_up():
    assert table(["net", "a", "b / a"], [["784-10", "1", "1.25"], ["x", "1,000 (2,000)", "9"]]).splitlines() == [
        "| net    |             a | b / a |",
        "| ------ | ------------: | ----: |",
        "| 784-10 |             1 |  1.25 |",
        "| x      | 1,000 (2,000) |     9 |",
    ]


def steps_of(nets):
    times = {"floor": Spread(100, 110), "mlpkit": Spread(125, 143), "scikit-learn": Spread(250, 1300)}
    return [
        StepTimes(net, batch_size, optimizer, n_threads, 3, times, ratios(times))
        for n_threads in (1, 2)
        for optimizer in ("SGD", "Adam")
        for net in nets
        for batch_size in (32, 64)
    ]


def results(**changes):
    parts = {
        "machine": {"processor": "Abacus", "cores": "2"},
        "cold": {"import mlpkit": 12.3, "load_mnist()": 210.0},
        "sweep_share": 0.123,
        "memory": fresh.Memory("784-10", 64, 60_000, {"mlpkit": 400.4, "scikit-learn": None}),
        "steps": steps_of(["784-10", "784-20-10"]),
        "inference": [StepTimes("784-10", 10_000, "SGD", 1, 3, {"mlpkit": Spread(2.345, 3)}, {})],
        "growth": steps_of(["784-40-10"])[:2],
        "from_maps": {60_000: (512.3, 1.26)},
        "races": [
            Race("784-10", 0.975, 1, 3, {"mlpkit": "fast", "scikit-learn": "slow"}, {"mlpkit": 1.5}, {"mlpkit": 4.0}),
            Race("784-10", 0.975, 2, 3, {"mlpkit": "fast", "scikit-learn": "slow"}, {"mlpkit": None}, {"mlpkit": None}),
        ],
    }
    return Results(**{**parts, **changes})


def test_the_report_holds_every_figure():
    text = markdown(results())
    for line in (
        "processor Abacus, cores 2",
        "import mlpkit 12 ms, load_mnist() 210 ms.",
        "12% of the time is not training",
        "| 784-40-10 |    64 | 100 (110) |",
        "| 60,000  |          512 | 1.3 |",
        "Adam, 2 threads: microseconds a training step",
        "| 784-20-10 |    64 | 100 (110) | 125 (143) |  250 (1,300) |           1.25 |                  2.00 |",
        "| 784-10 | 10,000 | 2.35 (3.00) |",
        "97.5% of the validation images",
        "mlpkit: fast; scikit-learn: slow",
        "| one thread |  1.50 (4) |",
        "| 2 threads  | n/a (n/a) |",
        "on 60,000 images",
        "|    400 |          n/a |",
    ):
        assert line in text
    assert text.count("| net ") == 6  # five tables of steps, one of images


def test_the_picture_shows_every_row_in_floors():
    fig = draw_steps(steps_of(["784-10", "784-20-10"]))
    assert [ax.get_title() for ax in fig.axes] == [
        "SGD with momentum 0.9, one thread",
        "Adam, one thread",
        "SGD with momentum 0.9, 2 threads",
        "Adam, 2 threads",
    ]
    for ax in fig.axes:
        assert [list(line.get_xdata()) for line in ax.lines] == [4 * [1.0], 4 * [1.25], 4 * [2.5]]
        assert ax.get_xscale() == "log"
        assert ax.get_xlim()[0] < 1
        assert ax.get_xlim()[1] > 2.5
    assert [text.get_text() for text in fig.legends[0].get_texts()] == ["floor", "mlpkit", "scikit-learn"]
    assert isinstance(fig, FigureShownOnce)  # as a cell's last line, too


def test_the_machine_is_named():
    machine = describe_machine()
    assert machine["cores"] == str(os.cpu_count())
    assert machine["NumPy"] == np.__version__
    assert all(machine.values())
    assert thread_counts()[0] == 1
    assert all(a < b for a, b in pairwise(thread_counts()))


def stored_results():
    stored = json.loads((RESULTS / "10_bench.json").read_text(encoding="utf-8"))

    def rows(group):
        parts = ("microseconds", "ratios")
        return [
            StepTimes(**row | {part: {name: Spread(**pair) for name, pair in row[part].items()} for part in parts})
            for row in stored[group]
        ]

    return Results(
        stored["machine"], stored["cold"], stored["sweep_share"], fresh.Memory(**stored["memory"]), rows("steps"),
        rows("inference"), [Race(**race) for race in stored["races"]], rows("growth"),
        {int(n): tuple(figures) for n, figures in stored["from_maps"].items()},
    )  # fmt: skip


def test_the_stored_tables_are_those_of_the_stored_numbers():
    assert markdown(stored_results()) in (RESULTS / "10_bench.md").read_text(encoding="utf-8")


def test_the_readme_tells_the_stored_ratios():
    rows = [row for row in stored_results().steps if row.n_threads == 1 and "1024" not in row.net]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for start, name, alone in (
        ("scikit-learn", "scikit-learn", False),
        ("PyTorch", "PyTorch", False),
        ("the student's loop", "student's loop", False),
        ("the student's loop, a batch of one", "student's loop", True),
    ):
        cells = [start]
        for optimizer in ("SGD", "Adam"):
            chosen = [row.microseconds for row in rows if row.optimizer == optimizer and (row.batch_size == 1) == alone]
            ratios = [times[name].min / times["mlpkit"].min for times in chosen]
            cells.append(f"{min(ratios):.1f} to {max(ratios):.1f}")
        assert re.search(r"\| " + r" +\| ".join(cells) + r" +\|", readme)


# The command


def test_a_quick_run_measures_everything(tmp_path, capsys):
    command.main(["--quick", "--json", str(tmp_path / "bench.json"), "--plot", str(tmp_path / "bench.png")])
    text = capsys.readouterr().out
    found = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    names = [kind.name for kind in TRAINABLE]

    assert [(row["n_threads"], row["optimizer"]) for row in found["steps"]] == [
        (n_threads, optimizer) for n_threads in thread_counts() for optimizer in ("SGD", "Adam")
    ]
    for row in found["steps"]:
        assert list(row["microseconds"]) == ["floor", *names]
        assert all(0 < time["min"] <= time["median"] for time in row["microseconds"].values())
    assert all(list(row["microseconds"]) == names for row in found["inference"])
    assert "scikit-learn / mlpkit" in found["inference"][0]["ratios"]
    assert [list(race["seconds"]) for race in found["races"]] == len(thread_counts()) * [names]
    assert list(found["memory"]["megabytes"]) == names
    assert [(row["net"], row["batch_size"]) for row in found["growth"]] == [("784-16-10", 1), ("784-16-10", 32)]
    assert all(list(row["microseconds"]) == ["floor", "mlpkit"] for row in found["growth"])
    assert list(found["from_maps"]) == ["64", "128"]
    assert list(found["cold"]) == ["import mlpkit, after NumPy", "load_mnist()", "load_mnist() again"]
    assert all(milliseconds > 0 for milliseconds in found["cold"].values())
    assert 0 < found["sweep_share"] < 1
    assert f"load_mnist() again {found['cold']['load_mnist() again']:,.0f} ms" in text
    assert (tmp_path / "bench.png").read_bytes().startswith(b"\x89PNG")


def test_json_without_a_file_replaces_the_tables(monkeypatch, capsys):
    plans = []
    monkeypatch.setattr(command, "measure", lambda plan: plans.append(plan) or results())
    command.main(["--json", "--nets", "784-30-10", "784-20-20-10", "--batch-sizes", "16"])
    assert json.loads(capsys.readouterr().out)["machine"]["processor"] == "Abacus"
    assert plans == [command.Plan(nets=((784, 30, 10), (784, 20, 20, 10)), batch_sizes=(16,))]


def test_the_tables_are_what_is_printed_by_default(monkeypatch, capsys):
    monkeypatch.setattr(command, "measure", lambda plan: results())
    command.main([])
    assert capsys.readouterr().out.strip() == markdown(results()).strip()


@pytest.mark.parametrize("wrong", ["784-10", "10-20-10", "784-20-11", "784-0-10", "784-x-10", "784"])
def test_nets_that_do_not_fit_mnist_are_refused(wrong, capsys):
    with pytest.raises(SystemExit):
        command.main(["--nets", wrong])
    assert f"argument --nets: invalid layer_sizes value: '{wrong}'" in capsys.readouterr().err
