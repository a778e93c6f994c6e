// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwater.attestation.ObservationCall;
import org.headwater.chain.KnownDeployment;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.PartyCall;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.contract.EAS;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import org.web3j.utils.Numeric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A verifier attests an observation document of a claim, with its own key and its own gas. */
@Command(
        name = "attest",
        description = "Attest an observation of a claim, signed here with your own key.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AttestCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OwnKey key;

    @Parameters(
            index = "0",
            paramLabel = "CLAIM",
            converter = ClaimName.class,
            description = "The claim: chainId-contract-tokenId.")
    @SuppressWarnings("NullAway.Init")
    private ClaimId claim;

    @Option(
            names = "--observation",
            required = true,
            converter = ContentIdentifier.class,
            paramLabel = "CID",
            description = "The observation document; its digest is the evidence hash.")
    @SuppressWarnings("NullAway.Init")
    private Cid observation;

    @Option(
            names = "--eas",
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "The Ethereum Attestation Service; known on Sepolia and Base Sepolia.")
    private @Nullable String givenEas;

    @Option(
            names = "--schema",
            required = true,
            converter = HashArgument.class,
            paramLabel = "UID",
            description = "Its schema of an observation: 0x and 64 hexadecimal digits.")
    @SuppressWarnings("NullAway.Init")
    private String schema;

    @Override
    public Integer call() throws IOException {
        String eas = KnownAddress.of(spec.commandLine(), "--eas", givenEas, claim.chainId(), KnownDeployment::eas);
        try (PartyAccount account = key.open(claim.chainId())) {
            PartyCall call = ObservationCall.of(eas, schema, claim, observation);
            SentTransaction sent = key.signAndSend(account, call, account.nextNonce());
            EAS.AttestedEventResponse event =
                    EAS.getAttestedEvents(sent.receipt()).getFirst();
            key.print(Map.of("attestation", Numeric.toHexString(event.uid), "transaction", sent.hash()));
            return 0;
        }
    }
}
