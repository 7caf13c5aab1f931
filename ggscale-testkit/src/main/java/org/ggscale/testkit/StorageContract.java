package org.ggscale.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.ggscale.core.Storage;
import org.junit.jupiter.api.Test;

/** What every {@link Storage} keeps as a whole; each of its stores has a contract of its own. */
public interface StorageContract {
    /** Returns the stores under test: usable, the same object throughout a test. */
    Storage storage();

    @Test
    default void nothing_stands_in_the_way_of_a_usable_backend() {
        assertThat(storage().check()).isEmpty();
    }

    @Test
    default void closing_once_more_does_no_harm() {
        Storage storage = storage();
        storage.close();

        assertThatCode(storage::close).doesNotThrowAnyException();
    }
}
