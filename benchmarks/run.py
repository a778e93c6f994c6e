#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures Headwater and JAX in one run, turn by turn, on all cores; ../docs/benchmarks.md says what and why.

Makes a virtual environment under target/benchmarks from requirements.txt, starts the peer (peer.py), and launches
target/headwater.jar as a user does. Prints a table and writes the same as JSON to target/benchmarks/results.json.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
import venv
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "target" / "benchmarks"
JAR = ROOT / "target" / "headwater.jar"
COMPARE = ["compare", "--preset", "published", "--draws", "500", "--json"]


def say(text):
    print(text, file=sys.stderr, flush=True)


def python_with_jax():
    """The interpreter of an environment that has exactly the pinned packages."""
    requirements = HERE / "requirements.txt"
    place, stamp = WORK / "venv", WORK / "venv" / "requirements.txt"
    python = place / "bin" / "python"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        say("installing JAX and NumPyro")
        venv.create(place, clear=True, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
        stamp.write_text(requirements.read_text())
    return python


def java():
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else "java"


def answer_of(command):
    run = subprocess.run(command, cwd=HERE, stdout=subprocess.PIPE, text=True)
    if run.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {run.returncode}")
    return run.stdout


def ours():
    return json.loads(answer_of([java(), "-jar", JAR, "benchmark", "--json"]))


class Peer:
    """The process of peer.py: it waits while ours is measured."""

    def __init__(self, python):
        command = [python, HERE / "peer.py"]
        self.process = subprocess.Popen(command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"the peer ended before it answered {command}")
        return json.loads(answer)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def seconds_of(command):
    begin = time.perf_counter()
    answer_of(command)
    return time.perf_counter() - begin


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


def java_version():
    run = subprocess.run([java(), "-version"], stderr=subprocess.PIPE, text=True, check=True)
    lines = run.stderr.splitlines()
    if int(re.search(r'"(\d+)', lines[0]).group(1)) < 25:
        raise SystemExit(f"{java()} is {lines[0]}; JAVA_HOME must name a JDK 25 or later")
    return lines[-1].strip()


def load_before():
    """Other work on the machine, in processors; above 0.2 the figures are only a hint."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def spread(values):
    return {"median": median(values), "lowest": min(values), "highest": max(values)}


def measure(repetitions, firsts):
    our_java = java_version()
    python = python_with_jax()
    machine = {"processor": processor(), "cores": os.cpu_count(), "system": platform.platform(), "loadBefore": load_before()}
    peer = Peer(python)
    versions = {**peer.ask("versions"), "java": our_java}
    say("looking for JAX's fastest plans")
    plans, means = peer.ask("choose"), peer.ask("check")
    our_runs, their_runs, shared = [], [], []
    for repetition in range(repetitions):
        say(f"repetition {repetition + 1} of {repetitions}")
        their_runs.append(median(peer.ask("throughput")["trajectoryYearsPerSecond"] for _ in range(7)))
        shared.append(median(peer.ask("shared")["trajectoryYearsPerSecond"] for _ in range(3)))
        our_runs.append(ours())
    rates = [run["trajectoryYearsPerSecond"] for run in our_runs]
    their_compare, numpyro = peer.ask("compare"), peer.ask("numpyro")
    peer.end()
    say("first results")
    our_firsts, their_firsts = [], []
    for _ in range(firsts):
        their_firsts.append(seconds_of([python, HERE / "peer.py", "first"]))
        our_firsts.append(seconds_of([java(), "-jar", JAR, *COMPARE]))
    return {
        "machine": machine,
        "versions": versions,
        "headwater": {
            "trajectoryYearsPerSecond": spread(rates),
            "bareLoopYearsPerSecond": spread([run["bareLoopYearsPerSecond"] for run in our_runs]),
            "shareOfBareLoop": median(run["trajectoryYearsPerSecond"] / run["bareLoopYearsPerSecond"] for run in our_runs),
            "compareMillis": {
                preset: {
                    figure: median(run["compareMillis"][preset][figure] for run in our_runs) for figure in ("median", "p95")
                }
                for preset in our_runs[0]["compareMillis"]
            },
            "firstResultSeconds": spread(our_firsts),
        },
        "jax": {
            "trajectoryYearsPerSecond": spread(their_runs),
            "sharedNoiseTrajectoryYearsPerSecond": spread(shared),
            "plans": plans,
            "means": means,
            "compareMillis": {"published": their_compare},
            "firstResultSeconds": spread(their_firsts),
        },
        "numpyro": numpyro,
        "ratio": spread([a / b for a, b in zip(rates, their_runs)]),
    }


def millions(figure):
    return f"{figure['median'] / 1e6:.1f} ({figure['lowest'] / 1e6:.1f} to {figure['highest'] / 1e6:.1f})"


def seconds(figure):
    return f"{figure['median']:.2f} ({figure['lowest']:.2f} to {figure['highest']:.2f})"


def milliseconds(figure):
    return f"{figure['median']:.2f}, p95 {figure['p95']:.2f}"


def table(results):
    a, b = results["headwater"], results["jax"]
    rows = [
        ("", "Headwater", "JAX"),
        ("million trajectory-years/s", millions(a["trajectoryYearsPerSecond"]), millions(b["trajectoryYearsPerSecond"])),
        ("ratio", f"{results['ratio']['median']:.2f} ({results['ratio']['lowest']:.2f} to {results['ratio']['highest']:.2f})", "1"),
        ("same, noise shared by the three", "", millions(b["sharedNoiseTrajectoryYearsPerSecond"])),
        ("NumPyro program, cost sharing", "", f"{results['numpyro']['trajectoryYearsPerSecond'] / 1e6:.1f}"),
        ("bare loop, million/s", millions(a["bareLoopYearsPerSecond"]), ""),
        ("share of the bare loop", f"{a['shareOfBareLoop']:.0%}", ""),
        ("500 × 20 × 3 with effects, ms", milliseconds(a["compareMillis"]["published"]), milliseconds(b["compareMillis"]["published"])),
        *[(f"same, {preset}", milliseconds(time), "") for preset, time in a["compareMillis"].items() if preset != "published"],
        ("process to first result, s", seconds(a["firstResultSeconds"]), seconds(b["firstResultSeconds"])),
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    machine, versions = results["machine"], results["versions"]
    facts = f"{machine['processor']}, {machine['cores']} cores, load before {machine['loadBefore']}; " + ", ".join(
        f"{name} {version}" for name, version in versions.items() if name != "cores"
    )
    plans = [f"{mechanism}: {plan['plan']}; compiled in {plan['compileSeconds']} s" for mechanism, plan in b["plans"].items()]
    return "\n".join([*lines, "", facts, *plans])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repetitions", type=int, default=5, help="turns of each side (default 5)")
    parser.add_argument("--firsts", type=int, default=5, help="processes timed to their first result (default 5)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    if not JAR.exists():
        raise SystemExit("target/headwater.jar is missing: mvn -DskipTests package")
    results = measure(options.repetitions, options.firsts)
    text = json.dumps(results, indent=2, ensure_ascii=False)
    (WORK / "results.json").write_text(text + "\n")
    print(text if options.json else table(results))


if __name__ == "__main__":
    main()
