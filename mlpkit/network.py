"""The network: layers one after another, and a builder for the usual multilayer perceptron."""

import copy
from collections.abc import Sequence
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from mlpkit._machinery.arguments import (
    Array,
    Labels,
    as_batch,
    as_dtype,
    as_int,
    as_network_sizes,
    as_number,
    as_outputs,
    choose,
    require_distinct,
    require_rng,
)
from mlpkit._machinery.data import require_answers
from mlpkit._machinery.doors import TwoDoors, takes_inputs
from mlpkit._machinery.printing import print_step, print_summary
from mlpkit.activations import ACTIVATIONS, Sigmoid, Softmax, softmax
from mlpkit.initializers import INITIALIZERS, Initializer
from mlpkit.layers import Dense, Dropout, Layer
from mlpkit.losses import Loss


class Sequential(TwoDoors):
    """Layers applied one after another.

    Parameters
    ----------
    layers : sequence of Layer
        In the order of the forward pass. At least one must be a :class:`mlpkit.Dense`.

    Attributes
    ----------
    layers : list of Layer
        The layers themselves, not copies.
    n_in, n_out : int
        Number of input features and of outputs.
    dtype : numpy.dtype
        What the network computes in.
    learned_from : tuple of float, optional
        What :func:`mlpkit.fit` last saw of the pictures that it trained with, so that ``predict``, ``predict_proba``
        and :func:`mlpkit.evaluate` can warn of pictures that are far brighter or darker, or on another scale.

    Examples
    --------
    >>> from mlpkit import ReLU
    >>> rng = np.random.default_rng(0)
    >>> network = Sequential([Dense(4, 3, rng=rng), ReLU(), Dense(3, 2, rng=rng)])
    >>> network.forward(np.ones((5, 4))).shape
    (5, 2)
    """

    learned_from: tuple[float, ...] | None = None

    def __init__(self, layers: Sequence[Layer]) -> None:
        require_distinct(layers, Layer, name="Sequential: layers")
        self.layers = list(layers)
        dense = [layer for layer in self.layers if isinstance(layer, Dense)]
        if not dense:
            raise ValueError(f"Sequential: expected at least one Dense layer; got {self.layers}")
        dtypes = {layer.dtype for layer in dense}
        if len(dtypes) > 1:
            raise ValueError(f"Sequential: all layers must have the same dtype; got {sorted(map(str, dtypes))}")
        self.dtype, self.n_in = dense[0].dtype, len(dense[0].W)
        self.n_out = self.n_in
        for layer in self.layers:
            self.n_out = layer.n_out(self.n_out)

    @takes_inputs
    def forward(self, X: Array, *, training: bool = False) -> Array:
        """Return the outputs of the last layer: logits, unless it is an activation.

        From inputs of shape (n_samples, n_in), converted to the network's dtype, come outputs of shape (n_samples,
        n_out). With ``training=True`` a ``backward`` may follow; without it nothing is written, nothing dropped.
        """
        A, trusted = X, True
        for layer in self.layers:
            forward = layer._forward if trusted else layer.forward  # without or with a check of A
            A = forward(A, training=training)
            # Has it two doors? A layer of your own has one; the next layer then checks what it returned.
            trusted = type(layer)._forward is not type(layer).forward
        return A if trusted else as_outputs(A, (len(X), self.n_out), dtype=self.dtype, name=type(layer).__name__)

    def backward(self, dA: Array, *, input_gradient: bool = False) -> Array | None:
        """Set the gradients of all parameters, from the last layer to the first.

        A layer's ``backward`` returns the gradient of its inputs, since the layer before needs it. Nobody needs that of
        the network's inputs in training, and for images it is a good part of the work: here it must be asked for.

        Parameters
        ----------
        dA : numpy.ndarray
            Gradient of the loss with respect to the outputs, shape (n_samples, n_out).
        input_gradient : bool, default False
            Whether to return the gradient with respect to the inputs, shape (n_samples, n_in), instead of None.
        """
        first, *others = self.layers
        trusted = False  # dA comes from outside
        for layer in reversed(others):
            backward = layer._backward if trusted else layer.backward
            dA = backward(dA)
            trusted = type(layer)._backward is not type(layer).backward
        if input_gradient:
            return (first._backward if trusted else first.backward)(dA)
        (first._set_parameter_gradients if trusted else first.set_parameter_gradients)(dA)
        return None

    @property
    def params(self) -> list[Array]:
        """``W, b`` of each layer, in order: the arrays themselves."""
        arrays: list[Array] = []
        for layer in self.layers:
            arrays += layer.params
        return arrays

    @property
    def grads(self) -> list[Array]:
        """``dW, db`` of each layer, in the order of ``params``."""
        arrays: list[Array] = []
        for layer in self.layers:
            arrays += layer.grads
        return arrays

    @property
    def penalty(self) -> float:
        """What the layers add to the loss: the L2 penalties."""
        penalty = 0.0
        for layer in self.layers:
            penalty += layer.penalty
        return penalty

    @property
    def n_params(self) -> int:
        """Number of weights and biases."""
        return sum(array.size for array in self.params)

    def predict_proba(self, X: ArrayLike) -> Array:
        """Return the probability of each class, shape (n_samples, n_out), for inputs of shape (n_samples, n_in).

        It is the softmax of the outputs; the outputs themselves where the last layer already makes probabilities
        (Softmax, Sigmoid). A single output that is no probability, and NaN or infinity in ``X``, are a ValueError.
        """
        outputs = self._outputs_of(X, name="predict_proba")
        if isinstance(self.layers[-1], (Softmax, Sigmoid)):
            return outputs
        if self.n_out == 1:
            raise ValueError(
                "predict_proba: the network has one output, which is not a probability; expected two or more "
                "outputs. Hint: end the network in Sigmoid()"
            )
        return softmax(outputs)

    def predict(self, X: ArrayLike) -> Labels:
        """Return the class with the largest output for each sample: integer labels, shape (n_samples,).

        A single output, and NaN or infinity in ``X``, are a ValueError. Pictures on another scale than those that
        :func:`mlpkit.fit` has trained with, or far brighter or darker, are an InputWarning.
        """
        if self.n_out == 1:
            raise ValueError(
                "predict: the network has one output, so the largest is always number 0; expected two or more "
                "outputs. Hint: compare the output with a threshold, such as network.forward(X)[:, 0] >= 0.5"
            )
        return self._outputs_of(X, name="predict").argmax(axis=1)

    def _outputs_of(self, X: ArrayLike, *, name: str) -> Array:
        """Return ``forward(X)``; raise ValueError where NaN or infinity would make up an answer."""
        X = as_batch(X, name=f"{type(self).__name__}.forward: X", n_features=self.n_in, dtype=self.dtype)
        with np.errstate(over="ignore", invalid="ignore"):  # looked for below, with a better message
            parts = [self.forward(X[start : start + 1000]) for start in range(0, max(1, len(X)), 1000)]
        outputs = np.concatenate(parts)  # a thousand at a time stay in the processor's cache
        require_answers(self, X, outputs, name=name)
        return outputs

    def astype(self, dtype: DTypeLike) -> Self:
        """Return an independent copy of the network that computes in ``dtype``."""
        return type(self)([layer.astype(dtype) for layer in self.layers])

    def summary(self, batch_size: int = 1) -> None:
        """Print one line a layer: output shape for a batch, and number of parameters.

        Examples
        --------
        >>> mlp([784, 32, 10], rng=np.random.default_rng(0)).summary(batch_size=64)
        layer               output shape    parameters
        input               (64, 784)
        Dense(784, 32)      (64, 32)            25,120
        ReLU()              (64, 32)                 0
        Dense(32, 10)       (64, 10)               330
        total                                   25,450
        """
        print_summary(self, as_int(batch_size, name="summary: batch_size", minimum=1))

    def trace_step(self, X: ArrayLike, y: ArrayLike, loss: Loss) -> None:
        """Print the shape of every array in one training step; the network itself stays as it is.

        Examples
        --------
        >>> from mlpkit import SoftmaxCrossEntropy
        >>> network = mlp([4, 3, 2], rng=np.random.default_rng(0))
        >>> network.trace_step(np.zeros((5, 4)), [0, 1, 0, 1, 0], SoftmaxCrossEntropy())
        forward
          Dense(4, 3)         (5, 4) -> (5, 3)        W (4, 3), b (3,)
          ReLU()              (5, 3) -> (5, 3)
          Dense(3, 2)         (5, 3) -> (5, 2)        W (3, 2), b (2,)
        loss
          SoftmaxCrossEntropy (5, 2) -> one number
        backward
          SoftmaxCrossEntropy one number -> (5, 2)
          Dense(3, 2)         (5, 2) -> (5, 3)        dW (3, 2), db (2,)
          ReLU()              (5, 3) -> (5, 3)
          Dense(4, 3)         (5, 3) -> (5, 4)        dW (4, 3), db (3,)
        """
        print_step(copy.deepcopy(self), X, y, loss)

    def __repr__(self) -> str:
        """Return the call that makes such a network."""
        return f"Sequential([{', '.join(map(repr, self.layers))}])"


def mlp(
    layer_sizes: Sequence[int],
    *,
    activation: str = "relu",
    init: str | Initializer = "he",
    dropout: float = 0.0,
    l2: float = 0.0,
    dtype: DTypeLike = np.float32,
    rng: np.random.Generator,
) -> Sequential:
    """Build a multilayer perceptron that ends in logits.

    Parameters
    ----------
    layer_sizes : sequence of int
        Number of inputs, of neurons in each hidden layer, and of outputs, such as ``[784, 128, 64, 10]``.
    activation : {"relu", "sigmoid", "tanh"}, default "relu"
        What follows each hidden layer. The output layer has none: softmax belongs to the loss.
    init : {"he", "glorot", "uniform", "normal", "zeros"} or callable, default "he"
        Initial weights, see :mod:`mlpkit.initializers`. Biases start at zero.
    dropout : float, default 0.0
        Probability of switching off each hidden neuron while training, in [0, 1).
    l2 : float, default 0.0
        Strength of the L2 penalty on all weights.
    dtype : dtype, default float32
        What the network computes in: float32 or float64.
    rng : numpy.random.Generator
        Source of the initial weights and of the dropout masks.

    Returns
    -------
    Sequential
        Dense, activation (and dropout) for each hidden layer, then Dense.

    Examples
    --------
    >>> mlp([784, 128, 64, 10], rng=np.random.default_rng(0))
    Sequential([Dense(784, 128), ReLU(), Dense(128, 64), ReLU(), Dense(64, 10)])
    """
    dtype = as_dtype(dtype, name="mlp")
    sizes = as_network_sizes(layer_sizes, name="mlp", bytes_each=2 * dtype.itemsize + 8)  # W, dW, and float64 at first
    make_activation = ACTIVATIONS[choose(activation, name="mlp: activation", options=ACTIVATIONS)]
    make_weights = init if callable(init) else INITIALIZERS[choose(init, name="mlp: init", options=INITIALIZERS)]
    dropout = as_number(dropout, name="mlp: dropout", minimum=0.0, below=1.0)
    require_rng(rng, name="mlp")
    layers: list[Layer] = []
    for i, (n_in, n_out) in enumerate(pairwise(sizes)):
        layers.append(Dense(n_in, n_out, init=make_weights, l2=l2, dtype=dtype, rng=rng))
        if i < len(sizes) - 2:
            layers.append(make_activation())
            if dropout:
                layers.append(Dropout(dropout, rng=rng))
    return Sequential(layers)
