"""Assignment 05: the numbers that a fair comparison of networks needs. Its report is marked by hand."""

import itertools
import math

import numpy as np

import mlpkit
from mlpkit._machinery.arguments import Array
from mlpkit.teaching.assignments.judging import Cases, Mistakes, Task, comparison, sizes

# my_n_params(layer_sizes)


def _n_params(layer_sizes: list[int]) -> int:
    return mlpkit.mlp(layer_sizes, rng=np.random.default_rng(0)).n_params


def _architectures(rng: np.random.Generator) -> Cases:
    return [(sizes(rng, n_layers),) for n_layers in (2, 3, 4, 5)] + [([784, 128, 10],)]


def _n_params_mistakes(layer_sizes: list[int]) -> Mistakes:
    weights = [n_in * n_out for n_in, n_out in itertools.pairwise(layer_sizes)]
    layers = [n_weights + n_out for n_weights, n_out in zip(weights, layer_sizes[1:], strict=True)]
    return {
        "the biases are missing": sum(weights),
        "the inputs have no biases; only layers with weights have": sum(weights) + sum(layer_sizes),
        "the biases of the output layer are missing": sum(weights) + sum(layer_sizes[1:-1]),
        "a layer has one bias for each of its neurons, not for each of its inputs": sum(weights)
        + sum(layer_sizes[:-1]),
        "a layer has one bias for each of its neurons, not one in all": sum(weights) + len(weights),
        "that is the number of neurons": sum(layer_sizes),
        "that is the number of neurons with biases": sum(layer_sizes[1:]),
        "all sizes are multiplied; weights connect neighboring layers only": math.prod(layer_sizes),
        "only the first layer is counted": layers[0],
        "only the last layer is counted": layers[-1],
        "the last layer is left out": sum(layers[:-1]),
        "the first layer is left out": sum(layers[1:]),
    }


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


def _summary_mistakes(scores: Array) -> Mistakes:
    means, stds = scores.mean(axis=1), scores.std(axis=1, ddof=1)
    return {
        "divided by n_seeds; a sample's standard deviation divides by n_seeds - 1 (ddof=1)": (
            means,
            scores.std(axis=1),
        ),
        "wrong axis: one mean a network, over its seeds": (scores.mean(axis=0), scores.std(axis=0, ddof=1)),
        "wrong axis, and ddof=1 is missing": (scores.mean(axis=0), scores.std(axis=0)),
        "that is one mean for the whole table; every network has its own": (scores.mean(), scores.std(ddof=1)),
        "that is one mean for the whole table, and ddof=1 is missing": (scores.mean(), scores.std()),
        "that is the variance; take its square root": (means, stds**2),
        "that is the standard error; do not divide by the root of n_seeds": (means, stds / np.sqrt(scores.shape[1])),
        "first the means, then the standard deviations": (stds, means),
        "the spread is from the smallest to the largest; asked for is the standard deviation": (
            (means, np.ptp(scores, axis=1))
        ),
        "that is the median; asked for is the mean": (np.median(scores, axis=1), stds),
        "that is the best seed of each network; asked for is the mean": (scores.max(axis=1), stds),
    }


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
    cases = []
    for n in (3, 5, 6, 8):
        common, gain = rng.integers(40, 60, size=n), rng.integers(-2, 4, size=n)
        gain[0] += gain.sum() == 0
        cases.append(((common + gain) / 64, common / 64))
        cases.append((common / 64, (common + gain) / 64))
    return cases


def _p_value_mistakes(a: Array, b: Array) -> Mistakes:
    signs = np.array(list(itertools.product([1, -1], repeat=len(a))))
    flipped, observed, p = signs @ (a - b) / len(a), float((a - b).mean()), _p_value(a, b)
    return {
        "one-sided: a difference the other way would surprise as much": np.mean(flipped >= observed),
        "count those that are as large, too: >= and not >": np.mean(np.abs(flipped) > abs(observed)),
        "that is 1 - p": 1 - p,
        "that is the number of patterns; divide by how many there are": p * len(signs),
        "the observed difference needs its absolute value, too": np.mean(np.abs(flipped) >= observed),
        "the observed pattern belongs to the count": (p * len(signs) - 1) / (len(signs) - 1),
        "that is the observed mean difference": observed,
        "that is the size of the observed mean difference": abs(observed),
        "that is half of it: the other tail is missing": p / 2,
        "it counts the patterns that are less extreme": np.mean(np.abs(flipped) <= abs(observed)),
    }


TASKS = {
    "my_n_params": Task(2, comparison(_n_params, cases=_architectures, mistakes=_n_params_mistakes)),
    "my_summary": Task(2, comparison(_summary, cases=_score_tables, mistakes=_summary_mistakes)),
    "my_p_value": Task(3, comparison(_p_value, cases=_paired_scores, mistakes=_p_value_mistakes)),
}
