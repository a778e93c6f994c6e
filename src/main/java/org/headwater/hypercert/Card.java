// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.Forecast.IndicatorForecast;
import org.headwater.hypercert.Drawing.Anchor;
import org.headwater.hypercert.Drawing.Area;
import org.headwater.hypercert.Drawing.Curve;
import org.headwater.hypercert.Drawing.Paint;
import org.headwater.hypercert.Drawing.Point;
import org.headwater.hypercert.Drawing.Words;
import org.headwater.ipfs.Cid;
import org.headwater.project.Baseline;
import org.headwater.project.Indicator;
import org.headwater.project.Project;

/**
 * The picture of a claim, 1080 × 720 pixels, as SVG and as PNG: name, place and status of the project, and the forecast of
 * the indicator that its first milestone pays on, with the project and without. Equal bytes for equal documents.
 */
public final class Card {

    private static final int WIDTH = 1080;
    private static final int HEIGHT = 720;
    private static final double LEFT = 60;
    private static final double LINE_OF_NAME = 50;
    private static final double BOTTOM_OF_PLOT = 600;
    private static final double LABEL_HEIGHT = 88;
    private static final double LEFT_OF_PLOT = 160;
    private static final double RIGHT_OF_PLOT = 780;

    private static final Paint PAPER = Paint.of(0xfbfaf6);
    private static final Paint INK = Paint.of(0x16323a);
    private static final Paint QUIET = Paint.of(0x55666b);
    private static final Paint RULE = Paint.of(0xdcdfd9);
    private static final int PROJECT_COLOUR = 0x0f766e;
    private static final int BASELINE_COLOUR = 0xa8612a;

    private final byte[] svg;
    private final byte[] png;

    private Card(Drawing drawing) {
        this.svg = SvgImage.of(drawing);
        this.png = PngImage.of(drawing);
    }

    static Card of(Project project, Forecast forecast) {
        return new Card(new Drawing(WIDTH, HEIGHT, project.name(), shapes(project, forecast)));
    }

    /** The card as SVG: scalable, and in whatever scripts the reader's machine can show. */
    public byte[] svg() {
        return svg.clone();
    }

    /** The card as PNG. */
    public byte[] png() {
        return png.clone();
    }

    Cid svgCid() {
        return Cid.of(svg);
    }

    Cid pngCid() {
        return Cid.of(png);
    }

    /** One world's forecast of the indicator shown. */
    private record Fan(String label, int colour, boolean baseline, IndicatorForecast forecast) {

        Paint paint(double opacity) {
            return new Paint(colour, opacity);
        }

        double lastMedian() {
            return forecast.q50().getLast();
        }
    }

    private static List<Drawing.Shape> shapes(Project project, Forecast forecast) {
        List<Drawing.Shape> shapes = new ArrayList<>();
        shapes.add(Area.box(0, 0, WIDTH, HEIGHT, PAPER));
        shapes.add(Area.box(0, 0, WIDTH, 12, Paint.of(PROJECT_COLOUR)));
        List<String> name = lines(project.name());
        shapes.addAll(heading(project, name));
        shapes.addAll(plot(project, forecast, 210 + LINE_OF_NAME * name.size()));
        return shapes;
    }

    private static List<Drawing.Shape> heading(Project project, List<String> name) {
        List<Drawing.Shape> shapes = new ArrayList<>();
        for (int i = 0; i < name.size(); i++) {
            shapes.add(new Words(name.get(i), new Point(LEFT, 80 + LINE_OF_NAME * i), 44, Anchor.START, INK));
        }
        double below = 80 + LINE_OF_NAME * name.size();
        shapes.add(new Words(place(project), new Point(LEFT, below - 6), 24, Anchor.START, QUIET));
        String status = HypercertMetadata.status(project);
        double width = Typeface.width(status, 24);
        shapes.add(Area.box(WIDTH - LEFT - width - 32, below - 34, WIDTH - LEFT, below + 6, INK));
        shapes.add(new Words(status, new Point(WIDTH - LEFT - 16, below - 6), 24, Anchor.END, PAPER));
        return shapes;
    }

    private static List<Drawing.Shape> plot(Project project, Forecast forecast, double top) {
        Indicator indicator = paidOn(project);
        List<Fan> fans = fans(project, forecast, indicator);
        Scale time = time(fans);
        Scale values = values(fans, top);
        List<Drawing.Shape> shapes = new ArrayList<>();
        shapes.add(new Words(indicator.name() + unit(indicator), new Point(LEFT, top - 38), 26, Anchor.START, INK));
        shapes.addAll(grid(time, values));
        fans.forEach(fan -> shapes.addAll(bands(fan, time, values)));
        fans.forEach(fan -> shapes.add(median(fan, time, values)));
        shapes.addAll(labels(fans, values));
        shapes.add(new Words(
                String.format(
                        Locale.ROOT,
                        "line: median · dark band: 50 %% · light band: 90 %% of %,d simulated futures",
                        forecast.draws()),
                new Point(LEFT, 690),
                20,
                Anchor.START,
                QUIET));
        return shapes;
    }

    private static Indicator paidOn(Project project) {
        return project.indicator(project.contract().milestones().getFirst().indicator())
                .orElseThrow();
    }

    /** The baseline first, so that the project is drawn over it. */
    private static List<Fan> fans(Project project, Forecast forecast, Indicator indicator) {
        String baseline = switch (project.baseline()) {
            case Baseline.UnderMechanism under -> under.mechanism();
            case Baseline.FromRecord ignored -> "no-project";
            case Baseline.WithoutProject ignored -> "no-project";
        };
        String label = baseline.equals("no-project") ? "without project" : "under " + baseline.replace('-', ' ');
        return Stream.of(
                        of(forecast, baseline, indicator).map(of -> new Fan(label, BASELINE_COLOUR, true, of)),
                        of(forecast, project.mechanism(), indicator)
                                .map(of -> new Fan("with project", PROJECT_COLOUR, false, of)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<IndicatorForecast> of(Forecast forecast, String world, Indicator indicator) {
        return forecast.worlds().stream()
                .filter(candidate -> candidate.world().equals(world))
                .flatMap(candidate -> candidate.indicators().stream())
                .filter(candidate -> candidate.indicator().equals(indicator.id()))
                .findFirst();
    }

    private static Scale time(List<Fan> fans) {
        List<Integer> years = fans.getLast().forecast().years();
        return Scale.over(years.getFirst(), years.getLast(), 6, LEFT_OF_PLOT, RIGHT_OF_PLOT);
    }

    private static Scale values(List<Fan> fans, double top) {
        double least = fans.stream()
                .flatMap(fan -> fan.forecast().q05().stream())
                .mapToDouble(Double::doubleValue)
                .min()
                .orElseThrow();
        double greatest = fans.stream()
                .flatMap(fan -> fan.forecast().q95().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        return Scale.around(least, greatest, 5, BOTTOM_OF_PLOT, top);
    }

    private static List<Drawing.Shape> grid(Scale time, Scale values) {
        List<Drawing.Shape> shapes = new ArrayList<>();
        values.ticks().forEach(tick -> {
            double y = values.at(tick.doubleValue());
            shapes.add(Curve.line(new Point(LEFT_OF_PLOT, y), new Point(RIGHT_OF_PLOT, y), 1, RULE));
            shapes.add(new Words(values.label(tick), new Point(LEFT_OF_PLOT - 14, y + 7), 20, Anchor.END, QUIET));
        });
        time.ticks().forEach(tick -> {
            double x = time.at(tick.doubleValue());
            shapes.add(Curve.line(new Point(x, BOTTOM_OF_PLOT), new Point(x, BOTTOM_OF_PLOT + 8), 1, QUIET));
            shapes.add(new Words(tick.toPlainString(), new Point(x, BOTTOM_OF_PLOT + 32), 20, Anchor.MIDDLE, QUIET));
        });
        shapes.add(new Words("year", new Point(RIGHT_OF_PLOT + 20, BOTTOM_OF_PLOT + 32), 20, Anchor.START, QUIET));
        return shapes;
    }

    private static List<Drawing.Shape> bands(Fan fan, Scale time, Scale values) {
        IndicatorForecast forecast = fan.forecast();
        List<Integer> years = forecast.years();
        return List.of(
                Drawing.between(
                        curve(years, forecast.q05(), time, values),
                        curve(years, forecast.q95(), time, values),
                        fan.paint(0.16)),
                Drawing.between(
                        curve(years, forecast.q25(), time, values),
                        curve(years, forecast.q75(), time, values),
                        fan.paint(0.3)));
    }

    private static Curve median(Fan fan, Scale time, Scale values) {
        IndicatorForecast forecast = fan.forecast();
        return new Curve(curve(forecast.years(), forecast.q50(), time, values), 3.5, fan.baseline(), fan.paint(1));
    }

    private static List<Point> curve(List<Integer> years, List<Double> quantile, Scale time, Scale values) {
        return IntStream.range(0, years.size())
                .mapToObj(i -> new Point(time.at(years.get(i)), values.at(quantile.get(i))))
                .toList();
    }

    /** Beside the last median of each fan, and far enough from each other to be read. */
    private static List<Drawing.Shape> labels(List<Fan> fans, Scale values) {
        double lowest = BOTTOM_OF_PLOT - 62;
        List<Fan> downwards = fans.stream()
                .sorted(Comparator.comparingDouble(Fan::lastMedian).reversed())
                .toList();
        List<Drawing.Shape> shapes = new ArrayList<>();
        double free = values.to() + 10;
        for (int i = 0; i < downwards.size(); i++) {
            double roomBelow = LABEL_HEIGHT * (downwards.size() - 1 - i);
            double y = Math.clamp(values.at(downwards.get(i).lastMedian()), free, lowest - roomBelow);
            shapes.addAll(label(downwards.get(i), y));
            free = y + LABEL_HEIGHT;
        }
        return shapes;
    }

    private static List<Drawing.Shape> label(Fan fan, double y) {
        IndicatorForecast forecast = fan.forecast();
        double x = RIGHT_OF_PLOT + 20;
        return List.of(
                new Words(fan.label(), new Point(x, y), 24, Anchor.START, fan.paint(1)),
                new Words(Scale.figure(fan.lastMedian()), new Point(x, y + 26), 22, Anchor.START, INK),
                new Words(
                        "90 %%: %s to %s"
                                .formatted(
                                        Scale.figure(forecast.q05().getLast()),
                                        Scale.figure(forecast.q95().getLast())),
                        new Point(x, y + 50),
                        18,
                        Anchor.START,
                        QUIET));
    }

    /** The UCUM code as people write it; a number without unit gets none. */
    private static String unit(Indicator indicator) {
        if (indicator.unit().equals("1")) {
            return "";
        }
        return ", "
                + indicator
                        .unit()
                        .replaceAll("/a$", " per year")
                        .replace("har", "ha")
                        .replace(".", "·")
                        .replace("m3", "m³");
    }

    private static String place(Project project) {
        Project.Area area = project.area();
        double longitude = area.geometry().centre()[0];
        double latitude = area.geometry().centre()[1];
        return String.format(
                Locale.ROOT,
                "%s ha near %.1f° %s, %.1f° %s",
                Scale.figure(area.hectares()),
                Math.abs(latitude),
                latitude < 0 ? "S" : "N",
                Math.abs(longitude),
                longitude < 0 ? "W" : "E");
    }

    /** At most two lines that fit between the margins; what does not is cut. */
    private static List<String> lines(String name) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String word : name.strip().split("\\s+", -1)) {
            String longer = lines.getLast().isEmpty() ? word : lines.getLast() + " " + word;
            if (fits(longer) || lines.getLast().isEmpty()) {
                lines.set(lines.size() - 1, longer);
            } else {
                lines.add(word);
            }
        }
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(2, lines.size())));
        if (lines.size() > 2) {
            shown.set(1, shown.get(1) + "…");
        }
        return shown.stream().map(Card::cut).toList();
    }

    private static String cut(String line) {
        String cut = line;
        while (!fits(cut)) {
            int end = cut.offsetByCodePoints(cut.length(), cut.endsWith("…") ? -2 : -1);
            cut = cut.substring(0, end) + "…";
        }
        return cut;
    }

    private static boolean fits(String line) {
        return Typeface.width(line, 44) <= WIDTH - 2 * LEFT;
    }
}
