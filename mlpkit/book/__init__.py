"""The lessons as a web book: what mdBook calls when ``mdbook build`` runs, and the checks before that.

mdBook knows Markdown; a lesson is a notebook. The book imports nothing else of the package, and nothing imports it.
Read the modules in the order of the work:

- :mod:`~mlpkit.book.prose`: what stands outside code, its headings, links and boxes,
- :mod:`~mlpkit.book.maths`: formulas, typeset as MathML,
- :mod:`~mlpkit.book.outputs`: what a cell has put out, in the richest form that a page can show,
- :mod:`~mlpkit.book.notebook`: one notebook as Markdown,
- :mod:`~mlpkit.book.site`: the whole book, before and after mdBook,
- :mod:`~mlpkit.book.slides`: the lessons as slides, beside their pages,
- :mod:`~mlpkit.book.faults`: what a reader would stumble over, by file and cell,
- ``python -m mlpkit.book``: the shell that mdBook and people call.

``theme/`` holds the style sheet and the few lines of JavaScript that the pages load.
"""
