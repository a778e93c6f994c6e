// SPDX-License-Identifier: Apache-2.0
/**
 * The commands that only compute. They use the simulation, picocli and the JDK, nothing else, so that the packaged program
 * answers them without Spring Boot's class loader; {@code docs/decisions/0004-two-floors-of-the-jar.md} says how.
 */
package org.headwater.cli.scenario;
