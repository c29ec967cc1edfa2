"""Optimizers and schedules: steps done with a pencil, two oracles, and what every optimizer promises."""

import copy
import inspect
import math
import pickle
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlpkit
from mlpkit import SGD, Adam, ConstantSchedule, CosineSchedule, Optimizer, RMSProp, StepSchedule
from mlpkit._machinery.blocks import slices

EVERY_OPTIMIZER = [
    pytest.param(SGD, {}, id="SGD"),
    pytest.param(SGD, {"momentum": 0.9}, id="momentum"),
    pytest.param(SGD, {"momentum": 0.9, "nesterov": True}, id="Nesterov"),
    pytest.param(RMSProp, {}, id="RMSProp"),
    pytest.param(Adam, {}, id="Adam"),
]  # a new optimizer belongs here, once for each of its forms: then all that every optimizer promises is asked of it
every_optimizer = pytest.mark.parametrize(("kind", "settings"), EVERY_OPTIMIZER)


def two_steps(optimizer):
    """Two steps of one parameter with two entries; the gradients are those of the pencil work below."""
    W = np.array([1.0, 2.0])
    optimizer.step([W], [np.array([4.0, -8.0])])
    after_one = W.copy()
    optimizer.step([W], [np.array([2.0, 4.0])])
    return after_one, W


class TestByHand:
    """W = [1, 2], then dW = [4, -8], then dW = [2, 4]: every number below was found with a pencil."""

    def test_plain_sgd(self):
        """η = 0.1: 1 - 0.4 = 0.6, 2 + 0.8 = 2.8; then 0.6 - 0.2 = 0.4, 2.8 - 0.4 = 2.4."""
        one, two = two_steps(SGD(learning_rate=0.1))
        np.testing.assert_allclose(one, [0.6, 2.8], rtol=1e-14)
        np.testing.assert_allclose(two, [0.4, 2.4], rtol=1e-14)

    def test_momentum(self):
        """η = 0.1, μ = 0.5. v = [0.4, -0.8]; then v = [0.2 + 0.2, -0.4 + 0.4] = [0.4, 0]."""
        one, two = two_steps(SGD(learning_rate=0.1, momentum=0.5))
        np.testing.assert_allclose(one, [0.6, 2.8], rtol=1e-14)
        np.testing.assert_allclose(two, [0.2, 2.8], rtol=1e-14)

    def test_nesterov(self):
        """The same velocities; the steps are μv + η dW = [0.2 + 0.4, -0.4 - 0.8], then [0.2 + 0.2, 0 + 0.4]."""
        one, two = two_steps(SGD(learning_rate=0.1, momentum=0.5, nesterov=True))
        np.testing.assert_allclose(one, [0.4, 3.2], rtol=1e-14)
        np.testing.assert_allclose(two, [0.0, 2.8], rtol=1e-14, atol=1e-15)

    def test_rmsprop(self):
        """η = 0.3, ρ = 0.75, ε = 1: large enough to see where it is added.

        s = 0.25 * [16, 64] = [4, 16], roots 2 and 4; steps 0.3 * 4 / 3 = 0.4 and 0.3 * -8 / 5 = -0.48.
        s = 0.75 * [4, 16] + 0.25 * [4, 16] = [4, 16] again; steps 0.3 * 2 / 3 = 0.2 and 0.3 * 4 / 5 = 0.24.
        """
        one, two = two_steps(RMSProp(learning_rate=0.3, decay=0.75, epsilon=1.0))
        np.testing.assert_allclose(one, [0.6, 2.48], rtol=1e-14)
        np.testing.assert_allclose(two, [0.4, 2.24], rtol=1e-14)

    def test_adam(self):
        """η = 0.6, β1 = 0.5, β2 = 0.75, ε = 1.

        m = [2, -4], s = [4, 16], roots 2 and 4; correction sqrt(1 - 0.75) / (1 - 0.5) = 0.5 / 0.5 = 1;
        steps 0.6 * 2 / 3 = 0.4 and 0.6 * -4 / 5 = -0.48.
        m = [1 + 1, -2 + 2] = [2, 0], s = [4, 16] again; correction sqrt(1 - 9/16) / (1 - 1/4) = sqrt(7) / 3;
        steps 0.4 * sqrt(7) / 3 = 0.352767 and 0.
        """
        one, two = two_steps(Adam(learning_rate=0.6, beta_1=0.5, beta_2=0.75, epsilon=1.0))
        np.testing.assert_allclose(one, [0.6, 2.48], rtol=1e-14)
        np.testing.assert_allclose(two, [0.247233, 2.48], atol=1e-6)


class TestOracles:
    """The same ten steps by somebody else's code, and by a loop over single numbers."""

    shapes = ((3, 2), (2,), (2, 1))

    def params_and_gradients(self):
        rng = np.random.default_rng(3)
        params = [rng.normal(size=shape) for shape in self.shapes]
        gradients = [[rng.normal(size=shape) for shape in self.shapes] for _ in range(10)]
        return params, gradients

    def run(self, optimizer):
        params, gradients = self.params_and_gradients()
        for grads in gradients:
            optimizer.step(params, grads)
        return params

    @pytest.mark.parametrize(
        ("ours", "name", "settings"),
        [
            (lambda: Adam(0.02), "AdamOptimizer", {"learning_rate_init": 0.02}),
            (
                lambda: Adam(0.3, beta_1=0.7, beta_2=0.8, epsilon=0.1),
                "AdamOptimizer",
                {"learning_rate_init": 0.3, "beta_1": 0.7, "beta_2": 0.8, "epsilon": 0.1},
            ),
            (lambda: SGD(0.2), "SGDOptimizer", {"learning_rate_init": 0.2, "momentum": 0.0, "nesterov": False}),
            (lambda: SGD(0.2, 0.8), "SGDOptimizer", {"learning_rate_init": 0.2, "momentum": 0.8, "nesterov": False}),
            (
                lambda: SGD(0.2, 0.8, nesterov=True),
                "SGDOptimizer",
                {"learning_rate_init": 0.2, "momentum": 0.8, "nesterov": True},
            ),
        ],
        ids=["Adam", "Adam, odd settings", "SGD", "momentum", "Nesterov"],
    )
    def test_ten_steps_equal_those_of_scikit_learn(self, ours, name, settings):
        sklearn = pytest.importorskip("sklearn.neural_network._stochastic_optimizers")
        params, gradients = self.params_and_gradients()
        try:
            theirs = getattr(sklearn, name)(params, **settings)
        except (AttributeError, TypeError) as error:  # the module is private: another version may look different
            pytest.skip(f"this scikit-learn has another {name}: {error}")
        for grads in gradients:
            theirs.update_params(params, grads)
        for mine, other in zip(self.run(ours()), params, strict=True):
            np.testing.assert_allclose(mine, other, rtol=1e-12)

    def test_adam_equals_algorithm_1_of_the_paper_number_by_number(self):
        """With an ε too small to matter, where it is added does not matter either."""
        expected, gradients = self.params_and_gradients()
        for k, W in enumerate(expected):
            for i in np.ndindex(W.shape):
                m = v = 0.0
                for t, grads in enumerate(gradients, start=1):
                    g = float(grads[k][i])
                    m = 0.8 * m + 0.2 * g
                    v = 0.95 * v + 0.05 * g * g
                    W[i] -= 0.1 * (m / (1 - 0.8**t)) / (math.sqrt(v / (1 - 0.95**t)) + 1e-30)
        for mine, other in zip(self.run(Adam(0.1, beta_1=0.8, beta_2=0.95, epsilon=1e-30)), expected, strict=True):
            np.testing.assert_allclose(mine, other, rtol=1e-12)

    def test_rmsprop_number_by_number(self):
        expected, gradients = self.params_and_gradients()
        for k, W in enumerate(expected):
            for i in np.ndindex(W.shape):
                s = 0.0
                for grads in gradients:
                    g = float(grads[k][i])
                    s = 0.8 * s + 0.2 * g * g
                    W[i] -= 0.1 * g / (math.sqrt(s) + 0.05)
        for mine, other in zip(self.run(RMSProp(0.1, decay=0.8, epsilon=0.05)), expected, strict=True):
            np.testing.assert_allclose(mine, other, rtol=1e-12)

    @given(size=st.floats(1e-6, 1e6), sign=st.sampled_from([-1, 1]))
    def test_adams_first_step_is_the_learning_rate_whatever_the_size_of_the_gradient(self, size, sign):
        W = np.array([5.0])
        Adam(learning_rate=0.25, epsilon=1e-12).step([W], [np.array([sign * size])])
        share = 1e-12 / (math.sqrt(1 - 0.999) * size)  # of epsilon in the denominator: so much shorter is the step
        rounding = 2 * np.spacing(5.0)  # of W, and of a dozen operations on a quarter
        assert 0.25 / (1 + share) - rounding <= sign * (5.0 - W[0]) <= 0.25 + rounding


# --- what every optimizer promises ---------------------------------------------------------------------------


@every_optimizer
def test_parameters_are_changed_in_place(kind, settings):
    """The layers hold the arrays: a new array would train nothing."""
    W, b = np.ones((3, 2)), np.zeros(2)
    view = W[0]
    kind(learning_rate=0.1, **settings).step([W, b], [np.ones((3, 2)), -np.ones(2)])
    assert (W < 1).all()
    assert (b > 0).all()
    assert (view < 1).all()


@every_optimizer
def test_gradients_are_not_changed(kind, settings):
    dW = np.array([1.0, -2.0])
    dW.flags.writeable = False
    optimizer, W = kind(learning_rate=0.1, **settings), np.zeros(2)
    for _ in range(3):
        optimizer.step([W], [dW])
    np.testing.assert_array_equal(dW, [1.0, -2.0])


@every_optimizer
def test_goes_downhill_on_a_bowl(kind, settings):
    """L = (x² + 10 y²) / 2, from (1, -1), with a rate that is large for rules that shrink their steps, and falls."""
    W, optimizer = np.array([1.0, -1.0]), kind(learning_rate=CosineSchedule(0.1, n_steps=400), **settings)
    for _ in range(400):
        optimizer.step([W], [W * [1.0, 10.0]])
    assert np.abs(W).max() < 0.01


@every_optimizer
@pytest.mark.parametrize("size", [1e-12, 1.0, 1e12])
def test_no_step_is_longer_than_the_reach_that_the_rule_states(kind, settings, size):
    """Small gradients show what is divided by almost nothing, equal ones what adds up."""
    W, optimizer = np.zeros(3), kind(learning_rate=0.1, **settings)
    gradient = size * np.array([2.0, -1.0, 2.0])  # of length 3 sizes
    for _ in range(50):
        before = W.copy()
        optimizer.step([W], [gradient])
        assert np.linalg.norm(W - before) <= 0.1 * optimizer._reach * 3 * size * (1 + 1e-9)


class Watched(np.ndarray):
    """An array that notes the dtype of everything that is computed from it."""

    dtypes: set[np.dtype]

    def __array_finalize__(self, parent):
        self.dtypes = getattr(parent, "dtypes", set())

    def __array_ufunc__(self, ufunc, method, *inputs, out=(), **settings):
        inputs = [np.asarray(a) if isinstance(a, Watched) else a for a in inputs]
        target = {"out": tuple(np.asarray(a) for a in out)} if out else {}
        result = getattr(ufunc, method)(*inputs, **target, **settings)
        self.dtypes.add(result.dtype)
        if out:
            return out[0]
        result = result.view(Watched)
        result.dtypes = self.dtypes
        return result


@every_optimizer
@pytest.mark.parametrize(
    "learning_rate",
    [0.1, np.float64(0.1), lambda step: np.float64(0.1), CosineSchedule(np.float64(0.1), n_steps=np.int64(10))],
    ids=["float", "np.float64", "schedule of np.float64", "schedule made with np.float64"],
)
def test_float32_stays_float32_even_with_an_np_float64_learning_rate(kind, settings, learning_rate):
    settings = {name: np.float64(value) if value == 0.9 else value for name, value in settings.items()}
    W, dW = np.ones(4, dtype=np.float32), np.ones(4, dtype=np.float32).view(Watched)
    optimizer = kind(learning_rate=learning_rate, **settings)
    for _ in range(2):
        optimizer.step([W], [dW])
    assert dW.dtypes == {np.dtype(np.float32)}
    assert type(optimizer.learning_rate) is float


def test_watching_would_notice_float64():
    """The instrument of the test above, tried where the mistake is made on purpose."""
    dW = np.ones(4, dtype=np.float32).view(Watched)
    W = np.ones(4, dtype=np.float32)
    W -= np.float64(0.1) * dW
    assert W.dtype == np.float32  # in place, nothing shows
    assert np.dtype(np.float64) in dW.dtypes


@every_optimizer
def test_an_overflow_moves_no_parameter(kind, settings):
    """All or nothing: the first parameter's step is harmless, the second's gradient is too large for float32."""
    W, b = np.ones(3, dtype=np.float32), np.ones(2, dtype=np.float32)
    optimizer = kind(learning_rate=10.0, **settings)
    with np.errstate(over="raise"), pytest.raises(FloatingPointError, match="beyond all measure"):
        optimizer.step([W, b], [np.ones(3, dtype=np.float32), np.array([3e38, 0], dtype=np.float32)])
    assert (W == 1).all()
    assert (b == 1).all()
    assert optimizer.n_steps == 0


def test_an_overflow_in_the_subtraction_moves_no_parameter():
    W, b = np.ones(2, dtype=np.float32), np.array([1.0, 3e38], dtype=np.float32)
    with np.errstate(over="raise"), pytest.raises(FloatingPointError, match="beyond all measure"):
        SGD(0.5).step([W, b], [W.copy(), -b])
    np.testing.assert_array_equal(W, [1.0, 1.0])
    np.testing.assert_array_equal(b, np.array([1.0, 3e38], dtype=np.float32))


class TestLimit:
    """Where a step counts as an overflow: beyond the largest float32 to the power of 3/4, about 8e28."""

    def test_the_square_of_the_gradients_length_counts(self):
        W = np.ones(1, np.float32)
        SGD(1e-12).step([W], [np.array([1e12], np.float32)])
        np.testing.assert_allclose(W, 0.0, atol=1e-6)
        with pytest.raises(FloatingPointError, match=r"gradient has length 1e\+15, the learning rate is 0\.001"):
            SGD(1e-3).step([W], [np.array([1e15], np.float32)])

    @pytest.mark.parametrize("kind", [RMSProp, Adam])
    def test_a_division_by_epsilon_counts(self, kind):
        with pytest.raises(FloatingPointError, match="beyond all measure"):
            kind(1e22).step([np.ones(1, np.float32)], [np.ones(1, np.float32)])

    @pytest.mark.parametrize(("learning_rate", "dW"), [(0.1, 2.0), (4.0, 1.0)])
    def test_the_limit_itself_is_beyond(self, learning_rate, dW):
        optimizer = SGD(learning_rate)
        optimizer.step([np.ones(1)], [np.ones(1)])
        optimizer._blocks.limit = 4.0  # the gradient's length squared, or the length times the learning rate
        with pytest.raises(FloatingPointError):
            optimizer.step([np.ones(1)], [np.array([dW])])


class HalfADivision(Optimizer):
    """A rule of one's own that divides by what is almost zero."""

    def __init__(self, learning_rate, *, reach):
        super().__init__(learning_rate, reach=reach)

    def _change(self, dW, learning_rate, scratch, *state):
        return learning_rate * dW / 1e-30


class TestReach:
    """How far a rule may move a parameter is its own to say: the base cannot know."""

    def test_a_rule_of_ones_own_must_say_it(self):
        with pytest.raises(TypeError, match="reach"):
            type("Silent", (HalfADivision,), {"__init__": lambda self: Optimizer.__init__(self, 0.1)})()

    def test_an_overflow_that_it_foresees_moves_no_parameter(self):
        W = np.ones(1, np.float32)
        with pytest.raises(FloatingPointError, match="beyond all measure"):
            HalfADivision(10.0, reach=1e30).step([W], [np.ones(1, np.float32)])
        np.testing.assert_array_equal(W, 1)
        HalfADivision(1e-30, reach=1e30).step([W], [np.ones(1, np.float32)])
        np.testing.assert_allclose(W, 0, atol=1e-6)

    def test_momentum_adds_up(self):
        """With μ = 0.75 a velocity is up to four steps: what one step alone may do, such a velocity may not."""
        limit = float(np.finfo(np.float32).max) ** 0.75
        for momentum, share, fits in [(0.0, 0.9, True), (0.75, 0.9, False), (0.75, 0.24, True), (0.75, 0.26, False)]:
            optimizer, W = SGD(share * limit, momentum=momentum), np.ones(1, np.float32)
            if fits:
                optimizer.step([W], [np.ones(1, np.float32)])
                assert np.isfinite(W).all()
                continue
            with pytest.raises(FloatingPointError, match="beyond all measure"):
                optimizer.step([W], [np.ones(1, np.float32)])
            np.testing.assert_array_equal(W, 1)


def test_adam_remembers_the_m_and_s_of_its_formula():
    """m = 0.5 * 4 = 2, then 1 + 1 = 2; s = 0.25 * 16 = 4, then 3 + 1 = 4."""
    optimizer, W = Adam(0.1, beta_1=0.5, beta_2=0.75), np.ones(1)
    for gradient in (4.0, 2.0):
        optimizer.step([W], [np.array([gradient])])
        (m, s) = optimizer._blocks.states[0]
        np.testing.assert_allclose([*m, *s], [2.0, 4.0], rtol=1e-14)


def test_a_step_without_parameters_is_a_step():
    optimizer = SGD(0.1)
    optimizer.step([], [])
    assert optimizer.n_steps == 1


@every_optimizer
def test_after_the_first_a_step_takes_no_memory(kind, settings):
    optimizer, W, dW = kind(learning_rate=0.1, **settings), np.ones((400, 300)), np.ones((400, 300))
    optimizer.step([W], [dW])
    tracemalloc.start()
    try:
        optimizer.step([W], [dW])
        assert tracemalloc.get_traced_memory()[1] < 30_000  # a block is 262,144 bytes
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("optimizer", "n_arrays"),
    [
        (SGD(0.1), 0),
        (SGD(0.1, momentum=0.9), 1),
        (SGD(0.1, momentum=0.9, nesterov=True), 2),
        (RMSProp(), 1),
        (Adam(), 2),
    ],
)
def test_no_more_is_kept_than_the_formula_needs(optimizer, n_arrays):
    assert len(optimizer._start(np.ones(3))) == n_arrays


def test_blocks_are_as_many_rows_as_fit_and_at_least_one():
    assert [len(block) for (block,) in slices(np.zeros((100, 1000)))] == [65, 35]
    assert [len(block) for (block,) in slices(np.zeros((3, 40_000)))] == [1, 1, 1]


def parameters(dtype=np.float32):
    """Return some that share a block and some that cannot: too large, of another dtype, with another order."""
    rng = np.random.default_rng(0)
    arrays = [rng.normal(size=shape).astype(dtype) for shape in [(5, 3), (3,), (90, 80), (4, 1), (), (0, 2), (3, 6)]]
    return [*arrays, np.asfortranarray(arrays[0]), rng.normal(size=7)]


@every_optimizer
def test_parameters_that_share_a_block_move_as_each_would_alone(kind, settings):
    """To the last bit, and also when a copy goes on, or with other arrays in the place of the first."""
    rng, together = np.random.default_rng(1), kind(learning_rate=0.1, **settings)
    params, alone = parameters(), parameters()
    single = [kind(learning_rate=0.1, **settings) for _ in params]
    grads = [np.zeros_like(W) for W in params]
    for step in range(9):
        if step in (3, 6):
            together = copy.deepcopy(together)
            params, grads = [W.copy() for W in params], [dW.copy() for dW in grads]
        for dW in grads:
            dW[...] = rng.normal(size=dW.shape)
        together.step(params, grads)
        for optimizer, W, dW in zip(single, alone, grads, strict=True):
            optimizer.step([W], [dW])
    for W, other, start in zip(params, alone, parameters(), strict=True):
        np.testing.assert_array_equal(W, other)
        assert (start != W).all()


@every_optimizer
@pytest.mark.parametrize("i", [0, 1, 2, 3, 4, 6, 7, 8])  # number 5 holds no number
@pytest.mark.parametrize("n_steps", [0, 2])
def test_an_infinite_gradient_anywhere_moves_no_parameter(kind, settings, i, n_steps):
    optimizer, params = kind(learning_rate=0.1, **settings), parameters()
    grads = [np.ones_like(W) for W in params]
    for _ in range(n_steps):
        optimizer.step(params, grads)
    before = [W.copy() for W in params]
    remembered = copy.deepcopy(optimizer._blocks.states)
    grads[i].flat[-1] = np.inf
    with np.errstate(over="ignore", invalid="ignore"), pytest.raises(FloatingPointError, match="NaN or infinity"):
        optimizer.step(params, grads)
    np.testing.assert_equal(params, before)
    if n_steps:
        np.testing.assert_equal(optimizer._blocks.states, remembered)


@every_optimizer
def test_arrays_put_in_the_place_of_others_are_the_ones_that_move(kind, settings):
    optimizer = kind(learning_rate=0.1, **settings)
    W, dW = np.ones((3, 2)), np.ones((3, 2))
    optimizer.step([W], [dW])
    before, new_W, new_dW = W.copy(), np.ones((3, 2)), -np.ones((3, 2))
    optimizer.step([new_W], [dW])
    np.testing.assert_array_equal(W, before)
    assert (new_W < 1).all()
    before = new_W.copy()
    for _ in range(50):
        optimizer.step([new_W], [new_dW])
    assert (new_W > before).all()


@every_optimizer
def test_a_parameter_locked_between_two_steps_is_refused_and_nothing_moves(kind, settings):
    optimizer = kind(learning_rate=0.1, **settings)
    params, grads = [np.ones((3, 2)), np.ones(2)], [np.ones((3, 2)), np.ones(2)]
    optimizer.step(params, grads)
    params[1].flags.writeable = False
    before = [W.copy() for W in params]
    with pytest.raises(ValueError, match=r"params\[1\] is read-only"):
        optimizer.step(params, grads)
    for W, old in zip(params, before, strict=True):
        np.testing.assert_array_equal(W, old)


@every_optimizer
@pytest.mark.parametrize("copy_of", [copy.deepcopy, lambda optimizer: pickle.loads(pickle.dumps(optimizer))])
def test_a_copy_of_an_optimizer_carries_none_of_the_networks_arrays(kind, settings, copy_of):
    optimizer = kind(learning_rate=0.1, **settings)
    W, dW = np.ones((300, 200)), np.ones((300, 200))
    optimizer.step([W], [dW])
    n_arrays = len(optimizer._start(W))  # its own memory of earlier steps
    assert len(pickle.dumps(optimizer)) < (n_arrays + 0.1) * W.nbytes
    twin_W = W.copy()
    copy_of(optimizer).step([twin_W], [dW.copy()])
    assert (twin_W < W).all()


def test_the_usual_settings_are_the_default():
    assert (RMSProp().learning_rate, RMSProp().decay, RMSProp().epsilon) == (0.001, 0.9, 1e-8)
    adam = Adam()
    assert (adam.learning_rate, adam.beta_1, adam.beta_2, adam.epsilon) == (0.001, 0.9, 0.999, 1e-8)


@every_optimizer
def test_two_optimizers_share_nothing(kind, settings):
    rng = np.random.default_rng(0)
    gradients = rng.normal(size=(2, 6, 3))

    def train(which, others=()):
        optimizers = {i: kind(learning_rate=0.1, **settings) for i in (which, *others)}
        params = {i: np.zeros(3) for i in optimizers}
        for step in range(6):
            for i, optimizer in optimizers.items():
                optimizer.step([params[i]], [gradients[i, step]])
        return params[which]

    np.testing.assert_array_equal(train(0), train(0, others=[1]))
    np.testing.assert_array_equal(train(1), train(1, others=[0]))


@every_optimizer
def test_each_parameter_has_a_state_of_its_own(kind, settings):
    """Parameters of one shape, together in one optimizer, end where they end alone."""
    rng = np.random.default_rng(0)
    gradients = rng.normal(size=(6, 2, 3))
    together, optimizer = [np.zeros(3), np.zeros(3)], kind(learning_rate=0.1, **settings)
    alone, optimizers = [np.zeros(3), np.zeros(3)], [kind(learning_rate=0.1, **settings) for _ in range(2)]
    for grads in gradients:
        optimizer.step(together, list(grads))
        for W, dW, own in zip(alone, grads, optimizers, strict=True):
            own.step([W], [dW])
    np.testing.assert_array_equal(together, alone)


@every_optimizer
def test_state_is_tied_to_the_shapes_it_was_made_for(kind, settings):
    optimizer = kind(learning_rate=0.1, **settings)
    optimizer.step([np.zeros((2, 3)), np.zeros(3)], [np.ones((2, 3)), np.ones(3)])
    others = [np.zeros((3, 2)), np.zeros(2)]
    with pytest.raises(ValueError, match=r"\(3, 2\).*earlier steps saw.*\(2, 3\).*a new optimizer for every network"):
        optimizer.step(others, [np.ones((3, 2)), np.ones(2)])
    assert not others[0].any()
    assert optimizer.n_steps == 1


@every_optimizer
@pytest.mark.parametrize(
    ("W", "grads"),
    [
        (np.zeros(3), [np.ones((3, 1))]),
        (np.zeros((3, 1)), [np.ones(3)]),
        (np.zeros((2, 3)), [np.ones((3, 2))]),
        (np.zeros(3), []),
        (np.zeros(3), [np.ones(3), np.ones(3)]),
    ],
    ids=["column for a row", "row for a column", "transposed", "missing", "one too many"],
)
def test_gradients_of_other_shapes_are_refused_not_broadcast(kind, settings, W, grads):
    optimizer = kind(learning_rate=0.1, **settings)
    with pytest.raises(ValueError, match=r"params have shapes .* but grads .*; expected the same"):
        optimizer.step([W], grads)
    assert not W.any()
    assert optimizer.n_steps == 0
    optimizer.step([np.zeros(7)], [np.ones(7)])  # it is still as new: no state was made from the refused call


# --- the learning rate and its schedules ---------------------------------------------------------------------


@every_optimizer
@pytest.mark.parametrize(
    ("value", "error"),
    [(math.nan, ValueError), (math.inf, ValueError), (-0.1, ValueError), ("0.1", TypeError), (None, TypeError)],
)
def test_a_bad_number_from_a_schedule_is_refused_before_anything_moves(kind, settings, value, error):
    optimizer, W = kind(learning_rate=lambda step: value if step == 1 else 0.1, **settings), np.zeros(2)
    optimizer.step([W], [np.ones(2)])
    before = W.copy()
    with pytest.raises(error, match=f"{kind.__name__}: the learning rate of the schedule at step 1"):
        optimizer.step([W], [np.ones(2)])
    np.testing.assert_array_equal(W, before)
    assert optimizer.n_steps == 1


def test_a_schedule_may_come_down_to_zero():
    optimizer, W = SGD(lambda step: 0.0), np.ones(2)
    optimizer.step([W], [np.ones(2)])
    np.testing.assert_array_equal(W, [1.0, 1.0])


def test_the_schedule_is_asked_with_the_number_of_steps_done_so_far():
    """Rates 0.5, 0.25, 0.125 for steps 0, 1, 2: with gradient 1, W = -0.5, -0.75, -0.875."""
    optimizer, W, trace = SGD(lambda step: 0.5 ** (step + 1)), np.zeros(1), []
    assert math.isnan(optimizer.last_learning_rate)
    for n_steps in (1, 2, 3):
        optimizer.step([W], [np.ones(1)])
        trace.append(W[0])
        assert optimizer.n_steps == n_steps
        assert optimizer.last_learning_rate == 0.5**n_steps
    assert trace == [-0.5, -0.75, -0.875]
    assert optimizer.learning_rate == 0.0625  # that of the next step


def test_constant_schedule():
    schedule = ConstantSchedule(0.3)
    assert {schedule(step) for step in (0, 1, 10**9)} == {0.3}


def test_a_factor_of_one_changes_nothing():
    assert StepSchedule(0.1, n_steps=1, factor=1)(7) == 0.1


def test_step_schedule_at_its_corners():
    """0.8, halved after every 10 steps."""
    schedule = StepSchedule(0.8, n_steps=10, factor=0.5)
    assert [schedule(step) for step in (0, 9, 10, 19, 20, 30)] == [0.8, 0.8, 0.4, 0.4, 0.2, 0.1]


def test_cosine_schedule_at_its_corners():
    """Up in 4 steps to 0.8, then down to 0.2 over 8: half of the way is 0.5, a quarter 0.5 + 0.3 cos 45°."""
    schedule = CosineSchedule(0.8, n_steps=12, n_warmup_steps=4, final=0.2)
    assert [schedule(step) for step in (0, 1, 2, 3)] == pytest.approx([0.2, 0.4, 0.6, 0.8])
    assert schedule(4) == 0.8
    assert schedule(6) == pytest.approx(0.5 + 0.3 * math.sqrt(0.5))
    assert schedule(8) == pytest.approx(0.5)
    assert schedule(12) == pytest.approx(0.2)
    assert schedule(13) == schedule(10**6) == schedule(12)  # over is over: it does not climb again


def test_cosine_schedule_without_warm_up_starts_at_its_highest():
    schedule = CosineSchedule(0.8, n_steps=4)
    assert [schedule(step) for step in (0, 2, 4)] == pytest.approx([0.8, 0.4, 0.0])


@given(
    highest=st.floats(1e-6, 1e3),
    share=st.floats(0, 1),
    n_steps=st.integers(1, 50),
    n_warmup_steps=st.integers(0, 49),
)
def test_cosine_schedule_climbs_then_falls_and_stays_between_its_ends(highest, share, n_steps, n_warmup_steps):
    n_warmup_steps = min(n_warmup_steps, n_steps - 1)
    schedule = CosineSchedule(highest, n_steps=n_steps, n_warmup_steps=n_warmup_steps, final=share * highest)
    rates = np.array([schedule(step) for step in range(n_steps + 5)])
    rounding = 6 * np.finfo(np.float64).eps * highest  # six roundings of half an eps, in each of two rates
    assert (np.diff(rates[:n_warmup_steps]) > 0).all()
    assert (np.diff(rates[n_warmup_steps:]) <= rounding).all()
    assert rates.max() == pytest.approx(highest, rel=0, abs=rounding)
    assert (rates >= 0).all()
    assert rates[n_warmup_steps:].min() >= share * highest - rounding


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: SGD(0), ValueError, r"SGD: learning_rate must be a finite number > 0; got 0"),
        (lambda: SGD(-0.1), ValueError, "SGD: learning_rate"),
        (lambda: Adam(math.nan), ValueError, "Adam: learning_rate .* got nan"),
        (lambda: RMSProp(math.inf), ValueError, "RMSProp: learning_rate .* got inf"),
        (lambda: SGD("0.1"), TypeError, r"SGD: learning_rate must be a number > 0; got '0.1' \(str\)"),
        (lambda: SGD(True), TypeError, "SGD: learning_rate"),
        (lambda: SGD(0.1, momentum=1.0), ValueError, "SGD: momentum .* < 1; got 1.0. Hint: 0.9"),
        (lambda: SGD(0.1, momentum=-0.1), ValueError, "SGD: momentum"),
        (lambda: SGD(0.1, nesterov=True), ValueError, "nesterov=True needs momentum > 0"),
        (lambda: RMSProp(decay=1.0), ValueError, "RMSProp: decay"),
        (lambda: RMSProp(epsilon=0.0), ValueError, "RMSProp: epsilon"),
        (lambda: Adam(beta_1=1.0), ValueError, "Adam: beta_1"),
        (lambda: Adam(beta_2=1.0), ValueError, "Adam: beta_2"),
        (lambda: Adam(epsilon=0.0), ValueError, "Adam: epsilon"),
        (lambda: ConstantSchedule(0.0), ValueError, "ConstantSchedule: learning_rate"),
        (lambda: StepSchedule(-1.0, n_steps=5), ValueError, "StepSchedule: learning_rate"),
        (lambda: StepSchedule(0.1, n_steps=0), ValueError, "StepSchedule: n_steps"),
        (lambda: StepSchedule(0.1, n_steps=2.5), TypeError, "StepSchedule: n_steps"),
        (lambda: StepSchedule(0.1, n_steps=5, factor=0.0), ValueError, "StepSchedule: factor must be > 0 and <= 1"),
        (lambda: StepSchedule(0.1, n_steps=5, factor=1.5), ValueError, "StepSchedule: factor"),
        (lambda: CosineSchedule(0.0, n_steps=5), ValueError, "CosineSchedule: learning_rate"),
        (lambda: CosineSchedule(0.1, n_steps=0), ValueError, "CosineSchedule: n_steps"),
        (lambda: CosineSchedule(0.1, n_steps=5, n_warmup_steps=-1), ValueError, "n_warmup_steps"),
        (lambda: CosineSchedule(0.1, n_steps=5, n_warmup_steps=5), ValueError, "must be smaller than n_steps; got 5"),
        (lambda: CosineSchedule(0.1, n_steps=5, final=-0.1), ValueError, "CosineSchedule: final"),
    ],
)
def test_settings_that_make_no_sense_are_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()


OF_A_SETTING = [
    pytest.param(kind, name, id=f"{kind.__name__}-{name}")
    for kind in dict.fromkeys(param.values[0] for param in EVERY_OPTIMIZER)
    for name, parameter in inspect.signature(kind).parameters.items()
    if name == "learning_rate" or isinstance(parameter.default, float)
]


@pytest.mark.parametrize(("kind", "name"), OF_A_SETTING)
@pytest.mark.parametrize(("value", "error"), [(math.nan, ValueError), (-0.1, ValueError), ("0.1", TypeError)])
def test_every_number_that_an_optimizer_is_given_is_looked_at(kind, name, value, error):
    with pytest.raises(error, match=f"^{kind.__name__}: {name} must be a .*number .*got"):
        kind(**{"learning_rate": 0.1, name: value})


def test_every_public_optimizer_is_tried_here():
    kinds = {kind for kind in vars(mlpkit).values() if isinstance(kind, type) and issubclass(kind, Optimizer)}
    tried = {param.values[0] for param in EVERY_OPTIMIZER}
    assert kinds - {Optimizer} == tried, "EVERY_OPTIMIZER holds all public ones, with settings"
