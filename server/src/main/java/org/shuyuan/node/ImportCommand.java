package org.shuyuan.node;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends a file to the node that runs, waits for the import to end, and says what came of each row. */
final class ImportCommand {

    private static final String USAGE =
            "import REGISTER FILE [--dry-run] [--all-or-nothing] [--as ACCOUNT] [--data DIR]";
    private static final Set<String> ENDED = Set.of("done", "refused", "failed", "cancelled");
    private static final int FAULTS_SHOWN = 50;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String imports;
    private final String token;

    private ImportCommand(String imports, String token) {
        this.imports = imports;
        this.token = token;
    }

    /** 0 where every row is good, 2 where some are not, 1 where the file is refused. */
    static int run(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of("--as", "--data"), List.of("--dry-run", "--all-or-nothing"));
        if (arguments.plain().size() != 2 || !arguments.plain().getFirst().matches("[a-z0-9_]+")) {
            throw new Refusal("usage", "usage", USAGE);
        }
        RunningNode node = RunningNode.of(Commands.data(arguments));
        String account = Objects.requireNonNullElse(arguments.options().get("--as"), "operator");
        String imports = node.url() + "/api/registers/" + arguments.plain().getFirst() + "/imports";
        return new ImportCommand(imports, Commands.token(node, account))
                .send(Path.of(arguments.plain().getLast()), arguments.flags());
    }

    private int send(Path file, Set<String> flags) {
        List<String> query = new ArrayList<>();
        if (flags.contains("--dry-run")) {
            query.add("dry_run=true");
        }
        if (flags.contains("--all-or-nothing")) {
            query.add("mode=all_or_nothing");
        }
        Path name = Objects.requireNonNullElse(file.getFileName(), file);
        query.add("name=" + java.net.URLEncoder.encode(name.toString(), java.nio.charset.StandardCharsets.UTF_8));
        JsonNode started;
        try {
            started = ask(request(imports + "?" + String.join("&", query))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofFile(file))
                    .build());
        } catch (FileNotFoundException absent) {
            throw new Refusal("file_unreadable", "path", file);
        }
        return follow(imports + "/" + started.path("id").asString());
    }

    private int follow(String address) {
        String shown = "";
        JsonNode state = look(address);
        while (!ENDED.contains(state.path("state").asString())) {
            String stage = state.path("state").asString();
            Map<String, Long> rows = Map.of(
                    "read",
                    state.path("read").asLong(),
                    "total",
                    state.path("total").asLong());
            if (!shown.equals(stage + rows)) {
                Voice.step("import_" + stage, rows);
                shown = stage + rows;
            }
            pause();
            state = look(address);
        }
        return tell(address, state);
    }

    private int tell(String address, JsonNode state) {
        Voice.tell(
                "import.columns",
                Map.of("encoding", state.path("encoding").asString("?"), "columns", columns(state.path("columns"))));
        Voice.tell(
                "import." + state.path("state").asString(),
                Map.of(
                        "read", state.path("read").asLong(),
                        "created", state.path("created").asLong(),
                        "changed", state.path("changed").asLong(),
                        "unchanged", state.path("unchanged").asLong(),
                        "faulty", state.path("faulty").asLong(),
                        "message", state.path("message").asString("")));
        long faulty = state.path("faulty").asLong();
        if (faulty > 0) {
            tellFaults(address, faulty);
        }
        return !state.path("state").asString().equals("done") ? 1 : faulty > 0 ? 2 : 0;
    }

    private static String columns(JsonNode columns) {
        List<String> words = new ArrayList<>();
        columns.forEach(column -> words.add(
                column.path("header").asString() + " → " + column.path("field").asString("–")));
        return String.join(", ", words);
    }

    private void tellFaults(String address, long faulty) {
        int shown = 0;
        for (JsonNode fault : look(address + "/faults").path("faults")) {
            if (shown == FAULTS_SHOWN) {
                break;
            }
            Voice.print("  %6s  %s %s  %s"
                    .formatted(
                            fault.path("line").asString(),
                            fault.path("field").asString(""),
                            fault.path("value").isNull()
                                    ? ""
                                    : "“" + fault.path("value").asString("") + "”",
                            fault.path("message").asString()));
            shown++;
        }
        if (faulty > shown) {
            Voice.tell("import.more", Map.of("count", faulty - shown, "address", address + "/faults"));
        }
    }

    private JsonNode look(String address) {
        return ask(request(address).GET().build());
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Language", "zh-CN");
    }

    /** The answer, or a refusal in the words of the node's problem. */
    private JsonNode ask(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            JsonNode body = JsonMapper.shared().readTree(response.body());
            if (response.statusCode() >= 400) {
                String text = body.path("title").asString("HTTP " + response.statusCode()) + " "
                        + body.path("detail").asString("");
                throw new Refusal("node_refused", "message", text.strip());
            }
            return body;
        } catch (IOException | tools.jackson.core.JacksonException unreadable) {
            throw new Refusal("node_silent", "reason", String.valueOf(unreadable.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal("node_silent", "reason", "interrupted");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal("node_silent", "reason", "interrupted");
        }
    }
}
