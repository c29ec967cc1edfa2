"""How a training shows its progress on stdout: a bar, a line an epoch, or not at all."""

import math
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mlpkit._machinery.arguments import describe

if TYPE_CHECKING:
    from tqdm import tqdm


class Progress:
    """Reports nothing; the base of the two ways to report something."""

    def step(self) -> None:
        """One step is done."""

    def epoch(self, number: int, numbers: Mapping[str, float]) -> None:
        """One epoch is done; these are its numbers by name."""


class _Bar(Progress):
    def __init__(self, bar: "tqdm") -> None:
        self.bar = bar

    def step(self) -> None:
        self.bar.update()

    def epoch(self, number: int, numbers: Mapping[str, float]) -> None:
        self.bar.set_postfix_str(_text(numbers))


class _Lines(Progress):
    def __init__(self, n_epochs: int) -> None:
        self.n_epochs = n_epochs

    def epoch(self, number: int, numbers: Mapping[str, float]) -> None:
        print(f"epoch {number:>{len(str(self.n_epochs))}}/{self.n_epochs}: {_text(numbers)}")


def _text(numbers: Mapping[str, float]) -> str:
    """Return all that are numbers, such as ``loss 0.3102, accuracy 0.9120``."""
    return ", ".join(f"{name} {value:.4f}" for name, value in numbers.items() if not math.isnan(value))


@contextmanager
def show_progress(progress: bool | str, n_epochs: int, n_steps: int) -> Iterator[Progress]:
    """Yield the object that reports steps and epochs in the way that was asked for."""
    if progress is False:
        yield Progress()
    elif progress is True:
        from tqdm import tqdm

        with tqdm(total=n_steps, unit="step", file=sys.stdout) as bar:
            yield _Bar(bar)
    elif isinstance(progress, str) and progress == "lines":
        yield _Lines(n_epochs)
    else:
        raise ValueError(f"fit: progress must be True, False or 'lines'; got {describe(progress)}")
