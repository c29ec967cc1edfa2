"""Judge gradients by the definition of the derivative, and name what is wrong with them.

``check`` is what people call. Behind it, in this order: ``subjects`` (what can be checked), ``differences`` (slopes,
kinks and rounding), ``diagnosis`` and ``rebuilding`` (what each usual mistake would give), ``trial`` (a model goes
forward and back, and the guilty part is found). It imports the core, and nothing that draws or trains.
"""

from mlpkit.gradcheck.check import GradientReport, check_gradients, numerical_gradient
from mlpkit.gradcheck.trial import GradientRow

__all__ = ["GradientReport", "GradientRow", "check_gradients", "numerical_gradient"]
