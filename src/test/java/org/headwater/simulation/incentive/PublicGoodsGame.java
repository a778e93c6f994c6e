// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.incentive;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.headwater.simulation.Intervention;
import org.headwater.simulation.Party;
import org.headwater.simulation.World;

/**
 * The linear public-goods game: each of five players keeps what it does not contribute of an endowment of 1, and every unit
 * contributed returns the mechanism's modifier to each player, the marginal per capita return m. Payoff 1 − c_i + m·Σ c_j, plus
 * the same weather for all worlds; without the project everybody has 1.05. Below m = 1 the only Nash equilibrium is to contribute nothing, above it everything.
 */
final class PublicGoodsGame implements Accounting {

    /** What a player has without the project above its endowment. */
    static final double OUTSIDE_OPTION = 0.05;

    private static final Party[] PLAYERS = Party.values();

    private final double[][] contributions;
    private final double[] weather;

    PublicGoodsGame(double[][] contributions, double[] weather) {
        this.contributions = contributions;
        this.weather = weather;
    }

    /** Contributions around a mean of their own for each player, in [0.05, 0.95]. */
    static PublicGoodsGame withAnyBehaviour(int draws, long seed) {
        Random random = new Random(seed);
        double[][] contributions = new double[PLAYERS.length][];
        for (int player = 0; player < PLAYERS.length; player++) {
            double mean = 0.2 + 0.15 * player;
            contributions[player] = random.doubles(draws)
                    .map(uniform -> mean + 0.3 * (uniform - 0.5))
                    .toArray();
        }
        return new PublicGoodsGame(contributions, random.doubles(draws, -5, 5).toArray());
    }

    static PublicGoodsGame withConstantBehaviour(double level, int draws) {
        double[][] contributions = new double[PLAYERS.length][draws];
        for (double[] player : contributions) {
            Arrays.fill(player, level);
        }
        return new PublicGoodsGame(contributions, new double[draws]);
    }

    double contribution(Party player, int draw) {
        return contributions[player.ordinal()][draw];
    }

    int draws() {
        return weather.length;
    }

    @Override
    public List<Account> of(List<World> worlds) {
        return worlds.stream().map(this::of).toList();
    }

    private Account of(World world) {
        double[][] values = new double[PLAYERS.length][draws()];
        double outside = world.equals(World.withoutProject()) ? OUTSIDE_OPTION : 0;
        for (int draw = 0; draw < draws(); draw++) {
            double[] given = new double[PLAYERS.length];
            for (Party player : PLAYERS) {
                given[player.ordinal()] = contribution(player, draw);
            }
            double perCapitaReturn = play(world, given);
            double pot = 0;
            for (double one : given) {
                pot += one;
            }
            for (int player = 0; player < PLAYERS.length; player++) {
                values[player][draw] = 1 - given[player] + perCapitaReturn * pot + outside + weather[draw];
            }
        }
        return new Account(values, new double[draws()], 0);
    }

    private static double play(World world, double[] given) {
        double perCapitaReturn = 0;
        for (Intervention intervention : world.interventions()) {
            switch (intervention) {
                case Intervention.SetMechanism set ->
                    perCapitaReturn = set.mechanism().modifier();
                case Intervention.SetContribution set -> given[set.party().ordinal()] = set.level();
                case Intervention.WithoutProject none -> Arrays.fill(given, 0);
                default -> throw new IllegalArgumentException(intervention.toString());
            }
        }
        return perCapitaReturn;
    }
}
