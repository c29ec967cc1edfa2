"""How many threads a training uses, and that nobody else notices."""

import numpy as np
import pytest
from threadpoolctl import ThreadpoolController, threadpool_limits

from mlpkit import SGD, SoftmaxCrossEntropy, fit, mlp
from mlpkit._machinery.threads import SMALL_PRODUCT, blas_threads


def threads_now():
    return max(library["num_threads"] for library in ThreadpoolController().select(user_api="blas").info())


@pytest.fixture(autouse=True)
def two_threads():
    """Start each test with two, whatever the machine has; skip where NumPy's linear algebra cannot be told."""
    if not ThreadpoolController().select(user_api="blas").info():
        pytest.skip("NumPy's linear algebra is one that threadpoolctl does not know")
    with threadpool_limits(2, user_api="blas"):
        yield


def threads_during_fit(**settings):
    rng = np.random.default_rng(0)
    seen = []
    network = mlp([4, 3, 2], rng=rng)
    X, y = rng.random((6, 4)), [0, 1, 0, 1, 0, 1]
    watch = [lambda network, history: seen.append(threads_now())]
    settings = {"n_epochs": 1, "batch_size": 3, "callbacks": watch, "progress": False, **settings}
    fit(network, SoftmaxCrossEntropy(), SGD(0.1), X, y, rng=rng, **settings)
    return seen[0]


def test_a_small_network_trains_in_one_thread_and_gives_the_others_back():
    assert threads_during_fit() == 1
    assert threads_now() == 2


def test_a_large_product_may_use_all():
    W = np.zeros((1000, 1000), dtype=np.float32)
    with blas_threads(None, params=[W], batch_size=SMALL_PRODUCT // W.size):
        assert threads_now() == 2
    with blas_threads(None, params=[W], batch_size=SMALL_PRODUCT // W.size - 1):
        assert threads_now() == 1


@pytest.mark.parametrize(("wanted", "got"), [(1, 1), (2, 2), (64, 2)])
def test_the_caller_may_choose_but_not_beyond_a_limit_that_holds_already(wanted, got):
    assert threads_during_fit(n_threads=wanted) == got
    assert threads_now() == 2


def test_the_threads_come_back_after_an_error():
    def fail(network, history):
        raise LookupError

    with pytest.raises(LookupError):
        threads_during_fit(callbacks=[fail])
    assert threads_now() == 2


@pytest.mark.parametrize(("n_threads", "error"), [(0, ValueError), (1.5, TypeError), (True, TypeError)])
def test_other_numbers_are_refused(n_threads, error):
    with pytest.raises(error, match="fit: n_threads must be a whole number >= 1"):
        threads_during_fit(n_threads=n_threads)
