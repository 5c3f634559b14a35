package org.precis.train.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.precis.nn.ProductPrecision;
import org.precis.train.RougeMetrics;
import org.precis.train.TrainerSettings;
import org.precis.train.Validator;
import org.precis.train.across.AcrossSettings;
import org.precis.train.data.DataFile;
import org.precis.train.data.DataSettings;
import org.precis.train.data.Sampling;
import org.precis.train.data.SectionLimits;
import org.precis.train.objective.CoverageSettings;
import org.precis.train.optim.Adafactor;
import org.precis.train.optim.Adagrad;
import org.precis.train.optim.AdamW;
import org.precis.train.optim.Optimizer;
import org.precis.train.optim.Schedule;
import org.precis.train.uotsumm.UotSummSettings;

/** Reads a {@link TrainConfig}. Paths are relative to the file's directory. */
public final class TrainConfigReader {
  private final Path directory;

  /** What is made small. */
  private enum Kind {
    SUPERVISED,
    ACROSS,
    NCLS_MLS,
    NCLS_MT,
    UOTSUMM
  }

  private TrainConfigReader(Path directory) {
    this.directory = directory;
  }

  /**
   * Reads a YAML file.
   *
   * @param assignments {@code key=value} pairs that replace values of the file
   * @throws IOException if it cannot be read
   * @throws ConfigException if it breaks a rule
   */
  public static TrainConfig read(Path file, List<String> assignments) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(file.toAbsolutePath() + " is no file; a configuration is YAML");
    }
    Map<String, Object> tree = ConfigTree.read(file, assignments);
    try {
      return new TrainConfigReader(file.toAbsolutePath().getParent()).read(tree);
    } catch (ConfigException e) {
      throw new ConfigException(file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private TrainConfig read(Map<String, Object> tree) {
    Section root = new Section("", tree);
    Path output = path(root.text("output"));
    Section data = root.section("data");
    Section batch = root.section("batch");
    Section optimizer = root.section("optimizer");
    Section schedule = root.section("schedule");
    Section loss = root.section("loss");
    Section memory = root.section("memory");
    Section validation = root.section("validation");
    Section checkpoint = root.section("checkpoint");
    schedule.text("steps");
    long steps = schedule.integer("steps", 1, 1);
    TrainConfig config =
        new TrainConfig(
            path(root.text("model")),
            output,
            data.findText("cache").map(this::path).orElse(output.resolve("data")),
            List.of(root.text("device", "cpu").strip().split("\\s*,\\s*")),
            root.small("threads", 0, 0),
            data(data, root.choice("objective", Kind.SUPERVISED) == Kind.UOTSUMM),
            batch.small("max_tokens", 4_096, 2),
            batch.small("max_examples", 256, 1),
            sampling(root.section("sampling"), batch.small("accumulation", 1, 1)),
            optimizer(optimizer),
            schedule(schedule, optimizer.number("learning_rate", 5e-4), steps),
            loss.number("label_smoothing", 0),
            new CoverageSettings(loss.number("coverage", 0), loss.integer("coverage_from", 0, 0)),
            dropout(root.section("dropout")),
            memory.flag("recompute", false),
            root.choice("precision", ProductPrecision.FP32),
            new TrainerSettings(
                steps,
                batch.small("accumulation", 1, 1),
                optimizer.number("max_gradient_norm", 1),
                validation.integer("every", 0, 0),
                checkpoint.integer("every", 1_000, 1),
                checkpoint.small("keep_best", 1, 0),
                validation.small("patience", 0, 0),
                root.integer("seed", 1, 0)),
            validation(validation),
            across(root),
            ncls(root, data),
            uotsumm(root),
            ConfigTree.flat(tree));
    for (Section section :
        List.of(data, batch, optimizer, schedule, loss, memory, validation, checkpoint, root)) {
      section.done();
    }
    return config;
  }

  /** CrossSum's exponents where none are given. */
  private static Sampling sampling(Section section, int accumulation) {
    Sampling.Kind kind = section.choice("name", Sampling.Kind.PROPORTIONAL);
    boolean multistage = kind == Sampling.Kind.MULTISTAGE;
    Sampling sampling =
        new Sampling(
            kind,
            section.number("exponent", multistage ? 0.5 : 0.75),
            section.number("conditional_exponent", 0.75),
            section.small("min_examples", multistage ? 30 : 1, 1),
            accumulation);
    section.done();
    return sampling;
  }

  private Optional<TrainConfig.AcrossConfig> across(Section root) {
    Section section = root.section("across");
    if (root.choice("objective", Kind.SUPERVISED) != Kind.ACROSS) {
      requireAbsent(section, "across", "across");
      return Optional.empty();
    }
    Path teacher = path(section.text("teacher", root.text("model")));
    AcrossSettings settings = AcrossReader.read(section);
    section.done();
    return Optional.of(new TrainConfig.AcrossConfig(teacher, settings));
  }

  /** The second task has the first one's limit of sources, and no validation of its own. */
  private Optional<TrainConfig.NclsConfig> ncls(Section root, Section data) {
    Section section = root.section("ncls");
    Kind kind = root.choice("objective", Kind.SUPERVISED);
    if (kind != Kind.NCLS_MLS && kind != Kind.NCLS_MT) {
      requireAbsent(section, "ncls", "ncls_mls or ncls_mt");
      return Optional.empty();
    }
    DataSettings settings =
        DataSettings.builder()
            .train(files(section, "train"))
            .maxSourceTokens(data.small("max_source_tokens", 512, 1))
            .maxTargetTokens(section.small("max_target_tokens", 84, 1))
            .maxTargetRatio(section.number("max_target_ratio", 1))
            .build();
    section.done();
    return Optional.of(new TrainConfig.NclsConfig(kind == Kind.NCLS_MLS, settings));
  }

  private static Optional<UotSummSettings> uotsumm(Section root) {
    Section section = root.section("uotsumm");
    if (root.choice("objective", Kind.SUPERVISED) != Kind.UOTSUMM) {
      requireAbsent(section, "uotsumm", "uotsumm");
      return Optional.empty();
    }
    UotSummSettings settings = UotSummReader.read(section);
    section.done();
    return Optional.of(settings);
  }

  private static void requireAbsent(Section section, String name, String objective) {
    if (section.isGiven()) {
      throw new ConfigException(
          "'%s' is given, but 'objective' is another; say 'objective: %s' or remove it"
              .formatted(name, objective));
    }
  }

  /** Limits of sections where rows are sectioned documents. */
  private static SectionLimits sections(Section data) {
    SectionLimits usual = SectionLimits.DEFAULT;
    Section section = data.section("sections");
    SectionLimits limits =
        new SectionLimits(
            section.small("max_sections", usual.maxSections(), 1),
            section.small("max_sentences", usual.maxSentences(), 1),
            section.small("max_sentence_tokens", usual.maxSentenceTokens(), 2));
    section.done();
    return limits;
  }

  private DataSettings data(Section data, boolean sectioned) {
    DataSettings.Builder settings = DataSettings.builder();
    if (sectioned) {
      settings.sections(sections(data));
    }
    return settings
        .train(files(data, "train"))
        .validation(files(data, "validation"))
        .test(files(data, "test"))
        .validationShare(data.number("validation_share", 0))
        .testShare(data.number("test_share", 0))
        .maxSourceTokens(data.small("max_source_tokens", 512, 1))
        .maxTargetTokens(data.small("max_target_tokens", 84, 1))
        .minSourceTokens(data.small("min_source_tokens", 2, 1))
        .minTargetTokens(data.small("min_target_tokens", 2, 1))
        .maxTargetRatio(data.number("max_target_ratio", 1))
        .targetLanguage(data.text("target_language", "en"))
        .dropDuplicates(data.flag("drop_duplicates", true))
        .maxBadShare(data.number("max_bad_share", 0.01))
        .build();
  }

  private List<DataFile> files(Section data, String key) {
    List<Object> entries = data.list(key);
    List<DataFile> files = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) instanceof Map) {
        Section entry = data.element(key, i, entries.get(i));
        DataFile file = DataFile.of(path(entry.text("path")));
        files.add(new DataFile(file.path(), entry.text("language", file.language())));
        entry.done();
      } else {
        files.add(DataFile.of(path(String.valueOf(entries.get(i)))));
      }
    }
    return files;
  }

  private static OptimizerSettings optimizer(Section section) {
    Optimizer.Kind kind = section.choice("name", Optimizer.Kind.ADAMW);
    AdamW.Settings adamW = AdamW.Settings.DEFAULT;
    double decay =
        section.number("weight_decay", kind == Optimizer.Kind.ADAMW ? adamW.weightDecay() : 0);
    boolean relative = section.flag("relative_step", false);
    return new OptimizerSettings(
        kind,
        new AdamW.Settings(
            section.number("beta1", adamW.beta1()),
            section.number("beta2", adamW.beta2()),
            section.number("epsilon", adamW.epsilon()),
            decay),
        new Adafactor.Settings(
            relative,
            section.flag("warmup_init", relative),
            section.flag("scale_parameter", relative),
            decay),
        new Adagrad.Settings(
            section.number("initial_accumulator", Adagrad.Settings.DEFAULT.initialAccumulator()),
            decay));
  }

  private static Schedule schedule(Section section, double rate, long steps) {
    return new Schedule(
        section.choice("name", Schedule.Kind.POLYNOMIAL),
        rate,
        section.integer("warmup_steps", 0, 0),
        steps,
        section.number("end", Math.min(1e-7, rate / 2)),
        section.number("power", 1));
  }

  private static TrainConfig.DropoutRates dropout(Section section) {
    TrainConfig.DropoutRates rates =
        new TrainConfig.DropoutRates(
            rate(section, "states"), rate(section, "attention"), rate(section, "activation"));
    section.done();
    return rates;
  }

  private static Optional<Double> rate(Section section, String key) {
    double rate = section.number(key, Double.NaN);
    return Double.isNaN(rate) ? Optional.empty() : Optional.of(rate);
  }

  private static ValidationSettings validation(Section section) {
    List<String> known = new ArrayList<>(RougeMetrics.NAMES);
    known.add(Validator.LOSS);
    String metric = section.text("metric", Validator.LOSS);
    int examples = section.small("examples", 0, 0);
    if (!known.contains(metric)) {
      throw new ConfigException(
          "'validation.metric' must be one of %s; it is '%s'".formatted(known, metric));
    }
    if (!metric.equals(Validator.LOSS) && examples == 0) {
      throw new ConfigException(
          "'validation.metric' %s needs 'validation.examples' above 0: texts to generate"
              .formatted(metric));
    }
    return new ValidationSettings(
        metric,
        examples,
        section.small("batch", 8, 1),
        section.text("language", "en"),
        section.strings("generation"));
  }

  private Path path(String text) {
    return directory.resolve(text).normalize();
  }
}
