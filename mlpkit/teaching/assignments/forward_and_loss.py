"""Assignment 02: a layer, softmax, cross-entropy, accuracy, and a whole network forward."""

import itertools
import math
from collections.abc import Callable

import numpy as np

import mlpkit
from mlpkit._machinery.arguments import Array, Labels
from mlpkit.teaching.assignments.judging import Cases, Mistakes, Task, comparison, if_possible, sizes


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


def _dense_mistakes(X: Array, W: Array, b: Array) -> Mistakes:
    Z = X @ W + b
    return {
        "the bias is missing": X @ W,
        "the bias is subtracted": X @ W - b,
        "the bias is added as a column; neurons are columns, so each bias goes down its own": (
            if_possible(lambda: X @ W + b[:, None])
        ),
        "the result is transposed; one row a sample": Z.T,
        "there is an activation in it; a dense layer ends with + b": np.maximum(Z, 0),
        "the bias is added once for every input; add it once": X @ W + len(W) * b,
        "every neuron got the sum of all biases; each has its own": X @ W + b.sum(),
        "only the first sample went through": Z[:1],
        "only one sample went through": Z[0],
        "the neurons are added up; each has a column of its own": Z.sum(axis=1),
    }


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


def _softmax_mistakes(Z: Array) -> Mistakes:
    def over(E: Array, axis: int | None = 1) -> Array:
        """Return exponentials over their sum, which runs along an axis."""
        return E / E.sum(axis=axis, keepdims=True)

    E, raw, largest = np.exp(Z - Z.max(axis=1, keepdims=True)), np.exp(Z), np.exp(Z - Z.max())
    return {
        "exp overflows for large scores: subtract the largest score of each row first": over(raw),
        "the largest score of the whole batch is subtracted, so that other rows vanish; each row has its own": (
            over(largest)
        ),
        "the shift is the mean of the row; large gaps still overflow. Take the largest score": (
            over(np.exp(Z - Z.mean(axis=1, keepdims=True)))
        ),
        "the smallest score is subtracted; then exp still overflows. Take the largest": (
            over(np.exp(Z - Z.min(axis=1, keepdims=True)))
        ),
        "wrong axis: the columns sum to 1, and the rows should": _softmax(Z.T).T,
        "wrong axis, and exp overflows": over(raw, axis=0),
        "wrong axis: shift and sum run over the samples": over(np.exp(Z - Z.max(axis=0)), axis=0),
        "the sum runs over the whole batch; every row must sum to 1 by itself": over(largest, axis=None),
        "the sum runs over the whole batch, and exp overflows": over(raw, axis=None),
        "each row must sum to 1: the sum runs over the whole batch": over(E, axis=None),
        "that is the logarithm of softmax": mlpkit.log_softmax(Z),
        "that is the logarithm of softmax, and infinite where a probability is 0": np.log(_softmax(Z)),
        "the smallest score gets the largest probability: the sign in exp is the wrong way round": _softmax(-Z),
        "not divided by the sum yet": E,
        "divided by the sum of the scores; divide by the sum of the exponentials": E / Z.sum(axis=1, keepdims=True),
        "that is sigmoid, entry by entry; softmax looks at the whole row": 1 / (1 + np.exp(-Z)),
        "the exponential is missing": over(Z),
        "that is the winner as 0 and 1; softmax leaves every class its share": np.eye(Z.shape[1])[Z.argmax(axis=1)],
    }


# my_cross_entropy(P, y)


def _cross_entropy(P: Array, y: Labels) -> float:
    return sum(-math.log(P[i, label]) for i, label in enumerate(y)) / len(y)


def _loss_cases(rng: np.random.Generator) -> Cases:
    n, k = sizes(rng, 2)
    shapes = [(1, k), (n, k), (k, n), (n, n), (50, 10)]
    cases: Cases = [(draw_probabilities(rng, a, b), rng.integers(0, b, size=a)) for a, b in shapes]
    P = np.array([[1 - 1e-30, 1e-30], [0.25, 0.75]])
    return [*cases, (P, np.array([1, 0]))]  # confident and wrong


def _loss_mistakes(P: Array, y: Labels) -> Mistakes:
    rows, n_classes = np.arange(len(y)), P.shape[1]
    true = P[rows, y]
    losses = -np.log(true)
    return {
        "that is the sum over the batch; the loss is the mean": losses.sum(),
        "the sign is the wrong way round; a loss is positive": -losses.mean(),
        "one number a sample; the loss is their mean": losses,
        "that is a logarithm to base 2; take np.log": -np.log2(true).mean(),
        "that is a logarithm to base 10; take np.log": -np.log10(true).mean(),
        "labels off by one: class 0 is the first column": -np.log(P[rows, y - 1]).mean(),
        "labels off by one: class 0 is column 0": -np.log(P[rows, (y + 1) % n_classes]).mean(),
        "it looks at the most probable class; look at the true one": -np.log(P.max(axis=1)).mean(),
        "P[:, y] takes every label's column from every row; pair row i with label i": -np.log(P[:, y]).mean(),
        "P[:, y] takes every label's column from every row, and all are added; pair row i with label i": (
            -np.log(P[:, y]).sum() / len(y)
        ),
        "the labels are multiplied with logarithms; they say which column counts": (
            -(y[:, None] * np.log(P)).sum() / len(y)
        ),
        "the logarithms of all classes are averaged; only the true one counts": -np.log(P).mean(),
        "divided by the number of classes as well; the mean runs over the samples": losses.mean() / n_classes,
        "no logarithm: that is one minus the probability": (1 - true).mean(),
        "first the mean and then the logarithm; it is the other way round": -np.log(true.mean()),
        "the logarithm sees the probability plus a small number, which hides confident mistakes": (
            -np.log(true + 1e-8).mean()
        ),
    }


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


def _accuracy_mistakes(P: Array, y: Labels) -> Mistakes:
    guess, right = P.argmax(axis=1), _accuracy(P, y)
    true = P[np.arange(len(y)), y]
    return {
        "max gives the largest probability; argmax gives its column": np.mean(P.max(axis=1) == y),
        "argmax without an axis finds one place in the whole table; every row has its own": np.mean(P.argmax() == y),
        "that is in percent; accuracy lies between 0 and 1": 100 * right,
        "that is the error rate": 1 - right,
        "that is the number of right answers; divide by the number of samples": right * len(y),
        "labels off by one: class 0 is column 0": np.mean(guess + 1 == y),
        "wrong axis: the winner of each column; every sample needs the winner of its row": (
            if_possible(lambda: np.mean(P.argmax(axis=0) == y))
        ),
        "the answer is the least probable class": np.mean(P.argmin(axis=1) == y),
        "every answer is compared with every label: (n, 1) against (n,) broadcasts to (n, n)": (
            np.mean(guess[:, None] == y)
        ),
        "a probability above one half is not what decides; the largest wins": np.mean(true > 0.5),
        "that is the mean probability of the true class; count right answers": true.mean(),
        "true and false, one a sample; accuracy is their mean": guess == y,
        "divided by the number of classes; divide by the number of samples": right * len(y) / P.shape[1],
        "whole-number division: // rounds down to 0 or 1": np.sum(guess == y) // len(y),
    }


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


def _forward_mistakes(X: Array, layers: list[tuple[Array, Array]]) -> Mistakes:
    Z = _pass(X, layers)
    return {
        "ReLU after the last layer, too; logits may be negative": _relu(Z),
        "softmax at the end; return the logits": mlpkit.softmax(Z),
        "no activation between the layers": _pass(X, layers, lambda Z: Z),
        "ReLU is applied to the input of a layer, also to X; apply it to the hidden outputs": _pass(_relu(X), layers),
        "the biases are missing": _pass(X, [(W, 0 * b) for W, b in layers]),
        "only the first layer": _pass(X, layers[:1]),
        "only the first two layers; there may be more": _pass(X, layers[:2]),
        "the last layer is missing": _relu(_pass(X, layers[:-1])) if layers[1:] else X,
        "sigmoid between the layers; the task says ReLU": _pass(X, layers, mlpkit.sigmoid),
        "tanh between the layers; the task says ReLU": _pass(X, layers, np.tanh),
        "the absolute value between the layers; ReLU makes negative numbers 0": _pass(X, layers, np.abs),
        "np.max(Z, 0) is the largest of each column; np.maximum(Z, 0) looks at every entry": (
            if_possible(lambda: _pass(X, layers, lambda Z: np.max(Z, 0)))
        ),
        "these are labels; return the logits": Z.argmax(axis=1),
        "ReLU before the bias is added": _relu_before_bias(X, layers),
    }


TASKS = {
    "my_dense": Task(3, comparison(_dense, cases=_dense_cases, mistakes=_dense_mistakes)),
    "my_softmax": Task(5, comparison(_softmax, cases=_softmax_cases, mistakes=_softmax_mistakes)),
    "my_cross_entropy": Task(5, comparison(_cross_entropy, cases=_loss_cases, mistakes=_loss_mistakes)),
    "my_accuracy": Task(3, comparison(_accuracy, cases=_accuracy_cases, mistakes=_accuracy_mistakes)),
    "my_forward": Task(6, comparison(_forward, cases=_forward_cases, mistakes=_forward_mistakes)),
}
