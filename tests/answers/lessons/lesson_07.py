# %% 7.1 right: a tuple
my_counts = (33, 50)

# %% 7.1 right: computed
n_steps = 3 * -(-1050 // 100)
my_counts = n_steps, 1050 % 100

# %% 7.1 right: counted
batches = list(my_minibatches(np.zeros((1050, 1)), np.zeros(1050), 100, rng=rng))
my_counts = [3 * len(batches), len(batches[-1][1])]

# %% 7.1 right: whole floats
my_counts = (33.0, 50.0)

# %% 7.1 wrong: the short batch forgotten
# says: is a step too, in every epoch
my_counts = (30, 50)

# %% 7.1 wrong: one epoch
# says: that is one epoch
my_counts = (11, 50)

# %% 7.1 wrong: the short batch dropped
# says: the short batch is a batch too
my_counts = (30, 100)

# %% 7.1 wrong: the last batch filled up
# says: not filled up
my_counts = (33, 100)

# %% 7.1 wrong: not a whole number
# says: a step is a whole number
my_counts = (31.5, 50)

# %% 7.1 wrong: the rest carried over
# says: nothing is carried over
my_counts = (32, 50)

# %% 7.1 wrong: swapped
# says: the wrong way round
my_counts = (50, 33)

# %% 7.1 wrong: the rest of all epochs
# says: the last batch of one epoch is asked for
my_counts = (33, 150)

# %% 7.1 wrong: images seen
# says: these are the images
my_counts = (3150, 50)

# %% 7.1 wrong: full batches of one epoch
# says: that is one epoch, and the short batch
my_counts = (10, 50)

# %% 7.1 wrong: the number of full batches as the last
# says: that is their number
my_counts = (33, 10)

# %% 7.1 wrong: nothing left
# says: leave something over
my_counts = (33, 0)

# %% 7.1 wrong: a slip in the product
# says: the last batch is right; count the steps
my_counts = (31, 50)

# %% 7.1 wrong: one number
# says: expected 2 results
my_counts = 33

# %% 7.1 wrong: half a batch
# says: the number of steps is right
my_counts = (33, 0.5)

# %% 7.1 wrong: one too many
# says: the last batch is right
my_counts = (34, 50)

# %% 7.1 wrong: the 5 behind the point
# says: the number of steps is right
my_counts = (33, 5)

# %% 7.1 wrong: steps and epochs
# says: neither is right
my_counts = (11, 3)

# %% 7.1 wrong: one epoch without rest, filled
# says: the last batch is right
my_counts = (10.5, 50)

# %% 7.1 wrong: 1000 for 1050
# says: neither is right
my_counts = (30, 0)

# %% 7.1 wrong: all the rest of three epochs in one step
# says: neither is right
my_counts = (31, 150)


# %% 7.2 right: sums back
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses * batch_sizes) / np.sum(batch_sizes)


# %% 7.2 right: np.average
def my_epoch_loss(batch_losses, batch_sizes):
    return np.average(batch_losses, weights=batch_sizes)


# %% 7.2 right: a loop
def my_epoch_loss(batch_losses, batch_sizes):
    total, n = 0, 0
    for loss_, size in zip(batch_losses, batch_sizes):
        total += loss_ * size
        n += size
    return total / n


# %% 7.2 right: every sample on its own
def my_epoch_loss(batch_losses, batch_sizes):
    return np.repeat(batch_losses, batch_sizes).mean()


# %% 7.2 right: a dot product
def my_epoch_loss(batch_losses, batch_sizes):
    return np.dot(batch_losses, batch_sizes) / sum(batch_sizes)


# %% 7.2 right: shares
def my_epoch_loss(batch_losses, batch_sizes):
    shares = batch_sizes / batch_sizes.sum()
    return float(shares @ batch_losses)


# %% 7.2 wrong: the plain mean
# says: a mean of means
def my_epoch_loss(batch_losses, batch_sizes):
    return np.mean(batch_losses)


# %% 7.2 wrong: not divided
# says: now make it a mean
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses * batch_sizes)


# %% 7.2 wrong: divided by the batches
# says: divided by the number of batches
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses * batch_sizes) / len(batch_losses)


# %% 7.2 wrong: the sizes forgotten above
# says: is no sum over samples
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses) / np.sum(batch_sizes)


# %% 7.2 wrong: divided by the sizes
# says: by times, not by divided
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses / batch_sizes) / np.sum(batch_sizes)


# %% 7.2 wrong: weighted the other way round
# says: weighted the other way round
def my_epoch_loss(batch_losses, batch_sizes):
    return np.average(batch_losses, weights=1 / np.asarray(batch_sizes))


# %% 7.2 wrong: all batches counted as full
# says: as if every batch were full
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses * batch_sizes) / (len(batch_sizes) * batch_sizes[0])


# %% 7.2 wrong: the last batch dropped
# says: the last batch is missing
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses[:-1] * batch_sizes[:-1]) / np.sum(batch_sizes[:-1])


# %% 7.2 wrong: divided by the largest batch
# says: as if every batch were full
def my_epoch_loss(batch_losses, batch_sizes):
    return np.mean(batch_losses * batch_sizes / np.max(batch_sizes))


# %% 7.2 wrong: the median
# says: that is the median
def my_epoch_loss(batch_losses, batch_sizes):
    return np.median(np.repeat(batch_losses, batch_sizes))


# %% 7.2 wrong: changes its input
# says: changed its input
def my_epoch_loss(batch_losses, batch_sizes):
    batch_losses *= batch_sizes
    return batch_losses.sum() / batch_sizes.sum()


# %% 7.2 wrong: one number for each batch
# says: the shares of the batches
def my_epoch_loss(batch_losses, batch_sizes):
    return batch_losses * batch_sizes / np.sum(batch_sizes)


# %% 7.2 wrong: the last loss
# says: the last batch alone
def my_epoch_loss(batch_losses, batch_sizes):
    return batch_losses[-1]


# %% 7.2 wrong: rounded down
# says: rounded down
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses * batch_sizes) // np.sum(batch_sizes)


# %% 7.2 wrong: weighted by the square
# says: counts twice
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses * batch_sizes**2) / np.sum(batch_sizes**2)


# %% 7.2 wrong: divides by one less
# says: one less than the number of samples
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses * batch_sizes) / (np.sum(batch_sizes) - 1)


# %% 7.2 wrong: divided by the losses
# says: the sum of the losses
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses * batch_sizes) / np.sum(batch_losses)


# %% 7.2 wrong: overwritten in the loop
# says: the total overwritten?
def my_epoch_loss(batch_losses, batch_sizes):
    for value, size in zip(batch_losses, batch_sizes):
        total = value * size
    return total / np.sum(batch_sizes)


# %% 7.2 wrong: returns in the loop
# says: the return in the loop?
def my_epoch_loss(batch_losses, batch_sizes):
    total = 0
    for value, size in zip(batch_losses, batch_sizes):
        total += value * size
        return total / np.sum(batch_sizes)


# %% 7.2 wrong: the plain sum
# says: that is the sum of the losses
def my_epoch_loss(batch_losses, batch_sizes):
    return np.sum(batch_losses)


# %% 7.2 wrong: times the mean size
# says: multiply batch by batch
def my_epoch_loss(batch_losses, batch_sizes):
    return np.mean(batch_losses) * np.mean(batch_sizes)


# %% 7.2 wrong: rounded to two digits
# says: give all digits
def my_epoch_loss(batch_losses, batch_sizes):
    return round(np.sum(batch_losses * batch_sizes) / np.sum(batch_sizes), 2)


# %% 7.2 wrong: the first batch skipped
# says: the first batch is not added
def my_epoch_loss(batch_losses, batch_sizes):
    total = 0
    for k in range(1, len(batch_losses)):
        total += batch_losses[k] * batch_sizes[k]
    return total / np.sum(batch_sizes)


# %% 7.2 wrong: the largest loss
# says: the largest loss
def my_epoch_loss(batch_losses, batch_sizes):
    return max(batch_losses)


# %% 7.3 right: one order for both
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 right: the friend's lines, mended
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    for k in range((len(X) + batch_size - 1) // batch_size):
        rows = slice(k * batch_size, (k + 1) * batch_size)
        yield X[rows], y[rows]


# %% 7.3 right: a list of batches
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = np.arange(len(y))
    rng.shuffle(order)
    batches = []
    while len(order) > 0:
        rows, order = order[:batch_size], order[batch_size:]
        batches.append((X[rows], y[rows]))
    return batches


# %% 7.3 right: the package's
def my_repaired_minibatches(X, y, batch_size, *, rng):
    yield from mlpkit.iterate_minibatches(X, y, batch_size, rng=rng)


# %% 7.3 right: split at the multiples
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for rows in np.split(order, range(batch_size, len(X), batch_size)):
        yield [X[rows], y[rows]]


# %% 7.3 right: an iterator over starts
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    start = 0
    while start < len(X):
        stop = min(start + batch_size, len(X))
        yield X[order[start:stop]], y[order[start:stop]]
        start = stop


# %% 7.3 wrong: only the raise taken out
# says: no longer belong to their rows
def my_repaired_minibatches(X, y, batch_size, *, rng):
    X, y = rng.permutation(X), rng.permutation(y)
    for k in range(len(X) // batch_size):
        rows = slice(k * batch_size, (k + 1) * batch_size)
        yield X[rows], y[rows]


# %% 7.3 wrong: still drops the rest
# says: the short batch at the end is missing
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    for k in range(len(X) // batch_size):
        rows = slice(k * batch_size, (k + 1) * batch_size)
        yield X[rows], y[rows]


# %% 7.3 wrong: still shuffles twice
# says: no longer belong to their rows
def my_repaired_minibatches(X, y, batch_size, *, rng):
    X, y = rng.permutation(X), rng.permutation(y)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% 7.3 wrong: not shuffled
# says: the order is not random
def my_repaired_minibatches(X, y, batch_size, *, rng):
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% 7.3 wrong: one batch too many
# says: an empty batch comes
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    for k in range(len(X) // batch_size + 1):
        rows = slice(k * batch_size, (k + 1) * batch_size)
        yield X[rows], y[rows]


# %% 7.3 wrong: its own generator
# says: every rng deals the same order
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = np.random.default_rng(0).permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: NumPy's global generator
# says: let rng alone decide
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = np.random.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: draws with replacement
# says: some samples come twice
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.integers(len(X), size=len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: a new shuffle for each batch
# says: some samples come twice
def my_repaired_minibatches(X, y, batch_size, *, rng):
    for start in range(0, len(X), batch_size):
        order = rng.permutation(len(X))
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: the last batch filled up
# says: some samples come twice
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = np.take(order, range(start, start + batch_size), mode="wrap")
        yield X[rows], y[rows]


# %% 7.3 wrong: equal parts
# says: the batches have wrong sizes
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for rows in np.array_split(order, -(-len(X) // batch_size)):
        yield X[rows], y[rows]


# %% 7.3 wrong: only X shuffled
# says: no longer belong to their rows
def my_repaired_minibatches(X, y, batch_size, *, rng):
    X = rng.permutation(X)
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% 7.3 wrong: whole batches shuffled
# says: the order is not random
def my_repaired_minibatches(X, y, batch_size, *, rng):
    starts = list(range(0, len(X), batch_size))
    for start in rng.permutation(starts):
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% 7.3 wrong: only the start is random
# says: the order is not random
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = np.roll(np.arange(len(X)), rng.integers(len(X)))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: backwards
# says: the order is not random
def my_repaired_minibatches(X, y, batch_size, *, rng):
    X, y = X[::-1], y[::-1]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% 7.3 wrong: only the first batch
# says: only the first batch comes
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        return [(X[rows], y[rows])]


# %% 7.3 wrong: the last sample lost
# says: some samples never come
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : min(start + batch_size, len(X) - 1)]
        yield X[rows], y[rows]


# %% 7.3 wrong: shuffles its input
# says: changed its input
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]


# %% 7.3 wrong: labels first
# says: first X_batch, then y_batch
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield y[rows], X[rows]


# %% 7.3 wrong: everything at once
# says: all samples come in one batch
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    yield X[order], y[order]


# %% 7.3 wrong: batches overlap by one
# says: some samples come twice
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size + 1]
        yield X[rows], y[rows]


# %% 7.3 wrong: y in the old order
# says: no longer belong
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield X[order[start : start + batch_size]], y[start : start + batch_size]


# %% 7.3 wrong: throws the short batch away
# says: the short batch at the end
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        if len(rows) < batch_size:
            break
        yield X[rows], y[rows]


# %% 7.3 wrong: each batch a draw of its own
# says: come twice
def my_repaired_minibatches(X, y, batch_size, *, rng):
    for _ in range(-(-len(X) // batch_size)):
        rows = rng.choice(len(X), batch_size, replace=False)
        yield X[rows], y[rows]


# %% 7.3 wrong: moves on by one
# says: come twice
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(len(X)):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: the row numbers too
# says: pairs are expected
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows], rows


# %% 7.3 wrong: sorted inside the batch
# says: the order is not random
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = np.sort(rng.permutation(len(X)))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: returns the whole
# says: pairs are expected
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    return X[order], y[order]


# %% 7.3 wrong: the short batch first
# says: full ones first
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    rest = len(X) % batch_size
    if rest:
        yield X[order[:rest]], y[order[:rest]]
    for start in range(rest, len(X), batch_size):
        yield X[order[start : start + batch_size]], y[order[start : start + batch_size]]


# %% 7.3 wrong: the raise left in
# says: Not started
def my_repaired_minibatches(X, y, batch_size, *, rng):
    raise NotImplementedError
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: a step too wide
# says: some samples never come
def my_repaired_minibatches(X, y, batch_size, *, rng):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size + 1):
        rows = order[start : start + batch_size]
        yield X[rows], y[rows]


# %% 7.3 wrong: the permutation of a part
# says: shuffled inside the batches only
def my_repaired_minibatches(X, y, batch_size, *, rng):
    for start in range(0, len(X), batch_size):
        rows = start + rng.permutation(min(batch_size, len(X) - start))
        yield X[rows], y[rows]


# %% 7.3 wrong: the same batch for ever
# says: some samples come twice
def my_repaired_minibatches(X, y, batch_size, *, rng):
    rows = rng.permutation(len(X))[:batch_size]
    for _ in range(0, len(X), batch_size):
        yield X[rows], y[rows]


# %% 7.4 right: as train_adam
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    optimizer = mlpkit.SGD(learning_rate=0.1)
    mlpkit.fit(network, loss, optimizer, X_small, y_small, n_epochs=2, batch_size=batch_size, rng=rng, progress=False)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 right: the lesson's own loop
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    generator = np.random.default_rng(seed)
    net = mlpkit.mlp([784, 32, 10], rng=generator)
    my_fit(net, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, n_epochs=2, batch_size=batch_size, rng=generator)
    return np.mean(net.predict(X_check) == y_check)


# %% 7.4 right: from the history
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    history = mlpkit.fit(
        network,
        mlpkit.SoftmaxCrossEntropy(),
        mlpkit.SGD(0.1),
        X_small,
        y_small,
        validation_data=(X_check, y_check),
        n_epochs=2,
        batch_size=batch_size,
        rng=rng,
        progress=False,
    )
    return history.val_accuracy[-1]


# %% 7.4 right: train_step by train_step
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    optimizer = mlpkit.SGD(learning_rate=0.1)
    for _ in range(2):
        for X_batch, y_batch in mlpkit.iterate_minibatches(X_small, y_small, batch_size, rng=rng):
            mlpkit.train_step(network, loss, optimizer, X_batch, y_batch)
    return mlpkit.accuracy(y_check, network.predict(X_check))


# %% 7.4 wrong: a second generator for the batches
# says: one generator
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    network = mlpkit.mlp([784, 32, 10], rng=np.random.default_rng(seed))
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": np.random.default_rng(seed), "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: the seed ignored
# says: another seed must give another number
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(0)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: the lesson's generator
# says: the same seed must give the same number
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: batch size always 64
# says: batch_size
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": 64, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: the accuracy on the training data
# says: accuracy on the training images
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_small, y_small).accuracy


# %% 7.4 wrong: the loss
# says: that is the loss
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).loss


# %% 7.4 wrong: everything that evaluate says
# says: the accuracy alone is asked for
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check)


# %% 7.4 wrong: percent
# says: percent
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return 100 * mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: one epoch
# says: that is one epoch
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 1, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: a smaller learning rate
# says: too low: is it 784-32-10, SGD
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.02), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: Adam
# says: too high: is it 784-32-10, SGD
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.Adam(0.005), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: another hidden layer
# says: is it 784-32-10
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 128, 64, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: never trained
# says: never been trained
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: all validation images
# says: X_check
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_val, y_val).accuracy


# %% 7.4 wrong: the mean over both epochs
# says: the mean of both epochs
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    how["validation_data"] = (X_check, y_check)
    history = mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return np.mean(history.val_accuracy)


# %% 7.4 wrong: three epochs
# says: too high: is it 784-32-10, SGD, two epochs
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 3, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: 64 hidden neurons
# says: close, but another training
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 64, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: a learning rate of 1
# says: too low: is it 784-32-10, SGD, two epochs
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: seed and size swapped
# says: too low: is it 784-32-10
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(seed, batch_size):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": max(batch_size, 1), "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small[:200], y_small[:200], **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: the whole history
# says: expected numbers, got History
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    return mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)


# %% 7.4 wrong: the weights from another seed
# says: close, but another training
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    network = mlpkit.mlp([784, 32, 10], rng=np.random.default_rng(0))
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": np.random.default_rng(seed), "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return mlpkit.evaluate(network, loss, X_check, y_check).accuracy


# %% 7.4 wrong: the number of right ones
# says: the number of right ones
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return np.sum(network.predict(X_check) == y_check)


# %% 7.4 wrong: the mean forgotten
# says: not one for each image
X_small, y_small = X_train[:2000], y_train[:2000]  # (2000, 784), (2000,)
X_check, y_check = X_val[:2000], y_val[:2000]  # (2000, 784), (2000,)


def my_score(batch_size, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    how = {"n_epochs": 2, "batch_size": batch_size, "rng": rng, "progress": False}
    mlpkit.fit(network, loss, mlpkit.SGD(learning_rate=0.1), X_small, y_small, **how)
    return network.predict(X_check) == y_check


# %% 7.5 right: walks and breaks
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 right: a counter
def my_early_stop(val_losses, patience):
    best = 0
    waited = 0
    for k in range(1, len(val_losses)):
        if val_losses[k] < val_losses[best]:
            best = k
            waited = 0
        else:
            waited += 1
        if waited == patience:
            return k + 1, best + 1
    return len(val_losses), best + 1


# %% 7.5 right: argmin of each start
def my_early_stop(val_losses, patience):
    for stop in range(1, len(val_losses) + 1):
        best = int(np.argmin(val_losses[:stop])) + 1
        if stop - best == patience:
            break
    return [stop, best]


# %% 7.5 right: running minimum
def my_early_stop(val_losses, patience):
    lowest = np.minimum.accumulate(val_losses)
    for epoch in range(1, len(val_losses) + 1):
        best = list(val_losses).index(lowest[epoch - 1]) + 1
        if epoch - best >= patience:
            return epoch, best
    return epoch, best


# %% 7.5 wrong: ties count as better
# says: a tie is no improvement
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value <= best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: the counter never resets
# says: must come in a row
def my_early_stop(val_losses, patience):
    best_loss, best, waited = float("inf"), 0, 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: compared with the epoch before
# says: compared with the one before
def my_early_stop(val_losses, patience):
    best, waited = 1, 0
    for k in range(1, len(val_losses)):
        if val_losses[k] < val_losses[k - 1]:
            best, waited = k + 1, 0
        else:
            waited += 1
        if waited == patience:
            return k + 1, best
    return len(val_losses), best


# %% 7.5 wrong: compared with the epoch before, best of all so far
# says: lower than the one before is not enough
def my_early_stop(val_losses, patience):
    waited = 0
    for k in range(1, len(val_losses)):
        waited = 0 if val_losses[k] < val_losses[k - 1] else waited + 1
        if waited == patience:
            return k + 1, int(np.argmin(val_losses[: k + 1])) + 1
    return len(val_losses), int(np.argmin(val_losses)) + 1


# %% 7.5 wrong: counted from zero
# says: epochs are counted from 1
def my_early_stop(val_losses, patience):
    best = 0
    for k, value in enumerate(val_losses):
        if value < val_losses[best]:
            best = k
        elif k - best >= patience:
            return k, best
    return len(val_losses) - 1, best


# %% 7.5 wrong: stops an epoch late
# says: one epoch too late
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best > patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: stops an epoch early
# says: one epoch too early
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience - 1:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: returned the other way round
# says: the wrong way round
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(val_losses)


# %% 7.5 wrong: the best of all epochs
# says: looks at epochs after the stop
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            return epoch, int(np.argmin(val_losses)) + 1
    return len(val_losses), int(np.argmin(val_losses)) + 1


# %% 7.5 wrong: the best of all, plus patience
# says: not known before the end
def my_early_stop(val_losses, patience):
    best = int(np.argmin(val_losses)) + 1
    return min(best + patience, len(val_losses)), best


# %% 7.5 wrong: the end forgotten
# says: returned None
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            return epoch, best


# %% 7.5 wrong: runs past the last epoch
# says: the last epoch at the latest
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            break
    return best + patience, best


# %% 7.5 wrong: the best loss, not its epoch
# says: not its loss
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            return epoch, best_loss
    return len(val_losses), best_loss


# %% 7.5 wrong: only where it stops
# says: expected 2 results
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            return epoch
    return len(val_losses)


# %% 7.5 wrong: never stops
# says: never stops
def my_early_stop(val_losses, patience):
    return len(val_losses), int(np.argmin(val_losses)) + 1


# %% 7.5 wrong: the lowest loss is never updated
# says: compared with the first
def my_early_stop(val_losses, patience):
    first, best = val_losses[0], 1
    for epoch, value in enumerate(val_losses, start=1):
        if value < first:
            best = epoch
        elif epoch - best >= patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: the last of equal ones is the best
# says: a tie is no improvement
def my_early_stop(val_losses, patience):
    for stop in range(1, len(val_losses) + 1):
        seen = list(val_losses[:stop])
        best = stop - seen[::-1].index(min(seen))
        if stop - best == patience:
            break
    return stop, best


# %% 7.5 wrong: the stop is the best
# says: `best` is right, `stop` is not
def my_early_stop(val_losses, patience):
    best_loss, best = float("inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < best_loss:
            best_loss, best = value, epoch
        elif epoch - best >= patience:
            break
    return best, best


# %% 7.5 wrong: more than patience
# says: one epoch too late
def my_early_stop(val_losses, patience):
    best, waited = 1, 0
    for epoch in range(2, len(val_losses) + 1):
        if val_losses[epoch - 1] < val_losses[best - 1]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited > patience:
            break
    return epoch if len(val_losses) > 1 else 1, best


# %% 7.5 wrong: the first epoch counts as waiting
# says: not a wait
def my_early_stop(val_losses, patience):
    lowest, best, waited = val_losses[0], 1, 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < lowest:
            lowest, best, waited = value, epoch, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: patience counts from the start
# says: not from the start
def my_early_stop(val_losses, patience):
    stop = min(patience + 1, len(val_losses))
    return stop, int(np.argmin(val_losses[:stop])) + 1


# %% 7.5 wrong: starts from a lowest loss of zero
# says: where does the lowest loss begin?
def my_early_stop(val_losses, patience):
    lowest, best, waited = 0, 1, 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < lowest:
            lowest, best, waited = value, epoch, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: stops where the loss first rises
# says: after the first rise
def my_early_stop(val_losses, patience):
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] >= val_losses[epoch - 1]:
            return epoch + patience, epoch
    return len(val_losses), len(val_losses)


# %% 7.5 wrong: looks for the highest
# says: not the highest
def my_early_stop(val_losses, patience):
    highest, best = float("-inf"), 0
    for epoch, value in enumerate(val_losses, start=1):
        if value > highest:
            highest, best = value, epoch
        elif epoch - best >= patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: the best forgotten to update
# says: `stop` is right, `best` is not
def my_early_stop(val_losses, patience):
    lowest, waited = float("inf"), 0
    best = 1
    for epoch, value in enumerate(val_losses, start=1):
        if value < lowest:
            lowest, waited = value, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: the epochs waited
# says: `stop` is right, `best` is not
def my_early_stop(val_losses, patience):
    lowest, best, waited = float("inf"), 0, 0
    for epoch, value in enumerate(val_losses, start=1):
        if value < lowest:
            lowest, best, waited = value, epoch, 0
        else:
            waited += 1
        if waited == patience:
            return epoch, waited
    return len(val_losses), waited


# %% 7.5 wrong: waits from the last tie
# says: a tie is no improvement
def my_early_stop(val_losses, patience):
    worse = 0
    for k in range(1, len(val_losses)):
        worse = worse + 1 if val_losses[k] > min(val_losses[:k]) else 0
        if worse == patience:
            return k + 1, int(np.argmin(val_losses[: k + 1])) + 1
    return len(val_losses), int(np.argmin(val_losses)) + 1


# %% 7.6 right: as in the lesson, with Adam
def my_reader(X, y, n_classes, rng):
    network = mlpkit.mlp([X.shape[1], 64, n_classes], rng=rng)
    optimizer = mlpkit.Adam(learning_rate=0.003)
    mlpkit.fit(
        network, mlpkit.SoftmaxCrossEntropy(), optimizer, X, y, n_epochs=15, batch_size=32, rng=rng, progress=False
    )
    return network


# %% 7.6 right: step by step, with SGD
def my_reader(X, y, n_classes, rng):
    net = mlpkit.mlp([X.shape[1], 32, n_classes], rng=rng)
    sgd = mlpkit.SGD(0.1, momentum=0.9)
    for epoch in range(15):
        for X_batch, y_batch in mlpkit.iterate_minibatches(X, y, 32, rng=rng):
            mlpkit.train_step(net, loss, sgd, X_batch, y_batch)
    return net


# %% 7.6 wrong: not trained
# says: the network has hardly learned
def my_reader(X, y, n_classes, rng):
    return mlpkit.mlp([X.shape[1], 32, n_classes], rng=rng)


# %% 7.6 wrong: the history
# says: return the trained network itself
def my_reader(X, y, n_classes, rng):
    network = mlpkit.mlp([X.shape[1], 32, n_classes], rng=rng)
    return mlpkit.fit(network, loss, mlpkit.Adam(0.005), X, y, n_epochs=2, batch_size=32, rng=rng, progress=False)


# %% 7.6 wrong: the sizes of MNIST
# says: your function raised ValueError
def my_reader(X, y, n_classes, rng):
    network = mlpkit.mlp([784, 32, n_classes], rng=rng)
    mlpkit.fit(network, loss, mlpkit.Adam(0.005), X, y, n_epochs=20, batch_size=32, rng=rng, progress=False)
    return network


# %% 7.6 wrong: ten classes always
# says: one output for each class
def my_reader(X, y, n_classes, rng):
    network = mlpkit.mlp([X.shape[1], 32, 10], rng=rng)
    mlpkit.fit(network, loss, mlpkit.Adam(0.005), X, y, n_epochs=20, batch_size=32, rng=rng, progress=False)
    return network


# %% 7.6 wrong: one epoch, as if there were 50,000 images
# says: it reads fewer than 93 of 100
def my_reader(X, y, n_classes, rng):
    network = mlpkit.mlp([X.shape[1], 32, n_classes], rng=rng)
    mlpkit.fit(network, loss, mlpkit.Adam(0.001), X, y, n_epochs=2, batch_size=32, rng=rng, progress=False)
    return network


# %% 7.6 wrong: a seed of its own
# says: another rng gives the same network
def my_reader(X, y, n_classes, rng):
    rng = np.random.default_rng(0)
    network = mlpkit.mlp([X.shape[1], 32, n_classes], rng=rng)
    mlpkit.fit(network, loss, mlpkit.Adam(0.005), X, y, n_epochs=20, batch_size=32, rng=rng, progress=False)
    return network


# %% 7.6 wrong: chance from elsewhere
# says: the same rng gives another network
def my_reader(X, y, n_classes, rng):
    network = mlpkit.mlp([X.shape[1], 32, n_classes], rng=np.random.default_rng())
    mlpkit.fit(network, loss, mlpkit.Adam(0.005), X, y, n_epochs=20, batch_size=32, rng=rng, progress=False)
    return network


# %% 7.6 wrong: images shuffled without their labels
# says: the network has hardly learned
def my_reader(X, y, n_classes, rng):
    network = mlpkit.mlp([X.shape[1], 32, n_classes], rng=rng)
    X = X[rng.permutation(len(X))]
    mlpkit.fit(network, loss, mlpkit.Adam(0.005), X, y, n_epochs=5, batch_size=32, rng=rng, progress=False)
    return network


# %% 7.5 wrong: an equal loss counts as better
# says: a tie is no improvement: strictly lower
def my_early_stop(val_losses, patience):
    best, best_loss, bad = 0, float("inf"), 0
    for epoch, l in enumerate(val_losses, 1):
        if l <= best_loss:
            best, best_loss, bad = epoch, l, 0
        else:
            bad += 1
            if bad == patience:
                return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: one epoch too patient
# says: stops one epoch too late
def my_early_stop(val_losses, patience):
    best, best_loss, bad = 0, float("inf"), 0
    for epoch, l in enumerate(val_losses, 1):
        if l < best_loss:
            best, best_loss, bad = epoch, l, 0
        else:
            bad += 1
            if bad > patience:
                return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: epochs counted from 0
# says: epochs are counted from 1
def my_early_stop(val_losses, patience):
    best, best_loss = 0, val_losses[0]
    for epoch, l in enumerate(val_losses):
        if l < best_loss:
            best, best_loss = epoch, l
        elif epoch - best >= patience:
            return epoch, best
    return len(val_losses) - 1, best


# %% 7.5 wrong: best of the whole list
# says: `best` looks at epochs after the stop
def my_early_stop(val_losses, patience):
    best_loss, bad = float("inf"), 0
    stop = len(val_losses)
    for epoch, l in enumerate(val_losses, 1):
        if l < best_loss:
            best_loss, bad = l, 0
        else:
            bad += 1
            if bad == patience:
                stop = epoch
                break
    return stop, int(np.argmin(val_losses)) + 1


# %% 7.5 wrong: compares with the epoch before
# says: lower than the one before is not enough
def my_early_stop(val_losses, patience):
    bad = 0
    for i in range(1, len(val_losses)):
        if val_losses[i] < val_losses[i - 1]:
            bad = 0
        else:
            bad += 1
        if bad == patience:
            return i + 1, int(np.argmin(val_losses[: i + 1])) + 1
    return len(val_losses), int(np.argmin(val_losses)) + 1


# %% 7.5 wrong: counts bad epochs in all, never resets
# says: the epochs of waiting must come in a row: a better one starts the count anew
def my_early_stop(val_losses, patience):
    best, best_loss, bad = 0, float("inf"), 0
    for epoch, l in enumerate(val_losses, 1):
        if l < best_loss:
            best, best_loss = epoch, l
        else:
            bad += 1
            if bad == patience:
                return epoch, best
    return len(val_losses), best


# %% 7.5 wrong: where patience never runs out, the best epoch is the stop
# says: where patience lasts, `stop` is the last epoch
def my_early_stop(val_losses, patience):
    best, best_loss, bad = 0, float("inf"), 0
    for epoch, l in enumerate(val_losses, 1):
        if l < best_loss:
            best, best_loss, bad = epoch, l, 0
        else:
            bad += 1
            if bad == patience:
                return epoch, best
    return best, best


# %% 7.5 right: while loop on positions
def my_early_stop(val_losses, patience):
    i, best = 0, 0
    while i < len(val_losses) - 1 and i - best < patience:
        i += 1
        if val_losses[i] < val_losses[best]:
            best = i
    return i + 1, best + 1


# %% 7.5 right: argmin of every beginning
def my_early_stop(val_losses, patience):
    for n in range(1, len(val_losses) + 1):
        best = int(np.argmin(val_losses[:n])) + 1
        if n - best >= patience:
            return n, best
    return n, best


# %% 7.5 right: list of best epochs, break
def my_early_stop(val_losses, patience):
    record = []
    for epoch in range(1, len(val_losses) + 1):
        loss_now = float(val_losses[epoch - 1])
        if all(loss_now < float(v) for v in val_losses[: epoch - 1]):
            record.append(epoch)
        if epoch - record[-1] == patience:
            break
    return [epoch, record[-1]]
