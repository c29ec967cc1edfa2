"""A training of two epochs in three steps each, and its weights after every step found without ``fit``."""

import numpy as np
from threadpoolctl import threadpool_limits

from mlpkit import SGD, SoftmaxCrossEntropy, fit, iterate_minibatches, mlp, train_step

PER_EPOCH = ("epoch_steps", "train_loss", "train_accuracy", "learning_rate", "seconds")
RNG = np.random.default_rng(11)
X = RNG.normal(size=(10, 3)).astype(np.float32)
Y = np.array([0, 1, 2, 0, 1, 2, 0, 1, 2, 0])
X_VAL, Y_VAL = RNG.normal(size=(5, 3)).astype(np.float32), np.array([2, 1, 0, 1, 2])
for array in (X, Y, X_VAL, Y_VAL):
    array.flags.writeable = False  # no test may change the caller's arrays

BATCH_SIZE, STEPS_PER_EPOCH = 4, 3  # batches of 4, 4 and 2


def small_network(**settings):
    return mlp([3, 5, 3], rng=np.random.default_rng(0), **settings)


def train(network=None, loss=None, optimizer=None, X=X, y=Y, **settings):
    """``fit`` with what most tests need; every test names only what it is about."""
    settings = {"n_epochs": 2, "batch_size": BATCH_SIZE, "rng": np.random.default_rng(1), "progress": False} | settings
    return fit(network or small_network(), loss or SoftmaxCrossEntropy(), optimizer or SGD(0.1), X, y, **settings)


def weights(network):
    return [W.copy() for W in network.params]


def weights_after(n_steps, optimizer=None, **settings):
    """The weights of ``train`` after so many steps, found without ``fit``, but as there in one thread."""
    network, optimizer, rng = small_network(**settings), optimizer or SGD(0.1), np.random.default_rng(1)
    with threadpool_limits(1):
        for step in range(n_steps):
            if step % STEPS_PER_EPOCH == 0:
                batches = iterate_minibatches(X, Y, BATCH_SIZE, rng=rng)
            train_step(network, SoftmaxCrossEntropy(), optimizer, *next(batches))
    return weights(network)


def assert_same(some, others):
    """Equal to the last bit."""
    for a, b in zip(some, others, strict=True):
        np.testing.assert_array_equal(a, b)


class LossWithTwist(SoftmaxCrossEntropy):
    """At one call, counted from 1, ``value`` returns ``twist(value)``."""

    def __init__(self, call, twist):
        self.call, self.twist, self.n_calls = call, twist, 0

    def value(self, y_pred, y_true):
        self.n_calls += 1
        value = super().value(y_pred, y_true)
        return self.twist(value) if self.n_calls == self.call else value
