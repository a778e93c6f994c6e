// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.headwater.consent.Consents;
import org.headwater.consent.Purpose;
import org.headwater.consent.TextTraces;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much of a project may be told for good. Without a recorded consent an exact area is published on a grid of about 1 km,
 * bound to the exact one by a salted hash, and names that are not those of roles are refused, and so are texts that hold a way to
 * reach a person or an exact place.
 */
@Component
class Disclosure {

    private static final Map<Project.Role, List<String>> WORDS = Map.of(
            Project.Role.FOREST_OWNER, List.of("owner", "owners", "community", "communities", "cooperative"),
            Project.Role.DAM_OPERATOR, List.of("operator", "operators", "utility"),
            Project.Role.GOVERNMENT, List.of("government", "authority", "agency", "ministry", "municipality"),
            Project.Role.NGO, List.of("ngo", "association", "organisation"),
            Project.Role.INVESTOR, List.of("investor", "investors", "fund"));

    private final Consents consents;
    private final ExactAreas exactAreas;

    Disclosure(Consents consents, ExactAreas exactAreas) {
        this.consents = consents;
        this.exactAreas = exactAreas;
    }

    /**
     * What may be published of a project document.
     *
     * @throws InvalidDocument naming each name that needs a consent, and how to give it
     */
    Document permitted(Document document) {
        Project project = Project.from(document);
        boolean mayName = consents.given(project.name(), Purpose.NAMES);
        boolean mayPlace = consents.given(project.name(), Purpose.EXACT_AREA);
        List<Violation> violations = new ArrayList<>(mayName ? List.of() : names(project));
        texts("", document.json(), (pointer, text) -> {
            if (!mayName) {
                TextTraces.person(text)
                        .ifPresent(found -> violations.add(refused(project, pointer, found, Purpose.NAMES)));
            }
            if (!mayPlace) {
                TextTraces.place(text)
                        .ifPresent(found -> violations.add(refused(project, pointer, found, Purpose.EXACT_AREA)));
            }
        });
        InvalidDocument.throwIfAny(violations);
        boolean asItIs = project.area().generalised() || mayPlace;
        return asItIs ? document : generalised(document, project.area());
    }

    private Document generalised(Document document, Project.Area exact) {
        Geometry coarse = exact.geometry().generalised();
        ObjectNode json = (ObjectNode) document.json().deepCopy();
        Project.Area area = new Project.Area(exact.hectares(), true, exactAreas.hash(exact), coarse);
        json.set("area", Json.tree(area));
        Document generalised = Documents.compose(DocumentType.PROJECT, json);
        Project.from(generalised);
        return generalised;
    }

    private static List<Violation> names(Project project) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < project.parties().size(); i++) {
            Project.Party party = project.parties().get(i);
            if (!says(party.name(), WORDS.getOrDefault(party.role(), List.of()))) {
                violations.add(refused(project, "/parties/" + i + "/name", party.name()));
            }
        }
        List<String> anyRole = WORDS.values().stream().flatMap(List::stream).toList();
        for (int i = 0; i < project.hypercert().contributors().size(); i++) {
            String contributor = project.hypercert().contributors().get(i);
            if (!says(contributor, anyRole) && !contributor.matches("0x[0-9a-fA-F]{40}")) {
                violations.add(refused(project, "/hypercert/contributors/" + i, contributor));
            }
        }
        return violations;
    }

    /** Every text of a document with its pointer. */
    private static void texts(String pointer, JsonNode node, BiConsumer<String, String> reader) {
        if (node.isString()) {
            reader.accept(pointer, node.stringValue());
        }
        node.properties().forEach(member -> texts(pointer + "/" + member.getKey(), member.getValue(), reader));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            texts(pointer + "/" + i, node.get(i), reader);
        }
    }

    private static Violation refused(Project project, String pointer, String found, Purpose purpose) {
        return new Violation(pointer, found, "texts without it, or " + purpose.missing(project.name()));
    }

    private static Violation refused(Project project, String pointer, String name) {
        return new Violation(
                pointer,
                name,
                "a name with the word of a role, such as 'Forest owner', or " + Purpose.NAMES.missing(project.name()));
    }

    private static boolean says(String name, List<String> words) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .anyMatch(words::contains);
    }
}
