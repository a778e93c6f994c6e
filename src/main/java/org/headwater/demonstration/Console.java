// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.Forecast.EffectForecast;
import org.headwater.identity.WriteToken;
import org.headwater.ipfs.Cid;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the program what the loop does. Talk goes to standard error; standard output is for JSON. */
@Component
public class Console {

    private final PrintStream out = System.err;
    private final Documents documents;
    private final WriteToken token;
    private final Environment environment;

    Console(Documents documents, WriteToken token, Environment environment) {
        this.documents = documents;
        this.token = token;
        this.environment = environment;
    }

    void ready() {
        dashboard().ifPresent(url -> out.printf("%nHeadwater is ready: %s%n%n", url));
    }

    /** One line per step, its identifiers below it. */
    public void step(Step step) {
        out.printf("  %-12s %s (%d ms)%n", step.name(), step.detail(), step.milliseconds());
        if (step.name().equals("forecast") && step.cid() != null) {
            table(documents.read(DocumentType.FORECAST, Cid.parse(step.cid())).as(Forecast.class));
        }
        if (step.cid() != null) {
            out.printf("  %-12s   cid %s%n", "", step.cid());
        }
        if (step.transaction() != null) {
            out.printf(
                    "  %-12s   transaction %s%s%n",
                    "", step.transaction(), step.gas() == null ? "" : ", gas " + step.gas());
        }
    }

    /** The outcome in words. */
    public void complete(LoopResult result) {
        out.printf("%nThe loop is complete: claim %s, %.1f s.%n", result.claimId(), result.seconds());
        long inside = result.track().stream().filter(LoopResult.Track::inside).count();
        out.printf(
                "%d of %d observed values inside their 90 %% interval.%n",
                inside, result.track().size());
        dashboard()
                .ifPresentOrElse(
                        url -> out.printf("Dashboard: %s%n%n", url),
                        () -> out.printf("Start the service on the same data directory to look at it.%n%n"));
    }

    /** The address with the write token, if this process serves one. */
    private Optional<String> dashboard() {
        return Optional.ofNullable(environment.getProperty("local.server.port"))
                .map(port -> "http://127.0.0.1:%s/#token=%s".formatted(port, token.value()));
    }

    private void table(Forecast forecast) {
        out.printf("%n  %-22s %-16s %8s %8s %20s%n", "mechanism", "indicator", "mean", "sd", "90 % interval");
        for (Forecast.WorldForecast world : forecast.worlds()) {
            for (Forecast.IndicatorForecast indicator : world.indicators()) {
                out.printf(
                        "  %-22s %-16s %8.3f %8.3f %20s%n",
                        world.world(),
                        indicator.indicator(),
                        indicator.mean().getLast(),
                        indicator.sd().getLast(),
                        "%.3f to %.3f"
                                .formatted(
                                        indicator.q05().getLast(),
                                        indicator.q95().getLast()));
            }
        }
        effects(forecast.effects());
    }

    private void effects(List<EffectForecast> effects) {
        out.printf("%n  %-46s %-16s %8s %20s %10s%n", "switch", "indicator", "effect", "90 % interval", "P(better)");
        for (EffectForecast effect : effects) {
            out.printf(
                    "  %-46s %-16s %+8.3f %20s %10.2f%n",
                    effect.from() + " → " + effect.to(),
                    effect.indicator(),
                    effect.mean(),
                    "%+.3f to %+.3f".formatted(effect.lower(), effect.upper()),
                    effect.probabilityBetter());
        }
        out.println();
    }
}
