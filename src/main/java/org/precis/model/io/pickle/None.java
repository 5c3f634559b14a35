package org.precis.model.io.pickle;

/** Python's None. */
enum None {
  NONE
}
