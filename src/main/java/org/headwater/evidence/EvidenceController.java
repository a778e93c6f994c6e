// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

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
        EvidenceFile file = files.add(new Upload(name, mediaType, project, keepLocation, body(request)));
        return ResponseEntity.created(URI.create("/ipfs/" + file.cid())).body(file);
    }

    @GetMapping
    List<EvidenceFile> newest() {
        return files.newest();
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
