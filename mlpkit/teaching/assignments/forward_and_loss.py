"""Assignment 02: a layer, softmax, cross-entropy, accuracy, and a whole network forward."""

import itertools
import math
from collections.abc import Callable

import numpy as np

import mlpkit
from mlpkit._machinery.arguments import Array, Labels
from mlpkit.teaching.assignments.judging import FEW_COLUMNS, Cases, Mistakes, Task, comparison, if_possible, sizes


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


def _dense_mistakes(X: Array, W: Array, b: Array) -> Mistakes:
    Z = X @ W + b
    first = (np.arange(len(X)) == 0)[:, None]
    return {
        "the bias is missing": X @ W,
        "the bias is subtracted": X @ W - b,
        "the bias is added twice": Z + b,
        "the bias is multiplied; add it": X @ W * b,
        "the bias is added to the weights; add it to the result": X @ (W + b),
        "the bias is added to the first sample only": X @ W + b * first,
        "the bias is added as a column; each neuron is a column": if_possible(lambda: X @ W + b[:, None]),
        "there is an activation in it (ReLU); a dense layer ends with + b": np.maximum(Z, 0),
        "there is an activation in it (sigmoid); a dense layer ends with + b": 1 / (1 + np.exp(-Z)),
        "there is an activation in it (tanh); a dense layer ends with + b": np.tanh(Z),
        "the bias is added once for every input; add it once": X @ W + len(W) * b,
        "every neuron got the sum of all biases; each has its own": X @ W + b.sum(),
        "every neuron got the first bias; each has its own": X @ W + b[0],
        "a mean over the inputs where their sum is asked for": X @ W / len(W) + b,
        "only the first sample went through": Z[:1],
        "only one sample went through": Z[0],
        "only the first neuron; each has a column of its own": Z[:, 0],
        "the last input is left out": X[:, :-1] @ W[:-1] + b,
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


def _softmax_mistakes(Z: Array) -> Mistakes:
    def over(E: Array, axis: int | None = 1) -> Array:
        """Return exponentials over their sum, which runs along an axis."""
        return E / E.sum(axis=axis, keepdims=True)

    def shifted(by: Array, axis: int | None = 1) -> Array:
        return over(np.exp(Z - by), axis)

    top = Z.max(axis=1, keepdims=True)
    E, raw, largest, P = np.exp(Z - top), np.exp(Z), np.exp(Z - Z.max()), _softmax(Z)
    shifted_if_large = largest if Z.max() > 700 else raw
    in_32_bits = np.exp(Z.astype(np.float32))
    return {
        "exp overflows for large scores: subtract the largest score of each row first": over(raw),
        "the largest score of the whole batch is subtracted; each row has its own": over(largest),
        "the whole batch is shifted if it is large; each row has its own shift": over(shifted_if_large),
        "the shift is the mean of the row; take the largest": shifted(Z.mean(axis=1, keepdims=True)),
        "the shift is the median of the row; take the largest": shifted(np.median(Z, axis=1, keepdims=True)),
        "the smallest score is subtracted; take the largest": shifted(Z.min(axis=1, keepdims=True)),
        "the first score of each row is subtracted; then exp still overflows. Take the largest": shifted(Z[:, :1]),
        "the largest score of each column is subtracted; each row has its own": shifted(Z.max(axis=0)),
        "the largest size is subtracted; take the largest score": shifted(np.abs(Z).max(axis=1, keepdims=True)),
        "a fixed number is subtracted; take the row's largest score": shifted(np.array(1000.0)),
        "exp overflows, in 32 bits from 88 on: subtract the largest score of each row first": over(in_32_bits),
        "clipping changes large scores; subtract the largest score of each row": over(np.exp(np.clip(Z, -500, 500))),
        "exp overflows, and the NaN is made 0; subtract the largest score of each row": np.nan_to_num(over(raw)),
        "the shift is in the denominator only; it belongs above and below": raw / E.sum(axis=1, keepdims=True),
        "the shift is in the numerator only; it belongs above and below": E / raw.sum(axis=1, keepdims=True),
        "wrong axis: the columns sum to 1, and the rows should": _softmax(Z.T).T,
        "wrong axis, and exp overflows": over(raw, axis=0),
        "wrong axis: divided by the sums of the columns": over(E, axis=0),
        "the sum runs over the whole batch; every row must sum to 1 by itself": over(largest, axis=None),
        "the sum runs over the whole batch, and exp overflows": over(raw, axis=None),
        "that is the logarithm of softmax": mlpkit.log_softmax(Z),
        "that is the logarithm of softmax, and infinite where a probability is 0": np.log(P),
        "the smallest score gets the largest probability: the sign in exp is the wrong way round": _softmax(-Z),
        "not divided by the sum yet": E,
        "divided by the mean of the exponentials; divide by their sum": E / E.mean(axis=1, keepdims=True),
        "divided by the length of the row; divide by the sum": E / np.linalg.norm(E, axis=1, keepdims=True),
        "the scores are divided by the largest of their row; subtract it": over(np.exp(Z / top)),
        "a small number is added to the sum; with the shift it is never 0": E / (E.sum(axis=1, keepdims=True) + 1e-3),
        "that is a power of 2; take np.exp": over(2 ** (Z - top)),
        "softmax is taken twice": _softmax(P),
        "that is sigmoid, entry by entry; softmax looks at the whole row": 1 / (1 + np.exp(-Z)),
        "the exponential is missing": over(Z),
        "the exponential is missing, although the row was shifted": over(Z - Z.min(axis=1, keepdims=True)),
        "scaled from smallest to largest; exp is missing": (Z - Z.min(axis=1, keepdims=True))
        / np.ptp(Z, axis=1, keepdims=True),
        "that is the winner as 0 and 1; softmax leaves every class its share": np.eye(Z.shape[1])[Z.argmax(axis=1)],
    }


# my_cross_entropy(P, y)


def _cross_entropy(P: Array, y: Labels) -> float:
    return sum(-math.log(P[i, label]) for i, label in enumerate(y)) / len(y)


def _loss_cases(rng: np.random.Generator) -> Cases:
    n, k = sizes(rng, 2)
    shapes = {"one sample": (1, k), "more samples than classes": (n + k, k), "more classes than samples": (n, n + k)}
    shapes |= {"as many samples as classes": (n, n), "two classes": (9, 2), "800 samples": (800, 3)}
    cases = {about: (draw_probabilities(rng, a, b), rng.integers(0, b, size=a)) for about, (a, b) in shapes.items()}
    cases["more classes than samples"][1][-1] = n + k - 1  # a label that is no number of a row
    cases["a last class that never occurs"] = draw_probabilities(rng, n, k), rng.integers(0, k - 1, size=n)
    cases["confident mistakes"] = np.array([[1 - 1e-30, 1e-30], [0.25, 0.75]]), np.array([1, 0])
    return cases


def _loss_mistakes(P: Array, y: Labels) -> Mistakes:
    rows, n_classes = np.arange(len(y)), P.shape[1]
    true, one_hot = P[rows, y], np.eye(n_classes)[y]
    losses = -np.log(true)
    misread = P.argmax(axis=1) != y
    columns = -np.log(P).mean(axis=0)[y]  # the means of P[:, y]
    binary = -(one_hot * np.log(P) + (1 - one_hot) * np.log(np.where(one_hot == 1, 0.5, 1 - P))).sum() / len(y)
    of_classes = [losses[y == label].mean() for label in np.unique(y)]
    return {
        "that is the sum over the batch; the loss is the mean": losses.sum(),
        "the sign is the wrong way round; a loss is positive": -losses.mean(),
        "one number a sample; the loss is their mean": losses,
        "only the first sample counts; does a loop end too early?": losses[0],
        "only the first sample counts, divided by all; does a loop end too early?": losses[0] / len(y),
        "the last sample is left out": losses[:-1].sum() / len(y),
        "divided by n - 1; the mean divides by n": losses.sum() / (len(y) - 1),
        "divided by the number of classes; divide by the number of samples": losses.sum() / n_classes,
        "that is the median; take the mean": np.median(losses),
        "that is the largest loss; take the mean": losses.max(),
        "only misread samples count; take the mean over all": losses[misread].mean(),
        "every class has the same weight; it is every sample that has": np.mean(of_classes),
        FEW_COLUMNS: if_possible(lambda: -(np.eye(y.max() + 1)[y] * np.log(P)).sum() / len(y)),
        "the logarithms are squared": np.mean(losses**2),
        "e to the loss (the perplexity); leave it as the logarithm": np.exp(losses.mean()),
        "the product of many becomes 0; add up logarithms": -np.log(np.prod(true)) / len(y),
        "that is a logarithm to base 2; take np.log": -np.log2(true).mean(),
        "that is a logarithm to base 10; take np.log": -np.log10(true).mean(),
        "labels off by one: class 0 is the first column": -np.log(P[rows, y - 1]).mean(),
        "labels off by one: class 0 is column 0": -np.log(P[rows, (y + 1) % n_classes]).mean(),
        "it looks at the most probable class; look at the true one": -np.log(P.max(axis=1)).mean(),
        "P[:, y] takes every label's column from every row; pair row i with label i": columns.mean(),
        "P[:, y] takes all labels' columns of each row, and all are added; pair row i with label i": columns.sum(),
        "the labels are factors here; they say which column counts": -(y[:, None] * np.log(P)).sum() / len(y),
        "the logarithms of all classes are averaged; only the true one counts": -np.log(P).mean(),
        "divided by the number of classes as well; the mean runs over the samples": losses.mean() / n_classes,
        "no logarithm: that is one minus the probability": (1 - true).mean(),
        "no logarithm: that is the mean probability of the true class, with a minus": -true.mean(),
        "no logarithm: that is the mean probability of the true class": true.mean(),
        "that is the mean squared error (Brier score)": np.mean(np.sum((P - one_hot) ** 2, axis=1)),
        "the logarithm of 1 - p: that is the surprise at all other classes": -np.log(1 - true).mean(),
        "the logarithm of 1 + p; take that of p": -np.log1p(true).mean(),
        "the other classes are counted, too, with 1 - p; look at the true one only": binary,
        "that is the network's own entropy, p log p; look at the true class only": -(P * np.log(P)).sum(axis=1).mean(),
        "the labels choose rows (P[y]); they choose a column in each row": if_possible(lambda: -np.log(P[y]).mean()),
        "P is made of probabilities already: softmax is taken once more": (-np.log(mlpkit.softmax(P)[rows, y]).mean()),
        "first the mean and then the logarithm; it is the other way round": -np.log(true.mean()),
        "a small number is added before the logarithm, which hides confident mistakes": -np.log(true + 1e-8).mean(),
        **{
            f"probabilities are clipped at {least:g}, which hides confident mistakes": (
                -np.log(np.maximum(true, least)).mean()
            )
            for least in (1e-3, 1e-6, 1e-7, 1e-8, 1e-10, 1e-12, 1e-15)
        },
    }


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


def _accuracy_mistakes(P: Array, y: Labels) -> Mistakes:
    guess, right = P.argmax(axis=1), _accuracy(P, y)
    true = P[np.arange(len(y)), y]
    by_column = if_possible(lambda: np.mean(P.argmax(axis=0) == y))
    of_columns = np.mean([winner == label for winner, label in zip(P.argmax(axis=0), y, strict=False)])
    recalls = [np.mean(guess[y == label] == label) for label in np.unique(y)]
    return {
        "max gives the largest probability; argmax gives its column": np.mean(P.max(axis=1) == y),
        "argmax without an axis finds one place in the whole table; every row has its own": np.mean(P.argmax() == y),
        "that is in percent; accuracy lies between 0 and 1": 100 * right,
        "that is the error rate": 1 - right,
        "that is the number of right answers; divide by the number of samples": right * len(y),
        "labels off by one: class 0 is column 0": np.mean(guess + 1 == y),
        "wrong axis: the winner of each column; every sample needs the winner of its row": by_column,
        "wrong axis: the winner of each column, as many as there are labels; take that of each row": of_columns,
        "the answer is the least probable class": np.mean(P.argmin(axis=1) == y),
        "every answer meets every label: (n, 1) against (n,) broadcasts to (n, n)": np.mean(guess[:, None] == y),
        "a probability above one half is not what decides; the largest wins": np.mean(true > 0.5),
        "that is the mean probability of the true class; count right answers": true.mean(),
        "true and false, one a sample; accuracy is their mean": guess == y,
        "divided by the number of classes; divide by the number of samples": right * len(y) / P.shape[1],
        "1 if all answers are right, else 0, as all(...), // and int(...) give it": np.all(guess == y),
        "that is the median of right and wrong; take the mean": np.median(guess == y),
        "1 as soon as any answer is right; accuracy is the share of right ones": np.any(guess == y),
        "the mean over classes; take it over samples": np.mean(recalls),
        "an answer next to the label counts as right; only the label itself does": np.mean(np.abs(guess - y) <= 1),
        "the label among the two most probable classes counts as right": (np.mean(np.sort(P, axis=1)[:, -2] <= true)),
        "it counts if an answer occurs among all labels; compare row by row": np.isin(guess, y).mean(),
        "that is the mean difference of class numbers; count how often they are equal": np.mean(guess - y),
        "one minus the mean distance of class numbers; count how often they are equal": 1 - np.mean(np.abs(guess - y)),
        "a mistake takes a point away; it should count 0": 2 * right - 1,
        "the last sample is left out": np.sum(guess[:-1] == y[:-1]) / len(y),
        "only the first sample counts; does a loop end too early?": guess[0] == y[0],
        "only the first sample counts, divided by all; does a loop end too early?": (guess[0] == y[0]) / len(y),
        "winners below one half are lost by rounding": np.mean(P.round().argmax(axis=1) == y),
        "only two classes are told apart, at one half; there may be more: argmax": np.mean((P[:, 1] > 0.5) == y),
        "y has labels, not one-hot rows: leave argmax to P": np.mean(guess == np.argmax(y)),
    }


# my_forward(X, layers)


def _relu(Z: Array) -> Array:
    return np.maximum(Z, 0)


def _pass(A: Array, layers: list[tuple[Array, Array]], hidden: Callable[[Array], Array] = _relu) -> Array:
    """Return the logits; the mistakes have other functions between the layers, or other layers."""
    for W, b in layers[:-1]:
        A = hidden(A @ W + b)
    W, b = layers[-1]
    return A @ W + b


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


def _relu_before_bias(A: Array, layers: list[tuple[Array, Array]]) -> Array:
    for W, b in layers[:-1]:
        A = _relu(A @ W) + b
    return _pass(A, layers[-1:])


def _forward_mistakes(X: Array, layers: list[tuple[Array, Array]]) -> Mistakes:
    Z = _pass(X, layers)
    np_max = if_possible(lambda: _pass(X, layers, lambda Z: np.max(Z, 0)))
    backwards = if_possible(lambda: _relu(_pass(X, layers[::-1])))
    given_X = if_possible(lambda: _pass(_relu(_pass(X, layers[-2:-1])), layers[-1:])) if layers[1:] else None
    leaky = _pass(X, layers, lambda Z: np.where(Z > 0, Z, 0.01 * Z))
    without_first = _pass(_pass(X, layers[:1]), layers[1:]) if layers[1:] else Z
    relu_too_late = _relu(without_first) if layers[1:] else Z
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
        "np.max(Z, 0) is the largest of each column; np.maximum(Z, 0) looks at every entry": np_max,
        "these are labels; return the logits": Z.argmax(axis=1),
        "ReLU before the bias is added": _relu_before_bias(X, layers),
        "a step (0 or 1) between the layers; the task says ReLU": _pass(X, layers, lambda Z: (Z > 0) * 1.0),
        "numbers end at 1 between the layers; ReLU has no upper end": _pass(X, layers, lambda Z: np.clip(Z, 0, 1)),
        "between the layers negative numbers keep a slope; ReLU makes them 0": leaky,
        "np.minimum lets the negative numbers pass; ReLU is np.maximum": _pass(X, layers, lambda Z: np.minimum(Z, 0)),
        "the biases are subtracted": _pass(X, [(W, -b) for W, b in layers]),
        "the biases of the hidden layers are missing": _pass(X, [*((W, 0 * b) for W, b in layers[:-1]), layers[-1]]),
        "the bias of the last layer is missing": _pass(X, layers) - layers[-1][1],
        "no ReLU after the first layer; only the last has none": without_first,
        "ReLU after every layer but the first; it belongs after every layer but the last": relu_too_late,
        "ReLU after the last layer only; it belongs after all others": _relu(_pass(X, layers, lambda Z: Z)),
        "ReLU after the first layer, though it may be the last": _relu(Z) if len(layers) == 1 else Z,
        "sigmoid at the end; return the logits": mlpkit.sigmoid(Z),
        "the last layer is counted twice": if_possible(lambda: _pass(_relu(Z), layers[-1:])),
        "the first layer is left out": if_possible(lambda: _pass(X, layers[1:] or layers)),
        "the layers are taken from the last to the first": if_possible(lambda: _pass(X, layers[::-1])),
        "the layers are taken from the last to the first, with ReLU after each": backwards,
        "every layer is given X": given_X,
    }


TASKS = {
    "my_dense": Task(3, comparison(_dense, _dense_cases, _dense_mistakes)),
    "my_softmax": Task(5, comparison(_softmax, _softmax_cases, _softmax_mistakes)),
    "my_cross_entropy": Task(5, comparison(_cross_entropy, _loss_cases, _loss_mistakes)),
    "my_accuracy": Task(3, comparison(_accuracy, _accuracy_cases, _accuracy_mistakes)),
    "my_forward": Task(6, comparison(_pass, _forward_cases, _forward_mistakes)),
}
