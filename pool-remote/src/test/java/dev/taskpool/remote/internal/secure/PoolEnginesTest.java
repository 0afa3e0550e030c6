package dev.taskpool.remote.internal.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class PoolEnginesTest {
    private static final int MAX_STEPS = 200;
    private static final int BUFFER_BYTES = 1 << 17;

    private final PoolIdentity identity = PoolIdentity.create();
    private final PoolIdentity other = PoolIdentity.create();
    private final SSLEngine server = server(identity);

    @Test
    void handshake_sameIdentity_bothAreKnownToEachOther() throws Exception {
        SSLEngine client = client(PoolIdentity.fromBytes(identity.toBytes()));

        assertThat(sayHello(client, server)).isEqualTo("hello");

        assertThat(server.getSession().getProtocol()).isEqualTo("TLSv1.3");
        assertThat(server.getSession().getPeerCertificates()).containsExactly(identity.certificate());
        assertThat(client.getSession().getPeerCertificates()).containsExactly(identity.certificate());
    }

    @Test
    void handshake_serverOfAnotherPool_isRefusedByTheClient() {
        SSLEngine client = client(other);

        assertThatThrownBy(() -> sayHello(client, server))
                .isInstanceOf(SSLException.class)
                .hasRootCauseMessage("the peer does not belong to this pool");
    }

    @Test
    void handshake_clientOfAnotherPool_isRefusedByTheServer() throws Exception {
        SSLEngine client = credulousClient(new OwnKey(privateKey(other), other.certificate()));

        assertThatThrownBy(() -> sayHello(client, server))
                .isInstanceOf(SSLException.class)
                .hasRootCauseMessage("the peer does not belong to this pool");
    }

    @Test
    void handshake_clientWithThePoolsCertificateButNotItsKey_isRefused() throws Exception {
        SSLEngine client = credulousClient(new OwnKey(privateKey(other), identity.certificate()));

        assertThatThrownBy(() -> sayHello(client, server)).isInstanceOf(SSLException.class);
    }

    @Test
    void handshake_clientWithoutCertificate_isRefused() throws Exception {
        SSLEngine client = credulousClient();

        assertThatThrownBy(() -> sayHello(client, server)).isInstanceOf(SSLException.class);
    }

    @Test
    void handshake_olderTls_isRefused() {
        SSLEngine client = client(identity);
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
        client.setEnabledCipherSuites(client.getSupportedCipherSuites());

        assertThatThrownBy(() -> sayHello(client, server)).isInstanceOf(SSLException.class);
    }

    @Test
    void handshake_expiredIdentity_isRefused() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        Instant longAgo = Instant.now().minusSeconds(20L * 365 * 86_400);
        var expired = new PoolIdentity(keys.getPrivate(), SelfSigned.issue(keys, longAgo, new SecureRandom()));

        assertThatThrownBy(() -> sayHello(client(expired), server(expired))).isInstanceOf(SSLException.class);
    }

    private static SSLEngine server(PoolIdentity identity) {
        return new PoolEngines(identity.sslContext()).createServerSSLEngine("127.0.0.1", 0);
    }

    private static SSLEngine client(PoolIdentity identity) {
        return new PoolEngines(identity.sslContext()).createClientSSLEngine("127.0.0.1", 1);
    }

    /** A client that takes any server for good, so that the server has to see who is there. */
    private static SSLEngine credulousClient(KeyManager... keys) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {new Anybody()}, null);
        return new PoolEngines(context).createClientSSLEngine("127.0.0.1", 1);
    }

    private static PrivateKey privateKey(PoolIdentity identity) throws Exception {
        byte[] bytes = identity.toBytes();
        byte[] pkcs8 = new byte[ByteBuffer.wrap(bytes).getInt(1)];
        System.arraycopy(bytes, 5, pkcs8, 0, pkcs8.length);
        return java.security.KeyFactory.getInstance("EC")
                .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(pkcs8));
    }

    /** Lets the two talk in memory until the server has heard a word. */
    private static String sayHello(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(BUFFER_BYTES);
        ByteBuffer toClient = ByteBuffer.allocate(BUFFER_BYTES);
        ByteBuffer word = ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer heard = ByteBuffer.allocate(BUFFER_BYTES);
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < MAX_STEPS && heard.position() == 0; i++) {
            step(client, toClient, toServer, word, ByteBuffer.allocate(BUFFER_BYTES));
            step(server, toServer, toClient, ByteBuffer.allocate(0), heard);
        }
        return new String(heard.array(), 0, heard.position(), StandardCharsets.US_ASCII);
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out, ByteBuffer say, ByteBuffer heard)
            throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(say, out);
            default -> {
                in.flip();
                engine.unwrap(in, heard);
                in.compact();
                if (engine.getHandshakeStatus() == javax.net.ssl.SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
                        && say.hasRemaining()) {
                    engine.wrap(say, out);
                }
            }
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
