# %% 3.1 right: by hand
my_steps = [1.8, 1.98]


# %% 3.1 right: a tuple
my_steps = (1.8, 1.98)


# %% 3.1 right: a loop
my_steps = []
u = 0.0
for _ in range(2):
    u = u - 0.05 * 6 * (3 * u - 6)
    my_steps.append(u)


# %% 3.1 right: an array
my_steps = np.array([1.8, 1.8 + 0.18])


# %% 3.1 wrong: the inner derivative forgotten
# says: the chain rule has a second factor
my_steps = [0.6, 1.02]


# %% 3.1 wrong: the outer derivative without its 2
# says: the derivative of u squared has a factor in front
my_steps = [0.9, 1.395]


# %% 3.1 wrong: uphill
# says: you walked uphill
my_steps = [-1.8, -5.22]


# %% 3.1 wrong: the first slope used twice
# says: the second step has a slope of its own: take it at the new w
my_steps = [1.8, 3.6]


# %% 3.1 wrong: one step only
# says: two steps, two weights: the second one is missing
my_steps = [1.8]


# %% 3.1 wrong: the start as well
# says: the start is no step: two weights are wanted
my_steps = [0, 1.8, 1.98]


# %% 3.1 wrong: how far instead of where
# says: that is how far each step goes; where does it end?
my_steps = [1.8, 0.18]


# %% 3.1 wrong: the slopes
# says: those are the slopes; the weights are wanted
my_steps = [-36, -3.6]


# %% 3.1 wrong: the losses
# says: those are the losses after each step; the weights are wanted
my_steps = [0.36, 0.0036]


# %% 3.1 wrong: no learning rate
# says: learning rate
my_steps = [36, -576]


# %% 3.1 wrong: the lesson's loss
# says: that is the loss (2w - 6) squared, of the lesson; here it is (3w - 6) squared
my_steps = [1.2, 1.92]


# %% 3.1 wrong: from w = 1
# says: start at w = 0, not at w = 1
my_steps = [1.9, 1.99]


# %% 3.1 wrong: the bottom
# says: that is the bottom; two steps do not quite get there
my_steps = [2, 2]


# %% 3.1 wrong: the second step goes back
# says: the second step goes on in the same direction: look at the sign of its slope
my_steps = [1.8, 1.62]


# %% 3.1 wrong: a learning rate of one half
# says: learning rate
my_steps = [18, -126]


# %% 3.1 wrong: the constant kept in the derivative
# says: at w = 0 the slope is not 0
my_steps = [0, 0]


# %% 3.1 wrong: the second rounded to a whole number
# says: the first weight is right, the second is not: compute the slope there
my_steps = [1.8, 2]


# %% 3.1 wrong: a decimal slip
# says: the learning rate is 0.05, not 0.005
my_steps = [0.18, 0.3438]


# %% 3.1 wrong: rounding to one digit
# says: the first weight is right, the second is not: compute the slope there
my_steps = [1.8, 2.0]


# %% 3.1 wrong: three steps
# says: two steps are enough
my_steps = [1.8, 1.98, 1.998]


# %% 3.1 wrong: the second only once more the factor
# says: that is how far each step goes; where does it end?
my_steps = [1.8, 1.8 * 0.1]


# %% 3.2 right: three factors
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 right: a loop over the samples
def my_squared_error_gradient(X, y, w, b):
    dw, db = np.zeros(len(w)), 0.0
    for x, label in zip(X, y, strict=True):
        p = 1 / (1 + np.exp(-(x @ w + b)))
        d = 2 * (p - label) * p * (1 - p) / len(X)
        dw += d * x
        db += d
    return dw, db


# %% 3.2 right: the mean over rows, a list
def my_squared_error_gradient(X, y, w, b):
    p = mlpkit.sigmoid(X @ w + b)
    d = (2 * (p - y) * (p - p**2))[:, np.newaxis]
    return (d * X).mean(axis=0).tolist(), float(d.mean())


# %% 3.2 right: from the row side
def my_squared_error_gradient(X, y, w, b):
    n = X.shape[0]
    p = my_sigmoid(X.dot(w) + b)
    dz = (p - y) * p * (1 - p) * (2 / n)
    return dz @ X, dz.sum()


# %% 3.2 right: numerical
def my_squared_error_gradient(X, y, w, b):
    def value(theta):
        return my_squared_error(my_sigmoid(X @ theta[:-1] + theta[-1]), y)

    g = my_numerical_gradient(value, np.append(w, b))
    return g[:-1], g[-1]


# %% 3.2 right: einsum
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    d = 2 * (p - y) * p * (1 - p)
    return np.einsum("ij,i->j", X, d) / len(y), [d.mean()][0]


# %% 3.2 wrong: the gradient of the cross-entropy
# says: cross-entropy
def my_squared_error_gradient(X, y, w, b):
    error = my_sigmoid(X @ w + b) - y
    return X.T @ error / len(y), error.mean()


# %% 3.2 wrong: the 2 forgotten
# says: the square has a 2 in its derivative
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = (p - y) * p * (1 - p)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: the sigmoid's slope forgotten
# says: the slope of the sigmoid is missing
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: Bob's slope
# says: p (1 - p) wants the output, not the pre-activation
def my_squared_error_gradient(X, y, w, b):
    z = X @ w + b
    p = my_sigmoid(z)
    slope_z = 2 * (p - y) * z * (1 - z)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: Cleo's slope
# says: the sigmoid is applied twice in its slope
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * my_sigmoid(p) * (1 - my_sigmoid(p))
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: sums instead of means
# says: exactly n times too large: did you average?
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return X.T @ slope_z, slope_z.sum()


# %% 3.2 wrong: the sum for b
# says: db is exactly n times too large: did you average?
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return X.T @ slope_z / len(y), slope_z.sum()


# %% 3.2 wrong: the sum for w
# says: dw is exactly n times too large: did you average?
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return X.T @ slope_z, slope_z.mean()


# %% 3.2 wrong: true minus said
# says: the sign: p - y, what the neuron said minus what is true
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (y - p) * p * (1 - p)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: the sigmoid's slope turned around
# says: p (1 - p) is above 0
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (p - 1)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: the bias left out of z
# says: the bias is missing in z
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w)
    slope_z = 2 * (p - y) * p * (1 - p)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: a slope for each sample
# says: result 2: wrong shape (7,), expected ()
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return X.T @ slope_z / len(y), slope_z / len(y)


# %% 3.2 wrong: one number for all weights
# says: result 1: wrong shape (), expected (3,)
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return np.mean(X.T @ slope_z / len(y)), slope_z.mean()


# %% 3.2 wrong: divided by the number of features
# says: number of samples
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return X.T @ slope_z / len(w), slope_z.sum() / len(w)


# %% 3.2 wrong: exchanged
# says: exchanged
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return slope_z.mean(), X.T @ slope_z / len(y)


# %% 3.2 wrong: only dw
# says: expected 2 results
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    return X.T @ (2 * (p - y) * p * (1 - p)) / len(y)


# %% 3.2 wrong: zeros
# says: that is 0, as y (1 - y) is
def my_squared_error_gradient(X, y, w, b):
    return np.zeros_like(w), 0.0


# %% 3.2 wrong: the label for the output in the slope
# says: p (1 - p) wants the output, not the label
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * y * (1 - y)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: the sigmoid's slope forgotten for b
# says: the slope of the sigmoid is missing in db
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return X.T @ slope_z / len(y), np.mean(2 * (p - y))


# %% 3.2 wrong: the error squared
# says: the derivative of the square is 2(p - y), not the square
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = (p - y) ** 2 * p * (1 - p)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: the loss
# says: that is the loss; the gradient is wanted
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    return np.mean((p - y) ** 2), np.mean((p - y) ** 2)


# %% 3.2 wrong: the mean before the product with X
# says: each sample
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = np.mean(2 * (p - y) * p * (1 - p))
    return X.mean(axis=0) * slope_z, slope_z


# %% 3.2 wrong: the inputs forgotten
# says: the last factor is missing in dw: how fast does z move with w?
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = np.mean(2 * (p - y) * p * (1 - p))
    return np.full(len(w), slope_z), slope_z


# %% 3.2 wrong: a step of training instead of the gradient
# says: those are the weights after a step; the gradient is wanted
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 - p)
    return w - X.T @ slope_z / len(y), b - slope_z.mean()


# %% 3.2 wrong: a column
# says: result 1: wrong shape (3, 1), expected (3,)
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = (2 * (p - y) * p * (1 - p)).reshape(-1, 1)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: the sigmoid's slope with a plus
# says: the slope of the sigmoid is p (1 - p), with a minus
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    slope_z = 2 * (p - y) * p * (1 + p)
    return X.T @ slope_z / len(y), slope_z.mean()


# %% 3.2 wrong: not transposed
# says: your function raised ValueError: matmul: Input operand 1 has a
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    d = 2 * (p - y) * p * (1 - p)
    return X @ d / len(y), d.mean()


# %% 3.2 wrong: divided twice
# says: result 1: exactly 7 times too small
def my_squared_error_gradient(X, y, w, b):
    p = my_sigmoid(X @ w + b)
    d = 2 * (p - y) * p * (1 - p) / len(y)
    return X.T @ d / len(y), d.mean()


# %% 3.3 right: the hint
def my_accuracy(p, y):
    return np.mean((p[:, 0] >= 0.5) == y)


# %% 3.3 right: the labels a column
def my_accuracy(p, y):
    return float(np.mean((p >= 0.5) == y.reshape(-1, 1)))


# %% 3.3 right: a loop
def my_accuracy(p, y):
    n_right = 0
    for output, label in zip(p, y, strict=True):
        answer = 1 if output[0] >= 0.5 else 0
        if answer == label:
            n_right += 1
    return n_right / len(y)


# %% 3.3 right: as whole numbers, laid flat
def my_accuracy(p, y):
    answers = (p.ravel() >= 0.5).astype(int)
    return mlpkit.accuracy(y, answers)


# %% 3.3 right: the diagonal
def my_accuracy(p, y):
    return np.diag((p >= 0.5) == y).mean()


# %% 3.3 right: a product
def my_accuracy(p, y):
    return (1 + np.where(p.ravel() >= 0.5, 1, -1) @ (2 * y - 1) / len(y)) / 2


# %% 3.3 wrong: as the colleague has it
# says: still every output against every label
def my_accuracy(p, y):
    return np.mean((p >= 0.5) == y)


# %% 3.3 wrong: one half counts as 0
# says: exactly 0.5
def my_accuracy(p, y):
    return np.mean((p[:, 0] > 0.5) == y)


# %% 3.3 wrong: rounded
# says: exactly 0.5
def my_accuracy(p, y):
    return np.mean(np.round(p[:, 0]) == y)


# %% 3.3 wrong: closer than one half
# says: exactly 0.5
def my_accuracy(p, y):
    return np.mean(np.abs(p[:, 0] - y) < 0.5)


# %% 3.3 wrong: not farther than one half
# says: the number is too large
def my_accuracy(p, y):
    return np.mean(np.abs(p[:, 0] - y) <= 0.5)


# %% 3.3 wrong: the count
# says: that is the number of right answers
def my_accuracy(p, y):
    return np.sum((p[:, 0] >= 0.5) == y)


# %% 3.3 wrong: the share of mistakes
# says: that is the share of wrong answers
def my_accuracy(p, y):
    return np.mean((p[:, 0] >= 0.5) != y)


# %% 3.3 wrong: argmax of a single column
# says: that is as if every answer were 0; argmax of a single column is 0, for instance
def my_accuracy(p, y):
    return np.mean(p.argmax(axis=1) == y)


# %% 3.3 wrong: no threshold
# says: only an output of exactly 0 or 1 is right so far: the threshold is missing
def my_accuracy(p, y):
    return np.mean(p[:, 0] == y)


# %% 3.3 wrong: the first output only
# says: that is as if every answer were 0; argmax of a single column is 0, for instance
def my_accuracy(p, y):
    return np.mean((p[0] >= 0.5) == y)


# %% 3.3 wrong: both made columns, one of them twice
# says: still every output against every label
def my_accuracy(p, y):
    return np.mean((p.reshape(-1, 1) >= 0.5) == y)


# %% 3.3 wrong: percent
# says: between 0 and 1
def my_accuracy(p, y):
    return 100 * np.mean((p[:, 0] >= 0.5) == y)


# %% 3.3 wrong: a threshold at 0
# says: that is as if every answer were 1: which outputs count as 1?
def my_accuracy(p, y):
    return np.mean((p[:, 0] >= 0) == y)


# %% 3.3 wrong: cut to whole numbers
# says: cutting off the digits makes only an output of 1 an answer 1
def my_accuracy(p, y):
    return np.mean(p[:, 0].astype(int) == y)


# %% 3.3 wrong: how sure it is
# says: that is how probable the neuron calls the truth; an answer is right or wrong
def my_accuracy(p, y):
    return np.mean(np.where(y == 1, p[:, 0], 1 - p[:, 0]))


# %% 3.3 wrong: all or nothing
# says: that is 0, but some answers are right: is it a share, not all or nothing?
def my_accuracy(p, y):
    return np.all((p[:, 0] >= 0.5) == y)


# %% 3.3 wrong: the list
# says: that says of each answer whether it is right; the share of them is wanted
def my_accuracy(p, y):
    return (p[:, 0] >= 0.5) == y


# %% 3.3 wrong: writes into p
# says: changed its input
def my_accuracy(p, y):
    p[p >= 0.5] = 1
    p[p < 0.5] = 0
    return np.mean(p[:, 0] == y)


# %% 3.3 wrong: a mean along the wrong axis
# says: still every output against every label, and a number for each
def my_accuracy(p, y):
    return np.mean((p >= 0.5) == y, axis=1)


# %% 3.3 wrong: the share of ones
# says: that is the share of answers 1; compare them with the labels
def my_accuracy(p, y):
    return np.mean(p[:, 0] >= 0.5)


# %% 3.3 wrong: only the ones
# says: a right 0 counts, too
def my_accuracy(p, y):
    return np.mean((p[:, 0] >= 0.5) & (y == 1))


# %% 3.3 wrong: right ones among class 1
# says: that is the share among the samples of class 1; all count
def my_accuracy(p, y):
    return np.mean(p[y == 1] >= 0.5)


# %% 3.3 wrong: flattens the labels, which are flat
# says: still every output against every label
def my_accuracy(p, y):
    return np.mean((p >= 0.5) == y.flatten())


# %% 3.3 wrong: argmax over all
# says: that is 0, but some answers are right: is it a share, not all or nothing?
def my_accuracy(p, y):
    return np.mean(p.argmax() == y)


# %% 3.3 wrong: transposed both
# says: still every output against every label
def my_accuracy(p, y):
    return np.mean((p.T >= 0.5).T == y.T)


# %% 3.3 wrong: above one half of the largest
# says: compare with 0.5, not with half of the largest
def my_accuracy(p, y):
    return np.mean((p[:, 0] >= p.max() / 2) == y)


# %% 3.3 wrong: above the mean
# says: compare with 0.5, not with the other outputs
def my_accuracy(p, y):
    return np.mean((p[:, 0] >= p.mean()) == y)


# %% 3.3 wrong: divided by n - 1
# says: divide by n, not by n - 1
def my_accuracy(p, y):
    return np.sum((p[:, 0] >= 0.5) == y) / (len(y) - 1)


# %% 3.3 wrong: the share rounded
# says: do not round
def my_accuracy(p, y):
    return round(np.mean((p[:, 0] >= 0.5) == y), 2)


# %% 3.3 wrong: sorted
# says: an output belongs to the label in its place: do not sort
def my_accuracy(p, y):
    return np.mean((np.sort(p[:, 0]) >= 0.5) == np.sort(y))


# %% 3.3 wrong: the last one
# says: that is as if every answer were 0; argmax of a single column is 0, for instance
def my_accuracy(p, y):
    return np.mean((p[-1] >= 0.5) == y)


# %% 3.3 wrong: every output above 0
# says: the number is too small
def my_accuracy(p, y):
    return np.mean((p[:, 0] > 0) == y)


# %% 3.3 wrong: every output against the first label
# says: the number is too large
def my_accuracy(p, y):
    return np.mean(((p >= 0.5) == y)[:, 0])


# %% 3.3 wrong: the threshold turned around
# says: that is the share of wrong answers
def my_accuracy(p, y):
    return np.mean((p[:, 0] < 0.5) == y)


# %% 3.3 wrong: the list of answers
# says: wrong shape (14,), expected ()
def my_accuracy(p, y):
    return (p[:, 0] >= 0.5).astype(int)


# %% 3.4 right: two digits
my_limit = 0.11


# %% 3.4 right: three digits
my_limit = 0.111


# %% 3.4 right: the border itself
my_limit = 1 / 9


# %% 3.4 right: by the factor
my_limit = 2 / 18


# %% 3.4 right: tried in thousandths
my_limit = 0.0
for thousandth in range(1, 200):
    u = 0.0
    for _ in range(50):
        u = u - thousandth / 1000 * (18 * u - 36)
    if abs(u - 2) < 2:
        my_limit = thousandth / 1000


# %% 3.4 right: tried in hundredths, which a float does not hit
my_limit = 0.0
for rate in np.linspace(0.01, 0.15, 15):  # its 0.11 is 0.10999999999999997
    u = 0.0
    for _ in range(50):
        u = u - rate * (18 * u - 36)
    if abs(u - 2) < 2:
        my_limit = rate


# %% 3.4 right: four digits
my_limit = 0.1111


# %% 3.4 wrong: one step to the bottom
# says: lands at the bottom in one step
my_limit = 1 / 18


# %% 3.4 wrong: one step to the bottom, rounded
# says: lands at the bottom in one step
my_limit = 0.056


# %% 3.4 wrong: one step to the bottom, two digits
# says: lands at the bottom in one step
my_limit = 0.06


# %% 3.4 wrong: the lesson's limit
# says: this is the border for (2w - 6) squared
my_limit = 0.25


# %% 3.4 wrong: the lesson's one step
# says: with this rate it ends farther from w = 2 than it began
my_limit = 0.125


# %% 3.4 wrong: the first that leaves the valley
# says: with this rate it ends farther from w = 2 than it began
my_limit = 0.12


# %% 3.4 wrong: just above
# says: with this rate it ends farther from w = 2 than it began
my_limit = 0.112


# %% 3.4 wrong: the last of the first tries
# says: this rate comes closer, but a larger one does, too
my_limit = 0.1


# %% 3.4 wrong: the inner derivative forgotten
# says: chain rule
my_limit = 1 / 3


# %% 3.4 wrong: the inner derivative forgotten, rounded
# says: chain rule
my_limit = 0.33


# %% 3.4 wrong: the 2 of the square forgotten
# says: the derivative of u squared has a factor in front
my_limit = 2 / 9


# %% 3.4 wrong: the distance starts at 2
# says: with this rate it ends farther from w = 2 than it began
my_limit = 0.5


# %% 3.4 wrong: the last of the three tries
# says: with this rate it ends farther from w = 2 than it began
my_limit = 0.15


# %% 3.4 wrong: percent
# says: with this rate it ends farther from w = 2 than it began
my_limit = 11


# %% 3.4 wrong: minus
# says: a learning rate is above 0
my_limit = -0.11


# %% 3.4 wrong: a safe one
# says: this rate comes closer, but a larger one does, too
my_limit = 0.05


# %% 3.4 wrong: the number of the slope
# says: with this rate it ends farther from w = 2 than it began
my_limit = 18


# %% 3.4 wrong: where it ends
# says: with this rate it ends farther from w = 2 than it began
my_limit = 2.0


# %% 3.4 wrong: closed in from below and stopped
# says: this rate comes closer, but a larger one does, too
my_limit = 0.105


# %% 3.4 wrong: the factor is minus one half
# says: this rate comes closer, but a larger one does, too
my_limit = 0.083


# %% 3.4 wrong: too high
# says: with this rate it ends farther from w = 2 than it began
my_limit = 0.2


# %% 3.4 wrong: a decimal slip
# says: this rate comes closer, but a larger one does, too
my_limit = 0.011


# %% 3.4 wrong: inverse
# says: with this rate it ends farther from w = 2 than it began
my_limit = 9


# %% 3.4 wrong: rounding up
# says: with this rate it ends farther from w = 2 than it began
my_limit = 0.1112


# %% 3.4 wrong: rounding up the seventh digit
# says: with this rate it ends farther from w = 2 than it began
my_limit = 0.1111112


# %% 3.4 wrong: text
# says: expected numbers
my_limit = "1/9"


# %% 3.4 wrong: a pair
# says: wrong shape (2,), expected ()
my_limit = (0.11, 0.12)


# %% 3.5 right: the hint
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 right: steps back
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        before = w
        w = w - learning_rate * slope(w)
        if loss(w) >= loss(before):
            w = before
            learning_rate *= 0.5
    return w


# %% 3.5 right: remembers loss and slope
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    best, direction = loss(w), slope(w)
    for _ in range(n_steps):
        there = w - learning_rate * direction
        value = loss(there)
        if value >= best:
            learning_rate /= 2
        else:
            w, best, direction = there, value, slope(there)
    return float(w)


# %% 3.5 right: while
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    tried = 0
    while tried < n_steps:
        tried += 1
        step = -learning_rate * slope(w)
        if not loss(w + step) < loss(w):
            learning_rate = learning_rate / 2
            continue
        w += step
    return w


# %% 3.5 right: recursion
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    if n_steps == 0:
        return w
    w_new = w - learning_rate * slope(w)
    if loss(w_new) < loss(w):
        return my_careful_descent(loss, slope, w_new, learning_rate, n_steps - 1)
    return my_careful_descent(loss, slope, w, learning_rate / 2, n_steps - 1)


# %% 3.5 wrong: never steps back
# says: take a step back after which the loss is larger
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) > loss(w):
            learning_rate = learning_rate / 2
        w = w_new
    return w


# %% 3.5 wrong: keeps a step that does not go down either
# says: take a step back, too, after which the loss is just as large
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) > loss(w):
            learning_rate = learning_rate / 2
        else:
            w = w_new
    return w


# %% 3.5 wrong: never halves
# says: it is stuck where the first try went up: halve the learning rate there, and go on
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
    return w


# %% 3.5 wrong: the half is not kept
# says: it is stuck where the first try went up: halve the learning rate there, and go on
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate / 2
    return w


# %% 3.5 wrong: plain gradient descent
# says: a step that goes up is kept, and the learning rate is not halved
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w = w - learning_rate * slope(w)
    return w


# %% 3.5 wrong: halves after every step
# says: halve the learning rate after a step that goes up, and only then
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: halves after good steps
# says: halve the learning rate after a step that goes up, and only then
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: doubles
# says: it is stuck where the first try went up: halve the learning rate there, and go on
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate * 2
    return w


# %% 3.5 wrong: uphill
# says: you never left the start: look at the sign of the step, and which loss must be smaller
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w + learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: the comparison turned around
# says: you never left the start: look at the sign of the step, and which loss must be smaller
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) > loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: the last try, taken or not
# says: the last try counts only if it is not taken back
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w_new


# %% 3.5 wrong: the loss
# says: the final weight is wanted, not the loss
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return loss(w)


# %% 3.5 wrong: the learning rate
# says: the final weight is wanted, not the learning rate
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return learning_rate


# %% 3.5 wrong: the path
# says: wrong shape (6,), expected ()
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    path = [w]
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
        path.append(w)
    return path


# %% 3.5 wrong: the slope at the start for ever
# says: each step needs the slope where it begins, not that of the start
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    direction = slope(w)
    for _ in range(n_steps):
        w_new = w - learning_rate * direction
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: starts at zero
# says: begin at `w`, not at 0
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    w = 0.0
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: a learning rate of its own
# says: learning rate
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    learning_rate = 0.1
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: always a thousand tries
# says: `n_steps` says how many steps to try
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(1000):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: tries taken back do not count
# says: count a step that is taken back as one of the `n_steps` tries
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        for _ in range(60):
            if loss(w_new) < loss(w):
                break
            learning_rate = learning_rate / 2
            w_new = w - learning_rate * slope(w)
        w = w_new
    return w


# %% 3.5 wrong: one try fewer
# says: that is one try fewer than `n_steps`
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(1, n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: returns inside the loop
# says: only the first step is tried: is the return inside the loop?
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
        return w


# %% 3.5 wrong: gives up at the first that goes up
# says: it is stuck where the first try went up: halve the learning rate there, and go on
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) > loss(w):
            break
        w = w_new
    return w


# %% 3.5 wrong: the slope compared, not the loss
# says: compare the losses, not the slopes
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if slope(w_new) < slope(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: how steep it is compared, not the loss
# says: less steep is not yet lower: compare the losses
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if abs(slope(w_new)) < abs(slope(w)):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: a tenth for a half
# says: halve the learning rate: a tenth of it is too little
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 10
    return w


# %% 3.5 wrong: the sign of the slope only
# says: multiply the learning rate by the slope: your steps are as long as the rate
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * np.sign(slope(w))
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: halves once
# says: keep the halved learning rate for all later steps
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) > loss(w):
            w_new = w - learning_rate / 2 * slope(w)
        w = w_new
    return w


# %% 3.5 wrong: compares with the start
# says: a step that goes up is kept, and the learning rate is not halved
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    start = w
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(start):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: grows again
# says: keep the learning rate after a good step
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
            learning_rate = learning_rate * 2
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: whole halves
# says: it is stuck where the first try went up: halve the learning rate there, and go on
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate //= 2
    return w


# %% 3.5 wrong: halves first
# says: first try, then halve
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        learning_rate = learning_rate / 2
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
    return w


# %% 3.5 wrong: the new loss
# says: a step that goes up is kept, and the learning rate is not halved
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) > 0:
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: one more
# says: that is one try more than `n_steps`
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps + 1):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: learning rate subtracted
# says: multiply the learning rate by the slope: your steps are as long as the rate
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w


# %% 3.5 wrong: w and the learning rate
# says: wrong shape (2,), expected ()
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w, learning_rate


# %% 3.5 wrong: the rate set back after every good step
# says: a halved learning rate stays halved
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    rate = learning_rate
    for _ in range(n_steps):
        w_new = w - rate * slope(w)
        if loss(w_new) < loss(w):
            w = w_new
            rate = learning_rate
        else:
            rate = rate / 2
    return w


# %% 3.4 wrong: the rate that arrives in one step
# says: this rate lands at the bottom in one step, or nearly; larger ones still come closer
my_limit = 0.055

# %% 3.4 wrong: square forgot its factor 2
# says: the derivative of u squared has a factor in front
my_limit = 0.22


# %% 3.4 right: by bisection
def ends_closer(eta):
    w = 0.0
    for _ in range(50):
        w = w - eta * (18 * w - 36)
    return abs(w - 2) < 2


low, high = 0.1, 0.15
for _ in range(20):
    middle = (low + high) / 2
    if ends_closer(middle):
        low = middle
    else:
        high = middle
my_limit = low

# %% 3.4 right: three digits as an array entry
my_limit = max(eta for eta in np.arange(0.001, 0.3, 0.001) if abs(1 - 18 * eta) < 1)


# %% 3.4 right: an array of no axis
my_limit = np.array(0.111)


# %% 3.4 right: a fraction
from fractions import Fraction

my_limit = Fraction(11, 100)


# %% 3.5 wrong: the weights compared, not the losses
# says: compare the losses, not the slopes or the weights
def my_careful_descent(loss, slope, w, learning_rate, n_steps):
    for _ in range(n_steps):
        w_new = w - learning_rate * slope(w)
        if w_new < w:
            w = w_new
        else:
            learning_rate = learning_rate / 2
    return w
