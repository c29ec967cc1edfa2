"""Any set of small pictures from a file or folder: what is there is seen from its content, and said in a sentence."""

import math
import os
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from mlpkit._machinery.arguments import Array, Labels, as_int, dtype_or_description, require_finite
from mlpkit.datasets.finding import CHUNK, Found, find

Part = tuple[Array, Labels]
"""Images and their labels."""

SPLIT_SEED = 0


class ImageSet(NamedTuple):
    """What :func:`load_images` returns: three parts, each images and labels, and what the labels stand for."""

    train: Part
    val: Part
    test: Part
    class_names: list[str]


def load_images(
    path: str | os.PathLike[str] | Mapping[str, Any],
    *,
    n_train: int | None = None,
    n_val: int | None = None,
    dtype: DTypeLike = np.float32,
    flatten: bool = True,
) -> ImageSet:
    """Load a set of small pictures from the disk, right way up, and print what was found and done.

    Parameters
    ----------
    path : str or path, or mapping
        A folder or a file of a set in one of the forms below; where a folder holds several sets, one of its files.
        Or what scikit-learn's ``load_digits`` and ``fetch_openml`` return.
    n_train : int, optional
        How many images to train with; by default all that validation leaves.
    n_val : int, optional
        How many of the training images to put aside for validation; by default a sixth, or what the set itself has
        for it.
    dtype : dtype, default float32
        Floating-point type of the pixels; or uint8, which keeps bytes from 0 to 255 as they are, in a quarter of the
        memory: ``ScaledBytes(X)`` trains on them.
    flatten : bool, default True
        Whether each image becomes one row of pixels, or stays a (height, width) picture, in color with a third axis.

    Returns
    -------
    ImageSet
        ``train, val, test, class_names``. Each part is a pair ``(X, y)``: pixels from 0 to 1, shape
        (n_samples, n_pixels), and classes from 0 on as integers, shape (n_samples,), or None where the set has images
        without labels. A part that the set does not have is empty. ``class_names[k]`` is what class k stands for.

    Raises
    ------
    FileNotFoundError
        If there is no set; the message says what was looked for.
    ValueError
        If a file is damaged, if images and labels do not fit, or if several sets are there.
    TypeError
        If an argument is of the wrong kind.

    Warns
    -----
    InputWarning
        If some of many pictures are damaged: they are left out, counted and named.

    Notes
    -----
    ================ ================================================ ==============================================
    set              files                                            what is done
    ================ ================================================ ==============================================
    MNIST, Fashion   four IDX files, gzipped or not; torchvision's
                     folders; Keras's ``.npz`` or folder; CSV
    EMNIST [1]_      ``emnist-letters-train-images-idx3-ubyte.gz``    turned upright; letters are numbered from 0;
                     and so on, or ``.mat``                           class names from the mapping
    KMNIST, K49      ``kmnist-train-imgs.npz``                        class names from ``…_classmap.csv``
    QMNIST [2]_      ``qmnist-train-labels-idx2-int.gz``              the first of eight columns is the class
    Digit Recognizer ``train.csv``, ``test.csv``                      the test set has no labels
    MedMNIST         ``pathmnist.npz``                                its own validation images
    Hugging Face     Parquet, with packed pictures or rows of pixels  gray; dark ink on bright paper is inverted
    pictures         a folder a class, or such in ``train``, ``test`` the same; photos are turned as they were held
    ================ ================================================ ==============================================

    Nothing is downloaded. A draw is the same at every call, on every computer, and stratified, as in
    :func:`load_mnist`. Which way up pictures are, and whether ink is bright, nobody can know of every set: look at
    some. A table without names has its class in the first or the last column, whichever repeats itself more; one with
    a square number of columns is images alone. Values up to 16 are taken for such only if they are whole and of 8 by 8
    pixels, as scikit-learn's digits: elsewhere they are refused, since they may be dark ones of 255.

    References
    ----------
    .. [1] Cohen, Afshar, Tapson and van Schaik (2017), "EMNIST: an extension of MNIST to handwritten letters".
    .. [2] Yadav and Bottou (2019), "Cold case: the lost MNIST digits".
    """
    found = find(path)
    parts, sentence = prepared(found, n_train=n_train, n_val=n_val, dtype=dtype, flatten=flatten, name="load_images")
    print(sentence)
    return parts


def prepared(
    found: Found, *, n_train: int | None, n_val: int | None, dtype: DTypeLike, flatten: bool, name: str
) -> tuple[ImageSet, str]:
    """Give the classes numbers, draw validation images, and scale the pixels; say what was done."""
    pixel_type = dtype_or_description(dtype)
    if isinstance(pixel_type, str) or (pixel_type.kind != "f" and pixel_type != np.uint8):
        raise TypeError(
            f"{name}: dtype must be a floating-point type, because pixels lie between 0 and 1, or uint8; "
            f"got {pixel_type}. Hint: dtype=np.float32"
        )
    what = f"{name}: {found.what}"
    images, labels = found.images, _as_whole(found.labels)
    if not len(images["train"]):
        raise ValueError(f"{what} has no images to train with. Hint: was it copied whole?")
    classes = np.unique(labels["train"])
    if len(classes) < 2:
        hint = "Hint: look at what was read as labels"
        raise ValueError(f"{what} has one class, {classes[0]}; expected two or more. {hint}")
    numbers: dict[str, Any] = {part: _numbered(labels.get(part), classes, what) for part in images}
    for part, pictures in images.items():
        n_labels, size = len(pictures) if numbers[part] is None else len(numbers[part]), pictures.shape[1:]
        if n_labels != len(pictures) or size != images["train"].shape[1:]:
            raise ValueError(
                f"{what} has {len(pictures)} {part} images of {size} pixels and {n_labels} labels; "
                f"expected as many, and the size of the training images, {images['train'].shape[1:]}. "
                "Hint: are these files of two different sets?"
            )
    divisors = {_divisor(pictures, pixel_type, what) for pictures in images.values() if len(pictures)}
    if len(divisors) > 1:
        hint = "Hint: save all parts on one scale"
        raise ValueError(f"{what} has pixels up to {sorted(divisors)}; expected one scale. {hint}")
    divisor = divisors.pop()
    if "val" in images and n_val is not None:
        raise ValueError(f"{what} has validation images of its own. Hint: leave out n_val={n_val}")
    y = numbers["train"]
    n_val = 0 if "val" in images else len(y) // 6 if n_val is None else n_val
    train_rows, val_rows = stratified_split(y, n_train=n_train, n_val=n_val, name=name)
    val = images["train"][val_rows], y[val_rows]
    test = val[0][:0], y[:0]
    stored = {"val": val, "test": test} | {part: (images[part], numbers[part]) for part in images}
    stored["train"] = _kept(images["train"], train_rows), y[train_rows]
    names = [found.names.get(label, str(label)) for label in classes.tolist()]
    sentence = _sentence(found, stored, divisor, pixel_type, names)
    made = {part: (_as_pixels(X, divisor, pixel_type, flatten=flatten), y) for part, (X, y) in stored.items()}
    return ImageSet(made["train"], made["val"], made["test"], names), sentence


def _as_whole(labels: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return classes that are whole numbers in all parts, as floats or as text, as integers, so that 10 follows 9."""
    try:
        numbers = {part: stored.astype(np.float64) for part, stored in labels.items()}
    except (TypeError, ValueError):
        return labels
    is_whole = all((stored % 1 == 0).all() for stored in numbers.values())
    return {part: stored.astype(np.int64) for part, stored in numbers.items()} if is_whole else labels


def _numbered(labels: np.ndarray | None, classes: np.ndarray, name: str) -> Labels | None:
    """Return labels as their places among the classes."""
    if labels is None:
        return None
    if unknown := sorted({*np.unique(labels).tolist()} - {*classes.tolist()}, key=str):
        raise ValueError(f"{name} has labels that the training images do not have: {unknown[:5]}")
    return np.searchsorted(classes, labels)


def _divisor(pictures: np.ndarray, dtype: np.dtype, what: str) -> int:
    """Return the largest value that a pixel can have, seen from those that are there; refuse what nobody can know.

    Bytes that all are below 17 would be nearly black; numbers from 0 to 16 are scikit-learn's digits, 8 by 8, alone.
    """
    require_finite(pictures, name=f"{what}, in its pixels,")
    lowest, highest = pictures.min(), pictures.max()
    is_small = pictures.shape[1:] == (8, 8) and (pictures[:CHUNK] % 1 == 0).all()
    tops = {1: 0, 16: 1 if is_small else 16, 255: 16, 65_535: 4_096}  # the largest value, and below what it is too dark
    divisor = next((top for top, too_dark in tops.items() if too_dark < highest <= top), 0 if highest else 1)
    if lowest < 0 or not divisor:
        hint = "Hint: save them from 0 to 1: (images - lowest) / (highest - lowest), with what a pixel can be at most"
        raise ValueError(
            f"{what} has pixels from {lowest:g} to {highest:g}; expected 0 to 1, or to 255 and not all dark. {hint}"
        )
    if dtype == np.uint8 and not (pictures.dtype == np.uint8 and divisor == 255):
        raise ValueError(
            f"{what} has pixels from 0 to {divisor} as {pictures.dtype}; expected bytes from 0 to 255 for uint8. "
            "Hint: dtype=np.float32"
        )
    return divisor


def _kept(pictures: np.ndarray, rows: Labels) -> np.ndarray:
    """Return the pictures in these rows, in increasing order, moved to the front of their own memory."""
    for start in range(0, len(rows), CHUNK):
        stop = min(start + CHUNK, len(rows))
        pictures[start:stop] = pictures[rows[start:stop]]
    return pictures[: len(rows)]


def _as_pixels(pictures: np.ndarray, divisor: int, dtype: np.dtype, *, flatten: bool) -> Array:
    """Return pictures with values from 0 to 1, or as bytes, as rows if ``flatten``."""
    X = pictures if dtype == np.uint8 else np.divide(pictures, divisor, dtype=dtype)
    return X.reshape(len(X), math.prod(X.shape[1:])) if flatten else X


def _sentence(found: Found, parts: dict[str, Part], divisor: int, dtype: np.dtype, names: list[str]) -> str:
    """Say what was found and done."""
    pictures, n_val, (test, y_test) = parts["train"][0], len(parts["val"][0]), parts["test"]
    size = " × ".join(map(str, pictures.shape[1:3])) + (" pixels in color" if pictures.ndim == 4 else " pixels")
    scale = "as they are" if divisor == 1 else "kept as bytes" if dtype == np.uint8 else f"divided by {divisor}"
    own = " of its own" if "val" in found.images else ""
    blind = " (without labels)" if y_test is None else ""
    shown = ", ".join(names if len(names) <= 10 else [*names[:3], "…", names[-1]])
    return "; ".join(
        [
            f"{found.what}: {len(pictures):,} images to train with, {n_val:,}{own} for validation, "
            f"{len(test):,}{blind} to test with",
            f"{size} from 0 to {divisor}, {scale}",
            *dict.fromkeys(found.notes),
            f"{len(names)} classes: {shown}",
        ]
    )


def stratified_split(labels: Labels, *, n_train: int | None, n_val: int, name: str) -> tuple[Labels, Labels]:
    """Return the row numbers, in increasing order, of the images for training and for validation."""
    n_val = as_int(n_val, name=f"{name}: n_val", minimum=0)
    n_train = n_train if n_train is None else as_int(n_train, name=f"{name}: n_train", minimum=1)
    n_samples = len(labels)
    if n_val >= n_samples:
        raise ValueError(
            f"{name}: n_val={n_val} of {n_samples} training images leaves none to train with; "
            f"expected n_val < {n_samples}. Hint: n_val={n_samples // 6} is the share usual for MNIST"
        )
    n_train = n_samples - n_val if n_train is None else n_train
    if n_train > n_samples - n_val:
        raise ValueError(
            f"{name}: n_train={n_train} is more than there is: {n_samples} training images less "
            f"n_val={n_val} make {n_samples - n_val}. Hint: a smaller n_val leaves more to train with"
        )
    # A bit generator's raw numbers stay the same in every version of NumPy; a Generator's may not.
    shuffled = np.argsort(np.random.PCG64(SPLIT_SEED).random_raw(n_samples))
    # Let each class walk from 0 to 1 in equal steps. Sorted by how far they are, all classes advance at the
    # same pace, so that every stretch of the sequence has the proportions of the whole.
    progress = np.empty(n_samples)
    for label in np.unique(labels):
        members = shuffled[labels[shuffled] == label]
        progress[members] = (np.arange(len(members)) + 0.5) / len(members)
    sequence = np.argsort(progress, kind="stable")
    return np.sort(sequence[n_val : n_val + n_train]), np.sort(sequence[:n_val])
