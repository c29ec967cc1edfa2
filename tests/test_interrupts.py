"""Ctrl-C in a training: a step is finished, weights and history agree, and what was interrupted can go on."""

import _thread
import itertools
import math
import signal
import threading

import numpy as np
import pytest
from short_training import (
    PER_EPOCH,
    STEPS_PER_EPOCH,
    X_VAL,
    Y_VAL,
    LossWithTwist,
    assert_same,
    small_network,
    train,
    weights,
    weights_after,
)

from mlpkit import SGD, Adam, CosineSchedule, DivergenceError, EarlyStopping, Sequential
from mlpkit._machinery import blocks


@pytest.fixture
def press_ctrl_c():
    """A function that does what the keys do; Python's own answer to them is in place (in the background it is not)."""
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield lambda: signal.raise_signal(signal.SIGINT)
    signal.signal(signal.SIGINT, previous)


def train_until_interrupted(*arguments, **settings):
    """``train``, and a failed test instead of a stopped pytest where the interrupt comes through."""
    try:
        history = train(*arguments, **settings)
    except KeyboardInterrupt:
        pytest.fail("the interrupt came out of fit")
    assert history.interrupted is True
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    n_steps, n_epochs = len(history.step_loss), history.n_epochs
    assert len(history.step_accuracy) == n_steps
    assert {len(getattr(history, name)) for name in PER_EPOCH} == {n_epochs}
    assert len(history.val_loss) == len(history.val_accuracy) == (n_epochs if "validation_data" in settings else 0)
    assert history.epoch_steps == [STEPS_PER_EPOCH * epoch for epoch in range(1, n_epochs + 1)]
    return history


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_ctrl_c_in_the_forward_pass_lets_the_step_finish(press_ctrl_c, step):
    """During the loss of a step; weights and history agree on how many steps there were."""

    def twist(value):
        press_ctrl_c()
        return value

    network, optimizer = small_network(), SGD(0.1)
    history = train_until_interrupted(network, LossWithTwist(step, twist), optimizer)
    assert len(history.step_loss) == optimizer.n_steps == step
    assert_same(network.params, weights_after(step))


def test_ctrl_c_in_the_middle_of_an_update_lets_the_update_finish(press_ctrl_c, monkeypatch):
    """Pressed while the second of three changes is computed: those of both weights, and that of the biases."""
    monkeypatch.setattr(blocks, "SMALL", 5)

    class Interrupted(SGD):
        n_changes = 0

        def _change(self, dW, learning_rate, *state):
            self.n_changes += 1
            if self.n_changes == 4 * 3 + 2:  # step 5
                press_ctrl_c()
            return super()._change(dW, learning_rate, *state)

    network, optimizer = small_network(), Interrupted(0.1, momentum=0.9)
    history = train_until_interrupted(network, optimizer=optimizer)
    assert len(history.step_loss) == optimizer.n_steps == 5
    assert optimizer.n_changes == 5 * 3
    assert history.n_epochs == 1
    assert_same(network.params, weights_after(5, SGD(0.1, momentum=0.9)))


def test_ctrl_c_between_two_steps(press_ctrl_c):
    """While the third batch is being prepared: two steps were done."""
    batches = []

    def augment(X_batch, *, rng):
        batches.append(X_batch)
        if len(batches) == 3:
            press_ctrl_c()
        return X_batch

    network = small_network()
    history = train_until_interrupted(network, augment=augment)
    assert len(history.step_loss) == 2
    assert_same(network.params, weights_after(2))


def test_ctrl_c_in_validation(press_ctrl_c):
    """The fourth loss is the first of the validation: all steps of the epoch count, the epoch does not."""

    def twist(value):
        press_ctrl_c()
        return value

    network = small_network()
    history = train_until_interrupted(network, LossWithTwist(4, twist), validation_data=(X_VAL, Y_VAL))
    assert len(history.step_loss) == 3
    assert history.n_epochs == 0
    assert_same(network.params, weights_after(3))


def test_ctrl_c_while_the_epoch_is_being_written_down(press_ctrl_c):
    """The penalty is asked for in each of three steps, and then for the validation loss: the epoch is complete."""

    class Pressing(Sequential):
        n_asked = 0

        @property
        def penalty(self):
            self.n_asked += 1
            if self.n_asked == STEPS_PER_EPOCH + 1:
                press_ctrl_c()
            return super().penalty

    network = Pressing(small_network().layers)
    history = train_until_interrupted(network, validation_data=(X_VAL, Y_VAL))
    assert network.n_asked == STEPS_PER_EPOCH + 1
    assert history.n_epochs == 1
    assert_same(network.params, weights_after(3))


def test_ctrl_c_in_a_callback(press_ctrl_c):
    heard = []

    def callback(network, history):
        if history.n_epochs == 2:
            press_ctrl_c()

    network = small_network()
    history = train_until_interrupted(
        network, n_epochs=9, callbacks=[callback, lambda network, history: heard.append(history.n_epochs)]
    )
    assert history.n_epochs == 2
    assert heard == [1]
    assert_same(network.params, weights_after(6))


def test_a_callback_may_raise_keyboard_interrupt(press_ctrl_c):
    def callback(network, history):
        raise KeyboardInterrupt

    assert train_until_interrupted(callbacks=[callback]).n_epochs == 1


@pytest.mark.parametrize("progress", [True, "lines"])
def test_ctrl_c_while_progress_is_shown(press_ctrl_c, capsys, progress):
    def twist(value):
        press_ctrl_c()
        return value

    history = train_until_interrupted(loss=LossWithTwist(5, twist), progress=progress)
    out, err = capsys.readouterr()
    assert len(history.step_loss) == 5
    assert out.endswith("\n")
    assert err == ""


@pytest.mark.parametrize("n_steps", [1, 2, 5, 11, 17])
def test_ctrl_c_at_any_moment_leaves_weights_and_history_in_agreement(press_ctrl_c, n_steps):
    """Another thread presses the keys once so many steps have begun: wherever that falls, only whole ones are left."""
    now, n_begun = threading.Event(), itertools.count(1)

    def press():
        now.wait()
        _thread.interrupt_main()

    def count(X_batch, *, rng):
        if next(n_begun) == n_steps:
            now.set()
        return X_batch

    threading.Thread(target=press, daemon=True).start()
    network = small_network()
    history = train_until_interrupted(network, augment=count, n_epochs=10**5)  # until its turn comes
    assert_same(network.params, weights_after(len(history.step_loss)))


def test_interrupted_and_resumed_equals_never_interrupted(press_ctrl_c):
    """At the end of an epoch, bit for bit: order of samples, dropout, augmentation, momentum, schedule."""

    def noise(X_batch, *, rng):
        return X_batch + rng.normal(0, 0.1, size=X_batch.shape).astype(X_batch.dtype)

    def interrupt(network, history):
        if history.n_epochs == 2:
            press_ctrl_c()

    def make():
        schedule = CosineSchedule(0.05, n_steps=15, n_warmup_steps=4)
        return small_network(dropout=0.3, l2=0.01), Adam(schedule), np.random.default_rng(1)

    whole, optimizer, rng = make()
    expected = train(whole, optimizer=optimizer, rng=rng, n_epochs=5, augment=noise)
    parts, optimizer, rng = make()
    first = train_until_interrupted(
        parts, optimizer=optimizer, rng=rng, n_epochs=5, augment=noise, callbacks=[interrupt]
    )
    second = train(parts, optimizer=optimizer, rng=rng, n_epochs=3, augment=noise)
    assert first.step_loss + second.step_loss == expected.step_loss
    assert_same(parts.params, whole.params)


def test_the_signal_handler_is_python_s_own_again_after_an_error(press_ctrl_c):
    with pytest.raises(DivergenceError):
        train(loss=LossWithTwist(1, lambda value: math.nan))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    train()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_somebody_elses_signal_handler_is_left_alone(press_ctrl_c):
    pressed = []

    def handler(signum, frame):
        pressed.append(signum)

    def twist(value):
        press_ctrl_c()
        return value

    signal.signal(signal.SIGINT, handler)
    history = train(loss=LossWithTwist(2, twist))
    assert pressed == [signal.SIGINT]
    assert signal.getsignal(signal.SIGINT) is handler
    assert history.interrupted is False
    assert history.n_epochs == 2


def test_ctrl_c_while_the_best_weights_come_back_leaves_all_of_them_there(press_ctrl_c):
    """Pressed right after the first of four arrays has been written."""
    network, stopping = small_network(), EarlyStopping(monitor="train_loss")
    history = train(network, n_epochs=1)
    stopping(network, history)
    best = weights(network)
    for W in network.params:
        W += 1
    asked = []

    class Fragile(Sequential):
        def __init__(self):
            pass

        @property
        def params(self):
            asked.append(1)
            return network.params if len(asked) == 1 else pressing(network.params)  # at first the shapes are looked at

    def pressing(params):
        for W in params:
            yield W
            if W is network.params[0]:
                press_ctrl_c()

    with pytest.raises(KeyboardInterrupt):
        stopping.restore_best(Fragile())
    assert len(asked) == 2
    assert_same(network.params, best)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_fit_works_in_a_thread(press_ctrl_c):
    """Where signals cannot be caught; the keys are not pressed, but Python's own handler is in place."""
    network, results = small_network(), []
    thread = threading.Thread(target=lambda: results.append(train(network)))
    thread.start()
    thread.join()
    assert results[0].n_epochs == 2
    assert_same(network.params, weights_after(6))
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
