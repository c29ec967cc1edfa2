"""From another library's batches to plain arrays."""

from collections.abc import Iterable

import numpy as np

from mlpkit._machinery.checks import Array, Labels, as_labels, describe


def arrays_from_batches(loader: Iterable[object]) -> tuple[Array, Labels]:
    """Collect all (images, labels) batches of a loader into two arrays like those of :func:`load_mnist`.

    Parameters
    ----------
    loader : iterable of (images, labels)
        For instance a PyTorch ``DataLoader``, or a list of pairs of arrays. ``images`` has the shape
        (batch, ...), ``labels`` (batch,); both may be arrays, lists, or tensors of any library that can
        turn them into NumPy arrays, on a graphics card or in a gradient's graph included.

    Returns
    -------
    X : numpy.ndarray
        The images in the loader's order, each flattened to one row: shape (n_samples, n_features).
        Floating-point values stay as the loader gave them; uint8 pixels become float32, divided by 255.
    y : numpy.ndarray
        The labels as int64, shape (n_samples,).

    Raises
    ------
    TypeError
        If ``loader`` cannot be iterated over, a batch is not a pair, or images or labels are of a wrong kind.
    ValueError
        If there are no images at all, or shapes disagree inside a batch or between two batches.

    Notes
    -----
    The arrays are new: a loader may use the same memory for every batch. A loader that shuffles, or that
    changes images at random, gives something else each time. PyTorch itself is not imported.

    Examples
    --------
    >>> batches = [(np.zeros((2, 1, 28, 28)), [5, 0]), (np.ones((1, 1, 28, 28)), [4])]
    >>> X, y = arrays_from_batches(batches)
    >>> X.shape, y
    ((3, 784), array([5, 0, 4]))
    """
    if not isinstance(loader, Iterable):
        raise TypeError(
            "arrays_from_batches: loader must be an iterable of (images, labels) batches; "
            f"got {describe(loader)}. Hint: wrap a Dataset in a DataLoader"
        )
    rows: list[Array] = []
    labels: list[Labels] = []
    shape: tuple[int, ...] = ()
    for number, batch in enumerate(loader):
        name = f"arrays_from_batches: batch {number}"
        images, batch_labels = _read_batch(batch, name=name)
        if number == 0:
            shape = images.shape[1:]
        if images.shape[1:] != shape:
            raise ValueError(
                f"{name} has images of shape {images.shape[1:]}, batch 0 of {shape}; expected one shape. "
                "Hint: resize the images in the loader"
            )
        rows.append(_as_rows(images))
        labels.append(batch_labels.astype(np.int64))
    if not sum(map(len, labels)):
        raise ValueError(
            "arrays_from_batches: loader gave no images; expected at least one batch. "
            "Hint: an iterator can be read only once, so make a new one"
        )
    return np.concatenate(rows), np.concatenate(labels)


def _read_batch(batch: object, *, name: str) -> tuple[np.ndarray, Labels]:
    """Return the images and the labels of one batch as arrays, checked but not copied."""
    if not isinstance(batch, (tuple, list)) or len(batch) != 2:
        length = f" of length {len(batch)}" if isinstance(batch, (tuple, list)) else ""
        raise TypeError(
            f"{name} is a {type(batch).__name__}{length}; expected a pair (images, labels). "
            "Hint: ((batch[0], batch[1]) for batch in loader) makes pairs"
        )
    images = _as_array(batch[0], name=f"{name}: images")
    labels = _as_array(batch[1], name=f"{name}: labels")
    if images.dtype.kind != "f" and images.dtype != np.uint8:
        raise TypeError(
            f"{name} has images of dtype {images.dtype}; expected floating-point values, or uint8 pixels "
            "from 0 to 255. Hint: images.astype(np.float32)"
        )
    if images.ndim < 2 or labels.ndim == 0:
        raise ValueError(
            f"{name} has images of shape {images.shape} and labels of shape {labels.shape}; expected "
            "(batch, ...) and (batch,). Hint: a DataLoader gives batches, a Dataset single images"
        )
    return images, as_labels(labels, name=f"{name}: labels", n_samples=len(images))


def _as_array(values: object, *, name: str) -> np.ndarray:
    """Return ``values`` as an array; for a tensor, out of its graph and its device first."""
    for method in ("detach", "cpu", "numpy"):
        if hasattr(values, method):
            values = getattr(values, method)()
    try:
        return np.asarray(values)
    except ValueError:
        raise ValueError(
            f"{name} are ragged: they differ in size; expected a rectangular array. "
            "Hint: resize the images in the loader"
        ) from None


def _as_rows(images: np.ndarray) -> Array:
    """Return a floating-point copy of ``images`` with one row for each."""
    rows = images.reshape(len(images), int(np.prod(images.shape[1:])))  # (batch, n_features)
    if rows.dtype == np.uint8:
        return np.divide(rows, 255, dtype=np.float32)
    return rows.copy()
