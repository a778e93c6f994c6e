// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A PDF (ISO 32000): header first, end marker last, and no name in it or in its object streams that runs, starts or carries
 * something. {@link PdfContent} examines what it says.
 */
final class PdfReport {

    private static final int MOST_UNPACKED = 16 * 1024 * 1024;
    private static final int TAIL = 1024;
    private static final int LONGEST_DICTIONARY = 4096;
    private static final Pattern ESCAPED = Pattern.compile("#([0-9A-Fa-f]{2})");
    private static final Pattern RUNS = Pattern.compile(
            "/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|Encrypt|GoToE|ImportData|SubmitForm)(?=[\\s\\[/(<>])");
    private static final Pattern STREAM = Pattern.compile("(?<!end)stream\\r?\\n");

    private PdfReport() {}

    /** Refuses what is no whole PDF or would do more than be read. */
    static void examine(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (!text.substring(Math.max(0, text.length() - TAIL)).stripTrailing().endsWith("%%EOF")) {
            throw Refusal.ofFile("a PDF that does not end with %%EOF", "a whole PDF with nothing after its end");
        }
        requireNothingRuns(text);
        int unpacked = 0;
        Matcher stream = STREAM.matcher(text);
        while (stream.find()) {
            String before = text.substring(Math.max(0, stream.start() - LONGEST_DICTIONARY), stream.start());
            String dictionary = unescaped(before.substring(Math.max(0, before.lastIndexOf("obj"))));
            if (dictionary.contains("/ObjStm") || dictionary.contains("/XRef")) {
                String objects = unpacked(file, stream.end(), dictionary, MOST_UNPACKED - unpacked);
                unpacked += objects.length();
                requireNothingRuns(objects);
            }
        }
    }

    private static void requireNothingRuns(String text) {
        Matcher found = RUNS.matcher(unescaped(text));
        if (found.find()) {
            throw Refusal.ofFile(
                    "a PDF with /" + found.group(1),
                    "a PDF without scripts, actions, forms, files in it or encryption");
        }
    }

    /** Names may be written with {@code #xx} for any character. */
    private static String unescaped(String text) {
        return text.indexOf('#') < 0
                ? text
                : ESCAPED.matcher(text)
                        .replaceAll(code ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }

    /** The objects of a stream, of which no more than {@code most} bytes are unpacked. */
    private static String unpacked(byte[] file, int start, String dictionary, int most) {
        if (!dictionary.matches("(?s).*/Filter\\s*\\[?\\s*/FlateDecode\\s*[\\]/>].*")) {
            throw Refusal.ofFile("a PDF whose objects are packed in an unusual way", "objects as such or FlateDecode");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file, start, file.length - start);
            byte[] objects = new byte[most];
            int length = inflater.inflate(objects);
            if (!inflater.finished()) {
                throw Refusal.ofFile(
                        "a PDF whose objects cannot be unpacked within %d bytes".formatted(MOST_UNPACKED),
                        "a PDF whose objects are small");
            }
            return new String(objects, 0, length, StandardCharsets.ISO_8859_1);
        } catch (DataFormatException damaged) {
            throw Refusal.ofFile("a PDF whose packed objects are damaged", "a whole PDF");
        } finally {
            inflater.end();
        }
    }
}
