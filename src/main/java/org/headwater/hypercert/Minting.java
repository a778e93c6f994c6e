// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.headwater.chain.Chain;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.WalletCalls;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.forecast.Forecast;
import org.headwater.ipfs.BlockStore;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.Gateways;
import org.headwater.ipfs.Retrieval;
import org.headwater.project.Project;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns a published forecast into a claim: metadata and card composed, stored and pinned, then minted by the project's
 * owner. The metadata's identifier is the key of the transaction, so that one forecast becomes one claim.
 */
@Component
public class Minting {

    /** The party that owns the project on the local chain. */
    public static final String OWNER = "forest-owner";

    private final Documents documents;
    private final BlockStore blocks;
    private final Gateways gateways;
    private final Origins origins;
    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final MintTransactions mints;
    private final WalletCalls wallets;
    private final Claims claims;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;

    Minting(
            Documents documents,
            BlockStore blocks,
            Gateways gateways,
            Origins origins,
            Chain chain,
            Keyring keyring,
            Transactions transactions,
            MintTransactions mints,
            WalletCalls wallets,
            Claims claims,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction) {
        this.documents = documents;
        this.blocks = blocks;
        this.gateways = gateways;
        this.origins = origins;
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.mints = mints;
        this.wallets = wallets;
        this.claims = claims;
        this.events = events;
        this.inTransaction = inTransaction;
    }

    /** What a claim is minted from. */
    record Source(Document projectDocument, Project project, Document forecastDocument, Card card) {

        Document metadata(@Nullable Cid allowList) {
            return Documents.compose(
                    DocumentType.HYPERCERT_METADATA,
                    HypercertMetadata.compose(
                            project,
                            projectDocument.cid(),
                            forecastDocument.cid(),
                            HypercertMetadata.headlines(project, forecastDocument.as(Forecast.class)),
                            card,
                            allowList));
        }

        BigInteger units() {
            return project.hypercert().units();
        }
    }

    /**
     * Mints the claim on a forecast, or finds the one that was minted before.
     *
     * @throws org.headwater.document.UnknownDocument if there is no such forecast
     * @throws InvalidDocument if the measurement has begun by the chain's time and the project is no back-test
     */
    public Claim mint(Cid forecast) {
        return claims.on(forecast).orElseGet(() -> {
            Source source = source(forecast);
            Document metadata = source.metadata(null);
            return mint(source, metadata, () -> mints.whole(key(metadata.cid()), source.units(), metadata.cid()));
        });
    }

    /**
     * Mints the claim on a forecast in several fractions, all the owner's, or finds the one that was minted before.
     *
     * @param fractions units of each, see {@link FractionBatches}
     * @throws InvalidDocument also if the fractions do not add up to the claim's units
     */
    public Claim mint(Cid forecast, List<BigInteger> fractions) {
        return claims.on(forecast).orElseGet(() -> {
            Source source = source(forecast);
            Document metadata = source.metadata(null);
            FractionBatches batches = FractionBatches.of(fractions, source.units());
            return mint(source, metadata, () -> mints.inFractions(key(metadata.cid()), batches, metadata.cid()));
        });
    }

    /**
     * Mints the claim on a forecast for others to take by an allow list, which is pinned and named in the metadata.
     *
     * @param list makes the list for the units of the claim
     * @throws InvalidDocument also if the list is refused, or the forecast has a claim without this list
     */
    public Claim mint(Cid forecast, Function<BigInteger, AllowList> list) {
        Source source = source(forecast);
        AllowList allowed = list.apply(source.units());
        Document metadata = source.metadata(Cid.of(allowed.dump()));
        return minted(forecast, metadata.cid()).orElseGet(() -> {
            blocks.add(allowed.dump());
            return mint(
                    source,
                    metadata,
                    () -> mints.allowList(key(metadata.cid()), source.units(), allowed, metadata.cid()));
        });
    }

    /**
     * Mints the claim of published metadata, or finds the one that was minted before. What is not stored here, metadata, project,
     * forecast and allow list, is read from the configured gateways, and stored once all of it is found right: the metadata
     * have to follow to the byte from the project and the forecast that they name, the forecast from the model, and an allow
     * list has to add up.
     *
     * @throws org.headwater.document.UnknownDocument if one of them is neither stored here nor given by a gateway
     * @throws InvalidDocument naming what is wrong in the metadata, in the list, or between metadata and forecast
     * @throws org.headwater.ipfs.BlockStoreFailure if something is lacking and no gateway answers
     */
    public Claim mintPublished(Cid metadataCid) {
        Retrieval files = new Retrieval(blocks, gateways);
        Documents found = new Documents(files);
        Document metadata = found.read(DocumentType.HYPERCERT_METADATA, metadataCid);
        InvalidDocument.throwIfAny(HypercertMetadata.violations(metadata.json()));
        HypercertMetadata stated = metadata.as(HypercertMetadata.class);
        Source source = source(found, stated.reference(HypercertMetadata.FORECAST));
        @Nullable Cid listCid = stated.allowListCid();
        InvalidDocument.throwIfAny(HypercertMetadata.differences(
                metadata.json(), source.metadata(listCid).json()));
        Optional<AllowList> list = Optional.ofNullable(listCid).map(cid -> AllowList.read(files, cid, source.units()));
        return minted(source.forecastDocument().cid(), metadataCid).orElseGet(() -> {
            requireAhead(source.project(), metadataCid);
            origins.require(source.projectDocument(), source.forecastDocument());
            files.keep();
            return mint(
                    source,
                    metadata,
                    () -> list.map(allowed -> mints.allowList(key(metadataCid), source.units(), allowed, metadataCid))
                            .orElseGet(() -> mints.whole(key(metadataCid), source.units(), metadataCid)));
        });
    }

    /** The claim on a forecast, which has to be that of these metadata. */
    private Optional<Claim> minted(Cid forecast, Cid metadata) {
        Optional<Claim> claim = claims.on(forecast);
        claim.filter(found -> !found.metadataCid().equals(metadata.text())).ifPresent(found -> {
            throw new InvalidDocument(List.of(new Violation(
                    "/forecastCid",
                    "a forecast whose claim %s has the metadata %s".formatted(found.id(), found.metadataCid()),
                    "a forecast without claim")));
        });
        return claim;
    }

    Source source(Cid forecastCid) {
        return source(documents, forecastCid);
    }

    private static Source source(Documents found, Cid forecastCid) {
        Document forecast = found.read(DocumentType.FORECAST, forecastCid);
        Document projectDocument = found.read(
                DocumentType.PROJECT, Cid.parse(forecast.as(Forecast.class).project()));
        Project project = Project.from(projectDocument);
        return new Source(
                projectDocument, project, forecast, HypercertMetadata.card(project, forecast.as(Forecast.class)));
    }

    private Claim mint(Source source, Document metadata, Supplier<SentTransaction> send) {
        requireNoWallet(source.forecastDocument().cid());
        publish(source, metadata);
        Claim claim = claim(send.get(), source, metadata.cid(), keyring.address(OWNER));
        record(claim, source.project());
        return claim;
    }

    /** Stores and pins what a claim refers to, before anybody mints it. */
    void publish(Source source, Document metadata) {
        requireAhead(source.project(), metadata.cid());
        blocks.add(source.card().png());
        blocks.add(source.card().svg());
        documents.publish(DocumentType.HYPERCERT_METADATA, metadata.json());
    }

    /** A forecast becomes one claim, whoever mints it. */
    private void requireNoWallet(Cid forecast) {
        if (wallets.underWay(WalletMints.keyOf(forecast))) {
            throw new InvalidDocument(List.of(
                    new Violation("/forecastCid", forecast.text(), "a forecast that nobody is minting with a wallet")));
        }
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

    Claim claim(SentTransaction mint, Source source, Cid metadata, String owner) {
        HypercertMinter.ClaimStoredEventResponse stored =
                HypercertMinter.getClaimStoredEvents(mint.receipt()).getFirst();
        return new Claim(
                new ClaimId(chain.chainId(), stored.log.getAddress(), stored.claimID),
                source.projectDocument().cid().text(),
                source.forecastDocument().cid().text(),
                metadata.text(),
                owner,
                source.units(),
                mint.hash(),
                mint.gasUsed(),
                mint.blockTime());
    }

    void record(Claim claim, Project project) {
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
