"""What the gradient tests share: numbers to start from, and a judge that is not mlpkit's own."""

from collections.abc import Callable

import numpy as np


def odd_numbers(*shape: int, seed: int = 0) -> np.ndarray:
    """Return numbers without a pattern, of both signs, none of them near zero (where ReLU has its kink)."""
    rng = np.random.default_rng(seed)
    return rng.uniform(0.3, 1.7, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def central_difference(function: Callable[[], float], x: np.ndarray, step: float = 1e-6) -> np.ndarray:
    """Return the slope of ``function`` in the direction of every entry of ``x``, by definition.

    ``function`` takes no argument: it reads ``x``, whose entries are moved in place one at a time and put back.
    """
    assert x.dtype == np.float64, "float32 is too coarse for a difference quotient"
    slope = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        here = x[i]
        x[i] = here + step
        above = function()
        x[i] = here - step
        below = function()
        x[i] = here
        slope[i] = (above - below) / (2 * step)
    return slope
