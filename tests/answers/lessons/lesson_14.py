# %% 14.1 right: by hand
my_numbers = (0.1, 0.3, 0.75)

# %% 14.1 right: a list of fractions
my_numbers = [1 / 10, 3 / 10, 6 / 8]

# %% 14.1 right: computed
b_minus_a = np.array([92.3, 92.9, 92.0]) - np.array([92.2, 92.5, 92.2])
my_numbers = (b_minus_a.mean(), b_minus_a.std(ddof=1), my_p_value(b_minus_a))

# %% 14.1 right: an array
my_numbers = np.array([0.10, 0.30, 0.75])

# %% 14.1 wrong: A minus B
# says: B minus A
my_numbers = (-0.1, 0.3, 0.75)

# %% 14.1 wrong: divided by n
# says: n - 1
my_numbers = (0.1, (0.18 / 3) ** 0.5, 0.75)

# %% 14.1 wrong: divided by n, rounded
# says: n - 1
my_numbers = (0.1, 0.24, 0.75)

# %% 14.1 wrong: divided by n, rounded to three digits
# says: n - 1
my_numbers = (0.1, 0.245, 0.75)

# %% 14.1 wrong: the root forgotten
# says: root
my_numbers = (0.1, 0.09, 0.75)

# %% 14.1 wrong: one side only
# says: both
my_numbers = (0.1, 0.3, 0.375)

# %% 14.1 wrong: farther instead of at least as far
# says: at least
my_numbers = (0.1, 0.3, 0.5)

# %% 14.1 wrong: our own signs not counted
# says: own
my_numbers = (0.1, 0.3, 5 / 8)

# %% 14.1 wrong: the smallest p that three pairs can give
# says: smallest
my_numbers = (0.1, 0.3, 0.25)

# %% 14.1 wrong: as if the two lists were independent
# says: paired
my_numbers = (0.1, 0.49, 0.75)

# %% 14.1 wrong: the difference of the two standard deviations
# says: standard deviation of the differences
my_numbers = (0.1, 0.285, 0.75)

# %% 14.1 wrong: the sum instead of the mean
# says: sum
my_numbers = (0.3, 0.3, 0.75)

# %% 14.1 wrong: the standard deviation of the mean
# says: single
my_numbers = (0.1, 0.17, 0.75)

# %% 14.1 wrong: all differences taken as positive
# says: keeps its sign
my_numbers = (0.233, 0.153, 0.25)

# %% 14.1 wrong: mean and standard deviation swapped
# says: order
my_numbers = (0.3, 0.1, 0.75)

# %% 14.1 wrong: the count instead of the share
# says: share
my_numbers = (0.1, 0.3, 6)

# %% 14.1 wrong: p in percent
# says: share
my_numbers = (0.1, 0.3, 75)

# %% 14.1 wrong: the mean not subtracted
# says: distances from the mean
my_numbers = (0.1, (0.21 / 2) ** 0.5, 0.75)

# %% 14.1 wrong: p left out
# says: expected 3 results
my_numbers = (0.1, 0.3)


# %% 14.2 right: solved for h
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    n_params = sum((a + 1) * b for a, b in pairwise(layer_sizes))
    return round((n_params - n_out) / (n_in + 1 + n_out))


# %% 14.2 right: every width tried
def my_width(layer_sizes):
    target = my_n_params(layer_sizes)

    def distance(h):
        return abs(my_n_params([layer_sizes[0], h, layer_sizes[-1]]) - target)

    return min(range(1, 1_500), key=distance)


# %% 14.2 right: with loops and NumPy
def my_width(layer_sizes):
    total = 0
    for k in range(len(layer_sizes) - 1):
        total += layer_sizes[k] * layer_sizes[k + 1]
        total += layer_sizes[k + 1]
    h = (total - layer_sizes[-1]) / (layer_sizes[0] + layer_sizes[-1] + 1)
    return np.rint(h)


# %% 14.2 right: up until it gets worse
def my_width(layer_sizes):
    n_in, *_, n_out = layer_sizes
    target = my_n_params(layer_sizes)
    h = 1
    while abs(my_n_params([n_in, h + 1, n_out]) - target) < abs(my_n_params([n_in, h, n_out]) - target):
        h += 1
    return h


# %% 14.2 wrong: rounded down
# says: rounded down
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    return (my_n_params(layer_sizes) - n_out) // (n_in + 1 + n_out)


# %% 14.2 wrong: the first width with enough parameters
# says: the first width with enough parameters
def my_width(layer_sizes):
    h = 1
    while my_n_params([layer_sizes[0], h, layer_sizes[-1]]) < my_n_params(layer_sizes):
        h += 1
    return h


# %% 14.2 wrong: biases of the outputs forgotten
# says: biases of the output
def my_width(layer_sizes):
    return round(my_n_params(layer_sizes) / (layer_sizes[0] + 1 + layer_sizes[-1]))


# %% 14.2 wrong: biases of the outputs added instead of taken off
# says: biases of the output
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    return round((my_n_params(layer_sizes) + n_out) / (n_in + 1 + n_out))


# %% 14.2 wrong: the bias of a hidden neuron forgotten
# says: bias
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    return round((my_n_params(layer_sizes) - n_out) / (n_in + n_out))


# %% 14.2 wrong: weights only, on both sides
# says: bias
def my_width(layer_sizes):
    weights = sum(a * b for a, b in zip(layer_sizes[:-1], layer_sizes[1:]))
    return round(weights / (layer_sizes[0] + layer_sizes[-1]))


# %% 14.2 wrong: the given network counted without biases
# says: bias
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    total = 0
    for a, b in pairwise(layer_sizes):
        total += a * b
    return round((total - n_out) / (n_in + 1 + n_out))


# %% 14.2 wrong: outgoing weights forgotten
# says: outgoing
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    return round((my_n_params(layer_sizes) - n_out) / (n_in + 1))


# %% 14.2 wrong: incoming weights only, outputs forgotten too
# says: and the outputs biases
def my_width(layer_sizes):
    return round(my_n_params(layer_sizes) / (layer_sizes[0] + 1))


# %% 14.2 wrong: not rounded
# says: whole
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    return (my_n_params(layer_sizes) - n_out) / (n_in + 1 + n_out)


# %% 14.2 wrong: as many hidden neurons
# says: neurons
def my_width(layer_sizes):
    return sum(layer_sizes[1:-1])


# %% 14.2 wrong: 784 and 10 written in
# says: layer_sizes
def my_width(layer_sizes):
    return round((my_n_params(layer_sizes) - 10) / 795)


# %% 14.2 wrong: the number of parameters returned
# says: parameters
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    h = round((my_n_params(layer_sizes) - n_out) / (n_in + 1 + n_out))
    return my_n_params([n_in, h, n_out])


# %% 14.2 wrong: the whole network returned
# says: not the whole network
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    h = round((my_n_params(layer_sizes) - n_out) / (n_in + 1 + n_out))
    return [n_in, h, n_out]


# %% 14.2 wrong: takes the list apart
# says: changed its input
def my_width(layer_sizes):
    total = my_n_params(layer_sizes)
    n_in = layer_sizes.pop(0)
    n_out = layer_sizes.pop()
    return round((total - n_out) / (n_in + 1 + n_out))


# %% 14.2 wrong: the last layer not counted
# says: last layer
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    total = 0
    for k in range(len(layer_sizes) - 2):
        total += (layer_sizes[k] + 1) * layer_sizes[k + 1]
    return round((total - n_out) / (n_in + 1 + n_out))


# %% 14.2 wrong: only two hidden layers expected
# says: raised ValueError
def my_width(layer_sizes):
    n_in, h_1, h_2, n_out = layer_sizes
    total = (n_in + 1) * h_1 + (h_1 + 1) * h_2 + (h_2 + 1) * n_out
    return round((total - n_out) / (n_in + 1 + n_out))


# %% 14.2 wrong: only the first two hidden layers counted
# says: the ones in the middle
def my_width(layer_sizes):
    n_in, n_out = layer_sizes[0], layer_sizes[-1]
    h_1, h_2 = layer_sizes[1], layer_sizes[-2]
    total = (n_in + 1) * h_1 + (h_1 + 1) * h_2 + (h_2 + 1) * n_out
    return round((total - n_out) / (n_in + 1 + n_out))


# %% 14.3 right: both put in the order of their seeds
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)]  # (n,)
    return d.mean(), d.std(ddof=1)


# %% 14.3 right: a dictionary
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    score_of_a = dict(zip(seeds_a, scores_a))
    d = [score - score_of_a[seed] for seed, score in zip(seeds_b, scores_b)]
    mean = sum(d) / len(d)
    return mean, (sum((x - mean) ** 2 for x in d) / (len(d) - 1)) ** 0.5


# %% 14.3 right: A looked up for each of B
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = []
    for seed, b in zip(seeds_b, scores_b):
        a = scores_a[np.where(seeds_a == seed)[0][0]]
        d.append(b - a)
    return [np.mean(d), np.std(d, ddof=1)]


# %% 14.3 right: pairs sorted as tuples
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    a = np.array([score for _, score in sorted(zip(seeds_a, scores_a))])
    b = np.array([score for _, score in sorted(zip(seeds_b, scores_b))])
    n = len(a)
    return (b - a).mean(), np.sqrt(n / (n - 1)) * (b - a).std()


# %% 14.3 wrong: only the line taken out
# says: sorted
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = np.sort(scores_b) - np.sort(scores_a)  # (n,)
    return d.mean(), d.std()


# %% 14.3 wrong: only ddof repaired
# says: sorted
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = np.sort(scores_b) - np.sort(scores_a)  # (n,)
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: only the pairs repaired
# says: n - 1
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)]  # (n,)
    return d.mean(), d.std()


# %% 14.3 wrong: subtracted as they come
# says: as they come
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b - scores_a
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: subtracted as they come, by n
# says: as they come
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b - scores_a
    return d.mean(), d.std()


# %% 14.3 wrong: the order of A for both
# says: The seeds of B are in another order
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    order = np.argsort(seeds_a)
    d = scores_b[order] - scores_a[order]
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: only A put in order
# says: only A's scores
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b - scores_a[np.argsort(seeds_a)]
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: only B put in order
# says: only B's scores
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: seeds used as places
# says: is not the place where its score stands
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[seeds_b] - scores_a[seeds_a]
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: ranks used as places
# says: is not the place where its score stands
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    rank_a = np.argsort(np.argsort(seeds_a))
    rank_b = np.argsort(np.argsort(seeds_b))
    d = scores_b[rank_b] - scores_a[rank_a]
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: the seeds' order instead of the scores
# says: scores
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = np.argsort(seeds_b) - np.argsort(seeds_a)
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: A minus B
# says: B minus A
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_a[np.argsort(seeds_a)] - scores_b[np.argsort(seeds_b)]
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: the order of the scores
# says: sorted
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(scores_b)] - scores_a[np.argsort(scores_a)]
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: variance
# says: root
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)]
    return d.mean(), d.var(ddof=1)


# %% 14.3 wrong: the standard deviation of the mean
# says: single
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)]
    return d.mean(), d.std(ddof=1) / np.sqrt(len(d))


# %% 14.3 wrong: as if independent
# says: independent
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    mean = scores_b.mean() - scores_a.mean()
    return mean, np.sqrt(scores_a.std(ddof=1) ** 2 + scores_b.std(ddof=1) ** 2)


# %% 14.3 wrong: the difference of the standard deviations
# says: spread of the differences
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    return scores_b.mean() - scores_a.mean(), scores_b.std(ddof=1) - scores_a.std(ddof=1)


# %% 14.3 wrong: the other way round
# says: the mean comes first
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)]
    return d.std(ddof=1), d.mean()


# %% 14.3 wrong: sorts in place
# says: changed its input
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    scores_a[:] = scores_a[np.argsort(seeds_a)]
    scores_b[:] = scores_b[np.argsort(seeds_b)]
    d = scores_b - scores_a
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: one of them taken for an axis
# says: raised AxisError
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)]
    return d.mean(), d.std(1)


# %% 14.3 wrong: n over n - 1 without the root
# says: root
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)]
    n = len(d)
    return d.mean(), d.std() * n / (n - 1)


# %% 14.3 wrong: absolute differences
# says: keeps its sign
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = np.abs(scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)])
    return d.mean(), d.std(ddof=1)


# %% 14.3 wrong: the mean only
# says: 2 results
def my_paired_summary(seeds_a, scores_a, seeds_b, scores_b):
    d = scores_b[np.argsort(seeds_b)] - scores_a[np.argsort(seeds_a)]
    return d.mean()


# %% 14.4 right: as in the hint
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    means = (signs * d).mean(axis=1)
    return np.mean(np.abs(means) >= abs(d.mean()) - 1e-9)


# %% 14.4 right: a loop
def my_random_p(d, n_draws, rng):
    count = 0
    for _ in range(n_draws):
        flipped = d * rng.choice([-1, 1], size=len(d))
        if abs(np.mean(flipped)) >= abs(np.mean(d)) - 1e-12:
            count += 1
    return count / n_draws


# %% 14.4 right: sums and halves
def my_random_p(d, n_draws, rng):
    flip = rng.random((n_draws, d.size)) < 0.5
    sums = np.where(flip, -d, d).sum(axis=1)
    return (np.abs(sums) >= np.abs(d.sum()) - 1e-9).sum() / n_draws


# %% 14.4 right: without a margin for rounding
def my_random_p(d, n_draws, rng):
    signs = 2 * rng.integers(0, 2, size=(n_draws, len(d))) - 1
    return (abs((signs * d).mean(axis=1)) >= abs(d.mean())).mean()


# %% 14.4 right: our own signs counted among the draws
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    n_far = np.sum(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)
    return (n_far + 1) / (n_draws + 1)


# %% 14.4 wrong: farther instead of at least as far
# says: at least
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) > abs(d.mean()) + 1e-9)


# %% 14.4 wrong: plain greater
# says: at least
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) > np.abs(d.mean()))


# %% 14.4 wrong: one side only
# says: both
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean((signs * d).mean(axis=1) >= d.mean() - 1e-9)


# %% 14.4 wrong: absolute value only of what we saw
# says: both
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean((signs * d).mean(axis=1) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: absolute value only of the draws
# says: below zero
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= d.mean() - 1e-9)


# %% 14.4 wrong: one side, doubled
# says: below zero
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return 2 * np.mean((signs * d).mean(axis=1) >= d.mean() - 1e-9)


# %% 14.4 wrong: one sign for the whole row
# says: for each difference
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, 1))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: one sign for each column
# says: n_draws
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=len(d))
    return np.mean(np.abs((signs * d).mean()) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: zeros and ones
# says: -1
def my_random_p(d, n_draws, rng):
    signs = rng.integers(0, 2, size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: three signs
# says: there is no third one
def my_random_p(d, n_draws, rng):
    signs = rng.integers(-1, 2, size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: minus one and zero
# says: -1
def my_random_p(d, n_draws, rng):
    signs = rng.integers(-1, 1, size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: means over the draws
# says: has a mean of its own
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=0)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: one mean of all
# says: has a mean of its own
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean()) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: shuffled instead of flipped
# says: a sign for each difference
def my_random_p(d, n_draws, rng):
    count = 0
    for _ in range(n_draws):
        count += abs(rng.permutation(d).mean()) >= abs(d.mean()) - 1e-9
    return count / n_draws


# %% 14.4 wrong: differences drawn with replacement
# says: not differences
def my_random_p(d, n_draws, rng):
    means = rng.choice(d, size=(n_draws, len(d))).mean(axis=1)
    return np.mean(np.abs(means) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: the count
# says: share
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.sum(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: divided by the number of differences
# says: not a count
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.sum(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9) / len(d)


# %% 14.4 wrong: nearer to zero
# says: nearer
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) <= abs(d.mean()) + 1e-9)


# %% 14.4 wrong: one minus p
# says: nearer
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return 1 - np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: all ways instead of draws
# says: n_draws
def my_random_p(d, n_draws, rng):
    return my_p_value(d)


# %% 14.4 wrong: a number of draws of its own
# says: n_draws
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(10_000, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: another generator
# says: rng
def my_random_p(d, n_draws, rng):
    signs = np.random.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: a generator made anew
# says: rng
def my_random_p(d, n_draws, rng):
    rng = np.random.default_rng(12)
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs((signs * d).mean(axis=1)) >= abs(d.mean()) - 1e-9)


# %% 14.4 wrong: medians
# says: median
def my_random_p(d, n_draws, rng):
    signs = rng.choice([-1, 1], size=(n_draws, len(d)))
    return np.mean(np.abs(np.median(signs * d, axis=1)) >= abs(np.median(d)) - 1e-9)


# %% 14.4 wrong: flips in place
# says: changed its input
def my_random_p(d, n_draws, rng):
    seen = abs(d.mean()) - 1e-9
    count = 0
    for _ in range(n_draws):
        d *= rng.choice([-1, 1], size=len(d))
        count += abs(d.mean()) >= seen
    return count / n_draws


# %% 14.5 right: as in the hint
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).max(axis=1).mean()


# %% 14.5 right: a loop, around 90
def my_bonus(n_settings, n_seeds, sd, rng):
    bonuses = []
    for _ in range(2_500):
        runs = rng.normal(90, sd, size=(n_settings, n_seeds))
        bonuses.append(runs.mean(axis=1).max() - 90)
    return np.mean(bonuses)


# %% 14.5 right: means drawn at once
def my_bonus(n_settings, n_seeds, sd, rng):
    means = rng.normal(0, sd / np.sqrt(n_seeds), size=(20_000, n_settings))
    return float(np.max(means, axis=1).mean())


# %% 14.5 right: seeds first
def my_bonus(n_settings, n_seeds, sd, rng):
    x = sd * rng.standard_normal((n_seeds, n_settings, 4_000))
    return np.mean(np.max(np.mean(x, axis=0), axis=0))


# %% 14.5 wrong: the best single run
# says: single run
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.max(axis=(1, 2)).mean()


# %% 14.5 wrong: the best setting for each seed
# says: the best run with each seed
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.max(axis=1).mean()


# %% 14.5 wrong: the best seed of each setting
# says: the best run of each setting
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.max(axis=2).mean()


# %% 14.5 wrong: the axes swapped
# says: the mean goes over the seeds
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=1).max(axis=1).mean()


# %% 14.5 wrong: the experiments averaged before the maximum
# says: each experiment
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=(0, 2)).max()


# %% 14.5 wrong: divided by n instead of its root
# says: root
def my_bonus(n_settings, n_seeds, sd, rng):
    means = rng.normal(0, sd / n_seeds, size=(2_000, n_settings))
    return means.max(axis=1).mean()


# %% 14.5 wrong: a single experiment
# says: 2,000
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(n_settings, n_seeds))
    return scores.mean(axis=1).max()


# %% 14.5 wrong: a bonus for each experiment
# says: the mean over the experiments
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).max(axis=1)


# %% 14.5 wrong: the best of all experiments
# says: scatters more than a mean
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).max()


# %% 14.5 wrong: best minus worst
# says: worst
def my_bonus(n_settings, n_seeds, sd, rng):
    means = rng.normal(0, sd, size=(2_000, n_settings, n_seeds)).mean(axis=2)
    return (means.max(axis=1) - means.min(axis=1)).mean()


# %% 14.5 wrong: the largest absolute value
# says: farthest from zero
def my_bonus(n_settings, n_seeds, sd, rng):
    means = rng.normal(0, sd, size=(2_000, n_settings, n_seeds)).mean(axis=2)
    return np.abs(means).max(axis=1).mean()


# %% 14.5 wrong: sd left out
# says: by sd, not by 1
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).max(axis=1).mean()


# %% 14.5 wrong: the variance for the spread
# says: not by its square
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd**2, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).max(axis=1).mean()


# %% 14.5 wrong: the spread of the best
# says: how much the best scatters
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).max(axis=1).std()


# %% 14.5 wrong: sums over the seeds
# says: sum
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.sum(axis=2).max(axis=1).mean()


# %% 14.5 wrong: uniform instead of normal
# says: normal
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.uniform(-sd, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).max(axis=1).mean()


# %% 14.5 wrong: the place of the best
# says: place of the best
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).argmax(axis=1).mean()


# %% 14.5 wrong: the worst setting
# says: the worst setting
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).min(axis=1).mean()


# %% 14.5 wrong: a formula for many settings
# says: draw with rng
def my_bonus(n_settings, n_seeds, sd, rng):
    return sd * np.sqrt(2 * np.log(n_settings) / n_seeds)


# %% 14.5 wrong: another generator
# says: rng
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = np.random.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return scores.mean(axis=2).max(axis=1).mean()


# %% 14.5 wrong: five seeds written in
# says: n_seeds
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, 5))
    return scores.mean(axis=2).max(axis=1).mean()


# %% 14.5 wrong: medians of the seeds
# says: median
def my_bonus(n_settings, n_seeds, sd, rng):
    scores = rng.normal(0, sd, size=(2_000, n_settings, n_seeds))
    return np.median(scores, axis=2).max(axis=1).mean()


# %% 14.1 wrong: sd of the mean
# says: that is how the mean scatters, (14.3); how does a single difference?
my_numbers = (0.1, 0.173, 0.75)


# %% 14.1 right: computed, a stranger's
d_mine = np.array([92.3, 92.9, 92.0]) - np.array([92.2, 92.5, 92.2])
flips_mine = [(a * d_mine[0] + b * d_mine[1] + c * d_mine[2]) / 3 for a in (1, -1) for b in (1, -1) for c in (1, -1)]
p_mine = np.mean(np.abs(flips_mine) >= abs(d_mine.mean()) - 1e-9)
my_numbers = np.array([d_mine.mean(), d_mine.std(ddof=1), p_mine])


# %% 14.1 right: two decimals from a pocket calculator
my_numbers = (round(0.3 / 3, 2), round((0.18 / 2) ** 0.5, 2), 0.75)
