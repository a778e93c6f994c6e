# SPDX-License-Identifier: Apache-2.0
"""The preset `published` as a NumPyro user writes it: named sites, a plate of draws, NumPyro's scan, compiled by jit.

NumPyro draws noise inside the scan, so this is slower than the best plan of published_jax.py; it is measured beside it
because it is what the library is chosen over, and it is never the figure that ours is divided by.
"""

import jax
import jax.numpy as jnp
import numpyro
import published_jax as published
from numpyro import distributions as dist
from numpyro.contrib.control_flow import scan
from numpyro.handlers import seed


def model(mechanism, draws, years):
    with numpyro.plate("draws", draws, dim=-1):
        mean = numpyro.sample("tendency-mean", dist.Normal(0.0, 0.03))
        spread = numpyro.sample("tendency-spread", dist.HalfNormal(0.05))
        with numpyro.plate("agents", published.AGENTS, dim=-2):
            tendencies = numpyro.sample("tendency", dist.Normal(mean, spread))
        forest = jnp.full((draws,), published.INITIAL_FOREST)
        first = numpyro.sample("erosion-0", dist.Normal(0.0, 1.0))

    def year(state, half_variance):
        with numpyro.plate("draws", draws, dim=-1):
            with numpyro.plate("agents", published.AGENTS, dim=-2):
                contributions = numpyro.sample("contribution", dist.Normal(0.0, 1.0))
            forest_noise = numpyro.sample("forest-growth", dist.Normal(0.0, 1.0))
            erosion_noise = numpyro.sample("erosion", dist.Normal(0.0, 1.0))
            shocks = [*contributions, forest_noise, erosion_noise]
            if mechanism == published.CREDIT_TRADING:
                shocks.append(numpyro.sample("credit-price", dist.Normal(0.0, 1.0)))
        state = published.next_state(mechanism, state, tendencies, shocks, half_variance)
        return state, published.power_sums(*state[:2])

    start = (forest, published.erosion(forest, first), jnp.zeros_like(forest))
    return scan(year, start, published.half_price_variance(years))[1]


def compiled(mechanism, draws, years=20):
    run = jax.jit(lambda key: seed(model, key)(mechanism, draws, years))
    return lambda number: jax.block_until_ready(run(jax.random.key(number)))
