"""From another library's batches to plain arrays."""

import warnings
from collections.abc import Iterable, Mapping

import numpy as np

from mlpkit._machinery.arguments import Array, Labels, as_labels, wrong_kind
from mlpkit._machinery.data import InputWarning


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
        The images in the loader's order, each flattened to one row: shape (n_samples, n_features). Pixels
        from 0 to 255 are divided by 255; zeros and ones, and other floating-point values, stay as the loader
        gave them. Whole numbers become float32.
    y : numpy.ndarray
        The labels as integers, shape (n_samples,).

    Raises
    ------
    TypeError
        If ``loader`` cannot be iterated over, a batch is not a pair, or images or labels are of a wrong kind.
    ValueError
        If there are no images at all, shapes or dtypes disagree, or nobody can tell the scale of the pixels.

    Warns
    -----
    InputWarning
        If floating-point values from 0 to 255 were divided by 255.

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
        expected, hint = "an iterable of (images, labels) batches", "wrap a Dataset in a DataLoader"
        raise wrong_kind("arrays_from_batches: loader", expected, loader, hint)
    pairs: list[tuple[np.ndarray, Labels]] = []
    for number, batch in enumerate(loader):
        name = f"arrays_from_batches: batch {number}"
        images, labels = _read_batch(batch, name=name)
        first = pairs[0][0] if pairs else images
        if (images.shape[1:], images.dtype) != (first.shape[1:], first.dtype):
            raise ValueError(
                f"{name} has {images.dtype} images of shape {images.shape[1:]}, batch 0 {first.dtype} of "
                f"{first.shape[1:]}; expected the same. Hint: resize or convert the images in the loader"
            )
        pairs.append((images.copy(), labels.astype(np.intp)))  # a loader may use the same memory for every batch
    if not sum(len(labels) for _, labels in pairs):
        raise ValueError(
            "arrays_from_batches: loader gave no images; expected at least one batch. "
            "Hint: an iterator can be read only once, so make a new one"
        )
    pixels = np.concatenate([images for images, _ in pairs])  # (n_samples, ...)
    return _scaled(pixels).reshape(len(pixels), -1), np.concatenate([labels for _, labels in pairs])


def _scaled(pixels: np.ndarray) -> Array:
    """Return the pixels as floating-point numbers, those from 0 to 255 divided by 255; refuse what nobody can know."""
    lowest, highest = (pixels.min(), pixels.max()) if pixels.size else (0, 0)
    is_float = pixels.dtype.kind == "f"
    if lowest >= 0 and 128 <= highest <= 255:
        if is_float:
            message = f"arrays_from_batches: images hold numbers up to {highest:g}; they were divided by 255"
            warnings.warn(message, InputWarning, stacklevel=3)
        return np.divide(pixels, 255, dtype=pixels.dtype if is_float else np.float32)
    if (is_float and not (lowest >= 0 and highest > 255)) or (lowest >= 0 and highest <= 1):
        return pixels if is_float else pixels.astype(np.float32)
    raise ValueError(
        f"arrays_from_batches: images hold {pixels.dtype} from {lowest:g} to {highest:g}; expected 0 to 255, zeros and "
        "ones, or floating-point values. Hint: ((images / highest, labels) for images, labels in loader), with the "
        "largest value that a pixel can have as highest"
    )


def _read_batch(batch: object, *, name: str) -> tuple[np.ndarray, Labels]:
    """Return the images and the labels of one batch as arrays, checked but not copied."""
    if not isinstance(batch, (tuple, list)) or len(batch) != 2:
        length = f" of length {len(batch)}" if isinstance(batch, (tuple, list)) else ""
        first, second = (0, 1)
        if isinstance(batch, Mapping) and len(batch) > 1:  # images have the most dimensions
            n_dim = {key: _as_array(batch[key], name=f"{name}: {key}").ndim for key in batch}
            first, *others = sorted(n_dim, key=n_dim.__getitem__, reverse=True)
            second = min(others, key=lambda key: "label" not in str(key))
        raise TypeError(
            f"{name} is a {type(batch).__name__}{length}; expected a pair (images, labels). "
            f"Hint: ((batch[{first!r}], batch[{second!r}]) for batch in loader) makes pairs"
        )
    images, labels = _as_array(batch[0], name=f"{name}: images"), _as_array(batch[1], name=f"{name}: labels")
    if images.ndim < 2 or labels.ndim == 0:
        raise ValueError(
            f"{name} has images of shape {images.shape} and labels of shape {labels.shape}; expected "
            "(batch, ...) and (batch,). Hint: a DataLoader gives batches, a Dataset single images"
        )
    if images.dtype.kind not in "fiub":
        raise TypeError(
            f"{name} has images of dtype {images.dtype}; expected numbers. Hint: np.asarray(image) of each image"
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
