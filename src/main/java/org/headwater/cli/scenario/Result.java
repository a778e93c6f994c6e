// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli.scenario;

/** What a command has found, in every form in which it is printed. */
interface Result {

    /** A record whose components are the members of the JSON object, as {@code schemas/} describes it. */
    Record json();

    /** Lines for people. */
    String table();

    Csv csv();
}
