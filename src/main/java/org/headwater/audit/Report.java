// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an audit has found, see {@code schemas/audit-report.schema.json}.
 *
 * @param claim {@code chainId-contract-tokenId}, unless a document was examined
 * @param document identifier of the document, unless a claim was examined
 * @param labels what the documents say of themselves, synthetic or back-test, and how far the audit went
 * @param ok whether no check failed
 * @param checks in the order of the data, every one of them in every report
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        String schemaVersion,
        @Nullable String claim,
        @Nullable String document,
        List<String> labels,
        boolean ok,
        List<Check> checks) {

    private static final String SCHEMA_VERSION = "1";

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

    static Report ofClaim(String claim, Findings findings) {
        return new Report(SCHEMA_VERSION, claim, null, findings.labels(), findings.ok(), findings.checks());
    }

    static Report ofDocument(String document, Findings findings) {
        return new Report(SCHEMA_VERSION, null, document, findings.labels(), findings.ok(), findings.checks());
    }

    /** The checks as lines for a reader. */
    public String text() {
        StringBuilder text = new StringBuilder(claim == null ? "document " + document : "claim " + claim);
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
