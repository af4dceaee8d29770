package org.shuyuan.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Renders every problem as {@code application/problem+json} (RFC 9457) in the reader's language; internals never leave. */
@RestControllerAdvice
public class ProblemRenderer {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemRenderer.class);

    /** Undefined column and undefined table: a newer release has upgraded the database. */
    private static final Set<String> GONE = Set.of("42703", "42P01");

    /** How much of a wrong value is repeated. */
    private static final int SHOWN = 80;

    private final Messages messages;

    ProblemRenderer(Messages messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> render(
            Exception exception, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (response
                .isCommitted()) { // too late for a problem: the connection is cut, so that nobody takes the answer for
            // whole
            LOG.warn("An answer broke off: {}", pattern(request), exception);
            throw exception;
        }
        Problem problem = problem(exception, request);
        int status = exception instanceof ErrorResponse framework
                        && framework.getStatusCode().is4xxClientError()
                ? framework.getStatusCode().value()
                : problem.code().kind().status();
        String language = Messages.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return ResponseEntity.status(status)
                .headers(headers -> {
                    if (problem.extensions().get("seconds") instanceof Number seconds) {
                        headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
                    }
                })
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body(problem, status, language, RequestId.of(request)));
    }

    /** A problem in UTF-8, for what answers outside Spring; it knows the server's own texts only. */
    public static byte[] bytes(Problem problem, int status, HttpServletRequest request) {
        ProblemRenderer renderer = new ProblemRenderer(new Messages());
        String language = Messages.language(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return JsonMapper.shared().writeValueAsBytes(renderer.body(problem, status, language, RequestId.of(request)));
    }

    private static Problem problem(Exception exception, HttpServletRequest request) {
        if (exception instanceof Problem problem) {
            return problem;
        }
        if (exception instanceof ErrorResponse framework
                && framework.getStatusCode().is4xxClientError()) {
            PlatformError code = switch (framework.getStatusCode().value()) {
                case 404 -> PlatformError.UNKNOWN_PATH;
                case 405 -> PlatformError.METHOD_NOT_ALLOWED;
                default -> PlatformError.MALFORMED_REQUEST;
            };
            return new Problem(code, Map.of("path", request.getRequestURI(), "method", request.getMethod()));
        }
        if (exception instanceof MethodArgumentTypeMismatchException wrong) {
            return new Problem(
                    PlatformError.MALFORMED_PARAMETER,
                    Map.of("parameter", wrong.getName(), "value", shown(wrong.getValue())));
        }
        if (exception instanceof org.springframework.http.converter.HttpMessageNotReadableException) {
            return new Problem(PlatformError.MALFORMED_REQUEST, Map.of());
        }
        String state = sqlState(exception);
        if (databaseAway(state)) {
            LOG.warn("The database is away", exception);
            return new Problem(PlatformError.DATABASE_AWAY, Map.of());
        }
        if (GONE.contains(state)) {
            LOG.error("The tables are not those of this program: {}", exception.toString());
            return new Problem(PlatformError.NEWER_TABLES, Map.of());
        }
        LOG.error(
                "A request failed: {}",
                request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                exception);
        return new Problem(PlatformError.INTERNAL_FAULT, Map.of());
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** The handler's address without what stands for its variables, which may be personal. */
    private static @Nullable Object pattern(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    }

    /** Class 08 is a broken connection, 57P0x a server that stops, 53300 one that is full. */
    private static boolean databaseAway(String state) {
        return state.startsWith("08") || state.startsWith("57P0") || state.equals("53300");
    }

    /** PostgreSQL's word for what went wrong, or the empty text. */
    private static String sqlState(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLTransientConnectionException) {
                return "08000";
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private Map<String, Object> body(Problem problem, int status, String language, String request) {
        String code = problem.code().code();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank#" + code);
        body.put("title", messages.say(language, "problem." + code, problem.parameters()));
        body.put("status", status);
        body.put("code", code);
        body.put("instance", "urn:uuid:" + request);
        String remedy = messages.say(language, "remedy." + code, problem.parameters());
        if (!remedy.equals("remedy." + code)) {
            body.put("detail", remedy);
        }
        if (!problem.faults().isEmpty()) {
            List<Map<String, @Nullable Object>> faults = new ArrayList<>();
            problem.faults().forEach(fault -> faults.add(fault(fault, language)));
            body.put("faults", faults);
        }
        body.putAll(problem.extensions());
        return body;
    }

    private Map<String, @Nullable Object> fault(FieldFault fault, String language) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("field", fault.field());
        body.put("value", fault.value());
        body.put("code", fault.code());
        body.put("message", messages.say(language, "fault." + fault.code(), fault.parameters()));
        return body;
    }
}
