package org.precis.eval.report;

/** What a report says of predictions, in the order of its columns. */
public enum Metric {
  /** ROUGE-1 F. */
  ROUGE_1("rouge1", "ROUGE-1", 100),
  /** ROUGE-2 F. */
  ROUGE_2("rouge2", "ROUGE-2", 100),
  /** ROUGE-L F. */
  ROUGE_L("rougeL", "ROUGE-L", 100),
  /** ROUGE-Lsum F; one sentence a line. */
  ROUGE_LSUM("rougeLsum", "ROUGE-Lsum", 100),
  /** BLEU of all segments of a language together. */
  BLEU("bleu", "BLEU", 1),
  /** chrF of all segments of a language together. */
  CHRF("chrf", "chrF", 1),
  /** chrF++ of all segments of a language together. */
  CHRF_PLUS_PLUS("chrf++", "chrF++", 1),
  /** BERTScore F; needs an encoder, as the next two do. */
  BERT_SCORE("bertscore", "BERTScore", 100),
  /** MoverScore, version 2. */
  MOVER_SCORE("moverscore", "MoverScore", 100),
  /** LaSE. */
  LASE("lase", "LaSE", 100),
  /** Share of copied words; needs a source in the summary's language, as the next four do. */
  COVERAGE("coverage", "copied %", 100),
  /** Mean length of the copied piece that a word belongs to. */
  DENSITY("density", "density", 1),
  /** Words of the source for each word of the summary. */
  COMPRESSION("compression", "compression", 1),
  /** Share of words that the source lacks. */
  NOVEL_WORDS("novel1", "new words %", 100),
  /** Share of pairs of words that the source lacks. */
  NOVEL_PAIRS("novel2", "new pairs %", 100),
  /** Share of numbers that the source has; needs a source. */
  NUMBERS("numbers", "numbers in source %", 100),
  /** Share of names that the source has; needs a source in Latin script. */
  NAMES("names", "names in source %", 100),
  /** Share of triples of words that stood in the summary before. */
  REPEATED("repeated3", "repeated triples %", 100),
  /** Words of the prediction. */
  WORDS("words", "words", 1);

  private final String key;
  private final String title;
  private final double scale;

  Metric(String key, String title, double scale) {
    this.key = key;
    this.title = title;
    this.scale = scale;
  }

  /** Its name in JSON. */
  public String key() {
    return key;
  }

  /** The heading of its column. */
  public String title() {
    return title;
  }

  /** What a score is multiplied by in a report. */
  double scale() {
    return scale;
  }
}
