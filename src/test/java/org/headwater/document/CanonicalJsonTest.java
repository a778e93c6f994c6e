// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Golden vectors: RFC 8785, sections 3.2.2 to 3.2.4 and appendix B (numbers within ±2^53). */
class CanonicalJsonTest {

    @Test
    void exampleOfTheRfcWithinTheAllowedRange() {
        String input = """
            {"numbers": [4.50, 2e-3, 0.000000000000000000000000001],
             "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
             "literals": [null, true, false]}\
            """;

        assertThat(canonical(input))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void membersAreSortedByUtf16CodeUnits() {
        String input =
                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}";

        assertThat(canonical(input))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @ParameterizedTest
    @CsvSource({
        "-0.0, 0",
        "0, 0",
        "5e-324, 5e-324",
        "-5e-324, -5e-324",
        "9007199254740992, 9007199254740992",
        "-9007199254740992, -9007199254740992",
        "1e-7, 1e-7",
        "0.000001, 0.000001",
        "20.0, 20",
        "0.30, 0.3",
        "333333333.3333332, 333333333.3333332",
        "333333333.33333325, 333333333.33333325",
    })
    void numbersArePrintedAsEcmaScriptDoes(String number, String expected) {
        assertThat(canonical("[" + number + "]")).isEqualTo("[" + expected + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9007199254740993",
                "1e999",
                "1e21",
                "115792089237316195423570985008687907853"
            })
    void numbersThatWouldLoseDigitsAreRefused(String number) {
        InvalidDocument refused = refused("{\"amount\":[1," + number + "]}");

        assertThat(refused.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.pointer()).isEqualTo("/amount/1"));
    }

    @Test
    void notANumberInATreeIsRefused() {
        var tree = JsonNodeFactory.instance.objectNode().put("mean", Double.NaN);

        InvalidDocument refused = catchThrowableOfType(InvalidDocument.class, () -> CanonicalJson.bytes(tree));

        assertThat(refused.violations().getFirst().pointer()).isEqualTo("/mean");
        assertThat(refused.violations().getFirst().allowed()).contains("finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\ud800b\"", "\"\\ude00\"", "\"\\u0000\"", "\"\\u202eevil\""})
    void textThatIsNoOrdinaryUnicodeIsRefused(String text) {
        assertThat(refused("{\"name\":" + text + "}").violations().getFirst().pointer())
                .isEqualTo("/name");
    }

    @Test
    void canonicalBytesStayTheSameWhenReadAgain() {
        byte[] once = CanonicalJson.bytes(Json.parse(utf8("{\"b\":[1.50,1e-9],\"a\":\"é\"}")));

        assertThat(CanonicalJson.bytes(Json.parse(once))).isEqualTo(once);
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.bytes(Json.parse(utf8(json))), StandardCharsets.UTF_8);
    }

    private static InvalidDocument refused(String json) {
        return catchThrowableOfType(InvalidDocument.class, () -> Json.parse(utf8(json)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
