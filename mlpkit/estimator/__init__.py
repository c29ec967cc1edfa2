"""The scikit-learn face of the core: :class:`MLPClassifier`, which trains, but for "lbfgs", with steps of the core.

It imports the core and scikit-learn, which brings SciPy, and nothing else of the package.
"""

from mlpkit.estimator.classifier import MLPClassifier

__all__ = ["MLPClassifier"]
