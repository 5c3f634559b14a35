package org.precis.train.data.sections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Collections whose files can be read. */
public enum SectionFormat {
  /** SumPubMed (Gupta et al. 2021): lower-cased; headings join sections and summaries. */
  SUMPUBMED(Units.LOWER_CASED_PARAGRAPHS),
  /** PubMed and arXiv of Cohan et al. (2018): JSON Lines with sentences. */
  COHAN(Units.SENTENCES),
  /** GovReport (Huang et al. 2021): trees of the CRS and the GAO. */
  GOVREPORT(Units.PARAGRAPHS),
  /** ScisummNet (Yasunaga et al. 2019): ACL papers with sentences. */
  SCISUMMNET(Units.SENTENCES),
  /** ACLSum (Takeshita et al. 2024): challenge, approach and outcome with highlights. */
  ACLSUM(Units.SENTENCES),
  /** QMSum (Zhong et al. 2021): meetings by topic, with a summary of the whole. */
  QMSUM(Units.PARAGRAPHS),
  /** QMSum: meetings by topic, with summaries of parts, which are aligned by their turns. */
  QMSUM_PARTS(Units.PARAGRAPHS),
  /** SQuALITY (Wang et al. 2022): stories by scene, with a summary of the plot. */
  SQUALITY(Units.PARAGRAPHS);

  private static final Pattern IRRELEVANT =
      Pattern.compile(
          "(?i)^[\\d.\\sivx]*(abstract|acknowledg|conflicts? of interest|competing interest|references?\\b"
              + "|bibliography|appendi|figures?\\b|tables?\\b|supplement|proof of|additional files?\\b).*");

  private final Units units;

  /** What texts are. */
  enum Units {
    /** Sentences already. */
    SENTENCES,
    /** Text to be cut into sentences. */
    PARAGRAPHS,
    /** Text without capitals, which tell nothing of where a sentence begins. */
    LOWER_CASED_PARAGRAPHS
  }

  SectionFormat(Units units) {
    this.units = units;
  }

  /**
   * A row as it is.
   *
   * @throws IllegalArgumentException if it is no row of this collection
   */
  RawDocument read(JsonNode row) {
    return switch (this) {
      case SUMPUBMED -> Formats.sumPubMed(row);
      case COHAN -> Formats.cohan(row);
      case GOVREPORT -> GovReport.read(row);
      case SCISUMMNET -> Formats.sciSummNet(row);
      case ACLSUM -> Formats.aclSum(row);
      case QMSUM -> QmSum.general(row);
      case QMSUM_PARTS -> QmSum.specific(row);
      case SQUALITY -> Formats.squality(row);
    };
  }

  Units units() {
    return units;
  }

  /**
   * True if a section of this heading says nothing that a summary is of. The abstracts of papers
   * are summaries themselves; ACLSum summarises them. Meetings and stories have no back matter.
   */
  boolean isIrrelevant(String heading) {
    return switch (this) {
      case QMSUM, QMSUM_PARTS, SQUALITY -> false;
      case ACLSUM -> !heading.strip().equalsIgnoreCase("abstract") && isOfPapers(heading);
      default -> isOfPapers(heading);
    };
  }

  private static boolean isOfPapers(String heading) {
    return IRRELEVANT.matcher(heading.strip()).matches();
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
