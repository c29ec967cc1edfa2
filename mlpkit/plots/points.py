"""Samples as points in a plane, and the regions that a network cuts it into."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib import color_sequences
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.lines import AxLine
from matplotlib.patheffects import withStroke
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import (
    Array,
    Labels,
    as_batch,
    as_float_array,
    as_labels,
    as_number,
    require_finite,
    wrong_kind,
)
from mlpkit.plots._axes import COLORS, MARKERS, as_axes, axes_or_new, finish, limits, tint

MESH_SIZE = 400  # points along each side of a decision region


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
    ax = axes_or_new(ax, caller="scatter")
    classes = np.unique(labels)
    for label in classes:
        x_1, x_2 = points[labels == label].T  # (n_of_class,) each
        ax.scatter(
            x_1,
            x_2,
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
    finish(ax, title, ax.get_xlabel() or "$x_1$", ax.get_ylabel() or "$x_2$")
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
    if not callable(predict):
        hint = "network.predict, without brackets"
        raise wrong_kind("decision_boundary: predict", "a function of points", predict, hint)
    points, labels = _as_points(X, y, caller="decision_boundary")
    if len(points) == 0:
        raise ValueError(
            f"decision_boundary: X has no points (shape {points.shape}); expected at least one, to know "
            "which part of the plane to show. Hint: was every sample filtered out?"
        )
    margin = as_number(margin, name="decision_boundary: margin", minimum=0.0)
    low, high = limits(points, margin)
    # Each point of the mesh is the center of a small rectangle.
    centers = (np.arange(MESH_SIZE) + 0.5) / MESH_SIZE
    x_mesh, y_mesh = np.meshgrid(*(low + centers[:, None] * (high - low)).T)  # (MESH_SIZE, MESH_SIZE) each
    mesh = np.column_stack([x_mesh.ravel(), y_mesh.ravel()]).astype(points.dtype)  # (n_points, 2)
    values = _scores(predict(mesh), n_points=len(mesh)).reshape(x_mesh.shape)

    is_new = ax is None
    ax = axes_or_new(ax, caller="decision_boundary")
    extent = (low[0], high[0], low[1], high[1])
    place: dict[str, Any] = {"extent": extent, "origin": "lower", "aspect": "auto", "interpolation": "nearest"}
    if values.dtype.kind == "i":
        regions = np.empty((*values.shape, 3))
        for label in np.unique(values):
            regions[values == label] = tint(label)
            if (values != label).any():
                ax.contour(x_mesh, y_mesh, values == label, levels=[0.5], colors="black", linewidths=1.2)
        ax.imshow(regions, **place)
    else:
        shades = LinearSegmentedColormap.from_list("class 0 to class 1", [tint(0), (1.0, 1.0, 1.0), tint(1)])
        image = ax.imshow(values, cmap=shades, vmin=0, vmax=1, **place)
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
    **style: Any,
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
    **style
        As in :meth:`matplotlib.axes.Axes.plot`, such as ``color``; with a ``label``, call ``ax.legend()`` to show it.

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
    >>> import matplotlib.pyplot as plt
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
    as_axes(ax, caller="boundary_line")
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
        **{"color": "black", "linewidth": 2.0, "zorder": 2.5, **style},
    )


def embedding(points: ArrayLike, y: ArrayLike, *, ax: Axes | None = None, title: str | None = None) -> Axes:
    """Draw many samples in two dimensions, each as its label; a large label marks the mean of each class.

    Parameters
    ----------
    points : array_like, shape (n_samples, 2)
        Where each sample lies, such as the first two principal components.
    y : array_like of int, shape (n_samples,)
        Their labels.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure.
    title : str, optional
        The title of the plot.

    Returns
    -------
    matplotlib.axes.Axes
        One collection for each class, each sample a small copy of its label; both axes have the same unit length.

    Raises
    ------
    ValueError
        If ``points`` has not two columns, holds NaN or infinity, or has more or fewer rows than ``y``.
    TypeError
        If ``y`` does not hold integers, or ``ax`` is not an Axes.

    Notes
    -----
    Ten classes have ten colors, which not everybody can tell apart, so the labels themselves are drawn, too.
    A few thousand samples are enough; more would cover each other.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = embedding([[0, 0], [0, 2], [5, 5]], [3, 3, 8])
    >>> [(text.get_text(), text.get_position()) for text in ax.texts]
    [('3', (0.0, 1.0)), ('8', (5.0, 5.0))]
    >>> plt.close(ax.figure)
    """
    places, labels = _as_points(points, y, caller="embedding", name="points")
    ax = axes_or_new(ax, caller="embedding", figsize=(6.0, 5.4))
    outline = [withStroke(linewidth=3.5, foreground="white")]
    for label in np.unique(labels):
        x_1, x_2 = places[labels == label].T  # (n_of_class,) each
        ax.scatter(
            x_1,
            x_2,
            s=20,
            alpha=0.6,
            color=color_sequences["tab10"][label % 10],
            marker=f"${label}$",
            linewidths=0.2,
            zorder=2,
        )
        ax.text(
            float(x_1.mean(dtype=np.float64)),
            float(x_2.mean(dtype=np.float64)),
            f"{label}",
            ha="center",
            va="center",
            fontsize=15,
            fontweight="bold",
            path_effects=outline,
            zorder=4,
        )
    ax.set_aspect("equal", adjustable="datalim")
    finish(ax, title, ax.get_xlabel() or "first component", ax.get_ylabel() or "second component")
    return ax


def _as_points(X: ArrayLike, y: ArrayLike, *, caller: str, name: str = "X") -> tuple[Array, Labels]:
    """Return ``X`` as (n_samples, 2) finite points and ``y`` as their labels, or raise."""
    points = as_batch(X, name=f"{caller}: {name}")
    if points.shape[1] != 2:
        raise ValueError(
            f"{caller}: {name} has {points.shape[1]} columns; expected 2, one for each axis of the plot; got {name} of "
            f"shape {points.shape}. Hint: {name}[:, :2] takes the first two"
        )
    require_finite(points, name=f"{caller}: {name}")
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
