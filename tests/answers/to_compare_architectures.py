"""Answers to assignment 05."""

# ruff: noqa: B905, RUF007 -- as students write

import numpy as np

import mlpkit
from answers import right, wrong

# my_n_params


@right("my_n_params")
def one_layer_after_another(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 1):
        total += layer_sizes[i] * layer_sizes[i + 1]
        total += layer_sizes[i + 1]
    return total


@right("my_n_params")
def a_bias_is_an_input_that_is_always_one(layer_sizes):
    sizes = np.array(layer_sizes)
    return int(np.dot(sizes[:-1] + 1, sizes[1:]))


@wrong("my_n_params", says="the biases are missing")
def weights_without_biases(layer_sizes):
    return sum(a * b for a, b in zip(layer_sizes[:-1], layer_sizes[1:]))


@wrong("my_n_params", says="the inputs have no biases")
def biases_for_the_inputs(layer_sizes):
    return sum(a * b for a, b in zip(layer_sizes[:-1], layer_sizes[1:])) + sum(layer_sizes)


@wrong("my_n_params", says="biases of the output layer")
def no_output_biases(layer_sizes):
    total = sum(layer_sizes[1:-1])
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total += a * b
    return total


@wrong("my_n_params", says="not for each of its inputs")
def bias_for_each_input(layer_sizes):
    return sum(a * (b + 1) for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("my_n_params", says="number of neurons")
def neurons_counted(layer_sizes):
    return sum(layer_sizes)


@wrong("my_n_params", says="only the first layer")
def return_after_one_layer(layer_sizes):
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        return a * b + b


@wrong("my_n_params", says="the last layer is left out")
def stops_one_early(layer_sizes):
    total = 0
    for i in range(len(layer_sizes) - 2):
        total += (layer_sizes[i] + 1) * layer_sizes[i + 1]
    return total


@wrong("my_n_params", says="the same answer whatever the input")
def the_example_again(layer_sizes):
    return 101770


@wrong("my_n_params", says="calls mlpkit")
def counted_by_the_package(layer_sizes):
    return mlpkit.mlp(layer_sizes, rng=np.random.default_rng(0)).n_params


# my_summary


@right("my_summary")
def written_out(scores):
    n = scores.shape[1]
    means = scores.sum(axis=1) / n
    return means, np.sqrt(((scores - means[:, None]) ** 2).sum(axis=1) / (n - 1))


@right("my_summary")
def with_the_statistics_module(scores):
    import statistics

    rows = scores.tolist()
    return [statistics.mean(row) for row in rows], [statistics.stdev(row) for row in rows]


@wrong("my_summary", says="ddof=1")
def default_ddof(scores):
    return scores.mean(axis=1), scores.std(axis=1)


@wrong("my_summary", says="wrong axis")
def over_the_networks(scores):
    return scores.mean(axis=0), scores.std(axis=0, ddof=1)


@wrong("my_summary", says="one mean for the whole table")
def over_everything(scores):
    return scores.mean(), scores.std(ddof=1)


@wrong("my_summary", says="variance")
def square_root_forgotten(scores):
    return scores.mean(axis=1), scores.var(axis=1, ddof=1)


@wrong("my_summary", says="standard error")
def error_of_the_mean(scores):
    return scores.mean(axis=1), scores.std(axis=1, ddof=1) / len(scores[0]) ** 0.5


@wrong("my_summary", says="first the means")
def results_swapped(scores):
    return np.std(scores, axis=1, ddof=1), np.mean(scores, axis=1)


@wrong("my_summary", says="best seed")
def best_instead_of_mean(scores):
    return scores.max(axis=1), scores.std(axis=1, ddof=1)


@wrong("my_summary", says="2 results")
def means_only(scores):
    return scores.mean(axis=1)


# my_p_value


@right("my_p_value")
def counts_in_binary(a, b):
    d = a - b
    n, n_extreme = len(d), 0
    for pattern in range(2**n):
        total = 0
        for i in range(n):
            total += -d[i] if pattern >> i & 1 else d[i]
        n_extreme += abs(total) >= abs(d.sum())
    return n_extreme / 2**n


@right("my_p_value")
def grows_the_list_of_sums(a, b):
    sums = np.zeros(1)
    for difference in a - b:
        sums = np.concatenate([sums + difference, sums - difference])
    return np.mean(np.abs(sums) >= np.abs(np.sum(a - b)))


@wrong("my_p_value", says="one-sided")
def upper_tail_only(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.array(means) >= d.mean())


@wrong("my_p_value", says=">= and not >")
def strictly_larger(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.abs(means) > abs(d.mean()))


@wrong("my_p_value", says="1 - p")
def one_minus_p(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return 1 - np.mean(np.abs(means) >= abs(d.mean()))


@wrong("my_p_value", says="number of patterns")
def patterns_counted(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.sum(np.abs(means) >= abs(d.mean()))


@wrong("my_p_value", says="absolute value, too")
def observed_with_its_sign(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.abs(means) >= d.mean())


@wrong("my_p_value", says="observed pattern belongs")
def observed_left_out(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([1, -1], repeat=len(d))]
    return np.mean(np.abs(means[1:]) >= abs(d.mean()))


@wrong("my_p_value", says="observed mean difference")
def difference_itself(a, b):
    return np.mean(a - b)


@wrong("my_p_value", says="calls scipy")
def test_of_scipy(a, b):
    import scipy.stats

    result = scipy.stats.permutation_test(
        (a, b), lambda x, y: np.mean(x - y), permutation_type="samples", n_resamples=np.inf
    )
    return result.pvalue


@wrong("my_p_value", says="other tail is missing")
def half_of_it(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.array(means) >= abs(d.mean()))


@wrong("my_p_value", says="size of the observed mean difference")
def stops_at_the_difference(a, b):
    return abs((a - b).mean())
