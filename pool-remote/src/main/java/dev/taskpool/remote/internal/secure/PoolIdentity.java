package dev.taskpool.remote.internal.secure;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The key and certificate that all processes of one pool share: who has them belongs to it, nobody else does.
 *
 * <p>Made in this JVM, without a file or another process. It is handed to a child over the child's stdin, never by its
 * arguments, its environment or a file. Immutable and thread-safe; not serializable on purpose.
 */
public final class PoolIdentity {
    private static final byte VERSION = 1;
    private static final int MAX_PART_BYTES = 8192;

    private final PrivateKey key;
    private final X509Certificate certificate;

    PoolIdentity(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Makes a fresh one: an EC key on P-256 and a certificate signed by it, valid for about ten years.
     *
     * @return the identity
     * @throws IllegalStateException if this JVM lacks elliptic curves
     */
    public static PoolIdentity create() {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            return new PoolIdentity(keys.getPrivate(), SelfSigned.issue(keys, Instant.now(), random));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("pool identity: this JVM cannot make an EC key on P-256", e);
        }
    }

    /**
     * Reads what {@link #toBytes()} wrote, and checks that key and certificate fit each other.
     *
     * @param bytes the whole of it
     * @return the identity
     * @throws IllegalArgumentException if it is anything else; the text says nothing of the contents
     */
    public static PoolIdentity fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("pool identity: unknown version");
            }
            byte[] pkcs8 = part(in);
            X509Certificate certificate = SelfSigned.read(part(in));
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            Arrays.fill(pkcs8, (byte) 0);
            if (in.hasRemaining() || !fits(key, certificate)) {
                throw new IllegalArgumentException("pool identity: key and certificate do not fit each other");
            }
            return new PoolIdentity(key, certificate);
        } catch (BufferUnderflowException | GeneralSecurityException e) {
            throw new IllegalArgumentException("pool identity: cannot be read", e);
        }
    }

    /**
     * The whole identity, private key included. Whoever calls this keeps it secret and wipes it after use.
     *
     * @return a new array
     */
    public byte[] toBytes() {
        byte[] pkcs8 = key.getEncoded();
        byte[] der = certificateDer();
        ByteBuffer out = ByteBuffer.allocate(1 + 2 * Integer.BYTES + pkcs8.length + der.length);
        out.put(VERSION).putInt(pkcs8.length).put(pkcs8).putInt(der.length).put(der);
        Arrays.fill(pkcs8, (byte) 0);
        return out.array();
    }

    /**
     * TLS for both ends: shows this certificate, trusts this certificate and nothing else.
     *
     * @return a new context
     * @throws IllegalStateException if this JVM lacks TLS 1.3
     */
    public SSLContext sslContext() {
        try {
            SSLContext context = SSLContext.getInstance(PoolEngines.PROTOCOL);
            context.init(
                    new KeyManager[] {new OwnKey(key, certificate)},
                    new TrustManager[] {new SameCertificate(certificate)},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("pool identity: this JVM cannot do " + PoolEngines.PROTOCOL, e);
        }
    }

    /**
     * The public half.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return certificate;
    }

    private byte[] certificateDer() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("pool identity: certificate without an encoding", e);
        }
    }

    private static byte[] part(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > Math.min(MAX_PART_BYTES, in.remaining())) {
            throw new BufferUnderflowException();
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }

    private static boolean fits(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        byte[] probe = certificate.getSerialNumber().toByteArray();
        Signature signature = Signature.getInstance(SelfSigned.SIGNATURE);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(probe);
        return signature.verify(signed);
    }

    /** Shows the certificate's number, no secret. */
    @Override
    public String toString() {
        return "PoolIdentity[certificate=" + certificate.getSerialNumber().toString(16) + "]";
    }
}
