"""The training loop: batches, one step, evaluation, and what ``fit`` promises when all goes well and when not."""

import math
import pickle
import tracemalloc

import numpy as np
import pytest
from gradients import central_difference
from hypothesis import given
from hypothesis import strategies as st
from short_training import (
    PER_EPOCH,
    RNG,
    STEPS_PER_EPOCH,
    X_VAL,
    Y_VAL,
    LossWithTwist,
    X,
    Y,
    assert_same,
    small_network,
    train,
    weights,
    weights_after,
)

from mlpkit import (
    SGD,
    Adam,
    BinaryCrossEntropy,
    Dense,
    DivergenceError,
    EarlyStopping,
    History,
    Layer,
    MeanSquaredError,
    ReLU,
    RMSProp,
    Sequential,
    Sigmoid,
    SoftmaxCrossEntropy,
    StepSchedule,
    evaluate,
    fit,
    iterate_minibatches,
    mlp,
    train_step,
    training,
)
from mlpkit._machinery import arguments, doors


def with_nan(row, column):
    X_bad = X.copy()
    X_bad[row, column] = np.nan
    return X_bad


def test_the_reference_of_the_tests_below_moves_with_every_step():
    references = [weights_after(n_steps) for n_steps in range(5)]
    assert len({W.tobytes() for W, *_ in references}) == 5


# --- mini-batches --------------------------------------------------------------------------------------------


@given(n_samples=st.integers(1, 40), batch_size=st.integers(1, 50), seed=st.integers(0, 99))
def test_every_sample_comes_once_with_its_own_label_and_the_last_batch_holds_the_rest(n_samples, batch_size, seed):
    X, y = np.arange(2.0 * n_samples).reshape(n_samples, 2), np.arange(n_samples)
    batches = list(iterate_minibatches(X, y, batch_size, rng=np.random.default_rng(seed)))
    sizes = [len(X_batch) for X_batch, _ in batches]
    n_full, rest = divmod(n_samples, batch_size)
    assert sizes == [batch_size] * n_full + [rest] * (rest > 0)
    for X_batch, y_batch in batches:
        np.testing.assert_array_equal(X_batch, X[y_batch])  # y says which row it is
    assert sorted(np.concatenate([y_batch for _, y_batch in batches])) == list(range(n_samples))


def test_the_order_is_random_and_comes_from_rng_alone():
    def order(rng):
        return [int(y) for _, batch in iterate_minibatches(X, np.arange(10), 4, rng=rng) for y in batch]

    rng = np.random.default_rng(5)
    first, second = order(rng), order(rng)
    assert first == order(np.random.default_rng(5))
    assert first != second
    assert list(range(10)) not in (first, second)


def test_batches_are_copies():
    X, y = np.ones((4, 2)), np.arange(4)
    for X_batch, y_batch in iterate_minibatches(X, y, 4, rng=np.random.default_rng(0)):
        X_batch[...] = y_batch[...] = 7
    np.testing.assert_array_equal(X, 1)
    np.testing.assert_array_equal(y, np.arange(4))


def test_minibatches_keep_the_dtype_of_arrays_and_read_lists():
    rng = np.random.default_rng(0)
    ((batch, _),) = iterate_minibatches(np.array([[1, 2], [3, 4]], np.uint8), [0, 1], 2, rng=rng)
    assert batch.dtype == np.uint8
    ((batch, labels),) = iterate_minibatches([[1.0, 2.0], [3.0, 4.0]], [0, 1], 2, rng=rng)
    np.testing.assert_array_equal(batch[labels.argsort()], [[1, 2], [3, 4]])


@pytest.mark.parametrize(
    ("arguments", "rng", "error", "message"),
    [
        ((X, Y[:9], 4), np.random.default_rng(0), ValueError, "X has 10 rows but y has 9; expected the same number"),
        ((X, Y, 0), np.random.default_rng(0), ValueError, "batch_size must be a whole number >= 1; got 0"),
        ((X, Y, 2.5), np.random.default_rng(0), TypeError, "batch_size must be a whole number >= 1; got 2.5"),
        ((X, Y, 4), 0, TypeError, r"rng must be a numpy.random.Generator; got 0 \(int\). Hint: rng = np.random"),
        ((X, Y, 4), np.random, TypeError, "rng must be a numpy.random.Generator"),
    ],
)
def test_iterate_minibatches_refuses_at_the_call_not_at_the_first_batch(arguments, rng, error, message):
    with pytest.raises(error, match=message):
        iterate_minibatches(*arguments, rng=rng)


# --- one step ------------------------------------------------------------------------------------------------


def test_a_step_equals_one_written_by_hand():
    """Forward, softmax, backward and update with nothing but NumPy: two layers, ReLU, L2 of 0.3, learning rate 0.5.

    The gradient of the first layer uses W2 as it was in the forward pass: nothing moves before all is computed.
    """
    network = small_network(l2=0.3, dtype=np.float64)
    W1, b1, W2, b2 = weights(network)
    x = X.astype(np.float64)  # (10, 3)
    Z1 = x @ W1 + b1  # (10, 5)
    A1 = np.where(Z1 > 0, Z1, 0)
    E = np.exp(A1 @ W2 + b2)  # (10, 3)
    P = E / E.sum(axis=1, keepdims=True)
    onehot = np.eye(3)[Y]
    expected_loss = -np.log((P * onehot).sum(axis=1)).mean() + 0.15 * ((W1**2).sum() + (W2**2).sum())
    dZ2 = (P - onehot) / 10
    dZ1 = (dZ2 @ W2.T) * (Z1 > 0)

    loss, n_correct = train_step(network, SoftmaxCrossEntropy(), SGD(0.5), x, Y)

    assert loss == pytest.approx(expected_loss, rel=1e-12)
    assert n_correct == (P.argmax(axis=1) == Y).sum()
    expected = [
        W1 - 0.5 * (x.T @ dZ1 + 0.3 * W1),
        b1 - 0.5 * dZ1.sum(axis=0),
        W2 - 0.5 * (A1.T @ dZ2 + 0.3 * W2),
        b2 - 0.5 * dZ2.sum(axis=0),
    ]
    for mine, other in zip(network.params, expected, strict=True):
        np.testing.assert_allclose(mine, other, rtol=1e-10, atol=1e-14)


def test_gradients_are_computed_before_anything_moves():
    """A plain SGD step is -η times the slope, at one and the same point, of every parameter of a deep network."""
    network = mlp([3, 4, 4, 4, 3], activation="tanh", l2=0.1, dtype=np.float64, rng=np.random.default_rng(2))

    def total_loss():
        return SoftmaxCrossEntropy().value(network.forward(X), Y) + network.penalty

    slopes = [central_difference(total_loss, W) for W in network.params]
    before = weights(network)
    train_step(network, SoftmaxCrossEntropy(), SGD(1.0), X, Y)
    for old, new, slope in zip(before, network.params, slopes, strict=True):
        np.testing.assert_allclose(old - new, slope, rtol=1e-5, atol=1e-9)


def test_gradients_are_overwritten_not_accumulated():
    """Two steps on the same batch and a learning rate too small to matter leave the gradients of one."""
    network = small_network(dtype=np.float64)
    train_step(network, SoftmaxCrossEntropy(), SGD(1e-300), X, Y)
    once = [dW.copy() for dW in network.grads]
    train_step(network, SoftmaxCrossEntropy(), SGD(1e-300), X, Y)
    assert_same(network.grads, once)


def test_the_learning_rate_does_not_shrink_with_the_batch():
    """The 1/n is taken once: the same batch five times over makes the same step."""
    once, repeated = small_network(dtype=np.float64), small_network(dtype=np.float64)
    train_step(once, SoftmaxCrossEntropy(), SGD(0.1), X, Y)
    train_step(repeated, SoftmaxCrossEntropy(), SGD(0.1), np.tile(X, (5, 1)), np.tile(Y, 5))
    for a, b in zip(once.params, repeated.params, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-15)


def test_float32_stays_float32_through_a_whole_step():
    """Inputs of float64 and a learning rate of np.float64, and still nothing is computed in float64."""
    seen = set()

    class Spy(SoftmaxCrossEntropy):
        def gradient(self, y_pred, y_true):
            gradient = super().gradient(y_pred, y_true)
            seen.update([y_pred.dtype, gradient.dtype])
            return gradient

    network = small_network(dropout=0.2, l2=0.1)
    train_step(network, Spy(), Adam(np.float64(0.1)), X.astype(np.float64), Y)
    seen.update(array.dtype for array in network.params + network.grads)
    dX = network.layers[-1].W  # any float32 array will do to go back once more
    seen.add(network.forward(X, training=True).dtype)
    seen.add(network.backward(dX[:1].repeat(10, axis=0), input_gradient=True).dtype)
    assert seen == {np.dtype(np.float32)}


def test_targets_of_float64_are_no_reason_to_compute_in_float64():
    seen = set()

    class SpyError(MeanSquaredError):
        def gradient(self, y_pred, y_true):
            gradient = super().gradient(y_pred, y_true)
            seen.update([y_pred.dtype, y_true.dtype, gradient.dtype])
            return gradient

    train_step(mlp([3, 1], rng=np.random.default_rng(0)), SpyError(), SGD(0.1), X, X.astype(np.float64)[:, :1])
    assert seen == {np.dtype(np.float32)}


def test_a_step_checks_its_batch_once(monkeypatch):
    """Where it enters, and what the loss returned, which may be somebody's own; no layer checks it again."""
    network, calls = mlp([3, 5, 4, 3], dropout=0.1, rng=np.random.default_rng(0)), []
    for name in ("as_batch", "as_float_array"):
        function = getattr(arguments, name)
        monkeypatch.setattr(arguments, name, lambda *a, f=function, **k: calls.append(k["name"]) or f(*a, **k))
        for module in (training, doors):
            monkeypatch.setattr(module, name, getattr(arguments, name))
    train_step(network, SoftmaxCrossEntropy(), SGD(0.1), X, Y)
    assert calls == ["train_step: X", "train_step: X", "Dense.backward: dA"]  # as_batch calls as_float_array


def test_a_step_uses_the_dropout_of_training():
    """Prediction drops nothing, the training step does: two steps from the same start differ in their masks."""
    network = small_network(dropout=0.5)
    losses = {train_step(network, SoftmaxCrossEntropy(), SGD(1e-30), X, Y)[0] for _ in range(5)}
    assert len(losses) > 1
    assert len({evaluate(network, SoftmaxCrossEntropy(), X, Y).loss for _ in range(5)}) == 1


# --- evaluation ----------------------------------------------------------------------------------------------


def test_evaluation_by_hand():
    """The network passes its input on; errors 1, -1, 3, 0, 2, squares 1 + 1 + 9 + 0 + 4 = 15, mean 3."""
    network = Sequential([Dense(1, 1, init=lambda n_in, n_out, rng: np.ones((1, 1)), rng=RNG)])
    result = evaluate(network, MeanSquaredError(), [[1], [2], [3], [4], [5]], [[0], [3], [0], [4], [3]], batch_size=2)
    assert result.loss == 3.0
    assert math.isnan(result.accuracy)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 4, 7, 9, 10, 1000])
def test_the_last_short_batch_counts_by_its_size(batch_size):
    """Whatever the batch size, the result is the mean over the samples, done here in one go."""
    network = small_network(dtype=np.float64)
    P = network.predict_proba(X)
    loss, accuracy = evaluate(network, SoftmaxCrossEntropy(), X, Y, batch_size=batch_size)
    assert loss == pytest.approx(-np.log(P[np.arange(10), Y]).mean(), rel=1e-12)
    assert accuracy == pytest.approx((P.argmax(axis=1) == Y).mean(), rel=1e-12)


def test_evaluation_leaves_the_network_as_it_is_and_counts_no_penalty():
    network = small_network(dropout=0.4, l2=10.0)
    before = pickle.dumps(network)
    loss, _ = evaluate(network, SoftmaxCrossEntropy(), X, Y)
    assert pickle.dumps(network) == before
    assert network.penalty > 5 * loss


def test_a_layer_that_writes_to_its_inputs_does_not_change_what_is_evaluated():
    class Doubling(Layer):
        def forward(self, X, *, training=False):
            X *= 2
            return X

        def backward(self, dA):
            return 2 * dA

    network = Sequential([Doubling(), *small_network().layers])
    inputs = X.astype(network.dtype)
    before = inputs.copy()
    evaluate(network, SoftmaxCrossEntropy(), inputs, Y)
    np.testing.assert_array_equal(inputs, before)


def test_evaluate_computes_a_thousand_samples_at_once():
    sizes = []

    class Counting(Sequential):
        def forward(self, X, *, training=False):
            sizes.append(len(X))
            return super().forward(X, training=training)

    network = Counting(small_network().layers)
    evaluate(network, SoftmaxCrossEntropy(), np.zeros((1001, 3)), np.zeros(1001, int))
    assert sizes == [1000, 1]


def test_evaluate_is_silent_where_a_loss_is_infinite_or_no_number():
    class CarelessError(MeanSquaredError):
        def value(self, y_pred, y_true):
            return float(-np.log(np.zeros(1))[0])

    network = mlp([3, 2], init=lambda n_in, n_out, *, rng: np.ones((n_in, n_out)), rng=np.random.default_rng(0))
    assert math.isnan(evaluate(network, SoftmaxCrossEntropy(), [[3e38] * 3], [0]).loss)
    assert evaluate(network, CarelessError(), [[1.0] * 3], [[0.0, 0.0]]).loss == math.inf
    with pytest.raises(FloatingPointError, match="the loss is inf"):
        train_step(network, CarelessError(), SGD(0.1), [[1.0] * 3], [[0.0, 0.0]])


@pytest.mark.parametrize(
    ("X", "y", "settings", "error", "message"),
    [
        (X[:0], Y[:0], {}, ValueError, r"evaluate: X has shape \(0, 3\); expected at least one sample"),
        (X[:, :2], Y, {}, ValueError, r"evaluate: X has 2 columns but .* n_in=3; got X of shape \(10, 2\)"),
        (with_nan(4, 1), Y, {}, ValueError, r"evaluate: X holds 1 value.* first at index \(4, 1\)"),
        (X, Y[:, None], {}, ValueError, r"y_true must be integer labels of shape \(n_samples,\); got shape \(10, 1\)"),
        (X, Y + 1, {}, ValueError, "holds the label 3; expected labels from 0 to 2"),
        (X, Y, {"batch_size": 0}, ValueError, "evaluate: batch_size"),
    ],
    ids=["empty", "columns", "NaN", "column of labels", "label too large", "batch size"],
)
def test_evaluate_refuses(X, y, settings, error, message):
    with pytest.raises(error, match=message):
        evaluate(small_network(), SoftmaxCrossEntropy(), X, y, **settings)


# --- fit: what is learned and what is written down -------------------------------------------------------------


def test_fit_repeats_train_step_and_nothing_else():
    network = small_network()
    train(network, n_epochs=3)
    assert_same(network.params, weights_after(3 * STEPS_PER_EPOCH))


def test_fit_learns():
    """Three blobs far apart: every one of them is told from the others."""
    rng, y = np.random.default_rng(0), np.repeat([0, 1, 2], 30)
    blobs = np.array([[0, 4, 0], [4, 0, 0], [0, 0, 4]])[y] + rng.normal(size=(90, 3))
    network = small_network()
    history = train(network, optimizer=Adam(0.02), X=blobs, y=y, n_epochs=20, batch_size=16)
    assert history.train_loss[-1] < 0.2 * history.train_loss[0]
    assert evaluate(network, SoftmaxCrossEntropy(), blobs, y).accuracy > 0.95


def test_history_has_one_entry_a_step_and_one_an_epoch():
    history = train(n_epochs=4, validation_data=(X_VAL, Y_VAL))
    assert len(history.step_loss) == len(history.step_accuracy) == 4 * STEPS_PER_EPOCH
    assert {len(getattr(history, name)) for name in (*PER_EPOCH, "val_loss", "val_accuracy")} == {4}
    assert history.n_epochs == 4
    assert history.epoch_steps == [3, 6, 9, 12]
    assert all(seconds > 0 for seconds in history.seconds)
    assert history.interrupted is False


def test_without_validation_data_there_are_no_validation_numbers():
    history = train()
    assert history.val_loss == history.val_accuracy == []
    assert {len(getattr(history, name)) for name in PER_EPOCH} == {2}


@pytest.mark.parametrize("l2", [0.0, 0.5])
def test_an_epochs_loss_is_the_mean_over_its_samples_not_over_its_batches(l2):
    """Batches of 4, 4 and 2: (4a + 4b + 2c) / 10."""
    history = train(small_network(l2=l2), n_epochs=3)
    sizes = np.array([4, 4, 2])
    losses, accuracies = np.reshape(history.step_loss, (3, 3)), np.reshape(history.step_accuracy, (3, 3))
    np.testing.assert_allclose(history.train_loss, losses @ sizes / 10, rtol=1e-12)
    np.testing.assert_allclose(history.train_accuracy, accuracies @ sizes / 10, rtol=1e-12)
    assert not np.allclose(history.train_loss, losses.mean(axis=1), rtol=1e-4)  # the two means do differ here


def test_losses_of_steps_are_those_before_the_update_with_the_l2_penalty():
    network = small_network(l2=0.5, dtype=np.float64)
    before = evaluate(network, SoftmaxCrossEntropy(), X, Y)
    penalty = network.penalty
    history = train(network, n_epochs=1, batch_size=10)
    assert history.step_loss == [pytest.approx(before.loss + penalty)]
    assert history.step_accuracy == [pytest.approx(before.accuracy)]
    assert penalty > 0.1


def test_validation_numbers_are_those_of_the_weights_at_the_end_of_each_epoch():
    seen = []

    def look(network, history):
        loss, accuracy = evaluate(network, SoftmaxCrossEntropy(), X_VAL, Y_VAL)
        seen.append((loss + network.penalty, accuracy))

    history = train(small_network(l2=0.2), n_epochs=3, validation_data=(X_VAL, Y_VAL), callbacks=[look])
    assert list(zip(history.val_loss, history.val_accuracy, strict=True)) == seen
    assert len(set(history.val_loss)) == 3


def test_validation_data_is_never_trained_on():
    """With and without it, with dropout too, the same weights to the last bit."""
    with_it, without = small_network(dropout=0.3), small_network(dropout=0.3)
    train(with_it, validation_data=(X_VAL, Y_VAL))
    train(without)
    assert_same(with_it.params, without.params)


def test_learning_rate_of_each_epoch_comes_from_the_optimizer():
    """0.4, halved after every 3 steps, which is every epoch: the rate of each epoch's last step."""
    history = train(optimizer=SGD(StepSchedule(0.4, n_steps=3, factor=0.5)), n_epochs=3)
    assert history.learning_rate == [0.4, 0.2, 0.1]


def test_a_schedule_is_asked_about_no_step_that_is_never_made():
    """A list of rates, one a step, is a schedule."""
    rates = [0.1, 0.1, 0.1, 0.05, 0.05, 0.05]
    assert train(optimizer=SGD(rates.__getitem__), n_epochs=2).n_epochs == 2


def test_to_frame_per_epoch():
    history = train(n_epochs=3, validation_data=(X_VAL, Y_VAL))
    frame = history.to_frame()
    names = ["train_loss", "train_accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"]
    assert list(frame.columns) == names
    assert list(frame.index) == [1, 2, 3]
    assert frame.index.name == "epoch"
    for name in names:
        assert frame[name].tolist() == getattr(history, name)
    assert not {"val_loss", "val_accuracy"} & set(train().to_frame().columns)


def test_to_frame_per_step():
    history = train(n_epochs=2)
    frame = history.to_frame(per="step")
    assert list(frame.columns) == ["loss", "accuracy"]
    assert list(frame.index) == [1, 2, 3, 4, 5, 6]
    assert frame.index.name == "step"
    assert frame["loss"].tolist() == history.step_loss
    assert frame["accuracy"].tolist() == history.step_accuracy


def test_to_frame_of_nothing_and_of_an_unknown_row():
    assert History().to_frame().shape[0] == 0
    with pytest.raises(ValueError, match=r"per must be one of 'epoch', 'step'; got 'steps'.*Did you mean 'step'"):
        History().to_frame(per="steps")


def test_a_batch_larger_than_the_data_is_one_batch():
    large, exact = small_network(), small_network()
    history = train(large, batch_size=1000)
    train(exact, batch_size=10)
    assert history.epoch_steps == [1, 2]
    assert_same(large.params, exact.params)


def test_lists_and_integers_are_data_too():
    whole = np.round(X * 3)
    from_lists, from_arrays = small_network(), small_network()
    train(from_lists, X=whole.astype(int).tolist(), y=Y.tolist())
    train(from_arrays, X=whole, y=Y.astype(np.uint8))
    assert_same(from_lists.params, from_arrays.params)


def test_the_callers_arrays_are_never_modified():
    """The arrays are write-protected, and no conversion makes a copy of them on the way in."""
    bytes_before = [array.tobytes() for array in (X, Y, X_VAL, Y_VAL)]

    def careless(X_batch, *, rng):
        X_batch *= 0
        return X_batch

    train(small_network(dropout=0.2), validation_data=(X_VAL, Y_VAL), augment=careless)
    assert [array.tobytes() for array in (X, Y, X_VAL, Y_VAL)] == bytes_before


def test_a_second_fit_goes_on_where_the_first_ended():
    whole, parts = small_network(dropout=0.3), small_network(dropout=0.3)
    train(whole, optimizer=Adam(0.05), n_epochs=4)
    optimizer, rng = Adam(0.05), np.random.default_rng(1)
    for n_epochs in (1, 3):
        train(parts, optimizer=optimizer, n_epochs=n_epochs, rng=rng)
    assert_same(parts.params, whole.params)


class TestRegression:
    """Numbers instead of classes: no accuracy anywhere, and no word of it."""

    y = X @ [[1.0], [-2.0], [0.5]] + 3.0  # (10, 1)

    def test_mean_squared_error_falls_and_accuracy_is_nan(self):
        network = mlp([3, 1], rng=np.random.default_rng(0))
        history = train(network, MeanSquaredError(), Adam(0.1), y=self.y, n_epochs=150, validation_data=(X, self.y))
        assert history.train_loss[-1] < 1e-3 < 1 < history.train_loss[0]
        assert np.isnan(history.train_accuracy + history.step_accuracy + history.val_accuracy).all()
        np.testing.assert_allclose(network.layers[0].W, [[1.0], [-2.0], [0.5]], atol=0.1)

    def test_the_bar_has_no_accuracy(self, capsys):
        network = mlp([3, 1], rng=np.random.default_rng(0))
        train(network, MeanSquaredError(), y=self.y, progress=True, validation_data=(X, self.y))
        out = capsys.readouterr().out
        assert "loss" in out
        assert "val_loss" in out
        assert "accuracy" not in out
        assert "nan" not in out

    def test_targets_in_a_row_are_refused_with_a_hint(self):
        with pytest.raises(ValueError, match=r"\(10, 1\) but y_true has shape \(10,\).*np.reshape\(y, \(-1, 1\)\)"):
            train(mlp([3, 1], rng=np.random.default_rng(0)), MeanSquaredError(), y=self.y[:, 0])


def test_binary_classes_with_a_sigmoid_have_an_accuracy():
    """Answers above and below one half are counted: with the last bias at +100 all are "yes"."""
    network = Sequential([Dense(3, 1, rng=np.random.default_rng(0)), Sigmoid()])
    network.layers[0].b[...] = 100.0
    y = (Y == 0).astype(int).reshape(-1, 1)
    assert evaluate(network, BinaryCrossEntropy(), X, y).accuracy == 0.4
    history = train(network, BinaryCrossEntropy(), SGD(1e-30), y=y, n_epochs=1)
    assert history.train_accuracy == [pytest.approx(0.4)]


# --- fit: callbacks ------------------------------------------------------------------------------------------


def test_callbacks_are_called_after_every_epoch_with_network_and_history():
    network, calls = small_network(), []

    def first(*arguments):
        calls.append(("first", arguments[1].n_epochs, *arguments))

    def second(*arguments):
        calls.append(("second", arguments[1].n_epochs, *arguments))

    history = train(network, n_epochs=2, callbacks=[first, second])
    assert [call[:2] for call in calls] == [("first", 1), ("second", 1), ("first", 2), ("second", 2)]
    assert all(call[2] is network and call[3] is history for call in calls)


def test_true_ends_the_training_and_the_other_callbacks_still_hear_of_the_epoch():
    heard = []
    history = train(
        n_epochs=10,
        callbacks=[lambda network, history: history.n_epochs == 2, lambda network, history: heard.append(1)],
    )
    assert history.n_epochs == 2
    assert len(heard) == 2
    assert history.interrupted is False


@pytest.mark.parametrize("error", [LookupError("mine"), FloatingPointError("mine")], ids=repr)
def test_an_error_in_a_callback_comes_through_as_it_is(error):
    def broken(network, history):
        raise error

    with pytest.raises(type(error)) as caught:
        train(callbacks=[broken])
    assert caught.value is error


def test_a_callback_of_ones_own_may_ask_for_validation_data_before_anything_changes():
    class Watcher:
        def require_validation(self, present):
            if not present:
                raise ValueError("mine")

        def __call__(self, network, history):
            return None

    assert_refused({"callbacks": [Watcher()]}, ValueError, "^mine$")
    assert train(callbacks=[Watcher()], validation_data=(X_VAL, Y_VAL)).n_epochs == 2


# --- early stopping ------------------------------------------------------------------------------------------


class TestEarlyStopping:
    def feed(self, stopper, values, name="val_loss"):
        """Show it one epoch after another; every weight of epoch k is k. Return where it stopped, and the network."""
        network, history = small_network(), History()
        for epoch, value in enumerate(values, start=1):
            for W in network.params:
                W[...] = epoch
            history.train_loss.append(99.0)
            if name == "train_loss":
                history.train_loss[-1] = value
            else:
                getattr(history, name).append(value)
            if stopper(network, history):
                return epoch, network
        return None, network

    def test_by_hand(self):
        """Best at epoch 2; epochs 3 and 4 are no better, and patience is 2."""
        stopper = EarlyStopping(patience=2)
        stopped, network = self.feed(stopper, [3.0, 2.0, 2.5, 2.0, 1.0])
        assert stopped == 4
        assert (stopper.best_epoch, stopper.best_value) == (2, 2.0)
        assert all((W == 2).all() for W in network.params)

    def test_an_improvement_starts_patience_anew(self):
        stopper = EarlyStopping(patience=2)
        stopped, _ = self.feed(stopper, [3.0, 4.0, 2.0, 4.0, 1.0, 4.0])
        assert stopped is None
        assert stopper.best_epoch == 5

    def test_accuracy_should_rise(self):
        stopper = EarlyStopping(patience=1, monitor="val_accuracy")
        stopped, network = self.feed(stopper, [0.5, 0.7, 0.9, 0.8], name="val_accuracy")
        assert (stopped, stopper.best_epoch, stopper.best_value) == (4, 3, 0.9)
        assert all((W == 3).all() for W in network.params)

    def test_training_loss_can_be_watched(self):
        stopper = EarlyStopping(patience=1, monitor="train_loss")
        stopped, _ = self.feed(stopper, [0.5, 0.4, 0.45], name="train_loss")
        assert (stopped, stopper.best_epoch) == (3, 2)

    def test_min_delta_is_what_counts_as_an_improvement(self):
        """2.0 to 1.5 is an improvement by 0.5: more than 0.25, not more than 0.5."""
        assert self.feed(EarlyStopping(patience=1, min_delta=0.25), [2.0, 1.5])[0] is None
        assert self.feed(EarlyStopping(patience=1, min_delta=0.5), [2.0, 1.5])[0] == 2

    def test_many_small_gains_add_up(self):
        """Each gain is measured from the best value, not from the epoch before."""
        stopper = EarlyStopping(patience=3, min_delta=0.25)
        self.feed(stopper, [2.0, 1.875, 1.75, 1.625])
        assert (stopper.best_epoch, stopper.best_value) == (4, 1.625)

    def test_nan_is_no_improvement(self):
        stopper = EarlyStopping(patience=1)
        stopped, network = self.feed(stopper, [2.0, math.nan])
        assert stopped == 2
        assert all((W == 1).all() for W in network.params)

    def test_any_number_is_better_than_nan_in_the_first_epoch(self):
        stopper = EarlyStopping(patience=2)
        stopped, _ = self.feed(stopper, [math.nan, 3.0, 2.0, 1.0])
        assert (stopped, stopper.best_epoch) == (None, 4)

    def test_a_second_training_starts_anew(self):
        """Otherwise the weights of the first network, which was better, would end in the second one."""
        stopper = EarlyStopping(patience=2)
        self.feed(stopper, [9.0, 1.0, 2.0, 3.0])
        stopped, network = self.feed(stopper, [8.0, 7.0, 6.0, 7.0, 7.0])
        assert (stopped, stopper.best_epoch, stopper.best_value) == (5, 3, 6.0)
        assert all((W == 3).all() for W in network.params)

    def test_restore_best_can_be_asked_for(self):
        stopper = EarlyStopping(patience=9)
        _, network = self.feed(stopper, [2.0, 1.0, 3.0])
        assert all((W == 3).all() for W in network.params)
        stopper.restore_best(network)
        assert all((W == 2).all() for W in network.params)

    def test_in_fit_the_best_weights_are_back_at_the_end(self):
        """The validation labels are wrong, so that learning makes the validation loss worse soon."""
        network, snapshots = small_network(), []
        stopper = EarlyStopping(patience=3)
        history = train(
            network,
            optimizer=SGD(0.5),
            n_epochs=50,
            validation_data=(X, (Y + 1) % 3),
            callbacks=[lambda network, history: snapshots.append(weights(network)), stopper],
        )
        assert history.n_epochs == stopper.best_epoch + 3 < 50
        assert stopper.best_value == min(history.val_loss)
        assert_same(network.params, snapshots[stopper.best_epoch - 1])

    def test_nothing_to_watch_is_an_error_with_a_hint(self):
        with pytest.raises(ValueError, match=r"there is no val_loss to watch. Hint: fit\(..., validation_data="):
            train(callbacks=[EarlyStopping()])

    @pytest.mark.parametrize(
        ("settings", "error", "message"),
        [
            ({"patience": 0}, ValueError, "EarlyStopping: patience"),
            ({"patience": 1.5}, TypeError, "EarlyStopping: patience"),
            ({"monitor": "val_los"}, ValueError, "Did you mean 'val_loss'"),
            ({"min_delta": -0.1}, ValueError, "EarlyStopping: min_delta"),
        ],
    )
    def test_refuses(self, settings, error, message):
        with pytest.raises(error, match=message):
            EarlyStopping(**settings)


def test_early_stopping_before_the_first_epoch():
    stopping, network = EarlyStopping(), small_network()
    assert (stopping.patience, stopping.best_epoch) == (5, 0)
    with pytest.raises(RuntimeError, match="there is no best epoch yet"):
        stopping.restore_best(network)


def test_early_stopping_without_validation_data_is_refused_before_anything_changes():
    network = small_network()
    before = weights(network)
    with pytest.raises(ValueError, match=r"EarlyStopping: there is no val_loss to watch\. Hint: "):
        train(network, callbacks=[EarlyStopping()], n_epochs=1)
    assert_same(network.params, before)


@pytest.mark.parametrize("sizes", [[3, 2], [3, 4, 1], [3, 4, 3], [3, 4, 2, 2]])
def test_early_stopping_restores_no_other_network(sizes):
    """Of no other depth, no other width; and it stays as it is, though its first layer would fit."""
    stopping = EarlyStopping()
    stopping(mlp([3, 4, 2], rng=np.random.default_rng(0)), History(train_loss=[1.0], val_loss=[1.0]))
    other = mlp(sizes, rng=np.random.default_rng(1))
    before = [W.copy() for W in other.params]
    with pytest.raises(ValueError, match=r"^EarlyStopping.restore_best: the network's parameters have shapes .* Hint"):
        stopping.restore_best(other)
    assert_same(other.params, before)


# --- fit: augment --------------------------------------------------------------------------------------------


def test_augment_is_called_once_for_each_training_batch_with_the_rng_of_fit():
    calls, rng = [], np.random.default_rng(1)

    def augment(X_batch, *, rng):
        calls.append((X_batch.copy(), rng))
        return X_batch

    plain, augmented = small_network(), small_network()
    train(augmented, augment=augment, rng=rng, validation_data=(X_VAL, Y_VAL))
    train(plain)
    assert [len(X_batch) for X_batch, _ in calls] == [4, 4, 2, 4, 4, 2]
    assert all(used is rng for _, used in calls)
    epoch = np.concatenate([X_batch for X_batch, _ in calls[:3]])
    np.testing.assert_array_equal(np.sort(epoch, axis=0), np.sort(X, axis=0))
    assert_same(augmented.params, plain.params)  # it changed nothing, so nothing changes


def test_what_augment_returns_is_learned_from():
    network, doubled = small_network(), small_network()
    train(network, augment=lambda X_batch, *, rng: 2 * X_batch)
    train(doubled, X=2 * X)
    assert_same(network.params, doubled.params)


@pytest.mark.parametrize(
    ("result", "error", "message"),
    [
        (
            lambda X: X[:3],
            ValueError,
            r"^fit: the result of augment has 3 rows; expected 4, one for each sample .* Hint: ",
        ),
        (lambda X: X[:, :2], ValueError, r"^fit: the result of augment has 2 columns .* n_in=3"),
        (lambda X: None, TypeError, r"^fit: the result of augment is None; .* Hint: was a return forgotten\?"),
    ],
    ids=["rows", "columns", "None"],
)
def test_what_augment_returns_is_looked_at_before_it_is_learned_from(result, error, message):
    network, optimizer = small_network(), SGD(0.1)
    before = weights(network)
    with pytest.raises(error, match=message):
        train(network, optimizer=optimizer, augment=lambda X_batch, *, rng: result(X_batch))
    assert_same(network.params, before)
    assert optimizer.n_steps == 0


def test_what_augment_returns_is_computed_in_the_dtype_of_the_network():
    plain, noisy = small_network(), small_network()
    train(plain)
    train(noisy, augment=lambda X_batch, *, rng: X_batch.astype(np.float64).tolist())
    assert_same(noisy.params, plain.params)


def test_validation_data_is_not_augmented():
    seen = []

    def look(network, history):
        seen.append(evaluate(network, SoftmaxCrossEntropy(), X_VAL, Y_VAL).loss)

    history = train(augment=lambda X_batch, *, rng: 0 * X_batch, validation_data=(X_VAL, Y_VAL), callbacks=[look])
    assert history.val_loss == seen


# --- fit: what it shows --------------------------------------------------------------------------------------


def test_one_bar_on_stdout_with_loss_and_accuracy(capsys):
    history = train(n_epochs=2, progress=True, validation_data=(X_VAL, Y_VAL))
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("\n") == 1  # one bar, redrawn in place
    last = out.rstrip("\n").split("\r")[-1]
    assert "6/6" in last
    assert "100%" in last
    assert (
        f"loss {history.train_loss[-1]:.4f}, accuracy {history.train_accuracy[-1]:.4f}, "
        f"val_loss {history.val_loss[-1]:.4f}, val_accuracy {history.val_accuracy[-1]:.4f}"
    ) in last


def test_the_bar_is_the_default(capsys):
    fit(small_network(), SoftmaxCrossEntropy(), SGD(0.1), X, Y, n_epochs=1, batch_size=5, rng=np.random.default_rng(0))
    out, err = capsys.readouterr()
    assert "2/2" in out
    assert err == ""


def test_one_line_an_epoch(capsys):
    history = train(n_epochs=11, progress="lines")
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert len(lines) == 11
    assert lines[0] == f"epoch  1/11: loss {history.train_loss[0]:.4f}, accuracy {history.train_accuracy[0]:.4f}"
    assert lines[10].startswith(f"epoch 11/11: loss {history.train_loss[10]:.4f}")


def test_silence(capsys):
    train(progress=False)
    assert capsys.readouterr() == ("", "")


# --- fit: memory ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [SGD, RMSProp, Adam])
@pytest.mark.parametrize("nesterov", [False, True])
@pytest.mark.parametrize("dropout", [0.0, 0.2])
def test_after_the_first_step_nothing_large_is_allocated(kind, nesterov, dropout):
    """Batches, activations and gradients are hundreds of kilobytes here; each has a place that is used again."""
    rng = np.random.default_rng(0)
    X, y = rng.random((5 * 256, 784), dtype=np.float32), rng.integers(0, 10, 5 * 256)
    network = mlp([784, 256, 128, 10], dropout=dropout, rng=rng)
    optimizer = SGD(0.01, momentum=0.9, nesterov=nesterov) if kind is SGD else kind()
    before, peaks = 0, []

    def look(X, *, rng):
        nonlocal before
        peaks.append(tracemalloc.get_traced_memory()[1] - before)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        return X

    tracemalloc.start()
    try:
        fit(
            network,
            SoftmaxCrossEntropy(),
            optimizer,
            X,
            y,
            n_epochs=2,
            batch_size=256,
            rng=rng,
            augment=look,
            progress=False,
        )
    finally:
        tracemalloc.stop()
    assert peaks[1] > 2**20  # the first step makes the places
    assert max(peaks[2:]) < 2**16


# --- fit: bad arguments --------------------------------------------------------------------------------------

REFUSED = [
    ("NaN in X", {"X": with_nan(7, 2)}, ValueError, r"fit: X holds 1 value\(s\) .* the first at index \(7, 2\)"),
    ("infinity in X", {"X": np.nan_to_num(with_nan(7, 2), nan=np.inf)}, ValueError, r"index \(7, 2\)"),
    ("too few columns", {"X": X[:, :2]}, ValueError, r"fit: X has 2 columns but .* n_in=3; got X of shape \(10, 2\)"),
    ("one sample as a row", {"X": X[0]}, ValueError, r"got shape \(3,\). Hint: np.reshape\(X, \(1, -1\)\)"),
    ("images not flattened", {"X": X[:, :, None]}, ValueError, r"Hint: np.reshape\(X, \(len\(X\), -1\)\)"),
    ("no samples", {"X": X[:0], "y": Y[:0]}, ValueError, r"fit: X has shape \(0, 3\); expected at least one"),
    ("text", {"X": X.astype(str)}, TypeError, "fit: X has dtype"),
    ("None for X", {"X": None}, TypeError, "fit: X is None"),
    ("label too large", {"y": Y + 1}, ValueError, "holds the label 3; expected labels from 0 to 2"),
    ("negative label", {"y": Y - 1}, ValueError, "holds the label -1; expected labels from 0 to 2"),
    ("one-hot labels", {"y": np.eye(3)[Y]}, ValueError, r"got shape \(10, 3\). Hint: np.argmax\(y, axis=1\)"),
    ("column of labels", {"y": Y[:, None]}, ValueError, r"got shape \(10, 1\). Hint: np.ravel\(y\)"),
    (
        "labels of float",
        {"y": Y.astype(float)},
        TypeError,
        r"has dtype float64; .* Hint: np.asarray\(y, dtype=int\)",
    ),
    ("labels of text", {"y": Y.astype(str)}, TypeError, "expected integer labels"),
    ("None for y", {"y": None}, TypeError, "is None"),
    ("fewer labels", {"y": Y[:9]}, ValueError, "has 9 labels for 10 samples"),
    ("0 epochs", {"n_epochs": 0}, ValueError, "fit: n_epochs must be a whole number >= 1; got 0"),
    ("-1 epochs", {"n_epochs": -1}, ValueError, "fit: n_epochs must be a whole number >= 1; got -1"),
    ("1.5 epochs", {"n_epochs": 1.5}, TypeError, r"fit: n_epochs must be a whole number >= 1; got 1.5 \(float\)"),
    ("True epochs", {"n_epochs": True}, TypeError, "fit: n_epochs"),
    ("batch size 0", {"batch_size": 0}, ValueError, "fit: batch_size must be a whole number >= 1; got 0"),
    ("batch size -1", {"batch_size": -1}, ValueError, "fit: batch_size"),
    ("batch size 2.5", {"batch_size": 2.5}, TypeError, "fit: batch_size"),
    ("a seed for rng", {"rng": 0}, TypeError, r"fit: rng must be a numpy.random.Generator; got 0 \(int\)"),
    ("no rng", {"rng": None}, TypeError, "fit: rng must be a numpy.random.Generator"),
    ("validation inputs alone", {"validation_data": X_VAL}, TypeError, r"must be a pair \(X_val, y_val\); got an arr"),
    ("three for validation", {"validation_data": (X, Y, Y)}, TypeError, "validation_data must be a pair"),
    ("validation labels", {"validation_data": (X_VAL, Y_VAL + 1)}, ValueError, "holds the label 3"),
    ("validation columns", {"validation_data": (X_VAL[:, :1], Y_VAL)}, ValueError, "fit: validation_data: X has 1"),
    ("NaN in validation", {"validation_data": (with_nan(7, 2), Y)}, ValueError, r"fit: validation_data: X .* \(7, 2\)"),
    ("empty validation", {"validation_data": (X[:0], Y[:0])}, ValueError, "expected at least one sample"),
    ("loss class", {"loss": SoftmaxCrossEntropy}, TypeError, r"loss must be a Loss; got .*Hint: .*\(\), with brackets"),
    ("optimizer class", {"optimizer": SGD}, TypeError, "optimizer must be an Optimizer; got .* Hint: SGD"),
    ("list of layers", {"network": [ReLU()]}, TypeError, "fit: network must be a Sequential; got .* Hint: mlp"),
    ("progress 'line'", {"progress": "line"}, ValueError, "progress must be True, False or 'lines'; got 'line'"),
    ("progress 1", {"progress": 1}, ValueError, "progress must be True, False or 'lines'; got 1"),
    ("progress array", {"progress": np.ones(2)}, ValueError, "progress must be True, False or 'lines'; got an array"),
    ("progress None", {"progress": None}, ValueError, "progress must be True, False or 'lines'; got None"),
]


def assert_refused(change, error, message):
    """``fit`` raises, and network, optimizer and rng are to the last bit what they were."""
    network, optimizer, rng = small_network(dropout=0.2), Adam(0.1), np.random.default_rng(1)
    train(network, optimizer=optimizer, rng=rng)  # not new any more: momentum, masks, gradients
    before = pickle.dumps((network, optimizer, rng))
    arguments = {"network": network, "loss": SoftmaxCrossEntropy(), "optimizer": optimizer, "X": X, "y": Y} | change
    with pytest.raises(error, match=message):
        fit(**({"n_epochs": 1, "batch_size": 4, "rng": rng, "progress": False} | arguments))
    assert pickle.dumps((network, optimizer, rng)) == before


@pytest.mark.parametrize(("change", "error", "message"), [pytest.param(*case, id=name) for name, *case in REFUSED])
def test_bad_arguments_are_refused_before_anything_changes(change, error, message):
    assert_refused(change, error, message)


@pytest.mark.parametrize("callbacks", [lambda network, history: None, [None]], ids=["not in a list", "no function"])
def test_callbacks_of_the_wrong_kind_are_refused_before_anything_changes(callbacks):
    assert_refused({"callbacks": callbacks}, TypeError, "callbacks")


def test_an_augment_of_the_wrong_kind_is_refused_before_anything_changes():
    assert_refused({"augment": 2}, TypeError, "augment")


def test_nan_among_the_targets_of_a_regression_is_refused_before_anything_changes():
    assert_refused({"loss": MeanSquaredError(), "y": with_nan(7, 2)}, ValueError, r"\(7, 2\)")


def test_the_test_above_would_notice_a_single_step():
    network, optimizer, rng = small_network(dropout=0.2), Adam(0.1), np.random.default_rng(1)
    for change in (
        lambda: train_step(network, SoftmaxCrossEntropy(), optimizer, X, Y),
        lambda: network.forward(X, training=True),
        lambda: rng.random(),
    ):
        before = pickle.dumps((network, optimizer, rng))
        change()
        assert pickle.dumps((network, optimizer, rng)) != before


# --- fit: divergence -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(("step", "epoch"), [(1, 1), (3, 1), (4, 2), (5, 2)])
def test_a_loss_that_is_not_finite_stops_training_within_the_step(bad, step, epoch):
    """The error names epoch, step, loss and learning rate; the weights are those of the steps before."""
    network, loss = small_network(), LossWithTwist(step, lambda value: bad)
    optimizer = SGD(StepSchedule(0.5, n_steps=2, factor=0.5))
    with pytest.raises(DivergenceError) as caught:
        train(network, loss, optimizer)
    learning_rate = 0.5 * 0.5 ** ((step - 1) // 2)
    assert f"in epoch {epoch}, at step {step}, with learning rate {learning_rate:g}: the loss is {bad}" in str(
        caught.value
    )
    assert "Hint" in str(caught.value)
    assert loss.n_calls == step  # not one more
    assert_same(network.params, weights_after(step - 1, SGD(StepSchedule(0.5, n_steps=2, factor=0.5))))
    assert optimizer.n_steps == step - 1
    history = caught.value.history
    assert len(history.step_loss) == len(history.step_accuracy) == step - 1
    assert np.isfinite(history.step_loss).all()
    assert history.n_epochs == epoch - 1
    assert history.interrupted is False


class LossWithGradient(SoftmaxCrossEntropy):
    """From one call on, the gradient holds the given numbers; the value stays finite."""

    def __init__(self, call, numbers):
        self.call, self.numbers, self.n_calls = call, numbers, 0

    def gradient(self, y_pred, y_true):
        self.n_calls += 1
        gradient = super().gradient(y_pred, y_true)
        if self.n_calls >= self.call:
            gradient[0] = self.numbers
        return gradient


@pytest.mark.parametrize(
    "numbers",
    [
        [0, np.nan, 0],
        [np.inf, -np.inf, 0],
        [np.inf, 0, 0],
        [3e38, 3e38, 0],
    ],
    ids=["NaN", "both infinities", "infinity", "too large to add up"],
)
def test_a_gradient_that_is_not_finite_stops_training_too(numbers):
    network, optimizer = small_network(), Adam(0.1)
    with pytest.raises(DivergenceError, match=r"in epoch 2, at step 5, with learning rate 0\.1: ") as caught:
        train(network, LossWithGradient(5, numbers), optimizer)
    assert_same(network.params, weights_after(4, Adam(0.1)))
    assert np.isfinite(caught.value.history.step_loss).all()
    assert len(caught.value.history.step_loss) == 4


def test_the_message_tells_a_bad_gradient_from_a_bad_loss():
    with pytest.raises(DivergenceError, match=r"the loss is \d\.\d+, but the gradient holds NaN or infinity"):
        train(loss=LossWithGradient(1, [np.nan, 0, 0]))


@pytest.mark.parametrize("optimizer", [RMSProp(0.1), Adam(0.1)], ids=["RMSProp", "Adam"])
def test_an_overflow_inside_the_optimizer_moves_no_parameter(optimizer):
    """The gradient of the last layer is finite, but its square is not; that of the first layer is harmless."""
    network = small_network()
    network.layers[-1].W[...] *= 1e-20
    before = weights(network)
    with pytest.raises(DivergenceError, match="beyond all measure"):
        train(network, LossWithGradient(1, [1e25, 0, 0]), optimizer)
    assert_same(network.params, before)
    assert optimizer.n_steps == 0


def test_an_overflow_in_the_subtraction_moves_no_parameter():
    """Parameter and change are finite, their difference is not. All samples are of class 0, so that the loss is 0."""
    network = small_network()
    network.layers[-1].b[0] = 3.39e38
    before = weights(network)
    with pytest.raises(DivergenceError, match="beyond all measure"):
        train(network, LossWithGradient(1, [-3e37, 0, 0]), SGD(1.0), y=np.zeros(10, dtype=int))
    assert_same(network.params, before)


class Remembering:
    """Mixed into an optimizer: keeps a copy of the parameters as they were after the last whole step."""

    def step(self, params, grads):
        super().step(params, grads)
        self.after = [W.copy() for W in params]


@pytest.mark.parametrize("learning_rate", [1e3, 1e6, 1e10, 1e15, 1e20, 1e30, 1e38, 1e60, 1e300])
@pytest.mark.parametrize("kind", [SGD, RMSProp, Adam])
@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_huge_learning_rates_end_with_finite_weights_and_without_a_warning(kind, learning_rate, l2):
    """Either it goes well or it is called a divergence; warnings are errors here."""
    network = small_network(l2=l2)
    optimizer = type("", (Remembering, kind), {})(learning_rate)
    optimizer.after = weights(network)
    try:
        train(network, optimizer=optimizer, n_epochs=20)
        message = None
    except DivergenceError as error:
        message = str(error)
    assert message is None or f"with learning rate {learning_rate:g}" in message
    assert_same(network.params, optimizer.after)
    assert all(np.isfinite(W).all() for W in network.params)


def test_a_learning_rate_far_too_large_does_diverge():
    with pytest.raises(DivergenceError, match=r"epoch 1, at step \d, with learning rate 1e\+30"):
        train(optimizer=SGD(1e30))


@pytest.mark.parametrize("learning_rate", [1e20, 1e30])
def test_validation_of_diverging_weights_gives_no_warning(learning_rate):
    """Each epoch is one step: the first leaves large but finite weights, and their validation overflows."""
    with pytest.raises(DivergenceError):
        train(optimizer=SGD(learning_rate), batch_size=10, n_epochs=5, validation_data=(X, Y))


def test_numpys_error_settings_are_the_same_afterwards():
    before = np.geterr()
    with pytest.raises(DivergenceError):
        train(loss=LossWithTwist(2, lambda value: math.nan))
    train()
    assert np.geterr() == before
