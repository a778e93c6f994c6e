// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.headwater.project.Indicator.Direction;
import org.headwater.project.Indicator.Distribution;
import org.headwater.project.Indicator.Measurement;
import org.headwater.project.Indicator.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorTest {

    @ParameterizedTest
    @CsvSource({
        "FOREST_HEALTH, HIGHER, NORMAL, 0.04, 1.12, true",
        "FOREST_HEALTH, HIGHER, NORMAL, 0.04, 1.13, false",
        "FOREST_HEALTH, HIGHER, NORMAL, 0.04, -0.13, false",
        "FOREST_HEALTH, HIGHER, NORMAL, 25, 75, false",
        "FOREST_HEALTH, HIGHER, LOGNORMAL, 0.1, 1.01, false",
        "EROSION, LOWER, LOGNORMAL, 0.2, 0, false",
        "EROSION, LOWER, LOGNORMAL, 0.2, 10, true",
        "EROSION, LOWER, LOGNORMAL, 0.2, 40, false",
        "ANNUAL_LOAD, LOWER, LOGNORMAL, 0.2, 100000, true",
        "ANNUAL_LOAD, LOWER, LOGNORMAL, 0.2, Infinity, false",
        "ANNUAL_LOAD, LOWER, LOGNORMAL, 0.2, NaN, false",
        "CANOPY_COVER, HIGHER, NORMAL, 0.04, 1.12, true",
        "CANOPY_COVER, HIGHER, NORMAL, 0.04, 35, false",
        "SEDIMENT_YIELD, LOWER, LOGNORMAL, 0.2, 80000, true",
        "SEDIMENT_YIELD, LOWER, LOGNORMAL, 0.2, 0, false"
    })
    void admitsOnlyReadingsThatCanBe(
            Variable variable, Direction better, Distribution error, double sd, double reading, boolean admitted) {
        Indicator indicator = new Indicator("id", "name", "1", variable, better, new Measurement(error, sd));

        assertThat(indicator.admits(reading)).isEqualTo(admitted);
    }

    @Test
    void termsOnTheChainDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            var milestone = new ContractTerms.Milestone(
                    "m", "erosion", 2030, 2031, BigDecimal.ZERO, BigDecimal.ONE, BigInteger.TEN, 1);

            assertThat(milestone.payment().metric())
                    .isEqualTo("attributable change of erosion, 2030 to 2031, in units of 1e-6");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"NGO A, verifier-ngo-a", "NGO-A, verifier-ngo-a", "Río, verifier-r-o", "日本, verifier-"})
    void partyOfAVerifierIsItsLatinLettersAndDigits(String name, String party) {
        assertThat(ContractTerms.party(name)).isEqualTo(party);
    }
}
