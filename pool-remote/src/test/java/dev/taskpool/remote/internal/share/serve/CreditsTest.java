package dev.taskpool.remote.internal.share.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.share.FrameChannel;
import dev.taskpool.remote.internal.share.LoanTerms;
import dev.taskpool.remote.internal.share.LoanWord;
import dev.taskpool.remote.internal.share.Words;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which places are kept while elements for some of them are on their way. */
final class CreditsTest {
    private final Hub hub = Hub.open("test");
    private final Words words = hub.stock().words();
    private final Credits credits = new Credits(hub);
    private Member member;

    @BeforeEach
    void open() throws Exception {
        member = new Member(1, new FrameChannel(SocketChannel.open(StandardProtocolFamily.UNIX), 1024));
    }

    @AfterEach
    void close() {
        member.leave();
        hub.close();
    }

    private long granted(int free) {
        long terms = LoanTerms.NONE;
        while (terms == LoanTerms.NONE) {
            terms = credits.grant(member, free);
        }
        return terms;
    }

    private void take(long terms) {
        int word = LoanTerms.word(terms);
        LoanWord.take(words, word, LoanWord.limit(words.get(word)));
    }

    @Test
    void takeBack_againAndAgain_keepsThePlacesOfElementsOnTheirWay() {
        long terms = granted(5);
        assertThat(credits.kept()).isEqualTo(5);
        take(terms);
        take(terms);

        for (int i = 0; i < 3; i++) {
            credits.takeBack();
            assertThat(credits.kept()).isEqualTo(2);
        }

        credits.fill(member);
        credits.fill(member);
        assertThat(credits.kept()).isZero();
        assertThat(LoanTerms.word(granted(3))).isEqualTo(LoanTerms.word(terms));
        assertThat(credits.kept()).isEqualTo(3);
    }

    @Test
    void gone_withPlacesKept_freesThem() {
        take(granted(4));

        credits.gone(member);

        assertThat(credits.kept()).isZero();
    }
}
