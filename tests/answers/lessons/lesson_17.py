# %% 17.1 right: fitted on the training images
def my_prepare(X_train, X_new, k):
    """Return the coordinates of training and new images along the training images' directions."""
    pca = PCA(k).fit(X_train)
    return pca.transform(X_train), pca.transform(X_new)


# %% 17.1 right: by singular values, the signs as they come
def my_prepare(X_train, X_new, k):
    m = X_train.mean(axis=0)
    _, sizes, Vt = np.linalg.svd(X_train - m, full_matrices=False)
    V = Vt[:k].T
    variances = sizes[:k] ** 2 / (len(X_train) - 1)
    s = np.sqrt(variances.mean())
    return (X_train - m) @ V / s, (X_new - m) @ V / s


# %% 17.1 right: by eigenvectors, all signs turned, as a list
def my_prepare(X_train, X_new, k):
    mean = X_train.mean(axis=0)
    covariance = np.cov(X_train, rowvar=False)
    values, vectors = np.linalg.eigh(covariance)
    V = -vectors[:, ::-1][:, :k]
    s = np.sqrt(values[::-1][:k].mean())
    return [(X - mean) @ V / s for X in (X_train, X_new)]


# %% 17.1 right: all rows transformed at once, then cut apart
def my_prepare(X_train, X_new, k):
    pca = PCA(k)
    pca.fit(X_train)
    Z = pca.transform(np.concatenate([X_train, X_new]))
    return Z[: len(X_train)], Z[len(X_train) :]


# %% 17.1 wrong: only the raise taken out
# says: mean and directions still depend on the new images
def my_prepare(X_train, X_new, k):
    """Return the coordinates of training and new images along the training images' directions."""
    pca = PCA(k).fit(np.concatenate([X_train, X_new]))
    return pca.transform(X_train), pca.transform(X_new)


# %% 17.1 wrong: a fit for each set
# says: the new images have directions of their own
def my_prepare(X_train, X_new, k):
    return PCA(k).fit(X_train).transform(X_train), PCA(k).fit(X_new).transform(X_new)


# %% 17.1 wrong: a fit for each set, but for a single row
# says: the new images have directions of their own
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    Z_train = pca.transform(X_train)
    if len(X_new) > k:
        pca = PCA(k).fit(X_new)
    return Z_train, pca.transform(X_new)


# %% 17.1 wrong: fitted on the new images
# says: these are the new images' directions, not those of the training images
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_new)
    return pca.transform(X_train), pca.transform(X_new)


# %% 17.1 wrong: the leak, but for a single row
# says: mean and directions still depend on the new images
def my_prepare(X_train, X_new, k):
    if len(X_new) == 1:
        pca = PCA(k).fit(X_train)
    else:
        pca = PCA(k).fit(np.concatenate([X_train, X_new]))
    return pca.transform(X_train), pca.transform(X_new)


# %% 17.1 wrong: new images centered by their own mean
# says: the new images are centered by their own mean
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    X_new = X_new - X_new.mean(axis=0) + pca.mean
    return pca.transform(X_train), pca.transform(X_new)


# %% 17.1 wrong: results exchanged
# says: the order: first the training images, then the new ones
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    return pca.transform(X_new), pca.transform(X_train)


# %% 17.1 wrong: one component too few
# says: result 1: wrong shape (40, 2), expected (40, 3)
def my_prepare(X_train, X_new, k):
    pca = PCA(k - 1).fit(X_train)
    return pca.transform(X_train), pca.transform(X_new)


# %% 17.1 wrong: not divided by s
# says: not divided by s
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    return (X_train - pca.mean) @ pca.components, (X_new - pca.mean) @ pca.components


# %% 17.1 wrong: each direction with a scale of its own
# says: one scale s for all directions, not one for each
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    Z_train, Z_new = pca.transform(X_train), pca.transform(X_new)
    spread = Z_train.std(axis=0, ddof=1)
    return Z_train / spread, Z_new / spread


# %% 17.1 wrong: mean not subtracted
# says: the mean of the training images is not subtracted
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    return X_train @ pca.components / pca.scale, X_new @ pca.components / pca.scale


# %% 17.1 wrong: only the new images returned
# says: expected 2 results
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    return pca.transform(X_new)


# %% 17.1 wrong: a single row squeezed
# says: a single new image is still a row, shape (1, k)
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    return pca.transform(X_train), pca.transform(X_new).squeeze()


# %% 17.1 wrong: centers the training images in place
# says: changed its input
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    X_train -= pca.mean
    X_new -= pca.mean
    return X_train @ pca.components / pca.scale, X_new @ pca.components / pca.scale


# %% 17.1 wrong: fitted twice, the second time on the new images
# says: the new images' directions
def my_prepare(X_train, X_new, k):
    pca = PCA(k)
    pca.fit(X_train)
    pca.fit(X_new)
    return pca.transform(X_train), pca.transform(X_new)


# %% 17.1 wrong: the mean of all images, the directions of the training images
# says: the mean still depends on the new images
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    mean = np.concatenate([X_train, X_new]).mean(axis=0)
    return (X_train - mean) @ pca.components / pca.scale, (X_new - mean) @ pca.components / pca.scale


# %% 17.1 wrong: standardized pixels
# says: standardized pixels
def my_prepare(X_train, X_new, k):
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    pca = PCA(k).fit((X_train - mean) / std)
    return pca.transform((X_train - mean) / std), pca.transform((X_new - mean) / std)


# %% 17.1 wrong: new images centered before they are transformed
# says: subtracted twice
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    return pca.transform(X_train), pca.transform(X_new - X_train.mean(axis=0))


# %% 17.1 wrong: new images as they are
# says: result 2: wrong shape
def my_prepare(X_train, X_new, k):
    pca = PCA(k).fit(X_train)
    return pca.transform(X_train), X_new


# %% 17.2 right: mean, then argmax
def my_vote(proba):
    """Return the class with the largest mean probability, for each sample."""
    mean = proba.mean(axis=0)
    return mean.argmax(axis=1)


# %% 17.2 right: sums do as well
def my_vote(proba):
    return np.argmax(np.sum(proba, axis=0), axis=-1)


# %% 17.2 right: by loops, a list
def my_vote(proba):
    n_networks, n_samples, n_classes = proba.shape
    labels = []
    for i in range(n_samples):
        means = [sum(proba[n, i, c] for n in range(n_networks)) / n_networks for c in range(n_classes)]
        labels.append(means.index(max(means)))
    return labels


# %% 17.2 right: sorted averages, small integers
def my_vote(proba):
    average = sum(proba) / len(proba)
    return np.argsort(average, axis=1)[:, -1].astype(np.int8)


# %% 17.2 wrong: the majority of the labels
# says: that is the majority of the labels; average the probabilities
def my_vote(proba):
    votes = proba.argmax(axis=2)
    n_classes = proba.shape[2]
    return np.array([np.bincount(v, minlength=n_classes).argmax() for v in votes.T])


# %% 17.2 wrong: averaged over the samples
# says: the wrong axis: average over the networks, not over the samples
def my_vote(proba):
    return proba.mean(axis=1).argmax(axis=1)


# %% 17.2 wrong: argmax along the samples
# says: the wrong axis: of the averages, the classes are axis 1
def my_vote(proba):
    return proba.mean(axis=0).argmax(axis=0)


# %% 17.2 wrong: averaged over the classes
# says: the wrong axis: average over the networks, not over the classes
def my_vote(proba):
    return proba.mean(axis=2).argmax(axis=0)


# %% 17.2 wrong: the surest network decides
# says: only the surest network speaks; average all
def my_vote(proba):
    return proba.max(axis=0).argmax(axis=1)


# %% 17.2 wrong: product of the probabilities
# says: the largest product wins; average the probabilities
def my_vote(proba):
    return proba.prod(axis=0).argmax(axis=1)


# %% 17.2 wrong: mean of the logarithms
# says: the largest product wins; average the probabilities
def my_vote(proba):
    return np.log(proba + 1e-12).mean(axis=0).argmax(axis=1)


# %% 17.2 wrong: the median
# says: that is the median of the networks, not their mean
def my_vote(proba):
    return np.median(proba, axis=0).argmax(axis=1)


# %% 17.2 wrong: returns the mean probability
# says: how large the largest average is
def my_vote(proba):
    return proba.mean(axis=0).max(axis=1)


# %% 17.2 wrong: the averages themselves
# says: now take the class
def my_vote(proba):
    return proba.mean(axis=0)


# %% 17.2 wrong: mean of the labels, rounded
# says: averaged and rounded are the labels; average the probabilities
def my_vote(proba):
    labels = proba.argmax(axis=2)
    return np.round(labels.mean(axis=0)).astype(int)


# %% 17.2 wrong: the first network only
# says: only the first network speaks
def my_vote(proba):
    return proba[0].argmax(axis=1)


# %% 17.2 wrong: the last network left out
# says: the last network has no voice
def my_vote(proba):
    total = np.zeros(proba.shape[1:])
    for n in range(len(proba) - 1):
        total += proba[n]
    return total.argmax(axis=1)


# %% 17.2 wrong: the smallest mean
# says: the smallest average wins; the largest should
def my_vote(proba):
    return proba.mean(axis=0).argmin(axis=1)


# %% 17.2 wrong: labels from 1
# says: labels count from 0
def my_vote(proba):
    return proba.mean(axis=0).argmax(axis=1) + 1


# %% 17.2 wrong: a column
# says: wrong shape (40, 1), expected (40,)
def my_vote(proba):
    return proba.mean(axis=0).argmax(axis=1, keepdims=True)


# %% 17.2 wrong: averages in place
# says: changed its input
def my_vote(proba):
    for other in proba[1:]:
        proba[0] += other
    return proba[0].argmax(axis=1)


# %% 17.2 right: votes in a loop over the networks
def my_vote(proba):
    total = np.zeros(proba.shape[1:])
    for network_proba in proba:
        total = total + network_proba
    return [int(row.argmax()) for row in total]


# %% 17.2 wrong: one class for all samples
# says: wrong shape (), expected (40,)
def my_vote(proba):
    return proba.mean(axis=0).argmax()


# %% 17.2 wrong: the least sure network decides
# says: only the least sure network speaks
def my_vote(proba):
    return proba.min(axis=0).argmax(axis=1)


# %% 17.2 wrong: votes counted in a loop
# says: that is the majority of the labels
def my_vote(proba):
    votes = np.zeros(proba.shape[1:])
    for p in proba:
        votes += p == p.max(axis=1, keepdims=True)
    return votes.argmax(axis=1)


# %% 17.2 wrong: mean of the labels
# says: averaged are the labels
def my_vote(proba):
    return np.mean(proba.argmax(axis=2), axis=0)


# %% 17.3 right: a start, a range, the others by delete
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples - n_held_out + 1)
    held_out = np.arange(start, start + n_held_out)
    return np.delete(np.arange(n_samples), held_out), held_out


# %% 17.3 right: a mask of the held-out rows
def my_block_split(n_samples, n_held_out, rng):
    first = int(rng.integers(0, n_samples - n_held_out, endpoint=True))
    is_held_out = np.zeros(n_samples, dtype=bool)
    is_held_out[first : first + n_held_out] = True
    return np.flatnonzero(~is_held_out), np.flatnonzero(is_held_out)


# %% 17.3 right: lists, by rng.choice
def my_block_split(n_samples, n_held_out, rng):
    rows = list(range(n_samples))
    i = rng.choice(n_samples - n_held_out + 1)
    return rows[:i] + rows[i + n_held_out :], rows[i : i + n_held_out]


# %% 17.3 wrong: dealt at random
# says: not a block of neighbors
def my_block_split(n_samples, n_held_out, rng):
    order = rng.permutation(n_samples)
    return order[n_held_out:], order[:n_held_out]


# %% 17.3 wrong: always the last rows
# says: always begins at the same row
def my_block_split(n_samples, n_held_out, rng):
    rows = np.arange(n_samples)
    return rows[:-n_held_out], rows[-n_held_out:]


# %% 17.3 wrong: the beginning may be anywhere, the slice is cut off
# says: where may it begin at the latest?
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples)
    rows = np.arange(n_samples)
    held_out = rows[start : start + n_held_out]
    return np.delete(rows, held_out), held_out


# %% 17.3 wrong: it runs past the end and comes in again at the top
# says: goes on at row 0
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples)
    held_out = (start + np.arange(n_held_out)) % n_samples
    return np.delete(np.arange(n_samples), held_out), held_out


# %% 17.3 wrong: the last beginning forgotten
# says: never the last rows
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples - n_held_out)
    held_out = np.arange(start, start + n_held_out)
    return np.delete(np.arange(n_samples), held_out), held_out


# %% 17.3 wrong: beginnings counted from 1
# says: never the first rows
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(1, n_samples - n_held_out + 1)
    held_out = np.arange(start, start + n_held_out)
    return np.delete(np.arange(n_samples), held_out), held_out


# %% 17.3 wrong: the end is drawn, and may lie too early
# says: the block begins before row 0
def my_block_split(n_samples, n_held_out, rng):
    end = rng.integers(1, n_samples + 1)
    held_out = np.arange(end - n_held_out, end)
    return np.setdiff1d(np.arange(n_samples), held_out), held_out


# %% 17.3 wrong: the held-out rows first
# says: the rows to learn from come first
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples - n_held_out + 1)
    held_out = np.arange(start, start + n_held_out)
    return held_out, np.delete(np.arange(n_samples), held_out)


# %% 17.3 wrong: all rows are learned from
# says: learned from and held out, too
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples - n_held_out + 1)
    return np.arange(n_samples), np.arange(start, start + n_held_out)


# %% 17.3 wrong: only what comes before the block
# says: neither learned from nor held out
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples - n_held_out + 1)
    return np.arange(start), np.arange(start, start + n_held_out)


# %% 17.3 wrong: one row too many
# says: a block of n_held_out rows is wanted
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples - n_held_out)
    held_out = np.arange(start, start + n_held_out + 1)
    return np.delete(np.arange(n_samples), held_out), held_out


# %% 17.3 wrong: a generator of its own
# says: draw with rng, and with nothing else
def my_block_split(n_samples, n_held_out, rng):
    start = np.random.default_rng().integers(10**9) % (n_samples - n_held_out + 1)
    held_out = np.arange(start, start + n_held_out)
    return np.delete(np.arange(n_samples), held_out), held_out


# %% 17.3 wrong: masks
# says: arrays of row numbers are wanted
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(n_samples - n_held_out + 1)
    mask = np.zeros(n_samples, dtype=bool)
    mask[start : start + n_held_out] = True
    return ~mask, mask


# %% 17.3 wrong: rows from 1
# says: rows are counted from 0
def my_block_split(n_samples, n_held_out, rng):
    start = rng.integers(1, n_samples - n_held_out + 2)
    held_out = np.arange(start, start + n_held_out)
    return np.setdiff1d(np.arange(1, n_samples + 1), held_out), held_out
