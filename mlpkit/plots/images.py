"""Pixels as pictures: digits, and the weights of neurons that look at them."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import Array, as_float_array, as_int, as_labels, require_finite
from mlpkit.plots._axes import new_figure

RIGHT, WRONG = "#00785A", "#C1272D"  # a green and a red that differ in lightness too
MAX_IMAGES = 100


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
    >>> import matplotlib.pyplot as plt
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
    height = (cell + 0.3) * n_rows + 0.3 * len(headings)
    fig = new_figure(max(3.0, cell * n_columns), height, "\n".join(headings) or None)
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
        if true is None:
            continue
        if pred is None:
            ax.set_title(f"{true[k]}", fontsize=11)
        elif true[k] == pred[k]:
            ax.set_title(f"{true[k]} / {pred[k]} ✓", fontsize=11, color=RIGHT)
        else:
            ax.set_title(f"{true[k]} / {pred[k]} ✗", fontsize=11, color=WRONG, fontweight="bold")
            ax.spines[:].set(color=WRONG, linewidth=2.5)
    return fig


def weight_grid(
    W: ArrayLike,
    *,
    n_rows: int = 4,
    n_columns: int = 8,
    shared_scale: bool = True,
    title: str | None = None,
) -> Figure:
    """Show the weights of neurons as images: red for positive, blue for negative, white for zero.

    Parameters
    ----------
    W : array_like, shape (n_pixels, n_neurons)
        One column for each neuron, such as ``network.layers[0].W``. A column must make a square image (784 pixels
        are 28 by 28).
    n_rows, n_columns : int, default 4 and 8
        The first ``n_rows * n_columns`` neurons are shown; at most 100.
    shared_scale : bool, default True
        Whether one color scale, given beside the images, serves them all. Otherwise each image has a scale of
        its own, up to the largest weight written above it: a neuron with small weights then looks as strong as
        any other.
    title : str, optional
        A heading for the whole figure.

    Returns
    -------
    matplotlib.figure.Figure
        One Axes for each neuron, row by row, titled with its number. All scales are symmetric around zero.

    Raises
    ------
    ValueError
        If a column makes no square image, a weight is not finite, or more than 100 images are asked for.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import numpy as np
    >>> fig = weight_grid(np.array([[1.0, 0.0], [0.0, -2.0], [0.0, 0.0], [0.0, 0.0]]), n_rows=1, n_columns=2)
    >>> [ax.images[0].get_clim() for ax in fig.axes[:2]]
    [(-2.0, 2.0), (-2.0, 2.0)]
    >>> plt.close(fig)
    """
    weights = as_float_array(W, name="weight_grid: W")
    n_rows = as_int(n_rows, name="weight_grid: n_rows", minimum=1)
    n_columns = as_int(n_columns, name="weight_grid: n_columns", minimum=1)
    side = round(weights.shape[0] ** 0.5) if weights.ndim == 2 else 0
    if weights.size == 0 or weights.ndim != 2 or side * side != weights.shape[0]:
        is_turned = weights.ndim == 2 and round(weights.shape[1] ** 0.5) ** 2 == weights.shape[1] > 1
        hint = "W.T, if there is one row for each neuron" if is_turned else "network.layers[0].W"
        raise ValueError(
            "weight_grid: W must have shape (n_pixels, n_neurons) with a square number of pixels, such as 784 = 28 * "
            f"28; got shape {weights.shape}. Hint: {hint}"
        )
    if n_rows * n_columns > MAX_IMAGES:
        raise ValueError(
            f"weight_grid: {n_rows} rows of {n_columns} are {n_rows * n_columns} images; expected at most "
            f"{MAX_IMAGES}, more would be too small to see. Hint: W[:, 100:] shows the next neurons"
        )
    require_finite(weights, name="weight_grid: W")
    n_shown = min(n_rows * n_columns, weights.shape[1])
    pictures = weights[:, :n_shown].T.reshape(n_shown, side, side)
    largest = np.abs(pictures).max(axis=(1, 2)).astype(np.float64)  # (n_shown,)
    scales = np.full(n_shown, largest.max()) if shared_scale else largest.copy()
    scales[scales == 0] = 1.0  # nothing to see: any scale will do

    cell = min(1.4, 7.4 / n_columns)  # inches
    height = (cell + 0.25) * n_rows + (0.4 if title is not None else 0.0)
    fig = new_figure(max(3.0, cell * n_columns + 0.7 * shared_scale), height, title)
    for k, (picture, scale) in enumerate(zip(pictures, scales, strict=True)):
        ax = fig.add_subplot(n_rows, n_columns, k + 1)
        image = ax.imshow(picture, cmap="RdBu_r", vmin=-scale, vmax=scale, interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(color="0.8", linewidth=0.8)
        ax.set_title(f"{k}" if shared_scale else f"{k}: ±{largest[k]:.2g}", fontsize=9, pad=3)
    if shared_scale:
        fig.colorbar(image, ax=fig.axes, label="weight", shrink=0.7, fraction=0.05)
    return fig


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
