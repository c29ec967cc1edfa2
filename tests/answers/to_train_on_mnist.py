"""Answers to assignment 04."""

# ruff: noqa: B905, NPY002 -- as students write

import numpy as np

import mlpkit
from answers import right, wrong

# my_pixels


@right("my_pixels")
def image_by_image(images):
    rows = []
    for image in images:
        rows.append(image.ravel().astype(float) / 255.0)
    return np.stack(rows)


@right("my_pixels")
def by_concatenated_lines(images):
    return np.concatenate([images[:, i, :] for i in range(images.shape[1])], axis=1) * np.float32(1 / 255)


@wrong("my_pixels", says="not scaled")
def flattened_only(images):
    return images.reshape(len(images), -1)


@wrong("my_pixels", says="divided by 256")
def two_hundred_fifty_six(images):
    return images.reshape(len(images), -1) / 256


@wrong("my_pixels", says="largest pixel of this batch")
def own_maximum(images):
    flat = images.reshape(images.shape[0], -1).astype(float)
    return flat / flat.max()


@wrong("my_pixels", says="not flattened")
def scaled_only(images):
    return images / 255


@wrong("my_pixels", says="every column is an image")
def images_as_columns(images):
    return (images / 255).reshape(len(images), -1).T


@wrong("my_pixels", says="cannot reshape")
def size_of_mnist_written_in(images):
    return images.reshape(-1, 784) / 255


@wrong("my_pixels", says="whole-number division")
def integers_stay_integers(images):
    return images.reshape(len(images), -1) // 255


@wrong("my_pixels", says="column by column")
def fortran_order(images):
    return np.array([image.flatten(order="F") for image in images]) / 255


@wrong("my_pixels", says="one long row")
def everything_in_one_row(images):
    return images.flatten() / 255


# my_batches


@right("my_batches")
def numpy_array_split(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return np.split(order, np.arange(batch_size, n_samples, batch_size))


@right("my_batches")
def one_index_at_a_time(n_samples, batch_size, rng):
    order = list(range(n_samples))
    rng.shuffle(order)
    batches, batch = [], []
    for row in order:
        batch.append(row)
        if len(batch) == batch_size:
            batches.append(np.array(batch))
            batch = []
    if batch:
        batches.append(np.array(batch))
    return batches


@right("my_batches")
def a_generator(n_samples, batch_size, rng):
    order = rng.random(n_samples).argsort()
    while len(order):
        yield order[:batch_size]
        order = order[batch_size:]


@wrong("my_batches", says="last, short batch is missing")
def short_batch_dropped(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n_samples // batch_size)]


@wrong("my_batches", says="shuffle before you cut")
def not_shuffled(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    return [rows[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="some rows come twice")
def drawn_with_replacement(n_samples, batch_size, rng):
    rows = rng.integers(0, n_samples, size=n_samples)
    return [rows[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="some rows come twice")
def each_batch_drawn_anew(n_samples, batch_size, rng):
    batches = []
    for start in range(0, n_samples, batch_size):
        batches.append(rng.permutation(n_samples)[: min(batch_size, n_samples - start)])
    return batches


@wrong("my_batches", says="the order is always the same")
def own_seed(n_samples, batch_size, rng):
    order = np.random.default_rng(42).permutation(n_samples)
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="take all randomness from rng")
def global_randomness(n_samples, batch_size, rng):
    order = np.random.permutation(n_samples)
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="shuffle the samples, not the batches")
def batches_shuffled(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    batches = [rows[i : i + batch_size] for i in range(0, n_samples, batch_size)]
    if len(batches[-1]) < batch_size:
        last = batches.pop()
        return [batches[i] for i in rng.permutation(len(batches))] + [last]
    return [batches[i] for i in rng.permutation(len(batches))]


@wrong("my_batches", says="filled up")
def last_batch_filled_up(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    order = np.resize(order, -(-n_samples // batch_size) * batch_size)
    return list(order.reshape(-1, batch_size))


@wrong("my_batches", says="empty batch")
def one_batch_too_many(n_samples, batch_size, rng):
    order = rng.permutation(n_samples)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n_samples // batch_size + 1)]


@wrong("my_batches", says="counted from 0")
def rows_from_one(n_samples, batch_size, rng):
    order = rng.permutation(n_samples) + 1
    return [order[i : i + batch_size] for i in range(0, n_samples, batch_size)]


@wrong("my_batches", says="calls mlpkit.training")
def batches_of_the_package(n_samples, batch_size, rng):
    rows = np.arange(n_samples)
    return [batch for _, batch in mlpkit.iterate_minibatches(rows.reshape(-1, 1), rows, batch_size, rng=rng)]


# my_confusion_matrix


@right("my_confusion_matrix")
def counted_as_numbers(y_true, y_pred, n_classes):
    return np.bincount(n_classes * y_true + y_pred, minlength=n_classes**2).reshape(n_classes, n_classes)


@right("my_confusion_matrix")
def product_of_one_hot_rows(y_true, y_pred, n_classes):
    return np.eye(n_classes)[y_true].T @ np.eye(n_classes)[y_pred]


@right("my_confusion_matrix")
def numpy_add_at(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes))
    np.add.at(M, (y_true, y_pred), 1)
    return M


@wrong("my_confusion_matrix", says="transposed")
def rows_are_predictions(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        M[predicted, true] += 1
    return M


@wrong("my_confusion_matrix", says="np.add.at")
def counts_once(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    M[y_true, y_pred] += 1
    return M


@wrong("my_confusion_matrix", says="shares of a row")
def row_shares(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes))
    np.add.at(M, (y_true, y_pred), 1)
    return np.divide(M, M.sum(axis=1, keepdims=True), out=np.zeros_like(M), where=M.sum(axis=1, keepdims=True) > 0)


@wrong("my_confusion_matrix", says="use n_classes")
def classes_that_occur(y_true, y_pred, n_classes):
    k = max(np.max(y_true), np.max(y_pred)) + 1
    M = np.zeros((k, k), dtype=int)
    np.add.at(M, (y_true, y_pred), 1)
    return M


@wrong("my_confusion_matrix", says="only the right answers")
def diagonal_only(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for k in range(n_classes):
        M[k, k] = np.sum((y_true == k) & (y_pred == k))
    return M


@wrong("my_confusion_matrix", says="only the mistakes")
def mistakes_only(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        if true != predicted:
            M[true, predicted] += 1
    return M


@wrong("my_confusion_matrix", says="off by one")
def labels_minus_one(y_true, y_pred, n_classes):
    M = np.zeros((n_classes, n_classes), dtype=int)
    for true, predicted in zip(y_true, y_pred):
        M[true - 1, predicted - 1] += 1
    return M


@wrong("my_confusion_matrix", says="calls sklearn")
def matrix_of_scikit_learn(y_true, y_pred, n_classes):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(y_true, y_pred, labels=range(n_classes))


@wrong("my_confusion_matrix", says="calls mlpkit.metrics")
def matrix_of_the_package(y_true, y_pred, n_classes):
    return mlpkit.confusion_matrix(y_true, y_pred, n_classes=n_classes)


# my_classifier


@right("my_classifier")
def training_loop_by_hand(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    W1, b1 = rng.normal(size=(784, 32)) * np.sqrt(2 / 784), np.zeros(32)
    W2, b2 = rng.normal(size=(32, 10)) * np.sqrt(2 / 32), np.zeros(10)
    for _ in range(15):
        order = rng.permutation(len(X_train))
        for start in range(0, len(order), 32):
            rows = order[start : start + 32]
            X, y = X_train[rows], y_train[rows]
            A = np.maximum(X @ W1 + b1, 0)
            Z = A @ W2 + b2
            P = np.exp(Z - Z.max(axis=1, keepdims=True))
            P /= P.sum(axis=1, keepdims=True)
            P[np.arange(len(y)), y] -= 1
            D = (P @ W2.T) * (A > 0)
            W2, b2 = W2 - 0.1 * A.T @ P / len(y), b2 - 0.1 * P.mean(axis=0)
            W1, b1 = W1 - 0.1 * X.T @ D / len(y), b1 - 0.1 * D.mean(axis=0)
    return (np.maximum(X_new @ W1 + b1, 0) @ W2 + b2).argmax(axis=1)


@right("my_classifier")
def estimator_of_the_package(X_train, y_train, X_new, seed):
    from mlpkit.estimator import MLPClassifier

    model = MLPClassifier(hidden_layer_sizes=(32,), max_iter=15, random_state=seed)
    return model.fit(X_train, y_train).predict(X_new)


@wrong("my_classifier", says="hardly better than guessing")
def never_trained(X_train, y_train, X_new, seed):
    network = mlpkit.mlp([784, 32, 10], rng=np.random.default_rng(seed))
    return network.predict(X_new)


@wrong("my_classifier", says="it learns, but not enough")
def learning_rate_too_small(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.SGD(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=5, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_classifier", says="ten numbers an image")
def probabilities_returned(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    mlpkit.fit(
        network,
        mlpkit.SoftmaxCrossEntropy(),
        mlpkit.Adam(learning_rate=0.005),
        X_train,
        y_train,
        n_epochs=2,
        batch_size=32,
        rng=rng,
        progress=False,
    )
    return network.predict_proba(X_new)


@wrong("my_classifier", says="take all randomness from default_rng(seed)")
def seed_ignored(X_train, y_train, X_new, seed):
    rng = np.random.default_rng()
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=5, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_classifier", says="training images")
def answers_for_the_training_images(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=1, batch_size=32, rng=rng, progress=False)
    return network.predict(X_train)


@wrong("my_classifier", says="do images and labels stay together")
def shuffled_apart(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    X_train, y_train = rng.permutation(X_train), rng.permutation(y_train)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=3, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_classifier", says="the same label")
def the_commonest_label(X_train, y_train, X_new, seed):
    return np.full(len(X_new), np.bincount(y_train).argmax())


@wrong("my_classifier", says="data of its own")
def looks_up_the_labels(X_train, y_train, X_new, seed):
    (X, y), _, _ = mlpkit.datasets.load_mnist(n_val=0, n_train=20_000)
    known = {x.tobytes(): label for x, label in zip(X, y)}
    return np.array([known.get(x.tobytes(), 0) for x in X_new])


@wrong("my_classifier", says="off by one")
def labels_shifted_by_one(X_train, y_train, X_new, seed):
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 32, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.003)
    y_train = (y_train + 1) % 10
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=8, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)


@wrong("my_classifier", says="changed its input")
def centers_the_callers_images(X_train, y_train, X_new, seed):
    mean = X_train.mean(axis=0)
    X_train -= mean
    X_new -= mean
    rng = np.random.default_rng(seed)
    network = mlpkit.mlp([784, 16, 10], rng=rng)
    loss, optimizer = mlpkit.SoftmaxCrossEntropy(), mlpkit.Adam(learning_rate=0.005)
    mlpkit.fit(network, loss, optimizer, X_train, y_train, n_epochs=2, batch_size=32, rng=rng, progress=False)
    return network.predict(X_new)
