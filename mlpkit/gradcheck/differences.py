"""Central differences, and what they can and cannot tell: rounding, curvature, kinks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from mlpkit._machinery.arguments import Array


@dataclass
class Differences:
    """A function of an array at x, and a step to either side in each direction.

    Attributes
    ----------
    function : callable
        Takes an array like ``x`` and returns a number.
    x : numpy.ndarray
        Where.
    step : float
        How far to either side.
    here, plus, minus : float, numpy.ndarray, numpy.ndarray
        The function at x, and with each entry of x a step higher and lower; NaN where that was not measured.
    size : float
        How large the numbers are that the function adds up: rounding moves it by about 1e-16 of that.
    """

    function: Callable[[Array], float]
    x: Array
    step: float
    here: float
    plus: Array
    minus: Array
    size: float

    @classmethod
    def of(
        cls,
        function: Callable[[Array], float],
        x: Array,
        step: float,
        size: float = 1.0,
        entries: Iterable[tuple[int, ...]] | None = None,
    ) -> "Differences":
        """Move every entry of ``x``, or these, to either side; the function gets copies."""
        x = x.copy()
        here = float(function(x.copy()))
        plus, minus = np.full_like(x, np.nan), np.full_like(x, np.nan)
        for i in np.ndindex(x.shape) if entries is None else entries:
            plus[i], minus[i] = _both_sides(function, x, i, step)
        return cls(function, x, step, here, plus, minus, max(size, abs(here)))

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
        plus, minus = _both_sides(self.function, self.x, i, step)
        return (self.here - minus) / step, (plus - self.here) / step, self.noise * times


def _both_sides(function: Callable[[Array], float], x: Array, i: tuple[int, ...], step: float) -> tuple[float, float]:
    saved = x[i]
    x[i] = saved + step
    plus = float(function(x.copy()))
    x[i] = saved - step
    minus = float(function(x.copy()))
    x[i] = saved
    return plus, minus


@dataclass
class Comparison:
    """An analytic gradient beside the differences.

    Attributes
    ----------
    error : numpy.ndarray
        Difference of each entry beyond rounding, relative to the largest entry of both; 0 where it is skipped, or
        was not measured.
    kinks : numpy.ndarray of bool
        Entries that are skipped, because the function has a kink there: with several neurons at their kink at
        once, backward may well choose a slope that is neither that to the left nor that to the right.
    """

    error: Array
    kinks: np.ndarray


def compare(analytic: Array, differences: Differences, tolerance: float) -> Comparison:
    """Compare two gradients of one shape, entry by entry."""
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
    return Comparison(error, kinks)
