// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Exact order statistics of a sample too large to keep, by passing over it several times: each pass counts values in a grid,
 * and the next one looks only into the cells that hold a wanted rank, until such a cell holds few enough values to be kept and
 * sorted. Memory is bounded, and the result depends neither on the order of the values nor on the threads that bring them.
 *
 * <p>The first grid spans 4.5 standard deviations about the mean. By Cantelli's inequality no quantile of a probability from
 * 0.05 to 0.95 lies further than 4.36 of them from the mean, whatever the sample.
 */
final class QuantileSearch {

    private static final int CELLS = 1024;
    private static final int KEPT = 2048;
    private static final double SPAN = 4.5;

    private final TreeMap<Long, Double> found = new TreeMap<>();
    private Node root;
    private int leaves = 1;

    /** @param ranks wanted ranks, from 0 */
    QuantileSearch(Moments moments, List<Long> ranks) {
        for (long rank : ranks) {
            found.put(rank, Double.NaN);
        }
        double reach = SPAN * Math.sqrt(moments.squares() / moments.count());
        this.root = new Leaf(new Grid(moments.mean() - reach, moments.mean() + reach), 0, moments.count(), 0);
    }

    /** Where a value belongs: in a part that is split further, in one that is looked into, or nowhere of interest. */
    private sealed interface Node {}

    private record Split(Grid grid, Node[] children) implements Node {}

    private record Leaf(Grid grid, long below, long count, int number) implements Node {
        boolean isKept() {
            return count <= KEPT;
        }
    }

    private enum Elsewhere implements Node {
        INSTANCE
    }

    /** Equal cells between two bounds; values outside fall into the outermost. */
    private record Grid(double lowest, double highest) {
        int cell(double value) {
            double position = (value - lowest) / (highest - lowest) * CELLS;
            return (int) Math.min(Math.max(position, 0), CELLS - 1);
        }
    }

    /** What one thread finds in one pass. */
    final class Pass {
        private final Tally[] tallies = new Tally[leaves];

        Pass() {
            prepare(root);
        }

        private void prepare(Node node) {
            switch (node) {
                case Split split -> Arrays.stream(split.children).forEach(this::prepare);
                case Leaf leaf -> tallies[leaf.number] = leaf.isKept() ? new Values() : new Counts(leaf.grid);
                case Elsewhere ignored -> {}
            }
        }

        void add(double[] values, int lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                add(values[lane]);
            }
        }

        private void add(double value) {
            Node node = root;
            while (node instanceof Split split) {
                node = split.children[split.grid.cell(value)];
            }
            if (node instanceof Leaf leaf) {
                tallies[leaf.number].add(value);
            }
        }
    }

    private sealed interface Tally {
        void add(double value);
    }

    private static final class Values implements Tally {
        private double[] values = new double[16];
        private int size;

        @Override
        public void add(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        double[] all() {
            return Arrays.copyOf(values, size);
        }
    }

    private static final class Counts implements Tally {
        private final Grid grid;
        private final long[] counts = new long[CELLS];
        private final double[] least = new double[CELLS];
        private final double[] greatest = new double[CELLS];

        Counts(Grid grid) {
            this.grid = grid;
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        }

        @Override
        public void add(double value) {
            int cell = grid.cell(value);
            counts[cell]++;
            least[cell] = Math.min(least[cell], value);
            greatest[cell] = Math.max(greatest[cell], value);
        }

        void add(Counts other) {
            for (int cell = 0; cell < CELLS; cell++) {
                counts[cell] += other.counts[cell];
                least[cell] = Math.min(least[cell], other.least[cell]);
                greatest[cell] = Math.max(greatest[cell], other.greatest[cell]);
            }
        }
    }

    boolean isDone() {
        return leaves == 0;
    }

    /** Learns from a whole pass over the sample. */
    void learn(List<Pass> threads) {
        leaves = 0;
        root = learn(root, threads);
    }

    private Node learn(Node node, List<Pass> threads) {
        return switch (node) {
            case Elsewhere elsewhere -> elsewhere;
            case Split split -> {
                Node[] children = split.children;
                for (int cell = 0; cell < CELLS; cell++) {
                    children[cell] = learn(children[cell], threads);
                }
                yield split;
            }
            case Leaf leaf -> {
                List<Tally> tallies =
                        threads.stream().map(pass -> pass.tallies[leaf.number]).toList();
                yield leaf.isKept() ? resolve(leaf, tallies) : split(leaf, tallies);
            }
        };
    }

    private Node resolve(Leaf leaf, List<Tally> tallies) {
        double[] sorted = tallies.stream()
                .flatMapToDouble(tally -> Arrays.stream(((Values) tally).all()))
                .sorted()
                .toArray();
        found.subMap(leaf.below, leaf.below + leaf.count)
                .replaceAll((rank, unknown) -> sorted[(int) (rank - leaf.below)]);
        return Elsewhere.INSTANCE;
    }

    private Node split(Leaf leaf, List<Tally> tallies) {
        Counts all = new Counts(leaf.grid);
        tallies.forEach(tally -> all.add((Counts) tally));
        Node[] children = new Node[CELLS];
        long below = leaf.below;
        for (int cell = 0; cell < CELLS; cell++) {
            children[cell] = child(all, cell, below);
            below += all.counts[cell];
        }
        return new Split(leaf.grid, children);
    }

    private Node child(Counts all, int cell, long below) {
        var wanted = found.subMap(below, below + all.counts[cell]);
        if (wanted.isEmpty()) {
            return Elsewhere.INSTANCE;
        }
        double least = all.least[cell];
        double greatest = all.greatest[cell];
        if (least == greatest) {
            wanted.replaceAll((rank, unknown) -> least);
            return Elsewhere.INSTANCE;
        }
        return new Leaf(new Grid(least, greatest), below, all.counts[cell], leaves++);
    }

    /** The value of a wanted rank, once the search is done. */
    double value(long rank) {
        return found.getOrDefault(rank, Double.NaN);
    }
}
