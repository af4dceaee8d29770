package org.shuyuan.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People who read and write enrolments of release 1 all the while, and somebody who looks how long anybody waits for a lock. */
final class Visitors implements AutoCloseable {

    private static final int BETWEEN = 5; // milliseconds
    private static final String ENROLMENTS = "/api/registers/enrolment/records";

    private final Node node;
    private final List<String> ids;
    private final String session;
    private final long begin = System.nanoTime();
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Integer> written = new ConcurrentHashMap<>();
    private final Set<String> uncertain = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean done;
    private volatile double longestLock;

    /** @param ids of the records that are read and changed */
    Visitors(Node node, List<String> ids) {
        this.node = node;
        this.ids = ids;
        this.session = node.session("student_clerk", null);
    }

    private record Answer(String what, double at, double took, int status) {}

    private interface Visit {
        void once(HttpClient client, String id, int number) throws IOException, InterruptedException;
    }

    void start() {
        visit((client, id, number) -> ask("read", client, node.request(ENROLMENTS + "/" + id, session).build()));
        visit((client, id, number) -> ask("list", client,
                node.request(ENROLMENTS + "?sort=" + (number % 2 == 0 ? "class" : "since") + "&size=50", session).build()));
        visit(this::write);
        threads.add(Thread.ofPlatform().start(this::watchLocks));
    }

    private void visit(Visit visit) {
        threads.add(Thread.ofPlatform().start(() -> {
            Random random = new Random(ids.size());
            try (HttpClient client = HttpClient.newHttpClient()) {
                for (int number = 1; !done; number++) {
                    visit.once(client, ids.get(random.nextInt(ids.size())), number);
                    Thread.sleep(BETWEEN); // a pace, not a wait
                }
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        }));
    }

    private HttpResponse<String> ask(String what, HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        double start = now();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        answers.add(new Answer(what, start, now() - start, answer.statusCode()));
        return answer;
    }

    /** Reads the version, which is not counted, and changes the record. */
    private void write(HttpClient client, String id, int number) throws IOException, InterruptedException {
        HttpResponse<String> present = client.send(node.request(ENROLMENTS + "/" + id, session).build(), HttpResponse.BodyHandlers.ofString());
        JsonNode record = JsonMapper.shared().readTree(present.body());
        HttpRequest change = node.request(ENROLMENTS + "/" + id, session)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"version\": " + record.path("version").asInt(0)
                        + ", \"values\": {\"class\": \"" + number + "班\"}}"))
                .build();
        if (ask("write", client, change).statusCode() < 300) {
            written.put(id, number);
            uncertain.remove(id);
        } else {
            uncertain.add(id);
        }
    }

    private void watchLocks() {
        try (Connection connection = node.database().connect();
                PreparedStatement longest = connection.prepareStatement("""
                    select coalesce(max(extract(epoch from clock_timestamp() - query_start)), 0) from pg_stat_activity
                    where wait_event_type = 'Lock' and query !~ '^(alter|create|drop|update "(data|history)"|select pg_advisory)'
                    """)) {
            while (!done) {
                try (ResultSet row = longest.executeQuery()) {
                    row.next();
                    longestLock = Math.max(longestLock, row.getDouble(1));
                }
                Shell.pause(10);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Seconds since the visitors were made. */
    double now() {
        return (System.nanoTime() - begin) / 1e9;
    }

    double longestLock() {
        return longestLock;
    }

    /** The last value that was acknowledged, by record. */
    Map<String, Integer> written() {
        return written;
    }

    /** Records whose last write was refused or failed after one that was acknowledged. */
    Set<String> uncertain() {
        return uncertain;
    }

    long errors(double from, double until) {
        return answers.stream().filter(answer -> answer.at() >= from && answer.at() < until && answer.status() >= 300).count();
    }

    List<String> row(String what, String label, double from, double until) {
        List<Answer> there = answers.stream()
                .filter(answer -> answer.what().equals(what) && answer.at() >= from && answer.at() < until)
                .toList();
        List<Double> took = there.stream().map(Answer::took).toList();
        if (took.isEmpty()) {
            return List.of(label, "0", "–", "–", "–", "–");
        }
        Map<Integer, Long> errors = there.stream().filter(answer -> answer.status() >= 300)
                .collect(java.util.stream.Collectors.groupingBy(Answer::status, java.util.TreeMap::new, java.util.stream.Collectors.counting()));
        return List.of(label, String.format("%,d", took.size()), Upgrade.milliseconds(Stats.median(took)),
                Upgrade.milliseconds(Stats.percentile(took, 0.99)), Upgrade.milliseconds(Collections.max(took)),
                errors.isEmpty() ? "0" : errors.toString());
    }

    @Override
    public void close() throws InterruptedException {
        done = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
