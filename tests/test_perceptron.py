"""The single neuron: Rosenblatt's rule traced with a pencil, and the ReLU unit against its slope."""

import numpy as np
import pytest
from gradients import central_difference
from hypothesis import given
from hypothesis import strategies as st

from mlpkit import Perceptron, ReLUPerceptron
from mlpkit.datasets import make_blobs

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, XOR = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 0])


class InOrder(np.random.Generator):
    """A generator that leaves the samples in the order in which they stand."""

    def __init__(self):
        super().__init__(np.random.PCG64(0))

    def permutation(self, n):
        return np.arange(n)


def blobs(seed):
    """Two clouds of 50 points around (-5, 5) and (5, 5), spread 1, drawn without mlpkit."""
    rng, y = np.random.default_rng(seed), np.repeat([0, 1], 50)
    return np.array([[-5.0, 5.0], [5.0, 5.0]])[y] + rng.normal(size=(100, 2)), y


class TestRosenblattsRule:
    def test_and_with_a_pencil(self):
        """Learning rate 1, corners in the order 00, 01, 10, 11. At a score of exactly 0 the answer is 1.

        ===== ===================================================== ============ =========
        epoch updates                                               w, b at end  mistakes
        ===== ===================================================== ============ =========
        1     00 (score 0): b -1; 11 (-1): w (1, 1), b 0            (1, 1), 0    2
        2     00 (0): b -1; 01 (0): w (1, 0), b -2; 11 (-1): up     (2, 1), -1   3
        3     01 (0): w (2, 0), b -2; 10 (0): w (1, 0), b -3; 11: up (2, 1), -2  3
        4     10 (0): w (1, 1), b -3; 11 (-1): up                   (2, 2), -2   2
        5     01 (0): w (2, 1), b -3                                (2, 1), -3   1
        6     none: the scores are -3, -2, -1, 0                    (2, 1), -3   0
        ===== ===================================================== ============ =========
        """
        neuron = Perceptron(2)
        history = neuron.fit(CORNERS, AND, n_epochs=100, rng=InOrder())
        assert history.mistakes == [2, 3, 3, 2, 1, 0]
        trace = [(*w, b) for w, b in history.weights]
        assert trace == [(0, 0, 0), (1, 1, 0), (2, 1, -1), (2, 1, -2), (2, 2, -2), (2, 1, -3), (2, 1, -3)]
        np.testing.assert_array_equal(neuron.w, [2.0, 1.0])
        assert neuron.b == -3.0
        np.testing.assert_array_equal(neuron.forward(CORNERS), [-3.0, -2.0, -1.0, 0.0])
        np.testing.assert_array_equal(neuron.predict(CORNERS), AND)

    def test_one_update(self):
        """The score of (2, -3) is 0, so the answer is 1, the label 0: w = -0.5 (2, -3), b = -0.5."""
        neuron = Perceptron(2)
        neuron.fit([[2.0, -3.0]], [0], n_epochs=1, learning_rate=0.5, rng=InOrder())
        np.testing.assert_array_equal(neuron.w, [-1.0, 1.5])
        assert neuron.b == -0.5

    def test_a_right_answer_changes_nothing(self):
        neuron = Perceptron(2)
        history = neuron.fit(CORNERS, [1, 1, 1, 1], n_epochs=10, rng=InOrder())
        assert history.mistakes == [0]
        assert not neuron.w.any()
        assert neuron.b == 0.0

    def test_unsigned_labels(self):
        """0 - 1 is 255 in uint8; here it must be -1."""
        for dtype in (np.uint8, np.uint64, np.int8):
            neuron = Perceptron(2)
            history = neuron.fit(CORNERS, AND.astype(dtype), n_epochs=100, rng=InOrder())
            assert history.mistakes == [2, 3, 3, 2, 1, 0]
            assert neuron.b == -3.0

    @pytest.mark.parametrize("seed", range(10))
    def test_separable_blobs_end_without_a_mistake(self, seed):
        X, y = blobs(seed)
        neuron = Perceptron(2)
        history = neuron.fit(X, y, n_epochs=100, rng=np.random.default_rng(seed))
        assert history.mistakes[-1] == 0
        assert 0 not in history.mistakes[:-1]  # it ends with the first epoch without a mistake
        np.testing.assert_array_equal(neuron.predict(X), y)

    @given(seed=st.integers(0, 10**6), distance=st.floats(0.5, 5.0))
    def test_novikoffs_bound_on_the_number_of_mistakes(self, seed, distance):
        """(R / γ)², with the bias as one more weight whose input is 1, and any line that separates."""
        rng = np.random.default_rng(seed)
        y = rng.integers(0, 2, size=30)
        X = rng.normal(size=(30, 2))
        X[:, 0] = (2 * y - 1) * (distance + np.abs(X[:, 0]))  # the line x0 = 0 separates, at this distance at least
        R = np.sqrt((X**2).sum(axis=1).max() + 1)
        history = Perceptron(2).fit(X, y, n_epochs=10_000, rng=rng)
        assert history.mistakes[-1] == 0
        n_mistakes = sum(history.mistakes)
        # Each correction rounds the two lengths that the proof compares, and the score that it asks for, by a few eps.
        assert n_mistakes <= (R / distance) ** 2 * (1 + 8 * n_mistakes * np.finfo(np.float64).eps)

    @pytest.mark.parametrize("seed", range(5))
    def test_xor_is_never_learned(self, seed):
        neuron = Perceptron(2)
        history = neuron.fit(CORNERS, XOR, n_epochs=200, rng=np.random.default_rng(seed))
        assert len(history.mistakes) == 200
        assert min(history.mistakes) >= 1
        assert (neuron.predict(CORNERS) != XOR).any()

    def test_the_learning_rate_scales_the_weights_and_changes_no_prediction(self):
        X, y = blobs(3)
        one, four = Perceptron(2), Perceptron(2)
        mistakes = one.fit(X, y, n_epochs=50, rng=np.random.default_rng(0)).mistakes
        assert four.fit(X, y, n_epochs=50, learning_rate=4.0, rng=np.random.default_rng(0)).mistakes == mistakes
        np.testing.assert_allclose(four.w, 4 * one.w)
        assert four.b == pytest.approx(4 * one.b)

    def test_the_order_comes_from_rng(self):
        X, y = blobs(0)
        X = X * 0.2 - [0, 1]  # close together: the order matters
        runs = [Perceptron(2).fit(X, y, n_epochs=5, rng=np.random.default_rng(seed)).weights[1] for seed in (0, 0, 1)]
        np.testing.assert_array_equal(runs[0][0], runs[1][0])
        assert not np.array_equal(runs[0][0], runs[2][0])

    def test_fit_goes_on_from_the_weights_it_has(self):
        neuron = Perceptron(2)
        for expected in [(1, 1, 0), (2, 1, -1), (2, 1, -2)]:
            neuron.fit(CORNERS, AND, n_epochs=1, rng=InOrder())
            assert (*neuron.w, neuron.b) == expected


def test_everything_is_computed_in_float64():
    """Inputs of float32 learn exactly what the same numbers in float64 do; wider ones give float64, too."""
    X, y = blobs(0)
    X = X.astype(np.float32)
    narrow, wide = Perceptron(2), Perceptron(2)
    narrow.fit(X, y, n_epochs=2, learning_rate=0.1, rng=InOrder())
    wide.fit(X.astype(np.float64), y, n_epochs=2, learning_rate=0.1, rng=InOrder())
    np.testing.assert_array_equal(narrow.w, wide.w)
    neuron, X = ReLUPerceptron(2, rng=np.random.default_rng(0)), X.astype(np.longdouble)
    assert neuron.forward(X).dtype == np.float64
    assert neuron.gradient(X, y)[0].dtype == np.float64


@pytest.mark.parametrize("neuron", [Perceptron(2), ReLUPerceptron(2, rng=np.random.default_rng(0))])
def test_answers_are_whole_numbers(neuron):
    assert neuron.predict(CORNERS).dtype == np.intp


class TestReLUPerceptron:
    def neuron(self, w, b):
        neuron = ReLUPerceptron(len(w), rng=np.random.default_rng(0))
        neuron.w, neuron.b = np.array(w, dtype=float), b
        return neuron

    def test_output_loss_and_gradient_with_a_pencil(self):
        """w = (0.5, -0.25), b = 0.5 and three samples.

        x = (2, 4): z = 1 - 1 + 0.5 = 0.5, a = 0.5; label 1: |a - y| = 0.5, sign -1, awake: slope -(2, 4), -1.
        x = (2, 0): z = 1 + 0.5 = 1.5, a = 1.5; label 0: |a - y| = 1.5, sign +1, awake: slope (2, 0), 1.
        x = (0, 4): z = -1 + 0.5 = -0.5, a = 0; label 1: |a - y| = 1, asleep: slope 0.
        Means over three: loss 3/3 = 1, dw = (0, -4) / 3, db = 0.
        """
        neuron, X, y = self.neuron([0.5, -0.25], 0.5), [[2, 4], [2, 0], [0, 4]], [1, 0, 1]
        np.testing.assert_array_equal(neuron.forward(X), [0.5, 1.5, -0.5])
        np.testing.assert_array_equal(neuron.output(X), [0.5, 1.5, 0.0])
        np.testing.assert_array_equal(neuron.predict(X), [1, 1, 0])
        assert neuron.loss(X, y) == pytest.approx(1.0)
        dw, db = neuron.gradient(X, y)
        np.testing.assert_allclose(dw, [0.0, -4 / 3])
        assert db == pytest.approx(0.0)

    def test_the_answer_is_yes_from_one_half_on(self):
        answers = self.neuron([1.0], 0.0).predict([[-1.0], [0.25], [0.49], [0.5], [3.0]])
        np.testing.assert_array_equal(answers, [0, 0, 0, 1, 1])

    def test_one_step_of_fit(self):
        """The first sample above alone, learning rate 0.1: w = (0.7, 0.15), b = 0.6."""
        neuron = self.neuron([0.5, -0.25], 0.5)
        neuron.fit([[2.0, 4.0]], [1], n_epochs=1, learning_rate=0.1, rng=InOrder())
        np.testing.assert_allclose(neuron.w, [0.7, 0.15])
        assert neuron.b == pytest.approx(0.6)

    def test_fit_takes_one_sample_after_another(self):
        """Two samples in order, the second seen with the weights that the first has left."""
        X, y = np.array([[2.0, 4.0], [2.0, 0.0]]), np.array([1, 0])
        neuron, by_hand = self.neuron([0.5, -0.25], 0.5), self.neuron([0.5, -0.25], 0.5)
        neuron.fit(X, y, n_epochs=1, learning_rate=0.1, rng=InOrder())
        for i in range(2):
            z = X[i] @ by_hand.w + by_hand.b
            slope = np.sign(max(0.0, z) - y[i]) * (z > 0)
            by_hand.w, by_hand.b = by_hand.w - 0.1 * slope * X[i], by_hand.b - 0.1 * slope
        np.testing.assert_allclose(neuron.w, by_hand.w)
        assert neuron.b == pytest.approx(by_hand.b)

    @pytest.mark.parametrize("seed", range(5))
    @pytest.mark.parametrize(("n_samples", "n_in"), [(1, 1), (1, 4), (7, 3), (20, 2)])
    def test_gradient_against_central_differences_away_from_the_kinks(self, seed, n_samples, n_in):
        rng = np.random.default_rng(seed)
        neuron = self.neuron(rng.normal(size=n_in), 0.3)
        X, y = rng.normal(size=(n_samples, n_in)), rng.integers(0, 2, size=n_samples)
        z = X @ neuron.w + neuron.b
        far = (np.abs(z) > 1e-3) & (np.abs(z - y) > 1e-3)  # from the kink of the ReLU and from that of |a - y|
        X, y = X[far], y[far]
        assert len(X) > 0
        bias = np.array([neuron.b])

        def loss():
            neuron.b = float(bias[0])
            return neuron.loss(X, y)

        dw, db = neuron.gradient(X, y)
        np.testing.assert_allclose(dw, central_difference(loss, neuron.w), atol=1e-7)
        np.testing.assert_allclose(db, central_difference(loss, bias)[0], atol=1e-7)

    def test_the_slope_is_taken_before_the_activation(self):
        """At z = -1 the output is 0, and 0 >= 0 would be true of every sample; the slope there is 0 all the same."""
        neuron = self.neuron([1.0], 0.0)
        dw, db = neuron.gradient([[-1.0]], [1])
        assert not dw.any()
        assert db == 0.0

    def test_at_the_kink_itself_there_is_no_slope(self):
        neuron = ReLUPerceptron(1, rng=np.random.default_rng(0))
        neuron.b = 0.0
        dw, db = neuron.gradient([[0.0]], [1])
        np.testing.assert_array_equal(dw, [0.0])
        assert db == 0.0

    def test_the_first_weights_are_small(self):
        assert np.abs(ReLUPerceptron(1000, rng=np.random.default_rng(0)).w).max() < 0.1

    def test_a_dead_neuron_has_no_slope_and_learns_nothing(self):
        X, y = blobs(0)
        neuron = self.neuron([0.1, 0.1], -100.0)
        dw, db = neuron.gradient(X, y)
        assert not dw.any()
        assert db == 0.0
        history = neuron.fit(X, y, n_epochs=5, rng=np.random.default_rng(0))
        assert history.mistakes == [50] * 5  # it calls everything 0
        np.testing.assert_array_equal(neuron.w, [0.1, 0.1])
        assert neuron.b == -100.0

    @pytest.mark.parametrize("seed", range(10))
    def test_blobs_end_without_a_mistake(self, seed):
        X, y = blobs(seed)
        neuron = ReLUPerceptron(2, rng=np.random.default_rng(seed))
        history = neuron.fit(X, y, n_epochs=100, rng=np.random.default_rng(seed + 100))
        assert history.mistakes[-1] == 0
        np.testing.assert_array_equal(neuron.predict(X), y)

    def test_blobs_of_the_lesson_end_without_a_mistake(self):
        X, y = make_blobs(rng=np.random.default_rng(0))
        for neuron in (Perceptron(2), ReLUPerceptron(2, rng=np.random.default_rng(0))):
            history = neuron.fit(X, y, n_epochs=100, rng=np.random.default_rng(0))
            assert history.mistakes[-1] == 0

    def test_mistakes_are_those_at_the_end_of_each_epoch(self):
        X, y = blobs(1)
        neuron, counted = ReLUPerceptron(2, rng=np.random.default_rng(0)), []
        rng = np.random.default_rng(1)
        for _ in range(3):
            counted += neuron.fit(X, y, n_epochs=1, learning_rate=1e-4, rng=rng).mistakes
            assert counted[-1] == (neuron.predict(X) != y).sum()

    def test_starts_awake_with_small_random_weights_from_rng(self):
        neurons = [ReLUPerceptron(1000, rng=np.random.default_rng(seed)) for seed in (0, 0, 1)]
        np.testing.assert_array_equal(neurons[0].w, neurons[1].w)
        assert not np.array_equal(neurons[0].w, neurons[2].w)
        assert neurons[0].b == 0.5
        assert 0.009 < neurons[0].w.std() < 0.011

    def test_unsigned_labels(self):
        """A label of 1 in uint8 must not turn a - y into 255."""
        X, y = blobs(2)
        signed, unsigned = self.neuron([0.1, 0.1], 0.5), self.neuron([0.1, 0.1], 0.5)
        np.testing.assert_array_equal(signed.gradient(X, y)[0], unsigned.gradient(X, y.astype(np.uint8))[0])
        signed.fit(X, y, n_epochs=2, rng=np.random.default_rng(0))
        unsigned.fit(X, y.astype(np.uint8), n_epochs=2, rng=np.random.default_rng(0))
        np.testing.assert_array_equal(signed.w, unsigned.w)


# --- what both neurons promise -------------------------------------------------------------------------------

BOTH = [
    pytest.param(lambda n_in: Perceptron(n_in), id="Perceptron"),
    pytest.param(lambda n_in: ReLUPerceptron(n_in, rng=np.random.default_rng(0)), id="ReLUPerceptron"),
]
both = pytest.mark.parametrize("make", BOTH)


@both
def test_history_holds_copies_of_the_weights(make):
    X, y = blobs(0)
    X = X * 0.2 - [0, 1]
    neuron = make(2)
    start = neuron.w.copy()
    history = neuron.fit(X, y, n_epochs=4, rng=np.random.default_rng(0))
    assert len(history.weights) == len(history.mistakes) + 1
    np.testing.assert_array_equal(history.weights[0][0], start)
    np.testing.assert_array_equal(history.weights[-1][0], neuron.w)
    assert history.weights[-1][1] == neuron.b
    kept = history.weights[-1][0].copy()
    neuron.w += 1.0
    np.testing.assert_array_equal(history.weights[-1][0], kept)
    assert not np.array_equal(history.weights[0][0], history.weights[1][0])


@both
def test_fit_modifies_no_array_of_the_caller(make):
    X, y = blobs(0)
    X.flags.writeable = y.flags.writeable = False
    make(2).fit(X, y, n_epochs=2, rng=np.random.default_rng(0))


@both
def test_prediction_changes_nothing(make):
    X, y = blobs(0)
    neuron = make(2)
    neuron.fit(X, y, n_epochs=1, rng=np.random.default_rng(0))
    w, b = neuron.w.copy(), neuron.b
    np.testing.assert_array_equal(neuron.predict(X), neuron.predict(X))
    np.testing.assert_array_equal(neuron.w, w)
    assert neuron.b == b


REFUSED = [
    ("columns", {"X": CORNERS[:, :1]}, ValueError, r"fit: X has 1 columns but .* n_in=2; got X of shape \(4, 1\)"),
    ("one row", {"X": CORNERS[0]}, ValueError, r"fit: X must have shape \(n_samples, n_features\)"),
    ("NaN", {"X": np.where(CORNERS == 1, np.nan, CORNERS)}, ValueError, r"holds 4 .* the first at index \(1, 1\)"),
    ("empty", {"X": CORNERS[:0], "y": AND[:0]}, ValueError, "expected at least one sample"),
    ("label -1", {"y": [-1, -1, -1, 1]}, ValueError, "holds the label -1; expected labels from 0 to 1"),
    ("label 2", {"y": [0, 1, 2, 0]}, ValueError, "holds the label 2; expected labels from 0 to 1"),
    ("column of labels", {"y": AND[:, None]}, ValueError, r"got shape \(4, 1\)"),
    (
        "labels of float",
        {"y": AND.astype(float)},
        TypeError,
        r"has dtype float64; .* Hint: np.asarray\(y, dtype=int\)",
    ),
    ("fewer labels", {"y": AND[:3]}, ValueError, "3 labels for 4 samples"),
    ("0 epochs", {"n_epochs": 0}, ValueError, "n_epochs must be a whole number >= 1; got 0"),
    ("1.5 epochs", {"n_epochs": 1.5}, TypeError, "n_epochs"),
    ("learning rate 0", {"learning_rate": 0.0}, ValueError, "learning_rate must be a finite number > 0"),
    ("learning rate NaN", {"learning_rate": np.nan}, ValueError, "learning_rate"),
    ("a seed for rng", {"rng": 0}, TypeError, "rng must be a numpy.random.Generator"),
]


@both
@pytest.mark.parametrize(("change", "error", "message"), [pytest.param(*case, id=name) for name, *case in REFUSED])
def test_bad_arguments_are_refused_before_anything_changes(make, change, error, message):
    neuron = make(2)
    w, b = neuron.w.copy(), neuron.b
    with pytest.raises(error, match=f"{type(neuron).__name__}.*{message}"):
        neuron.fit(**({"X": CORNERS, "y": AND, "n_epochs": 5, "rng": np.random.default_rng(0)} | change))
    np.testing.assert_array_equal(neuron.w, w)
    assert neuron.b == b


@both
@pytest.mark.parametrize(("n_in", "error"), [(0, ValueError), (-1, ValueError), (1.5, TypeError)])
def test_number_of_inputs(make, n_in, error):
    with pytest.raises(error, match="n_in must be a whole number >= 1"):
        make(n_in)


@both
def test_scores_of_other_columns_are_refused(make):
    with pytest.raises(ValueError, match=r"forward: X has 3 columns but .* n_in=2"):
        make(2).predict(np.ones((1, 3)))


def test_relu_perceptron_needs_a_generator():
    with pytest.raises(TypeError, match=r"ReLUPerceptron: rng must be a numpy.random.Generator"):
        ReLUPerceptron(2, rng=3)
