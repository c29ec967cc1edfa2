"""How many threads the matrix products of one training use; everybody else keeps what they had."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from mlpkit._machinery.arguments import Array, as_int

SMALL_PRODUCT = 10**8
"""Below so many multiplications in the largest product of a step, training takes one thread by default.

There a second one makes a step at most 1.5 times as fast while the machine is idle, and has made it ten times as slow
on a busy one, where one thread waits for the other."""


@contextmanager
def blas_threads(n_threads: int | None, *, params: Sequence[Array], batch_size: int) -> Iterator[None]:
    """Limit NumPy's linear algebra to some threads within the block.

    Parameters
    ----------
    n_threads : int or None
        At most how many. None: one for small networks; no limit for large ones.
    params : sequence of numpy.ndarray
        The parameters of the network.
    batch_size : int
        Samples in a step: together with the parameters it tells how large the products are.
    """
    from threadpoolctl import ThreadpoolController

    if n_threads is None:
        n_threads = 1 if batch_size * max(W.size for W in params) < SMALL_PRODUCT else None
    else:
        n_threads = as_int(n_threads, name="fit: n_threads", minimum=1)
    libraries = ThreadpoolController().select(user_api="blas")
    now = max((library["num_threads"] for library in libraries.info()), default=1)
    if n_threads is None or n_threads >= now:  # a limit that somebody else has set still holds
        yield
    else:
        with libraries.limit(limits=n_threads):
            yield


_changing = threading.Lock()
_within: list[Any] = []  # the limit, once for each thread of Python that is within one_thread


@contextmanager
def one_thread() -> Iterator[None]:
    """Let all mathematics within the block use one thread.

    OpenMP counts for each thread of Python apart, OpenBLAS for the whole process: there the first thread that enters
    sets the limit, and the last that leaves takes it away. While one thread's limit holds, threadpoolctl 3.8 ignores
    that of any other in silence: enter this in the main thread as well.
    """
    from threadpoolctl import threadpool_limits

    with _changing:
        _within.append(_within[0] if _within else threadpool_limits(1, user_api="blas"))
    try:
        with threadpool_limits(1, user_api="openmp"):
            yield
    finally:
        with _changing:
            limit = _within.pop()
            if not _within:
                limit.restore_original_limits()
