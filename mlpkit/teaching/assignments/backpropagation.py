"""Assignment 03: gradients by hand, each judged by finite differences, and one training step."""

from collections.abc import Callable
from typing import Any

import numpy as np

import mlpkit
from mlpkit._machinery.arguments import Array, Labels
from mlpkit.gradcheck import numerical_gradient
from mlpkit.teaching.assignments.judging import FEW_COLUMNS, Cases, Mistakes, Task, comparison, if_possible, sizes

_mean_loss = mlpkit.SoftmaxCrossEntropy().value
_blame = mlpkit.SoftmaxCrossEntropy().gradient


def _one_hot(y: Labels, n_classes: int) -> Array:
    return np.eye(n_classes)[y]


# my_loss_gradient(logits, y)


def _loss_gradient(logits: Array, y: Labels) -> Array:
    return numerical_gradient(lambda Z: _mean_loss(Z, y), logits)


def _loss_gradient_cases(rng: np.random.Generator) -> Cases:
    n, k = sizes(rng, 2)
    shapes = {"several samples": (n, k), "one sample": (1, k), "as many samples as classes": (n, n)}
    shapes |= {"two classes": (n, 2), "rows far apart": (3, k), "scores far apart within a row": (3, k)}
    cases = {about: (rng.normal(size=(a, b)), rng.integers(0, b, size=a)) for about, (a, b) in shapes.items()}
    cases["rows far apart"][0].T[:] += 900.0, 0, -900
    cases["scores far apart within a row"][0][:, -1] += 4000.0, -4000, 2000  # too wide for exp
    cases["one sample, scores around 1000"] = rng.normal(1000, 2, size=(1, k)), rng.integers(0, k, size=1)
    cases["a last class that never occurs"] = rng.normal(size=(n, k)), rng.integers(0, k - 1, size=n)
    return cases


def _loss_gradient_mistakes(Z: Array, y: Labels) -> Mistakes:
    n, k = Z.shape
    P, true, dZ = mlpkit.softmax(Z), _one_hot(y, k), _blame(Z, y)
    E, together = np.exp(Z), np.exp(Z - Z.max())
    by_mean = np.exp(Z - Z.mean(axis=1, keepdims=True))
    dP = np.where(true == 1, -1 / P, 0) / n

    def minus_true(E: Array, axis: int | None = 1) -> Array:
        return (E / E.sum(axis=axis, keepdims=True) - true) / n

    return {
        "exactly n times too large: the loss is a mean, so its gradient contains 1/n": n * dZ,
        "divided by the batch size twice": dZ / n,
        "divided by the number of classes, too; the mean runs over the samples only": dZ / k,
        "divided by the number of classes; divide by the number of samples": n * dZ / k,
        "multiplied by n; divide by n": n * n * dZ,
        "divided by n - 1; the mean divides by n": n * dZ / (n - 1),
        "1/n is subtracted, and then all is divided by n: the true class loses 1 before the division": P / n
        - true / n**2,
        "the probabilities are not divided by n, only what is subtracted": P - true / n,
        "1 is added at the true class; subtract it: the sign is the wrong way round": (P + true) / n,
        "the true class has 1 - p; it is p - 1: the sign is the wrong way round": np.abs(dZ),
        "the true class is set to -1; subtract 1 from its probability": np.where(true == 1, -1, P) / n,
        "that is minus one-hot over n; where are the probabilities?": -true / n,
        "only the true class has a gradient; the others have theirs, too": dZ * true,
        "1 is subtracted at the most probable class, not the true one": (P - _one_hot(P.argmax(axis=1), k)) / n,
        "the labels choose rows; they choose a column in each row": (P - (np.isin(np.arange(n), y % n))[:, None]) / n,
        "twice too large: that is the gradient of a square": 2 * dZ,
        "multiplied by P (1 - P), too; the probabilities minus one-hot are all": dZ * P * (1 - P),
        "that is the loss itself; asked for is its gradient": _mean_loss(Z, y),
        "averaged over the samples; every sample keeps its own row": n * dZ.mean(axis=0),
        "the largest score of the whole batch is subtracted; each row has its own": minus_true(together),
        "the shift is the mean of the row; large gaps still overflow. Take the largest score": minus_true(by_mean),
        "the sum of softmax runs over the whole batch; every row has its own": minus_true(together, axis=None),
        "clipping changes large scores; subtract the largest score of each row": minus_true(np.exp(Z.clip(-500, 500))),
        FEW_COLUMNS: if_possible(lambda: (P - _one_hot(y, y.max() + 1)) / n),
        "these are the probabilities over n; where is the true class subtracted?": P / n,
        "labels off by one: class 0 is column 0": (P - np.roll(true, 1, axis=1)) / n,
        "labels off by one: class 0 is the first column": (P - np.roll(true, -1, axis=1)) / n,
        "1 is subtracted from every class; only the true one loses it": (P - 1) / n,
        "P[:, y] -= 1 changes all rows in each column; pair row i with label i": (P - true.max(axis=0)) / n,
        "exp overflows for large scores: subtract the largest score of each row first": (minus_true(E)),
        "softmax is missing: that is scores minus one-hot": (Z - true) / n,
        "that is the gradient with respect to the probabilities; go on through softmax to the scores": dP,
        "the labels themselves are subtracted; subtract 1 at the true class": (P - y[:, None]) / n,
        "softmax over the wrong axis": (mlpkit.softmax(Z.T).T - true) / n,
        "that is the slope of a single probability, p(1 - p); the loss has a simpler one": P * (1 - P) / n,
    }


# my_relu_backward(dA, Z)


def _relu_backward(dA: Array, Z: Array) -> Array:
    dZ = np.zeros_like(Z)
    for i in np.ndindex(Z.shape):
        dZ[i] = dA[i] if Z[i] > 0 else 0.0
    return dZ


def _relu_cases(rng: np.random.Generator) -> Cases:
    """In every case but those named otherwise: entries exactly at the kink, just beside it, and on either side."""
    shapes = {
        "one sample": (1, 6),
        "several samples": (5, 3),
        "more neurons than samples": tuple(sorted(sizes(rng, 2))),
    }
    shapes |= {"as many samples as neurons": (4, 4), "all neurons awake": (4, 3), "positive dA": (3, 5)}
    cases = {}
    for about, shape in shapes.items():
        Z, dA = rng.normal(size=shape), rng.normal(size=shape)
        Z[1:][-1:] = -np.abs(Z[1:][-1:]) - 0.1  # a sample that is all asleep
        Z.flat[:5], dA.flat[:5] = (0.0, 0.5, -0.5, -2.0, 2.0), (1.5, -2.5, -0.5, 1.7, 2.3)
        cases[about] = (
            np.abs(dA) if about == "positive dA" else dA,
            np.abs(Z) + 0.1 if about == "all neurons awake" else Z,
        )
    return cases


def _relu_mistakes(dA: Array, Z: Array) -> Mistakes:
    return {
        "the mask is ignored: nothing passes where Z is negative": dA,
        "at Z = 0 the slope is 0 here: > and not >=": dA * (Z >= 0),
        "the mask looks at dA; it must look at Z": dA * (dA > 0),
        "that is the forward pass": np.maximum(Z, 0),
        "local slope only: multiply it by dA": (Z > 0) * 1.0,
        "the mask is the wrong way round": dA * (Z < 0),
        "the mask is the wrong way round, and open at 0": dA * (Z <= 0),
        "multiplied by Z instead of by its slope": dA * np.maximum(Z, 0),
        "multiplied by Z; a slope is 1 or 0": dA * Z,
        "multiplied by the sign of Z; a negative Z lets nothing pass": dA * np.sign(Z),
        "a negative Z turns the sign of dA; it should let nothing pass": np.where(Z > 0, dA, -dA),
        "a negative Z lets a hundredth pass (leaky ReLU); it should let nothing pass": dA * np.where(Z > 0, 1, 0.01),
        "at Z = 0 half of dA passes; here the slope is 0": dA * np.heaviside(Z, 0.5),
        "only Z = 0 stops dA; negative Z should, too": dA * (Z != 0),
        "the mask opens at 1; it opens above 0": dA * (Z >= 1),
        "Z is left where it is negative, or 0; there the gradient is 0": np.where(Z > 0, dA, Z),
        "the mask is added; multiply": dA + (Z > 0),
        "the product is cut off below 0 (ReLU); a gradient may be negative": np.maximum(dA * (Z > 0), 0),
        "multiplied by Z and cut off below 0; the slope is 1 or 0": np.maximum(dA * Z, 0),
        "dA and Z are swapped": Z * (dA > 0),
        "divided by the number of samples; the loss has done that already": dA * (Z > 0) / len(Z),
        "multiplied by the slope of a sigmoid; that of ReLU is 1 or 0": dA / (2 + np.exp(Z) + np.exp(-Z)),
        "a sample passes all or nothing; every entry has its own slope": dA * (Z > 0).any(axis=1, keepdims=True),
        "all or nothing; every entry has its own slope": dA * (Z > 0).all(),
        "only the entries that pass are returned; keep the shape, with 0 at the others": dA[Z > 0],
    }


# my_dense_backward(dZ, X, W)


def _dense_backward(dZ: Array, X: Array, W: Array) -> tuple[Array, Array, Array]:
    def total(X: Array, W: Array, b: Array) -> float:
        """Return a number whose slope with respect to the outputs is dZ."""
        return float((dZ * (X @ W + b)).sum())

    b = np.zeros(W.shape[1])
    dW = numerical_gradient(lambda W: total(X, W, b), W)
    db = numerical_gradient(lambda b: total(X, W, b), b)
    return dW, db, numerical_gradient(lambda X: total(X, W, b), X)


def _dense_backward_cases(rng: np.random.Generator) -> Cases:
    n, n_in, n_out = sizes(rng, 3, largest=6)
    shapes = {"one sample": (1, n_in, n_out), "several samples": (n, n_in, n_out), "one input": (n, 1, n_out)}
    shapes |= {"one neuron": (n, n_in, 1), "as many samples as inputs and neurons": (n, n, n)}
    return {
        about: (rng.normal(size=(a, c)), rng.normal(size=(a, b)), rng.normal(size=(b, c)))
        for about, (a, b, c) in shapes.items()
    }


def _dense_backward_mistakes(dZ: Array, X: Array, W: Array) -> Mistakes:
    n, dW, db, dX = len(X), X.T @ dZ, dZ.sum(axis=0), dZ @ W.T
    of_means = np.outer(X.mean(axis=0), dZ.mean(axis=0))
    cut_off = sum(np.trunc(np.outer(x, d)) for x, d in zip(X, dZ, strict=True))
    return {
        "divided by the batch size; the loss has done that already, in dZ": (dW / n, db / n, dX / n),
        "db is not summed over the batch: it has the shape of b": (dW, dZ, dX),
        "db is summed over the neurons; sum over the samples": (dW, dZ.sum(axis=1), dX),
        "db has shape (1, n_out); it needs the shape of b, (n_out,)": (dW, db[None], dX),
        "db is one number for all neurons; each has its own": (dW, dZ.sum(), dX),
        "db is that of the first sample; sum over all": (dW, dZ[0], dX),
        "db is made of ones; its blame comes from dZ": (dW, np.ones_like(db), dX),
        "dW is the product of sums; multiply sample by sample, then sum": (np.outer(X.sum(axis=0), db), db, dX),
        "dW is the product of means; multiply sample by sample, then sum": (of_means, db, dX),
        "only the first sample counts; sum over all": (np.outer(X[0], dZ[0]), dZ[0], dX),
        "only the last sample counts (is it = for +=?); sum over all": (np.outer(X[-1], dZ[-1]), dZ[-1], dX),
        "the last sample is left out": (X[:-1].T @ dZ[:-1], dZ[:-1].sum(axis=0), dX * (np.arange(n) < n - 1)[:, None]),
        "these are the weights after a step; asked for is their gradient": (W - dW, db, dX),
        "the sum of the inputs, without the blame dZ": (np.repeat(X.sum(axis=0)[:, None], len(db), axis=1), db, dX),
        "the products are cut off to whole numbers": (cut_off, db, dX),
        "dX has a mask of ReLU; this layer has no ReLU": (dW, db, dX * (X > 0)),
        "the sum of the weights, without the blame dZ": (dW, db, np.tile(W.sum(axis=1), (n, 1))),
        "dX needs W transposed; reshape keeps the order of reading": (dW, db, dZ @ W.reshape(W.shape[::-1])),
        "dX is the input itself; the blame comes from dZ and W": (dW, db, X),
    }


# my_gradients(X, y, W1, b1, W2, b2)


def _network_loss(X: Array, y: Labels, params: tuple[Array, ...]) -> float:
    W1, b1, W2, b2 = params
    Z1 = X @ W1 + b1
    return _mean_loss(Z1 * (Z1 > 1e-4) @ W2 + b2, y)  # flat a little beyond the kink: at Z1 = 0 the slope is 0


def _gradients(X: Array, y: Labels, *params: Array) -> tuple[Array, ...]:
    def loss_with(position: int) -> Callable[[Array], float]:
        return lambda value: _network_loss(X, y, (*params[:position], value, *params[position + 1 :]))

    return tuple(numerical_gradient(loss_with(position), value) for position, value in enumerate(params))


def _network_cases(rng: np.random.Generator) -> Cases:
    """Networks of odd sizes that still err; some hidden units are awake and some asleep, none at the kink by chance."""
    cases: Cases = {}
    kinds = ["one sample", "several samples", "as many inputs as hidden neurons", "biases of 0", "hidden scores of 0"]
    kinds += ["a last class that never occurs"]
    while len(cases) < len(kinds):
        about = kinds[len(cases)]
        n, n_in, n_hidden, n_classes = sizes(rng, 4, largest=6)
        n = 1 if about == "one sample" else n + 3
        n_in = n_hidden if about == "as many inputs as hidden neurons" else n_in
        present = n_classes - (about == "a last class that never occurs")
        X, y = rng.normal(size=(n, n_in)), rng.integers(0, present, size=n)
        W1, b1 = rng.normal(size=(n_in, n_hidden)), rng.normal(0, 0.5, size=n_hidden)
        W2, b2 = rng.normal(size=(n_hidden, n_classes)), rng.normal(size=n_classes)
        if about == "biases of 0":
            b1, b2 = 0 * b1, 0 * b2
        if about == "hidden scores of 0":
            X[0], b1[0] = 0.0, 0.0
        Z1 = X @ W1 + b1
        errs = np.abs(n * _blame(np.maximum(Z1, 0) @ W2 + b2, y)).max() > 0.05  # or differences see only noise
        if errs and np.abs(Z1[Z1 != 0]).min() > 1e-3 and (Z1 > 0).any() and (Z1 < 0).any():
            cases[about] = (X, y, W1, b1, W2, b2)
    return cases


def _back(X: Array, A1: Array, slope: Any, dZ2: Array, W2: Array) -> tuple[Array, ...]:
    """Return the gradients, given the blame of the logits; or what they become where something else is given."""
    dZ1 = dZ2 @ W2.T * slope
    return X.T @ dZ1, dZ1.sum(axis=0), A1.T @ dZ2, dZ2.sum(axis=0)


def _gradient_mistakes(X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array) -> Mistakes:
    Z1 = X @ W1 + b1
    A1, mask, n = np.maximum(Z1, 0), Z1 > 0, len(y)
    logits = A1 @ W2 + b2
    P, true, dZ2 = mlpkit.softmax(logits), _one_hot(y, len(b2)), _blame(logits, y)
    dW1, db1, dW2, db2 = _back(X, A1, mask, dZ2, W2)

    def after(dZ2: Array) -> tuple[Array, ...]:
        return _back(X, A1, mask, dZ2, W2)

    def with_slope(slope: Any) -> tuple[Array, ...]:
        return _back(X, A1, slope, dZ2, W2)

    def forward(A1: Array, slope: Any, b2: Array = b2, X: Array = X) -> tuple[Array, ...]:
        """Return the gradients of a network that is another one, from its hidden layer on."""
        return _back(X, A1, slope, _blame(A1 @ W2 + b2, y), W2)

    sigmoid, one = mlpkit.sigmoid(Z1), slice(-1, None)
    unbiased, seen = X @ W1, np.maximum(X, 0)
    return {
        "exactly n times too large: the loss is a mean, so its gradient contains 1/n": after(n * dZ2),
        "divided by the batch size twice": after(dZ2 / n),
        FEW_COLUMNS: if_possible(lambda: after((P - _one_hot(y, y.max() + 1)) / n)),
        "the ReLU's mask is missing, or always true, as A1 >= 0 is": with_slope(1.0),
        "the ReLU's mask is open at Z1 = 0; the slope there is 0: > and not >=": with_slope(Z1 >= 0),
        "the ReLU's mask looks at dA1; it must look at Z1": with_slope(dZ2 @ W2.T > 0),
        "the ReLU's mask is the wrong way round": with_slope(Z1 < 0),
        "dA1 and Z1 are swapped: Z1 passes where dA1 is positive": _first(X, Z1 * (dZ2 @ W2.T > 0), dW2, db2),
        "the blame of the hidden layer is A1 itself; it comes from dZ2 and W2": _first(X, A1, dW2, db2),
        "asleep neurons still get a hundredth of the blame; their slope is 0": with_slope(np.where(mask, 1, 0.01)),
        "the slope is that of sigmoid or tanh; the hidden layer has ReLU": with_slope(A1 * (1 - A1)),
        "the hidden layer has a sigmoid; it should have ReLU": forward(sigmoid, sigmoid * (1 - sigmoid)),
        "the hidden layer has tanh; it should have ReLU": forward(np.tanh(Z1), 1 - np.tanh(Z1) ** 2),
        "the hidden layer has the absolute value; it should have ReLU": forward(np.abs(Z1), np.sign(Z1)),
        "dA1 is multiplied by A1; multiply it by the slope, which is 1 or 0": with_slope(A1),
        "the first layer is left out: its gradients are 0": with_slope(0.0),
        "dW2 is built from Z1; the second layer saw A1": _back(X, Z1, mask, dZ2, W2),
        "the forward pass has no ReLU": forward(Z1, mask),
        "the forward pass and the way back have no ReLU": forward(Z1, 1.0),
        "b1 is missing in the forward pass": forward(np.maximum(unbiased, 0), unbiased > 0),
        "b2 is missing in the forward pass": forward(A1, mask, 0 * b2),
        "ReLU is applied to X, too": (forward(np.maximum(seen @ W1 + b1, 0), seen @ W1 + b1 > 0, X=seen)),
        "ReLU after the output layer, too; it has none": after(_blame(np.maximum(logits, 0), y)),
        "softmax is missing: dZ2 is probabilities minus one-hot": after((logits - true) / n),
        "softmax is taken twice: give the loss the scores": after(_blame(P, y)),
        "labels off by one: class 0 is column 0": after((P - np.roll(true, 1, axis=1)) / n),
        "the true class is not subtracted from the probabilities": after(P / n),
        "the gradients of the biases are means; they are sums over the batch": (dW1, db1 / n, dW2, db2 / n),
        "db1 is taken before the mask: sum dZ1, not dA1": (dW1, (dZ2 @ W2.T).sum(axis=0), dW2, db2),
        "only the last sample counts; sum over all": _back(X[one], A1[one], mask[one], n * dZ2[one], W2),
        "these are the parameters after a step; asked for are the gradients": (W1 - dW1, b1 - db1, W2 - dW2, b2 - db2),
        "the first layer's input is X, not A1": _first(A1, dZ2 @ W2.T * mask, dW2, db2),
    }


def _first(X: Array, dZ1: Array, dW2: Array, db2: Array) -> tuple[Array, ...]:
    """Return all gradients, given the blame of the hidden scores and the gradients of the second layer."""
    return X.T @ dZ1, dZ1.sum(axis=0), dW2, db2


# my_training_step(X, y, W1, b1, W2, b2, learning_rate)


def _training_step(X: Array, y: Labels, *params_and_rate: Any) -> tuple[Array, ...]:
    *params, learning_rate = params_and_rate
    return _moved(params, _gradients(X, y, *params), learning_rate)


def _moved(params: Any, grads: Any, learning_rate: float) -> tuple[Array, ...]:
    return tuple(value - learning_rate * grad for value, grad in zip(params, grads, strict=True))


def _step_cases(rng: np.random.Generator) -> Cases:
    cases = {about: (*case, float(rng.choice([0.2, 0.5, 1.5]))) for about, case in _network_cases(rng).items()}
    return cases | {"a learning rate of 1": (*cases["several samples"][:-1], 1.0)}


def _step_mistakes(X: Array, y: Labels, W1: Array, b1: Array, W2: Array, b2: Array, learning_rate: float) -> Mistakes:
    Z1, n, start = X @ W1 + b1, len(y), (W1, b1, W2, b2)
    A1, mask = np.maximum(Z1, 0), Z1 > 0
    logits = A1 @ W2 + b2
    dZ2 = _blame(logits, y)
    grads = _back(X, A1, mask, dZ2, W2)
    W1_end, b1_end, W2_end, b2_end = _moved(start, grads, learning_rate)
    later = _back(X, A1, mask, _blame(A1 @ W2_end + b2_end, y), W2_end)
    Z1_end = X @ W1_end + b1_end
    A1_end = np.maximum(Z1_end, 0)
    second = _back(X, A1_end, Z1_end > 0, _blame(A1_end @ W2 + b2, y), W2)
    both = _back(X, A1_end, Z1_end > 0, _blame(A1_end @ W2_end + b2_end, y), W2_end)
    first_late = _moved(start[:2], later[:2], learning_rate)
    second_late = _moved(start[2:], second[2:], learning_rate)
    directions = [grad / (np.linalg.norm(grad) + 1e-12) for grad in grads]

    def moved(grads: Any, rate: float = learning_rate) -> tuple[Array, ...]:
        return _moved(start, grads, rate)

    return {
        "W2 moves too early: dA1 must see the old W2": moved(_back(X, A1, mask, dZ2, W2_end)),
        "the second layer moves before the gradients of the first are computed": (*first_late, W2_end, b2_end),
        "the first layer moves before the gradients of the second are computed": (W1_end, b1_end, *second_late),
        FEW_COLUMNS: if_possible(
            lambda: moved(_back(X, A1, mask, (mlpkit.softmax(logits) - _one_hot(y, y.max() + 1)) / n, W2))
        ),
        "uphill: the step goes against the gradient": moved(grads, -learning_rate),
        "the learning rate is missing": moved(grads, 1.0),
        "the learning rate is in it twice": moved(grads, learning_rate**2),
        "divided by the learning rate; multiply": moved(grads, 1 / learning_rate),
        **{
            f"the learning rate is {rate}, whatever is given": moved(grads, rate)
            for rate in (1e-3, 1e-2, 0.05, 0.1, 0.5)
        },
        "the parameters themselves are subtracted; subtract their gradients": moved(start),
        "only the signs of the gradients count": moved([np.sign(grad) for grad in grads]),
        "the gradients are divided by their lengths; take them as they are": moved(directions),
        "two steps; take one": _moved((W1_end, b1_end, W2_end, b2_end), both, learning_rate),
        "the biases do not move": (W1_end, b1, W2_end, b2),
        "the weights do not move": (W1, b1_end, W2, b2_end),
        "the first layer does not move": (W1, b1, W2_end, b2_end),
        "the second layer does not move": (W1_end, b1_end, W2, b2),
        "these are the gradients; return the parameters after the step": grads,
        "this is how far the parameters move; return where they arrive": tuple(learning_rate * grad for grad in grads),
        "these are the steps; return where they arrive": tuple(-learning_rate * grad for grad in grads),
        "the step is n times too long: the loss is a mean, with 1/n": moved(grads, n * learning_rate),
        "the step is divided by the batch size once too often": moved(grads, learning_rate / n),
        "nothing has moved (p = p - ... in a loop over the parameters only renames p)": start,
        **{
            f"the parameters shrink as well (weight decay {decay})": (
                moved([grad + decay * value for value, grad in zip(start, grads, strict=True)])
            )
            for decay in (1e-4, 1e-3, 1e-2, 0.1, 1)
        },
        "the ReLU's mask is missing": moved(_back(X, A1, 1.0, dZ2, W2)),
    }


ROUNDING = 1e-5  # of the differences

TASKS = {
    "my_loss_gradient": Task(
        5, comparison(_loss_gradient, _loss_gradient_cases, _loss_gradient_mistakes, tolerance=ROUNDING)
    ),
    "my_relu_backward": Task(4, comparison(_relu_backward, _relu_cases, _relu_mistakes)),
    "my_dense_backward": Task(
        6, comparison(_dense_backward, _dense_backward_cases, _dense_backward_mistakes, results="dW, db, dX")
    ),
    "my_gradients": Task(
        8, comparison(_gradients, _network_cases, _gradient_mistakes, results="dW1, db1, dW2, db2", tolerance=ROUNDING)
    ),
    "my_training_step": Task(
        4, comparison(_training_step, _step_cases, _step_mistakes, results="W1, b1, W2, b2", tolerance=ROUNDING)
    ),
}
