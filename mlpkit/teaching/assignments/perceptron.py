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


def _score_mistakes(X: Array, w: Array, b: float) -> Mistakes:
    z, first = X @ w, np.arange(len(X)) == 0
    return {
        "the bias is missing": z,
        "the bias is added once for every feature; add it once for every sample": (X * w + b).sum(axis=1),
        "the bias is subtracted": z - b,
        "the bias is added twice": z + 2 * b,
        "the bias is multiplied; add it": z * b,
        "the bias is added to the weights; add it to the scores": X @ (w + b),
        "the bias is added to the first score only": z + b * first,
        "these are the single products; a score is their sum along a row": X * w + b,
        "summed along the wrong axis; there is one score for every row of X": (X * w).sum(axis=0) + b,
        "X and w are summed up before they are multiplied": X.sum(axis=1) * w.sum() + b,
        "that is one number for the whole batch; every sample has its own score": z.sum() + b,
        "the sums are carried over from sample to sample; each begins at 0": z.cumsum() + b,
        "scores have shape (n,); yours are a column of shape (n, 1)": (z + b)[:, None],
        "these are answers, 0 or 1; a score is the number before the decision": z + b >= 0,
        "a mean of the products where their sum is asked for": (X * w).mean(axis=1) + b,
        "the weights are divided by their length; take them as they are": z / np.linalg.norm(w) + b,
        "only the first feature counts": X[:, 0] * w[0] + b,
        "the last feature is left out": X[:, :-1] @ w[:-1] + b,
    }


# my_predictions(X, w, b)


def _predictions(X: Array, w: Array, b: float) -> Array:
    return np.array([1 if _score(x, w, b) >= 0 else 0 for x in X])


def _prediction_cases(rng: np.random.Generator) -> Cases:
    """Exact scores on either side of the border; the first sample is now of one class, now of the other."""
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
        if about == "scores far from 0":
            scores.sort()  # begins with class 0
        elif about == "a bias of 0":
            scores[::-1].sort()  # begins with class 1
        X = rng.integers(-3, 4, size=(len(scores), int(rng.integers(2, 6)) + 5)).astype(float)
        w, b = rng.integers(-3, 4, size=X.shape[1]).astype(float), float(rng.choice([-4, 4])) * (about != "a bias of 0")
        w[0] = 1.0
        X[:, 0] += scores - (X @ w + b)
        cases[about] = (X, w, b)
    return cases


def _prediction_mistakes(X: Array, w: Array, b: float) -> Mistakes:
    scores = X @ w + b
    return {
        "a score of exactly 0 belongs to class 1": scores > 0,
        "classes are 0 and 1, not -1 and 1": np.where(scores >= 0, 1, -1),
        "that is the sign, with three values; classes are 0 and 1": np.sign(scores),
        "the classes are the wrong way round": scores < 0,
        "the classes are the wrong way round, and 0 is on the other side: >= and not <=": scores <= 0,
        "a score of exactly 0 belongs to class 1, and not in between": np.heaviside(scores, 0.5),
        "only a score of exactly 0 is kept; keep what is at least 0": scores == 0,
        "these are the scores; decide where they are at least 0": scores,
        "these are the scores, the negative ones made 0; decide where they are at least 0": np.maximum(scores, 0),
        "these are numbers between 0 and 1, a sigmoid; decide: 0 or 1": 1 / (1 + np.exp(-scores)),
        "the bias is missing": X @ w >= 0,
        "the bias has the wrong sign, or stands on the wrong side of the comparison": X @ w - b >= 0,
        "the border lies at the score 0, not at 0.5": scores >= 0.5,
        "the border lies at the score 0, not at 1": scores >= 1,
        "the border lies at the score 0, not at the mean of the scores": scores >= scores.mean(),
        "whatever the score is, the answer is 1 (is there an absolute value in it?)": np.ones(len(X)),
        "one decision for the whole batch; every sample has its own": np.all(scores >= 0),
        "one decision for the whole batch, 1 if any sample is kept; every sample has its own": np.any(scores >= 0),
        "the first sample's decision alone; does a loop end too early?": scores[0] >= 0,
        "every product is compared with 0; sum them up first": X * w + b >= 0,
        "positions of the samples that are kept; asked for is 0 or 1 for every sample": np.flatnonzero(scores >= 0),
        "the number of samples that are kept; asked for is 0 or 1 for every sample": np.sum(scores >= 0),
        "that is the position of the largest score; every sample has its own decision": scores.argmax(),
    }


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


def _update_mistakes(x: Array, y: int, w: Array, b: float, rate: float) -> Mistakes:
    score = x @ w + b
    error = y - (score >= 0)
    w_right, b_right = _update(x, y, w, b, rate)

    def moved(error: Any, rate: float = rate) -> tuple[Array, float]:
        return _moved(x, error, w, b, rate)

    return {
        "the weights move away from the answer: the sign is the wrong way round": moved(-error),
        "the weights move although the answer was right; only a mistake moves them": moved(2 * y - 1),
        "it moves when the answer was right; only a mistake moves the weights": moved(error == 0),
        "only a missed 1 moves the weights; a mistake where 0 is right should, too": moved(max(error, 0)),
        "only a mistake where 0 is right moves the weights; a missed 1 should, too": moved(min(error, 0)),
        "the step is the label alone; it is the label minus the answer": moved(y),
        "the sign of the error is lost (squared, or an absolute value)": moved(abs(error)),
        "the learning rate is missing": moved(error, 1.0),
        "the learning rate is in it twice": moved(error, rate**2),
        "half a step; is there a 1/2 in it?": moved(error, rate / 2),
        "the bias does not move": (w_right, b),
        "the weights do not move": (w, b_right),
        "this is how far they move; add it to the old ones": (w_right - w, b_right - b),
        "the old weights are not added": (w_right - w, b_right),
        "the error is taken from the score; take it from the answer, 0 or 1": moved(y - score),
        "the error is taken from a sigmoid; take the answer, 0 or 1": moved(y - 1 / (1 + np.exp(-score))),
        "answers are 0 and 1, not -1 and 1": moved(y - np.where(score >= 0, 1, -1)),
        "that is y minus the sign of the score; answers are 0 and 1": moved(y - np.sign(score)),
        "a score of exactly 0 means the answer 1": moved(y - (score > 0)),
        "the answer is 1 from a score of 0 on, not from 0.5": moved(y - (score >= 0.5)),
        "any score but 0 gives the answer 1: compare it with 0": moved(y - (score != 0)),
        "the answer is decided without the bias": moved(y - (x @ w >= 0)),
        "the bias decides again, with the new weights": (w_right, b + rate * (y - (x @ w_right + b >= 0))),
        "the input x is missing in the step of the weights": _moved(np.ones_like(x), error, w, b, rate),
        "the step is a multiple of w where it should be one of x": (w + rate * error * w, b_right),
        "the step of the bias is multiplied by x": (w_right, b + rate * error * x),
        "the step of the bias is multiplied by the sum of x": (w_right, b + rate * error * x.sum()),
        "the step of the weights is divided by the number of features": (w + rate * error * x / len(x), b_right),
        "the step of the weights is divided by the length of x": (w + rate * error * x / np.linalg.norm(x), b_right),
    }


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


def _epoch_mistakes(X: Array, y: Array, w: Array, b: float, rate: float) -> Mistakes:
    w_end, b_end, n_mistakes = _epoch(X, y, w, b, rate)
    errors = y - (X @ w + b >= 0)  # with the weights of the start
    n_errors = int(np.abs(errors).sum())
    met: list[tuple[Array, float]] = [(w, b)]  # weights and bias before each sample, and at the end
    for x, label in zip(X, y, strict=True):
        met.append(_update(x, int(label), *met[-1], rate))
    signed = [int(label) - (_score(x, *then) >= 0) for x, label, then in zip(X, y, met, strict=False)]
    after = [int(label) != (_score(x, *then) >= 0) for x, label, then in zip(X, y, met[1:], strict=True)]
    unbiased = [int(label) != (x @ then[0] >= 0) for x, label, then in zip(X, y, met, strict=False)]
    last_alone = (*_update(X[-1], int(y[-1]), w, b, rate), n_errors)
    mean_w = np.mean([then[0] for then in met[1:]], axis=0)
    mean_b = np.mean([then[1] for then in met[1:]])
    stop = np.flatnonzero(signed)[:1].sum() + 1  # behind the first mistake
    first_right = signed.index(0) if 0 in signed else len(y)

    def counted(n: Any) -> tuple[Array, float, Any]:
        return w_end, b_end, n

    return {
        "all samples are judged with the weights of the start; each must see the weights that the one before left": (
            w + rate * errors @ X,
            b + rate * errors.sum(),
            n_errors,
        ),
        "the mistakes are counted after the epoch": counted(int((y != (X @ w_end + b_end >= 0)).sum())),
        "whether it was a mistake is asked after the update; ask before": counted(sum(after)),
        "the mistakes are counted with the weights of the start; count them while learning": counted(n_errors),
        "the mistakes are not counted": counted(0),
        "every sample is counted; count the mistakes": counted(len(y)),
        "the right answers are counted": counted(len(y) - n_mistakes),
        "the errors are added with their sign, so that they cancel; count them": counted(sum(signed)),
        "only the last sample's mistake is counted: the counter starts anew for each": counted(abs(signed[-1])),
        "that is the share of mistakes; count them": counted(n_mistakes / len(y)),
        "these are the positions of the mistakes; asked for is their number": counted(np.flatnonzero(signed)),
        "the mistakes are judged without the bias": counted(sum(unbiased)),
        "the last sample is left out": _epoch(X[:-1], y[:-1], w, b, rate),
        "the first sample is left out": _epoch(X[1:], y[1:], w, b, rate),
        "it ends after the first sample; where does the return stand?": _epoch(X[:1], y[:1], w, b, rate),
        "it ends at the first mistake": _epoch(X[:stop], y[:stop], w, b, rate),
        "it ends at the first right answer": _epoch(X[:first_right], y[:first_right], w, b, rate),
        "a score of exactly 0 means the answer 1": _epoch(X, y, w, b - 1e-13, rate),
        "the learning rate is missing": _epoch(X, y, w, b, 1.0),
        "the learning rate is missing in the step of the bias": _epoch(
            X, y, w, b, rate, lambda x, y, w, b, rate: (_update(x, y, w, b, rate)[0], _update(x, y, w, b, 1.0)[1])
        ),
        "the samples are taken from the last to the first": _epoch(X[::-1], y[::-1], w, b, rate),
        "the samples are gone through twice": _epoch(np.tile(X, (2, 1)), np.tile(y, 2), w, b, rate),
        "the samples are gone through twice, and the second time is counted": _epoch(X, y, w_end, b_end, rate),
        "the weights move away from the answers: the sign is the wrong way round": _epoch(X, y, w, b, -rate),
        "the weights start at 0; start from the given ones": _epoch(X, y, 0 * w, 0.0, rate),
        "the bias starts at 0; start from the given one": _epoch(X, y, w, 0.0, rate),
        "the weights did not move": (w, b, n_errors),
        "the bias does not move": _epoch(X, y, w, b, rate, lambda *now: (_update(*now)[0], now[3])),
        "the weights do not move": _epoch(X, y, w, b, rate, lambda *now: (now[2], _update(*now)[1])),
        "every sample is learned twice": _epoch(
            X, y, w, b, rate, lambda x, y, *now: _update(x, y, *_update(x, y, *now), now[2])
        ),
        "the error is taken from the score; take it from the answer, 0 or 1": _epoch(
            X, y, w, b, rate, lambda x, y, w, b, rate: _moved(x, y - _score(x, w, b), w, b, rate)
        ),
        "the mean of all weights on the way; asked for are those at the end": (mean_w, mean_b, n_mistakes),
        "every sample starts from the first weights again; keep what the sample before has changed": last_alone,
    }


TASKS = {
    "my_scores": Task(3, comparison(_scores, _score_cases, _score_mistakes)),
    "my_predictions": Task(3, comparison(_predictions, _prediction_cases, _prediction_mistakes)),
    "my_update": Task(5, comparison(_update, _update_cases, _update_mistakes, results="w, b")),
    "my_epoch": Task(6, comparison(_epoch, _epoch_cases, _epoch_mistakes, results="w, b, n_mistakes")),
}
