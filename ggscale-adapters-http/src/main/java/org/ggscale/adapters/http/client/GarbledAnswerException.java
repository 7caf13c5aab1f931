package org.ggscale.adapters.http.client;

import java.io.IOException;

/** An engine answered, and its answer breaks the contract. */
final class GarbledAnswerException extends IOException {
    GarbledAnswerException(String reason) {
        super(reason);
    }
}
