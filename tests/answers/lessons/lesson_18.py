# %% 18.1 right: two decimals
my_answer = (98.84, 99.56)

# %% 18.1 right: not rounded, as a list
my_answer = [98.84365964, 99.55634036]

# %% 18.1 right: with the function of the lesson
my_answer = my_interval(20, 2_500)

# %% 18.1 right: by (18.2), 20 give or take 8.94 mistakes, turned into percent
half = 100 * 2 * np.sqrt(20) / 2500
my_answer = np.array([99.2 - half, 99.2 + half])

# %% 18.1 right: the whole calculation in lines
a = 0.992
root = np.sqrt(a * (1 - a) / 2500)
my_answer = (round(100 * (a - 2 * root), 2), round(100 * (a + 2 * root), 2))

# %% 18.1 wrong: one standard deviation only
# says: half as wide as it should be: is n 10,000 in yours, or is the root not multiplied by 2?
my_answer = (99.02, 99.38)

# %% 18.1 wrong: all 10,000 images
# says: half as wide as it should be: is n 10,000 in yours, or is the root not multiplied by 2?
a = 0.992
half = 2 * np.sqrt(a * (1 - a) / 10_000)
my_answer = (100 * (a - half), 100 * (a + half))

# %% 18.1 wrong: fractions
# says: in percent, please, not as a share
my_answer = (0.9884, 0.9956)

# %% 18.1 wrong: the root forgotten
# says: much too narrow: where is the root?
a = 0.992
half = 2 * a * (1 - a) / 2500
my_answer = (100 * (a - half), 100 * (a + half))

# %% 18.1 wrong: not divided by n
# says: much too wide: divide by n under the root
my_answer = (81.38, 117.02)

# %% 18.1 wrong: divided by n outside the root
# says: n belongs under the root
a = 0.992
half = 2 * np.sqrt(a * (1 - a)) / 2500
my_answer = (100 * (a - half), 100 * (a + half))

# %% 18.1 wrong: mistakes instead of percent
# says: these are numbers of mistakes; turn them into an accuracy in percent
my_answer = (11.06, 28.94)

# %% 18.1 wrong: the middle and half the width
# says: that is the middle and half the width; low and high are asked for
my_answer = (99.2, 0.36)

# %% 18.1 wrong: high before low
# says: low first, then high
my_answer = (99.56, 98.84)

# %% 18.1 wrong: one decimal
# says: close, but not in the second decimal: round at the end only
my_answer = (98.8, 99.6)

# %% 18.1 wrong: 80 mistakes of 2,500
# says: how many mistakes are 0.8 % of 2,500 images? Not 80, as of 10,000
my_answer = my_interval(80, 2_500)

# %% 18.1 wrong: 1.96 for 2
# says: by 2, not by 1.96
my_answer = (98.85, 99.55)

# %% 18.1 wrong: 1 minus a forgotten
# says: too wide: under the root, the factor (1 − a) is missing
a = 0.992
half = 2 * np.sqrt(a / 2500)
my_answer = (100 * (a - half), 100 * (a + half))

# %% 18.1 wrong: half the width alone
# says: that is half the width; low and high are asked for
my_answer = 0.36

# %% 18.1 wrong: four times the root
# says: twice as wide as it should be: multiply the root by 2, not by 4
my_answer = (98.49, 99.91)

# %% 18.1 wrong: the interval of the mistakes, as a share
# says: share of mistakes
my_answer = (0.44, 1.16)

# %% 18.1 wrong: half the width, to both sides
# says: half the width, to both sides of 0
my_answer = (-0.36, 0.36)

# %% 18.1 wrong: only the upper end is right
# says: close, but not in the second decimal: round at the end only
my_answer = (98.82, 99.56)

# %% 18.1 wrong: three times the root
# says: the middle of the interval is right, but its ends are not
my_answer = (98.67, 99.73)

# %% 18.1 wrong: a list in a list
# says: expected 2 results
my_answer = [[98.84, 99.56]]


# %% 18.2 right: solved for n
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return int(np.ceil(4 * a * (1 - a) / h**2))


# %% 18.2 right: in percentages all the way
def my_n_images(percent, points):
    n = percent * (100 - percent) * (2 / points) ** 2
    return -int(-n // 1)


# %% 18.2 right: counted up in steps, with the function of the lesson
def my_n_images(percent, points):
    n = 1
    while np.diff(my_interval((1 - percent / 100) * n, n))[0] / 2 > points:
        n += 1
    return n


# %% 18.2 wrong: not rounded
# says: a whole number of images
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return 4 * a * (1 - a) / h**2


# %% 18.2 wrong: rounded down
# says: rounded down
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return int(4 * a * (1 - a) / h**2)


# %% 18.2 wrong: rounded to the nearest
# says: or to the nearest
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return round(4 * a * (1 - a) / h**2)


# %% 18.2 wrong: one standard error
# says: the 2 is missing
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return int(np.ceil(a * (1 - a) / h**2))


# %% 18.2 wrong: the 2 not squared
# says: square the 2, too
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return int(np.ceil(2 * a * (1 - a) / h**2))


# %% 18.2 wrong: the half width not squared
# says: the half width is to be squared
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return int(np.ceil(4 * a * (1 - a) / h))


# %% 18.2 wrong: points taken for the whole width
# says: half the width already
def my_n_images(percent, points):
    a, h = percent / 100, points / 200
    return int(np.ceil(4 * a * (1 - a) / h**2))


# %% 18.2 wrong: 1 minus a forgotten
# says: the factor (1 − a) is missing
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return int(np.ceil(4 * a / h**2))


# %% 18.2 wrong: a taken as 1
# says: the factor a is missing
def my_n_images(percent, points):
    n_wrong_share, h = 1 - percent / 100, points / 100
    return int(np.ceil(4 * n_wrong_share / h**2))


# %% 18.2 wrong: points not turned into a share
# says: divide them by 100, too
def my_n_images(percent, points):
    a = percent / 100
    return int(np.ceil(4 * a * (1 - a) / points**2))


# %% 18.2 wrong: the accuracy left in percent
# says: turned into shares, both
def my_n_images(percent, points):
    h = points / 100
    return int(np.ceil(4 * percent * (1 - percent) / h**2))


# %% 18.2 wrong: 1.96
# says: by 2, not by 1.96
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return int(np.ceil(1.96**2 * a * (1 - a) / h**2))


# %% 18.2 wrong: the root not undone
# says: undone by squaring
def my_n_images(percent, points):
    a, h = percent / 100, points / 100
    return int(np.ceil(2 * np.sqrt(a * (1 - a)) / h))


# %% 18.3 right: as in the hint
def my_paired_z(right_a, right_b):
    """Return how many images only A, and only B, gets right, and z of eq. (18.4)."""
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return n_a, n_b, 0
    return n_a, n_b, (n_a - n_b) / np.sqrt(n_a + n_b)


# %% 18.3 right: equal counts are 0 at once
def my_paired_z(right_a, right_b):
    n_both = np.sum(right_a & right_b)
    n_a, n_b = right_a.sum() - n_both, right_b.sum() - n_both
    if n_a == n_b:
        return int(n_a), int(n_b), 0.0
    return int(n_a), int(n_b), float((n_a - n_b) / (n_a + n_b) ** 0.5)


# %% 18.3 right: a loop, at least 1 under the root, a list
def my_paired_z(right_a, right_b):
    n_a = n_b = 0
    for a, b in zip(right_a, right_b):
        if a and not b:
            n_a += 1
        elif b and not a:
            n_b += 1
    return [n_a, n_b, (n_a - n_b) / np.sqrt(max(1, n_a + n_b))]


# %% 18.3 right: a tiny number below the line
def my_paired_z(right_a, right_b):
    a = np.asarray(right_a, dtype=int)
    b = np.asarray(right_b, dtype=int)
    n_a, n_b = np.count_nonzero(a > b), np.count_nonzero(b > a)
    return n_a, n_b, (n_a - n_b) / (np.sqrt(n_a + n_b) + 1e-12)


# %% 18.3 wrong: 0 / 0
# says: if no image tells them apart, z is 0, not 0 / 0
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    with np.errstate(invalid="ignore"):
        return n_a, n_b, (n_a - n_b) / np.sqrt(n_a + n_b)


# %% 18.3 wrong: counts exchanged
# says: exchanged: first how many only A gets right, then only B
def my_paired_z(right_a, right_b):
    n_a = np.sum(~right_a & right_b)
    n_b = np.sum(~right_b & right_a)
    z = (n_a - n_b) / np.sqrt(n_a + n_b) if n_a + n_b else 0
    return n_a, n_b, z


# %% 18.3 wrong: z the other way round
# says: the sign of z: A minus B
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, (n_b - n_a) / np.sqrt(n_a + n_b)


# %% 18.3 wrong: absolute value
# says: z has a sign: below 0 if B is better
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, abs(n_a - n_b) / np.sqrt(n_a + n_b)


# %% 18.3 wrong: root forgotten
# says: divide by the root of the count
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, (n_a - n_b) / (n_a + n_b)


# %% 18.3 wrong: all right ones counted
# says: leave out the images that both get right
def my_paired_z(right_a, right_b):
    n_a, n_b = right_a.sum(), right_b.sum()
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, (n_a - n_b) / np.sqrt(n_a + n_b)


# %% 18.3 wrong: divided by the root of all images
# says: only the images that tell them apart stand under the root, not all
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    return n_a, n_b, (n_a - n_b) / np.sqrt(len(right_a))


# %% 18.3 wrong: chi squared
# says: that is z squared
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, (n_a - n_b) ** 2 / (n_a + n_b)


# %% 18.3 wrong: 0 as soon as one count is 0
# says: here only one of the counts is 0
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a == 0 or n_b == 0:
        return n_a, n_b, 0
    return n_a, n_b, (n_a - n_b) / np.sqrt(n_a + n_b)


# %% 18.3 wrong: two roots below the line
# says: one root, of the sum of both counts, not two roots
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, (n_a - n_b) / (np.sqrt(n_a) + np.sqrt(n_b))


# %% 18.3 wrong: root of the sum of squares
# says: the root of the sum of the counts, not of their squares
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, (n_a - n_b) / np.hypot(n_a, n_b)


# %% 18.3 wrong: z alone
# says: expected 3 results
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return 0
    return (n_a - n_b) / np.sqrt(n_a + n_b)


# %% 18.3 wrong: shares instead of counts
# says: these are shares; count the images
def my_paired_z(right_a, right_b):
    n_a = np.mean(right_a & ~right_b)
    n_b = np.mean(right_b & ~right_a)
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, (n_a - n_b) / np.sqrt(n_a + n_b)


# %% 18.3 wrong: both counts are of the images on which they differ
# says: which of them gets only A right
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a ^ right_b)
    n_b = np.sum(right_b ^ right_a)
    if n_a + n_b == 0:
        return 0, 0, 0
    return n_a, n_b, (n_a - n_b) / np.sqrt(n_a + n_b)


# %% 18.3 wrong: turns right_b around in place
# says: changed its input
def my_paired_z(right_a, right_b):
    wrong_b = np.logical_not(right_b, out=right_b)
    n_a = np.sum(right_a & wrong_b)
    n_b = np.sum(~right_a & ~wrong_b)
    return n_a, n_b, (n_a - n_b) / np.sqrt(max(1, n_a + n_b))


# %% 18.3 wrong: z first
# says: the order: first both counts, then z
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    return (n_a - n_b) / np.sqrt(max(n_a + n_b, 1)), n_a, n_b


# %% 18.3 wrong: z rounded
# says: z is rounded; give all digits
def my_paired_z(right_a, right_b):
    n_a = np.sum(right_a & ~right_b)
    n_b = np.sum(right_b & ~right_a)
    if n_a + n_b == 0:
        return n_a, n_b, 0
    return n_a, n_b, round((n_a - n_b) / np.sqrt(n_a + n_b), 2)


# %% 18.2 wrong: the 2 not squared, and not rounded
# says: square the 2, too. In the end, round up
def my_n_images(percent, points):
    a = percent / 100
    return 2 * a * (1 - a) / (points / 100) ** 2


# %% 18.2 wrong: points left in points, and not rounded
# says: divide them by 100, too. In the end, round up
def my_n_images(percent, points):
    a = percent / 100
    return 4 * a * (1 - a) / points**2


# %% 18.3 wrong: Boolean arrays subtracted
# says: `return (right_a - right_b).sum()
def my_paired_z(right_a, right_b):
    return (right_a - right_b).sum(), 0, 0


# %% 18.2 wrong: rounds to the nearest
# says: rounded down, or to the nearest: with so few images it is still a little too wide
def my_n_images(percent, points):
    a, half = percent / 100, points / 100
    return round(4 * a * (1 - a) / half**2)


# %% 18.2 wrong: cuts off and always adds one
# says: where n comes out whole, that is enough: round up, do not add 1
def my_n_images(percent, points):
    return int(4 * percent * (100 - percent) / points**2) + 1


# %% 18.2 wrong: one standard deviation
# says: half the width is 2 times the root; the 2 is missing
def my_n_images(percent, points):
    a, half = percent / 100, points / 100
    return int(np.ceil(a * (1 - a) / half**2 - 1e-6))


# %% 18.2 wrong: 1.96 as in statistics books
# says: multiply the root by 2, not by 1.96
def my_n_images(percent, points):
    a, half = percent / 100, points / 100
    return int(np.ceil(1.96**2 * a * (1 - a) / half**2 - 1e-6))


# %% 18.2 wrong: points taken for the whole width, again
# says: points are half the width already
def my_n_images(percent, points):
    a, half = percent / 100, points / 100 / 2
    return int(np.ceil(4 * a * (1 - a) / half**2 - 1e-6))


# %% 18.2 wrong: takes a as 1, as rare mistakes
# says: the factor a is missing; it is not always near 1
def my_n_images(percent, points):
    a, half = percent / 100, points / 100
    return int(np.ceil(4 * (1 - a) / half**2 - 1e-6))


# %% 18.2 right: plain ceil, in percent
def my_n_images(percent, points):
    return math.ceil(4 * percent * (100 - percent) / points**2)


import math


# %% 18.2 right: bisection on the interval
def my_n_images(percent, points):
    a = percent / 100

    def half(n):
        return 200 * (a * (1 - a) / n) ** 0.5

    few, many = 0, 1
    while half(many) > points * (1 + 1e-12):
        many *= 2
    while many - few > 1:
        n = (few + many) // 2
        if half(n) > points * (1 + 1e-12):
            few = n
        else:
            many = n
    return many


# %% 18.2 right: np.ceil as it comes, a float
def my_n_images(percent, points):
    acc, width = np.array([percent, points]) / 100
    return np.ceil((2 / width) ** 2 * acc * (1 - acc))
