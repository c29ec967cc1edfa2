"""Settings that make no sense: each is refused in words that help, before anything has changed.

The catalogue of bad settings, entry by entry.
"""

import math
import pickle
import tracemalloc
from functools import partial

import numpy as np
import pytest

from mlpkit import (
    SGD,
    Adam,
    ConstantSchedule,
    Dense,
    Dropout,
    EarlyStopping,
    Perceptron,
    ReLUPerceptron,
    RMSProp,
    Sequential,
    SoftmaxCrossEntropy,
    StepSchedule,
    evaluate,
    fit,
    glorot,
    he,
    iterate_minibatches,
    log_softmax,
    mlp,
    normal,
    softmax,
    uniform,
    zeros,
)

X = np.random.default_rng(0).normal(size=(10, 3)).astype(np.float32)
Y = np.arange(10) % 3
X.flags.writeable = Y.flags.writeable = False
MEGABYTE = 10**6


def named(catalogue):
    """The entries of a catalogue as parameters with their names as ids."""
    entries = {name: entry if isinstance(entry, tuple) else (entry,) for name, entry in catalogue.items()}
    return [pytest.param(*entry, id=name) for name, entry in entries.items()]


# --- layer sizes ---------------------------------------------------------------------------------------------

WHOLE = r"must be a whole number >= 1; got"
SIZES = {
    "[]": ([], ValueError, r"layer_sizes must name at least inputs and outputs; got \[\]. Hint: \[784, 128, 10\]"),
    "one": ([784], ValueError, r"layer_sizes must name at least inputs and outputs; got \[784\]"),
    "0": ([3, 0, 2], ValueError, rf"layer_sizes\[1\] {WHOLE} 0$"),
    "-1": ([3, 4, -1], ValueError, rf"layer_sizes\[2\] {WHOLE} -1$"),
    "1.5": ([1.5, 2], TypeError, rf"layer_sizes\[0\] {WHOLE} 1\.5 \(float\)"),
    "NaN": ([3, math.nan], TypeError, rf"layer_sizes\[1\] {WHOLE} nan \(float\)"),
    "'10'": ([3, "10"], TypeError, rf"layer_sizes\[1\] {WHOLE} '10' \(str\)"),
    "True": ([3, True], TypeError, rf"layer_sizes\[1\] {WHOLE} True \(bool\)"),
    "None inside": ([3, None], TypeError, rf"layer_sizes\[1\] {WHOLE} None \(NoneType\)"),
    "None": (None, TypeError, r"layer_sizes must be a list of whole numbers; got None \(NoneType\)"),
    "a number": (784, TypeError, r"layer_sizes must be a list of whole numbers; got 784 \(int\)$"),
    "a text": ("784", TypeError, r"layer_sizes must be a list of whole numbers; got '784' \(str\)"),
    "10**9": (
        [784, 10**9, 10],
        ValueError,
        ".* need 11,846 GiB of memory; expected at most 4 GiB. Hint: a missing comma",
    ),
    "10**9 twice": ([10**9, 10**9], ValueError, ".* need 14,901,161,208 GiB of memory; expected at most"),
}


@pytest.mark.parametrize(("sizes", "error", "message"), named(SIZES))
def test_layer_sizes_are_refused_and_no_random_number_is_drawn(sizes, error, message):
    rng, given = np.random.default_rng(0), pickle.dumps(sizes)
    before = pickle.dumps(rng)
    with pytest.raises(error, match=f"^mlp: {message}"):
        mlp(sizes, rng=rng)
    assert pickle.dumps(rng) == before
    assert pickle.dumps(sizes) == given


def test_a_size_beyond_every_float_is_refused_like_any_other():
    with pytest.raises(ValueError, match=r"^mlp: a network with layer_sizes.* GiB"):
        mlp([10**400, 2], rng=np.random.default_rng(0))


INITIALIZERS = {"he": he, "glorot": glorot, "uniform": uniform, "normal": normal, "zeros": zeros}
SHAPES = {
    "0 inputs": (0, 3, ValueError, rf"n_in {WHOLE} 0$"),
    "0 outputs": (3, 0, ValueError, rf"n_out {WHOLE} 0$"),
    "-1": (-1, 3, ValueError, rf"n_in {WHOLE} -1$"),
    "1.5": (3, 1.5, TypeError, rf"n_out {WHOLE} 1\.5 \(float\)"),
    "'3'": ("3", 3, TypeError, rf"n_in {WHOLE} '3' \(str\)"),
    "True": (True, 3, TypeError, rf"n_in {WHOLE} True \(bool\)"),
    "10**9": (
        10**9,
        10**9,
        ValueError,
        "a layer with n_in=1000000000 and n_out=1000000000 would need 7,450,580,596 GiB of memory; expected at most 4",
    ),
}


@pytest.mark.parametrize("initializer", named(INITIALIZERS))
@pytest.mark.parametrize(("n_in", "n_out", "error", "message"), named(SHAPES))
def test_initializers_refuse_sizes_by_name_and_draw_nothing(initializer, n_in, n_out, error, message):
    rng = np.random.default_rng(0)
    before = pickle.dumps(rng)
    with pytest.raises(error, match=f"^{initializer.__name__}: {message}"):
        initializer(n_in, n_out, rng=rng)
    assert pickle.dumps(rng) == before


def test_a_single_layer_of_10_to_the_9_is_refused_before_any_memory_is_taken():
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match=r"would need 14,901,161,193 GiB of memory"):
            Dense(10**9, 10**9, rng=np.random.default_rng(0))
        assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    finally:
        tracemalloc.stop()


def test_a_layer_that_fits_for_its_weights_and_not_for_its_gradients_is_refused():
    """20,000 by 20,000: 3 GiB for the initializer's float64, and 1.5 GiB each for W and dW."""

    def init(n_in, n_out, *, rng):
        pytest.fail("memory was asked for")

    with pytest.raises(ValueError, match=r"GiB"):
        Dense(20_000, 20_000, init=init, rng=np.random.default_rng(0))


@pytest.mark.parametrize("value", [math.nan, math.inf, 1e40])
def test_initial_weights_that_are_no_numbers_are_refused(value):
    with pytest.raises(ValueError, match=r"^Dense: the result of init holds .* at index \(0, 0\)"):
        Dense(2, 2, init=lambda n_in, n_out, *, rng: np.full((n_in, n_out), value), rng=np.random.default_rng(0))


# --- names and types -----------------------------------------------------------------------------------------

NAMES = {
    "activation in capitals": ({"activation": "ReLU"}, ValueError, r"activation .*Did you mean 'relu'\?$"),
    "activation misspelled": ({"activation": "sigmod"}, ValueError, r"activation .*Did you mean 'sigmoid'\?$"),
    "activation unknown": ({"activation": "gelu"}, ValueError, "activation must be one of 'relu', 'sigmoid', 'tanh'"),
    "activation None": ({"activation": None}, TypeError, r"activation .* got None \(NoneType\)"),
    "init misspelled": ({"init": "golrot"}, ValueError, r"init .*Did you mean 'glorot'\?$"),
    "init unknown": ({"init": "xavier"}, ValueError, "init must be one of 'he', 'glorot', 'uniform', 'normal', 'z"),
    "init None": ({"init": None}, TypeError, r"init .* got None \(NoneType\)"),
    "dropout 1": ({"dropout": 1.0}, ValueError, "dropout must be a finite number >= 0 and < 1; got 1.0"),
    "dropout negative": ({"dropout": -0.1}, ValueError, "dropout must be a finite number >= 0 and < 1; got -0.1"),
    "dropout NaN": ({"dropout": math.nan}, ValueError, "dropout must be a finite number >= 0 and < 1; got nan"),
    "dropout 50": ({"dropout": 50}, ValueError, "dropout must be a finite number >= 0 and < 1; got 50.0"),
    "dropout a text": ({"dropout": "0.5"}, TypeError, r"dropout must be a number >= 0 and < 1; got '0.5' \(str\)"),
    "rng a seed": ({"rng": 0}, TypeError, r"rng must be a numpy.random.Generator; got 0 .* Hint: rng = np.random.def"),
    "rng of old": ({"rng": np.random.RandomState(0)}, TypeError, "rng must be a numpy.random.Generator; got Random"),
}


@pytest.mark.parametrize(("settings", "error", "message"), named(NAMES))
def test_unknown_names_and_other_settings_of_a_network_are_refused(settings, error, message):
    rng = np.random.default_rng(0)
    before = pickle.dumps(rng)
    with pytest.raises(error, match=f"^mlp: {message}"):
        mlp([3, 4, 2], **{"rng": rng, **settings})
    assert pickle.dumps(rng) == before


DTYPES = {
    "misspelled": ("flaot32", TypeError, r"'flaot32' \(str\)"),
    "None": (None, TypeError, "None"),
    "float16": (np.float16, ValueError, "float16"),
    "int": (int, ValueError, "int64"),
    "big-endian": (">f4", ValueError, ">f4"),
}


@pytest.mark.parametrize(("dtype", "error", "came"), named(DTYPES))
def test_a_layer_computes_in_float32_or_float64(dtype, error, came):
    layer, message = Dense(3, 2, rng=np.random.default_rng(0)), rf"dtype must be float32 or float64; got {came}"
    with pytest.raises(error, match=f"^Dense: {message}"):
        Dense(3, 2, dtype=dtype, rng=np.random.default_rng(0))
    with pytest.raises(error, match=f"^Dense.astype: {message}"):
        layer.astype(dtype)
    assert layer.dtype == np.float32


@pytest.mark.parametrize(("dtype", "error", "came"), named(DTYPES))
def test_a_network_computes_in_float32_or_float64(dtype, error, came):
    with pytest.raises(error, match=rf"dtype must be float32 or float64; got {came}"):
        mlp([3, 2], dtype=dtype, rng=np.random.default_rng(0))


@pytest.mark.parametrize("layers", [None, 3, Dense(3, 2, rng=np.random.default_rng(0))], ids=["None", "3", "a layer"])
def test_layers_come_in_a_list(layers):
    with pytest.raises(TypeError, match=r"^Sequential: layers must be a list of layers; got .* Hint: "):
        Sequential(layers)


# --- optimizers ----------------------------------------------------------------------------------------------

RATE = "learning_rate must be a finite number > 0; got"
RATES = {
    "0": (0, ValueError, f"{RATE} 0.0"),
    "negative": (-0.1, ValueError, f"{RATE} -0.1"),
    "NaN": (math.nan, ValueError, f"{RATE} nan"),
    "infinite": (math.inf, ValueError, f"{RATE} inf"),
    "beyond every float": (10**400, ValueError, f"{RATE} inf"),
    "a text": ("0.1", TypeError, r"learning_rate must be a number > 0; got '0.1' \(str\)"),
    "None": (None, TypeError, r"learning_rate must be a number > 0; got None \(NoneType\)"),
    "True": (True, TypeError, r"learning_rate must be a number > 0; got True \(bool\)"),
    "an array": (np.array([0.1]), TypeError, r"learning_rate must be a number > 0; got an array of shape \(1,\)"),
}


@pytest.mark.parametrize("kind", [SGD, RMSProp, Adam, ConstantSchedule, partial(StepSchedule, n_steps=3)])
@pytest.mark.parametrize(("learning_rate", "error", "message"), named(RATES))
def test_learning_rates_are_refused(kind, learning_rate, error, message):
    name = getattr(kind, "func", kind).__name__
    with pytest.raises(error, match=f"^{name}: {message}"):
        kind(learning_rate)


@pytest.mark.parametrize("kind", [SGD, RMSProp, Adam])
def test_a_learning_rate_of_np_float64_leaves_float32_as_it_is(kind):
    """To the last bit what a Python float of the same value does."""
    networks = []
    for learning_rate in (np.float64(0.01), 0.01):
        networks.append(mlp([3, 4, 3], rng=np.random.default_rng(0)))
        settings = {"n_epochs": 2, "batch_size": 4, "rng": np.random.default_rng(1), "progress": False}
        history = fit(networks[-1], SoftmaxCrossEntropy(), kind(learning_rate), X, Y, **settings)
        assert {type(rate) for rate in history.learning_rate} == {float}
    for W, other in zip(networks[0].params, networks[1].params, strict=True):
        assert W.dtype == np.float32
        np.testing.assert_array_equal(W, other)


FRACTIONS = {
    "1": (1, ValueError),
    "negative": (-0.1, ValueError),
    "NaN": (math.nan, ValueError),
    "a text": ("0.9", TypeError),
}
SETTINGS_BELOW_ONE = {
    "SGD: momentum": lambda value: SGD(0.1, momentum=value),
    "RMSProp: decay": lambda value: RMSProp(decay=value),
    "Adam: beta_1": lambda value: Adam(beta_1=value),
    "Adam: beta_2": lambda value: Adam(beta_2=value),
    "Dropout: rate": lambda value: Dropout(value, rng=np.random.default_rng(0)),
}


@pytest.mark.parametrize("name", SETTINGS_BELOW_ONE)
@pytest.mark.parametrize(("value", "error"), named(FRACTIONS))
def test_momentum_betas_and_dropout_lie_from_0_to_below_1(name, value, error):
    with pytest.raises(error, match=rf"^{name} must be a (finite )?number >= 0 and < 1; got '?{value}"):
        SETTINGS_BELOW_ONE[name](value)


# --- training ------------------------------------------------------------------------------------------------


class Trained:
    """A network in the middle of its life, with an optimizer and a generator: what a refusal must leave alone."""

    def __init__(self, learning_rate=0.01):
        self.network = mlp([3, 4, 3], dropout=0.2, rng=np.random.default_rng(1))
        self.optimizer, self.rng = SGD(learning_rate, momentum=0.9), np.random.default_rng(2)
        self.fit()

    def fit(self, **settings):
        settings = {"n_epochs": 2, "batch_size": 4, "progress": False} | settings
        return fit(self.network, SoftmaxCrossEntropy(), self.optimizer, X, Y, rng=self.rng, **settings)

    def state(self):
        return pickle.dumps((self.network, self.optimizer.n_steps, self.rng))


COUNTS = {
    "0": (0, ValueError, "0$"),
    "-1": (-1, ValueError, "-1$"),
    "2.5": (2.5, TypeError, r"2\.5 \(float\)"),
    "2.0": (2.0, TypeError, r"2\.0 \(float\)"),
    "NaN": (math.nan, TypeError, r"nan \(float\)"),
    "'2'": ("2", TypeError, r"'2' \(str\)"),
    "True": (True, TypeError, r"True \(bool\)"),
    "None": (None, TypeError, r"None \(NoneType\)"),
}
COUNTED = {
    "fit: batch_size": lambda value: Trained().fit(batch_size=value),
    "fit: n_epochs": lambda value: Trained().fit(n_epochs=value),
    "evaluate: batch_size": lambda value: evaluate(
        mlp([3, 3], rng=np.random.default_rng(0)), SoftmaxCrossEntropy(), X, Y, batch_size=value
    ),
    "iterate_minibatches: batch_size": lambda value: iterate_minibatches(X, Y, value, rng=np.random.default_rng(0)),
    "EarlyStopping: patience": lambda value: EarlyStopping(value),
    "Perceptron.fit: n_epochs": lambda value: Perceptron(3).fit(X, Y % 2, n_epochs=value, rng=np.random.default_rng(0)),
    "Perceptron: n_in": lambda value: Perceptron(value),
    "ReLUPerceptron: n_in": lambda value: ReLUPerceptron(value, rng=np.random.default_rng(0)),
    "summary: batch_size": lambda value: mlp([3, 3], rng=np.random.default_rng(0)).summary(batch_size=value),
}


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize(("value", "error", "came"), named(COUNTS))
def test_batch_size_epochs_and_all_that_is_counted_are_whole_numbers_from_1(name, value, error, came):
    with pytest.raises(error, match=f"^{name} {WHOLE} {came}"):
        COUNTED[name](value)


@pytest.mark.parametrize("batch_size", [11, 10**6, np.int64(11)])
def test_a_batch_size_larger_than_n_is_one_batch(batch_size):
    history = Trained().fit(batch_size=batch_size, n_epochs=3)
    assert history.epoch_steps == [1, 2, 3]


@pytest.mark.parametrize(
    ("value", "error", "came"),
    [
        (math.nan, ValueError, "finite number >= 0; got nan"),
        (math.inf, ValueError, "finite number >= 0; got inf"),
        (-1.0, ValueError, "finite number >= 0; got -1.0"),
        (None, TypeError, r"number >= 0; got None \(NoneType\)"),
        ("0.1", TypeError, r"number >= 0; got '0.1' \(str\)"),
    ],
    ids=["NaN", "infinity", "negative", "None", "a text"],
)
@pytest.mark.parametrize("step", [6, 8, 11], ids=["at the first step", "at the third step", "in the second epoch"])
def test_a_schedule_that_returns_nan_stops_training_before_the_step(value, error, came, step):
    """Six steps were done before; the weights are those after the last step that had a learning rate."""

    def interrupt(now):
        if now >= step:
            raise KeyboardInterrupt
        return 0.01

    one, other = Trained(lambda now: value if now >= step else 0.01), Trained(interrupt)
    with pytest.raises(error, match=f"^SGD: the learning rate of the schedule at step {step} must be a {came}"):
        one.fit()
    assert other.fit().interrupted
    assert one.optimizer.n_steps == other.optimizer.n_steps == step
    for W, expected in zip(one.network.params, other.network.params, strict=True):
        np.testing.assert_array_equal(W, expected)


def test_a_schedule_that_raises_comes_through_as_it_is():
    def schedule(step):
        return 1 / (7 - step)

    one = Trained(schedule)
    with pytest.raises(ZeroDivisionError):
        one.fit()
    assert one.optimizer.n_steps == 7
    assert all(np.isfinite(W).all() for W in one.network.params)


@pytest.mark.parametrize("epoch", [1, 2])
def test_a_callback_that_raises_comes_through_and_leaves_weights_optimizer_and_history_in_agreement(epoch):
    """The error is the caller's own. What was learned until then stays, and training can go on from there."""
    seen = []

    def callback(network, history):
        seen.append(history)
        if history.n_epochs == epoch:
            raise LookupError("mine")

    one, other = Trained(), Trained()
    with pytest.raises(LookupError, match="mine"):
        one.fit(n_epochs=3, callbacks=[callback])
    expected = other.fit(n_epochs=epoch)
    assert seen[-1].step_loss == expected.step_loss
    assert seen[-1].train_loss == expected.train_loss
    assert seen[-1].n_epochs == epoch
    assert one.state() == other.state()
    assert one.fit().step_loss == other.fit().step_loss
    assert one.state() == other.state()


CALLBACKS = {
    "None": None,
    "a function without a list": lambda network, history: None,
    "a text": "ab",
    "a list of None": [None],
    "a generator": (callback for callback in ()),
}


@pytest.mark.parametrize("callbacks", named(CALLBACKS))
def test_callbacks_of_another_kind_are_refused(callbacks):
    one = Trained()
    state = one.state()
    with pytest.raises(TypeError, match=r"^fit: callbacks must be a list of functions; got .* Hint: \[f\]"):
        one.fit(callbacks=callbacks)
    assert one.state() == state


@pytest.mark.parametrize("monitor", ["val_loss", "val_accuracy"])
def test_early_stopping_without_validation_data_is_refused_before_anything_changes(monitor):
    one = Trained()
    state = one.state()
    with pytest.raises(ValueError, match=rf"EarlyStopping: there is no {monitor} to watch\. Hint: fit"):
        one.fit(callbacks=[EarlyStopping(monitor=monitor)])
    assert one.state() == state


def test_early_stopping_has_nothing_to_restore_before_the_first_epoch():
    with pytest.raises(RuntimeError, match=r"EarlyStopping.restore_best: .* Hint: "):
        EarlyStopping().restore_best(mlp([3, 3], rng=np.random.default_rng(0)))


EARLY = {
    "monitor misspelled": ({"monitor": "val_los"}, ValueError, r"monitor .* Did you mean 'val_loss'\?$"),
    "monitor None": ({"monitor": None}, TypeError, "monitor must be one of 'val_loss', 'val_accuracy', 'train_loss"),
    "min_delta NaN": ({"min_delta": math.nan}, ValueError, "min_delta must be a finite number >= 0; got nan"),
    "min_delta negative": ({"min_delta": -1}, ValueError, "min_delta must be a finite number >= 0; got -1.0"),
}


@pytest.mark.parametrize(("settings", "error", "message"), named(EARLY))
def test_settings_of_early_stopping_are_refused(settings, error, message):
    with pytest.raises(error, match=f"^EarlyStopping: {message}"):
        EarlyStopping(**settings)


# --- arrays that are passed by hand --------------------------------------------------------------------------


@pytest.mark.parametrize("function", [softmax, log_softmax])
@pytest.mark.parametrize("scores", [[], np.zeros((3, 0)), 1.0], ids=["[]", "no classes", "one number"])
def test_softmax_of_no_scores_is_refused(function, scores):
    with pytest.raises(ValueError, match=rf"^{function.__name__}: Z has shape \(.*\); expected at least one score"):
        function(scores)


OPTIMIZERS = {
    "SGD": lambda: SGD(0.1),
    "momentum": lambda: SGD(0.1, momentum=0.9),
    "RMSProp": lambda: RMSProp(0.1),
    "Adam": lambda: Adam(0.1),
}


@pytest.mark.parametrize("make", named(OPTIMIZERS))
@pytest.mark.parametrize(
    ("params", "grads"),
    [
        (None, None),
        ([[1.0, 2.0]], [[1.0, 2.0]]),
        ([np.array([1, 2])], [np.array([1, 2])]),
        ([np.ones(2)], [[1.0, 2.0]]),
        ([np.ones(2)], [None]),
    ],
    ids=["None", "lists", "whole numbers", "a list for a gradient", "None for a gradient"],
)
def test_an_optimizer_moves_arrays_of_real_numbers_only(make, params, grads):
    optimizer, given = make(), pickle.dumps(params)
    with pytest.raises(TypeError, match=rf"^{type(optimizer).__name__}.step: .* Hint: "):
        optimizer.step(params, grads)
    assert pickle.dumps(params) == given
    assert optimizer.n_steps == 0


@pytest.mark.parametrize("make", named(OPTIMIZERS))
def test_an_optimizer_moves_all_parameters_or_none_where_one_is_read_only(make):
    free, fixed, optimizer = np.ones(2), np.ones(2), make()
    fixed.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        optimizer.step([free, fixed], [np.ones(2), np.ones(2)])
    assert free.tolist() == [1.0, 1.0]
    assert optimizer.n_steps == 0
