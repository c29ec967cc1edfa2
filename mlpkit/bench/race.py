"""The race to an accuracy: how long each contender trains until it gets there, with settings that suit it."""

import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from threadpoolctl import threadpool_limits

from mlpkit._machinery.arguments import Array, Labels
from mlpkit.bench.contenders import TRAINABLE, Task, Trainable

Split = tuple[Array, Labels]

STEADY = Task((784, 256, 10), batch_size=256, optimizer="Adam", learning_rate=0.004, n_threads=1)
FALLING = replace(STEADY, batch_size=128, learning_rate=0.008, cosine_epochs=3)
SETTINGS = {"mlpkit": FALLING, "student's loop": STEADY, "scikit-learn": STEADY, "PyTorch": FALLING}
"""The soonest of twelve each, on three seeds that do not race. With mlpkit and PyTorch: rates 0.002, 0.004 and 0.008,
batches of 128 and 256, constant or falling rates. With the other two the rate stays; 0.001 and batches of 512, too.
"""


@dataclass(frozen=True)
class Race:
    """Median seconds and epochs over some seeds, by contender; None if most seeds did not get there."""

    net: str
    target: float
    n_threads: int
    n_seeds: int
    settings: dict[str, str]
    seconds: dict[str, float | None]
    epochs: dict[str, float | None]


def run_race(
    training: Split, validation: Split, n_threads: int, *, target: float, n_seeds: int, max_epochs: int
) -> Race:
    """Let each contender train, in turns, until it labels the share ``target`` of the validation data correctly."""
    laps: dict[str, list[tuple[float, float]]] = {kind.name: [] for kind in TRAINABLE}
    for seed in range(n_seeds):
        for kind in TRAINABLE:
            model = kind(replace(SETTINGS[kind.name], n_threads=n_threads, seed=seed))
            with threadpool_limits(n_threads, user_api="blas"):
                laps[kind.name].append(train_until(model, training, validation, target=target, max_epochs=max_epochs))
    settings = {name: SETTINGS[name].settings for name in laps}
    seconds, epochs = ({name: median_or_none([lap[i] for lap in laps[name]]) for name in laps} for i in (0, 1))
    return Race(SETTINGS["mlpkit"].net, target, n_threads, n_seeds, settings, seconds, epochs)


def train_until(
    model: Trainable, training: Split, validation: Split, *, target: float, max_epochs: int
) -> tuple[float, float]:
    """Return seconds and epochs until the target; both infinite if it was not reached.

    The look at the validation data after every epoch is part of the time, for all alike.
    """
    X_val, y_val = validation
    accuracies: list[float] = []

    def arrived() -> bool:
        accuracies.append(float(np.mean(model.predict(X_val) == y_val)))
        return accuracies[-1] >= target

    start = time.perf_counter()
    model.train(*training, n_epochs=max_epochs, stop=arrived)
    elapsed = time.perf_counter() - start
    return (elapsed, len(accuracies)) if accuracies[-1] >= target else (math.inf, math.inf)


def median_or_none(values: Sequence[float]) -> float | None:
    """Return the median, or None if it is infinite: JSON knows no infinity."""
    median = statistics.median(values)
    return median if math.isfinite(median) else None
