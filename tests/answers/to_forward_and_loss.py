"""Answers to assignment 02."""

# ruff: noqa: F821, PT, RUF007, SIM300 -- as students write

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


@wrong("my_dense", says="transposed; one row a sample")
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


@wrong("my_accuracy", says="whole-number division")
def floor_division(P, y):
    return (P.argmax(axis=1) == y).sum() // len(y)


@wrong("my_accuracy", says="calls mlpkit.metrics.accuracy")
def accuracy_of_the_package(P, y):
    return mlpkit.accuracy(y, P.argmax(axis=1))


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
