"""Assignment 05: the numbers that a fair comparison of networks needs. Its report is marked by hand."""

import itertools
import math
from typing import Any

import numpy as np

import mlpkit
from mlpkit._machinery.arguments import Array
from mlpkit.teaching.assignments.judging import Cases, Task, Terms, comparison, from_table, sizes

# my_n_params(layer_sizes)


def _n_params(layer_sizes: list[int]) -> int:
    return mlpkit.mlp(layer_sizes, rng=np.random.default_rng(0)).n_params


def _architectures(rng: np.random.Generator) -> Cases:
    kinds = {"one layer": 2, "two layers": 3, "three layers": 4, "four layers": 5}
    return {about: (sizes(rng, n_sizes),) for about, n_sizes in kinds.items()} | {"MNIST's sizes": ([784, 128, 10],)}


@from_table("my_n_params")
def _n_params_mistakes(layer_sizes: list[int]) -> Terms:
    weights = [n_in * n_out for n_in, n_out in itertools.pairwise(layer_sizes)]
    layers = [n_weights + n_out for n_weights, n_out in zip(weights, layer_sizes[1:], strict=True)]
    return locals()


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
    shapes = {"several networks": (n_networks + 1, n_seeds + 1), "one network": (1, 5), "two seeds": (3, 2)}
    shapes |= {"three seeds": (2, 3), "as many seeds as networks": (4, 4)}
    return {about: (rng.uniform(0.8, 1, size=shape),) for about, shape in shapes.items()}


@from_table("my_summary")
def _summary_mistakes(scores: Array) -> Terms:
    means, stds, n = scores.mean(axis=1), scores.std(axis=1, ddof=1), scores.shape[1]
    squares = (scores - means[:, None]) ** 2
    later = scores[:, 1:] if n > 2 else scores
    best = np.argsort(-means)
    return locals()


# my_p_value(a, b)


def _p_value(a: Array, b: Array) -> float:
    """Count the sign patterns one after another."""
    n_extreme = 0
    observed = abs(sum(x - y for x, y in zip(a, b, strict=True)))
    for signs in itertools.product([1, -1], repeat=len(a)):
        n_extreme += abs(sum(s * (x - y) for s, x, y in zip(signs, a, b, strict=True))) >= observed
    return n_extreme / 2 ** len(a)


def _paired_scores(rng: np.random.Generator) -> Cases:
    """Multiples of 1/64: sums of them are exact, so that equal means are equal."""
    gains: dict[str, Any] = {
        "two seeds": [3, 1],
        "the first better with every seed": rng.integers(1, 5, size=4),
        "the second better with every seed": -rng.integers(1, 5, size=5),
        "now one and now the other better": rng.permutation([5, 3, -1, -4, -1]),
        "the first better in most seeds but worse in the mean": rng.permutation([2, 1, 1, 3, -10]),
        "equal means": rng.permutation([1, 2, -3, 4, -4]),
        "no difference at all": [0, 0, 0],
    }
    cases = {}
    for about, gain in gains.items():
        common = rng.integers(40, 60, size=len(gain))
        cases[about] = ((common + gain) / 64, common / 64)
    return cases


@from_table("my_p_value")
def _p_value_mistakes(a: Array, b: Array) -> Terms:
    signs = np.array(list(itertools.product([1, -1], repeat=len(a))))
    n, flipped, observed, p = len(a), signs @ (a - b) / len(a), float((a - b).mean()), _p_value(a, b)
    pool, splits = np.concatenate([a, b]), np.array(list(itertools.combinations(range(2 * n), n)))
    return locals()


TASKS = {
    "my_n_params": Task(2, comparison(_n_params, cases=_architectures, mistakes=_n_params_mistakes)),
    "my_summary": Task(2, comparison(_summary, cases=_score_tables, mistakes=_summary_mistakes, results="means, stds")),
    "my_p_value": Task(3, comparison(_p_value, cases=_paired_scores, mistakes=_p_value_mistakes)),
}
