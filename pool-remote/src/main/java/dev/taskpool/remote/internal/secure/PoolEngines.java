package dev.taskpool.remote.internal.secure;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.SSLEngineProviderSetup;

/**
 * Gives the remoting its TLS engines, with which either end must prove that it belongs to the pool.
 *
 * <p>Thread-safe. It is the one class that names a Scala type, because the interface it implements does.
 */
public final class PoolEngines implements SSLEngineProvider {
    static final String PROTOCOL = "TLSv1.3";

    private static final String[] PROTOCOLS = {PROTOCOL};
    private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};

    private final SSLContext context;

    PoolEngines(SSLContext context) {
        this.context = context;
    }

    /**
     * What an actor system is created with to use an identity, in place of key stores named in its configuration.
     *
     * @param identity the pool's
     * @return the setup
     */
    public static SSLEngineProviderSetup setup(PoolIdentity identity) {
        // Not left to the actor system: a fault in the key material must surface here, not at the first connection.
        PoolEngines engines = new PoolEngines(identity.sslContext());
        return SSLEngineProviderSetup.create(system -> engines);
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        SSLEngine engine = engine(hostname, port);
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine engine = engine(hostname, port);
        engine.setUseClientMode(true);
        return engine;
    }

    private SSLEngine engine(String hostname, int port) {
        SSLEngine engine = context.createSSLEngine(hostname, port);
        engine.setEnabledProtocols(PROTOCOLS);
        engine.setEnabledCipherSuites(CIPHERS);
        return engine;
    }

    @Override
    public scala.Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return scala.Option.empty(); // the trust manager has seen to it
    }

    @Override
    public scala.Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return scala.Option.empty();
    }
}
