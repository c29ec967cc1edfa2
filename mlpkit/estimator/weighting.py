"""The loss of samples that do not all count the same."""

import numpy as np

from mlpkit._machinery.arguments import Array, Labels
from mlpkit._machinery.doors import takes_pairs
from mlpkit.activations import log_softmax
from mlpkit.losses import SoftmaxCrossEntropy


class WeightedCrossEntropy(SoftmaxCrossEntropy):
    """The loss of the core, as a mean in which each sample of one batch counts by its weight.

    A weight of 2 is the same as the sample twice. The sum of the weights must be larger than 0.
    """

    def __init__(self, weights: Array) -> None:
        self.weights = weights  # (n_samples,)

    @takes_pairs
    def value(self, y_pred: Array, y_true: Labels) -> float:
        """Return the weighted mean of the cross-entropy, in nats."""
        return float(np.average(-log_softmax(y_pred)[np.arange(len(y_true)), y_true], weights=self.weights))

    @takes_pairs
    def gradient(self, y_pred: Array, y_true: Labels) -> Array:
        """Return the core's gradient, each row times how much its sample counts; 1 is the average."""
        shares = self.weights / self.weights.mean()  # (n_samples,)
        return super()._gradient(y_pred, y_true) * shares[:, np.newaxis]
