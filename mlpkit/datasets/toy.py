"""Toy sets: points in the plane, small enough to see everything that a network does with them.

In all of them the classes take turns (0, 1, 2, 0, 1, 2, ...), so that every slice holds all classes.
"""

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, Labels, as_batch, as_int, as_number, require_finite, require_rng


def make_blobs(
    n_per_class: int = 100,
    *,
    centers: ArrayLike = ((-5, 5), (5, 5)),
    spread: float = 1.0,
    rng: np.random.Generator,
) -> tuple[Array, Labels]:
    """Draw round clouds of points, one for each class.

    Parameters
    ----------
    n_per_class : int, default 100
        Number of points of each class.
    centers : array_like, default ((-5, 5), (5, 5))
        Where the clouds are, shape (n_classes, 2).
    spread : float, default 1.0
        Standard deviation of each coordinate around its center; 0 puts all points on the centers.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    X : numpy.ndarray
        Points, shape (n_classes * n_per_class, 2), float64. The classes take turns.
    y : numpy.ndarray
        Labels, shape (n_classes * n_per_class,), integers: row k of ``centers`` is class k.

    Raises
    ------
    ValueError
        If ``n_per_class`` is less than 1, ``spread`` is negative, or ``centers`` is not a table of finite
        numbers.
    TypeError
        If an argument is of the wrong kind.

    Examples
    --------
    >>> X, y = make_blobs(2, spread=0, rng=np.random.default_rng(0))
    >>> X.tolist(), y.tolist()
    ([[-5.0, 5.0], [5.0, 5.0], [-5.0, 5.0], [5.0, 5.0]], [0, 1, 0, 1])
    """
    n_per_class = as_int(n_per_class, name="make_blobs: n_per_class", minimum=1)
    centers = as_batch(centers, name="make_blobs: centers", dtype=np.dtype(np.float64))
    require_finite(centers, name="make_blobs: centers")
    spread = as_number(spread, name="make_blobs: spread", minimum=0.0)
    rng = require_rng(rng, name="make_blobs")
    y = np.tile(np.arange(len(centers), dtype=np.intp), n_per_class)  # (n_samples,)
    return _add_noise(centers[y], spread, rng), y


def make_xor(n_per_corner: int = 50, *, noise: float = 0.1, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Draw points around the corners of the unit square; the class is 1 where exactly one coordinate is 1.

    Parameters
    ----------
    n_per_corner : int, default 50
        Number of points at each of the four corners.
    noise : float, default 0.1
        Standard deviation of each coordinate around its corner. With ``n_per_corner=1`` and ``noise=0`` the
        result is the truth table of "exclusive or".
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    X : numpy.ndarray
        Points, shape (4 * n_per_corner, 2), float64. The corners take turns: (0, 0), (0, 1), (1, 0), (1, 1).
    y : numpy.ndarray
        Labels, shape (4 * n_per_corner,), integers: 0, 1, 1, 0 for these corners.

    Raises
    ------
    ValueError
        If ``n_per_corner`` is less than 1 or ``noise`` is negative.
    TypeError
        If an argument is of the wrong kind.

    Examples
    --------
    >>> X, y = make_xor(1, noise=0, rng=np.random.default_rng(0))
    >>> X.tolist(), y.tolist()
    ([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [0, 1, 1, 0])
    """
    n_per_corner = as_int(n_per_corner, name="make_xor: n_per_corner", minimum=1)
    noise = as_number(noise, name="make_xor: noise", minimum=0.0)
    rng = require_rng(rng, name="make_xor")
    corners = np.tile([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], (n_per_corner, 1))  # (n_samples, 2)
    y = np.logical_xor(corners[:, 0], corners[:, 1]).astype(np.intp)  # (n_samples,)
    return _add_noise(corners, noise, rng), y


def make_moons(n_per_class: int = 100, *, noise: float = 0.1, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Draw two half circles that reach into one another.

    Parameters
    ----------
    n_per_class : int, default 100
        Number of points of each class.
    noise : float, default 0.1
        Standard deviation of each coordinate around its place on the half circle.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    X : numpy.ndarray
        Points, shape (2 * n_per_class, 2), float64. The classes take turns.
    y : numpy.ndarray
        Labels, shape (2 * n_per_class,), integers: 0 for the upper moon, 1 for the lower one.

    Raises
    ------
    ValueError
        If ``n_per_class`` is less than 1 or ``noise`` is negative.
    TypeError
        If an argument is of the wrong kind.

    Notes
    -----
    For an angle t, uniform in [0, π], the upper moon has the point (cos t, sin t) and the lower one
    (1 - cos t, 1/2 - sin t). The shapes are those of scikit-learn's function of the same name.

    Examples
    --------
    >>> X, y = make_moons(100, rng=np.random.default_rng(0))
    >>> X.shape, y[:4]
    ((200, 2), array([0, 1, 0, 1]))
    """
    n_per_class = as_int(n_per_class, name="make_moons: n_per_class", minimum=1)
    noise = as_number(noise, name="make_moons: noise", minimum=0.0)
    rng = require_rng(rng, name="make_moons")
    y = np.tile(np.arange(2, dtype=np.intp), n_per_class)  # (n_samples,)
    t = rng.uniform(0.0, np.pi, size=len(y))  # (n_samples,)
    upper = np.column_stack([np.cos(t), np.sin(t)])  # (n_samples, 2)
    lower = np.column_stack([1.0 - np.cos(t), 0.5 - np.sin(t)])  # (n_samples, 2)
    return _add_noise(np.where(y[:, np.newaxis] == 0, upper, lower), noise, rng), y


def make_spirals(
    n_per_class: int = 100, *, n_classes: int = 3, noise: float = 0.03, rng: np.random.Generator
) -> tuple[Array, Labels]:
    """Draw the arms of a spiral, one for each class.

    Parameters
    ----------
    n_per_class : int, default 100
        Number of points of each class.
    n_classes : int, default 3
        Number of arms.
    noise : float, default 0.03
        Standard deviation of each coordinate around its place on the arm.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    X : numpy.ndarray
        Points, shape (n_classes * n_per_class, 2), float64, about in the unit disk. The classes take turns.
    y : numpy.ndarray
        Labels, shape (n_classes * n_per_class,), integers.

    Raises
    ------
    ValueError
        If ``n_per_class`` is less than 1, ``n_classes`` is less than 2, or ``noise`` is negative.
    TypeError
        If an argument is of the wrong kind.

    Notes
    -----
    Arm k makes one turn from the radius r = 0.1 to r = 1, with r uniform and the angle
    2π (r + k / n_classes), so that neighboring arms are 1 / n_classes apart.

    Examples
    --------
    >>> X, y = make_spirals(100, rng=np.random.default_rng(0))
    >>> X.shape, y[:4]
    ((300, 2), array([0, 1, 2, 0]))
    """
    n_per_class = as_int(n_per_class, name="make_spirals: n_per_class", minimum=1)
    n_classes = as_int(n_classes, name="make_spirals: n_classes", minimum=2)
    noise = as_number(noise, name="make_spirals: noise", minimum=0.0)
    rng = require_rng(rng, name="make_spirals")
    y = np.tile(np.arange(n_classes, dtype=np.intp), n_per_class)  # (n_samples,)
    r = rng.uniform(0.1, 1.0, size=len(y))  # (n_samples,)
    angle = 2.0 * np.pi * (r + y / n_classes)  # (n_samples,)
    return _add_noise(r[:, np.newaxis] * np.column_stack([np.cos(angle), np.sin(angle)]), noise, rng), y


def _add_noise(points: Array, scale: float, rng: np.random.Generator) -> Array:
    """Return ``points`` moved by normal noise with standard deviation ``scale``."""
    return points + rng.normal(0.0, scale, size=points.shape)
