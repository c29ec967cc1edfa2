"""Draw arrays, histories, decision regions and tables.

It imports the core and matplotlib. Nothing here trains, opens a window or changes matplotlib's settings. The package is
not loaded by ``import mlpkit``; a lesson says ``from mlpkit import plots``.

Functions that fill a whole figure return the Figure; functions that fill one Axes return the Axes and accept
``ax=`` to draw into one of yours. Colors are safe for color-blind readers (Okabe and Ito, "Color Universal
Design", 2008) and never the only cue: markers, line styles, numbers or signs say the same.
"""

from mlpkit.plots._axes import COLORS, LINE_STYLES, MARKERS
from mlpkit.plots.classifiers import confusion_heatmap, probability_bars, reliability_diagram
from mlpkit.plots.curves import function_curves, learning_curves, step_curves
from mlpkit.plots.images import MAX_IMAGES, RIGHT, WRONG, digit_grid, weight_grid
from mlpkit.plots.points import MESH_SIZE, boundary_line, decision_boundary, embedding, scatter
from mlpkit.plots.tables import seed_bars

__all__ = [
    "COLORS",
    "LINE_STYLES",
    "MARKERS",
    "MAX_IMAGES",
    "MESH_SIZE",
    "RIGHT",
    "WRONG",
    "boundary_line",
    "confusion_heatmap",
    "decision_boundary",
    "digit_grid",
    "embedding",
    "function_curves",
    "learning_curves",
    "probability_bars",
    "reliability_diagram",
    "scatter",
    "seed_bars",
    "step_curves",
    "weight_grid",
]
