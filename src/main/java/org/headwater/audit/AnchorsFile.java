// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.headwater.audit.Anchors.Contract;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractsDeployed;
import org.headwater.chain.Deployment;
import org.headwater.document.Json;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** Keeps the anchors of the local chain in {@code DIR/anchors.json}, for whoever verifies on this machine. */
@Component
class AnchorsFile {

    private final Path file;

    AnchorsFile(@Value("${headwater.data-dir}") Path dataDirectory) {
        this.file = dataDirectory.resolve("anchors.json");
    }

    /** @throws UncheckedIOException if the file cannot be written */
    @EventListener
    void deployed(ContractsDeployed event) {
        byte[] text = Json.mapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsBytes(anchors(event.deployment(), event.chain()));
        try {
            if (Files.notExists(file) || !Arrays.equals(Files.readAllBytes(file), text)) {
                write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("headwater.data-dir: cannot keep the anchors in " + file, e);
        }
    }

    private void write(byte[] text) throws IOException {
        Path unfinished = file.resolveSibling("anchors.json-unfinished");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Anchors anchors(Deployment deployment, Chain chain) {
        return new Anchors(
                Anchors.SCHEMA_VERSION,
                deployment.chainId(),
                0,
                new Anchors.Contracts(
                        contract(chain, deployment.hypercerts()),
                        contract(chain, implementation(chain, deployment.hypercerts())),
                        contract(chain, deployment.eas()),
                        contract(chain, deployment.schemaRegistry()),
                        contract(chain, deployment.verifierRegistry()),
                        contract(chain, deployment.observationResolver()),
                        contract(chain, deployment.milestoneResolver()),
                        contract(chain, deployment.performanceContractFactory()),
                        contract(chain, deployment.token()),
                        contract(chain, deployment.revisionResolver())),
                new Anchors.AttestationSchemas(
                        deployment.observationSchema(), deployment.milestoneSchema(), deployment.revisionSchema()));
    }

    private static Contract contract(Chain chain, String address) {
        return new Contract(address, chain.codeHash(address));
    }

    private static String implementation(Chain chain, String proxy) {
        try {
            String word = chain.web3j()
                    .ethGetStorageAt(proxy, RemoteChain.IMPLEMENTATION_SLOT, DefaultBlockParameterName.LATEST)
                    .send()
                    .getData();
            return Keys.toChecksumAddress("0x" + word.substring(word.length() - 40));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the implementation of " + proxy, e);
        }
    }
}
