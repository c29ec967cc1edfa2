"""Adversarial noise: worked out with a pencil, compared with random noise, and harmless to the training it serves."""

import math

import numpy as np
import pytest

from mlpkit import SGD, CosineSchedule, SoftmaxCrossEntropy, evaluate, fit, mlp
from mlpkit.studies.adversarial import AdversarialNoise

LOSS = SoftmaxCrossEntropy()


def two_classes(W):
    """A network without hidden layer and with these weights."""
    network = mlp([len(W), 2], dtype=np.float64, rng=np.random.default_rng(0))
    network.layers[0].W[...] = W
    return network


def blurred_classes(n=300):
    """Three classes in five dimensions, and a network that has learned them somewhat."""
    rng = np.random.default_rng(0)
    y = np.arange(n) % 3
    X = (np.eye(5)[y] * 2 + rng.normal(size=(n, 5))).astype(np.float32)
    network = mlp([5, 16, 3], rng=rng)
    fit(network, LOSS, SGD(0.1), X, y, n_epochs=5, batch_size=20, rng=rng, progress=False)
    return network, X, y


def test_the_move_with_a_pencil():
    """Scores x W are (3, 1) for x = (1, 1): class 0 is the answer. The loss rises towards column 1 minus column 0,
    (-2, 0) here, of length 2: a move of 5 goes to (-4, 1)."""
    noise = AdversarialNoise(two_classes([[2.0, 0.0], [1.0, 1.0]]), LOSS, lambda step: 5.0)
    moved = noise(np.array([[1.0, 1.0]]), rng=np.random.default_rng(0))
    np.testing.assert_allclose(moved, [[-4.0, 1.0]], atol=1e-12)


def test_every_sample_moves_by_the_length_whatever_the_size_of_its_gradient():
    network, X, _ = blurred_classes()
    for scale in (0.01, 1.0, 3.0):
        moved = AdversarialNoise(network, LOSS, lambda step: 0.5)(scale * X, rng=np.random.default_rng(0))
        np.testing.assert_allclose(np.linalg.norm(moved - scale * X, axis=1), 0.5, rtol=1e-3)
        assert moved.dtype == np.float32


def test_squares_of_small_gradients_do_not_vanish():
    """The answer is sure to e^-60: the gradient is near 1e-26, its square zero in float32."""
    network = two_classes([[0.0, -60.0], [0.0, 0.0]]).astype(np.float32)
    moved = AdversarialNoise(network, LOSS, lambda step: 0.5)(np.ones((1, 2), np.float32), rng=None)
    np.testing.assert_allclose(moved, [[0.5, 1.0]], rtol=1e-6)


def test_where_the_gradient_is_zero_nothing_moves():
    noise = AdversarialNoise(two_classes(np.zeros((2, 2))), LOSS, lambda step: 3.0)
    X = np.array([[1.0, 2.0]])
    np.testing.assert_array_equal(noise(X, rng=np.random.default_rng(0)), X)


def test_it_raises_the_loss_far_more_than_random_noise_of_the_same_length():
    network, X, y = blurred_classes()
    rng = np.random.default_rng(1)
    worst = AdversarialNoise(network, LOSS, lambda step: 0.5)(X, rng=rng)
    random = rng.normal(size=X.shape)
    random = X + 0.5 * random / np.linalg.norm(random, axis=1, keepdims=True)
    clean = evaluate(network, LOSS, X, y).loss
    assert evaluate(network, LOSS, worst, y).loss - clean > 3 * abs(evaluate(network, LOSS, random, y).loss - clean)


def test_the_length_falls_as_the_schedule_says():
    network, X, _ = blurred_classes()
    noise = AdversarialNoise(network, LOSS, CosineSchedule(1.0, n_steps=2))
    lengths = [np.linalg.norm(noise(X, rng=np.random.default_rng(0)) - X, axis=1).mean() for _ in range(3)]
    assert lengths == pytest.approx([1.0, 0.5, 0.0], rel=1e-3, abs=1e-6)
    assert noise.n_steps == 3


def test_parameters_and_batch_stay_as_they_are():
    network, X, _ = blurred_classes()
    before = [W.copy() for W in network.params]
    X.flags.writeable = False
    AdversarialNoise(network, LOSS, lambda step: 1.0)(X, rng=np.random.default_rng(0))
    for W, old in zip(network.params, before, strict=True):
        np.testing.assert_array_equal(W, old)


def test_a_length_of_zero_changes_no_bit_of_a_training():
    """The extra pass forward and back leaves nothing behind that the training step would read."""
    trained = []
    for with_noise in (False, True):
        _, X, y = blurred_classes()
        rng = np.random.default_rng(3)
        network = mlp([5, 8, 3], rng=rng)
        noise = AdversarialNoise(network, LOSS, lambda step: 0.0) if with_noise else None
        fit(network, LOSS, SGD(0.1), X, y, n_epochs=2, batch_size=7, rng=rng, augment=noise, progress=False)
        trained.append(network.params)
    for with_none, with_zero in zip(*trained, strict=True):
        np.testing.assert_array_equal(with_none, with_zero)


@pytest.mark.parametrize(("length", "error"), [(math.nan, ValueError), (-0.1, ValueError), ("1", TypeError)])
def test_a_length_that_makes_no_sense_is_refused(length, error):
    network, X, _ = blurred_classes(n=3)
    noise = AdversarialNoise(network, LOSS, lambda step: length)
    with pytest.raises(error, match=r"^AdversarialNoise: length"):
        noise(X, rng=np.random.default_rng(0))
    assert noise.n_steps == 0


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"network": None}, "network must be a Sequential; got None (NoneType). Hint: mlp([784, 10], rng=rng)"),
        ({"loss": "hinge"}, "loss must be a Loss; got 'hinge' (str). Hint: SoftmaxCrossEntropy(), with brackets"),
        (
            {"schedule": 0.5},
            "schedule must be a function of the number of steps so far; got 0.5 (float). Hint: ConstantSchedule(0.1)",
        ),
    ],
)
def test_refuses_what_it_cannot_work_with(changes, message):
    arguments = {"network": two_classes(np.ones((2, 2))), "loss": LOSS, "schedule": lambda step: 1.0}
    with pytest.raises(TypeError) as caught:
        AdversarialNoise(**(arguments | changes))
    assert str(caught.value) == f"AdversarialNoise: {message}"
