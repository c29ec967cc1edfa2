"""Assignment 05: the numbers that a fair comparison of networks needs. Its report is marked by hand."""

import itertools
import math
from typing import Any

import numpy as np

import mlpkit
from mlpkit._machinery.arguments import Array
from mlpkit.teaching.assignments.calls import Answer
from mlpkit.teaching.assignments.judging import Cases, Mistakes, Task, comparison, sizes
from mlpkit.teaching.comparing import agree

# my_n_params(layer_sizes)


def _n_params(layer_sizes: list[int]) -> int:
    return mlpkit.mlp(layer_sizes, rng=np.random.default_rng(0)).n_params


def _architectures(rng: np.random.Generator) -> Cases:
    kinds = {"one layer": 2, "two layers": 3, "three layers": 4, "four layers": 5}
    return {about: (sizes(rng, n_sizes),) for about, n_sizes in kinds.items()} | {"MNIST's sizes": ([784, 128, 10],)}


def _n_params_mistakes(layer_sizes: list[int]) -> Mistakes:
    weights = [n_in * n_out for n_in, n_out in itertools.pairwise(layer_sizes)]
    layers = [n_weights + n_out for n_weights, n_out in zip(weights, layer_sizes[1:], strict=True)]
    pairs = [a * b for a, b in itertools.combinations(layer_sizes, 2)]
    return {
        "the biases are missing": sum(weights),
        "the inputs have no biases; only layers with weights have": sum(weights) + sum(layer_sizes),
        "the biases of the output layer are missing": sum(weights) + sum(layer_sizes[1:-1]),
        "a layer has one bias for each of its neurons, not for each of its inputs": sum(weights)
        + sum(layer_sizes[:-1]),
        "a layer has one bias for each of its neurons, not one in all": sum(weights) + len(weights),
        "that is the number of neurons": sum(layer_sizes),
        "the weights are missing; that is the number of neurons with biases": sum(layer_sizes[1:]),
        "the biases are counted twice": sum(layers) + sum(layer_sizes[1:]),
        "the weights are counted twice": sum(layers) + sum(weights),
        "the biases are subtracted; add them": sum(weights) - sum(layer_sizes[1:]),
        "sizes are added where they should be multiplied": sum(layer_sizes[:-1]) + sum(layer_sizes[1:]),
        "each size is paired with itself; pair it with the next": sum(size * (size + 1) for size in layer_sizes),
        "weights connect neighboring layers; yours connect every pair": sum(pairs) + sum(layer_sizes[1:]),
        "the inputs are connected with the outputs; there are layers between": (layer_sizes[0] + 1) * layer_sizes[-1],
        "that is the number of layers": len(layers),
        "one number for each layer; add them up": layers,
        "weights and biases are apart; add them up": [sum(weights), sum(layer_sizes[1:])],
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
    shapes = {"several networks": (n_networks + 1, n_seeds + 1), "one network": (1, 5), "two seeds": (3, 2)}
    shapes |= {"three seeds": (2, 3), "as many seeds as networks": (4, 4)}
    return {about: (rng.uniform(0.8, 1, size=shape),) for about, shape in shapes.items()}


def _summary_mistakes(scores: Array) -> Mistakes:
    means, stds, n = scores.mean(axis=1), scores.std(axis=1, ddof=1), scores.shape[1]
    squares = (scores - means[:, None]) ** 2
    later = scores[:, 1:] if n > 2 else scores
    first_two, by_n, of_all = scores[:, :2], scores.std(axis=1), scores.std(ddof=1)
    best = np.argsort(-means)
    around_all = np.sqrt(((scores - scores.mean()) ** 2).sum(axis=1) / (n - 1))
    by_n_minus_2 = np.sqrt(squares.sum(axis=1) / max(n - 2, 1))
    return {
        "divided by n_seeds; a sample's standard deviation divides by n_seeds - 1 (ddof=1)": (means, by_n),
        "wrong axis: one mean a network, over its seeds": (scores.mean(axis=0), scores.std(axis=0, ddof=1)),
        "wrong axis, and ddof=1 is missing": (scores.mean(axis=0), scores.std(axis=0)),
        "that is one mean for the whole table; every network has its own": (scores.mean(), of_all),
        "that is one mean for the whole table, and ddof=1 is missing": (scores.mean(), scores.std()),
        "that is the variance; take its square root": (means, stds**2),
        "that is the standard error; do not divide by the root of n_seeds": (means, stds / np.sqrt(n)),
        "the spread from smallest to largest; asked for is the standard deviation": (means, np.ptp(scores, axis=1)),
        "that is the median; asked for is the mean": (np.median(scores, axis=1), stds),
        "that is the best seed of each network; asked for is the mean": (scores.max(axis=1), stds),
        "divided by the root of n_seeds - 1; that is in the standard deviation already": (means, stds / np.sqrt(n - 1)),
        "divided by n_seeds - 2; a sample's standard deviation divides by n_seeds - 1": (means, by_n_minus_2),
        "that is 1.96 times the standard deviation, half an interval": (means, 1.96 * stds),
        "that is the mean absolute deviation; squares are asked for": (means, np.sqrt(squares).mean(axis=1)),
        "that is relative to the mean; leave it as it is": (means, stds / means),
        "deviations are taken from the mean of the whole table; every network has its own": (means, around_all),
        "that is one spread for the whole table; every network has its own": (means, np.full_like(means, of_all)),
        "only the first two seeds count": (first_two.mean(axis=1), first_two.std(axis=1, ddof=1)),
        "the first seed is left out": (later.mean(axis=1), later.std(axis=1, ddof=1)),
        "that is the sum; asked for is the mean": (scores.sum(axis=1), stds),
        "a mean divides by n_seeds, not by n_seeds - 1": (scores.sum(axis=1) / (n - 1), stds),
        "only the first network; each has its own": (means[0], stds[0]),
        "the networks are sorted; leave their order": (means[best], stds[best]),
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


def _p_value_mistakes(a: Array, b: Array) -> Mistakes:
    signs = np.array(list(itertools.product([1, -1], repeat=len(a))))
    n, n_patterns, gains, p = len(a), len(signs), a - b, _p_value(a, b)
    flipped, observed = signs @ gains / n, float(gains.mean())
    pool, splits = np.concatenate([a, b]), np.array(list(itertools.combinations(range(2 * n), n)))
    dealt = np.mean(np.abs(2 * pool[splits].sum(axis=1) - pool.sum()) >= abs(observed) * n)
    most = max(int(np.sum(a > b)), int(np.sum(a < b)))
    sign_test = min(1.0, 2 * sum(math.comb(n, i) for i in range(most, n + 1)) / 2**n)
    return {
        "one-sided: a difference the other way would surprise as much": np.mean(flipped >= observed),
        "count those that are as large, too: >= and not >": np.mean(np.abs(flipped) > abs(observed)),
        "that is 1 - p": 1 - p,
        "that is the number of patterns; divide by how many there are": p * n_patterns,
        "the observed difference needs its absolute value, too": np.mean(np.abs(flipped) >= observed),
        "the observed pattern belongs to the count": (p * n_patterns - 1) / (n_patterns - 1),
        "the observed pattern is one of those that count": (p * n_patterns - 1) / n_patterns,
        "that is the observed mean difference": observed,
        "that is the size of the observed mean difference": abs(observed),
        "that is half of it: the other tail is missing": np.mean(flipped >= abs(observed)),
        "it counts the patterns that are less extreme": np.mean(np.abs(flipped) <= abs(observed)),
        "one-sided, and the other side: count both tails": np.mean(flipped <= observed),
        "twice one tail is more than 1 where the observed mean is 0": 2 * np.mean(flipped >= abs(observed)),
        "each tail needs abs(observed)": np.mean(flipped >= observed) + np.mean(flipped <= -observed),
        "a sum is compared with a mean": np.mean(np.abs(flipped) * n >= abs(observed)),
        "the signs are 1 and -1, not 1 and 0": np.mean(np.abs((signs > 0) @ gains / n) >= abs(observed)),
        "the differences have lost their signs": np.mean(np.abs(signs @ np.abs(gains)) >= np.abs(gains).sum()),
        "always 1: no pattern has a smaller mean. Do the differences change signs, and is abs(...) taken last?": 1.0,
        "medians are compared; take means": np.mean(np.abs(np.median(signs * gains, axis=1)) >= abs(np.median(gains))),
        "the first difference stands for the mean of all": np.mean(np.abs(flipped) >= abs(gains[0])),
        "only two seeds are flipped; flip all": np.mean(np.abs(signs[:, :2] @ gains[:2]) >= abs(gains[:2].sum())),
        "divided by the number of seeds; divide by the number of sign patterns, 2 ** n": p * n_patterns / n,
        "divided by 2 n; divide by the number of sign patterns, 2 ** n": p * n_patterns / (2 * n),
        "divided too early: does a loop end after the first pattern?": 1 / n_patterns,
        "1 is added to both counts; the observed pattern is among them already": (p * n_patterns + 1)
        / (n_patterns + 1),
        "that is how often a is better; flip signs and compare means": np.mean(a > b),
        "that is the sign test: it ignores how large the differences are": sign_test,
        "that is a decision at 5 %; return p": p < 0.05,
        "the scores are dealt anew to both networks; pairs belong together: flip the signs of differences": dealt,
    }


_compare_p_values = comparison(_p_value, _paired_scores, _p_value_mistakes)


def _judge_p_value(answer: Answer, rng: np.random.Generator) -> str:
    """Compare; besides, a share of all patterns, times their number, is whole."""
    problem = _compare_p_values(answer, rng)
    if "the number is too" not in problem:
        return problem
    cases = list(_paired_scores(rng).values())
    shares = [
        (tried.result, _p_value(*args), 2 ** len(args[0]))
        for args, tried in zip(cases, answer.attempts(cases), strict=True)
    ]
    near = all(agree(share, right, 0.4) for share, right, _ in shares)
    if near and not all(agree(share * n, round(share * n), 1e-6) for share, _, n in shares):
        return "that is no share of 2 ** n patterns: take all, each once, none by chance, and divide by their number"
    return problem


TASKS = {
    "my_n_params": Task(2, comparison(_n_params, _architectures, _n_params_mistakes)),
    "my_summary": Task(2, comparison(_summary, _score_tables, _summary_mistakes, results="means, stds")),
    "my_p_value": Task(3, _judge_p_value),
}
