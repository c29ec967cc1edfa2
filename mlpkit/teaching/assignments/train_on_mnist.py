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
    shapes = {"one image": (1, 3, 5), "images higher than wide": (4, 6, 2), "images wider than high": (3, 4, 7)}
    shapes |= {"square images": (int(rng.integers(5, 9)), 4, 4), "dark images": (2, 3, 4)}
    cases = {about: rng.integers(0, 250, size=shape).astype(np.uint8) for about, shape in shapes.items()}
    cases["square images"].flat[0] = 255
    cases["dark images"] //= 3
    return {about: (images,) for about, images in cases.items()}


def _pixel_mistakes(images: np.ndarray) -> Mistakes:
    n = len(images)
    rows = images.reshape(n, -1)
    return {
        "not scaled: 255 should become 1": rows,
        "divided by 256; the largest pixel is 255": rows / 256,
        "divided by 100; the largest pixel is 255": rows / 100,
        "divided by 255 twice": rows / 255 / 255,
        "1 is added first, in 8 bits, where 255 + 1 is 0; divide by 255": (rows + np.uint8(1)) / 256,
        "divided by the largest pixel of this batch; the scale must be the same for every batch": rows / images.max(),
        "each image is divided by its own largest pixel": rows / np.maximum(rows.max(axis=1, keepdims=True), 1),
        "scaled from the darkest to the brightest pixel; divide by 255": (rows - rows.min().astype(float))
        / np.ptp(rows),
        "mean and spread are taken out; only divide by 255": (rows - rows.mean()) / rows.std(),
        "scaled but not flattened: one row an image": images / 255,
        "every column is an image; it should be every row": rows.T / 255,
        "the pixels are read column by column; go row by row": images.transpose(0, 2, 1).reshape(rows.shape) / 255,
        "the images are upside down": images[:, ::-1].reshape(n, -1) / 255,
        "the images are mirrored": images[:, :, ::-1].reshape(n, -1) / 255,
        "the pixels of all images are mixed; reshape to (n, ...), not (..., n)": images.reshape(-1, n).T / 255,
        "the pixels of all images are mixed, and every column is an image": images.reshape(-1, n) / 255,
        "the images stand side by side; one row an image": np.hstack(list(images)) / 255,
        "the images stand below each other; one row an image": np.vstack(list(images)) / 255,
        "each line is averaged; keep every pixel": images.mean(axis=2) / 255,
        "cut off to whole numbers: // and a cast to integers leave only 0 and 1": rows // 255,
        "only black and white are left; keep the shades": rows > 127,
        "all images in one long row": images.reshape(-1) / 255,
        "black and white are swapped": 1 - rows / 255,
        "scaled to -1 ... 1; asked for is 0 ... 1": rows / 127.5 - 1,
    }


# my_batches(n_samples, batch_size, rng)


def _judge_batches(answer: Answer, rng: np.random.Generator) -> str:
    """Deal many times: what is random shows only then, and a right answer never shows it by chance."""
    for n, size in [(20, 5), (23, 5), (7, 30), (8, 1), (int(rng.integers(40, 60)), 7)]:
        seed = int(rng.integers(2**31))
        seeds = [seed, seed, *range(seed + 1, seed + 12)]
        deals = []
        for batches, problem in answer.attempts([(n, size, np.random.default_rng(which)) for which in seeds]):
            if problem == NOT_STARTED:
                return NOT_STARTED
            if problem.startswith("your function raised"):
                return f"{problem}. It was given n_samples={n}, batch_size={size}"
            problem = problem or _find_bad_batches(batches, n, size)
            if problem:
                return f"with n_samples={n} and batch_size={size}: {problem}"
            deals.append([np.asarray(batch).tolist() for batch in batches])
        if n >= 20 and (problem := _find_bad_order(deals)):
            return problem
    return ""


def _find_bad_order(deals: list[list[list[int]]]) -> str:
    """Return what is not random in the deals; the first two had the same generator."""
    orders = [[row for batch in deal for row in batch] for deal in deals]
    rows = range(len(orders[0]))
    if orders[0] != orders[1]:
        return "the same generator state gives two different orders: take all randomness from rng"
    if all(order == list(rows) for order in orders):
        return "the order is not random; shuffle before you cut"
    if all(order == orders[0] for order in orders):
        return "the order is always the same: rng is not used, or a seed is set inside"
    if all(max(batch) - min(batch) == len(batch) - 1 for deal in deals for batch in deal):
        if all(batch == sorted(batch) for deal in deals for batch in deal):
            return "neighbors stay together: shuffle the samples, not the batches"
        return "every batch holds neighbors, shuffled only among themselves: shuffle before you cut"
    if all(np.mean(np.diff(order) == 1) > 0.6 for order in orders):
        return "neighbors stay together: shuffle the samples, not where the batches begin"
    fixed = [row for row in rows if len({order.index(row) for order in orders}) == 1]
    return f"row {fixed[0]} always comes at the same place; shuffle all of them" if fixed else ""


def _find_bad_batches(batches: Any, n: int, size: int) -> str:
    """Return what is wrong with one deal of the samples."""
    if not isinstance(batches, (list, tuple)):
        hint = "; now cut it into batches" if isinstance(batches, np.ndarray) else ""
        return f"expected a list of index arrays; got {describe(batches)}{hint}"
    try:
        arrays = [np.asarray(batch) for batch in batches]
    except ValueError:
        return "a batch is no array of numbers"
    if any(array.ndim != 1 or (array.size and array.dtype.kind not in "iu") for array in arrays):
        return "a batch is a one-dimensional array of whole numbers: the rows to take"
    lengths = [len(array) for array in arrays]
    rows = np.concatenate(arrays) if arrays else np.array([], dtype=int)
    n_batches = -(-n // size)
    if sorted(rows.tolist()) == list(range(n)) and 0 not in lengths:  # each once
        if max(lengths) > size and lengths[:-1] == [size] * (len(lengths) - 1):
            return f"the last batch has {lengths[-1]} rows, more than batch_size; the rest is a batch of its own"
        if max(lengths) > size:
            return f"a batch has {max(lengths)} rows, more than batch_size"
        if lengths != [size] * (n // size) + [n % size] * (n % size > 0):
            few = " (as many batches as batch_size)" if len(lengths) == size != n_batches else ""
            shown = str(lengths) if len(lengths) < 9 else f"{str(lengths[:8])[:-1]}, ...]"
            return f"the batches have the sizes {shown}{few}; all but the last should be full"
        return ""
    if 0 in lengths:
        return "there is an empty batch"
    if rows.size and rows.min() == 1 and rows.max() == n:
        return "rows are counted from 0 to n_samples - 1; yours from 1"
    if lengths == [2] * n_batches != [size] and all(pair[0] % size == 0 for pair in arrays):
        return "these are where the batches begin and end; return the shuffled rows between"
    if rows.size and (rows.min() < 0 or rows.max() >= n):
        return f"there is no row {int(rows.max() if rows.max() >= n else rows.min())}; rows go from 0 to n_samples - 1"
    if len(np.unique(rows)) < len(rows):
        if len(arrays) > n_batches:
            return "some rows come twice: batches overlap, since they begin too close to each other"
        if max(lengths) > size:
            return "some rows come twice: batches overlap, and are longer than batch_size"
        if len(rows) > n:
            return "the last batch is filled up with rows that came before; let it be short"
        return "some rows come twice: draw without replacement, or shuffle once, and then cut"
    if len(arrays) < n_batches and len(rows) < n:
        if len(arrays) == 1:
            return "only the first batch is returned; does a loop end too early?"
        return "the last, short batch is missing" if n % size else "the last batch is missing"
    return f"{n - len(rows)} rows never come"


# my_confusion_matrix(y_true, y_pred, n_classes)


def _confusion_matrix(y_true: Labels, y_pred: Labels, n_classes: int) -> np.ndarray:
    M = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred, strict=True):
        M[true, predicted] += 1
    return M


def _confusion_cases(rng: np.random.Generator) -> Cases:
    """Several samples in a cell; and but for the cases named otherwise a last class that nobody has or predicts."""
    sizes = {"one sample": (1, 3), "a last class that never occurs": (30, 3), "five classes": (60, 5)}
    sizes |= {"every class occurs": (40, 4), "two classes": (30, 2), "ten classes and more": (80, 12)}
    sizes |= {"more than 255 samples in a cell": (900, 3)}
    cases = {}
    for about, (n, k) in sizes.items():
        present = k if about in ("every class occurs", "two classes") else k - 1
        y_true, y_pred = rng.integers(0, present, size=n), rng.integers(0, present, size=n)
        if n > 1:
            y_true[:5], y_pred[:5] = 0, 1
            y_true[5:9], y_pred[5:9] = 1, 1
            y_true[9:11], y_pred[9:11] = present - 1, (present - 1, 0)
            y_true[11:13], y_pred[11:13] = (present - 1, 0), (0, present - 1)
        if n == 900:
            y_true[13:500], y_pred[13:500] = 1, 0
        cases[about] = (y_true, y_pred, k)
    return cases


def _confusion_mistakes(y_true: Labels, y_pred: Labels, n_classes: int) -> Mistakes:
    M = _confusion_matrix(y_true, y_pred, n_classes)
    present = int(max(y_true.max(), y_pred.max())) + 1
    of_true, of_pred = M.sum(axis=1, keepdims=True), M.sum(axis=0)
    inner = np.arange(n_classes) < n_classes - 1
    equal_rows = np.tile(of_pred, (n_classes, 1))
    return {
        "transposed: rows are the true class, columns the predicted one": M.T,
        "every cell is 1 at most; M[y_true, y_pred] += 1 counts repeated pairs once (np.add.at counts them all)": M > 0,
        "these are shares of a row; asked for are counts": M / np.maximum(of_true, 1),
        "these are shares of a column; asked for are counts": M / np.maximum(of_pred, 1),
        "these are shares of all samples; asked for are counts": M / len(y_true),
        "these are percents of all samples; asked for are counts": 100 * M / len(y_true),
        "a class that does not occur has a row and a column, too: use n_classes": M[:present, :present],
        "only the right answers are counted; the mistakes belong off the diagonal": np.diag(np.diag(M)),
        "only the mistakes are counted; the diagonal is empty": M * (1 - np.eye(n_classes)),
        "only the true classes are counted, on the diagonal; the column is the answer": np.diag(of_true[:, 0]),
        "only the answers are counted, on the diagonal; the row is the true class": np.diag(of_pred),
        "all rows are equal: the true class is ignored, or they are one list ([[0] * n] * n)": equal_rows,
        "every column is the same: whole rows are counted up": np.tile(of_true, n_classes),
        "each pair is counted in both places, as (true, answer) and (answer, true)": M + M.T,
        "or where and is meant: the true class is the row and the answer is the column": of_true + of_pred - M,
        "counted from 1 on; start from zeros": M + 1,
        "nothing is counted; M[rows][columns] += 1 changes a copy": 0 * M,
        "there is a class too many; classes are 0 ... n_classes - 1": np.pad(M, (0, 1)),
        "always ten classes; use n_classes": np.pad(M, (0, 10 - n_classes)) if n_classes <= 10 else None,
        "that is the share of right answers of each class": np.diag(M) / np.maximum(of_true[:, 0], 1),
        "a number of 8 bits holds 255 at most; count in a larger dtype": M.astype(np.uint8),
        "the last class is left out": M * inner * inner[:, None],
        "a histogram needs the range of all classes": np.histogram2d(y_true, y_pred, bins=n_classes)[0],
        "the last sample is left out": _confusion_matrix(y_true[:-1], y_pred[:-1], n_classes),
        "the first sample is left out": _confusion_matrix(y_true[1:], y_pred[1:], n_classes),
        "only the first sample is counted": _confusion_matrix(y_true[:1], y_pred[:1], n_classes),
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
    data = sorted(name for name in answer.borrowed if name.startswith("mlpkit.datasets"))
    if data and not problem:
        return f"it loads data of its own ({data[0]}); learn from X_train and y_train only"
    problem = problem or _find_bad_labels(result, y[N_TRAIN:], digits[N_TRAIN:], y[:N_TRAIN])
    if problem:
        return problem
    [(again, problem)] = answer.attempts([given])
    if not problem and not np.array_equal(again, result):
        return "called twice with the same seed, it gives different answers: take all randomness from default_rng(seed)"
    return problem


def _find_bad_labels(result: Any, y_new: Labels, digits: Labels, y_train: Labels) -> str:
    """Return what is wrong with the labels of the new images."""
    try:
        labels = np.asarray(result)
    except ValueError:
        return "expected one label for each new image"
    if labels.shape == (len(y_new), 10):
        return "these are ten numbers an image, such as logits or probabilities; return the label of the largest"
    if labels.shape == (len(y_train),):
        return "these are answers for the training images; answer for X_new"
    if labels.shape != y_new.shape:
        hint = ". Is an argmax taken along the wrong axis?" if labels.shape == (10,) else ""
        return f"expected one label for each new image, shape {y_new.shape}; got {describe(result)}{hint}"
    if labels.dtype.kind not in "iuf":
        return f"labels are whole numbers; got {describe(result)}"
    if len(np.unique(labels)) == 1:
        return "every image gets the same label. Was the network trained, and do images and labels stay together?"
    if np.array_equal(labels, y_train[: len(labels)]):
        return "these are the labels of the training images; answer for X_new"
    accuracy = float(np.mean(labels == y_new))
    if accuracy >= ENOUGH:
        return ""
    if max(np.mean((labels + 1) % 10 == y_new), np.mean((labels - 1) % 10 == y_new)) >= ENOUGH:
        return "labels off by one"
    if np.mean(labels[::-1] == y_new) >= ENOUGH:
        return "the answers come in the reverse order of the images"
    if np.mean(labels == digits) >= 0.7:
        return "it knows digits from somewhere else; the check renames them, so that it must learn from y_train"
    if accuracy < 0.02:
        return "these are the least probable labels; the largest number wins"
    near = float(np.mean(np.maximum(4 - np.abs(labels - y_new), 0))) - 2 * accuracy
    if accuracy < 0.4 and near > 1.67:  # a line through the labels: 1.70 to 2.11 in 80 runs; few images: up to 1.65
        return "often near, seldom right: are labels taken for amounts? They are names; give each class its output"
    if accuracy < 0.25:
        return (
            f"{accuracy:.0%} of the new images are right, hardly better than guessing. Was the network trained, do "
            "images and labels stay together, are X_train and X_new scaled alike, and does the order of the answers "
            "fit the images? Does it see all training images?"
        )
    return (
        f"{accuracy:.0%} of the new images are right, and {ENOUGH:.0%} are needed: it learns, but not enough. "
        "Look at the training loss: more epochs, or another learning rate? And does it see all training images?"
    )


TASKS = {
    "my_pixels": Task(3, comparison(_pixels, _pixel_cases, _pixel_mistakes)),
    "my_batches": Task(4, _judge_batches),
    "my_confusion_matrix": Task(4, comparison(_confusion_matrix, _confusion_cases, _confusion_mistakes)),
    "my_classifier": Task(7, _judge_classifier, may_use=("mlpkit.",), n_rounds=1),
}
