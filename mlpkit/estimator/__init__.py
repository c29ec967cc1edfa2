"""The scikit-learn face of the core: :class:`MLPClassifier`, without any mathematics of its own.

It imports the core and scikit-learn, and nothing else of the package.
"""

from mlpkit.estimator.classifier import MLPClassifier

__all__ = ["MLPClassifier"]
