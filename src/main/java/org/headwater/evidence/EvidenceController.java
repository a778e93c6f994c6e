// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.ipfs.Cid;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Evidence files over HTTP. The body is the file itself, and no more of it is read than may be stored. */
@RestController
@RequestMapping("/api/v1/evidence")
class EvidenceController {

    private final EvidenceFiles files;
    private final int maximumSize;

    EvidenceController(EvidenceFiles files, EvidenceSettings settings) {
        this.files = files;
        this.maximumSize = (int) settings.maximumSize().toBytes();
    }

    /**
     * Examines and publishes a file.
     *
     * @param name what to call it here
     * @param project name of the project under which consents are recorded
     * @param keepLocation whether a photo keeps the place where it was made, which needs a consent
     */
    @PostMapping
    ResponseEntity<EvidenceFile> upload(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String project,
            @RequestParam(defaultValue = "false") boolean keepLocation,
            @RequestHeader(HttpHeaders.CONTENT_TYPE) MediaType mediaType,
            HttpServletRequest request)
            throws IOException {
        return published(new Upload(name, mediaType, project, keepLocation, body(request)));
    }

    /** The same from a form with a part {@code file}, whose own name stands in for {@code name}. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<EvidenceFile> uploadForm(
            @RequestPart MultipartFile file,
            @RequestParam Optional<String> name,
            @RequestParam(defaultValue = "") String project,
            @RequestParam(defaultValue = "false") boolean keepLocation)
            throws IOException {
        String called = name.orElseGet(() -> Objects.requireNonNullElse(file.getOriginalFilename(), ""));
        MediaType declared = MediaType.parseMediaType(
                Objects.requireNonNullElse(file.getContentType(), MediaType.APPLICATION_OCTET_STREAM_VALUE));
        return published(new Upload(called, declared, project, keepLocation, file.getBytes()));
    }

    private ResponseEntity<EvidenceFile> published(Upload upload) {
        EvidenceFile file = files.add(upload);
        return ResponseEntity.created(URI.create("/ipfs/" + file.cid())).body(file);
    }

    @GetMapping
    List<EvidenceFile> newest() {
        return files.newest();
    }

    /** A small picture of a photo that is stored here; it never changes. */
    @GetMapping(path = "/{cid}/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> thumbnail(@PathVariable Cid cid) {
        return ResponseEntity.ok()
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable())
                .body(Thumbnail.of(files.content(cid)));
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        byte[] content = request.getInputStream().readNBytes(maximumSize + 1);
        if (content.length > maximumSize) {
            throw InvalidDocument.tooLarge(
                    new Violation("/file", "more than " + maximumSize + " bytes", "at most " + maximumSize + " bytes"));
        }
        return content;
    }
}
