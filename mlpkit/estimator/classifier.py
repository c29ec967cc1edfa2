"""The scikit-learn face of the core: the same networks behind ``fit``, ``predict`` and ``score``. No maths in here."""

import warnings
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.utils import check_random_state, gen_batches
from sklearn.utils.metaestimators import available_if
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from mlpkit._machinery.arguments import Array, Labels, as_int, as_number, choose, require_finite
from mlpkit._machinery.interrupts import HeldInterrupt
from mlpkit._machinery.threads import blas_threads
from mlpkit.activations import ReLU, softmax
from mlpkit.estimator.lbfgs import minimize_with_lbfgs
from mlpkit.estimator.weighting import WeightedCrossEntropy
from mlpkit.layers import Dense
from mlpkit.network import Sequential, mlp
from mlpkit.optimizers import SGD, Adam, ConstantSchedule, Optimizer, RMSProp
from mlpkit.training import DivergenceError, History, train_step

ACTIVATION_NAMES = {"identity": "relu", "logistic": "sigmoid", "tanh": "tanh", "relu": "relu"}
"""scikit-learn's name of an activation, and ours; of "identity", the layers are taken out again."""


@dataclass(eq=False, repr=False)
class MLPClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """A multilayer perceptron with the interface of scikit-learn.

    Parameters have the names and meanings of :class:`sklearn.neural_network.MLPClassifier`.

    Parameters
    ----------
    hidden_layer_sizes : int or tuple of int, default (100,)
        Number of neurons in each hidden layer.
    activation : {"identity", "logistic", "tanh", "relu"}, default "relu"
        Activation of the hidden layers.
    solver : {"adam", "sgd", "rmsprop", "lbfgs"}, default "adam"
        The optimizer; "lbfgs" is SciPy's, without batches. scikit-learn does not have "rmsprop".
    alpha : float, default 0.0001
        Strength of the L2 penalty, divided by the sum of the weights of each batch: by its rows, without weights.
    batch_size : int or "auto", default "auto"
        Samples a step; "auto" is the smaller of 200 and the number of samples.
    learning_rate : {"constant", "invscaling", "adaptive"}, default "constant"
        For ``solver="sgd"``. "invscaling": after an epoch, with t samples seen, ``learning_rate_init`` is divided by
        (t + 1) to the power of ``power_t``. "adaptive": where training would end, the rate is divided by 5 instead,
        until it is 1e-6.
    learning_rate_init : float, default 0.001
        Learning rate at the start.
    power_t : float, default 0.5
        For ``learning_rate="invscaling"``.
    max_iter : int, default 200
        Largest number of epochs. With "lbfgs": of iterations.
    shuffle : bool, default True
        Whether each epoch has an order of its own.
    random_state : int, RandomState or None, default None
        Source of the initial weights, the order of the samples, and the validation split.
    tol : float, default 0.0001
        By how much loss (or validation score) must be better than the best so far to count as an improvement. With
        "lbfgs": how small all entries of the gradient must be.
    verbose : bool, default False
        Whether to print one line an epoch.
    warm_start : bool, default False
        Whether ``fit`` goes on from the weights of the last ``fit``, with the parameters of now. The data must have the
        same classes, and the network the same layers.
    momentum : float, default 0.9
        For ``solver="sgd"``.
    nesterovs_momentum : bool, default True
        For ``solver="sgd"`` with momentum.
    early_stopping : bool, default False
        Whether to hold out ``validation_fraction`` of the data, end when its score no longer rises, and go back
        to the best weights. Without it, training ends when the loss no longer falls, and keeps its last weights.
    validation_fraction : float, default 0.1
        For ``early_stopping``.
    beta_1, beta_2, epsilon : float, default 0.9, 0.999 and 1e-8
        For ``solver="adam"``.
    n_iter_no_change : int or numpy.inf, default 10
        Training ends when more than so many epochs in a row have brought no improvement.
    max_fun : int, default 15000
        For ``solver="lbfgs"``: how often the loss may be computed.
    dropout : float, default 0.0
        Probability of switching off each hidden neuron while training. scikit-learn does not have it.

    Attributes
    ----------
    classes_ : numpy.ndarray
        The labels, sorted.
    coefs_, intercepts_ : list of numpy.ndarray
        Weights and biases of each layer.
    loss_, best_loss_ : float
        Training loss of the last epoch, and the smallest; the latter is None with ``early_stopping``.
    loss_curve_ : list of float
        Mean training loss of each epoch, penalty included; a warm start and ``partial_fit`` go on with it.
    validation_scores_, best_validation_score_ : list of float and float, or None
        Validation accuracy of each epoch, and the best, with ``early_stopping``.
    n_iter_ : int
        Number of epochs of the last ``fit`` or ``partial_fit``.
    t_ : int
        Number of samples that training has seen, each as often as it came.
    n_layers_, n_outputs_, out_activation_ : int, int and str
        Number of layers, the inputs counted as one; number of classes; "softmax".
    network_ : Sequential
        The network itself.

    Notes
    -----
    What differs from scikit-learn:

    - Two classes get two softmax outputs, not one logistic output. A single class is refused, and so are several
      labels a sample: those are for :class:`sklearn.multioutput.MultiOutputClassifier`.
    - Weights start from He's rule (ReLU) or Glorot's, biases from zero.
    - With ``early_stopping`` the split is stratified for any number of classes, so that each needs two samples; a warm
      start on the same data holds out the same rows.
    - After ``set_params``, ``partial_fit`` goes on with a new optimizer, as a warm start does, and does not ignore it.
    - Ctrl-C ends ``fit`` with a warning *and* KeyboardInterrupt, since a grid search would take a half-trained network
      for a finished one. The estimator can be used, as after so many epochs.
    - Weights of samples are never negative; the loss of an epoch is the weighted mean over its samples.
    - A loss that is NaN or infinite is a DivergenceError.

    Data of float32 is computed in float32, everything else in float64. Sparse data becomes dense a batch at a time
    (with "lbfgs": at once).

    Examples
    --------
    >>> from mlpkit.datasets import make_moons
    >>> X, y = make_moons(100, noise=0.1, rng=np.random.default_rng(0))
    >>> MLPClassifier((20,), solver="lbfgs", random_state=0).fit(X, y).score(X, y) > 0.95
    True
    """

    hidden_layer_sizes: int | tuple[int, ...] = (100,)
    activation: Literal["identity", "logistic", "tanh", "relu"] = "relu"
    _: KW_ONLY
    solver: Literal["adam", "sgd", "rmsprop", "lbfgs"] = "adam"
    alpha: float = 0.0001
    batch_size: int | Literal["auto"] = "auto"
    learning_rate: Literal["constant", "invscaling", "adaptive"] = "constant"
    learning_rate_init: float = 0.001
    power_t: float = 0.5
    max_iter: int = 200
    shuffle: bool = True
    random_state: int | np.random.RandomState | None = None
    tol: float = 1e-4
    verbose: bool = False
    warm_start: bool = False
    momentum: float = 0.9
    nesterovs_momentum: bool = True
    early_stopping: bool = False
    validation_fraction: float = 0.1
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8
    n_iter_no_change: float = 10
    max_fun: int = 15_000
    dropout: float = 0.0

    def fit(self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None) -> Self:
        """Train on inputs of shape (n_samples, n_features) and one label a sample.

        Parameters
        ----------
        X : array_like or sparse matrix
            Inputs, shape (n_samples, n_features).
        y : array_like
            Labels of any kind, shape (n_samples,).
        sample_weight : array_like, optional
            How much each sample counts, shape (n_samples,): 0 leaves it out, 2 is twice as much as 1.

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
        KeyboardInterrupt
            After Ctrl-C, with a warning; the estimator can be used, as after so many epochs.
        """
        return self._fit(X, y, sample_weight, incremental=False)

    @available_if(lambda self: self.solver != "lbfgs")  # type: ignore[untyped-decorator]
    def partial_fit(
        self,
        X: ArrayLike,
        y: ArrayLike,
        sample_weight: ArrayLike | None = None,
        classes: ArrayLike | None = None,
    ) -> Self:
        """Go once through some data, starting from the present weights.

        Parameters
        ----------
        X : array_like or sparse matrix
            Inputs, shape (n_samples, n_features).
        y : array_like
            Labels, shape (n_samples,).
        sample_weight : array_like, optional
            How much each sample counts, shape (n_samples,).
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
        if self.early_stopping:
            raise ValueError(
                "MLPClassifier: partial_fit does not support early_stopping=True, since there is nothing to hold out. "
                "Hint: set_params(early_stopping=False), and look at score(X_val, y_val) between the calls"
            )
        return self._fit(X, y, sample_weight, classes=classes, incremental=True)

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Return the most probable label of each sample, shape (n_samples,)."""
        outputs = self._outputs_for(X)  # (n_samples, n_classes)
        return self.classes_[outputs.argmax(axis=1)]

    def predict_proba(self, X: ArrayLike) -> Array:
        """Return the probability of each class, shape (n_samples, n_classes), in the order of ``classes_``."""
        return softmax(self._outputs_for(X))

    def predict_log_proba(self, X: ArrayLike) -> Array:
        """Return the logarithm of ``predict_proba(X)``: minus infinity where a probability has rounded to 0."""
        with np.errstate(divide="ignore"):
            return np.log(self.predict_proba(X))

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

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that sparse matrices are welcome."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags

    def _fit(self, X: Any, y: Any, sample_weight: Any, *, incremental: bool, classes: Any = None) -> Self:
        """Prepare everything, then train: for ``max_iter`` epochs or, if ``incremental``, for one."""
        go_on = hasattr(self, "network_") and (incremental or self.warm_start)
        self._check_numbers()
        X, y, weights = self._check_data(X, y, sample_weight, reset=not go_on)
        known = self._known_classes(y, classes, go_on=go_on, incremental=incremental)
        batch_size = self._batch_size(len(y))
        if not weights.all():  # nothing is learned from the others, nor are they asked for their opinion
            X, y, weights = X[weights > 0], y[weights > 0], weights[weights > 0]
        data, held_out = (X, np.searchsorted(known, y), weights), None
        seeds = self._seeds if go_on else check_random_state(self.random_state).randint(2**31, size=2)
        if self.early_stopping and self.solver != "lbfgs":
            parts = train_test_split(*data, test_size=self.validation_fraction, stratify=y, random_state=seeds[1])
            data, held_out = parts[0::2], parts[1::2]

        settings = str(self.get_params())
        if not (go_on and incremental and settings == self._settings):
            rng = self._rng if go_on else np.random.default_rng(seeds[0])
            network = self._make_network(X, len(known), rng, go_on=go_on)
            self._optimizer: Any = self._make_optimizer()
            self._settings: str = settings
            self.network_ = network
        if not go_on:
            self._rng: np.random.Generator = rng
            self._seeds: np.ndarray = seeds
            self.classes_, self.n_outputs_ = known, len(known)
            self.n_layers_, self.out_activation_ = len(self.coefs_) + 1, "softmax"
            self.t_ = 0
            self.loss_curve_: list[float] = []
        if not go_on or (held_out is None) != (self.validation_scores_ is None):
            self._watch_anew(validation=held_out is not None)

        converged = self._train(*data, held_out, batch_size, n_epochs=1 if incremental else self.max_iter)
        if not (converged or incremental):
            message = f"MLPClassifier: training ended after {self.n_iter_} epochs, before it converged"
            hint = "a larger max_iter (with lbfgs, max_fun as well), or a larger tol"
            warnings.warn(f"{message}. Hint: {hint}", ConvergenceWarning, stacklevel=3)
        return self

    def _check_numbers(self) -> None:
        """Raise TypeError or ValueError for numbers that neither network nor optimizer are made with."""
        for name in ("alpha", "tol", "power_t"):
            as_number(getattr(self, name), name=f"MLPClassifier: {name}", minimum=0.0)
        for name in ("max_iter", "max_fun", "n_iter_no_change"):
            if name != "n_iter_no_change" or self.n_iter_no_change != np.inf:
                as_int(getattr(self, name), name=f"MLPClassifier: {name}", minimum=1)

    def _check_data(self, X: Any, y: Any, sample_weight: Any, *, reset: bool) -> tuple[Any, np.ndarray, Array]:
        """Return inputs, labels and weights."""
        X, y = validate_data(self, X, y, accept_sparse="csr", dtype=[np.float64, np.float32], reset=reset)
        check_classification_targets(y)
        weights = _check_sample_weight(sample_weight, X, dtype=X.dtype, ensure_non_negative=True)
        if not weights.any():
            raise ValueError("MLPClassifier: sample_weight is zero for every sample; expected one at least that counts")
        return X, y, weights

    def _known_classes(self, y: np.ndarray, classes: ArrayLike | None, *, go_on: bool, incremental: bool) -> np.ndarray:
        """Return all classes, sorted; raise ValueError where they, or the labels, are others than they must be."""
        if incremental and not go_on and classes is None:
            raise ValueError("MLPClassifier.partial_fit: classes must be given at the first call: all that will come")
        found = np.unique(y if classes is None else classes)
        known = self.classes_ if go_on else found
        if not np.array_equal(found, known) and (classes is not None or not incremental):
            raise ValueError(  # in scikit-learn's words, which its tests look for
                f"{'partial_fit' if incremental else 'warm_start'} can only be used where `y` has the same "
                f"classes as in the previous call to fit. Previously got {known}, `y` has {found}"
            )
        if len(known) < 2:
            raise ValueError(f"MLPClassifier: y must hold at least 2 classes; got 1 class, {known}")
        unknown = np.setdiff1d(y, known)
        if len(unknown):
            raise ValueError(f"MLPClassifier: y holds the labels {unknown}, which are not among {known}")
        return known

    def _batch_size(self, n_samples: int) -> int:
        """Return the number of samples in a step."""
        if self.solver == "lbfgs":
            return n_samples
        if isinstance(self.batch_size, str) and self.batch_size == "auto":
            return min(200, n_samples)
        batch_size = as_int(self.batch_size, name="MLPClassifier: batch_size", minimum=1)
        if batch_size > n_samples:
            message = f"MLPClassifier: batch_size={batch_size} is clipped to the number of samples, {n_samples}"
            warnings.warn(message, stacklevel=4)
        return min(batch_size, n_samples)

    def _make_network(self, X: Any, n_classes: int, rng: np.random.Generator, *, go_on: bool) -> Sequential:
        """Return a new network, with the weights of the present one if training goes on."""
        activation = choose(self.activation, name="MLPClassifier: activation", options=ACTIVATION_NAMES)
        network = mlp(
            [X.shape[1], *np.atleast_1d(self.hidden_layer_sizes).tolist(), n_classes],
            activation=ACTIVATION_NAMES[activation],
            init="he" if activation == "relu" else "glorot",
            dropout=self.dropout,
            dtype=self.network_.dtype if go_on else X.dtype,
            rng=rng,
        )
        if activation == "identity":
            network = Sequential([layer for layer in network.layers if not isinstance(layer, ReLU)])
        if go_on:
            shapes, present = ([W.shape for W in net.params[0::2]] for net in (network, self.network_))
            if shapes != present:
                raise ValueError(
                    f"MLPClassifier: hidden_layer_sizes={self.hidden_layer_sizes} needs weights of shapes {shapes}, "
                    f"but training goes on with {present}. Hint: clone(model) begins anew"
                )
            for W, trained in zip(network.params, self.network_.params, strict=True):
                W[...] = trained
        return network

    def _make_optimizer(self) -> Optimizer | None:
        """Return a new optimizer; None for lbfgs, which is none of ours."""
        choose(self.learning_rate, name="MLPClassifier: learning_rate", options=("constant", "invscaling", "adaptive"))
        solver = choose(self.solver, name="MLPClassifier: solver", options=("adam", "sgd", "rmsprop", "lbfgs"))
        if solver == "sgd":
            nesterov = bool(self.nesterovs_momentum and self.momentum)
            return SGD(self.learning_rate_init, momentum=self.momentum, nesterov=nesterov)
        if solver == "rmsprop":
            return RMSProp(self.learning_rate_init, epsilon=self.epsilon)
        if solver == "adam":
            return Adam(self.learning_rate_init, beta_1=self.beta_1, beta_2=self.beta_2, epsilon=self.epsilon)
        if self.dropout:
            raise ValueError("MLPClassifier: lbfgs needs the same loss at every step; expected dropout=0")
        return None

    def _watch_anew(self, *, validation: bool) -> None:
        """Forget what was best: of the loss, or of the validation score."""
        self._no_improvement_count = 0
        self._best_params: list[Array] = []
        self.best_loss_: Any = None if validation else np.inf
        self.validation_scores_: Any = [] if validation else None
        self.best_validation_score_: Any = -np.inf if validation else None

    def _train(self, X: Any, y: Labels, weights: Array, held_out: Any, batch_size: int, *, n_epochs: int) -> bool:
        """Train; return whether it has converged before the last epoch is over."""
        self.n_iter_ = 0
        with blas_threads(None, params=self.network_.params, batch_size=batch_size), HeldInterrupt() as interrupt:
            try:
                if self.solver == "lbfgs":
                    return self._run_lbfgs(X, y, weights)
                for _ in range(n_epochs):
                    loss = self._epoch(X, y, weights, batch_size, interrupt)
                    with interrupt.held():
                        self._note(loss, len(y))
                        if self._is_over(held_out):
                            return True
                return False
            except KeyboardInterrupt:
                interrupt.ignore()
                with suppress(UserWarning):  # where warnings are errors, the interrupt must not be lost
                    warnings.warn(f"MLPClassifier: interrupted after {self.n_iter_} complete epochs", stacklevel=4)
                raise
            except FloatingPointError as error:
                raise DivergenceError(
                    f"MLPClassifier: training diverged in epoch {self.n_iter_ + 1}: {error}. The weights are those "
                    "before this step. Hint: scale X (StandardScaler), or a learning_rate_init ten times smaller",
                    History(train_loss=self.loss_curve_),
                ) from error
            finally:
                for W, best in zip(self.network_.params, self._best_params, strict=False):  # none without validation
                    W[...] = best

    def _epoch(self, X: Any, y: Labels, weights: Array, batch_size: int, interrupt: HeldInterrupt) -> float:
        """Do one step with every batch; return the mean loss."""
        order = self._rng.permutation(len(y)) if self.shuffle else np.arange(len(y))
        total = 0.0
        for rows in (order[batch] for batch in gen_batches(len(y), batch_size)):
            with interrupt.held():
                loss = self._loss(weights[rows])
                value, _ = train_step(self.network_, loss, self._optimizer, _dense(X[rows]), y[rows])
            total += value * loss.weights.sum()
        return float(total / weights.sum())

    def _loss(self, weights: Array) -> WeightedCrossEntropy:
        """Return the loss for a batch with these weights, and let the penalty be that of such a batch."""
        for layer in self.network_.layers:
            if isinstance(layer, Dense):
                layer.l2 = self.alpha / float(weights.sum())
        return WeightedCrossEntropy(weights)

    def _run_lbfgs(self, X: Any, y: Labels, weights: Array) -> bool:
        """Train with all samples at once; return whether it has converged."""
        options = {"maxiter": self.max_iter, "maxfun": self.max_fun, "gtol": self.tol}
        result = minimize_with_lbfgs(
            self.network_, self._loss(weights), _dense(X), y, lambda loss: self._note(loss, len(y)), options
        )
        self.loss_ = self.best_loss_ = float(result.fun)
        return bool(result.success)

    def _note(self, loss: float, n_samples: int) -> None:
        """Write down an epoch that is over."""
        self.n_iter_ += 1
        self.t_ += n_samples
        self.loss_ = loss
        self.loss_curve_.append(loss)
        self._say(f"Iteration {self.n_iter_}, loss = {loss:.8f}")

    def _is_over(self, held_out: Any) -> bool:
        """Compare the epoch with the best so far; lower the learning rate, or return True if training should end."""
        if held_out is None:
            better = self.loss_ <= self.best_loss_ - self.tol
            self.best_loss_ = min(self.loss_, self.best_loss_)
        else:
            X, y, weights = held_out
            score = float(accuracy_score(y, self._outputs(X).argmax(axis=1), sample_weight=weights))
            self._say(f"Validation score: {score:f}")
            better = score >= self.best_validation_score_ + self.tol
            self.validation_scores_.append(score)
            if score > self.best_validation_score_:
                self.best_validation_score_ = score
                self._best_params = [W.copy() for W in self.network_.params]
        self._no_improvement_count = 0 if better else self._no_improvement_count + 1
        over = self._no_improvement_count > self.n_iter_no_change
        schedule = self.learning_rate if self.solver == "sgd" else "constant"
        if schedule == "invscaling":
            self._optimizer.schedule = ConstantSchedule(self.learning_rate_init / (self.t_ + 1) ** self.power_t)
        if schedule == "adaptive" and over and self._optimizer.learning_rate > 1e-6:
            self._optimizer.schedule = ConstantSchedule(self._optimizer.learning_rate / 5)
            self._say(f"Learning rate: {self._optimizer.learning_rate:g}")
            self._no_improvement_count, over = 0, False
        if over:
            self._say(f"No improvement by tol={self.tol:g} in {self.n_iter_no_change} consecutive epochs. Stopping.")
        return over

    def _say(self, line: str) -> None:
        if self.verbose:
            print(line)

    def _outputs_for(self, X: ArrayLike) -> Array:
        """Return the network's outputs for somebody's data."""
        check_is_fitted(self, "network_")
        return self._outputs(validate_data(self, X, accept_sparse="csr", dtype=self.network_.dtype, reset=False))

    def _outputs(self, X: Any) -> Array:
        """Return the network's outputs, shape (n_samples, n_classes)."""
        with np.errstate(over="ignore", invalid="ignore"):  # looked for below, with a better message
            parts = [self.network_.forward(_dense(X[rows])) for rows in gen_batches(X.shape[0], 1000)]
        outputs = np.concatenate(parts)
        require_finite(outputs, name="MLPClassifier: the network's output")
        return outputs


def _dense(X: Any) -> Array:
    """Return a batch as an array, whether its zeros were stored or not."""
    return X.toarray() if hasattr(X, "toarray") else X
