"""Answers to assignment 01."""

# ruff: noqa: B905, F821, F841, PT, RUF007, SIM300 -- as students write

import numpy as np

import mlpkit
from answers import right, wrong

# my_scores


@right("my_scores")
def one_sample_after_another(X, w, b):
    scores = []
    for x in X:
        scores.append(np.dot(w, x) + b)
    return np.array(scores)


@right("my_scores")
def einstein_sum(X, w, b):
    return np.einsum("ij,j->i", X, w) + b


@right("my_scores")
def bias_as_another_weight(X, w, b):
    with_ones = np.hstack([X, np.ones((X.shape[0], 1))])
    return (with_ones * np.append(w, b)).sum(axis=1)


@wrong("my_scores", says="the bias is missing")
def no_bias(X, w, b):
    return np.dot(X, w)


@wrong("my_scores", says="once for every feature")
def bias_in_every_product(X, w, b):
    return np.sum(X * w + b, axis=1)


@wrong("my_scores", says="the single products")
def products_not_summed(X, w, b):
    return X * w + b


@wrong("my_scores", says="wrong axis")
def summed_over_samples(X, w, b):
    return np.sum(X * w, axis=0) + b


@wrong("my_scores", says="one number for the whole batch")
def everything_summed(X, w, b):
    return np.sum(X * w) + b


@wrong("my_scores", says="column")
def column_of_scores(X, w, b):
    return X @ w.reshape(-1, 1) + b


@wrong("my_scores", says="wrong for several: does a loop end too early?")
def return_within_the_loop(X, w, b):
    scores = []
    for x in X:
        scores.append(x @ w + b)
        return np.array(scores)


@wrong("my_scores", says="the same answer whatever the input")
def numbers_of_the_example(X, w, b):
    return np.array([1.5, -1.0, 0.0])


@wrong("my_scores", says="is one of them transposed?")
def factors_the_wrong_way_round(X, w, b):
    return w @ X + b


@wrong("my_scores", says="these are answers, 0 or 1")
def decided_already(X, w, b):
    return (X @ w + b >= 0).astype(int)


@wrong("my_scores", says="changed its input")
def products_into_the_input(X, w, b):
    X *= w
    return X.sum(axis=1) + b


@wrong("my_scores", says="calls mlpkit")
def asked_the_package(X, w, b):
    neuron = mlpkit.Perceptron(len(w))
    neuron.w, neuron.b = w, b
    return neuron.forward(X)


# my_predictions


@right("my_predictions")
def one_decision_after_another(X, w, b):
    return [1 if x @ w + b >= 0 else 0 for x in X]


@right("my_predictions")
def truth_values(X, w, b):
    return X @ w >= -b


@right("my_predictions")
def numpy_heaviside(X, w, b):
    return np.heaviside(X.dot(w) + b, 1.0)


@wrong("my_predictions", says="exactly 0")
def strictly_greater(X, w, b):
    return (X @ w + b > 0).astype(int)


@wrong("my_predictions", says="not -1 and 1")
def minus_one_and_one(X, w, b):
    return np.where(X @ w + b >= 0, 1, -1)


@wrong("my_predictions", says="the sign")
def numpy_sign(X, w, b):
    return np.sign(X @ w + b)


@wrong("my_predictions", says="the wrong way round")
def classes_swapped(X, w, b):
    return np.where(X @ w + b >= 0, 0, 1)


@wrong("my_predictions", says="these are the scores")
def still_scores(X, w, b):
    return X @ w + b


@wrong("my_predictions", says="the bias is missing")
def bias_forgotten(X, w, b):
    return (X @ w >= 0).astype(int)


@wrong("my_predictions", says="not at 0.5")
def threshold_of_one_half(X, w, b):
    return (X @ w + b >= 0.5).astype(int)


@wrong("my_predictions", says="truth value of an array")
def if_on_an_array(X, w, b):
    if X @ w + b >= 0:
        return 1
    else:
        return 0


@wrong("my_predictions", says="return missing")
def return_forgotten(X, w, b):
    (X @ w + b >= 0).astype(int)


# my_update


@right("my_update")
def four_cases(x, y, w, b, learning_rate):
    answer = 1 if np.dot(w, x) + b >= 0 else 0
    if answer == y:
        return w, b
    if y == 1:
        return w + learning_rate * x, b + learning_rate
    return w - learning_rate * x, b - learning_rate


@right("my_update")
def on_a_longer_vector(x, y, w, b, learning_rate):
    long_w, long_x = np.append(w, b), np.append(x, 1.0)
    long_w = long_w + learning_rate * (y - (long_w @ long_x >= 0)) * long_x
    return long_w[:-1], long_w[-1]


@wrong("my_update", says="the sign is the wrong way round")
def answer_minus_label(x, y, w, b, learning_rate):
    error = (1 if x @ w + b >= 0 else 0) - y
    return w + learning_rate * error * x, b + learning_rate * error


@wrong("my_update", says="although the answer was right")
def moves_always(x, y, w, b, learning_rate):
    direction = 1 if y == 1 else -1
    return w + learning_rate * direction * x, b + learning_rate * direction


@wrong("my_update", says="the label minus the answer")
def label_alone(x, y, w, b, learning_rate):
    return w + learning_rate * y * x, b + learning_rate * y


@wrong("my_update", says="the learning rate is missing")
def no_learning_rate(x, y, w, b, learning_rate):
    error = y - int(x @ w + b >= 0)
    return w + error * x, b + error


@wrong("my_update", says="the bias does not move")
def bias_stays(x, y, w, b, learning_rate):
    error = y - int(x @ w + b >= 0)
    return w + learning_rate * error * x, b


@wrong("my_update", says="taken from the score")
def delta_rule(x, y, w, b, learning_rate):
    error = y - (x @ w + b)
    return w + learning_rate * error * x, b + learning_rate * error


@wrong("my_update", says="exactly 0")
def answer_needs_a_positive_score(x, y, w, b, learning_rate):
    error = y - int(x @ w + b > 0)
    return w + learning_rate * error * x, b + learning_rate * error


@wrong("my_update", says="changed its input")
def moves_in_place(x, y, w, b, learning_rate):
    error = y - int(x @ w + b >= 0)
    w += learning_rate * error * x
    b += learning_rate * error
    return w, b


@wrong("my_update", says="2 results")
def forgets_to_return_the_bias(x, y, w, b, learning_rate):
    error = y - int(x @ w + b >= 0)
    return w + learning_rate * error * x


@wrong("my_update", says="input x is missing")
def step_without_x(x, y, w, b, learning_rate):
    error = y - int(x @ w + b >= 0)
    return w + learning_rate * error, b + learning_rate * error


# my_epoch


@right("my_epoch")
def by_index(X, y, w, b, learning_rate):
    w, n_mistakes = w.copy(), 0
    for i in range(X.shape[0]):
        answer = 1 if (X[i] * w).sum() + b >= 0 else 0
        if answer != y[i]:
            n_mistakes = n_mistakes + 1
            sign = 1 if y[i] == 1 else -1
            for j in range(len(w)):
                w[j] += learning_rate * sign * X[i, j]
            b += learning_rate * sign
    return w, b, n_mistakes


@right("my_epoch")
def one_after_another_by_recursion(X, y, w, b, learning_rate):
    if len(X) == 0:
        return w, b, 0
    error = y[0] - (X[0] @ w + b >= 0)
    w, b, later = my_epoch(X[1:], y[1:], w + learning_rate * error * X[0], b + learning_rate * error, learning_rate)
    return w, b, later + abs(error)


@wrong("my_epoch", says="the weights of the start")
def whole_batch_at_once(X, y, w, b, learning_rate):
    errors = y - (X @ w + b >= 0)
    return w + learning_rate * (errors @ X), b + learning_rate * errors.sum(), np.count_nonzero(errors)


@wrong("my_epoch", says="after the epoch")
def counts_at_the_end(X, y, w, b, learning_rate):
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b, np.sum((X @ w + b >= 0) != y)


@wrong("my_epoch", says="last sample")
def range_one_too_short(X, y, w, b, learning_rate):
    n_mistakes = 0
    for i in range(len(X) - 1):
        error = y[i] - int(X[i] @ w + b >= 0)
        w, b = w + learning_rate * error * X[i], b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="first sample is left out")
def counts_from_one(X, y, w, b, learning_rate):
    n_mistakes = 0
    for i in range(1, len(X)):
        error = y[i] - int(X[i] @ w + b >= 0)
        w, b = w + learning_rate * error * X[i], b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="where does the return stand?")
def return_inside_the_loop(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
        return w, b, n_mistakes


@wrong("my_epoch", says="first mistake")
def stops_at_a_mistake(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        if error != 0:
            w, b = w + learning_rate * error * x, b + learning_rate * error
            n_mistakes += 1
            break
    return w, b, n_mistakes


@wrong("my_epoch", says="right answers are counted")
def counts_the_right_ones(X, y, w, b, learning_rate):
    n = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n += error == 0
    return w, b, n


@wrong("my_epoch", says="changed its input")
def trains_the_callers_weights(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w += learning_rate * error * x
        b += learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="did not move")
def assigns_to_other_names(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w_new, b_new = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="starts from the first weights again")
def forgets_what_it_learned(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w_new, b_new = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w_new, b_new, n_mistakes


@wrong("my_epoch", says="asked after the update")
def looks_when_it_has_learned(X, y, w, b, learning_rate):
    n_mistakes = 0
    for i in range(len(X)):
        error = y[i] - (X[i] @ w + b >= 0)
        w, b = w + learning_rate * error * X[i], b + learning_rate * error
        if (X[i] @ w + b >= 0) != y[i]:
            n_mistakes += 1
    return w, b, n_mistakes
