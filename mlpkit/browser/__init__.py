"""The lessons as a site on which they run in the reader's browser, with nothing installed: JupyterLite and Pyodide.

``python -m mlpkit.browser`` builds it from the notebooks; it imports nothing else of the package, and nothing imports
it. Read :mod:`~mlpkit.browser.wheels` first, Python's packages as Pyodide loads them, then
:mod:`~mlpkit.browser.site`.
"""
