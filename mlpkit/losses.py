"""Losses: how wrong the outputs are, as one number, and the gradient of that number.

The mean over the batch is taken here and nowhere else: every ``gradient`` contains the 1/n. The outputs come first and
the targets second, as in PyTorch; metrics, as in scikit-learn, take the true labels first. Where it can be told that
the two were swapped there is an error; two arrays of floats of one shape can be anything, so mind the order.
"""

from abc import ABC, abstractmethod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import (
    Array,
    Labels,
    as_batch,
    as_float_array,
    as_labels,
    refuse_swapped_labels,
    refuse_swapped_numbers,
    require_probabilities,
    require_same_shape,
)
from mlpkit._machinery.data import warn_of_probabilities
from mlpkit._machinery.doors import TwoDoors, takes_pairs
from mlpkit.activations import Sigmoid, Softmax, log_softmax, softmax


class Loss(TwoDoors, ABC):
    """A number that training makes small, and its gradient with respect to the network's outputs.

    A loss of your own needs ``value``, ``gradient`` and ``check_targets``. In this package, as in a layer, the line
    ``@takes_pairs`` puts a check before a function; training calls the same without the check: ``_value`` and the like.
    """

    not_after: tuple[type, ...] = ()
    """Last layers of a network whose outputs this loss cannot take."""

    @abstractmethod
    def value(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return the mean loss of the batch."""

    @abstractmethod
    def gradient(self, y_pred: ArrayLike, y_true: ArrayLike) -> Array:
        """Return the derivative of ``value`` with respect to every entry of ``y_pred``."""

    @takes_pairs
    def for_step(self, y_pred: Array, y_true: np.ndarray) -> tuple[float, Array, float]:
        """Return what a training step needs: ``value``, ``gradient`` and ``n_correct``, in this order.

        A loss may compute them together where that saves work; the numbers are the same.
        """
        return self._value(y_pred, y_true), self._gradient(y_pred, y_true), self._n_correct(y_pred, y_true)

    @abstractmethod
    def check_targets(self, y_true: ArrayLike, *, shape: tuple[int, ...]) -> np.ndarray:
        """Return ``y_true`` as an array that fits outputs of ``shape``, or raise TypeError or ValueError."""

    def n_correct(self, y_pred: ArrayLike, y_true: ArrayLike) -> float:
        """Return how many samples the outputs get right; NaN where "right" has no meaning."""
        return float("nan")

    def _arrays(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[Array, Any]:
        """Return outputs and targets as arrays that fit, or raise."""
        name = f"{type(self).__name__}: y_pred"
        outputs = as_float_array(y_pred, name=name)
        if outputs.size == 0:
            raise ValueError(f"{name} has shape {outputs.shape}; expected at least one entry")
        return outputs, self.check_targets(y_true, shape=outputs.shape)


class _EntryLoss(Loss):
    """A loss that compares every output with a target of its own: both arrays have the same shape."""

    def check_targets(self, y_true: ArrayLike, *, shape: tuple[int, ...]) -> Array:
        """Return ``y_true`` as numbers, one for each output; never broadcast."""
        name = type(self).__name__
        targets = as_float_array(y_true, name=f"{name}: y_true")
        require_same_shape(shape, targets.shape, name=name, a_name="y_pred", b_name="y_true")
        return targets

    def _arrays(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[Array, Any]:
        """Return outputs and targets as arrays of one shape and one dtype."""
        outputs, targets = super()._arrays(y_pred, y_true)
        refuse_swapped_numbers(y_pred, y_true, name=type(self).__name__)
        return outputs, targets.astype(outputs.dtype, copy=False)


class _LabelLoss(Loss):
    """A loss on one row of outputs and one integer label a sample."""

    def check_targets(self, y_true: ArrayLike, *, shape: tuple[int, ...]) -> Labels:
        """Return ``y_true`` as integer labels, one for each row and each the index of a column."""
        return as_labels(y_true, name=f"{type(self).__name__}: y_true", n_samples=shape[0], n_classes=shape[1])

    @takes_pairs
    def n_correct(self, y_pred: Array, y_true: Labels) -> float:
        """Return how many samples have their largest output at the true class."""
        return float(np.count_nonzero(y_pred.argmax(axis=1) == y_true))

    def _arrays(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[Array, Any]:
        """Return outputs of shape (n_samples, n_classes) and labels of shape (n_samples,)."""
        name, expected = type(self).__name__, "the outputs first and the labels second"
        refuse_swapped_labels(y_pred, y_true, name=name, expected=expected)
        return super()._arrays(as_batch(y_pred, name=f"{name}: y_pred"), y_true)


class MeanAbsoluteError(_EntryLoss):
    r"""The mean of the absolute errors over all entries.

    .. math:: L = \frac{1}{N} \sum |a - y|, \qquad \frac{\partial L}{\partial a} = \frac{\mathrm{sign}(a - y)}{N}

    N counts every entry (samples times outputs). At a = y, where there is a kink, the derivative is taken as 0.

    Examples
    --------
    >>> MeanAbsoluteError().value([[1.0], [5.0]], [[2.0], [2.0]])
    2.0
    """

    @takes_pairs
    def value(self, y_pred: Array, y_true: Array) -> float:
        """Return the mean absolute error of arrays of one shape."""
        return float(np.abs(y_pred - y_true).mean())

    @takes_pairs
    def gradient(self, y_pred: Array, y_true: Array) -> Array:
        """Return ``sign(y_pred - y_true) / N``."""
        return np.sign(y_pred - y_true) / y_pred.size


class MeanSquaredError(_EntryLoss):
    r"""The mean of the squared errors over all entries.

    .. math:: L = \frac{1}{N} \sum (a - y)^2, \qquad \frac{\partial L}{\partial a} = \frac{2 (a - y)}{N}

    N counts every entry (samples times outputs).

    Examples
    --------
    >>> MeanSquaredError().value([[1.0], [5.0]], [[2.0], [2.0]])
    5.0
    """

    @takes_pairs
    def value(self, y_pred: Array, y_true: Array) -> float:
        """Return the mean squared error of arrays of one shape."""
        return float(np.square(y_pred - y_true).mean())

    @takes_pairs
    def gradient(self, y_pred: Array, y_true: Array) -> Array:
        """Return ``2 (y_pred - y_true) / N``."""
        return 2 * (y_pred - y_true) / y_pred.size


class BinaryCrossEntropy(_EntryLoss):
    r"""The surprise at a yes-or-no answer, given the probability of "yes".

    ``y_pred`` holds probabilities, such as the outputs of a :class:`mlpkit.Sigmoid` layer; ``y_true`` has the
    same shape and holds zeros and ones.

    .. math:: L = -\frac{1}{N} \sum \bigl( y \ln p + (1 - y) \ln (1 - p) \bigr), \qquad
              \frac{\partial L}{\partial p} = \frac{1}{N} \frac{p - y}{p (1 - p)}

    A probability that has rounded to 0 or 1 is moved inwards by the dtype's rounding error (in a copy), so that
    both stay finite. Bishop (2006), "Pattern Recognition and Machine Learning", eq. 4.90.

    Examples
    --------
    >>> round(BinaryCrossEntropy().value([[0.5], [0.5]], [[0], [1]]), 4)
    0.6931
    """

    @takes_pairs
    def value(self, y_pred: Array, y_true: Array) -> float:
        """Return the mean binary cross-entropy, in nats."""
        p, y = self._between(y_pred), y_true
        return float(-(y * np.log(p) + (1 - y) * np.log1p(-p)).mean())

    @takes_pairs
    def gradient(self, y_pred: Array, y_true: Array) -> Array:
        """Return ``(p - y) / (p (1 - p)) / N``."""
        p, y = self._between(y_pred), y_true
        return (p - y) / (p * (1 - p)) / p.size

    @takes_pairs
    def n_correct(self, y_pred: Array, y_true: Array) -> float:
        """Return how many probabilities are on the right side of one half; k outputs a sample count 1/k each."""
        n_samples = len(y_pred) if y_pred.ndim else 1
        return float(np.count_nonzero((y_pred >= 0.5) == (y_true >= 0.5)) * n_samples / y_pred.size)

    def check_targets(self, y_true: ArrayLike, *, shape: tuple[int, ...]) -> Array:
        """Return ``y_true`` as numbers in [0, 1], one for each output."""
        y = super().check_targets(y_true, shape=shape)
        if ((y < 0) | (y > 1)).any():
            raise ValueError(
                f"BinaryCrossEntropy: y_true holds values from {y.min():g} to {y.max():g}; expected 0 or 1. "
                "Hint: labels -1 and 1 become 0 and 1 with (y + 1) / 2"
            )
        return y

    def _between(self, p: Array) -> Array:
        """Return a copy of the probabilities, none of them quite 0 or 1."""
        require_probabilities(p, name="BinaryCrossEntropy")
        margin = np.finfo(p.dtype).epsneg
        return np.clip(p, margin, 1 - margin)


class CrossEntropy(_LabelLoss):
    r"""The surprise at the true class, given the probability of every class.

    ``y_pred`` holds probabilities of shape (n_samples, n_classes), the outputs of a :class:`mlpkit.Softmax`
    layer; ``y_true`` holds integer labels of shape (n_samples,).

    .. math:: L = -\frac{1}{n} \sum_i \ln p_{i, y_i}, \qquad
              \frac{\partial L}{\partial p_{ik}} = -\frac{1}{n} \frac{[k = y_i]}{p_{ik}}

    Probabilities that have rounded to 0 count as the smallest normal number of their dtype. That rounding is
    why :class:`SoftmaxCrossEntropy`, which sees the logits, is the better choice for training. Rows that do not add up
    to 1, such as the outputs of a :class:`mlpkit.Sigmoid` layer, are refused: each class would be sure for itself.

    Examples
    --------
    >>> round(CrossEntropy().value([[0.1, 0.9], [0.5, 0.5]], [1, 0]), 4)
    0.3993
    """

    not_after = (Sigmoid,)

    @takes_pairs
    def value(self, y_pred: Array, y_true: Labels) -> float:
        """Return the mean cross-entropy, in nats."""
        return float(-np.log(self._of_true_class(y_pred, y_true)).mean())

    @takes_pairs
    def gradient(self, y_pred: Array, y_true: Labels) -> Array:
        """Return ``-1 / (n p)`` at the true class of each sample, 0 elsewhere."""
        gradient = np.zeros_like(y_pred)  # (n_samples, n_classes)
        gradient[np.arange(len(y_true)), y_true] = -1 / (len(y_true) * self._of_true_class(y_pred, y_true))
        return gradient

    def _of_true_class(self, p: Array, y: Labels) -> Array:
        """Return the probability of each sample's true class, none of them quite 0."""
        require_probabilities(p, name="CrossEntropy", of_classes=True)
        return np.maximum(p[np.arange(len(y)), y], np.finfo(p.dtype).tiny)  # (n_samples,)


class SoftmaxCrossEntropy(_LabelLoss):
    r"""Softmax and cross-entropy in one step, on logits: the loss to train classifiers with.

    ``y_pred`` holds logits of shape (n_samples, n_classes), the network's raw outputs; ``y_true`` holds integer
    labels of shape (n_samples,).

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

    not_after = (Softmax, Sigmoid)  # it would be a softmax of probabilities

    def _arrays(self, y_pred: ArrayLike, y_true: ArrayLike) -> tuple[Array, Any]:
        """Return logits and labels; warn if the logits look like probabilities."""
        outputs, labels = super()._arrays(y_pred, y_true)
        warn_of_probabilities(outputs, name="SoftmaxCrossEntropy: y_pred")
        return outputs, labels

    @takes_pairs
    def value(self, y_pred: Array, y_true: Labels) -> float:
        """Return the mean cross-entropy, in nats."""
        return float(-log_softmax(y_pred)[np.arange(len(y_true)), y_true].mean())

    @takes_pairs
    def gradient(self, y_pred: Array, y_true: Labels) -> Array:
        """Return ``(softmax(logits) - onehot) / n``."""
        gradient = softmax(y_pred)  # (n_samples, n_classes)
        gradient[np.arange(len(y_true)), y_true] -= 1
        gradient /= len(y_true)
        return gradient

    @takes_pairs
    def for_step(self, y_pred: Array, y_true: Labels) -> tuple[float, Array, float]:
        """Return value, gradient and number of correct samples, with one softmax for all three."""
        if type(self) is not SoftmaxCrossEntropy:  # a class made from this one may have changed one of the three
            return Loss._for_step(self, y_pred, y_true)
        logits, y = y_pred, y_true
        rows, best = np.arange(len(y)), logits.argmax(axis=1)  # (n_samples,)
        Z = logits - logits[rows, best][:, np.newaxis]  # (n_samples, n_classes), all <= 0
        z_true = Z[rows, y]  # (n_samples,), a copy: Z itself is overwritten now
        P = np.exp(Z, out=Z)  # in the memory of Z
        sums = P.sum(axis=1, keepdims=True)  # (n_samples, 1)
        value = float((np.log(sums[:, 0]) - z_true).sum() / len(y))
        gradient = np.divide(P, sums, out=P)  # the softmax, in the same array
        gradient[rows, y] -= 1
        gradient /= len(y)
        return value, gradient, float(np.count_nonzero(best == y))
