// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.net.URI;
import java.util.List;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.headwater.ipfs.Cid;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Projects over HTTP. Bodies are read as bytes, so that the strict reader of documents sees what was sent. */
@RestController
@RequestMapping(path = "/api/v1/projects", produces = MediaType.APPLICATION_JSON_VALUE)
class ProjectController {

    private final Projects projects;
    private final ExactAreas exactAreas;
    private final Documents documents;

    ProjectController(Projects projects, ExactAreas exactAreas, Documents documents) {
        this.projects = projects;
        this.exactAreas = exactAreas;
        this.documents = documents;
    }

    @GetMapping
    List<Projects.Entry> list() {
        return projects.list();
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Projects.Entry> publish(@RequestBody byte[] document) {
        Projects.Entry entry = projects.publish(Json.parse(document));
        return ResponseEntity.created(URI.create("/api/v1/projects/" + entry.cid()))
                .body(entry);
    }

    /** The exact area behind a generalised one; a POST, since only the owner of the write token may see it. */
    @PostMapping("/{cid}/exact-area")
    ExactAreas.Disclosed discloseArea(@PathVariable Cid cid) {
        return exactAreas
                .find(exactHash(cid))
                .orElseThrow(() -> new InvalidDocument(
                        List.of(new Violation("/cid", cid.text(), "a project whose exact area is kept here"))));
    }

    /** Whether a disclosed area is the one that the project document is bound to. */
    record AreaCheck(boolean matches, String exactHash) {}

    @PostMapping(path = "/{cid}/exact-area/checks", consumes = MediaType.APPLICATION_JSON_VALUE)
    AreaCheck checkArea(@PathVariable Cid cid, @RequestBody byte[] disclosed) {
        String expected = exactHash(cid);
        return new AreaCheck(
                ExactAreas.Disclosed.from(Json.parse(disclosed)).hash().equals(expected), expected);
    }

    private String exactHash(Cid cid) {
        String hash = projects.read(cid).area().exactHash();
        if (hash == null) {
            throw new InvalidDocument(
                    List.of(new Violation("/cid", cid.text(), "a project with a member area.exactHash")));
        }
        return hash;
    }

    @GetMapping("/{cid}")
    byte[] read(@PathVariable Cid cid) {
        return documents.read(DocumentType.PROJECT, cid).bytes();
    }
}
