"""Gradient descent on a curve, with a slider for the learning rate."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from mlpkit import plots
from mlpkit._machinery.arguments import as_float_array, as_int, as_number, describe
from mlpkit.widgets.exhibit import Picture

BEYOND = 1e12  # a weight further away than this is as good as infinite


class LearningRateSlider(Picture):
    """Follow the slope of a function of one weight for some steps, with a learning rate of the reader's choice.

    Parameters
    ----------
    loss, slope : callable
        The function and its derivative, of one number.
    start : float
        Where the first step begins.
    view : (float, float)
        Range of weights to show.
    rates : array_like
        Learning rates to choose from, in increasing order.
    n_steps : int, default 10
        How many steps to show.
    rate : float, optional
        The learning rate at first; by default the smallest.

    Attributes
    ----------
    learning_rate : float
        The one that is chosen.

    Examples
    --------
    >>> slider = LearningRateSlider(lambda w: w**2, lambda w: 2 * w, start=1.0, view=(-2, 2), rates=[0.25, 0.5])
    >>> slider.path()[:3]
    array([1.  , 0.5 , 0.25])
    >>> slider.choose(1)
    >>> slider.path()[:3]
    array([1., 0., 0.])
    """

    script = "learning_rate.js"

    def __init__(
        self,
        loss: Callable[[float], float],
        slope: Callable[[float], float],
        *,
        start: float,
        view: tuple[float, float],
        rates: ArrayLike,
        n_steps: int = 10,
        rate: float | None = None,
    ) -> None:
        self.loss, self.slope = loss, slope
        self.start = as_number(start, name="LearningRateSlider: start", minimum=-np.inf)
        self.view = view
        self.rates = as_float_array(rates, name="LearningRateSlider: rates", dtype=np.float64)
        if self.rates.ndim != 1 or self.rates.size == 0 or (np.diff(self.rates) <= 0).any() or self.rates[0] <= 0:
            raise ValueError(
                f"LearningRateSlider: rates must be positive numbers in increasing order; got {describe(rates)}. "
                "Hint: np.geomspace(0.001, 1, 31)"
            )
        self.n_steps = as_int(n_steps, name="LearningRateSlider: n_steps", minimum=1)
        self.choose(0 if rate is None else int(np.abs(np.log(self.rates / rate)).argmin()))

    def choose(self, index: int) -> None:
        """Take the learning rate ``rates[index]``."""
        index = as_int(index, name="LearningRateSlider: index", minimum=0)
        if index >= len(self.rates):
            raise ValueError(f"LearningRateSlider: there are {len(self.rates)} rates; got index {index}")
        self._index = index

    @property
    def learning_rate(self) -> float:
        """The learning rate that is chosen."""
        return float(self.rates[self._index])

    def path(self) -> np.ndarray:
        """Return the weight at the start and after each step, shape (n_steps + 1,); it ends early beyond 1e12."""
        weights = [self.start]
        with np.errstate(over="ignore", invalid="ignore"):  # a learning rate may be far too large
            while len(weights) <= self.n_steps and abs(weights[-1]) < BEYOND:
                weights.append(_finite(weights[-1] - self.learning_rate * self.slope(weights[-1])))
        return np.array(weights)

    def losses(self) -> np.ndarray:
        """Return the loss at each place of the path, at most 1e30, shape (n_steps + 1,)."""
        with np.errstate(over="ignore", invalid="ignore"):
            return np.array([_finite(self.loss(w)) for w in self.path()])

    def summary(self) -> str:
        """Return in one sentence what this learning rate does."""
        path, losses = self.path(), self.losses()
        fate = "fell" if losses[-1] < losses[0] else "rose" if losses[-1] > losses[0] else "stayed"
        return (
            f"learning rate {self.learning_rate:.3g}: w = {path[-1]:.4g} after {len(path) - 1} steps; "
            f"the loss {fate} from {losses[0]:.4g} to {losses[-1]:.4g}"
        )

    def receive(self, message: Mapping[str, Any], buffers: Sequence[memoryview] = ()) -> None:
        """Do what the reader asks for: "choose" a learning rate."""
        if message["do"] == "choose":
            self.choose(message["index"])

    def scene(self) -> dict[str, Any]:
        """Return the curve and the learning rates."""
        ws = np.linspace(*self.view, 161)  # (161,)
        losses = np.array([self.loss(w) for w in ws])
        return {
            "ws": ws.tolist(),
            "losses": losses.tolist(),
            "rates": [f"{rate:.3g}" for rate in self.rates],
        }

    def state(self) -> dict[str, Any]:
        """Return the learning rate and the path."""
        return {
            "index": self._index,
            "path": self.path().tolist(),
            "losses": self.losses().tolist(),
            "summary": self.summary(),
        }

    def picture(self) -> Figure:
        """Return the curve and the path as a picture."""
        fig = Figure(figsize=(6.0, 4.0), layout="constrained")
        ax = fig.subplots()
        scene = self.scene()
        ax.plot(scene["ws"], scene["losses"], color="0.6", lw=2)
        ax.plot(self.path(), self.losses(), "o-", ms=5, lw=1, color=plots.COLORS[0])
        top = max(scene["losses"])
        ax.set(xlabel="weight $w$", ylabel="loss", xlim=self.view, ylim=(-0.06 * top, 1.06 * top))
        ax.set_title(self.summary().replace("; ", "\n"), fontsize=11)
        return fig

    def __repr__(self) -> str:
        """Return the same text wherever the slider stands."""
        return f"LearningRateSlider: {self.n_steps} steps, {len(self.rates)} learning rates to choose from"


def _finite(value: float) -> float:
    """Return a number that JSON can hold."""
    return min(max(float(value), -1e30), 1e30)
