# %% 16.1 right: by hand
my_weights = [3, 1, -2]

# %% 16.1 right: a tuple of floats
my_weights = (3.0, 1.0, -2.0)

# %% 16.1 right: computed
my_weights = np.linalg.pinv([[1, 1, 0], [0, 1, 1]]) @ [4, -1]

# %% 16.1 right: by lstsq, rounded
my_weights = np.round(np.linalg.lstsq(np.array([[1.0, 1, 0], [0, 1, 1]]), np.array([4.0, -1]))[0], 2)

# %% 16.1 wrong: the third weight unused
# says: fits both points, but shorter weights do, too
my_weights = [5, -1, 0]

# %% 16.1 wrong: the first weight unused
# says: fits both points, but shorter weights do, too
my_weights = [0, 4, -5]

# %% 16.1 wrong: the middle weight unused
# says: fits both points, but shorter weights do, too
my_weights = [4, 0, -1]

# %% 16.1 wrong: the a
# says: that is a, one number for each point
my_weights = [3, -2]

# %% 16.1 wrong: F transposed times y
# says: F Fᵀ is not the identity
my_weights = [4, 3, -1]

# %% 16.1 wrong: only the first point
# says: the second point is not fitted
my_weights = [2, 2, 0]

# %% 16.1 wrong: only the second point
# says: the first point is not fitted
my_weights = [0, -0.5, -0.5]

# %% 16.1 wrong: each point alone, added
# says: the rows are not at right angles
my_weights = [2, 1.5, -0.5]

# %% 16.1 wrong: signs turned round
# says: the sign is the wrong way round
my_weights = [-3, -1, 2]

# %% 16.1 wrong: a swapped
# says: a is swapped
my_weights = [-2, 1, 3]

# %% 16.1 wrong: minus one read as plus
# says: the second answer is -1, not 1
my_weights = np.linalg.pinv([[1, 1, 0], [0, 1, 1]]) @ [4, 1]

# %% 16.1 wrong: minus forgotten when adding the rows
# says: a has a minus
my_weights = [3, 5, 2]

# %% 16.1 wrong: all twos and ones
# says: neither point is fitted
my_weights = [1, 1, 1]

# %% 16.1 wrong: the table not inverted
# says: multiplied by F Fᵀ
F = np.array([[1, 1, 0], [0, 1, 1]])
my_weights = F.T @ (F @ F.T @ [4, -1])

# %% 16.2 right: by thinking
my_peaks = [300, 100, 400, 200]

# %% 16.2 right: a tuple
my_peaks = (300, 200 / 2, 2 * 200, 200)

# %% 16.2 right: an array
my_peaks = np.array([300.0, 100.0, 400.0, 200.0])

# %% 16.2 right: the last pair need not be complete
my_peaks = [300, 100, 399, 200]

# %% 16.2 wrong: nothing moves it
# says: number 1: the peak stands where weights and images are equally many
my_peaks = [200, 100, 400, 200]

# %% 16.2 wrong: copies count
# says: number 2: a copy asks for nothing new
my_peaks = [300, 200, 400, 200]

# %% 16.2 wrong: copies double it
# says: number 2: copies make no new equations
my_peaks = [300, 400, 400, 200]

# %% 16.2 wrong: copied features count
# says: number 3: a copied feature gives no new freedom
my_peaks = [300, 100, 200, 200]

# %% 16.2 wrong: copied features halve it
# says: number 3: the other way round
my_peaks = [300, 100, 100, 200]

# %% 16.2 wrong: classes count
# says: number 4: each class has weights of its own
my_peaks = [300, 100, 400, 400]

# %% 16.2 wrong: twice the classes, half the features
# says: number 4: each class has weights of its own
my_peaks = [300, 100, 400, 100]

# %% 16.2 wrong: all classes together
# says: number 1: k counts the features
my_peaks = [3000, 1000, 4000, 4000]

# %% 16.2 wrong: all classes together, in the fourth only
# says: number 4: k counts the features
my_peaks = [300, 100, 400, 4000]

# %% 16.2 wrong: fewer, as there is more data
# says: number 1: more images need more weights
my_peaks = [133, 100, 400, 200]

# %% 16.2 wrong: three numbers
# says: wrong shape (3,), expected (4,)
my_peaks = [300, 100, 400]

# %% 16.2 wrong: 150 in the second
# says: number 2: how many different images are left
my_peaks = [300, 150, 400, 200]

# %% 16.2 wrong: all the same
# says: number 1: the peak stands where weights and images are equally many
my_peaks = [200, 200, 200, 200]

# %% 16.2 wrong: differences
# says: number 1: the place of the peak was asked for, not how far it moves
my_peaks = [100, -100, 200, 0]


# %% 16.3 right: solve
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + l2 * np.eye(F.shape[1]), F.T @ Y)


# %% 16.3 right: with the inverse
def my_ridge_weights(F, Y, l2):
    k = F.shape[1]
    A = F.T @ F
    A[np.arange(k), np.arange(k)] += l2
    return np.linalg.inv(A) @ F.T @ Y


# %% 16.3 right: from the side of the samples
def my_ridge_weights(F, Y, l2):
    return F.T @ np.linalg.solve(F @ F.T + l2 * np.identity(len(F)), Y)


# %% 16.3 right: the lesson's
def my_ridge_weights(F, Y, l2):
    return my_ridge(F, Y, l2)


# %% 16.3 right: extra rows
def my_ridge_weights(F, Y, l2):
    n, k = F.shape
    taller = np.vstack([F, np.sqrt(l2) * np.eye(k)])
    return np.linalg.lstsq(taller, np.vstack([Y, np.zeros((k, Y.shape[1]))]))[0]


# %% 16.3 wrong: no penalty
# says: the penalty is missing
def my_ridge_weights(F, Y, l2):
    return np.linalg.lstsq(F, Y)[0]


# %% 16.3 wrong: on every entry
# says: on the diagonal only
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + l2, F.T @ Y)


# %% 16.3 wrong: sign of the penalty
# says: the penalty has the wrong sign
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F - l2 * np.eye(F.shape[1]), F.T @ Y)


# %% 16.3 wrong: sign of the answers
# says: the sign is the wrong way round
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + l2 * np.eye(F.shape[1]), -F.T @ Y)


# %% 16.3 wrong: half of it
# says: half the penalty
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + l2 / 2 * np.eye(F.shape[1]), F.T @ Y)


# %% 16.3 wrong: twice
# says: twice the penalty
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + 2 * l2 * np.eye(F.shape[1]), F.T @ Y)


# %% 16.3 wrong: a mean loss
# says: not a mean
def my_ridge_weights(F, Y, l2):
    n = len(F)
    return np.linalg.solve(F.T @ F / n + l2 * np.eye(F.shape[1]), F.T @ Y / n)


# %% 16.3 wrong: squared
# says: λ, not its square
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + l2**2 * np.eye(F.shape[1]), F.T @ Y)


# %% 16.3 wrong: the root
# says: λ, not its root
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + np.sqrt(l2) * np.eye(F.shape[1]), F.T @ Y)


# %% 16.3 wrong: identity of the samples
# says: your function raised ValueError
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + l2 * np.eye(len(F)), F.T @ Y)


# %% 16.3 wrong: the answers instead of the weights
# says: those are the answers F W
def my_ridge_weights(F, Y, l2):
    return F @ np.linalg.solve(F.T @ F + l2 * np.eye(F.shape[1]), F.T @ Y)


# %% 16.3 wrong: transposed
# says: transposed
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + l2 * np.eye(F.shape[1]), F.T @ Y).T


# %% 16.3 wrong: multiplied instead of solved
# says: solve the equations; do not multiply by their table
def my_ridge_weights(F, Y, l2):
    return (F.T @ F + l2 * np.eye(F.shape[1])) @ F.T @ Y


# %% 16.3 wrong: the last feature goes free
# says: every weight pays, the last one too
def my_ridge_weights(F, Y, l2):
    penalty = l2 * np.eye(F.shape[1])
    penalty[-1, -1] = 0
    return np.linalg.solve(F.T @ F + penalty, F.T @ Y)


# %% 16.3 wrong: the first feature goes free, as if it were a bias
# says: every weight pays, the first one too
def my_ridge_weights(F, Y, l2):
    penalty = l2 * np.eye(F.shape[1])
    penalty[0, 0] = 0
    return np.linalg.solve(F.T @ F + penalty, F.T @ Y)


# %% 16.3 wrong: divided afterwards
# says: the penalty belongs inside the equations
def my_ridge_weights(F, Y, l2):
    return np.linalg.lstsq(F, Y)[0] / (1 + l2)


# %% 16.3 wrong: nothing returned
# says: is the return missing
def my_ridge_weights(F, Y, l2):
    np.linalg.solve(F.T @ F + l2 * np.eye(F.shape[1]), F.T @ Y)


# %% 16.3 wrong: only the first output
# says: wrong shape
def my_ridge_weights(F, Y, l2):
    return np.linalg.solve(F.T @ F + l2 * np.eye(F.shape[1]), F.T @ Y[:, 0])


# %% 16.3 wrong: right for tall tables only
# says: more features than samples
def my_ridge_weights(F, Y, l2):
    n, k = F.shape
    if k >= n:
        return np.linalg.lstsq(F, Y)[0]
    return np.linalg.solve(F.T @ F + l2 * np.eye(k), F.T @ Y)


# %% 16.4 right: permutation
def my_wrong_labels(y, share, n_classes, *, rng):
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new = y.copy()
    new[wrong] = (new[wrong] + rng.integers(1, n_classes, size=len(wrong))) % n_classes
    return new


# %% 16.4 right: choice, and a loop over the others
def my_wrong_labels(y, share, n_classes, *, rng):
    new = list(y)
    for i in rng.choice(len(y), size=round(share * len(y)), replace=False):
        new[i] = rng.choice([c for c in range(n_classes) if c != y[i]])
    return new


# %% 16.4 right: draw again until it is wrong
def my_wrong_labels(y, share, n_classes, *, rng):
    y = np.array(y)
    for i in rng.permutation(len(y))[: round(share * len(y))]:
        true = y[i]
        while y[i] == true:
            y[i] = rng.integers(n_classes)
    return y


# %% 16.4 right: one more from the true label on
def my_wrong_labels(y, share, n_classes, *, rng):
    n_wrong = round(share * len(y))
    wrong = np.argsort(rng.random(len(y)))[:n_wrong]
    other = rng.integers(0, n_classes - 1, size=n_wrong)
    new = y.copy()
    new[wrong] = other + (other >= y[wrong])
    return new


# %% 16.4 wrong: a copy, nothing else
# says: too few labels are wrong
def my_wrong_labels(y, share, n_classes, *, rng):
    y = y.copy()
    wrong = rng.integers(0, len(y), size=round(share * len(y)))
    y[wrong] = rng.integers(0, n_classes, size=len(wrong))
    return y


# %% 16.4 wrong: as it was
# says: your function changed its input; work on a copy
def my_wrong_labels(y, share, n_classes, *, rng):
    wrong = rng.integers(0, len(y), size=round(share * len(y)))
    y[wrong] = rng.integers(0, n_classes, size=len(wrong))
    return y


# %% 16.4 wrong: repaired, but no copy
# says: your function changed its input; work on a copy
def my_wrong_labels(y, share, n_classes, *, rng):
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    y[wrong] = (y[wrong] + rng.integers(1, n_classes, size=len(wrong))) % n_classes
    return y


# %% 16.4 wrong: still drawn with replacement
# says: too few labels are wrong
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.integers(0, len(y), size=round(share * len(y)))
    new[wrong] = (y[wrong] + rng.integers(1, n_classes, size=len(wrong))) % n_classes
    return new


# %% 16.4 wrong: may draw the true label
# says: too few labels are wrong
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new[wrong] = rng.integers(0, n_classes, size=len(wrong))
    return new


# %% 16.4 wrong: the next class always
# says: every wrong class must be able to come
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new[wrong] = (y[wrong] + 1) % n_classes
    return new


# %% 16.4 wrong: no modulo
# says: labels go from 0 to n_classes - 1
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new[wrong] = y[wrong] + rng.integers(1, n_classes, size=len(wrong))
    return new


# %% 16.4 wrong: modulo 10 whatever the classes
# says: labels go from 0 to n_classes - 1
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new[wrong] = (y[wrong] + rng.integers(1, n_classes, size=len(wrong))) % 10
    return new


# %% 16.4 wrong: the first ones
# says: which ones is to be drawn with rng
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    n_wrong = round(share * len(y))
    new[:n_wrong] = (y[:n_wrong] + rng.integers(1, n_classes, size=n_wrong)) % n_classes
    return new


# %% 16.4 wrong: each with this probability
# says: exactly round(share * n_samples)
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.random(len(y)) < share
    new[wrong] = (y[wrong] + rng.integers(1, n_classes, size=wrong.sum())) % n_classes
    return new


# %% 16.4 wrong: the same for everyone
# says: every wrong class must be able to come
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new[wrong] = (y[wrong] + rng.integers(1, n_classes)) % n_classes
    return new


# %% 16.4 wrong: never the last class
# says: every wrong class must be able to come
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new[wrong] = (y[wrong] + rng.integers(1, max(2, n_classes - 1), size=len(wrong))) % n_classes
    return new


# %% 16.4 wrong: pushed on by one where it is the true label
# says: every wrong class must be equally likely
def my_wrong_labels(y, share, n_classes, *, rng):
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    other = rng.integers(0, n_classes, size=len(wrong))
    other = np.where(other == y[wrong], (other + 1) % n_classes, other)
    new = y.copy()
    new[wrong] = other
    return new


# %% 16.4 wrong: one too far, the true label again
# says: too few labels are wrong
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new[wrong] = (y[wrong] + rng.integers(1, n_classes + 1, size=len(wrong))) % n_classes
    return new


# %% 16.4 wrong: rounded down
# says: exactly round(share * n_samples)
def my_wrong_labels(y, share, n_classes, *, rng):
    new = y.copy()
    wrong = rng.permutation(len(y))[: int(share * len(y))]
    new[wrong] = (y[wrong] + rng.integers(1, n_classes, size=len(wrong))) % n_classes
    return new


# %% 16.4 wrong: an rng of its own
# says: draw with the rng that is given
def my_wrong_labels(y, share, n_classes, *, rng):
    rng = np.random.default_rng()
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new = y.copy()
    new[wrong] = (y[wrong] + rng.integers(1, n_classes, size=len(wrong))) % n_classes
    return new


# %% 16.4 wrong: a fixed rng
# says: which ones is to be drawn with rng
def my_wrong_labels(y, share, n_classes, *, rng):
    rng = np.random.default_rng(0)
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    new = y.copy()
    new[wrong] = (y[wrong] + rng.integers(1, n_classes, size=len(wrong))) % n_classes
    return new


# %% 16.4 wrong: only the wrong ones returned
# says: wrong shape
def my_wrong_labels(y, share, n_classes, *, rng):
    wrong = rng.permutation(len(y))[: round(share * len(y))]
    return (y[wrong] + rng.integers(1, n_classes, size=len(wrong))) % n_classes


# %% 16.5 right: two loops
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    best = (-np.inf, 0, 0)
    for low in range(len(curve)):
        for high in range(low + 1, len(curve)):
            if curve[high] - curve[low] > best[0]:
                best = (curve[high] - curve[low], low, high)
    d = judging[:, best[2]] - judging[:, best[1]]
    return best[1], best[2], d.mean() / d.std(ddof=1)


# %% 16.5 right: a table of all differences
def my_rise(choosing, judging):
    curve = np.mean(choosing, axis=0)
    rises = curve[np.newaxis, :] - curve[:, np.newaxis]
    rises[np.tril_indices(len(curve))] = -np.inf
    low, high = np.unravel_index(rises.argmax(), rises.shape)
    d = judging[:, high] - judging[:, low]
    return [low, high, np.mean(d) / np.std(d, ddof=1)]


# %% 16.5 right: the lowest so far
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    lowest, best, place = 0, -np.inf, (0, 1)
    for high in range(1, len(curve)):
        if curve[high] - curve[lowest] > best:
            best, place = curve[high] - curve[lowest], (lowest, high)
        if curve[high] < curve[lowest]:
            lowest = high
    low, high = place
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / np.sqrt(((d - d.mean()) ** 2).sum() / (len(d) - 1))


# %% 16.5 wrong: lowest and highest, whatever the order
# says: the high one must come after the low one
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    low, high = curve.argmin(), curve.argmax()
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: the highest after the lowest
# says: the largest rise need not begin at the lowest point
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    low = curve[:-1].argmin()
    high = low + 1 + curve[low + 1 :].argmax()
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: the lowest before the highest
# says: the largest rise need not end at the highest point
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    high = 1 + curve[1:].argmax()
    low = curve[:high].argmin()
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: neighbors only
# says: not only neighbors
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    low = np.diff(curve).argmax()
    d = judging[:, low + 1] - judging[:, low]
    return low, low + 1, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: judged by the choosing seeds
# says: result 3: judged by the seeds that have chosen
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = choosing[:, high] - choosing[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: chosen by the judging seeds
# says: chosen by the judging seeds
def my_rise(choosing, judging):
    curve = judging.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: chosen by all
# says: chosen by all seeds together
def my_rise(choosing, judging):
    curve = np.concatenate([choosing, judging]).mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: divided by n
# says: result 3: ddof=1
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std()


# %% 16.5 wrong: the difference the other way round
# says: result 3: high minus low
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, low] - judging[:, high]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: not in pairs
# says: result 3: subtract seed by seed
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    a, b = judging[:, high], judging[:, low]
    return low, high, (a.mean() - b.mean()) / np.sqrt(a.var(ddof=1) + b.var(ddof=1))


# %% 16.5 wrong: Student's t
# says: result 3: divide by the standard deviation, not by that of the mean
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / (d.std(ddof=1) / np.sqrt(len(d)))


# %% 16.5 wrong: the mean alone
# says: result 3: that is the mean
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    return low, high, (judging[:, high] - judging[:, low]).mean()


# %% 16.5 wrong: counted from 1
# says: positions are counted from 0
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low + 1, high + 1, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: high first
# says: low comes first
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return high, low, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: the largest rise of one seed
# says: of the mean curve, not of a single seed
def my_rise(choosing, judging):
    best = max((row[j] - row[i], i, j) for row in choosing for i in range(len(row)) for j in range(i + 1, len(row)))
    _, low, high = best
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: the clearest rise
# says: the largest rise, not the clearest one
def my_rise(choosing, judging):
    def ratio(d):
        return d.mean() / d.std(ddof=1) if len(d) > 1 else d[0]

    pairs = [(i, j) for i in range(choosing.shape[1]) for j in range(i + 1, choosing.shape[1])]
    low, high = max(pairs, key=lambda p: ratio(choosing[:, p[1]] - choosing[:, p[0]]))
    return low, high, ratio(judging[:, high] - judging[:, low])


# %% 16.5 wrong: the largest rise in percent
# says: as a difference, not as a share
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = max(pairs, key=lambda p: (curve[p[1]] - curve[p[0]]) / curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: the largest fall
# says: that is where it falls most
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    pairs = [(i, j) for i in range(len(curve)) for j in range(i + 1, len(curve))]
    low, high = min(pairs, key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: gives up where nothing rises
# says: if no pair rises, the one that falls least
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    best, low, high = 0, 0, 0
    for i in range(len(curve)):
        for j in range(i + 1, len(curve)):
            if curve[j] - curve[i] > best:
                best, low, high = curve[j] - curve[i], i, j
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1) if best > 0 else 0.0


# %% 16.5 wrong: std divides by n
# says: result 3: ddof=1 is missing
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    n = len(curve)
    low, high = max(((i, j) for i in range(n) for j in range(i + 1, n)), key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std()


# %% 16.5 wrong: judges by the curves that chose
# says: result 3: judged by the seeds that have chosen
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    n = len(curve)
    low, high = max(((i, j) for i in range(n) for j in range(i + 1, n)), key=lambda p: curve[p[1]] - curve[p[0]])
    d = choosing[:, high] - choosing[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: neighbors only, again
# says: not only neighbors: a rise may take several widths
def my_rise(choosing, judging):
    low = int(np.argmax(np.diff(choosing.mean(axis=0))))
    high = low + 1
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: the search begins with a rise of 0
# says: if no pair rises, the one that falls least
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    low, high, best = 0, 1, 0
    for i in range(len(curve)):
        for j in range(i + 1, len(curve)):
            if curve[j] - curve[i] > best:
                low, high, best = i, j, curve[j] - curve[i]
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: from the lowest point to the highest after it
# says: the largest rise need not begin at the lowest point
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    low = int(np.argmin(curve[:-1]))
    high = low + 1 + int(np.argmax(curve[low + 1 :]))
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / d.std(ddof=1)


# %% 16.5 wrong: not paired
# says: result 3: subtract seed by seed
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    n = len(curve)
    low, high = max(((i, j) for i in range(n) for j in range(i + 1, n)), key=lambda p: curve[p[1]] - curve[p[0]])
    gain = judging[:, high].mean() - judging[:, low].mean()
    spread = np.sqrt(judging[:, high].var(ddof=1) + judging[:, low].var(ddof=1))
    return low, high, gain / spread


# %% 16.5 wrong: the mean over its standard error
# says: result 3: divide by the standard deviation, not by that of the mean
def my_rise(choosing, judging):
    curve = choosing.mean(axis=0)
    n = len(curve)
    low, high = max(((i, j) for i in range(n) for j in range(i + 1, n)), key=lambda p: curve[p[1]] - curve[p[0]])
    d = judging[:, high] - judging[:, low]
    return low, high, d.mean() / (d.std(ddof=1) / np.sqrt(len(d)))


# %% 16.5 right: two loops, again
def my_rise(choosing, judging):
    curve = np.mean(choosing, axis=0)
    best = None
    for i in range(len(curve) - 1):
        for j in range(i + 1, len(curve)):
            if best is None or curve[j] - curve[i] > best[0]:
                best = (curve[j] - curve[i], i, j)
    _, i, j = best
    d = [row[j] - row[i] for row in judging]
    mean = sum(d) / len(d)
    sd = (sum((x - mean) ** 2 for x in d) / (len(d) - 1)) ** 0.5
    return [i, j, mean / sd]


# %% 16.5 right: a table of all pairs
def my_rise(choosing, judging):
    c = choosing.mean(0)
    rises = c[None, :] - c[:, None]
    rises[np.tril_indices(len(c))] = -np.inf
    low, high = np.unravel_index(rises.argmax(), rises.shape)
    gains = judging[:, high] - judging[:, low]
    return low, high, np.mean(gains) / np.std(gains, ddof=1)


# %% 16.5 right: the lowest point so far
def my_rise(choosing, judging):
    curve = choosing.sum(axis=0) / len(choosing)
    lows = [int(np.argmin(curve[:j])) for j in range(1, len(curve))]
    high = 1 + int(np.argmax([curve[j] - curve[lows[j - 1]] for j in range(1, len(curve))]))
    low = lows[high - 1]
    d = np.subtract(judging[:, high], judging[:, low])
    return low, high, float(d.mean() / d.std(ddof=1))
