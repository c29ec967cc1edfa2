"""Curves: what happened during training, and functions of one variable."""

from collections.abc import Callable, Mapping
from itertools import cycle

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, as_float_array, as_int, describe
from mlpkit.plots._axes import COLORS, LINE_STYLES, axes_or_new, finish, new_figure
from mlpkit.training import History


def learning_curves(history: History, *, title: str | None = None) -> Figure:
    """Draw loss and accuracy after every epoch, for training and validation data.

    Parameters
    ----------
    history : History
        What :func:`mlpkit.fit` returns; anything with the lists ``train_loss``, ``val_loss``,
        ``train_accuracy`` and ``val_accuracy`` will do. The validation lists may be empty.
    title : str, optional
        A heading for the whole figure.

    Returns
    -------
    matplotlib.figure.Figure
        Left the loss, right the accuracy, epochs counted from 1. Where no accuracy was recorded (an empty
        list or only NaN, as in a regression) there is the loss alone.

    Raises
    ------
    TypeError, ValueError
        If ``history`` lacks one of the lists, or it is no list of numbers.

    Notes
    -----
    Training values are means over an epoch, taken while the network was still changing; validation values are
    taken at its end. That is why validation can look better than training in the first epochs.
    """
    train_loss, val_loss, train_accuracy, val_accuracy = (
        _recorded(history, name, caller="learning_curves")
        for name in ("train_loss", "val_loss", "train_accuracy", "val_accuracy")
    )
    has_accuracy = bool(np.isfinite(train_accuracy).any() or np.isfinite(val_accuracy).any())
    fig = new_figure(9.0 if has_accuracy else 5.5, 3.6, title)
    axes = fig.subplots(1, 1 + has_accuracy, squeeze=False)[0]
    _draw_epochs(axes[0], "loss", train_loss, val_loss, number_format=".3g")
    if has_accuracy:
        _draw_epochs(axes[1], "accuracy", train_accuracy, val_accuracy, number_format=".1%")
        axes[1].yaxis.set_major_formatter(PercentFormatter(xmax=1.0))
    return fig


def step_curves(history: History, *, smooth: int = 50, title: str | None = None) -> Figure:
    """Draw loss and accuracy after every training step, raw (faint) and as a running mean.

    Parameters
    ----------
    history : History
        What :func:`mlpkit.fit` returns; anything with the lists ``step_loss`` and ``step_accuracy`` will do.
    smooth : int, default 50
        How many of the latest steps the running mean averages; 1 for no smoothing.
    title : str, optional
        The title of the plot.

    Returns
    -------
    matplotlib.figure.Figure
        The loss against the left axis and the accuracy against the right one, steps counted from 1. Where no
        accuracy was recorded there is the loss alone.

    Raises
    ------
    TypeError
        If ``history`` lacks one of the lists, or ``smooth`` is not a whole number.
    ValueError
        If ``smooth`` is below 1, or one of the lists is no list of numbers.
    """
    loss, accuracy = (_recorded(history, name, caller="step_curves") for name in ("step_loss", "step_accuracy"))
    smooth = as_int(smooth, name="step_curves: smooth", minimum=1)
    fig = new_figure(8.0, 3.8, None)
    ax = fig.subplots()
    default_title = f"Running mean of the last {smooth} steps" if smooth > 1 else None
    finish(ax, title if title is not None else default_title, "step (mini-batch)", "loss (solid)")
    ax.yaxis.label.set_color(COLORS[0])
    _draw_steps(ax, loss, smooth, "o-", color=COLORS[0], label="loss")
    if np.isfinite(accuracy).any():
        right = ax.twinx()
        right.set_ylabel("accuracy (dashed)", fontsize=10, color=COLORS[4])
        right.yaxis.set_major_formatter(PercentFormatter(xmax=1.0))
        right.spines["top"].set_visible(False)
        _draw_steps(right, accuracy, smooth, "o--", color=COLORS[4], label="accuracy")
    return fig


def function_curves(
    functions: Mapping[str, Callable[[Array], ArrayLike]],
    x: ArrayLike,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    xlabel: str = "$x$",
    ylabel: str = "",
) -> Axes:
    """Draw functions of one variable, such as activations and their derivatives.

    Parameters
    ----------
    functions : mapping of str to callable
        Name to function; each takes ``x`` and returns an array of the same shape.
    x : array_like, shape (n_points,)
        Where to evaluate them.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure.
    title, xlabel, ylabel : str, optional
        The title of the plot and the names of its axes.

    Returns
    -------
    matplotlib.axes.Axes
        A line for each function, with a legend.

    Raises
    ------
    ValueError
        If ``x`` is not one-dimensional, or a function returns another shape.
    TypeError
        If ``functions`` is not a mapping, or ``ax`` is not an Axes.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import numpy as np
    >>> ax = function_curves({"tanh": np.tanh}, np.linspace(-3, 3, 61))
    >>> len(ax.get_legend().get_texts())
    1
    >>> plt.close(ax.figure)
    """
    if not isinstance(functions, Mapping):
        raise TypeError(
            f"function_curves: functions must map names to functions; got {describe(functions)}. "
            'Hint: {"tanh": np.tanh}'
        )
    grid = as_float_array(x, name="function_curves: x")
    if grid.ndim != 1:
        raise ValueError(
            f"function_curves: x must have shape (n_points,); got shape {grid.shape}. Hint: np.linspace(-5, 5, 201)"
        )
    curves = {}
    for name, function in functions.items():
        values = as_float_array(function(grid.copy()), name=f"function_curves: the result of {name!r}")
        if values.shape != grid.shape:
            raise ValueError(
                f"function_curves: {name!r} returned shape {values.shape} for x of shape {grid.shape}; "
                "expected the same shape. Hint: does the function work on each entry by itself?"
            )
        curves[name] = values
    ax = axes_or_new(ax, caller="function_curves")
    ax.axhline(0, color="0.8", linewidth=1, zorder=1)
    for (name, values), color, style in zip(curves.items(), cycle(COLORS), cycle(LINE_STYLES), strict=False):
        ax.plot(grid, values, color=color, linestyle=style, lw=2, label=name)
    if curves:
        ax.legend(loc="best", frameon=False, fontsize=9)
    finish(ax, title, xlabel, ylabel)
    return ax


def _recorded(history: object, name: str, *, caller: str) -> Array:
    """Return the list ``name`` of ``history`` as an array of shape (n,), or raise."""
    if not hasattr(history, name):
        raise TypeError(
            f"{caller}: history must have the list {name!r}; got {describe(history)}. "
            "Hint: history = fit(...) returns one"
        )
    values = as_float_array(getattr(history, name), name=f"{caller}: history.{name}", dtype=np.float64)
    if values.ndim != 1:
        raise ValueError(
            f"{caller}: history.{name} must be a list of numbers; got shape {values.shape}. "
            "Hint: history = fit(...) returns one with such lists"
        )
    return values


def _draw_line(ax: Axes, values: Array, style: str, *, color: str, label: str) -> None:
    """Draw values at 1, 2, 3 and so on."""
    size = 4 if len(values) <= 40 else 0  # a marker shows one value alone, but many would hide the line
    ax.plot(np.arange(1, len(values) + 1), values, style, color=color, ms=size, lw=1.8, label=label)


def _draw_epochs(ax: Axes, quantity: str, train: Array, val: Array, *, number_format: str) -> None:
    """Draw one quantity per epoch; the title says where it ended."""
    ends = []
    for values, label, style, color in ((train, "train", "o-", COLORS[0]), (val, "validation", "s--", COLORS[4])):
        if len(values) > 0:
            _draw_line(ax, values, style, color=color, label=label)
            ends.append(f"{values[-1]:{number_format}} {label}")
    if ends:
        ax.legend(loc="best", frameon=False, fontsize=9)
    title = f"Final {quantity}: {', '.join(ends)}" if ends else "No epoch is finished yet"
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    finish(ax, title, "epoch", quantity)


def _draw_steps(ax: Axes, values: Array, smooth: int, style: str, *, color: str, label: str) -> None:
    """Draw one quantity per step, raw and as the mean of the latest ``smooth`` values."""
    if len(values) == 0:
        return
    steps = np.arange(1, len(values) + 1)
    if smooth > 1:
        ax.plot(steps, values, color=color, alpha=0.2, lw=0.8)
    sums = np.convolve(values, np.ones(smooth))[: len(values)]
    means = sums / np.minimum(steps, smooth)  # the first means are over fewer values
    _draw_line(ax, means, style, color=color, label=label)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    ax.tick_params(labelsize=9)
