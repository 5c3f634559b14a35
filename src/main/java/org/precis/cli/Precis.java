package org.precis.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code precis}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "precis",
    mixinStandardHelpOptions = true,
    versionProvider = Precis.Version.class,
    description = "Summaries inside Solr.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      IndexCommand.class,
      SearchCommand.class,
      SummarizeCommand.class,
      EvaluateCommand.class,
      ModelCommand.class,
      DataCommand.class,
      TrainCommand.class
    })
public final class Precis implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** The command line with its error handling. */
  static CommandLine commandLine() {
    return new CommandLine(new Precis())
        .setOut(utf8(System.out))
        .setErr(utf8(System.err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Precis::report);
  }

  /** A writer in UTF-8 whatever the locale: the documents are in any language. */
  static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    err.println(command.getColorScheme().errorText(command.getCommandName() + ": " + message));
    if (Boolean.getBoolean("precis.trace")) {
      failure.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The version that the jar's manifest states. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Precis.class.getPackage().getImplementationVersion();
      return new String[] {"precis " + (version == null ? "(built from classes)" : version)};
    }
  }
}
