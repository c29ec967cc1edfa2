"""Training that can be watched, step by step, and paused at any time."""

import copy
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from mlpkit import plots
from mlpkit._machinery.arguments import Array, as_batch, as_int, as_labels, require_finite, require_rng
from mlpkit.losses import Loss
from mlpkit.network import Sequential
from mlpkit.optimizers import Optimizer
from mlpkit.plots._axes import limits
from mlpkit.training import evaluate, iterate_minibatches, train_step
from mlpkit.widgets.exhibit import Picture

N_LOSSES = 400  # so many are kept
MESH = 48  # the regions are drawn with so many points in each direction


class LiveTraining(Picture):
    """A network with two inputs and two classes at work: its regions and its loss after each epoch.

    The browser asks for one epoch after another until it is told to pause; nothing goes on when the page is closed.
    Other cells can be run meanwhile, but pause before you use the network in one.

    Parameters
    ----------
    network, loss, optimizer, X, y, batch_size, rng
        As in :func:`mlpkit.fit`, for inputs of shape (n_samples, 2) and labels 0 and 1. The network is changed.
    milestones : sequence of int, default (0, 5, 20, 100)
        Epochs that the picture shows.

    Attributes
    ----------
    n_epochs : int
        Epochs so far.
    losses : collections.deque of float
        Loss on all samples, after each of the last 400 epochs (the start counts as one).
    accuracy : float
        Share of the samples that the network gets right now.
    problem : str
        Why training has stopped; empty while all is well.
    """

    script = "live_training.js"

    def __init__(
        self,
        network: Sequential,
        loss: Loss,
        optimizer: Optimizer,
        X: ArrayLike,
        y: ArrayLike,
        *,
        batch_size: int,
        rng: np.random.Generator,
        milestones: Sequence[int] = (0, 5, 20, 100),
    ) -> None:
        self.network, self.loss = network, loss
        self.X: Array = as_batch(X, name="LiveTraining: X", n_features=2, dtype=network.dtype)
        require_finite(self.X, name="LiveTraining: X")
        self.y = as_labels(y, name="LiveTraining: y", n_samples=len(self.X), n_classes=2)
        self.batch_size = as_int(batch_size, name="LiveTraining: batch_size", minimum=1)
        self.milestones = sorted(as_int(epoch, name="LiveTraining: milestones", minimum=0) for epoch in milestones)
        require_rng(rng, name="LiveTraining")
        low, high = limits(self.X, 0.1)
        x_mesh, y_mesh = np.meshgrid(np.linspace(low[0], high[0], MESH), np.linspace(high[1], low[1], MESH))
        self._mesh = np.column_stack([x_mesh.ravel(), y_mesh.ravel()]).astype(self.X.dtype)  # (MESH * MESH, 2)
        self._start = copy.deepcopy((network.params, optimizer, rng))
        self.restart()

    def restart(self) -> None:
        """Go back to the weights, the optimizer and the order of samples of the start."""
        params, self._optimizer, self._rng = copy.deepcopy(self._start)
        for W, at_start in zip(self.network.params, params, strict=True):
            W[...] = at_start
        self.problem = ""
        self.n_epochs = 0
        self.losses: deque[float] = deque(maxlen=N_LOSSES)
        self._measure()

    def train_epoch(self) -> None:
        """Go once through the samples."""
        if self.problem:
            return
        try:
            for X_batch, y_batch in iterate_minibatches(self.X, self.y, self.batch_size, rng=self._rng):
                train_step(self.network, self.loss, self._optimizer, X_batch, y_batch)
        except FloatingPointError as error:
            self.problem = f"Training diverged in epoch {self.n_epochs + 1}: {error}. Try a smaller learning rate."
            return
        self.n_epochs += 1
        self._measure()

    def proba(self, points: Array) -> Array:
        """Return the probability of class 1 at each point, shape (n_points,)."""
        return self.network.predict_proba(points)[:, 1]

    def _measure(self) -> None:
        """Note loss and accuracy on all samples."""
        value, self.accuracy = evaluate(self.network, self.loss, self.X, self.y)
        self.losses.append(value)

    def receive(self, message: Mapping[str, Any], buffers: Sequence[memoryview] = ()) -> None:
        """Do what the reader asks for: train an "epoch", or "restart"."""
        if message["do"] == "epoch":
            self.train_epoch()
        elif message["do"] == "restart":
            self.restart()

    def scene(self) -> dict[str, Any]:
        """Return the points and the view."""
        low, high = limits(self.X, 0.1)
        corners = {"low": low.tolist(), "high": high.tolist()}
        return {"X": self.X.tolist(), "y": self.y.tolist(), "mesh": MESH, **corners}

    def state(self) -> dict[str, Any]:
        """Return the losses, the accuracy, and the probability of class 1 as bytes, row by row from the top."""
        proba = self.proba(self._mesh)  # (MESH * MESH,)
        return {
            "losses": list(self.losses),
            "n_epochs": self.n_epochs,
            "accuracy": self.accuracy,
            "problem": self.problem,
            "proba": np.round(255 * proba).astype(np.uint8).tobytes(),
        }

    def picture(self) -> Figure:
        """Return the regions after some epochs, trained by a copy of the network."""
        fig = Figure(figsize=(2.6 * len(self.milestones), 3.2), layout="constrained")
        axes = fig.subplots(1, len(self.milestones), squeeze=False)[0]
        for ax, run in zip(axes, self._at_milestones(), strict=True):
            plots.decision_boundary(run.proba, run.X, run.y, ax=ax)
            ax.set_title(f"epoch {run.n_epochs}\nloss {run.losses[-1]:.2f}, {run.accuracy:.0%} right", fontsize=11)
            ax.get_legend().set_visible(ax is axes[0])
        return fig

    def _at_milestones(self) -> Iterator["LiveTraining"]:
        """Yield a copy that trains on, from the start, whenever it reaches a milestone."""
        run = copy.copy(self)
        run.network = copy.deepcopy(self.network)
        run.restart()
        for epoch in self.milestones:
            while run.n_epochs < epoch and not run.problem:
                run.train_epoch()
            yield run

    def __repr__(self) -> str:
        """Return the same text however far training has come."""
        return f"LiveTraining: a network to watch while it learns from {len(self.y)} points"
