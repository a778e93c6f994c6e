// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.EmbeddedBlockStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DocumentsTest {

    @TempDir
    Path directory;

    private EmbeddedBlockStore blocks;
    private Documents documents;
    private JsonNode project;

    @BeforeEach
    void openStore() throws IOException {
        blocks = new EmbeddedBlockStore(directory);
        documents = new Documents(blocks);
        project = Json.parse(Files.readAllBytes(Path.of("schemas", "examples", "project-synthetic.json")));
    }

    @Test
    void publishedDocumentIsReadBackEqual() {
        Document published = documents.publish(DocumentType.PROJECT, project);

        assertThat(documents.read(published.cid())).contains(published);
        assertThat(documents.read(DocumentType.PROJECT, published.cid())).isEqualTo(published);
        assertThat(Cid.of(published.bytes())).isEqualTo(published.cid());
    }

    @Test
    void orderOfMembersAndWhiteSpaceDoNotMatter() {
        ObjectNode reordered = (ObjectNode) project.deepCopy();
        JsonNode name = reordered.remove("name");
        reordered.set("name", name);

        assertThat(documents.publish(DocumentType.PROJECT, reordered))
                .isEqualTo(documents.publish(DocumentType.PROJECT, project));
    }

    @Test
    void refusedDocumentIsNotStored() throws IOException {
        ObjectNode wrong = ((ObjectNode) project.deepCopy()).put("years", 0);

        InvalidDocument refused =
                catchThrowableOfType(InvalidDocument.class, () -> documents.publish(DocumentType.PROJECT, wrong));

        assertThat(refused.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.pointer()).isEqualTo("/years");
            assertThat(violation.value()).isEqualTo("0");
            assertThat(violation.allowed()).startsWith("at least 1");
        });
        assertThat(directory.resolve("blocks")).doesNotExist();
    }

    @Test
    void unknownIdentifierIsNamed() {
        Cid unknown = Cid.of(new byte[] {1});

        assertThat(documents.read(unknown)).isEmpty();
        assertThatThrownBy(() -> documents.read(DocumentType.PROJECT, unknown))
                .isInstanceOf(UnknownDocument.class)
                .hasMessageContaining(unknown.text());
    }

    @Test
    void documentOfAnotherTypeIsRefused() {
        Cid cid = documents.publish(DocumentType.PROJECT, project).cid();

        assertThatThrownBy(() -> documents.read(DocumentType.FORECAST, cid))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("a project")
                .hasMessageContaining("forecast");
    }

    @Test
    void storedJsonThatIsNotCanonicalIsRefused() {
        Cid cid = blocks.add(project.toPrettyString().getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> documents.read(cid))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("canonical JSON");
    }

    @Test
    void bytesOfAnotherIdentifierAreRefused() {
        Document published = documents.publish(DocumentType.PROJECT, project);

        assertThatThrownBy(() -> Documents.check(Cid.of(new byte[] {1}), published.bytes()))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("hash to");
    }
}
