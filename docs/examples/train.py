"""A classifier trained on made-up points, with nothing but Python: something to measure.

Usage: train.py [EPOCHS] [LOG]. Writes a line to LOG (train.log) at the end of each epoch.
"""

import math
import random
import sys

POINTS = 200_000
FEATURES = 8
RATE = 0.00001


def sigmoid(x):
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def main(epochs, log):
    made = random.Random(7)
    truth = [made.gauss(0, 1) for _ in range(FEATURES)]
    points = []
    for _ in range(POINTS):
        x = [made.gauss(0, 1) for _ in range(FEATURES)]
        points.append((x, made.random() < sigmoid(sum(a * b for a, b in zip(truth, x)))))
    weights = [0.0] * FEATURES
    for epoch in range(1, epochs + 1):
        loss = 0.0
        for x, y in points:
            p = sigmoid(sum(w * a for w, a in zip(weights, x)))
            loss -= math.log(max(1e-12, p if y else 1 - p))
            error = p - y
            weights = [w - RATE * error * a for w, a in zip(weights, x)]
        with open(log, "a") as out:
            out.write(f"epoch {epoch} done, loss {loss / POINTS:.4f}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, sys.argv[2] if len(sys.argv) > 2 else "train.log")
