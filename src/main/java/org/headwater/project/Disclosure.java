// SPDX-License-Identifier: Apache-2.0
package org.headwater.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headwater.consent.Consents;
import org.headwater.consent.Purpose;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Json;
import org.headwater.document.Violation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much of a project may be told for good. Without a recorded consent an exact area is published on a grid of about 1 km,
 * bound to the exact one by a salted hash, and names that are not those of roles are refused.
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
        if (!consents.given(project.name(), Purpose.NAMES)) {
            InvalidDocument.throwIfAny(names(project));
        }
        boolean asItIs = project.area().generalised() || consents.given(project.name(), Purpose.EXACT_AREA);
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
