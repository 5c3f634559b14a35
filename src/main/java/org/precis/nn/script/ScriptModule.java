package org.precis.nn.script;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled TorchScript program without state of its own. Thread-safe: calls from several threads
 * run side by side. Freed with the manager that it was loaded with.
 */
public final class ScriptModule {
  /** The text may name constants as {@code ${NAME}}. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private final PtSymbolBlock block;

  private ScriptModule(PtSymbolBlock block) {
    this.block = block;
  }

  /**
   * Compiles a program.
   *
   * @param methods its methods, each {@code def name(self, …)} indented by two spaces
   * @param manager owner of the module
   * @throws IllegalArgumentException if PyTorch refuses the text; the message says where
   */
  public static ScriptModule compile(String methods, NDManager manager) {
    try (InputStream archive = new ByteArrayInputStream(ScriptArchive.of(methods))) {
      PtSymbolBlock block = JniUtils.loadModule((PtNDManager) manager, archive, true, false);
      return new ScriptModule(block);
    } catch (EngineException e) {
      throw new IllegalArgumentException("PyTorch refused the script: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("a stream in memory failed", e);
    }
  }

  /**
   * Text of a resource beside a class, with its placeholders filled in.
   *
   * @param name file name of the resource
   * @param values value of a placeholder
   * @throws IllegalStateException if there is no such resource
   */
  public static String text(Class<?> beside, String name, UnaryOperator<String> values) {
    try (InputStream stream = beside.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + name + " beside " + beside.getName());
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return PLACEHOLDER
          .matcher(text)
          .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the resource " + name + " failed", e);
    }
  }

  /**
   * Calls the method {@code forward} of a program whose result is one tensor, repeatably and so
   * that gradients flow through it, which they do in no other call.
   *
   * @return a tensor of the first argument's manager
   * @throws EngineException if an operation fails; the message has PyTorch's trace
   */
  public NDArray differentiable(NDArray... arguments) {
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return IValueUtils.forward(block, new NDList(arguments), true).singletonOrThrow();
    } finally {
      JniUtils.setGraphExecutorOptimize(true);
    }
  }

  /**
   * Calls a method that always computes in the same way: the first calls of a program are not
   * optimised and later ones are, which may change the last bits. The result, and what is taken out
   * of it, belong to the caller.
   *
   * @param method its name
   * @param arguments its arguments, which stay the caller's
   * @throws EngineException if an operation fails; the message has PyTorch's trace
   */
  public IValue callRepeatably(String method, IValue... arguments) {
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return call(method, arguments);
    } finally {
      JniUtils.setGraphExecutorOptimize(true);
    }
  }

  /**
   * Calls a method. The result, and what is taken out of it, belong to the caller.
   *
   * @param method its name
   * @param arguments its arguments, which stay the caller's
   * @throws EngineException if an operation fails; the message has PyTorch's trace
   */
  public IValue call(String method, IValue... arguments) {
    return IValueUtils.runMethod(block, method, arguments);
  }
}
