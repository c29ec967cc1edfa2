"""The scikit-learn face: scikit-learn's own checks, its peers as oracle, and what people do with estimators."""

import copy
import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.metrics import ConfusionMatrixDisplay
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.neural_network import MLPClassifier as SklearnMLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

import mlpkit
from mlpkit.datasets import make_blobs

# Most tests train for as few epochs as they need.
pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")

RNG = np.random.default_rng(7)
X = RNG.normal(size=(90, 5))
Y = np.argmax(X @ RNG.normal(size=(5, 3)), axis=1)


@pytest.mark.filterwarnings("ignore:fit. X holds:mlpkit.InputWarning")  # some of the checks take data around 100
@parametrize_with_checks(
    [
        mlpkit.MLPClassifier(),
        mlpkit.MLPClassifier((20, 10), solver="sgd", activation="tanh", learning_rate="adaptive"),
        mlpkit.MLPClassifier(8, solver="lbfgs"),
    ]
)
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


def same_start(ours, theirs):
    """Give our network scikit-learn's initial weights."""
    for mine, other in zip(ours.coefs_ + ours.intercepts_, theirs.coefs_ + theirs.intercepts_, strict=True):
        mine[...] = other


@pytest.mark.parametrize("activation", ["relu", "logistic", "tanh"])
@pytest.mark.parametrize(
    "solver",
    [
        {"solver": "adam"},
        {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": True},
        {"solver": "sgd", "momentum": 0.9, "nesterovs_momentum": False},
        {"solver": "sgd", "momentum": 0.0},
    ],
    ids=["adam", "nesterov", "momentum", "plain"],
)
def test_ten_steps_equal_those_of_scikit_learn(activation, solver):
    settings = dict(hidden_layer_sizes=(7, 4), activation=activation, alpha=0.05, learning_rate_init=0.02, **solver)
    # the penalty is that of each chunk, whatever the size of the first
    batches = [(X[rows], Y[rows]) for rows in (slice(0, 10), slice(10, 60), slice(60, 90))]
    theirs = SklearnMLPClassifier(random_state=0, **settings).partial_fit(*batches[0], classes=[0, 1, 2])
    ours = mlpkit.MLPClassifier(random_state=0, **settings).partial_fit(*batches[0], classes=[0, 1, 2])
    # start again, both from scikit-learn's weights and with fresh optimizers
    same_start(ours, theirs)
    ours._optimizer = ours._make_optimizer()
    theirs._optimizer = type(theirs._optimizer)(
        theirs.coefs_ + theirs.intercepts_,
        *([0.02] if solver["solver"] == "adam" else [0.02, "constant", solver["momentum"]]),
        **({"nesterov": solver["nesterovs_momentum"]} if "nesterovs_momentum" in solver else {}),
    )
    before = [W.copy() for W in ours.coefs_]
    for step in range(10):
        ours.partial_fit(*batches[step % 3])
        theirs.partial_fit(*batches[step % 3])
    for start, mine, other in zip(before, ours.coefs_, theirs.coefs_, strict=True):
        assert np.abs(mine - start).max() > 1e-4  # something was learned at all
        np.testing.assert_allclose(mine, other, atol=1e-5)
    for mine, other in zip(ours.intercepts_, theirs.intercepts_, strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-5)
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-6)
    np.testing.assert_allclose(ours.loss_curve_[-10:], theirs.loss_curve_[-10:], atol=1e-6)


def test_works_in_pipeline_grid_search_and_cross_validation():
    pipeline = make_pipeline(StandardScaler(), mlpkit.MLPClassifier((8,), max_iter=30, random_state=0))
    search = GridSearchCV(pipeline, {"mlpclassifier__learning_rate_init": [1e-5, 0.03]}, cv=3).fit(X, Y)
    assert search.best_params_ == {"mlpclassifier__learning_rate_init": 0.03}
    assert search.best_score_ > 0.8
    assert cross_val_score(pipeline.set_params(mlpclassifier__learning_rate_init=0.03), X, Y, cv=3).mean() > 0.8


def test_confusion_matrix_display_from_estimator():
    model = mlpkit.MLPClassifier((8,), max_iter=60, learning_rate_init=0.03, random_state=0).fit(X, Y)
    display = ConfusionMatrixDisplay.from_estimator(model, X, Y)
    np.testing.assert_array_equal(display.confusion_matrix, mlpkit.confusion_matrix(Y, model.predict(X)))
    display.figure_.clear()


def test_text_labels_come_back_as_text():
    names = np.array(["cat", "dog", "eel"])
    model = mlpkit.MLPClassifier((8,), max_iter=80, learning_rate_init=0.03, random_state=0).fit(X, names[Y])
    assert list(model.classes_) == ["cat", "dog", "eel"]
    assert set(model.predict(X)) <= set(names)
    assert model.score(X, names[Y]) > 0.9


@pytest.mark.parametrize(
    "round_trip", [lambda m: pickle.loads(pickle.dumps(m)), copy.deepcopy], ids=["pickle", "deepcopy"]
)
def test_a_copy_keeps_learning_exactly_as_the_original_would(round_trip):
    model = mlpkit.MLPClassifier((6,), dropout=0.2, batch_size=20, random_state=3).fit(X, Y)
    twin = round_trip(model)
    before = [W.copy() for W in twin.coefs_]
    model.partial_fit(X, Y)
    assert all(np.array_equal(a, b) for a, b in zip(before, twin.coefs_, strict=True)), "the copy shares weights"
    twin.partial_fit(X, Y)
    for start, a, b in zip(before, model.coefs_, twin.coefs_, strict=True):
        assert not np.array_equal(start, b)
        np.testing.assert_array_equal(a, b)


def test_warm_start_goes_on_and_a_cold_start_begins_again():
    model = mlpkit.MLPClassifier((6,), max_iter=3, warm_start=True, random_state=0).fit(X, Y)
    first = model.loss_curve_[0]
    assert model.fit(X, Y).loss_curve_[3] < first
    assert (model.n_iter_, model.t_, len(model.loss_curve_)) == (3, 6 * 90, 6)  # as scikit-learn counts
    assert model.set_params(warm_start=False).fit(X, Y).loss_curve_[0] == first
    assert (model.n_iter_, model.t_, len(model.loss_curve_)) == (3, 3 * 90, 3)


def test_early_stopping_keeps_the_weights_of_the_best_validation_score():
    rng = np.random.default_rng(3)
    noisy = np.where(rng.random(len(Y)) < 0.4, rng.integers(0, 3, len(Y)), Y)
    model = mlpkit.MLPClassifier(
        (50,), early_stopping=True, validation_fraction=0.3, learning_rate_init=0.02, n_iter_no_change=5, random_state=1
    ).fit(X, noisy)
    assert model.n_iter_ == len(model.validation_scores_) == len(model.loss_curve_) < 200
    assert max(model.validation_scores_) > model.validation_scores_[-1]
    again = clone(model).set_params(max_iter=int(np.argmax(model.validation_scores_)) + 1).fit(X, noisy)
    for a, b in zip(model.coefs_, again.coefs_, strict=True):
        np.testing.assert_array_equal(a, b)


def test_training_ends_when_the_loss_no_longer_improves():
    model = mlpkit.MLPClassifier((6,), tol=10.0, n_iter_no_change=4, random_state=0).fit(X, Y)
    assert model.n_iter_ == 6  # the first epoch is the best; then five without improvement, as scikit-learn counts
    assert SklearnMLPClassifier((6,), tol=10.0, n_iter_no_change=4, random_state=0).fit(X, Y).n_iter_ == 6


def test_float32_stays_float32():
    model = mlpkit.MLPClassifier((6,), max_iter=2, random_state=0).fit(X.astype(np.float32), Y)
    assert model.predict_proba(X.astype(np.float32)).dtype == np.float32
    assert {W.dtype for W in model.coefs_} == {np.dtype(np.float32)}


def test_rmsprop_learns():
    X2, y2 = make_blobs(rng=np.random.default_rng(0))
    model = mlpkit.MLPClassifier((6,), solver="rmsprop", learning_rate_init=0.01, max_iter=40, random_state=0)
    assert model.fit(X2, y2).score(X2, y2) == 1.0


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"activation": "gelu"}, "activation must be one of 'identity', 'logistic', 'tanh', 'relu'; got 'gelu'"),
        ({"activation": "logistics"}, "Did you mean 'logistic'"),
        ({"solver": "newton"}, "solver must be one of"),
        ({"solver": "lbfgs", "dropout": 0.5}, "lbfgs needs the same loss at every step; expected dropout=0"),
        (
            {"learning_rate": "cosine"},
            "learning_rate must be one of 'constant', 'invscaling', 'adaptive'; got 'cosine'",
        ),
        ({"n_iter_no_change": 0}, "n_iter_no_change must be a whole number >= 1"),
        ({"power_t": -1.0}, "power_t must be a finite number >= 0"),
        ({"batch_size": 0}, "batch_size must be a whole number >= 1"),
        ({"alpha": -1.0}, "alpha must be a finite number >= 0"),
        ({"learning_rate_init": 0.0}, "learning_rate must be a finite number > 0"),
        ({"hidden_layer_sizes": (0,)}, r"layer_sizes\[1\] must be a whole number >= 1"),
        ({"max_iter": 0}, "max_iter must be a whole number >= 1"),
        ({"tol": -1e-3}, "tol must be a finite number >= 0"),
    ],
)
def test_a_wrong_parameter_is_named_and_the_old_model_stays(settings, message):
    model = mlpkit.MLPClassifier((6,), max_iter=2, random_state=0).fit(X, Y)
    proba = model.predict_proba(X)
    with pytest.raises(ValueError, match=message):
        model.set_params(**settings).fit(X, Y)
    np.testing.assert_array_equal(model.predict_proba(X), proba)


def test_partial_fit_says_what_it_needs():
    with pytest.raises(ValueError, match="classes must be given at the first call"):
        mlpkit.MLPClassifier().partial_fit(X, Y)
    model = mlpkit.MLPClassifier(random_state=0).partial_fit(X, Y, classes=[0, 1, 2])
    with pytest.raises(ValueError, match=r"same classes as in the previous call.*got \[0 1 2\], `y` has \[0 1\]"):
        model.partial_fit(X, Y, classes=[0, 1])
    with pytest.raises(ValueError, match=r"labels \[5\], which are not among \[0 1 2\]"):
        model.partial_fit(X, np.full(len(X), 5))


def test_data_is_not_modified():
    X_before, y_before = X.copy(), Y.copy()
    mlpkit.MLPClassifier((6,), max_iter=2, random_state=0).fit(X, Y)
    np.testing.assert_array_equal(X, X_before)
    np.testing.assert_array_equal(Y, y_before)
