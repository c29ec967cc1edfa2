"""One model on trial: go forward and back, compare with differences, find the part that is wrong."""

import copy
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mlpkit._machinery.arguments import Array, as_float_array, as_one_number, require_finite
from mlpkit._machinery.progress import bar
from mlpkit.gradcheck.diagnosis import (
    MOVED_EARLY,
    Seen,
    close,
    name_input_mistake,
    name_loss_mistake,
    name_parameter_mistake,
    name_pattern,
)
from mlpkit.gradcheck.differences import Differences, both_sides, compare
from mlpkit.gradcheck.rebuilding import name_by_rebuilding
from mlpkit.gradcheck.subjects import INPUTS, Slot, find_slots, go_back, go_forward, parts_of
from mlpkit.layers import Layer
from mlpkit.losses import Loss
from mlpkit.network import Sequential

PILES_UP = "adds to the gradient of the pass before, instead of replacing it"
NAMELESS = "wrong, in a way that has no name here"
MANY = 500
"""How many entries of an array are measured by default."""

STALE = "stale cache: the second pass uses what an earlier batch has left"


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
        Entries left out because the function has a kink there: no slope to compare with, so any gradient passes.
    verdict : str
        ``"correct"``, or what the wrong gradient looks like.
    n_checked : int
        Entries that were compared, those at a kink included.
    """

    name: str
    shape: tuple[int, ...]
    relative_error: float
    worst: tuple[int, ...]
    n_kinks: int
    verdict: str
    n_checked: int


class WeightedSum:
    """A stand-in for a loss: the outputs times fixed weights, of both signs and no two alike, summed."""

    def value(self, outputs: Array) -> float:
        """Return the sum."""
        return float((self.gradient(outputs) * outputs).sum())

    def gradient(self, outputs: Array) -> Array:
        """Return the weights."""
        rng = np.random.default_rng(20_12_1986)  # nobody draws inputs with this seed: they must not go together
        return rng.uniform(0.5, 1.5, size=outputs.shape) * rng.choice([-1.0, 1.0], size=outputs.shape)


class LossOf:
    """A loss with its targets: a function of the outputs alone."""

    def __init__(self, loss: Loss, y: np.ndarray) -> None:
        self.loss, self.y, self.name = loss, y, f"loss, {type(loss).__name__}"

    def value(self, outputs: Array) -> float:
        """Return the loss."""
        value = self.loss.value(outputs, self.y)
        return as_one_number(value, name="check_gradients: the result of loss.value", hint="the mean over the batch")

    def gradient(self, outputs: Array) -> Array:
        """Return its gradient, as the loss computes it."""
        return as_float_array(self.loss.gradient(outputs, self.y), name="check_gradients: the result of loss.gradient")


@dataclass
class Pass:
    """What one way forward and back gave: outputs, their gradient, all others, and forbidden changes."""

    outputs: Array
    d_outputs: Array
    gradients: dict[Slot, Array | None] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Settings:
    """How to measure.

    Attributes
    ----------
    step, tolerance : float
        Of the central differences.
    n_entries : int or None
        Of an array with more entries, so many are measured; None: all.
    rng : numpy.random.Generator
        Draws them.
    progress : bool
        Whether to show a bar for an array with more than ``MANY`` entries to measure.
    """

    step: float
    tolerance: float
    n_entries: int | None
    rng: np.random.Generator
    progress: bool

    def entries(self, name: str, x: Array) -> Iterator[tuple[int, ...]]:
        """Yield the positions of those to measure."""
        n_entries = min(x.size, self.n_entries or x.size)
        drawn = self.rng.choice(x.size, n_entries, replace=False) if n_entries < x.size else np.arange(x.size)
        if self.progress and x.size > MANY:
            drawn = bar(drawn, desc=f"gradient of {name}", unit="entry", leave=False)
        for k in drawn:
            yield tuple(map(int, np.unravel_index(k, x.shape)))


class Check:
    """A model, inputs, and a number made of the outputs: what is to be differentiated.

    Parameters
    ----------
    model : object
        As :func:`mlpkit.gradcheck.subjects.as_subject` returns it. It is copied for each pass.
    X : numpy.ndarray
        Inputs.
    objective : WeightedSum or LossOf
        What makes one number of the outputs.
    settings : Settings
        How to measure.
    """

    def __init__(self, model: Any, X: Array, objective: WeightedSum | LossOf, settings: Settings) -> None:
        self.model, self.X, self.objective, self.settings = model, X, objective, settings
        everything: dict[int, Any] = {}
        self.working = copy.deepcopy(model, everything)  # for the differences; self.model is never run, only copied
        # Dropout draws a new mask each time, unless its generator is put back to where it was.
        self.generators = [part for part in everything.values() if isinstance(part, np.random.Generator)]
        self.is_steady = True
        self.states = [generator.bit_generator.state for generator in self.generators]
        self.outputs = self.outputs_with(INPUTS, X)[0]
        require_finite(self.outputs, name="check_gradients: the result of forward")
        self.is_steady = _same(self.outputs_with(INPUTS, X)[0], self.outputs)  # if not, each pass needs a fresh copy
        trial = copy.deepcopy(model)
        if not _same(go_forward(trial, X.copy()), self.outputs):
            raise ValueError(
                "check_gradients: forward gave two results for the same inputs, from two equal copies of the model. "
                "Hint: keep a numpy.random.Generator in an attribute, so that a copy draws the same numbers"
            )
        go_back(trial, objective.gradient(self.outputs.copy()))
        self.slots = find_slots(model, trial, X)

    def go(self, model: Any, X: Array) -> Pass:
        """Go forward and back, and see whether anything changes that should not."""
        X = X.copy()
        params = [np.copy(slot.read(model)) for slot in self.slots]
        changes = []

        def watch(*, text: str, array: Array, before: Array) -> None:
            if not _same(array, before):
                changes.append(text)

        def watch_parameters(text: str) -> None:
            pairs = zip(self.slots, params, strict=True)
            moved = [slot.name for slot, before in pairs if not _same(slot.read(model), before)]
            if moved:
                changes.append(f"{text}: {', '.join(moved)}")

        before = X.copy()
        outputs = go_forward(model, X)
        watch(text="forward changes its input in place", array=X, before=before)
        watch_parameters("forward changes parameters")
        before, A = X.copy(), outputs.copy()
        self.objective.value(outputs)
        watch(text="the loss changes the predictions in place", array=outputs, before=A)
        after_loss = outputs.copy()
        dA = self.objective.gradient(outputs)
        watch(text="the gradient of the loss changes the predictions in place", array=outputs, before=after_loss)
        dA_before = dA.copy()
        dX = go_back(model, dA)
        watch(text="backward changes the input of forward in place", array=X, before=before)
        watch(text="backward changes the gradient that it is given, in place", array=dA, before=dA_before)
        if not changes:
            watch_parameters(MOVED_EARLY)
        result = Pass(A, dA_before, {slot: slot.gradient(model) for slot in self.slots}, changes)
        if dX is not None or isinstance(model, (Layer, Sequential)):  # other models need not compute it
            result.gradients[INPUTS] = None if dX is None else np.array(dX, dtype=np.float64)
        return result

    def first_pass(self) -> Pass:
        """Go forward and back with a fresh copy."""
        return self.go(copy.deepcopy(self.model), self.X)

    def second_pass(self) -> tuple["Check", Pass, Pass]:
        """Go forward and back with another batch, then with this one; return the check of the model in between."""
        model = copy.deepcopy(self.model)
        other = self.go(model, np.flip(self.X))
        used = Check(model, self.X, self.objective, self.settings)
        used.slots = self.slots  # so that no gradient can be missing from the second rows
        if not self.generators and _same(used.outputs, self.outputs):
            used.differences = self.differences  # the same function: no need to measure it again
        return used, other, used.first_pass()

    def outputs_with(self, slot: Slot, values: Array) -> tuple[Array, float]:
        """Return outputs and penalty with other values of one parameter, or of the inputs."""
        model = self.working if self.is_steady else copy.deepcopy(self.model)
        for generator, state in zip(self.generators, self.states, strict=True):
            generator.bit_generator.state = state
        if slot is INPUTS:
            return go_forward(model, values.copy()).copy(), getattr(model, "penalty", 0.0)
        kept = np.copy(slot.read(model))
        slot.write(model, values)
        result = go_forward(model, self.X.copy()).copy(), getattr(model, "penalty", 0.0)
        slot.write(model, kept)
        return result

    @functools.cached_property
    def differences(self) -> dict[Slot, Differences]:
        """The central differences for each parameter, and last for the inputs."""
        size = float(np.abs(self.outputs).max())
        if isinstance(self.objective, WeightedSum):
            size = float(np.abs(self.outputs * self.objective.gradient(self.outputs)).sum())
        differences = {}
        for slot in [*self.slots, INPUTS]:

            def value(values: Array, slot: Slot = slot) -> float:
                outputs, penalty = self.outputs_with(slot, values)
                return self.objective.value(outputs) + penalty

            x = self.X if slot is INPUTS else np.array(slot.read(self.model), dtype=np.float64)
            entries = self.settings.entries(slot.name, x)
            differences[slot] = Differences(value, x, self.settings.step, size, entries)
        return differences

    def judge(self, found: Pass, wrong: str = "wrong") -> dict[Slot, GradientRow]:
        """Return a row for each gradient of a pass."""
        rows = {}
        for slot, differences in self.differences.items():
            if slot not in found.gradients:
                continue
            seen = _seen(found, found.gradients[slot], differences)
            n_kinks, error, worst = 0, np.inf, tuple[int, ...]()
            if seen.analytic is not None and seen.analytic.shape == seen.numeric.shape:
                errors, kinks = compare(seen.analytic, differences, self.settings.tolerance)
                n_kinks = int(kinks.sum())
                nearly = errors >= 0.999999 * errors.max()  # of equal errors the first, whatever rounding makes of them
                place = int((nearly if nearly.any() else errors).argmax())
                worst = tuple(map(int, np.unravel_index(place, errors.shape)))
                error = float(errors[worst]) if np.isfinite(seen.analytic).all() else np.inf
            verdict = "correct" if error <= self.settings.tolerance else _verdict(wrong, name_pattern(seen))
            n_checked = int(differences.measured.sum())
            rows[slot] = GradientRow(slot.name, seen.numeric.shape, error, worst, n_kinks, verdict, n_checked)
        return rows

    def wrong(self, found: Pass) -> list[Slot]:
        """Return the parameters of which a pass gave a wrong gradient; the inputs, too."""
        return [slot for slot, row in self.judge(found).items() if row.verdict != "correct"]

    def rows(self) -> tuple[list[GradientRow], list[str]]:
        """Return the rows of a first pass, or if they are correct of a second, and what was changed."""
        first = self.first_pass()
        rows = list(self.judge(first).values())
        if first.changes or any(row.verdict != "correct" for row in rows):
            return rows, first.changes
        used, _, second = self.second_pass()
        return list(used.judge(second, "wrong in a second pass").values()), []

    def mistakes(self) -> list[str]:
        """Return the names of what is wrong with the model itself."""
        first = self.first_pass()
        if first.changes:
            return first.changes
        names = {slot: self.name(slot, first) for slot in self.wrong(first)}
        if names:
            if not any(names.values()):
                gradients = [first.gradients[slot] for slot in self.slots]
                params = [slot.read(self.model) for slot in self.slots]
                if known := name_by_rebuilding(params, self.X, first.outputs, first.d_outputs, gradients):
                    return [known]
            for slot, name in names.items():
                if not name and self.is_blind(slot, first):
                    names[slot] = STALE
            return _in_groups(names)
        used, other, second = self.second_pass()
        for slot in used.wrong(second):
            is_pile = _is_pile(second.gradients[slot], other.gradients[slot], used.differences[slot])
            names[slot] = PILES_UP if is_pile else STALE
        return _in_groups(names)

    def is_blind(self, slot: Slot, found: Pass) -> bool:
        """Return whether a gradient stays the same whatever the inputs are: then it belongs to other inputs."""
        other = self.go(copy.deepcopy(self.model), 0.7 * np.flip(self.X))
        return close(found.gradients[slot], other.gradients[slot])

    def name(self, slot: Slot, found: Pass) -> str:
        """Name the mistake in one gradient of a pass; an empty text if it looks like none that is known."""
        differences = self.differences[slot]
        seen = _seen(found, found.gradients[slot], differences)
        if found.outputs.ndim < 1 or not differences.measured.all():  # a sample does not show the rest
            return name_pattern(seen)
        if slot is INPUTS:
            jacobian = np.empty(self.X.shape + found.outputs.shape)
            for i in np.ndindex(self.X.shape):
                jacobian[i] = self._slope(slot, self.X, i)
            return name_input_mistake(seen, self.X, jacobian, lambda X: self.outputs_with(slot, X)[0])
        values = differences.x
        shares = np.empty((*values.shape, len(found.outputs)))
        for i in np.ndindex(values.shape):
            shares[i] = (self._slope(slot, values, i) * found.d_outputs).reshape(len(found.outputs), -1).sum(axis=1)
        return name_parameter_mistake(seen, values, shares)

    def _slope(self, slot: Slot, values: Array, i: tuple[int, ...]) -> Array:
        """Return the slope of all outputs in the direction of one entry."""
        step = self.settings.step
        plus, minus = both_sides(lambda values: self.outputs_with(slot, values)[0], values, i, step)
        slope = (plus - minus) / (2 * step)
        return np.where(np.abs(slope) < 1e-9, 0.0, slope)


def find_mistakes(check: Check) -> list[str]:
    """Say where in a model or its loss the mistake is, and what it looks like."""
    found = loss_mistakes(check)

    def of(part: Any, X: Array) -> list[str]:
        return Check(part, X, WeightedSum(), check.settings).mistakes()

    parts = parts_of(check.model, check.X)
    for where, part, A in reversed(parts):
        found += [f"{where}: {mistake}" for mistake in of(part, A)]
    if not found:
        found = of(check.model, check.X)
        if parts:
            found = [f"every layer is right by itself, but not the way back through them: {each}" for each in found]
    return found or ["loss and model are right by themselves, but not together"]


def loss_mistakes(check: Check) -> list[str]:
    """Return what is wrong with the gradient of the loss alone."""
    objective = check.objective
    if isinstance(objective, WeightedSum):
        return []
    gradient = np.array(objective.gradient(check.outputs.copy()))
    size = float(np.abs(check.outputs).max())
    try:
        differences = Differences(objective.value, check.outputs, check.settings.step, size)
    except ValueError:  # a step leads out of what the loss accepts, such as below a probability of 0
        return []
    seen = _seen(Pass(check.outputs, gradient), gradient, differences)
    if gradient.shape == check.outputs.shape and np.isfinite(gradient).all():
        errors, _ = compare(gradient, differences, check.settings.tolerance)
        if (errors <= check.settings.tolerance).all():
            return []
    return [f"{objective.name}: {name_loss_mistake(seen, objective.y) or NAMELESS}"]


def _seen(found: Pass, analytic: Array | None, differences: Differences) -> Seen:
    numeric = differences.gradient
    smooth = np.abs(differences.jumps) <= 1e-3 * np.nanmax(np.abs(numeric)) + 2 * differences.noise
    keep = smooth if smooth.any() else differences.measured
    return Seen(analytic, numeric, keep, found.outputs, found.d_outputs)


def _verdict(wrong: str, pattern: str) -> str:
    return "wrong sign" if pattern == "wrong sign" else f"{wrong}: {pattern}" if pattern else wrong


def _same(a: Any, b: Any) -> bool:
    return np.array_equal(a, b, equal_nan=True)


def _is_pile(gradient: Array | None, before: Array | None, differences: Differences) -> bool:
    """Return whether a gradient is the one of the pass before, and the right one on top of it."""
    right, measured = differences.gradient, differences.measured
    if gradient is None or before is None or not gradient.shape == before.shape == right.shape:
        return False
    return close(gradient[measured], (before + right)[measured])


def _in_groups(names: dict[Slot, str]) -> list[str]:
    """Return 'dW, db: the mistake', one line for each mistake."""
    groups: dict[str, list[str]] = {}
    for slot, mistake in names.items():
        groups.setdefault(mistake or NAMELESS, []).append(slot.name if "." in slot.name else f"d{slot.name}")
    return [f"{', '.join(group)}: {mistake}" for mistake, group in groups.items()]
