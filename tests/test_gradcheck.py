"""The judge is judged: right gradients pass, wrong ones fail, and simple mistakes are called by their names."""

import itertools
import math
import pickle

import numpy as np
import pytest
from gradients import central_difference, odd_numbers
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import mlpkit
from mlpkit import (
    Dense,
    Dropout,
    Layer,
    MeanAbsoluteError,
    MeanSquaredError,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
    check_gradients,
    mlp,
    numerical_gradient,
    sigmoid,
    softmax,
)
from mlpkit.gradcheck import GradientReport, GradientRow
from mlpkit.gradcheck.diagnosis import (
    AT_THE_OUTPUT,
    MASK_IGNORED,
    NOT_SUMMED,
    SLOPE_IGNORED,
    Seen,
    name_loss_mistake,
    name_parameter_mistake,
    name_pattern,
)
from mlpkit.gradcheck.trial import MANY, NAMELESS, PILES_UP, STALE, Check, LossOf, Settings, find_mistakes


def dense(n_in, n_out, layer_type=Dense, **settings):
    """A layer with odd weights and, unlike a fresh one, odd biases."""
    layer = layer_type(n_in, n_out, rng=np.random.default_rng(1), **settings)
    layer.W[...] = odd_numbers(n_in, n_out, seed=2)
    layer.b[...] = odd_numbers(n_out, seed=3)
    return layer


def verdicts(report):
    return {row.name: row.verdict for row in report.rows}


class TestNumericalGradient:
    def test_by_hand(self):
        """x³ at 2 with step 0.1: (2.1³ - 1.9³) / 0.2 = (9.261 - 6.859) / 0.2 = 12.01; the limit is 3 * 2² = 12."""
        assert numerical_gradient(lambda x: float(x[0] ** 3), [2.0], step=0.1) == pytest.approx([12.01])
        assert numerical_gradient(lambda x: float(x[0] ** 3), [2.0]) == pytest.approx([12])

    def test_each_entry_has_its_own_slope(self):
        """f = x00 * x01 + 5 x10 - x11 at (2, 3, ..): the slopes are 3, 2, 5 and -1."""
        x = [[2.0, 3.0], [7.0, 8.0]]
        gradient = numerical_gradient(lambda x: float(x[0, 0] * x[0, 1] + 5 * x[1, 0] - x[1, 1]), x)
        np.testing.assert_allclose(gradient, [[3, 2], [5, -1]], rtol=1e-9)

    @given(
        hnp.arrays(np.float64, (3, 3), elements=st.floats(-5, 5)), hnp.arrays(np.float64, 3, elements=st.floats(-5, 5))
    )
    def test_a_parabola_is_differentiated_without_error(self, A, x):
        step = 1e-5
        gradient = numerical_gradient(lambda x: float(x @ A @ x), x, step=step)
        # The formula is exact for a parabola. Each of its two values is rounded six times, and x ± step once, in
        # proportion to the sizes of the terms; where a product underflows (18 of them each), by half the smallest
        # number there is; divided by 2 step.
        sizes, number = np.abs(x) + step, np.finfo(np.float64)
        rounding = (5 * number.eps * (sizes @ np.abs(A) @ sizes) + 18 * number.smallest_subnormal) / step
        np.testing.assert_allclose(gradient, (A + A.T) @ x, rtol=0, atol=rounding)

    def test_agrees_with_the_tests_own_judge(self):
        x = odd_numbers(3, 4)
        numeric = numerical_gradient(lambda x: float(np.sin(x).sum() * x[0, 0]), x)
        np.testing.assert_allclose(numeric, central_difference(lambda: float(np.sin(x).sum() * x[0, 0]), x), atol=1e-8)

    @pytest.mark.parametrize("shape", [(), (1,), (0,), (2, 3, 4)])
    def test_any_shape_in_float64(self, shape):
        x = np.ones(shape, np.float32)
        gradient = numerical_gradient(lambda x: float((x * x).sum()), x)
        assert gradient.dtype == np.float64
        np.testing.assert_allclose(gradient, np.full(shape, 2), rtol=1e-8)

    def test_the_callers_array_is_neither_modified_nor_lent_out(self):
        """A function that spoils its argument spoils a copy."""
        x = np.array([1.0, 2.0])
        x.flags.writeable = False

        def careless(values):
            result = float((values**2).sum())
            values[:] = 99
            return result

        np.testing.assert_allclose(numerical_gradient(careless, x), [2, 4], rtol=1e-8)

    @pytest.mark.parametrize("step", [0, -1e-5, math.nan, math.inf])
    def test_refuses_a_step_that_is_none(self, step):
        with pytest.raises(ValueError, match=r"^numerical_gradient: step must be a finite number > 0; got "):
            numerical_gradient(lambda x: 0.0, [1.0], step=step)

    def test_refuses_what_is_not_made_of_numbers(self):
        with pytest.raises(TypeError, match=r"^numerical_gradient: x has dtype <U1"):
            numerical_gradient(lambda x: 0.0, ["a"])


class TestRightGradientsPass:
    @pytest.mark.parametrize("make", [ReLU, Sigmoid, Tanh, Softmax, lambda: Dropout(0.4, rng=np.random.default_rng(0))])
    def test_layers_without_parameters(self, make):
        report = check_gradients(make(), odd_numbers(7, 3))
        assert report.passed
        assert [(row.name, row.shape, row.n_kinks, row.verdict) for row in report.rows] == [("X", (7, 3), 0, "correct")]

    def test_a_dense_layer(self):
        report = check_gradients(dense(3, 5, l2=0.7), odd_numbers(7, 3))
        assert verdicts(report) == {"W": "correct", "b": "correct", "X": "correct"}
        assert [row.shape for row in report.rows] == [(3, 5), (5,), (7, 3)]
        assert all(row.relative_error < 1e-6 for row in report.rows)

    def test_the_rows_of_a_network_name_the_layer(self):
        network = mlp([3, 4, 2], activation="tanh", dropout=0.3, rng=np.random.default_rng(0))
        report = check_gradients(network, odd_numbers(5, 3), [0, 1, 1, 0, 1], SoftmaxCrossEntropy())
        assert [row.name for row in report.rows] == ["layers[0].W", "layers[0].b", "layers[3].W", "layers[3].b", "X"]
        assert report.passed

    @pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
    def test_of_any_size(self, scale):
        network = Sequential([dense(3, 4), Tanh(), dense(4, 2)])
        check_gradients(network, odd_numbers(5, 3), scale * odd_numbers(5, 2), MeanSquaredError()).raise_if_wrong()

    def test_a_float32_network_is_checked_in_float64_and_stays_as_it_is(self):
        network = mlp([3, 4, 2], dropout=0.3, l2=0.1, rng=np.random.default_rng(0))
        X, y = odd_numbers(5, 3).astype(np.float32), np.array([0, 1, 1, 0, 1])
        X.flags.writeable = y.flags.writeable = False
        before = pickle.dumps(network)
        assert check_gradients(network, X, y, SoftmaxCrossEntropy()).passed
        assert pickle.dumps(network) == before, "not a weight, not a cache, not a random number"

    def test_a_step_under_way_is_left_alone(self):
        layer = dense(3, 2)
        layer.forward(odd_numbers(5, 3), training=True)
        before = pickle.dumps(layer)
        check_gradients(layer, odd_numbers(4, 3))
        assert pickle.dumps(layer) == before


class TestKinks:
    """Where a function has a kink every slope between the two sides is right, and the table says so."""

    def test_relu_at_zero(self):
        report = check_gradients(ReLU(), [[0.0, 1.0], [-1.0, 0.0]])
        assert report.passed
        assert report.rows[0].n_kinks == 2

    def test_mean_absolute_error_at_zero(self):
        layer = dense(2, 1)
        layer.W[...], layer.b[...] = 1, 0
        check_gradients(layer, [[1.0, 2.0], [3.0, 4.0]], [[3.0], [5.0]], MeanAbsoluteError()).raise_if_wrong()

    def test_two_neurons_at_their_kink_at_once(self):
        """To the right one neuron speaks, to the left another: two slopes, and backward's 0 lies not between them."""
        network = Sequential([dense(1, 2), ReLU(), dense(2, 1)])
        first, last = network.layers[0], network.layers[2]
        first.W[...], first.b[...], last.W[...], last.b[...] = [[1, -1]], 0, [[1], [-0.5]], 0
        report = check_gradients(network, [[0.0], [1.0]])
        assert report.passed
        assert {row.name: row.n_kinks for row in report.rows}["X"] == 1

    def test_a_kink_within_the_step_but_not_at_the_point(self):
        """1e-6 to the right of the kink the slope is 1, though a step to the left would cross it."""
        report = check_gradients(ReLU(), [[1e-6, 1.0], [-1.0, -1e-6]])
        assert report.passed
        assert report.rows[0].n_kinks == 2

    def test_a_kink_at_the_very_end_of_the_step(self):
        """A step to the side crosses the kink by a thousandth of its length: enough to be off by more than 1e-6."""
        assert check_gradients(ReLU(), [[9.99e-6, 1.0], [-1.0, -9.99e-6]]).passed

    def test_beside_a_kink_a_wrong_slope_is_seen(self):
        class Steep(ReLU):
            def forward(self, X, *, training=False):
                self.near = np.abs(X) < 1e-3
                return super().forward(X, training=training)

            def backward(self, dA):
                return np.where(self.near, 3 * dA, super().backward(dA))

        report = check_gradients(Steep(), [[1e-6, 1.0], [-1.0, 2.0]])
        assert not report.passed
        assert report.rows[0].worst == (0, 0)

    def test_a_strong_curve_is_no_kink(self):
        """Near the minimum of a parabola the slopes to both sides differ, too; a wrong gradient stays wrong."""
        pair = (lambda X: 1e4 * X**2), (lambda dA, X: 1.5 * dA * 2e4 * X)
        report = check_gradients(pair, [[1e-6, -2e-6]])
        assert not report.passed
        assert report.rows[0].n_kinks == 0

    def test_a_right_slope_on_a_strong_curve_is_no_kink_either(self):
        """The step is too long for this curve; the second look, with a shorter one, says so."""
        pair = (lambda X: 1e4 * X**3), (lambda dA, X: dA * 3e4 * X**2)
        report = check_gradients(pair, [[1e-3, -4e-4]])
        assert report.passed
        assert report.rows[0].n_kinks == 0

    def test_a_kink_does_not_excuse_the_other_entries(self):
        class Unmasked(ReLU):
            def backward(self, dA):
                super().backward(dA)
                return dA

        report = check_gradients(Unmasked(), [[0.0, 1.0], [-1.0, 2.0]])
        assert not report.passed
        assert report.rows[0].worst == (1, 0)


class OneEntryOff(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW[2, 1] *= 1.001


class SignFlippedW(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW *= -1


class TestWrongGradientsFail:
    """That each kind of mistake gets its name is held in test_wrong_gradients.py."""

    X, y = odd_numbers(7, 3), np.array([0, 1, 4, 2, 2, 0, 3])

    def test_the_worst_entry_is_found(self):
        row = check_gradients(dense(3, 5, OneEntryOff), self.X).rows[0]
        assert row.worst == (2, 1)
        assert 1e-4 < row.relative_error <= 1.01e-3
        assert row.verdict == "wrong"

    @pytest.mark.parametrize("seed", range(10))
    def test_of_equally_wrong_entries_the_first_is_named(self, seed):
        """With two classes both derivatives have one size; which is larger by rounding depends on the processor."""

        class Doubled(Softmax):
            def backward(self, dA):
                return 2 * super().backward(dA)

        X = np.random.default_rng(seed).normal(size=(1, 2))
        assert check_gradients(Doubled(), X).rows[0].worst == (0, 0)

    def test_a_mistake_without_a_name_is_called_that(self):
        report = check_gradients(dense(3, 5, OneEntryOff), self.X)
        assert report.mistakes == ["dW: wrong, in a way that has no name here"]

    def test_a_mistake_as_small_as_the_tolerance_allows_is_a_matter_of_the_tolerance(self):
        layer = dense(3, 5, OneEntryOff)
        assert check_gradients(layer, self.X, tolerance=2e-3).passed

    @pytest.mark.parametrize("n_samples", [1, 2, 7])
    def test_a_batch_of_one_is_checked_too(self, n_samples):
        report = check_gradients(dense(3, 5, SignFlippedW), odd_numbers(n_samples, 3))
        assert verdicts(report)["W"] == "wrong sign"
        assert report.mistakes == ["dW: wrong sign"]

    def test_only_what_lies_before_the_mistake_comes_out_wrong(self):
        class Handed(Tanh):
            def backward(self, dA):
                super().backward(dA)
                return dA

        network = Sequential([dense(3, 4), Handed(), dense(4, 5)])
        report = check_gradients(network, self.X, self.y, SoftmaxCrossEntropy())
        wrong = [row.name for row in report.rows if row.verdict != "correct"]
        assert wrong == ["layers[0].W", "layers[0].b", "X"]
        assert report.mistakes == ["layers[1], Handed: dX: slope ignored: the gradient is handed on unchanged"]

    def test_two_mistakes_are_both_found(self):
        class Unaveraged(SoftmaxCrossEntropy):
            def gradient(self, y_pred, y_true):
                return super().gradient(y_pred, y_true) * len(y_true)

        network = Sequential([dense(3, 4), Tanh(), dense(4, 5, SignFlippedW)])
        assert check_gradients(network, self.X, self.y, Unaveraged()).mistakes == [
            "loss, Unaveraged: 7 times too large (the batch size)",
            "layers[2], SignFlippedW: dW: wrong sign",
        ]

    def test_a_name_is_found_among_kinks(self):
        """At 0 the differences see half of the slope; the other entries tell the factor."""
        pair = mlpkit.relu, (lambda dA, Z: 7 * dA * (Z > 0))
        report = check_gradients(pair, [[0.0, 1.0, -2.0], [3.0, 0.0, 0.5]])
        assert report.mistakes == ["dX: 7 times too large"]

    def test_a_loss_at_the_edge_of_what_it_accepts(self):
        """A step from a probability of 1e-7 leads below 0, which the loss refuses; the layer is judged all the same."""
        network = Sequential([dense(3, 5, SignFlippedW), Softmax()])
        network.layers[0].b[0] = -16
        y = np.array([1, 2, 3, 4, 1, 2, 3])
        report = check_gradients(network, self.X, y, mlpkit.CrossEntropy())
        assert report.mistakes == ["layers[0], SignFlippedW: dW: wrong sign"]

    def test_with_one_entry_any_mistake_is_a_factor_and_only_telling_factors_are_named(self):
        def off_by(factor):
            pair = (lambda X, b: X + b), (lambda dA, X, b: (dA, factor * dA.sum(axis=0)))
            return verdicts(check_gradients(pair, odd_numbers(7, 1), params={"b": [0.5]}))["b"]

        assert off_by(1.3) == "wrong"
        assert off_by(2) == "wrong: 2 times too large"
        assert off_by(1 / 7) == "wrong: 7 times too small (the batch size)"


class TestReport:
    def test_prints_a_table(self):
        report = GradientReport(
            [
                GradientRow("layers[0].W", (3, 5), 3.2e-9, (0, 0), 0, "correct", 15),
                GradientRow("X", (7, 3), 0.25, (1, 2), 2, "wrong sign", 21),
            ]
        )
        assert str(report).splitlines() == [
            "gradient of   shape       rel. error  kinks  verdict",
            "layers[0].W   (3, 5)         < 1e-06      0  correct",
            "X             (7, 3)           2e-01      2  wrong sign; worst at (1, 2)",
        ]

    def test_prints_the_mistakes_below_the_table(self):
        report = GradientReport([GradientRow("X", (1,), 0.0, (0,), 0, "correct", 1)], ["one thing", "another"])
        assert str(report).splitlines()[2:] == ["mistake: one thing", "mistake: another"]
        assert not report.passed

    def test_an_error_of_one_millionth_is_not_less(self):
        row = GradientRow("W", (1,), 1e-6, (0,), 0, "correct", 1)
        assert "  1e-06  " in str(GradientReport([row]))

    def test_one_wrong_row_is_enough(self):
        right, wrong = (GradientRow("W", (1,), 0.0, (0,), 0, verdict, 1) for verdict in ("correct", "wrong sign"))
        assert GradientReport([right, right]).passed
        assert not GradientReport([right, wrong]).passed

    def test_raise_if_wrong_shows_the_table(self):
        check_gradients(dense(3, 2), odd_numbers(4, 3)).raise_if_wrong()
        with pytest.raises(ArithmeticError, match=r"a gradient is wrong\n(.*\n)*W .* wrong sign"):
            check_gradients(dense(3, 2, SignFlippedW), odd_numbers(4, 3)).raise_if_wrong()


class TestRefusals:
    def test_what_cannot_go_forward_and_back(self):
        for model in (softmax, Dense, None, [], [softmax], (softmax,), "Dense"):
            with pytest.raises(TypeError, match=r"^check_gradients: model must be a layer, a network, .*; got "):
                check_gradients(model, odd_numbers(4, 3))

    @pytest.mark.parametrize("arguments", [{"y": [0, 1]}, {"loss": SoftmaxCrossEntropy()}])
    def test_targets_and_loss_belong_together(self, arguments):
        with pytest.raises(TypeError, match=r"^check_gradients: y and loss belong together; got only one of them"):
            check_gradients(dense(3, 2), odd_numbers(2, 3), **arguments)

    def test_the_inputs_must_fit(self):
        with pytest.raises(ValueError, match=r"X has 4 columns but the layer was built for n_in=3"):
            check_gradients(dense(3, 2), odd_numbers(5, 4))
        with pytest.raises(TypeError, match=r"^check_gradients: X is None"):
            check_gradients(dense(3, 2), None)


class TestSmallGradients:
    """A right gradient stays right however small it is: rounding in the loss is not the layer's mistake."""

    def test_vanishing_gradients_of_a_deep_sigmoid_network_are_correct(self):
        rng = np.random.default_rng(0)
        network = mlp([5, *[4] * 8, 3], activation="sigmoid", init="glorot", rng=rng)
        y = np.array([0, 1, 2, 2, 1, 0, 1])
        check_gradients(network, odd_numbers(7, 5), y, SoftmaxCrossEntropy()).raise_if_wrong()

    def test_a_small_wrong_gradient_is_still_wrong(self):
        """The allowance for rounding is no excuse: in the first layer of a deep network the sign is flipped."""
        hidden = [layer for _ in range(4) for layer in (dense(4, 4), Sigmoid())]
        network = Sequential([dense(5, 4, SignFlippedW), Sigmoid(), *hidden, dense(4, 3)])
        network.layers[-1].W *= 1e-4
        X, y, loss = odd_numbers(7, 5), np.array([0, 1, 2, 2, 1, 0, 1]), SoftmaxCrossEntropy()
        network.backward(loss.gradient(network.forward(X, training=True), y))
        assert 1e-8 < np.abs(network.grads[0]).max() < 1e-6
        report = verdicts(check_gradients(network, X, y, loss))
        assert report.pop("layers[0].W") != "correct"
        assert set(report.values()) == {"correct"}

    def test_large_logits_that_nearly_cancel(self):
        """The loss is near 1, but made of logits near a million, whose last digits rounding has eaten."""
        network = Sequential([dense(3, 5)])
        network.layers[0].b += 1e6
        X, y = odd_numbers(7, 3), np.array([0, 1, 4, 2, 2, 0, 3])
        check_gradients(network, X, y, SoftmaxCrossEntropy()).raise_if_wrong()

    def test_a_gradient_of_zero_has_no_kinks(self):
        """Zero weights and balanced labels: the bias' gradient is 0, and nothing there has a kink."""
        network = mlp([3, 2], init="zeros", rng=np.random.default_rng(0))
        report = check_gradients(network, odd_numbers(2, 3), [0, 1], SoftmaxCrossEntropy())
        assert report.passed
        assert all(row.n_kinks == 0 for row in report.rows)


class ThreeParameters(Layer):
    """A learner's own layer, A = p X² + q X + r, with more parameters than W and b."""

    def __init__(self):
        self.values = [np.array([0.7]), np.array([-1.3]), np.array([0.4])]
        self.slopes = [np.zeros(1) for _ in range(3)]

    params = property(lambda self: self.values)
    grads = property(lambda self: self.slopes)

    def forward(self, X, *, training=False):
        self.X = X
        p, q, r = self.values
        return p * X**2 + q * X + r

    def backward(self, dA):
        for slope, factor in zip(self.slopes, (self.X**2, self.X, np.ones_like(self.X)), strict=True):
            slope[...] = (dA * factor).sum()
        p, q, _ = self.values
        return dA * (2 * p * self.X + q)


class MyDense:
    """As in lesson 06."""

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dZ):
        self.dW, self.db = self.X.T @ dZ, dZ.sum(axis=0)
        return dZ @ self.W.T


class MyTanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dA):
        return dA * (1 - self.A**2)


class TestYourOwn:
    """Anything that goes forward and back can be checked."""

    X, y = odd_numbers(5, 3), np.array([0, 1, 1, 0, 1])
    W1, b1, W2, b2 = (odd_numbers(*shape).astype(np.float32) for shape in [(3, 4), (4,), (4, 2), (2,)])

    def layers(self):
        return [MyDense(self.W1, self.b1), MyTanh(), MyDense(self.W2, self.b2)]

    def test_a_layer_with_any_number_of_parameters(self):
        report = check_gradients(ThreeParameters(), odd_numbers(5, 2))
        assert report.passed
        assert len(report.rows) == 4

    def test_an_object_with_attributes(self):
        layer = MyDense(self.W1, self.b1)
        before = pickle.dumps(layer)
        report = check_gradients(layer, self.X)
        assert verdicts(report) == {"W": "correct", "b": "correct", "X": "correct"}
        assert pickle.dumps(layer) == before

    def test_a_list_of_objects(self):
        report = check_gradients(self.layers(), self.X, self.y, SoftmaxCrossEntropy())
        assert list(verdicts(report)) == ["layers[0].W", "layers[0].b", "layers[2].W", "layers[2].b", "X"]
        assert report.passed

    def test_ours_and_yours_in_one_list(self):
        layers = [self.layers()[0], ReLU(), dense(4, 2)]
        assert check_gradients(layers, self.X, self.y, SoftmaxCrossEntropy()).passed

    @pytest.mark.parametrize("kind", [list, dict])
    def test_an_object_with_its_parameters_in_one_place(self, kind):
        class Scale:
            """A = p X + q, in float32."""

            def __init__(self):
                values = [np.float32([0.3]), np.float32([0.7])]
                self.params = values if kind is list else dict(zip("pq", values, strict=True))
                self.grads = [0, 0] if kind is list else {}
                self.keys = range(2) if kind is list else "pq"

            def forward(self, X):
                self.X = X
                p, q = (self.params[key] for key in self.keys)
                return p * X + q

            def backward(self, dA):
                for key, slope in zip(self.keys, (self.X, 1), strict=True):
                    self.grads[key] = (dA * slope).sum(keepdims=True)[0]
                return dA * self.params[self.keys[0]]

        report = check_gradients(Scale(), self.X)
        assert list(verdicts(report)) == (["W", "b", "X"] if kind is list else ["p", "q", "X"])
        assert report.passed

    def test_an_object_with_layers(self):
        class MyNetwork:
            def __init__(self, layers):
                self.layers = layers

            def forward(self, X):
                for layer in self.layers:
                    X = layer.forward(X)
                return X

            def backward(self, dA):
                for layer in reversed(self.layers):
                    dA = layer.backward(dA)

        report = check_gradients(MyNetwork(self.layers()), self.X, self.y, SoftmaxCrossEntropy())
        assert list(verdicts(report)) == ["layers[0].W", "layers[0].b", "layers[2].W", "layers[2].b"], "no X returned"
        assert report.passed

    def test_an_object_that_does_more_than_go_through_its_layers(self):
        """Then a layer's inputs are not the outputs of the layer before, and the object is judged as a whole."""

        class Skip:
            def __init__(self):
                self.layers = [MyTanh()]

            def forward(self, X):
                return X + self.layers[0].forward(X)

            def backward(self, dA):
                return self.layers[0].backward(dA)  # + dA

        report = check_gradients(Skip(), self.X)
        assert report.mistakes == ["dX: wrong, in a way that has no name here"]

    def test_a_pair_of_functions(self):
        def back(dA, X, W, b):
            return dA @ W.T, X.T @ dA, dA.sum(axis=0)

        params = {"weights": self.W1, "bias": self.b1}
        report = check_gradients((lambda X, W, b: X @ W + b, back), self.X, params=params)
        assert verdicts(report) == {"weights": "correct", "bias": "correct", "X": "correct"}
        assert check_gradients((np.tanh, lambda dA, Z: dA / np.cosh(Z) ** 2), self.X).passed

    def test_a_number_as_bias_and_one_output_a_sample(self):
        class Neuron:
            def __init__(self):
                self.w, self.b = odd_numbers(3), 0.5

            def forward(self, X):
                self.X = X
                return sigmoid(X @ self.w + self.b)

            def backward(self, dA):
                A = sigmoid(self.X @ self.w + self.b)
                dz = dA * A * (1 - A)
                self.dw, self.db = self.X.T @ dz, dz.sum()

        assert verdicts(check_gradients(Neuron(), self.X)) == {"w": "correct", "b": "correct"}

    def test_a_loss_of_ones_own(self):
        class Cubic:
            def value(self, y_pred, y_true):
                return ((y_pred - y_true) ** 3).mean()

            def gradient(self, y_pred, y_true):
                return 3 * (y_pred - y_true) ** 2 / y_pred.size

        assert check_gradients(self.layers(), self.X, odd_numbers(5, 2), Cubic()).passed

    def test_too_few_gradients_are_an_error_that_says_which_are_expected(self):
        pair = (lambda X, W: X @ W), (lambda dA, X, W: X.T @ dA)
        message = r"backward returned 1 gradient\(s\); expected 2: those of X, W. Hint: None in place of X's"
        with pytest.raises(ValueError, match=message):
            check_gradients(pair, self.X, params={"W": self.W1})

    def test_nothing_to_check_is_an_error_and_no_pass(self):
        """Here the gradient is kept under a name that nobody expects."""

        class Hidden(MyDense):
            def backward(self, dZ):
                self.gradient_of_W = self.X.T @ dZ

        with pytest.raises(ValueError, match=r"^check_gradients: there is no gradient to check: .* Hint: return the"):
            check_gradients(Hidden(self.W1, self.b1), self.X)

    def test_parameters_belong_to_functions(self):
        with pytest.raises(TypeError, match=r"^check_gradients: params belong to a pair of functions"):
            check_gradients(dense(3, 2), self.X, params={"W": self.W1})

    def test_chance_must_be_repeatable(self):
        rng = np.random.default_rng(0)
        with pytest.raises(ValueError, match=r"^check_gradients: forward gave two results for the same inputs"):
            check_gradients((lambda X: X * rng.random(X.shape), lambda dA, X: dA), self.X)

    @pytest.mark.parametrize("make", [np.random.RandomState, np.random.default_rng])
    def test_dropout_with_any_generator_of_its_own(self, make):
        class MyDropout:
            def __init__(self):
                self.rng = make(0)

            def forward(self, X):
                self.mask = (self.rng.uniform(size=X.shape) > 0.4) / 0.6
                return X * self.mask

            def backward(self, dA):
                return dA * self.mask

        report = check_gradients(MyDropout(), self.X)
        assert report.passed
        assert report.rows[0].n_kinks == 0, "with a new mask at each step, chance would look like kinks"

    def test_the_callers_arrays_stay_as_they_are(self):
        """Even if the model spoils whatever it can reach."""

        def spoil(X, W):
            outputs = X @ W
            X[...] = W[...] = 99
            return outputs

        X, W = self.X.copy(), self.W1.copy()
        report = check_gradients((spoil, lambda dA, X, W: (dA @ W.T, X.T @ dA)), X, params={"W": W})
        assert report.mistakes == ["forward changes its input in place", "forward changes parameters: W"]
        np.testing.assert_array_equal(X, self.X)
        np.testing.assert_array_equal(W, self.W1)


def verdict_on(gradient_of, y, scale=1.0):
    """What the check says about a softmax network whose loss has this gradient."""

    class Wrong(SoftmaxCrossEntropy):
        def value(self, y_pred, y_true):
            return scale * super().value(y_pred, y_true)

        def gradient(self, y_pred, y_true):
            return scale * gradient_of(y_pred, y_true)

    rng = np.random.default_rng(0)
    network = mlp([3, 4, 5], activation="tanh", dtype=np.float64, rng=rng)
    return check_gradients(network, rng.normal(size=(7, 3)), y, Wrong()).mistakes


ON_THE_LOSS = {
    "softmax forgotten: logits where probabilities belong": lambda Z, y: (Z - np.eye(5)[y]) / 7,
    "softmax over the batch instead of over the classes": lambda Z, y: (softmax(Z.T).T - np.eye(5)[y]) / 7,
    "softmax twice": lambda Z, y: (softmax(softmax(Z)) - np.eye(5)[y]) / 7,
    "wrong at the true class only: is the 1 subtracted there?": lambda Z, y: softmax(Z) / 7,
    "right at the true class only: the other classes have a gradient, too": lambda Z, y: (
        (softmax(Z) - np.eye(5)[y]) * np.eye(5)[y] / 7
    ),
}


@pytest.mark.parametrize("name", ON_THE_LOSS)
def test_a_mistake_in_the_loss_is_named_word_for_word(name):
    """Without the label 2 among them: which column is the true class matters, not its number."""
    assert verdict_on(ON_THE_LOSS[name], [0, 1, 3, 4, 0, 1, 3]) == [f"loss, Wrong: {name}"]


@pytest.mark.parametrize("scale", [1.0, 1e-4])
def test_a_mistake_in_the_loss_without_a_name_gets_none(scale):
    """Wrong at the true class and elsewhere, in no pattern, however small the loss is."""
    odd = np.random.default_rng(2).normal(size=(7, 5))
    assert verdict_on(lambda Z, y: softmax(Z) * odd, [0, 1, 3, 4, 0, 1, 3], scale) == [f"loss, Wrong: {NAMELESS}"]


@pytest.mark.parametrize(
    ("forward", "y"),
    [
        (lambda X: X.sum(axis=1), [0.5, 1.5, -0.5, 2.5, 0.0]),
        (lambda X: X.sum(axis=1), [0, 1, 1, 0, 1]),
        (lambda X: X * X, [0.5, 1.5, -0.5, 2.5, 0.0]),
        (lambda X: X * X, [0, 1, 1]),
    ],
    ids=["one output a sample", "one output, whole numbers", "targets that are no labels", "a label for each output"],
)
def test_a_loss_that_knows_no_labels_gets_no_name_that_needs_them(forward, y):
    class Odd:
        def value(self, y_pred, y_true):
            return ((y_pred - y_true.sum()) ** 2).sum()

        def gradient(self, y_pred, y_true):
            return np.cos(y_pred) * odd_numbers(*y_pred.shape)

    def backward(dA, X):
        return np.zeros_like(X)

    report = check_gradients((forward, backward), odd_numbers(5, 3), np.array(y), Odd())
    assert report.mistakes[0] == f"loss, Odd: {NAMELESS}"


@pytest.mark.parametrize(
    ("factor", "outputs", "name"),
    [
        (3, (3, 2), "3 times too large (the batch size)"),
        (2, (3, 2), "2 times too large (the number of outputs)"),
        (6, (3, 2), "6 times too large (batch size times outputs)"),
        (1 / 6, (3, 2), "6 times too small (batch size times outputs)"),
        (-1 / 3, (3, 2), "3 times too small (the batch size), and with the wrong sign"),
        (100.04, (100, 2), "100 times too large (the batch size)"),
        (2, (3,), "2 times too large"),
        (2, (), "2 times too large"),
        (1.01, (1, 1), "1.01 times too large"),
        (-1, (3, 2), "wrong sign"),
        (1.0005, (1, 1), ""),
        (0.9995, (1, 1), ""),
    ],
)
def test_a_factor_gets_a_meaning_if_it_has_one(factor, outputs, name):
    numeric = odd_numbers(4)
    seen = Seen(factor * numeric, numeric, np.ones(4, bool), np.ones(outputs), np.ones(outputs))
    assert name_pattern(seen) == name


@pytest.mark.parametrize(
    ("outputs", "name"),
    [
        ([0.0, 0.4, 0.6], "y_pred - y_true is the gradient of the logits, not of probabilities"),
        ([0.2, 0.1, 1.0], "y_pred - y_true is the gradient of the logits, not of probabilities"),
        ([0.2, 0.1, 1.1], "softmax forgotten: logits where probabilities belong"),
        ([-0.1, 0.2, 0.9], "softmax forgotten: logits where probabilities belong"),
    ],
)
def test_outputs_from_0_to_1_are_probabilities(outputs, name):
    y_pred, y_true = np.array([outputs, [0.3, 0.3, 0.4]]), np.array([1, 2])
    seen = Seen(y_pred - np.eye(3)[y_true], odd_numbers(2, 3), np.ones((2, 3), bool), y_pred, np.ones((2, 3)))
    assert name_loss_mistake(seen, y_true) == name


@pytest.mark.parametrize(
    ("db", "name"),
    [
        (lambda dZ: dZ.sum(), "summed over everything, not over the batch alone, () for the shape (4,)"),
        (lambda dZ: dZ.mean(), "() for the shape (4,)"),
        (lambda dZ: dZ, "not summed over the batch, (5, 4) for the shape (4,)"),
        (lambda dZ: 2 * dZ, "(5, 4) for the shape (4,)"),
    ],
)
def test_a_gradient_of_the_wrong_shape_is_named_by_its_numbers(db, name):
    class WrongBias(MyDense):
        def backward(self, dZ):
            dX = super().backward(dZ)
            self.db = db(dZ)
            return dX

    report = check_gradients(WrongBias(odd_numbers(3, 4), odd_numbers(4)), odd_numbers(5, 3))
    assert report.mistakes == [f"db: {name}"]


class FirstBatchOnly(MyDense):
    """Keeps the inputs of its first batch for ever."""

    def forward(self, X):
        self.first = getattr(self, "first", X)
        return super().forward(X)

    def backward(self, dZ):
        self.X = self.first
        return super().backward(dZ)


def test_a_stale_cache_is_not_taken_for_a_pile():
    """One sample of positive numbers: the gradients of two batches have the same signs, and like sizes."""
    layer = FirstBatchOnly(odd_numbers(3, 4), odd_numbers(4))
    report = check_gradients(layer, [[0.9, 1.0, 1.2]])
    assert report.mistakes == [f"dW: {STALE}"]


def test_a_gradient_that_is_missing_for_the_other_batch_does_not_stop_the_check():
    class Moody(FirstBatchOnly):
        def backward(self, dZ):
            if self.X[0, 0] < 0:
                return dZ @ self.W.T  # and no dW
            return super().backward(dZ)

    report = check_gradients(Moody(odd_numbers(3, 4), odd_numbers(4)), [[0.9, 1.0, -1.2]])
    assert report.mistakes == [f"dW: {STALE}"]


class Wrapped:
    """A student's layer that hides another one inside; both have their own float32 weights."""

    def __init__(self, factor=1.0):
        self.inner = Dense(3, 2, rng=np.random.default_rng(0))
        self.factor = factor

    def forward(self, X, training=False):
        return self.inner.forward(X, training=True)

    def backward(self, dA):
        return self.factor * self.inner.backward(dA)


def test_a_layer_inside_a_students_layer_is_computed_in_float64_too():
    """In float32 the differences would be too coarse to tell a factor of 1.0001 from 1."""
    X = np.random.default_rng(1).normal(size=(5, 3))
    assert check_gradients(Wrapped(), X).passed
    assert not check_gradients(Wrapped(1.0001), X).passed


def test_what_has_only_one_of_forward_and_backward_is_no_layer():
    """Such an attribute is left as it is, and the check goes on."""

    class Owner(Wrapped):
        def __init__(self):
            super().__init__()
            self.only_forward = type("Only", (), {"forward": lambda self, X: X})()

    assert check_gradients(Owner(), np.random.default_rng(1).normal(size=(5, 3))).passed


# --- names, one by one ---------------------------------------------------------------------------------------


def seen(analytic, numeric, d_outputs=(7, 5)):
    """One gradient beside the right one; of the outputs only the shape matters."""
    d_outputs = odd_numbers(*d_outputs, seed=8)
    return Seen(np.asarray(analytic), np.asarray(numeric), np.ones(np.shape(numeric), bool), d_outputs, d_outputs)


@pytest.mark.parametrize(
    ("change", "shape", "name"),
    [
        (np.transpose, (2, 2), "transposed"),
        (lambda g: g * [1, -1, -1, 1], (4,), "right in size, but some of its entries have the wrong sign"),
        (lambda g: g * [1, -1, -1], (3,), ""),  # too few to be sure
        (lambda g: g * [1, 1.1], (2,), ""),
    ],
)
def test_a_pattern_in_few_entries(change, shape, name):
    numeric = odd_numbers(*shape)
    assert name_pattern(seen(change(numeric), numeric)) == name


@pytest.mark.parametrize(
    ("shape", "n_samples", "sample", "name"),
    [
        ((2, 2), 5, 4, f"{NOT_SUMMED}: the share of one sample"),
        ((4,), 2, 1, f"{NOT_SUMMED}: the share of one sample"),
        ((1,), 5, 4, f"{NOT_SUMMED}: the share of one sample"),
    ],
)
def test_the_share_of_one_sample(shape, n_samples, sample, name):
    shares = odd_numbers(*shape, n_samples)
    assert name_parameter_mistake(seen(shares[..., sample], shares.sum(axis=-1)), np.ones(shape), shares) == name


@pytest.mark.parametrize(
    ("factor", "name"),
    [(-0.7, "L2 penalty forgotten"), (0.001, "L2 penalty that the loss does not have, or has only once")],
)
@pytest.mark.parametrize("n", [2, 6])
def test_a_penalty_too_many_or_too_few(factor, name, n):
    values, numeric = odd_numbers(n, seed=1), odd_numbers(n, seed=2)
    shares = np.stack([numeric / 2, numeric / 2], axis=-1)
    assert name_parameter_mistake(seen(numeric + factor * values, numeric), values, shares) == name


def test_a_bias_summed_over_the_outputs_of_as_many_samples():
    """Seven samples and seven outputs: the shape is right by chance."""
    numeric = odd_numbers(7)
    found = seen(odd_numbers(7, 7, seed=8).sum(axis=1), numeric, (7, 7))
    shares = odd_numbers(7, 7, seed=4)
    assert name_parameter_mistake(found, numeric, shares) == f"summed over the outputs, {NOT_SUMMED}"


@pytest.mark.parametrize(
    ("forward", "backward", "name"),
    [
        (lambda X: 2 * X, lambda dA, X: dA, SLOPE_IGNORED),
        (mlpkit.relu, lambda dA, Z: 3 * dA, MASK_IGNORED),
        (lambda Z: np.log1p(np.exp(Z)), lambda dA, Z: dA * sigmoid(np.log1p(np.exp(Z))), AT_THE_OUTPUT),
        (
            np.tanh,
            lambda dA, Z: dA * np.tanh(Z) * (1 - np.tanh(Z)),
            "the slope of sigmoid, which is another function",
        ),
        (lambda X: (X * X).sum(), lambda dA, X: dA * X, "2 times too small"),
        (lambda X: X * X * X, lambda dA, X: dA * X, NAMELESS),
    ],
)
def test_a_function_with_a_mistake(forward, backward, name):
    assert check_gradients((forward, backward), odd_numbers(5, 3)).mistakes == [f"dX: {name}"]


def test_a_sleeping_layer_has_no_slope_to_be_mistaken_about():
    report = check_gradients((mlpkit.relu, lambda dA, Z: dA * Z), -np.abs(odd_numbers(5, 3)))
    assert report.mistakes == [f"dX: {NAMELESS}"]


def test_the_share_of_one_sample_where_a_sample_has_one_output():
    pair = (lambda X, w: X @ w), (lambda dA, X, w: (None, X[0] * dA[0]))
    report = check_gradients(pair, odd_numbers(5, 3), params={"w": odd_numbers(3)})
    assert report.mistakes == [f"dw: {NOT_SUMMED}: the share of one sample"]


def test_a_mistake_without_a_name_where_a_sample_has_one_output():
    pair = (lambda X, w: X @ w), (lambda dA, X, w: (None, X.T @ dA * odd_numbers(3, seed=6)))
    assert check_gradients(pair, odd_numbers(5, 3), params={"w": odd_numbers(3)}).mistakes == [f"dw: {NAMELESS}"]


@pytest.mark.parametrize("factor", [7, 1 / 7])
def test_an_error_is_relative_to_the_larger_gradient(factor):
    row = check_gradients((np.tanh, lambda dA, Z: factor * dA / np.cosh(Z) ** 2), odd_numbers(5, 3)).rows[0]
    assert row.relative_error == pytest.approx(6 / 7)


def test_a_gradient_that_cannot_be_compared_is_infinitely_wrong_and_has_no_kinks():
    for backward in (lambda dA, Z: dA * np.nan, lambda dA, Z: dA[0]):
        row = check_gradients((np.tanh, backward), odd_numbers(5, 3)).rows[0]
        assert (row.relative_error, row.n_kinks) == (math.inf, 0)


def test_a_loss_whose_gradient_is_nan_changes_nothing_in_place():
    class VanishingError(MeanSquaredError):
        def gradient(self, y_pred, y_true):
            return super().gradient(y_pred, y_true) * np.nan

    report = check_gradients(dense(3, 2), odd_numbers(5, 3), odd_numbers(5, 2), VanishingError())
    assert report.mistakes == ["loss, VanishingError: holds NaN or infinity"]


def test_backward_must_not_change_the_inputs():
    class Tidy(MyDense):
        def backward(self, dZ):
            dX = super().backward(dZ)
            self.X[...] = 0
            return dX

    report = check_gradients(Tidy(odd_numbers(3, 4), odd_numbers(4)), odd_numbers(5, 3))
    assert report.mistakes == ["backward changes the input of forward in place"]


def test_the_gradient_of_the_inputs_may_be_stale_too():
    class FirstSlope(MyTanh):
        def backward(self, dA):
            self.slope = getattr(self, "slope", 1 - self.A**2)
            return dA * self.slope

    assert check_gradients(FirstSlope(), odd_numbers(5, 3)).mistakes == [f"dX: {STALE}"]


def test_a_gradient_that_is_never_computed():
    class Empty(MyDense):
        def backward(self, dZ):
            dX = super().backward(dZ)
            self.dW = None
            return dX

    report = check_gradients(Empty(odd_numbers(3, 4), odd_numbers(4)), odd_numbers(5, 3))
    assert report.mistakes == ["dW: nothing for the shape (3, 4)"]


def test_grads_without_params_are_no_parameters():
    layer = MyDense(odd_numbers(3, 4), odd_numbers(4))
    layer.grads = {}
    assert check_gradients(layer, odd_numbers(5, 3)).passed


def test_what_can_only_go_forward_cannot_be_checked():
    only_forward = type("OnlyForward", (), {"forward": lambda self, X: X})()
    with pytest.raises(TypeError, match=r"^check_gradients: model must be a layer"):
        check_gradients(only_forward, odd_numbers(5, 3))


def test_a_parameter_of_a_network_that_cannot_be_taken_apart_is_named_with_its_layer():
    class Skip:
        def __init__(self):
            self.layers = [MyDense(odd_numbers(3, 3), odd_numbers(3))]

        def forward(self, X):
            return X + self.layers[0].forward(X)

        def backward(self, dA):
            dX = dA + self.layers[0].backward(dA)
            self.layers[0].dW = self.layers[0].dW * odd_numbers(3, 3, seed=5)
            return dX

    assert check_gradients(Skip(), odd_numbers(5, 3)).mistakes == [f"layers[0].W: {NAMELESS}"]


def test_if_nothing_is_wrong_by_itself_that_is_said():
    objective = LossOf(MeanSquaredError(), odd_numbers(5, 2))
    settings = Settings(1e-5, 1e-6, n_entries=None, rng=np.random.default_rng(0), progress=False)
    check = Check(dense(3, 2).astype(np.float64), odd_numbers(5, 3), objective, settings)
    assert find_mistakes(check) == ["loss and model are right by themselves, but not together"]


def layers_as_functions(*functions, n_in=3):
    """A network of three layers as plain functions: the first two have functions, and slopes of these."""
    sizes = [n_in, 4, 6, 5]
    params = {}
    for k, (rows, columns) in enumerate(itertools.pairwise(sizes), start=1):
        params |= {f"W{k}": odd_numbers(rows, columns, seed=k) / 2, f"b{k}": odd_numbers(columns, seed=k + 3)}
    (f1, slope1), (f2, slope2) = functions

    def forward(X, W1, b1, W2, b2, W3, b3):
        return f2(f1(X @ W1 + b1) @ W2 + b2) @ W3 + b3

    def backward(dZ3, X, W1, b1, W2, b2, W3, b3):
        Z1 = X @ W1 + b1
        Z2 = f1(Z1) @ W2 + b2
        dZ2 = dZ3 @ W3.T * slope2(Z2)
        dZ1 = dZ2 @ W2.T * slope1(Z1)
        dWs = X.T @ dZ1, f1(Z1).T @ dZ2, f2(Z2).T @ dZ3
        return None, dWs[0], dZ1.sum(axis=0), dWs[1], dZ2.sum(axis=0), dWs[2], dZ3.sum(axis=0)

    return check_gradients((forward, backward), odd_numbers(7, n_in), params=params).mistakes


def right_slope(Z):
    return 1 - np.tanh(Z) ** 2


@pytest.mark.parametrize("n_in", [1, 3])
def test_the_layer_with_the_mistake_is_found_in_plain_functions(n_in):
    """Of two tanh layers only the first has a slope at the wrong place; then only the second."""
    right, wrong = (np.tanh, right_slope), (np.tanh, lambda Z: 1 - np.tanh(np.tanh(Z)) ** 2)
    assert layers_as_functions(wrong, right, n_in=n_in) == [f"activation of layer 1: {AT_THE_OUTPUT}"]
    assert layers_as_functions(right, wrong, n_in=n_in) == [f"activation of layer 2: {AT_THE_OUTPUT}"]


@pytest.mark.parametrize("factor", [lambda Z: 1 + Z * Z, lambda Z: 1 / (1 + Z * Z)])
@pytest.mark.parametrize(("function", "slope"), [(np.tanh, right_slope), (np.sin, np.cos)])
def test_plain_functions_with_a_mistake_without_a_name(function, slope, factor):
    """With a function that is known and one that is not; with the mistake in the first layer and in the second."""
    right, wrong = (function, slope), (function, lambda Z: slope(Z) * factor(Z))
    assert layers_as_functions(wrong, right) == [f"dW1, db1: {NAMELESS}"]
    assert layers_as_functions(right, wrong) == [f"dW1, db1, dW2, db2: {NAMELESS}"]


def test_two_matrices_side_by_side_are_no_network():
    def forward(X, W, b, V, c):
        return X @ W + b + X @ V + c

    def backward(dA, X, W, b, V, c):
        return None, X.T @ dA * odd_numbers(3, 5, seed=9), dA.sum(axis=0), X.T @ dA, dA.sum(axis=0)

    params = {"W": odd_numbers(3, 5), "b": odd_numbers(5), "V": odd_numbers(3, 5, seed=1), "c": odd_numbers(5, seed=1)}
    assert check_gradients((forward, backward), odd_numbers(7, 3), params=params).mistakes == [f"dW: {NAMELESS}"]


# --- a sample of the entries ---------------------------------------------------------------------------------


def large(n_samples=64, layer_type=Dense):
    """784-128-10 with as many images: 152,000 entries."""
    rng = np.random.default_rng(0)
    network = Sequential([layer_type(784, 128, rng=rng), ReLU(), Dense(128, 10, rng=rng)])
    return network, rng.random((n_samples, 784)), rng.integers(0, 10, n_samples), SoftmaxCrossEntropy()


class HalfW(Dense):
    """A factor too many."""

    def backward(self, dA):
        dX = super().backward(dA)
        self.dW = 0.5 * self.dW
        return dX


class PilesUpW(Dense):
    def backward(self, dA):
        before = 0.0 if self.dW is None else self.dW.copy()
        dX = super().backward(dA)
        self.dW = before + self.dW
        return dX


def test_of_a_large_network_a_sample_of_every_array_is_checked_and_that_is_said(capsys):
    report = check_gradients(*large())
    assert report.passed
    assert {row.name: row.n_checked for row in report.rows} == {
        "layers[0].W": MANY, "layers[0].b": 128, "layers[2].W": MANY, "layers[2].b": 10, "X": MANY
    }  # fmt: skip
    assert str(report).endswith(
        "\na sample of the entries: 500 of layers[0].W, 500 of layers[2].W, 500 of X. Hint: n_entries=None checks all"
    )
    shown = capsys.readouterr()
    assert all(f"gradient of {name}:   0%" in shown.out for name in ("layers[0].W", "layers[2].W", "X"))
    assert "layers[0].b" not in shown.out
    assert shown.err == ""


def test_all_entries_are_checked_on_request_and_small_arrays_always(capsys):
    small = Sequential([Dense(30, 20, rng=np.random.default_rng(0))])  # 600 weights
    rows = check_gradients(small, odd_numbers(3, 30), n_entries=None, progress=False).rows
    assert [row.n_checked for row in rows] == [600, 20, 90]
    assert "sample" not in str(check_gradients(small, odd_numbers(3, 30), n_entries=None, progress=False))
    rows = check_gradients(small, odd_numbers(3, 30), n_entries=7, progress=False).rows
    assert [row.n_checked for row in rows] == [7, 7, 7]
    assert capsys.readouterr().out == ""


def test_rng_draws_the_sample():
    """One wrong weight in 600: which samples hold it is known, since the sample is a function of rng."""
    model = [OneEntryOff(30, 20, rng=np.random.default_rng(0))]
    X = odd_numbers(3, 30)

    def passed(rng):
        return check_gradients(model, X, n_entries=300, rng=rng, progress=False).passed

    found = [passed(np.random.default_rng(seed)) for seed in range(6)]
    assert found == [passed(np.random.default_rng(seed)) for seed in range(6)]
    assert set(found) == {True, False}
    assert passed(None) == passed(np.random.default_rng(0))
    assert not check_gradients(model, X, n_entries=None, progress=False).passed


@pytest.mark.parametrize(
    ("layer_type", "mistake"),
    [(HalfW, "layers[0], HalfW: dW: 2 times too small"), (PilesUpW, f"layers[0], PilesUpW: dW: {PILES_UP}")],
)
def test_a_mistake_in_a_large_network_is_found_and_named(layer_type, mistake):
    report = check_gradients(*large(4, layer_type), n_entries=40, progress=False)
    assert report.mistakes == [mistake]
    assert [row.name for row in report.rows if row.verdict != "correct"] == ["layers[0].W"]


@pytest.mark.parametrize(("n_entries", "error"), [(0, ValueError), (1.5, TypeError), (True, TypeError)])
def test_other_numbers_of_entries_are_refused(n_entries, error):
    with pytest.raises(error, match="check_gradients: n_entries must be a whole number >= 1"):
        check_gradients(dense(3, 2), odd_numbers(5, 3), n_entries=n_entries)


# --- a model that has been used before -----------------------------------------------------------------------


class Keeping(MyDense):
    """A layer that keeps what belongs to its batch, inputs and all gradients, under the names of the lessons."""

    def backward(self, dZ):
        self.dX = super().backward(dZ)
        return self.dX


class KeepingTanh:
    def forward(self, Z):
        self.Z, self.A = Z, np.tanh(Z)
        return self.A

    def backward(self, dA):
        self.dZ = dA * (1 - self.A**2)
        return self.dZ


@pytest.mark.parametrize("n_samples", [None, 5, 2], ids=["fresh", "used with this batch", "used with another"])
def test_what_a_batch_has_left_in_a_model_is_no_parameter(n_samples):
    layers = [Keeping(odd_numbers(3, 4), odd_numbers(4)), KeepingTanh()]
    if n_samples:
        outputs = layers[1].forward(layers[0].forward(odd_numbers(n_samples, 3)))
        layers[0].backward(layers[1].backward(np.ones_like(outputs)))
    report = check_gradients(layers, odd_numbers(5, 3))
    assert verdicts(report) == {"layers[0].W": "correct", "layers[0].b": "correct", "X": "correct"}
    assert report.passed


def test_a_gradient_that_is_missing_from_the_second_pass_is_seen():
    class Once(MyDense):
        def backward(self, dZ):
            dX = super().backward(dZ)
            if hasattr(self, "is_used"):
                del self.dW
            self.is_used = True
            return dX

    report = check_gradients(Once(odd_numbers(3, 4), odd_numbers(4)), odd_numbers(5, 3))
    assert verdicts(report)["W"] == "wrong in a second pass: nothing for the shape (3, 4)"
    assert not report.passed


class WithLists:
    """X W V, with the weights in one list and their gradients in another, under names of its own."""

    def __init__(self, weights="Ws", gradients="dWs"):
        self.names = weights, gradients
        setattr(self, weights, [odd_numbers(3, 4), odd_numbers(4, 2)])
        setattr(self, gradients, [0, 0])

    def forward(self, X):
        self.X = X
        W, V = getattr(self, self.names[0])
        return X @ W @ V

    def backward(self, dA):
        W, V = getattr(self, self.names[0])
        getattr(self, self.names[1])[:] = self.X.T @ (dA @ V.T), (self.X @ W).T @ dA
        return dA @ V.T @ W.T


def test_weights_in_a_list_need_the_name_that_the_hint_gives():
    with pytest.raises(TypeError, match=r"^check_gradients: Ws of WithLists holds arrays of several shapes; expected"):
        check_gradients(WithLists(), odd_numbers(5, 3))
    report = check_gradients(WithLists("params", "grads"), odd_numbers(5, 3))
    assert verdicts(report) == {"W": "correct", "b": "correct", "X": "correct"}


def test_a_ragged_list_without_a_gradient_is_no_parameter():
    layer = Keeping(odd_numbers(3, 4), odd_numbers(4))
    layer.sizes = [[3, 4], [4]]
    assert check_gradients(layer, odd_numbers(5, 3)).passed
