# %% 15.1 right: two digits
my_share = 0.67

# %% 15.1 right: computed
my_share = (1 - 0.1 * 0.02) ** 200

# %% 15.1 right: step by step
w = 1.0
for _ in range(200):
    w = w - 0.1 * 0.02 * w
my_share = w

# %% 15.1 right: four digits in an array
my_share = np.array(0.6700)

# %% 15.1 wrong: the same amount in each step
# says: what is left
my_share = 0.6

# %% 15.1 wrong: the learning rate forgotten
# says: learning rate
my_share = (1 - 0.02) ** 200

# %% 15.1 wrong: the learning rate forgotten, rounded
# says: learning rate
my_share = 0.018

# %% 15.1 wrong: the learning rate forgotten, two digits
# says: learning rate
my_share = 0.02

# %% 15.1 wrong: lambda forgotten
# says: λ
my_share = 0.9**200

# %% 15.1 wrong: the share that is lost
# says: lost
my_share = 0.33

# %% 15.1 wrong: in percent
# says: between 0 and 1
my_share = 67

# %% 15.1 wrong: the half of the penalty kept
# says: half
my_share = 0.82

# %% 15.1 wrong: the half of the penalty kept, three digits
# says: half
my_share = 0.819

# %% 15.1 wrong: twice the gradient
# says: without a 2
my_share = (1 - 2 * 0.1 * 0.02) ** 200

# %% 15.1 wrong: one step
# says: one step
my_share = 0.998

# %% 15.1 wrong: the weight grows
# says: smaller, not larger
my_share = 1.002**200

# %% 15.1 wrong: one digit
# says: two decimals
my_share = 0.7

# %% 15.1 wrong: the factor of the lesson's example
# says: next to nothing
my_share = 0.95**200

# %% 15.1 wrong: nothing pulls
# says: penalty
my_share = 1

# %% 15.1 wrong: nothing is left
# says: next to nothing
my_share = 0

# %% 15.1 wrong: the factor times the number of steps
# says: between 0 and 1
my_share = 200 * 0.998

# %% 15.1 wrong: a text
# says: expected numbers
my_share = "67 %"


# %% 15.2 right: a mask
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws >= rate) / (1 - rate)
    return A * mask, dA_out * mask


# %% 15.2 right: where
def my_dropout_step(A, dA_out, draws, rate):
    keep = 1 - rate
    A_out = np.where(draws < rate, 0, A / keep)
    dA = np.where(draws < rate, 0, dA_out / keep)
    return A_out, dA


# %% 15.2 right: loops
def my_dropout_step(A, dA_out, draws, rate):
    A_out, dA = np.zeros_like(A), np.zeros_like(A)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            if draws[i, j] >= rate:
                A_out[i, j] = A[i, j] / (1 - rate)
                dA[i, j] = dA_out[i, j] / (1 - rate)
    return A_out, dA


# %% 15.2 right: copies with holes
def my_dropout_step(A, dA_out, draws, rate):
    if rate == 0:
        return A, dA_out
    off = draws < rate
    A_out, dA = A.copy() / (1 - rate), dA_out.copy() / (1 - rate)
    A_out[off] = 0
    dA[off] = 0
    return [A_out, dA]


# %% 15.2 wrong: no factor at all
# says: 1 - rate
def my_dropout_step(A, dA_out, draws, rate):
    kept = draws >= rate
    return A * kept, dA_out * kept


# %% 15.2 wrong: no factor backward
# says: on the way back: the factor
def my_dropout_step(A, dA_out, draws, rate):
    kept = draws >= rate
    return A * kept / (1 - rate), dA_out * kept


# %% 15.2 wrong: no factor forward
# says: forward: the factor
def my_dropout_step(A, dA_out, draws, rate):
    kept = draws >= rate
    return A * kept, dA_out * kept / (1 - rate)


# %% 15.2 wrong: equal means off
# says: equal to the rate
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws > rate) / (1 - rate)
    return A * mask, dA_out * mask


# %% 15.2 wrong: the small draws kept
# says: way round
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws < rate) / (1 - rate)
    return A * mask, dA_out * mask


# %% 15.2 wrong: small draws kept, equal too
# says: way round
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws <= rate) / (1 - rate)
    return A * mask, dA_out * mask


# %% 15.2 wrong: divided by the rate
# says: 1 - rate
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws >= rate) / rate
    return A * mask, dA_out * mask


# %% 15.2 wrong: multiplied instead of divided
# says: multiplied by 1 - rate
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws >= rate) * (1 - rate)
    return A * mask, dA_out * mask


# %% 15.2 wrong: no mask backward
# says: mask
def my_dropout_step(A, dA_out, draws, rate):
    A_out = A * (draws >= rate) / (1 - rate)
    return A_out, dA_out / (1 - rate)


# %% 15.2 wrong: the gradient handed through
# says: mask and factor are missing
def my_dropout_step(A, dA_out, draws, rate):
    A_out = A * (draws >= rate) / (1 - rate)
    return A_out, dA_out


# %% 15.2 wrong: the gradient times A
# says: has no a
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws >= rate) / (1 - rate)
    return A * mask, dA_out * mask * A


# %% 15.2 wrong: the gradient times the output
# says: has no a
def my_dropout_step(A, dA_out, draws, rate):
    A_out = A * (draws >= rate) / (1 - rate)
    return A_out, dA_out * A_out


# %% 15.2 wrong: kept where the output is above zero
# says: draws
def my_dropout_step(A, dA_out, draws, rate):
    A_out = A * (draws >= rate) / (1 - rate)
    return A_out, dA_out * (A_out > 0) / (1 - rate)


# %% 15.2 wrong: kept where the output is not zero
# says: draws
def my_dropout_step(A, dA_out, draws, rate):
    A_out = A * (draws >= rate) / (1 - rate)
    dA = dA_out / (1 - rate)
    dA[A_out == 0] = 0
    return A_out, dA


# %% 15.2 wrong: one mask for all images
# says: each image
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws[0] >= rate) / (1 - rate)
    return A * mask, dA_out * mask


# %% 15.2 wrong: draws of its own
# says: draws
def my_dropout_step(A, dA_out, draws, rate):
    mask = (np.random.random(A.shape) >= rate) / (1 - rate)
    return A * mask, dA_out * mask


# %% 15.2 wrong: writes into A
# says: changed its input
def my_dropout_step(A, dA_out, draws, rate):
    A[draws < rate] = 0
    dA_out[draws < rate] = 0
    return A / (1 - rate), dA_out / (1 - rate)


# %% 15.2 wrong: the results swapped
# says: the output comes first
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws >= rate) / (1 - rate)
    return dA_out * mask, A * mask


# %% 15.2 wrong: the factor twice backward
# says: twice
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws >= rate) / (1 - rate)
    return A * mask, dA_out * mask / (1 - rate)


# %% 15.2 wrong: divided by the mask backward
# says: infinity
def my_dropout_step(A, dA_out, draws, rate):
    mask = (draws >= rate) / (1 - rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        return A * mask, dA_out / mask


# %% 15.2 wrong: the share that was kept
# says: 1 - rate
def my_dropout_step(A, dA_out, draws, rate):
    kept = draws >= rate
    mask = kept / max(kept.mean(), 1e-9)
    return A * mask, dA_out * mask


# %% 15.2 wrong: only forward
# says: 2 results
def my_dropout_step(A, dA_out, draws, rate):
    return A * (draws >= rate) / (1 - rate)


# %% 15.2 wrong: the draws as the mask
# says: draws
def my_dropout_step(A, dA_out, draws, rate):
    mask = draws / (1 - rate)
    return A * mask, dA_out * mask


# %% 15.3 right: split, then copies
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val:]]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 right: choice and delete
def my_split(X, n_val, *, rng):
    held_out = rng.choice(len(X), size=n_val, replace=False)
    learned = np.delete(X, held_out, axis=0)
    moved = shift_images(learned, max_shift=1, rng=rng)
    return np.vstack((learned, moved)), X[held_out]


# %% 15.3 right: rows shuffled, held out from the end
def my_split(X, n_val, *, rng):
    X = rng.permutation(X)
    train, val = X[:-n_val], X[-n_val:]
    return np.concatenate([shift_images(train, max_shift=2, rng=rng), train]), val


# %% 15.3 right: my_shift, image by image
def my_split(X, n_val, *, rng):
    is_held_out = np.zeros(len(X), dtype=bool)
    is_held_out[rng.permutation(len(X))[:n_val]] = True
    X_train = []
    for image in X[~is_held_out]:
        down, right = rng.integers(-1, 2, size=2)
        X_train.append(image)
        X_train.append(my_shift(image.reshape(28, 28), down, right).ravel())
    return np.array(X_train), X[is_held_out]


# %% 15.3 wrong: only the line taken out
# says: or a copy of it, is among the learned ones
def my_split(X, n_val, *, rng):
    X = np.concatenate([X, shift_images(X, rng=rng)])
    order = rng.permutation(len(X))
    return X[order[n_val:]], X[order[:n_val]]


# %% 15.3 wrong: holds out the first
# says: same images are held out
def my_split(X, n_val, *, rng):
    X_val, X_train = X[:n_val], X[n_val:]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 wrong: holds out the last
# says: same images are held out
def my_split(X, n_val, *, rng):
    X_train, X_val = X[: len(X) - n_val], X[len(X) - n_val :]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 wrong: holds out every k-th
# says: same images are held out
def my_split(X, n_val, *, rng):
    held_out = np.arange(n_val) * (len(X) // n_val)
    X_train = np.delete(X, held_out, axis=0)
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X[held_out]


# %% 15.3 wrong: a random block
# says: a block of neighbors
def my_split(X, n_val, *, rng):
    start = rng.integers(len(X) - n_val + 1)
    held_out = np.arange(start, start + n_val)
    X_train = np.delete(X, held_out, axis=0)
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X[held_out]


# %% 15.3 wrong: the held-out images moved, too
# says: as they are
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val:]]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), shift_images(X_val, rng=rng)


# %% 15.3 wrong: the held-out images copied, too
# says: held out
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val:]]
    X_train = np.concatenate([X_train, shift_images(X_train, rng=rng)])
    return X_train, np.concatenate([X_val, shift_images(X_val, rng=rng)])


# %% 15.3 wrong: only the copies
# says: originals
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    return shift_images(X[order[n_val:]], rng=rng), X[order[:n_val]]


# %% 15.3 wrong: no copies
# says: copies
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    return X[order[n_val:]], X[order[:n_val]]


# %% 15.3 wrong: two copies and no originals
# says: originals are to be learned
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_train = X[order[n_val:]]
    return np.concatenate([shift_images(X_train, rng=rng), shift_images(X_train, rng=rng)]), X[order[:n_val]]


# %% 15.3 wrong: copies that do not move
# says: moved
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_train = X[order[n_val:]]
    return np.concatenate([X_train, X_train]), X[order[:n_val]]


# %% 15.3 wrong: the results swapped
# says: the training images come first
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val:]]
    return X_val, np.concatenate([X_train, shift_images(X_train, rng=rng)])


# %% 15.3 wrong: learns from n_val images
# says: n_val
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_train, X_val = X[order[:n_val]], X[order[n_val:]]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 wrong: copies of all images
# says: or a copy of it, is among the learned ones
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val:]]
    return np.concatenate([X_train, shift_images(X, rng=rng)]), X_val


# %% 15.3 wrong: as many copies, of any images
# says: or a copy of it, is among the learned ones
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    copies = shift_images(X, rng=rng)
    X_train = np.concatenate([X[order[n_val:]], rng.permutation(copies)[: len(X) - n_val]])
    return X_train, X[order[:n_val]]


# %% 15.3 wrong: two orders
# says: or a copy of it, is among the learned ones
def my_split(X, n_val, *, rng):
    X_train = X[rng.permutation(len(X))[n_val:]]
    X_val = X[rng.permutation(len(X))[:n_val]]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 wrong: drawn with replacement
# says: twice
def my_split(X, n_val, *, rng):
    held_out = rng.choice(len(X), n_val)
    X_train = np.delete(X, held_out, axis=0)
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X[held_out]


# %% 15.3 wrong: whole numbers drawn with replacement
# says: twice
def my_split(X, n_val, *, rng):
    held_out = rng.integers(0, len(X), size=n_val)
    learned = [i for i in range(len(X)) if i not in held_out]
    return np.concatenate([X[learned], shift_images(X[learned], rng=rng)]), X[held_out]


# %% 15.3 wrong: training images drawn with replacement
# says: neither held out nor learned from
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val:]]
    X_train = rng.choice(X_train, len(X_train))
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 wrong: nothing is taken out of the training images
# says: or a copy of it, is among the learned ones
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    return np.concatenate([X, shift_images(X, rng=rng)]), X[order[:n_val]]


# %% 15.3 wrong: shuffles in place
# says: changed its input
def my_split(X, n_val, *, rng):
    rng.shuffle(X)
    return np.concatenate([X[n_val:], shift_images(X[n_val:], rng=rng)]), X[:n_val]


# %% 15.3 wrong: one image lost
# says: neither held out nor learned from
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val + 1 :]]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 wrong: another generator
# says: rng
def my_split(X, n_val, *, rng):
    order = np.random.permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val:]]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 wrong: a generator made anew
# says: rng
def my_split(X, n_val, *, rng):
    order = np.random.default_rng(0).permutation(len(X))
    X_val, X_train = X[order[:n_val]], X[order[n_val:]]
    return np.concatenate([X_train, shift_images(X_train, rng=rng)]), X_val


# %% 15.3 wrong: copies of images drawn with replacement
# says: one copy of each image
def my_split(X, n_val, *, rng):
    order = rng.permutation(len(X))
    X_val, X_learn = X[order[:n_val]], X[order[n_val:]]
    return np.concatenate([X_learn, shift_images(rng.choice(X_learn, len(X_learn)), rng=rng)]), X_val


# %% 15.4 right: NumPy
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 right: plain Python
def my_ruler(with_remedy, without, factor):
    gains = [a - b for a, b in zip(with_remedy, without)]
    n = len(gains)
    mean = sum(gains) / n
    sd = (sum((g - mean) ** 2 for g in gains) / (n - 1)) ** 0.5
    if mean > factor * sd or mean < -factor * sd:
        return mean, sd, 1
    return mean, sd, 0


# %% 15.4 right: True and False
def my_ruler(with_remedy, without, factor):
    d = np.subtract(with_remedy, without)
    return [np.mean(d), np.std(d, ddof=1), abs(np.mean(d)) > factor * np.std(d, ddof=1)]


# %% 15.4 right: squares
def my_ruler(with_remedy, without, factor):
    gain = with_remedy - without
    mean = np.mean(gain)
    sd = np.sqrt(np.sum((gain - mean) ** 2) / (len(gain) - 1))
    is_clear = 1 if mean**2 > (factor * sd) ** 2 else 0
    return mean, sd, is_clear


# %% 15.4 wrong: divided by n
# says: n - 1
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    return d.mean(), d.std(), int(abs(d.mean()) > factor * d.std())


# %% 15.4 wrong: divided by n in the rule only
# says: spread by n - 1, too
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    return d.mean(), d.std(ddof=1), int(abs(d.mean()) > factor * d.std())


# %% 15.4 wrong: losses are never clear
# says: a clear loss is clear too
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(mean > factor * sd)


# %% 15.4 wrong: at least for more than
# says: more than
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) >= factor * sd)


# %% 15.4 wrong: without minus with
# says: with minus without
def my_ruler(with_remedy, without, factor):
    d = without - with_remedy
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: as if independent
# says: pair
def my_ruler(with_remedy, without, factor):
    mean = with_remedy.mean() - without.mean()
    sd = np.hypot(with_remedy.std(ddof=1), without.std(ddof=1))
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: the difference of the standard deviations
# says: not differing spreads
def my_ruler(with_remedy, without, factor):
    mean = with_remedy.mean() - without.mean()
    sd = with_remedy.std(ddof=1) - without.std(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: sorted
# says: sort
def my_ruler(with_remedy, without, factor):
    d = np.sort(with_remedy) - np.sort(without)
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: the spread of one list
# says: not of one side's
def my_ruler(with_remedy, without, factor):
    mean = (with_remedy - without).mean()
    sd = with_remedy.std(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: the factor on the wrong side
# says: factor
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(factor * abs(mean) > sd)


# %% 15.4 wrong: 1.24 for any number of seeds
# says: factor
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) > 1.24 * sd)


# %% 15.4 wrong: divided by the root of n
# says: root
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1) / np.sqrt(len(d))
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: the root of n in the rule only
# says: root
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd / np.sqrt(len(d)))


# %% 15.4 wrong: a word for the verdict
# says: expected
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, "clear" if abs(mean) > factor * sd else "luck"


# %% 15.4 wrong: variance
# says: root
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.var(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: 0 where it is clear
# says: 1 if
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) < factor * sd)


# %% 15.4 wrong: clear if all have the same sign
# says: equal signs are another rule
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    same = np.all(d > 0) or np.all(d < 0)
    return d.mean(), d.std(ddof=1), int(same)


# %% 15.4 wrong: absolute gains
# says: keeps its sign
def my_ruler(with_remedy, without, factor):
    d = np.abs(with_remedy - without)
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(mean > factor * sd)


# %% 15.4 wrong: standard deviation first
# says: the mean comes first
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return sd, mean, int(abs(mean) > factor * sd)


# %% 15.4 wrong: the factor without the spread
# says: spread is missing
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) > factor)


# %% 15.4 wrong: relative gains
# says: not a ratio
def my_ruler(with_remedy, without, factor):
    d = with_remedy / without - 1
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: in percentage points
# says: not times 100
def my_ruler(with_remedy, without, factor):
    d = 100 * (with_remedy - without)
    mean, sd = d.mean(), d.std(ddof=1)
    return mean, sd, int(abs(mean) > factor * sd)


# %% 15.4 wrong: no verdict
# says: 3 results
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    return d.mean(), d.std(ddof=1)


# %% 15.4 wrong: always clear
# says: numbers are wrong
def my_ruler(with_remedy, without, factor):
    d = with_remedy - without
    return d.mean(), d.std(ddof=1), 1


# %% 15.5 right: on from the second point
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return n_2 * (error_2 / target) ** (1 / beta)


# %% 15.5 right: a straight line fitted
def my_images_needed(n_1, error_1, n_2, error_2, target):
    slope, level = np.polyfit(np.log([n_1, n_2]), np.log([error_1, error_2]), 1)
    return np.exp((np.log(target) - level) / slope)


# %% 15.5 right: c and beta
def my_images_needed(n_1, error_1, n_2, error_2, target):
    from math import log10

    beta = -(log10(error_2) - log10(error_1)) / (log10(n_2) - log10(n_1))
    c = error_1 * n_1**beta
    return (c / target) ** (1 / beta)


# %% 15.5 right: by search
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_2 / error_1) / np.log(n_1 / n_2)
    low, high = np.log(n_2), np.log(n_2) + 100
    for _ in range(100):
        middle = (low + high) / 2
        if error_2 * np.exp(beta * (np.log(n_2) - middle)) > target:
            low = middle
        else:
            high = middle
    return np.exp(low)


# %% 15.5 wrong: a straight line without logarithms
# says: logarithm
def my_images_needed(n_1, error_1, n_2, error_2, target):
    slope = (error_2 - error_1) / (n_2 - n_1)
    return n_2 + (target - error_2) / slope


# %% 15.5 wrong: only n in logarithms
# says: logarithm
def my_images_needed(n_1, error_1, n_2, error_2, target):
    slope = (error_2 - error_1) / (np.log(n_2) - np.log(n_1))
    return np.exp(np.log(n_2) + (target - error_2) / slope)


# %% 15.5 wrong: only the error in logarithms
# says: logarithm
def my_images_needed(n_1, error_1, n_2, error_2, target):
    slope = (np.log(error_2) - np.log(error_1)) / (n_2 - n_1)
    return n_2 + (np.log(target) - np.log(error_2)) / slope


# %% 15.5 wrong: the sign of beta
# says: sign
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_2 / error_1) / np.log(n_2 / n_1)
    return n_2 * (error_2 / target) ** (1 / beta)


# %% 15.5 wrong: beta instead of 1/beta
# says: upside down
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return n_2 * (error_2 / target) ** beta


# %% 15.5 wrong: the slope upside down
# says: slope
def my_images_needed(n_1, error_1, n_2, error_2, target):
    slope = (np.log(n_2) - np.log(n_1)) / (np.log(error_2) - np.log(error_1))
    return np.exp(np.log(n_2) + (np.log(target) - np.log(error_2)) / slope)


# %% 15.5 wrong: on from the first point
# says: from the first point
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return n_1 * (error_2 / target) ** (1 / beta)


# %% 15.5 wrong: the error of the first point, the number of the second
# says: with its error
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return n_2 * (error_1 / target) ** (1 / beta)


# %% 15.5 wrong: two kinds of logarithm
# says: logarithm
def my_images_needed(n_1, error_1, n_2, error_2, target):
    slope = (np.log(error_2) - np.log(error_1)) / (np.log(n_2) - np.log(n_1))
    return 10 ** (np.log(n_2) + (np.log(target) - np.log(error_2)) / slope)


# %% 15.5 wrong: rounded
# says: round
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return round(n_2 * (error_2 / target) ** (1 / beta))


# %% 15.5 wrong: rounded up
# says: round
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return np.ceil(n_2 * (error_2 / target) ** (1 / beta))


# %% 15.5 wrong: the logarithm of the number
# says: logarithm of the number
def my_images_needed(n_1, error_1, n_2, error_2, target):
    slope = (np.log(error_2) - np.log(error_1)) / (np.log(n_2) - np.log(n_1))
    return np.log(n_2) + (np.log(target) - np.log(error_2)) / slope


# %% 15.5 wrong: error as one over n
# says: slope
def my_images_needed(n_1, error_1, n_2, error_2, target):
    return n_2 * error_2 / target


# %% 15.5 wrong: error as one over the root of n
# says: slope
def my_images_needed(n_1, error_1, n_2, error_2, target):
    return n_2 * (error_2 / target) ** 2


# %% 15.5 wrong: how many more
# says: more
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return n_2 * (error_2 / target) ** (1 / beta) - n_2


# %% 15.5 wrong: how many times more
# says: times how many images
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return (error_2 / target) ** (1 / beta)


# %% 15.5 wrong: c taken from the first error
# says: the error at n = 1
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    return (error_1 / target) ** (1 / beta)


# %% 15.5 wrong: c with the wrong sign
# says: to the power of beta
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    c = error_2 * n_2 ** (-beta)
    return (c / target) ** (1 / beta)


# %% 15.5 wrong: differences instead of ratios in the logarithm
# says: not log(a - b)
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 - error_2) / np.log(n_2 - n_1)
    return n_2 * (error_2 / target) ** (1 / abs(beta))


# %% 15.5 wrong: accuracies instead of errors
# says: error
def my_images_needed(n_1, error_1, n_2, error_2, target):
    a_1, a_2, a = 1 - error_1, 1 - error_2, 1 - target
    beta = np.log(a_1 / a_2) / np.log(n_2 / n_1)
    return n_2 * (a_2 / a) ** (1 / beta)


# %% 15.5 wrong: the difference multiplied by the slope
# says: slope
def my_images_needed(n_1, error_1, n_2, error_2, target):
    slope = (np.log(error_2) - np.log(error_1)) / (np.log(n_2) - np.log(n_1))
    return np.exp(np.log(n_2) + (np.log(target) - np.log(error_2)) * slope)


# %% 15.5 wrong: the last fraction upside down
# says: target over c
def my_images_needed(n_1, error_1, n_2, error_2, target):
    beta = np.log(error_1 / error_2) / np.log(n_2 / n_1)
    c = error_2 * n_2**beta
    return (target / c) ** (1 / beta)
