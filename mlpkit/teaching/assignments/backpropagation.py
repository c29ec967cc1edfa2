"""Assignment 03: gradients by hand, each judged by finite differences, and one training step."""

from collections.abc import Callable
from typing import Any

import numpy as np

import mlpkit
from mlpkit._machinery.arguments import Array, Labels
from mlpkit.gradcheck import numerical_gradient
from mlpkit.teaching.assignments.judging import Cases, Mistakes, Task, comparison, sizes

Params = tuple[Array, Array, Array, Array]  # W1, b1, W2, b2


def _mean_loss(logits: Array, y: Labels) -> float:
    """Return the mean softmax cross-entropy, sample by sample."""
    losses = []
    for z, label in zip(logits, y, strict=True):
        losses.append(float(z.max() + np.log(np.exp(z - z.max()).sum()) - z[label]))
    return sum(losses) / len(losses)


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


def _blame(logits: Array, y: Labels) -> Array:
    return (mlpkit.softmax(logits) - _one_hot(y, logits.shape[1])) / len(y)


def _loss_gradient_mistakes(Z: Array, y: Labels) -> Mistakes:
    n, k = Z.shape
    P, true, dZ = mlpkit.softmax(Z), _one_hot(y, k), _blame(Z, y)
    E = np.exp(Z)
    return {
        "exactly n times too large: the loss is a mean, so its gradient contains 1/n": n * dZ,
        "divided by the batch size twice": dZ / n,
        "divided by the number of classes, too; the mean runs over the samples only": dZ / k,
        "divided by the number of classes; divide by the number of samples": n * dZ / k,
        "the sign is the wrong way round": -dZ,
        "these are the probabilities over n; where is the true class subtracted?": P / n,
        "labels off by one: class 0 is column 0": (P - np.roll(true, 1, axis=1)) / n,
        "labels off by one: class 0 is the first column": (P - np.roll(true, -1, axis=1)) / n,
        "1 is subtracted from every class; only the true one loses it": (P - 1) / n,
        "P[:, y] -= 1 changes the columns of all labels in every row; pair row i with label i": (
            (P - true.max(axis=0)) / n
        ),
        "exp overflows for large scores: subtract the largest score of each row first": (
            (E / E.sum(axis=1, keepdims=True) - true) / n
        ),
        "softmax is missing: that is scores minus one-hot": (Z - true) / n,
        "that is the gradient with respect to the probabilities; go on through softmax to the scores": -true / P / n,
        "the labels themselves are subtracted; subtract 1 at the true class": (P - y[:, None]) / n,
        "softmax over the wrong axis": (mlpkit.softmax(Z.T).T - true) / n,
        "that is the slope of a single probability, p(1 - p); the loss has a simpler one": P * (1 - P) / n,
    }


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


def _relu_mistakes(dA: Array, Z: Array) -> Mistakes:
    return {
        "the mask is ignored: nothing passes where Z is negative": dA,
        "at Z = 0 the slope is 0 here: > and not >=": dA * (Z >= 0),
        "the mask looks at dA; it must look at Z": dA * (dA > 0),
        "that is the forward pass": np.maximum(Z, 0),
        "local slope only: multiply it by dA": (Z > 0) * 1.0,
        "the mask is the wrong way round": dA * (Z < 0),
        "the mask is the wrong way round, and open at 0": dA * (Z <= 0),
        "multiplied by Z instead of by its slope": dA * np.maximum(Z, 0),
        "multiplied by Z; a slope is 1 or 0": dA * Z,
        "multiplied by the sign of Z; a negative Z lets nothing pass": dA * np.sign(Z),
    }


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


def _dense_backward_mistakes(dZ: Array, X: Array, W: Array) -> Mistakes:
    n, dW, db, dX = len(X), X.T @ dZ, dZ.sum(axis=0), dZ @ W.T
    return {
        "divided by the batch size; the loss has done that already, in dZ": (dW / n, db / n, dX),
        "dW is divided by the batch size; the loss has done that already, in dZ": (dW / n, db, dX),
        "db is a mean over the batch; it is the sum": (dW, db / n, dX),
        "db is not summed over the batch: it has the shape of b": (dW, dZ, dX),
        "db is summed over the neurons; sum over the samples": (dW, dZ.sum(axis=1), dX),
        "db has shape (1, n_out); it needs the shape of b, (n_out,)": (dW, db[None], dX),
        "db is one number for all neurons; each has its own": (dW, dZ.sum(), dX),
        "dW is transposed: it has the shape of W": (dW.T, db, dX),
        "dX is transposed: it has the shape of X": (dW, db, dX.T),
        "the order is dW, db, dX; yours begins with db": (db, dW, dX),
        "the order is dW, db, dX; yours begins with dX": (dX, dW, db),
        "the order is dW, db, dX; yours is dX, db, dW": (dX, db, dW),
        "the order is dW, db, dX; yours is dW, dX, db": (dW, dX, db),
        "the sign is the wrong way round": (-dW, -db, -dX),
        "dX is the input itself; the blame comes from dZ and W": (dW, db, X),
    }


# my_gradients(X, y, W1, b1, W2, b2)


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
        errs = np.abs(n * _blame(np.maximum(Z1, 0) @ W2 + b2, y)).max() > 0.05  # or differences see only noise
        if errs and np.abs(Z1).min() > 1e-3 and (Z1 > 0).any() and (Z1 < 0).any():
            cases.append((X, y, W1, b1, W2, b2))
    return cases


def _back(X: Array, A1: Array, slope: Any, dZ2: Array, W2: Array) -> tuple[Array, ...]:
    """Return the gradients, given the blame of the logits; or what they become where something else is given."""
    dZ1 = dZ2 @ W2.T * slope
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


def _gradient_mistakes(X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array) -> Mistakes:
    Z1 = X @ W1 + b1
    A1, mask, n = np.maximum(Z1, 0), Z1 > 0, len(y)
    logits = A1 @ W2 + b2
    P, true, dZ2 = mlpkit.softmax(logits), _one_hot(y, len(b2)), _blame(logits, y)
    dW1, db1, dW2, db2 = _back(X, A1, mask, dZ2, W2)

    def after(dZ2: Array) -> tuple[Array, ...]:
        return _back(X, A1, mask, dZ2, W2)

    def with_slope(slope: Any) -> tuple[Array, ...]:
        return _back(X, A1, slope, dZ2, W2)

    return {
        "exactly n times too large: the loss is a mean, so its gradient contains 1/n": after(n * dZ2),
        "divided by the batch size twice": after(dZ2 / n),
        "the sign is the wrong way round": after(-dZ2),
        "the ReLU's mask is missing, or always true, as A1 >= 0 is": with_slope(1.0),
        "the ReLU's mask looks at dA1; it must look at Z1": with_slope(dZ2 @ W2.T > 0),
        "the ReLU's mask is the wrong way round": with_slope(Z1 < 0),
        "the slope is that of sigmoid or tanh; the hidden layer has ReLU": with_slope(A1 * (1 - A1)),
        "dA1 is multiplied by A1; multiply it by the slope, which is 1 or 0": with_slope(A1),
        "dW2 is built from Z1; the second layer saw A1": _back(X, Z1, mask, dZ2, W2),
        "the forward pass has no ReLU": _back(X, Z1, mask, _blame(Z1 @ W2 + b2, y), W2),
        "ReLU after the output layer, too; softmax needs the scores as they are": (
            after(_blame(np.maximum(logits, 0), y))
        ),
        "softmax is missing: dZ2 is probabilities minus one-hot": after((logits - true) / n),
        "labels off by one: class 0 is column 0": after((P - np.roll(true, 1, axis=1)) / n),
        "the true class is not subtracted from the probabilities": after(P / n),
        "the order is dW1, db1, dW2, db2; yours begins with the second layer": (dW2, db2, dW1, db1),
        "the gradients of the biases are means; they are sums over the batch": (dW1, db1 / n, dW2, db2 / n),
    }


# my_training_step(X, y, W1, b1, W2, b2, learning_rate)


def _training_step(X: Array, y: Labels, *params_and_rate: Any) -> tuple[Array, ...]:
    *params, learning_rate = params_and_rate
    return _moved(params, _gradients(X, y, *params), learning_rate)


def _moved(params: Any, grads: Any, learning_rate: float) -> tuple[Array, ...]:
    return tuple(value - learning_rate * grad for value, grad in zip(params, grads, strict=True))


def _step_cases(rng: np.random.Generator) -> Cases:
    return [(*case, float(rng.choice([0.2, 0.5, 1.5]))) for case in _network_cases(rng)]


def _step_mistakes(X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array, learning_rate: float) -> Mistakes:
    Z1, n, start = X @ W1 + b1, len(y), (W1, b1, W2, b2)
    A1, mask = np.maximum(Z1, 0), Z1 > 0
    dZ2 = _blame(A1 @ W2 + b2, y)
    grads = _back(X, A1, mask, dZ2, W2)
    W1_end, b1_end, W2_end, b2_end = _moved(start, grads, learning_rate)
    later = _back(X, A1, mask, _blame(A1 @ W2_end + b2_end, y), W2_end)
    return {
        "W2 moves too early: dA1 must see W2 as it was in the forward pass": (
            _moved(start, _back(X, A1, mask, dZ2, W2_end), learning_rate)
        ),
        "the second layer moves before the gradients of the first are computed": (
            *_moved(start[:2], later[:2], learning_rate),
            *(W2_end, b2_end),
        ),
        "uphill: the step goes against the gradient": _moved(start, grads, -learning_rate),
        "the learning rate is missing": _moved(start, grads, 1.0),
        "the biases do not move": (W1_end, b1, W2_end, b2),
        "the first layer does not move": (W1, b1, W2_end, b2_end),
        "the second layer does not move": (W1_end, b1_end, W2, b2),
        "these are the gradients; return the parameters after the step": grads,
        "this is how far the parameters move; return where they arrive": tuple(learning_rate * grad for grad in grads),
        "the step is n times too long: the loss is a mean, so its gradient contains 1/n": (
            _moved(start, grads, n * learning_rate)
        ),
        "the step is divided by the batch size once too often": _moved(start, grads, learning_rate / n),
        "nothing has moved (p = p - ... in a loop over the parameters only renames p)": start,
        "the ReLU's mask is missing": _moved(start, _back(X, A1, 1.0, dZ2, W2), learning_rate),
    }


ROUNDING = 1e-5  # of the differences

TASKS = {
    "my_loss_gradient": Task(
        5, comparison(_loss_gradient, cases=_loss_gradient_cases, mistakes=_loss_gradient_mistakes, tolerance=ROUNDING)
    ),
    "my_relu_backward": Task(4, comparison(_relu_backward, cases=_relu_cases, mistakes=_relu_mistakes)),
    "my_dense_backward": Task(
        6, comparison(_dense_backward, cases=_dense_backward_cases, mistakes=_dense_backward_mistakes)
    ),
    "my_gradients": Task(
        8, comparison(_gradients, cases=_network_cases, mistakes=_gradient_mistakes, tolerance=ROUNDING)
    ),
    "my_training_step": Task(
        4, comparison(_training_step, cases=_step_cases, mistakes=_step_mistakes, tolerance=ROUNDING)
    ),
}
