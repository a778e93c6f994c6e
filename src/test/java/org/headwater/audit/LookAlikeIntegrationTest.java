// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.headwater.Headwater;
import org.headwater.audit.ServedLoop.Verdict;
import org.headwater.demonstration.Demonstration;
import org.headwater.demonstration.Monitoring;
import org.headwater.document.Json;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Somebody deploys every contract again on the same chain, and acts out a loop in which nothing is wrong. */
class LookAlikeIntegrationTest {

    private final ServedLoop loop = ServedLoop.get();

    @TempDir
    Path directory;

    @Test
    void wholeLoopOnContractsDeployedAgainIsRefused() throws IOException {
        try (ConfigurableApplicationContext forger = new SpringApplicationBuilder(Headwater.class)
                .run(
                        "--server.port=0",
                        "--headwater.data-dir=" + directory,
                        "--headwater.chain.url=" + loop.rpc(),
                        "--headwater.demonstration=false")) {
            forger.getBean(Demonstration.class).run(subject(), step -> {});
            ClaimId forged = forger.getBean(Claims.class).all().getFirst().id();
            String gateway = "http://127.0.0.1:" + forger.getEnvironment().getProperty("local.server.port");

            Verdict believed = verify(
                    forged,
                    gateway,
                    "--anchors",
                    directory.resolve("anchors.json").toString());
            assertThat(believed.exitCode()).as("%s", believed.report()).isZero();
            assertThat(believed.report().path("labels").toString()).isEqualTo("[\"back-test\"]");
            assertThat(believed.check("forecast-before-monitoring")
                            .path("status")
                            .asString())
                    .isEqualTo("not-applicable");
            assertThat(believed.check("payments").path("status").asString()).isEqualTo("pass");

            assertRefused(verify(forged, gateway, "--anchors", loop.anchors().toString()));
            assertRefused(verify(forged, gateway));
        }
    }

    private static void assertRefused(Verdict verdict) {
        assertThat(verdict.exitCode()).isEqualTo(6);
        assertThat(verdict.failed()).containsExactly("anchors");
    }

    private Verdict verify(ClaimId claim, String gateway, String... more) {
        String[] options = new String[4 + more.length];
        System.arraycopy(new String[] {"--rpc", loop.rpc(), "--gateway", gateway}, 0, options, 0, 4);
        System.arraycopy(more, 0, options, 4, more.length);
        return ServedLoop.verify(claim.toString(), options);
    }

    /** A back-test, since the chain's time is past the years of the other example. */
    private static Demonstration.Subject subject() throws IOException {
        return new Demonstration.Subject(
                example("project-back-test"), Monitoring.from(example("observations-back-test")), 100, 7, 8);
    }

    private static JsonNode example(String name) throws IOException {
        try (InputStream in = Headwater.class.getResourceAsStream("/schemas/examples/" + name + ".json")) {
            return Json.parse(in.readAllBytes());
        }
    }
}
