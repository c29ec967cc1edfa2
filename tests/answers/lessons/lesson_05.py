# %% 5.1 right: fractions
my_proba = [2 / 10, 3 / 10, 5 / 10]
my_slopes = [2 / 10, 3 / 10 - 1, 5 / 10]

# %% 5.1 right: decimals in tuples
my_proba = (0.2, 0.3, 0.5)
my_slopes = (0.2, -0.7, 0.5)

# %% 5.1 right: computed
my_proba = my_softmax(np.log([2.0, 3.0, 5.0]))
my_slopes = my_proba - np.array([0, 1, 0])

# %% 5.1 right: as a row of a table with one sample
my_proba = np.array([2, 3, 5]) / 10
my_slopes = list(my_gradient(np.log([[2.0, 3.0, 5.0]]), [1])[0])

# %% 5.1 right: exact fractions
my_proba = [__import__("fractions").Fraction(k, 10) for k in (2, 3, 5)]
my_slopes = [my_proba[0], my_proba[1] - 1, my_proba[2]]

# %% 5.1 wrong: classes counted from one
# says: we count from 0
my_proba = [0.2, 0.3, 0.5]
my_slopes = [-0.8, 0.3, 0.5]

# %% 5.1 wrong: sign of the slopes
# says: the sign is turned around
my_proba = [0.2, 0.3, 0.5]
my_slopes = [-0.2, 0.7, -0.5]

# %% 5.1 wrong: scores divided by their sum
# says: the scores were divided by their sum
scores = np.log([2, 3, 5])
my_proba = list(scores / scores.sum())
my_slopes = [my_proba[0], my_proba[1] - 1, my_proba[2]]

# %% 5.1 wrong: not divided by the sum
# says: still have to be divided by their sum
my_proba = [2, 3, 5]
my_slopes = [0.2, -0.7, 0.5]

# %% 5.1 wrong: in percent
# says: percent
my_proba = [20, 30, 50]
my_slopes = [20, -70, 50]

# %% 5.1 wrong: divided by the largest
# says: divided by the largest
my_proba = [2 / 5, 3 / 5, 1]
my_slopes = [2 / 5, 3 / 5 - 1, 1]

# %% 5.1 wrong: the slopes are the probabilities
# says: the one-hot row is missing
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0.2, 0.3, 0.5]

# %% 5.1 wrong: slopes only for the true class
# says: the other two scores have a slope
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0, -0.7, 0]

# %% 5.1 wrong: slopes divided by three
# says: one sample
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0.2 / 3, -0.7 / 3, 0.5 / 3]

# %% 5.1 wrong: the diagonal of the Jacobian
# says: the diagonal of the Jacobian
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0.16, 0.21, 0.25]

# %% 5.1 wrong: a row of the Jacobian
# says: a row of the Jacobian
my_proba = [0.2, 0.3, 0.5]
my_slopes = [-0.06, 0.21, -0.15]

# %% 5.1 wrong: the slope at the probability
# says: slopes at the probabilities
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0, -1 / 0.3, 0]

# %% 5.1 wrong: the last class
# says: number 1
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0.2, 0.3, -0.5]

# %% 5.1 wrong: minus the probability
# says: 1 is subtracted
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0.2, -0.3, 0.5]

# %% 5.1 wrong: the second number forgotten
# says: Not started
my_proba = [0.2, 0.3, 0.5]
my_slopes = None

# %% 5.1 wrong: the penalties
# says: penalties
my_proba = [0.2, 0.3, 0.5]
my_slopes = [1.609, 1.204, 0.693]

# %% 5.1 wrong: only two probabilities
# says: wrong shape (2,)
my_proba = [0.2, 0.3]
my_slopes = [0.2, -0.7]

# %% 5.1 wrong: softmax of 2, 3 and 5
# says: the softmax of 2, 3 and 5
my_proba = [0.042, 0.114, 0.844]
my_slopes = [0.042, -0.886, 0.844]

# %% 5.1 wrong: one-hot for the probabilities
# says: this is the one-hot row
my_proba = [0, 1, 0]
my_slopes = [0.2, -0.7, 0.5]

# %% 5.1 wrong: a typing slip in the last slope
# says: the slope for class 2 is wrong
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0.2, -0.7, 0.05]

# %% 5.1 wrong: slopes of all but the true class turned
# says: the others have the wrong sign
my_proba = [0.2, 0.3, 0.5]
my_slopes = [-0.2, -0.7, -0.5]

# %% 5.1 wrong: one minus each probability
# says: the slopes must add up to 0
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0.8, 0.7, 0.5]

# %% 5.1 wrong: the largest class is the true one
# says: the last class
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0.2, 0.3, 0.5 - 1]

# %% 5.1 wrong: loss of the true class as slope
# says: must add up to 0
my_proba = [0.2, 0.3, 0.5]
my_slopes = [0, -1.2, 0]


# %% 5.2 right: keepdims twice
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 right: a loop over the rows
def my_mended_softmax(Z):
    P = []
    for row in Z:
        e = np.exp(row - max(row))
        P.append(e / sum(e))
    return P


# %% 5.2 right: transposed and back
def my_mended_softmax(Z):
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T


# %% 5.2 right: through the logarithm
def my_mended_softmax(Z):
    return np.exp(my_log_softmax(Z))


# %% 5.2 right: newaxis
def my_mended_softmax(Z):
    E = np.exp(Z - np.max(Z, axis=-1)[:, np.newaxis])
    return E / E.sum(axis=-1)[:, None]


# %% 5.2 right: row by row with apply_along_axis
def my_mended_softmax(Z):
    def one(row):
        e = np.exp(row - row.max())
        return e / e.sum()

    return np.apply_along_axis(one, 1, Z)


# %% 5.2 right: the log-sum-exp taken off
def my_mended_softmax(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))


# %% 5.2 wrong: only the sums
# says: the largest of all rows
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: only the shift
# says: the shift is mended; but (n,) is not (n, 1)
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


# %% 5.2 wrong: shift broadcast as a row
# says: the shift is (n,), not (n, 1)
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: unchanged
# says: the friend's sums are still there
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max())
    return E / E.sum(axis=1)


# %% 5.2 wrong: the columns add up
# says: columns add up to 1
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


# %% 5.2 wrong: shifted by the mean
# says: shifted by its mean
def my_mended_softmax(Z):
    E = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: shifted by the smallest
# says: shifted by its smallest
def my_mended_softmax(Z):
    E = np.exp(Z - Z.min(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: no shift
# says: the exponentials are not shifted
def my_mended_softmax(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: one sum for all
# says: whole table
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum()


# %% 5.2 wrong: the column's largest
# says: of its column
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: the sum forgotten
# says: the division is missing
def my_mended_softmax(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True))


# %% 5.2 wrong: plus for minus
# says: the largest score is added
def my_mended_softmax(Z):
    E = np.exp(Z + Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: divided by the shift
# says: divided by the largest
def my_mended_softmax(Z):
    E = np.exp(Z / np.abs(Z).max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: changes its input
# says: changed its input
def my_mended_softmax(Z):
    Z -= Z.max(axis=1, keepdims=True)
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: returns the logarithms
# says: these are the logarithms
def my_mended_softmax(Z):
    Z = Z - Z.max(axis=1, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


# %% 5.2 wrong: clipped
# says: clipped scores lose their gaps
def my_mended_softmax(Z):
    E = np.exp(np.clip(Z, -500, 500))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: the scores divided by their sum
# says: not as exp(score) over its sum
def my_mended_softmax(Z):
    Z = Z - Z.min(axis=1, keepdims=True)
    return Z / Z.sum(axis=1, keepdims=True)


# %% 5.2 wrong: nan made zero
# says: is nan only hidden?
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max())
    return np.nan_to_num(E / E.sum(axis=1, keepdims=True))


# %% 5.2 wrong: rows shifted, columns summed
# says: the columns add up to 1
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=0)


# %% 5.2 wrong: two to the power
# says: not as exp(score)
def my_mended_softmax(Z):
    E = 2 ** (Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: the length instead of the sum
# says: the rows do not add up to 1
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / np.linalg.norm(E, axis=1, keepdims=True)


# %% 5.2 wrong: rounded
# says: nearly right
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return (E / E.sum(axis=1, keepdims=True)).round(2)


# %% 5.2 wrong: one-hot of the largest
# says: one-hot row of the largest
def my_mended_softmax(Z):
    return np.eye(Z.shape[1])[Z.argmax(axis=1)]


# %% 5.2 wrong: the sum reshaped into a row
# says: (n,) is not (n, 1)
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1).reshape(-1, 1))
    return E / E.sum(axis=1).reshape(1, -1)


# %% 5.2 wrong: a sum that is never reset
# says: the rows do not add up to 1
def my_mended_softmax(Z):
    P = np.zeros(Z.shape)
    total = 0
    for i in range(len(Z)):
        e = np.exp(Z[i] - Z[i].max())
        total += e.sum()
        P[i] = e / total
    return P


# %% 5.2 wrong: capped at 700
# says: a row has nan
def my_mended_softmax(Z):
    E = np.exp(np.minimum(Z, 700))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: the sign of the scores
# says: the least probable
def my_mended_softmax(Z):
    E = np.exp(Z.min(axis=1, keepdims=True) - Z)
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: shift by the first score
# says: a row has nan
def my_mended_softmax(Z):
    E = np.exp(Z - Z[:, :1])
    return E / E.sum(axis=1, keepdims=True)


# %% 5.2 wrong: sum without the largest
# says: do not add up to 1
def my_mended_softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / (E.sum(axis=1, keepdims=True) - 1)


# %% 5.2 wrong: square roots
# says: not as exp(score)
def my_mended_softmax(Z):
    E = np.sqrt(np.exp(Z - Z.max(axis=1, keepdims=True)))
    return E / E.sum(axis=1, keepdims=True)


# %% 5.3 right: the lesson's functions
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z / T, y) / T


# %% 5.3 right: from scratch
def my_temperature_gradient(Z, y, T):
    U = Z / T
    E = np.exp(U - U.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P[np.arange(len(y)), y] -= 1
    return P / (len(y) * T)


# %% 5.3 right: a loop over the samples
def my_temperature_gradient(Z, y, T):
    G = []
    for z, label in zip(Z, y):
        p = my_softmax(z / T)
        p[label] -= 1
        G.append(p / T / len(Z))
    return np.array(G)


# %% 5.3 right: through the Jacobian
def my_temperature_gradient(Z, y, T):
    G = np.zeros_like(Z)
    for i in range(len(y)):
        p = my_softmax(Z[i] / T)
        G[i] = my_jacobian(p)[y[i]] * (-1 / p[y[i]]) / T / len(y)
    return G


# %% 5.3 right: the package's loss
def my_temperature_gradient(Z, y, T):
    return loss.gradient(Z / T, y) / T


# %% 5.3 wrong: the chain rule forgotten
# says: how much does z / T move when z moves?
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z / T, y)


# %% 5.3 wrong: times T
# says: multiplied by T, not divided?
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z / T, y) * T


# %% 5.3 wrong: the mean forgotten
# says: did you average?
def my_temperature_gradient(Z, y, T):
    return (my_softmax(Z / T) - my_one_hot(y, Z.shape[1])) / T


# %% 5.3 wrong: both factors forgotten
# says: both 1/n and 1/T are missing
def my_temperature_gradient(Z, y, T):
    return my_softmax(Z / T) - my_one_hot(y, Z.shape[1])


# %% 5.3 wrong: softmax without the temperature
# says: inside the softmax
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z, y) / T


# %% 5.3 wrong: no temperature at all
# says: the temperature is missing
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z, y)


# %% 5.3 wrong: T divides twice
# says: it divides twice
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z / T, y) / T**2


# %% 5.3 wrong: scores times T
# says: Z is multiplied by T
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z * T, y) * T


# %% 5.3 wrong: sign
# says: the sign is the wrong way round
def my_temperature_gradient(Z, y, T):
    return (my_one_hot(y, Z.shape[1]) - my_softmax(Z / T)) / (len(y) * T)


# %% 5.3 wrong: T divides only the probabilities
# says: not the one-hot rows
def my_temperature_gradient(Z, y, T):
    return (my_softmax(Z / T) / T - my_one_hot(y, Z.shape[1])) / len(y)


# %% 5.3 wrong: divided by the classes
# says: classes
def my_temperature_gradient(Z, y, T):
    return (my_softmax(Z / T) - my_one_hot(y, Z.shape[1])) / T / Z.shape[1]


# %% 5.3 wrong: mean over all entries
# says: divided by the number of scores
def my_temperature_gradient(Z, y, T):
    return (my_softmax(Z / T) - my_one_hot(y, Z.shape[1])) / T / Z.size


# %% 5.3 wrong: changes the scores
# says: changed its input
def my_temperature_gradient(Z, y, T):
    Z /= T
    return my_gradient(Z, y) / T


# %% 5.3 wrong: the one-hot row forgotten
# says: the one-hot rows are missing
def my_temperature_gradient(Z, y, T):
    return my_softmax(Z / T) / T / len(y)


# %% 5.3 wrong: the loss, not its gradient
# says: loss itself
def my_temperature_gradient(Z, y, T):
    return my_cross_entropy(Z / T, y)


# %% 5.3 wrong: softmax of the columns
# says: columns
def my_temperature_gradient(Z, y, T):
    E = np.exp(Z / T)
    return (E / E.sum(axis=0) - my_one_hot(y, Z.shape[1])) / T / len(y)


# %% 5.3 wrong: the probabilities divided, not the scores
# says: the probabilities are divided by T
def my_temperature_gradient(Z, y, T):
    P = my_softmax(Z) / T
    return (P - my_one_hot(y, Z.shape[1])) / T / len(y)


# %% 5.3 wrong: summed over the samples
# says: summed over the samples
def my_temperature_gradient(Z, y, T):
    return (my_gradient(Z / T, y) / T).sum(axis=0)


# %% 5.3 wrong: the slope for T
# says: the slope for T
def my_temperature_gradient(Z, y, T):
    return -(my_gradient(Z / T, y) * Z) / T**2


# %% 5.3 wrong: no softmax temperature, but times T
# says: missing in the softmax, and multiplied
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z, y) * T


# %% 5.3 wrong: only the true score
# says: the other scores have a slope
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z / T, y) / T * my_one_hot(y, Z.shape[1])


# %% 5.3 wrong: classes counted from the labels
# says: raised ValueError
def my_temperature_gradient(Z, y, T):
    Y = np.eye(y.max() + 1)[y]
    return (my_softmax(Z / T) - Y) / len(y) / T


# %% 5.3 wrong: sign and chain rule
# says: constant factor, sign included
def my_temperature_gradient(Z, y, T):
    return -my_gradient(Z / T, y)


# %% 5.3 wrong: the square root of T
# says: exactly 1.581 times too large
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z / T, y) / np.sqrt(T)


# %% 5.3 wrong: naive softmax of the whole table
# says: must add up to 0
def my_temperature_gradient(Z, y, T):
    P = np.exp(Z / T) / np.exp(Z / T).sum()
    return (P - my_one_hot(y, Z.shape[1])) / T / len(y)


# %% 5.3 wrong: labels not one-hot
# says: must add up to 0
def my_temperature_gradient(Z, y, T):
    return (my_softmax(Z / T) - y[:, None]) / T / len(y)


# %% 5.3 wrong: one divided by n minus one
# says: exactly 1.2
def my_temperature_gradient(Z, y, T):
    return my_gradient(Z / T, y) / T * len(y) / max(len(y) - 1, 1)


# %% 5.4 right: as the hint says
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    log_sum_exp = m + np.log(np.exp(Z - m[:, np.newaxis]).sum(axis=1))
    return np.mean(log_sum_exp - Z[np.arange(len(y)), y])


# %% 5.4 right: shifted rows
def my_loss_from_scores(Z, y):
    S = Z - Z.max(axis=1, keepdims=True)
    return (np.log(np.exp(S).sum(axis=1)) - S[np.arange(len(y)), y]).mean()


# %% 5.4 right: logaddexp
def my_loss_from_scores(Z, y):
    return float(np.mean(np.logaddexp.reduce(Z, axis=1) - np.take_along_axis(Z, y[:, None], 1)[:, 0]))


# %% 5.4 right: a loop
def my_loss_from_scores(Z, y):
    total = 0
    for row, label in zip(Z, y):
        m = max(row)
        total += m + np.log(sum(np.exp(z - m) for z in row)) - row[label]
    return total / len(y)


# %% 5.4 right: with a one-hot table
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1, keepdims=True)
    lse = m + np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    return ((lse - Z) * my_one_hot(y, Z.shape[1])).sum() / len(Z)


# %% 5.4 right: penalties in a list
def my_loss_from_scores(Z, y):
    penalties = []
    for i, row in enumerate(Z):
        gaps = row - row[y[i]]
        m = max(gaps)
        penalties.append(m + np.log(np.exp(gaps - m).sum()))
    return sum(penalties) / len(penalties)


# %% 5.4 wrong: through the probability
# says: a probability rounded to 0
def my_loss_from_scores(Z, y):
    P = my_softmax(Z)
    with np.errstate(divide="ignore"):
        return -np.log(P[np.arange(len(y)), y]).mean()


# %% 5.4 wrong: shifted by the true score
# says: shifted by the true score
def my_loss_from_scores(Z, y):
    true = Z[np.arange(len(y)), y]
    with np.errstate(over="ignore"):
        return np.mean(np.log(np.exp(Z - true[:, None]).sum(axis=1)))


# %% 5.4 wrong: a tiny number against the infinity
# says: a bold mistake is too cheap
def my_loss_from_scores(Z, y):
    P = my_softmax(Z)
    return -np.log(P[np.arange(len(y)), y] + 1e-12).mean()


# %% 5.4 wrong: not shifted
# says: the exponentials overflow
def my_loss_from_scores(Z, y):
    with np.errstate(over="ignore"):
        return np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the largest of the whole batch
# says: shift each by its own largest
def my_loss_from_scores(Z, y):
    m = Z.max()
    with np.errstate(divide="ignore"):
        return np.mean(m + np.log(np.exp(Z - m).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the last score of each row
# says: is it shifted by its largest
def my_loss_from_scores(Z, y):
    m = Z[:, -1]
    with np.errstate(over="ignore"):
        return np.mean(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the sum
# says: did you average?
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.sum(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: sign
# says: the sign is the wrong way round
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(Z[np.arange(len(y)), y] - m - np.log(np.exp(Z - m[:, None]).sum(axis=1)))


# %% 5.4 wrong: the maximum not added back
# says: the shift was not put back
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(Z - m).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the true score forgotten
# says: the true scores are missing
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)))


# %% 5.4 wrong: the largest score for the true one
# says: the largest score is subtracted
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - m)


# %% 5.4 wrong: every row meets every label
# says: each row meets every label
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    lse = m + np.log(np.exp(Z - m[:, None]).sum(axis=1))
    return np.mean(lse[:, None] - Z[:, y])


# %% 5.4 wrong: one penalty for each sample
# says: a penalty for each sample
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y]


# %% 5.4 wrong: the mean inside the logarithm
# says: the exponentials are averaged
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.log(np.exp(Z - m[:, None]).mean(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: logarithm to base 10
# says: base
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.log10(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the logarithm forgotten
# says: logarithm
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.exp(Z - m[:, None]).sum(axis=1) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: divided by the number of classes
# says: classes
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.sum(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y]) / Z.shape[1]


# %% 5.4 wrong: labels counted from one
# says: label
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y - 1])


# %% 5.4 wrong: down the columns
# says: column
def my_loss_from_scores(Z, y):
    m = Z.max(axis=0)
    lse = m + np.log(np.exp(Z - m).sum(axis=0))
    return np.mean(lse[y] - Z[np.arange(len(y)), y])


# %% 5.4 wrong: only the first sample
# says: first sample
def my_loss_from_scores(Z, y):
    m = Z[0].max()
    return m + np.log(np.exp(Z[0] - m).sum()) - Z[0, y[0]]


# %% 5.4 wrong: shifts its input
# says: changed its input
def my_loss_from_scores(Z, y):
    Z -= Z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the maximum for the log-sum-exp
# says: stands for the log-sum-exp
def my_loss_from_scores(Z, y):
    return np.mean(Z.max(axis=1) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: one sum over the whole batch
# says: over the whole batch
def my_loss_from_scores(Z, y):
    m = Z.max()
    return np.mean(m + np.log(np.exp(Z - m).sum()) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the shift turned round
# says: not m - z
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.log(np.exp(m[:, None] - Z).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: log1p
# says: log1p adds another 1
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.log1p(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the shift taken off twice
# says: taken off once more
def my_loss_from_scores(Z, y):
    S = Z - Z.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(S).sum(axis=1)) - Z[np.arange(len(y)), y] - Z.max(axis=1))


# %% 5.4 wrong: the true score added
# says: the true score is added
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.mean(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) + Z[np.arange(len(y)), y])


# %% 5.4 wrong: clipped probability
# says: a bold mistake is too cheap
def my_loss_from_scores(Z, y):
    p = np.clip(my_softmax(Z), 1e-15, 1)
    return -np.mean(np.log(p[np.arange(len(y)), y]))


# %% 5.4 wrong: the mean over everything, one-hot
# says: divided by all scores
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1, keepdims=True)
    L = Z - m - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))
    return -np.mean(L * my_one_hot(y, Z.shape[1]))


# %% 5.4 wrong: median penalty
# says: the median of the penalties
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.median(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.4 wrong: the worst penalty
# says: the largest penalty
def my_loss_from_scores(Z, y):
    m = Z.max(axis=1)
    return np.max(m + np.log(np.exp(Z - m[:, None]).sum(axis=1)) - Z[np.arange(len(y)), y])


# %% 5.5 right: mask
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (low <= top) & (top < high)
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 right: counted
def my_reliability(y_proba, y, low, high):
    n, right = 0, 0
    for p, label in zip(y_proba, y):
        if low <= max(p) < high:
            n += 1
            right += int(np.argmax(p) == label)
    return right / n


# %% 5.5 right: two sums
def my_reliability(y_proba, y, low, high):
    confidence = np.max(y_proba, axis=-1)
    inside = np.logical_and(confidence >= low, confidence < high)
    correct = np.argmax(y_proba, axis=-1) == y
    return (inside & correct).sum() / inside.sum()


# %% 5.5 right: the accuracy of the package
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    rows = np.flatnonzero((top >= low) * (top < high))
    return mlpkit.accuracy(y[rows], y_proba[rows].argmax(axis=1))


# %% 5.5 right: masks multiplied
def my_reliability(y_proba, y, low, high):
    top = np.amax(y_proba, axis=1)
    inside = (top >= low) * (top < high)
    correct = np.equal(np.argmax(y_proba, 1), y)
    return np.average(correct, weights=inside)


# %% 5.5 wrong: divided by all samples
# says: all samples
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    return np.sum(mask & (y_proba.argmax(axis=1) == y)) / len(y)


# %% 5.5 wrong: counts
# says: the number of right answers
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    return np.sum(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: high belongs to it
# says: exactly `high` does not belong
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top <= high)
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: low does not belong to it
# says: exactly `low` belongs
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top > low) & (top < high)
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: the mean claim
# says: claim
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    return top[mask].mean()


# %% 5.5 wrong: the share of wrong answers
# says: share of wrong
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    return np.mean(y_proba.argmax(axis=1)[mask] != y[mask])


# %% 5.5 wrong: the probability of the true class
# says: true class
def my_reliability(y_proba, y, low, high):
    p = y_proba[np.arange(len(y)), y]
    mask = (p >= low) & (p < high)
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: no upper end
# says: cut off at `high`
def my_reliability(y_proba, y, low, high):
    mask = y_proba.max(axis=1) >= low
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: no lower end
# says: cut off at `low`
def my_reliability(y_proba, y, low, high):
    mask = y_proba.max(axis=1) < high
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: any probability in the interval
# says: largest
def my_reliability(y_proba, y, low, high):
    mask = ((y_proba >= low) & (y_proba < high)).any(axis=1)
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: or for and
# says: does `or` stand for `and`?
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) | (top < high)
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: the share inside the interval
# says: in the interval
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    return np.mean((top >= low) & (top < high))


# %% 5.5 wrong: the accuracy of everything
# says: the interval is ignored
def my_reliability(y_proba, y, low, high):
    return np.mean(y_proba.argmax(axis=1) == y)


# %% 5.5 wrong: among the right ones
# says: the interval's share of the right
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    right = y_proba.argmax(axis=1) == y
    return np.mean((top[right] >= low) & (top[right] < high))


# %% 5.5 wrong: down the columns
# says: IndexError
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=0)
    mask = (top >= low) & (top < high)
    return np.mean(y_proba.argmax(axis=0)[mask] == y[mask])


# %% 5.5 wrong: percent
# says: percent
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    return 100 * np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: sorts its input
# says: changed its input
def my_reliability(y_proba, y, low, high):
    best = y_proba.argmax(axis=1)
    y_proba.sort(axis=1)
    top = y_proba[:, -1]
    mask = (top >= low) & (top < high)
    return np.mean(best[mask] == y[mask])


# %% 5.5 wrong: labels not masked
# says: but not the labels
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    y_pred = y_proba.argmax(axis=1)[mask]
    return np.mean(y_pred == y[: len(y_pred)])


# %% 5.5 wrong: no mean
# says: one number
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    return y_proba.argmax(axis=1)[mask] == y[mask]


# %% 5.5 wrong: a chain of comparisons
# says: raised ValueError
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = low <= top < high
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: rounded to one digit first
# says: rounded before it is compared
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1).round(1)
    mask = (top >= low) & (top < high)
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: the mean probability of the true class
# says: the mean probability of the true class
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    return y_proba[mask, y[mask]].mean()


# %% 5.5 wrong: low and high swapped
# says: a comparison turned round?
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= high) & (top < low)
    if not mask.any():
        return float("nan")
    return np.mean(y_proba.argmax(axis=1)[mask] == y[mask])


# %% 5.5 wrong: the smallest probability
# says: is it argmax
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    return np.mean(y_proba.argmin(axis=1)[mask] == y[mask])


# %% 5.5 wrong: right minus wrong
# says: right minus wrong
def my_reliability(y_proba, y, low, high):
    top = y_proba.max(axis=1)
    mask = (top >= low) & (top < high)
    right = y_proba.argmax(axis=1)[mask] == y[mask]
    return right.mean() - (~right).mean()


# %% 5.5 wrong: both ends open
# says: exactly `low` belongs to it, `high` does not
def my_reliability(y_proba, y, low, high):
    n = right = 0
    for p, label in zip(y_proba, y):
        if max(p) > low and max(p) <= high:
            n += 1
            right += p.argmax() == label
    return right / n


# %% 5.5 wrong: stops at the first sample outside
# says: ends at the first one outside
def my_reliability(y_proba, y, low, high):
    n = right = 0
    for p, label in zip(y_proba, y):
        if p.max() < low or p.max() >= high:
            break
        n += 1
        right += p.argmax() == label
    return right / max(n, 1)
