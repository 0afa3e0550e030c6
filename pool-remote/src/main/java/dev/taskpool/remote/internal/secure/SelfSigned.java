package dev.taskpool.remote.internal.secure;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Issues a certificate (X.509 v3, ECDSA) to a key by that key itself, for both ends of connections on this machine. */
final class SelfSigned {
    static final String SIGNATURE = "SHA256withECDSA";

    private static final String NAME = "taskpool";
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final Duration LIFETIME = Duration.ofDays(3653);
    private static final int SERIAL_BITS = 127;
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private SelfSigned() {}

    static X509Certificate issue(KeyPair keys, Instant now, SecureRandom random) throws GeneralSecurityException {
        byte[] content = content(keys.getPublic().getEncoded(), now, new BigInteger(SERIAL_BITS, random));
        Signature signature = Signature.getInstance(SIGNATURE);
        signature.initSign(keys.getPrivate(), random);
        signature.update(content);
        X509Certificate certificate = read(Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature.sign())));
        certificate.verify(keys.getPublic());
        return certificate;
    }

    static X509Certificate read(byte[] der) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    private static byte[] content(byte[] publicKeyInfo, Instant now, BigInteger serial) {
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.text(NAME))));
        return Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(serial.max(BigInteger.ONE)),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(Der.time(now.minus(CLOCK_SKEW)), Der.time(now.plus(LIFETIME))),
                name,
                publicKeyInfo,
                Der.explicit(3, extensions()));
    }

    private static byte[] extensions() {
        byte[] noAuthority = Der.sequence();
        byte[] digitalSignature = Der.bits(7, (byte) 0x80);
        byte[] server = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1);
        byte[] client = Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 2);
        byte[] names = Der.sequence(
                Der.implicit(7, IPV4_LOOPBACK),
                Der.implicit(7, IPV6_LOOPBACK),
                Der.implicit(2, "localhost".getBytes(StandardCharsets.US_ASCII)));
        return Der.sequence(
                extension(19, true, noAuthority),
                extension(15, true, digitalSignature),
                extension(37, false, Der.sequence(server, client)),
                extension(17, false, names));
    }

    private static byte[] extension(int number, boolean critical, byte[] value) {
        byte[] id = Der.oid(2, 5, 29, number);
        return critical ? Der.sequence(id, Der.bool(true), Der.octets(value)) : Der.sequence(id, Der.octets(value));
    }
}
