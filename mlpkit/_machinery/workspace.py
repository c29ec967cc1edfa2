"""Memory that every step of a training writes to again."""

import numpy as np
from numpy.typing import DTypeLike


class Workspace:
    """One array to write results into, made at the first step of a training and used again at the others.

    A larger batch or another dtype gets a new one. Asking the operating system for large arrays at every step would
    cost more than filling them.
    """

    def __init__(self) -> None:
        self._array = self._given = np.empty((0, 0))  # the memory, and the part of it that was given last
        self._asked: tuple[object, object] = (None, None)  # the shape and dtype for which it was

    def array(self, shape: tuple[int, ...], dtype: DTypeLike) -> np.ndarray:
        """Return an array of that shape and dtype, with what the last call left in it; at first, zeros."""
        if self._asked == (shape, dtype):
            return self._given  # the usual case, told apart first
        n_samples, *others = shape
        full_shape = (max(n_samples, len(self._array)), *others)  # a short batch gets the first rows of a full one
        if self._array.shape != full_shape or self._array.dtype != dtype:
            self._array = np.zeros(shape, dtype)
        self._asked, self._given = (shape, dtype), self._array[:n_samples]
        return self._given

    def __reduce__(self) -> tuple[type, tuple[()]]:
        """Copy and pickle as an empty one: there is nothing in it to keep."""
        return Workspace, ()
