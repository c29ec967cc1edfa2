"""MNIST: 70,000 handwritten digits, whole and inside the package."""

import os
from functools import cache

import numpy as np
from numpy.typing import DTypeLike

from mlpkit._machinery.arguments import as_path
from mlpkit.datasets.finding import MNIST, Found, find
from mlpkit.datasets.images import Part, load_images, prepared


def load_mnist(
    data_dir: str | os.PathLike[str] | None = None,
    *,
    n_train: int | None = None,
    n_val: int = 10_000,
    dtype: DTypeLike = np.float32,
    flatten: bool = True,
) -> tuple[Part, Part, Part]:
    """Load MNIST as three parts: to train with, to choose by (validation), and to test with once, at the end.

    Parameters
    ----------
    data_dir : str or path, optional
        Where to read; by default the copy of MNIST inside mlpkit. Another set of ten classes is read by
        :func:`load_images`, which says in which files it may come, and prints what it has found.
    n_train : int, optional
        How many images to train with; by default all that validation leaves.
    n_val : int, default 10_000
        How many of the training images to put aside for validation; 0 for none.
    dtype : dtype, default float32
        Floating-point type of the pixels.
    flatten : bool, default True
        Whether each image becomes one row of pixels, or stays a (height, width) picture.

    Returns
    -------
    train, val, test : tuple of (numpy.ndarray, numpy.ndarray)
        Three pairs ``(X, y)``. ``X`` holds the pixels from 0 (paper) to 1 (ink), shape (n_samples, 784), or
        (n_samples, 28, 28) without ``flatten``. ``y`` holds the digits 0 to 9 as integers, shape (n_samples,).
        The arrays are new at every call: change them as you like.

    Raises
    ------
    FileNotFoundError, ValueError, TypeError
        As :func:`load_images`, and if there are more or fewer than ten classes.

    See Also
    --------
    load_images : Any set of small pictures, also with other classes.
    arrays_from_batches : Reads what a PyTorch ``DataLoader`` gives.

    Notes
    -----
    MNIST by Yann LeCun, Corinna Cortes and Christopher J.C. Burges, licensed under Creative Commons
    Attribution-ShareAlike 3.0 (CC BY-SA 3.0). It is described in LeCun, Bottou, Bengio and Haffner (1998),
    "Gradient-based learning applied to document recognition". Nothing is downloaded. The files are unpacked once in
    a process: their 55 MB stay in memory, and the next call need not wait for them.

    Validation images are drawn from the training images, stratified: each digit has the same share in both.
    The draw is the same at every call, on every computer. A smaller ``n_train`` is stratified too, and
    its images are among those of every larger one (for the same ``n_val``). All stay in the file's order.

    Examples
    --------
    >>> (X_train, y_train), (X_val, y_val), (X_test, y_test) = load_mnist()
    >>> X_train.shape, X_val.shape, X_test.shape
    ((50000, 784), (10000, 784), (10000, 784))
    >>> y_test[:5]
    array([7, 2, 1, 0, 4])
    """
    if data_dir is None:
        stored = _own()
        found = stored._replace(images={part: pixels.copy() for part, pixels in stored.images.items()})
        parts, _ = prepared(found, n_train=n_train, n_val=n_val, dtype=dtype, flatten=flatten, name="load_mnist")
    else:
        source = as_path(data_dir, name="load_mnist: data_dir")
        parts = load_images(source, n_train=n_train, n_val=n_val, dtype=dtype, flatten=flatten)
        n_classes = len(parts.class_names)
        if n_classes != 10:
            raise ValueError(f"load_mnist: {source} has {n_classes} classes; expected ten. Hint: load_images(path)")
    return parts.train, parts.val, parts.test


@cache
def _own() -> Found:
    """Read mlpkit's own copy, once in a process."""
    return find(MNIST)
