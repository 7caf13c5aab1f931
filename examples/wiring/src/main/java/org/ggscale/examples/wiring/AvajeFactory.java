package org.ggscale.examples.wiring;

import io.avaje.inject.Bean;
import io.avaje.inject.Factory;
import java.time.InstantSource;
import org.ggscale.core.GgScale;
import org.ggscale.core.Storage;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.play.Play;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.turn.TurnScheduler;
import org.ggscale.examples.embedding.LowestNumber;

/** Wires ggscale by Avaje Inject, which writes the calls of these methods when it is compiled. */
@Factory
public final class AvajeFactory {
    @Bean
    Storage storage() {
        return new InMemoryStorage(InstantSource.system());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    GgScale ggscale(Storage storage) {
        return GgScale.builder()
                .storage(storage)
                .engine("lowest-number", id -> new LowestNumber(3))
                .build();
    }

    @Bean
    Registrar registrar(GgScale ggscale) {
        return ggscale.registrar();
    }

    @Bean
    Play play(GgScale ggscale) {
        return ggscale.play();
    }

    @Bean
    TurnScheduler turns(GgScale ggscale) {
        return ggscale.turns();
    }
}
