// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.headwater.RunningService;
import org.junit.jupiter.api.Test;

/** The dashboard of the real service in a real browser; the checks themselves are in {@code src/test/browser}. */
class DashboardBrowserIntegrationTest {

    @Test
    void dashboardPassesItsChecksInChromium() throws Exception {
        RunningService service = RunningService.get();
        Process browser = new ProcessBuilder(
                        "node",
                        "src/test/browser/dashboard.mjs",
                        "http://127.0.0.1:%d/#token=%s".formatted(service.port(), service.token()))
                .redirectErrorStream(true)
                .start();
        String output = new String(browser.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        System.out.println(output);

        assertThat(browser.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(browser.exitValue()).as(output).isZero();
        assertThat(output).contains("all checks passed");
    }
}
