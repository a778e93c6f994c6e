// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation.chart;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** An SVG document as a reader of XML sees it. */
record Drawing(Document document) {

    /** @throws IllegalArgumentException if it is not well formed */
    static Drawing of(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Drawing(factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg))));
        } catch (Exception e) {
            throw new IllegalArgumentException("not well formed: " + svg, e);
        }
    }

    Stream<Element> all(String name) {
        NodeList elements = document.getElementsByTagName(name);
        return IntStream.range(0, elements.getLength()).mapToObj(i -> (Element) elements.item(i));
    }

    /** The lines of text. */
    List<String> words() {
        return all("text").map(Element::getTextContent).toList();
    }

    String only(String name) {
        return all(name)
                .map(Element::getTextContent)
                .reduce((one, other) -> {
                    throw new IllegalArgumentException("two of " + name);
                })
                .orElseThrow();
    }

    /** Attributes of the elements of a name and colour of stroke or fill. */
    List<String> attributes(String name, String colour, String... attributes) {
        return all(name)
                .filter(element -> element.getAttribute("stroke").equals(colour)
                        || element.getAttribute("fill").equals(colour))
                .map(element -> String.join(
                        " ", Stream.of(attributes).map(element::getAttribute).toList()))
                .toList();
    }
}
