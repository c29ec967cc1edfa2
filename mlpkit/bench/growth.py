"""How the time of a step grows with the network and the batch, and time and memory with the number of samples."""

import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from mlpkit.bench.contenders import Mlpkit, Task

BATCHES = [((784, 128, 10), batch_size) for batch_size in (1, 4, 16, 64, 256, 1024)]
WIDTHS = [((784, width, 10), 64) for width in (32, 64, 128, 256, 512, 1024, 2048)]
DEPTHS = [((784, *depth * (128,), 10), 64) for depth in (1, 2, 4, 8, 16)]
GROWTH: tuple[tuple[tuple[int, ...], int], ...] = (*BATCHES, *WIDTHS, *DEPTHS)
"""Networks and batch sizes: one grows, the others stay."""


def train_from_maps(task: Task, sizes: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Train on files of these numbers of samples: microseconds a step, and megabytes that ``fit`` allocates at most.

    The files are full of zeros, which most file systems need not even store: the disk plays no part.
    """
    results = {}
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for n_samples in sizes:
            path, y = Path(folder, f"{n_samples}.npy"), np.zeros(n_samples, dtype=np.int64)
            np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=(n_samples, task.layer_sizes[0]))
            X, model = np.load(path, mmap_mode="r"), Mlpkit(task)
            tracemalloc.start()
            model.epoch(X, y)
            megabytes = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()  # it takes time, too
            results[n_samples] = model.epoch(X, y) / -(-n_samples // task.batch_size) * 1e6, megabytes
    return results
