// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

/**
 * A number of a model that has a name.
 *
 * @param unit UCUM code, or USD with one
 * @param prior how it is drawn; {@link Prior.Fixed} if it is the same in every draw
 * @param lowest smallest allowed value
 * @param highest largest allowed value
 * @param source where prior and range come from
 */
public record Parameter(String name, String unit, Prior prior, double lowest, double highest, String source) {

    /** @throws InvalidParameter unless lowest ≤ value ≤ highest; the error bears the parameter's name */
    public double require(double value) {
        return InvalidParameter.requireBetween(name, value, lowest, highest);
    }

    /** @throws InvalidParameter if the prior's median is outside the range; the error bears the parameter's name */
    Parameter with(Prior newPrior) {
        require(newPrior.median());
        return new Parameter(name, unit, newPrior, lowest, highest, source);
    }
}
