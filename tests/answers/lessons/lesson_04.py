# %% 4.1 right: written as a sum
my_n_params = 784 * 32 + 32 + 32 * 32 + 32 + 32 * 10 + 10

# %% 4.1 right: the number, typed
my_n_params = 26506

# %% 4.1 right: a float from pencil and paper
my_n_params = 26_506.0

# %% 4.1 right: a loop over neighboring sizes
sizes = [784, 32, 32, 10]
my_n_params = sum((n_in + 1) * n_out for n_in, n_out in zip(sizes, sizes[1:]))

# %% 4.1 right: asked the package
my_n_params = np.int64(mlpkit.mlp([784, 32, 32, 10], rng=rng).n_params)

# %% 4.1 right: added layer by layer
my_n_params = 25120 + 1056 + 330

# %% 4.1 wrong: no biases
# says: biases
my_n_params = 784 * 32 + 32 * 32 + 32 * 10

# %% 4.1 wrong: only the biases
# says: the weights are missing
my_n_params = 32 + 32 + 10

# %% 4.1 wrong: a bias for each input
# says: a bias for each input
my_n_params = 784 * 33 + 32 * 33 + 32 * 11

# %% 4.1 wrong: one hidden layer too few
# says: two hidden layers
my_n_params = 785 * 32 + 33 * 10

# %% 4.1 wrong: output layer forgotten
# says: output layer
my_n_params = 785 * 32 + 33 * 32

# %% 4.1 wrong: the middle and last layers only
# says: first layer
my_n_params = 33 * 32 + 33 * 10

# %% 4.1 wrong: one bias for each layer
# says: a single bias for each layer
my_n_params = 784 * 32 + 1 + 32 * 32 + 1 + 32 * 10 + 1

# %% 4.1 wrong: biases for the pixels as well
# says: the pixels
my_n_params = 26506 + 784

# %% 4.1 wrong: counted the neurons
# says: neurons, not
my_n_params = 784 + 32 + 32 + 10

# %% 4.1 wrong: the biases of the output forgotten
# says: the biases of the output layer
my_n_params = 785 * 32 + 33 * 32 + 32 * 10

# %% 4.1 wrong: all sizes multiplied
# says: layer by layer
my_n_params = 784 * 32 * 32 * 10

# %% 4.1 wrong: the network of the table
# says: the network of the table
my_n_params = 109386

# %% 4.1 wrong: the first layer alone
# says: first layer alone
my_n_params = 785 * 32

# %% 4.1 wrong: slip in the sum
# says: too large
my_n_params = 26606

# %% 4.1 wrong: plus one on both sides
# says: both sides
my_n_params = 785 * 33 + 33 * 33 + 33 * 11

# %% 4.1 wrong: the middle weights forgotten
# says: the weights between the two hidden layers
my_n_params = 784 * 32 + 32 + 32 + 32 * 10 + 10

# %% 4.1 wrong: only the output has biases
# says: the biases of the hidden layers
my_n_params = 784 * 32 + 32 * 32 + 32 * 10 + 10

# %% 4.1 wrong: both hidden layers see the image
# says: not the image
my_n_params = 2 * 785 * 32 + 33 * 10

# %% 4.1 wrong: three numbers
# says: add them up
my_n_params = 785 * 32, 33 * 32, 33 * 10

# %% 4.1 wrong: the middle layer twice
# says: a hidden layer too many
my_n_params = 785 * 32 + 2 * 33 * 32 + 33 * 10


# %% 4.2 right: as the hint says
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_relu(my_dense(A, W, b))
    W, b = network[-1]
    return my_dense(A, W, b)


# %% 4.2 right: with the lesson's own function
def my_forward(X, network):
    return pre_activations(X, network)[-1]


# %% 4.2 right: counts the layers
def my_forward(X, network):
    for k, (W, b) in enumerate(network):
        X = X @ W + b
        if k < len(network) - 1:
            X = np.where(X > 0, X, 0)
    return X


# %% 4.2 right: recursion
def my_forward(X, network):
    (W, b), *rest = network
    Z = X @ W + b
    return my_forward(np.maximum(Z, 0), rest) if rest else Z


# %% 4.2 right: sample by sample, as lists
def my_forward(X, network):
    rows = []
    for x in X:
        a = x
        for W, b in network[:-1]:
            a = [max(0, z) for z in layer_loops(a, W, b)]
        rows.append(layer_loops(a, *network[-1]))
    return rows


# %% 4.2 right: reduce
def my_forward(X, network):
    from functools import reduce

    hidden = reduce(lambda A, layer: np.maximum(A @ layer[0] + layer[1], 0), network[:-1], X)
    return np.matmul(hidden, network[-1][0]) + network[-1][1]


# %% 4.2 right: Z kept apart from A
def my_forward(X, network):
    A = X
    Z = X
    for W, b in network:
        Z = A @ W + b
        A = Z * (Z > 0)
    return Z


# %% 4.2 wrong: ReLU after the last layer too
# says: after the last layer, too
def my_forward(X, network):
    A = X
    for W, b in network:
        A = np.maximum(0, A @ W + b)
    return A


# %% 4.2 wrong: no ReLU anywhere
# says: ReLU between the layers is missing
def my_forward(X, network):
    A = X
    for W, b in network:
        A = my_dense(A, W, b)
    return A


# %% 4.2 wrong: ReLU before each layer
# says: ReLU on the inputs
def my_forward(X, network):
    A = X
    for W, b in network:
        A = my_dense(my_relu(A), W, b)
    return A


# %% 4.2 wrong: ReLU only after the first
# says: after the first layer only
def my_forward(X, network):
    W, b = network[0]
    A = my_dense(X, W, b)
    if len(network) > 1:
        A = my_relu(A)
    for W, b in network[1:]:
        A = my_dense(A, W, b)
    return A


# %% 4.2 wrong: stops before the last layer
# says: the last layer
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_relu(my_dense(A, W, b))
    return A


# %% 4.2 wrong: always starts from X
# says: raised ValueError
def my_forward(X, network):
    for W, b in network[:-1]:
        A = my_relu(my_dense(X, W, b))
    W, b = network[-1]
    return my_dense(A, W, b)


# %% 4.2 wrong: biases forgotten
# says: biases
def my_forward(X, network):
    A = X
    for W, _ in network[:-1]:
        A = np.maximum(0, A @ W)
    return A @ network[-1][0]


# %% 4.2 wrong: bias forgotten in the last layer
# says: bias of the last layer
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = np.maximum(0, A @ W + b)
    return A @ network[-1][0]


# %% 4.2 wrong: bias added after the bend
# says: before the ReLU
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = np.maximum(0, A @ W) + b
    W, b = network[-1]
    return A @ W + b


# %% 4.2 wrong: the absolute value for ReLU
# says: absolute value
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = np.abs(A @ W + b)
    W, b = network[-1]
    return A @ W + b


# %% 4.2 wrong: sigmoid for ReLU
# says: sigmoid
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_sigmoid(my_dense(A, W, b))
    W, b = network[-1]
    return my_dense(A, W, b)


# %% 4.2 wrong: returns inside the loop
# says: is the return inside the loop?
def my_forward(X, network):
    A = X
    for W, b in network:
        A = my_dense(A, W, b)
        return A


# %% 4.2 wrong: only two layers
# says: may be of any length
def my_forward(X, network):
    W1, b1 = network[0]
    W2, b2 = network[1]
    A = np.maximum(0, my_dense(X, W1, b1))
    return my_dense(A, W2, b2)


# %% 4.2 wrong: a ReLU that is cut off at 6
# says: numbers are wrong
def my_forward(X, network):
    for W, b in network[:-1]:
        X = np.clip(my_dense(X, W, b), 0, 6)
    return my_dense(X, *network[-1])


# %% 4.2 wrong: no more than three layers
# says: wrong shape (1, 5)
def my_forward(X, network):
    if len(network) == 1:
        return my_dense(X, *network[0])
    A = np.maximum(0, my_dense(X, *network[0]))
    if len(network) == 2:
        return my_dense(A, *network[1])
    A = np.maximum(0, my_dense(A, *network[1]))
    return my_dense(A, *network[2])


# %% 4.2 wrong: the scores of all layers
# says: results of all layers
def my_forward(X, network):
    return pre_activations(X, network)


# %% 4.2 wrong: pops the last layer off
# says: changed its input
def my_forward(X, network):
    W_last, b_last = network.pop()
    A = X
    for W, b in network:
        A = my_relu(my_dense(A, W, b))
    return my_dense(A, W_last, b_last)


# %% 4.2 wrong: only the first sample
# says: the first sample alone
def my_forward(X, network):
    A = X[0]
    for W, b in network[:-1]:
        A = my_relu(my_dense(A, W, b))
    W, b = network[-1]
    return my_dense(A, W, b)


# %% 4.2 wrong: the class instead of the scores
# says: these are classes
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_relu(my_dense(A, W, b))
    W, b = network[-1]
    return my_dense(A, W, b).argmax(axis=1)


# %% 4.2 wrong: needs a hidden layer
# says: case 4 of 4: ReLU after the last layer, too
def my_forward(X, network):
    W, b = network[0]
    A = my_relu(my_dense(X, W, b))
    for W, b in network[1:-1]:
        A = my_relu(my_dense(A, W, b))
    W, b = network[-1]
    return my_dense(A, W, b) if len(network) > 1 else A


# %% 4.2 wrong: minimum for maximum
# says: minimum
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = np.minimum(0, my_dense(A, W, b))
    W, b = network[-1]
    return my_dense(A, W, b)


# %% 4.2 wrong: transposed result
# says: transposed
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_relu(my_dense(A, W, b))
    W, b = network[-1]
    return my_dense(A, W, b).T


# %% 4.2 wrong: starts with the second layer
# says: raised ValueError
def my_forward(X, network):
    A = X
    for W, b in network[1:]:
        A = my_relu(my_dense(A, W, b))
    return A


# %% 4.2 wrong: the slope for the ReLU
# says: the slope of ReLU, not ReLU
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_relu_slope(my_dense(A, W, b))
    return my_dense(A, *network[-1])


# %% 4.2 wrong: one score for each sample
# says: the scores of a sample are added up
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_relu(my_dense(A, W, b))
    return my_dense(A, *network[-1]).sum(axis=1)


# %% 4.2 wrong: a ReLU that writes into X
# says: changed its input
def my_forward(X, network):
    A = X
    A[A < 0] = 0
    for W, b in network[:-1]:
        A = A @ W + b
        A[A < 0] = 0
    return A @ network[-1][0] + network[-1][1]


# %% 4.2 wrong: the bias of each layer twice
# says: added twice
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_relu(my_dense(A, W, b) + b)
    return my_dense(A, *network[-1])


# %% 4.2 wrong: subtracts the bias
# says: the biases are subtracted
def my_forward(X, network):
    A = X
    for W, b in network[:-1]:
        A = my_relu(A @ W - b)
    return A @ network[-1][0] - network[-1][1]


# %% 4.2 wrong: ReLU on the last layer only
# says: after the last layer only
def my_forward(X, network):
    A = X
    for W, b in network:
        A = my_dense(A, W, b)
    return my_relu(A)


# %% 4.3 right: reshape the predictions
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred.reshape(-1))


# %% 4.3 right: ravel both
def my_accuracy(y_true, y_pred):
    return (np.ravel(y_true) == np.ravel(y_pred)).mean()


# %% 4.3 right: both as columns
def my_accuracy(y_true, y_pred):
    n = len(y_true)
    return np.sum(y_true.reshape(n, 1) == y_pred.reshape(n, 1)) / n


# %% 4.3 right: a transposed column is a row
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred.T)


# %% 4.3 right: squeezed
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred.squeeze())


# %% 4.3 right: counted in a loop
def my_accuracy(y_true, y_pred):
    right = 0
    for t, p in zip(y_true, y_pred):
        if t == p:
            right += 1
    return right / len(y_true)


# %% 4.3 right: asks for the number of axes
def my_accuracy(y_true, y_pred):
    if y_pred.ndim == 2:
        y_pred = y_pred[:, 0]
    return np.count_nonzero(y_true == y_pred) / len(y_true)


# %% 4.3 right: the package's
def my_accuracy(y_true, y_pred):
    return mlpkit.accuracy(y_true, np.ravel(y_pred))


# %% 4.3 wrong: unchanged
# says: still compared with every truth
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred)


# %% 4.3 wrong: only for columns
# says: for (n,) every prediction meets every truth
def my_accuracy(y_true, y_pred):
    return np.mean(y_true.reshape(-1, 1) == y_pred)


# %% 4.3 wrong: first prediction for all
# says: first prediction
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred[0])


# %% 4.3 wrong: indexes the column
# says: IndexError
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred[:, 0])


# %% 4.3 wrong: counts
# says: number of right ones, not their share
def my_accuracy(y_true, y_pred):
    return np.sum(y_true == y_pred.reshape(-1))


# %% 4.3 wrong: percent
# says: percent
def my_accuracy(y_true, y_pred):
    return 100 * np.mean(y_true == y_pred.reshape(-1))


# %% 4.3 wrong: share of mistakes
# says: share of wrong
def my_accuracy(y_true, y_pred):
    return np.mean(y_true != y_pred.reshape(-1))


# %% 4.3 wrong: all or nothing
# says: asked whether all are right
def my_accuracy(y_true, y_pred):
    return float(np.all(y_true == y_pred.reshape(-1)))


# %% 4.3 wrong: rounded
# says: 1 where some are wrong: rounded
def my_accuracy(y_true, y_pred):
    return round(np.mean(y_true == y_pred.reshape(-1)))


# %% 4.3 wrong: whole-number division
# says: rounded
def my_accuracy(y_true, y_pred):
    return int(np.sum(y_true == y_pred.reshape(-1))) // len(y_true)


# %% 4.3 wrong: not averaged
# says: True or False for each sample
def my_accuracy(y_true, y_pred):
    return y_true == y_pred.reshape(-1)


# %% 4.3 wrong: sorted first
# says: order
def my_accuracy(y_true, y_pred):
    return np.mean(np.sort(y_true) == np.sort(y_pred.reshape(-1)))


# %% 4.3 wrong: anywhere among the truths
# says: not enough that it occurs
def my_accuracy(y_true, y_pred):
    return np.isin(y_pred, y_true).mean()


# %% 4.3 wrong: changes the shape of its input
# says: changed its input
def my_accuracy(y_true, y_pred):
    y_pred.shape = (-1,)
    return np.mean(y_true == y_pred)


# %% 4.3 wrong: mean over one axis of the table
# says: every prediction with every truth
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred, axis=0)


# %% 4.3 wrong: the diagonal of the table
# says: for (n,) it divides once too often
def my_accuracy(y_true, y_pred):
    return np.mean(np.diag(y_true == y_pred))


# %% 4.3 wrong: divides by one less
# says: not by one less
def my_accuracy(y_true, y_pred):
    return np.sum(y_true == y_pred.reshape(-1)) / (len(y_true) - 1)


# %% 4.3 wrong: mean difference
# says: how far off a prediction is does not count
def my_accuracy(y_true, y_pred):
    return 1 - np.mean(np.abs(y_true - y_pred.reshape(-1)))


# %% 4.3 wrong: upside down
# says: all over right
def my_accuracy(y_true, y_pred):
    return len(y_true) / np.sum(y_true == y_pred.reshape(-1))


# %% 4.3 wrong: mean squared error
# says: mean squared error
def my_accuracy(y_true, y_pred):
    return np.mean((y_true - y_pred.reshape(-1)) ** 2)


# %% 4.3 wrong: divides by the number of columns
# says: number of right ones, not their share
def my_accuracy(y_true, y_pred):
    return np.sum(y_true == y_pred.reshape(-1)) / y_pred.shape[1]


# %% 4.3 wrong: share and number
# says: the share alone is asked for
def my_accuracy(y_true, y_pred):
    right = np.sum(y_true == y_pred.reshape(-1))
    return right / len(y_true), right


# %% 4.3 wrong: reshapes the truth only
# says: still compared with every truth
def my_accuracy(y_true, y_pred):
    return np.mean(y_true.reshape(-1) == y_pred)


# %% 4.3 wrong: sum of the table divided by n
# says: the sum of the whole table
def my_accuracy(y_true, y_pred):
    return np.sum(y_true == y_pred) / len(y_true)


# %% 4.3 wrong: only the last prediction
# says: only the last prediction
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred[-1])


# %% 4.3 wrong: the mean of the predictions
# says: the mean of the predictions
def my_accuracy(y_true, y_pred):
    return y_pred.reshape(-1).mean()


# %% 4.3 wrong: the largest of each row, where a row has one number
# says: too small
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred.argmax(axis=1))


# %% 4.3 wrong: the place of the largest prediction
# says: too small
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred.argmax())


# %% 4.3 wrong: a number is never equal to a list of one number
# says: numbers against lists
def my_accuracy(y_true, y_pred):
    return np.mean([t == p for t, p in zip(y_true.tolist(), y_pred.tolist())])


# %% 4.3 wrong: the predictions compared with themselves
# says: compared with itself
def my_accuracy(y_true, y_pred):
    return np.mean(y_pred.reshape(-1) == y_pred.reshape(-1))


# %% 4.4 right: the lesson's sigmoid
def my_softplus_slope(Z):
    return my_sigmoid(Z)


# %% 4.4 right: before multiplying top and bottom
def my_softplus_slope(Z):
    return np.exp(Z) / (1 + np.exp(Z))


# %% 4.4 right: through tanh
def my_softplus_slope(Z):
    return 0.5 * (1 + np.tanh(Z / 2))


# %% 4.4 right: one minus its mirror image
def my_softplus_slope(Z):
    return 1 - 1 / (1 + np.exp(Z))


# %% 4.4 right: entry by entry, as a list
def my_softplus_slope(Z):
    if np.ndim(Z) == 0:
        return 1 / (1 + np.exp(-Z))
    return [my_softplus_slope(z) for z in Z]


# %% 4.4 right: the package's
def my_softplus_slope(Z):
    return mlpkit.sigmoid(Z)


# %% 4.4 right: without overflow
def my_softplus_slope(Z):
    E = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1, E) / (1 + E)


# %% 4.4 right: through the logarithm
def my_softplus_slope(Z):
    return np.exp(-np.logaddexp(0, -Z))


# %% 4.4 wrong: softplus itself
# says: softplus itself
def my_softplus_slope(Z):
    return np.log(1 + np.exp(Z))


# %% 4.4 wrong: only the inner slope
# says: the inner slope u' alone
def my_softplus_slope(Z):
    return np.exp(Z)


# %% 4.4 wrong: inner slope forgotten
# says: is it u'/u, or 1/u
def my_softplus_slope(Z):
    return 1 / (1 + np.exp(Z))


# %% 4.4 wrong: the sigmoid's slope
# says: the slope of the sigmoid
def my_softplus_slope(Z):
    return my_sigmoid(Z) * (1 - my_sigmoid(Z))


# %% 4.4 wrong: a minus in the exponent only
# says: above and below
def my_softplus_slope(Z):
    return np.exp(Z) / (1 + np.exp(-Z))


# %% 4.4 wrong: the ReLU's slope
# says: the slope of ReLU
def my_softplus_slope(Z):
    return (Z > 0).astype(float)


# %% 4.4 wrong: tanh
# says: that is tanh
def my_softplus_slope(Z):
    return np.tanh(Z)


# %% 4.4 wrong: works on single numbers only
# says: raised TypeError
def my_softplus_slope(Z):
    import math

    return 1 / (1 + math.exp(-Z))


# %% 4.4 wrong: the mean slope
# says: not their mean
def my_softplus_slope(Z):
    return my_sigmoid(Z).mean()


# %% 4.4 wrong: the slope taken at the output
# says: taken at the output
def my_softplus_slope(Z):
    A = np.log(1 + np.exp(Z))
    return 1 / (1 + np.exp(-A))


# %% 4.4 wrong: one over the function
# says: not its logarithm
def my_softplus_slope(Z):
    return 1 / np.log(1 + np.exp(Z)) * np.exp(Z)


# %% 4.4 wrong: a coarse difference quotient
# says: nearly right
def my_softplus_slope(Z):
    h = 0.01
    return (np.log(1 + np.exp(Z + h)) - np.log(1 + np.exp(Z))) / h


# %% 4.4 wrong: flattened
# says: the shape of Z is lost
def my_softplus_slope(Z):
    return my_sigmoid(Z).ravel()


# %% 4.4 wrong: changes Z
# says: changed its input
def my_softplus_slope(Z):
    Z *= -1
    return 1 / (1 + np.exp(Z))


# %% 4.4 wrong: the one forgotten below
# says: the 1 of u = 1 + exp(z) is lost
def my_softplus_slope(Z):
    return np.exp(Z) / np.exp(Z)


# %% 4.4 wrong: sign
# says: the sign is the wrong way round
def my_softplus_slope(Z):
    return -1 / (1 + np.exp(-Z))


# %% 4.4 wrong: upside down
# says: upside down
def my_softplus_slope(Z):
    return (1 + np.exp(Z)) / np.exp(Z)


# %% 4.4 wrong: multiplied instead of divided
# says: multiplied by u
def my_softplus_slope(Z):
    return np.exp(Z) * (1 + np.exp(Z))


# %% 4.4 wrong: two decimals
# says: nearly right
def my_softplus_slope(Z):
    return np.round(1 / (1 + np.exp(-Z)), 2)


# %% 4.4 wrong: the slope of a mean
# says: the mean of all entries
def my_softplus_slope(Z):
    return mlpkit.numerical_gradient(lambda Z: np.log(1 + np.exp(Z)).mean(), Z)


# %% 4.4 wrong: divided by z
# says: a slope is from 0 to 1
def my_softplus_slope(Z):
    return np.log(1 + np.exp(Z)) / Z


# %% 4.4 wrong: ReLU
# says: that is ReLU itself
def my_softplus_slope(Z):
    return np.maximum(0, Z)


# %% 4.4 wrong: z left in front
# says: a slope is from 0 to 1
def my_softplus_slope(Z):
    return Z / (1 + np.exp(-Z))


# %% 4.4 wrong: the square of u below
# says: the slope of the sigmoid
def my_softplus_slope(Z):
    return np.exp(Z) / (1 + np.exp(Z)) ** 2


# %% 4.4 wrong: half of it
# says: exactly 2 times too small
def my_softplus_slope(Z):
    return 0.5 / (1 + np.exp(-Z))


# %% 4.5 right: as the hint says
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([-1, 1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 right: partner computes the distance itself
def my_zigzag():
    W1, b1 = np.array([[1.0, -1.0]]), np.zeros(2)
    W2, b2 = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-1.0, 0.0])
    W3, b3 = np.array([[2.0], [-1.0]]), np.array([1.0])
    return [(W1, b1), (W2, b2), (W3, b3)]


# %% 4.5 right: scaled and swapped
def my_zigzag():
    return [
        (np.array([[-2, 2]]), np.array([0, 0])),
        (np.array([[-0.5, 0.5], [-0.5, 0.5]]), np.array([1, -1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 right: plain lists in a tuple
def my_zigzag():
    return (
        ([[1, -1]], [0, 0]),
        ([[1, -1], [1, -1]], [-1, 1]),
        ([[1], [1]], [0]),
    )


# %% 4.5 right: three times as steep, then a third
def my_zigzag():
    W1 = np.array([[3.0, -3.0]])
    W2 = np.array([[1 / 3, -1 / 3], [1 / 3, -1 / 3]])
    return [(W1, np.zeros(2)), (W2, np.array([-1.0, 1.0])), (np.ones((2, 1)), np.zeros(1))]


# %% 4.5 wrong: one fold
# says: one fold only: this draws |x|
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.zeros(2)),
        (np.array([[1, 0], [0, 1]]), np.zeros(2)),
        (np.array([[1], [1]]), np.zeros(1)),
    ]


# %% 4.5 wrong: the sign of the second biases
# says: signs of the biases in the second layer
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([1, -1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: partner is a copy
# says: the partner is a copy
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, 1], [1, 1]]), np.array([-1, -1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: partner's bias not turned round
# says: the partner adds nothing between -1 and 1
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([-1, -1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: partner's weights not turned round
# says: its weights must be turned round
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, 1], [1, 1]]), np.array([-1, 1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: output subtracts
# says: |x| - 1: what lies below zero is not folded up
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([-1, 1])),
        (np.array([[1], [-1]]), np.array([0])),
    ]


# %% 4.5 wrong: folds at two
# says: they belong at 1 and -1
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([-2, 2])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: first layer without a minus
# says: a negative x is lost
def my_zigzag():
    return [
        (np.array([[1, 1]]), np.array([0, 0])),
        (np.array([[0.5, -0.5], [0.5, -0.5]]), np.array([-1, 1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: second weights transposed
# says: transposed
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, 1], [-1, -1]]), np.array([-1, 1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: first weights as a column
# says: W1 must have the shape (1, 2)
def my_zigzag():
    return [
        (np.array([[1], [-1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([-1, 1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: last weights as a row
# says: W3 must have the shape (2, 1)
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([-1, 1])),
        (np.array([[1, 1]]), np.array([0])),
    ]


# %% 4.5 wrong: flat weights
# says: W1 must have the shape (1, 2)
def my_zigzag():
    return [
        (np.array([1, -1]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([-1, 1])),
        (np.array([1, 1]), np.array([0])),
    ]


# %% 4.5 wrong: six arrays in a row
# says: three pairs
def my_zigzag():
    W1, b1 = np.array([[1, -1]]), np.array([0, 0])
    W2, b2 = np.array([[1, -1], [1, -1]]), np.array([-1, 1])
    W3, b3 = np.array([[1], [1]]), np.array([0])
    return [W1, b1, W2, b2, W3, b3]


# %% 4.5 wrong: two layers
# says: three pairs
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1], [1]]), np.array([-1])),
    ]


# %% 4.5 wrong: computes instead of building
# says: three pairs
def my_zigzag():
    x = np.linspace(-3, 3, 13)
    return np.abs(np.abs(x) - 1)


# %% 4.5 wrong: no minus one
# says: one fold only: this draws |x|
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([0, 0])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: minus one after the last layer
# says: |x| - 1: what lies below zero is not folded up
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, -1], [1, -1]]), np.array([0, 0])),
        (np.array([[1], [1]]), np.array([-1])),
    ]


# %% 4.5 wrong: minus one before the first fold
# says: |x - 1|: the first fold belongs at 0
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([-1, 1])),
        (np.array([[1, 0], [0, 1]]), np.array([0, 0])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: no partner
# says: the partner adds nothing between -1 and 1
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[1, 0], [1, 0]]), np.array([-1, 0])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: only right between minus one and one
# says: nothing is left outside of -1 and 1
def my_zigzag():
    return [
        (np.array([[1, -1]]), np.array([0, 0])),
        (np.array([[0, -1], [0, -1]]), np.array([0, 1])),
        (np.array([[1], [1]]), np.array([0])),
    ]


# %% 4.5 wrong: the mean of the two halves
# says: exactly 2 times too small
def my_zigzag():
    W1, W2 = np.array([[1, -1]]), np.array([[1, -1], [1, -1]])
    return [(W1, np.zeros(2)), (W2, np.array([-1, 1])), (np.array([[0.5], [0.5]]), np.zeros(1))]


# %% 4.5 wrong: W1 with two minus signs
# says: a positive x is lost
def my_zigzag():
    W1, W2 = np.array([[-1, -1]]), np.array([[0.5, -0.5], [0.5, -0.5]])
    return [(W1, np.zeros(2)), (W2, np.array([-1, 1])), (np.array([[1], [1]]), np.zeros(1))]


# %% 4.5 wrong: biases as rows of a table
# says: b1 must have the shape (2,)
def my_zigzag():
    W1, W2 = np.array([[1, -1]]), np.array([[1, -1], [1, -1]])
    return [(W1, np.zeros((1, 2))), (W2, np.array([[-1, 1]])), (np.array([[1], [1]]), np.zeros((1, 1)))]


# %% 4.5 wrong: a bias too many at the end
# says: look at b3
def my_zigzag():
    W1, W2 = np.array([[1, -1]]), np.array([[1, -1], [1, -1]])
    return [(W1, np.zeros(2)), (W2, np.array([-1, 1])), (np.array([[1], [1]]), np.array([-1]))]


# %% 4.5 wrong: W2 keeps only relu(x)
# says: a negative x is lost
def my_zigzag():
    W1, W2 = np.array([[1, -1]]), np.array([[1, -1], [0, 0]])
    return [(W1, np.zeros(2)), (W2, np.array([-1, 1])), (np.array([[1], [1]]), np.zeros(1))]


# %% 4.5 wrong: nothing in the first bias forgotten, all ones
# says: -x must give the same as x
def my_zigzag():
    return [(np.ones((1, 2)), np.zeros(2)), (np.ones((2, 2)), np.zeros(2)), (np.ones((2, 1)), np.zeros(1))]


# %% 4.5 wrong: a bias in the first layer
# says: look at W1, b1 and W2
def my_zigzag():
    W1, W2 = np.array([[1, -1]]), np.array([[1, -1], [1, -1]])
    return [(W1, np.array([-1, 0])), (W2, np.array([-1, 1])), (np.array([[1], [1]]), np.zeros(1))]


# %% 4.5 wrong: the network itself
# says: three pairs
def my_zigzag():
    return mlpkit.mlp([1, 2, 2, 1], rng=rng)


# %% 4.5 wrong: -x passes only as far as a bias carries it
# says: -x must give the same as x
def my_zigzag():
    return [
        (np.array([[-1, 1]]), np.array([100, 0])),
        (np.array([[1, -1], [2, -2]]), np.array([-101, 101])),
        (np.array([[1], [1]]), np.array([0])),
    ]
