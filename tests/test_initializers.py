"""Initial weights: shapes, sizes, and the same numbers from the same generator."""

from functools import partial

import numpy as np
import pytest

from mlpkit import Dense, glorot, he, mlp, normal, relu, tanh, uniform, zeros
from mlpkit.initializers import INITIALIZERS

RANDOM = [he, glorot, uniform, normal]

# (initializer, n_in, n_out, its standard deviation by pencil). The matrices hold 120,000 numbers, so that a measured
# variance is within about half a percent of the true one.
SPREADS = [
    pytest.param(he, 200, 600, 0.1, id="he: sqrt(2 / 200)"),
    pytest.param(he, 800, 150, 0.05, id="he: sqrt(2 / 800)"),
    pytest.param(glorot, 200, 600, 0.05, id="glorot: sqrt(2 / (200 + 600))"),
    pytest.param(glorot, 600, 200, 0.05, id="glorot: the same the other way round"),
    pytest.param(uniform, 300, 400, 1 / 30, id="uniform: 1 / sqrt(3 * 300)"),
    pytest.param(uniform, 1200, 100, 1 / 60, id="uniform: 1 / sqrt(3 * 1200)"),
    pytest.param(normal, 300, 400, 0.01, id="normal: its default scale"),
    pytest.param(partial(normal, scale=2.5), 100, 1200, 2.5, id="normal: the scale given"),
]


@pytest.mark.parametrize(("initializer", "n_in", "n_out", "std"), SPREADS)
def test_zero_mean_and_the_variance_of_the_formula(initializer, n_in, n_out, std):
    W = initializer(n_in, n_out, rng=np.random.default_rng(3))
    assert W.var() == pytest.approx(std**2, rel=0.02)
    assert W.mean() == pytest.approx(0.0, abs=4 * std / np.sqrt(W.size))


@pytest.mark.parametrize(("initializer", "n_in", "n_out", "std"), SPREADS[:2] + SPREADS[6:])
def test_he_and_normal_draw_from_a_bell_curve(initializer, n_in, n_out, std):
    W = initializer(n_in, n_out, rng=np.random.default_rng(4))
    assert (np.abs(W) < std).mean() == pytest.approx(0.683, abs=0.01)
    assert (np.abs(W) < 2 * std).mean() == pytest.approx(0.954, abs=0.005)


@pytest.mark.parametrize(
    ("initializer", "n_in", "n_out", "limit"),
    [
        pytest.param(glorot, 50, 100, 0.2, id="glorot: sqrt(6 / 150)"),
        pytest.param(glorot, 100, 50, 0.2, id="glorot: the same the other way round"),
        pytest.param(uniform, 100, 50, 0.1, id="uniform: 1 / sqrt(100)"),
        pytest.param(uniform, 25, 200, 0.2, id="uniform: 1 / sqrt(25)"),
    ],
)
def test_glorot_and_uniform_fill_their_interval_evenly_and_stay_inside(initializer, n_in, n_out, limit):
    W = initializer(n_in, n_out, rng=np.random.default_rng(5))
    assert 0.99 * limit < W.max() <= limit
    assert -limit <= W.min() < -0.99 * limit
    assert (np.abs(W) < limit / 2).mean() == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("initializer", [*RANDOM, zeros])
@pytest.mark.parametrize(("n_in", "n_out"), [(1, 1), (1, 4), (3, 1), (3, 2)])
def test_the_shape_is_inputs_by_outputs_in_float64(initializer, n_in, n_out):
    W = initializer(n_in, n_out, rng=np.random.default_rng(0))
    assert W.shape == (n_in, n_out)
    assert W.dtype == np.float64


@pytest.mark.parametrize("initializer", RANDOM)
def test_the_same_seed_gives_the_same_weights_and_another_seed_others(initializer):
    W = initializer(4, 3, rng=np.random.default_rng(7))
    np.testing.assert_array_equal(initializer(4, 3, rng=np.random.default_rng(7)), W)
    assert not (initializer(4, 3, rng=np.random.default_rng(8)) == W).any()


@pytest.mark.parametrize("initializer", RANDOM)
def test_two_draws_from_one_generator_differ(initializer):
    rng = np.random.default_rng(7)
    assert not (initializer(4, 3, rng=rng) == initializer(4, 3, rng=rng)).any()


@pytest.mark.parametrize("initializer", RANDOM)
def test_the_global_seed_is_neither_used_nor_moved(initializer):
    np.random.seed(1)  # noqa: NPY002 - the global generator is what this test is about
    first = initializer(4, 3, rng=np.random.default_rng(7))
    after = np.random.random()  # noqa: NPY002
    np.random.seed(1)  # noqa: NPY002
    assert np.random.random() == after  # noqa: NPY002
    np.testing.assert_array_equal(initializer(4, 3, rng=np.random.default_rng(7)), first)


@pytest.mark.parametrize("initializer", RANDOM)
@pytest.mark.parametrize("rng", [None, 0, np.random.RandomState(0)])
def test_randomness_must_be_a_generator(initializer, rng):
    message = rf"{initializer.__name__}: rng must be a numpy\.random\.Generator; got .* Hint: rng = np\.random\.default"
    with pytest.raises(TypeError, match=message):
        initializer(4, 3, rng=rng)


@pytest.mark.parametrize("initializer", [*RANDOM, zeros])
def test_rng_is_keyword_only(initializer):
    with pytest.raises(TypeError, match="positional argument"):
        initializer(4, 3, np.random.default_rng(0))


def test_zeros_are_zero_and_need_no_generator():
    np.testing.assert_array_equal(zeros(2, 3), [[0, 0, 0], [0, 0, 0]])


def test_normal_with_scale_zero_is_zero():
    np.testing.assert_array_equal(normal(2, 3, scale=0, rng=np.random.default_rng(0)), np.zeros((2, 3)))


@pytest.mark.parametrize("scale", [-0.1, np.nan, np.inf])
def test_normal_refuses_a_scale_that_is_no_standard_deviation(scale):
    with pytest.raises(ValueError, match=r"normal: scale must be a finite number >= 0; got "):
        normal(4, 3, scale=scale, rng=np.random.default_rng(0))


def test_normal_refuses_text_as_scale():
    with pytest.raises(TypeError, match=r"normal: scale must be a number >= 0; got '0\.1' \(str\)"):
        normal(4, 3, scale="0.1", rng=np.random.default_rng(0))


def test_he_keeps_the_size_of_the_activations_through_many_relu_layers():
    """What the factor 2 is for: after 10 layers the mean square is still near 1, not 2^-10."""
    rng = np.random.default_rng(0)
    A = rng.normal(size=(50, 300))
    for _ in range(10):
        A = relu(A @ he(300, 300, rng=rng))
    assert 0.3 < (A**2).mean() < 3


def test_glorot_keeps_the_size_of_a_gradient_on_its_way_back():
    """Through square layers the variance n * 2 / (n + n) is 1, in both directions; tanh is near the identity at 0."""
    rng = np.random.default_rng(0)
    A, dA = 1e-3 * rng.normal(size=(50, 300)), rng.normal(size=(50, 300))
    for _ in range(10):
        W = glorot(300, 300, rng=rng)
        A, dA = tanh(A @ W), dA @ W.T
    assert 0.7 < A.std() / 1e-3 < 1.3
    assert 0.7 < dA.std() < 1.3


def test_the_builder_knows_every_initializer_by_name():
    assert {"he": he, "glorot": glorot, "uniform": uniform, "normal": normal, "zeros": zeros} == INITIALIZERS
    for name, initializer in INITIALIZERS.items():
        network = mlp([4, 3], init=name, dtype=np.float64, rng=np.random.default_rng(7))
        np.testing.assert_array_equal(network.params[0], initializer(4, 3, rng=np.random.default_rng(7)))


def test_partial_fixes_a_setting():
    wide = partial(normal, scale=3.0)
    W = Dense(200, 100, init=wide, rng=np.random.default_rng(0)).W
    assert W.std() == pytest.approx(3.0, rel=0.03)
    np.testing.assert_array_equal(mlp([200, 100], init=wide, rng=np.random.default_rng(0)).params[0], W)
