# %% 8.1 right: by hand
my_numbers = (50, 60, 0.75, 0.9)

# %% 8.1 right: a list of quotients
my_numbers = [5 + 0 + 45, 10 + 5 + 45, 45 / 60, 45 / 50]

# %% 8.1 right: from an array
table = np.array([[50, 0, 10], [5, 30, 5], [5, 0, 45]])
my_numbers = np.array([table[2].sum(), table[:, 2].sum(), 45 / table[:, 2].sum(), 45 / table[2].sum()])

# %% 8.1 wrong: precision and recall swapped
# says: precision and recall are swapped
my_numbers = (50, 60, 0.9, 0.75)

# %% 8.1 wrong: counts swapped
# says: the two counts are swapped
my_numbers = (60, 50, 0.75, 0.9)

# %% 8.1 wrong: rows taken for predictions
# says: rows and columns are swapped: here the rows are the truth
my_numbers = (60, 50, 45 / 50, 45 / 60)

# %% 8.1 wrong: class 1
# says: that is class 1
my_numbers = (40, 30, 30 / 30, 30 / 40)

# %% 8.1 wrong: class 0
# says: that is class 0
my_numbers = (60, 60, 50 / 60, 50 / 60)

# %% 8.1 wrong: without the hits
# says: the hits belong to both counts
my_numbers = (5, 15, 0.75, 0.9)

# %% 8.1 wrong: shares among the mistakes, too
# says: the hits belong to both counts
my_numbers = (5, 15, 45 / 15, 45 / 5)

# %% 8.1 wrong: in percent
# says: shares, please, and not percent: numbers from 0 to 1
my_numbers = (50, 60, 75, 90)

# %% 8.1 wrong: the hits for the first number
# says: 45 are the hits
my_numbers = (45, 60, 0.75, 0.9)

# %% 8.1 wrong: a column added up wrongly
# says: result 2: the number is too small
my_numbers = (50, 55, 45 / 55, 0.9)

# %% 8.1 wrong: a row added up wrongly
# says: result 1: the number is too large
my_numbers = (55, 60, 45 / 60, 45 / 55)

# %% 8.1 wrong: divided by all samples
# says: precision and recall are divided by all samples
my_numbers = (50, 60, 45 / 150, 45 / 150)

# %% 8.1 wrong: only the quotients
# says: expected 4 results
my_numbers = (0.75, 0.9)

# %% 8.1 wrong: upside down
# says: precision and recall are upside down: the hits are divided
my_numbers = (50, 60, 60 / 45, 50 / 45)

# %% 8.1 wrong: shares of the misses
# says: those are the shares of the mistakes, not of the hits
my_numbers = (50, 60, 0.25, 0.1)

# %% 8.1 wrong: the accuracy twice
# says: the last two are the accuracy, which mixes all classes
my_numbers = (50, 60, 125 / 150, 125 / 150)

# %% 8.1 wrong: F1 at the end
# says: expected 4 results
my_numbers = (50, 60, 0.75, 0.9, 0.818)

# %% 8.1 wrong: the mistakes of the row
# says: the hits belong to what is a 2
my_numbers = (5, 60, 0.75, 0.9)

# %% 8.1 wrong: the mistakes of the column
# says: the hits belong to what was called a 2
my_numbers = [50, 15, 0.75, 0.9]

# %% 8.1 wrong: the precision twice
# says: the last one is the precision again
my_numbers = (50, 60, 0.75, 0.75)

# %% 8.1 wrong: the recall twice
# says: the third one is the recall
my_numbers = (50, 60, 0.9, 0.9)


# %% 8.2 right: as the hint says
def my_shares(C):
    sums = C.sum(axis=1, keepdims=True)
    return C / np.maximum(sums, 1)


# %% 8.2 right: row by row
def my_shares(C):
    shares = np.zeros(C.shape)
    for i, row in enumerate(C):
        if row.sum() > 0:
            shares[i] = row / row.sum()
    return shares


# %% 8.2 right: a list of lists
def my_shares(C):
    shares = []
    for row in C.tolist():
        total = sum(row)
        shares.append([count / total if total else 0.0 for count in row])
    return shares


# %% 8.2 right: transposed twice
def my_shares(C):
    sums = C.sum(axis=1)
    sums[sums == 0] = 1
    return (C.T / sums).T


# %% 8.2 right: divided only where there is something
def my_shares(C):
    sums = C.sum(axis=1)[:, None]
    return np.divide(C, sums, out=np.zeros(C.shape), where=sums > 0)


# %% 8.2 wrong: left as it was
# says: row i's sum went to column i: keepdims is missing
def my_shares(C):
    return C / C.sum(axis=1)


# %% 8.2 wrong: zeros mended, shape not
# says: row i's sum went to column i: keepdims is missing
def my_shares(C):
    return C / np.maximum(C.sum(axis=1), 1)


# %% 8.2 wrong: shares of each column
# says: the columns add up to 1
def my_shares(C):
    return C / np.maximum(C.sum(axis=0, keepdims=True), 1)


# %% 8.2 wrong: shares of all
# says: divided by all samples
def my_shares(C):
    return C / C.sum()


# %% 8.2 wrong: zeros divided by zero
# says: a row of zeros is divided by 0, and NumPy warns
def my_shares(C):
    return C / C.sum(axis=1, keepdims=True)


# %% 8.2 wrong: NaN cleaned up after a warning
# says: a row of zeros is divided by 0, and NumPy warns
def my_shares(C):
    return np.nan_to_num(C / C.sum(axis=1, keepdims=True))


# %% 8.2 wrong: an empty class is spread evenly
# says: a row of zeros shall stay zeros, and not be spread evenly
def my_shares(C):
    sums = C.sum(axis=1, keepdims=True)
    shares = C / np.maximum(sums, 1)
    shares[sums[:, 0] == 0] = 1 / len(C)
    return shares


# %% 8.2 wrong: one more in each row
# says: 1 was added to each sum
def my_shares(C):
    return C / (C.sum(axis=1, keepdims=True) + 1)


# %% 8.2 wrong: in place
# says: your function changed its input
def my_shares(C):
    for i in range(len(C)):
        if C[i].sum() > 0:
            C[i] = C[i] / C[i].sum()
    return C


# %% 8.2 wrong: whole numbers cut the shares off
# says: cut to whole numbers: the counts' kind of number cannot hold a share
def my_shares(C):
    shares = np.zeros_like(C)
    for i in range(len(C)):
        if C[i].sum() > 0:
            shares[i] = C[i] / C[i].sum()
    return shares


# %% 8.2 wrong: divided without remainder
# says: cut to whole numbers: the counts' kind of number cannot hold a share
def my_shares(C):
    return C // np.maximum(C.sum(axis=1, keepdims=True), 1)


# %% 8.2 wrong: percent
# says: that is percent
def my_shares(C):
    return 100 * C / np.maximum(C.sum(axis=1, keepdims=True), 1)


# %% 8.2 wrong: rounded
# says: these are rounded to two digits
def my_shares(C):
    return (C / np.maximum(C.sum(axis=1, keepdims=True), 1)).round(2)


# %% 8.2 wrong: transposed at the end
# says: the result is transposed
def my_shares(C):
    return C.T / np.maximum(C.sum(axis=1), 1)


# %% 8.2 wrong: empty classes left out
# says: wrong shape (3, 4), expected (4, 4)
def my_shares(C):
    C = C[C.sum(axis=1) > 0]
    return C / C.sum(axis=1, keepdims=True)


# %% 8.2 wrong: the maximum of the counts
# says: np.maximum belongs around the sums
def my_shares(C):
    return np.maximum(C, 1) / np.maximum(C.sum(axis=1, keepdims=True), 1)


# %% 8.2 wrong: divided by the largest of the row
# says: divided by the largest of each row, not by its sum
def my_shares(C):
    return C / np.maximum(C.max(axis=1, keepdims=True), 1)


# %% 8.2 wrong: gives up when a class is empty
# says: the other rows are zeros, too
def my_shares(C):
    sums = C.sum(axis=1, keepdims=True)
    if (sums == 0).any():
        return np.zeros(C.shape)
    return C / sums


# %% 8.2 wrong: divided by the diagonal
# says: divided by the hits of each row
def my_shares(C):
    return C / np.maximum(np.diag(C), 1)[:, np.newaxis]


# %% 8.2 wrong: where does not keep the warning away
# says: a row of zeros is divided by 0, and NumPy warns
def my_shares(C):
    sums = C.sum(axis=1, keepdims=True)
    return np.where(sums > 0, C / sums, 0)


# %% 8.2 right: the warning understood
def my_shares(C):
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(C / C.sum(axis=1, keepdims=True))


# %% 8.2 wrong: a row vector
# says: row i's sum went to column i: keepdims is missing
def my_shares(C):
    sums = C.sum(axis=1).reshape(1, -1)
    sums[sums == 0] = 1
    return C / sums


# %% 8.2 wrong: rows divided where they stand
# says: your function raised UFuncTypeError
def my_shares(C):
    for row in C:
        row /= row.sum()
    return C


# %% 8.2 wrong: lengths for sums
# says: the root of its squares
def my_shares(C):
    return C / np.maximum(np.linalg.norm(C, axis=1, keepdims=True), 1)


# %% 8.2 wrong: means for sums
# says: exactly 3 times too large
def my_shares(C):
    means = C.mean(axis=1, keepdims=True)
    return np.divide(C, means, out=np.zeros(C.shape), where=means > 0)


# %% 8.3 right: as the hint says
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 right: a sorted list
def my_worst_confusions(C, n):
    found = []
    for i in range(len(C)):
        for j in range(len(C)):
            if i != j:
                found.append([i, j, C[i, j]])
    found.sort(key=lambda row: row[2], reverse=True)
    return found[:n]


# %% 8.3 right: the largest again and again
def my_worst_confusions(C, n):
    errors = C.astype(float)
    np.fill_diagonal(errors, 0)
    rows = []
    for _ in range(n):
        i, j = divmod(int(errors.argmax()), len(C))
        rows.append((i, j, errors[i, j]))
        errors[i, j] = 0
    return np.array(rows)


# %% 8.3 right: sorted upward and turned round
def my_worst_confusions(C, n):
    errors = C - np.diag(np.diag(C))
    order = errors.ravel().argsort()[::-1][:n]
    return [(k // len(C), k % len(C), errors.ravel()[k]) for k in order]


# %% 8.3 wrong: the diagonal is in
# says: the diagonal holds the right answers
def my_worst_confusions(C, n):
    order = np.argsort(-C, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, C[rows, columns]])


# %% 8.3 wrong: predicted first
# says: true and predicted are swapped
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([columns, rows, errors[rows, columns]])


# %% 8.3 wrong: the smallest
# says: these are the smallest
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, errors.max() + 1)
    order = np.argsort(errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: the minus forgotten
# says: these are the smallest, the -1 of the diagonal among them
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: the largest last
# says: the largest count comes first
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(errors, axis=None)[-n:]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: both directions added
# says: each direction stands by itself: do not add C.T
def my_worst_confusions(C, n):
    pairs = np.triu(C + C.T, k=1)
    order = np.argsort(-pairs, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, pairs[rows, columns]])


# %% 8.3 wrong: only above the diagonal
# says: what lies below the diagonal is missing
def my_worst_confusions(C, n):
    errors = np.triu(C, k=1)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: no copy
# says: your function changed its input
def my_worst_confusions(C, n):
    np.fill_diagonal(C, -1)
    order = np.argsort(-C, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, C[rows, columns]])


# %% 8.3 wrong: rows and columns of the table swapped
# says: wrong shape (3, 4), expected (4, 3) (transposed?)
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.array([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: the count first
# says: the count is the last of the three
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([errors[rows, columns], rows, columns])


# %% 8.3 wrong: shares instead of counts
# says: sorted by the share in each row
def my_worst_confusions(C, n):
    errors = C / C.sum(axis=1, keepdims=True)
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, C[rows, columns]])


# %% 8.3 wrong: one from each row
# says: one from each row
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    worst = [[i, row.argmax(), row.max()] for i, row in enumerate(errors)]
    worst.sort(key=lambda entry: -entry[2])
    return np.array(worst[:n])


# %% 8.3 wrong: always five
# says: wrong shape (5, 3), expected (4, 3)
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:5]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: only the counts
# says: wrong shape (4,), expected (4, 3)
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    return np.sort(errors, axis=None)[::-1][:n]


# %% 8.3 wrong: the vector of the diagonal subtracted
# says: was taken off every row
def my_worst_confusions(C, n):
    errors = C - np.diag(C)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: the first one skipped
# says: the worst one is missing
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[1 : n + 1]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: classes counted from one
# says: classes are counted from 0
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows + 1, columns + 1, errors[rows, columns]])


# %% 8.3 wrong: n taken for the number of classes
# says: places were split by n
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:n]
    return np.array([[k // n, k % n, errors.ravel()[k]] for k in order])


# %% 8.3 wrong: ten classes
# says: places were split by 10
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    order = np.argsort(-errors, axis=None)[:n]
    return np.array([[k // 10, k % 10, errors.ravel()[k]] for k in order])


# %% 8.3 wrong: in the order of the classes
# says: those are the right ones, but sorted by class
def my_worst_confusions(C, n):
    errors = C.copy()
    np.fill_diagonal(errors, -1)
    least = np.sort(errors, axis=None)[-n]
    return np.array([[i, j, errors[i, j]] for i, j in np.argwhere(errors >= least)])


# %% 8.3 wrong: the k largest skipped
# says: leave out just the diagonal
def my_worst_confusions(C, n):
    k = len(C)
    order = np.argsort(-C, axis=None)[k : k + n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, C[rows, columns]])


# %% 8.3 wrong: only below the diagonal
# says: what lies above the diagonal is missing
def my_worst_confusions(C, n):
    errors = np.tril(C, k=-1)
    order = np.argsort(-errors, axis=None)[:n]
    rows, columns = np.unravel_index(order, C.shape)
    return np.column_stack([rows, columns, errors[rows, columns]])


# %% 8.3 wrong: n ignored
# says: wrong shape (20, 3), expected (4, 3)
def my_worst_confusions(C, n):
    found = [(i, j, C[i, j]) for i in range(len(C)) for j in range(len(C)) if i != j]
    return sorted(found, key=lambda entry: -entry[2])


# %% 8.4 right: as the hint says
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 right: all of them, then the smallest
def my_threshold(confidence, is_right, wanted):
    good = []
    for t in confidence:
        answered = confidence >= t
        if is_right[answered].sum() >= wanted * answered.sum():
            good.append(t)
    t = min(good)
    return [float(t), float(np.mean(confidence >= t))]


# %% 8.4 right: unique values and a table
def my_threshold(confidence, is_right, wanted):
    values = np.unique(confidence)
    answered = confidence >= values[:, np.newaxis]
    share_right = (answered & (is_right > 0)).sum(axis=1) / answered.sum(axis=1)
    first = np.argmax(share_right >= wanted)
    return np.array([values[first], answered[first].mean()])


# %% 8.4 wrong: more than the threshold
# says: t itself gets an answer: at least t, not more
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence > t
        if answered.any() and is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 wrong: more than the threshold, nobody left
# says: t itself gets an answer: at least t, not more
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence > t
        if is_right[answered].sum() >= wanted * answered.sum():
            return t, answered.mean()


# %% 8.4 wrong: more than wanted
# says: exactly the wanted share
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if is_right[answered].mean() > wanted:
            return t, answered.mean()
    return confidence.max(), np.mean(confidence >= confidence.max())


# %% 8.4 wrong: the largest threshold
# says: a smaller t works, too
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence)[::-1]:
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 wrong: from above until it first fails
# says: a smaller t works, too
def my_threshold(confidence, is_right, wanted):
    best = confidence.max()
    for t in np.sort(confidence)[::-1]:
        if is_right[confidence >= t].mean() < wanted:
            break
        best = t
    return best, np.mean(confidence >= best)


# %% 8.4 wrong: a bisection
# says: a smaller t works, too
def my_threshold(confidence, is_right, wanted):
    values = np.sort(confidence)
    low, high = 0, len(values) - 1
    while low < high:
        middle = (low + high) // 2
        if is_right[confidence >= values[middle]].mean() >= wanted:
            high = middle
        else:
            low = middle + 1
    t = values[low]
    return t, np.mean(confidence >= t)


# %% 8.4 wrong: the share right returned
# says: the share that is right
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return t, is_right[answered].mean()


# %% 8.4 wrong: the number of answers
# says: that is the number of answers, not their share
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return t, answered.sum()


# %% 8.4 wrong: the share refused
# says: that is the share without an answer
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return t, 1 - answered.mean()


# %% 8.4 wrong: not sorted
# says: sort them: the first good one, as given, need not be the smallest
def my_threshold(confidence, is_right, wanted):
    for t in confidence:
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 wrong: confidences sorted, answers not
# says: the confidences were sorted, and is_right not in the same order
def my_threshold(confidence, is_right, wanted):
    values = np.sort(confidence)
    n = len(values)
    for k in range(n):
        if is_right[k:].mean() >= wanted:
            return values[k], (n - k) / n
    return values[-1], 1 / n


# %% 8.4 wrong: equal confidences torn apart
# says: equal confidences get an answer together
def my_threshold(confidence, is_right, wanted):
    order = np.argsort(confidence, kind="stable")
    n = len(order)
    for k in range(n):
        if is_right[order[k:]].mean() >= wanted:
            return confidence[order[k]], (n - k) / n


# %% 8.4 wrong: a grid of thresholds
# says: t is none of the confidences
def my_threshold(confidence, is_right, wanted):
    for t in np.arange(0, 1.001, 0.01):
        answered = confidence >= t
        if answered.any() and is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 wrong: divided by all samples
# says: divide by the answers only
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if (answered & (is_right == 1)).mean() >= wanted:
            return t, answered.mean()
    return confidence.max(), np.mean(confidence >= confidence.max())


# %% 8.4 wrong: the wanted share as threshold
# says: the wanted share is no threshold
def my_threshold(confidence, is_right, wanted):
    return wanted, np.mean(confidence >= wanted)


# %% 8.4 wrong: sorted in place
# says: your function changed its input
def my_threshold(confidence, is_right, wanted):
    original = confidence.copy()
    confidence.sort()
    for t in confidence:
        answered = original >= t
        if is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 wrong: the smallest confidence left out
# says: the smallest is a threshold, too
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence)[1:]:
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 wrong: only the threshold
# says: expected 2 results
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        if is_right[confidence >= t].mean() >= wanted:
            return t


# %% 8.4 wrong: the share first
# says: the two are swapped: t comes first
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return answered.mean(), t


# %% 8.4 wrong: the least confident wrong answer
# says: a smaller t works, too
def my_threshold(confidence, is_right, wanted):
    t = confidence[confidence > confidence[is_right == 0].max(initial=0)].min()
    return t, np.mean(confidence >= t)


# %% 8.4 wrong: the mean confidence for the share right
# says: what counts is how many of the answers are right
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if confidence[answered].mean() >= wanted:
            return t, answered.mean()
    return confidence.max(), np.mean(confidence >= confidence.max())


# %% 8.4 wrong: t left out of the share
# says: t itself gets an answer
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        if is_right[confidence >= t].mean() >= wanted:
            return t, (confidence > t).mean()


# %% 8.4 wrong: the place, not the confidence
# says: t is none of the confidences
def my_threshold(confidence, is_right, wanted):
    values = np.sort(confidence)
    for k in range(len(values)):
        if is_right[confidence >= values[k]].mean() >= wanted:
            return k, (len(values) - k) / len(values)


# %% 8.4 wrong: stops one too early
# says: less than the wanted share is right
def my_threshold(confidence, is_right, wanted):
    last = confidence.min()
    for t in np.sort(confidence):
        if is_right[confidence >= t].mean() >= wanted:
            return last, np.mean(confidence >= last)
        last = t


# %% 8.4 wrong: a quantile
# says: t is none of the confidences
def my_threshold(confidence, is_right, wanted):
    t = np.quantile(confidence, 1 - wanted)
    return t, np.mean(confidence >= t)


# %% 8.4 wrong: the share of the most confident
# says: less than the wanted share is right
def my_threshold(confidence, is_right, wanted):
    values = np.sort(confidence)
    t = values[int((1 - wanted) * len(values))]
    return t, np.mean(confidence >= t)


# %% 8.5 right: the sum over both
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return np.sum((p - hot) * scores) / len(y)


# %% 8.5 right: expected minus true
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    return ((p * scores).sum(axis=1) - scores[np.arange(len(y)), y]).mean()


# %% 8.5 right: sample by sample
def my_temperature_slope(scores, y, b):
    total = 0
    for z, label in zip(scores, y):
        e = np.exp(b * (z - z.max()))
        total += (e * z).sum() / e.sum() - z[label]
    return total / len(y)


# %% 8.5 right: through the package
def my_temperature_slope(scores, y, b):
    return (mlpkit.SoftmaxCrossEntropy().gradient(b * scores, y) * scores).sum()


# %% 8.5 wrong: true minus expected
# says: the sign is turned round
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return ((hot - p) * scores).sum() / len(y)


# %% 8.5 wrong: a sum
# says: the loss is a mean
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * scores).sum()


# %% 8.5 wrong: the mean over all entries
# says: divided by the number of classes
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * scores).mean()


# %% 8.5 wrong: b forgotten in the softmax
# says: b is missing in the softmax
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(scores)
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * scores).sum() / len(y)


# %% 8.5 wrong: divided by b
# says: divided by b in the softmax
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(scores / b)
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * scores).sum() / len(y)


# %% 8.5 wrong: along T
# says: along the temperature
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return -((p - hot) * scores).sum() / len(y) * b**2


# %% 8.5 wrong: times b
# says: multiplied by b
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * b * scores).sum() / len(y)


# %% 8.5 wrong: over b
# says: divided by b: how fast
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * scores / b).sum() / len(y)


# %% 8.5 wrong: not multiplied by the scores
# says: add up to 0
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return (p - hot).sum() / len(y)


# %% 8.5 wrong: the labels forgotten
# says: the true class is missing
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    return (p * scores).sum() / len(y)


# %% 8.5 wrong: the true class alone
# says: only the true class
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    rows = np.arange(len(y))
    return ((p[rows, y] - 1) * scores[rows, y]).mean()


# %% 8.5 wrong: only minus the true score
# says: the probabilities are missing
def my_temperature_slope(scores, y, b):
    return -scores[np.arange(len(y)), y].mean()


# %% 8.5 wrong: the largest score
# says: the largest score
def my_temperature_slope(scores, y, b):
    hot = np.eye(scores.shape[1])[y]
    return (scores.max(axis=1) - (hot * scores).sum(axis=1)).mean()


# %% 8.5 wrong: the plain mean of the scores
# says: all scores count alike
def my_temperature_slope(scores, y, b):
    hot = np.eye(scores.shape[1])[y]
    return (scores.mean(axis=1) - (hot * scores).sum(axis=1)).mean()


# %% 8.5 wrong: one for each sample
# says: one number for each sample
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * scores).sum(axis=1)


# %% 8.5 wrong: one for each score
# says: one number for each score
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return (p - hot) * scores / len(y)


# %% 8.5 wrong: the gradient for the scores
# says: raised
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return float((p - hot) / len(y))


# %% 8.5 wrong: the loss
# says: that is the loss
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    return -np.log(p[np.arange(len(y)), y]).mean()


# %% 8.5 wrong: the probability counted twice
# says: Not yet
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * scores * p).sum() / len(y)


# %% 8.5 wrong: a forgotten return
# says: is the return missing
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax(b * scores)
    hot = np.eye(scores.shape[1])[y]
    ((p - hot) * scores).sum() / len(y)


# %% 8.5 wrong: softmax along the wrong axis
# says: Not yet
def my_temperature_slope(scores, y, b):
    p = mlpkit.softmax((b * scores).T).T
    hot = np.eye(scores.shape[1])[y]
    return ((p - hot) * scores).sum() / len(y)


# %% 8.4 wrong: > instead of >=
# says: t itself gets an answer: at least t, not more
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence > t
        if is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 wrong: share of all samples
# says: a smaller t works, too: do you try all, and divide by the answers only?
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if (is_right & answered).mean() >= wanted:
            return t, answered.mean()
    return t, answered.mean()


# %% 8.4 wrong: down from the top until it fails first
# says: a smaller t works, too: do you try all, and divide by the answers only?
def my_threshold(confidence, is_right, wanted):
    best = None
    for t in np.sort(confidence)[::-1]:
        answered = confidence >= t
        if is_right[answered].mean() < wanted:
            break
        best = t, answered.mean()
    return best


# %% 8.4 wrong: accuracy instead of the share answered
# says: that is the share that is right of the answers
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if np.mean(is_right[answered]) >= wanted:
            return t, np.mean(is_right[answered])


# %% 8.4 wrong: strictly better than wanted
# says: exactly the wanted share is good enough
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if np.mean(is_right[answered]) > wanted:
            return t, np.mean(answered)


# %% 8.4 wrong: cumulative sums, equal confidences torn apart
# says: equal confidences get an answer together, or none
def my_threshold(confidence, is_right, wanted):
    order = np.argsort(-confidence)
    n = np.arange(1, len(confidence) + 1)
    share = np.cumsum(is_right[order]) / n
    last = np.flatnonzero(share >= wanted)[-1]
    return confidence[order][last], n[last] / len(confidence)


# %% 8.4 wrong: loops over None
# says: methods such as .sort() and .append() change what they belong to, and return None
def my_threshold(confidence, is_right, wanted):
    for t in confidence.sort():
        answered = confidence >= t
        if is_right[answered].mean() >= wanted:
            return t, answered.mean()


# %% 8.4 right: list of all that work, then the smallest
def my_threshold(confidence, is_right, wanted):
    works = [t for t in confidence if is_right[confidence >= t].mean() >= wanted]
    t = min(works)
    return float(t), float(np.mean(confidence >= t))


# %% 8.4 right: plain loops, a list
def my_threshold(confidence, is_right, wanted):
    best = None
    n = len(confidence)
    for t in sorted(set(confidence.tolist()), reverse=True):
        given = right = 0
        for c, r in zip(confidence, is_right):
            if c >= t:
                given += 1
                right += bool(r)
        if right / given >= wanted:
            best = [t, given / n]
    return best


# %% 8.4 right: table of all against all
def my_threshold(confidence, is_right, wanted):
    t = np.unique(confidence)
    answered = confidence[None, :] >= t[:, None]
    share = (answered & is_right).sum(axis=1) / answered.sum(axis=1)
    i = np.argmax(share >= wanted)
    return np.array([t[i], answered[i].mean()])


# %% 8.6 right: two lines
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = C.diagonal() / n
    return r, 2 * np.sqrt(r * (1 - r) / n)


# %% 8.6 right: class by class, as lists
def my_recall_and_doubt(C):
    shares, doubts = [], []
    for k in range(len(C)):
        n = sum(C[k])
        r = C[k, k] / n
        shares.append(r)
        doubts.append(2 * (r * (1 - r) / n) ** 0.5)
    return shares, doubts


# %% 8.6 right: in counts
def my_recall_and_doubt(C):
    hits, n = np.diag(C), C.sum(axis=1)
    misses = n - hits
    return hits / n, 2 * np.sqrt(hits * misses / n**3)


# %% 8.6 right: rows normalized first, one array of two rows
def my_recall_and_doubt(C):
    n = C.sum(axis=1, keepdims=True)
    r = np.diag(C / n)
    return np.array([r, 2 * np.sqrt((r - r**2) / n.ravel())])


# %% 8.6 wrong: the columns
# says: that is the precision: its n
def my_recall_and_doubt(C):
    n = C.sum(axis=0)
    r = np.diag(C) / n
    return r, 2 * np.sqrt(r * (1 - r) / n)


# %% 8.6 wrong: precision, with the rows below
# says: that is the precision; the recall divides by the row
def my_recall_and_doubt(C):
    r = np.diag(C) / C.sum(axis=0)
    return r, 2 * np.sqrt(r * (1 - r) / C.sum(axis=1))


# %% 8.6 wrong: the root not doubled
# says: half the width is twice the root
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    return r, np.sqrt(r * (1 - r) / n)


# %% 8.6 wrong: the whole width
# says: half the width, not the whole
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    return r, 4 * np.sqrt(r * (1 - r) / n)


# %% 8.6 wrong: 1.96
# says: twice the root, not 1.96 times
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    return r, 1.96 * np.sqrt(r * (1 - r) / n)


# %% 8.6 wrong: all samples below
# says: number of samples of this class, not of all
def my_recall_and_doubt(C):
    r = np.diag(C) / C.sum(axis=1)
    return r, 2 * np.sqrt(r * (1 - r) / C.sum())


# %% 8.6 wrong: the number of classes below
# says: number of samples, not of classes
def my_recall_and_doubt(C):
    r = np.diag(C) / C.sum(axis=1)
    return r, 2 * np.sqrt(r * (1 - r) / len(C))


# %% 8.6 wrong: no root
# says: the root is missing
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    return r, 2 * r * (1 - r) / n


# %% 8.6 wrong: n outside the root
# says: n belongs under the root
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    return r, 2 * np.sqrt(r * (1 - r)) / n


# %% 8.6 wrong: the standard deviation of one image
# says: n is missing
def my_recall_and_doubt(C):
    r = np.diag(C) / C.sum(axis=1)
    return r, 2 * np.sqrt(r * (1 - r))


# %% 8.6 wrong: 1 - r forgotten
# says: the factor 1 - r is missing
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    return r, 2 * np.sqrt(r / n)


# %% 8.6 wrong: the sample standard deviation
# says: divided by n - 1
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    return r, 2 * np.sqrt(r * (1 - r) / (n - 1))


# %% 8.6 wrong: from low to high
# says: the ends of the interval
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    half = 2 * np.sqrt(r * (1 - r) / n)
    return r - half, r + half


# %% 8.6 wrong: percent
# says: not in percent
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = 100 * np.diag(C) / n
    return r, 2 * np.sqrt(r * (100 - r) / n)


# %% 8.6 wrong: swapped
# says: the recall comes first
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.diag(C) / n
    return 2 * np.sqrt(r * (1 - r) / n), r


# %% 8.6 wrong: hits below
# says: not of its hits
def my_recall_and_doubt(C):
    n = np.diag(C)
    r = n / C.sum(axis=1)
    return r, 2 * np.sqrt(r * (1 - r) / n)


# %% 8.6 wrong: one accuracy
# says: one accuracy for all classes
def my_recall_and_doubt(C):
    n = C.sum(axis=1)
    r = np.full(len(C), np.trace(C) / C.sum())
    return r, 2 * np.sqrt(r * (1 - r) / n)


# %% 8.6 wrong: the column below
# says: its row, not what was called so
def my_recall_and_doubt(C):
    r = np.diag(C) / C.sum(axis=1)
    return r, 2 * np.sqrt(r * (1 - r) / C.sum(axis=0))


# %% 8.6 wrong: the recall alone
# says: expected 2 results
def my_recall_and_doubt(C):
    return np.diag(C) / C.sum(axis=1)


# %% 8.4 wrong: answers only above the threshold
# says: t itself gets an answer: at least t, not more
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence)[:-1]:
        answered = confidence > t
        if is_right[answered].mean() >= wanted:
            return t, answered.mean()
    return confidence.max(), 0.0


# %% 8.4 wrong: wants more than wanted
# says: exactly the wanted share is good enough
def my_threshold(confidence, is_right, wanted):
    for t in np.sort(confidence):
        answered = confidence >= t
        if is_right[answered].mean() > wanted:
            return t, answered.mean()
    return confidence.max(), (confidence >= confidence.max()).mean()


# %% 8.4 wrong: bisection
# says: a smaller t works, too: do you try all, and divide by the answers only?
def my_threshold(confidence, is_right, wanted):
    s = np.sort(confidence)
    lo, hi = 0, len(s) - 1
    while lo < hi:
        mid = (lo + hi) // 2
        if is_right[confidence >= s[mid]].mean() >= wanted:
            hi = mid
        else:
            lo = mid + 1
    return s[lo], (confidence >= s[lo]).mean()


# %% 8.4 wrong: running sums that split ties
# says: equal confidences get an answer together, or none
def my_threshold(confidence, is_right, wanted):
    order = np.argsort(-confidence, kind="stable")
    shares = np.cumsum(is_right[order]) / np.arange(1, len(order) + 1)
    k = np.flatnonzero(shares >= wanted)[-1]
    return confidence[order[k]], (k + 1) / len(order)


# %% 8.4 wrong: thresholds on a grid of hundredths
# says: t is none of the confidences
def my_threshold(confidence, is_right, wanted):
    for t in np.linspace(0, 1, 101):
        answered = confidence >= t
        if answered.any() and is_right[answered].mean() >= wanted:
            return t, answered.mean()
    return confidence.max(), (confidence >= confidence.max()).mean()


# %% 8.4 right: plain lists
def my_threshold(confidence, is_right, wanted):
    pairs = list(zip(confidence.tolist(), is_right.tolist()))
    good = []
    for t, _ in pairs:
        given = [r for c, r in pairs if c >= t]
        if sum(given) >= wanted * len(given):
            good.append((t, len(given) / len(pairs)))
    return min(good)


# %% 8.4 right: all thresholds at once
def my_threshold(confidence, is_right, wanted):
    ts = np.unique(confidence)
    table = confidence[None, :] >= ts[:, None]
    share = (table * is_right).sum(axis=1) / table.sum(axis=1)
    i = np.argmax(share >= wanted)
    return ts[i], table[i].mean()


# %% 8.4 right: from the top down, remember the last good one
def my_threshold(confidence, is_right, wanted):
    best = None
    for t in sorted(set(confidence), reverse=True):
        mask = confidence >= t
        if np.mean(is_right[mask]) >= wanted:
            best = t
    return best, np.count_nonzero(confidence >= best) / confidence.size
