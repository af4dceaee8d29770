package org.shuyuan.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** How many people can sign in per second, beside bare Argon2id with the same parameters on the same cores. */
final class SignIns {

    private static final String PASSWORD = "k7mw-2hqd-x9nb";
    private static final int ACCOUNTS = 200;

    private SignIns() {}

    private interface Once {
        void once(int number) throws Exception;
    }

    static void run(Options options, Node node) throws Exception {
        int seconds = options.size("seconds", 20, 3);
        int rounds = options.size("rounds", 5, 2);
        int cores = Runtime.getRuntime().availableProcessors();
        Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2); // as identity.Passwords
        String hash = encoder.encode(PASSWORD);
        String name = "signin-" + System.currentTimeMillis() + "-"; // accounts have evidence, and stay
        node.database().run("insert into identity.account (id, name, display_name, password_hash, must_change, created) select gen_random_uuid(), '"
                        + name + "' || n, 'bench', '" + hash + "', false, now() from generate_series(1, " + ACCOUNTS + ") n");
        List<Double> bare = new ArrayList<>();
        List<Double> through = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Once signIn = number -> {
                HttpRequest request = HttpRequest.newBuilder(java.net.URI.create(node.url() + "/api/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"account\": \"" + name + (1 + number % ACCOUNTS) + "\", \"password\": \"" + PASSWORD + "\"}"))
                        .build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 201) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
            };
            Once verify = number -> {
                if (!encoder.matches(PASSWORD, hash)) {
                    throw new IllegalStateException("the password is not its own");
                }
            };
            rate(verify, cores, seconds);
            rate(signIn, cores, seconds);
            for (int i = 0; i < rounds; i++) {
                bare.add(rate(verify, cores, seconds));
                through.add(rate(signIn, cores, seconds));
                System.out.printf("· %d/%d bare %.1f, sign-ins %.1f per second%n", i + 1, rounds, bare.getLast(), through.getLast());
            }
        }
        Result result = new Result("signin", "Sign-ins per second");
        result.method(options, node, """
                POST /api/session with a right password, %d accounts in turn, by as many threads as there are cores (%d), without a pause; beside it \
                bare Argon2id (Bouncy Castle by Spring Security's encoder, 19 MiB, 2 passes, 1 lane, as the node has it) by as many threads. In turn, \
                %d rounds of %d s each, after one of each to warm up; medians. A sign-in hashes once, and writes session, evidence and familiar \
                address.
                """.formatted(ACCOUNTS, cores, rounds, seconds));
        result.rows(List.of("", "per second", "range"), List.of(
                List.of("bare Argon2id", Stats.number(Stats.median(bare)), Stats.spread(bare)),
                List.of("**sign-ins**", Stats.number(Stats.median(through)), Stats.spread(through)),
                List.of("share", Stats.number(Stats.median(through) / Stats.median(bare)), "")));
        result.write(options);
    }

    private static double rate(Once once, int threads, int seconds) throws Exception {
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        long until = start + seconds * 1_000_000_000L;
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                all.add(workers.submit(() -> {
                    while (System.nanoTime() < until) {
                        once.once((int) done.incrementAndGet());
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        return done.get() / ((System.nanoTime() - start) / 1e9);
    }
}
