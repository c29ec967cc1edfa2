"""The results as Markdown: tables to read in a terminal, or to paste into a README."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlpkit.bench.contenders import OPTIMIZERS
from mlpkit.bench.fresh import Memory
from mlpkit.bench.measure import StepTimes
from mlpkit.bench.race import Race


@dataclass(frozen=True)
class Results:
    """Everything that one run of the benchmark found out."""

    machine: dict[str, str]
    cold: dict[str, float]
    sweep_share: float
    memory: Memory
    steps: list[StepTimes]
    inference: list[StepTimes]
    races: list[Race]
    growth: list[StepTimes]
    from_maps: dict[int, tuple[float, float]]


def markdown(results: Results) -> str:
    """Return all results as text and tables."""
    machine = ", ".join(f"{name} {value}" for name, value in results.machine.items())
    cold = ", ".join(f"{what} {number(milliseconds)} ms" for what, milliseconds in results.cold.items())
    parts = [
        f"Measured on: {machine}.",
        f"What comes before the first step: {cold}. Of a sweep of short runs in two processes, "
        f"{results.sweep_share:.0%} of the time is not training.",
    ]
    for group in dict.fromkeys((row.n_threads, row.optimizer) for row in results.steps):
        rows = [row for row in results.steps if (row.n_threads, row.optimizer) == group]
        title = f"{OPTIMIZERS[rows[0].optimizer]}, {threads(rows[0].n_threads)}"
        parts += [f"{title}: microseconds a training step, minimum (median)", step_table(rows)]
    parts += [f"Microseconds to label an image, {threads(1)}: minimum (median)", step_table(results.inference, 2)]
    race = results.races[0]
    parts += [
        f"Seconds (epochs) of {race.net} until it labels {race.target:.1%} of the validation images correctly: "
        f"median of {race.n_seeds} seeds. Settings: {'; '.join(map(': '.join, race.settings.items()))}",
        race_table(results.races),
        f"Peak memory of a process that loads MNIST and trains {results.memory.net} on {results.memory.n_samples:,} "
        "images, MB",
        table(["", *results.memory.megabytes], [["peak", *map(number, results.memory.megabytes.values())]]),
        f"What grows with batch, width and depth: {OPTIMIZERS[results.growth[0].optimizer]}, {threads(1)}, "
        "microseconds a training step, minimum (median)",
        step_table(results.growth),
        f"What grows with the number of samples, from a memory map: {results.memory.net}, microseconds a training "
        "step, and MB that `fit` allocates",
        table(
            ["samples", "microseconds", "MB"],
            [[number(n), number(time), number(megabytes, 1)] for n, (time, megabytes) in results.from_maps.items()],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def step_table(rows: Sequence[StepTimes], n_decimals: int = 0) -> str:
    """Return a row for each net and batch size: the time of each contender, then the ratios of the minima."""
    cells = []
    for row in rows:
        times = [f"{number(t.min, n_decimals)} ({number(t.median, n_decimals)})" for t in row.microseconds.values()]
        cells.append([row.net, number(row.batch_size), *times, *(number(pair.min, 2) for pair in row.ratios.values())])
    return table(["net", "batch", *rows[0].microseconds, *rows[0].ratios], cells)


def race_table(races: Sequence[Race]) -> str:
    """Return a row for each number of threads."""
    names = list(races[0].seconds)
    cells = [
        [threads(race.n_threads), *(f"{number(race.seconds[name], 2)} ({number(race.epochs[name])})" for name in names)]
        for race in races
    ]
    return table(["", *names], cells)


def threads(n_threads: int) -> str:
    """Return ``one thread`` or, say, ``2 threads``."""
    return "one thread" if n_threads == 1 else f"{n_threads} threads"


def number(value: float | None, n_decimals: int = 0) -> str:
    """Return a number as text; ``n/a`` for None."""
    return "n/a" if value is None else f"{value:,.{n_decimals}f}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table whose columns line up in plain text, too; all but the first are set to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *others = (cell.rjust(width) for cell, width in zip(cells, widths, strict=True))
        return "| " + " | ".join([first.strip().ljust(widths[0]), *others]) + " |"

    rule = [widths[0] * "-", *((width - 1) * "-" + ":" for width in widths[1:])]
    return "\n".join(map(line, (header, rule, *rows)))
