"""What the core needs and no learner need read: arguments, doors, memory, stopping, progress, threads, files.

No mathematics is hidden in here: a lesson can be understood, and the core be read, without opening a file of this
folder. It imports NumPy and its own modules, and where they are first needed threadpoolctl and tqdm; from the rest of
the package it imports nothing. A network, a layer or a loss is known in here by its attributes alone.
"""
