package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.storage.ListPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code ListBucketResult}. Strict: a document type, and with it every entity of its own, is refused, and so is an
 * object without a key or a size. Elements that nobody needs are passed over.
 */
final class S3ListResult {
    private static final String ROOT = "ListBucketResult";
    private static final XMLInputFactory XML = factory();

    private final List<ListPage.Entry> objects = new ArrayList<>();
    private boolean escaped;
    private boolean truncated;
    private @Nullable String token;
    private @Nullable String key;
    private @Nullable String size;

    private S3ListResult() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The page that these bytes hold; throws when they are anything else. */
    static ListPage parse(byte[] xml) throws IOException {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(xml));
            S3ListResult result = new S3ListResult();
            result.readAll(reader);
            return result.page();
        } catch (XMLStreamException e) {
            throw new IOException("not well-formed XML", e);
        } catch (IllegalArgumentException e) {
            throw new IOException("a key that is escaped wrongly", e);
        }
    }

    private void readAll(XMLStreamReader reader) throws XMLStreamException, IOException {
        List<String> path = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.add(reader.getLocalName());
                    text.setLength(0);
                    begin(path);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    end(String.join("/", path), text.toString());
                    path.removeLast();
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new IOException("a document type");
                default -> {}
            }
        }
    }

    private static void begin(List<String> path) throws IOException {
        if (!path.getFirst().equals(ROOT) || path.size() > 8) {
            throw new IOException("no " + ROOT);
        }
    }

    private void end(String element, String text) throws IOException {
        switch (element) {
            case ROOT + "/EncodingType" -> escaped = text.equals("url");
            case ROOT + "/IsTruncated" -> truncated = text.equals("true");
            case ROOT + "/NextContinuationToken" -> token = text;
            case ROOT + "/Contents/Key" -> key = text;
            case ROOT + "/Contents/Size" -> size = text;
            case ROOT + "/Contents" -> addObject();
            default -> {}
        }
    }

    private void addObject() throws IOException {
        OptionalLong bytes = S3ResponseHeaders.digits(size == null ? "" : size);
        if (key == null || bytes.isEmpty()) {
            throw new IOException("an object without key or size");
        }
        objects.add(new ListPage.Entry(key, bytes.getAsLong()));
        key = null;
        size = null;
    }

    private ListPage page() throws IOException {
        if (truncated && (token == null || token.isEmpty())) {
            throw new IOException("more to come, but no token to ask for it");
        }
        List<ListPage.Entry> plain = escaped
                ? objects.stream()
                        .map(object -> new ListPage.Entry(unescaped(object.key()), object.size()))
                        .toList()
                : objects;
        return new ListPage(plain, truncated ? Optional.ofNullable(token) : Optional.empty());
    }

    /** As form data: S3 writes a space as {@code +}, and a plus sign as {@code %2B}. */
    private static String unescaped(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
