"""mlpkit.plots: what is drawn equals what was given, and nothing else changes."""

import itertools
import re
import subprocess
import sys
from types import SimpleNamespace

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import same_color, to_hex
from matplotlib.figure import Figure
from nbclient import NotebookClient
from numpy.testing import assert_allclose, assert_array_equal

from mlpkit import plots

X = np.array([[-5.0, 5.0], [-4.0, 4.0], [5.0, 5.0], [6.0, 3.0]])
y = np.array([0, 0, 1, 1])
nan = float("nan")


def make_history(**lists):
    """Return what looks like a History of two epochs and four steps, with some lists replaced."""
    defaults = {
        "train_loss": [0.9, 0.4],
        "val_loss": [0.8, 0.5],
        "train_accuracy": [0.6, 0.9],
        "val_accuracy": [0.7, 0.85],
        "step_loss": [1.0, 0.8, 0.5, 0.3],
        "step_accuracy": [0.5, 0.5, 0.75, 1.0],
    }
    return SimpleNamespace(**(defaults | lists))


def data_of(line):
    """Return the points of a line, one array for each coordinate."""
    return np.asarray(line.get_xdata()), np.asarray(line.get_ydata())


@pytest.fixture(autouse=True)
def untouched():
    """After every test: the settings are what they were, every figure can be drawn and closed."""
    before = dict(mpl.rcParams)
    yield
    for figure in map(plt.figure, plt.get_fignums()):
        if figure.stale:  # the test has not drawn it
            figure.canvas.draw()
    plt.close("all")
    assert plt.get_fignums() == []
    assert dict(mpl.rcParams) == before


# ---------------------------------------------------------------- every function

WHOLE_FIGURE = {
    "digit_grid": lambda: plots.digit_grid(np.zeros((3, 9)), [1, 2, 3], [1, 2, 4]),
    "learning_curves": lambda: plots.learning_curves(make_history()),
    "step_curves": lambda: plots.step_curves(make_history()),
}
ONE_AXES = {
    "scatter": lambda ax: plots.scatter(X, y, ax=ax, title="points"),
    "decision_boundary": lambda ax: plots.decision_boundary(lambda Z: Z[:, 0] > 0, X, y, ax=ax, title="points"),
    "function_curves": lambda ax: plots.function_curves({"tanh": np.tanh}, [0.0, 1.0], ax=ax, title="points"),
    "probability_bars": lambda ax: plots.probability_bars([0.2, 0.8], ax=ax, title="points"),
}


@pytest.mark.parametrize("draw", WHOLE_FIGURE.values(), ids=WHOLE_FIGURE)
def test_whole_figure_functions_make_exactly_one_figure(draw):
    """A notebook shows every open figure once: one call must leave one, in a light color, of moderate size."""
    fig = draw()
    assert isinstance(fig, Figure)
    assert plt.get_fignums() == [fig.number]
    assert to_hex(fig.get_facecolor()) == "#ffffff"
    assert fig.get_figwidth() <= 9


@pytest.mark.parametrize("draw", ONE_AXES.values(), ids=ONE_AXES)
def test_axes_functions_make_one_figure_or_use_the_given_axes(draw):
    """Without ax there is one new figure; with ax there is none, and the neighbors stay empty."""
    new = draw(None)
    assert plt.get_fignums() == [new.figure.number]
    fig, (left, right) = plt.subplots(1, 2)
    assert draw(right) is right
    assert plt.get_fignums() == [new.figure.number, fig.number]
    assert fig.axes == [left, right]
    assert not left.has_data()
    assert right.has_data()
    assert right.get_title() == "points"


@pytest.mark.parametrize("draw", ONE_AXES.values(), ids=ONE_AXES)
def test_several_axes_instead_of_one_are_refused_and_no_figure_is_left(draw):
    """The usual slip: fig, axes = plt.subplots(1, 2) and then ax=axes."""
    _, axes = plt.subplots(1, 2)
    with pytest.raises(TypeError, match=r"ax must be one matplotlib Axes; got an array of shape \(2,\).*axes\[0\]"):
        draw(axes)
    with pytest.raises(TypeError, match=r"got 'here' \(str\).*plt\.subplots\(\)"):
        draw("here")
    assert len(plt.get_fignums()) == 1


def test_importing_mlpkit_leaves_matplotlib_alone_and_plots_leaves_the_settings_alone():
    """The import of plots is the user's own choice, and changes nothing that the user set."""
    code = (
        "import sys, mlpkit\n"
        "assert 'matplotlib' not in sys.modules\n"
        "import matplotlib\n"
        "matplotlib.use('Agg')\n"
        "import matplotlib.pyplot\n"
        "before = dict(matplotlib.rcParams)\n"
        "from mlpkit import plots\n"
        "assert dict(matplotlib.rcParams) == before\n"
        "assert matplotlib.pyplot.get_fignums() == []\n"
        "assert 'seaborn' not in sys.modules and 'sklearn' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_nothing_opens_a_window(monkeypatch):
    """plt.show belongs to the user."""
    monkeypatch.setattr(plt, "show", lambda *args, **kwargs: pytest.fail("plt.show was called"))
    monkeypatch.setattr(Figure, "show", lambda *args, **kwargs: pytest.fail("Figure.show was called"))
    for draw in WHOLE_FIGURE.values():
        draw()
    for draw in ONE_AXES.values():
        draw(None)


def test_arrays_are_not_modified():
    """Read-only input works and keeps its values, even where the caller's function writes into its argument."""
    images, points, labels, x, proba = np.eye(9) / 2, X.copy(), y.copy(), np.linspace(-1, 1, 5), np.array([0.2, 0.8])
    for array in (images, points, labels, x, proba):
        array.flags.writeable = False

    def clip_in_place(values):
        values[values < 0] = 0
        return values

    def predict(Z):
        Z *= 2
        return Z[:, 0] > 0

    plots.digit_grid(images, np.zeros(9, int), np.zeros(9, int))
    plots.scatter(points, labels)
    plots.decision_boundary(predict, points, labels)
    ax = plots.function_curves({"relu": clip_in_place, "identity": lambda values: values}, x)
    assert_array_equal(ax.lines[-1].get_ydata(), x)
    plots.probability_bars(proba)
    plots.boundary_line(points[0], 1.0, ax)


# ---------------------------------------------------------------- digit_grid


@pytest.mark.parametrize("shape", [(4, 6, 6), (4, 36)])
def test_digit_grid_shows_every_image_in_order_on_one_gray_scale(rng_images, shape):
    """Dark means large, and a pale image stays paler than its neighbors."""
    images = rng_images(4, 6)
    images[2] *= 0.1
    fig = plots.digit_grid(images.reshape(shape), n_columns=3)
    assert len(fig.axes) == 4
    for ax, image in zip(fig.axes, images, strict=True):
        (shown,) = ax.images
        assert_array_equal(shown.get_array(), image)
        assert shown.get_cmap().name == "gray_r"
        assert shown.get_clim() == (0.0, images.max())
        assert ax.get_title() == ""
        assert list(ax.get_xticks()) == list(ax.get_yticks()) == []


@pytest.fixture
def rng_images():
    """Return a maker of random square images."""
    rng = np.random.default_rng(5)
    return lambda n_images, side: rng.random((n_images, side, side))


def test_digit_grid_has_as_many_columns_as_asked_and_fills_rows_first():
    """Seven images in rows of three: 3, 3 and 1."""
    fig = plots.digit_grid(np.zeros((7, 4)), n_columns=3)
    grid = fig.axes[0].get_subplotspec().get_gridspec()
    assert (grid.nrows, grid.ncols) == (3, 3)
    places = [(spec.rowspan.start, spec.colspan.start) for spec in (ax.get_subplotspec() for ax in fig.axes)]
    assert places == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0)]
    assert plots.digit_grid(np.zeros((2, 4))).axes[0].get_subplotspec().get_gridspec().ncols == 2


def test_digit_grid_keeps_height_and_width_apart():
    """Images that are not square come as (n_images, height, width)."""
    (ax,) = plots.digit_grid(np.arange(6.0).reshape(1, 2, 3)).axes
    assert ax.images[0].get_array().shape == (2, 3)


def test_digit_grid_without_predictions_writes_the_labels():
    """No judgement where there is nothing to judge: plain text, plain frame."""
    fig = plots.digit_grid(np.zeros((2, 784)), y_true=np.array([7, 2], np.uint8), title="two")
    assert [ax.get_title() for ax in fig.axes] == ["7", "2"]
    assert all(same_color(ax.title.get_color(), mpl.rcParams["text.color"]) for ax in fig.axes)
    assert fig.get_suptitle() == "two"


def test_digit_grid_marks_right_and_wrong_by_color_sign_and_frame():
    """Green and red are not the only cue."""
    fig = plots.digit_grid(np.zeros((3, 784)), y_true=[7, 2, 0], y_pred=[7, 3, 0])
    right, wrong, _ = fig.axes
    assert [ax.get_title() for ax in fig.axes] == ["7 / 7 ✓", "2 / 3 ✗", "0 / 0 ✓"]
    red, green, blue = mpl.colors.to_rgb(right.title.get_color())
    assert green > red
    assert green > blue
    red, green, blue = mpl.colors.to_rgb(wrong.title.get_color())
    assert red > 2 * green
    assert red > 2 * blue
    assert (right.title.get_fontweight(), wrong.title.get_fontweight()) == ("normal", "bold")
    assert same_color(wrong.spines["left"].get_edgecolor(), wrong.title.get_color())
    assert wrong.spines["left"].get_linewidth() > 2 * right.spines["left"].get_linewidth()
    assert fig.get_suptitle() == "true / predicted: 2 of 3 right"


def test_digit_grid_keeps_the_count_under_a_title_of_ones_own():
    """The second line still says what the two numbers above an image are."""
    fig = plots.digit_grid(np.zeros((1, 4)), [3], [5], title="The test set")
    assert fig.get_suptitle() == "The test set\ntrue / predicted: 0 of 1 right"


@pytest.mark.parametrize(
    ("images", "limits"),
    [
        (np.array([[0, 255, 3, 4]], np.uint8), (0.0, 255.0)),
        (np.array([[-2.0, 1.0, 0.0, 0.5]]), (-2.0, 1.0)),
        (np.array([[0.5, 0.25, 0.5, 0.25]]), (0.0, 0.5)),
    ],
)
def test_digit_grid_gray_scale_begins_at_zero_or_below(images, limits):
    """Bytes, standardized pixels and pale images: white is zero unless there are negative values."""
    assert plots.digit_grid(images).axes[0].images[0].get_clim() == limits


def test_digit_grid_without_images_says_so():
    """X[y_pred != y_true] of a perfect network is empty: that is no error."""
    fig = plots.digit_grid(np.zeros((0, 784)), np.zeros(0, int), np.zeros(0, int), title="mistakes")
    assert fig.axes == []
    assert [text.get_text() for text in fig.texts] == ["mistakes\ntrue / predicted: 0 of 0 right", "no images to show"]


@pytest.mark.parametrize("images", [np.zeros((2, 9)), np.ones((2, 9)), -np.ones((2, 9))])
def test_digit_grid_draws_constant_images(images):
    """Equal lowest and highest values must not divide by zero."""
    plots.digit_grid(images).canvas.draw()


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"images": np.zeros(784)}, ValueError, r"\(n_images, n_pixels\).*shape \(784,\).*images\[:1\]"),
        ({"images": np.zeros((5, 28, 28, 1))}, ValueError, r"got shape \(5, 28, 28, 1\).*reshape\(-1, 28, 28\)"),
        ({"images": np.zeros((5, 0))}, ValueError, r"got shape \(5, 0\)"),
        ({"images": np.zeros((28, 30))}, ValueError, r"30 pixels make no square.*784.*images\[np\.newaxis\]"),
        ({"images": np.zeros((101, 4))}, ValueError, r"101 images; expected at most 100.*images\[:10\]"),
        ({"images": [[0.0, nan, 0.0, 0.0]]}, ValueError, r"images holds 1 value\(s\).*first at index \(0, 0, 1\)"),
        ({"images": [["a"]]}, TypeError, r"digit_grid: images has dtype <U1; expected real numbers"),
        ({"y_true": [1, 2]}, ValueError, r"y_true has 2 labels for 3 samples"),
        ({"y_true": [1, 2, 3], "y_pred": [1]}, ValueError, r"y_pred has 1 labels for 3 samples"),
        ({"y_true": [1.5, 2, 3]}, TypeError, r"y_true has dtype float64 and holds 1.5 at index 0; expected"),
        ({"y_true": np.eye(3)}, ValueError, r"y_true must be integer labels.*np\.argmax\(y, axis=1\)"),
        ({"y_pred": [1, 2, 3]}, ValueError, r"y_pred came without y_true.*digit_grid\(images, y_pred\)"),
        ({"n_columns": 0}, ValueError, r"n_columns must be a whole number >= 1; got 0"),
        ({"n_columns": 2.5}, TypeError, r"n_columns must be a whole number >= 1; got 2.5 \(float\)"),
    ],
)
def test_digit_grid_errors_teach_and_leave_no_figure(arguments, error, message):
    """Everything is looked at before the figure is made."""
    with pytest.raises(error, match=message):
        plots.digit_grid(**({"images": np.zeros((3, 4))} | arguments))
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- learning_curves


def test_learning_curves_draw_the_lists_against_epochs_counted_from_one():
    """Left the loss, right the accuracy; train and validation differ in color, line and marker."""
    history = make_history()
    fig = plots.learning_curves(history, title="an MLP")
    assert fig.get_suptitle() == "an MLP"
    loss, accuracy = fig.axes
    for ax, lists in (
        (loss, (history.train_loss, history.val_loss)),
        (accuracy, (history.train_accuracy, history.val_accuracy)),
    ):
        train, val = ax.lines
        for line, values in zip((train, val), lists, strict=True):
            assert_array_equal(data_of(line), ([1, 2], values))
        assert [text.get_text() for text in ax.get_legend().get_texts()] == ["train", "validation"]
        for cue in ("get_color", "get_linestyle", "get_marker"):
            assert getattr(train, cue)() != getattr(val, cue)()
        assert ax.get_xlabel() == "epoch"
        assert not ax.spines["top"].get_visible()
    assert (loss.get_ylabel(), accuracy.get_ylabel()) == ("loss", "accuracy")
    assert loss.get_title() == "Final loss: 0.4 train, 0.5 validation"
    assert accuracy.get_title() == "Final accuracy: 90.0% train, 85.0% validation"
    fig.canvas.draw()
    assert {text.get_text()[-1] for text in accuracy.get_yticklabels()} == {"%"}


def test_learning_curves_without_validation_have_one_line_each():
    """Nothing is said about data that were not given."""
    fig = plots.learning_curves(make_history(val_loss=[], val_accuracy=[]))
    assert [len(ax.lines) for ax in fig.axes] == [1, 1]
    assert fig.axes[0].get_title() == "Final loss: 0.4 train"


def test_learning_curves_of_one_epoch_show_a_point_at_a_whole_epoch():
    """A line through one point is invisible: a marker is not; and there is no epoch 0.98."""
    fig = plots.learning_curves(
        make_history(train_loss=[0.9], val_loss=[0.8], train_accuracy=[0.6], val_accuracy=[0.7])
    )
    fig.canvas.draw()
    for ax in fig.axes:
        assert all(line.get_markersize() > 0 and line.get_marker() != "None" for line in ax.lines)
        low, high = ax.get_xlim()
        assert [tick for tick in ax.get_xticks() if low <= tick <= high] == [1]


def test_learning_curves_of_many_epochs_have_no_markers():
    """A hundred markers would hide the line."""
    fig = plots.learning_curves(make_history(train_loss=np.linspace(1, 0, 100)))
    train, val = fig.axes[0].lines
    assert train.get_markersize() == 0
    assert val.get_markersize() > 0


@pytest.mark.parametrize("accuracies", [[], [nan, nan]])
def test_learning_curves_of_a_regression_show_the_loss_alone(accuracies):
    """No empty picture where there is no accuracy."""
    fig = plots.learning_curves(make_history(train_accuracy=accuracies, val_accuracy=accuracies))
    (ax,) = fig.axes
    assert ax.get_ylabel() == "loss"


def test_learning_curves_show_accuracy_when_only_validation_has_it():
    """One of the two is enough."""
    assert len(plots.learning_curves(make_history(train_accuracy=[nan, nan])).axes) == 2


@pytest.mark.parametrize("bad", [[nan, 0.5], [0.5, nan], [nan, nan], [float("inf"), 1e38], [0.5]])
def test_learning_curves_draw_nan_infinity_and_an_unfinished_epoch_without_a_warning(bad):
    """A diverged or interrupted training is worth a look too; numbers stay as they were."""
    fig = plots.learning_curves(make_history(train_loss=bad, val_accuracy=bad))
    fig.canvas.draw()
    assert_array_equal(fig.axes[0].lines[0].get_ydata(), bad)
    assert_array_equal(fig.axes[1].lines[1].get_ydata(), bad)


def test_learning_curves_of_nothing_say_so():
    """Interrupted before the first epoch ended."""
    fig = plots.learning_curves(make_history(train_loss=[], val_loss=[], train_accuracy=[], val_accuracy=[]))
    (ax,) = fig.axes
    assert ax.get_title() == "No epoch is finished yet"
    assert len(ax.lines) == 0


@pytest.mark.parametrize("draw", [plots.learning_curves, plots.step_curves])
def test_a_history_without_its_lists_is_refused(draw):
    """Such as the network instead of the history."""
    message = rf"{draw.__name__}: history must have the list '\w+_loss'; got 'network' \(str\).*fit\(\.\.\.\)"
    with pytest.raises(TypeError, match=message):
        draw("network")
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- step_curves


def test_step_curves_draw_raw_values_and_their_running_mean():
    """By hand, mean of the last two: 1.0, (1.0 + 0.8)/2, (0.8 + 0.5)/2, (0.5 + 0.3)/2."""
    fig = plots.step_curves(make_history(), smooth=2)
    loss, accuracy = fig.axes
    raw, mean = loss.lines
    assert_array_equal(data_of(raw), ([1, 2, 3, 4], [1.0, 0.8, 0.5, 0.3]))
    assert_allclose(data_of(mean), ([1, 2, 3, 4], [1.0, 0.9, 0.65, 0.4]))
    raw, mean = accuracy.lines
    assert_array_equal(data_of(raw), ([1, 2, 3, 4], [0.5, 0.5, 0.75, 1.0]))
    assert_allclose(mean.get_ydata(), [0.5, 0.5, 0.625, 0.875])
    assert raw.get_alpha() < 0.5
    assert loss.lines[1].get_linestyle() != mean.get_linestyle()
    assert loss.get_xlabel() == "step (mini-batch)"
    assert loss.get_ylabel() == "loss (solid)"
    assert accuracy.get_ylabel() == "accuracy (dashed)"
    assert loss.get_title() == "Running mean of the last 2 steps"
    assert same_color(loss.yaxis.label.get_color(), loss.lines[1].get_color())
    assert same_color(accuracy.yaxis.label.get_color(), mean.get_color())


@given(
    st.lists(st.floats(0, 10), min_size=1, max_size=30),
    st.integers(1, 40),
)
def test_running_mean_equals_a_slow_loop(values, smooth):
    """Also where the window is longer than the training."""
    fig = plots.step_curves(make_history(step_loss=values, step_accuracy=[]), smooth=smooth)
    expected = [np.mean(values[max(0, k - smooth + 1) : k + 1]) for k in range(len(values))]
    rounding = len(values) * np.finfo(np.float64).eps  # so many additions on each side; no number is negative
    assert_allclose(fig.axes[0].lines[-1].get_ydata(), expected, rtol=rounding)
    plt.close(fig)


def test_step_curves_without_smoothing_draw_every_value_once():
    """A raw line below an equal one says nothing."""
    (line,) = plots.step_curves(make_history(), smooth=1, title="raw").axes[0].lines
    assert_array_equal(line.get_ydata(), [1.0, 0.8, 0.5, 0.3])


@pytest.mark.parametrize("accuracies", [[], [nan] * 4])
def test_step_curves_without_accuracy_have_one_axis(accuracies):
    """A regression has none."""
    assert len(plots.step_curves(make_history(step_accuracy=accuracies)).axes) == 1


@pytest.mark.parametrize("losses", [[], [0.5], [0.5, nan, 0.2], [nan], [1.0, float("inf")]])
def test_step_curves_draw_odd_histories_without_a_warning(losses):
    """NaN leaves a gap as wide as the window, and nothing after it."""
    fig = plots.step_curves(make_history(step_loss=losses), smooth=2)
    fig.canvas.draw()
    assert_array_equal(fig.axes[0].lines[0].get_ydata() if losses else [], losses)


def test_a_nan_step_spoils_only_the_means_that_hold_it():
    """A sum carried along from step to step would stay NaN for ever."""
    fig = plots.step_curves(make_history(step_loss=[1.0, nan, 3.0, 5.0]), smooth=2)
    assert_allclose(fig.axes[0].lines[1].get_ydata(), [1.0, nan, nan, 4.0])


@pytest.mark.parametrize(("smooth", "error"), [(0, ValueError), (1.5, TypeError), (True, TypeError)])
def test_step_curves_refuse_a_window_that_is_no_count(smooth, error):
    """And leave no figure."""
    with pytest.raises(error, match=r"step_curves: smooth must be a whole number >= 1"):
        plots.step_curves(make_history(), smooth=smooth)
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- scatter


def test_scatter_draws_the_points_of_each_class_in_a_color_and_marker_of_its_own():
    """The legend names the classes; the axes have names too."""
    ax = plots.scatter(X, y, title="blobs")
    zeros, ones = ax.collections
    assert_array_equal(zeros.get_offsets(), X[:2])
    assert_array_equal(ones.get_offsets(), X[2:])
    assert not same_color(zeros.get_facecolor(), ones.get_facecolor())
    assert zeros.get_paths()[0].vertices.shape != ones.get_paths()[0].vertices.shape
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["class 0", "class 1"]
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title()) == ("$x_1$", "$x_2$", "blobs")


def test_scatter_gives_a_class_the_same_look_in_every_picture():
    """The color belongs to the label, not to its place among the labels that happen to be there."""
    both, alone = plots.scatter(X, y), plots.scatter(X[2:], y[2:])
    assert same_color(both.collections[1].get_facecolor(), alone.collections[0].get_facecolor())
    assert [text.get_text() for text in alone.get_legend().get_texts()] == ["class 1"]


def test_scatter_tells_ten_classes_apart():
    """Color and marker together never repeat among the ten digits."""
    ax = plots.scatter(np.zeros((10, 2)), np.arange(10))
    looks = {(to_hex(c.get_facecolor()[0]), c.get_paths()[0].vertices.tobytes()) for c in ax.collections}
    assert len(looks) == 10


def test_scatter_keeps_axis_names_that_are_already_there():
    """The caller's words win."""
    _, ax = plt.subplots()
    ax.set(xlabel="length (cm)", ylabel="width (cm)")
    plots.scatter(X, y, ax=ax)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("length (cm)", "width (cm)")


def test_scatter_of_no_points_has_no_legend():
    """matplotlib warns about a legend without entries."""
    assert plots.scatter(np.zeros((0, 2)), np.zeros(0, int)).get_legend() is None


def test_legends_give_no_warning_on_a_slow_machine(monkeypatch):
    """matplotlib warns when the search for the best place takes over a second, unless "best" was asked for."""
    clock = itertools.count(step=10)
    monkeypatch.setattr("matplotlib.legend.time", SimpleNamespace(perf_counter=lambda: next(clock)))
    for ax in (
        plots.scatter(X, y),
        plots.learning_curves(make_history()).axes[0],
        plots.function_curves({"tanh": np.tanh}, [0.0, 1.0]),
    ):
        ax.figure.canvas.draw()
    assert next(clock) > 0  # matplotlib did look at the clock


def test_scatter_takes_labels_of_minus_one_and_one():
    """Some books write the two classes so."""
    ax = plots.scatter(X, 2 * y - 1)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["class -1", "class 1"]


BAD_POINTS = [
    (np.zeros((4, 3)), y, ValueError, r"X has 3 columns; expected 2.*shape \(4, 3\).*X\[:, :2\]"),
    (np.zeros(4), y, ValueError, r"X must have shape \(n_samples, n_features\); got shape \(4,\)"),
    (X, y[:3], ValueError, r"y has 3 labels for 4 samples"),
    (X, y.reshape(-1, 1), ValueError, r"y must be integer labels.*np\.ravel\(y\)"),
    (X, y.astype(float), TypeError, r"y has dtype float64.*np.asarray\(y, dtype=int\)"),
    (np.where(X > 5, nan, X), y, ValueError, r"X holds 1 value\(s\) that are NaN.*index \(3, 0\)"),
]


@pytest.mark.parametrize(("points", "labels", "error", "message"), BAD_POINTS)
def test_bad_points_are_refused_and_leave_no_figure(points, labels, error, message):
    """By scatter and by decision_boundary, each under its own name."""
    with pytest.raises(error, match="scatter: " + message):
        plots.scatter(points, labels)
    with pytest.raises(error, match="decision_boundary: " + message):
        plots.decision_boundary(lambda Z: Z[:, 0] > 0, points, labels)
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- decision_boundary


def color_at(ax, x_1, x_2):
    """Return the color of the finished picture at a point of the plane, the legend put aside."""
    ax.get_legend().set_visible(False)
    ax.figure.canvas.draw()
    pixels = np.asarray(ax.figure.canvas.buffer_rgba())  # (height, width, 4), the first row at the top
    column, row = ax.transData.transform((x_1, x_2)).astype(int)
    return pixels[len(pixels) - 1 - row, column, :3] / 255


def tint(label):
    """Return the color of a region: one part of the color of the class, two parts white."""
    return (np.array(mpl.colors.to_rgb(plots.COLORS[label])) + 2) / 3


AS_LABELS = {
    "int": lambda Z: (Z[:, 0] + Z[:, 1] > 5).astype(int),
    "bool": lambda Z: Z[:, 0] + Z[:, 1] > 5,
    "float": lambda Z: (Z[:, 0] + Z[:, 1] > 5).astype(np.float32),
    "column": lambda Z: (Z[:, :1] + Z[:, 1:] > 5).astype(int),
    "scores": lambda Z: np.stack([np.full(len(Z), 5.0), Z.sum(axis=1)], axis=1),
    "list": lambda Z: [int(z.sum() > 5) for z in Z],
}


@pytest.mark.parametrize("predict", AS_LABELS.values(), ids=AS_LABELS)
def test_decision_boundary_colors_regions_like_the_points(predict):
    """Whatever form the labels come in: each side of x_1 + x_2 = 5 has the tint of its class, none is mirrored."""
    ax = plots.decision_boundary(predict, X, y, title="a line")
    for (x_1, x_2), label in {(-5.0, 3.0): 0, (5.0, 3.0): 1, (1.0, 3.0): 0, (1.5, 4.5): 1}.items():
        assert_allclose(color_at(ax, x_1, x_2), tint(label), atol=0.01)
    assert ax.get_title() == "a line"
    assert len(ax.figure.axes) == 1
    drawn = [c.get_offsets() for c in ax.collections if len(c.get_offsets()) > 1]
    assert_array_equal(np.concatenate(drawn), X)


def test_decision_boundary_draws_the_border_where_it_is():
    """Every point of the black line lies on x_1 + x_2 = 5, up to the width of the mesh."""
    ax = plots.decision_boundary(AS_LABELS["int"], X, y)
    border = next(c for c in ax.collections if same_color(c.get_edgecolor(), "black"))
    vertices = np.concatenate([path.vertices for path in border.get_paths()])
    assert_allclose(vertices.sum(axis=1), 5, atol=0.05)
    assert np.ptp(vertices[:, 1]) > 2  # from the bottom to the top of the picture


def test_decision_boundary_shades_probabilities_and_marks_one_half():
    """White at 0.5, the tints of the classes at 0 and 1, a scale beside, and a line where p is 0.5."""

    def predict(Z):
        return 1 / (1 + np.exp(-3 * (Z[:, 0] - 1)))

    ax = plots.decision_boundary(predict, X, y)
    (image,) = ax.images
    assert image.get_clim() == (0, 1)
    for x_2 in (3.5, 4.5):
        assert_allclose(color_at(ax, -4.5, x_2), tint(0), atol=0.01)
        assert_allclose(color_at(ax, 5.5, x_2), tint(1), atol=0.01)
    assert_allclose(color_at(ax, 1.1, 4.0), 1, atol=0.1)
    border = next(c for c in ax.collections if same_color(c.get_edgecolor(), "black"))
    assert_allclose(np.concatenate([path.vertices for path in border.get_paths()])[:, 0], 1, atol=1e-3)
    _, scale = ax.figure.axes
    assert scale.get_ylabel() == "probability of class 1"


def test_decision_boundary_adds_no_scale_beside_the_callers_axes():
    """It would take its room from the neighbors."""
    fig, ax = plt.subplots()
    plots.decision_boundary(lambda Z: np.full(len(Z), 0.25), X, y, ax=ax)
    assert fig.axes == [ax]


@pytest.mark.parametrize("value", [0, 1, 0.5, 0.3, 7, -1])
def test_decision_boundary_of_a_constant_prediction_gives_no_warning(value):
    """An untrained network says the same everywhere: no border, and no warning about a missing one."""
    ax = plots.decision_boundary(lambda Z: np.full(len(Z), value), X, y)
    ax.figure.canvas.draw()
    assert not any(same_color(c.get_edgecolor(), "black") for c in ax.collections if len(c.get_edgecolor()))


def test_decision_boundary_shows_the_points_and_the_margin():
    """x_1 runs from -5 to 6, so a margin of 0.1 adds 1.1 on each side; where there is no range, it adds 1."""
    ax = plots.decision_boundary(AS_LABELS["int"], X, y, margin=0.1)
    assert_allclose([*ax.get_xlim(), *ax.get_ylim()], [-6.1, 7.1, 2.8, 5.2])
    ax = plots.decision_boundary(AS_LABELS["int"], X[:1], y[:1])
    assert_allclose([*ax.get_xlim(), *ax.get_ylim()], [-6, -4, 4, 6])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_decision_boundary_asks_with_the_dtype_of_the_points_and_only_once(dtype):
    """A float32 network gets float32, in one batch that covers the view."""
    batches = []

    def predict(Z):
        batches.append(Z.copy())
        return Z[:, 0] > 0

    plots.decision_boundary(predict, X.astype(dtype), y, margin=0.0)
    (batch,) = batches
    assert batch.dtype == dtype
    assert batch.shape == (plots.MESH_SIZE**2, 2)
    half_cell = (X.max(axis=0) - X.min(axis=0)) / plots.MESH_SIZE / 2
    assert_allclose(batch.min(axis=0), X.min(axis=0) + half_cell, rtol=1e-6)
    assert_allclose(batch.max(axis=0), X.max(axis=0) - half_cell, rtol=1e-6)


@pytest.mark.parametrize(
    ("predict", "message"),
    [
        (lambda Z: 1, r"result of predict has shape \(\) for 160000 points.*not one point"),
        (lambda Z: Z[:5, 0], r"has shape \(5,\) for 160000 points"),
        (lambda Z: Z[:, 0], r"ranges from -6\.\d+ to 7\.\d+; expected integer labels, or probabilities.*sigmoid"),
        (lambda Z: Z[:, 0] * nan, r"result of predict holds 160000 value\(s\) that are NaN"),
        (lambda Z: Z * nan, r"result of predict holds 320000 value\(s\) that are NaN"),
    ],
)
def test_decision_boundary_refuses_what_it_cannot_draw_and_leaves_no_figure(predict, message):
    """Scores are not probabilities, and NaN is no class."""
    with pytest.raises(ValueError, match=message):
        plots.decision_boundary(predict, X, y)
    assert plt.get_fignums() == []


def test_decision_boundary_needs_a_function():
    n_figures = len(plt.get_fignums())
    with pytest.raises(
        TypeError, match=r"^decision_boundary: predict must be .*; got \[0, 1\] \(list\)\. Hint: network\.pred"
    ):
        plots.decision_boundary([0, 1], X, y)
    assert len(plt.get_fignums()) == n_figures


def test_decision_boundary_leaves_no_figure_when_predict_fails():
    """The error is the caller's own."""
    with pytest.raises(ZeroDivisionError):
        plots.decision_boundary(lambda Z: 1 / 0, X, y)
    assert plt.get_fignums() == []


def test_decision_boundary_needs_a_point_and_a_margin_that_is_a_share():
    """Without points there is no place to look at."""
    with pytest.raises(ValueError, match=r"X has no points \(shape \(0, 2\)\); expected at least one"):
        plots.decision_boundary(AS_LABELS["int"], np.zeros((0, 2)), np.zeros(0, int))
    with pytest.raises(ValueError, match=r"margin must be a finite number >= 0; got -1"):
        plots.decision_boundary(AS_LABELS["int"], X, y, margin=-1)
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- boundary_line


def drawn_ends(line):
    """Return the two ends of a line, in the coordinates of the data, as it is drawn."""
    ax = line.axes
    return ax.transData.inverted().transform(line.get_transform().transform(line.get_xydata()))


@pytest.mark.parametrize(
    ("w", "b", "ends"),
    [
        ([1.0, 1.0], -5.0, [[0, 5], [5, 0]]),
        ([1.0, 0.0], -3.0, [[3, -10], [3, 10]]),  # vertical: w[1] is zero
        ([0.0, -2.0], 8.0, [[-10, 4], [10, 4]]),  # horizontal
        ([1e-200, 2e-200], 0.0, [[-10, 5], [10, -5]]),  # squares too small for a float
        (np.array([3, 4], np.float32), np.array([0]), [[-10, 7.5], [10, -7.5]]),
    ],
)
def test_boundary_line_goes_through_the_points_where_the_neuron_is_undecided(w, b, ends):
    """By hand: two points of w·x + b = 0 lie on the line, and it runs from edge to edge of the view."""
    _, ax = plt.subplots()
    ax.set(xlim=(-10, 10), ylim=(-10, 10))
    line = plots.boundary_line(w, b, ax, label="epoch 3", color="red", linestyle="--", linewidth=1.5, alpha=0.5)
    ax.figure.canvas.draw()
    first, last = drawn_ends(line)
    for x_1, x_2 in ends:  # the cross product vanishes where three points are on one line
        assert_allclose((last[0] - first[0]) * (x_2 - first[1]), (last[1] - first[1]) * (x_1 - first[0]), atol=1e-9)
    assert_allclose(np.abs([first, last]).max(axis=1), [10, 10])
    assert ax.get_xlim() == ax.get_ylim() == (-10, 10)
    assert line in ax.lines
    assert (line.get_label(), line.get_color(), line.get_linestyle()) == ("epoch 3", "red", "--")
    assert (line.get_linewidth(), line.get_alpha()) == (1.5, 0.5)


numbers = st.just(0.0) | st.floats(1e-200, 1e3) | st.floats(-1e3, -1e-200)  # matplotlib divides one by the other


@given(w_1=numbers, w_2=numbers, far=st.floats(-1e6, 1e6))
def test_boundary_line_holds_for_any_weights(w_1, w_2, far):
    """Both points of the line solve the equation, and they are two; without weights there is no line.

    The bias is in proportion to the weights, large or small: it says how far from the origin the line is.
    """
    largest = max(abs(w_1), abs(w_2))
    ax, b = Figure().subplots(), far * largest
    line = plots.boundary_line([w_1, w_2], b, ax)
    if largest == 0:
        assert line is None
        return
    line.draw(FigureCanvasAgg(ax.figure).get_renderer())
    points = np.array([line.get_xy1(), line.get_xy2()])
    w, b = np.array([w_1, w_2]) / largest, b / largest
    # Nine roundings lead to the first point and back to 0, a dozen more to the second; none is of more than 2 + 2|b|.
    assert_allclose(points @ w + b, 0, atol=16 * np.finfo(np.float64).eps * (1 + abs(b)))
    assert np.abs(points[0] - points[1]).max() > 0.5


def test_boundary_line_does_not_decide_what_is_shown():
    """Points drawn after the line are all in view; a line far away shows nothing and moves nothing."""
    _, ax = plt.subplots()
    plots.boundary_line([1.0, 1.0], 1e6, ax)
    plots.scatter(X, y, ax=ax)
    ax.figure.canvas.draw()
    assert ax.get_xlim()[0] < -5 < 6 < ax.get_xlim()[1] < 10


def test_boundary_line_follows_the_decision_regions():
    """The line that the neuron's weights give is the border of its predictions."""
    w, b = np.array([2.0, -1.0]), 3.0
    ax = plots.decision_boundary(lambda Z: Z @ w + b > 0, X, y)
    line = plots.boundary_line(w, b, ax)
    border = next(c for c in ax.collections if same_color(c.get_edgecolor(), "black"))
    vertices = np.concatenate([path.vertices for path in border.get_paths()])
    ax.figure.canvas.draw()
    (x_1, x_2), (x_3, x_4) = drawn_ends(line)
    on_line = np.interp(vertices[:, 1], *zip(*sorted([(x_2, x_1), (x_4, x_3)]), strict=True))
    assert_allclose(vertices[:, 0], on_line, atol=0.05)


def test_boundary_line_of_zero_weights_is_none():
    """Before the first correction a perceptron has no line."""
    _, ax = plt.subplots()
    assert plots.boundary_line([0.0, 0.0], 1.0, ax) is None
    assert len(ax.lines) == 0


@pytest.mark.parametrize(
    ("w", "b", "message"),
    [
        ([1.0], 0.0, r"w must have shape \(2,\).*got shape \(1,\)"),
        ([[1.0], [2.0]], 0.0, r"w must have shape \(2,\).*got shape \(2, 1\).*W\[:, 0\]"),
        ([1.0, 2.0], [0.0, 1.0], r"b must be one number; got shape \(2,\)"),
        ([1.0, nan], 0.0, r"w holds 1 value\(s\) that are NaN or infinite"),
        ([1.0, 2.0], float("inf"), r"b holds 1 value\(s\) that are NaN or infinite"),
    ],
)
def test_boundary_line_errors_teach(w, b, message):
    """Nothing is drawn then."""
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match=f"boundary_line: {message}"):
        plots.boundary_line(w, b, ax)
    assert len(ax.lines) == 0


def test_boundary_line_needs_axes():
    """It is drawn over something, so None is no default here."""
    with pytest.raises(TypeError, match=r"boundary_line: ax must be one matplotlib Axes; got None"):
        plots.boundary_line([1.0, 2.0], 0.0, None)


# ---------------------------------------------------------------- function_curves


def test_function_curves_draw_each_function_with_a_line_of_its_own():
    """Lines differ in color and in style; the legend names them in the order given."""
    x = np.linspace(-2, 2, 9)
    functions = {"step": lambda z: z > 0, "square": np.square, "tanh": np.tanh}
    ax = plots.function_curves(functions, x, title="three", xlabel="$z$", ylabel="$a$")
    lines = ax.lines[-3:]  # the first one is the zero line
    for line, function in zip(lines, functions.values(), strict=True):
        assert_array_equal(data_of(line), (x, function(x)))
    assert len({line.get_color() for line in lines}) == len({line.get_linestyle() for line in lines}) == 3
    assert [text.get_text() for text in ax.get_legend().get_texts()] == list(functions)
    assert (ax.get_title(), ax.get_xlabel(), ax.get_ylabel()) == ("three", "$z$", "$a$")


def test_function_curves_draw_nan_and_nothing_without_a_warning():
    """A function may have holes, and there may be no function at all."""
    with np.errstate(invalid="ignore"):
        ax = plots.function_curves({"root": np.sqrt}, [-1.0, 0.0, 4.0])
    assert_array_equal(ax.lines[-1].get_ydata(), [nan, 0.0, 2.0])
    ax.figure.canvas.draw()
    assert plots.function_curves({}, [0.0, 1.0]).get_legend() is None


@pytest.mark.parametrize(
    ("functions", "x", "error", "message"),
    [
        ([np.tanh], [0.0], TypeError, r"functions must map names to functions.*\{\"tanh\": np\.tanh\}"),
        ({"tanh": np.tanh}, 3.0, ValueError, r"x must have shape \(n_points,\); got shape \(\).*linspace"),
        ({"sum": np.sum}, [0.0, 1.0], ValueError, r"'sum' returned shape \(\) for x of shape \(2,\)"),
        ({"none": lambda z: None}, [0.0], TypeError, r"the result of 'none' is None.*return forgotten"),
    ],
)
def test_function_curves_errors_teach_and_leave_no_figure(functions, x, error, message):
    """Everything is evaluated before the figure is made."""
    with pytest.raises(error, match=f"function_curves: {message}"):
        plots.function_curves(functions, x)
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- probability_bars


def test_probability_bars_have_the_heights_given_and_mark_the_largest():
    """By color, by bold digits and in the title."""
    ax = plots.probability_bars([0.09, 0.665, 0.245])
    assert [bar.get_height() for bar in ax.patches] == [0.09, 0.665, 0.245]
    assert [text.get_text() for text in ax.texts] == ["0.090", "0.665", "0.245"]
    assert [text.get_fontweight() for text in ax.texts] == ["normal", "bold", "normal"]
    colors = [to_hex(bar.get_facecolor()) for bar in ax.patches]
    assert colors[0] == colors[2] != colors[1]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["0", "1", "2"]
    assert ax.get_title() == "Most probable: 1 (66.5%)"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("class", "probability")
    assert ax.get_ylim()[0] == 0
    assert ax.get_ylim()[1] > 1


def test_probability_bars_take_names():
    """On the axis and in the title."""
    ax = plots.probability_bars(np.array([0.75, 0.25], np.float32), ["cat", "dog"])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["cat", "dog"]
    assert ax.get_title() == "Most probable: cat (75.0%)"


@pytest.mark.parametrize(
    ("proba", "names", "message"),
    [
        (np.full((1, 10), 0.1), None, r"shape \(n_classes,\), one sample; got shape \(1, 10\).*proba\[0\]"),
        ([], None, r"got shape \(0,\)"),
        ([2.0, -1.0], None, r"proba holds -1; expected probabilities from 0 to 1.*softmax"),
        ([2.5, 1.0], None, r"proba holds 2\.5; expected"),
        ([nan, 1.0], None, r"proba holds 1 value\(s\) that are NaN"),
        ([0.5, 0.5], ["cat"], r"class_names has 1 names for 2 probabilities"),
    ],
)
def test_probability_bars_errors_teach_and_leave_no_figure(proba, names, message):
    """Logits are the usual slip."""
    with pytest.raises(ValueError, match=f"probability_bars: .*{message}"):
        plots.probability_bars(proba, names)
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- colors


def test_class_colors_stay_apart_without_color_vision():
    """The first two classes differ in lightness, as a gray print shows it."""
    blue, orange = (np.dot(mpl.colors.to_rgb(color), [0.299, 0.587, 0.114]) for color in plots.COLORS[:2])
    assert orange - blue > 0.2
    assert all(re.fullmatch(r"#[0-9A-F]{6}", color) for color in plots.COLORS)
    assert len(set(plots.COLORS)) == len(plots.COLORS) == len(set(plots.LINE_STYLES))
    assert np.gcd(len(plots.COLORS), len(plots.MARKERS)) == 1  # so that pairs repeat as late as possible


# ---------------------------------------------------------------- the catalogue of bad input

NO_POINTS, NO_LABELS = np.zeros((0, 2)), np.array([], int)
ONE_EPOCH = {
    "train_loss": [0.9],
    "val_loss": [0.8],
    "train_accuracy": [0.6],
    "val_accuracy": [0.7],
    "step_loss": [1.0],
    "step_accuracy": [0.5],
}
NOTHING = {name: [] for name in ONE_EPOCH}
ONLY_NAN = {name: [nan, nan] for name in ONE_EPOCH}
PROBA = np.array([[1.0, 0.0], [0.8, 0.2], [0.6, 0.4], [1.0, 0.0]])


def first_column(Z):
    return (Z[:, 0] > 0).astype(int)


# Each call draws something that somebody will ask for sooner or later.
DRAWN = {
    "learning_curves, no epoch": lambda: plots.learning_curves(make_history(**NOTHING)),
    "learning_curves, one epoch": lambda: plots.learning_curves(make_history(**ONE_EPOCH)),
    "learning_curves, NaN": lambda: plots.learning_curves(make_history(**ONLY_NAN)),
    "step_curves, no step": lambda: plots.step_curves(make_history(**NOTHING)),
    "step_curves, one step": lambda: plots.step_curves(make_history(**ONE_EPOCH)),
    "step_curves, NaN": lambda: plots.step_curves(make_history(**ONLY_NAN)),
    "digit_grid, no images": lambda: plots.digit_grid(np.zeros((0, 9)), [], []),
    "digit_grid, one class": lambda: plots.digit_grid(np.ones((2, 9)), [4, 4], [4, 4]),
    "digit_grid, unknown labels": lambda: plots.digit_grid(np.ones((2, 9)), [-1, 10**6], [0, 255]),
    "weight_grid, one neuron of zeros": lambda: plots.weight_grid(np.zeros((4, 1))),
    "scatter, no points": lambda: plots.scatter(NO_POINTS, NO_LABELS),
    "scatter, an empty list of labels": lambda: plots.scatter(NO_POINTS, []),
    "scatter, one point": lambda: plots.scatter(X[:1], y[:1]),
    "scatter, one class": lambda: plots.scatter(X, [7, 7, 7, 7]),
    "scatter, unknown labels": lambda: plots.scatter(X, [-5, 0, 57, 10**9]),
    "decision_boundary, one point": lambda: plots.decision_boundary(first_column, X[:1], y[:1]),
    "decision_boundary, all points in one place": lambda: plots.decision_boundary(first_column, 0 * X, y),
    "decision_boundary, one class": lambda: plots.decision_boundary(lambda Z: 0 * first_column(Z), X, [3, 3, 3, 3]),
    "decision_boundary, unknown labels": lambda: plots.decision_boundary(lambda Z: 99 - first_column(Z), X, y),
    "boundary_line, zero weights": lambda: plots.boundary_line([0, 0], 1, plots.scatter(X, y)),
    "embedding, no points": lambda: plots.embedding(NO_POINTS, NO_LABELS),
    "embedding, one class": lambda: plots.embedding(X, [7, 7, 7, 7]),
    "embedding, unknown labels": lambda: plots.embedding(X, [-5, 0, 57, 1000]),
    "function_curves, no function": lambda: plots.function_curves({}, [0.0, 1.0]),
    "function_curves, no points": lambda: plots.function_curves({"tanh": np.tanh}, []),
    "function_curves, NaN": lambda: plots.function_curves({"NaN": lambda x: x * nan}, [0.0, 1.0]),
    "probability_bars, one class": lambda: plots.probability_bars([1.0]),
    "confusion_heatmap, one class": lambda: plots.confusion_heatmap([[4]]),
    "confusion_heatmap, one class, in shares": lambda: plots.confusion_heatmap([[4]], normalize=True),
    "confusion_heatmap, no samples": lambda: plots.confusion_heatmap(np.zeros((3, 3), int), normalize=True),
    "reliability_diagram, one class": lambda: plots.reliability_diagram([0, 0, 0, 0], PROBA),
    "reliability_diagram, one output": lambda: plots.reliability_diagram([0, 0], np.ones((2, 1))),
    "reliability_diagram, one sample": lambda: plots.reliability_diagram([1], PROBA[:1]),
}
REFUSED = {
    "learning_curves, None": (lambda: plots.learning_curves(None), TypeError, "history must have the list 'train_"),
    "learning_curves, text": (
        lambda: plots.learning_curves(make_history(val_loss=["low"])),
        TypeError,
        "history.val_loss has dtype <U3; expected real numbers",
    ),
    "learning_curves, a number": (
        lambda: plots.learning_curves(make_history(val_loss=0.5)),
        ValueError,
        r"history.val_loss must be a list of numbers; got shape \(\). Hint: ",
    ),
    "step_curves, a table": (
        lambda: plots.step_curves(make_history(step_loss=[[1.0], [2.0]])),
        ValueError,
        r"history.step_loss must be a list of numbers; got shape \(2, 1\). Hint: ",
    ),
    "digit_grid, NaN": (lambda: plots.digit_grid(np.full((1, 9), nan)), ValueError, "images holds 9 value.* NaN"),
    "digit_grid, None": (lambda: plots.digit_grid(None), TypeError, "images is None"),
    "digit_grid, one-hot": (
        lambda: plots.digit_grid(np.ones((2, 9)), np.eye(2)),
        ValueError,
        r"y_true must be integer labels .* Hint: np.argmax\(y",
    ),
    "weight_grid, NaN": (lambda: plots.weight_grid(np.full((4, 1), nan)), ValueError, "W holds 4 value.* NaN"),
    "weight_grid, no neurons": (lambda: plots.weight_grid(np.ones((4, 0))), ValueError, r"got shape \(4, 0\)"),
    "scatter, NaN": (lambda: plots.scatter(X * nan, y), ValueError, "X holds 8 value.* NaN"),
    "scatter, None": (lambda: plots.scatter(None, y), TypeError, "X is None"),
    "scatter, NaN labels": (lambda: plots.scatter(X, y * nan), TypeError, "y .* holds nan at index 0"),
    "scatter, names": (lambda: plots.scatter(X, list("abcd")), TypeError, "y has dtype <U1; expected integer labels"),
    "decision_boundary, no points": (
        lambda: plots.decision_boundary(first_column, NO_POINTS, NO_LABELS),
        ValueError,
        r"X has no points \(shape \(0, 2\)\); expected at least one",
    ),
    "decision_boundary, NaN": (
        lambda: plots.decision_boundary(lambda Z: Z[:, 0] * nan, X, y),
        ValueError,
        "the result of predict holds 160000 value.* NaN",
    ),
    "boundary_line, NaN": (
        lambda: plots.boundary_line([nan, 1], 0, plots.scatter(X, y)),
        ValueError,
        "w holds 1 value.* NaN",
    ),
    "embedding, NaN": (lambda: plots.embedding(X * nan, y), ValueError, "points holds 8 value.* NaN"),
    "function_curves, text": (
        lambda: plots.function_curves({"words": lambda x: x.astype(str)}, [0.0]),
        TypeError,
        "the result of 'words' has dtype",
    ),
    "probability_bars, no class": (lambda: plots.probability_bars([]), ValueError, r"got shape \(0,\)"),
    "probability_bars, NaN": (lambda: plots.probability_bars([nan, 1.0]), ValueError, "proba holds 1 value.* NaN"),
    "confusion_heatmap, no class": (lambda: plots.confusion_heatmap(np.zeros((0, 0))), ValueError, r"shape \(0, 0\)"),
    "confusion_heatmap, NaN": (lambda: plots.confusion_heatmap([[nan]]), ValueError, "counts holds 1 value.* NaN"),
    "reliability_diagram, no samples": (lambda: plots.reliability_diagram([], PROBA[:0]), ValueError, "y_proba is"),
    "reliability_diagram, NaN": (lambda: plots.reliability_diagram(y, PROBA * nan), ValueError, "y_proba holds 8"),
    "reliability_diagram, unknown label": (
        lambda: plots.reliability_diagram([0, 1, 2, 0], PROBA),
        ValueError,
        "y_true holds the label 2; expected labels from 0 to 1",
    ),
}


@pytest.fixture
def no_window(monkeypatch):
    """plt.show belongs to the user."""
    monkeypatch.setattr(plt, "show", lambda *args, **kwargs: pytest.fail("plt.show was called"))
    monkeypatch.setattr(Figure, "show", lambda *args, **kwargs: pytest.fail("Figure.show was called"))


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
def test_odd_input_is_drawn_in_one_figure_without_a_warning_or_a_window(no_window, draw):
    """The fixture of this module draws and closes the figure; a warning in between is an error."""
    draw()
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize(("draw", "error", "message"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_by_name_and_leaves_no_figure(no_window, draw, error, message, request):
    name = request.node.callspec.id.split(",")[0]
    with pytest.raises(error, match=f"^{name}: .*{message}"):
        draw()
    assert len(plt.get_fignums()) == (1 if name == "boundary_line" else 0)  # it draws into the caller's own


# --- in a notebook -------------------------------------------------------------------------------------------

ONE_PICTURE = {
    "digit_grid": "plots.digit_grid(np.eye(4).reshape(1, 16))",
    "weight_grid": "plots.weight_grid(np.eye(4))",
    "learning_curves": "plots.learning_curves(history)",
    "step_curves": "plots.step_curves(history)",
    "function_curves": 'plots.function_curves({"tanh": np.tanh}, np.linspace(-1, 1, 9))',
    "named": "fig = plots.digit_grid(np.eye(4).reshape(1, 16))",
    "named, in a later cell": "fig",
    "displayed": "display(plots.digit_grid(np.eye(4).reshape(1, 16)))",
    "no plot at all": "1 + 1",
}


def test_a_notebook_shows_every_plot_once():
    """IPython displays the last line of a cell, and the inline backend every figure that is open: 1 picture, not 2."""
    begin = """
import nbformat
import numpy as np
from mlpkit import History, plots
history = History(step_loss=[2.0, 1.0], step_accuracy=[0.1, 0.9], train_loss=[1.5], train_accuracy=[0.5],
                  val_loss=[1.0], val_accuracy=[0.9], epoch_steps=[2], learning_rate=[0.1], seconds=[0.0])"""
    cells = [nbformat.v4.new_code_cell(code) for code in (begin, *ONE_PICTURE.values())]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3", timeout=600).execute()
    pictures = [sum("image/png" in output.get("data", {}) for output in cell.outputs) for cell in notebook.cells[1:]]
    assert dict(zip(ONE_PICTURE, pictures, strict=True)) == dict.fromkeys(ONE_PICTURE, 1) | {"no plot at all": 0}
