"""Things to drag and to draw on, for JupyterLab; each is a picture of itself wherever no widget can run.

They need the extra ``interactive`` (ipywidgets and anywidget): ``pip install -e ".[interactive]"``. Without it, and
in a book, a PDF or a test, the picture is shown instead. Python decides and computes everything; the scripts beside
these modules draw it in the browser and pass on what the reader does. They import the core, the datasets and the plots.
"""

from mlpkit.widgets.digit_pad import DigitPad
from mlpkit.widgets.drag_line import DragLine
from mlpkit.widgets.exhibit import Exhibit
from mlpkit.widgets.learning_rate import LearningRateSlider
from mlpkit.widgets.live_training import LiveTraining
from mlpkit.widgets.sortable_table import SortableTable

__all__ = ["DigitPad", "DragLine", "Exhibit", "LearningRateSlider", "LiveTraining", "SortableTable"]
