"""Central differences, and what they can and cannot tell: rounding, curvature, kinks."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from mlpkit._machinery.arguments import Array


class Differences:
    """A function of an array at x, and a step to either side in each direction.

    Parameters
    ----------
    function : callable
        Takes an array like ``x``, always a copy, and returns a number.
    x : numpy.ndarray
        Where.
    step : float
        How far to either side.
    size : float
        How large the numbers are that the function adds up: rounding moves it by about 1e-16 of that.
    entries : iterable of tuple of int, optional
        Which entries of ``x`` to move; by default all.

    Attributes
    ----------
    here, plus, minus : float, numpy.ndarray, numpy.ndarray
        The function at x, and with each entry of x a step higher and lower; NaN where that was not measured.
    """

    def __init__(
        self,
        function: Callable[[Array], float],
        x: Array,
        step: float,
        size: float = 1.0,
        entries: Iterable[tuple[int, ...]] | None = None,
    ) -> None:
        self.function, self.x, self.step = function, x.copy(), step
        self.here = function(x.copy())
        self.size = max(size, abs(self.here))
        self.plus, self.minus = np.full_like(x, np.nan), np.full_like(x, np.nan)
        for i in np.ndindex(x.shape) if entries is None else entries:
            self.plus[i], self.minus[i] = both_sides(function, x, i, step)

    @property
    def gradient(self) -> Array:
        """The slope in each direction."""
        return (self.plus - self.minus) / (2 * self.step)

    @property
    def measured(self) -> np.ndarray:
        """Which entries were moved."""
        return ~np.isnan(self.plus)

    @property
    def noise(self) -> float:
        """How far rounding may move a slope."""
        return float(50 * np.finfo(np.float64).eps * max(1.0, self.size) / self.step)

    @property
    def jumps(self) -> Array:
        """Slope to the right minus slope to the left: large at a kink, small with the step elsewhere."""
        return (self.plus - 2 * self.here + self.minus) / self.step

    def closer(self, i: tuple[int, ...], times: int) -> tuple[float, float, float]:
        """Return slope to the left and to the right with a smaller step, and how far rounding may move them."""
        step = self.step / times
        plus, minus = both_sides(self.function, self.x, i, step)
        return (self.here - minus) / step, (plus - self.here) / step, self.noise * times


def both_sides(function: Callable[[Array], Any], x: Array, i: tuple[int, ...], step: float) -> tuple[Any, Any]:
    """Return the function a step above and a step below entry ``i``; it gets copies."""
    higher, lower = x.copy(), x.copy()
    higher[i] += step
    lower[i] -= step
    return function(higher), function(lower)


def compare(analytic: Array, differences: Differences, tolerance: float) -> tuple[Array, np.ndarray]:
    """Compare an analytic gradient with the differences, entry by entry.

    Returns
    -------
    error : numpy.ndarray
        Difference of each entry beyond rounding, relative to the largest entry of both; 0 where it is skipped, or
        was not measured.
    kinks : numpy.ndarray of bool
        Entries that are skipped, because the function has a kink there: with several neurons at their kink at
        once, backward may well choose a slope that is neither that to the left nor that to the right.
    """
    numeric, noise, jumps = differences.gradient, differences.noise, np.abs(differences.jumps)
    scale = max(float(np.nanmax(np.abs(numeric))), float(np.abs(analytic).max()), 1e-8)
    error = np.maximum(np.abs(analytic - numeric) - noise, 0) / scale  # same shape as x
    error = np.where(differences.measured, error, 0.0)
    kinks = np.zeros(error.shape, dtype=bool)
    may_be_kink = jumps > np.minimum(np.abs(analytic - numeric), 1e-3 * scale) + 2 * noise
    for i in map(tuple, np.argwhere((error > tolerance) & may_be_kink)):
        # A kink, or a strong curve. From nearer by a curve looks straight, and so does a kink a little way off.
        left, right, blur = differences.closer(i, 32)
        jump = abs(right - left)
        is_curve = abs(jump - jumps[i] / 32) < jumps[i] / 320 + 2 * blur
        is_kink_here = not is_curve and jump > 2 * blur
        if is_kink_here or abs(analytic[i] - (left + right) / 2) <= tolerance * scale + blur:
            error[i], kinks[i] = 0.0, not is_curve
    return error, kinks
