// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.headwater.Examples;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.forecast.Forecast;
import org.headwater.hypercert.SeededProjects.Sample;
import org.headwater.project.Project;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class CardTest {

    /** Of the example project and forecast; another value means that every auditor with an older release disagrees. */
    private static final String PINNED = "bafkreiahrgka7um5nqtnmnk34ygydfz2u5gi3rjz4z455q2ahspvl2txye"
            + " bafkreifbita4kpytjtyakxj7ixttvbepanyy6zhl7i4gspvvkc636bscka";

    /** Prints the identifiers of both images, for a virtual machine of its own. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            Card card = example();
            System.out.println(card.pngCid() + " " + card.svgCid());
        }
    }

    @Test
    void imagesOfTheExampleAreThoseThatArePinned() {
        assertThat(example().pngCid() + " " + example().svgCid()).isEqualTo(PINNED);
    }

    @Test
    void anotherLanguageCompilerAndScreenGiveTheSameBytes() throws Exception {
        for (List<String> options : List.of(
                List.of("-Duser.language=ar", "-Duser.country=EG", "-XX:TieredStopAtLevel=1"),
                List.of("-Djava.awt.headless=false", "-Dfile.encoding=ISO-8859-1", "-XX:+UseSerialGC"))) {
            List<String> command = Stream.of(
                            Stream.of(System.getProperty("java.home") + "/bin/java"),
                            options.stream(),
                            Stream.of("-cp", System.getProperty("java.class.path"), Program.class.getName()))
                    .flatMap(part -> part)
                    .toList();
            Process java = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(new String(java.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
                    .as(options.toString())
                    .isEqualTo(PINNED);
            assertThat(java.waitFor()).isZero();
        }
    }

    @Test
    void pngIsReadableOfTheSizeThatApplicationsWantAndNotEmpty() throws IOException {
        BufferedImage image = read(example());

        assertThat(image.getWidth()).isEqualTo(1080);
        assertThat((double) image.getWidth() / image.getHeight()).isBetween(0.8, 1.91);
        assertThat(IntStream.range(0, image.getHeight())
                        .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y)))
                        .distinct()
                        .count())
                .isGreaterThan(50);
    }

    @Test
    void svgSaysNamePlaceStatusAndForecast() throws Exception {
        assertThat(texts(example()))
                .contains(
                        "Hillside above the reservoir",
                        "2,000 ha near 6.3° N, 75.6° W",
                        "Synthetic example",
                        "Mean forest health",
                        "with project",
                        "under cost sharing",
                        "year",
                        "line: median · dark band: 50 % · light band: 90 % of 500 simulated futures");
    }

    @Test
    void marksOfANameAreEscaped() throws Exception {
        Card card = card("A <b>hill</b> & \"more\" \u0007");

        assertThat(texts(card)).contains("A <b>hill</b> & \"more\" \uFFFD");
        assertThat(new String(card.svg(), StandardCharsets.UTF_8)).doesNotContain("<b>");
    }

    @Test
    void longNameTakesTwoLinesAndIsCut() throws Exception {
        assertThat(texts(card("restoration ".repeat(8).strip())).subList(0, 2))
                .allMatch(line -> line.startsWith("restoration"))
                .noneMatch(line -> Typeface.width(line, 44) > 960);
        assertThat(texts(card("W".repeat(100))).getFirst()).endsWith("W…");
    }

    @Test
    void letterThatTheTypefaceLacksIsStillDrawn() {
        assertThat(Typeface.outline("流", 0, 0, 10).getBounds2D().isEmpty()).isFalse();
        assertThat(card("流域").pngCid()).isNotEqualTo(card(" ").pngCid());
    }

    @Test
    void everySeededProjectHasACardWhoseImagesDiffer() throws Exception {
        for (Sample sample : SeededProjects.of(8, 7)) {
            Card card = Card.of(sample.project(), sample.forecast());

            assertThat(read(card).getHeight()).isEqualTo(720);
            assertThat(texts(card)).contains("with project");
            assertThat(Card.of(sample.project(), sample.forecast()).pngCid()).isEqualTo(card.pngCid());
        }
    }

    @Test
    void forecastOfOneYearOrOfOneValueIsDrawn() {
        Forecast forecast = forecast();
        Forecast.IndicatorForecast one = new Forecast.IndicatorForecast(
                "forest-health",
                "1",
                List.of(2026),
                List.of(0.0),
                List.of(0.0),
                List.of(0.0),
                List.of(0.0),
                List.of(0.0),
                List.of(0.0),
                List.of(0.0),
                List.of(0.0));
        Forecast shortForecast = new Forecast(
                forecast.schemaVersion(),
                forecast.project(),
                forecast.modelVersion(),
                forecast.preset(),
                forecast.seed(),
                forecast.draws(),
                forecast.horizonYear(),
                forecast.level(),
                List.of(new Forecast.WorldForecast("performance-contract", List.of(one))),
                forecast.effects(),
                forecast.milestones(),
                forecast.digest(),
                forecast.diagnostics(),
                true,
                false);

        assertThat(new String(Card.of(project("One year"), shortForecast).svg(), StandardCharsets.UTF_8))
                .contains("with project")
                .doesNotContain("under cost sharing", "NaN", "Infinity");
    }

    private static Card example() {
        return card("Hillside above the reservoir");
    }

    private static Card card(String name) {
        return Card.of(project(name), forecast());
    }

    private static Project project(String name) {
        return Project.from(Examples.project(Examples.SYNTHETIC, "/name", name));
    }

    private static Forecast forecast() {
        return Documents.compose(DocumentType.FORECAST, Examples.json("forecast.json"))
                .as(Forecast.class);
    }

    private static BufferedImage read(Card card) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(card.png()));
    }

    private static List<String> texts(Card card) throws Exception {
        Document svg =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(card.svg()));
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }
}
