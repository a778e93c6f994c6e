// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.List;

/** Blocks of the preset {@code watershed}: noise is made once a year, then every world goes through its equations with it. */
final class WatershedBlock implements BlockSimulator {

    private final int years;
    private final WatershedDraws draws;
    private final WatershedNoise noise;
    private final WatershedWorld[] worlds;

    WatershedBlock(List<Parameter> parameters, List<World> worlds, int years, long seed) {
        this.years = years;
        this.draws = WatershedDraws.of(parameters, seed);
        this.noise = new WatershedNoise(seed);
        this.worlds = worlds.stream()
                .map(world -> new WatershedWorld(world, draws.under(world.interventions(), parameters), years))
                .toArray(WatershedWorld[]::new);
    }

    @Override
    public void simulate(long firstDraw, Recorder recorder) {
        draws.start(firstDraw);
        noise.start(firstDraw);
        for (int year = 0; year <= years; year++) {
            noise.go(year);
            for (int world = 0; world < worlds.length; world++) {
                simulateYear(worlds[world], year);
                record(world, year, recorder);
            }
        }
    }

    private void simulateYear(WatershedWorld world, int year) {
        if (year == 0) {
            world.begin(noise);
        } else {
            world.advance(year, noise);
        }
    }

    private void record(int world, int year, Recorder recorder) {
        double[][] values = worlds[world].values();
        for (int indicator = 0; indicator < values.length; indicator++) {
            recorder.record(world, indicator, year, values[indicator]);
        }
    }

    WatershedWorld world(int index) {
        return worlds[index];
    }
}
