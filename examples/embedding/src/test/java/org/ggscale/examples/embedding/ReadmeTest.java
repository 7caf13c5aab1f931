package org.ggscale.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ggscale.core.GgScale;
import org.ggscale.core.engine.EngineOptions;
import org.ggscale.core.engine.EngineVersion;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.game.GameId;
import org.ggscale.core.game.GameKey;
import org.ggscale.core.game.Member;
import org.ggscale.core.game.RaceName;
import org.ggscale.core.game.UserId;
import org.ggscale.core.runtime.NewRuntime;
import org.ggscale.core.schedule.TurnSchedule;
import org.ggscale.core.tenant.TenantId;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private final GameKey game = new GameKey(TenantId.DEFAULT, new GameId(UUID.randomUUID()));
    private final UserId ann = new UserId("ann");
    private final List<Member> members = List.of(new Member(ann, new RaceName("Ann's")));
    private final TurnSchedule everyEvening = TurnSchedule.parse("0 18 * * *");
    private final byte[] orders = {'[', '7', ']'};
    private final EngineVersion version = new EngineVersion(
            SemanticVersion.parse("1.0.0"),
            ImageRef.parse("in-process:lowest-number"),
            EngineOptions.NONE,
            EngineVersion.Status.ACTIVE,
            Instant.EPOCH,
            Instant.EPOCH);

    @Test
    void the_lines_of_the_readme_play_a_turn() throws InterruptedException {
        GgScale ggscale = GgScale.builder()
                .engine("lowest-number", id -> new LowestNumber(3))
                .build();
        try (ggscale) {
            ggscale.start();
            ggscale.storage().engineVersions().create(TenantId.DEFAULT, version);
            ggscale.registrar()
                    .register(new NewRuntime(game, version.version(), everyEvening, Optional.empty(), members));
            ggscale.play().orders(game, ann, orders);
            ggscale.turns().force(game); // or wait until 18:00
        }

        assertThat(ggscale.storage().turns().find(game, 1)).isPresent();
    }
}
