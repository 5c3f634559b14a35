package org.precis.cli;

import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long PyTorch's operators took in a piece of work, without the operators that they called. The
 * profiler itself takes some microseconds an operator.
 */
final class OperatorProfile {
  private static final int SHOWN = 25;

  private OperatorProfile() {}

  /**
   * Time of an operator's own.
   *
   * @param name such as {@code aten::mm}
   * @param calls how often it was called
   * @param millis its own milliseconds, all calls together
   */
  record Operator(String name, int calls, double millis) {
    private Operator plus(Operator other) {
      return new Operator(name, calls + other.calls, millis + other.millis);
    }
  }

  /** A call in the trace; times in microseconds. */
  private record Call(String thread, String name, double start, double duration) {
    private double end() {
      return start + duration;
    }
  }

  /**
   * Profiles work on the calling thread and what it starts.
   *
   * @param trace written anew; Chrome's trace format, for {@code chrome://tracing} or Perfetto
   * @return the operators, those that took longest first
   * @throws IOException if the trace cannot be written or read
   */
  static List<Operator> of(Runnable work, Path trace) throws IOException {
    JniUtils.startProfile(false, false, false);
    try {
      work.run();
    } finally {
      JniUtils.stopProfile(trace.toString());
    }
    List<Call> calls = new ArrayList<>();
    JsonNode events = SolrHttp.JSON.readTree(trace.toFile());
    for (JsonNode event : events.isArray() ? events : events.path("traceEvents")) {
      if (event.has("dur")) {
        calls.add(
            new Call(
                event.path("pid").asText() + '/' + event.path("tid").asText(),
                event.path("name").asText(),
                event.path("ts").asDouble(),
                event.path("dur").asDouble()));
      }
    }
    return ownTimes(calls);
  }

  /** The operators that took longest, one a line, with their share of all time and their calls. */
  static String table(List<Operator> operators) {
    double all = operators.stream().mapToDouble(Operator::millis).sum();
    return operators.stream()
        .limit(SHOWN)
        .map(
            operator ->
                String.format(
                    Locale.ROOT,
                    "         %5.1f %% %8d calls  %s%n",
                    100 * operator.millis() / all,
                    operator.calls(),
                    operator.name()))
        .collect(Collectors.joining());
  }

  private static List<Operator> ownTimes(List<Call> calls) {
    calls.sort(
        Comparator.comparing(Call::thread)
            .thenComparingDouble(Call::start)
            .thenComparing(Comparator.comparingDouble(Call::duration).reversed()));
    Map<String, Operator> times = new HashMap<>();
    Deque<Call> open = new ArrayDeque<>();
    for (Call call : calls) {
      while (!open.isEmpty()
          && (!open.peek().thread().equals(call.thread()) || open.peek().end() <= call.start())) {
        open.pop();
      }
      if (!open.isEmpty()) {
        add(times, new Operator(open.peek().name(), 0, -call.duration() / 1000));
      }
      add(times, new Operator(call.name(), 1, call.duration() / 1000));
      open.push(call);
    }
    return times.values().stream()
        .sorted(Comparator.comparingDouble(Operator::millis).reversed())
        .toList();
  }

  private static void add(Map<String, Operator> times, Operator operator) {
    times.merge(operator.name(), operator, Operator::plus);
  }
}
