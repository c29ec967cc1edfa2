"""Answers to assignment 04."""

# ruff: noqa: B905, NPY002 -- as students write

import numpy as np

import mlpkit
from answers import right, wrong

# my_pixels


@right("my_pixels")
def image_by_image(images):
    rows = []
    for image in images:
        rows.append(image.ravel().astype(float) / 255.0)
    return np.stack(rows)


@right("my_pixels")
def by_concatenated_lines(images):
    return np.concatenate([images[:, i, :] for i in range(images.shape[1])], axis=1) * np.float32(1 / 255)


@wrong("my_pixels", says="not scaled")
def flattened_only(images):
    return images.reshape(len(images), -1)


@wrong("my_pixels", says="divided by 256")
def two_hundred_fifty_six(images):
    return images.reshape(len(images), -1) / 256


@wrong("my_pixels", says="largest pixel of this batch")
def own_maximum(images):
    flat = images.reshape(images.shape[0], -1).astype(float)
    return flat / flat.max()


@wrong("my_pixels", says="not flattened")
def scaled_only(images):
    return images / 255


@wrong("my_pixels", says="every column is an image")
def images_as_columns(images):
    return (images / 255).reshape(len(images), -1).T


@wrong("my_pixels", says="cannot reshape")
def size_of_mnist_written_in(images):
    return images.reshape(-1, 784) / 255


@wrong("my_pixels", says="cut off to whole numbers: // and a cast to integers leave only 0 and 1")
def integers_stay_integers(images):
    return images.reshape(len(images), -1) // 255


@wrong("my_pixels", says="column by column")
def fortran_order(images):
    return np.array([image.flatten(order="F") for image in images]) / 255


@wrong("my_pixels", says="one long row")
def everything_in_one_row(images):
    return images.flatten() / 255


@right("my_pixels")
def reshape_by_the_numbers(images):
    n, height, width = images.shape
    return np.reshape(images, (n, height * width)).astype(np.float32) / 255


@right("my_pixels")
def nested_lists(images):
    return [[pixel / 255.0 for line in image.tolist() for pixel in line] for image in images]


@wrong("my_pixels", says="scaled to -1")
def from_minus_one_to_one(images):
    return images.reshape(len(images), -1) / 127.5 - 1


@wrong("my_pixels", says="mean and spread are taken out")
def standardized(images):
    X = images.reshape(len(images), -1)
    return (X - X.mean()) / (X.std() + 1e-8)


@wrong("my_pixels", says="only black and white are left")
def black_and_white(images):
    return (images.reshape(len(images), -1) > 127).astype(float)


@wrong("my_pixels", says="black and white are swapped")
def inverted(images):
    return 1 - images.reshape(len(images), -1) / 255


@wrong("my_pixels", says="rounded, digits after the point")
def rounded_to_one_digit(images):
    return np.round(images.reshape(len(images), -1) / 255, 1)


@wrong("my_pixels", says="each image is divided by its own largest pixel")
def maximum_of_each_image(images):
    X = images.reshape(len(images), -1)
    return X / np.maximum(X.max(axis=1, keepdims=True), 1)


@wrong("my_pixels", says="scaled from the darkest to the brightest pixel")
def from_darkest_to_brightest(images):
    X = images.reshape(len(images), -1).astype(float)
    return (X - X.min()) / (X.max() - X.min() + 1e-12)


@wrong("my_pixels", says="it ends after the first sample")
def first_scan_only(images):
    return images[0].reshape(1, -1) / 255


@wrong("my_pixels", says="the pixels of all images are mixed")
def pixels_of_all_images_mixed(images):
    return images.reshape(-1, len(images)).T / 255


@wrong("my_pixels", says="the pixels of all images are mixed, and every column is an image")
def reshaped_the_other_way(images):
    return images.reshape(-1, len(images)) / 255


@wrong("my_pixels", says="1 is added first, in 8 bits, where 255 + 1 is 0")
def one_more_and_256(images):
    return (images.reshape(len(images), -1) + 1) / 256


@wrong("my_pixels", says="cut off to whole numbers: // and a cast to integers leave only 0 and 1")
def cast_back_to_uint8(images):
    return (images.reshape(len(images), -1) / 255).astype(np.uint8)


@wrong("my_pixels", says="your function changed its input")
def divides_in_place(images):
    images //= 255
    return images.reshape(len(images), -1)


@wrong("my_pixels", says="your function raised UFuncTypeError: Cannot cast ufunc 'divide'")
def divides_uint8_in_place(images):
    images /= 255
    return images.reshape(len(images), -1)


@wrong("my_pixels", says="your function raised ValueError: cannot reshape array of size 15 into")
def square_images_only(images):
    return images.reshape(len(images), images.shape[1] ** 2) / 255


@wrong("my_pixels", says="the images are upside down")
def upside_down(images):
    return images[:, ::-1].reshape(len(images), -1) / 255


@wrong("my_pixels", says="the images are mirrored")
def mirrored(images):
    return images[:, :, ::-1].reshape(len(images), -1) / 255


@wrong("my_pixels", says="each line is averaged")
def mean_of_each_line(images):
    return images.mean(axis=2) / 255


@wrong("my_pixels", says="divided by 255 twice")
def divided_twice(images):
    return images.reshape(len(images), -1) / 255 / 255


@wrong("my_pixels", says="an axis of length 1 is lost")
def squeezed_for_one_image(images):
    return np.squeeze(images.reshape(len(images), -1) / 255)


@wrong("my_pixels", says="the images stand side by side")
def images_side_by_side(images):
    return np.hstack(images) / 255


@wrong("my_pixels", says="the images stand below each other")
def images_below_each_other(images):
    return np.vstack(images) / 255


@wrong("my_pixels", says="divided by 100")
def divided_by_one_hundred(images):
    return images.reshape(len(images), -1) / 100


@wrong("my_pixels", says="it ends after the first sample")
def row_of_the_first_scan(images):
    rows = []
    for image in images:
        rows.append(image.flatten() / 255)
        return np.array(rows)


# my_batches


@right("my_batches")
def numpy_array_split(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return np.split(order, np.arange(batch_size, n_samples, batch_size))


@right("my_batches")
def one_index_at_a_time(n_samples, batch_size, rng):
    order = list(range(n_samples))
    rng.shuffle(order)
    batches, batch = [], []
    for row in order:
        batch.append(row)
        if len(batch) == batch_size:
            batches.append(np.array(batch))
            batch = []
    if batch:
        batches.append(np.array(batch))
    return batches


@right("my_batches")
def a_generator(n_samples, batch_size, rng):
    order = rng.random(n_samples).argsort()
    while len(order):
        yield order[:batch_size]
        order = order[batch_size:]


@wrong("my_batches", says="last, short batch is missing")
def short_batch_dropped(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n_samples // batch_size)]


@wrong("my_batches", says="shuffle before you cut")
def not_shuffled(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    return [rows[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="some rows come twice")
def drawn_with_replacement(n_samples, batch_size, rng):
    rows = rng.integers(0, n_samples, size=n_samples)
    return [rows[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="some rows come twice")
def each_batch_drawn_anew(n_samples, batch_size, rng):
    batches = []
    for start in range(0, n_samples, batch_size):
        batches.append(rng.permutation(n_samples)[: min(batch_size, n_samples - start)])
    return batches


@wrong("my_batches", says="the order is always the same")
def own_seed(n_samples, batch_size, rng):
    order = np.random.default_rng(42).permutation(n_samples)
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="take all randomness from rng")
def global_randomness(n_samples, batch_size, rng):
    order = np.random.permutation(n_samples)
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="shuffle the samples, not the batches")
def batches_shuffled(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    batches = [rows[i : i + batch_size] for i in range(0, n_samples, batch_size)]
    if len(batches[-1]) < batch_size:
        last = batches.pop()
        return [batches[i] for i in rng.permutation(len(batches))] + [last]
    return [batches[i] for i in rng.permutation(len(batches))]


@wrong("my_batches", says="filled up")
def last_batch_filled_up(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    order = np.resize(order, -(-n_samples // batch_size) * batch_size)
    return list(order.reshape(-1, batch_size))


@wrong("my_batches", says="empty batch")
def one_batch_too_many(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n_samples // batch_size + 1)]


@wrong("my_batches", says="counted from 0")
def rows_from_one(n_samples, batch_size, rng):
    order = rng.permutation(n_samples) + 1
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="calls mlpkit.training")
def batches_of_the_package(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    return [batch for _, batch in mlpkit.iterate_minibatches(rows.reshape(-1, 1), rows, batch_size, rng=rng)]


@right("my_batches")
def generator_s_shuffle(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    rng.shuffle(rows)
    batches = []
    start = 0
    while start < n_samples:
        batches.append(rows[start : start + batch_size])
        start += batch_size
    return batches


@right("my_batches")
def drawn_from_a_hat(n_samples, batch_size, rng):
    hat = list(range(n_samples))
    batches = []
    while hat:
        size = min(batch_size, len(hat))
        drawn = [hat.pop(int(rng.integers(len(hat)))) for _ in range(size)]
        batches.append(np.array(drawn))
    return batches


@wrong("my_batches", says="only the first batch is returned")
def only_one_batch(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    for i in range(0, n_samples, batch_size):
        return [order[i : i + batch_size]]


@wrong("my_batches", says="some rows come twice: batches overlap, since they begin too close to")
def starts_at_every_row(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[i : i + batch_size] for i in range(n_samples)]


@wrong("my_batches", says="the batches have the sizes [4, 4, 4, 4, 4]")
def batch_size_many_batches(n_samples, batch_size, rng):
    return np.array_split(rng.permutation(n_samples), batch_size)


@wrong("my_batches", says="the batches have the sizes [5, 5, 5, 4, 4]")
def as_even_as_possible(n_samples, batch_size, rng):
    return np.array_split(rng.permutation(n_samples), -(-n_samples // batch_size))


@wrong("my_batches", says="the batches have the sizes [3, 5, 5, 5, 5]")
def short_batch_first(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    rest = n_samples % batch_size
    batches = [order[:rest]] if rest else []
    return batches + [order[i : i + batch_size] for i in range(rest, n_samples, batch_size)]


@wrong("my_batches", says="the last batch has 8 rows, more than batch_size")
def rest_joins_the_last_batch(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    n_batches = max(n_samples // batch_size, 1)
    batches = [order[i * batch_size : (i + 1) * batch_size] for i in range(n_batches - 1)]
    return [*batches, order[(n_batches - 1) * batch_size :]]


@wrong("my_batches", says="every batch holds neighbors, shuffled only among themselves: shuffle")
def shuffled_within_each_batch(n_samples, batch_size, rng):
    batches = []
    for start in range(0, n_samples, batch_size):
        batches.append(rng.permutation(np.arange(start, min(start + batch_size, n_samples))))
    return batches


@wrong("my_batches", says="your function raised TypeError: 'NoneType' object is not subscriptable")
def shuffle_returns_nothing(n_samples, batch_size, rng):
    order = rng.shuffle(np.arange(n_samples))
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="some rows come twice: draw without replacement, or shuffle once, and then cut")
def chosen_with_replacement(n_samples, batch_size, rng):
    batches = []
    for start in range(0, n_samples, batch_size):
        batches.append(rng.choice(n_samples, min(batch_size, n_samples - start)))
    return batches


@wrong("my_batches", says="some rows come twice: draw without replacement, or shuffle once, and then cut")
def chosen_without_looking_back(n_samples, batch_size, rng):
    batches = []
    for start in range(0, n_samples, batch_size):
        batches.append(rng.choice(n_samples, min(batch_size, n_samples - start), replace=False))
    return batches


@wrong("my_batches", says="expected a list of index arrays")
def order_not_cut(n_samples, batch_size, rng):
    return rng.permutation(n_samples)


@wrong("my_batches", says="there is no row 20")
def one_row_too_many(n_samples, batch_size, rng):
    order = rng.permutation(n_samples + 1)
    return [order[i : i + batch_size] for i in range(0, n_samples + 1, batch_size)]


@wrong("my_batches", says="1 rows never come")
def one_row_too_few(n_samples, batch_size, rng):
    order = rng.permutation(n_samples - 1)
    return [order[i : i + batch_size] for i in range(0, n_samples - 1, batch_size)]


@wrong("my_batches", says="the same generator state gives two different orders: take all")
def module_random(n_samples, batch_size, rng):
    import random

    order = list(range(n_samples))
    random.shuffle(order)
    return [np.array(order[i : i + batch_size]) for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="the same generator state gives two different orders: take all")
def a_new_generator(n_samples, batch_size, rng):
    rng = np.random.default_rng()
    order = rng.permutation(n_samples)
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="a batch is a one-dimensional array of whole numbers: the rows to take")
def rows_as_floats(n_samples, batch_size, rng):
    order = rng.permutation(np.linspace(0, n_samples - 1, n_samples))
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="the order is always the same: rng is not used, or a seed is set inside")
def from_the_last_row(n_samples, batch_size, rng):
    order = np.arange(n_samples)[::-1]
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="these are where the batches begin and end")
def starts_and_ends(n_samples, batch_size, rng):
    rng.permutation(n_samples)
    return [(start, min(start + batch_size, n_samples)) for start in range(0, n_samples, batch_size)]


@wrong("my_batches", says="neighbors stay together: shuffle the samples, not where the batches")
def rows_turned_in_a_circle(n_samples, batch_size, rng):
    order = np.roll(np.arange(n_samples), rng.integers(n_samples))
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="the last batch is missing")
def last_batch_always_missing(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[i : i + batch_size] for i in range(0, n_samples - batch_size, batch_size)]


@wrong("my_batches", says="some rows come twice: batches overlap, and are longer than batch_size")
def batches_overlap_by_one(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[i : i + batch_size + 1] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="there is an empty batch")
def slice_that_ends_at_the_size(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[i:batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="the batches have the sizes [5, 5, 5, 4, 4]")
def dealt_like_cards(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    n_batches = -(-n_samples // batch_size)
    return [order[i::n_batches] for i in range(n_batches)]


@wrong("my_batches", says="the batches have the sizes [1, 1, 1, 1, 1, 1, 1, 1, ...]")
def single_rows(n_samples, batch_size, rng):
    return [np.array([row]) for row in rng.permutation(n_samples)]


@wrong("my_batches", says="your function returned None")
def batches_not_returned(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    batches = []
    for i in range(0, n_samples, batch_size):
        batches.append(order[i : i + batch_size])


@wrong("my_batches", says="row 0 always comes at the same place")
def first_row_stays(n_samples, batch_size, rng):
    order = np.concatenate([[0], 1 + rng.permutation(n_samples - 1)])
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="your function raised ValueError: cannot reshape array of size 23 into")
def reshaped_into_batches(n_samples, batch_size, rng):
    return list(rng.permutation(n_samples).reshape(-1, batch_size))


@wrong("my_batches", says="there is no row -1")
def last_batch_filled_with_minus_one(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    rest = -n_samples % batch_size
    order = np.append(order, np.full(rest, -1))
    return list(order.reshape(-1, batch_size))


# my_confusion_matrix


@right("my_confusion_matrix")
def counted_as_numbers(y_true, y_pred, n_classes):
    return np.bincount(n_classes * y_true + y_pred, minlength=n_classes**2).reshape(n_classes, n_classes)


@right("my_confusion_matrix")
def product_of_one_hot_rows(y_true, y_pred, n_classes):
    return np.eye(n_classes)[y_true].T @ np.eye(n_classes)[y_pred]


@right("my_confusion_matrix")
def numpy_add_at(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes))
    np.add.at(M, (y_true, y_pred), 1)
    return M


@wrong("my_confusion_matrix", says="transposed")
def rows_are_predictions(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        M[predicted, true] += 1
    return M


@wrong("my_confusion_matrix", says="np.add.at")
def counts_once(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    M[y_true, y_pred] += 1
    return M


@wrong("my_confusion_matrix", says="shares of a row")
def row_shares(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes))
    np.add.at(M, (y_true, y_pred), 1)
    return np.divide(M, M.sum(axis=1, keepdims=True), out=np.zeros_like(M), where=M.sum(axis=1, keepdims=True) > 0)


@wrong("my_confusion_matrix", says="use n_classes")
def classes_that_occur(y_true, y_pred, n_classes):
    k = max(np.max(y_true), np.max(y_pred)) + 1
    M = np.zeros((k, k), dtype=int)
    np.add.at(M, (y_true, y_pred), 1)
    return M


@wrong("my_confusion_matrix", says="only the right answers")
def diagonal_only(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for k in range(n_classes):
        M[k, k] = np.sum((y_true == k) & (y_pred == k))
    return M


@wrong("my_confusion_matrix", says="only the mistakes")
def mistakes_only(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        if true != predicted:
            M[true, predicted] += 1
    return M


@wrong("my_confusion_matrix", says="off by one")
def labels_minus_one(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        M[true - 1, predicted - 1] += 1
    return M


@wrong("my_confusion_matrix", says="calls sklearn")
def matrix_of_scikit_learn(y_true, y_pred, n_classes):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(y_true, y_pred, labels=range(n_classes))


@wrong("my_confusion_matrix", says="calls mlpkit.metrics")
def matrix_of_the_package(y_true, y_pred, n_classes):
    return mlpkit.confusion_matrix(y_true, y_pred, n_classes=n_classes)


@right("my_confusion_matrix")
def counts_for_every_pair(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes):
        for j in range(n_classes):
            M[i, j] = np.sum((y_true == i) & (y_pred == j))
    return M


@right("my_confusion_matrix")
def counter_of_pairs(y_true, y_pred, n_classes):
    from collections import Counter

    counts = Counter(zip(y_true.tolist(), y_pred.tolist()))
    return [[counts[i, j] for j in range(n_classes)] for i in range(n_classes)]


@wrong("my_confusion_matrix", says="these are shares of all samples")
def shares_of_all(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes))
    for t, p in zip(y_true, y_pred):
        M[t, p] += 1
    return M / len(y_true)


@wrong("my_confusion_matrix", says="these are percents of all samples")
def counts_in_percent(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes))
    for t, p in zip(y_true, y_pred):
        M[t, p] += 1
    return 100 * M / len(y_true)


@wrong("my_confusion_matrix", says="these are shares of a column")
def shares_of_a_column(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes))
    for t, p in zip(y_true, y_pred):
        M[t, p] += 1
    return M / np.maximum(M.sum(axis=0), 1)


@wrong("my_confusion_matrix", says="every cell is 1 at most")
def set_to_one(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for t, p in zip(y_true, y_pred):
        M[t, p] = 1
    return M


@wrong("my_confusion_matrix", says="every cell is 1 at most")
def whether_it_occurs(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=bool)
    M[y_true, y_pred] = True
    return M


@wrong("my_confusion_matrix", says="only the first sample is counted")
def first_pair_only(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for t, p in zip(y_true, y_pred):
        M[t, p] += 1
        return M


@wrong("my_confusion_matrix", says="the last sample is left out")
def last_pair_left_out(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(len(y_true) - 1):
        M[y_true[i], y_pred[i]] += 1
    return M


@wrong("my_confusion_matrix", says="the first sample is left out")
def first_pair_left_out(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(1, len(y_true)):
        M[y_true[i], y_pred[i]] += 1
    return M


@wrong("my_confusion_matrix", says="cannot reshape array of size")
def bincount_without_minlength(y_true, y_pred, n_classes):
    return np.bincount(n_classes * y_true + y_pred).reshape(n_classes, n_classes)


@wrong("my_confusion_matrix", says="only the true classes are counted, on the diagonal")
def true_classes_twice(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for t, _ in zip(y_true, y_pred):
        M[t, t] += 1
    return M


@wrong("my_confusion_matrix", says="only the answers are counted, on the diagonal")
def answers_twice(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(M, (y_pred, y_pred), 1)
    return M


@wrong("my_confusion_matrix", says="each pair is counted in both places, as")
def counted_in_both_places(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for t, p in zip(y_true, y_pred):
        M[t, p] += 1
        M[p, t] += 1
    return M


@wrong("my_confusion_matrix", says="there is a class too many")
def one_class_too_many(y_true, y_pred, n_classes):
    M = np.zeros((n_classes + 1, n_classes + 1), dtype=int)
    for t, p in zip(y_true, y_pred):
        M[t, p] += 1
    return M


@wrong("my_confusion_matrix", says="index 3 is out of bounds")
def one_class_too_few(y_true, y_pred, n_classes):
    M = np.zeros((n_classes - 1, n_classes - 1), dtype=int)
    for t, p in zip(y_true, y_pred):
        M[t, p] += 1
    return M


@wrong("my_confusion_matrix", says="that is the share of right answers of each class")
def accuracy_of_each_class(y_true, y_pred, n_classes):
    return np.array([np.mean(y_pred[y_true == k] == k) if (y_true == k).any() else 0 for k in range(n_classes)])


@wrong("my_confusion_matrix", says="a histogram needs the range of all classes")
def histogram_without_a_range(y_true, y_pred, n_classes):
    return np.histogram2d(y_true, y_pred, bins=n_classes)[0]


@wrong("my_confusion_matrix", says="counted from 1 on")
def starts_from_ones(y_true, y_pred, n_classes):
    M = np.ones((n_classes, n_classes), dtype=int)
    np.add.at(M, (y_true, y_pred), 1)
    return M


@wrong("my_confusion_matrix", says="all in one long row")
def one_row_of_counts(y_true, y_pred, n_classes):
    return np.bincount(n_classes * y_true + y_pred, minlength=n_classes**2)


@wrong("my_confusion_matrix", says="always ten classes")
def ten_classes_written_in(y_true, y_pred, n_classes):
    M = np.zeros((10, 10), dtype=int)
    np.add.at(M, (y_true, y_pred), 1)
    return M


@wrong("my_confusion_matrix", says="a number of 8 bits holds 255 at most")
def counts_in_single_bytes(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=np.uint8)
    np.add.at(M, (y_true, y_pred), 1)
    return M


@wrong("my_confusion_matrix", says="all rows are equal: the true class is ignored, or they are one list")
def rows_are_one_list(y_true, y_pred, n_classes):
    M = [[0] * n_classes] * n_classes
    for t, p in zip(y_true, y_pred):
        M[t][p] += 1
    return M


@wrong("my_confusion_matrix", says="nothing is counted")
def counted_in_a_copy(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    M[y_true][:, y_pred] += 1
    return M


@wrong("my_confusion_matrix", says="expected numbers, got {")
def dictionary_of_pairs(y_true, y_pred, n_classes):
    counts = {}
    for t, p in zip(y_true, y_pred):
        counts[t, p] = counts.get((t, p), 0) + 1
    return counts


@wrong("my_confusion_matrix", says="every column is the same: whole rows are counted up")
def add_at_whole_rows(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(M, y_true, 1)
    return M


@wrong("my_confusion_matrix", says="all rows are equal: the true class is ignored, or they are one list")
def only_the_answers_counted(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes):
        for j in range(n_classes):
            M[i, j] = np.sum(y_pred == j)
    return M


@wrong("my_confusion_matrix", says="or where and is meant: the true class is the row and the answer is")
def or_for_and(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes):
        for j in range(n_classes):
            M[i, j] = np.sum((y_true == i) | (y_pred == j))
    return M


@wrong("my_confusion_matrix", says="the last class is left out")
def last_class_not_visited(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes - 1):
        for j in range(n_classes - 1):
            M[i, j] = np.sum((y_true == i) & (y_pred == j))
    return M


# my_classifier


@right("my_classifier")
def training_loop_by_hand(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    W1, b1 = rng.normal(size=(784, 32)) * np.sqrt(2 / 784), np.zeros(32)
    W2, b2 = rng.normal(size=(32, 10)) * np.sqrt(2 / 32), np.zeros(10)
    for _ in range(15):
        order = rng.permutation(len(X_train))
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            X, y = X_train[rows], y_train[rows]
            A = np.maximum(X @ W1 + b1, 0)
            Z = A @ W2 + b2
            P = np.exp(Z - Z.max(axis=1, keepdims=True))
            P /= P.sum(axis=1, keepdims=True)
            P[np.arange(len(y)), y] -= 1
            D = (P @ W2.T) * (A > 0)
            W2, b2 = W2 - 0.1 * A.T @ P / len(y), b2 - 0.1 * P.mean(axis=0)
            W1, b1 = W1 - 0.1 * X.T @ D / len(y), b1 - 0.1 * D.mean(axis=0)
    return (np.maximum(X_new @ W1 + b1, 0) @ W2 + b2).argmax(axis=1)


@right("my_classifier")
def estimator_of_the_package(X_train, y_train, X_new, seed):
    from mlpkit.estimator import MLPClassifier

    model = MLPClassifier(hidden_layer_sizes=(32,), max_iter=15, random_state=seed)
    return model.fit(X_train, y_train).predict(X_new)


@wrong("my_classifier", says="hardly better than guessing")
def never_trained(X_train, y_train, X_new, seed):
    network = mlpkit.mlp([784, 32, 10], rng=np.random.default_rng(seed))
    return network.predict(X_new)


@wrong("my_classifier", says="it learns, but not enough")
def learning_rate_too_small(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.SGD(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=5, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_classifier", says="ten numbers an image")
def probabilities_returned(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    mlpkit.fit(
        network,
        mlpkit.SoftmaxCrossEntropy(),
        mlpkit.Adam(learning_rate=0.005),
        X_train,
        y_train,
        n_epochs=2,
        batch_size=32,
        rng=rng,
        progress=False,
    )
    return network.predict_proba(X_new)


@wrong("my_classifier", says="take all randomness from default_rng(seed)")
def seed_ignored(X_train, y_train, X_new, seed):
    rng = np.random.default_rng()
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=5, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_classifier", says="training images")
def answers_for_the_training_images(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=1, batch_size=32, rng=rng, progress=False)
    return network.predict(X_train)


@wrong("my_classifier", says="do images and labels stay together")
def shuffled_apart(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    X_train, y_train = rng.permutation(X_train), rng.permutation(y_train)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=3, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_classifier", says="the same label")
def the_commonest_label(X_train, y_train, X_new, seed):
    return np.full(len(X_new), np.bincount(y_train).argmax())


@wrong("my_classifier", says="data of its own")
def looks_up_the_labels(X_train, y_train, X_new, seed):
    (X, y), _, _ = mlpkit.datasets.load_mnist(n_val=0, n_train=20_000)
    known = {x.tobytes(): label for x, label in zip(X, y)}
    return np.array([known.get(x.tobytes(), 0) for x in X_new])


@wrong("my_classifier", says="off by one")
def labels_shifted_by_one(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.003)
    y_train = (y_train + 1) % 10
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=8, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_classifier", says="changed its input")
def centers_the_callers_images(X_train, y_train, X_new, seed):
    mean = X_train.mean(axis=0)
    X_train -= mean
    X_new -= mean
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=2, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@right("my_classifier")
def linear_network_with_adam(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.003)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=6, batch_size=32, rng=rng, progress=False)
    return network.forward(X_new).argmax(axis=1).tolist()


@wrong("my_classifier", says="these are the labels of the training images")
def labels_of_the_training_images(X_train, y_train, X_new, seed):
    return y_train[: len(X_new)]


@wrong("my_classifier", says="hardly better than guessing")
def random_answers(X_train, y_train, X_new, seed):
    return np.random.default_rng(seed).integers(0, 10, size=len(X_new))


@wrong("my_classifier", says="are labels taken for amounts?")
def line_through_the_labels(X_train, y_train, X_new, seed):
    w = np.linalg.lstsq(X_train, y_train, rcond=1e-3)[0]
    return np.clip(np.round(X_new @ w), 0, 9).astype(int)


@wrong("my_classifier", says="expected one label for each new image, shape")
def answers_in_a_column(X_train, y_train, X_new, seed):
    W = np.linalg.solve(X_train.T @ X_train + np.eye(784), X_train.T @ np.eye(10)[y_train])
    return (X_new @ W).argmax(axis=1).reshape(-1, 1)


@wrong("my_classifier", says="expected one label for each new image, shape")
def argmax_over_the_images(X_train, y_train, X_new, seed):
    W = np.linalg.solve(X_train.T @ X_train + np.eye(784), X_train.T @ np.eye(10)[y_train])
    return (X_new @ W).argmax(axis=0)


@wrong("my_classifier", says="these are ten numbers an image, such as logits or probabilities")
def answers_in_one_hot_rows(X_train, y_train, X_new, seed):
    W = np.linalg.solve(X_train.T @ X_train + np.eye(784), X_train.T @ np.eye(10)[y_train])
    return np.eye(10, dtype=int)[(X_new @ W).argmax(axis=1)]


@wrong("my_classifier", says="expected one label for each new image, shape")
def one_answer_for_all(X_train, y_train, X_new, seed):
    W = np.linalg.solve(X_train.T @ X_train + np.eye(784), X_train.T @ np.eye(10)[y_train])
    return int((X_new[0] @ W).argmax())


@wrong("my_classifier", says="your function returned None")
def answers_not_returned(X_train, y_train, X_new, seed):
    W = np.linalg.solve(X_train.T @ X_train + np.eye(784), X_train.T @ np.eye(10)[y_train])
    (X_new @ W).argmax(axis=1)


@wrong("my_classifier", says="write this one yourself, with NumPy")
def classifier_of_scikit_learn(X_train, y_train, X_new, seed):
    from sklearn.linear_model import RidgeClassifier

    return RidgeClassifier(random_state=seed).fit(X_train, y_train).predict(X_new)


@wrong("my_classifier", says="expected one label for each new image, shape")
def the_network_itself(X_train, y_train, X_new, seed):
    return mlpkit.mlp([784, 10], rng=np.random.default_rng(seed))


@wrong("my_classifier", says="these are the least probable labels")
def least_probable_class(X_train, y_train, X_new, seed):
    W = np.linalg.solve(X_train.T @ X_train + np.eye(784), X_train.T @ np.eye(10)[y_train])
    return (X_new @ W).argmin(axis=1)


@wrong("my_classifier", says="hardly better than guessing")
def twenty_images_only(X_train, y_train, X_new, seed):
    X, y = X_train[:60], y_train[:60]
    distances = ((X_new[:, None, :100] - X[None, :, :100]) ** 2).sum(axis=2)
    return y[distances.argmin(axis=1)]


@wrong("my_classifier", says="hardly better than guessing")
def only_the_new_images_scaled(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.SGD(learning_rate=0.01)
    mlpkit.fit(network, loss, optimizer, X_train / 255, y_train, n_epochs=2, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_batches", says="with n_samples=23 and batch_size=5: the last, short batch is missing")
def drops_the_rest(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n_samples // batch_size)]


@wrong(
    "my_batches",
    says="some rows come twice: draw without replacement, or shuffle once, and then cut",
)
def draws_with_replacement(n_samples, batch_size, rng):
    order = rng.integers(0, n_samples, size=n_samples)
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="with n_samples=20 and batch_size=5: there is an empty batch")
def an_empty_batch_at_the_end(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n_samples // batch_size + 1)]


@wrong("my_batches", says="every batch holds neighbors, shuffled only among themselves: shuffle before you cut")
def shuffles_within_neighbors_only(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    return [rng.permutation(rows[i : i + batch_size]) for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="the same generator state gives two different orders: take all randomness from rng")
def own_generator(n_samples, batch_size, rng):
    order = np.random.default_rng().permutation(n_samples)
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong(
    "my_batches",
    says="some rows come twice: draw without replacement, or shuffle once, and then cut",
)
def a_new_shuffle_for_each_batch(n_samples, batch_size, rng):
    return [rng.permutation(n_samples)[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@right("my_batches")
def np_split(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    rng.shuffle(rows)
    return np.split(rows, range(batch_size, n_samples, batch_size))


@right("my_batches")
def while_loop(n, size, rng):
    left = rng.permutation(n)
    dealt = []
    while left.size > 0:
        dealt.append(left[:size])
        left = left[size:]
    return dealt


@right("my_batches")
def one_by_one_argsort_of_random_keys(n_samples, batch_size, rng):
    batches = []
    for k, row in enumerate(np.argsort(rng.random(n_samples))):
        if k % batch_size == 0:
            batches.append([])
        batches[-1].append(row)
    return [np.array(rows) for rows in batches]
