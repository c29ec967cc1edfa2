"""A callback of :func:`mlpkit.fit` that ends a training in time."""

import math
from typing import Any, Literal, get_args

from mlpkit._machinery.arguments import Array, as_int, as_number, choose, wrong_kind
from mlpkit._machinery.interrupts import HeldInterrupt

Monitor = Literal["val_loss", "val_accuracy", "train_loss"]


class EarlyStopping:
    """A callback that ends training when the watched number has stopped improving, and goes back to the best epoch.

    Parameters
    ----------
    patience : int, default 5
        Epochs without improvement before training ends.
    monitor : {"val_loss", "val_accuracy", "train_loss"}, default "val_loss"
        What to watch: losses should fall, the accuracy should rise.
    min_delta : float, default 0.0
        By how much it must be better to count as an improvement.

    Attributes
    ----------
    best_epoch : int
        Number of the best epoch so far, counted from 1; 0 before the first.
    best_value : float
        What was watched, at that epoch.

    Notes
    -----
    If training ends before patience does, the network keeps its last weights; ``restore_best`` goes back.
    Every call of ``fit`` starts anew. Prechelt (1998), "Early stopping - but when?".
    """

    def __init__(self, patience: int = 5, *, monitor: Monitor = "val_loss", min_delta: float = 0.0) -> None:
        self.patience = as_int(patience, name="EarlyStopping: patience", minimum=1)
        self.monitor = choose(monitor, name="EarlyStopping: monitor", options=get_args(Monitor))
        self.min_delta = as_number(min_delta, name="EarlyStopping: min_delta", minimum=0.0)
        self.best_epoch = 0
        self.best_value = math.nan
        self._best_params: list[Array] = []

    def __call__(self, network: Any, history: Any) -> bool:
        """Look at the epoch that just ended; return True if training should end."""
        values = getattr(history, self.monitor)
        self.require_validation(bool(values))
        if history.n_epochs == 1:  # a new training: what an earlier one has reached is no measure for it
            self.best_value = math.nan
        gain = values[-1] - self.best_value if self.monitor == "val_accuracy" else self.best_value - values[-1]
        if math.isnan(self.best_value) or gain > self.min_delta:
            self.best_epoch, self.best_value = history.n_epochs, values[-1]
            self._best_params = [W.copy() for W in network.params]
        if history.n_epochs - self.best_epoch < self.patience:
            return False
        self.restore_best(network)
        return True

    def require_validation(self, present: bool) -> None:
        """Raise ValueError if a validation number is to be watched and there is no validation data."""
        if self.monitor.startswith("val_") and not present:
            raise ValueError(
                f"EarlyStopping: there is no {self.monitor} to watch. Hint: fit(..., validation_data=(X_val, y_val))"
            )

    def restore_best(self, network: Any) -> None:
        """Give the network the parameters it had at the end of ``best_epoch``: all of them, even if Ctrl-C comes.

        Raises RuntimeError before the first epoch, and an error if this cannot be the network that was trained.
        """
        if not self._best_params:
            raise RuntimeError(
                "EarlyStopping.restore_best: there is no best epoch yet; expected one epoch at least. "
                "Hint: fit(..., callbacks=[early_stopping]) first"
            )
        params = getattr(network, "params", None)
        if params is None:
            name, hint = "EarlyStopping.restore_best: network", "the network that was trained"
            raise wrong_kind(name, "a Sequential", network, hint)
        shapes, expected = [W.shape for W in params], [W.shape for W in self._best_params]
        if shapes != expected:
            raise ValueError(
                f"EarlyStopping.restore_best: the network's parameters have shapes {shapes}; expected {expected}, as "
                "in training. Hint: the best parameters are those of the network that was trained last"
            )
        with HeldInterrupt() as interrupt, interrupt.held():
            for W, best in zip(network.params, self._best_params, strict=True):
                W[...] = best
