// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.Examples;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.forecast.Forecast;
import org.headwater.project.Baseline;
import org.headwater.project.Indicator;
import org.headwater.project.Project;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Made-up projects of all presets and indicators, with names and tags in many scripts, and forecasts whose figures are drawn
 * instead of simulated.
 */
final class SeededProjects {

    private static final long LAST_SECOND =
            Instant.parse("2199-12-31T23:59:59Z").getEpochSecond();

    private static final List<String> PIECES = List.of(
            "Río Magdalena",
            "流域修复",
            "مستجمع المياه",
            "Бассейн реки",
            "हिमालय",
            "Forêt d’Orient",
            "🌳",
            "👩🏽‍🌾",
            "e\u0301tang",
            "<b>hill</b>",
            "\"quoted\"",
            "R&D",
            "Ångström",
            "Ελλάδα",
            "\\back/slash",
            "{json}",
            "100 %",
            "ﬃ",
            "\u200fעמק\u200f",
            "a\u00a0b",
            "watershed",
            "№ 7",
            "C:/x",
            "𝔘𝔫𝔦",
            "ไทย",
            "한강",
            "~0~1",
            "'; drop table",
            "${x}",
            "İstanbul");

    private final Random random;

    private SeededProjects(long seed) {
        this.random = new Random(seed);
    }

    record Sample(Document document, Project project, Forecast forecast) {

        HypercertMetadata metadata(Card card) {
            return HypercertMetadata.compose(
                    project,
                    document.cid(),
                    Documents.compose(DocumentType.FORECAST, forecast).cid(),
                    HypercertMetadata.headlines(project, forecast),
                    card,
                    null);
        }
    }

    static List<Sample> of(int count, long seed) {
        SeededProjects generator = new SeededProjects(seed);
        return Stream.generate(generator::sample).limit(count).toList();
    }

    private Sample sample() {
        ObjectNode json = (ObjectNode) Examples.json(one(Examples.projects().toList()));
        json.put("name", text(100));
        json.put("description", "About this place: " + text(1 + random.nextInt(9_000)));
        json.put("synthetic", random.nextBoolean());
        indicators(json);
        hypercert((ObjectNode) json.get("hypercert"));
        Document document = Documents.compose(DocumentType.PROJECT, json);
        Project project = Project.from(document);
        return new Sample(document, project, forecast(document, project, random));
    }

    /** Those that no milestone needs come and go; of the preset watershed three more are there. */
    private void indicators(ObjectNode json) {
        ArrayNode indicators = (ArrayNode) json.get("indicators");
        if (json.at("/model/preset").stringValue().equals("watershed")) {
            add(indicators, "biomass", "Mg/har");
            add(indicators, "firm-energy", "MW.h/a");
            add(indicators, "carbon-credits", "t/a");
        }
        indicators.forEach(indicator -> ((ObjectNode) indicator).put("name", text(100)));
    }

    private void add(ArrayNode indicators, String variable, String unit) {
        if (random.nextBoolean()) {
            ObjectNode indicator = indicators
                    .addObject()
                    .put("id", variable)
                    .put("name", variable)
                    .put("unit", unit)
                    .put("variable", variable)
                    .put("betterWhen", "higher");
            indicator.putObject("measurement").put("distribution", "normal").put("sd", 1);
        }
    }

    private void hypercert(ObjectNode terms) {
        tags(terms.putArray("workScope"), 100);
        tags(terms.putArray("impactScope"), 100);
        tags(terms.putArray("contributors"), 50);
        tags(terms.putArray("rights"), 100);
        timeframe(terms.putObject("workTimeframe"), false);
        timeframe(terms.putObject("impactTimeframe"), random.nextBoolean());
        terms.put(
                "units",
                new BigInteger(1 + random.nextInt(256), random)
                        .add(BigInteger.ONE)
                        .toString());
    }

    private void tags(ArrayNode array, int longest) {
        Set<String> tags = new LinkedHashSet<>();
        int count = random.nextInt(5) == 0 ? 50 : 1 + random.nextInt(6);
        while (tags.size() < count) {
            tags.add(text(random.nextInt(8) == 0 ? longest : 1 + random.nextInt(longest)));
        }
        tags.forEach(array::add);
    }

    private void timeframe(ObjectNode timeframe, boolean indefinite) {
        long start = 1 + random.nextLong(LAST_SECOND);
        timeframe.put("start", Instant.ofEpochSecond(start).toString());
        if (indefinite) {
            timeframe.putNull("end");
        } else {
            timeframe.put(
                    "end",
                    Instant.ofEpochSecond(random.nextLong(start, LAST_SECOND + 1))
                            .toString());
        }
    }

    /** At most so many characters (code points), neither beginning nor ending with white space. */
    private String text(int longest) {
        StringBuilder text = new StringBuilder(one(PIECES));
        while (text.codePointCount(0, text.length()) < longest) {
            text.append(random.nextInt(3) == 0 ? "" : " ").append(one(PIECES));
        }
        int end = text.offsetByCodePoints(0, Math.min(longest, text.codePointCount(0, text.length())));
        return text.substring(0, end).strip().replaceAll("\\s$", "x");
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A forecast of which the figures are drawn. */
    static Forecast forecast(Document document, Project project, Random random) {
        String baseline =
                project.baseline() instanceof Baseline.UnderMechanism(String mechanism) ? mechanism : "no-project";
        return new Forecast(
                Forecast.SCHEMA_VERSION,
                document.cid().text(),
                "published-2",
                project.model().preset(),
                "1",
                500,
                project.horizonYear(),
                Forecast.LEVEL,
                Stream.of(project.mechanism(), baseline)
                        .map(world -> new Forecast.WorldForecast(
                                world,
                                project.indicators().stream()
                                        .map(indicator -> figures(project, indicator, random))
                                        .toList()))
                        .toList(),
                List.of(),
                List.of(new Forecast.MilestoneForecast("any", 0.5, BigInteger.ONE)),
                "0".repeat(64),
                new Forecast.Diagnostics("prior simulation", "drawn for a test"),
                project.synthetic(),
                project.backTest());
    }

    private static Forecast.IndicatorForecast figures(Project project, Indicator indicator, Random random) {
        List<Integer> years = IntStream.rangeClosed(project.startYear(), project.horizonYear())
                .boxed()
                .toList();
        double size = Math.pow(10, random.nextInt(-3, 12));
        List<List<Double>> quantiles = years.stream()
                .map(year -> Stream.generate(() -> random.nextDouble() * size)
                        .limit(5)
                        .sorted(Comparator.naturalOrder())
                        .toList())
                .toList();
        return new Forecast.IndicatorForecast(
                indicator.id(),
                indicator.unit(),
                years,
                quantile(quantiles, 2),
                quantile(quantiles, 2),
                quantile(quantiles, 2),
                quantile(quantiles, 0),
                quantile(quantiles, 1),
                quantile(quantiles, 2),
                quantile(quantiles, 3),
                quantile(quantiles, 4));
    }

    private static List<Double> quantile(List<List<Double>> quantiles, int index) {
        return quantiles.stream().map(year -> year.get(index)).toList();
    }
}
