"""Assignment 01: one neuron, from its score to an epoch of Rosenblatt's rule."""

from typing import Any

import numpy as np

from mlpkit._machinery.arguments import Array
from mlpkit.teaching.assignments.judging import Cases, Task, Terms, comparison, from_table, sizes


def _score(x: Array, w: Array, b: float) -> float:
    """Return the score of one sample, product by product."""
    return sum((float(x_j) * float(w_j) for x_j, w_j in zip(x, w, strict=True)), start=float(b))


# my_scores(X, w, b)


def _scores(X: Array, w: Array, b: float) -> Array:
    return np.array([_score(x, w, b) for x in X])


def _score_cases(rng: np.random.Generator) -> Cases:
    n, n_in = sizes(rng, 2)
    shapes = {
        "one sample": (1, n_in),
        "several samples": (n, n_in),
        "one feature": (n, 1),
        "two features": (n, 2),
        "as many samples as features": (n, n),
        "a bias of 0": (n, n_in),
        "a negative bias": (n_in, n),
    }
    biases = {"a bias of 0": 0.0, "a negative bias": -float(rng.uniform(2, 4))}
    return {
        about: (rng.normal(size=shape), rng.normal(size=shape[1]), biases.get(about, float(rng.uniform(2, 4))))
        for about, shape in shapes.items()
    }


@from_table("my_scores")
def _score_mistakes(X: Array, w: Array, b: float) -> Terms:
    z, first = X @ w, np.arange(len(X)) == 0
    return locals()


# my_predictions(X, w, b)


def _predictions(X: Array, w: Array, b: float) -> Array:
    return np.array([1 if _score(x, w, b) >= 0 else 0 for x in X])


def _prediction_cases(rng: np.random.Generator) -> Cases:
    """Scores that are exact in floating point; in every case one on either side far from the border."""
    wanted = {
        "one sample": [float(rng.choice([-5, 5]))],
        "scores far from 0": [9.0, -9.0],
        "scores of exactly 0": [0.0, 0.0],
        "scores between 0 and 1": [0.25, 0.75],
        "scores between -1 and 0": [-0.25, -0.75],
        "scores between 1 and 2": [1.0, 1.5],
        "a bias of 0": [2.0, -2.0],
    }
    cases = {}
    for about, few in wanted.items():
        scores = rng.permutation([*few, *([3.0, -3.0, 6.0, 4.0] if few[1:] else [])])
        X = rng.integers(-3, 4, size=(len(scores), int(rng.integers(2, 6)) + 5)).astype(float)
        w, b = rng.integers(-3, 4, size=X.shape[1]).astype(float), float(rng.choice([-4, 4])) * (about != "a bias of 0")
        w[0] = 1.0
        X[:, 0] += scores - (X @ w + b)
        cases[about] = (X, w, b)
    return cases


@from_table("my_predictions")
def _prediction_mistakes(X: Array, w: Array, b: float) -> Terms:
    scores = X @ w + b
    return locals()


# my_update(x, y, w, b, learning_rate)


def _moved(x: Array, error: Any, w: Array, b: float, learning_rate: float) -> tuple[Array, float]:
    step = learning_rate * error
    return np.array([w_j + step * x_j for x_j, w_j in zip(x, w, strict=True)]), b + step


def _update(x: Array, y: int, w: Array, b: float, learning_rate: float) -> tuple[Array, float]:
    return _moved(x, y - (1 if _score(x, w, b) >= 0 else 0), w, b, learning_rate)


def _update_cases(rng: np.random.Generator) -> Cases:
    """Both labels, each with scores on the border, near it and so far from it that one step does not cross it."""
    cases = {}
    for y in (0, 1):
        for score in (2.0, -2.0, 0.0, 0.25, -0.25, 90.0, -90.0):
            n_in = int(rng.integers(2, 7))
            x, w = rng.integers(-3, 4, size=n_in).astype(float), rng.integers(-3, 4, size=n_in).astype(float)
            x[0], w[0] = 2.0, 1.0
            rate = float(rng.choice([0.25, 0.5, 2.0]))
            cases[f"a score of {score:g} where {y} is right"] = (x, y, w, score - float(x @ w), rate)
    return cases


@from_table("my_update")
def _update_mistakes(x: Array, y: int, w: Array, b: float, rate: float) -> Terms:
    score = x @ w + b
    error = y - (score >= 0)
    w_right, b_right = _update(x, y, w, b, rate)
    return locals()


# my_epoch(X, y, w, b, learning_rate)


def _epoch(X: Array, y: Any, w: Array, b: float, learning_rate: float, step: Any = _update) -> tuple[Array, float, int]:
    n_mistakes = 0
    for x, label in zip(X, y, strict=True):
        n_mistakes += int(label) != (1 if _score(x, w, b) >= 0 else 0)
        w, b = step(x, int(label), w, b, learning_rate)
    return w, b, n_mistakes


def _epoch_cases(rng: np.random.Generator) -> Cases:
    """Labels drawn by lot, but the first sample right or wrong as each case says, the second and the last wrong."""
    shapes = {"one sample": (1, 3), "the first answer right": tuple(sizes(rng, 2)), "several samples": (7, 2)}
    shapes |= {"a start at 0": (6, 3), "a learning rate of 1": tuple(sizes(rng, 2)), "a day without a mistake": (4, 2)}
    cases = {}
    for about, (n, n_in) in shapes.items():
        X, w = rng.normal(size=(n, n_in)), rng.normal(size=n_in) * (about != "a start at 0")
        y, b = rng.integers(0, 2, size=n), float(rng.normal()) * (about != "a start at 0")
        rate = 1.0 if about == "a learning rate of 1" else float(rng.choice([0.25, 0.5, 2.0]))
        if about == "a day without a mistake":
            y = (X @ w + b >= 0).astype(int)
        else:
            for i in {0, min(1, n - 1), n - 1}:
                w_then, b_then, _ = _epoch(X[:i], y[:i], w, b, rate)
                answer = int(_score(X[i], w_then, b_then) >= 0)
                y[i] = answer if i == 0 and about == "the first answer right" else 1 - answer
        cases[about] = (X, y, w, b, rate)
    return cases


@from_table("my_epoch")
def _epoch_mistakes(X: Array, y: Array, w: Array, b: float, rate: float) -> Terms:
    w_end, b_end, n_mistakes = _epoch(X, y, w, b, rate)
    errors = y - (X @ w + b >= 0)  # with the weights of the start
    n_errors = int(np.abs(errors).sum())
    met: list[tuple[Array, float]] = [(w, b)]  # weights and bias before each sample, and at the end
    for x, label in zip(X, y, strict=True):
        met.append(_update(x, int(label), *met[-1], rate))
    signed = [int(label) - (_score(x, *then) >= 0) for x, label, then in zip(X, y, met, strict=False)]
    after = [int(label) != (_score(x, *then) >= 0) for x, label, then in zip(X, y, met[1:], strict=True)]
    stop = np.flatnonzero(signed)[:1].sum() + 1  # behind the first mistake
    first_right = signed.index(0) if 0 in signed else len(y)

    def counted(n: Any) -> tuple[Array, float, Any]:
        return w_end, b_end, n

    return locals()


TASKS = {
    "my_scores": Task(3, comparison(_scores, cases=_score_cases, mistakes=_score_mistakes)),
    "my_predictions": Task(3, comparison(_predictions, cases=_prediction_cases, mistakes=_prediction_mistakes)),
    "my_update": Task(5, comparison(_update, cases=_update_cases, mistakes=_update_mistakes, results="w, b")),
    "my_epoch": Task(6, comparison(_epoch, cases=_epoch_cases, mistakes=_epoch_mistakes, results="w, b, n_mistakes")),
}
