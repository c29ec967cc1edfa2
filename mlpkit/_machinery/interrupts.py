"""Ctrl-C, and the stop button of a notebook, at moments when nothing is half done."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_here = threading.local()  # innermost: the HeldInterrupt that this thread has entered last


class HeldInterrupt:
    """Makes Ctrl-C wait while things are being changed that belong together.

    One within another, as by a callback within a training: what ends the inner one ends the outer one, too.

    Where a cell holds ``await``, or a program has an event loop, Ctrl-C is told to that loop, which cannot act while a
    training keeps it waiting: there it is taken from the loop for so long. Python lets only the main thread hear it.
    For a training in another thread (a subshell console, the callback of a widget) the main thread of a Jupyter kernel
    listens while it has nothing to do itself; while it runs a cell, the stop button is for that cell. Threads of other
    programs never hear of it.
    """

    def __init__(self) -> None:
        self._holding = self._pending = self.came = False
        self._held = _Held(self)
        self._thread = threading.current_thread()
        self._outer: HeldInterrupt | None = None
        self._previous: Callable[[int, FrameType | None], object] | int | None = None

    def __enter__(self) -> "HeldInterrupt":
        self._outer = getattr(_here, "innermost", None)
        if self._outer is not None:
            self._outer._end_if_pending()
        _here.innermost = self
        _in_the_main_thread(self._listen)
        return self

    def __exit__(self, *exception: object) -> None:
        _in_the_main_thread(self._stop_listening)
        _here.innermost = self._outer
        if self._outer is not None and self.came:
            self._outer.came = self._outer._pending = True

    def _listen(self) -> None:
        handler = signal.getsignal(signal.SIGINT)
        if self._thread is not threading.main_thread():
            free = handler is signal.SIG_IGN  # so it is in a kernel between two cells
        else:
            free = handler is signal.default_int_handler or (callable(handler) and _a_loop_runs())
        if free or isinstance(getattr(handler, "__self__", None), HeldInterrupt):
            self._previous = signal.signal(signal.SIGINT, self._on_interrupt)

    def _stop_listening(self) -> None:
        if signal.getsignal(signal.SIGINT) == self._on_interrupt:
            signal.signal(signal.SIGINT, self._previous)

    def _on_interrupt(self, signum: int, frame: FrameType | None) -> None:
        self.came = True
        if not self._holding and self._thread is threading.current_thread():
            raise KeyboardInterrupt
        self._pending = True

    def _end_if_pending(self) -> None:
        if self._pending:
            self._pending = False
            raise KeyboardInterrupt

    def ignore(self) -> None:
        """Let no further interrupt take effect: this one has ended the training."""
        self._holding = self.came = True

    def held(self) -> "_Held":
        """Let an interrupt that comes within the block take effect at its end."""
        return self._held


class _Held:
    """The block itself; a generator under ``@contextmanager`` would cost every step a microsecond more."""

    def __init__(self, interrupt: HeldInterrupt) -> None:
        self._interrupt = interrupt

    def __enter__(self) -> None:
        self._interrupt._holding = True

    def __exit__(self, kind: type[BaseException] | None, *exception: object) -> None:
        self._interrupt._holding = False
        if kind is None:
            self._interrupt._end_if_pending()


@contextmanager
def interrupt_ends_the_block() -> Iterator[None]:
    """Raise KeyboardInterrupt after the block if Ctrl-C came in it, even if a training has taken it for its own."""
    with HeldInterrupt() as interrupt:
        yield
        if interrupt.came:
            raise KeyboardInterrupt


def _a_loop_runs() -> bool:
    """Return whether this code was called by an event loop, in whatever way."""
    asyncio = sys.modules.get("asyncio")  # where nobody has imported it, none runs
    return asyncio is not None and asyncio._get_running_loop() is not None


def _in_the_main_thread(action: Callable[[], Any]) -> None:
    """Do something now if this is the main thread; else as soon as that of a Jupyter kernel comes to it."""
    if threading.current_thread() is threading.main_thread():
        action()
    elif (loop := _loop_of_the_kernel()) is not None:
        loop.add_callback(action)


def _loop_of_the_kernel() -> Any:
    """Return the event loop in the main thread of ipykernel; None elsewhere."""
    if "IPython" not in sys.modules:
        return None
    kernel = getattr(sys.modules["IPython"].get_ipython(), "kernel", None)
    return getattr(kernel, "io_loop", None)
