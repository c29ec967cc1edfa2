"""Assignment 03: gradients by hand, each judged by finite differences, and one training step."""

from collections.abc import Callable
from typing import Any

import numpy as np

import mlpkit
from mlpkit._machinery.arguments import Array, Labels
from mlpkit.gradcheck import numerical_gradient
from mlpkit.teaching.assignments.judging import Cases, Task, Terms, comparison, from_table, sizes

Params = tuple[Array, Array, Array, Array]  # W1, b1, W2, b2


def _mean_loss(logits: Array, y: Labels) -> float:
    """Return the mean softmax cross-entropy."""
    largest = logits.max(axis=1)
    log_sums = largest + np.log(np.exp(logits.T - largest).sum(axis=0))
    return float(np.mean(log_sums - logits[np.arange(len(y)), y]))


def _one_hot(y: Labels, n_classes: int) -> Array:
    return np.eye(n_classes)[y]


# my_loss_gradient(logits, y)


def _loss_gradient(logits: Array, y: Labels) -> Array:
    return numerical_gradient(lambda Z: _mean_loss(Z, y), logits)


def _loss_gradient_cases(rng: np.random.Generator) -> Cases:
    n, k = sizes(rng, 2)
    shapes = {"several samples": (n, k), "one sample": (1, k), "as many samples as classes": (n, n)}
    shapes |= {"two classes": (n, 2), "rows far apart": (3, k), "scores far apart within a row": (3, k)}
    cases = {about: (rng.normal(size=(a, b)), rng.integers(0, b, size=a)) for about, (a, b) in shapes.items()}
    cases["rows far apart"][0].T[:] += 900.0, 0, -900
    cases["scores far apart within a row"][0][:, -1] += 4000.0, -4000, 2000  # too wide for exp
    return cases


def _blame(logits: Array, y: Labels) -> Array:
    return (mlpkit.softmax(logits) - _one_hot(y, logits.shape[1])) / len(y)


@from_table("my_loss_gradient")
def _loss_gradient_mistakes(Z: Array, y: Labels) -> Terms:
    n, k = Z.shape
    P, true, dZ = mlpkit.softmax(Z), _one_hot(y, k), _blame(Z, y)
    E, together = np.exp(Z), np.exp(Z - Z.max())
    by_mean = np.exp(Z - Z.mean(axis=1, keepdims=True))

    def minus_true(E: Array, axis: int | None = 1) -> Array:
        return (E / E.sum(axis=axis, keepdims=True) - true) / n

    return locals()


# my_relu_backward(dA, Z)


def _relu_backward(dA: Array, Z: Array) -> Array:
    dZ = np.zeros_like(Z)
    for i in np.ndindex(Z.shape):
        dZ[i] = dA[i] if Z[i] > 0 else 0.0
    return dZ


def _relu_cases(rng: np.random.Generator) -> Cases:
    """In every case but those named otherwise: entries exactly at the kink, just beside it, and on either side."""
    shapes = {
        "one sample": (1, 6),
        "several samples": (5, 3),
        "more neurons than samples": tuple(sorted(sizes(rng, 2))),
    }
    shapes |= {"as many samples as neurons": (4, 4), "all neurons awake": (4, 3), "positive dA": (3, 5)}
    cases = {}
    for about, shape in shapes.items():
        Z, dA = rng.normal(size=shape), rng.normal(size=shape)
        Z[1:][-1:] = -np.abs(Z[1:][-1:]) - 0.1  # a sample that is all asleep
        Z.flat[:5], dA.flat[:5] = (0.0, 0.5, -0.5, -2.0, 2.0), (1.5, -2.5, -0.5, 1.7, 2.3)
        cases[about] = (
            np.abs(dA) if about == "positive dA" else dA,
            np.abs(Z) + 0.1 if about == "all neurons awake" else Z,
        )
    return cases


@from_table("my_relu_backward")
def _relu_mistakes(dA: Array, Z: Array) -> Terms:
    return locals()


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
    n, n_in, n_out = sizes(rng, 3, largest=6)
    shapes = {"one sample": (1, n_in, n_out), "several samples": (n, n_in, n_out), "one input": (n, 1, n_out)}
    shapes |= {"one neuron": (n, n_in, 1), "as many samples as inputs and neurons": (n, n, n)}
    return {
        about: (rng.normal(size=(a, c)), rng.normal(size=(a, b)), rng.normal(size=(b, c)))
        for about, (a, b, c) in shapes.items()
    }


@from_table("my_dense_backward")
def _dense_backward_mistakes(dZ: Array, X: Array, W: Array) -> Terms:
    n, dW, db, dX = len(X), X.T @ dZ, dZ.sum(axis=0), dZ @ W.T
    return locals()


# my_gradients(X, y, W1, b1, W2, b2)


def _network_loss(X: Array, y: Labels, params: Params) -> float:
    W1, b1, W2, b2 = params
    Z1 = X @ W1 + b1
    return _mean_loss(Z1 * (Z1 > 1e-4) @ W2 + b2, y)  # flat a little beyond the kink: at Z1 = 0 the slope is 0


def _gradients(X: Array, y: Labels, *params: Array) -> tuple[Array, ...]:
    def loss_with(position: int) -> Callable[[Array], float]:
        return lambda value: _network_loss(X, y, (*params[:position], value, *params[position + 1 :]))  # type: ignore[arg-type]

    return tuple(numerical_gradient(loss_with(position), value) for position, value in enumerate(params))


def _network_cases(rng: np.random.Generator) -> Cases:
    """Networks of odd sizes that still err; some hidden units are awake and some asleep, none at the kink by chance."""
    cases: Cases = {}
    kinds = ["one sample", "several samples", "as many inputs as hidden neurons", "biases of 0", "hidden scores of 0"]
    while len(cases) < len(kinds):
        about = kinds[len(cases)]
        n, n_in, n_hidden, n_classes = sizes(rng, 4, largest=6)
        n = 1 if about == "one sample" else n + 3
        n_in = n_hidden if about == "as many inputs as hidden neurons" else n_in
        X, y = rng.normal(size=(n, n_in)), rng.integers(0, n_classes, size=n)
        W1, b1 = rng.normal(size=(n_in, n_hidden)), rng.normal(0, 0.5, size=n_hidden)
        W2, b2 = rng.normal(size=(n_hidden, n_classes)), rng.normal(size=n_classes)
        if about == "biases of 0":
            b1, b2 = 0 * b1, 0 * b2
        if about == "hidden scores of 0":
            X[0], b1[0] = 0.0, 0.0
        Z1 = X @ W1 + b1
        errs = np.abs(n * _blame(np.maximum(Z1, 0) @ W2 + b2, y)).max() > 0.05  # or differences see only noise
        if errs and np.abs(Z1[Z1 != 0]).min() > 1e-3 and (Z1 > 0).any() and (Z1 < 0).any():
            cases[about] = (X, y, W1, b1, W2, b2)
    return cases


def _back(X: Array, A1: Array, slope: Any, dZ2: Array, W2: Array) -> tuple[Array, ...]:
    """Return the gradients, given the blame of the logits; or what they become where something else is given."""
    dZ1 = dZ2 @ W2.T * slope
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@from_table("my_gradients")
def _gradient_mistakes(X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array) -> Terms:
    Z1 = X @ W1 + b1
    A1, mask, n = np.maximum(Z1, 0), Z1 > 0, len(y)
    logits = A1 @ W2 + b2
    P, true, dZ2 = mlpkit.softmax(logits), _one_hot(y, len(b2)), _blame(logits, y)
    dW1, db1, dW2, db2 = _back(X, A1, mask, dZ2, W2)

    def after(dZ2: Array) -> tuple[Array, ...]:
        return _back(X, A1, mask, dZ2, W2)

    def with_slope(slope: Any) -> tuple[Array, ...]:
        return _back(X, A1, slope, dZ2, W2)

    def forward(A1: Array, slope: Any, b2: Array = b2, X: Array = X) -> tuple[Array, ...]:
        """Return the gradients of a network that is another one, from its hidden layer on."""
        return _back(X, A1, slope, _blame(A1 @ W2 + b2, y), W2)

    sigmoid, one = mlpkit.sigmoid(Z1), slice(-1, None)
    unbiased, seen = X @ W1, np.maximum(X, 0)
    return locals()


def _first(X: Array, dZ1: Array, dW2: Array, db2: Array) -> tuple[Array, ...]:
    """Return all gradients, given the blame of the hidden scores and the gradients of the second layer."""
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, db2


# my_training_step(X, y, W1, b1, W2, b2, learning_rate)


def _training_step(X: Array, y: Labels, *params_and_rate: Any) -> tuple[Array, ...]:
    *params, learning_rate = params_and_rate
    return _moved(params, _gradients(X, y, *params), learning_rate)


def _moved(params: Any, grads: Any, learning_rate: float) -> tuple[Array, ...]:
    return tuple(value - learning_rate * grad for value, grad in zip(params, grads, strict=True))


def _step_cases(rng: np.random.Generator) -> Cases:
    cases = {about: (*case, float(rng.choice([0.2, 0.5, 1.5]))) for about, case in _network_cases(rng).items()}
    return cases | {"a learning rate of 1": (*cases["several samples"][:-1], 1.0)}


@from_table("my_training_step")
def _step_mistakes(X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array, learning_rate: float) -> Terms:
    Z1, n, start = X @ W1 + b1, len(y), (W1, b1, W2, b2)
    A1, mask = np.maximum(Z1, 0), Z1 > 0
    dZ2 = _blame(A1 @ W2 + b2, y)
    grads = _back(X, A1, mask, dZ2, W2)
    W1_end, b1_end, W2_end, b2_end = _moved(start, grads, learning_rate)
    later = _back(X, A1, mask, _blame(A1 @ W2_end + b2_end, y), W2_end)
    Z1_end = X @ W1_end + b1_end
    A1_end = np.maximum(Z1_end, 0)
    second = _back(X, A1_end, Z1_end > 0, _blame(A1_end @ W2 + b2, y), W2)
    both = _back(X, A1_end, Z1_end > 0, _blame(A1_end @ W2_end + b2_end, y), W2_end)
    return locals()


ROUNDING = 1e-5  # of the differences

TASKS = {
    "my_loss_gradient": Task(
        5, comparison(_loss_gradient, cases=_loss_gradient_cases, mistakes=_loss_gradient_mistakes, tolerance=ROUNDING)
    ),
    "my_relu_backward": Task(4, comparison(_relu_backward, cases=_relu_cases, mistakes=_relu_mistakes)),
    "my_dense_backward": Task(
        6,
        comparison(
            _dense_backward, cases=_dense_backward_cases, mistakes=_dense_backward_mistakes, results="dW, db, dX"
        ),
    ),
    "my_gradients": Task(
        8,
        comparison(
            _gradients,
            cases=_network_cases,
            mistakes=_gradient_mistakes,
            results="dW1, db1, dW2, db2",
            tolerance=ROUNDING,
        ),
    ),
    "my_training_step": Task(
        4,
        comparison(
            _training_step, cases=_step_cases, mistakes=_step_mistakes, results="W1, b1, W2, b2", tolerance=ROUNDING
        ),
    ),
}
