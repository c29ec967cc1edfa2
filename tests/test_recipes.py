"""The recipes of the series: which images each judge may see, and that their settings arrive where they should."""

import numpy as np
import pytest

from mlpkit.datasets import load_mnist
from mlpkit.studies import recipes

SHORT = {"n_epochs": 1}
RECIPES = [recipes.reach_99_with_augmentation, recipes.reach_99_without_augmentation]


def images(n, *, seed):
    """Return noisy images that show their label as a bright row, and the labels; easy to learn."""
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 10
    X = 0.1 * rng.random((n, 28, 28), dtype=np.float32)
    X[np.arange(n), 2 * y + 4] += 0.8
    return X.reshape(n, 784), y


@pytest.fixture
def small_mnist(monkeypatch):
    """Replace MNIST: 500 training images, 100 of them for validation if asked for, and a test set of 200."""
    calls = []

    def load(*, n_val=100, n_train=None):
        calls.append(n_val)
        X, y = images(500, seed=0)
        n_val = min(n_val, 100)
        stop = 500 - n_val if n_train is None else n_train
        return (X[:stop], y[:stop]), (X[500 - n_val :], y[500 - n_val :]), images(200, seed=1)

    monkeypatch.setattr(recipes, "load_mnist", load)
    return calls


@pytest.fixture
def seen(monkeypatch, small_mnist):
    """Return the numbers of images that a recipe learned from and was judged on."""
    counts = {}

    def fit(network, loss, optimizer, X, y, **settings):
        counts.update(learned=len(X), batch_size=settings["batch_size"])
        return real_fit(network, loss, optimizer, X, y, **settings)

    def evaluate(network, loss, X, y):
        counts["judged"] = len(X)
        return real_evaluate(network, loss, X, y)

    real_fit, real_evaluate = recipes.fit, recipes.evaluate
    monkeypatch.setattr(recipes, "fit", fit)
    monkeypatch.setattr(recipes, "evaluate", evaluate)
    return counts


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize(("judge", "learned", "judged"), [("validation", 400, 100), ("test", 500, 200)])
def test_each_judge_sees_its_own_images(recipe, judge, learned, judged, seen):
    """Choosing must never touch the test set, and the long runs learn from every training image."""
    recipe(seed=0, judge=judge, **SHORT)
    assert (seen["learned"], seen["judged"]) == (learned, judged)


def test_validation_takes_10_000_images_and_the_test_none(small_mnist):
    for judge in ("validation", "test"):
        recipes._judged_data(judge)
    assert small_mnist == [10_000, 0]


def test_the_real_data_is_divided_as_the_lesson_says():
    (X, _), (X_held_out, _) = recipes._judged_data("test")
    assert len(X) == 60_000
    np.testing.assert_array_equal(X_held_out, load_mnist(n_train=1)[2][0])


def test_components_are_those_of_the_images_to_learn_from(seen, monkeypatch):
    """Held-out images must not take part in finding the directions."""
    fitted = []

    class SpyingPCA(recipes.PCA):
        def fit(self, X):
            fitted.append(len(X))
            return super().fit(X)

    monkeypatch.setattr(recipes, "PCA", SpyingPCA)
    recipes.reach_99_without_augmentation(seed=0, judge="validation", **SHORT)
    assert fitted == [400]


@pytest.mark.parametrize("recipe", RECIPES)
def test_same_seed_same_numbers_another_seed_others(recipe, small_mnist):
    first, again, other = (recipe(seed=seed, judge="validation", **SHORT) for seed in (0, 0, 1))
    assert first == again
    assert first["train_loss"] != other["train_loss"]


def test_n_params_of_the_two_networks(small_mnist):
    """By hand: 785 * 1024 + 1025 * 512 + 513 * 10, and 71 * 256 + 257 * 256 + 257 * 10."""
    n_params = [recipe(seed=0, judge="test", **SHORT)["n_params"] for recipe in RECIPES]
    assert n_params == [1_333_770, 86_538]


def test_accuracy_and_n_wrong_agree(small_mnist):
    measured = recipes.reach_99_without_augmentation(seed=0, judge="test", n_epochs=1, noise=5.0)
    assert 0.1 < measured["accuracy"] < 1  # it has learned something, and has something to count
    assert measured["n_wrong"] == round(200 * (1 - measured["accuracy"]))


@pytest.mark.parametrize("recipe", RECIPES)
def test_easy_images_are_learned(recipe, small_mnist):
    assert recipe(seed=0, judge="test", n_epochs=6)["accuracy"] > 0.9


@pytest.mark.parametrize(
    ("quiet", "loud"),
    [({"noise": 0.01, "push": 0.0}, {"noise": 3.0, "push": 0.0}), ({"push": 0.01}, {"push": 10.0})],
    ids=["noise", "push"],
)
def test_more_noise_of_either_kind_makes_the_training_loss_larger(quiet, loud, small_mnist):
    losses = [
        recipes.reach_99_without_augmentation(seed=0, judge="validation", n_epochs=4, **settings)["train_loss"]
        for settings in (quiet, loud)
    ]
    assert losses[1] > 2 * losses[0]


def test_without_a_push_the_worst_direction_is_never_asked_for(small_mnist, monkeypatch):
    monkeypatch.setattr(recipes, "AdversarialNoise", None)
    recipes.reach_99_without_augmentation(seed=0, judge="validation", push=0.0, **SHORT)
    with pytest.raises(TypeError):
        recipes.reach_99_without_augmentation(seed=0, judge="validation", push=1.0, **SHORT)


def test_an_unknown_judge_is_refused():
    with pytest.raises(ValueError, match="judge"):
        recipes.reach_99_without_augmentation(seed=0, judge="train")


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "rmsprop", "adam"])
def test_train_on_mnist_learns_with_every_optimizer(optimizer, small_mnist):
    rate = 0.001 if optimizer in ("adam", "rmsprop") else 0.05
    measured = recipes.train_on_mnist(
        seed=0, layer_sizes=[784, 16, 10], optimizer=optimizer, learning_rate=rate, batch_size=20, n_epochs=8
    )
    assert measured["n_params"] == 785 * 16 + 17 * 10
    assert measured["train_accuracy"] > 0.8
    assert measured["val_accuracy"] > 0.8


def test_train_on_mnist_refuses_an_unknown_optimizer():
    with pytest.raises(ValueError, match="optimizer"):
        recipes.train_on_mnist(seed=0, layer_sizes=[784, 10], optimizer="adamw")
