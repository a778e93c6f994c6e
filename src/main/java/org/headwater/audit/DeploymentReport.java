// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.List;

/**
 * What a check of contracts has found, see {@code schemas/deployment-report.schema.json}.
 *
 * @param chainId the chain on which they have to be
 * @param block number of the block at which everything was read
 * @param ok whether nothing is false
 * @param checks in the order in which they build on each other
 */
public record DeploymentReport(
        String schemaVersion, long chainId, String block, boolean ok, List<Report.Check> checks) {

    private static final String SCHEMA_VERSION = "1";

    public DeploymentReport {
        checks = List.copyOf(checks);
    }

    static DeploymentReport of(long chainId, String block, List<Report.Check> checks) {
        return new DeploymentReport(
                SCHEMA_VERSION,
                chainId,
                block,
                checks.stream().noneMatch(check -> check.status().equals("fail")),
                checks);
    }

    /** The checks as lines for a reader. */
    public String text() {
        StringBuilder text = new StringBuilder("contracts on chain %d at block %s".formatted(chainId, block));
        checks.forEach(
                check -> text.append("%n%-4s  %-34s  %s".formatted(check.status(), check.name(), check.detail())));
        return text.append("%n%s".formatted(ok ? "nothing is false" : "something is false"))
                .toString();
    }
}
