"""Answers to assignment 03."""

# ruff: noqa: B905, F821, RUF059 -- as students write

import numpy as np

import mlpkit
from answers import right, wrong

# my_loss_gradient


@right("my_loss_gradient")
def one_row_at_a_time(logits, y):
    n = len(y)
    gradient = np.empty_like(logits)
    for i in range(n):
        e = np.exp(logits[i] - logits[i].max())
        gradient[i] = e / e.sum()
        gradient[i, y[i]] -= 1
    return gradient / n


@right("my_loss_gradient")
def one_hot_by_comparison(logits, y):
    top = logits - np.max(logits, axis=1)[:, np.newaxis]
    log_p = top - np.log(np.sum(np.exp(top), axis=1))[:, np.newaxis]
    return (np.exp(log_p) - (np.arange(logits.shape[1])[None, :] == y[:, None])) * (1 / len(logits))


@wrong("my_loss_gradient", says="n times too large")
def no_mean(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P


@wrong("my_loss_gradient", says="sign")
def one_hot_minus_probabilities(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (np.eye(logits.shape[1])[y] - E / E.sum(axis=1, keepdims=True)) / len(y)


@wrong("my_loss_gradient", says="number of classes, too")
def mean_over_all_entries(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - np.eye(logits.shape[1])[y]) / logits.size


@wrong("my_loss_gradient", says="exp overflows")
def naive_softmax(logits, y):
    P = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="only the true one loses it")
def minus_one_everywhere(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - 1) / len(y)


@wrong("my_loss_gradient", says="pair row i with label i")
def colon_instead_of_rows(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[:, y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="off by one")
def label_minus_one(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y - 1] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="with respect to the probabilities")
def stops_at_the_probabilities(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    G = np.zeros_like(P)
    G[np.arange(len(y)), y] = -1 / P[np.arange(len(y)), y]
    return G / len(y)


@wrong("my_loss_gradient", says="divided by the batch size twice")
def mean_of_a_mean(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    G = (E / E.sum(axis=1, keepdims=True) - np.eye(logits.shape[1])[y]) / len(y)
    return G / len(y)


@wrong("my_loss_gradient", says="calls mlpkit.losses")
def loss_of_the_package(logits, y):
    return mlpkit.SoftmaxCrossEntropy().gradient(logits, y)


@right("my_loss_gradient")
def subtracts_a_share_at_once(logits, y):
    n = logits.shape[0]
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    p = e / np.sum(e, axis=1, keepdims=True) / n
    p[range(n), y] -= 1 / n
    return p


@right("my_loss_gradient")
def loops_over_every_entry(logits, y):
    n, k = logits.shape
    dZ = np.zeros((n, k))
    for i in range(n):
        p = np.exp(logits[i] - logits[i].max()) / np.exp(logits[i] - logits[i].max()).sum()
        for j in range(k):
            dZ[i, j] = (p[j] - (1 if j == y[i] else 0)) / n
    return dZ


@wrong("my_loss_gradient", says="softmax over the wrong axis")
def softmax_down_the_columns(logits, y):
    E = np.exp(logits - logits.max(axis=0))
    P = E / E.sum(axis=0)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="these are the probabilities over n")
def probabilities_divided_by_n(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True) / len(y)


@wrong("my_loss_gradient", says="the 0s and 1s need a column for every class")
def one_hot_as_wide_as_the_largest_label(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return (P - np.eye(y.max() + 1)[y]) / len(y)


@wrong("my_loss_gradient", says="clipping changes large scores; subtract the largest score of each row")
def scores_clipped_to_500(logits, y):
    E = np.exp(np.clip(logits, -500, 500))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="that is minus one-hot over n")
def one_hot_only(logits, y):
    dZ = np.zeros_like(logits)
    dZ[np.arange(len(y)), y] = -1
    return dZ / len(y)


@wrong("my_loss_gradient", says="the labels choose rows")
def rows_instead_of_columns(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[y % len(y)] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="1/n is subtracted, and then all is divided by n: the true class loses")
def one_nth_before_the_division(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1 / len(y)
    return P / len(y)


@wrong("my_loss_gradient", says="the probabilities are not divided by n, only what is subtracted")
def only_the_one_divided(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1 / len(y)
    return P


@wrong("my_loss_gradient", says="1 is added at the true class")
def one_added(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] += 1
    return P / len(y)


@wrong("my_loss_gradient", says="the true class has 1 - p")
def one_minus_p(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    rows = np.arange(len(y))
    P[rows, y] = 1 - P[rows, y]
    return P / len(y)


@wrong("my_loss_gradient", says="the true class is set to -1")
def minus_one_assigned(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] = -1
    return P / len(y)


@wrong("my_loss_gradient", says="softmax is missing: that is scores minus one-hot")
def logits_minus_one_hot(logits, y):
    dZ = logits.copy()
    dZ[np.arange(len(y)), y] -= 1
    return dZ / len(y)


@wrong("my_loss_gradient", says="that is the loss itself")
def loss_for_gradient(logits, y):
    Z = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])


@wrong("my_loss_gradient", says="multiplied by n")
def multiplied_by_n(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P * len(y)


@wrong("my_loss_gradient", says="your function changed its input")
def shifts_the_callers_logits(logits, y):
    logits -= logits.max(axis=1, keepdims=True)
    P = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="divided by the number of classes")
def divided_by_the_number_of_classes(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / logits.shape[1]


@wrong("my_loss_gradient", says="the largest score of the whole batch is subtracted")
def one_maximum_for_the_batch(logits, y):
    E = np.exp(logits - logits.max())
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="the sum of softmax runs over the whole batch")
def softmax_over_the_batch(logits, y):
    E = np.exp(logits - logits.max())
    P = E / E.sum()
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="twice too large: that is the gradient of a square")
def gradient_of_squared_errors(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return 2 * (P - np.eye(logits.shape[1])[y]) / len(y)


@wrong("my_loss_gradient", says="multiplied by P")
def slope_of_the_sigmoid_as_well(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return (P - np.eye(logits.shape[1])[y]) * P * (1 - P) / len(y)


@wrong("my_loss_gradient", says="averaged over the samples")
def averaged_over_the_samples(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P.mean(axis=0)


@wrong("my_loss_gradient", says="1 is subtracted at the most probable class, not the true one")
def one_at_the_answer(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), P.argmax(axis=1)] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="the shift is the mean of the row")
def shifted_by_the_mean_score(logits, y):
    E = np.exp(logits - logits.mean(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="divided by n - 1")
def divided_by_n_minus_one(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / (len(y) - 1)


@wrong("my_loss_gradient", says="expected 1 result,")
def loss_and_gradient(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(len(y)), y]).mean()
    P[np.arange(len(y)), y] -= 1
    return loss, P / len(y)


@wrong("my_loss_gradient", says="your function raised ValueError: operands could not be broadcast")
def sum_without_keepdims(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1)
    P[np.arange(len(y)), y] -= 1
    return P / len(y)


@wrong("my_loss_gradient", says="only the true class has a gradient")
def gradient_at_the_true_class_only(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    dZ = np.zeros_like(P)
    rows = np.arange(len(y))
    dZ[rows, y] = P[rows, y] - 1
    return dZ / len(y)


# my_relu_backward


@right("my_relu_backward")
def zero_where_asleep(dA, Z):
    dZ = dA.copy()
    dZ[Z <= 0] = 0
    return dZ


@right("my_relu_backward")
def where_awake(dA, Z):
    return np.where(np.maximum(Z, 0) == 0, 0, dA)


@wrong("my_relu_backward", says="> and not >=")
def open_at_the_kink(dA, Z):
    return dA * (Z >= 0)


@wrong("my_relu_backward", says="mask is ignored")
def passes_everything(dA, Z):
    return dA


@wrong("my_relu_backward", says="mask is ignored")
def mask_of_the_output(dA, Z):
    A = np.maximum(Z, 0)
    return dA * (A >= 0)


@wrong("my_relu_backward", says="mask looks at dA")
def relu_of_the_gradient(dA, Z):
    return np.maximum(dA, 0) + 0.0


@wrong("my_relu_backward", says="local slope only")
def slope_alone(dA, Z):
    return np.where(Z > 0, 1.0, 0.0)


@wrong("my_relu_backward", says="forward pass")
def forward_again(dA, Z):
    return np.where(Z > 0, Z, 0)


@wrong("my_relu_backward", says="wrong way round")
def mask_negated(dA, Z):
    return dA * (Z < 0)


@wrong("my_relu_backward", says="instead of by its slope")
def times_the_output(dA, Z):
    return dA * np.maximum(0, Z)


@wrong("my_relu_backward", says="changed its input")
def zeroes_the_callers_array(dA, Z):
    dA[Z <= 0] = 0
    return dA


@wrong("my_relu_backward", says="truth value of an array")
def if_on_the_whole_array(dA, Z):
    if Z > 0:
        return dA
    return 0 * dA


@wrong("my_relu_backward", says="calls mlpkit")
def layer_of_the_package(dA, Z):
    layer = mlpkit.ReLU()
    layer.forward(Z, training=True)
    return layer.backward(dA)


@right("my_relu_backward")
def every_entry_by_itself(dA, Z):
    dZ = np.zeros(Z.shape)
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if Z[i, j] > 0:
                dZ[i, j] = dA[i, j]
    return dZ


@right("my_relu_backward")
def heaviside_mask(dA, Z):
    return np.multiply(dA, np.heaviside(Z, 0))


@wrong("my_relu_backward", says="Z is left where it is negative, or 0")
def scores_where_asleep(dA, Z):
    return np.where(Z > 0, dA, Z)


@wrong("my_relu_backward", says="a negative Z turns the sign of dA")
def minus_where_asleep(dA, Z):
    return np.where(Z > 0, dA, -dA)


@wrong("my_relu_backward", says="multiplied by Z and cut off below 0")
def relu_of_the_product(dA, Z):
    return np.maximum(dA * Z, 0)


@wrong("my_relu_backward", says="the mask is added")
def mask_added(dA, Z):
    return dA + (Z > 0)


@wrong("my_relu_backward", says="each column is summed up")
def summed_over_the_samples(dA, Z):
    return (dA * (Z > 0)).sum(axis=0)


@wrong("my_relu_backward", says="a negative Z lets a hundredth pass")
def leaky_slope(dA, Z):
    return dA * np.where(Z > 0, 1, 0.01)


@wrong("my_relu_backward", says="only the entries that pass are returned")
def only_the_awake_entries(dA, Z):
    return dA[Z > 0]


@wrong("my_relu_backward", says="divided by the number of samples")
def divided_by_the_batch(dA, Z):
    return dA * (Z > 0) / len(Z)


@wrong("my_relu_backward", says="multiplied by the slope of a sigmoid")
def slope_of_a_sigmoid(dA, Z):
    s = 1 / (1 + np.exp(-Z))
    return dA * s * (1 - s)


@wrong("my_relu_backward", says="only Z = 0 stops dA")
def awake_if_not_zero(dA, Z):
    return dA * (Z != 0)


@wrong("my_relu_backward", says="the product is cut off below 0")
def both_must_be_positive(dA, Z):
    return np.where((Z > 0) & (dA > 0), dA, 0)


@wrong("my_relu_backward", says="cut off to whole numbers, as int(), // and arrays of dtype int do")
def filled_into_integers(dA, Z):
    dZ = np.zeros(Z.shape, dtype=int)
    dZ[Z > 0] = dA[Z > 0]
    return dZ


@wrong("my_relu_backward", says="your function changed its input")
def mask_made_of_the_callers_z(dA, Z):
    Z[Z <= 0] = 0
    Z[Z > 0] = 1
    return dA * Z


@wrong("my_relu_backward", says="at Z = 0 half of dA passes")
def half_at_the_kink(dA, Z):
    return dA * np.heaviside(Z, 0.5)


@wrong("my_relu_backward", says="multiplied by the sign of Z")
def times_the_sign(dA, Z):
    return dA * np.sign(Z)


@wrong("my_relu_backward", says="dA and Z are swapped")
def arguments_swapped(dA, Z):
    return Z * (dA > 0)


@wrong("my_relu_backward", says="all or nothing")
def all_or_nothing(dA, Z):
    if (Z > 0).all():
        return dA
    return np.zeros_like(dA)


@wrong("my_relu_backward", says="a sample passes all or nothing")
def whole_rows(dA, Z):
    awake = (Z > 0).any(axis=1, keepdims=True)
    return dA * awake


@wrong("my_relu_backward", says="the mask opens at 1")
def open_from_one(dA, Z):
    return dA * (Z >= 1)


@wrong("my_relu_backward", says="local slope only: multiply it by dA")
def mask_only(dA, Z):
    return Z > 0


@wrong("my_relu_backward", says="all but the first sample are left out: their numbers are still 0")
def first_row_returned(dA, Z):
    dZ = np.zeros_like(dA)
    for i in range(len(Z)):
        dZ[i] = dA[i] * (Z[i] > 0)
        return dZ


@wrong("my_relu_backward", says="the last column is left out: its numbers are still 0")
def last_column_forgotten(dA, Z):
    dZ = np.zeros_like(dA)
    for j in range(Z.shape[1] - 1):
        dZ[:, j] = dA[:, j] * (Z[:, j] > 0)
    return dZ


# my_dense_backward


@right("my_dense_backward")
def einstein_sums(dZ, X, W):
    return np.einsum("ni,no->io", X, dZ), np.einsum("no->o", dZ), np.einsum("no,io->ni", dZ, W)


@right("my_dense_backward")
def sample_after_sample(dZ, X, W):
    dW, db, dX = np.zeros(W.shape), np.zeros(W.shape[1]), np.zeros(X.shape)
    for i in range(len(X)):
        dW += np.outer(X[i], dZ[i])
        db += dZ[i]
        dX[i] = W @ dZ[i]
    return dW, db, dX


@wrong("my_dense_backward", says="the loss has done that already")
def averages_again(dZ, X, W):
    n = len(X)
    return X.T @ dZ / n, dZ.sum(axis=0) / n, dZ @ W.T


@wrong("my_dense_backward", says="db is not summed")
def bias_gradient_like_z(dZ, X, W):
    return X.T @ dZ, dZ, dZ @ W.T


@wrong("my_dense_backward", says="db: divided by the batch size")
def bias_gradient_averaged(dZ, X, W):
    return X.T @ dZ, np.mean(dZ, axis=0), dZ @ W.T


@wrong("my_dense_backward", says="summed over the neurons")
def bias_gradient_over_neurons(dZ, X, W):
    return X.T @ dZ, np.sum(dZ, axis=1), dZ @ W.T


@wrong("my_dense_backward", says="db has shape (1, n_out)")
def bias_gradient_two_dimensional(dZ, X, W):
    return X.T @ dZ, np.sum(dZ, axis=0, keepdims=True), dZ @ W.T


@wrong("my_dense_backward", says="dW: transposed")
def weight_gradient_transposed(dZ, X, W):
    return dZ.T @ X, dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="is one of them transposed?")
def transpose_forgotten_in_dx(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0), dZ @ W


@wrong("my_dense_backward", says="yours is dX, db, dW")
def backward_order(dZ, X, W):
    return dZ @ W.T, dZ.sum(axis=0), X.T @ dZ


@wrong("my_dense_backward", says="3 results")
def input_gradient_missing(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0)


@wrong("my_dense_backward", says="db is one number")
def bias_gradient_as_one_number(dZ, X, W):
    return X.T @ dZ, np.sum(dZ), dZ @ W.T


@wrong("my_dense_backward", says="calls mlpkit.layers.Dense")
def dense_layer_of_the_package(dZ, X, W):
    layer = mlpkit.Dense(*W.shape, dtype=np.float64, rng=np.random.default_rng(0))
    layer.W = W
    layer.forward(X, training=True)
    dX = layer.backward(dZ)
    return layer.dW, layer.db, dX


@right("my_dense_backward")
def transposed_products(dZ, X, W):
    dW = (dZ.T @ X).T
    db = np.ones(len(dZ)) @ dZ
    dX = (W @ dZ.T).T
    return dW, db, dX


@right("my_dense_backward")
def tensordot_and_add_reduce(dZ, X, W):
    return np.tensordot(X, dZ, axes=(0, 0)), np.add.reduce(dZ), np.inner(dZ, W)


@wrong("my_dense_backward", says="dW: divided by the batch size")
def weight_gradient_averaged(dZ, X, W):
    return X.T @ dZ / len(X), dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="dX: divided by the batch size")
def input_gradient_averaged(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0), dZ @ W.T / len(X)


@wrong("my_dense_backward", says="divided by the batch size")
def everything_averaged(dZ, X, W):
    n = len(dZ)
    return X.T @ dZ / n, dZ.sum(axis=0) / n, dZ @ W.T / n


@wrong("my_dense_backward", says="the sign is the wrong way round")
def minus_everywhere(dZ, X, W):
    return -X.T @ dZ, -dZ.sum(axis=0), -dZ @ W.T


@wrong("my_dense_backward", says="db: the sign is the wrong way round")
def minus_for_the_bias(dZ, X, W):
    return X.T @ dZ, -dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="these are the weights after a step")
def weights_after_a_step(dZ, X, W):
    return W - X.T @ dZ, dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="dX has a mask of ReLU")
def relu_mask_on_the_inputs(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0), (dZ @ W.T) * (X > 0)


@wrong("my_dense_backward", says="db is that of the first sample")
def bias_gradient_of_the_first(dZ, X, W):
    return X.T @ dZ, dZ[0], dZ @ W.T


@wrong("my_dense_backward", says="db is made of ones")
def bias_gradient_of_ones(dZ, X, W):
    return X.T @ dZ, np.ones(W.shape[1]), dZ @ W.T


@wrong("my_dense_backward", says="dW is the product of sums")
def outer_product_of_sums(dZ, X, W):
    return np.outer(X.sum(axis=0), dZ.sum(axis=0)), dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="dW is the product of means")
def outer_product_of_means(dZ, X, W):
    return np.outer(X.mean(axis=0), dZ.mean(axis=0)), dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="dX: transposed")
def input_gradient_transposed(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0), W @ dZ.T


@wrong("my_dense_backward", says="the order is dW, db, dX")
def bias_gradient_last(dZ, X, W):
    return X.T @ dZ, dZ @ W.T, dZ.sum(axis=0)


@wrong("my_dense_backward", says="the order is dW, db, dX")
def bias_gradient_first(dZ, X, W):
    return dZ.sum(axis=0), X.T @ dZ, dZ @ W.T


@wrong("my_dense_backward", says="dW: only the first sample counts")
def weight_gradient_of_the_first(dZ, X, W):
    return np.outer(X[0], dZ[0]), dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="dW: only the last sample counts")
def weight_gradient_overwritten(dZ, X, W):
    for x, dz in zip(X, dZ):
        dW = np.outer(x, dz)
    return dW, dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="only the last sample counts")
def all_gradients_overwritten(dZ, X, W):
    dX = np.zeros(X.shape)
    for i in range(len(X)):
        dW = np.outer(X[i], dZ[i])
        db = dZ[i]
        dX[i] = W @ dZ[i]
    return dW, db, dX


@wrong("my_dense_backward", says="the last sample is left out")
def one_sample_short(dZ, X, W):
    dW, db, dX = np.zeros(W.shape), np.zeros(W.shape[1]), np.zeros(X.shape)
    for i in range(len(X) - 1):
        dW += np.outer(X[i], dZ[i])
        db += dZ[i]
        dX[i] = W @ dZ[i]
    return dW, db, dX


@wrong("my_dense_backward", says="your function changed its input")
def divides_the_callers_gradient(dZ, X, W):
    dZ /= len(X)
    return X.T @ dZ, dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="the sum of the weights, without the blame dZ")
def input_gradient_without_dz(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0), np.tile(W.sum(axis=1), (len(X), 1))


@wrong("my_dense_backward", says="the sum of the inputs, without the blame dZ")
def weight_gradient_without_dz(dZ, X, W):
    dW = np.repeat(X.sum(axis=0)[:, None], W.shape[1], axis=1)
    return dW, dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="expected 3 results, got {")
def in_a_dictionary(dZ, X, W):
    return {"dW": X.T @ dZ, "db": dZ.sum(axis=0), "dX": dZ @ W.T}


@wrong("my_dense_backward", says="dX: each column is summed up")
def input_gradient_summed(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0), (dZ @ W.T).sum(axis=0)


@wrong("my_dense_backward", says="the products are cut off to whole numbers")
def weight_gradient_in_integers(dZ, X, W):
    dW = np.zeros(W.shape, dtype=int)
    for x, dz in zip(X, dZ):
        dW = dW + np.outer(x, dz).astype(int)
    return dW, dZ.sum(axis=0), dZ @ W.T


@wrong("my_dense_backward", says="db: a column: the last axis is one too many")
def bias_gradient_as_a_column(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0).reshape(-1, 1), dZ @ W.T


@wrong("my_dense_backward", says="dX is the input itself")
def the_outputs_again(dZ, X, W):
    return X.T @ dZ, dZ.sum(axis=0), X


# my_gradients


@right("my_gradients")
def with_one_hot_rows(X, y, W1, b1, W2, b2):
    n = X.shape[0]
    Z1 = X @ W1 + b1
    A1 = Z1.clip(min=0)
    Z2 = A1 @ W2 + b2
    Z2 = Z2 - Z2.max(axis=1, keepdims=True)
    P = np.exp(Z2) / np.exp(Z2).sum(axis=1, keepdims=True)
    dZ2 = (P - np.identity(W2.shape[1])[y]) / n
    dZ1 = np.where(Z1 > 0, dZ2 @ W2.T, 0)
    ones = np.ones(n)
    return np.dot(X.T, dZ1), ones @ dZ1, np.dot(A1.T, dZ2), ones @ dZ2


@wrong("my_gradients", says="the 0s and 1s need a column for every class")
def one_hot_as_wide_as_the_largest_label_met(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = (mlpkit.softmax(A1 @ W2 + b2) - np.eye(max(y) + 1)[y]) / len(y)
    dZ1 = dZ2 @ W2.T * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@right("my_gradients")
def sums_over_single_samples(X, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = np.zeros(W1.shape), np.zeros(b1.shape), np.zeros(W2.shape), np.zeros(b2.shape)
    for x, label in zip(X, y):
        z1 = x @ W1 + b1
        a1 = np.array([max(z, 0.0) for z in z1])
        z2 = a1 @ W2 + b2
        e = np.exp(z2 - z2.max())
        dz2 = e / e.sum()
        dz2[label] -= 1
        dz1 = (W2 @ dz2) * (z1 > 0)
        dW1 += np.outer(x, dz1)
        db1 += dz1
        dW2 += np.outer(a1, dz2)
        db2 += dz2
    n = len(X)
    return dW1 / n, db1 / n, dW2 / n, db2 / n


@wrong("my_gradients", says="n times too large")
def gradients_of_the_sum(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = E / E.sum(axis=1, keepdims=True)
    dZ2[np.arange(len(y)), y] -= 1
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="A1 >= 0")
def mask_that_is_always_true(X, y, W1, b1, W2, b2):
    A1 = np.maximum(X @ W1 + b1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (A1 >= 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="mask is missing")
def mask_forgotten(X, y, W1, b1, W2, b2):
    A1 = np.maximum(X @ W1 + b1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = dZ2 @ W2.T
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="dW2 is built from Z1")
def second_layer_sees_z(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    Z2 = np.maximum(Z1, 0) @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), Z1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="softmax is missing")
def scores_minus_one_hot(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = (A1 @ W2 + b2 - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="the order is dW1, db1, dW2, db2")
def as_computed_from_the_back(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return A1.T @ dZ2, dZ2.sum(axis=0), X.T @ dZ1, dZ1.sum(axis=0)


@wrong("my_gradients", says="mask looks at dA1")
def mask_of_the_gradient(X, y, W1, b1, W2, b2):
    A1 = np.maximum(X @ W1 + b1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dA1 = dZ2 @ W2.T
    dZ1 = dA1 * (dA1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="the biases are means")
def biases_averaged(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.mean(axis=0), A1.T @ dZ2, dZ2.mean(axis=0)


@wrong("my_gradients", says="dW1 and dW2: transposed")
def weights_gradient_turned_round(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return dZ1.T @ X, dZ1.sum(axis=0), dZ2.T @ A1, dZ2.sum(axis=0)


@wrong("my_gradients", says="calls mlpkit")
def network_of_the_package(X, y, W1, b1, W2, b2):
    network = mlpkit.mlp([W1.shape[0], *W2.shape], dtype=np.float64, rng=np.random.default_rng(0))
    for mine, given in zip(network.params, (W1, b1, W2, b2)):
        mine[...] = given
    loss = mlpkit.SoftmaxCrossEntropy()
    network.backward(loss.gradient(network.forward(X, training=True), y))
    return tuple(network.grads)


@wrong("my_gradients", says="calls mlpkit.gradcheck")
def differences_of_the_package(X, y, W1, b1, W2, b2):
    def loss(params):
        Z = np.maximum(X @ params[0] + params[1], 0) @ params[2] + params[3]
        Z = Z - Z.max(axis=1, keepdims=True)
        return np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])

    def loss_with(i, value):
        params = [W1, b1, W2, b2]
        params[i] = value
        return loss(params)

    return tuple(
        mlpkit.numerical_gradient(lambda v, i=i: loss_with(i, v), value) for i, value in enumerate([W1, b1, W2, b2])
    )


@right("my_gradients")
def with_the_three_functions(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return dW1, db1, dW2, db2


@right("my_gradients")
def mask_of_the_activations(X, y, W1, b1, W2, b2):
    A1 = np.maximum(X @ W1 + b1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dA1 = dZ2 @ W2.T
    dA1[A1 == 0] = 0
    dW1 = X.T @ dA1
    db1 = dA1.sum(axis=0)
    return [dW1, db1, A1.T @ dZ2, dZ2.sum(axis=0)]


@right("my_gradients")
def weights_and_biases_in_one_matrix(X, y, W1, b1, W2, b2):
    ones = np.ones((len(X), 1))
    X1 = np.hstack([X, ones])
    Z1 = X1 @ np.vstack([W1, b1])
    A1 = np.hstack([np.maximum(Z1, 0), ones])
    Z2 = A1 @ np.vstack([W2, b2])
    P = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    P = P / P.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    P = P / len(y)
    G2 = A1.T @ P
    G1 = X1.T @ ((P @ W2.T) * (Z1 > 0))
    return G1[:-1], G1[-1], G2[:-1], G2[-1]


@wrong("my_gradients", says="dA1 and Z1 are swapped: Z1 passes where dA1 is positive")
def relu_backward_swapped(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(Z1, dA1), X, W1)
    return dW1, db1, dW2, db2


@wrong("my_gradients", says="b2 is missing in the forward pass")
def output_biases_forgotten(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return dW1, db1, dW2, db2


@wrong("my_gradients", says="b1 is missing in the forward pass")
def hidden_biases_forgotten(X, y, W1, b1, W2, b2):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return dW1, db1, dW2, db2


@wrong("my_gradients", says="the order is dW1, db1, dW2, db2")
def weights_before_biases(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return dW1, dW2, db1, db2


@wrong("my_gradients", says="expected 4 results,")
def gradient_of_x_as_well(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, dX = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return dW1, db1, dW2, db2, dX


@wrong("my_gradients", says="expected 4 results,")
def first_layer_only(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dZ2 @ W2.T, Z1), X, W1)
    return dW1, db1


@wrong("my_gradients", says="softmax is taken twice: give the loss the scores")
def softmax_before_the_loss(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = my_loss_gradient(E / E.sum(axis=1, keepdims=True), y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return dW1, db1, dW2, db2


@wrong("my_gradients", says="the sign is the wrong way round")
def descent_directions(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return -dW1, -db1, -dW2, -db2


@wrong("my_gradients", says="divided by the batch size twice")
def divided_by_n_once_more(X, y, W1, b1, W2, b2):
    n = len(X)
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return dW1 / n, db1 / n, dW2 / n, db2 / n


@wrong("my_gradients", says="dW1 and db1: divided by the batch size twice")
def first_layer_divided_once_more(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0) / len(X)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="ReLU is applied to X, too")
def relu_of_the_input_as_well(X, y, W1, b1, W2, b2):
    A0 = np.maximum(X, 0)
    Z1 = A0 @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), A0, W1)
    return dW1, db1, dW2, db2


@wrong("my_gradients", says="the ReLU's mask is open at Z1 = 0")
def mask_open_at_zero(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dZ1 = (dZ2 @ W2.T) * (Z1 >= 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="db1 is taken before the mask: sum dZ1, not dA1")
def bias_gradient_before_the_mask(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dA1 = dZ2 @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    return X.T @ dZ1, dA1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="only the last sample counts")
def gradients_of_the_last_sample(X, y, W1, b1, W2, b2):
    for i in range(len(X)):
        x = X[i : i + 1]
        Z1 = x @ W1 + b1
        A1 = np.maximum(Z1, 0)
        dZ2 = my_loss_gradient(A1 @ W2 + b2, y[i : i + 1])
        dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return x.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="asleep neurons still get a hundredth of the blame")
def leaky_mask(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dZ1 = (dZ2 @ W2.T) * np.where(Z1 > 0, 1, 0.01)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="the hidden layer has a sigmoid")
def hidden_sigmoid(X, y, W1, b1, W2, b2):
    A1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dZ1 = dA1 * A1 * (1 - A1)
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, db2


@wrong("my_gradients", says="the first layer is left out: its gradients are 0")
def first_layer_gets_no_blame(X, y, W1, b1, W2, b2):
    A1 = np.maximum(X @ W1 + b1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, _ = my_dense_backward(dZ2, A1, W2)
    return np.zeros_like(W1), np.zeros_like(b1), dW2, db2


@wrong("my_gradients", says="these are the parameters after a step")
def parameters_after_a_step(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return W1 - dW1, b1 - db1, W2 - dW2, b2 - db2


@wrong("my_gradients", says="the true class is not subtracted from the probabilities")
def labels_not_used(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = E / E.sum(axis=1, keepdims=True) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="the order is dW1, db1, dW2, db2")
def biases_before_weights(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), X, W1)
    return db1, dW1, db2, dW2


@wrong("my_gradients", says="the first layer's input is X, not A1")
def a1_as_the_input_of_the_first_layer(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dW2, db2, dA1 = my_dense_backward(dZ2, A1, W2)
    dW1, db1, _ = my_dense_backward(my_relu_backward(dA1, Z1), A1, W1)
    return dW1, db1, dW2, db2


@wrong("my_gradients", says="your function raised ValueError: matmul: Input operand 1 has a")
def dz2_times_w2(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dA1 = dZ2 @ W2
    dZ1 = dA1 * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="the hidden layer has the absolute value")
def hidden_absolute_values(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.abs(Z1)
    dZ2 = my_loss_gradient(A1 @ W2 + b2, y)
    dZ1 = (dZ2 @ W2.T) * np.sign(Z1)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


# my_training_step


@right("my_training_step")
def all_gradients_in_a_list(X, y, W1, b1, W2, b2, learning_rate):
    hidden = X @ W1 + b1
    awake = hidden > 0
    scores = (hidden * awake) @ W2 + b2
    E = np.exp(scores - scores.max(axis=1, keepdims=True))
    blame = E / E.sum(axis=1, keepdims=True)
    blame[np.arange(len(y)), y] -= 1
    blame /= len(y)
    below = blame @ W2.T * awake
    grads = [X.T @ below, below.sum(0), (hidden * awake).T @ blame, blame.sum(0)]
    return [p - learning_rate * g for p, g in zip([W1, b1, W2, b2], grads)]


@right("my_training_step")
def second_layer_moves_into_new_names(X, y, W1, b1, W2, b2, learning_rate):
    A0, A1 = X, np.fmax(X @ W1 + b1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = E / E.sum(axis=1, keepdims=True) / len(y)
    for i, label in enumerate(y):
        dZ2[i, label] -= 1 / len(y)
    new_W2, new_b2 = W2 - learning_rate * A1.T @ dZ2, b2 - learning_rate * dZ2.sum(axis=0)
    dZ1 = dZ2 @ W2.T * np.sign(A1)
    return W1 - learning_rate * A0.T @ dZ1, b1 - learning_rate * dZ1.sum(axis=0), new_W2, new_b2


@wrong("my_training_step", says="W2 moves too early")
def moves_w2_on_the_way(X, y, W1, b1, W2, b2, learning_rate):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    W2 = W2 - learning_rate * A1.T @ dZ2
    b2 = b2 - learning_rate * dZ2.sum(axis=0)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return W1 - learning_rate * X.T @ dZ1, b1 - learning_rate * dZ1.sum(axis=0), W2, b2


@wrong("my_training_step", says="uphill")
def gradient_ascent(X, y, W1, b1, W2, b2, learning_rate):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    dW1, db1, dW2, db2 = X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)
    return W1 + learning_rate * dW1, b1 + learning_rate * db1, W2 + learning_rate * dW2, b2 + learning_rate * db2


@wrong("my_training_step", says="learning rate is missing")
def full_gradient(X, y, W1, b1, W2, b2, learning_rate):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return W1 - X.T @ dZ1, b1 - dZ1.sum(axis=0), W2 - A1.T @ dZ2, b2 - dZ2.sum(axis=0)


@wrong("my_training_step", says="biases do not move")
def weights_only(X, y, W1, b1, W2, b2, learning_rate):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return W1 - learning_rate * X.T @ dZ1, b1, W2 - learning_rate * A1.T @ dZ2, b2


@wrong("my_training_step", says="first layer does not move")
def last_layer_only(X, y, W1, b1, W2, b2, learning_rate):
    A1 = np.maximum(X @ W1 + b1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    return W1, b1, W2 - learning_rate * A1.T @ dZ2, b2 - learning_rate * dZ2.sum(axis=0)


@wrong("my_training_step", says="these are the gradients")
def step_not_taken(X, y, W1, b1, W2, b2, learning_rate):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_training_step", says="n times too long")
def step_of_the_sum(X, y, W1, b1, W2, b2, learning_rate):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    dW1, db1, dW2, db2 = X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)
    return W1 - learning_rate * dW1, b1 - learning_rate * db1, W2 - learning_rate * dW2, b2 - learning_rate * db2


@wrong("my_training_step", says="changed its input")
def trains_in_place(X, y, W1, b1, W2, b2, learning_rate):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)
    W1 -= learning_rate * X.T @ dZ1
    b1 -= learning_rate * dZ1.sum(axis=0)
    W2 -= learning_rate * A1.T @ dZ2
    b2 -= learning_rate * dZ2.sum(axis=0)
    return W1, b1, W2, b2


@wrong("my_training_step", says="calls mlpkit")
def train_step_of_the_package(X, y, W1, b1, W2, b2, learning_rate):
    network = mlpkit.mlp([W1.shape[0], *W2.shape], dtype=np.float64, rng=np.random.default_rng(0))
    for mine, given in zip(network.params, (W1, b1, W2, b2)):
        mine[...] = given
    mlpkit.train_step(network, mlpkit.SoftmaxCrossEntropy(), mlpkit.SGD(learning_rate=learning_rate), X, y)
    return tuple(network.params)


@wrong("my_loss_gradient", says="the labels themselves are subtracted")
def probabilities_minus_labels(logits, y):
    E = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True) - y[:, None]) / len(y)


@wrong("my_gradients", says="the forward pass has no ReLU")
def forgets_relu_on_the_way_up(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    Z2 = Z1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = dZ2 @ W2.T * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), Z1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="ReLU after the output layer")
def relu_after_every_layer(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = np.maximum(A1 @ W2 + b2, 0)
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = dZ2 @ W2.T * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@wrong("my_gradients", says="the blame of the hidden layer is A1 itself")
def first_layer_without_its_input(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = A1 * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


@right("my_training_step")
def calls_my_gradients(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - learning_rate * dW1, b1 - learning_rate * db1, W2 - learning_rate * dW2, b2 - learning_rate * db2


@right("my_training_step")
def on_copies_in_place(X, y, W1, b1, W2, b2, learning_rate):
    params = [np.copy(p) for p in (W1, b1, W2, b2)]
    for p, g in zip(params, my_gradients(X, y, W1, b1, W2, b2)):
        p -= learning_rate * g
    return tuple(params)


@wrong("my_training_step", says="b1 and b2: uphill: the step goes against the gradient")
def biases_uphill(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - learning_rate * dW1, b1 + learning_rate * db1, W2 - learning_rate * dW2, b2 + learning_rate * db2


@wrong("my_training_step", says="W2: uphill: the step goes against the gradient")
def second_weights_uphill(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - learning_rate * dW1, b1 - learning_rate * db1, W2 + learning_rate * dW2, b2 - learning_rate * db2


@wrong("my_training_step", says="the step is divided by the batch size once too often")
def step_divided_by_n(X, y, W1, b1, W2, b2, learning_rate):
    rate = learning_rate / len(X)
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - rate * dW1, b1 - rate * db1, W2 - rate * dW2, b2 - rate * db2


@wrong("my_training_step", says="the parameters themselves are subtracted")
def shrinks_the_parameters(X, y, W1, b1, W2, b2, learning_rate):
    return W1 - learning_rate * W1, b1 - learning_rate * b1, W2 - learning_rate * W2, b2 - learning_rate * b2


@wrong("my_training_step", says="two steps")
def two_steps(X, y, W1, b1, W2, b2, learning_rate):
    for _ in range(2):
        dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
        W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
        W2, b2 = W2 - learning_rate * dW2, b2 - learning_rate * db2
    return W1, b1, W2, b2


@wrong("my_training_step", says="the order is W1, b1, W2, b2")
def weights_then_biases(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - learning_rate * dW1, W2 - learning_rate * dW2, b1 - learning_rate * db1, b2 - learning_rate * db2


@wrong("my_training_step", says="the order is W1, b1, W2, b2")
def second_layer_first(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W2 - learning_rate * dW2, b2 - learning_rate * db2, W1 - learning_rate * dW1, b1 - learning_rate * db1


@wrong("my_training_step", says="your function changed its input")
def only_w1_in_place(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    W1 -= learning_rate * dW1
    return W1, b1 - learning_rate * db1, W2 - learning_rate * dW2, b2 - learning_rate * db2


@wrong("my_training_step", says="the second layer does not move")
def hidden_layer_only(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - learning_rate * dW1, b1 - learning_rate * db1, W2, b2


@wrong("my_training_step", says="the first layer moves before the gradients of the second are computed")
def gradients_again_after_the_first_layer(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1, b1, W2 - learning_rate * dW2, b2 - learning_rate * db2


@wrong("my_training_step", says="only the signs of the gradients count")
def only_the_direction_counts(X, y, W1, b1, W2, b2, learning_rate):
    params, grads = [W1, b1, W2, b2], my_gradients(X, y, W1, b1, W2, b2)
    return [p - learning_rate * np.sign(g) for p, g in zip(params, grads)]


@wrong("my_training_step", says="the gradients are divided by their lengths")
def gradients_of_length_one(X, y, W1, b1, W2, b2, learning_rate):
    params, grads = [W1, b1, W2, b2], my_gradients(X, y, W1, b1, W2, b2)
    return [p - learning_rate * g / (np.linalg.norm(g) + 1e-12) for p, g in zip(params, grads)]


@wrong("my_training_step", says="expected 4 results,")
def loss_returned_as_well(X, y, W1, b1, W2, b2, learning_rate):
    Z = np.maximum(X @ W1 + b1, 0) @ W2 + b2
    loss = np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    W1, b1 = W1 - learning_rate * dW1, b1 - learning_rate * db1
    return W1, b1, W2 - learning_rate * dW2, b2 - learning_rate * db2, loss


@wrong("my_training_step", says="your function returned None")
def nothing_returned(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    W1 = W1 - learning_rate * dW1
    b1 = b1 - learning_rate * db1
    W2 = W2 - learning_rate * dW2
    b2 = b2 - learning_rate * db2


@wrong("my_training_step", says="b1 and b2: the learning rate is missing")
def biases_without_learning_rate(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - learning_rate * dW1, b1 - db1, W2 - learning_rate * dW2, b2 - db2


@wrong("my_training_step", says="W1 and b1: the learning rate is missing")
def first_layer_without_learning_rate(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - dW1, b1 - db1, W2 - learning_rate * dW2, b2 - learning_rate * db2


@wrong("my_training_step", says="these are the steps")
def steps_without_the_start(X, y, W1, b1, W2, b2, learning_rate):
    return [-learning_rate * g for g in my_gradients(X, y, W1, b1, W2, b2)]


@wrong("my_training_step", says="the learning rate is 0.1, whatever is given")
def learning_rate_written_in(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - 0.1 * dW1, b1 - 0.1 * db1, W2 - 0.1 * dW2, b2 - 0.1 * db2


@wrong("my_training_step", says="b1: the biases do not move")
def hidden_biases_stay(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - learning_rate * dW1, b1, W2 - learning_rate * dW2, b2 - learning_rate * db2


@wrong("my_training_step", says="b2: the biases do not move")
def output_biases_stay(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - learning_rate * dW1, b1 - learning_rate * db1, W2 - learning_rate * dW2, b2


@wrong("my_training_step", says="divided by the learning rate")
def divided_by_the_learning_rate(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    return W1 - dW1 / learning_rate, b1 - db1 / learning_rate, W2 - dW2 / learning_rate, b2 - db2 / learning_rate


@wrong("my_training_step", says="nothing has moved")
def nothing_moves(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    for p, g in zip([W1, b1, W2, b2], [dW1, db1, dW2, db2]):
        p = p - learning_rate * g
    return W1, b1, W2, b2


@wrong("my_training_step", says="W1 and W2: the parameters shrink as well")
def weights_decay_too(X, y, W1, b1, W2, b2, learning_rate):
    dW1, db1, dW2, db2 = my_gradients(X, y, W1, b1, W2, b2)
    dW1, dW2 = dW1 + 0.01 * W1, dW2 + 0.01 * W2
    return W1 - learning_rate * dW1, b1 - learning_rate * db1, W2 - learning_rate * dW2, b2 - learning_rate * db2


@wrong("my_training_step", says="the learning rate is in it twice")
def learning_rate_squared(X, y, W1, b1, W2, b2, learning_rate):
    grads = [learning_rate * g for g in my_gradients(X, y, W1, b1, W2, b2)]
    return [p - learning_rate * g for p, g in zip([W1, b1, W2, b2], grads)]


@wrong("my_dense_backward", says="dW: divided by the batch size; the loss has done that already, in dZ (right: db, dX)")
def dw_divided_by_n(dZ, X, W):
    dW = X.T @ dZ / len(X)
    db = dZ.sum(axis=0)
    dX = dZ @ W.T
    return dW, db, dX


@wrong("my_dense_backward", says="db: divided by the batch size; the loss has done that already, in dZ (right: dW, dX)")
def db_is_a_mean(dZ, X, W):
    dW = X.T @ dZ
    db = dZ.mean(axis=0)
    dX = dZ @ W.T
    return dW, db, dX


@wrong("my_dense_backward", says="db has shape (1, n_out); it needs the shape of b, (n_out,)")
def db_keeps_its_axis(dZ, X, W):
    dW = X.T @ dZ
    db = dZ.sum(axis=0, keepdims=True)
    dX = dZ @ W.T
    return dW, db, dX


@wrong("my_dense_backward", says="dX needs W transposed; reshape keeps the order of reading")
def w_reshaped_not_transposed(dZ, X, W):
    dW = X.T @ dZ
    db = dZ.sum(axis=0)
    dX = dZ @ W.reshape(W.shape[1], W.shape[0])
    return dW, db, dX


@wrong("my_dense_backward", says="the order is dW, db, dX; yours is dX, dW, db")
def dx_first(dZ, X, W):
    dW = X.T @ dZ
    db = dZ.sum(axis=0)
    dX = dZ @ W.T
    return dX, dW, db


@wrong("my_dense_backward", says="db is summed over the neurons; sum over the samples")
def db_over_the_neurons(dZ, X, W):
    dW = X.T @ dZ
    db = dZ.sum(axis=1)
    dX = dZ @ W.T
    return dW, db, dX


@wrong("my_dense_backward", says="dX has a mask of ReLU; this layer has no ReLU")
def masks_dx_as_a_relu_would(dZ, X, W):
    dW = X.T @ dZ
    db = dZ.sum(axis=0)
    dX = (dZ @ W.T) * (X > 0)
    return dW, db, dX


@right("my_dense_backward")
def sum_of_outer_products(grad, inputs, weights):
    gw = np.zeros(weights.shape)
    gb = np.zeros(weights.shape[1])
    gx = []
    for g, x in zip(grad, inputs):
        gw += np.outer(x, g)
        gb += g
        gx.append(weights @ g)
    return gw, gb, np.array(gx)


@right("my_dense_backward")
def a_row_of_ones_for_the_bias_as_a_list(dZ, X, W):
    both = np.hstack([X, np.ones((len(X), 1))]).T @ dZ
    return [both[:-1], both[-1], (W @ dZ.T).T]
