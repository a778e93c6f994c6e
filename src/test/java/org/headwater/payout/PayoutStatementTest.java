// SPDX-License-Identifier: Apache-2.0
package org.headwater.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.headwater.Examples;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.payout.Payout.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PayoutStatementTest {

    private static final String EXAMPLE = "payout-statement.json";

    @Test
    void recordSaysTheSameAsTheDocument() {
        Document example = Documents.compose(DocumentType.PAYOUT_STATEMENT, Examples.json(EXAMPLE));
        PayoutStatement statement = example.as(PayoutStatement.class);

        assertThat(Documents.compose(DocumentType.PAYOUT_STATEMENT, statement)).isEqualTo(example);
        assertThat(statement.synthetic()).isTrue();
        assertThat(statement.backTest()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"synthetic", "backTest"})
    void statementThatDoesNotSayWhetherItIsInventedIsRefused(String label) {
        JsonNode statement = Examples.json(EXAMPLE);
        ((ObjectNode) statement).remove(label);

        assertThatExceptionOfType(InvalidDocument.class)
                .isThrownBy(() -> Documents.compose(DocumentType.PAYOUT_STATEMENT, statement))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::pointer)
                        .containsExactly("/" + label));
    }

    @Test
    void amountAndValueAreDecimalStrings() {
        PayoutStatement statement = Documents.compose(DocumentType.PAYOUT_STATEMENT, Examples.json(EXAMPLE))
                .as(PayoutStatement.class);

        assertThat(statement.value()).isEqualTo(new BigDecimal("0.030000"));
        assertThat(statement.paid()).isEqualTo(new BigInteger("18750000000"));
        assertThat(Documents.compose(DocumentType.PAYOUT_STATEMENT, statement)
                        .json()
                        .path("paid")
                        .isString())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, REFUNDED, refunded",
        "1, PAID_IN_PART, paid-in-part",
        "99, PAID_IN_PART, paid-in-part",
        "100, PAID_IN_FULL, paid-in-full"
    })
    void outcomeFollowsFromPaidAndAmount(BigInteger paid, Outcome expected, String label) {
        Outcome outcome = Outcome.of(paid, BigInteger.valueOf(100));

        assertThat(outcome).isEqualTo(expected);
        assertThat(outcome.label()).isEqualTo(label);
    }

    @Test
    void subjectNamesContractAndMilestone() {
        assertThat(Payouts.subject("0xabc", 2)).isEqualTo("0xabc/2");
    }
}
