"""The results as Markdown: tables to read in a terminal, or to paste into a README."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mlpkit.bench.contenders import OPTIMIZERS
from mlpkit.bench.fresh import Cold, Memory
from mlpkit.bench.growth import FromMap
from mlpkit.bench.measure import Inference, StepTimes
from mlpkit.bench.race import Race


@dataclass(frozen=True)
class Results:
    """Everything that one run of the benchmark found out."""

    machine: dict[str, str]
    cold: Cold
    memory: Memory
    steps: list[StepTimes]
    inference: list[Inference]
    races: list[Race]
    growth: list[StepTimes]
    from_maps: list[FromMap]


def markdown(results: Results) -> str:
    """Return all results as text and tables."""
    machine = ", ".join(f"{name} {value}" for name, value in results.machine.items())
    cold, (first, second) = results.cold, results.cold.load_milliseconds
    parts = [
        f"Measured on: {machine}. `import mlpkit` adds {cold.import_milliseconds:.0f} ms to `import numpy`. "
        f"`load_mnist()` takes {first:.0f} ms, and {second:.0f} ms from the second time on. A sweep of short runs "
        f"in two processes spends {cold.sweep_share:.0%} of its time outside training."
    ]
    for group in dict.fromkeys((row.n_threads, row.optimizer) for row in results.steps):
        rows = [row for row in results.steps if (row.n_threads, row.optimizer) == group]
        title = f"{OPTIMIZERS[rows[0].optimizer]}, {threads(rows[0].n_threads)}"
        parts += [f"{title}: microseconds a training step, minimum (median)", step_table(rows)]
    parts += [f"Images labeled a second, {threads(1)}: best (median)", inference_table(results.inference)]
    race = results.races[0]
    parts += [
        f"Seconds (epochs) of {race.net} until it labels {race.target:.1%} of the validation images correctly: "
        f"median of {race.n_seeds} seeds. Settings: {settings(race)}",
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
            [[number(row.n_samples), number(row.microseconds), number(row.megabytes, 1)] for row in results.from_maps],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def step_table(rows: Sequence[StepTimes]) -> str:
    """Return a row for each net and batch size: the time of each contender, then the ratios of the minima."""
    names, pairs = list(rows[0].microseconds), list(rows[0].ratios)
    cells = [
        [
            row.net,
            str(row.batch_size),
            *(f"{row.microseconds[name].min:,.0f} ({row.microseconds[name].median:,.0f})" for name in names),
            *(f"{row.ratios[pair].min:.2f}" for pair in pairs),
        ]
        for row in rows
    ]
    return table(["net", "batch", *names, *pairs], cells)


def inference_table(rows: Sequence[Inference]) -> str:
    """Return a row for each net."""
    names = list(rows[0].best)
    cells = [[row.net, *(f"{row.best[name]:,.0f} ({row.median[name]:,.0f})" for name in names)] for row in rows]
    return table(["net", *names], cells)


def race_table(races: Sequence[Race]) -> str:
    """Return a row for each number of threads."""
    names = list(races[0].seconds)
    cells = [
        [threads(race.n_threads), *(f"{number(race.seconds[name], 2)} ({number(race.epochs[name])})" for name in names)]
        for race in races
    ]
    return table(["", *names], cells)


def settings(race: Race) -> str:
    """Return the settings of each contender, those that share them together."""
    by_setting: Mapping[str, list[str]] = {text: [] for text in race.settings.values()}
    for name, text in race.settings.items():
        by_setting[text].append(name)
    return "; ".join(f"{' and '.join(names)}: {text}" for text, names in by_setting.items())


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
