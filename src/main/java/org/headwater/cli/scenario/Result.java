// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

/** What a command has found, in every form it can be asked for. */
interface Result {

    /** A record whose components are the members of the JSON object, as {@code schemas/} describes it. */
    Record json();

    /** Lines for people. */
    String table();

    Csv csv();

    /** A chart as an SVG document. */
    String svg();
}
