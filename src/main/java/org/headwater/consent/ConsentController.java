// SPDX-License-Identifier: Apache-2.0
package org.headwater.consent;

import java.util.List;
import org.headwater.document.Json;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Consents over HTTP: recorded, listed and withdrawn with the write token; who agreed, and in which words, is never read out. */
@RestController
@RequestMapping("/api/v1/consents")
class ConsentController {

    private final Consents consents;

    ConsentController(Consents consents) {
        this.consents = consents;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Consents.Recorded record(@RequestBody byte[] consent) {
        return consents.record(Json.parse(consent));
    }

    @GetMapping
    List<Consents.Listed> newest(@RequestParam(defaultValue = "") String project) {
        return consents.newest(project);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id) {
        consents.withdraw(id);
    }
}
