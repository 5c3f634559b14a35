package org.precis.model.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static final Processor MODERN =
      new Processor("amd64", Optional.of(Set.of("avx2", "avx512_vnni")));
  private static final Processor PLAIN = new Processor("amd64", Optional.of(Set.of("avx2")));
  private static final Processor OLD = new Processor("amd64", Optional.of(Set.of("sse4_2")));
  private static final Processor ARM = new Processor("aarch64", Optional.empty());
  private static final Processor UNLISTED = new Processor("amd64", Optional.empty());

  @Test
  void autoIsTheHalfOfWhatAProcessorCanPack() {
    assertEquals(Precision.FP16, Precision.AUTO.on(MODERN));
    assertEquals(Precision.FP16, Precision.AUTO.on(UNLISTED));
    assertEquals(Precision.FP32, Precision.AUTO.on(OLD));
    assertEquals(Precision.FP32, Precision.AUTO.on(ARM));
    assertEquals(Precision.FP32, Precision.AUTO.on(Device.gpu()));
  }

  @Test
  void whatADeviceCannotDoIsRefused() {
    assertEquals(Precision.INT8, Precision.INT8.on(PLAIN));
    assertEquals(Precision.BF16, Precision.BF16.on(Device.gpu()));
    assertEquals(
        "precision int8 does not run on this CPU; possible are [fp32]",
        assertThrows(IllegalArgumentException.class, () -> Precision.INT8.on(ARM)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Precision.BF16.on(MODERN));
    assertThrows(IllegalArgumentException.class, () -> Precision.INT8.on(Device.gpu()));
  }

  @Test
  void theFullRangeOfBytesNeedsInstructionsThatAreListed() {
    assertTrue(MODERN.hasByteProducts());
    assertFalse(PLAIN.hasByteProducts());
    assertFalse(UNLISTED.hasByteProducts());
  }

  @Test
  void namesAreThoseOfSettings() {
    assertEquals(Precision.INT8, Precision.of("int8"));
    assertEquals(
        "precision 'int4' is unknown; known are [auto, fp32, fp16, bf16, int8]",
        assertThrows(IllegalArgumentException.class, () -> Precision.of("int4")).getMessage());
  }
}
