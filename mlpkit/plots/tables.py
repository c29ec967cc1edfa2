"""Tables of experiments: settings compared over several seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from mlpkit._machinery.arguments import Array, as_float_array, wrong_kind
from mlpkit.plots._axes import COLORS, axes_or_new, finish, tint

if TYPE_CHECKING:
    import pandas as pd


def seed_bars(
    table: pd.DataFrame,
    *,
    by: str,
    value: str,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Compare settings over several seeds: a bar for each mean, a dot for each run.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a run, such as :func:`mlpkit.studies.experiments.run` returns.
    by : str
        The column with the setting. There is a bar for each of its values, in the order in which they come.
    value : str
        The column with the number to compare. NaN means that a run failed; the name of the setting then says how
        many of its runs are missing.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default in a new figure that is high enough for all bars.
    title : str, optional
        The title of the plot.

    Returns
    -------
    matplotlib.axes.Axes
        Horizontal bars, the first setting at the top, each with its mean written on it, a line for mean ± standard
        deviation (of the sample, divided by n - 1) and its runs as dots. Columns whose name ends in "accuracy" are
        written in percent. Where all numbers are close to each other, the axis does not start at zero, and says so.

    Raises
    ------
    ValueError
        If a column is missing, holds no finite number, or there are no rows.
    TypeError
        If ``table`` is no table, ``value`` does not hold numbers, or ``ax`` is not an Axes.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import pandas as pd
    >>> table = pd.DataFrame({"optimizer": ["SGD", "SGD", "Adam", "Adam"], "accuracy": [0.94, 0.96, 0.97, 0.98]})
    >>> ax = seed_bars(table, by="optimizer", value="accuracy")
    >>> [text.get_text() for text in ax.texts]
    ['95.00%', '97.50%']
    >>> plt.close(ax.figure)
    """
    settings = _column(table, by, argument="by")
    measured = _column(table, value, argument="value")
    numbers = as_float_array(measured, name=f"seed_bars: the column {value!r}", dtype=np.float64)
    if not np.isfinite(numbers).any():
        raise ValueError(
            f"seed_bars: the column {value!r} holds no finite number in {len(numbers)} rows; expected at least one. "
            "Hint: table['error'] says why runs failed"
        )
    number_format = ".2%" if value.endswith("accuracy") else ".3g"
    names = np.array([str(setting) for setting in settings])
    bars = list(dict.fromkeys(names.tolist()))  # each setting once, in the order of the rows
    ax = axes_or_new(ax, caller="seed_bars", figsize=(7.0, 1.3 + 0.5 * len(bars)))
    drawn = []
    for k, name in enumerate(bars):
        runs = numbers[names == name]
        n_failed = int(np.sum(~np.isfinite(runs)))
        if n_failed > 0:
            bars[k] = f"{name} ({n_failed} of {len(runs)} failed)"
        if n_failed < len(runs):
            drawn += _draw_runs(ax, k, runs[np.isfinite(runs)], number_format=number_format)
    low, high = min(drawn), max(drawn)
    is_narrow = high > low > 0.6 * high
    start, end = (low - 0.3 * (high - low), high) if is_narrow else (min(low, 0.0), max(high, 0.0))
    width = (end - start) or 1.0
    note = f"\n(the axis starts at {start:{number_format}}, not at zero)" if is_narrow else ""
    ax.set_xlim(start - 0.05 * width * (low < 0), end + 0.25 * width)  # room for the numbers behind the bars
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6))
    if number_format.endswith("%"):
        ax.set_xticks([tick for tick in ax.get_xticks() if start <= tick <= 1.0])
        ax.xaxis.set_major_formatter(PercentFormatter(xmax=1.0))
    ax.set_yticks(range(len(bars)), bars)
    ax.set_ylim(len(bars) - 0.4, -0.6)
    finish(ax, title, f"{value}: mean, ± standard deviation, every run{note}", by)
    ax.grid(axis="x", color="0.9")
    ax.set_axisbelow(True)
    return ax


def _column(table: pd.DataFrame, name: str, *, argument: str) -> Any:
    """Return a column of the table, or raise."""
    if not hasattr(table, "columns"):
        hint = "table = mlpkit.studies.experiments.run(...) returns one"
        raise wrong_kind("seed_bars: table", "a pandas.DataFrame with one row a run", table, hint)
    if name not in table.columns:
        raise ValueError(
            f"seed_bars: {argument}={name!r} is no column of the table; expected one of "
            f"{', '.join(repr(column) for column in table.columns)}. Hint: print(table.head())"
        )
    return table[name].to_numpy()


def _draw_runs(ax: Axes, position: int, runs: Array, *, number_format: str) -> list[float]:
    """Draw the runs of one setting and their mean; return how far to both sides that goes."""
    mean = float(runs.mean())
    spread = float(runs.std(ddof=1)) if len(runs) > 1 else 0.0  # one run alone has no spread to show
    ends = [float(min(runs.min(), mean - spread)), float(max(runs.max(), mean + spread))]
    ax.barh(position, mean, height=0.7, color=tint(0), edgecolor=COLORS[0])
    if len(runs) > 1:
        ax.errorbar(mean, position, xerr=spread, color="0.25", capsize=5, lw=1.5, zorder=3)
    rows = position + (np.linspace(-0.22, 0.22, len(runs)) if len(runs) > 1 else np.zeros(1))
    ax.plot(runs, rows, "o", ms=4.5, color=COLORS[4], markeredgecolor="white", markeredgewidth=0.5, zorder=4)
    ax.annotate(
        f"{mean:{number_format}}",
        (ends[1], position),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        fontweight="bold",
    )
    return ends
