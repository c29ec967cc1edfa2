# %% 12.1 right: three digits
my_spread = 0.231

# %% 12.1 right: four digits
my_spread = 0.2309

# %% 12.1 right: computed
c = 1 / 20
my_spread = np.sqrt(400 * c**2 / 3 * 0.16)

# %% 12.1 right: the root of a quotient
my_spread = (0.16 / 3) ** 0.5

# %% 12.1 right: as NumPy has it
my_spread = np.float32(0.23094)

# %% 12.1 wrong: the variance
# says: that is the variance
my_spread = 0.0533

# %% 12.1 wrong: the variance, all digits
# says: that is the variance
my_spread = 400 * 0.16 / 1200

# %% 12.1 wrong: the third forgotten
# says: has the variance c² / 3
my_spread = 0.4

# %% 12.1 wrong: a twelfth of the square
# says: the range from -c to c has the width 2c: its variance is c² / 3, not c² / 12
my_spread = np.sqrt(400 * (1 / 20) ** 2 / 12 * 0.16)

# %% 12.1 wrong: the number of inputs forgotten
# says: how many terms has the sum?
my_spread = 0.0115

# %% 12.1 wrong: the mean square squared
# says: E[a²] is the mean square already, and not squared again
my_spread = np.sqrt(400 / 1200 * 0.16**2)

# %% 12.1 wrong: the root of the mean square
# says: (12.2) wants the mean square, not its root
my_spread = np.sqrt(400 / 1200 * 0.4)

# %% 12.1 wrong: the inputs forgotten
# says: how large are the inputs? E[a²] is missing
my_spread = 0.577

# %% 12.1 wrong: He's start
# says: that is He's start
my_spread = 0.566

# %% 12.1 wrong: c not squared
# says: the variance of the weights has c², not c
my_spread = np.sqrt(400 * (1 / 20) / 3 * 0.16)

# %% 12.1 wrong: half for ReLU
# says: ReLU comes after the sum
my_spread = 0.163

# %% 12.1 wrong: spreads added
# says: variances add up, not spreads
my_spread = 400 * (1 / 20) / np.sqrt(3) * 0.4

# %% 12.1 wrong: two digits
# says: too few digits
my_spread = 0.23

# %% 12.1 wrong: one digit
# says: too few digits
my_spread = 0.2

# %% 12.1 wrong: negative
# says: the sign is the wrong way round
my_spread = -0.2309

# %% 12.1 wrong: of the weights
# says: that is the spread of one weight
my_spread = 0.0289

# %% 12.1 wrong: a slip with the decimal point
# says: the number is too large
my_spread = 2.309

# %% 12.2 right: by hand
my_width = 200

# %% 12.2 right: a float
my_width = 200.0

# %% 12.2 right: computed
my_width = 2 / 0.1**2

# %% 12.2 right: rounded to a whole number
my_width = round(1 / (0.5 * 0.01))

# %% 12.2 wrong: half forgotten
# says: what does ReLU cut off
my_width = 100

# %% 12.2 wrong: the half on the other side
# says: it takes more inputs, not fewer
my_width = 50

# %% 12.2 wrong: the spread for the variance
# says: 0.1 is the spread of the weights, not their variance
my_width = 20

# %% 12.2 wrong: the spread, and no half
# says: 0.1 is the spread of the weights, not their variance
my_width = 10

# %% 12.2 wrong: the half twice
# says: that cuts off the half twice
my_width = 400

# %% 12.2 wrong: the square slipped
# says: the square of 0.1 is 0.01
my_width = 2000

# %% 12.2 wrong: upside down
# says: upside down: the width is one over that
my_width = 0.005

# %% 12.2 wrong: the root
# says: that is the root of it
my_width = 14

# %% 12.2 wrong: for sigmoids
# says: that is for sigmoids
my_width = 1600

# %% 12.2 wrong: for a uniform start
# says: that is for uniform weights, of variance c² / 3
my_width = 600

# %% 12.2 wrong: the factor itself
# says: 1 is the factor that is wanted
my_width = 1

# %% 12.2 wrong: He's 2
# says: 2 is what the width times the variance must be
my_width = 2

# %% 12.2 wrong: a power of ten
# says: the number is too large
my_width = 1000

# %% 12.2 wrong: as a range
# says: wrong shape (2,), expected ()
my_width = (100, 400)


# %% 12.3 right: like Glorot
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 right: numbers from 0 to 1, moved and stretched
def my_he_uniform(n_in, n_out, *, rng):
    c = (3 * 2 / n_in) ** 0.5
    return (2 * rng.random((n_in, n_out)) - 1) * c


# %% 12.3 right: one neuron at a time
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    W = np.zeros((n_in, n_out))
    for j in range(n_out):
        W[:, j] = rng.uniform(-c, c, size=n_in)
    return W


# %% 12.3 right: transposed draws, single precision
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.uniform(-c, c, size=(n_out, n_in)).T.astype(np.float32)


# %% 12.3 right: a list of lists
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return [[rng.uniform(-c, c) for _ in range(n_out)] for _ in range(n_in)]


# %% 12.3 wrong: the variance for the border
# says: 2 / n_in is the variance
def my_he_uniform(n_in, n_out, *, rng):
    c = 2 / n_in
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: the spread for the border
# says: the spread is sqrt(2 / n_in)
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(2 / n_in)
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: Glorot
# says: that is Glorot's limit
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: no root
# says: 6 / n_in is c²
def my_he_uniform(n_in, n_out, *, rng):
    c = 6 / n_in
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: the outputs for the inputs
# says: count the inputs, n_in, not the neurons, n_out
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_out)
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: the 2 forgotten
# says: He's 2 is missing
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(3 / n_in)
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: normal
# says: they are not uniform: each number between -c and c is as likely as any other
def my_he_uniform(n_in, n_out, *, rng):
    return rng.normal(0, np.sqrt(2 / n_in), size=(n_in, n_out))


# %% 12.3 wrong: only positive
# says: no number is negative: they lie between -c and c
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.uniform(0, c, size=(n_in, n_out))


# %% 12.3 wrong: only negative
# says: they are not uniform
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.uniform(-c, 0, size=(n_in, n_out))


# %% 12.3 wrong: the bias counted as an input
# says: the border c is too small
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / (n_in + 1))
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: from 0 to twice the border
# says: no number is negative: they lie between -c and c
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return 2 * c * rng.random((n_in, n_out))


# %% 12.3 wrong: rows and columns swapped
# says: rows and columns are swapped
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.uniform(-c, c, size=(n_out, n_in))


# %% 12.3 wrong: the generator ignored
# says: the same rng gave other numbers: draw them from the rng that is given
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return np.random.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: a generator of its own
# says: another rng gave the same numbers: draw them from the rng that is given
def my_he_uniform(n_in, n_out, *, rng):
    rng = np.random.default_rng(0)
    c = np.sqrt(6 / n_in)
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: all neurons alike
# says: all neurons are copies of one: draw n_in · n_out numbers
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    column = rng.uniform(-c, c, size=(n_in, 1))
    return np.tile(column, (1, n_out))


# %% 12.3 wrong: all inputs alike
# says: all inputs have the same weights
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return np.tile(rng.uniform(-c, c, size=n_out), (n_in, 1))


# %% 12.3 wrong: one number everywhere
# says: one number stands everywhere: draw n_in · n_out of them
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return np.full((n_in, n_out), rng.uniform(-c, c))


# %% 12.3 wrong: a single neuron
# says: wrong shape
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.uniform(-c, c, size=n_in)


# %% 12.3 wrong: plus or minus the spread
# says: they are not uniform: each number between -c and c is as likely as any other
def my_he_uniform(n_in, n_out, *, rng):
    s = np.sqrt(2 / n_in)
    return rng.choice([-s, s], size=(n_in, n_out))


# %% 12.3 wrong: plus or minus the border
# says: they are not uniform: each number between -c and c is as likely as any other
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.choice([-c, c], size=(n_in, n_out))


# %% 12.3 wrong: twice as far
# says: c is half of the range
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(24 / n_in)
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: PyTorch's
# says: that is ±1/√n_in, the uniform start of the table, and not He's
def my_he_uniform(n_in, n_out, *, rng):
    c = 1 / np.sqrt(n_in)
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: the root of 6 only
# says: the root goes over n_in, too
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6) / n_in
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: the border given only once
# says: no number is negative: they lie between -c and c
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.uniform(c, size=(n_in, n_out))


# %% 12.3 wrong: one number
# says: wrong shape; expected (n_in, n_out)
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    return rng.uniform(-c, c)


# %% 12.3 wrong: the border squared
# says: the border c is too small
def my_he_uniform(n_in, n_out, *, rng):
    c = (6 / n_in) ** 2
    return rng.uniform(-c, c, size=(n_in, n_out))


# %% 12.3 wrong: two draws added
# says: they are not uniform
def my_he_uniform(n_in, n_out, *, rng):
    c = np.sqrt(6 / n_in)
    shape = (n_in, n_out)
    return rng.uniform(-c / 2, c / 2, size=shape) + rng.uniform(-c / 2, c / 2, size=shape)


# %% 12.4 right: all along the samples
def my_share_dead(A):
    return (A == 0).all(axis=0).mean()


# %% 12.4 right: no maximum above zero
def my_share_dead(A):
    return float(np.mean(A.max(axis=0) <= 0))


# %% 12.4 right: counted
def my_share_dead(A):
    n_samples, n_neurons = A.shape
    n_dead = 0
    for j in range(n_neurons):
        if not any(A[i, j] > 0 for i in range(n_samples)):
            n_dead += 1
    return n_dead / n_neurons


# %% 12.4 right: one minus the living
def my_share_dead(A):
    return 1 - np.any(A, axis=0).mean()


# %% 12.4 right: sums
def my_share_dead(A):
    return np.mean(np.sum(A, axis=0) == 0)


# %% 12.4 wrong: left as it was
# says: that counts single zeros
def my_share_dead(A):
    return np.mean(A == 0)


# %% 12.4 wrong: the other axis
# says: the axis: that counts samples for which all neurons are silent
def my_share_dead(A):
    return (A == 0).all(axis=1).mean()


# %% 12.4 wrong: any for all
# says: that counts neurons that are 0 for some sample
def my_share_dead(A):
    return (A == 0).any(axis=0).mean()


# %% 12.4 wrong: the living
# says: the share of living neurons
def my_share_dead(A):
    return (A > 0).any(axis=0).mean()


# %% 12.4 wrong: how many
# says: the number, not the share
def my_share_dead(A):
    return (A == 0).all(axis=0).sum()


# %% 12.4 wrong: nearly silent ones, too
# says: a neuron with small outputs is not dead
def my_share_dead(A):
    return np.mean(A.mean(axis=0) < 0.01)


# %% 12.4 wrong: a tolerance
# says: a neuron with small outputs is not dead
def my_share_dead(A):
    return np.mean((np.abs(A) < 1e-3).all(axis=0))


# %% 12.4 wrong: not averaged
# says: wrong shape (13,), expected ()
def my_share_dead(A):
    return (A == 0).all(axis=0)


# %% 12.4 wrong: shares of each neuron
# says: wrong shape (13,), expected ()
def my_share_dead(A):
    return (A == 0).mean(axis=0)


# %% 12.4 wrong: only the first sample
# says: only the first sample was looked at
def my_share_dead(A):
    return np.mean(A[0] == 0)


# %% 12.4 wrong: a majority
# says: silent for more than half of the samples is not dead
def my_share_dead(A):
    return np.mean((A == 0).mean(axis=0) > 0.5)


# %% 12.4 wrong: nearly always
# says: a neuron that seldom speaks is not dead
def my_share_dead(A):
    return np.mean((A == 0).mean(axis=0) > 0.9)


# %% 12.4 wrong: divided by the samples
# says: divided by the number of samples
def my_share_dead(A):
    return (A == 0).all(axis=0).sum() / len(A)


# %% 12.4 wrong: one answer for all
# says: that asks whether the whole layer is silent, not each neuron
def my_share_dead(A):
    return float((A == 0).all())


# %% 12.4 wrong: constant ones, too
# says: a neuron with constant outputs is dead only if they are 0
def my_share_dead(A):
    return np.mean(A.std(axis=0) == 0)


# %% 12.4 wrong: the last neuron missing
# says: the last neuron was not looked at
def my_share_dead(A):
    n_dead = 0
    for j in range(A.shape[1] - 1):
        if (A[:, j] == 0).all():
            n_dead += 1
    return n_dead / A.shape[1]


# %% 12.4 wrong: the last sample missing
# says: the last sample was not looked at
def my_share_dead(A):
    return np.mean((A[:-1] == 0).all(axis=0))


# %% 12.4 wrong: percent
# says: that is percent
def my_share_dead(A):
    return 100 * (A == 0).all(axis=0).mean()


# %% 12.4 wrong: silent neurons of a mean sample
# says: samples for which all neurons are silent
def my_share_dead(A):
    return np.mean(A.sum(axis=1) == 0)


# %% 12.4 wrong: sums that are small
# says: with small outputs is not dead
def my_share_dead(A):
    return np.mean(A.sum(axis=0) < 0.1)


# %% 12.4 wrong: all samples but the first
# says: the first sample was not looked at
def my_share_dead(A):
    return (A[1:] == 0).all(axis=0).mean()


# %% 12.4 wrong: neurons that are ever on
# says: the share of living neurons
def my_share_dead(A):
    return np.mean(A.max(axis=0) > 0)


# %% 12.4 wrong: divided by all outputs
# says: divided by the number of outputs
def my_share_dead(A):
    return (A == 0).all(axis=0).sum() / A.size


# %% 12.4 right: as many zeros as samples
def my_share_dead(A):
    return np.mean((A == 0).sum(axis=0) == len(A))


# %% 12.5 right: layer by layer
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / rms(mlpkit.relu(A @ W))
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 right: spelled out
def my_measured_start(X, W1, W2, W3):
    A1 = np.maximum(0, X @ W1)
    s1 = np.sqrt(np.mean(A1**2))
    A2 = np.maximum(0, A1 / s1 @ W2)
    s2 = np.sqrt(np.mean(A2**2))
    A3 = np.maximum(0, A2 / s2 @ W3)
    s3 = np.sqrt(np.mean(A3**2))
    return W1 / s1, W2 / s2, W3 / s3


# %% 12.5 right: all sizes first, then quotients
def my_measured_start(X, W1, W2, W3):
    A, sizes = X, [1.0]
    for W in (W1, W2, W3):
        A = mlpkit.relu(A @ W)
        sizes.append(rms(A))
    return tuple(W * sizes[k] / sizes[k + 1] for k, W in enumerate((W1, W2, W3)))


# %% 12.5 wrong: sent on without the new weights
# says: see the layers below already scaled
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        A = mlpkit.relu(A @ W)
        new.append(W / rms(A))
    return new


# %% 12.5 wrong: measured before ReLU
# says: measure after ReLU
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / rms(A @ W)
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: no ReLU at all
# says: measure after ReLU, and send that on
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / rms(A @ W)
        A = A @ W
        new.append(W)
    return new


# %% 12.5 wrong: no ReLU after the last
# says: measure after ReLU, in the last layer, too
def my_measured_start(X, W1, W2, W3):
    W1 = W1 / rms(mlpkit.relu(X @ W1))
    A1 = mlpkit.relu(X @ W1)
    W2 = W2 / rms(mlpkit.relu(A1 @ W2))
    A2 = mlpkit.relu(A1 @ W2)
    W3 = W3 / rms(A2 @ W3)
    return W1, W2, W3


# %% 12.5 wrong: standard deviations
# says: RMS, not standard deviation
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / mlpkit.relu(A @ W).std()
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: the mean square
# says: divide by the RMS, not by the mean square: a root is missing
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / np.mean(mlpkit.relu(A @ W) ** 2)
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: the mean
# says: divide by the RMS, not by the mean of the outputs
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / np.mean(mlpkit.relu(A @ W))
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: multiplied
# says: it was multiplied
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W * rms(mlpkit.relu(A @ W))
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: in place
# says: your function changed its input
def my_measured_start(X, W1, W2, W3):
    A = X
    for W in (W1, W2, W3):
        W /= rms(mlpkit.relu(A @ W))
        A = mlpkit.relu(A @ W)
    return W1, W2, W3


# %% 12.5 wrong: the last layer as it was
# says: the last layer is scaled, too
def my_measured_start(X, W1, W2, W3):
    W1 = W1 / rms(mlpkit.relu(X @ W1))
    A1 = mlpkit.relu(X @ W1)
    W2 = W2 / rms(mlpkit.relu(A1 @ W2))
    return W1, W2, W3


# %% 12.5 wrong: the first layer as it was
# says: the first layer is scaled, too
def my_measured_start(X, W1, W2, W3):
    A1 = mlpkit.relu(X @ W1)
    W2 = W2 / rms(mlpkit.relu(A1 @ W2))
    A2 = mlpkit.relu(A1 @ W2)
    W3 = W3 / rms(mlpkit.relu(A2 @ W3))
    return W1, W2, W3


# %% 12.5 wrong: the size of the weights
# says: that is the RMS of the weights themselves
def my_measured_start(X, W1, W2, W3):
    return W1 / rms(W1), W2 / rms(W2), W3 / rms(W3)


# %% 12.5 wrong: the largest output
# says: divide by the RMS, not by the largest output
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / mlpkit.relu(A @ W).max()
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: each neuron by itself
# says: one number for each layer
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / np.sqrt(np.mean(mlpkit.relu(A @ W) ** 2, axis=0))
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: the images into each layer
# says: the output of the one below, not X
def my_measured_start(X, W1, W2, W3):
    new = []
    for W in (W1, W2, W3):
        new.append(W / rms(mlpkit.relu(X @ W)))
    return new


# %% 12.5 wrong: the outputs returned
# says: those are the outputs
def my_measured_start(X, W1, W2, W3):
    outputs, A = [], X
    for W in (W1, W2, W3):
        W = W / rms(mlpkit.relu(A @ W))
        A = mlpkit.relu(A @ W)
        outputs.append(A)
    return outputs


# %% 12.5 wrong: only the images that come first
# says: all samples, not only the first
def my_measured_start(X, W1, W2, W3):
    new, A = [], X[:1]
    for W in (W1, W2, W3):
        W = W / rms(mlpkit.relu(A @ W))
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: only open outputs counted
# says: RMS: the zeros count, too
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        Z = mlpkit.relu(A @ W)
        W = W / np.sqrt(np.mean(Z[Z > 0] ** 2))
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: only the last returned
# says: expected 3 results
def my_measured_start(X, W1, W2, W3):
    A = X
    for W in (W1, W2, W3):
        W = W / rms(mlpkit.relu(A @ W))
        A = mlpkit.relu(A @ W)
    return W


# %% 12.5 wrong: the divisors returned
# says: those are the divisors
def my_measured_start(X, W1, W2, W3):
    sizes, A = [], X
    for W in (W1, W2, W3):
        sizes.append(rms(mlpkit.relu(A @ W)))
        A = mlpkit.relu(A @ W) / sizes[-1]
    return sizes


# %% 12.5 wrong: all divided by the last size
# says: each layer has its own divisor
def my_measured_start(X, W1, W2, W3):
    A = X
    for W in (W1, W2, W3):
        A = mlpkit.relu(A @ W)
    return W1 / rms(A), W2 / rms(A), W3 / rms(A)


# %% 12.5 wrong: the sum of squares without the mean
# says: RMS: the mean of the squares, not their sum
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / np.linalg.norm(mlpkit.relu(A @ W))
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: only the outputs divided
# says: the weights as they were
def my_measured_start(X, W1, W2, W3):
    A = X
    for W in (W1, W2, W3):
        A = mlpkit.relu(A @ W)
        A = A / rms(A)
    return W1, W2, W3


# %% 12.5 wrong: one half for ReLU
# says: result 1: exactly 2 times too large
def my_measured_start(X, W1, W2, W3):
    new, A = [], X
    for W in (W1, W2, W3):
        W = W / (0.5 * rms(mlpkit.relu(A @ W)))
        A = mlpkit.relu(A @ W)
        new.append(W)
    return new


# %% 12.5 wrong: a single row of images
# says: all samples, not only the first
def my_measured_start(X, W1, W2, W3):
    x = X[0]
    W1 = W1 / rms(mlpkit.relu(x @ W1))
    a = mlpkit.relu(x @ W1)
    W2 = W2 / rms(mlpkit.relu(a @ W2))
    a = mlpkit.relu(a @ W2)
    W3 = W3 / rms(mlpkit.relu(a @ W3))
    return W1, W2, W3
