"""Ctrl-C, and the stop button of a notebook, at moments when nothing is half done."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class HeldInterrupt:
    """Makes Ctrl-C wait while things are being changed that belong together.

    Entered twice, as by a callback within a training, it is the outer one that counts.
    """

    def __init__(self) -> None:
        self._holding = self._pending = False
        self._previous: Callable[[int, FrameType | None], object] | int | None = None

    def __enter__(self) -> "HeldInterrupt":
        if threading.current_thread() is not threading.main_thread():
            return self
        handler = signal.getsignal(signal.SIGINT)
        outer = getattr(handler, "__self__", None)
        if isinstance(outer, HeldInterrupt):
            return outer
        if handler is signal.default_int_handler:
            self._previous = signal.signal(signal.SIGINT, self._on_interrupt)
        return self

    def __exit__(self, *exception: object) -> None:
        if self._previous is not None:
            signal.signal(signal.SIGINT, self._previous)

    def _on_interrupt(self, signum: int, frame: FrameType | None) -> None:
        if not self._holding:
            raise KeyboardInterrupt
        self._pending = True

    def ignore(self) -> None:
        """Let no further interrupt take effect: the training is over."""
        self._holding = True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let an interrupt that comes within the block take effect at its end."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        if self._pending:
            self._pending = False
            raise KeyboardInterrupt


@contextmanager
def interrupt_ends_the_block() -> Iterator[None]:
    """Raise KeyboardInterrupt after the block if Ctrl-C came in it, even if a training has taken it for its own."""
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    came: list[int] = []

    def note(signum: int, frame: FrameType | None) -> None:
        came.append(signum)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if came:
        raise KeyboardInterrupt
