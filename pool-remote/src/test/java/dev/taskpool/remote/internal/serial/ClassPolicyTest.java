package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPolicyTest {
    private static final ClassPolicy OPEN = new ClassPolicy(List.of("**"), List.of());

    @Test
    void name_allowed_allowsThatClassOnly() {
        var policy = new ClassPolicy(List.of("com.acme.Order", "com.acme.Cart$Line"), List.of());

        assertThat(policy.allows("com.acme.Order")).isTrue();
        assertThat(policy.allows("com.acme.Cart$Line")).isTrue();
        assertThat(policy.allows("com.acme.OrderLine")).isFalse();
        assertThat(policy.allows("com.acme.Order$Line")).isFalse();
    }

    @Test
    void package_allowed_leavesOutWhatIsBelow() {
        var policy = new ClassPolicy(List.of("com.acme.*"), List.of());

        assertThat(policy.allows("com.acme.Order$Line")).isTrue();
        assertThat(policy.allows("com.acme.inner.Order")).isFalse();
        assertThat(policy.allows("com.acmes.Order")).isFalse();
    }

    @Test
    void tree_allowed_takesInWhatIsBelow() {
        var policy = new ClassPolicy(List.of("com.acme.**"), List.of());

        assertThat(policy.allows("com.acme.Order")).isTrue();
        assertThat(policy.allows("com.acme.inner.deep.Order")).isTrue();
        assertThat(policy.allows("com.acmes.Order")).isFalse();
    }

    @Test
    void denied_thoughAllowed_isDenied() {
        var policy = new ClassPolicy(List.of("**"), List.of("com.acme.secret.**", "java.util.Date"));

        assertThat(policy.allows("com.acme.secret.Key")).isFalse();
        assertThat(policy.allows("java.util.Date")).isFalse();
        assertThat(policy.allows("com.acme.Order")).isTrue();
    }

    @Test
    void array_isJudgedByWhatItHolds() {
        var policy = new ClassPolicy(List.of("com.acme.*"), List.of());

        assertThat(policy.allows("[[Lcom.acme.Order;")).isTrue();
        assertThat(policy.allows("[Lcom.other.Order;")).isFalse();
        assertThat(policy.allows("[[I")).isTrue();
        assertThat(OPEN.allows("[Ljava.lang.ProcessBuilder;")).isFalse();
    }

    @Test
    void basics_withNarrowAllow_pass() {
        var policy = new ClassPolicy(List.of("com.acme.*"), List.of());

        assertThat(policy.allows("java.util.ImmutableCollections$ListN")).isTrue();
        assertThat(policy.allows("java.time.Instant")).isTrue();
        assertThat(policy.allows("java.lang.IllegalStateException")).isTrue();
        assertThat(policy.allows("java.sql.DriverManager")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.commons.collections.functors.InvokerTransformer",
                "org.apache.commons.collections4.functors.InvokerTransformer",
                "org.apache.commons.beanutils.BeanComparator",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "org.codehaus.groovy.runtime.MethodClosure",
                "com.mchange.v2.c3p0.PoolBackedDataSource",
                "com.sun.rowset.JdbcRowSetImpl",
                "javax.management.BadAttributeValueExpException",
                "javax.naming.InitialContext",
                "java.rmi.server.UnicastRemoteObject",
                "java.lang.Runtime",
                "java.beans.EventHandler"
            })
    void gadget_isDeniedWhateverIsAllowed(String name) {
        assertThat(OPEN.allows(name)).isFalse();
        assertThat(new ClassPolicy(List.of(name), List.of()).allows(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", ".**", "com..acme", "com.*.acme", "com.acme.", "com.acme*", "com acme", "***", "1a"})
    void pattern_malformed_isNamed(String pattern) {
        assertThatThrownBy(() -> new ClassPolicy(List.of(), List.of(pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + pattern + "'");
    }
}
