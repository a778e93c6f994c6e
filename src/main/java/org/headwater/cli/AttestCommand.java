// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwater.chain.PartyAccount;
import org.headwater.chain.PartyCall;
import org.headwater.chain.SentTransaction;
import org.headwater.chain.contract.EAS;
import org.headwater.hypercert.ClaimId;
import org.headwater.ipfs.Cid;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
            required = true,
            converter = EthereumAddress.class,
            paramLabel = "ADDRESS",
            description = "The Ethereum Attestation Service.")
    @SuppressWarnings("NullAway.Init")
    private String eas;

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
        try (PartyAccount account = key.open(claim.chainId())) {
            String meaning = "attest(schema %s, claim %s, observation %s, revocable, without expiry)"
                    .formatted(schema, claim, observation);
            SentTransaction sent = key.signAndSend(account, new PartyCall(eas, callData(), meaning), account.nonce());
            EAS.AttestedEventResponse event =
                    EAS.getAttestedEvents(sent.receipt()).getFirst();
            key.print(Map.of("attestation", Numeric.toHexString(event.uid), "transaction", sent.hash()));
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
