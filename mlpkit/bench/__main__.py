"""``python -m mlpkit.bench``: measure everything, and print it as tables, as JSON or as a picture."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any, Literal

from tqdm import tqdm

from mlpkit.bench.contenders import TRAINABLE, Mlpkit, Task
from mlpkit.bench.fresh import TASK, measure_cold, measure_memory, measure_sweep
from mlpkit.bench.growth import GROWTH, train_from_maps
from mlpkit.bench.machine import describe_machine, thread_counts
from mlpkit.bench.measure import time_inference, time_steps
from mlpkit.bench.race import run_race
from mlpkit.bench.report import Results, markdown
from mlpkit.datasets import load_mnist

LEARNING_RATES: dict[Literal["SGD", "Adam"], float] = {"SGD": 0.01, "Adam": 0.001}


@dataclass(frozen=True)
class Plan:
    """How much to measure."""

    nets: tuple[tuple[int, ...], ...] = ((784, 128, 10), (784, 128, 64, 10), (784, 256, 128, 10), (784, 1024, 1024, 10))
    batch_sizes: tuple[int, ...] = (1, 32, 64, 128)
    seconds: float = 4.0  # for one row of the table; three rounds may need more
    n_samples: int = 10_240  # in an epoch of one round: too many for the next to find its own in the cache
    n_samples_wide: int = 4_096  # where a layer has more than 256 neurons
    n_train: int = 50_000  # for the race
    target: float = 0.975
    max_epochs: int = 12
    n_seeds: int = 3
    n_train_memory: int = 60_000
    n_processes: int = 7  # for what only the first time of everything costs
    n_runs: int = 100  # of a sweep
    growth: tuple[tuple[tuple[int, ...], int], ...] = GROWTH
    n_mapped: tuple[int, ...] = (60_000, 240_000, 960_000)


QUICK = Plan(
    nets=((784, 16, 10),),
    batch_sizes=(32,),
    seconds=0.0,
    n_samples=256,
    n_samples_wide=256,
    n_train=2_000,
    target=0.5,
    max_epochs=1,
    n_seeds=1,
    n_train_memory=1_000,
    n_processes=1,
    n_runs=2,
    growth=(((784, 16, 10), 1), ((784, 16, 10), 32)),
    n_mapped=(64, 128),
)
"""Everything, but tiny: it shows whether the benchmark works, and its figures say nothing."""


def measure(plan: Plan) -> Results:
    """Do what the plan says, with progress bars on stderr."""
    machine, n_threads = describe_machine(), thread_counts()
    training, validation, _ = load_mnist(n_train=plan.n_train)
    steps = []
    rows = [(*row, TRAINABLE) for row in product(n_threads, LEARNING_RATES, plan.nets, plan.batch_sizes)]
    rows += [(1, "SGD", *case, [Mlpkit]) for case in plan.growth]
    for threads, optimizer, net, batch_size, kinds in tqdm(rows, desc="steps"):
        task = Task(net, batch_size, optimizer, LEARNING_RATES[optimizer], threads)
        n_samples = plan.n_samples if max(net[1:]) <= 256 else plan.n_samples_wide
        steps.append(time_steps(task, *training, n_samples=n_samples, seconds=plan.seconds, kinds=kinds))
    steps, growth = steps[: -len(plan.growth)], steps[-len(plan.growth) :]
    tasks = [Task(net, len(validation[1]), "SGD", LEARNING_RATES["SGD"], n_threads=1) for net in plan.nets]
    inference = [time_inference(task, *validation, seconds=plan.seconds / 2) for task in tqdm(tasks, desc="inference")]
    limits: dict[str, Any] = {"target": plan.target, "n_seeds": plan.n_seeds, "max_epochs": plan.max_epochs}
    races = [run_race(training, validation, threads, **limits) for threads in tqdm(n_threads, desc="races")]
    memory = measure_memory(n_samples=plan.n_train_memory)
    cold, sweep = measure_cold(n_processes=plan.n_processes), measure_sweep(n_runs=plan.n_runs, n_train=plan.n_train)
    from_maps = train_from_maps(TASK, plan.n_mapped)
    return Results(machine, cold, sweep, memory, steps, inference, races, growth, from_maps)


def layer_sizes(text: str) -> tuple[int, ...]:
    """Return layer sizes such as 784-128-10 as numbers."""
    sizes = tuple(map(int, text.split("-")))
    if len(sizes) < 3 or sizes[0] != 784 or sizes[-1] != 10 or min(sizes) < 1:
        raise ValueError
    return sizes


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m mlpkit.bench",
        description="Measure how fast mlpkit trains: beside scikit-learn, beside PyTorch where it is installed, and "
        "beside the floor, which is nothing but the matrix products of a step. Takes about twenty minutes.",
    )
    parser.add_argument("--quick", action="store_true", help="measure everything once, tiny: does it work?")
    parser.add_argument("--nets", type=layer_sizes, nargs="+", help="layer sizes, from 784 to 10, such as 784-128-10")
    parser.add_argument("--batch-sizes", type=int, nargs="+", help="samples a step")
    said = "print JSON instead of tables, or write it to FILE as well"
    parser.add_argument("--json", nargs="?", const="-", metavar="FILE", help=said)
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the times of the steps")
    options = parser.parse_args(arguments)
    plan = QUICK if options.quick else Plan()
    nets, batch_sizes = tuple(options.nets or plan.nets), tuple(options.batch_sizes or plan.batch_sizes)
    results = measure(replace(plan, nets=nets, batch_sizes=batch_sizes))
    as_json = json.dumps(asdict(results), indent=2)
    print(as_json if options.json == "-" else markdown(results))
    if options.json not in (None, "-"):
        Path(options.json).write_text(as_json + "\n", encoding="utf-8")
    if options.plot:
        from mlpkit.bench.drawing import draw_steps

        draw_steps(results.steps).savefig(options.plot)


if __name__ == "__main__":
    main()
