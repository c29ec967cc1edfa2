# %% 0.1 right: tuples
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (32,)


# %% 0.1 right: lists
my_shape_1 = [28, 28]
my_shape_2 = [32, 28]
my_shape_3 = [32]


# %% 0.1 right: asked a small array of zeros
X_mine = np.zeros((32, 784))
my_shape_1 = X_mine.reshape(32, 28, 28)[5].shape
my_shape_2 = X_mine.reshape(32, 28, 28).sum(axis=2).shape
my_shape_3 = X_mine[:, 100].shape


# %% 0.1 right: arrays
my_shape_1 = np.array([28, 28])
my_shape_2 = np.array([32, 28])
my_shape_3 = np.array([32])


# %% 0.1 wrong: the picked picture keeps its axis
# says: a single number as an index uses up its axis
my_shape_1 = (1, 28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (32,)


# %% 0.1 wrong: the index cuts the batch to five pictures
# says: picks one picture
my_shape_1 = (5, 28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (32,)


# %% 0.1 wrong: the index picks a row of every picture
# says: the first axis
my_shape_1 = (32, 28)
my_shape_2 = (32, 28)
my_shape_3 = (32,)


# %% 0.1 wrong: the picture still flat
# says: reshaped: rows and columns
my_shape_1 = (784,)
my_shape_2 = (32, 28)
my_shape_3 = (32,)


# %% 0.1 wrong: sums up the pictures
# says: axis 0 is gone; axis 2 was summed
my_shape_1 = (28, 28)
my_shape_2 = (28, 28)
my_shape_3 = (32,)


# %% 0.1 wrong: axis 2 counted from one and the rest summed too
# says: too few axes: a colon keeps its axis, and a sum uses up only the one that is named
my_shape_1 = (28, 28)
my_shape_2 = (32,)
my_shape_3 = (32,)


# %% 0.1 wrong: the summed axis kept as one
# says: disappears
my_shape_1 = (28, 28)
my_shape_2 = (32, 28, 1)
my_shape_3 = (32,)


# %% 0.1 wrong: the sum names the axis that stays
# says: too few axes: a colon keeps its axis, and a sum uses up only the one that is named
my_shape_1 = (28, 28)
my_shape_2 = (28,)
my_shape_3 = (32,)


# %% 0.1 wrong: nothing summed
# says: too many axes: a single number as an index uses up its axis, and so does a sum
my_shape_1 = (28, 28)
my_shape_2 = (32, 28, 28)
my_shape_3 = (32,)


# %% 0.1 wrong: a row for a column
# says: that is one sample with all its pixels
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (784,)


# %% 0.1 wrong: the column stays a column
# says: 100 uses up its axis
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (32, 1)


# %% 0.1 wrong: the column lies down
# says: a single number as an index uses up its axis
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (1, 32)


# %% 0.1 wrong: one hundred columns
# says: too many axes: a single number as an index uses up its axis, and so does a sum
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (32, 100)


# %% 0.1 wrong: one number only
# says: too few axes: a colon keeps its axis, and a sum uses up only the one that is named
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = ()


# %% 0.1 wrong: the comma forgotten
# says: a shape stands in brackets, as in (4, 5); one axis needs a comma: (4,)
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (32)  # fmt: skip


# %% 0.1 wrong: the shapes as texts
# says: expected numbers
my_shape_1 = "(28, 28)"
my_shape_2 = "(32, 28)"
my_shape_3 = "(32,)"


# %% 0.1 wrong: the third left out
# says: Not started
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = None


# %% 0.1 wrong: first and second exchanged
# says: a lone index takes from the first axis, that of the 32 pictures
my_shape_1 = (32, 28)
my_shape_2 = (28, 28)
my_shape_3 = (32,)


# %% 0.1 wrong: how many numbers instead of the shape
# says: a shape stands in brackets, as in (4, 5); one axis needs a comma: (4,)
my_shape_1 = 784
my_shape_2 = 896
my_shape_3 = 32


# %% 0.1 wrong: a picture with one channel
# says: too many axes: a single number as an index uses up its axis, and so does a sum
my_shape_1 = (28, 28, 1)
my_shape_2 = (32, 28)
my_shape_3 = (32,)


# %% 0.1 wrong: still 784 columns
# says: the number of axes is right, but not how long they are
my_shape_1 = (28, 28)
my_shape_2 = (32, 784)
my_shape_3 = (32,)


# %% 0.1 wrong: columns before pictures
# says: the number of axes is right, but not how long they are
my_shape_1 = (28, 28)
my_shape_2 = (28, 32)
my_shape_3 = (32,)


# %% 0.1 wrong: the number of the column
# says: the number of axes is right, but not how long they are
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (100,)


# %% 0.1 wrong: one column fewer
# says: the number of axes is right, but not how long they are
my_shape_1 = (28, 28)
my_shape_2 = (32, 28)
my_shape_3 = (31,)


# %% 0.2 right: the hint
def my_center_of_ink(image):
    total = image.sum()
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum() / total
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum() / total
    return row, column


# %% 0.2 right: two loops, plain floats
def my_center_of_ink(image):
    row = column = ink = 0.0
    for r in range(len(image)):
        for c in range(len(image[0])):
            row += r * image[r][c]
            column += c * image[r][c]
            ink += image[r][c]
    return [row / ink, column / ink]


# %% 0.2 right: np.average with weights
def my_center_of_ink(image):
    return (
        np.average(np.arange(image.shape[0]), weights=image.sum(axis=1)),
        np.average(np.arange(image.shape[1]), weights=image.sum(axis=0)),
    )


# %% 0.2 right: an array from indices
def my_center_of_ink(image):
    return (np.indices(image.shape) * image).sum(axis=(1, 2)) / image.sum()


# %% 0.2 right: the matrix product
def my_center_of_ink(image):
    n_rows, n_columns = image.shape
    ones_r, ones_c = np.ones(n_rows), np.ones(n_columns)
    total = ones_r @ image @ ones_c
    return np.arange(n_rows) @ image @ ones_c / total, ones_r @ image @ np.arange(n_columns) / total


# %% 0.2 right: scaled first
def my_center_of_ink(image):
    share = image / image.sum()
    rows = np.arange(image.shape[0])[:, None]
    return (share * rows).sum(), (share * np.arange(image.shape[1])).sum()


# %% 0.2 wrong: column before row
# says: row and column are swapped: summing over axis 1 leaves the rows
def my_center_of_ink(image):
    total = image.sum()
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum() / total
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum() / total
    return column, row


# %% 0.2 wrong: the axes of the sums exchanged
# says: row and column are swapped: summing over axis 1 leaves the rows
def my_center_of_ink(image):
    total = image.sum()
    row = (image.sum(axis=0) * np.arange(image.shape[0])).sum() / total
    column = (image.sum(axis=1) * np.arange(image.shape[1])).sum() / total
    return row, column


# %% 0.2 wrong: the axes exchanged consistently
# says: row and column are swapped: summing over axis 1 leaves the rows
def my_center_of_ink(image):
    total = image.sum()
    row = (image.sum(axis=0) * np.arange(image.shape[1])).sum() / total
    column = (image.sum(axis=1) * np.arange(image.shape[0])).sum() / total
    return row, column


# %% 0.2 wrong: not divided
# says: you forgot to divide by the ink
def my_center_of_ink(image):
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum()
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum()
    return row, column


# %% 0.2 wrong: divided by the number of pixels
# says: divide by all the ink, not by the number of rows
def my_center_of_ink(image):
    row = (image.sum(axis=1) * np.arange(image.shape[0])).mean()
    column = (image.sum(axis=0) * np.arange(image.shape[1])).mean()
    return row, column


# %% 0.2 wrong: divided by the size of the picture
# says: number of pixels
def my_center_of_ink(image):
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum() / image.size
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum() / image.size
    return row, column


# %% 0.2 wrong: counts from one
# says: the first row and the first column have the number 0, not 1
def my_center_of_ink(image):
    total = image.sum()
    row = (image.sum(axis=1) * np.arange(1, image.shape[0] + 1)).sum() / total
    column = (image.sum(axis=0) * np.arange(1, image.shape[1] + 1)).sum() / total
    return row, column


# %% 0.2 wrong: the middle of the paper
# says: that is the middle of the paper, not of the ink
def my_center_of_ink(image):
    return (image.shape[0] - 1) / 2, (image.shape[1] - 1) / 2


# %% 0.2 wrong: half the paper
# says: half the height and the width: that is near the middle of the paper
def my_center_of_ink(image):
    return image.shape[0] / 2, image.shape[1] / 2


# %% 0.2 wrong: each inked pixel counts once
# says: as often as it has ink
def my_center_of_ink(image):
    rows, columns = np.nonzero(image)
    return rows.mean(), columns.mean()


# %% 0.2 wrong: the darkest pixel
# says: that is the darkest pixel; each pixel counts
def my_center_of_ink(image):
    return np.unravel_index(image.argmax(), image.shape)


# %% 0.2 wrong: the darkest row and column
# says: those are the row and the column with most ink; all of them count
def my_center_of_ink(image):
    return image.sum(axis=1).argmax(), image.sum(axis=0).argmax()


# %% 0.2 wrong: rounded to whole places
# says: a center lies between two places: do not round
def my_center_of_ink(image):
    total = image.sum()
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum() / total
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum() / total
    return round(row), round(column)


# %% 0.2 wrong: whole division
# says: a center lies between two places: do not cut
def my_center_of_ink(image):
    total = image.sum()
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum() // total
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum() // total
    return row, column


# %% 0.2 wrong: square pictures only
# says: your function raised ValueError: operands could not be broadcast
def my_center_of_ink(image):
    n = len(image)
    total = image.sum()
    row = (image.sum(axis=1) * np.arange(n)).sum() / total
    column = (image.sum(axis=0) * np.arange(n)).sum() / total
    return row, column


# %% 0.2 wrong: 28 written in
# says: your function raised ValueError: operands could not be broadcast
def my_center_of_ink(image):
    places = np.arange(28)
    total = image.sum()
    return (image.sum(axis=1) * places).sum() / total, (image.sum(axis=0) * places).sum() / total


# %% 0.2 wrong: only the row
# says: expected 2 results
def my_center_of_ink(image):
    return (image.sum(axis=1) * np.arange(image.shape[0])).sum() / image.sum()


# %% 0.2 wrong: the middle of the box around the ink
# says: as often as it has ink
def my_center_of_ink(image):
    rows = np.flatnonzero(image.sum(axis=1))
    columns = np.flatnonzero(image.sum(axis=0))
    return (rows[0] + rows[-1]) / 2, (columns[0] + columns[-1]) / 2


# %% 0.2 wrong: the mean of the profile
# says: that is the mean ink of a row; how far down does it lie?
def my_center_of_ink(image):
    return image.sum(axis=1).mean(), image.sum(axis=0).mean()


# %% 0.2 wrong: a share of the height and width
# says: that is a share of the height and the width; do not divide by them
def my_center_of_ink(image):
    n_rows, n_columns = image.shape
    total = image.sum()
    row = (image.sum(axis=1) * np.arange(n_rows)).sum() / total / n_rows
    column = (image.sum(axis=0) * np.arange(n_columns)).sum() / total / n_columns
    return row, column


# %% 0.2 wrong: makes the ink sum to one in place
# says: changed its input
def my_center_of_ink(image):
    image /= image.sum()
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum()
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum()
    return row, column


# %% 0.2 wrong: prints instead of returning
# says: your function returned None; is the return missing?
def my_center_of_ink(image):
    total = image.sum()
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum() / total
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum() / total
    print(row, column)


# %% 0.2 wrong: the column divided by the wrong total
# says: result 2: the number is too large
def my_center_of_ink(image):
    row = (image.sum(axis=1) * np.arange(image.shape[0])).sum() / image.sum()
    column = (image.sum(axis=0) * np.arange(image.shape[1])).sum() / image.sum(axis=0).max()
    return row, column


# %% 0.2 wrong: the last row left out
# says: the last row or column is left out
def my_center_of_ink(image):
    row = sum(r * image[r].sum() for r in range(len(image) - 1)) / image.sum()
    column = sum(c * image[:, c].sum() for c in range(image.shape[1] - 1)) / image.sum()
    return row, column


# %% 0.2 wrong: the squares of the ink
# says: each pixel counts as often as it has ink; you took the square of it
def my_center_of_ink(image):
    ink = image**2
    row = (ink.sum(axis=1) * np.arange(image.shape[0])).sum() / ink.sum()
    column = (ink.sum(axis=0) * np.arange(image.shape[1])).sum() / ink.sum()
    return row, column


# %% 0.2 wrong: a list for each row
# says: that is a number for each row and column: add them up
def my_center_of_ink(image):
    row = image.sum(axis=1) * np.arange(image.shape[0]) / image.sum()
    column = image.sum(axis=0) * np.arange(image.shape[1]) / image.sum()
    return row, column


# %% 0.2 wrong: means instead of sums
# says: divide by all the ink, not by its mean
def my_center_of_ink(image):
    row = (image.mean(axis=1) * np.arange(image.shape[0])).sum() / image.mean()
    column = (image.mean(axis=0) * np.arange(image.shape[1])).sum() / image.mean()
    return row, column


# %% 0.2 wrong: the white for the ink
# says: 0 is white: that is the center of the paper without ink
def my_center_of_ink(image):
    ink = image.max() - image
    row = (ink.sum(axis=1) * np.arange(image.shape[0])).sum() / ink.sum()
    column = (ink.sum(axis=0) * np.arange(image.shape[1])).sum() / ink.sum()
    return row, column


# %% 0.2 wrong: only dark pixels
# says: each pixel counts as often as it has ink, not only the dark ones
def my_center_of_ink(image):
    rows, columns = np.where(image > 0.5)
    return rows.mean(), columns.mean()


# %% 0.3 right: both laid flat
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(-1) == y_pred.reshape(-1)).mean()


# %% 0.3 right: ravel, and a plain float
def my_accuracy(y_true, y_pred):
    return float(np.mean(np.ravel(y_true) == y_pred))


# %% 0.3 right: asks for the number of axes
def my_accuracy(y_true, y_pred):
    if y_true.ndim == 2:
        y_true = y_true[:, 0]
    return np.sum(y_true == y_pred) / len(y_pred)


# %% 0.3 right: a loop
def my_accuracy(y_true, y_pred):
    n_right = 0
    for true, pred in zip(y_true.flatten().tolist(), y_pred.tolist(), strict=True):
        n_right += true == pred
    return n_right / len(y_pred)


# %% 0.3 right: the package, with a flat copy
def my_accuracy(y_true, y_pred):
    return mlpkit.accuracy(y_true.reshape(len(y_pred)), y_pred)


# %% 0.3 right: a row against a row
def my_accuracy(y_true, y_pred):
    return (y_true.T == y_pred).mean()


# %% 0.3 right: the shape of the answer
def my_accuracy(y_true, y_pred):
    return np.count_nonzero(y_true == y_pred.reshape(y_true.shape)) / y_true.size


# %% 0.3 right: squeezed
def my_accuracy(y_true, y_pred):
    return np.mean(np.squeeze(y_true) == np.squeeze(y_pred))


# %% 0.3 wrong: as the colleague has it
# says: that is the mean of a whole (n, n) table
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred).mean()


# %% 0.3 wrong: columns only
# says: raised IndexError
def my_accuracy(y_true, y_pred):
    return (y_true[:, 0] == y_pred).mean()


# %% 0.3 wrong: the answers become a column, too
# says: that is the mean of a whole (n, n) table
def my_accuracy(y_true, y_pred):
    return (y_true == y_pred.reshape(-1, 1)).mean()


# %% 0.3 wrong: the labels become a column
# says: that is the mean of a whole (n, n) table
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(-1, 1) == y_pred).mean()


# %% 0.3 wrong: a count
# says: that is a count; a share lies between 0 and 1
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(-1) == y_pred).sum()


# %% 0.3 wrong: the share of mistakes
# says: that is the share of wrong answers
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(-1) != y_pred).mean()


# %% 0.3 wrong: percent
# says: that is in percent; a share lies between 0 and 1
def my_accuracy(y_true, y_pred):
    return 100 * (y_true.reshape(-1) == y_pred).mean()


# %% 0.3 wrong: an answer that occurs anywhere
# says: an answer is right if *its own* label is the same, not any label
def my_accuracy(y_true, y_pred):
    if y_true.ndim == 1:
        return (y_true == y_pred).mean()
    return (y_true == y_pred).any(axis=0).mean()


# %% 0.3 wrong: the first label for all
# says: only the first label is compared
def my_accuracy(y_true, y_pred):
    return (y_true[0] == y_pred).mean()


# %% 0.3 wrong: the row of a column
# says: only the first label is compared
def my_accuracy(y_true, y_pred):
    if y_true.ndim == 2:
        y_true = y_true[0]
    return (y_true == y_pred).mean()


# %% 0.3 wrong: the size of the lesson's part written in
# says: divide by the number of these answers, not by the 500 of the example
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(-1) == y_pred).sum() / 500


# %% 0.3 wrong: divided by the size of the table
# says: divide by n, the number of answers, once
def my_accuracy(y_true, y_pred):
    table = y_true.reshape(-1, 1) == y_pred
    return np.trace(table) / table.size


# %% 0.3 wrong: sets the shape of the caller's labels
# says: changed its input
def my_accuracy(y_true, y_pred):
    y_true.shape = (-1,)
    return (y_true == y_pred).mean()


# %% 0.3 wrong: true or false only
# says: not whether all are right: the share of them is wanted
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(-1) == y_pred).all()


# %% 0.3 wrong: the list of right answers
# says: that says of each answer whether it is right; the share of them is wanted
def my_accuracy(y_true, y_pred):
    return y_true.reshape(-1) == y_pred


# %% 0.3 wrong: rounded to two digits
# says: do not round
def my_accuracy(y_true, y_pred):
    return round(float((y_true.reshape(-1) == y_pred).mean()), 2)


# %% 0.3 wrong: how far apart the digits are
# says: a near digit is as wrong as a far one
def my_accuracy(y_true, y_pred):
    return 1 - np.abs(y_true.reshape(-1) - y_pred).mean() / 9


# %% 0.3 wrong: sorted before comparing
# says: an answer belongs to the label in its place: do not sort
def my_accuracy(y_true, y_pred):
    return (np.sort(y_true.reshape(-1)) == np.sort(y_pred)).mean()


# %% 0.3 wrong: the column kept in a loop
# says: that is an array of one number; a number is wanted
def my_accuracy(y_true, y_pred):
    return sum(true == pred for true, pred in zip(y_true, y_pred, strict=True)) / len(y_pred)


# %% 0.3 wrong: one divided too many
# says: divide by n, not by n - 1
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(-1) == y_pred).sum() / (len(y_pred) - 1)


# %% 0.3 wrong: a whole number
# says: not whether all are right: the share of them is wanted
def my_accuracy(y_true, y_pred):
    return int((y_true.reshape(-1) == y_pred).mean())


# %% 0.3 wrong: the product of the shapes
# says: that is the sum over a whole (n, n) table, divided by n
def my_accuracy(y_true, y_pred):
    table = y_true == y_pred
    return table.sum() / len(y_pred)


# %% 0.3 wrong: columns of ten thousand
# says: your function raised ValueError: cannot reshape array of size 11 into
def my_accuracy(y_true, y_pred):
    return (y_true.reshape(10000) == y_pred).mean()


# %% 0.3 wrong: the diagonal, of a row too
# says: divide by n, the number of answers, once
def my_accuracy(y_true, y_pred):
    return np.diag(y_true == y_pred).mean()


# %% 0.3 wrong: any along the row
# says: an answer is right if it has its own label, not if that occurs anywhere
def my_accuracy(y_true, y_pred):
    return np.mean([t in y_pred for t in y_true.reshape(-1)])


# %% 0.4 right: the hint
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 right: one shuffle, a counter for each class, lists
def my_split(y, n_val_per_class, *, rng):
    taken = {}
    train, val = [], []
    for row in rng.permutation(len(y)):
        label = int(y[row])
        if taken.get(label, 0) < n_val_per_class:
            taken[label] = taken.get(label, 0) + 1
            val.append(int(row))
        else:
            train.append(int(row))
    return train, val


# %% 0.4 right: choice without replacement, the rest by a mask
def my_split(y, n_val_per_class, *, rng):
    is_val = np.zeros(len(y), dtype=bool)
    for k in np.unique(y):
        is_val[rng.choice(np.flatnonzero(y == k), n_val_per_class, replace=False)] = True
    return np.flatnonzero(~is_val), np.flatnonzero(is_val)


# %% 0.4 right: the last of each shuffled class
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in sorted(set(y.tolist())):
        rows = np.flatnonzero(y == k)
        rng.shuffle(rows)
        n_train = len(rows) - n_val_per_class
        train.extend(rows[:n_train])
        val.extend(rows[n_train:])
    return np.array(train), np.array(val)


# %% 0.4 right: set difference
def my_split(y, n_val_per_class, *, rng):
    val = np.concatenate(
        [rng.choice(np.where(y == k)[0], size=n_val_per_class, replace=False) for k in set(y.tolist())]
    )
    train = np.setdiff1d(np.arange(len(y)), val)
    return train, val


# %% 0.4 wrong: the first rows of each class
# says: those are always the first rows of a class; chance must decide, by `rng`
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the shuffled rows forgotten
# says: those are always the first rows of a class; chance must decide, by `rng`
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        rng.permutation(rows)
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the rows that follow are shuffled, not the choice
# says: those are always the first rows of a class; chance must decide, by `rng`
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return rng.permutation(np.concatenate(train)), rng.permutation(np.concatenate(val))


# %% 0.4 wrong: NumPy's own chance
# says: the same `rng` draws other rows the second time; only the one that is given may decide
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.random.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: a generator of its own, without a seed
# says: the same `rng` draws other rows the second time; only the one that is given may decide
def my_split(y, n_val_per_class, *, rng):
    rng = np.random.default_rng()
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: a generator of its own, always the same
# says: another `rng` draws the same rows; it must decide
def my_split(y, n_val_per_class, *, rng):
    rng = np.random.default_rng(0)
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: drawn from all, whatever the class
# says: each class
def my_split(y, n_val_per_class, *, rng):
    rows = rng.permutation(len(y))
    n_val = n_val_per_class * len(np.unique(y))
    return rows[n_val:], rows[:n_val]


# %% 0.4 wrong: so many in all
# says: each class
def my_split(y, n_val_per_class, *, rng):
    rows = rng.permutation(len(y))
    return rows[n_val_per_class:], rows[:n_val_per_class]


# %% 0.4 wrong: validation first
# says: exchanged
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(val), np.concatenate(train)


# %% 0.4 wrong: training has all rows
# says: a row is in both parts
def my_split(y, n_val_per_class, *, rng):
    val = []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
    return np.arange(len(y)), np.concatenate(val)


# %% 0.4 wrong: one row of each class lost
# says: a row is in neither part
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class + 1 :])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: one row of each class twice
# says: a row is in both parts
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class - 1 :])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: shuffled twice, once for each part
# says: a row is in both parts
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        val.append(rng.permutation(rows)[:n_val_per_class])
        train.append(rng.permutation(rows)[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: drawn with replacement
# says: validation has a row twice: draw without putting back
def my_split(y, n_val_per_class, *, rng):
    val = np.concatenate([rng.choice(np.flatnonzero(y == k), n_val_per_class) for k in np.unique(y)])
    return np.setdiff1d(np.arange(len(y)), val), val


# %% 0.4 wrong: places drawn with rng.integers
# says: validation has a row twice: draw without putting back
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        places = rng.integers(len(rows), size=n_val_per_class)
        val.append(rows[places])
        train.append(np.delete(rows, places))
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: labels instead of row numbers
# says: row numbers
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return y[np.concatenate(train)], y[np.concatenate(val)]


# %% 0.4 wrong: masks of True and False
# says: row numbers
def my_split(y, n_val_per_class, *, rng):
    is_val = np.zeros(len(y), dtype=bool)
    for k in np.unique(y):
        is_val[rng.permutation(np.flatnonzero(y == k))[:n_val_per_class]] = True
    return ~is_val, is_val


# %% 0.4 wrong: places inside the class
# says: those are places inside a class; `rows[...]` has the row numbers
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation((y == k).sum())
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the mask of the unshuffled labels
# says: each class
def my_split(y, n_val_per_class, *, rng):
    order = rng.permutation(len(y))
    train, val = [], []
    for k in np.unique(y):
        rows = order[y == k]
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: shuffles the labels that it was given
# says: changed its input
def my_split(y, n_val_per_class, *, rng):
    rng.shuffle(y)
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the lists start anew for each class
# says: the rows of one class come back, of the others none: what in the loop belongs before or after it?
def my_split(y, n_val_per_class, *, rng):
    for k in np.unique(y):
        train, val = [], []
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: returns after the first class
# says: the rows of one class come back, of the others none: what in the loop belongs before or after it?
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
        return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the pieces not joined
# says: concatenate
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return train, val


# %% 0.4 wrong: classes counted from 0
# says: a class has no row in validation; the labels need not be 0, 1 and 2
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in range(len(np.unique(y))):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the ten digits are taken for the classes
# says: a class has no row in validation; the labels need not be 0, 1 and 2
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in range(10):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: all numbers from 0 to the largest label are taken for the classes
# says: a class has no row in validation; the labels need not be 0, 1 and 2
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in range(y.max() + 1):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: a share of each class
# says: validation
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = len(rows) // 5
        val.append(rows[:n])
        train.append(rows[n:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: one row too few in validation
# says: validation
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[: n_val_per_class - 1])
        train.append(rows[n_val_per_class - 1 :])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: every third row
# says: another `rng` draws the same rows; it must decide
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        step = max(1, len(rows) // n_val_per_class)
        chosen = rows[::step][:n_val_per_class]
        val.extend(chosen)
        train.extend(np.setdiff1d(rows, chosen))
    return np.array(train), np.array(val)


# %% 0.4 wrong: by chance in the first class only
# says: those are always the first rows of a class; chance must decide, by `rng`
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        if k == y.min():
            rows = rng.permutation(rows)
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: a dictionary
# says: return two arrays, train_rows and val_rows
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return {"train": np.concatenate(train), "val": np.concatenate(val)}


# %% 0.4 wrong: from all rows for each class
# says: validation has a row twice: draw without putting back
def my_split(y, n_val_per_class, *, rng):
    val = np.concatenate([rng.choice(len(y), n_val_per_class, replace=False) for k in np.unique(y)])
    return np.setdiff1d(np.arange(len(y)), val), val


# %% 0.4 wrong: the shuffled labels looked through
# says: validation has the right size, but not as many rows of each class as it should
def my_split(y, n_val_per_class, *, rng):
    shuffled = rng.permutation(y)
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(shuffled == k)
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the last rows
# says: another `rng` draws the same rows; it must decide
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        val.append(rows[-n_val_per_class:])
        train.append(rows[:-n_val_per_class])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the images themselves
# says: each part is one flat array of row numbers: np.concatenate joins the pieces of all classes
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class:])
    return X_train[np.concatenate(train)], X_train[np.concatenate(val)]


# %% 0.4 wrong: as many in training
# says: a row is in neither part
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        val.append(rows[:n_val_per_class])
        train.append(rows[n_val_per_class : 2 * n_val_per_class])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: a count
# says: each part is one flat array of row numbers: np.concatenate joins the pieces of all classes
def my_split(y, n_val_per_class, *, rng):
    return len(y) - n_val_per_class, n_val_per_class


# %% 0.4 wrong: keeps one of each class for training
# says: you keep a row of it back
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == k))
        n = min(n_val_per_class, len(rows) - 1)
        val.append(rows[:n])
        train.append(rows[n:])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: the first rows of a class always go to validation, only their order is shuffled
# says: those are always the first rows of a class; chance must decide, by `rng`
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        val.append(rng.permutation(rows[:n_val_per_class]))
        train.append(rng.permutation(rows[n_val_per_class:]))
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: choice draws with replacement
# says: validation has a row twice: draw without putting back
def my_split(y, n_val_per_class, *, rng):
    val = []
    for k in np.unique(y):
        val.extend(rng.choice(np.flatnonzero(y == k), n_val_per_class))
    val = np.array(val)
    train = np.setdiff1d(np.arange(len(y)), val)
    return train, val


# %% 0.4 wrong: two different shuffles for the two parts
# says: a row is in both parts
def my_split(y, n_val_per_class, *, rng):
    train, val = [], []
    for k in np.unique(y):
        rows = np.flatnonzero(y == k)
        val.extend(rng.permutation(rows)[:n_val_per_class])
        train.extend(rng.permutation(rows)[n_val_per_class:])
    return np.array(train), np.array(val)


# %% 0.4 wrong: right number in all, not per class
# says: validation has the right size, but not as many rows of each class as it should
def my_split(y, n_val_per_class, *, rng):
    n_val = n_val_per_class * len(set(y.tolist()))
    rows = rng.permutation(len(y))
    return rows[n_val:], rows[:n_val]


# %% 0.4 right: one shuffle of all rows, then counting, lists
def my_split(y, n_val_per_class, *, rng):
    count = {}
    train_rows, val_rows = [], []
    for i in rng.permutation(len(y)):
        label = y[i]
        if count.get(label, 0) < n_val_per_class:
            val_rows.append(i)
            count[label] = count.get(label, 0) + 1
        else:
            train_rows.append(i)
    return np.array(train_rows, dtype=int), np.array(val_rows, dtype=int)


# %% 0.4 right: choice without replacement, mask
def my_split(y, n_val_per_class, *, rng):
    in_val = np.zeros(len(y), dtype=bool)
    for k in np.unique(y):
        in_val[rng.choice(np.flatnonzero(y == k), size=n_val_per_class, replace=False)] = True
    return np.flatnonzero(~in_val), np.flatnonzero(in_val)


# %% 0.4 right: random keys and argsort
def my_split(y, n_val_per_class, *, rng):
    keys = rng.random(len(y))
    train, val = [np.array([], dtype=int)], [np.array([], dtype=int)]
    for k in set(y):
        rows = np.where(y == k)[0]
        rows = rows[np.argsort(keys[rows])]
        train.append(rows[: len(rows) - n_val_per_class])
        val.append(rows[len(rows) - n_val_per_class :])
    return np.concatenate(train), np.concatenate(val)


# %% 0.4 wrong: right total but not per class
# says: validation has the right size, but not as many rows of each class as it should
def my_split(y, n_val_per_class, *, rng):
    order = rng.permutation(len(y))
    n_val = n_val_per_class * len(np.unique(y))
    return order[n_val:], order[:n_val]


# %% 0.4 wrong: choice with replacement
# says: validation has a row twice: draw without putting back
def my_split(y, n_val_per_class, *, rng):
    val = np.concatenate([rng.choice(np.flatnonzero(y == k), n_val_per_class) for k in np.unique(y)])
    train = np.setdiff1d(np.arange(len(y)), val)
    return train, val


# %% 0.4 right: one shuffle of everything, then count
def my_split(y, n_val_per_class, *, rng):
    so_far = {}
    train, val = [], []
    for row in rng.permutation(len(y)):
        label = y[row]
        if so_far.get(label, 0) < n_val_per_class:
            so_far[label] = so_far.get(label, 0) + 1
            val.append(row)
        else:
            train.append(row)
    return np.array(train, dtype=int), np.array(val, dtype=int)


# %% 0.4 right: choice without replacement and a mask
def my_split(y, n_val_per_class, *, rng):
    held = np.zeros(len(y), dtype=bool)
    for k in set(y.tolist()):
        held[rng.choice(np.where(y == k)[0], n_val_per_class, replace=False)] = True
    return np.where(~held)[0], np.where(held)[0]


# %% 0.4 right: random keys, sorted within each class
def my_split(y, n_val_per_class, *, rng):
    keys = rng.random(len(y))
    order = np.lexsort((keys, y))
    train, val = [], []
    previous, count = None, 0
    for i in order:
        count = count + 1 if previous is not None and y[i] == previous else 1
        previous = y[i]
        (val if count <= n_val_per_class else train).append(int(i))
    return np.asarray(train, int), np.asarray(val, int)
