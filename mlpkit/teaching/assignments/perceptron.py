"""Assignment 01: one neuron, from its score to an epoch of Rosenblatt's rule."""

from typing import Any

import numpy as np

from mlpkit._machinery.checks import Array
from mlpkit.teaching.assignments.judging import Task, comparison, sizes

Cases = list[tuple[Any, ...]]


def _score(x: Array, w: Array, b: float) -> float:
    """Return the score of one sample, product by product."""
    return sum((float(x_j) * float(w_j) for x_j, w_j in zip(x, w, strict=True)), start=float(b))


# my_scores(X, w, b)


def _scores(X: Array, w: Array, b: float) -> Array:
    return np.array([_score(x, w, b) for x in X])


def _score_cases(rng: np.random.Generator) -> Cases:
    n, n_in = sizes(rng, 2)
    shapes = [(1, n_in), (n, n_in), (n_in, n), (n, 1), (n, n)]
    return [(rng.normal(size=shape), rng.normal(size=shape[1]), float(rng.normal(3, 1))) for shape in shapes]


SCORES = comparison(
    _scores,
    cases=_score_cases,
    mistakes={
        "the bias is missing": lambda X, w, b: X @ w,
        "the bias is added once for every feature; add it once for every sample": lambda X, w, b: (X * w + b).sum(
            axis=1
        ),
        "the bias is subtracted": lambda X, w, b: X @ w - b,
        "these are the single products; a score is their sum along a row": lambda X, w, b: X * w + b,
        "summed along the wrong axis; there is one score for every row of X": lambda X, w, b: (X * w).sum(axis=0) + b,
        "that is one number for the whole batch; every sample has its own score": lambda X, w, b: (X @ w).sum() + b,
        "scores have shape (n,); yours are a column of shape (n, 1)": lambda X, w, b: (X @ w + b).reshape(-1, 1),
        "these are answers, 0 or 1; a score is the number before the decision": lambda X, w, b: X @ w + b >= 0,
        "a mean of the products where their sum is asked for": lambda X, w, b: (X * w).mean(axis=1) + b,
    },
)


# my_predictions(X, w, b)


def _predictions(X: Array, w: Array, b: float) -> Array:
    return np.array([1 if _score(x, w, b) >= 0 else 0 for x in X])


def _prediction_cases(rng: np.random.Generator) -> Cases:
    """Whole numbers, and in every batch a sample exactly on the border, one just above it and one on each side."""
    cases = []
    for n in (3, *sizes(rng, 3)):
        n_in = int(rng.integers(2, 6))
        X, w = rng.integers(-3, 4, size=(n + 3, n_in)).astype(float), rng.integers(-3, 4, size=n_in).astype(float)
        w[0], b = 1.0, float(rng.choice([-2, -1, 1, 2]))
        for row, score in enumerate((0.0, 0.25, 2.0, -2.0, b / 2)):
            X[row, 0] += score - (X[row] @ w + b)
        cases.append((X, w, b))
    return cases


PREDICTIONS = comparison(
    _predictions,
    cases=_prediction_cases,
    mistakes={
        "a score of exactly 0 belongs to class 1": lambda X, w, b: X @ w + b > 0,
        "classes are 0 and 1, not -1 and 1": lambda X, w, b: np.where(X @ w + b >= 0, 1, -1),
        "that is the sign, with three values; classes are 0 and 1": lambda X, w, b: np.sign(X @ w + b),
        "the classes are the wrong way round": lambda X, w, b: X @ w + b < 0,
        "these are the scores; decide where they are at least 0": lambda X, w, b: X @ w + b,
        "the bias is missing": lambda X, w, b: X @ w >= 0,
        "the border lies at the score 0, not at 0.5": lambda X, w, b: X @ w + b >= 0.5,
        "one decision for the whole batch; every sample has its own": lambda X, w, b: np.all(X @ w + b >= 0),
    },
)


# my_update(x, y, w, b, learning_rate)


def _moved(x: Array, error: float, w: Array, b: float, learning_rate: float) -> tuple[Array, float]:
    return np.array(
        [w_j + learning_rate * error * x_j for x_j, w_j in zip(x, w, strict=True)]
    ), b + learning_rate * error


def _update(x: Array, y: int, w: Array, b: float, learning_rate: float) -> tuple[Array, float]:
    return _moved(x, y - (1 if _score(x, w, b) >= 0 else 0), w, b, learning_rate)


def _update_cases(rng: np.random.Generator) -> Cases:
    """Both labels, each with a positive, a negative and a zero score."""
    cases = []
    for y in (0, 1):
        for score in (2.0, -2.0, 0.0):
            n_in = int(rng.integers(2, 7))
            x, w = rng.integers(-3, 4, size=n_in).astype(float), rng.integers(-3, 4, size=n_in).astype(float)
            x[0], w[0] = 2.0, 1.0
            cases.append((x, y, w, score - float(x @ w), float(rng.choice([0.25, 0.5, 2.0]))))
    return cases


UPDATE = comparison(
    _update,
    cases=_update_cases,
    mistakes={
        "the weights move away from the answer: the sign is the wrong way round": lambda x, y, w, b, rate: _moved(
            x, (x @ w + b >= 0) - y, w, b, rate
        ),
        "the weights move although the answer was right; only a mistake moves them": lambda x, y, w, b, rate: _moved(
            x, 2 * y - 1, w, b, rate
        ),
        "the step is the label alone; it is the label minus the answer": lambda x, y, w, b, rate: _moved(
            x, y, w, b, rate
        ),
        "the learning rate is missing": lambda x, y, w, b, rate: _moved(x, y - (x @ w + b >= 0), w, b, 1.0),
        "the bias does not move": lambda x, y, w, b, rate: (_moved(x, y - (x @ w + b >= 0), w, b, rate)[0], b),
        "the weights do not move": lambda x, y, w, b, rate: (w, _moved(x, y - (x @ w + b >= 0), w, b, rate)[1]),
        "the error is taken from the score; take it from the answer, 0 or 1": lambda x, y, w, b, rate: _moved(
            x, y - (x @ w + b), w, b, rate
        ),
        "a score of exactly 0 means the answer 1": lambda x, y, w, b, rate: _moved(x, y - (x @ w + b > 0), w, b, rate),
        "the input x is missing in the step of the weights": lambda x, y, w, b, rate: _moved(
            np.ones_like(x), y - (x @ w + b >= 0), w, b, rate
        ),
        "the bias moves by the learning rate alone in only one direction": lambda x, y, w, b, rate: (
            _update(x, y, w, b, rate)[0],
            b + rate * abs(y - (x @ w + b >= 0)),
        ),
    },
)


# my_epoch(X, y, w, b, learning_rate)


def _epoch(
    X: Array, y: Any, w: Array, b: float, learning_rate: float, *, update: Any = _update
) -> tuple[Array, float, int]:
    n_mistakes = 0
    for x, label in zip(X, y, strict=True):
        n_mistakes += int(label) != (1 if _score(x, w, b) >= 0 else 0)
        w, b = update(x, int(label), w, b, learning_rate)
    return w, b, n_mistakes


def _epoch_cases(rng: np.random.Generator) -> Cases:
    """Labels drawn by lot, but the first sample is a mistake in every other case, the second and the last always."""
    cases = []
    for number, (n, n_in) in enumerate([(1, 3), (3, 2), *(sizes(rng, 2) for _ in range(4))]):
        X, w = rng.normal(size=(n, n_in)), rng.normal(size=n_in)
        y, b, rate = rng.integers(0, 2, size=n), float(rng.normal()), float(rng.choice([0.25, 0.5, 2.0]))
        for i in {0, min(1, n - 1), n - 1}:
            w_then, b_then, _ = _epoch(X[:i], y[:i], w, b, rate)
            answer = int(_score(X[i], w_then, b_then) >= 0)
            y[i] = answer if i == 0 and number % 2 else 1 - answer
        cases.append((X, y, w, b, rate))
    return cases


def _judged_at_the_start(X: Array, y: Array, w: Array, b: float, rate: float) -> tuple[Array, float, int]:
    errors = y - (X @ w + b >= 0)
    return w + rate * errors @ X, b + rate * errors.sum(), int(np.abs(errors).sum())


def _counted_at_the_end(X: Array, y: Array, w: Array, b: float, rate: float) -> tuple[Array, float, int]:
    w, b, _ = _epoch(X, y, w, b, rate)
    return w, b, int((y != (X @ w + b >= 0)).sum())


def _asked_after_the_update(X: Array, y: Array, w: Array, b: float, rate: float) -> tuple[Array, float, int]:
    n_mistakes = 0
    for x, label in zip(X, y, strict=True):
        w, b = _update(x, int(label), w, b, rate)
        n_mistakes += int(label) != (1 if _score(x, w, b) >= 0 else 0)
    return w, b, n_mistakes


def _up_to_the_first_mistake(X: Array, y: Array, w: Array, b: float, rate: float) -> tuple[Array, float, int]:
    wrong = np.flatnonzero(y != (X @ w + b >= 0))
    return _epoch(X[: wrong[0] + 1], y[: wrong[0] + 1], w, b, rate)


EPOCH = comparison(
    _epoch,
    cases=_epoch_cases,
    mistakes={
        "all samples are judged with the weights of the start; each must see the weights that the one before left": (
            _judged_at_the_start
        ),
        "the mistakes are counted after the epoch; count them while learning": _counted_at_the_end,
        "whether it was a mistake is asked after the update; ask before": _asked_after_the_update,
        "the last sample is left out": lambda X, y, w, b, rate: _epoch(X[:-1], y[:-1], w, b, rate),
        "the first sample is left out": lambda X, y, w, b, rate: _epoch(X[1:], y[1:], w, b, rate),
        "it ends after the first sample; where does the return stand?": lambda X, y, w, b, rate: _epoch(
            X[:1], y[:1], w, b, rate
        ),
        "it ends at the first mistake": _up_to_the_first_mistake,
        "the right answers are counted": lambda X, y, w, b, rate: (
            *_epoch(X, y, w, b, rate)[:2],
            len(y) - _epoch(X, y, w, b, rate)[2],
        ),
        "the learning rate is missing": lambda X, y, w, b, rate: _epoch(X, y, w, b, 1.0),
        "the samples are taken from the last to the first": lambda X, y, w, b, rate: _epoch(
            X[::-1], y[::-1], w, b, rate
        ),
        "the weights move away from the answers: the sign is the wrong way round": lambda X, y, w, b, rate: _epoch(
            X, y, w, b, -rate
        ),
        "the weights did not move": lambda X, y, w, b, rate: (w, b, int((y != (X @ w + b >= 0)).sum())),
        "every sample starts from the first weights again; keep what the sample before has changed": (
            lambda X, y, w, b, rate: (*_update(X[-1], int(y[-1]), w, b, rate), int((y != (X @ w + b >= 0)).sum()))
        ),
    },
)


TASKS = {
    "my_scores": Task(3, SCORES),
    "my_predictions": Task(3, PREDICTIONS),
    "my_update": Task(5, UPDATE),
    "my_epoch": Task(6, EPOCH),
}
