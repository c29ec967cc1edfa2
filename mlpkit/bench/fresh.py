"""What only a fresh process can tell: how much memory a training needs, and what the first of everything costs."""

import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from mlpkit.bench.contenders import TRAINABLE, Mlpkit, Task
from mlpkit.datasets import load_mnist

TASK = Task((784, 128, 64, 10), batch_size=64, optimizer="SGD", learning_rate=0.01, n_threads=1)

FIRST = """
import time, numpy
start = time.perf_counter()
import mlpkit
print(time.perf_counter() - start)
from mlpkit.datasets import load_mnist
for _ in range(2):
    start = time.perf_counter()
    load_mnist()
    print(time.perf_counter() - start)
"""

SWEEP = """
import time
from mlpkit.bench.fresh import short_run
from mlpkit.studies.experiments import run
start = time.perf_counter()
table = run(short_run, {{"n_train": [{n_train}]}}, seeds=range({n_runs}), n_jobs=2, progress=False)
print(1 - table["training"].sum() / 2 / (time.perf_counter() - start))
"""


@dataclass(frozen=True)
class Memory:
    """Peak megabytes, by contender, of a process that loads MNIST and trains two epochs; None where nobody can tell."""

    net: str
    batch_size: int
    n_samples: int
    megabytes: dict[str, float | None]


def measure_cold(*, n_processes: int) -> dict[str, float]:
    """Return what is paid before the first step, in milliseconds: the shortest of some processes."""
    seconds = [map(float, _run(FIRST).split()) for _ in range(n_processes)]
    names = ("import mlpkit, after NumPy", "load_mnist()", "load_mnist() again")
    return {name: 1000 * min(times) for name, *times in zip(names, *seconds, strict=True)}


def measure_sweep(*, n_runs: int, n_train: int) -> float:
    """Return the share of a sweep of short runs in which nobody trains."""
    return float(_run(SWEEP.format(n_runs=n_runs, n_train=n_train)))


def short_run(*, n_train: int, seed: int) -> dict[str, float]:
    """Load MNIST and train two epochs: one run of a sweep, and the seconds of it that were training."""
    training, _, _ = load_mnist(n_train=n_train)
    model = Mlpkit(replace(TASK, seed=seed))
    model.train(*training, n_epochs=2)
    return {"training": sum(model.seconds)}


def measure_memory(*, n_samples: int) -> Memory:
    """Let each contender train in a process of its own."""
    call = "from mlpkit.bench.fresh import train_alone; train_alone({name!r}, n_samples={n_samples})"
    answers = {kind.name: _run(call.format(name=kind.name, n_samples=n_samples)) for kind in TRAINABLE}
    megabytes = {name: float(answer) if answer else None for name, answer in answers.items()}
    return Memory(TASK.net, TASK.batch_size, n_samples, megabytes)


def train_alone(name: str, *, n_samples: int) -> None:
    """Load MNIST, train, and print the peak memory of this process."""
    (X, y), _, _ = load_mnist(n_train=n_samples, n_val=0)
    kind = next(kind for kind in TRAINABLE if kind.name == name)
    kind(TASK).train(X, y, n_epochs=2)
    print(_peak_megabytes() or "")


def _peak_megabytes() -> float | None:
    status = Path("/proc/self/status")
    if status.exists():  # Linux, where ru_maxrss would start from the memory of the process that started this one
        kilobytes = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(kilobytes) / 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return None


def _run(program: str) -> str:
    """Run a program in a fresh interpreter, and return what it prints."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
