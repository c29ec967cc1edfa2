"""The stop button in a real kernel, and where an event loop has Ctrl-C for itself."""

import asyncio
import contextlib
import signal
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from jupyter_client.manager import start_new_kernel

import mlpkit
from mlpkit._machinery.interrupts import HeldInterrupt, interrupt_ends_the_block

TRAIN = """
def train(n_epochs=200_000):  # so long that nobody waits for its end, and so short that a test ends that fails
    network = mlpkit.mlp([2, 2], rng=np.random.default_rng(0))
    told = []
    def tell(network, history):  # in a subshell, the main thread listens as soon as it comes to it
        if not told and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            told.append(history.n_epochs)
            print("training", flush=True)
    return mlpkit.fit(
        network, mlpkit.SoftmaxCrossEntropy(), mlpkit.SGD(0.1), np.eye(2), [0, 1],
        n_epochs=n_epochs, batch_size=2, rng=np.random.default_rng(0), callbacks=[tell], progress=False,
    )
"""


@pytest.fixture(scope="module")
def kernel():
    """Start a kernel that knows how to train, and what a test needs of it."""
    manager, client = start_new_kernel(kernel_name="python3", startup_timeout=600)
    run_until_stopped(manager, client, "import asyncio, signal, numpy as np, mlpkit\n" + TRAIN)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run_until_stopped(manager, client, code, subshell=None):
    """Run a cell, and press the stop button when it says that it is training. Return what it has printed."""
    message = client.session.msg("execute_request", {"code": code, "silent": False, "store_history": True})
    message["header"]["subshell_id"] = subshell
    client.shell_channel.send(message)
    printed = ""
    while True:
        answer = client.get_iopub_msg(timeout=600)
        if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        if answer["msg_type"] == "error":
            printed += answer["content"]["ename"]
        if answer["msg_type"] == "stream":
            printed += answer["content"]["text"]
            if answer["content"]["text"] == "training\n":
                manager.interrupt_kernel()
        if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
            return printed


@pytest.fixture
def subshell(kernel):
    """Ask the kernel for a subshell, as JupyterLab does for a console and for the callbacks of widgets."""
    _, client = kernel
    message = client.session.msg("create_subshell_request", {})
    client.control_channel.send(message)
    answer = client.get_control_msg(timeout=600)
    if answer["msg_type"] != "create_subshell_reply":
        pytest.skip("this ipykernel has no subshells")
    return answer["content"]["subshell_id"]


@pytest.mark.parametrize("before", ["", "await asyncio.sleep(0)\n"], ids=["an ordinary cell", "a cell with await"])
def test_the_stop_button_ends_a_training_and_the_cell_goes_on(kernel, before):
    after = "await asyncio.sleep(0)\n" if before else ""
    code = f"{before}history = train()\n{after}print(history.interrupted, history.n_epochs < 200_000)"
    assert run_until_stopped(*kernel, code) == "training\nTrue True\n"


def test_the_stop_button_ends_a_training_in_a_subshell(kernel, subshell):
    code = "history = train()\nprint(history.interrupted, history.n_epochs < 200_000)"
    assert run_until_stopped(*kernel, code, subshell) == "training\nTrue True\n"
    assert run_until_stopped(*kernel, "import signal; print(signal.getsignal(signal.SIGINT).__name__)") == (
        "default_int_handler\n"
    )


def test_the_stop_button_ends_a_sweep_in_a_cell_with_await(kernel):
    code = """
from mlpkit.studies.experiments import run
await asyncio.sleep(0)
run(lambda *, seed: {"n_epochs": train().n_epochs}, [{}], seeds=[0, 1], progress=False)
print("the sweep went on")"""
    assert run_until_stopped(*kernel, code) == "training\nKeyboardInterrupt"


@pytest.fixture
def pythons_own_answer():
    """In the background Python's answer to Ctrl-C is not in place; afterwards everything is as it was."""
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    signal.signal(signal.SIGINT, previous)


def press_ctrl_c(*arguments):
    signal.raise_signal(signal.SIGINT)


def train(*callbacks):
    network = mlpkit.mlp([2, 2], rng=np.random.default_rng(0))
    recipe = {"n_epochs": 5, "batch_size": 2, "rng": np.random.default_rng(0), "progress": False}
    return mlpkit.fit(
        network, mlpkit.SoftmaxCrossEntropy(), mlpkit.SGD(0.1), np.eye(2), [0, 1], callbacks=callbacks, **recipe
    )


def test_a_training_that_an_event_loop_has_called_ends_and_the_loop_goes_on(pythons_own_answer):
    """asyncio.run tells Ctrl-C to its loop, which cannot act while a training keeps it waiting."""

    async def program():
        mine = signal.getsignal(signal.SIGINT)
        history = train(press_ctrl_c)
        await asyncio.sleep(0)
        return history, signal.getsignal(signal.SIGINT) is mine

    try:
        history, as_before = asyncio.run(program())
    except KeyboardInterrupt:
        pytest.fail("the interrupt came out of fit")
    assert (history.interrupted, history.n_epochs, as_before) == (True, 1, True)


def test_somebody_elses_answer_to_ctrl_c_stays(pythons_own_answer):
    heard = []
    signal.signal(signal.SIGINT, lambda signum, frame: heard.append(signum))
    history = train(press_ctrl_c)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    assert (history.interrupted, history.n_epochs, len(heard)) == (False, 5, 5)


def test_what_ends_a_training_within_a_callback_ends_the_outer_training_too(pythons_own_answer):
    within = []
    history = train(lambda network, history: within.append(train(press_ctrl_c)))
    assert history.interrupted
    assert history.n_epochs == 1
    assert [inner.n_epochs for inner in within] == [1]


def test_no_further_training_begins_in_a_block_that_an_interrupt_ends(pythons_own_answer):
    histories = []

    def question():
        histories.append(train(press_ctrl_c))
        histories.append(train())

    with pytest.raises(KeyboardInterrupt), interrupt_ends_the_block():
        question()
    assert [history.n_epochs for history in histories] == [1]


def test_who_catches_the_interrupt_does_not_keep_it_from_the_block(pythons_own_answer):
    """scikit-learn's MLPClassifier does so: it warns, and is half trained."""

    def question():
        with contextlib.suppress(KeyboardInterrupt):
            press_ctrl_c()
        after.append("half trained")

    after = []
    with pytest.raises(KeyboardInterrupt), interrupt_ends_the_block():
        question()
    assert after == ["half trained"]


def test_a_callback_that_catches_the_interrupt_keeps_it_from_the_training(pythons_own_answer):
    def ask(network, history):
        with contextlib.suppress(KeyboardInterrupt):
            press_ctrl_c()

    history = train(ask)
    assert (history.interrupted, history.n_epochs) == (False, 5)


def test_in_a_thread_of_a_program_nothing_changes(pythons_own_answer):
    """Python hands Ctrl-C to the main thread; the docstring of HeldInterrupt says so."""

    def hold():
        with HeldInterrupt():
            return signal.getsignal(signal.SIGINT)

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(hold).result() is signal.default_int_handler
