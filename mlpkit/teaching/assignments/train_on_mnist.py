"""Assignment 04: pixels, mini-batches, a confusion matrix, and a classifier that is judged on images it never saw."""

import functools
from typing import Any

import numpy as np

from mlpkit._machinery.arguments import Array, Labels, describe
from mlpkit.datasets import load_mnist
from mlpkit.teaching.assignments.calls import Answer
from mlpkit.teaching.assignments.judging import Cases, Mistakes, Task, comparison
from mlpkit.teaching.comparing import NOT_STARTED

# my_pixels(images)


def _pixels(images: np.ndarray) -> Array:
    return np.array([[float(pixel) / 255 for row in image for pixel in row] for image in images])


def _pixel_cases(rng: np.random.Generator) -> Cases:
    """Images that are higher than wide or wider than high, without and with a pixel of 255."""
    shapes = [(1, 3, 5), (4, 6, 2), (3, 2, 2), (int(rng.integers(5, 9)), 4, 7)]
    cases = [rng.integers(0, 250, size=shape).astype(np.uint8) for shape in shapes]
    cases[-1].flat[0] = 255
    return [(images,) for images in cases]


def _pixel_mistakes(images: np.ndarray) -> Mistakes:
    rows = images.reshape(len(images), -1)
    return {
        "not scaled: 255 should become 1": rows,
        "divided by 256; the largest pixel is 255": rows / 256,
        "divided by the largest pixel of this batch; the scale must be the same for every batch": rows / images.max(),
        "scaled but not flattened: one row an image": images / 255,
        "every column is an image; it should be every row": rows.T / 255,
        "the pixels are read column by column; go row by row, as reshape does": (
            images.transpose(0, 2, 1).reshape(rows.shape) / 255
        ),
        "whole-number division: // leaves only 0 and 1": rows // 255,
        "all images in one long row": images.reshape(-1) / 255,
        "black and white are swapped": 1 - rows / 255,
        "scaled to -1 ... 1; asked for is 0 ... 1": rows / 127.5 - 1,
    }


# my_batches(n_samples, batch_size, rng)


def _judge_batches(answer: Answer, rng: np.random.Generator) -> str:
    orders = []
    for n, size in [(20, 5), (23, 5), (7, 30), (int(rng.integers(40, 60)), 7)]:
        seed = int(rng.integers(2**31))
        runs = []
        calls = [(n, size, np.random.default_rng(which)) for which in (seed, seed, seed + 1)]
        for batches, problem in answer.attempts(calls):
            if problem == NOT_STARTED:
                return NOT_STARTED
            if problem.startswith("your function raised"):
                return f"{problem}. It was given n_samples={n}, batch_size={size}"
            problem = problem or _find_bad_batches(batches, n, size)
            if problem:
                return f"with n_samples={n} and batch_size={size}: {problem}"
            runs.append(np.concatenate([np.asarray(batch) for batch in batches]).tolist())
        if runs[0] != runs[1]:
            return "the same generator state gives two different orders: take all randomness from rng"
        orders.append((runs[0], runs[2]))
    if all(first == sorted(first) for first, _ in orders):
        return "the order is not random; shuffle before you cut"
    if all(first == second for first, second in orders):
        return "the order is always the same: rng is not used, or a seed is set inside"
    if all(_only_batches_are_shuffled(first) for first, _ in orders if len(first) > 7):
        return "neighbors stay together: shuffle the samples, not the batches"
    return ""


def _find_bad_batches(batches: Any, n: int, size: int) -> str:
    """Return what is wrong with one deal of the samples."""
    if not isinstance(batches, (list, tuple)):
        return f"expected a list of index arrays; got {describe(batches)}"
    try:
        arrays = [np.asarray(batch) for batch in batches]
    except ValueError:
        return "a batch is no array of numbers"
    if any(array.ndim != 1 or (array.size and array.dtype.kind not in "iu") for array in arrays):
        return "a batch is a one-dimensional array of whole numbers: the rows to take"
    lengths = [len(array) for array in arrays]
    rows = np.concatenate(arrays) if arrays else np.array([], dtype=int)
    if 0 in lengths:
        return "there is an empty batch"
    if rows.size and rows.min() == 1 and rows.max() == n:
        return "rows are counted from 0 to n_samples - 1; yours from 1"
    if rows.size and (rows.min() < 0 or rows.max() >= n):
        return f"there is no row {int(rows.max() if rows.max() >= n else rows.min())}"
    if len(np.unique(rows)) < len(rows) and len(rows) > n:
        return "the last batch is filled up with rows that came before; let it be short"
    if len(np.unique(rows)) < len(rows):
        return "some rows come twice: draw without replacement, or shuffle and cut"
    if len(rows) < n:
        n_lost = n - len(rows)
        rest = n_lost == n % size
        return "the last, short batch is missing" if rest else f"{n_lost} rows never come"
    if max(lengths) > size:
        return f"a batch has {max(lengths)} rows, more than batch_size"
    if lengths != [size] * (n // size) + ([n % size] if n % size else []):
        return f"the batches have the sizes {lengths}; all but the last should be full"
    return ""


def _only_batches_are_shuffled(order: list[int]) -> bool:
    """Return whether nearly every row is followed by its neighbor."""
    return float(np.mean(np.diff(order) == 1)) > 0.6


# my_confusion_matrix(y_true, y_pred, n_classes)


def _confusion_matrix(y_true: Labels, y_pred: Labels, n_classes: int) -> np.ndarray:
    M = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred, strict=True):
        M[true, predicted] += 1
    return M


def _confusion_cases(rng: np.random.Generator) -> Cases:
    """Several samples in a cell, and a last class that nobody has and nobody predicts."""
    cases = []
    for n, k in [(1, 3), (30, 3), (60, 5), (int(rng.integers(40, 90)), int(rng.integers(4, 8)))]:
        y_true, y_pred = rng.integers(0, k - 1, size=n), rng.integers(0, k - 1, size=n)
        if n > 1:
            y_true[:5], y_pred[:5] = 0, 1
            y_true[5:9], y_pred[5:9] = 1, 1
        cases.append((y_true, y_pred, k))
    return cases


def _confusion_mistakes(y_true: Labels, y_pred: Labels, n_classes: int) -> Mistakes:
    M = _confusion_matrix(y_true, y_pred, n_classes)
    present = int(max(y_true.max(), y_pred.max())) + 1
    return {
        "transposed: rows are the true class, columns the predicted one": M.T,
        "every cell is 1 at most; M[y_true, y_pred] += 1 counts repeated pairs once (np.add.at counts them all)": M > 0,
        "these are shares of a row; asked for are counts": M / np.maximum(M.sum(axis=1, keepdims=True), 1),
        "these are shares of all samples; asked for are counts": M / len(y_true),
        "a class that does not occur has a row and a column, too: use n_classes": M[:present, :present],
        "only the right answers are counted; the mistakes belong off the diagonal": np.diag(np.diag(M)),
        "only the mistakes are counted; the diagonal is empty": M * (1 - np.eye(n_classes)),
        "the last sample is left out": _confusion_matrix(y_true[:-1], y_pred[:-1], n_classes),
        "the first sample is left out": _confusion_matrix(y_true[1:], y_pred[1:], n_classes),
        "labels off by one: class 0 is row 0": np.roll(M, (1, 1), axis=(0, 1)),
        "labels off by one: class 0 is the first row": np.roll(M, (-1, -1), axis=(0, 1)),
    }


# my_classifier(X_train, y_train, X_new, seed)

N_TRAIN, N_NEW, ENOUGH = 2000, 1000, 0.8


@functools.cache
def _images() -> tuple[Array, Labels]:
    (X, y), _, _ = load_mnist(n_val=0, n_train=20_000)
    return X, y


def _judge_classifier(answer: Answer, rng: np.random.Generator) -> str:
    """Train on images drawn just now, with the names of the digits permuted, and ask about images never seen."""
    X, y = _images()
    rows, names = rng.permutation(len(y))[: N_TRAIN + N_NEW], rng.permutation(10)
    X, digits = X[rows], y[rows]
    y = names[digits]  # what only a classifier that learns from y_train can know
    seed = int(rng.integers(1000))
    given = X[:N_TRAIN], y[:N_TRAIN], X[N_TRAIN:], seed
    [(result, problem)] = answer.attempts([given])
    if not problem:
        [(again, problem)] = answer.attempts([given])
    if problem:
        return problem
    data = sorted(name for name in answer.borrowed if name.startswith("mlpkit.datasets"))
    if data:
        return f"it loads data of its own ({data[0]}); learn from X_train and y_train only"
    return _find_bad_labels(result, again, y[N_TRAIN:], digits[N_TRAIN:], y[:N_TRAIN])


def _find_bad_labels(result: Any, again: Any, y_new: Labels, digits: Labels, y_train: Labels) -> str:
    """Return what is wrong with the labels of the new images."""
    try:
        labels, again = np.asarray(result), np.asarray(again)
    except ValueError:
        return "expected one label for each new image"
    if labels.shape == (len(y_new), 10):
        return "these are ten numbers an image, such as logits or probabilities; return the label of the largest"
    if labels.shape == (len(y_train),):
        return "these are answers for the training images; answer for X_new"
    if labels.shape != y_new.shape:
        return f"expected one label for each new image, shape {y_new.shape}; got {describe(result)}"
    if labels.dtype.kind not in "iuf":
        return f"labels are whole numbers; got {describe(result)}"
    if len(np.unique(labels)) == 1:
        return "every image gets the same label. Was the network trained, and do images and labels stay together?"
    if not np.array_equal(labels, again):
        return "called twice with the same seed, it gives different answers: take all randomness from default_rng(seed)"
    accuracy = float(np.mean(labels == y_new))
    if accuracy >= ENOUGH:
        return ""
    if max(np.mean((labels + 1) % 10 == y_new), np.mean((labels - 1) % 10 == y_new)) >= ENOUGH:
        return "labels off by one"
    if np.mean(labels[::-1] == y_new) >= ENOUGH:
        return "the answers come in the reverse order of the images"
    if np.mean(labels == digits) >= 0.7:
        return "it knows digits from somewhere else; the check renames them, so that it must learn from y_train"
    if accuracy < 0.25:
        return (
            f"{accuracy:.0%} of the new images are right, hardly better than guessing. Was the network trained, do "
            "images and labels stay together, and does the order of the answers fit the images?"
        )
    return (
        f"{accuracy:.0%} of the new images are right, and {ENOUGH:.0%} are needed: it learns, but not enough. "
        "Look at the training loss: more epochs, or another learning rate?"
    )


TASKS = {
    "my_pixels": Task(3, comparison(_pixels, cases=_pixel_cases, mistakes=_pixel_mistakes)),
    "my_batches": Task(4, _judge_batches),
    "my_confusion_matrix": Task(4, comparison(_confusion_matrix, cases=_confusion_cases, mistakes=_confusion_mistakes)),
    "my_classifier": Task(7, _judge_classifier, may_use=("mlpkit.", "sklearn.", "scipy."), n_rounds=1),
}
