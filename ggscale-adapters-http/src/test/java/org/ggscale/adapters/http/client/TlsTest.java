package org.ggscale.adapters.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ggscale.adapters.http.client.Answers.GAME;
import static org.ggscale.adapters.http.client.Answers.state;
import static org.ggscale.adapters.http.client.ConnectionReuseTest.assertAnswered;
import static org.ggscale.adapters.http.client.ScriptedEngine.json;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.ggscale.core.engine.EngineReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same care above TLS: the trust store is the platform's, and a kept connection is looked at below it. */
@Timeout(30)
class TlsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

    private final HeldCertificate certificate =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

    @TempDir
    private Path folder;

    @BeforeEach
    void trust() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("engine", certificate.certificate());
        try (OutputStream out = Files.newOutputStream(folder.resolve("trust"))) {
            store.store(out, "secret".toCharArray());
        }
        System.setProperty(STORE, folder.resolve("trust").toString());
        System.setProperty(PASSWORD, "secret");
    }

    @AfterEach
    void trustNoMore() {
        System.clearProperty(STORE);
        System.clearProperty(PASSWORD);
    }

    @Test
    void calls_in_a_row_share_a_connection() throws Exception {
        try (OkHttpEngines client = OkHttpEngines.create();
                ScriptedEngine engine = secured(certificate, talk -> talk.send(json(state(talk.number()))))) {
            for (int i = 1; i <= 5; i++) {
                assertAnswered(i, client.turn(engine.endpoint(), GAME, i - 1, LONG));
            }
            assertThat(engine.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_was_closed_while_idle_is_not_written_to() throws Exception {
        try (OkHttpEngines client = OkHttpEngines.create();
                ScriptedEngine engine = secured(certificate, talk -> {
                    talk.send(json(state(talk.number())));
                    talk.hangUp();
                })) {
            assertAnswered(1, client.turn(engine.endpoint(), GAME, 0, LONG));
            engine.awaitEnded(1);
            assertAnswered(2, client.turn(engine.endpoint(), GAME, 1, LONG));
            assertThat(engine.requests()).hasSize(2);
        }
    }

    @Test
    void bytes_behind_an_answer_never_become_the_next_answer() throws Exception {
        // More than okhttp takes at once, so that a part of the record waits above the socket, deciphered.
        String behind = json(state(666)) + " ".repeat(12_000);
        try (OkHttpEngines client = OkHttpEngines.create();
                ScriptedEngine engine = secured(
                        certificate,
                        talk -> talk.send(json(state(talk.number())) + (talk.number() == 1 ? behind : "")))) {
            assertAnswered(1, client.turn(engine.endpoint(), GAME, 0, LONG));
            assertAnswered(2, client.turn(engine.endpoint(), GAME, 1, LONG));
            assertThat(engine.connections()).isEqualTo(2);
        }
    }

    @Test
    void an_engine_that_nobody_vouches_for_is_sent_nothing() throws Exception {
        HeldCertificate unknown = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        try (OkHttpEngines client = OkHttpEngines.create();
                ScriptedEngine engine = secured(unknown, talk -> talk.send(json(state(1))))) {
            assertThat(client.turn(engine.endpoint(), GAME, 0, LONG)).isInstanceOf(EngineReply.Unanswered.class);
            assertThat(engine.requests()).isEmpty();
        }
    }

    private static ScriptedEngine secured(HeldCertificate certificate, ScriptedEngine.Script script) throws Exception {
        ServerSocket server = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        return new ScriptedEngine("https", server, script);
    }
}
