package org.ggscale.examples.drift;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes records as JSON and reads them back: the components are the members, and the record is the schema.
 *
 * <p>Components are {@code int}, {@code boolean}, {@code String}, {@code UUID}, records, sealed interfaces of records, and
 * {@code List} or {@code Optional} of these; an empty {@code Optional} is null. A record of a sealed interface carries its
 * own name in front: a {@code Build} that is an {@code Order} begins with {@code "order": "build"}. What a compact
 * constructor refuses, a missing and an unknown member are refused with their place, such as {@code cmd[2].ships}.
 */
final class JsonRecords {
    private JsonRecords() {}

    static String write(Object value) {
        return switch (value) {
            case Record part -> members(part);
            case List<?> list -> list.stream().map(JsonRecords::write).collect(Collectors.joining(",", "[", "]"));
            case Optional<?> maybe -> maybe.isPresent() ? write(maybe.get()) : "null";
            case Integer number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> quote(value.toString());
        };
    }

    /**
     * Reads one record.
     *
     * @param path where the value stands, for the message
     * @throws Refusal when the value does not fit
     */
    static <T> T read(Class<T> type, Json json, String path) {
        return type.cast(value(type, json, path));
    }

    static <T> List<T> list(Class<T> type, Json json, String path) {
        if (!(json instanceof Json.Items array)) {
            throw Refusal.invalid(path + " must be an array");
        }
        List<T> list = new ArrayList<>();
        for (Json item : array.items()) {
            list.add(read(type, item, path + "[" + list.size() + "]"));
        }
        return List.copyOf(list);
    }

    static String text(Json json, String path) {
        if (json instanceof Json.Text text) {
            return text.value();
        }
        throw Refusal.invalid(path + " must be a string");
    }

    static UUID uuid(Json json, String path) {
        String text = text(json, path);
        if (!text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")) {
            throw Refusal.invalid(path + " must be a uuid");
        }
        return UUID.fromString(text);
    }

    static long integer(Json json, String path) {
        if (json instanceof Json.Numeral number && number.literal().matches("-?[0-9]{1,16}")) {
            return Long.parseLong(number.literal());
        }
        throw Refusal.invalid(path + " must be a whole number of at most 16 digits");
    }

    private static String members(Record value) {
        StringJoiner members = new StringJoiner(",", "{", "}");
        tag(value.getClass()).ifPresent(tag -> members.add(quote(tag) + ":" + quote(lower(value.getClass()))));
        try {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                members.add(quote(component.getName()) + ":"
                        + write(component.getAccessor().invoke(value)));
            }
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
        return members.toString();
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static Object value(Type type, Json json, String path) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[0];
            return generic.getRawType() == List.class
                    ? list((Class<?>) element, json, path)
                    : maybe(element, json, path);
        } else if (type == int.class || type == Integer.class) {
            return small(integer(json, path), path);
        } else if (type == String.class) {
            return text(json, path);
        } else if (type == UUID.class) {
            return uuid(json, path);
        } else if (type == boolean.class) {
            return truth(json, path);
        } else if (json instanceof Json.Fields fields) {
            return record((Class<?>) type, fields, path);
        }
        throw Refusal.invalid(path + " must be an object");
    }

    private static Optional<Object> maybe(Type element, Json json, String path) {
        return json instanceof Json.Nothing ? Optional.empty() : Optional.of(value(element, json, path));
    }

    private static int small(long number, String path) {
        if (Math.abs(number) > Integer.MAX_VALUE) {
            throw Refusal.invalid(path + " is " + number + ", which is out of range");
        }
        return (int) number;
    }

    private static boolean truth(Json json, String path) {
        if (json instanceof Json.Truth truth) {
            return truth.value();
        }
        throw Refusal.invalid(path + " must be true or false");
    }

    private static Object record(Class<?> type, Json.Fields fields, String path) {
        if (!type.isSealed()) {
            return construct(type, fields, path);
        }
        String name = text(fields.member(lower(type)), path + "." + lower(type));
        List<Class<?>> variants = Arrays.asList(type.getPermittedSubclasses());
        return variants.stream()
                .filter(variant -> lower(variant).equals(name))
                .findFirst()
                .map(variant -> construct(variant, fields, path))
                .orElseThrow(() -> Refusal.invalid(path + "." + lower(type) + " must be one of "
                        + variants.stream().map(JsonRecords::lower).toList()));
    }

    private static Object construct(Class<?> type, Json.Fields fields, String path) {
        Set<String> unknown = new LinkedHashSet<>(fields.members().keySet());
        tag(type).ifPresent(unknown::remove);
        List<Class<?>> types = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            types.add(component.getType());
            values.add(value(component.getGenericType(), fields.member(name), path + "." + name));
            unknown.remove(name);
        }
        if (!unknown.isEmpty()) {
            throw Refusal.invalid(path + " has unknown members " + unknown);
        }
        try {
            return type.getDeclaredConstructor(types.toArray(Class<?>[]::new)).newInstance(values.toArray());
        } catch (InvocationTargetException refused) {
            throw Refusal.invalid(path + ": " + refused.getTargetException().getMessage());
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The member that names a variant: the name of its sealed interface. */
    private static Optional<String> tag(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .filter(Class::isSealed)
                .findFirst()
                .map(JsonRecords::lower);
    }

    private static String lower(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
