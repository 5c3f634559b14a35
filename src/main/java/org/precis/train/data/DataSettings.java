package org.precis.train.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which pairs are used, and how. Truncation keeps the end token.
 *
 * @param train files to train on
 * @param validation files to validate on; where there are none, a share of the documents is
 * @param test files kept for the end
 * @param validationShare share of the documents of {@code train} that are taken for validation
 * @param testShare share of the documents of {@code train} that are kept for the end
 * @param maxSourceTokens longer sources are cut
 * @param maxTargetTokens longer targets are cut
 * @param minSourceTokens pairs with shorter sources are left out
 * @param minTargetTokens pairs with shorter targets are left out
 * @param maxTargetRatio pairs whose target has more tokens than this share of the source's are left
 *     out
 * @param targetLanguage BCP 47 tag of the targets, for models that are told it
 * @param dropDuplicates pairs with the same texts count once
 * @param maxBadShare more unreadable rows than this share are an error
 * @param sections limits of sectioned documents, where rows are such and not pairs; {@code
 *     maxSourceTokens} then holds for each section, and {@code maxTargetTokens} for what is written
 *     for one
 */
public record DataSettings(
    List<DataFile> train,
    List<DataFile> validation,
    List<DataFile> test,
    double validationShare,
    double testShare,
    int maxSourceTokens,
    int maxTargetTokens,
    int minSourceTokens,
    int minTargetTokens,
    double maxTargetRatio,
    String targetLanguage,
    boolean dropDuplicates,
    double maxBadShare,
    Optional<SectionLimits> sections) {

  public DataSettings {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    if (train.isEmpty()) {
      throw new IllegalArgumentException("data.train names no file");
    }
    if (validationShare < 0 || testShare < 0 || validationShare + testShare >= 1) {
      throw new IllegalArgumentException(
          "validation_share and test_share are %s and %s; each must be at least 0, and some of the documents must be left"
              .formatted(validationShare, testShare));
    }
    if (minSourceTokens > maxSourceTokens || minTargetTokens > maxTargetTokens) {
      throw new IllegalArgumentException(
          "pairs need %d to %d source and %d to %d target tokens; no pair can have them"
              .formatted(minSourceTokens, maxSourceTokens, minTargetTokens, maxTargetTokens));
    }
  }

  /** The files of a split. */
  List<DataFile> files(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }

  /** All files. */
  List<DataFile> files() {
    List<DataFile> all = new ArrayList<>(train);
    all.addAll(validation);
    all.addAll(test);
    return all;
  }

  /** A builder with ACROSS's limits of 512 and 84 tokens, and files still to be named. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {
    private List<DataFile> train = List.of();
    private List<DataFile> validation = List.of();
    private List<DataFile> test = List.of();
    private double validationShare = 0;
    private double testShare = 0;
    private int maxSourceTokens = 512;
    private int maxTargetTokens = 84;
    private int minSourceTokens = 2;
    private int minTargetTokens = 2;
    private double maxTargetRatio = 1;
    private String targetLanguage = "en";
    private boolean dropDuplicates = true;
    private double maxBadShare = 0.01;
    private Optional<SectionLimits> sections = Optional.empty();

    private Builder() {}

    /** See {@link DataSettings#train()}. */
    public Builder train(List<DataFile> value) {
      train = value;
      return this;
    }

    /** See {@link DataSettings#validation()}. */
    public Builder validation(List<DataFile> value) {
      validation = value;
      return this;
    }

    /** See {@link DataSettings#test()}. */
    public Builder test(List<DataFile> value) {
      test = value;
      return this;
    }

    /** See {@link DataSettings#validationShare()}. */
    public Builder validationShare(double value) {
      validationShare = value;
      return this;
    }

    /** See {@link DataSettings#testShare()}. */
    public Builder testShare(double value) {
      testShare = value;
      return this;
    }

    /** See {@link DataSettings#maxSourceTokens()}. */
    public Builder maxSourceTokens(int value) {
      maxSourceTokens = value;
      return this;
    }

    /** See {@link DataSettings#maxTargetTokens()}. */
    public Builder maxTargetTokens(int value) {
      maxTargetTokens = value;
      return this;
    }

    /** See {@link DataSettings#minSourceTokens()}. */
    public Builder minSourceTokens(int value) {
      minSourceTokens = value;
      return this;
    }

    /** See {@link DataSettings#minTargetTokens()}. */
    public Builder minTargetTokens(int value) {
      minTargetTokens = value;
      return this;
    }

    /** See {@link DataSettings#maxTargetRatio()}. */
    public Builder maxTargetRatio(double value) {
      maxTargetRatio = value;
      return this;
    }

    /** See {@link DataSettings#targetLanguage()}. */
    public Builder targetLanguage(String value) {
      targetLanguage = value;
      return this;
    }

    /** See {@link DataSettings#dropDuplicates()}. */
    public Builder dropDuplicates(boolean value) {
      dropDuplicates = value;
      return this;
    }

    /** See {@link DataSettings#maxBadShare()}. */
    public Builder maxBadShare(double value) {
      maxBadShare = value;
      return this;
    }

    /** See {@link DataSettings#sections()}. */
    public Builder sections(SectionLimits value) {
      sections = Optional.of(value);
      return this;
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException if they break a rule
     */
    public DataSettings build() {
      return new DataSettings(
          train,
          validation,
          test,
          validationShare,
          testShare,
          maxSourceTokens,
          maxTargetTokens,
          minSourceTokens,
          minTargetTokens,
          maxTargetRatio,
          targetLanguage,
          dropDuplicates,
          maxBadShare,
          sections);
    }
  }
}
