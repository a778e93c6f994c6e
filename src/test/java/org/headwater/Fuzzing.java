// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs Jazzer on a parser in a JVM of its own. A target is a class with {@code public static void
 * fuzzerTestOneInput(byte[])} that lets through only what the parser must never throw. A crash, an input that takes
 * {@value #SECONDS_OF_A_HANG} s, and memory beyond a heap of {@value #HEAP_MIB} MiB are findings.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
public final class Fuzzing {

    /** For how long each target runs, in seconds; a system property, for long runs by hand. */
    private static final int SECONDS = Integer.getInteger("headwater.fuzz", 10);

    private static final int SECONDS_OF_A_HANG = 5;
    private static final int HEAP_MIB = 256;

    private Fuzzing() {}

    /** What was found (empty: nothing), and the whole of what Jazzer said. */
    public record Outcome(Optional<String> finding, long inputs, String log) {}

    /**
     * Lets Jazzer look for an input that the target does not survive.
     *
     * @param seeds inputs to begin with
     * @param directory for the inputs, and for one that is a finding
     */
    public static Outcome run(Class<?> target, List<byte[]> seeds, Path directory) throws Exception {
        Path corpus = Files.createDirectories(directory.resolve(target.getSimpleName()));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = directory.resolve(target.getSimpleName() + ".log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MIB + "m",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getName(),
                        "--instrumentation_includes=org.headwater.**",
                        "--reproducer_path=" + directory,
                        "-artifact_prefix=" + directory + "/",
                        "-seed=1",
                        "-max_len=65536",
                        "-timeout=" + SECONDS_OF_A_HANG,
                        "-max_total_time=" + SECONDS,
                        corpus.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!jazzer.waitFor(SECONDS + 240L, TimeUnit.SECONDS)) {
            jazzer.destroyForcibly();
            throw new AssertionError("Jazzer does not end: " + log);
        }
        return outcome(jazzer.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private static Outcome outcome(int exit, String log) {
        long inputs = log.lines()
                .filter(line -> line.startsWith("Done "))
                .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                .findFirst()
                .orElse(0);
        Optional<String> finding = exit == 0
                ? Optional.empty()
                : Optional.of(log.lines()
                        .filter(line -> line.contains("== ") || line.contains("ERROR: "))
                        .findFirst()
                        .orElse("exit code " + exit));
        return new Outcome(finding, inputs, log);
    }
}
