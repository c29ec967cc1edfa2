"""The exhibits without a browser: what they compute, what is shown where no widget can run, and what stays behind.

``test_jupyterlab_browser.py`` uses them in a real JupyterLab.
"""

import base64
import gc
import importlib.util
import itertools
import json
import re
import subprocess
import sys
import threading
import weakref
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from jupyter_client.manager import start_new_kernel

import mlpkit
from mlpkit.datasets import load_mnist, make_blobs, make_moons, prepare_digit
from mlpkit.widgets import (
    DigitPad,
    DragLine,
    LearningRateSlider,
    LiveTraining,
    SortableTable,
    exhibit,
    live_training,
)

VIEW = "application/vnd.jupyter.widget-view+json"
needs_views = pytest.mark.skipif(importlib.util.find_spec("anywidget") is None, reason="needs the extra 'interactive'")


@pytest.fixture(scope="module")
def reader():
    """A small network that reads digits, and pictures it has not been trained with."""
    (X, y), (X_val, y_val), _ = load_mnist(n_train=2000)
    rng = np.random.default_rng(0)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    recipe = {"n_epochs": 5, "batch_size": 32, "rng": rng, "progress": False}
    mlpkit.fit(network, mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(0.003), X, y, **recipe)
    return network, X_val[:1000], y_val[:1000]


def make_line():
    X, y = make_blobs(100, spread=1.6, rng=np.random.default_rng(4))
    return DragLine(X, y, w=[-1.0, 0.5], b=-1.0)


def make_slider():
    rates = [0.01, 0.1, 0.2, 0.26, 100.0]
    return LearningRateSlider(
        lambda w: (2 * w - 6) ** 2, lambda w: 8 * w - 24, start=1.0, view=(-2.0, 8.0), rates=rates, rate=0.1
    )


def make_training(learning_rate=0.5, milestones=(0, 2, 10)):
    rng = np.random.default_rng(0)
    X, y = make_moons(50, rng=rng)
    network, loss = mlpkit.mlp([2, 8, 2], rng=rng), mlpkit.SoftmaxCrossEntropy()
    optimizer = mlpkit.SGD(learning_rate=learning_rate, momentum=0.5)
    return LiveTraining(network, loss, optimizer, X, y, batch_size=16, rng=rng, milestones=milestones)


def make_table():
    rows = {"net": ["b", "A", "c"], "size": [10, 9, 100], "score": ["92.3 ± 0.4", "101.0 ± 1", "9.5 ± 0"]}
    return SortableTable(pd.DataFrame(rows))


@pytest.fixture
def makers(reader):
    """A function for each kind of exhibit, with a message that does something."""
    sheet = np.zeros((140, 140), dtype=np.uint8)
    sheet[30:110, 60:70] = 255
    return {
        "DragLine": (make_line, {"do": "next"}, []),
        "LearningRateSlider": (make_slider, {"do": "choose", "index": 2}, []),
        "LiveTraining": (lambda: make_training(milestones=(2,)), {"do": "epoch"}, []),  # a picture costs time
        "SortableTable": (make_table, {"do": "sort", "column": 2}, []),
        "DigitPad": (lambda: DigitPad(*reader), {"do": "draw"}, [memoryview(sheet.tobytes())]),
    }


KINDS = ["DragLine", "LearningRateSlider", "LiveTraining", "SortableTable", "DigitPad"]


# The line


def test_the_next_mistake_is_learned_from_by_the_perceptrons_rule():
    X, y = make_blobs(100, spread=2.5, rng=np.random.default_rng(4))
    line = DragLine(X, y, w=[-1.0, 0.5], b=-1.0)
    neuron = mlpkit.Perceptron(2)
    neuron.w[:], neuron.b = line.w, line.b
    k, visited = -1, []
    for _ in range(60):
        k = next(
            (i % 200 for i in range(k + 1, k + 201) if neuron.predict([line.X[i % 200]])[0] != line.y[i % 200]), None
        )
        assert line.next_mistake() == k
        if k is None:
            break
        visited.append(k)
        neuron.fit(line.X[k : k + 1], line.y[k : k + 1], n_epochs=1, rng=np.random.default_rng(0))
        np.testing.assert_allclose(line.w, neuron.w)
        assert line.b == pytest.approx(neuron.b)
    assert len(visited) >= 10
    assert sorted(visited) != visited  # it has gone round


def test_a_line_that_is_moved_by_hand_counts_its_mistakes():
    line = DragLine([[0, 0], [2, 0], [4, 0]], [0, 1, 0])
    line.receive({"do": "move", "w": [1.0, 0.0], "b": -1.0})
    assert line.state() == {"w": [1.0, 0.0], "b": -1.0, "wrong": [2], "last": None}
    line.receive({"do": "next"})
    assert line.state()["last"] == 2
    line.receive({"do": "reset"})
    assert (line.w.tolist(), line.b, line.state()["last"]) == ([0.0, 1.0], 0.0, None)


def test_moving_a_line_changes_nobody_elses_weights():
    w = np.array([1.0, 2.0])
    line = DragLine([[0, 0], [1, 1]], [1, 0], w=w, b=-1.0)
    line.next_mistake()
    np.testing.assert_array_equal(w, [1.0, 2.0])
    line.receive({"do": "reset"})
    np.testing.assert_array_equal(line.w, [1.0, 2.0])


@pytest.mark.parametrize(
    ("X", "y", "w", "message"),
    [
        ([[1, 2, 3]], [1], [1, 1], "has 3 columns"),
        ([[1, 2]], [2], [1, 1], "label 2"),
        ([[1, 2]], [1], [1, 1, 1], r"w must have shape \(2,\)"),
        ([[1, np.nan]], [1], [1, 1], "NaN"),
    ],
)
def test_a_line_refuses_what_is_no_line(X, y, w, message):
    with pytest.raises(ValueError, match=message):
        DragLine(X, y, w=w)


# The slider


def test_the_slider_walks_against_the_slope():
    slider = make_slider()
    assert slider.learning_rate == 0.1
    np.testing.assert_allclose(slider.path()[:4], [1, 2.6, 2.92, 2.984])  # by hand, lesson 03
    slider.receive({"do": "choose", "index": 3})
    np.testing.assert_allclose(slider.path() - 3, -2 * (-1.08) ** np.arange(11))
    assert slider.summary().startswith("learning rate 0.26: w = -1.318 after 10 steps; the loss rose from 16 to")


def test_a_learning_rate_that_is_far_too_large_stays_a_number():
    with np.errstate(all="raise"):
        slider = LearningRateSlider(np.exp, np.exp, start=5.0, view=(-5, 5), rates=[1e3, 1e8])
        slider.choose(1)
    for one in (slider, make_slider()):
        one.choose(len(one.rates) - 1)
        json.dumps(one.state(), allow_nan=False)


@pytest.mark.parametrize("rates", [[], [0.2, 0.1], [0.0, 0.1], [[0.1]]])
def test_a_slider_refuses_rates_out_of_order(rates):
    with pytest.raises(ValueError, match="increasing order"):
        LearningRateSlider(abs, abs, start=0.0, view=(0, 1), rates=rates)


def test_a_slider_has_no_other_rates():
    with pytest.raises(ValueError, match="there are 5 rates; got index 5"):
        make_slider().choose(5)


# Training


def test_live_training_is_fit():
    live = make_training()
    rng = np.random.default_rng(0)
    X, y = make_moons(50, rng=rng)
    network, loss = mlpkit.mlp([2, 8, 2], rng=rng), mlpkit.SoftmaxCrossEntropy()
    optimizer = mlpkit.SGD(learning_rate=0.5, momentum=0.5)
    mlpkit.fit(network, loss, optimizer, X, y, n_epochs=3, batch_size=16, rng=rng, progress=False)
    for _ in range(3):
        live.receive({"do": "epoch"})
    for mine, theirs in zip(live.network.params, network.params, strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert live.n_epochs == 3
    assert live.losses[-1] == mlpkit.evaluate(network, loss, X, y).loss


def test_a_restart_repeats_training_exactly():
    live = make_training()
    runs = []
    for _ in range(2):
        for _ in range(4):
            live.receive({"do": "epoch"})
        runs.append(list(live.losses))
        live.receive({"do": "restart"})
    assert runs[0] == runs[1]
    assert live.n_epochs == 0
    assert len(live.losses) == 1


def test_the_picture_of_training_leaves_the_network_as_it_is():
    live = make_training()
    live.train_epoch()
    before = [W.copy() for W in live.network.params]
    axes = live.picture().axes
    assert [ax.get_title().split("\n")[0] for ax in axes] == ["epoch 0", "epoch 2", "epoch 10"]
    for W, was in zip(live.network.params, before, strict=True):
        np.testing.assert_array_equal(W, was)
    other = make_training()
    other.train_epoch()
    other.train_epoch()
    assert f"loss {other.losses[-1]:.2f}," in axes[1].get_title()
    live.train_epoch()  # the order of the samples has not been used up by the picture
    assert list(live.losses) == list(other.losses)


def test_training_that_diverges_says_so_and_stops():
    live = make_training(learning_rate=1e30)
    for _ in range(3):
        live.receive({"do": "epoch"})
    assert live.state()["problem"].startswith("Training diverged in epoch 1: the loss is")
    live.receive({"do": "restart"})
    assert live.state()["problem"] == ""


def test_the_regions_are_the_networks_probabilities_from_the_top():
    live = make_training()
    for _ in range(20):
        live.train_epoch()
    shades = np.frombuffer(live.state()["proba"], dtype=np.uint8).reshape(48, 48)
    scene = live.scene()
    (left, bottom), (right, top) = scene["low"], scene["high"]
    corners = live.network.predict_proba(np.array([[left, top], [right, top], [left, bottom]], dtype=np.float32))[:, 1]
    np.testing.assert_allclose(np.array([shades[0, 0], shades[0, -1], shades[-1, 0]]) / 255, corners, atol=0.003)


# The table


def test_a_table_is_sorted_by_numbers_where_there_are_numbers():
    table = make_table()
    for column, order in [(2, [1, 0, 2]), (2, [2, 0, 1]), (3, [2, 0, 1]), (1, [1, 0, 2]), (1, [2, 0, 1])]:
        table.receive({"do": "sort", "column": column})
        assert table.state()["order"] == order


def test_what_is_missing_comes_last_and_equal_rows_keep_their_order():
    table = SortableTable(pd.DataFrame({"x": [2.0, np.nan, 1.0, 2.0, None]}))
    table.sort(1)
    assert table.order() == [2, 0, 3, 1, 4]
    table.sort(1)
    assert table.order() == [0, 3, 2, 1, 4]


def test_a_table_shows_its_index():
    frame = pd.DataFrame({"score": [0.5]}, index=pd.MultiIndex.from_tuples([("784-10", "relu")], names=["net", "by"]))
    table = SortableTable(frame)
    assert table.scene() == {
        "columns": ["net", "by", "score"],
        "texts": [["784-10", "relu", "0.5"]],
        "numeric": [False, False, True],
    }
    assert "784-10" in table.static_forms()["text/html"]


def test_a_table_refuses_what_it_cannot_sort():
    with pytest.raises(TypeError, match="must be a pandas"):
        SortableTable([[1, 2]])
    with pytest.raises(ValueError, match="there are 4 columns; got column 4"):
        make_table().sort(4)


# The pad


def test_the_pad_reads_what_the_network_reads(reader):
    network, X, y = reader
    pad = DigitPad(network, X, y)
    for image in X[:20].reshape(-1, 28, 28):
        sheet = np.round(255 * np.kron(image, np.ones((5, 5)))).astype(np.uint8)
        pad.receive({"do": "draw"}, [memoryview(sheet.tobytes())])
        expected = network.predict_proba(prepare_digit(sheet.astype(np.float32)).reshape(1, -1))[0]
        np.testing.assert_allclose(pad.proba(), expected, atol=1e-5)
        np.testing.assert_allclose(pad.proba(), network.predict_proba(image.reshape(1, -1))[0], atol=0.02)
        np.testing.assert_allclose(pad.state()["proba"], expected, atol=1e-4)


def test_the_pads_switches_are_those_of_the_preparation(reader):
    pad = DigitPad(*reader)
    sheet = np.zeros((140, 140))
    sheet[5:45, 100:110] = 0.5
    pad.write(sheet)
    for step in ("crop", "scale", "center", "gray"):
        pad.receive({"do": "switch", "step": step, "on": False})
        np.testing.assert_allclose(pad.steps["gray"], prepare_digit(sheet, **{step: False}), atol=1e-6)
        assert pad.state()["switches"][step] is False
        pad.receive({"do": "switch", "step": step, "on": True})
    np.testing.assert_allclose(pad.steps["gray"], prepare_digit(sheet), atol=1e-6)
    page = pad.state()["pictures"]["gray"]
    assert page["height"] == page["width"] == 28
    np.testing.assert_array_equal(
        np.frombuffer(page["pixels"], dtype=np.uint8).reshape(28, 28), np.round(255 * prepare_digit(sheet))
    )


def test_the_similar_mistakes_are_mistakes_and_the_nearest(reader):
    network, X, y = reader
    pad = DigitPad(network, X, y)
    pad.write(np.kron(X[3].reshape(28, 28), np.ones((5, 5))))
    seen = prepare_digit(pad.sheet).ravel()
    wrong = [k for k in range(len(X)) if network.predict(X[k : k + 1])[0] != y[k]]
    nearest = sorted(wrong, key=lambda k: sum((X[k] - seen) ** 2))[:5]
    shown = pad.state()["mistakes"]
    assert [(m["true"], m["read"]) for m in shown] == [(y[k], network.predict(X[k : k + 1])[0]) for k in nearest]
    np.testing.assert_array_equal(np.frombuffer(shown[0]["pixels"], dtype=np.uint8), np.round(255 * X[nearest[0]]))


def test_a_pad_can_be_cleared_and_its_first_drawing_restored(reader):
    first = np.zeros((140, 140))
    first[20:120, 60:75] = 1.0
    pad = DigitPad(*reader, image=first)
    assert pad.state()["proba"]
    pad.receive({"do": "clear"})
    state = pad.state()
    assert (state["proba"], state["mistakes"], any(state["sheet"])) == ([], [], False)
    pad.receive({"do": "restore"})
    np.testing.assert_array_equal(pad.sheet, first)


def test_a_pad_refuses_another_size(reader):
    with pytest.raises(ValueError, match=r"shape \(140, 140\).*np.kron"):
        DigitPad(*reader, image=np.zeros((28, 28)))


def test_an_empty_pad_has_a_picture(reader):
    assert base64.b64decode(DigitPad(*reader).static_forms()["image/png"]).startswith(b"\x89PNG")


# Where no widget can run


def test_every_public_widget_is_tried_here():
    assert {*mlpkit.widgets.__all__} - {"Exhibit"} == {*KINDS}, "KINDS and makers hold all public ones"


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_front_end_there_is_a_picture_and_the_same_words_every_time(makers, kind):
    make, message, buffers = makers[kind]
    thing = make()
    forms = thing._repr_mimebundle_()
    assert VIEW not in forms
    if kind == "SortableTable":
        assert "<table" in forms["text/html"]
    else:
        png = base64.b64decode(forms["image/png"])
        assert png.startswith(b"\x89PNG")
        assert len(png) < 150_000
        assert forms["text/plain"] == repr(thing)
    words = repr(thing)
    thing.receive(message, buffers)
    assert repr(thing) == repr(make()) == words
    assert " at 0x" not in words
    assert plt.get_fignums() == []


@pytest.fixture
def front_end(monkeypatch):
    """Pretend that a cell is being run in JupyterLab; return a function that runs it again."""
    runs = itertools.count()
    monkeypatch.setattr(exhibit, "_shown", {})

    def run(cell="cell-1"):
        name = f"run-{next(runs)}"
        monkeypatch.setattr(exhibit, "_running_cell", lambda: (cell, name))

    run()
    return run


@needs_views
@pytest.mark.parametrize("kind", KINDS)
def test_in_a_front_end_there_is_a_view_and_a_message_changes_what_it_shows(makers, kind, front_end):
    make, message, buffers = makers[kind]
    thing = make()
    forms = thing._repr_mimebundle_()
    view = thing._view
    assert forms[VIEW]["model_id"] == view.model_id
    assert "image/png" in forms or "text/html" in forms
    assert f"// {kind}:" in view._esm
    before = dict(view.state)
    view._handle_custom_msg(message, buffers)
    assert view.state != before
    assert view.state["n_answered"] == 1
    assert {**thing.state(), "n_answered": 1} == view.state
    assert repr(view) == f"View({thing!r})"
    thing.close()
    assert thing._view is None


@needs_views
def test_in_a_browser_s_python_it_is_the_kernel_that_says_which_cell_runs(monkeypatch):
    request = {"metadata": {"cellId": "cell-1"}, "header": {"msg_id": "run-1"}}
    shell = SimpleNamespace(kernel=SimpleNamespace(get_parent=lambda: request))  # as Pyodide's kernel has it
    monkeypatch.setattr(exhibit, "_shown", {})
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    line = make_line()
    assert VIEW in line._repr_mimebundle_()
    line.close()


def test_no_script_asks_whether_what_python_sent_is_null():
    """Pyodide makes ``undefined`` of None."""
    scripts = [path.read_text(encoding="utf-8") for path in exhibit.FOLDER.glob("*.js")]
    assert len(scripts) > 5
    assert not re.search(r"\b(state|scene)\b[^;\n]*[!=]==\s*(null|undefined)", "\n".join(scripts))


def test_without_the_extra_there_is_the_picture_and_one_sentence(front_end, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    monkeypatch.delitem(sys.modules, "mlpkit.widgets.view", raising=False)
    monkeypatch.delattr("mlpkit.widgets.view", raising=False)
    forms = make_line()._repr_mimebundle_()
    assert set(forms) == {"text/plain", "image/png"}
    assert capsys.readouterr().out == exhibit.HINT + "\n"


def test_the_module_needs_neither_ipywidgets_nor_anywidget():
    program = """
import sys
sys.modules["anywidget"] = sys.modules["ipywidgets"] = sys.modules["traitlets"] = None
from mlpkit.widgets import DragLine
line = DragLine([[0, 0], [1, 1]], [0, 1])
assert set(line._repr_mimebundle_()) == {"text/plain", "image/png"}
print(line.next_mistake(), line)
"""
    command = [sys.executable, "-W", "error", "-c", program]
    result = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert (result.stderr, result.stdout) == ("", "0 DragLine: a line to drag between 2 points\n")


# What is left behind


def n_models():
    from ipywidgets.widgets import widget

    return len(widget._instances)


@needs_views
@pytest.mark.parametrize("kind", KINDS)
def test_running_a_cell_again_leaves_nothing_of_its_earlier_runs(makers, kind, front_end):
    make, message, buffers = makers[kind]
    models, threads = n_models(), {*threading.enumerate()}
    alive = []
    for _ in range(5):
        front_end()
        thing = make()
        thing._repr_mimebundle_()
        thing._view._handle_custom_msg(message, buffers)
        alive += [weakref.ref(thing), weakref.ref(thing._view)]
    del thing
    gc.collect()
    assert [ref() is not None for ref in alive] == [False] * 8 + [True] * 2
    assert n_models() == models + 2  # the last view, and its layout
    assert {*threading.enumerate()} <= threads  # threads of earlier tests may end meanwhile
    assert plt.get_fignums() == []
    exhibit._shown["cell-1"][1][0].close()
    assert n_models() == models


@needs_views
def test_a_cell_may_show_several_and_another_cell_keeps_its_own(front_end):
    front_end("a")
    first, second = make_table(), make_table()
    first._repr_mimebundle_()
    second._repr_mimebundle_()
    front_end("b")
    first._repr_mimebundle_()  # once more, in another cell
    assert first._view is not None
    assert second._view is not None
    front_end("b")
    first._repr_mimebundle_()  # the same one again: nothing to close
    assert first._view is not None
    front_end("a")
    make_table()._repr_mimebundle_()
    assert first._view is None
    assert second._view is None


@needs_views
@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_events_do_not_grow_memory(makers, kind, front_end, monkeypatch, reader):
    """Memory is looked at, not training: two samples, few losses, few points, one misread picture."""
    make, message, buffers = makers[kind]
    if kind == "LiveTraining":
        monkeypatch.setattr(live_training, "N_LOSSES", 20)
        monkeypatch.setattr(live_training, "MESH", 4)
        rng = np.random.default_rng(0)
        network = mlpkit.mlp([2, 2], rng=rng)
        parts = (network, mlpkit.SoftmaxCrossEntropy(), mlpkit.SGD(learning_rate=0.01))
        thing = LiveTraining(*parts, [[0.0, 1.0], [1.0, 0.0]], [0, 1], batch_size=2, rng=rng, milestones=[0])
    elif kind == "DigitPad":
        network, X, y = reader
        misread = np.flatnonzero(network.predict(X) != y)[:1]
        thing = DigitPad(network, X[misread], y[misread])
    else:
        thing = make()
    thing._repr_mimebundle_()
    view = thing._view
    for _ in range(500):  # until all that is kept once is there
        view._handle_custom_msg(message, buffers)
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(10_000):
        view._handle_custom_msg(message, buffers)
    gc.collect()
    grown = sys.getallocatedblocks() - before
    assert view.state["n_answered"] == 10_500
    thing.close()
    assert grown < 1_000  # blocks of memory: fewer than one for ten events


def run_in_kernel(client, code, cell=None):
    """Run code in a kernel, as JupyterLab does if a cell is given; return the shown data and the printed text."""
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = client.session.msg("execute_request", content, metadata={"cellId": cell} if cell else {})
    client.shell_channel.send(message)
    data, text = None, ""
    while True:
        answer = client.get_iopub_msg(timeout=600)
        if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        kind, content = answer["msg_type"], answer["content"]
        assert kind != "error", content
        if kind == "execute_result":
            data = content["data"]
        text += content.get("text", "")
        if kind == "status" and content["execution_state"] == "idle":
            return data, text


@needs_views
def test_in_a_real_kernel_a_cell_that_says_who_it_is_shows_a_view_and_closes_it_when_run_again():
    manager, client = start_new_kernel(startup_timeout=600, kernel_name="python3")
    try:
        run_in_kernel(client, "from mlpkit.widgets import DragLine; from ipywidgets.widgets import widget")
        show = "line = DragLine([[0, 0], [1, 1]], [0, 1]); line"
        assert set(run_in_kernel(client, show)[0]) == {"text/plain", "image/png"}
        for _ in range(4):
            data, _ = run_in_kernel(client, show, cell="cell-1")
            assert set(data) == {"text/plain", "image/png", VIEW}
        assert run_in_kernel(client, "print(len(widget._instances))")[1] == "2\n"
        assert run_in_kernel(client, "line.close(); print(len(widget._instances))")[1] == "0\n"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
