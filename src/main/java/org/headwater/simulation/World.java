// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * One run of history: the interventions that make it differ from others. Worlds that are simulated together share all noise.
 *
 * @param label what the world is called in results; unique among worlds simulated together
 */
public record World(String label, List<Intervention> interventions) {

    /** Label of {@link #withoutProject()}. */
    public static final String NO_PROJECT = "no-project";

    public World {
        interventions = List.copyOf(interventions);
    }

    /** do(mechanism) from the first year, called by the mechanism's label. */
    public static World under(Mechanism mechanism) {
        return new World(mechanism.label(), List.of(new Intervention.SetMechanism(mechanism, 1)));
    }

    /** One world under each mechanism, in their order. */
    public static List<World> underEach(List<Mechanism> mechanisms) {
        return mechanisms.stream().map(World::under).toList();
    }

    /** do(no project). */
    public static World withoutProject() {
        return new World(NO_PROJECT, List.of(new Intervention.WithoutProject()));
    }

    /** The same world with one intervention more. */
    public World doing(Intervention intervention) {
        List<Intervention> all = new ArrayList<>(interventions);
        all.add(intervention);
        return new World(label, all);
    }

    /** The same interventions under another label. */
    public World labelled(String newLabel) {
        return new World(newLabel, interventions);
    }
}
