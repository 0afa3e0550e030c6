package dev.taskpool.remote.internal.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PoolIdentityTest {
    @Test
    void create_certificate_isSelfSignedForTheLoopbackInterface() throws Exception {
        long begin = System.nanoTime();
        X509Certificate certificate = PoolIdentity.create().certificate();
        System.out.printf("first identity: %.1f ms%n", (System.nanoTime() - begin) / 1e6);

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
        assertThat(certificate.getSubjectX500Principal()).isEqualTo(certificate.getIssuerX500Principal());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=taskpool");
        assertThat(certificate.getBasicConstraints()).as("not an authority").isEqualTo(-1);
        assertThat(certificate.getKeyUsage()).startsWith(true, false);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"), List.of(2, "localhost"));
    }

    @Test
    void create_certificate_isValidFromYesterdayForTenYears() throws Exception {
        X509Certificate certificate = PoolIdentity.create().certificate();
        Instant now = Instant.now();

        certificate.checkValidity(Date.from(now.minus(Duration.ofHours(23))));
        certificate.checkValidity(Date.from(now.plus(Duration.ofDays(3650))));
        assertThat(certificate.getNotAfter()).isBefore(Date.from(now.plus(Duration.ofDays(3660))));
    }

    @Test
    void issue_acrossTheEndOfTwoDigitYears_keepsTheDates() throws Exception {
        var keys = java.security.KeyPairGenerator.getInstance("EC").generateKeyPair();
        Instant then = Instant.parse("2045-06-01T00:00:00Z");

        X509Certificate certificate = SelfSigned.issue(keys, then, new java.security.SecureRandom());

        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(Instant.parse("2045-05-31T00:00:00Z")));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(then.plus(Duration.ofDays(3653))));
    }

    @Test
    void create_twice_makesDifferentIdentities() {
        assertThat(PoolIdentity.create().certificate())
                .isNotEqualTo(PoolIdentity.create().certificate());
    }

    @Test
    void fromBytes_ofToBytes_isTheSameIdentity() {
        PoolIdentity identity = PoolIdentity.create();

        PoolIdentity copy = PoolIdentity.fromBytes(identity.toBytes());

        assertThat(copy.certificate()).isEqualTo(identity.certificate());
        assertThat(copy.toBytes()).isEqualTo(identity.toBytes());
    }

    @Test
    void fromBytes_keyOfAnotherIdentity_isRefused() {
        byte[] mixed = PoolIdentity.create().toBytes();
        byte[] other = PoolIdentity.create().toBytes();
        int keyEnd = 5 + java.nio.ByteBuffer.wrap(mixed).getInt(1);
        System.arraycopy(other, 0, mixed, 0, keyEnd);

        assertThatThrownBy(() -> PoolIdentity.fromBytes(mixed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool identity: key and certificate do not fit each other");
    }

    @Test
    void fromBytes_cutOffAnywhere_isRefused() {
        byte[] whole = PoolIdentity.create().toBytes();

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PoolIdentity.fromBytes(part)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PoolIdentity.fromBytes(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fromBytes_flippedBits_isRefusedOrStillFits() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = PoolIdentity.create().toBytes();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                PoolIdentity.fromBytes(bytes);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("pool identity: ");
            }
        }
    }

    @Test
    void toString_ofAnIdentity_showsNoKey() {
        PoolIdentity identity = PoolIdentity.create();

        assertThat(identity.toString()).matches("PoolIdentity\\[certificate=[0-9a-f]+]");
        assertThat(identity).isNotInstanceOf(java.io.Serializable.class);
    }
}
