"""Pixels that stay bytes until a batch is needed, and the little that a network remembers of those it has learned."""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from mlpkit._machinery.arguments import Array, as_batch, wrong_kind

CHUNK = 1_000  # samples that are looked at at once
FEWEST = 64  # pixels of the smallest picture, 8 by 8


class ScaledBytes:
    """Bytes from 0 to 255 that stand for numbers from 0 to 1: they are divided by 255 only where they are needed.

    A large set takes a quarter of the memory of float32. :func:`mlpkit.fit`, :func:`mlpkit.evaluate` and
    :func:`mlpkit.iterate_minibatches` divide a batch at a time, and get the same numbers to the last bit; what wants a
    whole array, such as ``network.predict``, divides all that it is given.

    Parameters
    ----------
    pixels : numpy.ndarray
        Bytes (uint8) of shape (n_samples, n_pixels), as ``load_images(path, dtype=np.uint8)`` has them, or mapped from
        a file. They are not copied.
    dtype : dtype, default float32
        Type of the numbers that come out. A network asks for its own.

    Raises
    ------
    TypeError
        If ``pixels`` is no array of bytes.

    Examples
    --------
    >>> X = ScaledBytes(np.array([[0, 255], [51, 102]], dtype=np.uint8))
    >>> X.shape, X[1:]
    ((2, 2), array([[0.2, 0.4]], dtype=float32))
    """

    def __init__(self, pixels: np.ndarray, *, dtype: DTypeLike = np.float32) -> None:
        if not isinstance(pixels, np.ndarray) or pixels.dtype != np.uint8:
            hint = "load_images(path, dtype=np.uint8) keeps bytes"
            raise wrong_kind("ScaledBytes: pixels", "an array of bytes (uint8)", pixels, hint)
        self._pixels, self.dtype = pixels, np.dtype(dtype)
        self.shape, self.ndim = pixels.shape, pixels.ndim

    def __len__(self) -> int:
        """Return the number of samples."""
        return len(self._pixels)

    def __getitem__(self, rows: Any) -> Array:
        """Return some of the samples as numbers from 0 to 1."""
        return np.divide(self._pixels[rows], 255, dtype=self.dtype)

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Array:
        """Return all of them, as ``np.asarray`` asks for them."""
        return self[:].astype(dtype or self.dtype, copy=False)

    def take(self, rows: np.ndarray, axis: int, out: Array, mode: Any) -> Array:
        """Write some of the samples to ``out``; ``np.take`` comes here."""
        return np.divide(self._pixels.take(rows, axis=axis, mode=mode), 255, out=out, dtype=out.dtype)

    def for_network(self, network: Any, *, name: str) -> Any:
        """Return the same bytes in the network's dtype, or raise where their shape does not fit."""
        as_batch(np.broadcast_to(np.zeros(()), self.shape), name=name, n_features=network.n_in, may_be_empty=False)
        return ScaledBytes(self._pixels, dtype=network.dtype)


def parts(X: Array | ScaledBytes) -> Iterator[Array]:
    """Cut inputs into pieces that take little memory as numbers."""
    return (X[start : start + CHUNK] for start in range(0, len(X), CHUNK))


class Seen(NamedTuple):
    """What a network remembers of the pictures that it has learned, in a few numbers.

    Parameters
    ----------
    n : float
        How many of the pictures were looked at.
    lowest, highest, mean, size : float
        Of their pixels; the size is the root of the mean square. Where paper is 0 and ink 1, the mean is the share of
        ink.
    spread : float
        The standard deviation of the pictures' own means.
    """

    n: float
    lowest: float
    highest: float
    mean: float
    size: float
    spread: float


def seen_in(X: Array | ScaledBytes) -> Seen | None:
    """Return what there is to remember of pictures, from a thousand of them at most; of narrower data nothing."""
    some = X[:: 1 + (len(X) - 1) // CHUNK]  # (n, n_pixels)
    if some.size == 0 or some.shape[1] < FEWEST:
        return None
    means = some.mean(axis=1, dtype=np.float64)  # (n,)
    numbers = some.min(), some.max(), means.mean(), size_of(some), means.std()
    return Seen(len(some), *map(float, numbers))


def size_of(X: Array | ScaledBytes) -> float:
    """Return the typical size of the numbers: the root of their mean square."""
    return math.sqrt(sum(float(np.vdot(part, part)) for part in parts(X)) / math.prod(X.shape))


def hint_on_other_pictures(new: Seen, learned: Seen) -> str:
    """Return what to do where pictures differ by far from those that were learned; nothing where they do not.

    The mean is far off by more than three standard deviations of the pictures' means: pictures of one class alone, of
    ten that are equally frequent, cannot be so far from the mean of all. Where those learned are mostly on one side of
    the middle gray, it is far off by two thirds of the way to the mean that they would have inverted. To both, chance
    may add four standard errors. The scale is far off if the numbers are more than twice as large, or go over less than
    half the range; of a few pictures, by more.

    Measured, one, ten, a hundred and a thousand at a time: no alarm for the test images of MNIST, Fashion-MNIST and
    scikit-learn's digits; one for all of them times 255 or inverted, but for Fashion-MNIST's only from about thirty
    on, since some of its images are almost full. For the same reason a network that has learned Fashion-MNIST says
    nothing of MNIST, whose ink is less than half as much; the other way round it warns.
    """
    spread = max(learned.spread, abs(learned.mean) / 10)  # all pictures may have been given one mean
    chance = 4 * spread * math.sqrt(1 / new.n + 1 / learned.n)
    off, inverted = new.mean - learned.mean, learned.highest + learned.lowest - 2 * learned.mean
    if (
        new.highest < 2 * learned.highest
        and abs(inverted) > 2 * spread
        and off / inverted > 2 / 3 + chance / abs(inverted)
    ):
        return f"{learned.highest + learned.lowest:.4g} - X turns bright paper dark"
    by_chance = 2 + 30 / min(new.n, learned.n)
    is_narrow = 0 < new.highest - new.lowest < (learned.highest - learned.lowest) / by_chance
    if abs(off) > 3 * spread + chance or new.size > learned.size * by_chance or is_narrow:
        return "prepare both alike, with the same divisor"
    return ""
