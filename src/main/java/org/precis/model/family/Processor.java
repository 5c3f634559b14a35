package org.precis.model.family;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the processor can do.
 *
 * @param architecture as the {@code os.arch} property has it
 * @param flags its instruction sets by Linux's names; empty where the system does not list them
 */
public record Processor(String architecture, Optional<Set<String>> flags) {
  private static final Path LISTING = Path.of("/proc/cpuinfo");

  public Processor {
    flags = flags.map(Set::copyOf);
  }

  /** This machine's. */
  public static Processor here() {
    return new Processor(System.getProperty("os.arch"), listed());
  }

  private static Optional<Set<String>> listed() {
    try {
      return Files.exists(LISTING)
          ? Files.readAllLines(LISTING).stream()
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> Set.of(line.replaceFirst("[^:]*:\\s*", "").split("\\s+")))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // as on systems that do not list them
    }
  }

  /**
   * True if FBGEMM and oneDNN's packed products run: x86 with AVX2, which is taken for granted
   * where instruction sets are not listed.
   */
  public boolean packsWeights() {
    boolean x86 = Set.of("amd64", "x86_64").contains(architecture.toLowerCase(Locale.ROOT));
    return x86 && flags.map(known -> known.contains("avx2")).orElse(true);
  }

  /** True if it surely multiplies bytes and adds them up in 32 bits. */
  public boolean hasByteProducts() {
    return flags.map(known -> known.contains("avx512_vnni")).orElse(false);
  }

  /** True if it surely multiplies tiles of bytes and of bfloat16 (AMX), made for many rows. */
  public boolean hasTileProducts() {
    return flags.map(known -> known.containsAll(Set.of("amx_int8", "amx_bf16"))).orElse(false);
  }
}
