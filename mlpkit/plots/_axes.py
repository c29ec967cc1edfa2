"""What all plots share: colors, markers, and the handling of an Axes."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import figure
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from mlpkit._machinery.arguments import Array, describe

COLORS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#444444")
"""Blue, orange, green, purple, vermilion, sky blue, gray: class or line k has color k (modulo 7)."""

MARKERS = ("o", "s", "^", "D", "v", "P", "X", ">")
"""Class k has marker k (modulo 8), so that the first 56 classes all look different."""

LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)), (0, (3, 1, 1, 1, 1, 1)))
"""Line k has style k (modulo 7)."""


class Figure(figure.Figure):
    """A figure of which a notebook shows one picture, also where it is the last line of a cell.

    A notebook shows the last line of a cell, and then every figure that is open.
    """

    def _ipython_display_(self) -> None:
        if "inline" in plt.get_backend():
            plt.close(self)
        raise NotImplementedError  # so IPython shows it in its usual way


def new_figure(width: float, height: float, title: str | None) -> figure.Figure:
    """Return an empty figure of this size in inches, with a heading if there is one."""
    fig = plt.figure(FigureClass=Figure, figsize=(width, height), layout="constrained")
    if title is not None:
        fig.suptitle(title, fontsize=12)
    return fig


def as_axes(ax: object, *, caller: str) -> Axes:
    """Return ``ax`` if it is an Axes, or raise TypeError."""
    if isinstance(ax, Axes):
        return ax
    hint = "axes[0] takes the first of several" if isinstance(ax, (np.ndarray, list)) else "fig, ax = plt.subplots()"
    raise TypeError(f"{caller}: ax must be one matplotlib Axes; got {describe(ax)}. Hint: {hint}")


def axes_or_new(ax: object, *, caller: str, figsize: tuple[float, float] = (6.0, 4.2)) -> Axes:
    """Return ``ax`` if it is an Axes, for None the Axes of a new figure, or raise TypeError."""
    return plt.subplots(figsize=figsize, layout="constrained")[1] if ax is None else as_axes(ax, caller=caller)


def limits(X: Array, margin: float) -> tuple[Array, Array]:
    """Return the lower left and the upper right corner of a view of points, with a share of their range around them."""
    low, high = X.min(axis=0), X.max(axis=0)  # (2,) each
    around = np.where(high > low, margin * (high - low), 1.0)
    return low - around, high + around


def finish(ax: Axes, title: str | None, xlabel: str, ylabel: str) -> None:
    """Give ``ax`` its words, and take away the box at the top and on the right."""
    if title is not None:
        ax.set_title(title, fontsize=11)
    ax.set_xlabel(xlabel, fontsize=10)
    ax.set_ylabel(ylabel, fontsize=10)
    ax.tick_params(labelsize=9)
    ax.spines[["top", "right"]].set_visible(False)


def tint(label: int) -> tuple[float, float, float]:
    """Return the color of class ``label``, mixed with twice as much white."""
    red, green, blue = to_rgb(COLORS[label % len(COLORS)])
    return (red + 2) / 3, (green + 2) / 3, (blue + 2) / 3
