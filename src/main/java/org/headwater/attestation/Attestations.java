// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Intent;
import org.headwater.chain.Keyring;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.Transactions;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.VerifierRegistry;
import org.headwater.document.Document;
import org.headwater.hypercert.ClaimId;
import org.headwater.project.ContractTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import org.web3j.abi.datatypes.Type;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/**
 * The attestations of verifiers. On the local chain the service holds the verifiers' demonstration keys, signs for them, and
 * sends what they signed with its own key, so that no verifier needs gas.
 */
@Repository
public class Attestations {

    private static final String COLUMNS = "uid, claim_id, subject, verifier, attester, transaction, gas, attested_at";

    /** When the accreditation of a demonstration verifier ends; later than any project's horizon. */
    private static final Instant ACCREDITED_UNTIL = Instant.parse("2200-01-01T00:00:00Z");

    private final Chain chain;
    private final Keyring keyring;
    private final Transactions transactions;
    private final ContractDeployments deployments;
    private final DelegatedCalls calls;
    private final HeldAttestations held;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate inTransaction;

    Attestations(
            Chain chain,
            Keyring keyring,
            Transactions transactions,
            ContractDeployments deployments,
            DelegatedCalls calls,
            HeldAttestations held,
            JdbcClient database,
            ApplicationEventPublisher events,
            TransactionTemplate inTransaction) {
        this.chain = chain;
        this.keyring = keyring;
        this.transactions = transactions;
        this.deployments = deployments;
        this.calls = calls;
        this.held = held;
        this.database = database;
        this.events = events;
        this.inTransaction = inTransaction;
    }

    /** The verifier's address. */
    public String address(String verifier) {
        return keyring.address(ContractTerms.party(verifier));
    }

    /** Lets the electors admit a verifier, once: as many as the registry needs. */
    public void accredit(String verifier) {
        ContractDeployments.ELECTORS.stream()
                .limit(ContractDeployments.ELECTOR_THRESHOLD)
                .forEach(elector -> accredit(address(verifier), elector));
    }

    private void accredit(String address, String elector) {
        Deployment deployment = deployments.ensure();
        String key = "accredit/%s/%s".formatted(address, elector);
        transactions.execute(
                key,
                () -> Intent.call(
                        key,
                        elector,
                        deployment.verifierRegistry(),
                        VerifierRegistry.load(
                                        deployment.verifierRegistry(),
                                        chain.web3j(),
                                        chain.reader(),
                                        new DefaultGasProvider())
                                .accredit(address, BigInteger.valueOf(ACCREDITED_UNTIL.getEpochSecond()))
                                .encodeFunctionCall()));
    }

    /** Lets a verifier attest an observation; the evidence hash is the digest in the document's own identifier. */
    public Attestation attestObservation(ClaimId claim, Document observation, String verifier) {
        String cid = observation.cid().text();
        return attest(
                claim,
                cid,
                verifier,
                deployments.ensure().observationSchema(),
                ObservationCall.values(claim, observation.cid()));
    }

    /**
     * Lets a verifier attest the values of a schema, once per subject.
     *
     * @param subject names what is attested
     * @param schema identifier of the schema that {@code values} fit
     * @throws org.headwater.chain.TransactionReverted if the schema's resolver refuses
     */
    public Attestation attest(ClaimId claim, String subject, String verifier, String schema, List<Type<?>> values) {
        String key = "attest/%s/%s/%s".formatted(claim, subject, ContractTerms.party(verifier));
        SentTransaction sent = calls.attest(
                key,
                ContractTerms.party(verifier),
                () -> new DelegatedCalls.Content(schema, SchemaValues.encoded(values), true));
        return record(claim, subject, verifier, address(verifier), sent);
    }

    /** Records what a verifier has attested with a wallet of its own, under its address. */
    Attestation record(ClaimId claim, String subject, String attester, SentTransaction sent) {
        return record(claim, subject, attester, attester, sent);
    }

    private Attestation record(ClaimId claim, String subject, String verifier, String attester, SentTransaction sent) {
        EAS.AttestedEventResponse event = EAS.getAttestedEvents(sent.receipt()).getFirst();
        String uid = Numeric.toHexString(event.uid);
        Attestation attestation = new Attestation(
                uid, claim, subject, verifier, attester, sent.hash(), sent.gasUsed(), sent.blockTime(), revokedAt(uid));
        record(attestation);
        return attestation;
    }

    private void record(Attestation attestation) {
        inTransaction.executeWithoutResult(status -> {
            int added = database.sql("insert into attestation (" + COLUMNS
                            + ") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .params(
                            attestation.uid(),
                            attestation.claim().toString(),
                            attestation.subject(),
                            attestation.verifier(),
                            attestation.attester(),
                            attestation.transaction(),
                            new BigDecimal(attestation.gas()),
                            Timestamp.from(attestation.attestedAt()))
                    .update();
            if (added == 1) {
                events.publishEvent(new Attested(attestation));
            }
        });
    }

    /** The attestations of a claim, oldest first; revoked ones too, marked so. */
    public List<Attestation> of(ClaimId claim) {
        return database.sql("select " + COLUMNS + " from attestation where claim_id = ? order by attested_at, uid")
                .param(claim.toString())
                .query(this::attestation)
                .list();
    }

    /** The attestations of a claim on one subject, oldest first; revoked ones too, marked so. */
    public List<Attestation> of(ClaimId claim, String subject) {
        return database.sql("select " + COLUMNS
                        + " from attestation where claim_id = ? and subject = ? order by attested_at, uid")
                .params(claim.toString(), subject)
                .query(this::attestation)
                .list();
    }

    /** Those on one subject that hold at a moment of the chain, oldest first: all that may be counted then. */
    public List<Attestation> standing(ClaimId claim, String subject, Instant moment) {
        return of(claim, subject).stream()
                .filter(attestation -> attestation.standsAt(moment))
                .toList();
    }

    /** Those on one subject that hold now. */
    public List<Attestation> standing(ClaimId claim, String subject) {
        return standing(claim, subject, chain.time());
    }

    private Attestation attestation(ResultSet row, int number) throws SQLException {
        String uid = row.getString("uid");
        return new Attestation(
                uid,
                ClaimId.parse(row.getString("claim_id")),
                row.getString("subject"),
                row.getString("verifier"),
                row.getString("attester"),
                row.getString("transaction"),
                row.getBigDecimal("gas").toBigIntegerExact(),
                row.getTimestamp("attested_at").toInstant(),
                revokedAt(uid));
    }

    /** The verifier may have revoked by any means, so that only the chain knows. */
    private @Nullable Instant revokedAt(String uid) {
        return held.find(uid).map(HeldAttestation::revokedAt).orElse(null);
    }
}
