"""The series' own questions for :mod:`mlpkit.studies.experiments`: train on MNIST in one way and say how it went."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np

from mlpkit._machinery.arguments import Array, choose
from mlpkit.activations import ReLU
from mlpkit.datasets import load_mnist
from mlpkit.layers import Dense, Dropout
from mlpkit.losses import SoftmaxCrossEntropy
from mlpkit.network import Sequential, mlp
from mlpkit.optimizers import SGD, Adam, CosineSchedule, RMSProp
from mlpkit.studies.adversarial import AdversarialNoise
from mlpkit.studies.transforms import PCA, GaussianNoise, distort_images
from mlpkit.training import Augment, evaluate, fit

Split = tuple[Array, np.ndarray]


def train_on_mnist(
    *,
    seed: int,
    layer_sizes: Sequence[int],
    optimizer: Literal["sgd", "momentum", "rmsprop", "adam"] = "adam",
    learning_rate: float = 0.001,
    batch_size: int = 64,
    n_epochs: int = 5,
    n_train: int | None = None,
    **of_network: Any,
) -> dict[str, float]:
    """Train one MLP on MNIST, and measure it on training and validation data. The test set is not touched.

    Parameters
    ----------
    seed : int
        Where all randomness comes from.
    layer_sizes, **of_network
        As in :func:`mlpkit.mlp`: ``activation``, ``init``, ``dropout``, ``l2``.
    optimizer : {"sgd", "momentum", "rmsprop", "adam"}, default "adam"
        "momentum" is SGD with momentum 0.9.
    learning_rate, batch_size, n_epochs
        As in :func:`mlpkit.fit`.
    n_train : int, optional
        How many training images to use; all 50,000 by default.

    Returns
    -------
    dict
        ``n_params``, and ``train_loss``, ``train_accuracy``, ``val_loss``, ``val_accuracy`` at the end.
    """
    makers: Mapping[str, Callable[[float], Any]] = {
        "sgd": SGD,
        "momentum": partial(SGD, momentum=0.9),
        "rmsprop": RMSProp,
        "adam": Adam,
    }
    make = makers[choose(optimizer, name="train_on_mnist: optimizer", options=makers)]
    (X, y), validation, _ = load_mnist(n_train=n_train)
    rng = np.random.default_rng(seed)
    network = mlp(layer_sizes, rng=rng, **of_network)
    loss = SoftmaxCrossEntropy()
    fit(network, loss, make(learning_rate), X, y, n_epochs=n_epochs, batch_size=batch_size, rng=rng, progress=False)
    train, val = evaluate(network, loss, X, y), evaluate(network, loss, *validation)
    return {
        "n_params": network.n_params,
        "train_loss": train.loss,
        "train_accuracy": train.accuracy,
        "val_loss": val.loss,
        "val_accuracy": val.accuracy,
    }


def reach_99_with_augmentation(
    *,
    seed: int,
    judge: Literal["validation", "test"],
    n_epochs: int = 40,
    elastic: float = 0.8,
    max_shift: float = 2.0,
    max_rotation: float = 10.0,
    max_scaling: float = 0.1,
    learning_rate: float = 0.002,
    dropout: tuple[float, float] = (0.0, 0.2),
) -> dict[str, float]:
    """Train 784-1024-512-10 on randomly bent, shifted and turned images.

    Parameters
    ----------
    seed : int
        Where all randomness comes from.
    judge : {"validation", "test"}
        "validation": learn from 50,000 images and measure on the other 10,000, to choose settings. "test": learn
        from all 60,000 and measure on the test set, once the settings are fixed.
    n_epochs, elastic, max_shift, max_rotation, max_scaling, learning_rate
        See :func:`mlpkit.fit`, :func:`mlpkit.studies.transforms.distort_images` and :class:`mlpkit.Adam`.
    dropout : (float, float), default (0.0, 0.2)
        Rates after the first and the second hidden layer.

    Returns
    -------
    dict
        ``n_params``, ``accuracy`` on the data of the judge, ``n_wrong`` there, and ``train_loss`` at the end.
    """
    training, held_out = _judged_data(judge)
    rng = np.random.default_rng(seed)
    network = Sequential(
        [
            Dense(784, 1024, rng=rng),
            ReLU(),
            Dropout(dropout[0], rng=rng),
            Dense(1024, 512, rng=rng),
            ReLU(),
            Dropout(dropout[1], rng=rng),
            Dense(512, 10, rng=rng),
        ]
    )
    n_steps = n_epochs * -(-len(training[0]) // 256)
    optimizer = Adam(CosineSchedule(learning_rate, n_steps=n_steps, n_warmup_steps=n_steps // 20))
    augment = partial(
        distort_images, max_shift=max_shift, max_rotation=max_rotation, max_scaling=max_scaling, elastic=elastic
    )
    return _measure(network, optimizer, training, held_out, n_epochs=n_epochs, batch_size=256, rng=rng, augment=augment)


def reach_99_without_augmentation(
    *,
    seed: int,
    judge: Literal["validation", "test"],
    n_epochs: int = 60,
    n_components: int = 70,
    n_hidden: int = 256,
    noise: float = 0.3,
    push: float = 4.0,
    learning_rate: float = 0.1,
) -> dict[str, float]:
    """Train on principal components with two kinds of noise: nothing here knows which pixels are neighbors.

    Parameters
    ----------
    seed : int
        Where all randomness comes from.
    judge : {"validation", "test"}
        As in :func:`reach_99_with_augmentation`.
    n_epochs : int, default 60
        Times through the data.
    n_components : int, default 70
        Principal components that the network sees.
    n_hidden : int, default 256
        Neurons in each of two hidden layers.
    noise : float, default 0.3
        Standard deviation of the noise on the inputs at the start, in units of a component's typical size; falls to 0.
    push : float, default 4.0
        How far each input is moved in the worst direction at the start, in the same units; falls to 0. At 0 none is.
    learning_rate : float, default 0.1
        Of SGD with momentum 0.9 at the start; falls to 0.

    Returns
    -------
    dict
        As :func:`reach_99_with_augmentation`.
    """
    (X, y), (X_held_out, y_held_out) = _judged_data(judge)
    pca = PCA(n_components).fit(X)
    training, held_out = (pca.transform(X), y), (pca.transform(X_held_out), y_held_out)
    rng = np.random.default_rng(seed)
    network = mlp([n_components, n_hidden, n_hidden, 10], rng=rng)
    n_steps = n_epochs * -(-len(X) // 200)
    optimizer = SGD(CosineSchedule(learning_rate, n_steps=n_steps), momentum=0.9)
    changes: list[Augment] = [GaussianNoise(CosineSchedule(noise, n_steps=n_steps))]
    if push:
        changes.insert(0, AdversarialNoise(network, SoftmaxCrossEntropy(), CosineSchedule(push, n_steps=n_steps)))

    def augment(X: Array, *, rng: np.random.Generator) -> Array:
        for change in changes:
            X = change(X, rng=rng)
        return X

    return _measure(network, optimizer, training, held_out, n_epochs=n_epochs, batch_size=200, rng=rng, augment=augment)


def _judged_data(judge: str) -> tuple[Split, Split]:
    """Return the data to learn from and the data to be judged on."""
    choose(judge, name="judge", options=("validation", "test"))
    training, validation, test = load_mnist(n_val=10_000 if judge == "validation" else 0)
    return training, validation if judge == "validation" else test


def _measure(
    network: Sequential, optimizer: Any, training: Split, held_out: Split, **settings: Any
) -> dict[str, float]:
    """Train, then look at the held-out data once."""
    loss = SoftmaxCrossEntropy()
    history = fit(network, loss, optimizer, *training, progress=False, **settings)
    accuracy = evaluate(network, loss, *held_out).accuracy
    return {
        "n_params": network.n_params,
        "train_loss": history.train_loss[-1],
        "accuracy": accuracy,
        "n_wrong": round((1 - accuracy) * len(held_out[1])),
    }


@dataclass(frozen=True)
class Recipe:
    """A question with the settings that the series asks it for."""

    summary: str
    question: Callable[..., Mapping[str, float]]
    settings: Mapping[str, Sequence[Any]]


RECIPES = {
    "with-augmentation": Recipe(
        "lesson 17: 784-1024-512-10 on distorted images, test set", reach_99_with_augmentation, {"judge": ["test"]}
    ),
    "random-noise": Recipe(
        "lesson 17: 70 principal components, random noise that fades, test set",
        reach_99_without_augmentation,
        {"judge": ["test"], "push": [0.0], "noise": [1.3], "n_hidden": [512], "n_epochs": [150]},
    ),
    "without-augmentation": Recipe(
        "lesson 18: 70 principal components, noise in the worst direction that fades, test set",
        reach_99_without_augmentation,
        {"judge": ["test"]},
    ),
}
"""What ``python -m mlpkit.studies.experiments`` can run, by name."""
