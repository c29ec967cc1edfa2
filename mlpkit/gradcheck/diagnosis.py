"""Name the mistake behind a wrong gradient: compute what each typical mistake would give, and compare."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mlpkit._machinery.arguments import Array
from mlpkit.activations import relu, sigmoid, softmax, tanh

MASK_IGNORED = "mask ignored, or taken from the output with >= 0"
SLOPE_IGNORED = "slope ignored: the gradient is handed on unchanged"
AT_THE_OUTPUT = "derivative at the wrong place: taken at the output A, not at the input Z"
FORMULA_FOR_A = "derivative at the wrong place: a formula for the output A, used with the input Z"
NOT_SUMMED = "not summed over the batch"
SUMMED_OVER_ALL = "summed over everything, not over the batch alone"
NOT_TRANSPOSED = "not transposed on the way back: the layer hands on dA W instead of dA W.T"
MOVED_EARLY = "layers updated during the backward pass: weights had moved before the error went back through them"

Slopes = Callable[[Array, Array], np.ndarray | float]

ACTIVATIONS: dict[str, tuple[Callable[[Array], Array], Slopes, dict[str, Slopes]]] = {
    "relu": (
        relu,
        lambda Z, A: Z > 0,
        {MASK_IGNORED: lambda Z, A: 1.0, "mask inverted": lambda Z, A: Z <= 0},
    ),
    "sigmoid": (
        sigmoid,
        lambda Z, A: A * (1 - A),
        {
            SLOPE_IGNORED: lambda Z, A: 1.0,
            AT_THE_OUTPUT: lambda Z, A: sigmoid(A) * (1 - sigmoid(A)),
            FORMULA_FOR_A: lambda Z, A: Z * (1 - Z),
            "half of the slope's formula A (1 - A) is missing": lambda Z, A: A,
            "half of the slope's formula A (1 - A) is missing, the A": lambda Z, A: 1 - A,
        },
    ),
    "tanh": (
        tanh,
        lambda Z, A: 1 - A * A,
        {
            SLOPE_IGNORED: lambda Z, A: 1.0,
            AT_THE_OUTPUT: lambda Z, A: 1 - tanh(A) ** 2,
            FORMULA_FOR_A: lambda Z, A: 1 - Z * Z,
            "the square in the slope 1 - A² is missing": lambda Z, A: 1 - A,
        },
    ),
}
"""Function, slope, and wrong slopes by the mistake behind them; slopes as functions of Z and A = f(Z)."""


@dataclass
class Seen:
    """What was seen of one gradient.

    Attributes
    ----------
    analytic : numpy.ndarray or None
        What backward computed.
    numeric : numpy.ndarray
        What the differences say.
    keep : numpy.ndarray of bool
        Entries without a kink; only those are looked at.
    A, d_outputs : numpy.ndarray
        Outputs, and the gradient of the outputs that backward was given.
    """

    analytic: Array | None
    numeric: Array
    keep: np.ndarray
    A: Array
    d_outputs: Array

    def looks_like(self, wrong: Array | float, *, times_a_constant: bool = False) -> bool:
        """Return whether the analytic gradient is what some mistake would give."""
        if self.analytic is None or np.shape(wrong) != self.numeric.shape:
            return False
        a, w = self.analytic[self.keep], np.asarray(wrong, dtype=np.float64)[self.keep]
        if times_a_constant and a.size > 1 and w.any():
            w = w * (a @ w / (w @ w))
        return a.size > 0 and close(a, w)


def close(a: Array | None, b: Array | None) -> bool:
    """Return whether two gradients are the same, as far as differences can tell; one that is missing is like none."""
    if a is None or b is None or a.shape != b.shape:
        return False
    return bool(np.allclose(a, b, rtol=1e-4, atol=1e-6 * np.abs(b).max()))


def name_pattern(seen: Seen) -> str:
    """Say what a wrong gradient looks like, beside the right one; an empty text if like nothing in particular."""
    analytic, numeric = seen.analytic, seen.numeric
    if analytic is None:
        return f"nothing for the shape {numeric.shape}"
    if analytic.shape != numeric.shape:
        return _name_shape(analytic, numeric)
    if not np.isfinite(analytic).all():
        return "holds NaN or infinity"
    a, n = analytic[seen.keep], numeric[seen.keep]
    if not a.any():
        return "all zero"
    if n.any():
        factor = float(a @ n / (n @ n))
        if factor and close(a, factor * n):
            return _name_factor(factor, seen.A.shape, is_sure=a.size > 1)
    square = analytic.ndim == 2 and analytic.shape[0] == analytic.shape[1] > 1
    if square and close(analytic.T, numeric):
        return "transposed"
    if a.size > 3 and close(np.abs(a), np.abs(n)):
        return "right in size, but some of its entries have the wrong sign"
    return ""


def _name_shape(analytic: Array, numeric: Array) -> str:
    shapes = f"{analytic.shape} for the shape {numeric.shape}"
    if analytic.ndim == 2 and close(analytic.T, numeric):
        return f"transposed, {shapes}"
    if analytic.size == numeric.size and close(analytic.reshape(numeric.shape), numeric):
        return f"the right numbers in the wrong shape, {shapes}"
    if analytic.ndim == numeric.ndim + 1 and close(analytic.sum(axis=0), numeric):
        return f"{NOT_SUMMED}, {shapes}"
    if analytic.ndim == 0 and np.isclose(analytic, numeric.sum()):
        return f"{SUMMED_OVER_ALL}, {shapes}"
    return shapes


def _name_factor(factor: float, shape: tuple[int, ...], *, is_sure: bool) -> str:
    """Name a constant factor. With a single entry any mistake is one: then only numbers with a meaning count."""
    size = max(abs(factor), 1 / abs(factor))
    if size < 1.001:  # a positive factor of nearly 1 is more likely something else
        return "wrong sign" if factor < 0 else ""
    n_samples, n_outputs = (*shape, 1, 1)[:2]
    meanings = {
        "the batch size": n_samples,
        "the number of outputs": n_outputs,
        "batch size times outputs": n_samples * n_outputs,
    }
    meaning = next((name for name, count in meanings.items() if abs(size - count) < 5e-4 * size), "")
    if not is_sure and not meaning and abs(size - 2) > 1e-3:
        return ""
    sign = ", and with the wrong sign" if factor < 0 else ""
    meaning = f" ({meaning})" if meaning else ""
    return f"{size:.3g} times too {'large' if abs(factor) > 1 else 'small'}{meaning}{sign}"


def name_input_mistake(seen: Seen, Z: Array, jacobian: Array, forward: Callable[[Array], Array]) -> str:
    """Name the mistake in the gradient that a layer hands on.

    ``jacobian[i, o]`` is the slope of output o in the direction of input i (both may be several indices);
    ``forward`` is the layer's own.
    """
    if seen.analytic is not None and seen.analytic.shape == Z.shape == seen.A.shape:
        J = jacobian.reshape(Z.size, Z.size)
        slopes = np.diag(J).reshape(Z.shape)
        is_entrywise = not (J - np.diag(np.diag(J))).any()
        if is_entrywise and (found := _name_slope(seen, Z, slopes, forward)):
            return found
        if not is_entrywise:
            if seen.looks_like((seen.d_outputs.ravel() @ J).reshape(Z.shape)):
                return NOT_TRANSPOSED
            if seen.looks_like(seen.d_outputs * slopes):
                return "only the diagonal of the Jacobian: the entries of a row depend on each other"
            if seen.looks_like(seen.d_outputs):
                return SLOPE_IGNORED
    return name_pattern(seen)


def _name_slope(seen: Seen, Z: Array, slopes: Array, forward: Callable[[Array], Array]) -> str:
    """Name the mistake in the slope of a function that works on each entry by itself."""
    A, dA = seen.A, seen.d_outputs
    if seen.looks_like(slopes):
        return "chain rule forgotten: the slope is not multiplied by dA"
    if (slopes == 0).any() and len(np.unique(slopes[slopes != 0].round(6))) == 1:  # a mask
        for wrong, name in (
            (dA, MASK_IGNORED),
            (dA * (slopes == 0), "mask inverted"),
            (dA * slopes * (dA > 0), "mask taken from the gradient too, not from the input alone"),
        ):
            if seen.looks_like(wrong, times_a_constant=True):
                return name
        factors = np.unique((np.asarray(seen.analytic) / dA)[seen.keep].round(6))
        if 0 in factors and len(factors) == 2 and not seen.looks_like(dA * slopes, times_a_constant=True):
            return "another mask than on the way forward"
        return ""
    h = 1e-5
    slopes_at_A = (forward(A + h) - forward(A - h)) / (2 * h)
    wrong_slopes: dict[str, np.ndarray | float] = {SLOPE_IGNORED: 1.0, AT_THE_OUTPUT: slopes_at_A}
    for name, (function, slope, mistakes) in ACTIVATIONS.items():
        if close(function(Z), A):
            wrong_slopes |= {mistake: wrong(Z, A) for mistake, wrong in mistakes.items()}
        else:
            wrong_slopes[f"the slope of {name}, which is another function"] = slope(Z, A)
    return next((name for name, slope in wrong_slopes.items() if seen.looks_like(dA * slope)), "")


def name_parameter_mistake(seen: Seen, values: Array, shares: Array) -> str:
    """Name the mistake in a parameter's gradient; ``shares[..., i]`` is what sample i has in the right one."""
    if seen.d_outputs.ndim == 2 and close(seen.analytic, seen.d_outputs.sum(axis=1)):
        return f"summed over the outputs, {NOT_SUMMED}"
    if (pattern := name_pattern(seen)) or seen.analytic is None:
        return pattern
    n_samples = shares.shape[-1]
    if n_samples > 1 and any(seen.looks_like(shares[..., i]) for i in range(n_samples)):
        return f"{NOT_SUMMED}: the share of one sample"
    if values.ndim == 1 and seen.d_outputs.ndim == 2 and seen.looks_like(np.full(values.shape, seen.numeric.sum())):
        return SUMMED_OVER_ALL
    if values.ndim == 2 and seen.A.ndim == 2 and seen.looks_like(seen.A.T @ seen.d_outputs):
        return "the output stands where the input belongs"
    extra = np.asarray(seen.analytic - seen.numeric)
    difference = Seen(extra, values, seen.keep, seen.A, seen.d_outputs)
    if values.size > 1 and difference.looks_like(values, times_a_constant=True):
        forgotten = float((extra * values).sum()) < 0
        return "L2 penalty forgotten" if forgotten else "L2 penalty that the loss does not have, or has only once"
    return ""


def name_loss_mistake(seen: Seen, y: np.ndarray) -> str:
    """Name the mistake in a loss's gradient with respect to the outputs ``seen.A``."""
    if (pattern := name_pattern(seen)) or seen.analytic is None or seen.A.ndim != 2:
        return pattern
    n, n_classes = seen.A.shape
    has_labels = y.shape == (n,) and y.dtype.kind in "iu"
    targets = np.eye(n_classes)[y] if has_labels else y
    if targets.shape != seen.A.shape:
        return ""
    logits = seen.A
    for name, p in {
        "softmax forgotten: logits where probabilities belong": logits,
        "softmax over the batch instead of over the classes": softmax(logits.T).T,
        "softmax twice": softmax(softmax(logits)),
    }.items():
        if seen.looks_like(p - targets, times_a_constant=True):
            inside = bool(((logits >= 0) & (logits <= 1)).all())
            return "y_pred - y_true is the gradient of the logits, not of probabilities" if inside else name
    if has_labels:
        off = ~np.isclose(seen.analytic, seen.numeric, rtol=1e-4, atol=1e-7 * np.abs(seen.numeric).max())
        if not off[targets == 0].any():
            return "wrong at the true class only: is the 1 subtracted there?"
        if not off[targets == 1].any():
            return "right at the true class only: the other classes have a gradient, too"
    return ""
