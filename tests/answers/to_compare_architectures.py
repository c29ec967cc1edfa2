"""Answers to assignment 05."""

# ruff: noqa: B905, F821, RUF007 -- as students write

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


@right("my_n_params")
def with_real_arrays(layer_sizes):
    total = 0
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        W, b = np.zeros((n_in, n_out)), np.zeros(n_out)
        total += W.size + b.size
    return total


@right("my_n_params")
def by_recursion(layer_sizes):
    if len(layer_sizes) < 2:
        return 0
    return (layer_sizes[0] + 1) * layer_sizes[1] + my_n_params(layer_sizes[1:])


@wrong("my_n_params", says="the inputs are connected with the outputs")
def inputs_times_outputs(layer_sizes):
    return layer_sizes[0] * layer_sizes[-1] + layer_sizes[-1]


@wrong("my_n_params", says="all sizes are multiplied")
def product_of_the_sizes(layer_sizes):
    return int(np.prod(layer_sizes))


@wrong("my_n_params", says="a layer has one bias for each of its neurons, not one in all")
def one_bias_a_layer(layer_sizes):
    return sum(a * b + 1 for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("my_n_params", says="each size is paired with itself")
def zipped_with_itself(layer_sizes):
    return sum(a * b + b for a, b in zip(layer_sizes, layer_sizes))


@wrong("my_n_params", says="the first layer is left out")
def first_layer_forgotten(layer_sizes):
    return sum(a * b + b for a, b in zip(layer_sizes[1:], layer_sizes[2:]))


@wrong("my_n_params", says="the weights are missing")
def biases_alone(layer_sizes):
    return sum(layer_sizes[1:])


@wrong("my_n_params", says="that is the number of layers")
def number_of_layers(layer_sizes):
    return len(layer_sizes) - 1


@wrong("my_n_params", says="one number for each layer")
def layer_by_layer(layer_sizes):
    return [a * b + b for a, b in zip(layer_sizes, layer_sizes[1:])]


@wrong("my_n_params", says="your function raised IndexError: list index out of range")
def index_too_far(layer_sizes):
    total = 0
    for i in range(len(layer_sizes)):
        total += layer_sizes[i] * layer_sizes[i + 1] + layer_sizes[i + 1]
    return total


@wrong("my_n_params", says="your function changed its input")
def eats_the_callers_list(layer_sizes):
    total = 0
    while len(layer_sizes) > 1:
        n_in = layer_sizes.pop(0)
        total += (n_in + 1) * layer_sizes[0]
    return total


@wrong("my_n_params", says="your function raised ValueError: not enough values to unpack")
def three_sizes_written_in(layer_sizes):
    a, b, c = layer_sizes
    return a * b + b + b * c + c


@wrong("my_n_params", says="weights connect neighboring layers")
def every_pair_of_layers(layer_sizes):
    total = sum(layer_sizes[1:])
    for i in range(len(layer_sizes)):
        for j in range(i + 1, len(layer_sizes)):
            total += layer_sizes[i] * layer_sizes[j]
    return total


@wrong("my_n_params", says="only the last layer is counted")
def total_starts_anew(layer_sizes):
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total = 0
        total += a * b + b
    return total


@wrong("my_n_params", says="your function returned None")
def number_printed(layer_sizes):
    print(sum(a * b + b for a, b in zip(layer_sizes, layer_sizes[1:])))


@wrong("my_n_params", says="the biases are counted twice")
def biases_counted_twice(layer_sizes):
    total = sum(layer_sizes[1:])
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        total += a * b + b
    return total


@wrong("my_n_params", says="the biases are subtracted")
def biases_subtracted(layer_sizes):
    return sum(a * b - b for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("my_n_params", says="the weights are counted twice")
def weights_counted_twice(layer_sizes):
    return sum(2 * a * b + b for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("my_n_params", says="sizes are added where they should be multiplied")
def plus_for_times(layer_sizes):
    return sum(a + b for a, b in zip(layer_sizes, layer_sizes[1:]))


@wrong("my_n_params", says="weights and biases are apart")
def weights_and_biases_apart(layer_sizes):
    weights = sum(a * b for a, b in zip(layer_sizes, layer_sizes[1:]))
    return weights, sum(layer_sizes[1:])


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


@wrong("my_summary", says="the order is means, stds")
def results_swapped(scores):
    return np.std(scores, axis=1, ddof=1), np.mean(scores, axis=1)


@wrong("my_summary", says="best seed")
def best_instead_of_mean(scores):
    return scores.max(axis=1), scores.std(axis=1, ddof=1)


@wrong("my_summary", says="2 results")
def means_only(scores):
    return scores.mean(axis=1)


@right("my_summary")
def row_by_row_in_a_loop(scores):
    means, stds = [], []
    for row in scores:
        means.append(np.mean(row))
        stds.append(np.std(row, ddof=1))
    return np.array(means), np.array(stds)


@right("my_summary")
def corrected_afterwards(scores):
    n = scores.shape[1]
    return np.average(scores, axis=1), np.std(scores, axis=-1) * np.sqrt(n / (n - 1))


@right("my_summary")
def diagonal_of_the_covariance(scores):
    return scores.mean(1), np.sqrt(np.diag(np.atleast_2d(np.cov(scores))))


@wrong("my_summary", says="that is the median")
def median_for_mean(scores):
    return np.median(scores, axis=1), scores.std(axis=1, ddof=1)


@wrong("my_summary", says="stds: wrong axis: one mean a network, over its seeds")
def spread_over_the_networks(scores):
    return scores.mean(axis=1), scores.std(axis=0, ddof=1)


@wrong("my_summary", says="means: wrong axis: one mean a network, over its seeds")
def mean_over_the_networks(scores):
    return scores.mean(axis=0), scores.std(axis=1, ddof=1)


@wrong("my_summary", says="that is one spread for the whole table")
def one_spread_for_all(scores):
    return scores.mean(axis=1), np.full(len(scores), scores.std(ddof=1))


@wrong("my_summary", says="the spread from smallest to largest")
def largest_minus_smallest(scores):
    return scores.mean(axis=1), scores.max(axis=1) - scores.min(axis=1)


@wrong("my_summary", says="expected 2 results,")
def means_and_bounds(scores):
    means, stds = scores.mean(axis=1), scores.std(axis=1, ddof=1)
    return means, means - stds, means + stds


@wrong("my_summary", says="that is 1.96 times the standard deviation, half an interval")
def half_a_confidence_interval(scores):
    return scores.mean(axis=1), 1.96 * scores.std(axis=1, ddof=1)


@wrong("my_summary", says="expected 2 results, got {")
def dictionary_of_both(scores):
    return {"means": scores.mean(axis=1), "stds": scores.std(axis=1, ddof=1)}


@wrong("my_summary", says="expected 2 results, with commas between them")
def columns_of_a_table(scores):
    return np.column_stack([scores.mean(axis=1), scores.std(axis=1, ddof=1)])


@wrong("my_summary", says="expected 2 results, got ")
def pair_for_each_network(scores):
    return [(np.mean(row), np.std(row, ddof=1)) for row in scores]


@wrong("my_summary", says="rounded, digits after the point")
def rounded_for_the_report(scores):
    return scores.mean(axis=1).round(2), scores.std(axis=1, ddof=1).round(2)


@wrong("my_summary", says="that is in percent")
def both_in_percent(scores):
    return 100 * scores.mean(axis=1), 100 * scores.std(axis=1, ddof=1)


@wrong("my_summary", says="that is the mean absolute deviation")
def mean_absolute_deviation(scores):
    means = scores.mean(axis=1)
    return means, np.abs(scores - means[:, None]).mean(axis=1)


@wrong("my_summary", says="the first seed is left out")
def first_seed_dropped(scores):
    scores = scores[:, 1:] if scores.shape[1] > 2 else scores
    return scores.mean(axis=1), scores.std(axis=1, ddof=1)


@wrong("my_summary", says="a mean divides by n_seeds, not by n_seeds - 1")
def mean_divided_by_n_minus_one(scores):
    n = scores.shape[1]
    return scores.sum(axis=1) / (n - 1), scores.std(axis=1, ddof=1)


@wrong("my_summary", says="only the first network")
def first_network_only(scores):
    return scores[0].mean(), scores[0].std(ddof=1)


@wrong("my_summary", says="a column: the last axis is one too many")
def means_in_a_column(scores):
    return scores.mean(axis=1, keepdims=True), scores.std(axis=1, ddof=1, keepdims=True)


@wrong("my_summary", says="divided by the root of n_seeds - 1")
def divided_by_a_root_again(scores):
    return scores.mean(axis=1), scores.std(axis=1, ddof=1) / np.sqrt(scores.shape[1] - 1)


@wrong("my_summary", says="that is the sum")
def sums_for_means(scores):
    return scores.sum(axis=1), scores.std(axis=1, ddof=1)


@wrong("my_summary", says="that is relative to the mean")
def relative_spread(scores):
    return scores.mean(axis=1), scores.std(axis=1, ddof=1) / scores.mean(axis=1)


@wrong("my_summary", says="your function changed its input")
def centers_the_callers_scores(scores):
    means = scores.mean(axis=1)
    scores -= means[:, None]
    return means, np.sqrt((scores**2).sum(axis=1) / (scores.shape[1] - 1))


@wrong("my_summary", says="deviations are taken from the mean of the whole table")
def deviation_from_the_mean_of_all(scores):
    squares = (scores - scores.mean()) ** 2
    return scores.mean(axis=1), np.sqrt(squares.sum(axis=1) / (scores.shape[1] - 1))


@wrong("my_summary", says="stds: only the first two seeds count")
def half_the_difference_of_two(scores):
    return scores.mean(axis=1), np.abs(scores[:, 0] - scores[:, 1]) / np.sqrt(2)


@wrong("my_summary", says="divided by n_seeds - 2")
def ddof_two(scores):
    return scores.mean(axis=1), np.sqrt(scores.var(axis=1, ddof=0) * scores.shape[1] / max(scores.shape[1] - 2, 1))


@wrong("my_summary", says="the networks are sorted")
def best_network_first(scores):
    order = np.argsort(-scores.mean(axis=1))
    return scores[order].mean(axis=1), scores[order].std(axis=1, ddof=1)


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


@right("my_p_value")
def first_sign_fixed(a, b):
    from itertools import product

    d = b - a
    observed = abs(sum(d))
    hits = [abs(d[0] + sum(s * x for s, x in zip(signs, d[1:]))) >= observed - 1e-12
            for signs in product((1, -1), repeat=len(d) - 1)]  # fmt: skip
    return sum(hits) / len(hits)


@right("my_p_value")
def twice_the_upper_tail(a, b):
    import itertools

    d = a - b
    signs = np.array(list(itertools.product([-1, 1], repeat=len(d))))
    means = (signs * d).mean(axis=1)
    return min(1.0, 2 * np.mean(means >= abs(d.mean()) - 1e-12))


@right("my_p_value")
def by_recursion_over_the_differences(a, b):
    d = list(a - b)
    bound = abs(sum(d)) - 1e-12

    def count(i, total):
        if i == len(d):
            return int(abs(total) >= bound)
        return count(i + 1, total + d[i]) + count(i + 1, total - d[i])

    return count(0, 0.0) / 2 ** len(d)


@wrong("my_p_value", says="the scores are dealt anew to both networks")
def all_splits_of_the_pool(a, b):
    import itertools

    pool, n = np.concatenate([a, b]), len(a)
    observed = abs(a.mean() - b.mean())
    hits = []
    for chosen in itertools.combinations(range(2 * n), n):
        rest = [i for i in range(2 * n) if i not in chosen]
        hits.append(abs(pool[list(chosen)].mean() - pool[rest].mean()) >= observed - 1e-12)
    return np.mean(hits)


@wrong("my_p_value", says="that is no share of 2 ** n patterns")
def random_signs(a, b):
    d = a - b
    rng = np.random.default_rng(0)
    signs = rng.choice([-1, 1], size=(100, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-12)


@wrong("my_p_value", says="medians are compared")
def median_difference(a, b):
    import itertools

    d = a - b
    medians = [np.median(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.abs(medians) >= abs(np.median(d)))


@wrong("my_p_value", says="a sum is compared with a mean")
def sum_against_the_mean(a, b):
    import itertools

    d = a - b
    sums = [np.sum(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.abs(sums) >= abs(d.mean()))


@wrong("my_p_value", says="the signs are 1 and -1, not 1 and 0")
def zero_or_one_for_signs(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([0, 1], repeat=len(d))]
    return np.mean(np.abs(means) >= abs(d.mean()) - 1e-12)


@wrong("my_p_value", says="twice one tail is more than 1 where the observed mean is 0")
def twice_without_a_limit(a, b):
    import itertools

    d = a - b
    means = np.array([np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))])
    return 2 * np.mean(means >= abs(d.mean()) - 1e-12)


@wrong("my_p_value", says="it counts the patterns that are less extreme")
def at_most_as_far(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.abs(means) <= abs(d.mean()) + 1e-12)


@wrong("my_p_value", says="the differences have lost their signs")
def differences_without_sign(a, b):
    import itertools

    d = np.abs(a - b)
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.abs(means) >= abs(d.mean()) - 1e-12)


@wrong("my_p_value", says="always 1: no pattern has a smaller mean")
def only_a_changes_its_sign(a, b):
    import itertools

    observed = abs(np.mean(a - b))
    means = [np.mean(np.array(s) * a - b) for s in itertools.product([-1, 1], repeat=len(a))]
    return np.mean(np.abs(means) >= observed - 1e-12)


@wrong("my_p_value", says="divided by the number of seeds")
def divided_by_the_number_of_seeds(a, b):
    import itertools

    d = a - b
    count = 0
    for s in itertools.product([-1, 1], repeat=len(d)):
        if abs(np.mean(np.array(s) * d)) >= abs(d.mean()) - 1e-12:
            count += 1
    return count / len(d)


@wrong("my_p_value", says="divided by 2 n")
def two_n_for_two_to_the_n(a, b):
    import itertools

    d = a - b
    count = 0
    for s in itertools.product([-1, 1], repeat=len(d)):
        if abs(np.mean(np.array(s) * d)) >= abs(d.mean()) - 1e-12:
            count += 1
    return count / (2 * len(d))


@wrong("my_p_value", says="1 is added to both counts")
def one_added_to_both(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    count = np.sum(np.abs(means) >= abs(d.mean()) - 1e-12)
    return (count + 1) / (len(means) + 1)


@wrong("my_p_value", says="that is how often a is better")
def how_often_positive(a, b):
    return np.mean(a > b)


@wrong("my_p_value", says="that is the sign test: it ignores how large the differences are")
def sign_test(a, b):
    from math import comb

    n, k = len(a), max(np.sum(a > b), np.sum(a < b))
    return min(1.0, 2 * sum(comb(n, i) for i in range(k, n + 1)) / 2**n)


@wrong("my_p_value", says="that is a decision at 5 %")
def significant_or_not(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.abs(means) >= abs(d.mean()) - 1e-12) < 0.05


@wrong("my_p_value", says="that is in percent")
def p_in_percent(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return 100 * np.mean(np.abs(means) >= abs(d.mean()) - 1e-12)


@wrong("my_p_value", says="each tail needs abs(observed)")
def tails_not_counted_by_size(a, b):
    import itertools

    d = a - b
    means = np.array([np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))])
    return np.mean(means >= d.mean() - 1e-12) + np.mean(means <= -d.mean() + 1e-12)


@wrong("my_p_value", says="always 1: no pattern has a smaller mean")
def size_before_the_mean(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.abs(np.array(s) * d)) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.array(means) >= np.mean(np.abs(d)) - 1e-12)


@wrong("my_p_value", says="the first difference stands for the mean of all")
def compared_with_the_first_difference(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))]
    return np.mean(np.abs(means) >= abs(d[0]) - 1e-12)


@wrong("my_p_value", says="only two seeds are flipped")
def two_seeds_written_in(a, b):
    import itertools

    d = a - b
    means = [np.mean(np.array(s) * d[:2]) for s in itertools.product([-1, 1], repeat=2)]
    return np.mean(np.abs(means) >= abs(d[:2].mean()) - 1e-12)


@wrong("my_p_value", says="divided too early: does a loop end after the first pattern?")
def returns_after_the_first_choice(a, b):
    import itertools

    d = a - b
    count = 0
    for s in itertools.product([1, -1], repeat=len(d)):
        if abs(np.mean(np.array(s) * d)) >= abs(d.mean()) - 1e-12:
            count += 1
        return count / 2 ** len(d)


@wrong("my_p_value", says="one-sided, and the other side: count both tails")
def lower_tail_only(a, b):
    import itertools

    d = a - b
    means = np.array([np.mean(np.array(s) * d) for s in itertools.product([-1, 1], repeat=len(d))])
    return np.mean(means <= d.mean() + 1e-12)


@wrong("my_p_value", says="always 1: no pattern has a smaller mean")
def permutations_of_b(a, b):
    import itertools

    observed = abs(np.mean(a - b))
    means = [np.mean(a - np.array(order)) for order in itertools.permutations(b)]
    return np.mean(np.abs(means) >= observed - 1e-12)


@wrong("my_p_value", says="that is half of it: the other tail is missing")
def one_side_only(a, b):
    import itertools

    d = a - b
    count = 0
    for signs in itertools.product([1, -1], repeat=len(d)):
        if np.mean(signs * d) >= abs(d.mean()) - 1e-12:
            count += 1
    return count / 2 ** len(d)


@wrong("my_p_value", says="count those that are as large, too: >= and not >")
def strictly_farther(a, b):
    import itertools

    d = a - b
    count = 0
    for signs in itertools.product([1, -1], repeat=len(d)):
        if abs(np.mean(signs * d)) > abs(d.mean()) + 1e-12:
            count += 1
    return count / 2 ** len(d)


@wrong("my_p_value", says="the observed pattern belongs to the count")
def leaves_out_the_observed_choice(a, b):
    import itertools

    d = a - b
    count = 0
    for signs in itertools.product([1, -1], repeat=len(d)):
        if abs(np.mean(signs * d)) >= abs(d.mean()) - 1e-12:
            count += 1
    return (count - 1) / (2 ** len(d) - 1)


@wrong("my_p_value", says="that is no share of 2 ** n patterns")
def n_1000_random_choices(a, b):
    d = a - b
    rng = np.random.default_rng(0)
    signs = rng.choice([-1, 1], size=(1000, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-12)


@wrong("my_p_value", says="the signs are 1 and -1, not 1 and 0")
def signs_0_and_1(a, b):
    import itertools

    d = a - b
    count = 0
    for signs in itertools.product([0, 1], repeat=len(d)):
        if abs(np.mean(signs * d)) >= abs(d.mean()) - 1e-12:
            count += 1
    return count / 2 ** len(d)


@wrong("my_p_value", says="each tail needs abs(observed)")
def doubles_the_upper_side(a, b):
    import itertools

    d = a - b
    count = 0
    for signs in itertools.product([1, -1], repeat=len(d)):
        if np.mean(signs * d) >= d.mean() - 1e-12:
            count += 1
    return 2 * count / 2 ** len(d)


@wrong("my_p_value", says="medians are compared; take means")
def median_for_mean_again(a, b):
    import itertools

    d = a - b
    count = 0
    for signs in itertools.product([1, -1], repeat=len(d)):
        if abs(np.median(signs * d)) >= abs(np.median(d)) - 1e-12:
            count += 1
    return count / 2 ** len(d)


@right("my_p_value")
def bits(a, b):
    d = [float(x) - float(y) for x, y in zip(a, b)]
    n = len(d)
    far = 0
    for code in range(2**n):
        total = sum(x if code >> i & 1 else -x for i, x in enumerate(d))
        far += abs(total) >= abs(sum(d)) - 1e-9
    return far / 2**n


@right("my_p_value")
def hint_3_as_it_stands_the_other_way_round(a, b):
    import itertools

    d = b - a
    signs = np.array(list(itertools.product([1, -1], repeat=len(d))))
    means = (signs * d).mean(axis=1)
    return (np.abs(means) >= np.abs(d.mean())).mean()


@right("my_p_value")
def sums_grown_one_difference_at_a_time(a, b):
    d = a - b
    sums = np.zeros(1)
    for x in d:
        sums = np.concatenate([sums + x, sums - x])
    seen = abs(d.sum())
    return np.count_nonzero((abs(sums) > seen) | np.isclose(abs(sums), seen)) / len(sums)


@wrong("my_p_value", says="that is no share of 2 ** n patterns")
def one_pattern_too_few_to_divide_by(a, b):
    import itertools

    d = a - b
    patterns = list(itertools.product([1, -1], repeat=len(d)))
    return sum(abs(np.mean(signs * d)) >= abs(d.mean()) - 1e-12 for signs in patterns) / (len(patterns) - 1)
