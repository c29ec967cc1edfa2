# %% 2.1 right: counted
my_number = 14


# %% 2.1 right: all but two
my_number = 16 - 2


# %% 2.1 right: let the computer search
places = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
tables = set()
for u in np.arange(-2, 3):
    for v in np.arange(-2, 3):
        for c in np.arange(-3, 4):
            tables.add(tuple(step(places @ [u, v] + c / 2)))
my_number = len(tables)


# %% 2.1 right: a float
my_number = 14.0


# %% 2.1 wrong: all
# says: all 16 would include XOR itself
my_number = 16


# %% 2.1 wrong: all but XOR
# says: XOR is out, but is there another table like it?
my_number = 15


# %% 2.1 wrong: the constant ones forgotten
# says: a neuron can ignore its inputs: do constant tables count?
my_number = 12


# %% 2.1 wrong: one of the constant ones forgotten
# says: a neuron can ignore its inputs: do both constant tables count?
my_number = 13


# %% 2.1 wrong: those that it cannot
# says: the question is how many it *can* compute
my_number = 2


# %% 2.1 wrong: one or three ones only
# says: go through the tables with zero, one, two, three and four ones: each sort has some
my_number = 8


# %% 2.1 wrong: two ones forgotten
# says: of the tables with two ones, some can be computed and some cannot
my_number = 10


# %% 2.1 wrong: the three that were named
# says: AND, OR and XOR are only three of the 16
my_number = 3


# %% 2.1 wrong: half of them
# says: turn all signs of a neuron around: the opposite table counts, too
my_number = 7


# %% 2.1 wrong: four truth tables
# says: there are four points, but 16 tables
my_number = 4


# %% 2.1 wrong: the share
# says: how many, not which share
my_number = 14 / 16


# %% 2.1 wrong: more than there are
# says: there are only 16 tables
my_number = 32


# %% 2.1 wrong: too few
# says: too small
my_number = 11


# %% 2.1 wrong: six
# says: the number is too small
my_number = 6


# %% 2.1 wrong: nine
# says: the number is too small
my_number = 9


# %% 2.1 wrong: one
# says: the number is too small
my_number = 1


# %% 2.2 right: lists
my_trace = [[0, 0, -2], [1, 0, -1], [1, 1, 0], [1, 1, -1]]


# %% 2.2 right: an array
my_trace = np.array([[0.0, 0, -2], [1, 0, -1], [1, 1, 0], [1, 1, -1]])


# %% 2.2 right: a loop
my_trace = []
u, c = np.array([1.0, 1.0]), -1.0
for point, label in [((1, 1), 0), ((1, 0), 1), ((0, 1), 1), ((0, 0), 0)]:
    miss = label - int(np.dot(point, u) + c >= 0)
    u, c = u + miss * np.array(point), c + miss
    my_trace.append([*u, c])


# %% 2.2 right: tuples
my_trace = ((0, 0, -2), (1, 0, -1), (1, 1, 0), (1, 1, -1))


# %% 2.2 wrong: the border answers 0
# says: at z = 0 the step answers 1
my_trace = [[0, 0, -2], [1, 0, -1], [1, 1, 0], [1, 1, 0]]


# %% 2.2 wrong: the bias stays
# says: the bias never moves: it learns too
my_trace = [[0, 0, -1], [1, 0, -1], [1, 1, -1], [1, 1, -1]]


# %% 2.2 wrong: the start as the first row
# says: the start is no row: four rows, one after each point
my_trace = [[1, 1, -1], [0, 0, -2], [1, 0, -1], [1, 1, 0], [1, 1, -1]]


# %% 2.2 wrong: the weights before each point
# says: those are the weights before each point; write down those after it
my_trace = [[1, 1, -1], [0, 0, -2], [1, 0, -1], [1, 1, 0]]


# %% 2.2 wrong: the order of the table
# says: the order of the points begins with (1, 1); you began with (0, 0)
my_trace = [[1, 1, -1], [1, 1, -1], [1, 1, -1], [0, 0, -2]]


# %% 2.2 wrong: two points exchanged
# says: visit (1, 0) before (0, 1)
my_trace = [[0, 0, -2], [0, 1, -1], [1, 1, 0], [1, 1, -1]]


# %% 2.2 wrong: added for subtracted
# says: corrected the wrong way: add the point when 1 was wanted
my_trace = [[2, 2, 0], [2, 2, 0], [2, 2, 0], [2, 2, 1]]


# %% 2.2 wrong: the labels of OR
# says: those are the labels of OR; for (1, 1), XOR wants 0
my_trace = [[1, 1, -1], [1, 1, -1], [1, 1, -1], [1, 1, -1]]


# %% 2.2 wrong: the labels of AND
# says: those are the labels of AND; XOR wants 1 if exactly one input is 1
my_trace = [[1, 1, -1], [0, 1, -2], [0, 1, -2], [0, 1, -2]]


# %% 2.2 wrong: started at zeros
# says: start with w = (1, 1) and b = -1, not with zeros
my_trace = [[-1, -1, -1], [0, -1, 0], [0, 0, 1], [0, 0, 0]]


# %% 2.2 wrong: the answers all from the start weights
# says: take each z with the newest weights, not with those of the start
my_trace = [[0, 0, -2], [0, 0, -2], [0, 0, -2], [0, 0, -2]]


# %% 2.2 wrong: only the changes
# says: those are the changes; add them up
my_trace = [[-1, -1, -1], [1, 0, 1], [0, 1, 1], [0, 0, -1]]


# %% 2.2 wrong: transposed
# says: wrong shape (3, 4), expected (4, 3) (transposed?)
my_trace = [[0, 1, 1, 1], [0, 0, 1, 1], [-2, -1, 0, -1]]


# %% 2.2 wrong: flat
# says: wrong shape (12,), expected (4, 3)
my_trace = [0, 0, -2, 1, 0, -1, 1, 1, 0, 1, 1, -1]


# %% 2.2 wrong: no bias column
# says: wrong shape (4, 2), expected (4, 3)
my_trace = [[0, 0], [1, 0], [1, 1], [1, 1]]


# %% 2.2 wrong: the bias first
# says: a row is [w1, w2, b], in this order
my_trace = [[-2, 0, 0], [-1, 1, 0], [0, 1, 1], [-1, 1, 1]]


# %% 2.2 wrong: only the last row
# says: wrong shape (3,), expected (4, 3)
my_trace = [1, 1, -1]


# %% 2.2 wrong: a slip in the last sign
# says: row 4 is the first that is wrong: compute z at this point once more
my_trace = [[0, 0, -2], [1, 0, -1], [1, 1, 0], [1, 1, 1]]


# %% 2.2 wrong: the third point taken for right
# says: row 3 is the first that is wrong: compute z at this point once more
my_trace = [[0, 0, -2], [1, 0, -1], [1, 0, -1], [1, 0, -1]]


# %% 2.2 wrong: the bias goes the other way
# says: the bias goes the wrong way: let it go up when 1 was wanted
my_trace = [[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 1]]


# %% 2.2 wrong: a row of points with the wrong bracket
# says: expected numbers
my_trace = [[0, 0, -2], [1, 0, -1], [1, 1, 0], 1, 1, -1]


# %% 2.2 wrong: each from the start
# says: row 2 is the first that is wrong: compute z at this point once more
my_trace = [[0, 0, -2], [1, 1, -1], [1, 1, -1], [1, 1, -1]]


# %% 2.2 wrong: a slip in row 2
# says: row 2 is the first that is wrong: compute z at this point once more
my_trace = [[0, 0, -2], [1, 0, -2], [1, 1, -1], [1, 1, -1]]


# %% 2.2 wrong: the last row is missing
# says: wrong shape (3, 3), expected (4, 3)
my_trace = [[0, 0, -2], [1, 0, -1], [1, 1, 0]]


# %% 2.2 wrong: one row too many
# says: wrong shape (5, 3), expected (4, 3)
my_trace = [[0, 0, -2], [1, 0, -1], [1, 1, 0], [1, 1, -1], [1, 1, -1]]


# %% 2.3 right: the package's relu
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return h1 - 2 * h2


# %% 2.3 right: np.maximum and a sum
def my_relu_network(X):
    total = X.sum(axis=1)
    return np.maximum(total, 0) - 2 * np.maximum(total - 1, 0)


# %% 2.3 right: a loop, a list
def my_relu_network(X):
    outputs = []
    for x1, x2 in X:
        h1 = max(0, x1 + x2)
        h2 = max(0, x1 + x2 - 1)
        outputs.append(h1 - 2 * h2)
    return outputs


# %% 2.3 right: masks
def my_relu_network(X):
    z = X @ np.array([[1.0, 1.0], [1.0, 1.0]]) + np.array([0.0, -1.0])
    H = z * (z > 0)
    return H @ np.array([1.0, -2.0])


# %% 2.3 right: the second from the first
def my_relu_network(X):
    h1 = np.clip(X[:, 0] + X[:, 1], 0, None)
    h2 = np.clip(h1 - 1, 0, None)
    return h1 - 2 * h2


# %% 2.3 right: where
def my_relu_network(X):
    s = X.sum(axis=1)
    return np.where(s <= 0, 0, np.where(s <= 1, s, 2 - s))


# %% 2.3 wrong: the 2 forgotten
# says: the 2 in front of h2 is missing
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return h1 - h2


# %% 2.3 wrong: plus
# says: subtract 2 h2, do not add it
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return h1 + 2 * h2


# %% 2.3 wrong: no relu
# says: the relu is missing: without a bend the layers collapse
def my_relu_network(X):
    h1 = X @ [1, 1]
    h2 = X @ [1, 1] - 1
    return h1 - 2 * h2


# %% 2.3 wrong: relu for the second only
# says: give h1 a relu, too
def my_relu_network(X):
    h1 = X @ [1, 1]
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return h1 - 2 * h2


# %% 2.3 wrong: relu for the first only
# says: give h2 a relu, too
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = X @ [1, 1] - 1
    return h1 - 2 * h2


# %% 2.3 wrong: a step in the hidden layer
# says: the hidden neurons have a relu here, not a step
def my_relu_network(X):
    h1 = step(X @ [1, 1])
    h2 = step(X @ [1, 1] - 1)
    return h1 - 2 * h2


# %% 2.3 wrong: a step at the end
# says: no step at the end
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return step(h1 - 2 * h2 - 0.5)


# %% 2.3 wrong: a relu at the end, too
# says: no relu at the end
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return mlpkit.relu(h1 - 2 * h2)


# %% 2.3 wrong: the bias forgotten
# says: h2 is the relu of the sum minus 1; the 1 is missing
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1])
    return h1 - 2 * h2


# %% 2.3 wrong: one outside the relu
# says: add the bias before the relu, not after it
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1]) - 1
    return h1 - 2 * h2


# %% 2.3 wrong: plus one
# says: h2 is the relu of the sum *minus* 1
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] + 1)
    return h1 - 2 * h2


# %% 2.3 wrong: the biases of the step network
# says: -0.5 and -1.5 are the biases of the network with steps
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1] - 0.5)
    h2 = mlpkit.relu(X @ [1, 1] - 1.5)
    return h1 - 2 * h2


# %% 2.3 wrong: relu of each input
# says: first add the two inputs, then take the relu
def my_relu_network(X):
    h1 = mlpkit.relu(X[:, 0]) + mlpkit.relu(X[:, 1])
    h2 = mlpkit.relu(X[:, 0] + X[:, 1] - 1)
    return h1 - 2 * h2


# %% 2.3 wrong: a column
# says: (n_samples,)
def my_relu_network(X):
    total = X.sum(axis=1, keepdims=True)
    return mlpkit.relu(total) - 2 * mlpkit.relu(total - 1)


# %% 2.3 wrong: np.max for np.maximum
# says: np.maximum
def my_relu_network(X):
    h1 = np.max(X @ [1, 1], 0)
    h2 = np.max(X @ [1, 1] - 1, 0)
    return h1 - 2 * h2


# %% 2.3 wrong: Python's max
# says: raised ValueError
def my_relu_network(X):
    h1 = max(0, X @ [1, 1])
    h2 = max(0, X @ [1, 1] - 1)
    return h1 - 2 * h2


# %% 2.3 wrong: the sum down the columns
# says: add up the inputs of a sample, along axis 1
def my_relu_network(X):
    total = X.sum(axis=0)
    return mlpkit.relu(total) - 2 * mlpkit.relu(total - 1)


# %% 2.3 wrong: the total of all
# says: add up the inputs of each sample by itself, not all of them
def my_relu_network(X):
    h1 = mlpkit.relu(X.sum())
    h2 = mlpkit.relu(X.sum() - 1)
    return h1 - 2 * h2


# %% 2.3 wrong: absolute values
# says: relu is max(0, z), not the absolute value
def my_relu_network(X):
    h1 = np.abs(X @ [1, 1])
    h2 = np.abs(X @ [1, 1] - 1)
    return h1 - 2 * h2


# %% 2.3 wrong: the smaller of the two
# says: relu is the larger of 0 and z, not the smaller
def my_relu_network(X):
    h1 = np.minimum(X @ [1, 1], 0)
    h2 = np.minimum(X @ [1, 1] - 1, 0)
    return h1 - 2 * h2


# %% 2.3 wrong: the 2 at the other one
# says: the 2 belongs to h2
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return 2 * h1 - h2


# %% 2.3 wrong: rounded to 0 and 1
# says: do not round: away from the corners the output lies in between
def my_relu_network(X):
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return np.round(h1 - 2 * h2)


# %% 2.3 wrong: cuts X itself
# says: changed its input
def my_relu_network(X):
    X[X < 0] = 0
    h1 = mlpkit.relu(X @ [1, 1])
    h2 = mlpkit.relu(X @ [1, 1] - 1)
    return h1 - 2 * h2


# %% 2.3 wrong: XOR looked up
# says: that is XOR of the nearest corner; the network gives other numbers in between
def my_relu_network(X):
    return (X[:, 0].round() != X[:, 1].round()).astype(float)


# %% 2.3 wrong: both hidden neurons
# says: wrong shape (6, 2), expected (6,)
def my_relu_network(X):
    s = X @ [1, 1]
    return np.stack([np.maximum(s, 0), np.maximum(s - 1, 0)], axis=1)


# %% 2.4 right: twenty seeds
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return np.mean(accuracies)


# %% 2.4 right: thirty, added up
def my_accuracy(noise):
    total = 0.0
    for seed in range(30):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(1000 + seed))
        total += (hand_made_network(P) == labels).mean()
    return total / 30


# %% 2.4 right: seeds drawn from one generator
def my_accuracy(noise):
    data_sets = [make_xor(500, noise=noise, rng=child) for child in np.random.default_rng(7).spawn(25)]
    return float(np.mean([mlpkit.accuracy(t, hand_made_network(P)) for P, t in data_sets]))


# %% 2.4 right: one seed after another from the lesson's rng
def my_accuracy(noise):
    seeds = range(100, 140)
    return sum(
        mlpkit.accuracy(t, hand_made_network(P))
        for P, t in (make_xor(500, noise=noise, rng=np.random.default_rng(s)) for s in seeds)
    ) / len(seeds)


# %% 2.4 right: joined
def my_accuracy(noise):
    sets = [make_xor(500, noise=noise, rng=np.random.default_rng(s)) for s in range(20, 45)]
    P, t = np.concatenate([P for P, _ in sets]), np.concatenate([t for _, t in sets])
    return (hand_made_network(P) == t).mean()


# %% 2.4 right: one generator
def my_accuracy(noise):
    rng = np.random.default_rng(1)
    return np.mean(
        [mlpkit.accuracy(t, hand_made_network(P)) for P, t in (make_xor(500, noise=noise, rng=rng) for _ in range(20))]
    )


# %% 2.4 right: rounded to two digits
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return round(np.mean(accuracies), 2)


# %% 2.4 wrong: one data set
# says: 20 data sets
def my_accuracy(noise):
    P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(0))
    return mlpkit.accuracy(labels, hand_made_network(P))


# %% 2.4 wrong: one data set, by the function's full name
# says: 20 data sets
def my_accuracy(noise):
    P, labels = mlpkit.datasets.make_xor(500, noise=noise, rng=np.random.default_rng(0))
    return mlpkit.accuracy(labels, hand_made_network(P))


# %% 2.4 wrong: the same seed twenty times
# says: fewer than 20 of your data sets are different: give each a seed of its own
def my_accuracy(noise):
    accuracies = []
    for _ in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(0))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return np.mean(accuracies)


# %% 2.4 wrong: returns after the first
# says: 20 data sets
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
        return np.mean(accuracies)


# %% 2.4 wrong: the share of mistakes
# says: that is the share of wrong answers
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append((hand_made_network(P) != labels).mean())
    return np.mean(accuracies)


# %% 2.4 wrong: the noise ignored
# says: your data sets do not have the noise that was asked for
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=0.1, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return np.mean(accuracies)


# %% 2.4 wrong: the default noise
# says: your data sets do not have the noise that was asked for
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return np.mean(accuracies)


# %% 2.4 wrong: the best
# says: that is the best data set; the mean of all is wanted
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return max(accuracies)


# %% 2.4 wrong: the sum
# says: that is the sum of the accuracies, not their mean
def my_accuracy(noise):
    total = 0
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        total += mlpkit.accuracy(labels, hand_made_network(P))
    return total


# %% 2.4 wrong: percent
# says: between 0 and 1
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append(100 * mlpkit.accuracy(labels, hand_made_network(P)))
    return np.mean(accuracies)


# %% 2.4 wrong: the list
# says: return one number, the mean of all accuracies
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return accuracies


# %% 2.4 wrong: nineteen divided by twenty
# says: fewer than 20 data sets are drawn: is the return inside the loop?
def my_accuracy(noise):
    total = 0
    for seed in range(1, 20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        total += mlpkit.accuracy(labels, hand_made_network(P))
    return total / 20


# %% 2.4 wrong: the noise as a variance
# says: your data sets do not have the noise that was asked for
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=np.sqrt(noise), rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return np.mean(accuracies)


# %% 2.4 wrong: the spread
# says: that is the spread of the accuracies, not their mean
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return np.std(accuracies, ddof=1)


# %% 2.4 wrong: the clean points
# says: your data sets do not have the noise that was asked for
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=0, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, hand_made_network(P)))
    return np.mean(accuracies)


# %% 2.4 wrong: a trained neuron instead of the network
# says: hand_made_network
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        neuron = mlpkit.Perceptron(2)
        neuron.fit(P, labels, n_epochs=1, rng=np.random.default_rng(seed))
        accuracies.append(mlpkit.accuracy(labels, neuron.predict(P)))
    return np.mean(accuracies)


# %% 2.4 wrong: noisy points against the lesson's labels
# says: that is not the mean accuracy of `hand_made_network` over the data sets that you draw
def my_accuracy(noise):
    accuracies = []
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracies.append(np.mean(hand_made_network(P) == hand_made_network(P.round())))
    return np.mean(accuracies)


# %% 2.4 wrong: the last one only
# says: that is the last data set; the mean of all is wanted
def my_accuracy(noise):
    for seed in range(20):
        P, labels = make_xor(500, noise=noise, rng=np.random.default_rng(seed))
        accuracy = mlpkit.accuracy(labels, hand_made_network(P))
    return np.mean(accuracy)


# %% 2.4 wrong: five data sets
# says: fewer than 20 data sets are drawn: is the return inside the loop?
def my_accuracy(noise):
    return np.mean(
        [
            mlpkit.accuracy(t, hand_made_network(P))
            for P, t in (make_xor(500, noise=noise, rng=np.random.default_rng(s)) for s in range(5))
        ]
    )


# %% 2.4 wrong: the middle one
# says: that is not the mean accuracy of `hand_made_network` over the data sets that you draw
def my_accuracy(noise):
    return np.median(
        [
            mlpkit.accuracy(t, hand_made_network(P))
            for P, t in (make_xor(500, noise=noise, rng=np.random.default_rng(s)) for s in range(20))
        ]
    )


# %% 2.4 wrong: fifty points
# says: each data set has 500 points at each corner
def my_accuracy(noise):
    return np.mean(
        [
            mlpkit.accuracy(t, hand_made_network(P))
            for P, t in (make_xor(50, noise=noise, rng=np.random.default_rng(s)) for s in range(20))
        ]
    )


# %% 2.4 wrong: rounded to one digit
# says: that is not the mean accuracy of `hand_made_network` over the data sets that you draw
def my_accuracy(noise):
    return round(
        np.mean(
            [
                mlpkit.accuracy(t, hand_made_network(P))
                for P, t in (make_xor(500, noise=noise, rng=np.random.default_rng(s)) for s in range(20))
            ]
        ),
        1,
    )


# %% 2.4 wrong: twice the noise
# says: your data sets do not have the noise that was asked for
def my_accuracy(noise):
    return np.mean(
        [
            mlpkit.accuracy(t, hand_made_network(P))
            for P, t in (make_xor(500, noise=2 * noise, rng=np.random.default_rng(s)) for s in range(20))
        ]
    )


# %% 2.4 wrong: counts
# says: that is not the mean accuracy of `hand_made_network` over the data sets that you draw
def my_accuracy(noise):
    return np.mean(
        [
            np.sum(t == hand_made_network(P))
            for P, t in (make_xor(500, noise=noise, rng=np.random.default_rng(s)) for s in range(20))
        ]
    )


# %% 2.4 wrong: the largest and the smallest
# says: return one number, the mean of all accuracies
def my_accuracy(noise):
    scores = [
        mlpkit.accuracy(t, hand_made_network(P))
        for P, t in (make_xor(500, noise=noise, rng=np.random.default_rng(s)) for s in range(20))
    ]
    return max(scores), min(scores)


# %% 2.4 wrong: the first generator reset each time, one more point
# says: fewer than 20 of your data sets are different: give each a seed of its own
def my_accuracy(noise):
    total = 0
    for s in range(20):
        rng = np.random.default_rng(0)
        P, t = make_xor(500, noise=noise, rng=rng)
        total += mlpkit.accuracy(t, hand_made_network(P)) / 20
    return total


# %% 2.4 wrong: the smallest
# says: that is not the mean accuracy of `hand_made_network` over the data sets that you draw
def my_accuracy(noise):
    return min(
        mlpkit.accuracy(t, hand_made_network(P))
        for P, t in (make_xor(500, noise=noise, rng=np.random.default_rng(s)) for s in range(20))
    )


# %% 2.5 right: the hint
def my_parity_weights():
    W1 = np.ones((3, 3))
    b1 = np.array([-0.5, -1.5, -2.5])
    W2 = np.array([1.0, -1.0, 1.0])
    b2 = -0.5
    return W1, b1, W2, b2


# %% 2.5 right: lists and borders on whole numbers
def my_parity_weights():
    return [[1, 1, 1], [1, 1, 1], [1, 1, 1]], [-1, -2, -3], [1, -1, 1], -1


# %% 2.5 right: one neuron for each odd corner
def my_parity_weights():
    corners = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]])
    W1 = (2 * corners - 1).T
    b1 = 0.5 - corners.sum(axis=1)
    return W1, b1, np.ones(4), -0.5


# %% 2.5 right: at most and at least
def my_parity_weights():
    W1 = np.array([[1.0, -1.0, 1.0]] * 3)
    b1 = np.array([-0.5, 1.5, -2.5])
    W2 = np.array([2.0, 2.0, 2.0])
    return W1, b1, W2, -3.0


# %% 2.5 right: larger weights
def my_parity_weights():
    return 2 * np.ones((3, 3)), [-1, -3, -5], [1, -2, 2], -0.5


# %% 2.5 wrong: XOR's two neurons
# says: three inputs on should give 1 again
def my_parity_weights():
    W1 = np.ones((3, 2))
    return W1, np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5


# %% 2.5 wrong: all signs plus
# says: this is OR: which hidden neuron must pull down?
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([1.0, 1.0, 1.0]), -0.5


# %% 2.5 wrong: the last sign minus
# says: three inputs on should give 1 again
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([1.0, -1.0, -1.0]), -0.5


# %% 2.5 wrong: even instead of odd
# says: the answers are the wrong way round
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([-1.0, 1.0, -1.0]), 0.5


# %% 2.5 wrong: the signs turned, not the bias
# says: the answer is 0 whatever is on
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([-1.0, 1.0, -1.0]), -0.5


# %% 2.5 wrong: no bias at the end
# says: the answer is 1 whatever is on
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([1.0, -1.0, 1.0]), 0.0


# %% 2.5 wrong: thresholds one too low
# says: with 0 of the three inputs on, the answer should be the other one: go through h and the sum for it
def my_parity_weights():
    return np.ones((3, 3)), np.array([0.5, -0.5, -1.5]), np.array([1.0, -1.0, 1.0]), -0.5


# %% 2.5 wrong: thresholds positive
# says: the answer is 1 whatever is on
def my_parity_weights():
    return np.ones((3, 3)), np.array([0.5, 1.5, 2.5]), np.array([1.0, -1.0, 1.0]), -0.5


# %% 2.5 wrong: borders at 0, 1 and 2
# says: with 0 of the three inputs on, the answer should be the other one: go through h and the sum for it
def my_parity_weights():
    return np.ones((3, 3)), np.array([0.0, -1.0, -2.0]), np.array([1.0, -1.0, 1.0]), -0.5


# %% 2.5 wrong: for two inputs
# says: three inputs
def my_parity_weights():
    return np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([1.0, -1.0]), -0.5


# %% 2.5 wrong: W1 transposed
# says: (3, n_hidden)
def my_parity_weights():
    corners = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]])
    return 2 * corners - 1, 0.5 - corners.sum(axis=1), np.ones(4), -0.5


# %% 2.5 wrong: W2 a column
# says: (n_hidden,)
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([[1.0], [-1.0], [1.0]]), -0.5


# %% 2.5 wrong: b2 forgotten
# says: return four things: W1, b1, W2, b2
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([1.0, -1.0, 1.0])


# %% 2.5 wrong: the inputs alone
# says: it matters how many inputs are on, not which; your network tells them apart
def my_parity_weights():
    return np.eye(3), np.array([-0.5, -0.5, -0.5]), np.array([1.0, -1.0, 1.0]), -0.5


# %% 2.5 wrong: at least one
# says: this is OR: which hidden neuron must pull down?
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -0.5, -0.5]), np.array([1.0, 1.0, 1.0]), -0.5


# %% 2.5 wrong: exactly one
# says: three inputs on should give 1 again
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([1.0, -1.0, 0.0]), -0.5


# %% 2.5 wrong: seven of eight with a small last weight
# says: three inputs on should give 1 again
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([1.0, -1.0, 0.4]), -0.5


# %% 2.5 wrong: a b1 for each input and one more
# says: (n_hidden,)
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5, -3.5]), np.array([1.0, -1.0, 1.0]), -0.5


# %% 2.5 wrong: W2 for both classes
# says: (n_hidden,)
def my_parity_weights():
    W2 = np.array([[1.0, -1.0], [-1.0, 1.0], [1.0, -1.0]])
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), W2, -0.5


# %% 2.5 wrong: bias too large
# says: the answer is 0 whatever is on
def my_parity_weights():
    return np.ones((3, 3)), [-0.5, -1.5, -2.5], [1, -1, 1], -1.5


# %% 2.5 wrong: shifted thresholds
# says: does each hidden neuron ask for one input too many?
def my_parity_weights():
    return np.ones((3, 3)), [-1.5, -2.5, -3.5], [1, -1, 1], -0.5


# %% 2.5 wrong: the middle one missing
# says: with 2 of the three inputs on, the answer should be the other one: go through h and the sum for it
def my_parity_weights():
    return np.ones((3, 2)), [-0.5, -2.5], [1, -1], -0.5


# %% 2.5 wrong: the first two inputs only
# says: it matters how many inputs are on, not which; your network tells them apart
def my_parity_weights():
    return [[1, 1], [1, 1], [0, 0]], [-0.5, -1.5], [1, -1], -0.5


# %% 2.5 wrong: all numbers in lists of lists
# says: b1 has shape (n_hidden,): a number for each column of W1
def my_parity_weights():
    return np.ones((3, 3)), [[-0.5, -1.5, -2.5]], [1, -1, 1], -0.5


# %% 2.5 wrong: a dictionary
# says: return four things: W1, b1, W2, b2
def my_parity_weights():
    return {"W1": np.ones((3, 3)), "b1": [-0.5, -1.5, -2.5], "W2": [1, -1, 1], "b2": -0.5}


# %% 2.5 wrong: two times in the middle for a step at zero
# says: three inputs on should give 1 again
def my_parity_weights():
    return np.ones((3, 3)), [-0.5, -1.5, -2.5], [1, -2, 1], -0.5


# %% 2.5 wrong: last bias 0
# says: the answer is 1 whatever is on: step(0) is 1, so where nothing is on the sum must be below 0
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([1, -1, 1]), 0


# %% 2.5 wrong: thresholds one too high
# says: only two inputs on give 1: does each hidden neuron ask for one input too many?
def my_parity_weights():
    W1 = np.ones((3, 3))
    b1 = np.array([-1.5, -2.5, -3.5])
    W2 = np.array([1, -1, 1])
    return W1, b1, W2, -0.5


# %% 2.5 wrong: all output weights positive
# says: this is OR: which hidden neuron must pull down?
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([1, 1, 1]), -0.5


# %% 2.5 wrong: three on forgotten
# says: three inputs on should give 1 again
def my_parity_weights():
    W1 = np.array([[1, 1], [1, 1], [1, 1]])
    b1 = np.array([-0.5, -1.5])
    W2 = np.array([1, -1])
    return W1, b1, W2, -0.5


# %% 2.5 wrong: W1 transposed, a stranger's
# says: W1 has shape (3, n_hidden): a row for each of the three inputs, a column for each hidden neuron
def my_parity_weights():
    W1 = np.array([[1, -1, -1], [-1, 1, -1], [-1, -1, 1], [1, 1, 1]])
    b1 = np.array([-0.5, -0.5, -0.5, -2.5])
    return W1, b1, np.array([1, 1, 1, 1]), -0.5


# %% 2.5 wrong: even instead of odd, a stranger's
# says: the answers are the wrong way round
def my_parity_weights():
    return np.ones((3, 3)), np.array([-0.5, -1.5, -2.5]), np.array([-1, 1, -1]), 0.5


# %% 2.5 wrong: W2 as a column
# says: W2 has shape (n_hidden,): a number for each column of W1, all in one row
def my_parity_weights():
    W1 = np.ones((3, 3))
    b1 = np.array([-0.5, -1.5, -2.5])
    W2 = np.array([[1], [-1], [1]])
    return W1, b1, W2, np.array([-0.5])


# %% 2.5 right: one neuron for each odd pattern
def my_parity_weights():
    patterns = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]])
    W1 = (2 * patterns - 1).T
    b1 = 0.5 - patterns.sum(axis=1)
    return W1, b1, np.ones(4), -0.5


# %% 2.5 right: whole numbers in lists
def my_parity_weights():
    W1 = [[1, 1, 1], [1, 1, 1], [1, 1, 1]]
    b1 = [-1, -2, -3]
    W2 = [2, -2, 2]
    b2 = -1
    return W1, b1, W2, b2


# %% 2.5 right: other sizes, negative weights
def my_parity_weights():
    # "at most 2", "at least 2", "at most 0"
    W1 = np.array([[-1, 1, -1]] * 3, dtype=float)
    b1 = np.array([2.5, -1.5, 0.5])
    W2 = np.array([-10.0, -10.0, -10.0])
    return W1, b1, W2, np.float32(15)
