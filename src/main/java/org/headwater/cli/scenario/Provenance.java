// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

/**
 * What is needed to get a result again.
 *
 * @param modelVersion name and version of the equations
 * @param seed a 64-bit number in decimal digits, which JSON numbers cannot hold everywhere
 */
record Provenance(String modelVersion, String preset, String seed, int draws, int years) {}
