"""Activation functions and their layers: values by hand, properties, and derivatives against central differences."""

import math
import re

import numpy as np
import pytest
from gradients import central_difference, odd_numbers
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from mlpkit import (
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
    check_gradients,
    log_softmax,
    relu,
    sigmoid,
    softmax,
    softmax_jacobian,
    tanh,
)
from mlpkit.activations import ACTIVATIONS

ELEMENTWISE = [(ReLU, relu), (Sigmoid, sigmoid), (Tanh, tanh)]  # a new activation belongs here, with its function
LAYERS = [*ELEMENTWISE, (Softmax, softmax)]
FUNCTIONS = [*(function for _, function in LAYERS), log_softmax]

ordinary = st.floats(-10, 10)
extreme = st.floats(-1e4, 1e4)

# The bounds of the properties count in EPS: an operation rounds by half of it, in proportion to its result; NumPy
# promises exp, log and tanh to four units in the last place, which are at most 4 EPS; rows have up to six scores.
EPS = np.finfo(np.float64).eps


def scores(elements=extreme, dtype=np.float64):
    """Tables of scores, at least one row and one column."""
    if dtype == np.float32:
        elements = st.floats(-1e4, 1e4, width=32)
    return hnp.arrays(dtype, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6), elements=elements)


class TestByHand:
    def test_relu(self):
        np.testing.assert_array_equal(relu([[-2.0, -0.0, 0.0, 3.5]]), [[0, 0, 0, 3.5]])

    def test_sigmoid(self):
        """e^(ln 3) = 3, so sigmoid(ln 3) = 3 / (3 + 1) and sigmoid(-ln 3) = 1 / (1 + 3)."""
        np.testing.assert_allclose(sigmoid([0.0, math.log(3), -math.log(3)]), [0.5, 0.75, 0.25], rtol=1e-14)

    def test_tanh(self):
        """tanh(z) = (e^2z - 1) / (e^2z + 1); at z = ln 2 it is (4 - 1) / (4 + 1)."""
        np.testing.assert_allclose(tanh([0.0, math.log(2), -math.log(2)]), [0, 0.6, -0.6], rtol=1e-14)

    def test_softmax(self):
        """The exponentials of 0, ln 2 and ln 5 are 1, 2 and 5; their sum is 8. Two equal scores share."""
        logs = [0.0, math.log(2), math.log(5)]
        np.testing.assert_allclose(softmax([logs, [7, 7, 7]]), [[1 / 8, 2 / 8, 5 / 8], [1 / 3] * 3], rtol=1e-14)

    def test_log_softmax(self):
        np.testing.assert_allclose(log_softmax([[0.0, math.log(3)]]), [[-math.log(4), math.log(3 / 4)]], rtol=1e-14)

    def test_log_softmax_keeps_what_softmax_rounds_to_zero(self):
        np.testing.assert_array_equal(softmax([[0.0, 1000.0]]), [[0, 1]])
        np.testing.assert_array_equal(log_softmax([[0.0, 1000.0]]), [[-1000, 0]])

    def test_softmax_jacobian(self):
        """For a = (0.2, 0.3, 0.5): 0.2 * 0.8 = 0.16 on the diagonal, -0.2 * 0.3 = -0.06 beside it."""
        J = softmax_jacobian(np.array([[0.2, 0.3, 0.5]]))
        np.testing.assert_allclose(J, [[[0.16, -0.06, -0.10], [-0.06, 0.21, -0.15], [-0.10, -0.15, 0.25]]])

    def test_relu_layer(self):
        """Z = (-1, 2, 0), dA = (5, 6, 7): only the middle one lets its gradient through; at the kink it is 0."""
        layer = ReLU()
        np.testing.assert_array_equal(layer.forward([[-1.0, 2.0, 0.0]], training=True), [[0, 2, 0]])
        np.testing.assert_array_equal(layer.backward(np.array([[5.0, 6.0, 7.0]])), [[0, 6, 0]])

    def test_sigmoid_layer(self):
        """At z = ln 3 the output is 3/4, the slope 3/4 * 1/4 = 3/16; times dA = 16 it is 3. At 0 the slope is 1/4."""
        layer = Sigmoid()
        layer.forward([[math.log(3), 0.0]], training=True)
        np.testing.assert_allclose(layer.backward(np.array([[16.0, -4.0]])), [[3, -1]], rtol=1e-14)

    def test_tanh_layer(self):
        """At z = ln 2 the output is 3/5, the slope 1 - 9/25 = 16/25; times dA = 25 it is 16. At 0 the slope is 1."""
        layer = Tanh()
        layer.forward([[math.log(2), 0.0]], training=True)
        np.testing.assert_allclose(layer.backward(np.array([[25.0, -4.0]])), [[16, -4]], rtol=1e-14)

    def test_softmax_layer(self):
        """a = (1/4, 3/4), so J = 3/16 * [[1, -1], [-1, 1]]; times dA = (16, 0) it is (3, -3)."""
        layer = Softmax()
        layer.forward([[0.0, math.log(3)]], training=True)
        np.testing.assert_allclose(layer.backward(np.array([[16.0, 0.0]])), [[3, -3]], rtol=1e-14)


class TestDerivatives:
    @pytest.mark.parametrize(("layer_type", "function"), LAYERS)
    @pytest.mark.parametrize("shape", [(1, 1), (1, 5), (4, 1), (3, 7)])
    def test_against_central_differences(self, layer_type, function, shape):
        """The loss is the sum of the outputs, each with a weight of its own."""
        layer, Z, dA = layer_type(), odd_numbers(*shape), odd_numbers(*shape, seed=1)
        layer.forward(Z, training=True)
        numeric = central_difference(lambda: float((function(Z) * dA).sum()), Z)
        np.testing.assert_allclose(layer.backward(dA), numeric, rtol=1e-6, atol=1e-9)
        assert check_gradients(layer, Z).passed

    def test_the_softmax_jacobian_entry_by_entry(self):
        Z = odd_numbers(2, 4)
        J = softmax_jacobian(softmax(Z))
        for j in range(4):
            for i in range(2):
                numeric = central_difference(lambda i=i, j=j: float(softmax(Z)[i, j]), Z)
                np.testing.assert_allclose(J[i, j], numeric[i], rtol=1e-6, atol=1e-9)
                np.testing.assert_allclose(numeric[1 - i], 0, atol=1e-12)  # samples do not influence each other

    @given(scores())
    def test_jacobian_rows_and_columns_sum_to_zero(self, Z):
        J = softmax_jacobian(softmax(Z))
        rounding = J.shape[1] * EPS  # the n probabilities add up to 1 give or take n EPS / 2; the sum here is as good
        np.testing.assert_allclose(J.sum(axis=1), 0, atol=rounding)
        np.testing.assert_allclose(J.sum(axis=2), 0, atol=rounding)
        np.testing.assert_array_equal(J, J.swapaxes(1, 2))

    def test_the_slope_is_taken_where_the_input_was_not_at_the_output(self):
        """A mask from ReLU's own output, sigmoid' at the output, tanh' at the output: three bugs at one point.

        At z = 2: ReLU' = 1; sigmoid' = 0.8808 * 0.1192 = 0.1050 (at its output it would be 0.2072); tanh' =
        1 - 0.9640² = 0.0707 (at its output 0.4449). At z = -2 a mask of output >= 0 would be true; it must be 0.
        """
        ones = np.ones((1, 2))
        for layer, slopes in ((ReLU(), [1, 0]), (Sigmoid(), [0.1050, 0.1050]), (Tanh(), [0.0707, 0.0707])):
            layer.forward([[2.0, -2.0]], training=True)
            np.testing.assert_allclose(layer.backward(ones), [slopes], atol=5e-5)

    def test_relu_is_flat_at_the_kink_and_below(self):
        layer = ReLU()
        layer.forward([[0.0, -0.0, -1e-300, 1e-300]], training=True)
        np.testing.assert_array_equal(layer.backward(np.ones((1, 4))), [[0, 0, 0, 1]])

    @pytest.mark.parametrize("layer_type", [Sigmoid, Tanh, Softmax])
    def test_saturated_slopes_are_zero_and_finite(self, layer_type):
        layer = layer_type()
        layer.forward([[-1e4, 1e4]], training=True)
        np.testing.assert_array_equal(layer.backward(np.array([[3.0, -5.0]])), [[0, 0]])


class TestProperties:
    @given(scores())
    def test_relu_twice_is_relu_once(self, Z):
        A = relu(Z)
        np.testing.assert_array_equal(relu(A), A)
        assert (A >= 0).all()
        np.testing.assert_array_equal(A - relu(-Z), Z)

    @given(scores())
    def test_sigmoid_of_minus_z_is_the_rest_to_one(self, Z):
        # Both sides have the same exp(-|z|): only the sum, the two divisions and the difference are rounded.
        np.testing.assert_allclose(sigmoid(-Z), 1 - sigmoid(Z), rtol=0, atol=2 * EPS)

    @given(scores(st.floats(-700, 700)))
    def test_sigmoid_keeps_its_digits_far_to_the_left(self, Z):
        """Where exp(z) is tiny, sigmoid(z) is exp(z) / (1 + exp(z)): no digit is lost to 1 - something."""
        Z = -np.abs(Z)
        np.testing.assert_allclose(sigmoid(Z), np.exp(Z) / (1 + np.exp(Z)), rtol=10 * EPS)  # two exp: 8 EPS

    @given(scores(ordinary))
    def test_sigmoid_against_its_definition(self, Z):
        np.testing.assert_allclose(sigmoid(Z), 1 / (1 + np.exp(-Z)), rtol=10 * EPS)  # two exp: 8 EPS

    @given(scores())
    def test_tanh_is_a_stretched_sigmoid(self, Z):
        # Near 0 the difference has no digits of its own: what rounds is a sigmoid of about 1/2, and tanh by 4 EPS.
        np.testing.assert_allclose(tanh(Z), 2 * sigmoid(2 * Z) - 1, rtol=0, atol=8 * EPS)

    @given(scores(ordinary))
    def test_tanh_is_odd(self, Z):
        np.testing.assert_array_max_ulp(tanh(-Z), -tanh(Z), maxulp=8)  # in last places: also where z is subnormal

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @given(data=st.data())
    def test_softmax_gives_probabilities_for_any_scores(self, dtype, data):
        A = softmax(data.draw(scores(dtype=dtype)))
        assert A.dtype == dtype
        assert ((A >= 0) & (A <= 1)).all()
        rounding = A.shape[1] * np.finfo(dtype).eps  # n - 1 additions and a division there, n - 1 additions here
        np.testing.assert_allclose(A.sum(axis=1), 1, rtol=rounding)

    @given(scores(ordinary), ordinary)
    def test_softmax_sees_only_differences(self, Z, constant):
        # A sum up to 20 rounds by 8 EPS, and so does a difference: exponents are 32 EPS apart. That and 8 EPS of two
        # exp count twice, above and below the line; for the logarithm, the 8 EPS of each last difference come on top.
        np.testing.assert_allclose(softmax(Z + constant), softmax(Z), rtol=100 * EPS)
        np.testing.assert_allclose(log_softmax(Z + constant), log_softmax(Z), rtol=0, atol=120 * EPS)

    def test_softmax_does_not_overflow(self):
        expected = softmax([[1.0, 2.0, 3.0]])
        for shift in (-1e4, 1e4):
            np.testing.assert_allclose(softmax([[shift + 1, shift + 2, shift + 3]]), expected, rtol=1e-11)

    @given(scores(ordinary))
    def test_softmax_against_its_definition(self, Z):
        E = np.exp(Z)
        # The difference to the largest score, up to 20, rounds by 8 EPS, exp by 4 on each side; all of it twice.
        np.testing.assert_allclose(softmax(Z), E / E.sum(axis=1, keepdims=True), rtol=40 * EPS)

    @given(scores(ordinary))
    def test_softmax_keeps_the_order_of_the_scores(self, Z):
        A = softmax(Z)
        for row, a in zip(Z, A, strict=True):
            rising = a[np.argsort(row)]
            assert (rising[1:] >= rising[:-1] * (1 - 8 * EPS)).all()  # two exp of neighbors may change places

    @given(scores(ordinary))
    def test_log_softmax_is_the_logarithm_of_softmax(self, Z):
        # The last logarithm and the last difference round in proportion; exp, sum and the other logarithm do not.
        np.testing.assert_allclose(log_softmax(Z), np.log(softmax(Z)), rtol=5 * EPS, atol=10 * EPS)

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @given(data=st.data())
    def test_log_softmax_is_finite_and_at_most_zero(self, dtype, data):
        L = log_softmax(data.draw(scores(dtype=dtype)))
        assert L.dtype == dtype
        assert np.isfinite(L).all()
        assert (L <= 0).all()

    @given(ordinary)
    def test_softmax_of_two_scores_is_sigmoid_of_their_difference(self, z):
        np.testing.assert_allclose(softmax([[0.0, z]])[0, 1], sigmoid(z), rtol=10 * EPS)  # two exp: 8 EPS

    @pytest.mark.parametrize("function", FUNCTIONS)
    @given(Z=scores())
    def test_every_row_is_computed_for_itself(self, function, Z):
        A = function(Z)
        for i in range(len(Z)):
            # exp and sums may be taken in another order: 8 EPS above the line, 13 below it.
            np.testing.assert_allclose(function(Z[i : i + 1]), A[i : i + 1], rtol=30 * EPS, atol=30 * EPS)

    def test_softmax_works_along_the_last_axis_of_any_array(self):
        Z = odd_numbers(2, 3, 4)
        A = softmax(Z)
        np.testing.assert_allclose(A.sum(axis=-1), np.ones((2, 3)), rtol=1e-14)
        np.testing.assert_array_equal(A[1], softmax(Z[1]))
        np.testing.assert_array_equal(A[1, 2], softmax(Z[1, 2]))
        np.testing.assert_array_equal(log_softmax(Z)[1, 2], log_softmax(Z[1, 2]))


@pytest.mark.parametrize("function", FUNCTIONS)
class TestEveryFunction:
    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_keeps_the_dtype_and_the_shape(self, function, dtype):
        A = function(odd_numbers(3, 5).astype(dtype))
        assert A.dtype == dtype
        assert A.shape == (3, 5)

    def test_takes_lists_and_whole_numbers(self, function):
        np.testing.assert_array_equal(function([[1, -2]]), function(np.array([[1.0, -2.0]])))

    def test_the_callers_array_is_never_modified(self, function):
        Z = odd_numbers(3, 5)
        Z.flags.writeable = False
        assert not np.shares_memory(function(Z), Z)

    @pytest.mark.parametrize("value", [-1e4, 1e4])
    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_extreme_values_give_finite_ones_without_a_warning(self, function, value, dtype):
        assert np.isfinite(function(np.array([[value, 0, 1]], dtype))).all()

    def test_nan_stays_visible(self, function):
        assert np.isnan(function([[np.nan, 1.0]])[0, 0])

    @pytest.mark.parametrize("Z", [None, ["a"], [[1.0], [1.0, 2.0]], [1j]])
    def test_refuses_what_is_not_made_of_numbers_by_name(self, function, Z):
        with pytest.raises((TypeError, ValueError), match=rf"^{function.__name__}: Z (is None|is ragged|has dtype)"):
            function(Z)


@pytest.mark.parametrize(("layer_type", "function"), LAYERS)
class TestEveryLayer:
    def test_forward_is_the_function(self, layer_type, function):
        Z = odd_numbers(3, 5)
        np.testing.assert_array_equal(layer_type().forward(Z), function(Z))

    @pytest.mark.parametrize("shape", [(5,), (1, 3), (5, 1), (3, 5)])
    def test_refuses_to_broadcast_the_incoming_gradient(self, layer_type, function, shape):
        layer = layer_type()
        layer.forward(odd_numbers(5, 3), training=True)
        came = re.escape(str(shape))
        message = rf"^{layer_type.__name__}\.backward: dA has shape {came} but the forward output has shape \(5, 3\)"
        with pytest.raises(ValueError, match=message):
            layer.backward(np.ones(shape))

    def test_has_no_parameters_and_keeps_the_number_of_columns(self, layer_type, function):
        layer = layer_type()
        assert layer.params == layer.grads == ()
        assert layer.penalty == 0
        assert layer.n_out(7) == 7

    def test_repr_is_the_call(self, layer_type, function):
        assert repr(layer_type()) == f"{layer_type.__name__}()"


@pytest.mark.parametrize("kind", [kind for kind, _ in ELEMENTWISE])
def test_batches_of_any_size_and_the_layers_own_outputs_in_training(kind):
    """What a layer writes to again, it must not read as something else."""
    rng, layer = np.random.default_rng(0), kind()
    for dtype in (np.float32, np.float64):
        for n_samples in (4, 2, 4, 7, 1, 7):
            X = rng.normal(size=(n_samples, 3)).astype(dtype)
            expected = kind().forward(X)
            A = layer.forward(X, training=True)
            np.testing.assert_array_equal(A, expected)
            np.testing.assert_array_equal(layer.forward(A, training=True), kind().forward(expected))


def test_the_mask_of_relu_takes_one_byte_a_number_always_the_same():
    layer, Z = ReLU(), np.array([[-1.0, 2.0]], np.float32)
    layer.forward(Z, training=True)
    mask = layer._memory
    assert mask.dtype == np.bool_
    layer.forward(-Z, training=True)
    assert np.shares_memory(layer._memory, mask)


def test_the_builder_knows_the_hidden_activations_by_name():
    """What it knows is tried here, each with its function: ``ELEMENTWISE`` says with which."""
    assert {kind.__name__.lower(): kind for kind, _ in ELEMENTWISE} == ACTIVATIONS


@pytest.mark.parametrize("function", [softmax, log_softmax])
@pytest.mark.parametrize("scores", [[], 3.0, np.empty((4, 0))])
def test_no_scores_are_refused(function, scores):
    with pytest.raises(ValueError, match=r"softmax: Z has shape \(.*\); expected at least one score .* Hint: "):
        function(scores)
