"""Whole networks: a step by hand, gradients in training mode, the builder, and what prediction leaves alone."""

import copy
import inspect
import math
import pickle
import re
from functools import partial, wraps

import numpy as np
import pytest
from gradients import central_difference, odd_numbers
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import mlpkit
from mlpkit import (
    SGD,
    BinaryCrossEntropy,
    CrossEntropy,
    Dense,
    Dropout,
    Layer,
    Loss,
    MeanAbsoluteError,
    MeanSquaredError,
    Optimizer,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
    check_gradients,
    evaluate,
    load,
    mlp,
    normal,
    save,
    softmax,
    train_step,
)
from mlpkit.activations import ACTIVATIONS, LAYERS
from mlpkit.initializers import INITIALIZERS


def odd(network):
    """The same network in float64 with odd weights and, unlike a fresh one, odd biases."""
    network = network.astype(np.float64)
    for i, array in enumerate(network.params):
        array[...] = odd_numbers(*array.shape, seed=i)
    return network


def state(network):
    """Everything a network holds, as bytes."""
    return pickle.dumps(network)


def names(options):
    """The names as messages list them."""
    return ", ".join(map(repr, options))


LABEL_LOSSES = (SoftmaxCrossEntropy, CrossEntropy)


def labels(n_samples, n_classes):
    return np.random.default_rng(5).integers(0, n_classes, size=n_samples)


class TestByHand:
    r"""Two inputs, two ReLU neurons, two logits, one sample; the whole step was done with a pencil.

    x = [1 2]   W1 = [1 -1]   b1 = [0 1]   W2 = [1  0]   b2 = [0  3 + ln 3]
                     [1 -1]                     [5 -5]

    Z1 = [3 -2], A1 = [3 0], logits = [3, 3 + ln 3]. The second neuron is off.
    """

    W1, b1 = np.array([[1.0, -1.0], [1.0, -1.0]]), np.array([0.0, 1.0])
    W2, b2 = np.array([[1.0, 0.0], [5.0, -5.0]]), np.array([0.0, 3.0 + math.log(3)])
    x = np.array([[1.0, 2.0]])

    def network(self):
        network = mlp([2, 2, 2], dtype=np.float64, rng=np.random.default_rng(0))
        for array, values in zip(network.params, (self.W1, self.b1, self.W2, self.b2), strict=True):
            array[...] = values
        return network

    def test_forward(self):
        """Logits (3, 3 + ln 3): the probabilities are 1/4 and 3/4, so class 1 it is."""
        network = self.network()
        np.testing.assert_allclose(network.forward(self.x), [[3, 3 + math.log(3)]])
        np.testing.assert_allclose(network.predict_proba(self.x), [[0.25, 0.75]])
        np.testing.assert_array_equal(network.predict(self.x), [1])

    def test_one_step_of_training(self):
        """True class 0: the loss is ln 4 and dlogits = (1/4 - 1, 3/4).

        dW2 = A1ᵀ dlogits = [[3 * -3/4, 3 * 3/4], [0, 0]], db2 = dlogits.
        dA1 = dlogits W2ᵀ = (-3/4, -30/4), of which the mask leaves dZ1 = (-3/4, 0).
        dW1 = xᵀ dZ1 = [[-3/4, 0], [-6/4, 0]], db1 = dZ1, dx = dZ1 W1ᵀ = (-3/4, -3/4).
        """
        network, loss = self.network(), SoftmaxCrossEntropy()
        outputs = network.forward(self.x, training=True)
        assert loss.value(outputs, [0]) == pytest.approx(math.log(4))
        dx = network.backward(loss.gradient(outputs, [0]), input_gradient=True)
        dW1, db1, dW2, db2 = network.grads
        np.testing.assert_allclose(dW2, [[-2.25, 2.25], [0, 0]], atol=1e-15)
        np.testing.assert_allclose(db2, [-0.75, 0.75])
        np.testing.assert_allclose(dW1, [[-0.75, 0], [-1.5, 0]], atol=1e-15)
        np.testing.assert_allclose(db1, [-0.75, 0])
        np.testing.assert_allclose(dx, [[-0.75, -0.75]])
        SGD(learning_rate=4.0).step(network.params, network.grads)  # W1 - 4 dW1, b1 - 4 db1
        np.testing.assert_allclose(network.params[0], [[4, -1], [7, -1]])
        np.testing.assert_allclose(network.params[1], [3, 1])


def relu_network(n_in, n_out, **settings):
    return mlp([n_in, 7, 6, n_out], rng=np.random.default_rng(0), **settings)


def sigmoid_output(n_in, n_out):
    rng = np.random.default_rng(0)
    return Sequential([Dense(n_in, 4, rng=rng), Tanh(), Dense(4, n_out, rng=rng), Sigmoid()])


def softmax_output(n_in, n_out):
    rng = np.random.default_rng(0)
    return Sequential([Dense(n_in, 4, rng=rng), Sigmoid(), Dense(4, n_out, rng=rng), Softmax()])


def dropout_first(n_in, n_out):
    rng = np.random.default_rng(0)
    return Sequential([Dropout(0.3, rng=rng), Dense(n_in, 4, rng=rng), ReLU(), Dense(4, n_out, rng=rng)])


def several_strengths(n_in, n_out):
    """L2 of another strength in each layer."""
    rng = np.random.default_rng(0)
    return Sequential([Dense(n_in, 4, l2=0.3, rng=rng), Tanh(), Dense(4, n_out, l2=0.9, rng=rng)])


NETWORKS = [
    pytest.param(relu_network, SoftmaxCrossEntropy(), id="relu"),
    pytest.param(partial(relu_network, activation="sigmoid"), SoftmaxCrossEntropy(), id="sigmoid"),
    pytest.param(partial(relu_network, activation="tanh"), SoftmaxCrossEntropy(), id="tanh"),
    pytest.param(partial(relu_network, l2=0.7), SoftmaxCrossEntropy(), id="l2"),
    pytest.param(several_strengths, SoftmaxCrossEntropy(), id="two strengths of l2"),
    pytest.param(partial(relu_network, dropout=0.4), SoftmaxCrossEntropy(), id="dropout"),
    pytest.param(partial(relu_network, activation="tanh", dropout=0.4, l2=0.7), SoftmaxCrossEntropy(), id="all"),
    pytest.param(dropout_first, SoftmaxCrossEntropy(), id="dropout first"),
    pytest.param(softmax_output, CrossEntropy(), id="softmax and cross-entropy"),
    pytest.param(sigmoid_output, BinaryCrossEntropy(), id="sigmoid and binary cross-entropy"),
    pytest.param(relu_network, MeanSquaredError(), id="mean squared error"),
    pytest.param(partial(relu_network, activation="tanh"), MeanAbsoluteError(), id="mean absolute error"),
]


def targets(loss, n_samples, n_out):
    if isinstance(loss, LABEL_LOSSES):
        return labels(n_samples, n_out)
    if isinstance(loss, BinaryCrossEntropy):
        return labels(n_samples * n_out, 2).reshape(n_samples, n_out)
    return odd_numbers(n_samples, n_out, seed=9)


@pytest.mark.parametrize(("make", "loss"), NETWORKS)
@pytest.mark.parametrize(("n_samples", "n_in", "n_out"), [(1, 5, 3), (7, 3, 5), (6, 2, 1)])
class TestGradients:
    def example(self, make, loss, n_samples, n_in, n_out):
        if isinstance(loss, LABEL_LOSSES):
            n_out = max(n_out, 2)  # with a single class there is nothing to learn
        return odd(make(n_in, n_out)), odd_numbers(n_samples, n_in, seed=8), targets(loss, n_samples, n_out)

    def test_against_central_differences_in_training_mode(self, make, loss, n_samples, n_in, n_out):
        """Every weight, bias and input; a copy of the network draws the same dropout mask every time."""
        network, X, y = self.example(make, loss, n_samples, n_in, n_out)
        trained = copy.deepcopy(network)
        dX = trained.backward(loss.gradient(trained.forward(X, training=True), y), input_gradient=True)

        def value():
            return loss.value(copy.deepcopy(network).forward(X, training=True), y) + network.penalty

        for array, gradient in zip([*network.params, X], [*trained.grads, dX], strict=True):
            numeric = central_difference(value, array)
            assert numeric.any(), "a network that is all dead tests nothing"
            np.testing.assert_allclose(gradient, numeric, rtol=1e-5, atol=1e-8)

    def test_check_gradients_agrees(self, make, loss, n_samples, n_in, n_out):
        network, X, y = self.example(make, loss, n_samples, n_in, n_out)
        check_gradients(network, X, y, loss).raise_if_wrong()


class TestBackward:
    def test_without_the_input_gradient_the_parameters_get_the_same(self):
        X, dA = odd_numbers(5, 3), odd_numbers(5, 2)
        for make in (relu_network, dropout_first, several_strengths):
            with_inputs, without = odd(make(3, 2)), odd(make(3, 2))
            with_inputs.forward(X, training=True)
            without.forward(X, training=True)
            assert with_inputs.backward(dA, input_gradient=True).shape == (5, 3)
            assert without.backward(dA) is None
            for mine, expected in zip(without.grads, with_inputs.grads, strict=True):
                np.testing.assert_array_equal(mine, expected)

    def test_gradients_are_complete_before_any_parameter_moves(self):
        """backward moves nothing; only the optimizer's step does, after all layers have their gradients."""
        network = odd(relu_network(3, 2))
        before = copy.deepcopy(network.params)
        network.forward(odd_numbers(5, 3), training=True)
        network.backward(odd_numbers(5, 2))
        for array, expected in zip(network.params, before, strict=True):
            np.testing.assert_array_equal(array, expected)
        assert all(gradient.any() for gradient in network.grads)

    def test_gradients_are_overwritten_not_accumulated(self):
        network, X, dA = odd(relu_network(3, 2, l2=0.1)), odd_numbers(5, 3), odd_numbers(5, 2)
        results = []
        for _ in range(2):
            network.forward(X, training=True)
            network.backward(dA)
            results.append(copy.deepcopy(network.grads))
        for first, second in zip(*results, strict=True):
            np.testing.assert_array_equal(first, second)

    def test_a_second_backward_raises_and_says_what_to_do(self):
        network, dA = odd(relu_network(3, 2)), odd_numbers(5, 2)
        network.forward(odd_numbers(5, 3), training=True)
        network.backward(dA)
        grads = copy.deepcopy(network.grads)
        with pytest.raises(RuntimeError, match=r"no forward pass .*each backward needs.*training=True\) first$"):
            network.backward(dA)
        for gradient, expected in zip(network.grads, grads, strict=True):
            np.testing.assert_array_equal(gradient, expected)

    def test_backward_after_prediction_raises(self):
        network = relu_network(3, 2)
        network.forward(odd_numbers(5, 3))
        with pytest.raises(RuntimeError, match=r"call forward\(X, training=True\) first"):
            network.backward(odd_numbers(5, 2))

    def test_predictions_in_the_middle_of_a_step_change_nothing(self):
        quiet, asked = odd(relu_network(3, 2, dropout=0.4)), odd(relu_network(3, 2, dropout=0.4))
        for network in (quiet, asked):
            network.forward(odd_numbers(5, 3), training=True)
        asked.predict(odd_numbers(4, 3, seed=1))
        asked.predict_proba(odd_numbers(5, 3, seed=2))
        for network in (quiet, asked):
            network.backward(odd_numbers(5, 2))
        assert state(asked) == state(quiet)

    @pytest.mark.parametrize("shape", [(5,), (1, 2), (5, 1), (2, 5)])
    def test_refuses_a_gradient_of_another_shape_than_the_outputs(self, shape):
        network = odd(relu_network(3, 2))
        network.forward(odd_numbers(5, 3), training=True)
        with pytest.raises(
            ValueError, match=rf"dA has shape {re.escape(str(shape))} but the forward output has shape \(5, 2\)"
        ):
            network.backward(np.ones(shape))
        assert not any(gradient.any() for gradient in network.grads)


class TestOneDtype:
    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
    def test_through_a_whole_step_even_with_a_float64_learning_rate(self, dtype, activation):
        network = relu_network(3, 2, activation=activation, dropout=0.2, l2=0.1, dtype=dtype)
        loss, optimizer = SoftmaxCrossEntropy(), SGD(learning_rate=np.float64(0.1), momentum=np.float64(0.9))
        X, y = odd_numbers(5, 3), labels(5, 2)  # float64, as data often comes
        outputs = network.forward(X, training=True)
        dA = loss.gradient(outputs, y)
        dX = network.backward(dA, input_gradient=True)
        optimizer.step(network.params, network.grads)
        arrays = [outputs, dA, dX, *network.params, *network.grads, network.predict_proba(X)]
        assert {array.dtype for array in arrays} == {np.dtype(dtype)}
        assert network.dtype == dtype

    def test_also_where_the_first_layer_has_no_dtype_of_its_own(self):
        """Dropout computes in what it is given: the network has to convert the data before its first layer."""
        network, X = dropout_first(3, 2), odd_numbers(5, 3)
        assert X.dtype == np.float64
        network.forward(X, training=True)
        dX = network.backward(odd_numbers(5, 2).astype(np.float32), input_gradient=True)
        assert dX.dtype == np.float32

    def test_no_layer_passes_anything_wider_on(self):
        """Also inside: each layer alone, on the way forward and on the way back."""
        network = relu_network(3, 2, dropout=0.2, l2=0.1)
        A = odd_numbers(5, 3).astype(np.float32)
        for layer in network.layers:
            A = layer.forward(A, training=True)
            assert A.dtype == np.float32
        dA = SoftmaxCrossEntropy().gradient(A, labels(5, 2))
        for layer in reversed(network.layers):
            dA = layer.backward(dA)
            assert dA.dtype == np.float32

    def test_float32_and_float64_agree(self):
        narrow = relu_network(3, 2)
        X = odd_numbers(5, 3)
        np.testing.assert_allclose(narrow.forward(X), narrow.astype(np.float64).forward(X), rtol=1e-4, atol=1e-6)


class TestPrediction:
    @pytest.mark.parametrize("method", ["forward", "predict", "predict_proba"])
    @pytest.mark.parametrize("make", [partial(relu_network, dropout=0.5), dropout_first, softmax_output])
    def test_writes_nothing(self, make, method):
        network = make(3, 2)
        before = state(network)
        getattr(network, method)(odd_numbers(5, 3))
        assert state(network) == before

    def test_writes_nothing_in_the_middle_of_training_either(self):
        network = relu_network(3, 2, dropout=0.5)
        network.forward(odd_numbers(5, 3), training=True)
        before = state(network)
        network.predict(odd_numbers(4, 3))
        assert state(network) == before

    def test_dropout_is_for_training(self):
        with_dropout, without = relu_network(3, 2, dropout=0.5), relu_network(3, 2)
        X = odd_numbers(5, 3)
        np.testing.assert_array_equal(with_dropout.forward(X), without.forward(X))
        assert (with_dropout.forward(X, training=True) != without.forward(X, training=True)).any()

    def test_the_callers_arrays_are_never_modified(self):
        for network in (odd(relu_network(3, 2)), odd(dropout_first(3, 2)), odd(softmax_output(3, 2))):
            X, dA = odd_numbers(5, 3), odd_numbers(5, 2)
            X.flags.writeable = dA.flags.writeable = False
            network.predict(X)
            network.predict_proba(X)
            outputs = network.forward(X, training=True)
            network.backward(dA, input_gradient=True)
            assert not np.shares_memory(outputs, X)

    def test_the_label_is_the_largest_output(self):
        network, X = relu_network(3, 4), odd_numbers(50, 3)
        y_pred = network.predict(X)
        assert y_pred.shape == (50,)
        assert y_pred.dtype.kind == "i"
        np.testing.assert_array_equal(y_pred, network.forward(X).argmax(axis=1))
        np.testing.assert_array_equal(y_pred, network.predict_proba(X).argmax(axis=1))

    def test_networks_emit_logits_and_predict_proba_owns_the_softmax(self):
        network, X = relu_network(3, 4), odd_numbers(5, 3)
        logits = network.forward(X)
        assert (logits < 0).any()
        np.testing.assert_array_equal(network.predict_proba(X), softmax(logits))

    @pytest.mark.parametrize("make", [softmax_output, sigmoid_output])
    def test_probabilities_are_not_squeezed_through_softmax_again(self, make):
        network, X = make(3, 4), odd_numbers(5, 3)
        np.testing.assert_array_equal(network.predict_proba(X), network.forward(X))

    def test_one_sigmoid_output_is_the_probability_of_yes(self):
        assert sigmoid_output(3, 1).predict_proba(odd_numbers(5, 3)).shape == (5, 1)

    def test_one_output_has_no_largest_class(self):
        with pytest.raises(ValueError, match=r"^predict: the network has one output.* >= 0\.5$"):
            sigmoid_output(3, 1).predict(odd_numbers(5, 3))
        with pytest.raises(ValueError, match=r"^predict_proba: the network has one output.*end the network in Sigmoid"):
            relu_network(3, 1).predict_proba(odd_numbers(5, 3))

    def test_no_rows_give_no_answers(self):
        network = relu_network(3, 2)
        assert network.predict(np.empty((0, 3))).shape == (0,)
        assert network.predict_proba(np.empty((0, 3))).shape == (0, 2)

    @given(hnp.arrays(np.float32, (4, 3), elements=st.floats(-1e4, 1e4, width=32)))
    def test_probabilities_sum_to_one_whatever_comes_in(self, X):
        p = relu_network(3, 5).predict_proba(X)
        assert ((p >= 0) & (p <= 1)).all()
        np.testing.assert_allclose(p.sum(axis=1), 1, rtol=5 * np.finfo(p.dtype).eps)  # five terms, summed twice

    @given(hnp.arrays(np.float64, (6, 3), elements=st.floats(-10, 10)), st.permutations(range(6)))
    def test_every_row_is_answered_for_itself(self, X, order):
        network = odd(relu_network(3, 5))
        outputs = network.forward(X)
        # A product may add up its terms in another order for other rows. They have 3, 7 and 6 terms and a bias: 19
        # roundings of half an eps each, of at most what the sizes of all the terms add up to; and that twice.
        sizes = copy.deepcopy(network)
        for W in sizes.params:
            np.abs(W, out=W)
        rounding = 19 * np.finfo(np.float64).eps * sizes.forward(np.abs(X))
        assert (np.abs(network.forward(X[order]) - outputs[order]) <= rounding[order]).all()
        assert (np.abs(network.forward(X[:1]) - outputs[:1]) <= rounding[:1]).all()

    @pytest.mark.parametrize(
        ("X", "error", "message"),
        [
            (np.ones((5, 4)), ValueError, r"^Sequential\.forward: X has 4 columns but the layer was built for n_in=3"),
            (
                np.ones(3),
                ValueError,
                r"^Sequential\.forward: X must have shape \(n_samples, n_features\); got ",
            ),
            (np.ones((5, 1, 3)), ValueError, r"np\.reshape\(X, \(len\(X\), -1\)\) flattens each sample"),
            (None, TypeError, r"^Sequential\.forward: X is None"),
            ([["a", "b", "c"]], TypeError, r"^Sequential\.forward: X has dtype <U1"),
        ],
    )
    @pytest.mark.parametrize("training", [False, True])
    def test_refuses_other_inputs_and_changes_nothing(self, X, error, message, training):
        network = relu_network(3, 2, dropout=0.5)
        before = state(network)
        with pytest.raises(error, match=message):
            network.forward(X, training=training)
        assert state(network) == before


class TestParameters:
    def test_w_and_b_of_each_layer_in_order(self):
        network = relu_network(5, 2, dropout=0.5)
        dense = [layer for layer in network.layers if isinstance(layer, Dense)]
        arrays = [array for layer in dense for array in (layer.W, layer.b)]
        gradients = [array for layer in dense for array in (layer.dW, layer.db)]
        assert all(mine is theirs for mine, theirs in zip(network.params, arrays, strict=True))
        assert all(mine is theirs for mine, theirs in zip(network.grads, gradients, strict=True))
        assert [array.shape for array in network.params] == [(5, 7), (7,), (7, 6), (6,), (6, 2), (2,)]

    def test_number_of_parameters(self):
        """784 * 128 + 128 = 100,480; 128 * 64 + 64 = 8,256; 64 * 10 + 10 = 650."""
        assert mlp([784, 128, 64, 10], rng=np.random.default_rng(0)).n_params == 100_480 + 8_256 + 650

    def test_the_penalty_is_half_l2_times_the_squared_weights_biases_apart(self):
        """0.5 * 0.2 * (1 + 4 + 9 + 16) = 3; the biases, 100 each, do not count."""
        network = mlp([1, 2, 1], l2=0.2, rng=np.random.default_rng(0))
        W1, b1, W2, b2 = network.params
        W1[...], W2[...], b1[...], b2[...] = [[1, 2]], [[3], [4]], 100, 100
        assert network.penalty == pytest.approx(3)
        assert mlp([1, 2, 1], rng=np.random.default_rng(0)).penalty == 0

    def test_layers_with_strengths_of_their_own_add_up(self):
        network = several_strengths(3, 2)
        W1, _, W2, _ = network.params
        assert network.penalty == pytest.approx(0.15 * (W1**2).sum() + 0.45 * (W2**2).sum())


class TestCopies:
    def test_astype_copies_and_leaves_the_original_alone(self):
        network = relu_network(3, 2, dropout=0.5, l2=0.3)
        before = state(network)
        other = network.astype(np.float64)
        assert other.dtype == np.float64
        assert repr(other) == repr(network)
        assert other.penalty == pytest.approx(network.penalty)
        for mine, theirs in zip(network.params + network.grads, other.params + other.grads, strict=True):
            assert theirs.dtype == np.float64
            assert not np.shares_memory(mine, theirs)
            np.testing.assert_array_equal(mine, theirs)
        other.forward(odd_numbers(5, 3), training=True)
        other.backward(odd_numbers(5, 2))
        SGD(learning_rate=0.1).step(other.params, other.grads)
        assert state(network) == before

    def test_astype_of_the_same_dtype_copies_too(self):
        network = relu_network(3, 2)
        assert not any(
            np.shares_memory(mine, theirs)
            for mine, theirs in zip(network.params, network.astype(np.float32).params, strict=True)
        )

    @pytest.mark.parametrize("clone", [copy.deepcopy, lambda network: pickle.loads(pickle.dumps(network))])
    def test_a_copy_goes_on_learning_exactly_like_the_original(self, clone):
        network = relu_network(3, 2, dropout=0.5, l2=0.1)
        original = clone(network), network
        assert original[0] is not original[1]
        loss, X, y = SoftmaxCrossEntropy(), odd_numbers(5, 3), labels(5, 2)
        for one in original:
            optimizer = SGD(learning_rate=0.1, momentum=0.9)
            for _ in range(3):
                one.backward(loss.gradient(one.forward(X, training=True), y))
                optimizer.step(one.params, one.grads)
        for mine, theirs in zip(original[0].params, original[1].params, strict=True):
            assert not np.shares_memory(mine, theirs)
            np.testing.assert_array_equal(mine, theirs)
        np.testing.assert_array_equal(original[0].predict(X), original[1].predict(X))

    def test_the_step_reaches_the_layers_of_a_copy(self):
        """A copy's params are its own layers' arrays: after a step its predictions move."""
        network = pickle.loads(pickle.dumps(odd(relu_network(3, 2))))
        X = odd_numbers(5, 3)
        before = network.forward(X, training=True)
        network.backward(odd_numbers(5, 2))
        SGD(learning_rate=0.1).step(network.params, network.grads)
        assert (network.forward(X) != before).any()


class TestSequential:
    def test_layers_are_applied_in_order(self):
        """2x, then ReLU, then -x + 1: at 3 it is -5, at -3 it is 1."""
        rng = np.random.default_rng(0)
        network = Sequential([Dense(1, 1, rng=rng), ReLU(), Dense(1, 1, rng=rng)])
        for array, value in zip(network.params, (2, 0, -1, 1), strict=True):
            array[...] = value
        np.testing.assert_array_equal(network.forward([[3], [-3]]), [[-5], [1]])

    def test_knows_its_ends(self):
        network = dropout_first(5, 2)
        assert (network.n_in, network.n_out) == (5, 2)
        assert network.dtype == np.float32

    def test_the_layers_are_the_callers_own(self):
        layers = [Dense(3, 2, rng=np.random.default_rng(0)), ReLU()]
        network = Sequential(layers)
        assert all(mine is theirs for mine, theirs in zip(network.layers, layers, strict=True))
        layers.append("not a layer")
        assert len(network.layers) == 2

    def test_repr(self):
        network = mlp([4, 3, 2], activation="tanh", dropout=0.5, rng=np.random.default_rng(0))
        assert repr(network) == "Sequential([Dense(4, 3), Tanh(), Dropout(0.5), Dense(3, 2)])"

    def test_refuses_what_is_not_a_layer(self):
        with pytest.raises(TypeError, match=r"layers\[1\] must be a Layer; got <class .*ReLU'>.*Hint: ReLU\(\), with"):
            Sequential([Dense(3, 2, rng=np.random.default_rng(0)), ReLU])

    @pytest.mark.parametrize("layers", [[], [ReLU()]])
    def test_refuses_to_be_without_a_dense_layer(self, layers):
        with pytest.raises(ValueError, match=rf"at least one Dense layer; got {re.escape(str(layers))}$"):
            Sequential(layers)

    def test_refuses_layers_that_do_not_fit(self):
        rng = np.random.default_rng(0)
        message = "the layer before gives 4 columns but this one was built for n_in=5"
        with pytest.raises(ValueError, match=message):
            Sequential([Dense(3, 4, rng=rng), ReLU(), Dense(5, 2, rng=rng)])

    def test_refuses_a_mixture_of_dtypes(self):
        rng = np.random.default_rng(0)
        with pytest.raises(ValueError, match=r"must have the same dtype; got \['float32', 'float64'\]"):
            Sequential([Dense(3, 4, rng=rng), Dense(4, 2, dtype=np.float64, rng=rng)])

    def test_refuses_the_same_layer_twice(self):
        """One ReLU() object for two places has one cache for two forward passes: backward cannot work."""
        rng, same = np.random.default_rng(0), ReLU()
        with pytest.raises(ValueError, match="twice"):
            Sequential([Dense(3, 3, rng=rng), same, Dense(3, 3, rng=rng), same, Dense(3, 2, rng=rng)])


def test_training_is_keyword_only():
    with pytest.raises(TypeError, match="positional argument"):
        relu_network(3, 2).forward(odd_numbers(5, 3), True)


class TestPrinting:
    def test_summary(self, capsys):
        network = mlp([5, 4, 3], dropout=0.5, rng=np.random.default_rng(0))
        before = state(network)
        assert network.summary(batch_size=7) is None
        assert capsys.readouterr().out.splitlines() == [
            "layer               output shape    parameters",
            "input               (7, 5)",
            "Dense(5, 4)         (7, 4)                  24",
            "ReLU()              (7, 4)                   0",
            "Dropout(0.5)        (7, 4)                   0",
            "Dense(4, 3)         (7, 3)                  15",
            "total                                       39",
        ]
        assert state(network) == before

    @pytest.mark.parametrize(("batch_size", "error"), [(0, ValueError), (1.5, TypeError), ("64", TypeError)])
    def test_summary_refuses_other_batch_sizes(self, batch_size, error, capsys):
        with pytest.raises(error, match=r"^summary: batch_size must be a whole number >= 1; got "):
            relu_network(3, 2).summary(batch_size=batch_size)
        assert capsys.readouterr().out == ""

    def test_without_a_batch_size_the_summary_shows_one_sample(self, capsys):
        relu_network(3, 2).summary()
        assert capsys.readouterr().out.splitlines()[1] == "input               (1, 3)"

    def test_trace_step(self, capsys):
        network = mlp([5, 4, 3], dropout=0.5, rng=np.random.default_rng(0))
        before = state(network)
        assert network.trace_step(odd_numbers(7, 5), labels(7, 3), SoftmaxCrossEntropy()) is None
        assert capsys.readouterr().out.splitlines() == [
            "forward",
            "  Dense(5, 4)         (7, 5) -> (7, 4)        W (5, 4), b (4,)",
            "  ReLU()              (7, 4) -> (7, 4)",
            "  Dropout(0.5)        (7, 4) -> (7, 4)",
            "  Dense(4, 3)         (7, 4) -> (7, 3)        W (4, 3), b (3,)",
            "loss",
            "  SoftmaxCrossEntropy (7, 3) -> one number",
            "backward",
            "  SoftmaxCrossEntropy one number -> (7, 3)",
            "  Dense(4, 3)         (7, 3) -> (7, 4)        dW (4, 3), db (3,)",
            "  Dropout(0.5)        (7, 4) -> (7, 4)",
            "  ReLU()              (7, 4) -> (7, 4)",
            "  Dense(5, 4)         (7, 4) -> (7, 5)        dW (5, 4), db (4,)",
        ]
        assert state(network) == before, "not a weight, not a cache, not a random number"

    def test_trace_step_in_the_middle_of_a_step_leaves_the_step_alone(self, capsys):
        traced, quiet = (odd(relu_network(3, 2, dropout=0.5)) for _ in range(2))
        for network in (traced, quiet):
            network.forward(odd_numbers(5, 3), training=True)
        traced.trace_step(odd_numbers(4, 3), labels(4, 2), SoftmaxCrossEntropy())
        for network in (traced, quiet):
            network.backward(odd_numbers(5, 2))
        assert state(traced) == state(quiet)

    def test_trace_step_refuses_what_a_step_refuses(self):
        with pytest.raises(ValueError, match=r"^trace_step: X has 4 columns but the layer was built for n_in=3"):
            relu_network(3, 2).trace_step(odd_numbers(5, 4), labels(5, 2), SoftmaxCrossEntropy())
        with pytest.raises(ValueError, match="y_true has 4 labels for 5 samples"):
            relu_network(3, 2).trace_step(odd_numbers(5, 3), labels(4, 2), SoftmaxCrossEntropy())


class TestBuilder:
    @pytest.mark.parametrize(
        ("sizes", "settings", "layers"),
        [
            ([4, 2], {}, "Dense(4, 2)"),
            ([4, 2], {"dropout": 0.5}, "Dense(4, 2)"),  # nothing hidden, nothing to drop
            ([4, 3, 2], {}, "Dense(4, 3), ReLU(), Dense(3, 2)"),
            ((4, 3, 2), {"activation": "sigmoid"}, "Dense(4, 3), Sigmoid(), Dense(3, 2)"),
            (
                [5, 4, 3, 2],
                {"activation": "tanh", "dropout": 0.25},
                "Dense(5, 4), Tanh(), Dropout(0.25), Dense(4, 3), Tanh(), Dropout(0.25), Dense(3, 2)",
            ),
            (np.array([4, 3, 2]), {}, "Dense(4, 3), ReLU(), Dense(3, 2)"),
            (dict.fromkeys([4, 3, 2]), {}, "Dense(4, 3), ReLU(), Dense(3, 2)"),  # not a list
        ],
    )
    def test_layers(self, sizes, settings, layers):
        """Dense, activation, dropout for each hidden layer; nothing after the last: softmax belongs to the loss."""
        assert repr(mlp(sizes, rng=np.random.default_rng(0), **settings)) == f"Sequential([{layers}])"

    def test_the_most_memory_allowed_is_allowed(self, monkeypatch):
        monkeypatch.setattr("mlpkit._machinery.arguments.MAX_BYTES", 8 * (4 + 4 + 8))  # 8 parameters
        assert mlp([3, 2], rng=np.random.default_rng(0)).n_params == 8

    def test_settings_reach_every_layer(self):
        network = mlp(
            [5, 4, 3], init=partial(normal, scale=7.0), l2=0.3, dtype=np.float64, rng=np.random.default_rng(0)
        )
        dense = [layer for layer in network.layers if isinstance(layer, Dense)]
        assert [layer.l2 for layer in dense] == [0.3, 0.3]
        assert [layer.dtype for layer in dense] == [np.float64, np.float64]
        rng = np.random.default_rng(0)
        np.testing.assert_array_equal(dense[0].W, normal(5, 4, scale=7.0, rng=rng))
        np.testing.assert_array_equal(dense[1].W, normal(4, 3, scale=7.0, rng=rng))

    def test_the_defaults(self):
        network = mlp([1000, 300, 2], rng=np.random.default_rng(0))
        assert network.dtype == np.float32
        assert network.penalty == 0
        assert network.params[0].var() == pytest.approx(2 / 1000, rel=0.02)
        assert not network.params[1].any()

    def test_the_same_seed_builds_the_same_network_and_dropout_does_not_change_the_weights(self):
        networks = [mlp([5, 4, 3], dropout=rate, rng=np.random.default_rng(7)) for rate in (0, 0, 0.5)]
        for other in networks[1:]:
            for mine, theirs in zip(networks[0].params, other.params, strict=True):
                np.testing.assert_array_equal(mine, theirs)

    @pytest.mark.parametrize(
        ("sizes", "error", "message"),
        [
            ([], ValueError, r"^mlp: layer_sizes must name at least inputs and outputs; got \[\]\. Hint: \[784, 128"),
            ([784], ValueError, r"^mlp: layer_sizes must name at least inputs and outputs; got \[784\]"),
            ([784, 0, 10], ValueError, r"^mlp: layer_sizes\[1\] must be a whole number >= 1; got 0$"),
            ([784, -1], ValueError, r"^mlp: layer_sizes\[1\] must be a whole number >= 1; got -1$"),
            (
                [1.5, 10],
                TypeError,
                r"^mlp: layer_sizes\[0\] must be a whole number >= 1; got 1\.5 \(float\)",
            ),
            (
                [784, "10"],
                TypeError,
                r"^mlp: layer_sizes\[1\] must be a whole number >= 1; got '10' \(str\)",
            ),
            (
                [784, True],
                TypeError,
                r"^mlp: layer_sizes\[1\] must be a whole number >= 1; got True \(bool\)",
            ),
            (
                [784, [128], 10],
                TypeError,
                r"^mlp: layer_sizes\[1\] must be a whole number >= 1; got \[128\] \(list\)",
            ),
            ("784", TypeError, r"^mlp: layer_sizes must be a list of whole numbers; got '784' \(str\)"),
            (784, TypeError, r"^mlp: layer_sizes must be a list of whole numbers; got 784 \(int\)$"),
            (None, TypeError, r"^mlp: layer_sizes must be a list of whole numbers; got None \(NoneType\)"),
            ([784, 10**9, 10], ValueError, r"means 795,000,000,010 parameters, .* 11,846 GiB of .* missing comma\?$"),
        ],
    )
    def test_refuses_other_sizes(self, sizes, error, message):
        with pytest.raises(error, match=message):
            mlp(sizes, rng=np.random.default_rng(0))

    @pytest.mark.parametrize(
        ("settings", "error", "message"),
        [
            ({"activation": "ReLU"}, ValueError, r"^mlp: activation must be one of .* Did you mean 'relu'\?$"),
            ({"activation": "sigmod"}, ValueError, r"got 'sigmod' \(str\)\. Did you mean 'sigmoid'\?$"),
            ({"activation": "softmax"}, ValueError, f"^mlp: activation must be one of {names(ACTIVATIONS)}; got"),
            ({"activation": ReLU}, TypeError, f"^mlp: activation must be one of {names(ACTIVATIONS)}; got"),
            ({"init": "xavier"}, ValueError, f"^mlp: init must be one of {names(INITIALIZERS)}; got"),
            ({"init": "Glorot"}, ValueError, r"Did you mean 'glorot'\?$"),
            ({"init": None}, TypeError, r"^mlp: init must be one of 'he', .* got None"),
            ({"dropout": 1.0}, ValueError, r"^mlp: dropout must be a finite number >= 0 and < 1; got 1\.0"),
            ({"dropout": "half"}, TypeError, r"^mlp: dropout must be a number >= 0 and < 1; got 'half'"),
            ({"l2": -1.0}, ValueError, r"l2 must be a finite number >= 0; got -1\.0"),
            ({"dtype": np.int32}, ValueError, r"dtype must be float32 or float64; got int32"),
            ({"rng": 0}, TypeError, r"^mlp: rng must be a numpy\.random\.Generator; got 0"),
            ({"rng": None}, TypeError, r"^mlp: rng must be a numpy\.random\.Generator; got None"),
        ],
    )
    def test_refuses_other_settings(self, settings, error, message):
        with pytest.raises(error, match=message):
            mlp([4, 3, 2], **{"rng": np.random.default_rng(0), **settings})

    @pytest.mark.parametrize(("setting", "options"), [("activation", ACTIVATIONS), ("init", INITIALIZERS)])
    def test_its_docstring_names_what_it_understands(self, setting, options):
        listed = names(options).replace("'", '"')
        assert f"{setting} : {{{listed}}}" in mlp.__doc__

    def test_a_refusal_uses_no_random_number(self):
        rng, untouched = np.random.default_rng(0), np.random.default_rng(0)
        with pytest.raises(ValueError, match="activation"):
            mlp([4, 3, 2], activation="sine", rng=rng)
        assert rng.random() == untouched.random()

    def test_rng_must_be_given(self):
        with pytest.raises(TypeError, match="rng"):
            mlp([4, 3, 2])


class Own(Layer):
    """A layer of somebody's own: lists instead of arrays, float64, whatever it is asked for."""

    def __init__(self, forth=lambda X: X, back=lambda dA: dA):
        self.forth, self.back = forth, back

    def forward(self, X, *, training=False):
        return self.forth(X)

    def backward(self, dA):
        return self.back(dA)


OWN = (Own(), Own(np.ndarray.tolist, np.ndarray.tolist))


class TestLayersOfOnesOwn:
    """What they return enters the network as from outside: the next layer checks it. Ours trust each other."""

    X, gradient = odd_numbers(5, 3).astype(np.float32), odd_numbers(5, 2, seed=1).astype(np.float32)

    def network(self, own):
        rng = np.random.default_rng(0)
        return Sequential([Dense(3, 4, rng=rng), ReLU(), own, Dense(4, 2, rng=rng)])

    def test_lists_and_other_dtypes_are_converted(self):
        """On the way forward and back everything becomes lists of Python floats, and float32 again at once."""
        plain, through_lists = self.network(Own()), self.network(Own(np.ndarray.tolist, np.ndarray.tolist))
        for network in (plain, through_lists):
            network.forward(self.X, training=True)
            network.backward(self.gradient)
        for mine, expected in zip(through_lists.grads, plain.grads, strict=True):
            assert mine.dtype == np.float32
            np.testing.assert_allclose(mine, expected, rtol=1e-5)

    @pytest.mark.parametrize("training", [False, True])
    def test_outputs_of_another_width_are_refused_by_the_next_layer(self, training):
        network = self.network(Own(lambda X: X[:, :3]))
        with pytest.raises(ValueError, match=r"^Dense\.forward: X has 3 columns but the layer was built for n_in=4"):
            network.forward(self.X, training=training)

    def test_a_last_layer_of_ones_own_is_checked_before_the_loss_sees_its_outputs(self):
        """A column among the outputs would be broadcast against the targets; a list would not even be an array."""
        rng, targets = np.random.default_rng(0), np.ones((5, 3), np.float32)
        narrow = Sequential([Dense(3, 3, rng=rng), Own(lambda X: X[:, :1])])
        for call in (train_step, evaluate):
            arguments = (SGD(0.1),) if call is train_step else ()
            with pytest.raises(
                ValueError, match=r"^Own\.forward: the result has shape \(5, 1\); expected \(5, 3\)\. Hint: n"
            ):
                call(narrow, MeanSquaredError(), *arguments, self.X, targets)
        plain, through_lists = (Sequential([Dense(3, 3, rng=np.random.default_rng(0)), own]) for own in OWN)
        assert through_lists.forward(self.X).dtype == np.float32
        steps = [
            train_step(network, MeanSquaredError(), SGD(0.1), self.X, targets) for network in (plain, through_lists)
        ]
        assert steps[0][0] == steps[1][0]
        for mine, expected in zip(through_lists.params, plain.params, strict=True):
            np.testing.assert_array_equal(mine, expected)

    def test_a_gradient_of_another_shape_is_refused_by_the_layer_before(self):
        network = self.network(Own(back=lambda dA: dA[:, :1]))
        network.forward(self.X, training=True)
        with pytest.raises(
            ValueError, match=r"^ReLU\.backward: dA has shape \(5, 1\) but the forward output has shape"
        ):
            network.backward(self.gradient)

    def test_a_layer_that_changes_a_method_of_ours_is_heard(self):
        class Doubled(Dense):
            def forward(self, X, *, training=False):
                return 2 * super().forward(X, training=training)

            def set_parameter_gradients(self, dA):
                super().set_parameter_gradients(dA)
                self.dW *= 3

        ours, theirs = (kind(3, 2, rng=np.random.default_rng(0)) for kind in (Dense, Doubled))
        one, other = Sequential([ours]), Sequential([theirs])
        np.testing.assert_array_equal(other.forward(self.X, training=True), 2 * one.forward(self.X, training=True))
        one.backward(self.gradient)
        other.backward(self.gradient)
        np.testing.assert_array_equal(other.grads[0], 3 * one.grads[0])
        np.testing.assert_array_equal(other.grads[1], one.grads[1])

    def test_a_decorator_around_a_method_of_ours_is_heard(self):
        """functools.wraps copies a function's attributes: nothing that it copies may open the door inside."""
        calls = []

        def noted(method):
            @wraps(method)
            def noting(*arguments, **settings):
                calls.append(method.__name__)
                return method(*arguments, **settings)

            return noting

        class Noted(Dense):
            forward, backward = noted(Dense.forward), noted(Dense.backward)

        rng = np.random.default_rng(0)
        network = Sequential([Dense(3, 4, rng=rng), Noted(4, 2, rng=rng)])
        network.forward(self.X, training=True)
        network.backward(self.gradient)
        assert calls == ["forward", "backward"]


def public(base):
    """The public classes of one kind, by name."""
    kinds = {name: kind for name, kind in vars(mlpkit).items() if isinstance(kind, type) and issubclass(kind, base)}
    return {name: kind for name, kind in kinds.items() if kind is not base}


EVERY_LAYER = public(Layer)
SETTINGS = {"Dense": (3, 3), "Dropout": (0.25,)}  # what a layer must be told; the others are made without arguments


@pytest.mark.parametrize("name", EVERY_LAYER)
class TestEveryPublicLayer:
    """A new layer is known everywhere once its class is in the list at the end of ``activations``."""

    def make(self, name, **settings):
        rng = {"rng": np.random.default_rng(0)} if name in SETTINGS else {}
        return EVERY_LAYER[name](*SETTINGS.get(name, ()), **rng, **settings)

    def test_can_be_saved_and_loaded(self, name, tmp_path):
        rng, X = np.random.default_rng(1), odd_numbers(5, 3)
        network = Sequential([Dense(3, 3, l2=0.5, rng=rng), self.make(name), Dense(3, 2, rng=rng)])
        save(network, tmp_path / "model.npz")
        loaded = load(tmp_path / "model.npz")
        assert repr(loaded) == repr(network)
        np.testing.assert_array_equal(loaded.forward(X, training=True), network.forward(X, training=True))
        assert loaded.penalty == network.penalty

    def test_comes_back_with_every_number_that_it_was_made_with(self, name, tmp_path):
        """Also where it is not the default; only a layer without numbers has nothing to bring."""
        parameters = inspect.signature(EVERY_LAYER[name]).parameters.values()
        numbers = {p.name: p.default + 0.25 for p in parameters if isinstance(p.default, float)}
        layer = self.make(name, **numbers)
        save(Sequential([Dense(3, 3, rng=np.random.default_rng(1)), layer]), tmp_path / "model.npz")
        loaded = load(tmp_path / "model.npz").layers[1]
        assert {setting: getattr(loaded, setting) for setting in numbers} == numbers
        X = odd_numbers(5, 3).astype(np.float32)
        np.testing.assert_array_equal(loaded.forward(X, training=True), layer.forward(X, training=True))

    def test_has_right_gradients(self, name):
        check_gradients(self.make(name), odd_numbers(5, 3)).raise_if_wrong()

    def test_is_an_activation_of_the_builder_or_says_why_not(self, name):
        """Dense is what the builder puts between them, dropout has a setting, and softmax belongs to the loss."""
        if name in ("Dense", "Dropout", "Softmax"):
            assert name.lower() not in ACTIVATIONS
        else:
            network = mlp([3, 4, 2], activation=name.lower(), rng=np.random.default_rng(0))
            assert type(network.layers[1]) is EVERY_LAYER[name]

    def test_is_registered(self, name):
        assert LAYERS[name] is EVERY_LAYER[name]


def test_nothing_is_registered_that_is_not_public():
    assert set(LAYERS) == set(EVERY_LAYER)


@pytest.mark.parametrize("kind", public(Loss).values(), ids=public(Loss))
class TestEveryPublicLoss:
    """It fits a network that ends in probabilities, or in logits if it says so, with labels or zeros and ones."""

    def example(self, kind):
        ends = [] if Softmax in kind.not_after else [Softmax()]
        network = odd(Sequential([*relu_network(3, 2).layers, *ends]))
        y, entries = np.array([0, 1, 1, 0, 1]), np.eye(2)[[0, 1, 1, 0, 1]]
        try:
            kind().check_targets(y, shape=(5, 2))
        except ValueError:
            y = entries
        return network, odd_numbers(5, 3), y

    def test_has_a_right_gradient(self, kind):
        check_gradients(*self.example(kind), kind()).raise_if_wrong()

    def test_goes_down_in_training(self, kind):
        network, X, y = self.example(kind)
        first, *_, last = (train_step(network, kind(), SGD(0.1), X, y) for _ in range(100))
        assert last < first


@pytest.mark.parametrize("kind", public(Optimizer).values(), ids=public(Optimizer))
def test_every_public_optimizer_trains_a_network(kind):
    network, X, y = odd(relu_network(3, 2)), odd_numbers(5, 3), np.array([0, 1, 1, 0, 1])
    optimizer = kind(learning_rate=0.01)
    first, *_, last = (train_step(network, SoftmaxCrossEntropy(), optimizer, X, y) for _ in range(100))
    assert last < first
