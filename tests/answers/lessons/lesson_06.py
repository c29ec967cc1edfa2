# %% 6.1 right: four numbers
my_slopes = [12, 4, -8, -4]

# %% 6.1 right: computed on the way back
x, y, w1, b1, w2, b2 = 3, 1, 1, -1, -1, 1
z1 = w1 * x + b1
a1 = max(0, z1)
z2 = w2 * a1 + b2
dz2 = 2 * (z2 - y)
dz1 = dz2 * w2
my_slopes = [dz1 * x, dz1, dz2 * a1, dz2]

# %% 6.1 right: nudged
my_slopes = mlpkit.numerical_gradient(
    lambda p: (p[2] * max(0.0, p[0] * 3 + p[1]) + p[3] - 1) ** 2, [1.0, -1.0, -1.0, 1.0]
)

# %% 6.1 right: a tuple of floats
my_slopes = (12.0, 4.0, -8.0, -4.0)

# %% 6.1 right: an array
my_slopes = np.array([12, 4, -8, -4])

# %% 6.1 wrong: the two of the square forgotten
# says: half of the right size: look at 2(z2 - y), and at z2 itself
my_slopes = [6, 2, -4, -2]

# %% 6.1 wrong: target minus output
# says: the slope of (z2 - y) squared
my_slopes = [-12, -4, 8, 4]

# %% 6.1 wrong: w2 left out on the way back
# says: lack the factor w2
my_slopes = [-12, -4, -8, -4]

# %% 6.1 wrong: the input left out
# says: dw1 lacks its local slope, x
my_slopes = [4, 4, -8, -4]

# %% 6.1 wrong: dw2 with the input
# says: the local slope is a1, not x
my_slopes = [12, 4, -12, -4]

# %% 6.1 wrong: dw2 forgets a1
# says: dw2 lacks its local slope, a1
my_slopes = [12, 4, -4, -4]

# %% 6.1 wrong: weights first, then biases
# says: in another order
my_slopes = [12, -8, 4, -4]

# %% 6.1 wrong: from the loss to the input
# says: from the output to the input
my_slopes = [-8, -4, 12, 4]

# %% 6.1 wrong: ReLU shut
# says: the ReLU lets the blame through
my_slopes = [0, 0, -8, -4]

# %% 6.1 wrong: the biases' slopes are 1
# says: 1 is a bias's local slope
my_slopes = [12, 1, -8, 1]

# %% 6.1 wrong: only the local slopes
# says: local slopes
my_slopes = [3, 1, 2, 1]

# %% 6.1 wrong: b1 forgotten going forward
# says: b1 is missing on the way forward
my_slopes = [18, 6, -18, -6]

# %% 6.1 wrong: b2 forgotten going forward
# says: b2 is missing on the way forward
my_slopes = [18, 6, -12, -6]

# %% 6.1 wrong: the numbers of the lesson
# says: the lesson's network
my_slopes = [8, 4, 3, 2]

# %% 6.1 wrong: the new parameters
# says: not the parameters after a step
my_slopes = [1 - 0.1 * 12, -1 - 0.1 * 4, -1 + 0.1 * 8, 1 + 0.1 * 4]

# %% 6.1 wrong: the sign of one slope
# says: dw1 has the wrong sign
my_slopes = [-12, 4, -8, -4]

# %% 6.1 wrong: three numbers
# says: wrong shape (3,)
my_slopes = [12, 4, -8]

# %% 6.1 wrong: z1 for the output
# says: and at z2 itself
my_slopes = [-6, -2, 4, 2]

# %% 6.1 wrong: dw1 with z1
# says: dw1 is wrong; the other three are right
my_slopes = [8, 4, -8, -4]

# %% 6.1 wrong: ReLU's value for its slope
# says: back through w2 and the ReLU is not
my_slopes = [24, 8, -8, -4]

# %% 6.1 wrong: the sign of b1
# says: the sign of b1
my_slopes = [24, 8, -32, -8]

# %% 6.1 wrong: plus the target
# says: z2 + y?
my_slopes = [0, 0, 0, 0]

# %% 6.1 wrong: the sign of w2 lost
# says: dw2 and db2 are not
my_slopes = [12, 4, 8, 4]

# %% 6.1 wrong: divided by two for the mean
# says: half of the right size: look at 2(z2 - y)
my_slopes = [6.0, 2.0, -4.0, -2.0]

# %% 6.1 wrong: dx in front
# says: dx is not asked for
my_slopes = [4, 12, 4, -8]

# %% 6.1 wrong: dw2 by z2
# says: dw2 is wrong
my_slopes = [12, 4, 4, -4]

# %% 6.1 wrong: db1 by b1
# says: db1 has the wrong sign
my_slopes = [12, -4, -8, -4]

# %% 6.2 right: a tuple
my_factors = (1, 3)

# %% 6.2 right: a list of floats
my_factors = [1.0, 3.0]


# %% 6.2 right: measured
def dW_of(n, mean):
    dlogits = np.ones((n, 2)) / (n if mean else 1)
    return np.ones((n, 4)).T @ dlogits


my_factors = tuple((dW_of(30, mean) / dW_of(10, mean)).mean() for mean in (True, False))

# %% 6.2 right: a list of whole numbers
my_factors = [1, 3]

# %% 6.2 wrong: both grow
# says: what of its 1/n?
my_factors = (3, 3)

# %% 6.2 wrong: swapped
# says: the wrong way round
my_factors = (3, 1)

# %% 6.2 wrong: neither changes
# says: a sum grows
my_factors = (1, 1)

# %% 6.2 wrong: the mean divides twice
# says: divided by the batch size twice
my_factors = (1 / 3, 1)

# %% 6.2 wrong: squared
# says: counts the batch twice
my_factors = (1, 9)

# %% 6.2 wrong: a third
# says: divided once too often
my_factors = (1 / 3, 3)

# %% 6.2 wrong: a third, rounded
# says: divided once too often
my_factors = (0.33, 3)

# %% 6.2 wrong: the sum shrinks
# says: does it shrink?
my_factors = (1, 1 / 3)

# %% 6.2 wrong: by how much it grows
# says: not by how much it grows
my_factors = (0, 2)

# %% 6.2 wrong: percent
# says: percents
my_factors = (100, 300)

# %% 6.2 wrong: one factor for both
# says: expected 2 results
my_factors = 3

# %% 6.2 wrong: doubled, as in the question
# says: three times as long, not twice
my_factors = (1, 2)

# %% 6.2 wrong: a third for both
# says: the sum has no 1/n
my_factors = (1 / 3, 1 / 3)

# %% 6.2 wrong: the third power
# says: think again about the sum
my_factors = (1, 27)

# %% 6.2 wrong: words
# says: expected 2 results
my_factors = ("none", "three")

# %% 6.2 wrong: three factors
# says: expected 2 results
my_factors = (1, 1, 3)

# %% 6.2 wrong: a third and a ninth
# says: neither is right
my_factors = (3, 9)

# %% 6.2 wrong: the second forgotten
# says: expected 2 results
my_factors = (1, None)

# %% 6.2 wrong: root of three
# says: think again about the sum
my_factors = (1, 3**0.5)

# %% 6.2 wrong: two thirds
# says: think again about the mean
my_factors = (2 / 3, 3)


# %% 6.3 right: np.where
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, dA, slope * dA)


# %% 6.3 right: local slopes
def my_leaky_backward(dA, Z, slope):
    return dA * ((Z > 0) + slope * (Z <= 0))


# %% 6.3 right: on a copy
def my_leaky_backward(dA, Z, slope):
    dZ = dA.copy()
    dZ[Z <= 0] *= slope
    return dZ


# %% 6.3 right: loops
def my_leaky_backward(dA, Z, slope):
    dZ = []
    for dA_row, Z_row in zip(dA, Z):
        dZ.append([d if z > 0 else slope * d for d, z in zip(dA_row, Z_row)])
    return dZ


# %% 6.3 right: a sum of both parts
def my_leaky_backward(dA, Z, slope):
    on = Z > 0
    return dA * on + slope * dA * ~on


# %% 6.3 right: local slopes filled in
def my_leaky_backward(dA, Z, slope):
    local = np.full(Z.shape, float(slope))
    local[Z > 0] = 1
    return np.multiply(dA, local)


# %% 6.3 wrong: the mask of dA
# says: the mask looks at dA
def my_leaky_backward(dA, Z, slope):
    return np.where(dA > 0, dA, slope * dA)


# %% 6.3 wrong: the way forward
# says: that is the forward pass
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, Z, slope * Z)


# %% 6.3 wrong: dA forgotten
# says: local slope only
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, 1.0, slope)


# %% 6.3 wrong: plain ReLU
# says: plain ReLU
def my_leaky_backward(dA, Z, slope):
    return dA * (Z > 0)


# %% 6.3 wrong: the two branches swapped
# says: swapped
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, slope * dA, dA)


# %% 6.3 wrong: slope without dA
# says: `slope` alone is left
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, dA, slope)


# %% 6.3 wrong: slope times Z
# says: `slope` times Z
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, dA, slope * Z)


# %% 6.3 wrong: a minus
# says: the sign is the wrong way round
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, dA, -slope * dA)


# %% 6.3 wrong: always a tenth
# says: the leak is always 0.1
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, dA, 0.1 * dA)


# %% 6.3 wrong: the leak everywhere
# says: the leak is added where Z is positive
def my_leaky_backward(dA, Z, slope):
    return dA * (Z > 0) + slope * dA


# %% 6.3 wrong: changes dA
# says: changed its input
def my_leaky_backward(dA, Z, slope):
    dA[Z <= 0] *= slope
    return dA


# %% 6.3 wrong: at zero nothing
# says: at Z = 0 nothing passes
def my_leaky_backward(dA, Z, slope):
    return dA * (Z > 0) + slope * dA * (Z < 0)


# %% 6.3 wrong: at zero all
# says: at Z = 0 the other branch
def my_leaky_backward(dA, Z, slope):
    return np.where(Z >= 0, dA, slope * dA)


# %% 6.3 wrong: times Z as well
# says: dA is multiplied by the output
def my_leaky_backward(dA, Z, slope):
    return dA * np.where(Z > 0, Z, slope * Z)


# %% 6.3 wrong: one minus the slope
# says: `1 - slope` passes
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, dA, (1 - slope) * dA)


# %% 6.3 wrong: divided by the slope
# says: divided by `slope`
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, dA, dA / slope)


# %% 6.3 wrong: summed over the samples
# says: nothing is summed here
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > 0, dA, slope * dA).sum(axis=0)


# %% 6.3 wrong: a matrix product
# says: entry by entry
def my_leaky_backward(dA, Z, slope):
    return dA @ np.where(Z > 0, 1.0, slope).T


# %% 6.3 wrong: an if for the whole array
# says: raised ValueError
def my_leaky_backward(dA, Z, slope):
    if Z > 0:
        return dA
    return slope * dA


# %% 6.3 wrong: only the negative part
# says: nothing passes where Z is positive
def my_leaky_backward(dA, Z, slope):
    return slope * dA * (Z <= 0)


# %% 6.3 wrong: compares with the slope
# says: compare it with 0
def my_leaky_backward(dA, Z, slope):
    return np.where(Z > slope, dA, slope * dA)


# %% 6.3 wrong: ReLU plus the slope
# says: `slope` is added
def my_leaky_backward(dA, Z, slope):
    return dA * (Z > 0) + slope


# %% 6.3 wrong: the larger of both
# says: the mask looks at dA
def my_leaky_backward(dA, Z, slope):
    return np.maximum(dA, slope * dA)


# %% 6.3 wrong: two arguments mixed up
# says: dA and Z are mixed up
def my_leaky_backward(Z, dA, slope):
    return np.where(Z > 0, dA, slope * dA)


# %% 6.3 wrong: the slope squared
# says: `slope` is there twice
def my_leaky_backward(dA, Z, slope):
    A = np.where(Z > 0, Z, slope * Z)
    return np.where(Z > 0, dA, dA * slope * A / Z)


# %% 6.3 wrong: averaged over the samples
# says: nothing is averaged
def my_leaky_backward(dA, Z, slope):
    return dA * np.where(Z > 0, 1, slope) / len(Z)


# %% 6.3 wrong: the absolute value of Z
# says: everything passes
def my_leaky_backward(dA, Z, slope):
    return np.where(np.abs(Z) > 0, dA, slope * dA)


# %% 6.4 right: line by line
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 right: in place
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    dlogits = y_proba
    dlogits[np.arange(len(y)), y] -= 1
    dlogits /= len(y)
    dZ1 = dlogits @ W2.T
    dZ1[Z1 <= 0] = 0
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dlogits, dlogits.sum(axis=0)


# %% 6.4 right: the mean at the end
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = y_proba - y_onehot
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1 / len(X), db1 / len(X), dW2 / len(X), db2 / len(X)


# %% 6.4 right: with the layers of the lesson
def my_backward_pass(X, y, W1, b1, W2, b2):
    layers = [MyDense(W1, b1), MyReLU(), MyDense(W2, b2)]
    logits = my_forward(layers, X)
    my_backward(layers, mlpkit.SoftmaxCrossEntropy().gradient(logits, y))
    return layers[0].dW, layers[0].db, layers[2].dW, layers[2].db


# %% 6.4 right: sample by sample
def my_backward_pass(X, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = (np.zeros(p.shape) for p in (W1, b1, W2, b2))
    for x, label in zip(X, y):
        z1 = x @ W1 + b1
        a1 = np.maximum(z1, 0)
        d = mlpkit.softmax(a1 @ W2 + b2) / len(X)
        d[label] -= 1 / len(X)
        dz1 = np.where(z1 > 0, W2 @ d, 0)
        dW1 += np.outer(x, dz1)
        db1 += dz1
        dW2 += np.outer(a1, d)
        db2 += d
    return dW1, db1, dW2, db2


# %% 6.4 right: the mask of A1, einsum
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = np.einsum("ij,ik->jk", A1, dlogits)
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = np.where(A1 > 0, dA1, 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: p minus y without 1/n
# says: where is its 1/n?
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = y_proba - y_onehot
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the 1/n twice, in dlogits
# says: all four are n times too small
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the 1/n again in every gradient
# says: all four are n times too small
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1 / len(X), db1 / len(X), dW2 / len(X), db2 / len(X)


# %% 6.4 wrong: y minus p
# says: all four have the wrong sign
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_onehot - y_proba) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the labels forgotten
# says: the one-hot rows are missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = y_proba / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: scores for probabilities
# says: softmax is missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (logits - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: divided by the classes
# says: divided by the number of classes
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(b2)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask forgotten
# says: dZ1: the ReLU's mask is missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask forgotten for the bias
# says: 4: in db1: the ReLU's mask is missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dA1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask forgotten for the weights
# says: 4: in dW1: the ReLU's mask is missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dA1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask forgotten, and db1 summed over the neurons
# says: 4: in dW1: the ReLU's mask is missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=1)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the logits masked
# says: dlogits needs no mask
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dlogits = dlogits * (logits > 0)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask of the logits in place of Z1
# says: dZ1: the mask of the wrong layer
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = (dlogits * (logits > 0)) @ W2.T
    dZ1 = dA1
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask of the logits behind W2
# says: could not be broadcast
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (logits > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask of dA1
# says: the mask looks at dA1
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = np.maximum(dA1, 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the output for the slope
# says: must meet its slope
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * A1
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask with a zero too many
# says: at Z1 = 0
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 >= 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the mask of what came out, with a zero too many
# says: mask is missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (A1 >= 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: dW2 transposed
# says: dW2 is transposed
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = dlogits.T @ A1
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: dW1 transposed
# says: dW1 is transposed
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = dZ1.T @ X
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: W2 not transposed
# says: raised ValueError
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: W2 turned round wherever it fits
# says: W2 is transposed; the sizes are equal
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ (W2 if W2.shape[0] == W2.shape[1] else W2.T)
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: dW2 with Z1
# says: A1, not Z1
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = Z1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: dW2 with X
# says: A1, not X
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = X.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: dW1 with A1
# says: X, not A1
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = A1.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: db2 is a mean
# says: db2 is n times too small
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.mean(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: db1 is a mean
# says: db1 is n times too small
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.mean(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: dW2 divided again
# says: dW2 is n times too small
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits / len(X)
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: dW1 divided again
# says: dW1 is n times too small
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1 / len(X)
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the 1/n in the weights only
# says: db2 is n times too large
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = y_proba - y_onehot
    dW2 = A1.T @ dlogits / len(X)
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1 / len(X)
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the 1/n in the biases only
# says: dW2 is n times too large
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = y_proba - y_onehot
    dW2 = A1.T @ dlogits
    db2 = dlogits.mean(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.mean(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the 1/n in the second layer only
# says: here the 1/n is missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = y_proba - y_onehot
    dW2 = A1.T @ dlogits / len(X)
    db2 = dlogits.mean(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: db2 on the wrong axis
# says: db2 is summed over the neurons
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=1)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: db1 on the wrong axis
# says: db1 is summed over the neurons
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=1)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: db2 not summed
# says: db2 is not summed
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: db1 not summed
# says: db1 is not summed
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1
    return dW1, db1, dW2, db2


# %% 6.4 wrong: db2 a single number
# says: db2 is one number
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum()
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: db1 with its axis kept
# says: db1 has an axis too many
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0, keepdims=True)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: W2 moves before dA1
# says: W2 has moved before dA1
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    W2 = W2 - 0.1 * dW2
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: W2 moves before dA1, a long step
# says: W2 has moved before dA1
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    W2 = W2 - 3 * dW2
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: W2 moves in place
# says: changed its input
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    W2 -= 0.1 * dW2
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: gradients of the moved weights
# says: belong to weights that have moved
def my_backward_pass(X, y, W1, b1, W2, b2):
    for step in range(2):
        Z1 = X @ W1 + b1
        A1 = np.maximum(Z1, 0)
        logits = A1 @ W2 + b2
        y_proba = mlpkit.softmax(logits)
        y_onehot = np.eye(len(b2))[y]
        dlogits = (y_proba - y_onehot) / len(X)
        dW2 = A1.T @ dlogits
        db2 = dlogits.sum(axis=0)
        dA1 = dlogits @ W2.T
        dZ1 = dA1 * (Z1 > 0)
        dW1 = X.T @ dZ1
        db1 = dZ1.sum(axis=0)
        grads = dW1, db1, dW2, db2
        W1, b1, W2, b2 = W1 - 0.1 * dW1, b1 - 0.1 * db1, W2 - 0.1 * dW2, b2 - 0.1 * db2
    return grads


# %% 6.4 wrong: the new weights
# says: these are parameters
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return W1 - 0.1 * dW1, b1 - 0.1 * db1, W2 - 0.1 * dW2, b2 - 0.1 * db2


# %% 6.4 wrong: back through the gradient of W2
# says: not through its gradient
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ dW2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: from the output to the input
# says: in another order
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW2, db2, dW1, db1


# %% 6.4 wrong: weights first, then biases
# says: each weight is followed by its bias
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, dW2, db1, db2


# %% 6.4 wrong: the second layer only
# says: expected 4 results
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW2, db2


# %% 6.4 wrong: p goes on, not p minus y
# says: dZ1: p goes back
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = (y_proba / len(X)) @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: a factor nobody knows
# says: dW2 is wrong
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = (A1 + 1).T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the first bias of nowhere
# says: db1 is wrong
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0) + 1
    return dW1, db1, dW2, db2


# %% 6.4 wrong: two slips at once, told from the loss on
# says: dW2 is transposed
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = dlogits.T @ A1
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    return dW1, db1, dW2, db2


# %% 6.4 wrong: the return forgotten
# says: is the return missing
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dA1 = dlogits @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    dW1 = X.T @ dZ1
    db1 = dZ1.sum(axis=0)
    pass


# %% 6.4 wrong: the slope of a square
# says: wrong by a factor
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = 2 * (y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dZ1 = (dlogits @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, db2


# %% 6.4 wrong: divided by all entries
# says: wrong by a factor
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) / logits.size
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dZ1 = (dlogits @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, db2


# %% 6.4 wrong: the size of the error
# says: look at dlogits
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = np.abs(y_proba - y_onehot) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dZ1 = (dlogits @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, db2


# %% 6.4 wrong: its own answers for labels
# says: look at dlogits
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - np.eye(len(b2))[y_proba.argmax(axis=1)]) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dZ1 = (dlogits @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, db2


# %% 6.4 wrong: the sigmoid's slope as well
# says: look at dlogits
def my_backward_pass(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = np.maximum(Z1, 0)
    logits = A1 @ W2 + b2
    y_proba = mlpkit.softmax(logits)
    y_onehot = np.eye(len(b2))[y]
    dlogits = (y_proba - y_onehot) * y_proba * (1 - y_proba) / len(X)
    dW2 = A1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dZ1 = (dlogits @ W2.T) * (Z1 > 0)
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, db2


# %% 6.5 right: the lines swapped
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 right: first all gradients, then all moves
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dW2 = A1.T @ dlogits
    dW1 = X.T @ ((dlogits @ W2.T) * (Z1 > 0))
    return W1 - learning_rate * dW1, W2 - learning_rate * dW2


# %% 6.5 right: keeps the old weights
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    W2_old = W2.copy()
    A1 = np.maximum(X @ W1, 0)
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    dZ1 = dlogits @ W2_old.T
    dZ1[A1 == 0] = 0
    W1 = W1 - learning_rate * (X.T @ dZ1)
    return [W1, W2]


# %% 6.5 right: W1 first
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    new_W1 = W1 - learning_rate * (X.T @ ((dlogits @ W2.T) * (Z1 > 0)))
    new_W2 = W2 - learning_rate * (np.maximum(Z1, 0).T @ dlogits)
    return new_W1, new_W2


# %% 6.5 wrong: only the raise taken out
# says: a W2 that has already moved
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1  # (n_samples, n_hidden)
    A1 = np.maximum(Z1, 0)  # (n_samples, n_hidden)
    W2 = W2 - learning_rate * (A1.T @ dlogits)  # (n_hidden, n_classes)
    dA1 = dlogits @ W2.T  # (n_samples, n_hidden)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))  # (n_in, n_hidden)
    return W1, W2


# %% 6.5 wrong: adds
# says: against the gradients
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 + learning_rate * (A1.T @ dlogits)
    W1 = W1 + learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 wrong: the mask lost
# says: mask is missing on the way back
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ dA1)
    return W1, W2


# %% 6.5 wrong: the learning rate lost
# says: the learning rate is missing
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - A1.T @ dlogits
    W1 = W1 - X.T @ (dA1 * (Z1 > 0))
    return W1, W2


# %% 6.5 wrong: returns the gradients
# says: these are the gradients
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    return X.T @ (dA1 * (Z1 > 0)), A1.T @ dlogits


# %% 6.5 wrong: returned the other way round
# says: first W1, then W2
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W2, W1


# %% 6.5 wrong: moves in place
# says: changed its input
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 -= learning_rate * (A1.T @ dlogits)
    W1 -= learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 wrong: W1 moves first and all is computed again
# says: a W1 that has already moved
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    dA1 = dlogits @ W2.T
    W1 = W1 - learning_rate * (X.T @ (dA1 * (X @ W1 > 0)))
    A1 = np.maximum(X @ W1, 0)
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    return W1, W2


# %% 6.5 wrong: W1 before dA1
# says: raised UnboundLocalError
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    return W1, W2


# %% 6.5 wrong: the mask of the output, with the zero
# says: mask is missing on the way back
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (A1 >= 0)))
    return W1, W2


# %% 6.5 wrong: on at zero
# says: at Z1 = 0
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 >= 0)))
    return W1, W2


# %% 6.5 wrong: W2 stays
# says: W2 has not moved
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    dA1 = dlogits @ W2.T
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 wrong: divides by the samples again
# says: divided by the number of samples already
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits) / len(X)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0))) / len(X)
    return W1, W2


# %% 6.5 wrong: Z1 instead of A1
# says: what came out of the ReLU, A1
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (Z1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 wrong: the return forgotten
# says: returned None
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))


# %% 6.5 wrong: a second name is no copy
# says: changed its input
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    W2_old = W2
    W2 -= learning_rate * (A1.T @ dlogits)
    dA1 = dlogits @ W2_old.T
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 wrong: only W1 returned
# says: expected 2 results
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1


# %% 6.5 wrong: W1 goes uphill
# says: W2 is right, W1 is not
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 + learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 wrong: the learning rate for W2 only
# says: missing in the move of W1
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - X.T @ (dA1 * (Z1 > 0))
    return W1, W2


# %% 6.5 wrong: the activation for its slope
# says: A1 stands for the ReLU's slope
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * A1))
    return W1, W2


# %% 6.5 wrong: W1 moved before A1 is made
# says: a W1 that has already moved
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    dA1 = dlogits @ W2.T
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    return W1, W2


# %% 6.5 wrong: the transpose of W2 forgotten
# says: raised ValueError
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 wrong: two lines of the friend, both steps twice
# says: two steps are done
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    for _ in range(2):
        Z1 = X @ W1
        A1 = np.maximum(Z1, 0)
        dA1 = dlogits @ W2.T
        W2 = W2 - learning_rate * (A1.T @ dlogits)
        W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.5 wrong: dlogits of the new network
# says: W2 is right, W1 is not
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    dW1 = X.T @ (dA1 * (X @ W1 < 0))
    return W1 - learning_rate * dW1, W2


# %% 6.5 wrong: the rate squared
# says: W2 is right, W1 is not
def my_repaired_step(X, dlogits, W1, W2, learning_rate):
    Z1 = X @ W1
    A1 = np.maximum(Z1, 0)
    dA1 = learning_rate * dlogits @ W2.T
    W2 = W2 - learning_rate * (A1.T @ dlogits)
    W1 = W1 - learning_rate * (X.T @ (dA1 * (Z1 > 0)))
    return W1, W2


# %% 6.6 right: add the two ways
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, dA + dZ @ W.T


# %% 6.6 right: sample by sample
def my_skip_backward(X, W, dA):
    dW, dX = np.zeros(W.shape), np.array(dA, dtype=float)
    for i, x in enumerate(X):
        dz = np.where(x @ W > 0, dA[i], 0)
        dW += np.outer(x, dz)
        dX[i] += W @ dz
    return dW, dX


# %% 6.6 right: with the layers of the lesson
def my_skip_backward(X, W, dA):
    dense, relu = MyDense(W, np.zeros(len(W))), MyReLU()
    relu.forward(dense.forward(X))
    dX = dense.backward(relu.backward(dA)) + dA
    return [dense.dW, dX]


# %% 6.6 right: loops over the sums
def my_skip_backward(X, W, dA):
    mask = np.maximum(0, X @ W) > 0
    dW = np.einsum("ik,ij->kj", X, dA * mask)
    dX = dA + np.einsum("ij,kj->ik", dA * mask, W)
    return dW, dX


# %% 6.6 right: the nudge itself
def my_skip_backward(X, W, dA):
    def f(X, W):
        return float(((X + np.maximum(0, X @ W)) * dA).sum())

    if np.any(X @ W == 0):
        on = (X @ W > 0) * dA
        return X.T @ on, dA + on @ W.T
    return mlpkit.numerical_gradient(lambda W: f(X, W), W), mlpkit.numerical_gradient(lambda X: f(X, W), X)


# %% 6.6 wrong: the way around forgotten
# says: lacks the way around
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, dZ @ W.T


# %% 6.6 wrong: only the way around
# says: lacks the way through
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, dA


# %% 6.6 wrong: the mask forgotten
# says: mask is missing
def my_skip_backward(X, W, dA):
    return X.T @ dA, dA + dA @ W.T


# %% 6.6 wrong: X instead of its blame
# says: not X itself
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, X + dZ @ W.T


# %% 6.6 wrong: the slope 1 added, not dA
# says: around the layer comes dA
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, 1 + dZ @ W.T


# %% 6.6 wrong: the mask taken from the sum
# says: the mask looks at A;
def my_skip_backward(X, W, dA):
    A = X + np.maximum(0, X @ W)
    dZ = dA * (A > 0)
    return X.T @ dZ, dA + dZ @ W.T


# %% 6.6 wrong: W not transposed
# says: W is not transposed
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, dA + dZ @ W


# %% 6.6 wrong: dW transposed
# says: dW is transposed
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return dZ.T @ X, dA + dZ @ W.T


# %% 6.6 wrong: returned the other way round
# says: first dW, then dX
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return dA + dZ @ W.T, X.T @ dZ


# %% 6.6 wrong: the skip masked too
# says: no ReLU on the way around
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, dZ + dZ @ W.T


# %% 6.6 wrong: multiplied instead of added
# says: multiplied; add them
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, dA * (dZ @ W.T)


# %% 6.6 wrong: the mean of both ways
# says: averaged; add them
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, (dA + dZ @ W.T) / 2


# %% 6.6 wrong: the skip counted twice
# says: the way around counts twice
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, 2 * dA + dZ @ W.T


# %% 6.6 wrong: the skip in dW as well
# says: dW gets the way around
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ (dA + dZ), dA + dZ @ W.T


# %% 6.6 wrong: on at zero
# says: at X @ W = 0
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W >= 0)
    return X.T @ dZ, dA + dZ @ W.T


# %% 6.6 wrong: dW divided by the samples
# says: divided by the number of samples
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ / len(X), dA + dZ @ W.T


# %% 6.6 wrong: the ReLU's output for its slope
# says: the ReLU's output
def my_skip_backward(X, W, dA):
    dZ = dA * np.maximum(0, X @ W)
    return X.T @ dZ, dA + dZ @ W.T


# %% 6.6 wrong: the mask of dA
# says: the mask looks at dA
def my_skip_backward(X, W, dA):
    dZ = np.maximum(0, dA)
    return X.T @ dZ, dA + dZ @ W.T


# %% 6.6 wrong: only dW
# says: expected 2 results
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ


# %% 6.6 wrong: the mask for dW only
# says: in dW, but not in dX
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dZ, dA + dA @ W.T


# %% 6.6 wrong: the mask for dX only
# says: in dX, but not in dW
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return X.T @ dA, dA + dZ @ W.T


# %% 6.6 wrong: the way forward
# says: the way forward
def my_skip_backward(X, W, dA):
    return W, X + np.maximum(0, X @ W)


# %% 6.6 wrong: only dX
# says: expected 2 results
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    return dA + dZ @ W.T


# %% 6.6 wrong: the mask after the way through
# says: the ReLU comes before W
def my_skip_backward(X, W, dA):
    mask = X @ W > 0
    return X.T @ (dA * mask), dA + (dA @ W.T) * mask


# %% 6.6 wrong: adds the mask
# says: the mask is added
def my_skip_backward(X, W, dA):
    mask = X @ W > 0
    dZ = dA + mask
    return X.T @ dZ, dA + dZ @ W.T


# %% 6.6 wrong: the blame of dX in dW
# says: dW wants dZ
def my_skip_backward(X, W, dA):
    dZ = dA * (X @ W > 0)
    dX = dA + dZ @ W.T
    return X.T @ dX, dX


# %% 6.6 wrong: writes into dA
# says: changed its input
def my_skip_backward(X, W, dA):
    dX = dA
    dZ = dA * (X @ W > 0)
    dX += dZ @ W.T
    return X.T @ dZ, dX


# %% 6.1 wrong: biases left out on the way forward
# says: both biases are missing on the way forward
my_slopes = [24, 8, -24, -8]


# %% 6.1 right: computed, step by step
x_e, y_e, w1_e, b1_e, w2_e, b2_e = 3, 1, 1, -1, -1, 1
z1_e = w1_e * x_e + b1_e
a1_e = max(0, z1_e)
z2_e = w2_e * a1_e + b2_e
dz2_e = 2 * (z2_e - y_e)
dz1_e = dz2_e * w2_e * (z1_e > 0)
my_slopes = [dz1_e * x_e, dz1_e, dz2_e * a1_e, dz2_e]


# %% 6.1 right: by finite differences, as an array
def loss_e(p):
    w1, b1, w2, b2 = p
    return (w2 * max(0.0, w1 * 3 + b1) + b2 - 1) ** 2


start_e = np.array([1.0, -1.0, -1.0, 1.0])
my_slopes = np.array([(loss_e(start_e + d) - loss_e(start_e - d)) / 2e-5 for d in 1e-5 * np.eye(4)])
