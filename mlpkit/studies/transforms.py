"""Changes to the inputs: shifted and bent copies of images, noise, and principal components. NumPy only."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import (
    Array,
    as_batch,
    as_int,
    as_number,
    require_finite,
    require_rng,
    require_schedule,
)
from mlpkit.optimizers import Schedule


def _as_images(X: ArrayLike, *, name: str) -> Array:
    """Return rows of square images as an array of shape (n_samples, side, side)."""
    rows = as_batch(X, name=f"{name}: X")
    n, n_pixels = rows.shape
    side = round(n_pixels**0.5)
    if side * side != n_pixels:
        raise ValueError(f"{name}: X has {n_pixels} columns; expected square images, such as 28 * 28 = 784 columns")
    return rows.reshape(n, side, side)


def shift_images(X: ArrayLike, *, max_shift: int = 2, rng: np.random.Generator) -> Array:
    """Move each image by a whole number of pixels in each direction, filling up with zeros.

    Parameters
    ----------
    X : array_like
        Flattened square images, shape (n_samples, side * side).
    max_shift : int, default 2
        Largest shift, in pixels.
    rng : numpy.random.Generator
        Source of the shifts, one for each image and direction.

    Returns
    -------
    numpy.ndarray
        New images, same shape and dtype.

    Raises
    ------
    TypeError, ValueError
        If the images are not square, or an argument has the wrong kind or value.

    Examples
    --------
    >>> shift_images(np.eye(3).reshape(1, 9), max_shift=1, rng=np.random.default_rng(9)).reshape(3, 3)
    array([[0., 1., 0.],
           [0., 0., 1.],
           [0., 0., 0.]])
    """
    images = _as_images(X, name="shift_images")
    max_shift = as_int(max_shift, name="shift_images: max_shift", minimum=0)
    n, side = images.shape[:2]
    down, right = require_rng(rng, name="shift_images").integers(-max_shift, max_shift + 1, size=(2, n))
    padded = np.pad(images, ((0, 0), (max_shift, max_shift), (max_shift, max_shift)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (side, side), axis=(1, 2))
    return windows[np.arange(n), max_shift - down, max_shift - right].reshape(n, side * side)


def distort_images(
    X: ArrayLike,
    *,
    max_shift: float = 2.0,
    max_rotation: float = 10.0,
    max_scaling: float = 0.1,
    elastic: float = 0.0,
    rng: np.random.Generator,
) -> Array:
    r"""Shift, turn, scale and bend each image a little, at random.

    Parameters
    ----------
    X : array_like
        Flattened square images, shape (n_samples, side * side).
    max_shift : float, default 2.0
        Largest shift in each direction, in pixels.
    max_rotation : float, default 10.0
        Largest angle, in degrees.
    max_scaling : float, default 0.1
        Largest relative change of size, in each direction.
    elastic : float, default 0.0
        Typical size of the bending, in pixels.
    rng : numpy.random.Generator
        Source of all of them.

    Returns
    -------
    numpy.ndarray
        New images, same shape and dtype.

    Raises
    ------
    TypeError, ValueError
        If the images are not square, or an argument has the wrong kind or value.

    Notes
    -----
    Every pixel of the new image is read from a place in the old one, between four pixels (bilinear
    interpolation). The bending moves these places by a smooth random field, drawn on a coarse grid of 7 by 7 points
    and interpolated. Simard, Steinkraus and Platt (2003), "Best practices for convolutional neural networks
    applied to visual document analysis", section 2.
    """
    images = _as_images(X, name="distort_images")
    max_shift = as_number(max_shift, name="distort_images: max_shift", minimum=0.0)
    angle = np.deg2rad(as_number(max_rotation, name="distort_images: max_rotation", minimum=0.0))
    max_scaling = as_number(max_scaling, name="distort_images: max_scaling", minimum=0.0, below=1.0)
    elastic = as_number(elastic, name="distort_images: elastic", minimum=0.0)
    require_rng(rng, name="distort_images")
    n, side = images.shape[:2]
    center = (side - 1) / 2
    grid = np.arange(side, dtype=np.float32) - center  # (side,)

    turn = rng.uniform(-angle, angle, size=(n, 1, 1)).astype(np.float32)
    scale_r, scale_c = rng.uniform(1 - max_scaling, 1 + max_scaling, size=(2, n, 1, 1)).astype(np.float32)
    shift_r, shift_c = rng.uniform(-max_shift, max_shift, size=(2, n, 1, 1)).astype(np.float32)
    row, column = grid[None, :, None], grid[None, None, :]
    rows = scale_r * (np.cos(turn) * row - np.sin(turn) * column) + (center - shift_r)  # (n, side, side)
    columns = scale_c * (np.sin(turn) * row + np.cos(turn) * column) + (center - shift_c)
    if elastic:
        rows += _smooth_field(n, side, elastic, rng)
        columns += _smooth_field(n, side, elastic, rng)
    return _read_between(images, rows, columns).reshape(n, side * side)


def _smooth_field(n: int, side: int, size: float, rng: np.random.Generator, n_points: int = 7) -> Array:
    """Return n smooth random fields of shape (side, side): a coarse grid of random numbers, interpolated."""
    coarse = rng.normal(0.0, size, size=(n, n_points, n_points)).astype(np.float32)
    place = np.linspace(0, n_points - 1, side)
    low = np.minimum(place.astype(int), n_points - 2)
    t = place - low
    smooth = t * t * (3 - 2 * t)  # an S from 0 to 1, flat at both ends
    weights = np.zeros((side, n_points), dtype=np.float32)  # each row: how much of each point
    weights[np.arange(side), low] = 1 - smooth
    weights[np.arange(side), low + 1] = smooth
    return weights @ coarse @ weights.T  # (n, side, side)


def _read_between(images: Array, rows: Array, columns: Array) -> Array:
    """Return the images' values at places between the pixels; zero outside of the images."""
    n, side = images.shape[:2]
    padded = np.pad(images, ((0, 0), (1, 2), (1, 2))).reshape(-1)  # a frame of zeros to fall on
    rows = np.clip(rows, -1, side) + 1
    columns = np.clip(columns, -1, side) + 1
    top, left = rows.astype(np.int32), columns.astype(np.int32)
    down, right = rows - top, columns - left  # how far towards the next pixel, in [0, 1)
    width = side + 3
    start = (np.arange(n, dtype=np.int32) * width * width)[:, None, None] + top * width + left
    upper = padded[start] * (1 - right) + padded[start + 1] * right
    lower = padded[start + width] * (1 - right) + padded[start + width + 1] * right
    return (upper * (1 - down) + lower * down).astype(images.dtype)


@dataclass
class GaussianNoise:
    """Adds random numbers from N(0, scale²) to a batch; the scale may fall as training goes on.

    Parameters
    ----------
    schedule : callable
        A function of the number of batches so far that returns the scale, such as
        ``CosineSchedule(1.0, n_steps=1000)``.

    Attributes
    ----------
    n_steps : int
        Batches so far.

    Notes
    -----
    Bishop (1995), "Training with noise is equivalent to Tikhonov regularization".
    """

    schedule: Schedule
    n_steps: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be called."""
        require_schedule(self.schedule, name="GaussianNoise: schedule")

    def __call__(self, X: Array, *, rng: np.random.Generator) -> Array:
        """Return a noisy copy of the batch."""
        scale = as_number(self.schedule(self.n_steps), name="GaussianNoise: scale", minimum=0.0)
        self.n_steps += 1
        return X + X.dtype.type(scale) * require_rng(rng, name="GaussianNoise").standard_normal(X.shape, dtype=X.dtype)


class PCA:
    r"""Principal components: the directions in which the data varies most.

    Parameters
    ----------
    n_components : int
        How many directions to keep.

    Attributes
    ----------
    mean : numpy.ndarray
        Mean of the training inputs, shape (n_features,).
    components : numpy.ndarray
        The directions, each of length 1, shape (n_features, n_components), the most important first.
    variances : numpy.ndarray
        Variance of the data along each direction, shape (n_components,).
    scale : float
        One number for all directions: the root of the mean of ``variances``.

    Notes
    -----
    The directions are the eigenvectors of the covariance matrix with the largest eigenvalues. All coordinates are
    divided by the *same* number, so that what varies more still counts for more. Each direction's largest entry is
    positive, which fixes its sign. Pearson (1901), "On lines and planes of closest fit to systems of points in
    space".

    Examples
    --------
    >>> pca = PCA(1).fit([[0.0, 0.0], [2.0, 2.0], [4.0, 4.0]])
    >>> pca.components.T.round(4)
    array([[0.7071, 0.7071]])
    """

    def __init__(self, n_components: int) -> None:
        self.n_components = as_int(n_components, name="PCA: n_components", minimum=1)

    def fit(self, X: ArrayLike) -> Self:
        """Find the directions of inputs of shape (n_samples, n_features); training data only."""
        X = as_batch(X, name="PCA.fit: X")
        require_finite(X, name="PCA.fit: X")
        if len(X) < 2 or X.shape[1] < self.n_components:
            raise ValueError(f"PCA.fit: X of shape {X.shape} has no {self.n_components} directions to find")
        if not np.ptp(X, axis=0).any():
            raise ValueError(f"PCA.fit: all {len(X)} samples of X are equal; expected data that varies")
        self.mean = X.mean(axis=0, dtype=np.float64)  # (n_features,)
        centered = X - self.mean  # (n_samples, n_features), float64
        variances, directions = np.linalg.eigh(np.matmul(centered.T, centered) / (len(X) - 1))
        self.variances = variances[::-1][: self.n_components]
        self.components = directions[:, ::-1][:, : self.n_components]  # (n_features, n_components)
        largest = np.abs(self.components).argmax(axis=0)
        self.components = self.components * np.sign(self.components[largest, np.arange(self.n_components)])
        self.scale = float(np.sqrt(self.variances.mean()))
        return self

    def transform(self, X: ArrayLike) -> Array:
        """Return the coordinates along the directions, shape (n_samples, n_components), dtype of ``X``."""
        if not hasattr(self, "components"):
            raise RuntimeError("PCA.transform: there are no directions yet. Hint: call fit(X_train) first")
        X = as_batch(X, name="PCA.transform: X", n_features=len(self.mean))
        return np.matmul(X - self.mean.astype(X.dtype), (self.components / self.scale).astype(X.dtype))
