"""The lessons as a site on which they run in the reader's browser, with nothing installed: JupyterLite and Pyodide.

``python -m mlpkit.browser`` builds it from the notebooks; it imports nothing else of the package, and nothing imports
it. Read :mod:`~mlpkit.browser.wheels` first, Python's packages as Pyodide loads them, then
:mod:`~mlpkit.browser.site`.

In the browser every lesson's set-up begins with ``%load_ext mlpkit.browser``: see :mod:`~mlpkit.browser.products` and
:mod:`~mlpkit.browser.digits`.
"""

import logging
from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Make Python in a browser as fast and as frugal as it can be; IPython calls this there."""
    from threadpoolctl import ThreadpoolController

    from mlpkit.browser.digits import fetch_when_opened
    from mlpkit.browser.products import take_scipys_products

    take_scipys_products(shell)
    fetch_when_opened()
    # There are no threads to limit. Before each training it would ask the site for some 500 files, in two seconds.
    ThreadpoolController._find_libraries_pyodide = lambda self: None
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # or it says that it makes its list of fonts
