"""Losses: values by hand, gradients against central differences, and one owner for the 1/n."""

import math
import re
import tracemalloc

import numpy as np
import pytest
from gradients import central_difference, odd_numbers
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mlpkit import (
    BinaryCrossEntropy,
    CrossEntropy,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    sigmoid,
    softmax,
)

ENTRY_LOSSES = [MeanAbsoluteError, MeanSquaredError, BinaryCrossEntropy]
LABEL_LOSSES = [CrossEntropy, SoftmaxCrossEntropy]
LOSSES = ENTRY_LOSSES + LABEL_LOSSES

# The bounds of the properties count in EPS: an operation rounds by half of it, in proportion to its result; NumPy
# promises exp and log to four units in the last place, which are at most 4 EPS.
EPS = np.finfo(np.float64).eps


def example(loss, n_samples=5, n_columns=3, *, seed=0, dtype=np.float64):
    """Outputs and targets that fit the loss: odd outputs, and labels that are not all alike."""
    rng = np.random.default_rng(seed)
    outputs = odd_numbers(n_samples, n_columns, seed=seed)
    if loss in LABEL_LOSSES:
        y_true = rng.integers(0, n_columns, size=n_samples)
        outputs = softmax(outputs) if loss is CrossEntropy else outputs
    elif loss is BinaryCrossEntropy:
        y_true = rng.integers(0, 2, size=(n_samples, n_columns)).astype(dtype)
        outputs = sigmoid(outputs)
    else:
        y_true = odd_numbers(n_samples, n_columns, seed=seed + 1).astype(dtype)
    return outputs.astype(dtype), y_true


class TestByHand:
    def test_mean_absolute_error(self):
        """Errors -1, 3, 0, 2 over four entries: (1 + 3 + 0 + 2) / 4; signs -1, 1, 0, 1 divided by 4."""
        a, y = [[1.0, 5.0], [2.0, 4.0]], [[2.0, 2.0], [2.0, 2.0]]
        assert MeanAbsoluteError().value(a, y) == 1.5
        np.testing.assert_array_equal(MeanAbsoluteError().gradient(a, y), [[-0.25, 0.25], [0, 0.25]])

    def test_mean_squared_error(self):
        """Errors -1, 3, 0, 2: (1 + 9 + 0 + 4) / 4; twice the errors divided by 4."""
        a, y = [[1.0, 5.0], [2.0, 4.0]], [[2.0, 2.0], [2.0, 2.0]]
        assert MeanSquaredError().value(a, y) == 3.5
        np.testing.assert_array_equal(MeanSquaredError().gradient(a, y), [[-0.5, 1.5], [0, 1]])

    def test_binary_cross_entropy(self):
        """p = 1/4 where "yes" was right, 1/5 where "no" was: (ln 4 + ln 5/4) / 2.

        Gradient: (1/4 - 1) / (1/4 * 3/4) / 2 = -2 and (1/5) / (1/5 * 4/5) / 2 = 5/8.
        """
        p, y = [[0.25], [0.2]], [[1], [0]]
        assert BinaryCrossEntropy().value(p, y) == pytest.approx((math.log(4) + math.log(5 / 4)) / 2)
        np.testing.assert_allclose(BinaryCrossEntropy().gradient(p, y), [[-2], [0.625]])

    def test_cross_entropy(self):
        """True classes had 1/4 and 1/2: (ln 4 + ln 2) / 2. Gradient -1/(2 * 1/4) = -2 and -1/(2 * 1/2) = -1 there."""
        p, y = [[0.25, 0.75, 0.0], [0.25, 0.25, 0.5]], [0, 2]
        assert CrossEntropy().value(p, y) == pytest.approx(1.5 * math.log(2))
        np.testing.assert_allclose(CrossEntropy().gradient(p, y), [[-2, 0, 0], [0, 0, -1]])

    def test_softmax_cross_entropy(self):
        """Logits (0, ln 3) mean (1/4, 3/4); (0, 0) mean (1/2, 1/2). Classes 0 and 1: (ln 4 + ln 2) / 2.

        Gradient: (1/4 - 1, 3/4) / 2 and (1/2, 1/2 - 1) / 2.
        """
        logits, y = [[0.0, math.log(3)], [0.0, 0.0]], [0, 1]
        assert SoftmaxCrossEntropy().value(logits, y) == pytest.approx(1.5 * math.log(2))
        expected = [[-0.375, 0.375], [0.25, -0.25]]
        np.testing.assert_allclose(SoftmaxCrossEntropy().gradient(logits, y), expected)

    @pytest.mark.parametrize("n_classes", [1, 2, 10])
    def test_a_network_without_a_clue_starts_at_ln_of_the_number_of_classes(self, n_classes):
        value = SoftmaxCrossEntropy().value(np.full((4, n_classes), 7.0), np.zeros(4, int))
        assert value == pytest.approx(math.log(n_classes))
        p = np.full((4, n_classes), 1 / n_classes)
        assert CrossEntropy().value(p, np.zeros(4, int)) == pytest.approx(math.log(n_classes))

    def test_how_many_are_right(self):
        scores, y = [[0.1, 0.9], [0.8, 0.2], [0.4, 0.6]], [1, 0, 0]
        assert CrossEntropy().n_correct(scores, y) == 2
        assert SoftmaxCrossEntropy().n_correct(np.multiply(scores, 5), y) == 2
        assert BinaryCrossEntropy().n_correct([[0.9], [0.5], [0.2]], [[1], [1], [1]]) == 2
        assert BinaryCrossEntropy().n_correct([[0.9, 0.9], [0.2, 0.9]], [[1, 0], [0, 1]]) == 1.5  # samples, by halves
        assert math.isnan(MeanSquaredError().n_correct([[1.0]], [[1.0]]))
        assert math.isnan(MeanAbsoluteError().n_correct([[1.0]], [[1.0]]))


@pytest.mark.parametrize("loss", LOSSES)
class TestGradients:
    @pytest.mark.parametrize(("n_samples", "n_columns"), [(1, 1), (1, 4), (5, 1), (7, 3), (3, 7)])
    def test_against_central_differences(self, loss, n_samples, n_columns):
        y_pred, y_true = example(loss, n_samples, n_columns)
        if loss is BinaryCrossEntropy:  # not so near 1 that a step leaves the probabilities
            y_pred *= 0.9
        numeric = central_difference(lambda: loss().value(y_pred, y_true), y_pred)
        np.testing.assert_allclose(loss().gradient(y_pred, y_true), numeric, rtol=1e-6, atol=1e-8)

    def test_one_owner_for_the_one_over_n(self, loss):
        """The same batch twice over: the same mean, and half the gradient for each row."""
        y_pred, y_true = example(loss)
        twice = np.concatenate([y_pred, y_pred]), np.concatenate([y_true, y_true])
        assert loss().value(*twice) == pytest.approx(loss().value(y_pred, y_true))
        gradient = loss().gradient(y_pred, y_true)
        np.testing.assert_allclose(loss().gradient(*twice), np.concatenate([gradient, gradient]) / 2)

    def test_the_order_of_the_samples_does_not_matter(self, loss):
        y_pred, y_true = example(loss, 7)
        order = np.random.default_rng(1).permutation(7)
        assert loss().value(y_pred[order], y_true[order]) == pytest.approx(loss().value(y_pred, y_true))
        shuffled = loss().gradient(y_pred[order], y_true[order])
        np.testing.assert_allclose(shuffled, loss().gradient(y_pred, y_true)[order])

    def test_a_small_step_against_the_gradient_makes_the_loss_smaller(self, loss):
        y_pred, y_true = example(loss)
        step = 1e-3 * loss().gradient(y_pred, y_true)
        assert loss().value(y_pred - step, y_true) < loss().value(y_pred, y_true)


@pytest.mark.parametrize("loss", LOSSES)
class TestEveryLoss:
    def test_the_value_is_a_python_float(self, loss):
        assert type(loss().value(*example(loss))) is float

    def test_float32_stays_float32(self, loss):
        y_pred, y_true = example(loss, dtype=np.float32)
        for targets in (y_true, np.asarray(y_true).astype(np.int64 if loss in LABEL_LOSSES else np.float64)):
            gradient = loss().gradient(y_pred, targets)
            assert gradient.dtype == np.float32
            assert gradient.shape == y_pred.shape
        exact = loss().value(y_pred.astype(np.float64), y_true)
        assert loss().value(y_pred, y_true) == pytest.approx(exact, rel=1e-5)

    def test_the_callers_arrays_are_never_modified(self, loss):
        """Write-protected arrays pass through, and the gradient is an array of its own."""
        y_pred, y_true = example(loss)
        y_pred.flags.writeable = y_true.flags.writeable = False
        loss().value(y_pred, y_true)
        loss().n_correct(y_pred, y_true)
        gradient = loss().gradient(y_pred, y_true)
        assert not np.shares_memory(gradient, y_pred)
        assert not np.shares_memory(gradient, y_true)

    def test_lists_are_welcome(self, loss):
        y_pred, y_true = example(loss)
        assert loss().value(y_pred.tolist(), y_true.tolist()) == loss().value(y_pred, y_true)

    @pytest.mark.parametrize("method", ["value", "gradient", "n_correct"])
    @pytest.mark.parametrize("shape", [(0, 3), (3, 0)])
    def test_an_empty_batch_has_no_mean(self, loss, method, shape):
        if method == "n_correct" and loss in (MeanSquaredError, MeanAbsoluteError):
            method = "value"  # they count nothing
        y_true = np.zeros(shape if loss in ENTRY_LOSSES else shape[0], int)
        message = rf"^{loss.__name__}: y_pred has shape {re.escape(str(shape))}; expected at least one entry"
        with pytest.raises(ValueError, match=message):
            getattr(loss(), method)(np.zeros(shape), y_true)

    def test_none_is_a_forgotten_return(self, loss):
        y_pred, y_true = example(loss)
        with pytest.raises(TypeError, match=rf"^{loss.__name__}: y_pred is None; .*was a return forgotten"):
            loss().value(None, y_true)
        with pytest.raises(TypeError, match=rf"^{loss.__name__}: y_true is None; .*was a return forgotten"):
            loss().value(y_pred, None)


@pytest.mark.parametrize("loss", ENTRY_LOSSES)
class TestNoBroadcasting:
    @pytest.mark.parametrize(
        ("y_pred_shape", "y_true_shape"),
        [
            ((4, 1), (4,)),
            ((4,), (4, 1)),
            ((4, 3), (3,)),
            ((4, 3), (1, 3)),
            ((4, 3), (4, 1)),
            ((4, 3), ()),
            ((4,), (5,)),
        ],
    )
    @pytest.mark.parametrize("method", ["value", "gradient"])
    def test_other_shapes_are_an_error_that_names_both(self, loss, method, y_pred_shape, y_true_shape):
        message = f"{loss.__name__}: y_pred has shape {y_pred_shape} but y_true has shape {y_true_shape}; expected the"
        with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
            getattr(loss(), method)(np.full(y_pred_shape, 0.5), np.ones(y_true_shape))

    def test_the_classic_gets_a_hint(self, loss):
        with pytest.raises(ValueError, match=r"Hint: np\.reshape\(y, \(-1, 1\)\) makes a column$"):
            loss().value(np.full((4, 1), 0.5), np.ones(4))

    def test_equal_shapes_of_any_dimension_pass(self, loss):
        for shape in ((4,), (4, 1), (2, 2)):
            assert loss().gradient(np.full(shape, 0.5), np.ones(shape)).shape == shape


@pytest.mark.parametrize("loss", LABEL_LOSSES)
class TestLabels:
    @pytest.mark.parametrize(
        ("y_true", "error", "message"),
        [
            ([[0], [1]], ValueError, r"y_true must be integer labels .* got shape \(2, 1\)\. Hint: np\.ravel\(y\)"),
            ([[1, 0, 0], [0, 1, 0]], ValueError, r"got shape \(2, 3\)\. Hint: np\.argmax\(y, axis=1\)"),
            ([0], ValueError, r"y_true has 1 labels for 2 samples"),
            ([0, 3], ValueError, r"y_true holds the label 3; expected labels from 0 to 2"),
            ([-1, 0], ValueError, r"y_true holds the label -1; expected labels from 0 to 2"),
            ([0.0, 1.0], TypeError, r"y_true has dtype float64.*Hint: np\.asarray\(y, dtype=int\)"),
        ],
    )
    @pytest.mark.parametrize("method", ["value", "gradient", "n_correct"])
    def test_refusals(self, loss, method, y_true, error, message):
        with pytest.raises(error, match=rf"^{loss.__name__}: .*{message}"):
            getattr(loss(), method)(np.full((2, 3), 1 / 3), y_true)

    def test_outputs_must_be_a_table(self, loss):
        with pytest.raises(ValueError, match=rf"^{loss.__name__}: y_pred must have shape \(n_samples, n_features\)"):
            loss().value(np.full(3, 1 / 3), [0, 1, 2])

    @pytest.mark.parametrize("dtype", [np.uint8, np.int32])
    def test_small_integers_are_labels_too(self, loss, dtype):
        y_pred, y_true = example(loss)
        np.testing.assert_array_equal(loss().gradient(y_pred, y_true.astype(dtype)), loss().gradient(y_pred, y_true))


class TestProbabilities:
    @pytest.mark.parametrize("loss", [BinaryCrossEntropy, CrossEntropy])
    @pytest.mark.parametrize("wrong", [-0.1, 1.1])
    @pytest.mark.parametrize("method", ["value", "gradient"])
    def test_logits_are_refused(self, loss, wrong, method):
        y_pred = np.array([[0.5, wrong]])
        y_true = [0] if loss is CrossEntropy else [[0, 1]]
        message = rf"^{loss.__name__}: y_pred holds values from {y_pred.min():g} to {y_pred.max():g}; expected probab"
        with pytest.raises(ValueError, match=message) as error:
            getattr(loss(), method)(y_pred, y_true)
        hint = "Hint: take SoftmaxCrossEntropy()" if loss is CrossEntropy else "Hint: end the network in Sigmoid()"
        assert str(error.value).endswith(hint)

    @pytest.mark.parametrize("wrong", [-1.0, 2.0])
    def test_binary_targets_outside_zero_to_one_are_refused(self, wrong):
        with pytest.raises(ValueError, match=r"^BinaryCrossEntropy: y_true holds values from .* \(y \+ 1\) / 2$"):
            BinaryCrossEntropy().value([[0.5, 0.5]], [[wrong, 1.0]])

    def test_soft_binary_targets_are_welcome(self):
        """Half a "yes" at p = 1/2 is no surprise more or less: ln 2, and no slope."""
        assert BinaryCrossEntropy().value([[0.5]], [[0.5]]) == pytest.approx(math.log(2))
        assert BinaryCrossEntropy().gradient([[0.5]], [[0.5]]) == 0

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @pytest.mark.parametrize("p", [0.0, 1.0, 5e-324])
    @pytest.mark.parametrize("y", [0.0, 1.0])
    def test_binary_cross_entropy_is_finite_at_the_ends(self, dtype, p, y):
        p = np.array([[p]], dtype)
        value, gradient = BinaryCrossEntropy().value(p, [[y]]), BinaryCrossEntropy().gradient(p, [[y]])
        assert 0 <= value < 40
        assert np.isfinite(gradient).all()
        assert np.sign(gradient) == np.sign(0.5 - y), "towards the target"
        if round(float(p[0, 0])) != y:
            assert value > 16, "as wrong as the dtype can tell"

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_cross_entropy_is_finite_where_a_probability_rounded_to_zero(self, dtype):
        p = np.array([[0.0, 1.0]], dtype)
        assert CrossEntropy().value(p, [0]) == pytest.approx(-math.log(np.finfo(dtype).tiny), rel=1e-6)
        gradient = CrossEntropy().gradient(p, [0])
        assert np.isfinite(gradient).all()
        assert gradient[0, 0] < -1e37
        assert CrossEntropy().value(p, [1]) == 0


class TestFused:
    """SoftmaxCrossEntropy is Softmax followed by CrossEntropy, without their roundings."""

    @given(
        hnp.arrays(np.float64, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6), elements=st.floats(-10, 10)),
        st.integers(0, 2**32),
    )
    def test_equals_softmax_then_cross_entropy(self, logits, seed):
        y = np.random.default_rng(seed).integers(0, logits.shape[1], size=len(logits))
        layer = Softmax()
        p = layer.forward(logits, training=True)
        # As in test_log_softmax_is_the_logarithm_of_softmax, and two means of up to six numbers.
        fused, in_two = SoftmaxCrossEntropy().value(logits, y), CrossEntropy().value(p, y)
        np.testing.assert_allclose(fused, in_two, rtol=12 * EPS, atol=10 * EPS)
        # From the same softmax on it is five operations against two, none of which cancels.
        step_by_step = layer.backward(CrossEntropy().gradient(p, y))
        np.testing.assert_allclose(SoftmaxCrossEntropy().gradient(logits, y), step_by_step, rtol=4 * EPS)

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @given(data=st.data())
    def test_any_logits_give_a_finite_loss_and_a_gradient_whose_rows_sum_to_zero(self, dtype, data):
        elements = st.floats(-1e4, 1e4, width=32)
        logits = data.draw(hnp.arrays(dtype, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6), elements=elements))
        y = data.draw(hnp.arrays(np.int64, len(logits), elements=st.integers(0, logits.shape[1] - 1)))
        value, gradient = SoftmaxCrossEntropy().value(logits, y), SoftmaxCrossEntropy().gradient(logits, y)
        assert 0 <= value <= 2e4 + 2
        # The softmax adds up to 1 give or take n eps / 2, the sum of the gradient rounds by twice that; all of it / n.
        rounding = 2 * logits.shape[1] * np.finfo(dtype).eps / len(y)
        np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=rounding)
        true_class = gradient[np.arange(len(y)), y]
        assert (true_class <= 0).all()
        assert ((gradient >= 0).sum(axis=1) >= logits.shape[1] - 1).all(), "only the true class is pushed up"
        assert (np.abs(gradient) <= 1 / len(y)).all()

    @given(st.floats(-1e3, 1e3), st.integers(0, 2))
    def test_a_constant_on_all_logits_changes_nothing(self, constant, label):
        logits = odd_numbers(1, 3)
        shifted = logits + constant
        # Each sum rounds by half a last place, and the loss moves by up to twice as much; the rest is exp and log.
        rounding = np.spacing(np.abs(shifted).max()) + 30 * EPS
        value = SoftmaxCrossEntropy().value(logits, [label])
        assert SoftmaxCrossEntropy().value(shifted, [label]) == pytest.approx(value, abs=rounding)

    def test_exact_where_the_probability_rounds_to_zero(self):
        """Wrong by a thousand: the surprise is 1000, and the gradient still pushes with full force."""
        assert SoftmaxCrossEntropy().value([[0.0, 1000.0]], [0]) == 1000
        np.testing.assert_array_equal(SoftmaxCrossEntropy().gradient([[0.0, 1000.0]], [0]), [[-1, 1]])

    def test_softmax_belongs_to_the_loss_alone(self):
        """A second softmax on the way would give another number: 0.31 and 0.49 are not the same surprise."""
        logits = np.array([[1.0, 2.0]])
        once, twice = (SoftmaxCrossEntropy().value(z, [1]) for z in (logits, softmax(logits)))
        assert once == pytest.approx(math.log(1 + math.exp(-1)))
        assert twice > once + 0.1

    def test_sigmoid_then_binary_cross_entropy_is_prediction_minus_target(self):
        """The same cancellation with one output: dz = (sigmoid(z) - y) / n."""
        z, y = odd_numbers(5, 1), np.array([[1.0], [0.0], [1.0], [1.0], [0.0]])
        layer = Sigmoid()
        p = layer.forward(z, training=True)
        dz = layer.backward(BinaryCrossEntropy().gradient(p, y))
        np.testing.assert_allclose(dz, (sigmoid(z) - y) / 5, rtol=1e-12)

    @given(st.floats(-30, 30), st.integers(0, 1))
    def test_two_classes_are_the_binary_case(self, z, y):
        fused = SoftmaxCrossEntropy().value([[0.0, z]], [y])
        # The sigmoid rounds by less than EPS, which is much beside the 1 - p of a large z; exp and log the usual way.
        rounding = (20 + (1 - y) * math.exp(z)) * EPS
        binary = BinaryCrossEntropy().value([[sigmoid(z)]], [[y]])
        np.testing.assert_allclose(fused, binary, rtol=10 * EPS, atol=rounding)


class TestProperties:
    numbers = hnp.arrays(np.float64, (3, 2), elements=st.floats(-1e4, 1e4))

    @pytest.mark.parametrize("loss", [MeanAbsoluteError, MeanSquaredError])
    @given(a=numbers, b=numbers)
    def test_an_error_is_never_negative_symmetric_and_zero_without_a_difference(self, loss, a, b):
        assert loss().value(a, b) == loss().value(b, a) >= 0
        assert loss().value(a, a) == 0
        np.testing.assert_array_equal(loss().gradient(a, b), -loss().gradient(b, a))
        np.testing.assert_array_equal(loss().gradient(a, a), np.zeros((3, 2)))

    @given(hnp.arrays(np.float64, (3, 2), elements=st.floats(0, 1)), hnp.arrays(bool, (3, 2)))
    def test_binary_cross_entropy_is_never_negative_and_blind_to_the_names_yes_and_no(self, p, y):
        value = BinaryCrossEntropy().value(p, y)
        assert value >= 0
        # 1 - p is rounded by EPS / 4: nothing to a large p, but up to half of the smallest (EPS / 2, which the loss
        # makes of all below), and a logarithm moves by up to 1.4 times its argument's share.
        moved = np.where(y, 0.35 * EPS / np.maximum(p, EPS / 2), 0).mean()
        np.testing.assert_allclose(BinaryCrossEntropy().value(1 - p, ~y), value, rtol=16 * EPS, atol=moved + 2 * EPS)

    @given(hnp.arrays(np.float64, (3, 4), elements=st.floats(-20, 20)), st.integers(0, 3))
    def test_cross_entropy_is_never_negative(self, logits, label):
        assert CrossEntropy().value(softmax(logits), [label] * 3) >= 0

    @pytest.mark.parametrize("loss", LABEL_LOSSES)
    def test_renaming_the_classes_changes_nothing(self, loss):
        y_pred, y_true = example(loss, 6, 4)
        new_names = np.array([2, 0, 3, 1])  # class k moves to column new_names[k]
        renamed = np.empty_like(y_pred)
        renamed[:, new_names] = y_pred
        assert loss().value(renamed, new_names[y_true]) == pytest.approx(loss().value(y_pred, y_true))
        gradient = loss().gradient(renamed, new_names[y_true])
        np.testing.assert_allclose(gradient[:, new_names], loss().gradient(y_pred, y_true))


def test_a_loss_must_say_how_it_is_computed():
    with pytest.raises(TypeError, match="abstract"):
        Loss()


def test_a_single_probability_is_one_sample():
    assert BinaryCrossEntropy().n_correct(0.7, 1.0) == 1.0
    assert BinaryCrossEntropy().n_correct(0.7, 0.0) == 0.0


def test_one_half_is_a_yes_in_outputs_and_in_targets():
    assert BinaryCrossEntropy().n_correct([0.5, 0.7, 0.4], [0.5, 0.5, 0.5]) == 2.0


@pytest.mark.parametrize("changed", ["value", "gradient", "n_correct"])
def test_a_loss_that_changes_a_part_is_trained_with_that_part(changed):
    """SoftmaxCrossEntropy computes all three together; a subclass that overrides one of them must be heard."""
    Changed = type("Changed", (SoftmaxCrossEntropy,), {changed: lambda self, y_pred, y_true: "mine"})
    parts = dict(zip(["value", "gradient", "n_correct"], Changed().for_step([[1.0, 2.0]], [0]), strict=True))
    assert [name for name, part in parts.items() if isinstance(part, str)] == [changed]


def test_a_loss_may_compute_a_step_in_its_own_way():
    class Quick(SoftmaxCrossEntropy):
        def value(self, y_pred, y_true):
            return 0.0

        def for_step(self, y_pred, y_true):
            return "mine"

    assert Quick().for_step([[1.0, 2.0]], [0]) == "mine"


def test_a_loss_that_changes_no_part_keeps_the_step():
    class Renamed(SoftmaxCrossEntropy):
        """Nothing new."""

    assert Renamed.for_step is SoftmaxCrossEntropy.for_step


def test_a_step_needs_room_for_one_more_array():
    logits, y = np.zeros((1000, 100), np.float32), np.zeros(1000, np.int64)
    tracemalloc.start()
    try:
        SoftmaxCrossEntropy().for_step(logits, y)
        assert tracemalloc.get_traced_memory()[1] < 1.5 * logits.nbytes
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("n_samples", [1, 5])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_training_step_gets_the_same_numbers_as_from_the_parts(n_samples, dtype):
    rng = np.random.default_rng(n_samples)
    logits, y = (30 * rng.normal(size=(n_samples, 4))).astype(dtype), rng.integers(0, 4, n_samples)
    before, loss = logits.copy(), SoftmaxCrossEntropy()
    value, gradient, n_correct = loss.for_step(logits, y)
    assert value == loss.value(logits, y)
    np.testing.assert_array_equal(gradient, loss.gradient(logits, y))
    assert gradient.dtype == dtype
    assert n_correct == loss.n_correct(logits, y)
    np.testing.assert_array_equal(logits, before)


@pytest.mark.parametrize("loss", [MeanAbsoluteError(), MeanSquaredError(), BinaryCrossEntropy()])
@pytest.mark.parametrize("method", ["value", "gradient", "for_step"])
def test_whole_numbers_as_outputs_and_others_as_targets_are_called_a_swap(loss, method):
    """(n, 1) against (n, 1): nothing else could tell that the sign of the gradient would be wrong."""
    with pytest.raises(ValueError, match=r"^\w+: y_pred is .* int.. but y_true has dtype float64; .* swapped\?$"):
        getattr(loss, method)(np.array([[0], [1]]), np.array([[0.25], [0.75]]))
    getattr(loss, method)(np.array([[0.25], [0.75]]), np.array([[0], [1]]))
    getattr(loss, method)(np.array([[1], [0]]), np.array([[0], [1]]))  # two of a kind can be anything


@pytest.mark.parametrize("loss", [CrossEntropy(), SoftmaxCrossEntropy()])
@pytest.mark.parametrize("method", ["value", "gradient", "n_correct", "for_step"])
def test_labels_as_outputs_and_outputs_as_labels_are_called_a_swap(loss, method):
    with pytest.raises(ValueError, match=r"^\w+: got a row of .* \(2,\) and labels of .* \(2, 3\); .* swapped\?$"):
        getattr(loss, method)([0, 2], [[0.5, 0.25, 0.25], [0.1, 0.1, 0.8]])


@pytest.mark.parametrize("loss", [MeanSquaredError(), BinaryCrossEntropy(), CrossEntropy(), SoftmaxCrossEntropy()])
def test_names_say_which_is_which_whatever_the_order(loss):
    outputs = np.array([[0.25, 0.75], [0.5, 0.5]]) * (2 if isinstance(loss, SoftmaxCrossEntropy) else 1)
    targets = np.array([1, 0]) if isinstance(loss, (CrossEntropy, SoftmaxCrossEntropy)) else np.eye(2)
    assert loss.value(y_true=targets, y_pred=outputs) == loss.value(outputs, targets)


def test_what_is_ragged_is_called_ragged_and_no_swap():
    with pytest.raises(ValueError, match=r"^SoftmaxCrossEntropy: y_pred is ragged"):
        SoftmaxCrossEntropy().value([[1.0], [2.0, 3.0]], [0, 1])
    with pytest.raises(ValueError, match=r"^SoftmaxCrossEntropy: y_true is ragged"):
        SoftmaxCrossEntropy().value([[1.0, 2.0]], [[0], [1, 2]])
