package org.precis.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What benchmarks measure and say of the machine that they run on. */
final class Measured {
  private static final Path PROCESS = Path.of("/proc/self/status");
  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private Measured() {}

  /** Milliseconds since a {@link System#nanoTime()}. */
  static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  /**
   * How long something took.
   *
   * @param millis on the clock
   * @param cpuMillis of processors, all threads of this process together; 0 where unknown
   */
  record Span(double millis, double cpuMillis) {}

  /** Times an action. */
  static Span span(Runnable action) {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    action.run();
    return new Span(millisSince(start), (cpuNanos() - cpu) / 1e6);
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Processor, number of cores, Java. */
  static String machine() throws IOException {
    String processor =
        Files.exists(PROCESSOR) ? field(PROCESSOR, "model name") : System.getProperty("os.arch");
    return "%s, %d processors, Java %s"
        .formatted(processor, Runtime.getRuntime().availableProcessors(), Runtime.version());
  }

  /** Resident memory now and at its highest, where the system tells. */
  static String memory() throws IOException {
    return Files.exists(PROCESS)
        ? "resident %s, peak %s".formatted(field(PROCESS, "VmRSS"), field(PROCESS, "VmHWM"))
        : "resident memory unknown";
  }

  /** Resident memory in MiB; 0 where the system does not tell. */
  static long residentMegabytes() throws IOException {
    return Files.exists(PROCESS)
        ? Long.parseLong(field(PROCESS, "VmRSS").replaceAll("\\D", "")) >> 10
        : 0;
  }

  private static String field(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
        .findFirst()
        .orElse("unknown");
  }
}
