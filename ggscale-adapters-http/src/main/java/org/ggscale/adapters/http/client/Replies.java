package org.ggscale.adapters.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.ggscale.core.engine.BanishReply;
import org.ggscale.core.engine.EngineAnswer;
import org.ggscale.core.engine.EngineReply;

/** Says what an answer means by the engine contract. */
final class Replies {
    private static final int STATE_LIMIT = 1024 * 1024;
    private static final int DETAIL_LIMIT = 64 * 1024;
    private static final int HELD_LIMIT = 64 * 1024;
    private static final int RELAY_LIMIT = 16 * 1024 * 1024;

    private Replies() {}

    /** Reads the answer to an admin call, of which init may also be answered with 201. */
    static EngineReply admin(Answer answer, boolean init) throws IOException {
        int status = answer.status();
        if (status == 200 || (init && status == 201)) {
            requireReadable(answer, STATE_LIMIT);
            return new EngineReply.Answered(StateReader.read(withinLimit(answer.upTo(STATE_LIMIT + 1), STATE_LIMIT)));
        }
        if (status == 409) {
            return conflict(answer);
        }
        if (isRefusal(status)) {
            return new EngineReply.Refused(status, text(detail(answer)));
        }
        return isFailure(status) ? new EngineReply.Unanswered(unfit(status)) : new EngineReply.Garbled(unfit(status));
    }

    private static EngineReply conflict(Answer answer) throws IOException {
        byte[] body = answer.encoded() ? new byte[0] : answer.upTo(STATE_LIMIT + 1);
        try {
            return new EngineReply.Conflicted(StateReader.read(withinLimit(body, STATE_LIMIT)));
        } catch (GarbledAnswerException e) {
            return new EngineReply.Refused(409, text(Arrays.copyOf(body, Math.min(body.length, DETAIL_LIMIT))));
        }
    }

    /** Reads the answer to a banishment; one that is none leaves it in doubt. */
    static BanishReply banish(Answer answer) throws IOException {
        int status = answer.status();
        if (status == 204) {
            return new BanishReply.Banished();
        }
        return isRefusal(status)
                ? new BanishReply.Refused(status, text(detail(answer)))
                : new BanishReply.InDoubt(unfit(status));
    }

    /** Reads the answer to a player's call. Where it is JSON that is still coming, its stream has the answer to close. */
    static EngineAnswer relay(Answer answer) throws IOException {
        int status = answer.status();
        if (status == 200) {
            return json(answer);
        }
        if (isRefusal(status)) {
            return new EngineAnswer.Refused(status, detail(answer));
        }
        return isFailure(status) ? new EngineAnswer.Unanswered(unfit(status)) : new EngineAnswer.Garbled(unfit(status));
    }

    private static EngineAnswer json(Answer answer) throws IOException {
        requireReadable(answer, RELAY_LIMIT);
        JsonCheck check = new JsonCheck();
        byte[] held = answer.upTo(HELD_LIMIT);
        check.accept(held, 0, held.length);
        if (held.length == HELD_LIMIT) {
            return new EngineAnswer.Json(new RelayedBody(held, answer, check, RELAY_LIMIT));
        }
        check.end();
        return new EngineAnswer.Json(new ByteArrayInputStream(held));
    }

    private static void requireReadable(Answer answer, int limit) throws GarbledAnswerException {
        if (answer.encoded()) {
            throw new GarbledAnswerException("the engine encoded its answer, which was asked for as it is");
        }
        if (answer.announcedLength() > limit) {
            throw new GarbledAnswerException("the answer is longer than " + limit + " bytes");
        }
    }

    private static byte[] withinLimit(byte[] body, int limit) throws GarbledAnswerException {
        if (body.length > limit) {
            throw new GarbledAnswerException("the answer is longer than " + limit + " bytes");
        }
        return body;
    }

    private static byte[] detail(Answer answer) throws IOException {
        return answer.encoded() ? new byte[0] : answer.upTo(DETAIL_LIMIT);
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }

    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500;
    }

    private static boolean isFailure(int status) {
        return status >= 500 && status < 600;
    }

    private static String unfit(int status) {
        return "the engine answered " + status;
    }
}
