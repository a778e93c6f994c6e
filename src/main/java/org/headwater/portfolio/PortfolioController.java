// SPDX-License-Identifier: Apache-2.0
package org.headwater.portfolio;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.headwater.forecast.Forecast;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.payout.ContractBalances;
import org.headwater.project.Project;
import org.headwater.project.Projects;
import org.headwater.verification.Verification.Score;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Claims with their history, and the portfolio of all of them. */
@RestController
@RequestMapping("/api/v1")
class PortfolioController {

    private final Claims claims;
    private final Projects projects;
    private final Timelines timelines;
    private final TrackRecord trackRecord;
    private final ContractTimelines contractTimelines;
    private final ContractBalances balances;

    PortfolioController(
            Claims claims,
            Projects projects,
            Timelines timelines,
            TrackRecord trackRecord,
            ContractTimelines contractTimelines,
            ContractBalances balances) {
        this.claims = claims;
        this.projects = projects;
        this.timelines = timelines;
        this.trackRecord = trackRecord;
        this.contractTimelines = contractTimelines;
        this.balances = balances;
    }

    record ClaimLine(
            String id,
            String state,
            String projectCid,
            String projectName,
            String forecastCid,
            String metadataCid,
            String mintTransaction,
            String units,
            String owner,
            boolean synthetic,
            boolean backTest) {

        static ClaimLine of(Claim claim, Project project) {
            return new ClaimLine(
                    claim.id().toString(),
                    "minted",
                    claim.projectCid(),
                    project.name(),
                    claim.forecastCid(),
                    claim.metadataCid(),
                    claim.transaction(),
                    claim.units().toString(),
                    claim.owner(),
                    project.synthetic(),
                    project.backTest());
        }
    }

    record ClaimHistory(@JsonUnwrapped ClaimLine claim, List<TimelineEntry> timeline) {}

    record PortfolioRow(
            String claimId,
            String projectName,
            String mechanism,
            boolean synthetic,
            boolean backTest,
            @JsonUnwrapped Score score) {}

    record Coverage(long inside, long total, double level) {}

    /**
     * @param paid to beneficiaries, {@code pending} in escrow for open milestones, both in token base units
     * @param asOfBlock the block up to which both are told; null where no claim has a contract
     */
    record Portfolio(
            List<PortfolioRow> rows,
            Coverage coverage,
            String paid,
            String pending,
            @Nullable Long asOfBlock) {}

    @GetMapping("/claims")
    List<ClaimLine> claims() {
        return claims.all().stream().map(this::line).toList();
    }

    @GetMapping("/claims/{id}")
    ClaimHistory claim(@PathVariable String id) {
        Claim claim = claims.get(ClaimId.parse(id));
        Project project = project(claim);
        return new ClaimHistory(
                ClaimLine.of(claim, project),
                TimelineEntry.merged(timelines.of(claim.id()), contractTimelines.of(claim, project)));
    }

    private ClaimLine line(Claim claim) {
        return ClaimLine.of(claim, project(claim));
    }

    private Project project(Claim claim) {
        return projects.read(Cid.parse(claim.projectCid()));
    }

    @GetMapping("/portfolio")
    Portfolio portfolio() {
        List<Claim> held = claims.all();
        List<PortfolioRow> rows =
                held.stream().flatMap(claim -> rows(claim, project(claim))).toList();
        List<ContractBalances.Balance> contracts = held.stream()
                .flatMap(claim -> balances.of(claim, project(claim)).stream())
                .toList();
        return new Portfolio(
                rows,
                coverage(rows),
                sum(contracts, ContractBalances.Balance::paid),
                sum(contracts, ContractBalances.Balance::pending),
                contracts.stream()
                        .map(ContractBalances.Balance::asOfBlock)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private Stream<PortfolioRow> rows(Claim claim, Project project) {
        return trackRecord.of(claim.id()).stream()
                .map(score -> new PortfolioRow(
                        claim.id().toString(),
                        project.name(),
                        project.mechanism(),
                        project.synthetic(),
                        project.backTest(),
                        score));
    }

    private static Coverage coverage(List<PortfolioRow> rows) {
        long inside = rows.stream().filter(row -> row.score().inside()).count();
        return new Coverage(inside, rows.size(), Forecast.LEVEL);
    }

    private static String sum(
            List<ContractBalances.Balance> contracts, Function<ContractBalances.Balance, BigInteger> amount) {
        return contracts.stream()
                .map(amount)
                .reduce(BigInteger.ZERO, BigInteger::add)
                .toString();
    }
}
