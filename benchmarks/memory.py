#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Summarizes up to 10⁷ draws × 20 years in a heap of 512 MB, and fits a line to the time over the draws.

Each size is a process of its own, as a user starts it; the intercept is the start of the virtual machine. Exit code 1 if a run
fails or R² is not above 0.99.
"""

import argparse
import subprocess
import sys
import time

from run import JAR, java, java_version


def seconds(draws, heap):
    command = [java(), f"-Xmx{heap}", "-jar", JAR, "simulate", "--preset", "published", "--mechanism", "performance-contract"]
    command += ["--draws", str(draws), "--years", "20", "--json"]
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def line(x, y):
    """Least squares: intercept, slope, R²."""
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    xx = sum((a - mean_x) ** 2 for a in x)
    yy = sum((b - mean_y) ** 2 for b in y)
    xy = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y))
    return mean_y - xy / xx * mean_x, xy / xx, xy * xy / (xx * yy)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=10_000_000, help="largest number of draws (default 10000000)")
    parser.add_argument("--heap", default="512m", help="heap of the virtual machine (default 512m)")
    options = parser.parse_args()
    java_version()
    draws = [options.most * share // 10 for share in (1, 2, 4, 6, 8, 10)]
    times = []
    for count in draws:
        times.append(seconds(count, options.heap))
        print(f"{count:>10} draws  {times[-1]:8.2f} s", flush=True)
    intercept, slope, r_squared = line(draws, times)
    print(f"time = {intercept:.2f} s + {slope * 1e6:.2f} s per million draws, R² = {r_squared:.5f}, heap {options.heap}")
    sys.exit(0 if r_squared > 0.99 else 1)


if __name__ == "__main__":
    main()
