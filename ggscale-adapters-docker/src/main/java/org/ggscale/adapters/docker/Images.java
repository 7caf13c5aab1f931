package org.ggscale.adapters.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.LoadImageCallback;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ggscale.core.UnavailableException;
import org.ggscale.core.engine.EngineInstances.Preparation;
import org.ggscale.core.engine.EngineInstances.Start.Cause;
import org.ggscale.core.engine.ImageRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The images that the daemon has, and those it fetches.
 *
 * @param patience for a whole pull
 */
record Images(Daemon daemon, PullPolicy policy, Duration patience) {
    private static final Logger LOG = LoggerFactory.getLogger(Images.class);

    /** Makes sure that the image is there, and pins it: by its digest, or by its id when no registry has given it one. */
    Preparation prepare(ImageRef.Container image) {
        Optional<InspectImageResponse> present = find(image);
        boolean pinned = image.text().contains("@");
        if (present.isPresent() && (pinned || policy != PullPolicy.ALWAYS)) {
            return new Preparation.Ready(pin(image, present.get()), false);
        }
        if (policy == PullPolicy.NEVER) {
            return new Preparation.Failed(
                    Cause.IMAGE_PULL_FAILED, "the daemon has no image " + image.text() + ", and pulls are off");
        }
        Optional<String> failure = pull(image);
        if (failure.isPresent()) {
            return new Preparation.Failed(Cause.IMAGE_PULL_FAILED, failure.get());
        }
        return find(image)
                .<Preparation>map(pulled -> new Preparation.Ready(pin(image, pulled), true))
                .orElseGet(() -> new Preparation.Failed(
                        Cause.IMAGE_PULL_FAILED, "the image " + image.text() + " is not there after its pull"));
    }

    /** Finds a prepared image: whatever its tag says by now, a digest or id means the same for ever. */
    Optional<InspectImageResponse> find(ImageRef.Container image) {
        String text = image.text();
        int at = text.indexOf('@');
        if (at < 0) {
            return inspect(text);
        }
        String digest = text.substring(at + 1);
        return inspect(repository(text.substring(0, at)) + "@" + digest).or(() -> inspect(digest));
    }

    private Optional<InspectImageResponse> inspect(String reference) {
        return daemon.find(
                "inspect image " + reference,
                client -> client.inspectImageCmd(reference).exec());
    }

    private static ImageRef pin(ImageRef.Container image, InspectImageResponse found) {
        if (image.text().contains("@")) {
            return image;
        }
        String prefix = repository(image.text()) + "@";
        List<String> digests = Objects.requireNonNullElse(found.getRepoDigests(), List.of());
        String digest = digests.stream()
                .filter(each -> each.startsWith(prefix))
                .map(each -> each.substring(prefix.length()))
                .findFirst()
                .orElseGet(() -> Objects.requireNonNull(found.getId()));
        return new ImageRef.Container(image.text() + "@" + digest);
    }

    /** Returns the name without its tag; a colon before a slash belongs to the registry's port. */
    private static String repository(String name) {
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    }

    /** Pulls, with progress in the log; returns why it did not work. */
    private Optional<String> pull(ImageRef.Container image) {
        LOG.info("pulling {}", image.text());
        long begin = System.nanoTime();
        try (Progress progress = daemon.stream(
                "pull " + image.text(),
                client -> client.pullImageCmd(reference(image)).exec(new Progress(image.text())))) {
            if (!progress.awaitCompletion(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.of(
                        "the pull of " + image.text() + " was not done within " + patience.toSeconds() + " s");
            }
            LOG.info("pulled {} in {} ms", image.text(), (System.nanoTime() - begin) / 1_000_000);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the pull of " + image.text() + " was interrupted");
        } catch (RefusedException e) {
            return Optional.of("the pull of " + image.text() + " was refused: " + e.getMessage());
        } catch (UnavailableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.of("the pull of " + image.text() + " failed: " + Daemon.message(e));
        }
    }

    /** Loads an archive; returns when its images are there. */
    void load(Path archive) throws IOException {
        try (InputStream content = Files.newInputStream(archive);
                LoadImageCallback loading = daemon.stream(
                        "load " + archive,
                        client -> client.loadImageAsyncCmd(content).exec(new LoadImageCallback()))) {
            if (!loading.awaitCompletion(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException(archive + " was not loaded within " + patience.toSeconds() + " s");
            }
            loading.awaitMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("docker", "the load of " + archive + " was interrupted", e);
        } catch (DockerClientException e) {
            throw new IOException(archive + " was not loaded: " + e.getMessage(), e);
        }
    }

    /** Without a tag the daemon would pull every one; a digest goes without. */
    private static String reference(ImageRef.Container image) {
        String text = image.text();
        int at = text.indexOf('@');
        if (at >= 0) {
            return repository(text.substring(0, at)) + text.substring(at);
        }
        return repository(text).equals(text) ? text + ":latest" : text;
    }

    /** Says every few seconds how far a pull is. */
    private static final class Progress extends PullImageResultCallback implements Closeable {
        private static final long PAUSE = Duration.ofSeconds(5).toNanos();

        private final String image;
        private final Map<String, long[]> layers = new HashMap<>();
        private long said = System.nanoTime();

        Progress(String image) {
            this.image = image;
        }

        @Override
        public void onNext(PullResponseItem item) {
            super.onNext(item);
            var detail = item.getProgressDetail();
            if (item.getId() != null && detail != null && detail.getTotal() != null && detail.getCurrent() != null) {
                layers.put(item.getId(), new long[] {detail.getCurrent(), detail.getTotal()});
            }
            long now = System.nanoTime();
            if (now - said > PAUSE) {
                said = now;
                LOG.info("pulling {}: {} of {} MiB", image, sum(0), sum(1));
            }
        }

        private long sum(int index) {
            return layers.values().stream().mapToLong(each -> each[index]).sum() >> 20;
        }
    }
}
