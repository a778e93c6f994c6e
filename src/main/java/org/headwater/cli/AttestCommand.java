// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwater.chain.KnownDeployment;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.contract.EAS;
import org.headwater.document.Json;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.jspecify.annotations.Nullable;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
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

    private static final String NOBODY = "0x0000000000000000000000000000000000000000";
    private static final byte[] NO_REFERENCE = new byte[32];
    private static final BigInteger NEVER = BigInteger.ZERO;

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
            converter = SchemaIdentifier.class,
            paramLabel = "UID",
            description = "Its schema of an observation: 0x and 64 hexadecimal digits.")
    @SuppressWarnings("NullAway.Init")
    private String schema;

    @Override
    public Integer call() throws IOException {
        String eas = KnownAddress.of(spec.commandLine(), "--eas", givenEas, claim.chainId(), KnownDeployment::eas);
        try (PartyAccount account = key.open(spec.commandLine(), claim.chainId())) {
            String meaning = "attest(schema %s, claim %s, observation %s, revocable, without expiry)"
                    .formatted(schema, claim, observation);
            SentTransaction sent = key.signAndSend(spec.commandLine(), account, eas, meaning, callData());
            EAS.AttestedEventResponse event =
                    EAS.getAttestedEvents(sent.receipt()).getFirst();
            String result = Json.mapper()
                    .writeValueAsString(
                            Map.of("attestation", Numeric.toHexString(event.uid), "transaction", sent.hash()));
            spec.commandLine().getOut().println(result);
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    private String callData() {
        String values = new DefaultFunctionEncoder()
                .encodeParameters(List.of(
                        new Uint256(claim.tokenId()),
                        new Utf8String(observation.text()),
                        new Bytes32(observation.digest())));
        var request = new EAS.AttestationRequest(
                Numeric.hexStringToByteArray(schema),
                new EAS.AttestationRequestData(
                        NOBODY, NEVER, true, NO_REFERENCE, Numeric.hexStringToByteArray(values), BigInteger.ZERO));
        return FunctionEncoder.encode(new Function(EAS.FUNC_ATTEST, List.of(request), List.of()));
    }
}
