"""Activation functions, each as a plain function and as a layer that knows its derivative."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._checks import Array, as_batch, as_float_array, require_same_shape
from mlpkit.layers import Cache, Layer, Workspace


def relu(Z: ArrayLike) -> Array:
    r"""Return ``max(0, Z)``, element by element.

    Parameters
    ----------
    Z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray
        Same shape.

    Notes
    -----
    The derivative is 1 where Z > 0 and 0 where Z < 0; at the kink Z = 0 we take 0. Nair and Hinton (2010),
    "Rectified linear units improve restricted Boltzmann machines".

    Examples
    --------
    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """
    return np.maximum(as_float_array(Z, name="relu: Z"), 0)


def sigmoid(Z: ArrayLike) -> Array:
    r"""Return ``1 / (1 + exp(-Z))``, element by element, without overflow for any Z.

    Parameters
    ----------
    Z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray
        Same shape, values in [0, 1].

    Notes
    -----
    With :math:`e = \exp(-|z|) \le 1` it is :math:`1 / (1 + e)` for z >= 0 and :math:`e / (1 + e)` for z < 0.
    The derivative is :math:`\sigma(z)(1 - \sigma(z))`.

    Examples
    --------
    >>> sigmoid([-1000.0, 0.0, 1000.0])
    array([0. , 0.5, 1. ])
    """
    Z = as_float_array(Z, name="sigmoid: Z")
    E = np.exp(-np.abs(Z))  # same shape as Z, all <= 1
    return np.where(Z >= 0, 1, E) / (1 + E)


def tanh(Z: ArrayLike) -> Array:
    r"""Return the hyperbolic tangent of Z, element by element.

    Parameters
    ----------
    Z : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray
        Same shape, values in [-1, 1].

    Notes
    -----
    :math:`\tanh(z) = 2\sigma(2z) - 1`; the derivative is :math:`1 - \tanh^2(z)`.

    Examples
    --------
    >>> tanh([0.0])
    array([0.])
    """
    return np.tanh(as_float_array(Z, name="tanh: Z"))


def softmax(Z: ArrayLike) -> Array:
    r"""Turn scores into probabilities along the last axis, without overflow.

    Parameters
    ----------
    Z : array_like
        Scores (logits), shape (..., n_classes).

    Returns
    -------
    numpy.ndarray
        Same shape; non-negative, and summing to 1 along the last axis.

    Notes
    -----
    .. math:: \mathrm{softmax}(z)_k = \frac{e^{z_k - c}}{\sum_j e^{z_j - c}}, \qquad c = \max_j z_j

    Any constant c gives the same result; the largest score makes every exponent at most 0. Goodfellow, Bengio
    and Courville (2016), "Deep Learning", section 4.1.

    Examples
    --------
    >>> softmax([[1.0, 2.0, 3.0], [1001.0, 1002.0, 1003.0]]).round(3)
    array([[0.09 , 0.245, 0.665],
           [0.09 , 0.245, 0.665]])
    """
    Z = _as_scores(Z, name="softmax: Z")
    E = np.exp(Z - Z.max(axis=-1, keepdims=True))  # (..., n_classes), all <= 1
    return E / E.sum(axis=-1, keepdims=True)


def log_softmax(Z: ArrayLike) -> Array:
    r"""Return the logarithm of :func:`softmax`, exact also where the probability rounds to zero.

    Parameters
    ----------
    Z : array_like
        Scores (logits), shape (..., n_classes).

    Returns
    -------
    numpy.ndarray
        Same shape, values at most 0.

    Notes
    -----
    .. math:: \log \mathrm{softmax}(z)_k = (z_k - c) - \log \sum_j e^{z_j - c}, \qquad c = \max_j z_j

    The logarithm of the sum is the "log-sum-exp" of the shifted scores.

    Examples
    --------
    >>> log_softmax([[0.0, 0.0]]).round(4)
    array([[-0.6931, -0.6931]])
    """
    Z = _as_scores(Z, name="log_softmax: Z")
    shifted = Z - Z.max(axis=-1, keepdims=True)  # (..., n_classes), all <= 0
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def _as_scores(Z: ArrayLike, *, name: str) -> Array:
    """Return ``Z`` as an array with at least one score along its last axis."""
    scores = as_float_array(Z, name=name)
    if scores.ndim == 0 or scores.shape[-1] == 0:
        raise ValueError(
            f"{name} has shape {scores.shape}; expected at least one score along the last axis. Hint: print its shape"
        )
    return scores


class ReLU(Layer):
    """The layer ``A = max(0, Z)``; its derivative looks at Z, the value *before* the activation."""

    def __init__(self) -> None:
        self._mask: Cache[np.ndarray] = Cache("ReLU")
        self._masks, self._outputs, self._dZ = Workspace(), Workspace(), Workspace()

    def forward(self, X: ArrayLike, *, training: bool = False) -> Array:
        """Return ``relu(X)``; shape (n_samples, n_features), like ``X``."""
        Z = as_batch(X, name="ReLU.forward: X")
        if not training:
            return relu(Z)
        self._mask.put(np.greater(Z, 0, out=self._masks.array(Z.shape, np.bool_)))
        return np.maximum(Z, 0, out=self._outputs.array(Z.shape, Z.dtype))

    def backward(self, dA: Array) -> Array:
        """Return ``dA`` where Z > 0, and 0 elsewhere."""
        dA = as_float_array(dA, name="ReLU.backward: dA")
        require_same_shape(dA, self._mask.peek(), name="ReLU.backward", a_name="dA", b_name="the forward output")
        mask = self._mask.take()  # (n_samples, n_features), bool
        return np.multiply(dA, mask, out=self._dZ.array(dA.shape, dA.dtype))

    def __repr__(self) -> str:
        """Return the call that makes such a layer."""
        return "ReLU()"


class Sigmoid(Layer):
    """The layer ``A = sigmoid(Z)``; its derivative written with its own output, A (1 - A)."""

    def __init__(self) -> None:
        self._outputs: Cache[Array] = Cache("Sigmoid")

    def forward(self, X: ArrayLike, *, training: bool = False) -> Array:
        """Return ``sigmoid(X)``; shape (n_samples, n_features), like ``X``."""
        A = sigmoid(as_batch(X, name="Sigmoid.forward: X"))
        if training:
            self._outputs.put(A)
        return A

    def backward(self, dA: Array) -> Array:
        """Return ``dA * A * (1 - A)``."""
        dA = as_float_array(dA, name="Sigmoid.backward: dA")
        require_same_shape(dA, self._outputs.peek(), name="Sigmoid.backward", a_name="dA", b_name="the forward output")
        A = self._outputs.take()  # (n_samples, n_features)
        return dA * A * (1 - A)

    def __repr__(self) -> str:
        """Return the call that makes such a layer."""
        return "Sigmoid()"


class Tanh(Layer):
    """The layer ``A = tanh(Z)``; its derivative written with its own output, 1 - A²."""

    def __init__(self) -> None:
        self._outputs: Cache[Array] = Cache("Tanh")

    def forward(self, X: ArrayLike, *, training: bool = False) -> Array:
        """Return ``tanh(X)``; shape (n_samples, n_features), like ``X``."""
        A = tanh(as_batch(X, name="Tanh.forward: X"))
        if training:
            self._outputs.put(A)
        return A

    def backward(self, dA: Array) -> Array:
        """Return ``dA * (1 - A²)``."""
        dA = as_float_array(dA, name="Tanh.backward: dA")
        require_same_shape(dA, self._outputs.peek(), name="Tanh.backward", a_name="dA", b_name="the forward output")
        A = self._outputs.take()  # (n_samples, n_features)
        return dA * (1 - A * A)

    def __repr__(self) -> str:
        """Return the call that makes such a layer."""
        return "Tanh()"


class Softmax(Layer):
    r"""The layer ``A = softmax(Z)``, going back through the full Jacobian of every sample.

    It exists to be understood, and is paired with :class:`mlpkit.CrossEntropy`. For training prefer a network
    that ends in logits with :class:`mlpkit.SoftmaxCrossEntropy`, which is faster and exact for any logits.

    Notes
    -----
    .. math:: J_{jk} = \frac{\partial a_j}{\partial z_k} = a_j (\delta_{jk} - a_k), \qquad dz = J^\top da
    """

    def __init__(self) -> None:
        self._outputs: Cache[Array] = Cache("Softmax")

    def forward(self, X: ArrayLike, *, training: bool = False) -> Array:
        """Return ``softmax(X)``; shape (n_samples, n_classes), like ``X``."""
        A = softmax(as_batch(X, name="Softmax.forward: X"))
        if training:
            self._outputs.put(A)
        return A

    def backward(self, dA: Array) -> Array:
        """Return, for every sample, its Jacobian times its row of ``dA``."""
        dA = as_float_array(dA, name="Softmax.backward: dA")
        require_same_shape(dA, self._outputs.peek(), name="Softmax.backward", a_name="dA", b_name="the forward output")
        A = self._outputs.take()  # (n_samples, n_classes)
        return np.einsum("ijk,ij->ik", softmax_jacobian(A), dA)

    def __repr__(self) -> str:
        """Return the call that makes such a layer."""
        return "Softmax()"


def softmax_jacobian(A: Array) -> Array:
    r"""Return the derivative of every softmax output with respect to every score.

    Parameters
    ----------
    A : numpy.ndarray
        Outputs of :func:`softmax`, shape (n_samples, n_classes).

    Returns
    -------
    numpy.ndarray
        Shape (n_samples, n_classes, n_classes); entry [i, j, k] is the derivative of ``A[i, j]`` with respect
        to ``Z[i, k]``.

    Notes
    -----
    :math:`J = \mathrm{diag}(a) - a a^\top`; every row and every column sums to 0, because the
    probabilities always sum to 1.

    Examples
    --------
    >>> softmax_jacobian(np.array([[0.5, 0.5]]))
    array([[[ 0.25, -0.25],
            [-0.25,  0.25]]])
    """
    identity = np.eye(A.shape[1], dtype=A.dtype)  # (n_classes, n_classes)
    return A[:, :, np.newaxis] * (identity - A[:, np.newaxis, :])


ACTIVATIONS: dict[str, Callable[[], Layer]] = {"relu": ReLU, "sigmoid": Sigmoid, "tanh": Tanh}
"""The names that :func:`mlpkit.mlp` understands for its hidden layers."""
