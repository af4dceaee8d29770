package org.shuyuan.register.table;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/** Walks through a part's elements. Names are compared without their namespaces: the transitional and the strict form differ in those. */
final class Xml implements Closeable {

    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 17;

    /** Parsers remember each name that they meet, so a file must not bring endlessly many. */
    private static final int MOST_STRANGE = 16 << 20;

    private static final Set<String> USUAL =
            Set.of("row", "c", "v", "f", "is", "t", "r", "s", "si", "spans", "ht", "ref");

    private final InputStream stream;
    private final XMLStreamReader2 reader;
    private int depth;
    private int strange;

    Xml(InputStream stream) {
        this.stream = stream;
        try {
            InputFactoryImpl factory = new InputFactoryImpl();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            reader = (XMLStreamReader2) factory.createXMLStreamReader(stream, "UTF-8");
        } catch (XMLStreamException unreadable) {
            throw ArchiveFile.broken();
        }
    }

    /** Goes on to the next start or end of an element; false after the last. */
    boolean next() throws IOException {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        begin();
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return true;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw ArchiveFile.broken();
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException malformed) {
            throw failure(malformed);
        }
    }

    private void begin() {
        String encoding = depth == 0 ? reader.getCharacterEncodingScheme() : null;
        if (++depth > DEEPEST
                || (encoding != null && !Set.of("utf-8", "us-ascii").contains(encoding.toLowerCase(Locale.ROOT)))) {
            throw ArchiveFile.broken();
        }
        note(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            note(reader.getAttributeLocalName(i));
        }
    }

    private void note(String name) {
        if (name.length() > 1 && !USUAL.contains(name)) {
            strange += name.length();
            if (strange > MOST_STRANGE) {
                throw ArchiveFile.broken();
            }
        }
    }

    boolean starts(String name) {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT && name.equals(reader.getLocalName());
    }

    boolean ends(String name) {
        return reader.getEventType() == XMLStreamConstants.END_ELEMENT && name.equals(reader.getLocalName());
    }

    /** Of the element that begins; null where it has none, or one ends. */
    @Nullable
    String attribute(String name) {
        if (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
            return null;
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (name.equals(reader.getAttributeLocalName(i))) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text of the element that has begun, which must have no other inside; its end is passed. */
    String text() throws IOException {
        try {
            String text = reader.getElementText();
            depth--;
            return text;
        } catch (XMLStreamException malformed) {
            throw failure(malformed);
        }
    }

    /** Passes over the element that has begun. */
    void skip() throws IOException {
        int outside = depth - 1;
        while (depth > outside && next()) {
            // not needed
        }
    }

    /** The text of all {@code t} of the element that has begun, but for its readings aloud. */
    String rich() throws IOException {
        int outside = depth - 1;
        StringBuilder all = new StringBuilder();
        while (next() && depth > outside) {
            if (starts("rPh")) {
                skip();
            } else if (starts("t")) {
                all.append(text());
                if (all.length() > LONGEST_TEXT) {
                    throw ArchiveFile.broken();
                }
            }
        }
        return Escapes.read(all.toString());
    }

    private static RuntimeException failure(XMLStreamException malformed) throws IOException {
        if (malformed.getNestedException() instanceof IOException unreadable) {
            throw unreadable;
        }
        return ArchiveFile.broken();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
