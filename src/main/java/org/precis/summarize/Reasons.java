package org.precis.summarize;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.precis.model.ModelException;

/** Reasons that a response states when a summary is not what was asked for. */
final class Reasons {
  /** The document has no text. */
  static final String EMPTY = "empty";

  /** The document is shorter than the engine summarises. */
  static final String TOO_SHORT = "too_short";

  /** The document is hardly text: bytes, tables of numbers, markup that could not be read. */
  static final String UNREADABLE = "unreadable";

  /** The deadline passed. */
  static final String TIMEOUT = "timeout";

  /** The queue was full. */
  static final String BUSY = "busy";

  /** The engine has no model. */
  static final String NO_MODEL = "no_model";

  /** The model's directory could not be loaded; the status handler says why. */
  static final String MODEL_UNUSABLE = "model_unusable";

  /** The model cannot read the document's language. */
  static final String LANGUAGE = "language";

  /** The model is being loaded. */
  static final String LOADING = "loading";

  /** The engine was closed. */
  static final String CLOSED = "closed";

  /** Only the cache was allowed, and it has no such summary. */
  static final String CACHE_MISS = "cache_miss";

  /** The computation was stopped since nobody waited for it any more. */
  static final String STOPPED = "stopped";

  /** Prefix of the check that a model's summary failed. */
  static final String CHECK = "check:";

  /** The options do not fit together or do not fit the model. */
  static final String OPTIONS = "error:options";

  /** Memory ran out, the device's or the heap's. */
  static final String MEMORY = "error:memory";

  /** The model computed something that is not a number. */
  static final String NUMBERS = "error:model";

  /** Anything else; the log has it. */
  static final String INTERNAL = "error:internal";

  /** PyTorch's words for it: CUDA's allocator, the CPU's, and cuBLAS. */
  private static final List<String> OUT_OF_MEMORY =
      List.of("out of memory", "can't allocate memory", "CUBLAS_STATUS_ALLOC_FAILED");

  private Reasons() {}

  /** The reason for a failure of the model. */
  static String of(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    if (causes.stream().anyMatch(Reasons::isMemory)) {
      return MEMORY;
    }
    return causes.stream().anyMatch(ModelException.class::isInstance) ? NUMBERS : INTERNAL;
  }

  private static boolean isMemory(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof OutOfMemoryError || OUT_OF_MEMORY.stream().anyMatch(message::contains);
  }
}
