// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.headwater.chain.Chain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Runs the loop on the shipped example when the service starts; a loop cut off by a crash is completed. Only where the service
 * started the chain itself, unless the setting {@code headwater.demonstration} says otherwise: an operator's own chain and
 * IPFS node are not for examples.
 */
@Component
@ConditionalOnWebApplication
class FirstLoop {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLoop.class);

    /** How far the loop has come. */
    enum State {
        OFF,
        RUNNING,
        COMPLETE,
        FAILED
    }

    private final Demonstration demonstration;
    private final Console console;
    private final List<Step> steps = new CopyOnWriteArrayList<>();
    private volatile State state;

    FirstLoop(Demonstration demonstration, Console console, Chain chain, Environment environment) {
        this.demonstration = demonstration;
        this.console = console;
        boolean wanted = environment.getProperty("headwater.demonstration", Boolean.class, chain.embedded());
        this.state = wanted ? State.RUNNING : State.OFF;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        console.ready();
        if (state == State.RUNNING) {
            Thread.ofPlatform().name("first-loop").daemon().start(this::run);
        }
    }

    private void run() {
        try {
            LoopResult result = demonstration.run(Demonstration.Subject.of(Demonstration.example(), null), this::step);
            state = State.COMPLETE;
            console.complete(result);
        } catch (RuntimeException e) {
            state = State.FAILED;
            LOG.error("the loop on the example project stopped; the next start takes it up again", e);
        }
    }

    private void step(Step step) {
        steps.add(step);
        console.step(step);
    }

    State state() {
        return state;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }
}
