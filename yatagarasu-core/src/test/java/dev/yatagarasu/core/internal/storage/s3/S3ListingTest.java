package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings: what is asked, and what is believed of the answer. */
class S3ListingTest extends OriginTest {
    private static final ListRequest ALL_OF_A = ListRequest.first("a/");

    private static String object(String key) {
        return "<Contents><Key>" + key + "</Key><Size>3</Size></Contents>";
    }

    private ListPage list(String body) {
        return list(
                "HTTP/1.1 200 OK\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n",
                body);
    }

    private ListPage list(String head, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        origin.next((request, connection) -> {
            connection.write(head);
            connection.write(bytes);
        });
        return storage().list(ALL_OF_A).orElseThrow();
    }

    @Test
    void list_request_isSignedAndSaysAllThatIsAsked() {
        storage().list(new ListRequest("a b/ü&+", Optional.of("+/=61"), 7));

        assertThat(origin.lastRequest().target())
                .isEqualTo("/" + BUCKET + "/?continuation-token=%2B%2F%3D61&encoding-type=url&list-type=2&max-keys=7"
                        + "&prefix=a%20b%2F%C3%BC%26%2B");
        assertThat(origin.lastRequest().headers().contains("authorization")).isTrue();
    }

    @Test
    void list_otherBytesThanXmlCanHold_areListed() {
        origin.put(BUCKET, "a/\u0001\ttab +%20", OriginObject.of(CONTENT, "text/plain"));

        assertThat(storage().list(ALL_OF_A).orElseThrow().objects())
                .extracting(ListPage.Entry::key)
                .contains("a/\u0001\ttab +%20");
    }

    @Test
    void list_impossiblePrefix_isNothingAndAsksNobody() {
        assertThat(storage().list(ListRequest.first("a/\ud800")).orElseThrow().objects())
                .isEmpty();
        assertThat(origin.requests()).isEmpty();
    }

    @Test
    void list_serverThatDoesNotEscape_isTakenAtItsWord() {
        ListPage page = list("<ListBucketResult>" + object("a/x+y%20&amp;") + "</ListBucketResult>");

        assertThat(page.objects()).containsExactly(new ListPage.Entry("a/x+y%20&", 3));
        assertThat(page.next()).isEmpty();
    }

    @Test
    void list_whateverElseS3Tells_isPassedOver() {
        ListPage page = list("<?xml version=\"1.0\"?><!-- x --><ListBucketResult xmlns=\"urn:x\"><Name>n</Name>"
                + "<EncodingType>url</EncodingType><Contents><Key>a/x+y</Key><LastModified>z</LastModified>"
                + "<ETag>&quot;e&quot;</ETag><Owner><ID>i</ID><Key>no</Key></Owner><Size>12</Size></Contents>"
                + "<CommonPrefixes><Prefix>p</Prefix></CommonPrefixes><IsTruncated>true</IsTruncated>"
                + "<NextContinuationToken>t</NextContinuationToken></ListBucketResult>\n");

        assertThat(page.objects()).containsExactly(new ListPage.Entry("a/x y", 12));
        assertThat(page.next()).contains("t");
    }

    @Test
    void list_chunked_isRead() {
        String body = "<ListBucketResult>" + object("a/x") + "</ListBucketResult>";
        ListPage page = list(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");

        assertThat(page.objects()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<ListBucketResult>",
                "<ListBucketResult></ListBucketResult><more/>",
                "<Error><Code>AccessDenied</Code></Error>",
                "<html><ListBucketResult></ListBucketResult></html>",
                "<ListBucketResult><Contents><Key>a/x</Key></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a/x</Key><Size>-1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a/x</Key><Size>1e9</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>other/x</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken/></ListBucketResult>",
                "<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>a/%zz</Key><Size>1</Size></Contents>"
                        + "</ListBucketResult>",
                "<!DOCTYPE x><ListBucketResult></ListBucketResult>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><ListBucketResult><Contents><Key>a/&e;</Key>"
                        + "<Size>1</Size></Contents></ListBucketResult>",
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><ListBucketResult><Contents>"
                        + "<Key>a/&b;</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a/&unknown;</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><a><b><c><d><e><f><g><h/></g></f></e></d></c></b></a></ListBucketResult>"
            })
    void list_anythingElse_isBroken(String body) {
        StorageException failure = failure(() -> list(body));

        assertThat(failure.kind()).isEqualTo(StorageException.Kind.BROKEN);
        assertThat(failure).hasMessageContaining("no valid listing");
    }

    @Test
    void list_tokenThatWasJustUsed_isBroken() {
        String body =
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>"
                        + "</ListBucketResult>";
        origin.next((request, connection) ->
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));

        assertThat(failure(() -> storage().list(ALL_OF_A.after("t"))).kind()).isEqualTo(StorageException.Kind.BROKEN);
    }

    @Test
    void list_moreThanAskedFor_isBroken() {
        String body = "<ListBucketResult>" + object("a/x").repeat(1001) + "</ListBucketResult>";

        assertThat(failure(() -> list(body)).kind()).isEqualTo(StorageException.Kind.BROKEN);
    }

    @Test
    void list_endless_isGivenUp() {
        String body = "<ListBucketResult>" + " ".repeat(9 * 1024 * 1024);

        assertThat(failure(() -> list(body))).hasMessageContaining("more than");
    }

    @Test
    void list_cutOff_isBroken() {
        origin.next(OriginFault.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<List"));

        assertThat(failure(() -> storage().list(ALL_OF_A)).kind()).isEqualTo(StorageException.Kind.BROKEN);
    }

    @Test
    void list_refused_saysWhatToAllow() {
        origin.next((request, connection) -> connection.error(request, 403, "AccessDenied", ""));

        StorageException failure = failure(() -> storage().list(ALL_OF_A));

        assertThat(failure.kind()).isEqualTo(StorageException.Kind.REFUSED);
        assertThat(failure).hasMessageContaining("AccessDenied").hasMessageContaining("s3:ListBucket");
    }

    @Test
    void list_manyTimes_givesEveryConnectionBack() {
        S3Storage storage = storage(s3 -> s3.maxConnections(1));
        OriginFault broken = (request, connection) -> connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
        for (int i = 0; i < 10; i++) {
            origin.next(broken);
            failure(() -> storage.list(ALL_OF_A));
            assertThat(storage.list(ALL_OF_A).orElseThrow().objects()).hasSize(1);
        }
        assertThat(storage.pool().leased()).isZero();
    }
}
