// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecast;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.headwater.project.Project;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.tx.gas.DefaultGasProvider;

/**
 * Turns a published forecast into a claim: metadata and card composed, stored and pinned, then {@code mintClaim} sent by the
 * project's owner. The metadata's identifier is the key of the transaction, so that one forecast becomes one claim.
 */
@Component
public class Minting {

    /** The party that owns the project on the local chain. */
    public static final String OWNER = "forest-owner";

    /** {@code FromCreatorOnly} of the hypercerts contract: fractions can be sold by the owner, not be resold. */
    private static final BigInteger FROM_CREATOR_ONLY = BigInteger.TWO;

    private final Documents documents;
    private final BlockStore blocks;
    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final ContractDeployments deployments;
    private final Claims claims;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;

    Minting(
            Documents documents,
            BlockStore blocks,
            Chain chain,
            Keyring keyring,
            Transactions transactions,
            ContractDeployments deployments,
            Claims claims,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction) {
        this.documents = documents;
        this.blocks = blocks;
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.deployments = deployments;
        this.claims = claims;
        this.events = events;
        this.inTransaction = inTransaction;
    }

    /**
     * Mints the claim on a forecast, or finds the one that was minted before.
     *
     * @throws org.headwater.document.UnknownDocument if there is no such forecast
     * @throws InvalidDocument if the measurement has begun by the chain's time and the project is no back-test
     */
    public Claim mint(Cid forecast) {
        return claims.on(forecast).orElseGet(() -> mintNew(documents.read(DocumentType.FORECAST, forecast)));
    }

    private Claim mintNew(Document forecastDocument) {
        Forecast forecast = forecastDocument.as(Forecast.class);
        Document projectDocument = documents.read(DocumentType.PROJECT, Cid.parse(forecast.project()));
        Project project = Project.from(projectDocument);
        byte[] card = HypercertMetadata.card(project).getBytes(StandardCharsets.UTF_8);
        HypercertMetadata metadata = HypercertMetadata.compose(
                project,
                projectDocument.cid(),
                forecastDocument.cid(),
                HypercertMetadata.headlines(project, forecast),
                Cid.of(card));
        requireAhead(
                project,
                Documents.compose(DocumentType.HYPERCERT_METADATA, metadata).cid());
        blocks.add(card);
        Cid metadataCid =
                documents.publish(DocumentType.HYPERCERT_METADATA, metadata).cid();
        SentTransaction mint = send(metadataCid, project);
        Claim claim = claim(mint, project, projectDocument.cid(), forecastDocument.cid(), metadataCid);
        record(claim, project);
        return claim;
    }

    /** A forecast is worth something only if it was frozen before the fact; one whose mint is signed already was. */
    private void requireAhead(Project project, Cid metadata) {
        if (!isAhead(project) && transactions.find(key(metadata)).isEmpty()) {
            throw new InvalidDocument(List.of(new Violation(
                    "/contract/milestones",
                    "measured from " + project.contract().firstYear(),
                    "years that begin after %s, the time of this chain, unless backTest is true"
                            .formatted(chain.time()))));
        }
    }

    /** Whether the measurement is still to come by the chain's time; a back-test does not pretend to be ahead. */
    public boolean isAhead(Project project) {
        return project.backTest()
                || chain.time().isBefore(startOf(project.contract().firstYear()));
    }

    private static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static String key(Cid metadata) {
        return "mint/" + metadata;
    }

    private SentTransaction send(Cid metadata, Project project) {
        Deployment deployment = deployments.ensure();
        String key = key(metadata);
        return transactions.execute(
                key,
                () -> Intent.call(
                        key,
                        OWNER,
                        deployment.hypercerts(),
                        contract(deployment)
                                .mintClaim(
                                        keyring.address(OWNER),
                                        project.hypercert().units(),
                                        metadata.uri(),
                                        FROM_CREATOR_ONLY)
                                .encodeFunctionCall()));
    }

    private HypercertMinter contract(Deployment deployment) {
        return HypercertMinter.load(deployment.hypercerts(), chain.web3j(), chain.reader(), new DefaultGasProvider());
    }

    private Claim claim(SentTransaction mint, Project project, Cid projectCid, Cid forecastCid, Cid metadataCid) {
        HypercertMinter.ClaimStoredEventResponse stored =
                HypercertMinter.getClaimStoredEvents(mint.receipt()).getFirst();
        return new Claim(
                new ClaimId(chain.chainId(), deployments.ensure().hypercerts(), stored.claimID),
                projectCid.text(),
                forecastCid.text(),
                metadataCid.text(),
                keyring.address(OWNER),
                project.hypercert().units(),
                mint.hash(),
                mint.gasUsed(),
                mint.blockTime());
    }

    private void record(Claim claim, Project project) {
        inTransaction.executeWithoutResult(status -> {
            if (claims.add(claim)) {
                events.publishEvent(new ClaimMinted(
                        claim,
                        project.name(),
                        project.synthetic(),
                        project.backTest(),
                        project.mechanism(),
                        claim.mintedAt()));
            }
        });
    }
}
