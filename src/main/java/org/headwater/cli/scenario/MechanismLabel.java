// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

import org.headwater.simulation.InvalidParameter;
import org.headwater.simulation.Mechanism;
import picocli.CommandLine.ITypeConverter;

/** The standard mechanism of a label. */
final class MechanismLabel implements ITypeConverter<Mechanism> {
    static String all() {
        return String.join(
                ", ", Mechanism.standard().stream().map(Mechanism::label).toList());
    }

    @Override
    public Mechanism convert(String value) {
        try {
            return Mechanism.parse(value);
        } catch (InvalidParameter e) {
            throw ScenarioOptions.notAllowed(e.value(), e.allowed());
        }
    }
}
