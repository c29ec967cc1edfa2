# %% 3.1 right: by hand
my_steps = [1.8, 1.98]

# %% 3.1 wrong: the inner derivative forgotten
# says: the chain rule has a second factor
my_steps = [0.6, 1.02]

# %% 3.4 right: two digits
my_limit = 0.11

# %% 3.4 wrong: one step to the bottom
# says: lands at the bottom in one step
my_limit = 1 / 18
