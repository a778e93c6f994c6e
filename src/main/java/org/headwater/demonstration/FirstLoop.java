// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs the loop on the shipped example when the service starts; a loop cut off by a crash is completed. */
@Component
@ConditionalOnWebApplication
class FirstLoop {

    private static final Logger LOG = LoggerFactory.getLogger(FirstLoop.class);

    /** How far the loop has come. */
    enum State {
        RUNNING,
        COMPLETE,
        FAILED
    }

    private final Demonstration demonstration;
    private final Console console;
    private final List<Step> steps = new CopyOnWriteArrayList<>();
    private volatile State state = State.RUNNING;

    FirstLoop(Demonstration demonstration, Console console) {
        this.demonstration = demonstration;
        this.console = console;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        console.ready();
        Thread.ofPlatform().name("first-loop").daemon().start(this::run);
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
