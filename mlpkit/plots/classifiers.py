"""What a classifier makes of its samples: probabilities, confusions, and whether it is as sure as it is right."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import (
    Array,
    as_batch,
    as_float_array,
    as_int,
    as_labels,
    require_finite,
    require_order,
)
from mlpkit.plots._axes import COLORS, axes_or_new, finish, tint


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
    names = _as_class_names(class_names, len(heights), caller="probability_bars", of="probabilities")
    best = int(heights.argmax())
    width = max(4.5, min(9.0, 1.5 + 0.6 * len(heights)))  # inches
    ax = axes_or_new(ax, caller="probability_bars", figsize=(width, 3.4))
    bars = ax.bar(range(len(heights)), heights, color=tint(0), edgecolor=COLORS[0], width=0.7)
    bars[best].set_facecolor(COLORS[0])
    ax.bar_label(bars, fmt="{:.3f}", fontsize=9, padding=2)[best].set_fontweight("bold")
    ax.set_xticks(range(len(heights)), names)
    ax.set_ylim(0, 1.1)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    default_title = f"Most probable: {names[best]} ({heights[best]:.1%})"
    finish(ax, title if title is not None else default_title, "class", "probability")
    return ax


def confusion_heatmap(
    counts: ArrayLike,
    *,
    normalize: bool = False,
    class_names: Sequence[str] | None = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    r"""Draw a confusion matrix as a heat map: who was taken for whom.

    Parameters
    ----------
    counts : array_like of int, shape (n_classes, n_classes)
        Rows are the true class, columns the predicted one, as :func:`mlpkit.confusion_matrix` returns them.
    normalize : bool, default False
        Whether to divide each row by its sum, so that classes of different size can be compared. The diagonal
        is then faded and does not take part in the color scale, so that the errors show. A class without
        samples has an empty row.
    class_names : sequence of str, optional
        By default the classes are called 0, 1, 2, and so on.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure.
    title : str, optional
        By default the title says how many are right.

    Returns
    -------
    matplotlib.axes.Axes
        A square for each pair of classes with its count, or its share of the row in percent.

    Raises
    ------
    ValueError
        If ``counts`` is not square, not whole or negative, or ``class_names`` has another length.
    TypeError
        If ``ax`` is not an Axes.

    Notes
    -----
    With :math:`C_{ij}` the number of samples of class i that were called j, the shares are
    :math:`C_{ij} / \sum_k C_{ik}`; those on the diagonal are the recalls.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = confusion_heatmap([[8, 2], [1, 9]], class_names=["cat", "dog"])
    >>> ax.get_ylabel(), ax.get_xlabel(), ax.get_title()
    ('true', 'predicted', '17 of 20 right (85.0%)')
    >>> plt.close(ax.figure)
    """
    import seaborn as sns  # not above: it takes a second, and no other function needs it

    table = _as_counts(counts)
    n_classes = len(table)
    names = _as_class_names(class_names, n_classes, caller="confusion_heatmap", of="classes")
    is_diagonal = np.eye(n_classes, dtype=bool)
    n_samples = table.sum(axis=1, keepdims=True)  # (n_classes, 1), of each true class
    shares = np.divide(table, n_samples, out=np.full(table.shape, np.nan), where=n_samples > 0)
    if normalize:
        values, hidden, colors = shares, is_diagonal | np.isnan(shares), "Oranges"
        texts = np.array([[f"{100 * share:.1f}" if share > 0 else "" for share in row] for row in shares])
    else:
        values, hidden, colors = table, np.zeros_like(is_diagonal), "Blues"
        texts = np.array([[f"{count:.0f}" for count in row] for row in table])
    side = min(6.5, 2.0 + 0.45 * n_classes)  # inches
    ax = axes_or_new(ax, caller="confusion_heatmap", figsize=(side, side))
    fontsize = 9 if n_classes <= 12 else 6
    sns.heatmap(
        values,
        mask=hidden,
        annot=texts,
        fmt="",
        annot_kws={"fontsize": fontsize},
        cmap=colors,
        vmin=0,
        vmax=np.max(values, where=~hidden, initial=0.0) or 1.0,
        cbar=False,
        square=True,
        linewidths=0.5,
        linecolor="0.9",
        xticklabels=names,
        yticklabels=names,
        ax=ax,
    )
    if normalize:
        ax.set_facecolor("0.96")  # of the squares that are left out
        for k in np.flatnonzero(n_samples[:, 0] > 0):
            ax.text(k + 0.5, k + 0.5, texts[k, k], ha="center", va="center", color="0.6", fontsize=fontsize)
        default_title = "Percent of each true class; the diagonal is faded"
    else:
        right, total = np.trace(table), table.sum()
        default_title = f"{right:,.0f} of {total:,.0f} right" + (f" ({right / total:.1%})" if total else "")
    finish(ax, title if title is not None else default_title, "predicted", "true")
    ax.tick_params(length=0)
    ax.tick_params(axis="y", labelrotation=0)
    return ax


def reliability_diagram(
    y_true: ArrayLike,
    y_proba: ArrayLike,
    *,
    n_bins: int = 10,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    r"""Compare how sure a network is with how often it is right.

    Parameters
    ----------
    y_true : array_like of int, shape (n_samples,)
        The labels.
    y_proba : array_like, shape (n_samples, n_classes)
        The probability of each class, as :meth:`mlpkit.Sequential.predict_proba` returns them.
    n_bins : int, default 10
        In how many ranges of equal width to sort the samples by their confidence, which is the probability of
        the predicted class.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure.
    title : str, optional
        By default the title compares the mean confidence with the accuracy.

    Returns
    -------
    matplotlib.axes.Axes
        For each range that is not empty: a dot at mean confidence and share of right answers, a bar for the
        share of all samples that it holds, and their number. Below the dashed diagonal the network is surer
        than it should be.

    Raises
    ------
    ValueError
        If there are no samples, or ``y_proba`` does not hold probabilities that add up to 1.
    TypeError
        If ``y_true`` does not hold integers, or ``ax`` is not an Axes.

    Notes
    -----
    The gray line of a range with n samples of mean confidence c is :math:`c \pm 2 \sqrt{c (1 - c) / n}`: where
    chance alone would put about 95 % of the dots if c were the true probability to be right. Guo, Pleiss, Sun
    and Weinberger (2017), "On calibration of modern neural networks"; Bröcker and Smith (2007), "Increasing the
    reliability of reliability diagrams", for the gray lines.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> ax = reliability_diagram([0, 1, 1, 1], [[0.7, 0.3], [0.6, 0.4], [0.1, 0.9], [0.0, 1.0]])
    >>> ax.get_title()
    'Sure: 80.0% on average. Right: 75.0%'
    >>> plt.close(ax.figure)
    """
    proba = as_batch(y_proba, name="reliability_diagram: y_proba")
    _require_probabilities(proba)
    truth = as_labels(y_true, name="reliability_diagram: y_true", n_samples=len(proba), n_classes=proba.shape[1])
    n_bins = as_int(n_bins, name="reliability_diagram: n_bins", minimum=1)
    confidence = np.minimum(proba.max(axis=1).astype(np.float64), 1.0)  # (n_samples,); rounding may exceed 1
    is_right = proba.argmax(axis=1) == truth  # (n_samples,)
    bins = np.minimum((confidence * n_bins).astype(int), n_bins - 1)  # 1.0 belongs into the last one
    counts = np.bincount(bins, minlength=n_bins)
    used = np.flatnonzero(counts)
    sure = np.bincount(bins, weights=confidence)[used] / counts[used]  # (n_used,), mean confidence
    right = np.bincount(bins, weights=is_right)[used] / counts[used]  # (n_used,)
    chance = 2 * np.sqrt(np.maximum(sure * (1 - sure), 0) / counts[used])

    ax = axes_or_new(ax, caller="reliability_diagram", figsize=(6.0, 4.8))
    centers = (used + 0.5) / n_bins
    ax.bar(centers, counts[used] / len(truth), width=0.96 / n_bins, color="0.88", label="share of all samples")
    ax.plot([0, 1], [0, 1], color="0.4", linestyle="--", lw=1, label="as sure as right")
    low, high = np.maximum(sure - chance, 0), np.minimum(sure + chance, 1)
    ax.vlines(sure, low, high, color="0.55", lw=5, alpha=0.6, label="what chance allows (95 %)")
    ax.plot(sure, right, color=COLORS[0], marker="o", ms=6, lw=1.5, label="share of right answers")
    for center, n_samples in zip(centers, counts[used], strict=True):
        ax.text(center, 0.01, f"{n_samples:,}", ha="center", va="bottom", fontsize=8)
    ax.set(xlim=(0, 1), ylim=(0, 1.03))
    ax.legend(loc="upper left", framealpha=0.85, edgecolor="none", fontsize=8)
    if title is None:
        title = f"Sure: {confidence.mean():.1%} on average. Right: {is_right.mean():.1%}"
    finish(ax, title, "confidence: probability of the predicted class", "share (number of samples at the bottom)")
    return ax


def _as_class_names(class_names: Sequence[str] | None, n_classes: int, *, caller: str, of: str) -> list[str]:
    """Return the names of the classes, or raise ValueError if there are too many or too few."""
    if class_names is None:
        return [str(k) for k in range(n_classes)]
    require_order(class_names, name=f"{caller}: class_names")
    names = [str(name) for name in class_names]
    if len(names) != n_classes:
        raise ValueError(
            f"{caller}: class_names has {len(names)} names for {n_classes} {of}; expected a name for each class. "
            "Hint: print both"
        )
    return names


def _as_counts(counts: ArrayLike) -> Array:
    """Return ``counts`` as a square table of whole numbers >= 0, or raise ValueError."""
    table = as_float_array(counts, name="confusion_heatmap: counts", dtype=np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or table.size == 0:
        raise ValueError(
            f"confusion_heatmap: counts must have shape (n_classes, n_classes); got shape {table.shape}. "
            "Hint: confusion_matrix(y_true, y_pred) makes one"
        )
    require_finite(table, name="confusion_heatmap: counts")
    odd = (table < 0) | (table != np.floor(table))
    if odd.any():
        raise ValueError(
            f"confusion_heatmap: counts holds {table[odd][0]:.6g}; expected whole numbers >= 0. "
            "Hint: give the counts and normalize=True to see shares"
        )
    return table


def _require_probabilities(proba: Array) -> None:
    """Raise ValueError unless every row of ``proba`` holds probabilities that add up to 1."""
    if proba.size == 0:
        raise ValueError(
            f"reliability_diagram: y_proba is empty (shape {proba.shape}); expected at least one sample. "
            "Hint: was every sample filtered out?"
        )
    require_finite(proba, name="reliability_diagram: y_proba")
    sums = proba.sum(axis=1)  # (n_samples,)
    wrong = (proba < 0).any(axis=1) | (np.abs(sums - 1) > 1e-3)
    if wrong.any():
        row = int(wrong.argmax())
        raise ValueError(
            f"reliability_diagram: row {row} of y_proba has the sum {sums[row]:.6g} and the smallest entry "
            f"{proba[row].min():.6g}; expected probabilities from 0 to 1 that add up to 1. "
            "Hint: softmax(logits), or network.predict_proba(X)"
        )
