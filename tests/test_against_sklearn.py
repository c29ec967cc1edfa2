"""scikit-learn as an oracle: the same weights must give the same probabilities, losses and gradients.

Only scikit-learn's public face is used: ``coefs_``, ``predict_proba``, ``loss_curve_`` and ``partial_fit``, which
takes one plain step of gradient descent when told to use the whole batch, no momentum and no shuffling. From the
weights before and after that step follows the gradient.
"""

import copy
from functools import partial

import numpy as np
import pytest
from gradients import odd_numbers
from scipy import special
from sklearn.datasets import load_digits
from sklearn.metrics import log_loss, mean_absolute_error, mean_squared_error
from sklearn.neural_network import MLPClassifier, MLPRegressor

from mlpkit import (
    SGD,
    Adam,
    BinaryCrossEntropy,
    CrossEntropy,
    Dense,
    MeanAbsoluteError,
    MeanSquaredError,
    ReLU,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    Tanh,
    log_softmax,
    relu,
    sigmoid,
    softmax,
    tanh,
)

ACTIVATIONS = {"relu": ReLU, "tanh": Tanh, "logistic": Sigmoid}
LEARNING_RATE = 0.5

X = odd_numbers(23, 5)
y = np.random.default_rng(1).permutation(np.arange(23) % 4)


def theirs(kind, X, y, **settings):
    """Scikit-learn's network after a first step, whose only use is that the weights exist."""
    plain = {
        "solver": "sgd",
        "learning_rate_init": LEARNING_RATE,
        "momentum": 0.0,
        "nesterovs_momentum": False,
        "batch_size": len(X),
        "shuffle": False,
        "alpha": 0.0,
        "random_state": 0,
    }
    model = kind(hidden_layer_sizes=(7, 6), **{**plain, **settings})
    if kind is MLPClassifier:
        return model.partial_fit(X, y, classes=np.unique(y))
    return model.partial_fit(X, y)


def ours(model, *, l2=0.0, last=()):
    """The network with scikit-learn's weights: both store W as (n_in, n_out)."""
    layers = []
    for i, (W, b) in enumerate(zip(model.coefs_, model.intercepts_, strict=True)):
        given = partial(copy_of, W)
        layers.append(Dense(*W.shape, init=given, l2=l2, dtype=np.float64, rng=np.random.default_rng(0)))
        layers[-1].b[...] = b
        if i < len(model.coefs_) - 1 and model.activation != "identity":
            layers.append(ACTIVATIONS[model.activation]())
    return Sequential([*layers, *last])


def copy_of(W, n_in, n_out, *, rng):
    return W.copy()


def params(model):
    """Copies of scikit-learn's weights and biases in the order of ``network.params``."""
    return [array.copy() for pair in zip(model.coefs_, model.intercepts_, strict=True) for array in pair]


def assert_same_loss_and_gradients(model, network, loss, X, y, y_model, factor=1.0):
    """Take one step on both sides. ``factor`` is our loss divided by scikit-learn's."""
    before = params(model)
    outputs = network.forward(X, training=True)
    value = loss.value(outputs, y) + network.penalty
    network.backward(loss.gradient(outputs, y))
    model.partial_fit(X, y_model)
    assert value == pytest.approx(factor * model.loss_curve_[-1], rel=1e-10)
    for gradient, old, new in zip(network.grads, before, params(model), strict=True):
        assert gradient.any()
        np.testing.assert_allclose(gradient, factor * (old - new) / LEARNING_RATE, rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("activation", ["relu", "tanh", "logistic", "identity"])
class TestClassifier:
    def test_same_probabilities_and_labels(self, activation):
        model = theirs(MLPClassifier, X, y, activation=activation)
        network = ours(model)
        np.testing.assert_allclose(network.predict_proba(X), model.predict_proba(X), atol=1e-12)
        np.testing.assert_array_equal(network.predict(X), model.predict(X))

    def test_same_probabilities_to_six_digits_in_float32(self, activation):
        model = theirs(MLPClassifier, X, y, activation=activation)
        p = ours(model).astype(np.float32).predict_proba(X)
        assert p.dtype == np.float32
        np.testing.assert_allclose(p, model.predict_proba(X), atol=1e-6)

    @pytest.mark.parametrize("alpha", [0.0, 2.0])
    def test_same_loss_and_gradients_for_a_step(self, activation, alpha):
        """Scikit-learn divides its penalty by the number of samples: alpha there is n times our l2."""
        model = theirs(MLPClassifier, X, y, activation=activation, alpha=alpha)
        network = ours(model, l2=alpha / len(X))
        assert_same_loss_and_gradients(model, network, SoftmaxCrossEntropy(), X, y, y)

    def test_same_loss_and_gradients_with_one_sigmoid_output(self, activation):
        """With two classes scikit-learn has a single logistic output and the binary loss."""
        yes = (y == 2).astype(int)
        model = theirs(MLPClassifier, X, yes, activation=activation)
        network = ours(model, last=[Sigmoid()])
        np.testing.assert_allclose(network.predict_proba(X)[:, 0], model.predict_proba(X)[:, 1], atol=1e-12)
        assert_same_loss_and_gradients(model, network, BinaryCrossEntropy(), X, yes.reshape(-1, 1), yes)

    @pytest.mark.parametrize(
        ("settings", "optimizer"),
        [
            ({}, SGD(learning_rate=0.05)),
            ({"momentum": 0.9}, SGD(learning_rate=0.05, momentum=0.9)),
            # The two write epsilon in different places: make it too small to matter.
            ({"solver": "adam", "epsilon": 1e-15}, Adam(learning_rate=0.05, epsilon=1e-15)),
        ],
        ids=["SGD", "momentum", "Adam"],
    )
    @pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")  # ten steps are meant to be too few
    def test_ten_steps_lead_to_the_same_weights(self, activation, settings, optimizer):
        """Not one gradient but a training: forward, loss, backward and the optimizer, over and over."""
        several = {"warm_start": True, "max_iter": 10, "n_iter_no_change": 100, "learning_rate_init": 0.05}
        model = theirs(MLPClassifier, X, y, activation=activation, **several, **settings)
        network, loss, optimizer = ours(model), SoftmaxCrossEntropy(), copy.deepcopy(optimizer)
        for _ in range(10):
            network.backward(loss.gradient(network.forward(X, training=True), y))
            optimizer.step(network.params, network.grads)
        start = params(model)
        model.fit(X, y)
        for mine, other, old in zip(network.params, params(model), start, strict=True):
            np.testing.assert_allclose(mine, other, rtol=1e-6, atol=1e-10)
            assert not np.allclose(mine, old, atol=1e-4)


@pytest.mark.parametrize("activation", ["relu", "tanh", "logistic"])
class TestRegressor:
    def test_same_outputs(self, activation):
        targets = odd_numbers(len(X), 3, seed=2)
        model = theirs(MLPRegressor, X, targets, activation=activation)
        np.testing.assert_allclose(ours(model).forward(X), model.predict(X), atol=1e-12)

    def test_half_our_mean_squared_error_and_its_gradients(self, activation):
        """Scikit-learn puts a 1/2 in front of the squares, so its loss and gradients are half of ours."""
        target = odd_numbers(len(X), 1, seed=2)
        model = theirs(MLPRegressor, X, target[:, 0], activation=activation)
        assert_same_loss_and_gradients(model, ours(model), MeanSquaredError(), X, target, target[:, 0], factor=2.0)


def test_a_network_trained_by_scikit_learn_reads_real_digits_the_same_way():
    """1,797 images of 8×8 pixels; the weights of a network that has learned them, copied over."""
    images, digits = load_digits(return_X_y=True)
    images /= 16
    model = MLPClassifier(hidden_layer_sizes=(32,), random_state=0)
    for _ in range(20):
        model.partial_fit(images, digits, classes=np.arange(10))
    network = ours(model)
    assert model.score(images, digits) > 0.9
    np.testing.assert_allclose(network.predict_proba(images), model.predict_proba(images), atol=1e-12)
    np.testing.assert_array_equal(network.predict(images), model.predict(images))


class TestLosses:
    logits = odd_numbers(7, 4, seed=3) * 5
    y = np.array([0, 1, 2, 3, 3, 1, 0])

    def test_cross_entropies(self):
        p = softmax(self.logits)
        expected = log_loss(self.y, p, labels=range(4))
        assert CrossEntropy().value(p, self.y) == pytest.approx(expected, rel=1e-12)
        assert SoftmaxCrossEntropy().value(self.logits, self.y) == pytest.approx(expected, rel=1e-12)

    def test_binary_cross_entropy(self):
        p, yes = sigmoid(self.logits[:, :1]), (self.y > 1).astype(int)
        expected = log_loss(yes, p[:, 0])
        assert BinaryCrossEntropy().value(p, yes.reshape(-1, 1)) == pytest.approx(expected, rel=1e-12)

    def test_errors(self):
        a, y = self.logits, odd_numbers(7, 4, seed=4)
        assert MeanAbsoluteError().value(a, y) == pytest.approx(mean_absolute_error(y, a), rel=1e-12)
        assert MeanSquaredError().value(a, y) == pytest.approx(mean_squared_error(y, a), rel=1e-12)


@pytest.mark.parametrize(
    ("function", "oracle"),
    [
        (relu, partial(np.clip, a_min=0, a_max=None)),
        (sigmoid, special.expit),
        (tanh, lambda Z: np.expm1(2 * Z) / (np.expm1(2 * Z) + 2)),
        (softmax, partial(special.softmax, axis=-1)),
        (log_softmax, partial(special.log_softmax, axis=-1)),
    ],
)
def test_activations_against_scipy_which_scikit_learn_brings_along(function, oracle):
    Z = odd_numbers(50, 4, seed=5) * 20
    np.testing.assert_allclose(function(Z), oracle(Z), rtol=1e-12, atol=1e-300)
