"""Answers to assignment 01."""

# ruff: noqa: B905, F821, F841, NPY002, PT, RUF007, SIM300 -- as students write

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


@wrong("my_scores", says="it ends after the first sample")
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


@right("my_scores")
def two_loops(X, w, b):
    n, d = X.shape
    z = np.zeros(n)
    for i in range(n):
        z[i] = b
        for j in range(d):
            z[i] += X[i, j] * w[j]
    return z


@right("my_scores")
def feature_after_feature(X, w, b):
    z = b
    for column, weight in zip(X.T, w):
        z = z + column * weight
    return z


@wrong("my_scores", says="the bias is subtracted")
def bias_subtracted(X, w, b):
    return X @ w - b


@wrong("my_scores", says="the bias is multiplied")
def bias_as_a_factor(X, w, b):
    return X @ w * b


@wrong("my_scores", says="a mean of the products where their sum is asked for")
def mean_for_sum(X, w, b):
    return np.mean(X * w, axis=1) + b


@wrong("my_scores", says="the last sample is left out")
def loop_one_too_short(X, w, b):
    scores = []
    for i in range(len(X) - 1):
        scores.append(X[i] @ w + b)
    return np.array(scores)


@wrong("my_scores", says="the first sample is left out")
def loop_from_one(X, w, b):
    scores = []
    for i in range(1, len(X)):
        scores.append(X[i] @ w + b)
    return np.array(scores)


@wrong("my_scores", says="X and w are summed up before they are multiplied")
def sums_multiplied(X, w, b):
    return X.sum(axis=1) * w.sum() + b


@wrong("my_scores", says="only the first feature counts")
def one_sensor_only(X, w, b):
    return X[:, 0] * w[0] + b


@wrong("my_scores", says="the last feature is left out")
def last_sensor_left_out(X, w, b):
    z = np.full(len(X), b)
    for j in range(len(w) - 1):
        z = z + X[:, j] * w[j]
    return z


@wrong("my_scores", says="the bias is added twice")
def bias_added_twice(X, w, b):
    z = np.full(len(X), float(b))
    z += X @ w + b
    return z


@wrong("my_scores", says="the signs are lost: these are absolute values")
def distance_from_zero(X, w, b):
    return abs(X @ w + b)


@wrong("my_scores", says="rounded, digits after the point")
def rounded_to_two_digits(X, w, b):
    return np.round(X @ w + b, 2)


@wrong("my_scores", says="cut off to whole numbers, as int(), // and arrays of dtype int do")
def array_of_integers(X, w, b):
    z = np.zeros(len(X), dtype=int)
    for i in range(len(X)):
        z[i] = X[i] @ w + b
    return z


@wrong("my_scores", says="an axis of length 1 is lost")
def squeezed(X, w, b):
    return np.squeeze(X @ w.reshape(-1, 1) + b)


@wrong("my_scores", says="the bias is added to the weights")
def bias_on_the_weights(X, w, b):
    return X @ (w + b)


@wrong("my_scores", says="there is a sigmoid in it")
def score_through_a_sigmoid(X, w, b):
    return 1 / (1 + np.exp(-(X @ w + b)))


@wrong("my_scores", says="negative numbers have become 0")
def relu_of_the_score(X, w, b):
    return np.maximum(0, X @ w + b)


@wrong("my_scores", says="the sums are carried over from sample to sample")
def sum_never_reset(X, w, b):
    scores = []
    total = 0
    for x in X:
        for xj, wj in zip(x, w):
            total += xj * wj
        scores.append(total + b)
    return np.array(scores)


@wrong("my_scores", says="your function returned None")
def printed(X, w, b):
    print(X @ w + b)


@wrong("my_scores", says="that is the first sample alone")
def first_part_only(X, w, b):
    return X[0] @ w + b


@wrong("my_scores", says="the weights are divided by their length")
def unit_weights(X, w, b):
    return X @ (w / np.linalg.norm(w)) + b


@wrong("my_scores", says="an axis of length 1 is lost")
def number_for_a_single_part(X, w, b):
    if len(X) == 1:
        return float(X[0] @ w + b)
    return X @ w + b


@wrong("my_scores", says="your function raised IndexError: index 1 is out of bounds for axis 1")
def two_sensors_written_in(X, w, b):
    return X[:, 0] * w[0] + X[:, 1] * w[1] + b


@wrong("my_scores", says="scores have shape")
def list_of_little_arrays(X, w, b):
    column = w[:, None]
    return [x @ column + b for x in X]


@wrong("my_scores", says="your function raised NameError: name 'weights' is not defined")
def name_mistyped(X, w, b):
    return X @ weights + b


@wrong("my_scores", says="the bias is added to the first score only")
def bias_only_for_the_first(X, w, b):
    z = X @ w
    z[0] += b
    return z


@wrong("my_scores", says="right, but not for a negative bias")
def bias_only_if_positive(X, w, b):
    z = X @ w
    if b > 0:
        z = z + b
    return z


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


@right("my_predictions")
def calls_the_first_task(X, w, b):
    return np.where(my_scores(X, w, b) < 0, 0, 1)


@right("my_predictions")
def filled_array(X, w, b):
    decisions = np.ones(len(X), dtype=int)
    decisions[X @ w + b < 0] = 0
    return decisions


@wrong("my_predictions", says="the classes are the wrong way round, and 0 is on the other side: >=")
def smaller_or_equal(X, w, b):
    return (X @ w + b <= 0).astype(int)


@wrong("my_predictions", says="the bias has the wrong sign, or stands on the wrong side of the")
def bias_taken_away(X, w, b):
    return (X @ w - b >= 0).astype(int)


@wrong("my_predictions", says="these are numbers between 0 and 1, a sigmoid")
def sigmoid_returned(X, w, b):
    return 1 / (1 + np.exp(-(X @ w + b)))


@wrong("my_predictions", says="a score of exactly 0 belongs to class 1")
def sigmoid_rounded(X, w, b):
    return np.round(1 / (1 + np.exp(-(X @ w + b)))).astype(int)


@wrong("my_predictions", says="one decision for the whole batch, 1 if any sample is kept")
def any_of_them(X, w, b):
    return int(np.any(X @ w + b >= 0))


@wrong("my_predictions", says="the border lies at the score 0, not at 1")
def threshold_of_one(X, w, b):
    return (X @ w + b >= 1).astype(int)


@wrong("my_predictions", says="it ends after the first sample")
def returns_in_the_first_round(X, w, b):
    out = []
    for x in X:
        if x @ w + b >= 0:
            out.append(1)
        else:
            out.append(0)
        return np.array(out)


@wrong("my_predictions", says="that is the position of the largest score")
def position_of_the_best(X, w, b):
    return np.argmax(X @ w + b)


@wrong("my_predictions", says="your function raised ValueError: matmul: Input operand 1 has a")
def weights_times_batch(X, w, b):
    return (w @ X + b >= 0).astype(int)


@wrong("my_predictions", says="a column: the last axis is one too many")
def column_of_decisions(X, w, b):
    return (X @ w.reshape(-1, 1) + b >= 0).astype(int)


@wrong("my_predictions", says="expected numbers, got an array of shape")
def words_for_numbers(X, w, b):
    return np.where(X @ w + b >= 0, "keep", "not")


@wrong("my_predictions", says="every product is compared with 0")
def decided_sensor_by_sensor(X, w, b):
    return (X * w + b >= 0).astype(int)


@wrong("my_predictions", says="the bias has the wrong sign, or stands on the wrong side of the")
def bias_as_threshold(X, w, b):
    return (X @ w >= b).astype(int)


@wrong("my_predictions", says="whatever the score is, the answer is 1")
def absolute_score(X, w, b):
    return (np.abs(X @ w + b) >= 0).astype(int)


@wrong("my_predictions", says="the border lies at the score 0, not at 1")
def clipped_score(X, w, b):
    return np.clip(X @ w + b, 0, 1).astype(int)


@wrong("my_predictions", says="right, but not for scores between -1 and 0")
def whole_scores_compared(X, w, b):
    z = (X @ w + b).astype(int)
    return (z >= 0).astype(int)


@wrong("my_predictions", says="right, but not for scores between -1 and 0")
def rounded_scores_compared(X, w, b):
    return np.where(np.round(X @ w + b) >= 0, 1, 0)


@wrong("my_predictions", says="positions of the samples that are kept")
def which_parts_to_keep(X, w, b):
    return np.where(X @ w + b >= 0)[0]


@wrong("my_predictions", says="the number of samples that are kept")
def how_many_to_keep(X, w, b):
    return np.sum(X @ w + b >= 0)


@wrong("my_predictions", says="these are the scores, the negative ones made 0")
def negative_scores_cut(X, w, b):
    return np.maximum(X @ w + b, 0)


@wrong("my_predictions", says="a score of exactly 0 belongs to class 1, and not in between")
def heaviside_one_half(X, w, b):
    return np.heaviside(X @ w + b, 0.5)


@wrong("my_predictions", says="a score of exactly 0 belongs to class 1")
def heaviside_zero(X, w, b):
    return np.heaviside(X @ w + b, 0)


@wrong("my_predictions", says="the border lies at the score 0, not at the mean of the scores")
def better_than_the_average(X, w, b):
    z = X @ w + b
    return (z >= z.mean()).astype(int)


@wrong("my_predictions", says="only a score of exactly 0 is kept")
def only_the_zeros(X, w, b):
    return (X @ w + b == 0).astype(int)


@wrong("my_predictions", says="the first sample's decision alone")
def first_decision(X, w, b):
    for x in X:
        if x @ w + b >= 0:
            return 1
        return 0


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


@right("my_update")
def only_if_wrong(x, y, w, b, learning_rate):
    y_hat = int(sum(wi * xi for wi, xi in zip(w, x)) + b >= 0)
    if y_hat != y:
        w = w + learning_rate * (y - y_hat) * x
        b = b + learning_rate * (y - y_hat)
    return w, b


@right("my_update")
def through_the_earlier_task(x, y, w, b, learning_rate):
    y_hat = my_predictions(x.reshape(1, -1), w, b)[0]
    step = learning_rate * (y - y_hat)
    w = w.copy()
    w += step * x
    return [w, b + step]


@wrong("my_update", says="the weights do not move")
def weights_stay(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    b = b + learning_rate * (y - y_hat)
    return w, b


@wrong("my_update", says="b: the learning rate is missing")
def rate_forgotten_for_the_bias(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    return w + learning_rate * (y - y_hat) * x, b + (y - y_hat)


@wrong("my_update", says="w: the learning rate is missing")
def rate_forgotten_for_the_weights(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    return w + (y - y_hat) * x, b + learning_rate * (y - y_hat)


@wrong("my_update", says="the learning rate is in it twice")
def rate_twice(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    delta = learning_rate * (y - y_hat)
    return w + learning_rate * delta * x, b + learning_rate * delta


@wrong("my_update", says="the step of the bias is multiplied by x")
def bias_moves_with_x(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    return w + learning_rate * (y - y_hat) * x, b + learning_rate * (y - y_hat) * x


@wrong("my_update", says="the order is w, b")
def bias_first(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    return b + learning_rate * (y - y_hat), w + learning_rate * (y - y_hat) * x


@wrong("my_update", says="this is how far they move")
def steps_only(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    return learning_rate * (y - y_hat) * x, learning_rate * (y - y_hat)


@wrong("my_update", says="b: the weights move away from the answer: the sign is the wrong way")
def bias_goes_the_other_way(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    return w + learning_rate * (y - y_hat) * x, b - learning_rate * (y - y_hat)


@wrong("my_update", says="w: the weights move away from the answer: the sign is the wrong way")
def weights_go_the_other_way(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    return w - learning_rate * (y - y_hat) * x, b + learning_rate * (y - y_hat)


@wrong("my_update", says="that is y minus the sign of the score")
def answers_minus_one_and_one(x, y, w, b, learning_rate):
    y_hat = np.sign(x @ w + b)
    return w + learning_rate * (y - y_hat) * x, b + learning_rate * (y - y_hat)


@wrong("my_update", says="only a missed 1 moves the weights")
def learns_only_from_missed_ones(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    if y == 1 and y_hat == 0:
        return w + learning_rate * x, b + learning_rate
    return w, b


@wrong("my_update", says="only a mistake where 0 is right moves the weights")
def learns_only_from_false_alarms(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    if y_hat > y:
        w = w - learning_rate * x
        b = b - learning_rate
    return w, b


@wrong("my_update", says="the answer is 1 from a score of 0 on, not from 0.5")
def decides_at_one_half(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0.5 else 0
    return w + learning_rate * (y - y_hat) * x, b + learning_rate * (y - y_hat)


@wrong("my_update", says="the answer is decided without the bias")
def decides_without_bias(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w >= 0 else 0
    return w + learning_rate * (y - y_hat) * x, b + learning_rate * (y - y_hat)


@wrong("my_update", says="the bias decides again, with the new weights")
def decides_again_for_the_bias(x, y, w, b, learning_rate):
    w = w + learning_rate * (y - int(x @ w + b >= 0)) * x
    b = b + learning_rate * (y - int(x @ w + b >= 0))
    return w, b


@wrong("my_update", says="the sign of the error is lost")
def squared_error(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    error = (y - y_hat) ** 2
    return w + learning_rate * error * x, b + learning_rate * error


@wrong("my_update", says="the step is a multiple of w where it should be one of x")
def times_the_weights(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    return w + learning_rate * error * w, b + learning_rate * error


@wrong("my_update", says="the old weights are not added")
def old_weights_forgotten(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    w = learning_rate * error * x
    return w, b + learning_rate * error


@wrong("my_update", says="the error is taken from a sigmoid")
def logistic_regression(x, y, w, b, learning_rate):
    p = 1 / (1 + np.exp(-(x @ w + b)))
    return w + learning_rate * (y - p) * x, b + learning_rate * (y - p)


@wrong("my_update", says="your function changed its input")
def scales_the_callers_part(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    x *= learning_rate * error
    return w + x, b + learning_rate * error


@wrong("my_update", says="expected 2 results, with commas between them")
def one_long_vector(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    return np.append(w + learning_rate * error * x, b + learning_rate * error)


@wrong("my_update", says="expected 2 results,")
def error_returned_as_well(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    return w + learning_rate * error * x, b + learning_rate * error, error


@wrong("my_update", says="any score but 0 gives the answer 1: compare it with 0")
def if_the_score(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b else 0
    return w + learning_rate * (y - y_hat) * x, b + learning_rate * (y - y_hat)


@wrong("my_update", says="the step of the bias is multiplied by the sum of x")
def bias_moves_by_the_sum_of_x(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    return w + learning_rate * error * x, b + learning_rate * error * x.sum()


@wrong("my_update", says="the step of the weights is divided by the number of features")
def divided_by_the_number_of_sensors(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    return w + learning_rate * error * x / len(x), b + learning_rate * error


@wrong("my_update", says="the step of the weights is divided by the length of x")
def unit_step(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    return w + learning_rate * error * x / np.linalg.norm(x), b + learning_rate * error


@wrong("my_update", says="it moves when the answer was right")
def moves_when_right(x, y, w, b, learning_rate):
    y_hat = 1 if x @ w + b >= 0 else 0
    if y_hat == y:
        return w + learning_rate * x, b + learning_rate
    return w, b


@wrong("my_update", says="half a step")
def half_a_step(x, y, w, b, learning_rate):
    error = y - (1 if x @ w + b >= 0 else 0)
    return w + 0.5 * learning_rate * error * x, b + 0.5 * learning_rate * error


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


@right("my_epoch")
def calls_my_update(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        if my_predictions(x[None, :], w, b)[0] != label:
            n_mistakes += 1
        w, b = my_update(x, label, w, b, learning_rate)
    return w, b, n_mistakes


@right("my_epoch")
def mistakes_collected_in_a_list(X, y, w, b, learning_rate):
    w = np.array(w)
    errors = []
    for i in range(len(y)):
        errors.append(y[i] - (1 if np.dot(X[i], w) + b >= 0 else 0))
        w += learning_rate * errors[-1] * X[i]
        b += learning_rate * errors[-1]
    return w, b, np.count_nonzero(errors)


@wrong("my_epoch", says="the mistakes are not counted")
def counter_never_moves(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b, n_mistakes


@wrong("my_epoch", says="the errors are added with their sign, so that they cancel")
def errors_with_their_sign(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += error
    return w, b, n_mistakes


@wrong("my_epoch", says="the samples are taken from the last to the first")
def from_the_last_to_the_first(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X[::-1], y[::-1]):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="is there chance in it?")
def in_random_order(X, y, w, b, learning_rate):
    n_mistakes = 0
    for i in np.random.permutation(len(X)):
        error = y[i] - int(X[i] @ w + b >= 0)
        w, b = w + learning_rate * error * X[i], b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="a score of exactly 0 means the answer 1")
def strict_comparison(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b > 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="the bias does not move")
def bias_of_the_start(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w = w + learning_rate * error * x
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="the weights do not move")
def weights_of_the_start(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        b = b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="the order is w, b, n_mistakes")
def number_of_mistakes_first(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return n_mistakes, w, b


@wrong("my_epoch", says="that is the share of mistakes")
def share_of_wrong_ones(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes / len(X)


@wrong("my_epoch", says="expected 3 results,")
def mistakes_not_returned(X, y, w, b, learning_rate):
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b


@wrong("my_epoch", says="w: ")
def until_it_makes_no_mistake(X, y, w, b, learning_rate):
    n_mistakes = 0
    for _ in range(100):
        before = n_mistakes
        for x, label in zip(X, y):
            error = label - int(x @ w + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
            n_mistakes += abs(error)
        if n_mistakes == before:
            break
    return w, b, n_mistakes


@wrong("my_epoch", says="the samples are gone through twice, and the second time is counted")
def two_days(X, y, w, b, learning_rate):
    for _ in range(2):
        n_mistakes = 0
        for x, label in zip(X, y):
            error = label - int(x @ w + b >= 0)
            w, b = w + learning_rate * error * x, b + learning_rate * error
            n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="the learning rate is missing")
def epoch_without_learning_rate(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + error * x, b + error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="the weights move away from the answers: the sign is the wrong way")
def epoch_of_unlearning(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = int(x @ w + b >= 0) - label
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="w and b: the error is taken from the score")
def error_of_the_score(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - (x @ w + b)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += error != 0
    return w, b, n_mistakes


@wrong("my_epoch", says="these are the positions of the mistakes")
def positions_of_the_mistakes(X, y, w, b, learning_rate):
    mistakes = []
    for i in range(len(X)):
        error = y[i] - int(X[i] @ w + b >= 0)
        w, b = w + learning_rate * error * X[i], b + learning_rate * error
        if error:
            mistakes.append(i)
    return w, b, mistakes


@wrong("my_epoch", says="every sample is learned twice")
def learns_twice_from_each(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        n_mistakes += int(x @ w + b >= 0) != label
        w, b = my_update(x, label, w, b, learning_rate)
        w, b = my_update(x, label, w, b, learning_rate)
    return w, b, n_mistakes


@wrong("my_epoch", says="only the last sample's mistake is counted: the counter starts anew")
def counter_reset_in_the_loop(X, y, w, b, learning_rate):
    for x, label in zip(X, y):
        n_mistakes = 0
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="the weights start at 0")
def starts_from_zero(X, y, w, b, learning_rate):
    w = np.zeros(X.shape[1])
    b = 0
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="the bias starts at 0")
def bias_starts_from_zero(X, y, w, b, learning_rate):
    b = 0.0
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
    return w, b, n_mistakes


@wrong("my_epoch", says="the mistakes are counted with the weights of the start")
def mistakes_of_the_morning(X, y, w, b, learning_rate):
    n_mistakes = int(np.sum((X @ w + b >= 0) != y))
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
    return w, b, n_mistakes


@wrong("my_epoch", says="your function raised ValueError: The truth value of an array with")
def if_on_the_whole_day(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        if (X @ w + b >= 0).astype(int) != y:
            n_mistakes += 1
        w, b = my_update(x, label, w, b, learning_rate)
    return w, b, n_mistakes


@wrong("my_epoch", says="the mean of all weights on the way")
def average_of_the_day(X, y, w, b, learning_rate):
    n_mistakes, all_w, all_b = 0, [], []
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
        all_w.append(w)
        all_b.append(b)
    return np.mean(all_w, axis=0), np.mean(all_b), n_mistakes


@wrong("my_epoch", says="w: ")
def gets_tired(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += abs(error)
        learning_rate = learning_rate * 0.9
    return w, b, n_mistakes


@wrong("my_epoch", says="every sample is counted")
def counts_every_part(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        w, b = my_update(x, label, w, b, learning_rate)
        n_mistakes += 1
    return w, b, n_mistakes


@wrong("my_epoch", says="the mistakes are judged without the bias")
def counts_without_the_bias(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        if int(x @ w >= 0) != label:
            n_mistakes += 1
        w, b = my_update(x, label, w, b, learning_rate)
    return w, b, n_mistakes


@wrong("my_epoch", says="the weights did not move")
def old_weights_carried_on(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        n_mistakes += int(x @ w + b >= 0) != label
        my_update(x, label, w, b, learning_rate)
    return w, b, n_mistakes


@wrong("my_epoch", says="it ends at the first right answer")
def stops_when_one_is_right(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        error = label - int(x @ w + b >= 0)
        if error == 0:
            break
        w, b = w + learning_rate * error * x, b + learning_rate * error
        n_mistakes += 1
    return w, b, n_mistakes


@wrong("my_epoch", says="whether it was a mistake is asked after the update; ask before")
def counts_after_the_update(X, y, w, b, learning_rate):
    n = 0
    for x, label in zip(X, y):
        error = label - (1 if w @ x + b >= 0 else 0)
        w = w + learning_rate * error * x
        b = b + learning_rate * error
        if (1 if w @ x + b >= 0 else 0) != label:
            n += 1
    return w, b, n


@wrong("my_epoch", says="the errors are added with their sign, so that they cancel; count them")
def signed_mistakes_cancel(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        y_hat = int(w @ x + b >= 0)
        error = label - y_hat
        n_mistakes += error
        w = w + learning_rate * error * x
        b = b + learning_rate * error
    return w, b, n_mistakes


@wrong(
    "my_epoch",
    says="all samples are judged with the weights of the start; each must see the weights that the one before left",
)
def decides_all_with_the_weights_of_the_morning(X, y, w, b, learning_rate):
    errors = y - (X @ w + b >= 0).astype(int)
    for x, error in zip(X, errors):
        w = w + learning_rate * error * x
        b = b + learning_rate * error
    return w, b, np.count_nonzero(errors)


@wrong("my_epoch", says="a score of exactly 0 means the answer 1")
def a_score_of_0_is_called_0(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        y_hat = int(w @ x + b > 0)
        error = label - y_hat
        n_mistakes += int(error != 0)
        w = w + learning_rate * error * x
        b = b + learning_rate * error
    return w, b, n_mistakes


@wrong("my_epoch", says="called twice with the same input, it gives different answers: is there chance in it?")
def shuffles_the_parts(X, y, w, b, learning_rate):
    n_mistakes = 0
    order = np.random.permutation(len(X))
    X, y = X[order], y[order]
    for x, label in zip(X, y):
        y_hat = int(w @ x + b >= 0)
        error = label - y_hat
        n_mistakes += int(error != 0)
        w = w + learning_rate * error * x
        b = b + learning_rate * error
    return w, b, n_mistakes


@wrong("my_epoch", says="the learning rate is missing in the step of the bias")
def bias_without_learning_rate(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        y_hat = int(w @ x + b >= 0)
        error = label - y_hat
        n_mistakes += int(error != 0)
        w = w + learning_rate * error * x
        b = b + error
    return w, b, n_mistakes


@wrong("my_epoch", says="it ends after the first sample; where does the return stand?")
def returns_inside_the_loop(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        y_hat = int(w @ x + b >= 0)
        error = label - y_hat
        n_mistakes += int(error != 0)
        w = w + learning_rate * error * x
        b = b + learning_rate * error
        return w, b, n_mistakes


@right("my_epoch")
def plain(X, y, w, b, learning_rate):
    n_mistakes = 0
    for x, label in zip(X, y):
        y_hat = int(w @ x + b >= 0)
        error = label - y_hat
        n_mistakes += int(error != 0)
        w = w + learning_rate * error * x
        b = b + learning_rate * error
    return w, b, n_mistakes


@right("my_epoch")
def indices_float_weights_if(samples, targets, weights, bias, eta):
    mistakes = []
    for i in range(len(samples)):
        guess = 1 if sum(weights * samples[i]) + bias >= 0 else 0
        if guess == targets[i]:
            continue
        mistakes.append(i)
        sign = 1 if targets[i] == 1 else -1
        weights = weights + sign * eta * samples[i]
        bias += sign * eta
    return weights, bias, len(mistakes)


@right("my_epoch")
def one_vector_with_the_bias_in_it_helper_function(X, y, w, b, learning_rate):
    def step(v, x, label, eta):
        error = label - (v @ x >= 0)
        return v + eta * error * x, error != 0

    v = np.append(w, b).astype(float)
    total = 0
    for x, label in zip(np.column_stack([X, np.ones(len(X))]), y):
        v, wrong = step(v, x, int(label), learning_rate)
        total += wrong
    return v[:-1], v[-1], total
