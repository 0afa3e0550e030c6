package dev.taskpool;

import dev.taskpool.contract.ApplyContract;
import dev.taskpool.contract.ArgumentContract;
import dev.taskpool.contract.AsyncResultContract;
import dev.taskpool.contract.BroadcastContract;
import dev.taskpool.contract.CallbackContract;
import dev.taskpool.contract.ExceptionContract;
import dev.taskpool.contract.ExecutorContract;
import dev.taskpool.contract.FailedMapContract;
import dev.taskpool.contract.FunctionContract;
import dev.taskpool.contract.ImapContract;
import dev.taskpool.contract.ListenerContract;
import dev.taskpool.contract.LoadContract;
import dev.taskpool.contract.LookaheadContract;
import dev.taskpool.contract.MapContract;
import dev.taskpool.contract.OptionsContract;
import dev.taskpool.contract.QueueContract;
import dev.taskpool.contract.QueueInputContract;
import dev.taskpool.contract.SettledContract;
import dev.taskpool.contract.WaitingContract;
import dev.taskpool.testkit.ThreadFixture;
import org.junit.jupiter.api.Nested;

/** The contract of every pool, kept by pools of threads. */
class ThreadPoolContractTest {
    @Nested
    class Apply extends ThreadFixture implements ApplyContract {}

    @Nested
    class Argument extends ThreadFixture implements ArgumentContract {}

    @Nested
    class Result extends ThreadFixture implements AsyncResultContract {}

    @Nested
    class Broadcasting extends ThreadFixture implements BroadcastContract {}

    @Nested
    class Callback extends ThreadFixture implements CallbackContract {}

    @Nested
    class Exceptional extends ThreadFixture implements ExceptionContract {}

    @Nested
    class Executor extends ThreadFixture implements ExecutorContract {}

    @Nested
    class FailedMap extends ThreadFixture implements FailedMapContract {}

    @Nested
    class Function extends ThreadFixture implements FunctionContract {}

    @Nested
    class Imap extends ThreadFixture implements ImapContract {}

    @Nested
    class Listener extends ThreadFixture implements ListenerContract {}

    @Nested
    class Load extends ThreadFixture implements LoadContract {}

    @Nested
    class Lookahead extends ThreadFixture implements LookaheadContract {}

    @Nested
    class Mapping extends ThreadFixture implements MapContract {}

    @Nested
    class Options extends ThreadFixture implements OptionsContract {}

    @Nested
    class Queue extends ThreadFixture implements QueueContract {}

    @Nested
    class QueueInput extends ThreadFixture implements QueueInputContract {}

    @Nested
    class Settled extends ThreadFixture implements SettledContract {}

    @Nested
    class Waiting extends ThreadFixture implements WaitingContract {}
}
