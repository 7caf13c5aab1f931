package org.ggscale.examples.embedding;

import org.ggscale.core.engine.InProcessEngine;
import org.ggscale.testkit.InProcessEngineContract;

class LowestNumberTest implements InProcessEngineContract {
    private final LowestNumber game = new LowestNumber(3);

    @Override
    public InProcessEngine engine() {
        return game;
    }
}
