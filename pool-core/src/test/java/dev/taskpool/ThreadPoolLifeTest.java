package dev.taskpool;

import dev.taskpool.contract.CancelContract;
import dev.taskpool.contract.EndFromInsideContract;
import dev.taskpool.contract.InitializerContract;
import dev.taskpool.contract.InputEndContract;
import dev.taskpool.contract.ManyPoolsContract;
import dev.taskpool.contract.QueueEndContract;
import dev.taskpool.contract.RecyclingContract;
import dev.taskpool.contract.ShutdownContract;
import dev.taskpool.contract.ShutdownOrderContract;
import dev.taskpool.contract.TimeLimitContract;
import dev.taskpool.testkit.ThreadFixture;
import org.junit.jupiter.api.Nested;

/** The contract of a pool's life, kept by pools of threads. */
class ThreadPoolLifeTest {
    @Nested
    class Cancel extends ThreadFixture implements CancelContract {}

    @Nested
    class EndFromInside extends ThreadFixture implements EndFromInsideContract {}

    @Nested
    class Initializer extends ThreadFixture implements InitializerContract {}

    @Nested
    class InputEnd extends ThreadFixture implements InputEndContract {}

    @Nested
    class ManyPools extends ThreadFixture implements ManyPoolsContract {}

    @Nested
    class QueueEnd extends ThreadFixture implements QueueEndContract {}

    @Nested
    class Recycling extends ThreadFixture implements RecyclingContract {}

    @Nested
    class Shutdown extends ThreadFixture implements ShutdownContract {}

    @Nested
    class ShutdownOrder extends ThreadFixture implements ShutdownOrderContract {}

    @Nested
    class TimeLimit extends ThreadFixture implements TimeLimitContract {}
}
