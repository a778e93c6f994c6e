// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.util.List;

/**
 * Everything that an audit has found.
 *
 * @param claim {@code chainId-contract-tokenId}
 * @param labels what the claim's documents say of themselves: synthetic, back-test, or nothing
 * @param ok whether no check failed
 * @param checks in the order of the data, every one of them in every report
 */
public record Report(String claim, List<String> labels, boolean ok, List<Check> checks) {

    /**
     * One statement and what was found.
     *
     * @param status pass, fail or not-applicable
     */
    public record Check(String name, String status, String detail) {}

    public Report {
        labels = List.copyOf(labels);
        checks = List.copyOf(checks);
    }

    /** The checks as lines for a reader. */
    public String text() {
        StringBuilder text = new StringBuilder("claim " + claim);
        labels.forEach(label -> text.append(" [").append(label).append(']'));
        checks.forEach(
                check -> text.append("%n%-14s  %-26s  %s".formatted(check.status(), check.name(), check.detail())));
        return text.append("%n%s".formatted(conclusion())).toString();
    }

    private String conclusion() {
        List<String> failed = checks.stream()
                .filter(check -> check.status().equals("fail"))
                .map(Check::name)
                .toList();
        return failed.isEmpty() ? "nothing is false" : "false: " + String.join(", ", failed);
    }
}
