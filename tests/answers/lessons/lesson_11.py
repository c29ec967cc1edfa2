# %% 11.1 right: by hand
my_ball = (0.21, 6)

# %% 11.1 right: computed
a, sigma, eta = 2, 1.4, 0.3
my_ball = eta * sigma**2 / (a * (2 - eta * a)), np.ceil(np.log(0.01) / np.log(1 - eta * a))

# %% 11.1 right: a loop
m, left, steps = 0.0, 1.0, 0
for _ in range(300):
    m = 0.4**2 * m + 0.09 * 1.96
while left >= 0.01:
    left *= 0.4
    steps += 1
my_ball = np.array([m, steps])

# %% 11.1 wrong: the root
# says: m: that is its root, the spread of w
my_ball = (0.458, 6)

# %% 11.1 wrong: the rule for small rates
# says: m: that is the rule for small rates
my_ball = (0.147, 6)

# %% 11.1 wrong: without the curvature in front
# says: m: the curvature before the bracket is missing
my_ball = (0.42, 6)

# %% 11.1 wrong: without the curvature in the bracket
# says: m: in the bracket the curvature is missing
my_ball = (0.3 * 1.4**2 / (2 * (2 - 0.3)), 6)

# %% 11.1 wrong: the formula of the first valley
# says: m: the curvature is missing, in both places
my_ball = (0.3 * 1.4**2 / (2 - 0.3), 6)

# %% 11.1 wrong: the spread not squared
# says: m: the spread of the slope counts squared
my_ball = (0.15, 6)

# %% 11.1 wrong: the rate squared
# says: m: the rate counts once above the line
my_ball = (0.063, 6)

# %% 11.1 wrong: a spread of 1
# says: m: the spread of the slope is 1.4 here
my_ball = (0.107, 6)

# %% 11.1 wrong: the noise of one step
# says: m: that is the noise of one step only
my_ball = (0.1764, 6)

# %% 11.1 wrong: nearly one percent
# says: steps: that leaves 1.02 %
my_ball = (0.21, 5)

# %% 11.1 wrong: the steps of curvature 1
# says: steps: the curvature is missing
my_ball = (0.21, 13)

# %% 11.1 wrong: the steps of the square
# says: steps: that is for w²; the distance is asked
my_ball = (0.21, 3)

# %% 11.1 wrong: the other share
# says: steps: a step leaves 1 − ηa = 0.4; it does not take 0.4 away
my_ball = (0.21, int(np.ceil(np.log(0.01) / np.log(0.6))))

# %% 11.1 wrong: not rounded up
# says: steps: a number of steps is whole
my_ball = (0.21, np.log(0.01) / np.log(0.4))

# %% 11.1 wrong: swapped
# says: the two are swapped
my_ball = (6, 0.21)

# %% 11.1 wrong: only one
# says: expected 2 results
my_ball = 0.21


# %% 11.2 right: three cases
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    left = n_steps - step
    if left <= n_down:
        return rate * left / n_down
    return rate


# %% 11.2 right: the smallest of three
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    up = (step + 1) / n_up if n_up else 1
    down = (n_steps - step) / n_down if n_down else 1
    return rate * min(1, up, down)


# %% 11.2 right: interpolated
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step >= n_steps - n_down:
        return float(np.interp(step, [n_steps - n_down, n_steps], [rate, 0]))
    return float(np.interp(step, [-1, n_up - 1], [0, rate])) if step < n_up else rate


# %% 11.2 wrong: the climb from 0
# says: the first step would have the rate 0
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * step / n_up
    if step < n_steps - n_down:
        return rate
    return rate * (n_steps - step) / n_down


# %% 11.2 wrong: the fall one step early
# says: the line would reach 0 at the step after the last
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    if step < n_steps - n_down:
        return rate
    return rate * (n_steps - 1 - step) / n_down


# %% 11.2 wrong: 0 at the last step
# says: the line reaches 0 at the last step
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    if step < n_steps - n_down:
        return rate
    return rate * (n_steps - 1 - step) / max(n_down - 1, 1)


# %% 11.2 wrong: both from 0
# says: climb and fall are both one step late or early
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * step / n_up
    if step < n_steps - n_down:
        return rate
    return rate * (n_steps - 1 - step) / n_down


# %% 11.2 wrong: no climb
# says: the climb is missing
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    return rate * (n_steps - step) / n_down if step >= n_steps - n_down else rate


# %% 11.2 wrong: no fall
# says: the fall is missing
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    return rate * (step + 1) / n_up if step < n_up else rate


# %% 11.2 wrong: a second climb
# says: in the last steps it climbs again
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    if step < n_steps - n_down:
        return rate
    return rate * (step - (n_steps - n_down) + 1) / n_down


# %% 11.2 wrong: the share that is gone
# says: the fall counts what has been fallen
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    if step < n_steps - n_down:
        return rate
    return rate * (step - (n_steps - n_down)) / n_down


# %% 11.2 wrong: shares of the rate
# says: the rates are shares of rate; multiply by it
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return (step + 1) / n_up
    return 1.0 if step < n_steps - n_down else (n_steps - step) / n_down


# %% 11.2 wrong: the middle forgotten
# says: in the middle it stays at rate
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    if step < n_steps - n_down:
        return 1
    return rate * (n_steps - step) / n_down


# %% 11.2 wrong: whole division
# says: climb: // cuts everything off behind the point
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * ((step + 1) // n_up)
    if step < n_steps - n_down:
        return rate
    return rate * (n_steps - step) / n_down


# %% 11.2 wrong: no return in the middle
# says: your function returned None
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    if step >= n_steps - n_down:
        return rate * (n_steps - step) / n_down


# %% 11.2 wrong: divided by n_up always
# says: your function raised ZeroDivisionError
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    return rate * min(1, (step + 1) / n_up, (n_steps - step) / max(n_down, 1))


# %% 11.3 right: zipped
def my_update_ratios(before, after):
    ratios = []
    for old, new in zip(before[::2], after[::2]):
        ratios.append(np.linalg.norm(new - old) / np.linalg.norm(old))
    return np.array(ratios)


# %% 11.3 right: by index, a list
def my_update_ratios(before, after):
    return [
        float(np.sqrt(((after[k] - before[k]) ** 2).sum() / (before[k] ** 2).sum())) for k in range(0, len(before), 2)
    ]


# %% 11.3 right: what has two axes
def my_update_ratios(before, after):
    return np.array(
        [np.linalg.norm(b - a) / np.linalg.norm(a) for a, b in zip(before, after, strict=True) if a.ndim == 2]
    )


# %% 11.3 wrong: the biases, too
# says: weights only: yours has the biases, too
def my_update_ratios(before, after):
    return np.array([np.linalg.norm(b - a) / np.linalg.norm(a) for a, b in zip(before, after, strict=True)])


# %% 11.3 wrong: the biases alone
# says: those are the biases
def my_update_ratios(before, after):
    return np.array([np.linalg.norm(b - a) / np.linalg.norm(a) for a, b in zip(before[1::2], after[1::2], strict=True)])


# %% 11.3 wrong: weights and biases in one length
# says: weights only: yours puts each layer's biases with them
def my_update_ratios(before, after):
    ratios = []
    for k in range(0, len(before), 2):
        old = np.concatenate([before[k].ravel(), before[k + 1]])
        new = np.concatenate([after[k].ravel(), after[k + 1]])
        ratios.append(np.linalg.norm(new - old) / np.linalg.norm(old))
    return np.array(ratios)


# %% 11.3 wrong: the length after
# says: divide by the length before the step, not after it
def my_update_ratios(before, after):
    pairs = zip(before[::2], after[::2], strict=True)
    return np.array([np.linalg.norm(b - a) / np.linalg.norm(b) for a, b in pairs])


# %% 11.3 wrong: the change of the length
# says: the length of the change, not the change of the length
def my_update_ratios(before, after):
    lengths = [(np.linalg.norm(a), np.linalg.norm(b)) for a, b in zip(before[::2], after[::2], strict=True)]
    return np.array([abs(b - a) / a for a, b in lengths])


# %% 11.3 wrong: the change of the length, signed
# says: the length of the change, not the change of the length
def my_update_ratios(before, after):
    pairs = zip(before[::2], after[::2], strict=True)
    return np.array([np.linalg.norm(b) / np.linalg.norm(a) - 1 for a, b in pairs])


# %% 11.3 wrong: squares
# says: lengths, not their squares
def my_update_ratios(before, after):
    pairs = zip(before[::2], after[::2], strict=True)
    return np.array([((b - a) ** 2).sum() / (a**2).sum() for a, b in pairs])


# %% 11.3 wrong: not divided
# says: that is the length of the change; divide it
def my_update_ratios(before, after):
    return np.array([np.linalg.norm(b - a) for a, b in zip(before[::2], after[::2], strict=True)])


# %% 11.3 wrong: upside down
# says: the wrong way round
def my_update_ratios(before, after):
    pairs = zip(before[::2], after[::2], strict=True)
    return np.array([np.linalg.norm(a) / np.linalg.norm(b - a) for a, b in pairs])


# %% 11.3 wrong: entry by entry
# says: yours divides entry by entry
def my_update_ratios(before, after):
    return np.array([np.abs((b - a) / a).mean() for a, b in zip(before[::2], after[::2], strict=True)])


# %% 11.3 wrong: mean sizes
# says: the length adds squares; yours adds sizes
def my_update_ratios(before, after):
    pairs = zip(before[::2], after[::2], strict=True)
    return np.array([np.abs(b - a).mean() / np.abs(a).mean() for a, b in pairs])


# %% 11.3 wrong: the norm of a matrix
# says: ord=2 is another norm of a matrix
def my_update_ratios(before, after):
    pairs = zip(before[::2], after[::2], strict=True)
    return np.array([np.linalg.norm(b - a, ord=2) / np.linalg.norm(a, ord=2) for a, b in pairs])


# %% 11.3 wrong: one number
# says: wrong shape (), expected (2,)
def my_update_ratios(before, after):
    moved = sum(((b - a) ** 2).sum() for a, b in zip(before[::2], after[::2], strict=True))
    return np.sqrt(moved / sum((a**2).sum() for a in before[::2]))


# %% 11.3 wrong: in place
# says: your function changed its input
def my_update_ratios(before, after):
    ratios = []
    for old, new in zip(before[::2], after[::2], strict=True):
        new -= old
        ratios.append(np.linalg.norm(new) / np.linalg.norm(old))
    return np.array(ratios)


# %% 11.4 right: the formula
def my_mean_best(scores, k):
    n, total = len(scores), 0.0
    for i, score in enumerate(sorted(scores), start=1):
        total += score * ((i / n) ** k - ((i - 1) / n) ** k)
    return total


# %% 11.4 right: every way to draw
def my_mean_best(scores, k):
    return np.mean([max(drawn) for drawn in product(scores, repeat=k)])


# %% 11.4 right: from the best downwards
def my_mean_best(scores, k):
    rising = np.sort(scores)
    at_most = (np.arange(len(scores)) / len(scores)) ** k
    return rising[-1] - (np.diff(rising) * at_most[1:]).sum()


# %% 11.4 wrong: not sorted
# says: the scores may come in any order: sort them
def my_mean_best(scores, k):
    chances = (np.arange(len(scores) + 1) / len(scores)) ** k
    return (scores * np.diff(chances)).sum()


# %% 11.4 wrong: the worst
# says: that is the worst of k
def my_mean_best(scores, k):
    chances = (np.arange(len(scores) + 1) / len(scores)) ** k
    return (np.sort(scores)[::-1] * np.diff(chances)).sum()


# %% 11.4 wrong: without repetition
# says: a setting may be drawn more than once
def my_mean_best(scores, k):
    return np.mean([max(drawn) for drawn in combinations(scores, k)])


# %% 11.4 wrong: the mean
# says: that is the mean of one draw
def my_mean_best(scores, k):
    return np.mean(scores)


# %% 11.4 wrong: the best of all
# says: that is the best of all, which k draws may miss
def my_mean_best(scores, k):
    return max(scores)


# %% 11.4 wrong: no differences
# says: (i / n)^k is the chance of at most the i-th; take differences
def my_mean_best(scores, k):
    n = len(scores)
    return (np.sort(scores) * (np.arange(1, n + 1) / n) ** k).sum()


# %% 11.4 wrong: counted from 0
# says: those chances do not add up to 1
def my_mean_best(scores, k):
    n = len(scores)
    return sum(score * (i / n) ** k for i, score in enumerate(sorted(scores)))


# %% 11.4 wrong: a mean of a sum
# says: divided by n once too often
def my_mean_best(scores, k):
    chances = (np.arange(len(scores) + 1) / len(scores)) ** k
    return (np.sort(scores) * np.diff(chances)).mean()


# %% 11.4 wrong: one draw too few
# says: that is the best of k - 1
def my_mean_best(scores, k):
    chances = (np.arange(len(scores) + 1) / len(scores)) ** (k - 1)
    return (np.sort(scores) * np.diff(chances)).sum()


# %% 11.4 wrong: the k best
# says: that is the mean of the k best
def my_mean_best(scores, k):
    return np.mean(sorted(scores)[-k:])


# %% 11.4 wrong: a quantile
# says: a mean over all draws is asked
def my_mean_best(scores, k):
    return np.quantile(scores, k / (k + 1))


# %% 11.4 wrong: the median
# says: that is one score, or between two; a mean over all draws is asked
def my_mean_best(scores, k):
    return np.median([max(drawn) for drawn in product(scores, repeat=k)])


# %% 11.4 wrong: the chances
# says: wrong shape (5,), expected ()
def my_mean_best(scores, k):
    return np.diff((np.arange(len(scores) + 1) / len(scores)) ** k)


# %% 11.4 wrong: sorted in place
# says: your function changed its input
def my_mean_best(scores, k):
    scores.sort()
    return (scores * np.diff((np.arange(len(scores) + 1) / len(scores)) ** k)).sum()


# %% 11.5 right: step by step
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = a * m / (a**2 * m + sigma**2)
        rates.append(eta)
        m = (1 - eta * a) ** 2 * m + eta**2 * sigma**2
    return rates


# %% 11.5 right: the closed form
def my_best_rates(m, a, sigma, n_steps):
    return a / (a**2 * (np.arange(n_steps) + 1) + sigma**2 / m)


# %% 11.5 right: m shrinks by the bracket
def my_best_rates(m, a, sigma, n_steps):
    rates = np.zeros(n_steps)
    for step in range(n_steps):
        rates[step] = a * m / (a * a * m + sigma * sigma)
        m *= 1 - rates[step] * a
    return rates


# %% 11.5 wrong: m never moves
# says: m stays as it was at the start
def my_best_rates(m, a, sigma, n_steps):
    return np.full(n_steps, a * m / (a**2 * m + sigma**2))


# %% 11.5 wrong: without noise
# says: 1 / a is best without noise only
def my_best_rates(m, a, sigma, n_steps):
    return np.full(n_steps, 1 / a)


# %% 11.5 wrong: the spread not squared
# says: sigma counts squared
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = a * m / (a**2 * m + sigma)
        rates.append(eta)
        m = (1 - eta * a) ** 2 * m + eta**2 * sigma**2
    return np.array(rates)


# %% 11.5 wrong: the curvature not squared
# says: below the line the curvature counts squared
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = a * m / (a * m + sigma**2)
        rates.append(eta)
        m = (1 - eta * a) ** 2 * m + eta**2 * sigma**2
    return np.array(rates)


# %% 11.5 wrong: the curvature missing above
# says: above the line the curvature is missing
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = m / (a**2 * m + sigma**2)
        rates.append(eta)
        m = (1 - eta * a) ** 2 * m + eta**2 * sigma**2
    return np.array(rates)


# %% 11.5 wrong: no noise where m moves
# says: the noise is missing where m moves on
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = a * m / (a**2 * m + sigma**2)
        rates.append(eta)
        m = (1 - eta * a) ** 2 * m
    return np.array(rates)


# %% 11.5 wrong: the bracket not squared
# says: the bracket counts squared where m moves on
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = a * m / (a**2 * m + sigma**2)
        rates.append(eta)
        m = (1 - eta * a) * m + eta**2 * sigma**2
    return np.array(rates)


# %% 11.5 wrong: the rate not squared
# says: the rate counts squared where m moves on
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = a * m / (a**2 * m + sigma**2)
        rates.append(eta)
        m = (1 - eta * a) ** 2 * m + eta * sigma**2
    return np.array(rates)


# %% 11.5 wrong: one step early
# says: each rate comes one step too early
def my_best_rates(m, a, sigma, n_steps):
    rates, eta = [], a * m / (a**2 * m + sigma**2)
    for _ in range(n_steps):
        m = (1 - eta * a) ** 2 * m + eta**2 * sigma**2
        eta = a * m / (a**2 * m + sigma**2)
        rates.append(eta)
    return np.array(rates)


# %% 11.5 wrong: the mean squares
# says: those are the m, not the rates
def my_best_rates(m, a, sigma, n_steps):
    values = []
    for _ in range(n_steps):
        values.append(m)
        eta = a * m / (a**2 * m + sigma**2)
        m = (1 - eta * a) ** 2 * m + eta**2 * sigma**2
    return np.array(values)


# %% 11.5 wrong: m squared again
# says: m is a mean of squares already
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = a * m**2 / (a**2 * m**2 + sigma**2)
        rates.append(eta)
        m = (1 - eta * a) ** 2 * m + eta**2 * sigma**2
    return np.array(rates)


# %% 11.5 wrong: a wrong sign
# says: the noise pushes back: its sign is plus
def my_best_rates(m, a, sigma, n_steps):
    rates = []
    for _ in range(n_steps):
        eta = a * m / (a**2 * m - sigma**2)
        rates.append(eta)
        m = (1 - eta * a) ** 2 * m + eta**2 * sigma**2
    return np.array(rates)


# %% 11.5 wrong: one rate too many
# says: wrong shape (6,), expected (5,)
def my_best_rates(m, a, sigma, n_steps):
    return a / (a**2 * (np.arange(n_steps + 1) + 1) + sigma**2 / m)


# %% 11.2 wrong: the climb begins at 0
# says: the first step would have the rate 0: the climb counts from step + 1
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * step / n_up
    if step >= n_steps - n_down:
        return rate * (n_steps - step) / n_down
    return rate


# %% 11.2 wrong: the fall reaches 0 in the last step
# says: the line would reach 0 at the step after the last, not at the last
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    if step >= n_steps - n_down:
        return rate * (n_steps - 1 - step) / n_down
    return rate


# %% 11.2 wrong: half a cosine down
# says: the fall is a straight line, not a cosine
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    start = n_steps - n_down
    if step >= start:
        return rate / 2 * (1 + math.cos(math.pi * (step - start) / n_down))
    return rate


# %% 11.2 wrong: climbs one step too long
# says: the climb lasts one step too long: it has arrived before step n_up
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if n_up > 0 and step <= n_up:
        return rate * (step + 1) / n_up
    if step >= n_steps - n_down:
        return rate * (n_steps - step) / n_down
    return rate


# %% 11.2 wrong: falls from the end of the climb on
# says: only the last n_down steps fall; before them it stays
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return rate * (step + 1) / n_up
    return rate * (n_steps - step) / (n_steps - n_up)


# %% 11.2 wrong: does not stand a part of length 0
# says: ZeroDivisionError
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    return rate * min(1, (step + 1) / n_up, (n_steps - step) / n_down)


# %% 11.2 wrong: returns the share, not the rate
# says: the rates are shares of rate; multiply by it
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    if step < n_up:
        return (step + 1) / n_up
    if step >= n_steps - n_down:
        return (n_steps - step) / n_down
    return 1.0


# %% 11.2 right: the smallest of three lines
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    up = (step + 1) / n_up if n_up else 1.0
    down = (n_steps - step) / n_down if n_down else 1.0
    return min(rate, rate * up, rate * down)


# %% 11.2 right: writes all rates into a list
def my_trapezoid(step, rate, n_steps, n_up, n_down):
    climb = [rate * (i + 1) / n_up for i in range(n_up)]
    fall = [rate * (n_down - i) / n_down for i in range(n_down)]
    return (climb + [rate] * (n_steps - n_up - n_down) + fall)[step]


# %% 11.2 right: interpolates the fall, other order of cases
def my_trapezoid(t, eta, N, a, z):
    if z > 0 and t > N - z:
        return float(np.interp(t, [N - z, N], [eta, 0]))
    if t >= a:
        return eta
    return eta / a * (t + 1)
