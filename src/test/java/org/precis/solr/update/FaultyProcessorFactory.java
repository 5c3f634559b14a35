package org.precis.solr.update;

import org.precis.text.Document;
import org.precis.text.DocumentParser;
import org.precis.text.LanguageDetector;
import org.precis.text.OpenNlpLanguageDetector;
import org.precis.text.TextFormat;

/** A processor whose parts throw when a body tells them to; named in a test's solrconfig.xml. */
public final class FaultyProcessorFactory extends DocumentProcessorFactory {
  static final String PARSER_THROWS = "parser-throws";
  static final String PARSER_OVERFLOWS = "parser-overflows";
  static final String DETECTOR_THROWS = "detector-throws";

  private static final DocumentParser PARSER = new DocumentParser();
  private static final LanguageDetector DETECTOR = new OpenNlpLanguageDetector();

  /** Called by Solr. */
  public FaultyProcessorFactory() {
    super(FaultyProcessorFactory::parse, FaultyProcessorFactory::detect);
  }

  private static Document parse(String id, String title, String source, TextFormat format) {
    if (source.contains(PARSER_THROWS)) {
      throw new IllegalStateException("no parser for this");
    }
    if (source.contains(PARSER_OVERFLOWS)) {
      throw new StackOverflowError();
    }
    return PARSER.parse(id, title, source, format);
  }

  private static org.precis.text.DetectedLanguage detect(String text) {
    if (text.contains(DETECTOR_THROWS)) {
      throw new IllegalArgumentException("no language for this");
    }
    return DETECTOR.detect(text);
  }
}
