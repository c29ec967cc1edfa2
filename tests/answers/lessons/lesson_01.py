# %% 1.1 right: by hand
my_numbers = (3.5, -1.0, -0.5)


# %% 1.1 right: a list with a whole number
my_numbers = [3.5, -1, -0.5]


# %% 1.1 right: the lesson's update did it
w_d, b_d = my_update(np.array([3.0, 1.0]), 0.0, np.array([-1.0, 4.0]), 0, 0.5)
my_numbers = (w_d[0], w_d[1], b_d)


# %% 1.1 right: an array
my_numbers = np.array([3.0, 1.0, 0.0]) - 0.5 * np.array([-1.0, 4.0, 1.0])


# %% 1.1 wrong: nothing changed
# says: nothing changed, but the answer for D is wrong
my_numbers = (3, 1, 0)


# %% 1.1 wrong: added
# says: you added the point, but 0 was wanted
my_numbers = (2.5, 3.0, 0.5)


# %% 1.1 wrong: the learning rate forgotten
# says: learning rate
my_numbers = (4, -3, -1)


# %% 1.1 wrong: the bias stays
# says: the bias learns too
my_numbers = (3.5, -1, 0)


# %% 1.1 wrong: the learning rate forgotten for the bias
# says: you forgot the learning rate where the bias changes
my_numbers = (3.5, -1, -1)


# %% 1.1 wrong: the learning rate forgotten for the weights
# says: you forgot the learning rate where the weights change
my_numbers = (4, -3, -0.5)


# %% 1.1 wrong: the point forgotten
# says: the weights change by the point times the step
my_numbers = (2.5, 0.5, -0.5)


# %% 1.1 wrong: minus times minus
# says: w1: D has -1 there, and minus times minus is plus
my_numbers = (2.5, -1, -0.5)


# %% 1.1 wrong: the bias goes up
# says: the bias moves the other way: 0 was wanted
my_numbers = (3.5, -1, 0.5)


# %% 1.1 wrong: the bias first
# says: the order is (w1, w2, b)
my_numbers = (-0.5, 3.5, -1)


# %% 1.1 wrong: the weights in brackets of their own
# says: expected 3 results
my_numbers = ((3.5, -1), -0.5)


# %% 1.1 wrong: no bias
# says: expected 3 results
my_numbers = (3.5, -1)


# %% 1.1 wrong: from zero
# says: you started from zero, not from w = (3, 1)
my_numbers = (0.5, -2, -0.5)


# %% 1.1 wrong: the second weight left alone
# says: let w2 learn, too
my_numbers = (3.5, 1, -0.5)


# %% 1.1 wrong: the inputs exchanged
# says: the two numbers of D are exchanged
my_numbers = (1, 1.5, -0.5)


# %% 1.1 wrong: the learning rate twice
# says: the learning rate counts once, not twice
my_numbers = (3.25, 0.0, -0.25)


# %% 1.1 wrong: before and after
# says: expected 3 results
my_numbers = [(3, 1, 0), (3.5, -1, -0.5)]


# %% 1.2 right: the bias moves, too
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, b + learning_rate * error


# %% 1.2 right: by cases, a list of weights
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    score = sum(wi * xi for wi, xi in zip(w, x, strict=True)) + b
    answer = 1 if score >= 0 else 0
    if answer == y:
        return list(w), b
    if y == 1:
        return [wi + learning_rate * xi for wi, xi in zip(w, x, strict=True)], b + learning_rate
    return [wi - learning_rate * xi for wi, xi in zip(w, x, strict=True)], b - learning_rate


# %% 1.2 right: the bias as one more weight
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    weights, inputs = np.append(w, b), np.append(x, 1)
    weights = weights + learning_rate * (y - (weights @ inputs >= 0)) * inputs
    return weights[:-1], weights[-1]


# %% 1.2 right: on a copy
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    w = w.copy()
    step = learning_rate * (int(y) - int(np.dot(w, x) + b >= 0))
    w += step * x
    b += step
    return w, b


# %% 1.2 wrong: still without the bias
# says: the bias does not move
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, b


# %% 1.2 wrong: no learning rate for the bias
# says: learning rate
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, b + error


# %% 1.2 wrong: no learning rate for the weights
# says: learning rate
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + error * x, b + learning_rate * error


# %% 1.2 wrong: no learning rate at all
# says: learning rate
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + error * x, b + error


# %% 1.2 wrong: the border belongs to class 0
# says: a point on the border, z = 0, is answered 1
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - int(x @ w + b > 0)
    return w + learning_rate * error * x, b + learning_rate * error


# %% 1.2 wrong: the bias grows at each point
# says: a right answer must not move the bias
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, b + learning_rate


# %% 1.2 wrong: the bias goes the wrong way: it moves as the error says
# says: the bias goes the wrong way: it moves as the error says
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, b - learning_rate * error


# %% 1.2 wrong: away from the label
# says: it moves the wrong way: the error is y minus the answer
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = my_predict(x, w, b) - y
    return w + learning_rate * error * x, b + learning_rate * error


# %% 1.2 wrong: the bias times the point
# says: the bias has no point to be multiplied with
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, b + learning_rate * error * x


# %% 1.2 wrong: the bias times the sum of the point
# says: the bias moves by the step alone, not times the sum of x
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, b + learning_rate * error * x.sum()


# %% 1.2 wrong: the bias only
# says: the weights do not move
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w, b + learning_rate * error


# %% 1.2 wrong: changes w itself
# says: changed its input
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    w += learning_rate * error * x
    b += learning_rate * error
    return w, b


# %% 1.2 wrong: learns from right answers, too
# says: right answers must change nothing
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    direction = 1 if y == 1 else -1
    return w + learning_rate * direction * x, b + learning_rate * direction


# %% 1.2 wrong: only class 1 teaches
# says: learn from wrong points with label 0, too
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    if my_predict(x, w, b) != y and y == 1:
        return w + learning_rate * x, b + learning_rate
    return w, b


# %% 1.2 wrong: a mistake always adds
# says: it moves the wrong way: the error is y minus the answer
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    if my_predict(x, w, b) != y:
        return w + learning_rate * x, b + learning_rate
    return w, b


# %% 1.2 wrong: the error of the score
# says: the error is y minus the answer, 0 or 1; you took the score
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - (x @ w + b)
    return w + learning_rate * error * x, b + learning_rate * error


# %% 1.2 wrong: the answer without the bias
# says: the answer leaves the bias out
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - int(x @ w >= 0)
    return w + learning_rate * error * x, b + learning_rate * error


# %% 1.2 wrong: only the weights returned
# says: expected 2 results
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x


# %% 1.2 wrong: bias and weights exchanged
# says: exchanged
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return b + learning_rate * error, w + learning_rate * error * x


# %% 1.2 wrong: the bias set anew
# says: the old bias is lost: the step is added to it
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, learning_rate * error


# %% 1.2 wrong: the learning rate twice for the bias
# says: learning rate
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    step = learning_rate * (y - my_predict(x, w, b))
    return w + step * x, b + learning_rate * step


# %% 1.2 wrong: the weights scaled by themselves
# says: move the weights along x, not along w
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * w, b + learning_rate * error


# %% 1.2 wrong: one half for the border
# says: a point on the border, z = 0, is answered 1
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - int(x @ w + b >= 0.5)
    return w + learning_rate * error * x, b + learning_rate * error


# %% 1.2 wrong: one array
# says: expected 2 results
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return np.append(w + learning_rate * error * x, b + learning_rate * error)


# %% 1.2 wrong: the sign for the answer
# says: the answer is 0 or 1, not the sign of the score
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - np.sign(x @ w + b)
    return w + learning_rate * error * x, b + learning_rate * error


# %% 1.2 wrong: twice
# says: make one step in a call; you moved twice as far
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    for _ in range(2):
        error = y - my_predict(x, w, b)
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


# %% 1.2 wrong: label and answer as 1 and -1
# says: make one step in a call; you moved twice as far
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = (2 * y - 1) - (2 * my_predict(x, w, b) - 1)
    return w + learning_rate * error * x, b + learning_rate * error


# %% 1.2 wrong: times the label
# says: learn from wrong points with label 0, too
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * y * x, b + learning_rate * error * y


# %% 1.2 wrong: the bias with the label
# says: a right answer must not move the bias
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, b + learning_rate * y


# %% 1.2 wrong: until it is right
# says: make one step in a call; you moved twice as far
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    for _ in range(1000):
        error = y - my_predict(x, w, b)
        if error == 0:
            break
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


# %% 1.2 wrong: the bias kept at zero
# says: the old bias is lost: the step is added to it
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return w + learning_rate * error * x, 0.0


# %% 1.2 wrong: a column vector
# says: result 1: wrong shape (3, 1), expected (3,)
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    error = y - my_predict(x, w, b)
    return (w + learning_rate * error * x).reshape(-1, 1), b + learning_rate * error


# %% 1.2 wrong: the answer forgotten
# says: right answers must change nothing
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    return w + learning_rate * y * x, b + learning_rate * y


# %% 1.2 wrong: the error anew for the bias
# says: find the error before w moves
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    w = w + learning_rate * (y - my_predict(x, w, b)) * x
    b = b + learning_rate * (y - my_predict(x, w, b))
    return w, b


# %% 1.2 wrong: the error anew for the weights
# says: find the error before b moves
def my_repaired_update(w, b, x, y, learning_rate=1.0):
    b = b + learning_rate * (y - my_predict(x, w, b))
    w = w + learning_rate * (y - my_predict(x, w, b)) * x
    return w, b


# %% 1.3 right: the hint
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


# %% 1.3 right: the formula written out
def my_relu_epoch(w, b, X, y, learning_rate):
    w = np.array(w, dtype=float)
    for i in range(len(X)):
        z = np.dot(w, X[i]) + b
        if z > 0:
            d = np.sign(z - y[i])
            w -= learning_rate * d * X[i]
            b -= learning_rate * d
    return w, b


# %% 1.3 right: by cases, lists
def my_relu_epoch(w, b, X, y, learning_rate):
    w = [float(number) for number in w]
    for x, label in zip(X.tolist(), y.tolist(), strict=True):
        z = sum(wi * xi for wi, xi in zip(w, x, strict=True)) + b
        if z <= 0 or z == label:
            continue
        d = 1 if z > label else -1
        w = [wi - learning_rate * d * xi for wi, xi in zip(w, x, strict=True)]
        b = b - learning_rate * d
    return w, b


# %% 1.3 right: on a copy
def my_relu_epoch(w, b, X, y, learning_rate):
    w = w.copy()
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w -= learning_rate * dw
        b -= learning_rate * db
    return w, b


# %% 1.3 wrong: up the slope
# says: it climbs: step against the slope
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w = w + learning_rate * dw
        b = b + learning_rate * db
    return w, b


# %% 1.3 wrong: one step with the mean slope
# says: after each point
def my_relu_epoch(w, b, X, y, learning_rate):
    slopes = [my_gradient(w, b, x, label) for x, label in zip(X, y, strict=True)]
    dw = np.mean([dw for dw, _ in slopes], axis=0)
    db = np.mean([db for _, db in slopes])
    return w - learning_rate * dw, b - learning_rate * db


# %% 1.3 wrong: all slopes at the start
# says: take each slope at the newest weights, not at those of the start
def my_relu_epoch(w, b, X, y, learning_rate):
    new_w, new_b = w, b
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        new_w = new_w - learning_rate * dw
        new_b = new_b - learning_rate * db
    return new_w, new_b


# %% 1.3 wrong: the bias stays
# says: the bias does not move
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, _ = my_gradient(w, b, x, label)
        w = w - learning_rate * dw
    return w, b


# %% 1.3 wrong: the weights stay
# says: the weights do not move
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        _, db = my_gradient(w, b, x, label)
        b = b - learning_rate * db
    return w, b


# %% 1.3 wrong: the ReLU's slope forgotten
# says: the bracket [z > 0] is missing
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        a = max(0.0, x @ w + b)
        d = np.sign(a - label)
        w = w - learning_rate * d * x
        b = b - learning_rate * d
    return w, b


# %% 1.3 wrong: no ReLU at all
# says: the ReLU is missing
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        z = x @ w + b
        d = np.sign(z - label)
        w = w - learning_rate * d * x
        b = b - learning_rate * d
    return w, b


# %% 1.3 wrong: the error instead of its sign
# says: that is the slope of the squared error; here only the sign counts
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        z = x @ w + b
        d = (max(0.0, z) - label) * (z > 0)
        w = w - learning_rate * d * x
        b = b - learning_rate * d
    return w, b


# %% 1.3 wrong: the perceptron's rule
# says: perceptron
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        error = label - my_predict(x, w, b)
        w = w + learning_rate * error * x
        b = b + learning_rate * error
    return w, b


# %% 1.3 wrong: the learning rate forgotten
# says: learning rate
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w = w - dw
        b = b - db
    return w, b


# %% 1.3 wrong: the learning rate forgotten for the bias
# says: the bias ignores the learning rate
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w = w - learning_rate * dw
        b = b - db
    return w, b


# %% 1.3 wrong: the weights look at the new bias
# says: result 1: 2 of 2 numbers are wrong
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        b = b - learning_rate * my_gradient(w, b, x, label)[1]
        w = w - learning_rate * my_gradient(w, b, x, label)[0]
    return w, b


# %% 1.3 wrong: returns after the first point
# says: first point
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        return w, b


# %% 1.3 wrong: only the last point
# says: only the last point is visited: make each step inside the loop
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
    return w - learning_rate * dw, b - learning_rate * db


# %% 1.3 wrong: the last point left out
# says: last point
def my_relu_epoch(w, b, X, y, learning_rate):
    for i in range(len(X) - 1):
        dw, db = my_gradient(w, b, X[i], y[i])
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


# %% 1.3 wrong: the slope of b with the new w
# says: take both slopes at the same weights: first both slopes, then both steps
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        w = w - learning_rate * my_gradient(w, b, x, label)[0]
        b = b - learning_rate * my_gradient(w, b, x, label)[1]
    return w, b


# %% 1.3 wrong: changes w itself
# says: changed its input
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w -= learning_rate * dw
        b -= learning_rate * db
    return w, b


# %% 1.3 wrong: backwards through the points
# says: go through the points in the order given
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X[::-1], y[::-1], strict=True):
        dw, db = my_gradient(w, b, x, label)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


# %% 1.3 wrong: a random order
# says: go through the points in the order given
def my_relu_epoch(w, b, X, y, learning_rate):
    for i in np.random.default_rng(0).permutation(len(X)):
        dw, db = my_gradient(w, b, X[i], y[i])
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b


# %% 1.3 wrong: the slope at z = 0 taken as 1
# says: at the kink z = 0 the slope (1.7) is 0
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        z = x @ w + b
        d = np.sign(max(0.0, z) - label) if z >= 0 else 0.0
        w = w - learning_rate * d * x
        b = b - learning_rate * d
    return w, b


# %% 1.3 wrong: no rest at the label
# says: at the kink, where the output is exactly y, the slope (1.7) is 0
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        z = x @ w + b
        if z > 0:
            d = 1 if z >= label else -1
            w = w - learning_rate * d * x
            b = b - learning_rate * d
    return w, b


# %% 1.3 wrong: the step divided by the number of points
# says: number of points
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w = w - learning_rate * dw / len(X)
        b = b - learning_rate * db / len(X)
    return w, b


# %% 1.3 wrong: the path instead of its end
# says: expected 2 results
def my_relu_epoch(w, b, X, y, learning_rate):
    path = []
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w, b = w - learning_rate * dw, b - learning_rate * db
        path.append((w, b))
    return path


# %% 1.3 wrong: label and loss with w and b exchanged
# says: exchanged
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        dw, db = my_gradient(w, b, x, label)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return b, w


# %% 1.3 wrong: the mask looks at the output of one half
# says: the output itself is compared with the label, not the answer 0 or 1
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        answer = int(max(0.0, x @ w + b) >= 0.5)
        d = answer - label
        w = w - learning_rate * d * x
        b = b - learning_rate * d
    return w, b


# %% 1.3 wrong: the slope of w for b
# says: your function raised ValueError: The truth value of an array with
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y):
        dw, db = my_gradient(w, b, x, label)
        w, b = w - learning_rate * dw, b - learning_rate * dw
    return w, b


# %% 1.3 wrong: stops when a point is at rest
# says: case 1 of 4: result 1: 2 of 2 numbers are wrong
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y):
        dw, db = my_gradient(w, b, x, label)
        if db == 0:
            break
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


# %% 1.3 wrong: only mistakes teach
# says: a right answer teaches, too, until the output is exactly y
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y):
        if (max(0, x @ w + b) >= 0.5) != label:
            dw, db = my_gradient(w, b, x, label)
            w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


# %% 1.3 wrong: label 1 only pulls up
# says: an output above 1 is too large, for label 1, too
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        z = x @ w + b
        if label == 1 and 0 < z < 1:
            w, b = w + learning_rate * x, b + learning_rate
        elif label == 0 and z > 0:
            w, b = w - learning_rate * x, b - learning_rate
    return w, b


# %% 1.3 wrong: the score without the bias
# says: the score leaves the bias out
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y):
        z = x @ w
        d = np.sign(max(0.0, z) - label) * (z > 0)
        w, b = w - learning_rate * d * x, b - learning_rate * d
    return w, b


# %% 1.3 wrong: awake from one half on
# says: awake means z > 0, not an output of at least one half
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y):
        a = max(0.0, x @ w + b)
        d = np.sign(a - label) * (a >= 0.5)
        w, b = w - learning_rate * d * x, b - learning_rate * d
    return w, b


# %% 1.3 wrong: the slopes added up, then one step
# says: take each slope at the newest weights, not at those of the start
def my_relu_epoch(w, b, X, y, learning_rate):
    sum_w, sum_b = np.zeros_like(w), 0.0
    for x, label in zip(X, y):
        dw, db = my_gradient(w, b, x, label)
        sum_w, sum_b = sum_w + dw, sum_b + db
    return w - learning_rate * sum_w, b - learning_rate * sum_b


# %% 1.3 wrong: the first point left out
# says: the first point is left out
def my_relu_epoch(w, b, X, y, learning_rate):
    for i in range(1, len(X)):
        dw, db = my_gradient(w, b, X[i], y[i])
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


# %% 1.3 wrong: no sign
# says: case 1 of 4: result 1: 2 of 2 numbers are wrong
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        d = 1.0 if x @ w + b > 0 else 0.0
        w, b = w - learning_rate * d * x, b - learning_rate * d
    return w, b


# %% 1.3 wrong: the label decides
# says: case 1 of 4: result 1: 2 of 2 numbers are wrong
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        d = (1 - 2 * label) * (x @ w + b > 0)
        w, b = w - learning_rate * d * x, b - learning_rate * d
    return w, b


# %% 1.3 wrong: the label alone
# says: case 1 of 4: result 1: 2 of 2 numbers are wrong
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        d = 1 if label == 0 else -1
        w, b = w - learning_rate * d * x, b - learning_rate * d
    return w, b


# %% 1.3 wrong: too small at the label
# says: case 3 of 4: result 1: exactly 1.2 times too large
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        z = x @ w + b
        d = (1 if z > label else -1) * (z > 0)
        w, b = w - learning_rate * d * x, b - learning_rate * d
    return w, b


# %% 1.4 right: the hint
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights, key=lambda pair: (my_predict(X, *pair) != y).sum())


# %% 1.4 right: a loop that keeps the latest of the best
def my_pocket(X, y, *, n_epochs, rng):
    neuron = mlpkit.Perceptron(X.shape[1])
    history = neuron.fit(X, y, n_epochs=n_epochs, rng=rng)
    fewest = len(y) + 1
    for w, b in history.weights:
        n_wrong = np.sum((X @ w + b >= 0) != (y == 1))
        if n_wrong <= fewest:
            fewest, best_w, best_b = n_wrong, w, b
    return [best_w, best_b]


# %% 1.4 right: with the lesson's own fit
def my_pocket(X, y, *, n_epochs, rng):
    _, weights = my_fit(X, y, n_epochs=n_epochs, rng=rng)
    counts = [int((my_predict(X, w, b) != y).sum()) for w, b in weights]
    return weights[int(np.argmin(counts))]


# %% 1.4 right: epoch by epoch
def my_pocket(X, y, *, n_epochs, rng):
    neuron = mlpkit.Perceptron(X.shape[1])
    best = neuron.w.copy(), neuron.b
    fewest = (neuron.predict(X) != y).sum()
    for _ in range(n_epochs):
        neuron.fit(X, y, n_epochs=1, rng=rng)
        n_wrong = (neuron.predict(X) != y).sum()
        if n_wrong < fewest:
            fewest, best = n_wrong, (neuron.w.copy(), neuron.b)
    return best


# %% 1.4 right: a smaller learning rate
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, learning_rate=0.1, rng=rng)
    return min(history.weights, key=lambda p: (my_predict(X, *p) != y).sum())


# %% 1.4 wrong: counts on all epochs
# says: case 6 of 6: your function raised IndexError
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    counts = [(my_predict(X, *history.weights[k]) != y).sum() for k in range(n_epochs + 1)]
    return history.weights[np.argmin(counts)]


# %% 1.4 wrong: the last line
# says: those are the last weights, not the best
def my_pocket(X, y, *, n_epochs, rng):
    neuron = mlpkit.Perceptron(X.shape[1])
    neuron.fit(X, y, n_epochs=n_epochs, rng=rng)
    return neuron.w, neuron.b


# %% 1.4 wrong: the start left out
# says: for z = 0 the answer is 1; here the weights at the start are the best: do they take part?
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights[1:], key=lambda pair: (my_predict(X, *pair) != y).sum())


# %% 1.4 wrong: the last epoch left out
# says: here the weights after the last epoch are the best; do they take part?
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights[:-1], key=lambda pair: (my_predict(X, *pair) != y).sum())


# %% 1.4 wrong: mistakes while learning, weights after that epoch
# says: few mistakes during an epoch say little about the weights at its end
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return history.weights[np.argmin(history.mistakes) + 1]


# %% 1.4 wrong: mistakes while learning, weights before that epoch
# says: few mistakes during an epoch say little about the weights at its start
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return history.weights[np.argmin(history.mistakes)]


# %% 1.4 wrong: the worst line
# says: those are the worst weights
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return max(history.weights, key=lambda pair: (my_predict(X, *pair) != y).sum())


# %% 1.4 wrong: fewest right
# says: those are the worst weights
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights, key=lambda pair: (my_predict(X, *pair) == y).sum())


# %% 1.4 wrong: asks the trained neuron for each pair
# says: those are the weights at the start; count the wrong points of each line with its own w and b
def my_pocket(X, y, *, n_epochs, rng):
    neuron = mlpkit.Perceptron(X.shape[1])
    history = neuron.fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights, key=lambda pair: (neuron.predict(X) != y).sum())


# %% 1.4 wrong: the start as it is
# says: those are the weights at the start; count the wrong points of each line with its own w and b
def my_pocket(X, y, *, n_epochs, rng):
    best_w, best_b = np.zeros(X.shape[1]), 0.0
    mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return best_w, best_b


# %% 1.4 wrong: the mean of all lines
# says: that is the mean of all lines
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return np.mean([w for w, _ in history.weights], axis=0), np.mean([b for _, b in history.weights])


# %% 1.4 wrong: a generator of its own
# says: no epoch with this `rng` ends with these weights
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=np.random.default_rng(42))
    return min(history.weights, key=lambda pair: (my_predict(X, *pair) != y).sum())


# %% 1.4 wrong: one epoch only
# says: those are the weights after the first epoch: do all `n_epochs` take part?
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=1, rng=rng)
    return min(history.weights, key=lambda pair: (my_predict(X, *pair) != y).sum())


# %% 1.4 wrong: always fifty epochs
# says: that line comes only after more than `n_epochs` epochs
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=50, rng=rng)
    return min(history.weights, key=lambda pair: (my_predict(X, *pair) != y).sum())


# %% 1.4 wrong: only w
# says: return two things: w, of shape (n_in,), and the number b
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights, key=lambda pair: (my_predict(X, *pair) != y).sum())[0]


# %% 1.4 wrong: the number of wrong points
# says: return two things: w, of shape (n_in,), and the number b
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min((my_predict(X, w, b) != y).sum() for w, b in history.weights)


# %% 1.4 wrong: stops at the first that gets worse
# says: after an epoch that is worse, a better one may come
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    best = history.weights[0]
    for pair in history.weights[1:]:
        if (my_predict(X, *pair) != y).sum() > (my_predict(X, *best) != y).sum():
            break
        best = pair
    return best


# %% 1.4 wrong: compares with the one before, not with the best
# says: another epoch ends with fewer wrong points; compare each line with the best so far
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    best, before = history.weights[0], len(y) + 1
    for pair in history.weights:
        n_wrong = (my_predict(X, *pair) != y).sum()
        if n_wrong < before:
            best = pair
        before = n_wrong
    return best


# %% 1.4 wrong: looks after every update
# says: after each epoch
def my_pocket(X, y, *, n_epochs, rng):
    w, b = np.zeros(X.shape[1]), 0.0
    best, fewest = (w, b), (my_predict(X, w, b) != y).sum()
    for _ in range(n_epochs):
        for i in rng.permutation(len(X)):
            w, b = my_update(w, b, X[i], y[i])
            n_wrong = (my_predict(X, w, b) != y).sum()
            if n_wrong < fewest:
                best, fewest = (w, b), n_wrong
    return best


# %% 1.4 wrong: always two inputs
# says: your function raised ValueError: Perceptron.fit: X has 3 columns but
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(2).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights, key=lambda pair: (my_predict(X, *pair) != y).sum())


# %% 1.4 wrong: the sign of the border
# says: for z = 0 the answer is 1; here the weights at the start are the best: do they take part?
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights, key=lambda pair: ((X @ pair[0] + pair[1] > 0) != y).sum())


# %% 1.4 wrong: the one before the last
# says: another epoch ends with fewer wrong points; compare each line with the best so far
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return history.weights[-2]


# %% 1.4 wrong: one epoch more
# says: that line comes only after more than `n_epochs` epochs
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs + 1, rng=rng)
    return min(history.weights, key=lambda p: (my_predict(X, *p) != y).sum())


# %% 1.4 wrong: the smallest weights
# says: those are the weights at the start; count the wrong points of each line with its own w and b
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights, key=lambda p: np.abs(p[0]).sum())


# %% 1.4 wrong: b before w
# says: return two things: w, of shape (n_in,), and the number b
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    w, b = min(history.weights, key=lambda p: (my_predict(X, *p) != y).sum())
    return b, w


# %% 1.4 wrong: the best of the second half
# says: for z = 0 the answer is 1; here the weights at the start are the best: do they take part?
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    half = history.weights[len(history.weights) // 2 :]
    return min(half, key=lambda p: (my_predict(X, *p) != y).sum())


# %% 1.4 wrong: a new neuron each epoch
# says: no epoch with this `rng` ends with these weights
def my_pocket(X, y, *, n_epochs, rng):
    pairs = []
    for _ in range(n_epochs):
        neuron = mlpkit.Perceptron(X.shape[1])
        neuron.fit(X, y, n_epochs=1, rng=rng)
        pairs.append((neuron.w, neuron.b))
    return min(pairs, key=lambda p: (my_predict(X, *p) != y).sum())


# %% 1.4 wrong: keeps the best w without a copy
# says: no epoch with this `rng` ends with these weights
def my_pocket(X, y, *, n_epochs, rng):
    neuron = mlpkit.Perceptron(X.shape[1])
    fewest, best = (neuron.predict(X) != y).sum(), (neuron.w, neuron.b)
    for _ in range(n_epochs):
        neuron.fit(X, y, n_epochs=1, rng=rng)
        n_wrong = (neuron.predict(X) != y).sum()
        if n_wrong < fewest:
            fewest, best = n_wrong, (neuron.w, neuron.b)
    return best


# %% 1.4 wrong: the neuron
# says: return two things: w, of shape (n_in,), and the number b
def my_pocket(X, y, *, n_epochs, rng):
    neuron = mlpkit.Perceptron(X.shape[1])
    neuron.fit(X, y, n_epochs=n_epochs, rng=rng)
    return neuron


# %% 1.4 wrong: measured on half of the points
# says: here the weights after the last epoch are the best; do they take part?
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    n = len(X) // 2
    return min(history.weights, key=lambda p: (my_predict(X[:n], *p) != y[:n]).sum())


# %% 1.1 wrong: sign of the error
# says: you added the point, but 0 was wanted
my_numbers = (2.5, 3, 0.5)


# %% 1.1 wrong: decimal commas
# says: expected 3 results, got (3, 5, -1, 0, 5) (tuple); write numbers with a point, like 3.5: a comma ends
my_numbers = (3, 5, -1, -0, 5)


# %% 1.1 right: array
my_numbers = np.array([3.5, -1.0, -0.5])


# %% 1.1 right: fractions in a list
my_numbers = [7 / 2, 1 - 2, -1 / 2]


# %% 1.1 right: computed with the update of the lesson
w_new, b_new = my_update(np.array([3, 1]), 0, np.array([-1, 4]), 0, learning_rate=0.5)
my_numbers = (*w_new, b_new)


# %% 1.3 wrong: only class 1 teaches
# says: learn from points with label 0, too
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        if label == 1:
            dw, db = my_gradient(w, b, x, label)
            w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


# %% 1.3 wrong: only class 0 teaches
# says: case 1 of 4: result 1: 2 of 2 numbers are wrong
def my_relu_epoch(w, b, X, y, learning_rate):
    for x, label in zip(X, y, strict=True):
        if label == 0:
            dw, db = my_gradient(w, b, x, label)
            w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b


# %% 1.4 wrong: counts without the bias
# says: another epoch ends with fewer wrong points; compare each line with the best so far
def my_pocket(X, y, *, n_epochs, rng):
    history = mlpkit.Perceptron(X.shape[1]).fit(X, y, n_epochs=n_epochs, rng=rng)
    return min(history.weights, key=lambda pair: ((X @ pair[0] >= 0) != y).sum())
