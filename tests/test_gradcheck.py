"""The judge is judged: right gradients pass, wrong ones fail, and simple mistakes are called by their names."""

import math
import pickle

import numpy as np
import pytest
from gradients import central_difference, odd_numbers
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mlpkit import (
    BinaryCrossEntropy,
    CrossEntropy,
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
    tanh,
)
from mlpkit.gradcheck import GradientReport, GradientRow


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
        gradient = numerical_gradient(lambda x: float(x @ A @ x), x)
        np.testing.assert_allclose(gradient, (A + A.T) @ x, rtol=1e-6, atol=1e-7)

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

    @pytest.mark.parametrize("slope", [3.0, -3.0])
    def test_a_slope_outside_the_two_sides_is_wrong_at_a_kink_too(self, slope):
        class SteepAtZero(ReLU):
            def forward(self, X, *, training=False):
                self.zero = X == 0
                return super().forward(X, training=training)

            def backward(self, dA):
                return np.where(self.zero, slope * dA, super().backward(dA))

        report = check_gradients(SteepAtZero(), [[0.0, 1.0], [-1.0, 2.0]])
        assert not report.passed
        assert report.rows[0].worst == (0, 0)

    def test_a_kink_does_not_excuse_the_other_entries(self):
        class Unmasked(ReLU):
            def backward(self, dA):
                super().backward(dA)
                return dA

        report = check_gradients(Unmasked(), [[0.0, 1.0], [-1.0, 2.0]])
        assert not report.passed
        assert report.rows[0].worst == (1, 0)


# Layers with one mistake each, as they stand in other people's teaching code.


class SignFlippedW(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW *= -1


class AveragedHere(Dense):
    """The 1/n is in the loss already."""

    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW /= len(dA)
        self.db /= len(dA)


class TransposedW(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW = self.dW.T.copy()


class ForgotToTransposeX(Dense):
    """dX = dZ W fits, in shape, when W is square."""

    def backward(self, dA):
        super().backward(dA)
        return dA @ self.W


class BiasOfOneSample(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.db[...] = dA[0]


class BiasNotSummed(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.db = dA.copy()


class BiasForgotten(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.db[...] = 0


class PenaltyForgotten(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW -= self.l2 * self.W


class PenaltyDoubled(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW += self.l2 * self.W


class PenaltyOnBias(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.db += self.l2 * self.b


class Accumulating(Dense):
    """Adds to what an earlier batch left."""

    def set_parameter_gradients(self, dA):
        before = self.dW + 1.5
        super().set_parameter_gradients(dA)
        self.dW += before


class OneEntryOff(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW[2, 1] *= 1.001


class NotANumber(Dense):
    def set_parameter_gradients(self, dA):
        super().set_parameter_gradients(dA)
        self.dW[0, 0] = np.nan


class NoInputGradient(Dense):
    def backward(self, dA):
        super().backward(dA)


class MaskIgnored(ReLU):
    def backward(self, dA):
        super().backward(dA)
        return dA


class MaskAlwaysTrue(ReLU):
    """The mask of the layer's output, and with >=: true everywhere."""

    def forward(self, X, *, training=False):
        A = super().forward(X, training=training)
        if training:
            self._mask.put(A >= 0)
        return A


class MaskOfTheGradient(ReLU):
    def backward(self, dA):
        super().backward(dA)
        return dA * (dA > 0)


class MaskInverted(ReLU):
    def backward(self, dA):
        return dA - super().backward(dA)


class SigmoidSlopeAtTheOutput(Sigmoid):
    def backward(self, dA):
        A = sigmoid(self._outputs.take())
        return dA * A * (1 - A)


class SigmoidSlopeAtTheInput(Sigmoid):
    """z (1 - z), with the value before the activation."""

    def forward(self, X, *, training=False):
        A = super().forward(X, training=training)
        if training:
            self._outputs.put(X)
        return A


class TanhSlopeAtTheOutput(Tanh):
    def backward(self, dA):
        A = tanh(self._outputs.take())
        return dA * (1 - A * A)


class TanhWithoutSquare(Tanh):
    def backward(self, dA):
        return dA * (1 - self._outputs.take())


class DiagonalOnly(Softmax):
    """The derivative of sigmoid, mistaken for that of softmax."""

    def backward(self, dA):
        A = self._outputs.take()
        return dA * A * (1 - A)


class DropoutWithoutMask(Dropout):
    def backward(self, dA):
        super().backward(dA)
        return dA


class DropoutWithAnotherMask(Dropout):
    def backward(self, dA):
        self._mask.take()
        return dA * (self.rng.random(dA.shape) >= self.rate) / (1 - self.rate)


class DropoutWithoutScale(Dropout):
    def backward(self, dA):
        return super().backward(dA) * (1 - self.rate)


class TestWrongLayersFail:
    """Each mistake fails, and in the row where it was made."""

    X = odd_numbers(7, 3)

    def check(self, layer_type, n_out, **settings):
        report = check_gradients(dense(3, n_out, layer_type, **settings), self.X)
        assert not report.passed
        return verdicts(report)

    @pytest.mark.parametrize(
        ("layer_type", "n_out", "expected"),
        [
            (SignFlippedW, 5, {"W": "wrong sign", "b": "correct", "X": "correct"}),
            (AveragedHere, 5, {"W": "wrong: 7 times too small", "b": "wrong: 7 times too small"}),
            (TransposedW, 3, {"W": "wrong: transposed", "b": "correct", "X": "correct"}),
            (TransposedW, 5, {"W": "wrong: (5, 3) for the shape (3, 5)", "b": "correct"}),
            (ForgotToTransposeX, 3, {"W": "correct", "b": "correct", "X": "wrong"}),
            (BiasOfOneSample, 5, {"W": "correct", "b": "wrong"}),
            (BiasNotSummed, 5, {"W": "correct", "b": "wrong: (7, 5) for the shape (5,)", "X": "correct"}),
            (BiasForgotten, 5, {"W": "correct", "b": "wrong: all zero"}),
            (Accumulating, 5, {"W": "wrong", "b": "correct"}),
            (OneEntryOff, 5, {"W": "wrong", "b": "correct"}),
            (NotANumber, 5, {"W": "wrong: holds NaN or infinity", "b": "correct"}),
            (NoInputGradient, 5, {"W": "correct", "b": "correct", "X": "wrong: nothing for the shape (7, 3)"}),
        ],
    )
    def test_dense(self, layer_type, n_out, expected):
        assert self.check(layer_type, n_out).items() >= expected.items()

    @pytest.mark.parametrize(
        ("layer_type", "expected"),
        [
            (PenaltyForgotten, {"W": "wrong", "b": "correct"}),
            (PenaltyDoubled, {"W": "wrong", "b": "correct"}),
            (PenaltyOnBias, {"W": "correct", "b": "wrong"}),
        ],
    )
    def test_l2(self, layer_type, expected):
        assert self.check(layer_type, 5, l2=0.7).items() >= expected.items()

    @pytest.mark.parametrize(
        "layer",
        [
            MaskIgnored(),
            MaskAlwaysTrue(),
            MaskOfTheGradient(),
            MaskInverted(),
            SigmoidSlopeAtTheOutput(),
            SigmoidSlopeAtTheInput(),
            TanhSlopeAtTheOutput(),
            TanhWithoutSquare(),
            DiagonalOnly(),
            DropoutWithoutMask(0.4, rng=np.random.default_rng(0)),
            DropoutWithAnotherMask(0.4, rng=np.random.default_rng(0)),
        ],
        ids=lambda layer: type(layer).__name__,
    )
    def test_activations_and_dropout(self, layer):
        """Alone, and in the middle of a network, where everything before it comes out wrong and the rest right."""
        alone = check_gradients(layer, self.X - 0.2)
        assert verdicts(alone) == {"X": "wrong"}
        network = Sequential([dense(3, 5), layer, dense(5, 2)])
        report = verdicts(check_gradients(network, self.X, odd_numbers(7, 2), MeanSquaredError()))
        assert report["layers[2].W"] == report["layers[2].b"] == "correct"
        assert report["layers[0].W"] != "correct"
        assert report["layers[0].b"] != "correct"
        assert report["X"] != "correct"

    def test_dropout_without_its_scale_is_named_by_its_factor(self):
        layer = DropoutWithoutScale(0.4, rng=np.random.default_rng(0))
        assert verdicts(check_gradients(layer, self.X)) == {"X": "wrong: 1.67 times too small"}

    def test_the_worst_entry_is_found(self):
        row = check_gradients(dense(3, 5, OneEntryOff), self.X).rows[0]
        assert row.worst == (2, 1)
        assert 1e-4 < row.relative_error <= 1.01e-3

    def test_a_mistake_as_small_as_the_tolerance_allows_is_a_matter_of_the_tolerance(self):
        layer = dense(3, 5, OneEntryOff)
        assert check_gradients(layer, self.X, tolerance=2e-3).passed

    @pytest.mark.parametrize("n_samples", [1, 2, 7])
    def test_a_batch_of_one_is_checked_too(self, n_samples):
        report = check_gradients(dense(3, 5, SignFlippedW), odd_numbers(n_samples, 3))
        assert verdicts(report)["W"] == "wrong sign"


# Losses with one mistake each.


class WithoutOneOverN(SoftmaxCrossEntropy):
    def gradient(self, y_pred, y_true):
        return super().gradient(y_pred, y_true) * len(y_true)


class DividedTwice(SoftmaxCrossEntropy):
    def gradient(self, y_pred, y_true):
        return super().gradient(y_pred, y_true) / len(y_true)


class SignFlipped(SoftmaxCrossEntropy):
    def gradient(self, y_pred, y_true):
        return -super().gradient(y_pred, y_true)


class OneHotForgotten(SoftmaxCrossEntropy):
    def gradient(self, y_pred, y_true):
        return softmax(y_pred) / len(y_true)


class SoftmaxForgotten(SoftmaxCrossEntropy):
    def gradient(self, y_pred, y_true):
        return super().gradient(y_pred, y_true) - softmax(y_pred) / len(y_true) + y_pred / len(y_true)


class SoftmaxOverTheBatch(SoftmaxCrossEntropy):
    def gradient(self, y_pred, y_true):
        right = super().gradient(y_pred, y_true)
        return right + (softmax(y_pred.T).T - softmax(y_pred)) / len(y_true)


class HalvedSquaredError(MeanSquaredError):
    def gradient(self, y_pred, y_true):
        return super().gradient(y_pred, y_true) / 2


class SamplesCountedSquaredError(MeanSquaredError):
    def gradient(self, y_pred, y_true):
        return super().gradient(y_pred, y_true) * y_pred.shape[1]


class UnsignedAbsoluteError(MeanAbsoluteError):
    def gradient(self, y_pred, y_true):
        return np.abs(super().gradient(y_pred, y_true))


class DenominatorForgotten(BinaryCrossEntropy):
    """p - y is right for the logits, not for the probabilities."""

    def gradient(self, y_pred, y_true):
        return (y_pred - y_true) / y_pred.size


class FusedGradientOnProbabilities(CrossEntropy):
    """p - onehot is right for the logits, not for the probabilities."""

    def gradient(self, y_pred, y_true):
        gradient = y_pred.copy()
        gradient[np.arange(len(y_true)), y_true] -= 1
        return gradient / len(y_true)


class TestWrongLossesFail:
    X, y = odd_numbers(7, 3), np.array([0, 1, 4, 2, 2, 0, 3])

    @pytest.mark.parametrize(
        ("loss", "verdict"),
        [
            (WithoutOneOverN(), "wrong: 7 times too large"),
            (DividedTwice(), "wrong: 7 times too small"),
            (SignFlipped(), "wrong sign"),
            (OneHotForgotten(), "wrong"),
            (SoftmaxForgotten(), "wrong"),
            (SoftmaxOverTheBatch(), "wrong"),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_softmax_cross_entropy(self, loss, verdict):
        network = Sequential([dense(3, 4), Tanh(), dense(4, 5)])
        report = check_gradients(network, self.X, self.y, loss)
        assert set(verdicts(report).values()) == {verdict}

    @pytest.mark.parametrize(
        ("loss", "verdict"),
        [
            (HalvedSquaredError(), "wrong: 2 times too small"),
            (SamplesCountedSquaredError(), "wrong: 5 times too large"),
            (UnsignedAbsoluteError(), "wrong"),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_losses_on_entries(self, loss, verdict):
        network = Sequential([dense(3, 4), Tanh(), dense(4, 5)])
        report = check_gradients(network, self.X, odd_numbers(7, 5, seed=9), loss)
        assert set(verdicts(report).values()) == {verdict}

    def test_losses_on_probabilities(self):
        y = np.random.default_rng(0).integers(0, 2, size=(7, 5))
        sigmoid_output = Sequential([dense(3, 4), Tanh(), dense(4, 5), Sigmoid()])
        assert check_gradients(sigmoid_output, self.X, y, BinaryCrossEntropy()).passed
        assert not check_gradients(sigmoid_output, self.X, y, DenominatorForgotten()).passed
        softmax_output = Sequential([dense(3, 4), Tanh(), dense(4, 5), Softmax()])
        assert check_gradients(softmax_output, self.X, self.y, CrossEntropy()).passed
        assert not check_gradients(softmax_output, self.X, self.y, FusedGradientOnProbabilities()).passed

    def test_the_mean_over_the_batch_taken_by_loss_and_layer(self):
        """One owner for the 1/n: a layer that averages too shrinks its own gradients, and only those."""
        network = Sequential([dense(3, 4), Tanh(), dense(4, 5, AveragedHere)])
        report = verdicts(check_gradients(network, self.X, self.y, SoftmaxCrossEntropy()))
        assert report.pop("layers[2].W") == report.pop("layers[2].b") == "wrong: 7 times too small"
        assert set(report.values()) == {"correct"}


class TestReport:
    def test_prints_a_table(self):
        report = GradientReport(
            [
                GradientRow("layers[0].W", (3, 5), 3.2e-9, (0, 0), 0, "correct"),
                GradientRow("X", (7, 3), 0.25, (1, 2), 2, "wrong sign"),
            ]
        )
        assert str(report).splitlines() == [
            "gradient of   shape       rel. error  kinks  verdict",
            "layers[0].W   (3, 5)         < 1e-06      0  correct",
            "X             (7, 3)           2e-01      2  wrong sign",
        ]

    def test_one_wrong_row_is_enough(self):
        right, wrong = (GradientRow("W", (1,), 0.0, (0,), 0, verdict) for verdict in ("correct", "wrong sign"))
        assert GradientReport([right, right]).passed
        assert not GradientReport([right, wrong]).passed

    def test_raise_if_wrong_shows_the_table(self):
        check_gradients(dense(3, 2), odd_numbers(4, 3)).raise_if_wrong()
        with pytest.raises(ArithmeticError, match=r"a gradient is wrong\n(.*\n)*W .* wrong sign"):
            check_gradients(dense(3, 2, SignFlippedW), odd_numbers(4, 3)).raise_if_wrong()


class TestRefusals:
    def test_only_layers_and_networks(self):
        with pytest.raises(TypeError, match=r"^check_gradients: model must be a Layer or a Sequential; got function"):
            check_gradients(softmax, odd_numbers(4, 3))

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


def test_a_layer_of_ones_own_may_have_any_number_of_parameters():
    report = check_gradients(ThreeParameters(), odd_numbers(5, 2))
    assert report.passed
    assert len(report.rows) == 4
