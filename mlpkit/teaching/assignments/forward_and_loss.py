"""Assignment 02: a layer, softmax, cross-entropy, accuracy, and a whole network forward."""

import itertools
import math
from typing import Any

import numpy as np

import mlpkit
from mlpkit._machinery.checks import Array, Labels
from mlpkit.teaching.assignments.judging import Task, comparison, sizes

Cases = list[tuple[Any, ...]]


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
    shapes = [(1, n_in, n_out), (n, n_in, n_out), (n, 1, n_out), (n, n_in, 1), (n, n, n)]
    return [(rng.normal(size=(a, b)), rng.normal(size=(b, c)), rng.normal(2, 1, size=c)) for a, b, c in shapes]


DENSE = comparison(
    _dense,
    cases=_dense_cases,
    mistakes={
        "the bias is missing": lambda X, W, b: X @ W,
        "the bias is subtracted": lambda X, W, b: X @ W - b,
        "the bias is added as a column; neurons are columns, so each bias goes down its own": (
            lambda X, W, b: X @ W + b[:, None]
        ),
        "the result is transposed; one row a sample": lambda X, W, b: (X @ W + b).T,
        "there is an activation in it; a dense layer ends with + b": lambda X, W, b: np.maximum(X @ W + b, 0),
        "the bias is added once for every input; add it once": lambda X, W, b: X @ W + W.shape[0] * b,
        "every neuron got the sum of all biases; each has its own": lambda X, W, b: X @ W + b.sum(),
        "only the first sample went through": lambda X, W, b: (X @ W + b)[:1],
        "only one sample went through": lambda X, W, b: (X @ W + b)[0],
        "the neurons are added up; each has a column of its own": lambda X, W, b: (X @ W + b).sum(axis=1),
    },
)


# my_softmax(Z)


def _softmax(Z: Array) -> Array:
    rows = []
    for row in Z:
        largest = max(float(z) for z in row)
        powers = [math.exp(float(z) - largest) for z in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)


def _softmax_cases(rng: np.random.Generator) -> Cases:
    """Ordinary scores; one sample; a square; two classes; scores beyond exp, also with rows far apart."""
    n, k = sizes(rng, 2)
    far = rng.normal(size=(3, k)) + np.array([[1000.0], [0.0], [-1000.0]])
    tall = rng.normal(0, 300, size=(n, k)) + 900
    shapes = [(n, k), (1, k), (n, n), (n, 2)]
    return [*((rng.normal(0, 2, size=shape),) for shape in shapes), (far,), (tall,)]


def _shifted_by(Z: Array, shift: Any) -> Array:
    E = np.exp(Z - shift)
    return E / E.sum(axis=1, keepdims=True)


SOFTMAX = comparison(
    _softmax,
    cases=_softmax_cases,
    mistakes={
        "exp overflows for large scores: subtract the largest score of each row first": lambda Z: _shifted_by(Z, 0),
        "the largest score of the whole batch is subtracted, so that other rows vanish; each row has its own": (
            lambda Z: _shifted_by(Z, Z.max())
        ),
        "the shift is the mean of the row; large gaps still overflow. Take the largest score": lambda Z: _shifted_by(
            Z, Z.mean(axis=1, keepdims=True)
        ),
        "the smallest score is subtracted; then exp still overflows. Take the largest": lambda Z: _shifted_by(
            Z, Z.min(axis=1, keepdims=True)
        ),
        "wrong axis: the columns sum to 1, and the rows should": lambda Z: _softmax(Z.T).T,
        "wrong axis, and exp overflows": lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0),
        "wrong axis: shift and sum run over the samples": lambda Z: (
            np.exp(Z - Z.max(axis=0)) / np.exp(Z - Z.max(axis=0)).sum(axis=0)
        ),
        "the sum runs over the whole batch; every row must sum to 1 by itself": lambda Z: (
            np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum()
        ),
        "the sum runs over the whole batch, and exp overflows": lambda Z: np.exp(Z) / np.exp(Z).sum(),
        "each row must sum to 1: the sum runs over the whole batch": (
            lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z - Z.max(axis=1, keepdims=True)).sum()
        ),
        "that is the logarithm of softmax": mlpkit.log_softmax,
        "that is the logarithm of softmax, and infinite where a probability is 0": lambda Z: np.log(_softmax(Z)),
        "the smallest score gets the largest probability: the sign in exp is the wrong way round": lambda Z: _softmax(
            -Z
        ),
        "not divided by the sum yet": lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)),
        "divided by the sum of the scores; divide by the sum of the exponentials": (
            lambda Z: np.exp(Z - Z.max(axis=1, keepdims=True)) / Z.sum(axis=1, keepdims=True)
        ),
        "that is sigmoid, entry by entry; softmax looks at the whole row": lambda Z: 1 / (1 + np.exp(-Z)),
        "the exponential is missing": lambda Z: Z / Z.sum(axis=1, keepdims=True),
        "that is the winner as 0 and 1; softmax leaves every class its share": lambda Z: np.eye(Z.shape[1])[
            Z.argmax(axis=1)
        ],
    },
)


# my_cross_entropy(P, y)


def _cross_entropy(P: Array, y: Labels) -> float:
    return sum(-math.log(P[i, label]) for i, label in enumerate(y)) / len(y)


def _loss_cases(rng: np.random.Generator) -> Cases:
    n, k = sizes(rng, 2)
    shapes = [(1, k), (n, k), (k, n), (n, n), (50, 10)]
    cases: Cases = [(draw_probabilities(rng, a, b), rng.integers(0, b, size=a)) for a, b in shapes]
    P = np.array([[1 - 1e-30, 1e-30], [0.25, 0.75]])
    return [*cases, (P, np.array([1, 0]))]  # confident and wrong


def _of_true(P: Array, y: Labels) -> Array:
    return P[np.arange(len(y)), y]


CROSS_ENTROPY = comparison(
    _cross_entropy,
    cases=_loss_cases,
    mistakes={
        "that is the sum over the batch; the loss is the mean": lambda P, y: -np.log(_of_true(P, y)).sum(),
        "the sign is the wrong way round; a loss is positive": lambda P, y: np.log(_of_true(P, y)).mean(),
        "one number a sample; the loss is their mean": lambda P, y: -np.log(_of_true(P, y)),
        "that is a logarithm to base 2; take np.log": lambda P, y: -np.log2(_of_true(P, y)).mean(),
        "that is a logarithm to base 10; take np.log": lambda P, y: -np.log10(_of_true(P, y)).mean(),
        "labels off by one: class 0 is the first column": lambda P, y: -np.log(_of_true(P, y - 1)).mean(),
        "labels off by one: class 0 is column 0": lambda P, y: -np.log(_of_true(P, (y + 1) % P.shape[1])).mean(),
        "it looks at the most probable class; look at the true one": lambda P, y: -np.log(P.max(axis=1)).mean(),
        "P[:, y] takes every label's column from every row; pair row i with label i": lambda P, y: (
            -np.log(P[:, y]).mean()
        ),
        "P[:, y] takes every label's column from every row, and all are added; pair row i with label i": (
            lambda P, y: -np.log(P[:, y]).sum() / len(y)
        ),
        "the labels are multiplied with logarithms; they say which column counts": lambda P, y: (
            -(y[:, None] * np.log(P)).sum() / len(y)
        ),
        "the logarithms of all classes are averaged; only the true one counts": lambda P, y: -np.log(P).mean(),
        "divided by the number of classes as well; the mean runs over the samples": (
            lambda P, y: -np.log(_of_true(P, y)).sum() / P.size
        ),
        "no logarithm: that is one minus the probability": lambda P, y: (1 - _of_true(P, y)).mean(),
        "first the mean and then the logarithm; it is the other way round": lambda P, y: -np.log(_of_true(P, y).mean()),
        "the logarithm sees the probability plus a small number, which hides confident mistakes": (
            lambda P, y: -np.log(_of_true(P, y) + 1e-8).mean()
        ),
    },
)


# my_accuracy(P, y)


def _accuracy(P: Array, y: Labels) -> float:
    n_right = 0
    for row, label in zip(P, y, strict=True):
        n_right += max(range(len(row)), key=lambda j: row[j]) == label
    return n_right / len(y)


def _accuracy_cases(rng: np.random.Generator) -> Cases:
    """Labels that are right about half of the time, and only the first of several predictions is above one half."""
    cases = []
    for n, k in [(1, 3), (7, 3), (20, 4), (9, 9), (int(rng.integers(11, 40)), 10)]:
        P = draw_probabilities(rng, n, k) + 1.5
        if n > 1:
            P[0, rng.integers(k)] += 30
        P /= P.sum(axis=1, keepdims=True)
        guess = P.argmax(axis=1)
        y = np.where(np.arange(n) % 5 < 3, guess, rng.integers(0, k, size=n))
        if n > 1:
            y[-1] = (guess[-1] + 1) % k
        cases.append((P, y))
    return cases


ACCURACY = comparison(
    _accuracy,
    cases=_accuracy_cases,
    mistakes={
        "max gives the largest probability; argmax gives its column": lambda P, y: np.mean(P.max(axis=1) == y),
        "argmax without an axis finds one place in the whole table; every row has its own": lambda P, y: np.mean(
            P.argmax() == y
        ),
        "that is in percent; accuracy lies between 0 and 1": lambda P, y: 100 * _accuracy(P, y),
        "that is the error rate": lambda P, y: 1 - _accuracy(P, y),
        "that is the number of right answers; divide by the number of samples": lambda P, y: _accuracy(P, y) * len(y),
        "labels off by one: class 0 is column 0": lambda P, y: np.mean(P.argmax(axis=1) + 1 == y),
        "wrong axis: the winner of each column; every sample needs the winner of its row": lambda P, y: np.mean(
            P.argmax(axis=0) == y
        ),
        "the answer is the least probable class": lambda P, y: np.mean(P.argmin(axis=1) == y),
        "every answer is compared with every label: (n, 1) against (n,) broadcasts to (n, n)": lambda P, y: np.mean(
            P.argmax(axis=1)[:, None] == y
        ),
        "a probability above one half is not what decides; the largest wins": lambda P, y: np.mean(
            _of_true(P, y) > 0.5
        ),
        "that is the mean probability of the true class; count right answers": lambda P, y: _of_true(P, y).mean(),
        "true and false, one a sample; accuracy is their mean": lambda P, y: P.argmax(axis=1) == y,
        "divided by the number of classes; divide by the number of samples": (
            lambda P, y: _accuracy(P, y) * len(y) / P.shape[1]
        ),
        "whole-number division: // rounds down to 0 or 1": lambda P, y: np.sum(P.argmax(axis=1) == y) // len(y),
    },
)


# my_forward(X, layers)


def _forward(X: Array, layers: list[tuple[Array, Array]]) -> Array:
    rows = []
    for x in X:
        a = [float(number) for number in x]
        for depth, (W, b) in enumerate(layers, start=1):
            z = [sum(a[k] * W[k, j] for k in range(len(W))) + b[j] for j in range(len(b))]
            a = z if depth == len(layers) else [max(0.0, number) for number in z]
        rows.append(a)
    return np.array(rows)


def _forward_cases(rng: np.random.Generator) -> Cases:
    cases = []
    for n_layers in (1, 2, 3, 4):
        n, *widths = sizes(rng, n_layers + 2)
        layers = [
            (rng.normal(size=(n_in, n_out)), rng.normal(size=n_out)) for n_in, n_out in itertools.pairwise(widths)
        ]
        cases.append((rng.normal(size=(1 if n_layers == 3 else n, widths[0])), layers))
    return cases


def _pass(A: Array, layers: list[tuple[Array, Array]], *, hidden: Any, last: Any = lambda Z: Z) -> Array:
    for W, b in layers[:-1]:
        A = hidden(A @ W + b)
    W, b = layers[-1]
    return last(A @ W + b)


def _relu(Z: Array) -> Array:
    return np.maximum(Z, 0)


FORWARD = comparison(
    _forward,
    cases=_forward_cases,
    mistakes={
        "ReLU after the last layer, too; logits may be negative": lambda X, layers: _pass(
            X, layers, hidden=_relu, last=_relu
        ),
        "softmax at the end; return the logits": lambda X, layers: _pass(X, layers, hidden=_relu, last=mlpkit.softmax),
        "no activation between the layers": lambda X, layers: _pass(X, layers, hidden=lambda Z: Z),
        "ReLU is applied to the input of a layer, also to X; apply it to the hidden outputs": lambda X, layers: _pass(
            _relu(X), layers, hidden=_relu
        ),
        "the biases are missing": lambda X, layers: _pass(X, [(W, 0 * b) for W, b in layers], hidden=_relu),
        "only the first layer": lambda X, layers: X @ layers[0][0] + layers[0][1],
        "only the first two layers; there may be more": lambda X, layers: _pass(X, layers[:2], hidden=_relu),
        "the last layer is missing": lambda X, layers: _relu(_pass(X, layers[:-1], hidden=_relu)) if layers[1:] else X,
        "sigmoid between the layers; the task says ReLU": lambda X, layers: _pass(X, layers, hidden=mlpkit.sigmoid),
        "tanh between the layers; the task says ReLU": lambda X, layers: _pass(X, layers, hidden=np.tanh),
        "the absolute value between the layers; ReLU makes negative numbers 0": lambda X, layers: _pass(
            X, layers, hidden=np.abs
        ),
        "np.max(Z, 0) is the largest of each column; np.maximum(Z, 0) looks at every entry": lambda X, layers: _pass(
            X, layers, hidden=lambda Z: np.max(Z, 0)
        ),
        "these are labels; return the logits": lambda X, layers: _pass(X, layers, hidden=_relu).argmax(axis=1),
        "ReLU before the bias is added": lambda X, layers: _relu_before_bias(X, layers),
    },
)


def _relu_before_bias(A: Array, layers: list[tuple[Array, Array]]) -> Array:
    for W, b in layers[:-1]:
        A = _relu(A @ W) + b
    W, b = layers[-1]
    return A @ W + b


TASKS = {
    "my_dense": Task(3, DENSE),
    "my_softmax": Task(5, SOFTMAX),
    "my_cross_entropy": Task(5, CROSS_ENTROPY),
    "my_accuracy": Task(3, ACCURACY),
    "my_forward": Task(6, FORWARD),
}
