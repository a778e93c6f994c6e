# SPDX-License-Identifier: Apache-2.0
"""The preset `published` of docs/model.md in JAX: jit, vmap, scan, float64, all cores of the CPU.

The model is written once, for one draw and one year (`modifier`, `next_state`). How its noise is drawn and how draws are
laid over blocks and cores is a `Plan`; `candidates.py` finds the fastest one. Nothing of a trajectory is stored: a run returns
the means and standard deviations of forest health and erosion in every year.
"""

import os
from dataclasses import dataclass
from functools import partial

# one device for each core; must be said before JAX starts
CORES = os.cpu_count() or 1
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} --xla_force_host_platform_device_count={CORES}".strip()

import jax
import jax.numpy as jnp
from jax import lax, random

jax.config.update("jax_enable_x64", True)

COST_SHARING = "cost-sharing"
PERFORMANCE_CONTRACT = "performance-contract"
CREDIT_TRADING = "credit-trading"
MECHANISMS = (COST_SHARING, PERFORMANCE_CONTRACT, CREDIT_TRADING)

PRINTED_MEANS = {
    COST_SHARING: (0.58, 0.52),
    PERFORMANCE_CONTRACT: (0.86, 0.41),
    CREDIT_TRADING: (0.92, 0.38),
}

AGENTS = 5
INITIAL_FOREST = 0.30
GROWTH_RATE = 0.4621
DEGRADATION_RATE = 0.2745
PAYMENT_WEIGHT = 0.4807
EROSION_SCALE = 0.8714
EROSION_EXPONENT = 0.8912
PRICE_VOLATILITY = 0.0661
TRANSITION_WIDTH = 0.2384
PRICE_REVERSION = 0.3


def expected_erosion(forest):
    return EROSION_SCALE * jnp.exp(-EROSION_EXPONENT * forest)


def erosion(forest, z):
    """E = E₀·exp(−b·F)·exp(0.08·z − 0.08²/2), in one exponential."""
    return EROSION_SCALE * jnp.exp(0.08 * z - 0.08**2 / 2 - EROSION_EXPONENT * forest)


def half_price_variance(years):
    """Var ℓ_t / 2 of every year, from ℓ₀ = 0."""
    halves, variance = [], 0.0
    for _ in range(years):
        variance = (1 - PRICE_REVERSION) ** 2 * variance + PRICE_VOLATILITY**2
        halves.append(variance / 2)
    return jnp.array(halves)


def reached(excess):
    return 1 / (1 + jnp.exp(-excess / TRANSITION_WIDTH))


def modifier(mechanism, forest, erosion_before, log_price, half_variance):
    match mechanism:
        case "cost-sharing":
            return 1.0
        case "performance-contract":
            reduction = 1 - erosion_before / expected_erosion(INITIAL_FOREST)
            outcome = 0.5 * (reached(forest - 0.7) + reached(reduction - 0.3))
            return 1 + 0.3 * reached(0.5 - forest) + PAYMENT_WEIGHT * outcome
        case "credit-trading":
            return 1.5 * jnp.exp(log_price - half_variance)


def next_state(mechanism, state, tendencies, shocks, half_variance):
    """One year of one draw; shocks are the five contributions, forest, erosion and, where a price is needed, the price."""
    forest, erosion_before, log_price = state
    if mechanism == CREDIT_TRADING:
        log_price = (1 - PRICE_REVERSION) * log_price + PRICE_VOLATILITY * shocks[7]
    m = modifier(mechanism, forest, erosion_before, log_price, half_variance)
    total = sum(jnp.clip(0.60 * m + tendencies[i] + 0.05 * shocks[i], 0, 1) for i in range(AGENTS))
    contribution = total / AGENTS
    logistic = forest * (1 - forest)
    growth = GROWTH_RATE * contribution * logistic
    degradation = DEGRADATION_RATE * (1 - contribution) * forest
    forest = jnp.clip(forest + growth - degradation + 2 * 0.03 * logistic * shocks[5], 0.01, 1)
    return forest, erosion(forest, shocks[6]), log_price


@dataclass(frozen=True)
class Plan:
    """How a run is laid out; the model and the number of random variables are the same in every plan."""

    generator: str = "threefry2x32"  # or rbg, unsafe_rbg
    normals: str = "inverse"  # jax.random.normal; or box-muller; or box-muller-32, from 32 random bits for each normal
    noise: str = "bulk"  # all years before the scan; or one-call, per-year (in the scan), per-draw (a key for each draw)
    block: int = 2048  # draws that go through the scan together
    unroll: int = 1
    spread: str = "devices"  # one block after another on a device for each core; or threads: XLA's own, one block at a time

    def __str__(self):
        return f"{self.generator}, {self.normals}, {self.noise}, blocks of {self.block}, unroll {self.unroll}, {self.spread}"


def normals(plan, key, shape):
    if plan.normals == "inverse":
        return random.normal(key, shape, dtype=jnp.float64)
    pairs = (shape[0] + 1) // 2
    if plan.normals == "box-muller":
        uniform = 1 - random.uniform(key, (2 * pairs, *shape[1:]), dtype=jnp.float64)
    else:
        bits = random.bits(key, (2 * pairs, *shape[1:]), dtype=jnp.uint32)
        uniform = (bits.astype(jnp.float64) + 0.5) * 2.0**-32
    radius, angle = jnp.sqrt(-2 * jnp.log(uniform[:pairs])), 2 * jnp.pi * uniform[pairs:]
    return jnp.concatenate([radius * jnp.cos(angle), radius * jnp.sin(angle)])[: shape[0]]


INITIAL_NOISE = 8  # μ, σ, five tendencies, erosion of year 0


def noise(plan, key, count, years):
    """Normals of the draws, (8, block), and a function from (key or normals of the year) to the year's normals."""
    block = plan.block
    first, rest = random.split(key)
    match plan.noise:
        case "one-call":
            every = normals(plan, key, (INITIAL_NOISE + years * count, block))
            return every[:INITIAL_NOISE], every[INITIAL_NOISE:].reshape(years, count, block), lambda year: year
        case "per-draw":
            size = INITIAL_NOISE + years * count
            every = jax.vmap(lambda k: normals(plan, k, (size,)), out_axes=1)(random.split(key, block))
            return every[:INITIAL_NOISE], every[INITIAL_NOISE:].reshape(years, count, block), lambda year: year
        case "per-year":
            return (
                normals(plan, first, (INITIAL_NOISE, block)),
                random.split(rest, years),
                lambda year: normals(plan, year, (count, block)),
            )
        case _:
            return (
                normals(plan, first, (INITIAL_NOISE, block)),
                normals(plan, rest, (years * count, block)).reshape(years, count, block),
                lambda year: year,
            )


def trajectories(plan, mechanisms, key, years, observe):
    """Scans one block over the years; `observe` makes what is kept of (forest, erosion) of each mechanism and year."""
    count = 8 if CREDIT_TRADING in mechanisms else 7
    initial, yearly, of_year = noise(plan, key, count, years)
    tendencies = 0.03 * initial[0] + 0.05 * jnp.abs(initial[1]) * initial[2:7]
    forest = jnp.full((plan.block,), INITIAL_FOREST)
    start = (forest, erosion(forest, initial[7]), jnp.zeros_like(forest))

    def year(states, inputs):
        shocks, half_variance = of_year(inputs[0]), inputs[1]
        step = lambda mechanism, state: jax.vmap(partial(next_state, mechanism), in_axes=((0, 0, 0), 1, 1, None))(
            state, tendencies, shocks, half_variance
        )
        states = tuple(step(mechanism, state) for mechanism, state in zip(mechanisms, states))
        return states, jnp.stack([observe(forest, erosion) for forest, erosion, _ in states])

    inputs = (yearly, half_price_variance(years))
    return lax.scan(year, (start,) * len(mechanisms), inputs, unroll=plan.unroll)[1]


def power_sums(forest, erosion):
    return jnp.stack([forest.sum(), (forest * forest).sum(), erosion.sum(), (erosion * erosion).sum()])


class Run:
    """A compiled run: call it with a seed; it returns (years, mechanisms, [mean F, sd F, mean E, sd E])."""

    def __init__(self, plan, mechanisms, draws, years=20):
        devices = CORES if plan.spread == "devices" else 1
        self.plan = plan
        self.blocks = max(1, round(draws / (plan.block * devices)))
        self.draws = self.blocks * plan.block * devices
        self.trajectory_years = self.draws * years * len(mechanisms)
        self.devices = devices

        def blocks(key):
            def add(sums, i):
                return sums + trajectories(plan, mechanisms, random.fold_in(key, i), years, power_sums), None

            return lax.scan(add, jnp.zeros((years, len(mechanisms), 4)), jnp.arange(self.blocks))[0]

        self.compiled = jax.pmap(blocks) if devices > 1 else jax.jit(blocks)

    def __call__(self, seed):
        key = random.key(seed, impl=self.plan.generator)
        keys = random.split(key, self.devices) if self.devices > 1 else key
        sums = jax.block_until_ready(self.compiled(keys))
        return sums.sum(0) if self.devices > 1 else sums

    def moments(self, seed):
        f, ff, e, ee = jnp.moveaxis(self(seed), -1, 0) / self.draws
        return jnp.stack([f, jnp.sqrt(ff - f * f), e, jnp.sqrt(ee - e * e)], axis=-1)


def effects(plan, years):
    """A compiled comparison of one block: trajectories of the three mechanisms in the same worlds, and at the horizon, for each
    of the three switches and both indicators, the mean, its standard error, the 90 % interval of the paired differences and
    P(better)."""

    @jax.jit
    def compare(key):
        kept = trajectories(plan, MECHANISMS, key, years, lambda forest, erosion: jnp.stack([forest, erosion]))
        last = kept[-1]
        contrasts = jnp.stack([last[to] - last[of] for of, to in ((0, 1), (0, 2), (1, 2))])
        better = contrasts * jnp.array([1.0, -1.0])[:, None]
        return (
            kept,
            contrasts.mean(-1),
            contrasts.std(-1, ddof=1) / jnp.sqrt(plan.block),
            jnp.quantile(contrasts, jnp.array([0.05, 0.95]), axis=-1),
            ((1 + jnp.sign(better)) / 2).mean(-1),
        )

    return lambda seed: jax.block_until_ready(compare(random.key(seed, impl=plan.generator)))
