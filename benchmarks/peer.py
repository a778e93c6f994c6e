# SPDX-License-Identifier: Apache-2.0
"""JAX's side of the comparison, a process that answers commands (one a line) with JSON (one a line); run.py drives it.

choose      tries the plans for each mechanism and keeps the fastest
check       the six means of year 20 beside the printed ones
throughput  one repetition: each mechanism by itself, about a third of a second each
shared      one repetition with the three mechanisms in the same noise
numpyro     one repetition of the NumPyro program, cost sharing
compare     500 draws × 20 years × 3 mechanisms with effects and 90 % intervals, warm
first       nothing but that comparison, once: for the time from the start of the process to its first result
"""

import json
import math
import sys
import time
from dataclasses import replace
from statistics import median

from published_jax import CORES, MECHANISMS, PRINTED_MEANS, Plan, Run, effects

YEARS = 20
TRIAL_DRAWS = 1 << 17
CHOICES = [
    ("noise", ["bulk", "one-call", "per-year", "per-draw"]),
    ("generator", ["threefry2x32", "rbg", "unsafe_rbg"]),
    ("normals", ["inverse", "box-muller", "box-muller-32"]),
    ("block", [512, 1024, 2048, 4096, 8192]),
    ("unroll", [1, 2]),
]
THREADS = [Plan(spread="threads", noise=noise, block=block) for noise in ("bulk", "one-call") for block in (2048, 65536)]


def seconds(call):
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def best_of_trials(plan, mechanisms):
    run = Run(plan, mechanisms, TRIAL_DRAWS, YEARS)
    compile_seconds = seconds(lambda: run(0))
    rate = run.trajectory_years / min(seconds(lambda: run(seed)) for seed in range(1, 6))
    print(f"{rate / 1e6:8.2f} M/s  {'+'.join(mechanisms)}: {plan}", file=sys.stderr, flush=True)
    return rate, compile_seconds


def choose(mechanisms):
    """The fastest plan: XLA's own threads tried as they are, then one choice after another varied with the others kept."""
    tried = {}

    def rate(plan):
        if plan not in tried:
            tried[plan] = best_of_trials(plan, mechanisms)
        return tried[plan][0]

    best = max([Plan(), *THREADS], key=rate)
    for name, values in CHOICES:
        best = max([best, *(replace(best, **{name: value}) for value in values)], key=rate)
    return best, tried


class Peer:
    def __init__(self):
        self.runs = {}
        self.seed = 0

    def choose(self):
        answer = {}
        for mechanisms in [(mechanism,) for mechanism in MECHANISMS] + [MECHANISMS]:
            plan, tried = choose(mechanisms)
            rate, compile_seconds = tried[plan]
            # as many draws as keep one call busy for about a third of a second
            draws = max(TRIAL_DRAWS, round(rate / YEARS / len(mechanisms) / 3))
            self.runs[mechanisms] = Run(plan, mechanisms, draws, YEARS)
            self.runs[mechanisms](0)
            answer["+".join(mechanisms)] = {
                "plan": str(plan),
                "draws": self.runs[mechanisms].draws,
                "compileSeconds": round(compile_seconds, 2),
                "plansTried": len(tried),
            }
        return answer

    def check(self):
        means = {}
        for mechanism in MECHANISMS:
            forest, _, erosion, _ = self.runs[(mechanism,)].moments(20)[-1][0].tolist()
            printed = PRINTED_MEANS[mechanism]
            if max(abs(forest - printed[0]), abs(erosion - printed[1])) > 0.01:
                raise SystemExit(f"{mechanism}: means {forest:.4f} and {erosion:.4f}, printed {printed}")
            means[mechanism] = [round(forest, 4), round(erosion, 4)]
        return means

    def throughput(self):
        work = time_spent = 0
        each = {}
        for mechanism in MECHANISMS:
            run = self.runs[(mechanism,)]
            self.seed += 1
            spent = seconds(lambda: run(self.seed))
            each[mechanism] = run.trajectory_years / spent
            work, time_spent = work + run.trajectory_years, time_spent + spent
        return {"trajectoryYearsPerSecond": work / time_spent, "each": each}

    def shared(self):
        run = self.runs[MECHANISMS]
        return {"trajectoryYearsPerSecond": run.trajectory_years / seconds(lambda: run(1))}

    def numpyro(self):
        import published_numpyro

        draws = 1 << 16
        run = published_numpyro.compiled(MECHANISMS[0], draws, YEARS)
        compile_seconds = seconds(lambda: run(0))
        times = [seconds(lambda: run(seed)) for seed in range(1, 8)]
        return {"trajectoryYearsPerSecond": draws * YEARS / median(times), "compileSeconds": round(compile_seconds, 2)}

    def compare(self):
        # the fastest plan for many draws need not be the fastest for 500
        candidates = [Plan(noise=noise, block=500, unroll=unroll, spread="threads") for noise in ("bulk", "one-call") for unroll in (1, 2)]
        timed = []
        for plan in candidates:
            run = effects(plan, YEARS)
            run(0)
            times = sorted(seconds(lambda: run(seed)) * 1e3 for seed in range(300))
            timed.append({"median": median(times), "p95": times[math.ceil(0.95 * len(times)) - 1], "plan": str(plan)})
        return min(timed, key=lambda result: result["median"])

    def first(self):
        effects(Plan(block=500, spread="threads"), YEARS)(0)
        return {}

    def versions(self):
        import jax
        import jaxlib
        import numpyro

        return {
            "python": sys.version.split()[0],
            "jax": jax.__version__,
            "jaxlib": jaxlib.__version__,
            "numpyro": numpyro.__version__,
            "cores": CORES,
        }


def main():
    peer = Peer()
    commands = sys.argv[1:] or (line.strip() for line in sys.stdin)
    for command in commands:
        print(json.dumps(getattr(peer, command)()), flush=True)


if __name__ == "__main__":
    main()
