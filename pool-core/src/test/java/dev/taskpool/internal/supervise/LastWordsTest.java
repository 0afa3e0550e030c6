package dev.taskpool.internal.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastWordsTest {
    private static final String SEGV = """
            last words
            #
            # A fatal error has been detected by the Java Runtime Environment:
            #
            #  SIGSEGV (0xb) at pc=0x00007fe7e7cd2f94, pid=30039, tid=30041
            #
            # JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6-Debian-1deb12u1)
            # Java VM: OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1deb12u1, mixed mode, serial gc, linux-amd64)
            # Problematic frame:
            # V  [libjvm.so+0xed2f94]  Unsafe_PutLong+0x124
            #
            # No core dump will be written. Core dumps have been disabled.
            #

            ---------------  S U M M A R Y ------------

            Host: AMD EPYC, 2 cores, 23G
            """;

    @Test
    void ofNothing_isNothing() {
        assertThat(LastWords.of("")).isEmpty();
        assertThat(LastWords.of(" \n ")).isEmpty();
    }

    @Test
    void ofOrdinaryLines_isTheLast() {
        assertThat(LastWords.of("one\ntwo\n")).isEqualTo("; its last line: two");
        assertThat(LastWords.of("# A comment\n# another")).isEqualTo("; its last line: # another");
    }

    @Test
    void ofACrash_isTheSignalAndTheFrame() {
        assertThat(LastWords.of(SEGV))
                .isEqualTo("; it crashed: SIGSEGV (0xb) at pc=0x00007fe7e7cd2f94"
                        + " in V  [libjvm.so+0xed2f94]  Unsafe_PutLong+0x124");
    }

    @Test
    void ofACrashReportThatIsCutOff_isWhatIsThere() {
        String signal = "; it crashed: SIGSEGV (0xb) at pc=0x00007fe7e7cd2f94";
        assertThat(LastWords.of(SEGV.substring(0, SEGV.indexOf("# Problematic"))))
                .isEqualTo(signal);
        assertThat(LastWords.of(SEGV.substring(0, SEGV.indexOf("# V ")))).isEqualTo(signal);
        assertThat(LastWords.of(SEGV.substring(0, SEGV.indexOf("#  SIGSEGV")))).isEqualTo("; it crashed");
    }

    @Test
    void ofAnErrorOfTheJvmItself_isItsTwoLines() {
        assertThat(LastWords.of("""
                                # A fatal error has been detected by the Java Runtime Environment:
                                #
                                #  Internal Error (g1ConcurrentMark.cpp:1665), pid=1, tid=2
                                #  guarantee(has_overflown()) failed: no overflow
                                #
                                # JRE version: OpenJDK Runtime Environment
                                """))
                .isEqualTo("; it crashed: Internal Error (g1ConcurrentMark.cpp:1665):"
                        + " guarantee(has_overflown()) failed: no overflow");
    }

    @Test
    void ofALackOfNativeMemory_isWhatCouldNotBeHad() {
        assertThat(LastWords.of("""
                                #
                                # There is insufficient memory for the Java Runtime Environment to continue.
                                # Native memory allocation (mmap) failed to map 12288 bytes. Error detail: no room
                                # Possible reasons:
                                """))
                .isEqualTo("; its JVM had no memory left:"
                        + " Native memory allocation (mmap) failed to map 12288 bytes. Error detail: no room");
    }
}
