// SPDX-License-Identifier: Apache-2.0
package org.headwater.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The schemas and their examples as they are packed, {@code /schemas/project.schema.json} and
 * {@code /schemas/examples/forecast.json}, and at {@code /schemas} the page that says every member in words: {@code docs/schemas.md}.
 */
@Controller
class SchemaPages implements WebMvcConfigurer {

    private static final String SOURCE = "/documentation/schemas.md";
    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Schemas · Headwater</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1rem; color-scheme: light dark; }
        table { border-collapse: collapse; display: block; overflow-x: auto; }
        th, td { border: 1px solid #888; padding: .25rem .5rem; text-align: left; vertical-align: top; }
        </style>
        </head>
        <body>
        <p><a href="/">Headwater</a></p>
        """;

    private final String page = HEAD + html() + "</body>\n</html>\n";

    @GetMapping(path = "/schemas", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    @ResponseBody
    String page() {
        return page;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/schemas/**").addResourceLocations("classpath:/schemas/");
    }

    private static String html() {
        List<Extension> tables = List.of(TablesExtension.create());
        return HtmlRenderer.builder()
                .extensions(tables)
                .build()
                .render(Parser.builder().extensions(tables).build().parse(served(source())));
    }

    /** The links of a page in {@code docs/} as those of this service, which has no other page of that folder. */
    private static String served(String markdown) {
        return markdown.replace("](../schemas/", "](/schemas/")
                .replace("[documents.md](documents.md)", "docs/documents.md");
    }

    private static String source() {
        try (InputStream in = SchemaPages.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException(SOURCE + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SOURCE, e);
        }
    }
}
