// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import java.util.List;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.hypercert.Claim;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.Claims;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms.Milestone;
import org.headwater.project.Project;
import org.headwater.project.Projects;
import org.springframework.stereotype.Component;

/** A claim's performance contract, looked up as requests name it. */
@Component
class ClaimContracts {

    private final Claims claims;
    private final Projects projects;
    private final PerformanceContracts contracts;
    private final ContractViews views;

    ClaimContracts(Claims claims, Projects projects, PerformanceContracts contracts, ContractViews views) {
        this.claims = claims;
        this.projects = projects;
        this.contracts = contracts;
        this.views = views;
    }

    /** @throws InvalidDocument if the claim has no contract */
    Agreed of(String id) {
        Claim claim = claim(id);
        String address = contracts
                .addressFor(claim.id())
                .orElseThrow(() -> new InvalidDocument(
                        List.of(new Violation("/id", claim.id().toString(), "a claim with a performance contract"))));
        return new Agreed(claim, project(claim), address);
    }

    Claim claim(String id) {
        return claims.get(ClaimId.parse(id));
    }

    Project project(Claim claim) {
        return projects.read(Cid.parse(claim.projectCid()));
    }

    /** A claim, the project that its contract has its terms from, and where the contract is. */
    final class Agreed {

        private final Claim claim;
        private final Project project;
        private final String address;

        private Agreed(Claim claim, Project project, String address) {
            this.claim = claim;
            this.project = project;
            this.address = address;
        }

        Claim claim() {
            return claim;
        }

        Project project() {
            return project;
        }

        String address() {
            return address;
        }

        /** @throws InvalidDocument if the contract has no milestone of that name */
        int index(String milestone) {
            List<String> names = project.contract().milestones().stream()
                    .map(Milestone::name)
                    .toList();
            if (!names.contains(milestone)) {
                throw new InvalidDocument(
                        List.of(new Violation("/milestone", milestone, "one of " + String.join(", ", names))));
            }
            return names.indexOf(milestone);
        }

        ContractView view() {
            return views.of(claim).orElseThrow();
        }
    }
}
