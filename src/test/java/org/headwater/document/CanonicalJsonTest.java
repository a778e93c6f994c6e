// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.erdtman.jcs.NumberToJSON;
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

    /** Appendix B in full: bits of the number, and how it is printed; the printer is the one behind {@link CanonicalJson}. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void numbersOfTheRfcArePrintedAsItSays(String bits, String expected) throws Exception {
        double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

        assertThat(NumberToJSON.serializeNumber(number)).isEqualTo(expected);
        if (Math.abs(number) <= 1L << 53) {
            assertThat(canonical("[" + new BigDecimal(number).round(new MathContext(17)) + "]"))
                    .isEqualTo("[" + expected + "]");
        }
    }

    /** 20,000 seeded numbers within the allowed range: printed, read and printed again they stay the same number. */
    @Test
    void numbersKeepEveryBit() {
        Random random = new Random(8785);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Math.abs(number) <= 1L << 53) {
                String text = canonical("[" + number + "]");
                assertThat(Double.parseDouble(text.substring(1, text.length() - 1)) + 0.0)
                        .isEqualTo(number + 0.0);
            }
        }
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

    @Test
    void valueThatIsNoDocumentIsRefusedAtItsRoot() {
        for (String value : List.of("1", "true", "null", "\"text\"")) {
            var refused =
                    catchThrowableOfType(InvalidDocument.class, () -> CanonicalJson.bytes(Json.parse(utf8(value))));
            assertThat(refused.violations()).containsExactly(new Violation("", value, "an object or an array"));
        }
    }

    /** Without a byte order mark these are UTF-8 too, with many NULs; a parser that guesses would take them for JSON. */
    @Test
    void otherEncodingsAreRefused() {
        for (Charset encoding : List.of(
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                Charset.forName("UTF-32LE"),
                Charset.forName("UTF-32BE"))) {
            var refused = catchThrowableOfType(InvalidDocument.class, () -> Json.parse("{\"a\":1}".getBytes(encoding)));
            assertThat(refused).as(encoding.name()).isNotNull();
            assertThat(refused.violations().getFirst().value()).isEqualTo("not readable");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
