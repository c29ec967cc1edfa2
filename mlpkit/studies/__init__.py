"""What is done with the core: questions over many settings and seeds, the series' own long runs, and changed inputs.

A study trains and measures networks; nothing in here is needed to build one. It imports the core and the datasets, and
where they are needed pandas and joblib; teaching, widgets, book and bench are not known here.
"""
