// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.headwater.document.Violation;
import org.headwater.ipfs.Cid;
import org.headwater.ipfs.MalformedCid;
import org.jspecify.annotations.Nullable;

/** What the form of the hypercert application lets a creator add. */
final class FeedEntryCheck {

    private static final int LONGEST_TITLE = 50;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_OF_EACH = 5;
    private static final String MEDIA_TYPE = "[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*";

    private final List<Violation> violations = new ArrayList<>();

    private FeedEntryCheck() {}

    static List<Violation> violations(FeedEntry entry) {
        FeedEntryCheck check = new FeedEntryCheck();
        check.text("/title", entry.title(), LONGEST_TITLE);
        check.text("/description", entry.description(), LONGEST_DESCRIPTION);
        check.number(entry.sources().stream().filter(FeedEntry.Source::isLink).count(), "links");
        check.number(entry.sources().stream().filter(source -> !source.isLink()).count(), "files");
        for (int i = 0; i < entry.sources().size(); i++) {
            check.source("/sources/" + i, entry.sources().get(i));
        }
        return check.violations;
    }

    private void text(String pointer, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            refuse(pointer, text, "1 to %d characters".formatted(longest));
        }
    }

    private void number(long count, String what) {
        if (count > MOST_OF_EACH) {
            refuse("/sources", "%d %s".formatted(count, what), "at most %d %s".formatted(MOST_OF_EACH, what));
        }
    }

    private void source(String pointer, FeedEntry.Source source) {
        if (source.isLink()) {
            if (!isWebAddress(source.src())) {
                refuse(pointer + "/src", source.src(), "an http or https address");
            }
            if (source.name() != null) {
                refuse(pointer + "/name", source.name(), "no name of a link");
            }
            return;
        }
        if (!source.type().matches(MEDIA_TYPE)) {
            refuse(pointer + "/type", source.type(), "url, or a media type such as image/jpeg");
        }
        if (source.name() == null || source.name().isBlank()) {
            refuse(pointer + "/name", source.name(), "the file's name");
        }
        if (!isCid(source.src())) {
            refuse(pointer + "/src", source.src(), MalformedCid.ALLOWED);
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isCid(String text) {
        try {
            Cid.parse(text);
            return true;
        } catch (MalformedCid e) {
            return false;
        }
    }

    private void refuse(String pointer, @Nullable String value, String allowed) {
        violations.add(new Violation(pointer, value == null ? "missing" : value, allowed));
    }
}
