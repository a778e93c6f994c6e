// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What is expected without the project. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Baseline.UnderMechanism.class, name = "mechanism"),
    @JsonSubTypes.Type(value = Baseline.FromRecord.class, name = "record"),
    @JsonSubTypes.Type(value = Baseline.WithoutProject.class, name = "no-project")
})
public sealed interface Baseline {

    /** The model under another mechanism, by its label. */
    record UnderMechanism(String mechanism) implements Baseline {}

    /** A trend with year-to-year noise fitted to monitored years before the start, each year once, values above 0. */
    record FromRecord(String indicator, String source, String licence, List<YearValue> values) implements Baseline {}

    /** The model's own world without project; the preset watershed has one. */
    record WithoutProject() implements Baseline {}

    /** One monitored year; the value in the indicator's unit. */
    record YearValue(int year, double value) {}
}
