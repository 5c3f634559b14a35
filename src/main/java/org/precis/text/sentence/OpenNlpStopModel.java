package org.precis.text.sentence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

/** OpenNLP's maximum entropy models, trained on the Universal Dependencies treebanks. */
final class OpenNlpStopModel implements StopModel {
  /** The models' files on the class path, by language. */
  static final Map<String, String> RESOURCES =
      Map.of(
          "en", "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin",
          "de", "/opennlp-de-ud-gsd-sentence-1.3-2.5.4.bin",
          "fr", "/opennlp-fr-ud-gsd-sentence-1.3-2.5.4.bin");

  private final SentenceDetectorME detector;

  OpenNlpStopModel(SentenceModel model) {
    detector = new SentenceDetectorME(model);
  }

  static SentenceModel load(String resource) {
    try (InputStream in = SentenceDetectorME.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            resource + " is not on the class path; is opennlp-models-sentdetect installed?");
      }
      return new SentenceModel(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  @Override
  public boolean ends(StopContext stop) {
    int start = StopModel.windowStart(stop);
    for (Span span : detector.sentPosDetect(StopModel.window(stop))) {
      int end = start + span.getEnd();
      if (end > stop.stop() && end <= stop.next()) {
        return true;
      }
    }
    return false;
  }
}
