"""The toy sets: points where they should be, classes in turn, randomness from rng alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlpkit.datasets import make_blobs, make_moons, make_spirals, make_xor

MAKERS = [make_blobs, make_xor, make_moons, make_spirals]


@pytest.mark.parametrize("make", MAKERS)
def test_shapes_types_and_turns(make):
    X, y = make(30, rng=np.random.default_rng(0))
    n_classes = y.max() + 1
    assert X.shape == (len(y), 2)
    assert X.dtype == np.float64
    assert y.dtype == np.intp
    assert np.isfinite(X).all()
    assert len(set(np.bincount(y))) == 1  # all classes have the same size
    assert set(y[:4]) == set(range(n_classes))  # and even a short slice holds all of them


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_rng_gives_the_same_points_and_another_gives_others(make):
    X, y = make(30, rng=np.random.default_rng(5))
    X_again, y_again = make(30, rng=np.random.default_rng(5))
    X_other, _ = make(30, rng=np.random.default_rng(6))
    np.testing.assert_array_equal(X, X_again)
    np.testing.assert_array_equal(y, y_again)
    assert (X_other != X).any(axis=1).all()


@pytest.mark.parametrize("make", MAKERS)
def test_refuses_wrong_arguments(make):
    rng = np.random.default_rng(0)
    name = make.__name__
    noise = "spread" if make is make_blobs else "noise"
    with pytest.raises(ValueError, match=rf"{name}: n_per_\w+ must be a whole number >= 1; got 0"):
        make(0, rng=rng)
    with pytest.raises(TypeError, match=rf"{name}: n_per_\w+ must be a whole number >= 1; got 2.0 \(float\)"):
        make(2.0, rng=rng)
    with pytest.raises(ValueError, match=f"{name}: {noise} must be a finite number >= 0; got -1"):
        make(5, **{noise: -1.0}, rng=rng)
    with pytest.raises(ValueError, match=f"{name}: {noise} must be a finite number >= 0; got nan"):
        make(5, **{noise: float("nan")}, rng=rng)
    with pytest.raises(TypeError, match=rf"{name}: rng must be a numpy.random.Generator; got 0 \(int\)"):
        make(5, rng=0)
    with pytest.raises(TypeError, match="rng"):
        make(5)


# --- blobs -------------------------------------------------------------------------------------------------


def test_blobs_have_the_lesson_s_centers_and_are_separable():
    X, y = make_blobs(rng=np.random.default_rng(0))
    assert np.bincount(y).tolist() == [100, 100]
    np.testing.assert_allclose(X[y == 0].mean(axis=0), [-5, 5], atol=0.4)  # four standard errors
    np.testing.assert_allclose(X[y == 1].mean(axis=0), [5, 5], atol=0.4)
    np.testing.assert_array_equal(X[:, 0] > 0, y == 1)


@given(
    n_per_class=st.integers(1, 20),
    centers=st.lists(st.tuples(*[st.floats(-1e6, 1e6)] * 2), min_size=1, max_size=5),
    seed=st.integers(0, 2**32 - 1),
)
def test_blobs_without_spread_are_their_centers(n_per_class, centers, seed):
    X, y = make_blobs(n_per_class, centers=centers, spread=0, rng=np.random.default_rng(seed))
    assert np.bincount(y).tolist() == [n_per_class] * len(centers)
    np.testing.assert_array_equal(X, np.array(centers)[y])


@pytest.mark.parametrize("spread", [0.5, 3.0])
def test_spread_is_the_standard_deviation_of_each_coordinate(spread):
    X, y = make_blobs(5000, centers=[[10, -20]], spread=spread, rng=np.random.default_rng(0))
    np.testing.assert_allclose(X.std(axis=0), spread, rtol=0.05)
    np.testing.assert_allclose(np.cov(X.T)[0, 1], 0, atol=0.05 * spread**2)
    assert not y.any()


@pytest.mark.parametrize(
    ("centers", "error", "match"),
    [
        ([1.0, 2.0], ValueError, r"make_blobs: centers must have shape .* got shape \(2,\)"),
        ([[1.0, np.nan]], ValueError, "make_blobs: centers holds 1 value.* NaN"),
        ([["a", "b"]], TypeError, "make_blobs: centers has dtype"),
    ],
)
def test_blobs_refuse_wrong_centers(centers, error, match):
    with pytest.raises(error, match=match):
        make_blobs(5, centers=centers, rng=np.random.default_rng(0))


def test_blobs_leave_the_caller_s_centers_alone():
    centers = np.array([[0.0, 1.0], [2.0, 3.0]])
    X, _ = make_blobs(5, centers=centers, rng=np.random.default_rng(0))
    X[:] = 9.0
    np.testing.assert_array_equal(centers, [[0.0, 1.0], [2.0, 3.0]])


# --- XOR ---------------------------------------------------------------------------------------------------


def test_xor_is_the_truth_table_without_noise():
    X, y = make_xor(1, noise=0, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(X, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(y, [0, 1, 1, 0])


def test_xor_with_noise_stays_around_the_corners():
    X, y = make_xor(1000, noise=0.1, rng=np.random.default_rng(0))
    X_corner, y_corner = make_xor(1000, noise=0, rng=np.random.default_rng(0))
    np.testing.assert_array_equal(y, y_corner)
    np.testing.assert_allclose((X - X_corner).std(axis=0), 0.1, rtol=0.05)
    np.testing.assert_allclose((X - X_corner).mean(axis=0), 0.0, atol=0.007)


# --- moons and spirals -------------------------------------------------------------------------------------


def test_moons_without_noise_are_half_circles():
    X, y = make_moons(500, noise=0, rng=np.random.default_rng(0))
    upper, lower = X[y == 0], X[y == 1]
    np.testing.assert_allclose(np.linalg.norm(upper, axis=1), 1.0)
    np.testing.assert_allclose(np.linalg.norm(lower - [1.0, 0.5], axis=1), 1.0)
    assert (upper[:, 1] >= 0).all()
    assert (lower[:, 1] <= 0.5).all()
    for moon, left in ((upper, -1), (lower, 0)):  # from one end to the other
        assert left <= moon[:, 0].min() < left + 0.01
        assert left + 1.99 < moon[:, 0].max() <= left + 2


@pytest.mark.parametrize("n_classes", [2, 3, 5])
def test_spirals_without_noise_are_one_arm_turned(n_classes):
    X, y = make_spirals(200, n_classes=n_classes, noise=0, rng=np.random.default_rng(0))
    assert np.bincount(y).tolist() == [200] * n_classes
    r = np.linalg.norm(X, axis=1)
    assert 0.1 <= r.min() < 0.12
    assert 0.98 < r.max() <= 1.0
    turns = np.arctan2(X[:, 1], X[:, 0]) / (2 * np.pi)  # in (-1/2, 1/2]
    off = turns - r - y / n_classes  # whole turns, and nothing else
    np.testing.assert_allclose(off, np.rint(off), atol=1e-12)


@pytest.mark.parametrize("make", [make_moons, make_spirals])
def test_noise_moves_each_coordinate_by_its_standard_deviation(make):
    X, _ = make(2000, noise=0.2, rng=np.random.default_rng(0))
    X_exact, _ = make(2000, noise=0, rng=np.random.default_rng(0))
    np.testing.assert_allclose((X - X_exact).std(axis=0), 0.2, rtol=0.05)


def test_spirals_refuse_a_single_class():
    with pytest.raises(ValueError, match="make_spirals: n_classes must be a whole number >= 2; got 1"):
        make_spirals(5, n_classes=1, rng=np.random.default_rng(0))
