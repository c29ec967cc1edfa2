"""Assignment 03: gradients by hand, each judged by finite differences, and one training step."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mlpkit._machinery.checks import Array, Labels
from mlpkit.gradcheck import numerical_gradient
from mlpkit.teaching.assignments.judging import Task, comparison, sizes

Cases = list[tuple[Any, ...]]
Params = tuple[Array, Array, Array, Array]  # W1, b1, W2, b2


def _mean_loss(logits: Array, y: Labels) -> float:
    """Return the mean softmax cross-entropy, sample by sample."""
    losses = []
    for z, label in zip(logits, y, strict=True):
        losses.append(float(z.max() + np.log(np.exp(z - z.max()).sum()) - z[label]))
    return sum(losses) / len(losses)


def _softmax(Z: Array) -> Array:
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def _one_hot(y: Labels, n_classes: int) -> Array:
    return np.eye(n_classes)[y]


# my_loss_gradient(logits, y)


def _loss_gradient(logits: Array, y: Labels) -> Array:
    return numerical_gradient(lambda Z: _mean_loss(Z, y), logits)


def _loss_gradient_cases(rng: np.random.Generator) -> Cases:
    n, k = sizes(rng, 2)
    shapes = [(n, k), (1, k), (k, n), (n, n)]
    cases: Cases = [(rng.normal(size=(a, b)), rng.integers(0, b, size=a)) for a, b in shapes]
    return [*cases, (rng.normal(size=(3, k)) + np.array([[900.0], [0], [-900]]), rng.integers(0, k, size=3))]


def _blame(logits: Array, y: Labels, scale: float | None = None) -> Array:
    return (_softmax(logits) - _one_hot(y, logits.shape[1])) / (len(y) if scale is None else scale)


LOSS_GRADIENT = comparison(
    _loss_gradient,
    cases=_loss_gradient_cases,
    tolerance=1e-5,
    mistakes={
        "exactly n times too large: the loss is a mean, so its gradient contains 1/n": lambda Z, y: _blame(Z, y, 1),
        "divided by the batch size twice": lambda Z, y: _blame(Z, y, len(y) ** 2),
        "divided by the number of classes, too; the mean runs over the samples only": lambda Z, y: _blame(Z, y, Z.size),
        "divided by the number of classes; divide by the number of samples": lambda Z, y: _blame(Z, y, Z.shape[1]),
        "the sign is the wrong way round": lambda Z, y: -_blame(Z, y),
        "these are the probabilities over n; where is the true class subtracted?": lambda Z, y: _softmax(Z) / len(y),
        "labels off by one: class 0 is column 0": lambda Z, y: (
            (_softmax(Z) - np.roll(_one_hot(y, Z.shape[1]), 1, axis=1)) / len(y)
        ),
        "labels off by one: class 0 is the first column": (
            lambda Z, y: (_softmax(Z) - np.roll(_one_hot(y, Z.shape[1]), -1, axis=1)) / len(y)
        ),
        "1 is subtracted from every class; only the true one loses it": lambda Z, y: (_softmax(Z) - 1) / len(y),
        "P[:, y] -= 1 changes the columns of all labels in every row; pair row i with label i": lambda Z, y: (
            (_softmax(Z) - _one_hot(y, Z.shape[1]).max(axis=0)) / len(y)
        ),
        "exp overflows for large scores: subtract the largest score of each row first": lambda Z, y: (
            (np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True) - _one_hot(y, Z.shape[1])) / len(y)
        ),
        "softmax is missing: that is scores minus one-hot": lambda Z, y: (Z - _one_hot(y, Z.shape[1])) / len(y),
        "that is the gradient with respect to the probabilities; go on through softmax to the scores": lambda Z, y: (
            -(_one_hot(y, Z.shape[1]) / _softmax(Z)) / len(y)
        ),
        "the labels themselves are subtracted; subtract 1 at the true class": lambda Z, y: (
            (_softmax(Z) - y[:, None]) / len(y)
        ),
        "softmax over the wrong axis": lambda Z, y: (_softmax(Z.T).T - _one_hot(y, Z.shape[1])) / len(y),
        "that is the slope of a single probability, p(1 - p); the loss has a simpler one": lambda Z, y: (
            _softmax(Z) * (1 - _softmax(Z)) / len(y)
        ),
    },
)


# my_relu_backward(dA, Z)


def _relu_backward(dA: Array, Z: Array) -> Array:
    dZ = np.zeros_like(Z)
    for i in np.ndindex(Z.shape):
        dZ[i] = dA[i] if Z[i] > 0 else 0.0
    return dZ


def _relu_cases(rng: np.random.Generator) -> Cases:
    """Random numbers, and in every case entries exactly at the kink."""
    cases = []
    for shape in [(1, 4), (5, 3), tuple(sizes(rng, 2)), (4, 4)]:
        Z, dA = rng.normal(size=shape), rng.normal(size=shape)
        Z.flat[:3], dA.flat[:3] = (0.0, 1.0, -1.0), (1.5, -2.5, -0.5)
        cases.append((dA, Z))
    return cases


RELU_BACKWARD = comparison(
    _relu_backward,
    cases=_relu_cases,
    mistakes={
        "the mask is ignored: nothing passes where Z is negative": lambda dA, Z: dA,
        "at Z = 0 the slope is 0 here: > and not >=": lambda dA, Z: dA * (Z >= 0),
        "the mask looks at dA; it must look at Z": lambda dA, Z: dA * (dA > 0),
        "that is the forward pass": lambda dA, Z: np.maximum(Z, 0),
        "local slope only: multiply it by dA": lambda dA, Z: (Z > 0) * 1.0,
        "the mask is the wrong way round": lambda dA, Z: dA * (Z < 0),
        "the mask is the wrong way round, and open at 0": lambda dA, Z: dA * (Z <= 0),
        "multiplied by Z instead of by its slope": lambda dA, Z: dA * np.maximum(Z, 0),
        "multiplied by Z; a slope is 1 or 0": lambda dA, Z: dA * Z,
        "multiplied by the sign of Z; a negative Z lets nothing pass": lambda dA, Z: dA * np.sign(Z),
    },
)


# my_dense_backward(dZ, X, W)


def _dense_backward(dZ: Array, X: Array, W: Array) -> tuple[Array, Array, Array]:
    def total(X: Array, W: Array, b: Array) -> float:
        """Return a number whose slope with respect to the outputs is dZ."""
        return float((dZ * (X @ W + b)).sum())

    b = np.zeros(W.shape[1])
    dW = numerical_gradient(lambda W: total(X, W, b), W)
    db = numerical_gradient(lambda b: total(X, W, b), b)
    return dW, db, numerical_gradient(lambda X: total(X, W, b), X)


def _dense_backward_cases(rng: np.random.Generator) -> Cases:
    n, n_in, n_out = sizes(rng, 3)
    shapes = [(1, n_in, n_out), (n, n_in, n_out), (n, 1, n_out), (n, n_in, 1), (n, n, n)]
    return [(rng.normal(size=(a, c)), rng.normal(size=(a, b)), rng.normal(size=(b, c))) for a, b, c in shapes]


def _parts(dZ: Array, X: Array, W: Array) -> tuple[Array, Array, Array]:
    return X.T @ dZ, dZ.sum(axis=0), dZ @ W.T


DENSE_BACKWARD = comparison(
    _dense_backward,
    cases=_dense_backward_cases,
    mistakes={
        "divided by the batch size; the loss has done that already, in dZ": lambda dZ, X, W: (
            X.T @ dZ / len(X),
            dZ.sum(axis=0) / len(X),
            dZ @ W.T,
        ),
        "dW is divided by the batch size; the loss has done that already, in dZ": lambda dZ, X, W: (
            X.T @ dZ / len(X),
            *_parts(dZ, X, W)[1:],
        ),
        "db is a mean over the batch; it is the sum": lambda dZ, X, W: (X.T @ dZ, dZ.mean(axis=0), dZ @ W.T),
        "db is not summed over the batch: it has the shape of b": lambda dZ, X, W: (X.T @ dZ, dZ, dZ @ W.T),
        "db is summed over the neurons; sum over the samples": lambda dZ, X, W: (X.T @ dZ, dZ.sum(axis=1), dZ @ W.T),
        "db has shape (1, n_out); it needs the shape of b, (n_out,)": lambda dZ, X, W: (
            X.T @ dZ,
            dZ.sum(axis=0, keepdims=True),
            dZ @ W.T,
        ),
        "db is one number for all neurons; each has its own": lambda dZ, X, W: (X.T @ dZ, dZ.sum(), dZ @ W.T),
        "dW is transposed: it has the shape of W": lambda dZ, X, W: (dZ.T @ X, dZ.sum(axis=0), dZ @ W.T),
        "dX is transposed: it has the shape of X": lambda dZ, X, W: (X.T @ dZ, dZ.sum(axis=0), W @ dZ.T),
        "the order is dW, db, dX; yours begins with db": lambda dZ, X, W: (dZ.sum(axis=0), X.T @ dZ, dZ @ W.T),
        "the order is dW, db, dX; yours begins with dX": lambda dZ, X, W: (dZ @ W.T, X.T @ dZ, dZ.sum(axis=0)),
        "the order is dW, db, dX; yours is dX, db, dW": lambda dZ, X, W: _parts(dZ, X, W)[::-1],
        "the order is dW, db, dX; yours is dW, dX, db": lambda dZ, X, W: (X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)),
        "the sign is the wrong way round": lambda dZ, X, W: tuple(-part for part in _parts(dZ, X, W)),
        "dX is the input itself; the blame comes from dZ and W": lambda dZ, X, W: (X.T @ dZ, dZ.sum(axis=0), X),
    },
)


# my_gradients(X, y, W1, b1, W2, b2) and my_training_step(X, y, W1, b1, W2, b2, learning_rate)


def _network_loss(X: Array, y: Labels, params: Params) -> float:
    W1, b1, W2, b2 = params
    return _mean_loss(np.maximum(X @ W1 + b1, 0) @ W2 + b2, y)


def _gradients(X: Array, y: Labels, *params: Array) -> tuple[Array, ...]:
    def loss_with(position: int) -> Callable[[Array], float]:
        return lambda value: _network_loss(X, y, (*params[:position], value, *params[position + 1 :]))  # type: ignore[arg-type]

    return tuple(numerical_gradient(loss_with(position), value) for position, value in enumerate(params))


def _network_cases(rng: np.random.Generator) -> Cases:
    """Networks of odd sizes that still err; some hidden units are awake and some asleep, none at the kink."""
    cases: Cases = []
    while len(cases) < 4:
        n, n_in, n_hidden, n_classes = sizes(rng, 4)
        n, n_in = (1, n_in) if not cases else (n + 3, n_hidden) if len(cases) == 3 else (n + 3, n_in)
        X, y = rng.normal(size=(n, n_in)), rng.integers(0, n_classes, size=n)
        W1, b1 = rng.normal(size=(n_in, n_hidden)), rng.normal(0, 0.5, size=n_hidden)
        W2, b2 = rng.normal(size=(n_hidden, n_classes)), rng.normal(size=n_classes)
        Z1 = X @ W1 + b1
        errs = np.abs(_blame(np.maximum(Z1, 0) @ W2 + b2, y, 1)).max() > 0.05  # or differences see only noise
        if errs and np.abs(Z1).min() > 1e-3 and (Z1 > 0).any() and (Z1 < 0).any():
            cases.append((X, y, W1, b1, W2, b2))
    return cases


def _backward(X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array, **slip: Any) -> tuple[Array, ...]:
    """Return the gradients, or what they become with a slip."""
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    A1 = slip.get("output_1", lambda Z1, A1: A1)(Z1, A1)
    logits = slip.get("last", lambda Z2: Z2)(A1 @ W2 + b2)
    dZ2 = slip.get("dZ2", lambda logits, y: _blame(logits, y))(logits, y)
    dA1 = dZ2 @ slip.get("moved_W2", W2).T
    dZ1 = dA1 * slip.get("slope", lambda Z1, A1, dA1: Z1 > 0)(Z1, A1, dA1)
    dW2 = slip.get("input_2", lambda Z1, A1: A1)(Z1, A1).T @ dZ2
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, dZ2.sum(axis=0)


GRADIENTS = comparison(
    _gradients,
    cases=_network_cases,
    tolerance=1e-5,
    mistakes={
        "exactly n times too large: the loss is a mean, so its gradient contains 1/n": lambda *args: _backward(
            *args, dZ2=lambda Z, y: _blame(Z, y, 1)
        ),
        "divided by the batch size twice": lambda *args: _backward(*args, dZ2=lambda Z, y: _blame(Z, y, len(y) ** 2)),
        "the sign is the wrong way round": lambda *args: _backward(*args, dZ2=lambda Z, y: -_blame(Z, y)),
        "the ReLU's mask is missing, or always true, as A1 >= 0 is": lambda *args: _backward(
            *args, slope=lambda Z1, A1, dA1: 1.0
        ),
        "the ReLU's mask looks at dA1; it must look at Z1": lambda *args: _backward(
            *args, slope=lambda Z1, A1, dA1: dA1 > 0
        ),
        "the ReLU's mask is the wrong way round": lambda *args: _backward(*args, slope=lambda Z1, A1, dA1: Z1 < 0),
        "the slope is that of sigmoid or tanh; the hidden layer has ReLU": lambda *args: _backward(
            *args, slope=lambda Z1, A1, dA1: A1 * (1 - A1)
        ),
        "dA1 is multiplied by A1; multiply it by the slope, which is 1 or 0": lambda *args: _backward(
            *args, slope=lambda Z1, A1, dA1: A1
        ),
        "dW2 is built from Z1; the second layer saw A1": lambda *args: _backward(*args, input_2=lambda Z1, A1: Z1),
        "the forward pass has no ReLU": lambda *args: _backward(*args, output_1=lambda Z1, A1: Z1),
        "ReLU after the output layer, too; softmax needs the scores as they are": lambda *args: _backward(
            *args, last=lambda Z2: np.maximum(Z2, 0)
        ),
        "softmax is missing: dZ2 is probabilities minus one-hot": lambda *args: _backward(
            *args, dZ2=lambda Z, y: (Z - _one_hot(y, Z.shape[1])) / len(y)
        ),
        "labels off by one: class 0 is column 0": lambda *args: _backward(
            *args, dZ2=lambda Z, y: (_softmax(Z) - np.roll(_one_hot(y, Z.shape[1]), 1, axis=1)) / len(y)
        ),
        "the true class is not subtracted from the probabilities": lambda *args: _backward(
            *args, dZ2=lambda Z, y: _softmax(Z) / len(y)
        ),
        "the order is dW1, db1, dW2, db2; yours begins with the second layer": lambda *args: (
            *_backward(*args)[2:],
            *_backward(*args)[:2],
        ),
        "the gradients of the biases are means; they are sums over the batch": lambda *args: (
            _backward(*args)[0],
            _backward(*args)[1] / len(args[0]),
            _backward(*args)[2],
            _backward(*args)[3] / len(args[0]),
        ),
    },
)


def _training_step(X: Array, y: Labels, *params_and_rate: Any) -> tuple[Array, ...]:
    *params, learning_rate = params_and_rate
    return _moved(params, _gradients(X, y, *params), learning_rate)


def _moved(params: Any, grads: Any, learning_rate: float) -> tuple[Array, ...]:
    return tuple(value - learning_rate * grad for value, grad in zip(params, grads, strict=True))


def _step_cases(rng: np.random.Generator) -> Cases:
    return [(*case, float(rng.choice([0.2, 0.5, 1.5]))) for case in _network_cases(rng)]


def _moved_too_early(X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array, rate: float) -> tuple[Array, ...]:
    _, _, dW2, _ = _backward(X, y, W1, b1, W2, b2)
    grads = _backward(X, y, W1, b1, W2, b2, moved_W2=W2 - rate * dW2)
    return _moved((W1, b1, W2, b2), grads, rate)


def _second_layer_first(
    X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array, rate: float
) -> tuple[Array, ...]:
    _, _, dW2, db2 = _backward(X, y, W1, b1, W2, b2)
    W2, b2 = W2 - rate * dW2, b2 - rate * db2
    dW1, db1, _, _ = _backward(X, y, W1, b1, W2, b2)
    return W1 - rate * dW1, b1 - rate * db1, W2, b2


def _unscaled(*args: Any) -> tuple[Array, ...]:
    return _backward(*args, dZ2=lambda Z, y: _blame(Z, y, 1))


TRAINING_STEP = comparison(
    _training_step,
    cases=_step_cases,
    tolerance=1e-5,
    mistakes={
        "W2 moves too early: dA1 must see W2 as it was in the forward pass": _moved_too_early,
        "the second layer moves before the gradients of the first are computed": _second_layer_first,
        "uphill: the step goes against the gradient": lambda *args: _moved(
            args[2:-1], _backward(*args[:-1]), -args[-1]
        ),
        "the learning rate is missing": lambda *args: _moved(args[2:-1], _backward(*args[:-1]), 1.0),
        "the biases do not move": lambda *args: (
            _training_step(*args)[0],
            args[3],
            _training_step(*args)[2],
            args[5],
        ),
        "the first layer does not move": lambda *args: (*args[2:4], *_training_step(*args)[2:]),
        "the second layer does not move": lambda *args: (*_training_step(*args)[:2], *args[4:6]),
        "these are the gradients; return the parameters after the step": lambda *args: _backward(*args[:-1]),
        "this is how far the parameters move; return where they arrive": lambda *args: tuple(
            args[-1] * grad for grad in _backward(*args[:-1])
        ),
        "the step is n times too long: the loss is a mean, so its gradient contains 1/n": lambda *args: _moved(
            args[2:-1], _unscaled(*args[:-1]), args[-1]
        ),
        "the step is divided by the batch size once too often": lambda *args: _moved(
            args[2:-1], _backward(*args[:-1]), args[-1] / len(args[0])
        ),
        "nothing has moved (p = p - ... in a loop over the parameters only renames p)": lambda *args: args[2:-1],
        "the ReLU's mask is missing": lambda *args: _moved(
            args[2:-1], _backward(*args[:-1], slope=lambda Z1, A1, dA1: 1.0), args[-1]
        ),
    },
)


TASKS = {
    "my_loss_gradient": Task(5, LOSS_GRADIENT),
    "my_relu_backward": Task(4, RELU_BACKWARD),
    "my_dense_backward": Task(6, DENSE_BACKWARD),
    "my_gradients": Task(8, GRADIENTS),
    "my_training_step": Task(4, TRAINING_STEP),
}
