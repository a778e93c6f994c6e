// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.ForecastRun;
import org.headwater.hypercert.AllowList;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.ipfs.Cid;
import org.headwater.project.Project;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A gateway with documents that somebody else has published; it can be made to lie. */
public final class Elsewhere implements AutoCloseable {

    private static final int DRAWS = 50;
    private static final int ABSENT = 404;

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    public Elsewhere() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ipfs/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] file = files.get(exchange.getRequestURI().getPath().substring("/ipfs/".length()));
            exchange.sendResponseHeaders(file == null ? ABSENT : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
        }
    }

    /** What the gateway gives for an identifier from now on. */
    public void give(Cid cid, byte[] file) {
        files.put(cid.text(), file);
    }

    /** What the gateway gives for an identifier no longer. */
    public void take(Cid cid) {
        files.remove(cid.text());
    }

    /** Publishes a file. */
    public Cid publish(byte[] file) {
        Cid cid = Cid.of(file);
        give(cid, file);
        return cid;
    }

    /** A project, its forecast, and metadata that follow from both, all published; gives the metadata. */
    public Document publish(JsonNode projectJson, long seed, @Nullable AllowList list) {
        Document projectDocument = Documents.compose(DocumentType.PROJECT, projectJson);
        Forecast forecast = ForecastRun.of(projectDocument, DRAWS, seed, 1);
        Document forecastDocument = Documents.compose(DocumentType.FORECAST, forecast);
        Project project = Project.from(projectDocument);
        Document metadata = Documents.compose(
                DocumentType.HYPERCERT_METADATA,
                HypercertMetadata.compose(
                        project,
                        projectDocument.cid(),
                        forecastDocument.cid(),
                        HypercertMetadata.headlines(project, forecast),
                        HypercertMetadata.card(project, forecast),
                        list == null ? null : publish(list.dump())));
        publish(projectDocument.bytes());
        publish(forecastDocument.bytes());
        publish(metadata.bytes());
        return metadata;
    }

    /** The units that {@link AllowList}s of the synthetic example add up to. */
    public static BigInteger units(JsonNode projectJson) {
        return Project.from(projectJson).hypercert().units();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
