"""The scikit-learn face of the core: the same networks behind ``fit``, ``predict`` and ``score``. No maths in here."""

from typing import Any, Literal, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import train_test_split
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from mlpkit._machinery.checks import Array, as_int, as_number, choose
from mlpkit.losses import SoftmaxCrossEntropy
from mlpkit.network import Sequential, mlp
from mlpkit.optimizers import SGD, Adam, Optimizer, RMSProp
from mlpkit.training import EarlyStopping, History, fit

ACTIVATION_NAMES = {"relu": "relu", "logistic": "sigmoid", "tanh": "tanh"}
"""scikit-learn's name of an activation, and ours."""


class MLPClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A multilayer perceptron with the interface of scikit-learn.

    Parameters have the names and meanings of :class:`sklearn.neural_network.MLPClassifier`.

    Parameters
    ----------
    hidden_layer_sizes : tuple of int, default (100,)
        Number of neurons in each hidden layer.
    activation : {"relu", "logistic", "tanh"}, default "relu"
        Activation of the hidden layers.
    solver : {"adam", "sgd", "rmsprop"}, default "adam"
        The optimizer.
    alpha : float, default 0.0001
        Strength of the L2 penalty, divided by the batch size as scikit-learn does.
    batch_size : int or "auto", default "auto"
        Samples a step; "auto" is the smaller of 200 and the number of samples.
    learning_rate_init : float, default 0.001
        Learning rate.
    max_iter : int, default 200
        Largest number of epochs.
    random_state : int, RandomState or None, default None
        Source of the initial weights, the order of the samples, and the validation split.
    tol : float, default 0.0001
        By how much loss (or validation score) must be better to count as an improvement.
    verbose : bool, default False
        Whether to print one line an epoch.
    warm_start : bool, default False
        Whether ``fit`` goes on from the weights of the last ``fit``.
    momentum : float, default 0.9
        For ``solver="sgd"``.
    nesterovs_momentum : bool, default True
        For ``solver="sgd"`` with momentum.
    early_stopping : bool, default False
        Whether to hold out ``validation_fraction`` of the data, end when its score no longer rises, and go back
        to the best weights.
    validation_fraction : float, default 0.1
        For ``early_stopping``.
    beta_1, beta_2, epsilon : float, default 0.9, 0.999 and 1e-8
        For ``solver="adam"``.
    n_iter_no_change : int, default 10
        Epochs without improvement after which training ends.
    dropout : float, default 0.0
        Probability of switching off each hidden neuron while training. scikit-learn does not have it.

    Attributes
    ----------
    classes_ : numpy.ndarray
        The labels, sorted.
    coefs_, intercepts_ : list of numpy.ndarray
        Weights and biases of each layer.
    loss_curve_ : list of float
        Mean training loss of each epoch, penalty included.
    validation_scores_ : list of float or None
        Validation accuracy of each epoch, with ``early_stopping``.
    n_iter_ : int
        Number of epochs.
    network_ : Sequential
        The network itself.

    Notes
    -----
    What differs from scikit-learn: two classes get two softmax outputs, not one logistic output; weights start
    from He's rule (ReLU) or Glorot's, biases from zero; there is no "identity" activation, no "lbfgs" solver, no
    decaying learning rate, and samples are always shuffled. ``fit`` takes no ``sample_weight``: the core's losses
    are plain means, and every number in the lessons relies on that. Sparse input is refused. Data of float32 is
    computed in float32, everything else in float64.

    Examples
    --------
    >>> from mlpkit.datasets import make_moons
    >>> X, y = make_moons(100, noise=0.1, rng=np.random.default_rng(0))
    >>> MLPClassifier((20,), learning_rate_init=0.02, tol=0, random_state=0).fit(X, y).score(X, y) > 0.95
    True
    """

    def __init__(
        self,
        hidden_layer_sizes: tuple[int, ...] = (100,),
        activation: Literal["relu", "logistic", "tanh"] = "relu",
        *,
        solver: Literal["adam", "sgd", "rmsprop"] = "adam",
        alpha: float = 0.0001,
        batch_size: int | Literal["auto"] = "auto",
        learning_rate_init: float = 0.001,
        max_iter: int = 200,
        random_state: int | np.random.RandomState | None = None,
        tol: float = 1e-4,
        verbose: bool = False,
        warm_start: bool = False,
        momentum: float = 0.9,
        nesterovs_momentum: bool = True,
        early_stopping: bool = False,
        validation_fraction: float = 0.1,
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-8,
        n_iter_no_change: int = 10,
        dropout: float = 0.0,
    ) -> None:
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.solver = solver
        self.alpha = alpha
        self.batch_size = batch_size
        self.learning_rate_init = learning_rate_init
        self.max_iter = max_iter
        self.random_state = random_state
        self.tol = tol
        self.verbose = verbose
        self.warm_start = warm_start
        self.momentum = momentum
        self.nesterovs_momentum = nesterovs_momentum
        self.early_stopping = early_stopping
        self.validation_fraction = validation_fraction
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.n_iter_no_change = n_iter_no_change
        self.dropout = dropout

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Train on inputs of shape (n_samples, n_features) and one label a sample.

        Parameters
        ----------
        X : array_like
            Inputs, shape (n_samples, n_features).
        y : array_like
            Labels of any kind, shape (n_samples,).

        Returns
        -------
        MLPClassifier
            The estimator itself.

        Raises
        ------
        TypeError, ValueError
            If data or parameters have the wrong kind or value.
        DivergenceError
            If the loss becomes NaN or infinite.
        """
        go_on = self.warm_start and hasattr(self, "network_")
        stopping = EarlyStopping(
            as_int(self.n_iter_no_change, name="MLPClassifier: n_iter_no_change", minimum=1) + 1,
            monitor="val_accuracy" if self.early_stopping else "train_loss",
            min_delta=as_number(self.tol, name="MLPClassifier: tol", minimum=0.0),
        )
        max_iter = as_int(self.max_iter, name="MLPClassifier: max_iter", minimum=1)
        inputs, y = self._check_data(X, y, reset=not go_on)
        if not go_on:
            self._start(inputs, np.unique(y))
        labels = self._encode(y)
        validation_data = None
        if self.early_stopping:
            inputs, X_val, labels, labels_val = train_test_split(
                inputs,
                labels,
                test_size=self.validation_fraction,
                stratify=labels,
                random_state=int(self._rng.integers(2**31)),
            )
            validation_data = (X_val, labels_val)
        history = self._train(inputs, labels, max_iter, validation_data, [stopping])
        if self.early_stopping:
            stopping.restore_best(self.network_)
        self.loss_curve_ = history.train_loss
        self.validation_scores_ = history.val_accuracy if self.early_stopping else None
        self.n_iter_ = history.n_epochs
        return self

    def partial_fit(self, X: ArrayLike, y: ArrayLike, classes: ArrayLike | None = None) -> Self:
        """Go once through some data, starting from the present weights.

        Parameters
        ----------
        X : array_like
            Inputs, shape (n_samples, n_features).
        y : array_like
            Labels, shape (n_samples,).
        classes : array_like, optional
            All labels that will ever come; needed at the first call.

        Returns
        -------
        MLPClassifier
            The estimator itself.

        Raises
        ------
        TypeError, ValueError
            If data or parameters have the wrong kind or value, or ``classes`` are missing or others than before.
        """
        first = not hasattr(self, "network_")
        inputs, y = self._check_data(X, y, reset=first)
        if first:
            if classes is None:
                raise ValueError("MLPClassifier.partial_fit: classes must be given at the first call")
            self._start(inputs, np.unique(classes))
            self.loss_curve_, self.validation_scores_, self.n_iter_ = [], None, 0
        elif classes is not None and not np.array_equal(np.unique(classes), self.classes_):
            raise ValueError(
                f"MLPClassifier.partial_fit: classes {np.unique(classes)} are not those of earlier calls, "
                f"{self.classes_}"
            )
        history = self._train(inputs, self._encode(y), 1, None, [])
        self.loss_curve_ = self.loss_curve_ + history.train_loss
        self.n_iter_ += 1
        return self

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return the most probable label of each sample, shape (n_samples,)."""
        proba = self.predict_proba(X)  # (n_samples, n_classes)
        return self.classes_[proba.argmax(axis=1)]

    def predict_proba(self, X: ArrayLike) -> Array:
        """Return the probability of each class, shape (n_samples, n_classes), in the order of ``classes_``."""
        check_is_fitted(self, "network_")
        return self.network_.predict_proba(validate_data(self, X, dtype=self.network_.dtype, reset=False))

    @property
    def coefs_(self) -> list[Array]:
        """Weights of each layer, shape (n_in, n_out)."""
        check_is_fitted(self, "network_")
        return self.network_.params[0::2]

    @property
    def intercepts_(self) -> list[Array]:
        """Biases of each layer, shape (n_out,)."""
        check_is_fitted(self, "network_")
        return self.network_.params[1::2]

    def _check_data(self, X: ArrayLike, y: ArrayLike, *, reset: bool) -> tuple[Array, np.ndarray]:
        inputs, labels = validate_data(self, X, y, dtype=[np.float64, np.float32], reset=reset)
        check_classification_targets(labels)
        return inputs, labels

    def _encode(self, y: np.ndarray) -> np.ndarray:
        """Return the position of each label in ``classes_``."""
        unknown = np.setdiff1d(y, self.classes_)
        if len(unknown):
            raise ValueError(f"MLPClassifier: y holds the labels {unknown}, which are not among {self.classes_}")
        return np.searchsorted(self.classes_, y)

    def _start(self, X: Array, classes: np.ndarray) -> None:
        """Make a new network, a new optimizer and a new generator; keep the old ones if a parameter is wrong."""
        if len(classes) < 2:
            raise ValueError(f"MLPClassifier: y must hold at least 2 classes; got 1 class, {classes}")
        rng = np.random.default_rng(check_random_state(self.random_state).randint(2**31))
        network = self._make_network(X, len(classes), rng)
        optimizer = self._make_optimizer()
        self.classes_, self.network_, self._optimizer, self._rng = classes, network, optimizer, rng

    def _make_network(self, X: Array, n_classes: int, rng: np.random.Generator) -> Sequential:
        activation = choose(self.activation, name="MLPClassifier: activation", options=ACTIVATION_NAMES)
        alpha = as_number(self.alpha, name="MLPClassifier: alpha", minimum=0.0)
        return mlp(
            [X.shape[1], *np.atleast_1d(self.hidden_layer_sizes).tolist(), n_classes],
            activation=ACTIVATION_NAMES[activation],
            init="he" if activation == "relu" else "glorot",
            dropout=self.dropout,
            l2=alpha / self._batch_size(len(X)),
            dtype=X.dtype,
            rng=rng,
        )

    def _make_optimizer(self) -> Optimizer:
        solver = choose(self.solver, name="MLPClassifier: solver", options=("adam", "sgd", "rmsprop"))
        if solver == "sgd":
            nesterov = bool(self.nesterovs_momentum and self.momentum)
            return SGD(self.learning_rate_init, momentum=self.momentum, nesterov=nesterov)
        if solver == "rmsprop":
            return RMSProp(self.learning_rate_init, epsilon=self.epsilon)
        return Adam(self.learning_rate_init, beta_1=self.beta_1, beta_2=self.beta_2, epsilon=self.epsilon)

    def _batch_size(self, n_samples: int) -> int:
        if isinstance(self.batch_size, str) and self.batch_size == "auto":
            return min(200, n_samples)
        return min(as_int(self.batch_size, name="MLPClassifier: batch_size", minimum=1), n_samples)

    def _train(
        self,
        X: Array,
        labels: np.ndarray,
        n_epochs: int,
        validation_data: tuple[Array, np.ndarray] | None,
        callbacks: list[Any],
    ) -> History:
        return fit(
            self.network_,
            SoftmaxCrossEntropy(),
            self._optimizer,
            X,
            labels,
            n_epochs=n_epochs,
            batch_size=self._batch_size(len(X)),
            rng=self._rng,
            validation_data=validation_data,
            callbacks=callbacks,
            progress="lines" if self.verbose else False,
        )
