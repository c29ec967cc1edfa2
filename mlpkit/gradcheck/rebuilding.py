"""Name the mistake in a network that cannot be taken apart: build it again, and break it until it gives the same."""

import itertools
from collections.abc import Sequence

import numpy as np

from mlpkit._machinery.arguments import Array
from mlpkit.activations import softmax
from mlpkit.gradcheck.diagnosis import ACTIVATIONS, MOVED_EARLY, NOT_TRANSPOSED, close

FUNCTIONS = {name: function for name, (function, _, _) in ACTIVATIONS.items()}
FUNCTIONS |= {"softmax": softmax, "none": np.asarray}
Gradients = Sequence[Array | None]


def name_by_rebuilding(params: Sequence[Array], X: Array, A: Array, dA: Array, gradients: Gradients) -> str:
    """Return the mistake that turns the right gradients into the given ones; an empty text if none is found.

    That works for parameters that are the weights and biases of Dense layers, and outputs ``A`` that are those
    of such layers with a known activation in between. ``dA`` is the gradient of the outputs; ``gradients``
    belong to ``params``.
    """
    is_bias = [p.ndim == 1 or len(p) == 1 < len(X.T) for p in params]
    Ws = [p for p, bias in zip(params, is_bias, strict=True) if not bias]
    bs = [p.ravel() for p, bias in zip(params, is_bias, strict=True) if bias]
    sizes = [X.shape[-1], *(len(b) for b in bs)]
    if len(Ws) < 2 or X.ndim != 2 or [W.shape for W in Ws] != list(itertools.pairwise(sizes)):
        return ""
    dWs = [g for g, bias in zip(gradients, is_bias, strict=True) if not bias]
    for hidden in ACTIVATIONS:
        for last in FUNCTIONS:
            network = _Rebuilt([hidden] * (len(Ws) - 1) + [last], Ws, bs, X)
            if close(network.A[-1], A) and (name := _name(network, dA, dWs)):
                return name
    return ""


def _name(network: "_Rebuilt", dA: Array, dWs: Gradients) -> str:
    for k, function in enumerate(network.functions):
        for mistake in ACTIVATIONS[function][2] if function in ACTIVATIONS else ():
            if _alike(dWs, network.backward(dA, mistake, k)):
                return f"activation of layer {k + 1}: {mistake}"
    for k, W in enumerate(network.Ws):
        if k and W.shape[0] == W.shape[1] and _alike(dWs, network.backward(dA, NOT_TRANSPOSED, k)):
            return f"layer {k + 1}: {NOT_TRANSPOSED}"
    # What goes back through the last layer is linear in the rate with which its weights have moved.
    right, moved = network.backward(dA), network.backward(dA, MOVED_EARLY, 1.0)
    found, change = dWs[-2], moved[-2] - right[-2]
    if found is not None and found.shape == change.shape and change.any():
        rate = float(((found - right[-2]) * change).sum() / (change * change).sum())
        if rate > 0 and _alike(dWs, network.backward(dA, MOVED_EARLY, rate)):
            return f"{MOVED_EARLY} (learning rate {rate:.3g})"
    return ""


def _alike(found: Gradients, expected: Sequence[Array]) -> bool:
    return all(map(close, found, expected))


class _Rebuilt:
    """Dense layers, each followed by a function, whose way back can be given a mistake."""

    def __init__(self, functions: Sequence[str], Ws: Sequence[Array], bs: Sequence[Array], X: Array) -> None:
        self.functions, self.Ws = functions, Ws
        self.Z: list[Array] = []  # before each function
        self.A = [X]  # before each layer, and at the end the outputs
        for function, W, b in zip(functions, Ws, bs, strict=True):
            Z = self.A[-1] @ W + b
            self.Z.append(Z)
            self.A.append(FUNCTIONS[function](Z))

    def backward(self, dA: Array, mistake: str = "", where: float = -1) -> list[Array]:
        """Return dW of each layer; ``where`` is the layer with the mistake, or for MOVED_EARLY the rate."""
        dWs: list[Array] = []
        for k in reversed(range(len(self.Ws))):
            dZ = self._through(k, dA, mistake if k == where else "")
            dWs.insert(0, self.A[k].T @ dZ)
            W = self.Ws[k] - where * dWs[0] if mistake == MOVED_EARLY else self.Ws[k]
            dA = dZ @ (W if mistake == NOT_TRANSPOSED and k == where else W.T)
        return dWs

    def _through(self, k: int, dA: Array, mistake: str) -> Array:
        """Return dZ of a layer's function."""
        function, Z, A = self.functions[k], self.Z[k], self.A[k + 1]
        if function == "none":
            return dA
        if function == "softmax":
            return A * (dA - (dA * A).sum(axis=1, keepdims=True))
        _, slope, wrong_slopes = ACTIVATIONS[function]
        return np.asarray(dA * wrong_slopes.get(mistake, slope)(Z, A))
