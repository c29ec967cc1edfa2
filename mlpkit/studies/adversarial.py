"""Noise with a purpose: push each sample in the direction in which the network's loss rises fastest."""

from dataclasses import dataclass

import numpy as np

from mlpkit._machinery.arguments import Array, as_number, require_instance, require_schedule
from mlpkit.losses import Loss
from mlpkit.network import Sequential
from mlpkit.optimizers import Schedule


@dataclass
class AdversarialNoise:
    r"""Moves each sample of a batch by a given length, in the worst direction for the network as it is now.

    Parameters
    ----------
    network : Sequential
        The network that is being trained. Its gradients are overwritten, its parameters stay as they are.
    loss : Loss
        Its loss, one on integer labels.
    schedule : callable
        A function of the number of batches so far that returns the length, such as
        ``CosineSchedule(4.0, n_steps=1000)``. It is in the units of the inputs.

    Attributes
    ----------
    n_steps : int
        Batches so far.

    Notes
    -----
    With the gradient of the loss with respect to the inputs, and the length r:

    .. math:: x' = x + r \, \frac{dx}{\lVert dx \rVert}

    The label that the loss is told is the network's own answer, so that no true label is needed. Where the
    gradient is zero, nothing moves. Goodfellow, Shlens and Szegedy (2015), "Explaining and harnessing adversarial
    examples"; the length and the network's own answer are from Miyato, Maeda, Koyama and Ishii (2018), "Virtual
    adversarial training".
    """

    network: Sequential
    loss: Loss
    schedule: Schedule
    n_steps: int = 0

    def __post_init__(self) -> None:
        """Refuse what it cannot work with."""
        require_instance(self.network, Sequential, name="AdversarialNoise: network", hint="mlp([784, 10], rng=rng)")
        require_instance(self.loss, Loss, name="AdversarialNoise: loss", hint="SoftmaxCrossEntropy(), with brackets")
        require_schedule(self.schedule, name="AdversarialNoise: schedule")

    def __call__(self, X: Array, *, rng: np.random.Generator) -> Array:
        """Return the moved batch, shape (n_samples, n_in); ``rng``, which ``fit`` hands out, is not used."""
        length = as_number(self.schedule(self.n_steps), name="AdversarialNoise: length", minimum=0.0)
        self.n_steps += 1
        outputs = self.network.forward(X, training=True)  # (n_samples, n_classes)
        d_outputs = self.loss.gradient(outputs, outputs.argmax(axis=1))
        dX: Array = np.asarray(self.network.backward(d_outputs, input_gradient=True))  # (n_samples, n_in)
        largest = np.abs(dX).max(axis=1, keepdims=True)  # (n_samples, 1)
        direction = dX / np.maximum(largest, np.finfo(dX.dtype).tiny)  # entries up to 1: no square rounds to 0
        norm = np.sqrt(np.square(direction).sum(axis=1, keepdims=True))  # (n_samples, 1), 1 at least, or 0
        return X + direction * (dX.dtype.type(length) / np.maximum(norm, 1))
