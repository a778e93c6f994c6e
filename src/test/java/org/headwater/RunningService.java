// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.headwater.document.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** The whole service on a free port and a directory of its own, its first loop complete; one for most tests of a JVM. */
public final class RunningService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static @Nullable RunningService shared;

    private final ConfigurableApplicationContext context;
    private final Path directory;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningService(ConfigurableApplicationContext context, Path directory) {
        this.context = context;
        this.directory = directory;
    }

    /** What the service answered. */
    public record Answer(int status, String contentType, String body) {

        public JsonNode json() {
            return Json.mapper().readTree(body);
        }
    }

    /** The service, started by the first test that asks and stopped when the JVM ends. */
    public static synchronized RunningService get() throws Exception {
        if (shared == null) {
            shared = start();
            shared.awaitLoop();
        }
        return shared;
    }

    /** Another service, for a test that leaves behind what other tests count. */
    public static RunningService another() throws Exception {
        RunningService another = start();
        another.awaitLoop();
        return another;
    }

    private static RunningService start() throws IOException {
        Path directory = Files.createTempDirectory("headwater-service");
        SpringApplication.getShutdownHandlers().add(() -> delete(directory));
        return new RunningService(
                new SpringApplicationBuilder(Headwater.class)
                        .run("--headwater.data-dir=" + directory, "--server.port=0"),
                directory);
    }

    private static void delete(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitLoop() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!"complete".equals(loopState())) {
            if (System.nanoTime() > deadline || "failed".equals(loopState())) {
                throw new AssertionError("the first loop is " + loopState());
            }
            Thread.sleep(100);
        }
    }

    private String loopState() throws Exception {
        return get("/api/v1/status").json().at("/loop/state").asString();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Its data directory. */
    public Path directory() {
        return directory;
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public String token() throws IOException {
        return Files.readString(directory.resolve("token")).strip();
    }

    public Answer get(String path) throws Exception {
        return send(request(path).GET());
    }

    /** Posts JSON with the write token. */
    public Answer post(String path, Object body) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token())
                .POST(BodyPublishers.ofString(body.toString())));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    public Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    @Override
    public void close() {
        context.close();
    }
}
