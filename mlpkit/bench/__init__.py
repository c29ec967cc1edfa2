"""The benchmark: how fast mlpkit trains, against its peers and against what the hardware allows.

It imports the core, the datasets and the plots; nothing imports it. Run ``python -m mlpkit.bench``. Read the modules in
this order:

- :mod:`~mlpkit.bench.contenders`: who takes part, all with the same work to do,
- :mod:`~mlpkit.bench.measure`: times, taken in turns,
- :mod:`~mlpkit.bench.fresh`: memory and the first of everything, which only a fresh process can tell,
- :mod:`~mlpkit.bench.growth`: what grows, and how fast,
- :mod:`~mlpkit.bench.machine`: what all of this ran on,
- :mod:`~mlpkit.bench.report`: tables for people, and :mod:`~mlpkit.bench.drawing` the picture,
- ``python -m mlpkit.bench``: the command.
"""
