// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.headwater.document.Json;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The packaged program, started as a user starts it, in a JVM of its own. */
public final class Program implements AutoCloseable {

    /** Ten times what a busy machine needs. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    private final Process process;
    private final long begin = System.nanoTime();
    private final List<String> talk = new ArrayList<>();
    private final CompletableFuture<String> output = new CompletableFuture<>();
    private final CountDownLatch talkEnded = new CountDownLatch(1);

    private Program(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::readOutput);
        Thread.ofVirtual().start(this::readTalk);
    }

    /** How a run ended. */
    public record Ended(int code, String output, String talk) {

        /** Standard output as JSON. */
        public JsonNode json() {
            return Json.mapper().readTree(output);
        }
    }

    public static Program start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** Starts it with options of the JVM. */
    public static Program start(List<String> options, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar = Path.of(System.getProperty("headwater.jar", "target/headwater.jar"));
        List<String> command = Stream.of(
                        Stream.of(java), options.stream(), Stream.of("-jar", jar.toString()), Stream.of(arguments))
                .flatMap(words -> words)
                .toList();
        return new Program(new ProcessBuilder(command).start());
    }

    /** Runs it to its end. */
    public static Ended run(String... arguments) throws Exception {
        return run(List.of(), arguments);
    }

    /** Runs it to its end with options of the JVM. */
    public static Ended run(List<String> options, String... arguments) throws Exception {
        try (Program program = start(options, arguments)) {
            return program.ended();
        }
    }

    /** Everything that the program does on a data directory, without the web, in this JVM. */
    public static ConfigurableApplicationContext inside(Path dataDirectory) {
        return new SpringApplicationBuilder(Headwater.class)
                .web(WebApplicationType.NONE)
                .run("--headwater.data-dir=" + dataDirectory);
    }

    public Ended ended() throws Exception {
        if (!process.waitFor(TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end within %s:%n%s".formatted(TIME_LIMIT, talk()));
        }
        talkEnded.await(5, TimeUnit.SECONDS);
        return new Ended(process.exitValue(), output.get(5, TimeUnit.SECONDS), talk());
    }

    /** Waits for a line on standard error; false if the program ended before it. */
    public boolean awaitTalk(Predicate<List<String>> heard) throws InterruptedException {
        synchronized (talk) {
            while (!heard.test(List.copyOf(talk))) {
                if (talkEnded.getCount() == 0) {
                    return false;
                }
                talk.wait(100);
            }
            return true;
        }
    }

    /** What was said on standard error so far. */
    public String talk() {
        synchronized (talk) {
            return String.join("\n", talk);
        }
    }

    public boolean running() {
        return process.isAlive();
    }

    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** SIGKILL to the JVM alone; its children stay behind. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
        }
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void readOutput() {
        try (BufferedReader reader = process.inputReader()) {
            output.complete(String.join("\n", reader.readAllLines()));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }

    private void readTalk() {
        try (BufferedReader reader = process.errorReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (talk) {
                    talk.add(line);
                    talk.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            talkEnded.countDown();
        }
    }
}
