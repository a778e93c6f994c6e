// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
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
    private final InstantSource time;

    Minting(
            Documents documents,
            BlockStore blocks,
            Chain chain,
            Keyring keyring,
            Transactions transactions,
            ContractDeployments deployments,
            Claims claims,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction,
            InstantSource time) {
        this.documents = documents;
        this.blocks = blocks;
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.deployments = deployments;
        this.claims = claims;
        this.events = events;
        this.inTransaction = inTransaction;
        this.time = time;
    }

    /**
     * Mints the claim on a forecast, or finds the one that was minted before.
     *
     * @throws org.headwater.document.UnknownDocument if there is no such forecast
     */
    public Claim mint(Cid forecast) {
        return claims.on(forecast).orElseGet(() -> mintNew(documents.read(DocumentType.FORECAST, forecast)));
    }

    private Claim mintNew(Document forecastDocument) {
        Forecast forecast = forecastDocument.as(Forecast.class);
        Document projectDocument = documents.read(DocumentType.PROJECT, Cid.parse(forecast.project()));
        Project project = Project.from(projectDocument);
        Document metadata = publishMetadata(project, projectDocument.cid(), forecastDocument.cid(), forecast);
        SentTransaction mint = send(metadata.cid(), project);
        Claim claim = claim(mint, project, projectDocument.cid(), forecastDocument.cid(), metadata.cid());
        record(claim, project);
        return claim;
    }

    private Document publishMetadata(Project project, Cid projectCid, Cid forecastCid, Forecast forecast) {
        Cid card = blocks.add(HypercertMetadata.card(project).getBytes(StandardCharsets.UTF_8));
        return documents.publish(
                DocumentType.HYPERCERT_METADATA,
                HypercertMetadata.compose(
                        project, projectCid, forecastCid, HypercertMetadata.headlines(project, forecast), card));
    }

    private SentTransaction send(Cid metadata, Project project) {
        Deployment deployment = deployments.ensure();
        String key = "mint/" + metadata;
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
                        time.instant()));
            }
        });
    }
}
