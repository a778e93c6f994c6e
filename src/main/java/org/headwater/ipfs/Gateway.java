// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * The loopback gateway: every stored file at the path that IPFS gateways use, in whole or a range of it, and the blocks
 * and archives of the trustless gateway.
 *
 * @see <a href="https://specs.ipfs.tech/http-gateways/">IPFS gateway specifications</a>
 */
@RestController
class Gateway {

    private static final String PATH = "/ipfs/{cid}";
    private static final String RAW = "application/vnd.ipld.raw";
    private static final String CAR = "application/vnd.ipld.car";

    /** Nothing in a published file may run: an SVG is shown, its scripts are not. */
    private static final String NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private final BlockStore blocks;

    Gateway(BlockStore blocks) {
        this.blocks = blocks;
    }

    /**
     * The file. A single range is answered with it; several are answered with the whole, as RFC 9110 lets a server do.
     *
     * @param ifRange an entity tag: the range is meant only of this content
     */
    @GetMapping(path = PATH, params = "!format")
    ResponseEntity<Object> file(
            @PathVariable String cid,
            @RequestHeader(name = HttpHeaders.RANGE, required = false) Optional<String> range,
            @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) Optional<String> ifRange) {
        Cid named = Cid.parse(cid);
        String tag = "\"" + named + "\"";
        return blocks.read(named)
                .map(content -> answer(
                        immutable(named, tag, ResponseEntity.ok())
                                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                                .contentType(MediaTypes.of(content)),
                        content,
                        range.filter(asked -> ifRange.isEmpty() || ifRange.get().equals(tag))))
                .orElseGet(() -> notHere(named));
    }

    @GetMapping(path = PATH, params = "!format", produces = RAW)
    ResponseEntity<Object> acceptedBlock(@PathVariable String cid) {
        return block(cid);
    }

    /** The block itself, which whoever asks can hash. */
    @GetMapping(path = PATH, params = "format=raw")
    ResponseEntity<Object> block(@PathVariable String cid) {
        Cid named = Cid.parse(cid);
        return blocks.block(named)
                .map(block -> immutable(named, "\"" + named + ".raw\"", ResponseEntity.ok())
                        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(named + ".bin"))
                        .contentType(MediaType.valueOf(RAW))
                        .<Object>body(block))
                .orElseGet(() -> notHere(named));
    }

    @GetMapping(path = PATH, params = "!format", produces = CAR)
    ResponseEntity<StreamingResponseBody> acceptedArchive(@PathVariable String cid) {
        return archive(cid, Optional.empty(), Optional.empty());
    }

    /**
     * The file as an archive of its blocks.
     *
     * @param scope {@code dag-scope}: {@code all} and {@code entity} are the same for a file; {@code block} is not given
     * @param bytes {@code entity-bytes}: parts of files are not given
     */
    @GetMapping(path = PATH, params = "format=car")
    ResponseEntity<StreamingResponseBody> archive(
            @PathVariable String cid,
            @RequestParam(name = "dag-scope") Optional<String> scope,
            @RequestParam(name = "entity-bytes") Optional<String> bytes) {
        Cid named = Cid.parse(cid);
        if (bytes.isPresent()
                || scope.filter(asked -> !List.of("all", "entity").contains(asked))
                        .isPresent()) {
            throw new IllegalArgumentException(
                    "dag-scope is %s and entity-bytes is %s; allowed: all or entity, and none"
                            .formatted(scope.orElse("missing"), bytes.orElse("missing")));
        }
        if (blocks.block(named).isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        return immutable(named, "W/\"" + named + ".car\"", ResponseEntity.ok())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(named + ".car"))
                .header(HttpHeaders.ACCEPT_RANGES, "none")
                .header(HttpHeaders.CONTENT_TYPE, Car.MEDIA_TYPE)
                .body(out -> Car.write(List.of(named), blocks::block, out));
    }

    private static ResponseEntity<Object> answer(
            ResponseEntity.BodyBuilder whole, byte[] content, Optional<String> range) {
        List<HttpRange> ranges = range.map(Gateway::ranges).orElse(List.of());
        if (ranges.size() != 1) {
            return whole.body(content);
        }
        long start = ranges.getFirst().getRangeStart(content.length);
        long end = ranges.getFirst().getRangeEnd(content.length);
        if (start >= content.length || end < start) {
            return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + content.length)
                    .build();
        }
        byte[] part = Arrays.copyOfRange(content, (int) start, (int) end + 1);
        ResponseEntity<Object> complete = whole.body(part);
        return ResponseEntity.status(HttpStatus.PARTIAL_CONTENT)
                .headers(complete.getHeaders())
                .header(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(start, end, content.length))
                .body(part);
    }

    /** None where the header is not one that this server has to understand. */
    private static List<HttpRange> ranges(String header) {
        try {
            return HttpRange.parseRanges(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static ResponseEntity.BodyBuilder immutable(Cid cid, String tag, ResponseEntity.BodyBuilder answer) {
        return answer.eTag(tag)
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header("X-Ipfs-Path", "/ipfs/" + cid);
    }

    private static String attachment(String name) {
        return "attachment; filename=\"" + name + "\"";
    }

    private static ResponseEntity<Object> notHere(Cid cid) {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, cid + " is not stored here"));
    }
}
