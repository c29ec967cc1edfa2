# %% 19.1 right: the column flattened
def my_accuracy(y_true, y_pred):
    """Return the share of samples whose prediction is the true label."""
    return (y_true == y_pred.ravel()).mean()


# %% 19.1 right: the first column
def my_accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred[:, 0])


# %% 19.1 right: the labels as a column
def my_accuracy(y_true, y_pred):
    return (y_true[:, None] == y_pred).mean()


# %% 19.1 right: the prediction turned into a row
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred.T).mean()


# %% 19.1 right: counted in a loop
def my_accuracy(y_true, y_pred):
    n_right = 0
    for label, answer in zip(y_true, y_pred):
        if label == answer[0]:
            n_right += 1
    return n_right / len(y_true)


# %% 19.1 right: squeezed, for the package
def my_accuracy(y_true, y_pred):
    return mlpkit.accuracy(y_true, np.squeeze(y_pred, axis=1))


# %% 19.1 right: the diagonal
def my_accuracy(y_true, y_pred):
    return np.diag(y_true == y_pred).mean()


# %% 19.1 wrong: copied unchanged
# says: each label is still compared with every prediction
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred).mean()


# %% 19.1 wrong: the labels as a column, the prediction flat
# says: each label is still compared with every prediction
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(-1, 1) == y_pred[:, 0]).mean()


# %% 19.1 wrong: all pairs, divided by n
# says: each label is still compared with every prediction; divided by n
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred).sum() / len(y_true)


# %% 19.1 wrong: the share of mistakes
# says: that is the share of mistakes
def my_accuracy(y_true, y_pred):
    return (y_true != y_pred[:, 0]).mean()


# %% 19.1 wrong: a count
# says: the number of right answers, not their share: divide by n
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred[:, 0]).sum()


# %% 19.1 wrong: percent
# says: in percent; a number between 0 and 1 is asked for
def my_accuracy(y_true, y_pred):
    return 100 * (y_true == y_pred[:, 0]).mean()


# %% 19.1 wrong: all labels against the first prediction
# says: first prediction
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred[0]).mean()


# %% 19.1 wrong: right if the label is predicted anywhere
# says: a label that is predicted anywhere counts as right
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred).any(axis=0).mean()


# %% 19.1 wrong: both sorted
# says: sorted, labels and predictions lose their order
def my_accuracy(y_true, y_pred):
    return (np.sort(y_true) == np.sort(y_pred[:, 0])).mean()


# %% 19.1 wrong: argmax of a column
# says: argmax of a column is 0: the predictions are labels already
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred.argmax(axis=1)).mean()


# %% 19.1 wrong: all or nothing
# says: 0 unless all are right: an all(), or // in the place of /?
def my_accuracy(y_true, y_pred):
    return float((y_true == y_pred[:, 0]).all())


# %% 19.1 wrong: whole division
# says: 0 unless all are right: an all(), or // in the place of /?
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred[:, 0]).sum() // len(y_true)


# %% 19.1 wrong: rounded
# says: rounded; give all digits
def my_accuracy(y_true, y_pred):
    return round(float((y_true == y_pred[:, 0]).mean()), 2)


# %% 19.1 wrong: the last sample forgotten
# says: one right answer too few: is the first or the last sample left out?
def my_accuracy(y_true, y_pred):
    n_right = 0
    for i in range(len(y_true) - 1):
        n_right += y_true[i] == y_pred[i, 0]
    return n_right / len(y_true)


# %% 19.1 wrong: one answer for each sample
# says: one answer for each sample; their share is one number
def my_accuracy(y_true, y_pred):
    return y_true == y_pred[:, 0]


# %% 19.1 wrong: gives the column another shape
# says: changed its input
def my_accuracy(y_true, y_pred):
    y_pred.shape = (len(y_true),)
    return (y_true == y_pred).mean()


# %% 19.2 right: one mask for both
def my_regularized(X, dA, rate, rng):
    """Return the outputs, and the gradient with respect to X."""
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.2 right: kept if below 1 - rate
def my_regularized(X, dA, rate, rng):
    keep = rng.random(X.shape) < 1 - rate
    return X * keep / (1 - rate), dA * keep / (1 - rate)


# %% 19.2 right: binomial
def my_regularized(X, dA, rate, rng):
    mask = rng.binomial(1, 1 - rate, size=X.shape)
    scale = 1 / (1 - rate)
    return [X * mask * scale, dA * mask * scale]


# %% 19.2 right: zeros written into copies
def my_regularized(X, dA, rate, rng):
    dropped = rng.uniform(size=X.shape) < rate
    A = X / (1 - rate)
    dX = dA / (1 - rate)
    A[dropped] = 0
    dX[dropped] = 0
    return A, dX


# %% 19.2 wrong: copied unchanged
# says: on the way back another mask is used than on the way forward
def my_regularized(X, dA, rate, rng):
    A = X * (rng.random(X.shape) >= rate) / (1 - rate)
    dX = dA * (rng.random(X.shape) >= rate) / (1 - rate)
    return A, dX


# %% 19.2 wrong: gradient not scaled
# says: the gradients that are kept have to be divided by 1 − rate
def my_regularized(X, dA, rate, rng):
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate), dA * mask


# %% 19.2 wrong: outputs not scaled
# says: the outputs that are kept have to be divided by 1 − rate
def my_regularized(X, dA, rate, rng):
    mask = rng.random(X.shape) >= rate
    return X * mask, dA * mask / (1 - rate)


# %% 19.2 wrong: nothing scaled
# says: the outputs that are kept have to be divided by 1 − rate
def my_regularized(X, dA, rate, rng):
    mask = rng.random(X.shape) >= rate
    return X * mask, dA * mask


# %% 19.2 wrong: scaled by 1 / rate
# says: the outputs that are kept have to be divided by 1 − rate
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / max(rate, 1e-9)
    return X * mask, dA * mask


# %% 19.2 wrong: times 1 - rate
# says: the outputs that are kept have to be divided by 1 − rate
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) * (1 - rate)
    return X * mask, dA * mask


# %% 19.2 wrong: scaled twice in the gradient
# says: the gradients that are kept are divided by 1 − rate twice
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return X * mask, dA * mask / (1 - rate)


# %% 19.2 wrong: keeps what is to be dropped
# says: what should be dropped is kept: a share of `rate` has to become 0
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) < rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.2 wrong: the mask upside down in the gradient
# says: on the way back another mask is used than on the way forward
def my_regularized(X, dA, rate, rng):
    mask = rng.random(X.shape) >= rate
    return X * mask / (1 - rate), dA * ~mask / (1 - rate)


# %% 19.2 wrong: gradient passed through
# says: the way back ignores the mask
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return X * mask, dA


# %% 19.2 wrong: mask read from the outputs
# says: where X is 0, A is 0 with any mask: do not read the mask off A
def my_regularized(X, dA, rate, rng):
    A = X * (rng.random(X.shape) >= rate) / (1 - rate)
    dX = dA * (A != 0) / (1 - rate)
    return A, dX


# %% 19.2 wrong: mask from positive outputs
# says: where X is 0, A is 0 with any mask: do not read the mask off A
def my_regularized(X, dA, rate, rng):
    A = X * (rng.random(X.shape) >= rate) / (1 - rate)
    dX = dA * (A > 0) / (1 - rate)
    return A, dX


# %% 19.2 wrong: gradient times X
# says: not made of the values of A
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    A = X * mask
    return A, dA * A


# %% 19.2 wrong: one throw for each sample
# says: the dice are thrown once for each sample
def my_regularized(X, dA, rate, rng):
    mask = (rng.random((len(X), 1)) >= rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.2 wrong: one throw for each feature
# says: the dice are thrown once for each feature
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape[1]) >= rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.2 wrong: own generator with a seed
# says: the mask does not come from rng
def my_regularized(X, dA, rate, rng):
    rng = np.random.default_rng(0)
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.2 wrong: NumPy's global generator
# says: the mask does not come from rng
def my_regularized(X, dA, rate, rng):
    mask = (np.random.rand(*X.shape) >= rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.2 wrong: always one half
# says: the share of numbers that are dropped is not `rate`
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= 0.5) / 0.5
    return X * mask, dA * mask


# %% 19.2 wrong: normal numbers
# says: the share of numbers that are dropped is not `rate`
def my_regularized(X, dA, rate, rng):
    mask = (rng.normal(size=X.shape) >= rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.2 wrong: results exchanged
# says: the order: first A, then dX
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return dA * mask, X * mask


# %% 19.2 wrong: the layer left out
# says: the share of numbers that are dropped is not `rate`
def my_regularized(X, dA, rate, rng):
    return X, dA


# %% 19.2 wrong: a helper that throws anew
# says: on the way back another mask is used than on the way forward
def my_regularized(X, dA, rate, rng):
    def drop(numbers):
        return numbers * (rng.random(numbers.shape) >= rate) / (1 - rate)

    return drop(X), drop(dA)


# %% 19.2 wrong: works in place
# says: changed its input
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    X *= mask
    dA *= mask
    return X, dA


# %% 19.3 right: one order for both
def my_random_order(X, y, rng):
    """Return X and y in a random order."""
    order = rng.permutation(len(X))
    return X[order], y[order]


# %% 19.3 right: random numbers sorted
def my_random_order(X, y, rng):
    order = np.argsort(rng.random(len(y)))
    return X[order], y[order]


# %% 19.3 right: drawn without replacement, a list
def my_random_order(X, y, rng):
    order = rng.choice(len(X), size=len(X), replace=False)
    return [X[order], y[order]]


# %% 19.3 right: shuffled indices, then one by one
def my_random_order(X, y, rng):
    order = list(range(len(X)))
    rng.shuffle(order)
    return np.array([X[i] for i in order]), np.array([y[i] for i in order])


# %% 19.3 right: shuffled as one table
def my_random_order(X, y, rng):
    table = rng.permutation(np.column_stack([X, y]))
    return table[:, :-1], table[:, -1]


# %% 19.3 wrong: copied unchanged
# says: the images have lost their labels: X and y are not in the same order
def my_random_order(X, y, rng):
    return rng.permutation(X), rng.permutation(y)


# %% 19.3 wrong: drawn with replacement
# says: some samples are drawn twice, others never
def my_random_order(X, y, rng):
    order = rng.choice(len(X), size=len(X))
    return X[order], y[order]


# %% 19.3 wrong: drawn as whole numbers
# says: some samples are drawn twice, others never
def my_random_order(X, y, rng):
    order = rng.integers(0, len(X), len(X))
    return X[order], y[order]


# %% 19.3 wrong: only the images
# says: only one of the two has moved; an image has to keep its label
def my_random_order(X, y, rng):
    return X[rng.permutation(len(X))], y.copy()


# %% 19.3 wrong: NumPy's global generator
# says: all random numbers have to come from rng
def my_random_order(X, y, rng):
    order = np.random.permutation(len(X))
    return X[order], y[order]


# %% 19.3 wrong: a seed of its own
# says: always the same order: it has to be random, by numbers from rng
def my_random_order(X, y, rng):
    order = np.random.default_rng(0).permutation(len(X))
    return X[order], y[order]


# %% 19.3 wrong: backwards
# says: always the same order: it has to be random, by numbers from rng
def my_random_order(X, y, rng):
    return X[::-1].copy(), y[::-1].copy()


# %% 19.3 wrong: copies in the old order
# says: nothing has moved: X and y are in their old order
def my_random_order(X, y, rng):
    return X.copy(), y.copy()


# %% 19.3 wrong: nothing at all
# says: nothing has moved: X and y are in their old order
def my_random_order(X, y, rng):
    return X, y


# %% 19.3 wrong: shuffled in place
# says: changed its input
def my_random_order(X, y, rng):
    state = rng.bit_generator.state
    rng.shuffle(X)
    rng.bit_generator.state = state
    rng.shuffle(y)
    return X, y


# %% 19.3 wrong: the last sample is lost
# says: X has another shape now: (19, 8), not (20, 8)
def my_random_order(X, y, rng):
    order = rng.permutation(len(X) - 1)
    return X[order], y[order]


# %% 19.3 wrong: the labels by the opposite order
# says: the images have lost their labels: X and y are not in the same order
def my_random_order(X, y, rng):
    order = rng.permutation(len(X))
    return X[order], y[np.argsort(order)]


# %% 19.3 wrong: features shuffled
# says: samples move, not features
def my_random_order(X, y, rng):
    order = rng.permutation(X.shape[1])
    return X[:, order], y.copy()


# %% 19.3 wrong: each feature on its own
# says: samples move, not features
def my_random_order(X, y, rng):
    table = rng.permuted(np.column_stack([X, y]), axis=0)
    return table[:, :-1], table[:, -1]


# %% 19.3 wrong: sorted by the label
# says: always the same order: it has to be random, by numbers from rng
def my_random_order(X, y, rng):
    order = np.argsort(y)
    return X[order], y[order]


# %% 19.3 wrong: turned like a wheel
# says: neighbors stay neighbors; every order must be possible
def my_random_order(X, y, rng):
    k = rng.integers(1, len(X)) if len(X) > 1 else 0
    return np.roll(X, k, axis=0), np.roll(y, k)


# %% 19.3 wrong: the first stays first
# says: the first or the last sample never moves; every order must be possible
def my_random_order(X, y, rng):
    order = np.concatenate([[0], 1 + rng.permutation(len(X) - 1)])
    return X[order], y[order]


# %% 19.3 wrong: a single sample is handed back
# says: new arrays are asked for, not the old ones or views of them
def my_random_order(X, y, rng):
    if len(X) < 2:
        return X, y
    order = rng.permutation(len(X))
    return X[order], y[order]


# %% 19.3 wrong: y before X
# says: the results come in another order: first X, then y
def my_random_order(X, y, rng):
    order = rng.permutation(len(X))
    return y[order], X[order]


# %% 19.3 wrong: only X is returned
# says: two results are expected: X and y
def my_random_order(X, y, rng):
    order = rng.permutation(len(X))
    return X[order]


# %% 19.4 right: as in the hint
def my_factor(found, right):
    """Return c if found = c · right, otherwise nan."""
    if not right.any():
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 right: ratios where the right one is not zero
def my_factor(found, right):
    found, right = np.ravel(found), np.ravel(right)
    usable = right != 0
    if not usable.any() or np.any(found[~usable] != 0):
        return float("nan")
    ratios = found[usable] / right[usable]
    if np.allclose(ratios, ratios[0]):
        return float(ratios.mean())
    return float("nan")


# %% 19.4 right: least squares
def my_factor(found, right):
    solution = np.linalg.lstsq(right.reshape(-1, 1), found.ravel(), rcond=None)
    c = solution[0][0]
    if right.any() and np.allclose(found, c * right, rtol=1e-6):
        return c
    return np.nan


# %% 19.4 right: 0 / 0 gives nan by itself
def my_factor(found, right):
    with np.errstate(all="ignore"):
        c = np.vdot(found, right) / np.vdot(right, right)
        return c if np.allclose(found, c * right) else float("nan")


# %% 19.4 right: at the largest entry
def my_factor(found, right):
    where = np.unravel_index(np.abs(right).argmax(), right.shape)
    if right[where] == 0:
        return np.nan
    c = found[where] / right[where]
    return np.float32(c) if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: never asks whether it fits
# says: a constant that does not fit every entry, or not closely; then nan
def my_factor(found, right):
    if not right.any():
        return np.nan
    return (found * right).sum() / (right**2).sum()


# %% 19.4 wrong: mean of the ratios, zeros included
# says: nan, but a constant fits: entries where both are zero say nothing
def my_factor(found, right):
    with np.errstate(all="ignore"):
        ratios = found / right
    c = ratios.mean()
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: the mean of the ratios, not compared
# says: a constant that does not fit every entry, or not closely; then nan
def my_factor(found, right):
    usable = right != 0
    if not usable.any():
        return np.nan
    return np.mean(found[usable] / right[usable])


# %% 19.4 wrong: the ratio of the first entries
# says: nan, but a constant fits: entries where both are zero say nothing
def my_factor(found, right):
    with np.errstate(all="ignore"):
        c = found.flat[0] / right.flat[0]
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: fits some entry
# says: no constant fits every entry
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    return c if np.isclose(found, c * right).any() else np.nan


# %% 19.4 wrong: upside down
# says: upside down: found = c · right
def my_factor(found, right):
    if not found.any():
        return np.nan
    c = (found * right).sum() / (found**2).sum()
    return c if np.allclose(right, c * found) else np.nan


# %% 19.4 wrong: lengths compared
# says: the constant has a sign
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = np.linalg.norm(found) / np.linalg.norm(right)
    return c if np.allclose(np.abs(found), c * np.abs(right)) else np.nan


# %% 19.4 wrong: lengths compared, a negative factor is none
# says: nan, but a constant fits, a negative one
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = np.linalg.norm(found) / np.linalg.norm(right)
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: 0 for no factor
# says: 0 would mean that found is 0 everywhere; where no constant fits, nan
def my_factor(found, right):
    if not right.any():
        return 0
    c = (found * right).sum() / (right**2).sum()
    return c if np.allclose(found, c * right) else 0


# %% 19.4 wrong: None for no factor
# says: your function returned None; is the return missing?
def my_factor(found, right):
    if right.any():
        c = (found * right).sum() / (right**2).sum()
        if np.allclose(found, c * right):
            return c


# %% 19.4 wrong: entries where only the right one is zero are skipped
# says: where the right one is 0
def my_factor(found, right):
    usable = right != 0
    if not usable.any():
        return np.nan
    ratios = found[usable] / right[usable]
    return ratios[0] if np.allclose(ratios, ratios[0]) else np.nan


# %% 19.4 wrong: entries where either one is zero are skipped
# says: no constant fits every entry
def my_factor(found, right):
    usable = (right != 0) & (found != 0)
    if not usable.any():
        return np.nan
    ratios = found[usable] / right[usable]
    return ratios[0] if np.allclose(ratios, ratios[0]) else np.nan


# %% 19.4 wrong: the factor 0 is none
# says: nan, but 0 and 1 are constants, too
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    if c == 0:
        return np.nan
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: ratio of the sums
# says: nan, but a constant fits: sums of numbers may cancel
def my_factor(found, right):
    with np.errstate(all="ignore"):
        c = found.sum() / right.sum()
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: compared to the last bit
# says: nan, but a constant fits, up to rounding in the last digits
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    return c if np.array_equal(found, c * right) else np.nan


# %% 19.4 wrong: rounded factor
# says: rounded to a whole number
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    return round(c) if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: a tolerance of a tenth
# says: a constant that does not fit every entry, or not closely; then nan
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    return c if np.allclose(found, c * right, rtol=0.1, atol=0.1) else np.nan


# %% 19.4 wrong: a factor for each column
# says: one number is asked for
def my_factor(found, right):
    with np.errstate(all="ignore"):
        c = (found * right).sum(axis=0) / (right**2).sum(axis=0)
    return c if np.allclose(found, c * right) else np.full_like(c, np.nan)


# %% 19.4 wrong: by correlation
# says: a constant that does not fit every entry, or not closely; then nan
def my_factor(found, right):
    f, r = found.ravel(), right.ravel()
    with np.errstate(all="ignore"):
        fits = abs(np.corrcoef(f, r)[0, 1]) > 0.9999
        return np.polyfit(r, f, 1)[0] if fits else np.nan


# %% 19.4 wrong: divided by the sum of r instead of its squares
# says: is yours the best one
def my_factor(found, right):
    with np.errstate(all="ignore"):
        c = (found * right).sum() / right.sum() ** 2
    return c if np.allclose(found, c * right) else np.nan


# %% 19.1 wrong: the first sample forgotten
# says: the first or the last sample
def my_accuracy(y_true, y_pred):
    return sum(int(y_true[i] == y_pred[i, 0]) for i in range(1, len(y_true))) / len(y_true)


# %% 19.1 wrong: a share for each prediction
# says: wrong shape (13,), expected ()
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred).mean(axis=0)


# %% 19.2 right: the dice put back to where they were
def my_regularized(X, dA, rate, rng):
    state = rng.bit_generator.state
    A = X * (rng.random(X.shape) >= rate) / (1 - rate)
    rng.bit_generator.state = state
    dX = dA * (rng.random(X.shape) >= rate) / (1 - rate)
    return A, dX


# %% 19.2 right: chosen with probabilities
def my_regularized(X, dA, rate, rng):
    kept = rng.choice([0.0, 1.0], size=X.shape, p=[rate, 1 - rate])
    return X * kept / (1 - rate), dA * kept / (1 - rate)


# %% 19.2 wrong: divided by X
# says: NaN or infinity: is something divided by X, which may be 0?
def my_regularized(X, dA, rate, rng):
    A = X * (rng.random(X.shape) >= rate) / (1 - rate)
    with np.errstate(invalid="ignore"):
        return A, dA * A / X


# %% 19.2 wrong: the mask as well
# says: A and dX are expected, two arrays of the shape of X
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return X * mask, dA * mask, mask


# %% 19.2 wrong: only the gradient
# says: A and dX are expected, two arrays of the shape of X
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return dA * mask


# %% 19.2 wrong: the gradient is 0
# says: on the way back another mask is used than on the way forward
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return X * mask, 0 * dA


# %% 19.3 right: pairs, as lists
def my_random_order(X, y, rng):
    pairs = list(zip(X, y))
    order = rng.permutation(len(pairs))
    return [pairs[i][0] for i in order], [pairs[i][1] for i in order]


# %% 19.3 wrong: one exchange
# says: most samples never move
def my_random_order(X, y, rng):
    i, j = rng.choice(len(X), size=2) if len(X) > 1 else (0, 0)
    order = np.arange(len(X))
    order[[i, j]] = order[[j, i]]
    return X[order], y[order]


# %% 19.3 wrong: only the labels
# says: only one of the two has moved
def my_random_order(X, y, rng):
    return X.copy(), y[rng.permutation(len(y))]


# %% 19.3 wrong: views
# says: always the same order
def my_random_order(X, y, rng):
    return X[::-1], y[::-1]


# %% 19.4 right: mean of the ratios without nan
def my_factor(found, right):
    if not right.any():
        return np.nan
    with np.errstate(all="ignore"):
        c = np.nanmean(found / right)
        return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: rounded to two digits
# says: rounded; give all digits
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    return round(c, 2) if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: ratio of the largest entries
# says: nan, but a constant fits, a negative one
def my_factor(found, right):
    with np.errstate(all="ignore"):
        c = found.max() / right.max()
        return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: all entries of a zero gradient fit
# says: a constant cannot be known where the right gradient is 0 everywhere
def my_factor(found, right):
    if not right.any():
        return 1.0
    c = (found * right).sum() / (right**2).sum()
    return c if np.allclose(found, c * right) else np.nan


# %% 19.1 wrong: any for mean
# says: is there an any()
def my_accuracy(y_true, y_pred):
    return bool((y_true == y_pred[:, 0]).any())


# %% 19.1 wrong: the mean without the last sample
# says: the last sample is left out
def my_accuracy(y_true, y_pred):
    n = len(y_true) - 1
    return (y_true[:n] == y_pred[:n, 0]).mean()


# %% 19.1 wrong: all labels against the last prediction
# says: compared with the last prediction
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred[-1]).mean()


# %% 19.1 wrong: divided by the columns
# says: those that agree are counted
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred).sum() / y_pred.shape[1]


# %% 19.1 wrong: the diagonal of all pairs, averaged over all pairs
# says: divided by n once more
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred).trace() / len(y_true) ** 2


# %% 19.2 right: numbers drawn for the columns first
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.T.shape).T >= rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.2 wrong: the outputs twice
# says: not made of the values of A
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return X * mask, X * mask


# %% 19.2 wrong: gradient scaled, but not masked
# says: the way back ignores the mask
def my_regularized(X, dA, rate, rng):
    mask = (rng.random(X.shape) >= rate) / (1 - rate)
    return X * mask, dA / (1 - rate)


# %% 19.2 wrong: one throw for all
# says: the share of numbers that are dropped is not `rate`
def my_regularized(X, dA, rate, rng):
    mask = (rng.random() >= rate) / (1 - rate)
    return X * mask, dA * mask


# %% 19.3 wrong: only the first half is shuffled
# says: most samples never move
def my_random_order(X, y, rng):
    half = len(X) // 2
    order = np.concatenate([rng.permutation(half), np.arange(half, len(X))])
    return X[order], y[order]


# %% 19.3 wrong: the labels as a column
# says: y has another shape now
def my_random_order(X, y, rng):
    table = np.hstack([X, y[:, None]])
    rng.shuffle(table)
    return table[:, :-1], table[:, -1:]


# %% 19.4 right: the median of the ratios
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = np.median(found[right != 0] / right[right != 0])
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: the sum of the differences is 0
# says: a constant that does not fit every entry
def my_factor(found, right):
    if not right.any():
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    return c if abs((found - c * right).sum()) < 1e-6 else np.nan


# %% 19.4 wrong: a right gradient has no factor
# says: 0 and 1 are constants, too
def my_factor(found, right):
    if not right.any() or np.allclose(found, right):
        return np.nan
    c = (found * right).sum() / (right**2).sum()
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 wrong: the other way round
# says: upside down: found = c · right
def my_factor(found, right):
    if not right.any() or not found.any():
        return np.nan if not right.any() else 0.0
    c = (found * right).sum() / (found**2).sum()
    return c if np.allclose(c * found, right) else np.nan


# %% 19.4 wrong: ratio of the lengths
# says: nan, but a constant fits, a negative one
def my_factor(found, right):
    length = np.sqrt((right**2).sum())
    if length == 0:
        return float("nan")
    c = np.sqrt((found**2).sum()) / length
    return c if np.allclose(found, c * right) else float("nan")


# %% 19.4 wrong: entries where right is zero are left out
# says: no constant fits every entry: where the right one is 0, the found one is not
def my_factor(found, right):
    mask = right != 0
    if not mask.any():
        return np.nan
    ratios = found[mask] / right[mask]
    return ratios[0] if np.allclose(ratios, ratios[0]) else np.nan


# %% 19.4 wrong: constant from the first entry
# says: nan, but a constant fits: entries where both are zero say nothing
def my_factor(found, right):
    if np.all(right == 0):
        return np.nan
    c = found.flat[0] / right.flat[0]
    if np.allclose(found, c * right):
        return c
    return np.nan


# %% 19.4 wrong: constant 0 taken for "none"
# says: nan, but 0 and 1 are constants, too
def my_factor(found, right):
    denominator = np.sum(right**2)
    c = np.sum(found * right) / denominator if denominator > 0 else 0
    if c and np.allclose(found, c * right):
        return c
    return np.nan


# %% 19.4 wrong: vectors only
# says: write down the shapes of both factors; is one of them transposed? Or is * meant, not @?
def my_factor(found, right):
    if np.allclose(right, 0):
        return np.nan
    c = (found @ right) / (right @ right)
    return c if np.allclose(found, c * right) else np.nan


# %% 19.4 right: ratios where right is not zero, zeros elsewhere
def my_factor(found, right):
    found, right = np.ravel(found), np.ravel(right)
    there = right != 0
    if not there.any() or np.any(np.abs(found[~there]) > 1e-12):
        return float("nan")
    ratios = found[there] / right[there]
    c = np.median(ratios)
    return float(c) if np.allclose(ratios, c) else float("nan")


# %% 19.4 right: least squares of NumPy
def my_factor(found, right):
    r = np.reshape(right, (-1, 1))
    if np.linalg.norm(r) == 0:
        return np.nan
    c = np.linalg.lstsq(r, np.ravel(found), rcond=None)[0][0]
    return c if np.allclose(r[:, 0] * c, np.ravel(found)) else np.nan


# %% 19.4 right: loop
import math


def my_factor(found, right):
    f, r = np.asarray(found).ravel().tolist(), np.asarray(right).ravel().tolist()
    below = sum(b * b for b in r)
    if below == 0:
        return math.nan
    c = sum(a * b for a, b in zip(f, r)) / below
    for a, b in zip(f, r):
        if not math.isclose(a, c * b, rel_tol=1e-6, abs_tol=1e-10):
            return math.nan
    return c
