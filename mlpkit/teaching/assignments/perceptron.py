"""Assignment 01: one neuron, from its score to an epoch of Rosenblatt's rule."""

from typing import Any

import numpy as np

from mlpkit._machinery.arguments import Array
from mlpkit.teaching.assignments.judging import Cases, Mistakes, Task, comparison, sizes


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


def _score_mistakes(X: Array, w: Array, b: float) -> Mistakes:
    return {
        "the bias is missing": X @ w,
        "the bias is added once for every feature; add it once for every sample": (X * w + b).sum(axis=1),
        "the bias is subtracted": X @ w - b,
        "these are the single products; a score is their sum along a row": X * w + b,
        "summed along the wrong axis; there is one score for every row of X": (X * w).sum(axis=0) + b,
        "that is one number for the whole batch; every sample has its own score": (X @ w).sum() + b,
        "scores have shape (n,); yours are a column of shape (n, 1)": (X @ w + b).reshape(-1, 1),
        "these are answers, 0 or 1; a score is the number before the decision": X @ w + b >= 0,
        "a mean of the products where their sum is asked for": (X * w).mean(axis=1) + b,
    }


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


def _prediction_mistakes(X: Array, w: Array, b: float) -> Mistakes:
    scores = X @ w + b
    return {
        "a score of exactly 0 belongs to class 1": scores > 0,
        "classes are 0 and 1, not -1 and 1": np.where(scores >= 0, 1, -1),
        "that is the sign, with three values; classes are 0 and 1": np.sign(scores),
        "the classes are the wrong way round": scores < 0,
        "these are the scores; decide where they are at least 0": scores,
        "the bias is missing": X @ w >= 0,
        "the border lies at the score 0, not at 0.5": scores >= 0.5,
        "one decision for the whole batch; every sample has its own": np.all(scores >= 0),
    }


# my_update(x, y, w, b, learning_rate)


def _moved(x: Array, error: Any, w: Array, b: float, learning_rate: float) -> tuple[Array, float]:
    step = learning_rate * error
    return np.array([w_j + step * x_j for x_j, w_j in zip(x, w, strict=True)]), b + step


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


def _update_mistakes(x: Array, y: int, w: Array, b: float, rate: float) -> Mistakes:
    score = x @ w + b
    error = y - (score >= 0)
    w_right, b_right = _update(x, y, w, b, rate)
    return {
        "the weights move away from the answer: the sign is the wrong way round": _moved(x, -error, w, b, rate),
        "the weights move although the answer was right; only a mistake moves them": _moved(x, 2 * y - 1, w, b, rate),
        "the step is the label alone; it is the label minus the answer": _moved(x, y, w, b, rate),
        "the learning rate is missing": _moved(x, error, w, b, 1.0),
        "the bias does not move": (w_right, b),
        "the weights do not move": (w, b_right),
        "the error is taken from the score; take it from the answer, 0 or 1": _moved(x, y - score, w, b, rate),
        "a score of exactly 0 means the answer 1": _moved(x, y - (score > 0), w, b, rate),
        "the input x is missing in the step of the weights": _moved(np.ones_like(x), error, w, b, rate),
        "the bias moves by the learning rate alone in only one direction": (w_right, b + rate * abs(error)),
    }


# my_epoch(X, y, w, b, learning_rate)


def _epoch(X: Array, y: Any, w: Array, b: float, learning_rate: float) -> tuple[Array, float, int]:
    n_mistakes = 0
    for x, label in zip(X, y, strict=True):
        n_mistakes += int(label) != (1 if _score(x, w, b) >= 0 else 0)
        w, b = _update(x, int(label), w, b, learning_rate)
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


def _asked_after_the_update(X: Array, y: Array, w: Array, b: float, rate: float) -> tuple[Array, float, int]:
    n_mistakes = 0
    for x, label in zip(X, y, strict=True):
        w, b = _update(x, int(label), w, b, rate)
        n_mistakes += int(label) != (1 if _score(x, w, b) >= 0 else 0)
    return w, b, n_mistakes


def _epoch_mistakes(X: Array, y: Array, w: Array, b: float, rate: float) -> Mistakes:
    w_end, b_end, n_mistakes = _epoch(X, y, w, b, rate)
    errors = y - (X @ w + b >= 0)  # with the weights of the start
    n_errors = int(np.abs(errors).sum())
    to_the_first = np.flatnonzero(errors)[:1].sum() + 1  # samples
    return {
        "all samples are judged with the weights of the start; each must see the weights that the one before left": (
            w + rate * errors @ X,
            b + rate * errors.sum(),
            n_errors,
        ),
        "the mistakes are counted after the epoch; count them while learning": (
            w_end,
            b_end,
            int((y != (X @ w_end + b_end >= 0)).sum()),
        ),
        "whether it was a mistake is asked after the update; ask before": _asked_after_the_update(X, y, w, b, rate),
        "the last sample is left out": _epoch(X[:-1], y[:-1], w, b, rate),
        "the first sample is left out": _epoch(X[1:], y[1:], w, b, rate),
        "it ends after the first sample; where does the return stand?": _epoch(X[:1], y[:1], w, b, rate),
        "it ends at the first mistake": (
            _epoch(X[:to_the_first], y[:to_the_first], w, b, rate) if errors.any() else None
        ),
        "the right answers are counted": (w_end, b_end, len(y) - n_mistakes),
        "the learning rate is missing": _epoch(X, y, w, b, 1.0),
        "the samples are taken from the last to the first": _epoch(X[::-1], y[::-1], w, b, rate),
        "the weights move away from the answers: the sign is the wrong way round": _epoch(X, y, w, b, -rate),
        "the weights did not move": (w, b, n_errors),
        "every sample starts from the first weights again; keep what the sample before has changed": (
            *_update(X[-1], int(y[-1]), w, b, rate),
            n_errors,
        ),
    }


TASKS = {
    "my_scores": Task(3, comparison(_scores, cases=_score_cases, mistakes=_score_mistakes)),
    "my_predictions": Task(3, comparison(_predictions, cases=_prediction_cases, mistakes=_prediction_mistakes)),
    "my_update": Task(5, comparison(_update, cases=_update_cases, mistakes=_update_mistakes)),
    "my_epoch": Task(6, comparison(_epoch, cases=_epoch_cases, mistakes=_epoch_mistakes)),
}
