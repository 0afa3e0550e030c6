package dev.taskpool.remote;

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
import org.junit.jupiter.api.Nested;

/** The contract of a pool's life, kept by pools of child JVMs. */
class ProcessPoolLifeIT {
    @Nested
    class Cancel extends ProcessFixture implements CancelContract {}

    @Nested
    class EndFromInside extends ProcessFixture implements EndFromInsideContract {}

    @Nested
    class Initializer extends ProcessFixture implements InitializerContract {}

    @Nested
    class InputEnd extends ProcessFixture implements InputEndContract {}

    @Nested
    class ManyPools extends ProcessFixture implements ManyPoolsContract {}

    @Nested
    class QueueEnd extends ProcessFixture implements QueueEndContract {}

    @Nested
    class Recycling extends ProcessFixture implements RecyclingContract {}

    @Nested
    class Shutdown extends ProcessFixture implements ShutdownContract {}

    @Nested
    class ShutdownOrder extends ProcessFixture implements ShutdownOrderContract {}

    @Nested
    class TimeLimit extends ProcessFixture implements TimeLimitContract {}
}
