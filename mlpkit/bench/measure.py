"""Times, taken in turns: all contenders once, all once more, and so on, so that a noisy machine hurts all alike."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from threadpoolctl import threadpool_limits

from mlpkit._machinery.arguments import Array, Labels
from mlpkit.bench.contenders import TRAINABLE, Contender, Floor, StudentsLoop, Task, Trainable

MIN_ROUNDS = 3
MAX_STEPS = 640
"""In an epoch of one round: small batches take fewer samples."""


@dataclass(frozen=True)
class Spread:
    """The smallest and the middle one of several measurements, or of ratios between them."""

    min: float
    median: float


@dataclass(frozen=True)
class StepTimes:
    """One row of a table: times of one training step, by contender."""

    net: str
    batch_size: int
    optimizer: str
    n_threads: int
    n_rounds: int
    microseconds: dict[str, Spread]
    ratios: dict[str, Spread]


def spread(values: Sequence[float]) -> Spread:
    """Return minimum and median."""
    return Spread(min(values), statistics.median(values))


def ratios(times: Mapping[str, Spread]) -> dict[str, Spread]:
    """Return mlpkit's time in floors and in loops, and that of each peer in mlpkit's: minimum by minimum, and so on."""
    ours = (Floor.name, StudentsLoop.name)
    pairs = [("mlpkit", name) if name in ours else (name, "mlpkit") for name in times if name != "mlpkit"]
    return {f"{a} / {b}": Spread(times[a].min / times[b].min, times[a].median / times[b].median) for a, b in pairs}


def in_turns(runs: Mapping[str, Callable[[int], float]], *, seconds: float) -> dict[str, list[float]]:
    """Call one function after another, round by round, for about that time; return what each of them measured.

    Each call is told how many came before it, and so can take other data than its neighbors.
    """
    measured: dict[str, list[float]] = {name: [] for name in runs}
    calls, start = count(), time.perf_counter()
    for n_rounds in count():
        if n_rounds >= MIN_ROUNDS and time.perf_counter() - start >= seconds:
            break
        for name, run in runs.items():
            measured[name].append(run(next(calls)))
    return measured


def time_steps(
    task: Task, X: Array, y: Labels, *, n_samples: int, seconds: float, kinds: Sequence[type[Trainable]]
) -> StepTimes:
    """Measure a training step of each contender, in whole epochs on ``n_samples`` images, other ones each time."""
    n_samples = min(n_samples, MAX_STEPS * task.batch_size)
    n_steps = -(-n_samples // task.batch_size)

    def microseconds(contender: Contender, n_calls: int) -> float:
        start = n_calls * n_samples % (len(X) - n_samples + 1)
        return contender.epoch(X[start : start + n_samples], y[start : start + n_samples]) / n_steps * 1e6

    contenders = [Floor(task), *(kind(task) for kind in kinds)]
    with threadpool_limits(task.n_threads, user_api="blas"):
        for contender in contenders:
            contender.epoch(X[: 2 * task.batch_size], y[: 2 * task.batch_size])  # makes buffers, wakes threads
        runs = {contender.name: partial(microseconds, contender) for contender in contenders}
        return _row(task, in_turns(runs, seconds=seconds))


def time_inference(task: Task, X: Array, y: Labels, *, seconds: float) -> StepTimes:
    """Measure how fast each contender labels all of ``X`` at once: a row like the others, but of an image."""

    def microseconds(model: Trainable, n_calls: int) -> float:
        start = time.perf_counter()
        model.predict(X)
        return (time.perf_counter() - start) / len(X) * 1e6

    models = [kind(task) for kind in TRAINABLE]
    with threadpool_limits(task.n_threads, user_api="blas"):
        for model in models:
            model.epoch(X[: task.batch_size], y[: task.batch_size])  # scikit-learn has no weights before
        return _row(task, in_turns({model.name: partial(microseconds, model) for model in models}, seconds=seconds))


def _row(task: Task, measured: Mapping[str, list[float]]) -> StepTimes:
    times = {name: spread(values) for name, values in measured.items()}
    what = task.net, task.batch_size, task.optimizer, task.n_threads
    return StepTimes(*what, len(measured["mlpkit"]), times, ratios(times))
