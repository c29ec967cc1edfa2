"""Draw arrays, histories and decision regions.

Nothing here trains, opens a window or changes matplotlib's settings. The module is not loaded by
``import mlpkit``; a lesson says ``from mlpkit import plots``.

Functions that fill a whole figure return the Figure; functions that fill one Axes return the Axes and accept
``ax=`` to draw into one of yours. Colors are safe for color-blind readers (Okabe and Ito, "Color Universal
Design", 2008) and never the only cue: markers, line styles or signs say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import AxLine
from matplotlib.ticker import MaxNLocator, PercentFormatter
from numpy.typing import ArrayLike

from mlpkit._checks import (
    Array,
    Labels,
    as_batch,
    as_float_array,
    as_int,
    as_labels,
    as_number,
    describe,
    require_finite,
)

if TYPE_CHECKING:
    from mlpkit.training import History

COLORS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#444444")
"""Blue, orange, green, purple, vermilion, sky blue, gray: class or line k has color k (modulo 7)."""

MARKERS = ("o", "s", "^", "D", "v", "P", "X", ">")
"""Class k has marker k (modulo 8), so that the first 56 classes all look different."""

LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)), (0, (3, 1, 1, 1, 1, 1)))
"""Line k has style k (modulo 7)."""

RIGHT, WRONG = "#00785A", "#C1272D"  # a green and a red that differ in lightness too
MAX_IMAGES = 100
MESH_SIZE = 400  # points along each side of a decision region


def digit_grid(
    images: ArrayLike,
    y_true: ArrayLike | None = None,
    y_pred: ArrayLike | None = None,
    *,
    n_columns: int = 5,
    title: str | None = None,
) -> Figure:
    """Show images in a grid, with their labels and, if given, what a network made of them.

    Parameters
    ----------
    images : array_like, shape (n_images, n_pixels) or (n_images, height, width)
        At most 100 images, dark where the value is large; one gray scale for all. Flat images must be square
        (784 pixels are 28 by 28).
    y_true : array_like of int, shape (n_images,), optional
        The labels, written above the images.
    y_pred : array_like of int, shape (n_images,), optional
        The predictions. The titles then read "true / predicted", with a green check mark where both agree,
        and a red cross and a red frame where they do not.
    n_columns : int, default 5
        Images in a row.
    title : str, optional
        A heading for the whole figure.

    Returns
    -------
    matplotlib.figure.Figure
        One Axes for each image, in the order given.

    Raises
    ------
    ValueError
        If there are more than 100 images, a shape does not fit, a pixel is not finite, or ``y_pred`` comes
        without ``y_true``.
    TypeError
        If the labels are not integers.

    Examples
    --------
    >>> import numpy as np
    >>> fig = digit_grid(np.eye(3).reshape(1, 9), y_true=[7], y_pred=[1])
    >>> fig.axes[0].get_title()
    '7 / 1 ✗'
    >>> plt.close(fig)
    """
    pictures = _as_images(images)  # (n_images, height, width)
    n_images = len(pictures)
    n_columns = as_int(n_columns, name="digit_grid: n_columns", minimum=1)
    if y_pred is not None and y_true is None:
        raise ValueError(
            "digit_grid: y_pred came without y_true; expected both, to compare them. "
            "Hint: digit_grid(images, y_pred) writes the predictions alone above the images"
        )
    true = None if y_true is None else as_labels(y_true, name="digit_grid: y_true", n_samples=n_images)
    pred = None if y_pred is None else as_labels(y_pred, name="digit_grid: y_pred", n_samples=n_images)

    n_columns = min(n_columns, max(n_images, 1))
    n_rows = max(-(-n_images // n_columns), 1)  # rounded up
    cell = min(1.5, 8.0 / n_columns)  # inches
    headings = [] if title is None else [title]
    if true is not None and pred is not None:
        headings.append(f"true / predicted: {np.sum(true == pred)} of {n_images} right")
    fig = plt.figure(
        figsize=(max(3.0, cell * n_columns), (cell + 0.3) * n_rows + 0.3 * len(headings)),
        layout="constrained",
    )
    if headings:
        fig.suptitle("\n".join(headings), fontsize=12)
    if n_images == 0:
        fig.text(0.5, 0.5, "no images to show", ha="center", va="center")
        return fig

    darkest = pictures.max()
    lightest = min(0.0, pictures.min())
    for k, picture in enumerate(pictures):
        ax = fig.add_subplot(n_rows, n_columns, k + 1)
        ax.imshow(picture, cmap="gray_r", vmin=lightest, vmax=darkest, interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(color="0.8", linewidth=0.8)
        if true is not None and pred is None:
            ax.set_title(f"{true[k]}", fontsize=11)
        elif true is not None and pred is not None and true[k] == pred[k]:
            ax.set_title(f"{true[k]} / {pred[k]} ✓", fontsize=11, color=RIGHT)
        elif true is not None and pred is not None:
            ax.set_title(f"{true[k]} / {pred[k]} ✗", fontsize=11, color=WRONG, fontweight="bold")
            ax.spines[:].set(color=WRONG, linewidth=2.5)
    return fig


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
    TypeError
        If ``history`` lacks one of the lists.

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
    fig, axes = plt.subplots(
        1, 1 + has_accuracy, figsize=(9.0 if has_accuracy else 5.5, 3.6), layout="constrained", squeeze=False
    )
    if title is not None:
        fig.suptitle(title, fontsize=12)
    _draw_epochs(axes[0, 0], "loss", train_loss, val_loss, number_format=".3g")
    if has_accuracy:
        _draw_epochs(axes[0, 1], "accuracy", train_accuracy, val_accuracy, number_format=".1%")
        axes[0, 1].yaxis.set_major_formatter(PercentFormatter(xmax=1.0))
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
        If ``smooth`` is below 1.
    """
    loss, accuracy = (_recorded(history, name, caller="step_curves") for name in ("step_loss", "step_accuracy"))
    smooth = as_int(smooth, name="step_curves: smooth", minimum=1)
    fig, ax = plt.subplots(figsize=(8.0, 3.8), layout="constrained")
    default_title = f"Running mean of the last {smooth} steps" if smooth > 1 else None
    _finish(ax, title if title is not None else default_title, "step (mini-batch)", "loss (solid)")
    ax.yaxis.label.set_color(COLORS[0])
    _draw_steps(ax, loss, smooth, color=COLORS[0], linestyle="-", label="loss")
    if np.isfinite(accuracy).any():
        right = ax.twinx()
        right.set_ylabel("accuracy (dashed)", fontsize=10, color=COLORS[4])
        right.yaxis.set_major_formatter(PercentFormatter(xmax=1.0))
        right.spines["top"].set_visible(False)
        _draw_steps(right, accuracy, smooth, color=COLORS[4], linestyle="--", label="accuracy")
    return fig


def scatter(X: ArrayLike, y: ArrayLike, *, ax: Axes | None = None, title: str | None = None) -> Axes:
    """Draw two-dimensional points, a marker and a color for each class.

    Parameters
    ----------
    X : array_like, shape (n_samples, 2)
        The points.
    y : array_like of int, shape (n_samples,)
        Their labels.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure.
    title : str, optional
        The title of the plot.

    Returns
    -------
    matplotlib.axes.Axes
        One collection of points for each class, with a legend.

    Raises
    ------
    ValueError
        If ``X`` has not two columns, holds NaN or infinity, or has more or fewer rows than ``y``.
    TypeError
        If ``y`` does not hold integers, or ``ax`` is not an Axes.
    """
    points, labels = _as_points(X, y, caller="scatter")
    _check_axes(ax, caller="scatter")
    ax = _axes_or_new(ax)
    classes = np.unique(labels)
    for label in classes:
        of_class = points[labels == label]  # (n_of_class, 2)
        ax.scatter(
            of_class[:, 0],
            of_class[:, 1],
            s=42,
            color=COLORS[label % len(COLORS)],
            marker=MARKERS[label % len(MARKERS)],
            edgecolors="white",
            linewidths=0.5,
            label=f"class {label}",
            zorder=3,
        )
    if len(classes) > 0:
        ax.legend(loc="best", fontsize=9)  # by default too, but asked for it gives no warning when it takes long
    _finish(ax, title, ax.get_xlabel() or "$x_1$", ax.get_ylabel() or "$x_2$")
    return ax


def decision_boundary(
    predict: Callable[[Array], ArrayLike],
    X: ArrayLike,
    y: ArrayLike,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    margin: float = 0.15,
) -> Axes:
    """Color the plane by what ``predict`` says there, and draw the points on top.

    Parameters
    ----------
    predict : callable
        Takes points of shape (n_points, 2) and returns, for each, a label (drawn as regions), or the
        probability of class 1 (drawn as shades, with a line at 0.5), or one score for each class, shape
        (n_points, n_classes), of which the largest wins.
    X : array_like, shape (n_samples, 2)
        The points. They also set which part of the plane is shown, and which dtype ``predict`` receives.
    y : array_like of int, shape (n_samples,)
        Their labels.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure, which has a color bar if there are shades.
    title : str, optional
        The title of the plot.
    margin : float, default 0.15
        Free space around the points, as a share of their range.

    Returns
    -------
    matplotlib.axes.Axes
        The regions, their border in black, and the points as :func:`scatter` draws them.

    Raises
    ------
    ValueError
        If there are no points, ``X`` has not two columns, or ``predict`` returns anything but finite labels,
        probabilities or scores, one for each point.
    TypeError
        If ``y`` does not hold integers, or ``ax`` is not an Axes.
    """
    points, labels = _as_points(X, y, caller="decision_boundary")
    if len(points) == 0:
        raise ValueError(
            f"decision_boundary: X has no points (shape {points.shape}); expected at least one, to know "
            "which part of the plane to show. Hint: was every sample filtered out?"
        )
    margin = as_number(margin, name="decision_boundary: margin", minimum=0.0)
    _check_axes(ax, caller="decision_boundary")
    low, high = points.min(axis=0), points.max(axis=0)  # (2,) each
    space = np.where(high > low, margin * (high - low), 1.0)
    low, high = low - space, high + space
    # Each point of the mesh is the center of a small rectangle.
    centers = (np.arange(MESH_SIZE) + 0.5) / MESH_SIZE
    x_mesh, y_mesh = np.meshgrid(*(low + centers[:, None] * (high - low)).T)  # (MESH_SIZE, MESH_SIZE) each
    mesh = np.column_stack([x_mesh.ravel(), y_mesh.ravel()]).astype(points.dtype)  # (n_points, 2)
    values = _scores(predict(mesh), n_points=len(mesh)).reshape(x_mesh.shape)

    is_new = ax is None
    ax = _axes_or_new(ax)
    extent = (low[0], high[0], low[1], high[1])
    if values.dtype.kind == "i":
        regions = np.empty((*values.shape, 3))
        for label in np.unique(values):
            regions[values == label] = _tint(label)
            if (values != label).any():
                ax.contour(x_mesh, y_mesh, values == label, levels=[0.5], colors="black", linewidths=1.2)
        ax.imshow(regions, extent=extent, origin="lower", aspect="auto", interpolation="nearest")
    else:
        shades = LinearSegmentedColormap.from_list("class 0 to class 1", [_tint(0), (1.0, 1.0, 1.0), _tint(1)])
        image = ax.imshow(
            values,
            cmap=shades,
            vmin=0,
            vmax=1,
            extent=extent,
            origin="lower",
            aspect="auto",
            interpolation="nearest",
        )
        if values.min() < 0.5 < values.max():
            ax.contour(x_mesh, y_mesh, values, levels=[0.5], colors="black", linewidths=1.5)
        if is_new:
            ax.figure.colorbar(image, ax=ax, label="probability of class 1", ticks=[0, 0.25, 0.5, 0.75, 1])
    scatter(points, labels, ax=ax, title=title)
    ax.set(xlim=extent[:2], ylim=extent[2:])
    return ax


def boundary_line(
    w: ArrayLike,
    b: ArrayLike,
    ax: Axes,
    *,
    label: str | None = None,
    color: str = "black",
    linestyle: str = "-",
    linewidth: float = 2.0,
    alpha: float = 1.0,
) -> AxLine | None:
    r"""Draw the line on which a neuron with two inputs is undecided.

    Parameters
    ----------
    w : array_like, shape (2,)
        The weights.
    b : float
        The bias.
    ax : matplotlib.axes.Axes
        Where to draw. The line crosses the whole view, also when its limits change later, and does not
        change them itself.
    label : str, optional
        A name for the legend; call ``ax.legend()`` to show it.
    color, linestyle, linewidth, alpha
        As in :meth:`matplotlib.axes.Axes.plot`.

    Returns
    -------
    matplotlib.lines.AxLine or None
        None if both weights are zero, for then there is no line.

    Raises
    ------
    ValueError
        If ``w`` does not hold two finite numbers or ``b`` one.
    TypeError
        If ``ax`` is not an Axes.

    Notes
    -----
    The line is :math:`w \cdot x + b = 0`: it passes through :math:`-b\,w / \lVert w \rVert^2`, its point
    closest to the origin, at a right angle to :math:`w`.

    Examples
    --------
    >>> ax = scatter([[0, 0], [0, 1], [1, 1]], [0, 0, 1])
    >>> line = boundary_line([1, 1], -1.5, ax)
    >>> line.get_xy1()
    (0.75, 0.75)
    >>> plt.close(ax.figure)
    """
    weights = as_float_array(w, name="boundary_line: w", dtype=np.float64)
    bias = as_float_array(b, name="boundary_line: b", dtype=np.float64)
    if weights.shape != (2,):
        raise ValueError(
            f"boundary_line: w must have shape (2,), a weight for each axis; got shape {weights.shape}. "
            "Hint: only two inputs have a line; W[:, 0] takes the weights of the first neuron of a layer"
        )
    if bias.size != 1:
        raise ValueError(f"boundary_line: b must be one number; got shape {bias.shape}. Hint: b[0]")
    require_finite(weights, name="boundary_line: w")
    require_finite(bias, name="boundary_line: b")
    _check_axes(ax, caller="boundary_line", optional=False)
    largest = np.abs(weights).max()
    if largest == 0:
        return None
    weights, distance = weights / largest, bias.item() / largest  # so that no square is too small for a float
    x, y = -distance * weights / (weights @ weights)
    reach = 1 + abs(distance)  # far enough to be another point, however far the first one is
    return ax.axline(
        (float(x), float(y)),
        (float(x - reach * weights[1]), float(y + reach * weights[0])),
        transform=ax.transData,  # matplotlib then leaves the limits as they are
        label=label,
        color=color,
        linestyle=linestyle,
        linewidth=linewidth,
        alpha=alpha,
        zorder=2.5,
    )


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
    _check_axes(ax, caller="function_curves")
    curves = {}
    for name, function in functions.items():
        values = as_float_array(function(grid.copy()), name=f"function_curves: the result of {name!r}")
        if values.shape != grid.shape:
            raise ValueError(
                f"function_curves: {name!r} returned shape {values.shape} for x of shape {grid.shape}; "
                "expected the same shape. Hint: does the function work on each entry by itself?"
            )
        curves[name] = values
    ax = _axes_or_new(ax)
    ax.axhline(0, color="0.8", linewidth=1, zorder=1)
    for k, (name, values) in enumerate(curves.items()):
        ax.plot(
            grid,
            values,
            color=COLORS[k % len(COLORS)],
            linestyle=LINE_STYLES[k % len(LINE_STYLES)],
            lw=2,
            label=name,
        )
    if curves:
        ax.legend(loc="best", frameon=False, fontsize=9)
    _finish(ax, title, xlabel, ylabel)
    return ax


def probability_bars(
    proba: ArrayLike,
    class_names: Sequence[str] | None = None,
    *,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Draw the probabilities that a network gives to the classes, for one sample.

    Parameters
    ----------
    proba : array_like, shape (n_classes,)
        One probability for each class, as in a row of :meth:`mlpkit.Sequential.predict_proba`.
    class_names : sequence of str, optional
        By default the classes are called 0, 1, 2, and so on.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure.
    title : str, optional
        By default the most probable class is named.

    Returns
    -------
    matplotlib.axes.Axes
        A bar for each class with its value above; the most probable one is darker and its value bold.

    Raises
    ------
    ValueError
        If ``proba`` is not one-dimensional, is empty, has entries outside [0, 1], or ``class_names`` has
        another length.
    TypeError
        If ``ax`` is not an Axes.
    """
    heights = as_float_array(proba, name="probability_bars: proba")
    if heights.ndim != 1 or heights.size == 0:
        hint = "proba[0] takes the first sample of a batch" if heights.ndim == 2 else "print(proba.shape)"
        raise ValueError(
            f"probability_bars: proba must have shape (n_classes,), one sample; got shape {heights.shape}. Hint: {hint}"
        )
    require_finite(heights, name="probability_bars: proba")
    if heights.min() < 0 or heights.max() > 1 + 1e-6:
        outside = heights.min() if heights.min() < 0 else heights.max()
        raise ValueError(
            f"probability_bars: proba holds {outside:.6g}; expected probabilities from 0 to 1. "
            "Hint: softmax turns logits into probabilities"
        )
    names = [str(k) for k in range(len(heights))] if class_names is None else [str(name) for name in class_names]
    if len(names) != len(heights):
        raise ValueError(
            f"probability_bars: class_names has {len(names)} names for {len(heights)} probabilities; "
            "expected a name for each class. Hint: print both"
        )
    _check_axes(ax, caller="probability_bars")
    best = int(heights.argmax())
    ax = _axes_or_new(ax, figsize=(max(4.5, min(9.0, 1.5 + 0.6 * len(heights))), 3.4))
    bars = ax.bar(range(len(heights)), heights, color=_tint(0), edgecolor=COLORS[0], width=0.7)
    bars[best].set_facecolor(COLORS[0])
    for text in ax.bar_label(bars, fmt="{:.3f}", fontsize=9, padding=2)[best : best + 1]:
        text.set_fontweight("bold")
    ax.set_xticks(range(len(heights)), names)
    ax.set_ylim(0, 1.1)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    default_title = f"Most probable: {names[best]} ({heights[best]:.1%})"
    _finish(ax, title if title is not None else default_title, "class", "probability")
    return ax


def _axes_or_new(ax: Axes | None, *, figsize: tuple[float, float] = (6.0, 4.2)) -> Axes:
    """Return ``ax``, or the Axes of a new figure."""
    return plt.subplots(figsize=figsize, layout="constrained")[1] if ax is None else ax


def _check_axes(ax: object, *, caller: str, optional: bool = True) -> None:
    """Raise TypeError unless ``ax`` is an Axes (or None, where that is allowed)."""
    if isinstance(ax, Axes) or (ax is None and optional):
        return
    hint = "axes[0] takes the first of several" if isinstance(ax, (np.ndarray, list)) else "fig, ax = plt.subplots()"
    raise TypeError(f"{caller}: ax must be one matplotlib Axes; got {describe(ax)}. Hint: {hint}")


def _finish(ax: Axes, title: str | None, xlabel: str, ylabel: str) -> None:
    """Give ``ax`` its words, and take away the box at the top and on the right."""
    if title is not None:
        ax.set_title(title, fontsize=11)
    ax.set_xlabel(xlabel, fontsize=10)
    ax.set_ylabel(ylabel, fontsize=10)
    ax.tick_params(labelsize=9)
    ax.spines[["top", "right"]].set_visible(False)


def _tint(label: int) -> tuple[float, float, float]:
    """Return the color of class ``label``, mixed with twice as much white."""
    red, green, blue = to_rgb(COLORS[label % len(COLORS)])
    return (red + 2) / 3, (green + 2) / 3, (blue + 2) / 3


def _as_images(images: ArrayLike) -> Array:
    """Return ``images`` with shape (n_images, height, width), or raise."""
    array = as_float_array(images, name="digit_grid: images")
    if array.ndim not in (2, 3) or 0 in array.shape[1:]:
        hint = "images[:1] keeps the first axis" if array.ndim == 1 else "images.reshape(-1, 28, 28)"
        raise ValueError(
            "digit_grid: images must have shape (n_images, n_pixels) or (n_images, height, width); "
            f"got shape {array.shape}. Hint: {hint}"
        )
    if len(array) > MAX_IMAGES:
        raise ValueError(
            f"digit_grid: images holds {len(array)} images; expected at most {MAX_IMAGES}, more would be too "
            "small to see. Hint: images[:10], and the same for the labels"
        )
    if array.ndim == 2:
        side = round(array.shape[1] ** 0.5)
        if side * side != array.shape[1]:
            raise ValueError(
                f"digit_grid: images has shape {array.shape}, but {array.shape[1]} pixels make no square; "
                "expected a number like 784 = 28 * 28. Hint: images[np.newaxis] if this is a single image"
            )
        array = array.reshape(-1, side, side)
    require_finite(array, name="digit_grid: images")
    return array


def _as_points(X: ArrayLike, y: ArrayLike, *, caller: str) -> tuple[Array, Labels]:
    """Return ``X`` as (n_samples, 2) finite points and ``y`` as their labels, or raise."""
    points = as_batch(X, name=f"{caller}: X")
    if points.shape[1] != 2:
        raise ValueError(
            f"{caller}: X has {points.shape[1]} columns; expected 2, one for each axis of the plot; got X of "
            f"shape {points.shape}. Hint: X[:, :2] takes the first two"
        )
    require_finite(points, name=f"{caller}: X")
    return points, as_labels(y, name=f"{caller}: y", n_samples=len(points))


def _scores(result: ArrayLike, *, n_points: int) -> Array | Labels:
    """Return what ``predict`` gave as integer labels, or as probabilities of class 1; shape (n_points,)."""
    name = "decision_boundary: the result of predict"
    scores = as_float_array(result, name=name)
    require_finite(scores, name=name)
    if scores.ndim == 2 and len(scores) == n_points:
        scores = scores[:, 0] if scores.shape[1] == 1 else scores.argmax(axis=1)
    if scores.shape != (n_points,):
        raise ValueError(
            f"{name} has shape {scores.shape} for {n_points} points; expected ({n_points},) or "
            f"({n_points}, n_classes). Hint: predict gets a batch of shape (n_points, 2), not one point"
        )
    if np.array_equal(scores, np.floor(scores)):
        return scores.astype(int)
    if scores.min() < 0 or scores.max() > 1:
        raise ValueError(
            f"{name} ranges from {scores.min():.6g} to {scores.max():.6g}; expected integer labels, or "
            "probabilities from 0 to 1. Hint: lambda X: sigmoid(scores(X)), or lambda X: scores(X) > 0"
        )
    return scores


def _recorded(history: object, name: str, *, caller: str) -> Array:
    """Return the list ``name`` of ``history`` as an array of shape (n,), or raise TypeError."""
    if not hasattr(history, name):
        raise TypeError(
            f"{caller}: history must have the list {name!r}; got {describe(history)}. "
            "Hint: history = fit(...) returns one"
        )
    return as_float_array(getattr(history, name), name=f"{caller}: history.{name}", dtype=np.float64)


def _marker_size(values: Array) -> int:
    """Return 4 for few values (one alone has no line to be seen by) and 0 for many (they would hide it)."""
    return 4 if len(values) <= 40 else 0


def _draw_epochs(ax: Axes, quantity: str, train: Array, val: Array, *, number_format: str) -> None:
    """Draw one quantity per epoch; the title says where it ended."""
    ends = []
    for values, label, color, linestyle, marker in (
        (train, "train", COLORS[0], "-", "o"),
        (val, "validation", COLORS[4], "--", "s"),
    ):
        if len(values) > 0:
            epochs = np.arange(1, len(values) + 1)
            ax.plot(
                epochs,
                values,
                color=color,
                linestyle=linestyle,
                marker=marker,
                ms=_marker_size(values),
                lw=1.8,
                label=label,
            )
            ends.append(f"{format(values[-1], number_format)} {label}")
    if ends:
        ax.legend(loc="best", frameon=False, fontsize=9)
        title = f"Final {quantity}: {', '.join(ends)}"
    else:
        title = "No epoch is finished yet"
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    _finish(ax, title, "epoch", quantity)


def _draw_steps(ax: Axes, values: Array, smooth: int, *, color: str, linestyle: str, label: str) -> None:
    """Draw one quantity per step, raw and as the mean of the latest ``smooth`` values."""
    if len(values) == 0:
        return
    steps = np.arange(1, len(values) + 1)
    if smooth > 1:
        ax.plot(steps, values, color=color, alpha=0.2, lw=0.8)
    sums = np.convolve(values, np.ones(smooth))[: len(values)]
    means = sums / np.minimum(steps, smooth)  # the first means are over fewer values
    ax.plot(
        steps,
        means,
        color=color,
        linestyle=linestyle,
        marker="o",
        ms=_marker_size(values),
        lw=1.8,
        label=label,
    )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    ax.tick_params(labelsize=9)
