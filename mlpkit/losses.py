"""Losses: how wrong the outputs are, as one number, and the gradient of that number.

The mean over the batch is taken here and nowhere else: every ``gradient`` contains the 1/n.
"""

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._checks import Array, Labels, as_batch, as_float_array, as_labels
from mlpkit.activations import log_softmax, softmax


class Loss(ABC):
    """A number that training makes small, and its gradient with respect to the network's outputs."""

    @abstractmethod
    def value(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return the mean loss of the batch."""

    @abstractmethod
    def gradient(self, y_pred: ArrayLike, y_true: ArrayLike) -> Array:
        """Return the derivative of ``value`` with respect to every entry of ``y_pred``."""

    def for_step(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[float, Array, float]:
        """Return what a training step needs: ``value``, ``gradient`` and ``n_correct``, in this order.

        A loss may compute them together where that saves work; the numbers are the same.
        """
        return self.value(y_pred, y_true), self.gradient(y_pred, y_true), self.n_correct(y_pred, y_true)

    def __init_subclass__(cls) -> None:
        """See to it that a loss which changes a part computes a step from its own parts."""
        if "for_step" not in vars(cls) and not vars(cls).keys().isdisjoint(("value", "gradient", "n_correct")):
            cls.for_step = Loss.for_step  # type: ignore[method-assign]

    @abstractmethod
    def check_targets(self, y_true: ArrayLike, *, shape: tuple[int, ...]) -> np.ndarray:
        """Return ``y_true`` as an array that fits outputs of ``shape``, or raise.

        Parameters
        ----------
        y_true : array_like
            What the outputs should have been.
        shape : tuple of int
            Shape of the outputs.

        Returns
        -------
        numpy.ndarray
            The targets.

        Raises
        ------
        TypeError, ValueError
            If the targets have the wrong kind, shape or values.
        """

    def n_correct(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return how many samples the outputs get right; NaN where "right" has no meaning."""
        return float("nan")


class _EntryLoss(Loss):
    """A loss that compares every output with a target of its own: both arrays have the same shape."""

    def check_targets(self, y_true: ArrayLike, *, shape: tuple[int, ...]) -> Array:
        """Return ``y_true`` as numbers, one for each output; never broadcast."""
        name = type(self).__name__
        targets = as_float_array(y_true, name=f"{name}: y_true")
        if targets.shape != shape:
            hint = "y.reshape(-1, 1) makes a column" if targets.shape == shape[:1] else "print both shapes"
            raise ValueError(
                f"{name}: y_pred has shape {shape} but y_true has shape {targets.shape}; "
                f"expected the same shape. Hint: {hint}"
            )
        return targets

    def _arrays(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[Array, Array]:
        """Return outputs and targets as arrays of one shape and one dtype."""
        outputs = as_float_array(y_pred, name=f"{type(self).__name__}: y_pred")
        if outputs.size == 0:
            raise ValueError(f"{type(self).__name__}: y_pred has shape {outputs.shape}; expected at least one entry")
        targets = self.check_targets(y_true, shape=outputs.shape)
        return outputs, targets.astype(outputs.dtype, copy=False)


class _LabelLoss(Loss):
    """A loss on one row of outputs and one integer label a sample."""

    def check_targets(self, y_true: ArrayLike, *, shape: tuple[int, ...]) -> Labels:
        """Return ``y_true`` as integer labels, one for each row and each the index of a column."""
        return as_labels(y_true, name=f"{type(self).__name__}: y_true", n_samples=shape[0], n_classes=shape[1])

    def n_correct(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return how many samples have their largest output at the true class."""
        outputs, y = self._arrays(y_pred, y_true)
        return float(np.count_nonzero(outputs.argmax(axis=1) == y))

    def _arrays(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[Array, Labels]:
        """Return outputs of shape (n_samples, n_classes) and labels of shape (n_samples,)."""
        outputs = as_batch(y_pred, name=f"{type(self).__name__}: y_pred")
        if outputs.size == 0:
            raise ValueError(f"{type(self).__name__}: y_pred has shape {outputs.shape}; expected at least one entry")
        return outputs, self.check_targets(y_true, shape=outputs.shape)


class MeanAbsoluteError(_EntryLoss):
    r"""The mean of the absolute errors over all entries.

    Notes
    -----
    .. math:: L = \frac{1}{N} \sum |a - y|, \qquad \frac{\partial L}{\partial a} = \frac{\mathrm{sign}(a - y)}{N}

    N counts every entry (samples times outputs). At a = y, where there is a kink, the derivative is taken as 0.

    Examples
    --------
    >>> MeanAbsoluteError().value([[1.0], [5.0]], [[2.0], [2.0]])
    2.0
    """

    def value(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return the mean absolute error of arrays of one shape."""
        a, y = self._arrays(y_pred, y_true)
        return float(np.abs(a - y).mean())

    def gradient(self, y_pred: ArrayLike, y_true: ArrayLike) -> Array:
        """Return ``sign(y_pred - y_true) / N``."""
        a, y = self._arrays(y_pred, y_true)
        return np.sign(a - y) / a.size


class MeanSquaredError(_EntryLoss):
    r"""The mean of the squared errors over all entries.

    Notes
    -----
    .. math:: L = \frac{1}{N} \sum (a - y)^2, \qquad \frac{\partial L}{\partial a} = \frac{2 (a - y)}{N}

    N counts every entry (samples times outputs).

    Examples
    --------
    >>> MeanSquaredError().value([[1.0], [5.0]], [[2.0], [2.0]])
    5.0
    """

    def value(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return the mean squared error of arrays of one shape."""
        a, y = self._arrays(y_pred, y_true)
        return float(np.square(a - y).mean())

    def gradient(self, y_pred: ArrayLike, y_true: ArrayLike) -> Array:
        """Return ``2 (y_pred - y_true) / N``."""
        a, y = self._arrays(y_pred, y_true)
        return 2 * (a - y) / a.size


class BinaryCrossEntropy(_EntryLoss):
    r"""The surprise at a yes-or-no answer, given the probability of "yes".

    ``y_pred`` holds probabilities, such as the outputs of a :class:`mlpkit.Sigmoid` layer; ``y_true`` has the
    same shape and holds zeros and ones.

    Notes
    -----
    .. math:: L = -\frac{1}{N} \sum \bigl( y \ln p + (1 - y) \ln (1 - p) \bigr), \qquad
              \frac{\partial L}{\partial p} = \frac{1}{N} \frac{p - y}{p (1 - p)}

    A probability that has rounded to 0 or 1 is moved inwards by the dtype's rounding error (in a copy), so that
    both stay finite. Bishop (2006), "Pattern Recognition and Machine Learning", eq. 4.90.

    Examples
    --------
    >>> round(BinaryCrossEntropy().value([[0.5], [0.5]], [[0], [1]]), 4)
    0.6931
    """

    def value(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return the mean binary cross-entropy, in nats."""
        p, y = self._inside(y_pred, y_true)
        return float(-(y * np.log(p) + (1 - y) * np.log1p(-p)).mean())

    def gradient(self, y_pred: ArrayLike, y_true: ArrayLike) -> Array:
        """Return ``(p - y) / (p (1 - p)) / N``."""
        p, y = self._inside(y_pred, y_true)
        return (p - y) / (p * (1 - p)) / p.size

    def n_correct(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return how many probabilities are on the right side of one half."""
        p, y = self._arrays(y_pred, y_true)
        n_samples = len(p) if p.ndim else 1
        return float(np.count_nonzero((p >= 0.5) == (y >= 0.5)) * n_samples / p.size)

    def check_targets(self, y_true: ArrayLike, *, shape: tuple[int, ...]) -> Array:
        """Return ``y_true`` as numbers in [0, 1], one for each output."""
        y = super().check_targets(y_true, shape=shape)
        if ((y < 0) | (y > 1)).any():
            raise ValueError(
                f"BinaryCrossEntropy: y_true holds values from {y.min():g} to {y.max():g}; expected 0 or 1. "
                "Hint: labels -1 and 1 become 0 and 1 with (y + 1) / 2"
            )
        return y

    def _inside(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[Array, Array]:
        p, y = self._arrays(y_pred, y_true)
        _require_probabilities(self, p)
        margin = np.finfo(p.dtype).epsneg
        return np.clip(p, margin, 1 - margin), y


class CrossEntropy(_LabelLoss):
    r"""The surprise at the true class, given the probability of every class.

    ``y_pred`` holds probabilities of shape (n_samples, n_classes), the outputs of a :class:`mlpkit.Softmax`
    layer; ``y_true`` holds integer labels of shape (n_samples,).

    Notes
    -----
    .. math:: L = -\frac{1}{n} \sum_i \ln p_{i, y_i}, \qquad
              \frac{\partial L}{\partial p_{ik}} = -\frac{1}{n} \frac{[k = y_i]}{p_{ik}}

    Probabilities that have rounded to 0 count as the smallest normal number of their dtype. That rounding is
    why :class:`SoftmaxCrossEntropy`, which sees the logits, is the better choice for training.

    Examples
    --------
    >>> round(CrossEntropy().value([[0.1, 0.9], [0.5, 0.5]], [1, 0]), 4)
    0.3993
    """

    def value(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return the mean cross-entropy, in nats."""
        p_true = self._true_class(*self._inside(y_pred, y_true))
        return float(-np.log(p_true).mean())

    def gradient(self, y_pred: ArrayLike, y_true: ArrayLike) -> Array:
        """Return ``-1 / (n p)`` at the true class of each sample, 0 elsewhere."""
        p, y = self._inside(y_pred, y_true)
        gradient = np.zeros_like(p)  # (n_samples, n_classes)
        gradient[np.arange(len(y)), y] = -1 / (len(y) * self._true_class(p, y))
        return gradient

    def _inside(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[Array, Labels]:
        p, y = self._arrays(y_pred, y_true)
        _require_probabilities(self, p)
        return p, y

    @staticmethod
    def _true_class(p: Array, y: Labels) -> Array:
        return np.maximum(p[np.arange(len(y)), y], np.finfo(p.dtype).tiny)  # (n_samples,)


class SoftmaxCrossEntropy(_LabelLoss):
    r"""Softmax and cross-entropy in one step, on logits: the loss to train classifiers with.

    ``y_pred`` holds logits of shape (n_samples, n_classes), the network's raw outputs; ``y_true`` holds integer
    labels of shape (n_samples,).

    Notes
    -----
    .. math:: L = -\frac{1}{n} \sum_i \log \mathrm{softmax}(z_i)_{y_i}, \qquad
              \frac{\partial L}{\partial z_{ik}} = \frac{\mathrm{softmax}(z_i)_k - [k = y_i]}{n}

    The same numbers as :class:`mlpkit.Softmax` followed by :class:`CrossEntropy`, without the Jacobian and
    without ever taking the logarithm of a rounded probability. Bishop (2006), "Pattern Recognition and Machine
    Learning", eq. 4.108 and 4.109.

    Examples
    --------
    >>> round(SoftmaxCrossEntropy().value([[0.0] * 10], [3]), 4)  # no idea: ln 10
    2.3026
    """

    def value(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return the mean cross-entropy, in nats."""
        logits, y = self._arrays(y_pred, y_true)
        return float(-log_softmax(logits)[np.arange(len(y)), y].mean())

    def gradient(self, y_pred: ArrayLike, y_true: ArrayLike) -> Array:
        """Return ``(softmax(logits) - onehot) / n``."""
        logits, y = self._arrays(y_pred, y_true)
        gradient = softmax(logits)  # (n_samples, n_classes)
        gradient[np.arange(len(y)), y] -= 1
        gradient /= len(y)
        return gradient

    def for_step(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[float, Array, float]:
        """Return value, gradient and number of correct samples, with one softmax for all three."""
        logits, y = self._arrays(y_pred, y_true)
        rows, best = np.arange(len(y)), logits.argmax(axis=1)  # (n_samples,)
        Z = logits - logits[rows, best][:, np.newaxis]  # (n_samples, n_classes), all <= 0
        z_true = Z[rows, y]  # (n_samples,)
        P = np.exp(Z, out=Z)
        sums = P.sum(axis=1, keepdims=True)  # (n_samples, 1)
        value = float((np.log(sums[:, 0]) - z_true).mean())
        P /= sums  # the softmax
        P[rows, y] -= 1
        P /= len(y)
        return value, P, float(np.count_nonzero(best == y))


def _require_probabilities(loss: Loss, p: Array) -> None:
    """Raise ValueError if an entry is below 0 or above 1: logits were passed, most likely."""
    if ((p < 0) | (p > 1)).any():
        raise ValueError(
            f"{type(loss).__name__}: y_pred holds values from {p.min():g} to {p.max():g}; expected probabilities "
            "in [0, 1]. Hint: for logits use SoftmaxCrossEntropy, or end the network in Softmax() or Sigmoid()"
        )
