package org.ggscale.examples.sqlite;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.ggscale.core.engine.ImageRef;
import org.ggscale.core.engine.SemanticVersion;
import org.ggscale.core.runtime.RuntimeEvent;
import org.ggscale.core.schedule.TurnSchedule;

/** Values as JSON: records by their components, instants as microseconds since 1970. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(module())
            .addMixIn(RuntimeEvent.class, KindOfEvent.class)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + value, e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no " + type.getSimpleName() + ": " + text, e);
        }
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        addText(module, TurnSchedule.class, TurnSchedule::text, TurnSchedule::parse);
        addText(module, SemanticVersion.class, SemanticVersion::text, SemanticVersion::parse);
        addText(module, Duration.class, Duration::toString, Duration::parse);
        addText(module, ImageRef.class, ImageRef::text, ImageRef::parse);
        add(module, Instant.class, (time, out) -> out.writeNumber(micros(time)), in -> instant(in.getLongValue()));
        return module;
    }

    private static <T> void addText(
            SimpleModule module, Class<T> type, Function<T, String> text, Function<String, T> parse) {
        add(module, type, (value, out) -> out.writeString(text.apply(value)), in -> parse.apply(in.getText()));
    }

    private static <T> void add(SimpleModule module, Class<T> type, Writing<T> writing, Reading<T> reading) {
        module.addSerializer(type, new StdSerializer<>(type) {
            private static final long serialVersionUID = 1;

            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                writing.write(value, out);
            }
        });
        module.addDeserializer(type, new StdDeserializer<>(type) {
            private static final long serialVersionUID = 1;

            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return reading.read(in);
            }
        });
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator out) throws IOException;
    }

    private interface Reading<T> {
        T read(JsonParser in) throws IOException;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(RuntimeEvent.SnapshotUpdate.class),
        @JsonSubTypes.Type(RuntimeEvent.GameFinished.class),
        @JsonSubTypes.Type(RuntimeEvent.Notification.class)
    })
    private interface KindOfEvent {}
}
