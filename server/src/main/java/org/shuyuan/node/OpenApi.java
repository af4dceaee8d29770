package org.shuyuan.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shuyuan.pack.Model;
import org.shuyuan.pack.Texts;
import org.shuyuan.register.model.CodeSet;
import org.shuyuan.register.model.Datum;
import org.shuyuan.register.model.Field;
import org.shuyuan.register.model.Register;
import org.shuyuan.register.model.Registers;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The node's interface as OpenAPI 3.1: what every node has, and for each register of the model its own schemas and paths. */
final class OpenApi {

    private static final int LISTED = 100; // longer code sets are not spelled out

    private final Texts texts;
    private final Registers registers;

    private OpenApi(Model model) {
        this.texts = model.texts();
        this.registers = model.part(Registers.class);
    }

    /** The document as plain maps and lists, the same for the same model. */
    static Map<String, Object> of(Model model, String version) {
        Map<String, Object> document = base();
        part(document, "info").put("version", version);
        OpenApi api = new OpenApi(model);
        Map<String, Object> schemas = part(part(document, "components"), "schemas");
        Map<String, Object> paths = part(document, "paths");
        for (Register register : api.registers.registers().values()) {
            schemas.put(register.id(), api.values(register, false));
            schemas.put(register.id() + "_draft", api.values(register, true));
            api.addPaths(register, paths);
        }
        return document;
    }

    private static Map<String, Object> base() {
        try (InputStream yaml = Objects.requireNonNull(OpenApi.class.getResourceAsStream("/openapi.yaml"))) {
            return map(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @SuppressWarnings("unchecked") // YAML's mappings have texts for keys here
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }

    private static Map<String, Object> part(Map<String, Object> document, String key) {
        return map(Objects.requireNonNull(document.get(key)));
    }

    private Map<String, Object> values(Register register, boolean written) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Field field : register.fields().values()) {
            if (written && !(field instanceof Field.Stored)) {
                continue;
            }
            Map<String, Object> one = written ? value(field.datum()) : seen(field.datum());
            Map<String, Object> schema = field.many() ? object("type", "array", "items", one) : one;
            describe(field, schema);
            properties.put(field.id(), schema);
            if (written && field instanceof Field.Kept kept && kept.required() && kept.preset() == null) {
                required.add(field.id());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("title", texts.say("en", "register." + register.id()));
        schema.put("properties", properties);
        if (written) {
            schema.put("required", required);
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private void describe(Field field, Map<String, Object> schema) {
        schema.put("title", texts.say("en", field.label()));
        String standard = field.datum().standard();
        if (standard != null) {
            schema.put("description", standard);
        }
        if (field.element() != null) {
            schema.put("x-element", field.element());
        }
        schema.put("x-sensitivity", field.datum().sensitivity().name());
    }

    /** A value as reads show it: references with their titles, masks where the policy says so. */
    private static Map<String, Object> seen(Datum datum) {
        List<Object> forms = new ArrayList<>();
        forms.add(datum.ref() == null ? value(datum) : reference("Named"));
        if (datum.sensitivity().masked()) {
            forms.add(reference("Masked"));
        }
        forms.add(object("type", "null"));
        return object("oneOf", forms);
    }

    private static Map<String, Object> reference(String schema) {
        return object("$ref", "#/components/schemas/" + schema);
    }

    private static Map<String, Object> value(Datum datum) {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (datum.type()) {
            case TEXT -> {
                schema.put("type", "string");
                schema.put("maxLength", datum.max());
                if (datum.format() != null) {
                    schema.put("pattern", "^(?:" + datum.format().pattern().pattern() + ")$");
                }
            }
            case INTEGER -> schema.put("type", "integer");
            case DECIMAL, MONEY -> schema.put("type", "number");
            case DATE -> text(schema, "date");
            case TIME -> text(schema, "time");
            case INSTANT -> text(schema, "date-time");
            case BOOLEAN -> schema.put("type", "boolean");
            case CODE -> {
                CodeSet codes = Objects.requireNonNull(datum.codes());
                schema.put("type", "string");
                schema.put("x-codes", codes.id());
                if (codes.byCode().size() <= LISTED) {
                    schema.put("enum", List.copyOf(codes.byCode().keySet()));
                }
            }
            case REF -> {
                text(schema, "uuid");
                schema.put("x-register", String.valueOf(datum.ref()));
            }
        }
        return schema;
    }

    private static void text(Map<String, Object> schema, String format) {
        schema.put("type", "string");
        schema.put("format", format);
    }

    /** The register's own list, with the filters that it has. */
    private void addPaths(Register register, Map<String, Object> paths) {
        List<Object> parameters = new ArrayList<>((List<?>) Objects.requireNonNull(
                part(part(paths, "/api/registers/{register}/records"), "get").get("parameters")));
        register.fields().values().stream().filter(Field::indexed).forEach(field -> {
            parameters.add(filter(field.id(), "one of these values, separated by commas"));
            if (field.sort()) {
                parameters.add(filter(field.id() + ".from", "from this value"));
                parameters.add(filter(field.id() + ".to", "up to this value, included"));
            }
            String ref = field.datum().ref();
            if (ref != null && !field.many() && registers.require(ref).tree() != null) {
                parameters.add(filter(field.id() + ".under", "this record or one that stands under it"));
            }
        });
        Map<String, Object> row = object(
                "allOf",
                List.of(reference("RecordRow"), object("properties", object("values", reference(register.id())))));
        Map<String, Object> page = object(
                "allOf",
                List.of(
                        reference("Page"),
                        object("properties", object("records", object("type", "array", "items", row)))));
        Map<String, Object> body = object(
                "type", "object",
                "required", List.of("values"),
                "properties",
                        object("values", reference(register.id() + "_draft"), "reason", object("type", "string")));
        Map<String, Object> problem = object("$ref", "#/components/responses/Problem");
        Map<String, Object> get = object(
                "operationId",
                "list_" + register.id(),
                "summary",
                texts.say("en", "register." + register.id()),
                "parameters",
                parameters,
                "responses",
                object("200", answer("A page of records", page), "default", problem));
        Map<String, Object> post = object(
                "operationId", "create_" + register.id(),
                "requestBody", object("content", object("application/json", object("schema", body))),
                "responses", object("201", answer("The record", reference("Record")), "default", problem));
        paths.put("/api/registers/" + register.id() + "/records", object("get", get, "post", post));
    }

    private static Map<String, Object> filter(String name, String description) {
        return object("name", name, "in", "query", "description", description, "schema", object("type", "string"));
    }

    private static Map<String, Object> answer(String description, Map<String, Object> schema) {
        return object("description", description, "content", object("application/json", object("schema", schema)));
    }

    /** A map of the given keys and values in their order, so that the document is the same each time. */
    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
