"""A hint is code: each hint of each message is followed here, and leads to the right result.

Whoever writes a new hint finds the first tests red until it has a follower in ``FOLLOWED``: a function that does what
the hint says and returns whether the result is right.
"""

import ast
import bz2
import gzip
import lzma
import pickle
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse
from test_messages import catalogue

import mlpkit
from mlpkit import (
    SGD,
    BinaryCrossEntropy,
    CrossEntropy,
    Dense,
    Dropout,
    EarlyStopping,
    MeanSquaredError,
    ReLU,
    Sequential,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    accuracy,
    check_gradients,
    confusion_matrix,
    evaluate,
    fit,
    load,
    mlp,
    numerical_gradient,
    save,
    sigmoid,
    softmax,
    top_mistakes,
)
from mlpkit._machinery.arguments import as_batch, as_float_array, as_int, as_labels, as_number, require_finite
from mlpkit.datasets import arrays_from_batches, load_images, load_mnist, prepare_digit, read_idx
from mlpkit.datasets.idx import OTHER_KINDS

X, Y = np.random.default_rng(0).normal(size=(8, 3)), np.array([0, 1, 0, 1, 0, 1, 1, 0])
NAMES = np.array(["cat", "dog"])
LOGITS = np.array([[2.0, -1.0], [0.5, 3.0]])
LOSS_OF_LOGITS = SoftmaxCrossEntropy().value(LOGITS, [0, 1])
CONVEX = np.array([[1.0, 2.0], [3.0, 4.0]])


def rng():
    return np.random.default_rng(0)


def same(got, expected):
    """Whether two arrays are equal, with the same shape."""
    return np.shape(got) == np.shape(expected) and bool((np.asarray(got) == np.asarray(expected)).all())


def learns(network=None, loss=None, optimizer=None, X=X, y=Y, **settings):
    """Whether a training runs, and makes the loss smaller."""
    network = mlp([3, 8, 2], rng=rng()) if network is None else network
    settings = {"n_epochs": 30, "batch_size": 4, "rng": rng(), "progress": False} | settings
    history = fit(network, loss or SoftmaxCrossEntropy(), optimizer or SGD(0.1), X, y, **settings)
    return history.train_loss[-1] < history.train_loss[0]


def numbered_alike():
    """Training and validation labels of which one lacks a class."""
    y_train, y_val = np.array(["cat", "dog", "eel"] * 3), np.array(["eel", "dog"])
    classes = sorted(set(y_train))
    return same(as_labels([classes.index(label) for label in y_val], name="y", n_classes=3), [2, 1])


def after_forward(layer):
    layer.forward(X, training=True)
    return layer.backward(np.ones((8, 3))).shape == (8, 3)


def stopped():
    stopping = EarlyStopping()
    network = mlp([3, 2], rng=rng())
    learns(network, callbacks=[stopping], validation_data=(X, Y))
    stopping.restore_best(network)
    return evaluate(network, SoftmaxCrossEntropy(), X, Y).loss == pytest.approx(stopping.best_value)


def saved_and_loaded(folder):
    network = mlp([3, 2], rng=rng())
    save(network, folder / "model.npz")
    return same(load(folder / "model.npz").params[0], network.params[0])


def with_step(optimizer, params):
    before = params[0].copy()
    optimizer.step(params, [np.ones_like(W) for W in params])
    return not same(params[0], before)


class Drawing:
    """A layer that draws numbers, from a generator of its own."""

    def __init__(self):
        self.rng = rng()

    def forward(self, X):
        self.factor = self.rng.random()
        return X * self.factor

    def backward(self, dA):
        return dA * self.factor


class Linear:
    """A layer whose backward returns the gradient of X and keeps that of W as dW."""

    def __init__(self):
        self.W = rng().normal(size=(3, 2))

    def forward(self, X):
        self.X = X
        return X @ self.W

    def backward(self, dA):
        self.dW = self.X.T @ dA
        return dA @ self.W.T


class WithLists:
    """A network whose weights and their gradients are in two lists, there from the start."""

    def __init__(self):
        self.params, self.grads = [rng().normal(size=(3, 4)), rng().normal(size=(4, 2))], [0, 0]

    def forward(self, X):
        self.X = X
        return X @ self.params[0] @ self.params[1]

    def backward(self, dA):
        W, V = self.params
        self.grads = [self.X.T @ (dA @ V.T), (self.X @ W).T @ dA]
        return dA @ V.T @ W.T


class OwnLoss:
    """A loss whose value is the mean over the batch."""

    def value(self, y_pred, y_true):
        return np.square(y_pred - y_true[:, np.newaxis]).mean()

    def gradient(self, y_pred, y_true):
        return 2 * (y_pred - y_true[:, np.newaxis]) / y_pred.size


def checked(*arguments, **settings):
    return check_gradients(*arguments, **settings).passed


PAIR = (lambda X, W: X @ W, lambda dA, X, W: (dA @ W.T, X.T @ dA))
BAD = np.where(np.arange(24).reshape(8, 3) == 7, np.nan, X)

FOLLOWED = {
    # arguments: arrays
    "was a return forgotten?": lambda: as_float_array((lambda Z: Z + 1)(1.0), name="x") == 2.0,
    "x.toarray()": lambda: same(as_float_array(sparse.csr_matrix(X).toarray(), name="x"), X),
    "y.toarray()": lambda: same(as_labels(np.argmax(sparse.csr_array(np.eye(2)[Y]).toarray(), axis=1), name="y"), Y),
    "g.toarray()": lambda: same(as_float_array(sparse.csr_matrix(X).toarray(), name="x"), X),
    "leave out what is masked, from X and y, or fill it with .filled(value)": lambda: (
        learns(X=X[Y != 1], y=np.ma.masked_array(Y, Y == 1).compressed())
        and same(as_float_array(np.ma.masked_array([1.0, 2.0], [False, True]).filled(0.0), name="x"), [1.0, 0.0])
    ),
    "print the length of each row": lambda: [len(row) for row in [[1, 2], [3]]] == [2, 1],
    "np.array(list(...))": lambda: same(np.sort(as_float_array(np.array(list({1, 2})), name="x")), [1, 2]),
    "np.asarray(X, dtype=np.float32) if the entries really are numbers": lambda: same(
        as_float_array(np.asarray([["1", "2.5"]], dtype=np.float32), name="x"), [[1.0, 2.5]]
    ),
    "np.real(X) or np.imag(X), or np.abs(X)": lambda: (
        [as_float_array(f([3 + 4j]), name="x")[0] for f in (np.real, np.imag, np.abs)] == [3, 4, 5]
    ),
    "divide by a typical value, or compute in float64": lambda: (
        same(as_float_array(np.array([1e40, -2e40]) / 1e40, name="x", dtype=np.float32), [1.0, -2.0])
        and mlp([1, 2], dtype=np.float64, rng=rng()).forward([[1e40]]).shape == (1, 2)
    ),
    "np.reshape(X, (1, -1)) makes a batch of one sample": lambda: same(
        as_batch(np.reshape([1.0, 2.0], (1, -1)), name="X"), [[1.0, 2.0]]
    ),
    "np.reshape(X, (len(X), -1)) flattens each sample": lambda: (
        as_batch(np.reshape(np.ones((2, 3, 4)).tolist(), (2, -1)), name="X").shape == (2, 12)
    ),
    "a batch is a table with one row a sample": lambda: as_batch([[1.0]], name="X").shape == (1, 1),
    "the list is empty: was every sample filtered out?": lambda: (
        as_batch([row for row in X if row[0] < 9], name="X").shape == (8, 3)
    ),
    "n_in is X.shape[1]": lambda: mlp([X.shape[1], 2], rng=rng()).forward(X).shape == (8, 2),
    "look at that sample, then drop or repair it": lambda: (
        require_finite(np.delete(BAD, 2, axis=0), name="X") is None
        and require_finite(np.nan_to_num(BAD), name="X") is None
    ),
    "print both shapes": lambda: MeanSquaredError().value(X, X.copy()) == 0.0,
    "print its shape": lambda: same(softmax(np.atleast_1d(3.0)), [1.0]),
    "np.reshape(y, (-1, 1)) makes a column": lambda: (
        MeanSquaredError().value([[1.0], [0.0]], np.reshape([1.0, 0.0], (-1, 1))) == 0.0
    ),
    # arguments: labels
    "a list with one whole number for each sample": lambda: same(as_labels([1, 0], name="y", n_samples=2), [1, 0]),
    "np.ravel(y) turns a column into labels": lambda: same(as_labels(np.ravel([[1], [0]]), name="y"), [1, 0]),
    "np.argmax(y, axis=1) turns one-hot rows into labels": lambda: same(
        as_labels(np.argmax(np.eye(2)[Y].tolist(), axis=1), name="y"), Y
    ),
    "np.argmax(y_pred, axis=1) takes the class of the largest output": lambda: (
        accuracy([0, 1], np.argmax(LOGITS, axis=1)) == 1.0
    ),
    "these are probabilities; take the labels they were made from, one whole number for each sample": lambda: learns(
        y=Y
    ),
    "samples of several classes, or of none, need BinaryCrossEntropy() and a network that ends in Sigmoid()": lambda: (
        learns(
            Sequential([*mlp([3, 8, 2], rng=rng()).layers, Sigmoid()]),
            BinaryCrossEntropy(),
            SGD(1.0),
            y=np.column_stack([Y, X[:, 0] > 0]),
        )
    ),
    "np.asarray(y)[:, 1], if it is column 1 that holds the class": lambda: same(
        as_labels(np.asarray([[115, 7, 3], [97, 4, 0]])[:, 1], name="y", n_classes=10), [7, 4]
    ),
    "np.asarray(y, dtype=int)": lambda: all(
        same(as_labels(np.asarray(y, dtype=int), name="y"), [1, 0])
        for y in ([1.0, 0.0], ["1", "0"], [True, False], np.array(["1", "0"], object))
    ),
    "classes = sorted(set(y_train)), then [classes.index(label) for label in y] for every y": numbered_alike,
    "for targets that are numbers take MeanSquaredError()": lambda: learns(
        mlp([3, 1], rng=rng()), MeanSquaredError(), y=X[:, :1] * 2
    ),
    "drop the samples without a label, from X too": lambda: learns(
        X=X[:6], y=np.array([0.0, 1, 0, 1, 0, 1, np.nan, np.nan])[:6].astype(int)
    ),
    "were X and y cut or shuffled separately?": lambda: learns(X=X[:5], y=Y[:5]),
    "were the two cut or shuffled separately?": lambda: accuracy(Y[:5], Y[:5]) == 1.0,
    "does the last layer have as many outputs as there are classes?": lambda: learns(
        mlp([3, 8, int(np.max(Y + 1)) + 1], rng=rng()), y=Y + 1
    ),
    # arguments: settings
    "dtype=np.float32": lambda: mlp([3, 2], dtype=np.float32, rng=rng()).dtype == np.float32,
    "// instead of / keeps numbers whole": lambda: as_int(6 // 2, name="n", minimum=1) == 3,
    "a plain number, without quotes or brackets": lambda: as_number(0.1, name="x", minimum=0.0) == 0.1,
    "take less": lambda: as_number(0.5, name="x", minimum=0.0, below=1.0) == 0.5,
    "rng = np.random.default_rng(0)": lambda: Dense(3, 2, rng=np.random.default_rng(0)).W.shape == (3, 2),
    "a missing comma?": lambda: mlp([784, 128, 10], rng=rng()).n_out == 10,
    "init=mlpkit.he": lambda: Dense(3, 2, init=mlpkit.he, rng=rng()).W.any(),
    "one row for each input": lambda: same(
        Dense(3, 2, init=lambda n_in, n_out, *, rng: np.ones((n_in, n_out)), rng=rng()).W, np.ones((3, 2))
    ),
    "0.2 switches off one input in five": lambda: same(
        (Dropout(0.2, rng=rng()).forward(np.ones((100, 100)), training=True) == 0).mean().round(1), 0.2
    ),
    "call forward(X, training=True) first": lambda: after_forward(ReLU()),
    # losses
    "labels -1 and 1 become 0 and 1 with (y + 1) / 2": lambda: (
        BinaryCrossEntropy().value([0.25, 0.75], (np.array([-1, 1]) + 1) / 2) == pytest.approx(-np.log(0.75))
    ),
    "take SoftmaxCrossEntropy()": lambda: (
        SoftmaxCrossEntropy().value(LOGITS, [0, 1]) == pytest.approx(CrossEntropy().value(softmax(LOGITS), [0, 1]))
    ),
    "end the network in Softmax(), not in Sigmoid()": lambda: (
        CrossEntropy().value(Softmax().forward(LOGITS), [0, 1]) == pytest.approx(LOSS_OF_LOGITS)
    ),
    "leave Softmax() out, and take SoftmaxCrossEntropy()": lambda: learns(
        mlp([3, 8, 2], rng=rng()), SoftmaxCrossEntropy()
    ),
    "leave Sigmoid() out, and take SoftmaxCrossEntropy()": lambda: learns(
        mlp([3, 8, 2], rng=rng()), SoftmaxCrossEntropy()
    ),
    # optimizers
    "network.params": lambda: with_step(SGD(0.1), mlp([3, 2], rng=rng()).params),
    "network.grads": lambda: with_step(SGD(0.1), mlp([3, 2], rng=rng()).params),
    "np.array(values, dtype=float)": lambda: with_step(SGD(0.1), [np.array([1, 2], dtype=float)]),
    "params[0].copy()": lambda: with_step(SGD(0.1), [np.broadcast_to(np.ones(1), 2).copy()]),
    "make a new optimizer for every network": lambda: all(
        learns(mlp([3, n, 2], rng=rng()), optimizer=SGD(0.1, momentum=0.9)) for n in (4, 5)
    ),
    "0.9 is the usual choice": lambda: learns(optimizer=SGD(0.05, momentum=0.9)),
    "momentum=0.9": lambda: learns(optimizer=SGD(0.05, momentum=0.9, nesterov=True)),
    # network and training
    "[Dense(…), ReLU(), …]": lambda: learns(Sequential([Dense(3, 8, rng=rng()), ReLU(), Dense(8, 2, rng=rng())])),
    "ReLU(), with brackets": lambda: learns(Sequential([Dense(3, 8, rng=rng()), ReLU(), Dense(8, 2, rng=rng())])),
    "write Dense(3, 3) once more": lambda: learns(Sequential([Dense(3, 3, rng=rng()), Dense(3, 3, rng=rng())])),
    "compare the output with a threshold, such as network.forward(X)[:, 0] >= 0.5": lambda: (
        (mlp([3, 1], rng=rng()).forward(X)[:, 0] >= 0.5).shape == (8,)
    ),
    "end the network in Sigmoid()": lambda: (
        Sequential([*mlp([3, 1], rng=rng()).layers, Sigmoid()]).predict_proba(X).shape == (8, 1)
        and BinaryCrossEntropy().value(sigmoid([[9.0]]), [[1]]) < 0.01
    ),
    "[784, 128, 10]": lambda: mlp([784, 128, 10], rng=rng()).n_params == 101_770,
    "np.array([...])": lambda: (
        len(list(mlpkit.iterate_minibatches(np.array([[1.0], [2.0]]), np.array([0, 1]), 2, rng=rng()))) == 1
    ),
    "mlp([784, 10], rng=rng)": lambda: mlp([784, 10], rng=rng()).n_out == 10,
    "SoftmaxCrossEntropy(), with brackets": lambda: learns(loss=SoftmaxCrossEntropy()),
    "SGD(learning_rate=0.1)": lambda: learns(optimizer=SGD(learning_rate=0.1)),
    "fit(..., callbacks=[early_stopping]) first": stopped,
    "the network that was trained": stopped,
    "the best parameters are those of the network that was trained last": stopped,
    "fit(..., validation_data=(X_val, y_val))": stopped,
    "[f], in brackets": lambda: learns(callbacks=[lambda network, history: None]),
    "try a learning rate ten times smaller, and look at the scale of X": lambda: learns(optimizer=SGD(0.01)),
    # metrics
    "[classes[k] for k in y_pred], where classes is the list that numbered the labels": lambda: (
        accuracy(NAMES[Y], [NAMES[k] for k in Y]) == 1.0
    ),
    "[classes[k] for k in y_true], where classes is the list that numbered the labels": lambda: (
        accuracy([NAMES[k] for k in Y], NAMES[Y]) == 1.0
    ),
    "labels= takes a list of all classes": lambda: same(
        confusion_matrix(["a"], ["b"], labels=["b", "a"]), [[0, 0], [1, 0]]
    ),
    "labels=np.union1d(y_true, y_pred) has only the labels that occur": lambda: same(
        confusion_matrix([0, 10**6], [0, 0], labels=np.union1d([0, 10**6], [0, 0])), [[1, 0], [1, 0]]
    ),
    "name each class once, also those that do not occur": lambda: (
        top_mistakes(["a"], [[0.4, 0.6]], labels=["a", "b"]).tolist() == [0]
    ),
    "sorted(labels)": lambda: same(confusion_matrix(["a"], ["b"], labels=sorted({"a", "b"})), [[0, 1], [0, 0]]),
    # storage
    "save(network, path)": lambda folder: saved_and_loaded(folder),
    "path / 'model.npz'": lambda folder: saved_and_loaded(folder),
    "files are made by mlpkit.save": lambda folder: saved_and_loaded(folder),
    "print(network.params)": lambda: "nan" in str([W * np.nan for W in mlp([3, 2], rng=rng()).params]),
    # gradcheck
    "sum its entries, or choose one": lambda: same(
        numerical_gradient(lambda x: x.sum(), CONVEX).round(6), np.ones((2, 2))
    ),
    "lambda x: (x**2).sum()": lambda: same(numerical_gradient(lambda x: (x**2).sum(), CONVEX).round(6), 2 * CONVEX),
    "check_gradients(network, X, y, SoftmaxCrossEntropy())": lambda: checked(
        mlp([3, 2], rng=rng()), X, Y, SoftmaxCrossEntropy()
    ),
    "an object, Dense(3, 2, rng=rng), not the class Dense": lambda: checked(Dense(3, 2, rng=rng()), X),
    "leave params out": lambda: checked(mlp([3, 2], rng=rng()), X),
    "None in place of X's if it is not computed": lambda: checked(
        (PAIR[0], lambda dA, X, W: (None, X.T @ dA)), X, params={"W": CONVEX[:1].repeat(3, axis=0)}
    ),
    "keep a numpy.random.Generator in an attribute, so that a copy draws the same numbers": lambda: checked(
        Drawing(), X
    ),
    "return the gradient of X, and keep that of a parameter W as dW": lambda: checked(Linear(), X),
    "give such lists the names params and grads, and both from the start": lambda: checked(WithLists(), X),
    "seven will do": lambda: checked(mlp([3, 2], rng=rng()), X[:7]),
    "params={'W': W, 'b': b}": lambda: checked(
        (lambda X, W, b: X @ W + b, lambda dA, X, W, b: (dA @ W.T, X.T @ dA, dA.sum(axis=0))),
        X,
        params={"W": np.ones((3, 2)), "b": np.zeros(2)},
    ),
    "the mean over the batch": lambda: checked(mlp([3, 1], rng=rng()), X, X[:, 0], OwnLoss()),
}

# --- data sets: their messages name files and loaders, so that what is said is found in the source ---------------

IMAGES, LABELS = np.random.default_rng(1).integers(0, 256, size=(30, 28, 28)).astype(np.uint8), np.arange(30) % 10
IMAGES[0, 0, :2] = 0, 255
FROM_0_TO_1 = (IMAGES / np.float32(255)).reshape(30, 784)
KERAS = {"x_train": IMAGES, "y_train": LABELS, "x_test": IMAGES, "y_test": LABELS}
IDX = bytes([0, 0, 8, 3, 0, 0, 0, 30, 0, 0, 0, 28, 0, 0, 0, 28]) + IMAGES.tobytes()
SHEET = np.pad(np.outer(np.linspace(100, 200, 40), np.ones(10)), 30)  # no center of mass half between two pixels


def of_loader(loader):
    """Whether a loader gives the images from 0 to 1, and their labels."""
    X, y = arrays_from_batches(loader)
    np.testing.assert_allclose(X, FROM_0_TO_1, atol=1e-7)
    return same(y, LABELS)


def of_archive(folder, **changes):
    """Whether an archive of Keras holds the images."""
    np.savez(folder / "mnist.npz", **{**KERAS, **changes})
    _, _, (X, y) = load_mnist(folder / "mnist.npz", n_val=0)
    return same(X, FROM_0_TO_1) and same(y, LABELS)


def of_set(path):
    found = load_images(path, n_val=0)
    return same(found.test[0], FROM_0_TO_1) and found.class_names == list("0123456789")


def of_set_with_validation(folder):
    parts = {f"{part}_{kind}": KERAS[f"{kind[0]}_train"] for part in ("train", "val", "test") for kind in ("xs", "ys")}
    arrays = {name.replace("xs", "images").replace("ys", "labels"): array for name, array in parts.items()}
    np.savez(folder / "own.npz", **arrays)
    return same(load_images(folder / "own.npz").val[0], FROM_0_TO_1)


def of_oblongs(folder):
    rows = IMAGES[:, :, :27].reshape(30, -1)
    np.savez(folder / "own.npz", x_train=rows.reshape(30, 28, 27), y_train=LABELS)
    return load_images(folder / "own.npz", flatten=False).train[0].shape == (25, 28, 27)


def of_idx(folder, content=IDX):
    (folder / "some.idx").write_bytes(content)
    return same(read_idx(folder / "some.idx"), IMAGES)


def read_by(read, write, folder):
    """Whether a reader of another library gives back what was written."""
    path = folder / "file"
    with path.open("wb") as file:
        write(file)
    return same(read(path), IMAGES[0])


def of_picture(path, tolerance):
    from matplotlib.image import imread
    from PIL import Image

    smooth = np.outer(np.arange(28), np.arange(28) // 4).astype(np.uint8)
    Image.fromarray(smooth).save(path)
    scale = 255 if path.suffix == ".png" else 1
    return np.abs(scale * imread(path).astype(float) - smooth).max() <= tolerance


def of_mat(path):
    import scipy.io

    scipy.io.savemat(path, {"images": IMAGES})
    return same(scipy.io.loadmat(path)["images"], IMAGES)


def of_csv(path):
    path.write_text("label,pixel0\n5,0\n3,255\n")
    return same(np.loadtxt(path, delimiter=",", skiprows=1), [[5, 0], [3, 255]])


def of_packed(module, folder):
    path = folder / "packed"
    path.write_bytes(module.compress(IDX))
    return of_idx(folder, module.open(path).read())


def of_zip(folder):
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("some.idx", IDX)
    zipfile.ZipFile(folder / "a.zip").extractall(folder)
    np.savez(folder / "a.npz", IMAGES)
    return same(read_idx(folder / "some.idx"), IMAGES) and same(np.load(folder / "a.npz")["arr_0"], IMAGES)


OF_DATASETS = {
    "wrap a Dataset in a DataLoader": lambda: of_loader(
        [(IMAGES[i : i + 10], LABELS[i : i + 10]) for i in (0, 10, 20)]
    ),
    "resize or convert the images in the loader": lambda: of_loader(
        (images / np.float32(255) if images.dtype == np.uint8 else images, labels)
        for images, labels in [(IMAGES[:9], LABELS[:9]), (FROM_0_TO_1.reshape(-1, 28, 28)[9:], LABELS[9:])]
    ),
    "resize the images in the loader": lambda: of_loader(
        [([image[:28, :28] for image in [*IMAGES[:9], *IMAGES[9:]]], LABELS)]
    ),
    "an iterator can be read only once, so make a new one": lambda: of_loader(iter([(IMAGES, LABELS)])),
    "((images / highest, labels) for images, labels in loader)": lambda: of_loader(
        (images / 65535, labels) for images, labels in [(IMAGES.astype(np.uint16) * 257, LABELS)]
    ),
    "((batch[": lambda: of_loader((batch["image"], batch["label"]) for batch in [{"image": IMAGES, "label": LABELS}]),
    "a DataLoader gives batches, a Dataset single images": lambda: of_loader([(IMAGES, LABELS)]),
    "np.asarray(image) of each image": lambda: of_loader([([np.asarray(image) for image in IMAGES], LABELS)]),
    "copy or unpack the file again": lambda folder: of_idx(folder, gzip.compress(IDX)),
    "was the copy interrupted?": lambda folder: of_idx(folder),
    "an IDX file holds exactly one array": lambda folder: of_idx(folder, IDX[: 16 + 30 * 784]),
    "is it an IDX file?": lambda folder: of_idx(folder),
    "either the header is damaged, or the file must be split": lambda folder: of_idx(folder),
    "it is a table of text": lambda folder: of_csv(folder / "a.csv"),
    "was it copied whole, and is it the right file?": lambda folder: of_idx(folder),
    "a PNG picture; matplotlib.image.imread(path) reads it": lambda folder: of_picture(folder / "a.png", 1e-4),
    "a JPEG picture; matplotlib.image.imread(path) reads it": lambda folder: of_picture(folder / "a.jpg", 16),
    "a NumPy array; np.load(path) reads it": lambda folder: read_by(
        np.load, lambda file: np.save(file, IMAGES[0]), folder
    ),
    "a MATLAB file; scipy.io.loadmat(path) reads it": lambda folder: of_mat(folder / "a.mat"),
    "an .npz archive, which np.load(path) reads, or another zip file, to be unpacked": of_zip,
    "packed by xz; lzma.open(path) unpacks it": lambda folder: of_packed(lzma, folder),
    "packed by bzip2; bz2.open(path) unpacks it": lambda folder: of_packed(bz2, folder),
    "dtype=np.float32": lambda: load_mnist(n_train=10, dtype=np.float32)[0][0].dtype == np.float32,
    "load_mnist() reads the MNIST inside mlpkit": lambda: load_mnist()[0][0].shape == (50_000, 784),
    "are these files of two different sets?": lambda folder: of_archive(folder),
    "was it copied whole": lambda folder: of_archive(folder),
    "path={} stands for its set": lambda folder: of_archive(folder) and of_set(folder / "mnist.npz"),
    "save the column with the classes alone": lambda folder: of_archive(
        folder, y_train=np.column_stack([LABELS, LABELS, LABELS])[:, 0]
    ),
    "reshape them to (n_samples, height, width) and save them with np.savez": lambda folder: of_oblongs(folder),
    "save them from 0 to 1: (images - lowest) / (highest - lowest), with what a pixel can be at most": lambda folder: (
        of_archive(folder, **{f"x_{part}": (IMAGES / 127.5 - 1 - -1) / (1 - -1) for part in ("train", "test")})
    ),
    "look at what was read as labels": lambda folder: of_archive(folder, y_train=LABELS),
    "names with train, val or test, and images or labels, tell what is what": of_set_with_validation,
    "save all parts on one scale": lambda folder: of_archive(folder, x_train=IMAGES / 255, x_test=IMAGES / 255),
    "leave out n_val={}": lambda folder: of_set_with_validation(folder),
    "save one of them again, as PNG, with 8 or 16 bits": lambda folder: of_picture(folder / "a.png", 1e-4),
    "a pickle, which can run any program; pickle.load(file) reads one of your own": lambda folder: read_by(
        lambda path: pickle.loads(path.read_bytes()), lambda file: pickle.dump(IMAGES[0], file), folder
    ),
    "load_images(path)": lambda folder: of_archive(folder) and of_set(folder / "mnist.npz"),
    "n_val={} is the share usual for MNIST": lambda: len(load_mnist(n_val=10_000)[1][1]) == 10_000,
    "a smaller n_val leaves more to train with": lambda: len(load_mnist(n_train=59_000, n_val=1000)[0][1]) == 59_000,
    "leave paper all around the digit": lambda: np.allclose(prepare_digit(255 - SHEET), prepare_digit(SHEET)),
    "X[0].reshape(28, 28) makes a picture of a row": lambda: (
        prepare_digit(FROM_0_TO_1[0].reshape(28, 28)).shape == (28, 28)
    ),
    "one picture at a time": lambda: all(prepare_digit(image).shape == (28, 28) for image in [SHEET, SHEET]),
    "image - image.min()": lambda: not prepare_digit(np.full((3, 3), -1.0) - (-1.0)).any(),
    # what fit is given
    "return X_batch itself where nothing is to change": lambda: learns(augment=lambda X_batch, *, rng: X_batch),
    "X / 255, for the other data too": lambda: learns(
        mlp([784, 10], rng=rng()), X=IMAGES.reshape(30, 784) / 255, y=LABELS, validation_data=(FROM_0_TO_1, LABELS)
    ),
    "mean, std = X_train.mean(axis=0), X_train.std(axis=0), then (X - mean) / (std + 1e-6) for all data": lambda: (
        learns(X=(1000 * X - (1000 * X).mean(axis=0)) / ((1000 * X).std(axis=0) + 1e-6))
    ),
    "prepare both alike, with the same divisor, or the mean and the standard deviation of X": lambda: learns(
        X=X, validation_data=(X * 255 / 255, Y)
    ),
    "network.forward(X) of a network without Softmax(), or CrossEntropy() for probabilities": lambda: (
        SoftmaxCrossEntropy().value(LOGITS, [0, 1]) == pytest.approx(CrossEntropy().value(softmax(LOGITS), [0, 1]))
    ),
}


def hints_of_messages():
    """Every hint in ``messages.txt``, once."""
    return {hint for *_, hint in (param.values[1].partition("Hint: ") for param in catalogue()) if hint}


def texts(path):
    """Every text in a file's code, with {} for what is filled in."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def hints_of_datasets():
    """The beginning of every hint that stands in the code of the data sets, and of what training is given."""
    package = Path(mlpkit.__file__).parent
    files = [*(package / "datasets").glob("*.py"), package / "_machinery" / "data.py"]
    for path in files:
        for text in texts(path):
            hint = text.partition("Hint: ")[2]
            if hint and not hint.startswith("{}"):
                yield hint


def test_every_hint_of_a_message_is_followed_and_no_other():
    assert hints_of_messages() == FOLLOWED.keys()


def test_every_hint_of_the_data_sets_is_followed():
    followed = "\n".join(OF_DATASETS | FOLLOWED)
    patterns = {hint: re.escape(hint).replace(r"\{\}", ".+") for hint in hints_of_datasets()}
    beginnings = tuple(OF_DATASETS)
    assert [hint for hint, p in patterns.items() if not (re.search(p, followed) or hint.startswith(beginnings))] == []


def test_every_kind_of_file_that_can_be_read_is_read():
    """But for those that have to be fetched again, and HDF5, whose reader is no package of ours."""
    assert {kind.split()[1] for kind in OTHER_KINDS.values() if kind not in OF_DATASETS} == {"HDF5", "pointer", "web"}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "follow", [pytest.param(f, id=hint[:60]) for hint, f in [*FOLLOWED.items(), *OF_DATASETS.items()]]
)
def test_who_follows_a_hint_gets_the_right_result(follow, tmp_path):
    assert follow(tmp_path) if follow.__code__.co_argcount else follow()
