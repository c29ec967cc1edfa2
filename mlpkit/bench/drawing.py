"""The picture: the step of every contender, measured in floors."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from mlpkit.bench.contenders import OPTIMIZERS, Floor
from mlpkit.bench.measure import StepTimes
from mlpkit.bench.report import threads
from mlpkit.plots._axes import COLORS, MARKERS, finish, new_figure


def draw_steps(rows: Sequence[StepTimes]) -> Figure:
    """Return a figure with a panel for each optimizer and number of threads, and a line for each net and batch size."""
    groups = list(dict.fromkeys((row.n_threads, row.optimizer) for row in rows))
    n_lines = len(rows) // len(groups)
    fig = new_figure(10, 0.5 + (0.9 + 0.2 * n_lines) * len(groups) / 2, title=None)
    axes = fig.subplots(len(groups) // 2, 2, sharex=True, sharey=True, squeeze=False)
    for ax, group in zip(axes.flat, groups, strict=True):
        panel = [row for row in rows if (row.n_threads, row.optimizer) == group]
        for k, name in enumerate(panel[0].microseconds):
            floors = [row.microseconds[name].min / row.microseconds[Floor.name].min for row in panel]
            ax.plot(floors, range(n_lines), MARKERS[k], color=COLORS[k], label=name)
        ax.set_yticks(range(n_lines), [f"{row.net}, batch {row.batch_size}" for row in panel])
        ax.grid(axis="x", alpha=0.3)
        title = f"{OPTIMIZERS[panel[0].optimizer]}, {threads(panel[0].n_threads)}"
        finish(ax, title, "time of a step, in floors (log scale)", "")
    # Of all panels, since they share their axes; a batch of one takes many floors, the others one or two.
    ax.set(xscale="log", ylim=(n_lines - 0.5, -0.5))
    ax.set_xticks([1, 2, 5, 10, 20], ["1", "2", "5", "10", "20"])
    ax.minorticks_off()
    fig.legend(*ax.get_legend_handles_labels(), loc="outside upper center", ncols=len(COLORS), fontsize=10)
    return fig
