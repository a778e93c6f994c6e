// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.headwater.chain.ContractsDeployed;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps the anchors of the chain in {@code DIR/anchors.json}, for whoever verifies on this machine. */
@Component
class AnchorsFile {

    private final Path file;

    AnchorsFile(@Value("${headwater.data-dir}") Path dataDirectory) {
        this.file = dataDirectory.resolve("anchors.json");
    }

    /** @throws UncheckedIOException if the file cannot be written */
    @EventListener
    void deployed(ContractsDeployed event) {
        try {
            event.chain().anchors(event.deployment()).write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("headwater.data-dir: cannot keep the anchors in " + file, e);
        }
    }
}
