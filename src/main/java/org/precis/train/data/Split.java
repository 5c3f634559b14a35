package org.precis.train.data;

import java.util.Locale;

/** What examples are for. */
public enum Split {
  /** Weights are fitted to them. */
  TRAIN,
  /** They decide when to stop and which weights to keep. */
  VALIDATION,
  /** Nothing looks at them before the end. */
  TEST;

  /** As in file names. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
