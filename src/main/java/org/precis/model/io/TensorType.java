package org.precis.model.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Element types of safetensors files, by their names there. */
enum TensorType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U64(8),
  U32(4),
  U16(2),
  U8(1),
  BOOL(1),
  F8_E4M3(1),
  F8_E5M2(1),
  C64(8);

  /** 2^112: what a half's exponent lacks when its bits are shifted to a float's place. */
  private static final float HALF_SCALE = 0x1p112f;

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of an element. */
  int bytes() {
    return bytes;
  }

  /** True if {@link #widen} can read it. */
  boolean isFloating() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  /**
   * Converts elements to fp32; exact but for {@link #F64}, which is rounded.
   *
   * @param source little-endian elements, read to its end
   * @param target gets as many numbers
   */
  void widen(ByteBuffer source, FloatBuffer target) {
    source.order(ByteOrder.LITTLE_ENDIAN);
    switch (this) {
      case F32 -> target.put(source.asFloatBuffer());
      case F64 -> {
        while (source.hasRemaining()) {
          target.put((float) source.getDouble());
        }
      }
      case BF16 -> {
        while (source.hasRemaining()) {
          target.put(Float.intBitsToFloat(source.getShort() << 16));
        }
      }
      case F16 -> {
        while (source.hasRemaining()) {
          target.put(half(source.getShort()));
        }
      }
      default -> throw new IllegalArgumentException(this + " is not a floating type");
    }
  }

  /**
   * Converts fp32 to elements of this type, rounding to the nearest, ties to even. What is too
   * large becomes infinite.
   *
   * @param source read to its end
   * @param target little-endian, gets as many elements
   */
  void narrow(FloatBuffer source, ByteBuffer target) {
    target.order(ByteOrder.LITTLE_ENDIAN);
    while (source.hasRemaining()) {
      float value = source.get();
      switch (this) {
        case F32 -> target.putFloat(value);
        case F16 -> target.putShort(half(value));
        case BF16 -> target.putShort(brain(value));
        default -> throw new IllegalArgumentException(this + " is not written");
      }
    }
  }

  /** The IEEE 754 half-precision number nearest to a value. */
  static short half(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= 0x47800000) {
      return (short) (sign | 0x7c00); // 2^16 and more, beyond the largest half
    }
    if (magnitude < 0x38800000) {
      // Below 2^-14: a whole multiple of 2^-24.
      return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
    }
    int rebiased = magnitude - (112 << 23);
    return (short) (sign | ((rebiased + 0xfff + ((rebiased >>> 13) & 1)) >>> 13));
  }

  /** The bfloat16 number nearest to a value. */
  private static short brain(float value) {
    int bits = Float.floatToRawIntBits(value);
    return Float.isNaN(value)
        ? (short) 0x7fc0
        : (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  /** The value of an IEEE 754 half-precision number. */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int magnitude = (bits & 0x7fff) << 13;
    boolean finite = (bits & 0x7c00) != 0x7c00;
    int wide =
        finite
            ? Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) * HALF_SCALE)
            : magnitude | 0x7f800000;
    return Float.intBitsToFloat(sign | wide);
  }
}
