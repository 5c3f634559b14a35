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

  /**
   * The split of a document, by a hash of its key: the same wherever the document stands, whatever
   * files are added later.
   *
   * @param validationShare share of all documents that goes to {@link #VALIDATION}
   * @param testShare share that goes to {@link #TEST}
   */
  public static Split of(String document, double validationShare, double testShare) {
    // The hash as a number from 0 to 1.
    double place = (DataKey.hash("split " + document) >>> 11) * 0x1p-53;
    if (place < validationShare) {
      return VALIDATION;
    }
    return place < validationShare + testShare ? TEST : TRAIN;
  }

  /** As in file names. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
