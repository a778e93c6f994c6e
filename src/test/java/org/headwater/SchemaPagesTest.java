// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dheadwater.write-schema-pages=true} writes the page anew instead of comparing it. */
class SchemaPagesTest {

    private static final Path PAGE = Path.of("docs", "schemas.md");

    @Test
    void pageIsWhatTheSchemasSay() throws Exception {
        String fresh = SchemaPages.page();
        if (Boolean.getBoolean("headwater.write-schema-pages")) {
            Files.writeString(PAGE, fresh);
        }

        assertThat(PAGE).content().isEqualTo(fresh);
    }
}
