// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import org.headwater.document.Document;
import org.headwater.ipfs.Cid;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Makes and shows forecasts. */
@RestController
@RequestMapping("/api/v1")
class ForecastController {

    private final Forecasts forecasts;

    ForecastController(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    record ForecastRequest(
            @NotNull @Min(100) @Max(100_000) Integer draws,
            @NotNull Long seed) {}

    record MadeForecast(String cid) {}

    @PostMapping("/projects/{project}/forecasts")
    ResponseEntity<MadeForecast> make(@PathVariable String project, @Valid @RequestBody ForecastRequest request) {
        Document forecast = forecasts.make(Cid.parse(project), request.draws(), request.seed());
        return ResponseEntity.created(URI.create("/api/v1/forecasts/" + forecast.cid()))
                .body(new MadeForecast(forecast.cid().text()));
    }

    @GetMapping("/projects/{project}/forecasts")
    List<MadeForecast> list(@PathVariable String project) {
        return forecasts.of(Cid.parse(project)).stream()
                .map(cid -> new MadeForecast(cid.text()))
                .toList();
    }

    @GetMapping("/forecasts/{forecast}")
    JsonNode read(@PathVariable String forecast) {
        return forecasts.read(Cid.parse(forecast)).json();
    }
}
