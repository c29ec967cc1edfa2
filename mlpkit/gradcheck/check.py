"""Judge gradients by the definition of the derivative: change one number a little and look at the loss."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from mlpkit._machinery.arguments import (
    Array,
    as_float_array,
    as_int,
    as_number,
    as_one_number,
    require_finite,
    require_rng,
    wrong_kind,
)
from mlpkit.gradcheck.differences import Differences
from mlpkit.gradcheck.subjects import as_subject
from mlpkit.gradcheck.trial import MANY, Check, GradientRow, LossOf, Settings, WeightedSum, find_mistakes
from mlpkit.losses import Loss


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
    if not callable(function):
        raise wrong_kind("numerical_gradient: function", "a function of one array", function, "lambda x: (x**2).sum()")
    x = as_float_array(x, name="numerical_gradient: x", dtype=np.float64)
    require_finite(x, name="numerical_gradient: x")
    step = as_number(step, name="numerical_gradient: step", minimum=0.0, above_minimum=True)

    def number(x: Array) -> float:
        name, hint = "numerical_gradient: the result of function", "sum its entries, or choose one"
        return as_one_number(function(x), name=name, hint=hint)

    return Differences(number, x, step).gradient


@dataclass(frozen=True)
class GradientReport:
    """The verdict on every array of a layer or network; prints as a table.

    Attributes
    ----------
    rows : list of GradientRow
        One for each parameter, and one for the inputs.
    mistakes : list of str
        What was found wrong, and where: in the loss, in one of the layers, in a pass that changes what it
        should leave alone.
    """

    rows: list[GradientRow]
    mistakes: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether every gradient is correct, and nothing was changed that should not have been."""
        return not self.mistakes and all(row.verdict == "correct" for row in self.rows)

    def raise_if_wrong(self) -> None:
        """Raise ArithmeticError with the table if a gradient is wrong."""
        if not self.passed:
            raise ArithmeticError(f"a gradient is wrong\n{self}")

    def __str__(self) -> str:
        """Return the table, and below it the mistakes."""
        lines = [f"{'gradient of':<14}{'shape':<12}{'rel. error':>10}  {'kinks':>5}  verdict"]
        for row in self.rows:
            error = "< 1e-06" if row.relative_error < 1e-6 else f"{row.relative_error:.0e}"
            worst = f"; worst at {row.worst}" if row.verdict != "correct" and row.worst else ""
            lines.append(f"{row.name:<14}{row.shape!s:<12}{error:>10}  {row.n_kinks:>5}  {row.verdict}{worst}")
        sampled = [f"{row.n_checked} of {row.name}" for row in self.rows if row.n_checked < math.prod(row.shape)]
        if sampled:
            lines.append(f"a sample of the entries: {', '.join(sampled)}. Hint: n_entries=None checks all")
        return "\n".join([*lines, *(f"mistake: {mistake}" for mistake in self.mistakes)])


def check_gradients(
    model: Any,
    X: ArrayLike,
    y: ArrayLike | None = None,
    loss: Loss | None = None,
    *,
    params: Mapping[str, ArrayLike] | None = None,
    step: float = 1e-5,
    tolerance: float = 1e-6,
    n_entries: int | None = MANY,
    rng: np.random.Generator | None = None,
    progress: bool = True,
) -> GradientReport:
    """Compare the gradients that ``backward`` computes with central differences, and name what is wrong with them.

    Everything is computed in float64 and in training mode, on copies: the model stays as it is. Dropout keeps
    one mask during the check.

    Parameters
    ----------
    model : Layer, Sequential, list of layers, object, or pair of functions
        What to check, ours or your own:

        - an object with ``forward(X)`` and ``backward(dA)``, which returns the gradient of X. Its parameters
          are the lists (or dicts) ``params`` and ``grads`` if it has them; otherwise every attribute ``W`` for
          which backward sets ``dW``. With a list ``layers`` each of them is looked at by itself;
        - a list of such objects, applied one after another;
        - a pair of plain functions, ``forward(X, *params)`` and ``backward(dA, X, *params)``; the second returns
          the gradient of X (or None, if it does not compute that) and one for each parameter.
    X : array_like
        Inputs, shape (n_samples, n_in). Odd shapes and values find the most.
    y : array_like, optional
        Targets; needed with ``loss``.
    loss : Loss, optional
        The loss to differentiate, L2 penalty included: any object with ``value`` and ``gradient``. Without it,
        a fixed weighted sum of all outputs is used.
    params : mapping of str to array, optional
        Names and values of the parameters of a pair of functions, in the order of their arguments.
    step : float, default 1e-5
        Step of the central differences.
    tolerance : float, default 1e-6
        Largest relative error that passes.
    n_entries : int or None, default 500
        How many entries of each array are compared, where it has more; None compares all of them, which takes two
        ways forward for each. A mistake in a few entries may escape a sample, and fewer mistakes get their name:
        a small network shows the most.
    rng : numpy.random.Generator, optional
        Draws the sample; by default one with seed 0.
    progress : bool, default True
        Whether to show a progress bar on stdout, for arrays with more than 500 entries.

    Returns
    -------
    GradientReport
        One row for each parameter and one for the inputs; and, if something is wrong, the mistakes.

    Raises
    ------
    TypeError, ValueError
        If the arguments do not fit each other.

    Notes
    -----
    A mistake gets its name by simulation: what would the gradient be, had the mask been ignored, the slope been
    taken at the output, ...? If that is what came out, that is the name. The check goes forward and back twice,
    with another batch in between, so that caches that are not renewed and gradients that pile up are noticed.
    What it cannot see is the right gradient of a wrong function.

    Examples
    --------
    >>> from mlpkit import MeanSquaredError, mlp
    >>> rng = np.random.default_rng(0)
    >>> print(check_gradients(mlp([3, 2], rng=rng), rng.normal(size=(5, 3)), np.ones((5, 2)), MeanSquaredError()))
    gradient of   shape       rel. error  kinks  verdict
    layers[0].W   (3, 2)         < 1e-06      0  correct
    layers[0].b   (2,)           < 1e-06      0  correct
    X             (5, 3)         < 1e-06      0  correct

    Functions of your own, here with the slope of tanh at the wrong place:

    >>> def my_tanh_backward(dA, Z):
    ...     A = np.tanh(Z)
    ...     return dA * (1 - np.tanh(A) ** 2)
    >>> print(check_gradients((np.tanh, my_tanh_backward), [[0.5, -1.0], [2.0, 0.3]]))
    gradient of   shape       rel. error  kinks  verdict
    X             (2, 2)           4e-01      0  wrong; worst at (1, 0)
    mistake: dX: derivative at the wrong place: taken at the output A, not at the input Z
    """
    if (y is None) != (loss is None):
        raise TypeError(
            "check_gradients: y and loss belong together; got only one of them. "
            "Hint: check_gradients(network, X, y, SoftmaxCrossEntropy())"
        )
    is_loss = not isinstance(loss, type) and hasattr(loss, "value") and hasattr(loss, "gradient")
    if loss is not None and not is_loss:
        expected = "an object with value(y_pred, y_true) and gradient(y_pred, y_true)"
        raise wrong_kind("check_gradients: loss", expected, loss, "SoftmaxCrossEntropy(), with brackets")
    step = as_number(step, name="check_gradients: step", minimum=0.0, above_minimum=True)
    tolerance = as_number(tolerance, name="check_gradients: tolerance", minimum=0.0, above_minimum=True)
    n_entries = None if n_entries is None else as_int(n_entries, name="check_gradients: n_entries", minimum=1)
    rng = np.random.default_rng(0) if rng is None else require_rng(rng, name="check_gradients")
    model = as_subject(model, params)
    X = as_float_array(X, name="check_gradients: X", dtype=np.float64)
    require_finite(X, name="check_gradients: X")
    if X.size == 0:
        raise ValueError(f"check_gradients: X has shape {X.shape}; expected at least one sample. Hint: seven will do")
    objective = WeightedSum() if loss is None else LossOf(loss, np.array(y))
    check = Check(model, X, objective, Settings(step, tolerance, n_entries, rng, progress))
    rows, changes = check.rows()
    if not rows and not changes:
        raise ValueError(
            "check_gradients: there is no gradient to check: backward returned None, and no parameter has one. "
            "Hint: return the gradient of X, and keep that of a parameter W as dW"
        )
    report = GradientReport(rows, changes)
    return report if report.passed or changes else GradientReport(rows, find_mistakes(check))
