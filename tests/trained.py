"""A trained network and its data, for the tests of what a refusal must leave alone."""

import pickle

import numpy as np

from mlpkit import Adam, SoftmaxCrossEntropy, fit, mlp

# Whole numbers from 0 to 7, which every dtype can hold; six samples of three features.
X = np.random.default_rng(0).integers(0, 8, size=(6, 3)).astype(np.float32)
Y = np.array([0, 1, 2, 0, 1, 2])
X.flags.writeable = Y.flags.writeable = False


class Trained:
    """A network in the middle of its life, with an optimizer and a generator: what a refusal must leave alone."""

    def __init__(self):
        self.network = mlp([3, 4, 3], dropout=0.2, l2=0.01, rng=np.random.default_rng(1))
        self.optimizer, self.rng, self.loss = Adam(0.01), np.random.default_rng(2), SoftmaxCrossEntropy()
        self.fit(X, Y)

    def fit(self, X, y, **settings):
        settings = {"n_epochs": 2, "batch_size": 4, "progress": False} | settings
        return fit(self.network, self.loss, self.optimizer, X, y, rng=self.rng, **settings)

    def state(self):
        return pickle.dumps((self.network, self.optimizer, self.rng))
