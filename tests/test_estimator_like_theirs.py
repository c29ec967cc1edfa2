"""Somebody's scikit-learn code with one import changed: the same rules, the same numbers, the same tools around it."""

import inspect
import pickle
import re
import signal
import warnings

import numpy as np
import pandas as pd
import pytest
import scipy.sparse
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import AdaBoostClassifier, BaggingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.inspection import permutation_importance
from sklearn.model_selection import GridSearchCV, cross_val_score, learning_curve
from sklearn.multioutput import MultiOutputClassifier
from sklearn.neural_network import MLPClassifier as Theirs
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import mlpkit
from mlpkit import MLPClassifier as Ours
from mlpkit.estimator import classifier

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")

RNG = np.random.default_rng(11)
X = RNG.normal(size=(90, 5))
Y = np.argmax(X @ RNG.normal(size=(5, 3)) + RNG.normal(size=(90, 3)), axis=1)
WEIGHTS = RNG.uniform(0.2, 3.0, size=90)


def twins(**settings):
    """Return an estimator of each kind, both with the weights of theirs and nothing learned, to be fitted warm."""
    settings = {"hidden_layer_sizes": (7, 4), "random_state": 0, "shuffle": False, "warm_start": True, **settings}
    theirs = Theirs(**settings).set_params(max_iter=1).fit(X, Y)
    ours = Ours(**settings).set_params(max_iter=1).fit(X, Y)
    for mine, other in zip(ours.coefs_ + ours.intercepts_, theirs.coefs_ + theirs.intercepts_, strict=True):
        mine[...] = other
    for twin in (ours, theirs):
        twin.best_loss_, twin._no_improvement_count, twin.loss_curve_, twin.t_ = np.inf, 0, [], 0
        twin.set_params(max_iter=settings.get("max_iter", 200))
    return ours, theirs


def assert_same_weights(ours, theirs, atol):
    for mine, other in zip(ours.coefs_ + ours.intercepts_, theirs.coefs_ + theirs.intercepts_, strict=True):
        np.testing.assert_allclose(mine, other, atol=atol)


SGD = {"solver": "sgd", "learning_rate_init": 0.05}


@pytest.mark.parametrize(
    "settings",
    [
        {"solver": "adam", "learning_rate_init": 0.02, "max_iter": 30},
        {"solver": "adam", "learning_rate_init": 0.02, "tol": 0.05, "n_iter_no_change": 3},
        {**SGD, "batch_size": 40, "alpha": 5.0, "max_iter": 30},
        {**SGD, "batch_size": 89, "alpha": 0.5, "max_iter": 10},
        {**SGD, "learning_rate": "invscaling", "power_t": 0.3, "max_iter": 30},
        {**SGD, "learning_rate": "adaptive", "tol": 0.02, "n_iter_no_change": 2},
        {**SGD, "activation": "identity", "max_iter": 30},
        {**SGD, "tol": 0.01, "n_iter_no_change": 4},
        {**SGD, "max_iter": 25, "n_iter_no_change": np.inf, "tol": 1e9},
    ],
    ids=str,
)
def test_a_whole_fit_from_the_same_weights_ends_where_theirs_ends(settings):
    ours, theirs = twins(**settings)
    start = [W.copy() for W in ours.coefs_]
    ours.fit(X, Y)
    theirs.fit(X, Y)
    assert np.abs(ours.coefs_[0] - start[0]).max() > 1e-3  # something was learned at all
    assert_same_weights(ours, theirs, atol=1e-7)
    np.testing.assert_allclose(ours.loss_curve_, theirs.loss_curve_, atol=1e-9)
    np.testing.assert_allclose([ours.loss_, ours.best_loss_], [theirs.loss_, theirs.best_loss_], atol=1e-9)
    assert (ours.n_iter_, ours.t_, ours.n_layers_) == (theirs.n_iter_, theirs.t_, theirs.n_layers_)
    assert ours._no_improvement_count == theirs._no_improvement_count
    if settings["solver"] == "sgd":  # their Adam calls another number so
        assert ours._optimizer.learning_rate == pytest.approx(theirs._optimizer.learning_rate, rel=1e-12)
    assert (ours.validation_scores_, ours.best_validation_score_) == (None, None)


@pytest.mark.skipif("sample_weight" not in inspect.signature(Theirs.fit).parameters, reason="theirs has no weights yet")
@pytest.mark.parametrize("solver", ["sgd", "adam", "lbfgs"])
def test_sample_weights_pull_as_theirs_do(solver):
    ours, theirs = twins(solver=solver, learning_rate_init=0.02, batch_size=40, alpha=2.0, max_iter=8, tol=0.0)
    plain = clone(ours).fit(X, Y)
    ours.fit(X, Y, sample_weight=WEIGHTS)
    theirs.fit(X, Y, sample_weight=WEIGHTS)
    assert_same_weights(ours, theirs, atol=1e-5 if solver == "lbfgs" else 1e-9)
    assert not np.allclose(ours.coefs_[0], plain.coefs_[0], atol=1e-3)
    if solver != "lbfgs":
        ours.partial_fit(X, Y, WEIGHTS)
        theirs.partial_fit(X, Y, WEIGHTS)
        assert_same_weights(ours, theirs, atol=1e-9)


@pytest.mark.parametrize("activation", ["identity", "logistic", "tanh", "relu"])
def test_lbfgs_goes_where_theirs_goes(activation):
    ours, theirs = twins(solver="lbfgs", activation=activation, max_iter=6, alpha=0.1)
    ours.fit(X, Y)
    theirs.fit(X, Y)
    assert ours.n_iter_ == theirs.n_iter_ == 6
    assert ours.loss_ == ours.loss_curve_[-1] == pytest.approx(theirs.loss_, abs=1e-6)
    assert_same_weights(ours, theirs, atol=1e-5)


def test_lbfgs_ends_by_itself_or_says_that_it_did_not():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = Ours((4,), solver="lbfgs", alpha=1.0, tol=1e-3, max_iter=1000, random_state=0).fit(X, Y)
    assert 5 < model.n_iter_ < 1000
    for limit in ({"max_iter": 3}, {"max_fun": 4}):
        with pytest.warns(ConvergenceWarning, match=r"ended after \d epochs, before it converged. Hint: a larger max"):
            clone(model).set_params(**limit).fit(X, Y)
    assert not hasattr(model, "partial_fit")


def test_whole_weights_are_repeated_samples_and_weight_zero_is_none():
    counts = np.arange(90) % 4
    settings = {"hidden_layer_sizes": (6,), "random_state": 0, "max_iter": 20, "learning_rate_init": 0.02}
    weighted = Ours(**settings).fit(X, Y, sample_weight=counts)
    repeated = Ours(**settings).fit(np.repeat(X, counts, axis=0), np.repeat(Y, counts))
    assert_same_weights(weighted, repeated, atol=1e-9)
    np.testing.assert_allclose(weighted.loss_curve_, repeated.loss_curve_)
    # batches of one: of those with weight zero nothing can be learned, and no mean can be taken
    small = Ours(**settings, batch_size=1).fit(X, Y, sample_weight=counts > 1)
    assert small.t_ == 20 * np.count_nonzero(counts > 1)
    assert np.isfinite(small.coefs_[0]).all()


def test_ones_as_weights_change_nothing_with_early_stopping_neither():
    model = Ours((6,), random_state=0, early_stopping=True, max_iter=10)
    plain, weighted = clone(model).fit(X, Y), clone(model).fit(X, Y, sample_weight=np.ones(90))
    assert_same_weights(weighted, plain, atol=0)
    model.set_params(learning_rate_init=0.1)
    only = clone(model).fit(X, Y, sample_weight=np.where(Y == 1, 1.0, 1e-9))  # the score is weighted, too
    assert only.best_validation_score_ > 0.999


def test_bagging_works_with_small_batches():
    """Samples out of the bag have weight zero: in scikit-learn 1.9.1, a batch of these alone is an error."""
    bag = BaggingClassifier(Ours((6,), batch_size=1, max_iter=20, random_state=0), n_estimators=3, random_state=0)
    assert bag.fit(X, Y).score(X, Y) > 0.6


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (np.zeros(90), "zero"),
        (np.where(Y == 0, -1.0, 1.0), "[Nn]egative"),
        (np.ones(89), r"sample_weight.shape == \(89,\)"),
        (np.full(90, np.nan), "NaN"),
    ],
)
def test_weights_that_cannot_be_meant_are_refused(weights, message):
    with pytest.raises(ValueError, match=message):
        Ours().fit(X, Y, sample_weight=weights)


@pytest.mark.parametrize("kind", [scipy.sparse.csr_matrix, scipy.sparse.csc_array, scipy.sparse.coo_matrix])
@pytest.mark.parametrize("settings", [{}, {"solver": "lbfgs"}, {"early_stopping": True}], ids=str)
def test_sparse_data_gives_what_dense_data_gives(kind, settings):
    dense = np.where(np.abs(X) > 0.7, X, 0.0)
    model = Ours((6,), random_state=0, max_iter=10, batch_size=30, **settings)
    from_dense, from_sparse = clone(model).fit(dense, Y), clone(model).fit(kind(dense), Y)
    assert_same_weights(from_sparse, from_dense, atol=0)
    np.testing.assert_array_equal(from_dense.predict_proba(dense), from_sparse.predict_proba(kind(dense)))
    np.testing.assert_array_equal(from_dense.predict(dense), from_dense.predict(kind(dense)))
    if not settings:
        assert_same_weights(from_sparse.partial_fit(kind(dense), Y), from_dense.partial_fit(dense, Y), atol=0)


def test_sparse_data_is_made_dense_a_batch_at_a_time(monkeypatch):
    wide = scipy.sparse.random(3000, 5000, density=0.001, format="csr", random_state=0)
    made_dense, dense = [], classifier._dense
    monkeypatch.setattr(classifier, "_dense", lambda X: made_dense.append(X.shape[0]) or dense(X))
    Ours((2,), max_iter=1, random_state=0).fit(wide, np.arange(3000) % 2).predict(wide)
    assert made_dense == [200] * 15 + [1000] * 3


def test_log_probabilities_are_the_logarithms_without_a_warning():
    model = Ours((6,), random_state=0, max_iter=60, learning_rate_init=0.05).fit(X, Y)
    for scale in (1.0, 1e4):
        with np.errstate(divide="ignore"):
            expected = np.log(model.predict_proba(scale * X))
        np.testing.assert_array_equal(model.predict_log_proba(scale * X), expected)
    assert np.isneginf(expected).any()


def test_everything_public_of_theirs_is_there():
    ours, theirs = Ours(random_state=0, max_iter=2).fit(X, Y), Theirs(random_state=0, max_iter=2).fit(X, Y)
    missing = {name for name in dir(theirs) if not name.startswith("_")} - set(dir(ours))
    assert missing - {"loss"} == set()  # theirs is always "log_loss"; no parameter
    assert (ours.n_layers_, ours.n_outputs_, ours.out_activation_) == (3, 3, "softmax")
    assert (theirs.n_layers_, theirs.n_outputs_, theirs.out_activation_) == (3, 3, "softmax")
    ours, theirs = (inspect.signature(kind).parameters for kind in (Ours, Theirs))
    assert {name: ours[name].default for name in theirs} == {name: theirs[name].default for name in theirs}
    assert [name for name in ours if ours[name].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD] == [
        name for name in theirs if theirs[name].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    ]


def test_at_max_iter_a_warning_and_none_where_training_has_converged():
    with pytest.warns(ConvergenceWarning, match="ended after 3 epochs, before it converged. Hint: a larger max_iter"):
        model = Ours(max_iter=3, random_state=0).fit(X, Y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.set_params(tol=10.0, n_iter_no_change=2, max_iter=4).fit(X, Y)  # ends in the very last epoch
        assert model.n_iter_ == 4
        Ours(random_state=0).partial_fit(X, Y, classes=[0, 1, 2])
    # the hint
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Ours((2,), max_iter=3000, tol=1e-3, random_state=0).fit(X, Y)


def test_a_batch_larger_than_the_data_is_clipped_with_a_warning():
    with pytest.warns(UserWarning, match="batch_size=500 is clipped to the number of samples, 90"):
        clipped = Ours(batch_size=500, random_state=0, max_iter=3).fit(X, Y)
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        warnings.simplefilter("ignore", ConvergenceWarning)
        exact = Ours(batch_size=90, random_state=0, max_iter=3).fit(X, Y)
        Ours(random_state=0, max_iter=3).fit(X, Y)
    assert_same_weights(clipped, exact, atol=0)


def test_shuffle_is_what_makes_each_epoch_another_order():
    model = Ours((4,), batch_size=10, random_state=0, max_iter=3)
    shuffled, in_order = clone(model).fit(X, Y), clone(model).set_params(shuffle=False).fit(X, Y)
    assert not np.allclose(shuffled.coefs_[0], in_order.coefs_[0])
    assert_same_weights(clone(in_order).fit(X, Y), in_order, atol=0)


@pytest.mark.parametrize(
    "settings",
    [{"max_iter": 2}, {"max_iter": 2, "early_stopping": True}, {"tol": 10.0, "learning_rate": "adaptive"}],
    ids=str,
)
def test_verbose_prints_the_lines_that_theirs_prints(settings, capsys):
    def printed(kind):
        kind((4,), solver="sgd", random_state=0, verbose=True, n_iter_no_change=2, **settings).fit(X, Y)
        lines = capsys.readouterr().out.splitlines()
        return [re.sub(r"[\d.]+$", "#", line) for line in lines if line.startswith(("Iteration", "Validation score:"))]

    ours = printed(Ours)
    assert ours[0] == "Iteration 1, loss = #"
    assert ours == printed(Theirs)
    Ours(max_iter=2, random_state=0).fit(X, Y)
    assert capsys.readouterr().out == ""


def test_early_stopping_follows_their_rule():
    model = Ours((30,), early_stopping=True, validation_fraction=0.3, tol=0.1, n_iter_no_change=3, random_state=9)
    model.set_params(learning_rate_init=0.01).fit(X, Y)
    judge = Theirs(tol=0.1, verbose=False)
    judge.validation_scores_, judge.best_validation_score_, judge._no_improvement_count = [], -np.inf, 0
    judge.coefs_ = judge.intercepts_ = []
    scores = iter(model.validation_scores_)
    judge._score = lambda *data, **settings: next(scores)
    while judge._no_improvement_count <= 3:
        judge._update_no_improvement_count(True, None, None, *[None] * (_n_arguments(judge) - 3))
    assert model.n_iter_ == len(model.validation_scores_) == len(judge.validation_scores_) < 200
    assert model.best_validation_score_ == judge.best_validation_score_ == max(model.validation_scores_)
    assert model.best_loss_ is None
    assert np.diff(np.maximum.accumulate(model.validation_scores_))[-3:].any()  # better, by less than tol


def _n_arguments(judge):
    return len(inspect.signature(judge._update_no_improvement_count).parameters)


def test_early_stopping_holds_out_a_share_of_every_class_and_the_same_rows_when_warm(monkeypatch):
    held_out = []
    split = classifier.train_test_split

    def noting(*arrays, **settings):
        parts = split(*arrays, **settings)
        held_out.append(parts)
        return parts

    monkeypatch.setattr(classifier, "train_test_split", noting)
    model = Ours((4,), early_stopping=True, validation_fraction=0.2, warm_start=True, max_iter=2)
    model.set_params(random_state=np.random.RandomState(0))  # which says something else each time
    model.fit(X, Y).fit(X, Y)
    assert len(held_out[0][1]) == 18
    assert np.abs(np.bincount(held_out[0][3]) / 18 - np.bincount(Y) / 90).max() < 0.04
    np.testing.assert_array_equal(held_out[0][1], held_out[1][1])
    assert len(model.validation_scores_) == len(model.loss_curve_) == 4


def test_a_warm_start_heeds_what_was_set():
    model = Ours((6,), solver="sgd", warm_start=True, max_iter=2, random_state=0).fit(X, Y)
    before = [W.copy() for W in model.coefs_]
    model.set_params(learning_rate_init=0.5, momentum=0.3, alpha=3.0, dropout=0.25, activation="tanh").fit(X, Y)
    assert (model._optimizer.learning_rate, model._optimizer.momentum) == (0.5, 0.3)
    assert [layer.l2 for layer in model.network_.layers if isinstance(layer, mlpkit.Dense)] == [3.0 / 90] * 2
    assert str(model.network_) == "Sequential([Dense(5, 6), Tanh(), Dropout(0.25), Dense(6, 3)])"
    assert isinstance(model.set_params(solver="adam")._optimizer, mlpkit.SGD)
    assert isinstance(model.fit(X, Y)._optimizer, mlpkit.Adam)
    # it went on from where it was: a rate of next to nothing moves next to nothing
    here = [W.copy() for W in model.coefs_]
    model.set_params(learning_rate_init=1e-12).fit(X, Y)
    for first, start, end in zip(before, here, model.coefs_, strict=True):
        assert np.abs(start - first).max() > 1e-2
        np.testing.assert_allclose(start, end, atol=1e-9)


def test_a_warm_start_with_other_layers_or_other_classes_is_refused():
    model = Ours((6,), warm_start=True, max_iter=2, random_state=0).fit(X, Y)
    proba = model.predict_proba(X)
    with pytest.raises(ValueError, match=r"=\(8,\) needs .*\(5, 8\), \(8, 3\).* with \[\(5, 6\), \(6, 3\)\]"):
        model.set_params(hidden_layer_sizes=(8,)).fit(X, Y)
    np.testing.assert_array_equal(model.predict_proba(X), proba)
    assert clone(model).fit(X, Y).coefs_[0].shape == (5, 8)  # the hint
    model.set_params(hidden_layer_sizes=(6,))
    with pytest.raises(ValueError, match=r"warm_start can only be used .* Previously got \[0 1 2\], `y` has \[0 1\]"):
        model.fit(X, np.minimum(Y, 1))
    np.testing.assert_array_equal(model.predict_proba(X), proba)


def test_a_warm_start_may_begin_to_watch_another_number():
    model = Ours((6,), warm_start=True, max_iter=3, random_state=0).fit(X, Y)
    model.set_params(early_stopping=True).fit(X, Y)
    assert (len(model.validation_scores_), model.best_loss_) == (3, None)
    model.set_params(early_stopping=False).fit(X, Y)
    assert (model.validation_scores_, model.best_loss_) == (None, min(model.loss_curve_[-3:]))


def test_partial_fit_keeps_its_optimizer_until_a_parameter_changes():
    model = Ours((6,), solver="sgd", random_state=0).partial_fit(X, Y, classes=[0, 1, 2])
    optimizer = model._optimizer
    assert model.partial_fit(X, Y)._optimizer is optimizer
    assert optimizer.n_steps == 2
    model.set_params(learning_rate_init=1e-12)
    here = model.coefs_[0].copy()
    np.testing.assert_allclose(model.partial_fit(X, Y).coefs_[0], here, atol=1e-9)
    assert (model.n_iter_, model.t_, len(model.loss_curve_)) == (1, 270, 3)  # as theirs counts


def test_partial_fit_refuses_early_stopping():
    model = Ours(early_stopping=True, max_iter=2, random_state=0).fit(X, Y)
    with pytest.raises(ValueError, match="partial_fit does not support early_stopping=True"):
        model.partial_fit(X, Y)
    assert model.set_params(early_stopping=False).partial_fit(X, Y).score(X, Y) > 0  # the hint


@pytest.fixture
def ctrl_c(monkeypatch):
    """Press Ctrl-C within a step of the training, and again in each later one."""
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    steps = []

    def after(n_steps):
        step = classifier.train_step

        def pressing(*arguments):
            steps.append(1)
            if len(steps) >= n_steps:
                signal.raise_signal(signal.SIGINT)
            return step(*arguments)

        monkeypatch.setattr(classifier, "train_step", pressing)
        return steps

    yield after
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    signal.signal(signal.SIGINT, previous)


@pytest.mark.parametrize("settings", [{}, {"early_stopping": True}], ids=str)
def test_ctrl_c_ends_the_training_with_a_warning_and_leaves_an_estimator_that_can_be_used(ctrl_c, settings):
    model = Ours((6,), batch_size=30, random_state=0, **settings)
    ctrl_c(3 * 3 + 2)  # in the fourth epoch, in the middle
    with pytest.warns(UserWarning, match="interrupted after 3 complete epochs"), pytest.raises(KeyboardInterrupt):
        model.fit(X, Y)
    assert (model.n_iter_, len(model.loss_curve_), model.t_) == (3, 3, 3 * (81 if settings else 90))
    if settings:
        assert len(model.validation_scores_) == 3
        assert model.best_validation_score_ == max(model.validation_scores_)
    assert model._optimizer.n_steps == 11  # the step that was running has been finished
    assert model.score(X, Y) > 0
    pickle.loads(pickle.dumps(model)).set_params(early_stopping=False)


def test_ctrl_c_again_while_the_best_weights_are_put_back(ctrl_c, monkeypatch):
    def pressing(*iterables, strict):
        for pair in zip(*iterables, strict=strict):
            signal.raise_signal(signal.SIGINT)
            yield pair

    monkeypatch.setattr(classifier, "zip", pressing, raising=False)
    model = Ours((6,), batch_size=30, random_state=0, early_stopping=True, learning_rate_init=0.05)
    ctrl_c(20)
    with pytest.warns(UserWarning, match="interrupted after 6 complete epochs"), pytest.raises(KeyboardInterrupt):
        model.fit(X, Y)
    for W, best in zip(model.network_.params, model._best_params, strict=True):
        np.testing.assert_array_equal(W, best)


def test_ctrl_c_before_the_first_epoch_is_over(ctrl_c):
    model = Ours((6,), batch_size=30, random_state=0, early_stopping=True)
    ctrl_c(1)
    with pytest.warns(UserWarning, match="interrupted after 0 complete epochs"), pytest.raises(KeyboardInterrupt):
        model.fit(X, Y)
    assert model.n_iter_ == 0
    assert model.predict(X).shape == (90,)


@pytest.mark.parametrize("action", ["default", "error"])
@pytest.mark.filterwarnings("ignore:MLPClassifier. interrupted")
def test_ctrl_c_ends_a_grid_search(ctrl_c, action):
    steps = ctrl_c(5)
    search = GridSearchCV(Ours((6,), random_state=0), {"alpha": [0.1, 1.0]}, cv=3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore" if action == "default" else "error")
        with pytest.raises(KeyboardInterrupt):
            search.fit(X, Y)
    assert len(steps) == 5
    assert not hasattr(search, "cv_results_")


@pytest.mark.parametrize("settings", [{}, {"early_stopping": True}], ids=str)
def test_a_loss_that_is_no_number_is_an_error_that_says_what_to_do(settings):
    model = Ours((6,), solver="sgd", learning_rate_init=1e200, random_state=0, **settings)
    with pytest.raises(mlpkit.DivergenceError, match=r"diverged in epoch .* Hint: scale X") as caught:
        model.fit(1e100 * X, Y)
    assert caught.value.history.train_loss == model.loss_curve_
    assert all(np.isfinite(W).all() for W in model.coefs_)
    assert Ours((6,), random_state=0, max_iter=5).fit(StandardScaler().fit_transform(1e100 * X), Y).score(X, Y) > 0


def test_names_of_features_are_kept_and_looked_at():
    frame = pd.DataFrame(X, columns=list("abcde"))
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = Ours(early_stopping=True, max_iter=3, random_state=0).fit(frame, Y)
        model.predict(frame)
    assert list(model.feature_names_in_) == list("abcde")
    assert model.n_features_in_ == 5
    with pytest.warns(UserWarning, match="valid feature names"):
        model.predict(X)
    with pytest.raises(ValueError, match="feature names should match"):
        model.predict(frame[list("edcba")])
    with pytest.raises(ValueError, match="X has 4 features, but MLPClassifier is expecting 5 features"):
        Ours(max_iter=2, random_state=0).fit(X, Y).partial_fit(X[:, :4], Y)


def test_several_labels_a_sample_are_refused_and_have_their_own_tool():
    many = np.column_stack([Y == 0, Y == 1]).astype(int)
    with pytest.raises(ValueError, match=r"1d array, got an array of shape \(90, 2\)"):
        Ours().fit(X, many)
    model = MultiOutputClassifier(Ours((6,), solver="lbfgs", random_state=0)).fit(X, many)
    assert model.score(X, many) > 0.7


NAMES = np.array(["ash", "birch", "cedar"])[Y]
TYPICAL = {
    "pipeline": lambda net: make_pipeline(StandardScaler(), net).fit(X, NAMES).score(X, NAMES),
    "set_output": lambda net: (
        make_pipeline(StandardScaler(), net)
        .set_output(transform="pandas")
        .fit(pd.DataFrame(X, columns=list("abcde")), NAMES)[-1]
        .feature_names_in_.tolist()
        == list("abcde")
    ),
    "grid search": lambda net: (
        GridSearchCV(
            net,
            {
                "solver": ["lbfgs", "sgd"],
                "activation": ["identity", "relu"],
                "learning_rate": ["invscaling", "adaptive"],
            },
            cv=2,
            error_score="raise",
        )
        .fit(X, NAMES)
        .best_score_
    ),
    "cross-validation": lambda net: cross_val_score(net, X, NAMES, cv=3, error_score="raise").mean(),
    "calibrated": lambda net: CalibratedClassifierCV(net, cv=3).fit(X, NAMES, sample_weight=WEIGHTS).score(X, NAMES),
    "bagging": lambda net: BaggingClassifier(net, n_estimators=3, random_state=0).fit(X, NAMES).score(X, NAMES),
    "boosting": lambda net: AdaBoostClassifier(net, n_estimators=3, random_state=0).fit(X, NAMES).score(X, NAMES),
    "learning curve": lambda net: (
        learning_curve(
            net, X, NAMES, cv=3, train_sizes=[0.5, 1.0], exploit_incremental_learning=True, error_score="raise"
        )[1].shape
        == (2, 3)
    ),
    "importance": lambda net: (
        permutation_importance(net.fit(X, NAMES), X, NAMES, n_repeats=2, random_state=0).importances_mean.shape == (5,)
    ),
    "pickle": lambda net: pickle.loads(pickle.dumps(net.fit(X, NAMES))).score(X, NAMES),
    "clone": lambda net: clone(net.fit(X, NAMES)).fit(X, NAMES).score(X, NAMES),
    "log loss": lambda net: np.exp(net.fit(X, NAMES).predict_log_proba(X)).sum(axis=1).mean(),
}


@pytest.mark.parametrize("code", TYPICAL.values(), ids=TYPICAL)
def test_typical_code_runs_with_one_import_changed(code):
    weighted = code in (TYPICAL["boosting"], TYPICAL["calibrated"])
    needs_weights = weighted and "sample_weight" not in inspect.signature(Theirs.fit).parameters
    settings = {"hidden_layer_sizes": (8,), "max_iter": 40, "learning_rate_init": 0.02, "random_state": 0}
    ours = code(Ours(**settings))
    theirs = ours if needs_weights else code(Theirs(**settings))
    assert ours > theirs - 0.15
    assert ours > 0.5
