package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.serializers.ImmutableSerializer;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.EnumMap;
import java.util.Map;

/** Compact forms for values of the JDK that Kryo knows not, or not well. */
final class JdkForms {
    private JdkForms() {}

    /** A key and a value, of whichever kind of entry. */
    static final class OfEntry extends Serializer<Map.Entry<?, ?>> {
        @Override
        public void write(Kryo kryo, Output out, Map.Entry<?, ?> entry) {
            kryo.writeClassAndObject(out, entry.getKey());
            kryo.writeClassAndObject(out, entry.getValue());
        }

        @Override
        public Map.Entry<?, ?> read(Kryo kryo, Input in, Class<? extends Map.Entry<?, ?>> type) {
            Object key = kryo.readClassAndObject(in);
            Object value = kryo.readClassAndObject(in);
            if (type.equals(SimpleImmutableEntry.class)) {
                return new SimpleImmutableEntry<>(key, value);
            }
            boolean isFixed = type.getName().equals("java.util.KeyValueHolder");
            return isFixed ? Map.entry(key, value) : new SimpleEntry<>(key, value);
        }
    }

    /** A map of an enum's constants; one that is empty says only in Java's form which enum it is for. */
    static final class OfEnumMap extends Serializer<EnumMap<?, ?>> {
        private final JavaForm javaForm;

        OfEnumMap(JavaForm javaForm) {
            this.javaForm = javaForm;
        }

        @Override
        public void write(Kryo kryo, Output out, EnumMap<?, ?> map) {
            out.writeVarInt(map.size(), true);
            if (map.isEmpty()) {
                javaForm.write(kryo, out, map);
                return;
            }
            kryo.writeClass(out, map.keySet().iterator().next().getDeclaringClass());
            map.forEach((key, value) -> {
                kryo.writeObject(out, key);
                kryo.writeClassAndObject(out, value);
            });
        }

        // The key's class is known only when it is read.
        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public EnumMap<?, ?> read(Kryo kryo, Input in, Class<? extends EnumMap<?, ?>> type) {
            int size = in.readVarInt(true);
            if (size == 0) {
                return (EnumMap<?, ?>) javaForm.read(kryo, in, type);
            }
            Class<?> keys = kryo.readClass(in).getType();
            var map = new EnumMap(keys);
            kryo.reference(map);
            for (int i = 0; i < size; i++) {
                map.put((Enum) kryo.readObject(in, keys), kryo.readClassAndObject(in));
            }
            return map;
        }
    }

    /** A class, by name; it is loaded by the reader but not initialised. */
    static final class OfClass extends ImmutableSerializer<Class<?>> {
        private final ClassGate gate;

        OfClass(ClassGate gate) {
            this.gate = gate;
        }

        @Override
        public void write(Kryo kryo, Output out, Class<?> type) {
            if (type.isHidden()) {
                throw new RefusedException(type.getName(), type.getName() + ": a hidden class has no name elsewhere");
            }
            if (!type.isPrimitive()) {
                gate.requireAllowed(type.getName());
            }
            out.writeBoolean(type.isPrimitive());
            out.writeString(type.getName());
        }

        @Override
        public Class<?> read(Kryo kryo, Input in, Class<? extends Class<?>> type) {
            boolean isPrimitive = in.readBoolean();
            String name = in.readString();
            return isPrimitive ? primitive(name) : gate.load(name);
        }

        private static Class<?> primitive(String name) {
            return switch (name) {
                case "boolean" -> boolean.class;
                case "byte" -> byte.class;
                case "char" -> char.class;
                case "short" -> short.class;
                case "int" -> int.class;
                case "long" -> long.class;
                case "float" -> float.class;
                case "double" -> double.class;
                case "void" -> void.class;
                default -> throw new RefusedException(name, "no primitive type: " + name);
            };
        }
    }

    /** A path, as text if it is one of the usual file system, else as a URI. */
    static final class OfPath extends ImmutableSerializer<Path> {
        @Override
        public void write(Kryo kryo, Output out, Path path) {
            boolean isUsual = path.getFileSystem().equals(FileSystems.getDefault());
            out.writeBoolean(isUsual);
            out.writeString(isUsual ? path.toString() : path.toUri().toString());
        }

        @Override
        public Path read(Kryo kryo, Input in, Class<? extends Path> type) {
            return in.readBoolean() ? Path.of(in.readString()) : Path.of(URI.create(in.readString()));
        }
    }

    /** A line of a stack trace. */
    static final class OfStackTraceElement extends ImmutableSerializer<StackTraceElement> {
        @Override
        public void write(Kryo kryo, Output out, StackTraceElement line) {
            out.writeString(line.getClassLoaderName());
            out.writeString(line.getModuleName());
            out.writeString(line.getModuleVersion());
            out.writeString(line.getClassName());
            out.writeString(line.getMethodName());
            out.writeString(line.getFileName());
            out.writeVarInt(line.getLineNumber(), false);
        }

        @Override
        public StackTraceElement read(Kryo kryo, Input in, Class<? extends StackTraceElement> type) {
            return new StackTraceElement(
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readVarInt(false));
        }
    }
}
