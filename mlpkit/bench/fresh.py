"""What only a fresh process can tell: how much memory a training needs, and how long ``import mlpkit`` takes."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from mlpkit.bench.contenders import TRAINABLE, Task
from mlpkit.datasets import load_mnist

TASK = Task((784, 128, 64, 10), batch_size=64, optimizer="SGD", learning_rate=0.01, n_threads=1)

PROGRAM = """
import time, numpy
start = time.perf_counter()
import mlpkit
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Memory:
    """Peak megabytes, by contender, of a process that loads MNIST and trains two epochs; None where nobody can tell."""

    net: str
    batch_size: int
    n_samples: int
    megabytes: dict[str, float | None]


def import_milliseconds(*, n_runs: int) -> float:
    """Return how long ``import mlpkit`` takes where NumPy is imported already: the shortest of some runs."""
    return min(float(_run(PROGRAM)) for _ in range(n_runs)) * 1000


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
