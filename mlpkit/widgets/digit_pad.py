"""A sheet of paper to write a digit on, and what a network makes of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from mlpkit import plots
from mlpkit._machinery.arguments import Array, as_batch, as_float_array, as_labels, choose
from mlpkit.datasets.prepare import preparation_steps
from mlpkit.network import Sequential
from mlpkit.widgets.exhibit import Picture

SIDE = 140  # pixels of the sheet, in each direction
N_MISTAKES = 5
STEPS = ("crop", "scale", "center", "gray")


class DigitPad(Picture):
    """A sheet to write on with mouse, finger, pen or keyboard, read by a network at every stroke.

    Parameters
    ----------
    network : Sequential
        Reads flattened 28 by 28 pictures and gives ten logits.
    X, y : array_like
        Pictures that the network has not been trained with, shape (n_samples, 784), and their labels. Those that it
        reads wrongly are searched for the ones that look most like the drawing.
    image : array_like, optional
        What is on the sheet at first, shape (140, 140), 0 for paper and 1 for ink; by default nothing.

    Attributes
    ----------
    sheet : numpy.ndarray
        What is on the sheet now, shape (140, 140), values from 0 to 1.
    switches : dict of str to bool
        Which steps of the preparation are done: "crop", "scale", "center", "gray".
    steps : dict of str to numpy.ndarray
        The picture after each of these steps; the last is what the network sees.

    See Also
    --------
    mlpkit.datasets.prepare_digit : The preparation.
    """

    script = "digit_pad.js"

    def __init__(self, network: Sequential, X: ArrayLike, y: ArrayLike, *, image: ArrayLike | None = None) -> None:
        self.network = network
        pictures = as_batch(X, name="DigitPad: X", n_features=28 * 28, dtype=network.dtype)
        labels = as_labels(y, name="DigitPad: y", n_samples=len(pictures), n_classes=10)
        answers = network.predict(pictures)
        wrong = answers != labels
        self._wrong, self._wrong_labels, self._wrong_answers = pictures[wrong], labels[wrong], answers[wrong]
        self._first = np.zeros((SIDE, SIDE)) if image is None else image
        self.switches = dict.fromkeys(STEPS, True)
        self.write(self._first)

    def write(self, image: ArrayLike) -> None:
        """Put a drawing on the sheet, shape (140, 140), instead of what is there."""
        sheet = as_float_array(image, name="DigitPad: image", dtype=np.float32)
        if sheet.shape != (SIDE, SIDE):
            raise ValueError(
                f"DigitPad: image must have shape ({SIDE}, {SIDE}), the size of the sheet; got {sheet.shape}. "
                "Hint: np.kron(picture, np.ones((5, 5))) makes each pixel of a 28 by 28 picture 5 by 5 large"
            )
        self.sheet = np.clip(sheet, 0.0, 1.0)
        self._prepare()

    def switch(self, step: str, on: bool) -> None:
        """Do a step of the preparation from now on, or leave it out."""
        self.switches[choose(step, name="DigitPad: step", options=STEPS)] = bool(on)
        self._prepare()

    def _prepare(self) -> None:
        """Find out what the network sees."""
        self.steps = preparation_steps(self.sheet, **self.switches)
        self._seen = self.steps["gray"].astype(self.network.dtype).reshape(1, -1)  # (1, 784)

    def proba(self) -> Array:
        """Return the probability of each digit, shape (10,)."""
        return self.network.predict_proba(self._seen)[0]

    def mistakes(self) -> np.ndarray:
        """Return the numbers of the misread pictures that look most like what the network sees now."""
        distances = np.linalg.norm(self._wrong - self._seen, axis=1)  # (n_wrong,)
        return np.argsort(distances, kind="stable")[:N_MISTAKES]

    def receive(self, message: Mapping[str, Any], buffers: Sequence[memoryview] = ()) -> None:
        """Do what the reader asks for: "draw" what the buffer holds, "switch" a step, "clear", or "restore"."""
        if message["do"] == "draw":
            self.write(np.frombuffer(buffers[0], dtype=np.uint8).reshape(SIDE, SIDE) / np.float32(255))
        elif message["do"] == "switch":
            self.switch(message["step"], message["on"])
        elif message["do"] == "clear":
            self.write(np.zeros((SIDE, SIDE)))
        elif message["do"] == "restore":
            self.write(self._first)

    def scene(self) -> dict[str, Any]:
        """Return the size of the sheet and the names of the steps."""
        return {"side": SIDE, "steps": list(STEPS)}

    def state(self) -> dict[str, Any]:
        """Return the sheet, the pictures as bytes, the probabilities, and the mistakes that look alike."""
        is_empty = not self.sheet.any()
        mistakes = [] if is_empty else self.mistakes().tolist()
        return {
            "sheet": _as_bytes(self.sheet),
            "switches": dict(self.switches),
            "pictures": {name: _as_message(picture) for name, picture in self.steps.items()},
            "proba": [] if is_empty else [round(float(p), 4) for p in self.proba()],
            "mistakes": [
                {
                    **_as_message(self._wrong[k].reshape(28, 28)),
                    "true": int(self._wrong_labels[k]),
                    "read": int(self._wrong_answers[k]),
                }
                for k in mistakes
            ],
        }

    def picture(self) -> Figure:
        """Return the sheet, the steps, the probabilities and the mistakes as a picture."""
        fig = Figure(figsize=(10.0, 4.6), layout="constrained")
        grid = fig.add_gridspec(2, 10, height_ratios=[1, 1.15])
        for number, (name, picture) in enumerate({"sheet": self.sheet, **self.steps}.items()):
            title = f"{number}. {name}" if number else "the sheet"
            off = "" if self.switches.get(name, True) else " (off)"
            _show(fig.add_subplot(grid[0, 2 * number : 2 * number + 2]), picture, title + off)
        if self.sheet.any():
            plots.probability_bars(self.proba(), ax=fig.add_subplot(grid[1, :5]))
            for column, k in enumerate(self.mistakes(), start=5):
                title = f"a {self._wrong_labels[k]}\nread as {self._wrong_answers[k]}"
                _show(fig.add_subplot(grid[1, column]), self._wrong[k].reshape(28, 28), title)
        return fig

    def __repr__(self) -> str:
        """Return the same text whatever is on the sheet."""
        return "DigitPad: a sheet to write a digit on, and what the network makes of it"


def _show(ax: Any, picture: Array, title: str) -> None:
    """Draw a picture without ticks, dark where the value is large."""
    ax.imshow(picture, cmap="gray_r", vmin=0, vmax=max(float(picture.max()), 1e-9))
    ax.set_title(title, fontsize=10)
    ax.set(xticks=[], yticks=[])


def _as_bytes(picture: Array) -> bytes:
    """Return values from 0 to 1 as bytes from 0 to 255, row by row."""
    return np.round(255 * np.clip(picture, 0, 1)).astype(np.uint8).tobytes()


def _as_message(picture: Array) -> dict[str, Any]:
    """Return a picture as the browser wants it."""
    return {"height": picture.shape[0], "width": picture.shape[1], "pixels": _as_bytes(picture)}
