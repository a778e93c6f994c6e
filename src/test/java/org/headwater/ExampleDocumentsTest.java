// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.headwater.document.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schema has examples, and each says what it is said to say. */
class ExampleDocumentsTest {

    static List<String> schemas() {
        return ExampleDocuments.schemas();
    }

    static Stream<Arguments> validExamples() {
        return schemas().stream()
                .flatMap(schema -> ExampleDocuments.valid(schema).stream().map(name -> Arguments.of(schema, name)));
    }

    static Stream<Arguments> invalidExamples() {
        return schemas().stream()
                .flatMap(schema -> ExampleDocuments.invalid(schema).entrySet().stream()
                        .map(example -> Arguments.of(schema, example.getKey(), example.getValue())));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void schemaHasExamplesOfBothKinds(String schema) {
        assertThat(ExampleDocuments.valid(schema)).isNotEmpty();
        assertThat(ExampleDocuments.invalid(schema)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("validExamples")
    void validExampleIsAccepted(String schema, String name) {
        assertThat(ExampleDocuments.violations(
                        schema, ExampleDocuments.read(ExampleDocuments.VALID.resolve(name + ".json"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalidExamples")
    void invalidExampleIsRefusedAtTheMemberThatIsWrong(String schema, String name, String pointer) {
        List<Violation> violations = ExampleDocuments.violations(
                schema, ExampleDocuments.read(ExampleDocuments.INVALID.resolve(name + ".json")));

        assertThat(violations).extracting(Violation::pointer).containsOnly(pointer);
        assertThat(violations)
                .allSatisfy(violation -> assertThat(violation.allowed()).isNotBlank());
    }

    @Test
    void everyInvalidExampleHasAPointer() {
        TreeSet<String> pointed = new TreeSet<>();
        schemas()
                .forEach(schema ->
                        pointed.addAll(ExampleDocuments.invalid(schema).keySet()));

        assertThat(ExampleDocuments.names(ExampleDocuments.INVALID, ".json")).containsExactlyElementsOf(pointed);
    }
}
