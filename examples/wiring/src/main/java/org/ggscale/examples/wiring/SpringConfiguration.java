package org.ggscale.examples.wiring;

import java.time.InstantSource;
import org.ggscale.core.GgScale;
import org.ggscale.core.Storage;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.play.Play;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.turn.TurnScheduler;
import org.ggscale.examples.embedding.LowestNumber;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires ggscale by Spring, which starts it with the context and closes it before the stores. */
@Configuration(proxyBeanMethods = false)
@Import(Arena.class)
public class SpringConfiguration {
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

    @Bean(destroyMethod = "")
    TurnScheduler turns(GgScale ggscale) {
        return ggscale.turns();
    }
}
