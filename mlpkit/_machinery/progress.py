"""How a training shows its progress on stdout: a bar, a line an epoch, or not at all."""

import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from mlpkit._machinery.arguments import describe


class Progress(NamedTuple):
    """What to call after each step, and after each epoch with its number and its numbers by name."""

    step: Callable[[], object]
    epoch: Callable[[int, Mapping[str, float]], object]


def _say_nothing(*anything: object) -> None:
    """Report nothing."""


def _text(numbers: Mapping[str, float]) -> str:
    """Return all that are numbers, such as ``loss 0.3102, accuracy 0.9120``."""
    return ", ".join(f"{name} {value:.4f}" for name, value in numbers.items() if not math.isnan(value))


def bar(*steps: Iterable[Any], **looks: Any) -> Any:
    """Return a bar of tqdm's on stdout."""
    from tqdm import tqdm

    if sys.platform == "emscripten":  # in a browser, where the thread that looks after slow bars cannot be
        tqdm.monitor_interval = 0
    return tqdm(*steps, file=sys.stdout, **looks)


@contextmanager
def show_progress(progress: bool | str, n_epochs: int, n_steps: int) -> Iterator[Progress]:
    """Yield what reports steps and epochs in the way that was asked for."""
    if progress is False:
        yield Progress(_say_nothing, _say_nothing)
    elif progress is True:
        with bar(total=n_steps, unit="step") as shown:
            yield Progress(shown.update, lambda number, numbers: shown.set_postfix_str(_text(numbers)))
    elif isinstance(progress, str) and progress == "lines":

        def print_line(number: int, numbers: Mapping[str, float]) -> None:
            print(f"epoch {number:>{len(str(n_epochs))}}/{n_epochs}: {_text(numbers)}")

        yield Progress(_say_nothing, print_line)
    else:
        raise ValueError(f"fit: progress must be True, False or 'lines'; got {describe(progress)}")
