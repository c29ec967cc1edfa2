"""Memory that every step of a training writes to again."""

import numpy as np
from numpy.typing import DTypeLike


class Workspace:
    """One array to write results into, made at the first step of a training and used again at all others.

    Asking the operating system for large arrays at every step would cost more than filling them.
    """

    def __init__(self) -> None:
        self._array = self._given = np.empty((0, 0))
        self._asked: tuple[object, object] = (None, None)

    def array(self, shape: tuple[int, ...], dtype: DTypeLike) -> np.ndarray:
        """Return an array of that shape and dtype, with what the last call left in it; at first, zeros."""
        if self._asked == (shape, dtype):
            return self._given  # the usual case, told apart first: all batches but a short last one
        n_samples, *others = shape
        room = (max(n_samples, len(self._array)), *others)  # a short batch gets the first rows of a full one
        if self._array.shape != room or self._array.dtype != dtype:
            self._array = np.zeros(shape, dtype)
        self._asked, self._given = (shape, dtype), self._array[:n_samples]
        return self._given

    def __reduce__(self) -> tuple[type, tuple[()]]:
        """Copy and pickle as an empty one: there is nothing in it to keep."""
        return Workspace, ()
