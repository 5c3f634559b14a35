package org.precis.train.across;

import java.io.IOException;
import java.nio.file.Path;

/** The loss of transformers. */
class AcrossObjectiveTest extends AcrossObjectiveContract {
  @Override
  TinyAcross tiny(Path folder, int documents) throws IOException {
    return TinyAcross.in(folder, documents);
  }
}
