// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/** One of a few words, as constants of an enum in lower case, joined by hyphens. */
abstract class Choice<T extends Enum<T>> implements ITypeConverter<T> {

    private final List<T> all;

    Choice(Class<T> type) {
        all = Arrays.asList(type.getEnumConstants());
    }

    static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public T convert(String value) {
        return all.stream()
                .filter(choice -> label(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> ScenarioOptions.notAllowed(
                        value, String.join(", ", all.stream().map(Choice::label).toList())));
    }
}
