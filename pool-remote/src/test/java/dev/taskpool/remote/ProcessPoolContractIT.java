package dev.taskpool.remote;

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
import org.junit.jupiter.api.Nested;

/** The contract of every pool, kept by pools of child JVMs. */
class ProcessPoolContractIT {
    @Nested
    class Apply extends ProcessFixture implements ApplyContract {}

    @Nested
    class Argument extends ProcessFixture implements ArgumentContract {}

    @Nested
    class Result extends ProcessFixture implements AsyncResultContract {}

    @Nested
    class Broadcasting extends ProcessFixture implements BroadcastContract {}

    @Nested
    class Callback extends ProcessFixture implements CallbackContract {}

    @Nested
    class Exceptional extends ProcessFixture implements ExceptionContract {}

    @Nested
    class Executor extends ProcessFixture implements ExecutorContract {}

    @Nested
    class FailedMap extends ProcessFixture implements FailedMapContract {}

    @Nested
    class Function extends ProcessFixture implements FunctionContract {}

    @Nested
    class Imap extends ProcessFixture implements ImapContract {}

    @Nested
    class Listener extends ProcessFixture implements ListenerContract {}

    @Nested
    class Load extends ProcessFixture implements LoadContract {}

    @Nested
    class Lookahead extends ProcessFixture implements LookaheadContract {}

    @Nested
    class Mapping extends ProcessFixture implements MapContract {}

    @Nested
    class Options extends ProcessFixture implements OptionsContract {}

    @Nested
    class Queue extends ProcessFixture implements QueueContract {}

    @Nested
    class QueueInput extends ProcessFixture implements QueueInputContract {}

    @Nested
    class Settled extends ProcessFixture implements SettledContract {}

    @Nested
    class Waiting extends ProcessFixture implements WaitingContract {}
}
