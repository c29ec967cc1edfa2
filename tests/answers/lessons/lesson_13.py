# %% 13.1 right: by hand
my_outputs = [-5, -1, -1, 11]

# %% 13.1 right: a tuple of floats
my_outputs = (-5.0, -1.0, -1.0, 11.0)

# %% 13.1 right: computed
x = np.array([3, 5, 5, 11])
my_outputs = 6 * (x - x.mean()) / x.std() + 1

# %% 13.1 right: three digits
my_outputs = [-5.000, -0.998, -0.998, 11.002]

# %% 13.1 right: by the lesson's function
my_outputs = my_normalize(np.array([[3.0], [5.0], [5.0], [11.0]]), 6, 1, eps=0)[:, 0]

# %% 13.1 wrong: n minus 1
# says: divided by n, not by n - 1
x = np.array([3, 5, 5, 11])
my_outputs = 6 * (x - x.mean()) / x.std(ddof=1) + 1

# %% 13.1 wrong: normalized only
# says: gamma and beta are missing
my_outputs = [-1, -0.3333, -0.3333, 1.6667]

# %% 13.1 wrong: no beta
# says: beta is missing
my_outputs = [-6, -2, -2, 10]

# %% 13.1 wrong: no gamma
# says: gamma is missing
my_outputs = [0, 0.6667, 0.6667, 2.6667]

# %% 13.1 wrong: swapped
# says: gamma and beta are swapped
my_outputs = [5, 5.6667, 5.6667, 7.6667]

# %% 13.1 wrong: beta inside
# says: beta is added after gamma has multiplied
my_outputs = [0, 4, 4, 16]

# %% 13.1 wrong: no root
# says: divide by the spread, the root of the variance
my_outputs = [-1, 0.3333, 0.3333, 4.3333]

# %% 13.1 wrong: the mean left in
# says: the mean was not subtracted
my_outputs = [7, 11, 11, 23]

# %% 13.1 wrong: not divided
# says: the spread was not divided by
my_outputs = [-17, -5, -5, 31]

# %% 13.1 wrong: mean distance
# says: not the mean distance
my_outputs = [-6.2, -1.4, -1.4, 13]

# %% 13.1 wrong: sum of squares
# says: the variance is the mean of the squares, not their sum
my_outputs = [-2, 0, 0, 6]

# %% 13.1 wrong: turned round
# says: not the other way round
my_outputs = [7, 3, 3, -9]

# %% 13.1 wrong: rounded on the way
# says: carry more digits
my_outputs = [-5, -0.98, -0.98, 11.02]

# %% 13.1 wrong: one digit on the way
# says: carry three digits
my_outputs = [-5, -0.8, -0.8, 11.2]

# %% 13.1 wrong: the median for the mean
# says: the mean, not the one in the middle
my_outputs = [-3, 1, 1, 13]

# %% 13.1 wrong: only three numbers
# says: wrong shape (3,), expected (4,)
my_outputs = [-5, -1, 11]

# %% 13.1 wrong: the last one alone
# says: wrong shape (), expected (4,)
my_outputs = 11

# %% 13.1 wrong: squares of the numbers themselves
# says: made of the deviations
x = np.array([3, 5, 5, 11])
my_outputs = 6 * (x - 6) / np.sqrt(np.mean(x**2)) + 1

# %% 13.1 wrong: one slip
# says: 1 of 4 numbers is wrong
my_outputs = [-5, -1, -1, 12]

# %% 13.2 right: a list
my_effects = [1, 0.1, 0]

# %% 13.2 right: a tuple, as a fraction
my_effects = (1, 1 / 10, 0)

# %% 13.2 right: an array
my_effects = np.array([1.0, 0.1, 0.0])

# %% 13.2 wrong: ten times the outputs
# says: number 1: the spread grows tenfold, too
my_effects = [10, 0.1, 0]

# %% 13.2 wrong: a tenth of the outputs
# says: number 1: upside down
my_effects = [0.1, 0.1, 0]

# %% 13.2 wrong: nothing changes is nought
# says: what is not changed is multiplied by 1
my_effects = [0, 0.1, 0]

# %% 13.2 wrong: the gradient stays
# says: a ten times smaller part of it
my_effects = [1, 1, 0]

# %% 13.2 wrong: ten times the gradient
# says: number 2: upside down
my_effects = [1, 10, 0]

# %% 13.2 wrong: a hundredth
# says: one factor 10 is enough: 10 f'(10 W) = f'(W)
my_effects = [1, 0.01, 0]

# %% 13.2 wrong: a hundred times
# says: one factor 10 is enough, and it divides
my_effects = [1, 100, 0]

# %% 13.2 wrong: no gradient
# says: number 2: is there no slope at all?
my_effects = [1, 0, 0]

# %% 13.2 wrong: the shift comes through
# says: number 3: the mean rises by 5, too
my_effects = [1, 0.1, 5]

# %% 13.2 wrong: a factor for the shift
# says: number 3: a rise was asked for, not a factor
my_effects = [1, 0.1, 1]

# %% 13.2 wrong: as without normalization
# says: number 1: the spread grows tenfold, too
my_effects = [10, 1, 5]

# %% 13.2 wrong: two numbers
# says: wrong shape (2,), expected (3,)
my_effects = [1, 0.1]

# %% 13.2 wrong: another number
# says: 1 of 3 numbers is wrong
my_effects = [1, 0.5, 0]

# %% 13.2 wrong: minus five
# says: number 3: the bias came before the normalization
my_effects = [1, 0.1, -5]


# %% 13.3 right: line by line
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 right: the short way
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dX = (dX_hat - dX_hat.mean(axis=0) - X_hat * (dX_hat * X_hat).mean(axis=0)) / s
    return dX, dgamma, dbeta


# %% 13.3 right: with the path that carries nothing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s + dvar * (-2 * (X - mean)).mean(axis=0)
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 right: column by column
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dX = np.zeros(X.shape)
    dgamma, dbeta = np.zeros(len(gamma)), np.zeros(len(gamma))
    n = len(X)
    for j in range(X.shape[1]):
        for i in range(n):
            dgamma[j] += dA[i, j] * X_hat[i, j]
            dbeta[j] += dA[i, j]
        for i in range(n):
            dX[i, j] = gamma[j] / s[j] * (dA[i, j] - dbeta[j] / n - X_hat[i, j] * dgamma[j] / n)
    return dX, dgamma, dbeta


# %% 13.3 right: with the Jacobian of a column
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    n = len(X)
    dX = np.empty(X.shape)
    for j in range(X.shape[1]):
        J = (np.eye(n) - 1 / n - np.outer(X_hat[:, j], X_hat[:, j]) / n) / s[j]
        dX[:, j] = J @ (gamma[j] * dA[:, j])
    return dX, np.einsum("ij,ij->j", dA, X_hat), np.ones(n) @ dA


# %% 13.3 right: in a list, powers as fractions
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = np.sum(dX_hat * (X - mean) * -0.5 * (var + eps) ** (-3 / 2), axis=0)
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return [dX, dgamma, dbeta]


# %% 13.3 wrong: constants
# says: dX: mean and variance are not constants: two paths are missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dX = dX_hat / s
    return dX, dgamma, dbeta


# %% 13.3 wrong: no variance
# says: dX: the path through the variance is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: no mean
# says: dX: the path through the mean is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: not straight
# says: dX: the straight path is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: gamma forgotten
# says: dX: gamma is missing in dX_hat
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: divided by gamma
# says: dX: gamma is divided by in dX_hat
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = dA / gamma
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dmean not shared
# says: dX: dmean has no 1/n
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean
    return dX, dgamma, dbeta


# %% 13.3 wrong: dvar not shared
# says: dX: dvar has no 1/n
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: neither shared
# says: dX: neither dmean nor dvar has its 1/n
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) + dmean
    return dX, dgamma, dbeta


# %% 13.3 wrong: the 2 forgotten
# says: dX: the 2 from the slope of the square is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: the half forgotten
# says: dX: the ½ from the slope of the root is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -(dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: the sign of dvar
# says: dX: dvar has the wrong sign
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = 0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: the sign of dmean
# says: dX: dmean has the wrong sign
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: both signs
# says: dX: dmean and dvar have the wrong sign
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = 0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: s instead of its cube
# says: dX: in dvar it is s to the power of 3, not s
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: the square of s
# says: dX: in dvar it is s to the power of 3, not of 2
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**2
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: the cube of the variance
# says: is s to the power of 6
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / (var + eps) ** 3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: no eps in dvar
# says: dX: in dvar eps is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / var**1.5
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: X hat for the deviation
# says: X_hat is that divided by s
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * X_hat).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: X hat in the slope of the variance
# says: X_hat is that divided by s
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * X_hat / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: X in the slope of the variance
# says: not 2 X / n
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * X / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: straight without s
# says: dX: in the straight path the 1/s is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dmean without s
# says: dX: in dmean the 1/s is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0)
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: n minus 1
# says: not by n - 1
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / (len(X) - 1) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: the short way without s
# says: dX: the 1/s is missing in front of (13.7)
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dX = dX_hat - dX_hat.mean(axis=0) - X_hat * (dX_hat * X_hat).mean(axis=0)
    return dX, dgamma, dbeta


# %% 13.3 wrong: the short way with sums
# says: has its 1/n
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dX = (dX_hat - dX_hat.sum(axis=0) - X_hat * (dX_hat * X_hat).sum(axis=0)) / s
    return dX, dgamma, dbeta


# %% 13.3 wrong: divided by the variance
# says: dX: divide by s, not by the variance
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dX = (dX_hat - dX_hat.mean(axis=0) - X_hat * (dX_hat * X_hat).mean(axis=0)) / (var + eps)
    return dX, dgamma, dbeta


# %% 13.3 wrong: X hat forgotten in the mean
# says: dX: (13.7) has the mean of dX_hat · X_hat
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dX = (dX_hat - dX_hat.mean(axis=0) - X_hat * dX_hat.mean(axis=0)) / s
    return dX, dgamma, dbeta


# %% 13.3 wrong: dX hat handed on
# says: dX: that is dX_hat
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dX = dX_hat
    return dX, dgamma, dbeta


# %% 13.3 wrong: X for X hat in dgamma
# says: dgamma: it wants X_hat, not X
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: deviations in dgamma
# says: dgamma: it wants X_hat: X - mean is not yet divided by s
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * (X - mean)).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dgamma like dbeta
# says: dgamma: X_hat is missing
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = dA.sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dgamma a mean
# says: dgamma: it is the sum over the samples, not the mean
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).mean(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: both means
# says: it is the sum over the samples, not the mean
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).mean(axis=0)
    dbeta = dA.mean(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dgamma not summed
# says: dgamma: it is not summed over the samples
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = dA * X_hat
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dgamma along the features
# says: dgamma: it is summed over the features
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=1)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: gamma in dgamma
# says: dgamma: it is made of dA, not of dX_hat
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (gamma * dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dgamma one number
# says: dgamma: it is one number
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum()
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dbeta not summed
# says: dbeta: it is not summed over the samples
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: gamma in dbeta
# says: dbeta: it is made of dA, not of dX_hat
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = (gamma * dA).sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dbeta along the features
# says: dbeta: it is summed over the features
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=1)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: dbeta keeps an axis
# says: dbeta: it has an axis too many
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0, keepdims=True)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.3 wrong: another order
# says: dX comes first
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dgamma, dbeta, dX


# %% 13.3 wrong: dbeta before dgamma
# says: dgamma comes before dbeta
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dbeta, dgamma


# %% 13.3 wrong: only dX
# says: expected 3 results
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX


# %% 13.3 wrong: sums over everything
# says: result 1:
def my_batchnorm_backward(dA, X, gamma, eps):
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma = (dA * X_hat).sum(axis=0)
    dbeta = dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum() / s**3
    dmean = -dX_hat.sum(axis=0) / s
    dX = dX_hat / s + dvar * 2 * (X - mean) / len(X) + dmean / len(X)
    return dX, dgamma, dbeta


# %% 13.4 right: as the formula says
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
    return mean, var


# %% 13.4 right: in place
def my_running_numbers(batches, momentum):
    n_features = batches[0].shape[1]
    mean, var = np.zeros(n_features), np.ones(n_features)
    for X in batches:
        mean += (1 - momentum) * (X.mean(axis=0) - mean)
        var += (1 - momentum) * (X.var(axis=0) - var)
    return mean, var


# %% 13.4 right: with the layer of the lesson
def my_running_numbers(batches, momentum):
    layer = BatchNorm(batches[0].shape[1], dtype=np.float64)
    layer.momentum = momentum
    for X in batches:
        layer.forward(X, training=True)
    return layer.running_mean, layer.running_var


# %% 13.4 right: the square of the spread
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.std(axis=0) ** 2
    return mean, var


# %% 13.4 wrong: left as it was
# says: all three mistakes
def my_running_numbers(batches, momentum):
    mean, var = 0, 0
    for X in batches:
        mean = (1 - momentum) * mean + momentum * X.mean(axis=0)
        var = (1 - momentum) * var + momentum * X.std(axis=0)
    return mean, var


# %% 13.4 wrong: only the start mended
# says: and the standard deviation is kept, not the variance
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = (1 - momentum) * mean + momentum * X.mean(axis=0)
        var = (1 - momentum) * var + momentum * X.std(axis=0)
    return mean, var


# %% 13.4 wrong: only the variance mended
# says: and the variance begins at 1
def my_running_numbers(batches, momentum):
    mean, var = 0, 0
    for X in batches:
        mean = (1 - momentum) * mean + momentum * X.mean(axis=0)
        var = (1 - momentum) * var + momentum * X.var(axis=0)
    return mean, var


# %% 13.4 wrong: momentum still upside down
# says: momentum is the share of the old that is kept
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = (1 - momentum) * mean + momentum * X.mean(axis=0)
        var = (1 - momentum) * var + momentum * X.var(axis=0)
    return mean, var


# %% 13.4 wrong: only momentum mended
# says: the standard deviation is kept, not the variance; and it begins at 1
def my_running_numbers(batches, momentum):
    mean, var = 0, 0
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.std(axis=0)
    return mean, var


# %% 13.4 wrong: the spread still
# says: the standard deviation is kept, not the variance
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.std(axis=0)
    return mean, var


# %% 13.4 wrong: the variance from 0
# says: the variance begins at 1, not at 0
def my_running_numbers(batches, momentum):
    mean, var = 0, 0
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
    return mean, var


# %% 13.4 wrong: the mean from 1
# says: the mean begins at 0, not at 1
def my_running_numbers(batches, momentum):
    mean, var = 1, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
    return mean, var


# %% 13.4 wrong: the starts swapped
# says: the mean begins at 0, and the variance at 1
def my_running_numbers(batches, momentum):
    mean, var = 1, 0
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
    return mean, var


# %% 13.4 wrong: n minus 1
# says: divided by n, not by n - 1
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0, ddof=1)
    return mean, var


# %% 13.4 wrong: the mean square
# says: subtract the mean
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * (X**2).mean(axis=0)
    return mean, var


# %% 13.4 wrong: one number for all columns
# says: a number for each column
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean()
        var = momentum * var + (1 - momentum) * X.var()
    return mean, var


# %% 13.4 wrong: returned the other way round
# says: mean and variance have changed places
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
    return var, mean


# %% 13.4 wrong: the last batch
# says: that is the last batch alone
def my_running_numbers(batches, momentum):
    for X in batches:
        mean, var = X.mean(axis=0), X.var(axis=0)
    return mean, var


# %% 13.4 wrong: the plain mean
# says: the later ones count more
def my_running_numbers(batches, momentum):
    return np.mean([X.mean(axis=0) for X in batches], axis=0), np.mean([X.var(axis=0) for X in batches], axis=0)


# %% 13.4 wrong: all in one
# says: go batch by batch
def my_running_numbers(batches, momentum):
    X = np.concatenate(batches)
    return X.mean(axis=0), X.var(axis=0)


# %% 13.4 wrong: return inside the loop
# says: that is the first batch alone
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
        return mean, var


# %% 13.4 wrong: no share for the new
# says: the new is added in full
def my_running_numbers(batches, momentum):
    mean, var = 0, 0
    for X in batches:
        mean = momentum * mean + 1 * X.mean(axis=0)
        var = momentum * var + 1 * X.var(axis=0)
    return mean, var


# %% 13.4 wrong: along the features
# says: your function raised ValueError
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=1)
        var = momentum * var + (1 - momentum) * X.var(axis=1)
    return mean, var


# %% 13.4 wrong: only the mean returned
# says: expected 2 results
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
    return mean


# %% 13.5 right: one factor
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, (b - mean) * factor + beta


# %% 13.5 right: a diagonal matrix
def my_fold(W, b, gamma, beta, mean, var, eps):
    D = np.diag(gamma / np.sqrt(var + eps))
    return W @ D, (b - mean) @ D + beta


# %% 13.5 right: neuron by neuron
def my_fold(W, b, gamma, beta, mean, var, eps):
    W_new, b_new = np.zeros(W.shape), np.zeros(len(b))
    for j in range(len(b)):
        f = gamma[j] * (var[j] + eps) ** -0.5
        W_new[:, j] = f * W[:, j]
        b_new[j] = f * b[j] - f * mean[j] + beta[j]
    return W_new, b_new


# %% 13.5 right: asked with zeros and ones
def my_fold(W, b, gamma, beta, mean, var, eps):
    def both(X):
        return gamma * (X @ W + b - mean) / np.sqrt(var + eps) + beta

    zero = both(np.zeros((1, len(W))))
    return both(np.eye(len(W))) - zero, zero[0]


# %% 13.5 wrong: an axis too many
# says: weights: the factor is a number for each neuron, and a neuron is a column
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor[:, np.newaxis], (b - mean) * factor + beta


# %% 13.5 wrong: the weights as they were
# says: weights: the weights are as they were
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W, (b - mean) * factor + beta


# %% 13.5 wrong: no gamma in the weights
# says: weights: gamma is missing in the factor
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W / np.sqrt(var + eps), (b - mean) * factor + beta


# %% 13.5 wrong: only gamma in the weights
# says: weights: the spread is missing in the factor
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * gamma, (b - mean) * factor + beta


# %% 13.5 wrong: no root
# says: the spread is a root
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / (var + eps)
    return W * factor, (b - mean) * factor + beta


# %% 13.5 wrong: no eps
# says: eps is missing
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var)
    return W * factor, (b - mean) * factor + beta


# %% 13.5 wrong: eps behind the root
# says: weights: eps is added before the root
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / (np.sqrt(var) + eps)
    return W * factor, (b - mean) * factor + beta


# %% 13.5 wrong: multiplied by the spread
# says: weights: divide by the spread, do not multiply
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma * np.sqrt(var + eps)
    return W * factor, (b - mean) * factor + beta


# %% 13.5 wrong: the mean taken from the weights
# says: weights: the mean belongs to the sums
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return (W - mean) * factor, b * factor + beta


# %% 13.5 wrong: beta in both
# says: weights: beta is added once
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor + beta, (b - mean) * factor + beta


# %% 13.5 wrong: the old biases forgotten
# says: biases: the old ones are forgotten
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, beta - mean * factor


# %% 13.5 wrong: the mean forgotten
# says: biases: the mean is forgotten
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, b * factor + beta


# %% 13.5 wrong: beta alone
# says: biases: the old ones and the mean are forgotten
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, beta


# %% 13.5 wrong: no beta
# says: biases: beta is forgotten
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, (b - mean) * factor


# %% 13.5 wrong: b without the factor
# says: biases: the factor belongs to b, too
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, b - mean * factor + beta


# %% 13.5 wrong: the mean without the factor
# says: biases: the factor belongs to the mean, too
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, b * factor - mean + beta


# %% 13.5 wrong: biases without the factor
# says: biases: the factor belongs to b - mean
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, b - mean + beta


# %% 13.5 wrong: beta within the factor
# says: biases: beta comes after the factor
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, (b - mean + beta) * factor


# %% 13.5 wrong: the mean added
# says: biases: the mean is subtracted, not added
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, (b + mean) * factor + beta


# %% 13.5 wrong: the biases as they were
# says: biases: they are as they were
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor, b


# %% 13.5 wrong: in place
# says: your function changed its input
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    W *= factor
    return W, (b - mean) * factor + beta


# %% 13.5 wrong: only the weights
# says: expected 2 results
def my_fold(W, b, gamma, beta, mean, var, eps):
    factor = gamma / np.sqrt(var + eps)
    return W * factor


# %% 13.3 wrong: dvar never summed
# says: dX: dvar is not summed over the samples
def my_batchnorm_backward(dA, X, gamma, eps):
    n, mean, var = len(X), X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma, dbeta = (dA * X_hat).sum(axis=0), dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * dX_hat * (X - mean) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    return dX_hat / s + dvar * 2 * (X - mean) / n + dmean / n, dgamma, dbeta


# %% 13.3 wrong: dmean never summed
# says: dX: dmean is not summed over the samples
def my_batchnorm_backward(dA, X, gamma, eps):
    n, mean, var = len(X), X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma, dbeta = (dA * X_hat).sum(axis=0), dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat / s
    return dX_hat / s + dvar * 2 * (X - mean) / n + dmean / n, dgamma, dbeta


# %% 13.3 wrong: nothing summed
# says: dX: neither dvar nor dmean is summed over the samples
def my_batchnorm_backward(dA, X, gamma, eps):
    n, mean, var = len(X), X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma, dbeta = (dA * X_hat).sum(axis=0), dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * dX_hat * (X - mean) / s**3
    dmean = -dX_hat / s
    return dX_hat / s + dvar * 2 * (X - mean) / n + dmean / n, dgamma, dbeta


# %% 13.3 wrong: the power of the variance given to its root
# says: the power 3/2 belongs to var + eps
def my_batchnorm_backward(dA, X, gamma, eps):
    n, mean, var = len(X), X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma, dbeta = (dA * X_hat).sum(axis=0), dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**1.5
    dmean = -dX_hat.sum(axis=0) / s
    return dX_hat / s + dvar * 2 * (X - mean) / n + dmean / n, dgamma, dbeta


# %% 13.3 wrong: dA on the way to the variance
# says: dX: dvar is made of dX_hat, not of dA
def my_batchnorm_backward(dA, X, gamma, eps):
    n, mean, var = len(X), X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma, dbeta = (dA * X_hat).sum(axis=0), dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dA * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    return dX_hat / s + dvar * 2 * (X - mean) / n + dmean / n, dgamma, dbeta


# %% 13.3 wrong: dA on the way to the mean
# says: dX: dmean is made of dX_hat, not of dA
def my_batchnorm_backward(dA, X, gamma, eps):
    n, mean, var = len(X), X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma, dbeta = (dA * X_hat).sum(axis=0), dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dA.sum(axis=0) / s
    return dX_hat / s + dvar * 2 * (X - mean) / n + dmean / n, dgamma, dbeta


# %% 13.3 wrong: columns counted
# says: dX: n counts the samples, not the features
def my_batchnorm_backward(dA, X, gamma, eps):
    n, mean, var = X.shape[1], X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma, dbeta = (dA * X_hat).sum(axis=0), dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    return dX_hat / s + dvar * 2 * (X - mean) / n + dmean / n, dgamma, dbeta


# %% 13.3 wrong: all numbers counted
# says: dX: n counts the samples, not all entries
def my_batchnorm_backward(dA, X, gamma, eps):
    n, mean, var = X.size, X.mean(axis=0), X.var(axis=0)
    s = np.sqrt(var + eps)
    X_hat = (X - mean) / s
    dgamma, dbeta = (dA * X_hat).sum(axis=0), dA.sum(axis=0)
    dX_hat = gamma * dA
    dvar = -0.5 * (dX_hat * (X - mean)).sum(axis=0) / s**3
    dmean = -dX_hat.sum(axis=0) / s
    return dX_hat / s + dvar * 2 * (X - mean) / n + dmean / n, dgamma, dbeta


# %% 13.4 wrong: begins with the numbers of the first batch
# says: begin at 0 and 1; then the first batch counts 1 - momentum, too
def my_running_numbers(batches, momentum):
    mean, var = batches[0].mean(axis=0), batches[0].var(axis=0)
    for X in batches[1:]:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
    return mean, var


# %% 13.4 wrong: deviations from the running mean
# says: a batch's variance is around its own mean, not around the running one
def my_running_numbers(batches, momentum):
    mean, var = 0, 1
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * ((X - mean) ** 2).mean(axis=0)
    return mean, var


# %% 13.4 wrong: mean and variance both begin at 1
# says: the mean begins at 0, not at 1
def my_running_numbers(batches, momentum):
    n = batches[0].shape[1]
    mean, var = np.ones(n), np.ones(n)
    for X in batches:
        mean = momentum * mean + (1 - momentum) * X.mean(axis=0)
        var = momentum * var + (1 - momentum) * X.var(axis=0)
    return mean, var


# %% 13.4 right: as a small move towards the new
def my_running_numbers(batches, momentum):
    d = batches[0].shape[1]
    m, v = np.zeros(d), np.ones(d)
    for B in batches:
        m += (1 - momentum) * (B.mean(0) - m)
        v += (1 - momentum) * (np.mean((B - B.mean(0)) ** 2, 0) - v)
    return m, v


# %% 13.4 right: weights of all batches in closed form
def my_running_numbers(batches, momentum):
    n = len(batches)
    weights = [(1 - momentum) * momentum ** (n - 1 - i) for i in range(n)]
    mean = sum(w * X.mean(axis=0) for w, X in zip(weights, batches))
    var = momentum**n + sum(w * X.var(axis=0) for w, X in zip(weights, batches))
    return mean, var


# %% 13.4 right: column by column with lists
def my_running_numbers(batches, momentum):
    means, variances = [], []
    for j in range(batches[0].shape[1]):
        a, b = 0.0, 1.0
        for X in batches:
            column = [float(x) for x in X[:, j]]
            mu = sum(column) / len(column)
            a = momentum * a + (1 - momentum) * mu
            b = momentum * b + (1 - momentum) * sum((x - mu) ** 2 for x in column) / len(column)
        means.append(a)
        variances.append(b)
    return np.array(means), np.array(variances)
