"""Assignment 05: the numbers that a fair comparison of networks needs. Its report is marked by hand."""

import itertools
import math
from typing import Any

import numpy as np

import mlpkit
from mlpkit._machinery.checks import Array
from mlpkit.teaching.assignments.judging import Task, comparison, sizes

Cases = list[tuple[Any, ...]]


# my_n_params(layer_sizes)


def _n_params(layer_sizes: list[int]) -> int:
    return mlpkit.mlp(layer_sizes, rng=np.random.default_rng(0)).n_params


def _architectures(rng: np.random.Generator) -> Cases:
    return [(sizes(rng, n_layers),) for n_layers in (2, 3, 4, 5)] + [([784, 128, 10],)]


def _pairs(layer_sizes: list[int]) -> list[tuple[int, int]]:
    return list(itertools.pairwise(layer_sizes))


N_PARAMS = comparison(
    _n_params,
    cases=_architectures,
    mistakes={
        "the biases are missing": lambda s: sum(a * b for a, b in _pairs(s)),
        "the inputs have no biases; only layers with weights have": lambda s: sum(a * b for a, b in _pairs(s)) + sum(s),
        "the biases of the output layer are missing": lambda s: sum(a * b for a, b in _pairs(s)) + sum(s[1:-1]),
        "a layer has one bias for each of its neurons, not for each of its inputs": lambda s: sum(
            a * b + a for a, b in _pairs(s)
        ),
        "a layer has one bias for each of its neurons, not one in all": lambda s: sum(a * b + 1 for a, b in _pairs(s)),
        "that is the number of neurons": lambda s: sum(s),
        "that is the number of neurons with biases": lambda s: sum(s[1:]),
        "all sizes are multiplied; weights connect neighboring layers only": lambda s: math.prod(s),
        "only the first layer is counted": lambda s: s[0] * s[1] + s[1],
        "only the last layer is counted": lambda s: s[-2] * s[-1] + s[-1],
        "the last layer is left out": lambda s: sum(a * b + b for a, b in _pairs(s)[:-1]),
        "the first layer is left out": lambda s: sum(a * b + b for a, b in _pairs(s)[1:]),
    },
)


# my_summary(scores)


def _summary(scores: Array) -> tuple[Array, Array]:
    means, stds = [], []
    for row in scores:
        mean = sum(row) / len(row)
        means.append(mean)
        stds.append(math.sqrt(sum((value - mean) ** 2 for value in row) / (len(row) - 1)))
    return np.array(means), np.array(stds)


def _score_tables(rng: np.random.Generator) -> Cases:
    n_networks, n_seeds = sizes(rng, 2)
    shapes = [(n_networks, n_seeds + 1), (1, 5), (2, 3), (4, 4)]
    return [(rng.uniform(0.8, 1, size=shape),) for shape in shapes]


SUMMARY = comparison(
    _summary,
    cases=_score_tables,
    mistakes={
        "divided by n_seeds; a sample's standard deviation divides by n_seeds - 1 (ddof=1)": lambda S: (
            S.mean(axis=1),
            S.std(axis=1),
        ),
        "wrong axis: one mean a network, over its seeds": lambda S: (S.mean(axis=0), S.std(axis=0, ddof=1)),
        "wrong axis, and ddof=1 is missing": lambda S: (S.mean(axis=0), S.std(axis=0)),
        "that is one mean for the whole table; every network has its own": lambda S: (S.mean(), S.std(ddof=1)),
        "that is one mean for the whole table, and ddof=1 is missing": lambda S: (S.mean(), S.std()),
        "that is the variance; take its square root": lambda S: (S.mean(axis=1), S.var(axis=1, ddof=1)),
        "that is the standard error; do not divide by the root of n_seeds": lambda S: (
            S.mean(axis=1),
            S.std(axis=1, ddof=1) / np.sqrt(S.shape[1]),
        ),
        "first the means, then the standard deviations": lambda S: (S.std(axis=1, ddof=1), S.mean(axis=1)),
        "the spread is from the smallest to the largest; asked for is the standard deviation": lambda S: (
            S.mean(axis=1),
            np.ptp(S, axis=1),
        ),
        "that is the median; asked for is the mean": lambda S: (np.median(S, axis=1), S.std(axis=1, ddof=1)),
        "that is the best seed of each network; asked for is the mean": lambda S: (
            S.max(axis=1),
            S.std(axis=1, ddof=1),
        ),
    },
)


# my_p_value(a, b)


def _flipped(a: Array, b: Array) -> tuple[Array, float]:
    """Return the mean difference for every choice of signs, and the observed one."""
    differences = a - b
    signs = np.array(list(itertools.product([1, -1], repeat=len(a))))
    return signs @ differences / len(a), float(differences.mean())


def _p_value(a: Array, b: Array) -> float:
    """Count the sign patterns one after another."""
    n_extreme = 0
    observed = abs(sum(x - y for x, y in zip(a, b, strict=True)))
    for signs in itertools.product([1, -1], repeat=len(a)):
        n_extreme += abs(sum(s * (x - y) for s, x, y in zip(signs, a, b, strict=True))) >= observed
    return n_extreme / 2 ** len(a)


def _paired_scores(rng: np.random.Generator) -> Cases:
    """Multiples of 1/64: sums of them are exact, so that equal means are equal."""
    cases = []
    for n in (3, 5, 6, 8):
        common, gain = rng.integers(40, 60, size=n), rng.integers(-2, 4, size=n)
        gain[0] += gain.sum() == 0
        cases.append(((common + gain) / 64, common / 64))
        cases.append((common / 64, (common + gain) / 64))
    return cases


P_VALUE = comparison(
    _p_value,
    cases=_paired_scores,
    mistakes={
        "one-sided: a difference the other way would surprise as much": lambda a, b: np.mean(
            _flipped(a, b)[0] >= _flipped(a, b)[1]
        ),
        "count those that are as large, too: >= and not >": lambda a, b: np.mean(
            np.abs(_flipped(a, b)[0]) > abs(_flipped(a, b)[1])
        ),
        "that is 1 - p": lambda a, b: 1 - _p_value(a, b),
        "that is the number of patterns; divide by how many there are": lambda a, b: _p_value(a, b) * 2 ** len(a),
        "the observed difference needs its absolute value, too": lambda a, b: np.mean(
            np.abs(_flipped(a, b)[0]) >= _flipped(a, b)[1]
        ),
        "the observed pattern belongs to the count": lambda a, b: (
            (_p_value(a, b) * 2 ** len(a) - 1) / (2 ** len(a) - 1)
        ),
        "that is the observed mean difference": lambda a, b: _flipped(a, b)[1],
        "that is the size of the observed mean difference": lambda a, b: abs(_flipped(a, b)[1]),
        "that is half of it: the other tail is missing": lambda a, b: _p_value(a, b) / 2,
        "it counts the patterns that are less extreme": lambda a, b: np.mean(
            np.abs(_flipped(a, b)[0]) <= abs(_flipped(a, b)[1])
        ),
    },
)


TASKS = {
    "my_n_params": Task(2, N_PARAMS),
    "my_summary": Task(2, SUMMARY),
    "my_p_value": Task(3, P_VALUE),
}
