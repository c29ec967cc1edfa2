"""Judge gradients by the definition of the derivative: change one number a little and look at the loss."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._checks import Array, as_float_array, as_number
from mlpkit.layers import Layer
from mlpkit.losses import Loss
from mlpkit.network import Sequential


def numerical_gradient(function: Callable[[Array], float], x: ArrayLike, *, step: float = 1e-5) -> Array:
    r"""Return the gradient of a function by central differences.

    Parameters
    ----------
    function : callable
        Takes an array of the shape of ``x`` and returns a number.
    x : array_like
        Where to differentiate, any shape. It is not modified.
    step : float, default 1e-5
        How far to go to either side.

    Returns
    -------
    numpy.ndarray
        The derivative with respect to each entry of ``x``; float64, same shape.

    Notes
    -----
    .. math:: \frac{\partial f}{\partial x_i} \approx \frac{f(x + h e_i) - f(x - h e_i)}{2h}

    The error of the formula shrinks with h², that of rounding grows with 1/h; in float64, 1e-5 is near the
    best of both. Nocedal and Wright (2006), "Numerical Optimization", section 8.1.

    Examples
    --------
    >>> numerical_gradient(lambda x: (x**2).sum(), [1.0, 2.0]).round(6)
    array([2., 4.])
    """
    values = _differences(function, x, step)
    return (values.plus - values.minus) / (2 * values.step)


@dataclass
class _Differences:
    """The function at x, and a step to either side of x in each direction."""

    step: float
    here: float
    plus: Array
    minus: Array

    @property
    def noise(self) -> float:
        """How far rounding in the function's value may move a slope."""
        return float(50 * np.finfo(np.float64).eps * max(1.0, abs(self.here)) / self.step)

    @property
    def slopes(self) -> tuple[Array, Array]:
        """Slope to the left and to the right of x: equal, unless there is a kink."""
        return (self.here - self.minus) / self.step, (self.plus - self.here) / self.step


def _differences(function: Callable[[Array], float], x: ArrayLike, step: float) -> _Differences:
    x = as_float_array(x, name="numerical_gradient: x").astype(np.float64)  # a copy: the caller's stays
    step = as_number(step, name="numerical_gradient: step", minimum=0.0, above_minimum=True)
    plus, minus = np.empty_like(x), np.empty_like(x)
    here = float(function(x.copy()))
    for i in np.ndindex(x.shape):
        saved = x[i]
        x[i] = saved + step
        plus[i] = function(x.copy())
        x[i] = saved - step
        minus[i] = function(x.copy())
        x[i] = saved
    return _Differences(step, here, plus, minus)


@dataclass(frozen=True)
class GradientRow:
    """The verdict on one array.

    Attributes
    ----------
    name : str
        Which array, such as ``"layers[0].W"`` or ``"X"``.
    shape : tuple of int
        Its shape.
    relative_error : float
        Largest difference of an entry, relative to the largest entry of both gradients.
    worst : tuple of int
        Index of that entry.
    n_kinks : int
        Entries left out because the function has a kink there, and the gradient lies between the two slopes.
    verdict : str
        ``"correct"``, or the mistake that the difference looks like.
    """

    name: str
    shape: tuple[int, ...]
    relative_error: float
    worst: tuple[int, ...]
    n_kinks: int
    verdict: str


@dataclass(frozen=True)
class GradientReport:
    """The verdict on every array of a layer or network; prints as a table."""

    rows: list[GradientRow]

    @property
    def passed(self) -> bool:
        """Whether every gradient is correct."""
        return all(row.verdict == "correct" for row in self.rows)

    def raise_if_wrong(self) -> None:
        """Raise ArithmeticError with the table if a gradient is wrong."""
        if not self.passed:
            raise ArithmeticError(f"a gradient is wrong\n{self}")

    def __str__(self) -> str:
        """Return the table."""
        lines = [f"{'gradient of':<14}{'shape':<12}{'rel. error':>10}  {'kinks':>5}  verdict"]
        for row in self.rows:
            error = "< 1e-06" if row.relative_error < 1e-6 else f"{row.relative_error:.0e}"
            lines.append(f"{row.name:<14}{row.shape!s:<12}{error:>10}  {row.n_kinks:>5}  {row.verdict}")
        return "\n".join(lines)


def check_gradients(
    model: Layer | Sequential,
    X: ArrayLike,
    y: ArrayLike | None = None,
    loss: Loss | None = None,
    *,
    step: float = 1e-5,
    tolerance: float = 1e-6,
) -> GradientReport:
    """Compare the gradients that ``backward`` computes with central differences, in float64 and in training mode.

    Parameters
    ----------
    model : Layer or Sequential
        What to check. It stays as it is: the check works on copies. Dropout keeps one mask during the check.
    X : array_like
        Inputs, shape (n_samples, n_in). Odd shapes and values find the most.
    y : array_like, optional
        Targets; needed with ``loss``.
    loss : Loss, optional
        The loss to differentiate, L2 penalty included. Without it, a fixed weighted sum of all outputs is used.
    step : float, default 1e-5
        Step of the central differences.
    tolerance : float, default 1e-6
        Largest relative error that passes.

    Returns
    -------
    GradientReport
        One row for each parameter and one for the inputs.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not fit each other.

    Examples
    --------
    >>> from mlpkit import MeanSquaredError, mlp
    >>> rng = np.random.default_rng(0)
    >>> print(check_gradients(mlp([3, 2], rng=rng), rng.normal(size=(5, 3)), np.ones((5, 2)), MeanSquaredError()))
    gradient of   shape       rel. error  kinks  verdict
    layers[0].W   (3, 2)         < 1e-06      0  correct
    layers[0].b   (2,)           < 1e-06      0  correct
    X             (5, 3)         < 1e-06      0  correct
    """
    if not isinstance(model, (Layer, Sequential)):
        raise TypeError(f"check_gradients: model must be a Layer or a Sequential; got {type(model).__name__}")
    if (y is None) != (loss is None):
        raise TypeError("check_gradients: y and loss belong together; got only one of them")
    model = model.astype(np.float64)
    X = as_float_array(X, name="check_gradients: X", dtype=np.float64)
    if loss is None or y is None:
        objective: Loss | _WeightedSum = _WeightedSum()
        targets: ArrayLike = 0
    else:
        objective, targets = loss, y

    trained = copy.deepcopy(model)
    outputs = trained.forward(X, training=True)
    d_outputs = objective.gradient(outputs, targets)
    if isinstance(trained, Sequential):
        dX = trained.backward(d_outputs, input_gradient=True)
    else:
        dX = trained.backward(d_outputs)
    analytic = [*trained.grads, dX]

    def value_with(index: int, values: Array) -> float:
        """Return the loss with one parameter, or (last) the inputs, replaced by ``values``."""
        fresh = copy.deepcopy(model)  # the same dropout mask every time
        inputs = X
        if index < len(fresh.params):
            fresh.params[index][...] = values
        else:
            inputs = values
        return objective.value(fresh.forward(inputs, training=True), targets) + fresh.penalty

    rows = []
    for index, (name, value) in enumerate([*_named_params(model), ("X", X)]):
        differences = _differences(partial(value_with, index), value, step)
        rows.append(_judge(name, analytic[index], differences, tolerance))
    return GradientReport(rows)


class _WeightedSum:
    """A stand-in for a loss: the outputs times fixed weights, no two alike, summed."""

    def value(self, outputs: Array, _: ArrayLike) -> float:
        return float((self.gradient(outputs, _) * outputs).sum())

    def gradient(self, outputs: Array, _: ArrayLike) -> Array:
        return 1.0 + np.cos(np.arange(outputs.size)).reshape(outputs.shape)


def _named_params(model: Layer | Sequential) -> list[tuple[str, Array]]:
    layers = model.layers if isinstance(model, Sequential) else [model]
    prefix = "layers[{}]." if isinstance(model, Sequential) else ""
    named = []
    for i, layer in enumerate(layers):
        names = ["W", "b"] if len(layer.params) == 2 else [f"params[{k}]" for k in range(len(layer.params))]
        named += [(prefix.format(i) + name, array) for name, array in zip(names, layer.params, strict=True)]
    return named


def _judge(name: str, analytic: Array | None, differences: _Differences, tolerance: float) -> GradientRow:
    """Compare one gradient with its differences."""
    numeric = (differences.plus - differences.minus) / (2 * differences.step)
    if analytic is None or analytic.shape != numeric.shape:
        verdict = f"wrong: {'nothing' if analytic is None else analytic.shape} for the shape {numeric.shape}"
        return GradientRow(name, numeric.shape, np.inf, (), 0, verdict)
    scale = max(float(np.abs(numeric).max(initial=0)), float(np.abs(analytic).max(initial=0)), 1e-8)
    error = np.maximum(np.abs(analytic - numeric) - differences.noise, 0) / scale
    left, right = differences.slopes
    low, high = np.minimum(left, right), np.maximum(left, right)
    slack = tolerance * scale + differences.noise
    kink = (
        (error > tolerance)
        & (high - low > 1e-3 * scale + 2 * differences.noise)
        & (analytic >= low - slack)
        & (analytic <= high + slack)
    )
    error[kink] = 0.0
    worst = np.unravel_index(int(error.argmax()), error.shape)
    relative_error = float(error[worst]) if np.isfinite(analytic).all() else np.inf
    verdict = (
        "correct" if relative_error <= tolerance else _diagnose(analytic[~kink], numeric[~kink], analytic, numeric)
    )
    return GradientRow(name, numeric.shape, relative_error, tuple(map(int, worst)), int(kink.sum()), verdict)


def _diagnose(a: Array, n: Array, analytic: Array, numeric: Array) -> str:
    """Say what a wrong gradient looks like; ``a`` and ``n`` are its entries that are not kinks."""
    if not np.isfinite(analytic).all():
        return "wrong: holds NaN or infinity"
    if not a.any():
        return "wrong: all zero"
    factor = float(a @ n / (n @ n)) if n.any() else 0.0
    if factor and np.allclose(a, factor * n, rtol=1e-4, atol=1e-6 * np.abs(a).max()):
        if abs(factor + 1) < 1e-3:
            return "wrong sign"
        return f"wrong: {factor:.3g} times too large" if abs(factor) > 1 else f"wrong: {1 / factor:.3g} times too small"
    square = analytic.ndim == 2 and analytic.shape[0] == analytic.shape[1]
    if square and np.allclose(analytic.T, numeric, rtol=1e-4, atol=1e-6 * np.abs(numeric).max()):
        return "wrong: transposed"
    return "wrong"
