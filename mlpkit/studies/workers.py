"""Hand the runs of a sweep to processes or to a cluster; a worker that dies takes no other run with it."""

from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError
from functools import partial
from typing import Any

from joblib import Parallel, delayed
from joblib.parallel import get_active_backend

from mlpkit.studies.sweep_file import Row

Jobs = Mapping[str, tuple[Any, ...]]
"""The arguments of each run, by the name that its row has as ``run``."""

PATIENCE = 600.0
"""For how many seconds a cluster may be without a worker and without an answer."""


def answers(ask: Callable[..., Row], jobs: Jobs, *, n_jobs: int | None) -> Generator[Row, None, list[str]]:
    """Yield the row ``ask(*job)`` of every job, as they come; return the names of those whose worker died every time.

    When a worker dies, nobody knows of which job: each that it was at, or may have been, is asked again, alone.
    """
    client = getattr(get_active_backend()[0], "client", None)  # Dask's, within parallel_config(backend="dask")
    if client is None:
        first, again = partial(_in_processes, n_jobs), partial(_in_processes, 2)  # one would be this process itself
    else:
        first = again = partial(_on_a_cluster, client)
    died = []
    for name in (yield from first(ask, jobs)):
        died += yield from again(ask, {name: jobs[name]})
    return died


def _in_processes(n_jobs: int | None, ask: Callable[..., Row], jobs: Jobs) -> Generator[Row, None, list[str]]:
    """Yield the rows; return the names of the jobs that were at work when a worker died."""
    left, suspects = dict(jobs), []
    while left:
        at_work: list[str] = []

        def tasks(waiting: list[str], at_work: list[str]) -> Iterator[Any]:
            for name in waiting:
                at_work.append(name)
                yield delayed(ask)(*jobs[name])

        # No job waits at a worker, so that few are suspected.
        parallel = Parallel(n_jobs, pre_dispatch="n_jobs", batch_size=1, return_as="generator_unordered")
        try:
            for row in parallel(tasks([*left], at_work)):
                del left[row["run"]]
                yield row
        except BrokenExecutor:  # and with that one, joblib has given up all others
            suspects += [name for name in at_work if left.pop(name, None)]
    return suspects


def _on_a_cluster(client: Any, ask: Callable[..., Row], jobs: Jobs) -> Generator[Row, None, list[str]]:
    """Yield the rows; return the names of the jobs whose workers died as often as Dask bears it.

    joblib's own way to Dask waits for ever for a job that is given up.
    """
    from distributed import KilledWorker, wait

    next_ones: Any = partial(wait, timeout=PATIENCE, return_when="FIRST_COMPLETED")
    waiting = dict(zip(client.map(ask, *zip(*jobs.values(), strict=True), pure=False), jobs, strict=True))
    suspects = []
    while waiting:
        try:
            for future in next_ones([*waiting]).done:
                try:
                    row = future.result()
                except KilledWorker:
                    suspects.append(waiting.pop(future))
                    continue
                del waiting[future]
                future.release()  # else it is computed again when the worker dies that keeps it
                yield row
        except TimeoutError:
            if not client.scheduler_info()["workers"]:
                raise RuntimeError(
                    f"run: the cluster has had no worker for {PATIENCE:g} s, and {len(waiting)} runs are left. "
                    "Hint: with path, run goes on where it was, once there are workers again"
                ) from None
        except (CancelledError, OSError) as error:
            raise ConnectionError(
                f"run: the cluster is lost, and with it the {len(waiting)} runs that were left. "
                "Hint: with path, run goes on where it was, on a new cluster"
            ) from error
    return suspects
