package org.precis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.precis.eval.human.ItemSample;
import org.precis.eval.human.RatingForm;
import org.precis.eval.human.RatingItem;
import org.precis.eval.human.RatingReader;
import org.precis.eval.human.Ratings;
import org.precis.eval.report.Example;
import org.precis.eval.report.PairedExamples;
import picocli.CommandLine.Option;

/** Evaluation by people: a form to give out, and filled ones to read. */
final class HumanOptions {
  @Option(
      names = "--human",
      paramLabel = "DIR",
      description =
          "instead of figures write a form for raters, form.html and form.csv, with the systems of"
              + " FILE and --compare in random order; the key goes to DIR.key.csv")
  private Path form;

  @Option(
      names = "--items",
      paramLabel = "N",
      defaultValue = "20",
      description = "texts of each language in the form (default: ${DEFAULT-VALUE})")
  private int items;

  @Option(
      names = "--human-read",
      paramLabel = "DIR",
      description = "read the filled forms FILE… of DIR, and print means and agreement")
  private Path read;

  /** Where a form is wanted, if one is. */
  Optional<Path> form() {
    return Optional.ofNullable(form);
  }

  /** Whether files are filled forms. */
  boolean reads() {
    return read != null;
  }

  /** Writes a form of some examples. */
  void write(PairedExamples examples, long seed) throws IOException {
    ItemSample sample = new ItemSample(items, seed);
    long number = 0;
    for (List<Example> row = examples.next(); !row.isEmpty(); row = examples.next()) {
      Example first = row.get(0);
      number++;
      sample.add(
          new RatingItem(
              number,
              first.language(),
              first.source(),
              first.references().get(0),
              row.stream().map(Example::prediction).toList()));
    }
    new RatingForm(examples.names(), sample.items(), seed).write(form);
  }

  /** Reads filled forms. */
  Ratings ratings(List<Path> filled) throws IOException {
    return RatingReader.read(read, filled);
  }
}
