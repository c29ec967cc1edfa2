"""Optimizers change parameters in place, given their gradients; schedules say how large a step may be.

An optimizer knows arrays only: no network, no loss.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mlpkit._machinery.arguments import Array, as_int, as_number
from mlpkit._machinery.blocks import Blocks, overflow

Schedule = Callable[[int], float]
"""A function of the number of steps done so far that returns the learning rate for the next one."""


@dataclass(frozen=True)
class ConstantSchedule:
    """The same learning rate, larger than 0, at every step."""

    learning_rate: float

    def __post_init__(self) -> None:
        """Refuse settings that make no sense."""
        as_number(self.learning_rate, name="ConstantSchedule: learning_rate", minimum=0.0, above_minimum=True)

    def __call__(self, step: int) -> float:
        """Return the learning rate."""
        return self.learning_rate


@dataclass(frozen=True)
class StepSchedule:
    """A learning rate that is multiplied by ``factor`` after every ``n_steps`` steps.

    Parameters
    ----------
    learning_rate : float
        At the start; larger than 0.
    n_steps : int
        Steps between two changes.
    factor : float, default 0.1
        In (0, 1].

    Examples
    --------
    >>> schedule = StepSchedule(0.1, n_steps=100, factor=0.5)
    >>> [schedule(step) for step in (0, 99, 100, 200)]
    [0.1, 0.1, 0.05, 0.025]
    """

    learning_rate: float
    n_steps: int
    factor: float = 0.1

    def __post_init__(self) -> None:
        """Refuse settings that make no sense."""
        as_number(self.learning_rate, name="StepSchedule: learning_rate", minimum=0.0, above_minimum=True)
        as_int(self.n_steps, name="StepSchedule: n_steps", minimum=1)
        if not 0 < as_number(self.factor, name="StepSchedule: factor", minimum=0.0) <= 1:
            raise ValueError(f"StepSchedule: factor must be > 0 and <= 1; got {self.factor}")

    def __call__(self, step: int) -> float:
        """Return the learning rate after ``step`` steps."""
        return self.learning_rate * self.factor ** (step // self.n_steps)


@dataclass(frozen=True)
class CosineSchedule:
    r"""A learning rate that climbs in a straight line, then falls along half a cosine.

    Parameters
    ----------
    learning_rate : float
        The highest, reached at the end of the warm-up; larger than 0.
    n_steps : int
        All steps of the training, warm-up included. Later steps keep ``final``.
    n_warmup_steps : int, default 0
        Steps of the climb; fewer than ``n_steps``.
    final : float, default 0.0
        The learning rate at the end.

    With w warm-up steps of N, and t the step:

    .. math:: \eta_t = \eta \, \frac{t + 1}{w} \;(t < w), \qquad
              \eta_t = \eta_N + \frac{\eta - \eta_N}{2}\Bigl(1 + \cos \pi \frac{t - w}{N - w}\Bigr) \;(w \le t \le N)

    Loshchilov and Hutter (2017), "SGDR: stochastic gradient descent with warm restarts", eq. 5; the warm-up is
    from Goyal et al. (2017), "Accurate, large minibatch SGD", section 2.2.

    Examples
    --------
    >>> schedule = CosineSchedule(0.1, n_steps=10, n_warmup_steps=2)
    >>> [round(schedule(step), 3) for step in (0, 1, 2, 6, 10)]
    [0.05, 0.1, 0.1, 0.05, 0.0]
    """

    learning_rate: float
    n_steps: int
    n_warmup_steps: int = 0
    final: float = 0.0

    def __post_init__(self) -> None:
        """Refuse settings that make no sense."""
        as_number(self.learning_rate, name="CosineSchedule: learning_rate", minimum=0.0, above_minimum=True)
        as_int(self.n_steps, name="CosineSchedule: n_steps", minimum=1)
        as_int(self.n_warmup_steps, name="CosineSchedule: n_warmup_steps", minimum=0)
        as_number(self.final, name="CosineSchedule: final", minimum=0.0)
        if self.n_warmup_steps >= self.n_steps:
            came = f"{self.n_warmup_steps} and {self.n_steps}"
            raise ValueError(f"CosineSchedule: n_warmup_steps must be smaller than n_steps; got {came}")

    def __call__(self, step: int) -> float:
        """Return the learning rate after ``step`` steps."""
        if step < self.n_warmup_steps:
            return self.learning_rate * (step + 1) / self.n_warmup_steps
        progress = min(1.0, (step - self.n_warmup_steps) / (self.n_steps - self.n_warmup_steps))
        return self.final + 0.5 * (self.learning_rate - self.final) * (1 + math.cos(math.pi * progress))


class Optimizer(ABC):
    """Base of all optimizers: an update rule is a class with two methods, ``_start`` and ``_change``.

    Parameters
    ----------
    learning_rate : float or callable
        A number larger than 0, or a schedule: a function of the number of steps done.
    reach : float
        How far the rule moves a parameter at most, in learning rates times the length of the largest gradient so far:
        1 if a gradient is only scaled by the rate, more if it is summed up or divided. A step that could reach beyond
        all measure is refused; there is no default, since a number too small lets parameters overflow.

    Attributes
    ----------
    n_steps : int
        Steps done so far.
    last_learning_rate : float
        The learning rate of the last of them; NaN before the first.
    """

    def __init__(self, learning_rate: float | Schedule, *, reach: float) -> None:
        if not callable(learning_rate):
            name = f"{type(self).__name__}: learning_rate"
            learning_rate = ConstantSchedule(as_number(learning_rate, name=name, minimum=0.0, above_minimum=True))
        self.schedule = learning_rate
        self.n_steps = 0
        self.last_learning_rate = math.nan
        self._reach = reach
        self._blocks = Blocks()

    @property
    def learning_rate(self) -> float:
        """The learning rate of the next step, as a Python float; ValueError if the schedule gives no such number."""
        rate = self.schedule(self.n_steps)
        if type(rate) is float and 0.0 <= rate < math.inf:
            return rate
        name = f"{type(self).__name__}: the learning rate of the schedule at step {self.n_steps}"
        return as_number(rate, name=name, minimum=0.0)

    def step(self, params: Sequence[Array], grads: Sequence[Array]) -> None:
        """Change every array of ``params`` in place.

        Parameters
        ----------
        params, grads : sequence of numpy.ndarray
            The parameters, always those of the same network, and their gradients, same order and shapes.

        Raises
        ------
        ValueError
            If the shapes do not agree with each other or with those of earlier steps.
        FloatingPointError
            If a gradient holds NaN or infinity, or the step would be so large that numbers overflow. Nothing has
            changed then, neither parameters nor what the optimizer remembers.
        """
        if not self._blocks.take_in(params, grads):
            self._blocks.cut(params, grads, self._start, name=f"{type(self).__name__}.step")
        learning_rate, limit = self.learning_rate, self._blocks.limit
        gradient = self._blocks.gradient
        length = math.sqrt(sum(map(float, map(np.vdot, gradient, gradient))))  # vdot: here, the sum of the squares
        if not (length**2 < limit and length * learning_rate * self._reach < limit):  # "not": no NaN is < limit
            raise overflow(grads, length, learning_rate)
        for places, dW, scratch, *state in self._blocks.blocks:  # slices: to change them changes the network
            change = self._change(dW, learning_rate, scratch, *state)
            for W, own in places:
                W -= change[own]
        self.n_steps += 1
        self.last_learning_rate = learning_rate

    def _start(self, W: Array) -> tuple[Array, ...]:
        """Return the arrays that the rule keeps for the parameter ``W``, all zeros."""
        return ()

    @abstractmethod
    def _change(self, dW: Array, learning_rate: float, scratch: Array, *state: Array) -> Array:
        """Return what to subtract from a block of a parameter, and update the state of that block in place.

        Everything is a block of the same shape, of one parameter or of several small ones in a row; ``scratch`` is
        there to compute in. NumPy's ``out=`` and in-place operators keep all of it in the processor's cache.
        """


class SGD(Optimizer):
    r"""Stochastic gradient descent, with momentum if wanted.

    Parameters
    ----------
    learning_rate : float or callable
        Step size η, or a schedule of it.
    momentum : float, default 0.0
        How much of the last velocity is kept, μ in [0, 1). The velocity is a running sum of past steps.
    nesterov : bool, default False
        Whether to look one velocity ahead; needs momentum.

    .. math:: v \leftarrow \mu v + \eta\, dW, \qquad W \leftarrow W - v
              \quad\text{or, with nesterov,}\quad W \leftarrow W - (\mu v + \eta\, dW)

    Polyak (1964), "Some methods of speeding up the convergence of iteration methods"; Sutskever, Martens, Dahl
    and Hinton (2013), "On the importance of initialization and momentum in deep learning", eq. 1 to 4.

    Examples
    --------
    >>> W = np.array([1.0, 2.0])
    >>> SGD(learning_rate=0.1).step([W], [np.array([10.0, -10.0])])
    >>> W
    array([0., 3.])
    """

    def __init__(self, learning_rate: float | Schedule, momentum: float = 0.0, *, nesterov: bool = False) -> None:
        hint = "0.9 is the usual choice"
        self.momentum = as_number(momentum, name="SGD: momentum", minimum=0.0, below=1.0, hint=hint)
        super().__init__(learning_rate, reach=1 / (1 - self.momentum))  # 1 + μ + μ² + …
        if nesterov and not self.momentum:
            raise ValueError("SGD: nesterov=True needs momentum > 0; got momentum=0. Hint: momentum=0.9")
        self.nesterov = bool(nesterov)

    def _start(self, W: Array) -> tuple[Array, ...]:
        n_arrays = bool(self.momentum) + self.nesterov  # True counts as 1: the velocity, and room to look ahead in
        return tuple(np.zeros_like(W) for _ in range(n_arrays))

    def _change(self, dW: Array, learning_rate: float, scratch: Array, *state: Array) -> Array:
        step = np.multiply(dW, learning_rate, out=scratch)
        if not state:
            return step
        velocity, *room = state  # room only with nesterov
        velocity *= self.momentum
        velocity += step
        if not room:
            return velocity
        ahead = np.multiply(velocity, self.momentum, out=room[0])
        ahead += step
        return ahead


class RMSProp(Optimizer):
    r"""Gradient descent with a step size of its own for every parameter.

    Parameters
    ----------
    learning_rate : float or callable, default 0.001
        Step size η, or a schedule of it.
    decay : float, default 0.9
        How much of the old mean square is kept, ρ in [0, 1).
    epsilon : float, default 1e-8
        Keeps the division finite; larger than 0.

    .. math:: s \leftarrow \rho s + (1 - \rho)\, dW^2, \qquad W \leftarrow W - \eta \frac{dW}{\sqrt{s} + \epsilon}

    Tieleman and Hinton (2012), "Lecture 6.5: RMSProp", Neural Networks for Machine Learning.
    """

    def __init__(self, learning_rate: float | Schedule = 0.001, *, decay: float = 0.9, epsilon: float = 1e-8) -> None:
        self.decay = as_number(decay, name="RMSProp: decay", minimum=0.0, below=1.0)
        self.epsilon = as_number(epsilon, name="RMSProp: epsilon", minimum=0.0, above_minimum=True)
        super().__init__(learning_rate, reach=1 / self.epsilon)

    def _start(self, W: Array) -> tuple[Array, ...]:
        return (np.zeros_like(W),)

    def _change(self, dW: Array, learning_rate: float, scratch: Array, *state: Array) -> Array:
        (mean_square,) = state
        mean_square *= self.decay
        square = np.square(dW, out=scratch)
        square *= 1 - self.decay
        mean_square += square
        root = np.sqrt(mean_square, out=scratch)
        root += self.epsilon
        change = np.divide(dW, root, out=scratch)
        change *= learning_rate
        return change


class Adam(Optimizer):
    r"""Momentum and a step size of its own for every parameter, both corrected for their start at zero.

    Parameters
    ----------
    learning_rate : float or callable, default 0.001
        Step size η, or a schedule of it.
    beta_1, beta_2 : float, default 0.9 and 0.999
        How much of the old mean and of the old mean square is kept, in [0, 1).
    epsilon : float, default 1e-8
        Keeps the division finite; larger than 0.

    With t the number of the step, counted from 1:

    .. math:: m \leftarrow \beta_1 m + (1 - \beta_1)\, dW, \qquad s \leftarrow \beta_2 s + (1 - \beta_2)\, dW^2

    .. math:: W \leftarrow W - \eta \, \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t} \, \frac{m}{\sqrt{s} + \epsilon}

    Kingma and Ba (2015), "Adam: a method for stochastic optimization", end of section 2: algorithm 1 with both
    corrections taken together in one number, which makes epsilon, there added to the corrected root, count a
    little more in the first steps.
    """

    def __init__(
        self,
        learning_rate: float | Schedule = 0.001,
        *,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> None:
        self.beta_1 = as_number(beta_1, name="Adam: beta_1", minimum=0.0, below=1.0)
        self.beta_2 = as_number(beta_2, name="Adam: beta_2", minimum=0.0, below=1.0)
        self.epsilon = as_number(epsilon, name="Adam: epsilon", minimum=0.0, above_minimum=True)
        super().__init__(learning_rate, reach=1 / self.epsilon)

    def _start(self, W: Array) -> tuple[Array, ...]:
        return np.zeros_like(W), np.zeros_like(W)

    def _change(self, dW: Array, learning_rate: float, scratch: Array, *state: Array) -> Array:
        m, s = state
        m *= self.beta_1
        m += np.multiply(dW, 1 - self.beta_1, out=scratch)
        s *= self.beta_2
        square = np.square(dW, out=scratch)
        square *= 1 - self.beta_2
        s += square
        root = np.sqrt(s, out=scratch)
        root += self.epsilon
        change = np.divide(m, root, out=scratch)
        t = self.n_steps + 1  # the number of the step being done
        change *= learning_rate * math.sqrt(1 - self.beta_2**t) / (1 - self.beta_1**t)
        return change
