package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.precis.model.io.CheckpointConversion;
import org.precis.model.io.CheckpointConversion.Precision;
import org.precis.model.io.CheckpointFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model directory anew as safetensors. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description =
        "Write a model directory anew: weights as one safetensors file, tokenizer.json, configuration.")
final class ModelConvert implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Hugging Face model directory")
  private Path directory;

  @Parameters(paramLabel = "OUT", description = "directory to write; must not exist yet")
  private Path target;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "fp32",
      description = "fp32, fp16 or bf16 (default: ${DEFAULT-VALUE})")
  private Precision precision = Precision.FP32;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    CheckpointFacts facts = CheckpointFacts.read(directory);
    Progress progress = new Progress(err, "writing " + target, facts.parameters() >> 20);
    CheckpointConversion.Converted converted =
        CheckpointConversion.convert(
            directory, target, precision, weights -> progress.at(weights >> 20));
    CheckpointFacts written = CheckpointFacts.read(target);
    progress.done("written");
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %s in %d tensors of %s%n",
        target, Bytes.of(written.bytes()), written.tensors(), precision);
    if (!converted.leftOut().isEmpty()) {
      out.println(
          "left out, as the network has no use for them: "
              + String.join(", ", converted.leftOut()));
    }
    converted
        .tokenizerProblem()
        .ifPresent(problem -> out.println("no tokenizer.json was made: " + problem));
    out.flush();
    return 0;
  }
}
