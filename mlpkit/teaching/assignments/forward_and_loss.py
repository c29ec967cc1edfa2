"""Assignment 02: a layer, softmax, cross-entropy, accuracy, and a whole network forward."""

import itertools
import math
from collections.abc import Callable

import numpy as np

import mlpkit  # noqa: F401 -- the table speaks of it
from mlpkit._machinery.arguments import Array, Labels
from mlpkit.teaching.assignments.judging import Cases, Task, Terms, comparison, from_table, sizes


def draw_probabilities(rng: np.random.Generator, n: int, n_classes: int) -> Array:
    """Return rows of positive numbers that sum to 1."""
    return rng.dirichlet(np.full(n_classes, 0.7), size=n) * (1 - 1e-9) + 1e-9 / n_classes


# my_dense(X, W, b)


def _dense(X: Array, W: Array, b: Array) -> Array:
    Z = np.empty((len(X), len(b)))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = sum(X[i, k] * W[k, j] for k in range(len(W))) + b[j]
    return Z


def _dense_cases(rng: np.random.Generator) -> Cases:
    n, n_in, n_out = sizes(rng, 3)
    shapes = {
        "one sample": (1, n_in, n_out),
        "several samples": (n, n_in, n_out),
        "one input": (n, 1, n_out),
        "one neuron": (n, n_in, 1),
        "as many inputs as neurons": (n, n, n),
        "biases of 0": (n, n_in, n_out),
    }
    return {
        about: (rng.normal(size=(a, b)), rng.normal(size=(b, c)), rng.normal(2, 1, size=c) * (about != "biases of 0"))
        for about, (a, b, c) in shapes.items()
    }


@from_table("my_dense")
def _dense_mistakes(X: Array, W: Array, b: Array) -> Terms:
    Z = X @ W + b
    first = (np.arange(len(X)) == 0)[:, None]
    return locals()


# my_softmax(Z)


def _softmax(Z: Array) -> Array:
    rows = []
    for row in Z:
        largest = max(float(z) for z in row)
        powers = [math.exp(float(z) - largest) for z in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)


def _softmax_cases(rng: np.random.Generator) -> Cases:
    n, k = sizes(rng, 2)
    gap = np.zeros((3, k))
    gap[:, -1] = 4000, -4000, 2000  # too wide for exp, whatever but the largest score is subtracted
    return {
        "ordinary scores": (rng.normal(0, 2, size=(n, k)),),
        "one sample": (rng.normal(0, 2, size=(1, k)),),
        "as many samples as classes": (rng.normal(0, 2, size=(n, n)),),
        "two classes": (rng.normal(0, 2, size=(n, 2)),),
        "two classes, 800 apart": (rng.normal(size=(2, 2)) + 800 * np.eye(2),),
        "scores around 1000": (rng.normal(0, 2, size=(n, k)) + 1000,),
        "scores around -1000": (rng.normal(0, 2, size=(n, k)) - 1000,),
        "rows far apart": (rng.normal(size=(3, k)) + np.array([[1000.0], [0.0], [-1000.0]]),),
        "scores far apart within a row": (rng.normal(size=(3, k)) + gap,),
    }


@from_table("my_softmax")
def _softmax_mistakes(Z: Array) -> Terms:
    def over(E: Array, axis: int | None = 1) -> Array:
        """Return exponentials over their sum, which runs along an axis."""
        return E / E.sum(axis=axis, keepdims=True)

    def shifted(by: Array, axis: int | None = 1) -> Array:
        return over(np.exp(Z - by), axis)

    top = Z.max(axis=1, keepdims=True)
    E, raw, largest, P = np.exp(Z - top), np.exp(Z), np.exp(Z - Z.max()), _softmax(Z)
    return locals()


# my_cross_entropy(P, y)


def _cross_entropy(P: Array, y: Labels) -> float:
    return sum(-math.log(P[i, label]) for i, label in enumerate(y)) / len(y)


def _loss_cases(rng: np.random.Generator) -> Cases:
    n, k = sizes(rng, 2)
    shapes = {"one sample": (1, k), "more samples than classes": (n + k, k), "more classes than samples": (n, n + k)}
    shapes |= {"as many samples as classes": (n, n), "two classes": (9, 2), "800 samples": (800, 3)}
    cases = {about: (draw_probabilities(rng, a, b), rng.integers(0, b, size=a)) for about, (a, b) in shapes.items()}
    cases["confident mistakes"] = np.array([[1 - 1e-30, 1e-30], [0.25, 0.75]]), np.array([1, 0])
    return cases


@from_table("my_cross_entropy")
def _loss_mistakes(P: Array, y: Labels) -> Terms:
    rows, n_classes = np.arange(len(y)), P.shape[1]
    true, one_hot = P[rows, y], np.eye(n_classes)[y]
    losses = -np.log(true)
    misread = P.argmax(axis=1) != y
    columns = -np.log(P).mean(axis=0)[y]  # the means of P[:, y]
    return locals()


# my_accuracy(P, y)


def _accuracy(P: Array, y: Labels) -> float:
    n_right = 0
    for row, label in zip(P, y, strict=True):
        n_right += max(range(len(row)), key=lambda j: row[j]) == label
    return n_right / len(y)


def _accuracy_cases(rng: np.random.Generator) -> Cases:
    """Labels that are right about half of the time; only the first of several winners is above one half."""
    shapes = {"one sample": (1, 3), "several samples": (7, 3), "as many samples as classes": (9, 9)}
    shapes |= {"two classes": (8, 2), "ten classes": (2 * int(rng.integers(5, 20)) + 1, 10)}
    shapes |= {
        "a batch read without mistakes": (5, 4),
        "a batch with mistakes only": (6, 4),
        "one right answer": (6, 3),
    }
    cases = {}
    for about, (n, k) in shapes.items():
        P = draw_probabilities(rng, n, k) + 1.5
        if n > 1:
            P[0, rng.integers(k)] += 30
        P /= P.sum(axis=1, keepdims=True)
        guess = P.argmax(axis=1)
        y = np.where(np.arange(n) % 5 < 3, guess, rng.integers(0, k, size=n))
        if n > 1:
            y[-1] = (guess[-1] + 1) % k
        if "mistakes" in about:
            y = guess if "without" in about else (guess + rng.integers(1, k, size=n)) % k
        elif about == "one right answer":
            y = (guess + (np.arange(n) != 2)) % k
        cases[about] = (P, y)
    return cases


@from_table("my_accuracy")
def _accuracy_mistakes(P: Array, y: Labels) -> Terms:
    guess, right = P.argmax(axis=1), _accuracy(P, y)
    true = P[np.arange(len(y)), y]
    return locals()


# my_forward(X, layers)


def _forward(X: Array, layers: list[tuple[Array, Array]]) -> Array:
    *hidden, last = layers
    for W, b in hidden:
        X = np.maximum(_dense(X, W, b), 0)
    return _dense(X, *last)


def _forward_cases(rng: np.random.Generator) -> Cases:
    kinds = {
        "one layer": 1,
        "two layers": 2,
        "three layers": 3,
        "four layers": 4,
        "layers of one width": 3,
        "biases of 0": 2,
    }
    cases = {}
    for about, n_layers in kinds.items():
        n, *widths = sizes(rng, n_layers + 2)
        widths = [5] * len(widths) if about == "layers of one width" else widths
        layers = [
            (rng.normal(size=(n_in, n_out)), rng.normal(size=n_out) * (about != "biases of 0"))
            for n_in, n_out in itertools.pairwise(widths)
        ]
        cases[about] = (rng.normal(size=(n, widths[0])), layers)
    X, layers = cases["two layers"]
    return cases | {"one sample": (X[:1], layers)}


def _relu(Z: Array) -> Array:
    return np.maximum(Z, 0)


def _pass(A: Array, layers: list[tuple[Array, Array]], hidden: Callable[[Array], Array] = _relu) -> Array:
    """Return the logits, also with another function between the layers."""
    for W, b in layers[:-1]:
        A = hidden(A @ W + b)
    W, b = layers[-1]
    return A @ W + b


def _relu_before_bias(A: Array, layers: list[tuple[Array, Array]]) -> Array:
    for W, b in layers[:-1]:
        A = _relu(A @ W) + b
    return _pass(A, layers[-1:])


@from_table("my_forward")
def _forward_mistakes(X: Array, layers: list[tuple[Array, Array]]) -> Terms:
    Z = _pass(X, layers)
    without_first = _pass(_pass(X, layers[:1]), layers[1:]) if layers[1:] else Z
    return locals()


TASKS = {
    "my_dense": Task(3, comparison(_dense, cases=_dense_cases, mistakes=_dense_mistakes)),
    "my_softmax": Task(5, comparison(_softmax, cases=_softmax_cases, mistakes=_softmax_mistakes)),
    "my_cross_entropy": Task(5, comparison(_cross_entropy, cases=_loss_cases, mistakes=_loss_mistakes)),
    "my_accuracy": Task(3, comparison(_accuracy, cases=_accuracy_cases, mistakes=_accuracy_mistakes)),
    "my_forward": Task(6, comparison(_forward, cases=_forward_cases, mistakes=_forward_mistakes)),
}
