"""The gradient checker's proof: a bank of wrong backward passes, and as many right networks as one likes.

``python tests/wrong_gradients.py`` prints the score: how many of the wrong ones are rejected, how many get their
right name, and how often a right network is called wrong. ``tests/test_wrong_gradients.py`` holds it.

Each wrong pass is a mistake that people make. They are written as people write them: as a layer of ours with one
method replaced, as a class or as plain functions of one's own, as a whole network.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from gradients import odd_numbers

import mlpkit
from mlpkit import (
    Dense,
    Dropout,
    GradientReport,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
    check_gradients,
    sigmoid,
    softmax,
)


@dataclass(frozen=True)
class WrongPass:
    """A wrong backward pass, and what the checker should say: where the mistake is, and what it looks like."""

    name: str
    check: Callable[[], GradientReport]
    where: str
    kind: str

    def is_named(self, report: GradientReport) -> bool:
        """Return whether the report names this mistake, in its place, and no other."""
        if len(report.mistakes) != 1:
            return False
        return report.mistakes[0].startswith(self.where) and self.kind in report.mistakes[0]


BANK: list[WrongPass] = []

X = odd_numbers(7, 3)  # 7 samples, 3 features: no two sizes alike, unless a mistake needs a square
LABELS = np.array([0, 1, 4, 2, 2, 0, 3])  # 5 classes
TARGETS = odd_numbers(7, 5, seed=9)


def dense(n_in, n_out, layer_type=Dense, **settings):
    """A layer with odd weights and, unlike a fresh one, odd biases."""
    layer = layer_type(n_in, n_out, rng=np.random.default_rng(1), dtype=np.float64, **settings)
    layer.W[...] = odd_numbers(n_in, n_out, seed=2) / np.sqrt(n_in)
    layer.b[...] = odd_numbers(n_out, seed=3)
    return layer


def add(name, check, *, where, kind):
    assert name not in {wrong.name for wrong in BANK}
    BANK.append(WrongPass(name, check, where, kind))


# Dense layers in the middle of a network


def in_a_network(layer_type, n_in=4, n_out=6, **settings):
    """Check a network whose second Dense layer, ``layers[2]``, is a wrong one."""
    middle = dense(n_in, n_out, layer_type, **settings)
    network = Sequential([dense(3, n_in), Tanh(), middle, Tanh(), dense(n_out, 5)])
    return check_gradients(network, X, LABELS, SoftmaxCrossEntropy())


def wrong_dense(name, kind, array, **settings):
    """Add a Dense layer whose gradients are changed after they have been computed."""

    def decorate(spoil):
        class WrongDense(Dense):
            def set_parameter_gradients(self, dA):
                super().set_parameter_gradients(dA)
                spoil(self, dA)

        add(name, partial(in_a_network, WrongDense, **settings), where=f"layers[2], WrongDense: {array}: ", kind=kind)

    return decorate


@wrong_dense("the sign of dW", "wrong sign", "dW")
def _(layer, dA):
    layer.dW *= -1


@wrong_dense("averaged again in the layer", "7 times too small (the batch size)", "dW, db")
def _(layer, dA):
    layer.dW /= len(dA)
    layer.db /= len(dA)


@wrong_dense("dW transposed, square", "transposed", "dW", n_in=6)
def _(layer, dA):
    layer.dW = layer.dW.T.copy()


@wrong_dense("dW transposed, not square", "transposed", "dW")
def _(layer, dA):
    layer.dW = layer.dW.T.copy()


@wrong_dense("the bias of one sample", "not summed over the batch", "db")
def _(layer, dA):
    layer.db = dA[0].copy()


@wrong_dense("the bias not summed", "not summed over the batch", "db")
def _(layer, dA):
    layer.db = dA.copy()


@wrong_dense("the bias averaged", "7 times too small (the batch size)", "db")
def _(layer, dA):
    layer.db = dA.mean(axis=0)


@wrong_dense("the bias with keepdims", "the right numbers in the wrong shape", "db")
def _(layer, dA):
    layer.db = dA.sum(axis=0, keepdims=True)


@wrong_dense("the bias summed over the neurons", "summed over the outputs", "db")
def _(layer, dA):
    layer.db = dA.sum(axis=1)


@wrong_dense("the bias summed over everything", "summed over everything", "db")
def _(layer, dA):
    layer.db = np.full_like(layer.b, dA.sum())


@wrong_dense("the bias forgotten", "all zero", "db")
def _(layer, dA):
    layer.db = np.zeros_like(layer.b)


@wrong_dense("a division by zero", "holds NaN or infinity", "dW")
def _(layer, dA):
    layer.dW[0, 0] = np.nan


@wrong_dense("the L2 penalty forgotten", "L2 penalty forgotten", "dW", l2=0.7)
def _(layer, dA):
    layer.dW -= layer.l2 * layer.W


@wrong_dense("the L2 penalty twice", "L2 penalty that the loss does not have", "dW", l2=0.7)
def _(layer, dA):
    layer.dW += layer.l2 * layer.W


@wrong_dense("the L2 penalty on the bias", "L2 penalty that the loss does not have", "db", l2=0.7)
def _(layer, dA):
    layer.db += layer.l2 * layer.b


class NotTransposed(Dense):
    def backward(self, dA):
        super().backward(dA)
        return dA @ self.W


class Forgetful(Dense):
    def backward(self, dA):
        super().backward(dA)


add(
    "W not transposed on the way back",
    partial(in_a_network, NotTransposed, n_in=6),
    where="layers[2], NotTransposed: dX: ",
    kind="not transposed",
)
add(
    "nothing returned",
    lambda: check_gradients(dense(3, 5, Forgetful), X),
    where="dX: ",
    kind="nothing for the shape (7, 3)",
)


# A layer of one's own, as in lesson 06: plain attributes, W with dW and b with db


class MyDense:
    def __init__(self, n_in, n_out):
        self.W, self.b = dense(n_in, n_out).params
        self.X = None

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, dZ):
        self.dW, self.db = self.X.T @ dZ, dZ.sum(axis=0)
        return dZ @ self.W.T


class CacheFilledOnce(MyDense):
    """Remembers the first batch for ever."""

    def forward(self, X):
        if self.X is None:
            self.X = X
        return X @ self.W + self.b


class TrainedBefore(MyDense):
    """Has its cache from a training that is over, and never renews it."""

    def __init__(self, *sizes):
        super().__init__(*sizes)
        self.X = odd_numbers(7, sizes[0], seed=8)

    def forward(self, X):
        return X @ self.W + self.b


class PilingUp(MyDense):
    """Adds, as PyTorch does, and nobody sets it back to zero."""

    def __init__(self, *sizes):
        super().__init__(*sizes)
        self.dW, self.db = np.zeros_like(self.W), np.zeros_like(self.b)

    def backward(self, dZ):
        self.dW += self.X.T @ dZ
        self.db += dZ.sum(axis=0)
        return dZ @ self.W.T


class UpdatedOnTheWay(MyDense):
    """Moves its weights, then passes the error back through the moved ones."""

    def backward(self, dZ):
        super().backward(dZ)
        self.W -= 0.1 * self.dW
        self.b -= 0.1 * self.db
        return dZ @ self.W.T


class OutputRemembered(MyDense):
    def forward(self, X):
        self.X = X @ self.W + self.b
        return self.X


class InputCentered(MyDense):
    """Means to prepare the data, and prepares the caller's."""

    def forward(self, X):
        X -= X.mean(axis=0)
        return super().forward(X)


class ErrorScaled(MyDense):
    def backward(self, dZ):
        dZ /= len(dZ)
        return super().backward(dZ)


class WeightsClipped(MyDense):
    def forward(self, X):
        np.clip(self.W, -0.5, 0.5, out=self.W)
        return super().forward(X)


def own_layers(wrong, n_in=4, n_out=6):
    layers = [MyDense(3, n_in), MyTanh(), wrong(n_in, n_out), MyTanh(), MyDense(n_out, 5)]
    return check_gradients(layers, X, LABELS, SoftmaxCrossEntropy())


class MyTanh:
    def forward(self, Z):
        self.A = np.tanh(Z)
        return self.A

    def backward(self, dA):
        return dA * (1 - self.A**2)


add(
    "the cache of the first batch",
    partial(own_layers, CacheFilledOnce),
    where="layers[2], CacheFilledOnce: dW: ",
    kind="stale cache",
)
add(
    "the cache of a training that is over",
    partial(own_layers, TrainedBefore),
    where="layers[2], TrainedBefore: dW: ",
    kind="stale cache",
)
add(
    "gradients that pile up",
    partial(own_layers, PilingUp),
    where="layers[2], PilingUp: dW, db: ",
    kind="adds to the gradient of the pass before",
)
add(
    "weights updated on the way back",
    partial(own_layers, UpdatedOnTheWay),
    where="layers updated during the backward pass",
    kind="layers[2].W, layers[2].b",
)
add(
    "the output remembered, not the input",
    partial(own_layers, OutputRemembered, n_in=6),
    where="layers[2], OutputRemembered: dW: ",
    kind="the output stands where the input belongs",
)
add(
    "the caller's inputs centered in place",
    lambda: check_gradients(InputCentered(3, 4), X),
    where="forward changes its input in place",
    kind="",
)
add(
    "the caller's gradient scaled in place",
    lambda: check_gradients(ErrorScaled(3, 4), X),
    where="backward changes the gradient that it is given, in place",
    kind="",
)
add(
    "weights clipped on the way forward",
    partial(own_layers, WeightsClipped),
    where="forward changes parameters",
    kind="layers[2].W",
)


# Activations and dropout, as functions and as layers of one's own


def own_activation(name, forward, backward, kind, where="dX: "):
    add(name, lambda: check_gradients((forward, backward), X), where=where, kind=kind)


def step(Z):
    return (Z > 0).astype(float)


own_activation("ReLU without its mask", mlpkit.relu, lambda dA, Z: dA, "mask ignored")
own_activation(
    "ReLU with the mask of its output, >= 0",
    mlpkit.relu,
    lambda dA, Z: dA * (mlpkit.relu(Z) >= 0),
    "mask ignored, or taken from the output with >= 0",
)
own_activation("ReLU with the mask inverted", mlpkit.relu, lambda dA, Z: dA * (Z <= 0), "mask inverted")
own_activation(
    "ReLU with the mask of the gradient, too",
    mlpkit.relu,
    lambda dA, Z: dA * step(Z) * (dA > 0),
    "mask taken from the gradient",
)
own_activation("ReLU's slope without dA", mlpkit.relu, lambda dA, Z: step(Z), "chain rule forgotten")
own_activation(
    "leaky ReLU with the slope of ReLU",
    lambda Z: np.where(Z > 0, Z, 0.1 * Z),
    lambda dA, Z: dA * step(Z),
    "the slope of relu, which is another function",
)
own_activation("leaky ReLU handed on", lambda Z: np.where(Z > 0, Z, 0.1 * Z), lambda dA, Z: dA, "slope ignored")
own_activation(
    "sigmoid' at the output",
    sigmoid,
    lambda dA, Z: dA * sigmoid(sigmoid(Z)) * (1 - sigmoid(sigmoid(Z))),
    "derivative at the wrong place: taken at the output",
)
own_activation(
    "z (1 - z) for sigmoid",
    sigmoid,
    lambda dA, Z: dA * Z * (1 - Z),
    "derivative at the wrong place: a formula for the output",
)
own_activation("half of sigmoid'", sigmoid, lambda dA, Z: dA * sigmoid(Z), "half of the slope's formula")
own_activation("sigmoid handed on", sigmoid, lambda dA, Z: dA, "slope ignored")
own_activation(
    "tanh' at the output",
    np.tanh,
    lambda dA, Z: dA * (1 - np.tanh(np.tanh(Z)) ** 2),
    "derivative at the wrong place: taken at the output",
)
own_activation(
    "1 - z**2 for tanh",
    np.tanh,
    lambda dA, Z: dA * (1 - Z**2),
    "derivative at the wrong place: a formula for the output",
)
own_activation("tanh' without the square", np.tanh, lambda dA, Z: dA * (1 - np.tanh(Z)), "the square")
own_activation("tanh's slope without dA", np.tanh, lambda dA, Z: 1 - np.tanh(Z) ** 2, "chain rule forgotten")
own_activation(
    "softmax by its diagonal", softmax, lambda dA, Z: dA * softmax(Z) * (1 - softmax(Z)), "only the diagonal"
)
own_activation("softmax handed on", softmax, lambda dA, Z: dA, "slope ignored")


class LeakyReLUInPlace(ReLU):
    """Saves memory, and spoils what the layer before has returned, which that needs itself."""

    def forward(self, X, *, training=False):
        self.slope = np.where(X > 0, 1, 0.1)
        X *= self.slope
        return X

    def backward(self, dA):
        return dA * self.slope


class WrongDropout(Dropout):
    """Dropout that keeps its mask for itself, and goes back in some wrong way."""

    def forward(self, X, *, training=False):
        self.mask = (self.rng.random(X.shape) >= self.rate) / (1 - self.rate)
        return X * self.mask


class DropoutWithoutMask(WrongDropout):
    def backward(self, dA):
        return dA


class DropoutWithAnotherMask(WrongDropout):
    def backward(self, dA):
        return dA * (self.rng.random(dA.shape) >= self.rate) / (1 - self.rate)


class DropoutWithoutScale(WrongDropout):
    def backward(self, dA):
        return dA * (self.mask > 0)


class TanhAtTheOutput(Tanh):
    def forward(self, X, *, training=False):
        self.A = super().forward(X)
        return self.A

    def backward(self, dA):
        return dA * (1 - np.tanh(self.A) ** 2)


def after_a_layer(layer):
    """Check a network with the wrong layer as its ``layers[2]``."""
    network = Sequential([dense(3, 6), Tanh(), layer, dense(6, 5)])
    return check_gradients(network, X, LABELS, SoftmaxCrossEntropy())


def wrong_dropout(name, layer_type, kind):
    layer = layer_type(0.4, rng=np.random.default_rng(0))
    add(name, partial(after_a_layer, layer), where=f"layers[2], {layer_type.__name__}: dX: ", kind=kind)


add(
    "leaky ReLU in place, after a layer that needs its output",
    partial(after_a_layer, LeakyReLUInPlace()),
    where="layers[2], LeakyReLUInPlace: ",
    kind="forward changes its input in place",
)
add(
    "tanh' at the output, inside a network",
    partial(after_a_layer, TanhAtTheOutput()),
    where="layers[2], TanhAtTheOutput: dX: ",
    kind="derivative at the wrong place: taken at the output",
)
wrong_dropout("dropout without its mask", DropoutWithoutMask, "mask ignored")
wrong_dropout("dropout with another mask", DropoutWithAnotherMask, "another mask than on the way forward")
wrong_dropout("dropout without its scale", DropoutWithoutScale, "1.67 times too small")


# Losses


def wrong_loss(name, base, kind, y=LABELS, last=None):
    """Add a loss whose gradient is a function of the right gradient, the predictions and the targets."""

    def decorate(gradient_of):
        class WrongLoss(base):
            def gradient(self, y_pred, y_true):
                return gradient_of(super().gradient(y_pred, y_true), y_pred, y_true)

        layers = [dense(3, 4), Tanh(), dense(4, 5), *([last()] if last else [])]
        check = partial(check_gradients, Sequential(layers), X, y, WrongLoss())
        add(name, check, where="loss, WrongLoss: ", kind=kind)

    return decorate


def one_hot(y):
    return np.eye(5)[y]


@wrong_loss("the mean forgotten", SoftmaxCrossEntropy, "7 times too large (the batch size)")
def _(right, y_pred, y_true):
    return right * len(y_true)


@wrong_loss("the mean taken twice", SoftmaxCrossEntropy, "7 times too small (the batch size)")
def _(right, y_pred, y_true):
    return right / len(y_true)


@wrong_loss("averaged over the classes as well", SoftmaxCrossEntropy, "5 times too small (the number of outputs)")
def _(right, y_pred, y_true):
    return right / y_pred.shape[1]


@wrong_loss("target minus prediction", SoftmaxCrossEntropy, "wrong sign")
def _(right, y_pred, y_true):
    return (one_hot(y_true) - softmax(y_pred)) / len(y_true)


@wrong_loss("the one-hot forgotten", SoftmaxCrossEntropy, "wrong at the true class only")
def _(right, y_pred, y_true):
    return softmax(y_pred) / len(y_true)


@wrong_loss("the true class only", SoftmaxCrossEntropy, "right at the true class only")
def _(right, y_pred, y_true):
    return right * one_hot(y_true)


@wrong_loss("softmax forgotten", SoftmaxCrossEntropy, "softmax forgotten")
def _(right, y_pred, y_true):
    return (y_pred - one_hot(y_true)) / len(y_true)


@wrong_loss("softmax over the batch", SoftmaxCrossEntropy, "softmax over the batch")
def _(right, y_pred, y_true):
    return (softmax(y_pred.T).T - one_hot(y_true)) / len(y_true)


@wrong_loss("softmax twice in the gradient", SoftmaxCrossEntropy, "softmax twice")
def _(right, y_pred, y_true):
    return (softmax(softmax(y_pred)) - one_hot(y_true)) / len(y_true)


@wrong_loss("the 2 of the square forgotten", mlpkit.MeanSquaredError, "2 times too small", y=TARGETS)
def _(right, y_pred, y_true):
    return (y_pred - y_true) / y_pred.size


@wrong_loss("the samples counted, not the entries", mlpkit.MeanSquaredError, "5 times too large", y=TARGETS)
def _(right, y_pred, y_true):
    return 2 * (y_pred - y_true) / len(y_true)


@wrong_loss("the absolute error without its sign", mlpkit.MeanAbsoluteError, "have the wrong sign", y=TARGETS)
def _(right, y_pred, y_true):
    return np.abs(right)


@wrong_loss("p - y on probabilities", mlpkit.CrossEntropy, "the gradient of the logits", last=Softmax)
def _(right, y_pred, y_true):
    return (y_pred - one_hot(y_true)) / len(y_true)


@wrong_loss("p - y on a sigmoid", mlpkit.BinaryCrossEntropy, "gradient of the logits", y=one_hot(LABELS), last=Sigmoid)
def _(right, y_pred, y_true):
    return (y_pred - y_true) / y_pred.size


class SubtractedInPlace:
    """``p[...] -= 1`` on the predictions themselves, not on a copy."""

    def value(self, y_pred, y_true):
        return -np.log(y_pred[range(7), y_true]).mean()

    def gradient(self, y_pred, y_true):
        gradient = np.zeros_like(y_pred)
        gradient[range(7), y_true] = -1 / y_pred[range(7), y_true] / 7
        y_pred[range(7), y_true] -= 1
        return gradient


class ClippedInPlace(mlpkit.CrossEntropy):
    """Keeps the logarithm finite, and the predictions are no longer what the network has said."""

    def value(self, y_pred, y_true):
        np.clip(y_pred, 0.1, 0.9, out=y_pred)
        y_pred /= y_pred.sum(axis=1, keepdims=True)
        return super().value(y_pred, y_true)


def on_probabilities(loss):
    return check_gradients(Sequential([dense(3, 4), Tanh(), dense(4, 5), Softmax()]), X, LABELS, loss)


add(
    "predictions changed in place by the gradient",
    partial(on_probabilities, SubtractedInPlace()),
    where="the gradient of the loss changes the predictions in place",
    kind="",
)
add(
    "predictions clipped in place by the loss",
    partial(on_probabilities, ClippedInPlace()),
    where="the loss changes the predictions in place",
    kind="",
)


# Whole networks, as students write them: plain functions, or one class with W1, b1, W2, b2


PARAMS = dict(zip(["W1", "b1", "W2", "b2"], dense(3, 4).params + dense(4, 5).params, strict=True))
SQUARE = dict(
    zip(["W1", "b1", "W2", "b2", "W3", "b3"], dense(3, 4).params + dense(4, 4).params + dense(4, 5).params, strict=True)
)


def two_layers(activation):
    return lambda X, W1, b1, W2, b2: activation(X @ W1 + b1) @ W2 + b2


def two_layers_back(activation, slope, *, dA1=lambda dlogits, W2, dW2: dlogits @ W2.T):
    """Return a backward pass of functions; ``slope(Z, A)`` and ``dA1`` are where mistakes go."""

    def backward(dlogits, X, W1, b1, W2, b2):
        Z1 = X @ W1 + b1
        A1 = activation(Z1)
        dW2, db2 = A1.T @ dlogits, dlogits.sum(axis=0)
        dZ1 = dA1(dlogits, W2, dW2) * slope(Z1, A1)
        return None, X.T @ dZ1, dZ1.sum(axis=0), dW2, db2

    return backward


def own_network(name, activation, slope, kind, where="activation of layer 1: ", **mistake):
    pair = two_layers(activation), two_layers_back(activation, slope, **mistake)
    add(name, lambda: check_gradients(pair, X, LABELS, SoftmaxCrossEntropy(), params=PARAMS), where=where, kind=kind)


own_network("functions: the mask forgotten", mlpkit.relu, lambda Z, A: 1.0, "mask ignored")
own_network("functions: the mask A >= 0", mlpkit.relu, lambda Z, A: A >= 0, "mask ignored")
own_network("functions: tanh' of A", np.tanh, lambda Z, A: 1 - np.tanh(A) ** 2, "taken at the output")
own_network("functions: 1 - Z**2", np.tanh, lambda Z, A: 1 - Z**2, "a formula for the output")
own_network("functions: z (1 - z)", sigmoid, lambda Z, A: Z * (1 - Z), "a formula for the output")
own_network(
    "functions: W2 moved before dW1 was computed",
    np.tanh,
    lambda Z, A: 1 - A**2,
    "(learning rate 0.5)",
    where="layers updated during the backward pass",
    dA1=lambda dlogits, W2, dW2: dlogits @ (W2 - 0.5 * dW2).T,
)


def three_layers(X, W1, b1, W2, b2, W3, b3):
    return np.tanh(np.tanh(X @ W1 + b1) @ W2 + b2) @ W3 + b3


def three_layers_back(dlogits, X, W1, b1, W2, b2, W3, b3):
    A1 = np.tanh(X @ W1 + b1)
    A2 = np.tanh(A1 @ W2 + b2)
    dZ2 = dlogits @ W3.T * (1 - A2**2)
    dZ1 = dZ2 @ W2 * (1 - A1**2)  # W2.T
    gradients = [(A.T @ dZ, dZ.sum(axis=0)) for A, dZ in ((X, dZ1), (A1, dZ2), (A2, dlogits))]
    return None, *(array for pair in gradients for array in pair)


add(
    "functions: W2 not transposed",
    lambda: check_gradients((three_layers, three_layers_back), X, LABELS, SoftmaxCrossEntropy(), params=SQUARE),
    where="layer 2: ",
    kind="not transposed",
)


class MyNetwork:
    """Two layers in one class."""

    def __init__(self):
        self.W1, self.b1, self.W2, self.b2 = (array.astype(np.float32) for array in PARAMS.values())

    def forward(self, X):
        self.X = X
        self.A1 = np.tanh(X @ self.W1 + self.b1)
        return self.A1 @ self.W2 + self.b2

    def backward(self, dlogits):
        self.dW2, self.db2 = self.A1.T @ dlogits, dlogits.sum(axis=0)
        dZ1 = dlogits @ self.W2.T * (1 - self.A1**2)
        self.dW1, self.db1 = self.X.T @ dZ1, dZ1.sum(axis=0)


class BiasAsMatrix(MyNetwork):
    def backward(self, dlogits):
        super().backward(dlogits)
        self.db2 = dlogits


class AveragedAgain(MyNetwork):
    def backward(self, dlogits):
        super().backward(dlogits / len(dlogits))


class UpdatesItself(MyNetwork):
    def backward(self, dlogits):
        super().backward(dlogits)
        self.W1 -= 0.1 * self.dW1
        self.W2 -= 0.1 * self.dW2


class OldHiddenLayer(MyNetwork):
    """Computes the hidden layer of the first batch only."""

    A1_of_first = None

    def backward(self, dlogits):
        if self.A1_of_first is None:
            self.A1_of_first = self.A1
        super().backward(dlogits)
        self.dW2 = self.A1_of_first.T @ dlogits


class Student:
    """A classifier that ends in softmax; weights first, then biases, and these as rows."""

    def __init__(self):
        self.W1, self.b1, self.W2, self.b2 = PARAMS.values()
        self.params = {"W1": self.W1, "W2": self.W2, "b1": self.b1.reshape(1, -1), "b2": self.b2.reshape(1, -1)}
        self.grads = {}

    def forward(self, X):
        self.X = X
        self.Z1 = X @ self.params["W1"] + self.params["b1"]
        self.A1 = np.maximum(self.Z1, 0)
        self.P = softmax(self.A1 @ self.params["W2"] + self.params["b2"])
        return self.P

    def backward(self, dP):
        dZ2 = self.P * (dP - (dP * self.P).sum(axis=1, keepdims=True))
        dZ1 = dZ2 @ self.params["W2"].T * (self.A1 >= 0)
        for k, A, dZ in ((1, self.X, dZ1), (2, self.A1, dZ2)):
            self.grads[f"dW{k}"], self.grads[f"db{k}"] = A.T @ dZ, dZ.sum(axis=0, keepdims=True)


add(
    "a class: the mask A >= 0, in a dictionary",
    lambda: check_gradients(Student(), X, LABELS, mlpkit.CrossEntropy()),
    where="activation of layer 1: ",
    kind="mask ignored, or taken from the output with >= 0",
)


def own_class(name, network_type, where, kind):
    check = lambda: check_gradients(network_type(), X, LABELS, SoftmaxCrossEntropy())  # noqa: E731 - one line to add
    add(name, check, where=where, kind=kind)


own_class("a class: the bias not summed", BiasAsMatrix, "db2: ", "not summed over the batch")
own_class("a class: averaged again", AveragedAgain, "dW1, db1, dW2, db2: ", "7 times too small (the batch size)")
own_class("a class: the update inside backward", UpdatesItself, "layers updated during the backward pass", "W1, W2")
own_class("a class: an old hidden layer", OldHiddenLayer, "dW2: ", "stale cache")


class Shortcut(Sequential):
    """Its own way back, which leaves a layer out."""

    def backward(self, dA, *, input_gradient=False):
        for layer in reversed(self.layers):
            gradient = layer.backward(dA)
            dA = dA if isinstance(layer, Tanh) else gradient
        return dA


class UpdatesLayerByLayer(Sequential):
    """The update in the loop of the backward pass, a layer at a time; each has its gradient already, but ..."""

    def backward(self, dA, *, input_gradient=False):
        for layer in reversed(self.layers):
            if isinstance(layer, Dense):
                layer.set_parameter_gradients(dA)
                layer.W -= 0.1 * layer.dW
                dA = dA @ layer.W.T
            else:
                dA = layer.backward(dA)
        return dA


def own_sequential(network_type):
    network = network_type([dense(3, 4), Tanh(), dense(4, 5)])
    return check_gradients(network, X, LABELS, SoftmaxCrossEntropy())


add(
    "a network that goes back past a layer",
    partial(own_sequential, Shortcut),
    where="every layer is right by itself, but not the way back through them: activation of layer 1: ",
    kind="slope ignored",
)
add(
    "a network that updates layer by layer",
    partial(own_sequential, UpdatesLayerByLayer),
    where="layers updated during the backward pass",
    kind="layers[0].W, layers[2].W",
)


class Neuron:
    """One neuron with a bias that is a number, updated with the rule for the weights."""

    def __init__(self):
        self.w, self.b = odd_numbers(3, seed=2), 0.3

    def forward(self, X):
        self.X = X
        return sigmoid(X @ self.w + self.b)

    def backward(self, dA):
        A = sigmoid(self.X @ self.w + self.b)
        dz = dA * A * (1 - A)
        self.dw = self.X.T @ dz
        self.db = self.X.T @ dz  # dz.sum()
        return np.outer(dz, self.w)


add(
    "a bias as long as the input",
    lambda: check_gradients(Neuron(), X),
    where="db: ",
    kind="(3,) for the shape ()",
)


# Right networks


def right_network(seed):
    """Return the arguments of ``check_gradients`` for a random network that is right."""
    rng = np.random.default_rng(seed)
    n_hidden = rng.integers(0, 3)
    n_samples = int(rng.choice([1, 2, 3, 5]))
    sizes = [int(n) for n in rng.integers(1, 5, size=n_hidden + 1)] + [int(rng.integers(2, 5))]
    settings = {
        "activation": str(rng.choice(["relu", "sigmoid", "tanh"])),
        "init": str(rng.choice(["he", "glorot", "uniform", "normal", "zeros"], p=[0.3, 0.3, 0.2, 0.1, 0.1])),
        "dropout": float(rng.choice([0.0, 0.0, 0.3])),
        "l2": float(rng.choice([0.0, 0.0, 0.1])),
        "dtype": rng.choice([np.float32, np.float64]),
    }
    network = mlpkit.mlp(sizes, rng=rng, **settings)
    X = rng.normal(size=(n_samples, sizes[0]))
    X[rng.random(X.shape) < 0.1] = 0.0  # black pixels
    labels, entries = rng.integers(0, sizes[-1], size=n_samples), rng.normal(size=(n_samples, sizes[-1]))
    ends = [
        ([], SoftmaxCrossEntropy(), labels),
        ([Softmax()], mlpkit.CrossEntropy(), labels),
        ([Sigmoid()], mlpkit.BinaryCrossEntropy(), (entries > 0).astype(float)),
        ([], mlpkit.MeanSquaredError(), entries),
        ([ReLU()], mlpkit.MeanAbsoluteError(), np.abs(entries)),
    ]
    last, loss, y = ends[rng.integers(len(ends))]
    network = Sequential([*network.layers, *last])
    if rng.random() < 0.5:
        optimizer = mlpkit.SGD(learning_rate=0.1) if rng.random() < 0.5 else mlpkit.Adam(learning_rate=0.05)
        for _ in range(int(rng.choice([1, 20, 100]))):
            mlpkit.train_step(network, loss, optimizer, X, y)
    return network, X, y, loss


def false_alarms(n_networks: int) -> Iterator[tuple[int, GradientReport]]:
    """Yield seed and report of each right network that is called wrong."""
    for seed in range(n_networks):
        report = check_gradients(*right_network(seed))
        if not report.passed:
            yield seed, report


def main(n_networks: int = 500) -> None:
    """Print the score."""
    reports = [(wrong, wrong.check()) for wrong in BANK]
    for wrong, report in reports:
        if report.passed or not wrong.is_named(report):
            print(f"{'not rejected' if report.passed else 'not named'}: {wrong.name}\n{report}\n")
    alarms = list(false_alarms(n_networks))
    for seed, report in alarms:
        print(f"false alarm: right network {seed}\n{report}\n")
    n_rejected = sum(not report.passed for _, report in reports)
    n_named = sum(wrong.is_named(report) for wrong, report in reports)
    print(f"wrong passes rejected:  {n_rejected} of {len(BANK)}")
    print(f"       named correctly: {n_named} of {len(BANK)} ({n_named / len(BANK):.0%})")
    print(f"false alarms:           {len(alarms)} of {n_networks} right networks")


if __name__ == "__main__":
    main()
