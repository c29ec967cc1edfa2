# %% 20.1 right: by hand
my_numbers = (0.8, 0.4, 13, 14)

# %% 20.1 right: with the functions of the lesson
A = np.array([[0, 1], [1, 0], [0.5, 0]])
mass = my_center_of_mass(A)
my_numbers = (*mass, *np.round(14 - mass))

# %% 20.1 right: a list with fractions
my_numbers = [2 / 2.5, 1 / 2.5, 13.0, 14.0]

# %% 20.1 wrong: every pixel with ink counts the same
# says: the pale one should count half
my_numbers = (1, 0.333, 13, 14)

# %% 20.1 wrong: every pixel with ink counts the same, two digits
# says: the pale one should count half
my_numbers = (1.0, 0.33, 13, 14)

# %% 20.1 wrong: divided by the six pixels
# says: divided by the number of pixels; divide by the ink
my_numbers = (1 / 3, 1 / 6, 14, 14)

# %% 20.1 wrong: divided by the three pixels with ink
# says: divided by how many pixels have ink
my_numbers = (0.67, 0.33, 13, 14)

# %% 20.1 wrong: counted from 1
# says: rows and columns are counted from 0
my_numbers = (1.8, 1.4, 12, 13)

# %% 20.1 wrong: corner not rounded
# says: the corner is rounded to whole pixels
my_numbers = (0.8, 0.4, 13.2, 13.6)

# %% 20.1 wrong: corner rounded up
# says: the corner is rounded up; (20.3) rounds to the nearest
my_numbers = (0.8, 0.4, 14, 14)

# %% 20.1 wrong: corner rounded down
# says: the corner is rounded down; (20.3) rounds to the nearest
my_numbers = (0.8, 0.4, 13, 13)

# %% 20.1 wrong: plus for minus
# says: 14 minus the center of mass, not plus
my_numbers = (0.8, 0.4, 15, 14)

# %% 20.1 wrong: not divided at all
# says: not divided: divide by the ink
my_numbers = (2, 1, 12, 13)

# %% 20.1 wrong: the middle of the box
# says: that is the middle of the box; where is the middle of the ink?
my_numbers = (1, 0.5, 13, 14)

# %% 20.1 wrong: half of height and width
# says: half of height and width is the middle of the box
my_numbers = (1.5, 1, 12, 13)

# %% 20.1 wrong: only the center of mass
# says: expected 4 results, got (0.8, 0.4) (tuple)
my_numbers = (0.8, 0.4)

# %% 20.1 wrong: corner first
# says: the order: first the center of mass, then the corner
my_numbers = (13, 14, 0.8, 0.4)

# %% 20.1 wrong: from 28 instead of 14
# says: the center of mass comes to 14, not to 28
my_numbers = (0.8, 0.4, 27, 28)

# %% 20.1 wrong: the middle of the box, column first
# says: where is the middle of the ink?
my_numbers = (0.5, 1, 14, 13)

# %% 20.1 wrong: columns first
# says: rows come first, then columns
my_numbers = (0.4, 0.8, 14, 13)


# %% 20.2 right: clipped from below
def my_photo_to_sheet(photo, threshold):
    """Return ink as positive numbers on paper that is exactly 0."""
    return np.maximum(threshold - photo.astype(float), 0)


# %% 20.2 right: by where
def my_photo_to_sheet(photo, threshold):
    photo = np.asarray(photo, dtype=np.float64)
    return np.where(photo < threshold, threshold - photo, 0.0)


# %% 20.2 right: equal is 0 anyway
def my_photo_to_sheet(photo, threshold):
    photo = photo.astype(np.float64)
    is_ink = photo <= threshold
    return (threshold - photo) * is_ink


# %% 20.2 right: a loop, lists
def my_photo_to_sheet(photo, threshold):
    sheet = []
    for line in photo:
        sheet.append([max(0.0, float(threshold) - float(pixel)) for pixel in line])
    return sheet


# %% 20.2 right: in float32, negatives written over
def my_photo_to_sheet(photo, threshold):
    sheet = np.float32(threshold) - photo.astype(np.float32)
    sheet[sheet < 0] = 0
    return sheet


# %% 20.2 right: bytes, subtracted only where the difference is positive
def my_photo_to_sheet(photo, threshold):
    return np.where(photo < threshold, threshold - photo, 0)


# %% 20.2 wrong: whole numbers wrap around
# says: uint8 cannot be negative: turn the photo into floats first
def my_photo_to_sheet(photo, threshold):
    return np.maximum(threshold - photo, 0)


# %% 20.2 wrong: turned into floats too late
# says: uint8 cannot be negative: turn the photo into floats first
def my_photo_to_sheet(photo, threshold):
    return np.clip((threshold - photo).astype(float), 0, None)


# %% 20.2 wrong: bright is ink
# says: ink is dark and paper bright: the wrong way round
def my_photo_to_sheet(photo, threshold):
    return np.maximum(photo.astype(float) - threshold, 0)


# %% 20.2 wrong: black and white
# says: how strong the ink is, is lost: only black and white
def my_photo_to_sheet(photo, threshold):
    return (photo < threshold).astype(float)


# %% 20.2 wrong: below 255 instead of below the threshold
# says: how far does it lie below the threshold, not below 255?
def my_photo_to_sheet(photo, threshold):
    photo = photo.astype(float)
    return np.where(photo < threshold, 255 - photo, 0)


# %% 20.2 wrong: the photo's own numbers
# says: that is the photo below the threshold; how far does it lie below?
def my_photo_to_sheet(photo, threshold):
    photo = photo.astype(float)
    return np.where(photo < threshold, photo, 0)


# %% 20.2 wrong: negative paper
# says: paper must be exactly 0, not negative
def my_photo_to_sheet(photo, threshold):
    return threshold - photo.astype(float)


# %% 20.2 wrong: absolute difference
# says: paper must be exactly 0, however bright it is
def my_photo_to_sheet(photo, threshold):
    return np.abs(threshold - photo.astype(float))


# %% 20.2 wrong: the darkest as 1
# says: divided by the strongest ink; leave it as it is
def my_photo_to_sheet(photo, threshold):
    sheet = np.maximum(threshold - photo.astype(float), 0)
    return sheet / max(sheet.max(), 1e-12)


# %% 20.2 wrong: divided by 255
# says: divided by 255; leave it as it is
def my_photo_to_sheet(photo, threshold):
    return np.maximum(threshold - photo.astype(float), 0) / 255


# %% 20.2 wrong: divided by the threshold
# says: divided by the threshold; leave it as it is
def my_photo_to_sheet(photo, threshold):
    return np.maximum(threshold - photo.astype(float), 0) / threshold


# %% 20.2 wrong: paper written into the photo
# says: changed its input
def my_photo_to_sheet(photo, threshold):
    photo[photo > threshold] = threshold
    return threshold - photo.astype(float)


# %% 20.2 wrong: works in a photo that is already of floats
# says: changed its input
def my_photo_to_sheet(photo, threshold):
    sheet = np.asarray(photo, dtype=float)
    sheet *= -1
    sheet += threshold
    sheet[sheet < 0] = 0
    return sheet


# %% 20.2 wrong: fractions cut off
# says: fractions are lost: photo and threshold need not be whole
def my_photo_to_sheet(photo, threshold):
    return np.maximum(int(threshold) - photo.astype(int), 0).astype(float)


# %% 20.2 wrong: at most 1
# says: ink may be stronger than 1
def my_photo_to_sheet(photo, threshold):
    return np.clip(threshold - photo.astype(float), 0, 1)


# %% 20.2 wrong: 255 minus photo, the threshold forgotten
# says: the threshold is not used
def my_photo_to_sheet(photo, threshold):
    return 255.0 - photo


# %% 20.2 wrong: a threshold of its own
# says: `threshold` is an argument; it is not always 128
def my_photo_to_sheet(photo, threshold):
    return np.maximum(128 - photo.astype(float), 0)


# %% 20.2 wrong: shifted so that the brightest paper is 0
# says: paper must be exactly 0
def my_photo_to_sheet(photo, threshold):
    sheet = threshold - photo.astype(float)
    return sheet - sheet.min()


# %% 20.3 right: with the function of the lesson
def my_corner(small):
    """Return the row and the column of the upper left corner on the page."""
    row, column = my_center_of_mass(small)
    return round(14 - row), round(14 - column)


# %% 20.3 right: the sums written out, rounded by NumPy
def my_corner(small):
    h, w = small.shape
    ink = small.sum()
    r = (np.arange(h) * small.sum(axis=1)).sum() / ink
    c = (np.arange(w) * small.sum(axis=0)).sum() / ink
    return np.round(14 - np.array([r, c])).astype(int)


# %% 20.3 right: pushed back to the edge, a list
def my_corner(small):
    corner = np.round(14 - my_center_of_mass(small))
    corner = np.clip(corner, 0, 28 - np.array(small.shape))
    return [int(corner[0]), int(corner[1])]


# %% 20.3 right: the mass rounded, half up
def my_corner(small):
    rows, columns = np.indices(small.shape)
    top = 14 - np.average(rows, weights=small)
    left = 14 - np.average(columns, weights=small)
    return int(np.floor(top + 0.5)), int(np.floor(left + 0.5))


# %% 20.3 wrong: copied unchanged
# says: still by the box, and top and left exchanged
def my_corner(small):
    h, w = small.shape
    return round(14 - w / 2), round(14 - h / 2)


# %% 20.3 wrong: only the exchange repaired
# says: centered by the box, not by mass
def my_corner(small):
    h, w = small.shape
    return round(14 - h / 2), round(14 - w / 2)


# %% 20.3 wrong: only the mass repaired
# says: top and left exchanged
def my_corner(small):
    r, c = my_center_of_mass(small)
    return round(14 - c), round(14 - r)


# %% 20.3 wrong: the middle pixel of the box
# says: centered by the box's middle pixel, not by mass
def my_corner(small):
    h, w = small.shape
    return round(14 - (h - 1) / 2), round(14 - (w - 1) / 2)


# %% 20.3 wrong: every pixel with ink counts the same
# says: every pixel with ink counts the same; a pixel counts as it is dark
def my_corner(small):
    r, c = my_center_of_mass(small > 0)
    return round(14 - r), round(14 - c)


# %% 20.3 wrong: cut off instead of rounded
# says: half a pixel too far: rounded down
def my_corner(small):
    r, c = my_center_of_mass(small)
    return int(14 - r), int(14 - c)


# %% 20.3 wrong: rounded up
# says: rounded up; (20.3) rounds to the nearest, from 14
def my_corner(small):
    r, c = my_center_of_mass(small)
    return int(np.ceil(14 - r)), int(np.ceil(14 - c))


# %% 20.3 wrong: not rounded
# says: whole pixels only: round
def my_corner(small):
    r, c = my_center_of_mass(small)
    return 14 - r, 14 - c


# %% 20.3 wrong: plus for minus
# says: 14 minus the center of mass, not plus
def my_corner(small):
    r, c = my_center_of_mass(small)
    return round(14 + r), round(14 + c)


# %% 20.3 wrong: counted from 1
# says: rows and columns are counted from 0
def my_corner(small):
    h, w = small.shape
    rows, columns = np.mgrid[1 : h + 1, 1 : w + 1]
    r, c = (rows * small).sum() / small.sum(), (columns * small).sum() / small.sum()
    return round(14 - r), round(14 - c)


# %% 20.3 wrong: 13 for 14
# says: the middle is 14, not 13
def my_corner(small):
    r, c = my_center_of_mass(small)
    return round(13 - r), round(13 - c)


# %% 20.3 wrong: 13.5 for 14
# says: half a pixel too far: rounded down
def my_corner(small):
    r, c = my_center_of_mass(small)
    return round(13.5 - r), round(13.5 - c)


# %% 20.3 wrong: divided by the pixels
# says: divided by the number of pixels; divide by the ink
def my_corner(small):
    rows, columns = np.indices(small.shape)
    return round(14 - (rows * small).mean()), round(14 - (columns * small).mean())


# %% 20.3 wrong: the darkest pixel
# says: that is where the darkest pixel would come to (14, 14)
def my_corner(small):
    r, c = np.unravel_index(small.argmax(), small.shape)
    return 14 - int(r), 14 - int(c)


# %% 20.3 wrong: the center of mass itself
# says: that is the center of mass, rounded; where does the corner go?
def my_corner(small):
    r, c = my_center_of_mass(small)
    return round(r), round(c)


# %% 20.3 wrong: mass for the row, box for the column
# says: the left is still by the box
def my_corner(small):
    r, _ = my_center_of_mass(small)
    return round(14 - r), round(14 - small.shape[1] / 2)


# %% 20.3 wrong: the lower right corner
# says: the lower right corner; the upper left one is asked for
def my_corner(small):
    r, c = my_center_of_mass(small)
    h, w = small.shape
    return round(14 - r) + h, round(14 - c) + w


# %% 20.3 wrong: only the top
# says: expected 2 results, got 6 (int)
def my_corner(small):
    return round(14 - my_center_of_mass(small)[0])


# %% 20.4 right: zeros and slices
def my_accuracy_moved(X, y, k):
    """Return the accuracy on pictures moved to the right by k pixels."""
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, k:] = pictures[:, :, : 28 - k]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 right: padded on the left
def my_accuracy_moved(X, y, k):
    images = np.pad(X.reshape(-1, 28, 28), ((0, 0), (0, 0), (k, 0)))[:, :, :28]
    return mlpkit.accuracy(y, network.predict(images.reshape(len(X), 784)))


# %% 20.4 right: rolled, then cleared, a share by counting
def my_accuracy_moved(X, y, k):
    images = np.roll(X.reshape(-1, 28, 28), k, axis=2)
    images[:, :, :k] = 0
    labels = network.forward(images.reshape(-1, 784)).argmax(axis=1)
    return int((labels == y).sum()) / len(y)


# %% 20.4 right: one pixel at a time
def my_accuracy_moved(X, y, k):
    images = X.reshape(-1, 28, 28).copy()
    for _ in range(k):
        images[:, :, 1:] = images[:, :, :-1].copy()
        images[:, :, 0] = 0
    return (network.predict_proba(images.reshape(-1, 784)).argmax(axis=1) == y).mean()


# %% 20.4 wrong: to the left
# says: the pictures have moved to the left
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, : 28 - k] = pictures[:, :, k:]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: down
# says: the pictures have moved down
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, k:, :] = pictures[:, : 28 - k, :]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: what leaves the page comes back
# says: what leaves on the right comes back on the left; fill up with zeros
def my_accuracy_moved(X, y, k):
    moved = np.roll(X.reshape(-1, 28, 28), k, axis=2)
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: the flat pictures rolled
# says: comes into the next row
def my_accuracy_moved(X, y, k):
    moved = np.roll(X, k, axis=1)
    return np.mean(network.predict(moved) == y)


# %% 20.4 wrong: minus k fails at 0
# says: with k = 0
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, k:] = pictures[:, :, :-k]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: not moved
# says: the pictures have not moved
def my_accuracy_moved(X, y, k):
    return np.mean(network.predict(X) == y)


# %% 20.4 wrong: one pixel too far
# says: the pictures have moved one pixel too far
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, k + 1 :] = pictures[:, :, : 27 - k]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: the share of mistakes
# says: that is the share of mistakes
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, k:] = pictures[:, :, : 28 - k]
    return np.mean(network.predict(moved.reshape(-1, 784)) != y)


# %% 20.4 wrong: percent
# says: that is in percent; a number between 0 and 1 is asked for
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, k:] = pictures[:, :, : 28 - k]
    return 100 * np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: a count
# says: how many are right; a number between 0 and 1 is asked for
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, k:] = pictures[:, :, : 28 - k]
    return np.sum(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: moved in place
# says: changed its input
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    pictures[:, :, k:] = pictures[:, :, : 28 - k].copy()
    pictures[:, :, :k] = 0
    return np.mean(network.predict(X) == y)


# %% 20.4 wrong: filled with the edge
# says: on the left the edge is repeated; fill up with zeros
def my_accuracy_moved(X, y, k):
    images = np.pad(X.reshape(-1, 28, 28), ((0, 0), (0, 0), (k, 0)), mode="edge")[:, :, :28]
    return np.mean(network.predict(images.reshape(-1, 784)) == y)


# %% 20.4 wrong: the old pixels stay on the left
# says: on the left the old pixels stay; fill up with zeros
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = pictures.copy()
    moved[:, :, k:] = pictures[:, :, : 28 - k]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: always the test set
# says: the network was given 500 pictures; there are 41 in X
def my_accuracy_moved(X, y, k):
    moved = np.zeros((500, 28, 28))
    moved[:, :, k:] = X_test[:500].reshape(-1, 28, 28)[:, :, : 28 - k]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y_test[:500])


# %% 20.4 wrong: pixels as rows, pictures as columns
# says: these are not the pictures of X, moved
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(28, 28, -1)
    moved = np.zeros_like(pictures)
    moved[:, k:, :] = pictures[:, : 28 - k, :]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: the pictures exchanged
# says: whole pictures take other places, not the ink in them
def my_accuracy_moved(X, y, k):
    moved = np.zeros_like(X)
    moved[k:] = X[: len(X) - k]
    return np.mean(network.predict(moved) == y)


# %% 20.4 wrong: how sure instead of how right
# says: how sure it is; how often is it right?
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, k:] = pictures[:, :, : 28 - k]
    return network.predict_proba(moved.reshape(-1, 784)).max(axis=1).mean()


# %% 20.1 wrong: the pale pixel counts half only below the line
# says: like a dark one in the sum
my_numbers = (1.2, 0.4, 13, 14)

# %% 20.1 wrong: the pale pixel left out
# says: the pale pixel is left out
my_numbers = (0.5, 0.5, 14, 14)


# %% 20.2 wrong: the smaller one for the larger one
# says: brighter than the threshold
def my_photo_to_sheet(photo, threshold):
    return np.minimum(threshold - photo.astype(float), 0)


# %% 20.2 wrong: as many numbers, in one line
# says: wrong shape (9,), expected (3, 3)
def my_photo_to_sheet(photo, threshold):
    return [max(0.0, threshold - float(pixel)) for pixel in photo.ravel()]


# %% 20.3 wrong: row and column with the most ink
# says: with the most ink
def my_corner(small):
    return 14 - int(small.sum(axis=1).argmax()), 14 - int(small.sum(axis=0).argmax())


# %% 20.3 wrong: only the column by mass
# says: the top is still by the box
def my_corner(small):
    return round(14 - small.shape[0] / 2), round(14 - my_center_of_mass(small)[1])


# %% 20.4 right: a loop, one picture at a time
def my_accuracy_moved(X, y, k):
    n_right = 0
    for x, label in zip(X, y):
        page = np.zeros((28, 28))
        page[:, k:] = x.reshape(28, 28)[:, : 28 - k]
        n_right += int(network.predict(page.reshape(1, 784))[0] == label)
    return n_right / len(X)


# %% 20.4 right: by evaluate
def my_accuracy_moved(X, y, k):
    pictures = np.pad(X.reshape(-1, 28, 28)[:, :, : 28 - k], ((0, 0), (0, 0), (k, 0)))
    return mlpkit.evaluate(network, loss, pictures.reshape(-1, 784), y).accuracy


# %% 20.4 wrong: rolled, and the wrong side cleared
# says: these are not the pictures of X, moved
def my_accuracy_moved(X, y, k):
    images = np.roll(X.reshape(-1, 28, 28), k, axis=2)
    images[:, :, 28 - k :] = 0
    return np.mean(network.predict(images.reshape(-1, 784)) == y)


# %% 20.4 wrong: one pixel too little
# says: the pictures have moved one pixel too little
def my_accuracy_moved(X, y, k):
    images = X.reshape(-1, 28, 28).copy()
    for _ in range(1, k):
        images[:, :, 1:] = images[:, :, :-1].copy()
        images[:, :, 0] = 0
    return np.mean(network.predict(images.reshape(-1, 784)) == y)


# %% 20.1 wrong: only one of the two is rounded
# says: the center of mass is right, the corner is not
my_numbers = (0.8, 0.4, 13.2, 14)


# %% 20.2 wrong: paper is 255
# says: the ink is right, but paper must be exactly 0
def my_photo_to_sheet(photo, threshold):
    return np.where(photo < threshold, threshold - photo.astype(float), 255)


# %% 20.2 wrong: bright paper kept
# says: the ink is right, but paper must be exactly 0
def my_photo_to_sheet(photo, threshold):
    return np.where(photo < threshold, threshold - photo, photo).astype(float)


# %% 20.2 wrong: rounded
# says: rounded to whole numbers
def my_photo_to_sheet(photo, threshold):
    return np.clip(threshold - photo.astype(float), 0, None).round()


# %% 20.2 wrong: squared
# says: the ink is not as strong as it lies below the threshold
def my_photo_to_sheet(photo, threshold):
    return np.maximum(threshold - photo.astype(float), 0) ** 2


# %% 20.4 wrong: cleared, not moved
# says: nothing has moved
def my_accuracy_moved(X, y, k):
    pictures = X.reshape(-1, 28, 28)
    moved = np.zeros_like(pictures)
    moved[:, :, k:] = pictures[:, :, k:]
    return np.mean(network.predict(moved.reshape(-1, 784)) == y)


# %% 20.4 wrong: rounded
# says: rounded; give all digits
def my_accuracy_moved(X, y, k):
    pages = np.concatenate([np.zeros((len(X), 28, k)), X.reshape(-1, 28, 28)], axis=2)[:, :, :28]
    return round(float(np.mean(network.predict(pages.reshape(-1, 784)) == y)), 2)


# %% 20.4 wrong: a list for all smaller k
# says: the network was given 123 pictures
def my_accuracy_moved(X, y, k):
    accuracies = []
    for shift in range(k):
        pages = np.pad(X.reshape(-1, 28, 28), ((0, 0), (0, 0), (shift, 0)))[:, :, :28]
        accuracies.append(np.mean(network.predict(pages.reshape(-1, 784)) == y))
    return accuracies


# %% 20.5 right: a loop
def my_labels_of(images):
    labels = []
    for image in images:
        page = prepare_digit(image)
        labels.append(network.predict(page.reshape(1, 784))[0])
    return labels


# %% 20.5 right: all at once, most probable class
def my_labels_of(images):
    X = np.array([prepare_digit(image).ravel() for image in images], dtype=np.float32)
    return network.predict_proba(X).argmax(axis=1)


# %% 20.5 right: as 8 × 8 numbers from 0 to 16
def my_labels_of(images):
    return network.predict(np.vstack([prepare_digit(16 * image).reshape(1, -1) for image in images]))


# %% 20.5 right: with the preparation that the lesson has built
def my_labels_of(images):
    return network.predict(np.array([my_prepare(image).ravel() for image in images]))


# %% 20.5 wrong: enlarged by repeating pixels, with an edge
# says: enlarged, but not prepared
def my_labels_of(images):
    pages = images.repeat(3, axis=1).repeat(3, axis=2)
    return network.predict(np.pad(pages, ((0, 0), (2, 2), (2, 2))).reshape(-1, 784))


# %% 20.5 wrong: transposed
# says: rows and columns are exchanged
def my_labels_of(images):
    return network.predict(np.array([prepare_digit(image.T).ravel() for image in images]))


# %% 20.5 wrong: raveled column by column
# says: rows and columns are exchanged
def my_labels_of(images):
    return network.predict(np.array([prepare_digit(image).ravel(order="F") for image in images]))


# %% 20.5 wrong: not flattened
# says: your function raised ValueError
def my_labels_of(images):
    return network.predict(np.array([prepare_digit(image) for image in images]))


# %% 20.5 wrong: rows of 64 given to the network
# says: your function raised ValueError
def my_labels_of(images):
    return network.predict(images.reshape(-1, 64))


# %% 20.5 wrong: no centering
# says: the step that centers is left out
def my_labels_of(images):
    return network.predict(np.array([prepare_digit(image, center=False).ravel() for image in images]))


# %% 20.5 wrong: no scaling
# says: the step that scales is left out
def my_labels_of(images):
    return network.predict(np.array([prepare_digit(image, scale=False).ravel() for image in images]))


# %% 20.5 wrong: divided by 255 once more
# says: a 255th of what it should be
def my_labels_of(images):
    return network.predict(np.array([prepare_digit(image).ravel() / 255 for image in images]))


# %% 20.5 wrong: white on black taken for black on white
# says: ink and paper are exchanged: after the preparation
def my_labels_of(images):
    return network.predict(np.array([1 - prepare_digit(image).ravel() for image in images]))


# %% 20.5 wrong: the first label for all
# says: all pictures get the label of the first one
def my_labels_of(images):
    for image in images:
        label = network.predict(prepare_digit(image).reshape(1, -1))[0]
        return [label] * len(images)


# %% 20.5 wrong: the probabilities
# says: wrong shape (70, 10), expected (70,)
def my_labels_of(images):
    return network.predict_proba(np.array([prepare_digit(image).ravel() for image in images]))


# %% 20.5 wrong: the true labels
# says: that is the true label
def my_labels_of(images):
    return load_digits().target[: len(images)]


# %% 20.3 wrong: rows counted from the middle of the first
# says: the first row counted as 0.5
def my_corner(small):
    h, w = small.shape
    r = (small.sum(axis=1) * (np.arange(h) + 0.5)).sum() / small.sum()
    c = (small.sum(axis=0) * (np.arange(w) + 0.5)).sum() / small.sum()
    return round(14 - r), round(14 - c)


# %% 20.2 wrong: scaled to 0 to 1
# says: divided by the threshold; leave it as it is
def my_photo_to_sheet(photo, threshold):
    sheet = np.clip(threshold - photo.astype(float), 0, None)
    return sheet / threshold


# %% 20.2 wrong: cut to whole numbers
# says: fractions are lost: photo and threshold need not be whole
def my_photo_to_sheet(photo, threshold):
    ink = threshold - photo.astype(int)
    ink[ink < 0] = 0
    return ink


# %% 20.2 wrong: max of Python
# says: if, and, or, max take one truth value; for whole arrays: a mask, np.where, np.maximum
def my_photo_to_sheet(photo, threshold):
    return max(threshold - photo.astype(float), 0)


# %% 20.2 right: loops
def my_photo_to_sheet(photo, threshold):
    h, w = photo.shape
    sheet = np.zeros((h, w))
    for i in range(h):
        for j in range(w):
            if photo[i, j] < threshold:
                sheet[i, j] = float(threshold) - float(photo[i, j])
    return sheet


# %% 20.2 right: mask, nested lists
def my_photo_to_sheet(photo, threshold):
    return [[max(0.0, threshold - float(p)) for p in row] for row in photo]


# %% 20.2 right: clip, float32
def my_photo_to_sheet(photo, threshold):
    photo = np.asarray(photo, dtype=np.float32)
    return threshold - np.minimum(photo, threshold)


# %% 20.1 wrong: every dark pixel counts the same
# says: every pixel with ink counts the same here: the pale one should count half
my_numbers = (1, 1 / 3, 13, 14)

# %% 20.1 wrong: divided by the number of pixels
# says: divided by the number of pixels; divide by the ink
my_numbers = (2 / 6, 1 / 6, 14, 14)

# %% 20.1 wrong: the middle of the box, not the mass
# says: the center of mass comes to 14: not to 13, and not the middle of the box
my_numbers = (0.8, 0.4, round(14 - 3 / 2), round(14 - 2 / 2))

# %% 20.1 right: a list
my_numbers = [0.8, 0.4, 13, 14]

# %% 20.1 right: fractions in an array
my_numbers = np.array([2 / 2.5, 1 / 2.5, 13.0, 14.0])

# %% 20.1 right: computed
picture = np.array([[0, 1], [1, 0], [0.5, 0]])
r, c = np.indices(picture.shape)
mass = (r * picture).sum() / picture.sum(), (c * picture).sum() / picture.sum()
my_numbers = (*mass, *np.round(14 - np.array(mass)))
