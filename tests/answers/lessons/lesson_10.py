# %% 10.1 right: by hand
my_plan = (1045, 0.06)

# %% 10.1 right: computed
n_batches = int(np.ceil(20000 / 96))
my_plan = [5 * n_batches, 0.02 * 96 / 32]

# %% 10.1 right: an array
my_plan = np.array([209 * 5, 3 * 0.02])

# %% 10.1 wrong: the short batch forgotten
# says: the short last batch is a step too
my_plan = (1040, 0.06)

# %% 10.1 wrong: rounded only at the end
# says: each epoch ends with a short batch of its own
my_plan = (1042, 0.06)

# %% 10.1 wrong: not rounded at all
# says: a number of steps is whole, and each epoch ends with a short batch of its own
my_plan = (20000 * 5 / 96, 0.06)

# %% 10.1 wrong: cut off at the end
# says: each epoch ends with a short batch of its own
my_plan = (1041, 0.06)

# %% 10.1 wrong: half a short batch, to one digit
# says: a number of steps is whole, and each epoch ends with a short batch of its own
my_plan = (1041.7, 0.06)

# %% 10.1 wrong: one epoch
# says: that is one epoch
my_plan = (209, 0.06)

# %% 10.1 wrong: the rate not scaled
# says: the learning rate is unchanged
my_plan = (1045, 0.02)

# %% 10.1 wrong: the square root of the batch
# says: the rule is linear, without a square root
my_plan = (1045, 0.02 * np.sqrt(3))

# %% 10.1 wrong: the square root, rounded
# says: the rule is linear, without a square root
my_plan = (1045, 0.0346)

# %% 10.1 wrong: the rate divided
# says: a larger batch means a larger step
my_plan = (1045, 0.02 / 3)

# %% 10.1 wrong: the rate divided and rounded
# says: a larger batch means a larger step
my_plan = (1045, 0.0067)

# %% 10.1 wrong: the two swapped
# says: the two are swapped: first the steps, then the learning rate
my_plan = (0.06, 1045)

# %% 10.1 wrong: times the batch
# says: how many times 32 is 96? The rate grows by this factor, not by 96
my_plan = (1045, 0.02 * 96)

# %% 10.1 wrong: batches of 32
# says: the steps with batches of 32
my_plan = (3125, 0.06)

# %% 10.1 wrong: only the steps
# says: expected 2 results
my_plan = 1045

# %% 10.1 wrong: the rate squared up
# says: the rule is linear, without a square
my_plan = (1045, 0.18)

# %% 10.1 wrong: two more batches of 32
# says: how many times 32 is 96? Not how many more
my_plan = (1045, 0.04)

# %% 10.1 wrong: both
# says: the short last batch is a step too
my_plan = (1040, 0.02)

# %% 10.1 wrong: a slip in the sum
# says: result 1: the number is too large
my_plan = (1054, 0.06)

# %% 10.1 wrong: one epoch, the short batch forgotten
# says: that is one epoch, and its short last batch is a step too
my_plan = (208, 0.06)

# %% 10.1 wrong: the decimal point
# says: result 2: the number is too large
my_plan = (1045, 0.6)

# %% 10.2 right: by hand
my_moves = [1, 1, 0.06325, 0.02]

# %% 10.2 right: four digits after the point
my_moves = (1.0, 1.0, 0.0632, 0.02)

# %% 10.2 right: computed
g, eta = -50, 0.02
my_moves = np.array([-eta * g, -eta * g, -eta * g / np.sqrt(0.1 * g**2), eta])

# %% 10.2 right: all digits
my_moves = [1.0, 1.0, 0.06324555, 0.02]

# %% 10.2 right: with epsilon
my_moves = [1.0, 1.0, 0.02 * 50 / (np.sqrt(250) + 1e-8), 0.02 * 50 / (50 + 1e-8)]

# %% 10.2 wrong: all signs
# says: against the gradient
my_moves = [-1, -1, -0.0632, -0.02]

# %% 10.2 wrong: only the two clever ones have the wrong sign
# says: against the gradient
my_moves = [1, 1, -0.0632, -0.02]

# %% 10.2 wrong: only SGD has the wrong sign
# says: against the gradient
my_moves = [-1, 1, 0.0632, 0.02]

# %% 10.2 wrong: without the learning rate
# says: where is the learning rate?
my_moves = [50, 50, 3.1623, 1]

# %% 10.2 wrong: the gradient for SGD
# says: where is the learning rate?
my_moves = [50, 50, 0.0632, 0.02]

# %% 10.2 wrong: a tenth of the velocity
# says: momentum: all of the first η g goes into the velocity, not a tenth
my_moves = [1, 0.1, 0.0632, 0.02]

# %% 10.2 wrong: the velocity of many steps
# says: momentum: after many steps the velocity is ten times as large, not after one
my_moves = [1, 10, 0.0632, 0.02]

# %% 10.2 wrong: the velocity of the second step
# says: momentum: that is the velocity after the second step
my_moves = [1, 1.9, 0.0632, 0.02]

# %% 10.2 wrong: RMSProp like Adam
# says: RMSProp: its mean square starts at zero
my_moves = [1, 1, 0.02, 0.02]

# %% 10.2 wrong: no root
# says: RMSProp: divide by the root of s
my_moves = [1, 1, 0.004, 0.02]

# %% 10.2 wrong: the other share
# says: RMSProp: 0.9 of the old s and 0.1 of the new square
my_moves = [1, 1, 0.0211, 0.02]

# %% 10.2 wrong: divided by 0.1, not by its root
# says: RMSProp: the root of 0.1, not 0.1
my_moves = [1, 1, 0.2, 0.02]

# %% 10.2 wrong: Adam not corrected
# says: Adam: its two means are corrected
my_moves = [1, 1, 0.0632, 0.0632]

# %% 10.2 wrong: only the mean corrected
# says: Adam: both means are corrected, s as well
my_moves = [1, 1, 0.0632, 0.6325]

# %% 10.2 wrong: only the square corrected
# says: Adam: both means are corrected, m as well
my_moves = [1, 1, 0.0632, 0.002]

# %% 10.2 wrong: Adam like SGD
# says: Adam divides by the size of the gradient
my_moves = [1, 1, 0.0632, 1]

# %% 10.2 wrong: the last two swapped
# says: the last two are swapped
my_moves = [1, 1, 0.02, 0.0632]

# %% 10.2 wrong: two digits
# says: RMSProp: too few digits
my_moves = [1, 1, 0.06, 0.02]

# %% 10.2 wrong: only three
# says: expected 4 results
my_moves = [1, 0.0632, 0.02]

# %% 10.2 wrong: the learning rate of the lesson
# says: 0.1 was the learning rate of the table
my_moves = [5, 5, 0.3162, 0.1]

# %% 10.2 wrong: a decimal slip
# says: RMSProp: 0.1 of the new square, not 0.001 as in Adam
my_moves = [1, 1, 0.6325, 0.02]

# %% 10.2 wrong: only the old velocity counts
# says: 0.9 of the velocity before, which is zero
my_moves = [1, 0.9, 0.0632, 0.02]

# %% 10.2 wrong: RMSProp like SGD
# says: RMSProp divides by the size of the gradient
my_moves = [1, 1, 1, 0.02]


# %% 10.3 right: two lines
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return w - (mu * v + learning_rate * g), v


# %% 10.3 right: multiplied out
def my_nesterov(w, g, v, learning_rate, mu):
    new_v = mu * v + learning_rate * g
    new_w = w - mu**2 * v - (1 + mu) * learning_rate * g
    return [new_w, new_v]


# %% 10.3 right: on copies
def my_nesterov(w, g, v, learning_rate, mu):
    w, v = w.copy(), v.copy()
    step = learning_rate * g
    v *= mu
    v += step
    w -= mu * v + step
    return w, v


# %% 10.3 wrong: plain momentum
# says: that is plain momentum: the second line wants the new v, and looks ahead
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return w - v, v


# %% 10.3 wrong: the old velocity in the second line
# says: that is plain momentum: the second line wants the new v, and looks ahead
def my_nesterov(w, g, v, learning_rate, mu):
    new_v = mu * v + learning_rate * g
    return w - (mu * v + learning_rate * g), new_v


# %% 10.3 wrong: the gradient missing in the second line
# says: the second line lacks the gradient
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return w - mu * v, v


# %% 10.3 wrong: the gradient without its rate
# says: the second line lacks the learning rate
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return w - (mu * v + g), v


# %% 10.3 wrong: uphill
# says: you walked uphill
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return w + (mu * v + learning_rate * g), v


# %% 10.3 wrong: v first
# says: the order: first w, then v
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return v, w - (mu * v + learning_rate * g)


# %% 10.3 wrong: only w
# says: expected 2 results
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return w - (mu * v + learning_rate * g)


# %% 10.3 wrong: in place
# says: your function changed its input
def my_nesterov(w, g, v, learning_rate, mu):
    v *= mu
    v += learning_rate * g
    w -= mu * v + learning_rate * g
    return w, v


# %% 10.3 wrong: PyTorch's velocity
# says: the velocity adds up η g, not g
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + g
    return w - learning_rate * (g + mu * v), v


# %% 10.3 wrong: the gradient counts a tenth
# says: v takes all of η g, without a factor 1 − μ
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + (1 - mu) * learning_rate * g
    return w - (mu * v + learning_rate * g), v


# %% 10.3 wrong: the old velocity returned
# says: that v is the old one
def my_nesterov(w, g, v, learning_rate, mu):
    new_v = mu * v + learning_rate * g
    return w - (mu * new_v + learning_rate * g), v


# %% 10.3 wrong: the step ahead returned as velocity
# says: that is the move, not v
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    v = mu * v + learning_rate * g
    return w - v, v


# %% 10.3 wrong: the rate twice
# says: the learning rate counts twice: v has it already
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return w - learning_rate * (mu * v + g), v


# %% 10.3 wrong: the velocity points downhill
# says: the sign of v: η g is added to it, and v is taken off w
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v - learning_rate * g
    return w + mu * v - learning_rate * g, v


# %% 10.3 wrong: the memory ignored
# says: v was ignored
def my_nesterov(w, g, v, learning_rate, mu):
    v = learning_rate * g
    return w - (mu * v + learning_rate * g), v


# %% 10.3 wrong: 0.9 built in
# says: 0.9 is built in
def my_nesterov(w, g, v, learning_rate, mu):
    v = 0.9 * v + learning_rate * g
    return w - (0.9 * v + learning_rate * g), v


# %% 10.3 wrong: both moves
# says: w moves twice: by v, and ahead again
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    w = w - v
    return w - (mu * v + learning_rate * g), v


# %% 10.3 wrong: plain SGD
# says: w moves as in plain SGD
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    return w - learning_rate * g, v


# %% 10.3 wrong: the bracket forgotten
# says: the bracket: the gradient is taken off, too
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + learning_rate * g
    w = w - mu * v + learning_rate * g
    return w, v


# %% 10.3 wrong: mu before both
# says: mu stands before the old v only
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * (v + learning_rate * g)
    return w - (mu * v + learning_rate * g), v


# %% 10.3 wrong: 0.1 built in
# says: 0.1 is built in
def my_nesterov(w, g, v, learning_rate, mu):
    v = mu * v + 0.1 * g
    return w - (mu * v + 0.1 * g), v


# %% 10.4 right: a loop
def my_running_mean(values, k):
    means = []
    for i in range(len(values)):
        means.append(np.mean(values[max(0, i - k + 1) : i + 1]))
    return np.array(means)


# %% 10.4 right: running sums
def my_running_mean(values, k):
    total = np.concatenate([[0], np.cumsum(values)])
    ends = np.arange(1, len(values) + 1)
    starts = np.maximum(0, ends - k)
    return (total[ends] - total[starts]) / (ends - starts)


# %% 10.4 right: convolved and divided by the count
def my_running_mean(values, k):
    n = len(values)
    sums = np.convolve(values, np.ones(k))[:n]
    return sums / np.minimum(np.arange(1, n + 1), k)


# %% 10.4 right: pandas
def my_running_mean(values, k):
    return pd.Series(values).rolling(k, min_periods=1).mean()


# %% 10.4 right: a list that forgets
def my_running_mean(values, k):
    latest, means = [], []
    for value in values:
        latest.append(value)
        if len(latest) > k:
            latest.pop(0)
        means.append(sum(latest) / len(latest))
    return means


# %% 10.4 wrong: left as it was
# says: still the colleague's line: it sees later steps
def my_running_mean(values, k):
    return np.convolve(values, np.ones(k) / k, mode="same")


# %% 10.4 wrong: zeros before the start
# says: the first means have fewer values: divide by how many there are
def my_running_mean(values, k):
    return np.convolve(values, np.ones(k) / k)[: len(values)]


# %% 10.4 wrong: the next k
# says: these are the next k values, not the latest
def my_running_mean(values, k):
    return np.array([np.mean(values[i : i + k]) for i in range(len(values))])


# %% 10.4 wrong: one too many
# says: that averages one value too many, k + 1
def my_running_mean(values, k):
    return np.array([np.mean(values[max(0, i - k) : i + 1]) for i in range(len(values))])


# %% 10.4 wrong: one too few
# says: one value too few, k - 1
def my_running_mean(values, k):
    means = []
    for i in range(len(values)):
        start = max(0, i - k + 2)
        means.append(np.mean(values[min(start, i) : i + 1]))
    return np.array(means)


# %% 10.4 wrong: without the latest
# says: the latest value itself is missing
def my_running_mean(values, k):
    means = [values[0]]
    for i in range(1, len(values)):
        means.append(np.mean(values[max(0, i - k) : i]))
    return np.array(means)


# %% 10.4 wrong: shorter
# says: wrong shape (7,), expected (9,)
def my_running_mean(values, k):
    return np.convolve(values, np.ones(k) / k, mode="valid")


# %% 10.4 wrong: a start below zero
# says: empty slice
def my_running_mean(values, k):
    return np.array([np.mean(values[i - k + 1 : i + 1]) for i in range(len(values))])


# %% 10.4 wrong: nothing is forgotten
# says: that is the mean of all values so far
def my_running_mean(values, k):
    return np.cumsum(values) / np.arange(1, len(values) + 1)


# %% 10.4 wrong: an exponential mean
# says: that fades: old values are never forgotten
def my_running_mean(values, k):
    means = [values[0]]
    for value in values[1:]:
        means.append(means[-1] + (value - means[-1]) / k)
    return np.array(means)


# %% 10.4 wrong: the first value repeated
# says: the first ones average what there is
def my_running_mean(values, k):
    padded = np.concatenate([np.full(k - 1, values[0]), values])
    return np.convolve(padded, np.ones(k) / k, mode="valid")


# %% 10.4 wrong: the first ones raw
# says: the first ones average what there is, and are not left as they are
def my_running_mean(values, k):
    means = np.array(values, dtype=float)
    for i in range(k - 1, len(values)):
        means[i] = np.mean(values[i - k + 1 : i + 1])
    return means


# %% 10.4 wrong: the first ones NaN
# says: the first ones are NaN, as the mean of an empty slice is
def my_running_mean(values, k):
    return pd.Series(values).rolling(k).mean().to_numpy()


# %% 10.4 wrong: the first ones zero
# says: the first ones average what there is, and are not 0
def my_running_mean(values, k):
    means = np.zeros(len(values))
    for i in range(k - 1, len(values)):
        means[i] = np.mean(values[i - k + 1 : i + 1])
    return means


# %% 10.4 wrong: sums
# says: those are sums
def my_running_mean(values, k):
    return np.array([np.sum(values[max(0, i - k + 1) : i + 1]) for i in range(len(values))])


# %% 10.4 wrong: medians
# says: those are medians
def my_running_mean(values, k):
    return np.array([np.median(values[max(0, i - k + 1) : i + 1]) for i in range(len(values))])


# %% 10.4 wrong: smoothed values smoothed again
# says: your function changed its input
def my_running_mean(values, k):
    for i in range(len(values)):
        values[i] = np.mean(values[max(0, i - k + 1) : i + 1])
    return values


# %% 10.4 wrong: the smoothed values of a copy
# says: that averages means that are already smoothed
def my_running_mean(values, k):
    means = np.array(values, dtype=float)
    for i in range(len(values)):
        means[i] = np.mean(means[max(0, i - k + 1) : i + 1])
    return means


# %% 10.4 wrong: breaks when k is larger
# says: your function raised ValueError
def my_running_mean(values, k):
    total = np.cumsum(values)
    means = total / np.arange(1, len(values) + 1)
    means[k:] = (total[k:] - total[: len(values) - k]) / k
    return means


# %% 10.4 wrong: blocks of k
# says: begins anew every k steps
def my_running_mean(values, k):
    return np.array([np.mean(values[i // k * k : i + 1]) for i in range(len(values))])


# %% 10.4 wrong: centered, cut at the borders
# says: it still sees later steps, on both sides
def my_running_mean(values, k):
    half = k // 2
    return np.array([np.mean(values[max(0, i - half) : i + half + 1]) for i in range(len(values))])


# %% 10.4 wrong: the first k for all first ones
# says: later steps are not known yet
def my_running_mean(values, k):
    means = []
    for i in range(len(values)):
        start = max(0, i - k + 1)
        means.append(np.mean(values[start : start + k]))
    return np.array(means)


# %% 10.4 wrong: always divided by k
# says: divide by how many there are
def my_running_mean(values, k):
    return [sum(values[max(0, i - k + 1) : i + 1]) / k for i in range(len(values))]


# %% 10.4 wrong: the exponential mean of k
# says: that fades: old values are never quite forgotten
def my_running_mean(values, k):
    return pd.Series(values).ewm(span=k, adjust=False).mean()


# %% 10.5 right: NumPy's variances
def my_noise_scale(G):
    return G.var(axis=0).sum() / (G.mean(axis=0) ** 2).sum()


# %% 10.5 right: the mean of squares less the square of the mean
def my_noise_scale(G):
    square = np.sum(G.mean(axis=0) ** 2)
    return np.mean(np.sum(G**2, axis=1)) / square - 1


# %% 10.5 right: loops
def my_noise_scale(G):
    n, n_params = G.shape
    noise = length = 0.0
    for j in range(n_params):
        mean = sum(G[:, j]) / n
        noise += sum((g - mean) ** 2 for g in G[:, j]) / n
        length += mean**2
    return noise / length


# %% 10.5 wrong: the root of it
# says: that is the root: noise and length are squared
def my_noise_scale(G):
    return np.sqrt(G.var(axis=0).sum() / (G.mean(axis=0) ** 2).sum())


# %% 10.5 wrong: n minus one
# says: divide by n_samples in the variance, not by n_samples - 1
def my_noise_scale(G):
    return G.var(axis=0, ddof=1).sum() / (G.mean(axis=0) ** 2).sum()


# %% 10.5 wrong: upside down
# says: upside down
def my_noise_scale(G):
    return (G.mean(axis=0) ** 2).sum() / G.var(axis=0).sum()


# %% 10.5 wrong: a mean above, a sum below
# says: sum the variances over the parameters
def my_noise_scale(G):
    return G.var(axis=0).mean() / (G.mean(axis=0) ** 2).sum()


# %% 10.5 wrong: a sum above, a mean below
# says: the squared length is a sum over the parameters, not a mean
def my_noise_scale(G):
    return G.var(axis=0).sum() / (G.mean(axis=0) ** 2).mean()


# %% 10.5 wrong: along the parameters
# says: the axis: samples are the rows, and the mean goes over them
def my_noise_scale(G):
    return G.var(axis=1).sum() / (G.mean(axis=1) ** 2).sum()


# %% 10.5 wrong: all numbers in one heap
# says: each parameter has its own mean and variance
def my_noise_scale(G):
    return G.var() / G.mean() ** 2


# %% 10.5 wrong: the mean not taken off
# says: the mean gradient is not taken off
def my_noise_scale(G):
    return (G**2).mean(axis=0).sum() / (G.mean(axis=0) ** 2).sum()


# %% 10.5 wrong: spreads for variances
# says: spreads were added
def my_noise_scale(G):
    return G.std(axis=0).sum() / (G.mean(axis=0) ** 2).sum()


# %% 10.5 wrong: the length not squared
# says: length squared, not length
def my_noise_scale(G):
    return G.var(axis=0).sum() / np.linalg.norm(G.mean(axis=0))


# %% 10.5 wrong: the mean of the squared lengths
# says: the squared length of the mean gradient, not the mean of the squared lengths
def my_noise_scale(G):
    return G.var(axis=0).sum() / (G**2).sum(axis=1).mean()


# %% 10.5 wrong: the sum of the gradients
# says: that takes the sum of the gradients, not the mean gradient
def my_noise_scale(G):
    return G.var(axis=0).sum() / (G.sum(axis=0) ** 2).sum()


# %% 10.5 wrong: divided by the number of samples
# says: divided once too often by n_samples
def my_noise_scale(G):
    return G.var(axis=0).sum() / (G.mean(axis=0) ** 2).sum() / len(G)


# %% 10.5 wrong: rounded up
# says: it is rounded to a whole number
def my_noise_scale(G):
    return int(np.ceil(G.var(axis=0).sum() / (G.mean(axis=0) ** 2).sum()))


# %% 10.5 wrong: rounded
# says: it is rounded to a whole number
def my_noise_scale(G):
    return round(float(G.var(axis=0).sum() / (G.mean(axis=0) ** 2).sum()))


# %% 10.5 wrong: a scale for each parameter
# says: wrong shape (3,), expected ()
def my_noise_scale(G):
    return G.var(axis=0) / G.mean(axis=0) ** 2


# %% 10.5 wrong: the scales of the parameters added
# says: first add up over the parameters, then divide
def my_noise_scale(G):
    return (G.var(axis=0) / G.mean(axis=0) ** 2).sum()


# %% 10.5 wrong: the mean of the scales
# says: first add up over the parameters, then divide once
def my_noise_scale(G):
    return (G.var(axis=0) / G.mean(axis=0) ** 2).mean()


# %% 10.5 wrong: squares of the sum
# says: square each mean, then add
def my_noise_scale(G):
    return G.var(axis=0).sum() / G.mean(axis=0).sum() ** 2


# %% 10.5 wrong: the squares not averaged
# says: a variance divides by n_samples
def my_noise_scale(G):
    centered = G - G.mean(axis=0)
    return (centered**2).sum() / (G.mean(axis=0) ** 2).sum()


# %% 10.5 wrong: cut off
# says: it is cut off to a whole number
def my_noise_scale(G):
    return int(G.var(axis=0).sum() / (G.mean(axis=0) ** 2).sum())


# %% 10.5 wrong: the root in two steps
# says: that is the root: noise and length are squared
def my_noise_scale(G):
    return np.linalg.norm(G.std(axis=0)) / np.linalg.norm(G.mean(axis=0))


# %% 10.5 wrong: NumPy's covariance
# says: not by n_samples - 1
def my_noise_scale(G):
    return np.trace(np.cov(G, rowvar=False)) / np.sum(G.mean(axis=0) ** 2)


# %% 10.4 wrong: negative start of the slice
# says: the first ones are NaN, as the mean of an empty slice is
def my_running_mean(values, k):
    result = np.zeros(len(values))
    for i in range(len(values)):
        result[i] = values[i - k + 1 : i + 1].mean()
    return result


# %% 10.4 wrong: too long if k is larger than the number of steps
# says: there are more results than values: k may be larger than n_steps
def my_running_mean(values, k):
    result = [np.mean(values[: i + 1]) for i in range(k)]
    for i in range(k, len(values)):
        result.append(np.mean(values[i - k + 1 : i + 1]))
    return np.array(result)


# %% 10.4 wrong: means of means
# says: that averages means that are already smoothed; take the raw values
def my_running_mean(values, k):
    smooth = np.array(values, dtype=float)
    for i in range(len(smooth)):
        smooth[i] = smooth[max(0, i - k + 1) : i + 1].mean()
    return smooth


# %% 10.4 wrong: exponential mean
# says: that fades: old values are never forgotten
def my_running_mean(values, k):
    result = [values[0]]
    for v in values[1:]:
        result.append(result[-1] + (v - result[-1]) / k)
    return np.array(result)


# %% 10.4 right: cumulative sums
def my_running_mean(values, k):
    total = np.cumsum(values, dtype=float)
    total[k:] = total[k:] - total[:-k]
    return total / np.minimum(np.arange(1, len(values) + 1), k)


# %% 10.4 right: a deque, a list
from collections import deque


def my_running_mean(values, k):
    latest, means = deque(maxlen=k), []
    for v in values:
        latest.append(v)
        means.append(sum(latest) / len(latest))
    return means


# %% 10.4 right: two convolutions
def my_running_mean(values, k):
    n = len(values)
    return np.convolve(values, np.ones(k))[:n] / np.convolve(np.ones(n), np.ones(k))[:n]


# %% 10.2 wrong: along the gradient
# says: SGD moves against the gradient, and that is negative
my_moves = [-1.0, -1.0, -0.0632, -0.02]

# %% 10.2 wrong: momentum takes a tenth of the gradient
# says: momentum: all of the first η g goes into the velocity, not a tenth
my_moves = [1.0, 0.1, 0.0632, 0.02]

# %% 10.2 wrong: rho and 1 - rho swapped
# says: RMSProp: 0.9 of the old s and 0.1 of the new square
my_moves = [1.0, 1.0, 0.0211, 0.02]

# %% 10.2 wrong: RMSProp without the root
# says: RMSProp: divide by the root of s
my_moves = [1.0, 1.0, 0.004, 0.02]

# %% 10.2 wrong: Adam without both corrections
# says: Adam: its two means are corrected
my_moves = [1.0, 1.0, 0.0632, 0.0632]

# %% 10.2 wrong: Adam corrects m only
# says: Adam: both means are corrected, s as well
my_moves = [1.0, 1.0, 0.0632, 0.6325]

# %% 10.2 right: four digits
my_moves = [1, 1, 0.0632, 0.0200]

# %% 10.2 right: by formulas
g, eta = -50, 0.02
m, s = 0.1 * g, 0.001 * g**2
my_moves = np.array([-eta * g, -eta * g, -eta * g / np.sqrt(0.1 * g**2), -eta * (m / 0.1) / np.sqrt(s / 0.001)])

# %% 10.2 right: a tuple from the functions of the lesson
my_moves = (
    my_sgd(0.0, -50.0, 0.0, 1, eta=0.02)[0],
    my_momentum(0.0, -50.0, 0.0, 1, eta=0.02)[0],
    my_rmsprop(0.0, -50.0, 0.0, 1, eta=0.02)[0],
    my_adam(0.0, -50.0, (0.0, 0.0), 1, eta=0.02)[0],
)
