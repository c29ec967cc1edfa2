"""mlpkit.plots of classifiers, weights and tables: what is drawn equals what was given."""

import statistics
import subprocess
import sys

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex, to_rgb
from matplotlib.container import ErrorbarContainer
from matplotlib.figure import Figure
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.calibration import calibration_curve
from sklearn.metrics import confusion_matrix

from mlpkit import plots

nan = float("nan")
COUNTS = np.array([[8, 2, 0], [1, 9, 10], [0, 0, 5]])  # rows: the true class
PROBA = np.array([[0.7, 0.3], [0.62, 0.38], [0.1, 0.9], [0.0, 1.0], [0.45, 0.55]])
TRUTH = np.array([0, 1, 1, 1, 0])
TABLE = pd.DataFrame(
    {
        "optimizer": ["SGD", "Adam", "SGD", "Adam", "SGD"],
        "rate": [0.1, 0.01, 0.1, 0.01, 0.1],
        "loss": [0.5, 0.2, 0.9, 0.4, 0.7],
        "val_accuracy": [0.961, 0.972, 0.963, 0.974, 0.968],
    }
)


@pytest.fixture(autouse=True)
def untouched():
    """After every test: the settings are what they were, every figure can be drawn and closed."""
    before = dict(mpl.rcParams)
    yield
    for figure in map(plt.figure, plt.get_fignums()):
        if figure.stale:  # the test has not drawn it
            figure.canvas.draw()
    plt.close("all")
    assert dict(mpl.rcParams) == before


# ---------------------------------------------------------------- every function

ONE_AXES = {
    "confusion_heatmap": lambda ax: plots.confusion_heatmap(COUNTS, ax=ax, title="words"),
    "normalized": lambda ax: plots.confusion_heatmap(COUNTS, normalize=True, ax=ax, title="words"),
    "reliability_diagram": lambda ax: plots.reliability_diagram(TRUTH, PROBA, ax=ax, title="words"),
    "embedding": lambda ax: plots.embedding([[0.0, 1.0], [2.0, 3.0]], [7, 2], ax=ax, title="words"),
    "seed_bars": lambda ax: plots.seed_bars(TABLE, by="optimizer", value="loss", ax=ax, title="words"),
}


@pytest.mark.parametrize("draw", ONE_AXES.values(), ids=ONE_AXES)
def test_axes_functions_make_one_figure_or_use_the_given_axes(draw):
    """Without ax there is one new figure of moderate size; with ax there is none, and the neighbors stay empty."""
    new = draw(None)
    assert plt.get_fignums() == [new.figure.number]
    assert new.figure.axes == [new]
    assert to_hex(new.figure.get_facecolor()) == "#ffffff"
    assert new.figure.get_figwidth() <= 9
    fig, (left, right) = plt.subplots(1, 2)
    assert draw(right) is right
    assert plt.get_fignums() == [new.figure.number, fig.number]
    assert fig.axes == [left, right]
    assert not left.has_data()
    assert right.has_data()
    assert right.get_title() == "words"
    assert right.get_xlabel()
    assert right.get_ylabel()


@pytest.mark.parametrize("draw", ONE_AXES.values(), ids=ONE_AXES)
def test_several_axes_instead_of_one_are_refused_and_no_figure_is_left(draw):
    _, axes = plt.subplots(1, 2)
    with pytest.raises(TypeError, match=r"ax must be one matplotlib Axes; got an array of shape \(2,\).*axes\[0\]"):
        draw(axes)
    assert len(plt.get_fignums()) == 1


def test_arrays_and_tables_are_not_modified():
    counts, proba, truth, W = COUNTS.copy(), PROBA.copy(), TRUTH.copy(), np.eye(9)[:, :4]
    for array in (counts, proba, truth, W):
        array.flags.writeable = False
    table = TABLE.copy()
    plots.confusion_heatmap(counts)
    plots.confusion_heatmap(counts, normalize=True)
    plots.reliability_diagram(truth, proba)
    plots.embedding(proba, truth)
    plots.weight_grid(W)
    plots.weight_grid(W, shared_scale=False)
    plots.seed_bars(table, by="rate", value="loss")
    pd.testing.assert_frame_equal(table, TABLE)


def test_only_the_heat_map_loads_seaborn_and_nothing_loads_scikit_learn():
    code = (
        "import sys\n"
        "import matplotlib\n"
        "matplotlib.use('Agg')\n"
        "from mlpkit import plots\n"
        "plots.reliability_diagram([0], [[1.0, 0.0]])\n"
        "assert 'seaborn' not in sys.modules and 'pandas' not in sys.modules\n"
        "plots.confusion_heatmap([[1]])\n"
        "assert 'seaborn' in sys.modules and 'sklearn' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# ---------------------------------------------------------------- confusion_heatmap


def texts_at(ax):
    """Return every text of a heat map by the (row, column) of the square that it stands in."""
    return {(int(text.get_position()[1]), int(text.get_position()[0])): text.get_text() for text in ax.texts}


def test_heat_map_shows_each_count_in_the_row_of_its_true_class():
    """An unsymmetric table: were rows and columns swapped, the 10 would stand in row 2."""
    ax = plots.confusion_heatmap(COUNTS)
    assert_array_equal(ax.collections[0].get_array(), COUNTS)
    assert texts_at(ax) == {(i, j): str(COUNTS[i, j]) for i, j in np.ndindex(3, 3)}
    bottom, top = ax.get_ylim()
    assert bottom > top  # class 0 at the top, as in the printed table
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("true", "predicted")
    assert [text.get_text() for text in ax.get_yticklabels()] == ["0", "1", "2"]
    assert ax.collections[0].get_clim() == (0, 10)
    assert ax.get_title() == "22 of 35 right (62.9%)"


def test_normalized_rows_are_shares_and_the_diagonal_is_faded_and_off_the_scale():
    """Row 1 holds 20 samples: 5 % and 50 % of them are mistakes, and the 50 % are the end of the color scale."""
    ax = plots.confusion_heatmap(COUNTS, normalize=True)
    squares = ax.collections[0].get_array()
    assert_array_equal(np.ma.getmaskarray(squares), np.eye(3, dtype=bool))
    assert_allclose(squares[~squares.mask], [0.2, 0, 0.05, 0.5, 0, 0])
    assert ax.collections[0].get_clim() == (0, 0.5)
    shown = {place: text for place, text in texts_at(ax).items() if text}
    assert shown == {(0, 0): "80.0", (0, 1): "20.0", (1, 0): "5.0", (1, 1): "45.0", (1, 2): "50.0", (2, 2): "100.0"}
    lightness = {text.get_text(): np.mean(to_rgb(text.get_color())) for text in ax.texts}
    assert lightness["45.0"] > 0.5 > lightness["5.0"]
    assert ax.get_title() == "Percent of each true class; the diagonal is faded"


# A heat map takes long to draw: a fifth of the usual hundred examples, but all that a deeper profile asks for.
@settings(max_examples=20 if settings.default.max_examples <= 100 else settings.default.max_examples)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60))
def test_normalized_heat_map_agrees_with_scikit_learn(pairs):
    truth, guess = np.array(pairs).T
    counts = confusion_matrix(truth, guess, labels=range(5))
    ax = plots.confusion_heatmap(counts, ax=Figure().subplots(), normalize=True)
    squares = ax.collections[0].get_array()
    expected = confusion_matrix(truth, guess, labels=range(5), normalize="true")
    shown = ~np.ma.getmaskarray(squares)
    assert_array_equal(squares[shown], expected[shown])  # one division of two counts, which every machine rounds alike
    assert_array_equal(shown, ~np.eye(5, dtype=bool) & np.isin(range(5), truth)[:, np.newaxis])


def test_a_class_without_samples_has_an_empty_row_when_normalized():
    """0 / 0 is no share; the row stays blank and nothing warns."""
    ax = plots.confusion_heatmap([[0, 0], [1, 3]], normalize=True)
    assert {place for place, text in texts_at(ax).items() if text} == {(1, 0), (1, 1)}
    assert ax.collections[0].get_array().mask.tolist() == [[True, True], [False, True]]


@pytest.mark.parametrize("normalize", [False, True])
@pytest.mark.parametrize("counts", [[[5, 0], [0, 7]], [[0, 0], [0, 0]], [[3]]])
def test_heat_map_without_mistakes_or_samples_has_a_scale(counts, normalize):
    ax = plots.confusion_heatmap(counts, normalize=normalize)
    low, high = ax.collections[0].get_clim()
    assert low == 0 < high


@pytest.mark.parametrize("names", [{"cat", "dog", "emu"}, frozenset(["cat", "dog", "emu"])])
def test_names_without_an_order_are_refused(names):
    with pytest.raises(TypeError, match=r"^confusion_heatmap: class_names is a set, .* Hint: sorted\(class_names\)"):
        plots.confusion_heatmap(COUNTS, class_names=names)
    with pytest.raises(TypeError, match=r"^probability_bars: class_names is a set"):
        plots.probability_bars([0.2, 0.3, 0.5], class_names=names)
    assert plt.get_fignums() == []


def test_heat_map_takes_class_names_and_grows_with_the_classes():
    ax = plots.confusion_heatmap(COUNTS, class_names=["cat", "dog", "emu"])
    for labels in (ax.get_xticklabels(), ax.get_yticklabels()):
        assert [text.get_text() for text in labels] == ["cat", "dog", "emu"]
    large = plots.confusion_heatmap(np.eye(26, dtype=int))
    assert len(large.get_xticklabels()) == 26
    assert large.figure.get_figwidth() > ax.figure.get_figwidth()


@pytest.mark.parametrize(
    ("counts", "options", "message"),
    [
        ([[1, 2, 3], [4, 5, 6]], {}, r"counts must have shape \(n_classes, n_classes\); got shape \(2, 3\)"),
        ([1, 2], {}, r"got shape \(2,\).*confusion_matrix\(y_true, y_pred\)"),
        ([[0.9, 0.1], [0.2, 0.8]], {}, r"counts holds 0\.9; expected whole numbers.*normalize=True"),
        ([[1, -1], [0, 2]], {}, r"counts holds -1"),
        ([[1, nan], [0, 2]], {}, r"counts holds 1 value\(s\) that are NaN"),
        ([[1, 0], [0, 2]], {"class_names": ["a"]}, r"class_names has 1 names for 2 classes"),
    ],
)
def test_heat_map_errors_teach_and_leave_no_figure(counts, options, message):
    with pytest.raises(ValueError, match=f"confusion_heatmap: .*{message}"):
        plots.confusion_heatmap(counts, **options)
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- reliability_diagram


def dots_of(ax):
    """Return mean confidence and share of right answers of each dot of a reliability diagram."""
    (line,) = [line for line in ax.lines if line.get_marker() == "o"]
    return np.asarray(line.get_xdata()), np.asarray(line.get_ydata())


def test_reliability_by_hand():
    """Confidences 0.7, 0.62, 0.9, 1 and 0.55; right, wrong, right, right, wrong; five ranges of width 0.2."""
    ax = plots.reliability_diagram(TRUTH, PROBA, n_bins=5)
    sure, right = dots_of(ax)
    assert_allclose(sure, [0.55, 0.66, 0.95])
    assert_allclose(right, [0, 0.5, 1])
    assert [text.get_text() for text in ax.texts] == ["1", "2", "2"]
    assert_allclose([text.get_position()[0] for text in ax.texts], [0.5, 0.7, 0.9])
    assert_allclose([bar.get_height() for bar in ax.patches], [0.2, 0.4, 0.4])
    (chance,) = ax.collections
    assert_allclose(chance.get_segments()[1][:, 0], [0.66, 0.66])
    assert_allclose(chance.get_segments()[2][:, 1], [0.95 - 2 * (0.95 * 0.05 / 2) ** 0.5, 1])  # cut off at 1
    assert ax.get_title() == "Sure: 75.4% on average. Right: 60.0%"


@pytest.mark.parametrize("n_bins", [1, 4, 10])
def test_reliability_agrees_with_scikit_learn(n_bins):
    """Its calibration_curve on "is the answer right?" has the same dots."""
    rng = np.random.default_rng(4)
    proba = rng.dirichlet(np.ones(3), size=300)
    truth = rng.integers(0, 3, size=300)
    right, sure = calibration_curve(proba.argmax(axis=1) == truth, proba.max(axis=1), n_bins=n_bins)
    ax = plots.reliability_diagram(truth, proba, n_bins=n_bins)
    assert_allclose(dots_of(ax), [sure, right])
    assert sum(int(text.get_text()) for text in ax.texts) == 300


def test_labels_drawn_from_the_probabilities_themselves_lie_within_what_chance_allows():
    """A network that is as sure as it is right; and, squared and normalized, one that is too sure."""
    rng = np.random.default_rng(5)
    proba = rng.dirichlet(np.ones(4), size=20_000)
    truth = (proba.cumsum(axis=1) < rng.random((20_000, 1))).sum(axis=1)
    for sharper, share_inside in ((proba, 1.0), (proba**2 / (proba**2).sum(axis=1, keepdims=True), 0.2)):
        ax = plots.reliability_diagram(truth, sharper, n_bins=5)
        sure, right = dots_of(ax)
        low, high = np.array([segment[:, 1] for segment in ax.collections[0].get_segments()]).T
        inside = (low - 0.01 <= right) & (right <= high + 0.01)
        assert inside.mean() == 1.0 if share_inside == 1.0 else inside.mean() <= share_inside
    assert (right < sure).all()  # too sure: below the diagonal


def test_full_confidence_belongs_to_the_last_range_also_in_float32():
    """And probabilities that add up to 1 only up to rounding are welcome."""
    proba = np.array([[1, 0], [np.float32(1) + np.float32(2e-7), 0], [1 / 3 + 1 / 3, 1 / 3]], dtype=np.float32)
    ax = plots.reliability_diagram([0, 0, 1], proba)
    assert [text.get_text() for text in ax.texts] == ["1", "2"]
    assert all(0 <= end <= 1 for segment in ax.collections[0].get_segments() for end in segment[:, 1])


def test_many_samples_are_written_with_separators():
    ax = plots.reliability_diagram(np.zeros(1234, int), np.tile([0.95, 0.05], (1234, 1)))
    assert [text.get_text() for text in ax.texts] == ["1,234"]


@pytest.mark.parametrize(
    ("y_true", "y_proba", "error", "message"),
    [
        ([0], [[2.0, -1.0]], ValueError, r"row 0 of y_proba has the sum 1 and the smallest entry -1.*softmax"),
        ([0, 0], [[0.5, 0.5], [0.9, 0.3]], ValueError, r"row 1 of y_proba has the sum 1\.2"),
        ([0], [[nan, 1.0]], ValueError, "NaN"),
        ([], np.empty((0, 2)), ValueError, r"y_proba is empty \(shape \(0, 2\)\)"),
        ([2], [[0.5, 0.5]], ValueError, "y_true holds the label 2"),
        ([0, 1], [[0.5, 0.5]], ValueError, "y_true has 2 labels for 1 samples"),
        ([0.0], [[0.5, 0.5]], TypeError, "y_true has dtype float64; expected integer labels"),
        ([0], [0.5], ValueError, r"y_proba must have shape \(n_samples, n_features\)"),
    ],
)
def test_reliability_errors_teach_and_leave_no_figure(y_true, y_proba, error, message):
    with pytest.raises(error, match=f"reliability_diagram: .*{message}"):
        plots.reliability_diagram(y_true, y_proba)
    assert plt.get_fignums() == []


def test_reliability_needs_a_range():
    with pytest.raises(ValueError, match="reliability_diagram: n_bins must be a whole number >= 1; got 0"):
        plots.reliability_diagram(TRUTH, PROBA, n_bins=0)


# ---------------------------------------------------------------- weight_grid


def pictures_of(fig):
    """Return the Axes of a weight grid that show a neuron (the others are color bars)."""
    return [ax for ax in fig.axes if ax.images]


def test_each_column_becomes_one_image_in_order():
    """Column k is neuron k; its entries run along the rows of the image, as in a flattened digit."""
    W = np.random.default_rng(6).normal(size=(16, 5))
    fig = plots.weight_grid(W, n_rows=2, n_columns=3, title="five")
    axes = pictures_of(fig)
    assert [ax.get_title() for ax in axes] == ["0", "1", "2", "3", "4"]
    for k, ax in enumerate(axes):
        picture = ax.images[0].get_array()
        assert picture.shape == (4, 4)
        assert_array_equal(picture[2, 1], W[2 * 4 + 1, k])
        assert_array_equal(picture.ravel(), W[:, k])
    assert fig.get_suptitle() == "five"
    assert fig.get_figwidth() <= 9


def test_one_symmetric_scale_for_all_with_its_color_bar():
    """The largest weight, here a negative one, sets both ends."""
    W = np.array([[0.5, 0.1], [-3.0, 0.2], [0.0, 0.0], [1.0, -0.1]])
    fig = plots.weight_grid(W, n_rows=1, n_columns=2)
    assert [ax.images[0].get_clim() for ax in pictures_of(fig)] == [(-3, 3), (-3, 3)]
    (bar,) = [ax for ax in fig.axes if not ax.images]
    assert bar.get_ylabel() == "weight"


def test_own_scales_are_symmetric_and_written_above():
    W = np.array([[0.5, 0.1], [-3.0, 0.25], [0.0, 0.0], [1.0, -0.1]])
    fig = plots.weight_grid(W, n_rows=1, n_columns=2, shared_scale=False)
    assert [ax.images[0].get_clim() for ax in fig.axes] == [(-3, 3), (-0.25, 0.25)]
    assert [ax.get_title() for ax in fig.axes] == ["0: ±3", "1: ±0.25"]


@pytest.mark.parametrize("shared_scale", [True, False])
def test_positive_is_red_negative_is_blue_and_zero_is_white(shared_scale):
    """Also for a neuron of zeros alone, which has no largest weight to divide by."""
    image = plots.weight_grid(np.zeros((4, 1)), shared_scale=shared_scale).axes[0].images[0]
    red, green, blue, _ = image.cmap(image.norm(1.0))
    assert red > max(green, blue)
    red, green, blue, _ = image.cmap(image.norm(-1.0))
    assert blue > max(red, green)
    assert_allclose(image.to_rgba(image.get_array())[..., :3], 0.97, atol=0.01)


def test_the_first_32_neurons_are_shown():
    assert len(pictures_of(plots.weight_grid(np.ones((784, 40), np.float32)))) == 32


@pytest.mark.parametrize(
    ("W", "options", "message"),
    [
        (np.ones((5, 4)), {}, r"square number of pixels.*got shape \(5, 4\)\. Hint: W\.T"),
        (np.ones((5, 3)), {}, r"got shape \(5, 3\)\. Hint: network\.layers\[0\]\.W"),
        (np.ones(16), {}, r"got shape \(16,\)"),
        (np.ones((4, 0)), {}, r"got shape \(4, 0\)"),
        (np.ones((0, 4)), {}, r"got shape \(0, 4\)"),
        (np.ones((4, 4)), {"n_rows": 11, "n_columns": 10}, "11 rows of 10 are 110 images; expected at most 100"),
        (np.ones((4, 4)), {"n_rows": 0}, "n_rows must be a whole number >= 1; got 0"),
        ([[nan], [1], [1], [1]], {}, r"W holds 1 value\(s\) that are NaN"),
    ],
)
def test_weight_grid_errors_teach_and_leave_no_figure(W, options, message):
    with pytest.raises(ValueError, match=f"weight_grid: .*{message}"):
        plots.weight_grid(W, **options)
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- embedding


def test_every_point_is_drawn_with_its_class_and_every_class_is_named_at_its_mean():
    points = np.random.default_rng(7).normal(size=(50, 2))
    y = np.arange(50) % 10
    ax = plots.embedding(points, y)
    assert [text.get_text() for text in ax.texts] == [str(k) for k in range(10)]
    for k, (collection, text) in enumerate(zip(ax.collections, ax.texts, strict=True)):
        assert_allclose(collection.get_offsets(), points[y == k])
        assert_allclose(text.get_position(), points[y == k].mean(axis=0))
    assert ax.get_aspect() == 1.0


def test_ten_classes_have_ten_different_marks():
    """And ten colors; where an eye confuses two of them, the marks are the digits themselves."""
    ax = plots.embedding(np.zeros((10, 2)), np.arange(10))
    marks = {collection.get_paths()[0].vertices.tobytes() for collection in ax.collections}
    assert len(marks) == 10
    assert len({collection.get_facecolor().tobytes() for collection in ax.collections}) == 10


def test_embedding_of_float32_and_of_nothing():
    assert len(plots.embedding(np.zeros((3, 2), np.float32), [4, 4, 4]).texts) == 1
    assert len(plots.embedding(np.empty((0, 2)), np.empty(0, int)).texts) == 0


@pytest.mark.parametrize(
    ("points", "y", "error", "message"),
    [
        (np.zeros((2, 3)), [0, 1], ValueError, r"points has 3 columns; expected 2.*points\[:, :2\]"),
        (np.zeros((2, 2)), [0], ValueError, "y has 1 labels for 2 samples"),
        ([[nan, 0]], [0], ValueError, "points holds 1 value"),
        ([[0, 0]], [0.5], TypeError, "y has dtype float64"),
    ],
)
def test_embedding_errors_teach_and_leave_no_figure(points, y, error, message):
    with pytest.raises(error, match=f"embedding: {message}"):
        plots.embedding(points, y)
    assert plt.get_fignums() == []


# ---------------------------------------------------------------- seed_bars


def names_of(ax):
    """Return the names of the settings, from top to bottom."""
    bottom, top = ax.get_ylim()
    assert bottom > top
    return [text.get_text() for text in ax.get_yticklabels()]


def dots_in_row(ax, position):
    """Return the runs that are drawn as dots in a row."""
    lines = [line for line in ax.lines if line.get_marker() == "o"]
    rows = [line for line in lines if abs(np.mean(line.get_ydata()) - position) < 0.1]
    return np.concatenate([line.get_xdata() for line in rows])


def test_bar_dots_spread_and_number_of_each_setting():
    """Rows of different settings may be mixed; settings come in the order in which they first appear."""
    ax = plots.seed_bars(TABLE, by="optimizer", value="loss")
    assert names_of(ax) == ["SGD", "Adam"]
    assert_allclose([bar.get_width() for bar in ax.patches], [0.7, 0.3])
    assert [text.get_text() for text in ax.texts] == ["0.7", "0.3"]
    assert_allclose(dots_in_row(ax, 0), [0.5, 0.9, 0.7])
    assert_allclose(dots_in_row(ax, 1), [0.2, 0.4])
    spreads = [c.lines[2][0].get_segments()[0] for c in ax.containers if isinstance(c, ErrorbarContainer)]
    for segment, runs in zip(spreads, ([0.5, 0.9, 0.7], [0.2, 0.4]), strict=True):
        mean, spread = statistics.mean(runs), statistics.stdev(runs)
        assert_allclose(segment[:, 0], [mean - spread, mean + spread])
    assert ax.get_xlim()[0] == 0
    assert "start" not in ax.get_xlabel()
    assert ax.get_ylabel() == "optimizer"


def test_equal_runs_stay_separate_dots():
    table = pd.DataFrame({"rate": [0.1] * 5, "loss": [2.0] * 5})
    ax = plots.seed_bars(table, by="rate", value="loss")
    (line,) = [line for line in ax.lines if line.get_marker() == "o"]
    assert len(set(line.get_ydata())) == 5


def test_accuracies_are_percent_and_a_cut_axis_says_so():
    """Between 96 and 98 % a bar from zero would show nothing."""
    ax = plots.seed_bars(TABLE, by="optimizer", value="val_accuracy")
    assert [text.get_text() for text in ax.texts] == ["96.40%", "97.30%"]
    left, right = ax.get_xlim()
    assert 0.9 < left < 0.96
    assert right > 0.974
    assert f"the axis starts at {left:.2%}, not at zero" in ax.get_xlabel()
    ax.figure.canvas.draw()
    assert all(text.get_text().endswith("%") for text in ax.get_xticklabels())
    assert max(ax.get_xticks()) <= 1.0


def test_nothing_is_more_than_100_percent_right():
    """There is room for the numbers beyond 100 %, but no tick."""
    table = pd.DataFrame({"rate": ["a", "b"], "accuracy": [0.4, 1.0]})
    ax = plots.seed_bars(table, by="rate", value="accuracy")
    assert ax.get_xlim()[1] > 1.2
    assert max(ax.get_xticks()) == 1.0


def test_everything_drawn_is_inside_the_view():
    """The numbers behind the bars too, also where they are negative or all the same."""
    for values in ([0.5, 0.2], [-3.0, -1.0], [-1.0, 2.0], [0.0, 0.0], [7.0, 7.0], [1e-9, 3e5]):
        ax = plots.seed_bars(pd.DataFrame({"rate": ["a", "b"], "loss": values}), by="rate", value="loss")
        left, right = ax.get_xlim()
        assert left <= min(0.0, *values)
        assert max(0.0, *values) < right
        ax.figure.canvas.draw()
        frame = ax.get_window_extent()
        assert all(text.get_window_extent().x1 <= frame.x1 + 40 for text in ax.texts)


def test_failed_runs_are_counted_and_not_averaged():
    table = pd.DataFrame({"rate": [0.1, 0.1, 10.0, 10.0], "loss": [0.2, nan, nan, float("inf")]})
    ax = plots.seed_bars(table, by="rate", value="loss")
    assert names_of(ax) == ["0.1 (1 of 2 failed)", "10.0 (2 of 2 failed)"]
    assert [text.get_text() for text in ax.texts] == ["0.2"]
    assert [bar.get_width() for bar in ax.patches] == [0.2]
    assert not [c for c in ax.containers if isinstance(c, ErrorbarContainer)]  # one run has no spread


@pytest.mark.parametrize(
    ("table", "options", "error", "message"),
    [
        ([1, 2], {}, TypeError, r"table must be a pandas\.DataFrame with one row a run; got \[1, 2\] \(list\)"),
        (
            TABLE,
            {"by": "speed"},
            ValueError,
            "by='speed' is no column of the table; expected one of 'optimizer', 'rate'",
        ),
        (TABLE, {"value": "acc"}, ValueError, "value='acc' is no column"),
        (TABLE, {"value": "optimizer"}, TypeError, "the column 'optimizer' has dtype"),
        (
            TABLE.assign(loss=nan),
            {},
            ValueError,
            r"the column 'loss' holds no finite number in 5 rows.*table\['error'\]",
        ),
        (TABLE[:0], {}, ValueError, "no finite number in 0 rows"),
    ],
)
def test_seed_bars_errors_teach_and_leave_no_figure(table, options, error, message):
    with pytest.raises(error, match=f"seed_bars: .*{message}"):
        plots.seed_bars(table, **({"by": "rate", "value": "loss"} | options))
    assert plt.get_fignums() == []
