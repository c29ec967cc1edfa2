"""A line between two clouds of points: drag it, or let the perceptron's rule move it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from mlpkit import plots
from mlpkit._machinery.arguments import as_batch, as_float_array, as_labels, as_number, require_finite
from mlpkit.plots._axes import limits
from mlpkit.widgets.exhibit import Picture


class DragLine(Picture):
    """A neuron with two inputs, drawn as the line between its answers 0 and 1.

    Parameters
    ----------
    X : array_like
        Points, shape (n_samples, 2).
    y : array_like
        Labels 0 and 1, shape (n_samples,).
    w : array_like, default (0, 1)
        Weights at the start, shape (2,).
    b : float, default 0.0
        Bias at the start.

    Attributes
    ----------
    w, b
        The weights, shape (2,), and the bias of the line as it is now.

    Examples
    --------
    >>> line = DragLine([[-1, 0], [1, 0], [2, 1]], [0, 1, 1], w=[-1, 0])
    >>> line.n_mistakes
    3
    >>> while (k := line.next_mistake()) is not None:
    ...     print("moved by point", k)
    moved by point 0
    moved by point 1
    >>> line.w, line.b, line.n_mistakes
    (array([1., 0.]), 0.0, 0)
    """

    script = "drag_line.js"

    def __init__(self, X: ArrayLike, y: ArrayLike, *, w: ArrayLike = (0.0, 1.0), b: float = 0.0) -> None:
        self.X = as_batch(X, name="DragLine: X", n_features=2, dtype=np.dtype(np.float64))
        require_finite(self.X, name="DragLine: X")
        self.y = as_labels(y, name="DragLine: y", n_samples=len(self.X), n_classes=2)
        self._next = 0  # where to look for the next mistake
        self._last: int | None = None  # the point that has moved the line
        self.move(w, b)
        self._start = (self.w, self.b)

    @property
    def is_wrong(self) -> np.ndarray:
        """Whether each point lies on the wrong side, shape (n_samples,)."""
        return (self.X @ self.w + self.b >= 0) != self.y

    @property
    def n_mistakes(self) -> int:
        """How many points lie on the wrong side."""
        return int(self.is_wrong.sum())

    def move(self, w: ArrayLike, b: float) -> None:
        """Put the line somewhere else."""
        weights = as_float_array(w, name="DragLine: w", dtype=np.float64)
        if weights.shape != (2,):
            raise ValueError(f"DragLine: w must have shape (2,), a weight for each axis; got shape {weights.shape}")
        require_finite(weights, name="DragLine: w")
        self.b = as_number(b, name="DragLine: b", minimum=-np.inf)
        self.w = weights.copy()

    def next_mistake(self) -> int | None:
        """Go on to the next point that is wrong, and learn from it; return its number, or None if all are right."""
        wrong = np.flatnonzero(self.is_wrong)
        if wrong.size == 0:
            return None
        later = wrong[wrong >= self._next]
        k = int(later[0] if later.size else wrong[0])
        error = 2 * float(self.y[k]) - 1  # +1 where 1 was wanted, -1 where 0 was: this point is wrong
        self.move(self.w + error * self.X[k], self.b + error)  # the learning rate is 1
        self._next = (k + 1) % len(self.X)
        return k

    def receive(self, message: Mapping[str, Any], buffers: Sequence[memoryview] = ()) -> None:
        """Do what the reader asks for: "move" to some w and b, "next" mistake, or "reset"."""
        self._last = None
        if message["do"] == "move":
            self.move(message["w"], message["b"])
        elif message["do"] == "next":
            self._last = self.next_mistake()
        elif message["do"] == "reset":
            self._next = 0
            self.move(*self._start)

    def scene(self) -> dict[str, Any]:
        """Return the points and the view."""
        low, high = limits(self.X, 0.08)
        return {"X": self.X.tolist(), "y": self.y.tolist(), "low": low.tolist(), "high": high.tolist()}

    def state(self) -> dict[str, Any]:
        """Return the line, the mistakes, and the point that has just moved the line."""
        wrong = np.flatnonzero(self.is_wrong).tolist()
        return {"w": self.w.tolist(), "b": self.b, "wrong": wrong, "last": self._last}

    def picture(self) -> Figure:
        """Return the points, the line and the mistakes as a picture."""
        fig = Figure(figsize=(6.0, 4.2), layout="constrained")
        ax = fig.subplots()
        title = f"{self.n_mistakes} of {len(self.y)} points on the wrong side"
        plots.scatter(self.X, self.y, ax=ax, title=title)
        wrong = self.X[self.is_wrong]
        ax.plot(*wrong.T, "o", markersize=11, markerfacecolor="none", markeredgecolor=plots.WRONG)
        plots.boundary_line(self.w, self.b, ax)
        low, high = limits(self.X, 0.08)
        ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
        return fig

    def __repr__(self) -> str:
        """Return the same text for the same points, wherever the line is."""
        return f"DragLine: a line to drag between {len(self.y)} points"
