"""What goes wrong while a network learns: weights, optimizer and history stay in agreement, and nothing is lost.

The catalogue of faults, entry by entry. ``test_training.py`` has more about Ctrl-C and about divergence.
"""

import copy
import io
import os
import pickle
import signal
import subprocess
import sys
import threading

import numpy as np
import pytest

from mlpkit import (
    SGD,
    Adam,
    CosineSchedule,
    Dense,
    DivergenceError,
    Dropout,
    EarlyStopping,
    Layer,
    ReLU,
    RMSProp,
    Sequential,
    Sigmoid,
    Softmax,
    SoftmaxCrossEntropy,
    Tanh,
    evaluate,
    fit,
    load,
    mlp,
    save,
    train_step,
)

RNG = np.random.default_rng(11)
X = RNG.normal(size=(10, 3)).astype(np.float32)
Y = np.array([0, 1, 2, 0, 1, 2, 0, 1, 2, 0])
X.flags.writeable = Y.flags.writeable = False
BATCH_SIZE, STEPS_PER_EPOCH = 4, 3  # batches of 4, 4 and 2


def new():
    """A network, an optimizer with momentum and a generator, always the same."""
    network = mlp([3, 5, 3], dropout=0.2, l2=0.01, rng=np.random.default_rng(0))
    return network, SGD(0.1, momentum=0.9), np.random.default_rng(1)


def train(network, optimizer, rng, *, loss=None, **settings):
    settings = {"n_epochs": 2, "batch_size": BATCH_SIZE, "progress": False} | settings
    return fit(network, loss or SoftmaxCrossEntropy(), optimizer, X, Y, rng=rng, **settings)


def after(n_steps):
    """Network, optimizer and the losses after so many whole steps, done by hand."""
    network, optimizer, rng = new()
    losses = []
    while len(losses) < n_steps:
        order = rng.permutation(len(X))
        for start in range(0, len(X), BATCH_SIZE):
            rows = order[start : start + BATCH_SIZE]
            if len(losses) < n_steps:
                losses.append(train_step(network, SoftmaxCrossEntropy(), optimizer, X[rows], Y[rows])[0])
    return network, optimizer, losses


def assert_same_arrays(arrays, others):
    for array, other in zip(arrays, others, strict=True):
        np.testing.assert_array_equal(array, other)


def assert_exactly_so_many_steps(network, optimizer, n_steps):
    """Weights and optimizer are those after so many steps: the next step shows that the velocity is so, too."""
    expected, expected_optimizer, _ = after(n_steps)
    assert_same_arrays(network.params, expected.params)
    assert optimizer.n_steps == n_steps
    gradient = [np.full(W.shape, 0.5, W.dtype) for W in network.params]
    for one, its_optimizer in ((network, optimizer), (expected, expected_optimizer)):
        its_optimizer.step(one.params, gradient)
    assert_same_arrays(network.params, expected.params)


def assert_whole(history, n_steps, n_epochs, *, n_validated=0):
    """Every list of the history has one entry a step, or one an epoch."""
    _, _, losses = after(n_steps)
    assert history.step_loss == losses
    assert len(history.step_accuracy) == n_steps
    for name in ("train_loss", "train_accuracy", "learning_rate", "seconds", "epoch_steps"):
        assert len(getattr(history, name)) == n_epochs
    assert len(history.val_loss) == len(history.val_accuracy) == n_validated
    assert history.epoch_steps == [STEPS_PER_EPOCH * epoch for epoch in range(1, n_epochs + 1)]


class LossWithFault(SoftmaxCrossEntropy):
    """Runs ``fault`` at one call of one of its methods."""

    def __init__(self, method, call, fault):
        self.method, self.call, self.fault, self.n_calls = method, call, fault, 0

    def _maybe(self, method, result):
        if method == self.method:
            self.n_calls += 1
            if self.n_calls == self.call:
                return self.fault(result)
        return result

    def value(self, y_pred, y_true):
        return self._maybe("value", super().value(y_pred, y_true))

    def gradient(self, y_pred, y_true):
        return self._maybe("gradient", super().gradient(y_pred, y_true))

    def n_correct(self, y_pred, y_true):
        return self._maybe("n_correct", super().n_correct(y_pred, y_true))


def out_of_memory(*arguments, **settings):
    raise MemoryError("Unable to allocate 9 EiB")


# --- Ctrl-C --------------------------------------------------------------------------------------------------


@pytest.fixture
def press_ctrl_c():
    """A function that does what the keys do; Python's own answer to them is in place, and again afterwards."""
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield lambda: signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    signal.signal(signal.SIGINT, previous)


def train_until_interrupted(*arguments, **settings):
    """``train``, and a failed test instead of a stopped pytest where the interrupt comes through."""
    try:
        history = train(*arguments, **settings)
    except KeyboardInterrupt:
        pytest.fail("the interrupt came out of fit, and the history is lost")
    assert history.interrupted is True
    return history


@pytest.mark.parametrize("method", ["value", "gradient", "n_correct"])
@pytest.mark.parametrize("call", [1, 3, 4], ids=["in the first batch", "in the last batch", "in the second epoch"])
def test_ctrl_c_in_a_step_lets_the_step_finish(press_ctrl_c, method, call):
    def press(result):
        press_ctrl_c()
        return result

    network, optimizer, rng = new()
    history = train_until_interrupted(network, optimizer, rng, loss=LossWithFault(method, call, press))
    assert_whole(history, call, 0 if call <= STEPS_PER_EPOCH else 1)
    assert_exactly_so_many_steps(network, optimizer, call)


class Watched(np.ndarray):
    """A parameter that tells whenever something is written into it, by whichever of NumPy's ways."""

    when_written = staticmethod(lambda: None)

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        Watched.when_written()

    def __array_ufunc__(self, ufunc, method, *inputs, out=(), **settings):
        if out:
            settings["out"] = tuple(map(plain, out))
        result = getattr(ufunc, method)(*map(plain, inputs), **settings)
        if any(isinstance(array, Watched) for array in out):
            Watched.when_written()
        return out[0] if out else result

    def __array_function__(self, function, types, arguments, settings):
        result = super().__array_function__(function, types, arguments, settings)
        if function is np.copyto:
            Watched.when_written()
        return result


def plain(array):
    return array.view(np.ndarray) if isinstance(array, Watched) else array


@pytest.fixture
def press_ctrl_c_at_the_next_write(press_ctrl_c, monkeypatch):
    """A function that lets the keys be pressed once, right after the next change of the given layer's weights."""
    presses = []

    def press_once():
        monkeypatch.setattr(Watched, "when_written", staticmethod(lambda: None))
        presses.append(1)
        press_ctrl_c()

    def arm(layer):
        layer.W = layer.W.view(Watched)
        monkeypatch.setattr(Watched, "when_written", staticmethod(press_once))

    yield arm
    assert presses == [1]


@pytest.mark.parametrize("position", [0, 3], ids=["first layer", "last layer"])
def test_ctrl_c_in_the_middle_of_an_update_lets_the_update_finish(press_ctrl_c_at_the_next_write, position):
    """In step 5 the weights of one layer have just moved, its biases have not."""
    network, _, rng = new()

    def schedule(step):
        if step == 3:  # step 4 has its list of parameters already: it is step 5 that finds the watched one
            press_ctrl_c_at_the_next_write(network.layers[position])
        return 0.1

    optimizer = SGD(schedule, momentum=0.9)
    history = train_until_interrupted(network, optimizer, rng)
    assert_whole(history, 5, 1)
    assert_exactly_so_many_steps(network, optimizer, 5)


def test_ctrl_c_in_validation_keeps_the_steps_of_the_epoch(press_ctrl_c):
    def press(result):
        press_ctrl_c()
        return result

    network, optimizer, rng = new()
    loss = LossWithFault("value", STEPS_PER_EPOCH + 1, press)  # the first loss after those of the steps
    history = train_until_interrupted(network, optimizer, rng, loss=loss, validation_data=(X, Y))
    assert_whole(history, STEPS_PER_EPOCH, 0)
    assert_exactly_so_many_steps(network, optimizer, STEPS_PER_EPOCH)


def test_ctrl_c_in_a_callback_keeps_the_epoch(press_ctrl_c):
    network, optimizer, rng = new()
    history = train_until_interrupted(
        network, optimizer, rng, callbacks=[lambda network, history: press_ctrl_c()], validation_data=(X, Y)
    )
    assert_whole(history, STEPS_PER_EPOCH, 1, n_validated=1)
    assert_exactly_so_many_steps(network, optimizer, STEPS_PER_EPOCH)


@pytest.mark.parametrize("times", [2, 5])
def test_ctrl_c_twice_in_a_step_counts_once(press_ctrl_c, times):
    def press(result):
        for _ in range(times):
            press_ctrl_c()
        return result

    network, optimizer, rng = new()
    history = train_until_interrupted(network, optimizer, rng, loss=LossWithFault("value", 2, press))
    assert_whole(history, 2, 0)
    assert_exactly_so_many_steps(network, optimizer, 2)
    assert not train(network, optimizer, rng).interrupted  # the second press does not wait for the next training


def test_ctrl_c_in_a_step_and_again_while_the_callback_cleans_up(press_ctrl_c):
    """The second press comes while the first is already on its way through somebody's ``finally``."""

    def callback(network, history):
        try:
            press_ctrl_c()
        finally:
            press_ctrl_c()

    network, optimizer, rng = new()
    history = train_until_interrupted(network, optimizer, rng, callbacks=[callback])
    assert_whole(history, STEPS_PER_EPOCH, 1)
    assert_exactly_so_many_steps(network, optimizer, STEPS_PER_EPOCH)


def test_ctrl_c_again_while_the_progress_bar_is_closed(press_ctrl_c, monkeypatch):
    """An impatient student presses twice: the second press comes after the first has ended the training."""

    class Screen(io.StringIO):
        n_presses = 0

        def write(self, text):
            if self.n_presses == 1:
                self.n_presses = 2
                press_ctrl_c()
            return super().write(text)

    screen = Screen()

    def callback(network, history):
        screen.n_presses = 1
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdout", screen)
    network, optimizer, rng = new()
    history = train_until_interrupted(network, optimizer, rng, callbacks=[callback], progress=True)
    assert screen.n_presses == 2
    assert_whole(history, STEPS_PER_EPOCH, 1)


def test_ctrl_c_while_early_stopping_goes_back_to_the_best_epoch(press_ctrl_c_at_the_next_write):
    """All parameters are those of the best epoch afterwards, or all those of the last: no mixture."""
    network, optimizer, rng = new()
    stopping, epochs = EarlyStopping(patience=2, monitor="train_loss", min_delta=100.0), []

    def arm(network, history):
        epochs.append([np.array(W) for W in network.params])
        if history.n_epochs == 3:  # the next callback goes back to the first epoch
            press_ctrl_c_at_the_next_write(network.layers[0])

    train_until_interrupted(network, optimizer, rng, n_epochs=9, callbacks=[arm, stopping])
    assert any(
        all(np.array_equal(W, then) for W, then in zip(network.params, params, strict=True)) for params in epochs
    )


# --- numbers and memory --------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [np.nan, np.inf], ids=["NaN", "infinity"])
@pytest.mark.parametrize("method", ["value", "gradient"])
@pytest.mark.parametrize("step", [1, 2, 3, 4, 6])
def test_nan_injected_at_step_k_leaves_the_weights_of_step_k_minus_1(step, method, value):
    network, optimizer, rng = new()
    with pytest.raises(DivergenceError, match=rf"^fit: training diverged in .*, at step {step}, .* Hint: ") as caught:
        train(network, optimizer, rng, loss=LossWithFault(method, step, lambda result: result * np.float32(value)))
    assert_whole(caught.value.history, step - 1, (step - 1) // STEPS_PER_EPOCH)
    assert_exactly_so_many_steps(network, optimizer, step - 1)


@pytest.mark.parametrize("step", [1, 5])
def test_nan_injected_by_augmentation_leaves_the_weights_of_step_k_minus_1(step):
    calls = []

    def augment(X_batch, *, rng):
        calls.append(X_batch.copy())
        return X_batch * np.float32(np.nan) if len(calls) == step else X_batch

    network, optimizer, rng = new()
    with pytest.raises(DivergenceError, match=rf"at step {step}, ") as caught:
        train(network, optimizer, rng, augment=augment)
    assert_whole(caught.value.history, step - 1, (step - 1) // STEPS_PER_EPOCH)
    assert_exactly_so_many_steps(network, optimizer, step - 1)


@pytest.mark.parametrize("method", ["value", "gradient", "n_correct"])
@pytest.mark.parametrize("step", [1, 4])
def test_a_memory_error_in_a_step_moves_no_parameter(step, method):
    network, optimizer, rng = new()
    with pytest.raises(MemoryError, match="9 EiB"):
        train(network, optimizer, rng, loss=LossWithFault(method, step, out_of_memory))
    assert_exactly_so_many_steps(network, optimizer, step - 1)


class Fragile(Layer):
    """Passes everything on; its ``fault`` runs at one call, forward or backward."""

    def __init__(self, way, call, fault):
        self.way, self.call, self.fault, self.n_calls = way, call, fault, 0

    def _maybe(self, way):
        self.n_calls += way == self.way
        if way == self.way and self.n_calls == self.call:
            self.fault()

    def forward(self, X, *, training=False):
        self._maybe("forward")
        return X

    def backward(self, dA):
        self._maybe("backward")
        return dA


@pytest.mark.parametrize("way", ["forward", "backward"])
@pytest.mark.parametrize("step", [1, 4])
@pytest.mark.parametrize("fault", [MemoryError, LookupError])
def test_an_error_in_a_layer_moves_no_parameter_and_training_can_go_on(step, way, fault):
    """In the middle of the network: some layers remember a forward pass, the others have none."""

    def raise_it():
        raise fault("mine")

    network, optimizer, rng = new()
    fragile = Sequential([*network.layers[:2], Fragile(way, step, raise_it), *network.layers[2:]])
    with pytest.raises(fault, match="mine"):
        train(fragile, optimizer, rng)
    expected, expected_optimizer, _ = after(step - 1)
    assert_same_arrays(fragile.params, expected.params)
    assert optimizer.n_steps == expected_optimizer.n_steps == step - 1
    assert train(fragile, optimizer, rng).n_epochs == 2


@pytest.mark.parametrize(
    "optimizer", [SGD(0.1, momentum=0.9), RMSProp(0.1), Adam(0.1)], ids=["momentum", "RMSProp", "Adam"]
)
def test_an_overflow_in_a_step_leaves_the_optimizer_as_it_was_too(optimizer):
    """A step of ordinary size afterwards goes where it goes without the one that failed."""
    params = [np.ones(3, np.float32), np.ones(2, np.float32)]
    gradient, too_large = ([np.ones(3, np.float32), np.full(2, value, np.float32)] for value in (1.0, 3e38))
    optimizer.step(params, gradient)
    params[1][...] = -3.4e38
    twin = copy.deepcopy((optimizer, params))
    with pytest.raises(FloatingPointError), np.errstate(over="raise"):
        optimizer.step(params, too_large)
    for one, its_params in ((optimizer, params), twin):
        its_params[1][...] = 0.0
        one.step(its_params, gradient)
    assert_same_arrays(params, twin[1])


def test_a_memory_error_in_validation_keeps_the_steps():
    network, optimizer, rng = new()
    loss = LossWithFault("value", STEPS_PER_EPOCH + 1, out_of_memory)
    with pytest.raises(MemoryError):
        train(network, optimizer, rng, loss=loss, validation_data=(X, Y))
    assert_exactly_so_many_steps(network, optimizer, STEPS_PER_EPOCH)


@pytest.mark.parametrize("fault", [MemoryError, LookupError, SystemExit])
def test_whatever_comes_out_of_fit_ctrl_c_is_python_s_own_afterwards_and_numpy_s_errors_too(press_ctrl_c, fault):
    def raise_it(result):
        raise fault

    before = np.geterr()
    with pytest.raises(fault):
        train(*new(), loss=LossWithFault("value", 2, raise_it))
    assert np.geterr() == before
    with pytest.raises(KeyboardInterrupt):
        press_ctrl_c()


# --- a wrong call in the middle of a step --------------------------------------------------------------------

LAYERS = {
    "Dense": lambda: Dense(3, 3, rng=np.random.default_rng(0)),
    "Dropout": lambda: Dropout(0.5, rng=np.random.default_rng(0)),
    "ReLU": ReLU,
    "Sigmoid": Sigmoid,
    "Tanh": Tanh,
    "Softmax": Softmax,
}
every_layer = pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in LAYERS.items()])
WRONG = {
    "another shape": (np.ones((10, 2), np.float32), ValueError),
    "a row": (np.ones(3, np.float32), ValueError),
    "a list of another shape": ([[1.0, 2.0, 3.0]], ValueError),
    "ragged": ([[1.0], [2.0, 3.0]], ValueError),
    "a text": ("dA", TypeError),
    "None": (None, TypeError),
}


@every_layer
@pytest.mark.parametrize(("dA", "error"), [pytest.param(*case, id=name) for name, case in WRONG.items()])
def test_a_wrong_gradient_is_refused_by_name_and_the_right_one_can_still_come(make, dA, error):
    layer, expected = make(), make()
    for one in (layer, expected):
        one.forward(X, training=True)
    with pytest.raises(error, match=rf"^{type(layer).__name__}\.backward: .*dA"):
        layer.backward(dA)
    right = np.linspace(-1, 1, 30, dtype=np.float32).reshape(10, 3)
    np.testing.assert_array_equal(layer.backward(right), expected.backward(right))
    assert_same_arrays(layer.grads, expected.grads)


@every_layer
def test_a_list_is_a_gradient_too(make):
    layer, expected = make(), make()
    for one in (layer, expected):
        one.forward(X, training=True)
    dA = np.ones((10, 3), np.float32)
    np.testing.assert_allclose(layer.backward(dA.tolist()), expected.backward(dA), atol=1e-6)
    assert_same_arrays(layer.grads, expected.grads)


@pytest.mark.parametrize("make", [pytest.param(LAYERS[name], id=name) for name in LAYERS if name != "Dense"])
def test_the_caller_may_write_into_the_batch_between_forward_and_backward(make):
    """As who fills one array with the next batch does. (Dense keeps the array itself, as Layer's docstring says.)"""
    layer, expected, batch = make(), make(), X.copy()
    layer.forward(batch, training=True)
    expected.forward(X, training=True)
    batch[...] = 7.0
    dA = np.linspace(-1, 1, 30, dtype=np.float32).reshape(10, 3)
    np.testing.assert_array_equal(layer.backward(dA), expected.backward(dA))
    assert_same_arrays(layer.grads, expected.grads)


# --- twice, at once, and later -------------------------------------------------------------------------------


def test_fit_twice_goes_on_where_the_first_ended():
    """Weights, velocity, schedule, order and dropout: two times one epoch are one time two epochs, bit for bit."""
    (once, optimizer, rng), (twice, its_optimizer, its_rng) = new(), new()
    whole = train(once, optimizer, rng, n_epochs=2)
    parts = [train(twice, its_optimizer, its_rng, n_epochs=1) for _ in range(2)]
    assert parts[0].step_loss + parts[1].step_loss == whole.step_loss
    assert parts[0] is not parts[1]
    assert_same_arrays(twice.params, once.params)


def test_fit_twice_with_a_new_optimizer_goes_on_with_the_weights_alone():
    network, optimizer, rng = new()
    train(network, optimizer, rng)
    before = [W.copy() for W in network.params]
    history = train(network, SGD(1e-12), rng, n_epochs=1)
    assert history.n_epochs == 1
    for W, V in zip(network.params, before, strict=True):
        np.testing.assert_allclose(W, V, atol=1e-9)


def test_the_optimizer_of_another_network_is_refused_and_nothing_moves():
    network, optimizer, rng = new()
    train(network, optimizer, rng)
    other = mlp([3, 4, 3], rng=np.random.default_rng(0))
    before = pickle.dumps(other.params), optimizer.n_steps
    with pytest.raises(ValueError, match=r"SGD\.step: .* Hint: make a new optimizer for every network"):
        train(other, optimizer, rng)
    assert (pickle.dumps(other.params), optimizer.n_steps) == before
    train(network, optimizer, rng)  # its own network still can


def test_two_fits_in_two_threads_are_the_two_fits_one_after_the_other():
    """Each with a network, an optimizer and a generator of its own: to the last bit what each does alone."""

    def make(seed):
        network = mlp([3, 8, 3], dropout=0.1, rng=np.random.default_rng(seed))
        return network, Adam(CosineSchedule(0.05, n_steps=120)), np.random.default_rng(seed)

    expected = [make(seed) for seed in range(4)]
    losses = [train(*one, n_epochs=40, validation_data=(X, Y)).step_loss for one in expected]
    start, found, results = threading.Barrier(len(expected)), [make(seed) for seed in range(4)], {}

    def run(k):
        start.wait()
        results[k] = train(*found[k], n_epochs=40, validation_data=(X, Y)).step_loss

    threads = [threading.Thread(target=run, args=(k,)) for k in range(len(expected))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [results.get(k) for k in range(4)] == losses
    for (network, *_), (other, *_) in zip(found, expected, strict=True):
        assert_same_arrays(network.params, other.params)


def test_a_fit_in_a_thread_that_diverges_leaves_the_other_alone():
    errors, (network, optimizer, rng) = [], new()

    def diverge():
        try:
            train(new()[0], SGD(1e30), np.random.default_rng(0))
        except DivergenceError as error:
            errors.append(error)

    thread = threading.Thread(target=diverge)
    thread.start()
    history = train(network, optimizer, rng, n_epochs=20)
    thread.join()
    assert len(errors) == 1
    assert_whole(history, 60, 20)


def test_predictions_in_other_threads_while_a_network_learns_harm_nobody():
    """They see some state of the weights; the training is to the last bit what it is alone."""
    network, optimizer, rng = new()
    stop, problems = threading.Event(), []

    def predict():
        while not stop.is_set():
            labels = network.predict(X)
            if labels.shape != (10,) or not set(labels.tolist()) <= {0, 1, 2}:
                problems.append(labels)

    thread = threading.Thread(target=predict)
    thread.start()
    try:
        history = train(network, optimizer, rng, n_epochs=20)
    finally:
        stop.set()
        thread.join()
    assert problems == []
    assert_whole(history, 60, 20)


KEPT = {
    "kept": lambda one: one,
    "pickled": lambda one: pickle.loads(pickle.dumps(one)),
    "deepcopied": copy.deepcopy,
}


def make_elaborate():
    """Everything that has a memory: dropout, L2, a schedule, an optimizer with two means."""
    network = mlp([3, 6, 6, 3], activation="tanh", dropout=0.3, l2=0.01, rng=np.random.default_rng(0))
    optimizer = Adam(CosineSchedule(0.05, n_steps=15, n_warmup_steps=4))
    return network, optimizer, np.random.default_rng(1)


def noise(X_batch, *, rng):
    return X_batch + rng.normal(0, 0.1, size=X_batch.shape).astype(X_batch.dtype)


@pytest.mark.parametrize("keep", [pytest.param(keep, id=name) for name, keep in KEPT.items()])
@pytest.mark.parametrize("epoch", [1, 2, 4])
def test_interrupted_and_resumed_at_an_epoch_boundary_equals_uninterrupted_bit_for_bit(press_ctrl_c, keep, epoch):
    """Three things have a memory and must be kept together: the network, the optimizer and the generator."""

    def interrupt(network, history):
        if history.n_epochs == epoch:
            press_ctrl_c()

    whole = make_elaborate()
    expected = train(*whole, n_epochs=5, augment=noise, validation_data=(X, Y))
    parts = make_elaborate()
    first = train_until_interrupted(*parts, n_epochs=5, augment=noise, validation_data=(X, Y), callbacks=[interrupt])
    parts = keep(parts)
    second = train(*parts, n_epochs=5 - epoch, augment=noise, validation_data=(X, Y))
    for name in ("step_loss", "step_accuracy", "train_loss", "val_loss", "val_accuracy", "learning_rate"):
        assert getattr(first, name) + getattr(second, name) == getattr(expected, name)
    assert_same_arrays(parts[0].params, whole[0].params)
    assert evaluate(parts[0], SoftmaxCrossEntropy(), X, Y) == evaluate(whole[0], SoftmaxCrossEntropy(), X, Y)


RESUME = """
import pickle, sys
import test_faults
from mlpkit import load

with open(sys.argv[1], "rb") as file:
    optimizer, rng = pickle.load(file)
network = load(sys.argv[2])
history = test_faults.train(network, optimizer, rng, n_epochs=3, augment=test_faults.noise)
print(pickle.dumps((history.step_loss, network.params)).hex())
"""


def test_resumed_in_another_process_equals_uninterrupted_bit_for_bit(tmp_path):
    """The network in a model file, optimizer and generator in a pickle: tomorrow is another day."""
    whole, parts = make_elaborate(), make_elaborate()
    expected = train(*whole, n_epochs=5, augment=noise)
    first = train(*parts, n_epochs=2, augment=noise)
    network, optimizer, rng = parts
    save(network, tmp_path / "model.npz")
    (tmp_path / "rest.pickle").write_bytes(pickle.dumps((optimizer, rng)))
    run = subprocess.run(
        [sys.executable, "-c", RESUME, tmp_path / "rest.pickle", tmp_path / "model.npz"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    losses, params = pickle.loads(bytes.fromhex(run.stdout.strip()))
    assert first.step_loss + losses == expected.step_loss
    assert_same_arrays(params, whole[0].params)
    assert_same_arrays(load(tmp_path / "model.npz").params, network.params)  # the file is as it was
