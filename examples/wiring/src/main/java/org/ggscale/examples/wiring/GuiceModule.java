package org.ggscale.examples.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.ggscale.core.GgScale;
import org.ggscale.core.Storage;
import org.ggscale.core.memory.InMemoryStorage;
import org.ggscale.core.play.Play;
import org.ggscale.core.runtime.Registrar;
import org.ggscale.core.turn.TurnScheduler;
import org.ggscale.examples.embedding.LowestNumber;

/** Wires ggscale by Guice, which closes nothing: whoever made the injector closes the {@link GgScale}. */
public final class GuiceModule extends AbstractModule {
    @Provides
    @Singleton
    static Storage storage() {
        return new InMemoryStorage(InstantSource.system());
    }

    @Provides
    @Singleton
    static GgScale ggscale(Storage storage) {
        GgScale ggscale = GgScale.builder()
                .storage(storage)
                .engine("lowest-number", id -> new LowestNumber(3))
                .build();
        ggscale.start();
        return ggscale;
    }

    @Provides
    static Registrar registrar(GgScale ggscale) {
        return ggscale.registrar();
    }

    @Provides
    static Play play(GgScale ggscale) {
        return ggscale.play();
    }

    @Provides
    static TurnScheduler turns(GgScale ggscale) {
        return ggscale.turns();
    }
}
