// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/** The format {@code ucum} of the schemas: a code of the Unified Code for Units of Measure, case-sensitive. */
final class Units implements Format {

    /** As schemas spell it. */
    static final String NAME = "ucum";

    /** Read when first used, since reading the table of units takes time that most commands need not spend. */
    private static final class Table {

        private static final UcumEssenceService UNITS = read();

        private static UcumEssenceService read() {
            try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
                return new UcumEssenceService(essence);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the table of units", e);
            } catch (UcumException e) {
                throw new IllegalStateException("the table of units is damaged", e);
            }
        }
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean matches(ExecutionContext context, String code) {
        return isUnit(code);
    }

    /** Whether this is a unit, such as {@code kg/s}; {@code 1} is one. The table's own parser lets a doubled slash pass. */
    static boolean isUnit(String code) {
        if (code.isEmpty() || code.contains("//")) {
            return false;
        }
        synchronized (Table.UNITS) {
            return Table.UNITS.validate(code) == null;
        }
    }
}
