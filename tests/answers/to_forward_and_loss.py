"""Answers to assignment 02."""

# ruff: noqa: B905, F821, PT, RUF007, SIM300 -- as students write

import numpy as np

import mlpkit
from answers import right, wrong

# my_dense


@right("my_dense")
def loop_over_neurons(X, W, b):
    columns = [X @ W[:, j] + b[j] for j in range(W.shape[1])]
    return np.stack(columns, axis=1)


@right("my_dense")
def transposed_twice(X, W, b):
    return (W.T @ X.T + b[:, None]).T


@right("my_dense")
def by_broadcasting(X, W, b):
    return (X[:, :, None] * W[None, :, :]).sum(axis=1) + b


@wrong("my_dense", says="the bias is missing")
def dense_without_bias(X, W, b):
    return X @ W


@wrong("my_dense", says="transposed")
def one_column_a_sample(X, W, b):
    return W.T @ X.T + b.reshape(-1, 1)


@wrong("my_dense", says="the bias is added as a column")
def bias_as_a_column(X, W, b):
    return X @ W + b[:, None]


@wrong("my_dense", says="there is an activation in it")
def dense_with_relu(X, W, b):
    return np.maximum(0, X @ W + b)


@wrong("my_dense", says="is one of them transposed?")
def factors_swapped(X, W, b):
    return W @ X + b


@wrong("my_dense", says="is one of them transposed?")
def weights_transposed(X, W, b):
    return X @ W.T + b


@wrong("my_dense", says="only the first sample")
def first_sample_only(X, W, b):
    Z = []
    for x in X:
        Z.append(x @ W + b)
        return np.array(Z)


@wrong("my_dense", says="shapes on both sides")
def star_for_at(X, W, b):
    return X * W + b


@wrong("my_dense", says="the bias is added once for every input")
def bias_within_the_sum(X, W, b):
    return (X[:, :, None] * W + b).sum(axis=1)


@wrong("my_dense", says="calls mlpkit")
def dense_of_the_package(X, W, b):
    layer = mlpkit.Dense(*W.shape, dtype=np.float64, rng=np.random.default_rng(0))
    layer.W, layer.b = W, b
    return layer.forward(X)


@right("my_dense")
def entry_by_entry(X, W, b):
    Z = np.empty((len(X), len(b)))
    for i in range(len(X)):
        for j in range(len(b)):
            Z[i, j] = sum(X[i] * W[:, j]) + b[j]
    return Z


@right("my_dense")
def ones_beside_the_batch(X, W, b):
    return np.c_[X, np.ones(len(X))] @ np.vstack([W, b])


@wrong("my_dense", says="the bias is subtracted")
def dense_minus_bias(X, W, b):
    return X @ W - b


@wrong("my_dense", says="every neuron")
def sum_of_the_biases(X, W, b):
    return X @ W + b.sum()


@wrong("my_dense", says="every neuron")
def first_bias_for_all(X, W, b):
    return X @ W + b[0]


@wrong("my_dense", says="there is an activation in it")
def dense_with_sigmoid(X, W, b):
    return 1 / (1 + np.exp(-(X @ W + b)))


@wrong("my_dense", says="there is an activation in it")
def dense_with_tanh(X, W, b):
    return np.tanh(X @ W + b)


@wrong("my_dense", says="an axis of length 1 is lost")
def dense_squeezed(X, W, b):
    return (X @ W + b).squeeze()


@wrong("my_dense", says="all in one long row")
def dense_flattened(X, W, b):
    return (X @ W + b).ravel()


@wrong("my_dense", says="the neurons are added up")
def neurons_added_up(X, W, b):
    return (X @ W + b).sum(axis=1)


@wrong("my_dense", says="a mean over the inputs where their sum is asked for")
def mean_over_the_inputs(X, W, b):
    return X @ W / X.shape[1] + b


@wrong("my_dense", says="the bias is multiplied")
def bias_multiplies(X, W, b):
    return X @ W * b


@wrong("my_dense", says="your function changed its input")
def bias_into_the_weights(X, W, b):
    W += b
    return X @ W


@wrong("my_dense", says="the bias is added twice")
def bias_twice(X, W, b):
    Z = X @ W + b
    return Z + b


@wrong("my_dense", says="the bias is added to the weights")
def bias_on_each_weight(X, W, b):
    return X @ (W + b)


@wrong("my_dense", says="the last column is left out: its numbers are still 0")
def one_neuron_short(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for j in range(W.shape[1] - 1):
        Z[:, j] = X @ W[:, j] + b[j]
    return Z


@wrong("my_dense", says="only the first neuron")
def one_neuron_only(X, W, b):
    return X @ W[:, 0] + b[0]


@wrong("my_dense", says="cut off to whole numbers, as int(), // and arrays of dtype int do")
def dense_in_integers(X, W, b):
    Z = np.zeros((len(X), len(b)), dtype=int)
    for i in range(len(X)):
        Z[i] = X[i] @ W + b
    return Z


@wrong("my_dense", says="rounded, digits after the point")
def dense_rounded(X, W, b):
    return np.round(X @ W + b, 2)


@wrong("my_dense", says="only one sample went through")
def a_single_sample(X, W, b):
    return X[0] @ W + b


@wrong("my_dense", says="the last sample is left out: its numbers are still 0")
def last_sample_stays_zero(X, W, b):
    Z = np.zeros((len(X), W.shape[1]))
    for i in range(len(X) - 1):
        Z[i] = X[i] @ W + b
    return Z


@wrong("my_dense", says="the last input is left out")
def last_input_left_out(X, W, b):
    Z = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(W.shape[1]):
            for k in range(X.shape[1] - 1):
                Z[i, j] += X[i, k] * W[k, j]
    return Z + b


@wrong("my_dense", says="the bias is added to the first sample only")
def bias_in_the_first_row(X, W, b):
    Z = X @ W
    Z[0] += b
    return Z


# my_softmax


@right("my_softmax")
def row_by_row(Z):
    P = np.zeros(Z.shape)
    for i, z in enumerate(Z):
        e = np.exp(z - max(z))
        P[i] = e / sum(e)
    return P


@right("my_softmax")
def by_differences(Z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(Z[:, None, :] - Z[:, :, None]).sum(axis=2)


@right("my_softmax")
def through_the_logarithm(Z):
    top = Z.max(axis=1)
    log_sum = top + np.log(np.exp(Z.T - top).sum(axis=0))
    return np.exp(Z.T - log_sum).T


@wrong("my_softmax", says="exp overflows")
def without_shift(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="wrong axis")
def columns_sum_to_one(Z):
    E = np.exp(Z - Z.max(axis=0, keepdims=True))
    return E / E.sum(axis=0, keepdims=True)


@wrong("my_softmax", says="wrong axis")
def naive_and_wrong_axis(Z):
    return np.exp(Z) / sum(np.exp(Z))


@wrong("my_softmax", says="the whole batch")
def batch_sums_to_one(Z):
    E = np.exp(Z - np.max(Z))
    return E / np.sum(E)


@wrong("my_softmax", says="each row has its own")
def one_shift_for_all(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="keepdims")
def keepdims_forgotten(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


@wrong("my_softmax", says="logarithm of softmax")
def log_probabilities(Z):
    Z = Z - Z.max(axis=1, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


@wrong("my_softmax", says="not divided by the sum")
def exponentials_only(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True))


@wrong("my_softmax", says="entry by entry")
def sigmoid_of_each(Z):
    return 1 / (1 + np.exp(-Z))


@wrong("my_softmax", says="the sign in exp")
def softmin(Z):
    E = np.exp(-(Z - Z.min(axis=1, keepdims=True)))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="smallest score is subtracted")
def shifted_by_the_smallest(Z):
    E = np.exp(Z - Z.min(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="changed its input")
def shifts_in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="calls mlpkit.activations.softmax")
def softmax_of_the_package(Z):
    ready_made = getattr(mlpkit, "soft" + "max")
    return ready_made(Z)


@wrong("my_softmax", says="calls scipy")
def softmax_of_scipy(Z):
    import scipy.special

    return scipy.special.softmax(Z, axis=1)


@right("my_softmax")
def shifted_twice(Z):
    Z = Z - np.amax(Z, axis=1, keepdims=True)
    E = np.exp(Z)
    S = np.sum(E, axis=-1)
    return E / S[:, None]


@right("my_softmax")
def log_add_exp(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))


@right("my_softmax")
def list_comprehension(Z):
    def one(z):
        e = np.exp(z - z.max())
        return e / e.sum()

    return np.array([one(z) for z in Z])


@wrong("my_softmax", says="the shift is the mean of the row")
def shifted_by_the_row_mean(Z):
    E = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="the largest score of each column is subtracted")
def shifted_by_the_column_maximum(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="clipping changes large scores")
def clipped_scores(Z):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="not divided by the sum yet")
def divided_by_the_largest(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.max(axis=1, keepdims=True)


@wrong("my_softmax", says="the exponential is missing")
def without_exp(Z):
    return Z / Z.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="the exponential is missing, although the row was shifted")
def shifted_without_exp(Z):
    Z = Z - Z.min(axis=1, keepdims=True)
    return Z / Z.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="the largest size is subtracted")
def shifted_by_the_largest_size(Z):
    E = np.exp(Z - np.abs(Z).max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="exp overflows, and the NaN is made 0")
def not_a_number_to_zero(Z):
    E = np.exp(Z)
    return np.nan_to_num(E / E.sum(axis=1, keepdims=True))


@wrong("my_softmax", says="that is the winner as 0 and 1")
def one_for_the_winner(Z):
    return np.eye(Z.shape[1])[Z.argmax(axis=1)]


@wrong("my_softmax", says="rounded, digits after the point")
def probabilities_rounded(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True)).round(2)


@wrong("my_softmax", says="that is a power of 2")
def powers_of_two(Z):
    E = 2 ** (Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="the shift is in the denominator only")
def shift_only_below(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return np.exp(Z) / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="the shift is in the numerator only")
def shift_only_above(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(axis=1, keepdims=True)


@wrong("my_softmax", says="divided by the length of the row")
def unit_length(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / np.linalg.norm(E, axis=1, keepdims=True)


@wrong("my_softmax", says="the scores are divided by the largest of their row")
def scores_divided_by_the_maximum(Z):
    E = np.exp(Z / Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="the whole batch is shifted if it is large")
def shifted_only_if_large(Z):
    if Z.max() > 700:
        Z = Z - Z.max()
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="softmax is taken twice")
def softmax_of_softmax(Z):
    for _ in range(2):
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        Z = E / E.sum(axis=1, keepdims=True)
    return Z


@wrong("my_softmax", says="scaled from smallest to largest")
def scaled_to_zero_one(Z):
    low, high = Z.min(axis=1, keepdims=True), Z.max(axis=1, keepdims=True)
    return (Z - low) / (high - low)


@wrong("my_softmax", says="transposed")
def not_turned_back(Z):
    E = np.exp(Z.T - Z.max(axis=1))
    return E / E.sum(axis=0)


@wrong("my_softmax", says="the first score of each row is subtracted")
def shifted_by_the_first_score(Z):
    E = np.exp(Z - Z[:, :1])
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="a fixed number is subtracted")
def shifted_by_a_thousand(Z):
    E = np.exp(Z - 1000)
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="it ends after the first sample")
def first_row_only(Z):
    P = []
    for z in Z:
        e = np.exp(z - z.max())
        P.append(e / e.sum())
        return np.array(P)


@wrong("my_softmax", says="wrong axis: divided by the sums of the columns")
def divided_by_column_sums(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=0)


@wrong("my_softmax", says="exp overflows for large scores: subtract the largest score of each")
def logits_in_single_precision(Z):
    E = np.exp(Z.astype(np.float32))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_softmax", says="divided by the mean of the exponentials")
def mean_below(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.mean(axis=1, keepdims=True)


@wrong("my_softmax", says="a small number is added to the sum")
def epsilon_below(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) + 0.001)


# my_cross_entropy


@right("my_cross_entropy")
def one_hot_mask(P, y):
    hot = np.arange(P.shape[1]) == y[:, None]
    return -np.sum(np.log(P), where=hot) / len(P)


@right("my_cross_entropy")
def product_of_a_batch(P, y):
    total = 0
    for i in range(len(y)):
        total = total - np.log(P[i][y[i]])
    return total / P.shape[0]


@wrong("my_cross_entropy", says="the 0s and 1s need a column for every class")
def one_hot_as_wide_as_the_largest_label(P, y):
    return -np.sum(np.eye(y.max() + 1)[y] * np.log(P)) / len(y)


@wrong("my_cross_entropy", says="the loss is the mean")
def sum_of_losses(P, y):
    return -np.sum(np.log(P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="the sign")
def minus_forgotten(P, y):
    return np.mean(np.log(P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="one number a sample")
def mean_forgotten(P, y):
    return -np.log(P[range(len(y)), y])


@wrong("my_cross_entropy", says="pair row i with label i")
def colon_for_arange(P, y):
    return -np.log(P[:, y]).mean()


@wrong("my_cross_entropy", says="off by one")
def labels_from_one(P, y):
    return -np.log(P[np.arange(len(y)), y - 1]).mean()


@wrong("my_cross_entropy", says="most probable class")
def looks_at_the_winner(P, y):
    return -np.log(np.max(P, axis=1)).mean()


@wrong("my_cross_entropy", says="number of classes as well")
def mean_over_one_hot(P, y):
    return np.mean(-np.eye(P.shape[1])[y] * np.log(P))


@wrong("my_cross_entropy", says="hides confident mistakes")
def epsilon_inside(P, y):
    return -np.log(P[np.arange(len(y)), y] + 1e-8).mean()


@wrong("my_cross_entropy", says="base 2")
def bits(P, y):
    return -np.log2(P[np.arange(len(y)), y]).mean()


@wrong("my_cross_entropy", says="first the mean")
def log_of_the_mean(P, y):
    return -np.log(np.mean(P[np.arange(len(y)), y]))


@right("my_cross_entropy")
def size_of_the_mean_logarithm(P, y):
    return np.abs(np.mean(np.log(P[np.arange(P.shape[0]), y])))


@right("my_cross_entropy")
def take_along_axis(P, y):
    return np.log(1 / np.take_along_axis(P, y[:, None], axis=1)).mean()


@right("my_cross_entropy")
def math_log_in_a_loop(P, y):
    import math

    return -sum(math.log(row[k]) for row, k in zip(P, y)) / len(y)


@wrong("my_cross_entropy", says="the logarithm of 1 - p: that is the surprise at all other classes")
def log_of_the_rest(P, y):
    return -np.mean(np.log(1 - P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="the other classes are counted, too, with 1 - p")
def binary_for_every_class(P, y):
    hot = np.eye(P.shape[1])[y]
    return -np.sum(hot * np.log(P) + (1 - hot) * np.log(1 - P)) / len(y)


@wrong("my_cross_entropy", says="that is the network's own entropy, p log p")
def entropy_of_the_network(P, y):
    return -np.mean(np.sum(P * np.log(P), axis=1))


@wrong("my_cross_entropy", says="that is a logarithm to base 10")
def decimal_logarithm(P, y):
    return -np.log10(P[np.arange(len(y)), y]).mean()


@wrong("my_cross_entropy", says="that is the mean squared error")
def brier_score(P, y):
    return np.mean(np.sum((P - np.eye(P.shape[1])[y]) ** 2, axis=1))


@wrong("my_cross_entropy", says="no logarithm: that is one minus the probability")
def missing_probability(P, y):
    return np.mean(1 - P[np.arange(len(y)), y])


@wrong("my_cross_entropy", says="no logarithm: that is the mean probability of the true class, with a")
def logarithm_forgotten(P, y):
    return -np.mean(P[np.arange(len(y)), y])


@wrong("my_cross_entropy", says="divided by the number of classes")
def divided_by_the_classes(P, y):
    return -np.sum(np.log(P[np.arange(len(y)), y])) / P.shape[1]


@wrong("my_cross_entropy", says="probabilities are clipped at 0.001, which hides confident mistakes")
def clipped_at_a_thousandth(P, y):
    P = np.clip(P, 0.001, 1)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="probabilities are clipped at 1e-07, which hides confident mistakes")
def clipped_at_both_ends(P, y):
    P = np.clip(P, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="when called with an array of shape")
def label_as_the_row(P, y):
    return -np.mean(np.log(P[y, np.arange(len(y)) % P.shape[1]]))


@wrong("my_cross_entropy", says="the labels choose rows")
def rows_of_the_labels(P, y):
    return -np.log(P[y]).mean()


@wrong("my_cross_entropy", says="that is the median")
def median_of_losses(P, y):
    return np.median(-np.log(P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="e to the loss")
def perplexity(P, y):
    return np.exp(-np.mean(np.log(P[np.arange(len(y)), y])))


@wrong("my_cross_entropy", says="the product of many becomes 0")
def logarithm_of_the_product(P, y):
    return -np.log(np.prod(P[np.arange(len(y)), y])) / len(y)


@wrong("my_cross_entropy", says="the last sample is left out")
def loss_without_the_last(P, y):
    total = 0
    for i in range(len(y) - 1):
        total -= np.log(P[i, y[i]])
    return total / len(y)


@wrong("my_cross_entropy", says="only misread samples count")
def only_the_misread(P, y):
    wrong_ones = P.argmax(axis=1) != y
    return -np.mean(np.log(P[np.arange(len(y)), y][wrong_ones]))


@wrong("my_cross_entropy", says="that is the largest loss")
def the_worst_sample(P, y):
    return np.max(-np.log(P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="P is made of probabilities already: softmax is taken once more")
def softmax_once_more(P, y):
    E = np.exp(P)
    P = E / E.sum(axis=1, keepdims=True)
    return -np.mean(np.log(P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="rounded, digits after the point")
def loss_rounded(P, y):
    return round(-np.mean(np.log(P[np.arange(len(y)), y])), 3)


@wrong("my_cross_entropy", says="divided by n - 1")
def divided_by_one_less(P, y):
    return -np.sum(np.log(P[np.arange(len(y)), y])) / (len(y) - 1)


@wrong("my_cross_entropy", says="only the first sample counts, divided by all")
def loss_of_the_first(P, y):
    total = 0
    for i in range(len(y)):
        total -= np.log(P[i, y[i]])
        return total / len(y)


@wrong("my_cross_entropy", says="the logarithm of 1 + p")
def log_of_one_plus(P, y):
    return -np.mean(np.log1p(P[np.arange(len(y)), y]))


@wrong("my_cross_entropy", says="the logarithms of all classes are averaged")
def all_logarithms(P, y):
    return -np.mean(np.log(P))


@wrong("my_cross_entropy", says="every class has the same weight")
def every_class_weighs_the_same(P, y):
    losses = -np.log(P[np.arange(len(y)), y])
    return np.mean([losses[y == k].mean() for k in np.unique(y)])


@wrong("my_cross_entropy", says="the logarithms are squared")
def squares_of_logarithms(P, y):
    return np.mean(np.log(P[np.arange(len(y)), y]) ** 2)


# my_accuracy


@right("my_accuracy")
def counted_by_hand(P, y):
    n_right = 0
    for i in range(len(y)):
        best = 0
        for j in range(P.shape[1]):
            if P[i, j] > P[i, best]:
                best = j
        if best == y[i]:
            n_right += 1
    return n_right / len(y)


@right("my_accuracy")
def nobody_is_larger(P, y):
    of_true = P[np.arange(len(P)), y]
    return 1 - np.any(of_true[:, None] < P, axis=1).mean()


@wrong("my_accuracy", says="percent")
def in_percent(P, y):
    return 100 * np.mean(np.argmax(P, axis=1) == y)


@wrong("my_accuracy", says="error rate")
def share_of_mistakes(P, y):
    return np.mean(np.argmax(P, axis=1) != y)


@wrong("my_accuracy", says="number of right answers")
def count_of_right_answers(P, y):
    return np.sum(np.argmax(P, axis=1) == y)


@wrong("my_accuracy", says="broadcasts to (n, n)")
def column_against_row(P, y):
    return np.mean(P.argmax(axis=1, keepdims=True) == y)


@wrong("my_accuracy", says="off by one")
def classes_from_one(P, y):
    return np.mean(np.argmax(P, axis=1) + 1 == y)


@wrong("my_accuracy", says="one half")
def more_than_one_half(P, y):
    return np.mean(P[np.arange(len(y)), y] > 0.5)


@wrong("my_accuracy", says="mean probability")
def mean_confidence(P, y):
    return P[np.arange(len(y)), y].mean()


@wrong("my_accuracy", says="wrong axis")
def winner_of_each_column(P, y):
    return np.mean(np.argmax(P, axis=0) == y)


@wrong("my_accuracy", says="true and false")
def not_averaged(P, y):
    return np.argmax(P, axis=1) == y


@wrong("my_accuracy", says="1 if all answers are right, else 0, as all(...), // and int(...) give")
def floor_division(P, y):
    return (P.argmax(axis=1) == y).sum() // len(y)


@wrong("my_accuracy", says="calls mlpkit.metrics.accuracy")
def accuracy_of_the_package(P, y):
    return mlpkit.accuracy(y, P.argmax(axis=1))


@right("my_accuracy")
def sorted_to_the_end(P, y):
    answers = np.argsort(P, axis=1)[:, -1]
    return np.count_nonzero(answers == y) / P.shape[0]


@right("my_accuracy")
def python_s_max_with_a_key(P, y):
    hits = [max(range(len(row)), key=lambda k, row=row: row[k]) == label for row, label in zip(P, y)]
    return sum(hits) / len(hits)


@wrong("my_accuracy", says="the answer is the least probable class")
def argmin_for_argmax(P, y):
    return np.mean(np.argmin(P, axis=1) == y)


@wrong("my_accuracy", says="rounded, digits after the point")
def accuracy_rounded(P, y):
    return round(float(np.mean(np.argmax(P, axis=1) == y)), 1)


@wrong("my_accuracy", says="divided by the number of classes")
def divided_by_n_classes(P, y):
    return np.sum(np.argmax(P, axis=1) == y) / P.shape[1]


@wrong("my_accuracy", says="the last sample is left out")
def last_sample_not_counted(P, y):
    n_right = 0
    for i in range(len(y) - 1):
        if np.argmax(P[i]) == y[i]:
            n_right += 1
    return n_right / len(y)


@wrong("my_accuracy", says="1 if all answers are right, else 0, as all(...), // and int(...) give")
def all_right_or_nothing(P, y):
    return float(np.all(np.argmax(P, axis=1) == y))


@wrong("my_accuracy", says="that is the median of right and wrong")
def median_of_hits(P, y):
    return np.median(np.argmax(P, axis=1) == y)


@wrong("my_accuracy", says="an answer next to the label counts as right")
def one_off_is_fine(P, y):
    return np.mean(np.abs(np.argmax(P, axis=1) - y) <= 1)


@wrong("my_accuracy", says="the number is too")
def last_row_of_argsort(P, y):
    return np.mean(np.argsort(P, axis=1)[-1] == y[: P.shape[1]].sum())


@wrong("my_accuracy", says="the label among the two most probable classes counts as right")
def among_the_best_two(P, y):
    best = np.argsort(P, axis=1)[:, -2:]
    return np.mean([label in row for row, label in zip(best, y)])


@wrong("my_accuracy", says="it counts if an answer occurs among all labels")
def occurs_anywhere(P, y):
    return np.isin(np.argmax(P, axis=1), y).mean()


@wrong("my_accuracy", says="that is the mean difference of class numbers")
def mean_difference_of_labels(P, y):
    return np.mean(np.argmax(P, axis=1) - y)


@wrong("my_accuracy", says="one minus the mean distance of class numbers")
def one_minus_mean_distance(P, y):
    return 1 - np.mean(np.abs(np.argmax(P, axis=1) - y))


@wrong("my_accuracy", says="expected 1 result,")
def accuracy_and_answers(P, y):
    answers = np.argmax(P, axis=1)
    return np.mean(answers == y), answers


@wrong("my_accuracy", says="expected numbers, got '100.0%'")
def printed_nicely(P, y):
    return f"{np.mean(np.argmax(P, axis=1) == y):.1%}"


@wrong("my_accuracy", says="winners below one half are lost by rounding")
def probabilities_rounded_first(P, y):
    return np.mean(np.argmax(np.round(P), axis=1) == y)


@wrong("my_accuracy", says="1 if all answers are right, else 0, as all(...), // and int(...) give")
def whole_number_of_the_mean(P, y):
    return int(np.mean(np.argmax(P, axis=1) == y))


@wrong("my_accuracy", says="the mean over classes")
def mean_of_the_classes(P, y):
    hits = np.argmax(P, axis=1) == y
    return np.mean([hits[y == k].mean() for k in np.unique(y)])


@wrong("my_accuracy", says="only the first sample counts, divided by all")
def return_in_the_loop(P, y):
    n_right = 0
    for i in range(len(y)):
        if np.argmax(P[i]) == y[i]:
            n_right += 1
        return n_right / len(y)


@wrong("my_accuracy", says="only two classes are told apart, at one half")
def two_classes_written_in(P, y):
    return np.mean((P[:, 1] > 0.5) == y)


@wrong("my_accuracy", says="a mistake takes a point away")
def counts_down_for_mistakes(P, y):
    score = 0
    for row, label in zip(P, y):
        score += 1 if row.argmax() == label else -1
    return score / len(y)


@wrong("my_accuracy", says="your function returned None")
def accuracy_printed(P, y):
    print(np.mean(np.argmax(P, axis=1) == y))


@wrong("my_accuracy", says="y has labels, not one-hot rows: leave argmax to P")
def labels_taken_for_one_hot(P, y):
    return np.mean(np.argmax(P, axis=1) == np.argmax(y))


# my_forward


@right("my_forward")
def from_the_last_layer_by_recursion(X, layers):
    *before, (W, b) = layers
    if not before:
        return X @ W + b
    below = my_forward(X, before)
    return below * (below > 0) @ W + b


@right("my_forward")
def sample_by_sample(X, layers):
    logits = []
    for x in X:
        for i in range(len(layers)):
            W, b = layers[i]
            x = W.T.dot(x) + b
            if i < len(layers) - 1:
                x = np.where(x > 0, x, 0)
        logits.append(x)
    return np.array(logits)


@wrong("my_forward", says="after the last layer, too")
def relu_everywhere(X, layers):
    for W, b in layers:
        X = np.maximum(X @ W + b, 0)
    return X


@wrong("my_forward", says="no activation")
def all_linear(X, layers):
    for W, b in layers:
        X = X @ W + b
    return X


@wrong("my_forward", says="softmax at the end")
def ends_in_softmax(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(X @ W + b, 0)
    Z = X @ layers[-1][0] + layers[-1][1]
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


@wrong("my_forward", says="also to X")
def relu_before_each_layer(X, layers):
    for W, b in layers:
        X = np.maximum(X, 0) @ W + b
    return X


@wrong("my_forward", says="the first two layers")
def two_layers_only(X, layers):
    if len(layers) == 1:
        return X @ layers[0][0] + layers[0][1]
    (W1, b1), (W2, b2) = layers[0], layers[1]
    return np.maximum(X @ W1 + b1, 0) @ W2 + b2


@wrong("my_forward", says="last layer is missing")
def last_layer_forgotten(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(X @ W + b, 0)
    return X


@wrong("my_forward", says="biases are missing")
def no_biases(X, layers):
    for i, (W, _) in enumerate(layers):
        X = X @ W
        if i < len(layers) - 1:
            X = np.maximum(X, 0)
    return X


@wrong("my_forward", says="only the first layer")
def returns_in_the_loop(X, layers):
    for W, b in layers:
        Z = X @ W + b
        return Z


@wrong("my_forward", says="sigmoid")
def sigmoid_inside(X, layers):
    for W, b in layers[:-1]:
        X = 1 / (1 + np.exp(-(X @ W + b)))
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="calls mlpkit.activations.relu")
def relu_of_the_package(X, layers):
    for W, b in layers[:-1]:
        X = mlpkit.relu(X @ W + b)
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_cross_entropy", says="all are added; pair row i with label i")
def columns_of_all_labels_added(P, y):
    return -np.sum(np.log(P[:, y])) / len(y)


@wrong("my_cross_entropy", says="they say which column counts")
def labels_as_factors(P, y):
    return -np.sum(y.reshape(-1, 1) * np.log(P)) / len(y)


@wrong("my_accuracy", says="argmax gives its column")
def max_instead_of_argmax(P, y):
    return np.mean(P.max(axis=1) == y)


@wrong("my_accuracy", says="argmax without an axis")
def one_argmax_for_all(P, y):
    return np.mean(np.argmax(P) == y)


@wrong("my_forward", says="np.maximum(Z, 0) looks at every entry")
def max_instead_of_maximum(X, layers):
    for W, b in layers[:-1]:
        X = np.max(X @ W + b, 0)
    W, b = layers[-1]
    return X @ W + b


@wrong("my_forward", says="Hint: if, and, or, max take one truth value")
def python_s_max(X, layers):
    for W, b in layers[:-1]:
        X = max(0, X @ W + b)
    return X @ layers[-1][0] + layers[-1][1]


@right("my_forward")
def enumerate_and_where(X, layers):
    A = X
    for i, (W, b) in enumerate(layers):
        Z = np.dot(A, W) + b
        A = Z if i == len(layers) - 1 else np.where(Z >= 0, Z, 0.0)
    return A


@right("my_forward")
def calls_my_dense(X, layers):
    relu = lambda Z: (Z + np.abs(Z)) / 2  # noqa: E731
    hidden = layers[:-1]
    for W, b in hidden:
        X = relu(my_dense(X, W, b))
    return my_dense(X, *layers[-1])


@right("my_forward")
def zeroes_its_own_array(X, layers):
    Z = X
    for k in range(len(layers)):
        if k > 0:
            Z[Z < 0] = 0
        Z = Z @ layers[k][0] + layers[k][1]
    return Z


@wrong("my_forward", says="between the layers negative numbers keep a slope")
def leaky_relu_inside(X, layers):
    for W, b in layers[:-1]:
        Z = X @ W + b
        X = np.where(Z > 0, Z, 0.01 * Z)
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="X")
def every_layer_sees_x(X, layers):
    for W, b in layers[:-1]:
        A = np.maximum(X @ W + b, 0)
    W, b = layers[-1]
    return A @ W + b


@wrong("my_forward", says="the last layer is counted twice")
def last_layer_twice(X, layers):
    A = X
    for W, b in layers:
        A = np.maximum(A @ W + b, 0)
    return A @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="the first layer is left out")
def first_layer_skipped(X, layers):
    A = X
    for W, b in layers[1:-1]:
        A = np.maximum(A @ W + b, 0)
    W, b = layers[-1]
    return A @ W + b


@wrong("my_forward", says="the layers are taken from the last to the first, with ReLU after each")
def from_the_last_layer(X, layers):
    A = X
    for W, b in layers[::-1]:
        A = np.maximum(A @ W + b, 0)
    return A


@wrong("my_forward", says="the absolute value between the layers")
def absolute_values_inside(X, layers):
    for W, b in layers[:-1]:
        X = np.abs(X @ W + b)
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="ReLU before the bias is added")
def bias_after_relu(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(X @ W, 0) + b
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="tanh between the layers")
def tanh_inside(X, layers):
    for W, b in layers[:-1]:
        X = np.tanh(X @ W + b)
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="the biases are subtracted")
def biases_subtracted(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(X @ W - b, 0)
    return X @ layers[-1][0] - layers[-1][1]


@wrong("my_forward", says="ReLU after the first layer, though it may be the last")
def relu_after_the_first_in_any_case(X, layers):
    W, b = layers[0]
    A = np.maximum(X @ W + b, 0)
    for i in range(1, len(layers)):
        W, b = layers[i]
        A = A @ W + b
        if i < len(layers) - 1:
            A = np.maximum(A, 0)
    return A


@wrong("my_forward", says="your function raised ValueError: not enough values to unpack")
def unpacks_two_layers(X, layers):
    (W1, b1), (W2, b2) = layers
    return np.maximum(X @ W1 + b1, 0) @ W2 + b2


@wrong("my_forward", says="your function changed its input")
def pops_the_last_layer(X, layers):
    W_last, b_last = layers.pop()
    for W, b in layers:
        X = np.maximum(X @ W + b, 0)
    return X @ W_last + b_last


@wrong("my_forward", says="numbers end at 1 between the layers")
def clipped_at_one(X, layers):
    for W, b in layers[:-1]:
        X = np.clip(X @ W + b, 0, 1)
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="np.minimum lets the negative numbers pass")
def minimum_for_maximum(X, layers):
    for W, b in layers[:-1]:
        X = np.minimum(X @ W + b, 0)
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="0 or 1) between the layers")
def mask_for_the_value(X, layers):
    for W, b in layers[:-1]:
        X = (X @ W + b > 0).astype(float)
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="these are labels")
def answers_for_logits(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(X @ W + b, 0)
    return np.argmax(X @ layers[-1][0] + layers[-1][1], axis=1)


@wrong("my_forward", says="your function raised ValueError: matmul: Input operand 1 has a")
def weights_turned_round(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(X @ W.T + b, 0)
    return X @ layers[-1][0].T + layers[-1][1]


@wrong("my_forward", says="ReLU after every layer but the first")
def relu_except_after_the_first(X, layers):
    for i, (W, b) in enumerate(layers):
        X = X @ W + b
        if i > 0:
            X = np.maximum(X, 0)
    return X


@wrong("my_forward", says="ReLU after the last layer only")
def relu_after_the_last_only(X, layers):
    for W, b in layers:
        X = X @ W + b
    return np.maximum(X, 0)


@wrong("my_forward", says="sigmoid at the end")
def sigmoid_at_the_end(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(X @ W + b, 0)
    return 1 / (1 + np.exp(-(X @ layers[-1][0] + layers[-1][1])))


@wrong("my_forward", says="for one layer")
def all_activations(X, layers):
    out = [X]
    for W, b in layers[:-1]:
        out.append(np.maximum(out[-1] @ W + b, 0))
    W, b = layers[-1]
    out.append(out[-1] @ W + b)
    return out


@wrong("my_forward", says="that is the first sample alone")
def first_image_only(X, layers):
    x = X[0]
    for W, b in layers[:-1]:
        x = np.maximum(x @ W + b, 0)
    return x @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="the biases of the hidden layers are missing")
def hidden_biases_missing(X, layers):
    for W, _ in layers[:-1]:
        X = np.maximum(X @ W, 0)
    return X @ layers[-1][0] + layers[-1][1]


@wrong("my_forward", says="the bias of the last layer is missing")
def last_bias_missing(X, layers):
    for W, b in layers[:-1]:
        X = np.maximum(X @ W + b, 0)
    return X @ layers[-1][0]


@wrong("my_forward", says="your function raised UnboundLocalError: cannot access local variable")
def result_of_the_loop(X, layers):
    A = X
    for i in range(len(layers) - 1):
        W, b = layers[i]
        Z = A @ W + b
        A = np.maximum(Z, 0)
    return Z


@wrong("my_forward", says="no activation between the layers")
def relu_result_not_used(X, layers):
    Z = X
    for W, b in layers[:-1]:
        Z = Z @ W + b
        A = np.maximum(Z, 0)  # noqa: F841
    W, b = layers[-1]
    return Z @ W + b


@wrong("my_accuracy", says="wrong axis: the winner of each column, as many as there are labels; take that of each row")
def argmax_down_the_columns(P, y):
    answers = P.argmax(axis=0)
    n = min(len(answers), len(y))
    return np.mean(answers[:n] == y[:n])


@wrong("my_accuracy", says="that is in percent; accuracy lies between 0 and 1")
def percent(P, y):
    return 100 * np.mean(P.argmax(axis=1) == y)


@wrong("my_accuracy", says="divided by the number of classes; divide by the number of samples")
def divided_by_the_number_of_classes(P, y):
    return (P.argmax(axis=1) == y).sum() / P.shape[1]


@wrong("my_accuracy", says="that is the error rate")
def error_rate(P, y):
    return np.mean(P.argmax(axis=1) != y)


@right("my_accuracy")
def loop(P, y):
    right = 0
    for row, label in zip(P, y):
        best = 0
        for k in range(len(row)):
            if row[k] > row[best]:
                best = k
        right += best == label
    return right / len(y)


@right("my_accuracy")
def argsort(proba, labels):
    answer = np.argsort(-proba, axis=1, kind="stable")[:, 0]
    return np.count_nonzero(answer == labels) / labels.size


@right("my_accuracy")
def python_sum_over_rows(P, y):
    return sum(int(np.argmax(p)) == int(k) for p, k in zip(P, y)) / float(len(P))
