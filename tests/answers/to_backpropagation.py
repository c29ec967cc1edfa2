"""Answers to assignment 03."""

# ruff: noqa: B905 -- as students write

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


@wrong("my_dense_backward", says="db is a mean")
def bias_gradient_averaged(dZ, X, W):
    return X.T @ dZ, np.mean(dZ, axis=0), dZ @ W.T


@wrong("my_dense_backward", says="summed over the neurons")
def bias_gradient_over_neurons(dZ, X, W):
    return X.T @ dZ, np.sum(dZ, axis=1), dZ @ W.T


@wrong("my_dense_backward", says="db has shape (1, n_out)")
def bias_gradient_two_dimensional(dZ, X, W):
    return X.T @ dZ, np.sum(dZ, axis=0, keepdims=True), dZ @ W.T


@wrong("my_dense_backward", says="dW is transposed")
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


@wrong("my_gradients", says="begins with the second layer")
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


@wrong("my_gradients", says="(transposed?)")
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


@wrong("my_gradients", says="(right: result 3, 4)")
def first_layer_without_its_input(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    dZ2 = (E / E.sum(axis=1, keepdims=True) - np.eye(len(b2))[y]) / len(y)
    dZ1 = A1 * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)
