// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.net.URI;
import java.util.List;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Json;
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
    private final Documents documents;

    ProjectController(Projects projects, Documents documents) {
        this.projects = projects;
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

    @GetMapping("/{cid}")
    byte[] read(@PathVariable Cid cid) {
        return documents.read(DocumentType.PROJECT, cid).bytes();
    }
}
