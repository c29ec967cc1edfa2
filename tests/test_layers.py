"""Dense and Dropout, and what every layer promises."""

import copy
import pickle
import re

import numpy as np
import pytest
from gradients import central_difference, odd_numbers
from hypothesis import given
from hypothesis import strategies as st

from mlpkit import Dense, Dropout, Layer, ReLU, Sigmoid, Softmax, Tanh, check_gradients, normal, zeros

SHAPES = [(1, 1, 1), (1, 5, 3), (5, 1, 3), (5, 3, 1), (4, 3, 3), (7, 3, 5)]  # (n_samples, n_in, n_out)
EVERY_LAYER = [
    pytest.param(lambda: Dense(3, 3, rng=np.random.default_rng(0)), id="Dense"),
    pytest.param(lambda: Dropout(0.4, rng=np.random.default_rng(0)), id="Dropout"),
    pytest.param(ReLU, id="ReLU"),
    pytest.param(Sigmoid, id="Sigmoid"),
    pytest.param(Tanh, id="Tanh"),
    pytest.param(Softmax, id="Softmax"),
]


def frozen(array):
    """The array, write-protected: whoever tries to change it gets an error."""
    array.flags.writeable = False
    return array


def state(layer):
    """Everything a layer holds, as bytes: two states are equal only if nothing at all has changed."""
    return pickle.dumps(layer)


def dense(n_in, n_out, **settings):
    """A float64 layer with odd weights and, unlike a fresh one, odd biases."""
    layer = Dense(n_in, n_out, dtype=np.float64, rng=np.random.default_rng(1), **settings)
    layer.W[...] = odd_numbers(n_in, n_out, seed=2)
    layer.b[...] = odd_numbers(n_out, seed=3)
    return layer


class TestDenseByHand:
    r"""Two samples, two inputs, three neurons; every product below was done with a pencil.

    X = [1  2]   W = [2   0  1]   b = [0.5  0  -1]   dZ = [ 1  0  2]
        [3 -1]       [1  -1  0]                           [-1  3  1]
    """

    X = np.array([[1.0, 2.0], [3.0, -1.0]])
    W = np.array([[2.0, 0.0, 1.0], [1.0, -1.0, 0.0]])
    b = np.array([0.5, 0.0, -1.0])
    gradient = np.array([[1.0, 0.0, 2.0], [-1.0, 3.0, 1.0]])  # dZ

    def layer(self, **settings):
        layer = Dense(2, 3, dtype=np.float64, rng=np.random.default_rng(0), **settings)
        layer.W[...], layer.b[...] = self.W, self.b
        return layer

    def test_forward(self):
        """First entry: 1*2 + 2*1 + 0.5 = 4.5."""
        np.testing.assert_array_equal(self.layer().forward(self.X), [[4.5, -2.0, 0.0], [5.5, 1.0, 2.0]])

    def test_backward(self):
        """dW[0, 0] = 1*1 + 3*(-1) = -2, db[0] = 1 - 1 = 0, dX[0, 0] = 1*2 + 0*0 + 2*1 = 4."""
        layer = self.layer()
        layer.forward(self.X, training=True)
        dX = layer.backward(self.gradient)
        np.testing.assert_array_equal(layer.dW, [[-2.0, 9.0, 5.0], [3.0, -3.0, 3.0]])
        np.testing.assert_array_equal(layer.db, [0.0, 3.0, 3.0])
        np.testing.assert_array_equal(dX, [[4.0, 1.0], [-1.0, -4.0]])

    def test_weights_lie_row_by_row_whatever_init_returns(self):
        """Optimizers cut arrays into blocks of rows; and the order decides in which order sums are rounded."""

        def init(n_in, n_out, *, rng):
            return np.asfortranarray(rng.normal(size=(n_in, n_out)))

        assert Dense(4, 3, init=init, rng=np.random.default_rng(0)).W.flags.c_contiguous

    def test_l2_adds_its_share_to_dw_and_not_to_db(self):
        """With l2 = 0.5 half of W comes on top; the penalty is 0.25 * (4 + 0 + 1 + 1 + 1 + 0) = 1.75."""
        layer = self.layer(l2=0.5)
        layer.forward(self.X, training=True)
        layer.backward(self.gradient)
        np.testing.assert_array_equal(layer.dW, [[-1.0, 9.0, 5.5], [3.5, -3.5, 3.0]])
        np.testing.assert_array_equal(layer.db, [0.0, 3.0, 3.0])
        assert layer.penalty == 1.75

    def test_without_l2_there_is_no_penalty(self):
        assert self.layer().penalty == 0.0


class TestDenseGradients:
    @pytest.mark.parametrize(("n_samples", "n_in", "n_out"), SHAPES)
    @pytest.mark.parametrize("l2", [0.0, 0.7])
    def test_against_central_differences(self, n_samples, n_in, n_out, l2):
        """The loss is the sum of the outputs, each with a weight of its own, plus the penalty."""
        layer, X = dense(n_in, n_out, l2=l2), odd_numbers(n_samples, n_in, seed=4)
        dZ = odd_numbers(n_samples, n_out, seed=5)
        layer.forward(X, training=True)
        dX = layer.backward(dZ)

        def loss():
            return float((layer.forward(X) * dZ).sum()) + layer.penalty

        np.testing.assert_allclose(layer.dW, central_difference(loss, layer.W), rtol=1e-6, atol=1e-8)
        np.testing.assert_allclose(layer.db, central_difference(loss, layer.b), rtol=1e-6, atol=1e-8)
        np.testing.assert_allclose(dX, central_difference(loss, X), rtol=1e-6, atol=1e-8)
        assert check_gradients(layer, X).passed

    def test_the_batch_is_summed_not_averaged(self):
        """The 1/n belongs to the loss: the same sample twice counts twice."""
        X, dZ = odd_numbers(1, 3), odd_numbers(1, 2)
        once, twice = dense(3, 2), dense(3, 2)
        once.forward(X, training=True)
        twice.forward(np.vstack([X, X]), training=True)
        once.backward(dZ)
        twice.backward(np.vstack([dZ, dZ]))
        np.testing.assert_allclose(twice.dW, 2 * once.dW)
        np.testing.assert_allclose(twice.db, 2 * once.db)

    def test_set_parameter_gradients_is_backward_without_the_inputs(self):
        X, dZ = odd_numbers(4, 3), odd_numbers(4, 2)
        whole, half = dense(3, 2, l2=0.3), dense(3, 2, l2=0.3)
        whole.forward(X, training=True)
        half.forward(X, training=True)
        whole.backward(dZ)
        assert half.set_parameter_gradients(dZ) is None
        np.testing.assert_array_equal(half.dW, whole.dW)
        np.testing.assert_array_equal(half.db, whole.db)


class TestDense:
    def test_starts_with_the_weights_of_init_and_zero_biases_and_gradients(self):
        layer = Dense(3, 2, init=normal, rng=np.random.default_rng(5))
        W = normal(3, 2, rng=np.random.default_rng(5)).astype(np.float32)
        np.testing.assert_array_equal(layer.W, W)
        for array, shape in ((layer.b, (2,)), (layer.dW, (3, 2)), (layer.db, (2,))):
            np.testing.assert_array_equal(array, np.zeros(shape))
            assert array.dtype == np.float32

    def test_he_is_the_default(self):
        W = Dense(2000, 50, rng=np.random.default_rng(0)).W
        assert W.var() == pytest.approx(2 / 2000, rel=0.02)

    def test_params_and_grads_are_the_arrays_themselves(self):
        layer = Dense(3, 2, rng=np.random.default_rng(0))
        assert layer.params[0] is layer.W
        assert layer.params[1] is layer.b
        assert layer.grads[0] is layer.dW
        assert layer.grads[1] is layer.db

    def test_lists_and_whole_numbers_are_welcome(self):
        layer = TestDenseByHand().layer()
        np.testing.assert_array_equal(layer.forward([[1, 2], [3, -1]]), layer.forward(TestDenseByHand.X))

    def test_a_batch_without_rows_gives_none(self):
        assert Dense(3, 2, rng=np.random.default_rng(0)).forward(np.empty((0, 3))).shape == (0, 2)

    def test_n_out(self):
        layer = Dense(3, 2, rng=np.random.default_rng(0))
        assert layer.n_out(3) == 2
        with pytest.raises(ValueError, match=r"the layer before gives 4 columns but this one was built for n_in=3"):
            layer.n_out(4)

    def test_repr(self):
        assert repr(Dense(3, 2, rng=np.random.default_rng(0))) == "Dense(3, 2)"

    @pytest.mark.parametrize(
        ("shape", "message"),
        [
            (
                (5, 3),
                r"^Dense\.forward: X has 3 columns but the layer was built for n_in=4; got X of shape \(5, 3\)\. ",
            ),
            (
                (4,),
                r"^Dense\.forward: X must have shape \(n_samples, n_features\); got shape \(4,\)\. Hint: ",
            ),
        ],
    )
    def test_refuses_inputs_of_another_shape_and_keeps_its_state(self, shape, message):
        layer = Dense(4, 2, rng=np.random.default_rng(0))
        before = state(layer)
        with pytest.raises(ValueError, match=message):
            layer.forward(np.ones(shape), training=True)
        assert state(layer) == before

    @pytest.mark.parametrize("shape", [(5,), (1, 2), (5, 1), (2, 5), (5, 2, 1)])
    def test_refuses_to_broadcast_the_incoming_gradient(self, shape):
        layer = dense(3, 2)
        layer.forward(np.ones((5, 3)), training=True)
        message = rf"^Dense\.backward: dA has shape {re.escape(str(shape))} but the forward output has shape \(5, 2\)"
        with pytest.raises(ValueError, match=message):
            layer.backward(np.ones(shape))
        np.testing.assert_array_equal(layer.dW, np.zeros((3, 2)))
        np.testing.assert_array_equal(layer.db, np.zeros(2))

    @pytest.mark.parametrize(
        ("arguments", "settings", "error", "message"),
        [
            ((0, 2), {}, ValueError, r"^Dense: n_in must be a whole number >= 1; got 0"),
            ((3, -1), {}, ValueError, r"^Dense: n_out must be a whole number >= 1; got -1"),
            ((3.0, 2), {}, TypeError, r"^Dense: n_in must be a whole number >= 1; got 3\.0 \(float\)"),
            ((3, "2"), {}, TypeError, r"^Dense: n_out must be a whole number >= 1; got '2' \(str\)"),
            ((3, 2), {"rng": 0}, TypeError, r"^Dense: rng must be a numpy\.random\.Generator; got 0"),
            ((3, 2), {"init": "he"}, TypeError, r"^Dense: init must be a function.*got 'he' \(str\)\. Hint: init=mlpk"),
            ((3, 2), {"dtype": np.int64}, ValueError, r"^Dense: dtype must be float32 or float64; got int64"),
            ((3, 2), {"dtype": np.float16}, ValueError, r"^Dense: dtype must be float32 or float64; got float16"),
            ((3, 2), {"l2": -0.1}, ValueError, r"^Dense: l2 must be a finite number >= 0; got -0\.1"),
            ((3, 2), {"l2": None}, TypeError, r"^Dense: l2 must be a number >= 0; got None"),
            (
                (3, 2),
                {"init": lambda n_in, n_out, *, rng: np.zeros((n_out, n_in))},
                ValueError,
                r"^Dense: init returned weights of shape \(2, 3\); expected \(3, 2\)",
            ),
            (
                (3, 2),
                {"init": lambda n_in, n_out, *, rng: None},
                TypeError,
                r"^Dense: the result of init is None; .*was a return forgotten",
            ),
        ],
    )
    def test_refusals(self, arguments, settings, error, message):
        with pytest.raises(error, match=message):
            Dense(*arguments, **{"rng": np.random.default_rng(0), **settings})

    def test_weights_given_by_the_caller_are_copied(self):
        """Training changes W in place: it must not reach the array that a caller's ``init`` returned."""
        mine = np.ones((3, 2))
        layer = Dense(3, 2, init=lambda n_in, n_out, *, rng: mine, dtype=np.float64, rng=np.random.default_rng(0))
        layer.W -= 1
        np.testing.assert_array_equal(mine, np.ones((3, 2)))


class TestDropout:
    def test_by_hand(self):
        """At rate 0.75 what stays is divided by 0.25: every entry is 0 or four times as large, forth and back."""
        layer = Dropout(0.75, rng=np.random.default_rng(0))
        X = np.arange(1.0, 13.0).reshape(3, 4)
        A = layer.forward(X, training=True)
        kept = A != 0
        assert 0 < kept.sum() < 12
        np.testing.assert_array_equal(A, np.where(kept, 4 * X, 0))
        dA = odd_numbers(3, 4)
        np.testing.assert_array_equal(layer.backward(dA), np.where(kept, 4 * dA, 0))

    @pytest.mark.parametrize("shape", [(1, 1), (1, 7), (5, 3)])
    def test_gradient_against_central_differences_with_the_same_mask(self, shape):
        layer, X, dA = Dropout(0.4, rng=np.random.default_rng(3)), odd_numbers(*shape), odd_numbers(*shape, seed=1)

        def loss():
            return float((copy.deepcopy(layer).forward(X, training=True) * dA).sum())

        numeric = central_difference(loss, X)  # before the forward below moves the layer's generator
        layer.forward(X, training=True)
        np.testing.assert_allclose(layer.backward(dA), numeric, rtol=1e-6, atol=1e-8)
        assert check_gradients(layer, X).passed

    @pytest.mark.parametrize("rate", [0.1, 0.5, 0.8])
    def test_drops_its_share_and_keeps_the_mean(self, rate):
        A = Dropout(rate, rng=np.random.default_rng(0)).forward(np.ones((300, 400)), training=True)
        assert (A == 0).mean() == pytest.approx(rate, abs=0.01)
        assert A.mean() == pytest.approx(1.0, abs=0.02)

    def test_every_entry_is_drawn_for_itself(self):
        A = Dropout(0.5, rng=np.random.default_rng(0)).forward(np.ones((200, 300)), training=True)
        assert (A.mean(axis=0) > 0).all(), "no column is switched off as a whole"
        assert (A.mean(axis=1) > 0).all(), "no row either"
        assert A.mean(axis=0).std() == pytest.approx(1 / np.sqrt(200), rel=0.2)

    @given(rate=st.floats(0.0, 0.99), seed=st.integers(0, 2**32), dtype=st.sampled_from([np.float32, np.float64]))
    def test_entries_are_zero_or_scaled_up(self, rate, seed, dtype):
        A = Dropout(rate, rng=np.random.default_rng(seed)).forward(np.ones((4, 5), dtype), training=True)
        assert A.dtype == dtype
        assert set(np.unique(A)) <= {dtype(0), dtype(1 / (1 - rate))}

    def test_rate_zero_keeps_everything(self):
        X = odd_numbers(5, 3)
        layer = Dropout(0, rng=np.random.default_rng(0))
        np.testing.assert_array_equal(layer.forward(X, training=True), X)
        np.testing.assert_array_equal(layer.backward(X), X)

    def test_prediction_drops_nothing(self):
        X = odd_numbers(50, 3)
        np.testing.assert_array_equal(Dropout(0.9, rng=np.random.default_rng(0)).forward(X), X)

    def test_prediction_draws_no_random_number(self):
        asked, silent = (Dropout(0.5, rng=np.random.default_rng(0)) for _ in range(2))
        asked.forward(np.ones((5, 3)))
        X = np.ones((20, 30))
        np.testing.assert_array_equal(asked.forward(X, training=True), silent.forward(X, training=True))

    def test_every_step_has_a_new_mask_and_every_seed_the_same_masks(self):
        X = np.ones((20, 30))
        first, again = (Dropout(0.5, rng=np.random.default_rng(9)) for _ in range(2))
        masks = [first.forward(X, training=True).copy() for _ in range(2)]
        assert (masks[0] != masks[1]).any()
        for mask in masks:
            np.testing.assert_array_equal(again.forward(X, training=True), mask)

    def test_two_layers_from_one_generator_do_not_share_masks_or_disturb_each_other(self):
        def two():
            rng = np.random.default_rng(9)
            return Dropout(0.5, rng=rng), Dropout(0.5, rng=rng)

        X = np.ones((20, 30))
        first, second = two()
        A, B = first.forward(X, training=True), second.forward(X, training=True)
        assert (A != B).any()
        first, second = two()  # the same, called the other way round
        np.testing.assert_array_equal(second.forward(X, training=True), B)
        np.testing.assert_array_equal(first.forward(X, training=True), A)

    def test_takes_one_generator_from_the_callers(self):
        """The caller's next child is the second, not the third."""
        rng = np.random.default_rng(0)
        Dropout(0.5, rng=rng)
        assert rng.spawn(1)[0].random() == np.random.default_rng(0).spawn(2)[1].random()

    def test_float32_is_scaled_in_float32(self):
        X = odd_numbers(50, 3).astype(np.float32)
        A = Dropout(0.4, rng=np.random.default_rng(0)).forward(X, training=True)
        np.testing.assert_array_equal(A[A != 0], (X * np.float32(1 / 0.6))[A != 0])

    def test_takes_no_number_from_the_callers_generator(self):
        rng, untouched = np.random.default_rng(9), np.random.default_rng(9)
        Dropout(0.5, rng=rng).forward(np.ones((5, 3)), training=True)
        assert rng.random() == untouched.random()

    @pytest.mark.parametrize("shape", [(5,), (1, 3), (5, 1), (3, 5)])
    def test_refuses_to_broadcast_the_incoming_gradient(self, shape):
        layer = Dropout(0.5, rng=np.random.default_rng(0))
        layer.forward(np.ones((5, 3)), training=True)
        message = rf"^Dropout\.backward: dA has shape {re.escape(str(shape))} but the forward output has shape \(5, 3\)"
        with pytest.raises(ValueError, match=message):
            layer.backward(np.ones(shape))

    @pytest.mark.parametrize(
        ("rate", "error", "message"),
        [
            (1.0, ValueError, r"^Dropout: rate must be a finite number >= 0 and < 1; got 1\.0\. Hint: 0\.2 switches"),
            (-0.1, ValueError, r"^Dropout: rate must be a finite number >= 0 and < 1; got -0\.1"),
            (np.nan, ValueError, r"^Dropout: rate must be a finite number >= 0 and < 1; got nan"),
            ("0.5", TypeError, r"^Dropout: rate must be a number >= 0 and < 1; got '0\.5' \(str\)"),
        ],
    )
    def test_refuses_other_rates(self, rate, error, message):
        with pytest.raises(error, match=message):
            Dropout(rate, rng=np.random.default_rng(0))

    def test_refuses_a_seed_in_place_of_a_generator(self):
        with pytest.raises(TypeError, match=r"^Dropout: rng must be a numpy\.random\.Generator; got 0 \(int\)"):
            Dropout(0.5, rng=0)

    def test_repr(self):
        assert repr(Dropout(0.25, rng=np.random.default_rng(0))) == "Dropout(0.25)"


@pytest.mark.parametrize("make", EVERY_LAYER)
class TestEveryLayer:
    """The rules of design.md that hold for each layer."""

    def test_prediction_writes_nothing(self, make):
        layer = make()
        before = state(layer)
        layer.forward(odd_numbers(5, 3))
        assert state(layer) == before

    def test_prediction_between_forward_and_backward_does_no_harm(self, make):
        """A cache is written only when training: looking at other data in between leaves the gradients alone."""
        quiet, asked, X, dA = make(), make(), odd_numbers(5, 3), odd_numbers(5, 3, seed=1)
        quiet.forward(X, training=True)
        asked.forward(X, training=True)
        asked.forward(odd_numbers(4, 3, seed=2))
        np.testing.assert_array_equal(asked.backward(dA), quiet.backward(dA))
        for mine, expected in zip(asked.grads, quiet.grads, strict=True):
            np.testing.assert_array_equal(mine, expected)

    def test_backward_before_any_forward_raises(self, make):
        layer = make()
        message = rf"^{type(layer).__name__}\.backward: there is no forward pass .* forward\(X, training=True\) first$"
        with pytest.raises(RuntimeError, match=message):
            layer.backward(np.ones((5, 3)))

    def test_backward_after_prediction_raises(self, make):
        layer = make()
        layer.forward(odd_numbers(5, 3))
        with pytest.raises(RuntimeError, match="there is no forward pass to go back through"):
            layer.backward(np.ones((5, 3)))

    def test_second_backward_raises_and_changes_nothing(self, make):
        """A cache is spent by backward: stale gradients are impossible."""
        layer = make()
        layer.forward(odd_numbers(5, 3), training=True)
        layer.backward(odd_numbers(5, 3))
        before = state(layer)
        with pytest.raises(RuntimeError, match="each backward needs its own forward in training mode"):
            layer.backward(odd_numbers(5, 3))
        assert state(layer) == before

    def test_backward_belongs_to_the_last_forward(self, make):
        twice, once = make(), make()
        if isinstance(twice, Dropout):
            once.forward(odd_numbers(4, 3, seed=3), training=True)  # so that both draw the same second mask
            once.backward(odd_numbers(4, 3))
        twice.forward(odd_numbers(4, 3, seed=3), training=True)
        X, dA = odd_numbers(5, 3), odd_numbers(5, 3, seed=1)
        np.testing.assert_array_equal(twice.forward(X, training=True), once.forward(X, training=True))
        np.testing.assert_array_equal(twice.backward(dA), once.backward(dA))

    def test_gradients_are_overwritten_not_accumulated(self, make):
        layer, X, dA = make(), odd_numbers(5, 3), odd_numbers(5, 3, seed=1)
        for _ in range(2):
            layer.forward(X, training=True)
            layer.backward(dA)
        fresh = make()
        fresh.forward(X, training=True)
        fresh.backward(dA)
        for mine, expected in zip(layer.grads, fresh.grads, strict=True):
            np.testing.assert_array_equal(mine, expected)

    def test_backward_moves_no_parameter(self, make):
        layer = make()
        before = copy.deepcopy(layer.params)
        layer.forward(odd_numbers(5, 3), training=True)
        layer.backward(odd_numbers(5, 3))
        for mine, expected in zip(layer.params, before, strict=True):
            np.testing.assert_array_equal(mine, expected)

    def test_the_callers_arrays_are_never_modified(self, make):
        """Write-protected arrays pass through: a change would be an error, and the results share no memory."""
        layer = make().astype(np.float64)
        X, dA = frozen(odd_numbers(5, 3)), frozen(odd_numbers(5, 3, seed=1))
        A = layer.forward(X, training=True)
        dX = layer.backward(dA)
        assert not np.shares_memory(A, X)
        assert not np.shares_memory(dX, dA)

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_one_dtype_from_end_to_end(self, make, dtype):
        layer = make().astype(dtype)
        A = layer.forward(odd_numbers(5, 3).astype(dtype), training=True)
        dX = layer.backward(odd_numbers(5, 3).astype(dtype))
        assert {array.dtype for array in (A, dX, *layer.params, *layer.grads)} == {np.dtype(dtype)}

    def test_a_batch_of_one_equals_its_row_of_a_larger_batch(self, make):
        layer, X = make().astype(np.float64), odd_numbers(5, 3)  # a product may add up in another order for other rows
        np.testing.assert_allclose(layer.forward(X[2:3]), layer.forward(X)[2:3], rtol=1e-12)

    def test_one_dimension_is_refused(self, make):
        layer = make()
        name = type(layer).__name__
        with pytest.raises(ValueError, match=rf"^{name}\.forward: X must have shape .*np\.reshape\(X, \(1, -1\)\)"):
            layer.forward(np.ones(3))

    def test_astype_gives_an_independent_copy(self, make):
        layer = make()
        before = state(layer)
        other = layer.astype(np.float64)
        assert type(other) is type(layer)
        for mine, theirs in zip(layer.params + layer.grads, other.params + other.grads, strict=True):
            assert theirs.dtype == np.float64
            np.testing.assert_array_equal(mine, theirs)
            theirs += 1
        other.forward(odd_numbers(5, 3), training=True)
        assert state(layer) == before

    @pytest.mark.parametrize("clone", [copy.deepcopy, lambda layer: pickle.loads(pickle.dumps(layer))])
    def test_a_copy_goes_on_exactly_like_the_original(self, make, clone):
        layer, X, dA = make(), odd_numbers(5, 3), odd_numbers(5, 3, seed=1)
        layer.forward(X, training=True)
        other = clone(layer)  # in the middle of a step
        np.testing.assert_array_equal(other.backward(dA), layer.backward(dA))
        np.testing.assert_array_equal(other.forward(X, training=True), layer.forward(X, training=True))

    def test_training_is_keyword_only(self, make):
        with pytest.raises(TypeError, match="positional argument"):
            make().forward(odd_numbers(5, 3), True)


@pytest.mark.parametrize("make", [layer for layer in EVERY_LAYER if layer.id != "Dropout"])
def test_all_but_dropout_compute_the_same_in_training_and_prediction(make):
    layer, X = make(), odd_numbers(5, 3)
    np.testing.assert_array_equal(layer.forward(X, training=True), layer.forward(X))


def test_astype_to_float32_rounds_the_weights():
    layer = dense(3, 2)
    other = layer.astype(np.float32)
    assert other.forward(odd_numbers(4, 3)).dtype == np.float32
    np.testing.assert_allclose(other.W, layer.W, rtol=1e-7)


def test_astype_refuses_what_dense_refuses():
    with pytest.raises(ValueError, match="dtype must be float32 or float64; got int64"):
        Dense(3, 2, rng=np.random.default_rng(0)).astype(np.int64)


class Double(Layer):
    """The smallest layer a learner can write."""

    def forward(self, X, *, training=False):
        return 2 * X

    def backward(self, dA):
        return 2 * dA


class TestLayer:
    def test_a_layer_of_ones_own_needs_two_methods(self):
        layer = Double()
        assert layer.params == layer.grads == ()
        assert layer.penalty == 0.0
        assert layer.n_out(7) == 7
        assert check_gradients(layer, odd_numbers(4, 3)).passed

    def test_the_base_itself_cannot_be_made(self):
        with pytest.raises(TypeError, match="abstract"):
            Layer()


def test_a_layer_of_zeros_gives_its_biases():
    layer = Dense(3, 2, init=zeros, rng=np.random.default_rng(0))
    layer.b[...] = [1.5, -2]
    np.testing.assert_array_equal(layer.forward(odd_numbers(4, 3)), [[1.5, -2]] * 4)


@pytest.mark.parametrize("make", [make for make in EVERY_LAYER if make.id in ("Dense", "Dropout", "ReLU")])
def test_every_training_step_writes_to_the_same_memory(make):
    """Large arrays are asked for once. A short batch gets the first rows of a full one; prediction has its own."""
    layer, X = make(), odd_numbers(6, 3).astype(np.float32)
    A = layer.forward(X, training=True)
    dX = layer.backward(X)
    for n_samples in (6, 2, 6):
        assert np.shares_memory(layer.forward(X[:n_samples], training=True), A)
        assert np.shares_memory(layer.backward(X[:n_samples]), dX)
    assert not np.shares_memory(layer.forward(X), A)


def test_a_gradient_of_another_dtype_is_converted_before_anything_is_computed():
    given, converted = (Dense(3, 3, l2=0.1, rng=np.random.default_rng(0)) for _ in range(2))
    X, dA = odd_numbers(50, 3), odd_numbers(50, 3, seed=1)
    for layer in (given, converted):
        layer.forward(X, training=True)
    np.testing.assert_array_equal(given.backward(dA), converted.backward(dA.astype(np.float32)))
    for layer, gradient in ((given, dA), (converted, dA.astype(np.float32))):
        layer.forward(X, training=True)
        layer.set_parameter_gradients(gradient)  # what the first layer of a network does instead
    for mine, expected in zip(given.grads, converted.grads, strict=True):
        np.testing.assert_array_equal(mine, expected)
