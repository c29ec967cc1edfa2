# %% 9.1 right: by hand
my_gradients = [[9, -3], [5, -5], [0, 0]]

# %% 9.1 right: an array of floats
my_gradients = np.array([[5 * 1 + 2 * 2, 5 * -1 + 2 * 1], [5.0, -5.0], [0.0, 0.0]])

# %% 9.1 right: with masks
points = np.array([[2, 1], [0, -2], [-1, 0]])
into, out = np.array([[1, 2], [-1, 1]]), np.array([5, 2])
my_gradients = ((points @ into + [0, -1] > 0) * out) @ into.T

# %% 9.1 right: tuples
my_gradients = ((9, -3), (5, -5), (0, 0))

# %% 9.1 wrong: every neuron on
# says: the mask is ignored: a neuron that is off lets nothing through
my_gradients = [[9, -3], [9, -3], [9, -3]]

# %% 9.1 wrong: weights to the score forgotten
# says: weights from the hidden neurons to s (5 and 2) are missing
my_gradients = [[3, 0], [1, -1], [0, 0]]

# %% 9.1 wrong: the minus of the first neuron lost
# says: x2 goes into h1 with a minus
my_gradients = [[9, 7], [5, 5], [0, 0]]

# %% 9.1 wrong: one column a point
# says: wrong shape (2, 3), expected (3, 2) (transposed?)
my_gradients = [[9, 5, 0], [-3, -5, 0]]

# %% 9.1 wrong: the last point left out
# says: wrong shape (2, 2), expected (3, 2)
my_gradients = [[9, -3], [5, -5]]

# %% 9.1 wrong: a negative input taken for an off neuron
# says: point 2: compute both z, sign by sign
my_gradients = [[9, -3], [0, 0], [0, 0]]

# %% 9.1 wrong: the second neuron never off
# says: h2 is off where 2 x1 + x2 - 1 is negative
my_gradients = [[9, -3], [9, -3], [4, 2]]

# %% 9.1 wrong: the first neuron never off
# says: h1 is off where x1 - x2 is negative
my_gradients = [[9, -3], [5, -5], [5, -5]]

# %% 9.1 wrong: on and off mixed up
# says: the masks are swapped
my_gradients = [[0, 0], [4, 2], [9, -3]]

# %% 9.1 wrong: the neurons of point 2 mixed up
# says: point 2: both neurons are mixed up
my_gradients = [[9, -3], [4, 2], [0, 0]]

# %% 9.1 wrong: the scores
# says: those are the scores
my_gradients = [13, 10, 0]

# %% 9.1 wrong: gradient times input
# says: that is the gradient times the input
my_gradients = [[18, -3], [0, 10], [0, 0]]

# %% 9.1 wrong: activations for masks
# says: an open neuron counts 1
my_gradients = [[21, 3], [10, -10], [0, 0]]

# %% 9.1 wrong: weights to the score swapped
# says: the weights from the hidden neurons to s (5 and 2) are swapped
my_gradients = [[12, 3], [2, -2], [0, 0]]

# %% 9.1 wrong: the inputs swapped
# says: x1 and x2 are swapped
my_gradients = [[-3, 9], [-5, 5], [0, 0]]

# %% 9.1 wrong: points in another order
# says: the points are in another order
my_gradients = [[0, 0], [5, -5], [9, -3]]

# %% 9.1 wrong: the sign slips in one path
# says: only point 1 is wrong: add up its two open paths, sign by sign
my_gradients = [[9, -7], [5, -5], [0, 0]]

# %% 9.1 wrong: only one path at the first point
# says: point 1: one of two open paths is missing
my_gradients = [[4, 2], [5, -5], [0, 0]]

# %% 9.1 wrong: weights read along the wrong axis
# says: into h1 go x1 and -x2, into h2 go 2 x1 and x2: the weights are transposed
my_gradients = [[3, 12], [5, 10], [0, 0]]

# %% 9.1 wrong: signs turned
# says: the sign is the wrong way round
my_gradients = [[-9, 3], [-5, 5], [0, 0]]

# %% 9.1 wrong: the sum of the signs
# says: only point 1 is wrong
my_gradients = [[9, 3], [5, -5], [0, 0]]

# %% 9.1 wrong: the last point open
# says: only point 3 is wrong
my_gradients = [[9, -3], [5, -5], [4, 2]]

# %% 9.1 wrong: one flat row
# says: wrong shape (6,), expected (3, 2)
my_gradients = [9, -3, 5, -5, 0, 0]


# %% 9.2 right: transposed first
def my_weight_images(W, height, width):
    return W.T.reshape(W.shape[1], height, width)


# %% 9.2 right: one neuron at a time
def my_weight_images(W, height, width):
    images = np.zeros((W.shape[1], height, width))
    for j in range(W.shape[1]):
        images[j] = W[:, j].reshape(height, width)
    return images


# %% 9.2 right: the last axis to the front
def my_weight_images(W, height, width):
    return np.moveaxis(W.reshape(height, width, -1), -1, 0)


# %% 9.2 right: a list of images
def my_weight_images(W, height, width):
    return [column.reshape(height, width) for column in W.T]


# %% 9.2 wrong: left as it was
# says: pixels and neurons are mixed
def my_weight_images(W, height, width):
    return W.reshape(W.shape[1], height, width)


# %% 9.2 wrong: 28 built in
# says: into shape (4,28,28)
def my_weight_images(W, height, width):
    return W.T.reshape(W.shape[1], 28, 28)


# %% 9.2 wrong: height and width swapped
# says: height and width are swapped
def my_weight_images(W, height, width):
    return W.T.reshape(W.shape[1], width, height)


# %% 9.2 wrong: turned on their side
# says: each image is transposed: rows and columns
def my_weight_images(W, height, width):
    return W.reshape(height, width, -1).T


# %% 9.2 wrong: pixels read column by column
# says: the pixels were read column by column
def my_weight_images(W, height, width):
    return W.reshape(width, height, -1).T


# %% 9.2 wrong: order F
# says: order="F" mixes pixels and neurons
def my_weight_images(W, height, width):
    return W.reshape((W.shape[1], height, width), order="F")


# %% 9.2 wrong: transposed and order F
# says: the pixels were read column by column
def my_weight_images(W, height, width):
    return W.T.reshape((W.shape[1], height, width), order="F")


# %% 9.2 wrong: the neurons stay last
# says: neurons are the last axis
def my_weight_images(W, height, width):
    return W.reshape(height, width, W.shape[1])


# %% 9.2 wrong: flat images
# says: wrong shape (4, 15), expected (4, 3, 5)
def my_weight_images(W, height, width):
    return W.T


# %% 9.2 wrong: only the first
# says: wrong shape (3, 5), expected (4, 3, 5)
def my_weight_images(W, height, width):
    return W[:, 0].reshape(height, width)


# %% 9.2 wrong: 32 neurons built in
# says: into shape (32,3,5)
def my_weight_images(W, height, width):
    return W.T.reshape(32, height, width)


# %% 9.2 wrong: each on a scale of its own
# says: each image got a scale of its own
def my_weight_images(W, height, width):
    images = W.T.reshape(W.shape[1], height, width)
    return images / np.abs(images).max(axis=(1, 2), keepdims=True)


# %% 9.2 wrong: upside down
# says: the images are upside down
def my_weight_images(W, height, width):
    return W.T.reshape(W.shape[1], height, width)[:, ::-1]


# %% 9.2 wrong: without signs
# says: the signs are gone
def my_weight_images(W, height, width):
    return np.abs(W.T).reshape(W.shape[1], height, width)


# %% 9.2 wrong: square images
# says: wrong shape (4, 3, 3), expected (4, 3, 5)
def my_weight_images(W, height, width):
    side = int(np.sqrt(len(W)))
    return W.T[:, : side * side].reshape(-1, side, side)


# %% 9.2 wrong: one image a row
# says: cannot reshape array of size 4 into shape (3,5)
def my_weight_images(W, height, width):
    return np.array([row.reshape(height, width) for row in W])


# %% 9.2 wrong: neurons backward
# says: the neurons are in reverse order
def my_weight_images(W, height, width):
    return W.T[::-1].reshape(W.shape[1], height, width)


# %% 9.2 wrong: filled up in place
# says: your function changed its input
def my_weight_images(W, height, width):
    W -= W.mean()
    return W.T.reshape(W.shape[1], height, width)


# %% 9.2 wrong: transposed, and the neurons last
# says: wrong shape (3, 5, 4), expected (4, 3, 5)
def my_weight_images(W, height, width):
    return W.T.reshape(height, width, -1)


# %% 9.2 wrong: axes swapped
# says: each image is transposed
def my_weight_images(W, height, width):
    return np.swapaxes(W.reshape(height, width, -1), 0, 2)


# %% 9.2 wrong: mirrored
# says: left and right are swapped
def my_weight_images(W, height, width):
    return W.T.reshape(-1, height, width)[:, :, ::-1]


# %% 9.3 right: as the hint says
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return variances[-k:].sum() / variances.sum()


# %% 9.3 right: singular values
def my_share_kept(X, k):
    s = np.linalg.svd(X - X.mean(axis=0), compute_uv=False) ** 2
    return s[:k].sum() / s.sum()


# %% 9.3 right: with the lesson's PCA
def my_share_kept(X, k):
    _, variances = my_pca(X, k)
    return float(variances.sum() / X.var(axis=0, ddof=1).sum())


# %% 9.3 right: NumPy's covariance, sorted by hand
def my_share_kept(X, k):
    variances = sorted(np.linalg.eigvalsh(np.cov(X, rowvar=False)), reverse=True)
    return sum(variances[:k]) / sum(variances)


# %% 9.3 right: divided by n everywhere
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    variances = np.linalg.eigvalsh(centered.T @ centered / len(X))
    return np.float64(variances[::-1][:k].sum()) / np.trace(centered.T @ centered / len(X))


# %% 9.3 wrong: not centered
# says: the data is not centered: subtract the mean of each column
def my_share_kept(X, k):
    variances = np.linalg.eigvalsh(X.T @ X / (len(X) - 1))
    return variances[-k:].sum() / variances.sum()


# %% 9.3 wrong: the smallest
# says: eigh sorts upwards: these are the smallest
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return variances[:k].sum() / variances.sum()


# %% 9.3 wrong: the number of components
# says: the components do not vary alike
def my_share_kept(X, k):
    return k / X.shape[1]


# %% 9.3 wrong: spreads for variances
# says: standard deviations were added up
def my_share_kept(X, k):
    s = np.linalg.svd(X - X.mean(axis=0), compute_uv=False)
    return s[:k].sum() / s.sum()


# %% 9.3 wrong: only the k-th
# says: that is component k alone
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return variances[-k] / variances.sum()


# %% 9.3 wrong: only the first
# says: the first component alone
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return variances[-1] / variances.sum()


# %% 9.3 wrong: n above, n − 1 below
# says: n - 1 in one place and n in the other (np.var divides by n)
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    return np.linalg.eigvalsh(S)[-k:].sum() / X.var(axis=0).sum()


# %% 9.3 wrong: centered along the rows
# says: here each row was centered
def my_share_kept(X, k):
    centered = X - X.mean(axis=1, keepdims=True)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return variances[-k:].sum() / variances.sum()


# %% 9.3 wrong: one mean for all numbers
# says: one mean was subtracted everywhere
def my_share_kept(X, k):
    centered = X - X.mean()
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return variances[-k:].sum() / variances.sum()


# %% 9.3 wrong: the variance, not its share
# says: that is the variance itself
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    return np.linalg.eigvalsh(S)[-k:].sum()


# %% 9.3 wrong: correlations
# says: those are correlations: each column was divided by its spread
def my_share_kept(X, k):
    variances = np.linalg.eigvalsh(np.corrcoef(X, rowvar=False))
    return variances[-k:].sum() / variances.sum()


# %% 9.3 wrong: covariance of the samples
# says: each column has its own mean
def my_share_kept(X, k):
    variances = np.linalg.eigvalsh(np.cov(X))
    return variances[-k:].sum() / variances.sum()


# %% 9.3 wrong: what is lost
# says: that is what is lost
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return variances[:-k].sum() / variances.sum()


# %% 9.3 wrong: the variances of the features
# says: the variances of the columns
def my_share_kept(X, k):
    variances = np.sort(X.var(axis=0))
    return variances[-k:].sum() / variances.sum()


# %% 9.3 wrong: the first features
# says: those are the first columns
def my_share_kept(X, k):
    variances = X.var(axis=0)
    return variances[:k].sum() / variances.sum()


# %% 9.3 wrong: eigenvalues unsorted
# says: np.linalg.eig does not sort
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eig(S)[0]
    return variances[:k].sum() / variances.sum()


# %% 9.3 wrong: percent
# says: that is percent
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return 100 * variances[-k:].sum() / variances.sum()


# %% 9.3 wrong: one component too many
# says: one component too many
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)[::-1]
    return variances[: k + 1].sum() / variances.sum()


# %% 9.3 wrong: centered in place
# says: your function changed its input
def my_share_kept(X, k):
    X -= X.mean(axis=0)
    variances = np.linalg.eigvalsh(X.T @ X)
    return variances[-k:].sum() / variances.sum()


# %% 9.3 wrong: divided by the largest
# says: divided by the largest variance, not by the sum of all
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    S = centered.T @ centered / (len(X) - 1)
    variances = np.linalg.eigvalsh(S)
    return variances[-k:].sum() / variances[-1]


# %% 9.3 wrong: all but the k smallest
# says: all but the k smallest
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    variances = np.linalg.eigvalsh(centered.T @ centered)
    return variances[k:].sum() / variances.sum()


# %% 9.3 wrong: one component too few
# says: one component too few
def my_share_kept(X, k):
    centered = X - X.mean(axis=0)
    variances = np.linalg.eigvalsh(centered.T @ centered)[::-1]
    return variances[: k - 1].sum() / variances.sum()


# %% 9.3 wrong: two components built in
# says: one component too few
def my_share_kept(X, k):
    _, variances = my_pca(X, 2)
    return variances.sum() / X.var(axis=0, ddof=1).sum()


# %% 9.3 wrong: variances squared
# says: the variances were squared
def my_share_kept(X, k):
    s = np.linalg.svd(np.cov(X, rowvar=False), compute_uv=False) ** 2
    return s[:k].sum() / s.sum()


# %% 9.4 right: as the hint says
def my_occlusion_map(score, image, size):
    height, width = image.shape
    copies = []
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            copies.append(copy)
    covered = score(np.array(copies).reshape(len(copies), -1))
    whole = score(image.reshape(1, -1))[0]
    return (whole - covered).reshape(height - size + 1, width - size + 1)


# %% 9.4 right: one image at a time
def my_occlusion_map(score, image, size):
    height, width = image.shape
    falls = np.zeros((height - size + 1, width - size + 1))
    whole = score(image.reshape(1, height * width))[0]
    for i in range(falls.shape[0]):
        for j in range(falls.shape[1]):
            covered = np.array(image, dtype=float)
            covered[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(covered.reshape(1, -1))[0]
    return falls


# %% 9.4 right: rows of a list, with masks
def my_occlusion_map(score, image, size):
    rows = []
    for i in range(image.shape[0] - size + 1):
        masks = []
        for j in range(image.shape[1] - size + 1):
            mask = np.ones(image.shape)
            mask[i : i + size, j : j + size] = 0
            masks.append((mask * image).ravel())
        both = score(np.array([image.ravel(), *masks]))
        rows.append((both[0] - both[1:]).tolist())
    return rows


# %% 9.4 wrong: covered minus whole
# says: the sign: how far the score FALLS is the whole minus the covered
def my_occlusion_map(score, image, size):
    height, width = image.shape
    copies = []
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            copies.append(copy)
    covered = score(np.array(copies).reshape(len(copies), -1))
    whole = score(image.reshape(1, -1))[0]
    return (covered - whole).reshape(height - size + 1, width - size + 1)


# %% 9.4 wrong: the score of the covered image
# says: those are scores of covered images
def my_occlusion_map(score, image, size):
    height, width = image.shape
    copies = []
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            copies.append(copy)
    covered = score(np.array(copies).reshape(len(copies), -1))
    return covered.reshape(height - size + 1, width - size + 1)


# %% 9.4 wrong: squares stay covered
# says: squares stay covered: each position needs a fresh copy
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    copy = image.copy()
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: a fresh copy only in each row
# says: squares stay covered in a row: each position needs a fresh copy
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        copy = image.copy()
        for j in range(width - size + 1):
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: the image itself covered
# says: your function changed its input
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: the last position missing
# says: the last row and column of positions are missing
def my_occlusion_map(score, image, size):
    height, width = image.shape
    copies = []
    for i in range(height - size):
        for j in range(width - size):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            copies.append(copy)
    covered = score(np.array(copies).reshape(len(copies), -1))
    whole = score(image.reshape(1, -1))[0]
    return (whole - covered).reshape(height - size, width - size)


# %% 9.4 wrong: partly outside
# says: the square leaves the image: it must stay fully inside
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: in steps of the size
# says: the square moves one pixel at a time, not by its size
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height // size, width // size))
    for i in range(height // size):
        for j in range(width // size):
            copy = image.copy()
            copy[i * size : (i + 1) * size, j * size : (j + 1) * size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: always three by three
# says: always 3 × 3: use size
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + 3, j : j + 3] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: only the corner covered
# says: only a single pixel is covered
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i, j] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: all but the square covered
# says: all but the square is covered
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = np.zeros_like(image)
            copy[i : i + size, j : j + size] = image[i : i + size, j : j + size]
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: covered with ones
# says: covered means zeros, not ones
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 1
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: covered with the mean
# says: covered means zeros, not the mean
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = image.mean()
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: without signs
# says: the signs are gone
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = abs(whole - score(copy.reshape(1, -1))[0])
    return falls


# %% 9.4 wrong: images not flattened
# says: expected a batch of flat images
def my_occlusion_map(score, image, size):
    height, width = image.shape
    copies = []
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            copies.append(copy)
    falls = score(image[np.newaxis]) - score(np.array(copies))
    return falls.reshape(height - size + 1, width - size + 1)


# %% 9.4 wrong: no batch
# says: expected a batch of flat images
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.ravel())
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.ravel())
    return falls


# %% 9.4 wrong: rows and columns of the square swapped
# says: rows and columns of the square are swapped
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[j : j + size, i : i + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: columns in the outer loop
# says: positions go row by row: columns are the inner loop
def my_occlusion_map(score, image, size):
    height, width = image.shape
    copies = []
    for j in range(width - size + 1):
        for i in range(height - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            copies.append(copy)
    covered = score(np.array(copies).reshape(len(copies), -1))
    whole = score(image.reshape(1, -1))[0]
    return (whole - covered).reshape(height - size + 1, width - size + 1)


# %% 9.4 wrong: the fall as a share
# says: that is the fall as a share of the score
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = (whole - score(copy.reshape(1, -1))[0]) / whole
    return falls


# %% 9.4 wrong: one row and column too many
# says: the square is one row and one column too large
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size + 1, j : j + size + 1] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: one row and column too few
# says: the square is one row and one column too small
def my_occlusion_map(score, image, size):
    height, width = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((height - size + 1, width - size + 1))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size - 1, j : j + size - 1] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: a square image taken for granted
# says: wrong shape (4, 4), expected (4, 3)
def my_occlusion_map(score, image, size):
    n = len(image) - size + 1
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: a flat list
# says: wrong shape (12,), expected (4, 3)
def my_occlusion_map(score, image, size):
    height, width = image.shape
    falls = []
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls.append((score(image.reshape(1, -1)) - score(copy.reshape(1, -1)))[0])
    return falls


# %% 9.4 wrong: only falls count
# says: where the score rises, the fall is negative, and not 0
def my_occlusion_map(score, image, size):
    n_rows, n_columns = image.shape[0] - size + 1, image.shape[1] - size + 1
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((n_rows, n_columns))
    for i in range(n_rows):
        for j in range(n_columns):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = max(0, whole - score(copy.reshape(1, -1))[0])
    return falls


# %% 9.4 wrong: the square alone
# says: that is the score of the square alone
def my_occlusion_map(score, image, size):
    n_rows, n_columns = image.shape[0] - size + 1, image.shape[1] - size + 1
    falls = np.zeros((n_rows, n_columns))
    for i in range(n_rows):
        for j in range(n_columns):
            copy = np.zeros_like(image)
            copy[i : i + size, j : j + size] = image[i : i + size, j : j + size]
            falls[i, j] = score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: too few places
# says: your function raised IndexError
def my_occlusion_map(score, image, size):
    n_rows, n_columns = image.shape[0] - size + 1, image.shape[1] - size + 1
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((n_rows - 1, n_columns - 1))
    for i in range(n_rows):
        for j in range(n_columns):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: sign
# says: the sign: how far the score FALLS is the whole minus the covered
def my_occlusion_map(score, image, size):
    h, w = image.shape
    copies = []
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            copies.append(copy)
    scores = score(np.array(copies).reshape(len(copies), -1)) - score(image.reshape(1, -1))
    return scores.reshape(h - size + 1, w - size + 1)


# %% 9.4 wrong: copy made once
# says: squares stay covered: each position needs a fresh copy
def my_occlusion_map(score, image, size):
    h, w = image.shape
    whole = score(image.reshape(1, -1))[0]
    copy = image.copy()
    falls = np.zeros((h - size + 1, w - size + 1))
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: last position left out
# says: the last row and column of positions are missing
def my_occlusion_map(score, image, size):
    h, w = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((h - size, w - size))
    for i in range(h - size):
        for j in range(w - size):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: last position stays 0
# says: 6 of 12 numbers are wrong, all in the last row and the last column; does a loop end too early?
def my_occlusion_map(score, image, size):
    h, w = image.shape
    whole = score(image.reshape(1, -1))[0]
    falls = np.zeros((h - size + 1, w - size + 1))
    for i in range(h - size):
        for j in range(w - size):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = whole - score(copy.reshape(1, -1))[0]
    return falls


# %% 9.4 wrong: covers with the darkest value instead of 0
# says: covered means zeros, not the darkest
def my_occlusion_map(score, image, size):
    h, w = image.shape
    copies = []
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            copy = np.array(image)
            copy[i : i + size, j : j + size] = image.min()
            copies.append(copy.ravel())
    falls = score(image.reshape(1, -1)) - score(np.array(copies))
    return falls.reshape(h - size + 1, -1)


# %% 9.4 wrong: columns outside, rows inside
# says: positions go row by row: columns are the inner loop
def my_occlusion_map(score, image, size):
    h, w = image.shape
    copies = []
    for j in range(w - size + 1):
        for i in range(h - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            copies.append(copy)
    falls = score(image.reshape(1, -1)) - score(np.array(copies).reshape(len(copies), -1))
    return falls.reshape(h - size + 1, w - size + 1)


# %% 9.4 wrong: image not laid flat
# says: your function raised ValueError: score got shape (8, 7); expected a batch of flat images, (n, 56)
def my_occlusion_map(score, image, size):
    h, w = image.shape
    falls = np.zeros((h - size + 1, w - size + 1))
    for i in range(h - size + 1):
        for j in range(w - size + 1):
            copy = image.copy()
            copy[i : i + size, j : j + size] = 0
            falls[i, j] = score(image) - score(copy)
    return falls


# %% 9.4 right: one call for each position, nested lists
def my_occlusion_map(score, image, size):
    h, w = image.shape
    whole = float(score(image.reshape(1, -1))[0])
    rows = []
    for i in range(h - size + 1):
        row = []
        for j in range(w - size + 1):
            covered = image.copy()
            covered[i : i + size, j : j + size] = 0
            row.append(whole - float(score(covered.reshape(1, -1))[0]))
        rows.append(row)
    return np.array(rows)


# %% 9.4 right: masks multiplied
def my_occlusion_map(score, image, size):
    n_i, n_j = image.shape[0] - size + 1, image.shape[1] - size + 1
    masks = np.ones((n_i, n_j, *image.shape))
    for i, j in np.ndindex(n_i, n_j):
        masks[i, j, i : i + size, j : j + size] = 0
    batch = (masks * image).reshape(n_i * n_j, -1)
    return (score(image.reshape(1, -1)) - score(batch)).reshape(n_i, n_j)


# %% 9.4 right: the whole image as the first of one batch
def my_occlusion_map(score, image, size):
    height, width = image.shape
    batch = [image.flatten()]
    r, c = np.indices((height, width))
    for i in range(height - size + 1):
        for j in range(width - size + 1):
            inside = (r >= i) & (r < i + size) & (c >= j) & (c < j + size)
            batch.append(np.where(inside, 0, image).flatten())
    s = score(np.stack(batch))
    return (s[0] - s[1:]).reshape(height - size + 1, width - size + 1)
