"""SciPy's L-BFGS on a network: all samples in every step, and no learning rate."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import OptimizeResult, minimize

from mlpkit._machinery.arguments import Array, Labels
from mlpkit.losses import Loss
from mlpkit.network import Sequential


def minimize_with_lbfgs(
    network: Sequential,
    loss: Loss,
    X: Array,
    y: Labels,
    after_iteration: Callable[[float], None],
    options: dict[str, float],
) -> OptimizeResult:
    """Change the parameters until the gradient is small; tell ``after_iteration`` each new loss.

    Returns what SciPy says of it. Its options are ``maxiter``, ``maxfun`` and ``gtol``.
    """

    def joined(arrays: list[Array]) -> Array:
        return np.concatenate([array.ravel() for array in arrays]).astype(np.float64)

    def put(theta: Array) -> None:
        for W in network.params:
            W[...] = theta[: W.size].reshape(W.shape)
            theta = theta[W.size :]

    def loss_and_gradient(theta: Array) -> tuple[float, Array]:
        put(theta)
        value, d_outputs, _ = loss.for_step(network.forward(X, training=True), y)
        network.backward(d_outputs)
        return value + network.penalty, joined(network.grads)

    def callback(intermediate_result: OptimizeResult) -> None:  # SciPy looks at the name of the argument
        after_iteration(float(intermediate_result.fun))

    with np.errstate(over="ignore", invalid="ignore"):  # a step too far, which is taken back
        start = joined(network.params)
        result = minimize(loss_and_gradient, start, method="L-BFGS-B", jac=True, callback=callback, options=options)
    put(result.x)
    return result
